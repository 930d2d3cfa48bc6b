/*
 * region.c
 *		Which codes of administrative divisions ever existed (GB/T 2260).
 *
 * A resident id begins with the code of the county of first registration and
 * keeps it for life, so most of the codes that occur in old registers are no
 * longer in force, and a list of today's counties would call a third of the
 * population invalid.  The table therefore holds every code in force at any
 * 31 December since 1981, and for a withdrawn code the year in which it was
 * withdrawn.  Resident ids were first issued in 1984, so nothing is lost
 * before.
 *
 * What can be said of a code that is not in it differs by its digits.  All
 * prefectures of any published list are known, so four unknown leading digits
 * were never issued by anybody.  A known prefecture with an unknown county is only a
 * doubt: public security has given numbers under codes of its own (development
 * zones, farms), and lists have gaps.
 *
 * Lookup: province to a row of 100, row to a prefecture, and there one bit for
 * "was ever listed" and one for "is in force" per county, so that the common
 * answer needs no search.  The years of withdrawal are in one array, in the
 * order of the codes; its index is the number of withdrawn codes before.
 * About 35 kB in all, of which one register touches the few lines of its own
 * prefectures.
 */
#include "core/region.h"

#define HALF			50		/* counties per word */

typedef struct SvPrefecture
{
	uint64		listed[2];		/* counties 0 to 49, 50 to 99 */
	uint64		current[2];
	uint16		withdrawn;		/* index of the first year of withdrawal */
} SvPrefecture;

#include "core/region_table.h"

static int
count_bits(uint64 word)
{
	int			n = 0;

	for (; word != 0; word &= word - 1)
		n++;
	return n;
}

/* The year in which a withdrawn code was withdrawn. */
static int
year_of_withdrawal(const SvPrefecture *prefecture, int half, int bit)
{
	uint64		gone = prefecture->listed[half] & ~prefecture->current[half];
	int			index = prefecture->withdrawn;

	index += count_bits(gone & ((UINT64CONST(1) << bit) - 1));
	if (half == 1)
		index += count_bits(prefecture->listed[0] & ~prefecture->current[0]);
	return 1980 + withdrawn_in[index];
}

/*
 * What is known of a code, given as three pairs of digits.  *withdrawn is the
 * first year at whose end a withdrawn code was not in force, else 0.
 */
SvRegion
sv_region(int province, int prefecture, int county, int *withdrawn)
{
	int			index;
	int			half = county >= HALF;
	int			bit = county - half * HALF;
	const SvPrefecture *row;

	Assert(province >= 0 && province <= 99);
	Assert(prefecture >= 0 && prefecture <= 99);
	Assert(county >= 0 && county <= 99);
	*withdrawn = 0;
	index = prefecture_at[province_row[province]][prefecture];
	if (index == 0)
		return SV_REGION_NONE;
	row = &prefectures[index - 1];
	if (row->current[half] >> bit & 1)
		return SV_REGION_CURRENT;
	if (!(row->listed[half] >> bit & 1))
		return SV_REGION_UNLISTED;
	*withdrawn = year_of_withdrawal(row, half, bit);
	return SV_REGION_WITHDRAWN;
}

/* Was there ever a province with these two digits? */
bool
sv_region_province(int province)
{
	Assert(province >= 0 && province <= 99);
	return province_row[province] != 0;
}
