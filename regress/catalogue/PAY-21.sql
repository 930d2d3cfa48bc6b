CREATE TABLE payroll (record text, org text, person text, valid daterange, amount numeric);
-- Ids of a province at large, which belong to nobody; A to K.
CREATE TABLE who (k text, id text);
INSERT INTO who
SELECT chr(64 + n), s || substr('10X98765432', 1 + (SELECT sum(substr(s, i, 1)::int * (ARRAY[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])[i])::int
	FROM generate_series(1, 17) i) % 11, 1)
FROM generate_series(1, 11) n CROSS JOIN LATERAL (SELECT '34000019800101' || lpad((n * 2 + 1)::text, 3, '0')) x(s);
INSERT INTO payroll
SELECT k || m, 'U1', id, daterange(make_date(2024, m, 1), (make_date(2024, m, 1) + interval '1 month')::date), 5000 FROM who, generate_series(1, 6) m
WHERE NOT (k = 'D' AND m > 3);
INSERT INTO payroll SELECT 'x' || k || m, 'U2', id, daterange(make_date(2024, m, 1), (make_date(2024, m, 1) + interval '1 month')::date), 4000
FROM who, generate_series(2, 4) m WHERE k IN ('A', 'E') OR k = 'D' AND m = 3;
INSERT INTO payroll SELECT 'y' || m, 'U1', id, daterange(make_date(2024, m, 1), (make_date(2024, m, 1) + interval '1 month')::date), -5000
FROM who, generate_series(4, 6) m WHERE k = 'H';
CREATE TABLE death (record text, person text, at date);
INSERT INTO death SELECT 'd' || k, id, CASE k WHEN 'G' THEN date '2024-06-05' ELSE '2024-02-20' END FROM who WHERE k IN ('B', 'G');
INSERT INTO death SELECT 'd' || k, id, '2024-03-20' FROM who WHERE k = 'H';
CREATE TABLE custody (record text, person text, valid daterange);
INSERT INTO custody SELECT 'c' || k, id, '[2024-02-01,2025-02-01)' FROM who WHERE k = 'C';
CREATE TABLE attendance (person text, at date);
INSERT INTO attendance SELECT id, make_date(2024, m, 15) FROM who, generate_series(1, 6) m WHERE k NOT IN ('F', 'I');
INSERT INTO attendance SELECT id, '2023-12-01' FROM who WHERE k IN ('F', 'I');
CREATE TABLE leave (person text, valid daterange);
INSERT INTO leave SELECT id, '[2024-01-01,2024-07-01)' FROM who WHERE k = 'I';
CREATE TABLE dual_post (person text, valid daterange);
INSERT INTO dual_post SELECT id, '[2024-01-01,)' FROM who WHERE k = 'E';
INSERT INTO payroll VALUES ('z1', 'U1', '34000019800101001', '[2024-01-01,2024-02-01)', 5000), ('z2', 'U1', NULL, '[2024-01-01,2024-02-01)', 5000);
UPDATE payroll SET valid = NULL WHERE person = (SELECT id FROM who WHERE k = 'J');
UPDATE payroll SET amount = NULL WHERE person = (SELECT id FROM who WHERE k = 'K');
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, during daterange);
INSERT INTO expected
SELECT id, e.outcome, e.excluded, e.why, e.amount, e.during::daterange
FROM who JOIN (VALUES
	('A', 'hit', NULL, 'two units for three months', 12000, '[2024-02-01,2024-05-01)'),
	('B', 'hit', NULL, 'dead since February', 20000, '[2024-03-22,2024-07-01)'),
	('C', 'hit', NULL, 'in prison', 20000, '[2024-03-03,2024-07-01)'),
	('D', 'clean', 1, 'the month of a transfer', NULL, NULL), ('E', 'clean', 2, 'a second post', NULL, NULL),
	('F', 'hit', NULL, 'never there since December', 30000, '[2024-01-01,2024-07-01)'),
	('G', 'clean', 4, 'died in June', NULL, NULL), ('H', 'clean', 5, 'taken back', NULL, NULL), ('I', 'clean', 3, 'on leave', NULL, NULL),
	('J', 'insufficient_data', NULL, 'no month', NULL, NULL), ('K', 'insufficient_data', NULL, 'no amount', NULL, NULL))
	e(k, outcome, excluded, why, amount, during) USING (k);
INSERT INTO expected VALUES ('record z1', 'insufficient_data', NULL, 'seventeen digits', NULL, NULL), ('record z2', 'insufficient_data', NULL, 'no id', NULL, NULL);
