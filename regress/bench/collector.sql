-- collectors: the detector against GROUP BY with count(DISTINCT), and within 30 days against a window self-join.
SET work_mem = '64MB';
CREATE UNLOGGED TABLE pay AS
SELECT i AS record, (i * 7919 % (:rows::bigint / 3 + 1))::bigint AS payee,
       CASE WHEN i % 1000 = 0 THEN i * 31 ELSE i * 7919 % (:rows::bigint / 3 + 1) END AS beneficiary,
       date '2020-01-01' + (i * 104729 % 1500)::int AS at, (i * 37 % 1000 / 8.0)::numeric(10, 2) AS amount
FROM generate_series(1, :rows::bigint) AS i;
UPDATE pay SET payee = payee % 50 WHERE record % 1000 = 0;
VACUUM ANALYZE pay;
CREATE TABLE timing (name text, ms numeric);

DO $bench$
DECLARE
	names text[] := ARRAY['parallel scan of the columns', 'collectors(3)', 'GROUP BY, count(DISTINCT)', 'collectors(3, 30 days)', 'window by self-join'];
	queries text[] := ARRAY[
		'SELECT count(record + payee + beneficiary + (at - date ''2000-01-01'')) AS n, sum(amount) AS s FROM pay',
		'SELECT count(*) AS n, sum(amount) AS s FROM supervise.collectors(''pay'')',
		'SELECT count(*) AS n, sum(s) AS s FROM (SELECT payee, sum(amount) AS s, count(DISTINCT beneficiary), array_agg(record ORDER BY at, record) FROM pay GROUP BY payee HAVING count(DISTINCT beneficiary) >= 3) AS g',
		'SELECT count(DISTINCT payee) AS n, 0 AS s FROM supervise.collectors(''pay'', 3, ''30 days'')',
		'SELECT count(DISTINCT payee) AS n, 0 AS s FROM (SELECT a.record, a.payee FROM pay AS a JOIN pay AS b ON b.payee = a.payee AND b.at BETWEEN a.at AND a.at + 30
		 GROUP BY a.record, a.payee HAVING count(DISTINCT b.beneficiary) >= 3) AS w'];
	started timestamptz;
	answers text[] := '{}';
	answer text;
BEGIN
	FOR round IN 1..3 LOOP
		FOR k IN 1..cardinality(queries) LOOP
			CONTINUE WHEN k IN (3, 5) AND round > 1;	-- the slow ones once
			started := clock_timestamp();
			EXECUTE format('SELECT n || '':'' || coalesce(s, 0) FROM (%s) AS q', queries[k]) INTO answer;
			INSERT INTO timing VALUES (names[k], extract(epoch FROM clock_timestamp() - started) * 1000);
			answers[k] := answer;
		END LOOP;
	END LOOP;
	IF answers[2] <> answers[3] OR answers[4] <> answers[5] THEN
		RAISE EXCEPTION 'answers differ: %', answers;
	END IF;
	RAISE NOTICE 'found: %', answers[2:5];
END $bench$;
SELECT name, count(*) AS runs, round(supervise.median(ms)) AS median_ms FROM timing GROUP BY name ORDER BY 3;
