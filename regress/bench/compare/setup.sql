-- What a benchmark needs that lists its sides and leaves measuring to
-- compare/measure.bash: tables of the sides and of their times, and the one
-- procedure that runs a side.
SET client_min_messages = warning;
CREATE SCHEMA bench;

-- what: 'scan' (reads the columns and does nothing with them), 'ours', 'sql', or
-- 'duckdb'.  Sides of one question give the same n and s.  A side is run with
-- these settings; ours in memory, and plain SQL with each size of work_mem.
CREATE TABLE bench.side (
	place int GENERATED ALWAYS AS IDENTITY,
	question text,
	name text PRIMARY KEY,
	what text CHECK (what IN ('scan', 'ours', 'sql', 'duckdb')),
	query text,
	settings text[] DEFAULT '{}'
);
CREATE TABLE bench.timing (name text, round int, answer text, ms numeric, cpu numeric,
	rows bigint, spilled bigint, peak bigint, workers int);

-- Plain SQL with little memory and with much.
CREATE FUNCTION bench.two_sizes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO bench.side (question, name, what, query, settings)
	SELECT question, name || ', work_mem ' || size, what, query, settings || ('work_mem=' || size)
	FROM new_sides, (VALUES ('64MB'), ('512MB')) AS m(size)
	WHERE what = 'sql' AND NOT EXISTS (SELECT FROM unnest(settings) AS s WHERE s LIKE 'work_mem=%')
	ORDER BY place, size DESC;
	DELETE FROM bench.side WHERE what = 'sql' AND name IN (SELECT name FROM new_sides)
		AND NOT EXISTS (SELECT FROM unnest(settings) AS s WHERE s LIKE 'work_mem=%');
	RETURN NULL;
END $$;
CREATE TRIGGER two_sizes AFTER INSERT ON bench.side REFERENCING NEW TABLE AS new_sides
	FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION bench.two_sizes();

-- Milliseconds of the processor that this session and all that ended before
-- have used: parallel workers have ended when their query has.
CREATE FUNCTION bench.cpu() RETURNS numeric LANGUAGE sql VOLATILE AS $$
	SELECT 10 * (mine[12]::numeric + mine[13]::numeric + theirs[14]::numeric + theirs[15]::numeric)
	FROM (SELECT regexp_split_to_array(substring(pg_read_file('/proc/' || pg_backend_pid() || '/stat') FROM '\) (.*)'), ' ') AS mine,
		regexp_split_to_array(substring(pg_read_file('/proc/' || split_part(pg_read_file('postmaster.pid'), E'\n', 1) || '/stat') FROM '\) (.*)'), ' ') AS theirs) AS p
$$;

CREATE PROCEDURE bench.measure(side_name text, round int) LANGUAGE plpgsql AS $$
DECLARE
	s bench.side;
	setting text;
	answer text;
	started timestamptz;
	ms numeric;
	cpu numeric;
BEGIN
	SELECT * INTO STRICT s FROM bench.side WHERE name = side_name;
	PERFORM set_config('supervise.work_mem', '2GB', true);
	FOREACH setting IN ARRAY s.settings LOOP
		PERFORM set_config(split_part(setting, '=', 1), split_part(setting, '=', 2), true);
	END LOOP;
	PERFORM supervise.detector_calls_reset();
	cpu := bench.cpu();
	started := clock_timestamp();
	EXECUTE format('SELECT n || '':'' || coalesce(s::text, '''') FROM (%s) AS q', s.query) INTO answer;
	ms := extract(epoch FROM clock_timestamp() - started) * 1000;
	cpu := bench.cpu() - cpu;
	INSERT INTO bench.timing
	SELECT s.name, measure.round, answer, ms, cpu, c.rows_read, c.spilled_bytes, c.peak_bytes, c.workers
	FROM (SELECT) AS always LEFT JOIN LATERAL (SELECT * FROM supervise.detector_calls() ORDER BY call DESC LIMIT 1) AS c ON true;
END $$;

-- DuckDB gets the tables of the benchmark; a range becomes the two columns
-- NAME_from and NAME_past, the day after the last.
CREATE VIEW bench.table_column AS
SELECT attrelid::regclass::text AS name, attnum,
	CASE WHEN atttypid = 'daterange'::regtype THEN format('lower(%1$I), upper(%1$I)', attname) ELSE quote_ident(attname) END AS written,
	CASE WHEN atttypid = 'daterange'::regtype THEN format($q$'%1$s_from': 'DATE', '%1$s_past': 'DATE'$q$, attname)
		ELSE format('%L: %L', attname, CASE atttypid::regtype::text WHEN 'numeric' THEN
			CASE WHEN atttypmod < 0 THEN 'DECIMAL(18, 0)' ELSE upper(format_type(atttypid, atttypmod)) END
			WHEN 'text' THEN 'VARCHAR' WHEN 'double precision' THEN 'DOUBLE' ELSE upper(atttypid::regtype::text) END) END AS read
FROM pg_attribute JOIN pg_class AS c ON c.oid = attrelid
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped;
CREATE VIEW bench.table AS
SELECT name, format('COPY (SELECT %s FROM %s) TO STDOUT (FORMAT csv)', string_agg(written, ', ' ORDER BY attnum), name) AS write,
	format($q$CREATE TABLE %s AS SELECT * FROM read_csv('%%s', header = false, columns = {%s})$q$, name,
		replace(string_agg(read, ', ' ORDER BY attnum), 'NUMERIC', 'DECIMAL')) AS read
FROM bench.table_column GROUP BY name;

CREATE VIEW bench.median AS
SELECT question, name, what, place, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS ms,
	percentile_cont(0.5) WITHIN GROUP (ORDER BY cpu) AS cpu, count(*) AS runs,
	max(rows) AS rows, max(peak) AS peak, max(spilled) AS spilled, max(workers) AS workers
FROM (SELECT *, bool_or(round > 0) OVER (PARTITION BY name) AS warm FROM bench.timing) AS t JOIN bench.side USING (name)
WHERE round > 0 OR NOT warm
GROUP BY question, name, what, place;

-- The best of a kind; a scan without a question is that of all.
CREATE FUNCTION bench.best(question text, what text, OUT ms float8, OUT cpu float8) LANGUAGE sql STABLE AS $$
	SELECT min(m.ms), nullif(min(m.cpu), 0) FROM bench.median AS m
	WHERE m.what = best.what AND coalesce(m.question, best.question) = best.question
$$;
