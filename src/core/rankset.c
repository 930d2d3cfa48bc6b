/*
 * rankset.c
 *		A set of ranks 0 .. n - 1 that finds the neighbours of a rank.
 *
 * A window that slides over time and asks for the nearest amount needs an
 * ordered set with insertion and removal.  As every amount is known
 * beforehand, its rank is, too, and a tree of bits does: bit b of word w on one
 * level says whether word 64 w + b of the level below has any bit.  Each
 * operation touches one word a level, 4 levels for 16 million rows, and the
 * whole set costs 1.02 bits a rank and no allocation after the first.
 */
#include "core/rankset.h"

#include "core/groups.h"
#include "port/pg_bitutils.h"

/* An empty set of n ranks. */
void
sv_rankset_reset(SvRankSet *set, size_t n)
{
	size_t		length[SV_RANKSET_LEVELS];
	size_t		total = 0;
	uint64	   *next;

	set->nlevels = 0;
	do
	{
		n = n / 64 + 1;
		length[set->nlevels++] = n;
		total += n;
	} while (n > 1);

	set->words = sv_core_room(set->words, &set->room, total, sizeof(uint64));
	memset(set->words, 0, total * sizeof(uint64));
	next = set->words;
	for (int i = 0; i < set->nlevels; i++)
	{
		set->level[i] = next;
		next += length[i];
	}
}

void
sv_rankset_free(SvRankSet *set)
{
	if (set->words != NULL)
		sv_core_free(set->words);
	memset(set, 0, sizeof(*set));
}

void
sv_rankset_insert(SvRankSet *set, size_t rank)
{
	for (int i = 0; i < set->nlevels; i++)
	{
		set->level[i][rank / 64] |= UINT64CONST(1) << (rank % 64);
		rank /= 64;
	}
}

void
sv_rankset_remove(SvRankSet *set, size_t rank)
{
	for (int i = 0; i < set->nlevels; i++)
	{
		uint64	   *word = &set->level[i][rank / 64];

		*word &= ~(UINT64CONST(1) << (rank % 64));
		if (*word != 0)
			break;
		rank /= 64;
	}
}

/* The largest member below rank, or SV_RANKSET_NONE. */
size_t
sv_rankset_before(const SvRankSet *set, size_t rank)
{
	for (int i = 0; i < set->nlevels; i++, rank /= 64)
	{
		uint64		mask = (UINT64CONST(1) << (rank % 64)) - 1;
		uint64		word = set->level[i][rank / 64] & mask;

		if (word == 0)
			continue;
		rank = rank / 64 * 64 + pg_leftmost_one_pos64(word);
		while (i-- > 0)
			rank = rank * 64 + pg_leftmost_one_pos64(set->level[i][rank]);
		return rank;
	}
	return SV_RANKSET_NONE;
}

/* The smallest member above rank, or SV_RANKSET_NONE. */
size_t
sv_rankset_after(const SvRankSet *set, size_t rank)
{
	for (int i = 0; i < set->nlevels; i++, rank /= 64)
	{
		uint64		mask = rank % 64 == 63 ? 0 : ~UINT64CONST(0) << (rank % 64 + 1);
		uint64		word = set->level[i][rank / 64] & mask;

		if (word == 0)
			continue;
		rank = rank / 64 * 64 + pg_rightmost_one_pos64(word);
		while (i-- > 0)
			rank = rank * 64 + pg_rightmost_one_pos64(set->level[i][rank]);
		return rank;
	}
	return SV_RANKSET_NONE;
}
