-- What was promised, and what was measured.
-- The memory promised is 64 bytes a row, and the keys themselves, each once.
CREATE TEMP VIEW verdict AS
SELECT 1 AS place, 'collisions in memory / scan' AS ratio, ours.ms / scan.ms AS measured, 2.0 AS bar, 'at most' AS sense
FROM median AS ours, median AS scan WHERE ours.name = 'collisions, in memory' AND scan.what = 'scan'
UNION ALL
SELECT 2, 'collisions at 64 MB / scan', ours.ms / scan.ms, 4.0, 'at most'
FROM median AS ours, median AS scan WHERE ours.name = 'collisions, 64 MB' AND scan.what = 'scan'
UNION ALL
SELECT 3, 'best SQL / collisions in memory', best.ms / ours.ms, 8.0, 'at least'
FROM median AS ours, (SELECT min(ms) AS ms FROM median WHERE what = 'sql') AS best WHERE ours.name = 'collisions, in memory'
UNION ALL
SELECT 4, 'DuckDB / collisions in memory', best.ms / ours.ms, 2.0, 'at least'
FROM median AS ours, (SELECT min(ms) AS ms FROM median WHERE what = 'duckdb') AS best WHERE ours.name = 'collisions, in memory'
UNION ALL
SELECT 5, 'peak bytes a row, in memory, with the keys', peak::float8 / rows, 64 + round(keys / rows), 'at most'
FROM median, (SELECT sum(octet_length(record::text)) + (SELECT sum(octet_length(subject)) FROM (SELECT DISTINCT subject FROM payment) AS s) AS keys
	FROM payment) AS k
WHERE name = 'collisions, in memory';

\pset footer off
SELECT ratio, round(measured::numeric, 2) AS measured, sense || ' ' || bar AS promised,
	CASE WHEN measured IS NULL THEN 'not measured' WHEN (measured <= bar) = (sense = 'at most') THEN 'kept' ELSE 'missed' END AS promise
FROM verdict ORDER BY place;
