CREATE TABLE payment (record text, org text, amount numeric, tariff boolean);
-- Amounts that follow the law exactly: steps of one size on a logarithmic scale.
INSERT INTO payment SELECT 'a' || n, 'U1', round(10 ^ (1 + n * 4.0 / 2000), 2), NULL::boolean FROM generate_series(0, 1999) n;
INSERT INTO payment SELECT 'b' || n, 'U2', round(10 ^ (1 + n * 4.0 / 2000), 2), NULL::boolean FROM generate_series(0, 1999) n WHERE n % 2 = 0
UNION ALL SELECT 'bb' || n, 'U2', 4700 + n % 300, NULL::boolean FROM generate_series(0, 999) n; -- half of them made up
INSERT INTO payment SELECT 'c' || n, 'U3', round(10 ^ (1 + n * 4.0 / 2000), 2), false FROM generate_series(0, 1999) n
UNION ALL SELECT 'cc' || n, 'U3', 480, true FROM generate_series(0, 999) n; -- a tariff
INSERT INTO payment SELECT 'd' || n, 'U4', round(10 ^ (1 + n * 4.0 / 2000), 2), NULL::boolean FROM generate_series(0, 1999) n
UNION ALL SELECT 'dd' || n, 'U4', 4.7, NULL::boolean FROM generate_series(0, 999) n UNION ALL SELECT 'dr' || n, 'U4', -4700, NULL::boolean FROM generate_series(0, 999) n;
-- A thousand by chance: a deviation of 0.0025 is expected.
INSERT INTO payment SELECT 'e' || n, 'U5', round((10 ^ (1 + (hashint8(n) & 1048575) * 4.0 / 1048576))::numeric, 2), NULL FROM generate_series(1, 1050) n;
INSERT INTO payment SELECT 'f' || n, 'U6', 4700, NULL FROM generate_series(1, 50) n;
INSERT INTO payment SELECT 'g' || n, 'U7', 4000 + n, NULL FROM generate_series(1, 1500) n;
INSERT INTO payment SELECT 'h' || n, 'U8', 480, true FROM generate_series(1, 10) n;
INSERT INTO payment VALUES ('i1', NULL, 100, NULL);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text);
INSERT INTO expected VALUES
	('U1', 'clean', NULL, 'follows the law'),
	('U2', 'hit', NULL, 'half of the amounts are made up'),
	('U3', 'clean', 1, 'a tariff'),
	('U4', 'clean', 2, 'small change and reversals'),
	('U5', 'clean', 3, 'as far off as chance has it'),
	('U6', 'insufficient_data', NULL, 'fifty amounts'),
	('U7', 'insufficient_data', NULL, 'all of one power of ten'),
	('U8', 'not_applicable', NULL, 'tariffs only'),
	('record i1', 'insufficient_data', NULL, 'no unit');
