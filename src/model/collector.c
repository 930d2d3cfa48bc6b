/*
 * collector.c
 *		Who receives for many others?
 *
 * supervise.collectors(query), over the kernel in core/collector.c.
 */
#include "supervise.h"

#include "core/collector.h"
#include "miscadmin.h"
#include "sv_args.h"
#include "sv_input.h"
#include "sv_list.h"
#include "sv_numeric.h"
#include "sv_reason.h"
#include "sv_result.h"
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
	bool		has_households;
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
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("the amounts of one payee add up to more than %d digits", SV_DECIMAL_DIGITS)));
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
	found->nulls[HOUSEHOLDS] = !source->has_households;
	found->values[RECORDS] = sv_text_array(records, n);
	found->values[FIRST_AT] = DateADTGetDatum(found->days.first);
	found->values[LAST_AT] = DateADTGetDatum(found->days.last);
	found->nulls[FIRST_AT] = found->nulls[LAST_AT] = !found->has_days;
	found->nulls[TOTAL] = !found->has_amount;
	if (found->has_amount)
		found->values[TOTAL] = NumericGetDatum(sv_decimal_to_numeric(found->amount));
}

static char *
reason(const Source *source, const Found *found)
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
	if (source->has_households)
		appendStringInfo(&sentence, chinese ? "，涉及" UINT64_FORMAT "户" :
						 ", of " UINT64_FORMAT " households", found->rows.households);
	if (found->has_amount)
		appendStringInfo(&sentence, chinese ? "，合计%s" : ", %s in all",
						 sv_reason_amount(found->amount));
	appendStringInfoString(&sentence, chinese ? "。" : ".");
	return sentence.data;
}

/* ---- the set-returning form ---- */

typedef struct Call
{
	int32		least;			/* beneficiaries */
	int32		within;
	SvInput    *input;
	SvResult   *result;
	SvRow	  **rows;			/* of the payee in work */
	Source		source;
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

typedef struct KeyOrder
{
	Call	   *call;
	int			column;
} KeyOrder;

static int
compare_keys(const void *left, const void *right, void *arg)
{
	const KeyOrder *by = arg;
	const SvRow *a = by->call->rows[*(const uint64 *) left];
	const SvRow *b = by->call->rows[*(const uint64 *) right];

	if (sv_input_equal(by->call->input, a, b, by->column))
		return 0;
	return sv_input_compare(by->call->input, a, b, by->column);
}

/* Number the keys of a column: equal keys have the number of one of their rows. */
static void
number_keys(Call *call, uint64 n, int column, SvReceived *received)
{
	KeyOrder	by = {call, column};
	uint64	   *order = palloc_extended(sizeof(uint64) * n, MCXT_ALLOC_HUGE);
	uint64		known = 0;
	uint64		number = 0;

	for (uint64 i = 0; i < n; i++)
	{
		received[i].household = column == HOUSEHOLD ? SV_NOBODY : received[i].household;
		if (!sv_input_is_null(call->input, call->rows[i], column))
			order[known++] = i;
	}
	qsort_arg(order, known, sizeof(uint64), compare_keys, &by);
	for (uint64 i = 0; i < known; i++)
	{
		if (i == 0 || compare_keys(&order[i - 1], &order[i], &by) != 0)
			number = order[i];
		if (column == HOUSEHOLD)
			received[order[i]].household = number;
		else
			received[order[i]].beneficiary = number;
	}
	pfree(order);
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
	values[FOUND_COLUMNS + 1] = CStringGetTextDatum(reason(&call->source, &found));
	sv_result_put(call->result, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->context);
}

static void
search_payee(Call *call, const SvGroup *group)
{
	uint64		n = group->count;
	SvReceived *received = palloc_extended(sizeof(SvReceived) * n, MCXT_ALLOC_HUGE);

	call->rows = group->rows;
	for (uint64 i = 0; i < n; i++)
	{
		received[i].day = (int32) group->rows[i]->slot[AT];
		received[i].household = SV_NOBODY;
	}
	number_keys(call, n, BENEFICIARY, received);
	if (call->source.has_households)
		number_keys(call, n, HOUSEHOLD, received);
	sv_collections(received, n, call->least, call->within, emit, call);
}

/* collectors(query, min_beneficiaries, within, on_invalid) */
Datum
sv_collectors(PG_FUNCTION_ARGS)
{
	static const AttrNumber result_order[] = {1, FIRST_AT + 2}; /* payee, first_at */
	char	   *query = sv_arg_text(fcinfo, 0, "query");
	Call		call = {0};
	SvColumnSpec specs[NCOLUMNS];
	SvCall	   *ledger;
	SvGroup		group;
	MemoryContext context;
	MemoryContext old;

	call.least = sv_arg_int32(fcinfo, 1, "min_beneficiaries", 1, PG_INT32_MAX);
	call.within = PG_ARGISNULL(2) ? SV_EVER : sv_arg_days(fcinfo, 2, "within");
	memcpy(specs, columns, sizeof(specs));
	if (call.within != SV_EVER)
		specs[AT].flags = 0;	/* must be there, and known */

	ledger = sv_call_begin("collectors");
	call.result = sv_result_begin(fcinfo, ledger, result_order, lengthof(result_order));
	call.context = AllocSetContextCreate(CurrentMemoryContext, "supervise collection",
										 ALLOCSET_DEFAULT_SIZES);
	call.input = sv_input_create(ledger, sv_arg_skip_invalid(fcinfo, 3));
	sv_input_read(call.input, "query", query, specs, NCOLUMNS, by_time, lengthof(by_time));
	call.source.origin = &call;
	call.source.record = row_record;
	call.source.day = row_day;
	call.source.amount = row_amount;
	call.source.has_households = sv_input_has(call.input, 0, HOUSEHOLD);

	context = AllocSetContextCreate(CurrentMemoryContext, "supervise payee",
									ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(context);
	while (sv_input_next(call.input, &group))
	{
		if (group.count < call.least)
			continue;
		search_payee(&call, &group);
		MemoryContextReset(context);
	}
	MemoryContextSwitchTo(old);
	sv_input_close(call.input);
	sv_result_end(call.result);
	sv_call_end(ledger);
	return (Datum) 0;
}
