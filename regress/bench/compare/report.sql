-- Medians of the timed runs, and how each of ours compares with the scan, the best
-- plain SQL and the best of DuckDB: in wall time, and in time of the processor.
\pset footer off
SELECT question, name, runs, round(ms::numeric) AS ms, round(cpu::numeric) AS cpu_ms,
	round(peak::numeric / rows, 1) AS peak_bytes_a_row, round(spilled / 1048576.0) AS spilled_mb, workers
FROM bench.median ORDER BY question NULLS FIRST, place;
SELECT o.name, round((o.ms / scan.ms)::numeric, 2) AS times_the_scan, round((o.cpu / scan.cpu)::numeric, 2) AS "(cpu)",
	round((sql.ms / o.ms)::numeric, 1) AS faster_than_sql, round((sql.cpu / nullif(o.cpu, 0))::numeric, 1) AS "(cpu)",
	round((duckdb.ms / o.ms)::numeric, 2) AS faster_than_duckdb, round((duckdb.cpu / nullif(o.cpu, 0))::numeric, 2) AS "(cpu)"
FROM bench.median AS o, LATERAL bench.best(o.question, 'scan') AS scan, LATERAL bench.best(o.question, 'sql') AS sql,
	LATERAL bench.best(o.question, 'duckdb') AS duckdb
WHERE o.what = 'ours' ORDER BY o.place;
