/*
 * word.c
 *		Short keys as one 64-bit word, exactly.
 *
 * A key that fits in a word needs no hash, no second look and no memory of its
 * own: two words are equal exactly when the keys are.  Most keys of a ledger
 * fit, because they are short or because they are digits:
 *
 *	- a string of 1 to 18 digits.  There are 10 + 100 + ... + 10^18 < 2^60 of
 *	  them, so they are numbered: the shorter ones first, those of one length
 *	  by value.  Leading zeros count, "01" is not "1".
 *	- 17 digits and an X, which is how a resident id may end: numbered after
 *	  those, 10^17 more.
 *	- any other string of up to 7 bytes: the length and the bytes.
 *
 * The numbering is one to one both ways, so words are also decoded.  Whatever
 * does not fit is refused here, and the caller keeps the bytes.
 */
#include "core/word.h"

const int64 sv_word_first[SV_WORD_DIGITS_MAX + 1] = {
	INT64CONST(0), INT64CONST(0), INT64CONST(10), INT64CONST(110),
	INT64CONST(1110), INT64CONST(11110), INT64CONST(111110),
	INT64CONST(1111110), INT64CONST(11111110), INT64CONST(111111110),
	INT64CONST(1111111110), INT64CONST(11111111110),
	INT64CONST(111111111110), INT64CONST(1111111111110),
	INT64CONST(11111111111110), INT64CONST(111111111111110),
	INT64CONST(1111111111111110), INT64CONST(11111111111111110),
	INT64CONST(111111111111111110)
};

/* The value of a string of digits; false where it is not one. */
bool
sv_word_digits(const char *bytes, size_t length, int64 *value)
{
	int64		result = 0;
	size_t		i = 0;

	for (; i + 8 <= length; i += 8)
	{
		uint64		bytes8;
		int64		eight;

		memcpy(&bytes8, bytes + i, 8);
		if (!sv_word_eight_digits(bytes8, &eight))
			return false;
		result = result * 100000000 + eight;
	}
	for (; i < length; i++)
	{
		unsigned int digit = (unsigned char) bytes[i] - '0';

		if (digit > 9)
			return false;
		result = result * 10 + digit;
	}
	*value = result;
	return true;
}

/*
 * Write the key of an exact word into a buffer of SV_WORD_MAXIMUM bytes, not
 * terminated; returns its length.
 */
int
sv_word_decode(uint64 word, char *buffer)
{
	int64		value = (int64) word;
	int			length = SV_WORD_DIGITS_MAX;
	int			digits;

	Assert(SV_WORD_EXACT(word));
	if (SV_WORD_TAG(word) == SV_WORD_BYTES)
	{
		length = (int) (word >> 56) & 7;
		for (int i = 0; i < length; i++)
			buffer[i] = (char) (word >> (8 * i));
		return length;
	}

	digits = SV_WORD_DIGITS_MAX;
	if (value >= SV_WORD_FIRST_WITH_X)
	{
		value -= SV_WORD_FIRST_WITH_X;
		digits = SV_WORD_DIGITS_MAX - 1;
		buffer[digits] = 'X';
	}
	else
	{
		while (value < sv_word_first[digits])
			digits--;
		value -= sv_word_first[digits];
		length = digits;
	}
	for (int i = digits - 1; i >= 0; i--)
	{
		buffer[i] = (char) ('0' + value % 10);
		value /= 10;
	}
	return length;
}
