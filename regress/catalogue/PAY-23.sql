CREATE TABLE collection (record text, account text, at date, amount numeric, deposit boolean);
CREATE TABLE turn_over (record text, account text, at date, amount numeric);
INSERT INTO collection VALUES
	('a1', 'U1', '2024-03-01', 100, NULL), ('a2', 'U1', '2024-03-04', 200, NULL), ('a3', 'U1', '2024-09-02', 400, NULL),
	-- Spring Festival lies between: 19 calendar days, 10 working days.
	('b1', 'U2', '2024-02-02', 500, NULL),
	('c1', 'U3', '2024-03-01', 500, NULL), ('c2', 'U3', '2024-03-05', -500, NULL),
	('d1', 'U4', '2024-03-01', 500, true), ('d2', 'U4', '2024-03-01', 30, false), ('e1', 'U5', '2024-03-01', 500, true),
	('f1', ' ', '2024-03-01', 500, NULL), ('g1', 'U6', NULL, 500, NULL), ('h1', 'U7', '2024-03-01', NULL, NULL), ('i1', 'U8', '2025-03-01', 5, NULL);
INSERT INTO turn_over VALUES ('t1', 'U1', '2024-05-06', 300), ('t2', 'U2', '2024-02-21', 500), ('t3', 'U4', '2024-03-11', 30), ('t4', 'U9', NULL, 5);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, score numeric);
INSERT INTO expected VALUES
	('U1', 'hit', NULL, 'two receipts turned over in May', 300, 52), ('U1', 'hit', NULL, 'one is outstanding', 400, NULL),
	('U2', 'clean', 1, 'the holidays do not count', NULL, NULL), ('U3', 'clean', 2, 'refunded', NULL, NULL), ('U4', 'clean', 3, 'a deposit', NULL, NULL),
	('U5', 'not_applicable', NULL, 'deposits only', NULL, NULL), ('record f1', 'insufficient_data', NULL, 'no collector', NULL, NULL),
	('U6', 'insufficient_data', NULL, 'no day', NULL, NULL), ('U7', 'insufficient_data', NULL, 'no amount', NULL, NULL),
	('U8', 'insufficient_data', NULL, 'after the day of the run', NULL, NULL);
