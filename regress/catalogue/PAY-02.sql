CREATE TABLE payment (record text, vendor text, invoice_code text, invoice_no text, at date, amount numeric, org text, account text);
INSERT INTO payment VALUES
	-- A fully digital invoice, half a year apart.
	('a1', 'V-1', NULL, '24342000000012345678', '2024-01-10', 5000, 'U1', '6222001'),
	('a2', 'V-2', NULL, '24342000000012345678', '2024-07-10', 5000, 'U2', '6222001'),
	-- A paper number without its code, two days apart.
	('b1', 'V-3', NULL, '12345678', '2024-02-01', 900, 'U1', NULL), ('b2', 'V-4', NULL, '12345678', '2024-02-03', 900, 'U1', NULL),
	('c1', 'V-5', '034002100111', '20000001', '2024-02-01', 700, 'U1', NULL), ('c2', 'V-6', '034002100111', '20000001', '2024-02-02', 700, 'U1', NULL),
	('c3', 'V-5', '034002100111', '20000001', '2024-02-04', -700, 'U1', NULL),
	('d1', 'V-7', NULL, '00000012', '2024-02-01', 60, 'U1', NULL), ('d2', 'V-8', NULL, '00000012', '2024-02-01', 60, 'U1', NULL),
	('d3', 'V-8', NULL, '31415926', '2024-02-01', 61, 'U1', NULL),
	('e1', 'V-9', NULL, '99999999', '2024-02-01', 50, 'U1', NULL), ('e2', 'V-10', NULL, '99999999', '2024-02-01', 50, 'U1', NULL),
	('e3', 'V-11', NULL, '99999999', '2024-02-01', 50, 'U1', NULL), ('e4', 'V-12', NULL, '99999999', '2024-02-01', 50, 'U1', NULL),
	('f1', 'V-13', NULL, '22345678', '2024-02-01', 900, 'U1', NULL), ('f2', 'V-14', NULL, '22345678', '2024-04-03', 900, 'U1', NULL),
	('g1', NULL, NULL, '22345699', '2024-02-01', 900, 'U1', NULL), ('h1', 'V-15', NULL, NULL, '2024-02-01', 900, 'U1', NULL),
	('i1', 'V-16', NULL, '22345699', NULL, 901, 'U1', NULL), ('j1', 'V-17', NULL, '22345699', '2024-02-01', NULL, 'U1', NULL);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric);
INSERT INTO expected VALUES
	('V-1', 'clean', NULL, 'paid first', NULL),
	('V-2', 'hit', NULL, 'the same digital invoice, and one account', 5000),
	('V-3', 'clean', NULL, 'paid first', NULL),
	('V-4', 'hit', NULL, 'the same paper number within three days', 900),
	('V-5', 'clean', 1, 'paid by mistake and taken back', NULL),
	('V-6', 'clean', 1, 'the right vendor', NULL),
	('V-7', 'insufficient_data', NULL, 'short numbers only', NULL),
	('V-8', 'clean', 2, 'a short number', NULL),
	('V-9', 'clean', 3, 'a number that four vendors have', NULL), ('V-10', 'clean', 3, 'the same', NULL),
	('V-11', 'clean', 3, 'the same', NULL), ('V-12', 'clean', 3, 'the same', NULL),
	('V-13', 'clean', 4, 'paper number, two months apart', NULL), ('V-14', 'clean', 4, 'the same', NULL),
	('record g1', 'insufficient_data', NULL, 'no vendor', NULL), ('V-15', 'insufficient_data', NULL, 'no number', NULL),
	('V-16', 'insufficient_data', NULL, 'no day', NULL), ('V-17', 'insufficient_data', NULL, 'no amount', NULL);
