/*
 * test_outlier.c
 *		Scores against their definition by sorting, and worked examples.
 */
#include "core/outlier.h"

#include <math.h>

#include "tap.h"

static uint64 seed = 5;

static uint64
random64(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

static int
compare(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x > y) - (x < y);
}

static double
middle(double *v, int n)
{
	qsort(v, n, sizeof(double), compare);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

/* Element p of sorted values, between two of them where p says so. */
static double
between(const double *sorted, int n, double h)
{
	int			j = (int) floor(h + 1e-9);

	if (j < 1)
		return sorted[0];
	if (j >= n)
		return sorted[n - 1];
	return sorted[j - 1] + (h - j) * (sorted[j] - sorted[j - 1]);
}

/* The score as the definition says it. */
static double
definition(const double *values, int n, SvOutlierMethod method, double x)
{
	double		v[64];
	double		median;
	double		spread;
	double		mean = 0;

	memcpy(v, values, sizeof(double) * n);
	median = middle(v, n);
	if (method != SV_OUTLIER_MAD)
	{
		bool		seven = method == SV_OUTLIER_IQR7;
		double		q1 = between(v, n, seven ? 1 + 0.25 * (n - 1) : 0.25 * n + 1.25 / 3);
		double		q3 = between(v, n, seven ? 1 + 0.75 * (n - 1) : 0.75 * n + 1.75 / 3);

		if (q3 == q1)
			return 0;
		return x > q3 ? (x - q3) / (q3 - q1) : x < q1 ? (x - q1) / (q3 - q1) : 0;
	}
	for (int i = 0; i < n; i++)
	{
		v[i] = fabs(values[i] - median);
		mean += v[i] / n;
	}
	spread = middle(v, n);
	if (spread > 0)
		return 0.6745 * (x - median) / spread;
	return mean > 0 ? (x - median) / (1.253314 * mean) : 0;
}

static void
test_random(SvOutlierMethod method, const char *name)
{
	int			wrong = 0;
	int			out = 0;

	for (int round = 0; round < 2000; round++)
	{
		double		values[64];
		double		scratch[64];
		int			n = 1 + random64() % 60;
		int			distinct = 1 + random64() % 30;
		SvPeers		peers;

		for (int i = 0; i < n; i++)
			values[i] = (double) (random64() % distinct) * (random64() % 20 == 0 ? 50 : 1) / 4;
		memcpy(scratch, values, sizeof(values));
		sv_peers(scratch, n, method, &peers);
		for (int i = 0; i < n; i++)
		{
			double		expected = definition(values, n, method, values[i]);
			double		score = sv_peers_score(&peers, values[i]);

			wrong += fabs(score - expected) > 1e-9 * Max(1, fabs(expected));
			out += fabs(score) > 3.5;
		}
	}
	ok(wrong == 0 && out > 100, "%s: scores are as defined, 2000 groups, %d outliers", name, out);
}

int
main(void)
{
	double		hoaglin[] = {2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3};
	double		mostly[] = {5, 5, 5, 5, 5, 5, 9};
	double		equal[] = {5, 5, 5};
	SvPeers		peers;

	test_random(SV_OUTLIER_MAD, "mad");
	test_random(SV_OUTLIER_IQR7, "iqr7");
	test_random(SV_OUTLIER_IQR8, "iqr8");

	/* Iglewicz and Hoaglin's own example: the two last are out, 3.5 and more */
	sv_peers(hoaglin, 10, SV_OUTLIER_MAD, &peers);
	ok(fabs(peers.center - 2.45) < 1e-12 && fabs(peers.spread - 0.15) < 1e-12 && !peers.by_mean,
	   "median 2.45 and MAD 0.15");
	ok(sv_peers_score(&peers, 8.2) > 15 && fabs(sv_peers_score(&peers, 2.1)) < 3.5, "its outliers are out");
	sv_peers(mostly, 7, SV_OUTLIER_MAD, &peers);
	ok(peers.by_mean && fabs(sv_peers_score(&peers, 9) - 4 / (1.253314 * 4 / 7)) < 1e-12,
	   "the mean deviation replaces a MAD of 0");
	sv_peers(equal, 3, SV_OUTLIER_MAD, &peers);
	ok(sv_peers_score(&peers, 5) == 0 && sv_peers_score(&peers, 6) == 0, "equals have no outlier");
	return done_testing();
}
