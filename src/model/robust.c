/*
 * robust.c
 *		SQL side of robust statistics: aggregates robust, median and mad.
 *
 * A state holds the values themselves, because an exact median needs them: 8
 * bytes each for float8 and for decimals of up to 18 digits, 16 for longer
 * decimals and intervals, and as much again in spare room.  Decimals have one
 * scale for the whole state, that of the value with most decimals; when
 * one comes that has more, or that needs 128 bits, the state is rewritten.
 * Three aggregates over the same column share one state.
 *
 * A state may not outgrow supervise.work_mem.  It cannot spill: it is a value,
 * which goes between processes and nodes whole.
 */
#include "supervise.h"

#include <math.h>

#include "core/robust.h"
#include "funcapi.h"
#include "sv_numeric.h"
#include "sv_state.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/timestamp.h"

#define TOO_LARGE_HINT "Raise supervise.work_mem, use smaller groups, or supervise.outliers(), which spills to disk."

PG_FUNCTION_INFO_V1(sv_robust_state_final);

/* A state to be kept, of whichever type: without its spare room. */
Datum
sv_robust_state_final(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(sv_state_trim((SvState *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0))));
}

/* ---------------------------------------------------------------------------
 * float8
 * ---------------------------------------------------------------------------
 */

static const char *
float8_problem(const SvState *state)
{
	const double *values = (const double *) state->data;

	if (state->used == 0 || state->items != state->used / sizeof(double))
		return "its length is wrong";
	for (uint32 i = 0; i < state->items; i++)
		if (!isfinite(values[i]))
			return "a value is not finite";
	return NULL;
}

static const SvStateKind float8_state = {
	.name = "robust_float8_state",
	.code = SV_STATE_ROBUST,
	.version = 1,
	.problem = float8_problem,
	.within_work_mem = true,
	.hint = TOO_LARGE_HINT
};

SV_STATE_IO(sv_robust_float8_state, float8_state);

PG_FUNCTION_INFO_V1(sv_robust_float8_step);
PG_FUNCTION_INFO_V1(sv_robust_float8_combine);
PG_FUNCTION_INFO_V1(sv_robust_float8);
PG_FUNCTION_INFO_V1(sv_median_float8);
PG_FUNCTION_INFO_V1(sv_mad_float8);

static void
report_not_finite(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("cannot rank a value that is not finite"),
			 errdetail("A value is NaN or infinite."),
			 errhint("Leave such rows out: aggregate(value) FILTER (WHERE value < 'Infinity' AND value > '-Infinity').")));
}

Datum
sv_robust_float8_step(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_current(fcinfo);
	double		value;

	if (PG_ARGISNULL(1))
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	value = PG_GETARG_FLOAT8(1);
	if (unlikely(!isfinite(value)))
		report_not_finite();
	if (state == NULL)
		state = sv_state_create(&float8_state, 4 * sizeof(double));
	*(double *) sv_state_append(&state, &float8_state, sizeof(double)) = value;
	PG_RETURN_POINTER(state);
}

Datum
sv_robust_float8_combine(PG_FUNCTION_ARGS)
{
	return sv_state_combine(fcinfo, &float8_state);
}

/* A copy of so many bytes, since a state belongs to several aggregates. */
static void *
scratch(const void *values, Size bytes)
{
	return memcpy(palloc(Max(bytes, 1)), values, bytes);
}

static Datum
summary_row(FunctionCallInfo fcinfo, const SvRobust *r)
{
	TupleDesc	row_type;
	Datum		values[10];
	bool		nulls[10] = {false};

	if (get_call_result_type(fcinfo, NULL, &row_type) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = Int64GetDatum(r->n);
	values[1] = Float8GetDatum(r->median);
	values[2] = Float8GetDatum(r->mad);
	values[3] = Float8GetDatum(r->mean_ad);
	values[4] = Float8GetDatum(r->minimum);
	values[5] = Float8GetDatum(r->maximum);
	values[6] = Float8GetDatum(r->q1_7);
	values[7] = Float8GetDatum(r->q3_7);
	values[8] = Float8GetDatum(r->q1_8);
	values[9] = Float8GetDatum(r->q3_8);
	return HeapTupleGetDatum(heap_form_tuple(row_type, values, nulls));
}

Datum
sv_robust_float8(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &float8_state);
	SvRobust	result;

	if (state == NULL)
		PG_RETURN_NULL();
	sv_robust_double(scratch(state->data, state->used),
					 state->used / sizeof(double), &result);
	return summary_row(fcinfo, &result);
}

Datum
sv_median_float8(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &float8_state);

	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(sv_median_double(scratch(state->data, state->used),
									  state->used / sizeof(double)));
}

Datum
sv_mad_float8(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &float8_state);

	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(sv_mad_double(scratch(state->data, state->used),
								   state->used / sizeof(double)));
}

/* ---------------------------------------------------------------------------
 * numeric
 * ---------------------------------------------------------------------------
 */

/* At the start of the data; values of "width" bytes follow, times 10^-scale. */
typedef struct DecimalHead
{
	int32		scale;
	int32		width;			/* of int64 or of int128 */
} DecimalHead;

#define NARROW			((int32) sizeof(int64))
#define WIDE			((int32) sizeof(int128))
#define HEAD(state)		((DecimalHead *) (state)->data)
#define NARROWS(state)	((int64 *) ((state)->data + sizeof(DecimalHead)))
#define WIDES(state)	((int128 *) ((state)->data + sizeof(DecimalHead)))
#define BYTES(state)	((state)->used - sizeof(DecimalHead))
#define NDECIMALS(state) ((int64) (BYTES(state) / HEAD(state)->width))

static inline bool
is_narrow(int128 value)
{
	return value > -SV_ROBUST_NARROW && value < SV_ROBUST_NARROW;
}

static inline bool
is_wide(int128 value)
{
	return value > -SV_ROBUST_WIDE && value < SV_ROBUST_WIDE;
}

static inline int128
decimal_at(const SvState *state, int64 i)
{
	return HEAD(state)->width == NARROW ? NARROWS(state)[i] : WIDES(state)[i];
}

static const char *
decimal_problem(const SvState *state)
{
	const DecimalHead *head = HEAD(state);

	if (head->scale < 0 || head->scale > SV_ROBUST_SCALE)
		return "its scale is out of range";
	if (head->width != NARROW && head->width != WIDE)
		return "its width is neither 8 nor 16";
	if (BYTES(state) == 0 || BYTES(state) % head->width != 0)
		return "its length is wrong";
	for (int64 i = 0; i < NDECIMALS(state); i++)
		if (head->width == NARROW ? !is_narrow(NARROWS(state)[i]) : !is_wide(WIDES(state)[i]))
			return "a value is out of range";
	return NULL;
}

static const SvStateKind decimal_state = {
	.name = "robust_numeric_state",
	.code = SV_STATE_MEDIAN_NUMERIC,
	.version = 1,
	.fixed = sizeof(DecimalHead),
	.problem = decimal_problem,
	.within_work_mem = true,
	.hint = TOO_LARGE_HINT
};

SV_STATE_IO(sv_robust_numeric_state, decimal_state);

PG_FUNCTION_INFO_V1(sv_robust_numeric_step);
PG_FUNCTION_INFO_V1(sv_robust_numeric_combine);
PG_FUNCTION_INFO_V1(sv_robust_numeric);
PG_FUNCTION_INFO_V1(sv_median_numeric);
PG_FUNCTION_INFO_V1(sv_mad_numeric);

static void
report_too_long(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("numbers of a group need too many digits"),
			 errdetail("Written with the decimals of the most precise of them, the largest has more than 36 digits, or there are more than %d decimals.",
					   SV_ROBUST_SCALE),
			 errhint("Round the values, or cast them to float8.")));
}

static SvState *
decimal_create(int scale)
{
	SvState    *state = sv_state_create(&decimal_state, sizeof(DecimalHead) + 4 * sizeof(int64));

	HEAD(state)->scale = scale;
	HEAD(state)->width = NARROW;
	return state;
}

static void
append_raw(SvState **state, int128 value)
{
	if (HEAD(*state)->width == NARROW)
		*(int64 *) sv_state_append(state, &decimal_state, NARROW) = (int64) value;
	else
		*(int128 *) sv_state_append(state, &decimal_state, WIDE) = value;
}

/* Rewrite the values in 128 bits. */
static void
widen(SvState **state)
{
	SvState    *old = *state;
	int64		n = NDECIMALS(old);

	*state = decimal_create(HEAD(old)->scale);
	HEAD(*state)->width = WIDE;
	for (int64 i = 0; i < n; i++)
		append_raw(state, NARROWS(old)[i]);
}

/* Rewrite the values with more decimals. */
static void
rescale(SvState **state, int scale)
{
	SvDecimal	factor = {1, 0};
	int64		n = NDECIMALS(*state);

	if (scale > SV_ROBUST_SCALE ||
		!sv_decimal_rescale(&factor, scale - HEAD(*state)->scale))
		report_too_long();
	if (HEAD(*state)->width == NARROW)
		for (int64 i = 0; i < n; i++)
		{
			int128		value;

			if (__builtin_mul_overflow(factor.unscaled, (int128) NARROWS(*state)[i], &value) ||
				!is_narrow(value))
			{
				widen(state);
				break;
			}
		}
	HEAD(*state)->scale = scale;
	for (int64 i = 0; i < n; i++)
	{
		int128		value;

		if (__builtin_mul_overflow(factor.unscaled, decimal_at(*state, i), &value) ||
			!is_wide(value))
			report_too_long();
		if (HEAD(*state)->width == NARROW)
			NARROWS(*state)[i] = (int64) value;
		else
			WIDES(*state)[i] = value;
	}
}

static void
append_decimal(SvState **state, SvDecimal value)
{
	if (unlikely(value.scale > HEAD(*state)->scale))
		rescale(state, value.scale);
	if (!sv_decimal_rescale(&value, HEAD(*state)->scale) || !is_wide(value.unscaled))
		report_too_long();
	if (unlikely(HEAD(*state)->width == NARROW && !is_narrow(value.unscaled)))
		widen(state);
	append_raw(state, value.unscaled);
}

Datum
sv_robust_numeric_step(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_current(fcinfo);
	SvDecimal	value;

	if (PG_ARGISNULL(1))
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	switch (sv_numeric_to_decimal(PG_GETARG_DATUM(1), &value))
	{
		case SV_NUMERIC_OK:
			break;
		case SV_NUMERIC_TOO_MANY_DIGITS:
			report_too_long();
			break;
		default:
			report_not_finite();
	}
	if (value.scale > SV_ROBUST_SCALE)
		report_too_long();
	if (state == NULL)
		state = decimal_create(value.scale);
	append_decimal(&state, value);
	PG_RETURN_POINTER(state);
}

Datum
sv_robust_numeric_combine(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_current(fcinfo);
	SvState    *other = sv_state_argument(fcinfo, 1, &decimal_state);

	if (state == NULL || other == NULL ||
		memcmp(HEAD(state), HEAD(other), sizeof(DecimalHead)) == 0)
		return sv_state_combine(fcinfo, &decimal_state);
	for (int64 i = 0; i < NDECIMALS(other); i++)
	{
		SvDecimal	value = {decimal_at(other, i), HEAD(other)->scale};

		append_decimal(&state, value);
	}
	PG_RETURN_POINTER(state);
}

Datum
sv_robust_numeric(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &decimal_state);
	SvRobust	result;
	void	   *values;

	if (state == NULL)
		PG_RETURN_NULL();
	values = scratch(NARROWS(state), BYTES(state));
	if (HEAD(state)->width == NARROW)
		sv_robust_narrow(values, NDECIMALS(state), HEAD(state)->scale, &result);
	else
		sv_robust_wide(values, NDECIMALS(state), HEAD(state)->scale, &result);
	return summary_row(fcinfo, &result);
}

Datum
sv_median_numeric(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &decimal_state);
	void	   *values;

	if (state == NULL)
		PG_RETURN_NULL();
	values = scratch(NARROWS(state), BYTES(state));
	PG_RETURN_NUMERIC(sv_decimal_to_numeric(HEAD(state)->width == NARROW ?
											sv_median_narrow(values, NDECIMALS(state), HEAD(state)->scale) :
											sv_median_wide(values, NDECIMALS(state), HEAD(state)->scale)));
}

Datum
sv_mad_numeric(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &decimal_state);
	void	   *values;

	if (state == NULL)
		PG_RETURN_NULL();
	values = scratch(NARROWS(state), BYTES(state));
	PG_RETURN_NUMERIC(sv_decimal_to_numeric(HEAD(state)->width == NARROW ?
											sv_mad_narrow(values, NDECIMALS(state), HEAD(state)->scale) :
											sv_mad_wide(values, NDECIMALS(state), HEAD(state)->scale)));
}

/* ---------------------------------------------------------------------------
 * interval
 * ---------------------------------------------------------------------------
 */

static const char *
interval_problem(const SvState *state)
{
	return state->used == 0 || state->items != state->used / sizeof(SvSpan) ||
		state->used % sizeof(SvSpan) != 0 ? "its length is wrong" : NULL;
}

static const SvStateKind interval_state = {
	.name = "robust_interval_state",
	.code = SV_STATE_MEDIAN_INTERVAL,
	.version = 1,
	.problem = interval_problem,
	.within_work_mem = true,
	.hint = TOO_LARGE_HINT
};

SV_STATE_IO(sv_robust_interval_state, interval_state);

PG_FUNCTION_INFO_V1(sv_robust_interval_step);
PG_FUNCTION_INFO_V1(sv_robust_interval_combine);
PG_FUNCTION_INFO_V1(sv_median_interval);
PG_FUNCTION_INFO_V1(sv_mad_interval);

#define MICROSECONDS_A_DAY	INT64CONST(86400000000)

Datum
sv_robust_interval_step(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_current(fcinfo);
	Interval   *value;
	SvSpan	   *span;

	if (PG_ARGISNULL(1))
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	value = PG_GETARG_INTERVAL_P(1);
	if (state == NULL)
		state = sv_state_create(&interval_state, 2 * sizeof(SvSpan));
	span = sv_state_append(&state, &interval_state, sizeof(SvSpan));
	span->time = value->time;
	span->day = value->day;
	span->month = value->month;
	PG_RETURN_POINTER(state);
}

Datum
sv_robust_interval_combine(PG_FUNCTION_ARGS)
{
	return sv_state_combine(fcinfo, &interval_state);
}

static Datum
span_to_interval(SvSpan span)
{
	Interval   *result = palloc(sizeof(Interval));

	result->time = span.time;
	result->day = span.day;
	result->month = span.month;
	return IntervalPGetDatum(result);
}

/* The mean of two intervals is formed as percentile_cont forms it. */
Datum
sv_median_interval(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &interval_state);
	SvSpan		low;
	SvSpan		high;
	Datum		half;

	if (state == NULL)
		PG_RETURN_NULL();
	sv_median_span(scratch(state->data, state->used),
				   state->used / sizeof(SvSpan), &low, &high);
	if (memcmp(&low, &high, sizeof(low)) == 0)
		return span_to_interval(low);
	half = DirectFunctionCall2(interval_mi, span_to_interval(high), span_to_interval(low));
	half = DirectFunctionCall2(interval_mul, half, Float8GetDatum(0.5));
	return DirectFunctionCall2(interval_pl, span_to_interval(low), half);
}

/* In days of 24 hours and microseconds; months count 30 days. */
Datum
sv_mad_interval(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &interval_state);
	int64		n;
	int128	   *lengths;
	SvDecimal	mad;
	int128		microseconds;
	SvSpan		span = {0};

	if (state == NULL)
		PG_RETURN_NULL();
	n = state->used / sizeof(SvSpan);
	lengths = palloc_extended(Max(n, 1) * sizeof(int128), MCXT_ALLOC_HUGE);
	for (int64 i = 0; i < n; i++)
		lengths[i] = sv_span_length(((SvSpan *) state->data)[i]);
	mad = sv_mad_wide(lengths, n, 0);
	microseconds = mad.scale == 0 ? mad.unscaled : mad.unscaled / 10;
	if (microseconds / MICROSECONDS_A_DAY > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INTERVAL_FIELD_OVERFLOW),
				 errmsg("interval out of range")));
	span.day = (int32) (microseconds / MICROSECONDS_A_DAY);
	span.time = (int64) (microseconds % MICROSECONDS_A_DAY);
	return span_to_interval(span);
}
