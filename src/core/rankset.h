/*
 * rankset.h
 *		A set of ranks 0 .. n - 1 that finds the neighbours of a rank.
 */
#ifndef SV_RANKSET_H
#define SV_RANKSET_H

#include "core/core.h"

#define SV_RANKSET_LEVELS	11	/* 64^11 > 2^64 */
#define SV_RANKSET_NONE		SIZE_MAX

/* Zeroed memory is ready for sv_rankset_reset. */
typedef struct SvRankSet
{
	uint64	   *level[SV_RANKSET_LEVELS];	/* level[0] has a bit per rank */
	int			nlevels;
	uint64	   *words;
	size_t		room;
} SvRankSet;

extern void sv_rankset_reset(SvRankSet *set, size_t n);
extern void sv_rankset_free(SvRankSet *set);
extern void sv_rankset_insert(SvRankSet *set, size_t rank);
extern void sv_rankset_remove(SvRankSet *set, size_t rank);
extern size_t sv_rankset_before(const SvRankSet *set, size_t rank);
extern size_t sv_rankset_after(const SvRankSet *set, size_t rank);

#endif							/* SV_RANKSET_H */
