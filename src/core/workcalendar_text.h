/*
 * workcalendar_text.h
 *		Working calendars as text and as bytes on the wire.
 */
#ifndef SV_WORKCALENDAR_TEXT_H
#define SV_WORKCALENDAR_TEXT_H

#include "core/workcalendar.h"

typedef enum SvCalendarFault
{
	SV_CALENDAR_FINE,
	SV_CALENDAR_SYNTAX,
	SV_CALENDAR_NO_SUCH_DAY,
	SV_CALENDAR_REVERSED,
	SV_CALENDAR_TOO_LONG,
	SV_CALENDAR_RULE,
	SV_CALENDAR_OUTSIDE_SPAN,
	SV_CALENDAR_UNORDERED,
	SV_CALENDAR_BAD_VERSION,
	SV_CALENDAR_BAD_LENGTH,
	SV_CALENDAR_BAD_PADDING,
} SvCalendarFault;

extern SvCalendarFault sv_calendar_parse(const char *text, size_t length,
										 SvWorkCalendar **calendar, size_t *at);
extern char *sv_calendar_print(const SvWorkCalendar *calendar);

/* version, weekdays, first, days, bits */
#define SV_CALENDAR_WIRE_HEAD	10
#define SV_CALENDAR_WIRE_BITS(days)	(((size_t) (days) + 7) / 8)

extern size_t sv_calendar_wire_size(const SvWorkCalendar *calendar);
extern void sv_calendar_to_wire(const SvWorkCalendar *calendar, unsigned char *wire);
extern SvCalendarFault sv_calendar_from_wire(const unsigned char *wire, size_t size,
											 SvWorkCalendar **calendar);

#define SV_DAY_TEXT	16
extern int	sv_day_print(int32 day, char *buffer);

#endif							/* SV_WORKCALENDAR_TEXT_H */
