-- outliers per group: the detector, the aggregates with a join, and percentile_cont.
CREATE UNLOGGED TABLE claim AS
SELECT i AS record, (i * 7919 % 216)::int AS peer_group,
	(exp(3 + ((i * 104729) % 9973) / 1500.0 + ((i * 31) % 97) / 97.0) * CASE WHEN i % 9973 = 7 THEN 400 ELSE 1 END)::numeric(12, 2) AS value
FROM generate_series(1, :rows::bigint) AS i;

INSERT INTO bench.side (question, name, what, query) VALUES
(NULL, 'scan of the columns', 'scan', 'SELECT count(peer_group + record + value) AS n, 0 AS s FROM claim'),
('farther out than 40', 'outliers()', 'ours',
	$q$SELECT count(*) AS n, sum(record::bigint) AS s FROM supervise.outliers('claim', 40)$q$);
INSERT INTO bench.side (question, name, what, query)
SELECT 'farther out than 40', name, what, format(
	$q$SELECT count(*) AS n, sum(record) AS s FROM claim JOIN (%s) AS g USING (peer_group) WHERE abs(0.6745 * (value - m) / d) > 40$q$, peers)
FROM (VALUES
	('median() and mad(), then a join', 'ours', 'SELECT peer_group, supervise.median(value) AS m, supervise.mad(value) AS d FROM claim GROUP BY 1'),
	('percentile_cont twice, then a join', 'sql', $q$SELECT peer_group, min(m) AS m, percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(value::float8 - m)) AS d
		FROM claim JOIN (SELECT peer_group, percentile_cont(0.5) WITHIN GROUP (ORDER BY value::float8) AS m FROM claim GROUP BY 1) AS c USING (peer_group) GROUP BY 1$q$),
	('DuckDB: median() and mad(), then a join', 'duckdb', 'SELECT peer_group, median(value::DOUBLE) AS m, mad(value::DOUBLE) AS d FROM claim GROUP BY 1')) AS e(name, what, peers);
