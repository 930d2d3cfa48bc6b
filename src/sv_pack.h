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
 *		4 bytes and the tail, if there is one: bytes of long keys and wide
 *					amounts, in the order of the columns
 *
 * (Lemire and others' Stream VByte, with the lengths of a row in front of it.)
 * A value is written and read as 8 bytes whatever its length, and only the
 * place moves on by the length: no branch depends on the data.  A row of five
 * columns comes to about 25 bytes instead of 48.  Hashes are not kept but
 * where only a type's own function could tell them; what else is asked for is
 * computed again.
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

/* Most bytes of a packed row without its tail, and what may be looked at past. */
#define SV_PACKED_MAXIMUM	(SV_PACKED_HEADER + SV_PACKED_VALUES / 2 + SV_PACKED_VALUES * 8 + 4)
#define SV_PACKED_SLACK		64

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

/* The hash of bytes in the tail. */
typedef enum SvTailHash
{
	SV_TAIL_COMPUTED,			/* computed when the row is unpacked */
	SV_TAIL_STORED,				/* in front of the bytes: the type's own */
	SV_TAIL_NONE				/* nobody asks: the column names the row */
} SvTailHash;

/* How the rows of one query are packed. */
typedef struct SvPacking
{
	int			ncolumns;
	int			nvalues;		/* periods count twice */
	int			ngroup;
	Size		head;			/* bytes in front of the first value */
	uint64		lengths_mask;	/* what sv_value_lengths keeps */
	SvValueKind kind[SV_MAX_COLUMNS];
	SvTailHash	tail_hash[SV_MAX_COLUMNS];
	int			value[SV_MAX_COLUMNS];	/* number of its first value */
} SvPacking;

/* Bytes on their way to a tail. */
typedef struct SvTail
{
	const char *data;
	Size		length;
} SvTail;

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
	return (71 - __builtin_clzll(value | 1)) / 8 - (value == 0);
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

extern const char *sv_packed_values_end(const SvPacking *packing, const char *packed);
extern Size sv_packed_size(const SvPacking *packing, const char *packed, const char *end);
extern Size sv_unpacked_size(const SvPacking *packing, const char *packed);
extern uint64 sv_packed_tail_hash(const SvPacking *packing, const char *packed, int column);
extern const char *sv_unpack(const SvPacking *packing, const char *packed, SvRow *row);

/* Put value number n at its place; returns where the next goes. */
static inline char *
sv_put_value(char *at, uint64 value, char *lengths, int n)
{
	int			bytes = sv_value_bytes(value);

	memcpy(at, &value, 8);
	if (n % 2 == 0)
		lengths[n / 2] = (char) bytes;
	else
		lengths[n / 2] |= (char) (bytes << 4);
	return at + bytes;
}

static inline int
sv_value_length(const char *lengths, int n)
{
	return (lengths[n / 2] >> (n % 2 * 4)) & 15;
}

/*
 * The lengths of all values as one word, which up to SV_PACKED_FEW fit in.
 */
#define SV_PACKED_FEW	16

static inline uint64
sv_value_lengths(const SvPacking *packing, const char *packed)
{
	uint64		lengths;

	memcpy(&lengths, packed + SV_PACKED_HEADER, sizeof(lengths));
	return lengths & packing->lengths_mask;
}

/* How many bytes the first n of them have together, without a loop. */
static inline int
sv_values_length(uint64 lengths, int n)
{
	if (n < SV_PACKED_FEW)
		lengths &= (UINT64CONST(1) << (4 * n)) - 1;
	lengths = (lengths & UINT64CONST(0x0F0F0F0F0F0F0F0F)) +
		(lengths >> 4 & UINT64CONST(0x0F0F0F0F0F0F0F0F));
	return (int) (lengths * UINT64CONST(0x0101010101010101) >> 56);
}

static inline uint64
sv_get_value(const char *at, int bytes)
{
	uint64		value;

	memcpy(&value, at, 8);
	return value & (bytes == 8 ? PG_UINT64_MAX : (UINT64CONST(1) << (bytes * 8)) - 1);
}

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

#endif							/* SV_PACK_H */
