/*
 * ceiling.h
 *		Ceilings that depend on the kind and the day.
 */
#ifndef SV_CEILING_H
#define SV_CEILING_H

#include "supervise.h"

#include "lib/stringinfo.h"
#include "sv_call.h"
#include "sv_input.h"

typedef struct SvCeilings SvCeilings;

extern bool sv_ceilings_read(SvCall *call, const char *query, StringInfo bytes);
extern SvCeilings *sv_ceilings_get(const char *bytes, Size size);
extern bool sv_ceilings_find(const SvCeilings *ceilings, SvInput *input, const SvRow *row,
							 int kind, int32 day, SvDecimal *amount);

#endif							/* SV_CEILING_H */
