/*
 * calendar_draft.c
 *		A working calendar while its days are being gathered, in any order.
 *
 * Two bits a day, so that a day given twice with different answers, or never
 * given, is noticed and not guessed.  Room grows by doubling towards the side
 * on which days arrive; a draft that is replaced by a larger one is left to its
 * caller, who knows the memory it lives in.  Adding and merging commute: the
 * calendar does not depend on the order of its days.
 */
#include "core/calendar_draft.h"

#define WORD_DAYS	32
#define MAX_WORDS	(2 * SV_CALENDAR_MAX_DAYS / WORD_DAYS + 4)

/* Start of the word that holds a day. */
static inline int32
word_start(int32 day)
{
	return (int32) ((uint32) day & ~(uint32) (WORD_DAYS - 1));
}

static inline SvDraftWord *
word_of(const SvCalendarDraft *draft, int32 day)
{
	return unconstify(SvDraftWord *, &draft->word[(day - draft->first) / WORD_DAYS]);
}

static inline uint32
bit_of(int32 day)
{
	return (uint32) 1 << ((uint32) day % WORD_DAYS);
}

/* Room for the days from first to last, and none known. */
static SvCalendarDraft *
make_room(int32 first, int32 last, bool weekdays)
{
	int32		start = word_start(first);
	int32		words = (last - start) / WORD_DAYS + 1;
	size_t		size = offsetof(SvCalendarDraft, word) + sizeof(SvDraftWord) * words;
	SvCalendarDraft *draft = sv_core_alloc(size);

	Assert(words >= 1 && words <= MAX_WORDS);
	memset(draft, 0, size);
	draft->version = SV_DRAFT_VERSION;
	draft->weekdays = weekdays;
	draft->first = start;
	draft->words = words;
	return draft;
}

/*
 * May these bytes be worked on?  Looks at the head only; any bits will do,
 * since they are never used as an address.
 */
bool
sv_draft_is_sound(const SvCalendarDraft *draft, size_t size)
{
	return size >= offsetof(SvCalendarDraft, word) &&
		draft->version == SV_DRAFT_VERSION && draft->weekdays <= 1 &&
		draft->words >= 1 && draft->words <= MAX_WORDS &&
		size == sv_draft_size(draft) &&
		draft->lowest >= SV_DAY_0001_01_01 && draft->highest <= SV_DAY_9999_12_31 &&
		draft->lowest <= draft->highest &&
		draft->highest - draft->lowest < SV_CALENDAR_MAX_DAYS &&
		draft->first == word_start(draft->first) &&
		draft->first <= draft->lowest &&
		draft->highest - (int64) draft->first < (int64) draft->words * WORD_DAYS;
}

/* A draft that will begin with that day; add it next. */
SvCalendarDraft *
sv_draft_new(int32 day, bool weekdays)
{
	SvCalendarDraft *draft = make_room(day, day + 366, weekdays);

	draft->lowest = draft->highest = day;
	return draft;
}

/* Make the draft include the days from lowest to highest. */
static SvDraftFault
widen(SvCalendarDraft **draft, int32 lowest, int32 highest)
{
	SvCalendarDraft *old = *draft;
	SvCalendarDraft *new;
	int32		slack;
	int32		end = old->first + old->words * WORD_DAYS;

	lowest = Min(lowest, old->lowest);
	highest = Max(highest, old->highest);
	if (highest - lowest >= SV_CALENDAR_MAX_DAYS)
		return SV_DRAFT_TOO_LONG;
	if (lowest < old->first || highest >= end)
	{
		slack = highest - lowest;
		new = make_room(lowest < old->first ? lowest - slack : lowest,
						highest >= end ? highest + slack : highest,
						old->weekdays);
		for (int32 day = word_start(old->lowest); day <= old->highest; day += WORD_DAYS)
			*word_of(new, day) = *word_of(old, day);
		*draft = new;
	}
	(*draft)->lowest = lowest;
	(*draft)->highest = highest;
	return SV_DRAFT_FINE;
}

/* Note a day, which lies in the years 1 to 9999.  *draft may be replaced. */
SvDraftFault
sv_draft_add(SvCalendarDraft **draft, int32 day, bool working)
{
	SvDraftFault fault = widen(draft, day, day);
	SvDraftWord *word;
	uint32		bit = bit_of(day);

	if (fault != SV_DRAFT_FINE)
		return fault;
	word = word_of(*draft, day);
	if ((word->known & bit) != 0 && ((word->working & bit) != 0) != working)
		return SV_DRAFT_CONFLICT;
	word->known |= bit;
	if (working)
		word->working |= bit;
	return SV_DRAFT_FINE;
}

/* Add all days of another draft; at a conflict *day is where. */
SvDraftFault
sv_draft_merge(SvCalendarDraft **draft, const SvCalendarDraft *other, int32 *day)
{
	SvDraftFault fault = widen(draft, other->lowest, other->highest);

	*day = other->lowest;
	if (fault != SV_DRAFT_FINE)
		return fault;
	for (int32 start = word_start(other->lowest); start <= other->highest; start += WORD_DAYS)
	{
		SvDraftWord *into = word_of(*draft, start);
		const SvDraftWord *from = word_of(other, start);
		uint32		conflict = into->known & from->known &
		(into->working ^ from->working);

		if (conflict != 0)
		{
			*day = start;
			while ((conflict & bit_of(*day)) == 0)
				++* day;
			return SV_DRAFT_CONFLICT;
		}
		into->known |= from->known;
		into->working |= from->working;
	}
	return SV_DRAFT_FINE;
}

/*
 * The calendar from the first to the last day known.  Days not known follow
 * Monday to Friday if that is its rule; else the first of them is a fault.
 */
SvDraftFault
sv_draft_build(const SvCalendarDraft *draft, SvWorkCalendar **calendar, int32 *day)
{
	SvWorkCalendar *result = sv_calendar_new(draft->lowest,
											 draft->highest - draft->lowest + 1,
											 draft->weekdays);

	for (*day = draft->lowest; *day <= draft->highest; ++*day)
	{
		const SvDraftWord *word = word_of(draft, *day);
		uint32		bit = bit_of(*day);

		if ((word->known & bit) != 0)
			sv_calendar_set(result, *day, (word->working & bit) != 0);
		else if (!draft->weekdays)
		{
			sv_core_free(result);
			return SV_DRAFT_MISSING;
		}
	}
	sv_calendar_finish(result);
	*calendar = result;
	return SV_DRAFT_FINE;
}
