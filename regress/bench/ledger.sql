-- What became of everybody: the ledger of a population by text ids, beside GROUP BY.
CREATE UNLOGGED TABLE register AS
SELECT lpad((hashint8extended(i, 1) & 9007199254740991) % (:rows::bigint * 2 / 5 + 1) || '', 18, '3') AS subject,
	CASE WHEN i % 11 < 8 THEN 'assessable' WHEN i % 11 < 10 THEN 'insufficient_data' ELSE 'not_applicable' END AS state,
	CASE WHEN i % 11 >= 8 THEN 'payment: reason number ' || i % 7 END AS reason
FROM generate_series(1, :rows::bigint) AS i;
CREATE UNLOGGED TABLE hits AS SELECT DISTINCT subject FROM register WHERE right(subject, 3) = '007';

INSERT INTO bench.side (question, name, what, query) VALUES
(NULL, 'scan of the columns', 'scan', 'SELECT count(subject) + count(state) + count(reason) AS n, 0 AS s FROM register'),
('hits, clean and the others', 'ledger()', 'ours', $q$SELECT count(*) AS n, sum(subjects * (length(outcome) + length(reason))) AS s FROM supervise.ledger('register', 'hits')$q$);
INSERT INTO bench.side (question, name, what, query)
SELECT 'hits, clean and the others', duckdb || name, what, format(
	$q$SELECT count(*) AS n, sum(subjects * (length(outcome) + length(reason))) AS s FROM (
		SELECT CASE WHEN h.subject IS NOT NULL THEN 'hit' WHEN p.state = 'assessable' THEN 'clean' ELSE p.state END AS outcome,
			CASE WHEN h.subject IS NULL AND p.state <> 'assessable' THEN p.reason ELSE '' END AS reason, count(*) AS subjects
		FROM (%s) AS p LEFT JOIN hits AS h ON h.subject = p.subject GROUP BY 1, 2) AS l$q$, grouped)
FROM (VALUES ('sql', ''), ('duckdb', 'DuckDB: ')) AS e(what, duckdb), (VALUES
	('GROUP BY, the least of state and reason as one', $q$SELECT subject, CASE left(best, 1) WHEN 'a' THEN 'assessable' WHEN 'i' THEN 'insufficient_data' ELSE 'not_applicable' END AS state, substr(best, 2) AS reason
		FROM (SELECT subject, min(left(state, 1) || coalesce(reason, '')) AS best FROM register GROUP BY subject) AS g$q$),
	('GROUP BY, the least reason of each state', $q$SELECT subject, CASE WHEN a > 0 THEN 'assessable' WHEN i IS NOT NULL THEN 'insufficient_data' ELSE 'not_applicable' END AS state, coalesce(i, n) AS reason
		FROM (SELECT subject, count(*) FILTER (WHERE state = 'assessable') AS a, min(reason) FILTER (WHERE state = 'insufficient_data') AS i,
			min(reason) FILTER (WHERE state = 'not_applicable') AS n FROM register GROUP BY subject) AS g$q$)) AS r(name, grouped)
ORDER BY what DESC;
