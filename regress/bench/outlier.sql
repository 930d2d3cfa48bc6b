-- outliers per group: the detector, the aggregate with a join, and percentile_cont.
SET work_mem = '64MB';
CREATE UNLOGGED TABLE claim AS
SELECT i AS record, (i * 7919 % 216)::int AS peer_group, exp(3 + ((i * 104729) % 9973) / 1500.0 + ((i * 31) % 97) / 97.0)::numeric(12, 2) AS value
FROM generate_series(1, :rows::bigint) AS i;
ANALYZE claim;
-- A few that are far out.
UPDATE claim SET value = value * 400 WHERE record % 9973 = 7;
VACUUM ANALYZE claim;
CREATE TABLE timing (name text, ms numeric);

DO $bench$
DECLARE
	names text[] := ARRAY['parallel scan of the columns', 'outliers()', 'robust(), then a join', 'percentile_cont twice, then a join'];
	queries text[] := ARRAY[
		'SELECT count(peer_group + record + value) AS n, 0 AS s FROM claim',
		'SELECT count(*) AS n, sum(record::bigint) AS s FROM supervise.outliers(''claim'', 40)',
		'SELECT count(*) AS n, sum(record) AS s FROM claim JOIN (SELECT peer_group, supervise.robust(value) AS r FROM claim GROUP BY 1) AS g USING (peer_group)
		 WHERE abs(0.6745 * (value - (r).median) / (r).mad) > 40',
		'SELECT count(*) AS n, sum(record) AS s FROM claim JOIN (
		     SELECT peer_group, min(m) AS m, percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(value - m)) AS d
		     FROM claim JOIN (SELECT peer_group, percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS m FROM claim GROUP BY 1) AS c USING (peer_group) GROUP BY 1) AS g USING (peer_group)
		 WHERE abs(0.6745 * (value - m) / d) > 40'];
	started timestamptz;
	answers text[] := '{}';
	answer text;
BEGIN
	FOR round IN 1..3 LOOP
		FOR k IN 1..cardinality(queries) LOOP
			CONTINUE WHEN k = 4 AND round > 1;	-- the slow one once
			started := clock_timestamp();
			EXECUTE format('SELECT n || '':'' || s FROM (%s) AS q', queries[k]) INTO answer;
			INSERT INTO timing VALUES (names[k], extract(epoch FROM clock_timestamp() - started) * 1000);
			answers[k] := answer;
		END LOOP;
	END LOOP;
	IF answers[2] <> answers[3] OR answers[2] <> answers[4] THEN
		RAISE EXCEPTION 'answers differ: %', answers;
	END IF;
	RAISE NOTICE 'rows found: %', split_part(answers[2], ':', 1);
END $bench$;
SELECT name, count(*) AS runs, round(supervise.median(ms)) AS median_ms FROM timing GROUP BY name ORDER BY 3;
