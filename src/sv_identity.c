/*
 * sv_identity.c
 *		Numbers for the values of a column within a group.
 *
 * Kernels compare values by a number each.  A hash table of the group's rows
 * finds the first row that has a value equal by the type's own equality; its
 * position is the number.  Groups of two rows, most of all, need no table.
 */
#include "supervise.h"

#include "core/groups.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "sv_identity.h"

/*
 * Set identity[i * stride] for rows[i], 0 <= i < n.  The column has no nulls;
 * all rows are of one query.
 */
void
sv_identify(SvIdentities *work, SvInput *input, SvRow **rows, uint64 n,
			int column, uint64 *identity, int stride)
{
	uint64		mask;

	if (n == 0)
		return;
	identity[0] = 0;
	if (n == 2)
		identity[stride] = sv_input_equal(input, rows[0], rows[1], column) ? 0 : 1;
	if (n <= 2)
		return;

	mask = pg_nextpower2_64(2 * n) - 1;
	work->first = sv_core_room(work->first, &work->room, mask + 1, sizeof(uint64));
	memset(work->first, 0, (mask + 1) * sizeof(uint64));
	for (uint64 i = 0; i < n; i++)
	{
		uint64		at = sv_input_hash(input, rows[i], column) & mask;

		CHECK_FOR_INTERRUPTS();
		while (work->first[at] != 0 &&
			   !sv_input_equal(input, rows[work->first[at] - 1], rows[i], column))
			at = (at + 1) & mask;
		if (work->first[at] == 0)
			work->first[at] = i + 1;
		identity[i * stride] = work->first[at] - 1;
	}
}
