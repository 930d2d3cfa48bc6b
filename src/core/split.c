/*
 * split.c
 *		Parts below a ceiling that add up to it.
 *
 * The definition.  A part is a row of the subject with an amount above zero and
 * below the ceiling in force for it.  Some parts are a window if
 *
 *		from the first to the last is at most `within`,
 *		they are at least min_parts, and
 *		they add up to the highest ceiling of any of them or more.
 *
 * Windows that share a part are reported once, as their union; each union is a
 * group.  `within` bounds a window, not a union: seven payments on seven days
 * with `within` 1 may well be one group.
 *
 * Why the highest ceiling: where the line was raised between two parts, only a
 * sum that needed approval under either line is beyond argument.  With one
 * ceiling all this is the plain sliding window.
 *
 * With net_reversals, a part and the negative row that takes it back
 * (reversal.c) are out first.  Other rows not above zero are no parts and
 * lower no sum: a refund of unknown purpose does not make several approvals
 * needless.  A row at or above its ceiling had to be approved and is no part.
 *
 * The cost.  For one ceiling, one pass: every amount is positive, so a window
 * that reaches the ceiling still does when more parts come in, and only the
 * longest window from each part need be summed.  For several, one such pass a
 * ceiling over the parts that have at most this ceiling and lie within reach of
 * one that has exactly it; every window has a part of its own highest ceiling,
 * so none is missed, and a part is read again only for ceilings in reach of it.
 *
 * When the answer is wrong: standing orders, purchases from different budget
 * lines, and separate jobs that fell in one month add up as well.
 */
#include "core/split.h"

/* Mark the rows that reversals take back. */
static void
net_reversals(SvSplitWork *work, const SvSplitRow *row, size_t n)
{
	work->reversal = sv_core_room(work->reversal, &work->reversal_room, n,
								  sizeof(SvReversalRow));
	for (size_t i = 0; i < n; i++)
		work->reversal[i] = (SvReversalRow)
	{
		row[i].amount, row[i].at, 0, i
	};
	sv_reversal_net(work->reversal, n, work->cancelled);
}

/*
 * List the parts, by time; returns how many, and in *uniform whether one
 * ceiling is in force for all.
 */
static size_t
list_parts(SvSplitWork *work, const SvSplitRow *row, size_t n,
		   const SvSplitRules *rules, bool *uniform)
{
	size_t		parts = 0;
	bool		some = false;

	work->part = sv_core_room(work->part, &work->part_room, n, sizeof(size_t));
	if (rules->net_reversals)
	{
		work->cancelled = sv_core_room(work->cancelled, &work->cancelled_room, n,
									   sizeof(bool));
		for (size_t i = 0; i < n; i++)
		{
			work->cancelled[i] = false;
			some |= sv_decimal_sign(row[i].amount) < 0;
		}
		if (some)
			net_reversals(work, row, n);
	}

	*uniform = true;
	for (size_t i = 0; i < n; i++)
	{
		if (sv_decimal_sign(row[i].amount) <= 0 ||
			sv_decimal_compare(row[i].amount, row[i].ceiling) >= 0 ||
			(some && work->cancelled[i]))
			continue;
		work->part[parts++] = i;
		*uniform &= sv_decimal_compare(row[i].ceiling,
									   row[work->part[0]].ceiling) == 0;
	}
	return parts;
}

/*
 * Join the parts of each window that reaches the ceiling, among parts that
 * have it or a lower one; false when a sum needs more than 38 digits.
 *
 * The window that ends with part k starts with the first part in reach of it.
 * Parts joined for an earlier window need not be joined again.
 */
static bool
join_windows(SvSplitWork *work, const SvSplitRow *row, const size_t *part,
			 size_t parts, const SvSplitRules *rules, SvDecimal ceiling)
{
	SvDecimal	sum = {0, 0};
	size_t		low = 0;
	size_t		joined = 0;

	for (size_t k = 0; k < parts; k++)
	{
		sv_core_interrupts();
		while (row[part[k]].at - row[part[low]].at > rules->within)
			if (!sv_decimal_subtract(&sum, row[part[low++]].amount))
				return false;
		if (!sv_decimal_add(&sum, row[part[k]].amount))
			return false;
		if ((int64) (k - low) + 1 < rules->min_parts ||
			sv_decimal_compare(sum, ceiling) < 0)
			continue;
		for (size_t i = Max(low, joined) + 1; i <= k; i++)
			sv_forest_join(&work->forest, part[i - 1], part[i]);
		joined = k;
	}
	return true;
}

static int
compare_ceilings(const SvSplitRow *row, size_t a, size_t b)
{
	int			order = sv_decimal_compare(row[a].ceiling, row[b].ceiling);

	return order != 0 ? order : (a > b) - (a < b);
}

#define ST_SORT sort_by_ceiling
#define ST_ELEMENT_TYPE size_t
#define ST_COMPARE(a, b, arg) compare_ceilings(arg, *(a), *(b))
#define ST_COMPARE_ARG_TYPE const SvSplitRow
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/* The first of the parts at or after a time. */
static size_t
first_since(const SvSplitRow *row, const size_t *part, size_t parts, int64 at)
{
	size_t		low = 0;
	size_t		high = parts;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (row[part[middle]].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * The parts that may count under one ceiling: those with at most this ceiling
 * and within reach of one of same[0 .. nsame - 1], which have exactly it.
 */
static size_t
list_level(SvSplitWork *work, const SvSplitRow *row, size_t parts,
		   const size_t *same, size_t nsame, int64 within)
{
	SvDecimal	ceiling = row[same[0]].ceiling;
	size_t		n = 0;
	size_t		next = 0;

	for (size_t s = 0; s < nsame; s++)
	{
		int64		at = row[same[s]].at;

		next = Max(next, first_since(row, work->part, parts, at - within));
		for (; next < parts && row[work->part[next]].at - at <= within; next++)
			if (sv_decimal_compare(row[work->part[next]].ceiling, ceiling) <= 0)
				work->level[n++] = work->part[next];
	}
	return n;
}

/* Join windows under each ceiling in turn. */
static bool
join_levels(SvSplitWork *work, const SvSplitRow *row, size_t parts,
			const SvSplitRules *rules)
{
	size_t	   *same;			/* parts by ceiling, then time */
	size_t		first = 0;

	work->level = sv_core_room(work->level, &work->level_room, 2 * parts,
							   sizeof(size_t));
	same = work->level + parts;
	memcpy(same, work->part, parts * sizeof(size_t));
	sort_by_ceiling(same, parts, row);
	for (size_t i = 1; i <= parts; i++)
	{
		size_t		n;

		if (i < parts && sv_decimal_compare(row[same[i]].ceiling,
											row[same[first]].ceiling) == 0)
			continue;
		n = list_level(work, row, parts, same + first, i - first, rules->within);
		if (!join_windows(work, row, work->level, n, rules, row[same[first]].ceiling))
			return false;
		first = i;
	}
	return true;
}

/*
 * Find the groups of one subject, into work->groups: by their first part,
 * parts by time.  False when a sum needs more than 38 digits.
 */
bool
sv_split_find(SvSplitWork *work, const SvSplitRow *row, size_t n,
			  const SvSplitRules *rules)
{
	size_t		parts;
	bool		uniform;

	Assert(rules->within >= 0 && rules->min_parts >= 2);
	sv_groups_clear(&work->groups);
	if ((int64) n < rules->min_parts)
		return true;
	parts = list_parts(work, row, n, rules, &uniform);
	if ((int64) parts < rules->min_parts)
		return true;
	sv_forest_reset(&work->forest, n);
	if (!(uniform ? join_windows(work, row, work->part, parts, rules,
								 row[work->part[0]].ceiling)
		  : join_levels(work, row, parts, rules)))
		return false;
	sv_forest_collect(&work->forest, 2, &work->groups);
	return true;
}

/* What a group adds up to; false when a sum needs more than 38 digits. */
bool
sv_split_totals(const SvSplitRow *row, const size_t *member, size_t n,
				SvSplitTotals *totals)
{
	totals->amount = sv_decimal_from_int64(0);
	totals->ceiling = row[member[0]].ceiling;
	totals->first_at = row[member[0]].at;
	totals->last_at = row[member[n - 1]].at;
	for (size_t i = 0; i < n; i++)
	{
		if (!sv_decimal_add(&totals->amount, row[member[i]].amount))
			return false;
		if (sv_decimal_compare(row[member[i]].ceiling, totals->ceiling) > 0)
			totals->ceiling = row[member[i]].ceiling;
	}
	return true;
}

void
sv_split_free(SvSplitWork *work)
{
	sv_forest_free(&work->forest);
	sv_groups_free(&work->groups);
	if (work->part != NULL)
		sv_core_free(work->part);
	if (work->level != NULL)
		sv_core_free(work->level);
	if (work->reversal != NULL)
		sv_core_free(work->reversal);
	if (work->cancelled != NULL)
		sv_core_free(work->cancelled);
	memset(work, 0, sizeof(*work));
}
