/*
 * sv_series.h
 *		The numbers of a series, read and in order.
 */
#ifndef SV_SERIES_H
#define SV_SERIES_H

#include "supervise.h"

#include "core/sequence.h"

/* A number to be sorted. */
typedef struct SvSeriesEntry
{
	const char *prefix;
	size_t		length;			/* of the prefix */
	int			digits;
	int128		value;
	int64		at;				/* PG_INT64_MAX: not known */
	size_t		source;			/* the caller's row */
} SvSeriesEntry;

/* Order of two rows with equal numbers and times, wherever they are kept. */
typedef int (*SvSeriesCompare) (void *origin, size_t a, size_t b);

/* The numbers of a series; arrays are kept from one to the next. */
typedef struct SvSeries
{
	SvSeriesCompare compare;
	void	   *origin;
	SvSeriesEntry *entry;
	SvSequenceRow *row;			/* row[i] is entry[i] */
	size_t		n;
	size_t		entry_room;
	size_t		row_room;
	SvSequenceWork work;
} SvSeries;

extern void sv_series_reset(SvSeries *series, size_t room);
extern bool sv_series_add(SvSeries *series, const char *text, size_t length,
						  int64 at, size_t source);
extern void sv_series_finish(SvSeries *series);

#endif							/* SV_SERIES_H */
