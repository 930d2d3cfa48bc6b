/*
 * edit.c
 *		Codes typed twice: normalisation, and one keystroke apart.
 *
 * Four of five typing errors are one character too many, too few or wrong, or
 * two neighbours swapped (F. J. Damerau, CACM 7, 1964).  Invoice numbers that
 * differ by one of these are taken for the same number typed twice; distance
 * two would take 1001 for 1012.
 *
 * Comparing all pairs is out of the question.  Two codes are within one such
 * error if and only if they share a variant, the code itself or the code less
 * one character: delete the wrong character in both, the surplus one in the
 * longer, the first of the swapped pair in one and the second in the other
 * (the deletion neighbourhood of T. Bocek, E. Hunt and B. Stiller, 2007).  So
 * a code of n characters is looked up under at most n + 1 hashes, and what
 * meets there is compared in full: sharing a variant alone does not prove it,
 * abc and bcd share bc.
 *
 * All is over code points, never bytes: in UTF-8 two Chinese characters differ
 * by up to three bytes and by one keystroke.
 *
 * When the answer is wrong: numbers in a series (invoices 1041 and 1042 of one
 * seller) are one keystroke apart and two bills.  Ask for the same amount too.
 */
#include "core/edit.h"

/* The code point that starts at text[*i]; *i moves past it. */
static uint32
next_point(const unsigned char *text, size_t length, size_t *i)
{
	uint32		point = text[(*i)++];
	int			more = point >= 0xf0 ? 3 : point >= 0xe0 ? 2 : point >= 0xc0 ? 1 : 0;

	if (more > 0)
		point &= 0x3f >> more;
	while (more-- > 0 && *i < length && (text[*i] & 0xc0) == 0x80)
		point = point << 6 | (text[(*i)++] & 0x3f);
	return point;
}

/*
 * What no reader takes for part of a number: blanks, dashes, dots, slashes and
 * other ASCII punctuation, the spaces and dashes of Unicode, ideographic
 * punctuation.
 */
static bool
is_filler(uint32 point)
{
	if (point < 0x80)
		return !(point >= '0' && point <= '9') && !(point >= 'A' && point <= 'Z');
	return point <= 0xa0 || point == 0xad || point == 0xb7 ||
		(point >= 0x2000 && point <= 0x206f) || point == 0x2212 ||
		(point >= 0x3000 && point <= 0x3003) || point == 0xfeff;
}

/*
 * Write the code points of UTF-8 text that count: full-width forms as ASCII,
 * ASCII letters in upper case, filler left out.  Returns how many; point has
 * room for `length`.
 */
size_t
sv_edit_normalise(const char *text, size_t length, uint32 *point)
{
	size_t		n = 0;

	for (size_t i = 0; i < length;)
	{
		uint32		p = next_point((const unsigned char *) text, length, &i);

		if (p >= 0xff01 && p <= 0xff5e)
			p -= 0xff01 - '!';
		if (p >= 'a' && p <= 'z')
			p -= 'a' - 'A';
		if (!is_filler(p))
			point[n++] = p;
	}
	return n;
}

/* Are the two the same from here on? */
static bool
same_points(const uint32 *a, const uint32 *b, size_t length)
{
	return length == 0 || memcmp(a, b, length * sizeof(uint32)) == 0;
}

SvEdit
sv_edit_compare(SvCode a, SvCode b)
{
	size_t		shorter = Min(a.length, b.length);
	size_t		i = 0;

	if (Max(a.length, b.length) - shorter > 1)
		return SV_EDIT_FAR;
	while (i < shorter && a.point[i] == b.point[i])
		i++;

	if (a.length < b.length)
		return same_points(a.point + i, b.point + i + 1, a.length - i) ?
			SV_EDIT_INSERTED : SV_EDIT_FAR;
	if (a.length > b.length)
		return same_points(a.point + i + 1, b.point + i, b.length - i) ?
			SV_EDIT_DELETED : SV_EDIT_FAR;
	if (i == shorter)
		return SV_EDIT_EQUAL;
	if (same_points(a.point + i + 1, b.point + i + 1, shorter - i - 1))
		return SV_EDIT_REPLACED;
	if (i + 1 < shorter && a.point[i] == b.point[i + 1] &&
		a.point[i + 1] == b.point[i] &&
		same_points(a.point + i + 2, b.point + i + 2, shorter - i - 2))
		return SV_EDIT_SWAPPED;
	return SV_EDIT_FAR;
}

/* A total order in which equal codes are neighbours. */
int
sv_edit_order(SvCode a, SvCode b)
{
	size_t		shorter = Min(a.length, b.length);

	for (size_t i = 0; i < shorter; i++)
		if (a.point[i] != b.point[i])
			return a.point[i] < b.point[i] ? -1 : 1;
	return (a.length > b.length) - (a.length < b.length);
}

#define HASH_BASE	UINT64CONST(0x9e3779b97f4a7c15)

static inline uint64
hash_step(uint64 hash, uint32 point)
{
	return hash * HASH_BASE + point + 1;
}

/*
 * Hashes of the code and of the code less each of its characters, the same
 * variant once (in a stretch of equal characters it does not matter which is
 * deleted).  Returns how many; variant has room for length + 1.
 *
 * The hash is a polynomial, so that prefix and suffix hashes put together give
 * that of every variant in one pass.  Equal hashes of different variants only
 * cost a comparison.
 */
size_t
sv_edit_variants(SvCode code, uint64 *variant)
{
	size_t		n = 0;
	uint64		whole = 0;
	uint64		suffix = 0;
	uint64		power = 1;		/* HASH_BASE to the suffix's length */
	uint64		prefix;

	for (size_t i = 0; i < code.length; i++)
		whole = hash_step(whole, code.point[i]);
	variant[n++] = whole;

	prefix = whole;
	for (size_t i = code.length; i-- > 0;)
	{
		uint64		digit = (uint64) code.point[i] + 1;

		/* hash of the first i characters: undo the step that added this one */
		prefix = (prefix - digit) * UINT64CONST(0xf1de83e19937733d);
		if (i + 1 == code.length || code.point[i] != code.point[i + 1])
			variant[n++] = prefix * power + suffix;
		suffix += digit * power;
		power *= HASH_BASE;
	}
	return n;
}
