-- Medians of the timed runs.
\pset footer off
SELECT name, runs, round(ms::numeric) AS median_ms,
	round((ms / first_value(ms) OVER (ORDER BY place))::numeric, 2) AS times_the_scan,
	round(rows / (ms / 1000))::bigint AS rows_a_second, round(spilled / 1048576.0) AS spilled_mb,
	round(peak::numeric / rows, 1) AS peak_bytes_a_row, workers
FROM median ORDER BY place;
