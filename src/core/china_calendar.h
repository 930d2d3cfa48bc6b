/*
 * china_calendar.h
 *		The official working days of China.
 */
#ifndef SV_CHINA_CALENDAR_H
#define SV_CHINA_CALENDAR_H

#include "core/workcalendar.h"

extern SvWorkCalendar *sv_china_calendar(bool expected);

#endif							/* SV_CHINA_CALENDAR_H */
