/*
 * schedule.c
 *		The obligations that a contract's terms make.
 *
 * supervise.schedule(...): every due date is counted from the first one, never
 * from the one before it, so that monthly rent due on the 31st does not wander
 * to the 28th after a February.
 */
#include "supervise.h"

#include "common/int.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "sv_args.h"
#include "sv_numeric.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/timestamp.h"

PG_FUNCTION_INFO_V1(sv_schedule);

typedef enum DueDay
{
	DUE_SAME,
	DUE_MONTH_END,
	DUE_QUARTER_END
} DueDay;

static DueDay
day_argument(FunctionCallInfo fcinfo, int n)
{
	char	   *word = sv_arg_text(fcinfo, n, "day");

	if (strcmp(word, "same") == 0)
		return DUE_SAME;
	if (strcmp(word, "month_end") == 0)
		return DUE_MONTH_END;
	if (strcmp(word, "quarter_end") == 0)
		return DUE_QUARTER_END;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("parameter \"day\" must not be \"%s\"", word),
			 errhint("It is 'same', 'month_end' or 'quarter_end'.")));
}

static DateADT
date_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	sv_arg_present(fcinfo, n, name);
	if (DATE_NOT_FINITE(PG_GETARG_DATEADT(n)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"%s\" must not be infinite", name)));
	return PG_GETARG_DATEADT(n);
}

/* Whole months and days, none of them negative; at least one day, if so asked. */
static Interval *
span_argument(FunctionCallInfo fcinfo, int n, const char *name, bool positive)
{
	Interval   *span;

	sv_arg_present(fcinfo, n, name);
	span = PG_GETARG_INTERVAL_P(n);
	if (span->time != 0 || span->day < 0 || span->month < 0 ||
		(positive && span->day == 0 && span->month == 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"%s\" must be a number of months or days", name),
				 errdetail("It is %s.", DatumGetCString(DirectFunctionCall1(interval_out, PG_GETARG_DATUM(n)))),
				 positive ? errhint("It must be at least one day.") : 0));
	return span;
}

/* A finite number. */
static Numeric
number_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	SvNumericView view;

	sv_arg_present(fcinfo, n, name);
	if (sv_numeric_view(PG_GETARG_DATUM(n), &view) != SV_NUMERIC_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"%s\" must be a finite number", name)));
	return PG_GETARG_NUMERIC(n);
}

/* A day and so many times a span. */
static DateADT
days_later(DateADT day, const Interval *span, int times)
{
	Interval	total = {0};
	Datum		moment;

	if (pg_mul_s32_overflow(span->month, times, &total.month) ||
		pg_mul_s32_overflow(span->day, times, &total.day))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("date out of range")));
	moment = DirectFunctionCall2(date_pl_interval, DateADTGetDatum(day), IntervalPGetDatum(&total));
	return DatumGetDateADT(DirectFunctionCall1(timestamp_date, moment));
}

/* The last day of the month or quarter. */
static DateADT
move_day(DateADT day, DueDay where)
{
	int			year;
	int			month;
	int			mday;

	if (where == DUE_SAME)
		return day;
	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	if (where == DUE_QUARTER_END)
		month = (month - 1) / 3 * 3 + 3;
	return date2j(year, month, day_tab[isleap(year)][month - 1]) - POSTGRES_EPOCH_JDATE;
}

static char *
iso_day(DateADT day)
{
	int			year;
	int			month;
	int			mday;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	return psprintf("%04d-%02d-%02d", year, month, mday);
}

/* What is due after so many steps: amount * factor, to the amount's decimals. */
static Datum
stepped_amount(Numeric amount, Numeric factor)
{
	SvNumericView view;
	Datum		product = DirectFunctionCall2(numeric_mul, NumericGetDatum(amount), NumericGetDatum(factor));

	(void) sv_numeric_view(NumericGetDatum(amount), &view);
	return DirectFunctionCall2(numeric_round, product, Int32GetDatum(Max(view.dscale, 2)));
}

static void
same_day_twice(DateADT day)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("two obligations fall on the same day"),
			 errdetail("The day is %s.", DatumGetCString(DirectFunctionCall1(date_out, DateADTGetDatum(day)))),
			 errhint("Let \"every\" be at least the month or quarter at whose end they fall.")));
}

/* schedule(account, first_due, last_due, every, amount, step, step_every, free, day) */
Datum
sv_schedule(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	char	   *account = sv_arg_text(fcinfo, 0, "account");
	DateADT		first_due = date_argument(fcinfo, 1, "first_due");
	DateADT		last_due = date_argument(fcinfo, 2, "last_due");
	Interval   *every = span_argument(fcinfo, 3, "every", true);
	Numeric		amount = number_argument(fcinfo, 4, "amount");
	Numeric		step = number_argument(fcinfo, 5, "step");
	Interval   *step_every = span_argument(fcinfo, 6, "step_every", true);
	Interval   *free = span_argument(fcinfo, 7, "free", false);
	DueDay		where = day_argument(fcinfo, 8);
	Datum		growth = DirectFunctionCall2(numeric_add, NumericGetDatum(int64_to_numeric(1)), NumericGetDatum(step));
	Datum		factor = NumericGetDatum(int64_to_numeric(1));
	int			steps = 0;
	DateADT		from = days_later(first_due, free, 1);
	DateADT		next_step = days_later(first_due, step_every, 1);
	DateADT		due;
	DateADT		before = DATEVAL_NOBEGIN;

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; (due = days_later(first_due, every, i)) <= last_due; i++)
	{
		DateADT		day = move_day(due, where);
		Datum		values[4];
		bool		nulls[4] = {false};

		CHECK_FOR_INTERRUPTS();
		while (next_step <= due)
		{
			factor = DirectFunctionCall2(numeric_mul, factor, growth);
			steps++;
			next_step = days_later(first_due, step_every, steps + 1);
		}
		if (due < from || day > last_due)
			continue;
		if (day == before)
			same_day_twice(day);
		before = day;
		values[0] = CStringGetTextDatum(account);
		values[1] = CStringGetTextDatum(psprintf("%s %s", account, iso_day(day)));
		values[2] = DateADTGetDatum(day);
		values[3] = steps == 0 ? NumericGetDatum(amount) : stepped_amount(amount, DatumGetNumeric(factor));
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}
