/*
 * collector.c
 *		Who receives for many others?
 *
 * One account to which the money of many people goes may be a village's
 * collective account, or that of the cadre who "helps" them.  A payee is found
 * who receives for at least so many different people; with a time limit, when
 * some window of that length holds so many.  Windows that share a row are
 * reported once, as their union.
 *
 * Rows come in order of their days.  Two ends of a window move over them, and
 * a table of how often each person is inside tells in constant time when the
 * number of different ones changes: O(n) for a payee, with 8 bytes a row.  The
 * window that ends at a row begins as early as it may, so every other window
 * that qualifies is part of one that is looked at, and the unions are the same.
 */
#include "core/collector.h"

typedef struct Search
{
	const SvReceived *rows;
	uint64	   *seen;			/* by person: rows in the window */
	uint64	   *stamp;			/* by number: the collection counted last */
	uint64		stamps;
	SvCollectionFound found;
	void	   *arg;
} Search;

/* Different numbers among rows first .. last. */
static uint64
count_different(Search *search, uint64 first, uint64 last, bool households)
{
	uint64		different = 0;

	search->stamps++;
	for (uint64 i = first; i <= last; i++)
	{
		uint64		number = households ? search->rows[i].household : search->rows[i].beneficiary;

		if (number == SV_NOBODY || search->stamp[number] == search->stamps)
			continue;
		search->stamp[number] = search->stamps;
		different++;
	}
	return different;
}

static void
report(Search *search, uint64 first, uint64 last)
{
	SvCollection collection;

	collection.first = first;
	collection.last = last;
	collection.beneficiaries = count_different(search, first, last, false);
	collection.households = count_different(search, first, last, true);
	search->found(&collection, search->arg);
}

/* Windows of at most "within" days, joined where they share a row. */
static void
search_windows(Search *search, uint64 n, uint64 least, int32 within)
{
	const SvReceived *rows = search->rows;
	uint64		left = 0;
	uint64		different = 0;
	uint64		first = 0;
	uint64		last = 0;
	bool		open = false;	/* first .. last is a union in work */

	for (uint64 right = 0; right < n; right++)
	{
		if ((right & 0xffff) == 0)
			sv_core_interrupts();
		if (search->seen[rows[right].beneficiary]++ == 0)
			different++;
		while ((int64) rows[right].day - rows[left].day > within)
			if (--search->seen[rows[left++].beneficiary] == 0)
				different--;
		if (different < least)
			continue;
		if (open && left > last)
		{
			report(search, first, last);
			open = false;
		}
		if (!open)
			first = left;
		open = true;
		last = right;
	}
	if (open)
		report(search, first, last);
}

/*
 * Find the collections of one payee, whose rows come in order of their days;
 * within is a number of days or SV_EVER.
 */
void
sv_collections(const SvReceived *rows, uint64 n, uint64 least, int32 within,
			   SvCollectionFound found, void *arg)
{
	Search		search = {rows, NULL, NULL, 0, found, arg};
	Size		size = sizeof(uint64) * Max(n, 1);

	if (n < least || n == 0)
		return;
	search.stamp = memset(sv_core_alloc(size), 0, size);
	if (within == SV_EVER)
	{
		if (count_different(&search, 0, n - 1, false) >= least)
			report(&search, 0, n - 1);
	}
	else
	{
		search.seen = memset(sv_core_alloc(size), 0, size);
		search_windows(&search, n, least, within);
		sv_core_free(search.seen);
	}
	sv_core_free(search.stamp);
}
