/*
 * sv_row.h
 *		A row as the reading layer keeps it.
 *
 * The columns a detector asked for, 8 bytes each in the order it named them,
 * and behind them the bytes of what is longer (the tail).  A row refers to
 * nothing but itself and to shared values, so it can be copied, spilled and
 * read back as it is.  What a slot holds depends on the column's family:
 *
 *	key		integers: the value.  Anything else: a word (core/word.h); its tag
 *			says whether the key itself is in it, or its bytes are in the tail
 *			(SV_WORD_TAIL: the offset from the row's start) or in memory shared
 *			by many rows (SV_WORD_SHARED: an SvPointer)
 *	day		the day, as DateADT
 *	period	the first day in the low half and the last in the high half
 *	amount	57 bits of value, 6 bits of scale and a 0; or the offset of an
 *			SvWideAmount in the tail, shifted left, and a 1
 *	real	a float8
 */
#ifndef SV_ROW_H
#define SV_ROW_H

#include "supervise.h"

#include "core/decimal.h"
#include "core/word.h"
#include "utils/date.h"

#define SV_MAX_COLUMNS		24	/* of one query */
#define SV_MAX_OPTIONAL		8	/* of those that may be absent or null */
#define SV_MAX_INPUTS		4	/* queries of one call */

typedef struct SvRow
{
	uint32		hash;			/* of the grouping columns */
	uint32		units:22;		/* length of the row in 8 bytes */
	uint32		nulls:8;		/* a bit for each optional column */
	uint32		input:2;		/* which query it came from */
	uint64		slot[FLEXIBLE_ARRAY_MEMBER];
} SvRow;

#define SV_ROW_HEADER		offsetof(SvRow, slot)
#define SV_ROW_MAXIMUM		(((Size) 1 << 22) * 8 - 8)

/* Bytes in the tail or in shared memory; data is aligned to 8. */
typedef struct SvBytes
{
	uint64		hash;
	uint64		length;
	char		data[FLEXIBLE_ARRAY_MEMBER];
} SvBytes;

#define SV_BYTES_HEADER		offsetof(SvBytes, data)

typedef struct SvWideAmount
{
	uint64		low;
	int64		high;
	int64		scale;
} SvWideAmount;

/*
 * A place that is known in more than one process, or only in this one: a
 * dsa_pointer, or an address with SV_POINTER_LOCAL.
 */
typedef uint64 SvPointer;

#define SV_POINTER_LOCAL	(UINT64CONST(1) << 61)
#define SV_POINTER_MASK		(SV_POINTER_LOCAL - 1)

/* Days as claims have them: both ends belong to it, or it has no such end. */
typedef struct SvPeriod
{
	int32		first;
	int32		last;
} SvPeriod;

#define SV_NO_FIRST			PG_INT32_MIN
#define SV_NO_LAST			PG_INT32_MAX

/* A 64-bit finalizer (MurmurHash3's): every bit depends on every bit. */
static inline uint64
sv_mix(uint64 h)
{
	h ^= h >> 33;
	h *= UINT64CONST(0xff51afd7ed558ccd);
	h ^= h >> 33;
	h *= UINT64CONST(0xc4ceb9fe1a85ec53);
	h ^= h >> 33;
	return h;
}

static inline Size
sv_row_size(const SvRow *row)
{
	return (Size) row->units * 8;
}

static inline SvPeriod
sv_slot_period(uint64 slot)
{
	SvPeriod	period = {(int32) (uint32) slot, (int32) (uint32) (slot >> 32)};

	return period;
}

static inline uint64
sv_period_slot(SvPeriod period)
{
	return (uint64) (uint32) period.first | (uint64) (uint32) period.last << 32;
}

static inline double
sv_slot_real(uint64 slot)
{
	double		value;

	memcpy(&value, &slot, sizeof(value));
	return value;
}

/* A row that a null bit of an optional column is set in. */
static inline bool
sv_row_null(const SvRow *row, int optional)
{
	return optional >= 0 && (row->nulls & (1u << optional)) != 0;
}

static inline SvDecimal
sv_row_amount(const SvRow *row, int column)
{
	uint64		slot = row->slot[column];
	SvDecimal	amount;

	if (likely((slot & 1) == 0))
	{
		amount.unscaled = (int64) slot >> 7;
		amount.scale = (int32) (slot >> 1) & 63;
	}
	else
	{
		SvWideAmount wide;

		memcpy(&wide, (const char *) row + (slot >> 1), sizeof(wide));
		amount.unscaled = (int128) wide.high << 64 | (int128) wide.low;
		amount.scale = (int32) wide.scale;
	}
	return amount;
}

#endif							/* SV_ROW_H */
