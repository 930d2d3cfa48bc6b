-- Amounts just below a line: the detector, and counts by subject in SQL.
SET work_mem = '64MB';
CREATE UNLOGGED TABLE purchase AS
SELECT i AS record, (i * 7919 % 5003)::int AS subject, (10 + (i * 31337 % 500000) / 100.0)::numeric(12, 2) AS amount
FROM generate_series(1, :rows::bigint) AS i;
ANALYZE purchase;
CREATE TABLE timing (place int, name text, ms numeric);

DO $bench$
DECLARE
	names text[] := ARRAY[
		'parallel scan of the three columns',
		'bunching()',
		'counts by subject (no probabilities)'];
	queries text[] := ARRAY[
		$q$SELECT count(subject + record + amount) AS n, 0 AS s FROM purchase$q$,
		$q$SELECT count(*) AS n, sum(below * 3 + above + cardinality(records)) AS s FROM supervise.bunching('SELECT * FROM purchase WHERE amount >= 2250 AND amount < 2750', 2500)$q$,
		$q$SELECT count(*) AS n, sum(below * 3 + above + coalesce(cardinality(records), 0)) AS s FROM (SELECT subject, count(*) FILTER (WHERE amount < 2500) AS below, count(*) FILTER (WHERE amount >= 2500) AS above, array_agg(record ORDER BY record) FILTER (WHERE amount < 2500) AS records FROM purchase WHERE amount >= 2250 AND amount < 2750 GROUP BY subject) AS q$q$];
	started timestamptz;
	answers text[] := '{}';
	answer text;
BEGIN
	FOR round IN 1..3 LOOP
		FOR k IN 1..cardinality(queries) LOOP
			started := clock_timestamp();
			EXECUTE format('SELECT n || '':'' || s FROM (%s) AS q', queries[k]) INTO answer;
			answers[k] := answer;
			INSERT INTO timing VALUES (k, names[k], extract(epoch FROM clock_timestamp() - started) * 1000);
		END LOOP;
	END LOOP;
	-- the scan, then a detector and its rival each
	FOR k IN 3..cardinality(queries) BY 2 LOOP
		IF answers[k] <> answers[k - 1] THEN
			RAISE EXCEPTION 'answers of "%" and "%" differ: % and %', names[k - 1], names[k], answers[k - 1], answers[k];
		END IF;
	END LOOP;
	IF coalesce(answers[2], '0:') LIKE '0:%' THEN
		RAISE EXCEPTION 'nothing was found: the comparison says nothing';
	END IF;
	RAISE NOTICE 'rows found: %', split_part(answers[2], ':', 1);
END $bench$;
SELECT name, count(*) AS runs, round(supervise.median(ms)) AS median_ms FROM timing GROUP BY place, name ORDER BY place;
SELECT detector, rows_read, workers, pg_size_pretty(spilled_bytes) AS spilled, pg_size_pretty(peak_bytes) AS peak,
	round(reading_ms) AS reading_ms, round(detecting_ms) AS detecting_ms, round(writing_ms) AS writing_ms
FROM supervise.detector_calls() ORDER BY call DESC LIMIT 1;
