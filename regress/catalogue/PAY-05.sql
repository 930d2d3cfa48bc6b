CREATE TABLE invoice (record text, seller text, buyer text, invoice_code text, invoice_no text, at date, amount numeric);
INSERT INTO invoice VALUES
	('a1', 'S1', 'U1', '034', '00000098', '2024-03-01', 900), ('a2', 'S1', 'U1', '034', '00000099', '2024-03-07', 950),
	('a3', 'S1', 'U1', '034', '00000100', '2024-03-21', 980), ('a4', 'S1', 'U2', '034', '00000101', '2024-03-21', 980),
	('b1', 'S2', 'U1', NULL, '24342000000000000001', '2024-03-01', 900), ('b2', 'S2', 'U1', NULL, '24342000000000000002', '2024-03-07', 950),
	('b3', 'S2', 'U1', NULL, '24342000000000000003', '2024-03-21', 980),
	('c1', 'S3', 'U1', '034', '11', '2024-03-01', 900), ('c2', 'S3', 'U1', '034', '12', '2024-03-01', 950), ('c3', 'S3', 'U1', '034', '13', '2024-03-01', 980),
	('d1', 'S4', 'U1', '034', '11', '2024-03-01', 900), ('d2', 'S4', 'U1', '034', '12', '2024-03-04', -900), ('d3', 'S4', 'U1', '034', '13', '2024-03-09', 980),
	-- In a row, but over half a year; and another code.
	('e1', 'S5', 'U1', '034', '11', '2024-01-01', 900), ('e2', 'S5', 'U1', '034', '12', '2024-04-04', 900), ('e3', 'S5', 'U1', '034', '13', '2024-07-09', 980),
	('e4', 'S5', 'U1', '035', '14', '2024-07-10', 980),
	('f1', NULL, 'U1', '034', '12', '2024-03-01', 1), ('g1', 'S6', 'U1', '034', 'none', '2024-03-01', 1), ('h1', 'S7', NULL, '034', '12', '2024-03-01', 1),
	('i1', 'S8', 'U1', '034', '12', NULL, 1), ('j1', 'S9', 'U1', '034', '12', '2024-03-01', NULL), ('k1', 'S10', 'U1', '034', '12', '2024-03-01', -5);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, score numeric);
INSERT INTO expected VALUES
	('S1', 'hit', NULL, 'three in a row over three weeks', 2830, 3),
	('S2', 'not_applicable', NULL, 'numbered for the whole country', NULL, NULL),
	('S3', 'clean', 2, 'one purchase on three sheets', NULL, NULL),
	('S4', 'clean', 3, 'one was taken back', NULL, NULL),
	('S5', 'clean', NULL, 'half a year', NULL, NULL),
	('record f1', 'insufficient_data', NULL, 'no seller', NULL, NULL), ('S6', 'insufficient_data', NULL, 'no number', NULL, NULL),
	('S7', 'insufficient_data', NULL, 'no buyer', NULL, NULL), ('S8', 'insufficient_data', NULL, 'no day', NULL, NULL),
	('S9', 'insufficient_data', NULL, 'no amount', NULL, NULL), ('S10', 'not_applicable', NULL, 'taken back', NULL, NULL);
-- A digital invoice beside paper ones does not lengthen a run.
INSERT INTO invoice VALUES ('l1', 'S11', 'U1', NULL, '24342000000000000008', '2024-03-01', 900), ('l2', 'S11', 'U1', NULL, '24342000000000000009', '2024-03-07', 950),
	('l3', 'S11', 'U1', NULL, '24342000000000000010', '2024-03-21', 980), ('l4', 'S11', 'U1', '034', '77', '2024-03-21', 980);
INSERT INTO expected VALUES ('S11', 'clean', 1, 'the run is of digital ones', NULL, NULL);
