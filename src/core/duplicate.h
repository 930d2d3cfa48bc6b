/*
 * duplicate.h
 *		The same bill twice: rows of one key that match each other.
 */
#ifndef SV_DUPLICATE_H
#define SV_DUPLICATE_H

#include "core/decimal.h"
#include "core/edit.h"
#include "core/groups.h"
#include "core/rankset.h"
#include "core/reversal.h"

/* A row; rows come sorted by time, ties in the caller's total order. */
typedef struct SvDuplicateRow
{
	SvDecimal	amount;
	int64		at;
} SvDuplicateRow;

typedef struct SvDuplicateRules
{
	int64		within;			/* greatest gap in time; negative: any */
	bool		by_amount;		/* amounts must agree … */
	SvDecimal	tolerance;		/* … this closely (not negative) */
	bool		net_reversals;
	int			ndifferent;		/* columns that must differ */
	int			nnear;			/* columns that may be one keystroke apart */
} SvDuplicateRules;

/*
 * The rows of one key.  Row i has different[i * ndifferent + c], an identity
 * of its value in column c (equal if and only if the values are), and
 * near[i * nnear + c], its normalised code.
 */
typedef struct SvDuplicateKey
{
	const SvDuplicateRow *row;
	size_t		n;
	const uint64 *different;
	const SvCode *near;
} SvDuplicateKey;

/* What the kernel keeps between keys; zeroed memory is ready for use. */
typedef struct SvDuplicateWork
{
	SvForest	forest;
	SvGroups	groups;
	SvRankSet	window;
	size_t	   *order;			/* open rows, block by block */
	size_t		order_room;
	size_t	   *rank;
	size_t		rank_room;
	SvReversalRow *reversal;
	size_t		reversal_room;
	bool	   *cancelled;
	size_t		cancelled_room;
	struct SvNearVariant *variant;
	size_t		variant_room;
} SvDuplicateWork;

/* What a group adds up to. */
typedef struct SvDuplicateTotals
{
	SvDecimal	amount;
	SvDecimal	excess;			/* amount less the largest row's */
	int64		first_at;
	int64		last_at;
} SvDuplicateTotals;

extern void sv_duplicate_find(SvDuplicateWork *work, const SvDuplicateKey *key,
							  const SvDuplicateRules *rules);
extern bool sv_duplicate_totals(const SvDuplicateKey *key, const size_t *member,
								size_t n, SvDuplicateTotals *totals);
extern void sv_duplicate_free(SvDuplicateWork *work);

#endif							/* SV_DUPLICATE_H */
