/*
 * robust.c
 *		Median, MAD and quartiles, exact.
 *
 * Half of the values may be anything, and the median and the median absolute
 * deviation (MAD) still tell where the other half is and how far it spreads
 * (Hampel 1974).  One payment of a million among hundreds moves the mean and
 * the standard deviation so far that it hides itself; these it does not move.
 *
 * Order statistics come from selection, not from sorting: see select.h.
 * Every function reorders and overwrites the array it is given.
 *
 * Decimals are integers of one scale, and their median and MAD are exact: of
 * an even number of values they may need one decimal more.  Deviations are
 * taken as |2x - 2m|, which are integers again.
 *
 * Quartiles are Hyndman and Fan's (1996) type 7, which spreadsheets and
 * percentile_cont use, and type 8, which they recommend: approximately
 * median-unbiased whatever the distribution.
 *
 * A mean is a sum, and sums of floating-point numbers depend on their order,
 * which differs from plan to plan.  So deviations are rounded to multiples of
 * 2^-61 of the largest and added as integers: the same answer for any order.
 */
#include "core/robust.h"

#include "core/select.h"

SV_DEFINE_SELECT(select_double, double, SV_LESS);
SV_DEFINE_SELECT(select_narrow, int64, SV_LESS);
SV_DEFINE_SELECT(select_wide, int128, SV_LESS);

static double
power_of_ten(int exponent)
{
	double		power = 1;

	while (exponent-- > 0)
		power *= 10;
	return power;
}

/* Order-independent mean of magnitudes. */
static double
mean_of(const double *magnitudes, int64 n)
{
	double		largest = 0;
	int			exponent;
	int128		sum = 0;

	for (int64 i = 0; i < n; i++)
		largest = Max(largest, magnitudes[i]);
	if (largest == 0 || isinf(largest))
		return largest;
	frexp(largest, &exponent);
	for (int64 i = 0; i < n; i++)
		sum += (int64) rint(ldexp(magnitudes[i], 61 - exponent));
	return ldexp((double) sum / (double) n, exponent - 61);
}

/* Where a quartile lies: elements i and i + 1, and how far between them. */
typedef struct Position
{
	int64		i;
	double		fraction;
} Position;

/* p is 1 or 3 quarters; all in twelfths, so that nothing is rounded. */
static Position
quartile_position(int64 n, int quarters, int type)
{
	int64		twelfths = type == 7 ? 3 * quarters * (n - 1)
	: 3 * quarters * n + quarters + 4 - 12;
	Position	position;

	twelfths = Max(twelfths, 0);
	twelfths = Min(twelfths, 12 * (n - 1));
	position.i = twelfths / 12;
	position.fraction = (twelfths % 12) / 12.0;
	return position;
}

/*
 * The same for each type of number.  "middle" gives the two middle values, equal
 * when n is odd; "shape" everything that needs no deviations.
 */
#define DEFINE_ORDER(name, type) \
static type \
name##_least(const type *a, int64 from, int64 n) \
{ \
	type		least = a[from]; \
	for (int64 i = from + 1; i < n; i++) \
		least = Min(least, a[i]); \
	return least; \
} \
static void \
name##_middle(type *a, int64 n, type *low, type *high) \
{ \
	int64		k = (n - 1) / 2; \
	select_##name(a, n, k); \
	*low = a[k]; \
	*high = n % 2 ? a[k] : name##_least(a, k + 1, n); \
} \
static double \
name##_quartile(type *a, int64 n, Position at) \
{ \
	double		low; \
	select_##name(a, n, at.i); \
	low = (double) a[at.i]; \
	if (at.fraction == 0) \
		return low; \
	return low + at.fraction * ((double) name##_least(a, at.i + 1, n) - low); \
} \
static void \
name##_shape(type *a, int64 n, SvRobust *result) \
{ \
	type		most = a[0]; \
	for (int64 i = 1; i < n; i++) \
		most = Max(most, a[i]); \
	result->n = n; \
	result->minimum = (double) name##_least(a, 0, n); \
	result->maximum = (double) most; \
	result->q1_7 = name##_quartile(a, n, quartile_position(n, 1, 7)); \
	result->q1_8 = name##_quartile(a, n, quartile_position(n, 1, 8)); \
	result->q3_7 = name##_quartile(a, n, quartile_position(n, 3, 7)); \
	result->q3_8 = name##_quartile(a, n, quartile_position(n, 3, 8)); \
} \
extern int	no_such_variable

DEFINE_ORDER(double, double);
DEFINE_ORDER(narrow, int64);
DEFINE_ORDER(wide, int128);

double
sv_median_double(double *values, int64 n)
{
	double		low;
	double		high;

	double_middle(values, n, &low, &high);
	return low == high ? low : 0.5 * low + 0.5 * high;	/* cannot overflow */
}

/* Replace values by their distances from the median; returns the median. */
static double
double_deviations(double *values, int64 n)
{
	double		median = sv_median_double(values, n);

	for (int64 i = 0; i < n; i++)
		values[i] = fabs(values[i] - median);
	return median;
}

double
sv_mad_double(double *values, int64 n)
{
	double_deviations(values, n);
	return sv_median_double(values, n);
}

/*
 * The MAD, and the median; the mean absolute deviation instead where more than
 * half of the values are equal and the MAD is therefore 0.
 */
double
sv_spread_double(double *values, int64 n, double *median, bool *by_mean)
{
	double		mad;

	*median = double_deviations(values, n);
	mad = sv_median_double(values, n);
	*by_mean = mad == 0;
	return *by_mean ? mean_of(values, n) : mad;
}

/* Quartiles of type 7 or 8. */
void
sv_quartiles_double(double *values, int64 n, int type,
					double *median, double *q1, double *q3)
{
	*median = sv_median_double(values, n);
	*q1 = double_quartile(values, n, quartile_position(n, 1, type));
	*q3 = double_quartile(values, n, quartile_position(n, 3, type));
}

void
sv_robust_double(double *values, int64 n, SvRobust *result)
{
	double_shape(values, n, result);
	result->median = double_deviations(values, n);
	result->mean_ad = mean_of(values, n);
	result->mad = sv_median_double(values, n);
}

/* halves / 2 / 10^scale, with one decimal more where it takes that. */
static SvDecimal
exact_halves(int128 halves, int scale)
{
	SvDecimal	result = {halves / 2, scale};

	if (halves % 2 != 0)
	{
		result.unscaled = halves * 5;
		result.scale = scale + 1;
	}
	return result;
}

/*
 * The exact statistics of integers.  Deviations are doubled, which their limits
 * leave room for; all are even or all are odd, so that the mean of two of them
 * is whole and MAD comes in halves.
 */
#define DEFINE_EXACT(name, type) \
static int128 \
name##_deviations(type *values, int64 n) \
{ \
	type		low; \
	type		high; \
	name##_middle(values, n, &low, &high); \
	for (int64 i = 0; i < n; i++) \
	{ \
		type		doubled = 2 * values[i] - (low + high); \
		values[i] = doubled < 0 ? -doubled : doubled; \
	} \
	return (int128) low + high; \
} \
static int128 \
name##_mad_halves(type *deviations, int64 n) \
{ \
	type		low; \
	type		high; \
	name##_middle(deviations, n, &low, &high); \
	return ((int128) low + high) / 2; \
} \
SvDecimal \
sv_median_##name(type *values, int64 n, int scale) \
{ \
	type		low; \
	type		high; \
	name##_middle(values, n, &low, &high); \
	return exact_halves((int128) low + high, scale); \
} \
SvDecimal \
sv_mad_##name(type *values, int64 n, int scale) \
{ \
	name##_deviations(values, n); \
	return exact_halves(name##_mad_halves(values, n), scale); \
} \
void \
sv_robust_##name(type *values, int64 n, int scale, SvRobust *result) \
{ \
	double		unit = power_of_ten(scale); \
	name##_shape(values, n, result); \
	result->minimum /= unit; \
	result->maximum /= unit; \
	result->q1_7 /= unit; \
	result->q3_7 /= unit; \
	result->q1_8 /= unit; \
	result->q3_8 /= unit; \
	result->median = (double) name##_deviations(values, n) / 2 / unit; \
	result->mean_ad = name##_mean(values, n) / 2 / unit; \
	result->mad = (double) name##_mad_halves(values, n) / 2 / unit; \
} \
extern int	no_such_variable

static double
narrow_mean(const int64 *magnitudes, int64 n)
{
	int128		sum = 0;

	for (int64 i = 0; i < n; i++)
		sum += magnitudes[i];
	return (double) sum / (double) n;
}

/* Sums of wide values may not fit 128 bits: their upper 64 bits do. */
static double
wide_mean(const int128 *magnitudes, int64 n)
{
	int128		high = 0;
	int128		low = 0;

	for (int64 i = 0; i < n; i++)
	{
		high += magnitudes[i] >> 64;
		low += (uint64) magnitudes[i];
	}
	return (ldexp((double) high, 64) + (double) low) / (double) n;
}

DEFINE_EXACT(narrow, int64);
DEFINE_EXACT(wide, int128);

/* Microseconds, a day of 24 hours and a month of 30 days, as the server compares. */
int128
sv_span_length(SvSpan span)
{
	return span.time + ((int128) span.month * 30 + span.day) *
		INT64CONST(86400000000);
}

/* Of equal lengths ('1 month', '30 days') the one of fewer months is less. */
static inline bool
span_less(SvSpan a, SvSpan b)
{
	int128		length_a = sv_span_length(a);
	int128		length_b = sv_span_length(b);

	if (length_a != length_b)
		return length_a < length_b;
	return a.month != b.month ? a.month < b.month : a.day < b.day;
}

SV_DEFINE_SELECT(select_span, SvSpan, span_less);

/* The two middle values, the same when n is odd. */
void
sv_median_span(SvSpan *values, int64 n, SvSpan *low, SvSpan *high)
{
	int64		k = (n - 1) / 2;

	select_span(values, n, k);
	*low = *high = values[k];
	if (n % 2 == 0)
	{
		*high = values[k + 1];
		for (int64 i = k + 2; i < n; i++)
			if (span_less(values[i], *high))
				*high = values[i];
	}
}
