/*
 * workcalendar_text.c
 *		Working calendars as text and as bytes on the wire.
 *
 * The text says what an official notice says: the span, what holds outside it,
 * and the days that differ from Monday to Friday, '-' for a day off and '+' for
 * a day worked, alone or as a range:
 *
 *		2026-01-01..2026-12-31 outside=error -2026-01-01..2026-01-02 +2026-01-04
 *
 * so that two calendars can be compared by eye and kept in a file under version
 * control.  Output is canonical: every day that differs, in order, neighbours
 * of one sign joined.  Input is as strict about order and overlap (which also
 * makes reading linear), but a range may include days that would be as it says
 * anyway: "-2026-02-15..2026-02-23" is the whole Spring Festival break with its
 * weekends.
 *
 * The wire format is independent of the layout in memory: version, rule, first
 * day and number of days in network order, then the bits, eight days a byte,
 * the lowest first, none set after the last day.  Counts are made anew.
 */
#include "core/workcalendar_text.h"

typedef struct Reader
{
	const char *text;
	size_t		length;
	size_t		at;
} Reader;

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/* Take all white space; was there any? */
static bool
take_space(Reader *reader)
{
	size_t		start = reader->at;

	while (reader->at < reader->length && is_space(reader->text[reader->at]))
		reader->at++;
	return reader->at > start;
}

/* Take what follows if it is that word. */
static bool
take(Reader *reader, const char *word)
{
	size_t		length = strlen(word);

	if (reader->length - reader->at < length ||
		memcmp(reader->text + reader->at, word, length) != 0)
		return false;
	reader->at += length;
	return true;
}

static bool
take_number(Reader *reader, int digits, int32 *number)
{
	*number = 0;
	if (reader->length - reader->at < digits)
		return false;
	for (int i = 0; i < digits; i++)
	{
		char		c = reader->text[reader->at + i];

		if (c < '0' || c > '9')
			return false;
		*number = *number * 10 + (c - '0');
	}
	reader->at += digits;
	return true;
}

/* YYYY-MM-DD */
static SvCalendarFault
take_day(Reader *reader, int32 *day)
{
	size_t		start = reader->at;
	SvCivilDay	civil;

	if (!take_number(reader, 4, &civil.year) || !take(reader, "-") ||
		!take_number(reader, 2, &civil.month) || !take(reader, "-") ||
		!take_number(reader, 2, &civil.day))
		return SV_CALENDAR_SYNTAX;
	if (civil.year < 1 || !sv_civil_day_exists(civil))
	{
		reader->at = start;
		return SV_CALENDAR_NO_SUCH_DAY;
	}
	*day = sv_day_from_civil(civil);
	return SV_CALENDAR_FINE;
}

/* One day, or two with ".." between them, the later one last. */
static SvCalendarFault
take_days(Reader *reader, int32 *from, int32 *to)
{
	size_t		start = reader->at;
	SvCalendarFault fault = take_day(reader, from);

	*to = *from;
	if (fault == SV_CALENDAR_FINE && take(reader, ".."))
		fault = take_day(reader, to);
	if (fault == SV_CALENDAR_FINE && *to < *from)
	{
		reader->at = start;
		fault = SV_CALENDAR_REVERSED;
	}
	return fault;
}

/* The span and the rule: an empty calendar. */
static SvCalendarFault
take_head(Reader *reader, SvWorkCalendar **calendar)
{
	int32		from;
	int32		to;
	bool		weekdays;
	SvCalendarFault fault;

	take_space(reader);
	fault = take_days(reader, &from, &to);
	if (fault != SV_CALENDAR_FINE)
		return fault;
	if (to - from >= SV_CALENDAR_MAX_DAYS)
		return SV_CALENDAR_TOO_LONG;
	if (!take_space(reader) || !take(reader, "outside="))
		return SV_CALENDAR_SYNTAX;
	weekdays = take(reader, "weekdays");
	if (!weekdays && !take(reader, "error"))
		return SV_CALENDAR_RULE;
	*calendar = sv_calendar_new(from, to - from + 1, weekdays);
	return SV_CALENDAR_FINE;
}

/* Days off or worked, after the day before. */
static SvCalendarFault
take_exception(Reader *reader, SvWorkCalendar *calendar, int64 *before)
{
	size_t		start = reader->at;
	bool		working = take(reader, "+");
	int32		from;
	int32		to;
	SvCalendarFault fault;

	if (!working && !take(reader, "-"))
		return SV_CALENDAR_SYNTAX;
	fault = take_days(reader, &from, &to);
	if (fault != SV_CALENDAR_FINE)
		return fault;
	if (!sv_calendar_covers(calendar, from) || !sv_calendar_covers(calendar, to))
		fault = SV_CALENDAR_OUTSIDE_SPAN;
	else if (from <= *before)
		fault = SV_CALENDAR_UNORDERED;
	if (fault != SV_CALENDAR_FINE)
	{
		reader->at = start;
		return fault;
	}
	for (int32 day = from; day <= to; day++)
		sv_calendar_set(calendar, day, working);
	*before = to;
	return SV_CALENDAR_FINE;
}

/*
 * Read a calendar.  When the text is not one, *at is where it stops being one
 * and nothing is left allocated.
 */
SvCalendarFault
sv_calendar_parse(const char *text, size_t length, SvWorkCalendar **calendar,
				  size_t *at)
{
	Reader		reader = {text, length, 0};
	SvWorkCalendar *result = NULL;
	int64		before = PG_INT32_MIN;
	SvCalendarFault fault = take_head(&reader, &result);

	while (fault == SV_CALENDAR_FINE && reader.at < length)
	{
		if (!take_space(&reader))
			fault = SV_CALENDAR_SYNTAX;
		else if (reader.at < length)
			fault = take_exception(&reader, result, &before);
	}
	*at = reader.at;
	if (fault != SV_CALENDAR_FINE)
	{
		if (result != NULL)
			sv_core_free(result);
		return fault;
	}
	sv_calendar_finish(result);
	*calendar = result;
	return SV_CALENDAR_FINE;
}

/* YYYY-MM-DD into a buffer of SV_DAY_TEXT bytes; returns the length. */
int
sv_day_print(int32 day, char *buffer)
{
	SvCivilDay	civil = sv_civil_from_day(day);
	int32		number = civil.year * 10000 + civil.month * 100 + civil.day;
	static const int places[] = {0, 1, 2, 3, 5, 6, 8, 9};

	Assert(day >= SV_DAY_0001_01_01 && day <= SV_DAY_9999_12_31);
	memcpy(buffer, "0000-00-00", 11);
	for (int i = lengthof(places) - 1; i >= 0; i--)
	{
		buffer[places[i]] = (char) ('0' + number % 10);
		number /= 10;
	}
	return 10;
}

static char *
print_days(char *out, int32 from, int32 to)
{
	out += sv_day_print(from, out);
	if (to > from)
	{
		*out++ = '.';
		*out++ = '.';
		out += sv_day_print(to, out);
	}
	return out;
}

static bool
differs(const SvWorkCalendar *calendar, int32 day)
{
	return sv_calendar_working(calendar, day) != sv_is_weekday(day);
}

/*
 * The next run of days that differ from Monday to Friday in one way, from day
 * *from on; false when there is none.
 */
static bool
next_exception(const SvWorkCalendar *calendar, int32 *from, int32 *to)
{
	int32		last = sv_calendar_last(calendar);
	bool		working;

	while (*from <= last && !differs(calendar, *from))
		++* from;
	if (*from > last)
		return false;
	working = sv_calendar_working(calendar, *from);
	*to = *from;
	while (*to < last && differs(calendar, *to + 1) &&
		   sv_calendar_working(calendar, *to + 1) == working)
		++* to;
	return true;
}

/* The calendar as text, allocated here. */
char *
sv_calendar_print(const SvWorkCalendar *calendar)
{
	size_t		head = 2 * SV_DAY_TEXT + 32;
	size_t		runs = 0;
	char	   *text;
	char	   *out;
	int32		from = calendar->first;
	int32		to;

	for (; next_exception(calendar, &from, &to); from = to + 1)
		runs++;
	text = sv_core_alloc(head + runs * (2 * SV_DAY_TEXT));
	out = print_days(text, calendar->first, sv_calendar_last(calendar));
	out += sprintf(out, " outside=%s", calendar->weekdays ? "weekdays" : "error");
	from = calendar->first;
	for (; next_exception(calendar, &from, &to); from = to + 1)
	{
		*out++ = ' ';
		*out++ = sv_calendar_working(calendar, from) ? '+' : '-';
		out = print_days(out, from, to);
	}
	*out = '\0';
	return text;
}

size_t
sv_calendar_wire_size(const SvWorkCalendar *calendar)
{
	return SV_CALENDAR_WIRE_HEAD + SV_CALENDAR_WIRE_BITS(calendar->days);
}

static void
put_int32(unsigned char *wire, int32 number)
{
	for (int i = 0; i < 4; i++)
		wire[i] = (unsigned char) ((uint32) number >> (24 - 8 * i));
}

static int32
get_int32(const unsigned char *wire)
{
	uint32		number = 0;

	for (int i = 0; i < 4; i++)
		number = number << 8 | wire[i];
	return (int32) number;
}

/* Into sv_calendar_wire_size bytes. */
void
sv_calendar_to_wire(const SvWorkCalendar *calendar, unsigned char *wire)
{
	wire[0] = calendar->version;
	wire[1] = calendar->weekdays;
	put_int32(wire + 2, calendar->first);
	put_int32(wire + 6, calendar->days);
	for (size_t i = 0; i < SV_CALENDAR_WIRE_BITS(calendar->days); i++)
		wire[SV_CALENDAR_WIRE_HEAD + i] = (unsigned char)
			(sv_calendar_bits(&calendar->blocks[i / 8]) >> (i % 8 * 8));
}

SvCalendarFault
sv_calendar_from_wire(const unsigned char *wire, size_t size,
					  SvWorkCalendar **calendar)
{
	int32		first;
	int32		days;

	if (size < SV_CALENDAR_WIRE_HEAD)
		return SV_CALENDAR_BAD_LENGTH;
	if (wire[0] != SV_CALENDAR_VERSION)
		return SV_CALENDAR_BAD_VERSION;
	if (wire[1] > 1)
		return SV_CALENDAR_RULE;
	first = get_int32(wire + 2);
	days = get_int32(wire + 6);
	if (days < 1 || days > SV_CALENDAR_MAX_DAYS)
		return SV_CALENDAR_TOO_LONG;
	if (first < SV_DAY_0001_01_01 || (int64) first + days - 1 > SV_DAY_9999_12_31)
		return SV_CALENDAR_NO_SUCH_DAY;
	if (size != SV_CALENDAR_WIRE_HEAD + SV_CALENDAR_WIRE_BITS(days))
		return SV_CALENDAR_BAD_LENGTH;
	if (days % 8 != 0 && wire[size - 1] >> (days % 8) != 0)
		return SV_CALENDAR_BAD_PADDING;
	*calendar = sv_calendar_new(first, days, wire[1] == 1);
	for (int32 i = 0; i < days; i++)
		sv_calendar_set(*calendar, first + i,
						wire[SV_CALENDAR_WIRE_HEAD + i / 8] >> (i % 8) & 1);
	sv_calendar_finish(*calendar);
	return SV_CALENDAR_FINE;
}
