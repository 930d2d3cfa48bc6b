/*
 * sv_input.c
 *		The input of a detector: its queries read, group by group.
 *
 * Reading leaves rows in partitions by the hash of their group (sv_writer.c).
 * How those are gone through, group by group, is in sv_partition.c.
 */
#include "supervise.h"

#include "miscadmin.h"
#include "sv_partition.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

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

/* An input without a store. */
SvInput *
sv_input_new(SvCall *call)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "supervise input",
												  ALLOCSET_DEFAULT_SIZES);
	SvInput    *input = MemoryContextAllocZero(context, sizeof(SvInput));

	input->call = call;
	input->context = context;
	input->partition_context = AllocSetContextCreate(context, "supervise partition",
													 ALLOCSET_DEFAULT_SIZES);
	input->depth = -1;
	input->keys = MemoryContextAllocZero(context, sizeof(SvKeys));
	input->keys->context = context;
	return input;
}

SvInput *
sv_input_create(SvCall *call, bool skip_invalid)
{
	SvInput    *input = sv_input_new(call);

	input->skip_invalid = skip_invalid;
	input->limit = sv_memory_limit();
	input->level[0].store = sv_store_create(input->context,
											sv_store_partitions(input->limit * 3 / 4), 0);
	input->level[0].limit = input->limit / 4;
	return input;
}

/* What was read, and what of it could not be judged. */
static void
report_read(SvInput *input, int query)
{
	const SvColumns *columns = &input->keys->columns[query];
	const SvCollected *collected = &input->collected[query];
	SvCall	   *call = input->call;
	SvSkips		skips;

	sv_skips_begin(&skips, call, columns->query);
	for (int c = 0; c < columns->count; c++)
		for (int p = 0; p < SV_PROBLEMS; p++)
			if (collected->skipped[c][p] > 0)
				sv_skips_add(&skips, collected->skipped[c][p], "with", columns->column[c].name,
							 sv_problem_text(p));
	call->rows += collected->rows;
	call->judged += collected->rows - sv_skips_end(&skips);
}

/*
 * What rows that are kept, read or found, may still take of three quarters of
 * the limit, or a little.
 */
Size
sv_input_left(const SvInput *input)
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
	SvReading	reading = {.input = query,.only = input->only,.skip_invalid = input->skip_invalid};
	MemoryContext old = MemoryContextSwitchTo(input->context);

	Assert(query < SV_MAX_INPUTS);
	sv_call_phase(input->call, SV_PHASE_READING);
	sv_columns_resolve(&input->keys->columns[query], analyzed, specs, nspecs);
	sv_keys_add_query(input->keys, query, order, norder);

	/* what a quarter of the limit does not read, is for what comes after */
	reading.columns = &input->keys->columns[query];
	reading.packing = &input->keys->packing[query];
	reading.limit = sv_input_left(input);
	sv_collect(&input->collected[query], input->level[0].store, input->call, analyzed, &reading);
	memset(&input->only, 0, sizeof(SvOnly));
	input->keys->area[query] = input->collected[query].area;
	input->nqueries++;
	input->call->workers = Max(input->call->workers, input->collected[query].workers);
	report_read(input, query);
	MemoryContextSwitchTo(old);
}

/*
 * In the query that is read next, nothing can be found in a row that has none
 * of these names (sv_gate.h) in a column.
 */
void
sv_input_only(SvInput *input, int column, const char *names, Size size)
{
	input->only = (SvOnly)
	{
		column, size, names
	};
}

/* The rows of a group may come in any order. */
void
sv_input_unordered(SvInput *input)
{
	input->keys->unordered = true;
}

/*
 * Have groups left out that "function" (an SvFilterFunction, exported) refuses
 * with these parameters, where several processes go over the input.  The columns are
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

const char *
sv_input_name(const SvInput *input, int query, int column)
{
	return input->keys->columns[query].column[column].name;
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
