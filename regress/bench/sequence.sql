-- Invoice numbers in a row, per vendor: the detector, and gaps and islands.
SET work_mem = '64MB';
CREATE UNLOGGED TABLE invoice AS
SELECT i AS record, (i * 7919 % 50021)::int AS series, (i * 104729 % (:rows::bigint * 3) / 3 + i % 7)::bigint AS number,
	date '2024-01-01' + (i % 365)::int AS at, (i % 9973)::numeric AS amount
FROM generate_series(1, :rows::bigint) AS i WHERE i % 5 > 0;
INSERT INTO invoice SELECT record + 1000000000 + k, series, number + k, at, amount FROM invoice, generate_series(1, 4) AS k WHERE record % 40 = 1;
ANALYZE invoice;
CREATE TABLE timing (place int, name text, ms numeric);

DO $bench$
DECLARE
	names text[] := ARRAY[
		'parallel scan of the three columns',
		'sequence_runs(), two columns and the record',
		'gaps and islands'];
	queries text[] := ARRAY[
		$q$SELECT count(series + number + record) AS n, 0 AS s FROM invoice$q$,
		$q$SELECT count(*) AS n, sum(length) AS s FROM supervise.sequence_runs('SELECT series, number, record FROM invoice')$q$,
		$q$SELECT count(*) AS n, sum(length) AS s FROM (
			SELECT series, min(number), max(number), count(*) AS length, array_agg(record ORDER BY number) AS records FROM (
				SELECT *, number - row_number() OVER (PARTITION BY series ORDER BY number) AS island FROM (
					SELECT DISTINCT ON (series, number) series, number, record FROM invoice ORDER BY series, number, record) AS d) AS i
			GROUP BY series, island HAVING count(*) >= 3) AS r$q$];
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
