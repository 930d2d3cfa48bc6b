/*
 * sv_result.h
 *		The rows a detector returns, put in their documented order.
 */
#ifndef SV_RESULT_H
#define SV_RESULT_H

#include "supervise.h"

#include "funcapi.h"
#include "sv_call.h"
#include "sv_store.h"

#define SV_MAX_RESULT_ORDER	16	/* columns of any detector */

/* The columns that rows are ordered by, as plain data. */
typedef struct SvResultOrder
{
	int			count;
	AttrNumber	column[SV_MAX_RESULT_ORDER];
} SvResultOrder;

typedef struct SvResult SvResult;

extern SvResult *sv_result_begin(FunctionCallInfo fcinfo, SvCall *call,
								 const AttrNumber *columns, int ncolumns);
extern void sv_result_put(SvResult *result, Datum *values, bool *nulls);
extern void sv_result_end(SvResult *result);

/* Rows that a worker finds, for the leader. */
extern TupleDesc sv_result_desc(const SvResult *result);
extern const SvResultOrder *sv_result_order(const SvResult *result);
extern SvResult *sv_result_attach(TupleDesc desc, const SvResultOrder *order,
								  SvCall *call, SvWriter *writer);
extern SvPointer sv_result_detach(SvResult *result);
extern void sv_result_take(SvResult *result, SvStore *store);

#endif							/* SV_RESULT_H */
