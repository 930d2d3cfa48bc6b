-- Claims under a forbidding status: the detector, and a range join.
CREATE UNLOGGED TABLE claim AS
SELECT i AS record, (i * 7919 % (:rows::bigint * 2 / 5 + 1))::int AS subject, daterange(d, d + 30) AS valid, (i % 997)::numeric(12, 2) AS amount
FROM (SELECT i, date '2024-01-01' + (i * 31 % 365)::int AS d FROM generate_series(1, :rows::bigint) AS i) AS g;
-- insured month by month: for one subject in five, six adjoining months
CREATE UNLOGGED TABLE status AS
SELECT i * 6 + m AS record, (i * 5)::int AS subject, 'insured' AS status, daterange(d + 30 * m, d + 30 * m + 30) AS valid
FROM (SELECT i, date '2024-01-01' + (i * 37 % 500)::int AS d FROM generate_series(1, :rows::bigint * 2 / 25) AS i) AS g,
	generate_series(0, 5) AS m;

INSERT INTO bench.side (question, name, what, query) VALUES
(NULL, 'scan of both', 'scan',
	$q$SELECT n + m AS n, 0 AS s FROM (SELECT count(subject + record + (upper(valid) - lower(valid)) + amount) AS n FROM claim) AS c,
		(SELECT count(subject + record + length(status) + (upper(valid) - lower(valid))) AS m FROM status) AS s$q$),
('while insured', 'status_conflicts()', 'ours',
	$q$SELECT count(*) AS n, sum(days) AS s FROM supervise.status_conflicts('claim', 'status')$q$),
('while insured', 'islands, then a hash join', 'sql',
	$q$SELECT count(*) AS n, sum(upper(c.valid * s.valid) - lower(c.valid * s.valid)) AS s
		FROM claim AS c JOIN (
			SELECT subject, status, daterange(min(lower(valid)), max(upper(valid))) AS valid FROM (
				SELECT *, count(*) FILTER (WHERE first) OVER (PARTITION BY subject, status ORDER BY valid) AS island FROM (
					SELECT *, coalesce(lower(valid) > max(upper(valid)) OVER (PARTITION BY subject, status ORDER BY valid
						ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS first FROM status) AS a) AS b
			GROUP BY subject, status, island) AS s USING (subject) WHERE c.valid && s.valid$q$),
('while insured', 'DuckDB: islands, then a join', 'duckdb',
	$q$SELECT count(*) AS n, sum(least(c.valid_past, s.past) - greatest(c.valid_from, s.first)) AS s
		FROM claim AS c JOIN (
			SELECT subject, status, min(valid_from) AS first, max(valid_past) AS past FROM (
				SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY subject, status ORDER BY valid_from) AS island FROM (
					SELECT *, coalesce(valid_from > max(valid_past) OVER (PARTITION BY subject, status ORDER BY valid_from
						ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS begins FROM status) AS a) AS b
			GROUP BY subject, status, island) AS s USING (subject) WHERE c.valid_from < s.past AND s.first < c.valid_past$q$);
