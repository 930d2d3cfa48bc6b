/*
 * reversal.h
 *		Payments taken back by a later negative row of the same size.
 */
#ifndef SV_REVERSAL_H
#define SV_REVERSAL_H

#include "core/decimal.h"

typedef struct SvReversalRow
{
	SvDecimal	amount;
	int64		at;
	uint64		kind;			/* only rows of one kind cancel each other */
	size_t		row;			/* the caller's position, in its total order */
} SvReversalRow;

extern size_t sv_reversal_net(SvReversalRow *rows, size_t n, bool *cancelled);

#endif							/* SV_REVERSAL_H */
