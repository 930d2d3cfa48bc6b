/*
 * test_keytext.c
 *		Reading typed keys: decoding, folding, what is dropped.
 */
#include "core/keytext.h"
#include "tap.h"

static const char *
squeezed(const char *s, int flags)
{
	static char text[SV_KEY_CHARS * SV_UTF8_BYTES + 1];
	SvKeyText	key;
	int			n = 0;

	sv_key_squeeze(s, strlen(s), flags, &key);
	for (int i = 0; i < Min(key.n, SV_KEY_CHARS); i++)
		n += sv_utf8_put(key.chars[i], text + n);
	text[n] = '\0';
	return text;
}

static const char *
problem_of(const char *s, bool last_x)
{
	SvKeyText	key;

	sv_key_squeeze(s, strlen(s), 0, &key);
	return sv_key_problem_name(sv_key_digits(&key, last_x));
}

/* Every code point comes back; every sequence cut short is invalid. */
static void
test_round_trip(void)
{
	int			wrong = 0;
	int			cut = 0;

	for (int point = 0; point <= 0x10FFFF; point++)
	{
		char		bytes[SV_UTF8_BYTES];
		const unsigned char *at = (const unsigned char *) bytes;
		int			n = sv_utf8_put(point, bytes);
		int			back = sv_utf8_next(&at, (const unsigned char *) bytes + n);
		bool		surrogate = point >= 0xD800 && point <= 0xDFFF;

		wrong += back != (surrogate ? SV_INVALID : point);
		wrong += !surrogate && at != (const unsigned char *) bytes + n;
		if (n > 1)
		{
			at = (const unsigned char *) bytes;
			cut += sv_utf8_next(&at, at + n - 1) != SV_INVALID || at != (const unsigned char *) bytes + 1;
		}
	}
	ok(wrong == 0, "all code points come back, surrogates do not");
	ok(cut == 0, "a sequence cut short is one invalid byte");
}

static void
test_invalid(void)
{
	static const char *const bad[] = {
		"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF",
		"\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
		"\xF5\x80\x80\x80", "\xFF", "\xE4\xB8", "\xE4-\xB8"
	};

	for (int i = 0; i < lengthof(bad); i++)
	{
		const unsigned char *at = (const unsigned char *) bad[i];

		ok(sv_utf8_next(&at, at + strlen(bad[i])) == SV_INVALID &&
		   at == (const unsigned char *) bad[i] + 1, "invalid sequence %d", i);
	}
}

static void
test_squeeze(void)
{
	is_text(squeezed("", 0), "", "nothing");
	is_text(squeezed(" \t\r\n\xC2\xA0\xE3\x80\x80", 0), "", "white space of several widths");
	is_text(squeezed("１２３ａｂｘＸ", 0), "123ABXX", "full width and small letters");
	is_text(squeezed("1 2-3‐4‑5–6—7−8－9", 0), "123456789", "spaces and hyphens");
	is_text(squeezed("\xEF\xBB\xBF" "1\xE2\x80\x8B" "2\xE2\x80\xAE" "3\xC2\xAD", 0), "123", "marks without a shape");
	is_text(squeezed("'123", 0), "123", "the apostrophe of a spreadsheet");
	is_text(squeezed("=\"123\"", 0), "123", "the formula of a CSV export");
	is_text(squeezed("“123”", 0), "123", "typographic quotes");
	is_text(squeezed("12'3", 0), "12'3", "a quote inside stays");
	is_text(squeezed("Ⅹⅹ", 0), "XX", "the Roman ten");
	is_text(squeezed("京A·1.2", SV_KEY_DOTS), "京A12", "dots go where they separate");
	is_text(squeezed("京A·1", 0), "京A·1", "and stay elsewhere");
	is_text(squeezed("O0l1", 0), "O0L1", "nothing that only looks alike is changed");
}

static void
test_long(void)
{
	SvKeyText	key;
	char		many[5000];

	memset(many, '7', sizeof(many));
	sv_key_squeeze(many, sizeof(many), 0, &key);
	ok(key.n == SV_KEY_CHARS + 1, "more characters than a key has");
	is_text(sv_key_problem_name(sv_key_digits(&key, false)), "valid", "digits as far as seen");
	sv_key_squeeze(many, SV_KEY_CHARS, 0, &key);
	ok(key.n == SV_KEY_CHARS, "as many as fit");
	memset(many, ' ', sizeof(many));
	many[4999] = '1';
	sv_key_squeeze(many, sizeof(many), 0, &key);
	ok(key.n == 1, "spaces do not count");
}

static void
test_problems(void)
{
	is_text(problem_of("", false), "empty", "nothing");
	is_text(problem_of("\xE3\x80\x80", false), "empty", "only a wide space");
	is_text(problem_of("12\xFF", false), "encoding", "an invalid byte");
	is_text(problem_of("123X", true), "valid", "X at the end");
	is_text(problem_of("123X", false), "character", "X at the end of digits");
	is_text(problem_of("12X3", true), "character", "X inside");
	is_text(problem_of("12****34", false), "masked", "stars");
	is_text(problem_of("12＊＊34", false), "masked", "wide stars");
	is_text(problem_of("12XXXX34", true), "masked", "a run of X");
	is_text(problem_of("4.10329E+17", true), "spreadsheet_number", "an exponent");
	is_text(problem_of("4.10329e17", true), "spreadsheet_number", "a small e");
	is_text(problem_of("410329198906247619.0", true), "spreadsheet_number", "a decimal point");
	is_text(problem_of("4E17", true), "character", "digits with one E may be a code");
	is_text(problem_of("4E+17", true), "spreadsheet_number", "a sign");
	is_text(problem_of("4E", true), "character", "no exponent behind E");
	is_text(problem_of("1.2.3", true), "character", "two points");
	is_text(problem_of("138/139", false), "several_values", "two values");
	is_text(problem_of("138、139", false), "several_values", "two values, Chinese comma");
	is_text(problem_of("/", false), "character", "only a separator");
	is_text(problem_of("12😀", false), "character", "a character of four bytes");
	for (int p = 0; p < SV_KEY_PROBLEMS; p++)
		ok(sv_key_problem_name((SvKeyProblem) p) != NULL, "problem %d has a name", p);
}

int
main(void)
{
	test_round_trip();
	test_invalid();
	test_squeeze();
	test_long();
	test_problems();
	return done_testing();
}
