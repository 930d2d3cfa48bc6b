-- arrears: the detector against cumulated sums joined where they overlap.
SET work_mem = '64MB';
CREATE UNLOGGED TABLE obligation AS
SELECT i * 7919 % (:rows::bigint / 24 + 1) AS account, i AS record, date '2020-01-01' + (i * 104729 % 1500)::int AS due_on, (1 + i * 31 % 4000 / 4.0)::numeric(10, 2) AS amount
FROM generate_series(1, :rows::bigint / 2) AS i;
-- Paid on the day; of every 50th account a week late, of every 200th obligation not at all.
CREATE UNLOGGED TABLE receipt AS
SELECT account, record, due_on + CASE WHEN account % 50 = 0 THEN 7 ELSE 0 END AS paid_on, amount
FROM obligation WHERE record % 200 <> 0 OR account % 50 <> 1;
ANALYZE obligation;
ANALYZE receipt;
CREATE TABLE timing (name text, ms numeric);

DO $bench$
DECLARE
	names text[] := ARRAY['parallel scan of the columns', 'arrears()', 'running sums, overlap join'];
	queries text[] := ARRAY[
		'SELECT sum(n) AS n, sum(s) AS s FROM (SELECT count(account + record + (due_on - date ''2000-01-01'')) AS n, sum(amount) AS s FROM obligation
		 UNION ALL SELECT count(account + record + (paid_on - date ''2000-01-01'')), sum(amount) FROM receipt) AS u',
		'SELECT count(*) AS n, sum(balance) AS s FROM supervise.arrears(''obligation'', ''receipt'', ''2024-01-01'')',
		'WITH o AS (SELECT *, sum(amount) OVER w AS upto, sum(amount) OVER w - amount AS since FROM obligation WHERE due_on <= ''2024-01-01'' WINDOW w AS (PARTITION BY account ORDER BY due_on, record)),
		 r AS (SELECT *, sum(amount) OVER w AS upto, sum(amount) OVER w - amount AS since FROM receipt WHERE paid_on <= ''2024-01-01'' WINDOW w AS (PARTITION BY account ORDER BY paid_on, record)),
		 a AS (SELECT o.account, o.record, o.due_on, o.amount, coalesce(sum(least(o.upto, r.upto) - greatest(o.since, r.since)) FILTER (WHERE r.record IS NOT NULL), 0) AS paid, max(r.paid_on) AS last_paid,
		       array_agg(r.record ORDER BY r.paid_on, r.record)
		       FROM o LEFT JOIN r ON r.account = o.account AND r.since < o.upto AND r.upto > o.since GROUP BY 1, 2, 3, 4)
		 SELECT count(*) AS n, sum(amount - paid) AS s FROM a WHERE CASE WHEN paid = amount THEN last_paid ELSE date ''2024-01-01'' END > due_on'];
	started timestamptz;
	answers text[] := '{}';
	answer text;
BEGIN
	FOR round IN 1..3 LOOP
		FOR k IN 1..cardinality(queries) LOOP
			CONTINUE WHEN k = 3 AND round > 1;	-- the slow one once
			started := clock_timestamp();
			EXECUTE format('SELECT n || '':'' || s FROM (%s) AS q', queries[k]) INTO answer;
			INSERT INTO timing VALUES (names[k], extract(epoch FROM clock_timestamp() - started) * 1000);
			answers[k] := answer;
		END LOOP;
	END LOOP;
	IF answers[2] <> answers[3] THEN
		RAISE EXCEPTION 'answers differ: %', answers;
	END IF;
	RAISE NOTICE 'rows found: %', split_part(answers[2], ':', 1);
END $bench$;
SELECT name, count(*) AS runs, round(supervise.median(ms)) AS median_ms FROM timing GROUP BY name ORDER BY 3;
