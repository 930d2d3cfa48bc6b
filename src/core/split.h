/*
 * split.h
 *		Parts below a ceiling that add up to it.
 */
#ifndef SV_SPLIT_H
#define SV_SPLIT_H

#include "core/decimal.h"
#include "core/groups.h"
#include "core/reversal.h"

/* A payment; rows come sorted by time, ties in the caller's total order. */
typedef struct SvSplitRow
{
	SvDecimal	amount;
	SvDecimal	ceiling;		/* above zero */
	int64		at;
} SvSplitRow;

typedef struct SvSplitRules
{
	int64		within;			/* longest time from first to last part */
	int64		min_parts;		/* at least 2 */
	bool		net_reversals;
} SvSplitRules;

/* What the kernel keeps between keys; zeroed memory is ready for use. */
typedef struct SvSplitWork
{
	SvForest	forest;
	SvGroups	groups;
	size_t	   *part;			/* rows that are parts */
	size_t		part_room;
	size_t	   *level;			/* parts that may count under one ceiling */
	size_t		level_room;
	SvReversalRow *reversal;
	size_t		reversal_room;
	bool	   *cancelled;
	size_t		cancelled_room;
} SvSplitWork;

/* What a group adds up to. */
typedef struct SvSplitTotals
{
	SvDecimal	amount;
	SvDecimal	ceiling;		/* the highest of its parts */
	int64		first_at;
	int64		last_at;
} SvSplitTotals;

extern bool sv_split_find(SvSplitWork *work, const SvSplitRow *row, size_t n,
						  const SvSplitRules *rules);
extern bool sv_split_totals(const SvSplitRow *row, const size_t *member, size_t n,
							SvSplitTotals *totals);
extern void sv_split_free(SvSplitWork *work);

#endif							/* SV_SPLIT_H */
