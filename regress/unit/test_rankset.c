/*
 * test_rankset.c
 *		Neighbours in a set of ranks, against a plain array of flags.
 */
#include "core/rankset.h"
#include "sample.h"
#include "tap.h"

#define RANKS	300000			/* four levels of 64 */

static char member[RANKS];

static size_t
before(size_t rank)
{
	while (rank-- > 0)
	{
		if (member[rank])
			return rank;
	}
	return SV_RANKSET_NONE;
}

static size_t
after(size_t rank, size_t n)
{
	while (++rank < n)
	{
		if (member[rank])
			return rank;
	}
	return SV_RANKSET_NONE;
}

/* Insert, remove and ask, steps times, in a set of n ranks. */
static int
wrong_answers(SvRankSet *set, size_t n, int steps)
{
	int			wrong = 0;

	sv_rankset_reset(set, n);
	memset(member, 0, n);
	while (steps-- > 0)
	{
		size_t		rank = sample(n);

		if (member[rank])
			sv_rankset_remove(set, rank);
		else
			sv_rankset_insert(set, rank);
		member[rank] = !member[rank];
		rank = sample(n);
		wrong += sv_rankset_before(set, rank) != before(rank);
		wrong += sv_rankset_after(set, rank) != after(rank, n);
	}
	return wrong;
}

int
main(void)
{
	static const size_t sizes[] = {1, 2, 63, 64, 65, 4095, 4096, 4097, RANKS};
	SvRankSet	set = {0};

	for (int i = 0; i < lengthof(sizes); i++)
	{
		int			wrong = wrong_answers(&set, sizes[i], 3000);

		ok(wrong == 0, "a set of %zu ranks: %d wrong answers", sizes[i], wrong);
	}

	/* the far ends of a large set, with nothing between */
	sv_rankset_reset(&set, RANKS);
	sv_rankset_insert(&set, 0);
	sv_rankset_insert(&set, RANKS - 1);
	ok(sv_rankset_after(&set, 0) == RANKS - 1, "the next member is the last rank");
	ok(sv_rankset_before(&set, RANKS - 1) == 0, "the one before it is the first");
	sv_rankset_free(&set);
	return done_testing();
}
