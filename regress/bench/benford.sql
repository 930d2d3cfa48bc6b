-- First two digits: the aggregate, and counting them by text and by logarithm in SQL.
CREATE UNLOGGED TABLE payment AS
SELECT exp(3 + ((i * 104729) % 9973) / 1500.0 + ((i * 31) % 97) / 97.0)::numeric(12, 2) AS v
FROM generate_series(1, :rows::bigint) AS i;

INSERT INTO bench.side (question, name, what, query) VALUES
(NULL, 'count(v)', 'scan', 'SELECT count(v) AS n, 0 AS s FROM payment');
INSERT INTO bench.side (question, name, what, query)
SELECT 'first two digits', name, what,
	format($q$SELECT sum(n) AS n, string_agg(digit || ':' || n, ',' ORDER BY digit) AS s FROM (%s) AS d$q$, query)
FROM (VALUES
	('benford(v), all tests', 'ours', $q$SELECT digit, count AS n FROM supervise.benford_digits((SELECT supervise.benford(v) FROM payment))$q$),
	('digits by text', 'sql', $q$SELECT left(ltrim(replace(v::text, '.', ''), '0'), 2)::int AS digit, count(*) AS n FROM payment GROUP BY 1$q$),
	('digits by logarithm (not exact)', 'sql', $q$SELECT floor(10 ^ (log(v::float8) - floor(log(v::float8)) + 1) + 1e-9)::int AS digit, count(*) AS n FROM payment GROUP BY 1$q$),
	('DuckDB: digits by text', 'duckdb', $q$SELECT left(ltrim(replace(v::VARCHAR, '.', ''), '0'), 2)::int AS digit, count(*) AS n FROM payment GROUP BY 1$q$),
	('DuckDB: digits by logarithm (not exact)', 'duckdb', $q$SELECT floor(10 ^ (log10(v::DOUBLE) - floor(log10(v::DOUBLE)) + 1) + 1e-9)::int AS digit, count(*) AS n FROM payment GROUP BY 1$q$)) AS q(name, what, query);
