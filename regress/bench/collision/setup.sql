-- What measures: tables of the sides and of their times, and the one procedure
-- that runs a side.
SET client_min_messages = warning;

-- A payments table without a county: the same for the same number of rows.
-- skewed: every other row is of one subject.
CREATE FUNCTION flat(n bigint, skewed boolean DEFAULT false,
	OUT subject text, OUT record bigint, OUT source text, OUT valid daterange, OUT amount numeric)
RETURNS SETOF record LANGUAGE sql IMMUTABLE AS $$
	SELECT '340000' || lpad((CASE WHEN skewed AND i % 2 = 0 THEN 0 ELSE 1 + (hashint8extended(i, 1) & 9007199254740991) % greatest(n * 4 / 10, 1) END)::text, 12, '0'),
		i, (ARRAY['civil affairs', 'human resources', 'agriculture', 'health', 'education'])[1 + (hashint8extended(i, 2) & 1048575) % 5],
		daterange(day, day + 1 + ((hashint8extended(i, 4) & 1048575) % 7)::int),
		(100 + (hashint8extended(i, 5) & 1048575) % 100000 / 100.0)::numeric(12, 2)
	FROM generate_series(1, n) AS i, LATERAL (SELECT date '2015-01-01' + ((hashint8extended(i, 3) & 1048575) % 3650)::int AS day) AS d
$$;

-- what: 'scan' (its query is run as it is), 'ours', 'collide', 'sql' or 'duckdb' (their
-- queries list subject and during, or are kept elsewhere).
CREATE TABLE side (place int GENERATED ALWAYS AS IDENTITY, name text PRIMARY KEY, what text, query text, settings text[]);
CREATE TABLE timing (name text, round int, answer text, ms numeric,
	rows bigint, spilled bigint, peak bigint, workers int);

-- The answer in three numbers that every engine computes alike: how many
-- episodes, how many days, and a sum over whose and when.
CREATE FUNCTION answer_of(query text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT format($q$SELECT count(*) || ':' || coalesce(sum(upper(during) - lower(during)), 0) || ':'
		|| coalesce(sum(left(subject, 17)::bigint %% 1000003 * (lower(during) - date '2000-01-01')), 0) FROM (%s) AS q$q$, query)
$$;

CREATE PROCEDURE measure(side_name text, round int) LANGUAGE plpgsql AS $$
DECLARE
	s side;
	setting text;
	answer text;
	started timestamptz;
	ms numeric;
BEGIN
	SELECT * INTO STRICT s FROM side WHERE name = side_name;
	FOREACH setting IN ARRAY s.settings LOOP
		PERFORM set_config(split_part(setting, '=', 1), split_part(setting, '=', 2), true);
	END LOOP;
	PERFORM supervise.detector_calls_reset();
	started := clock_timestamp();
	EXECUTE CASE s.what WHEN 'scan' THEN s.query ELSE answer_of(s.query) END INTO answer;
	ms := extract(epoch FROM clock_timestamp() - started) * 1000;
	INSERT INTO timing
	SELECT s.name, measure.round, answer, ms, c.rows_judged, c.spilled_bytes, c.peak_bytes, c.workers
	FROM (SELECT) AS always LEFT JOIN supervise.detector_calls() AS c ON true;
END $$;

CREATE VIEW median AS
SELECT name, what, place, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS ms, count(*) AS runs,
	max(peak) AS peak, max(rows) AS rows, max(spilled) AS spilled, max(workers) AS workers
FROM (SELECT *, bool_or(round > 0) OVER (PARTITION BY name) AS warm FROM timing) AS t JOIN side USING (name)
WHERE round > 0 OR NOT warm
GROUP BY name, what, place;
