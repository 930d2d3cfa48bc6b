/*
 * arrears.c
 *		What is due and unpaid, and for how long?
 *
 * Payments seldom say what they are for, so they pay the oldest obligation
 * first: the law's order where the debtor has not chosen (Civil Code of the
 * PRC, art. 560), and the accountants' first in, first out.  The first
 * unit of money paid meets the first unit owed, and so on; what is paid ahead is
 * carried to obligations that come due later.
 *
 * A negative payment (bounced, refunded, booked by mistake) takes back the latest
 * payments before it, as if they had been that much smaller; what it finds
 * nothing for is taken from those that follow.
 *
 * Both lists come in order of their days.  Two passes over the payments and one
 * over both lists: O(n), all in exact decimals of one scale.
 *
 * When the answer is wrong: where contracts name another order (interest first,
 * or a payment that names its invoice), allocate within that: one account for each
 * invoice named.
 */
#include "core/arrears.h"

/* Write all amounts with the decimals of the most precise one. */
static bool
one_scale(SvDue *dues, uint64 ndues, SvCredit *credits, uint64 ncredits)
{
	int			scale = 0;

	for (uint64 i = 0; i < ndues; i++)
		scale = Max(scale, dues[i].amount.scale);
	for (uint64 i = 0; i < ncredits; i++)
		scale = Max(scale, credits[i].amount.scale);
	for (uint64 i = 0; i < ndues; i++)
		if (!sv_decimal_rescale(&dues[i].amount, scale))
			return false;
	for (uint64 i = 0; i < ncredits; i++)
		if (!sv_decimal_rescale(&credits[i].amount, scale))
			return false;
	return true;
}

/* Set what reversals leave of each credit; amounts have one scale. */
static bool
take_back(SvCredit *credits, uint64 n)
{
	uint64	   *open = sv_core_alloc(sizeof(uint64) * Max(n, 1));
	uint64		nopen = 0;		/* credits of which something is left */
	SvDecimal	owed = {0, 0};	/* taken back, but not found yet */
	bool		fits = true;

	for (uint64 i = 0; i < n && fits; i++)
	{
		int128		amount = credits[i].amount.unscaled;

		credits[i].left = credits[i].amount;
		owed.scale = credits[i].amount.scale;
		if (amount < 0)
		{
			credits[i].left.unscaled = 0;
			fits = sv_decimal_subtract(&owed, credits[i].amount);
		}
		else
		{
			credits[i].left.unscaled = amount - Min(amount, owed.unscaled);
			owed.unscaled -= Min(amount, owed.unscaled);
			if (credits[i].left.unscaled > 0)
				open[nopen++] = i;
		}
		while (nopen > 0 && owed.unscaled > 0)
		{
			SvCredit   *latest = &credits[open[nopen - 1]];
			int128		taken = Min(latest->left.unscaled, owed.unscaled);

			latest->left.unscaled -= taken;
			owed.unscaled -= taken;
			if (latest->left.unscaled == 0)
				nopen--;
		}
	}
	sv_core_free(open);
	return fits;
}

/* Pay the obligations, oldest first. */
static void
pay(SvDue *dues, uint64 ndues, const SvCredit *credits, uint64 ncredits)
{
	uint64		c = 0;
	int128		left = ncredits > 0 ? credits[0].left.unscaled : 0;

	for (uint64 i = 0; i < ndues; i++)
	{
		SvDue	   *due = &dues[i];
		int128		unpaid = due->amount.unscaled;

		due->first = SV_NO_CREDIT;
		while (unpaid > 0 && c < ncredits)
		{
			int128		part = Min(unpaid, left);

			if (part > 0)
			{
				due->first = due->first == SV_NO_CREDIT ? c : due->first;
				due->last = c;
				due->settled_on = credits[c].day;
			}
			unpaid -= part;
			left -= part;
			if (left == 0 && ++c < ncredits)
				left = credits[c].left.unscaled;
		}
		due->settled = unpaid == 0;
		due->paid = due->amount;
		due->paid.unscaled -= unpaid;
	}
}

/*
 * Allocate the credits of one account to its obligations, each list in order of
 * its days.  False when the amounts together need more than 38 digits.
 */
bool
sv_arrears(SvDue *dues, uint64 ndues, SvCredit *credits, uint64 ncredits)
{
	if (!one_scale(dues, ndues, credits, ncredits) || !take_back(credits, ncredits))
		return false;
	pay(dues, ndues, credits, ncredits);
	return true;
}
