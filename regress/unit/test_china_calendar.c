/*
 * test_china_calendar.c
 *		The shipped calendar: its span, and the year that is only expected.
 *
 * Every day of the notices is tested in regress/sql/festival.sql.
 */
#include "core/china_calendar.h"
#include "core/china_days.h"
#include "core/lunar.h"
#include "tap.h"

int
main(void)
{
	SvWorkCalendar *announced = sv_china_calendar(false);
	SvWorkCalendar *expected = sv_china_calendar(true);
	int32		last = sv_day(SV_CHINA_LAST_YEAR, 12, 31);
	int32		year = SV_CHINA_LAST_YEAR + 1;
	bool		good = true;
	int			off = 0;

	ok(announced->first == sv_day(2006, 12, 30) && sv_calendar_last(announced) == last &&
	   !announced->weekdays, "from the first notice to the last, and nothing beyond");
	for (int32 day = announced->first; day <= last; day++)
		good = good && sv_calendar_working(announced, day) == sv_calendar_working(expected, day);
	ok(good && expected->first == announced->first &&
	   sv_calendar_last(expected) == sv_day(year, 12, 31), "one year more is expected");
	good = true;
	for (int32 day = last + 1; day <= sv_calendar_last(expected); day++)
	{
		good = good && (sv_is_weekday(day) || !sv_calendar_working(expected, day));
		off += sv_is_weekday(day) && !sv_calendar_working(expected, day);
	}
	ok(good && off >= 5 && off <= 13, "in it %d weekdays are off, and no weekend is worked", off);
	ok(!sv_calendar_working(expected, sv_festival_day(SV_MID_AUTUMN, year)) &&
	   !sv_calendar_working(expected, sv_lunar_day(year, 1, 3)) &&
	   !sv_calendar_working(expected, sv_day(year, 10, 3)), "public holidays are off");
	free(announced);
	free(expected);
	return done_testing();
}
