/*
 * binomial.c
 *		The tail of the binomial distribution, from arithmetic alone.
 *
 * Evidence must be the same bit for bit wherever it is computed, and lgamma()
 * and pow() of two C libraries are not.  So the tail is summed from ratios of
 * neighbouring terms, t(i + 1) / t(i) = (n - i) / (i + 1) · p / (1 - p), which
 * needs nothing but IEEE multiplication, division and addition.
 *
 * The terms are scaled so that the largest, at the mode, is 1.  They fall off
 * faster than geometrically on both sides, so each side is summed until a term
 * no longer changes its sum: some 9 standard deviations, 10,000 terms for a
 * million trials.  A tail that begins farther out than doubles reach is 0.
 * Each ratio and each addition errs by at most half a unit in the last place,
 * and a term m steps from the mode by 4 m of them: the result is good to about
 * 1e-12 for a million trials, exact enough for any threshold.
 */
#include "core/binomial.h"

/* The sum of terms i, i + 1, …, n, the first of which is `term`. */
static double
sum_upwards(int64 n, int64 i, double term, double odds)
{
	double		sum = 0;

	for (; i <= n && sum + term > sum; i++)
	{
		sum += term;
		term *= (double) (n - i) / (double) (i + 1) * odds;
	}
	return sum;
}

/* The sum of terms i, i - 1, …, 0, the first of which is `term`. */
static double
sum_downwards(int64 n, int64 i, double term, double odds)
{
	double		sum = 0;

	for (; i >= 0 && sum + term > sum; i--)
	{
		sum += term;
		term *= (double) i / (double) (n - i + 1) / odds;
	}
	return sum;
}

/*
 * The probability of k or more successes in n trials with probability p each,
 * 0 < p < 1.
 */
double
sv_binomial_tail(int64 n, int64 k, double p)
{
	double		odds = p / (1 - p);
	int64		mode = (int64) ((double) (n + 1) * p);
	double		term = 1;
	double		all;

	Assert(n >= 0 && p > 0 && p < 1);
	if (k <= 0)
		return 1;
	if (k > n)
		return 0;
	mode = Min(mode, n);
	all = sum_upwards(n, mode, 1, odds) + sum_downwards(n, mode, 1, odds) - 1;

	/* the tail's first term, as far from the mode as it is */
	for (int64 i = mode; i < k && term > 0; i++)
		term *= (double) (n - i) / (double) (i + 1) * odds;
	for (int64 i = mode; i > k && term > 0; i--)
		term *= (double) i / (double) (n - i + 1) / odds;

	/* below the mode the other side is the short one */
	if (k <= mode)
		return 1 - (sum_downwards(n, k, term, odds) - term) / all;
	return sum_upwards(n, k, term, odds) / all;
}
