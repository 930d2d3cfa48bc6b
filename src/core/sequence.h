/*
 * sequence.h
 *		Numbers issued in a row, and numbers that are missing.
 */
#ifndef SV_SEQUENCE_H
#define SV_SEQUENCE_H

#include "core/core.h"
#include "core/groups.h"

#define SV_NUMBER_DIGITS	38	/* most digits a number may have */

/* A number as printed: whatever comes before its last digits, and these. */
typedef struct SvNumber
{
	size_t		start;			/* of the prefix: blanks before it are none */
	size_t		prefix;			/* bytes of the prefix */
	int			digits;			/* how many; 0 where there is no prefix */
	int128		value;
} SvNumber;

extern bool sv_number_parse(const char *text, size_t length, SvNumber *number);

/*
 * A row of one series.  Rows come sorted by form, number, time, ties in the
 * caller's total order.
 */
typedef struct SvSequenceRow
{
	int128		number;
	int64		at;				/* INT64_MAX: not known */
	uint64		form;			/* only numbers of one form follow each other */
} SvSequenceRow;

typedef struct SvRunRules
{
	int64		min_length;		/* at least 2 */
	int64		step;			/* at least 1 */
	int64		within;			/* longest time of a run; negative: any */
} SvRunRules;

/* Numbers missing between two that are there. */
typedef struct SvGap
{
	size_t		after;			/* row with the last number before the gap */
	size_t		before;			/* row with the first number after it */
	int128		missing;
} SvGap;

/* What the kernel keeps between keys; zeroed memory is ready for use. */
typedef struct SvSequenceWork
{
	SvGroups	groups;			/* of sv_run_find */
	SvGap	   *gap;			/* of sv_gap_find */
	size_t		gap_room;
	size_t		ngaps;
	size_t	   *first;			/* the first row of each number */
	size_t		first_room;
	size_t		nnumbers;		/* different numbers of the series */
	size_t	   *next;			/* the number a step further, or none */
	size_t		next_room;
	size_t	   *chain;			/* the maximal run at hand */
	size_t		chain_room;
	struct SvRunWindow *window;
	size_t		window_room;
	size_t	   *best;
	size_t		best_room;
} SvSequenceWork;

extern void sv_run_find(SvSequenceWork *work, const SvSequenceRow *row, size_t n,
						const SvRunRules *rules);
extern void sv_gap_find(SvSequenceWork *work, const SvSequenceRow *row, size_t n,
						int128 max_missing);
extern void sv_sequence_free(SvSequenceWork *work);

#endif							/* SV_SEQUENCE_H */
