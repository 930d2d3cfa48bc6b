CREATE TABLE payment (record text, org text, payee text, at date, amount numeric, purpose text);
INSERT INTO payment VALUES
	('a1', 'U1', NULL, '2024-07-10', 8000, '赴外地参观学习'),
	('b1', 'U2', '清溪足道会馆', '2024-07-10', 1000, '会务费'),
	-- What is exempt does not excuse what stands beside it.
	('c1', 'U3', NULL, '2024-07-10', 5000, '烟台考察期间购烟'),
	('d1', 'U4', NULL, '2024-07-10', 5000, '赴烟台学习差旅费'), ('d2', 'U4', NULL, '2024-07-10', 2000, '消毒酒精、烟感器'),
	('e1', 'U5', '安澜大酒店', '2024-07-10', 5000, '酒店住宿费'),
	('f1', 'U6', NULL, '2024-07-10', 999.99, '纪念品'), ('f2', 'U6', NULL, '2024-07-10', -5000, '退烟酒款'),
	('g1', 'U7', NULL, '2024-07-10', 5000, ' '), ('h1', ' ', NULL, '2024-07-10', 5000, '礼品'),
	('i1', 'U8', NULL, NULL, 5000, '礼品'), ('j1', 'U9', NULL, '2024-07-10', NULL, '礼品');
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric);
INSERT INTO expected VALUES
	('U1', 'hit', NULL, 'sightseeing', 8000), ('U2', 'hit', NULL, 'the payee', 1000), ('U3', 'hit', NULL, 'tobacco, bought in Yantai', 5000),
	('U4', 'clean', 1, 'Yantai, alcohol, smoke detectors', NULL),
	('U5', 'clean', 2, 'lodging in a hotel', NULL),
	('U6', 'clean', 3, 'below the least, and taken back', NULL),
	('U7', 'insufficient_data', NULL, 'no purpose', NULL), ('record h1', 'insufficient_data', NULL, 'no unit', NULL),
	('U8', 'insufficient_data', NULL, 'no day', NULL), ('U9', 'insufficient_data', NULL, 'no amount', NULL);
