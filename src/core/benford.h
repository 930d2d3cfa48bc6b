/*
 * benford.h
 *		Tallies of digits, and the tests that compare them with Benford's law.
 */
#ifndef SV_CORE_BENFORD_H
#define SV_CORE_BENFORD_H

#include "core/decimal.h"

/* A value's most significant digits are passed as one integer of so many. */
#define SV_BENFORD_LEAD_DIGITS	17

/* No tally holds more values: its sums would not fit. */
#define SV_BENFORD_MOST			INT64CONST(100000000000000000)

/* Everything counted of the values of one sign; fixed size, no pointers. */
typedef struct SvBenfordTally
{
	int64		n;
	int32		sum_scale;		/* of sums */
	int32		sums_lost;		/* a sum needed a 39th digit: there are none */
	int64		counts[900];	/* by first three digits, 100 to 999 */
	int64		last_two[100];
	int128		sums[90];		/* magnitudes by first two digits, 10 to 99 */
	int128		collapsed;		/* of values moved into [10^16, 10^17) */
	int128		cosines;		/* of the mantissas as angles, times 2^62 */
	int128		sines;
} SvBenfordTally;

/* Which digits a test looks at. */
typedef enum SvBenfordPlace
{
	SV_BENFORD_FIRST,
	SV_BENFORD_FIRST_TWO,
	SV_BENFORD_FIRST_THREE,
	SV_BENFORD_SECOND,
	SV_BENFORD_LAST_TWO
} SvBenfordPlace;

#define SV_BENFORD_MOST_ROWS	900

typedef struct SvBenfordRow
{
	int			digit;
	int64		count;
	double		observed;		/* shares */
	double		expected;
	double		z;				/* with continuity correction, never negative */
	bool		has_sum;
	SvDecimal	sum;			/* of the values with these digits */
} SvBenfordRow;

typedef struct SvBenfordTest
{
	double		chi2;
	int			df;
	double		p;				/* of chi2 or more */
	double		mad;			/* mean absolute deviation of shares */
	double		ks;				/* largest distance of the cumulated shares */
	double		ks_critical;	/* of the 5 % level */
	double		mantissa_l2;	/* squared length of the mean mantissa vector */
	double		mantissa_p;
	double		distortion;		/* Nigrini's factor model, in percent */
	double		distortion_z;
} SvBenfordTest;

extern int64 sv_benford_lead(const int digits[5]);
extern bool sv_benford_add(SvBenfordTally *tally, int64 lead, int last_two,
						   const SvDecimal *magnitude);
extern bool sv_benford_merge(SvBenfordTally *tally, const SvBenfordTally *other);
extern const char *sv_benford_problem(const SvBenfordTally *tally);
extern int	sv_benford_rows(const SvBenfordTally *tally, SvBenfordPlace place,
							SvBenfordRow *rows);
extern void sv_benford_test(const SvBenfordTally *tally, SvBenfordPlace place,
							SvBenfordTest *test);
extern const char *sv_benford_conformity(SvBenfordPlace place, double mad);
extern int64 sv_benford_enough(SvBenfordPlace place);
extern double sv_chi2_upper(double chi2, int df);

#endif							/* SV_CORE_BENFORD_H */
