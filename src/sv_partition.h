/*
 * sv_partition.h
 *		The partitions of an input, put in order and handed out group by group.
 *
 * What an input is made of; detectors need not know (sv_input.h).
 */
#ifndef SV_PARTITION_H
#define SV_PARTITION_H

#include "supervise.h"

#include "port/atomics.h"
#include "storage/dsm.h"
#include "sv_collect.h"
#include "sv_filter.h"
#include "sv_input.h"
#include "sv_keys.h"
#include "sv_sort.h"

#define SV_MAX_DEPTH	8		/* of partitions in partitions */

/* What processes that go over an input together share: plain data. */
typedef struct SvInputShared
{
	int			nqueries;
	dsm_handle	segment[SV_MAX_INPUTS];
	int			order[SV_MAX_INPUTS][SV_MAX_COLUMNS];
	bool		unordered;
	int			npartitions;
	Size		limit;			/* of each process, for the partition in work */
	Size		found_limit;	/* of each, for what it finds */
	SvFilter	filter;			/* its parameters are elsewhere */
	uint8		partition[SV_MAX_PARTITIONS];	/* the largest first */
	int			nlarge;			/* of them for who shares it, alone */
	pg_atomic_uint32 next;		/* the next that anybody takes */
} SvInputShared;

/* Partitions being gone through; the first level is the input itself. */
typedef struct SvLevel
{
	SvStore    *store;
	MemoryContext context;		/* to be deleted with it, or NULL */
	int			partition;		/* the next one */
	Size		limit;			/* bytes a partition may have to be loaded */
} SvLevel;

struct SvInput
{
	SvCall	   *call;
	bool		skip_invalid;
	MemoryContext context;
	MemoryContext partition_context;
	Size		limit;
	int			nqueries;
	SvKeys	   *keys;
	SvOnly		only;			/* of the query that is read next */
	SvFilter	filter;			/* function "" for none */
	SvCollected collected[SV_MAX_INPUTS];
	SvLevel		level[SV_MAX_DEPTH + 1];
	int			depth;			/* -1 before the first partition */
	SvInputShared *shared;		/* who goes over it with us, or NULL */
	bool		attached;		/* somebody else has read it */
	SvFiltering *filtering;		/* or NULL */
	bool		counted;		/* the groups of the partition, by the filter */
	SvSorted	sorted;			/* the partition in work */
	uint64		next;			/* the first row of the next group in it */
};

extern SvInput *sv_input_new(SvCall *call);
extern Size sv_input_left(const SvInput *input);

/* Going over it together; what others find is written, and added to a store. */
extern int	sv_input_helpers(const SvInput *input);
extern void sv_input_share(SvInput *input, SvInputShared *shared, int participants);
extern SvInput *sv_input_attach(SvInputShared *shared, const void *filter_parameters, SvCall *call);
extern SvWriter *sv_input_writer(const SvInput *input, int number);
extern void sv_input_pin(SvInput *input);
extern void sv_input_leave(SvInput *input);
extern void sv_input_add(const SvInput *input, SvStore *store, SvPointer deposit);

#endif							/* SV_PARTITION_H */
