/*
 * sv_query.h
 *		The query a user passes to a detector: checked, planned, run.
 */
#ifndef SV_QUERY_H
#define SV_QUERY_H

#include "supervise.h"

#include "nodes/params.h"
#include "nodes/parsenodes.h"
#include "nodes/plannodes.h"
#include "tcop/dest.h"

typedef struct SvQuery
{
	const char *argument;		/* the detector's parameter, for messages */
	char	   *text;			/* what was parsed */
	Query	   *query;			/* analysed and rewritten */
	List	   *columns;		/* its TargetEntry nodes, without junk */
	ParamListInfo parameters;	/* what parameter.NAME means, or NULL */
} SvQuery;

extern ParamListInfo sv_query_parameters;

extern SvQuery *sv_query_analyze(const char *argument, const char *text);
extern SvQuery *sv_query_over(const SvQuery *query, const char *list,
							  const char *rest);
extern PlannedStmt *sv_query_plan(const SvQuery *query);
extern PlannedStmt *sv_query_plan_aggregate(const SvQuery *query, List *function,
											const AttrNumber *columns, int ncolumns);
extern void sv_query_execute(const SvQuery *query, PlannedStmt *plan,
							 DestReceiver *receiver);

#endif							/* SV_QUERY_H */
