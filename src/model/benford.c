/*
 * benford.c
 *		SQL side of the digit tests: a state that aggregates, and what reads it.
 *
 * The state keeps positive and negative values apart, because amounts that are
 * understated and amounts that are overstated deviate in opposite ways; each
 * sign's tally is added when its first value comes.  What cannot have leading
 * digits (null, zero, NaN, infinity) is counted.
 */
#include "supervise.h"

#include "core/benford.h"
#include "executor/executor.h"
#include "executor/tstoreReceiver.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "sv_args.h"
#include "sv_column.h"
#include "sv_numeric.h"
#include "sv_query.h"
#include "sv_reason.h"
#include "sv_state.h"
#include "utils/builtins.h"

/* The fixed part of the state's data. */
typedef struct BenfordCounts
{
	int64		nulls;
	int64		zeros;
	int64		invalid;		/* NaN, infinities */
} BenfordCounts;

/* What follows it, once or twice. */
typedef struct BenfordSection
{
	int64		sign;			/* 1 or -1 */
	SvBenfordTally tally;
} BenfordSection;

#define COUNTS(state)	((BenfordCounts *) (state)->data)
#define SECTIONS(state) \
	((BenfordSection *) ((state)->data + sizeof(BenfordCounts)))
#define NSECTIONS(state) \
	(((state)->used - sizeof(BenfordCounts)) / sizeof(BenfordSection))

static const char *
benford_problem(const SvState *state)
{
	const BenfordSection *sections = SECTIONS(state);
	int			n = NSECTIONS(state);

	if (state->used != sizeof(BenfordCounts) + n * sizeof(BenfordSection) ||
		n > 2 || state->items != n)
		return "its length is wrong";
	if (COUNTS(state)->nulls < 0 || COUNTS(state)->nulls > SV_BENFORD_MOST ||
		COUNTS(state)->zeros < 0 || COUNTS(state)->zeros > SV_BENFORD_MOST ||
		COUNTS(state)->invalid < 0 || COUNTS(state)->invalid > SV_BENFORD_MOST)
		return "a count is out of range";
	for (int i = 0; i < n; i++)
	{
		const char *problem = sv_benford_problem(&sections[i].tally);

		if (problem != NULL)
			return problem;
		if (sections[i].sign != 1 && sections[i].sign != -1)
			return "a sign is neither 1 nor -1";
	}
	if (n == 2 && sections[0].sign == sections[1].sign)
		return "a sign is there twice";
	return NULL;
}

static const SvStateKind benford_state = {
	.name = "benford_state",
	.code = SV_STATE_BENFORD,
	.version = 1,
	.problem = benford_problem
};

SV_STATE_IO(sv_benford_state, benford_state);

PG_FUNCTION_INFO_V1(sv_benford_step);
PG_FUNCTION_INFO_V1(sv_benford_combine);
PG_FUNCTION_INFO_V1(sv_benford_counts);
PG_FUNCTION_INFO_V1(sv_benford_digits);
PG_FUNCTION_INFO_V1(sv_benford_test_row);
PG_FUNCTION_INFO_V1(sv_benford_second_order);

static SvState *
benford_create(void)
{
	SvState    *state = sv_state_create(&benford_state, sizeof(BenfordCounts) + sizeof(BenfordSection));

	state->used = sizeof(BenfordCounts);
	return state;
}

static SvBenfordTally *
find_tally(SvState *state, int sign)
{
	if (state != NULL)
		for (int i = 0; i < NSECTIONS(state); i++)
			if (SECTIONS(state)[i].sign == sign)
				return &SECTIONS(state)[i].tally;
	return NULL;
}

static SvBenfordTally *
make_tally(SvState **state, int sign)
{
	SvBenfordTally *tally = find_tally(*state, sign);

	if (tally == NULL)
	{
		BenfordSection *section = sv_state_append(state, &benford_state,
												  sizeof(BenfordSection));

		section->sign = sign;
		tally = &section->tally;
	}
	return tally;
}

static void
report_full(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("too many values for one benford state"),
			 errdetail("A state counts at most " INT64_FORMAT " values of one sign.",
					   SV_BENFORD_MOST)));
}

/* The decimal digit that counts 10^place. */
static int
digit_at(const SvNumericView *view, int place)
{
	static const int power[] = {1, 10, 100, 1000};
	int			weight = place >= 0 ? place / 4 : (place - 3) / 4;
	int			i = view->weight - weight;

	if (i < 0 || i >= view->ndigits)
		return 0;
	return sv_numeric_digit(view, i) / power[place - 4 * weight] % 10;
}

/* Count a value that is neither zero nor special. */
static void
add_value(SvState **state, const SvNumericView *view)
{
	SvBenfordTally *tally = make_tally(state, view->negative ? -1 : 1);
	int			digits[5] = {0};
	int			last_two;
	SvDecimal	magnitude;
	bool		exact = sv_numeric_view_decimal(view, &magnitude);

	for (int i = 0; i < Min(view->ndigits, 5); i++)
		digits[i] = sv_numeric_digit(view, i);
	if (exact && view->negative)
		magnitude = sv_decimal_negate(magnitude);
	if (likely(exact && magnitude.unscaled <= PG_INT64_MAX))
		last_two = (int) ((int64) magnitude.unscaled % 100);
	else
		last_two = 10 * digit_at(view, 1 - view->dscale) + digit_at(view, -view->dscale);
	if (!sv_benford_add(tally, sv_benford_lead(digits), last_two, exact ? &magnitude : NULL))
		report_full();
}

Datum
sv_benford_step(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_current(fcinfo);
	SvNumericView view;

	if (state == NULL)
		state = benford_create();
	if (PG_ARGISNULL(1))
		COUNTS(state)->nulls++;
	else if (sv_numeric_view(PG_GETARG_DATUM(1), &view) != SV_NUMERIC_OK)
		COUNTS(state)->invalid++;
	else if (view.ndigits == 0)
		COUNTS(state)->zeros++;
	else
		add_value(&state, &view);
	PG_RETURN_POINTER(state);
}

Datum
sv_benford_combine(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_current(fcinfo);
	SvState    *other = sv_state_argument(fcinfo, 1, &benford_state);

	if (other == NULL)
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	if (state == NULL)
		PG_RETURN_POINTER(other);
	COUNTS(state)->nulls += COUNTS(other)->nulls;
	COUNTS(state)->zeros += COUNTS(other)->zeros;
	COUNTS(state)->invalid += COUNTS(other)->invalid;
	for (int i = 0; i < NSECTIONS(other); i++)
	{
		const BenfordSection *section = &SECTIONS(other)[i];

		if (!sv_benford_merge(make_tally(&state, section->sign), &section->tally))
			report_full();
	}
	PG_RETURN_POINTER(state);
}

/* Argument n, which must be one of two words; true for the first. */
static bool
word_argument(FunctionCallInfo fcinfo, int n, const char *name,
			  const char *first, const char *second)
{
	char	   *word = PG_ARGISNULL(n) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(n));

	if (word != NULL && strcmp(word, first) == 0)
		return true;
	if (word == NULL || strcmp(word, second) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for parameter \"%s\": %s", name,
						word ? quote_literal_cstr(word) : "null"),
				 errhint("Use '%s' or '%s'.", first, second)));
	return false;
}

/* Arguments 1 (digits) and 2 (place). */
static SvBenfordPlace
place_argument(FunctionCallInfo fcinfo)
{
	char	   *word = PG_ARGISNULL(2) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(2));
	int			digits = PG_ARGISNULL(1) ? 0 : PG_GETARG_INT32(1);

	if (word != NULL && strcmp(word, "leading") == 0 && digits >= 1 && digits <= 3)
		return digits == 1 ? SV_BENFORD_FIRST :
			digits == 2 ? SV_BENFORD_FIRST_TWO : SV_BENFORD_FIRST_THREE;
	if (word != NULL && strcmp(word, "second") == 0 && digits == 1)
		return SV_BENFORD_SECOND;
	if (word != NULL && strcmp(word, "last") == 0 && digits == 2)
		return SV_BENFORD_LAST_TWO;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("there is no test of %s %s digits",
					PG_ARGISNULL(1) ? "null" : psprintf("%d", digits),
					word ? quote_literal_cstr(word) : "null"),
			 errhint("Use 1, 2 or 3 'leading' digits, 1 'second' digit or 2 'last' digits.")));
}

Datum
sv_benford_counts(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &benford_state);
	SvBenfordTally *positive = find_tally(state, 1);
	SvBenfordTally *negative = find_tally(state, -1);
	TupleDesc	row_type;
	Datum		values[5];
	bool		nulls[5] = {false};

	if (get_call_result_type(fcinfo, NULL, &row_type) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = Int64GetDatum(positive ? positive->n : 0);
	values[1] = Int64GetDatum(negative ? negative->n : 0);
	values[2] = Int64GetDatum(state ? COUNTS(state)->zeros : 0);
	values[3] = Int64GetDatum(state ? COUNTS(state)->nulls : 0);
	values[4] = Int64GetDatum(state ? COUNTS(state)->invalid : 0);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(row_type, values, nulls)));
}

/* The tally that arguments 0 (state) and 3 (sign) name, NULL when empty. */
static SvBenfordTally *
tally_argument(FunctionCallInfo fcinfo, int *sign)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &benford_state);

	*sign = word_argument(fcinfo, 3, "sign", "positive", "negative") ? 1 : -1;
	return find_tally(state, *sign);
}

static double
amount_share(SvDecimal part, SvDecimal whole)
{
	/* the scales are equal: both come from one tally */
	return (double) part.unscaled / (double) whole.unscaled;
}

/* One row per group of digits; tally is NULL for an empty state. */
static void
put_digits(FunctionCallInfo fcinfo, const SvBenfordTally *tally, SvBenfordPlace place, int sign)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	bool		nothing = tally == NULL;
	SvBenfordRow *rows = palloc(SV_BENFORD_MOST_ROWS * sizeof(SvBenfordRow));
	int			n = sv_benford_rows(nothing ? palloc0(sizeof(SvBenfordTally)) : tally, place, rows);
	SvDecimal	total = {0, 0};
	bool		has_total = true;

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0; i < n; i++)
		has_total = has_total && rows[i].has_sum && sv_decimal_add(&total, rows[i].sum);
	for (int i = 0; i < n; i++)
	{
		SvBenfordRow *row = &rows[i];
		bool		no_share = !has_total || total.unscaled == 0;
		SvDecimal	amount = sign > 0 ? row->sum : sv_decimal_negate(row->sum);
		Datum		values[7] = {0};
		bool		nulls[7] = {false, false, nothing, false, nothing, !row->has_sum, no_share};

		values[0] = Int32GetDatum(row->digit);
		values[1] = Int64GetDatum(row->count);
		values[2] = Float8GetDatum(row->observed);
		values[3] = Float8GetDatum(row->expected);
		values[4] = Float8GetDatum(row->z);
		if (row->has_sum)
			values[5] = NumericGetDatum(sv_decimal_to_numeric(amount));
		if (!no_share)
			values[6] = Float8GetDatum(amount_share(row->sum, total));
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
}

Datum
sv_benford_digits(PG_FUNCTION_ARGS)
{
	SvBenfordPlace place = place_argument(fcinfo);
	int			sign;
	SvBenfordTally *tally = tally_argument(fcinfo, &sign);

	put_digits(fcinfo, tally, place, sign);
	return (Datum) 0;
}

/* Run a query of one row with one benford_state. */
static SvState *
run_for_state(const SvQuery *query)
{
	Tuplestorestate *store = tuplestore_begin_heap(false, false, work_mem);
	DestReceiver *receiver = CreateDestReceiver(DestTuplestore);
	PlannedStmt *plan = sv_query_plan(query);
	TupleTableSlot *slot;
	SvState    *state = NULL;
	Datum		value;
	bool		isnull;

	SetTuplestoreDestReceiverParams(receiver, store, CurrentMemoryContext, true, NULL, NULL);
	sv_query_execute(query, plan, receiver);
	slot = MakeSingleTupleTableSlot(ExecCleanTypeFromTL(plan->planTree->targetlist),
									&TTSOpsMinimalTuple);
	if (!tuplestore_gettupleslot(store, true, true, slot))
		elog(ERROR, "no row from an aggregate");
	value = slot_getattr(slot, 1, &isnull);
	if (!isnull)
		state = (SvState *) PG_DETOAST_DATUM_COPY(value);
	ExecDropSingleTupleTableSlot(slot);
	tuplestore_end(store);
	receiver->rDestroy(receiver);
	return state;
}

/*
 * The second-order test: digits of the differences between amounts that follow
 * each other in size.  benford_second_order(query, digits, place)
 */
Datum
sv_benford_second_order(PG_FUNCTION_ARGS)
{
	static const SvColumnSpec specs[] = {{"amount", SV_AMOUNT, 0}};
	SvBenfordPlace place = place_argument(fcinfo);
	SvQuery    *query = sv_query_analyze("query", sv_arg_text(fcinfo, 0, "query"));
	SvColumns	columns;

	sv_columns_resolve(&columns, query, specs, lengthof(specs));
	query = sv_query_over(query, "q.amount::pg_catalog.numeric AS amount", "");
	query = sv_query_over(query,
						  "q.amount OPERATOR(pg_catalog.-) pg_catalog.lag(q.amount) OVER (ORDER BY q.amount) AS difference",
						  "WHERE q.amount OPERATOR(pg_catalog.<) 'Infinity' AND q.amount OPERATOR(pg_catalog.>) '-Infinity'");
	query = sv_query_over(query, "supervise.benford(q.difference) AS state", "");
	put_digits(fcinfo, find_tally(run_for_state(query), 1), place, 1);
	return (Datum) 0;
}

/* The digits that are farthest from their expected share, in z. */
static const SvBenfordRow *
farthest(const SvBenfordTally *tally, SvBenfordPlace place)
{
	SvBenfordRow *rows = palloc(SV_BENFORD_MOST_ROWS * sizeof(SvBenfordRow));
	int			n = sv_benford_rows(tally, place, rows);
	SvBenfordRow *found = rows;

	for (int i = 1; i < n; i++)
		if (rows[i].z > found->z)
			found = &rows[i];
	return found;
}

static char *
reason(const SvBenfordTally *tally, SvBenfordPlace place, const SvBenfordTest *test, bool enough)
{
	static const char *const places[][2] = {
		[SV_BENFORD_FIRST] = {"First digits", "首位数字"},
		[SV_BENFORD_FIRST_TWO] = {"First two digits", "前两位数字"},
		[SV_BENFORD_FIRST_THREE] = {"First three digits", "前三位数字"},
		[SV_BENFORD_SECOND] = {"Second digits", "第二位数字"},
		[SV_BENFORD_LAST_TWO] = {"Last two digits", "末两位数字"}
	};
	bool		chinese = sv_language == SV_CHINESE;
	char	   *n = sv_reason_amount(sv_decimal_from_int64(tally ? tally->n : 0));
	const SvBenfordRow *most;

	if (!enough)
		return psprintf(chinese ? "只有%s笔金额，不足%s笔，不作判断。" : "Only %s amounts, %s are needed: not judged.",
						n, sv_reason_amount(sv_decimal_from_int64(sv_benford_enough(place))));
	most = farthest(tally, place);
	return psprintf(chinese ? "%s（%s笔）平均绝对偏差%.5f；偏离最大的是%0*d：占%.2f%%，期望%.2f%%（z=%.1f）。" :
					"%s of %s amounts have a mean absolute deviation of %.5f; %0*d stands out most: %.2f %% instead of %.2f %% (z %.1f).",
					places[place][chinese], n, test->mad,
					place == SV_BENFORD_LAST_TWO ? 2 : 1, most->digit,
					100 * most->observed, 100 * most->expected, most->z);
}

/* All tests in one row. */
Datum
sv_benford_test_row(PG_FUNCTION_ARGS)
{
	SvBenfordPlace place = place_argument(fcinfo);
	int			sign;
	SvBenfordTally *tally = tally_argument(fcinfo, &sign);
	bool		enough = tally != NULL && tally->n >= sv_benford_enough(place);
	SvBenfordTest test;
	const char *conformity = NULL;
	const char *verdict = "insufficient";
	TupleDesc	row_type;
	Datum		values[14];
	bool		nulls[14] = {false};

	if (get_call_result_type(fcinfo, NULL, &row_type) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	memset(&test, 0, sizeof(test));
	if (tally != NULL)
		sv_benford_test(tally, place, &test);
	if (enough)
	{
		conformity = sv_benford_conformity(place, test.mad);
		verdict = conformity == NULL ? "unrated" :
			strcmp(conformity, "nonconforming") == 0 ? "deviates" :
			strcmp(conformity, "marginal") == 0 ? "marginal" : "conforms";
	}
	for (int i = 1; i < 12; i++)
		nulls[i] = tally == NULL;
	nulls[5] = conformity == NULL;
	values[0] = Int64GetDatum(tally ? tally->n : 0);
	values[1] = Float8GetDatum(test.chi2);
	values[2] = Int32GetDatum(test.df);
	values[3] = Float8GetDatum(test.p);
	values[4] = Float8GetDatum(test.mad);
	values[5] = conformity ? CStringGetTextDatum(conformity) : (Datum) 0;
	values[6] = Float8GetDatum(test.ks);
	values[7] = Float8GetDatum(test.ks_critical);
	values[8] = Float8GetDatum(test.mantissa_l2);
	values[9] = Float8GetDatum(test.mantissa_p);
	values[10] = Float8GetDatum(test.distortion);
	values[11] = Float8GetDatum(test.distortion_z);
	values[12] = CStringGetTextDatum(verdict);
	values[13] = CStringGetTextDatum(reason(tally, place, &test, enough));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(row_type, values, nulls)));
}
