-- status_conflicts() and contradict(): facts and every error
CREATE SCHEMA t_status;
SET search_path = t_status;
CREATE TABLE claim (subject text, record text, kind text, valid_from date, valid_to date, amount numeric);
CREATE TABLE status (subject text, status text, record text, valid_from date, valid_to date);
INSERT INTO claim VALUES
	('P1', 'c1', 'pension', '2024-01-01', '2024-01-31', 100), ('P1', 'c2', 'pension', '2024-02-01', '2024-02-29', 100),
	('P1', 'c3', 'funeral', '2024-02-10', '2024-02-10', 500),
	('P2', 'c4', 'pension', '2024-01-01', '2024-12-31', 1200), ('P3', 'c5', 'pension', '2024-01-01', NULL, NULL);
INSERT INTO status VALUES
	('P1', 'dead', 's1', '2024-01-20', NULL), ('P1', 'dead', 's2', '2024-01-25', NULL),
	-- recorded month by month, then again after a break
	('P2', 'custody', 's3', '2024-03-01', '2024-03-31'), ('P2', 'custody', 's4', '2024-04-01', '2024-04-30'),
	('P2', 'custody', 's5', '2024-06-01', '2024-06-30'), ('P2', 'employed', NULL, '2024-12-31', '2025-12-31'),
	('P3', 'dead', 's6', '2020-01-01', NULL), ('P4', 'dead', 's7', '2020-01-01', NULL);

SELECT subject, record, kind, status, status_record, during, days, amount FROM supervise.status_conflicts('claim', 'status');
SELECT subject, record, status, during, days FROM supervise.status_conflicts('claim', 'status', grace => '30 days');
SELECT subject, record, status, during, days FROM supervise.status_conflicts('claim', 'status', min_days => 31);

-- rules: which status forbids which kind; null is any
SELECT subject, record, kind, status FROM supervise.status_conflicts('claim', 'status',
	rules => $$ SELECT * FROM (VALUES ('pension', 'dead'), (NULL, 'employed'), ('pension', 'unheard of')) AS r(kind, status) $$);
-- claims of kinds and statuses that no rule names are judged as they are read
SELECT supervise.detector_calls_reset();
SELECT subject, record, kind, status FROM supervise.status_conflicts('claim', 'status',
	rules => $$ SELECT * FROM (VALUES ('funeral', 'dead'), ('pension', 'custody')) AS r(kind, status) $$);
SELECT subject, record, kind, status FROM supervise.status_conflicts('claim', 'status',
	rules => $$ SELECT * FROM (VALUES ('funeral', 'dead'), (NULL, 'custody')) AS r(kind, status) $$);
SELECT subject, record, kind, status FROM supervise.status_conflicts('claim', 'status', rules => $$ SELECT NULL::text AS kind, 'x' AS status $$);
SELECT rows_read, rows_judged, skipped, subjects, found FROM supervise.detector_calls();
SELECT * FROM supervise.status_conflicts('SELECT record AS subject, record, ''other'' AS kind, valid_from, ''2020-01-01''::date AS valid_to FROM claim WHERE record = ''c2''', 'status',
	rules => $$ SELECT 'pension' AS kind, 'dead' AS status $$);

-- an event, and a day's claim
SELECT * FROM supervise.status_conflicts(
	$$ SELECT subject, record, valid_from AS at FROM claim $$,
	$$ SELECT 'P1' AS subject, 'dead' AS status, date '2024-01-20' AS at $$);

-- the sentence
SELECT reason FROM supervise.status_conflicts('claim', 'status');
SET supervise.language = 'zh';
SELECT reason FROM supervise.status_conflicts('claim', 'status');
RESET supervise.language;

-- the aggregate finds the same
WITH both_of_them AS (
	SELECT subject, record, kind, NULL AS status, daterange(valid_from, valid_to, '[]') AS valid, amount FROM claim
	UNION ALL
	SELECT subject, record, NULL, status, daterange(valid_from, valid_to, '[]'), NULL FROM status)
SELECT subject, f.* FROM (
	SELECT subject, supervise.contradict(record, kind, status, valid, amount, '0 days', 1) AS found
	FROM both_of_them GROUP BY subject) AS g
CROSS JOIN LATERAL unnest(found) AS f
ORDER BY subject, record, during;
SELECT supervise.contradict('c', NULL, NULL, '[2024-01-01,2024-02-01)', 1, '0 days', 1) IS NULL AS alone;

-- no rows
SELECT * FROM supervise.status_conflicts('SELECT * FROM claim WHERE false', 'status');
SELECT * FROM supervise.status_conflicts('claim', 'SELECT * FROM status WHERE false');

-- rows that cannot be judged
SELECT subject, record FROM supervise.status_conflicts(
	$$ SELECT subject, record, CASE WHEN record <> 'c2' THEN kind END AS kind, valid_from, valid_to FROM claim $$, 'status',
	rules => $$ SELECT 'pension' AS kind, 'dead' AS status $$, on_invalid => 'skip');

-- errors
SELECT * FROM supervise.status_conflicts(NULL, 'status');
SELECT * FROM supervise.status_conflicts('claim', NULL);
SELECT * FROM supervise.status_conflicts('SELECT subject, record FROM claim', 'status');
SELECT * FROM supervise.status_conflicts('claim', 'SELECT subject, valid_from, valid_to FROM status');
SELECT * FROM supervise.status_conflicts('claim', 'SELECT 1 AS subject, status, valid_from, valid_to FROM status');
SELECT * FROM supervise.status_conflicts('SELECT subject, record, valid_to AS valid_from, valid_from AS valid_to FROM claim WHERE record = ''c4''', 'status');
SELECT * FROM supervise.status_conflicts('claim', 'status', grace => '1 month');
SELECT * FROM supervise.status_conflicts('claim', 'status', min_days => 0);
SELECT * FROM supervise.status_conflicts('SELECT subject, record, valid_from AS at FROM claim', 'status',
	rules => $$ SELECT 'pension' AS kind, 'dead' AS status $$);
SELECT * FROM supervise.status_conflicts('SELECT subject, record, valid_from AS at, NULL::text AS kind FROM claim WHERE record = ''c2''', 'status',
	rules => $$ SELECT 'pension' AS kind, 'dead' AS status $$);
SELECT * FROM supervise.status_conflicts('claim', 'status', rules => $$ SELECT 'pension' AS kind $$);
SELECT * FROM supervise.status_conflicts('claim', 'status', rules => $$ SELECT 'pension' AS kind, 'dead' AS status WHERE false $$);
SELECT supervise.contradict(NULL, NULL, NULL, '[2024-01-01,2024-02-01)', 1, '0 days', 1);
SELECT supervise.contradict('c', NULL, NULL, NULL, 1, '0 days', 1);
SELECT supervise.contradict('c', NULL, NULL, 'empty', 1, '0 days', 1);
SELECT supervise.contradict('c', NULL, NULL, '[2024-01-01,2024-02-01)', 1, '0 days', 0);

SET client_min_messages = warning;
DROP SCHEMA t_status CASCADE;
