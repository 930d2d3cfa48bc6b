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

typedef struct SvResult SvResult;

extern SvResult *sv_result_begin(FunctionCallInfo fcinfo, SvCall *call,
								 const AttrNumber *order, int norder);
extern void sv_result_put(SvResult *result, Datum *values, bool *nulls);
extern void sv_result_end(SvResult *result);

/* Rows that a worker finds, for the leader. */
extern TupleDesc sv_result_desc(const SvResult *result);
extern SvResult *sv_result_attach(TupleDesc desc, SvCall *call, SvWriter *writer);
extern SvPointer sv_result_detach(SvResult *result);
extern void sv_result_take(SvResult *result, SvStore *store);

#endif							/* SV_RESULT_H */
