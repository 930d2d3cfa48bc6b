/*
 * sv_pack.h
 *		Rows as few bytes: how they are kept between reading and sorting.
 *
 * What a detector costs beyond the scan of its input is, more than anything
 * else, the memory its rows go through: pages to be zeroed, mapped and given
 * back in several processes.  Slots are 8 bytes, but the numbers in them are
 * mostly small, so each is kept in as many bytes as it needs:
 *
 *		1 byte		the query's number, and whether there is a tail
 *		1 byte		null bits
 *		n / 2 bytes	how many bytes each of the n values has, 4 bits each
 *		0 to 8 bytes for each value, the low end first
 *		4 bytes and the tail, if there is one
 *
 * (Lemire and others' Stream VByte, with the lengths of a row in front of it.)
 * A value is written and read as 8 bytes whatever its length, and only the
 * place moves on by the length: no branch depends on the data.  A row of five
 * columns comes to about 25 bytes instead of 48.  The hash is not kept; it is
 * computed again from the grouping columns.
 *
 * So that lengths are short, values are turned around first: signed numbers
 * are interleaved (0, -1, 1, -2, ...), the tag of a word goes to its low end,
 * and a period is two values, its first day and its length.
 */
#ifndef SV_PACK_H
#define SV_PACK_H

#include "supervise.h"

#include "sv_column.h"
#include "sv_row.h"

#define SV_PACKED_HEADER	2
#define SV_PACKED_VALUES	(SV_MAX_COLUMNS * 2)

/* Most bytes of a packed row without its tail, and what may be written past. */
#define SV_PACKED_MAXIMUM	(SV_PACKED_HEADER + SV_PACKED_VALUES / 2 + SV_PACKED_VALUES * 8 + 4)
#define SV_PACKED_SLACK		8

#define SV_PACKED_TAIL		0x04	/* in the first byte: there is a tail */
#define SV_PACKED_INPUT		0x03	/* in the first byte: the query */

typedef enum SvValueKind
{
	SV_VALUE_SIGNED,
	SV_VALUE_WORD,
	SV_VALUE_AMOUNT,
	SV_VALUE_PERIOD,
	SV_VALUE_RAW
} SvValueKind;

/* How the rows of one query are packed. */
typedef struct SvPacking
{
	int			ncolumns;
	int			nvalues;		/* periods count twice */
	int			ngroup;
	SvValueKind kind[SV_MAX_COLUMNS];
} SvPacking;

extern void sv_packing_init(SvPacking *packing, const SvColumns *columns);

static inline uint64
sv_interleave(int64 value)
{
	return (uint64) value << 1 ^ (uint64) (value >> 63);
}

static inline int64
sv_deinterleave(uint64 value)
{
	return (int64) (value >> 1) ^ -(int64) (value & 1);
}

/* How many bytes a value needs. */
static inline int
sv_value_bytes(uint64 value)
{
	return value == 0 ? 0 : (71 - __builtin_clzll(value)) / 8;
}

/* The number a slot is packed as, of all kinds but periods. */
static inline uint64
sv_slot_value(uint64 slot, SvValueKind kind)
{
	switch (kind)
	{
		case SV_VALUE_SIGNED:
			return sv_interleave((int64) slot);
		case SV_VALUE_WORD:
			return slot << 2 | slot >> 62;
		case SV_VALUE_AMOUNT:
			/* the low 7 bits are the scale, and tell a wide amount */
			return sv_interleave((int64) slot >> 7) << 7 | (slot & 127);
		default:
			return slot;
	}
}

static inline uint64
sv_value_slot(uint64 value, SvValueKind kind)
{
	switch (kind)
	{
		case SV_VALUE_SIGNED:
			return (uint64) sv_deinterleave(value);
		case SV_VALUE_WORD:
			return value >> 2 | value << 62;
		case SV_VALUE_AMOUNT:
			return (uint64) sv_deinterleave(value >> 7) << 7 | (value & 127);
		default:
			return value;
	}
}

extern int	sv_pack(const SvPacking *packing, const SvRow *row, char *packed);
extern Size sv_packed_size(const SvPacking *packing, const char *packed, const char *end,
						   Size *unpacked);
extern const char *sv_unpack(const SvPacking *packing, const char *packed, SvRow *row);

/*
 * May the row at "packed" reach beyond "end"?  Then sv_packed_size has to be
 * asked; nearly always this tells that it cannot.
 */
static inline bool
sv_packed_may_exceed(const char *packed, const char *end)
{
	return end - packed < SV_PACKED_MAXIMUM || (*packed & SV_PACKED_TAIL) != 0;
}

/* Which query a packed row is of. */
static inline int
sv_packed_input(const char *packed)
{
	return *packed & SV_PACKED_INPUT;
}

/* The bytes of the row's tail, after its slots. */
static inline Size
sv_row_tail(const SvRow *row, int ncolumns)
{
	return sv_row_size(row) - SV_ROW_HEADER - (Size) ncolumns * 8;
}

#endif							/* SV_PACK_H */
