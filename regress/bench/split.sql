-- Parts below a limit: the detector, and sliding sums by window functions.
CREATE UNLOGGED TABLE purchase AS
SELECT i AS record, (abs(hashint8(i + 7)::bigint) % (:rows::bigint / 12 + 1))::int AS subject, date '2024-01-01' + abs(hashint8(i) % 120) AS at,
	(10 + abs(hashint8(-i) % 249000) / 100.0 * CASE WHEN i % 5 = 0 THEN 1 ELSE 0.1 END)::numeric(12, 2) AS amount
FROM generate_series(1, :rows::bigint) AS i;

INSERT INTO bench.side (question, name, what, query) VALUES
(NULL, 'scan of the four columns', 'scan', $q$SELECT count(subject + record + (at - date '2000-01-01') + amount) AS n, 0 AS s FROM purchase$q$),
('2,500 within 3 days', 'splits()', 'ours', $q$SELECT count(*) AS n, sum(amount) AS s FROM supervise.splits('purchase', 2500, '3 days')$q$);
INSERT INTO bench.side (question, name, what, query)
SELECT '2,500 within 3 days', name, what, format(
	$q$SELECT count(*) AS n, sum(amount) AS s FROM (
		SELECT subject, island, min("at"), max("at"), count(*), %1$s(record ORDER BY "at", record) AS records, sum(amount) AS amount FROM (
			SELECT *, count(*) FILTER (WHERE first) OVER (PARTITION BY subject ORDER BY "at", record) AS island FROM (
				SELECT *, coalesce("at" > max(reach) OVER (PARTITION BY subject ORDER BY "at", record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS first FROM (
					SELECT *, max(CASE WHEN ahead >= 2500 THEN last END) OVER w AS reach FROM (
						SELECT *, sum(amount) OVER s AS ahead, max("at") OVER s AS last FROM purchase WHERE amount > 0 AND amount < 2500
						WINDOW s AS (PARTITION BY subject ORDER BY "at" RANGE BETWEEN CURRENT ROW AND interval '3 days' FOLLOWING)) AS a
					WINDOW w AS (PARTITION BY subject ORDER BY "at" RANGE BETWEEN interval '3 days' PRECEDING AND CURRENT ROW)) AS b
				WHERE reach >= "at") AS c) AS d
		GROUP BY subject, island) AS e$q$, list)
FROM (VALUES ('sliding sums and islands', 'sql', 'array_agg'), ('DuckDB: sliding sums and islands', 'duckdb', 'list')) AS e(name, what, list);
