/*
 * test_arrears.c
 *		Allocation against its definition: coin by coin.
 */
#include "core/arrears.h"

#include "tap.h"

#define MOST	12
#define COINS	2000

static uint64 seed = 3;

static uint64
random64(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

/*
 * Every coin is one unit of the smallest decimal.  A payment lays coins with its
 * number on a row; a reversal takes them from its end, or is remembered until
 * coins come.  Obligations then take coins from the front.
 */
static void
definition(const int *due, int ndue, const int *credit, int ncredit,
		   int *paid, int *settled_by, bool pays[MOST][MOST])
{
	static int	coin[COINS];
	int			ncoins = 0;
	int			owed = 0;
	int			next = 0;

	for (int i = 0; i < ncredit; i++)
	{
		for (int k = 0; k < credit[i]; k++)
		{
			if (owed > 0)
				owed--;
			else
				coin[ncoins++] = i;
		}
		for (int k = 0; k < -credit[i]; k++)
		{
			if (ncoins > 0)
				ncoins--;
			else
				owed++;
		}
	}
	memset(pays, 0, sizeof(bool) * MOST * MOST);
	for (int i = 0; i < ndue; i++)
	{
		paid[i] = 0;
		settled_by[i] = -1;
		while (paid[i] < due[i] && next < ncoins)
		{
			pays[i][coin[next]] = true;
			settled_by[i] = coin[next++];
			paid[i]++;
		}
	}
}

static int
units(SvDecimal value)
{
	(void) sv_decimal_rescale(&value, 1);
	return (int) value.unscaled;
}

static bool
round_is_right(void)
{
	SvDue		dues[MOST];
	SvCredit	credits[MOST];
	int			due[MOST];
	int			credit[MOST];
	int			paid[MOST];
	int			settled_by[MOST];
	bool		pays[MOST][MOST];
	int			ndue = random64() % MOST;
	int			ncredit = random64() % MOST;
	bool		good = true;

	for (int i = 0; i < ndue; i++)
	{
		due[i] = 10 * (1 + random64() % 9);
		dues[i].day = i / 2;
		dues[i].amount.scale = random64() % 2;
		dues[i].amount.unscaled = dues[i].amount.scale ? due[i] : due[i] / 10;
	}
	for (int i = 0; i < ncredit; i++)
	{
		credit[i] = random64() % 8 ? (int) (random64() % 120) : -(int) (random64() % 150);
		credits[i].day = i / 2;
		credits[i].amount.unscaled = credit[i];
		credits[i].amount.scale = 1;
	}
	definition(due, ndue, credit, ncredit, paid, settled_by, pays);
	good &= sv_arrears(dues, ndue, credits, ncredit);
	for (int i = 0; i < ndue; i++)
	{
		good &= units(dues[i].paid) == paid[i] && dues[i].settled == (paid[i] == due[i]);
		good &= paid[i] == 0 ? dues[i].first == SV_NO_CREDIT : dues[i].settled_on == credits[settled_by[i]].day;
		for (int c = 0; c < ncredit; c++)
			good &= pays[i][c] == (dues[i].first != SV_NO_CREDIT && c >= (int64) dues[i].first &&
								   c <= (int64) dues[i].last && credits[c].left.unscaled > 0);
	}
	return good;
}

int
main(void)
{
	int			wrong = 0;
	SvDue		due = {0};
	SvCredit	credit = {0};

	for (int round = 0; round < 50000; round++)
		wrong += !round_is_right();
	ok(wrong == 0, "allocation is as defined, 50000 accounts");

	due.amount.unscaled = SV_DECIMAL_LIMIT;
	credit.amount.unscaled = 1;
	credit.amount.scale = 1;
	ok(!sv_arrears(&due, 1, &credit, 1), "more than 38 digits are refused");
	credit.amount.scale = 0;
	ok(sv_arrears(&due, 1, &credit, 1) && !due.settled && due.paid.unscaled == 1,
	   "38 digits are not");
	ok(sv_arrears(&due, 0, &credit, 1) && sv_arrears(&due, 1, &credit, 0) && due.paid.unscaled == 0,
	   "an account without obligations, or without payments");
	return done_testing();
}
