-- median and mad per group: the aggregates, percentile_cont, and the bare GROUP BY.
CREATE UNLOGGED TABLE payment AS
SELECT (i * 7919 % 216)::int AS grp, exp(3 + ((i * 104729) % 9973) / 1500.0 + ((i * 31) % 97) / 97.0)::numeric(12, 2) AS v
FROM generate_series(1, :rows::bigint) AS i;

INSERT INTO bench.side (question, name, what, query)
SELECT question, name, what, format($q$SELECT count(*) AS n, string_agg(grp || ':' || %s, ',' ORDER BY grp) AS s FROM (%s) AS g$q$,
	CASE what WHEN 'duckdb' THEN 'm::DECIMAL(18, 4) || '':'' || d::DECIMAL(18, 4)' ELSE 'round(m::numeric, 4) || '':'' || round(d::numeric, 4)' END, query)
FROM (VALUES
	(NULL, 'GROUP BY count(*)', 'scan', 'SELECT grp, count(*) AS m, 0 AS d FROM payment GROUP BY grp'),
	('median and mad', 'median(numeric), mad(numeric)', 'ours', 'SELECT grp, supervise.median(v) AS m, supervise.mad(v) AS d FROM payment GROUP BY grp'),
	('median and mad', 'percentile_cont, then mad by a second pass', 'sql', $q$SELECT grp, min(m) AS m, percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(v::float8 - m)) AS d
		FROM payment JOIN (SELECT grp, percentile_cont(0.5) WITHIN GROUP (ORDER BY v::float8) AS m FROM payment GROUP BY grp) AS c USING (grp) GROUP BY grp$q$),
	('median and mad', 'DuckDB: median() and mad()', 'duckdb', 'SELECT grp, median(v::DOUBLE) AS m, mad(v::DOUBLE) AS d FROM payment GROUP BY grp')) AS q(question, name, what, query);
