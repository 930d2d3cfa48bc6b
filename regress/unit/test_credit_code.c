/*
 * test_credit_code.c
 *		Credit codes and their predecessors against the standards.
 */
#include "core/credit_code.h"
#include "sample.h"
#include "tap.h"

static const char used[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

static const char *
problem_of(const char *s)
{
	SvCreditCode code;

	return sv_key_problem_name(sv_credit_code(s, strlen(s), &code));
}

static const char *
canonical(const char *s)
{
	static char text[SV_CREDIT_CHARS + 1];
	SvCreditCode code;
	SvKeyProblem problem = sv_credit_code(s, strlen(s), &code);

	if (problem != SV_KEY_VALID)
		return sv_key_problem_name(problem);
	memcpy(text, code.chars, SV_CREDIT_CHARS);
	text[SV_CREDIT_CHARS] = '\0';
	return text;
}

/* GB 11714: the weighted sum and the check character are 0 mod 11 together. */
static char
organisation_check(const char *code)
{
	static const int weights[] = {3, 7, 9, 10, 5, 8, 4, 2};

	for (int last = 0; last <= 10; last++)
	{
		int			sum = last;

		for (int i = 0; i < 8; i++)
			sum += weights[i] * (code[i] <= '9' ? code[i] - '0' : code[i] - 'A' + 10);
		if (sum % 11 == 0)
			return last == 10 ? 'X' : (char) ('0' + last);
	}
	return '?';
}

/* GB 32100: the sum of values times powers of 3, the check included, is 0 mod 31. */
static char
credit_check(const char *code)
{
	for (int last = 0; last < 31; last++)
	{
		int			sum = last;
		int			power = 1;

		for (int i = 0; i < 17; i++)
		{
			sum += (int) (strchr(used, code[i]) - used) * power;
			power = power * 3 % 31;
		}
		if (sum % 31 == 0)
			return used[last];
	}
	return '?';
}

static void
sample_code(char *text)
{
	static const char *const regions[] = {"110000", "440300", "320571", "100000", "659001"};

	text[0] = "159ANY"[sample(6)];
	text[1] = used[sample(9)];
	memcpy(text + 2, regions[sample(5)], 6);
	for (int i = 8; i < 16; i++)
		text[i] = used[sample(31)];
	text[16] = organisation_check(text + 8);
	text[17] = credit_check(text);
	text[18] = '\0';
}

static void
test_round_trips(void)
{
	int			wrong = 0;
	int			wrong_typed = 0;
	int			wrong_single = 0;
	int			wrong_inside = 0;
	int			wrong_organisation = 0;

	for (int i = 0; i < 1000000; i++)
	{
		char		text[24];
		char		other[64];
		int			at = (int) sample(18);

		sample_code(text);
		wrong += strcmp(canonical(text), text) != 0;
		if (i % 10 != 0)
			continue;
		snprintf(other, sizeof(other), "%.8s %.8s-%s", text, text + 8, text + 16);
		for (char *c = other; *c != '\0'; c++)
			*c = (char) pg_tolower((unsigned char) *c);
		wrong_typed += strcmp(canonical(other), text) != 0;
		memcpy(other, text, 19);
		other[at] = other[at] == '7' ? '8' : '7';
		wrong_single += strcmp(problem_of(other), "valid") == 0;
		memcpy(other, text, 19);
		other[16] = other[16] == '7' ? '8' : '7';
		other[17] = credit_check(other);
		wrong_inside += strcmp(problem_of(other), "organisation_check_digit") != 0;
		snprintf(other, sizeof(other), "%.8s-%c", text + 8, text[16]);
		wrong_organisation += strcmp(problem_of(other), "organisation_code") != 0;
	}
	ok(wrong == 0, "a million generated codes are valid and stay as they are");
	ok(wrong_typed == 0, "and from how people type them");
	ok(wrong_single == 0, "one other character is never right");
	ok(wrong_inside == 0, "a wrong organisation code inside is seen");
	ok(wrong_organisation == 0, "an organisation code is named as such");
}

/* The first seventeen characters with the check that belongs to them. */
static const char *
problem_of_seventeen(const char *start)
{
	char		text[19];

	memcpy(text, start, 17);
	text[16] = organisation_check(text + 8);
	text[17] = credit_check(text);
	text[18] = '\0';
	return problem_of(text);
}

int
main(void)
{
	test_round_trips();
	is_text(problem_of("91110000600037341L"), "valid", "the standard's example");
	is_text(canonical("91350100m000100y43"), "91350100M000100Y43", "small letters");
	is_text(canonical("９１３５０１００Ｍ０００１００Ｙ４３"), "91350100M000100Y43", "full width");
	is_text(problem_of("91350100M000100Y44"), "check_digit", "wrong check");
	is_text(problem_of("9135O100M000100Y43"), "ambiguous_letter", "O for 0");
	is_text(problem_of("91350100M000100Y4"), "length", "17");
	is_text(problem_of("M000100Y5"), "length", "an organisation code with a wrong check");
	is_text(problem_of("M000100Y-4"), "organisation_code", "with its hyphen");
	is_text(problem_of("110108000000016"), "registration_number", "the example of GS 15");
	is_text(problem_of("110108000000017"), "length", "a registration number with a wrong check");
	is_text(problem_of("110102199101010078"), "resident_id", "a resident id");
	is_text(problem_of("911100006000373000"), "rounded_by_spreadsheet", "15 digits and zeros");
	is_text(problem_of("9.11100E+17"), "spreadsheet_number", "an exponent");
	ok(strcmp(problem_of(" 1111000000000E0005"), "spreadsheet_number") != 0, "a code whose only letter is E");
	is_text(problem_of("9111000060003****L"), "masked", "stars");
	is_text(problem_of("某公司"), "character", "words");
	is_text(problem_of("91350100M00010éY43"), "character", "a letter that is no ASCII");
	is_text(problem_of(""), "empty", "nothing");
	is_text(problem_of("\xFF"), "encoding", "an invalid byte");
	is_text(problem_of_seventeen("B1350100M000100Y4"), "department", "no such department");
	is_text(problem_of_seventeen("91160100M000100Y4"), "region_never_existed", "no such province");
	is_text(problem_of_seventeen("91A50100M000100Y4"), "region_never_existed", "a letter in the region");
	is_text(problem_of_seventeen("91100000M000100Y4"), "valid", "the country");
	return done_testing();
}
