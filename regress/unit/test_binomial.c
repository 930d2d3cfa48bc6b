/*
 * test_binomial.c
 *		The binomial tail against sums of its terms in long double.
 */
#include "core/binomial.h"
#include "sample.h"
#include "tap.h"

#include <math.h>

static double
by_definition(int64 n, int64 k, double p)
{
	long double sum = 0;

	for (int64 i = n; i >= Max(k, 0); i--)
		sum += expl(lgammal(n + 1) - lgammal(i + 1) - lgammal(n - i + 1) +
					i * logl(p) + (n - i) * log1pl(-(long double) p));
	return (double) sum;
}

static bool
close_to(double a, double b, double relative)
{
	return fabs(a - b) <= relative * fabs(b) + 1e-300;
}

int
main(void)
{
	int			wrong = 0;

	ok(sv_binomial_tail(10, 0, 0.3) == 1 && sv_binomial_tail(10, 11, 0.3) == 0, "the ends");
	ok(sv_binomial_tail(0, 0, 0.5) == 1 && sv_binomial_tail(0, 1, 0.5) == 0, "no trials");
	ok(close_to(sv_binomial_tail(2, 2, 0.5), 0.25, 1e-15), "two of two");
	ok(close_to(sv_binomial_tail(10, 8, 0.5), 56.0 / 1024, 1e-14), "eight of ten");
	ok(sv_binomial_tail(1000000, 999999, 1e-6) == 0, "farther out than doubles reach");

	for (int set = 0; set < 3000; set++)
	{
		int64		n = sample(400);
		int64		k = sample(n + 2);
		double		p = (double) (1 + sample(999)) / 1000;
		double		expected = by_definition(n, k, p);

		wrong += !close_to(sv_binomial_tail(n, k, p), expected, 1e-11);
	}
	ok(wrong == 0, "3000 random tails within 1e-11 (%d are not)", wrong);
	ok(close_to(sv_binomial_tail(1000000, 501000, 0.5), by_definition(1000000, 501000, 0.5), 1e-9),
	   "a million trials");
	return done_testing();
}
