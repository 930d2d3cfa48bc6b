/*
 * sv_filter.h
 *		Groups that cannot be findings, left out by parallel workers.
 */
#ifndef SV_FILTER_H
#define SV_FILTER_H

#include "supervise.h"

#include "storage/shm_toc.h"
#include "sv_collect.h"
#include "sv_keys.h"
#include "sv_store.h"

/*
 * Could this group be found?  Runs in parallel workers: it looks at the rows
 * and at the parameters, which are plain bytes, and at nothing else.
 */
typedef bool (*SvGroupFilter) (SvKeys *keys, SvRow **rows, uint64 count, const void *parameters);

#define SV_FILTER_PARAMETERS	64	/* most bytes of parameters */

typedef struct SvFilter
{
	char		function[NAMEDATALEN];	/* an SvGroupFilter exported by the
										 * module */
	char		parameters[SV_FILTER_PARAMETERS];
} SvFilter;

/* A filter for detectors that need some rows: the parameter is a uint64. */
extern PGDLLEXPORT bool sv_filter_at_least(SvKeys *keys, SvRow **rows, uint64 count,
										   const void *parameters);

extern bool sv_filter(const SvFilter *filter, SvKeys *keys, SvStore **store,
					  const SvCollected *collected, int nqueries, int nworkers,
					  Size limit, uint64 *groups, Size *memory);
extern PGDLLEXPORT void sv_filter_main(dsm_segment *segment, shm_toc *toc);

#endif							/* SV_FILTER_H */
