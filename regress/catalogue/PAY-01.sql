CREATE TABLE payment (record text, vendor text, invoice_no text, at date, amount numeric, org text, invoice_amount numeric);
INSERT INTO payment VALUES
	-- One code in two spellings, the number with leading zeros and full-width digits.
	('a1', '91350100M000100Y43', '00123456', '2024-03-01', 1200.00, 'U1', NULL),
	('a2', '9135 0100 m000 100y 43', '１２３４５６', '2024-05-20', 1200.00, 'U2', NULL),
	-- Three times, beyond its face amount.
	('b1', 'V-2', '88001', '2024-01-10', 5000, 'U1', 10000), ('b2', 'V-2', '88001', '2024-02-10', 5000, 'U1', 10000),
	('b3', 'V-2', '88001', '2024-03-10', 5000, 'U1', 10000),
	('c1', 'V-3', '70001', '2024-01-10', 800, 'U1', NULL), ('c2', 'V-3', '70001', '2024-01-20', 800, 'U1', NULL),
	('c3', 'V-3', '70001', '2024-01-25', -800, 'U1', NULL),
	('d1', 'V-4', '60001', '2024-01-10', 5000, 'U1', 10000), ('d2', 'V-4', '60001', '2024-02-10', 5000, 'U1', 10000),
	('e1', 'V-5', '50001', '2024-01-10', 300, 'U1', NULL), ('e2', 'V-5', '50002', '2024-02-10', 300, 'U1', NULL),
	('f1', 'V-6', '012', '2024-01-10', 300, 'U1', NULL), ('f2', 'V-6', '12', '2024-02-10', 300, 'U1', NULL),
	('f3', 'V-6', '90017', '2024-02-10', 300, 'U1', NULL),
	-- Years apart.
	('g1', 'V-7', '40001', '2019-01-10', 300, 'U1', NULL), ('g2', 'V-7', '40001', '2024-02-10', 300, 'U1', NULL),
	('h1', 'V-8', ' ', '2024-01-10', 300, 'U1', NULL), ('i1', 'V-9', '7', '2024-01-10', 300, 'U1', NULL),
	('j1', NULL, '30001', '2024-01-10', 300, 'U1', NULL), ('k1', 'V-11', '30001', NULL, 300, 'U1', NULL),
	('l1', 'V-12', '30001', '2024-01-10', NULL, 'U1', NULL);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, score numeric);
INSERT INTO expected VALUES
	('91350100M000100Y43', 'hit', NULL, 'paid by two units, numbers written differently', 1200, 2),
	('V-2', 'hit', NULL, 'three payments of 5,000 for an invoice of 10,000', 5000, 3),
	('V-3', 'clean', 1, 'taken back', NULL, NULL),
	('V-4', 'clean', 2, 'two halves of one invoice', NULL, NULL),
	('V-5', 'clean', 3, 'the same charge every month, another number', NULL, NULL),
	('V-6', 'clean', 4, 'running number of a small shop', NULL, NULL),
	('V-7', 'clean', NULL, 'five years apart', NULL, NULL),
	('V-8', 'insufficient_data', NULL, 'no number', NULL, NULL),
	('V-9', 'insufficient_data', NULL, 'number too short', NULL, NULL),
	('record j1', 'insufficient_data', NULL, 'no vendor', NULL, NULL),
	('V-11', 'insufficient_data', NULL, 'no day', NULL, NULL),
	('V-12', 'insufficient_data', NULL, 'no amount', NULL, NULL);
