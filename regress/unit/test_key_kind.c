/*
 * test_key_kind.c
 *		All kinds behind one judgement: each goes to its own parser.
 */
#include "core/key_kind.h"
#include "tap.h"

/* "canonical", or "=" for as it is, or the problem */
static const char *
judged(SvKeyKind kind, const char *s)
{
	static char text[SV_KIND_BYTES + 1];
	int			bytes;
	SvKeyProblem problem = sv_key_judge(kind, s, strlen(s), 20261122, text, &bytes);

	if (problem != SV_KEY_VALID)
		return sv_key_problem_name(problem);
	if (bytes < 0)
		return "=";
	text[bytes] = '\0';
	return text;
}

int
main(void)
{
	is_text(judged(SV_KIND_RESIDENT_ID, "１１０１０２199101010078"), "110102199101010078", "a resident id");
	is_text(judged(SV_KIND_RESIDENT_ID, "110102199101010079"), "check_digit", "a wrong one");
	is_text(judged(SV_KIND_RESIDENT_ID, "11010220261122001X"), "check_digit", "an error comes before the future");
	is_text(judged(SV_KIND_RESIDENT_ID, "110101202611220014"), "110101202611220014", "born on the day");
	is_text(judged(SV_KIND_RESIDENT_ID, "11010120261123001X"), "birth_in_future", "born the day after");
	is_text(judged(SV_KIND_CREDIT_CODE, "91350100m000100y43"), "91350100M000100Y43", "a credit code");
	is_text(judged(SV_KIND_BANK_CARD, "6285 3287 1278 4428"), "6285328712784428", "a card");
	is_text(judged(SV_KIND_MOBILE_NUMBER, "+86 13812345678"), "13812345678", "a telephone");
	is_text(judged(SV_KIND_PLATE_NUMBER, "京a·12345"), "京A12345", "a plate");
	is_text(judged(SV_KIND_PERSON_NAME, "张 三"), "张三", "a name");
	is_text(judged(SV_KIND_PERSON_NAME, "张三2"), "character", "not of a person");
	is_text(judged(SV_KIND_ORG_NAME, "张三2"), "张三2", "but of an organisation");
	is_text(judged(SV_KIND_TEXT, " a "), "=", "a text stays");
	is_text(judged(SV_KIND_TEXT, " \xE3\x80\x80"), "empty", "unless there is nothing in it");
	is_text(judged(SV_KIND_TEXT, "\xFF"), "=", "an invalid byte is something");
	for (int kind = 0; kind < SV_KEY_KINDS; kind++)
		ok(strlen(sv_key_kind_name((SvKeyKind) kind)) > 0, "kind %d has a name", kind);
	return done_testing();
}
