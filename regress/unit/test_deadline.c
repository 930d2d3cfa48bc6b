/*
 * test_deadline.c
 *		Clocks that stop, against walking: a day after a day, an hour after an hour.
 *
 * Working time is walked in hours; hours, limits and moments are whole ones.
 */
#include "core/deadline.h"
#include "sample.h"
#include "tap.h"

#define HOUR	INT64CONST(3600000000)
#define SPAN	400				/* days */

static SvWorkCalendar *
sample_calendar(bool weekdays)
{
	SvWorkCalendar *calendar = sv_calendar_new(1000, SPAN, weekdays);

	for (int32 day = 1000; day < 1000 + SPAN; day++)
		if (sample(10) == 0)
			sv_calendar_set(calendar, day, sample(2));
	sv_calendar_finish(calendar);
	return calendar;
}

/* Suspended days as they come, and the pauses made of them. */
typedef struct Suspended
{
	int			count;
	int64		first[4];
	int64		end[4];
	SvPause		pauses[4];
	int			paused;
} Suspended;

static Suspended
sample_suspended(const SvClock *clock)
{
	Suspended	s = {(int) sample(5)};

	for (int i = 0; i < s.count; i++)
	{
		s.first[i] = 1000 + sample(200);
		s.end[i] = s.first[i] + 1 + sample(20);
		if (sample(20) == 0)
			s.first[i] = SV_BEFORE_ALL;
		if (sample(20) == 0)
			s.end[i] = SV_NEVER;
		s.pauses[i] = sv_clock_pause(clock, s.first[i], s.end[i]);
	}
	s.paused = sv_pauses_merge(s.pauses, s.count);
	return s;
}

static bool
is_suspended(const Suspended *s, int64 day)
{
	for (int i = 0; i < s->count; i++)
		if (day >= s->first[i] && day < s->end[i])
			return true;
	return false;
}

/* What the clock counts from one position to the next. */
static int64
step(const SvClock *clock, const Suspended *s, int64 position)
{
	int64		day = position + 1;
	int64		hour;

	if (clock->unit == SV_WORKING_TIME)
		day = position / SV_DAY_MICROSECONDS;	/* never negative here */
	if (is_suspended(s, day))
		return 0;
	if (clock->unit == SV_CALENDAR_DAYS)
		return 1;
	if (!sv_calendar_working(clock->calendar, day))
		return 0;
	if (clock->unit == SV_WORKING_DAYS)
		return 1;
	hour = position % SV_DAY_MICROSECONDS;
	for (int i = 0; i < clock->openings; i++)
		if (hour >= clock->hours[2 * i] && hour < clock->hours[2 * i + 1])
			return HOUR;
	return 0;
}

static int64
walked(const SvClock *clock, const Suspended *s, int64 from, int64 to)
{
	int64		unit = clock->unit == SV_WORKING_TIME ? HOUR : 1;
	int64		sum = 0;

	for (int64 at = from; at < to; at += unit)
		sum += step(clock, s, at);
	return sum;
}

/* The first position at which limit has been walked; SV_NEVER within a long time. */
static int64
walked_due(const SvClock *clock, const Suspended *s, int64 from, int64 limit)
{
	int64		unit = clock->unit == SV_WORKING_TIME ? HOUR : 1;
	int64		at = from;

	for (int i = 0; limit > 0; i++, at += unit)
	{
		if (i > 24 * 380)
			return SV_NEVER;
		limit -= step(clock, s, at);
	}
	return at;
}

static const int64 office[] = {9 * HOUR, 12 * HOUR, 13 * HOUR, 18 * HOUR};
static const int64 always[] = {0, SV_DAY_MICROSECONDS};

static bool
agrees(SvClockUnit unit, const int64 *hours, int boundaries)
{
	bool		good = true;

	for (int round = 0; good && round < 1500; round++)
	{
		SvWorkCalendar *calendar = sample_calendar(true);
		SvClock		clock = {calendar, unit};
		int64		scale = unit == SV_WORKING_TIME ? HOUR : 1;
		int64		from = 1000 + sample(150);
		int64		to;
		int64		limit = sample(unit == SV_WORKING_TIME ? 100 : 30) * scale;
		int64		got;
		int64		outside;
		Suspended	s;

		if (unit == SV_WORKING_TIME)
		{
			good = sv_clock_hours(&clock, hours, boundaries);
			from = from * SV_DAY_MICROSECONDS + sample(24) * HOUR;
		}
		to = from + sample(unit == SV_WORKING_TIME ? 24 * 60 : 150) * scale;
		s = sample_suspended(&clock);
		good = good &&
			sv_clock_elapsed(&clock, s.pauses, s.paused, from, to, &got, &outside) &&
			got == walked(&clock, &s, from, to);
		good = good &&
			sv_clock_due(&clock, s.pauses, s.paused, from, limit, &got, &outside) &&
			got == walked_due(&clock, &s, from, limit);
		free(calendar);
	}
	return good;
}

static SvAlert
judge(const SvClock *clock, int64 limit, int64 judged, bool open)
{
	SvPromise	promise = {clock, NULL, 0, limit, 1010, judged, open, false, 30, 1};
	SvAlert		alert = {0};
	int64		outside;

	if (!sv_promise_judge(&promise, &alert, &outside))
		alert.due = -1;
	return alert;
}

/* Levels do not go back while a case stays open, and change where they should. */
static void
test_levels(void)
{
	SvWorkCalendar *calendar = sv_calendar_new(1000, SPAN, false);
	SvClock		clock = {calendar, SV_WORKING_DAYS};
	SvAlertLevel level = SV_ALERT_NONE;
	bool		good = true;

	sv_calendar_finish(calendar);
	for (int64 day = 1005; day < 1060; day++)
	{
		SvAlert		alert = judge(&clock, 20, day, true);
		SvAlert		closed = judge(&clock, 20, day, false);
		SvAlertLevel wanted = alert.left < 0 ? SV_ALERT_RED :
		alert.left <= 1 ? SV_ALERT_YELLOW :
		alert.left <= 6 ? SV_ALERT_BLUE : SV_ALERT_NONE;

		good = good && alert.level == wanted && alert.level >= level &&
			alert.used + alert.left == 20 && alert.due == judge(&clock, 20, 1005, true).due &&
			closed.level == (alert.left < 0 ? SV_ALERT_RED : SV_ALERT_NONE);
		level = alert.level;
	}
	ok(good && level == SV_ALERT_RED, "levels rise from none to red as days pass");
	ok(judge(&clock, 20, 1000 + SPAN, true).due == -1 &&
	   judge(&clock, SPAN, 1020, true).due == -1,
	   "there is no answer beyond the calendar");
	free(calendar);
}

static void
test_hours(void)
{
	SvClock		clock = {NULL, SV_WORKING_TIME};
	int64		reversed[] = {12 * HOUR, 9 * HOUR};
	int64		overlapping[] = {9 * HOUR, 12 * HOUR, 11 * HOUR, 18 * HOUR};
	int64		late[] = {9 * HOUR, 25 * HOUR};
	int64		early[] = {-HOUR, HOUR};
	int64		touching[] = {0, 12 * HOUR, 12 * HOUR, 24 * HOUR};

	ok(!sv_clock_hours(&clock, reversed, 2) && !sv_clock_hours(&clock, overlapping, 4) &&
	   !sv_clock_hours(&clock, late, 2) && !sv_clock_hours(&clock, early, 2) &&
	   !sv_clock_hours(&clock, office, 3) && !sv_clock_hours(&clock, office, 0),
	   "hours that are not ascending pairs are refused");
	ok(sv_clock_hours(&clock, touching, 4) && clock.day_length == SV_DAY_MICROSECONDS,
	   "hours may touch");
}

/* Far beyond any moment: no answer, and no overflow. */
static void
test_far(void)
{
	SvWorkCalendar *calendar = sv_calendar_new(1000, 10, true);
	SvClock		clock = {calendar, SV_WORKING_TIME};
	int64		blink[] = {0, 1};
	int64		due;
	int64		outside;

	sv_calendar_finish(calendar);
	ok(sv_clock_hours(&clock, blink, 2) &&
	   !sv_clock_due(&clock, NULL, 0, 0, 1000000 * HOUR, &due, &outside) && outside == SV_NEVER,
	   "a moment that cannot be named is no answer");
	free(calendar);
}

int
main(void)
{
	ok(agrees(SV_CALENDAR_DAYS, NULL, 0), "calendar days agree with walking");
	ok(agrees(SV_WORKING_DAYS, NULL, 0), "working days agree with walking");
	ok(agrees(SV_WORKING_TIME, office, lengthof(office)), "office hours agree with walking");
	ok(agrees(SV_WORKING_TIME, always, lengthof(always)), "whole days agree with walking");
	test_levels();
	test_hours();
	test_far();
	return done_testing();
}
