/*
 * test_overlap.c
 *		Episodes against their definition, and cases worked out by hand.
 */
#include "overlap_reference.h"
#include "sample.h"
#include "tap.h"

static Episodes
find(const Case *c)
{
	Episodes	found = {0};

	kernel(c, &found);
	return found;
}

static void
days_by_hand(void)
{
	Case		c = {.nsources = 3,.min_days = 1};
	Episodes	found;

	found = find(&c);
	is_text(found.text, "", "no claim, no episode");

	/* one day in common; the third claim begins the day after */
	c.claims[0] = (SvClaim)
	{
		1, 10, 0
	};
	c.claims[1] = (SvClaim)
	{
		10, 20, 1
	};
	c.claims[2] = (SvClaim)
	{
		21, 30, 2
	};
	c.nclaims = 3;
	found = find(&c);
	is_text(found.text, "10..10: 0 1; ", "days are inclusive");

	/* two pairs that touch are one episode, though they share no claim */
	c.claims[0] = (SvClaim)
	{
		1, 5, 0
	};
	c.claims[1] = (SvClaim)
	{
		1, 5, 1
	};
	c.claims[2] = (SvClaim)
	{
		6, 9, 0
	};
	c.claims[3] = (SvClaim)
	{
		6, 9, 1
	};
	c.nclaims = 4;
	found = find(&c);
	is_text(found.text, "1..9: 0 1 2 3; ", "an episode goes on from one pair to the next");

	/* a day between them parts them */
	c.claims[2].first = c.claims[3].first = 7;
	found = find(&c);
	is_text(found.text, "1..5: 0 1; 7..9: 2 3; ", "a free day parts two episodes");
	c.min_days = 4;
	found = find(&c);
	is_text(found.text, "1..5: 0 1; ", "the shorter one is below min_days");

	/* all of time */
	c.claims[0] = (SvClaim)
	{
		PG_INT32_MIN, PG_INT32_MAX, 0
	};
	c.claims[1] = (SvClaim)
	{
		PG_INT32_MIN, PG_INT32_MAX, 1
	};
	c.nclaims = 2;
	c.min_days = PG_INT32_MAX;
	found = find(&c);
	is_text(found.text, "-2147483648..2147483647: 0 1; ", "both without beginning and end");
}

static void
rules_by_hand(void)
{
	Case		c = {.nsources = 3,.min_days = 1};
	Episodes	found;

	/* with pairs, a bystander in force all the time does not take part */
	c.claims[0] = (SvClaim)
	{
		1, 9, 2
	};
	c.claims[1] = (SvClaim)
	{
		2, 5, 0
	};
	c.claims[2] = (SvClaim)
	{
		4, 9, 1
	};
	c.nclaims = 3;
	c.with_pairs = true;
	c.excludes[0][1] = c.excludes[1][0] = true;
	found = find(&c);
	is_text(found.text, "4..5: 1 2; ", "a bystander does not take part");
	c.with_pairs = false;
	found = find(&c);
	is_text(found.text, "2..9: 0 1 2; ", "without pairs it does");

	/* claims of one source collide only if asked */
	c.claims[1].source = c.claims[2].source = 2;
	found = find(&c);
	is_text(found.text, "", "one source does not collide with itself");
	c.same_source = true;
	found = find(&c);
	is_text(found.text, "2..9: 0 1 2; ", "but does with same_source");
}

/* ---- many claims, which are sorted in other ways ---- */

#define MANY_CLAIMS		6000
#define MANY_DAYS		2000

typedef struct ManyCase
{
	SvClaim		claims[MANY_CLAIMS];
	bool		conflict[MANY_DAYS + 64];	/* two sources in force that day */
	int64		day;			/* looked at next */
	int			wrong;
	int			episodes;
	int			members;
} ManyCase;

/* Episodes come by day; each day's claims are counted without any order. */
static void
check_episode(const SvEpisode *episode, void *arg)
{
	ManyCase   *many = arg;
	uint64		m = 0;

	for (; many->day < episode->first; many->day++)
		many->wrong += many->conflict[many->day];
	for (; many->day <= episode->last; many->day++)
		many->wrong += !many->conflict[many->day];
	many->wrong += many->conflict[many->day];	/* maximal */
	for (uint64 i = 0; i < MANY_CLAIMS; i++)
		if (many->claims[i].first <= episode->last && many->claims[i].last >= episode->first)
			many->wrong += m >= episode->nmembers || episode->members[m++] != i;
	many->wrong += m != episode->nmembers;
	many->episodes++;
	many->members += (int) m;
}

static int
by_first(const void *a, const void *b)
{
	return ((const SvClaim *) a)->first - ((const SvClaim *) b)->first;
}

static void
many_claims(void)
{
	static ManyCase many;
	SvOverlapRule rule = {NULL, false, 1};
	bool		wide = false;

	for (int round = 0; round < 12; round++)
	{
		memset(&many, 0, sizeof(many));
		for (int i = 0; i < MANY_CLAIMS; i++)
		{
			SvClaim    *claim = &many.claims[i];

			/* now and then gaps, so that there are several episodes */
			int32		block = (int32) sample(10) * (MANY_DAYS / 10);

			claim->first = block + (int32) sample(round < 6 ? 150 : 2);
			claim->last = claim->first + (int32) sample(40);
			claim->source = (uint32) sample(round % 4 + 1);
		}
		qsort(many.claims, MANY_CLAIMS, sizeof(SvClaim), by_first);
		for (int day = 0; day < MANY_DAYS; day++)
		{
			uint32		sources = 0;

			for (int i = 0; i < MANY_CLAIMS; i++)
				if (many.claims[i].first <= day && day <= many.claims[i].last)
					sources |= 1u << many.claims[i].source;
			many.conflict[day] = (sources & (sources - 1)) != 0;
		}
		sv_overlap(many.claims, MANY_CLAIMS, 4, &rule, check_episode, &many);
		for (; many.day < MANY_DAYS; many.day++)
			many.wrong += many.conflict[many.day];
		if (many.wrong != 0)
			break;
		wide |= many.members == MANY_CLAIMS;
	}
	ok(many.wrong == 0, "12 sets of %d claims: %d differ", MANY_CLAIMS, many.wrong);
	ok(wide && many.episodes > 5, "all take part, in %d episodes", many.episodes);
}

int
main(void)
{
	Case		c;
	int			wrong = 0;
	int			episodes = 0;

	days_by_hand();
	rules_by_hand();
	many_claims();
	for (int i = 0; i < 40000; i++)
	{
		Episodes	expected = {0};
		Episodes	found = {0};

		make_case(&c, sample);
		reference(&c, &expected);
		kernel(&c, &found);
		episodes += expected.count;
		if (strcmp(expected.text, found.text) != 0 && wrong++ < 3)
			printf("# case %d: expected %s\n# got %s\n", i, expected.text, found.text);
	}
	ok(wrong == 0, "40,000 random cases: %d differ", wrong);
	ok(episodes > 20000, "they have %d episodes", episodes);
	return done_testing();
}
