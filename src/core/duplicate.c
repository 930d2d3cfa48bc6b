/*
 * duplicate.c
 *		The same bill twice: rows of one key that match each other.
 *
 * The definition.  All rows given agree in the columns that must be the same.
 * Two of them match if
 *
 *		their times lie at most `within` apart,
 *		their amounts differ by at most the tolerance (where amount is one of
 *		the columns that must be the same),
 *		they differ in each column that must differ, and
 *		they are at most one keystroke apart in each near column.
 *
 * A group is a connected component of two rows or more: with three bills each
 * a week after the last and `within` 7 days, all three are one group though the
 * first and the last do not match, because whoever checks one must see all.
 * The price is a chain: a tolerance of 1 joins 100, 101 and 102.
 *
 * With net_reversals, rows that a reversal has taken back (reversal.c; kind is
 * agreement in every compared column) are out before anything is compared, and
 * only rows of one sign match: a refund is no bill, and two equal refunds are
 * one refund twice.  In a ledger that writes all payments as negative this
 * still finds what it should.
 *
 * A group's excess is its sum less its largest amount in size: what would not
 * have been paid had only the largest bill been due.
 *
 * The cost.  Blocks that cannot match each other (sign, amount) are parted by a
 * sort.  Within a block of m rows:
 *
 *	* No tolerance and at most one column that must differ: one pass.  The rows
 *	  inside a window of time match pairwise except where the column agrees;
 *	  such a set is connected as soon as it has two values of it, so it is
 *	  enough to join neighbours, each once.
 *	* A tolerance and no such column: one pass with an ordered set of the
 *	  window's amounts.  Of the rows within the tolerance above a new one, any
 *	  two match each other already, so its next neighbour stands for all, and
 *	  likewise below: O(m log m), whatever the number of matches.
 *	* Near columns: candidates share a variant of the first near column
 *	  (edit.c); only they are compared, and rows of one code as one where only
 *	  time and codes decide.
 *	* Otherwise the pairs inside the window are compared, O(m x window).  That
 *	  needs two columns that must differ, or one and a tolerance, and hurts only
 *	  where one key has many thousand rows.
 *
 * Source: the same-same-same and same-same-different tests of M. Nigrini,
 * Forensic Analytics (2nd ed., 2020), chapters 11 and 12.
 */
#include "core/duplicate.h"

/* One variant of the near code of a row. */
typedef struct SvNearVariant
{
	uint64		hash;
	size_t		row;
} SvNearVariant;

static inline const uint64 *
different_of(const SvDuplicateKey *key, const SvDuplicateRules *rules, size_t row)
{
	return key->different + row * rules->ndifferent;
}

static inline const SvCode *
near_of(const SvDuplicateKey *key, const SvDuplicateRules *rules, size_t row)
{
	return key->near + row * rules->nnear;
}

/* Are two amounts at most the tolerance apart? */
static bool
amounts_agree(SvDecimal a, SvDecimal b, SvDecimal tolerance)
{
	/* a difference of more than 38 digits is more than any tolerance */
	if (!sv_decimal_subtract(&a, b))
		return false;
	if (sv_decimal_sign(a) < 0)
		a = sv_decimal_negate(a);
	return sv_decimal_compare(a, tolerance) <= 0;
}

/* The definition, but for what the blocks have settled; a comes before b. */
static bool
rows_match(const SvDuplicateKey *key, const SvDuplicateRules *rules,
		   size_t a, size_t b)
{
	if (rules->within >= 0 && key->row[b].at - key->row[a].at > rules->within)
		return false;
	if (rules->by_amount &&
		!amounts_agree(key->row[a].amount, key->row[b].amount, rules->tolerance))
		return false;
	for (int c = 0; c < rules->ndifferent; c++)
		if (different_of(key, rules, a)[c] == different_of(key, rules, b)[c])
			return false;
	for (int c = 0; c < rules->nnear; c++)
		if (sv_edit_compare(near_of(key, rules, a)[c],
							near_of(key, rules, b)[c]) == SV_EDIT_FAR)
			return false;
	return true;
}

/*
 * Reversals
 */

/* Do two rows agree in every compared column? */
static int
compare_columns(const SvDuplicateKey *key, const SvDuplicateRules *rules,
				size_t a, size_t b)
{
	for (int c = 0; c < rules->ndifferent; c++)
	{
		uint64		x = different_of(key, rules, a)[c];
		uint64		y = different_of(key, rules, b)[c];

		if (x != y)
			return x < y ? -1 : 1;
	}
	for (int c = 0; c < rules->nnear; c++)
	{
		int			order = sv_edit_order(near_of(key, rules, a)[c],
										  near_of(key, rules, b)[c]);

		if (order != 0)
			return order;
	}
	return 0;
}

typedef struct ColumnOrder
{
	const SvDuplicateKey *key;
	const SvDuplicateRules *rules;
} ColumnOrder;

#define ST_SORT sort_by_columns
#define ST_ELEMENT_TYPE size_t
#define ST_COMPARE(a, b, arg) compare_columns((arg)->key, (arg)->rules, *(a), *(b))
#define ST_COMPARE_ARG_TYPE ColumnOrder
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/* Mark the rows that reversals take back. */
static void
net_reversals(SvDuplicateWork *work, const SvDuplicateKey *key,
			  const SvDuplicateRules *rules)
{
	ColumnOrder by = {key, rules};
	bool		some = false;
	uint64		kind = 0;

	for (size_t i = 0; i < key->n; i++)
	{
		work->cancelled[i] = false;
		work->order[i] = i;
		some |= sv_decimal_sign(key->row[i].amount) < 0;
	}
	if (!some)
		return;

	if (rules->ndifferent + rules->nnear > 0)
		sort_by_columns(work->order, key->n, &by);
	work->reversal = sv_core_room(work->reversal, &work->reversal_room, key->n,
								  sizeof(SvReversalRow));
	for (size_t i = 0; i < key->n; i++)
	{
		size_t		row = work->order[i];

		if (i > 0 && compare_columns(key, rules, work->order[i - 1], row) != 0)
			kind++;
		work->reversal[i] = (SvReversalRow)
		{
			key->row[row].amount, key->row[row].at, kind, row
		};
	}
	sv_reversal_net(work->reversal, key->n, work->cancelled);
}

/*
 * Blocks
 */

/* Rows that compare unequal here never match. */
static int
compare_blocks(const SvDuplicateKey *key, const SvDuplicateRules *rules,
			   size_t a, size_t b)
{
	SvDecimal	x = key->row[a].amount;
	SvDecimal	y = key->row[b].amount;

	if (rules->net_reversals && sv_decimal_sign(x) != sv_decimal_sign(y))
		return sv_decimal_sign(x) - sv_decimal_sign(y);
	if (rules->by_amount && sv_decimal_sign(rules->tolerance) == 0)
		return sv_decimal_compare(x, y);
	return 0;
}

static int
compare_in_blocks(const SvDuplicateKey *key, const SvDuplicateRules *rules,
				  size_t a, size_t b)
{
	int			order = compare_blocks(key, rules, a, b);

	return order != 0 ? order : (a > b) - (a < b);
}

#define ST_SORT sort_into_blocks
#define ST_ELEMENT_TYPE size_t
#define ST_COMPARE(a, b, arg) compare_in_blocks((arg)->key, (arg)->rules, *(a), *(b))
#define ST_COMPARE_ARG_TYPE ColumnOrder
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/*
 * Join the rows of a block that match, where amounts need no comparison and at
 * most one column must differ.
 *
 * Rows low .. k are those within reach of row k, and pairwise within reach of
 * each other.  They are connected if two of them differ in the column: if the
 * last row unlike k, which is the one before k's streak of equal values, is
 * among them.  Then all of them are joined; what was joined for an earlier k
 * need not be again.
 */
static void
join_in_time(SvDuplicateWork *work, const SvDuplicateKey *key,
			 const SvDuplicateRules *rules, const size_t *block, size_t m)
{
	size_t		low = 0;
	size_t		streak = 0;
	size_t		joined = 0;

	for (size_t k = 1; k < m; k++)
	{
		int64		at = key->row[block[k]].at;

		sv_core_interrupts();
		if (rules->within >= 0)
			while (at - key->row[block[low]].at > rules->within)
				low++;
		if (rules->ndifferent == 0 ||
			key->different[block[k]] != key->different[block[k - 1]])
			streak = k;
		if (streak == 0 || streak - 1 < low)
			continue;
		for (size_t i = Max(low, joined) + 1; i <= k; i++)
			sv_forest_join(&work->forest, block[i - 1], block[i]);
		joined = k;
	}
}

static int
compare_amounts(const SvDuplicateKey *key, size_t a, size_t b)
{
	int			order = sv_decimal_compare(key->row[a].amount, key->row[b].amount);

	return order != 0 ? order : (a > b) - (a < b);
}

#define ST_SORT sort_by_amount
#define ST_ELEMENT_TYPE size_t
#define ST_COMPARE(a, b, arg) compare_amounts(arg, *(a), *(b))
#define ST_COMPARE_ARG_TYPE const SvDuplicateKey
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/*
 * Join the rows of a block that match, where amounts are compared and no
 * column must differ: each with the nearest amounts in its window.
 */
static void
join_in_time_and_amount(SvDuplicateWork *work, const SvDuplicateKey *key,
						const SvDuplicateRules *rules, const size_t *block, size_t m)
{
	size_t	   *by_amount;
	size_t	   *rank;
	size_t		low = 0;

	/* two arrays: rows by amount, and the rank of the block's k-th row */
	work->rank = sv_core_room(work->rank, &work->rank_room, 2 * key->n,
							  sizeof(size_t));
	by_amount = work->rank;
	rank = work->rank + key->n;
	memcpy(by_amount, block, m * sizeof(size_t));
	sort_by_amount(by_amount, m, key);
	for (size_t r = 0; r < m; r++)
		rank[by_amount[r]] = r;

	sv_rankset_reset(&work->window, m);
	for (size_t k = 0; k < m; k++)
	{
		size_t		mine = rank[block[k]];
		size_t		neighbour[2];

		sv_core_interrupts();
		if (rules->within >= 0)
			while (key->row[block[k]].at - key->row[block[low]].at > rules->within)
				sv_rankset_remove(&work->window, rank[block[low++]]);
		neighbour[0] = sv_rankset_before(&work->window, mine);
		neighbour[1] = sv_rankset_after(&work->window, mine);
		for (int i = 0; i < 2; i++)
			if (neighbour[i] != SV_RANKSET_NONE &&
				amounts_agree(key->row[block[k]].amount,
							  key->row[by_amount[neighbour[i]]].amount,
							  rules->tolerance))
				sv_forest_join(&work->forest, block[k], by_amount[neighbour[i]]);
		sv_rankset_insert(&work->window, mine);
	}
}

/* Join the rows of a block that match, comparing all pairs in each window. */
static void
join_pairs(SvDuplicateWork *work, const SvDuplicateKey *key,
		   const SvDuplicateRules *rules, const size_t *block, size_t m)
{
	size_t		low = 0;

	for (size_t k = 1; k < m; k++)
	{
		if (rules->within >= 0)
			while (key->row[block[k]].at - key->row[block[low]].at > rules->within)
				low++;
		for (size_t i = low; i < k; i++)
		{
			sv_core_interrupts();
			if (rows_match(key, rules, block[i], block[k]))
				sv_forest_join(&work->forest, block[i], block[k]);
		}
	}
}

static int
compare_variants(const SvNearVariant *a, const SvNearVariant *b)
{
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

#define ST_SORT sort_variants
#define ST_ELEMENT_TYPE SvNearVariant
#define ST_COMPARE(a, b) compare_variants(a, b)
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/* All variants of the first near column of a block; returns how many. */
static size_t
list_variants(SvDuplicateWork *work, const SvDuplicateKey *key,
			  const SvDuplicateRules *rules, const size_t *block, size_t m)
{
	size_t		n = 0;
	size_t		room = 0;
	uint64	   *hash = NULL;

	for (size_t k = 0; k < m; k++)
	{
		SvCode		code = near_of(key, rules, block[k])[0];
		size_t		variants;

		sv_core_interrupts();
		hash = sv_core_room(hash, &room, code.length + 1, sizeof(uint64));
		variants = sv_edit_variants(code, hash);
		work->variant = sv_core_room(work->variant, &work->variant_room,
									 n + variants, sizeof(SvNearVariant));
		for (size_t i = 0; i < variants; i++)
			work->variant[n++] = (SvNearVariant)
		{
			hash[i], block[k]
		};
	}
	sv_core_free(hash);
	return n;
}

/* Have two rows the same near codes? */
static bool
same_codes(const SvDuplicateKey *key, const SvDuplicateRules *rules, size_t a, size_t b)
{
	for (int c = 0; c < rules->nnear; c++)
		if (sv_edit_order(near_of(key, rules, a)[c], near_of(key, rules, b)[c]) != 0)
			return false;
	return true;
}

/*
 * Join the rows of a block that match, where near columns are compared: only
 * rows that share a variant of the first one are.  Rows of one variant are in
 * the order of time, and those still in reach are kept in a list.  Where
 * nothing but time and codes decides, a row takes the place of an earlier one
 * with its codes: the two match, and whatever would match the earlier one
 * later on matches this one as well.  So a code that very many rows have is
 * compared once a row.
 */
static void
join_near(SvDuplicateWork *work, const SvDuplicateKey *key,
		  const SvDuplicateRules *rules, const size_t *block, size_t m, bool tolerant)
{
	size_t		n = list_variants(work, key, rules, block, m);
	const SvNearVariant *variant = work->variant;
	bool		alike = !tolerant && rules->ndifferent == 0;
	size_t		kept = 0;

	work->rank = sv_core_room(work->rank, &work->rank_room, n, sizeof(size_t));
	sort_variants(work->variant, n);
	for (size_t k = 0; k < n; k++)
	{
		size_t		row = variant[k].row;
		size_t		reach = kept;

		if (k > 0 && variant[k].hash != variant[k - 1].hash)
			reach = 0;
		kept = 0;
		for (size_t i = 0; i < reach; i++)
		{
			size_t		other = work->rank[i];

			sv_core_interrupts();
			if (rules->within >= 0 &&
				key->row[row].at - key->row[other].at > rules->within)
				continue;
			if (!sv_forest_joined(&work->forest, other, row) &&
				rows_match(key, rules, other, row))
				sv_forest_join(&work->forest, other, row);
			if (!alike || !same_codes(key, rules, other, row))
				work->rank[kept++] = other;
		}
		work->rank[kept++] = row;
	}
}

static void
join_block(SvDuplicateWork *work, const SvDuplicateKey *key,
		   const SvDuplicateRules *rules, const size_t *block, size_t m)
{
	bool		tolerant = rules->by_amount &&
	sv_decimal_sign(rules->tolerance) > 0;

	if (m < 2)
		return;
	if (rules->nnear > 0)
		join_near(work, key, rules, block, m, tolerant);
	else if (!tolerant && rules->ndifferent <= 1)
		join_in_time(work, key, rules, block, m);
	else if (rules->ndifferent == 0)
		join_in_time_and_amount(work, key, rules, block, m);
	else
		join_pairs(work, key, rules, block, m);
}

/*
 * Find the groups of one key, into work->groups: by their first row, members
 * in the order of the rows.
 */
void
sv_duplicate_find(SvDuplicateWork *work, const SvDuplicateKey *key,
				  const SvDuplicateRules *rules)
{
	ColumnOrder by = {key, rules};
	size_t		open = 0;
	size_t		first = 0;

	sv_groups_clear(&work->groups);
	if (key->n < 2)
		return;
	work->order = sv_core_room(work->order, &work->order_room, key->n,
							   sizeof(size_t));
	if (rules->net_reversals)
	{
		work->cancelled = sv_core_room(work->cancelled, &work->cancelled_room,
									   key->n, sizeof(bool));
		net_reversals(work, key, rules);
	}
	for (size_t i = 0; i < key->n; i++)
		if (!rules->net_reversals || !work->cancelled[i])
			work->order[open++] = i;
	sort_into_blocks(work->order, open, &by);

	sv_forest_reset(&work->forest, key->n);
	for (size_t i = 1; i <= open; i++)
		if (i == open ||
			compare_blocks(key, rules, work->order[i - 1], work->order[i]) != 0)
		{
			join_block(work, key, rules, work->order + first, i - first);
			first = i;
		}
	sv_forest_collect(&work->forest, 2, &work->groups);
}

/* What a group adds up to; false when a sum needs more than 38 digits. */
bool
sv_duplicate_totals(const SvDuplicateKey *key, const size_t *member, size_t n,
					SvDuplicateTotals *totals)
{
	SvDecimal	largest = key->row[member[0]].amount;
	SvDecimal	sum = {0, 0};

	for (size_t i = 0; i < n; i++)
	{
		SvDecimal	amount = key->row[member[i]].amount;
		SvDecimal	size = sv_decimal_sign(amount) < 0 ? sv_decimal_negate(amount) : amount;
		int			order = sv_decimal_compare(size, sv_decimal_sign(largest) < 0 ?
											   sv_decimal_negate(largest) : largest);

		if (order > 0 || (order == 0 && sv_decimal_sign(amount) > 0))
			largest = amount;
		if (!sv_decimal_add(&sum, amount))
			return false;
	}
	totals->amount = totals->excess = sum;
	totals->first_at = key->row[member[0]].at;
	totals->last_at = key->row[member[n - 1]].at;
	return sv_decimal_subtract(&totals->excess, largest);
}

void
sv_duplicate_free(SvDuplicateWork *work)
{
	sv_forest_free(&work->forest);
	sv_groups_free(&work->groups);
	sv_rankset_free(&work->window);
	if (work->order != NULL)
		sv_core_free(work->order);
	if (work->rank != NULL)
		sv_core_free(work->rank);
	if (work->reversal != NULL)
		sv_core_free(work->reversal);
	if (work->cancelled != NULL)
		sv_core_free(work->cancelled);
	if (work->variant != NULL)
		sv_core_free(work->variant);
	memset(work, 0, sizeof(*work));
}
