/*
 * sv_episode_filter.c
 *		Could the claims of a subject collide?
 *
 * The filter of collisions(), asked of every subject before its rows are
 * unpacked, where several processes judge them (sv_filter.c).  There is an episode exactly if two
 * claims whose sources exclude each other share a day; claims come by their
 * first day, so that is told by the latest last day of what came before, for
 * each source that matters:
 *
 *	any two claims			of all of them
 *	different sources		of the source that lasts longest, and of the others
 *	excluded pairs			of each source that some pair names
 *
 * Episodes that are shorter than min_days pass; the kernel drops them.
 */
#include "supervise.h"

#include "port/pg_bitutils.h"
#include "sv_episode.h"
#include "sv_filter.h"
#include "utils/memutils.h"

#define MAX_NAMES	64			/* in pairs, one bit each */
#define NO_NAME		(-1)

typedef enum Rule
{
	ANY_TWO,
	DIFFERENT,
	PAIRS
} Rule;

/* The parameters begin with this; the names in pairs follow. */
typedef struct Head
{
	int32		rule;
	int32		within;
	int32		nnames;
	int32		filler;
	uint64		excluded[MAX_NAMES];	/* of each name, a bit for each other */
} Head;

typedef struct State
{
	Head		head;
	const char *name[MAX_NAMES];
	Size		length[MAX_NAMES];
	int8	   *number;			/* of a label, its name's, or NO_NAME */
	uint32		nlabels;
	uint32		maxlabels;
} State;

/*
 * What the filter has to know, as plain bytes.  With more names than there are
 * bits, any two different sources pass.
 */
void
sv_collision_filter_parameters(StringInfo parameters, const SvQuestion *question)
{
	int			nnames = question->pairs ? sv_pairs_count(question->pairs) : 0;
	Head		head = {0};

	head.within = question->within;
	head.rule = question->same_source ? ANY_TWO : DIFFERENT;
	if (question->pairs && nnames <= MAX_NAMES)
	{
		head.rule = PAIRS;
		head.nnames = nnames;
		for (int i = 0; i < nnames; i++)
		{
			int			n;
			const int  *others = sv_pairs_of(question->pairs, i, &n);

			for (int k = 0; k < n; k++)
				head.excluded[i] |= UINT64CONST(1) << others[k];
		}
	}
	initStringInfo(parameters);
	appendBinaryStringInfo(parameters, (char *) &head, sizeof(head));
	for (int i = 0; i < head.nnames; i++)
	{
		Size		length;
		const char *name = sv_pairs_name(question->pairs, i, &length);
		uint32		bytes = (uint32) length;

		appendBinaryStringInfo(parameters, (char *) &bytes, sizeof(bytes));
		appendBinaryStringInfo(parameters, name, (int) length);
	}
}

static void *
begin(const void *parameters, Size size)
{
	State	   *state = palloc0(sizeof(State));
	const char *at = parameters;

	memcpy(&state->head, at, sizeof(Head));
	at += sizeof(Head);
	for (int i = 0; i < state->head.nnames; i++)
	{
		uint32		bytes;

		memcpy(&bytes, at, sizeof(bytes));
		at += sizeof(bytes);
		state->name[i] = at;
		state->length[i] = bytes;
		at += bytes;
	}
	Assert(at == (const char *) parameters + size);
	state->maxlabels = 256;
	state->number = palloc(state->maxlabels);
	return state;
}

/* A source that is new: is it in some pair? */
static void
learn_label(void *arg, uint32 label, const char *text, Size length)
{
	State	   *state = arg;
	int			number = 0;

	Assert(label == state->nlabels);
	if (label == state->maxlabels)
	{
		state->maxlabels *= 2;
		state->number = repalloc(state->number, state->maxlabels);
	}
	while (number < state->head.nnames &&
		   (state->length[number] != length || memcmp(state->name[number], text, length) != 0))
		number++;
	state->number[label] = (int8) (number < state->head.nnames ? number : NO_NAME);
	state->nlabels++;
}

static inline SvPeriod
brief_period(const State *state, const SvBrief *row)
{
	SvPeriod	period = {row->first, row->last};

	return sv_lengthen(period, state->head.within);
}

static bool
any_two(const State *state, const SvBrief *rows, uint64 count)
{
	int32		end = brief_period(state, &rows[0]).last;

	for (uint64 i = 1; i < count; i++)
	{
		SvPeriod	period = brief_period(state, &rows[i]);

		if (period.first <= end)
			return true;
		end = Max(end, period.last);
	}
	return false;
}

static bool
different_sources(const State *state, const SvBrief *rows, uint64 count)
{
	uint32		longest = sv_brief_label(&rows[0]); /* the source that lasts
													 * longest */
	int32		end = brief_period(state, &rows[0]).last;
	int32		others = PG_INT32_MIN;	/* the last day of the other sources */

	if (longest == SV_LABEL_UNKNOWN)
		return count > 1;
	for (uint64 i = 1; i < count; i++)
	{
		SvPeriod	period = brief_period(state, &rows[i]);
		uint32		label = sv_brief_label(&rows[i]);
		bool		other = label != longest;

		if (label == SV_LABEL_UNKNOWN || period.first <= (other ? end : others))
			return true;
		if (!other)
			end = Max(end, period.last);
		else if (period.last > end)
		{
			others = end;
			end = period.last;
			longest = label;
		}
		else
			others = Max(others, period.last);
	}
	return false;
}

static bool
excluded_pairs(const State *state, const SvBrief *rows, uint64 count)
{
	int32		end[MAX_NAMES];
	uint64		known = 0;		/* names that an end is known of */

	for (uint64 i = 0; i < count; i++)
	{
		SvPeriod	period = brief_period(state, &rows[i]);
		uint32		label = sv_brief_label(&rows[i]);
		int			number;
		uint64		others;

		if (label == SV_LABEL_UNKNOWN)
			return count > 1;
		number = state->number[label];
		if (number == NO_NAME)
			continue;
		for (others = state->head.excluded[number] & known; others != 0; others &= others - 1)
			if (period.first <= end[pg_rightmost_one_pos64(others)])
				return true;
		end[number] = known & UINT64CONST(1) << number ? Max(end[number], period.last) : period.last;
		known |= UINT64CONST(1) << number;
	}
	return false;
}

static bool
keep(void *arg, const SvBrief *rows, uint64 count)
{
	const State *state = arg;

	switch ((Rule) state->head.rule)
	{
		case ANY_TWO:
			return any_two(state, rows, count);
		case DIFFERENT:
			return different_sources(state, rows, count);
		case PAIRS:
			return excluded_pairs(state, rows, count);
	}
	return true;				/* keep compiler quiet */
}

const SvFilterMethods *
sv_collision_filter(void)
{
	static const SvFilterMethods methods = {begin, learn_label, keep};

	return &methods;
}
