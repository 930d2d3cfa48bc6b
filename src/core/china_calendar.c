/*
 * china_calendar.c
 *		The official working days of China.
 *
 * Which days are off, and on which weekends one works instead, is announced
 * year by year, in the autumn before.  The calendar is exactly what has been
 * announced (china_days.h), and ends with the last year that has.
 *
 * What can be said of the year after it is what the law says of every year:
 * the thirteen public holidays of the Regulation on Public Holidays for
 * National Annual Festivals and Memorial Days (as revised on 2024-11-10, State
 * Council Order 795).  Which days are moved around them cannot be known, so
 * the expected calendar is only an estimate there: a fortnight with a holiday
 * in it may be wrong by two days, while a year is wrong by a day or two.
 */
#include "core/china_calendar.h"

#include "core/china_days.h"
#include "core/lunar.h"
#include "core/workcalendar_text.h"

typedef struct PublicHoliday
{
	SvFestival	festival;
	int32		days;
} PublicHoliday;

/* Article 2. */
static const PublicHoliday public_holidays[] = {
	{SV_NEW_YEAR, 1},
	{SV_SPRING_FESTIVAL_EVE, 4},
	{SV_QINGMING, 1},
	{SV_LABOUR_DAY, 2},
	{SV_DRAGON_BOAT, 1},
	{SV_MID_AUTUMN, 1},
	{SV_NATIONAL_DAY, 3},
};

/* The same calendar, with the year after it as the law has it. */
static SvWorkCalendar *
with_expected_year(const SvWorkCalendar *announced)
{
	int32		year = SV_CHINA_LAST_YEAR + 1;
	int32		last = sv_day(year, 12, 31);
	SvWorkCalendar *result = sv_calendar_new(announced->first,
											 last - announced->first + 1, false);

	for (int32 day = announced->first; day <= sv_calendar_last(announced); day++)
		sv_calendar_set(result, day, sv_calendar_working(announced, day));
	for (int i = 0; i < lengthof(public_holidays); i++)
	{
		int32		day = sv_festival_day(public_holidays[i].festival, year);

		for (int32 n = 0; n < public_holidays[i].days; n++)
			sv_calendar_set(result, day + n, false);
	}
	sv_calendar_finish(result);
	return result;
}

/* The calendar as announced, or with the year that is expected after it. */
SvWorkCalendar *
sv_china_calendar(bool expected)
{
	SvWorkCalendar *announced = NULL;
	SvWorkCalendar *result;
	size_t		at;
	SvCalendarFault fault;

	fault = sv_calendar_parse(china_days, sizeof(china_days) - 1, &announced, &at);
	Assert(fault == SV_CALENDAR_FINE);
	(void) fault;
	if (!expected)
		return announced;
	result = with_expected_year(announced);
	sv_core_free(announced);
	return result;
}
