-- Working days between two days: the calendar as a value, against counting rows
-- of a table of days and against a table of running totals, and what it adds to
-- the plain scan.  Medians of alternated runs; the answers must be equal.
--
-- Cases last up to a year.  Counting rows takes microseconds a row, so it is done for some of the rows
-- (a twentieth, and at least 100,000) and compared on these.
\set ON_ERROR_STOP on
SET client_min_messages = warning;

CREATE TABLE cases AS
SELECT opened, opened + (i * 7919 % 366)::int AS settled
FROM (SELECT i, '2007-01-01'::date + (i * 104729 % 6900)::int AS opened FROM generate_series(1, :rows::bigint) i) s;
CREATE TABLE some_cases AS SELECT * FROM cases LIMIT greatest(:rows / 20, least(:rows, 100000));
CREATE TABLE days AS SELECT *, (sum(is_working::int) OVER (ORDER BY day))::int AS total
FROM supervise.workcalendar_days(supervise.china_workcalendar());
CREATE UNIQUE INDEX ON days (day) INCLUDE (is_working, total);
CREATE INDEX ON days (day) WHERE is_working;
CREATE TABLE office (cal supervise.workcalendar);
INSERT INTO office SELECT supervise.china_workcalendar();
VACUUM ANALYZE cases;
VACUUM ANALYZE some_cases;
VACUUM ANALYZE days;

CREATE TABLE side (name text PRIMARY KEY, query text, on_some boolean, place int GENERATED ALWAYS AS IDENTITY);
INSERT INTO side (name, query, on_some) VALUES
	('plain scan', 'SELECT sum(settled - opened) FROM cases', false),
	('working_days, constant calendar', 'SELECT sum(supervise.working_days(supervise.china_workcalendar(), opened, settled)) FROM cases', false),
	('working_days, calendar of a table', 'SELECT sum(supervise.working_days((SELECT cal FROM office), opened, settled)) FROM cases', false),
	('add_working_days, 20 days', $$SELECT sum(supervise.add_working_days(supervise.china_workcalendar(), opened, 20) - opened) FROM cases$$, false),
	('two joins with running totals', 'SELECT sum(b.total - a.total) FROM cases JOIN days a ON a.day = opened JOIN days b ON b.day = settled', false),
	('working_days on some', 'SELECT sum(supervise.working_days(supervise.china_workcalendar(), opened, settled)) FROM some_cases', true),
	('counting rows on some', 'SELECT sum((SELECT count(*) FROM days WHERE is_working AND day > opened AND day <= settled)) FROM some_cases', true);
CREATE TABLE timing (name text, run int, answer bigint, ms numeric);

CREATE FUNCTION measure(runs int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	s side;
	started timestamptz;
	answer bigint;
BEGIN
	FOR run IN 0 .. runs LOOP	-- run 0 warms up
		FOR s IN SELECT * FROM side ORDER BY place LOOP
			CONTINUE WHEN s.name LIKE 'counting%' AND run > 3;
			started := clock_timestamp();
			EXECUTE s.query INTO answer;
			INSERT INTO timing VALUES (s.name, run, answer, 1000 * extract(epoch FROM clock_timestamp() - started));
		END LOOP;
	END LOOP;
END $$;
SELECT measure(7);
SET max_parallel_workers_per_gather = 0;
UPDATE timing SET name = name || ' (parallel)';
DELETE FROM side WHERE on_some;
SELECT measure(5);

\echo Medians in milliseconds, with the number of runs:
SELECT name, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms)::numeric, 1) AS ms, count(*) AS runs
FROM timing WHERE run > 0 GROUP BY name ORDER BY name LIKE '%(parallel)' DESC, min(ctid);

DO $$
DECLARE
	wrong text;
BEGIN
	SELECT string_agg(DISTINCT name, ', ') INTO wrong
	FROM (SELECT name, answer, count(*) OVER (PARTITION BY name) FROM timing GROUP BY name, answer) t
	WHERE count > 1;
	IF wrong IS NOT NULL
		OR (SELECT count(DISTINCT answer) FROM timing WHERE name LIKE 'working_days, %' OR name LIKE 'two joins%') <> 1
		OR (SELECT count(DISTINCT answer) FROM timing WHERE name LIKE '%on some%') <> 1 THEN
		RAISE 'the answers differ';
	END IF;
END $$;
CREATE VIEW median AS SELECT name, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS ms FROM timing WHERE run > 0 GROUP BY name;
\echo What was promised: at most 1.5 times the plain scan, at least 50 times faster than counting rows.
SELECT round((v.ms / p.ms)::numeric, 2) AS of_plain_scan_parallel, round((sv.ms / sp.ms)::numeric, 2) AS of_plain_scan_serial,
	round((c.ms / vt.ms)::numeric, 1) AS times_faster_than_counting, round((j.ms / v.ms)::numeric, 1) AS times_faster_than_two_joins
FROM median v, median p, median sv, median sp, median c, median vt, median j
WHERE v.name = 'working_days, constant calendar (parallel)' AND p.name = 'plain scan (parallel)'
  AND sv.name = 'working_days, constant calendar' AND sp.name = 'plain scan'
  AND c.name = 'counting rows on some (parallel)' AND vt.name = 'working_days on some (parallel)'
  AND j.name = 'two joins with running totals (parallel)';
