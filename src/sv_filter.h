/*
 * sv_filter.h
 *		Groups that cannot be findings, left out by parallel workers.
 */
#ifndef SV_FILTER_H
#define SV_FILTER_H

#include "supervise.h"

#include "storage/shm_toc.h"
#include "sv_brief.h"
#include "sv_collect.h"
#include "sv_keys.h"
#include "sv_store.h"

/*
 * What a detector's filter is made of; each process has a state of its own.
 * "keep" gets the rows of one group in brief, in the order of their first
 * days, and says whether it could be found.  It looks at them and at its
 * parameters, which are plain bytes, and at nothing else.
 */
typedef struct SvFilterMethods
{
	void	   *(*begin) (const void *parameters, Size size);
	SvLabelCallback label;		/* or NULL */
	bool		(*keep) (void *state, const SvBrief *rows, uint64 count);
} SvFilterMethods;

typedef const SvFilterMethods *(*SvFilterFunction) (void);

typedef struct SvFilter
{
	char		function[NAMEDATALEN];	/* an SvFilterFunction exported by the
										 * module, or "" */
	SvBriefColumns columns;
	const void *parameters;
	Size		size;
} SvFilter;

/* A filter for detectors that need some rows: the parameter is a uint64. */
extern PGDLLEXPORT const SvFilterMethods *sv_filter_at_least(void);

extern bool sv_filter(const SvFilter *filter, SvKeys *keys, SvStore **store,
					  const SvCollected *collected, int nqueries, int nworkers,
					  Size limit, uint64 *groups, Size *memory);
extern PGDLLEXPORT void sv_filter_main(dsm_segment *segment, shm_toc *toc);

#endif							/* SV_FILTER_H */
