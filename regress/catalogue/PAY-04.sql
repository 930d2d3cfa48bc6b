CREATE TABLE claim (record text, claim text, person text, org text, invoice_code text, invoice_no text, at date, amount numeric, invoice_amount numeric, status text);
INSERT INTO claim VALUES
	('a1', 'C1', 'S-1', 'U1', '034002100111', '20000001', '2024-03-01', 380, NULL, '已支付'),
	('a2', 'C2', 'S-2', 'U2', '034002100111', '20000001', '2024-06-01', 380, NULL, '已支付'),
	-- The same person twice, and more than the invoice is worth.
	('b1', 'C3', 'S-3', 'U1', NULL, '24342000000012345678', '2024-03-01', 500, 800, NULL),
	('b2', 'C4', 'S-3', 'U1', NULL, '24342000000012345678', '2024-04-01', 500, 800, NULL),
	('c1', 'C5', 'S-4', 'U1', NULL, '24342000000012345679', '2024-03-01', 100, NULL, '作废'),
	('c2', 'C6', 'S-5', 'U1', NULL, '24342000000012345679', '2024-03-02', 100, NULL, '已支付'),
	('d1', 'C7', 'S-6', 'U1', NULL, '24342000000012345680', '2024-03-01', 300, 900, NULL),
	('d2', 'C8', 'S-7', 'U2', NULL, '24342000000012345680', '2024-03-02', 600, 900, NULL),
	('e1', 'C9', 'S-8', 'U1', NULL, '24342000000012345681', '2024-03-01', 300, NULL, NULL),
	('e2', 'C9', 'S-8', 'U1', NULL, '24342000000012345681', '2024-03-01', 300, NULL, NULL),
	('f1', 'C10', NULL, 'U1', NULL, NULL, '2024-03-01', 300, NULL, NULL), ('g1', 'C11', 'S-9', 'U1', NULL, '17', '2024-03-01', 300, NULL, NULL),
	('h1', 'C12', 'S-10', 'U1', NULL, '24342000000012345690', NULL, 300, NULL, NULL),
	('i1', 'C13', 'S-11', 'U1', NULL, '24342000000012345690', '2024-03-01', NULL, NULL, NULL);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric);
INSERT INTO expected VALUES
	('S-1', 'clean', NULL, 'claimed first', NULL),
	('S-2', 'hit', NULL, 'claimed in another unit before', 380),
	('S-3', 'hit', NULL, 'twice by one person, 1,000 for an invoice of 800', 200),
	('S-4', 'clean', 1, 'the void claim', NULL), ('S-5', 'clean', 1, 'the other is void', NULL),
	('S-6', 'clean', 2, 'a third of the cost', NULL), ('S-7', 'clean', 2, 'two thirds', NULL),
	('S-8', 'clean', 3, 'two lines of one claim', NULL),
	('claim C10', 'insufficient_data', NULL, 'no number', NULL), ('S-9', 'insufficient_data', NULL, 'number too short', NULL),
	('S-10', 'insufficient_data', NULL, 'no day', NULL), ('S-11', 'insufficient_data', NULL, 'no amount', NULL);
