/*
 * overlap.c
 *		Episodes during which claims exclude each other.
 *
 * An episode is a maximal stretch of days on each of which two claims that
 * exclude each other are in force.  This is the sweep over starts and ends
 * that "gaps and islands" and Klee's measure problem have in common: claims
 * come sorted by their first day, their ends are sorted here, and between two
 * neighbouring events nothing changes, so only days with an event are looked
 * at.  O(n log n) for n claims of one subject, plus what is reported.
 *
 * What makes a day part of an episode depends on the rule:
 *
 *	any two claims			at least two claims are in force
 *	different sources		at least two sources are in force
 *	excluded pairs			a source in force has an excluded one in force
 *
 * In the first two a claim that is in force on a day of the episode also takes
 * part in it, for there is another one it collides with that day.  With pairs
 * it takes part only if it excludes one that is in force together with it, so
 * for every source its claims in force that do not take part yet are kept in a
 * list ("waiting"), which moves into the episode when the source comes into
 * conflict.  Without pairs there is one such list for all.
 *
 * A day on which one claim has just ended and another begins is looked at
 * once, with both changes made: an episode goes on over it if there is a
 * conflict before and after.
 */
#include "core/overlap.h"

#define NONE PG_UINT64_MAX
#define MANY 1024				/* too many for a comparison sort */

/* Where a claim is. */
typedef enum Place
{
	NOT_IN_FORCE,
	WAITING,					/* in force, on a waiting list */
	MEMBER						/* in force, takes part in the open episode */
} Place;

#define MARK 0x80				/* beside a place, while members are sorted */

typedef struct End
{
	int32		last;
	uint64		claim;
} End;

typedef struct Sweep
{
	const SvClaim *claims;
	const SvOverlapRule *rule;
	/* of each claim */
	uint8	   *place;
	uint64	   *next;			/* on its waiting list */
	uint64	   *previous;
	/* of each source */
	uint64	   *in_force;		/* its claims */
	uint64	   *conflicts;		/* excluded sources in force, with pairs */
	uint64	   *waiting;		/* heads of the lists */
	uint32	   *touched;		/* sources that changed on this day */
	bool	   *is_touched;
	uint32		ntouched;
	/* of all */
	uint64		claims_in_force;
	uint64		sources_in_force;
	uint64		sources_in_conflict;
	uint64	   *members;
	uint64		nmembers;
	bool		open;
	int32		first;			/* of the open episode */
} Sweep;

static int
compare_ends(const void *a, const void *b)
{
	const End  *x = a;
	const End  *y = b;

	if (x->last != y->last)
		return x->last < y->last ? -1 : 1;
	return (x->claim > y->claim) - (x->claim < y->claim);
}

static int
compare_members(const void *a, const void *b)
{
	uint64		x = *(const uint64 *) a;
	uint64		y = *(const uint64 *) b;

	return (x > y) - (x < y);
}

#define RADIX_SORT sort_many_ends
#define RADIX_ELEMENT End
#define RADIX_BYTES 4
#define RADIX_BYTE(e, n) (((uint32) (e)->last ^ 0x80000000) >> (8 * (n)) & 255)
#include "core/radix.h"

/* Ends in order.  They come in that of the claims, which settles ties. */
static void
sort_ends(End *ends, uint64 n)
{
	End		   *other;

	if (n < MANY)
	{
		qsort(ends, n, sizeof(End), compare_ends);
		return;
	}
	other = sv_core_alloc(sizeof(End) * n);
	sort_many_ends(ends, other, n);
	sv_core_free(other);
}

/* The waiting list a claim belongs to. */
static inline uint32
list_of(const Sweep *sweep, uint64 claim)
{
	return sweep->rule->exclusions ? sweep->claims[claim].source : 0;
}

static inline void
touch(Sweep *sweep, uint32 list)
{
	if (!sweep->is_touched[list])
	{
		sweep->is_touched[list] = true;
		sweep->touched[sweep->ntouched++] = list;
	}
}

static void
wait_for_conflict(Sweep *sweep, uint64 claim)
{
	uint32		list = list_of(sweep, claim);
	uint64		head = sweep->waiting[list];

	sweep->place[claim] = WAITING;
	sweep->previous[claim] = NONE;
	sweep->next[claim] = head;
	if (head != NONE)
		sweep->previous[head] = claim;
	sweep->waiting[list] = claim;
	touch(sweep, list);
}

static void
stop_waiting(Sweep *sweep, uint64 claim)
{
	uint64		previous = sweep->previous[claim];
	uint64		next = sweep->next[claim];

	if (previous != NONE)
		sweep->next[previous] = next;
	else
		sweep->waiting[list_of(sweep, claim)] = next;
	if (next != NONE)
		sweep->previous[next] = previous;
}

/* A source gains or loses an excluded source that is in force. */
static void
add_conflict(Sweep *sweep, uint32 source)
{
	if (sweep->conflicts[source]++ == 0)
		sweep->sources_in_conflict++;
	touch(sweep, source);
}

static void
remove_conflict(Sweep *sweep, uint32 source)
{
	Assert(sweep->conflicts[source] > 0);
	if (--sweep->conflicts[source] == 0)
		sweep->sources_in_conflict--;
}

/* With pairs: a source came into force, or went out of it. */
static void
change_conflicts(Sweep *sweep, uint32 source, void (*change) (Sweep *, uint32))
{
	const SvExclusions *exclusions = sweep->rule->exclusions;

	for (uint32 i = exclusions->start[source]; i < exclusions->start[source + 1]; i++)
	{
		uint32		other = exclusions->other[i];

		if (other != source && sweep->in_force[other] > 0)
		{
			change(sweep, source);
			change(sweep, other);
		}
	}
}

/* Does a source exclude itself? */
static bool
excludes_itself(const Sweep *sweep, uint32 source)
{
	const SvExclusions *exclusions = sweep->rule->exclusions;

	for (uint32 i = exclusions->start[source]; i < exclusions->start[source + 1]; i++)
		if (exclusions->other[i] == source)
			return sweep->rule->same_source;
	return false;
}

static void
begin_claim(Sweep *sweep, uint64 claim)
{
	uint32		source = sweep->claims[claim].source;
	uint64		before = sweep->in_force[source]++;

	sweep->claims_in_force++;
	if (before == 0)
		sweep->sources_in_force++;
	if (sweep->rule->exclusions)
	{
		if (before == 0)
			change_conflicts(sweep, source, add_conflict);
		else if (before == 1 && excludes_itself(sweep, source))
			add_conflict(sweep, source);
	}
	wait_for_conflict(sweep, claim);
}

static void
end_claim(Sweep *sweep, uint64 claim)
{
	uint32		source = sweep->claims[claim].source;
	uint64		after = --sweep->in_force[source];

	sweep->claims_in_force--;
	if (after == 0)
		sweep->sources_in_force--;
	if (sweep->rule->exclusions)
	{
		if (after == 0)
			change_conflicts(sweep, source, remove_conflict);
		else if (after == 1 && excludes_itself(sweep, source))
			remove_conflict(sweep, source);
	}
	if (sweep->place[claim] == WAITING)
		stop_waiting(sweep, claim);
	sweep->place[claim] = NOT_IN_FORCE;
}

static bool
in_conflict(const Sweep *sweep)
{
	if (sweep->rule->exclusions)
		return sweep->sources_in_conflict > 0;
	if (sweep->rule->same_source)
		return sweep->claims_in_force >= 2;
	return sweep->sources_in_force >= 2;
}

/* The claims of sources that are in conflict take part from now on. */
static void
take_members(Sweep *sweep)
{
	for (uint32 i = 0; i < sweep->ntouched; i++)
	{
		uint32		list = sweep->touched[i];

		if (sweep->rule->exclusions && sweep->conflicts[list] == 0)
			continue;
		for (uint64 claim = sweep->waiting[list]; claim != NONE; claim = sweep->next[claim])
		{
			sweep->place[claim] = MEMBER;
			sweep->members[sweep->nmembers++] = claim;
		}
		sweep->waiting[list] = NONE;
	}
}

/*
 * Members in ascending order.  Where they are a good part of the claims between
 * the first and the last of them, these are gone through instead of sorted.
 */
static void
sort_members(Sweep *sweep)
{
	uint64		least = NONE;
	uint64		most = 0;
	uint64		n = 0;

	for (uint64 i = 0; i < sweep->nmembers; i++)
	{
		least = Min(least, sweep->members[i]);
		most = Max(most, sweep->members[i]);
	}
	if (sweep->nmembers < MANY || (most - least) / 16 > sweep->nmembers)
	{
		qsort(sweep->members, sweep->nmembers, sizeof(uint64), compare_members);
		return;
	}
	for (uint64 i = 0; i < sweep->nmembers; i++)
		sweep->place[sweep->members[i]] |= MARK;
	for (uint64 claim = least; claim <= most; claim++)
	{
		if ((sweep->place[claim] & MARK) == 0)
			continue;
		sweep->place[claim] &= ~MARK;
		sweep->members[n++] = claim;
	}
	Assert(n == sweep->nmembers);
}

static void
close_episode(Sweep *sweep, int32 last, SvEpisodeCallback callback, void *arg)
{
	/* with an unbounded end the difference is large enough as it is */
	if ((int64) last - sweep->first + 1 >= sweep->rule->min_days)
	{
		SvEpisode	episode = {sweep->first, last, sweep->members, sweep->nmembers};

		sort_members(sweep);
		callback(&episode, arg);
	}
	sweep->open = false;
	for (uint64 i = 0; i < sweep->nmembers; i++)
		if (sweep->place[sweep->members[i]] == MEMBER)
			wait_for_conflict(sweep, sweep->members[i]);
	sweep->nmembers = 0;
}

static void
sweep_days(Sweep *sweep, const End *ends, uint64 nclaims,
		   SvEpisodeCallback callback, void *arg)
{
	const SvClaim *claims = sweep->claims;
	uint64		begun = 0;
	uint64		ended = 0;

	while (ended < nclaims)
	{
		int64		day = (int64) ends[ended].last + 1;

		sv_core_interrupts();
		if (begun < nclaims && claims[begun].first < day)
			day = claims[begun].first;
		while (ended < nclaims && (int64) ends[ended].last + 1 == day)
			end_claim(sweep, ends[ended++].claim);
		while (begun < nclaims && claims[begun].first == day)
			begin_claim(sweep, begun++);

		if (!in_conflict(sweep))
		{
			if (sweep->open)
				close_episode(sweep, (int32) (day - 1), callback, arg);
		}
		else
		{
			if (!sweep->open)
				sweep->first = (int32) day;
			sweep->open = true;
			take_members(sweep);
		}
		for (uint32 i = 0; i < sweep->ntouched; i++)
			sweep->is_touched[sweep->touched[i]] = false;
		sweep->ntouched = 0;
	}
	Assert(!sweep->open);
}

/*
 * Report every episode of one subject.  The claims are sorted by their first
 * day.
 */
void
sv_overlap(const SvClaim *claims, uint64 nclaims, uint32 nsources,
		   const SvOverlapRule *rule, SvEpisodeCallback callback, void *arg)
{
	uint32		nlists = Max(nsources, 1);
	size_t		per_claim = sizeof(End) + 3 * sizeof(uint64) + sizeof(uint8);
	size_t		per_list = 3 * sizeof(uint64) + sizeof(uint32) + sizeof(bool);
	char	   *memory = sv_core_alloc(per_claim * nclaims + per_list * nlists);
	char	   *at = memory;
	End		   *ends;
	Sweep		sweep = {0};

#define TAKE(type, n) ((type *) at); at += sizeof(type) * (n)
	ends = TAKE(End, nclaims);
	sweep.next = TAKE(uint64, nclaims);
	sweep.previous = TAKE(uint64, nclaims);
	sweep.members = TAKE(uint64, nclaims);
	sweep.in_force = TAKE(uint64, nlists);
	sweep.conflicts = TAKE(uint64, nlists);
	sweep.waiting = TAKE(uint64, nlists);
	sweep.touched = TAKE(uint32, nlists);
	sweep.is_touched = TAKE(bool, nlists);
	sweep.place = TAKE(uint8, nclaims);
#undef TAKE
	memset(sweep.in_force, 0, sizeof(uint64) * nlists);
	memset(sweep.conflicts, 0, sizeof(uint64) * nlists);
	memset(sweep.is_touched, 0, sizeof(bool) * nlists);
	memset(sweep.place, NOT_IN_FORCE, nclaims);
	for (uint32 i = 0; i < nlists; i++)
		sweep.waiting[i] = NONE;
	sweep.claims = claims;
	sweep.rule = rule;

	for (uint64 i = 0; i < nclaims; i++)
	{
		Assert(claims[i].first <= claims[i].last && claims[i].source < nlists);
		Assert(i == 0 || claims[i - 1].first <= claims[i].first);
		ends[i].last = claims[i].last;
		ends[i].claim = i;
	}
	sort_ends(ends, nclaims);
	sweep_days(&sweep, ends, nclaims, callback, arg);
	sv_core_free(memory);
}
