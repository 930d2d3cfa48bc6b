/*
 * sv_input.c
 *		The input of a detector: its queries read, group by group.
 *
 * Reading leaves rows in partitions by the hash of their group (sv_store.c).
 * Here one partition after the other is put in order and handed out group by
 * group.  Inside a partition a counting sort by further bits of the hash
 * leaves buckets of a few rows, mostly one group each, and those are sorted
 * by insertion; that was two to three times faster than a radix or comparison
 * sort of everything (design.md).
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
#include "sv_input.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

#define MAX_DEPTH		4		/* of partitions in partitions */
#define HASH_BITS		32
#define INSERTION_MAX	24		/* rows that are sorted by insertion */

/* A row to be sorted. */
typedef struct SvEntry
{
	uint32		hash;
	SvRow	   *row;
} SvEntry;

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
	SvColumns	columns[SV_MAX_INPUTS];
	SvCollected collected[SV_MAX_INPUTS];
	int			order[SV_MAX_INPUTS][SV_MAX_COLUMNS];
	int			ngroup;			/* grouping columns, the first ones */
	bool		unordered;		/* the rows of a group need no order */
	FmgrInfo	output[SV_MAX_INPUTS][SV_MAX_COLUMNS];
	FmgrInfo	equal[SV_MAX_INPUTS][SV_MAX_COLUMNS];
	SvLevel		level[MAX_DEPTH + 1];
	int			depth;			/* -1 before the first partition */
	SvRow	  **rows;			/* of the partition in work, sorted */
	uint64		count;
	uint64		next;
	uint32	   *counts;			/* of the counting sort */
};

/*
 * supervise.work_mem, or what the server gives a hash table, but at least 64
 * MB.
 */
static Size
memory_limit(void)
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
	input->limit = memory_limit();
	input->depth = -1;
	input->level[0].store = sv_store_create(context, sv_store_partitions(input->limit * 3 / 4), 0);
	input->level[0].limit = input->limit / 4;
	return input;
}

/* The grouping columns come first, then those of "order", then the rest. */
static void
set_order(SvInput *input, int query, const int *order, int norder)
{
	const SvColumns *columns = &input->columns[query];
	bool		used[SV_MAX_COLUMNS] = {0};
	int			n = 0;
	int			ngroup = 0;

	while (ngroup < columns->count && (columns->column[ngroup].flags & SV_GROUP))
		used[ngroup++] = true;
	for (int i = ngroup; i < columns->count; i++)
		Assert(!(columns->column[i].flags & SV_GROUP));
	for (int i = 0; i < norder; i++)
	{
		Assert(!used[order[i]]);
		used[order[i]] = true;
		input->order[query][n++] = order[i];
	}
	for (int i = 0; i < columns->count; i++)
		if (!used[i])
			input->order[query][n++] = i;
	Assert(query == 0 || input->ngroup == ngroup);
	input->ngroup = ngroup;
}

static void
lookup_functions(SvInput *input, int query)
{
	SvColumns  *columns = &input->columns[query];

	for (int i = 0; i < columns->count; i++)
	{
		SvColumn   *column = &columns->column[i];
		Oid			function;
		bool		varlena;

		if (column->family != SV_KEY || column->encoding == SV_ENC_ABSENT)
			continue;
		getTypeOutputInfo(column->type, &function, &varlena);
		fmgr_info_cxt(function, &input->output[query][i], input->context);
		if (column->encoding == SV_ENC_GENERIC)
		{
			TypeCacheEntry *entry = lookup_type_cache(column->type, TYPECACHE_EQ_OPR_FINFO);

			fmgr_info_copy(&input->equal[query][i], &entry->eq_opr_finfo, input->context);
		}
	}
}

/* One line for the WARNING, and a json object for the ledger. */
static void
report_skipped(SvInput *input, int query)
{
	const SvColumns *columns = &input->columns[query];
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

/* Read one query of the call. */
void
sv_input_read(SvInput *input, const char *argument, const char *text,
			  const SvColumnSpec *specs, int nspecs, const int *order, int norder)
{
	int			query = input->nqueries;
	MemoryContext old = MemoryContextSwitchTo(input->context);
	SvQuery    *analyzed;

	Assert(query < SV_MAX_INPUTS);
	sv_call_phase(input->call, SV_PHASE_READING);
	analyzed = sv_query_analyze(argument, text);
	sv_columns_resolve(&input->columns[query], analyzed, specs, nspecs);
	set_order(input, query, order, norder);
	for (int i = 0; i < input->ngroup && query > 0; i++)
		sv_columns_comparable(&input->columns[0], i, &input->columns[query], i);
	lookup_functions(input, query);

	/* what a quarter of the limit does not read, is for what comes after */
	sv_collect(&input->collected[query], input->level[0].store, input->call, analyzed,
			   &input->columns[query], query, input->skip_invalid, input->limit * 3 / 4);
	input->nqueries++;
	input->call->workers = Max(input->call->workers, input->collected[query].workers);
	report_skipped(input, query);
	MemoryContextSwitchTo(old);
}

/* The rows of a group may come in any order. */
void
sv_input_unordered(SvInput *input)
{
	input->unordered = true;
}

bool
sv_input_has(const SvInput *input, int query, int column)
{
	return input->columns[query].column[column].encoding != SV_ENC_ABSENT;
}

bool
sv_input_is_day(const SvInput *input, int query, int column)
{
	SvEncoding	encoding = input->columns[query].column[column].encoding;

	return encoding == SV_ENC_DATE || encoding == SV_ENC_TIMESTAMP ||
		encoding == SV_ENC_TIMESTAMPTZ;
}

bool
sv_input_is_null(const SvInput *input, const SvRow *row, int column)
{
	return sv_row_null(row, input->columns[row->input].column[column].optional);
}

/* Bytes that a slot refers to. */
static inline const SvBytes *
slot_bytes(const SvInput *input, const SvRow *row, uint64 slot)
{
	if (SV_WORD_TAG(slot) == SV_WORD_TAIL)
		return (const SvBytes *) ((const char *) row + (slot & SV_POINTER_MASK));
	return sv_pointer_address(input->collected[row->input].area,
							  slot & (SV_POINTER_LOCAL | SV_POINTER_MASK));
}

static inline bool
is_integer(const SvColumn *column)
{
	return column->encoding <= SV_ENC_INT8;
}

static Datum
generic_value(const SvInput *input, const SvRow *row, int c)
{
	const SvColumn *column = &input->columns[row->input].column[c];
	const SvBytes *bytes = slot_bytes(input, row, row->slot[c]);
	Datum		value;

	if (!column->typbyval)
		return PointerGetDatum(bytes->data);
	memcpy(&value, bytes->data, sizeof(value));
	return value;
}

/* Are two keys, neither of them null, equal? */
bool
sv_input_equal(SvInput *input, const SvRow *a, const SvRow *b, int c)
{
	const SvColumn *column = &input->columns[a->input].column[c];
	uint64		x = a->slot[c];
	uint64		y = b->slot[c];
	const SvBytes *p;
	const SvBytes *q;

	if (is_integer(column))
		return x == y;
	if (SV_WORD_EXACT(x) || SV_WORD_EXACT(y))
		return x == y;
	p = slot_bytes(input, a, x);
	q = slot_bytes(input, b, y);
	if (p->hash != q->hash)
		return false;
	if (p->length == q->length && memcmp(p->data, q->data, p->length) == 0)
		return true;
	return column->encoding == SV_ENC_GENERIC &&
		DatumGetBool(FunctionCall2Coll(&input->equal[a->input][c], column->collation,
									   generic_value(input, a, c), generic_value(input, b, c)));
}

/* A hash of a key, not null, that is the same for equal ones of one query. */
uint64
sv_input_hash(const SvInput *input, const SvRow *row, int c)
{
	uint64		slot = row->slot[c];

	if (is_integer(&input->columns[row->input].column[c]) || SV_WORD_EXACT(slot))
		return sv_mix(slot);
	return slot_bytes(input, row, slot)->hash;
}

/*
 * The type's own text of a key, and its length.  The result may point into
 * the row and is terminated only where the type's output function made it.
 */
char *
sv_input_text(SvInput *input, const SvRow *row, int c, Size *length)
{
	const SvColumn *column = &input->columns[row->input].column[c];
	uint64		slot = row->slot[c];
	char	   *text;

	if (is_integer(column))
	{
		text = palloc(MAXINT8LEN + 1);
		*length = pg_lltoa((int64) slot, text);
		return text;
	}
	if (column->encoding == SV_ENC_GENERIC)
	{
		text = OutputFunctionCall(&input->output[row->input][c], generic_value(input, row, c));
		*length = strlen(text);
		return text;
	}
	if (SV_WORD_EXACT(slot))
	{
		text = palloc(SV_WORD_MAXIMUM);
		*length = sv_word_decode(slot, text);
	}
	else
	{
		const SvBytes *bytes = slot_bytes(input, row, slot);

		text = (char *) bytes->data;
		*length = bytes->length;
	}
	if (column->encoding == SV_ENC_UUID)
	{
		text = OutputFunctionCall(&input->output[row->input][c], PointerGetDatum(text));
		*length = strlen(text);
	}
	return text;
}

Datum
sv_input_text_datum(SvInput *input, const SvRow *row, int column)
{
	Size		length;
	char	   *text = sv_input_text(input, row, column, &length);

	return PointerGetDatum(cstring_to_text_with_len(text, (int) length));
}

/*
 * The bytes a key is ordered by; those of a word are written to the buffer, so
 * that comparing allocates nothing.
 */
static const char *
key_bytes(const SvInput *input, const SvRow *row, int c, char *buffer, Size *length)
{
	uint64		slot = row->slot[c];
	const SvBytes *bytes;

	if (SV_WORD_EXACT(slot))
	{
		*length = sv_word_decode(slot, buffer);
		return buffer;
	}
	bytes = slot_bytes(input, row, slot);
	*length = bytes->length;
	return bytes->data;
}

static int
compare_bytes(const char *x, Size x_length, const char *y, Size y_length)
{
	int			result = memcmp(x, y, Min(x_length, y_length));

	return result != 0 ? result : (x_length > y_length) - (x_length < y_length);
}

/* Order of the values of a type we know nothing of: by their text. */
static int
compare_generic(SvInput *input, const SvRow *a, const SvRow *b, int c)
{
	char	   *x = OutputFunctionCall(&input->output[a->input][c], generic_value(input, a, c));
	char	   *y = OutputFunctionCall(&input->output[b->input][c], generic_value(input, b, c));
	int			result = strcmp(x, y);

	pfree(x);
	pfree(y);
	return result;
}

/* The order of keys: integers by value, anything else by bytes. */
static int
compare_keys(SvInput *input, const SvRow *a, const SvRow *b, int c)
{
	const SvColumn *column = &input->columns[a->input].column[c];
	char		x_buffer[SV_WORD_MAXIMUM];
	char		y_buffer[SV_WORD_MAXIMUM];
	const char *x;
	const char *y;
	Size		x_length;
	Size		y_length;

	if (is_integer(column))
		return ((int64) a->slot[c] > (int64) b->slot[c]) - ((int64) a->slot[c] < (int64) b->slot[c]);
	if (a->slot[c] == b->slot[c] && SV_WORD_EXACT(a->slot[c]))
		return 0;
	if (column->encoding == SV_ENC_GENERIC)
		return compare_generic(input, a, b, c);
	x = key_bytes(input, a, c, x_buffer, &x_length);
	y = key_bytes(input, b, c, y_buffer, &y_length);
	return x == y ? 0 : compare_bytes(x, x_length, y, y_length);
}

/*
 * An order of groups that keeps those together that are equal.  Where equal
 * keys may be written differently, text cannot do that, but the full hash can.
 */
static int
compare_group_keys(SvInput *input, const SvRow *a, const SvRow *b, int g)
{
	if (sv_input_equal(input, a, b, g))
		return 0;
	if (input->columns[a->input].column[g].encoding == SV_ENC_GENERIC)
	{
		uint64		x = slot_bytes(input, a, a->slot[g])->hash;
		uint64		y = slot_bytes(input, b, b->slot[g])->hash;

		if (x != y)
			return x < y ? -1 : 1;
	}
	return compare_keys(input, a, b, g);
}

/* Order of two rows of one query in one column; null first. */
int
sv_input_compare(SvInput *input, const SvRow *a, const SvRow *b, int c)
{
	const SvColumn *column = &input->columns[a->input].column[c];
	bool		a_null = sv_row_null(a, column->optional);
	bool		b_null = sv_row_null(b, column->optional);
	SvPeriod	p;
	SvPeriod	q;
	double		x;
	double		y;
	int			result;

	if (a_null || b_null)
		return (int) b_null - (int) a_null;
	switch (column->family)
	{
		case SV_KEY:
			return compare_keys(input, a, b, c);
		case SV_DAY:
			return ((int64) a->slot[c] > (int64) b->slot[c]) - ((int64) a->slot[c] < (int64) b->slot[c]);
		case SV_PERIOD:
			p = sv_slot_period(a->slot[c]);
			q = sv_slot_period(b->slot[c]);
			if (p.first != q.first)
				return p.first < q.first ? -1 : 1;
			return (p.last > q.last) - (p.last < q.last);
		case SV_AMOUNT:
			result = sv_decimal_compare(sv_row_amount(a, c), sv_row_amount(b, c));
			if (result != 0)
				return result;
			return sv_row_amount(a, c).scale - sv_row_amount(b, c).scale;
		case SV_REAL:
			x = sv_slot_real(a->slot[c]);
			y = sv_slot_real(b->slot[c]);
			return (x > y) - (x < y);
	}
	return 0;					/* keep compiler quiet */
}

static bool
same_group(SvInput *input, const SvRow *a, const SvRow *b)
{
	if (a->hash != b->hash)
		return false;
	for (int g = 0; g < input->ngroup; g++)
		if (!sv_input_equal(input, a, b, g))
			return false;
	return true;
}

/* The total order of the rows of a partition. */
static int
compare_rows(const void *left, const void *right, void *arg)
{
	SvInput    *input = arg;
	const SvRow *a = ((const SvEntry *) left)->row;
	const SvRow *b = ((const SvEntry *) right)->row;
	const int  *order;
	int			norder;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	for (int g = 0; g < input->ngroup; g++)
	{
		int			result = compare_group_keys(input, a, b, g);

		if (result != 0)
			return result;
	}
	if (input->unordered)
		return 0;
	if (a->input != b->input)
		return a->input < b->input ? -1 : 1;
	order = input->order[a->input];
	norder = input->columns[a->input].count - input->ngroup;
	for (int i = 0; i < norder; i++)
	{
		int			result = sv_input_compare(input, a, b, order[i]);

		if (result != 0)
			return result;
	}
	return 0;
}

static void
sort_bucket(SvInput *input, SvEntry *entries, uint64 n)
{
	if (n > INSERTION_MAX)
	{
		CHECK_FOR_INTERRUPTS();
		qsort_arg(entries, n, sizeof(SvEntry), compare_rows, input);
		return;
	}
	for (uint64 i = 1; i < n; i++)
	{
		SvEntry		entry = entries[i];
		uint64		j = i;

		while (j > 0 && compare_rows(&entries[j - 1], &entry, input) > 0)
		{
			entries[j] = entries[j - 1];
			j--;
		}
		entries[j] = entry;
	}
}

/*
 * Put the rows of a partition in order.  The bits of the hash that chose the
 * partition are the same in all of them; the next ones choose the bucket.
 */
static void
sort_partition(SvInput *input, SvLoaded *loaded, int used_bits)
{
	uint64		n = loaded->count;
	int			bits = Min(Min(16, HASH_BITS - used_bits), n < 4 ? 1 : pg_leftmost_one_pos64(n) - 1);
	uint32		nbuckets = (uint32) 1 << bits;
	uint64	   *start = palloc0(sizeof(uint64) * (nbuckets + 1));
	SvEntry    *entries = palloc_extended(sizeof(SvEntry) * Max(n, 1), MCXT_ALLOC_HUGE);
	uint64		first = 0;

	Assert(bits >= 1);
#define BUCKET(hash) ((uint32) ((hash) << used_bits) >> (HASH_BITS - bits))
	for (uint64 i = 0; i < n; i++)
		start[BUCKET(loaded->rows[i]->hash) + 1]++;
	for (uint32 b = 1; b <= nbuckets; b++)
		start[b] += start[b - 1];
	for (uint64 i = 0; i < n; i++)
	{
		SvRow	   *row = loaded->rows[i];
		SvEntry    *entry = &entries[start[BUCKET(row->hash)]++];

		entry->hash = row->hash;
		entry->row = row;
	}
#undef BUCKET
	/* now start[b] is where bucket b ends */
	for (uint32 b = 0; b < nbuckets; b++)
	{
		if (start[b] - first > 1)
			sort_bucket(input, entries + first, start[b] - first);
		first = start[b];
	}
	for (uint64 i = 0; i < n; i++)
		loaded->rows[i] = entries[i].row;
	pfree(entries);
	pfree(start);
}

/* Repartitioning: the writer, and whether all rows have one hash. */
typedef struct SvSplit
{
	SvWriter   *writer;
	uint32		any;			/* bits that are set in some hash */
	uint32		all;			/* bits that are set in all */
} SvSplit;

static void
split_row(SvRow *row, void *arg)
{
	SvSplit    *split = arg;

	sv_writer_append(split->writer, row);
	split->any |= row->hash;
	split->all &= row->hash;
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
	SvSplit		split = {NULL, 0, PG_UINT32_MAX};

	npartitions = Max(npartitions, 2);
	below->context = AllocSetContextCreate(input->context, "supervise partitions",
										   ALLOCSET_DEFAULT_SIZES);
	below->store = sv_store_create(below->context, npartitions, used_bits);
	below->limit = level->limit;
	below->partition = 0;
	split.writer = sv_writer_create(below->context, NULL, NULL, 0, npartitions, used_bits,
									level->limit / 2);
	sv_store_each(level->store, partition, split_row, &split);
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
		SvLoaded	loaded;
		MemoryContext old;

		if (input->depth == 0)
			sv_call_partitions(input->call, p, level->store->npartitions);
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
		if (sv_store_bytes(level->store, p) > level->limit &&
			input->depth < MAX_DEPTH && used_bits < HASH_BITS &&
			sv_store_spilled(level->store, p) && descend(input, level, p))
			continue;

		old = MemoryContextSwitchTo(input->partition_context);
		sv_store_load(level->store, p, &loaded);
		note_memory(input, loaded.memory + loaded.count * sizeof(SvEntry));
		sort_partition(input, &loaded, Min(used_bits, HASH_BITS - 1));
		MemoryContextSwitchTo(old);
		input->rows = loaded.rows;
		input->count = loaded.count;
		input->next = 0;
		return true;
	}
	return false;
}

/* The next group, valid until the one after it is asked for. */
bool
sv_input_next(SvInput *input, SvGroup *group)
{
	uint64		end;

	if (input->depth < 0 && input->call->phase == SV_PHASE_READING)
	{
		sv_call_phase(input->call, SV_PHASE_DETECTING);
		for (int i = 0; i < input->level[0].store->nsources; i++)
			input->call->spilled += input->level[0].store->sources[i].deposit->spilled;
		input->depth = 0;
	}
	while (input->next == input->count)
		if (!next_partition(input))
			return false;
	end = input->next + 1;
	while (end < input->count && same_group(input, input->rows[input->next], input->rows[end]))
		end++;
	group->rows = input->rows + input->next;
	group->count = end - input->next;
	input->next = end;
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
