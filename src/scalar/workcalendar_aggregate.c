/*
 * workcalendar_aggregate.c
 *		SQL: the aggregate workcalendar(day, is_working [, outside]).
 *
 * The state is a bytea that holds a draft (core/calendar_draft.c).  A state
 * that comes back from a worker or another node is checked before use.
 */
#include "sv_calendar.h"

#include "core/calendar_draft.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(sv_workcalendar_add);
PG_FUNCTION_INFO_V1(sv_workcalendar_combine);
PG_FUNCTION_INFO_V1(sv_workcalendar_build);

/* States are changed in place, which only an aggregate may ask for. */
static void
check_context(FunctionCallInfo fcinfo)
{
	if (!AggCheckCallContext(fcinfo, NULL))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("function was called outside of an aggregate"),
				 errhint("Call supervise.workcalendar(day, is_working).")));
}

static SvCalendarDraft *
draft_argument(FunctionCallInfo fcinfo, int n)
{
	struct varlena *value = PG_DETOAST_DATUM(PG_GETARG_DATUM(n));
	SvCalendarDraft *draft = (SvCalendarDraft *) value;

	if (!sv_draft_is_sound(draft, VARSIZE(value)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid state of aggregate %s", "workcalendar"),
				 errhint("All nodes must run the same version of supervise.")));
	return draft;
}

static Datum
draft_result(SvCalendarDraft *draft)
{
	SET_VARSIZE(draft, sv_draft_size(draft));
	return PointerGetDatum(draft);
}

static void
report_fault(SvDraftFault fault, int64 day)
{
	switch (fault)
	{
		case SV_DRAFT_FINE:
			break;
		case SV_DRAFT_TOO_LONG:
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("a work calendar cannot span more than %d days", SV_CALENDAR_MAX_DAYS),
					 errdetail("Day %s is farther than that from another day.",
							   sv_calendar_day_text(day)),
					 errhint("Look for a mistyped year.")));
			break;
		case SV_DRAFT_CONFLICT:
			ereport(ERROR,
					(errcode(ERRCODE_CARDINALITY_VIOLATION),
					 errmsg("day %s is given both as a working day and as a day off",
							sv_calendar_day_text(day)),
					 errhint("Decide which row holds before building the calendar.")));
			break;
		case SV_DRAFT_MISSING:
			ereport(ERROR,
					(errcode(ERRCODE_NO_DATA),
					 errmsg("day %s is missing from the work calendar", sv_calendar_day_text(day)),
					 errdetail("Every day from the first to the last must be given."),
					 errhint("Give the missing days, or let days not given follow Monday to Friday "
							 "with supervise.workcalendar(day, is_working, 'weekdays').")));
			break;
	}
}

static void
reject_nulls(FunctionCallInfo fcinfo)
{
	static const char *const names[] = {NULL, "day", "is_working", "outside"};

	for (int i = 1; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("%s of a work calendar must not be null", names[i]),
					 errhint("Leave such rows out with FILTER (WHERE %s IS NOT NULL).", names[i])));
}

/* Transition: (state, day, is_working [, outside]). */
Datum
sv_workcalendar_add(PG_FUNCTION_ARGS)
{
	SvCalendarDraft *draft;
	int32		day;
	bool		weekdays;
	SvDraftFault fault;

	check_context(fcinfo);
	reject_nulls(fcinfo);
	draft = PG_ARGISNULL(0) ? NULL : draft_argument(fcinfo, 0);
	day = sv_day_argument(fcinfo, 1, "day");
	weekdays = PG_NARGS() > 3 && sv_calendar_rule(PG_GETARG_TEXT_PP(3));
	if (day < SV_DAY_0001_01_01 || day > SV_DAY_9999_12_31)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("day %s is outside the years 1 to 9999", sv_calendar_day_text(day))));
	if (draft == NULL)
		draft = sv_draft_new(day, weekdays);
	else if (draft->weekdays != weekdays)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("outside must be the same in all rows of a work calendar")));
	fault = sv_draft_add(&draft, day, PG_GETARG_BOOL(2));
	report_fault(fault, day);
	return draft_result(draft);
}

Datum
sv_workcalendar_combine(PG_FUNCTION_ARGS)
{
	SvCalendarDraft *draft;
	const SvCalendarDraft *other;
	int32		day;
	SvDraftFault fault;

	check_context(fcinfo);
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	other = draft_argument(fcinfo, 1);
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(other);
	draft = draft_argument(fcinfo, 0);
	if (draft->weekdays != other->weekdays)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("outside must be the same in all rows of a work calendar")));
	fault = sv_draft_merge(&draft, other, &day);
	report_fault(fault, day);
	return draft_result(draft);
}

Datum
sv_workcalendar_build(PG_FUNCTION_ARGS)
{
	SvWorkCalendar *calendar = NULL;
	int32		day;
	SvDraftFault fault;

	check_context(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	fault = sv_draft_build(draft_argument(fcinfo, 0), &calendar, &day);
	report_fault(fault, day);
	return sv_calendar_result(calendar);
}
