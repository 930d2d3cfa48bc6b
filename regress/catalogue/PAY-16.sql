CREATE TABLE voucher_line (record text, org text, at date, account text, party text, debit numeric, credit numeric, summary text);
INSERT INTO voucher_line VALUES
	('a1', 'U1', '2024-12-10', '1214', '迎宾饭店', 30000, NULL, '预付餐费'),
	('b1', 'U2', '2024-10-10', '121401', '某商行', 15000, NULL, '充值油卡'), ('b2', 'U2', '2024-12-20', '121401', '某商行', NULL, 4000, '核销'),
	('c1', 'U3', '2024-10-10', '1214', '迎宾饭店', 30000, NULL, '预付会议餐费'), ('c2', 'U3', '2024-12-20', '1214', '迎宾饭店', NULL, 25000, '核销'),
	('d1', 'U4', '2024-12-10', '1214', '汽修', 50000, NULL, '年度合同预付车辆维修'),
	('e1', 'U5', '2024-12-10', '1214', '设备公司', 50000, NULL, '预付设备款'), ('e2', 'U5', '2024-05-10', '1214', '迎宾饭店', 50000, NULL, '预付餐费'),
	('f1', 'U6', '2024-12-10', '1214', '迎宾饭店', 10000, NULL, '预付餐费'), -- not above ten thousand
	('g1', 'U7', '2024-12-10', '5001', '迎宾饭店', 30000, NULL, '餐费'),
	('h1', 'U8', '2024-12-10', '1214', NULL, 30000, NULL, ' '), ('i1', NULL, '2024-12-10', '1214', '迎宾饭店', 30000, NULL, '餐费'),
	('j1', 'U9', NULL, '1214', '迎宾饭店', 30000, NULL, '餐费'), ('k1', 'U10', '2024-12-10', NULL, '迎宾饭店', 30000, NULL, '餐费');
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, score numeric);
INSERT INTO expected VALUES
	('U1', 'hit', NULL, 'prepaid to a restaurant in December', 30000, 30), ('U2', 'hit', NULL, 'petrol cards, a part used up', 11000, 11),
	('U3', 'clean', 1, 'settled but for five thousand', NULL, NULL), ('U4', 'clean', 2, 'an annual contract', NULL, NULL),
	('U5', 'clean', 3, 'equipment; a restaurant in May', NULL, NULL), ('U6', 'clean', NULL, 'ten thousand and no more', NULL, NULL),
	('U7', 'not_applicable', NULL, 'paid, not prepaid', NULL, NULL), ('U8', 'insufficient_data', NULL, 'neither party nor summary', NULL, NULL),
	('record i1', 'insufficient_data', NULL, 'no unit', NULL, NULL), ('U9', 'insufficient_data', NULL, 'no day', NULL, NULL),
	('U10', 'insufficient_data', NULL, 'no account', NULL, NULL);
