/*
 * status.h
 *		Claims made while a status forbade them.
 */
#ifndef SV_STATUS_H
#define SV_STATUS_H

#include "core/core.h"

/* Days (or moments) from .. to - 1. */
typedef struct SvSpan
{
	int64		from;
	int64		to;				/* above from */
} SvSpan;

#define SV_SPAN_END		PG_INT64_MAX	/* no end */

typedef struct SvStatusClaim
{
	SvSpan		span;
	uint64		kind;
} SvStatusClaim;

typedef struct SvStatusRow
{
	SvSpan		span;
	uint64		status;			/* equal if and only if the names are */
} SvStatusRow;

/* A status forbids a kind; rules come sorted, statuses first. */
typedef struct SvStatusRule
{
	uint64		status;
	uint64		kind;			/* SV_ANY_KIND: whatever it is */
} SvStatusRule;

#define SV_ANY_KIND		PG_UINT64_MAX

typedef struct SvStatusRules
{
	const SvStatusRule *rule;	/* NULL: every status forbids every kind */
	size_t		nrules;
	int64		grace;			/* a status forbids this long after it began */
	int64		min_length;		/* least length of a conflict */
} SvStatusRules;

/* A claim and a status that forbade it. */
typedef struct SvConflict
{
	size_t		claim;
	size_t		status;			/* the row in force when the conflict begins */
	SvSpan		during;
} SvConflict;

/* What the kernel keeps between keys; zeroed memory is ready for use. */
typedef struct SvStatusWork
{
	SvConflict *conflict;
	size_t		conflict_room;
	size_t		nconflicts;
	size_t	   *order;			/* statuses by name and time */
	size_t		order_room;
	struct SvStretch *stretch;
	size_t		stretch_room;
	int64	   *reach;
	size_t		reach_room;
	size_t	   *active;
	size_t		active_room;
} SvStatusWork;

extern void sv_status_find(SvStatusWork *work, const SvStatusClaim *claim, size_t nclaims,
						   const SvStatusRow *status, size_t nstatuses,
						   const SvStatusRules *rules);
extern void sv_status_free(SvStatusWork *work);

#endif							/* SV_STATUS_H */
