CREATE TABLE voucher_line (record text, org text, at date, economic_class text, debit numeric, summary text);
INSERT INTO voucher_line VALUES
	('a1', 'U1', '2024-03-10', '30299', 8600, '招待上级来人餐费'),
	('b1', 'U2', '2024-03-10', '30217', 7000, '购办公用品'),
	('c1', 'U3', '2024-03-10', '30216', 9000, '会议费及培训费'), ('c2', 'U3', '2024-03-10', '3021701', 9000, '公务接待费'),
	('d1', 'U4', '2024-03-10', '30213', 9000, '信访接待大厅维修'),
	('e1', 'U5', '2024-03-10', '30201', 9000, '差旅报销'),
	('f1', 'U6', '2024-03-10', '30299', 5000, '招待费'), ('f2', 'U6', '2024-03-10', '30299', -9000, '冲招待费'),
	('g1', 'U7', '2024-03-10', '30299', 9000, '其他支出'),
	('h1', 'U8', '2024-03-10', '30299', 9000, ' '), ('i1', 'U9', '2024-03-10', NULL, 9000, '招待费'), ('j1', NULL, '2024-03-10', '30299', 9000, '招待费'),
	('k1', 'U10', NULL, '30299', 9000, '招待费'), ('l1', 'U11', '2024-03-10', '30299', NULL, '招待费');
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric);
INSERT INTO expected VALUES
	('U1', 'hit', NULL, 'hospitality booked as other', 8600), ('U2', 'hit', NULL, 'supplies booked as hospitality', 7000),
	('U3', 'clean', 1, 'two classes, one of them booked; a class below', NULL), ('U4', 'clean', 2, 'the reception hall', NULL),
	('U5', 'clean', 3, 'travel and supplies have no ceiling', NULL), ('U6', 'clean', 4, 'small, and taken back', NULL),
	('U7', 'clean', NULL, 'names no class', NULL), ('U8', 'insufficient_data', NULL, 'no summary', NULL),
	('U9', 'insufficient_data', NULL, 'no class', NULL), ('record j1', 'insufficient_data', NULL, 'no unit', NULL),
	('U10', 'insufficient_data', NULL, 'no day', NULL), ('U11', 'insufficient_data', NULL, 'no amount', NULL);
