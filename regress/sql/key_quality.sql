-- key_quality: what it counts, within memory and beyond, and its errors.
CREATE SCHEMA key_quality_test;
SET search_path = key_quality_test, supervise;

CREATE TABLE applicant (id text, phone varchar(40), card char(20), firm text, plate text, name text, house int);
INSERT INTO applicant VALUES
	('110102199101010078', '13800138000', '6285328712784428', '91350100M000100Y43', '京A·12345', '张三', 1),
	('１１０１０２199101010078', '13800138000', '6285328712784428', 'M000100Y-4', '京A12345', ' 张　三', 1),
	('110102199101010079', '+86 138-0013-8000', '6285328712784429', '91350100m000100y43', '无牌', '不详', 2),
	('110101199013010012', '010-12345678', NULL, '', NULL, '张某', 3),
	(NULL, '', '', NULL, '京a12345', NULL, NULL),
	('4.10329E+17', NULL, '0000000000000000', NULL, '', '', 2);

\x on
SELECT * FROM key_quality('SELECT id, phone, card, firm, plate, name, house FROM applicant',
	'{resident_id, mobile_number, bank_card, credit_code, plate_number, person_name, text}', '2026-11-22');
SELECT * FROM key_quality('SELECT name AS firm FROM applicant', '{org_name}');
-- A table without rows, a query without repetition, births in the future.
SELECT * FROM key_quality('SELECT id FROM applicant WHERE false', '{resident_id}');
SELECT * FROM key_quality('VALUES (1), (2)', '{text}');
SELECT problems FROM key_quality('SELECT id FROM applicant', '{resident_id}', '1990-12-31');
SELECT problems FROM key_quality('SELECT id FROM applicant', '{resident_id}', '-infinity');
SELECT problems FROM key_quality('SELECT id FROM applicant', '{resident_id}', 'infinity');
\x off

-- It says what the scalar functions say.
SELECT q.valid = s.valid AS valid, q.repaired = s.repaired AS repaired, q.problems = s.problems AS problems, q.distinct_values = s.distinct_values AS distinct_values
FROM key_quality('SELECT id FROM applicant', '{resident_id}') q, (
	SELECT count(resident_id(id)) AS valid, count(*) FILTER (WHERE resident_id(id) <> id) AS repaired, count(DISTINCT coalesce(resident_id(id), id)) AS distinct_values,
		(SELECT jsonb_object_agg(p, n) FROM (SELECT resident_id_problem(id) AS p, count(*) AS n FROM applicant GROUP BY 1) x WHERE p IS NOT NULL) AS problems
	FROM applicant) s;

-- In memory and in files: the same, and right. A hundred bytes of every value make it spill.
CREATE TABLE many AS
SELECT CASE WHEN g % 10 = 0 THEN 'often' WHEN g % 7 = 0 THEN 'seldom ' || g % 1000 ELSE repeat('x', 100) || g % 40000 END AS v
FROM generate_series(1, 100000) g;
SELECT detector_calls_reset();
SET supervise.work_mem = '1GB';
SELECT * FROM key_quality('SELECT v FROM many', '{text}');
SET supervise.work_mem = '128kB';
SELECT * FROM key_quality('SELECT v FROM many', '{text}');
SELECT * FROM key_quality('SELECT v FROM many ORDER BY v', '{text}');
RESET supervise.work_mem;
SELECT detector, rows_read, rows_judged, found, spilled_bytes > 0 AS spilled, peak_bytes < 2 * 128 * 1024 AS little_memory FROM detector_calls() ORDER BY call;
SELECT count(DISTINCT v), (SELECT count(*) FROM many WHERE v = 'often') AS often FROM many;

-- Errors.
SELECT * FROM key_quality('SELECT id, phone FROM applicant', '{resident_id}');
SELECT * FROM key_quality('SELECT id FROM applicant', '{passport}');
SELECT * FROM key_quality('SELECT id FROM applicant', '{NULL}');
SELECT * FROM key_quality('SELECT id FROM applicant', NULL);
SELECT * FROM key_quality(NULL, '{text}');
SELECT * FROM key_quality('SELECT id FROM applicant', '{text}', NULL);
SELECT * FROM key_quality('DELETE FROM applicant', '{text}');
SELECT * FROM key_quality('SELECT missing FROM applicant', '{text}');
SELECT count(*) FROM applicant;

SET client_min_messages = warning;
DROP SCHEMA key_quality_test CASCADE;
