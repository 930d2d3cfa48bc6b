/*
 * sv_calendar.c
 *		Working calendars as SQL values: arguments, results, errors.
 *
 * A calendar is nearly always the same in every row: a constant (the planner
 * evaluates china_workcalendar() once), a parameter, or one field of a small
 * table.  The first two arrive as plain memory and are used where they lie.  A
 * field of a table may arrive as a pointer into a TOAST table; reading that
 * costs microseconds a row, so the value last read is kept with the call and
 * used again while the pointer stays the same.  A TOAST pointer names one
 * immutable value: it is compared whole, with its size.
 */
#include "sv_calendar.h"

#include "access/detoast.h"
#include "access/toast_internals.h"
#include "core/workcalendar_text.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/memutils.h"

typedef struct CalendarCache
{
	struct varatt_external pointer;
	const SvWorkCalendar *calendar;
	TupleDesc	row_type;
} CalendarCache;

/* What is kept with the call. */
static CalendarCache *
call_cache(FunctionCallInfo fcinfo)
{
	FmgrInfo   *call = fcinfo->flinfo;

	if (call->fn_extra == NULL)
		call->fn_extra = MemoryContextAllocZero(call->fn_mcxt, sizeof(CalendarCache));
	return call->fn_extra;
}

/* A value in plain memory, as a calendar. */
const SvWorkCalendar *
sv_calendar_sound(struct varlena *value)
{
	const SvWorkCalendar *calendar = (const SvWorkCalendar *) value;

	if (unlikely(!sv_calendar_is_sound(calendar, VARSIZE(value))))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("stored work calendar is damaged, or was written by a newer version"),
				 errhint("Read it with the version that wrote it.")));
	return calendar;
}

/* A value in a TOAST table: read once as long as it is the same. */
static const SvWorkCalendar *
toasted_calendar(FunctionCallInfo fcinfo, struct varlena *value)
{
	CalendarCache *cache = call_cache(fcinfo);
	struct varatt_external pointer;
	MemoryContext caller;

	VARATT_EXTERNAL_GET_POINTER(pointer, value);
	if (cache->calendar == NULL ||
		memcmp(&pointer, &cache->pointer, sizeof(pointer)) != 0)
	{
		if (cache->calendar != NULL)
			pfree(unconstify(SvWorkCalendar *, cache->calendar));
		cache->calendar = NULL;
		caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
		cache->calendar = sv_calendar_sound(detoast_attr(value));
		MemoryContextSwitchTo(caller);
		cache->pointer = pointer;
	}
	return cache->calendar;
}

/* Argument n, which is not null, as a calendar. */
const SvWorkCalendar *
sv_calendar_argument(FunctionCallInfo fcinfo, int n)
{
	struct varlena *value = (struct varlena *) DatumGetPointer(PG_GETARG_DATUM(n));

	if (likely(!VARATT_IS_EXTENDED(value)))
		return sv_calendar_sound(value);
	if (VARATT_IS_EXTERNAL_ONDISK(value))
		return toasted_calendar(fcinfo, value);
	return sv_calendar_sound(detoast_attr(value));
}

Datum
sv_calendar_result(SvWorkCalendar *calendar)
{
	SET_VARSIZE(calendar, sv_calendar_size(calendar->days));
	return PointerGetDatum(calendar);
}

/* The row type a function returns, looked up once a query. */
TupleDesc
sv_calendar_row_type(FunctionCallInfo fcinfo)
{
	CalendarCache *cache = call_cache(fcinfo);

	if (cache->row_type == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
		TupleDesc	row_type;

		if (get_call_result_type(fcinfo, NULL, &row_type) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "return type must be a row type");
		cache->row_type = BlessTupleDesc(row_type);
		MemoryContextSwitchTo(caller);
	}
	return cache->row_type;
}

/* A finite day as YYYY-MM-DD, whatever DateStyle is. */
char *
sv_calendar_day_text(int64 day)
{
	char		buffer[MAXDATELEN + 1];
	struct pg_tm tm = {0};

	j2date((int) day + POSTGRES_EPOCH_JDATE, &tm.tm_year, &tm.tm_mon, &tm.tm_mday);
	EncodeDateOnly(&tm, USE_ISO_DATES, buffer);
	return pstrdup(buffer);
}

/* The calendar ends with its span, and something beyond it was asked. */
void
sv_calendar_outside(const SvWorkCalendar *calendar, int64 day)
{
	bool		earlier = day < calendar->first;

	ereport(ERROR,
			(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			 IS_VALID_DATE(day) ?
			 errmsg("day %s is outside the work calendar", sv_calendar_day_text(day)) :
			 errmsg(earlier ? "the work calendar does not reach back far enough" :
					"the work calendar does not reach far enough"),
			 errdetail("The calendar covers %s to %s.",
					   sv_calendar_day_text(calendar->first),
					   sv_calendar_day_text(sv_calendar_last(calendar))),
			 errhint("Use a calendar that covers the day, or let Monday to Friday hold outside "
					 "its span with supervise.workcalendar_outside(calendar, 'weekdays').")));
}

void
sv_calendar_not_finite(const char *argument)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
			 errmsg("%s must be a finite date", argument),
			 errhint("Filter such rows with isfinite(%s), or give the day that is meant.", argument)));
}

/* What holds outside the span: true for 'weekdays', false for 'error'. */
bool
sv_calendar_rule(text *rule)
{
	char	   *name = text_to_cstring(rule);

	if (strcmp(name, "weekdays") == 0)
		return true;
	if (strcmp(name, "error") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown rule for days outside a work calendar: \"%s\"", name),
				 errhint("Use 'error' to refuse such days, or 'weekdays' to count Monday to Friday.")));
	return false;
}

/* A day that was computed, as a date. */
DateADT
sv_calendar_date(int64 day)
{
	if (!IS_VALID_DATE(day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("date out of range"),
				 errdetail("The working day that was asked for lies beyond what a date can hold.")));
	return (DateADT) day;
}
