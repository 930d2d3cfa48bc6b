/*
 * keytext.c
 *		Reading a key as people type it.
 *
 * The same id reaches a register in full-width digits, with spaces every four
 * characters, behind a spreadsheet's apostrophe, or with the zero-width mark a
 * web page left in front.  None of this is an error of the key, and all of it
 * makes two equal keys unequal.  sv_key_squeeze takes it away and nothing else:
 * it never turns one visible character into another that looks like it (O and
 * 0, l and 1), because that would be a guess.
 *
 * Bytes are decoded here, not by the server's functions, which trust what is
 * stored: a database can hold invalid UTF-8 (from before a fix, from SQL_ASCII),
 * and a scan over ten million rows must not end, or read past the value, at the
 * one row that does.
 */
#include "core/keytext.h"

static const char *const problem_names[SV_KEY_PROBLEMS] = {
	[SV_KEY_VALID] = "valid",
	[SV_KEY_EMPTY] = "empty",
	[SV_KEY_ENCODING] = "encoding",
	[SV_KEY_MASKED] = "masked",
	[SV_KEY_SPREADSHEET] = "spreadsheet_number",
	[SV_KEY_CHARACTER] = "character",
	[SV_KEY_AMBIGUOUS_LETTER] = "ambiguous_letter",
	[SV_KEY_SEVERAL] = "several_values",
	[SV_KEY_LENGTH] = "length",
	[SV_KEY_PLACEHOLDER] = "placeholder",
	[SV_KEY_CHECK_DIGIT] = "check_digit",
	[SV_KEY_ROUNDED] = "rounded_by_spreadsheet",
	[SV_KEY_BIRTH_DATE] = "birth_date",
	[SV_KEY_BIRTH_IN_FUTURE] = "birth_in_future",
	[SV_KEY_REGION_NEVER] = "region_never_existed",
	[SV_KEY_REGION_UNLISTED] = "region_unlisted",
	[SV_KEY_REGION_WITHDRAWN] = "region_withdrawn",
	[SV_KEY_RETIRED_FORM] = "retired_form",
	[SV_KEY_FOREIGN_RESIDENT] = "foreign_resident",
	[SV_KEY_DEPARTMENT] = "department",
	[SV_KEY_ORGANISATION_CHECK] = "organisation_check_digit",
	[SV_KEY_ORGANISATION_CODE] = "organisation_code",
	[SV_KEY_REGISTRATION] = "registration_number",
	[SV_KEY_RESIDENT_ID] = "resident_id",
	[SV_KEY_FIXED_LINE] = "fixed_line",
	[SV_KEY_SERVICE_NUMBER] = "service_number",
	[SV_KEY_FOREIGN_NUMBER] = "foreign_number",
	[SV_KEY_NUMBER_RANGE] = "number_range",
	[SV_KEY_PROVINCE] = "province",
	[SV_KEY_OFFICE] = "office",
	[SV_KEY_SEQUENCE] = "sequence",
};

const char *
sv_key_problem_name(SvKeyProblem problem)
{
	Assert(problem >= 0 && problem < SV_KEY_PROBLEMS);
	return problem_names[problem];
}

/*
 * A doubt is a problem of our lists, not of the number: everything the number
 * says about itself fits.
 */
bool
sv_key_problem_is_doubt(SvKeyProblem problem)
{
	return problem == SV_KEY_REGION_UNLISTED ||
		problem == SV_KEY_REGION_WITHDRAWN;
}

/*
 * Read one code point and move on; SV_INVALID, having moved on by one byte, for
 * bytes that RFC 3629 does not allow (overlong forms, surrogates, beyond
 * U+10FFFF, or cut off at the end).
 */
int
sv_utf8_next(const unsigned char **at, const unsigned char *end)
{
	const unsigned char *s = *at;
	int			more;
	int			point;

	Assert(s < end);
	*at = s + 1;
	if (s[0] < 0x80)
		return s[0];
	if (s[0] < 0xC2 || s[0] > 0xF4)
		return SV_INVALID;
	more = s[0] < 0xE0 ? 1 : s[0] < 0xF0 ? 2 : 3;
	if (end - s <= more)
		return SV_INVALID;
	point = s[0] & (0x3F >> more);
	for (int i = 1; i <= more; i++)
	{
		if ((s[i] & 0xC0) != 0x80)
			return SV_INVALID;
		point = point << 6 | (s[i] & 0x3F);
	}
	if ((more == 2 && point < 0x800) || (more == 3 && point < 0x10000) ||
		(point >= 0xD800 && point <= 0xDFFF) || point > 0x10FFFF)
		return SV_INVALID;
	*at = s + more + 1;
	return point;
}

/* Write one code point, up to SV_UTF8_BYTES; returns the number of bytes. */
int
sv_utf8_put(int point, char *to)
{
	int			more = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;

	Assert(point >= 0 && point <= 0x10FFFF);
	if (more == 0)
		to[0] = (char) point;
	else
		to[0] = (char) (0xF0 << (3 - more) | point >> (6 * more));
	for (int i = more; i > 0; i--)
		to[more - i + 1] = (char) (0x80 | (point >> (6 * (i - 1)) & 0x3F));
	return more + 1;
}

/* White space of every width (Unicode's White_Space). */
bool
sv_key_is_space(int point)
{
	return point == ' ' || (point >= 0x09 && point <= 0x0D) ||
		point == 0x85 || point == 0xA0 || point == 0x1680 ||
		(point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
		point == 0x2029 || point == 0x202F || point == 0x205F ||
		point == 0x3000;
}

/* Characters without a shape: joiners, marks of direction, selectors. */
bool
sv_key_is_ignorable(int point)
{
	return point == 0xAD || point == 0x034F || point == 0x061C ||
		point == 0x180E || (point >= 0x200B && point <= 0x200F) ||
		(point >= 0x202A && point <= 0x202E) ||
		(point >= 0x2060 && point <= 0x206F) ||
		(point >= 0xFE00 && point <= 0xFE0F) || point == 0xFEFF ||
		(point >= 0xE0000 && point <= 0xE0FFF);
}

static bool
is_hyphen(int point)
{
	return point == '-' || (point >= 0x2010 && point <= 0x2015) ||
		point == 0x2043 || point == 0x2212 || point == 0xFE58 ||
		point == 0xFE63;
}

/* Dots written between the parts of a name or a plate. */
bool
sv_key_is_dot(int point)
{
	return point == '.' || point == 0xB7 || point == 0x0387 ||
		point == 0x2022 || point == 0x2027 || point == 0x2219 ||
		point == 0x22C5 || point == 0x30FB || point == 0xFF65 ||
		point == 0xFE52;
}

/* Characters that stand for a hidden one. */
static bool
is_mask(int point)
{
	return point == '*' || point == 0x2022 || point == 0x2217 ||
		point == 0x25A0 || point == 0x25CF || point == 0x2588 ||
		point == 0x203B || point == 0xFE61;
}

/* What a spreadsheet or a CSV export puts around a value. */
static bool
is_quote(int point)
{
	return point == '\'' || point == '"' || point == '`' || point == '=' ||
		(point >= 0x2018 && point <= 0x201F);
}

/* One character in ASCII and upper case, where it has such a form. */
static int
fold(int point)
{
	if (point >= 0xFF01 && point <= 0xFF5E)
		point -= 0xFEE0;
	else if (point == 0x2169 || point == 0x2179)
		point = 'X';			/* the Roman ten of GB 11643 */
	if (point >= 'a' && point <= 'z')
		point -= 'a' - 'A';
	return point;
}

/*
 * Take the significant characters of a value.  Quotes count unless they stand
 * before or behind everything.
 */
void
sv_key_squeeze(const char *s, size_t len, int flags, SvKeyText *key)
{
	const unsigned char *at = (const unsigned char *) s;
	const unsigned char *end = at + len;
	int			quote = 0;
	uint32		steps = 0;

	key->n = 0;
	key->invalid = key->masked = false;
	while (at < end && key->n <= SV_KEY_CHARS)
	{
		int			point = sv_utf8_next(&at, end);

		if ((++steps & 0xFFFF) == 0)
			sv_core_interrupts();
		if (point == SV_INVALID)
		{
			key->invalid = true;
			continue;
		}
		point = fold(point);
		if (sv_key_is_space(point) || sv_key_is_ignorable(point) ||
			is_hyphen(point))
			continue;
		if ((flags & SV_KEY_DOTS) && sv_key_is_dot(point))
			continue;
		if (is_quote(point))
		{
			if (key->n > 0)
				quote = point;
			continue;
		}
		if (quote != 0 && key->n < SV_KEY_CHARS)
			key->chars[key->n++] = quote;
		quote = 0;
		if (is_mask(point))
			key->masked = true;
		if (key->n < SV_KEY_CHARS)
			key->chars[key->n] = point;
		key->n++;
	}
	/* An unfinished read would otherwise decide by what it did not see. */
	if (key->n > SV_KEY_CHARS)
		key->n = SV_KEY_CHARS + 1;
}

/*
 * 4.10329E+17, 410329198906247619.0: a number, no longer a key.  A point or a
 * sign must be there: digits with one E among them can be a credit code.
 */
static bool
is_spreadsheet_number(const SvKeyText *key)
{
	bool		point = false;
	bool		exponent = false;
	bool		sign = false;

	if (key->n == 0 || key->n > SV_KEY_CHARS || !sv_key_digit(key->chars[0]))
		return false;
	for (int i = 1; i < key->n; i++)
	{
		int			c = key->chars[i];

		if (c == '.' && !point && !exponent)
			point = true;
		else if (c == 'E' && !exponent && i + 1 < key->n)
			exponent = true;
		else if (c == '+' && key->chars[i - 1] == 'E')
			sign = true;
		else if (!sv_key_digit(c))
			return false;
	}
	return point || sign;
}

/* What people put between two values in one field. */
static bool
is_separator(int c)
{
	return c == '/' || c == ',' || c == ';' || c == '|' || c == '\\' ||
		c == 0x3001;
}

/*
 * What can be said of a key that should be digits (and, with last_x, may end in
 * X) before its length is looked at.
 */
SvKeyProblem
sv_key_digits(const SvKeyText *key, bool last_x)
{
	int			n = Min(key->n, SV_KEY_CHARS);
	int			digits = 0;
	int			crosses = 0;
	int			separators = 0;

	if (key->invalid)
		return SV_KEY_ENCODING;
	if (n == 0)
		return SV_KEY_EMPTY;
	if (key->masked)
		return SV_KEY_MASKED;
	for (int i = 0; i < n; i++)
	{
		digits += sv_key_digit(key->chars[i]);
		crosses += key->chars[i] == 'X';
		separators += is_separator(key->chars[i]);
	}
	if (digits == n || (last_x && digits == n - 1 && key->chars[n - 1] == 'X'))
		return SV_KEY_VALID;
	if (digits + crosses == n && crosses > 2)
		return SV_KEY_MASKED;	/* 4103291989XXXXXXXX */
	if (is_spreadsheet_number(key))
		return SV_KEY_SPREADSHEET;
	if (separators > 0 && digits > separators)
		return SV_KEY_SEVERAL;
	return SV_KEY_CHARACTER;
}
