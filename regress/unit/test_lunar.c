/*
 * test_lunar.c
 *		Lunar years fit together; festivals are named and found in order.
 *
 * That the days are right is tested against other sources in
 * regress/sql/festival.sql.
 */
#include "core/lunar.h"
#include "tap.h"

#include "core/lunar_years.h"

/* The months of a year end where the next year begins. */
static void
test_years(void)
{
	bool		good = true;
	int			leaps = 0;

	for (int32 year = SV_LUNAR_FIRST; year < SV_LUNAR_LAST; year++)
	{
		uint32		word = lunar_years[year - SV_LUNAR_FIRST];
		int32		leap = word >> 13 & 0xF;
		int32		months = leap == 0 ? 12 : 13;
		int32		day = sv_lunar_day(year, 1, 1);

		good = good && leap <= 12 && word >> 25 == 0 && (leap != 0 || (word & 0x1000) == 0);
		for (int32 i = 0; i < months; i++)
			day += 29 + (word >> i & 1);
		good = good && day == sv_lunar_day(year + 1, 1, 1);
		leaps += leap != 0;
	}
	ok(good, "every lunar year ends where the next begins");
	/* seven leap months in nineteen years: the Metonic cycle */
	ok(leaps >= 73 && leaps <= 75, "201 years have %d leap months", leaps);
	ok(lengthof(lunar_years) == SV_LUNAR_LAST - SV_LUNAR_FIRST + 1, "a word for each year");
}

static void
test_names(void)
{
	SvFestival	found;
	bool		good = true;

	for (int i = 0; i < SV_FESTIVALS; i++)
	{
		const char *english = sv_festival_english((SvFestival) i);
		const char *chinese = sv_festival_chinese((SvFestival) i);

		good = good && sv_festival_named(english, strlen(english), &found) && found == i &&
			sv_festival_named(chinese, strlen(chinese), &found) && found == i;
	}
	ok(good, "every festival goes by both its names");
	ok(!sv_festival_named("", 0, &found) && !sv_festival_named("festival", 8, &found) &&
	   !sv_festival_named("spring festival", 3, &found) &&
	   !sv_festival_named("spring\0festival", 15, &found),
	   "nothing else is a name");
	ok(sv_festival_named("spring festival", 6, &found) && found == SV_SPRING_FESTIVAL,
	   "a name need not end with a zero");
}

/* The next festival, against looking at every day. */
static void
test_next(void)
{
	int32		first = sv_day(SV_FESTIVAL_FIRST_YEAR, 1, 1);
	int32		last = sv_day(SV_FESTIVAL_LAST_YEAR, 12, 31);
	static const uint32 masks[] = {SV_MAIN_FESTIVALS, (1 << SV_FESTIVALS) - 1,
	SV_FESTIVAL_BIT(SV_SPRING_FESTIVAL_EVE), SV_FESTIVAL_BIT(SV_DOUBLE_NINTH)};
	bool		good = true;

	for (int m = 0; m < lengthof(masks); m++)
	{
		int32		next = PG_INT32_MAX;

		for (int i = 0; i < SV_FESTIVALS; i++)
			if (masks[m] & SV_FESTIVAL_BIT(i))
				next = Min(next, sv_festival_day((SvFestival) i, SV_FESTIVAL_LAST_YEAR + 1));
		for (int32 day = last; day >= first; day--)
		{
			SvFestival	festival = SV_FESTIVALS;
			int32		year = sv_civil_from_day(day).year;

			for (int i = 0; i < SV_FESTIVALS; i++)
				if (masks[m] & SV_FESTIVAL_BIT(i) && sv_festival_day((SvFestival) i, year) == day)
					next = day;
			good = good && sv_festival_next(day, masks[m], &festival) == next &&
				(masks[m] & SV_FESTIVAL_BIT(festival)) != 0 &&
				sv_festival_day(festival, sv_civil_from_day(next).year) == next;
		}
	}
	ok(good, "the next festival of every day");
}

int
main(void)
{
	test_years();
	test_names();
	test_next();
	return done_testing();
}
