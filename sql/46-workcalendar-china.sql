--| ## china_workcalendar
--| `supervise.china_workcalendar(expected boolean DEFAULT false) → supervise.workcalendar`
--|
--| The official working days of mainland China: every holiday and every weekend
--| worked instead that the State Council announced for 2007 to 2026, one-off days
--| (2015-09-03) and changes (2019, 2020) included. The span is 2006-12-30 to
--| 2026-12-31.
--|
--| **2027 is not out yet.** Its notice is expected in late 2026, so the calendar ends
--| before it, and asking about 2027 is an error rather than a guess. For deadlines
--| that reach into 2027:
--|
--| * `expected => true` adds 2027 with the thirteen public holidays that the law
--|   fixes for every year (New Year, Spring Festival's Eve and three days, Qingming,
--|   May 1 and 2, Dragon Boat, Mid-Autumn, October 1 to 3) and Monday to Friday
--|   otherwise. Which days will be moved around them is not known: near a holiday a
--|   result may be off by two days. Do not use it for findings.
--| * `workcalendar_outside(china_workcalendar(), 'weekdays')` lets Monday to Friday
--|   hold before 2007 and after 2026, knowing no holiday there.
--|
--| Provincial holidays (the third day of the third month in Guangxi, festivals of
--| autonomous areas) are not included: see the aggregate for putting them over it.
--|
--| A newer version of the extension knows more years: an index or generated column
--| that uses the function keeps what was computed until it is rebuilt.
--|
--| **Cost**: less than 0.1 ms, once a query, since a call with constant arguments is
--| evaluated when planning.
--|
--| **Source**: the notices of the General Office of the State Council, as gathered
--| by holiday-cn (MIT licence); `src/core/china_days.py` regenerates the table.
--| Regulation on Public Holidays for National Annual Festivals and Memorial Days
--| (全国年节及纪念日放假办法), State Council Order 795 of 2024-11-10.
--|
--| ```sql
--| SELECT supervise.working_days(supervise.china_workcalendar(), '2025-12-31', '2026-12-31');
--| ```
CREATE OR REPLACE FUNCTION supervise.china_workcalendar(expected boolean DEFAULT false)
RETURNS supervise.workcalendar
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 20000
AS 'MODULE_PATHNAME', 'sv_china_workcalendar';
COMMENT ON FUNCTION supervise.china_workcalendar(boolean) IS
'Official working days of China, 2007 to 2026 中国法定工作日历（2007至2026年）';

--| ## china_festival
--| `supervise.china_festival(name text, year integer) → date`
--|
--| The day of a festival in a year from 1900 to 2100. Names, English or Chinese, case
--| and hyphens aside: `Spring Festival` 春节, `Qingming` 清明节, `Dragon Boat` 端午节,
--| `Mid-Autumn` 中秋节, `National Day` 国庆节; and `New Year` 元旦, `Spring Festival Eve`
--| 除夕, `Lantern Festival` 元宵节, `Labour Day` 劳动节, `Double Ninth` 重阳节. Days of
--| fixed date are given for every year, whether or not it was kept then.
--|
--| **Errors**: 22023 for an unknown name, 22008 for another year. NULL gives NULL.
--|
--| **When it is wrong**: lunar months are computed for the Beijing meridian until
--| 1928 and for 120° east from 1929. Three months of the 21st century begin within two
--| minutes of midnight; of them one decides a festival here: Mid-Autumn 2089.
--|
--| **Source**: GB/T 33661-2017 (农历的编算和颁行), computed from the positions of Sun and
--| Moon by `src/core/lunar_years.py`.
--|
--| ```sql
--| SELECT supervise.china_festival('Mid-Autumn', 2026), supervise.china_festival('春节', 2026);
--| ```
CREATE OR REPLACE FUNCTION supervise.china_festival(name text, year integer)
RETURNS date
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 3
AS 'MODULE_PATHNAME', 'sv_china_festival';
COMMENT ON FUNCTION supervise.china_festival(text, integer) IS
'Day of a festival in a year, 1900 to 2100 某年节日的日期（1900至2100年）';

--| ## days_to_festival
--| `supervise.days_to_festival(day date, name text DEFAULT NULL) → integer`
--|
--| Days from `day` to the next festival, 0 on the day itself: of that name, or by
--| default the next of the five before which presents are given and banquets held
--| (Spring Festival, Qingming, Dragon Boat, Mid-Autumn, National Day). Purchases of
--| gift cards, tea, tobacco and liquor cluster at small values.
--|
--| **Errors**: 22023 for an unknown name, 22008 for a day before 1900 or after 2100. A
--| null day gives NULL.
--|
--| ```sql
--| SELECT supervise.days_to_festival('2026-09-15'), supervise.days_to_festival('2026-09-15', '国庆节');
--| ```
CREATE OR REPLACE FUNCTION supervise.days_to_festival(day date, name text DEFAULT NULL)
RETURNS integer
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 5
AS 'MODULE_PATHNAME', 'sv_days_to_festival';
COMMENT ON FUNCTION supervise.days_to_festival(date, text) IS
'Days to the next festival 距下一个节日的天数';

--| ## next_festival
--| `supervise.next_festival(day date) → (festival text, festival_zh text, festival_on date, days integer)`
--|
--| Which of the five festivals comes next, on which day, in how many days.
--|
--| **Errors**: 22008 for a day before 1900 or after 2100. NULL gives NULL.
--|
--| ```sql
--| SELECT * FROM supervise.next_festival('2026-09-15');
--| ```
CREATE OR REPLACE FUNCTION supervise.next_festival(
	day date, OUT festival text, OUT festival_zh text, OUT festival_on date, OUT days integer)
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'sv_next_festival';
COMMENT ON FUNCTION supervise.next_festival(date) IS
'The next festival and its day 下一个节日及其日期';
