/*
 * sv_sort.h
 *		The rows of a partition in order, and where its groups begin.
 */
#ifndef SV_SORT_H
#define SV_SORT_H

#include "supervise.h"

#include "sv_keys.h"
#include "sv_store.h"

/* Rows to be sorted, packed: a partition's, or those picked from it. */
typedef struct SvUnsorted
{
	uint64		rows;
	Size		bytes;			/* of them unpacked */
	SvStore    *store;			/* where they are, or NULL: from "packed" to
								 * "end" */
	int			partition;
	const char *packed;			/* SV_PACKED_SLACK can be read behind "end" */
	const char *end;
} SvUnsorted;

typedef struct SvSorted
{
	SvRow	  **rows;
	bool	   *begins;			/* does the row begin a group? */
	uint64		count;
} SvSorted;

extern SvUnsorted sv_unsorted(SvStore *store, int partition);
extern void sv_sort(SvSorted *sorted, SvKeys *keys, const SvUnsorted *unsorted, int used_bits);
extern Size sv_sort_memory(const SvUnsorted *unsorted);

#endif							/* SV_SORT_H */
