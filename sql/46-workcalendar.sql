--| ## workcalendar (aggregate)
--| `supervise.workcalendar(day date, is_working boolean) → supervise.workcalendar`
--| `supervise.workcalendar(day date, is_working boolean, outside text) → supervise.workcalendar`
--|
--| Builds a calendar from rows, in any order, from the first to the last day given.
--|
--| * `outside` (`'error'`): what holds for days that are not given. `'error'`: days
--|   outside the span are refused, and a day missing inside it is an error.
--|   `'weekdays'`: both follow Monday to Friday, so that only holidays and make-up
--|   days need be given. The same in all rows.
--|
--| No rows give NULL. A day may be given twice if both say the same.
--|
--| **Errors**: 22004 for a null (use `FILTER`), 21000 for a day given both ways,
--| 02000 for a missing day, 54000 for more than 365,250 days, 22008 for a day that
--| is infinite or outside the years 1 to 9999.
--|
--| **Cost**: linear; two bits a day of memory. Combines over workers and nodes.
--|
--| ```sql
--| SELECT supervise.workcalendar(d::date, extract(isodow FROM d) < 7, 'error') AS six_day_week
--| FROM generate_series('2026-01-01'::timestamp, '2026-01-14', '1 day') d;
--| ```
--|
--| A local holiday is put over a national calendar the same way:
--|
--| ```sql
--| SELECT supervise.workcalendar(d.day, coalesce(l.is_working, d.is_working))
--| FROM supervise.workcalendar_days(supervise.china_workcalendar()) d
--| LEFT JOIN (VALUES ('2026-04-20'::date, false)) l (day, is_working) USING (day);
--| ```
CREATE OR REPLACE FUNCTION supervise.workcalendar_add(state bytea, day date, is_working boolean)
RETURNS bytea
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_workcalendar_add';
COMMENT ON FUNCTION supervise.workcalendar_add(bytea, date, boolean) IS
'Transition of aggregate workcalendar 聚合 workcalendar 的转换函数';

CREATE OR REPLACE FUNCTION supervise.workcalendar_add(state bytea, day date, is_working boolean, outside text)
RETURNS bytea
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_workcalendar_add';
COMMENT ON FUNCTION supervise.workcalendar_add(bytea, date, boolean, text) IS
'Transition of aggregate workcalendar 聚合 workcalendar 的转换函数';

CREATE OR REPLACE FUNCTION supervise.workcalendar_combine(state bytea, other bytea)
RETURNS bytea
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 20
AS 'MODULE_PATHNAME', 'sv_workcalendar_combine';
COMMENT ON FUNCTION supervise.workcalendar_combine(bytea, bytea) IS
'Joins two states of aggregate workcalendar 合并聚合 workcalendar 的两个状态';

CREATE OR REPLACE FUNCTION supervise.workcalendar_build(state bytea)
RETURNS supervise.workcalendar
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_workcalendar_build';
COMMENT ON FUNCTION supervise.workcalendar_build(bytea) IS
'Result of aggregate workcalendar 聚合 workcalendar 的结果函数';

CREATE OR REPLACE AGGREGATE supervise.workcalendar(day date, is_working boolean) (
	SFUNC = supervise.workcalendar_add,
	STYPE = bytea,
	SSPACE = 512,
	FINALFUNC = supervise.workcalendar_build,
	COMBINEFUNC = supervise.workcalendar_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.workcalendar(date, boolean) IS
'Builds a calendar of the days given 由给定日期构建工作日历';

CREATE OR REPLACE AGGREGATE supervise.workcalendar(day date, is_working boolean, outside text) (
	SFUNC = supervise.workcalendar_add,
	STYPE = bytea,
	SSPACE = 512,
	FINALFUNC = supervise.workcalendar_build,
	COMBINEFUNC = supervise.workcalendar_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.workcalendar(date, boolean, text) IS
'Builds a calendar of the days given, with a rule for others 由给定日期构建工作日历，并指定其他日期的规则';

--| ## workcalendar_days
--| `supervise.workcalendar_days(calendar supervise.workcalendar) → setof (day date, is_working boolean)`
--|
--| The days of the calendar's span in order: to look at, to join, to change. The
--| opposite of the aggregate.
--|
--| ```sql
--| SELECT count(*) FILTER (WHERE is_working) AS working, count(*) AS days
--| FROM supervise.workcalendar_days(supervise.china_workcalendar())
--| WHERE day BETWEEN '2026-01-01' AND '2026-12-31';
--| ```
CREATE OR REPLACE FUNCTION supervise.workcalendar_days(
	calendar supervise.workcalendar, OUT day date, OUT is_working boolean)
RETURNS SETOF record
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 500 ROWS 7300
AS 'MODULE_PATHNAME', 'sv_workcalendar_days';
COMMENT ON FUNCTION supervise.workcalendar_days(supervise.workcalendar) IS
'The days of a calendar 日历中的全部日期';

--| ## workcalendar_outside
--| `supervise.workcalendar_outside(calendar supervise.workcalendar, outside text) → supervise.workcalendar`
--|
--| The same days with another rule outside the span: `'error'` or `'weekdays'`.
--|
--| ```sql
--| SELECT supervise.is_working_day(
--|     supervise.workcalendar_outside(supervise.china_workcalendar(), 'weekdays'), '2030-01-07');
--| ```
CREATE OR REPLACE FUNCTION supervise.workcalendar_outside(calendar supervise.workcalendar, outside text)
RETURNS supervise.workcalendar
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_workcalendar_outside';
COMMENT ON FUNCTION supervise.workcalendar_outside(supervise.workcalendar, text) IS
'The same days with another rule outside them 相同日期、不同的范围外规则';

--| ## is_working_day
--| `supervise.is_working_day(calendar supervise.workcalendar, day date) → boolean`
--|
--| **Errors**: 22008 for a day outside the span of a calendar that ends there, or an
--| infinite day. NULL gives NULL. Constant time.
--|
--| ```sql
--| SELECT supervise.is_working_day(supervise.china_workcalendar(), '2026-02-14');  -- a Saturday, worked
--| ```
CREATE OR REPLACE FUNCTION supervise.is_working_day(calendar supervise.workcalendar, day date)
RETURNS boolean
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_is_working_day';
COMMENT ON FUNCTION supervise.is_working_day(supervise.workcalendar, date) IS
'Is the day a working day? 是否为工作日';

--| ## working_days
--| `supervise.working_days(calendar supervise.workcalendar, from_day date, to_day date) → integer`
--|
--| Working days after `from_day` up to and including `to_day`: the day something
--| begins does not count, as in the law of time limits. Reversed arguments give the
--| same number, negative. The day before the calendar's first can be counted from.
--|
--| **Errors**: 22008 for a day outside the span of a calendar that ends there, or an
--| infinite day. NULL gives NULL.
--|
--| **Cost**: constant, whatever the distance: 6 ns more than subtracting two dates, for a
--| constant calendar or one read from a table (`regress/bench/workcalendar.sql`).
--|
--| ```sql
--| SELECT supervise.working_days(supervise.china_workcalendar(), '2026-02-13', '2026-02-24');
--| ```
CREATE OR REPLACE FUNCTION supervise.working_days(calendar supervise.workcalendar, from_day date, to_day date)
RETURNS integer
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_working_days';
COMMENT ON FUNCTION supervise.working_days(supervise.workcalendar, date, date) IS
'Working days after one day up to another 两日之间的工作日数（不含起日，含止日）';

--| ## add_working_days
--| `supervise.add_working_days(calendar supervise.workcalendar, day date, n integer) → date`
--|
--| The `n`-th working day after `day`; for a negative `n` the `-n`-th working day
--| before it; `day` itself for 0, be it a working day or not. For `n > 0`,
--| `working_days(calendar, day, add_working_days(calendar, day, n)) = n`.
--|
--| **Errors**: 22008 when the calendar ends first, for an infinite day, or when the
--| result is beyond what a date can hold. NULL gives NULL.
--|
--| **Cost**: 10 to 30 ns more than `working_days`; at worst a binary search.
--|
--| ```sql
--| SELECT supervise.add_working_days(supervise.china_workcalendar(), '2026-02-13', 5);
--| ```
CREATE OR REPLACE FUNCTION supervise.add_working_days(calendar supervise.workcalendar, day date, n integer)
RETURNS date
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_add_working_days';
COMMENT ON FUNCTION supervise.add_working_days(supervise.workcalendar, date, integer) IS
'The n-th working day after a day 某日之后第 n 个工作日';
