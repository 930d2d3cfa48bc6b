--| ## working_time
--| `supervise.working_time(calendar supervise.workcalendar, from_time timestamptz, to_time timestamptz, hours time[] DEFAULT '{09:00,12:00,13:00,18:00}') → interval`
--| `supervise.working_time(calendar supervise.workcalendar, from_time timestamp, to_time timestamp, hours time[] DEFAULT '{09:00,12:00,13:00,18:00}') → interval`
--|
--| How long people were at work between two moments: the time within `hours` on
--| working days, as hours and less (a day is not a unit here). Reversed arguments give
--| the same time, negative.
--|
--| * `hours`: opening and closing times in turn, ascending. The default is a day of
--|   eight hours; `'{00:00,24:00}'` is round the clock.
--|
--| Moments with time zone are read on the clock of the session's `TimeZone`, so
--| that form is STABLE; the form without is IMMUTABLE. Where clocks change, an hour of
--| the clock is an hour.
--|
--| **Errors**: 22023 for hours that are not ascending pairs, 22008 for a moment on a
--| day outside a calendar that ends there, or an infinite one. NULL gives NULL.
--|
--| **Cost**: constant, whatever the distance.
--|
--| ```sql
--| SELECT supervise.working_time(supervise.china_workcalendar(), '2026-02-13 17:00'::timestamp, '2026-02-24 10:30');
--| ```
CREATE OR REPLACE FUNCTION supervise.working_time(
	calendar supervise.workcalendar, from_time timestamptz, to_time timestamptz,
	hours time[] DEFAULT '{09:00,12:00,13:00,18:00}')
RETURNS interval
LANGUAGE c STABLE STRICT PARALLEL SAFE COST 5
AS 'MODULE_PATHNAME', 'sv_working_time';
COMMENT ON FUNCTION supervise.working_time(supervise.workcalendar, timestamptz, timestamptz, time[]) IS
'Working time between two moments, on the session''s clock 两个时刻之间的工作时间（按会话时区）';

CREATE OR REPLACE FUNCTION supervise.working_time(
	calendar supervise.workcalendar, from_time timestamp, to_time timestamp,
	hours time[] DEFAULT '{09:00,12:00,13:00,18:00}')
RETURNS interval
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 3
AS 'MODULE_PATHNAME', 'sv_working_time_local';
COMMENT ON FUNCTION supervise.working_time(supervise.workcalendar, timestamp, timestamp, time[]) IS
'Working time between two moments of local time 两个本地时刻之间的工作时间';

--| ## alert
--| `supervise.alert(calendar supervise.workcalendar, started date, limit_days integer, finished date DEFAULT NULL, as_of date DEFAULT CURRENT_DATE, suspended daterange[] DEFAULT NULL, unit text DEFAULT 'working days', blue_percent integer DEFAULT 30, yellow_days integer DEFAULT 1, extend boolean DEFAULT false) → (level text, due_on date, used integer, left integer)`
--| `supervise.alert(calendar supervise.workcalendar, started timestamptz, limit_time interval, finished timestamptz DEFAULT NULL, as_of timestamptz DEFAULT CURRENT_TIMESTAMP, suspended daterange[] DEFAULT NULL, hours time[] DEFAULT '{09:00,12:00,13:00,18:00}', blue_percent integer DEFAULT 30, yellow_days integer DEFAULT 1) → (level text, due_at timestamptz, used interval, left interval)`
--|
--| How does a promised time limit stand? The first form counts working days or calendar
--| days, the second working hours.
--|
--| Comes out:
--|
--| * `level`: `red` when past; else, for a case that is still open, `yellow` when no
--|   more than `yellow_days` working days are left, `blue` when no more than
--|   `blue_percent` of the limit is left; else `none`. A case finished in time is
--|   `none`, one finished late `red`.
--| * `due_on`, `due_at`: the last day or moment in time; null while a suspension without
--|   an end stops the clock before it.
--| * `used`, `left`: of the limit, in its unit; `left` is negative when past. (`left` is a
--|   reserved word: write `a."left"` or `(alert(…)).left`.)
--|
--| Goes in:
--|
--| * `started`: that day does not count; the next is the first (Civil Code, art. 201).
--|   A moment outside the hours begins when they next do.
--| * `limit_days` or `limit_time`: hours, not days, in an interval.
--| * `finished`: NULL while open. An `as_of` before it judges the case as it stood.
--| * `as_of`: the day or moment at which an open case is judged. Give it: the default
--|   is today, and makes a finding depend on when it is asked for.
--| * `suspended`: days on which the clock stands still, overlapping or not, in any
--|   order; an unbounded range has not ended. NULL and empty: none.
--| * `unit`: `'working days'` or `'calendar days'`.
--| * `extend`: with calendar days, a last day that is off moves to the next working day
--|   (Civil Code, art. 203), and the limit grows with it.
--| * `hours`: as in `working_time`; one working day left is that day's hours.
--|
--| For calendar days, yellow still counts working days up to the last one: a limit that
--| ends on a Monday is yellow on the Friday before.
--|
--| The second form reads its moments on the clock of the session's `TimeZone` and is
--| STABLE; the first is IMMUTABLE.
--|
--| **Errors**: 22004 for a null where none may be (`calendar`, `started`, the limit,
--| `as_of` of an open case, a range): no answer looks like "in time". 22007 for a case
--| finished before it started, 22008 for infinite days and for days outside a calendar
--| that ends there, 22023 for a wrong limit, unit, threshold or hours.
--|
--| **Cost**: a binary search for the last day, and one for each suspension before it.
--|
--| **When it is wrong**: it knows the days it is given. A suspension that was never
--| recorded makes a case look late, and one recorded afterwards makes it look kept:
--| compare the day of recording.
--|
--| ```sql
--| SELECT a.level, a.due_on, a.used, a."left"
--| FROM supervise.alert(supervise.china_workcalendar(), '2026-02-10', 20, as_of => '2026-03-12',
--|                      suspended => ARRAY['[2026-02-25,2026-02-28)'::daterange]) a;
--| ```
--|
--| ```sql
--| SELECT a.level, a.due_at, a.used, a."left"
--| FROM supervise.alert(supervise.china_workcalendar(), '2026-02-13 16:00+08', interval '16 hours',
--|                      as_of => '2026-02-24 15:00+08') a;
--| ```
CREATE OR REPLACE FUNCTION supervise.alert(
	calendar supervise.workcalendar, started date, limit_days integer,
	finished date DEFAULT NULL, as_of date DEFAULT CURRENT_DATE,
	suspended daterange[] DEFAULT NULL, unit text DEFAULT 'working days',
	blue_percent integer DEFAULT 30, yellow_days integer DEFAULT 1, extend boolean DEFAULT false,
	OUT level text, OUT due_on date, OUT used integer, OUT "left" integer)
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'sv_alert_days';
COMMENT ON FUNCTION supervise.alert(supervise.workcalendar, date, integer, date, date, daterange[], text, integer, integer, boolean) IS
'How a limit in days stands: level, last day, used, left 以日计的期限状态：预警等级、截止日、已用、剩余';

CREATE OR REPLACE FUNCTION supervise.alert(
	calendar supervise.workcalendar, started timestamptz, limit_time interval,
	finished timestamptz DEFAULT NULL, as_of timestamptz DEFAULT CURRENT_TIMESTAMP,
	suspended daterange[] DEFAULT NULL, hours time[] DEFAULT '{09:00,12:00,13:00,18:00}',
	blue_percent integer DEFAULT 30, yellow_days integer DEFAULT 1,
	OUT level text, OUT due_at timestamptz, OUT used interval, OUT "left" interval)
LANGUAGE c STABLE PARALLEL SAFE COST 20
AS 'MODULE_PATHNAME', 'sv_alert_time';
COMMENT ON FUNCTION supervise.alert(supervise.workcalendar, timestamptz, interval, timestamptz, timestamptz, daterange[], time[], integer, integer) IS
'How a limit in working hours stands: level, last moment, used, left 以工作小时计的期限状态：预警等级、截止时刻、已用、剩余';
