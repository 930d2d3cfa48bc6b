CREATE TABLE approval_line (valid daterange, amount numeric);
INSERT INTO approval_line VALUES ('[2023-01-01,2024-07-01)', 30000), ('[2024-07-01,)', 50000);
CREATE TABLE payment (record text, org text, vendor text, at date, amount numeric, item text, contract text);
INSERT INTO payment VALUES
	('a1', 'U1', '91350100M000100Y43', '2024-03-04', 16000, NULL, NULL), ('a2', 'U1', '91350100m000100y43', '2024-03-06', 16000, NULL, NULL),
	-- A part may equal the line; together they are beyond it.
	('b1', 'U2', 'V', '2024-03-04', 30000, NULL, NULL), ('b2', 'U2', 'V', '2024-03-05', 3000, NULL, NULL),
	('c1', 'U3', 'V', '2024-03-04', 20000, NULL, 'HT-1'), ('c2', 'U3', 'V', '2024-03-05', 20000, NULL, 'HT-1'), ('c3', 'U3', 'V', '2024-03-05', 2000, NULL, NULL),
	('d1', 'U4', 'V', '2024-03-04', 20000, '30213', NULL), ('d2', 'U4', 'V', '2024-03-05', 20000, '30201', NULL),
	('e1', 'U5', 'V', '2024-03-04', 20000, NULL, NULL), ('e2', 'U5', 'V', '2024-03-05', -20000, NULL, NULL), ('e3', 'U5', 'V', '2024-03-06', 20000, NULL, NULL),
	('g1', 'U7', 'V', '2024-07-04', 20000, NULL, NULL), ('g2', 'U7', 'V', '2024-07-05', 20000, NULL, NULL),
	('h1', 'U8', 'V', '2024-03-04', 15000, NULL, NULL), ('h2', 'U8', 'V', '2024-03-05', 15000, NULL, NULL),
	('i1', 'U9', 'V', '2022-03-04', 15000, NULL, NULL), ('j1', 'U10', 'V', '2024-03-05', 15000, NULL, 'HT-2'),
	('k1', NULL, 'V', '2024-03-05', 15000, NULL, NULL), ('l1', 'U11', NULL, '2024-03-05', 15000, NULL, NULL),
	('m1', 'U12', 'V', NULL, 15000, NULL, NULL), ('n1', 'U13', 'V', '2024-03-05', NULL, NULL, NULL);
INSERT INTO payment SELECT 'f' || n, 'U6', 'V', '2024-03-04', 2900, NULL, NULL FROM generate_series(1, 20) n;
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric);
INSERT INTO expected VALUES
	('U1 | 91350100M000100Y43', 'hit', NULL, 'two parts of 16,000', 32000),
	('U2 | V', 'hit', NULL, 'the whole line and a little more', 33000),
	('U3 | V', 'clean', 1, 'paid under a contract', NULL),
	('U4 | V | 30213', 'clean', 2, 'another item', NULL), ('U4 | V | 30201', 'clean', 2, 'another item', NULL),
	('U5 | V', 'clean', 3, 'returned and paid again', NULL),
	('U6 | V', 'clean', 4, 'twenty small bills', NULL),
	('U7 | V', 'clean', NULL, 'the line was raised before', NULL),
	('U8 | V', 'clean', NULL, 'exactly the line', NULL),
	('U9 | V', 'insufficient_data', NULL, 'no line on that day', NULL),
	('U10 | V', 'not_applicable', NULL, 'all under a contract', NULL),
	('record k1', 'insufficient_data', NULL, 'no unit', NULL), ('record l1', 'insufficient_data', NULL, 'no vendor', NULL),
	('U12 | V', 'insufficient_data', NULL, 'no day', NULL), ('U13 | V', 'insufficient_data', NULL, 'no amount', NULL);
