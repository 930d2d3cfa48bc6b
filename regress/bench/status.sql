-- Claims under a forbidding status: the detector, and a range join.
SET work_mem = '64MB';
CREATE UNLOGGED TABLE claim AS
SELECT i AS record, (i * 7919 % (:rows::bigint * 2 / 5 + 1))::int AS subject, daterange(d, d + 30) AS valid, (i % 997)::numeric AS amount
FROM (SELECT i, date '2024-01-01' + (i * 31 % 365)::int AS d FROM generate_series(1, :rows::bigint) AS i) AS g;
-- insured month by month: for one subject in five, six adjoining months
CREATE UNLOGGED TABLE status AS
SELECT i * 6 + m AS record, (i * 5)::int AS subject, 'insured' AS status, daterange(d + 30 * m, d + 30 * m + 30) AS valid
FROM (SELECT i, date '2024-01-01' + (i * 37 % 500)::int AS d FROM generate_series(1, :rows::bigint * 2 / 25) AS i) AS g,
	generate_series(0, 5) AS m;
ANALYZE claim, status;
CREATE TABLE timing (place int, name text, ms numeric);

DO $bench$
DECLARE
	names text[] := ARRAY[
		'parallel scan of both',
		'status_conflicts()',
		'islands, then a hash join'];
	queries text[] := ARRAY[
		$q$SELECT n + m AS n, 0 AS s FROM (SELECT count(subject + record + (upper(valid) - lower(valid)) + amount) AS n FROM claim) AS c, (SELECT count(subject + record + length(status)) AS m FROM status) AS s$q$,
		$q$SELECT count(*) AS n, sum(days) AS s FROM supervise.status_conflicts('claim', 'status')$q$,
		$q$SELECT count(*) AS n, sum(upper(c.valid * s.valid) - lower(c.valid * s.valid)) AS s
			FROM claim AS c JOIN (
				SELECT subject, status, daterange(min(lower(valid)), max(upper(valid))) AS valid FROM (
					SELECT *, count(*) FILTER (WHERE first) OVER (PARTITION BY subject, status ORDER BY valid) AS island FROM (
						SELECT *, coalesce(lower(valid) > max(upper(valid)) OVER (PARTITION BY subject, status ORDER BY valid
							ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS first FROM status) AS a) AS b
				GROUP BY subject, status, island) AS s USING (subject) WHERE c.valid && s.valid$q$];
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
