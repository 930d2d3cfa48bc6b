/*
 * sv_pack.c
 *		Rows as few bytes: how they are kept between reading and sorting.
 *
 * The format is described in sv_pack.h.
 */
#include "supervise.h"

#include "sv_pack.h"

#ifdef WORDS_BIGENDIAN
#error "packed rows need the low end of a number first"
#endif

void
sv_packing_init(SvPacking *packing, const SvColumns *columns)
{
	memset(packing, 0, sizeof(SvPacking));
	packing->ncolumns = columns->count;
	for (int i = 0; i < columns->count; i++)
	{
		const SvColumn *column = &columns->column[i];

		packing->nvalues += column->family == SV_PERIOD ? 2 : 1;
		if ((column->flags & SV_GROUP) && packing->ngroup == i)
			packing->ngroup++;
		switch (column->family)
		{
			case SV_KEY:
				packing->kind[i] = column->encoding <= SV_ENC_INT8 ? SV_VALUE_SIGNED : SV_VALUE_WORD;
				break;
			case SV_DAY:
				packing->kind[i] = SV_VALUE_SIGNED;
				break;
			case SV_PERIOD:
				packing->kind[i] = SV_VALUE_PERIOD;
				break;
			case SV_AMOUNT:
				packing->kind[i] = SV_VALUE_AMOUNT;
				break;
			case SV_REAL:
				packing->kind[i] = SV_VALUE_RAW;
				break;
		}
	}
}

static inline char *
put_value(char *at, uint64 value, char *lengths, int n)
{
	int			bytes = sv_value_bytes(value);

	memcpy(at, &value, 8);
	lengths[n / 2] |= (char) (bytes << (n % 2 * 4));
	return at + bytes;
}

static inline const char *
get_value(const char *at, uint64 *value, const char *lengths, int n)
{
	int			bytes = (lengths[n / 2] >> (n % 2 * 4)) & 15;

	memcpy(value, at, 8);
	*value &= bytes == 8 ? PG_UINT64_MAX : (UINT64CONST(1) << (bytes * 8)) - 1;
	return at + bytes;
}

/*
 * Pack all of a row but its tail, into a buffer of SV_PACKED_MAXIMUM and
 * SV_PACKED_SLACK bytes; returns the length.  The tail's bytes follow it.
 */
int
sv_pack(const SvPacking *packing, const SvRow *row, char *packed)
{
	char	   *lengths = packed + SV_PACKED_HEADER;
	char	   *at = lengths + (packing->nvalues + 1) / 2;
	uint32		tail = (uint32) sv_row_tail(row, packing->ncolumns);
	int			n = 0;

	packed[0] = (char) (row->input | (tail ? SV_PACKED_TAIL : 0));
	packed[1] = (char) row->nulls;
	memset(lengths, 0, at - lengths);
	for (int i = 0; i < packing->ncolumns; i++)
	{
		if (packing->kind[i] == SV_VALUE_PERIOD)
		{
			SvPeriod	period = sv_slot_period(row->slot[i]);

			at = put_value(at, sv_interleave(period.first), lengths, n++);
			at = put_value(at, (uint32) period.last - (uint32) period.first, lengths, n++);
		}
		else
			at = put_value(at, sv_slot_value(row->slot[i], packing->kind[i]), lengths, n++);
	}
	if (tail)
	{
		memcpy(at, &tail, sizeof(tail));
		at += sizeof(tail);
	}
	return (int) (at - packed);
}

/*
 * The length of a packed row and of the row it makes; 0 when it goes on beyond
 * "end".
 */
Size
sv_packed_size(const SvPacking *packing, const char *packed, const char *end, Size *unpacked)
{
	Size		head = SV_PACKED_HEADER + (packing->nvalues + 1) / 2;
	Size		available = end - packed;
	uint32		tail = 0;

	if (available < head)
		return 0;
	for (int n = 0; n < packing->nvalues; n++)
		head += (packed[SV_PACKED_HEADER + n / 2] >> (n % 2 * 4)) & 15;
	if (packed[0] & SV_PACKED_TAIL)
	{
		if (available < head + sizeof(tail))
			return 0;
		memcpy(&tail, packed + head, sizeof(tail));
		head += sizeof(tail) + tail;
	}
	*unpacked = SV_ROW_HEADER + (Size) packing->ncolumns * 8 + tail;
	return available < head ? 0 : head;
}

/*
 * Unpack a row, all but its hash; returns the end of what was read.  Up to
 * SV_PACKED_SLACK bytes after it may be looked at.
 */
const char *
sv_unpack(const SvPacking *packing, const char *packed, SvRow *row)
{
	const char *lengths = packed + SV_PACKED_HEADER;
	const char *at = lengths + (packing->nvalues + 1) / 2;
	uint32		tail = 0;
	int			n = 0;

	row->input = packed[0] & SV_PACKED_INPUT;
	row->nulls = (uint8) packed[1];
	for (int i = 0; i < packing->ncolumns; i++)
	{
		uint64		value;

		at = get_value(at, &value, lengths, n++);
		if (packing->kind[i] == SV_VALUE_PERIOD)
		{
			SvPeriod	period;

			period.first = (int32) sv_deinterleave(value);
			at = get_value(at, &value, lengths, n++);
			period.last = (int32) ((uint32) period.first + (uint32) value);
			row->slot[i] = sv_period_slot(period);
		}
		else
			row->slot[i] = sv_value_slot(value, packing->kind[i]);
	}
	if (packed[0] & SV_PACKED_TAIL)
	{
		memcpy(&tail, at, sizeof(tail));
		at += sizeof(tail);
		memcpy(&row->slot[packing->ncolumns], at, tail);
		at += tail;
	}
	row->units = (SV_ROW_HEADER + (Size) packing->ncolumns * 8 + tail) / 8;
	return at;
}
