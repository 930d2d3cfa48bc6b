/*
 * overlap_reference.h
 *		Episodes by their definition: between two neighbouring starts or ends
 *		nothing changes, so look there at every pair of claims.  No list is kept,
 *		nothing is carried from one stretch to the next.
 */
#ifndef SV_OVERLAP_REFERENCE_H
#define SV_OVERLAP_REFERENCE_H

#include "core/overlap.h"

#define MOST_CLAIMS		24
#define MOST_SOURCES	6

/* A case: claims by first day, and a rule whose exclusions are a matrix. */
typedef struct Case
{
	SvClaim		claims[MOST_CLAIMS];
	uint64		nclaims;
	uint32		nsources;
	bool		with_pairs;
	bool		excludes[MOST_SOURCES][MOST_SOURCES];
	bool		same_source;
	int64		min_days;
} Case;

/* What was found, as text: "first..last: claim claim; …". */
typedef struct Episodes
{
	char		text[MOST_CLAIMS * 2 * (MOST_CLAIMS * 4 + 40)];
	size_t		length;
	int			count;
} Episodes;

static void
add_episode(const SvEpisode *episode, void *arg)
{
	Episodes   *found = arg;

	found->count++;
	found->length += sprintf(found->text + found->length, "%d..%d:",
							 episode->first, episode->last);
	for (uint64 i = 0; i < episode->nmembers; i++)
		found->length += sprintf(found->text + found->length, " %d",
								 (int) episode->members[i]);
	found->length += sprintf(found->text + found->length, "; ");
}

static bool
in_force(const SvClaim *claim, int64 day)
{
	return claim->first <= day && day <= claim->last;
}

static bool
collide(const Case *c, uint64 a, uint64 b)
{
	uint32		x = c->claims[a].source;
	uint32		y = c->claims[b].source;

	return a != b && (x != y || c->same_source) &&
		(!c->with_pairs || c->excludes[x][y]);
}

static int
compare_days(const void *a, const void *b)
{
	int64		x = *(const int64 *) a;
	int64		y = *(const int64 *) b;

	return (x > y) - (x < y);
}

static void
end_episode(const Case *c, int64 first, int64 last, const bool *member, Episodes *found)
{
	uint64		members[MOST_CLAIMS];
	SvEpisode	episode = {(int32) first, (int32) last, members, 0};

	for (uint64 i = 0; i < c->nclaims; i++)
	{
		if (member[i])
			members[episode.nmembers++] = i;
	}
	if (last - first + 1 >= c->min_days)
		add_episode(&episode, found);
}

static void
reference(const Case *c, Episodes *found)
{
	int64		change[2 * MOST_CLAIMS];
	bool		member[MOST_CLAIMS] = {false};
	int64		first = 0;
	bool		open = false;

	for (uint64 i = 0; i < c->nclaims; i++)
	{
		change[2 * i] = c->claims[i].first;
		change[2 * i + 1] = (int64) c->claims[i].last + 1;
	}
	qsort(change, 2 * c->nclaims, sizeof(int64), compare_days);
	for (uint64 i = 0; i < 2 * c->nclaims; i++)
	{
		bool		conflict = false;

		if (i > 0 && change[i] == change[i - 1])
			continue;
		for (uint64 a = 0; a < c->nclaims; a++)
		{
			for (uint64 b = 0; b < c->nclaims; b++)
				conflict = conflict || (in_force(&c->claims[a], change[i]) &&
										in_force(&c->claims[b], change[i]) && collide(c, a, b));
		}
		if (open && !conflict)
		{
			end_episode(c, first, change[i] - 1, member, found);
			memset(member, 0, sizeof(member));
		}
		if (conflict && !open)
			first = change[i];
		open = conflict;
		for (uint64 a = 0; a < c->nclaims; a++)
		{
			for (uint64 b = 0; b < c->nclaims; b++)
				member[a] = member[a] || (in_force(&c->claims[a], change[i]) &&
										  in_force(&c->claims[b], change[i]) && collide(c, a, b));
		}
	}
}

/* The kernel's answer to the same. */
static void
kernel(const Case *c, Episodes *found)
{
	uint32		start[MOST_SOURCES + 1] = {0};
	uint32		other[MOST_SOURCES * MOST_SOURCES];
	SvExclusions exclusions = {start, other};
	SvOverlapRule rule = {c->with_pairs ? &exclusions : NULL, c->same_source, c->min_days};

	for (uint32 s = 0; s < c->nsources; s++)
	{
		start[s + 1] = start[s];
		for (uint32 t = 0; t < c->nsources; t++)
		{
			if (c->excludes[s][t])
				other[start[s + 1]++] = t;
		}
	}
	sv_overlap(c->claims, c->nclaims, c->nsources, &rule, add_episode, found);
}

static int
compare_claims(const void *a, const void *b)
{
	const SvClaim *x = a;
	const SvClaim *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

/* Make a case of numbers from next(), which gives one in 0 .. below - 1. */
static void
make_case(Case *c, int64 (*next) (int64 below))
{
	int64		span = 2 + next(30);

	memset(c, 0, sizeof(Case));
	c->nclaims = 1 + next(MOST_CLAIMS);
	c->nsources = 1 + next(MOST_SOURCES);
	c->same_source = next(2);
	c->with_pairs = next(2);
	c->min_days = 1 + next(5);
	for (uint64 i = 0; i < c->nclaims; i++)
	{
		SvClaim    *claim = &c->claims[i];
		int			unbounded = next(40);

		claim->first = (int32) next(span);
		claim->last = claim->first + (int32) next(next(3) ? 4 : span);
		claim->source = (uint32) next(c->nsources);
		if (unbounded == 0 || unbounded == 2)
			claim->first = PG_INT32_MIN;
		if (unbounded == 1 || unbounded == 2)
			claim->last = PG_INT32_MAX;
	}
	qsort(c->claims, c->nclaims, sizeof(SvClaim), compare_claims);
	for (uint32 s = 0; s < c->nsources; s++)
	{
		for (uint32 t = 0; t <= s; t++)
			c->excludes[s][t] = c->excludes[t][s] = next(3) == 0 && (s != t || c->same_source);
	}
}

#endif							/* SV_OVERLAP_REFERENCE_H */
