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

#define DIGITS_MAX	18
#define BYTES_MAX	7

/* How many digit strings are shorter than 18 + 1 digits, from 1 digit on. */
#define FIRST_WITH_X	INT64CONST(1111111111111111110)

/* The number of the first string of length digits: 0, 10, 110, 1110, ... */
static const int64 first_of_length[DIGITS_MAX + 1] = {
	INT64CONST(0), INT64CONST(0), INT64CONST(10), INT64CONST(110),
	INT64CONST(1110), INT64CONST(11110), INT64CONST(111110),
	INT64CONST(1111110), INT64CONST(11111110), INT64CONST(111111110),
	INT64CONST(1111111110), INT64CONST(11111111110),
	INT64CONST(111111111110), INT64CONST(1111111111110),
	INT64CONST(11111111111110), INT64CONST(111111111111110),
	INT64CONST(1111111111111110), INT64CONST(11111111111111110),
	INT64CONST(111111111111111110)
};

/*
 * Eight digits at once.  With the bytes as a little-endian word, neighbouring
 * digits, pairs and quadruples are combined by one multiplication each.
 */
#ifndef WORDS_BIGENDIAN
static inline bool
eight_digits(const char *bytes, int64 *value)
{
	uint64		v;

	memcpy(&v, bytes, 8);
	if (((v & UINT64CONST(0xF0F0F0F0F0F0F0F0)) |
		 (((v + UINT64CONST(0x0606060606060606)) & UINT64CONST(0xF0F0F0F0F0F0F0F0)) >> 4)) !=
		UINT64CONST(0x3333333333333333))
		return false;
	v = (v & UINT64CONST(0x0F0F0F0F0F0F0F0F)) * 2561 >> 8;
	v = (v & UINT64CONST(0x00FF00FF00FF00FF)) * 6553601 >> 16;
	v = (v & UINT64CONST(0x0000FFFF0000FFFF)) * UINT64CONST(42949672960001) >> 32;
	*value = (int64) v;
	return true;
}
#endif

static inline bool
digits_value(const char *bytes, size_t length, int64 *value)
{
	int64		result = 0;
	size_t		i = 0;

#ifndef WORDS_BIGENDIAN
	for (; i + 8 <= length; i += 8)
	{
		int64		eight;

		if (!eight_digits(bytes + i, &eight))
			return false;
		result = result * 100000000 + eight;
	}
#endif
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

/* The word of a key, or false when it does not fit in one. */
bool
sv_word_encode(const char *bytes, size_t length, uint64 *word)
{
	int64		value;

	if (length >= 1 && length <= DIGITS_MAX)
	{
		bool		with_x = length == DIGITS_MAX && bytes[length - 1] == 'X';

		if (digits_value(bytes, length - with_x, &value))
		{
			value += with_x ? FIRST_WITH_X : first_of_length[length];
			*word = (uint64) value;
			return true;
		}
	}
	if (length <= BYTES_MAX)
	{
		*word = ((uint64) SV_WORD_BYTES << 62) | ((uint64) length << 56);
		for (size_t i = 0; i < length; i++)
			*word |= (uint64) (unsigned char) bytes[i] << (8 * i);
		return true;
	}
	return false;
}

/*
 * Write the key of an exact word into a buffer of SV_WORD_MAXIMUM bytes, not
 * terminated; returns its length.
 */
int
sv_word_decode(uint64 word, char *buffer)
{
	int64		value = (int64) word;
	int			length = DIGITS_MAX;
	int			digits;

	Assert(SV_WORD_EXACT(word));
	if (SV_WORD_TAG(word) == SV_WORD_BYTES)
	{
		length = (int) (word >> 56) & 7;
		for (int i = 0; i < length; i++)
			buffer[i] = (char) (word >> (8 * i));
		return length;
	}

	digits = DIGITS_MAX;
	if (value >= FIRST_WITH_X)
	{
		value -= FIRST_WITH_X;
		digits = DIGITS_MAX - 1;
		buffer[digits] = 'X';
	}
	else
	{
		while (value < first_of_length[digits])
			digits--;
		value -= first_of_length[digits];
		length = digits;
	}
	for (int i = digits - 1; i >= 0; i--)
	{
		buffer[i] = (char) ('0' + value % 10);
		value /= 10;
	}
	return length;
}
