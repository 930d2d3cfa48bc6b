/*
 * sv_result.h
 *		The rows a detector returns, put in their documented order.
 */
#ifndef SV_RESULT_H
#define SV_RESULT_H

#include "supervise.h"

#include "funcapi.h"
#include "sv_call.h"

typedef struct SvResult SvResult;

extern SvResult *sv_result_begin(FunctionCallInfo fcinfo, SvCall *call,
								 const AttrNumber *order, int norder);
extern void sv_result_put(SvResult *result, Datum *values, bool *nulls);
extern void sv_result_end(SvResult *result);

#endif							/* SV_RESULT_H */
