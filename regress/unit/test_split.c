/*
 * test_split.c
 *		Splits against their definition.
 */
#include "core/split.h"
#include "sample.h"
#include "tap.h"

#define MOST	12				/* every subset is tried */

static SvSplitRow row[MOST];

/* Is this set of rows a window? */
static bool
is_window(const SvSplitRules *rules, unsigned set, const bool *part, int n)
{
	SvDecimal	sum = {0, 0};
	SvDecimal	highest = {0, 0};
	int64		first = INT64_MAX;
	int64		last = INT64_MIN;
	int			count = 0;

	for (int i = 0; i < n; i++)
	{
		if (!(set >> i & 1))
			continue;
		if (!part[i])
			return false;
		count++;
		(void) sv_decimal_add(&sum, row[i].amount);
		first = Min(first, row[i].at);
		last = Max(last, row[i].at);
		if (sv_decimal_compare(row[i].ceiling, highest) > 0)
			highest = row[i].ceiling;
	}
	return count >= rules->min_parts && last - first <= rules->within &&
		sv_decimal_compare(sum, highest) >= 0;
}

/* The smallest row in one union with each row; a row outside is its own. */
static void
by_definition(const SvSplitRules *rules, int n, int *group)
{
	bool		part[MOST];
	SvReversalRow reversal[MOST];
	bool		cancelled[MOST] = {false};
	bool		changed = true;

	for (int i = 0; i < n; i++)
		reversal[i] = (SvReversalRow)
	{
		row[i].amount, row[i].at, 0, (size_t) i
	};
	if (rules->net_reversals)	/* by its own test */
		sv_reversal_net(reversal, (size_t) n, cancelled);
	for (int i = 0; i < n; i++)
	{
		part[i] = !cancelled[i] && sv_decimal_sign(row[i].amount) > 0 &&
			sv_decimal_compare(row[i].amount, row[i].ceiling) < 0;
		group[i] = i;
	}
	while (changed)
	{
		changed = false;
		for (unsigned set = 1; set < 1u << n; set++)
		{
			int			least = n;

			if (!is_window(rules, set, part, n))
				continue;
			for (int i = 0; i < n; i++)
				if (set >> i & 1)
					least = Min(least, group[i]);
			for (int i = 0; i < n; i++)
				if ((set >> i & 1) && group[i] > least)
				{
					group[i] = least;
					changed = true;
				}
		}
	}
}

static int
compare_at(const void *a, const void *b)
{
	int64		x = ((const SvSplitRow *) a)->at;
	int64		y = ((const SvSplitRow *) b)->at;

	return (x > y) - (x < y);
}

static int
sample_rows(int ceilings)
{
	int			n = (int) sample(MOST + 1);
	int			days = 1 + (int) sample(20);
	bool		refunds = sample(3) == 0;

	for (int i = 0; i < n; i++)
	{
		row[i].at = sample(days);
		row[i].amount = sample_amount(refunds ? -6 : 0, 12);
		row[i].ceiling = sv_decimal_from_int64(10 + 3 * sample(ceilings));
	}
	qsort(row, (size_t) n, sizeof(SvSplitRow), compare_at);
	return n;
}

static void
check_sets(SvSplitWork *work, int ceilings)
{
	int			wrong = 0;
	int			found = 0;

	for (int set = 0; set < 1000; set++)
	{
		SvSplitRules rules = {sample(8), 2 + sample(3), sample(2) == 0};
		int			n = sample_rows(ceilings);
		int			expected[MOST];
		int			got[MOST];

		by_definition(&rules, n, expected);
		for (int i = 0; i < n; i++)
			got[i] = i;
		if (!sv_split_find(work, row, (size_t) n, &rules))
			wrong++;
		for (size_t g = 0; g < work->groups.ngroups; g++)
			for (size_t i = 0; i < sv_groups_length(&work->groups, g); i++)
				got[sv_groups_members(&work->groups, g)[i]] =
					(int) sv_groups_members(&work->groups, g)[0];
		wrong += memcmp(expected, got, sizeof(int) * (size_t) n) != 0;
		found += (int) work->groups.ngroups;
	}
	ok(wrong == 0 && found > 200, "ceilings %d: 1000 random sets, %d groups, %d wrong",
	   ceilings, found, wrong);
}

static void
check_totals(SvSplitWork *work)
{
	SvSplitRow	some[3] = {
		{{1800, 0}, {2500, 0}, 0}, {{90050, 2}, {3000, 0}, 2}, {{2999, 0}, {3000, 0}, 9}
	};
	SvSplitRules rules = {9, 2, true};
	SvSplitTotals totals;
	char		text[SV_DECIMAL_TEXT];

	ok(sv_split_find(work, some, 3, &rules) && work->groups.ngroups == 1, "one window");
	ok(sv_split_totals(some, sv_groups_members(&work->groups, 0), 3, &totals), "its sum");
	sv_decimal_text(totals.amount, text);
	is_text(text, "5699.50", "amount");
	sv_decimal_text(totals.ceiling, text);
	is_text(text, "3000", "the highest ceiling");
	ok(totals.first_at == 0 && totals.last_at == 9, "first and last");

	for (int i = 0; i < 3; i++)
	{
		some[i].ceiling.unscaled = SV_DECIMAL_LIMIT;
		some[i].amount.unscaled = SV_DECIMAL_LIMIT - 1;
		some[i].ceiling.scale = some[i].amount.scale = 0;
	}
	ok(!sv_split_find(work, some, 3, &rules), "a sum of 39 digits is refused");
}

/* One subject with very many rows and ceilings takes no quadratic time. */
static void
check_giant(SvSplitWork *work)
{
	size_t		n = 300000;
	SvSplitRow *many = malloc(n * sizeof(SvSplitRow));
	SvSplitRules rules = {30, 2, true};

	for (size_t i = 0; i < n; i++)
	{
		many[i].at = (int64) i / 10;
		many[i].amount = sv_decimal_from_int64(1 + (int64) (i * 7919 % 97));
		many[i].ceiling = sv_decimal_from_int64(5000 + (int64) i);
	}
	ok(sv_split_find(work, many, n, &rules), "300000 rows, as many ceilings: %zu groups",
	   work->groups.ngroups);
	free(many);
}

int
main(void)
{
	SvSplitWork work = {0};

	check_sets(&work, 1);
	check_sets(&work, 2);
	check_sets(&work, 5);
	check_totals(&work);
	check_giant(&work);
	sv_split_free(&work);
	return done_testing();
}
