-- Invoice numbers in a row, per vendor: the detector, and gaps and islands.
CREATE UNLOGGED TABLE invoice AS
SELECT i AS record, (i * 7919 % 50021)::int AS series, (i * 104729 % (:rows::bigint * 3) / 3 + i % 7)::bigint AS number,
	date '2024-01-01' + (i % 365)::int AS at, (i % 9973)::numeric(12, 2) AS amount
FROM generate_series(1, :rows::bigint) AS i WHERE i % 5 > 0;
INSERT INTO invoice SELECT record + 1000000000 + k, series, number + k, at, amount FROM invoice, generate_series(1, 4) AS k WHERE record % 40 = 1;

INSERT INTO bench.side (question, name, what, query) VALUES
(NULL, 'scan of the three columns', 'scan', 'SELECT count(series + number + record) AS n, 0 AS s FROM invoice'),
('three in a row', 'sequence_runs(), two columns and the record', 'ours',
	$q$SELECT count(*) AS n, sum(length) AS s FROM supervise.sequence_runs('SELECT series, number, record FROM invoice')$q$);
INSERT INTO bench.side (question, name, what, query)
SELECT 'three in a row', duckdb || first_name, what, format(
	$q$SELECT count(*) AS n, sum(length) AS s FROM (
		SELECT series, min(number), max(number), count(*) AS length, %s(record ORDER BY number) AS records FROM (
			SELECT *, number - row_number() OVER (PARTITION BY series ORDER BY number) AS island FROM (%s) AS d) AS i
		GROUP BY series, island HAVING count(*) >= 3) AS r$q$, list, first)
FROM (VALUES ('sql', '', 'array_agg'), ('duckdb', 'DuckDB: ', 'list')) AS e(what, duckdb, list), (VALUES
	('gaps and islands after DISTINCT ON', 'SELECT DISTINCT ON (series, number) series, number, record FROM invoice ORDER BY series, number, record'),
	('gaps and islands after GROUP BY', 'SELECT series, number, min(record) AS record FROM invoice GROUP BY series, number')) AS f(first_name, first)
ORDER BY what DESC;
