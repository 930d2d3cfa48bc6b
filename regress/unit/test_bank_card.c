/*
 * test_bank_card.c
 *		Bank cards: Luhn and what is told apart.
 */
#include "core/bank_card.h"
#include "sample.h"
#include "tap.h"

static const char *
problem_of(const char *s)
{
	SvBankCard	card;

	return sv_key_problem_name(sv_bank_card(s, strlen(s), &card));
}

static const char *
canonical(const char *s)
{
	static char text[SV_CARD_LONGEST + 1];
	SvBankCard	card;
	SvKeyProblem problem = sv_bank_card(s, strlen(s), &card);

	if (problem != SV_KEY_VALID)
		return sv_key_problem_name(problem);
	memcpy(text, card.chars, card.n);
	text[card.n] = '\0';
	return text;
}

/* Luhn as it is told: double every second digit from the right, add digits. */
static int
luhn_sum(const char *digits, int n)
{
	int			sum = 0;

	for (int i = n - 1, place = 0; i >= 0; i--, place++)
	{
		int			value = (digits[i] - '0') * (place % 2 == 1 ? 2 : 1);

		sum += value / 10 + value % 10;
	}
	return sum;
}

int
main(void)
{
	int			wrong = 0;
	int			wrong_digit = 0;

	for (int i = 0; i < 1000000; i++)
	{
		char		text[24];
		int			n = 13 + (int) sample(7);
		int			at = (int) sample(n);

		for (int j = 0; j < n - 1; j++)
			text[j] = (char) ('0' + sample(10));
		text[0] = '6';
		text[1] = '2';
		text[n - 1] = '0';
		text[n - 1] = (char) ('0' + (10 - luhn_sum(text, n) % 10) % 10);
		text[n] = '\0';
		wrong += strcmp(canonical(text), text) != 0;
		text[at] = (char) ('0' + (text[at] - '0' + 1 + sample(9)) % 10);
		wrong_digit += strcmp(problem_of(text), "valid") == 0;
	}
	ok(wrong == 0, "a million generated numbers are valid and stay as they are");
	ok(wrong_digit == 0, "with one other digit none is");
	is_text(canonical("6285 3287-1278 ４４２８"), "6285328712784428", "as people type it");
	is_text(problem_of("6285328712784429"), "check_digit", "wrong check");
	is_text(problem_of("622848012345678000"), "rounded_by_spreadsheet", "18 digits of which 15 are left");
	is_text(problem_of("6228480123456780000"), "rounded_by_spreadsheet", "19 digits of which 15 are left");
	is_text(problem_of("6228480123456780"), "check_digit", "one zero says nothing");
	is_text(problem_of("0000000000000000"), "placeholder", "zeros, which pass Luhn");
	is_text(problem_of("8888888888888888"), "placeholder", "eights");
	is_text(problem_of("628532871278"), "length", "12");
	is_text(problem_of("62853287127844280000"), "length", "20");
	is_text(problem_of("628532******4428"), "masked", "stars");
	is_text(problem_of("628532XXXXXX4428"), "masked", "crosses");
	is_text(problem_of("6.28533E+15"), "spreadsheet_number", "an exponent");
	is_text(problem_of("6285328712784428,6285328712784436"), "several_values", "two cards");
	is_text(problem_of("628532871278442X"), "character", "a letter");
	is_text(problem_of(""), "empty", "nothing");
	is_text(problem_of("6285\xC0"), "encoding", "an invalid byte");
	return done_testing();
}
