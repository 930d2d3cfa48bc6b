/*
 * sv_sort.h
 *		The rows of a partition in order, and where its groups begin.
 */
#ifndef SV_SORT_H
#define SV_SORT_H

#include "supervise.h"

#include "sv_keys.h"
#include "sv_store.h"

typedef struct SvSorted
{
	SvRow	  **rows;
	bool	   *begins;			/* does the row begin a group? */
	uint64		count;
} SvSorted;

extern void sv_sort(SvSorted *sorted, SvKeys *keys, SvStore *store, int partition, int used_bits);
extern Size sv_sort_memory(const SvStore *store, int partition);

#endif							/* SV_SORT_H */
