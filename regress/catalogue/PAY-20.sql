CREATE TABLE employee (record text, person text, org text, account text, phone text);
INSERT INTO employee VALUES
	('s1', '11010219910101007x', 'U1', '6222 0212 3456 7890', '13712345678'),
	('s2', 'S-2', 'U1', '6222021234567891', '13712345679'),
	('s3', 'S-3', 'U2', NULL, '13900000001'), ('s4', 'S-4', 'U2', NULL, '13900000001'), ('s5', 'S-5', 'U2', NULL, '13900000001'), ('s6', 'S-6', 'U2', NULL, '13900000001'),
	('s7', 'S-7', 'U3', '暂无', '13712345000');
UPDATE employee SET person = '110102199101010078' WHERE record = 's1';
CREATE TABLE vendor (vendor text, account text, phone text, representative text);
INSERT INTO vendor VALUES
	('91350100M000100Y43', '6222021234567890', '+86 137-1234-5678', NULL),
	('V-2', NULL, NULL, '110102199101010078'),
	('V-3', '6217001', '13712345679', NULL),
	('V-5', NULL, '13900000001', NULL),
	('V-6', '暂无', '0', '不详'),
	('V-7', '6217000000000077', '13500000077', NULL),
	(NULL, '6222021234567890', NULL, NULL);
-- The accountant of thirty firms has a post as well.
INSERT INTO vendor SELECT 'W-' || n, NULL, '13712345000', NULL FROM generate_series(1, 30) n;
INSERT INTO vendor VALUES ('V-8', '暂无', '13500000078', '0');
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric);
INSERT INTO expected
SELECT 'W-' || n, 'clean', 1, 'the accountant''s telephone', NULL FROM generate_series(1, 30) n
UNION ALL VALUES
	('91350100M000100Y43', 'hit', NULL, 'account and telephone of an employee', 4),
	('V-2', 'hit', NULL, 'an employee represents it', 3),
	('V-3', 'hit', NULL, 'an employee''s telephone', 1),
	('V-5', 'clean', 2, 'the switchboard', NULL),
	('V-6', 'insufficient_data', NULL, 'placeholders only', NULL),
	('V-7', 'clean', NULL, 'nothing shared', NULL),
	('V-8', 'clean', 3, 'the account is a placeholder, as the employee''s', NULL),
	('a vendor without a number', 'insufficient_data', NULL, 'no vendor', NULL);
