/*
 * sv_episode.c
 *		What collisions() and collide() have in common: the claims of one
 *		cluster searched, and what is said of an episode.
 *
 * The kernel (core/overlap.c) knows days and numbers of sources.  Here sources
 * get their numbers, the pairs that exclude each other are looked up for those
 * that occur, and an episode gets its lists and its sums.
 */
#include "supervise.h"

#include "lib/stringinfo.h"
#include "sv_datum.h"
#include "sv_episode.h"
#include "sv_reason.h"
#include "utils/memutils.h"

/* More sources than this in a cluster are numbered by sorting. */
#define FEW_SOURCES 16

/* ---- sources of a cluster ---- */

static int
compare_claim_sources(const void *a, const void *b, void *arg)
{
	SvSearch   *search = arg;
	uint64		x = *(const uint64 *) a;
	uint64		y = *(const uint64 *) b;
	int			result = search->claims->compare_sources(search->claims->origin, x, y);

	return result != 0 ? result : (x > y) - (x < y);
}

/* Number the sources by the order of their bytes, whatever their count. */
static void
number_by_sorting(SvSearch *search)
{
	uint64	   *sorted = palloc_extended(sizeof(uint64) * search->n, MCXT_ALLOC_HUGE);

	for (uint64 i = 0; i < search->n; i++)
		sorted[i] = i;
	qsort_arg(sorted, search->n, sizeof(uint64), compare_claim_sources, search);
	search->nsources = 0;
	search->representative = palloc_extended(sizeof(uint64) * search->n, MCXT_ALLOC_HUGE);
	for (uint64 i = 0; i < search->n; i++)
	{
		if (i == 0 || search->claims->compare_sources(search->claims->origin,
													  sorted[i - 1], sorted[i]) != 0)
			search->representative[search->nsources++] = sorted[i];
		search->cluster[sorted[i]].source = search->nsources - 1;
	}
	pfree(sorted);
}

static void
number_sources(SvSearch *search)
{
	const SvClaims *claims = search->claims;

	search->representative = palloc(sizeof(uint64) * FEW_SOURCES);
	search->nsources = 0;
	for (uint64 i = 0; i < search->n; i++)
	{
		uint32		source = 0;

		while (source < search->nsources &&
			   claims->compare_sources(claims->origin, search->representative[source], i) != 0)
			source++;
		if (source == FEW_SOURCES)
		{
			number_by_sorting(search);
			return;
		}
		if (source == search->nsources)
			search->representative[search->nsources++] = i;
		search->cluster[i].source = source;
	}
}

/* The excluded pairs among the sources of the cluster. */
static void
cluster_exclusions(SvSearch *search, SvExclusions *exclusions)
{
	const SvPairs *pairs = search->question->pairs;
	int			known = sv_pairs_count(pairs);
	int		   *here = palloc_array(int, Max(known, 1));	/* by number in pairs */
	int		   *number = palloc_array(int, search->nsources);
	uint32	   *start = palloc0_array(uint32, search->nsources + 1);
	uint32	   *other;
	uint32		n = 0;

	memset(here, -1, sizeof(int) * known);
	for (uint32 s = 0; s < search->nsources; s++)
	{
		text	   *name = DatumGetTextPP(search->claims->source(search->claims->origin,
																 search->representative[s]));
		int			ncandidates = 0;

		number[s] = sv_pairs_find(pairs, VARDATA_ANY(name), VARSIZE_ANY_EXHDR(name));
		if (number[s] >= 0)
		{
			here[number[s]] = (int) s;
			sv_pairs_of(pairs, number[s], &ncandidates);
			n += ncandidates;
		}
	}
	other = palloc_array(uint32, Max(n, 1));
	n = 0;
	for (uint32 s = 0; s < search->nsources; s++)
	{
		int			ncandidates = 0;
		const int  *candidates = number[s] < 0 ? NULL :
		sv_pairs_of(pairs, number[s], &ncandidates);

		start[s] = n;
		for (int i = 0; i < ncandidates; i++)
			if (here[candidates[i]] >= 0)
				other[n++] = (uint32) here[candidates[i]];
	}
	start[search->nsources] = n;
	exclusions->start = start;
	exclusions->other = other;
}

/* ---- what an episode says ---- */

static int
compare_texts(const void *a, const void *b)
{
	text	   *x = DatumGetTextPP(*(const Datum *) a);
	text	   *y = DatumGetTextPP(*(const Datum *) b);
	Size		x_length = VARSIZE_ANY_EXHDR(x);
	Size		y_length = VARSIZE_ANY_EXHDR(y);
	int			result = memcmp(VARDATA_ANY(x), VARDATA_ANY(y), Min(x_length, y_length));

	return result != 0 ? result : (x_length > y_length) - (x_length < y_length);
}

static void
find_sources(SvSearch *search, const SvEpisode *episode, SvFound *found)
{
	bool	   *seen = palloc0_array(bool, search->nsources);

	found->sources = palloc_array(Datum, search->nsources);
	found->nsources = 0;
	for (uint64 i = 0; i < episode->nmembers; i++)
	{
		uint64		claim = episode->members[i];
		uint32		source = search->cluster[claim].source;

		if (!seen[source])
			found->sources[found->nsources++] =
				search->claims->source(search->claims->origin, claim);
		seen[source] = true;
	}
	qsort(found->sources, found->nsources, sizeof(Datum), compare_texts);
}

static void
add_amount(SvDecimal *sum, SvDecimal amount)
{
	if (!sv_decimal_add(sum, amount))
		sv_sum_overflow();
}

/*
 * The whole amounts of the members, and what of it would not have been paid
 * had only the largest been due.  Null amounts add nothing; if all are null,
 * so are the sums.
 */
static void
find_amounts(SvSearch *search, const SvEpisode *episode, SvFound *found)
{
	bool		by_claim = search->question->same_source;
	SvDecimal  *totals = palloc0_array(SvDecimal, search->nsources);
	bool	   *has_total = palloc0_array(bool, search->nsources);
	SvDecimal	largest = {0, 0};
	bool		has_largest = false;

	found->has_amount = false;
	memset(&found->amount, 0, sizeof(SvDecimal));
	for (uint64 i = 0; i < episode->nmembers; i++)
	{
		uint64		claim = episode->members[i];
		uint32		source = search->cluster[claim].source;
		SvDecimal	amount;

		if (!search->claims->amount(search->claims->origin, claim, &amount))
			continue;
		found->has_amount = true;
		add_amount(&found->amount, amount);
		add_amount(&totals[source], amount);
		has_total[source] = true;
		if (by_claim && (!has_largest || sv_decimal_compare(amount, largest) > 0))
		{
			largest = amount;
			has_largest = true;
		}
	}
	for (uint32 s = 0; s < search->nsources && !by_claim; s++)
	{
		if (has_total[s] && (!has_largest || sv_decimal_compare(totals[s], largest) > 0))
		{
			largest = totals[s];
			has_largest = true;
		}
	}
	found->excess = found->amount;
	add_amount(&found->excess, sv_decimal_negate(largest));
}

static void
emit_episode(const SvEpisode *episode, void *arg)
{
	SvSearch   *search = arg;
	MemoryContext old = MemoryContextSwitchTo(search->context);
	Datum	   *records = palloc_extended(sizeof(Datum) * episode->nmembers, MCXT_ALLOC_HUGE);
	SvFound		found = {0};

	found.during.first = episode->first;
	found.during.last = episode->last;
	found.claims = episode->nmembers;
	find_sources(search, episode, &found);
	find_amounts(search, episode, &found);
	for (uint64 i = 0; i < episode->nmembers; i++)
		records[i] = search->claims->record(search->claims->origin, episode->members[i]);

	found.values[EP_DURING] = sv_period_datum(found.during);
	found.nulls[EP_DAYS] = episode->first == SV_NO_FIRST || episode->last == SV_NO_LAST;
	if (!found.nulls[EP_DAYS])
		found.values[EP_DAYS] = Int32GetDatum(episode->last - episode->first + 1);
	found.values[EP_SOURCES] = sv_text_array(found.sources, found.nsources);
	found.values[EP_RECORDS] = sv_text_array(records, episode->nmembers);
	found.values[EP_CLAIMS] = Int64GetDatum((int64) episode->nmembers);
	found.nulls[EP_AMOUNT] = found.nulls[EP_EXCESS] = !found.has_amount;
	if (found.has_amount)
	{
		found.values[EP_AMOUNT] = sv_amount_datum(found.amount);
		found.values[EP_EXCESS] = sv_amount_datum(found.excess);
	}
	search->emit(search->arg, &found);
	MemoryContextSwitchTo(old);
	MemoryContextReset(search->context);
}

/* SvSearch the claims of one cluster, given by their days. */
void
sv_search_cluster(SvSearch *search)
{
	SvExclusions exclusions;
	SvOverlapRule rule = {NULL, search->question->same_source, search->question->min_days};

	number_sources(search);
	if (search->nsources == 1 && !search->question->same_source)
		return;
	if (search->question->pairs)
	{
		cluster_exclusions(search, &exclusions);
		rule.exclusions = &exclusions;
	}
	sv_overlap(search->cluster, search->n, search->nsources, &rule, emit_episode, search);
}

void
sv_search_init(SvSearch *search, const SvQuestion *question, const SvClaims *claims)
{
	memset(search, 0, sizeof(SvSearch));
	search->question = question;
	search->claims = claims;
	search->context = AllocSetContextCreate(CurrentMemoryContext, "supervise episode",
											ALLOCSET_DEFAULT_SIZES);
}

/* The episode in one sentence. */
char *
sv_episode_reason(const SvQuestion *question, const SvFound *found)
{
	bool		chinese = sv_language == SV_CHINESE;
	StringInfoData sentence;

	initStringInfo(&sentence);
	appendStringInfo(&sentence, chinese ? "%s，" : "%s: ", sv_reason_period(found->during));
	if (question->same_source && found->nsources == 1)
		appendStringInfo(&sentence, chinese ? "%s同期有" UINT64_FORMAT "笔" :
						 "%s has " UINT64_FORMAT " claims for the same time",
						 sv_reason_list(found->sources, 1), found->claims);
	else
		appendStringInfo(&sentence, chinese ? "%d个来源同期发放" UINT64_FORMAT "笔（%s）" :
						 "%d sources have " UINT64_FORMAT " claims for the same time (%s)",
						 found->nsources, found->claims,
						 sv_reason_list(found->sources, found->nsources));
	if (found->has_amount)
		appendStringInfo(&sentence, chinese ? "，合计%s，超出最大一方%s" :
						 ", %s in all, %s more than the largest alone",
						 sv_reason_amount(found->amount), sv_reason_amount(found->excess));
	appendStringInfoString(&sentence, chinese ? "。" : ".");
	return sentence.data;
}
