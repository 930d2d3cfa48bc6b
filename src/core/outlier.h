/*
 * outlier.h
 *		Who is far from his peers?
 */
#ifndef SV_CORE_OUTLIER_H
#define SV_CORE_OUTLIER_H

#include "core/core.h"

typedef enum SvOutlierMethod
{
	SV_OUTLIER_MAD,
	SV_OUTLIER_IQR7,
	SV_OUTLIER_IQR8
} SvOutlierMethod;

/* A group of peers, described once. */
typedef struct SvPeers
{
	SvOutlierMethod method;
	int64		n;
	double		center;			/* the median */
	double		spread;			/* MAD, mean absolute deviation, or IQR */
	bool		by_mean;		/* MAD is 0: spread is the mean deviation */
	double		low;			/* the hinges of the fences: Q1 and Q3 */
	double		high;
} SvPeers;

extern void sv_peers(double *values, int64 n, SvOutlierMethod method, SvPeers *peers);
extern double sv_peers_score(const SvPeers *peers, double value);

#endif							/* SV_CORE_OUTLIER_H */
