/*
 * outlier.c
 *		Who is far from his peers?
 *
 * supervise.outliers(query), over the kernel in core/outlier.c.  A peer group
 * is a key, or an array of keys from the finest group to the coarsest.  In the
 * second form the array is taken apart by the query that is read: the coarsest
 * key groups the rows, the others order them, so that every group of any
 * level is a stretch of rows.  A row is judged by the finest of its groups that
 * has min_peers; a group is described when a row first needs it.
 */
#include "supervise.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "core/outlier.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "sv_args.h"
#include "sv_judge.h"
#include "sv_list.h"
#include "sv_query.h"
#include "sv_reason.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"

PG_FUNCTION_INFO_V1(sv_outliers);

#define MOST_LEVELS		6

/* Columns of the query; those after the third only where groups are arrays. */
enum
{
	PEER_GROUP, RECORD, VALUE, LEVELS, FINER
};

#define NFLAT	(VALUE + 1)
#define NDEEP	(FINER + MOST_LEVELS - 1)

static const SvColumnSpec specs[NDEEP] = {
	{"peer_group", SV_KEY, SV_GROUP},
	{"record", SV_KEY, SV_RECORD},
	{"value", SV_REAL, 0},
	{"peer_levels", SV_KEY, 0},
	{"peer_2", SV_KEY, SV_OPTIONAL | SV_REPEATS},
	{"peer_3", SV_KEY, SV_OPTIONAL | SV_REPEATS},
	{"peer_4", SV_KEY, SV_OPTIONAL | SV_REPEATS},
	{"peer_5", SV_KEY, SV_OPTIONAL | SV_REPEATS},
	{"peer_6", SV_KEY, SV_OPTIONAL | SV_REPEATS},
};

static const int deep_order[] = {FINER, FINER + 1, FINER + 2, FINER + 3, FINER + 4};

enum
{
	OUT_RECORD, OUT_PEER_GROUP, OUT_LEVEL, OUT_VALUE, OUT_PEERS, OUT_CENTER, OUT_SPREAD,
	OUT_SCORE, OUT_VERDICT, OUT_REASON, OUT_COLUMNS
};

typedef enum Tail
{
	TAIL_BOTH,
	TAIL_HIGH,
	TAIL_LOW
} Tail;

/* What is asked. */
typedef struct Question
{
	double		threshold;
	int32		min_peers;
	SvOutlierMethod method;
	Tail		tail;
	bool		list_small;
	bool		deep;			/* peer_group is an array */
} Question;

typedef struct Call
{
	Question	question;
	SvInput    *input;
	SvResult   *result;
	double	   *scratch;
	uint64		room;			/* of scratch */
	MemoryContext context;		/* of one row of the result */
} Call;

/* Rows that share the group keys from the coarsest down to "depth" of them. */
typedef struct PeerNode
{
	const struct PeerNode *parent;
	SvRow	  **rows;
	uint64		n;
	int			depth;			/* 1 for the coarsest */
	bool		described;
	SvPeers		peers;
} PeerNode;

static const SvPeers *
describe(Call *call, PeerNode *node)
{
	if (!node->described)
	{
		if (call->room < node->n)
		{
			if (call->scratch != NULL)
				pfree(call->scratch);
			call->room = Max(node->n, 1024);
			call->scratch = palloc_extended(sizeof(double) * call->room, MCXT_ALLOC_HUGE);
		}
		for (uint64 i = 0; i < node->n; i++)
			call->scratch[i] = sv_slot_real(node->rows[i]->slot[VALUE]);
		sv_peers(call->scratch, (int64) node->n, call->question.method, &node->peers);
		node->described = true;
	}
	return &node->peers;
}

/* The text of the group a row was judged by: its key, or the keys it has. */
static Datum
group_text(Call *call, const SvRow *row, int depth)
{
	Datum		keys[MOST_LEVELS];

	if (!call->question.deep)
		return sv_input_text_datum(call->input, row, PEER_GROUP);
	for (int i = 0; i < depth; i++)
		keys[depth - 1 - i] = sv_input_text_datum(call->input, row,
												  i == 0 ? PEER_GROUP : FINER + i - 1);
	return CStringGetTextDatum(OidOutputFunctionCall(F_ARRAY_OUT, sv_text_array(keys, depth)));
}

/* A number as a reader writes it: two decimals, where it is of that size. */
static char *
reason_number(double value)
{
	SvDecimal	rounded = {0, 2};

	if (fabs(value) >= 1e15 || (value != 0 && fabs(value) < 0.01))
		return psprintf("%.4g", value);
	rounded.unscaled = (int64) rint(value * 100);
	if (rounded.unscaled % 100 == 0)
	{
		rounded.unscaled /= 100;
		rounded.scale = 0;
	}
	return sv_reason_amount(rounded);
}

static char *
reason(const Call *call, const SvPeers *peers, uint64 n, double value, double score)
{
	bool		chinese = sv_language == SV_CHINESE;

	if (peers == NULL)
		return psprintf(chinese ? "同类只有" UINT64_FORMAT "个，不足%d个，不作判断。" :
						"Only " UINT64_FORMAT " peers, %d are needed: not judged.",
						n, call->question.min_peers);
	if (chinese)
		return psprintf("数值%s，%s" INT64_FORMAT "个同类的中位数%s（偏离得分%.2f，阈值%.2f）。",
						reason_number(value), score > 0 ? "远高于" : "远低于", peers->n,
						reason_number(peers->center), score, call->question.threshold);
	return psprintf("%s is far %s %s, the median of " INT64_FORMAT " peers (score %.2f, limit %.2f).",
					reason_number(value), score > 0 ? "above" : "below",
					reason_number(peers->center), peers->n, score, call->question.threshold);
}

/* The group a row is judged by, and by what; peers is NULL where too small. */
static void
emit(Call *call, const SvRow *row, const PeerNode *node, const SvPeers *peers, double score)
{
	MemoryContext old = MemoryContextSwitchTo(call->context);
	double		value = sv_slot_real(row->slot[VALUE]);
	Datum		values[OUT_COLUMNS] = {0};
	bool		nulls[OUT_COLUMNS] = {0};
	int			levels = call->question.deep ? (int) row->slot[LEVELS] : 1;

	values[OUT_RECORD] = sv_input_text_datum(call->input, row, RECORD);
	values[OUT_PEER_GROUP] = group_text(call, row, node->depth);
	values[OUT_LEVEL] = Int32GetDatum(levels - node->depth + 1);
	values[OUT_VALUE] = Float8GetDatum(value);
	values[OUT_PEERS] = Int64GetDatum((int64) node->n);
	nulls[OUT_CENTER] = nulls[OUT_SPREAD] = nulls[OUT_SCORE] = peers == NULL;
	if (peers != NULL)
	{
		values[OUT_CENTER] = Float8GetDatum(peers->center);
		values[OUT_SPREAD] = Float8GetDatum(peers->spread);
		values[OUT_SCORE] = Float8GetDatum(score);
	}
	values[OUT_VERDICT] = CStringGetTextDatum(peers == NULL ? "insufficient" :
											  score > 0 ? "high" : "low");
	values[OUT_REASON] = CStringGetTextDatum(reason(call, peers, node->n, value, score));
	sv_result_put(call->result, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->context);
}

/* Judge rows by the finest group that is large enough, from this one upwards. */
static void
judge(Call *call, SvRow **rows, uint64 n, PeerNode *node)
{
	const SvPeers *peers;

	while (node->n < call->question.min_peers && node->parent != NULL)
		node = unconstify(PeerNode *, node->parent);
	if (node->n < call->question.min_peers)
	{
		for (uint64 i = 0; call->question.list_small && i < n; i++)
			emit(call, rows[i], node, NULL, 0);
		return;
	}
	peers = describe(call, node);
	for (uint64 i = 0; i < n; i++)
	{
		double		score = sv_peers_score(peers, sv_slot_real(rows[i]->slot[VALUE]));

		if ((score > call->question.threshold && call->question.tail != TAIL_LOW) ||
			(score < -call->question.threshold && call->question.tail != TAIL_HIGH))
			emit(call, rows[i], node, peers, score);
	}
}

/* Go down into the groups of a group; rows of none of them are judged here. */
static void
descend(Call *call, PeerNode *node)
{
	int			column = FINER + node->depth - 1;
	uint64		begin = 0;

	CHECK_FOR_INTERRUPTS();
	if (!call->question.deep || node->depth == MOST_LEVELS)
	{
		judge(call, node->rows, node->n, node);
		return;
	}
	for (uint64 i = 1; i <= node->n; i++)
	{
		SvRow	   *first = node->rows[begin];

		if (i < node->n && sv_input_compare(call->input, first, node->rows[i], column) == 0)
			continue;
		if (sv_input_is_null(call->input, first, column))
			judge(call, node->rows + begin, i - begin, node);
		else
		{
			PeerNode	child = {node, node->rows + begin, i - begin, node->depth + 1};

			descend(call, &child);
		}
		begin = i;
	}
}

/* An array of more levels than there are columns for would be judged wrongly. */
static void
check_levels(Call *call, const SvGroup *group)
{
	for (uint64 i = 0; i < group->count; i++)
		if ((int64) group->rows[i]->slot[LEVELS] > MOST_LEVELS)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("column \"peer_group\" of argument \"query\" has more than %d levels", MOST_LEVELS),
					 errdetail("Record %s has %d.",
							   TextDatumGetCString(sv_input_text_datum(call->input, group->rows[i], RECORD)),
							   (int) group->rows[i]->slot[LEVELS]),
					 errhint("Leave the least important levels out.")));
}

/*
 * A coarsest group has all peers of its rows, at every level, so that groups
 * are judged independently of each other.
 */
static void *
begin(SvJudging *judging, const void *parameters, Size size)
{
	Call	   *call = palloc0(sizeof(Call));

	Assert(size == sizeof(Question));
	memcpy(&call->question, parameters, size);
	call->input = judging->input;
	call->result = judging->result;
	call->context = AllocSetContextCreate(CurrentMemoryContext, "supervise outlier",
										  ALLOCSET_DEFAULT_SIZES);
	return call;
}

static void
judge_group(void *state, const SvGroup *group)
{
	Call	   *call = state;
	PeerNode	root = {NULL, group->rows, group->count, 1};

	if (call->question.deep)
		check_levels(call, group);
	descend(call, &root);
}

SV_JUDGE(sv_outliers_judge, NULL, begin, judge_group);

/* Is "peer_group" an array?  Other columns are checked as always. */
static bool
has_levels(const SvQuery *query)
{
	ListCell   *lc;

	foreach(lc, query->columns)
	{
		TargetEntry *column = lfirst_node(TargetEntry, lc);

		if (strcmp(column->resname, "peer_group") == 0)
			return OidIsValid(get_element_type(getBaseType(exprType((Node *) column->expr))));
	}
	return false;
}

/* The query that takes the array apart; the last element becomes the group. */
static SvQuery *
levels_query(const SvQuery *query)
{
	SvColumns	columns;
	StringInfoData list;

	sv_columns_resolve(&columns, query, specs, NFLAT);	/* all there, by name */
	initStringInfo(&list);
	appendStringInfoString(&list, "q.record, q.value, pg_catalog.cardinality(q.peer_group) AS peer_levels");
	for (int i = 0; i < MOST_LEVELS; i++)
		appendStringInfo(&list, ", q.peer_group[pg_catalog.array_upper(q.peer_group, 1) OPERATOR(pg_catalog.-) %d] AS %s",
						 i, i == 0 ? "peer_group" : specs[FINER + i - 1].name);
	return sv_query_over(query, list.data, "");
}

/* One of several words. */
static int
word_argument(FunctionCallInfo fcinfo, int n, const char *name,
			  const char *const *words, const char *hint)
{
	char	   *word = sv_arg_text(fcinfo, n, name);

	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(word, words[i]) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("parameter \"%s\" must not be \"%s\"", name, word),
			 errhint("It is %s.", hint)));
}

static double
threshold_argument(FunctionCallInfo fcinfo, int n, SvOutlierMethod method)
{
	double		threshold;

	if (PG_ARGISNULL(n))
		return method == SV_OUTLIER_MAD ? 3.5 : 1.5;
	threshold = PG_GETARG_FLOAT8(n);
	if (!(threshold > 0) || isinf(threshold))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"threshold\" must be positive and finite"),
				 errdetail("It is %g.", threshold)));
	return threshold;
}

Datum
sv_outliers(PG_FUNCTION_ARGS)
{
	static const char *const methods[] = {"mad", "iqr7", "iqr8", NULL};
	static const char *const tails[] = {"both", "high", "low", NULL};
	static const char *const smalls[] = {"omit", "list", NULL};
	static const AttrNumber result_order[] = {OUT_PEER_GROUP + 1, OUT_RECORD + 1, OUT_VALUE + 1};
	char	   *query = sv_arg_text(fcinfo, 0, "query");
	bool		skip_invalid = sv_arg_skip_invalid(fcinfo, 6);
	Question	question = {0};
	SvCall	   *ledger;
	SvResult   *result;
	SvInput    *input;
	SvQuery    *analyzed;

	question.method = word_argument(fcinfo, 3, "method", methods, "'mad', 'iqr7' or 'iqr8'");
	question.threshold = threshold_argument(fcinfo, 1, question.method);
	question.min_peers = sv_arg_int32(fcinfo, 2, "min_peers", 1, PG_INT32_MAX);
	question.tail = word_argument(fcinfo, 4, "tail", tails, "'both', 'high' or 'low'");
	question.list_small = word_argument(fcinfo, 5, "on_small", smalls, "'omit' or 'list'") == 1;

	ledger = sv_call_begin("outliers");
	result = sv_result_begin(fcinfo, ledger, result_order, lengthof(result_order));
	input = sv_input_create(ledger, skip_invalid);
	analyzed = sv_query_analyze("query", query);
	question.deep = has_levels(analyzed);
	if (question.deep)
		sv_input_read_query(input, levels_query(analyzed), specs, NDEEP,
							deep_order, lengthof(deep_order));
	else
	{
		sv_input_unordered(input);
		sv_input_read_query(input, analyzed, specs, NFLAT, NULL, 0);
	}
	sv_judge(input, result, sv_outliers_judge(), &question, sizeof(question));
	return (Datum) 0;
}
