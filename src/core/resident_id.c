/*
 * resident_id.c
 *		Resident identity numbers (GB 11643-1999).
 *
 * Six digits of the county of registration (GB/T 2260), eight of the date of
 * birth, three of sequence (odd for men), one check character: with weights
 * 2^(18-i) mod 11 the sum over all eighteen is 1 mod 11, X standing for ten
 * (ISO 7064, MOD 11-2).  Before October 1999 (GB 11643-1989) the year had two
 * digits and there was no check character; the years are those of the 20th
 * century, except that the sequences 996 to 999 were kept for people over a
 * hundred, born in the 19th.
 *
 * The same standard's numbers are on the residence permits of people from Hong
 * Kong, Macao and Taiwan (region 810000, 820000, 830000).  A number that begins
 * with 9 is that of a foreigner's permanent residence card; it says so and is
 * not a resident id.
 *
 * Order of judgement: what can be read at all, then what the number says about
 * itself from left to right (prefecture, date, check character), and last what
 * only lists say (county, year of withdrawal).  So a doubt about a list never
 * hides an error, and "region_unlisted" means that everything else is right.
 *
 * The common case, eighteen plain characters, is judged where it lies, without
 * a copy through the reader of typed text.
 *
 * Limits: a number that was made up with all rules in mind passes; that the
 * person exists only the register of public security can say.
 */
#include "core/resident_id.h"

#include "core/region.h"

#define OLDEST_BIRTH		1850	/* nobody born earlier lived in 1984 */
#define LATEST_BIRTH		2099
#define OLD_FORM_ENDED		19991001	/* State Council, 1999 no. 15 */

static const uint8 weights[SV_RESIDENT_DIGITS] = {
	7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1
};
static const char check_characters[] = "10X98765432";

static const uint8 month_days[16] = {
	0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
};

static int
number(const char *digits, int n)
{
	int			value = 0;

	for (int i = 0; i < n; i++)
		value = value * 10 + (digits[i] - '0');
	return value;
}

static bool
date_exists(int year, int month, int day)
{
	int			days;

	if (year < OLDEST_BIRTH || year > LATEST_BIRTH || month > 12)
		return false;
	days = month_days[month];
	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		days = 29;
	return day >= 1 && day <= days;
}

static char
check_character(const char *text)
{
	int			sum = 0;

	for (int i = 0; i < SV_RESIDENT_DIGITS - 1; i++)
		sum += (text[i] - '0') * weights[i];
	return check_characters[sum % 11];
}

/* Seventeen digits and a digit or X: copy them, with X in upper case. */
static bool
plain(const char *s, char *text)
{
	unsigned int other = 0;
	char		last = s[SV_RESIDENT_DIGITS - 1];

	for (int i = 0; i < SV_RESIDENT_DIGITS - 1; i++)
		other |= (unsigned char) (s[i] - '0') > 9;
	if (last == 'x')
		last = 'X';
	other |= last != 'X' && (unsigned char) (last - '0') > 9;
	memcpy(text, s, SV_RESIDENT_DIGITS - 1);
	text[SV_RESIDENT_DIGITS - 1] = last;
	return other == 0;
}

/* Fifteen digits to eighteen: the century, and the check character. */
static void
lengthen(SvResidentId *id)
{
	char	   *text = id->text;
	int			year = number(text + 6, 2);
	int			sequence = number(text + 12, 3);

	memmove(text + 8, text + 6, SV_RESIDENT_OLD - 6);
	/* A centenarian of 1984 to 1999 was born from 1865 or so to 1899. */
	memcpy(text + 6, sequence >= 996 && year >= 65 ? "18" : "19", 2);
	text[SV_RESIDENT_DIGITS - 1] = check_character(text);
	id->old = true;
}

/* Read a number that is not simply eighteen characters. */
static SvKeyProblem
read_typed(const char *s, size_t len, SvResidentId *id)
{
	SvKeyText	key;
	SvKeyProblem problem;

	sv_key_squeeze(s, len, 0, &key);
	problem = sv_key_digits(&key, true);
	if (problem != SV_KEY_VALID)
		return problem;
	if (key.n != SV_RESIDENT_DIGITS && key.n != SV_RESIDENT_OLD)
		return SV_KEY_LENGTH;
	for (int i = 0; i < key.n; i++)
		id->text[i] = (char) key.chars[i];
	if (key.n == SV_RESIDENT_OLD)
	{
		if (id->text[SV_RESIDENT_OLD - 1] == 'X')
			return SV_KEY_CHARACTER;
		lengthen(id);
	}
	return SV_KEY_VALID;
}

/* A spreadsheet keeps fifteen digits and writes zeros for the rest. */
static SvKeyProblem
wrong_check(const SvResidentId *id)
{
	return memcmp(id->text + 15, "000", 3) == 0 ?
		SV_KEY_ROUNDED : SV_KEY_CHECK_DIGIT;
}

SvKeyProblem
sv_resident_id(const char *s, size_t len, SvResidentId *id)
{
	int			year;
	int			withdrawn;
	SvRegion	region;

	id->old = false;
	if (len != SV_RESIDENT_DIGITS || !plain(s, id->text))
	{
		SvKeyProblem problem = read_typed(s, len, id);

		if (problem != SV_KEY_VALID)
			return problem;
	}
	id->region = number(id->text, 6);
	id->birth = number(id->text + 6, 8);
	year = id->birth / 10000;

	region = sv_region(id->region, &withdrawn);
	if (region == SV_REGION_NONE && id->text[0] != '9')
		return SV_KEY_REGION_NEVER;
	if (!date_exists(year, id->birth / 100 % 100, id->birth % 100))
		return SV_KEY_BIRTH_DATE;
	if (id->text[SV_RESIDENT_DIGITS - 1] != check_character(id->text))
		return wrong_check(id);
	if (region == SV_REGION_NONE)
		return id->old ? SV_KEY_REGION_NEVER : SV_KEY_FOREIGN_RESIDENT;
	if (id->old && id->birth >= OLD_FORM_ENDED)
		return SV_KEY_RETIRED_FORM;
	if (region == SV_REGION_UNLISTED)
		return SV_KEY_REGION_UNLISTED;
	if (region == SV_REGION_WITHDRAWN && year > withdrawn)
		return SV_KEY_REGION_WITHDRAWN;
	return SV_KEY_VALID;
}

/* Which document carries the number. */
const char *
sv_resident_id_form(const SvResidentId *id)
{
	switch (id->region)
	{
		case 810000:
			return "hong_kong_permit";
		case 820000:
			return "macao_permit";
		case 830000:
			return "taiwan_permit";
		default:
			return id->old ? "id_15" : "id_18";
	}
}
