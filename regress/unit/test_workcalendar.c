/*
 * test_workcalendar.c
 *		Working calendars against the definition: a day after day loop.
 */
#include "core/calendar_draft.h"
#include "core/workcalendar_text.h"
#include "sample.h"
#include "tap.h"

/* The definition. */
static bool
defined_working(const bool *bits, int32 first, int32 days, int64 day)
{
	if (day >= first && day < (int64) first + days)
		return bits[day - first];
	return sv_is_weekday(day);
}

static int64
defined_count(const bool *bits, int32 first, int32 days, int64 from, int64 to)
{
	int64		count = 0;

	for (int64 day = from + 1; day <= to; day++)
		count += defined_working(bits, first, days, day);
	return from <= to ? count : -defined_count(bits, first, days, to, from);
}

static SvWorkCalendar *
random_calendar(bool *bits, int32 first, int32 days, uint32 density, bool weekdays)
{
	SvWorkCalendar *calendar = sv_calendar_new(first, days, weekdays);

	for (int32 i = 0; i < days; i++)
	{
		bits[i] = sample(100) < density;
		sv_calendar_set(calendar, first + i, bits[i]);
	}
	sv_calendar_finish(calendar);
	return calendar;
}

/* One calendar: counting and finding, inside and outside the span. */
static bool
agrees(int32 first, int32 days, uint32 density, bool weekdays)
{
	bool	   *bits = malloc(days);
	SvWorkCalendar *calendar = random_calendar(bits, first, days, density, weekdays);
	int32		margin = weekdays ? 40 : 0;
	int64		low = (int64) first - 1 - margin;
	int64		high = (int64) first + days - 1 + margin;
	bool		good = sv_calendar_is_sound(calendar, sv_calendar_size(days));

	for (int i = 0; good && i < 300; i++)
	{
		int64		a = low + sample(high - low + 1);
		int64		b = low + sample(high - low + 1);
		int64		count = defined_count(bits, first, days, a, b);
		int64		day;

		good = sv_calendar_counts(calendar, a) && sv_calendar_counts(calendar, b) &&
			sv_calendar_count(calendar, b) - sv_calendar_count(calendar, a) == count;
		if (good && b > low)
			good = sv_calendar_working(calendar, b) ==
				defined_working(bits, first, days, b) || (!weekdays && b < first);
		/* the first day with the count of b is b, if b is a working day */
		if (good && b > low && defined_working(bits, first, days, b))
			good = sv_calendar_find(calendar, sv_calendar_count(calendar, b), &day) &&
				day == b;
		/* n-th working day after a, found by walking */
		if (good && count > 0)
		{
			int64		walked = a;
			int64		n = 1 + sample(count);
			int64		left = n;

			while (left > 0)
				left -= defined_working(bits, first, days, ++walked);
			good = sv_calendar_find(calendar, sv_calendar_count(calendar, a) + n, &day) &&
				day == walked;
		}
	}
	if (good && !weekdays)
	{
		int64		day;

		good = !sv_calendar_counts(calendar, (int64) first - 2) &&
			!sv_calendar_counts(calendar, (int64) first + days) &&
			!sv_calendar_find(calendar, sv_calendar_count(calendar, first - 1), &day) &&
			!sv_calendar_find(calendar, sv_calendar_count(calendar, high) + 1, &day);
	}
	free(bits);
	sv_core_free(calendar);
	return good;
}

static void
test_definition(void)
{
	static const uint32 densities[] = {0, 3, 50, 71, 100};
	bool		good = true;

	for (int round = 0; round < 400; round++)
	{
		int32		days = 1 + sample(round < 200 ? 200 : 3000);
		int32		first = -5000 + (int32) sample(10000);

		good = good && agrees(first, days, densities[round % lengthof(densities)],
							  round % 2 == 0);
	}
	ok(good, "counting and finding agree with walking day by day");
	ok(agrees(SV_DAY_0001_01_01, 65, 71, true) &&
	   agrees(SV_DAY_9999_12_31 - 127, 128, 71, true),
	   "so they do at the edges of time");
	ok(agrees(-100000, 64, 71, false) && agrees(100000, 63, 71, false) &&
	   agrees(0, 65, 71, false) && agrees(7, 1, 0, false) && agrees(7, 1, 100, false),
	   "so they do around the size of a block");
}

/* Every working day is found, however unevenly they are spread. */
static void
test_uneven(void)
{
	bool		good = true;

	for (int shape = 0; shape < 4; shape++)
	{
		SvWorkCalendar *calendar = sv_calendar_new(0, 20000, false);
		int64		n = 0;

		for (int32 day = 0; day < 20000; day++)
		{
			bool		working = shape == 0 ? day >= 19000 :
			shape == 1 ? day < 1000 :
			shape == 2 ? day < 100 || day >= 19990 :
			day % 5000 == 4999;

			sv_calendar_set(calendar, day, working);
		}
		sv_calendar_finish(calendar);
		for (int32 day = 0; day < 20000; day++)
		{
			int64		found = -1;

			if (sv_calendar_working(calendar, day))
				good = good && sv_calendar_find(calendar, ++n, &found) && found == day;
		}
		good = good && n == sv_calendar_count(calendar, 19999);
		free(calendar);
	}
	ok(good, "every working day of uneven calendars is found");
}

/* Civil days by counting every day from the first to the last year. */
static void
test_civil(void)
{
	SvCivilDay	civil = {-4713, 1, 1};
	int32		day = sv_day_from_civil(civil);
	bool		good = true;

	while (good && civil.year < 10001)
	{
		SvCivilDay	back = sv_civil_from_day(day);

		good = back.year == civil.year && back.month == civil.month &&
			back.day == civil.day && sv_day_from_civil(civil) == day &&
			sv_civil_day_exists(civil);
		day++;
		if (++civil.day > sv_days_in_month(civil.year, civil.month))
		{
			good = good && !sv_civil_day_exists(civil);
			civil.day = 1;
			if (++civil.month > 12)
			{
				civil.month = 1;
				civil.year++;
			}
		}
	}
	ok(good, "every civil day of 147 centuries follows the one before");
	ok(sv_day(2000, 1, 1) == 0 && sv_day(1, 1, 1) == SV_DAY_0001_01_01 &&
	   sv_day(9999, 12, 31) == SV_DAY_9999_12_31 && sv_day(1970, 1, 1) == -10957,
	   "known days");
}

static bool
text_round_trip(const SvWorkCalendar *calendar)
{
	char	   *text = sv_calendar_print(calendar);
	size_t		size = sv_calendar_wire_size(calendar);
	unsigned char *wire = malloc(size);
	SvWorkCalendar *from_text = NULL;
	SvWorkCalendar *from_wire = NULL;
	size_t		at;
	bool		good;

	sv_calendar_to_wire(calendar, wire);
	good = sv_calendar_parse(text, strlen(text), &from_text, &at) == SV_CALENDAR_FINE &&
		sv_calendar_from_wire(wire, size, &from_wire) == SV_CALENDAR_FINE &&
		memcmp(from_text, calendar, sv_calendar_size(calendar->days)) == 0 &&
		memcmp(from_wire, calendar, sv_calendar_size(calendar->days)) == 0 &&
		sv_calendar_compare(from_text, from_wire) == 0;
	free(from_text);
	free(from_wire);
	free(wire);
	free(text);
	return good;
}

static void
test_round_trip(void)
{
	bool		good = true;

	for (int round = 0; good && round < 500; round++)
	{
		int32		days = 1 + sample(500);
		bool		bits[500];
		SvWorkCalendar *calendar =
		random_calendar(bits, -400000 + (int32) sample(800000), days,
						sample(101), round % 2);

		good = text_round_trip(calendar);
		free(calendar);
	}
	ok(good, "text and wire give the same bytes back");
}

/* Nothing but a whole message is taken, and nothing is left allocated. */
static void
test_wire_damage(void)
{
	bool		bits[77];
	SvWorkCalendar *calendar = random_calendar(bits, 100, 77, 71, true);
	size_t		size = sv_calendar_wire_size(calendar);
	unsigned char wire[64];
	SvWorkCalendar *out = NULL;
	bool		good = true;

	sv_calendar_to_wire(calendar, wire);
	for (size_t cut = 0; cut < size; cut++)
		good = good && sv_calendar_from_wire(wire, cut, &out) != SV_CALENDAR_FINE;
	wire[size] = 0;
	good = good && sv_calendar_from_wire(wire, size + 1, &out) == SV_CALENDAR_BAD_LENGTH;
	wire[size - 1] |= 0x20;
	good = good && sv_calendar_from_wire(wire, size, &out) == SV_CALENDAR_BAD_PADDING;
	sv_calendar_to_wire(calendar, wire);
	wire[0] = 2;
	good = good && sv_calendar_from_wire(wire, size, &out) == SV_CALENDAR_BAD_VERSION;
	wire[0] = 1;
	wire[1] = 2;
	good = good && sv_calendar_from_wire(wire, size, &out) == SV_CALENDAR_RULE;
	wire[1] = 0;
	wire[6] = 0x7f;
	good = good && sv_calendar_from_wire(wire, size, &out) == SV_CALENDAR_TOO_LONG;
	sv_calendar_to_wire(calendar, wire);
	wire[2] = 0x7f;
	good = good && sv_calendar_from_wire(wire, size, &out) == SV_CALENDAR_NO_SUCH_DAY;
	ok(good && out == NULL, "a damaged message is refused");
	free(calendar);
}

/* A draft gives the calendar of its days, in whatever order they come. */
static void
test_draft(void)
{
	bool		good = true;

	for (int round = 0; good && round < 100; round++)
	{
		int32		days = 1 + sample(2000);
		int32		first = -3000 + (int32) sample(6000);
		bool	   *bits = malloc(days);
		int32	   *order = malloc(sizeof(int32) * days);
		SvWorkCalendar *calendar = random_calendar(bits, first, days, 71, false);
		SvWorkCalendar *built = NULL;
		SvCalendarDraft *parts[2] = {NULL, NULL};
		int32		day;

		for (int32 i = 0; i < days; i++)
		{
			int32		j = sample(i + 1);

			order[i] = order[j];
			order[j] = i;
		}
		for (int32 i = 0; i < days; i++)
		{
			SvCalendarDraft **part = &parts[i % 2];
			SvCalendarDraft *before;

			if (*part == NULL)
				*part = sv_draft_new(first + order[i], false);
			before = *part;
			good = good && sv_draft_add(part, first + order[i], bits[order[i]]) == SV_DRAFT_FINE &&
				sv_draft_is_sound(*part, sv_draft_size(*part));
			if (before != *part)
				free(before);
		}
		if (parts[1] != NULL)
		{
			SvCalendarDraft *before = parts[0];

			good = good && sv_draft_merge(&parts[0], parts[1], &day) == SV_DRAFT_FINE;
			if (before != parts[0])
				free(before);
		}
		good = good && sv_draft_build(parts[0], &built, &day) == SV_DRAFT_FINE &&
			sv_calendar_compare(built, calendar) == 0;
		/* the opposite of a day that is known is a conflict, alone or merged */
		good = good && sv_draft_add(&parts[0], first, !bits[0]) == SV_DRAFT_CONFLICT;
		free(parts[1]);
		parts[1] = sv_draft_new(first, false);
		good = good && sv_draft_add(&parts[1], first, !bits[0]) == SV_DRAFT_FINE &&
			sv_draft_merge(&parts[0], parts[1], &day) == SV_DRAFT_CONFLICT && day == first;
		free(parts[0]);
		free(parts[1]);
		free(built);
		free(calendar);
		free(order);
		free(bits);
	}
	ok(good, "a draft builds the calendar of its days in any order, in parts");
}

static void
test_draft_limits(void)
{
	SvCalendarDraft *draft = sv_draft_new(0, false);
	SvCalendarDraft *before = draft;
	SvWorkCalendar *calendar = NULL;
	int32		day;
	bool		good = sv_draft_add(&draft, 0, true) == SV_DRAFT_FINE &&
	sv_draft_add(&draft, SV_CALENDAR_MAX_DAYS, true) == SV_DRAFT_TOO_LONG &&
	sv_draft_add(&draft, -SV_CALENDAR_MAX_DAYS, true) == SV_DRAFT_TOO_LONG &&
	draft == before;

	good = good && sv_draft_add(&draft, SV_CALENDAR_MAX_DAYS - 1, true) == SV_DRAFT_FINE &&
		sv_draft_is_sound(draft, sv_draft_size(draft)) &&
		sv_draft_build(draft, &calendar, &day) == SV_DRAFT_MISSING && day == 1;
	ok(good && calendar == NULL, "a draft refuses a thousand years, and gaps");
	if (draft != before)
		free(before);
	free(draft);
}

int
main(void)
{
	test_civil();
	test_definition();
	test_uneven();
	test_round_trip();
	test_wire_damage();
	test_draft();
	test_draft_limits();
	return done_testing();
}
