/*
 * test_robust.c
 *		Selection and robust statistics against sorting, on random sets with
 *		ties, of one value, and arranged to be slow.
 */
#include "core/robust.h"

#include <math.h>

#include "tap.h"

static uint64 seed = 77;

static uint64
random64(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

static int
compare_double(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x > y) - (x < y);
}

static double
sorted_median(const double *sorted, int n)
{
	return n % 2 ? sorted[n / 2] : 0.5 * sorted[n / 2 - 1] + 0.5 * sorted[n / 2];
}

/* By Hyndman and Fan's own formulas. */
static double
sorted_quartile(const double *sorted, int n, double p, int type)
{
	double		m = type == 7 ? 1 - p : (p + 1) / 3;
	double		h = n * p + m;
	int			j = (int) floor(h + 1e-9);
	double		g = h - j;

	if (j < 1)
		return sorted[0];
	if (j >= n)
		return sorted[n - 1];
	return sorted[j - 1] + g * (sorted[j] - sorted[j - 1]);
}

static bool
close_to(double a, double b)
{
	return fabs(a - b) <= 1e-12 * Max(1.0, Max(fabs(a), fabs(b)));
}

/* All statistics of integers / 10^scale, by sorting. */
static void
reference(const int64 *values, int n, double unit, SvRobust *result)
{
	double	   *sorted = sv_core_alloc(n * sizeof(double));

	for (int i = 0; i < n; i++)
		sorted[i] = values[i] / unit;
	qsort(sorted, n, sizeof(double), compare_double);
	result->n = n;
	result->minimum = sorted[0];
	result->maximum = sorted[n - 1];
	result->median = sorted_median(sorted, n);
	result->q1_7 = sorted_quartile(sorted, n, 0.25, 7);
	result->q3_7 = sorted_quartile(sorted, n, 0.75, 7);
	result->q1_8 = sorted_quartile(sorted, n, 0.25, 8);
	result->q3_8 = sorted_quartile(sorted, n, 0.75, 8);
	result->mean_ad = 0;
	for (int i = 0; i < n; i++)
	{
		sorted[i] = fabs(sorted[i] - result->median);
		result->mean_ad += sorted[i] / n;
	}
	qsort(sorted, n, sizeof(double), compare_double);
	result->mad = sorted_median(sorted, n);
	sv_core_free(sorted);
}

static bool
same(const SvRobust *a, const SvRobust *b)
{
	return a->n == b->n && close_to(a->median, b->median) &&
		close_to(a->mad, b->mad) && close_to(a->mean_ad, b->mean_ad) &&
		close_to(a->minimum, b->minimum) && close_to(a->maximum, b->maximum) &&
		close_to(a->q1_7, b->q1_7) && close_to(a->q3_7, b->q3_7) &&
		close_to(a->q1_8, b->q1_8) && close_to(a->q3_8, b->q3_8);
}

static bool
decimal_is(SvDecimal got, double expected)
{
	return close_to((double) got.unscaled / pow(10, got.scale), expected);
}

/* One set through all three representations. */
static bool
check(const int64 *values, int n)
{
	double	   *d = sv_core_alloc(n * sizeof(double));
	int64	   *narrow = sv_core_alloc(n * sizeof(int64));
	int128	   *wide = sv_core_alloc(n * sizeof(int128));
	SvRobust	expected;
	SvRobust	got;
	bool		good;

#define FILL() \
	for (int i = 0; i < n; i++) \
		d[i] = (narrow[i] = wide[i] = values[i]) / 100.0

	reference(values, n, 100, &expected);
	FILL();
	sv_robust_double(d, n, &got);
	good = same(&got, &expected);
	sv_robust_narrow(narrow, n, 2, &got);
	good &= same(&got, &expected);
	sv_robust_wide(wide, n, 2, &got);
	good &= same(&got, &expected);
	FILL();
	good &= sv_median_double(d, n) == expected.median;
	good &= decimal_is(sv_median_narrow(narrow, n, 2), expected.median);
	good &= decimal_is(sv_median_wide(wide, n, 2), expected.median);
	FILL();
	good &= close_to(sv_mad_double(d, n), expected.mad);
	good &= decimal_is(sv_mad_narrow(narrow, n, 2), expected.mad);
	good &= decimal_is(sv_mad_wide(wide, n, 2), expected.mad);
	sv_core_free(d);
	sv_core_free(narrow);
	sv_core_free(wide);
	return good;
}

static void
test_random(void)
{
	static int64 values[5000];
	int			wrong = 0;

	for (int round = 0; round < 3000; round++)
	{
		int			n = 1 + random64() % (round % 50 == 0 ? 5000 : 40);
		int64		distinct = round % 3 ? 1 + random64() % 20 : INT64CONST(1000000000);

		for (int i = 0; i < n; i++)
			values[i] = (int64) (random64() % distinct) - distinct / 2;
		wrong += !check(values, n);
	}
	ok(wrong == 0, "statistics are those of sorting, 3000 random sets");
}

static void
test_arranged(void)
{
	static int64 values[20001];
	int			n = lengthof(values);

	for (int i = 0; i < n; i++)
		values[i] = i;
	ok(check(values, n), "ascending");
	for (int i = 0; i < n; i++)
		values[i] = n - i;
	ok(check(values, n), "descending");
	for (int i = 0; i < n; i++)
		values[i] = 7;
	ok(check(values, n), "all equal");
	for (int i = 0; i < n; i++)
		values[i] = i % 2;
	ok(check(values, n), "two values");
	for (int i = 0; i < n; i++)
		values[i] = i < n / 2 ? i : n - i;
	ok(check(values, n), "up and down");
	for (int i = 0; i < n; i++)
		values[i] = i < n / 2 ? 1000000 + i : i % 3;
	ok(check(values, n), "two clusters");
}

static void
test_exact(void)
{
	int64		narrow[] = {10, 15, 20, 26};
	int64		mad[] = {10, 15, 20, 26};
	int64		whole[] = {0, 1, 3, 6};
	int64		odd[] = {0, 1, 2, 8};	/* 1.5; 1.5 .5 .5 6.5: MAD 1 */
	int64		most[] = {SV_ROBUST_NARROW - 1, 1 - SV_ROBUST_NARROW,
		SV_ROBUST_NARROW - 1, 1 - SV_ROBUST_NARROW
	};
	int128		widest[] = {SV_ROBUST_WIDE - 1, 1 - SV_ROBUST_WIDE, 0};
	int128		wider[] = {SV_ROBUST_WIDE - 1, SV_ROBUST_WIDE - 2, 0, 1 - SV_ROBUST_WIDE};
	double		ends[] = {1e308, 1.5e308, -1.7e308, 1.7e308};
	double		tiny[] = {0, 4e-323, 0, 0};
	char		text[SV_DECIMAL_TEXT];
	SvRobust	result;

	sv_decimal_text(sv_median_narrow(narrow, 4, 1), text);
	is_text(text, "1.75", "a median between two takes one decimal more");
	sv_decimal_text(sv_mad_narrow(mad, 4, 1), text);
	is_text(text, "0.5", "the mean of deviations 0.25 and 0.75");
	sv_decimal_text(sv_median_narrow(whole, 4, 0), text);
	is_text(text, "2", "and none when it is whole");
	sv_decimal_text(sv_mad_narrow(odd, 4, 0), text);
	is_text(text, "1", "nor does a whole MAD");
	sv_decimal_text(sv_mad_narrow(most, 4, 0), text);
	is_text(text, "999999999999999999", "the widest narrow values");
	sv_decimal_text(sv_mad_wide(widest, 3, 36), text);
	is_text(text, "0.999999999999999999999999999999999999", "the widest wide values");
	sv_decimal_text(sv_mad_wide(wider, 4, 0), text);
	is_text(text, "499999999999999999999999999999999999.5", "and a MAD in halves of them");
	sv_robust_double(ends, 4, &result);
	ok(result.median == 1.25e308 && close_to(result.mad / 1e308, 0.35), "doubles near the end of their range");
	sv_robust_double(tiny, 4, &result);
	ok(result.median == 0 && result.mad == 0 && result.mean_ad == 1e-323, "and near zero");
}

/* The mean of deviations does not depend on the order of the values. */
static void
test_order(void)
{
	static double values[1000];
	static double copy[1000];
	SvRobust	first;
	SvRobust	again;
	int			different = 0;

	for (int round = 0; round < 200; round++)
	{
		for (int i = 0; i < 1000; i++)
			values[i] = exp((double) (random64() % 60000) / 1000 - 30) * (random64() % 2 ? -1 : 1);
		memcpy(copy, values, sizeof(copy));
		sv_robust_double(copy, 1000, &first);
		for (int i = 999; i > 0; i--)
		{
			int			j = random64() % (i + 1);
			double		t = values[i];

			values[i] = values[j];
			values[j] = t;
		}
		sv_robust_double(values, 1000, &again);
		different += memcmp(&first, &again, sizeof(first)) != 0;
	}
	ok(different == 0, "shuffled doubles give the same bits, 200 times");
}

static int
compare_span(const void *a, const void *b)
{
	const SvSpan *x = a;
	const SvSpan *y = b;
	int128		d = sv_span_length(*x) - sv_span_length(*y);

	if (d != 0)
		return d < 0 ? -1 : 1;
	return x->month != y->month ? (x->month < y->month ? -1 : 1) : (x->day > y->day) - (x->day < y->day);
}

static void
test_span(void)
{
	static SvSpan values[300];
	static SvSpan sorted[300];
	int			wrong = 0;

	for (int round = 0; round < 1000; round++)
	{
		int			n = 1 + random64() % 300;
		SvSpan		low;
		SvSpan		high;

		for (int i = 0; i < n; i++)
		{
			values[i].month = (int) (random64() % 5) - 2;
			values[i].day = (int) (random64() % 121) - 60;
			values[i].time = ((int64) (random64() % 49) - 24) * INT64CONST(3600000000);
		}
		memcpy(sorted, values, sizeof(sorted));
		qsort(sorted, n, sizeof(SvSpan), compare_span);
		sv_median_span(values, n, &low, &high);
		wrong += compare_span(&low, &sorted[(n - 1) / 2]) != 0;
		wrong += compare_span(&high, &sorted[n / 2]) != 0;
	}
	ok(wrong == 0, "middle intervals are those of sorting, 1000 random sets");
}

int
main(void)
{
	test_random();
	test_arranged();
	test_exact();
	test_order();
	test_span();
	return done_testing();
}
