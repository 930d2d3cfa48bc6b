/*
 * test_plate_number.c
 *		Number plates: each kind, and each way to be none.
 */
#include "core/plate_number.h"
#include "tap.h"

/* "kind canonical", or the problem */
static const char *
judged(const char *s)
{
	static char text[SV_PLATE_BYTES + 40];
	SvPlateNumber plate;
	SvKeyProblem problem = sv_plate_number(s, strlen(s), &plate);

	if (problem != SV_KEY_VALID)
		return sv_key_problem_name(problem);
	snprintf(text, sizeof(text), "%s %.*s", sv_plate_kind_name(plate.kind), plate.bytes, plate.chars);
	return text;
}

int
main(void)
{
	static const char provinces[] = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
	int			wrong = 0;

	for (int i = 0; i < 31; i++)
	{
		char		text[16];

		snprintf(text, sizeof(text), "%.3sA12345", provinces + 3 * i);
		wrong += strcmp(judged(text) + strlen("ordinary "), text) != 0;
	}
	ok(wrong == 0, "thirty-one provinces");
	is_text(judged("京a·12345"), "ordinary 京A12345", "small letter and dot");
	is_text(judged("京Ａ　１２３４５"), "ordinary 京A12345", "full width");
	is_text(judged("京A•123AB"), "ordinary 京A123AB", "a bullet is a dot here");
	is_text(judged("京O12345"), "ordinary 京O12345", "O names an office");
	is_text(judged("粤BD12345"), "new_energy 粤BD12345", "small");
	is_text(judged("粤BDA2345"), "new_energy 粤BDA2345", "small, two letters");
	is_text(judged("粤B12345F"), "new_energy 粤B12345F", "large");
	is_text(judged("京A1234警"), "police 京A1234警", "police");
	is_text(judged("京A1234学"), "coach 京A1234学", "coach");
	is_text(judged("京A1234挂"), "trailer 京A1234挂", "trailer");
	is_text(judged("沪A0123领"), "consulate 沪A0123领", "consulate");
	is_text(judged("使014578"), "embassy 使014578", "embassy, old");
	is_text(judged("014578使"), "embassy 014578使", "embassy, new");
	is_text(judged("粤Z1234港"), "hong_kong 粤Z1234港", "Hong Kong");
	is_text(judged("粤ZAB12澳"), "macao 粤ZAB12澳", "Macao");
	is_text(judged("川X1234应急"), "emergency 川X1234应急", "fire and rescue");
	is_text(judged("WJ京12345"), "armed_police WJ京12345", "armed police");
	is_text(judged("WJ0112345"), "length", "too many digits");
	is_text(judged("WJ011234"), "armed_police WJ011234", "armed police, old");
	is_text(judged("VA12345"), "military VA12345", "forces");
	is_text(judged("军A12345"), "military 军A12345", "forces, old");
	is_text(judged("京A1234"), "length", "6");
	is_text(judged("京A1234567"), "length", "9");
	is_text(judged("京AI2345"), "ambiguous_letter", "I for 1");
	is_text(judged("京A1234O"), "ambiguous_letter", "O for 0");
	is_text(judged("京112345"), "office", "no letter");
	is_text(judged("京I12345"), "office", "no office has I");
	is_text(judged("京A1234港"), "office", "only Guangdong Z goes there");
	is_text(judged("川A1234应急"), "office", "rescue has X");
	is_text(judged("A123456"), "province", "no province");
	is_text(judged("1234567"), "province", "digits alone");
	is_text(judged("粤BZ12345"), "sequence", "no drive of a new-energy vehicle");
	is_text(judged("粤B123456"), "sequence", "no drive at all");
	is_text(judged("京A12警45"), "sequence", "a character inside");
	is_text(judged("京A***45"), "masked", "stars");
	is_text(judged("无牌"), "character", "no plate");
	is_text(judged("京A1234😀"), "character", "four bytes");
	is_text(judged("..."), "empty", "dots");
	is_text(judged("\xE4\xBA"), "encoding", "cut off");
	return done_testing();
}
