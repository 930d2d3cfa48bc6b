/*
 * sv_gate.h
 *		Rows in which nothing can be found, told by one name.
 */
#ifndef SV_GATE_H
#define SV_GATE_H

#include "supervise.h"

#include "common/hashfn.h"
#include "sv_ends.h"

/*
 * Only rows that have one of these names in a column can be part of a finding.
 * The names are different texts, as sv_put_text leaves them.
 */
typedef struct SvOnly
{
	int			column;
	Size		size;			/* of the names; 0: any row can */
	const char *names;
} SvOnly;

typedef struct SvGatePlace
{
	const char *data;			/* NULL: free */
	SvEnds		ends;
} SvGatePlace;

typedef struct SvGate
{
	uint64		mask;
	int			shift;
	SvGatePlace *place;
} SvGate;

extern SvGate *sv_gate_create(MemoryContext context, const SvOnly *only);

/* The place of a name, or the free one where it would be. */
static inline SvGatePlace *
sv_gate_place(const SvGate *gate, const char *data, const SvEnds *ends)
{
	bool		is_short = ends->length <= SV_ENDS_ALL;
	uint64		hash = is_short ? sv_ends_hash(ends) :
	hash_bytes_extended((const unsigned char *) data, (int) ends->length, 0);
	uint64		at = hash >> gate->shift;
	SvGatePlace *place;

	while ((place = &gate->place[at])->data != NULL &&
		   (!sv_ends_equal(&place->ends, ends) ||
			(!is_short && memcmp(place->data, data, ends->length) != 0)))
		at = (at + 1) & gate->mask;
	return place;
}

static inline bool
sv_gate_passes(const SvGate *gate, const char *data, Size length)
{
	SvEnds		ends = sv_ends(data, length);

	return sv_gate_place(gate, data, &ends)->data != NULL;
}

#endif							/* SV_GATE_H */
