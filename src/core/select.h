/*
 * select.h
 *		The k-th smallest of an array, by Floyd and Rivest, for any type.
 *
 * A quickselect that chooses its pivot from a sample whose k-th part is known
 * needs n + min(k, n - k) + O(sqrt(n log n)) comparisons (Floyd and Rivest,
 * Algorithm 489, CACM 1975): half of quickselect's, and a twentieth of the time
 * of sorting.  Elements equal to the pivot are exchanged, so ties do not make
 * it slow.  The sample lies around k, so someone could arrange rows to make
 * it quadratic; after SV_SELECT_ROUNDS partitions the rest is heap-sorted, so
 * that the worst case is O(n log n).
 *
 * SV_DEFINE_SELECT(name, type, less) makes
 *		static void name(type *a, int64 n, int64 k)
 * after which a[k] is what it would be if a were sorted, nothing before it is
 * greater and nothing after it is smaller.
 */
#ifndef SV_CORE_SELECT_H
#define SV_CORE_SELECT_H

#include "core/core.h"

#include <math.h>

#define SV_SELECT_SAMPLED	600 /* ranges longer than this are sampled */
#define SV_SELECT_ROUNDS	64

/* Where the sample for element k of left .. right lies. */
static inline void
sv_select_sample(int64 left, int64 right, int64 k,
				 int64 *sample_left, int64 *sample_right)
{
	double		n = (double) (right - left + 1);
	double		i = (double) (k - left + 1);
	double		z = log(n);
	double		s = 0.5 * exp(2.0 * z / 3.0);
	double		shift = 0.5 * sqrt(z * s * (n - s) / n) * (i < n / 2 ? -1 : 1);

	*sample_left = Max(left, (int64) (k - i * s / n + shift));
	*sample_right = Min(right, (int64) (k + (n - i) * s / n + shift));
	/* rounding must not leave k outside */
	*sample_left = Min(*sample_left, k);
	*sample_right = Max(*sample_right, k);
}

#define SV_DEFINE_SELECT(name, type, less) \
static inline void \
name##_swap(type *a, int64 i, int64 j) \
{ \
	type		t = a[i]; \
	a[i] = a[j]; \
	a[j] = t; \
} \
static void \
name##_sift(type *a, int64 root, int64 n) \
{ \
	type		t = a[root]; \
	for (int64 child; (child = 2 * root + 1) < n; root = child) \
	{ \
		if (child + 1 < n && less(a[child], a[child + 1])) \
			child++; \
		if (!less(t, a[child])) \
			break; \
		a[root] = a[child]; \
	} \
	a[root] = t; \
} \
static void \
name##_heapsort(type *a, int64 n) \
{ \
	for (int64 i = n / 2; i-- > 0;) \
		name##_sift(a, i, n); \
	for (int64 i = n; i-- > 1;) \
	{ \
		name##_swap(a, 0, i); \
		name##_sift(a, 0, i); \
	} \
} \
static void \
name##_range(type *a, int64 left, int64 right, int64 k) \
{ \
	int			rounds = 0; \
	while (left < right) \
	{ \
		int64		i = left; \
		int64		j = right; \
		type		t; \
		sv_core_interrupts(); \
		if (++rounds > SV_SELECT_ROUNDS) \
		{ \
			name##_heapsort(a + left, right - left + 1); \
			return; \
		} \
		if (right - left > SV_SELECT_SAMPLED) \
		{ \
			int64		sample_left, sample_right; \
			sv_select_sample(left, right, k, &sample_left, &sample_right); \
			name##_range(a, sample_left, sample_right, k); \
		} \
		t = a[k]; \
		name##_swap(a, left, k); \
		if (less(t, a[right])) \
			name##_swap(a, right, left); \
		while (i < j) \
		{ \
			name##_swap(a, i, j); \
			i++; \
			j--; \
			while (less(a[i], t)) \
				i++; \
			while (less(t, a[j])) \
				j--; \
		} \
		if (!less(a[left], t) && !less(t, a[left])) \
			name##_swap(a, left, j); \
		else \
			name##_swap(a, ++j, right); \
		if (j <= k) \
			left = j + 1; \
		if (k <= j) \
			right = j - 1; \
	} \
} \
static void \
name(type *a, int64 n, int64 k) \
{ \
	Assert(k >= 0 && k < n); \
	name##_range(a, 0, n - 1, k); \
} \
extern int	no_such_variable

#define SV_LESS(a, b)	((a) < (b))

#endif							/* SV_CORE_SELECT_H */
