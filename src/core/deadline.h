/*
 * deadline.h
 *		Clocks that stop: what has been used of a promise, and when it is due.
 */
#ifndef SV_DEADLINE_H
#define SV_DEADLINE_H

#include "core/workcalendar.h"

/* What a clock counts, and in what its positions are given. */
typedef enum SvClockUnit
{
	SV_CALENDAR_DAYS,			/* days; a position is the end of a day */
	SV_WORKING_DAYS,			/* working days; likewise */
	SV_WORKING_TIME,			/* microseconds within the hours of working
								 * days; a position is microseconds since
								 * 2000-01-01 */
} SvClockUnit;

#define SV_DAY_MICROSECONDS	INT64CONST(86400000000)

typedef struct SvClock
{
	const SvWorkCalendar *calendar;
	SvClockUnit unit;
	const int64 *hours;			/* opening and closing times of a day in turn */
	int			openings;		/* how many such pairs */
	int64		day_length;		/* what they add up to */
} SvClock;

/* Beyond all positions. */
#define SV_BEFORE_ALL	PG_INT64_MIN
#define SV_NEVER		PG_INT64_MAX

/* The clock stops at one position and goes on at another. */
typedef struct SvPause
{
	int64		from;
	int64		to;				/* SV_NEVER: it has not gone on */
} SvPause;

typedef struct SvPromise
{
	const SvClock *clock;
	const SvPause *pauses;		/* as sv_pauses_merge leaves them */
	int			paused;
	int64		limit;			/* as the clock counts */
	int64		started;		/* positions */
	int64		judged;
	bool		open;			/* not finished when judged */
	bool		extend;			/* a last day off moves to the next working
								 * day */
	int32		blue_percent;
	int32		yellow_days;
} SvPromise;

typedef enum SvAlertLevel
{
	SV_ALERT_NONE,
	SV_ALERT_BLUE,
	SV_ALERT_YELLOW,
	SV_ALERT_RED,
} SvAlertLevel;

typedef struct SvAlert
{
	SvAlertLevel level;
	int64		due;			/* a position, or SV_NEVER */
	int64		used;
	int64		left;			/* negative when past */
} SvAlert;

extern bool sv_clock_hours(SvClock *clock, const int64 *hours, int boundaries);
extern SvPause sv_clock_pause(const SvClock *clock, int64 first_day, int64 end_day);
extern int	sv_pauses_merge(SvPause *pauses, int count);
extern bool sv_clock_read(const SvClock *clock, int64 position, int64 *reading);
extern bool sv_clock_elapsed(const SvClock *clock, const SvPause *pauses, int paused,
							 int64 from, int64 to, int64 *elapsed, int64 *outside);
extern bool sv_clock_due(const SvClock *clock, const SvPause *pauses, int paused,
						 int64 from, int64 limit, int64 *due, int64 *outside);
extern bool sv_promise_judge(const SvPromise *promise, SvAlert *alert, int64 *outside);

#endif							/* SV_DEADLINE_H */
