-- collectors: against its definition in SQL, and every error.
CREATE SCHEMA t_collector;
SET search_path = t_collector;

CREATE TABLE pay AS
SELECT i AS record, 'card ' || (i * 7919) % 31 AS payee, CASE WHEN (i * 7919) % 31 < 20 THEN (i * 31) % 17 ELSE (i * 7919) % 31 END AS beneficiary,
       date '2024-01-01' + (i * 104729 % 500)::int AS at, CASE WHEN i % 13 > 0 THEN round((i * 37 % 1000) / 8.0, 2) END AS amount,
       CASE WHEN i % 5 > 0 THEN (i * 31) % 17 / 3 END AS household
FROM generate_series(1, 1500::bigint) AS i;

-- Without a time limit it is GROUP BY.
CREATE VIEW defined AS
SELECT payee, count(DISTINCT beneficiary) AS beneficiaries, nullif(count(DISTINCT household), 0) AS households, array_agg(record::text ORDER BY at, record) AS records,
       min(at) AS first_at, max(at) AS last_at, sum(amount) AS amount
FROM pay GROUP BY payee HAVING count(DISTINCT beneficiary) >= 3;
SELECT count(*), min(beneficiaries), sum(amount) FROM defined;
SELECT count(*) AS different FROM (
    (SELECT payee, beneficiaries, households, records, first_at, last_at, amount FROM supervise.collectors('t_collector.pay') EXCEPT ALL TABLE defined)
    UNION ALL
    (TABLE defined EXCEPT ALL SELECT payee, beneficiaries, households, records, first_at, last_at, amount FROM supervise.collectors('t_collector.pay'))) AS d;

-- With one: the union of all windows that have enough.
CREATE FUNCTION in_windows(fewest int, days int) RETURNS TABLE (payee text, beneficiaries bigint, households bigint, records text[], first_at date, last_at date, amount numeric) LANGUAGE sql AS $$
WITH win AS (
    SELECT DISTINCT a.payee, a.at AS first_at, a.at + days AS to_at FROM pay AS a
    WHERE (SELECT count(DISTINCT b.beneficiary) FROM pay AS b WHERE b.payee = a.payee AND b.at BETWEEN a.at AND a.at + days) >= fewest),
marked AS (
    -- a row of a window, and the window before it on the same payee that reaches that day
    SELECT p.*, min(w.first_at) AS from_at, max(w.first_at) AS upto_at FROM pay AS p JOIN win AS w ON p.payee = w.payee AND p.at BETWEEN w.first_at AND w.to_at GROUP BY p.record, p.payee, p.beneficiary, p.at, p.amount, p.household),
cut AS (
    SELECT *, max(upto_at) OVER (PARTITION BY payee ORDER BY at, record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached FROM marked),
numbered AS (
    SELECT *, count(*) FILTER (WHERE reached IS NULL OR from_at > reached) OVER (PARTITION BY payee ORDER BY at, record) AS stretch FROM cut)
SELECT payee, count(DISTINCT beneficiary), nullif(count(DISTINCT household), 0), array_agg(record::text ORDER BY at, record), min(at), max(at), sum(amount)
FROM numbered GROUP BY payee, stretch
$$;
SELECT fewest, days, count(g.payee) AS found, count(w.payee) AS defined,
       bool_and((g.payee, g.beneficiaries, g.households, g.records, g.first_at, g.last_at, g.amount) IS NOT DISTINCT FROM (w.payee, w.beneficiaries, w.households, w.records, w.first_at, w.last_at, w.amount)) AS equal
FROM (VALUES (3, 0), (2, 1), (3, 7), (5, 30), (9, 100), (17, 400)) AS p(fewest, days),
     LATERAL supervise.collectors('t_collector.pay', fewest, make_interval(days => days)) AS g
     FULL JOIN LATERAL in_windows(fewest, days) AS w ON w.payee = g.payee AND w.first_at = g.first_at
GROUP BY 1, 2 ORDER BY 1, 2;

-- The aggregate gives the same rows, serially and from partial states.
CREATE TABLE many AS SELECT record, payee || '/' || c AS payee, beneficiary, at, amount, household FROM pay, generate_series(1, 8) AS c;
CREATE VIEW by_aggregate AS
SELECT payee, f.* FROM (SELECT payee, supervise.collect(beneficiary::text, record::text, at, amount, household::text, 3, '30 days') AS c FROM many GROUP BY payee) AS g, LATERAL unnest(g.c) AS f;
CREATE VIEW by_function AS
SELECT payee, beneficiaries, households, records, first_at, last_at, amount FROM supervise.collectors('SELECT payee, beneficiary, record::text, at, amount, household FROM t_collector.many', 3, '30 days');
SELECT count(*) FROM by_aggregate;
SELECT count(*) AS different FROM ((TABLE by_aggregate EXCEPT ALL TABLE by_function) UNION ALL (TABLE by_function EXCEPT ALL TABLE by_aggregate)) AS d;
SELECT count(*) AS different FROM (
    SELECT payee, f.* FROM (SELECT payee, supervise.collect(beneficiary::text, record::text, at, amount, household::text, 3, NULL ORDER BY record DESC) AS c FROM pay GROUP BY payee) AS g, LATERAL unnest(g.c) AS f
    EXCEPT ALL SELECT payee, beneficiaries, households, records, first_at, last_at, amount FROM supervise.collectors('SELECT payee, beneficiary, record::text, at, amount, household FROM t_collector.pay')) AS d;
SELECT supervise.collect('p', r::text, NULL, NULL, NULL, 2, NULL) IS NULL AS nothing FROM generate_series(1, 3) AS r;
SELECT supervise.collect(r::text, r::text, NULL, NULL, NULL, 2, NULL) FROM generate_series(1, 3) AS r;

-- Shuffled, in parallel, spilled.
CREATE TABLE got AS SELECT * FROM supervise.collectors('t_collector.pay', 3, '30 days');
SELECT count(*) AS different FROM (SELECT * FROM supervise.collectors('SELECT * FROM t_collector.pay ORDER BY amount, record DESC', 3, '30 days') EXCEPT ALL TABLE got) AS d;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT count(*) AS different FROM (SELECT * FROM supervise.collectors('t_collector.pay', 3, '30 days') EXCEPT ALL TABLE got) AS d;
EXPLAIN (COSTS OFF) SELECT payee, supervise.collect(beneficiary::text, record::text, at, amount, household::text, 3, '30 days') FROM many GROUP BY payee;
SELECT count(*) AS different FROM ((TABLE by_aggregate EXCEPT ALL TABLE by_function) UNION ALL (TABLE by_function EXCEPT ALL TABLE by_aggregate)) AS d;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;

-- What it says, with and without the optional columns; unknown days, amounts and households.
CREATE TABLE small(payee int, beneficiary text, record int, at date, amount numeric, household text);
INSERT INTO small VALUES (1, '张三', 1, '2024-03-01', 100.5, 'h1'), (1, '李四', 2, '2024-03-05', NULL, 'h2'), (1, '王五', 3, NULL, 20, NULL),
    (2, '张三', 4, '2024-03-01', 1, 'h1'), (2, '李四', 5, '2024-03-01', 2, 'h2'), (2, '李四', 6, '2024-03-01', 2, 'h2'), (3, '赵六', 7, NULL, NULL, NULL);
SELECT * FROM supervise.collectors('t_collector.small');
SELECT * FROM supervise.collectors('SELECT payee, beneficiary, record FROM t_collector.small', 2);
SELECT * FROM supervise.collectors('SELECT * FROM t_collector.small WHERE payee = 3', 1);
SET supervise.language = 'zh';
SELECT payee, reason FROM supervise.collectors('t_collector.small', 2);
RESET supervise.language;
SELECT payee, beneficiaries FROM supervise.collectors('SELECT * FROM t_collector.small WHERE false');

-- Errors.
SELECT * FROM supervise.collectors(NULL);
SELECT * FROM supervise.collectors('t_collector.small', 0);
SELECT * FROM supervise.collectors('t_collector.small', NULL);
SELECT * FROM supervise.collectors('t_collector.small', 2, '1 month');
SELECT * FROM supervise.collectors('t_collector.small', 2, '7 days');
SELECT payee, beneficiaries, records FROM supervise.collectors('t_collector.small', 2, '7 days', on_invalid => 'skip');
SELECT * FROM supervise.collectors('SELECT payee, beneficiary, record FROM t_collector.small', 2, '7 days');
SELECT * FROM supervise.collectors('SELECT payee, record FROM t_collector.small');
SELECT * FROM supervise.collectors('SELECT payee, beneficiary FROM t_collector.small');
SELECT * FROM supervise.collectors('SELECT beneficiary, record FROM t_collector.small');
SELECT * FROM supervise.collectors('SELECT payee, NULL::text AS beneficiary, record FROM t_collector.small');
SELECT * FROM supervise.collectors('t_collector.small', on_invalid => 'no');
SELECT * FROM supervise.collectors('SELECT 1 AS payee, g AS beneficiary, g AS record, 9e37 AS amount FROM generate_series(1, 3) AS g');

SELECT supervise.collect(NULL, 'r', NULL, NULL, NULL, 2, NULL);
SELECT supervise.collect('b', NULL, NULL, NULL, NULL, 2, NULL);
SELECT supervise.collect('b', 'r', NULL, NULL, NULL, 2, '1 day');
SELECT supervise.collect('b', 'r', NULL, 'NaN', NULL, 2, NULL);
SELECT supervise.collect('b', 'r', NULL, NULL, NULL, 0, NULL);
SELECT supervise.collect('b', 'r', NULL, NULL, NULL, g, NULL) FROM generate_series(1, 2) AS g;
SELECT 'collect_state:CAECAQAAAAAAAAAA'::supervise.collect_state;

SET client_min_messages = warning;
DROP SCHEMA t_collector CASCADE;
