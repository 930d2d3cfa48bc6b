/*
 * test_resident_id.c
 *		Resident ids against the standard, digit by digit.
 */
#include "core/region.h"
#include "core/resident_id.h"
#include "sample.h"
#include "tap.h"

static const char *
problem_of(const char *s)
{
	SvResidentId id;

	return sv_key_problem_name(sv_resident_id(s, strlen(s), &id));
}

static const char *
canonical(const char *s)
{
	static char text[SV_RESIDENT_DIGITS + 1];
	SvResidentId id;
	SvKeyProblem problem = sv_resident_id(s, strlen(s), &id);

	if (problem != SV_KEY_VALID)
		return sv_key_problem_name(problem);
	memcpy(text, id.chars, SV_RESIDENT_DIGITS);
	text[SV_RESIDENT_DIGITS] = '\0';
	return text;
}

/* The check character as GB 11643 defines it: the weighted sum is 1 mod 11. */
static char
check_by_definition(const char *digits)
{
	for (int last = 0; last <= 10; last++)
	{
		int			sum = last;

		for (int i = 0; i < 17; i++)
		{
			int			weight = 1;

			for (int power = 0; power < 17 - i; power++)
				weight = weight * 2 % 11;
			sum += (digits[i] - '0') * weight;
		}
		if (sum % 11 == 1)
			return last == 10 ? 'X' : (char) ('0' + last);
	}
	return '?';
}

static int
days_of(int year, int month)
{
	if (month == 2)
		return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* A code that was in force in the year or later. */
static int
sample_region(int year)
{
	int			withdrawn;

	for (;;)
	{
		int			code = (int) (110000 + sample(550000));
		SvRegion	region = sv_region(code / 10000, code / 100 % 100, code % 100, &withdrawn);

		if (region == SV_REGION_CURRENT ||
			(region == SV_REGION_WITHDRAWN && withdrawn >= year))
			return code;
	}
}

static void
sample_id(char *text)
{
	int			year = (int) (1900 + sample(125));
	int			month = (int) (1 + sample(12));
	int			day = (int) (1 + sample(days_of(year, month)));

	snprintf(text, 24, "%06d%04d%02d%02d%03d", sample_region(year), year, month, day, (int) sample(1000));
	text[17] = check_by_definition(text);
	text[18] = '\0';
}

static void
test_round_trips(void)
{
	int			wrong = 0;
	int			wrong_old = 0;
	int			wrong_typed = 0;
	int			wrong_check = 0;
	int			old_forms = 0;

	for (int i = 0; i < 1000000; i++)
	{
		char		text[24];
		char		other[64];

		sample_id(text);
		wrong += strcmp(canonical(text), text) != 0;
		if (i % 10 == 0)
		{
			snprintf(other, sizeof(other), " %.6s-%.8s %.3s%c", text, text + 6, text + 14, text[17] == 'X' ? 'x' : text[17]);
			wrong_typed += strcmp(canonical(other), text) != 0;
			memcpy(other, text, 19);
			other[17] = text[17] == 'X' ? '0' : text[17] == '9' ? 'X' : (char) (text[17] + 1);
			wrong_check += strcmp(problem_of(other), "check_digit") != 0 &&
				strcmp(problem_of(other), "rounded_by_spreadsheet") != 0;
		}
		if (memcmp(text + 6, "19", 2) == 0 && memcmp(text + 14, "996", 3) < 0 &&
			memcmp(text + 6, "19991001", 8) < 0)
		{
			snprintf(other, sizeof(other), "%.6s%.9s", text, text + 8);
			wrong_old += strcmp(canonical(other), text) != 0;
			old_forms++;
		}
	}
	ok(wrong == 0, "a million generated ids are valid and stay as they are");
	ok(wrong_old == 0 && old_forms > 500000, "%d of them come back from their form of 15 digits", old_forms);
	ok(wrong_typed == 0, "and from how people type them");
	ok(wrong_check == 0, "another check character is never right");
}

/* Every day of five centuries: the date is judged as the calendar has it. */
static void
test_dates(void)
{
	int			wrong = 0;

	for (int year = 1700; year <= 2199; year++)
		for (int month = 0; month <= 13; month++)
			for (int day = 0; day <= 32; day++)
			{
				char		text[24];
				bool		exists = month >= 1 && month <= 12 && day >= 1 &&
				day <= days_of(year, month) && year >= 1850;
				const char *expected = !exists ? "birth_date" : year > 2049 ? "birth_in_future" : "valid";

				snprintf(text, sizeof(text), "110101%04d%02d%02d007", year, month, day);
				text[17] = check_by_definition(text);
				text[18] = '\0';
				wrong += strcmp(problem_of(text), expected) != 0;
			}
	ok(wrong == 0, "every date of five centuries");
}

static void
test_old_form(void)
{
	is_text(canonical("130609460119818"), "130609194601198188", "15 digits to 18");
	is_text(canonical("530925920407496"), "53092519920407496X", "with X");
	ok(memcmp(canonical("110101890101997"), "110101" "1889" "0101" "997", 17) == 0, "born in the 19th century");
	ok(memcmp(canonical("110101300101997"), "110101" "1930" "0101" "997", 17) == 0, "but not before 1865");
	ok(memcmp(canonical("110101890101995"), "110101" "1989" "0101" "995", 17) == 0, "other sequences are of the 20th");
	is_text(problem_of("110101991001001"), "retired_form", "born when there were 18 digits");
	ok(memcmp(canonical("110101990930001"), "11010119990930001", 17) == 0, "the day before");
	is_text(problem_of("13060946011981X"), "character", "no X at the end of 15");
	is_text(problem_of("130609460229818"), "birth_date", "no 29 February 1946");
	is_text(problem_of("990609460119818"), "region_never_existed", "no foreigner has 15 digits");
}

static void
test_problems(void)
{
	is_text(problem_of("110102199101010078"), "valid", "valid");
	is_text(problem_of("44011320141005001x"), "valid", "small x");
	is_text(canonical("４４０１１３２０１４１００５００１Ⅹ"), "44011320141005001X", "full width, Roman ten");
	is_text(problem_of("440113201410050010"), "check_digit", "wrong check");
	is_text(problem_of("440113201410050000"), "rounded_by_spreadsheet", "15 digits and zeros");
	is_text(problem_of("11010219910101007"), "length", "17");
	is_text(problem_of("1101021991010100789"), "length", "19");
	is_text(problem_of("11010219910101O078"), "character", "O for 0");
	is_text(problem_of("110102X99101010078"), "character", "X inside");
	is_text(problem_of("110102********0078"), "masked", "stars");
	is_text(problem_of("1101021991XXXX0078"), "masked", "crosses");
	is_text(problem_of("1.10102E+17"), "spreadsheet_number", "an exponent");
	is_text(problem_of("110102199101010078/110102199101010086"), "several_values", "two ids");
	is_text(problem_of("不详"), "character", "words");
	is_text(problem_of(" "), "empty", "a space");
	is_text(problem_of("\x31\xE4"), "encoding", "cut off");
	is_text(problem_of("160102199101010078"), "region_never_existed", "no province");
	is_text(problem_of("119902199101010078"), "region_never_existed", "no prefecture");
	is_text(problem_of("111111111111111"), "region_never_existed", "ones");
}

/* A number with the check character that belongs to it. */
static const char *
problem_of_seventeen(const char *digits)
{
	char		text[19];

	memcpy(text, digits, 17);
	text[17] = check_by_definition(digits);
	text[18] = '\0';
	return problem_of(text);
}

static void
test_regions(void)
{
	is_text(problem_of_seventeen("11019919910101007"), "region_unlisted", "a county not listed");
	is_text(problem_of("110199199101010070"), "check_digit", "an error comes before a doubt");
	is_text(problem_of_seventeen("11010320100101007"), "valid", "withdrawn in the year of birth");
	is_text(problem_of_seventeen("11010320110101007"), "region_withdrawn", "withdrawn the year before");
	is_text(problem_of_seventeen("11010319500101007"), "valid", "withdrawn later");
	is_text(problem_of_seventeen("81000019910101007"), "valid", "Hong Kong");
	is_text(problem_of_seventeen("91115619910101007"), "foreign_resident", "a foreigner's card");
	is_text(problem_of("911156199101010070"), "check_digit", "mistyped");
	ok(sv_key_problem_is_doubt(SV_KEY_REGION_UNLISTED) && sv_key_problem_is_doubt(SV_KEY_REGION_WITHDRAWN) &&
	   !sv_key_problem_is_doubt(SV_KEY_VALID) && !sv_key_problem_is_doubt(SV_KEY_REGION_NEVER), "doubts");
}

int
main(void)
{
	test_round_trips();
	test_dates();
	test_old_form();
	test_problems();
	test_regions();
	return done_testing();
}
