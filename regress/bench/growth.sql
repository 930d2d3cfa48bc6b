-- How the detectors grow: at a quarter of the rows, at all of them, and with
-- every other row of one key.  Processor time and memory a row; little is found.
SET supervise.work_mem = '4GB';
SET client_min_messages = warning;
CREATE FUNCTION fact(n bigint, heavy boolean) RETURNS TABLE (record bigint, key bigint, at date, amount numeric, unit text, other int, number bigint) LANGUAGE sql AS $$
	SELECT i, CASE WHEN heavy AND i % 2 = 0 THEN 0 ELSE 1 + abs(hashint8(i)) % greatest(n / 4, 1) END, date '2020-01-01' + abs(hashint8(i + 1) % 1024),
		((1 + abs(hashint8(i + 2) % 65536)) / 100.0)::numeric(12, 2), 'source ' || abs(hashint8(i + 3) % 8), abs(hashint8(i + 4) % 262144), i * 4
	FROM generate_series(1, n) AS i $$;
CREATE UNLOGGED TABLE quarter AS SELECT * FROM fact(:rows::bigint / 4, false);
CREATE UNLOGGED TABLE full_size AS SELECT * FROM fact(:rows::bigint, false);
CREATE UNLOGGED TABLE heavy AS SELECT * FROM fact(:rows::bigint, true);
VACUUM ANALYZE;

CREATE TABLE call (place int GENERATED ALWAYS AS IDENTITY, name text, query text);
INSERT INTO call (name, query) VALUES
('collisions', $q$supervise.collisions('SELECT key AS subject, record, unit AS source, at, amount FROM %1$s', min_days => 2)$q$),
('status_conflicts', $q$supervise.status_conflicts('SELECT key AS subject, record, at, amount FROM %1$s WHERE other %% 2 = 0', 'SELECT key AS subject, record, unit AS status, daterange(at, at + 1) AS valid FROM %1$s WHERE other %% 2 = 1', min_days => 2)$q$),
('duplicates', $q$supervise.duplicates('%1$s', '{key,amount,unit}', within => '0 days')$q$),
('duplicates, different', $q$supervise.duplicates('%1$s', '{key,amount}', '{unit}', within => '0 days')$q$),
('duplicates, near', $q$supervise.duplicates('SELECT *, number * 7919 %% 1000003 AS code FROM %1$s', '{key,unit}', within => '0 days', near => '{code}')$q$),
('sequence_runs', $q$supervise.sequence_runs('SELECT key AS series, number, record, at, amount FROM %1$s')$q$),
('sequence_gaps', $q$supervise.sequence_gaps('SELECT key AS series, number, record FROM %1$s', 1)$q$),
('splits', $q$supervise.splits('SELECT key AS subject, record, at, amount FROM %1$s', 100000000, '3 days')$q$),
('bunching', $q$supervise.bunching('SELECT key AS subject, record, amount FROM %1$s', 655, 1)$q$),
('collectors', $q$supervise.collectors('SELECT key AS payee, other %% 3 AS beneficiary, record, at, amount, unit AS household FROM %1$s', 4, '30 days')$q$),
('arrears', $q$supervise.arrears('SELECT key AS account, record, at AS due_on, amount FROM %1$s', 'SELECT key AS account, record, at AS paid_on, amount FROM %1$s', '2023-01-01')$q$),
('outliers', $q$supervise.outliers('SELECT key AS peer_group, record, amount AS value FROM %1$s', 1000)$q$),
('outliers in levels', $q$supervise.outliers('SELECT ARRAY[key, other %% 3] AS peer_group, record, amount AS value FROM %1$s', 1000)$q$);

CREATE TABLE grown (place int, name text, shape text, round int, cpu numeric, ms numeric, rows bigint, peak bigint, found bigint);
DO $bench$
DECLARE
	c call;
	shape text;
	cpu numeric;
	began timestamptz;
BEGIN
	FOR round IN 0..3 LOOP
		FOR c IN SELECT * FROM call ORDER BY place LOOP
			FOREACH shape IN ARRAY '{quarter,full_size,heavy}'::text[] LOOP
				cpu := bench.cpu();
				began := clock_timestamp();
				EXECUTE format('SELECT count(*) FROM ' || c.query, shape);
				INSERT INTO grown SELECT c.place, c.name, shape, round, bench.cpu() - cpu, extract(epoch FROM clock_timestamp() - began) * 1000,
					l.rows_read, l.peak_bytes, l.found FROM supervise.detector_calls() AS l ORDER BY call DESC LIMIT 1;
			END LOOP;
		END LOOP;
	END LOOP;
END $bench$;
\pset footer off
\echo Nanoseconds of the processor a row (medians of 3), and bytes of memory a row:
SELECT name, max(ns) FILTER (WHERE shape = 'quarter') AS quarter_ns, max(ns) FILTER (WHERE shape = 'full_size') AS full_ns, max(ns) FILTER (WHERE shape = 'heavy') AS heavy_ns,
	max(bytes) FILTER (WHERE shape = 'full_size') AS full_bytes, max(bytes) FILTER (WHERE shape = 'heavy') AS heavy_bytes
FROM (SELECT place, name, shape, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY cpu * 1000000 / rows)::numeric) AS ns, round(max(peak::numeric / rows)) AS bytes
	FROM grown WHERE round > 0 GROUP BY 1, 2, 3) AS m GROUP BY place, name ORDER BY place;
