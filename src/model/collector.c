/*
 * collector.c
 *		Who receives for many others?
 *
 * supervise.collectors(query) and the aggregate supervise.collect(...), over
 * the kernel in core/collector.c.
 */
#include "supervise.h"

#include "core/collector.h"
#include "miscadmin.h"
#include "sv_args.h"
#include "sv_datum.h"
#include "sv_identity.h"
#include "sv_input.h"
#include "sv_item.h"
#include "sv_judge.h"
#include "sv_list.h"
#include "sv_numeric.h"
#include "sv_reason.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(sv_collectors);

/* Columns of the query. */
enum
{
	PAYEE, BENEFICIARY, RECORD, AT, AMOUNT, HOUSEHOLD, NCOLUMNS
};

static const SvColumnSpec columns[NCOLUMNS] = {
	{"payee", SV_KEY, SV_GROUP},
	{"beneficiary", SV_KEY, 0},
	{"record", SV_KEY, SV_RECORD},
	{"at", SV_DAY, SV_OPTIONAL},
	{"amount", SV_AMOUNT, SV_OPTIONAL},
	{"household", SV_KEY, SV_OPTIONAL},
};

static const int by_time[] = {AT, RECORD};

/* Columns of the result, after the payee; the aggregate has the first six. */
enum
{
	BENEFICIARIES, HOUSEHOLDS, RECORDS, FIRST_AT, LAST_AT, TOTAL, FOUND_COLUMNS
};

/*
 * What was received by one payee, wherever it is kept: the reading layer's rows
 * or the items of an aggregate's state.
 */
typedef struct Source
{
	void	   *origin;
	Datum		(*record) (void *origin, uint64 i);
	bool		(*day) (void *origin, uint64 i, int32 *day);
	bool		(*amount) (void *origin, uint64 i, SvDecimal *amount);
} Source;

/* A collection as it is returned. */
typedef struct Found
{
	SvCollection rows;
	bool		has_days;
	SvPeriod	days;
	bool		has_amount;
	SvDecimal	amount;
	Datum		values[FOUND_COLUMNS];
	bool		nulls[FOUND_COLUMNS];
} Found;

/* First and last day, and the sum, of what is known of them. */
static void
add_up(const Source *source, Found *found)
{
	for (uint64 i = found->rows.first; i <= found->rows.last; i++)
	{
		SvDecimal	amount;
		int32		day;

		if (source->day(source->origin, i, &day))
		{
			found->days.first = found->has_days ? Min(found->days.first, day) : day;
			found->days.last = found->has_days ? Max(found->days.last, day) : day;
			found->has_days = true;
		}
		if (!source->amount(source->origin, i, &amount))
			continue;
		found->has_amount = true;
		if (!sv_decimal_add(&found->amount, amount))
			sv_sum_overflow();
	}
}

static void
fill(const Source *source, const SvCollection *rows, Found *found)
{
	uint64		n = rows->last - rows->first + 1;
	Datum	   *records = palloc_extended(sizeof(Datum) * n, MCXT_ALLOC_HUGE);

	memset(found, 0, sizeof(*found));
	found->rows = *rows;
	add_up(source, found);
	for (uint64 i = 0; i < n; i++)
		records[i] = source->record(source->origin, rows->first + i);
	found->values[BENEFICIARIES] = Int64GetDatum((int64) rows->beneficiaries);
	found->values[HOUSEHOLDS] = Int64GetDatum((int64) rows->households);
	found->nulls[HOUSEHOLDS] = rows->households == 0;
	found->values[RECORDS] = sv_text_array(records, n);
	found->values[FIRST_AT] = DateADTGetDatum(found->days.first);
	found->values[LAST_AT] = DateADTGetDatum(found->days.last);
	found->nulls[FIRST_AT] = found->nulls[LAST_AT] = !found->has_days;
	found->nulls[TOTAL] = !found->has_amount;
	if (found->has_amount)
		found->values[TOTAL] = NumericGetDatum(sv_decimal_to_numeric(found->amount));
}

static char *
reason(const Found *found)
{
	bool		chinese = sv_language == SV_CHINESE;
	StringInfoData sentence;

	initStringInfo(&sentence);
	if (found->has_days)
		appendStringInfo(&sentence, chinese ? "%s，" : "%s: ", sv_reason_period(found->days));
	else
		appendStringInfoString(&sentence, chinese ? "日期不详，" : "Undated: ");
	appendStringInfo(&sentence, chinese ? "代" UINT64_FORMAT "人领取" UINT64_FORMAT "笔" :
					 "payments for " UINT64_FORMAT " people, " UINT64_FORMAT " records",
					 found->rows.beneficiaries, found->rows.last - found->rows.first + 1);
	if (found->rows.households > 0)
		appendStringInfo(&sentence, chinese ? "，涉及" UINT64_FORMAT "户" :
						 ", of " UINT64_FORMAT " households", found->rows.households);
	if (found->has_amount)
		appendStringInfo(&sentence, chinese ? "，合计%s" : ", %s in all",
						 sv_reason_amount(found->amount));
	appendStringInfoString(&sentence, chinese ? "。" : ".");
	return sentence.data;
}

/* ---- the set-returning form ---- */

/* What is asked. */
typedef struct Question
{
	int32		least;			/* beneficiaries */
	int32		within;
} Question;

typedef struct Call
{
	Question	question;
	SvInput    *input;
	SvResult   *result;
	SvRow	  **rows;			/* of the payee in work */
	Source		source;
	SvIdentities identities;
	MemoryContext payee;		/* of one payee */
	MemoryContext context;		/* of one collection */
} Call;

static Datum
row_record(void *origin, uint64 i)
{
	Call	   *call = origin;

	return sv_input_text_datum(call->input, call->rows[i], RECORD);
}

static bool
row_day(void *origin, uint64 i, int32 *day)
{
	Call	   *call = origin;

	*day = (int32) call->rows[i]->slot[AT];
	return !sv_input_is_null(call->input, call->rows[i], AT);
}

static bool
row_amount(void *origin, uint64 i, SvDecimal *amount)
{
	Call	   *call = origin;

	if (sv_input_is_null(call->input, call->rows[i], AMOUNT))
		return false;
	*amount = sv_row_amount(call->rows[i], AMOUNT);
	return true;
}

/* Equal keys have equal numbers; a household that is not known has none. */
static void
number_keys(Call *call, uint64 n, SvReceived *received)
{
	SvRow	  **known;
	uint64	   *number;
	uint64		nknown = 0;

	StaticAssertStmt(sizeof(SvReceived) == 3 * sizeof(uint64), "stride of received rows");
	sv_identify(&call->identities, call->input, call->rows, n, BENEFICIARY,
				&received[0].beneficiary, 3);
	if (!sv_input_has(call->input, 0, HOUSEHOLD))
		return;
	known = palloc_extended(sizeof(SvRow *) * n, MCXT_ALLOC_HUGE);
	number = palloc_extended(sizeof(uint64) * n, MCXT_ALLOC_HUGE);
	for (uint64 i = 0; i < n; i++)
		if (!sv_input_is_null(call->input, call->rows[i], HOUSEHOLD))
			known[nknown++] = call->rows[i];
	sv_identify(&call->identities, call->input, known, nknown, HOUSEHOLD, number, 1);
	nknown = 0;
	for (uint64 i = 0; i < n; i++)
		if (!sv_input_is_null(call->input, call->rows[i], HOUSEHOLD))
			received[i].household = number[nknown++];
}

static void
emit(const SvCollection *rows, void *arg)
{
	Call	   *call = arg;
	MemoryContext old = MemoryContextSwitchTo(call->context);
	Datum		values[FOUND_COLUMNS + 2];
	bool		nulls[FOUND_COLUMNS + 2] = {0};
	Found		found;

	fill(&call->source, rows, &found);
	values[0] = sv_input_text_datum(call->input, call->rows[0], PAYEE);
	memcpy(values + 1, found.values, sizeof(found.values));
	memcpy(nulls + 1, found.nulls, sizeof(found.nulls));
	values[FOUND_COLUMNS + 1] = CStringGetTextDatum(reason(&found));
	sv_result_put(call->result, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->context);
}

static void *
begin(SvJudging *judging, const void *parameters, Size size)
{
	Call	   *call = palloc0(sizeof(Call));

	Assert(size == sizeof(Question));
	memcpy(&call->question, parameters, size);
	call->input = judging->input;
	call->result = judging->result;
	call->source = (Source)
	{
		call, row_record, row_day, row_amount
	};
	call->payee = AllocSetContextCreate(CurrentMemoryContext, "supervise payee",
										ALLOCSET_DEFAULT_SIZES);
	call->context = AllocSetContextCreate(CurrentMemoryContext, "supervise collection",
										  ALLOCSET_DEFAULT_SIZES);
	return call;
}

static void
search_payee(void *state, const SvGroup *group)
{
	Call	   *call = state;
	uint64		n = group->count;
	SvReceived *received;
	MemoryContext old;

	if (n < call->question.least)
		return;
	old = MemoryContextSwitchTo(call->payee);
	received = palloc_extended(sizeof(SvReceived) * n, MCXT_ALLOC_HUGE);
	call->rows = group->rows;
	for (uint64 i = 0; i < n; i++)
	{
		received[i].day = (int32) group->rows[i]->slot[AT];
		received[i].household = SV_NOBODY;
	}
	number_keys(call, n, received);
	sv_collections(received, n, call->question.least, call->question.within, emit, call);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->payee);
	memset(&call->identities, 0, sizeof(call->identities)); /* was in it */
}

SV_JUDGE(sv_collectors_judge, NULL, begin, search_payee);

/* collectors(query, min_beneficiaries, within, on_invalid) */
Datum
sv_collectors(PG_FUNCTION_ARGS)
{
	static const AttrNumber result_order[] = {1, FIRST_AT + 2}; /* payee, first_at */
	char	   *query = sv_arg_text(fcinfo, 0, "query");
	bool		skip_invalid = sv_arg_skip_invalid(fcinfo, 3);
	Question	question;
	SvColumnSpec specs[NCOLUMNS];
	SvCall	   *ledger;
	SvResult   *result;
	SvInput    *input;
	uint64		least;

	question.least = sv_arg_int32(fcinfo, 1, "min_beneficiaries", 1, PG_INT32_MAX);
	question.within = PG_ARGISNULL(2) ? SV_EVER : sv_arg_days(fcinfo, 2, "within");
	memcpy(specs, columns, sizeof(specs));
	if (question.within != SV_EVER)
		specs[AT].flags = 0;	/* must be there, and known */

	ledger = sv_call_begin("collectors");
	result = sv_result_begin(fcinfo, ledger, result_order, lengthof(result_order));
	input = sv_input_create(ledger, skip_invalid);
	sv_input_read(input, "query", query, specs, NCOLUMNS, by_time, lengthof(by_time));
	least = question.least;
	sv_input_filter(input, "sv_filter_at_least", -1, -1, &least, sizeof(least));
	sv_judge(input, result, sv_collectors_judge(), &question, sizeof(question));
	return (Datum) 0;
}

/* ---- the aggregate ---- */

typedef struct Parameters
{
	int64		least;
	int64		within;
} Parameters;

/* Texts of an item. */
enum
{
	ITEM_RECORD, ITEM_BENEFICIARY, ITEM_HOUSEHOLD
};

static const char *
collect_problem(const SvState *state)
{
	const Parameters *parameters = (const Parameters *) state->data;

	if (parameters->least < 1 || parameters->least > PG_INT32_MAX ||
		parameters->within < SV_EVER || parameters->within > PG_INT32_MAX)
		return "its parameters are not valid";
	return sv_items_problem(state, sizeof(Parameters));
}

static const SvStateKind collect_state = {
	.name = "collect_state",
	.code = SV_STATE_COLLECT,
	.version = 1,
	.fixed = sizeof(Parameters),
	.problem = collect_problem,
	.hint = "Use collectors(), which spills to disk, where one group is so large."
};

SV_STATE_IO(sv_collect_state, collect_state);

PG_FUNCTION_INFO_V1(sv_collect_row);
PG_FUNCTION_INFO_V1(sv_collect_rows_combine);
PG_FUNCTION_INFO_V1(sv_collect_found);

/* collect(beneficiary, record, at, amount, household, min_beneficiaries, within) */
Datum
sv_collect_row(PG_FUNCTION_ARGS)
{
	Parameters	parameters;
	SvItemDraft draft = {{0}};
	SvState    *state;

	parameters.least = sv_arg_int32(fcinfo, 6, "min_beneficiaries", 1, PG_INT32_MAX);
	parameters.within = PG_ARGISNULL(7) ? SV_EVER : sv_arg_days(fcinfo, 7, "within");
	state = sv_item_state(fcinfo, &collect_state, &parameters);
	sv_item_text(&draft, ITEM_RECORD, fcinfo, 2, "record", false);
	sv_item_text(&draft, ITEM_BENEFICIARY, fcinfo, 1, "beneficiary", false);
	sv_item_day(&draft, fcinfo, 3, "at", parameters.within == SV_EVER);
	sv_item_amount(&draft, 0, fcinfo, 4, "amount", true);
	sv_item_text(&draft, ITEM_HOUSEHOLD, fcinfo, 5, "household", true);
	if ((draft.known & SV_ITEM_PERIOD) == 0)
		draft.period.first = draft.period.last = SV_NO_FIRST;	/* comes first */
	sv_item_append(&state, &collect_state, &draft);
	PG_RETURN_POINTER(state);
}

Datum
sv_collect_rows_combine(PG_FUNCTION_ARGS)
{
	return sv_state_combine(fcinfo, &collect_state);
}

/* The items of a state, sorted, and the list that is built of them. */
typedef struct Items
{
	SvItem	  **item;
	Source		source;
	SvList	   *list;
} Items;

static Datum
item_record(void *origin, uint64 i)
{
	return sv_item_text_datum(((Items *) origin)->item[i], ITEM_RECORD);
}

static bool
item_day(void *origin, uint64 i, int32 *day)
{
	const SvItem *item = ((Items *) origin)->item[i];

	*day = item->period.first;
	return (item->known & SV_ITEM_PERIOD) != 0;
}

static bool
item_amount(void *origin, uint64 i, SvDecimal *amount)
{
	const SvItem *item = ((Items *) origin)->item[i];

	*amount = sv_item_get_amount(item, 0);
	return (item->known & SV_ITEM_AMOUNT(0)) != 0;
}

static void
put_found(const SvCollection *rows, void *arg)
{
	Items	   *items = arg;
	Found		found;

	fill(&items->source, rows, &found);
	sv_list_put(items->list, found.values, found.nulls);
}

Datum
sv_collect_found(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &collect_state);
	const Parameters *parameters = state ? (const Parameters *) state->data : NULL;
	Items		items = {NULL};
	SvReceived *received;
	uint64	   *beneficiary;
	uint64	   *household;

	if (state == NULL || state->items < parameters->least)
		PG_RETURN_NULL();
	items.item = sv_items_sorted(state, sizeof(Parameters));
	items.source.origin = &items;
	items.source.record = item_record;
	items.source.day = item_day;
	items.source.amount = item_amount;
	items.list = sv_list_begin(fcinfo);
	beneficiary = sv_items_identify(items.item, state->items, ITEM_BENEFICIARY);
	household = sv_items_identify(items.item, state->items, ITEM_HOUSEHOLD);
	received = palloc_extended(sizeof(SvReceived) * state->items, MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < state->items; i++)
	{
		received[i].day = items.item[i]->period.first;
		received[i].beneficiary = beneficiary[i];
		received[i].household = items.item[i]->known & SV_ITEM_TEXT(ITEM_HOUSEHOLD) ?
			household[i] : SV_NOBODY;
	}
	sv_collections(received, state->items, parameters->least, (int32) parameters->within,
				   put_found, &items);
	return sv_list_end(items.list, fcinfo);
}
