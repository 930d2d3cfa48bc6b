/*
 * robust.h
 *		Median, MAD and quartiles, exact.
 */
#ifndef SV_CORE_ROBUST_H
#define SV_CORE_ROBUST_H

#include "core/decimal.h"

/*
 * Magnitudes must be below these, so that doubled differences of two values stay
 * within their type, and a MAD within 38 digits; 10^18 and 10^36.
 */
#define SV_ROBUST_NARROW	INT64CONST(1000000000000000000)
#define SV_ROBUST_WIDE		((int128) SV_ROBUST_NARROW * SV_ROBUST_NARROW)
#define SV_ROBUST_SCALE		37	/* most decimals of values */

/* Of at least one value; in the unit of the values. */
typedef struct SvRobust
{
	int64		n;
	double		median;
	double		mad;			/* median absolute deviation, not scaled */
	double		mean_ad;		/* mean absolute deviation from the median */
	double		minimum;
	double		maximum;
	double		q1_7;			/* quartiles of Hyndman and Fan's type 7 */
	double		q3_7;
	double		q1_8;			/* and of type 8 */
	double		q3_8;
} SvRobust;

/* An interval as the server has it. */
typedef struct SvSpan
{
	int64		time;			/* microseconds */
	int32		day;
	int32		month;
} SvSpan;

extern void sv_robust_double(double *values, int64 n, SvRobust *result);
extern void sv_robust_narrow(int64 *values, int64 n, int scale, SvRobust *result);
extern void sv_robust_wide(int128 *values, int64 n, int scale, SvRobust *result);

extern double sv_spread_double(double *values, int64 n, double *median,
							   bool *by_mean);
extern void sv_quartiles_double(double *values, int64 n, int type,
								double *median, double *q1, double *q3);
extern double sv_median_double(double *values, int64 n);
extern double sv_mad_double(double *values, int64 n);
extern SvDecimal sv_median_narrow(int64 *values, int64 n, int scale);
extern SvDecimal sv_mad_narrow(int64 *values, int64 n, int scale);
extern SvDecimal sv_median_wide(int128 *values, int64 n, int scale);
extern SvDecimal sv_mad_wide(int128 *values, int64 n, int scale);

extern int128 sv_span_length(SvSpan span);
extern void sv_median_span(SvSpan *values, int64 n, SvSpan *low, SvSpan *high);

#endif							/* SV_CORE_ROBUST_H */
