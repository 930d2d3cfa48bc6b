/*
 * outlier.c
 *		Who is far from his peers?
 *
 * A value is compared with the middle of its group, in units of the group's
 * spread, both measured so that the outliers themselves do not hide in them
 * (robust.c).
 *
 * mad	Iglewicz and Hoaglin's (1993) modified z score 0.6745 (x - median) / MAD;
 *		they call 3.5 and more an outlier.  0.6745 makes it a z score where
 *		the group is normal.  Where more than half of the group are equal, MAD
 *		is 0, and the mean absolute deviation takes its place:
 *		(x - median) / (1.253314 mean deviation).  Where that is 0 too,
 *		all are equal and nobody is an outlier.
 * iqr	Tukey's (1977) fences: how far beyond the nearer quartile, in
 *		interquartile ranges; 1.5 is out, 3 far out.  Quartiles are of type 7
 *		(what spreadsheets compute) or 8.  It makes no assumption of symmetry.
 *		Where half of the group are equal and the range is 0, it cannot tell.
 *
 * Values come in any order; the answer does not depend on it.
 *
 * When the answer is wrong: skewed values (costs, durations) have a long lawful
 * tail; compare their logarithms.  Peers that are not peers, because a group
 * mixes two kinds, make both kinds look strange.
 */
#include "core/outlier.h"

#include "core/robust.h"

#define MAD_OF_NORMAL		0.6745	/* MAD / standard deviation */
#define MEAN_AD_SCALE		1.253314	/* standard deviation / mean deviation */

/* Describe a group of at least one; its values are overwritten. */
void
sv_peers(double *values, int64 n, SvOutlierMethod method, SvPeers *peers)
{
	memset(peers, 0, sizeof(*peers));
	peers->method = method;
	peers->n = n;
	if (method == SV_OUTLIER_MAD)
	{
		peers->spread = sv_spread_double(values, n, &peers->center, &peers->by_mean);
		peers->low = peers->high = peers->center;
	}
	else
	{
		sv_quartiles_double(values, n, method == SV_OUTLIER_IQR7 ? 7 : 8,
							&peers->center, &peers->low, &peers->high);
		peers->spread = peers->high - peers->low;
	}
}

/* How far, negative below; 0 between the hinges or where there is no spread. */
double
sv_peers_score(const SvPeers *peers, double value)
{
	double		distance = value > peers->high ? value - peers->high :
	value < peers->low ? value - peers->low : 0;

	if (peers->spread == 0 || distance == 0)
		return 0;
	if (peers->method != SV_OUTLIER_MAD)
		return distance / peers->spread;
	return peers->by_mean ? distance / (MEAN_AD_SCALE * peers->spread) :
		MAD_OF_NORMAL * distance / peers->spread;
}
