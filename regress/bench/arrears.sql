-- arrears: the detector against cumulated sums joined where they overlap.
CREATE UNLOGGED TABLE obligation AS
SELECT i * 7919 % (:rows::bigint / 24 + 1) AS account, i AS record, date '2020-01-01' + (i * 104729 % 1500)::int AS due_on, (1 + i * 31 % 4000 / 4.0)::numeric(10, 2) AS amount
FROM generate_series(1, :rows::bigint / 2) AS i;
-- Paid on the day; of every 50th account a week late, of every 200th obligation not at all.
CREATE UNLOGGED TABLE receipt AS
SELECT account, record, due_on + CASE WHEN account % 50 = 0 THEN 7 ELSE 0 END AS paid_on, amount
FROM obligation WHERE record % 200 <> 0 OR account % 50 <> 1;

INSERT INTO bench.side (question, name, what, query) VALUES
(NULL, 'scan of the columns', 'scan',
	$q$SELECT sum(n) AS n, sum(s) AS s FROM (SELECT count(account + record + (due_on - date '2000-01-01')) AS n, sum(amount) AS s FROM obligation
		UNION ALL SELECT count(account + record + (paid_on - date '2000-01-01')), sum(amount) FROM receipt) AS u$q$),
('what is overdue', 'arrears()', 'ours',
	$q$SELECT count(*) AS n, sum(balance) AS s FROM supervise.arrears('obligation', 'receipt', '2024-01-01')$q$);
INSERT INTO bench.side (question, name, what, query)
SELECT 'what is overdue', name, what, format(
	$q$WITH o AS (SELECT *, sum(amount) OVER w AS upto, sum(amount) OVER w - amount AS since FROM obligation WHERE due_on <= '2024-01-01' WINDOW w AS (PARTITION BY account ORDER BY due_on, record)),
		r AS (SELECT *, sum(amount) OVER w AS upto, sum(amount) OVER w - amount AS since FROM receipt WHERE paid_on <= '2024-01-01' WINDOW w AS (PARTITION BY account ORDER BY paid_on, record)),
		a AS (SELECT o.account, o.record, o.due_on, o.amount, coalesce(sum(least(o.upto, r.upto) - greatest(o.since, r.since)) FILTER (WHERE r.record IS NOT NULL), 0) AS paid, max(r.paid_on) AS last_paid,
			%s(r.record ORDER BY r.paid_on, r.record)
			FROM o LEFT JOIN r ON r.account = o.account AND r.since < o.upto AND r.upto > o.since GROUP BY 1, 2, 3, 4)
		SELECT count(*) AS n, sum(amount - paid) AS s FROM a WHERE CASE WHEN paid = amount THEN last_paid ELSE date '2024-01-01' END > due_on$q$, list)
FROM (VALUES ('running sums, overlap join', 'sql', 'array_agg'), ('DuckDB: running sums, overlap join', 'duckdb', 'list')) AS e(name, what, list);
