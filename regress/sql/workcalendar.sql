-- The type workcalendar, its aggregate, and what can be asked of a calendar.
CREATE SCHEMA workcalendar_test;
SET search_path = workcalendar_test, supervise;
SET datestyle = 'ISO';

-- Text in and out.
SELECT '2026-01-01..2026-01-31 outside=error'::workcalendar;
SELECT E'\n2026-01-01..2026-01-31\toutside=weekdays   -2026-01-01..2026-01-03 +2026-01-04\n'::workcalendar;
SELECT '2026-01-03 outside=error'::workcalendar AS one_day;
SELECT '2000-02-28..2000-03-01 outside=error -2000-02-29'::workcalendar AS leap_day;
SELECT '2026-01-01..2026-01-31 outside=error -2026-01-10..2026-01-11'::workcalendar AS nothing_differs;
SELECT '0001-01-01..0001-01-07 outside=weekdays -0001-01-01'::workcalendar AS earliest,
	'9999-12-31 outside=error'::workcalendar AS latest;
\set VERBOSITY sqlstate
SELECT ''::workcalendar;
\set VERBOSITY default
SELECT '2026-01-01'::workcalendar;
SELECT '2026-01-01..2026-01-31'::workcalendar;
SELECT '2026-01-01..2026-01-31outside=error'::workcalendar;
SELECT '2026-01-01..2026-01-31 outside=sometimes'::workcalendar;
SELECT '2026-01-01..2026-01-31 outside=errors'::workcalendar;
SELECT '2026-01-31..2026-01-01 outside=error'::workcalendar;
SELECT '2026-02-29..2026-03-01 outside=error'::workcalendar;
SELECT '0000-01-01..2026-03-01 outside=error'::workcalendar;
SELECT '1000-01-01..2026-03-01 outside=error'::workcalendar;
SELECT '2026-01-01..2026-01-31 outside=error -2026-02-01'::workcalendar;
SELECT '2026-01-01..2026-01-31 outside=error -2026-01-30..2026-02-01'::workcalendar;
SELECT '2026-01-01..2026-01-31 outside=error -2026-01-02 -2026-01-01'::workcalendar;
SELECT '2026-01-01..2026-01-31 outside=error -2026-01-01..2026-01-03 +2026-01-03'::workcalendar;
SELECT '2026-01-01..2026-01-31 outside=error 2026-01-01'::workcalendar;
SELECT '2026-01-01..2026-01-31 outside=error -2026-01-01-2026-01-02'::workcalendar;
SELECT '2026-01-01..2026-01-31 outside=error 春节假期春节假期春节假期春节假期春节假期春节假期'::workcalendar;

-- Binary.
SELECT workcalendar_send('2026-01-01..2026-01-31 outside=weekdays -2026-01-01'::workcalendar);
CREATE TABLE kept (id int, cal workcalendar);
INSERT INTO kept VALUES (1, '2026-01-01..2026-01-31 outside=error -2026-01-01'), (2, NULL),
	(3, '2026-01-01..2026-01-31 outside=weekdays -2026-01-01'),
	(4, '2026-01-01..2026-01-31 outside=error -2026-01-01..2026-01-01'),
	(5, '1900-01-01..2099-12-31 outside=error -2026-01-01');
\set copied `mktemp /tmp/sv-workcalendar-XXXXXX`
\set to 'COPY kept TO STDOUT (FORMAT binary) \\g ' :copied
COPY kept TO STDOUT (FORMAT binary) \g :copied
CREATE TABLE copied (LIKE kept);
\set from '\\copy copied FROM ' :copied ' (FORMAT binary)'
:from
\set remove `rm :copied`
SELECT count(*) AS rows, count(*) FILTER (WHERE k.cal IS NOT DISTINCT FROM c.cal) AS same
FROM kept k JOIN copied c USING (id);

-- Equality and grouping.
SELECT array_agg(id ORDER BY id) AS ids, count(*) FROM kept GROUP BY cal ORDER BY 1;
SELECT a.id, b.id, a.cal = b.cal AS equal, a.cal <> b.cal AS different
FROM kept a JOIN kept b ON a.id < b.id WHERE a.id IN (1, 2) ORDER BY 1, 2;
SELECT count(*) AS pairs FROM kept a JOIN kept b ON a.cal OPERATOR(supervise.=) b.cal;
SELECT count(DISTINCT workcalendar_hash(cal)) AS hashes, count(DISTINCT workcalendar_hash_extended(cal, 7)) AS extended FROM kept;
SELECT count(*) FROM kept WHERE workcalendar_hash_extended(cal, 0) & 4294967295 <> workcalendar_hash(cal)::bigint & 4294967295;
SELECT id, cal FROM kept ORDER BY cal DESC, id;
SELECT a.id, b.id, workcalendar_cmp(a.cal, b.cal) AS cmp, a.cal < b.cal AS lt, a.cal <= b.cal AS le, a.cal >= b.cal AS ge, a.cal > b.cal AS gt
FROM kept a, kept b WHERE a.id IN (1, 3) AND b.id IN (1, 4, 5) ORDER BY 1, 2;
SELECT workcalendar_cmp('2026-01-05..2026-01-09 outside=error -2026-01-06', '2026-01-05..2026-01-09 outside=error -2026-01-07') AS off_earlier_is_less;

-- The aggregate: order does not matter, nor how often a day is told.
CREATE TABLE days AS
SELECT d::date AS day, extract(isodow FROM d) < 6 AND d NOT IN ('2024-02-12', '2024-02-13') OR d = '2024-02-18' AS is_working
FROM generate_series('2024-01-01'::timestamp, '2024-12-31', '1 day') d;
SELECT workcalendar(day, is_working ORDER BY day) FROM days;
SELECT workcalendar(day, is_working ORDER BY day) = workcalendar(day, is_working ORDER BY day DESC)
	AND workcalendar(day, is_working ORDER BY day) = workcalendar(day, is_working ORDER BY md5(day::text))
	AS order_does_not_matter FROM days;
SELECT count(DISTINCT c::text) AS calendars FROM
	(SELECT workcalendar(day, is_working) AS c FROM (TABLE days UNION ALL TABLE days) twice
	 UNION ALL SELECT workcalendar(day, is_working) FROM days) s;
SELECT workcalendar(day, is_working, 'weekdays') FROM days
WHERE day IN ('2024-02-12', '2024-02-18', '2024-02-29');
SELECT workcalendar(day, is_working) IS NULL AS no_rows FROM days WHERE false;
SELECT workcalendar(day, is_working) FILTER (WHERE day < '2024-01-03') OVER (ORDER BY day) AS so_far FROM days LIMIT 3;
SELECT extract(month FROM day) AS month, working_days(workcalendar(day, is_working), min(day) - 1, max(day)) AS working
FROM days GROUP BY 1 ORDER BY 1 LIMIT 3;
\set VERBOSITY sqlstate
SELECT workcalendar(day, is_working) FROM (VALUES ('2024-01-01'::date, true), ('2024-01-01', false)) v (day, is_working);
\set VERBOSITY default
SELECT workcalendar(day, is_working) FROM days WHERE day <> '2024-02-29';
SELECT workcalendar(day, true) FROM (VALUES ('2024-01-01'::date), ('0924-01-01')) v (day);
SELECT workcalendar(NULL::date, true);
SELECT workcalendar('2024-01-01'::date, NULL);
SELECT workcalendar('2024-01-01'::date, true, NULL);
SELECT workcalendar('2024-01-01'::date, true, 'never');
SELECT workcalendar(day, true, outside) FROM (VALUES ('2024-01-01'::date, 'error'), ('2024-01-02', 'weekdays')) v (day, outside);
SELECT workcalendar('infinity'::date, true);
SELECT workcalendar('0001-12-31 BC'::date, true);
SELECT workcalendar('10000-01-01'::date, true);
SELECT workcalendar_add(NULL::bytea, '2024-01-01', true);
SELECT workcalendar_build('\x01'::bytea);
SELECT workcalendar_combine(NULL, NULL);
-- A state from elsewhere is checked.
CREATE AGGREGATE join_states(bytea) (SFUNC = workcalendar_combine, STYPE = bytea, FINALFUNC = workcalendar_build);
SELECT join_states(state) FROM (VALUES ('\x01'::bytea), (NULL), ('\x')) v (state);

-- In parallel, from many workers, the same.
BEGIN;
CREATE TABLE many AS SELECT DISTINCT ON (day) day, is_working FROM (
	SELECT '1990-01-01'::date + (i * 7919 % 18262) AS day, i * 7919 % 18262 % 9 > 2 AS is_working FROM generate_series(0, 18261) i) s
ORDER BY day, is_working;
INSERT INTO many SELECT m.* FROM many m, generate_series(1, 4);
ANALYZE many;
SET LOCAL max_parallel_workers_per_gather = 0;
CREATE TABLE serial AS SELECT workcalendar(day, is_working) AS c FROM many;
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT workcalendar(day, is_working) FROM many;
SELECT workcalendar(day, is_working) = (SELECT c FROM serial) AS same FROM many;
ROLLBACK;

-- Rows and rules.
SELECT * FROM workcalendar_days('2026-02-13..2026-02-16 outside=error +2026-02-14') d;
SELECT workcalendar(day, is_working) = (SELECT cal FROM kept WHERE id = 5) AS round_trip
FROM kept, workcalendar_days(cal) WHERE id = 5;
SELECT workcalendar_outside('2026-02-13 outside=error', 'weekdays'), workcalendar_outside('2026-02-13 outside=weekdays', 'error');
SELECT workcalendar_outside('2026-02-13 outside=error', 'Weekdays');

-- Questions.  2026-02-13 is a Friday; the next day is worked, then nine days off.
CREATE TABLE spring AS SELECT '2026-02-01..2026-02-28 outside=error +2026-02-14 -2026-02-15..2026-02-23 +2026-02-28'::workcalendar AS cal;
SELECT day, is_working_day(cal, day), working_days(cal, '2026-02-13', day), working_days(cal, day, '2026-02-13') AS reversed
FROM spring, unnest('{2026-01-31,2026-02-12,2026-02-13,2026-02-14,2026-02-23,2026-02-24,2026-02-28}'::date[]) day
WHERE day <> '2026-01-31';
SELECT working_days(cal, '2026-01-31', '2026-02-28') AS whole_span FROM spring;
SELECT n, add_working_days(cal, '2026-02-13', n) AS from_friday, add_working_days(cal, '2026-02-18', n) AS from_a_holiday
FROM spring, unnest('{-3,-1,0,1,2,3}'::int[]) n;
\set VERBOSITY sqlstate
SELECT is_working_day(cal, '2026-01-31') FROM spring;
\set VERBOSITY default
SELECT is_working_day(cal, '2026-03-01') FROM spring;
SELECT working_days(cal, '2026-01-30', '2026-02-02') FROM spring;
SELECT working_days(cal, '2026-02-02', '2026-03-01') FROM spring;
SELECT working_days(cal, 'infinity', '2026-03-01') FROM spring;
SELECT working_days(cal, '2026-02-02', '-infinity') FROM spring;
SELECT is_working_day(cal, 'infinity') FROM spring;
SELECT add_working_days(cal, '2026-02-13', 100) FROM spring;
SELECT add_working_days(cal, '2026-02-13', -100) FROM spring;
SELECT add_working_days(cal, '2026-03-13', 1) FROM spring;
SELECT add_working_days(cal, '-infinity', 1) FROM spring;
SELECT is_working_day(NULL, '2026-01-01'), working_days(cal, NULL, '2026-02-02'), add_working_days(cal, '2026-02-02', NULL) FROM spring;

-- Outside the span, where the calendar allows it.
CREATE TABLE open AS SELECT workcalendar_outside(cal, 'weekdays') AS cal FROM spring;
SELECT day, is_working_day(cal, day), working_days(cal, day, '2026-02-13'), add_working_days(cal, day, 1), add_working_days(cal, day, -1)
FROM open, unnest('{4713-01-01 BC,0044-03-15 BC,2000-01-01,2026-03-01,5874897-12-28}'::date[]) day;
SELECT add_working_days(cal, '5874897-12-31', 1) FROM open;
SELECT add_working_days(cal, '2026-02-13', 2147483647) FROM open;
SELECT add_working_days(cal, '2026-02-13', -2147483648) FROM open;
SELECT working_days(cal, '4714-11-24 BC', '5874897-12-31') AS of_all_time FROM open;

-- By definition: counting rows of a table of days.
SELECT count(*) AS asked,
	count(*) FILTER (WHERE working_days(c.cal, a.day, b.day) = (SELECT count(*) FROM days d WHERE d.is_working AND d.day > a.day AND d.day <= b.day)
		- (SELECT count(*) FROM days d WHERE d.is_working AND d.day > b.day AND d.day <= a.day)) AS agree
FROM (SELECT workcalendar(day, is_working) AS cal FROM days) c,
	(SELECT day FROM days WHERE day < '2024-03-15') a, (SELECT day FROM days WHERE extract(day FROM day) = 15) b;
SELECT count(*) AS asked,
	count(*) FILTER (WHERE add_working_days(c.cal, a.day, n) = (SELECT d.day FROM days d WHERE d.is_working AND d.day > a.day ORDER BY d.day OFFSET n - 1 LIMIT 1)) AS forwards,
	count(*) FILTER (WHERE add_working_days(c.cal, a.day, -n) = (SELECT d.day FROM days d WHERE d.is_working AND d.day < a.day ORDER BY d.day DESC OFFSET n - 1 LIMIT 1)) AS backwards
FROM (SELECT workcalendar(day, is_working) AS cal FROM days) c, (SELECT day FROM days WHERE day BETWEEN '2024-05-01' AND '2024-05-14') a, generate_series(1, 80) n;

-- A calendar in a TOAST table, used in many rows, changing now and then.
CREATE TABLE toasted (id int, cal workcalendar);
INSERT INTO toasted SELECT i, workcalendar(d::date, extract(isodow FROM d)::int <> i)
FROM generate_series(1, 3) i, generate_series('1700-01-01'::timestamp, '2099-12-31', '1 day') d GROUP BY i;
SELECT pg_column_size(cal) FROM toasted;
SELECT id, sum(working_days(cal, day, day + 100)) FROM toasted, days GROUP BY id ORDER BY id;
SELECT sum(working_days(cal, day, day + 100)) AS alternating
FROM (SELECT * FROM toasted, days ORDER BY day, id OFFSET 0) s;

-- Usable in an index and a generated column.
CREATE TABLE cases (opened date, settled date,
	used int GENERATED ALWAYS AS (working_days('2026-01-01..2026-12-31 outside=weekdays -2026-01-01', opened, settled)) STORED);
CREATE INDEX ON cases (add_working_days('2026-01-01..2026-12-31 outside=weekdays -2026-01-01', opened, 20));
INSERT INTO cases VALUES ('2025-12-31', '2026-01-05');
SELECT * FROM cases;

SET client_min_messages = warning;
DROP SCHEMA workcalendar_test CASCADE;
