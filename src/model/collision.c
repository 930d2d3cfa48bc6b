/*
 * collision.c
 *		Is one subject paid by several sources for the same days?
 *
 * supervise.collisions(query) and the aggregate supervise.collide(...), over
 * the kernel in core/overlap.c.  Claims of a subject come sorted by their
 * first day; most are alone in their time, so they are cut into clusters (a
 * claim that begins after all before it have ended starts a new one) and only
 * clusters of more than one claim reach the kernel.
 */
#include "supervise.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "sv_args.h"
#include "sv_episode.h"
#include "sv_item.h"
#include "sv_judge.h"
#include "sv_list.h"
#include "sv_pairs.h"
#include "sv_state.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(sv_collisions);

/* Columns of the query. */
enum
{
	SUBJECT, RECORD, SOURCE, VALID, AMOUNT, NCOLUMNS
};

static const SvColumnSpec claim_specs[NCOLUMNS] = {
	{"subject", SV_KEY, SV_GROUP},
	{"record", SV_KEY, SV_RECORD},
	{"source", SV_KEY, SV_REPEATS},
	{"valid", SV_PERIOD, SV_OR_AT},
	{"amount", SV_AMOUNT, SV_OPTIONAL},
};

static const int claim_order[] = {VALID, RECORD, SOURCE};

static const SvColumnSpec pair_specs[] = {
	{"source_a", SV_KEY, SV_GROUP},
	{"source_b", SV_KEY, 0},
};

/* ---- the set-returning form ---- */

/* What is asked; the pairs that were read follow. */
typedef struct QuestionHead
{
	int32		within;
	int32		min_days;
	bool		same_source;
	bool		has_pairs;
} QuestionHead;

typedef struct Call
{
	SvInput    *input;
	SvResult   *result;
	SvRow	  **rows;			/* of the cluster in work */
	SvQuestion	question;
	SvClaims	claims;
	SvSearch	search;
	MemoryContext context;		/* of one cluster */
} Call;

static int
row_compare_sources(void *origin, uint64 a, uint64 b)
{
	Call	   *call = origin;

	if (sv_input_equal(call->input, call->rows[a], call->rows[b], SOURCE))
		return 0;
	return sv_input_compare(call->input, call->rows[a], call->rows[b], SOURCE);
}

static Datum
row_source(void *origin, uint64 claim)
{
	Call	   *call = origin;

	return sv_input_text_datum(call->input, call->rows[claim], SOURCE);
}

static Datum
row_record(void *origin, uint64 claim)
{
	Call	   *call = origin;

	return sv_input_text_datum(call->input, call->rows[claim], RECORD);
}

static bool
row_amount(void *origin, uint64 claim, SvDecimal *amount)
{
	Call	   *call = origin;

	if (sv_input_is_null(call->input, call->rows[claim], AMOUNT))
		return false;
	*amount = sv_row_amount(call->rows[claim], AMOUNT);
	return true;
}

static void
emit_row(void *arg, SvFound *found)
{
	Call	   *call = arg;
	Datum		values[EP_COLUMNS + 2];
	bool		nulls[EP_COLUMNS + 2] = {0};

	values[0] = sv_input_text_datum(call->input, call->rows[0], SUBJECT);
	memcpy(values + 1, found->values, sizeof(found->values));
	memcpy(nulls + 1, found->nulls, sizeof(found->nulls));
	values[EP_COLUMNS + 1] = CStringGetTextDatum(sv_episode_reason(call->search.question, found));
	sv_result_put(call->result, values, nulls);
}

static void
search_rows(Call *call, SvRow **rows, uint64 n)
{
	MemoryContext old = MemoryContextSwitchTo(call->context);
	int32		within = call->question.within;

	call->rows = rows;
	call->search.cluster = palloc_extended(sizeof(SvClaim) * n, MCXT_ALLOC_HUGE);
	call->search.n = n;
	for (uint64 i = 0; i < n; i++)
	{
		SvPeriod	period = sv_lengthen(sv_slot_period(rows[i]->slot[VALID]), within);

		call->search.cluster[i].first = period.first;
		call->search.cluster[i].last = period.last;
	}
	sv_search_cluster(&call->search);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->context);
}

/*
 * Cut the claims of a subject into clusters.  A claim that begins the day after
 * all others have ended still belongs to theirs: an episode may go on in it.
 */
static void
search_group(void *state, const SvGroup *group)
{
	Call	   *call = state;
	int32		within = call->question.within;
	uint64		begin = 0;
	int32		end = sv_lengthen(sv_slot_period(group->rows[0]->slot[VALID]), within).last;

	for (uint64 i = 1; i <= group->count; i++)
	{
		SvPeriod	period = {0, 0};

		if (i < group->count)
			period = sv_lengthen(sv_slot_period(group->rows[i]->slot[VALID]), within);
		if (i < group->count && period.first <= (int64) end + 1)
		{
			end = Max(end, period.last);
			continue;
		}
		if (i - begin > 1)
			search_rows(call, group->rows + begin, i - begin);
		begin = i;
		end = period.last;
	}
}

static void
forbid_own_pair(const char *name, Size length)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("\"pairs\" excludes the source \"%.*s\" from itself, but \"same_source\" is false",
					(int) length, name),
			 errhint("Pass same_source => true to have claims of one source compared, or leave the pair out.")));
}

/* Read the query of pairs, and append them. */
static void
read_pairs(SvCall *call, const char *query, bool same_source, StringInfo bytes)
{
	SvInput    *input = sv_input_create(call, false);
	SvGroup		group;

	sv_input_read(input, "pairs", query, pair_specs, lengthof(pair_specs), NULL, 0);
	while (sv_input_next(input, &group))
	{
		for (uint64 i = 0; i < group.count; i++)
		{
			Size		a_length;
			Size		b_length;
			char	   *a = sv_input_text(input, group.rows[i], 0, &a_length);
			char	   *b = sv_input_text(input, group.rows[i], 1, &b_length);

			if (!same_source && a_length == b_length && memcmp(a, b, a_length) == 0)
				forbid_own_pair(a, a_length);
			sv_put_text(bytes, a, a_length);
			sv_put_text(bytes, b, b_length);
		}
	}
	sv_input_close(input);
	call->rows = call->judged = call->subjects = 0; /* of the claims only */
}

static SvQuestion
get_question(const void *bytes, Size size)
{
	SvQuestion	question = {0};
	QuestionHead parameters;

	memcpy(&parameters, bytes, sizeof(QuestionHead));
	question.within = parameters.within;
	question.min_days = parameters.min_days;
	question.same_source = parameters.same_source;
	if (parameters.has_pairs)
		question.pairs = sv_pairs_get((const char *) bytes + sizeof(QuestionHead),
									  size - sizeof(QuestionHead));
	return question;
}

static void *
begin(SvJudging *judging, const void *parameters, Size size)
{
	Call	   *call = palloc0(sizeof(Call));

	call->input = judging->input;
	call->result = judging->result;
	call->question = get_question(parameters, size);
	call->claims = (SvClaims)
	{
		call, row_compare_sources, row_source, row_record, row_amount
	};
	sv_search_init(&call->search, &call->question, &call->claims);
	call->search.emit = emit_row;
	call->search.arg = call;
	call->context = AllocSetContextCreate(CurrentMemoryContext, "supervise cluster",
										  ALLOCSET_DEFAULT_SIZES);
	return call;
}

SV_JUDGE(sv_collisions_judge, NULL, begin, search_group);

/* collisions(query, within, min_days, pairs, same_source, on_invalid) */
Datum
sv_collisions(PG_FUNCTION_ARGS)
{
	static const AttrNumber result_order[] = {1, 2};	/* subject, during */
	char	   *query = sv_arg_text(fcinfo, 0, "query");
	char	   *pairs = sv_arg_optional_text(fcinfo, 3);
	bool		skip_invalid = sv_arg_skip_invalid(fcinfo, 5);
	QuestionHead parameters = {.has_pairs = pairs != NULL};
	SvQuestion	question;
	StringInfoData bytes;
	StringInfoData names;
	StringInfoData filter;
	SvCall	   *ledger;
	SvResult   *result;
	SvInput    *input;

	parameters.within = sv_arg_days(fcinfo, 1, "within");
	parameters.min_days = sv_arg_int32(fcinfo, 2, "min_days", 1, PG_INT32_MAX);
	parameters.same_source = sv_arg_bool(fcinfo, 4, "same_source");

	ledger = sv_call_begin("collisions");
	result = sv_result_begin(fcinfo, ledger, result_order, lengthof(result_order));
	initStringInfo(&bytes);
	appendBinaryStringInfo(&bytes, (char *) &parameters, sizeof(QuestionHead));
	if (pairs)
		read_pairs(ledger, pairs, parameters.same_source, &bytes);
	question = get_question(bytes.data, bytes.len);
	initStringInfo(&names);
	if (pairs)
		sv_pairs_names(question.pairs, &names);
	input = sv_input_create(ledger, skip_invalid);
	sv_input_only(input, SOURCE, names.data, names.len);
	sv_input_read(input, "query", query, claim_specs, NCOLUMNS,
				  claim_order, lengthof(claim_order));
	sv_collision_filter_parameters(&filter, &question);
	sv_input_filter(input, "sv_collision_filter", VALID, SOURCE, filter.data, filter.len);
	sv_judge(input, result, sv_collisions_judge(), bytes.data, bytes.len);
	return (Datum) 0;
}

/* ---- the aggregate ---- */

/* Kept with the state, the same for every row of a group. */
typedef struct Parameters
{
	int32		within;
	int32		min_days;
	int32		same_source;
	int32		integers;		/* records are bigints */
	uint64		pairs;			/* a hash of them, or 0 */
} Parameters;

/* Texts of an item; an item with PAIRS_TEXT is no claim but the pairs. */
#define RECORD_TEXT	0
#define SOURCE_TEXT	1
#define PAIRS_TEXT	2

static const char *
collide_problem(const SvState *state)
{
	const Parameters *parameters = (const Parameters *) state->data;

	if (state->used < sizeof(Parameters) || parameters->within < 0 || parameters->min_days < 1)
		return "its parameters are not valid";
	return sv_items_problem(state, sizeof(Parameters));
}

static const SvStateKind collide_state = {
	.name = "collide_state",
	.code = SV_STATE_COLLIDE,
	.version = 1,
	.fixed = sizeof(Parameters),
	.problem = collide_problem,
	.hint = "Use collisions(), which spills to disk, where one subject has so many claims."
};

SV_STATE_IO(sv_collide_state, collide_state);

PG_FUNCTION_INFO_V1(sv_collide_step);
PG_FUNCTION_INFO_V1(sv_collide_step_bigint);
PG_FUNCTION_INFO_V1(sv_collide_combine);
PG_FUNCTION_INFO_V1(sv_collide_final);

/* The pairs as text, in the form of an array of two columns. */
static text *
pairs_argument(FunctionCallInfo fcinfo, int n)
{
	ArrayType  *array;
	char	   *literal;

	if (PG_NARGS() <= n || PG_ARGISNULL(n))
		return NULL;
	array = PG_GETARG_ARRAYTYPE_P(n);
	if (ARR_NDIM(array) != 2 || ARR_DIMS(array)[1] != 2 || array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"pairs\" must be an array of pairs of sources"),
				 errhint("Write it like ARRAY[['a', 'b'], ['a', 'c']].")));
	literal = OidOutputFunctionCall(F_ARRAY_OUT, PointerGetDatum(array));
	return cstring_to_text(literal);
}

static SvPairs *
item_pairs(const SvItem *item, bool same_source)
{
	SvPairs    *pairs = sv_pairs_create();
	char	   *literal = text_to_cstring(DatumGetTextPP(sv_item_text_datum(item, PAIRS_TEXT)));
	Datum		array = OidInputFunctionCall(F_ARRAY_IN, literal, TEXTOID, -1);
	Datum	   *names;
	int			n;

	deconstruct_array(DatumGetArrayTypeP(array), TEXTOID, -1, false, TYPALIGN_INT,
					  &names, NULL, &n);
	for (int i = 0; i + 1 < n; i += 2)
	{
		char	   *a = TextDatumGetCString(names[i]);
		char	   *b = TextDatumGetCString(names[i + 1]);

		if (!same_source && strcmp(a, b) == 0)
			forbid_own_pair(a, strlen(a));
		sv_pairs_add(pairs, a, strlen(a), b, strlen(b));
		sv_pairs_add(pairs, b, strlen(b), a, strlen(a));
	}
	sv_pairs_finish(pairs);
	return pairs;
}

static void
append_pairs(SvState **state, text *pairs)
{
	SvItemDraft draft = {0};

	draft.text[PAIRS_TEXT] = pairs;
	draft.known = SV_ITEM_TEXT(PAIRS_TEXT);
	sv_item_append(state, &collide_state, &draft);
}

/*
 * collide(record, source, valid, amount [, within, min_days, pairs,
 * same_source])
 */
static Datum
collide_step(FunctionCallInfo fcinfo, bool integers)
{
	bool		first = PG_ARGISNULL(0);
	Parameters	parameters = {0};
	SvItemDraft draft = {0};
	SvState    *state;
	text	   *pairs = pairs_argument(fcinfo, 7);

	parameters.min_days = 1;
	parameters.integers = integers;
	if (PG_NARGS() > 5)
	{
		parameters.within = sv_arg_days(fcinfo, 5, "within");
		parameters.min_days = sv_arg_int32(fcinfo, 6, "min_days", 1, PG_INT32_MAX);
		parameters.same_source = sv_arg_bool(fcinfo, 8, "same_source");
	}
	if (pairs)
		parameters.pairs = hash_bytes_extended((unsigned char *) VARDATA_ANY(pairs),
											   (int) VARSIZE_ANY_EXHDR(pairs), 0) | 1;
	state = sv_item_state(fcinfo, &collide_state, &parameters);
	if (first && pairs)
		append_pairs(&state, pairs);
	if (integers && !PG_ARGISNULL(1))
	{
		draft.text[RECORD_TEXT] = cstring_to_text(psprintf(INT64_FORMAT, PG_GETARG_INT64(1)));
		draft.known |= SV_ITEM_TEXT(RECORD_TEXT);
	}
	else
		sv_item_text(&draft, RECORD_TEXT, fcinfo, 1, "record", false);
	sv_item_text(&draft, SOURCE_TEXT, fcinfo, 2, "source", false);
	sv_item_period(&draft, fcinfo, 3, "valid");
	sv_item_amount(&draft, 0, fcinfo, 4, "amount", true);
	sv_item_append(&state, &collide_state, &draft);
	PG_RETURN_POINTER(state);
}

Datum
sv_collide_step(PG_FUNCTION_ARGS)
{
	return collide_step(fcinfo, false);
}

Datum
sv_collide_step_bigint(PG_FUNCTION_ARGS)
{
	return collide_step(fcinfo, true);
}

Datum
sv_collide_combine(PG_FUNCTION_ARGS)
{
	return sv_state_combine(fcinfo, &collide_state);
}

static int
item_compare_sources(void *origin, uint64 a, uint64 b)
{
	SvItem	  **items = origin;
	uint32		a_length = items[a]->length[SOURCE_TEXT];
	uint32		b_length = items[b]->length[SOURCE_TEXT];
	int			result = memcmp(sv_item_get_text(items[a], SOURCE_TEXT),
								sv_item_get_text(items[b], SOURCE_TEXT),
								Min(a_length, b_length));

	return result != 0 ? result : (a_length > b_length) - (a_length < b_length);
}

static Datum
item_source(void *origin, uint64 claim)
{
	return sv_item_text_datum(((SvItem **) origin)[claim], SOURCE_TEXT);
}

static Datum
item_record(void *origin, uint64 claim)
{
	return sv_item_text_datum(((SvItem **) origin)[claim], RECORD_TEXT);
}

static bool
item_amount(void *origin, uint64 claim, SvDecimal *amount)
{
	const SvItem *item = ((SvItem **) origin)[claim];

	if (!(item->known & SV_ITEM_AMOUNT(0)))
		return false;
	*amount = sv_item_get_amount(item, 0);
	return true;
}

/* A record that was a bigint. */
static int64
item_integer(const SvItem *item)
{
	char		digits[MAXINT8LEN + 1] = {0};

	memcpy(digits, sv_item_get_text(item, RECORD_TEXT), Min(item->length[RECORD_TEXT], MAXINT8LEN));
	return strtoll(digits, NULL, 10);
}

/* As sv_items_sorted has them, but integer records by their value. */
static int
compare_integer_items(const void *left, const void *right)
{
	const SvItem *a = *(const SvItem *const *) left;
	const SvItem *b = *(const SvItem *const *) right;
	int64		a_record;
	int64		b_record;

	if (a->period.first != b->period.first)
		return a->period.first < b->period.first ? -1 : 1;
	if (a->period.last != b->period.last)
		return a->period.last < b->period.last ? -1 : 1;
	a_record = item_integer(a);
	b_record = item_integer(b);
	return (a_record > b_record) - (a_record < b_record);
}

/* The claims of a state in order; the pairs among its items go elsewhere. */
static uint64
state_claims(const SvState *state, SvItem ***claims, const SvItem **pairs)
{
	const Parameters *parameters = (const Parameters *) state->data;
	SvItem	  **items = sv_items_sorted(state, sizeof(Parameters));
	uint64		n = 0;

	*pairs = NULL;
	for (uint32 i = 0; i < state->items; i++)
	{
		if (items[i]->known & SV_ITEM_TEXT(PAIRS_TEXT))
			*pairs = items[i];
		else
			items[n++] = items[i];
	}
	if (parameters->integers)
		qsort(items, n, sizeof(SvItem *), compare_integer_items);
	*claims = items;
	return n;
}

typedef struct Output
{
	SvList	   *list;
	MemoryContext context;		/* where it lives */
} Output;

static void
emit_item(void *arg, SvFound *found)
{
	Output	   *output = arg;
	MemoryContext old = MemoryContextSwitchTo(output->context);

	sv_list_put(output->list, found->values, found->nulls);
	MemoryContextSwitchTo(old);
}

/*
 * The whole group goes to the kernel as one cluster: cutting it would only
 * spare sorting, and groups are small here.
 */
Datum
sv_collide_final(PG_FUNCTION_ARGS)
{
	SvClaims	claims = {NULL, item_compare_sources, item_source, item_record, item_amount};
	SvState    *state = sv_state_argument(fcinfo, 0, &collide_state);
	const Parameters *parameters = state ? (const Parameters *) state->data : NULL;
	SvQuestion	question = {0};
	SvSearch	search;
	Output		output;
	SvItem	  **items;
	const SvItem *pairs;

	if (state == NULL || state->items < 2)
		PG_RETURN_NULL();
	question.within = parameters->within;
	question.min_days = parameters->min_days;
	question.same_source = parameters->same_source != 0;
	sv_search_init(&search, &question, &claims);
	search.n = state_claims(state, &items, &pairs);
	if (pairs)
		question.pairs = item_pairs(pairs, question.same_source);
	claims.origin = items;
	search.cluster = palloc_extended(sizeof(SvClaim) * Max(search.n, 1), MCXT_ALLOC_HUGE);
	for (uint64 i = 0; i < search.n; i++)
	{
		SvPeriod	period = sv_lengthen(items[i]->period, question.within);

		search.cluster[i].first = period.first;
		search.cluster[i].last = period.last;
	}
	search.emit = emit_item;
	search.arg = &output;
	output.list = sv_list_begin(fcinfo);
	output.context = CurrentMemoryContext;
	sv_search_cluster(&search);
	MemoryContextDelete(search.context);
	return sv_list_end(output.list, fcinfo);
}
