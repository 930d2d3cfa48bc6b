-- Payees who receive for many: the detector, GROUP BY, and a window by self-join.
CREATE UNLOGGED TABLE pay AS
SELECT i AS record, CASE WHEN i % 1000 = 0 THEN i * 7919 % (:rows::bigint / 3 + 1) % (1 + :rows::bigint / 200000) ELSE i * 7919 % (:rows::bigint / 3 + 1) END AS payee,
	CASE WHEN i % 1000 = 0 THEN i * 31 ELSE i * 7919 % (:rows::bigint / 3 + 1) END AS beneficiary,
	date '2020-01-01' + (i * 104729 % 1500)::int AS at, (i * 37 % 1000 / 8.0)::numeric(10, 2) AS amount
FROM generate_series(1, :rows::bigint) AS i;

INSERT INTO bench.side (question, name, what, query) VALUES
(NULL, 'scan of the columns', 'scan', 'SELECT count(record + payee + beneficiary + (at - date ''2000-01-01'')) AS n, sum(amount) AS s FROM pay'),
('for three and more', 'collectors(3)', 'ours', $q$SELECT count(*) AS n, sum(amount) AS s FROM supervise.collectors('pay')$q$),
('within 30 days', 'collectors(3, 30 days)', 'ours', $q$SELECT count(DISTINCT payee) AS n, 0 AS s FROM supervise.collectors('pay', 3, '30 days')$q$);
INSERT INTO bench.side (question, name, what, query)
SELECT 'for three and more', duckdb || rows_name, what, format(
	$q$SELECT count(*) AS n, sum(s) AS s FROM (SELECT payee, sum(amount) AS s, count(DISTINCT beneficiary), %s(record ORDER BY "at", record)
		FROM %s GROUP BY payee HAVING count(DISTINCT beneficiary) >= 3) AS g$q$, list, rows)
FROM (VALUES ('sql', '', 'array_agg'), ('duckdb', 'DuckDB: ', 'list')) AS e(what, duckdb, list), (VALUES
	('GROUP BY, count(DISTINCT)', 'pay'),
	('different pairs, then a join', 'pay JOIN (SELECT payee FROM (SELECT payee, beneficiary FROM pay GROUP BY 1, 2) AS p GROUP BY 1 HAVING count(*) >= 3) AS c USING (payee)')) AS r(rows_name, rows)
ORDER BY what DESC;
INSERT INTO bench.side (question, name, what, query)
SELECT 'within 30 days', duckdb || rows_name, what, format(
	$q$WITH many AS (%s) SELECT count(DISTINCT payee) AS n, 0 AS s FROM (
		SELECT a.record, a.payee FROM many AS a JOIN many AS b ON b.payee = a.payee AND b."at" BETWEEN a."at" AND a."at" + 30
		GROUP BY a.record, a.payee HAVING count(DISTINCT b.beneficiary) >= 3) AS w$q$, rows)
FROM (VALUES ('sql', ''), ('duckdb', 'DuckDB: ')) AS e(what, duckdb), (VALUES
	('window by self-join', 'SELECT * FROM pay'),
	('different pairs, then a window by self-join', 'SELECT * FROM pay WHERE payee IN (SELECT payee FROM (SELECT payee, beneficiary FROM pay GROUP BY 1, 2) AS p GROUP BY 1 HAVING count(*) >= 3)')) AS r(rows_name, rows)
ORDER BY what DESC;
