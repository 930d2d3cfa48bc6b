-- First two digits: the aggregate, and counting them by text and by logarithm in SQL.
SET work_mem = '64MB';
CREATE UNLOGGED TABLE payment AS
SELECT exp(3 + ((i * 104729) % 9973) / 1500.0 + ((i * 31) % 97) / 97.0)::numeric(12, 2) AS v
FROM generate_series(1, :rows::bigint) AS i;
ANALYZE payment;
CREATE TABLE timing (name text, ms numeric);
SELECT set_config('bench.rows', :'rows', false) \g /dev/null

DO $bench$
DECLARE
	names text[] := ARRAY['count(v)', 'benford(v), all tests', 'digits by text', 'digits by log (not exact)'];
	queries text[] := ARRAY[
		'SELECT 0 AS digit, count(v) AS n FROM payment',
		'SELECT digit, count AS n FROM supervise.benford_digits((SELECT supervise.benford(v) FROM payment))',
		'SELECT left(ltrim(replace(v::text, ''.'', ''''), ''0''), 2)::int AS digit, count(*) AS n FROM payment GROUP BY 1',
		'SELECT floor(10 ^ (log(v::float8) - floor(log(v::float8)) + 1) + 1e-9)::int AS digit, count(*) AS n FROM payment GROUP BY 1'];
	started timestamptz;
	answers text[] := '{}';
	answer text;
BEGIN
	FOR round IN 1..3 LOOP
		FOR k IN 1..cardinality(queries) LOOP
			started := clock_timestamp();
			EXECUTE format('SELECT string_agg(digit || '':'' || n, '','' ORDER BY digit) FROM (%s) AS q', queries[k]) INTO answer;
			INSERT INTO timing VALUES (names[k], extract(epoch FROM clock_timestamp() - started) * 1000);
			answers[k] := answer;
		END LOOP;
	END LOOP;
	IF answers[2] <> answers[3] THEN
		RAISE EXCEPTION 'answers differ: % and %', answers[2], answers[3];
	END IF;
END $bench$;
SELECT name, count(*) AS runs, round(supervise.median(ms)) AS median_ms FROM timing GROUP BY name ORDER BY 3;
