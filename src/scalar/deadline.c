/*
 * deadline.c
 *		SQL: working time, and the alert of a promise.
 */
#include "sv_calendar.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "core/deadline.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/rangetypes.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(sv_working_time);
PG_FUNCTION_INFO_V1(sv_working_time_local);
PG_FUNCTION_INFO_V1(sv_alert_days);
PG_FUNCTION_INFO_V1(sv_alert_time);

/* More than a century; far from any overflow. */
#define MOST_LIMIT_HOURS	INT64CONST(1000000)

static void
null_argument(const char *argument)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("%s must not be null", argument)));
}

/* The day in which a position lies. */
static int64
position_day(const SvClock *clock, int64 position)
{
	if (clock->unit != SV_WORKING_TIME)
		return position;
	return position / SV_DAY_MICROSECONDS - (position % SV_DAY_MICROSECONDS < 0);
}

/* The calendar does not know a position of the clock. */
static void
clock_outside(const SvClock *clock, int64 position)
{
	sv_calendar_outside(clock->calendar, position == SV_NEVER ? position :
						position_day(clock, position));
}

/* hours time[]: openings and closings in turn. */
static void
hours_argument(FunctionCallInfo fcinfo, int n, SvClock *clock)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(n);

	if (ARR_NDIM(array) != 1 || array_contains_nulls(array) ||
		!sv_clock_hours(clock, (const int64 *) ARR_DATA_PTR(array), ARR_DIMS(array)[0]))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("hours must be opening and closing times in turn, ascending, not null"),
				 errhint("For example '{09:00,12:00,13:00,18:00}'.")));
}

/* A finite moment on the clock of the session's time zone. */
static Timestamp
moment_argument(FunctionCallInfo fcinfo, int n, const char *argument, bool zoned)
{
	Timestamp	moment = PG_GETARG_TIMESTAMP(n);

	if (TIMESTAMP_NOT_FINITE(moment))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be a finite time", argument)));
	if (!zoned)
		return moment;
	return DatumGetTimestamp(DirectFunctionCall1(timestamptz_timestamp,
												 TimestampTzGetDatum(moment)));
}

static Datum
interval_datum(int64 microseconds)
{
	Interval   *interval = palloc0(sizeof(Interval));

	interval->time = microseconds;
	return IntervalPGetDatum(interval);
}

/* working_time(calendar, from, to, hours) for either kind of timestamp. */
static Datum
working_time(FunctionCallInfo fcinfo, bool zoned)
{
	SvClock		clock = {sv_calendar_argument(fcinfo, 0), SV_WORKING_TIME};
	int64		from = moment_argument(fcinfo, 1, "from_time", zoned);
	int64		to = moment_argument(fcinfo, 2, "to_time", zoned);
	bool		reversed = to < from;
	int64		elapsed;
	int64		outside;

	hours_argument(fcinfo, 3, &clock);
	if (!sv_clock_elapsed(&clock, NULL, 0, reversed ? to : from, reversed ? from : to,
						  &elapsed, &outside))
		clock_outside(&clock, outside);
	return interval_datum(reversed ? -elapsed : elapsed);
}

Datum
sv_working_time(PG_FUNCTION_ARGS)
{
	return working_time(fcinfo, true);
}

Datum
sv_working_time_local(PG_FUNCTION_ARGS)
{
	return working_time(fcinfo, false);
}

/* suspended daterange[]: null and empty mean none. */
static SvPause *
suspended_argument(FunctionCallInfo fcinfo, int n, const SvClock *clock, int *paused)
{
	TypeCacheEntry *type;
	ArrayType  *array;
	Datum	   *ranges;
	bool	   *nulls;
	SvPause    *pauses;
	int			count;

	*paused = 0;
	if (PG_ARGISNULL(n))
		return NULL;
	array = PG_GETARG_ARRAYTYPE_P(n);
	if (ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)) == 0)
		return NULL;
	type = lookup_type_cache(DATERANGEOID, TYPECACHE_RANGE_INFO);
	deconstruct_array(array, DATERANGEOID, type->typlen, type->typbyval, type->typalign,
					  &ranges, &nulls, &count);
	pauses = palloc(sizeof(SvPause) * count);
	for (int i = 0; i < count; i++)
	{
		RangeBound	lower;
		RangeBound	upper;
		bool		empty;
		int64		first = SV_BEFORE_ALL;
		int64		end = SV_NEVER;

		if (nulls[i])
			null_argument("a range of suspended");
		range_deserialize(type, DatumGetRangeTypeP(ranges[i]), &lower, &upper, &empty);
		if (empty)
			continue;
		/* canonical: the lower day is in it, the upper one is not */
		if (!lower.infinite && !DATE_NOT_FINITE(DatumGetDateADT(lower.val)))
			first = DatumGetDateADT(lower.val);
		if (!upper.infinite && !DATE_NOT_FINITE(DatumGetDateADT(upper.val)))
			end = DatumGetDateADT(upper.val);
		pauses[(*paused)++] = sv_clock_pause(clock, first, end);
	}
	*paused = sv_pauses_merge(pauses, *paused);
	return pauses;
}

/* The thresholds, at argument n and the next. */
static void
threshold_arguments(FunctionCallInfo fcinfo, int n, SvPromise *promise)
{
	if (PG_ARGISNULL(n))
		null_argument("blue_percent");
	if (PG_ARGISNULL(n + 1))
		null_argument("yellow_days");
	promise->blue_percent = PG_GETARG_INT32(n);
	promise->yellow_days = PG_GETARG_INT32(n + 1);
	if (promise->blue_percent < 0 || promise->blue_percent > 100)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("blue_percent must be from 0 to 100, not %d", promise->blue_percent)));
	if (promise->yellow_days < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("yellow_days must not be negative, but is %d", promise->yellow_days)));
}

/*
 * What is judged, and when: finished, or as_of where it is not finished by
 * then.  A finish before the start is a mistake in the data.
 */
static void
set_judged(SvPromise *promise, bool has_finish, int64 finished, bool has_as_of, int64 as_of)
{
	if (!has_finish && !has_as_of)
		null_argument("as_of of an unfinished case");
	if (has_finish && finished < promise->started)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_DATETIME_FORMAT),
				 errmsg("case is finished before it is started"),
				 errdetail("It started %s and finished %s.",
						   sv_calendar_day_text(position_day(promise->clock, promise->started)),
						   sv_calendar_day_text(position_day(promise->clock, finished))),
				 errhint("Correct the record, or leave it out and count it.")));
	promise->open = !has_finish || (has_as_of && finished > as_of);
	promise->judged = promise->open ? as_of : finished;
}

static Datum
level_datum(SvAlertLevel level)
{
	static const char *const names[] = {"none", "blue", "yellow", "red"};

	return CStringGetTextDatum(names[level]);
}

static SvClockUnit
unit_argument(FunctionCallInfo fcinfo, int n)
{
	char	   *unit;

	if (PG_ARGISNULL(n))
		null_argument("unit");
	unit = text_to_cstring(PG_GETARG_TEXT_PP(n));
	if (strcmp(unit, "calendar days") == 0)
		return SV_CALENDAR_DAYS;
	if (strcmp(unit, "working days") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown unit: \"%s\"", unit),
				 errhint("Use 'working days' or 'calendar days'; for working hours, "
						 "give the limit as an interval and times with time zone.")));
	return SV_WORKING_DAYS;
}

/*
 * alert(calendar, started, limit_days, finished, as_of, suspended, unit,
 * blue_percent, yellow_days, extend)
 */
Datum
sv_alert_days(PG_FUNCTION_ARGS)
{
	static const char *const required[] = {"calendar", "started", "limit_days"};
	SvClock		clock = {NULL};
	SvPromise	promise = {.clock = &clock};
	SvAlert		alert;
	int64		outside;
	int64		finished = 0;
	int64		as_of = 0;
	Datum		values[4];
	bool		nulls[4] = {false, false, false, false};

	for (int i = 0; i < lengthof(required); i++)
		if (PG_ARGISNULL(i))
			null_argument(required[i]);
	if (PG_ARGISNULL(9))
		null_argument("extend");
	clock.calendar = sv_calendar_argument(fcinfo, 0);
	clock.unit = unit_argument(fcinfo, 6);
	promise.started = sv_day_argument(fcinfo, 1, "started");
	promise.limit = PG_GETARG_INT32(2);
	promise.extend = PG_GETARG_BOOL(9);
	if (promise.limit < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("limit_days must not be negative, but is %d", (int) promise.limit)));
	if (!PG_ARGISNULL(3))
		finished = sv_day_argument(fcinfo, 3, "finished");
	if (!PG_ARGISNULL(4))
		as_of = sv_day_argument(fcinfo, 4, "as_of");
	set_judged(&promise, !PG_ARGISNULL(3), finished, !PG_ARGISNULL(4), as_of);
	promise.pauses = suspended_argument(fcinfo, 5, &clock, &promise.paused);
	threshold_arguments(fcinfo, 7, &promise);
	if (!sv_promise_judge(&promise, &alert, &outside))
		clock_outside(&clock, outside);

	values[0] = level_datum(alert.level);
	nulls[1] = alert.due == SV_NEVER;
	values[1] = nulls[1] ? (Datum) 0 : DateADTGetDatum(sv_calendar_date(alert.due));
	values[2] = Int32GetDatum((int32) alert.used);
	values[3] = Int32GetDatum((int32) alert.left);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(sv_calendar_row_type(fcinfo), values, nulls)));
}

/* A limit of working time: hours and less, since a day may be anything. */
static int64
limit_time_argument(FunctionCallInfo fcinfo, int n)
{
	Interval   *limit = PG_GETARG_INTERVAL_P(n);

	if (limit->month != 0 || limit->day != 0 || limit->time < 0 ||
		limit->time > MOST_LIMIT_HOURS * USECS_PER_HOUR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("limit_time must be hours, minutes and seconds, from 0 to %d hours",
						(int) MOST_LIMIT_HOURS),
				 errdetail("It is \"%s\".",
						   DatumGetCString(DirectFunctionCall1(interval_out, IntervalPGetDatum(limit)))),
				 errhint("Write two days of eight hours as interval '16 hours'.")));
	return limit->time;
}

/*
 * alert(calendar, started, limit_time, finished, as_of, suspended, hours,
 * blue_percent, yellow_days)
 */
Datum
sv_alert_time(PG_FUNCTION_ARGS)
{
	static const char *const required[] = {"calendar", "started", "limit_time"};
	SvClock		clock = {NULL, SV_WORKING_TIME};
	SvPromise	promise = {.clock = &clock};
	SvAlert		alert;
	int64		outside;
	int64		finished = 0;
	int64		as_of = 0;
	Datum		values[4];
	bool		nulls[4] = {false, false, false, false};

	for (int i = 0; i < lengthof(required); i++)
		if (PG_ARGISNULL(i))
			null_argument(required[i]);
	if (PG_ARGISNULL(6))
		null_argument("hours");
	clock.calendar = sv_calendar_argument(fcinfo, 0);
	hours_argument(fcinfo, 6, &clock);
	promise.started = moment_argument(fcinfo, 1, "started", true);
	promise.limit = limit_time_argument(fcinfo, 2);
	if (!PG_ARGISNULL(3))
		finished = moment_argument(fcinfo, 3, "finished", true);
	if (!PG_ARGISNULL(4))
		as_of = moment_argument(fcinfo, 4, "as_of", true);
	set_judged(&promise, !PG_ARGISNULL(3), finished, !PG_ARGISNULL(4), as_of);
	promise.pauses = suspended_argument(fcinfo, 5, &clock, &promise.paused);
	threshold_arguments(fcinfo, 7, &promise);
	if (!sv_promise_judge(&promise, &alert, &outside))
		clock_outside(&clock, outside);

	values[0] = level_datum(alert.level);
	nulls[1] = alert.due == SV_NEVER;
	values[1] = nulls[1] ? (Datum) 0 :
		DirectFunctionCall1(timestamp_timestamptz, TimestampGetDatum(alert.due));
	values[2] = interval_datum(alert.used);
	values[3] = interval_datum(alert.left);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(sv_calendar_row_type(fcinfo), values, nulls)));
}
