/*
 * split.c
 *		splits() and split(): do parts below a ceiling add up to it?
 *
 * What a window is, is said in core/split.c.  Here the rows of a subject get
 * their ceilings: a row's own, else the one that the query of ceilings has in
 * force for its kind on its day, else the parameter.  A row that has none is
 * not judged.  Where ceilings have kinds, parts add up within one kind.
 */
#include "supervise.h"

#include "core/split.h"
#include "sv_ceiling.h"
#include "sv_args.h"
#include "sv_datum.h"
#include "sv_input.h"
#include "sv_item.h"
#include "sv_judge.h"
#include "sv_list.h"
#include "sv_reason.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

enum
{
	SUBJECT, RECORD, AT, AMOUNT, CEILING, KIND, NCOLUMNS
};

static const SvColumnSpec columns[NCOLUMNS] = {
	{"subject", SV_KEY, SV_GROUP},
	{"record", SV_KEY, SV_RECORD},
	{"at", SV_DAY, 0},
	{"amount", SV_AMOUNT, 0},
	{"ceiling", SV_AMOUNT, SV_OPTIONAL},
	{"kind", SV_KEY, SV_OPTIONAL | SV_REPEATS}
};

static const int order[] = {AT, RECORD};
static const int order_by_kind[] = {KIND, AT, RECORD};

/* Columns of a split, as both forms return them. */
enum
{
	FIRST_AT, LAST_AT, PARTS, RECORDS, SUM, HIGHEST, RATIO, SPLIT_COLUMNS
};

/* What is asked; the ceilings that were read follow. */
typedef struct Question
{
	bool		has_ceilings;
	bool		by_kind;		/* they have kinds */
	bool		has_ceiling;	/* the parameter */
	SvDecimal	ceiling;
	SvSplitRules rules;
} Question;

typedef struct Call
{
	SvJudging  *judging;
	SvInput    *input;
	Question	question;
	const SvCeilings *ceilings; /* or NULL */
	SvSplitWork work;
	SvSplitRow *row;
	SvRow	  **source;			/* row[i] was read as source[i] */
	size_t		room;
	size_t		source_room;
	MemoryContext context;		/* of one row of the result */
} Call;

/* The columns that both forms return, but for the records. */
static void
set_values(Datum *values, const SvSplitRow *row, const size_t *member, size_t n,
		   SvSplitTotals *totals)
{
	if (!sv_split_totals(row, member, n, totals))
		sv_sum_overflow();
	values[FIRST_AT] = DateADTGetDatum((DateADT) totals->first_at);
	values[LAST_AT] = DateADTGetDatum((DateADT) totals->last_at);
	values[PARTS] = Int64GetDatum((int64) n);
	values[SUM] = sv_amount_datum(totals->amount);
	values[HIGHEST] = sv_amount_datum(totals->ceiling);
	values[RATIO] = DirectFunctionCall2(numeric_div, values[SUM], values[HIGHEST]);
}

/* ---- the set-returning form ---- */

static Datum
reason(const SvSplitTotals *totals, size_t n)
{
	const char *format = sv_language == SV_CHINESE ?
	"%1$s，%2$zu笔低于限额%3$s的支付合计%4$s。" :
	"%1$s: %2$zu payments below the ceiling of %3$s add up to %4$s.";
	SvPeriod	period = {(int32) totals->first_at, (int32) totals->last_at};

	return CStringGetTextDatum(psprintf(format, sv_reason_period(period), n,
										sv_reason_amount(totals->ceiling),
										sv_reason_amount(totals->amount)));
}

static void
put_group(Call *call, const size_t *member, size_t n)
{
	MemoryContext old = MemoryContextSwitchTo(call->context);
	Datum		values[SPLIT_COLUMNS + 2];
	bool		nulls[SPLIT_COLUMNS + 2] = {false};
	Datum	   *records = palloc_extended(sizeof(Datum) * n, MCXT_ALLOC_HUGE);
	SvSplitTotals totals;

	for (size_t i = 0; i < n; i++)
		records[i] = sv_input_text_datum(call->input, call->source[member[i]], RECORD);
	values[0] = sv_input_text_datum(call->input, call->source[member[0]], SUBJECT);
	set_values(values + 1, call->row, member, n, &totals);
	values[1 + RECORDS] = sv_text_array(records, n);
	values[1 + SPLIT_COLUMNS] = reason(&totals, n);
	sv_result_put(call->judging->result, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->context);
}

/* Find the ceiling of a row; false, and the row refused, where there is none. */
static bool
find_ceiling(Call *call, const SvRow *row, SvDecimal *ceiling)
{
	bool		found = call->question.has_ceiling;

	*ceiling = call->question.ceiling;
	if (call->ceilings != NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(call->context);

		found |= sv_ceilings_find(call->ceilings, call->input, row,
								  call->question.by_kind ? KIND : -1, (int32) row->slot[AT], ceiling);
		MemoryContextSwitchTo(old);
	}
	if (!sv_input_is_null(call->input, row, CEILING))
	{
		*ceiling = sv_row_amount(row, CEILING);
		found = true;
	}
	if (found && sv_decimal_sign(*ceiling) > 0)
		return true;
	sv_refuse(&call->judging->refusals, call->input, row, RECORD, "ceiling",
			  found ? "is not above zero" : "is not known");
	return false;
}

/* Judge the first n rows collected, of one subject and kind. */
static void
judge_rows(Call *call, size_t n)
{
	const SvGroups *groups = &call->work.groups;

	if ((int64) n < call->question.rules.min_parts)
		return;
	if (!sv_split_find(&call->work, call->row, n, &call->question.rules))
		sv_sum_overflow();
	for (size_t g = 0; g < groups->ngroups; g++)
		put_group(call, sv_groups_members(groups, g), sv_groups_length(groups, g));
}

static bool
same_kind(Call *call, const SvRow *a, const SvRow *b)
{
	bool		a_null = sv_input_is_null(call->input, a, KIND);
	bool		b_null = sv_input_is_null(call->input, b, KIND);

	return a_null || b_null ? a_null == b_null : sv_input_equal(call->input, a, b, KIND);
}

static void
judge_group(void *state, const SvGroup *group)
{
	Call	   *call = state;
	size_t		n = 0;

	call->row = sv_core_room(call->row, &call->room, group->count, sizeof(SvSplitRow));
	call->source = sv_core_room(call->source, &call->source_room, group->count,
								sizeof(SvRow *));
	for (uint64 i = 0; i < group->count; i++)
	{
		SvRow	   *row = group->rows[i];

		if (call->question.by_kind && i > 0 && !same_kind(call, group->rows[i - 1], row))
		{
			judge_rows(call, n);
			n = 0;
		}
		if (!find_ceiling(call, row, &call->row[n].ceiling))
			continue;
		call->row[n].amount = sv_row_amount(row, AMOUNT);
		call->row[n].at = (int32) row->slot[AT];
		call->source[n++] = row;
	}
	judge_rows(call, n);
	MemoryContextReset(call->context);
}

static void *
begin(SvJudging *judging, const void *parameters, Size size)
{
	Call	   *call = palloc0(sizeof(Call));
	const char *ceilings = (const char *) parameters + sizeof(Question);

	memcpy(&call->question, parameters, sizeof(Question));
	if (call->question.has_ceilings)
		call->ceilings = sv_ceilings_get(ceilings, size - sizeof(Question));
	call->judging = judging;
	call->input = judging->input;
	call->context = AllocSetContextCreate(CurrentMemoryContext, "supervise split",
										  ALLOCSET_DEFAULT_SIZES);
	return call;
}

SV_JUDGE(sv_splits_judge, "query", begin, judge_group);

/* There must be a ceiling somewhere, and a kind where ceilings have kinds. */
static void
check_columns(const Question *question, const SvInput *input)
{
	if (!question->has_ceiling && !question->has_ceilings && !sv_input_has(input, 0, CEILING))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no ceiling is given"),
				 errhint("Give the parameter \"ceiling\", a column \"ceiling\", or a query of \"ceilings\".")));
	if (question->by_kind && !sv_input_has(input, 0, KIND))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("argument \"query\" has no column \"kind\""),
				 errdetail("The query of ceilings has one."),
				 errhint("Name it in the select list, or leave it out of the ceilings.")));
}

PG_FUNCTION_INFO_V1(sv_splits);

/* splits(query, ceiling, within, min_parts, net_reversals, ceilings, on_invalid) */
Datum
sv_splits(PG_FUNCTION_ARGS)
{
	static const AttrNumber result_order[] = {1, 2, 6}; /* subject, first_at,
														 * records */
	char	   *query = sv_arg_text(fcinfo, 0, "query");
	char	   *ceilings = sv_arg_optional_text(fcinfo, 5);
	bool		skip_invalid = sv_arg_skip_invalid(fcinfo, 6);
	Question	question = {0};
	StringInfoData bytes;
	SvCall	   *ledger;
	SvResult   *result;
	SvInput    *input;

	question.has_ceilings = ceilings != NULL;
	question.has_ceiling = !PG_ARGISNULL(1);
	if (question.has_ceiling)
		question.ceiling = sv_arg_amount(fcinfo, 1, "ceiling", 1);
	question.rules.within = sv_arg_days(fcinfo, 2, "within");
	question.rules.min_parts = sv_arg_int32(fcinfo, 3, "min_parts", 2, PG_INT32_MAX);
	question.rules.net_reversals = sv_arg_bool(fcinfo, 4, "net_reversals");

	ledger = sv_call_begin("splits");
	result = sv_result_begin(fcinfo, ledger, result_order, lengthof(result_order));
	initStringInfo(&bytes);
	appendStringInfoSpaces(&bytes, sizeof(Question));
	if (ceilings)
		question.by_kind = sv_ceilings_read(ledger, ceilings, &bytes);
	memcpy(bytes.data, &question, sizeof(Question));
	input = sv_input_create(ledger, skip_invalid);
	sv_input_read(input, "query", query, columns, question.by_kind ? NCOLUMNS : KIND,
				  question.by_kind ? order_by_kind : order,
				  question.by_kind ? lengthof(order_by_kind) : lengthof(order));
	check_columns(&question, input);
	sv_judge(input, result, sv_splits_judge(), bytes.data, bytes.len);
	return (Datum) 0;
}

/* ---- the aggregate ---- */

typedef struct Parameters
{
	int64		within;
	int64		min_parts;
	int64		net_reversals;
} Parameters;

static const char *
split_problem(const SvState *state)
{
	const Parameters *parameters = (const Parameters *) state->data;

	if (state->used < sizeof(Parameters) || parameters->within < 0 || parameters->min_parts < 2)
		return "its parameters are not valid";
	return sv_items_problem(state, sizeof(Parameters));
}

static const SvStateKind split_state = {
	.name = "split_state",
	.code = SV_STATE_SPLIT,
	.version = 1,
	.fixed = sizeof(Parameters),
	.problem = split_problem,
	.hint = "Use splits(), which spills to disk, where one group is so large."
};

SV_STATE_IO(sv_split_state, split_state);

PG_FUNCTION_INFO_V1(sv_split_step);
PG_FUNCTION_INFO_V1(sv_split_combine);
PG_FUNCTION_INFO_V1(sv_split_final);

/* split(record, at, amount, ceiling, within, min_parts, net_reversals) */
Datum
sv_split_step(PG_FUNCTION_ARGS)
{
	Parameters	parameters;
	SvItemDraft draft = {0};
	SvState    *state;

	parameters.within = sv_arg_days(fcinfo, 5, "within");
	parameters.min_parts = sv_arg_int32(fcinfo, 6, "min_parts", 2, PG_INT32_MAX);
	parameters.net_reversals = sv_arg_bool(fcinfo, 7, "net_reversals");
	state = sv_item_state(fcinfo, &split_state, &parameters);
	sv_item_text(&draft, 0, fcinfo, 1, "record", false);
	sv_item_day(&draft, fcinfo, 2, "at", false);
	sv_item_amount(&draft, 0, fcinfo, 3, "amount", false);
	sv_item_amount(&draft, 1, fcinfo, 4, "ceiling", false);
	if (sv_decimal_sign(draft.amount[1]) <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"ceiling\" is not above zero in a row of the aggregate"),
				 errdetail("The row's record is \"%s\".", text_to_cstring(draft.text[0]))));
	sv_item_append(&state, &split_state, &draft);
	PG_RETURN_POINTER(state);
}

Datum
sv_split_combine(PG_FUNCTION_ARGS)
{
	return sv_state_combine(fcinfo, &split_state);
}

Datum
sv_split_final(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &split_state);
	const Parameters *parameters = state ? (const Parameters *) state->data : NULL;
	SvSplitRules rules;
	SvSplitWork work = {0};
	SvSplitRow *row;
	SvItem	  **item;
	SvList	   *list;

	if (state == NULL || state->items < parameters->min_parts)
		PG_RETURN_NULL();
	rules.within = parameters->within;
	rules.min_parts = parameters->min_parts;
	rules.net_reversals = parameters->net_reversals != 0;
	item = sv_items_sorted(state, sizeof(Parameters));
	row = palloc_extended(sizeof(SvSplitRow) * state->items, MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < state->items; i++)
	{
		row[i].at = item[i]->period.first;
		row[i].amount = sv_item_get_amount(item[i], 0);
		row[i].ceiling = sv_item_get_amount(item[i], 1);
	}
	if (!sv_split_find(&work, row, state->items, &rules))
		sv_sum_overflow();
	if (work.groups.ngroups == 0)
		PG_RETURN_NULL();

	list = sv_list_begin(fcinfo);
	for (size_t g = 0; g < work.groups.ngroups; g++)
	{
		const size_t *member = sv_groups_members(&work.groups, g);
		size_t		n = sv_groups_length(&work.groups, g);
		Datum		values[SPLIT_COLUMNS];
		bool		nulls[SPLIT_COLUMNS] = {false};
		SvSplitTotals totals;

		set_values(values, row, member, n, &totals);
		values[RECORDS] = sv_items_records(item, member, n);
		sv_list_put(list, values, nulls);
	}
	return sv_list_end(list, fcinfo);
}
