/*
 * word.h
 *		Short keys as one 64-bit word, exactly.
 */
#ifndef SV_WORD_H
#define SV_WORD_H

#include "core/core.h"

/*
 * The two top bits of a word are its tag.  This file makes the first two
 * kinds; the row format (sv_row.h) adds two that refer to bytes elsewhere.
 */
#define SV_WORD_TAG(word)	((int) ((word) >> 62))
#define SV_WORD_DIGITS		0
#define SV_WORD_BYTES		1
#define SV_WORD_TAIL		2
#define SV_WORD_SHARED		3
#define SV_WORD_EXACT(word) (SV_WORD_TAG(word) <= SV_WORD_BYTES)

#define SV_WORD_MAXIMUM		18	/* most bytes a word can hold */

#define SV_WORD_DIGITS_MAX	18
#define SV_WORD_BYTES_MAX	7

/* How many digit strings are shorter than 18 + 1 digits, from 1 digit on. */
#define SV_WORD_FIRST_WITH_X	INT64CONST(1111111111111111110)

/*
 * Behind these, one to three capital letters and digits, as documents are
 * numbered: so many digits at most, so many strings with these letters.
 */
#define SV_WORD_FIRST_LETTERS	(SV_WORD_FIRST_WITH_X + INT64CONST(100000000000000000))
#define SV_WORD_LETTERS_MAX		3
#define SV_WORD_LETTERS_MIN_LENGTH	(SV_WORD_BYTES_MAX + 1) /* shorter ones are
															 * bytes */
#define SV_WORD_LETTERS_DIGITS	15	/* after one or two letters */
#define SV_WORD_LETTERS_FEWER	13	/* after three */

/* The number of the first string of length digits: 0, 10, 110, 1110, ... */
extern const int64 sv_word_first[SV_WORD_DIGITS_MAX + 1];

extern bool sv_word_letters(const char *bytes, size_t length, uint64 *word);
extern bool sv_word_digits(const char *bytes, size_t length, int64 *value);
extern int	sv_word_decode(uint64 word, char *buffer);

#ifdef WORDS_BIGENDIAN
#error "digits are read as little-endian words"
#endif

/*
 * Eight digits at once.  With the bytes as a little-endian word, neighbouring
 * digits, pairs and quadruples are combined by one multiplication each.
 */
static inline bool
sv_word_eight_digits(uint64 v, int64 *value)
{
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

/*
 * Eighteen digits, or seventeen and an X: resident ids, the most frequent keys
 * there are, without a loop.
 */
static inline bool
sv_word_resident_id(const char *bytes, uint64 *word)
{
	uint64		eight[2];
	int64		high;
	int64		low;
	unsigned int tens = (unsigned char) bytes[16] - '0';
	unsigned int ones = (unsigned char) bytes[17] - '0';
	int64		value;

	memcpy(eight, bytes, 16);
	if (!sv_word_eight_digits(eight[0], &high) || !sv_word_eight_digits(eight[1], &low) || tens > 9)
		return false;
	value = (high * 100000000 + low) * 10 + tens;
	if (ones <= 9)
		*word = (uint64) (value * 10 + ones + sv_word_first[SV_WORD_DIGITS_MAX]);
	else if (bytes[17] == 'X')
		*word = (uint64) (value + SV_WORD_FIRST_WITH_X);
	else
		return false;
	return true;
}

/* The word of a key, or false when it does not fit in one. */
static inline bool
sv_word_encode(const char *bytes, size_t length, uint64 *word)
{
	int64		value;

	if (length == SV_WORD_DIGITS_MAX)
		return sv_word_resident_id(bytes, word);
	if (length >= 1 && length < SV_WORD_DIGITS_MAX && *bytes >= '0' && *bytes <= '9' &&
		sv_word_digits(bytes, length, &value))
	{
		*word = (uint64) (value + sv_word_first[length]);
		return true;
	}
	if (length > SV_WORD_BYTES_MAX)
		return length < SV_WORD_DIGITS_MAX && *bytes >= 'A' && *bytes <= 'Z' &&
			sv_word_letters(bytes, length, word);
	*word = ((uint64) SV_WORD_BYTES << 62) | ((uint64) length << 56);
	for (size_t i = 0; i < length; i++)
		*word |= (uint64) (unsigned char) bytes[i] << (8 * i);
	return true;
}

/*
 * Are all words from "least" to "most" strings of digits of one length?  Then
 * their order is that of their bytes.
 */
static inline bool
sv_word_same_length(uint64 least, uint64 most)
{
	int			length = SV_WORD_DIGITS_MAX;

	if (most >= (uint64) SV_WORD_FIRST_WITH_X)
		return false;
	while (most < (uint64) sv_word_first[length])
		length--;
	return least >= (uint64) sv_word_first[length];
}

#endif							/* SV_WORD_H */
