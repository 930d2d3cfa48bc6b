/*
 * sv_ends.h
 *		The first and the last 8 bytes of a text.
 *
 * Up to 16 bytes they and the length are all there is to compare, in three
 * words; of a longer text they tell most others apart.  A short text is put
 * together from words that overlap: copied byte by byte and read back as one
 * word, each would wait for the stores.
 */
#ifndef SV_ENDS_H
#define SV_ENDS_H

#include "supervise.h"

#define SV_ENDS_ALL	16			/* bytes that they are all of */

typedef struct SvEnds
{
	uint64		head;
	uint64		end;			/* 0 below 8 bytes, which head has all of */
	uint64		length;
} SvEnds;

static inline SvEnds
sv_ends(const char *data, Size length)
{
	SvEnds		ends = {0, 0, length};

	if (length >= 8)
	{
		memcpy(&ends.head, data, 8);
		memcpy(&ends.end, data + length - 8, 8);
	}
	else if (length >= 4)
	{
		uint32		first;
		uint32		last;

		memcpy(&first, data, 4);
		memcpy(&last, data + length - 4, 4);
		ends.head = (uint64) last << 32 | first;
	}
	else if (length > 0)
		ends.head = (uint64) (uint8) data[0] | (uint64) (uint8) data[length / 2] << 8 |
			(uint64) (uint8) data[length - 1] << 16;
	return ends;
}

static inline bool
sv_ends_equal(const SvEnds *a, const SvEnds *b)
{
	return a->head == b->head && a->end == b->end && a->length == b->length;
}

/* A hash whose high bits are to be used; longer texts may share one. */
static inline uint64
sv_ends_hash(const SvEnds *ends)
{
	return (ends->head ^ (ends->end << 1 | ends->end >> 63) ^ ends->length) *
		UINT64CONST(0x9E3779B97F4A7C15);
}

#endif							/* SV_ENDS_H */
