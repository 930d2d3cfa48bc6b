/*
 * sv_filter.h
 *		Groups that cannot be findings, told before their rows are unpacked.
 */
#ifndef SV_FILTER_H
#define SV_FILTER_H

#include "supervise.h"

#include "sv_brief.h"
#include "sv_keys.h"
#include "sv_sort.h"
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

typedef struct SvFiltering SvFiltering;

extern SvFiltering *sv_filter_begin(const SvFilter *filter, SvKeys *keys, SvStore *store);
extern SvUnsorted sv_filter_partition(SvFiltering *filtering, int partition, uint64 *groups);

#endif							/* SV_FILTER_H */
