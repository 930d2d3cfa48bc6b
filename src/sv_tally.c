/*
 * sv_tally.c
 *		How many distinct values there are, and which is the most frequent.
 *
 * Exact, in one pass, within a memory limit.  Values are counted in a hash
 * table.  Once it has used up the limit it takes no new values: a value in it
 * goes on being counted, any other is appended to one of 32 files by its hash.
 * At the end the table gives its counts, and each file is counted in the same
 * way by the next digits of the hash.  A value is in the table or in one file,
 * never in both, so counts add up.  That is how the server's HashAggregate
 * spills; a sketch (HyperLogLog, Misra-Gries) would need less, and be wrong by a
 * few percent in a number that an auditor may want to check.
 *
 * A frequent value is met early and so in memory: what is written is mostly what
 * occurs once.  Files count against temp_file_limit, and go with the query when
 * it fails.
 */
#include "supervise.h"

#include "commands/tablespace.h"
#include "common/hashfn.h"
#include "miscadmin.h"
#include "storage/buffile.h"
#include "sv_tally.h"
#include "utils/memutils.h"

#define FILES			32		/* of one level */
#define FILE_BITS		5
#define MAX_LEVEL		6		/* 64 bits of hash: 32 for the table, 30 for
								 * these */

typedef struct Value
{
	const char *bytes;
	Size		length;
	uint64		hash;
} Value;

typedef struct TallyEntry
{
	Value		value;
	uint64		count;
	char		status;
} TallyEntry;

#define SH_PREFIX tallytable
#define SH_ELEMENT_TYPE TallyEntry
#define SH_KEY_TYPE Value
#define SH_KEY value
#define SH_HASH_KEY(tb, key) ((uint32) (key).hash)
#define SH_EQUAL(tb, a, b) ((a).hash == (b).hash && (a).length == (b).length && \
							memcmp((a).bytes, (b).bytes, (a).length) == 0)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

struct SvTally
{
	MemoryContext home;			/* where it was created: the files live there */
	MemoryContext context;		/* table and values */
	tallytable_hash *table;
	Size		limit;
	bool		full;
	int			level;
	BufFile    *file[FILES];
	uint64		spilled;
	Size		peak;
};

static SvTally *
create(Size limit, int level)
{
	SvTally    *tally = palloc0(sizeof(SvTally));

	tally->home = CurrentMemoryContext;
	tally->context = AllocSetContextCreate(CurrentMemoryContext, "supervise tally",
										   ALLOCSET_DEFAULT_SIZES);
	tally->table = tallytable_create(tally->context, 1024, NULL);
	tally->limit = limit;
	tally->level = level;
	return tally;
}

SvTally *
sv_tally_create(Size limit)
{
	return create(limit, 0);
}

/* Append a value to the file that its hash chooses at this level. */
static void
spill(SvTally *tally, const Value *value)
{
	int			choice = value->hash >> (32 + FILE_BITS * tally->level) & (FILES - 1);

	MemoryContext old = MemoryContextSwitchTo(tally->home);

	if (tally->file[choice] == NULL)
	{
		PrepareTempTablespaces();
		tally->file[choice] = BufFileCreateTemp(false);
	}
	BufFileWrite(tally->file[choice], (void *) &value->length, sizeof(value->length));
	BufFileWrite(tally->file[choice], (void *) value->bytes, value->length);
	tally->spilled += sizeof(value->length) + value->length;
	MemoryContextSwitchTo(old);
}

/* Growing doubles the table while the old one is still there. */
static bool
has_room(SvTally *tally)
{
	Size		used = MemoryContextMemAllocated(tally->context, false);
	Size		growth = tally->table->members + 1 >= tally->table->grow_threshold ?
	tally->table->size * 2 * sizeof(TallyEntry) : 0;

	tally->peak = Max(tally->peak, used);
	return used + growth <= tally->limit || tally->level >= MAX_LEVEL;
}

static void
add(SvTally *tally, const Value *value)
{
	TallyEntry *entry;
	bool		found;

	if (!tally->full && !has_room(tally))
		tally->full = true;
	if (tally->full)
	{
		entry = tallytable_lookup(tally->table, *value);
		if (entry == NULL)
			spill(tally, value);
		else
			entry->count++;
		return;
	}
	entry = tallytable_insert(tally->table, *value, &found);
	if (!found)
	{
		char	   *copy = MemoryContextAllocHuge(tally->context, value->length + 1);

		memcpy(copy, value->bytes, value->length);
		entry->value.bytes = copy;
		entry->count = 0;
	}
	entry->count++;
}

void
sv_tally_add(SvTally *tally, const char *bytes, Size length)
{
	Value		value = {bytes, length, 0};

	value.hash = hash_bytes_extended((const unsigned char *) bytes, (int) length, 0);
	add(tally, &value);
}

/* Is the value before the one that is counted as often? */
static bool
precedes(const TallyEntry *entry, const SvTallyCounts *counts)
{
	int			order = memcmp(entry->value.bytes, counts->value,
							   Min(entry->value.length, counts->length));

	return order < 0 || (order == 0 && entry->value.length < counts->length);
}

static void
count_table(SvTally *tally, SvTallyCounts *counts)
{
	tallytable_iterator iterator;
	TallyEntry *entry;
	TallyEntry *best = NULL;

	tallytable_start_iterate(tally->table, &iterator);
	while ((entry = tallytable_iterate(tally->table, &iterator)) != NULL)
	{
		counts->distinct++;
		if (entry->count < counts->repeats ||
			(entry->count == counts->repeats && !precedes(entry, counts)))
			continue;
		best = entry;
		counts->repeats = entry->count;
		counts->value = (char *) entry->value.bytes;
		counts->length = entry->value.length;
	}
	if (best)
	{
		/* outlives the table */
		counts->value = palloc_extended(best->value.length + 1, MCXT_ALLOC_HUGE);
		memcpy(counts->value, best->value.bytes, best->value.length);
	}
}

static void
read_exact(BufFile *file, void *to, Size length)
{
	if (BufFileRead(file, to, length) != length)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not read from a temporary file of a tally: %m")));
}

static void
count_file(SvTally *tally, BufFile *file, SvTallyCounts *counts)
{
	SvTally    *next = create(tally->limit, tally->level + 1);
	Value		value;
	char	   *buffer = NULL;
	Size		size = 0;

	if (BufFileSeek(file, 0, 0L, SEEK_SET) != 0)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not rewind a temporary file of a tally: %m")));
	while (BufFileRead(file, &value.length, sizeof(value.length)) == sizeof(value.length))
	{
		CHECK_FOR_INTERRUPTS();
		if (value.length >= size)
		{
			if (buffer)
				pfree(buffer);
			size = Max(1024, value.length + 1);
			buffer = palloc_extended(size, MCXT_ALLOC_HUGE);
		}
		read_exact(file, buffer, value.length);
		sv_tally_add(next, buffer, value.length);
	}
	if (buffer)
		pfree(buffer);
	BufFileClose(file);
	sv_tally_finish(next, counts);
}

/* Add up what was counted, and free it.  counts begins as zeros. */
void
sv_tally_finish(SvTally *tally, SvTallyCounts *counts)
{
	count_table(tally, counts);
	counts->spilled += tally->spilled;
	counts->peak = Max(counts->peak, Max(tally->peak, MemoryContextMemAllocated(tally->context, false)));
	MemoryContextDelete(tally->context);
	for (int i = 0; i < FILES; i++)
		if (tally->file[i])
			count_file(tally, tally->file[i], counts);
	pfree(tally);
}
