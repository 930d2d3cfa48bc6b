/*
 * mobile_number.c
 *		Mobile telephone numbers of mainland China.
 *
 * Eleven digits from 13 to 19, after an optional +86, 0086, 86 or the 0 that
 * exchanges once wanted before a mobile number of another city.  The first
 * three digits are a range that the Ministry of Industry and Information
 * Technology allots to an operator; those of virtual operators (162, 165, 167,
 * 170, 171) and of satellites (174) are among them.  Only ranges are refused
 * that are reported as not allotted (142, 143, 154, 161, 164, 179, 194; state
 * of 2022) or are for machines (140, 141, 144, 146, most with 13 digits): a
 * range allotted tomorrow is a problem to look at, not a wrong number.
 *
 * A fixed line, a hotline and a foreign number are named as such: they are
 * right, only not mobile numbers, and nobody need be asked again.
 *
 * Whether the number is in use, and whose it is, only the operator knows.
 */
#include "core/mobile_number.h"

#define MOST_DIGITS		20

/* Bit d of allotted[t]: the range 1td may be a telephone's. */
static const uint16 allotted[10] = {
	[3] = 0x3FF,				/* 130-139 */
	[4] = 1 << 5 | 1 << 7 | 1 << 8 | 1 << 9,
	[5] = 0x3FF & ~(1 << 4),	/* 150-159 but 154 */
	[6] = 0x3FF & ~(1 << 1 | 1 << 4),
	[7] = 0x3FF & ~(1 << 9),	/* 170-178 */
	[8] = 0x3FF,				/* 180-189 */
	[9] = 0x3FF & ~(1 << 4),	/* 190-199 but 194 */
};

typedef struct Dialled
{
	const char *digits;			/* without what leads to China */
	int			n;
	bool		abroad;			/* leads to another country */
	bool		national;		/* had China's own prefix */
} Dialled;

static bool
begins(const Dialled *dialled, const char *prefix)
{
	int			n = (int) strlen(prefix);

	return dialled->n >= n && memcmp(dialled->digits, prefix, n) == 0;
}

static void
skip(Dialled *dialled, int n)
{
	dialled->digits += n;
	dialled->n -= n;
}

/* Take the prefixes away. */
static void
strip(Dialled *dialled, bool plus)
{
	if (plus || begins(dialled, "00"))
	{
		if (!plus)
			skip(dialled, 2);
		dialled->national = begins(dialled, "86");
		dialled->abroad = !dialled->national;
		if (dialled->national)
			skip(dialled, 2);
	}
	else if (dialled->n >= 12 && begins(dialled, "86"))
	{
		dialled->national = true;
		skip(dialled, 2);
	}
	if (dialled->n == SV_MOBILE_DIGITS + 1 && begins(dialled, "01") &&
		dialled->digits[2] >= '3')
		skip(dialled, 1);
}

static bool
is_fixed_line(const Dialled *dialled)
{
	char		first = dialled->n > 0 ? dialled->digits[0] : '0';

	/* 010-12345678, 0311-1234567, with or without the 0 behind +86 */
	if (first == '0')
		return dialled->n >= 10 && dialled->n <= 12;
	if (dialled->national)
		return dialled->n >= 9 && dialled->n <= 11;
	/* no area code */
	return (dialled->n == 7 || dialled->n == 8) && first >= '2' && first <= '8';
}

/* 110, 10086, 12345, 95588, 96123, 400 and 800 numbers */
static bool
is_service_number(const Dialled *dialled)
{
	if (dialled->n == 10)
		return begins(dialled, "400") || begins(dialled, "800");
	return ((dialled->n == 3 || dialled->n == 5) && begins(dialled, "1")) ||
		((dialled->n == 5 || dialled->n == 6) && begins(dialled, "9"));
}

static SvKeyProblem
judge(const Dialled *dialled)
{
	const char *digits = dialled->digits;
	bool		equal = dialled->n > 2;

	for (int i = 1; i < dialled->n; i++)
		equal &= digits[i] == digits[0];
	if (equal)
		return SV_KEY_PLACEHOLDER;
	if (dialled->abroad)
		return dialled->n >= 6 && dialled->n <= 15 ?
			SV_KEY_FOREIGN_NUMBER : SV_KEY_LENGTH;
	if (dialled->n == SV_MOBILE_DIGITS && digits[0] == '1')
		return allotted[digits[1] - '0'] >> (digits[2] - '0') & 1 ?
			SV_KEY_VALID : SV_KEY_NUMBER_RANGE;
	if (dialled->n == SV_MOBILE_DIGITS + 2 && begins(dialled, "14"))
		return SV_KEY_NUMBER_RANGE;
	if (is_fixed_line(dialled))
		return SV_KEY_FIXED_LINE;
	if (is_service_number(dialled))
		return SV_KEY_SERVICE_NUMBER;
	return dialled->n == SV_MOBILE_DIGITS ? SV_KEY_NUMBER_RANGE : SV_KEY_LENGTH;
}

/* The digits, without brackets and a leading plus. */
static SvKeyProblem
read_typed(const char *s, size_t len, char *digits, int *n, bool *plus)
{
	SvKeyText	key;
	SvKeyProblem problem;
	int			kept = 0;

	sv_key_squeeze(s, len, 0, &key);
	*plus = false;
	for (int i = 0; i < Min(key.n, SV_KEY_CHARS); i++)
	{
		if (key.chars[i] == '(' || key.chars[i] == ')')
			continue;
		if (key.chars[i] == '+' && kept == 0 && !*plus)
			*plus = true;
		else
			key.chars[kept++] = key.chars[i];
	}
	if (key.n <= SV_KEY_CHARS)
		key.n = kept;
	problem = sv_key_digits(&key, false);
	if (problem != SV_KEY_VALID)
		return problem;
	if (key.n > MOST_DIGITS)
		return SV_KEY_LENGTH;
	for (int i = 0; i < key.n; i++)
		digits[i] = (char) key.chars[i];
	*n = key.n;
	return SV_KEY_VALID;
}

SvKeyProblem
sv_mobile_number(const char *s, size_t len, SvMobileNumber *number)
{
	char		digits[MOST_DIGITS];
	Dialled		dialled = {.digits = digits};
	bool		plus;
	SvKeyProblem problem;

	problem = read_typed(s, len, digits, &dialled.n, &plus);
	if (problem != SV_KEY_VALID)
		return problem;
	strip(&dialled, plus);
	problem = judge(&dialled);
	if (problem == SV_KEY_VALID)
		memcpy(number->chars, dialled.digits, SV_MOBILE_DIGITS);
	return problem;
}
