/*
 * sequence.c
 *		sequence_runs(), run_lengths() and sequence_gaps(): were numbers issued
 *		in a row, and which are missing?
 *
 * What runs and gaps are is said in core/sequence.c, how numbers are read and
 * put in order in sv_series.c.
 */
#include "supervise.h"

#include "miscadmin.h"
#include "sv_args.h"
#include "sv_datum.h"
#include "sv_input.h"
#include "sv_item.h"
#include "sv_judge.h"
#include "sv_list.h"
#include "sv_reason.h"
#include "sv_series.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* Columns of the query; sequence_gaps() has the first three. */
enum
{
	SERIES, NUMBER, RECORD, AT, AMOUNT, NCOLUMNS
};

static const SvColumnSpec columns[NCOLUMNS] = {
	{"series", SV_KEY, SV_GROUP},
	{"number", SV_KEY, 0},
	{"record", SV_KEY, SV_RECORD},
	{"at", SV_DAY, SV_OPTIONAL},
	{"amount", SV_AMOUNT, SV_OPTIONAL}
};

/* Columns of a run, as both forms return them. */
enum
{
	FIRST_NUMBER, LAST_NUMBER, LENGTH, RECORDS, FIRST_AT, LAST_AT, SUM, SHARE, RUN_COLUMNS
};

/* What a run adds up to. */
typedef struct RunTotals
{
	SvPeriod	period;
	bool		has_period;
	SvDecimal	amount;
	bool		has_amount;
} RunTotals;

/* A row's amount, wherever it is kept; false where it is not known. */
typedef bool (*AmountOf) (void *origin, size_t source, SvDecimal *amount);

static RunTotals
run_totals(const SvSeries *series, const size_t *member, size_t n,
		   AmountOf amount_of, void *origin)
{
	RunTotals	totals = {.period = {PG_INT32_MAX, PG_INT32_MIN}};

	for (size_t i = 0; i < n; i++)
	{
		const SvSeriesEntry *entry = &series->entry[member[i]];
		SvDecimal	amount;

		if (entry->at != PG_INT64_MAX)
		{
			totals.has_period = true;
			totals.period.first = Min(totals.period.first, (int32) entry->at);
			totals.period.last = Max(totals.period.last, (int32) entry->at);
		}
		if (amount_of(origin, entry->source, &amount))
		{
			totals.has_amount = true;
			if (!sv_decimal_add(&totals.amount, amount))
				sv_sum_overflow();
		}
	}
	return totals;
}

/* The columns that both forms return, but for texts. */
static void
set_values(Datum *values, bool *nulls, const SvSeries *series, size_t n,
		   const RunTotals *totals)
{
	values[LENGTH] = Int64GetDatum((int64) n);
	values[SHARE] = Float8GetDatum((double) n / (double) series->work.nnumbers);
	nulls[FIRST_AT] = nulls[LAST_AT] = !totals->has_period;
	if (totals->has_period)
	{
		values[FIRST_AT] = DateADTGetDatum(totals->period.first);
		values[LAST_AT] = DateADTGetDatum(totals->period.last);
	}
	nulls[SUM] = !totals->has_amount;
	if (totals->has_amount)
		values[SUM] = sv_amount_datum(totals->amount);
}

/* ---- the set-returning forms ---- */

/* What is asked. */
typedef struct Question
{
	SvRunRules	rules;
	int64		max_missing;	/* or -1 */
} Question;

typedef struct Call
{
	SvJudging  *judging;
	SvInput    *input;
	Question	question;
	bool		integers;		/* numbers are read as integers */
	bool		has_times;
	SvSeries	series;
	const SvGroup *group;
	MemoryContext numbers;		/* of one series */
	MemoryContext context;		/* of one row of the result */
} Call;

static SvRow *
source_row(const Call *call, size_t entry)
{
	return call->group->rows[call->series.entry[entry].source];
}

/* By record, then by the place in the reading layer's total order. */
static int
compare_sources(void *origin, size_t a, size_t b)
{
	Call	   *call = origin;
	int			order = sv_input_compare(call->input, call->group->rows[a],
										 call->group->rows[b], RECORD);

	return order != 0 ? order : (a > b) - (a < b);
}

static bool
row_amount(void *origin, size_t source, SvDecimal *amount)
{
	Call	   *call = origin;
	const SvRow *row = call->group->rows[source];

	if (sv_input_is_null(call->input, row, AMOUNT))
		return false;
	*amount = sv_row_amount(row, AMOUNT);
	return true;
}

/* The time of a row, where it has one. */
static inline int64
row_time(Call *call, const SvRow *row)
{
	if (!call->has_times || sv_input_is_null(call->input, row, AT))
		return PG_INT64_MAX;
	return (int32) row->slot[AT];
}

/*
 * Read the numbers of a group that are integers.  The reading layer has put
 * them in order; false where some are negative, which are numbers with a
 * prefix, and in another order.
 */
static bool
read_integers(Call *call, const SvGroup *group)
{
	SvSeries   *series = &call->series;

	if (!call->integers || (int64) group->rows[0]->slot[NUMBER] < 0)
		return false;
	for (uint64 i = 0; i < group->count; i++)
	{
		const SvRow *row = group->rows[i];
		int64		at = row_time(call, row);

		if (at == PG_INT64_MAX && call->question.rules.within >= 0)
		{
			sv_refuse(&call->judging->refusals, call->input, row, RECORD, "at", "is null");
			continue;
		}
		series->row[series->n] = (SvSequenceRow)
		{
			(int64) row->slot[NUMBER], at, 0
		};
		series->entry[series->n].at = at;
		series->entry[series->n++].source = i;
	}
	return true;
}

/* Read the numbers of a group. */
static void
read_series(Call *call, const SvGroup *group)
{
	MemoryContext old;

	call->group = group;
	sv_series_reset(&call->series, group->count);
	if (read_integers(call, group))
		return;
	old = MemoryContextSwitchTo(call->numbers);
	for (uint64 i = 0; i < group->count; i++)
	{
		const SvRow *row = group->rows[i];
		int64		at = row_time(call, row);
		Size		length;
		char	   *text = sv_input_text(call->input, row, NUMBER, &length);

		if (at == PG_INT64_MAX && call->question.rules.within >= 0)
			sv_refuse(&call->judging->refusals, call->input, row, RECORD, "at", "is null");
		else if (!sv_series_add(&call->series, text, length, at, i))
			sv_refuse(&call->judging->refusals, call->input, row, RECORD, "number",
					  "does not end with 1 to 38 digits");
	}
	MemoryContextSwitchTo(old);
	sv_series_finish(&call->series);
}

static char *
run_reason(const Datum *values, const RunTotals *totals, size_t n)
{
	bool		chinese = sv_language == SV_CHINESE;
	StringInfoData sentence;

	initStringInfo(&sentence);
	appendStringInfo(&sentence, chinese ? "%2$s至%3$s共%1$zu个号码连续" :
					 "%1$zu numbers follow each other, %2$s to %3$s", n,
					 TextDatumGetCString(values[1 + FIRST_NUMBER]),
					 TextDatumGetCString(values[1 + LAST_NUMBER]));
	if (totals->has_period)
		appendStringInfo(&sentence, chinese ? "（%s）" : " (%s)", sv_reason_period(totals->period));
	appendStringInfo(&sentence, chinese ? "，占该序列号码的%.1f%%" :
					 ", %.1f%% of the numbers of the series",
					 DatumGetFloat8(values[1 + SHARE]) * 100);
	if (totals->has_amount)
		appendStringInfo(&sentence, chinese ? "，合计%s" : ", %s in all",
						 sv_reason_amount(totals->amount));
	appendStringInfoString(&sentence, chinese ? "。" : ".");
	return sentence.data;
}

static void
put_run(Call *call, const size_t *member, size_t n)
{
	MemoryContext old = MemoryContextSwitchTo(call->context);
	Datum		values[RUN_COLUMNS + 2];
	bool		nulls[RUN_COLUMNS + 2] = {false};
	Datum	   *records = palloc_extended(sizeof(Datum) * n, MCXT_ALLOC_HUGE);
	RunTotals	totals = run_totals(&call->series, member, n, row_amount, call);

	for (size_t i = 0; i < n; i++)
		records[i] = sv_input_text_datum(call->input, source_row(call, member[i]), RECORD);
	values[0] = sv_input_text_datum(call->input, source_row(call, member[0]), SERIES);
	set_values(values + 1, nulls + 1, &call->series, n, &totals);
	values[1 + FIRST_NUMBER] = sv_input_text_datum(call->input, source_row(call, member[0]), NUMBER);
	values[1 + LAST_NUMBER] = sv_input_text_datum(call->input, source_row(call, member[n - 1]), NUMBER);
	values[1 + RECORDS] = sv_text_array(records, n);
	values[1 + RUN_COLUMNS] = CStringGetTextDatum(run_reason(values, &totals, n));
	sv_result_put(call->judging->result, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->context);
}

/* What both set-returning functions begin to judge with. */
static void *
begin(SvJudging *judging, const void *parameters, Size size)
{
	Call	   *call = palloc0(sizeof(Call));

	Assert(size == sizeof(Question));
	memcpy(&call->question, parameters, size);
	call->judging = judging;
	call->input = judging->input;
	call->integers = sv_input_is_integer(judging->input, 0, NUMBER);
	call->has_times = sv_input_has(judging->input, 0, AT);
	call->series.compare = compare_sources;
	call->series.origin = call;
	call->context = AllocSetContextCreate(CurrentMemoryContext, "supervise sequence",
										  ALLOCSET_DEFAULT_SIZES);
	call->numbers = AllocSetContextCreate(CurrentMemoryContext, "supervise numbers",
										  ALLOCSET_DEFAULT_SIZES);
	return call;
}

static void
find_runs(void *state, const SvGroup *group)
{
	Call	   *call = state;
	const SvGroups *groups = &call->series.work.groups;

	read_series(call, group);
	sv_run_find(&call->series.work, call->series.row, call->series.n, &call->question.rules);
	for (size_t g = 0; g < groups->ngroups; g++)
		put_run(call, sv_groups_members(groups, g), sv_groups_length(groups, g));
	MemoryContextReset(call->numbers);
}

SV_JUDGE(sv_sequence_runs_judge, "query", begin, find_runs);

PG_FUNCTION_INFO_V1(sv_sequence_runs);
PG_FUNCTION_INFO_V1(sv_sequence_gaps);

/* sequence_runs(query, min_length, step, within, on_invalid) */
Datum
sv_sequence_runs(PG_FUNCTION_ARGS)
{
	static const AttrNumber result_order[] = {1, 2, 5}; /* series, first_number,
														 * records */
	static const int order[] = {NUMBER, AT, RECORD};
	char	   *query = sv_arg_text(fcinfo, 0, "query");
	bool		skip_invalid = sv_arg_skip_invalid(fcinfo, 4);
	Question	question = {.max_missing = -1};
	SvCall	   *ledger;
	SvResult   *result;
	SvInput    *input;

	question.rules.min_length = sv_arg_int32(fcinfo, 1, "min_length", 2, PG_INT32_MAX);
	question.rules.step = sv_arg_int32(fcinfo, 2, "step", 1, PG_INT32_MAX);
	question.rules.within = PG_ARGISNULL(3) ? -1 : sv_arg_days(fcinfo, 3, "within");

	ledger = sv_call_begin("sequence_runs");
	result = sv_result_begin(fcinfo, ledger, result_order, lengthof(result_order));
	input = sv_input_create(ledger, skip_invalid);
	sv_input_read(input, "query", query, columns, NCOLUMNS, order, lengthof(order));
	sv_judge(input, result, sv_sequence_runs_judge(), &question, sizeof(question));
	return (Datum) 0;
}

/* Columns of a gap. */
enum
{
	GAP_SERIES, AFTER_NUMBER, BEFORE_NUMBER, MISSING, AFTER_RECORD, BEFORE_RECORD, GAP_REASON,
	GAP_COLUMNS
};

static char *
gap_reason(SvDecimal missing, const Datum *values)
{
	const char *format = sv_language == SV_CHINESE ? "%2$s与%3$s之间缺少%1$s个号码。" :
	missing.unscaled == 1 ? "%1$s number is missing between %2$s and %3$s." :
	"%1$s numbers are missing between %2$s and %3$s.";

	return psprintf(format, sv_reason_amount(missing),
					TextDatumGetCString(values[AFTER_NUMBER]),
					TextDatumGetCString(values[BEFORE_NUMBER]));
}

static void
put_gap(Call *call, const SvGap *gap)
{
	MemoryContext old = MemoryContextSwitchTo(call->context);
	const SvRow *after = source_row(call, gap->after);
	const SvRow *before = source_row(call, gap->before);
	Datum		values[GAP_COLUMNS];
	bool		nulls[GAP_COLUMNS] = {false};
	SvDecimal	missing = {gap->missing, 0};

	values[GAP_SERIES] = sv_input_text_datum(call->input, after, SERIES);
	values[AFTER_NUMBER] = sv_input_text_datum(call->input, after, NUMBER);
	values[BEFORE_NUMBER] = sv_input_text_datum(call->input, before, NUMBER);
	values[MISSING] = sv_amount_datum(missing);
	values[AFTER_RECORD] = sv_input_text_datum(call->input, after, RECORD);
	values[BEFORE_RECORD] = sv_input_text_datum(call->input, before, RECORD);
	values[GAP_REASON] = CStringGetTextDatum(gap_reason(missing, values));
	sv_result_put(call->judging->result, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->context);
}

static void
find_gaps(void *state, const SvGroup *group)
{
	Call	   *call = state;
	SvSequenceWork *work = &call->series.work;

	read_series(call, group);
	sv_gap_find(work, call->series.row, call->series.n, call->question.max_missing);
	for (size_t g = 0; g < work->ngaps; g++)
	{
		CHECK_FOR_INTERRUPTS();
		put_gap(call, &work->gap[g]);
	}
	MemoryContextReset(call->numbers);
}

SV_JUDGE(sv_sequence_gaps_judge, "query", begin, find_gaps);

/* sequence_gaps(query, max_missing, on_invalid) */
Datum
sv_sequence_gaps(PG_FUNCTION_ARGS)
{
	static const AttrNumber result_order[] = {1, 2, 3}; /* series, the two
														 * numbers */
	static const int order[] = {NUMBER, RECORD};
	char	   *query = sv_arg_text(fcinfo, 0, "query");
	bool		skip_invalid = sv_arg_skip_invalid(fcinfo, 2);
	Question	question = {.max_missing = -1,.rules = {.within = -1}};
	SvCall	   *ledger;
	SvResult   *result;
	SvInput    *input;

	if (!PG_ARGISNULL(1))
		question.max_missing = sv_arg_int64(fcinfo, 1, "max_missing", 1);
	ledger = sv_call_begin("sequence_gaps");
	result = sv_result_begin(fcinfo, ledger, result_order, lengthof(result_order));
	input = sv_input_create(ledger, skip_invalid);
	sv_input_read(input, "query", query, columns, RECORD + 1, order, lengthof(order));
	sv_judge(input, result, sv_sequence_gaps_judge(), &question, sizeof(question));
	return (Datum) 0;
}

/* ---- the aggregate ---- */

typedef struct Parameters
{
	int64		min_length;
	int64		step;
	int64		within;			/* or -1 */
} Parameters;

/* Texts of an item. */
#define RECORD_TEXT	0
#define NUMBER_TEXT	1

static const char *
sequence_problem(const SvState *state)
{
	const Parameters *parameters = (const Parameters *) state->data;

	if (state->used < sizeof(Parameters) || parameters->min_length < 2 ||
		parameters->step < 1 || parameters->within < -1)
		return "its parameters are not valid";
	return sv_items_problem(state, sizeof(Parameters));
}

static const SvStateKind sequence_state = {
	.name = "sequence_state",
	.code = SV_STATE_RUN_LENGTHS,
	.version = 1,
	.fixed = sizeof(Parameters),
	.problem = sequence_problem,
	.hint = "Use sequence_runs(), which spills to disk, where one group is so large."
};

SV_STATE_IO(sv_sequence_state, sequence_state);

PG_FUNCTION_INFO_V1(sv_sequence_step);
PG_FUNCTION_INFO_V1(sv_sequence_combine);
PG_FUNCTION_INFO_V1(sv_sequence_final);

/* run_lengths(number, record, at, amount, min_length, step, within) */
Datum
sv_sequence_step(PG_FUNCTION_ARGS)
{
	Parameters	parameters;
	SvItemDraft draft = {0};
	SvState    *state;

	parameters.min_length = sv_arg_int32(fcinfo, 5, "min_length", 2, PG_INT32_MAX);
	parameters.step = sv_arg_int32(fcinfo, 6, "step", 1, PG_INT32_MAX);
	parameters.within = PG_ARGISNULL(7) ? -1 : sv_arg_days(fcinfo, 7, "within");
	state = sv_item_state(fcinfo, &sequence_state, &parameters);
	sv_item_text(&draft, RECORD_TEXT, fcinfo, 2, "record", false);
	sv_item_text(&draft, NUMBER_TEXT, fcinfo, 1, "number", false);
	sv_item_day(&draft, fcinfo, 3, "at", parameters.within < 0);
	sv_item_amount(&draft, 0, fcinfo, 4, "amount", true);
	sv_item_append(&state, &sequence_state, &draft);
	PG_RETURN_POINTER(state);
}

Datum
sv_sequence_combine(PG_FUNCTION_ARGS)
{
	return sv_state_combine(fcinfo, &sequence_state);
}

static bool
item_amount(void *origin, size_t source, SvDecimal *amount)
{
	SvItem	  **item = origin;

	if ((item[source]->known & SV_ITEM_AMOUNT(0)) == 0)
		return false;
	*amount = sv_item_get_amount(item[source], 0);
	return true;
}

static void
put_found(SvList *list, const SvSeries *series, SvItem **item, const size_t *member, size_t n)
{
	Datum		values[RUN_COLUMNS];
	bool		nulls[RUN_COLUMNS] = {false};
	size_t	   *source = palloc_extended(sizeof(size_t) * n, MCXT_ALLOC_HUGE);
	RunTotals	totals = run_totals(series, member, n, item_amount, item);

	for (size_t i = 0; i < n; i++)
		source[i] = series->entry[member[i]].source;
	set_values(values, nulls, series, n, &totals);
	values[FIRST_NUMBER] = sv_item_text_datum(item[source[0]], NUMBER_TEXT);
	values[LAST_NUMBER] = sv_item_text_datum(item[source[n - 1]], NUMBER_TEXT);
	values[RECORDS] = sv_items_records(item, source, n);
	sv_list_put(list, values, nulls);
}

/* Items are in their total order already. */
static int
compare_places(void *origin, size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static void
read_items(SvSeries *series, SvItem **item, uint32 n)
{
	sv_series_reset(series, n);
	for (uint32 i = 0; i < n; i++)
	{
		int64		at = item[i]->known & SV_ITEM_PERIOD ? item[i]->period.first : PG_INT64_MAX;

		if (!sv_series_add(series, sv_item_get_text(item[i], NUMBER_TEXT),
						   item[i]->length[NUMBER_TEXT], at, i))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("\"number\" does not end with 1 to 38 digits in a row of the aggregate"),
					 errdetail("The row's record is \"%s\".",
							   TextDatumGetCString(sv_item_text_datum(item[i], RECORD_TEXT))),
					 errhint("Correct the row, or leave it out with FILTER (WHERE ...).")));
	}
	sv_series_finish(series);
}

Datum
sv_sequence_final(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &sequence_state);
	const Parameters *parameters = state ? (const Parameters *) state->data : NULL;
	const SvGroups *groups;
	SvRunRules	rules;
	SvSeries	series = {0};
	SvItem	  **item;
	SvList	   *list;

	if (state == NULL)
		PG_RETURN_NULL();
	rules = (SvRunRules)
	{
		parameters->min_length, parameters->step, parameters->within
	};
	series.compare = compare_places;
	item = sv_items_sorted(state, sizeof(Parameters));
	read_items(&series, item, state->items);
	sv_run_find(&series.work, series.row, series.n, &rules);
	groups = &series.work.groups;
	if (groups->ngroups == 0)
		PG_RETURN_NULL();
	list = sv_list_begin(fcinfo);
	for (size_t g = 0; g < groups->ngroups; g++)
		put_found(list, &series, item, sv_groups_members(groups, g), sv_groups_length(groups, g));
	return sv_list_end(list, fcinfo);
}
