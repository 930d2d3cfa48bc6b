/*
 * test_mobile_number.c
 *		Mobile numbers: prefixes, ranges, and what is another kind of number.
 */
#include "core/mobile_number.h"
#include "tap.h"

static const char *
canonical(const char *s)
{
	static char text[SV_MOBILE_DIGITS + 1];
	SvMobileNumber number;
	SvKeyProblem problem = sv_mobile_number(s, strlen(s), &number);

	if (problem != SV_KEY_VALID)
		return sv_key_problem_name(problem);
	memcpy(text, number.chars, SV_MOBILE_DIGITS);
	text[SV_MOBILE_DIGITS] = '\0';
	return text;
}

/* Each range with each way of writing it. */
static void
test_ranges(void)
{
	static const char *const prefixes[] = {"", "+86", "0086", "86", "0", "+86 0", "(+86)", "（0086）"};
	static const int refused[] = {140, 141, 142, 143, 144, 146, 154, 161, 164, 179, 194};
	int			wrong = 0;

	for (int range = 100; range <= 199; range++)
	{
		bool		allotted = range >= 130;

		for (int i = 0; i < lengthof(refused); i++)
			allotted &= range != refused[i];
		for (int i = 0; i < lengthof(prefixes); i++)
		{
			char		plain[16];
			char		text[64];
			bool		valid;

			snprintf(plain, sizeof(plain), "%d12345678", range);
			snprintf(text, sizeof(text), "%s%s", prefixes[i], plain);
			valid = strcmp(canonical(text), plain) == 0;
			wrong += valid != allotted;
			if (valid != allotted)
				printf("#   %s: %s\n", text, canonical(text));
		}
	}
	ok(wrong == 0, "every range with every prefix");
}

int
main(void)
{
	test_ranges();
	is_text(canonical("138-1234-5678"), "13812345678", "hyphens");
	is_text(canonical("１３８　１２３４　５６７８"), "13812345678", "full width");
	is_text(canonical("+86 (0) 138 1234 5678"), "13812345678", "the 0 in brackets");
	is_text(canonical("17012345678"), "17012345678", "a virtual operator");
	is_text(canonical("010-12345678"), "fixed_line", "Beijing");
	is_text(canonical("0311-1234567"), "fixed_line", "four digits of area, seven of number");
	is_text(canonical("0755 12345678"), "fixed_line", "Shenzhen");
	is_text(canonical("(021)12345678"), "fixed_line", "area in brackets");
	is_text(canonical("+86 10 12345678"), "fixed_line", "from abroad");
	is_text(canonical("86-755-12345678"), "fixed_line", "86 without +");
	is_text(canonical("62345678"), "fixed_line", "no area code");
	is_text(canonical("10086"), "service_number", "an operator");
	is_text(canonical("95588"), "service_number", "a bank");
	is_text(canonical("400-812-3123"), "service_number", "a hotline");
	is_text(canonical("110"), "service_number", "the police");
	is_text(canonical("+1 202 555 0123"), "foreign_number", "another country");
	is_text(canonical("00852 1234 5678"), "foreign_number", "Hong Kong");
	is_text(canonical("1440012345678"), "number_range", "a machine");
	is_text(canonical("12012345678"), "number_range", "no range");
	is_text(canonical("23812345678"), "number_range", "does not begin with 1");
	is_text(canonical("11111111111"), "placeholder", "ones");
	is_text(canonical("00000000000"), "placeholder", "zeros");
	is_text(canonical("1381234567"), "length", "10");
	is_text(canonical("138123456789"), "length", "12");
	is_text(canonical("1381234567813912345678"), "length", "two numbers without separator");
	is_text(canonical("13812345678/13912345678"), "several_values", "two numbers");
	is_text(canonical("138****5678"), "masked", "stars");
	is_text(canonical("1.38E+10"), "spreadsheet_number", "an exponent");
	is_text(canonical("13812345678转801"), "character", "an extension");
	is_text(canonical("+"), "empty", "only a plus");
	is_text(canonical("++8613812345678"), "character", "two");
	is_text(canonical(""), "empty", "nothing");
	is_text(canonical("138\xE4\xBD"), "encoding", "cut off");
	return done_testing();
}
