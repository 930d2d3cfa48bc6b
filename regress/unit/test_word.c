/*
 * test_word.c
 *		Every key that fits in a word comes back, and no two share one.
 */
#include "core/word.h"

#include <stdio.h>

static int	test_number = 0;
static int	failures = 0;

static void
check(bool good, const char *what)
{
	printf("%sok %d - %s\n", good ? "" : "not ", ++test_number, what);
	failures += !good;
}

static uint64 seed = UINT64CONST(88172645463325252);

static uint64
next_random(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

static bool
round_trip(const char *bytes, size_t length)
{
	uint64		word;
	char		back[SV_WORD_MAXIMUM];

	return sv_word_encode(bytes, length, &word) && SV_WORD_EXACT(word) &&
		sv_word_decode(word, back) == (int) length &&
		memcmp(back, bytes, length) == 0;
}

static bool
random_digits(void)
{
	for (int i = 0; i < 200000; i++)
	{
		char		bytes[18];
		size_t		length = 1 + next_random() % 18;

		for (size_t j = 0; j < length; j++)
			bytes[j] = (char) ('0' + next_random() % 10);
		if (length == 18 && next_random() % 4 == 0)
			bytes[17] = 'X';
		if (!round_trip(bytes, length))
			return false;
	}
	return true;
}

static bool
random_bytes(void)
{
	for (int i = 0; i < 200000; i++)
	{
		char		bytes[7];
		size_t		length = next_random() % 8;

		for (size_t j = 0; j < length; j++)
			bytes[j] = (char) (next_random() % 3 ? '0' + next_random() % 11 : next_random());
		if (!round_trip(bytes, length))
			return false;
	}
	return true;
}

/* Letters and digits, also more of both than a word can hold. */
static bool
random_documents(void)
{
	for (int i = 0; i < 200000; i++)
	{
		char		bytes[20];
		size_t		letters = 1 + next_random() % 4;
		size_t		length = letters + next_random() % 17;
		uint64		word;
		bool		fits;

		for (size_t j = 0; j < length; j++)
			bytes[j] = (char) (j < letters ? 'A' + next_random() % 26 :
							   next_random() % 4 ? '0' + next_random() % 10 : "09"[next_random() % 2]);
		if (length > 20)
			return false;
		fits = length <= 7 || (letters <= 3 && length > letters && length < 18 &&
							   length - letters <= (letters == 3 ? 13 : 15));
		if (fits ? !round_trip(bytes, length) : sv_word_encode(bytes, length, &word))
			return false;
	}
	return true;
}

/* The last of one kind and the first of the next are neighbours, not the same. */
static bool
edges_of_documents(void)
{
	static const char *const edge[] = {
		"99999999999999999X", "A0000000", "A999999999999999", "B0000000", "Z999999999999999",
		"AA000000", "AA999999999999999", "AB000000", "ZZ999999999999999", "AAA00000",
		"AAA9999999999999", "AAB00000", "ZZZ9999999999999"
	};
	uint64		last = 0;

	for (size_t i = 0; i < lengthof(edge); i++)
	{
		uint64		word;

		if (!round_trip(edge[i], strlen(edge[i])) || !sv_word_encode(edge[i], strlen(edge[i]), &word) ||
			word <= last || word >= UINT64CONST(1) << 61)
			return false;
		last = word;
	}
	return true;
}

static int
by_word(const void *a, const void *b)
{
	uint64		x = *(const uint64 *) a;
	uint64		y = *(const uint64 *) b;

	return (x > y) - (x < y);
}

/* All strings of up to five bytes from an alphabet with the edges in it. */
static bool
no_two_alike(void)
{
	static const char alphabet[] = {'0', '9', 'X', '/', ':', '\0', (char) 0xff};
	static uint64 words[7 * 7 * 7 * 7 * 7 * 2];
	size_t		n = 0;

	for (int length = 0; length <= 5; length++)
	{
		int			count = 1;

		for (int i = 0; i < length; i++)
			count *= 7;
		for (int c = 0; c < count; c++)
		{
			char		bytes[5];

			for (int i = 0, rest = c; i < length; i++, rest /= 7)
				bytes[i] = alphabet[rest % 7];
			if (!sv_word_encode(bytes, length, &words[n++]))
				return false;
		}
	}
	qsort(words, n, sizeof(uint64), by_word);
	for (size_t i = 1; i < n; i++)
		if (words[i] == words[i - 1])
			return false;
	return true;
}

static bool
same_length(const char *a, const char *b)
{
	uint64		least;
	uint64		most;

	return sv_word_encode(a, strlen(a), &least) && sv_word_encode(b, strlen(b), &most) &&
		sv_word_same_length(least, most);
}

int
main(void)
{
	uint64		word;

	check(random_digits(), "digit strings of 1 to 18 places, with X too");
	check(random_bytes(), "byte strings of 0 to 7 places");
	check(random_documents(), "one to three letters and digits, of 8 to 17 places");
	check(edges_of_documents(), "the first and the last of each kind of these");
	check(no_two_alike(), "different strings have different words");
	check(round_trip("000000000000000000", 18) && round_trip("999999999999999999", 18) &&
		  round_trip("00000000000000000X", 18) && round_trip("99999999999999999X", 18),
		  "the ends of the numbering");
	check(!sv_word_encode("1234567890123456789", 19, &word), "19 digits do not fit");
	check(!sv_word_encode("12345678901234567x", 18, &word), "a lower-case x is another key");
	check(!sv_word_encode("abcdefgh", 8, &word), "8 bytes do not fit");
	check(!sv_word_encode("1234567:", 8, &word) && !sv_word_encode("/2345678", 8, &word),
		  "the neighbours of the digits are not digits");
	check(same_length("100", "999") && same_length("000000000000000000", "999999999999999999") &&
		  !same_length("99", "100") && !same_length("1", "a") && !same_length("1", "10000000000000000X"),
		  "digits of one length, whose order is that of their bytes");
	printf("1..%d\n", test_number);
	return failures != 0;
}
