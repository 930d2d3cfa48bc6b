/*
 * test_collector.c
 *		Collections against their definition: every window, joined by hand.
 */
#include "core/collector.h"

#include "tap.h"

#define MOST	60

static uint64 seed = 11;

static uint64
random64(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

typedef struct Findings
{
	SvCollection found[MOST];
	int			n;
} Findings;

static void
keep(const SvCollection *found, void *arg)
{
	Findings   *findings = arg;

	findings->found[findings->n++] = *found;
}

static int
different(const SvReceived *rows, int first, int last, bool households)
{
	int			n = 0;

	for (int i = first; i <= last; i++)
	{
		uint64		number = households ? rows[i].household : rows[i].beneficiary;
		bool		earlier = number == SV_NOBODY;

		for (int j = first; j < i; j++)
			earlier |= number == (households ? rows[j].household : rows[j].beneficiary);
		n += !earlier;
	}
	return n;
}

/* Every window that qualifies, united as long as two share a row. */
static void
definition(const SvReceived *rows, int n, int least, int within, Findings *findings)
{
	int			joined[MOST];	/* row i and row i + 1 are in one window */
	bool		inside[MOST] = {0};

	memset(joined, 0, sizeof(joined));
	findings->n = 0;
	for (int i = 0; i < n; i++)
		for (int j = i; j < n; j++)
			if ((within == SV_EVER ? i == 0 && j == n - 1 : rows[j].day - rows[i].day <= within) &&
				different(rows, i, j, false) >= least)
				for (int k = i; k <= j; k++)
				{
					inside[k] = true;
					if (k < j)
						joined[k] = true;
				}
	for (int i = 0; i < n; i++)
	{
		SvCollection *found = &findings->found[findings->n];

		if (!inside[i])
			continue;
		found->first = i;
		while (i < n - 1 && joined[i])
			i++;
		found->last = i;
		found->beneficiaries = different(rows, found->first, i, false);
		found->households = different(rows, found->first, i, true);
		findings->n++;
	}
}

static void
test_random(void)
{
	int			wrong = 0;
	int			total = 0;

	for (int round = 0; round < 20000; round++)
	{
		SvReceived	rows[MOST];
		Findings	got = {0};
		Findings	expected;
		int			n = random64() % MOST;
		int			people = 1 + random64() % 12;
		int			day = 0;
		int			least = 1 + random64() % 6;
		int			within = round % 5 == 0 ? SV_EVER : (int) (random64() % 12);

		for (int i = 0; i < n; i++)
		{
			day += random64() % 3 ? 0 : random64() % 9;
			rows[i].day = day - 50;
			rows[i].beneficiary = n > 0 ? random64() % Min(people, n) : 0;
			rows[i].household = random64() % 4 ? rows[i].beneficiary / 2 : SV_NOBODY;
		}
		sv_collections(rows, n, least, within, keep, &got);
		definition(rows, n, least, within, &expected);
		wrong += got.n != expected.n ||
			memcmp(got.found, expected.found, sizeof(SvCollection) * got.n) != 0;
		total += got.n;
	}
	ok(wrong == 0 && total > 5000, "collections are as defined, 20000 payees, %d found", total);
}

int
main(void)
{
	SvReceived	ends[] = {{PG_INT32_MIN, 0, 0}, {PG_INT32_MAX, 1, 1}};
	Findings	got = {0};

	test_random();
	sv_collections(ends, 2, 2, 0, keep, &got);
	ok(got.n == 0, "days at the ends of the range are far apart");
	sv_collections(ends, 2, 2, SV_EVER, keep, &got);
	ok(got.n == 1 && got.found[0].beneficiaries == 2, "but together without a limit");
	return done_testing();
}
