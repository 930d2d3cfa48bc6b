/*
 * sv_pack.h
 *		Rows as few bytes: how they are kept between reading and sorting.
 *
 * What a detector costs beyond the scan of its input is, more than anything
 * else, the memory its rows go through: pages to be zeroed, mapped and given
 * back in several processes.  Slots are 8 bytes, but the numbers in them are
 * mostly small, so each is kept in as many bytes as it needs:
 *
 *		1 byte		the query's number, whether there is a tail, and null bits
 *		1 byte		the null bits, where there are more than five
 *		n / 2 bytes	how many bytes each of the n values has, 4 bits each
 *		0 to 8 bytes for each value, the low end first
 *		4 bytes and the tail, if there is one: bytes of long keys and wide
 *					amounts, in the order of the columns
 *
 * (Lemire and others' Stream VByte, with the lengths of a row in front of it.)
 * A value is written and read as 8 bytes whatever its length, and only the
 * place moves on by the length: no branch depends on the data.  A row of five
 * columns comes to about 18 bytes instead of 48.  Hashes are not kept but
 * where only a type's own function could tell them; what else is asked for is
 * computed again.
 *
 * So that lengths are short, values are turned around first.  Numbers count
 * from the first of their column that was read (its base; frame of reference)
 * and are interleaved (0, -1, 1, -2, ...); so are words of digits.  The tag of
 * a word goes to its low end.  A period is two values, its first day and its
 * length.  An amount has its scale with it only where that is not the first
 * one's.  A value that many rows share is a small number (sv_code.h).
 */
#ifndef SV_PACK_H
#define SV_PACK_H

#include "supervise.h"

#include "sv_code.h"
#include "sv_column.h"
#include "sv_row.h"

#define SV_PACKED_HEADER	2	/* or 1 */
#define SV_PACKED_VALUES	(SV_MAX_COLUMNS * 2)

/* Most bytes of a packed row without its tail, and what may be looked at past. */
#define SV_PACKED_MAXIMUM	(SV_PACKED_HEADER + SV_PACKED_VALUES / 2 + SV_PACKED_VALUES * 8 + 4)
#define SV_PACKED_SLACK		64

#define SV_PACKED_TAIL		0x04	/* in the first byte: there is a tail */
#define SV_PACKED_INPUT		0x03	/* in the first byte: the query */
#define SV_PACKED_NULLS		3	/* how far its null bits are shifted */
#define SV_PACKED_FEW_NULLS	5
#define SV_PACKED_WIDE		0x7F	/* a wide amount: no scale is 63 */

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
	int			lengths;		/* where the lengths are */
	Size		head;			/* bytes in front of the first value */
	uint64		lengths_mask;	/* what sv_value_lengths keeps */
	SvValueKind kind[SV_MAX_COLUMNS];
	SvTailHash	tail_hash[SV_MAX_COLUMNS];
	int			value[SV_MAX_COLUMNS];	/* number of its first value */
	uint64		base[SV_MAX_COLUMNS];
	SvPointer	codes[SV_MAX_COLUMNS];	/* of a column that repeats, or 0 */
	SvCodes    *code[SV_MAX_COLUMNS];	/* the same, in this process */
} SvPacking;

/* The bases while rows are read: each is set once, by whoever is first. */
#define SV_NO_BASE			PG_UINT64_MAX

typedef struct SvOrigins
{
	pg_atomic_uint64 base[SV_MAX_COLUMNS];
} SvOrigins;

/* Bytes on their way to a tail. */
typedef struct SvTail
{
	const char *data;
	Size		length;
} SvTail;

extern void sv_packing_init(SvPacking *packing, const SvColumns *columns);
extern void sv_origins_init(SvOrigins *origins);
extern void sv_packing_settle(SvPacking *packing, SvOrigins *origins);
extern void sv_packing_number(SvPacking *packing, const SvColumns *columns,
							  MemoryContext context, dsa_area *area);
extern void sv_packing_attach(SvPacking *packing, dsa_area *area);

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
sv_slot_value(uint64 slot, SvValueKind kind, uint64 base)
{
	uint64		number;

	switch (kind)
	{
		case SV_VALUE_SIGNED:
			return sv_interleave((int64) (slot - base));
		case SV_VALUE_WORD:
			/* digits are below 2^61, so the difference has 62 bits */
			return SV_WORD_TAG(slot) == SV_WORD_DIGITS ?
				sv_interleave((int64) (slot - base)) << 2 : slot << 2 | slot >> 62;
		case SV_VALUE_AMOUNT:
			number = sv_interleave((int64) slot >> 7);
			if ((slot & 127) == base)
				return number << 1;
			return (slot & 1) != 0 ? SV_PACKED_WIDE : number << 7 | (slot & 126) | 1;
		default:
			return slot;
	}
}

static inline uint64
sv_value_slot(const SvPacking *packing, int column, uint64 value)
{
	uint64		base = packing->base[column];

	switch (packing->kind[column])
	{
		case SV_VALUE_SIGNED:
			return base + (uint64) sv_deinterleave(value);
		case SV_VALUE_WORD:
			switch (value & 3)
			{
				case SV_WORD_DIGITS:
					return base + (uint64) sv_deinterleave(value >> 2);
				case SV_WORD_SHARED:
					/* no dsa_pointer, and no local one, is that small */
					if (value >> 2 < SV_CODES)
						return packing->code[column]->value[value >> 2];
					/* FALLTHROUGH */
				default:
					return value >> 2 | value << 62;
			}
		case SV_VALUE_AMOUNT:
			if ((value & 1) == 0)
				return (uint64) sv_deinterleave(value >> 1) << 7 | base;
			return value == SV_PACKED_WIDE ? 1 :
				(uint64) sv_deinterleave(value >> 7) << 7 | (value & 126);
		default:
			return value;
	}
}

/* The first day of a period, or a day. */
static inline int32
sv_value_day(const SvPacking *packing, int column, uint64 value)
{
	return (int32) (packing->base[column] + (uint64) sv_deinterleave(value));
}

extern Size sv_packed_size(const SvPacking *packing, const char *packed, const char *end);
extern Size sv_unpacked_size(const SvPacking *packing, const char *packed);
extern uint64 sv_packed_tail_hash(const SvPacking *packing, const char *packed, int column);
extern const char *sv_unpack(const SvPacking *packing, const char *packed, SvRow *row);

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

	memcpy(&lengths, packed + packing->lengths, sizeof(lengths));
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

static inline uint32
sv_packed_nulls(const SvPacking *packing, const char *packed)
{
	return packing->lengths == 1 ? (uint8) packed[0] >> SV_PACKED_NULLS : (uint8) packed[1];
}

/* Which query a packed row is of. */
static inline int
sv_packed_input(const char *packed)
{
	return *packed & SV_PACKED_INPUT;
}

#endif							/* SV_PACK_H */
