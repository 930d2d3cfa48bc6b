/*
 * sv_list.h
 *		What the aggregate forms of detectors return: an array of a row type.
 *
 *		SvList *list = sv_list_begin(fcinfo);
 *
 *		sv_list_put(list, values, nulls);
 *		return sv_list_end(list, fcinfo);
 */
#ifndef SV_LIST_H
#define SV_LIST_H

#include "supervise.h"

#include "sv_datum.h"

typedef struct SvList SvList;

extern SvList *sv_list_begin(FunctionCallInfo fcinfo);
extern void sv_list_put(SvList *list, Datum *values, bool *nulls);
extern Datum sv_list_end(SvList *list, FunctionCallInfo fcinfo);

#endif							/* SV_LIST_H */
