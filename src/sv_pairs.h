/*
 * sv_pairs.h
 *		Pairs of names: which kinds exclude which.
 */
#ifndef SV_PAIRS_H
#define SV_PAIRS_H

#include "supervise.h"

#include "lib/stringinfo.h"

typedef struct SvPairs SvPairs;

extern SvPairs *sv_pairs_create(void);
extern SvPairs *sv_pairs_get(const char *bytes, Size size);
extern void sv_pairs_add(SvPairs *pairs, const char *a, Size a_length,
						 const char *b, Size b_length);
extern void sv_pairs_finish(SvPairs *pairs);
extern int	sv_pairs_find(const SvPairs *pairs, const char *name, Size length);
extern int	sv_pairs_count(const SvPairs *pairs);
extern const char *sv_pairs_name(const SvPairs *pairs, int number, Size *length);
extern void sv_pairs_names(const SvPairs *pairs, StringInfo texts);
extern const int *sv_pairs_of(const SvPairs *pairs, int name, int *n);

#endif							/* SV_PAIRS_H */
