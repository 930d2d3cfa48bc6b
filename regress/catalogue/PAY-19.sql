CREATE TABLE claim (record text, org text, person text, approver text, at date, amount numeric, status text);
INSERT INTO claim VALUES
	('a1', 'U1', '110102199101010078', '11010219910101007８', '2024-03-01', 200, '已支付'),
	('b1', 'U1', 'S-1', 'A-2', '2024-03-01', 6000, NULL), ('c1', 'U1', 'S-1', 'A-3', '2024-03-01', 100, NULL),
	('d1', 'U1', 'S-9', 'A-4', '2024-03-01', 100, NULL),
	('e1', 'U1', 'S-1', 'A-5', '2024-03-01', 4500, NULL),
	('f1', 'U1', 'S-1', 'A-6', '2022-03-01', 4000, NULL), ('f2', 'U1', 'S-1', 'A-6', '2024-03-01', 9000, NULL),
	('g1', 'U1', 'S-1', 'A-7', '2024-03-01', 9000, '退回'), ('g2', 'U1', 'S-1', 'A-7', '2024-03-01', 5000, '已支付'),
	-- A delegation does not cover one's own.
	('h1', 'U1', 'A-8', 'A-8', '2024-03-01', 300, NULL),
	('i1', 'U1', 'S-1', 'X-1', '2024-03-01', 300, NULL), ('j1', 'U1', 'S-1', NULL, '2024-03-01', 300, NULL),
	('k1', 'U1', 'S-1', 'A-9', NULL, 300, NULL), ('l1', 'U1', 'S-1', 'A-10', '2024-03-01', NULL, NULL);
CREATE TABLE authority (person text, valid daterange, amount numeric);
INSERT INTO authority
SELECT p, '[2020-01-01,)'::daterange, 5000 FROM unnest('{110102199101010078,A-2,A-4,A-7,A-8,A-9,A-10}'::text[]) p
UNION ALL VALUES ('A-3', '[2020-01-01,2023-01-01)'::daterange, 5000), ('A-5', '[2020-01-01,)', 2000), ('A-6', '[2020-01-01,2023-01-01)', 4000), ('A-6', '[2023-01-01,)', 10000);
CREATE TABLE delegation (person text, valid daterange, amount numeric);
INSERT INTO delegation VALUES ('A-5', '[2024-02-20,2024-03-10)', 5000), ('A-8', '[2024-02-20,2024-03-10)', 5000);
CREATE TABLE kin (person text, relative text);
INSERT INTO kin VALUES ('A-4', 'S-9');
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric);
INSERT INTO expected VALUES
	('110102199101010078', 'hit', NULL, 'his own', 200), ('A-2', 'hit', NULL, 'above his authority', 6000), ('A-3', 'hit', NULL, 'his authority had ended', 100),
	('A-4', 'hit', NULL, 'of kin', 100), ('A-8', 'hit', NULL, 'his own, delegated or not', 300),
	('A-5', 'clean', 1, 'delegated for these weeks', NULL), ('A-6', 'clean', 2, 'up to 4,000 then, up to 10,000 now', NULL), ('A-7', 'clean', 3, 'returned', NULL),
	('X-1', 'insufficient_data', NULL, 'not in the register', NULL), ('claim j1', 'insufficient_data', NULL, 'no approver', NULL),
	('A-9', 'insufficient_data', NULL, 'no day', NULL), ('A-10', 'insufficient_data', NULL, 'no amount', NULL);
