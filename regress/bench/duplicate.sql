-- Bills paid twice: the detector, and what a user would write.
CREATE UNLOGGED TABLE bill AS
SELECT i AS record, (i * 7919 % 200003)::int AS vendor, 'INV-' || CASE WHEN i % 50 = 0 THEN i - 200003 ELSE i END AS invoice,
	date '2024-01-01' + (i % 365)::int AS at,
	CASE WHEN i % 50 = 0 THEN 99.50 ELSE ((i % 50000) * 7 % 9973 + i % 3)::numeric / 100 END::numeric(12, 2) AS amount
FROM generate_series(1, :rows::bigint) AS i;
INSERT INTO bill SELECT record + 1000000000, vendor, invoice, at + 10, amount FROM bill WHERE record % 100 = 0;

INSERT INTO bench.side (question, name, what, query) VALUES
(NULL, 'scan of the five columns', 'scan',
	$q$SELECT count(vendor + length(invoice) + record + (at - date '2000-01-01') + amount) AS n, 0 AS s FROM bill$q$),
('ever', 'duplicates()', 'ours',
	$q$SELECT count(*) AS n, sum(count) AS s FROM supervise.duplicates('bill', '{vendor,invoice,amount}')$q$),
('within 30 days', 'duplicates(), within 30 days', 'ours',
	$q$SELECT count(*) AS n, sum(count) AS s FROM supervise.duplicates('bill', '{vendor,invoice,amount}', within => '30 days')$q$);
INSERT INTO bench.side (question, name, what, query)
SELECT question, duckdb || replace(name, 'GROUP BY', rows_name), what, format(query, list, rows)
FROM (VALUES ('sql', '', 'array_agg'), ('duckdb', 'DuckDB: ', 'list')) AS e(what, duckdb, list), (VALUES
	('GROUP BY', 'bill'),
	('GROUP BY, then a join', 'bill JOIN (SELECT vendor, invoice, amount FROM bill GROUP BY 1, 2, 3 HAVING count(*) > 1) AS s USING (vendor, invoice, amount)')) AS r(rows_name, rows), (VALUES
	('ever', 'GROUP BY', $q$SELECT count(*) AS n, sum(c) AS s FROM (
		SELECT vendor, invoice, amount, %s(record ORDER BY "at", record) AS records, count(*) AS c, sum(amount) FROM %s GROUP BY 1, 2, 3 HAVING count(*) > 1) AS d$q$),
	('within 30 days', 'GROUP BY and windows', $q$SELECT count(*) AS n, sum(c) AS s FROM (
		SELECT vendor, invoice, amount, g, %s(record ORDER BY "at", record) AS records, count(*) AS c FROM (
			SELECT *, count(*) FILTER (WHERE far) OVER (PARTITION BY vendor, invoice, amount ORDER BY "at", record) AS g FROM (
				SELECT *, "at" - lag("at") OVER (PARTITION BY vendor, invoice, amount ORDER BY "at", record) > 30 AS far FROM %s) AS a) AS b
		GROUP BY 1, 2, 3, 4 HAVING count(*) > 1) AS d$q$)) AS q(question, name, query)
ORDER BY what DESC;
