/*
 * sv_identity.h
 *		Numbers for the values of a column within a group: equal if and only if
 *		the values are.
 */
#ifndef SV_IDENTITY_H
#define SV_IDENTITY_H

#include "supervise.h"

#include "sv_input.h"

/* Kept between groups; zeroed memory is ready for use. */
typedef struct SvIdentities
{
	uint64	   *first;			/* row + 1 that has a value first, or 0 */
	size_t		room;
} SvIdentities;

extern void sv_identify(SvIdentities *work, SvInput *input, SvRow **rows, uint64 n,
						int column, uint64 *identity, int stride);

#endif							/* SV_IDENTITY_H */
