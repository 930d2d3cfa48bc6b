/*
 * sv_gate.c
 *		Rows in which nothing can be found, told by one name.
 *
 * Where rules name the few programmes that exclude each other, or the statuses
 * that forbid something, most rows of a ledger are of none of them.  Such a row is
 * judged the moment it is read: nothing can be found in it, whatever else
 * there is.  It need not be kept, partitioned and sorted, which is what a
 * detector's time is spent on; two thirds of the payments of the demonstration
 * county are of this kind.
 *
 * The question is asked of every row, so the names are in a hash table that is
 * at most half full, by their first and last 8 bytes and their length, which for
 * up to 16 bytes is all there is to compare.
 */
#include "supervise.h"

#include "port/pg_bitutils.h"
#include "sv_gate.h"
#include "sv_judge.h"
#include "utils/memutils.h"

typedef struct GateName
{
	const char *data;			/* NULL: a free place */
	uint64		head;
	uint64		end;
	Size		length;
} GateName;

struct SvGate
{
	uint32		mask;
	int			shift;
	GateName   *place;
};

static inline GateName
name_of(const char *data, Size length)
{
	GateName	name = {data, 0, 0, length};

	if (length >= 8)
	{
		memcpy(&name.head, data, 8);
		memcpy(&name.end, data + length - 8, 8);
	}
	else
		memcpy(&name.head, data, length);
	return name;
}

/* The place of a name, or the free one where it would be. */
static inline GateName *
find_place(const SvGate *gate, const GateName *name)
{
	uint32		at = (uint32) (((name->head ^ (name->end << 1 | name->end >> 63) ^ name->length) *
								UINT64CONST(0x9E3779B97F4A7C15)) >> gate->shift);
	GateName   *place;

	while ((place = &gate->place[at])->data != NULL &&
		   (place->head != name->head || place->end != name->end || place->length != name->length ||
			(name->length > 16 && memcmp(place->data, name->data, name->length) != 0)))
		at = (at + 1) & gate->mask;
	return place;
}

/* A gate for these names, which stay; NULL where every row passes. */
SvGate *
sv_gate_create(MemoryContext context, const SvOnly *only)
{
	const char *end = only->names + only->size;
	uint32		places = 4;
	SvGate	   *gate;
	Size		length;

	if (only->size == 0)
		return NULL;
	for (const char *at = only->names; at < end; sv_get_text(&at, &length))
		places += 2;
	places = pg_nextpower2_32(places);
	gate = MemoryContextAlloc(context, sizeof(SvGate));
	gate->mask = places - 1;
	gate->shift = 64 - pg_leftmost_one_pos32(places);
	gate->place = MemoryContextAllocZero(context, sizeof(GateName) * places);
	for (const char *at = only->names; at < end;)
	{
		const char *data = sv_get_text(&at, &length);
		GateName	name = name_of(data, length);

		*find_place(gate, &name) = name;
	}
	return gate;
}

bool
sv_gate_passes(const SvGate *gate, const char *data, Size length)
{
	GateName	name = name_of(data, length);

	return find_place(gate, &name)->data != NULL;
}
