/*
 * collision.c
 *		Is one subject paid by several sources for the same days?
 *
 * supervise.collisions(query) and the aggregate supervise.collide(...), over
 * the kernel in core/overlap.c.  Claims of a subject come sorted by their
 * first day; most are alone in their time, so they are cut into clusters (a
 * claim that begins after all before it have ended starts a new one) and only
 * clusters of more than one claim reach the kernel.
 */
#include "supervise.h"

#include "catalog/pg_type.h"
#include "core/overlap.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "sv_args.h"
#include "sv_input.h"
#include "sv_numeric.h"
#include "sv_pairs.h"
#include "sv_reason.h"
#include "sv_result.h"
#include "sv_state.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(sv_collisions);

/* Columns of the query. */
enum
{
	SUBJECT, RECORD, SOURCE, VALID, AMOUNT, NCOLUMNS
};

static const SvColumnSpec claim_specs[NCOLUMNS] = {
	{"subject", SV_KEY, SV_GROUP},
	{"record", SV_KEY, SV_RECORD},
	{"source", SV_KEY, SV_REPEATS},
	{"valid", SV_PERIOD, SV_OR_AT},
	{"amount", SV_AMOUNT, SV_OPTIONAL},
};

static const int claim_order[] = {VALID, SOURCE, RECORD};

static const SvColumnSpec pair_specs[] = {
	{"source_a", SV_KEY, SV_GROUP},
	{"source_b", SV_KEY, 0},
};

/* The last day a date can be, less one for the end of a range. */
#define LAST_DAY	(DATE_END_JULIAN - POSTGRES_EPOCH_JDATE - 2)

/* More sources than this in a cluster are numbered by sorting. */
#define FEW_SOURCES 16

/* What collisions() and collide() are asked for. */
typedef struct Question
{
	int32		within;			/* days */
	int32		min_days;
	bool		same_source;
	SvPairs    *pairs;			/* or NULL */
} Question;

/*
 * The claims of a cluster, wherever they are kept: the reading layer's rows or
 * the items of an aggregate's state.
 */
typedef struct Claims
{
	void	   *origin;
	int			(*compare_sources) (void *origin, uint64 a, uint64 b);
	Datum		(*source) (void *origin, uint64 claim);
	Datum		(*record) (void *origin, uint64 claim);
	bool		(*amount) (void *origin, uint64 claim, SvDecimal *amount);
} Claims;

/* Columns of an episode, as both forms return them. */
enum
{
	EP_DURING, EP_DAYS, EP_SOURCES, EP_RECORDS, EP_CLAIMS, EP_AMOUNT, EP_EXCESS, EP_COLUMNS
};

typedef struct Found
{
	SvPeriod	during;
	Datum	   *sources;
	int			nsources;
	uint64		claims;
	bool		has_amount;
	SvDecimal	amount;
	SvDecimal	excess;
	Datum		values[EP_COLUMNS];
	bool		nulls[EP_COLUMNS];
} Found;

typedef struct Search
{
	const Question *question;
	const Claims *claims;
	SvClaim    *cluster;
	uint64		n;
	uint64	   *representative; /* of each source of the cluster, a claim */
	uint32		nsources;
	MemoryContext context;		/* of one episode */
	TypeCacheEntry *daterange;
	void		(*emit) (void *arg, Found *found);
	void	   *arg;
} Search;

/* ---- sources of a cluster ---- */

static int
compare_claim_sources(const void *a, const void *b, void *arg)
{
	Search	   *search = arg;
	uint64		x = *(const uint64 *) a;
	uint64		y = *(const uint64 *) b;
	int			result = search->claims->compare_sources(search->claims->origin, x, y);

	return result != 0 ? result : (x > y) - (x < y);
}

/* Number the sources by the order of their bytes, whatever their count. */
static void
number_by_sorting(Search *search)
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
number_sources(Search *search)
{
	const Claims *claims = search->claims;

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
cluster_exclusions(Search *search, SvExclusions *exclusions)
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

static Datum
period_datum(TypeCacheEntry *daterange, SvPeriod period)
{
	RangeBound	lower = {DateADTGetDatum(period.first), period.first == SV_NO_FIRST, true, true};
	RangeBound	upper = {DateADTGetDatum(period.last + 1), period.last == SV_NO_LAST, false, false};

	return RangeTypePGetDatum(make_range(daterange, &lower, &upper, false));
}

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

static Datum
text_array(Datum *texts, uint64 n)
{
	if (n > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many claims in one episode: " UINT64_FORMAT, n)));
	return PointerGetDatum(construct_array(texts, (int) n, TEXTOID, -1, false, TYPALIGN_INT));
}

static void
find_sources(Search *search, const SvEpisode *episode, Found *found)
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
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("the amounts of one subject add up to more than %d digits", SV_DECIMAL_DIGITS)));
}

/*
 * The whole amounts of the members, and what of it would not have been paid
 * had only the largest been due.  Null amounts add nothing; if all are null,
 * so are the sums.
 */
static void
find_amounts(Search *search, const SvEpisode *episode, Found *found)
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
	Search	   *search = arg;
	MemoryContext old = MemoryContextSwitchTo(search->context);
	Datum	   *records = palloc_extended(sizeof(Datum) * episode->nmembers, MCXT_ALLOC_HUGE);
	Found		found = {0};

	found.during.first = episode->first;
	found.during.last = episode->last;
	found.claims = episode->nmembers;
	find_sources(search, episode, &found);
	find_amounts(search, episode, &found);
	for (uint64 i = 0; i < episode->nmembers; i++)
		records[i] = search->claims->record(search->claims->origin, episode->members[i]);

	found.values[EP_DURING] = period_datum(search->daterange, found.during);
	found.nulls[EP_DAYS] = episode->first == SV_NO_FIRST || episode->last == SV_NO_LAST;
	if (!found.nulls[EP_DAYS])
		found.values[EP_DAYS] = Int32GetDatum(episode->last - episode->first + 1);
	found.values[EP_SOURCES] = text_array(found.sources, found.nsources);
	found.values[EP_RECORDS] = text_array(records, episode->nmembers);
	found.values[EP_CLAIMS] = Int64GetDatum((int64) episode->nmembers);
	found.nulls[EP_AMOUNT] = found.nulls[EP_EXCESS] = !found.has_amount;
	if (found.has_amount)
	{
		found.values[EP_AMOUNT] = NumericGetDatum(sv_decimal_to_numeric(found.amount));
		found.values[EP_EXCESS] = NumericGetDatum(sv_decimal_to_numeric(found.excess));
	}
	search->emit(search->arg, &found);
	MemoryContextSwitchTo(old);
	MemoryContextReset(search->context);
}

/* Search the claims of one cluster, given by their days. */
static void
search_cluster(Search *search)
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

/* The days a claim is in force, with what "within" adds to them. */
static inline SvPeriod
lengthen(SvPeriod period, int32 within)
{
	if (period.last != SV_NO_LAST)
		period.last = (int32) Min((int64) period.last + within, Max(period.last, LAST_DAY));
	return period;
}

static void
search_init(Search *search, const Question *question, const Claims *claims)
{
	memset(search, 0, sizeof(Search));
	search->question = question;
	search->claims = claims;
	search->context = AllocSetContextCreate(CurrentMemoryContext, "supervise episode",
											ALLOCSET_DEFAULT_SIZES);
	search->daterange = lookup_type_cache(DATERANGEOID, TYPECACHE_RANGE_INFO);
}

/* ---- the set-returning form ---- */

typedef struct Call
{
	SvInput    *input;
	SvResult   *result;
	SvRow	  **rows;			/* of the cluster in work */
	Search		search;
} Call;

static int
row_compare_sources(void *origin, uint64 a, uint64 b)
{
	Call	   *call = origin;

	if (sv_input_equal(call->input, call->rows[a], call->rows[b], SOURCE))
		return 0;
	return sv_input_compare(call->input, call->rows[a], call->rows[b], SOURCE);
}

static Datum
row_source(void *origin, uint64 claim)
{
	Call	   *call = origin;

	return sv_input_text_datum(call->input, call->rows[claim], SOURCE);
}

static Datum
row_record(void *origin, uint64 claim)
{
	Call	   *call = origin;

	return sv_input_text_datum(call->input, call->rows[claim], RECORD);
}

static bool
row_amount(void *origin, uint64 claim, SvDecimal *amount)
{
	Call	   *call = origin;

	if (sv_input_is_null(call->input, call->rows[claim], AMOUNT))
		return false;
	*amount = sv_row_amount(call->rows[claim], AMOUNT);
	return true;
}

static char *
reason(const Question *question, const Found *found)
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

static void
emit_row(void *arg, Found *found)
{
	Call	   *call = arg;
	Datum		values[EP_COLUMNS + 2];
	bool		nulls[EP_COLUMNS + 2] = {0};

	values[0] = sv_input_text_datum(call->input, call->rows[0], SUBJECT);
	memcpy(values + 1, found->values, sizeof(found->values));
	memcpy(nulls + 1, found->nulls, sizeof(found->nulls));
	values[EP_COLUMNS + 1] = CStringGetTextDatum(reason(call->search.question, found));
	sv_result_put(call->result, values, nulls);
}

static void
search_rows(Call *call, SvRow **rows, uint64 n, MemoryContext context)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	int32		within = call->search.question->within;

	call->rows = rows;
	call->search.cluster = palloc_extended(sizeof(SvClaim) * n, MCXT_ALLOC_HUGE);
	call->search.n = n;
	for (uint64 i = 0; i < n; i++)
	{
		SvPeriod	period = lengthen(sv_slot_period(rows[i]->slot[VALID]), within);

		call->search.cluster[i].first = period.first;
		call->search.cluster[i].last = period.last;
	}
	search_cluster(&call->search);
	MemoryContextSwitchTo(old);
	MemoryContextReset(context);
}

/*
 * Cut the claims of a subject into clusters.  A claim that begins the day after
 * all others have ended still belongs to theirs: an episode may go on in it.
 */
static void
search_group(Call *call, const SvGroup *group, MemoryContext context)
{
	int32		within = call->search.question->within;
	uint64		begin = 0;
	int32		end = lengthen(sv_slot_period(group->rows[0]->slot[VALID]), within).last;

	for (uint64 i = 1; i <= group->count; i++)
	{
		SvPeriod	period = {0, 0};

		if (i < group->count)
			period = lengthen(sv_slot_period(group->rows[i]->slot[VALID]), within);
		if (i < group->count && period.first <= (int64) end + 1)
		{
			end = Max(end, period.last);
			continue;
		}
		if (i - begin > 1)
			search_rows(call, group->rows + begin, i - begin, context);
		begin = i;
		end = period.last;
	}
}

static void
forbid_own_pair(const char *name, Size length)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("\"pairs\" excludes the source \"%.*s\" from itself, but \"same_source\" is false",
					(int) length, name),
			 errhint("Pass same_source => true to have claims of one source compared, or leave the pair out.")));
}

/* Read the query of pairs; both directions mean the same. */
static SvPairs *
read_pairs(SvCall *call, const char *query, bool same_source)
{
	SvPairs    *pairs = sv_pairs_create();
	SvInput    *input = sv_input_create(call, false);
	SvGroup		group;

	sv_input_read(input, "pairs", query, pair_specs, lengthof(pair_specs), NULL, 0);
	while (sv_input_next(input, &group))
	{
		for (uint64 i = 0; i < group.count; i++)
		{
			Size		a_length;
			Size		b_length;
			char	   *a = sv_input_text(input, group.rows[i], 0, &a_length);
			char	   *b = sv_input_text(input, group.rows[i], 1, &b_length);

			if (!same_source && a_length == b_length && memcmp(a, b, a_length) == 0)
				forbid_own_pair(a, a_length);
			sv_pairs_add(pairs, a, a_length, b, b_length);
			sv_pairs_add(pairs, b, b_length, a, a_length);
		}
	}
	sv_input_close(input);
	sv_pairs_finish(pairs);
	return pairs;
}

Datum
sv_collisions(PG_FUNCTION_ARGS)
{
	static const AttrNumber result_order[] = {1, 2};	/* subject, during */
	static const Claims row_claims = {NULL, row_compare_sources, row_source, row_record, row_amount};
	char	   *query = sv_arg_text(fcinfo, 0, "query");
	char	   *pairs = sv_arg_optional_text(fcinfo, 3);
	bool		skip_invalid = sv_arg_skip_invalid(fcinfo, 5);
	Question	question = {0};
	Claims		claims = row_claims;
	Call		call = {0};
	SvCall	   *ledger;
	SvGroup		group;
	MemoryContext context;

	question.within = sv_arg_days(fcinfo, 1, "within");
	question.min_days = sv_arg_int32(fcinfo, 2, "min_days", 1, PG_INT32_MAX);
	question.same_source = sv_arg_bool(fcinfo, 4, "same_source");

	ledger = sv_call_begin("collisions");
	call.result = sv_result_begin(fcinfo, ledger, result_order, lengthof(result_order));
	if (pairs)
	{
		question.pairs = read_pairs(ledger, pairs, question.same_source);
		ledger->rows = ledger->judged = ledger->subjects = 0;	/* of the claims only */
	}
	call.input = sv_input_create(ledger, skip_invalid);
	claims.origin = &call;
	search_init(&call.search, &question, &claims);
	call.search.emit = emit_row;
	call.search.arg = &call;
	context = AllocSetContextCreate(CurrentMemoryContext, "supervise cluster",
									ALLOCSET_DEFAULT_SIZES);

	sv_input_read(call.input, "query", query, claim_specs, NCOLUMNS,
				  claim_order, lengthof(claim_order));
	while (sv_input_next(call.input, &group))
		if (group.count > 1)
			search_group(&call, &group, context);
	sv_input_close(call.input);
	sv_result_end(call.result);
	sv_call_end(ledger);
	return (Datum) 0;
}
