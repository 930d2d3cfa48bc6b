/*
 * sv_store.h
 *		Rows in partitions by the hash of their group: written by one or many
 *		processes, within a memory limit, and read back by one.
 */
#ifndef SV_STORE_H
#define SV_STORE_H

#include "supervise.h"

#include "storage/buffile.h"
#include "storage/sharedfileset.h"
#include "sv_row.h"
#include "utils/dsa.h"

#define SV_MAX_PARTITIONS	256
#define SV_CACHE_LINE		64

/* A piece of one partition.  The data begin on a cache line. */
typedef struct SvChunk
{
	SvPointer	next;			/* the one filled before it, or 0 */
	SvPointer	self;
	void	   *allocation;		/* what to pfree, when local */
	uint64		size;			/* of data */
	uint64		used;
	char		filler[SV_CACHE_LINE - 5 * 8];
	char		data[FLEXIBLE_ARRAY_MEMBER];
} SvChunk;

#define SV_CHUNK_HEADER		offsetof(SvChunk, data)

/* A stretch of the temporary file that holds rows of one partition. */
typedef struct SvExtent
{
	int			partition;
	int			fileno;
	off_t		offset;
	Size		bytes;
} SvExtent;

typedef struct SvPartition
{
	SvPointer	chunks;			/* newest first */
	uint64		rows;
	uint64		memory;			/* bytes of rows in chunks */
	uint64		spilled;		/* bytes of rows in extents */
	int			first_extent;
	int			nextents;
} SvPartition;

/* What one writer leaves to the reader. */
typedef struct SvDeposit
{
	int			writer;
	bool		has_file;
	SvPointer	extents;		/* by partition */
	uint64		rows;
	uint64		peak;			/* most bytes of memory it held */
	uint64		spilled;
	SvPartition partition[SV_MAX_PARTITIONS];
} SvDeposit;

typedef struct SvWriterPartition
{
	char	   *at;				/* the next row goes here */
	char	   *end;
	SvChunk    *chunk;
	uint64		rows;
} SvWriterPartition;

typedef struct SvWriter
{
	MemoryContext context;
	dsa_area   *area;			/* or NULL: memory of this process */
	SharedFileSet *fileset;		/* or NULL: a file of this process */
	int			number;
	int			npartitions;
	int			skip_bits;		/* of the hash, used by a partition above */
	int			shift;			/* what is left of it to the partition */
	Size		limit;			/* bytes of memory this writer may hold */
	Size		chunk_limit;
	Size		memory;
	Size		peak;
	Size		shared_memory;	/* of it, values shared by rows */
	BufFile    *file;
	SvExtent   *extents;
	int			nextents;
	int			maxextents;
	uint64		spilled;
	Size		bytes[SV_MAX_PARTITIONS];	/* in full chunks */
	Size		spilled_bytes[SV_MAX_PARTITIONS];
	SvWriterPartition partition[SV_MAX_PARTITIONS];
} SvWriter;

/* A deposit and how to get at what it names. */
typedef struct SvSource
{
	SvDeposit  *deposit;
	dsa_area   *area;			/* or NULL */
	BufFile    *file;			/* or NULL */
} SvSource;

/* Everything written, by however many writers. */
typedef struct SvStore
{
	MemoryContext context;
	int			npartitions;
	int			skip_bits;
	int			nsources;
	int			maxsources;
	SvSource   *sources;
} SvStore;

/* The rows of one partition, found or read back. */
typedef struct SvLoaded
{
	uint64		count;
	SvRow	  **rows;
	Size		memory;			/* allocated for it */
} SvLoaded;

extern int	sv_store_partitions(Size limit);

extern SvWriter *sv_writer_create(MemoryContext context, dsa_area *area,
								  SharedFileSet *fileset, int number,
								  int npartitions, int skip_bits, Size limit);
extern void sv_writer_append_slow(SvWriter *writer, int partition, Size size);
extern void *sv_writer_share(SvWriter *writer, Size size, SvPointer *pointer);
extern SvPointer sv_writer_finish(SvWriter *writer);

extern SvStore *sv_store_create(MemoryContext context, int npartitions, int skip_bits);
extern void sv_store_add(SvStore *store, SvPointer deposit, dsa_area *area,
						 SharedFileSet *fileset, SvWriter *local);
extern Size sv_store_bytes(const SvStore *store, int partition);
extern uint64 sv_store_rows(const SvStore *store, int partition);
extern bool sv_store_spilled(const SvStore *store, int partition);
extern void sv_store_load(SvStore *store, int partition, SvLoaded *loaded);
extern void sv_store_each(SvStore *store, int partition,
						  void (*visit) (SvRow *row, void *arg), void *arg);
extern void sv_store_close(SvStore *store);

/* A place that another process, or this one, has written. */
static inline void *
sv_pointer_address(dsa_area *area, SvPointer pointer)
{
	if (pointer & SV_POINTER_LOCAL)
		return (void *) (uintptr_t) (pointer & SV_POINTER_MASK);
	return dsa_get_address(area, pointer & SV_POINTER_MASK);
}

/* Which partition a row of that hash belongs to. */
static inline int
sv_hash_partition(uint32 hash, int skip_bits, int shift)
{
	return (int) (((uint64) hash << (32 + skip_bits)) >> 32 >> shift);
}

/* Keep a copy of a row. */
static inline void
sv_writer_append(SvWriter *writer, const SvRow *row)
{
	int			p = sv_hash_partition(row->hash, writer->skip_bits, writer->shift);
	Size		size = sv_row_size(row);
	SvWriterPartition *partition = &writer->partition[p];

	if (unlikely((Size) (partition->end - partition->at) < size))
		sv_writer_append_slow(writer, p, size);
	memcpy(partition->at, row, size);
	partition->at += size;
	partition->rows++;
}

#endif							/* SV_STORE_H */
