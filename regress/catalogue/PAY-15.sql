CREATE TABLE voucher_line (record text, voucher text, org text, at date, account text, debit numeric, credit numeric, summary text);
INSERT INTO voucher_line VALUES
	('a1', '1', 'U1', '2024-05-06', '5001', 3600, NULL, '日常开支'), ('a2', '1', 'U1', '2024-05-06', '2103', NULL, 3600, '罚没收入'),
	-- Of 5,000 taken in, 3,000 reach the bank.
	('b1', '2', 'U2', '2024-05-06', '5001', 2000, NULL, '日常开支'), ('b2', '2', 'U2', '2024-05-06', '1002', 3000, NULL, '存款'),
	('b3', '2', 'U2', '2024-05-06', '410101', NULL, 5000, '场地收入'),
	('c1', '1', 'U3', '2024-05-06', '5001', 9000, NULL, '设备'), ('c2', '1', 'U3', '2024-05-06', '4001', NULL, 9000, '财政直接支付'),
	('d1', '1', 'U4', '2024-05-06', '1002', 5000, NULL, '收款'), ('d2', '1', 'U4', '2024-05-06', '4101', NULL, 5000, '收入'),
	('d3', '1', 'U4', '2024-05-06', '5001', 2000, NULL, '开支'), ('d4', '1', 'U4', '2024-05-06', '1002', NULL, 2000, '付款'),
	('e1', '1', 'U5', '2024-05-06', '5001', 700, NULL, '更正3月分录'), ('e2', '1', 'U5', '2024-05-06', '4101', NULL, 700, '更正3月分录'),
	-- Numbers of two units may agree.
	('f1', '7', 'U6', '2024-05-06', '5001', 700, NULL, '开支'), ('f2', '7', 'U7', '2024-05-06', '4101', NULL, 700, '收入'),
	('g1', '1', NULL, '2024-05-06', '5001', 5, NULL, NULL), ('h1', NULL, 'U8', '2024-05-06', '5001', 5, NULL, NULL),
	('i1', '1', 'U9', '2024-05-06', NULL, 5, NULL, NULL), ('j1', '1', 'U10', '2024-05-06', '5001', NULL, NULL, NULL);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric);
INSERT INTO expected VALUES
	('U1', 'hit', NULL, 'a fine spent', 3600), ('U2', 'hit', NULL, 'two thousand of five did not reach the bank', 2000),
	('U3', 'clean', 1, 'paid by the treasury', NULL), ('U4', 'clean', 2, 'received and paid through the bank', NULL),
	('U5', 'clean', 3, 'a correction', NULL),
	('U6', 'clean', NULL, 'the income is another unit''s', NULL), ('U7', 'clean', NULL, 'the expense is another unit''s', NULL),
	('record g1', 'insufficient_data', NULL, 'no unit', NULL), ('U8', 'insufficient_data', NULL, 'no voucher number', NULL),
	('U9', 'insufficient_data', NULL, 'no account', NULL), ('U10', 'insufficient_data', NULL, 'no amount', NULL);
