/*
 * sv_store.c
 *		Rows in partitions, read back.
 *
 * What writers have left (sv_writer.c), in memory of whatever process and in
 * their files, partition by partition.
 */
#include "supervise.h"

#include <fcntl.h>

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "sv_store.h"
#include "utils/memutils.h"

#define READ_PIECE		((Size) 64 * 1024)

SvStore *
sv_store_create(MemoryContext context, int npartitions, int skip_bits)
{
	SvStore    *store = MemoryContextAllocZero(context, sizeof(SvStore));

	store->context = context;
	store->npartitions = npartitions;
	store->skip_bits = skip_bits;
	return store;
}

/*
 * Take what a writer has left.  It was this process (local), or one that
 * shared the area and the file set.
 */
void
sv_store_add(SvStore *store, SvPointer pointer, dsa_area *area,
			 SharedFileSet *fileset, SvWriter *local)
{
	MemoryContext old = MemoryContextSwitchTo(store->context);
	SvSource   *source;

	if (store->nsources == store->maxsources)
	{
		int			max = Max(8, store->maxsources * 2);

		store->sources = store->sources == NULL ?
			palloc(sizeof(SvSource) * max) :
			repalloc(store->sources, sizeof(SvSource) * max);
		store->maxsources = max;
	}
	source = &store->sources[store->nsources++];
	source->area = area;
	source->deposit = sv_pointer_address(area, pointer);
	source->file = NULL;
	if (source->deposit->has_file && local)
		source->file = local->file;
	else if (source->deposit->has_file)
	{
		char		name[MAXPGPATH];

		snprintf(name, sizeof(name), "w%d", source->deposit->writer);
		source->file = BufFileOpenFileSet(&fileset->fs, name, O_RDONLY, false);
	}
	MemoryContextSwitchTo(old);
}

/* Bytes of a partition's rows once they are unpacked. */
Size
sv_store_bytes(const SvStore *store, int partition)
{
	Size		bytes = 0;

	for (int i = 0; i < store->nsources; i++)
		bytes += store->sources[i].deposit->partition[partition].unpacked;
	return bytes;
}

/* Bytes of a partition's rows as they are. */
Size
sv_store_packed(const SvStore *store, int partition)
{
	Size		bytes = 0;

	for (int i = 0; i < store->nsources; i++)
		bytes += store->sources[i].deposit->partition[partition].memory +
			store->sources[i].deposit->partition[partition].spilled;
	return bytes;
}

uint64
sv_store_rows(const SvStore *store, int partition)
{
	uint64		rows = 0;

	for (int i = 0; i < store->nsources; i++)
		rows += store->sources[i].deposit->partition[partition].rows;
	return rows;
}

/* Are rows of the partition in a file? */
bool
sv_store_spilled(const SvStore *store, int partition)
{
	for (int i = 0; i < store->nsources; i++)
		if (store->sources[i].deposit->partition[partition].spilled > 0)
			return true;
	return false;
}

static void
read_bytes(BufFile *file, void *target, Size size)
{
	if (BufFileRead(file, target, size) != size)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not read from a temporary file: %m")));
}

/*
 * Visit the packed rows of one extent.  It is read piece by piece: what the
 * visitor leaves at the end of a piece is part of a row, and goes before the
 * next.
 */
static void
visit_extent(BufFile *file, const SvExtent *extent, StringInfo buffer,
			 SvPackedVisitor visit, void *arg)
{
	Size		left = extent->bytes;

	if (BufFileSeek(file, extent->fileno, extent->offset, SEEK_SET) != 0)
		elog(ERROR, "could not seek in a temporary file");
	resetStringInfo(buffer);
	while (left > 0)
	{
		Size		piece = Min(left, READ_PIECE);
		const char *end;

		CHECK_FOR_INTERRUPTS();
		enlargeStringInfo(buffer, (int) piece + SV_PACKED_SLACK);
		read_bytes(file, buffer->data + buffer->len, piece);
		left -= piece;
		end = visit(buffer->data, buffer->data + buffer->len + piece, arg);
		buffer->len += (int) piece - (int) (end - buffer->data);
		if (end != buffer->data)	/* a long row is not moved for every piece
									 * of it */
			memmove(buffer->data, end, buffer->len);
	}
	Assert(buffer->len == 0);
}

/* Visit every row of a partition, in no order. */
void
sv_store_visit(SvStore *store, int p, SvPackedVisitor visit, void *arg)
{
	StringInfoData buffer;

	initStringInfo(&buffer);
	for (int i = 0; i < store->nsources; i++)
	{
		SvSource   *source = &store->sources[i];
		SvPartition *partition = &source->deposit->partition[p];
		SvPointer	next = partition->chunks;

		while (next)
		{
			SvChunk    *chunk = sv_pointer_address(source->area, next);
			char	   *end = chunk->data + chunk->used;

			if (visit(chunk->data, end, arg) != end)
				elog(ERROR, "a chunk ends within a row");
			next = chunk->next;
			CHECK_FOR_INTERRUPTS();
		}
		if (partition->spilled > 0)
		{
			SvExtent   *extents = sv_pointer_address(source->area, source->deposit->extents);

			extents += partition->first_extent;
			for (int e = 0; e < partition->nextents; e++)
				visit_extent(source->file, &extents[e], &buffer, visit, arg);
		}
	}
	pfree(buffer.data);
}

/* Close the files; memory goes with its contexts and with the area. */
void
sv_store_close(SvStore *store)
{
	for (int i = 0; i < store->nsources; i++)
		if (store->sources[i].file)
			BufFileClose(store->sources[i].file);
	store->nsources = 0;
}
