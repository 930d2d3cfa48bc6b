/*
 * lunar.c
 *		The days of Chinese festivals.
 *
 * Three of the five great festivals follow the lunar months and one the Sun.
 * Their days from 1900 to 2100 are read from a table of one word a year, which
 * lunar_years.py derives from the positions of the Sun and the Moon by the
 * rules of the national standard GB/T 33661-2017: a table, and not astronomy
 * at run time, so that no two machines can differ.
 *
 * The table goes one year further than its callers may ask, because after the
 * last festival of 2100 the next one lies in 2101.
 */
#include "core/lunar.h"

#include "core/lunar_years.h"

typedef struct FestivalName
{
	const char *english;
	const char *chinese;		/* UTF-8 */
	const char *keys[4];		/* as name_key makes them */
} FestivalName;

static const FestivalName names[SV_FESTIVALS] = {
	[SV_NEW_YEAR] = {"New Year", "元旦", {"newyear", "newyearsday", "元旦"}},
	[SV_SPRING_FESTIVAL_EVE] = {"Spring Festival Eve", "除夕", {"springfestivaleve", "除夕"}},
	[SV_SPRING_FESTIVAL] = {"Spring Festival", "春节", {"spring", "chinesenewyear", "春"}},
	[SV_LANTERN_FESTIVAL] = {"Lantern Festival", "元宵节", {"lantern", "元宵"}},
	[SV_QINGMING] = {"Qingming", "清明节", {"qingming", "清明"}},
	[SV_LABOUR_DAY] = {"Labour Day", "劳动节", {"labourday", "laborday", "劳动"}},
	[SV_DRAGON_BOAT] = {"Dragon Boat", "端午节", {"dragonboat", "端午"}},
	[SV_MID_AUTUMN] = {"Mid-Autumn", "中秋节", {"midautumn", "中秋"}},
	[SV_NATIONAL_DAY] = {"National Day", "国庆节", {"nationalday", "国庆"}},
	[SV_DOUBLE_NINTH] = {"Double Ninth", "重阳节", {"doubleninth", "重阳"}},
};

const char *
sv_festival_english(SvFestival festival)
{
	return names[festival].english;
}

const char *
sv_festival_chinese(SvFestival festival)
{
	return names[festival].chinese;
}

/*
 * A name without case, blanks, hyphens, underscores, apostrophes, and without
 * "festival" or 节 at its end; false when it cannot be one.
 */
static bool
name_key(const char *name, size_t length, char *key, size_t size)
{
	static const char *const endings[] = {"festival", "节"};
	size_t		used = 0;

	for (size_t i = 0; i < length; i++)
	{
		char		c = name[i];

		if (c == ' ' || c == '-' || c == '_' || c == '\'')
			continue;
		if (c == '\0' || used + 1 >= size)
			return false;
		key[used++] = (c >= 'A' && c <= 'Z') ? (char) (c - 'A' + 'a') : c;
	}
	for (int i = 0; i < lengthof(endings); i++)
	{
		size_t		ending = strlen(endings[i]);

		if (used > ending && memcmp(key + used - ending, endings[i], ending) == 0)
		{
			used -= ending;
			break;
		}
	}
	key[used] = '\0';
	return true;
}

/* The festival of that name, English or Chinese (UTF-8). */
bool
sv_festival_named(const char *name, size_t length, SvFestival *festival)
{
	char		key[64];

	if (!name_key(name, length, key, sizeof(key)))
		return false;
	for (int i = 0; i < SV_FESTIVALS; i++)
		for (int k = 0; k < lengthof(names[i].keys) && names[i].keys[k] != NULL; k++)
			if (strcmp(key, names[i].keys[k]) == 0)
			{
				*festival = (SvFestival) i;
				return true;
			}
	return false;
}

/* A day of a month, not a leap month, of the lunar year that begins in year. */
int32
sv_lunar_day(int32 year, int32 month, int32 day)
{
	uint32		word = lunar_years[year - SV_LUNAR_FIRST];
	int32		leap = word >> 13 & 0xF;
	int32		result = sv_day(year, 1, 20) + (int32) (word >> 17 & 0x3F) + day - 1;
	int32		before = month - 1;

	Assert(year >= SV_LUNAR_FIRST && year <= SV_LUNAR_LAST);
	if (leap != 0 && month > leap)
		before++;
	for (int i = 0; i < before; i++)
		result += 29 + (int32) (word >> i & 1);
	return result;
}

/* The day of a festival in a year from 1900 to 2101. */
int32
sv_festival_day(SvFestival festival, int32 year)
{
	switch (festival)
	{
		case SV_NEW_YEAR:
			return sv_day(year, 1, 1);
		case SV_SPRING_FESTIVAL_EVE:
			return sv_lunar_day(year, 1, 1) - 1;
		case SV_SPRING_FESTIVAL:
			return sv_lunar_day(year, 1, 1);
		case SV_LANTERN_FESTIVAL:
			return sv_lunar_day(year, 1, 15);
		case SV_QINGMING:
			return sv_day(year, 4, 4) + (int32) (lunar_years[year - SV_LUNAR_FIRST] >> 23 & 3);
		case SV_LABOUR_DAY:
			return sv_day(year, 5, 1);
		case SV_DRAGON_BOAT:
			return sv_lunar_day(year, 5, 5);
		case SV_MID_AUTUMN:
			return sv_lunar_day(year, 8, 15);
		case SV_NATIONAL_DAY:
			return sv_day(year, 10, 1);
		case SV_DOUBLE_NINTH:
			return sv_lunar_day(year, 9, 9);
		case SV_FESTIVALS:
			break;
	}
	Assert(false);
	return 0;
}

/*
 * The first of some festivals on or after a day of the years 1900 to 2100;
 * the earlier of the list when two fall on that day.
 */
int32
sv_festival_next(int32 day, uint32 festivals, SvFestival *festival)
{
	int32		year = sv_civil_from_day(day).year;
	int32		best = PG_INT32_MAX;

	Assert(festivals != 0);
	Assert(year >= SV_FESTIVAL_FIRST_YEAR && year <= SV_FESTIVAL_LAST_YEAR);
	for (int32 y = year; y <= year + 1 && best == PG_INT32_MAX; y++)
		for (int i = 0; i < SV_FESTIVALS; i++)
		{
			int32		candidate;

			if ((festivals & SV_FESTIVAL_BIT(i)) == 0)
				continue;
			candidate = sv_festival_day((SvFestival) i, y);
			if (candidate >= day && candidate < best)
			{
				best = candidate;
				*festival = (SvFestival) i;
			}
		}
	return best;
}
