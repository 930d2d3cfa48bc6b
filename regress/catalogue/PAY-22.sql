CREATE TABLE allowance_list (item text, post text, valid daterange, amount numeric);
INSERT INTO allowance_list VALUES ('J1', NULL, '[2020-01-01,)', 600), ('J2', '管理', '[2020-01-01,)', 800), ('J2', NULL, '[2020-01-01,)', 500),
	('J8', NULL, '[2020-01-01,2024-05-01)', 300);
CREATE TABLE allowance (record text, org text, person text, item text, post text, account text, valid daterange, amount numeric);
INSERT INTO allowance VALUES
	('a1', 'U1', '110102199101010078', 'J9', NULL, 'Z1', '[2024-02-01,2024-03-01)', 400),
	('b1', 'U1', 'S-2', 'J2', '一般', 'Z1', '[2024-02-01,2024-03-01)', 700), ('b2', 'U1', 'S-3', 'J2', '管理', 'Z1', '[2024-02-01,2024-03-01)', 700),
	('c1', 'U1', 'S-4', 'J1', NULL, 'Z1', '[2024-02-01,2024-03-01)', 600), ('c2', 'U2', 'S-4', 'J1', NULL, 'Z2', '[2024-02-01,2024-03-01)', 600),
	('d1', 'U1', 'S-5', 'J1', NULL, 'Z1', '[2024-01-01,2024-04-01)', 1800), ('e1', 'U1', 'S-6', 'J8', NULL, 'Z1', '[2024-03-01,2024-04-01)', 300),
	('f1', 'U1', 'S-7', 'J1', NULL, 'Z1', '[2024-03-01,2024-04-01)', 300), ('f2', 'U1', 'S-7', 'J1', NULL, 'Z2', '[2024-03-01,2024-04-01)', 300),
	('g1', 'U1', 'S-8', 'J9', NULL, 'Z1', '[2024-03-01,2024-04-01)', 300), ('g2', 'U1', 'S-8', 'J9', NULL, 'Z1', '[2024-03-01,2024-04-01)', -300),
	-- Off the list since May.
	('h1', 'U1', 'S-9', 'J8', NULL, 'Z1', '[2024-06-01,2024-07-01)', 300),
	('i1', 'U1', NULL, 'J1', NULL, 'Z1', '[2024-03-01,2024-04-01)', 300), ('j1', 'U1', 'S-10', NULL, NULL, 'Z1', '[2024-03-01,2024-04-01)', 300),
	('k1', 'U1', 'S-11', 'J1', NULL, 'Z1', NULL, 300), ('l1', 'U1', 'S-12', 'J1', NULL, 'Z1', '[2024-03-01,2024-04-01)', NULL),
	('m1', 'U1', 'S-13', 'J1', NULL, NULL, '[2024-03-01,2024-04-01)', 300);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric);
INSERT INTO expected VALUES
	('110102199101010078', 'hit', NULL, 'not on the list', 400), ('S-2', 'hit', NULL, 'above the limit of his post', 200), ('S-4', 'hit', NULL, 'from two accounts', 600),
	('S-9', 'hit', NULL, 'off the list since May', 300),
	('S-3', 'clean', NULL, 'the limit of a manager', NULL), ('S-5', 'clean', 1, 'three months', NULL), ('S-6', 'clean', 2, 'on the list then', NULL),
	('S-7', 'clean', 3, 'half and half', NULL), ('S-8', 'clean', 4, 'taken back', NULL),
	('record i1', 'insufficient_data', NULL, 'no person', NULL), ('S-10', 'insufficient_data', NULL, 'no item', NULL),
	('S-11', 'insufficient_data', NULL, 'no months', NULL), ('S-12', 'insufficient_data', NULL, 'no amount', NULL), ('S-13', 'insufficient_data', NULL, 'no account', NULL);
