/*
 * sv_encode.c
 *		From the values of a query's row to an SvRow.
 *
 * This runs once for each row of the input, in every parallel worker, and its
 * speed is the detector's: no allocation, no function call through fmgr and no
 * detoasting of short values on the way of the common types.
 *
 * A row that cannot be judged is counted with its reason or ends the call; it
 * is never dropped in silence.
 */
#include "supervise.h"

#include "sv_encode.h"
#include "sv_group.h"
#include "sv_numeric.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"

SvEncoder *
sv_encoder_create(MemoryContext context, const SvColumns *columns,
				  const SvPacking *packing, SvOrigins *origins, SvWriter *writer,
				  int input, bool skip_invalid, const SvOnly *only)
{
	SvEncoder  *encoder = MemoryContextAllocZero(context, sizeof(SvEncoder));

	encoder->columns = columns;
	encoder->packing = packing;
	encoder->origins = origins;
	encoder->writer = writer;
	encoder->input = input;
	encoder->skip_invalid = skip_invalid;
	encoder->room = 1024;
	encoder->packed = MemoryContextAllocZero(context, encoder->room);
	for (int i = 0; i < columns->count; i++)
	{
		const SvColumn *column = &columns->column[i];
		SvEncodeStep *step = &encoder->step[i];

		step->family = column->family;
		step->encoding = column->encoding;
		step->kind = packing->kind[i];
		step->optional = (int8) column->optional;
		step->argument = (int8) column->argument;
		step->value = (int8) packing->value[i];
		/* a value that is absent is 0, and has to stay short */
		step->origin = column->optional < 0 || step->kind == SV_VALUE_AMOUNT;
		if (column->family == SV_KEY && column->encoding == SV_ENC_GENERIC)
		{
			TypeCacheEntry *entry = lookup_type_cache(column->type, TYPECACHE_HASH_EXTENDED_PROC);

			fmgr_info_cxt(entry->hash_extended_proc, &encoder->hash[i], context);
		}
		if (column->flags & SV_REPEATS)
			encoder->recent[i] = MemoryContextAllocZero(context, sizeof(SvRecent) * SV_RECENT);
	}
	/* names are texts: what another type would be written as, is not asked */
	if (only->size > 0 && columns->column[only->column].encoding == SV_ENC_TEXT)
		encoder->gate = sv_gate_create(context, only);
	encoder->gate_column = only->column;
	return encoder;
}

/*
 * The range of days that nearly every one is: [first, past), both finite, with
 * a short header.  False for all others.  The bounds are read and put into the
 * slot as one word; by halves each row would wait for a store.
 */
static inline bool
plain_daterange(Datum value, uint64 *slot)
{
	const char *stored = DatumGetPointer(value);
	const Size	length = VARHDRSZ_SHORT + sizeof(Oid) + 2 * sizeof(DateADT) + 1;
	uint64		bounds;
	DateADT		first;
	DateADT		past;

	if (!VARATT_IS_1B(stored) || VARSIZE_1B(stored) != length || stored[length - 1] != RANGE_LB_INC)
		return false;
	memcpy(&bounds, VARDATA_1B(stored) + sizeof(Oid), sizeof(bounds));
	first = (DateADT) (uint32) bounds;
	past = (DateADT) (uint32) (bounds >> 32);
	*slot = bounds - (UINT64CONST(1) << 32);
	return !DATE_NOT_FINITE(first) && !DATE_NOT_FINITE(past);
}

/* A period: nearly always a range of days, both ends known. */
static inline SvProblem
encode_period(SvEncoding encoding, const NullableDatum *values, uint64 *slot)
{
	if (encoding == SV_ENC_DATERANGE && !values[0].isnull &&
		plain_daterange(values[0].value, slot))
		return SV_FINE;
	return sv_encode_any_period(encoding, values, slot);
}

static inline SvProblem
encode_amount(SvEncoder *encoder, SvEncoding encoding, Datum value, uint64 *slot)
{
	SvNumericView view;
	int64		amount;

	if (encoding != SV_ENC_NUMERIC || sv_numeric_view(value, &view) != SV_NUMERIC_OK ||
		!sv_numeric_small(&view, &amount))
		return sv_encode_any_amount(encoder, encoding, value, slot);
	*slot = (uint64) ((view.negative ? -amount : amount) * 128) | (uint64) view.dscale << 1;
	return SV_FINE;
}

static inline uint64
encode_key(SvEncoder *encoder, int i, Datum value)
{
	switch (encoder->step[i].encoding)
	{
		case SV_ENC_INT2:
			return (uint64) (int64) DatumGetInt16(value);
		case SV_ENC_INT4:
			return (uint64) (int64) DatumGetInt32(value);
		case SV_ENC_INT8:
			return (uint64) DatumGetInt64(value);
		case SV_ENC_TEXT:
			return sv_encode_text(encoder, i, value);
		default:
			return sv_encode_other_key(encoder, i, value);
	}
}

/* A value of a column that is no key, and there; of a period, also none. */
static inline SvProblem
encode_value(SvEncoder *encoder, const SvEncodeStep *step, const NullableDatum *value, uint64 *slot)
{
	DateADT		day;
	SvProblem	problem;

	if (step->family == SV_PERIOD)
		return encode_period(step->encoding, value, slot);
	if (value->isnull)
		return SV_NULL;
	switch (step->family)
	{
		case SV_DAY:
			problem = sv_encode_day(step->encoding, value->value, &day);
			*slot = (uint64) (int64) day;
			return problem;
		case SV_AMOUNT:
			return encode_amount(encoder, step->encoding, value->value, slot);
		default:
			return sv_encode_real(step->encoding, value->value, slot);
	}
}

/* Any value; a key of a row that is not kept need only be there. */
static pg_attribute_always_inline SvProblem
encode_column(SvEncoder *encoder, int i, const NullableDatum *values, bool keep, uint64 *slot)
{
	const SvEncodeStep *step = &encoder->step[i];
	const NullableDatum *value = &values[step->argument];

	if (step->encoding == SV_ENC_ABSENT)
		return SV_NULL;
	if (step->family != SV_KEY)
		return encode_value(encoder, step, value, slot);
	if (value->isnull)
		return SV_NULL;
	if (keep)
		*slot = encode_key(encoder, i, value->value);
	return SV_FINE;
}

const char *
sv_problem_text(SvProblem problem)
{
	switch (problem)
	{
		case SV_NULL:
			return "null";
		case SV_EMPTY:
			return "empty";
		case SV_INVERTED:
			return "inverted";
		case SV_INFINITE:
			return "infinite";
		case SV_NOT_A_NUMBER:
			return "not a number";
		case SV_TOO_MANY_DIGITS:
			return "of more than 38 digits";
		default:
			return "fine";
	}
}

/* The record of a row, for a message. */
static char *
row_name(SvEncoder *encoder, const NullableDatum *values)
{
	const SvColumn *column;
	Oid			output;
	bool		varlena;

	if (encoder->columns->record < 0)
		return NULL;
	column = &encoder->columns->column[encoder->columns->record];
	if (values[column->argument].isnull)
		return NULL;
	getTypeOutputInfo(column->type, &output, &varlena);
	return OidOutputFunctionCall(output, values[column->argument].value);
}

static void
refuse_row(SvEncoder *encoder, int i, SvProblem problem, const NullableDatum *values)
{
	const SvColumn *column = &encoder->columns->column[i];
	char	   *record = row_name(encoder, values);
	bool		can_skip = encoder->columns->record >= 0;	/* queries of rules name
															 * no record */
	int			code = problem == SV_NULL ? ERRCODE_NULL_VALUE_NOT_ALLOWED :
	column->family == SV_AMOUNT || column->family == SV_REAL ?
	ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE : ERRCODE_INVALID_DATETIME_FORMAT;

	ereport(ERROR,
			(errcode(code),
			 column->encoding == SV_ENC_PAIR && problem == SV_INVERTED ?
			 errmsg("\"%s_to\" is before \"%s_from\" in a row of argument \"%s\"",
					column->name, column->name, encoder->columns->query) :
			 errmsg("\"%s%s\" is %s in a row of argument \"%s\"", column->name,
					column->encoding == SV_ENC_PAIR ? "_from" : "",
					sv_problem_text(problem), encoder->columns->query),
			 record ? errdetail("The row's record is \"%s\".", record) :
			 errdetail("The row has no record that could be named."),
			 can_skip ?
			 errhint("Correct the row, or pass on_invalid => 'skip' to have such rows counted and left out.") :
			 errhint("Correct the row, or leave it out of the query.")));
}

/*
 * A value is missing or cannot be judged.  True where the row is left out for
 * that, and counted; false where the column may be null.
 */
static bool
leave_out(SvEncoder *encoder, int i, SvProblem problem, const NullableDatum *values)
{
	if (problem == SV_NULL && encoder->step[i].optional >= 0)
		return false;
	if (!encoder->skip_invalid)
		refuse_row(encoder, i, problem, values);
	encoder->skipped[i][problem]++;
	return true;
}

/* Can anything be found in the row?  Where the name is missing, that is its matter. */
static inline bool
passes_gate(const SvEncoder *encoder, const NullableDatum *values)
{
	const NullableDatum *name = &values[encoder->step[encoder->gate_column].argument];
	struct varlena *text;

	if (name->isnull)
		return true;
	text = sv_plain(name->value);
	return sv_gate_passes(encoder->gate, VARDATA_ANY(text), VARSIZE_ANY_EXHDR(text));
}

/* A row that does not pass: judged, and not kept, if it can be judged. */
static void
pass_over(SvEncoder *encoder, const NullableDatum *values)
{
	for (int i = 0; i < encoder->packing->ncolumns; i++)
	{
		uint64		slot;
		SvProblem	problem = encode_column(encoder, i, values, false, &slot);

		if (unlikely(problem != SV_FINE) && leave_out(encoder, i, problem, values))
			return;
	}
}

/*
 * The base of a column is the first value that any process has read.  Those
 * that are packed without it (words that are no digits, wide amounts) are
 * waited out; any other settles it, for it is unpacked with the base that there
 * is in the end.  It must not look like "unset", so it is even.
 */
static void
find_base(SvEncoder *encoder, int i, uint64 slot)
{
	SvEncodeStep *step = &encoder->step[i];
	pg_atomic_uint64 *origin = &encoder->origins->base[i];
	uint64		base = SV_NO_BASE;

	switch (step->kind)
	{
		case SV_VALUE_WORD:
			if (SV_WORD_TAG(slot) != SV_WORD_DIGITS)
				return;
			break;
		case SV_VALUE_AMOUNT:
			if ((slot & 1) != 0)
				return;
			slot &= 126;
			break;
		case SV_VALUE_PERIOD:
			/* any base will do, but not one so far away from all other days */
			slot = sv_slot_period(slot).first == SV_NO_FIRST ? 0 :
				(uint64) (int64) sv_slot_period(slot).first;
			break;
		default:
			break;
	}
	if (pg_atomic_compare_exchange_u64(origin, &base, slot & ~UINT64CONST(1)))
		base = slot & ~UINT64CONST(1);
	step->base = base;
	step->origin = false;
}

/*
 * A row on its way: the values, and how many bytes each needs.  The lengths of
 * the first 16 are a word by themselves, so that it can stay in a register.
 */
typedef struct SvDraft
{
	uint64		lengths;
	Size		size;
	uint64		more[SV_PACKED_VALUES / SV_PACKED_FEW - 1];
	uint64		value[SV_PACKED_VALUES];
} SvDraft;

static inline void
draft_value(SvDraft *draft, int n, uint64 value)
{
	uint64		bytes = sv_value_bytes(value);

	draft->value[n] = value;
	draft->size += bytes;
	if (likely(n < SV_PACKED_FEW))
		draft->lengths |= bytes << (n * 4);
	else
		draft->more[n / SV_PACKED_FEW - 1] |= bytes << (n % SV_PACKED_FEW * 4);
}

/* A slot's value, or two. */
static inline void
draft_slot(SvDraft *draft, const SvEncodeStep *step, uint64 slot)
{
	SvPeriod	period;

	switch (step->kind)
	{
		case SV_VALUE_PERIOD:
			period = sv_slot_period(slot);
			draft_value(draft, step->value,
						sv_interleave((int64) ((uint64) (int64) period.first - step->base)));
			draft_value(draft, step->value + 1, (uint32) period.last - (uint32) period.first);
			break;
		default:
			draft_value(draft, step->value, sv_slot_value(slot, step->kind, step->base));
			break;
	}
}

/* Write a row, all but its tail; up to 8 bytes after it are written to. */
static inline void
write_draft(const SvEncoder *encoder, const SvDraft *draft, uint32 null_bits, char *at)
{
	const SvPacking *packing = encoder->packing;
	uint64		lengths = draft->lengths;
	int			few = Min(packing->nvalues, SV_PACKED_FEW);

	at[0] = (char) (encoder->input | (encoder->ntails > 0 ? SV_PACKED_TAIL : 0));
	if (packing->lengths == 1)
		at[0] |= (char) (null_bits << SV_PACKED_NULLS);
	else
		at[1] = (char) null_bits;
	memcpy(at + packing->lengths, &lengths, sizeof(uint64));
	for (int n = SV_PACKED_FEW; n < packing->nvalues; n += SV_PACKED_FEW)
		memcpy(at + packing->lengths + n / 2, &draft->more[n / SV_PACKED_FEW - 1], sizeof(uint64));
	at += packing->head;
	for (int n = 0; n < few; n++)
	{
		memcpy(at, &draft->value[n], sizeof(uint64));
		at += lengths & 15;
		lengths >>= 4;
	}
	for (int n = SV_PACKED_FEW; n < packing->nvalues; n++)
	{
		memcpy(at, &draft->value[n], sizeof(uint64));
		at += draft->more[n / SV_PACKED_FEW - 1] >> (n % SV_PACKED_FEW * 4) & 15;
	}
}

/* The bytes of long keys and wide amounts, behind the values. */
static Size
put_tails(SvEncoder *encoder, Size size)
{
	Size		total = 0;
	uint32		length;
	char	   *at;

	for (int i = 0; i < encoder->ntails; i++)
		total += encoder->tail[i].length;
	if (encoder->unpacked > SV_ROW_MAXIMUM || total > SV_ROW_MAXIMUM)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a row of argument \"%s\" is longer than %zu bytes",
						encoder->columns->query, (Size) SV_ROW_MAXIMUM),
				 errhint("Use a shorter key, such as its md5().")));
	if (size + sizeof(length) + total + SV_CACHE_LINE > encoder->room)
	{
		encoder->room = (size + sizeof(length) + total + SV_CACHE_LINE) * 2;
		encoder->packed = repalloc_huge(encoder->packed, encoder->room);
	}
	length = (uint32) total;
	at = encoder->packed + size;
	memcpy(at, &length, sizeof(length));
	at += sizeof(length);
	for (int i = 0; i < encoder->ntails; i++)
	{
		memcpy(at, encoder->tail[i].data, encoder->tail[i].length);
		at += encoder->tail[i].length;
	}
	return at - encoder->packed;
}

/* Read one row: keep it, or count why not. */
void
sv_encode_row(SvEncoder *encoder, const NullableDatum *values)
{
	const SvPacking *packing = encoder->packing;
	uint64		hash = SV_GROUP_SEED;
	uint32		null_bits = 0;
	SvDraft		draft;

	encoder->rows++;
	encoder->ntails = 0;
	if (encoder->gate && !passes_gate(encoder, values))
	{
		pass_over(encoder, values);
		return;
	}
	draft.size = packing->head;
	draft.lengths = 0;
	memset(draft.more, 0, sizeof(draft.more));
	encoder->unpacked = SV_ROW_HEADER + sizeof(uint64) * packing->ncolumns;
	for (int i = 0; i < packing->ncolumns; i++)
	{
		const SvEncodeStep *step = &encoder->step[i];
		uint64		slot = 0;
		SvProblem	problem = encode_column(encoder, i, values, true, &slot);

		if (unlikely(problem != SV_FINE))
		{
			if (leave_out(encoder, i, problem, values))
				return;
			null_bits |= 1u << step->optional;
			slot = 0;
		}
		if (i < packing->ngroup)
			hash = sv_group_mix(hash, step->kind != SV_VALUE_WORD || SV_WORD_EXACT(slot) ?
								slot : encoder->key_hash);
		if (unlikely(step->origin) && problem == SV_FINE)
			find_base(encoder, i, slot);
		draft_slot(&draft, step, slot);
	}
	if (likely(encoder->ntails == 0 && draft.size <= SV_RESERVE_MAXIMUM))
	{
		SvWriterPartition *partition = sv_writer_reserve(encoder->writer, sv_group_hash(hash),
														 draft.size);

		write_draft(encoder, &draft, null_bits, partition->line + partition->fill);
		sv_writer_commit(partition, draft.size, encoder->unpacked);
		return;
	}
	write_draft(encoder, &draft, null_bits, encoder->packed);
	if (encoder->ntails > 0)
		draft.size = put_tails(encoder, draft.size);
	sv_writer_append(encoder->writer, sv_group_hash(hash), encoder->packed, draft.size,
					 encoder->unpacked);
}
