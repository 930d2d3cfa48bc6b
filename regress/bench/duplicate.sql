-- Bills paid twice: the detector, its aggregate, and what a user would write.
SET work_mem = '64MB';
CREATE UNLOGGED TABLE bill AS
SELECT i AS record, (i * 7919 % 200003)::int AS vendor, 'INV-' || CASE WHEN i % 50 = 0 THEN i - 200003 ELSE i END AS invoice,
	date '2024-01-01' + (i % 365)::int AS at, ((i % 50000) * 7 % 9973 + CASE WHEN i % 50 = 0 THEN (i - 200003) % 3 ELSE i % 3 END)::numeric / 100 AS amount
FROM generate_series(1, :rows::bigint) AS i;
UPDATE bill SET amount = 99.50 WHERE record % 50 = 0;
INSERT INTO bill SELECT record + 1000000000, vendor, invoice, at + 10, amount FROM bill WHERE record % 100 = 0;
ANALYZE bill;
CREATE TABLE timing (place int, name text, ms numeric);

DO $bench$
DECLARE
	names text[] := ARRAY[
		'parallel scan of the five columns',
		'duplicates(): vendor, invoice, amount',
		'GROUP BY, then a join for the records',
		'duplicates(), within 30 days',
		'window functions, within 30 days'];
	queries text[] := ARRAY[
		$q$SELECT count(vendor + length(invoice) + record + (at - date '2000-01-01') + amount) AS n, 0 AS s FROM bill$q$,
		$q$SELECT count(*) AS n, sum(count) AS s FROM supervise.duplicates('bill', '{vendor,invoice,amount}')$q$,
		$q$SELECT count(*) AS n, sum(c) AS s FROM (SELECT vendor, invoice, amount, array_agg(record ORDER BY at, record) AS records, count(*) AS c, sum(amount) FROM bill JOIN (SELECT vendor, invoice, amount FROM bill GROUP BY 1, 2, 3 HAVING count(*) > 1) AS g USING (vendor, invoice, amount) GROUP BY 1, 2, 3) AS d$q$,
		$q$SELECT count(*) AS n, sum(count) AS s FROM supervise.duplicates('bill', '{vendor,invoice,amount}', within => '30 days')$q$,
		$q$SELECT count(*) AS n, sum(c) AS s FROM (SELECT vendor, invoice, amount, g, array_agg(record ORDER BY at, record) AS records, count(*) AS c FROM (SELECT *, count(*) FILTER (WHERE far) OVER (PARTITION BY vendor, invoice, amount ORDER BY at, record) AS g FROM (SELECT *, at - lag(at) OVER (PARTITION BY vendor, invoice, amount ORDER BY at, record) > 30 AS far FROM bill) AS a) AS b GROUP BY 1, 2, 3, 4 HAVING count(*) > 1) AS d$q$];
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
