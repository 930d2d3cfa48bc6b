/*
 * sv_calendar.h
 *		Working calendars as SQL values: arguments, results, errors.
 */
#ifndef SV_CALENDAR_H
#define SV_CALENDAR_H

#include "supervise.h"

#include "access/tupdesc.h"
#include "core/workcalendar.h"
#include "utils/date.h"

extern const SvWorkCalendar *sv_calendar_argument(FunctionCallInfo fcinfo, int n);
extern const SvWorkCalendar *sv_calendar_sound(struct varlena *value);
extern Datum sv_calendar_result(SvWorkCalendar *calendar);
extern TupleDesc sv_calendar_row_type(FunctionCallInfo fcinfo);
extern void sv_calendar_outside(const SvWorkCalendar *calendar, int64 day)
			pg_attribute_noreturn();
extern char *sv_calendar_day_text(int64 day);
extern bool sv_calendar_rule(text *rule);
extern DateADT sv_calendar_date(int64 day);
extern void sv_calendar_not_finite(const char *argument) pg_attribute_noreturn();

/* A date argument that must be finite. */
static inline int32
sv_day_argument(FunctionCallInfo fcinfo, int n, const char *argument)
{
	DateADT		day = PG_GETARG_DATEADT(n);

	if (unlikely(DATE_NOT_FINITE(day)))
		sv_calendar_not_finite(argument);
	return day;
}

#endif							/* SV_CALENDAR_H */
