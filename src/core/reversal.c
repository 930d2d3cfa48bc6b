/*
 * reversal.c
 *		Payments taken back by a later negative row of the same size.
 *
 * Ledgers correct by reversal: the wrong payment stays and a negative row of
 * the same size follows.  A detector that counts both payments of a paid,
 * reversed and paid-again bill accuses somebody of a correction.
 *
 * A negative row cancels the latest payment not later than itself that has its
 * kind and exactly its size and that no other reversal has taken; both are out.
 * On one day payments come before reversals whatever their records are called,
 * for a ledger's numbering within a day means nothing.  A reversal for which no
 * payment is left stays, and so does one of another size (a partial refund):
 * what it belongs to is not known.  Zero is neither.
 *
 * Sorting by kind, size and time leaves each payment and its reversals in one
 * stretch that a stack resolves: O(n log n), no memory besides the rows.
 */
#include "core/reversal.h"

static inline SvDecimal
size_of(SvDecimal amount)
{
	return sv_decimal_sign(amount) < 0 ? sv_decimal_negate(amount) : amount;
}

static inline bool
same_size(const SvReversalRow *a, const SvReversalRow *b)
{
	return a->kind == b->kind &&
		sv_decimal_compare(size_of(a->amount), size_of(b->amount)) == 0;
}

/* Kind, size, time, payments before reversals, then the caller's order. */
static int
compare_rows(const SvReversalRow *a, const SvReversalRow *b)
{
	int			order;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	order = sv_decimal_compare(size_of(a->amount), size_of(b->amount));
	if (order != 0)
		return order;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	order = sv_decimal_sign(b->amount) - sv_decimal_sign(a->amount);
	if (order != 0)
		return order;
	return (a->row > b->row) - (a->row < b->row);
}

#define ST_SORT sort_rows
#define ST_ELEMENT_TYPE SvReversalRow
#define ST_COMPARE(a, b) compare_rows(a, b)
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/*
 * Set cancelled[row] for both rows of every pair; returns the number of pairs.
 * The rows are reordered.
 */
size_t
sv_reversal_net(SvReversalRow *rows, size_t n, bool *cancelled)
{
	size_t		pairs = 0;
	size_t		depth = 0;		/* rows[0 .. depth - 1] is the stack */

	sort_rows(rows, n);
	for (size_t i = 0; i < n; i++)
	{
		SvReversalRow row = rows[i];
		int			sign = sv_decimal_sign(row.amount);

		if (depth > 0 && !same_size(&rows[depth - 1], &row))
			depth = 0;
		if (sign > 0)
			rows[depth++] = row;	/* depth <= i: never over an unread row */
		else if (sign < 0 && depth > 0)
		{
			cancelled[row.row] = cancelled[rows[--depth].row] = true;
			pairs++;
		}
	}
	return pairs;
}
