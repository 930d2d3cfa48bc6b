-- Amounts just below a line: the detector, and counts by subject in SQL.
CREATE UNLOGGED TABLE purchase AS
SELECT i AS record, (i * 7919 % 5003)::int AS subject, (10 + (i * 31337 % 500000) / 100.0)::numeric(12, 2) AS amount
FROM generate_series(1, :rows::bigint) AS i;

INSERT INTO bench.side (question, name, what, query) VALUES
(NULL, 'scan of the rows near the line', 'scan',
	'SELECT count(subject + record + amount) AS n, 0 AS s FROM purchase WHERE amount >= 2250 AND amount < 2750'),
('just below 2,500', 'bunching()', 'ours',
	$q$SELECT count(*) AS n, sum(below * 3 + above + cardinality(records)) AS s FROM supervise.bunching('SELECT * FROM purchase WHERE amount >= 2250 AND amount < 2750', 2500)$q$);
INSERT INTO bench.side (question, name, what, query)
SELECT 'just below 2,500', name, what, format(
	$q$SELECT count(*) AS n, sum(below * 3 + above + coalesce(%s(records), 0))::bigint AS s FROM (
		SELECT subject, count(*) FILTER (WHERE amount < 2500) AS below, count(*) FILTER (WHERE amount >= 2500) AS above, %s(record ORDER BY record) FILTER (WHERE amount < 2500) AS records
		FROM purchase WHERE amount >= 2250 AND amount < 2750 GROUP BY subject) AS q$q$, length, list)
FROM (VALUES ('counts by subject (no probabilities)', 'sql', 'cardinality', 'array_agg'),
	('DuckDB: counts by subject (no probabilities)', 'duckdb', 'len', 'list')) AS e(name, what, length, list);
