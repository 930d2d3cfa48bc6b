/*
 * sv_pack.c
 *		Rows as few bytes: how they are kept between reading and sorting.
 *
 * The format is described in sv_pack.h; sv_encode.c writes it.
 */
#include "supervise.h"

#include "common/hashfn.h"
#include "sv_pack.h"
#include "sv_store.h"

#ifdef WORDS_BIGENDIAN
#error "packed rows need the low end of a number first"
#endif

static SvValueKind
value_kind(const SvColumn *column)
{
	switch (column->family)
	{
		case SV_KEY:
			return column->encoding <= SV_ENC_INT8 ? SV_VALUE_SIGNED : SV_VALUE_WORD;
		case SV_DAY:
			return SV_VALUE_SIGNED;
		case SV_PERIOD:
			return SV_VALUE_PERIOD;
		case SV_AMOUNT:
			return SV_VALUE_AMOUNT;
		case SV_REAL:
			return SV_VALUE_RAW;
	}
	return SV_VALUE_RAW;		/* keep compiler quiet */
}

void
sv_packing_init(SvPacking *packing, const SvColumns *columns)
{
	int			optional = 0;

	memset(packing, 0, sizeof(SvPacking));
	packing->ncolumns = columns->count;
	for (int i = 0; i < columns->count; i++)
	{
		const SvColumn *column = &columns->column[i];

		packing->kind[i] = value_kind(column);
		packing->value[i] = packing->nvalues;
		packing->nvalues += column->family == SV_PERIOD ? 2 : 1;
		if ((column->flags & SV_GROUP) && packing->ngroup == i)
			packing->ngroup++;
		if (column->encoding == SV_ENC_GENERIC)
			packing->tail_hash[i] = SV_TAIL_STORED;
		else if ((column->flags & (SV_RECORD | SV_GROUP)) == SV_RECORD)
			packing->tail_hash[i] = SV_TAIL_NONE;
	}
	packing->lengths_mask = packing->nvalues >= SV_PACKED_FEW ? PG_UINT64_MAX :
		(UINT64CONST(1) << (4 * packing->nvalues)) - 1;
	for (int i = 0; i < columns->count; i++)
		optional = Max(optional, columns->column[i].optional + 1);
	packing->lengths = optional <= SV_PACKED_FEW_NULLS ? 1 : SV_PACKED_HEADER;
	packing->head = packing->lengths + (packing->nvalues + 1) / 2;
}

/* Bases are unset until somebody has read a row. */
void
sv_origins_init(SvOrigins *origins)
{
	for (int i = 0; i < SV_MAX_COLUMNS; i++)
		pg_atomic_init_u64(&origins->base[i], SV_NO_BASE);
}

/* All rows are read: what their bases are. */
void
sv_packing_settle(SvPacking *packing, SvOrigins *origins)
{
	for (int i = 0; i < SV_MAX_COLUMNS; i++)
	{
		uint64		base = pg_atomic_read_u64(&origins->base[i]);

		packing->base[i] = base == SV_NO_BASE ? 0 : base;
	}
}

/* Tables for columns that repeat, in the area or in memory of this process. */
void
sv_packing_number(SvPacking *packing, const SvColumns *columns,
				  MemoryContext context, dsa_area *area)
{
	for (int i = 0; i < columns->count; i++)
	{
		if ((columns->column[i].flags & SV_REPEATS) == 0)
			continue;
		packing->codes[i] = area ? dsa_allocate(area, sizeof(SvCodes)) :
			(uint64) (uintptr_t) MemoryContextAlloc(context, sizeof(SvCodes)) | SV_POINTER_LOCAL;
		sv_codes_init(sv_pointer_address(area, packing->codes[i]));
	}
	sv_packing_attach(packing, area);
}

/* Where these tables are in this process. */
void
sv_packing_attach(SvPacking *packing, dsa_area *area)
{
	for (int i = 0; i < SV_MAX_COLUMNS; i++)
		packing->code[i] = packing->codes[i] ? sv_pointer_address(area, packing->codes[i]) : NULL;
}

/* Where the values of a packed row end. */
static const char *
values_end(const SvPacking *packing, const char *packed)
{
	const char *at = packed + packing->head;

	if (packing->nvalues <= SV_PACKED_FEW)
		return at + sv_values_length(sv_value_lengths(packing, packed), packing->nvalues);
	for (int n = 0; n < packing->nvalues; n++)
		at += sv_value_length(packed + packing->lengths, n);
	return at;
}

/* The length of a packed row; 0 when it goes on beyond "end". */
Size
sv_packed_size(const SvPacking *packing, const char *packed, const char *end)
{
	Size		available = end - packed;
	Size		size;
	uint32		tail;

	if (available < packing->head)
		return 0;
	size = values_end(packing, packed) - packed;
	if (packed[0] & SV_PACKED_TAIL)
	{
		if (available < size + sizeof(tail))
			return 0;
		memcpy(&tail, packed + size, sizeof(tail));
		size += sizeof(tail) + tail;
	}
	return available < size ? 0 : size;
}

/* A tail being gone through: what column i has in it, if anything. */
typedef struct Tails
{
	const SvPacking *packing;
	const char *packed;
	const char *value;			/* of the next column */
	const char *at;				/* the bytes of the next that has any */
	int			column;			/* the next */
} Tails;

static void
begin_tails(Tails *tails, const SvPacking *packing, const char *packed)
{
	Assert(packed[0] & SV_PACKED_TAIL);
	tails->packing = packing;
	tails->packed = packed;
	tails->value = packed + packing->head;
	tails->at = values_end(packing, packed) + sizeof(uint32);
	tails->column = 0;
}

/* The next column that has bytes in the tail, or -1. */
static int
next_tail(Tails *tails, SvTail *tail)
{
	const SvPacking *packing = tails->packing;

	while (tails->column < packing->ncolumns)
	{
		int			c = tails->column++;
		int			n = packing->value[c];
		int			bytes = sv_value_length(tails->packed + packing->lengths, n);
		uint64		value = sv_get_value(tails->value, bytes);

		tails->value += bytes;
		tail->data = tails->at;
		switch (packing->kind[c])
		{
			case SV_VALUE_PERIOD:
				tails->value += sv_value_length(tails->packed + packing->lengths, n + 1);
				continue;
			case SV_VALUE_WORD:
				if ((value & 3) != SV_WORD_TAIL)
					continue;
				tail->length = value >> 2;
				if (packing->tail_hash[c] == SV_TAIL_STORED)
					tail->length += sizeof(uint64);
				break;
			case SV_VALUE_AMOUNT:
				if (value != SV_PACKED_WIDE)
					continue;
				tail->length = sizeof(SvWideAmount);
				break;
			default:
				continue;
		}
		tails->at += tail->length;
		return c;
	}
	return -1;
}

/* Bytes that something in the tail takes when it is unpacked. */
static inline Size
unpacked_tail(const SvPacking *packing, int column, Size length)
{
	if (packing->kind[column] == SV_VALUE_AMOUNT)
		return MAXALIGN(length);
	if (packing->tail_hash[column] == SV_TAIL_STORED)
		length -= sizeof(uint64);
	return MAXALIGN(SV_BYTES_HEADER + length);
}

/* The length of the row that a packed one makes. */
Size
sv_unpacked_size(const SvPacking *packing, const char *packed)
{
	Size		size = SV_ROW_HEADER + (Size) packing->ncolumns * 8;

	if (packed[0] & SV_PACKED_TAIL)
	{
		Tails		tails;
		SvTail		tail;
		int			c;

		begin_tails(&tails, packing, packed);
		while ((c = next_tail(&tails, &tail)) >= 0)
			size += unpacked_tail(packing, c, tail.length);
	}
	return size;
}

static uint64
tail_hash(const SvPacking *packing, int column, const SvTail *tail)
{
	uint64		hash = 0;

	if (packing->tail_hash[column] == SV_TAIL_STORED)
		memcpy(&hash, tail->data, sizeof(hash));
	else if (packing->tail_hash[column] == SV_TAIL_COMPUTED)
		hash = hash_bytes_extended((const unsigned char *) tail->data, (int) tail->length, 0);
	return hash;
}

/* The hash of a column's key, which is in the tail. */
uint64
sv_packed_tail_hash(const SvPacking *packing, const char *packed, int column)
{
	Tails		tails;
	SvTail		tail;
	int			c;

	begin_tails(&tails, packing, packed);
	while ((c = next_tail(&tails, &tail)) != column)
		Assert(c >= 0);
	return tail_hash(packing, column, &tail);
}

/* The bytes of long keys and wide amounts, behind the slots; aligned. */
static const char *
unpack_tail(const SvPacking *packing, const char *packed, SvRow *row)
{
	char	   *place = (char *) &row->slot[packing->ncolumns];
	Tails		tails;
	SvTail		tail;
	int			c;

	begin_tails(&tails, packing, packed);
	while ((c = next_tail(&tails, &tail)) >= 0)
	{
		Size		size = unpacked_tail(packing, c, tail.length);

		memset(place + size - MAXIMUM_ALIGNOF, 0, MAXIMUM_ALIGNOF);
		if (packing->kind[c] == SV_VALUE_AMOUNT)
		{
			memcpy(place, tail.data, tail.length);
			row->slot[c] = (uint64) (place - (char *) row) << 1 | 1;
		}
		else
		{
			SvBytes    *bytes = (SvBytes *) place;

			bytes->hash = tail_hash(packing, c, &tail);
			if (packing->tail_hash[c] == SV_TAIL_STORED)
			{
				tail.data += sizeof(uint64);
				tail.length -= sizeof(uint64);
			}
			bytes->length = tail.length;
			memcpy(bytes->data, tail.data, tail.length);
			row->slot[c] = (uint64) SV_WORD_TAIL << 62 | (uint64) (place - (char *) row);
		}
		place += size;
	}
	row->units = (place - (char *) row) / 8;
	return tails.at;
}

/*
 * Unpack a row, all but its hash; returns the end of what was read.  Up to
 * SV_PACKED_SLACK bytes after it may be looked at.
 */
const char *
sv_unpack(const SvPacking *packing, const char *packed, SvRow *row)
{
	const char *lengths = packed + packing->lengths;
	const char *at = packed + packing->head;
	int			n = 0;

	row->input = packed[0] & SV_PACKED_INPUT;
	row->nulls = sv_packed_nulls(packing, packed);
	for (int i = 0; i < packing->ncolumns; i++)
	{
		int			bytes = sv_value_length(lengths, n++);
		uint64		value = sv_get_value(at, bytes);

		at += bytes;
		if (packing->kind[i] == SV_VALUE_PERIOD)
		{
			SvPeriod	period;

			period.first = sv_value_day(packing, i, value);
			bytes = sv_value_length(lengths, n++);
			period.last = (int32) ((uint32) period.first + (uint32) sv_get_value(at, bytes));
			at += bytes;
			row->slot[i] = sv_period_slot(period);
		}
		else
			row->slot[i] = sv_value_slot(packing, i, value);
	}
	if (packed[0] & SV_PACKED_TAIL)
		return unpack_tail(packing, packed, row);
	row->units = (SV_ROW_HEADER + (Size) packing->ncolumns * 8) / 8;
	return at;
}
