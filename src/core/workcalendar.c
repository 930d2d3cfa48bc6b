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
 * population count and a subtraction, whatever the distance; finding guesses
 * the block, since working days are spread evenly, and searches all blocks when
 * the guess is bad.  Twenty years are 1.4 kB.
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

/*
 * The place of the n-th set bit, n from 1: the byte by comparing the running
 * totals of all eight at once (Vigna, "Broadword implementation of rank/select
 * queries", 2008), then the bit within it.
 */
static inline int32
select_bit(uint64 bits, int32 n)
{
	const uint64 ones = UINT64CONST(0x0101010101010101);
	uint64		totals = bits - ((bits >> 1) & UINT64CONST(0x5555555555555555));
	uint64		below;
	int32		place;

	totals = (totals & UINT64CONST(0x3333333333333333)) +
		((totals >> 2) & UINT64CONST(0x3333333333333333));
	totals = ((totals + (totals >> 4)) & UINT64CONST(0x0F0F0F0F0F0F0F0F)) * ones;
	/* the high bit of each byte: is its total less than n? */
	below = ((((uint64) (n - 1) * ones) | (ones << 7)) - totals) & (ones << 7);
	place = (int32) (((below >> 7) * ones) >> 56) * 8;
	n -= (int32) ((totals << 8) >> place & 0xFF);
	bits >>= place;
	while (--n > 0)
		bits &= bits - 1;
	return place + __builtin_ctzll(bits);
}

/* The last block with fewer than n working days before it. */
static int32
find_block(const SvWorkCalendar *calendar, int32 n, int32 within)
{
	const SvCalendarBlock *blocks = calendar->blocks;
	int32		low = 0;
	int32		high = sv_calendar_blocks(calendar->days) - 1;
	int32		guess = (int32) ((int64) (n - 1) * (high + 1) / within);

	/* working days are spread so evenly that the guess is hardly ever far off */
	for (int step = 0; step < 4; step++)
	{
		if ((int32) blocks[guess].before >= n)
			guess--;
		else if (guess < high && (int32) blocks[guess + 1].before < n)
			guess++;
		else
			return guess;
	}
	while (low < high)
	{
		int32		middle = high - (high - low) / 2;

		if ((int32) blocks[middle].before < n)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
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
		int32		block = find_block(calendar, (int32) count, within);

		*day = (int64) calendar->first + block * SV_CALENDAR_BLOCK_DAYS +
			select_bit(sv_calendar_bits(&calendar->blocks[block]),
					   (int32) count - (int32) calendar->blocks[block].before);
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
