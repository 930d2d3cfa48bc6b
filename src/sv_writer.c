/*
 * sv_writer.c
 *		Rows put in partitions by the hash of their group, within a memory limit.
 *
 * A kernel needs the rows of one group together and in order.  Sorting all
 * rows costs two to three times what follows; partitioning them by hash while
 * they are read costs a copy, and leaves 256 pieces small enough to be sorted
 * in cache.  Every writer fills chunks of its own, in an area of its own, so
 * writers never wait for each other.
 *
 * A writer that has used up its share of memory writes the partition of which
 * it holds most to its temporary file and frees it.  With keys spread evenly
 * that writes long stretches; with one heavy key it is that key's partition
 * that goes, and the others stay in memory.  The file is one for each writer,
 * and where the rows of a partition are in it is a list of extents.
 *
 * Rows are found again whatever process wrote them: chunks and extents are
 * known by SvPointer, and a row refers to nothing by address.
 */
#include "supervise.h"

#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "sv_store.h"
#include "utils/memutils.h"

#define CHUNK_MINIMUM	((Size) 1024)
#define CHUNK_MAXIMUM	((Size) 64 * 1024)
#define PAGE			((Size) 4096)
#define GRANT_MINIMUM	((Size) 4 * 1024 * 1024)

/*
 * How many partitions for a memory limit: so many that the piece in work is
 * small, so few that each writer's share holds some kilobytes of each.
 */
int
sv_store_partitions(Size limit)
{
	int			n = SV_MAX_PARTITIONS;

	while (n > 1 && limit / n < 8 * CHUNK_MINIMUM)
		n /= 2;
	return n;
}

SvWriter *
sv_writer_create(MemoryContext context, dsa_area *area, SharedFileSet *fileset, int number,
				 int npartitions, int skip_bits, Size limit)
{
	SvWriter   *writer = MemoryContextAllocZero(context, sizeof(SvWriter));
	char	   *partitions = MemoryContextAllocZero(context, SV_CACHE_LINE +
													sizeof(SvWriterPartition) * npartitions);

	writer->partition = (SvWriterPartition *) TYPEALIGN(SV_CACHE_LINE, partitions);
	writer->context = context;
	writer->area = writer->common = area;
	writer->fileset = fileset;
	writer->number = number;
	writer->npartitions = npartitions;
	writer->skip_bits = skip_bits;
	writer->shift = 32 - pg_leftmost_one_pos32(npartitions);
	writer->limit = limit;
	writer->chunk_limit = Max(CHUNK_MINIMUM, Min(CHUNK_MAXIMUM, limit / npartitions / 4));
	return writer;
}

static void
count_memory(SvWriter *writer, Size size)
{
	writer->memory += size;
	writer->peak = Max(writer->peak, writer->memory);
}

/* What a chunk takes: it is aligned, and has slack for fixed-length copies. */
static inline Size
chunk_memory(Size size)
{
	return SV_CHUNK_HEADER + size + SV_CACHE_LINE + SV_PACKED_SLACK;
}

static void
free_chunk(SvWriter *writer, SvChunk *chunk)
{
	writer->memory -= chunk_memory(chunk->size);
	if (writer->area)
		dsa_free(writer->area, chunk->allocation);
	else
		pfree((void *) (uintptr_t) chunk->allocation);
}

/* Bytes of rows a partition has in memory. */
static Size
partition_memory(const SvWriter *writer, int p)
{
	const SvWriterPartition *partition = &writer->partition[p];

	return writer->bytes[p] +
		(partition->chunk ?
		 (Size) (partition->at - partition->chunk->data) + partition->fill : 0);
}

/* Note how far the current chunk is filled, and put there what is in line. */
static void
settle_chunk(SvWriter *writer, int p)
{
	SvWriterPartition *partition = &writer->partition[p];

	if (partition->chunk == NULL)
		return;
	memcpy(partition->at, partition->line, partition->fill);
	partition->chunk->used = partition->at - partition->chunk->data + partition->fill;
}

static void
open_file(SvWriter *writer)
{
	MemoryContext old = MemoryContextSwitchTo(writer->context);

	if (writer->fileset)
	{
		char		name[MAXPGPATH];

		snprintf(name, sizeof(name), "w%d", writer->number);
		writer->file = BufFileCreateFileSet(&writer->fileset->fs, name);
	}
	else
		writer->file = BufFileCreateTemp(false);
	MemoryContextSwitchTo(old);
}

static SvExtent *
add_extent(SvWriter *writer)
{
	if (writer->nextents == writer->maxextents)
	{
		int			max = Max(64, writer->maxextents * 2);

		if (writer->extents == NULL)
			writer->extents = MemoryContextAllocHuge(writer->context, sizeof(SvExtent) * max);
		else
			writer->extents = repalloc_huge(writer->extents, sizeof(SvExtent) * max);
		writer->maxextents = max;
	}
	return &writer->extents[writer->nextents++];
}

/* Write what a partition has in memory to the file, and free it. */
static void
spill_partition(SvWriter *writer, int p)
{
	SvWriterPartition *partition = &writer->partition[p];
	SvChunk    *chunk = partition->chunk;
	SvExtent   *extent;

	settle_chunk(writer, p);
	if (writer->file == NULL)
		open_file(writer);
	extent = add_extent(writer);
	extent->partition = p;
	extent->bytes = 0;
	BufFileTell(writer->file, &extent->fileno, &extent->offset);
	while (chunk)
	{
		SvChunk    *next = chunk->next ? sv_pointer_address(writer->area, chunk->next) : NULL;

		CHECK_FOR_INTERRUPTS();
		BufFileWrite(writer->file, chunk->data, chunk->used);
		extent->bytes += chunk->used;
		free_chunk(writer, chunk);
		chunk = next;
	}
	writer->spilled += extent->bytes;
	writer->spilled_bytes[p] += extent->bytes;
	writer->bytes[p] = 0;
	partition->chunk = NULL;
	partition->at = partition->end = NULL;
	partition->fill = 0;
}

/* Spill the partition that holds most; false when nothing is left to spill. */
static bool
spill_largest(SvWriter *writer)
{
	int			largest = 0;

	for (int p = 1; p < writer->npartitions; p++)
		if (partition_memory(writer, p) > partition_memory(writer, largest))
			largest = p;
	if (partition_memory(writer, largest) == 0)
		return false;
	spill_partition(writer, largest);
	return true;
}

static void
make_room(SvWriter *writer, Size size)
{
	while (writer->memory + size > writer->limit)
		if (!spill_largest(writer))
			break;
}

/*
 * The writer's area is its own and may grow to "limit".  Left to itself an area
 * doubles, and pages that nobody writes to are paid for as well; so it is
 * allowed more step by step.
 */
void
sv_writer_own_area(SvWriter *writer, dsa_area *common, Size limit)
{
	writer->common = common;
	writer->grantable = limit;
	writer->granted = Min(limit, GRANT_MINIMUM);
	dsa_set_size_limit(writer->area, writer->granted);
}

/* Let the area grow by a quarter; false when it may not. */
static bool
grant_more(SvWriter *writer)
{
	if (writer->granted >= writer->grantable)
		return false;
	writer->granted = Min(writer->grantable,
						  writer->granted + Max(GRANT_MINIMUM, writer->granted / 4));
	dsa_set_size_limit(writer->area, writer->granted);
	return true;
}

/*
 * Shared memory comes in segments that grow, and the area's limit keeps them
 * from overshooting; it is raised step by step.  Its end may be reached although
 * this writer is within its own: then spill, too.  With nothing left to spill, the pieces that
 * others hold are in the way; rather than fail, go beyond the limit.
 */
static dsa_pointer
allocate_shared(SvWriter *writer, Size size)
{
	for (;;)
	{
		dsa_pointer pointer = dsa_allocate_extended(writer->area, size,
													DSA_ALLOC_HUGE | DSA_ALLOC_NO_OOM);

		if (DsaPointerIsValid(pointer))
			return pointer;
		if (!grant_more(writer) && !spill_largest(writer))
			break;
	}
	dsa_set_size_limit(writer->area, SIZE_MAX);
	return dsa_allocate_extended(writer->area, size, DSA_ALLOC_HUGE);
}

static SvChunk *
allocate_chunk(SvWriter *writer, Size size)
{
	Size		total = chunk_memory(size);
	SvChunk    *chunk;

	if (writer->area)
	{
		dsa_pointer pointer = allocate_shared(writer, total);
		char	   *address = dsa_get_address(writer->area, pointer);

		chunk = (SvChunk *) TYPEALIGN(SV_CACHE_LINE, address);
		chunk->self = pointer + ((char *) chunk - address);
		chunk->allocation = pointer;
	}
	else
	{
		char	   *address = MemoryContextAllocHuge(writer->context, total);

		chunk = (SvChunk *) TYPEALIGN(SV_CACHE_LINE, address);
		chunk->self = (uint64) (uintptr_t) chunk | SV_POINTER_LOCAL;
		chunk->allocation = (uint64) (uintptr_t) address;
	}
	chunk->size = size;
	chunk->used = 0;
	chunk->next = 0;
	count_memory(writer, total);
	return chunk;
}

/* The slow part of sv_writer_append: a new chunk. */
void
sv_writer_append_slow(SvWriter *writer, int p, Size size)
{
	SvWriterPartition *partition = &writer->partition[p];
	Size		wanted = Max(CHUNK_MINIMUM, Min(partition_memory(writer, p), writer->chunk_limit));
	SvChunk    *chunk;

	CHECK_FOR_INTERRUPTS();
	wanted = TYPEALIGN(SV_CACHE_LINE, Max(wanted, size));
	/* areas give whole pages: leave none nearly empty */
	if (wanted >= size + 2 * PAGE)
		wanted = TYPEALIGN_DOWN(PAGE, wanted) - TYPEALIGN(SV_CACHE_LINE, chunk_memory(0));
	make_room(writer, chunk_memory(wanted));

	settle_chunk(writer, p);
	chunk = allocate_chunk(writer, wanted);
	if (partition->chunk)
	{
		chunk->next = partition->chunk->self;
		writer->bytes[p] += partition->chunk->used;
	}
	partition->chunk = chunk;
	partition->at = chunk->data;
	partition->end = chunk->data + wanted;
	partition->fill = 0;
}

/*
 * Memory that rows of every partition may refer to; it stays until the store
 * is closed.  NULL when an eighth of the limit is used up that way: the caller
 * then keeps the value in the row.
 */
void *
sv_writer_share(SvWriter *writer, Size size, SvPointer *pointer)
{
	void	   *address;

	if (writer->shared_memory + size > writer->limit / 8)
		return NULL;
	make_room(writer, size);
	if (writer->common)
	{
		*pointer = dsa_allocate_extended(writer->common, size, DSA_ALLOC_HUGE);
		address = dsa_get_address(writer->common, *pointer);
	}
	else
	{
		address = MemoryContextAlloc(writer->context, size);
		*pointer = (uint64) (uintptr_t) address | SV_POINTER_LOCAL;
	}
	writer->shared_memory += size;
	count_memory(writer, size);
	return address;
}

/* Memory that the reader can reach, too. */
static void *
allocate_deposit(SvWriter *writer, Size size, SvPointer *pointer)
{
	void	   *address;

	if (writer->area)
	{
		*pointer = allocate_shared(writer, size);
		return dsa_get_address(writer->area, *pointer);
	}
	address = MemoryContextAllocHuge(writer->context, size);
	*pointer = (uint64) (uintptr_t) address | SV_POINTER_LOCAL;
	return address;
}

static int
by_partition(const void *a, const void *b)
{
	const SvExtent *x = a;
	const SvExtent *y = b;

	if (x->partition != y->partition)
		return x->partition < y->partition ? -1 : 1;
	if (x->fileno != y->fileno)
		return x->fileno < y->fileno ? -1 : 1;
	return (x->offset > y->offset) - (x->offset < y->offset);
}

/*
 * Room for the deposit and the list of extents.  Getting it may spill, which
 * makes another extent; so this comes before anything is counted, and leaves
 * room for those that came meanwhile.
 */
static SvDeposit *
create_deposit(SvWriter *writer, SvPointer *pointer)
{
	SvDeposit  *deposit = allocate_deposit(writer, sizeof(SvDeposit), pointer);
	int			room;

	memset(deposit, 0, sizeof(SvDeposit));
	do
	{
		room = writer->nextents + writer->npartitions;
		allocate_deposit(writer, sizeof(SvExtent) * room, &deposit->extents);
	} while (writer->nextents > room);
	return deposit;
}

static void
deposit_extents(SvWriter *writer, SvDeposit *deposit)
{
	if (writer->nextents == 0)
		return;
	qsort(writer->extents, writer->nextents, sizeof(SvExtent), by_partition);
	for (int e = writer->nextents - 1; e >= 0; e--)
	{
		SvPartition *partition = &deposit->partition[writer->extents[e].partition];

		partition->first_extent = e;
		partition->nextents++;
	}
	memcpy(sv_pointer_address(writer->area, deposit->extents), writer->extents,
		   sizeof(SvExtent) * writer->nextents);
}

/* No more rows: say where everything is. */
SvPointer
sv_writer_finish(SvWriter *writer)
{
	SvPointer	pointer;
	SvDeposit  *deposit = create_deposit(writer, &pointer);

#ifdef __SSE2__
	_mm_sfence();				/* lines are on their way past the cache */
#endif
	deposit->writer = writer->number;
	deposit->has_file = writer->file != NULL;
	deposit->peak = writer->peak;
	deposit->spilled = writer->spilled;
	for (int p = 0; p < writer->npartitions; p++)
	{
		SvPartition *partition = &deposit->partition[p];

		settle_chunk(writer, p);
		partition->rows = writer->partition[p].rows;
		partition->unpacked = writer->partition[p].unpacked;
		partition->memory = partition_memory(writer, p);
		partition->spilled = writer->spilled_bytes[p];
		partition->chunks = writer->partition[p].chunk ? writer->partition[p].chunk->self : 0;
		deposit->rows += partition->rows;
	}
	deposit_extents(writer, deposit);
	if (writer->file && writer->fileset)
	{
		BufFileExportFileSet(writer->file);
		BufFileClose(writer->file);
		writer->file = NULL;
	}
	return pointer;
}
