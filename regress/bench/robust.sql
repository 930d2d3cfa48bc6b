-- median and mad per group: the aggregates, percentile_cont, and the bare GROUP BY.
SET work_mem = '64MB';
CREATE UNLOGGED TABLE payment AS
SELECT (i * 7919 % 216)::int AS grp, exp(3 + ((i * 104729) % 9973) / 1500.0 + ((i * 31) % 97) / 97.0)::numeric(12, 2) AS v
FROM generate_series(1, :rows::bigint) AS i;
ANALYZE payment;
CREATE TABLE timing (name text, ms numeric);
SELECT set_config('bench.rows', :'rows', false) \g /dev/null

DO $bench$
DECLARE
	names text[] := ARRAY['GROUP BY count(*)', 'median(numeric), mad(numeric)', 'robust(numeric)', 'median(float8)', 'percentile_cont, then mad by a second pass'];
	queries text[] := ARRAY[
		'SELECT grp, count(*)::numeric AS m, 0::numeric AS d FROM payment GROUP BY grp',
		'SELECT grp, supervise.median(v) AS m, supervise.mad(v) AS d FROM payment GROUP BY grp',
		'SELECT grp, (r).median::numeric AS m, (r).mad::numeric AS d FROM (SELECT grp, supervise.robust(v) AS r FROM payment GROUP BY grp) AS g',
		'SELECT grp, supervise.median(v::float8)::numeric AS m, 0::numeric AS d FROM payment GROUP BY grp',
		'SELECT grp, min(m)::numeric AS m, (percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(v - m)))::numeric AS d
		 FROM payment JOIN (SELECT grp, (percentile_cont(0.5) WITHIN GROUP (ORDER BY v))::numeric AS m FROM payment GROUP BY grp) AS c USING (grp) GROUP BY grp'];
	started timestamptz;
	answers text[] := '{}';
	answer text;
BEGIN
	FOR round IN 1..CASE WHEN current_setting('bench.rows')::bigint > 1000000 THEN 3 ELSE 1 END LOOP
		FOR k IN 1..cardinality(queries) LOOP
			CONTINUE WHEN k = 5 AND round > 1;	-- the slow one once
			started := clock_timestamp();
			EXECUTE format('SELECT string_agg(grp || '':'' || round(m, 4) || '':'' || round(d, 4), '','' ORDER BY grp) FROM (%s) AS q', queries[k]) INTO answer;
			INSERT INTO timing VALUES (names[k], extract(epoch FROM clock_timestamp() - started) * 1000);
			answers[k] := answer;
		END LOOP;
	END LOOP;
	IF answers[2] <> answers[5] OR answers[3] <> answers[5] THEN
		RAISE EXCEPTION 'answers differ';
	END IF;
END $bench$;
SELECT name, count(*) AS runs, round(supervise.median(ms)) AS median_ms FROM timing GROUP BY name ORDER BY 3;
