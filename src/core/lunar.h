/*
 * lunar.h
 *		The days of Chinese festivals.
 */
#ifndef SV_LUNAR_H
#define SV_LUNAR_H

#include "core/civil_day.h"

/* Years for which festivals are known. */
#define SV_FESTIVAL_FIRST_YEAR	1900
#define SV_FESTIVAL_LAST_YEAR	2100

/* In the order of the year. */
typedef enum SvFestival
{
	SV_NEW_YEAR,				/* January 1 */
	SV_SPRING_FESTIVAL_EVE,		/* the day before the first day of the year */
	SV_SPRING_FESTIVAL,			/* first day of the first month */
	SV_LANTERN_FESTIVAL,		/* 15th day of the first month */
	SV_QINGMING,				/* the Sun's longitude reaches 15 degrees */
	SV_LABOUR_DAY,				/* May 1 */
	SV_DRAGON_BOAT,				/* fifth day of the fifth month */
	SV_MID_AUTUMN,				/* 15th day of the eighth month */
	SV_NATIONAL_DAY,			/* October 1 */
	SV_DOUBLE_NINTH,			/* ninth day of the ninth month */
	SV_FESTIVALS,				/* how many */
} SvFestival;

#define SV_FESTIVAL_BIT(festival)	((uint32) 1 << (festival))

/* When presents are given, and banquets: what overseers ask about. */
#define SV_MAIN_FESTIVALS	(SV_FESTIVAL_BIT(SV_SPRING_FESTIVAL) | \
							 SV_FESTIVAL_BIT(SV_QINGMING) | \
							 SV_FESTIVAL_BIT(SV_DRAGON_BOAT) | \
							 SV_FESTIVAL_BIT(SV_MID_AUTUMN) | \
							 SV_FESTIVAL_BIT(SV_NATIONAL_DAY))

extern const char *sv_festival_english(SvFestival festival);
extern const char *sv_festival_chinese(SvFestival festival);
extern bool sv_festival_named(const char *name, size_t length, SvFestival *festival);
extern int32 sv_lunar_day(int32 year, int32 month, int32 day);
extern int32 sv_festival_day(SvFestival festival, int32 year);
extern int32 sv_festival_next(int32 day, uint32 festivals, SvFestival *festival);

#endif							/* SV_LUNAR_H */
