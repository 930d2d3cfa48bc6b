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
 * at most half full.  Short ones are hashed and compared by their ends; of long
 * ones, which in a register often begin and end alike, all bytes count.
 */
#include "supervise.h"

#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "sv_gate.h"
#include "sv_texts.h"
#include "utils/memutils.h"

/* A gate for these names, which stay; NULL where every row passes. */
SvGate *
sv_gate_create(MemoryContext context, const SvOnly *only)
{
	const char *end = only->names + only->size;
	uint64		places = 2;
	SvGate	   *gate;
	Size		length;

	if (only->size == 0)
		return NULL;
	for (const char *at = only->names; at < end; sv_get_text(&at, &length))
		places += 2;
	places = pg_nextpower2_64(places);
	gate = MemoryContextAlloc(context, sizeof(SvGate));
	gate->mask = places - 1;
	gate->shift = 64 - pg_leftmost_one_pos64(places);
	gate->place = MemoryContextAllocExtended(context, sizeof(SvGatePlace) * places,
											 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (const char *at = only->names; at < end;)
	{
		const char *data = sv_get_text(&at, &length);
		SvEnds		ends = sv_ends(data, length);
		SvGatePlace *place = sv_gate_place(gate, data, &ends);

		CHECK_FOR_INTERRUPTS();
		place->data = data;
		place->ends = ends;
	}
	return gate;
}
