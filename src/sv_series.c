/*
 * sv_series.c
 *		The numbers of a series, read and in order.
 *
 * Numbers are sorted into forms, those without a prefix first, then by prefix
 * and count of digits; within a form by value and time.  Of rows alike in all
 * this the caller says which comes first.
 */
#include "supervise.h"

#include "sv_series.h"

static int
compare_entries(const SvSeries *series, const SvSeriesEntry *a, const SvSeriesEntry *b)
{
	int			order = memcmp(a->prefix, b->prefix, Min(a->length, b->length));

	if (order != 0)
		return order;
	if (a->length != b->length)
		return a->length < b->length ? -1 : 1;
	if (a->digits != b->digits)
		return a->digits < b->digits ? -1 : 1;
	if (a->value != b->value)
		return a->value < b->value ? -1 : 1;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return series->compare(series->origin, a->source, b->source);
}

#define ST_SORT sort_entries
#define ST_ELEMENT_TYPE SvSeriesEntry
#define ST_COMPARE(a, b, arg) compare_entries(arg, a, b)
#define ST_COMPARE_ARG_TYPE const SvSeries
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

void
sv_series_reset(SvSeries *series, size_t room)
{
	series->n = 0;
	series->entry = sv_core_room(series->entry, &series->entry_room, room, sizeof(SvSeriesEntry));
	series->row = sv_core_room(series->row, &series->row_room, room, sizeof(SvSequenceRow));
}

/* Add a number; false if it is none.  The text must stay. */
bool
sv_series_add(SvSeries *series, const char *text, size_t length, int64 at, size_t source)
{
	SvSeriesEntry *entry = &series->entry[series->n];
	SvNumber	number;

	if (!sv_number_parse(text, length, &number))
		return false;
	entry->prefix = text + number.start;
	entry->length = number.prefix;
	entry->digits = number.digits;
	entry->value = number.value;
	entry->at = at;
	entry->source = source;
	series->n++;
	return true;
}

static bool
same_form(const SvSeriesEntry *a, const SvSeriesEntry *b)
{
	return a->digits == b->digits && a->length == b->length &&
		memcmp(a->prefix, b->prefix, a->length) == 0;
}

/* All numbers are there: put them in order. */
void
sv_series_finish(SvSeries *series)
{
	uint64		form = 0;

	sort_entries(series->entry, series->n, series);
	for (size_t i = 0; i < series->n; i++)
	{
		const SvSeriesEntry *entry = &series->entry[i];

		if (i > 0 && !same_form(entry - 1, entry))
			form++;
		series->row[i] = (SvSequenceRow)
		{
			entry->value, entry->at, form
		};
	}
}
