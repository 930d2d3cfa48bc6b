/*
 * sv_keys.c
 *		Keys of stored rows: equality, order, text.
 *
 * Keys are compared in full: hashes only spare comparisons that would find a
 * difference.  Most keys are integers or exact words (core/word.h) and are
 * equal when their slots are.
 */
#include "supervise.h"

#include "common/hashfn.h"
#include "sv_keys.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

/* The grouping columns come first, then those of "order", then the rest. */
static void
set_order(SvKeys *keys, int query, const int *order, int norder)
{
	const SvColumns *columns = &keys->columns[query];
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
		keys->order[query][n++] = order[i];
	}
	for (int i = 0; i < columns->count; i++)
		if (!used[i])
			keys->order[query][n++] = i;
	Assert(query == 0 || keys->ngroup == ngroup);
	keys->ngroup = ngroup;
}

static void
lookup_functions(SvKeys *keys, int query)
{
	SvColumns  *columns = &keys->columns[query];

	for (int i = 0; i < columns->count; i++)
	{
		SvColumn   *column = &columns->column[i];
		Oid			function;
		bool		varlena;

		if (column->family != SV_KEY || column->encoding == SV_ENC_ABSENT)
			continue;
		getTypeOutputInfo(column->type, &function, &varlena);
		fmgr_info_cxt(function, &keys->output[query][i], keys->context);
		if (column->encoding == SV_ENC_GENERIC)
		{
			TypeCacheEntry *entry = lookup_type_cache(column->type, TYPECACHE_EQ_OPR_FINFO);

			fmgr_info_copy(&keys->equal[query][i], &entry->eq_opr_finfo, keys->context);
		}
	}
}

/* Rows of one more query; its columns are resolved in keys->columns. */
void
sv_keys_add_query(SvKeys *keys, int query, const int *order, int norder)
{
	set_order(keys, query, order, norder);
	for (int i = 0; i < keys->ngroup && query > 0; i++)
		sv_columns_comparable(&keys->columns[0], i, &keys->columns[query], i);
	lookup_functions(keys, query);
	sv_packing_init(&keys->packing[query], &keys->columns[query]);
}

/*
 * The same in a worker, with the order as the leader has it and the area that
 * the rows are in.  How they are packed is known from there, too.
 */
void
sv_keys_attach_query(SvKeys *keys, int query, const int *order, dsa_area *area)
{
	lookup_functions(keys, query);
	memcpy(keys->order[query], order, sizeof(keys->order[query]));
	keys->area[query] = area;
	keys->ngroup = keys->packing[query].ngroup;
}

/* Bytes that a slot refers to. */
static inline const SvBytes *
slot_bytes(const SvKeys *keys, const SvRow *row, uint64 slot)
{
	if (SV_WORD_TAG(slot) == SV_WORD_TAIL)
		return (const SvBytes *) ((const char *) row + (slot & SV_POINTER_MASK));
	return sv_pointer_address(keys->area[row->input],
							  slot & (SV_POINTER_LOCAL | SV_POINTER_MASK));
}

static inline bool
is_integer(const SvColumn *column)
{
	return column->encoding <= SV_ENC_INT8;
}

static Datum
generic_value(const SvKeys *keys, const SvRow *row, int c)
{
	const SvColumn *column = &keys->columns[row->input].column[c];
	const SvBytes *bytes = slot_bytes(keys, row, row->slot[c]);
	Datum		value;

	if (!column->typbyval)
		return PointerGetDatum(bytes->data);
	memcpy(&value, bytes->data, sizeof(value));
	return value;
}

/* Are two keys, neither of them null, equal? */
bool
sv_keys_equal(SvKeys *keys, const SvRow *a, const SvRow *b, int c)
{
	const SvColumn *column = &keys->columns[a->input].column[c];
	uint64		x = a->slot[c];
	uint64		y = b->slot[c];
	const SvBytes *p;
	const SvBytes *q;

	if (is_integer(column))
		return x == y;
	if (SV_WORD_EXACT(x) || SV_WORD_EXACT(y))
		return x == y;
	p = slot_bytes(keys, a, x);
	q = slot_bytes(keys, b, y);
	if (p->hash != q->hash)
		return false;
	if (p->length == q->length && memcmp(p->data, q->data, p->length) == 0)
		return true;
	return column->encoding == SV_ENC_GENERIC &&
		DatumGetBool(FunctionCall2Coll(&keys->equal[a->input][c], column->collation,
									   generic_value(keys, a, c), generic_value(keys, b, c)));
}

/* A hash of a key, not null, that is the same for equal ones of one query. */
uint64
sv_keys_hash(const SvKeys *keys, const SvRow *row, int c)
{
	uint64		slot = row->slot[c];
	const SvBytes *bytes;

	if (is_integer(&keys->columns[row->input].column[c]) || SV_WORD_EXACT(slot))
		return sv_mix(slot);
	bytes = slot_bytes(keys, row, slot);
	if (keys->packing[row->input].tail_hash[c] == SV_TAIL_NONE)
		return hash_bytes_extended((const unsigned char *) bytes->data, (int) bytes->length, 0);
	return bytes->hash;
}

/*
 * The type's own text of a key, and its length.  The result may point into
 * the row and is terminated only where the type's output function made it.
 */
char *
sv_keys_text(SvKeys *keys, const SvRow *row, int c, Size *length)
{
	const SvColumn *column = &keys->columns[row->input].column[c];
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
		text = OutputFunctionCall(&keys->output[row->input][c], generic_value(keys, row, c));
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
		const SvBytes *bytes = slot_bytes(keys, row, slot);

		text = (char *) bytes->data;
		*length = bytes->length;
	}
	if (column->encoding == SV_ENC_UUID)
	{
		text = OutputFunctionCall(&keys->output[row->input][c], PointerGetDatum(text));
		*length = strlen(text);
	}
	return text;
}

Datum
sv_keys_text_datum(SvKeys *keys, const SvRow *row, int column)
{
	Size		length;
	char	   *text = sv_keys_text(keys, row, column, &length);

	return PointerGetDatum(cstring_to_text_with_len(text, (int) length));
}

/*
 * The bytes a key is ordered by; those of a word are written to the buffer, so
 * that comparing allocates nothing.
 */
static const char *
key_bytes(const SvKeys *keys, const SvRow *row, int c, char *buffer, Size *length)
{
	uint64		slot = row->slot[c];
	const SvBytes *bytes;

	if (SV_WORD_EXACT(slot))
	{
		*length = sv_word_decode(slot, buffer);
		return buffer;
	}
	bytes = slot_bytes(keys, row, slot);
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
compare_generic(SvKeys *keys, const SvRow *a, const SvRow *b, int c)
{
	char	   *x = OutputFunctionCall(&keys->output[a->input][c], generic_value(keys, a, c));
	char	   *y = OutputFunctionCall(&keys->output[b->input][c], generic_value(keys, b, c));
	int			result = strcmp(x, y);

	pfree(x);
	pfree(y);
	return result;
}

/* The order of keys: integers by value, anything else by bytes. */
static int
compare_keys(SvKeys *keys, const SvRow *a, const SvRow *b, int c)
{
	const SvColumn *column = &keys->columns[a->input].column[c];
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
		return compare_generic(keys, a, b, c);
	x = key_bytes(keys, a, c, x_buffer, &x_length);
	y = key_bytes(keys, b, c, y_buffer, &y_length);
	return x == y ? 0 : compare_bytes(x, x_length, y, y_length);
}

/*
 * An order of groups that keeps those together that are equal.  Where equal
 * keys may be written differently, text cannot do that, but the full hash can.
 */
static int
compare_group_keys(SvKeys *keys, const SvRow *a, const SvRow *b, int g)
{
	if (sv_keys_equal(keys, a, b, g))
		return 0;
	if (keys->columns[a->input].column[g].encoding == SV_ENC_GENERIC)
	{
		uint64		x = slot_bytes(keys, a, a->slot[g])->hash;
		uint64		y = slot_bytes(keys, b, b->slot[g])->hash;

		if (x != y)
			return x < y ? -1 : 1;
	}
	return compare_keys(keys, a, b, g);
}

/* Order of two rows of one query in one column; null first. */
int
sv_keys_compare(SvKeys *keys, const SvRow *a, const SvRow *b, int c)
{
	const SvColumn *column = &keys->columns[a->input].column[c];
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
			return compare_keys(keys, a, b, c);
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

bool
sv_keys_same_group(SvKeys *keys, const SvRow *a, const SvRow *b)
{
	if (a->hash != b->hash)
		return false;
	for (int g = 0; g < keys->ngroup; g++)
		if (!sv_keys_equal(keys, a, b, g))
			return false;
	return true;
}

/* The total order of rows: hash, group, query, then the columns in their order. */
int
sv_keys_compare_rows(SvKeys *keys, const SvRow *a, const SvRow *b)
{
	const int  *order;
	int			norder;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	for (int g = 0; g < keys->ngroup; g++)
	{
		int			result = compare_group_keys(keys, a, b, g);

		if (result != 0)
			return result;
	}
	if (keys->unordered)
		return 0;
	if (a->input != b->input)
		return a->input < b->input ? -1 : 1;
	order = keys->order[a->input];
	norder = keys->columns[a->input].count - keys->ngroup;
	for (int i = 0; i < norder; i++)
	{
		int			result = sv_keys_compare(keys, a, b, order[i]);

		if (result != 0)
			return result;
	}
	return 0;
}
