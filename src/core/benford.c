/*
 * benford.c
 *		Tallies of digits, and the tests that compare them with Benford's law.
 *
 * In amounts that span several orders of magnitude and that nobody assigned,
 * the share of values beginning with the digits d is log10(1 + 1/d) (Newcomb
 * 1881, Benford 1938; for mixtures of distributions Hill 1995).  People who
 * invent amounts, split them below a limit or pay one price again and again
 * disturb that.  Nigrini ("Benford's Law", Wiley 2012) turned it into audit
 * tests, whose names and cut-offs are used here.
 *
 * A tally is what all of them need, in one pass and a fixed 9.5 kB: counts by
 * first three digits (from which come the first, the second and the first two),
 * counts by last two digits, sums by first two digits, and three sums over the
 * mantissas.  Every part is an integer, so that tallies of parts of the data
 * merge to the very tally of the whole, whatever the order:
 *
 * - sums of amounts are exact decimals of one common scale.  All are
 *   magnitudes of one sign and only grow, so whether they outgrow 38 digits
 *   does not depend on the order either; then they are given up, the counts
 *   are not;
 * - sines and cosines are rounded to multiples of 2^-62 before they are added;
 *	 see find_angle for how they come without calling for them.
 *
 * The tests:
 *
 * chi2		Pearson's, over all digit groups.  With many thousands of values it
 *			rejects everything real; Nigrini advises to rank by MAD instead.
 * mad		mean absolute deviation of shares; does not depend on n, so a small
 *			n shows a large one by chance: see sv_benford_enough.
 * ks		Kolmogorov and Smirnov's distance; 1.36 / sqrt(n) is its 5 % point
 *			for continuous data, conservative for digits.
 * mantissa	Alexander's arc test: mantissas as points on the circle have their
 *			mean at its centre.  L2 is the squared distance, exp(-n L2) its p.
 * distortion	mean of the values moved into [10, 100) against that of a
 *			Benford set, in percent: below 0, values are smaller than they
 *			should be, as after splitting.
 * z		per digit group, with continuity correction.
 * sums		each of the first two digits should have the same share of the sum.
 *
 * When the answer is wrong: assigned numbers, prices, fixed rates, floors and
 * caps do not follow the law and never should have; one repeated legal amount
 * (a fee) makes a spike.  Look at the rows of the digits that stand out.
 */
#include "core/benford.h"

#include <math.h>

#define LEAD_MOST		INT64CONST(100000000000000000)	/* 10^17 */
#define FIRST_THREE		INT64CONST(100000000000000) /* lead / this */
/*
 * Of a Benford set in [10, 100): mean m = 90 / ln 10, variance
 * (100^2 - 10^2) / (2 ln 10) - m^2; this is the standard deviation over m.
 */
#define BENFORD_SPREAD	0.6380715748311258

#define FIXED			4611686018427387904.0	/* 2^62 */

/*
 * The 17 most significant digits of a value, whose first five digits in base
 * 10000 are given; the first is not zero.
 */
int64
sv_benford_lead(const int digits[5])
{
	int64		head = digits[0];
	int			places;

	Assert(head > 0 && head < 10000);
	places = head >= 1000 ? 4 : head >= 100 ? 3 : head >= 10 ? 2 : 1;
	for (int i = 1; i < 4; i++)
		head = head * 10000 + digits[i];
	/* head has 12 + places digits; take 5 - places of the next four */
	switch (places)
	{
		case 1:
			return head * 10000 + digits[4];
		case 2:
			return head * 1000 + digits[4] / 10;
		case 3:
			return head * 100 + digits[4] / 100;
		default:
			return head * 10 + digits[4] / 1000;
	}
}

static void
lose_sums(SvBenfordTally *tally)
{
	memset(tally->sums, 0, sizeof(tally->sums));
	tally->sum_scale = 0;
	tally->sums_lost = 1;
}

/* Write all sums with more decimals. */
static bool
rescale_sums(SvBenfordTally *tally, int scale)
{
	for (int i = 0; i < lengthof(tally->sums); i++)
	{
		SvDecimal	sum = {tally->sums[i], tally->sum_scale};

		if (!sv_decimal_rescale(&sum, scale))
			return false;
		tally->sums[i] = sum.unscaled;
	}
	tally->sum_scale = scale;
	return true;
}

static bool
add_to_sum(SvBenfordTally *tally, int i, SvDecimal value)
{
	SvDecimal	sum = {tally->sums[i], tally->sum_scale};

	if (value.scale > tally->sum_scale)
	{
		if (!rescale_sums(tally, value.scale))
			return false;
		sum.unscaled = tally->sums[i];
		sum.scale = tally->sum_scale;
	}
	if (!sv_decimal_add(&sum, value))
		return false;
	tally->sums[i] = sum.unscaled;
	return true;
}

/*
 * Cosine and sine of a value's mantissa, as a fraction of the circle.
 *
 * A logarithm and a sine a value were half of the time of a tally.  Values that
 * share three digits lie on an arc of at most 1/360 of the circle; where its
 * middle is comes from a table, and how far the value is from there from two
 * short series, whose first terms left out are below 2^-60.
 */
static void
find_angle(int64 lead, int three, double *cosine, double *sine)
{
	static double middle[900][3];
	static bool ready = false;
	double		r;				/* lead / middle - 1, at most 0.005 */
	double		d;				/* the angle from there, at most 0.014 */
	double		c;
	double		s;

	if (unlikely(!ready))
	{
		for (int i = 0; i < 900; i++)
		{
			double		angle = 2.0 * M_PI * log10((100.5 + i) / 100);

			middle[i][0] = cos(angle);
			middle[i][1] = sin(angle);
			middle[i][2] = 1 / ((100.5 + i) * FIRST_THREE);
		}
		ready = true;
	}
	r = (double) (lead - three * FIRST_THREE - FIRST_THREE / 2) * middle[three - 100][2];
	d = r * (1 + r * (-1.0 / 2 + r * (1.0 / 3 + r * (-1.0 / 4 + r * (1.0 / 5 + r * (-1.0 / 6 + r * (1.0 / 7)))))));
	d *= 2.0 * M_PI / M_LN10;
	c = d * d * (-1.0 / 2 + d * d * (1.0 / 24 - d * d * (1.0 / 720)));
	s = d * (1 + d * d * (-1.0 / 6 + d * d * (1.0 / 120 - d * d * (1.0 / 5040))));
	/* rounding must not leave the circle: a stored tally is checked for that */
	*cosine = middle[three - 100][0] + (middle[three - 100][0] * c - middle[three - 100][1] * s);
	*cosine = *cosine > 1 ? 1 : *cosine < -1 ? -1 : *cosine;
	*sine = middle[three - 100][1] + (middle[three - 100][1] * c + middle[three - 100][0] * s);
	*sine = *sine > 1 ? 1 : *sine < -1 ? -1 : *sine;
}

/*
 * Count one value: its leading digits, its last two digits as written, and its
 * magnitude, NULL when that has more than 38 digits.  False when the tally is
 * full.
 */
bool
sv_benford_add(SvBenfordTally *tally, int64 lead, int last_two,
			   const SvDecimal *magnitude)
{
	int			three = (int) (lead / FIRST_THREE);
	double		cosine;
	double		sine;

	Assert(three >= 100 && three <= 999);
	Assert(last_two >= 0 && last_two <= 99);
	if (tally->n >= SV_BENFORD_MOST)
		return false;
	find_angle(lead, three, &cosine, &sine);
	tally->n++;
	tally->counts[three - 100]++;
	tally->last_two[last_two]++;
	tally->collapsed += lead;
	tally->cosines += (int64) (cosine * FIXED);
	tally->sines += (int64) (sine * FIXED);
	if (!tally->sums_lost &&
		(magnitude == NULL || !add_to_sum(tally, three / 10 - 10, *magnitude)))
		lose_sums(tally);
	return true;
}

/* Add another tally; false, and nothing changed, when it would be too full. */
bool
sv_benford_merge(SvBenfordTally *tally, const SvBenfordTally *other)
{
	if (tally->n > SV_BENFORD_MOST - other->n)
		return false;
	tally->n += other->n;
	for (int i = 0; i < lengthof(tally->counts); i++)
		tally->counts[i] += other->counts[i];
	for (int i = 0; i < lengthof(tally->last_two); i++)
		tally->last_two[i] += other->last_two[i];
	tally->collapsed += other->collapsed;
	tally->cosines += other->cosines;
	tally->sines += other->sines;
	if (tally->sums_lost || other->sums_lost)
	{
		lose_sums(tally);
		return true;
	}
	for (int i = 0; i < lengthof(tally->sums); i++)
	{
		SvDecimal	sum = {other->sums[i], other->sum_scale};

		if (!add_to_sum(tally, i, sum))
		{
			lose_sums(tally);
			break;
		}
	}
	return true;
}

/* What is wrong with a tally that came from outside, or NULL. */
const char *
sv_benford_problem(const SvBenfordTally *tally)
{
	int128		total = 0;
	int128		last = 0;
	int128		bound;

	if (tally->n < 0 || tally->n > SV_BENFORD_MOST)
		return "its number of values is out of range";
	bound = (int128) tally->n << 62;
	for (int i = 0; i < lengthof(tally->counts); i++)
	{
		if (tally->counts[i] < 0)
			return "a count is negative";
		total += tally->counts[i];
	}
	for (int i = 0; i < lengthof(tally->last_two); i++)
	{
		if (tally->last_two[i] < 0)
			return "a count is negative";
		last += tally->last_two[i];
	}
	if (total != tally->n || last != tally->n)
		return "its counts do not add up";
	if (tally->sum_scale < 0 || tally->sum_scale > SV_DECIMAL_DIGITS ||
		tally->sums_lost < 0 || tally->sums_lost > 1)
		return "its sums are out of range";
	for (int i = 0; i < lengthof(tally->sums); i++)
		if (tally->sums[i] < 0 || tally->sums[i] > SV_DECIMAL_LIMIT)
			return "its sums are out of range";
	if (tally->collapsed < (int128) tally->n * (LEAD_MOST / 10) ||
		tally->collapsed > (int128) tally->n * LEAD_MOST ||
		tally->cosines < -bound || tally->cosines > bound ||
		tally->sines < -bound || tally->sines > bound)
		return "its sums over mantissas are out of range";
	return NULL;
}

/* Smallest and largest digits of a test, and their expected share. */
static int
first_digit(SvBenfordPlace place)
{
	switch (place)
	{
		case SV_BENFORD_FIRST:
			return 1;
		case SV_BENFORD_FIRST_TWO:
			return 10;
		case SV_BENFORD_FIRST_THREE:
			return 100;
		default:
			return 0;
	}
}

static int
last_digit(SvBenfordPlace place)
{
	switch (place)
	{
		case SV_BENFORD_FIRST:
		case SV_BENFORD_SECOND:
			return 9;
		case SV_BENFORD_FIRST_THREE:
			return 999;
		default:
			return 99;
	}
}

static double
expected_share(SvBenfordPlace place, int digit)
{
	double		share = 0;

	switch (place)
	{
		case SV_BENFORD_LAST_TWO:
			return 0.01;
		case SV_BENFORD_SECOND:
			for (int first = 1; first <= 9; first++)
				share += log10(1.0 + 1.0 / (first * 10 + digit));
			return share;
		default:
			return log10(1.0 + 1.0 / digit);
	}
}

/* The row of a value that begins with these three digits. */
static int
row_of(SvBenfordPlace place, int three)
{
	switch (place)
	{
		case SV_BENFORD_FIRST:
			return three / 100 - 1;
		case SV_BENFORD_FIRST_TWO:
			return three / 10 - 10;
		case SV_BENFORD_SECOND:
			return three / 10 % 10;
		default:
			return three - 100;
	}
}

static void
fill_sums(const SvBenfordTally *tally, SvBenfordPlace place,
		  SvBenfordRow *rows, int n)
{
	bool		has_sum = !tally->sums_lost &&
	place != SV_BENFORD_FIRST_THREE && place != SV_BENFORD_LAST_TWO;

	for (int i = 0; i < n; i++)
	{
		rows[i].has_sum = has_sum;
		rows[i].sum.unscaled = 0;
		rows[i].sum.scale = tally->sum_scale;
	}
	for (int i = 0; has_sum && i < lengthof(tally->sums); i++)
	{
		SvBenfordRow *row = &rows[row_of(place, (i + 10) * 10)];
		SvDecimal	sum = {tally->sums[i], tally->sum_scale};

		if (row->has_sum && !sv_decimal_add(&row->sum, sum))
			row->has_sum = false;
	}
}

/*
 * One row per group of digits, in order of digits, also where nothing was
 * counted; returns how many (at most SV_BENFORD_MOST_ROWS).  Of an empty tally,
 * observed and z are zero.
 */
int
sv_benford_rows(const SvBenfordTally *tally, SvBenfordPlace place,
				SvBenfordRow *rows)
{
	int			first = first_digit(place);
	int			n = last_digit(place) - first + 1;
	double		total = (double) Max(tally->n, 1);

	for (int i = 0; i < n; i++)
	{
		rows[i].digit = first + i;
		rows[i].expected = expected_share(place, first + i);
		rows[i].count = 0;
	}
	if (place == SV_BENFORD_LAST_TWO)
		for (int i = 0; i < n; i++)
			rows[i].count = tally->last_two[i];
	else
		for (int i = 0; i < lengthof(tally->counts); i++)
			rows[row_of(place, i + 100)].count += tally->counts[i];

	for (int i = 0; i < n; i++)
	{
		double		share = rows[i].expected;
		double		distance;

		rows[i].observed = (double) rows[i].count / total;
		distance = fabs(rows[i].observed - share);
		if (distance > 0.5 / total)
			distance -= 0.5 / total;
		rows[i].z = tally->n == 0 ? 0 :
			distance / sqrt(share * (1.0 - share) / total);
	}
	fill_sums(tally, place, rows, n);
	return n;
}

/* The tests that look at digits. */
static void
test_digits(const SvBenfordRow *rows, int nrows, double n, SvBenfordTest *test)
{
	double		observed = 0;
	double		expected = 0;

	test->chi2 = test->mad = test->ks = 0;
	for (int i = 0; i < nrows; i++)
	{
		double		difference = rows[i].observed - rows[i].expected;

		test->chi2 += n * difference * difference / rows[i].expected;
		test->mad += fabs(difference);
		observed += rows[i].observed;
		expected += rows[i].expected;
		test->ks = Max(test->ks, fabs(observed - expected));
	}
	test->mad /= nrows;
	test->df = nrows - 1;
	test->p = sv_chi2_upper(test->chi2, test->df);
	test->ks_critical = 1.36 / sqrt(n);
}

/* Everything at once; the tally is not empty. */
void
sv_benford_test(const SvBenfordTally *tally, SvBenfordPlace place,
				SvBenfordTest *test)
{
	SvBenfordRow *rows = sv_core_alloc(SV_BENFORD_MOST_ROWS * sizeof(*rows));
	double		n = (double) tally->n;
	double		x = (double) tally->cosines / FIXED / n;
	double		y = (double) tally->sines / FIXED / n;
	double		mean = (double) tally->collapsed / (LEAD_MOST / 100) / n;
	double		expected_mean = 90.0 / (n * expm1(M_LN10 / n));

	Assert(tally->n > 0);
	test_digits(rows, sv_benford_rows(tally, place, rows), n, test);
	test->mantissa_l2 = x * x + y * y;
	test->mantissa_p = exp(-n * test->mantissa_l2);
	test->distortion = 100.0 * (mean - expected_mean) / expected_mean;
	test->distortion_z = test->distortion / 100.0 * sqrt(n) / BENFORD_SPREAD;
	sv_core_free(rows);
}

/*
 * Nigrini's four bands for the mean absolute deviation (2012, table 7.1).  He
 * gives none for last digits.
 */
const char *
sv_benford_conformity(SvBenfordPlace place, double mad)
{
	static const double cutoff[][3] = {
		[SV_BENFORD_FIRST] = {0.006, 0.012, 0.015},
		[SV_BENFORD_FIRST_TWO] = {0.0012, 0.0018, 0.0022},
		[SV_BENFORD_FIRST_THREE] = {0.00036, 0.00044, 0.00050},
		[SV_BENFORD_SECOND] = {0.008, 0.010, 0.012}
	};

	if (place == SV_BENFORD_LAST_TWO)
		return NULL;
	if (mad <= cutoff[place][0])
		return "close";
	if (mad <= cutoff[place][1])
		return "acceptable";
	if (mad <= cutoff[place][2])
		return "marginal";
	return "nonconforming";
}

/*
 * Fewer values than this are not judged: the rarest digits would be expected
 * less than about five times, and the MAD of a perfect set would often be
 * above its cut-off.
 */
int64
sv_benford_enough(SvBenfordPlace place)
{
	switch (place)
	{
		case SV_BENFORD_FIRST:
		case SV_BENFORD_SECOND:
			return 300;
		case SV_BENFORD_FIRST_THREE:
			return 10000;
		default:
			return 1000;
	}
}

/*
 * The probability of chi2 or more with df degrees of freedom: the regularised
 * upper incomplete gamma function Q(df/2, chi2/2), by its power series below
 * the mode and by Lentz's continued fraction above it.  Both converge in a few
 * sqrt(df) steps; the relative error is below 1e-12.
 */
double
sv_chi2_upper(double chi2, int df)
{
	double		a = df / 2.0;
	double		x = chi2 / 2.0;
	double		front;

	Assert(df > 0);
	if (!(x > 0))
		return 1.0;
	front = exp(a * log(x) - x - lgamma(a));
	if (x < a + 1.0)
	{
		double		term = 1.0 / a;
		double		sum = term;

		for (double k = a + 1.0; term > sum * 1e-16; k += 1.0)
		{
			term *= x / k;
			sum += term;
		}
		return Max(0.0, 1.0 - front * sum);
	}
	else
	{
		double		b = x + 1.0 - a;
		double		c = 1e300;
		double		d = 1.0 / b;
		double		fraction = d;
		double		step = 0;

		for (int i = 1; i < 100000 && fabs(step - 1.0) > 1e-15; i++)
		{
			double		numerator = -i * (i - a);

			b += 2.0;
			d = 1.0 / (numerator * d + b);
			c = b + numerator / c;
			step = c * d;
			fraction *= step;
		}
		return front * fraction;
	}
}
