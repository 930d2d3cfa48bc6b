/*
 * sv_group.h
 *		The hash that tells groups apart.
 */
#ifndef SV_GROUP_HASH_H
#define SV_GROUP_HASH_H

#include "supervise.h"

#include "sv_pack.h"
#include "sv_row.h"
#include "utils/dsa.h"

/*
 * The hash of the grouping columns is the same for a group in every query: it
 * is made of their slots, or of the hashes of the bytes that those refer to.
 */
#define SV_GROUP_SEED	UINT64CONST(0x9E3779B97F4A7C15)

static inline uint64
sv_group_mix(uint64 hash, uint64 slot)
{
	return sv_mix(hash ^ slot);
}

static inline uint32
sv_group_hash(uint64 hash)
{
	return (uint32) (hash >> 32);
}

extern uint32 sv_row_group_hash(const SvRow *row, const SvPacking *packing, dsa_area *area);
extern uint64 sv_packed_key_hash(const char *packed, const SvPacking *packing, int column,
								 uint64 slot, dsa_area *area);
extern uint32 sv_packed_group_hash(const char *packed, const SvPacking *packing, dsa_area *area);

#endif							/* SV_GROUP_HASH_H */
