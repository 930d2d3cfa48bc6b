/*
 * sv_filter.c
 *		Groups that cannot be findings, left out by parallel workers.
 *
 * Of millions of subjects few are found, and most can be told apart cheaply:
 * they have one row, or rows of one source.  What costs is to unpack and sort
 * the rows of all of them, and partitions are independent of each other.  So,
 * where the input was read by parallel workers, as many take the partitions
 * one after the other, look at their rows in brief (sv_brief.c), ask the
 * detector's filter about each group, and keep the rows of those that pass.
 * The leader then goes over what is left in the ordinary way, and a detector
 * does not notice but for the time: a filter may only drop groups in which
 * nothing would be found.
 *
 * The rows stay in the shared memory that reading left them in; workers attach
 * to it by the handles that the leader passes in a parallel context's own
 * memory, which no SQL reaches.
 */
#include "supervise.h"

#include "access/parallel.h"
#include "access/xact.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "sv_filter.h"
#include "sv_group.h"
#include "utils/memutils.h"

#define LIBRARY			"$libdir/supervise"
#define KEY_TASK		UINT64CONST(0x5356000000000001)
#define KEY_PARAMETERS	UINT64CONST(0x5356000000000002)
#define MINIMUM_ROWS	200000	/* below this, starting workers takes longer */
#define FIRST_WRITER	10000	/* number of the first file, after those of
								 * reading */

typedef struct FilterTask
{
	SvFilter	filter;			/* the parameters are elsewhere */
	int			nqueries;
	dsm_handle	segment[SV_MAX_INPUTS];
	int			order[SV_MAX_INPUTS][SV_MAX_COLUMNS];
	bool		unordered;
	int			npartitions;
	Size		limit;			/* of each participant, for what it keeps */
	pg_atomic_uint32 next_partition;
	pg_atomic_uint32 nparticipants;
	pg_atomic_uint64 groups;
	uint32		maxparticipants;
	SvPointer	deposit[FLEXIBLE_ARRAY_MEMBER];
} FilterTask;

/* One process's part of it. */
typedef struct Part
{
	FilterTask *task;
	const void *parameters;
	SvKeys	   *keys;
	SvStore    *store;
	const SvFilterMethods *methods;
	void	   *state;
	SvBriefer  *briefer;
	SvWriter   *writer;
	uint64		groups;
} Part;

/* ---- a filter that only counts ---- */

static void *
at_least_begin(const void *parameters, Size size)
{
	Assert(size == sizeof(uint64));
	return memcpy(palloc(size), parameters, size);
}

static bool
at_least_keep(void *state, const SvBrief *rows, uint64 count)
{
	return count >= *(uint64 *) state;
}

const SvFilterMethods *
sv_filter_at_least(void)
{
	static const SvFilterMethods methods = {at_least_begin, NULL, at_least_keep};

	return &methods;
}

/* ---- the work ---- */

static void
keep_rows(Part *part, const SvBrief *rows, uint64 count)
{
	for (uint64 i = 0; i < count; i++)
	{
		const char *packed = sv_brief_packed(&rows[i]);
		const SvPacking *packing = &part->keys->packing[sv_packed_input(packed)];
		Size		size = sv_packed_size(packing, packed, packed + SV_ROW_MAXIMUM * 2);

		sv_writer_append(part->writer, sv_group_hash(rows[i].group), packed, size,
						 sv_unpacked_size(packing, packed));
	}
}

/*
 * How many groups are in rows that share their 64 bits: one, unless chance has
 * it that keys which are compared in full differ.
 */
static uint64
count_groups(Part *part, const SvBrief *rows, uint64 count)
{
	uint64		groups = 1;

	for (uint64 i = 1; i < count; i++)
	{
		uint64		j = 0;

		while (j < i && !sv_brief_same_group(part->briefer, &rows[j], &rows[i]))
			j++;
		groups += j == i;
	}
	return groups;
}

static void
filter_partition(Part *part, int p)
{
	uint64		n;
	SvBrief    *briefs = sv_brief_partition(part->briefer, p, &n);
	uint64		begin = 0;

	for (uint64 i = 1; i <= n; i++)
	{
		uint64		groups = 1;

		if (i < n && briefs[i].group == briefs[begin].group)
			continue;
		if (i - begin > 1 && !sv_brief_exact(part->briefer))
			groups = count_groups(part, briefs + begin, i - begin);
		part->groups += groups;
		if (groups > 1 || part->methods->keep(part->state, briefs + begin, i - begin))
			keep_rows(part, briefs + begin, i - begin);
		begin = i;
	}
}

/* Take partitions until none is left. */
static void
filter_partitions(Part *part, const SvCollected *first)
{
	FilterTask *task = part->task;
	uint32		number = pg_atomic_fetch_add_u32(&task->nparticipants, 1);
	SvFilterFunction function = (SvFilterFunction)
	load_external_function(LIBRARY, task->filter.function, true, NULL);

	Assert(number < task->maxparticipants);
	part->methods = function();
	part->state = part->methods->begin(part->parameters, task->filter.size);
	part->briefer = sv_briefer_create(part->keys, part->store, task->filter.columns,
									  part->methods->label, part->state);
	part->writer = sv_writer_create(CurrentMemoryContext, first->area,
									sv_collected_files(first), FIRST_WRITER + (int) number,
									task->npartitions, 0, task->limit);
	for (;;)
	{
		int			p = (int) pg_atomic_fetch_add_u32(&task->next_partition, 1);

		if (p >= task->npartitions)
			break;
		CHECK_FOR_INTERRUPTS();
		if (sv_store_rows(part->store, p) > 0)
			filter_partition(part, p);
	}
	task->deposit[number] = sv_writer_finish(part->writer);
	pg_atomic_fetch_add_u64(&task->groups, part->groups);
}

/* In a worker. */
void
sv_filter_main(dsm_segment *segment, shm_toc *toc)
{
	FilterTask *task = shm_toc_lookup(toc, KEY_TASK, false);
	SvCollected *collected = palloc0(sizeof(SvCollected) * SV_MAX_INPUTS);
	Part		part = {0};

	part.task = task;
	part.parameters = shm_toc_lookup(toc, KEY_PARAMETERS, false);
	part.keys = palloc0(sizeof(SvKeys));
	part.keys->context = CurrentMemoryContext;
	part.keys->unordered = task->unordered;
	part.store = sv_store_create(CurrentMemoryContext, task->npartitions, 0);
	for (int i = 0; i < task->nqueries; i++)
	{
		sv_collected_attach(&collected[i], task->segment[i], part.store, &part.keys->columns[i]);
		sv_keys_attach_query(part.keys, i, task->order[i], collected[i].area);
	}
	filter_partitions(&part, &collected[0]);
	sv_store_close(part.store);
	for (int i = 0; i < task->nqueries; i++)
		sv_collect_release(&collected[i]);
}

/*
 * Is it worth it, and possible?  All rows have to be where workers can reach
 * them, and partitions small enough that each process can sort one.
 */
static bool
can_filter(const SvStore *store, const SvCollected *collected, int nqueries,
		   int nworkers, Size limit, Size *memory)
{
	uint64		rows = 0;
	Size		largest = 0;

	if (nworkers == 0 || IsParallelWorker())
		return false;
	for (int i = 0; i < nqueries; i++)
		if (collected[i].segment == NULL)
			return false;
	for (int p = 0; p < store->npartitions; p++)
	{
		rows += sv_store_rows(store, p);
		largest = Max(largest, sv_brief_memory(store, p));
	}
	*memory = largest * (nworkers + 1);
	return rows >= MINIMUM_ROWS && *memory <= limit / 4;
}

static void
fill_task(FilterTask *task, const SvFilter *filter, const SvKeys *keys, const SvStore *store,
		  const SvCollected *collected, int nqueries, int participants, Size limit)
{
	task->filter = *filter;
	task->nqueries = nqueries;
	for (int i = 0; i < nqueries; i++)
		task->segment[i] = dsm_segment_handle(collected[i].segment);
	memcpy(task->order, keys->order, sizeof(task->order));
	task->unordered = keys->unordered;
	task->npartitions = store->npartitions;
	task->limit = limit / 8 / participants;
	task->maxparticipants = participants;
	pg_atomic_init_u32(&task->next_partition, 0);
	pg_atomic_init_u32(&task->nparticipants, 0);
	pg_atomic_init_u64(&task->groups, 0);
}

/*
 * Replace the store by one with the groups that pass; false when it was not
 * done.  Adds the number of all groups, and notes the memory that it took.
 */
bool
sv_filter(const SvFilter *filter, SvKeys *keys, SvStore **store,
		  const SvCollected *collected, int nqueries, int nworkers,
		  Size limit, uint64 *groups, Size *memory)
{
	ParallelContext *context;
	FilterTask *task;
	Size		size = offsetof(FilterTask, deposit) + sizeof(SvPointer) * (nworkers + 1);
	Part		part = {0};
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "supervise filter",
											   ALLOCSET_DEFAULT_SIZES);
	MemoryContext old;
	void	   *parameters;
	SvStore    *kept;

	if (!can_filter(*store, collected, nqueries, nworkers, limit, memory))
		return false;

	EnterParallelMode();
	context = CreateParallelContext(LIBRARY, "sv_filter_main", nworkers);
	shm_toc_estimate_chunk(&context->estimator, size);
	shm_toc_estimate_chunk(&context->estimator, filter->size);
	shm_toc_estimate_keys(&context->estimator, 2);
	InitializeParallelDSM(context);
	task = shm_toc_allocate(context->toc, size);
	memset(task, 0, size);
	fill_task(task, filter, keys, *store, collected, nqueries, nworkers + 1, limit);
	shm_toc_insert(context->toc, KEY_TASK, task);
	parameters = shm_toc_allocate(context->toc, filter->size);
	memcpy(parameters, filter->parameters, filter->size);
	shm_toc_insert(context->toc, KEY_PARAMETERS, parameters);
	LaunchParallelWorkers(context);

	part.task = task;
	part.parameters = filter->parameters;
	part.keys = keys;
	part.store = *store;
	old = MemoryContextSwitchTo(work);
	filter_partitions(&part, &collected[0]);
	MemoryContextSwitchTo(old);
	WaitForParallelWorkersToFinish(context);
	MemoryContextDelete(work);

	kept = sv_store_create((*store)->context, (*store)->npartitions, 0);
	for (uint32 i = 0; i < pg_atomic_read_u32(&task->nparticipants); i++)
		sv_store_add(kept, task->deposit[i], collected[0].area,
					 sv_collected_files(&collected[0]), NULL);
	*groups += pg_atomic_read_u64(&task->groups);
	DestroyParallelContext(context);
	ExitParallelMode();
	sv_store_close(*store);
	*store = kept;
	return true;
}
