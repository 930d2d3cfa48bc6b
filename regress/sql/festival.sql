-- The official calendar of China day by day, and the days of festivals.
CREATE SCHEMA festival_test;
SET search_path = festival_test, supervise;
SET datestyle = 'ISO';

-- Every row of holiday-cn (regress/data/china_days.csv), and Monday to Friday elsewhere.
\getenv abs_srcdir PG_ABS_SRCDIR
\set file :abs_srcdir '/data/china_days.csv'
CREATE TABLE notice (day date PRIMARY KEY, is_off boolean, name text);
\set copy '\\copy notice FROM ' :'file' ' CSV HEADER'
:copy
SELECT count(*) AS days, count(*) FILTER (WHERE is_off) AS off, min(day), max(day) FROM notice;
SELECT count(*) AS days,
	count(*) FILTER (WHERE d.is_working = coalesce(NOT n.is_off, extract(isodow FROM d.day) < 6)) AS agree,
	count(n.day) AS of_notices, min(d.day), max(d.day)
FROM workcalendar_days(china_workcalendar()) d LEFT JOIN notice n USING (day);
SELECT count(*) FROM notice WHERE is_working_day(china_workcalendar(), day) = is_off;
-- The aggregate builds the same value from the rows.
SELECT workcalendar(day, NOT is_off, 'weekdays') AS from_rows INTO built FROM notice;
SELECT workcalendar_outside(workcalendar(d.day, d.is_working), 'error') = china_workcalendar() AS same
FROM built, LATERAL (SELECT s::date AS day, is_working_day(from_rows, s::date) AS is_working
	FROM generate_series('2006-12-30'::timestamp, '2026-12-31', '1 day') s) d;
-- Working days a year.
SELECT y AS year, working_days(china_workcalendar(), make_date(y - 1, 12, 31), make_date(y, 12, 31)) AS working
FROM generate_series(2007, 2026) y;

-- 2027 is not announced.
SELECT is_working_day(china_workcalendar(), '2027-01-01');
SELECT is_working_day(china_workcalendar(), '2006-12-29');
SELECT working_days(china_workcalendar(), '2006-12-29', '2026-12-31') AS everything;
SELECT array_agg(day ORDER BY day) AS public_holidays_of_2027
FROM workcalendar_days(china_workcalendar(expected => true)) WHERE day >= '2027-01-01' AND is_working <> (extract(isodow FROM day) < 6);
SELECT count(*) AS days, count(*) FILTER (WHERE a.is_working = b.is_working) AS agree, max(b.day)
FROM workcalendar_days(china_workcalendar()) a RIGHT JOIN workcalendar_days(china_workcalendar(true)) b USING (day);
SELECT add_working_days(china_workcalendar(true), '2026-12-28', 10), add_working_days(china_workcalendar(true), '2027-12-28', 10);

-- Festivals of all years, against another program's (regress/data/lunar_festivals.csv
-- was written by lunar_python 1.4.8, MIT licence).
CREATE TABLE other (year int, spring date, lantern date, qingming date, dragon_boat date, mid_autumn date, double_ninth date);
\set file :abs_srcdir '/data/lunar_festivals.csv'
\set copy '\\copy other FROM ' :'file' ' CSV HEADER'
:copy
SELECT count(*) AS years, min(year), max(year),
	count(*) FILTER (WHERE china_festival('Spring Festival', year) = spring) AS spring,
	count(*) FILTER (WHERE china_festival('Spring Festival Eve', year) = spring - 1) AS eve,
	count(*) FILTER (WHERE china_festival('Lantern Festival', year) = lantern) AS lantern,
	count(*) FILTER (WHERE china_festival('Qingming', year) = qingming) AS qingming,
	count(*) FILTER (WHERE china_festival('Dragon Boat', year) = dragon_boat) AS dragon_boat,
	count(*) FILTER (WHERE china_festival('Mid-Autumn', year) = mid_autumn) AS mid_autumn,
	count(*) FILTER (WHERE china_festival('Double Ninth', year) = double_ninth) AS double_ninth
FROM other;
-- The years of the notices, and of the hard cases: a leap eleventh month (2033),
-- a new moon nine minutes after midnight (1978), one a minute before it (2089).
SELECT y AS year, china_festival('Spring Festival Eve', y) AS eve, china_festival('Spring Festival', y) AS spring,
	china_festival('Qingming', y) AS qingming, china_festival('Dragon Boat', y) AS dragon_boat,
	china_festival('Mid-Autumn', y) AS mid_autumn, china_festival('National Day', y) AS national
FROM (SELECT generate_series(2006, 2028) UNION ALL VALUES (1900), (1978), (2033), (2034), (2057), (2089), (2100)) y (y)
ORDER BY y;
-- The notices name the festival's own day among the days off, since 2008.
SELECT f, count(*) AS years, count(n.day) FILTER (WHERE n.is_off) AS off
FROM generate_series(2008, 2026) y CROSS JOIN unnest('{元旦,春节,清明节,端午节,中秋节,国庆节}'::text[]) f
LEFT JOIN notice n ON n.day = china_festival(f, y) AND n.name LIKE '%' || left(f, 2) || '%'
GROUP BY f ORDER BY f COLLATE "C";
-- Qingming by the rule of thumb, which fails once, for 2100.
SELECT y, china_festival('清明', y) FROM generate_series(1900, 2100) y
WHERE extract(day FROM china_festival('清明', y)) <>
	CASE WHEN y < 2000 THEN trunc(y % 100 * 0.2422 + 5.59) ELSE trunc(y % 100 * 0.2422 + 4.81) END - y % 100 / 4;
-- Lunar years: 12 or 13 months of 29 or 30 days; 15 days from Spring Festival to Lantern Festival.
SELECT days, count(*) FROM (SELECT china_festival('春节', y + 1) - china_festival('春节', y) AS days FROM generate_series(1900, 2099) y) s GROUP BY days ORDER BY days;
SELECT count(*) FROM generate_series(1900, 2100) y
WHERE china_festival('元宵节', y) - china_festival('春节', y) <> 14
   OR china_festival('春节', y) NOT BETWEEN make_date(y, 1, 21) AND make_date(y, 2, 21)
   OR china_festival('重阳节', y) - china_festival('中秋节', y) NOT IN (23, 24, 52, 53, 54);
SELECT n, china_festival(n, 2026) FROM unnest('{元旦,"New Year''s Day",spring,除夕,spring_festival_eve,LANTERN,元宵,清明,qing-ming,"Labor Day",劳动节,"Dragon Boat Festival",midautumn,国庆,"national day",重阳}'::text[]) n;
\set VERBOSITY sqlstate
SELECT china_festival('Easter', 2026);
\set VERBOSITY default
SELECT china_festival('', 2026);
SELECT china_festival('节', 2026);
SELECT china_festival(repeat('春', 1000), 2026);
SELECT china_festival('Spring Festival', 1899);
SELECT china_festival('Spring Festival', 2101);
SELECT china_festival(NULL, 2026), china_festival('Qingming', NULL);

-- How far to the next one.
SELECT day, days_to_festival(day) AS any_of_five, days_to_festival(day, 'Spring Festival') AS to_spring, n.*
FROM unnest('{1900-01-01,2026-02-16,2026-02-17,2026-02-18,2026-09-15,2026-10-02,2100-12-31}'::date[]) day, next_festival(day) n;
CREATE TABLE festivals AS SELECT china_festival(n, y) AS day
FROM unnest('{Spring Festival,Qingming,Dragon Boat,Mid-Autumn,National Day}'::text[]) n, generate_series(1999, 2003) y;
SELECT count(*) AS days, count(*) FILTER (WHERE n.festival_on = (SELECT min(f.day) FROM festivals f WHERE f.day >= d.day)) AS agree
FROM (SELECT '1999-12-25'::date + i AS day FROM generate_series(0, 800) i) d, next_festival(d.day) n;
SELECT days_to_festival(NULL), days_to_festival(NULL, 'Qingming'), days_to_festival('2026-01-01', NULL);
SELECT days_to_festival('1899-12-31');
SELECT days_to_festival('2101-01-01');
SELECT days_to_festival('infinity');
SELECT days_to_festival('2026-01-01', 'Christmas');
SELECT next_festival('0044-03-15 BC');

SET client_min_messages = warning;
DROP SCHEMA festival_test CASCADE;
