-- Working time, and the alert of a promise.
CREATE SCHEMA deadline_test;
SET search_path = deadline_test, supervise;
SET datestyle = 'ISO';
SET timezone = 'Asia/Shanghai';
SET intervalstyle = 'postgres';

-- Working time.  2026-02-13 is a Friday, the 14th is worked, 15th to 23rd are off.
SELECT f, t, working_time(china_workcalendar(), f, t), working_time(china_workcalendar(), t, f) AS reversed
FROM (VALUES ('2026-02-13 08:00'::timestamp, '2026-02-13 09:30'::timestamp), ('2026-02-13 11:30', '2026-02-13 13:30'),
	('2026-02-13 12:10', '2026-02-13 12:50'), ('2026-02-13 17:00', '2026-02-24 10:30'), ('2026-02-16 10:00', '2026-02-20 10:00'),
	('2026-02-13 00:00', '2026-02-15 00:00'), ('2026-02-13 18:00', '2026-02-13 18:00:00.000001'), ('2026-02-13 17:59:59.999999', '2026-02-13 18:00')) v (f, t);
SELECT working_time(china_workcalendar(), '2025-12-31 24:00'::timestamp, '2026-12-31 24:00') AS hours_of_2026,
	8 * working_days(china_workcalendar(), '2025-12-31', '2026-12-31') AS by_days;
SELECT h, working_time(china_workcalendar(), '2026-02-13 10:00'::timestamp, '2026-02-14 11:00', h)
FROM (VALUES ('{00:00,24:00}'::time[]), ('{09:00,17:00}'), ('{08:30,12:00,14:00,17:30}'), ('{10:30,10:45}')) v (h);
-- The session's clock decides what day and hour a moment is.
SELECT working_time(china_workcalendar(), '2026-02-13 09:00+08'::timestamptz, '2026-02-13 18:00+08') AS in_shanghai;
SET timezone = 'UTC';
SELECT working_time(china_workcalendar(), '2026-02-13 09:00+08'::timestamptz, '2026-02-13 18:00+08') AS in_utc;
SET timezone = 'Asia/Shanghai';
SELECT provolatile, count(*) FROM pg_proc WHERE proname IN ('working_time', 'alert') AND pronamespace = 'supervise'::regnamespace GROUP BY provolatile ORDER BY provolatile;
SELECT working_time(china_workcalendar(), NULL::timestamp, '2026-02-13');
SELECT working_time(china_workcalendar(), '2026-12-31 10:00'::timestamp, '2027-01-01 00:00') AS to_the_very_end;
SELECT working_time(china_workcalendar(), '2026-12-31 10:00'::timestamp, '2027-01-01 00:00:01');
SELECT working_time(china_workcalendar(), '2006-12-29 23:59:59'::timestamp, '2007-01-01');
SELECT working_time(china_workcalendar(), '2026-12-31 10:00'::timestamp, 'infinity');
SELECT working_time(china_workcalendar(), '-infinity'::timestamptz, '2026-12-31');
SELECT working_time(workcalendar_outside(china_workcalendar(), 'weekdays'), '4713-01-01 BC'::timestamp, '294276-12-31 23:59:59', '{00:00,24:00}') AS all_time;
SELECT working_time(china_workcalendar(), '2026-02-13'::timestamp, '2026-02-14', '{12:00,09:00}');
SELECT working_time(china_workcalendar(), '2026-02-13'::timestamp, '2026-02-14', '{09:00,12:00,13:00}');
SELECT working_time(china_workcalendar(), '2026-02-13'::timestamp, '2026-02-14', '{09:00,NULL}');
SELECT working_time(china_workcalendar(), '2026-02-13'::timestamp, '2026-02-14', '{}');
SELECT working_time(china_workcalendar(), '2026-02-13'::timestamp, '2026-02-14', '{{09:00,12:00}}');

-- A limit of 20 working days from 2026-03-02 ends on 2026-03-30: how it goes from none to red.
SELECT as_of, a.* FROM generate_series('2026-02-27'::timestamp, '2026-04-02', '1 day') as_of,
	alert(china_workcalendar(), '2026-03-02', 20, as_of => as_of::date) a
WHERE extract(isodow FROM as_of) < 6 AND as_of::date NOT BETWEEN '2026-03-05' AND '2026-03-17' ORDER BY as_of;
-- Thresholds.
SELECT b, y, array_agg(level ORDER BY as_of) AS levels
FROM (VALUES (30, 1), (0, 0), (50, 3), (100, 0), (34, 0)) v (b, y), generate_series('2026-03-02'::timestamp, '2026-03-05', '1 day') as_of,
	alert(china_workcalendar(), '2026-03-02', 3, as_of => as_of::date, blue_percent => b, yellow_days => y)
GROUP BY b, y ORDER BY b, y;
-- Finished in time, on the last day, late; and the same seen from before the end.
SELECT finished, a.level, a.used, a."left", b.level AS on_march_20
FROM unnest('{2026-03-02,2026-03-20,2026-03-30,2026-03-31,2026-04-30}'::date[]) finished,
	alert(china_workcalendar(), '2026-03-02', 20, finished, NULL) a,
	alert(china_workcalendar(), '2026-03-02', 20, finished, '2026-03-20') b;
-- Suspensions: in any order, overlapping, empty, before, around and after.
SELECT s, a.* FROM (VALUES (1, NULL::daterange[]), (2, '{}'), (3, '{empty}'), (4, '{"[2026-03-09,2026-03-14)"}'), (5, '{"[2026-03-11,2026-03-14)","[2026-03-09,2026-03-12]"}'),
	(6, '{"[2020-01-01,2026-03-02]"}'), (7, '{"(,2026-03-02]"}'), (8, '{"[2026-03-28,2026-03-30)"}'), (9, '{"[2026-03-30,2026-04-03)"}'),
	(10, '{"[2026-03-31,)"}'), (11, '{"[2026-03-30,)"}'), (12, '{"(,)"}'), (13, '{"[-infinity,2026-03-06)"}'), (14, '{"[2026-03-06,infinity)"}'), (15, '{"[2026-03-07,2026-03-09)"}')) v (n, s),
	alert(china_workcalendar(), '2026-03-02', 20, as_of => '2026-03-24', suspended => s) a ORDER BY n;
-- Stopped for good after the span of the calendar, due before: an answer all the same.
SELECT a.* FROM alert(china_workcalendar(), '2026-03-02', 20, as_of => '2026-03-24', suspended => '{"[2030-01-01,2030-02-01)"}') a;

-- Calendar days: yellow counts working days; the last day may move.
SELECT as_of, a.*, extended.due_on AS extended_to, extended.level AS extended_level, extended."left" AS extended_left
FROM unnest('{2026-04-13,2026-04-26,2026-04-29,2026-04-30,2026-05-01,2026-05-02,2026-05-03,2026-05-05,2026-05-06,2026-05-07}'::date[]) as_of,
	alert(china_workcalendar(), '2026-04-02', 30, as_of => as_of, unit => 'calendar days') a,
	alert(china_workcalendar(), '2026-04-02', 30, as_of => as_of, unit => 'calendar days', extend => true) extended;
SELECT a.* FROM alert(china_workcalendar(), '2026-04-02', 30, as_of => '2026-04-13', unit => 'calendar days', suspended => '{"[2026-04-10,2026-04-20)"}') a;
SELECT a.* FROM alert(china_workcalendar(), '2026-04-02', 30, as_of => '2026-04-13', unit => 'calendar days', suspended => '{"[2026-04-10,)"}') a;
-- A limit of no days is due on the day itself.
SELECT as_of, a.* FROM unnest('{2026-03-01,2026-03-02,2026-03-03}'::date[]) as_of, alert(china_workcalendar(), '2026-03-02', 0, as_of => as_of) a;

-- By definition: due_on is the first day on which the days not suspended add up to the limit.
WITH c AS MATERIALIZED (SELECT day, is_working AND NOT (day BETWEEN '2025-05-10' AND '2025-05-20' OR day BETWEEN '2025-06-01' AND '2025-06-30') AS counts
	FROM workcalendar_days(china_workcalendar()) WHERE day BETWEEN '2025-01-01' AND '2025-12-31'),
cases AS (SELECT '2025-04-20'::date + i % 60 AS started, i * 7 % 40 + 1 AS days FROM generate_series(1, 300) i)
SELECT count(*) AS cases,
	count(*) FILTER (WHERE a.due_on = (SELECT c.day FROM c WHERE c.day > started AND c.counts ORDER BY c.day OFFSET cases.days - 1 LIMIT 1)) AS due_agrees,
	count(*) FILTER (WHERE a.used = (SELECT count(*) FROM c WHERE c.day > started AND c.day <= '2025-07-10' AND c.counts)) AS used_agrees
FROM cases, alert(china_workcalendar(), started, days, as_of => '2025-07-10', suspended => '{"[2025-06-01,2025-07-01)","[2025-05-10,2025-05-20]"}') a;

-- Working hours.
SELECT as_of, a.* FROM unnest('{2026-02-13 15:00,2026-02-13 17:00,2026-02-14 09:30,2026-02-14 17:59:59,2026-02-24 09:00,2026-02-24 15:59:59,2026-02-24 16:00,2026-02-24 16:00:01}'::timestamptz[]) as_of,
	alert(china_workcalendar(), '2026-02-13 16:00', interval '16 hours', as_of => as_of) a;
SELECT a.* FROM alert(china_workcalendar(), '2026-02-13 16:00+08', interval '16:00', '2026-02-24 16:00+08', '2026-03-01 00:00+08') a;
SELECT a.* FROM alert(china_workcalendar(), '2026-02-13 16:00+08', interval '16:00', '2026-02-24 16:30+08', '2026-03-01 00:00+08') a;
SELECT a.* FROM alert(china_workcalendar(), '2026-02-12 20:00+08', '04:00', as_of => '2026-02-13 10:00+08', hours => '{08:30,12:00,14:00,17:30}') a;
SELECT a.* FROM alert(china_workcalendar(), '2026-02-12 10:00+08', interval '10:00', as_of => '2026-02-24 10:00+08', suspended => '{"[2026-02-13,2026-02-24)"}') a;
SELECT a.* FROM alert(china_workcalendar(), '2026-02-12 10:00+08', interval '10:00', as_of => '2026-02-24 10:00+08', suspended => '{"[2026-02-13,)"}') a;
SELECT a.* FROM alert(china_workcalendar(), '2026-02-13 11:00+08', interval '01:00', as_of => '2026-02-13 10:00+08') a;

-- No answer rather than a wrong one.
\set VERBOSITY sqlstate
SELECT alert(china_workcalendar(), NULL::date, 20, as_of => '2026-03-12');
SELECT alert(china_workcalendar(), '2026-03-02', 20, '2026-03-01', '2026-03-12');
SELECT alert(china_workcalendar(), '2026-12-02', 30, as_of => '2026-12-12');
\set VERBOSITY default
SELECT alert(NULL, '2026-03-02'::date, 20, as_of => '2026-03-12');
SELECT alert(china_workcalendar(), NULL::date, 20, as_of => '2026-03-12');
SELECT alert(china_workcalendar(), '2026-03-02', NULL::int, as_of => '2026-03-12');
SELECT alert(china_workcalendar(), '2026-03-02', 20, as_of => NULL);
SELECT alert(china_workcalendar(), '2026-03-02', 20, as_of => '2026-03-12', suspended => '{NULL}');
SELECT alert(china_workcalendar(), '2026-03-02', 20, as_of => '2026-03-12', unit => NULL);
SELECT alert(china_workcalendar(), '2026-03-02', 20, as_of => '2026-03-12', unit => 'weeks');
SELECT alert(china_workcalendar(), '2026-03-02', 20, as_of => '2026-03-12', blue_percent => 101);
SELECT alert(china_workcalendar(), '2026-03-02', 20, as_of => '2026-03-12', blue_percent => NULL);
SELECT alert(china_workcalendar(), '2026-03-02', 20, as_of => '2026-03-12', yellow_days => -1);
SELECT alert(china_workcalendar(), '2026-03-02', 20, as_of => '2026-03-12', yellow_days => NULL);
SELECT alert(china_workcalendar(), '2026-03-02', 20, as_of => '2026-03-12', extend => NULL);
SELECT alert(china_workcalendar(), '2026-03-02', -1, as_of => '2026-03-12');
SELECT alert(china_workcalendar(), '2026-03-02', 20, '2026-03-01', '2026-03-12');
SELECT alert(china_workcalendar(), 'infinity', 20, as_of => '2026-03-12');
SELECT alert(china_workcalendar(), '2026-03-02', 20, as_of => 'infinity');
SELECT alert(china_workcalendar(), '2026-03-02', 20, 'infinity', '2026-03-12');
SELECT alert(china_workcalendar(), '2026-12-02', 30, as_of => '2026-12-12');
SELECT alert(china_workcalendar(), '2026-11-02', 10, as_of => '2027-01-12');
SELECT alert(china_workcalendar(), '2026-12-22', 10, as_of => '2026-12-23', unit => 'calendar days');
SELECT alert(workcalendar_outside(china_workcalendar(), 'weekdays'), '2026-12-22', 2147483647, as_of => '2026-12-23');
SELECT alert(china_workcalendar(), '2026-03-02 10:00', interval '2 days', as_of => '2026-03-12');
SELECT alert(china_workcalendar(), '2026-03-02 10:00', interval '-2 hours', as_of => '2026-03-12');
SELECT alert(china_workcalendar(), '2026-03-02 10:00', interval '1000001 hours', as_of => '2026-03-12');
SELECT alert(china_workcalendar(), '2026-03-02 10:00', interval '2 hours', as_of => '2026-03-12', hours => NULL);
SELECT alert(china_workcalendar(), '2026-03-02 10:00', interval '2 hours', as_of => NULL);
SELECT alert(china_workcalendar(), '2026-03-02 10:00', interval '2 hours', '2026-03-02 09:00', NULL);
SELECT alert(china_workcalendar(), '2026-12-31 17:00', interval '2 hours', as_of => '2026-12-31 18:00');
SELECT alert(china_workcalendar(), '-infinity', interval '2 hours', as_of => '2026-12-31 18:00');

SET client_min_messages = warning;
DROP SCHEMA deadline_test CASCADE;
