CREATE TABLE payment (record text, org text, payee text, at date, amount numeric, purpose text);
INSERT INTO payment VALUES
	('a1', 'U1', '百汇超市', '2024-09-10', 3000, '办公用品'), -- a week before Mid-Autumn
	('b1', 'U2', '德源茶庄', '2024-07-10', 6888.50, NULL),
	('c1', 'U3', '百汇超市', '2024-09-10', 3000, '食堂食材'), ('c2', 'U3', '百汇超市', '2024-09-10', 9000, '工会中秋慰问'),
	('d1', 'U4', '百汇超市', '2024-09-10', 1000, '办公用品'), ('d2', 'U4', '百汇超市', '2024-09-10', 1850.60, '办公用品'),
	('e1', 'U5', '百汇超市', '2024-09-10', -3000, '退货'),
	('f1', 'U6', '鑫源建材', '2024-09-10', 30000, '维修'),
	('g1', 'U7', ' ', '2024-09-10', 3000, NULL), ('h1', NULL, '百汇超市', '2024-09-10', 3000, NULL),
	('i1', 'U8', '百汇超市', NULL, 3000, NULL), ('j1', 'U9', '百汇超市', '2024-09-10', NULL, NULL);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, score numeric);
INSERT INTO expected VALUES
	('U1', 'hit', NULL, 'a round amount just before the festival counts double', 3000, 6),
	('U2', 'hit', NULL, 'large, though not round', 6888.50, 6.9),
	('U3', 'clean', 1, 'canteen and union', NULL, NULL),
	('U4', 'clean', 2, 'a thousand and no more, and an amount that is not round', NULL, NULL),
	('U5', 'clean', 3, 'goods returned', NULL, NULL),
	('U6', 'clean', NULL, 'no shop', NULL, NULL),
	('U7', 'insufficient_data', NULL, 'no payee', NULL, NULL), ('record h1', 'insufficient_data', NULL, 'no unit', NULL, NULL),
	('U8', 'insufficient_data', NULL, 'no day', NULL, NULL), ('U9', 'insufficient_data', NULL, 'no amount', NULL, NULL);
