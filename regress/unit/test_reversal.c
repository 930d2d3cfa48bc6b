/*
 * test_reversal.c
 *		Reversals against their definition.
 */
#include "core/reversal.h"
#include "sample.h"
#include "tap.h"

#define MOST	40

/* Is a before b: by time, payments before reversals, then as given? */
static bool
before(const SvReversalRow *a, const SvReversalRow *b)
{
	if (a->at != b->at)
		return a->at < b->at;
	if (sv_decimal_sign(a->amount) != sv_decimal_sign(b->amount))
		return sv_decimal_sign(a->amount) > sv_decimal_sign(b->amount);
	return a->row < b->row;
}

/* Each reversal, earliest first, takes the latest payment left before it. */
static void
by_definition(const SvReversalRow *row, int n, bool *out)
{
	bool		done[MOST] = {false};

	for (;;)
	{
		int			next = -1;
		int			taken = -1;

		for (int i = 0; i < n; i++)
			if (!done[i] && sv_decimal_sign(row[i].amount) < 0 &&
				(next < 0 || before(&row[i], &row[next])))
				next = i;
		if (next < 0)
			return;
		done[next] = true;
		for (int i = 0; i < n; i++)
			if (!out[i] && row[i].kind == row[next].kind &&
				sv_decimal_compare(row[i].amount,
								   sv_decimal_negate(row[next].amount)) == 0 &&
				before(&row[i], &row[next]) &&
				(taken < 0 || before(&row[taken], &row[i])))
				taken = i;
		if (taken >= 0)
			out[taken] = out[next] = true;
	}
}

int
main(void)
{
	int			wrong = 0;
	int			pairs = 0;

	for (int set = 0; set < 5000; set++)
	{
		SvReversalRow row[MOST];
		SvReversalRow copy[MOST];
		bool		expected[MOST] = {false};
		bool		got[MOST] = {false};
		int			n = (int) sample(MOST);
		int			days = 1 + (int) sample(10);
		int			size = 1 + (int) sample(4);

		for (int i = 0; i < n; i++)
		{
			row[i].at = sample(days);
			row[i].kind = (uint64) sample(2);
			row[i].amount = sample_amount(-size, size);
			row[i].row = (size_t) i;
		}
		memcpy(copy, row, sizeof(row));
		by_definition(row, n, expected);
		pairs += (int) sv_reversal_net(copy, (size_t) n, got);
		wrong += memcmp(expected, got, sizeof(got)) != 0;
	}
	ok(pairs > 10000, "the sets have reversals (%d)", pairs);
	ok(wrong == 0, "5000 random sets as defined (%d differ)", wrong);
	return done_testing();
}
