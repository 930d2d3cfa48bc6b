CREATE TABLE trip (record text, claim text, person text, city text, valid daterange, allowance numeric, lodging numeric);
INSERT INTO trip VALUES
	('a1', 'C1', '110102199101010078', '省城', '[2024-03-04,2024-03-08]', 900, 1200), ('a2', 'C2', ' 11010219910101007８', '邻市', '[2024-03-06,2024-03-10]', 900, 1200),
	('b1', 'C3', 'S-2', '省城', '[2024-03-04,2024-03-08]', 900, 1200),
	('c1', 'C4', 'S-3', '省城', '[2024-03-04,2024-03-08]', 1100, 1200),
	('d1', 'C5', 'S-4', '省城', '[2024-03-04,2024-03-08]', 900, 2000),
	('e1', 'C6', 'S-5', '省城', '[2024-03-04,2024-03-06]', 540, 600), ('e2', 'C7', 'S-5', '邻市', '[2024-03-06,2024-03-08]', 540, 600),
	('f1', 'C8', 'S-6', '省城', '[2024-03-04,2024-03-08]', 900, 600), ('f2', 'C8', 'S-6', '邻市', '[2024-03-06,2024-03-08]', 0, 600),
	('g1', 'C9', 'S-7', '省城', '[2024-03-04,2024-03-08]', 900, 1200),
	-- The local norm was higher that year.
	('h1', 'C10', 'S-8', '省城', '[2020-03-04,2020-03-08]', 1000, 1200),
	('i1', 'C11', NULL, '省城', '[2024-03-04,2024-03-08]', 900, 1200), ('j1', 'C12', 'S-9', '省城', NULL, 900, 1200), ('k1', 'C13', 'S-10', '省城', '[2024-03-04,)', 900, 1200);
CREATE TABLE trip_norm (valid daterange, amount numeric);
INSERT INTO trip_norm VALUES ('[2014-01-01,2021-01-01)', 200), ('[2021-01-01,)', 180);
CREATE TABLE lodging_norm (city text, valid daterange, amount numeric);
INSERT INTO lodging_norm VALUES ('省城', '[2014-01-01,)', 350), ('邻市', '[2014-01-01,)', 330);
CREATE TABLE attendance (record text, person text, at date);
INSERT INTO attendance VALUES ('t1', 'S-2', '2024-03-06'), ('t2', 'S-7', '2024-03-04'), ('t3', 'S-7', '2024-03-08'), ('t4', NULL, '2024-03-06');
CREATE TABLE meeting (record text, org text, kind text, valid daterange, persons integer, amount numeric);
INSERT INTO meeting VALUES
	('M1', 'U1', '3', '[2024-06-04,2024-06-05]', 40, 50000), -- the quota is 550 * 40 * 2 = 44,000
	('M2', 'U1', '1', '[2024-06-04,2024-06-05]', 40, 60000),
	('M3', 'U1', '3', '[2015-06-04,2015-06-05]', 40, 38000), -- 450 then
	('M4', 'U1', '3', '[2024-06-04,2024-06-05]', NULL, 50000), ('M5', 'U1', '9', '[2024-06-04,2024-06-05]', 40, 50000),
	('M6', 'U1', '3', '[2024-06-04,2024-06-05]', 40, NULL), ('M7', 'U1', '3', NULL, 40, 1);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, score numeric);
INSERT INTO expected VALUES
	('110102199101010078', 'hit', NULL, 'three days in two places', NULL, 3), ('S-2', 'hit', NULL, 'at home in the middle', NULL, 1),
	('S-3', 'hit', NULL, '900 would be due', 200, NULL), ('S-4', 'hit', NULL, '1,400 is the limit', 600, NULL),
	('S-5', 'clean', 1, 'back and off again on one day', NULL, NULL), ('S-6', 'clean', 2, 'two cities in one claim', NULL, NULL),
	('S-7', 'clean', 3, 'at home on the days of departure and return', NULL, NULL), ('S-8', 'clean', 4, 'the norm of 2020 was higher', NULL, NULL),
	('record i1', 'insufficient_data', NULL, 'no person', NULL, NULL), ('S-9', 'insufficient_data', NULL, 'no days', NULL, NULL),
	('S-10', 'insufficient_data', NULL, 'no end', NULL, NULL),
	('meeting M1', 'hit', NULL, 'above the quota', 6000, NULL), ('meeting M2', 'clean', NULL, 'first class', NULL, NULL),
	('meeting M3', 'hit', NULL, 'above the quota of 2015', 2000, NULL),
	('meeting M4', 'insufficient_data', NULL, 'people not counted', NULL, NULL), ('meeting M5', 'insufficient_data', NULL, 'no such class', NULL, NULL),
	('meeting M6', 'insufficient_data', NULL, 'no amount', NULL, NULL), ('meeting M7', 'insufficient_data', NULL, 'no days', NULL, NULL);
