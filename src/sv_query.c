/*
 * sv_query.c
 *		The query a user passes to a detector: checked, planned, run.
 *
 * A detector takes its input as the text of a query, as pgRouting and
 * tablefunc do, or as the name of a relation.  What the text may be is decided
 * by parsing and analysing it, never by looking at it: exactly one SELECT (or
 * VALUES, TABLE, WITH ... SELECT) that locks and changes nothing.  It runs
 * with the caller's rights and under the caller's snapshot, and the
 * transaction is read-only while it does, which stops a function in it that
 * writes.
 *
 * Within a stored query (scalar/query.c) the text may say parameter.NAME as that
 * query does.  The values are known then, so the planner sees constants.
 */
#include "supervise.h"

#include "access/xact.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/optimizer.h"
#include "parser/parse_func.h"
#include "parser/parse_node.h"
#include "parser/parse_relation.h"
#include "sv_query.h"
#include "tcop/tcopprot.h"
#include "utils/builtins.h"
#include "utils/ruleutils.h"
#include "utils/snapmgr.h"
#include "utils/varlena.h"

/* Of the stored query that runs; NULL while none does. */
ParamListInfo sv_query_parameters = NULL;

/* Positions in the user's text, not in the statement that calls us. */
static void
query_error_callback(void *arg)
{
	SvQuery    *query = (SvQuery *) arg;
	int			position = geterrposition();

	if (position > 0)
	{
		errposition(0);
		internalerrposition(position);
		internalerrquery(query->text);
	}
	errcontext("argument \"%s\" of a detector", query->argument);
}

/*
 * A text that is only a name, with or without a schema, means TABLE name.  The
 * server's own splitter decides, so quoting and case work as in SQL.
 */
static char *
relation_query(const char *text)
{
	char	   *copy = pstrdup(text);
	List	   *names = NIL;
	StringInfoData result;
	ListCell   *lc;

	if (!SplitIdentifierString(copy, '.', &names) ||
		list_length(names) < 1 || list_length(names) > 3)
		return NULL;
	initStringInfo(&result);
	appendStringInfoString(&result, "TABLE ");
	foreach(lc, names)
		appendStringInfo(&result, "%s%s", lc == list_head(names) ? "" : ".",
						 quote_identifier((char *) lfirst(lc)));
	return result.data;
}

static void
not_a_select(const SvQuery *query, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("argument \"%s\" must be one SELECT or the name of a relation",
					query->argument),
			 errdetail_internal("%s", detail),
			 errhint("Pass a query that only reads, such as $$ SELECT ... AS subject, ... FROM ... $$.")));
}

static RawStmt *
parse_select(const SvQuery *query)
{
	List	   *statements = pg_parse_query(query->text);
	RawStmt    *raw;
	SelectStmt *select;

	if (list_length(statements) != 1)
		not_a_select(query, statements == NIL ? "It is empty." :
					 psprintf("It has %d statements.", list_length(statements)));
	raw = linitial_node(RawStmt, statements);
	if (!IsA(raw->stmt, SelectStmt))
		not_a_select(query, "It is a statement of another kind.");

	/* SELECT ... INTO is found at the leftmost arm of a UNION */
	select = (SelectStmt *) raw->stmt;
	while (select->larg)
		select = select->larg;
	if (select->intoClause)
		not_a_select(query, "It is SELECT INTO, which creates a table.");
	return raw;
}

/* Parse, check and analyse what the user passed. */
SvQuery *
sv_query_analyze(const char *argument, const char *text)
{
	SvQuery    *result = palloc0(sizeof(SvQuery));
	ErrorContextCallback callback;
	RawStmt    *raw;
	List	   *queries;
	ListCell   *lc;

	result->argument = argument;
	result->parameters = sv_query_parameters;
	result->text = relation_query(text);
	if (result->text == NULL)
		result->text = pstrdup(text);

	callback.callback = query_error_callback;
	callback.arg = result;
	callback.previous = error_context_stack;
	error_context_stack = &callback;

	raw = parse_select(result);
	if (result->parameters)
		queries = pg_analyze_and_rewrite_withcb(raw, result->text,
												result->parameters->parserSetup,
												result->parameters->parserSetupArg, NULL);
	else
		queries = pg_analyze_and_rewrite_fixedparams(raw, result->text, NULL, 0, NULL);
	if (list_length(queries) != 1)
		not_a_select(result, "A rule rewrites it into several statements.");
	result->query = linitial_node(Query, queries);
	if (result->query->commandType != CMD_SELECT)
		not_a_select(result, "It is a statement of another kind.");
	if (result->query->hasModifyingCTE)
		not_a_select(result, "A WITH clause in it changes data.");
	if (result->query->rowMarks != NIL)
		not_a_select(result, "It locks rows (FOR UPDATE or FOR SHARE).");

	foreach(lc, result->query->targetList)
	{
		TargetEntry *column = lfirst_node(TargetEntry, lc);

		if (!column->resjunk)
			result->columns = lappend(result->columns, column);
	}
	error_context_stack = callback.previous;
	return result;
}

/* Columns of the names, types and collations that a query has, without rows. */
static char *
placeholder(const SvQuery *query)
{
	StringInfoData text;
	ListCell   *lc;

	initStringInfo(&text);
	foreach(lc, query->columns)
	{
		TargetEntry *column = lfirst_node(TargetEntry, lc);
		Oid			collation = exprCollation((Node *) column->expr);

		appendStringInfo(&text, "%s NULL::%s", text.len == 0 ? "SELECT" : ",",
						 format_type_extended(exprType((Node *) column->expr), -1,
											  FORMAT_TYPE_FORCE_QUALIFY));
		if (OidIsValid(collation))
			appendStringInfo(&text, " COLLATE %s", generate_collation_name(collation));
		appendStringInfo(&text, " AS %s", quote_identifier(column->resname));
	}
	return text.data;
}

/*
 * SELECT list FROM (query) AS q rest, where list and rest are our own text, with
 * every function qualified.  The text is analysed over a placeholder with the
 * query's columns, whose place the analysed query then takes: the user's
 * text is not pasted into ours.
 */
SvQuery *
sv_query_over(const SvQuery *query, const char *list, const char *rest)
{
	SvQuery    *result = palloc0(sizeof(SvQuery));
	RangeTblEntry *entry;
	List	   *queries;
	ListCell   *lc;

	result->argument = query->argument;
	result->parameters = query->parameters;
	result->text = psprintf("SELECT %s FROM (%s) AS q %s", list, placeholder(query), rest);
	queries = pg_analyze_and_rewrite_fixedparams(linitial_node(RawStmt, pg_parse_query(result->text)),
												 result->text, NULL, 0, NULL);
	result->query = linitial_node(Query, queries);
	entry = linitial_node(RangeTblEntry, result->query->rtable);
	Assert(entry->rtekind == RTE_SUBQUERY);
	entry->subquery = copyObject(query->query);
	foreach(lc, result->query->targetList)
	{
		TargetEntry *column = lfirst_node(TargetEntry, lc);

		if (!column->resjunk)
			result->columns = lappend(result->columns, column);
	}
	return result;
}

/*
 * The plans below leave JIT out: compiling costs some hundred milliseconds and
 * was never won back (design.md, Reading).
 */
static PlannedStmt *
plan(const SvQuery *query, Query *statement)
{
	PlannedStmt *result;
	ErrorContextCallback callback;

	callback.callback = query_error_callback;
	callback.arg = (void *) query;
	callback.previous = error_context_stack;
	error_context_stack = &callback;
	result = pg_plan_query(statement, query->text, CURSOR_OPT_PARALLEL_OK, query->parameters);
	error_context_stack = callback.previous;
	result->jitFlags = 0;
	return result;
}

PlannedStmt *
sv_query_plan(const SvQuery *query)
{
	return plan(query, copyObject(query->query));
}

/*
 * Plan SELECT function(column, ...) FROM (query): an aggregate over some of
 * its columns, by their numbers in query->columns.  Built as a tree, so that
 * no text of the user's is ever pasted into another.
 */
PlannedStmt *
sv_query_plan_aggregate(const SvQuery *query, List *function,
						const AttrNumber *columns, int ncolumns)
{
	ParseState *pstate = make_parsestate(NULL);
	Query	   *outer = makeNode(Query);
	FuncCall   *call = makeFuncCall(function, NIL, COERCE_EXPLICIT_CALL, -1);
	ParseNamespaceItem *item;
	List	   *arguments = NIL;
	Node	   *aggregate;

	pstate->p_sourcetext = query->text;
	pstate->p_expr_kind = EXPR_KIND_SELECT_TARGET;
	item = addRangeTableEntryForSubquery(pstate, copyObject(query->query),
										 makeAlias("q", NIL), false, true);
	addNSItemToQuery(pstate, item, true, true, true);
	for (int i = 0; i < ncolumns; i++)
	{
		TargetEntry *column = list_nth_node(TargetEntry, query->columns, columns[i] - 1);

		arguments = lappend(arguments, makeVarFromTargetEntry(1, column));
	}
	aggregate = ParseFuncOrColumn(pstate, function, arguments, NULL, call, false, -1);

	outer->commandType = CMD_SELECT;
	outer->canSetTag = true;
	outer->hasAggs = true;
	outer->rtable = pstate->p_rtable;
	SvCompatSetPermInfos(outer, pstate);
	outer->jointree = makeFromExpr(pstate->p_joinlist, NULL);
	outer->targetList = list_make1(makeTargetEntry((Expr *) aggregate, 1, "collected", false));
	free_parsestate(pstate);
	return plan(query, outer);
}

/*
 * Run a plan to its end.  No row limit is given, so it may be parallel.
 * XactReadOnly is what SET TRANSACTION READ ONLY sets; the transaction gets
 * its own value back also when the query fails.
 */
void
sv_query_execute(const SvQuery *query, PlannedStmt *plan, DestReceiver *receiver)
{
	bool		was_read_only = XactReadOnly;
	QueryDesc  *desc;
	ErrorContextCallback callback;

	callback.callback = query_error_callback;
	callback.arg = (void *) query;
	callback.previous = error_context_stack;
	error_context_stack = &callback;

	desc = CreateQueryDesc(plan, query->text, GetActiveSnapshot(), InvalidSnapshot,
						   receiver, query->parameters, NULL, 0);
	PG_TRY();
	{
		XactReadOnly = true;
		ExecutorStart(desc, 0);
		SvCompatExecutorRun(desc);
		ExecutorFinish(desc);
		ExecutorEnd(desc);
	}
	PG_FINALLY();
	{
		XactReadOnly = was_read_only;
	}
	PG_END_TRY();
	FreeQueryDesc(desc);
	error_context_stack = callback.previous;
}
