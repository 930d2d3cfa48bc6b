/*
 * arrears.c
 *		What is due and unpaid, and for how long?
 *
 * supervise.arrears(obligations, receipts, as_of) and the aggregate
 * supervise.allocate(...), over the kernel in core/arrears.c.  Nothing that
 * happens after as_of counts.  An obligation below zero is a credit note: it
 * pays from its due date on.
 */
#include "supervise.h"

#include "catalog/pg_type.h"
#include "core/arrears.h"
#include "miscadmin.h"
#include "sv_args.h"
#include "sv_datum.h"
#include "sv_input.h"
#include "sv_item.h"
#include "sv_judge.h"
#include "sv_list.h"
#include "sv_reason.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"

/* Columns of both queries. */
enum
{
	ACCOUNT, RECORD, DAY, AMOUNT, NCOLUMNS
};

static const SvColumnSpec obligation_columns[NCOLUMNS] = {
	{"account", SV_KEY, SV_GROUP},
	{"record", SV_KEY, SV_RECORD},
	{"due_on", SV_DAY, 0},
	{"amount", SV_AMOUNT, 0},
};

static const SvColumnSpec receipt_columns[NCOLUMNS] = {
	{"account", SV_KEY, SV_GROUP},
	{"record", SV_KEY, SV_RECORD},
	{"paid_on", SV_DAY, 0},
	{"amount", SV_AMOUNT, 0},
};

static const int by_day[] = {DAY, RECORD};

/* Columns of the result, after the account; the aggregate has all but the last. */
enum
{
	OUT_RECORD, DUE_ON, OUT_AMOUNT, PAID, BALANCE, SETTLED_ON, DAYS_OVERDUE, BUCKET, RECEIPTS, FOUND_COLUMNS
};

#define MOST_BUCKETS	15

/* Plain data without padding: an aggregate's state begins with it. */
typedef struct Question
{
	int32		as_of;
	int32		grace;
	int32		nbuckets;
	int32		bucket[MOST_BUCKETS];	/* last day of each */
} Question;

/* An obligation or a receipt of an account; those of a kind come by day. */
typedef struct Entry
{
	bool		receipt;
	int32		day;
	SvDecimal	amount;
	uint64		row;
} Entry;

/* An account, wherever its rows are kept. */
typedef struct Account
{
	const Question *question;
	void	   *origin;
	Datum		(*record) (void *origin, uint64 row);
	void		(*emit) (void *origin, const SvDue *due, Datum *values, bool *nulls);
	MemoryContext context;		/* of one row of the result */
} Account;

/* ---- parameters ---- */

static void
bad_buckets(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("parameter \"buckets\" is not valid"),
			 errdetail_internal("%s", detail),
			 errhint("Give the last day of each bucket in ascending order, such as '{30,60,90}'.")));
}

static void
buckets_argument(FunctionCallInfo fcinfo, int n, Question *question)
{
	ArrayType  *array;
	int32	   *bucket;

	sv_arg_present(fcinfo, n, "buckets");
	array = PG_GETARG_ARRAYTYPE_P(n);
	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] > MOST_BUCKETS)
		bad_buckets(psprintf("It must have 1 to %d elements.", MOST_BUCKETS));
	if (array_contains_nulls(array))
		bad_buckets("An element is null.");
	question->nbuckets = ARR_DIMS(array)[0];
	bucket = (int32 *) ARR_DATA_PTR(array);
	for (int i = 0; i < question->nbuckets; i++)
	{
		if (bucket[i] <= (i == 0 ? 0 : bucket[i - 1]))
			bad_buckets(psprintf("%d comes after %d.", bucket[i], i == 0 ? 0 : bucket[i - 1]));
		question->bucket[i] = bucket[i];
	}
}

static int32
as_of_argument(FunctionCallInfo fcinfo, int n)
{
	sv_arg_present(fcinfo, n, "as_of");
	if (DATE_NOT_FINITE(PG_GETARG_DATEADT(n)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"as_of\" must not be infinite")));
	return PG_GETARG_DATEADT(n);
}

/* ---- one account ---- */

/* Days from the due date to the payment, or to as_of. */
static int64
days_overdue(const Question *question, const SvDue *due)
{
	return (int64) (due->settled ? due->settled_on : question->as_of) - due->day;
}

static char *
bucket_name(const Question *question, int64 days)
{
	int			i = 0;

	while (i < question->nbuckets && days > question->bucket[i])
		i++;
	if (i == question->nbuckets)
		return psprintf("over %d", question->bucket[i - 1]);
	return psprintf("%d-%d", i == 0 ? 1 : question->bucket[i - 1] + 1, question->bucket[i]);
}

static Datum
receipts_of(const Account *account, const SvDue *due, const SvCredit *credits, const uint64 *rows)
{
	Datum	   *records;
	uint64		n = 0;

	if (due->first == SV_NO_CREDIT)
		return PointerGetDatum(construct_empty_array(TEXTOID));
	records = palloc_extended(sizeof(Datum) * (due->last - due->first + 1), MCXT_ALLOC_HUGE);
	for (uint64 c = due->first; c <= due->last; c++)
		if (credits[c].left.unscaled > 0)
			records[n++] = account->record(account->origin, rows[c]);
	return sv_text_array(records, n);
}

/* What is left to pay; it fits, being no larger than the amount. */
static SvDecimal
balance(const SvDue *due)
{
	SvDecimal	result = due->amount;

	(void) sv_decimal_subtract(&result, due->paid);
	return result;
}

/* The due has the amount as its row has it again. */
static void
emit_due(const Account *account, const SvDue *due, uint64 row, const SvCredit *credits,
		 const uint64 *credit_rows)
{
	MemoryContext old = MemoryContextSwitchTo(account->context);
	int64		days = days_overdue(account->question, due);
	Datum		values[FOUND_COLUMNS];
	bool		nulls[FOUND_COLUMNS] = {0};

	values[OUT_RECORD] = account->record(account->origin, row);
	values[DUE_ON] = DateADTGetDatum(due->day);
	values[OUT_AMOUNT] = sv_amount_datum(due->amount);
	values[PAID] = sv_amount_datum(due->paid);
	values[BALANCE] = sv_amount_datum(balance(due));
	values[SETTLED_ON] = DateADTGetDatum(due->settled_on);
	nulls[SETTLED_ON] = !due->settled;
	values[DAYS_OVERDUE] = Int32GetDatum((int32) days);
	values[BUCKET] = CStringGetTextDatum(bucket_name(account->question, days));
	values[RECEIPTS] = receipts_of(account, due, credits, credit_rows);
	account->emit(account->origin, due, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(account->context);
}

/* Is an entry a credit: a receipt of any sign, or a credit note? */
static inline bool
is_credit(const Entry *entry)
{
	return entry->receipt || entry->amount.unscaled < 0;
}

/*
 * Merge the two kinds of credits by day, receipts first; returns their number.
 * Entries have all obligations before all receipts, or both in order of days.
 */
static uint64
merge_credits(const Entry *entries, uint64 n, SvCredit *credits, uint64 *rows)
{
	uint64		receipt = 0;
	uint64		note = 0;
	uint64		ncredits = 0;

	for (;;)
	{
		const Entry *entry;

		while (receipt < n && !entries[receipt].receipt)
			receipt++;
		while (note < n && (entries[note].receipt || !is_credit(&entries[note])))
			note++;
		if (receipt == n && note == n)
			return ncredits;
		if (note == n || (receipt < n && entries[receipt].day <= entries[note].day))
			entry = &entries[receipt++];
		else
			entry = &entries[note++];
		credits[ncredits].day = entry->day;
		credits[ncredits].amount = entry->receipt ? entry->amount : sv_decimal_negate(entry->amount);
		rows[ncredits++] = entry->row;
	}
}

/* Allocate the receipts of an account, and emit what is or was overdue. */
static void
judge_account(const Account *account, const Entry *entries, uint64 n)
{
	SvDue	   *dues = palloc_extended(sizeof(SvDue) * n, MCXT_ALLOC_HUGE);
	uint64	   *due_entry = palloc_extended(sizeof(uint64) * n, MCXT_ALLOC_HUGE);
	SvCredit   *credits = palloc_extended(sizeof(SvCredit) * n, MCXT_ALLOC_HUGE);
	uint64	   *credit_rows = palloc_extended(sizeof(uint64) * n, MCXT_ALLOC_HUGE);
	uint64		ndues = 0;
	uint64		ncredits;

	for (uint64 i = 0; i < n; i++)
	{
		if (is_credit(&entries[i]) || entries[i].amount.unscaled == 0)
			continue;
		dues[ndues].day = entries[i].day;
		dues[ndues].amount = entries[i].amount;
		due_entry[ndues++] = i;
	}
	ncredits = merge_credits(entries, n, credits, credit_rows);
	if (!sv_arrears(dues, ndues, credits, ncredits))
		sv_sum_overflow();
	for (uint64 i = 0; i < ndues; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (days_overdue(account->question, &dues[i]) <= account->question->grace)
			continue;
		dues[i].amount = entries[due_entry[i]].amount;
		emit_due(account, &dues[i], entries[due_entry[i]].row, credits, credit_rows);
	}
}

/* ---- the set-returning form ---- */

typedef struct Call
{
	SvInput    *input;
	SvResult   *result;
	SvRow	  **rows;			/* of the account in work */
	Question	question;
	Account		account;
	MemoryContext context;		/* of one account */
} Call;

static Datum
row_record(void *origin, uint64 row)
{
	Call	   *call = origin;

	return sv_input_text_datum(call->input, call->rows[row], RECORD);
}

static char *
reason(const Question *question, const SvDue *due)
{
	bool		chinese = sv_language == SV_CHINESE;
	int			days = (int) days_overdue(question, due);

	if (due->settled)
		return chinese ?
			psprintf("应于%s支付%s，%s才付清，迟%d天。", sv_reason_day(due->day),
					 sv_reason_amount(due->amount), sv_reason_day(due->settled_on), days) :
			psprintf("%s was due on %s and settled on %s, %d days late.", sv_reason_amount(due->amount),
					 sv_reason_day(due->day), sv_reason_day(due->settled_on), days);
	return chinese ?
		psprintf("应于%s支付%s，截至%s尚欠%s，逾期%d天。", sv_reason_day(due->day),
				 sv_reason_amount(due->amount), sv_reason_day(question->as_of),
				 sv_reason_amount(balance(due)), days) :
		psprintf("%s of %s due on %s is unpaid on %s, %d days overdue.", sv_reason_amount(balance(due)),
				 sv_reason_amount(due->amount), sv_reason_day(due->day),
				 sv_reason_day(question->as_of), days);
}

static void
emit_row(void *origin, const SvDue *due, Datum *found, bool *found_nulls)
{
	Call	   *call = origin;
	Datum		values[FOUND_COLUMNS + 2];
	bool		nulls[FOUND_COLUMNS + 2] = {0};

	values[0] = sv_input_text_datum(call->input, call->rows[0], ACCOUNT);
	memcpy(values + 1, found, sizeof(Datum) * FOUND_COLUMNS);
	memcpy(nulls + 1, found_nulls, sizeof(bool) * FOUND_COLUMNS);
	values[FOUND_COLUMNS + 1] = CStringGetTextDatum(reason(call->account.question, due));
	sv_result_put(call->result, values, nulls);
}

static void *
begin(SvJudging *judging, const void *parameters, Size size)
{
	Call	   *call = palloc0(sizeof(Call));

	Assert(size == sizeof(Question));
	memcpy(&call->question, parameters, size);
	call->input = judging->input;
	call->result = judging->result;
	call->account.question = &call->question;
	call->account.origin = call;
	call->account.record = row_record;
	call->account.emit = emit_row;
	call->account.context = AllocSetContextCreate(CurrentMemoryContext, "supervise obligation",
												  ALLOCSET_DEFAULT_SIZES);
	call->context = AllocSetContextCreate(CurrentMemoryContext, "supervise account",
										  ALLOCSET_DEFAULT_SIZES);
	return call;
}

static void
search_account(void *state, const SvGroup *group)
{
	Call	   *call = state;
	MemoryContext old;
	Entry	   *entries;
	uint64		n = 0;

	if (group->rows[0]->input != 0)
		return;					/* there are no obligations */
	old = MemoryContextSwitchTo(call->context);
	entries = palloc_extended(sizeof(Entry) * group->count, MCXT_ALLOC_HUGE);
	call->rows = group->rows;
	for (uint64 i = 0; i < group->count; i++)
	{
		const SvRow *row = group->rows[i];

		if ((int32) row->slot[DAY] > call->question.as_of)
			continue;
		entries[n].receipt = row->input == 1;
		entries[n].day = (int32) row->slot[DAY];
		entries[n].amount = sv_row_amount(row, AMOUNT);
		entries[n++].row = i;
	}
	judge_account(&call->account, entries, n);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->context);
}

SV_JUDGE(sv_arrears_judge, NULL, begin, search_account);

PG_FUNCTION_INFO_V1(sv_arrears_rows);

/* arrears(obligations, receipts, as_of, grace, buckets, on_invalid) */
Datum
sv_arrears_rows(PG_FUNCTION_ARGS)
{
	static const AttrNumber result_order[] = {1, DUE_ON + 2, OUT_RECORD + 2};	/* account, due_on,
																				 * record */
	char	   *obligations = sv_arg_text(fcinfo, 0, "obligations");
	char	   *receipts = sv_arg_text(fcinfo, 1, "receipts");
	bool		skip_invalid = sv_arg_skip_invalid(fcinfo, 5);
	Question	question = {0};
	SvCall	   *ledger;
	SvResult   *result;
	SvInput    *input;

	question.as_of = as_of_argument(fcinfo, 2);
	question.grace = sv_arg_days(fcinfo, 3, "grace");
	buckets_argument(fcinfo, 4, &question);

	ledger = sv_call_begin("arrears");
	result = sv_result_begin(fcinfo, ledger, result_order, lengthof(result_order));
	input = sv_input_create(ledger, skip_invalid);
	sv_input_read(input, "obligations", obligations, obligation_columns, NCOLUMNS,
				  by_day, lengthof(by_day));
	sv_input_read(input, "receipts", receipts, receipt_columns, NCOLUMNS,
				  by_day, lengthof(by_day));
	sv_judge(input, result, sv_arrears_judge(), &question, sizeof(question));
	return (Datum) 0;
}

/* ---- the aggregate ---- */

/* Amounts of an item: it has one of them. */
enum
{
	ITEM_DUE, ITEM_PAID
};

static const char *
allocate_problem(const SvState *state)
{
	const Question *question = (const Question *) state->data;

	if (question->grace < 0 || question->nbuckets < 1 || question->nbuckets > MOST_BUCKETS ||
		DATE_NOT_FINITE(question->as_of))
		return "its parameters are not valid";
	for (int i = 0; i < question->nbuckets; i++)
		if (question->bucket[i] <= (i == 0 ? 0 : question->bucket[i - 1]))
			return "its parameters are not valid";
	return sv_items_problem(state, sizeof(Question));
}

static const SvStateKind allocate_state = {
	.name = "allocate_state",
	.code = SV_STATE_ALLOCATE,
	.version = 1,
	.fixed = sizeof(Question),
	.problem = allocate_problem,
	.hint = "Use arrears(), which spills to disk, where one group is so large."
};

SV_STATE_IO(sv_allocate_state, allocate_state);

PG_FUNCTION_INFO_V1(sv_allocate_row);
PG_FUNCTION_INFO_V1(sv_allocate_combine);
PG_FUNCTION_INFO_V1(sv_allocate_found);

/* allocate(record, due_on, paid_on, amount, as_of, grace, buckets) */
Datum
sv_allocate_row(PG_FUNCTION_ARGS)
{
	Question	question = {0};
	SvItemDraft draft = {{0}};
	bool		due = !PG_ARGISNULL(2);
	SvState    *state;

	StaticAssertStmt(sizeof(Question) % MAXIMUM_ALIGNOF == 0, "parameters are padded");
	question.as_of = as_of_argument(fcinfo, 5);
	question.grace = sv_arg_days(fcinfo, 6, "grace");
	buckets_argument(fcinfo, 7, &question);
	state = sv_item_state(fcinfo, &allocate_state, &question);
	sv_item_text(&draft, 0, fcinfo, 1, "record", false);
	if (due == !PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a row of the aggregate must have either \"due_on\" or \"paid_on\""),
				 errdetail("The row's record is \"%s\".", text_to_cstring(draft.text[0])),
				 errhint("An obligation has due_on, a receipt has paid_on.")));
	sv_item_day(&draft, fcinfo, due ? 2 : 3, due ? "due_on" : "paid_on", false);
	sv_item_amount(&draft, due ? ITEM_DUE : ITEM_PAID, fcinfo, 4, "amount", false);
	if (draft.period.first <= question.as_of)	/* later ones change nothing */
		sv_item_append(&state, &allocate_state, &draft);
	PG_RETURN_POINTER(state);
}

Datum
sv_allocate_combine(PG_FUNCTION_ARGS)
{
	return sv_state_combine(fcinfo, &allocate_state);
}

/* The items of a state, sorted, and the list that is built of them. */
typedef struct Items
{
	SvItem	  **item;
	SvList	   *list;
	MemoryContext context;		/* of the list */
} Items;

static Datum
item_record(void *origin, uint64 row)
{
	return sv_item_text_datum(((Items *) origin)->item[row], 0);
}

static void
put_found(void *origin, const SvDue *due, Datum *values, bool *nulls)
{
	Items	   *items = origin;
	MemoryContext old = MemoryContextSwitchTo(items->context);

	sv_list_put(items->list, values, nulls);
	MemoryContextSwitchTo(old);
}

Datum
sv_allocate_found(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &allocate_state);
	Items		items = {NULL};
	Account		account = {NULL};
	Entry	   *entries;

	if (state == NULL || state->items == 0)
		PG_RETURN_NULL();
	items.item = sv_items_sorted(state, sizeof(Question));
	items.list = sv_list_begin(fcinfo);
	items.context = CurrentMemoryContext;
	account.question = (const Question *) state->data;
	account.origin = &items;
	account.record = item_record;
	account.emit = put_found;
	account.context = AllocSetContextCreate(CurrentMemoryContext, "supervise obligation",
											ALLOCSET_DEFAULT_SIZES);
	entries = palloc_extended(sizeof(Entry) * state->items, MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < state->items; i++)
	{
		entries[i].receipt = (items.item[i]->known & SV_ITEM_AMOUNT(ITEM_PAID)) != 0;
		entries[i].day = items.item[i]->period.first;
		entries[i].amount = sv_item_get_amount(items.item[i], entries[i].receipt ? ITEM_PAID : ITEM_DUE);
		entries[i].row = i;
	}
	judge_account(&account, entries, state->items);
	MemoryContextDelete(account.context);
	return sv_list_end(items.list, fcinfo);
}
