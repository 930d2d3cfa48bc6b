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
 *	- one to three capital letters and digits, 8 to 17 bytes, as invoices and
 *	  other documents are numbered; those by letters, then as digits are.
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
 * How many strings there are with given letters in front, of which there are
 * n, and where those with n letters begin.
 */
static const int64 strings_of_letters[SV_WORD_LETTERS_MAX + 1] = {
	0, INT64CONST(1111111111111110), INT64CONST(1111111111111110),
	INT64CONST(11111111111110)
};

#define WITH_TWO	(26 * INT64CONST(1111111111111110))
#define WITH_THREE	(WITH_TWO + 26 * 26 * INT64CONST(1111111111111110))

static const int64 first_of_letters[SV_WORD_LETTERS_MAX + 1] = {0, 0, WITH_TWO, WITH_THREE};

/* Letters and digits; false where it is something else. */
bool
sv_word_letters(const char *bytes, size_t length, uint64 *word)
{
	int64		prefix = 0;
	size_t		n = 0;
	int64		value;

	while (n < length && n <= SV_WORD_LETTERS_MAX && bytes[n] >= 'A' && bytes[n] <= 'Z')
		prefix = prefix * 26 + (bytes[n++] - 'A');
	if (n < 1 || n > SV_WORD_LETTERS_MAX || n == length ||
		length - n > (n == SV_WORD_LETTERS_MAX ? SV_WORD_LETTERS_FEWER : SV_WORD_LETTERS_DIGITS) ||
		!sv_word_digits(bytes + n, length - n, &value))
		return false;
	*word = (uint64) (SV_WORD_FIRST_LETTERS + first_of_letters[n] +
					  prefix * strings_of_letters[n] + sv_word_first[length - n] + value);
	return true;
}

/* The digits of a number of so many digits. */
static void
write_digits(char *buffer, int64 value, int digits)
{
	for (int i = digits - 1; i >= 0; i--)
	{
		buffer[i] = (char) ('0' + value % 10);
		value /= 10;
	}
}

/* How many digits the string has that is numbered so; takes off those before. */
static int
count_digits(int64 *number)
{
	int			digits = SV_WORD_DIGITS_MAX;

	while (*number < sv_word_first[digits])
		digits--;
	*number -= sv_word_first[digits];
	return digits;
}

static int
decode_letters(int64 value, char *buffer)
{
	int			n = SV_WORD_LETTERS_MAX;
	int64		prefix;
	int			digits;

	while (value < first_of_letters[n])
		n--;
	value -= first_of_letters[n];
	prefix = value / strings_of_letters[n];
	value %= strings_of_letters[n];
	for (int i = n - 1; i >= 0; i--)
	{
		buffer[i] = (char) ('A' + prefix % 26);
		prefix /= 26;
	}
	digits = count_digits(&value);
	write_digits(buffer + n, value, digits);
	return n + digits;
}

/*
 * Write the key of an exact word into a buffer of SV_WORD_MAXIMUM bytes, not
 * terminated; returns its length.
 */
int
sv_word_decode(uint64 word, char *buffer)
{
	int64		value = (int64) word;
	int			length;

	Assert(SV_WORD_EXACT(word));
	if (SV_WORD_TAG(word) == SV_WORD_BYTES)
	{
		length = (int) (word >> 56) & 7;
		for (int i = 0; i < length; i++)
			buffer[i] = (char) (word >> (8 * i));
		return length;
	}

	if (value >= SV_WORD_FIRST_LETTERS)
		return decode_letters(value - SV_WORD_FIRST_LETTERS, buffer);
	if (value >= SV_WORD_FIRST_WITH_X)
	{
		write_digits(buffer, value - SV_WORD_FIRST_WITH_X, SV_WORD_DIGITS_MAX - 1);
		buffer[SV_WORD_DIGITS_MAX - 1] = 'X';
		return SV_WORD_DIGITS_MAX;
	}
	length = count_digits(&value);
	write_digits(buffer, value, length);
	return length;
}
