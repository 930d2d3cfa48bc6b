-- DuckDB's sides: the same definition as in sides.sql.  The days of every pair,
-- joined to episodes; first is the first day, past the day after the last.
INSERT INTO side (name, what, query)
SELECT 'DuckDB: ' || name, 'duckdb', format(
	$q$WITH together AS (
		SELECT subject, greatest(a.first, b.first) AS first, least(a.past, b.past) AS past
		FROM %s JOIN %s AS b USING (subject) WHERE a.first < b.past AND b.first < a.past AND %s),
	begun AS (SELECT *, coalesce(first > max(past) OVER (PARTITION BY subject ORDER BY first, past
		ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS begins FROM together),
	numbered AS (SELECT *, sum(begins::int) OVER (PARTITION BY subject ORDER BY first, past
		ROWS UNBOUNDED PRECEDING) AS episode FROM begun),
	episode AS (SELECT subject, min(first) AS first, max(past) AS past FROM numbered GROUP BY subject, episode)
	SELECT count(*) || ':' || coalesce(sum(past - first), 0) || ':'
		|| coalesce(sum(substr(subject, 1, 17)::bigint %% 1000003 * (first - date '2000-01-01')), 0)
	FROM episode$q$, suspects, coalesce(others, 'payment'),
	CASE WHEN pair_list IS NULL THEN 'a.source < b.source' ELSE '(a.source, b.source) IN (SELECT (source_a, source_b) FROM exclusion)' END)
FROM question, LATERAL (SELECT '(SELECT * FROM payment WHERE ' || replace(named, 'county.', '') || ')') AS n(rows), LATERAL (VALUES
	(1, 'self-join', 'payment AS a', NULL),
	(1, 'self-join of sources in pairs', n.rows || ' AS a', n.rows),
	(2, 'running maximum, then self-join',
	 '(SELECT DISTINCT subject FROM (
		SELECT subject, first < max(past) OVER (PARTITION BY subject ORDER BY first
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS begins_before FROM payment) WHERE begins_before) AS s
		JOIN payment AS a USING (subject)', NULL)) AS q(place, name, suspects, others)
WHERE suspects IS NOT NULL
ORDER BY place, name;
