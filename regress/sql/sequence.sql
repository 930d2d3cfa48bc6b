-- sequence_runs(), run_lengths() and sequence_gaps(): facts and every error
CREATE SCHEMA t_sequence;
SET search_path = t_sequence;
CREATE TABLE invoice (record int, series text, number text, at date, amount numeric);
INSERT INTO invoice VALUES
	-- across the change from 99 to 100: with a prefix only if the digits stay
	(1, 'S1', 'INV-0098', '2024-03-01', 10), (2, 'S1', 'INV-0099', '2024-03-02', 20),
	(3, 'S1', 'INV-0100', '2024-03-03', NULL), (4, 'S1', 'X99', '2024-03-01', 1),
	(5, 'S1', 'X100', '2024-03-01', 1), (6, 'S1', 'X101', '2024-03-01', 1),
	(7, 'S2', '98', NULL, 1), (8, 'S2', '0099', NULL, 1), (9, 'S2', ' 100 ', NULL, 1),
	-- a number used twice counts once, as its first row
	(10, 'S3', '1', '2024-03-09', 1), (11, 'S3', '1', '2024-03-01', 2), (12, 'S3', '2', '2024-03-02', 4),
	(13, 'S3', '3', '2024-03-03', 8), (14, 'S3', '5', '2024-03-04', 16),
	-- a long run over much time: the longest part within ten days, then what is left
	(15, 'S4', '1', '2024-01-01', 1), (16, 'S4', '2', '2024-01-02', 1), (17, 'S4', '3', '2024-01-03', 1),
	(18, 'S4', '4', '2024-02-01', 1), (19, 'S4', '5', '2024-02-02', 1), (20, 'S4', '6', '2024-02-03', 1),
	(21, 'S4', '7', '2024-02-04', 1), (22, 'S4', '8', '2024-03-04', 1),
	-- full-width digits, and the largest numbers
	(23, 'S5', '票１１', '2024-01-01', 1), (24, 'S5', '票12', '2024-01-01', 1), (25, 'S5', '票１3', '2024-01-01', 1),
	(26, 'S6', '99999999999999999999999999999999999997', NULL, 1),
	(27, 'S6', '99999999999999999999999999999999999998', NULL, 1),
	(28, 'S6', '99999999999999999999999999999999999999', NULL, 1);

SELECT series, first_number, last_number, length, records, first_at, last_at, amount, round(share::numeric, 4) AS share
FROM supervise.sequence_runs('invoice');
SELECT series, records FROM supervise.sequence_runs('SELECT * FROM invoice WHERE at IS NOT NULL', within => '10 days');
SELECT series, records FROM supervise.sequence_runs('invoice', min_length => 2);
SELECT series, records FROM supervise.sequence_runs('invoice', step => 2) WHERE series IN ('S3', 'S4');
SELECT series, records FROM supervise.sequence_runs('SELECT series, record, number::int FROM invoice WHERE series IN (''S2'', ''S3'')');

SELECT series, after_number, before_number, missing, after_record, before_record FROM supervise.sequence_gaps(
	$$ SELECT * FROM invoice UNION ALL VALUES (29, 'S4', '12', NULL::date, 1), (30, 'S6', '1', NULL, 1) $$);
SELECT series, missing FROM supervise.sequence_gaps(
	$$ SELECT * FROM invoice UNION ALL VALUES (29, 'S4', '12', NULL::date, 1), (30, 'S6', '1', NULL, 1) $$, 3);

-- the sentences
SELECT reason FROM supervise.sequence_runs('invoice') WHERE series IN ('S1', 'S2');
SELECT reason FROM supervise.sequence_gaps('invoice');
SET supervise.language = 'zh';
SELECT reason FROM supervise.sequence_runs('invoice') WHERE series IN ('S1', 'S2');
SELECT reason FROM supervise.sequence_gaps('invoice');
RESET supervise.language;

-- the aggregate finds the same
SELECT series, f.* FROM (
	SELECT series, supervise.run_lengths(number, record::text, at, amount, 3, 1, NULL) AS found
	FROM invoice GROUP BY series) AS g
CROSS JOIN LATERAL unnest(found) AS f
EXCEPT ALL
SELECT series, first_number, last_number, length, records, first_at, last_at, amount, share
FROM supervise.sequence_runs('invoice');
SELECT count(*) FROM (
	SELECT supervise.run_lengths(number, record::text, at, amount, 3, 1, '10 days') AS found
	FROM invoice WHERE at IS NOT NULL GROUP BY series) AS g
CROSS JOIN LATERAL unnest(found) AS f;

-- rows that cannot be judged
SELECT series, records FROM supervise.sequence_runs(
	$$ SELECT series, record, at, CASE WHEN record = 1 THEN '98a' ELSE number END AS number FROM invoice $$, on_invalid => 'skip')
WHERE series = 'S1';
SELECT series, records FROM supervise.sequence_runs('invoice', within => '10 days', on_invalid => 'skip') WHERE series = 'S2';

-- no rows
SELECT * FROM supervise.sequence_runs('SELECT * FROM invoice WHERE false');
SELECT * FROM supervise.sequence_gaps('SELECT * FROM invoice WHERE false');

-- errors
SELECT * FROM supervise.sequence_runs(NULL);
SELECT * FROM supervise.sequence_runs('SELECT series, number FROM invoice');
SELECT * FROM supervise.sequence_runs('SELECT series, record, ''98a'' AS number FROM invoice WHERE record = 4');
SELECT * FROM supervise.sequence_runs('SELECT series, record, ''1'' || number AS number FROM invoice WHERE record = 28');
SELECT * FROM supervise.sequence_runs('SELECT * FROM invoice WHERE record = 7', within => '1 day');
SELECT * FROM supervise.sequence_runs('invoice', min_length => 1);
SELECT * FROM supervise.sequence_runs('invoice', step => 0);
SELECT * FROM supervise.sequence_gaps('invoice', 0);
SELECT * FROM supervise.sequence_gaps('SELECT series, record, number || ''a'' AS number FROM invoice WHERE record = 4');
SELECT supervise.run_lengths('12a', '1', NULL, NULL, 3, 1, NULL);
SELECT supervise.run_lengths('12', NULL, NULL, NULL, 3, 1, NULL);
SELECT supervise.run_lengths('12', '1', NULL, NULL, 3, 1, '1 day');
SELECT supervise.run_lengths('12', '1', NULL, NULL, 3, i, NULL) FROM generate_series(1, 2) AS i;

DROP SCHEMA t_sequence CASCADE;
