/*
 * overlap.h
 *		Episodes during which claims exclude each other.
 */
#ifndef SV_OVERLAP_H
#define SV_OVERLAP_H

#include "core/core.h"

/* A claim in force from its first to its last day, both included. */
typedef struct SvClaim
{
	int32		first;
	int32		last;
	uint32		source;			/* 0 .. nsources - 1 */
} SvClaim;

/*
 * Which sources exclude each other: those of source s are
 * other[start[s]] .. other[start[s + 1] - 1].  Symmetric; s may be its own.
 */
typedef struct SvExclusions
{
	const uint32 *start;
	const uint32 *other;
} SvExclusions;

typedef struct SvOverlapRule
{
	const SvExclusions *exclusions; /* or NULL: any two */
	bool		same_source;	/* two claims of one source count as well */
	int64		min_days;
} SvOverlapRule;

typedef struct SvEpisode
{
	int32		first;
	int32		last;
	const uint64 *members;		/* claims that take part, ascending */
	uint64		nmembers;
} SvEpisode;

typedef void (*SvEpisodeCallback) (const SvEpisode *episode, void *arg);

extern void sv_overlap(const SvClaim *claims, uint64 nclaims, uint32 nsources,
					   const SvOverlapRule *rule,
					   SvEpisodeCallback callback, void *arg);

#endif							/* SV_OVERLAP_H */
