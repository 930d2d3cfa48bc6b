/*
 * sv_tally.h
 *		How many distinct values there are, and which is the most frequent.
 *
 *		SvTally *tally = sv_tally_create(limit);
 *
 *		sv_tally_add(tally, bytes, length);		any number of times
 *		sv_tally_finish(tally, &counts);		frees it
 */
#ifndef SV_TALLY_H
#define SV_TALLY_H

#include "supervise.h"

typedef struct SvTallyCounts
{
	uint64		distinct;
	uint64		repeats;		/* of the most frequent value, 0: no value */
	char	   *value;			/* it, the least by its bytes where several
								 * are */
	Size		length;
	uint64		spilled;		/* bytes written to files */
	Size		peak;			/* bytes of memory */
} SvTallyCounts;

typedef struct SvTally SvTally;

extern SvTally *sv_tally_create(Size limit);
extern void sv_tally_add(SvTally *tally, const char *bytes, Size length);
extern void sv_tally_finish(SvTally *tally, SvTallyCounts *counts);

#endif							/* SV_TALLY_H */
