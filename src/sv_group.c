/*
 * sv_group.c
 *		The hash that tells groups apart.
 *
 * It decides the partition of a row, so it must be the same whether a row is
 * just being encoded, packed, or unpacked, and whatever process did that.
 */
#include "supervise.h"

#include "sv_group.h"
#include "sv_store.h"

/* Bytes that a slot refers to. */
static const SvBytes *
shared_bytes(dsa_area *area, uint64 slot)
{
	return sv_pointer_address(area, slot & (SV_POINTER_LOCAL | SV_POINTER_MASK));
}

uint32
sv_row_group_hash(const SvRow *row, const SvPacking *packing, dsa_area *area)
{
	uint64		hash = SV_GROUP_SEED;

	for (int g = 0; g < packing->ngroup; g++)
	{
		uint64		slot = row->slot[g];

		if (packing->kind[g] == SV_VALUE_WORD && !SV_WORD_EXACT(slot))
			slot = SV_WORD_TAG(slot) == SV_WORD_SHARED ? shared_bytes(area, slot)->hash :
				((const SvBytes *) ((const char *) row + (slot & SV_POINTER_MASK)))->hash;
		hash = sv_group_mix(hash, slot);
	}
	return sv_group_hash(hash);
}

/* The hash of a key of a packed row, whose slot refers to bytes. */
uint64
sv_packed_key_hash(const char *packed, const SvPacking *packing, int column,
				   uint64 slot, dsa_area *area)
{
	Assert(!SV_WORD_EXACT(slot));
	return SV_WORD_TAG(slot) == SV_WORD_SHARED ? shared_bytes(area, slot)->hash :
		sv_packed_tail_hash(packing, packed, column);
}

/* As of a row: the grouping columns are a packed row's first. */
uint32
sv_packed_group_hash(const char *packed, const SvPacking *packing, dsa_area *area)
{
	const char *at = packed + packing->head;
	uint64		hash = SV_GROUP_SEED;

	for (int g = 0; g < packing->ngroup; g++)
	{
		int			bytes = sv_value_length(packed + packing->lengths, g);
		uint64		slot = sv_value_slot(packing, g, sv_get_value(at, bytes));

		at += bytes;
		Assert(packing->kind[g] != SV_VALUE_PERIOD);
		if (packing->kind[g] == SV_VALUE_WORD && !SV_WORD_EXACT(slot))
			slot = sv_packed_key_hash(packed, packing, g, slot, area);
		hash = sv_group_mix(hash, slot);
	}
	return sv_group_hash(hash);
}
