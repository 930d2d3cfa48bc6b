/*
 * civil_day.h
 *		Days of the Gregorian calendar, counted as PostgreSQL's dates are.
 *
 * A day is the number of days since 2000-01-01.  Years are astronomical (0 is
 * 1 BC).  Good for every day that a date can hold.
 */
#ifndef SV_CIVIL_DAY_H
#define SV_CIVIL_DAY_H

#include "core/core.h"

typedef struct SvCivilDay
{
	int32		year;
	int32		month;			/* 1 to 12 */
	int32		day;			/* 1 to 31 */
} SvCivilDay;

/* The first and the last day whose year is written with four digits. */
#define SV_DAY_0001_01_01	(-730119)
#define SV_DAY_9999_12_31	2921939

/* Days from 0000-03-01, where leap days come last in their years. */
#define SV_DAYS_BEFORE_2000	730425
#define SV_DAYS_PER_400_YEARS	146097

static inline int32
sv_days_in_month(int32 year, int32 month)
{
	bool		leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	if (month == 2)
		return leap ? 29 : 28;
	return 30 + ((month + (month >> 3)) & 1);
}

static inline bool
sv_civil_day_exists(SvCivilDay civil)
{
	return civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
		civil.day <= sv_days_in_month(civil.year, civil.month);
}

static inline int32
sv_day_from_civil(SvCivilDay civil)
{
	int64		year = (int64) civil.year - (civil.month <= 2);
	int64		era = (year >= 0 ? year : year - 399) / 400;
	int64		year_of_era = year - era * 400;
	int64		month = (civil.month + 9) % 12; /* March is 0 */
	int64		day_of_year = (153 * month + 2) / 5 + civil.day - 1;

	return (int32) (era * SV_DAYS_PER_400_YEARS + year_of_era * 365 +
					year_of_era / 4 - year_of_era / 100 + day_of_year -
					SV_DAYS_BEFORE_2000);
}

static inline SvCivilDay
sv_civil_from_day(int32 day)
{
	int64		days = (int64) day + SV_DAYS_BEFORE_2000;
	int64		era = (days >= 0 ? days : days - (SV_DAYS_PER_400_YEARS - 1)) /
	SV_DAYS_PER_400_YEARS;
	int64		day_of_era = days - era * SV_DAYS_PER_400_YEARS;
	int64		year_of_era = (day_of_era - day_of_era / 1460 +
							   day_of_era / 36524 - day_of_era / 146096) / 365;
	int64		day_of_year = day_of_era - (365 * year_of_era +
											year_of_era / 4 - year_of_era / 100);
	int64		month = (5 * day_of_year + 2) / 153;
	SvCivilDay	civil;

	civil.day = (int32) (day_of_year - (153 * month + 2) / 5 + 1);
	civil.month = (int32) (month < 10 ? month + 3 : month - 9);
	civil.year = (int32) (era * 400 + year_of_era + (civil.month <= 2));
	return civil;
}

static inline int32
sv_day(int32 year, int32 month, int32 day)
{
	SvCivilDay	civil = {year, month, day};

	return sv_day_from_civil(civil);
}

#endif							/* SV_CIVIL_DAY_H */
