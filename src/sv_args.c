/*
 * sv_args.c
 *		Parameters of detectors: never null in silence, errors by name.
 *
 * Detectors are not STRICT, because a strict function answers a null parameter
 * with no rows, which reads like "nothing wrong".
 */
#include "supervise.h"

#include "sv_args.h"
#include "sv_numeric.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

/* Longest span of days a parameter may have: more than a calendar has. */
#define MAX_DAYS	5000000

void
sv_arg_present(FunctionCallInfo fcinfo, int n, const char *name)
{
	if (PG_ARGISNULL(n))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("parameter \"%s\" must not be null", name),
				 errhint("Leave it out to have its default, or give a value.")));
}

char *
sv_arg_text(FunctionCallInfo fcinfo, int n, const char *name)
{
	sv_arg_present(fcinfo, n, name);
	return text_to_cstring(PG_GETARG_TEXT_PP(n));
}

char *
sv_arg_optional_text(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(n));
}

bool
sv_arg_bool(FunctionCallInfo fcinfo, int n, const char *name)
{
	sv_arg_present(fcinfo, n, name);
	return PG_GETARG_BOOL(n);
}

int32
sv_arg_int32(FunctionCallInfo fcinfo, int n, const char *name,
			 int32 minimum, int32 maximum)
{
	int32		value;

	sv_arg_present(fcinfo, n, name);
	value = PG_GETARG_INT32(n);
	if (value < minimum || value > maximum)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"%s\" must not be %d", name, value),
				 maximum == PG_INT32_MAX ?
				 errdetail("It must be %d or more.", minimum) :
				 errdetail("It must be from %d to %d.", minimum, maximum)));
	return value;
}

int64
sv_arg_int64(FunctionCallInfo fcinfo, int n, const char *name, int64 minimum)
{
	int64		value;

	sv_arg_present(fcinfo, n, name);
	value = PG_GETARG_INT64(n);
	if (value < minimum)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"%s\" must not be " INT64_FORMAT, name, value),
				 errdetail("It must be " INT64_FORMAT " or more.", minimum)));
	return value;
}

/* An interval that is a number of days, whatever the calendar. */
int32
sv_arg_days(FunctionCallInfo fcinfo, int n, const char *name)
{
	Interval   *interval;

	sv_arg_present(fcinfo, n, name);
	interval = PG_GETARG_INTERVAL_P(n);
	if (interval->month != 0 || interval->time % USECS_PER_DAY != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"%s\" must be a number of days", name),
				 errdetail("It is %s.", DatumGetCString(DirectFunctionCall1(interval_out, PG_GETARG_DATUM(n)))),
				 errhint("Months differ in length: say interval '30 days' or '31 days'.")));
	if (interval->day < -MAX_DAYS || interval->day > MAX_DAYS ||
		interval->time / USECS_PER_DAY + interval->day < 0 ||
		interval->time / USECS_PER_DAY + interval->day > MAX_DAYS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"%s\" must be from 0 to %d days", name, MAX_DAYS),
				 errdetail("It is %s.", DatumGetCString(DirectFunctionCall1(interval_out, PG_GETARG_DATUM(n))))));
	return (int32) (interval->time / USECS_PER_DAY) + interval->day;
}

/* An amount: above zero where least_sign is 1, not negative where it is 0. */
SvDecimal
sv_arg_amount(FunctionCallInfo fcinfo, int n, const char *name, int least_sign)
{
	SvDecimal	amount = {0, 0};

	sv_arg_present(fcinfo, n, name);
	if (sv_numeric_to_decimal(PG_GETARG_DATUM(n), &amount) != SV_NUMERIC_OK ||
		sv_decimal_sign(amount) < least_sign)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"%s\" must not be %s", name,
						DatumGetCString(DirectFunctionCall1(numeric_out, PG_GETARG_DATUM(n)))),
				 errdetail("It must be a number %s, of at most %d digits.",
						   least_sign > 0 ? "above zero" : "not below zero", SV_DECIMAL_DIGITS)));
	return amount;
}

/* on_invalid: true for 'skip', false for 'error'. */
bool
sv_arg_skip_invalid(FunctionCallInfo fcinfo, int n)
{
	char	   *value = sv_arg_text(fcinfo, n, "on_invalid");

	if (strcmp(value, "skip") == 0)
		return true;
	if (strcmp(value, "error") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"on_invalid\" must not be \"%s\"", value),
				 errhint("It is 'error' or 'skip'.")));
	return false;
}
