/*
 * credit_code.c
 *		Unified social credit codes (GB 32100-2015) and organisation codes
 *		(GB 11714).
 *
 * Eighteen characters out of ten digits and the letters without I, O, S, V, Z:
 * the registering department, the kind of organisation, six digits of the
 * registering authority's region, nine characters of organisation code, one
 * check character: the sum of values times 3^(i-1) mod 31 over the first
 * seventeen, taken from 31.  The organisation code inside has a check character
 * of its own (weights 3 7 9 10 5 8 4 2, mod 11, values A = 10 to Z = 35), so a
 * code can be right outside and wrong inside; such a code was made up or
 * computed from a mistyped organisation code.
 *
 * Registers still hold the two numbers that the credit code replaced in 2015.
 * They are named, because they are right and only need another column: nine
 * characters of organisation code, and fifteen digits of business registration
 * (ISO 7064, MOD 11-10).  A sole trader's resident id is named too.
 *
 * Not judged: the second character, whose list every department extends by
 * itself, and the county part of the region, since authorities of development
 * zones register under codes of their own.  Of the region only the province's
 * digits are looked at.  100000 stands for the country; 66 and 99 are let
 * through as well, believed to be the Xinjiang corps', for want of a source that
 * would settle it.
 */
#include "core/credit_code.h"

#include "core/region.h"
#include "core/resident_id.h"

#define REGISTRATION_DIGITS		15

static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
static const char departments[] = "123456789ANY";
static const char not_used[] = "IOSVZ";

static const uint8 weights[SV_CREDIT_CHARS - 1] = {
	1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
};
static const uint8 organisation_weights[SV_ORGANISATION_CHARS - 1] = {
	3, 7, 9, 10, 5, 8, 4, 2
};

/* Value of a character of a credit code, -1 for one it cannot have. */
static int
credit_value(char c)
{
	const char *at = c == '\0' ? NULL : strchr(alphabet, c);

	return at == NULL ? -1 : (int) (at - alphabet);
}

static char
credit_check(const char *text)
{
	int			sum = 0;

	for (int i = 0; i < SV_CREDIT_CHARS - 1; i++)
		sum += credit_value(text[i]) * weights[i];
	return alphabet[(31 - sum % 31) % 31];
}

static bool
organisation_check(const char *text)
{
	int			sum = 0;
	int			check;

	for (int i = 0; i < SV_ORGANISATION_CHARS - 1; i++)
	{
		int			value = sv_key_digit(text[i]) ? text[i] - '0' : text[i] - 'A' + 10;

		sum += value * organisation_weights[i];
	}
	check = 11 - sum % 11;
	return text[SV_ORGANISATION_CHARS - 1] ==
		(check == 10 ? 'X' : check == 11 ? '0' : '0' + check);
}

/* ISO 7064, MOD 11-10, over all fifteen digits. */
static bool
registration_check(const char *text)
{
	int			product = 10;

	for (int i = 0; i < REGISTRATION_DIGITS - 1; i++)
	{
		int			sum = (product + text[i] - '0') % 10;

		product = (sum == 0 ? 10 : sum) * 2 % 11;
	}
	return (product + text[REGISTRATION_DIGITS - 1] - '0') % 10 == 1;
}

static bool
all_digits(const char *text, int n)
{
	for (int i = 0; i < n; i++)
		if (!sv_key_digit(text[i]))
			return false;
	return true;
}

/* The value is of another length: is it a predecessor? */
static SvKeyProblem
judge_predecessor(const SvCreditCode *code, int n)
{
	if (n == SV_ORGANISATION_CHARS && organisation_check(code->chars))
		return SV_KEY_ORGANISATION_CODE;
	if (n == REGISTRATION_DIGITS && all_digits(code->chars, n) &&
		registration_check(code->chars))
		return SV_KEY_REGISTRATION;
	return SV_KEY_LENGTH;
}

/* The check character does not fit: what else may it be? */
static SvKeyProblem
wrong_check(const SvCreditCode *code)
{
	SvResidentId id;

	if (sv_resident_id(code->chars, SV_CREDIT_CHARS, &id) == SV_KEY_VALID)
		return SV_KEY_RESIDENT_ID;
	if (all_digits(code->chars, SV_CREDIT_CHARS) &&
		memcmp(code->chars + 15, "000", 3) == 0)
		return SV_KEY_ROUNDED;
	return SV_KEY_CHECK_DIGIT;
}

static SvKeyProblem
judge(const SvCreditCode *code)
{
	const char *text = code->chars;
	int			province;

	for (int i = 0; i < SV_CREDIT_CHARS; i++)
		if (strchr(not_used, text[i]) != NULL)
			return SV_KEY_AMBIGUOUS_LETTER;
	if (credit_check(text) != text[SV_CREDIT_CHARS - 1])
		return wrong_check(code);
	if (strchr(departments, text[0]) == NULL)
		return SV_KEY_DEPARTMENT;
	if (!all_digits(text + 2, 6))
		return SV_KEY_REGION_NEVER;
	province = (text[2] - '0') * 10 + text[3] - '0';
	if (!sv_region_province(province) &&
		province != 10 && province != 66 && province != 99)
		return SV_KEY_REGION_NEVER;
	if (!organisation_check(text + SV_ORGANISATION_AT))
		return SV_KEY_ORGANISATION_CHECK;
	return SV_KEY_VALID;
}

/* Eighteen digits and capital letters, as they lie. */
static bool
plain(const char *s, char *text)
{
	bool		other = false;

	for (int i = 0; i < SV_CREDIT_CHARS; i++)
		other |= !sv_key_digit(s[i]) && !sv_key_letter(s[i]);
	memcpy(text, s, SV_CREDIT_CHARS);
	return !other;
}

/* Digits and letters in any number; *n becomes it. */
static SvKeyProblem
read_typed(const char *s, size_t len, SvCreditCode *code, int *n)
{
	SvKeyText	key;
	bool		other = false;

	sv_key_squeeze(s, len, 0, &key);
	*n = key.n;
	for (int i = 0; i < Min(key.n, SV_KEY_CHARS); i++)
	{
		other |= !sv_key_digit(key.chars[i]) && !sv_key_letter(key.chars[i]);
		if (i < SV_CREDIT_CHARS)
			code->chars[i] = (char) key.chars[i];
	}
	/* Asked only about the rest: E and X are letters like others here. */
	if (other || key.invalid || key.n == 0)
		return sv_key_digits(&key, false);
	return SV_KEY_VALID;
}

SvKeyProblem
sv_credit_code(const char *s, size_t len, SvCreditCode *code)
{
	if (len != SV_CREDIT_CHARS || !plain(s, code->chars))
	{
		int			n;
		SvKeyProblem problem = read_typed(s, len, code, &n);

		if (problem != SV_KEY_VALID)
			return problem;
		if (n != SV_CREDIT_CHARS)
			return judge_predecessor(code, n);
	}
	return judge(code);
}
