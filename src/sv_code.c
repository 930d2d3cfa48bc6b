/*
 * sv_code.c
 *		Values that many rows share, by number.
 *
 * A ledger has few sources and programmes and names them in every row.  Such a
 * value is kept once, in memory that all processes reach, and the first
 * thousand of them get a number, which rows are packed with: one byte or two
 * instead of five for where the value is, or up to eight for a word.
 *
 * The table only grows, and is read and written without a lock.  A value is
 * stored before its slot is taken, so whoever sees the slot sees the value.
 * Two processes that meet a new value at once may both number it; that costs a
 * number, and no reader takes one number for one value.
 */
#include "supervise.h"

#include "sv_code.h"
#include "sv_store.h"

void
sv_codes_init(SvCodes *codes)
{
	pg_atomic_init_u32(&codes->count, 0);
	for (int i = 0; i < SV_CODE_SLOTS; i++)
		pg_atomic_init_u32(&codes->slot[i], 0);
	memset(codes->value, 0, sizeof(codes->value));
}

/* The number of a word, or -1. */
int
sv_codes_find_word(SvCodes *codes, uint64 word)
{
	uint32		code;

	for (uint64 at = sv_mix(word) % SV_CODE_SLOTS;
		 (code = pg_atomic_read_u32(&codes->slot[at])) != 0;
		 at = (at + 1) % SV_CODE_SLOTS)
	{
		pg_read_barrier();
		if (codes->value[code - 1] == word)
			return (int) code - 1;
	}
	return -1;
}

/* The number of bytes that are no word, or -1. */
int
sv_codes_find(SvCodes *codes, dsa_area *area, const char *data, Size length, uint64 hash)
{
	uint32		code;

	for (uint64 at = hash % SV_CODE_SLOTS;
		 (code = pg_atomic_read_u32(&codes->slot[at])) != 0;
		 at = (at + 1) % SV_CODE_SLOTS)
	{
		const SvBytes *bytes;
		uint64		slot;

		pg_read_barrier();
		slot = codes->value[code - 1];
		if (SV_WORD_EXACT(slot))
			continue;
		bytes = sv_pointer_address(area, slot & (SV_POINTER_LOCAL | SV_POINTER_MASK));
		if (bytes->hash == hash && bytes->length == length &&
			memcmp(bytes->data, data, length) == 0)
			return (int) code - 1;
	}
	return -1;
}

/* Number a value; -1 when there are no numbers left. */
int
sv_codes_add(SvCodes *codes, uint64 slot, uint64 hash)
{
	uint64		at = hash % SV_CODE_SLOTS;
	uint32		code;

	if (pg_atomic_read_u32(&codes->count) >= SV_CODES)
		return -1;
	code = pg_atomic_fetch_add_u32(&codes->count, 1);
	if (code >= SV_CODES)
		return -1;
	codes->value[code] = slot;
	for (;;)
	{
		uint32		expected = 0;

		/* a full barrier: the value is there before the slot is */
		if (pg_atomic_compare_exchange_u32(&codes->slot[at], &expected, code + 1))
			return (int) code;
		at = (at + 1) % SV_CODE_SLOTS;
	}
}
