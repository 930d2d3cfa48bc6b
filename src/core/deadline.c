/*
 * deadline.c
 *		Clocks that stop: what has been used of a promise, and when it is due.
 *
 * A promise is a limit in calendar days, working days or working hours.  All
 * three are one thing: a clock, that is a non-decreasing reading for every
 * position in time, and its inverse, the first position of a reading.  Readings
 * come from the calendar's counts, so a clock is read in constant time and
 * reached in logarithmic time, whatever the distance.
 *
 * While a case is suspended its clock stands still.  Suspensions are sorted and
 * joined first; then used time is the difference of two readings less what
 * the clock would have run during each suspension, and the due position is
 * found by walking from suspension to suspension until the rest of the limit
 * fits before the next one.
 *
 * The day on which something starts does not count (Civil Code of China, article
 * 201): a position in days is the end of that day.  A limit is kept when it is
 * used up exactly; it is past as soon as more is used.
 *
 * Where the calendar does not know a day that matters, there is no answer.
 */
#include "core/deadline.h"

static inline int64
floor_days(int64 microseconds)
{
	return microseconds / SV_DAY_MICROSECONDS -
		(microseconds % SV_DAY_MICROSECONDS < 0);
}

/*
 * Set the hours of a day: openings and closings in turn, ascending, within the
 * day.  False when they are not.
 */
bool
sv_clock_hours(SvClock *clock, const int64 *hours, int boundaries)
{
	if (boundaries < 2 || boundaries % 2 != 0 || hours[0] < 0 ||
		hours[boundaries - 1] > SV_DAY_MICROSECONDS)
		return false;
	clock->hours = hours;
	clock->openings = boundaries / 2;
	clock->day_length = 0;
	for (int i = 0; i < boundaries; i += 2)
	{
		if (hours[i + 1] <= hours[i] || (i > 0 && hours[i] < hours[i - 1]))
			return false;
		clock->day_length += hours[i + 1] - hours[i];
	}
	return true;
}

/*
 * The pause of the days from first_day to the one before end_day; either may
 * be unbounded (SV_BEFORE_ALL, SV_NEVER).
 */
SvPause
sv_clock_pause(const SvClock *clock, int64 first_day, int64 end_day)
{
	SvPause		pause = {first_day, end_day};

	if (clock->unit == SV_WORKING_TIME)
	{
		if (first_day != SV_BEFORE_ALL)
			pause.from = first_day * SV_DAY_MICROSECONDS;
		if (end_day != SV_NEVER)
			pause.to = end_day * SV_DAY_MICROSECONDS;
	}
	else
	{
		/* it stops at the end of the day before, and goes on after the last */
		if (first_day != SV_BEFORE_ALL)
			pause.from = first_day - 1;
		if (end_day != SV_NEVER)
			pause.to = end_day - 1;
	}
	return pause;
}

static int
compare_pauses(const void *a, const void *b)
{
	const SvPause *left = a;
	const SvPause *right = b;

	return (left->from > right->from) - (left->from < right->from);
}

/* Sort pauses and join those that touch; returns how many are left. */
int
sv_pauses_merge(SvPause *pauses, int count)
{
	int			merged = 0;

	qsort(pauses, count, sizeof(SvPause), compare_pauses);
	for (int i = 0; i < count; i++)
	{
		if (merged > 0 && pauses[i].from <= pauses[merged - 1].to)
			pauses[merged - 1].to = Max(pauses[merged - 1].to, pauses[i].to);
		else
			pauses[merged++] = pauses[i];
	}
	return merged;
}

/* Working time from midnight to a time of a working day. */
static int64
worked_until(const SvClock *clock, int64 time)
{
	int64		worked = 0;

	for (int i = 0; i < clock->openings && clock->hours[2 * i] < time; i++)
		worked += Min(time, clock->hours[2 * i + 1]) - clock->hours[2 * i];
	return worked;
}

/* The reading at a position; false when the calendar does not know. */
bool
sv_clock_read(const SvClock *clock, int64 position, int64 *reading)
{
	const SvWorkCalendar *calendar = clock->calendar;
	int64		day;
	int64		time;

	if (clock->unit == SV_CALENDAR_DAYS)
	{
		*reading = position;
		return true;
	}
	if (clock->unit == SV_WORKING_DAYS)
	{
		if (!sv_calendar_counts(calendar, position))
			return false;
		*reading = sv_calendar_count(calendar, position);
		return true;
	}
	day = floor_days(position);
	time = position - day * SV_DAY_MICROSECONDS;
	if (!sv_calendar_counts(calendar, day - 1))
		return false;
	*reading = sv_calendar_count(calendar, day - 1) * clock->day_length;
	if (time == 0)
		return true;
	if (!calendar->weekdays && !sv_calendar_covers(calendar, day))
		return false;
	if (sv_calendar_working(calendar, day))
		*reading += worked_until(clock, time);
	return true;
}

/* The first position of a reading; false when the calendar does not know. */
static bool
clock_reach(const SvClock *clock, int64 reading, int64 *position)
{
	int64		days;
	int64		rest;
	int			i = 0;

	if (clock->unit == SV_CALENDAR_DAYS)
	{
		*position = reading;
		return true;
	}
	if (clock->unit == SV_WORKING_DAYS)
		return sv_calendar_find(clock->calendar, reading, position);
	/* rest is what the last day must still give: more than 0, at most all */
	days = (reading - 1) / clock->day_length;
	if ((reading - 1) % clock->day_length < 0)
		days--;
	rest = reading - days * clock->day_length;
	if (!sv_calendar_find(clock->calendar, days + 1, position))
		return false;
	while (rest > clock->hours[2 * i + 1] - clock->hours[2 * i])
	{
		rest -= clock->hours[2 * i + 1] - clock->hours[2 * i];
		i++;
	}
	return !__builtin_mul_overflow(*position, SV_DAY_MICROSECONDS, position) &&
		!__builtin_add_overflow(*position, clock->hours[2 * i] + rest, position);
}

/* What the clock runs between two positions without pauses. */
static bool
clock_run(const SvClock *clock, int64 from, int64 to, int64 *run, int64 *outside)
{
	int64		start;
	int64		end;

	*outside = from;
	if (!sv_clock_read(clock, from, &start))
		return false;
	*outside = to;
	if (!sv_clock_read(clock, to, &end))
		return false;
	*run = end - start;
	return true;
}

/*
 * What the clock runs between two positions, the later one last.  False when
 * the calendar does not know the position *outside.
 */
bool
sv_clock_elapsed(const SvClock *clock, const SvPause *pauses, int paused,
				 int64 from, int64 to, int64 *elapsed, int64 *outside)
{
	Assert(from <= to);
	if (!clock_run(clock, from, to, elapsed, outside))
		return false;
	for (int i = 0; i < paused; i++)
	{
		int64		begin = Max(from, pauses[i].from);
		int64		end = Min(to, pauses[i].to);
		int64		stood;

		if (begin >= end)
			continue;
		if (!clock_run(clock, begin, end, &stood, outside))
			return false;
		*elapsed -= stood;
	}
	return true;
}

/*
 * The first position at which the clock has run for limit since from; SV_NEVER
 * when it is stopped for good before.  False when the calendar does not know
 * the position *outside (SV_NEVER: it does not reach far enough).
 */
bool
sv_clock_due(const SvClock *clock, const SvPause *pauses, int paused,
			 int64 from, int64 limit, int64 *due, int64 *outside)
{
	int64		at = from;
	int64		reading;
	int64		run;

	*due = from;
	if (limit == 0)
		return true;
	for (int i = 0;; i++)
	{
		*outside = at;
		if (!sv_clock_read(clock, at, &reading))
			return false;
		while (i < paused && pauses[i].to <= at)
			i++;
		*outside = SV_NEVER;
		if (i >= paused)
			return clock_reach(clock, reading + limit, due);
		if (pauses[i].from > at)
		{
			if (clock_reach(clock, reading + limit, due) && *due <= pauses[i].from)
				return true;
			if (!clock_run(clock, at, pauses[i].from, &run, outside))
				return false;
			limit -= run;
		}
		*due = at = pauses[i].to;
		if (at == SV_NEVER)
			return true;
	}
}

/* A last day that is off moves to the next working day. */
static bool
extend_due(const SvClock *clock, int64 *due, int64 *outside)
{
	const SvWorkCalendar *calendar = clock->calendar;

	*outside = *due;
	if (!calendar->weekdays && !sv_calendar_covers(calendar, *due))
		return false;
	if (sv_calendar_working(calendar, *due))
		return true;
	*outside = SV_NEVER;
	return sv_calendar_find(calendar, sv_calendar_count(calendar, *due) + 1, due);
}

/*
 * Is no more left than the yellow working days?  A limit in calendar days is
 * near when few working days are left in which anybody can act.
 */
static bool
is_near(const SvPromise *promise, const SvAlert *alert, bool *near, int64 *outside)
{
	const SvClock *clock = promise->clock;
	SvClock		working = {clock->calendar, SV_WORKING_DAYS};
	int64		left = alert->left;
	int64		yellow = promise->yellow_days;

	if (clock->unit == SV_WORKING_TIME)
		yellow *= clock->day_length;
	else if (clock->unit == SV_CALENDAR_DAYS && alert->due != SV_NEVER &&
			 !sv_clock_elapsed(&working, promise->pauses, promise->paused,
							   promise->judged, alert->due, &left, outside))
		return false;
	*near = left <= yellow;
	return true;
}

/*
 * Judge a promise.  False when the calendar does not know the position
 * *outside.
 */
bool
sv_promise_judge(const SvPromise *promise, SvAlert *alert, int64 *outside)
{
	const SvClock *clock = promise->clock;
	int64		limit = promise->limit;
	bool		near;

	if (!sv_clock_due(clock, promise->pauses, promise->paused, promise->started,
					  limit, &alert->due, outside))
		return false;
	if (promise->extend && clock->unit == SV_CALENDAR_DAYS && alert->due != SV_NEVER)
	{
		int64		due = alert->due;

		if (!extend_due(clock, &due, outside))
			return false;
		limit += due - alert->due;
		alert->due = due;
	}
	alert->level = SV_ALERT_NONE;
	alert->used = 0;
	alert->left = limit;
	if (promise->judged < promise->started)
		return true;			/* not begun */
	if (!sv_clock_elapsed(clock, promise->pauses, promise->paused,
						  promise->started, promise->judged, &alert->used, outside))
		return false;
	alert->left = limit - alert->used;
	if (alert->left < 0)
		alert->level = SV_ALERT_RED;
	else if (promise->open)
	{
		if (!is_near(promise, alert, &near, outside))
			return false;
		if (near)
			alert->level = SV_ALERT_YELLOW;
		else if ((int128) alert->left * 100 <= (int128) limit * promise->blue_percent)
			alert->level = SV_ALERT_BLUE;
	}
	return true;
}
