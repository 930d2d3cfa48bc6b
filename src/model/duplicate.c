/*
 * duplicate.c
 *		duplicates() and match_duplicates(): is it the same bill twice?
 *
 * When two rows match is said in core/duplicate.c.  Here the caller's names of
 * columns become what is read: those that must be the same group the rows, but
 * for the amount, which may be tolerant and which reversals have with the other
 * sign.
 */
#include "supervise.h"

#include "catalog/pg_type.h"
#include "core/duplicate.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "sv_args.h"
#include "sv_datum.h"
#include "sv_identity.h"
#include "sv_input.h"
#include "sv_item.h"
#include "sv_judge.h"
#include "sv_list.h"
#include "sv_reason.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* Columns of the query: those that are the same, then these, … */
enum
{
	RECORD, AT, AMOUNT, FIXED_COLUMNS
};

/* Columns of a group of duplicates, as both forms return them. */
enum
{
	RECORDS, COUNT, SUM, EXCESS, FIRST_AT, LAST_AT, DUPLICATE_COLUMNS
};

/* Names of columns, as given. */
typedef struct Names
{
	Datum	   *text;
	int			count;
} Names;

/* What is asked; the names that are the same follow, the amount's too. */
typedef struct Question
{
	SvDuplicateRules rules;
	int			nsame;			/* grouping columns */
	int			nnames;
} Question;

typedef struct Call
{
	SvJudging  *judging;
	SvInput    *input;
	int			nsame;
	Names		same;
	SvDuplicateRules rules;
	SvDuplicateWork work;
	SvIdentities identities;
	SvDuplicateRow *row;
	SvRow	  **source;			/* row[i] was read as source[i] */
	uint64	   *different;
	SvCode	   *near;
	size_t		row_room;
	size_t		source_room;
	size_t		different_room;
	size_t		near_room;
	MemoryContext codes;		/* of one group */
	MemoryContext context;		/* of one row of the result */
} Call;

#define FIRST_DIFFERENT(call)	((call)->nsame + FIXED_COLUMNS)
#define FIRST_NEAR(call)		(FIRST_DIFFERENT(call) + (call)->rules.ndifferent)

/* The columns that both forms return, but for the records. */
static void
set_values(Datum *values, const SvDuplicateKey *key, const size_t *member, size_t n,
		   SvDuplicateTotals *totals)
{
	if (!sv_duplicate_totals(key, member, n, totals))
		sv_sum_overflow();
	values[COUNT] = Int64GetDatum((int64) n);
	values[SUM] = sv_amount_datum(totals->amount);
	values[EXCESS] = sv_amount_datum(totals->excess);
	values[FIRST_AT] = DateADTGetDatum((DateADT) totals->first_at);
	values[LAST_AT] = DateADTGetDatum((DateADT) totals->last_at);
}

/* The code points of a text that count, in the current context. */
static SvCode
make_code(const char *text, size_t length)
{
	char	   *utf8 = pg_server_to_any(text, (int) length, PG_UTF8);
	size_t		bytes = utf8 == text ? length : strlen(utf8);
	uint32	   *point = palloc_extended(sizeof(uint32) * Max(bytes, 1), MCXT_ALLOC_HUGE);
	SvCode		code = {point, sv_edit_normalise(utf8, bytes, point)};

	return code;
}

/* ---- the set-returning form ---- */

/* A parameter that names columns. */
static Names
names_argument(FunctionCallInfo fcinfo, int n, const char *name)
{
	Names		names;
	bool	   *nulls;

	sv_arg_present(fcinfo, n, name);
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(n), TEXTOID, -1, false, TYPALIGN_INT,
					  &names.text, &nulls, &names.count);
	for (int i = 0; i < names.count; i++)
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("parameter \"%s\" must not contain null", name)));
	return names;
}

/* The columns that are read. */
typedef struct Specs
{
	SvColumnSpec spec[SV_MAX_COLUMNS];
	int			count;
} Specs;

static void
add_column(Specs *specs, const char *name, SvFamily family, int flags)
{
	if (specs->count == SV_MAX_COLUMNS)
		ereport(ERROR,
				(errcode(ERRCODE_TOO_MANY_COLUMNS),
				 errmsg("too many columns to compare"),
				 errdetail("At most %d can be read.", SV_MAX_COLUMNS)));
	specs->spec[specs->count++] = (SvColumnSpec)
	{
		name, family, flags
	};
}

/* No column may be asked to be two things at once. */
static void
check_names(const Names *names, const char *const *parameter, int n)
{
	for (int a = 0; a < n; a++)
		for (int i = 0; i < names[a].count; i++)
			for (int b = a; b < n; b++)
				for (int j = b == a ? i + 1 : 0; j < names[b].count; j++)
				{
					char	   *x = TextDatumGetCString(names[a].text[i]);
					char	   *y = TextDatumGetCString(names[b].text[j]);

					if (strcmp(x, y) == 0)
						ereport(ERROR,
								(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
								 a == b ?
								 errmsg("parameter \"%s\" names column \"%s\" twice", parameter[a], x) :
								 errmsg("parameters \"%s\" and \"%s\" both name column \"%s\"",
										parameter[a], parameter[b], x)));
					pfree(x);
					pfree(y);
				}
}

static void
set_columns(Specs *specs, Question *question, const Names *same,
			const Names *different, const Names *near)
{
	Names		all[] = {*same, *different, *near};
	static const char *const parameter[] = {"same", "different", "near"};

	if (same->count == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"same\" names no column"),
				 errhint("Name the columns in which two records of one bill agree, such as vendor, invoice and amount.")));
	check_names(all, parameter, lengthof(all));
	for (int i = 0; i < same->count; i++)
	{
		char	   *name = TextDatumGetCString(same->text[i]);

		if (strcmp(name, "amount") == 0)
			question->rules.by_amount = true;
		else
			add_column(specs, name, SV_KEY, SV_GROUP);
	}
	question->nsame = specs->count;
	question->nnames = same->count;
	add_column(specs, "record", SV_KEY, SV_RECORD);
	add_column(specs, "at", SV_DAY, 0);
	add_column(specs, "amount", SV_AMOUNT, 0);
	for (int i = 0; i < different->count; i++)
		add_column(specs, TextDatumGetCString(different->text[i]), SV_KEY, 0);
	for (int i = 0; i < near->count; i++)
		add_column(specs, TextDatumGetCString(near->text[i]), SV_KEY, 0);
	question->rules.ndifferent = different->count;
	question->rules.nnear = near->count;
}

/* The values of the columns that are the same, in the order of "same". */
static char *
key_text(Call *call, const SvRow *row, SvDecimal amount)
{
	StringInfoData key;
	int			column = 0;

	initStringInfo(&key);
	for (int i = 0; i < call->same.count; i++)
	{
		bool		is_amount = strcmp(TextDatumGetCString(call->same.text[i]), "amount") == 0;

		if (is_amount && sv_decimal_sign(call->rules.tolerance) > 0)
			continue;
		if (key.len > 0)
			appendStringInfoString(&key, " | ");
		if (is_amount)
		{
			char		text[SV_DECIMAL_TEXT];

			sv_decimal_text(amount, text);
			appendStringInfoString(&key, text);
		}
		else
		{
			Size		length;
			char	   *text = sv_input_text(call->input, row, column++, &length);

			appendBinaryStringInfo(&key, text, (int) length);
		}
	}
	return key.data;
}

static char *
reason(Call *call, const size_t *member, size_t n, const SvDuplicateTotals *totals)
{
	bool		chinese = sv_language == SV_CHINESE;
	SvPeriod	period = {(int32) totals->first_at, (int32) totals->last_at};
	StringInfoData sentence;

	initStringInfo(&sentence);
	appendStringInfo(&sentence, chinese ? "%3$s，%1$zu笔记录的%2$s相同" :
					 "%1$zu records agree in %2$s, %3$s",
					 n, sv_reason_list(call->same.text, call->same.count),
					 sv_reason_period(period));
	if (call->rules.nnear > 0)
	{
		Datum	   *codes = palloc_array(Datum, n);

		for (size_t i = 0; i < n; i++)
			codes[i] = sv_input_text_datum(call->input, call->source[member[i]], FIRST_NEAR(call));
		appendStringInfo(&sentence, chinese ? "，%s最多相差一个字符：%s" :
						 ", and in %s are at most one keystroke apart: %s",
						 sv_input_name(call->input, 0, FIRST_NEAR(call)), sv_reason_list(codes, (int) n));
	}
	appendStringInfo(&sentence, chinese ? "，合计%s，超出最大一笔%s。" :
					 "; they add up to %s, %s more than the largest alone.",
					 sv_reason_amount(totals->amount), sv_reason_amount(totals->excess));
	return sentence.data;
}

static void
put_group(Call *call, const SvDuplicateKey *key, const size_t *member, size_t n)
{
	MemoryContext old = MemoryContextSwitchTo(call->context);
	const SvRow *first = call->source[member[0]];
	Datum		values[DUPLICATE_COLUMNS + 2];
	bool		nulls[DUPLICATE_COLUMNS + 2] = {false};
	Datum	   *records = palloc_extended(sizeof(Datum) * n, MCXT_ALLOC_HUGE);
	SvDuplicateTotals totals;

	for (size_t i = 0; i < n; i++)
		records[i] = sv_input_text_datum(call->input, call->source[member[i]],
										 call->nsame + RECORD);
	values[0] = CStringGetTextDatum(key_text(call, first, call->row[member[0]].amount));
	set_values(values + 1, key, member, n, &totals);
	values[1 + RECORDS] = sv_text_array(records, n);
	values[1 + DUPLICATE_COLUMNS] = CStringGetTextDatum(reason(call, member, n, &totals));
	sv_result_put(call->judging->result, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->context);
}

/* Set the near codes of row i; false, and the row refused, if one is empty. */
static bool
set_codes(Call *call, const SvRow *row, size_t i)
{
	MemoryContext old = MemoryContextSwitchTo(call->codes);
	bool		good = true;

	for (int c = 0; c < call->rules.nnear && good; c++)
	{
		Size		length;
		char	   *text = sv_input_text(call->input, row, FIRST_NEAR(call) + c, &length);

		call->near[i * call->rules.nnear + c] = make_code(text, length);
		good = call->near[i * call->rules.nnear + c].length > 0;
		if (!good)
			sv_refuse(&call->judging->refusals, call->input, row, call->nsame + RECORD,
					  sv_input_name(call->input, 0, FIRST_NEAR(call) + c), "has neither letter nor digit");
	}
	MemoryContextSwitchTo(old);
	return good;
}

static void
judge_group(void *state, const SvGroup *group)
{
	Call	   *call = state;
	SvDuplicateKey key;
	size_t		n = 0;

	if (group->count < 2 && call->rules.nnear == 0)
		return;
	call->row = sv_core_room(call->row, &call->row_room, group->count, sizeof(SvDuplicateRow));
	call->source = sv_core_room(call->source, &call->source_room, group->count, sizeof(SvRow *));
	call->different = sv_core_room(call->different, &call->different_room,
								   group->count * call->rules.ndifferent, sizeof(uint64));
	call->near = sv_core_room(call->near, &call->near_room,
							  group->count * call->rules.nnear, sizeof(SvCode));
	for (uint64 i = 0; i < group->count; i++)
	{
		SvRow	   *row = group->rows[i];

		if (!set_codes(call, row, n))
			continue;
		call->row[n].at = (int32) row->slot[call->nsame + AT];
		call->row[n].amount = sv_row_amount(row, call->nsame + AMOUNT);
		call->source[n++] = row;
	}
	for (int c = 0; c < call->rules.ndifferent; c++)
		sv_identify(&call->identities, call->input, call->source, n, FIRST_DIFFERENT(call) + c,
					call->different + c, call->rules.ndifferent);
	key = (SvDuplicateKey)
	{
		call->row, n, call->different, call->near
	};
	sv_duplicate_find(&call->work, &key, &call->rules);
	for (size_t g = 0; g < call->work.groups.ngroups; g++)
		put_group(call, &key, sv_groups_members(&call->work.groups, g),
				  sv_groups_length(&call->work.groups, g));
	MemoryContextReset(call->codes);
}

static void *
begin(SvJudging *judging, const void *parameters, Size size)
{
	Call	   *call = palloc0(sizeof(Call));
	const char *at = (const char *) parameters + sizeof(Question);
	Question	question;

	memcpy(&question, parameters, sizeof(Question));
	call->rules = question.rules;
	call->nsame = question.nsame;
	call->same.count = question.nnames;
	call->same.text = palloc_array(Datum, call->same.count);
	for (int i = 0; i < call->same.count; i++)
	{
		Size		length;
		const char *name = sv_get_text(&at, &length);

		call->same.text[i] = PointerGetDatum(cstring_to_text_with_len(name, (int) length));
	}
	Assert(at == (const char *) parameters + size);
	call->judging = judging;
	call->input = judging->input;
	call->context = AllocSetContextCreate(CurrentMemoryContext, "supervise duplicates",
										  ALLOCSET_DEFAULT_SIZES);
	call->codes = AllocSetContextCreate(CurrentMemoryContext, "supervise codes",
										ALLOCSET_DEFAULT_SIZES);
	return call;
}

SV_JUDGE(sv_duplicates_judge, "query", begin, judge_group);

/* The question and the names, as "begin" reads them. */
static StringInfoData
question_bytes(const Question *question, const Names *same)
{
	StringInfoData bytes;

	initStringInfo(&bytes);
	appendBinaryStringInfo(&bytes, (const char *) question, sizeof(Question));
	for (int i = 0; i < same->count; i++)
	{
		text	   *name = DatumGetTextPP(same->text[i]);

		sv_put_text(&bytes, VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));
	}
	return bytes;
}

PG_FUNCTION_INFO_V1(sv_duplicates);

/*
 * duplicates(query, same, different, within, amount_tolerance, net_reversals,
 *			  near, on_invalid)
 */
Datum
sv_duplicates(PG_FUNCTION_ARGS)
{
	static const AttrNumber result_order[] = {1, 6, 2}; /* key, first_at,
														 * records */
	char	   *query = sv_arg_text(fcinfo, 0, "query");
	Names		same = names_argument(fcinfo, 1, "same");
	Names		different = names_argument(fcinfo, 2, "different");
	Names		near = names_argument(fcinfo, 6, "near");
	bool		skip_invalid = sv_arg_skip_invalid(fcinfo, 7);
	Question	question = {0};
	Specs		specs = {0};
	StringInfoData bytes;
	int			order[2];
	SvCall	   *ledger;
	SvResult   *result;
	SvInput    *input;
	uint64		least = 2;

	question.rules.within = PG_ARGISNULL(3) ? -1 : sv_arg_days(fcinfo, 3, "within");
	question.rules.tolerance = sv_arg_amount(fcinfo, 4, "amount_tolerance", 0);
	question.rules.net_reversals = sv_arg_bool(fcinfo, 5, "net_reversals");
	set_columns(&specs, &question, &same, &different, &near);
	if (sv_decimal_sign(question.rules.tolerance) > 0 && !question.rules.by_amount)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"amount_tolerance\" is given, but \"same\" does not name the amount"),
				 errhint("Add 'amount' to \"same\" to have amounts compared.")));

	ledger = sv_call_begin("duplicates");
	result = sv_result_begin(fcinfo, ledger, result_order, lengthof(result_order));
	input = sv_input_create(ledger, skip_invalid);
	order[0] = question.nsame + AT;
	order[1] = question.nsame + RECORD;
	sv_input_read(input, "query", query, specs.spec, specs.count, order, lengthof(order));
	/* one row is no duplicate, but near columns are looked at in every row */
	if (question.rules.nnear == 0)
		sv_input_filter(input, "sv_filter_at_least", -1, -1, &least, sizeof(least));
	bytes = question_bytes(&question, &same);
	sv_judge(input, result, sv_duplicates_judge(), bytes.data, bytes.len);
	return (Datum) 0;
}

/* ---- the aggregate ---- */

typedef struct Parameters
{
	int64		within;			/* or -1 */
	SvWideAmount tolerance;
	int64		by_amount;
	int64		net_reversals;
} Parameters;

static const char *
duplicate_problem(const SvState *state)
{
	const Parameters *parameters = (const Parameters *) state->data;

	if (state->used < sizeof(Parameters) || parameters->within < -1 ||
		parameters->tolerance.scale < 0 || parameters->tolerance.scale > SV_DECIMAL_DIGITS ||
		parameters->tolerance.high < 0)
		return "its parameters are not valid";
	return sv_items_problem(state, sizeof(Parameters));
}

static const SvStateKind duplicate_state = {
	.name = "duplicate_state",
	.code = SV_STATE_MATCH_DUPLICATES,
	.version = 1,
	.fixed = sizeof(Parameters),
	.problem = duplicate_problem,
	.hint = "Use duplicates(), which spills to disk, where one group is so large."
};

SV_STATE_IO(sv_duplicate_state, duplicate_state);

PG_FUNCTION_INFO_V1(sv_duplicate_step);
PG_FUNCTION_INFO_V1(sv_duplicate_combine);
PG_FUNCTION_INFO_V1(sv_duplicate_final);

/*
 * match_duplicates(record, at, amount, different, near, within,
 *					amount_tolerance, net_reversals)
 */
Datum
sv_duplicate_step(PG_FUNCTION_ARGS)
{
	Parameters	parameters = {0};
	SvItemDraft draft = {0};
	SvState    *state;

	parameters.within = PG_ARGISNULL(6) ? -1 : sv_arg_days(fcinfo, 6, "within");
	parameters.by_amount = !PG_ARGISNULL(7);
	if (!PG_ARGISNULL(7))
		parameters.tolerance = sv_wide_amount(sv_arg_amount(fcinfo, 7, "amount_tolerance", 0));
	parameters.net_reversals = sv_arg_bool(fcinfo, 8, "net_reversals");
	state = sv_item_state(fcinfo, &duplicate_state, &parameters);
	sv_item_text(&draft, 0, fcinfo, 1, "record", false);
	sv_item_day(&draft, fcinfo, 2, "at", false);
	sv_item_amount(&draft, 0, fcinfo, 3, "amount", false);
	sv_item_text(&draft, 1, fcinfo, 4, "different", true);
	sv_item_text(&draft, 2, fcinfo, 5, "near", true);
	sv_item_append(&state, &duplicate_state, &draft);
	PG_RETURN_POINTER(state);
}

Datum
sv_duplicate_combine(PG_FUNCTION_ARGS)
{
	return sv_state_combine(fcinfo, &duplicate_state);
}

/* Do all items know a text?  That none does is no less of one mind. */
static bool
is_used(SvItem **item, uint32 n, int text, const char *name)
{
	bool		used = (item[0]->known & SV_ITEM_TEXT(text)) != 0;

	for (uint32 i = 1; i < n; i++)
		if (((item[i]->known & SV_ITEM_TEXT(text)) != 0) != used)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("\"%s\" is null in some rows of a group and not in others", name),
					 errhint("Give it for all rows, or leave rows out with FILTER (WHERE ...).")));
	return used;
}

/* The codes of "near". */
static SvCode *
make_codes(SvItem **item, uint32 n)
{
	SvCode	   *code = palloc_extended(sizeof(SvCode) * n, MCXT_ALLOC_HUGE);

	for (uint32 i = 0; i < n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		code[i] = make_code(sv_item_get_text(item[i], 2), item[i]->length[2]);
		if (code[i].length == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("\"near\" has neither letter nor digit in a row of the aggregate"),
					 errdetail("The row's record is \"%s\".",
							   TextDatumGetCString(sv_item_text_datum(item[i], 0)))));
	}
	return code;
}

Datum
sv_duplicate_final(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &duplicate_state);
	const Parameters *parameters = state ? (const Parameters *) state->data : NULL;
	SvDuplicateRules rules = {0};
	SvDuplicateWork work = {0};
	SvDuplicateKey key = {0};
	SvDuplicateRow *row;
	SvItem	  **item;
	SvList	   *list;

	if (state == NULL || state->items < 2)
		PG_RETURN_NULL();
	item = sv_items_sorted(state, sizeof(Parameters));
	rules.within = parameters->within;
	rules.by_amount = parameters->by_amount != 0;
	rules.tolerance = sv_wide_decimal(&parameters->tolerance);
	rules.net_reversals = parameters->net_reversals != 0;
	rules.ndifferent = is_used(item, state->items, 1, "different");
	rules.nnear = is_used(item, state->items, 2, "near");
	row = palloc_extended(sizeof(SvDuplicateRow) * state->items, MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < state->items; i++)
	{
		row[i].at = item[i]->period.first;
		row[i].amount = sv_item_get_amount(item[i], 0);
	}
	key.row = row;
	key.n = state->items;
	key.different = rules.ndifferent > 0 ? sv_items_identify(item, state->items, 1) : NULL;
	key.near = rules.nnear > 0 ? make_codes(item, state->items) : NULL;
	sv_duplicate_find(&work, &key, &rules);
	if (work.groups.ngroups == 0)
		PG_RETURN_NULL();

	list = sv_list_begin(fcinfo);
	for (size_t g = 0; g < work.groups.ngroups; g++)
	{
		const size_t *member = sv_groups_members(&work.groups, g);
		size_t		n = sv_groups_length(&work.groups, g);
		Datum		values[DUPLICATE_COLUMNS];
		bool		nulls[DUPLICATE_COLUMNS] = {false};
		SvDuplicateTotals totals;

		set_values(values, &key, member, n, &totals);
		values[RECORDS] = sv_items_records(item, member, n);
		sv_list_put(list, values, nulls);
	}
	return sv_list_end(list, fcinfo);
}
