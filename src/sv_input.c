/*
 * sv_input.c
 *		The input of a detector: its queries read, group by group.
 *
 * Reading leaves rows in partitions by the hash of their group (sv_store.c).
 * Here one partition after the other is put in order (sv_sort.c) and handed
 * out group by group.
 *
 * A partition that does not fit in memory is partitioned again by the next
 * bits of the hash, until it fits, the bits are used up, or it turns out to be
 * one group, which no partitioning can make smaller: then it is read whole,
 * beyond the limit.  The limit therefore holds but for the rows of the largest
 * group.
 */
#include "supervise.h"

#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "sv_collect.h"
#include "sv_filter.h"
#include "sv_group.h"
#include "sv_input.h"
#include "sv_keys.h"
#include "sv_sort.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#define MAX_DEPTH		8		/* of partitions in partitions */
#define HASH_BITS		32

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
	SvFilter	filter;			/* function "" for none */
	SvCollected collected[SV_MAX_INPUTS];
	SvLevel		level[MAX_DEPTH + 1];
	int			depth;			/* -1 before the first partition */
	bool		counted;		/* the groups, by the filter */
	SvSorted	sorted;			/* the partition in work */
	uint64		next;			/* the first row of the next group in it */
};

/*
 * supervise.work_mem, or what the server gives a hash table, but at least 64
 * MB.
 */
Size
sv_memory_limit(void)
{
	if (sv_work_mem > 0)
		return (Size) sv_work_mem * 1024;
	return Max((Size) 64 * 1024 * 1024, get_hash_memory_limit());
}

SvInput *
sv_input_create(SvCall *call, bool skip_invalid)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "supervise input",
												  ALLOCSET_DEFAULT_SIZES);
	SvInput    *input = MemoryContextAllocZero(context, sizeof(SvInput));

	input->call = call;
	input->skip_invalid = skip_invalid;
	input->context = context;
	input->partition_context = AllocSetContextCreate(context, "supervise partition",
													 ALLOCSET_DEFAULT_SIZES);
	input->limit = sv_memory_limit();
	input->depth = -1;
	input->keys = MemoryContextAllocZero(context, sizeof(SvKeys));
	input->keys->context = context;
	input->level[0].store = sv_store_create(context, sv_store_partitions(input->limit * 3 / 4), 0);
	input->level[0].limit = input->limit / 4;
	return input;
}

/* One line for the WARNING, and a json object for the ledger. */
static void
report_skipped(SvInput *input, int query)
{
	const SvColumns *columns = &input->keys->columns[query];
	const SvCollected *collected = &input->collected[query];
	SvCall	   *call = input->call;
	StringInfoData sentence;
	StringInfoData json;
	uint64		total = 0;

	initStringInfo(&sentence);
	initStringInfo(&json);
	appendStringInfoString(&json, call->skipped ? call->skipped : "{}");
	json.data[--json.len] = '\0';
	for (int c = 0; c < columns->count; c++)
	{
		for (int p = 0; p < SV_PROBLEMS; p++)
		{
			uint64		n = collected->skipped[c][p];

			if (n == 0)
				continue;
			total += n;
			appendStringInfo(&sentence, "%s" UINT64_FORMAT " with \"%s\" %s",
							 sentence.len ? ", " : "", n, columns->column[c].name,
							 sv_problem_text(p));
			appendStringInfo(&json, "%s\"%s: %s %s\": " UINT64_FORMAT,
							 json.len > 1 ? ", " : "", columns->query,
							 columns->column[c].name, sv_problem_text(p), n);
		}
	}
	appendStringInfoChar(&json, '}');
	if (call->skipped)
		pfree(call->skipped);
	call->skipped = MemoryContextStrdup(TopMemoryContext, json.data);
	call->rows += collected->rows;
	call->judged += collected->rows - total;
	if (total > 0)
		ereport(WARNING,
				(errmsg_plural(UINT64_FORMAT " row of argument \"%s\" was not judged",
							   UINT64_FORMAT " rows of argument \"%s\" were not judged",
							   total, total, columns->query),
				 errdetail_internal("%s.", sentence.data)));
}

/* What is left for reading of three quarters of the limit, or a little. */
static Size
reading_limit(const SvInput *input)
{
	const SvStore *store = input->level[0].store;
	Size		limit = input->limit * 3 / 4;
	Size		used = 0;

	for (int i = 0; i < store->nsources; i++)
		used += store->sources[i].deposit->peak;
	return used < limit ? Max(limit - used, limit / 8) : limit / 8;
}

/* Read one query of the call. */
void
sv_input_read(SvInput *input, const char *argument, const char *text,
			  const SvColumnSpec *specs, int nspecs, const int *order, int norder)
{
	MemoryContext old = MemoryContextSwitchTo(input->context);

	sv_call_phase(input->call, SV_PHASE_READING);
	sv_input_read_query(input, sv_query_analyze(argument, text), specs, nspecs, order, norder);
	MemoryContextSwitchTo(old);
}

/* The same of a query that is analysed already. */
void
sv_input_read_query(SvInput *input, const SvQuery *analyzed,
					const SvColumnSpec *specs, int nspecs, const int *order, int norder)
{
	int			query = input->nqueries;
	MemoryContext old = MemoryContextSwitchTo(input->context);

	Assert(query < SV_MAX_INPUTS);
	sv_call_phase(input->call, SV_PHASE_READING);
	sv_columns_resolve(&input->keys->columns[query], analyzed, specs, nspecs);
	sv_keys_add_query(input->keys, query, order, norder);

	/* what a quarter of the limit does not read, is for what comes after */
	sv_collect(&input->collected[query], input->level[0].store, input->call, analyzed,
			   &input->keys->columns[query], query, input->skip_invalid, reading_limit(input));
	input->keys->area[query] = input->collected[query].area;
	input->nqueries++;
	input->call->workers = Max(input->call->workers, input->collected[query].workers);
	report_skipped(input, query);
	MemoryContextSwitchTo(old);
}

/* The rows of a group may come in any order. */
void
sv_input_unordered(SvInput *input)
{
	input->keys->unordered = true;
}

/*
 * Have groups left out that "function" (an SvFilterFunction, exported) refuses
 * with these parameters, where that can be done in parallel.  The columns are
 * those that it wants to see, -1 for none.
 */
void
sv_input_filter(SvInput *input, const char *function, int period, int label,
				const void *parameters, Size size)
{
	strlcpy(input->filter.function, function, NAMEDATALEN);
	input->filter.columns.period = period;
	input->filter.columns.label = label;
	input->filter.parameters = parameters;
	input->filter.size = size;
}

bool
sv_input_has(const SvInput *input, int query, int column)
{
	return input->keys->columns[query].column[column].encoding != SV_ENC_ABSENT;
}

bool
sv_input_is_day(const SvInput *input, int query, int column)
{
	SvEncoding	encoding = input->keys->columns[query].column[column].encoding;

	return encoding == SV_ENC_DATE || encoding == SV_ENC_TIMESTAMP ||
		encoding == SV_ENC_TIMESTAMPTZ;
}

bool
sv_input_is_integer(const SvInput *input, int query, int column)
{
	SvEncoding	encoding = input->keys->columns[query].column[column].encoding;

	return encoding == SV_ENC_INT2 || encoding == SV_ENC_INT4 || encoding == SV_ENC_INT8;
}

bool
sv_input_is_null(const SvInput *input, const SvRow *row, int column)
{
	return sv_row_null(row, input->keys->columns[row->input].column[column].optional);
}

bool
sv_input_equal(SvInput *input, const SvRow *a, const SvRow *b, int column)
{
	return sv_keys_equal(input->keys, a, b, column);
}

uint64
sv_input_hash(const SvInput *input, const SvRow *row, int column)
{
	return sv_keys_hash(input->keys, row, column);
}

int
sv_input_compare(SvInput *input, const SvRow *a, const SvRow *b, int column)
{
	return sv_keys_compare(input->keys, a, b, column);
}

char *
sv_input_text(SvInput *input, const SvRow *row, int column, Size *length)
{
	return sv_keys_text(input->keys, row, column, length);
}

Datum
sv_input_text_datum(SvInput *input, const SvRow *row, int column)
{
	return sv_keys_text_datum(input->keys, row, column);
}

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

static void
note_memory(SvInput *input, Size more)
{
	Size		memory = more;

	for (int d = 0; d <= input->depth; d++)
		for (int i = 0; i < input->level[d].store->nsources; i++)
			memory += input->level[d].store->sources[i].deposit->peak;
	input->call->memory = Max(input->call->memory, memory);
}

/* Load the next partition that has rows; false when there is none. */
static bool
next_partition(SvInput *input)
{
	MemoryContextReset(input->partition_context);
	while (input->depth >= 0)
	{
		SvLevel    *level = &input->level[input->depth];
		int			p = level->partition++;
		int			used_bits = level->store->skip_bits + partition_bits(level->store);
		MemoryContext old;

		if (input->depth == 0)
			sv_call_partitions(input->call, p, level->store->npartitions);
		if (p == level->store->npartitions)
		{
			input->sorted.count = input->next = 0;
			sv_store_close(level->store);
			if (level->context)
				MemoryContextDelete(level->context);
			input->depth--;
			continue;
		}
		CHECK_FOR_INTERRUPTS();
		if (sv_store_rows(level->store, p) == 0)
			continue;
		if (sv_store_bytes(level->store, p) > level->limit &&
			input->depth < MAX_DEPTH && used_bits < HASH_BITS &&
			sv_store_spilled(level->store, p) && descend(input, level, p))
			continue;

		old = MemoryContextSwitchTo(input->partition_context);
		note_memory(input, sv_sort_memory(level->store, p));
		sv_sort(&input->sorted, input->keys, level->store, p, Min(used_bits, HASH_BITS - 1));
		MemoryContextSwitchTo(old);
		input->next = 0;
		return true;
	}
	return false;
}

/* Reading is over: note what it took, and leave out what can be left out. */
static void
begin_detecting(SvInput *input)
{
	SvCall	   *call = input->call;
	Size		memory = 0;
	uint64		groups = 0;

	for (int i = 0; i < input->level[0].store->nsources; i++)
		call->spilled += input->level[0].store->sources[i].deposit->spilled;
	input->depth = 0;
	note_memory(input, 0);
	if (input->filter.function[0] != '\0' &&
		sv_filter(&input->filter, input->keys, &input->level[0].store, input->collected,
				  input->nqueries, call->workers, input->limit, &groups, &memory))
	{
		note_memory(input, call->memory + memory);
		call->subjects = groups;
		input->counted = true;
	}
}

/* The next group, valid until the one after it is asked for. */
bool
sv_input_next(SvInput *input, SvGroup *group)
{
	uint64		end;

	if (input->depth < 0 && input->call->phase == SV_PHASE_READING)
	{
		sv_call_phase(input->call, SV_PHASE_DETECTING);
		begin_detecting(input);
	}
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

/* Give everything back; what an error leaves, the transaction's end takes. */
void
sv_input_close(SvInput *input)
{
	for (; input->depth >= 0; input->depth--)
		sv_store_close(input->level[input->depth].store);
	for (int i = 0; i < input->nqueries; i++)
		sv_collect_release(&input->collected[i]);
	MemoryContextDelete(input->context);
}
