/*
 * workcalendar.c
 *		SQL: the type workcalendar, and what can be asked of one.
 */
#include "sv_calendar.h"

#include "common/hashfn.h"
#include "core/workcalendar_text.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(sv_workcalendar_in);
PG_FUNCTION_INFO_V1(sv_workcalendar_out);
PG_FUNCTION_INFO_V1(sv_workcalendar_recv);
PG_FUNCTION_INFO_V1(sv_workcalendar_send);
PG_FUNCTION_INFO_V1(sv_workcalendar_cmp);
PG_FUNCTION_INFO_V1(sv_workcalendar_eq);
PG_FUNCTION_INFO_V1(sv_workcalendar_ne);
PG_FUNCTION_INFO_V1(sv_workcalendar_lt);
PG_FUNCTION_INFO_V1(sv_workcalendar_le);
PG_FUNCTION_INFO_V1(sv_workcalendar_ge);
PG_FUNCTION_INFO_V1(sv_workcalendar_gt);
PG_FUNCTION_INFO_V1(sv_workcalendar_hash);
PG_FUNCTION_INFO_V1(sv_workcalendar_hash_extended);
PG_FUNCTION_INFO_V1(sv_workcalendar_days);
PG_FUNCTION_INFO_V1(sv_workcalendar_outside);
PG_FUNCTION_INFO_V1(sv_is_working_day);
PG_FUNCTION_INFO_V1(sv_working_days);
PG_FUNCTION_INFO_V1(sv_add_working_days);

/* How much of a wrong text an error shows. */
#define SHOWN_BYTES 40

static const char *
fault_text(SvCalendarFault fault)
{
	switch (fault)
	{
		case SV_CALENDAR_FINE:
			break;
		case SV_CALENDAR_SYNTAX:
			return "syntax error";
		case SV_CALENDAR_NO_SUCH_DAY:
			return "there is no such day in the years 1 to 9999";
		case SV_CALENDAR_REVERSED:
			return "the second day comes before the first";
		case SV_CALENDAR_TOO_LONG:
			return "the span is empty or longer than 365250 days";
		case SV_CALENDAR_RULE:
			return "outside must be \"error\" or \"weekdays\"";
		case SV_CALENDAR_OUTSIDE_SPAN:
			return "the day is outside the calendar's span";
		case SV_CALENDAR_UNORDERED:
			return "the day does not come after the ones before it";
		case SV_CALENDAR_BAD_VERSION:
			return "unknown version of the format";
		case SV_CALENDAR_BAD_LENGTH:
			return "the length does not fit the number of days";
		case SV_CALENDAR_BAD_PADDING:
			return "bits are set after the last day";
	}
	return "";
}

/* Text to calendar; see core/workcalendar_text.c for the format. */
Datum
sv_workcalendar_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	size_t		length = strlen(text);
	size_t		at;
	SvWorkCalendar *calendar = NULL;
	SvCalendarFault fault = sv_calendar_parse(text, length, &calendar, &at);
	int			shown;

	if (fault == SV_CALENDAR_FINE)
		return sv_calendar_result(calendar);
	/* where a fault is found, a character begins: what came before is ASCII */
	shown = pg_mbcliplen(text + at, (int) Min(length - at, SHOWN_BYTES), SHOWN_BYTES);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input for type %s", "workcalendar"),
			 at == length ? errdetail("At the end: %s.", fault_text(fault)) :
			 errdetail("At character %zu, before \"%.*s\": %s.",
					   at + 1, shown, text + at, fault_text(fault)),
			 errhint("A calendar looks like \"2026-01-01..2026-12-31 outside=error "
					 "-2026-01-01..2026-01-02 +2026-01-04\".")));
}

Datum
sv_workcalendar_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(sv_calendar_print(sv_calendar_argument(fcinfo, 0)));
}

Datum
sv_workcalendar_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			size = message->len - message->cursor;
	const unsigned char *wire = (const unsigned char *) pq_getmsgbytes(message, size);
	SvWorkCalendar *calendar = NULL;
	SvCalendarFault fault = sv_calendar_from_wire(wire, size, &calendar);

	if (fault != SV_CALENDAR_FINE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary input for type %s", "workcalendar"),
				 errdetail("In a message of %d bytes: %s.", size, fault_text(fault))));
	return sv_calendar_result(calendar);
}

Datum
sv_workcalendar_send(PG_FUNCTION_ARGS)
{
	const SvWorkCalendar *calendar = sv_calendar_argument(fcinfo, 0);
	size_t		size = sv_calendar_wire_size(calendar);
	bytea	   *result = palloc(VARHDRSZ + size);

	SET_VARSIZE(result, VARHDRSZ + size);
	sv_calendar_to_wire(calendar, (unsigned char *) VARDATA(result));
	PG_RETURN_BYTEA_P(result);
}

/* Arguments 0 and 1 in order; as both may be TOASTed, neither is kept. */
static int
compare_arguments(FunctionCallInfo fcinfo)
{
	struct varlena *a = PG_DETOAST_DATUM(PG_GETARG_DATUM(0));
	struct varlena *b = PG_DETOAST_DATUM(PG_GETARG_DATUM(1));
	int			order = sv_calendar_compare(sv_calendar_sound(a), sv_calendar_sound(b));

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return order;
}

Datum
sv_workcalendar_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare_arguments(fcinfo));
}

Datum
sv_workcalendar_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) == 0);
}

Datum
sv_workcalendar_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) != 0);
}

Datum
sv_workcalendar_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) < 0);
}

Datum
sv_workcalendar_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) <= 0);
}

Datum
sv_workcalendar_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) >= 0);
}

Datum
sv_workcalendar_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare_arguments(fcinfo) > 0);
}

Datum
sv_workcalendar_hash(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_DETOAST_DATUM(PG_GETARG_DATUM(0));
	Datum		hash = hash_any((unsigned char *) VARDATA(value), VARSIZE(value) - VARHDRSZ);

	PG_FREE_IF_COPY(value, 0);
	return hash;
}

Datum
sv_workcalendar_hash_extended(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_DETOAST_DATUM(PG_GETARG_DATUM(0));
	Datum		hash = hash_any_extended((unsigned char *) VARDATA(value),
										 VARSIZE(value) - VARHDRSZ, PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(value, 0);
	return hash;
}

/* The calendar as rows. */
Datum
sv_workcalendar_days(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rows = (ReturnSetInfo *) fcinfo->resultinfo;
	const SvWorkCalendar *calendar;

	InitMaterializedSRF(fcinfo, 0);
	calendar = sv_calendar_argument(fcinfo, 0);
	for (int32 i = 0; i < calendar->days; i++)
	{
		int32		day = calendar->first + i;
		Datum		values[2] = {DateADTGetDatum(day), BoolGetDatum(sv_calendar_working(calendar, day))};
		bool		nulls[2] = {false, false};

		tuplestore_putvalues(rows->setResult, rows->setDesc, values, nulls);
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	return (Datum) 0;
}

/* The same days, with another rule outside them. */
Datum
sv_workcalendar_outside(PG_FUNCTION_ARGS)
{
	const SvWorkCalendar *calendar = sv_calendar_argument(fcinfo, 0);
	size_t		size = sv_calendar_size(calendar->days);
	SvWorkCalendar *result = palloc(size);

	memcpy(result, calendar, size);
	result->weekdays = sv_calendar_rule(PG_GETARG_TEXT_PP(1));
	return sv_calendar_result(result);
}

Datum
sv_is_working_day(PG_FUNCTION_ARGS)
{
	const SvWorkCalendar *calendar = sv_calendar_argument(fcinfo, 0);
	int32		day = sv_day_argument(fcinfo, 1, "day");

	if (!calendar->weekdays && !sv_calendar_covers(calendar, day))
		sv_calendar_outside(calendar, day);
	PG_RETURN_BOOL(sv_calendar_working(calendar, day));
}

/* Working days after one day and up to another; negative when reversed. */
Datum
sv_working_days(PG_FUNCTION_ARGS)
{
	const SvWorkCalendar *calendar = sv_calendar_argument(fcinfo, 0);
	int32		from = sv_day_argument(fcinfo, 1, "from_day");
	int32		to = sv_day_argument(fcinfo, 2, "to_day");

	if (likely(sv_calendar_touches(calendar, from) && sv_calendar_touches(calendar, to)))
		PG_RETURN_INT32(sv_calendar_span_count(calendar, to) -
						sv_calendar_span_count(calendar, from));
	if (!sv_calendar_counts(calendar, from))
		sv_calendar_outside(calendar, from);
	if (!sv_calendar_counts(calendar, to))
		sv_calendar_outside(calendar, to);
	PG_RETURN_INT32((int32) (sv_calendar_count(calendar, to) -
							 sv_calendar_count(calendar, from)));
}

/*
 * The n-th working day after a day, or the n-th before it when n is negative;
 * the day itself when n is 0.
 */
Datum
sv_add_working_days(PG_FUNCTION_ARGS)
{
	const SvWorkCalendar *calendar = sv_calendar_argument(fcinfo, 0);
	int64		from = sv_day_argument(fcinfo, 1, "day");
	int64		n = PG_GETARG_INT32(2);
	int64		day = from;

	/* backwards, the day itself is not counted: begin with the day before */
	if (n < 0)
	{
		from--;
		n++;
	}
	if (!sv_calendar_counts(calendar, from))
		sv_calendar_outside(calendar, from);
	if (PG_GETARG_INT32(2) != 0 &&
		!sv_calendar_find(calendar, sv_calendar_count(calendar, from) + n, &day))
		sv_calendar_outside(calendar, n > 0 ? DATEVAL_NOEND : DATEVAL_NOBEGIN);
	PG_RETURN_DATEADT(sv_calendar_date(day));
}
