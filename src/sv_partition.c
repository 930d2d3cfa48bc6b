/*
 * sv_partition.c
 *		The partitions of an input, put in order and handed out group by group.
 *
 * Each is sorted (sv_sort.c) and cut into groups.  A partition that does not
 * fit in memory is partitioned again by the next bits of the hash, until it
 * fits, the bits are used up, or it turns out to be one group, which no
 * partitioning can make smaller: then it is read whole, beyond the limit.  The
 * limit therefore holds but for the rows of the largest group.
 *
 * Partitions are independent of each other.  Where the rows are in memory that
 * other processes reach, several go over them together: each has an SvInput of
 * its own and takes the next partition when it is through with one, the largest
 * first, so that the last to finish has little to do.  Partitions that exceed
 * the share of a process, because of a heavy group, are left to the leader: in
 * memory there is one of them at a time, as if it were alone.
 */
#include "supervise.h"

#include "access/parallel.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "sv_group.h"
#include "sv_partition.h"
#include "utils/memutils.h"

#define HASH_BITS		32
#define MINIMUM_ROWS	200000	/* below this, starting workers takes longer */
#define LARGE_FACTOR	8		/* times the mean of rows: one heavy group */
#define FIRST_WRITER	10000	/* number of the first file, after those of
								 * reading */

/* Repartitioning: the writer, and whether all rows have one hash. */
typedef struct SvSplit
{
	SvKeys	   *keys;
	SvWriter   *writer;
	uint32		any;			/* bits that are set in some hash */
	uint32		all;			/* bits that are set in all */
} SvSplit;

static const char *
split_rows(const char *packed, const char *end, void *arg)
{
	SvSplit    *split = arg;

	while (packed < end)
	{
		int			input = sv_packed_input(packed);
		const SvPacking *packing = &split->keys->packing[input];
		Size		size = sv_packed_size(packing, packed, end);
		uint32		hash;

		if (size == 0)
			break;
		hash = sv_packed_group_hash(packed, packing, split->keys->area[input]);
		sv_writer_append(split->writer, hash, packed, size, sv_unpacked_size(packing, packed));
		split->any |= hash;
		split->all &= hash;
		packed += size;
	}
	return packed;
}

static int
partition_bits(const SvStore *store)
{
	return pg_leftmost_one_pos32(store->npartitions);
}

/* Partition a partition again; false when it is all one hash. */
static bool
descend(SvInput *input, SvLevel *level, int partition)
{
	SvLevel    *below = level + 1;
	int			used_bits = level->store->skip_bits + partition_bits(level->store);
	int			npartitions = Min(sv_store_partitions(level->limit), 1 << Min(8, HASH_BITS - used_bits));
	SvSplit		split = {0};

	npartitions = Max(npartitions, Min(16, 1 << (HASH_BITS - used_bits)));
	below->context = AllocSetContextCreate(input->context, "supervise partitions",
										   ALLOCSET_DEFAULT_SIZES);
	below->store = sv_store_create(below->context, npartitions, used_bits);
	below->limit = level->limit;
	below->partition = 0;
	split.keys = input->keys;
	split.all = PG_UINT32_MAX;
	split.writer = sv_writer_create(below->context, NULL, NULL, 0, npartitions,
									used_bits, level->limit / 2);
	sv_store_visit(level->store, partition, split_rows, &split);
	input->call->spilled += split.writer->spilled;
	sv_store_add(below->store, sv_writer_finish(split.writer), NULL, NULL, split.writer);
	if (split.any == split.all)
	{
		sv_store_close(below->store);
		MemoryContextDelete(below->context);
		return false;
	}
	input->depth++;
	return true;
}

/* The memory of a level is that of its writers; an attached input's first is not its own. */
static void
note_memory(SvInput *input, Size more)
{
	Size		memory = more;

	for (int d = input->attached ? 1 : 0; d <= input->depth; d++)
		for (int i = 0; i < input->level[d].store->nsources; i++)
			memory += input->level[d].store->sources[i].deposit->peak;
	input->call->memory = Max(input->call->memory, memory);
}

/* The next partition of a level, or npartitions; those of the first may be shared. */
static int
take_partition(SvInput *input, SvLevel *level)
{
	SvInputShared *shared = input->shared;
	int			npartitions = level->store->npartitions;
	uint32		turn;

	if (input->depth > 0)
		return level->partition++;
	if (shared == NULL || (!input->attached && level->partition < shared->nlarge))
		turn = level->partition++;
	else
		turn = pg_atomic_fetch_add_u32(&shared->next, 1);
	if (turn > npartitions)
		turn = npartitions;		/* others have met the end before */
	sv_call_partitions(input->call, (int) turn, npartitions);
	return shared == NULL || turn == npartitions ? (int) turn : shared->partition[turn];
}

static void
load(SvInput *input, const SvUnsorted *unsorted, int used_bits)
{
	MemoryContext old = MemoryContextSwitchTo(input->partition_context);

	sv_sort(&input->sorted, input->keys, unsorted, Min(used_bits, HASH_BITS - 1));
	MemoryContextSwitchTo(old);
	input->next = 0;
}

/*
 * Load those groups of a partition that pass the filter, if there is one and
 * what it needs is there; whether it was asked.
 */
static bool
load_filtered(SvInput *input, SvLevel *level, int p, int used_bits)
{
	Size		memory = sv_brief_memory(level->store, p);
	SvUnsorted	kept;

	input->counted = input->filtering != NULL && input->depth == 0 && memory <= level->limit;
	if (!input->counted)
		return false;
	kept = sv_filter_partition(input->filtering, p, &input->call->subjects);
	memory += kept.end - kept.packed;
	if (kept.rows > 0)
	{
		memory += sv_sort_memory(&kept);
		load(input, &kept, used_bits);
	}
	note_memory(input, memory);
	return true;
}

/* Load the next partition that has rows; false when there is none. */
static bool
next_partition(SvInput *input)
{
	MemoryContextReset(input->partition_context);
	input->sorted.count = input->next = 0;
	while (input->depth >= 0)
	{
		SvLevel    *level = &input->level[input->depth];
		int			p = take_partition(input, level);
		int			used_bits = level->store->skip_bits + partition_bits(level->store);
		SvUnsorted	unsorted;

		if (p == level->store->npartitions)
		{
			sv_store_close(level->store);
			if (level->context)
				MemoryContextDelete(level->context);
			input->depth--;
			continue;
		}
		CHECK_FOR_INTERRUPTS();
		if (sv_store_rows(level->store, p) == 0)
			continue;
		if (load_filtered(input, level, p, used_bits))
		{
			if (input->sorted.count > 0)
				return true;
			continue;
		}
		if (sv_store_bytes(level->store, p) > level->limit &&
			input->depth < SV_MAX_DEPTH && used_bits < HASH_BITS &&
			sv_store_spilled(level->store, p) && descend(input, level, p))
			continue;
		unsorted = sv_unsorted(level->store, p);
		note_memory(input, sv_sort_memory(&unsorted));
		load(input, &unsorted, used_bits);
		return true;
	}
	return false;
}

/* Reading is over: note what it took. */
void
sv_input_begin(SvInput *input)
{
	SvCall	   *call = input->call;

	sv_call_phase(call, SV_PHASE_DETECTING);
	for (int i = 0; i < input->level[0].store->nsources; i++)
		call->spilled += input->level[0].store->sources[i].deposit->spilled;
	input->depth = 0;
	note_memory(input, 0);
}

/* The next group, valid until the one after it is asked for. */
bool
sv_input_next(SvInput *input, SvGroup *group)
{
	uint64		end;

	if (input->depth < 0 && input->call->phase == SV_PHASE_READING)
		sv_input_begin(input);
	while (input->next == input->sorted.count)
		if (!next_partition(input))
			return false;
	end = input->next + 1;
	while (end < input->sorted.count && !input->sorted.begins[end])
		end++;
	group->rows = input->sorted.rows + input->next;
	group->count = end - input->next;
	input->next = end;
	if (!input->counted)
		input->call->subjects++;
	return true;
}

/* ---- going over it together ---- */

/*
 * How many other processes may help: as many as have read, if all rows are
 * where they can be reached, and are so many that it is worth it.
 */
int
sv_input_helpers(const SvInput *input)
{
	const SvStore *store = input->level[0].store;
	uint64		rows = 0;

	if (IsParallelWorker())
		return 0;
	for (int i = 0; i < input->nqueries; i++)
		if (input->collected[i].segment == NULL)
			return 0;
	for (int p = 0; p < store->npartitions; p++)
		rows += sv_store_rows(store, p);
	return rows < MINIMUM_ROWS ? 0 : input->call->workers;
}

/* Partitions by their rows, the largest first. */
static int
compare_partitions(const void *left, const void *right, void *store)
{
	uint8		a = *(const uint8 *) left;
	uint8		b = *(const uint8 *) right;
	uint64		x = sv_store_rows(store, a);
	uint64		y = sv_store_rows(store, b);

	return x != y ? (x > y ? -1 : 1) : (int) a - (int) b;
}

/*
 * Will a partition take more memory than its process may?  What was spilled is
 * partitioned again, unless it is one group, which shows in many rows.
 */
static bool
is_large(SvStore *store, int p, Size limit)
{
	SvUnsorted	unsorted = sv_unsorted(store, p);
	uint64		rows = 0;

	if (sv_sort_memory(&unsorted) <= limit)
		return false;
	for (int i = 0; i < store->npartitions; i++)
		rows += sv_store_rows(store, i);
	return !sv_store_spilled(store, p) || unsorted.rows > LARGE_FACTOR * (rows / store->npartitions);
}

static void
order_partitions(SvStore *store, SvInputShared *shared)
{
	for (int p = 0; p < store->npartitions; p++)
		shared->partition[p] = (uint8) p;
	qsort_arg(shared->partition, store->npartitions, sizeof(uint8), compare_partitions, store);
	while (shared->nlarge < store->npartitions &&
		   is_large(store, shared->partition[shared->nlarge], shared->limit))
		shared->nlarge++;
	pg_atomic_init_u32(&shared->next, shared->nlarge);
}

static void
begin_filter(SvInput *input)
{
	MemoryContext old = MemoryContextSwitchTo(input->context);

	if (input->filter.function[0] != '\0')
		input->filtering = sv_filter_begin(&input->filter, input->keys, input->level[0].store);
	MemoryContextSwitchTo(old);
}

/* Fill in what is shared, and take turns from now on. */
void
sv_input_share(SvInput *input, SvInputShared *shared, int participants)
{
	SvLevel    *level = &input->level[0];

	shared->nqueries = input->nqueries;
	for (int i = 0; i < input->nqueries; i++)
		shared->segment[i] = dsm_segment_handle(input->collected[i].segment);
	memcpy(shared->order, input->keys->order, sizeof(shared->order));
	shared->unordered = input->keys->unordered;
	shared->npartitions = level->store->npartitions;
	shared->limit = level->limit = level->limit / participants;
	shared->found_limit = sv_input_left(input) / participants;
	shared->filter = input->filter;
	order_partitions(level->store, shared);
	input->shared = shared;
	begin_filter(input);
}

/* In a worker: an input that the leader shares. */
SvInput *
sv_input_attach(SvInputShared *shared, const void *filter_parameters, SvCall *call)
{
	SvInput    *input = sv_input_new(call);
	MemoryContext old = MemoryContextSwitchTo(input->context);

	input->shared = shared;
	input->attached = true;
	input->nqueries = shared->nqueries;
	input->keys->unordered = shared->unordered;
	input->level[0].store = sv_store_create(input->context, shared->npartitions, 0);
	input->level[0].limit = shared->limit;
	for (int i = 0; i < shared->nqueries; i++)
	{
		sv_collected_attach(&input->collected[i], shared->segment[i], input->level[0].store,
							&input->keys->columns[i], &input->keys->packing[i]);
		sv_keys_attach_query(input->keys, i, shared->order[i], input->collected[i].area);
	}
	input->filter = shared->filter;
	input->filter.parameters = filter_parameters;
	MemoryContextSwitchTo(old);
	begin_filter(input);
	input->depth = 0;
	return input;
}

/* In a worker: a writer whose rows the leader can add to a store. */
SvWriter *
sv_input_writer(const SvInput *input, int number)
{
	return sv_writer_create(CurrentMemoryContext, input->collected[0].area,
							sv_collected_files(&input->collected[0]), FIRST_WRITER + number,
							1, 0, input->shared->found_limit);
}

/* In a worker: keep the rows beyond the transaction. */
void
sv_input_pin(SvInput *input)
{
	for (int i = 0; i < input->nqueries; i++)
	{
		SvCollected *collected = &input->collected[i];

		for (int a = 0; a < collected->nareas; a++)
			dsa_pin_mapping(collected->rows_area[a]);
		dsa_pin_mapping(collected->area);
		dsm_pin_mapping(collected->segment);
	}
}

/*
 * This process needs no row any more; those that others still judge stay
 * until they, too, are through.
 */
void
sv_input_leave(SvInput *input)
{
	Assert(input->depth < 0);
	for (int i = 0; i < input->nqueries; i++)
		sv_collect_release_rows(&input->collected[i]);
}

void
sv_input_add(const SvInput *input, SvStore *store, SvPointer deposit)
{
	sv_store_add(store, deposit, input->collected[0].area,
				 sv_collected_files(&input->collected[0]), NULL);
}
