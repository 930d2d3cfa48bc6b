/*
 * sv_store.h
 *		Rows in partitions by the hash of their group: written by one or many
 *		processes, within a memory limit, and read back by one.
 */
#ifndef SV_STORE_H
#define SV_STORE_H

#include "supervise.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "storage/buffile.h"
#include "storage/sharedfileset.h"
#include "sv_pack.h"
#include "sv_row.h"
#include "utils/dsa.h"

#define SV_MAX_PARTITIONS	256
#define SV_CACHE_LINE		64

/* A piece of one partition.  The data begin on a cache line. */
typedef struct SvChunk
{
	SvPointer	next;			/* the one filled before it, or 0 */
	SvPointer	self;
	uint64		allocation;		/* what to free: an address or a dsa_pointer */
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
	uint64		unpacked;		/* bytes of these rows when unpacked */
	uint64		memory;			/* bytes in chunks */
	uint64		spilled;		/* bytes in extents */
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

/*
 * Where a writer is in a partition.  Packed rows are put together in "line"
 * and leave for the chunk a cache line at a time.
 */
typedef struct SvWriterPartition
{
	char		line[2 * SV_CACHE_LINE];	/* the second overflows the first */
	char	   *at;				/* the line goes here */
	char	   *end;
	SvChunk    *chunk;
	uint64		rows;
	uint64		unpacked;
	int			fill;			/* bytes in line */
	int			filler;
	uint64		fillers[2];
} SvWriterPartition;

StaticAssertDecl(sizeof(SvWriterPartition) == 3 * SV_CACHE_LINE, "three cache lines");

typedef struct SvWriter
{
	MemoryContext context;
	dsa_area   *area;			/* or NULL: memory of this process */
	dsa_area   *common;			/* the same for all who write to a store: for
								 * values that their rows share */
	Size		granted;		/* what the area may grow to for now, */
	Size		grantable;		/* and at all; 0 if that is not this writer's
								 * business */
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
	SvWriterPartition *partition;	/* on a cache line */
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

/* Gets packed rows; returns where those it has taken end. */
typedef const char *(*SvPackedVisitor) (const char *packed, const char *end, void *arg);

extern int	sv_store_partitions(Size limit);

extern SvWriter *sv_writer_create(MemoryContext context, dsa_area *area, SharedFileSet *fileset, int number,
								  int npartitions, int skip_bits, Size limit);
extern void sv_writer_own_area(SvWriter *writer, dsa_area *common, Size limit);
extern void sv_writer_append_slow(SvWriter *writer, int partition, Size size);
extern void *sv_writer_share(SvWriter *writer, Size size, SvPointer *pointer);
extern SvPointer sv_writer_finish(SvWriter *writer);

extern SvStore *sv_store_create(MemoryContext context, int npartitions, int skip_bits);
extern void sv_store_add(SvStore *store, SvPointer deposit, dsa_area *area,
						 SharedFileSet *fileset, SvWriter *local);
extern Size sv_store_bytes(const SvStore *store, int partition);
extern Size sv_store_packed(const SvStore *store, int partition);
extern uint64 sv_store_rows(const SvStore *store, int partition);
extern bool sv_store_spilled(const SvStore *store, int partition);
extern void sv_store_visit(SvStore *store, int partition, SvPackedVisitor visit, void *arg);
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

/*
 * Write a full line.  It will not be read soon, and 256 partitions a process
 * do not stay in cache: a store that goes past the cache spares reading the
 * line first (1,718 ms against 1,344 for 10 million rows, design.md).
 */
static inline void
sv_store_line(char *at, const char *line)
{
#ifdef __SSE2__
	__m128i		a = _mm_load_si128((const __m128i *) line);
	__m128i		b = _mm_load_si128((const __m128i *) (line + 16));
	__m128i		c = _mm_load_si128((const __m128i *) (line + 32));
	__m128i		d = _mm_load_si128((const __m128i *) (line + 48));

	_mm_stream_si128((__m128i *) at, a);
	_mm_stream_si128((__m128i *) (at + 16), b);
	_mm_stream_si128((__m128i *) (at + 32), c);
	_mm_stream_si128((__m128i *) (at + 48), d);
#else
	memcpy(at, line, SV_CACHE_LINE);
#endif
}

/* Put bytes behind those of a partition; there is room for them. */
static inline void
sv_writer_put(SvWriterPartition *partition, const char *bytes, Size size)
{
	while (partition->fill + size >= SV_CACHE_LINE)
	{
		int			some = SV_CACHE_LINE - partition->fill;

		memcpy(partition->line + partition->fill, bytes, some);
		sv_store_line(partition->at, partition->line);
		partition->at += SV_CACHE_LINE;
		partition->fill = 0;
		bytes += some;
		size -= some;
	}
	memcpy(partition->line + partition->fill, bytes, size);
	partition->fill += (int) size;
}

/*
 * Room for a packed row whose group has this hash: it is to be written to the
 * end of the partition's line, where 8 bytes after it may be written to, too.
 */
#define SV_RESERVE_MAXIMUM	(SV_CACHE_LINE - 8)

static inline SvWriterPartition *
sv_writer_reserve(SvWriter *writer, uint32 hash, Size size)
{
	int			p = sv_hash_partition(hash, writer->skip_bits, writer->shift);
	SvWriterPartition *partition = &writer->partition[p];

	if (unlikely((Size) (partition->end - partition->at) < partition->fill + size))
		sv_writer_append_slow(writer, p, size);
	return partition;
}

/* A row has been added to the line; unpacked, it has so many bytes. */
static inline void
sv_writer_commit(SvWriterPartition *partition, Size size, Size unpacked)
{
	partition->rows++;
	partition->unpacked += unpacked;
	partition->fill += (int) size;
	if (partition->fill >= SV_CACHE_LINE)
	{
		sv_store_line(partition->at, partition->line);
		partition->at += SV_CACHE_LINE;
		partition->fill -= SV_CACHE_LINE;
		memcpy(partition->line, partition->line + SV_CACHE_LINE, SV_CACHE_LINE);
	}
}

/*
 * Keep a packed row.  A cache line of memory from "packed" on can be read.
 */
static inline void
sv_writer_append(SvWriter *writer, uint32 hash, const char *packed, Size size, Size unpacked)
{
	SvWriterPartition *partition = sv_writer_reserve(writer, hash, size);

	if (likely(size <= SV_CACHE_LINE))
	{
		/* a copy of a fixed length, without a loop */
		memcpy(partition->line + partition->fill, packed, SV_CACHE_LINE);
		sv_writer_commit(partition, size, unpacked);
		return;
	}
	sv_writer_put(partition, packed, size);
	partition->rows++;
	partition->unpacked += unpacked;
}

#endif							/* SV_STORE_H */
