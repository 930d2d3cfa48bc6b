/*
 * fuzz_workcalendar.c
 *		Any bytes as text, as a message and as an aggregate's state.
 *
 * What is taken as a calendar must be sound and come back the same.
 */
#include "core/calendar_draft.h"
#include "core/workcalendar_text.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool good)
{
	if (!good)
		abort();
}

static void
check_calendar(SvWorkCalendar *calendar)
{
	char	   *text = sv_calendar_print(calendar);
	size_t		size = sv_calendar_wire_size(calendar);
	unsigned char *wire = malloc(size);
	SvWorkCalendar *again = NULL;
	size_t		at;

	check(sv_calendar_is_sound(calendar, sv_calendar_size(calendar->days)));
	check(sv_calendar_parse(text, strlen(text), &again, &at) == SV_CALENDAR_FINE);
	check(memcmp(again, calendar, sv_calendar_size(calendar->days)) == 0);
	free(again);
	sv_calendar_to_wire(calendar, wire);
	check(sv_calendar_from_wire(wire, size, &again) == SV_CALENDAR_FINE);
	check(memcmp(again, calendar, sv_calendar_size(calendar->days)) == 0);
	free(again);
	free(wire);
	free(text);
	free(calendar);
}

static void
try_draft(const uint8_t *data, size_t size)
{
	SvCalendarDraft *state = malloc(size + sizeof(SvCalendarDraft));
	SvCalendarDraft *draft = state;
	SvWorkCalendar *calendar = NULL;
	int32		day;

	memcpy(state, data, size);
	if (sv_draft_is_sound(state, size))
	{
		if (sv_draft_add(&draft, state->lowest - 40, true) == SV_DRAFT_FINE)
			check(sv_draft_is_sound(draft, sv_draft_size(draft)));
		(void) sv_draft_merge(&draft, state, &day);
		if (sv_draft_build(draft, &calendar, &day) == SV_DRAFT_FINE)
			free(calendar);
	}
	if (draft != state)
		free(draft);
	free(state);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	SvWorkCalendar *calendar = NULL;
	size_t		at = 0;

	/* exactly as long as the text, so that a byte too far is seen */
	char	   *text = malloc(size > 0 ? size : 1);

	memcpy(text, data, size);
	if (sv_calendar_parse(text, size, &calendar, &at) == SV_CALENDAR_FINE)
		check_calendar(calendar);
	else
		check(at <= size);
	free(text);
	calendar = NULL;
	if (sv_calendar_from_wire(data, size, &calendar) == SV_CALENDAR_FINE)
		check_calendar(calendar);
	try_draft(data, size);
	return 0;
}
