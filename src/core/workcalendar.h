/*
 * workcalendar.h
 *		A run of days, each a working day or not, that counts in constant time.
 */
#ifndef SV_WORKCALENDAR_H
#define SV_WORKCALENDAR_H

#include "core/civil_day.h"

#define SV_CALENDAR_VERSION		1

/* A thousand years: more is a mistake in the data. */
#define SV_CALENDAR_MAX_DAYS	365250

/* 64 days, and how many working days come before them. */
#define SV_CALENDAR_BLOCK_DAYS	64

typedef struct SvCalendarBlock
{
	uint32		before;
	uint32		low;			/* days 0 to 31, the lowest bit first */
	uint32		high;			/* days 32 to 63 */
} SvCalendarBlock;

/*
 * The value as it is stored: a varlena, four-byte aligned.  Bits after the
 * last day are zero, so that equal calendars are equal bytes.
 */
typedef struct SvWorkCalendar
{
	int32		vl_len_;		/* the server's; see SET_VARSIZE */
	uint8		version;
	uint8		weekdays;		/* outside: 1 Monday to Friday, 0 unknown */
	uint16		zero;
	int32		first;			/* first day of the span */
	int32		days;			/* length of the span, at least 1 */
	SvCalendarBlock blocks[FLEXIBLE_ARRAY_MEMBER];
} SvWorkCalendar;

static inline int32
sv_calendar_last(const SvWorkCalendar *calendar)
{
	return calendar->first + calendar->days - 1;
}

static inline int32
sv_calendar_blocks(int32 days)
{
	return (days - 1) / SV_CALENDAR_BLOCK_DAYS + 1;
}

static inline size_t
sv_calendar_size(int32 days)
{
	return offsetof(SvWorkCalendar, blocks) +
		sizeof(SvCalendarBlock) * sv_calendar_blocks(days);
}

static inline uint64
sv_calendar_bits(const SvCalendarBlock *block)
{
	return (uint64) block->high << 32 | block->low;
}

static inline bool
sv_calendar_covers(const SvWorkCalendar *calendar, int64 day)
{
	return day >= calendar->first && day <= sv_calendar_last(calendar);
}

/* Monday to Friday.  Day 0, 2000-01-01, was a Saturday. */
static inline bool
sv_is_weekday(int64 day)
{
	int64		weekday = (day - 2) % 7;	/* Monday is 0 */

	return (weekday < 0 ? weekday + 7 : weekday) < 5;
}

static inline int32
sv_population(uint64 bits)
{
	bits -= (bits >> 1) & UINT64CONST(0x5555555555555555);
	bits = (bits & UINT64CONST(0x3333333333333333)) +
		((bits >> 2) & UINT64CONST(0x3333333333333333));
	bits = (bits + (bits >> 4)) & UINT64CONST(0x0F0F0F0F0F0F0F0F);
	return (int32) ((bits * UINT64CONST(0x0101010101010101)) >> 56);
}

/* In the span, or just before it? */
static inline bool
sv_calendar_touches(const SvWorkCalendar *calendar, int64 day)
{
	return (uint64) (day - calendar->first + 1) <= (uint64) calendar->days;
}

/* Working days of the span up to a day that touches it. */
static inline int32
sv_calendar_span_count(const SvWorkCalendar *calendar, int64 day)
{
	int32		offset = (int32) (day - calendar->first);
	const SvCalendarBlock *block;

	if (offset < 0)
		return 0;
	block = &calendar->blocks[offset / SV_CALENDAR_BLOCK_DAYS];
	return (int32) block->before +
		sv_population(sv_calendar_bits(block) <<
					  (SV_CALENDAR_BLOCK_DAYS - 1 - offset % SV_CALENDAR_BLOCK_DAYS));
}

/*
 * May these bytes be read as a calendar?  True of every value that was made
 * here; looks at the head only, so that it can be asked at every call.
 */
static inline bool
sv_calendar_is_sound(const SvWorkCalendar *calendar, size_t size)
{
	return size >= offsetof(SvWorkCalendar, blocks) &&
		calendar->version == SV_CALENDAR_VERSION &&
		calendar->days >= 1 && calendar->days <= SV_CALENDAR_MAX_DAYS &&
		calendar->first >= SV_DAY_0001_01_01 &&
		calendar->first <= SV_DAY_9999_12_31 &&
		size == sv_calendar_size(calendar->days);
}

/* building */
extern SvWorkCalendar *sv_calendar_new(int32 first, int32 days, bool weekdays);
extern void sv_calendar_set(SvWorkCalendar *calendar, int32 day, bool working);
extern void sv_calendar_finish(SvWorkCalendar *calendar);

/* asking */
extern bool sv_calendar_counts(const SvWorkCalendar *calendar, int64 day);
extern bool sv_calendar_working(const SvWorkCalendar *calendar, int64 day);
extern int64 sv_calendar_count(const SvWorkCalendar *calendar, int64 day);
extern int	sv_calendar_compare(const SvWorkCalendar *a, const SvWorkCalendar *b);
extern bool sv_calendar_find(const SvWorkCalendar *calendar, int64 count,
							 int64 *day);

#endif							/* SV_WORKCALENDAR_H */
