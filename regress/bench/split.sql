-- Parts below a limit: the detector, and sliding sums by window functions.
SET work_mem = '64MB';
CREATE UNLOGGED TABLE purchase AS
SELECT i AS record, (abs(hashint8(i + 7)::bigint) % (:rows::bigint / 12 + 1))::int AS subject, date '2024-01-01' + abs(hashint8(i) % 120) AS at,
	(10 + abs(hashint8(-i) % 249000) / 100.0 * CASE WHEN i % 5 = 0 THEN 1 ELSE 0.1 END)::numeric(12, 2) AS amount
FROM generate_series(1, :rows::bigint) AS i;
ANALYZE purchase;
CREATE TABLE timing (place int, name text, ms numeric);

DO $bench$
DECLARE
	names text[] := ARRAY[
		'parallel scan of the four columns',
		'splits(), ceiling 2,500, within 3 days',
		'sliding sums and islands'];
	queries text[] := ARRAY[
		$q$SELECT count(subject + record + (at - date '2000-01-01') + amount) AS n, 0 AS s FROM purchase$q$,
		$q$SELECT count(*) AS n, sum(amount) AS s FROM supervise.splits('purchase', 2500, '3 days')$q$,
		$q$SELECT count(*) AS n, sum(amount) AS s FROM (
			SELECT subject, island, min(at), max(at), count(*), array_agg(record ORDER BY at, record) AS records, sum(amount) AS amount FROM (
				SELECT *, count(*) FILTER (WHERE first) OVER (PARTITION BY subject ORDER BY at, record) AS island FROM (
					SELECT *, coalesce(at > max(reach) OVER (PARTITION BY subject ORDER BY at, record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS first FROM (
						SELECT *, max(CASE WHEN ahead >= 2500 THEN last END) OVER w AS reach FROM (
							SELECT *, sum(amount) OVER s AS ahead, max(at) OVER s AS last FROM purchase WHERE amount > 0 AND amount < 2500
							WINDOW s AS (PARTITION BY subject ORDER BY at RANGE BETWEEN CURRENT ROW AND '3 days' FOLLOWING)) AS a
						WINDOW w AS (PARTITION BY subject ORDER BY at RANGE BETWEEN '3 days' PRECEDING AND CURRENT ROW)) AS b
					WHERE reach >= at) AS c) AS d
			GROUP BY subject, island) AS e$q$];
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
