/*
 * test_benford.c
 *		Digits against their text, tallies of parts against the whole, p values
 *		against closed forms.
 */
#include "core/benford.h"

#include <math.h>

#include "tap.h"

static uint64 seed = 20240229;

static uint64
random64(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

/* The leading digits of digits in base 10000, by writing them out. */
static int64
lead_of_text(const int digits[5])
{
	char		text[32];
	char		first[SV_BENFORD_LEAD_DIGITS + 1];

	snprintf(text, sizeof(text), "%d%04d%04d%04d%04d",
			 digits[0], digits[1], digits[2], digits[3], digits[4]);
	memcpy(first, text, SV_BENFORD_LEAD_DIGITS);
	first[SV_BENFORD_LEAD_DIGITS] = '\0';
	return strtoll(first, NULL, 10);
}

static void
test_lead(void)
{
	int			wrong = 0;

	for (int round = 0; round < 20000; round++)
	{
		int			digits[5];
		static const int top[] = {9, 99, 999, 9999};

		digits[0] = 1 + random64() % top[round % 4];
		for (int i = 1; i < 5; i++)
			digits[i] = random64() % 3 ? random64() % 10000 : 0;
		wrong += sv_benford_lead(digits) != lead_of_text(digits);
	}
	ok(wrong == 0, "leading digits are those of the text, 20000 times");
}

/* Values v / 10^scale, v of up to 12 digits, as glue would hand them over. */
static bool
add_value(SvBenfordTally *tally, int64 v, int scale)
{
	SvDecimal	magnitude = {v, scale};
	int64		lead = v;

	while (lead < INT64CONST(10000000000000000))
		lead *= 10;
	return sv_benford_add(tally, lead, v % 100, &magnitude);
}

static void
test_merge(void)
{
	int			wrong = 0;

	for (int round = 0; round < 1000; round++)
	{
		SvBenfordTally whole = {0};
		SvBenfordTally parts[4] = {{0}};
		int			n = random64() % 200;

		for (int i = 0; i < n; i++)
		{
			int64		v = 1 + random64() % (random64() % 2 ? 999 : INT64CONST(999999999999));
			int			scale = random64() % 5;

			add_value(&whole, v, scale);
			add_value(&parts[random64() % 4], v, scale);
		}
		sv_benford_merge(&parts[3], &parts[1]);
		sv_benford_merge(&parts[0], &parts[2]);
		sv_benford_merge(&parts[0], &parts[3]);
		wrong += memcmp(&whole, &parts[0], sizeof(whole)) != 0;
		wrong += sv_benford_problem(&whole) != NULL;
	}
	ok(wrong == 0, "parts merge to the bytes of the whole, 1000 times");
}

static void
test_lost_sums(void)
{
	SvBenfordTally tally = {0};
	SvBenfordTally other = {0};
	SvDecimal	huge = {SV_DECIMAL_LIMIT, 0};
	SvBenfordRow *rows = sv_core_alloc(SV_BENFORD_MOST_ROWS * sizeof(*rows));
	int64		nines = INT64CONST(99999999999999999);

	sv_benford_add(&tally, nines, 99, &huge);
	ok(!tally.sums_lost, "38 digits have a sum");
	add_value(&other, 15, 1);
	sv_benford_merge(&tally, &other);
	ok(tally.sums_lost, "a scale that needs a 39th digit gives the sums up");
	ok(sv_benford_problem(&tally) == NULL, "which is a sound tally");
	add_value(&tally, 15, 1);
	ok(sv_benford_rows(&tally, SV_BENFORD_FIRST, rows) == 9 &&
	   rows[0].count == 2 && rows[8].count == 1 && !rows[0].has_sum,
	   "and keeps its counts");
	ok(sv_benford_add(&other, nines, 99, NULL) && other.sums_lost,
	   "a value without a magnitude gives the sums up");
	other.n = SV_BENFORD_MOST;
	ok(!sv_benford_merge(&tally, &other) && tally.n == 3,
	   "a tally too full is refused and left alone");
	ok(!add_value(&other, 1, 0), "and takes no value");
	sv_core_free(rows);
}

static void
test_rows(void)
{
	static const SvBenfordPlace places[] = {SV_BENFORD_FIRST,
		SV_BENFORD_FIRST_TWO, SV_BENFORD_FIRST_THREE, SV_BENFORD_SECOND,
	SV_BENFORD_LAST_TWO};
	SvBenfordTally tally = {0};
	SvBenfordRow *rows = sv_core_alloc(SV_BENFORD_MOST_ROWS * sizeof(*rows));

	for (int v = 1; v <= 5000; v++)
		add_value(&tally, v, 2);
	for (int i = 0; i < lengthof(places); i++)
	{
		int			n = sv_benford_rows(&tally, places[i], rows);
		int64		count = 0;
		double		share = 0;
		SvDecimal	sum = {0, 0};
		bool		has_sum = true;

		for (int row = 0; row < n; row++)
		{
			count += rows[row].count;
			share += rows[row].expected;
			has_sum = has_sum && rows[row].has_sum && sv_decimal_add(&sum, rows[row].sum);
		}
		ok(count == 5000 && fabs(share - 1.0) < 1e-12,
		   "place %d: %d rows add up", i, n);
		ok(has_sum ? sum.unscaled == 5000 * 5001 / 2 && sum.scale == 2 :
		   places[i] == SV_BENFORD_FIRST_THREE || places[i] == SV_BENFORD_LAST_TWO,
		   "place %d: and so do the sums, where there are any", i);
	}
	sv_benford_rows(&tally, SV_BENFORD_SECOND, rows);

	/*
	 * second digit 7: 17, 27 .. 97; 170-179 ..; 1700-1799 .. 4700-4799; 17..
	 * of one digit has 0
	 */
	ok(rows[7].count == 9 + 90 + 400, "second digits are counted");
	ok(rows[0].count == 9 + 9 + 90 + 401, "one digit has a zero after it");
	sv_core_free(rows);
}

/* For even df, the upper tail is exp(-x) times the first df/2 terms of exp(x). */
static double
upper_even(double chi2, int df)
{
	double		x = chi2 / 2;
	double		term = 1;
	double		sum = 1;

	for (int k = 1; k < df / 2; k++)
		sum += term *= x / k;
	return exp(-x) * sum;
}

static void
test_chi2(void)
{
	double		worst = 0;

	for (int df = 2; df <= 400; df += 2)
		for (double chi2 = df / 8.0; chi2 < 5.0 * df + 20 && chi2 < 1200; chi2 *= 1.17)
		{
			double		exact = upper_even(chi2, df);

			if (exact > 1e-290 && isfinite(exact))
				worst = Max(worst, fabs(sv_chi2_upper(chi2, df) - exact) / exact);
		}
	ok(worst < 1e-10, "upper tail of chi2, df even: relative error %g", worst);
	worst = 0;
	for (double z = 0.1; z < 30; z += 0.1)
		worst = Max(worst, fabs(sv_chi2_upper(z * z, 1) / erfc(z / sqrt(2)) - 1));
	ok(worst < 1e-10, "upper tail of chi2, df 1: relative error %g", worst);
	ok(sv_chi2_upper(0, 8) == 1.0 && sv_chi2_upper(1e9, 8) == 0.0,
	   "the ends of the scale");
	ok(fabs(sv_chi2_upper(112.02199, 89) - 0.05) < 1e-6 &&
	   fabs(sv_chi2_upper(15.507313, 8) - 0.05) < 1e-7,
	   "the 5 %% points of the tables");
}

/* A set that follows the law: a geometric series, and a deviating one. */
static void
test_tests(void)
{
	SvBenfordTally tally = {0};
	SvBenfordTest test;

	for (int i = 0; i < 20000; i++)
		sv_benford_add(&tally, (int64) (1e16 * pow(10.0, i / 20000.0)), i % 100, NULL);
	sv_benford_test(&tally, SV_BENFORD_FIRST_TWO, &test);
	ok(test.mad < 0.00005 && test.chi2 < 1 && test.p > 0.999999 && test.df == 89,
	   "a geometric series conforms");
	ok(strcmp(sv_benford_conformity(SV_BENFORD_FIRST_TWO, test.mad), "close") == 0,
	   "closely");
	ok(test.mantissa_l2 < 1e-12 && test.mantissa_p > 0.999 &&
	   fabs(test.distortion) < 0.01, "its mantissas balance and its mean fits");
	ok(test.ks < test.ks_critical, "its distance is below the critical one");

	for (int i = 0; i < 5000; i++)
		add_value(&tally, 4999, 2);
	sv_benford_test(&tally, SV_BENFORD_FIRST_TWO, &test);
	ok(strcmp(sv_benford_conformity(SV_BENFORD_FIRST_TWO, test.mad),
			  "nonconforming") == 0 && test.p < 1e-300 &&
	   test.ks > test.ks_critical && test.mantissa_l2 > 0.03,
	   "a fifth of equal amounts does not");
	ok(sv_benford_conformity(SV_BENFORD_LAST_TWO, 0.5) == NULL,
	   "last digits have no bands");
}

static void
test_problem(void)
{
	SvBenfordTally sound = {0};
	SvBenfordTally tally;

	for (int v = 1; v <= 500; v++)
		add_value(&sound, v, 2);
	ok(sv_benford_problem(&sound) == NULL, "a sound tally is accepted");
#define REFUSED(change) \
	tally = sound; \
	change; \
	ok(sv_benford_problem(&tally) != NULL, "refused: %s", #change)
	REFUSED(tally.n++);
	REFUSED(tally.n = -1);
	REFUSED(tally.n = PG_INT64_MAX);
	REFUSED(tally.counts[3] = -1);
	REFUSED(tally.last_two[7] = -1);
	REFUSED(tally.sums[1] = -1);
	REFUSED(tally.sums[1] = SV_DECIMAL_LIMIT + 1);
	REFUSED(tally.sum_scale = 39);
	REFUSED(tally.sums_lost = 2);
	REFUSED(tally.collapsed = 0);
	REFUSED(tally.cosines = (int128) 1 << 100);
	REFUSED(tally.sines = -((int128) 1 << 100));
}

int
main(void)
{
	test_lead();
	test_merge();
	test_lost_sums();
	test_rows();
	test_chi2();
	test_tests();
	test_problem();
	return done_testing();
}
