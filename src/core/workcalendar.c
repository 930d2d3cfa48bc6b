/*
 * workcalendar.c
 *		Counting and finding working days.
 *
 * Overseers ask two questions of millions of rows: how many working days lie
 * between two days, and which day is the n-th working day after one.  A table
 * of days answers them by counting rows, at the cost of an index scan each.
 * Here a calendar is one value: a bit a day in blocks of 64, each with the
 * number of working days before it (the rank directory of Jacobson, "Space-
 * efficient static trees and graphs", 1989).  Counting is two look-ups, a
 * population count and a subtraction, whatever the distance; finding is a
 * binary search over the blocks (8 steps for 20 years) and one inside a block.
 * Twenty years are 1.4 kB.
 *
 * Everything rests on one non-decreasing function, count(day): the working
 * days from the first day of the span up to that day, negative before.  The
 * working days after a and up to b are count(b) - count(a), negative when b is
 * earlier; the n-th working day after a is the first day whose count is
 * count(a) + n.
 *
 * Outside the span the calendar knows nothing unless it was built to follow
 * Monday to Friday there; then count() goes on in both directions by
 * arithmetic.  The day just before the span can be counted from, since nothing
 * need be known about it.
 *
 * A wrong calendar gives wrong answers: whether the days are the official ones
 * is for its builder to see to.
 */
#include "core/workcalendar.h"

static inline int64
floor_divide(int64 a, int64 b)
{
	return a / b - (a % b < 0);
}

/* Weekdays (Monday to Friday) after 2000-01-02, a Sunday, up to day. */
static inline int64
weekday_count(int64 day)
{
	int64		weeks = floor_divide(day - 1, 7);

	return weeks * 5 + Min(day - 1 - weeks * 7, 5);
}

/* The first day with that weekday_count. */
static inline int64
weekday_find(int64 count)
{
	int64		weeks = floor_divide(count - 1, 5);

	return weeks * 7 + (count - 1 - weeks * 5) + 2;
}

/*
 * A new calendar of days Monday to Friday; weekdays says whether that rule
 * holds outside its span too.  Call sv_calendar_finish when the days are set.
 */
SvWorkCalendar *
sv_calendar_new(int32 first, int32 days, bool weekdays)
{
	SvWorkCalendar *calendar;

	Assert(days >= 1 && days <= SV_CALENDAR_MAX_DAYS);
	calendar = sv_core_alloc(sv_calendar_size(days));
	memset(calendar, 0, sv_calendar_size(days));
	calendar->version = SV_CALENDAR_VERSION;
	calendar->weekdays = weekdays;
	calendar->first = first;
	calendar->days = days;
	for (int32 i = 0; i < days; i++)
		if (sv_is_weekday((int64) first + i))
			sv_calendar_set(calendar, first + i, true);
	return calendar;
}

void
sv_calendar_set(SvWorkCalendar *calendar, int32 day, bool working)
{
	int32		offset = day - calendar->first;
	SvCalendarBlock *block;
	uint32	   *word;
	uint32		bit = (uint32) 1 << (offset % 32);

	Assert(sv_calendar_covers(calendar, day));
	block = &calendar->blocks[offset / SV_CALENDAR_BLOCK_DAYS];
	word = offset % SV_CALENDAR_BLOCK_DAYS < 32 ? &block->low : &block->high;
	*word = working ? *word | bit : *word & ~bit;
}

/* Count the blocks. */
void
sv_calendar_finish(SvWorkCalendar *calendar)
{
	uint32		before = 0;

	for (int32 i = 0; i < sv_calendar_blocks(calendar->days); i++)
	{
		calendar->blocks[i].before = before;
		before += sv_population(sv_calendar_bits(&calendar->blocks[i]));
	}
}

/* Can sv_calendar_count be asked about that day? */
bool
sv_calendar_counts(const SvWorkCalendar *calendar, int64 day)
{
	return calendar->weekdays || sv_calendar_touches(calendar, day);
}

/* Is it a working day?  The caller has seen that the calendar knows. */
bool
sv_calendar_working(const SvWorkCalendar *calendar, int64 day)
{
	int32		offset;

	if (!sv_calendar_covers(calendar, day))
	{
		Assert(calendar->weekdays);
		return sv_is_weekday(day);
	}
	offset = (int32) (day - calendar->first);
	return sv_calendar_bits(&calendar->blocks[offset / SV_CALENDAR_BLOCK_DAYS]) >>
		(offset % SV_CALENDAR_BLOCK_DAYS) & 1;
}

/* Working days after the day before the span and up to day; negative earlier. */
int64
sv_calendar_count(const SvWorkCalendar *calendar, int64 day)
{
	int64		last = sv_calendar_last(calendar);

	Assert(sv_calendar_counts(calendar, day));
	if (sv_calendar_touches(calendar, day))
		return sv_calendar_span_count(calendar, day);
	if (day < calendar->first)
		return weekday_count(day) - weekday_count((int64) calendar->first - 1);
	return sv_calendar_span_count(calendar, last) +
		weekday_count(day) - weekday_count(last);
}

/* The day of the n-th working day of the span, n from 1 to all of them. */
static int64
span_find(const SvWorkCalendar *calendar, int32 n)
{
	int32		low = 0;
	int32		high = sv_calendar_blocks(calendar->days) - 1;
	uint64		bits;
	int32		rest;
	int32		offset = 0;

	/* the last block with fewer than n working days before it */
	while (low < high)
	{
		int32		middle = high - (high - low) / 2;

		if ((int32) calendar->blocks[middle].before < n)
			low = middle;
		else
			high = middle - 1;
	}
	bits = sv_calendar_bits(&calendar->blocks[low]);
	rest = n - (int32) calendar->blocks[low].before;
	/* halve the block until one bit is left */
	for (int32 width = SV_CALENDAR_BLOCK_DAYS / 2; width > 0; width /= 2)
	{
		uint64		half = (bits >> offset) & ((UINT64CONST(1) << width) - 1);
		int32		in_half = sv_population(half);

		if (rest > in_half)
		{
			rest -= in_half;
			offset += width;
		}
	}
	return (int64) calendar->first + low * SV_CALENDAR_BLOCK_DAYS + offset;
}

/*
 * The first day whose sv_calendar_count is count, which is a working day;
 * false when it lies outside a calendar that ends with its span.
 */
bool
sv_calendar_find(const SvWorkCalendar *calendar, int64 count, int64 *day)
{
	int64		last = sv_calendar_last(calendar);
	int32		within = sv_calendar_span_count(calendar, last);

	if (count > 0 && count <= within)
	{
		*day = span_find(calendar, (int32) count);
		return true;
	}
	if (!calendar->weekdays)
		return false;
	if (count <= 0)
		*day = weekday_find(count + weekday_count((int64) calendar->first - 1));
	else
		*day = weekday_find(count - within + weekday_count(last));
	return true;
}

/*
 * A total order: by first day, last day, rule, and then the first day on which
 * one works and the other does not.
 */
int
sv_calendar_compare(const SvWorkCalendar *a, const SvWorkCalendar *b)
{
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->days != b->days)
		return a->days < b->days ? -1 : 1;
	if (a->weekdays != b->weekdays)
		return a->weekdays < b->weekdays ? -1 : 1;
	for (int32 i = 0; i < sv_calendar_blocks(a->days); i++)
	{
		uint64		in_a = sv_calendar_bits(&a->blocks[i]);
		uint64		different = in_a ^ sv_calendar_bits(&b->blocks[i]);

		if (different != 0)
			return (in_a & different & -different) != 0 ? 1 : -1;
	}
	return 0;
}
