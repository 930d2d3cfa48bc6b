/*
 * test_mask.c
 *		What a mask shows, and that it shows nothing when in doubt.
 */
#include "core/mask.h"
#include "tap.h"

static const char *
masked(const char *s, SvMaskKind kind)
{
	static char text[SV_MASK_BYTES + 1];
	int			n = sv_mask(s, strlen(s), kind, text);

	text[n] = '\0';
	return text;
}

int
main(void)
{
	char		many[200];

	is_text(masked("110102199101010078", SV_MASK_RESIDENT_ID), "110102********0078", "an id");
	is_text(masked("110102 19910101 007x", SV_MASK_RESIDENT_ID), "110102********007X", "an id as typed");
	is_text(masked("130609460119818", SV_MASK_RESIDENT_ID), "130609*****9818", "of 15");
	is_text(masked("1101021991", SV_MASK_RESIDENT_ID), "**********", "too short to show anything");
	is_text(masked("11010219910101", SV_MASK_RESIDENT_ID), "**************", "one less than 15");
	is_text(masked("6285328712784428", SV_MASK_BANK_CARD), "************4428", "a card");
	is_text(masked("12345678901", SV_MASK_BANK_CARD), "***********", "too short for a card");
	is_text(masked("13812345678", SV_MASK_MOBILE_NUMBER), "138****5678", "a telephone");
	is_text(masked("+86 138-1234-5678", SV_MASK_MOBILE_NUMBER), "138****5678", "without its prefix");
	is_text(masked("12345", SV_MASK_MOBILE_NUMBER), "*****", "too short for a telephone");
	is_text(masked("京A·12345", SV_MASK_PLATE_NUMBER), "京A****5", "a plate");
	is_text(masked("张三", SV_MASK_PERSON_NAME), "张*", "a name");
	is_text(masked("张三丰", SV_MASK_PERSON_NAME), "张**", "of three");
	is_text(masked("欧阳锋", SV_MASK_PERSON_NAME), "欧阳*", "a compound surname");
	is_text(masked("欧阳", SV_MASK_PERSON_NAME), "欧*", "or a given name");
	is_text(masked("张", SV_MASK_PERSON_NAME), "*", "a surname alone");
	is_text(masked("阿依古丽·买买提", SV_MASK_PERSON_NAME), "阿***·***", "a name in two parts");
	is_text(masked("John Smith", SV_MASK_PERSON_NAME), "J*** *****", "in an alphabet");
	is_text(masked(" 张三", SV_MASK_PERSON_NAME), "张*", "a space before");
	is_text(masked("甲乙丙", SV_MASK_ALL), "***", "anything");
	is_text(masked("", SV_MASK_RESIDENT_ID), "", "nothing");
	is_text(masked("1101021991\xFF" "01010078", SV_MASK_RESIDENT_ID), "********", "an invalid byte");
	is_text(masked("张\xE4", SV_MASK_PERSON_NAME), "********", "in a name");
	memset(many, '1', sizeof(many) - 1);
	many[sizeof(many) - 1] = '\0';
	is_text(masked(many, SV_MASK_RESIDENT_ID), "********", "longer than any key");
	is_text(masked(many, SV_MASK_PERSON_NAME), "********", "or name");
	return done_testing();
}
