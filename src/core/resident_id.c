/*
 * resident_id.c
 *		Resident identity numbers (GB 11643-1999).
 *
 * Six digits of the county of registration (GB/T 2260), eight of the date of
 * birth, three of sequence (odd for men), one check character: with weights
 * 2^(18-i) mod 11 the sum over all eighteen is 1 mod 11, X standing for ten
 * (ISO 7064, MOD 11-2).  Before October 1999 (GB 11643-1989) the year had two
 * digits and there was no check character; the years are those of the 20th
 * century, except that the sequences 996 to 999 were kept for people over a
 * hundred, born in the 19th.
 *
 * The same standard's numbers are on the residence permits of people from Hong
 * Kong, Macao and Taiwan (region 810000, 820000, 830000).  A number that begins
 * with 9 is that of a foreigner's permanent residence card; it says so and is
 * not a resident id.
 *
 * Order of judgement: what can be read at all, then what the number says about
 * itself from left to right (prefecture, date, check character), and last what
 * only lists say (county, year of withdrawal).  So a doubt about a list never
 * hides an error, and "region_unlisted" means that everything else is right.
 *
 * The common case, eighteen plain characters, is judged where it lies, without
 * a copy through the reader of typed text, and eight digits at a time: a word
 * holds eight characters, one multiplication makes their four pairs (every part
 * of the number is made of pairs), and two more their share of the checksum.
 * Digit by digit the whole judgement took twice as long.
 *
 * What lies in the future depends on today, which an immutable function does not
 * know; the caller may.  Here only births after 2049 are refused: 19 mistyped as
 * 20 leads there from 1950 on, and no number with such a date can be right for a
 * generation to come.
 *
 * Limits: a number that was made up with all rules in mind passes; that the
 * person exists only the register of public security can say.
 */
#include "core/resident_id.h"

#include "core/region.h"
#include "port/pg_bswap.h"

#define OLDEST_BIRTH		1850	/* nobody born earlier lived in 1984 */
#define LATEST_BIRTH		2049	/* a century mistyped makes 2050 to 2099 */
#define OLD_FORM_ENDED		19991001	/* State Council, 1999 no. 15 */

/* What the last character is for a checksum mod 11 of the others. */
static const char check_characters[] = "10X98765432";

static const uint8 month_days[16] = {
	0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
};

#define EVERY_BYTE(byte)	(UINT64CONST(0x0101010101010101) * (byte))
#define EVEN_BYTES			UINT64CONST(0x00FF00FF00FF00FF)

/* The pair of digits at 2 i of eight. */
#define PAIR(pairs, i)		((int) ((pairs) >> (16 * (i)) & 0xFF))

/* Weights of four digits, for multiply_lanes. */
#define WEIGHTS(a, b, c, d) \
	((uint64) (a) << 48 | (uint64) (b) << 32 | (uint64) (c) << 16 | (uint64) (d))

/* Eight characters, the first in the lowest byte. */
static inline uint64
load(const char *s)
{
	uint64		word;

	memcpy(&word, s, sizeof(word));
#ifdef WORDS_BIGENDIAN
	word = pg_bswap64(word);
#endif
	return word;
}

/* Are they all digits?  A digit has 3 in its upper half, and with 6 added too. */
static inline bool
all_digits(uint64 word)
{
	uint64		wrong = (word ^ EVERY_BYTE(0x30)) |
	((word + EVERY_BYTE(0x06)) ^ EVERY_BYTE(0x30));

	return (wrong & EVERY_BYTE(0xF0)) == 0;
}

/* Four numbers of two digits, each in 16 bits. */
static inline uint64
pair_up(uint64 word)
{
	word &= EVERY_BYTE(0x0F);
	return (word * 10 + (word >> 8)) & EVEN_BYTES;
}

/*
 * The sum of four digits, each in 16 bits, times their weights: it is what the
 * multiplication leaves in the highest 16 bits, and nothing overflows below.
 */
static inline int
multiply_lanes(uint64 lanes, uint64 weights)
{
	return (int) ((lanes & EVEN_BYTES & EVERY_BYTE(0x0F)) * weights >> 48);
}

/* The check character for seventeen digits: weights 2^(18-i) mod 11. */
static inline char
check_character(const char *text)
{
	uint64		head = load(text);
	uint64		tail = load(text + 8);
	int			sum = multiply_lanes(head, WEIGHTS(7, 10, 8, 2)) +
	multiply_lanes(head >> 8, WEIGHTS(9, 5, 4, 1)) +
	multiply_lanes(tail, WEIGHTS(6, 7, 10, 8)) +
	multiply_lanes(tail >> 8, WEIGHTS(3, 9, 5, 4)) +
	(text[16] & 0x0F) * 2;

	return check_characters[sum % 11];
}

static inline bool
date_exists(int year, int month, int day)
{
	int			days;

	if (year < OLDEST_BIRTH || month > 12)
		return false;
	days = month_days[month];
	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		days = 29;
	return day >= 1 && day <= days;
}

/* Seventeen digits and a digit or X: copy them, with X in upper case. */
static inline bool
plain(const char *s, char *text)
{
	char		last = s[SV_RESIDENT_DIGITS - 1];

	if (last == 'x')
		last = 'X';
	memcpy(text, s, SV_RESIDENT_DIGITS - 1);
	text[SV_RESIDENT_DIGITS - 1] = last;
	return all_digits(load(s)) && all_digits(load(s + 8)) &&
		sv_key_digit(s[16]) && (sv_key_digit(last) || last == 'X');
}

/* Fifteen digits to eighteen: the century, and the check character. */
static void
lengthen(SvResidentId *id)
{
	char	   *text = id->chars;
	bool		centenarian;

	/* A centenarian of 1984 to 1999 was born from 1865 or so to 1899. */
	centenarian = memcmp(text + 12, "996", 3) >= 0 &&
		memcmp(text + 6, "65", 2) >= 0;
	memmove(text + 8, text + 6, SV_RESIDENT_OLD - 6);
	memcpy(text + 6, centenarian ? "18" : "19", 2);
	text[SV_RESIDENT_DIGITS - 1] = check_character(text);
	id->old = true;
}

/* Read a number that is not simply eighteen characters. */
static SvKeyProblem
read_typed(const char *s, size_t len, SvResidentId *id)
{
	SvKeyText	key;
	SvKeyProblem problem;

	sv_key_squeeze(s, len, 0, &key);
	problem = sv_key_digits(&key, true);
	if (problem != SV_KEY_VALID)
		return problem;
	if (key.n != SV_RESIDENT_DIGITS && key.n != SV_RESIDENT_OLD)
		return SV_KEY_LENGTH;
	for (int i = 0; i < key.n; i++)
		id->chars[i] = (char) key.chars[i];
	if (key.n == SV_RESIDENT_OLD)
	{
		if (id->chars[SV_RESIDENT_OLD - 1] == 'X')
			return SV_KEY_CHARACTER;
		lengthen(id);
	}
	return SV_KEY_VALID;
}

/* A spreadsheet keeps fifteen digits and writes zeros for the rest. */
static SvKeyProblem
wrong_check(const SvResidentId *id)
{
	return memcmp(id->chars + 15, "000", 3) == 0 ?
		SV_KEY_ROUNDED : SV_KEY_CHECK_DIGIT;
}

SvKeyProblem
sv_resident_id(const char *s, size_t len, SvResidentId *id)
{
	uint64		head;
	uint64		tail;
	int			year;
	int			withdrawn;
	SvRegion	region;

	id->old = false;
	if (len != SV_RESIDENT_DIGITS || !plain(s, id->chars))
	{
		SvKeyProblem problem = read_typed(s, len, id);

		if (problem != SV_KEY_VALID)
			return problem;
	}
	head = pair_up(load(id->chars));
	tail = pair_up(load(id->chars + 8));
	year = PAIR(head, 3) * 100 + PAIR(tail, 0);
	id->birth = year * 10000 + PAIR(tail, 1) * 100 + PAIR(tail, 2);

	region = sv_region(PAIR(head, 0), PAIR(head, 1), PAIR(head, 2), &withdrawn);
	if (region == SV_REGION_NONE && id->chars[0] != '9')
		return SV_KEY_REGION_NEVER;
	if (!date_exists(year, PAIR(tail, 1), PAIR(tail, 2)))
		return SV_KEY_BIRTH_DATE;
	if (id->chars[SV_RESIDENT_DIGITS - 1] != check_character(id->chars))
		return wrong_check(id);
	if (region == SV_REGION_NONE)
		return id->old ? SV_KEY_REGION_NEVER : SV_KEY_FOREIGN_RESIDENT;
	if (id->old && id->birth >= OLD_FORM_ENDED)
		return SV_KEY_RETIRED_FORM;
	if (year > LATEST_BIRTH)
		return SV_KEY_BIRTH_IN_FUTURE;
	if (region == SV_REGION_UNLISTED)
		return SV_KEY_REGION_UNLISTED;
	if (region == SV_REGION_WITHDRAWN && year > withdrawn)
		return SV_KEY_REGION_WITHDRAWN;
	return SV_KEY_VALID;
}

/* Which document carries the number. */
const char *
sv_resident_id_form(const SvResidentId *id)
{
	if (memcmp(id->chars, "810000", 6) == 0)
		return "hong_kong_permit";
	if (memcmp(id->chars, "820000", 6) == 0)
		return "macao_permit";
	if (memcmp(id->chars, "830000", 6) == 0)
		return "taiwan_permit";
	return id->old ? "id_15" : "id_18";
}
