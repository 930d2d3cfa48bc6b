CREATE TABLE payment (record text, vendor text, invoice_no text, at date, amount numeric, org text);
INSERT INTO payment VALUES
	('a1', 'V-1', '24187305', '2024-03-01', 1830.50, 'U1'), ('a2', 'V-1', '24817305', '2024-03-05', 1830.50, 'U1'),
	('b1', 'V-2', '24187305', '2024-03-01', 99, 'U1'), ('b2', 'V-2', '2418705', '2024-03-08', 99, 'U2'),
	('c1', 'V-3', '24187305', '2024-03-01', 99, 'U1'), ('c2', 'V-3', '24187306', '2024-03-02', 99, 'U1'),
	('d1', 'V-4', '24187305', '2024-03-01', 2000, 'U1'), ('d2', 'V-4', '24187405', '2024-04-01', 2000, 'U1'),
	('e1', 'V-5', '24187305', '2024-03-01', 70, 'U1'), ('e2', 'V-5', '24187405', '2024-03-02', 70, 'U1'), ('e3', 'V-5', '24187405', '2024-03-03', -70, 'U1'),
	('f1', 'V-6', '24187305', '2024-03-01', 70, 'U1'), ('f2', 'V-6', '24187305', '2024-03-02', 70, 'U1'),
	('g1', 'V-7', '24187305', '2024-03-01', 70, 'U1'), ('g2', 'V-7', '24187405', '2024-03-02', 71, 'U1'),
	('h1', 'V-8', '1234', '2024-03-01', 70, 'U1'), ('i1', '', '24187305', '2024-03-01', 70, 'U1'), ('j1', 'V-9', NULL, '2024-03-01', 70, 'U1'),
	('k1', 'V-10', '24187305', NULL, 70, 'U1'), ('l1', 'V-11', '24187305', '2024-03-01', NULL, 'U1');
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric);
INSERT INTO expected VALUES
	('V-1', 'hit', NULL, 'two digits swapped', 1830.50),
	('V-2', 'hit', NULL, 'a digit left out', 99),
	('V-3', 'clean', 1, 'the next bill of the series', NULL),
	('V-4', 'clean', 2, 'the rent of the next month', NULL),
	('V-5', 'clean', 3, 'taken back', NULL),
	('V-6', 'clean', 4, 'equal numbers: PAY-01', NULL),
	('V-7', 'clean', NULL, 'another amount', NULL),
	('V-8', 'insufficient_data', NULL, 'number too short', NULL), ('record i1', 'insufficient_data', NULL, 'no vendor', NULL),
	('V-9', 'insufficient_data', NULL, 'no number', NULL), ('V-10', 'insufficient_data', NULL, 'no day', NULL),
	('V-11', 'insufficient_data', NULL, 'no amount', NULL);
