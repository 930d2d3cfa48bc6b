/*
 * status.c
 *		status_conflicts() and contradict(): was something claimed while a
 *		status forbade it?
 *
 * What a conflict is, is said in core/status.c.  Here claims and statuses of a
 * subject come from two queries.  A claim "at" a day lasts that day; a status
 * "at" a day is an event, a death or a loss of eligibility, and holds from that
 * day on without end.  Where there are rules, statuses that no rule names are
 * left aside.
 */
#include "supervise.h"

#include "core/groups.h"
#include "core/status.h"
#include "sv_args.h"
#include "sv_datum.h"
#include "sv_identity.h"
#include "sv_input.h"
#include "sv_item.h"
#include "sv_judge.h"
#include "sv_list.h"
#include "sv_pairs.h"
#include "sv_reason.h"
#include "sv_rule.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* Columns of the claims. */
enum
{
	SUBJECT, RECORD, VALID, KIND, AMOUNT, CLAIM_COLUMNS
};

static const SvColumnSpec claim_columns[CLAIM_COLUMNS] = {
	{"subject", SV_KEY, SV_GROUP},
	{"record", SV_KEY, SV_RECORD},
	{"valid", SV_PERIOD, SV_OR_AT},
	{"kind", SV_KEY, SV_OPTIONAL | SV_REPEATS},
	{"amount", SV_AMOUNT, SV_OPTIONAL}
};

static const int claim_order[] = {VALID, RECORD};

/* Columns of the statuses. */
enum
{
	STATUS_SUBJECT, STATUS, STATUS_VALID, STATUS_RECORD, STATUS_COLUMNS
};

static const SvColumnSpec status_columns[STATUS_COLUMNS] = {
	{"subject", SV_KEY, SV_GROUP},
	{"status", SV_KEY, SV_REPEATS},
	{"valid", SV_PERIOD, SV_OR_AT},
	{"record", SV_KEY, SV_OPTIONAL | SV_RECORD}
};

static const int status_order[] = {STATUS_VALID, STATUS, STATUS_RECORD};

/* Columns of a conflict, as both forms return them. */
enum
{
	OUT_RECORD, OUT_KIND, OUT_STATUS, OUT_STATUS_RECORD, OUT_DURING, OUT_DAYS, OUT_AMOUNT,
	CONFLICT_COLUMNS
};

/* A kind that no rule names. */
#define OTHER_KIND		(SV_ANY_KIND - 1)

static SvSpan
span_of(SvPeriod period)
{
	return (SvSpan)
	{
		period.first == SV_NO_FIRST ? PG_INT64_MIN : period.first,
			period.last == SV_NO_LAST ? SV_SPAN_END : (int64) period.last + 1
	};
}

static SvPeriod
period_of(SvSpan span)
{
	return (SvPeriod)
	{
		span.from == PG_INT64_MIN ? SV_NO_FIRST : (int32) span.from,
			span.to == SV_SPAN_END ? SV_NO_LAST : (int32) (span.to - 1)
	};
}

/* The columns that need neither texts nor amounts. */
static void
set_period(Datum *values, bool *nulls, SvSpan during)
{
	values[OUT_DURING] = sv_period_datum(period_of(during));
	nulls[OUT_DAYS] = during.from == PG_INT64_MIN || during.to == SV_SPAN_END;
	if (!nulls[OUT_DAYS])
		values[OUT_DAYS] = Int32GetDatum((int32) (during.to - during.from));
}

/* ---- the set-returning form ---- */

/* What is asked; the rules that were read follow. */
typedef struct Question
{
	bool		has_rules;
	int32		grace;
	int32		min_days;
} Question;

typedef struct Call
{
	SvJudging  *judging;
	SvInput    *input;
	const SvRules *rules;		/* or NULL */
	bool		events;			/* statuses are given "at" a day */
	SvStatusRules status_rules;
	SvStatusWork work;
	SvIdentities identities;
	SvStatusClaim *claim;
	SvStatusRow *status;
	SvRow	  **claim_row;
	SvRow	  **status_row;
	uint64	   *identity;
	size_t		claim_room;
	size_t		status_room;
	size_t		claim_row_room;
	size_t		status_row_room;
	size_t		identity_room;
	MemoryContext context;		/* of one row, or of one name */
} Call;

/* The number a rule knows a name by, or -1. */
static int
find_name(Call *call, const SvRow *row, int column)
{
	MemoryContext old = MemoryContextSwitchTo(call->context);
	Size		length;
	char	   *text = sv_input_text(call->input, row, column, &length);
	int			number = sv_pairs_find(call->rules->names, text, length);

	MemoryContextSwitchTo(old);
	MemoryContextReset(call->context);
	return number;
}

/* Collect the claims of a group; returns how many. */
static size_t
collect_claims(Call *call, SvRow **rows, uint64 n)
{
	bool		kinds = call->rules != NULL && call->rules->of_kinds;
	size_t		claims = 0;

	call->claim = sv_core_room(call->claim, &call->claim_room, n, sizeof(SvStatusClaim));
	call->claim_row = sv_core_room(call->claim_row, &call->claim_row_room, n, sizeof(SvRow *));
	for (uint64 i = 0; i < n; i++)
	{
		SvRow	   *row = rows[i];
		int			kind = -1;

		if (kinds && sv_input_is_null(call->input, row, KIND))
		{
			sv_refuse(&call->judging->refusals, call->input, row, RECORD, "kind", "is null");
			continue;
		}
		if (kinds)
			kind = find_name(call, row, KIND);
		call->claim[claims].kind = kind < 0 ? OTHER_KIND : (uint64) kind;
		call->claim[claims].span = span_of(sv_slot_period(row->slot[VALID]));
		call->claim_row[claims++] = row;
	}
	return claims;
}

/* Collect the statuses of a group that may forbid; returns how many. */
static size_t
collect_statuses(Call *call, SvRow **rows, uint64 n)
{
	size_t		statuses = 0;

	call->status = sv_core_room(call->status, &call->status_room, n, sizeof(SvStatusRow));
	call->status_row = sv_core_room(call->status_row, &call->status_row_room, n, sizeof(SvRow *));
	call->identity = sv_core_room(call->identity, &call->identity_room, n, sizeof(uint64));
	if (call->rules == NULL)
		sv_identify(&call->identities, call->input, rows, n, STATUS, call->identity, 1);
	for (uint64 i = 0; i < n; i++)
	{
		SvPeriod	period = sv_slot_period(rows[i]->slot[STATUS_VALID]);
		int			number = call->rules ? find_name(call, rows[i], STATUS) : 0;

		if (number < 0)
			continue;
		if (call->events)
			period.last = SV_NO_LAST;
		call->status[statuses].status = call->rules ? (uint64) number : call->identity[i];
		call->status[statuses].span = span_of(period);
		call->status_row[statuses++] = rows[i];
	}
	return statuses;
}

static char *
reason(Call *call, const SvConflict *conflict, const Datum *values, const bool *nulls)
{
	bool		chinese = sv_language == SV_CHINESE;
	SvPeriod	status = sv_slot_period(call->status_row[conflict->status]->slot[STATUS_VALID]);
	StringInfoData sentence;

	if (call->events)
		status.last = SV_NO_LAST;
	initStringInfo(&sentence);
	appendStringInfo(&sentence, chinese ? "%3$s，记录%1$s的申领处于“%2$s”状态（该状态%4$s" :
					 "%3$s: %1$s was claimed under the status \"%2$s\" (which holds %4$s",
					 TextDatumGetCString(values[1 + OUT_RECORD]),
					 TextDatumGetCString(values[1 + OUT_STATUS]),
					 sv_reason_period(period_of(conflict->during)), sv_reason_period(status));
	if (!nulls[1 + OUT_STATUS_RECORD])
		appendStringInfo(&sentence, chinese ? "，见%s" : ", see %s",
						 TextDatumGetCString(values[1 + OUT_STATUS_RECORD]));
	appendStringInfoString(&sentence, chinese ? "）" : ")");
	if (!nulls[1 + OUT_AMOUNT])
		appendStringInfo(&sentence, chinese ? "，金额%s" : ", %s",
						 sv_reason_amount(sv_row_amount(call->claim_row[conflict->claim], AMOUNT)));
	appendStringInfoString(&sentence, chinese ? "。" : ".");
	return sentence.data;
}

static void
put_conflict(Call *call, const SvConflict *conflict)
{
	MemoryContext old = MemoryContextSwitchTo(call->context);
	SvInput    *input = call->input;
	const SvRow *claim = call->claim_row[conflict->claim];
	const SvRow *status = call->status_row[conflict->status];
	Datum		values[CONFLICT_COLUMNS + 2] = {0};
	bool		nulls[CONFLICT_COLUMNS + 2] = {false};

	values[0] = sv_input_text_datum(input, claim, SUBJECT);
	values[1 + OUT_RECORD] = sv_input_text_datum(input, claim, RECORD);
	values[1 + OUT_STATUS] = sv_input_text_datum(input, status, STATUS);
	nulls[1 + OUT_KIND] = sv_input_is_null(input, claim, KIND);
	if (!nulls[1 + OUT_KIND])
		values[1 + OUT_KIND] = sv_input_text_datum(input, claim, KIND);
	nulls[1 + OUT_STATUS_RECORD] = sv_input_is_null(input, status, STATUS_RECORD);
	if (!nulls[1 + OUT_STATUS_RECORD])
		values[1 + OUT_STATUS_RECORD] = sv_input_text_datum(input, status, STATUS_RECORD);
	nulls[1 + OUT_AMOUNT] = sv_input_is_null(input, claim, AMOUNT);
	if (!nulls[1 + OUT_AMOUNT])
		values[1 + OUT_AMOUNT] = sv_amount_datum(sv_row_amount(claim, AMOUNT));
	set_period(values + 1, nulls + 1, conflict->during);
	values[1 + CONFLICT_COLUMNS] = CStringGetTextDatum(reason(call, conflict, values, nulls));
	sv_result_put(call->judging->result, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->context);
}

static void
judge_group(void *state, const SvGroup *group)
{
	Call	   *call = state;
	uint64		first_status = 0;
	size_t		claims;
	size_t		statuses = 0;

	while (first_status < group->count && group->rows[first_status]->input == 0)
		first_status++;
	claims = collect_claims(call, group->rows, first_status);
	if (claims > 0 && first_status < group->count)
		statuses = collect_statuses(call, group->rows + first_status, group->count - first_status);
	if (statuses == 0)
		return;
	sv_status_find(&call->work, call->claim, claims, call->status, statuses, &call->status_rules);
	for (size_t i = 0; i < call->work.nconflicts; i++)
		put_conflict(call, &call->work.conflict[i]);
}

static void *
begin(SvJudging *judging, const void *parameters, Size size)
{
	Call	   *call = palloc0(sizeof(Call));
	const char *rules = (const char *) parameters + sizeof(Question);
	Question	question;

	memcpy(&question, parameters, sizeof(Question));
	call->status_rules.grace = question.grace;
	call->status_rules.min_length = question.min_days;
	if (question.has_rules)
	{
		call->rules = sv_rules_get(rules, size - sizeof(Question));
		call->status_rules.rule = call->rules->rule;
		call->status_rules.nrules = call->rules->count;
	}
	call->judging = judging;
	call->input = judging->input;
	call->events = sv_input_is_day(call->input, 1, STATUS_VALID);
	call->context = AllocSetContextCreate(CurrentMemoryContext, "supervise conflict",
										  ALLOCSET_DEFAULT_SIZES);
	return call;
}

SV_JUDGE(sv_status_conflicts_judge, "claims", begin, judge_group);

PG_FUNCTION_INFO_V1(sv_status_conflicts);

/* status_conflicts(claims, statuses, rules, grace, min_days, on_invalid) */
Datum
sv_status_conflicts(PG_FUNCTION_ARGS)
{
	/* subject, record, during, status, status_record */
	static const AttrNumber result_order[] = {1, 2, 6, 4, 5};
	char	   *claims = sv_arg_text(fcinfo, 0, "claims");
	char	   *statuses = sv_arg_text(fcinfo, 1, "statuses");
	char	   *rules = sv_arg_optional_text(fcinfo, 2);
	bool		skip_invalid = sv_arg_skip_invalid(fcinfo, 5);
	Question	question = {.has_rules = rules != NULL};
	bool		of_kinds = false;
	StringInfoData bytes;
	StringInfoData kinds;
	StringInfoData names;
	SvCall	   *ledger;
	SvResult   *result;
	SvInput    *input;

	question.grace = sv_arg_days(fcinfo, 3, "grace");
	question.min_days = sv_arg_int32(fcinfo, 4, "min_days", 1, PG_INT32_MAX);

	ledger = sv_call_begin("status_conflicts");
	result = sv_result_begin(fcinfo, ledger, result_order, lengthof(result_order));
	initStringInfo(&bytes);
	appendBinaryStringInfo(&bytes, (char *) &question, sizeof(Question));
	initStringInfo(&kinds);
	initStringInfo(&names);
	if (rules)
	{
		of_kinds = sv_rules_read(ledger, rules, &bytes);
		sv_rules_names(sv_rules_get(bytes.data + sizeof(Question), bytes.len - sizeof(Question)),
					   &kinds, &names);
	}
	input = sv_input_create(ledger, skip_invalid);
	sv_input_only(input, KIND, kinds.data, kinds.len);
	sv_input_read(input, "claims", claims, claim_columns, CLAIM_COLUMNS,
				  claim_order, lengthof(claim_order));
	if (of_kinds && !sv_input_has(input, 0, KIND))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("argument \"claims\" has no column \"kind\""),
				 errdetail("The rules forbid kinds."),
				 errhint("Name it in the select list, or make the kind of all rules null.")));
	sv_input_only(input, STATUS, names.data, names.len);
	sv_input_read(input, "statuses", statuses, status_columns, STATUS_COLUMNS,
				  status_order, lengthof(status_order));
	sv_judge(input, result, sv_status_conflicts_judge(), bytes.data, bytes.len);
	return (Datum) 0;
}

/* ---- the aggregate ---- */

typedef struct Parameters
{
	int64		grace;
	int64		min_days;
} Parameters;

/* Texts of an item: a claim has a kind or none, a status has a name. */
#define RECORD_TEXT	0
#define KIND_TEXT	1
#define STATUS_TEXT	2

static const char *
status_problem(const SvState *state)
{
	const Parameters *parameters = (const Parameters *) state->data;

	if (state->used < sizeof(Parameters) || parameters->grace < 0 || parameters->min_days < 1)
		return "its parameters are not valid";
	return sv_items_problem(state, sizeof(Parameters));
}

static const SvStateKind status_state = {
	.name = "status_state",
	.code = SV_STATE_CONTRADICT,
	.version = 1,
	.fixed = sizeof(Parameters),
	.problem = status_problem,
	.hint = "Use status_conflicts(), which spills to disk, where one group is so large."
};

SV_STATE_IO(sv_status_state, status_state);

PG_FUNCTION_INFO_V1(sv_status_step);
PG_FUNCTION_INFO_V1(sv_status_combine);
PG_FUNCTION_INFO_V1(sv_status_final);

/* contradict(record, kind, status, valid, amount, grace, min_days) */
Datum
sv_status_step(PG_FUNCTION_ARGS)
{
	Parameters	parameters;
	SvItemDraft draft = {0};
	SvState    *state;

	parameters.grace = sv_arg_days(fcinfo, 6, "grace");
	parameters.min_days = sv_arg_int32(fcinfo, 7, "min_days", 1, PG_INT32_MAX);
	state = sv_item_state(fcinfo, &status_state, &parameters);
	sv_item_text(&draft, RECORD_TEXT, fcinfo, 1, "record", !PG_ARGISNULL(3));
	sv_item_text(&draft, KIND_TEXT, fcinfo, 2, "kind", true);
	sv_item_text(&draft, STATUS_TEXT, fcinfo, 3, "status", true);
	sv_item_period(&draft, fcinfo, 4, "valid");
	sv_item_amount(&draft, 0, fcinfo, 5, "amount", true);
	sv_item_append(&state, &status_state, &draft);
	PG_RETURN_POINTER(state);
}

Datum
sv_status_combine(PG_FUNCTION_ARGS)
{
	return sv_state_combine(fcinfo, &status_state);
}

/* Set a text of the result, or null. */
static void
set_text(Datum *values, bool *nulls, int column, const SvItem *item, int text)
{
	nulls[column] = (item->known & SV_ITEM_TEXT(text)) == 0;
	if (!nulls[column])
		values[column] = sv_item_text_datum(item, text);
}

static void
put_found(SvList *list, const SvConflict *conflict, const SvItem *claim, const SvItem *status)
{
	Datum		values[CONFLICT_COLUMNS] = {0};
	bool		nulls[CONFLICT_COLUMNS] = {false};

	set_text(values, nulls, OUT_RECORD, claim, RECORD_TEXT);
	set_text(values, nulls, OUT_KIND, claim, KIND_TEXT);
	set_text(values, nulls, OUT_STATUS, status, STATUS_TEXT);
	set_text(values, nulls, OUT_STATUS_RECORD, status, RECORD_TEXT);
	nulls[OUT_AMOUNT] = (claim->known & SV_ITEM_AMOUNT(0)) == 0;
	if (!nulls[OUT_AMOUNT])
		values[OUT_AMOUNT] = sv_amount_datum(sv_item_get_amount(claim, 0));
	set_period(values, nulls, conflict->during);
	sv_list_put(list, values, nulls);
}

/* Part the items into claims and statuses, in their order. */
static void
part_items(SvItem **item, uint32 n, SvItem **claim, size_t *claims, SvItem **status, size_t *statuses)
{
	*claims = *statuses = 0;
	for (uint32 i = 0; i < n; i++)
	{
		if (item[i]->known & SV_ITEM_TEXT(STATUS_TEXT))
			status[(*statuses)++] = item[i];
		else
			claim[(*claims)++] = item[i];
	}
}

Datum
sv_status_final(PG_FUNCTION_ARGS)
{
	SvState    *state = sv_state_argument(fcinfo, 0, &status_state);
	const Parameters *parameters = state ? (const Parameters *) state->data : NULL;
	SvStatusRules rules = {0};
	SvStatusWork work = {0};
	SvItem	  **item;
	SvItem	  **claim_item;
	SvItem	  **status_item;
	SvStatusClaim *claim;
	SvStatusRow *status;
	size_t		claims;
	size_t		statuses;
	uint64	   *name;
	SvList	   *list;

	if (state == NULL || state->items < 2)
		PG_RETURN_NULL();
	item = sv_items_sorted(state, sizeof(Parameters));
	claim_item = palloc_extended(sizeof(SvItem *) * state->items, MCXT_ALLOC_HUGE);
	status_item = palloc_extended(sizeof(SvItem *) * state->items, MCXT_ALLOC_HUGE);
	part_items(item, state->items, claim_item, &claims, status_item, &statuses);
	claim = palloc_extended(sizeof(SvStatusClaim) * Max(claims, 1), MCXT_ALLOC_HUGE);
	status = palloc_extended(sizeof(SvStatusRow) * Max(statuses, 1), MCXT_ALLOC_HUGE);
	for (size_t i = 0; i < claims; i++)
		claim[i] = (SvStatusClaim)
	{
		span_of(claim_item[i]->period), OTHER_KIND
	};
	name = sv_items_identify(status_item, statuses, STATUS_TEXT);
	for (size_t i = 0; i < statuses; i++)
		status[i] = (SvStatusRow)
	{
		span_of(status_item[i]->period), name[i]
	};
	rules.grace = parameters->grace;
	rules.min_length = parameters->min_days;
	sv_status_find(&work, claim, claims, status, statuses, &rules);
	if (work.nconflicts == 0)
		PG_RETURN_NULL();
	list = sv_list_begin(fcinfo);
	for (size_t i = 0; i < work.nconflicts; i++)
		put_found(list, &work.conflict[i], claim_item[work.conflict[i].claim],
				  status_item[work.conflict[i].status]);
	return sv_list_end(list, fcinfo);
}
