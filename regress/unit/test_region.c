/*
 * test_region.c
 *		The table of regions: facts, and that it is sound throughout.
 */
#include "core/region.h"
#include "tap.h"

static SvRegion
region(int code, int *withdrawn)
{
	return sv_region(code / 10000, code / 100 % 100, code % 100, withdrawn);
}

static void
is_region(int code, SvRegion expected, int year, const char *name)
{
	int			withdrawn;
	SvRegion	got = region(code, &withdrawn);

	ok(got == expected && withdrawn == year, "%06d %s", code, name);
	if (got != expected || withdrawn != year)
		printf("#   got %d, %d\n", got, withdrawn);
}

int
main(void)
{
	int			count[4] = {0};
	int			years = 0;
	int			withdrawn;

	is_region(110101, SV_REGION_CURRENT, 0, "Dongcheng");
	is_region(110103, SV_REGION_WITHDRAWN, 2010, "Chongwen, joined to Dongcheng");
	is_region(110110, SV_REGION_WITHDRAWN, 1986, "Yanshan");
	is_region(110221, SV_REGION_WITHDRAWN, 1999, "Changping county");
	is_region(371202, SV_REGION_WITHDRAWN, 2018, "Laicheng");
	is_region(512323, SV_REGION_WITHDRAWN, 1994, "Nanchuan county");
	is_region(340000, SV_REGION_CURRENT, 0, "a province");
	is_region(440300, SV_REGION_CURRENT, 0, "a city");
	is_region(440301, SV_REGION_CURRENT, 0, "the districts of a city together");
	is_region(341401, SV_REGION_WITHDRAWN, 2011, "the districts of a city that is gone");
	is_region(442000, SV_REGION_CURRENT, 0, "a city without counties");
	is_region(232702, SV_REGION_CURRENT, 0, "listed by the standard alone");
	is_region(130172, SV_REGION_CURRENT, 0, "a development zone");
	is_region(810000, SV_REGION_CURRENT, 0, "Hong Kong");
	is_region(830000, SV_REGION_CURRENT, 0, "permits of Taiwan's residents");
	is_region(110199, SV_REGION_UNLISTED, 0, "no such county of Beijing");
	is_region(110150, SV_REGION_UNLISTED, 0, "the upper half of a prefecture");
	is_region(332822, SV_REGION_UNLISTED, 0, "a prefecture coded otherwise in one list");
	is_region(119901, SV_REGION_NONE, 0, "no such prefecture");
	is_region(0, SV_REGION_NONE, 0, "zeros");
	is_region(999999, SV_REGION_NONE, 0, "nines");

	for (int code = 0; code <= 999999; code++)
	{
		SvRegion	got = region(code, &withdrawn);

		count[got]++;
		if (got == SV_REGION_WITHDRAWN)
			years += withdrawn >= 1982 && withdrawn <= 2024;
		else
			years -= withdrawn != 0;
	}
	ok(years == count[SV_REGION_WITHDRAWN], "every withdrawn code has a year, no other has");
	ok(count[SV_REGION_WITHDRAWN] == 3246, "3246 codes are withdrawn");
	ok(count[SV_REGION_CURRENT] + count[SV_REGION_WITHDRAWN] == 6895, "of 6895");
	ok(sv_region_province(11) && sv_region_province(65) && !sv_region_province(0) &&
	   !sv_region_province(16) && !sv_region_province(99), "provinces");
	return done_testing();
}
