/*
 * test_duplicate.c
 *		Duplicates against their definition.
 */
#include "core/duplicate.h"
#include "sample.h"
#include "tap.h"

#define MOST	60

static SvDuplicateRow row[MOST];
static uint64 different[MOST * 2];
static SvCode near[MOST * 2];
static uint32 point[MOST * 2][6];
static bool cancelled[MOST];

static SvDecimal
size_of(SvDecimal amount)
{
	return sv_decimal_sign(amount) < 0 ? sv_decimal_negate(amount) : amount;
}

/* Do two rows agree in every compared column but the amount? */
static bool
agree(const SvDuplicateRules *rules, int a, int b)
{
	for (int c = 0; c < rules->ndifferent; c++)
		if (different[a * rules->ndifferent + c] != different[b * rules->ndifferent + c])
			return false;
	for (int c = 0; c < rules->nnear; c++)
		if (sv_edit_order(near[a * rules->nnear + c], near[b * rules->nnear + c]) != 0)
			return false;
	return true;
}

/* Time, payments before reversals, then as given. */
static bool
before(int a, int b)
{
	int			x = sv_decimal_sign(row[a].amount);
	int			y = sv_decimal_sign(row[b].amount);

	if (row[a].at != row[b].at)
		return row[a].at < row[b].at;
	return x != y ? x > y : a < b;
}

/* Each reversal, earliest first, takes the latest payment left before it. */
static void
cancel(const SvDuplicateRules *rules, int n)
{
	bool		done[MOST] = {false};

	memset(cancelled, 0, sizeof(cancelled));
	while (rules->net_reversals)
	{
		int			next = -1;
		int			taken = -1;

		for (int i = 0; i < n; i++)
			if (!done[i] && sv_decimal_sign(row[i].amount) < 0 &&
				(next < 0 || before(i, next)))
				next = i;
		if (next < 0)
			return;
		done[next] = true;
		for (int i = 0; i < n; i++)
			if (!cancelled[i] && before(i, next) && agree(rules, i, next) &&
				sv_decimal_compare(row[i].amount, sv_decimal_negate(row[next].amount)) == 0 &&
				(taken < 0 || before(taken, i)))
				taken = i;
		if (taken >= 0)
			cancelled[taken] = cancelled[next] = true;
	}
}

static bool
match(const SvDuplicateRules *rules, int a, int b)
{
	SvDecimal	gap = row[a].amount;

	if (cancelled[a] || cancelled[b])
		return false;
	if (rules->net_reversals &&
		sv_decimal_sign(row[a].amount) != sv_decimal_sign(row[b].amount))
		return false;
	if (rules->within >= 0 && llabs(row[a].at - row[b].at) > rules->within)
		return false;
	(void) sv_decimal_subtract(&gap, row[b].amount);
	if (rules->by_amount && sv_decimal_compare(size_of(gap), rules->tolerance) > 0)
		return false;
	for (int c = 0; c < rules->ndifferent; c++)
		if (different[a * rules->ndifferent + c] == different[b * rules->ndifferent + c])
			return false;
	for (int c = 0; c < rules->nnear; c++)
		if (sv_edit_compare(near[a * rules->nnear + c], near[b * rules->nnear + c]) == SV_EDIT_FAR)
			return false;
	return true;
}

/* The smallest row each row is connected with. */
static void
by_definition(const SvDuplicateRules *rules, int n, int *group)
{
	bool		changed = true;

	cancel(rules, n);
	for (int i = 0; i < n; i++)
		group[i] = i;
	while (changed)
	{
		changed = false;
		for (int a = 0; a < n; a++)
			for (int b = 0; b < n; b++)
				if (group[a] < group[b] && match(rules, a, b))
				{
					group[b] = group[a];
					changed = true;
				}
	}
}

/* The same from the kernel, and are the groups in order? */
static bool
by_kernel(SvDuplicateWork *work, const SvDuplicateRules *rules, int n, int *group)
{
	SvDuplicateKey key = {row, (size_t) n, different, near};

	sv_duplicate_find(work, &key, rules);
	for (int i = 0; i < n; i++)
		group[i] = i;
	for (size_t g = 0; g < work->groups.ngroups; g++)
	{
		const size_t *member = sv_groups_members(&work->groups, g);
		size_t		length = sv_groups_length(&work->groups, g);

		if (length < 2 || (g > 0 && member[0] <= sv_groups_members(&work->groups, g - 1)[0]))
			return false;
		for (size_t i = 0; i < length; i++)
		{
			if (i > 0 && member[i] <= member[i - 1])
				return false;
			group[member[i]] = (int) member[0];
		}
	}
	return true;
}

static int
compare_at(const void *a, const void *b)
{
	int64		x = ((const SvDuplicateRow *) a)->at;
	int64		y = ((const SvDuplicateRow *) b)->at;

	return (x > y) - (x < y);
}

static int
sample_rows(const SvDuplicateRules *rules)
{
	int			n = (int) sample(MOST + 1);
	int			days = 1 + (int) sample(40);
	int			sizes = 1 + (int) sample(12);
	int			values = 1 + (int) sample(5);
	bool		refunds = sample(2) == 0;

	for (int i = 0; i < n; i++)
	{
		row[i].at = sample(days);
		row[i].amount = sample_amount(refunds ? -sizes : 1, sizes);
	}
	qsort(row, (size_t) n, sizeof(SvDuplicateRow), compare_at);
	for (int i = 0; i < n * rules->ndifferent; i++)
		different[i] = (uint64) sample(values);
	for (int i = 0; i < n * rules->nnear; i++)
	{
		near[i].point = point[i];
		near[i].length = 1 + (size_t) sample(6);
		for (size_t k = 0; k < near[i].length; k++)
			point[i][k] = (uint32) ('0' + sample(3));
	}
	return n;
}

static void
check_sets(SvDuplicateWork *work)
{
	for (int shape = 0; shape < 36; shape++)
	{
		int			wrong = 0;
		int			found = 0;
		SvDuplicateRules rules = {0};

		rules.ndifferent = shape % 3;
		rules.nnear = shape / 3 % 3;
		rules.by_amount = shape / 9 % 4 > 0;
		for (int set = 0; set < 1000; set++)
		{
			int			expected[MOST];
			int			got[MOST];
			int			n;

			rules.tolerance = sv_decimal_from_int64(shape / 9 % 4 < 2 ? 0 : sample(4));
			rules.within = sample(3) == 0 ? -1 : sample(10);
			rules.net_reversals = sample(2) == 0;
			n = sample_rows(&rules);
			by_definition(&rules, n, expected);
			wrong += !by_kernel(work, &rules, n, got) ||
				memcmp(expected, got, sizeof(int) * (size_t) n) != 0;
			found += (int) work->groups.ngroups;
		}
		ok(wrong == 0 && found > 0,
		   "different %d, near %d, %s: 1,000 random sets, %d groups, %d wrong",
		   rules.ndifferent, rules.nnear,
		   !rules.by_amount ? "any amount" : shape / 9 % 4 < 2 ? "equal amounts" : "tolerance",
		   found, wrong);
	}
}

static void
check_totals(void)
{
	SvDuplicateRow some[3] = {{{2500, 2}, 3}, {{26, 0}, 5}, {{2450, 2}, 9}};
	SvDuplicateRow refund[2] = {{{-50, 0}, 1}, {{-50, 0}, 1}};
	SvDuplicateRow huge[2] = {{{(int128) 0, 0}, 1}, {{(int128) 0, 0}, 1}};
	SvDuplicateKey key = {some, 3, NULL, NULL};
	size_t		member[3] = {0, 1, 2};
	SvDuplicateTotals totals;
	char		text[SV_DECIMAL_TEXT];

	ok(sv_duplicate_totals(&key, member, 3, &totals), "a sum");
	sv_decimal_text(totals.amount, text);
	is_text(text, "75.50", "amount");
	sv_decimal_text(totals.excess, text);
	is_text(text, "49.50", "excess: all but the largest");
	ok(totals.first_at == 3 && totals.last_at == 9, "first and last");

	key.row = refund;
	ok(sv_duplicate_totals(&key, member, 2, &totals), "two refunds");
	sv_decimal_text(totals.excess, text);
	is_text(text, "-50", "are one too many");

	huge[0].amount.unscaled = SV_DECIMAL_LIMIT;
	huge[1].amount = huge[0].amount;
	key.row = huge;
	ok(!sv_duplicate_totals(&key, member, 2, &totals), "a sum of 39 digits is refused");
}

/* Very many rows with few codes: is all one group? */
static bool
giant_near(SvDuplicateWork *work, const SvDuplicateRow *many, size_t n)
{
	SvDuplicateRules rules = {.within = -1,.nnear = 1};
	SvCode	   *code = malloc(n * sizeof(SvCode));
	SvDuplicateKey key = {many, n, NULL, code};
	uint32		digits[10][3];
	bool		good;

	for (uint32 d = 0; d < 10; d++)
	{
		digits[d][0] = digits[d][1] = '7';
		digits[d][2] = '0' + d;
	}
	for (size_t i = 0; i < n; i++)
		code[i] = (SvCode)
	{
		digits[i % 10], 3
	};
	sv_duplicate_find(work, &key, &rules);
	good = work->groups.ngroups == 1 && work->groups.nmembers == n;
	free(code);
	return good;
}

/* One key with very many rows takes no quadratic time. */
static void
check_giant(SvDuplicateWork *work)
{
	size_t		n = 200000;
	SvDuplicateRow *many = malloc(n * sizeof(SvDuplicateRow));
	uint64	   *unit = malloc(n * sizeof(uint64));
	SvDuplicateKey key = {many, n, unit, NULL};
	SvDuplicateRules rules = {0};

	for (size_t i = 0; i < n; i++)
	{
		many[i].at = (int64) i / 100;
		many[i].amount = sv_decimal_from_int64((int64) (i * 7919 % 5003));
		unit[i] = i % 1000 == 0;
	}
	rules.within = 30;
	rules.ndifferent = 1;
	sv_duplicate_find(work, &key, &rules);
	ok(work->groups.ngroups == 1, "200000 rows, two units: one group");
	rules.ndifferent = 0;
	rules.by_amount = true;
	rules.tolerance = sv_decimal_from_int64(1);
	sv_duplicate_find(work, &key, &rules);
	ok(work->groups.ngroups > 1, "200000 rows, a tolerance: %zu groups", work->groups.ngroups);
	rules.within = -1;
	sv_duplicate_find(work, &key, &rules);
	ok(work->groups.ngroups == 1 && work->groups.nmembers == n, "without a window: one group of all");
	ok(giant_near(work, many, n), "200000 rows of few codes, one keystroke apart: one group");
	free(many);
	free(unit);
}

int
main(void)
{
	SvDuplicateWork work = {0};

	check_sets(&work);
	check_totals();
	check_giant(&work);
	sv_duplicate_free(&work);
	return done_testing();
}
