/*
 * test_status.c
 *		Conflicts of claims with statuses against their definition, day by day.
 */
#include "core/status.h"
#include "sample.h"
#include "tap.h"

#define MOST	20
#define DAYS	60				/* spans with no end reach beyond */

static SvStatusClaim claim[MOST];
static SvStatusRow status[MOST];
static SvStatusRule rule[10];

static bool
covers(SvSpan span, int64 day)
{
	return span.from <= day && day < span.to;
}

/* Is a status of this name in force on a day? */
static bool
holds(int n, uint64 name, int64 day)
{
	for (int i = 0; i < n; i++)
		if (status[i].status == name && covers(status[i].span, day))
			return true;
	return false;
}

/* … and does it forbid: has it held for `grace` days before this one? */
static bool
forbids(int n, uint64 name, int64 day, int64 grace)
{
	for (int64 d = day; d >= day - grace; d--)
		if (!holds(n, name, d))
			return false;
	return true;
}

static bool
allowed(const SvStatusRules *rules, uint64 name, uint64 kind)
{
	if (rules->rule == NULL)
		return false;
	for (size_t i = 0; i < rules->nrules; i++)
		if (rules->rule[i].status == name &&
			(rules->rule[i].kind == kind || rules->rule[i].kind == SV_ANY_KIND))
			return false;
	return true;
}

/* The status row that stands as evidence: the earliest begun, as given. */
static size_t
evidence(int n, uint64 name, int64 day)
{
	int			found = -1;

	for (int i = 0; i < n; i++)
		if (status[i].status == name && covers(status[i].span, day) &&
			(found < 0 || status[i].span.from < status[found].span.from))
			found = i;
	return (size_t) found;
}

static int
compare_conflicts(const void *a, const void *b)
{
	const SvConflict *x = a;
	const SvConflict *y = b;

	if (x->claim != y->claim)
		return x->claim < y->claim ? -1 : 1;
	if (x->during.from != y->during.from)
		return x->during.from < y->during.from ? -1 : 1;
	return (x->status > y->status) - (x->status < y->status);
}

static size_t
by_definition(int nclaims, int nstatuses, int names, const SvStatusRules *rules,
			  SvConflict *out)
{
	size_t		n = 0;

	for (int c = 0; c < nclaims; c++)
		for (int name = 0; name < names; name++)
		{
			if (allowed(rules, (uint64) name, claim[c].kind))
				continue;
			for (int64 day = 0; day < DAYS; day++)
			{
				SvSpan		during = {day, day};
				int64		end = day;

				while (end < DAYS && covers(claim[c].span, end) &&
					   forbids(nstatuses, (uint64) name, end, rules->grace))
					end++;
				if (end == day)
					continue;
				if (end == DAYS)
					end = SV_SPAN_END;
				if (end - day >= rules->min_length)
				{
					during.to = end;
					out[n++] = (SvConflict)
					{
						(size_t) c, evidence(nstatuses, (uint64) name, day), during
					};
				}
				day = Min(end, DAYS);
			}
		}
	qsort(out, n, sizeof(SvConflict), compare_conflicts);
	return n;
}

static SvSpan
sample_span(void)
{
	int64		from = sample(40);
	SvSpan		span = {from, sample(8) == 0 ? SV_SPAN_END : from + 1 + sample(15)};

	return span;
}

static int
compare_claims(const void *a, const void *b)
{
	int64		x = ((const SvStatusClaim *) a)->span.from;
	int64		y = ((const SvStatusClaim *) b)->span.from;

	return (x > y) - (x < y);
}

static int
compare_rules(const void *a, const void *b)
{
	const SvStatusRule *x = a;
	const SvStatusRule *y = b;

	if (x->status != y->status)
		return x->status < y->status ? -1 : 1;
	return (x->kind > y->kind) - (x->kind < y->kind);
}

static void
check_sets(SvStatusWork *work, bool ruled)
{
	int			wrong = 0;
	int			found = 0;

	for (int set = 0; set < 3000; set++)
	{
		SvConflict	expected[MOST * DAYS];
		int			nclaims = (int) sample(MOST + 1);
		int			nstatuses = (int) sample(MOST + 1);
		int			names = 1 + (int) sample(4);
		SvStatusRules rules = {ruled ? rule : NULL, (size_t) sample(10), sample(6),
		1 + sample(4)};
		size_t		n;

		for (int i = 0; i < nclaims; i++)
			claim[i] = (SvStatusClaim)
		{
			sample_span(), (uint64) sample(3)
		};
		for (int i = 0; i < nstatuses; i++)
			status[i] = (SvStatusRow)
		{
			sample_span(), (uint64) sample(names)
		};
		for (size_t i = 0; i < rules.nrules; i++)
			rule[i] = (SvStatusRule)
		{
			(uint64) sample(names), sample(5) == 0 ? SV_ANY_KIND : (uint64) sample(3)
		};
		qsort(claim, (size_t) nclaims, sizeof(SvStatusClaim), compare_claims);
		qsort(rule, rules.nrules, sizeof(SvStatusRule), compare_rules);

		n = by_definition(nclaims, nstatuses, names, &rules, expected);
		sv_status_find(work, claim, (size_t) nclaims, status, (size_t) nstatuses, &rules);
		wrong += n != work->nconflicts;
		for (size_t i = 0; i < n && n == work->nconflicts; i++)
			if (compare_conflicts(&expected[i], &work->conflict[i]) != 0 ||
				expected[i].during.to != work->conflict[i].during.to)
			{
				wrong++;
				break;
			}
		found += (int) n;
	}
	ok(wrong == 0 && found > 5000, "%s: 3000 random sets, %d conflicts, %d wrong",
	   ruled ? "with rules" : "without rules", found, wrong);
}

/* One subject with very many rows takes no quadratic time. */
static void
check_giant(SvStatusWork *work)
{
	size_t		n = 200000;
	SvStatusClaim *claims = malloc(n * sizeof(SvStatusClaim));
	SvStatusRow *statuses = malloc(n * sizeof(SvStatusRow));
	SvStatusRules rules = {NULL, 0, 0, 1};

	for (size_t i = 0; i < n; i++)
	{
		claims[i].span = (SvSpan)
		{
			(int64) i * 4, (int64) i * 4 + 3
		};
		claims[i].kind = 0;
		statuses[i].span = (SvSpan)
		{
			(int64) i * 4 + 2, (int64) i * 4 + 4
		};
		statuses[i].status = (uint64) i;
	}
	sv_status_find(work, claims, n, statuses, n, &rules);
	ok(work->nconflicts == n, "200000 claims against as many statuses: %zu", work->nconflicts);
	free(claims);
	free(statuses);
}

int
main(void)
{
	SvStatusWork work = {0};

	check_sets(&work, false);
	check_sets(&work, true);
	check_giant(&work);
	sv_status_free(&work);
	return done_testing();
}
