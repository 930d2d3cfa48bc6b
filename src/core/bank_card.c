/*
 * bank_card.c
 *		Numbers of bank cards (ISO/IEC 7812, GB/T 14504).
 *
 * Thirteen to nineteen digits of which the last is the Luhn check: doubling
 * every second digit from the right and adding the digits of the products, the
 * sum ends in 0.  It finds every single wrong digit and all swaps of neighbours
 * but 09 and 90.
 *
 * Accounts that have no card (passbooks, corporate accounts) follow no such
 * rule and most fail it; a column that mixes both cannot be judged by it.  The
 * issuer's first digits are not judged: the list is the card schemes' own and
 * grows every month.  Equal digits throughout pass Luhn when they are zeros, so
 * that placeholder is looked for first.
 */
#include "core/bank_card.h"

static bool
luhn(const char *text, int n)
{
	int			sum = 0;

	for (int i = 0; i < n; i++)
	{
		int			digit = text[n - 1 - i] - '0';

		if (i % 2 == 1)
			digit = digit < 5 ? 2 * digit : 2 * digit - 9;
		sum += digit;
	}
	return sum % 10 == 0;
}

static bool
all_equal(const char *text, int n)
{
	for (int i = 1; i < n; i++)
		if (text[i] != text[0])
			return false;
	return true;
}

/* Of 18 or 19 digits a spreadsheet keeps 15. */
static bool
rounded(const SvBankCard *card)
{
	return card->n >= 18 && card->chars[15] == '0' &&
		all_equal(card->chars + 15, card->n - 15);
}

SvKeyProblem
sv_bank_card(const char *s, size_t len, SvBankCard *card)
{
	SvKeyText	key;
	SvKeyProblem problem;

	sv_key_squeeze(s, len, 0, &key);
	problem = sv_key_digits(&key, false);
	if (problem != SV_KEY_VALID)
		return problem;
	if (key.n < SV_CARD_SHORTEST || key.n > SV_CARD_LONGEST)
		return SV_KEY_LENGTH;
	card->n = key.n;
	for (int i = 0; i < key.n; i++)
		card->chars[i] = (char) key.chars[i];
	if (all_equal(card->chars, card->n))
		return SV_KEY_PLACEHOLDER;
	if (!luhn(card->chars, card->n))
		return rounded(card) ? SV_KEY_ROUNDED : SV_KEY_CHECK_DIGIT;
	return SV_KEY_VALID;
}
