-- arrears, allocate, schedule: against the definition in SQL, and every error.
CREATE SCHEMA t_arrears;
SET search_path = t_arrears;
SET datestyle = 'ISO';

-- Without reversals, first in first out is an overlap of cumulated sums.
CREATE TABLE obligation AS
SELECT 'lease ' || i % 97 AS account, 'o' || lpad(i::text, 5, '0') AS record, date '2023-01-01' + (i * 7919 % 600)::int AS due_on, round((1 + i * 31 % 40) / 4.0, 2) AS amount
FROM generate_series(1, 2500::bigint) AS i;
CREATE TABLE receipt AS
SELECT 'lease ' || i % 101 AS account, 'r' || lpad(i::text, 5, '0') AS record, date '2023-01-01' + (i * 104729 % 700)::int AS paid_on, round((i * 17 % 60) / 4.0, 2) AS amount
FROM generate_series(1, 2000::bigint) AS i;

CREATE FUNCTION defined(as_of date, grace int) RETURNS TABLE (account text, record text, due_on date, amount numeric, paid numeric, balance numeric, settled_on date, days_overdue int, receipts text[]) LANGUAGE sql AS $$
WITH o AS (SELECT *, sum(amount) OVER w AS upto, sum(amount) OVER w - amount AS since FROM obligation WHERE due_on <= as_of WINDOW w AS (PARTITION BY account ORDER BY due_on, record)),
r AS (SELECT *, sum(amount) OVER w AS upto, sum(amount) OVER w - amount AS since FROM receipt WHERE paid_on <= as_of WINDOW w AS (PARTITION BY account ORDER BY paid_on, record)),
a AS (
    SELECT o.account, o.record, o.due_on, o.amount, coalesce(sum(least(o.upto, r.upto) - greatest(o.since, r.since)) FILTER (WHERE r.record IS NOT NULL), 0) AS paid,
           max(r.paid_on) AS last_paid, coalesce(array_agg(r.record ORDER BY r.paid_on, r.record) FILTER (WHERE r.record IS NOT NULL), '{}') AS receipts
    FROM o LEFT JOIN r ON r.account = o.account AND r.since < o.upto AND r.upto > o.since AND r.amount > 0
    GROUP BY 1, 2, 3, 4),
d AS (SELECT *, CASE WHEN paid = amount THEN last_paid END AS settled_on, coalesce(CASE WHEN paid = amount THEN last_paid END, as_of) - due_on AS days FROM a)
SELECT account, record, due_on, amount, paid, amount - paid, settled_on, days, receipts FROM d WHERE days > grace
$$;
SELECT as_of, grace, count(d.record) AS defined, count(g.record) AS found, count(g.settled_on) AS late,
       bool_and((g.account, g.record, g.due_on, g.amount, g.paid, g.balance, g.settled_on, g.days_overdue, g.receipts)
                IS NOT DISTINCT FROM (d.account, d.record, d.due_on, d.amount, d.paid, d.balance, d.settled_on, d.days_overdue, d.receipts)) AS equal
FROM (VALUES (date '2022-12-31', 0), ('2023-03-01', 0), ('2024-01-01', 0), ('2024-01-01', 30), ('2026-01-01', 10)) AS p(as_of, grace),
     LATERAL supervise.arrears('t_arrears.obligation', 't_arrears.receipt', as_of, make_interval(days => grace)) AS g
     FULL JOIN LATERAL defined(as_of, grace) AS d ON d.record = g.record
GROUP BY 1, 2 ORDER BY 1, 2;
SELECT bucket, count(*), min(days_overdue), max(days_overdue), bool_and(days_overdue = coalesce(settled_on, '2024-01-01') - due_on) AS days
FROM supervise.arrears('t_arrears.obligation', 't_arrears.receipt', '2024-01-01', buckets => '{7,100,300}') GROUP BY 1 ORDER BY 3;

-- The aggregate gives the same rows, serially, in parallel, in any order.
CREATE VIEW ledger AS
SELECT account, record, due_on, NULL::date AS paid_on, amount FROM obligation UNION ALL SELECT account, record, NULL, paid_on, amount FROM receipt;
CREATE VIEW by_aggregate AS
SELECT account, f.* FROM (SELECT account, supervise.allocate(record, due_on, paid_on, amount, '2024-01-01', '3 days', '{30,60,90,180,365}') AS c FROM ledger GROUP BY account) AS g, LATERAL unnest(g.c) AS f;
CREATE TABLE got AS
SELECT account, record, due_on, amount, paid, balance, settled_on, days_overdue, bucket, receipts FROM supervise.arrears('t_arrears.obligation', 't_arrears.receipt', '2024-01-01', '3 days');
SELECT count(*) FROM got;
SELECT count(*) AS different FROM ((TABLE by_aggregate EXCEPT ALL TABLE got) UNION ALL (TABLE got EXCEPT ALL TABLE by_aggregate)) AS d;
SELECT count(*) AS different FROM (
    SELECT account, f.* FROM (SELECT account, supervise.allocate(record, due_on, paid_on, amount, '2024-01-01', '3 days', '{30,60,90,180,365}' ORDER BY md5(record)) AS c FROM ledger GROUP BY account) AS g, LATERAL unnest(g.c) AS f
    EXCEPT ALL TABLE got) AS d;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT count(*) AS different FROM ((TABLE by_aggregate EXCEPT ALL TABLE got) UNION ALL (TABLE got EXCEPT ALL TABLE by_aggregate)) AS d;
SELECT count(*) AS different FROM (
    SELECT account, record, due_on, amount, paid, balance, settled_on, days_overdue, bucket, receipts
    FROM supervise.arrears('SELECT * FROM t_arrears.obligation ORDER BY md5(record)', 'SELECT * FROM t_arrears.receipt ORDER BY md5(record)', '2024-01-01', '3 days') EXCEPT ALL TABLE got) AS d;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SET supervise.work_mem = '1MB';
SELECT count(*) AS different FROM (
    SELECT account, record, due_on, amount, paid, balance, settled_on, days_overdue, bucket, receipts
    FROM supervise.arrears('SELECT account || c AS account, record, due_on, amount FROM t_arrears.obligation, generate_series(1, 20) AS c',
                           'SELECT account || c AS account, record, paid_on, amount FROM t_arrears.receipt, generate_series(1, 20) AS c', '2024-01-01', '3 days')
    WHERE account LIKE '%20' EXCEPT ALL SELECT account || '20', record, due_on, amount, paid, balance, settled_on, days_overdue, bucket, receipts FROM got) AS d;
RESET supervise.work_mem;

-- What it says: paid ahead, late, in part; a reversal; a credit note; nothing after as_of.
CREATE TABLE o(account int, record int, due_on date, amount numeric);
CREATE TABLE r(account int, record text, paid_on date, amount numeric);
INSERT INTO o VALUES (1, 1, '2024-01-31', 100), (1, 2, '2024-02-29', 100), (1, 3, '2024-03-31', 100), (1, 4, '2024-04-30', 100.5), (1, 5, '2024-12-31', 100),
    (2, 6, '2024-01-31', 100), (2, 7, '2024-02-15', -30), (2, 8, '2024-02-29', 0), (2, 9, '2024-03-31', 50), (3, 10, '2024-01-31', 7);
INSERT INTO r VALUES (1, 'a', '2024-01-15', 150), (1, 'b', '2024-03-20', 80), (1, 'c', '2024-05-10', 100), (1, 'd', '2024-07-15', 100),
    (2, 'e', '2024-01-31', 100), (2, 'bounced', '2024-02-05', -100), (2, 'f', '2024-03-01', 100), (4, 'g', '2024-01-01', 5);
SELECT * FROM supervise.arrears('t_arrears.o', 't_arrears.r', '2024-06-30');
SELECT account, record, days_overdue FROM supervise.arrears('t_arrears.o', 't_arrears.r', '2024-06-30', '30 days');
SET supervise.language = 'zh';
SELECT account, record, reason FROM supervise.arrears('t_arrears.o', 't_arrears.r', '2024-06-30');
RESET supervise.language;

-- Schedules.
SELECT * FROM supervise.schedule('A', '2023-10-31', '2024-05-31', '1 month', 1000);
SELECT * FROM supervise.schedule('A', '2023-10-15', '2024-12-31', '3 months', 1000.123, step => 0.05, step_every => '6 months', free => '1 month', day => 'quarter_end');
SELECT due_on, amount FROM supervise.schedule('A', '2023-02-01', '2024-03-15', '1 month', 12, day => 'month_end');
SELECT due_on, amount FROM supervise.schedule('A', '2024-01-01', '2024-03-01', '14 days', 10, step => -0.5, step_every => '1 month');
SELECT count(*), max(amount) FROM supervise.schedule('A', '2024-01-01', '2023-12-31', '1 day', 10);
SELECT count(*), max(due_on) FROM supervise.schedule('A', '2000-01-01', '5874897-12-31', '100000 years', 10);
SELECT supervise.schedule(NULL, '2024-01-01', '2024-03-01', '1 month', 10);
SELECT supervise.schedule('A', 'infinity', '2024-03-01', '1 month', 10);
SELECT supervise.schedule('A', '2024-01-01', NULL, '1 month', 10);
SELECT supervise.schedule('A', '2024-01-01', '2024-03-01', '0 days', 10);
SELECT supervise.schedule('A', '2024-01-01', '2024-03-01', '-1 month', 10);
SELECT supervise.schedule('A', '2024-01-01', '2024-03-01', '1 hour', 10);
SELECT supervise.schedule('A', '2024-01-01', '2024-03-01', '1 month', 'NaN');
SELECT supervise.schedule('A', '2024-01-01', '2024-03-01', '1 month', 10, NULL);
SELECT supervise.schedule('A', '2024-01-01', '2024-03-01', '1 month', 10, step_every => '0 days');
SELECT supervise.schedule('A', '2024-01-01', '2024-03-01', '1 month', 10, free => '-1 day');
SELECT supervise.schedule('A', '2024-01-01', '2024-03-01', '1 month', 10, day => 'week_end');
SELECT supervise.schedule('A', '2024-01-01', '2024-12-31', '1 month', 10, day => 'quarter_end');

-- Errors.
SELECT * FROM supervise.arrears(NULL, 't_arrears.r', '2024-06-30');
SELECT * FROM supervise.arrears('t_arrears.o', NULL, '2024-06-30');
SELECT * FROM supervise.arrears('t_arrears.o', 't_arrears.r', NULL);
SELECT * FROM supervise.arrears('t_arrears.o', 't_arrears.r', 'infinity');
SELECT * FROM supervise.arrears('t_arrears.o', 't_arrears.r', '2024-06-30', '1 month');
SELECT * FROM supervise.arrears('t_arrears.o', 't_arrears.r', '2024-06-30', buckets => NULL);
SELECT * FROM supervise.arrears('t_arrears.o', 't_arrears.r', '2024-06-30', buckets => '{}');
SELECT * FROM supervise.arrears('t_arrears.o', 't_arrears.r', '2024-06-30', buckets => '{30,NULL}');
SELECT * FROM supervise.arrears('t_arrears.o', 't_arrears.r', '2024-06-30', buckets => '{30,30}');
SELECT * FROM supervise.arrears('t_arrears.o', 't_arrears.r', '2024-06-30', buckets => '{0,30}');
SELECT * FROM supervise.arrears('t_arrears.o', 't_arrears.o', '2024-06-30');
SELECT * FROM supervise.arrears('SELECT account, record, due_on FROM t_arrears.o', 't_arrears.r', '2024-06-30');
SELECT * FROM supervise.arrears('SELECT account::text, record, due_on, amount FROM t_arrears.o', 't_arrears.r', '2024-06-30');
SELECT * FROM supervise.arrears('t_arrears.o', $$ SELECT 1 AS account, 2 AS record, date 'infinity' AS paid_on, 3 AS amount $$, '2024-06-30');
SELECT record, balance FROM supervise.arrears('t_arrears.o', $$ SELECT 1 AS account, 2 AS record, date '2024-01-01' AS paid_on, 'NaN'::numeric AS amount $$, '2024-03-01', on_invalid => 'skip');
SELECT * FROM supervise.arrears('SELECT 1 AS account, 1 AS record, date ''2024-01-01'' AS due_on, 9e37 AS amount', 'SELECT 1 AS account, 1 AS record, date ''2024-01-01'' AS paid_on, 0.001 AS amount', '2024-06-30');
SELECT supervise.allocate('r', NULL, NULL, 1, '2024-01-01', '0 days', '{30}');
SELECT supervise.allocate('r', '2024-01-01', '2024-01-01', 1, '2024-01-01', '0 days', '{30}');
SELECT supervise.allocate(NULL, '2024-01-01', NULL, 1, '2024-01-01', '0 days', '{30}');
SELECT supervise.allocate('r', '2024-01-01', NULL, NULL, '2024-01-01', '0 days', '{30}');
SELECT supervise.allocate('r', '2024-01-01', NULL, 1, NULL, '0 days', '{30}');
SELECT supervise.allocate('r', '2024-01-01', NULL, 1, '2024-01-01'::date + g, '0 days', '{30}') FROM generate_series(1, 2) AS g;
SELECT supervise.allocate('r', '2024-01-05', NULL, 1, '2024-01-01', '0 days', '{30}') IS NULL AS nothing;
SELECT 'allocate_state:CQECAQAAAAAAAAAA'::supervise.allocate_state;

SET client_min_messages = warning;
DROP SCHEMA t_arrears CASCADE;
