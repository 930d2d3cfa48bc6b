-- key_quality over an id and a telephone, against SQL that asks the same with the
-- scalar functions: problems, distinct values, the most repeated one.
\set QUIET on
SET jit = off;
SET client_min_messages = warning;

CREATE UNLOGGED TABLE applicant AS
SELECT supervise.resident_id(substr(d, 1, 6) || substr(d, 9, 9)) AS id, CASE WHEN g % 50 = 0 THEN '13800138000' ELSE (13000000000 + abs(hashint8(g)) % 900000000)::text END AS phone
FROM (SELECT g, '110101' || to_char(date '1940-01-01' + abs(hashint8(g + 7) % 20000), 'YYYYMMDD') || to_char(abs(hashint8(g + 9) % 996), 'FM000') AS d
	FROM generate_series(1, :rows::bigint) g) x;
VACUUM ANALYZE applicant;

CREATE TEMP TABLE took (what text, run int, ms numeric);
CREATE TEMP TABLE answer (what text, no int, problems bigint, distinct_values bigint, repeats bigint);
CREATE PROCEDURE measure(what text, run int, query text) LANGUAGE plpgsql AS $$
DECLARE
	began timestamptz := clock_timestamp();
BEGIN
	EXECUTE format('INSERT INTO answer SELECT %L, q.* FROM (%s) q', what, query);
	INSERT INTO took VALUES (what, run, 1000 * extract(epoch FROM clock_timestamp() - began));
END $$;

SELECT format('CALL measure(%L, %s, %L)', what, run, query)
FROM generate_series(1, 3) run, (VALUES
	(1, 'key_quality', $q$SELECT column_no, invalid, distinct_values, repeats FROM supervise.key_quality('SELECT id, phone FROM applicant', '{resident_id, mobile_number}')$q$),
	(2, 'SQL', $q$SELECT 1, (SELECT count(supervise.resident_id_problem(id, current_date)) FROM applicant), count(*), max(n) FROM (SELECT count(*) AS n FROM applicant GROUP BY coalesce(supervise.resident_id(id), id)) a
		UNION ALL SELECT 2, (SELECT count(supervise.mobile_number_problem(phone)) FROM applicant), count(*), max(n) FROM (SELECT count(*) AS n FROM applicant GROUP BY coalesce(supervise.mobile_number(phone), phone)) b$q$)) q (o, what, query)
ORDER BY run, o
\gexec

\pset footer off
SELECT what, count(*) AS runs, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms)::numeric, 1) AS median_ms FROM took GROUP BY what ORDER BY 3;
SELECT no, max(problems) AS problems, max(distinct_values) AS distinct_values, max(repeats) AS repeats, 1 / (count(DISTINCT (problems, distinct_values, repeats)) = 1)::int AS same FROM answer GROUP BY no ORDER BY no;
