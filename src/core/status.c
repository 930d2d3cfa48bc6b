/*
 * status.c
 *		Claims made while a status forbade them.
 *
 * The definition.  Statuses of one name whose spans touch or overlap are one
 * stretch: custody recorded month by month is one custody, and a death that two
 * registers report is one death.  A stretch begins to forbid `grace` after its
 * beginning, once, not again with every renewal.  A claim and a stretch are in
 * conflict if the rules forbid the claim's kind under that status and their
 * common span is at least min_length long; that span is the conflict.  As its
 * evidence stands the first status row (as given) in force when it begins.
 *
 * Two stretches of one name that do not touch make two conflicts with a claim
 * that spans both, and two statuses do as well; whoever adds up amounts must
 * count a claim once.
 *
 * The cost.  A sweep over claims and stretches by their beginning.  Whatever
 * begins is compared with what of the other side has begun and not been seen to
 * have ended; what has ended is dropped when it is met.  So every comparison is
 * of a pair that does overlap in time or drops something: O(n log n + overlaps),
 * however many statuses a subject has had.
 *
 * When the answer is wrong: a death or a release reported late or of another
 * person with the same name, payments for earned months made later (ask for the
 * period paid for, not the day of payment), statuses that forbid only some
 * posts or kinds (give rules).
 */
#include "core/status.h"

#include "core/groups.h"

/* Status rows of one name that touch or overlap: order[first .. last]. */
typedef struct SvStretch
{
	SvSpan		span;			/* less the grace */
	size_t		first;
	size_t		last;
} SvStretch;

static inline int
compare_int64(int64 a, int64 b)
{
	return (a > b) - (a < b);
}

/* Name, beginning, then as given. */
static int
compare_statuses(const SvStatusRow *status, size_t a, size_t b)
{
	if (status[a].status != status[b].status)
		return status[a].status < status[b].status ? -1 : 1;
	if (status[a].span.from != status[b].span.from)
		return status[a].span.from < status[b].span.from ? -1 : 1;
	return (a > b) - (a < b);
}

#define ST_SORT sort_statuses
#define ST_ELEMENT_TYPE size_t
#define ST_COMPARE(a, b, arg) compare_statuses(arg, *(a), *(b))
#define ST_COMPARE_ARG_TYPE const SvStatusRow
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

static int
compare_stretches(const SvStretch *a, const SvStretch *b)
{
	int			order = compare_int64(a->span.from, b->span.from);

	return order != 0 ? order : (a->first > b->first) - (a->first < b->first);
}

#define ST_SORT sort_stretches
#define ST_ELEMENT_TYPE SvStretch
#define ST_COMPARE(a, b) compare_stretches(a, b)
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/* Claim, beginning, then the status row. */
static int
compare_conflicts(const SvConflict *a, const SvConflict *b)
{
	int			order;

	if (a->claim != b->claim)
		return a->claim < b->claim ? -1 : 1;
	order = compare_int64(a->during.from, b->during.from);
	return order != 0 ? order : (a->status > b->status) - (a->status < b->status);
}

#define ST_SORT sort_conflicts
#define ST_ELEMENT_TYPE SvConflict
#define ST_COMPARE(a, b) compare_conflicts(a, b)
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/*
 * Statuses, joined
 */

/*
 * Join the statuses into stretches, by their beginning; returns how many.
 * Leaves in reach[i] the latest end of order[first of its stretch .. i].
 */
static size_t
list_stretches(SvStatusWork *work, const SvStatusRow *status, size_t n, int64 grace)
{
	size_t		kept = 0;
	size_t		first = 0;

	work->order = sv_core_room(work->order, &work->order_room, n, sizeof(size_t));
	work->reach = sv_core_room(work->reach, &work->reach_room, n, sizeof(int64));
	work->stretch = sv_core_room(work->stretch, &work->stretch_room, n,
								 sizeof(SvStretch));
	for (size_t i = 0; i < n; i++)
		work->order[i] = i;
	sort_statuses(work->order, n, status);

	for (size_t i = 0; i < n; i++)
	{
		const SvStatusRow *row = &status[work->order[i]];
		const SvStatusRow *before = &status[work->order[first]];

		if (i == 0 || row->status != before->status ||
			row->span.from > work->reach[i - 1])
			first = i;
		work->reach[i] = i == first ? row->span.to :
			Max(work->reach[i - 1], row->span.to);
		if (i == first)
			kept++;
		work->stretch[kept - 1].first = first;
		work->stretch[kept - 1].last = i;
	}

	/* only now are all ends known; what the grace leaves nothing of goes */
	n = kept;
	kept = 0;
	for (size_t i = 0; i < n; i++)
	{
		SvStretch	stretch = work->stretch[i];

		stretch.span.from = status[work->order[stretch.first]].span.from;
		stretch.span.to = work->reach[stretch.last];
		if (stretch.span.to - 1 < stretch.span.from + grace)
			continue;
		stretch.span.from += grace;
		work->stretch[kept++] = stretch;
	}
	sort_stretches(work->stretch, kept);
	return kept;
}

/*
 * The status row in force at a time inside the stretch: the first that ends
 * after it.  What is before it has ended, and as the stretch has no hole, it
 * has begun.
 */
static size_t
row_in_force(const SvStatusWork *work, const SvStretch *stretch, int64 at)
{
	size_t		low = stretch->first;
	size_t		high = stretch->last;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (work->reach[middle] > at)
			high = middle;
		else
			low = middle + 1;
	}
	return work->order[low];
}

/*
 * Claims against stretches
 */

/* Is there a rule that the status forbids the kind? */
static bool
find_rule(const SvStatusRules *rules, uint64 status, uint64 kind)
{
	size_t		low = 0;
	size_t		high = rules->nrules;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;
		const SvStatusRule *rule = &rules->rule[middle];

		if (rule->status == status && rule->kind == kind)
			return true;
		if (rule->status < status || (rule->status == status && rule->kind < kind))
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static void
judge_pair(SvStatusWork *work, const SvStatusClaim *claim, size_t c,
		   const SvStatusRow *status, const SvStretch *stretch,
		   const SvStatusRules *rules)
{
	SvSpan		common = {Max(claim[c].span.from, stretch->span.from),
	Min(claim[c].span.to, stretch->span.to)};
	uint64		name = status[work->order[stretch->first]].status;

	/* written so that an open end, the largest integer, does not overflow */
	if (common.to <= common.from || common.to - rules->min_length < common.from)
		return;
	if (rules->rule != NULL && !find_rule(rules, name, SV_ANY_KIND) &&
		!find_rule(rules, name, claim[c].kind))
		return;
	work->conflict = sv_core_room(work->conflict, &work->conflict_room,
								  work->nconflicts + 1, sizeof(SvConflict));
	work->conflict[work->nconflicts++] = (SvConflict)
	{
		c, row_in_force(work, stretch, common.from), common
	};
}

/* Compare a stretch that begins with the claims that have begun. */
static size_t
meet_claims(SvStatusWork *work, const SvStatusClaim *claim, const SvStatusRow *status,
			const SvStretch *stretch, const SvStatusRules *rules,
			size_t *active, size_t n)
{
	for (size_t i = 0; i < n;)
	{
		sv_core_interrupts();
		if (claim[active[i]].span.to <= stretch->span.from)
		{
			active[i] = active[--n];
			continue;
		}
		judge_pair(work, claim, active[i++], status, stretch, rules);
	}
	return n;
}

/* Compare a claim that begins with the stretches that have begun. */
static size_t
meet_stretches(SvStatusWork *work, const SvStatusClaim *claim, size_t c,
			   const SvStatusRow *status, const SvStatusRules *rules,
			   size_t *active, size_t n)
{
	for (size_t i = 0; i < n;)
	{
		const SvStretch *stretch = &work->stretch[active[i]];

		sv_core_interrupts();
		if (stretch->span.to <= claim[c].span.from)
		{
			active[i] = active[--n];
			continue;
		}
		judge_pair(work, claim, c, status, stretch, rules);
		i++;
	}
	return n;
}

/*
 * Find the conflicts of one subject, into work->conflict: by claim, beginning
 * and status row.  Claims come sorted by their beginning, ties in the caller's
 * total order; statuses in the caller's total order.
 */
void
sv_status_find(SvStatusWork *work, const SvStatusClaim *claim, size_t nclaims,
			   const SvStatusRow *status, size_t nstatuses,
			   const SvStatusRules *rules)
{
	size_t		nstretches;
	size_t	   *claims;			/* begun and not seen to have ended */
	size_t	   *stretches;
	size_t		active_claims = 0;
	size_t		active_stretches = 0;
	size_t		c = 0;
	size_t		s = 0;

	Assert(rules->grace >= 0 && rules->min_length >= 1);
	work->nconflicts = 0;
	if (nclaims == 0 || nstatuses == 0)
		return;
	nstretches = list_stretches(work, status, nstatuses, rules->grace);
	work->active = sv_core_room(work->active, &work->active_room,
								nclaims + nstretches, sizeof(size_t));
	claims = work->active;
	stretches = work->active + nclaims;

	while (c < nclaims || s < nstretches)
	{
		if (s == nstretches ||
			(c < nclaims && claim[c].span.from <= work->stretch[s].span.from))
		{
			active_stretches = meet_stretches(work, claim, c, status, rules,
											  stretches, active_stretches);
			claims[active_claims++] = c++;
		}
		else
		{
			active_claims = meet_claims(work, claim, status, &work->stretch[s],
										rules, claims, active_claims);
			stretches[active_stretches++] = s++;
		}
	}
	sort_conflicts(work->conflict, work->nconflicts);
}

void
sv_status_free(SvStatusWork *work)
{
	if (work->conflict != NULL)
		sv_core_free(work->conflict);
	if (work->order != NULL)
		sv_core_free(work->order);
	if (work->stretch != NULL)
		sv_core_free(work->stretch);
	if (work->reach != NULL)
		sv_core_free(work->reach);
	if (work->active != NULL)
		sv_core_free(work->active);
	memset(work, 0, sizeof(*work));
}
