/*
 * sv_refuse.h
 *		Rows that were read and that a detector cannot judge.
 *
 * What is wrong with a row by its type, the reading layer sees (sv_encode.c).
 * What only the detector knows, such as a number without digits or a day
 * without a ceiling, is refused here, in the same words and with the same
 * choice: an error that names the row, or a count.
 */
#ifndef SV_REFUSE_H
#define SV_REFUSE_H

#include "supervise.h"

#include "sv_call.h"
#include "sv_input.h"

#define SV_MAX_REASONS	SV_MAX_COLUMNS
#define SV_MAX_PROBLEM	48		/* bytes */

typedef struct SvRefusal
{
	char		column[NAMEDATALEN];
	char		problem[SV_MAX_PROBLEM];
	uint64		rows;
} SvRefusal;

/* Plain data but for the argument: workers leave theirs in shared memory. */
typedef struct SvRefusals
{
	const char *argument;		/* the query's parameter */
	bool		skip;			/* on_invalid => 'skip' */
	int			nreasons;
	SvRefusal	reason[SV_MAX_REASONS];
} SvRefusals;

extern void sv_refuse(SvRefusals *refusals, SvInput *input, const SvRow *row,
					  int record, const char *column, const char *problem);
extern void sv_refusals_add(SvRefusals *refusals, const SvRefusals *more);
extern void sv_refusals_report(const SvRefusals *refusals, SvCall *call);

#endif							/* SV_REFUSE_H */
