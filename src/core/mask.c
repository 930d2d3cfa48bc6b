/*
 * mask.c
 *		Keys with their middle hidden, for screens and letters.
 *
 * What stays visible is what people use to recognise their own number and
 * cannot complete somebody else's: six and four characters of an id, three and
 * four of a telephone number, the last four of a card, the first two and the
 * last of a plate, the surname of a person (both characters of a compound
 * surname when the name has at least three).
 *
 * A value that is too short for that, or is no characters at all, shows
 * nothing: a mistyped id must not be shown whole because it has only ten
 * digits.  The number of stars is the number of hidden characters, except that a
 * value longer than any key becomes eight stars.
 *
 * A mask is no pseudonym: of an id with its birth date hidden the rest can be
 * found by trying.  It is for reading, not for publishing.
 */
#include "core/mask.h"

#include "core/mobile_number.h"

/* How many characters of a kind are shown, and how many are hidden at least. */
static const struct
{
	const char *name;
	int			first;
	int			last;
	int			hidden;
}			rules[SV_MASK_KINDS] = {
	[SV_MASK_RESIDENT_ID] = {"resident_id", 6, 4, 5},
	[SV_MASK_BANK_CARD] = {"bank_card", 0, 4, 8},
	[SV_MASK_MOBILE_NUMBER] = {"mobile_number", 3, 4, 4},
	[SV_MASK_PLATE_NUMBER] = {"plate_number", 2, 1, 4},
	[SV_MASK_PERSON_NAME] = {"person_name", 1, 0, 1},
	[SV_MASK_ALL] = {"all", 0, 0, 0},
};

/* Surnames of two characters, as code points. */
static const uint16 compound_surnames[][2] = {
	{0x6B27, 0x9633}, {0x53F8, 0x9A6C}, {0x4E0A, 0x5B98}, {0x8BF8, 0x845B},
	{0x4E1C, 0x65B9}, {0x7687, 0x752B}, {0x5C09, 0x8FDF}, {0x516C, 0x5B59},
	{0x6155, 0x5BB9}, {0x53F8, 0x5F92}, {0x53F8, 0x7A7A}, {0x590F, 0x4FAF},
	{0x4EE4, 0x72D0}, {0x5B87, 0x6587}, {0x957F, 0x5B59}, {0x7AEF, 0x6728},
	{0x767E, 0x91CC}, {0x547C, 0x5EF6}, {0x4E1C, 0x90ED}, {0x5357, 0x5BAB},
	{0x72EC, 0x5B64}, {0x8F69, 0x8F95}, {0x949F, 0x79BB}, {0x6FEE, 0x9633},
	{0x6FB9, 0x53F0}, {0x516C, 0x51B6}, {0x5B97, 0x653F}, {0x7533, 0x5C60},
	{0x4EF2, 0x5B59}, {0x62D3, 0x8DCB}, {0x8D6B, 0x8FDE}, {0x95FB, 0x4EBA},
	{0x4E07, 0x4FDF}, {0x592A, 0x53D4}, {0x9C9C, 0x4E8E}, {0x95FE, 0x4E18},
	{0x516C, 0x7F8A}, {0x6DF3, 0x4E8E}, {0x5355, 0x4E8E}, {0x897F, 0x95E8},
	{0x7B2C, 0x4E94}, {0x5DE6, 0x4E18}, {0x6881, 0x4E18},
	{0x5B50, 0x8F66}, {0x5DEB, 0x9A6C}, {0x4E50, 0x6B63}
};

const char *
sv_mask_kind_name(SvMaskKind kind)
{
	Assert(kind >= 0 && kind < SV_MASK_KINDS);
	return rules[kind].name;
}

static bool
has_compound_surname(const SvKeyText *key)
{
	for (int i = 0; i < lengthof(compound_surnames) && key->n >= 3; i++)
		if (key->chars[0] == compound_surnames[i][0] &&
			key->chars[1] == compound_surnames[i][1])
			return true;
	return false;
}

/* The characters of a name, all of them: spaces and dots stay. */
static void
read_name(const char *s, size_t len, SvKeyText *key)
{
	const unsigned char *at = (const unsigned char *) s;
	const unsigned char *end = at + len;

	key->n = 0;
	key->invalid = false;
	while (at < end && key->n <= SV_KEY_CHARS && !key->invalid)
	{
		int			point = sv_utf8_next(&at, end);

		if (point == SV_INVALID)
			key->invalid = true;
		else if (sv_key_is_ignorable(point) ||
				 (key->n == 0 && sv_key_is_space(point)))
			continue;
		else if (key->n++ < SV_KEY_CHARS)
			key->chars[key->n - 1] = point;
	}
}

/* Is the character at i of n shown? */
static bool
is_shown(const SvKeyText *key, int i, SvMaskKind kind, int first)
{
	if (i < first || i >= key->n - rules[kind].last)
		return true;
	return kind == SV_MASK_PERSON_NAME &&
		(sv_key_is_space(key->chars[i]) || sv_key_is_dot(key->chars[i]));
}

/* Write the mask into text (SV_MASK_BYTES); returns the length in bytes. */
int
sv_mask(const char *s, size_t len, SvMaskKind kind, char *text)
{
	SvKeyText	key;
	int			first = rules[kind].first;
	int			shown = first + rules[kind].last;
	int			bytes = 0;
	SvMobileNumber number;

	if (kind == SV_MASK_MOBILE_NUMBER &&
		sv_mobile_number(s, len, &number) == SV_KEY_VALID)
	{
		s = number.chars;		/* without +86 */
		len = SV_MOBILE_DIGITS;
	}
	if (kind == SV_MASK_PERSON_NAME)
		read_name(s, len, &key);
	else
		sv_key_squeeze(s, len, SV_KEY_DOTS, &key);
	if (key.invalid || key.n > SV_KEY_CHARS)
	{
		memset(text, '*', 8);
		return 8;
	}
	if (kind == SV_MASK_PERSON_NAME && has_compound_surname(&key))
		first = 2;
	for (int i = 0; i < key.n; i++)
	{
		if (key.n >= shown + rules[kind].hidden && kind != SV_MASK_ALL &&
			is_shown(&key, i, kind, first))
			bytes += sv_utf8_put(key.chars[i], text + bytes);
		else
			text[bytes++] = '*';
	}
	return bytes;
}
