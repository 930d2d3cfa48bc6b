/*
 * test_name.c
 *		Names in one spelling.
 */
#include "core/name.h"
#include "tap.h"

static const char *
spelled(const char *s, SvNameKind kind)
{
	static char text[SV_NAME_BYTES + 1];
	int			bytes;
	SvKeyProblem problem = sv_name(s, strlen(s), kind, text, &bytes);

	if (problem != SV_KEY_VALID)
		return sv_key_problem_name(problem);
	text[bytes] = '\0';
	return text;
}

#define person(s)	spelled(s, SV_NAME_PERSON)
#define org(s)		spelled(s, SV_NAME_ORG)

/* What NFKC makes of one character is never longer than the buffer assumes. */
static void
test_growth(void)
{
	int			longest = 0;

	for (int point = 0xA0; point <= 0x10FFFF; point++)
	{
		char		bytes[SV_UTF8_BYTES * 2];
		char		text[SV_NAME_BYTES];
		int			length;
		int			n;

		if (point >= 0xD800 && point <= 0xDFFF)
			continue;
		n = sv_utf8_put(point, bytes);
		(void) sv_name(bytes, n, SV_NAME_ORG, text, &length);
		longest = Max(longest, length);
	}
	ok(longest > 4 && longest <= SV_NAME_GROWTH * SV_UTF8_BYTES, "a character becomes %d bytes at most", longest);
}

static void
test_long(void)
{
	char		name[SV_ORG_LONGEST * 4];

	memset(name, 'a', sizeof(name));
	name[SV_PERSON_LONGEST] = '\0';
	ok(strlen(person(name)) == SV_PERSON_LONGEST, "the longest name of a person");
	name[SV_PERSON_LONGEST] = 'a';
	name[SV_PERSON_LONGEST + 1] = '\0';
	is_text(person(name), "length", "one more");
	name[SV_PERSON_LONGEST + 1] = 'a';
	name[SV_ORG_LONGEST] = '\0';
	ok(strlen(org(name)) == SV_ORG_LONGEST, "the longest name of an organisation");
	name[SV_ORG_LONGEST] = 'a';
	name[SV_ORG_LONGEST + 1] = '\0';
	is_text(org(name), "length", "one more");
	/* 300 times U+FDFA, the character that grows most */
	for (int i = 0; i < SV_ORG_LONGEST; i++)
		memcpy(name + 3 * i, "\xEF\xB7\xBA", 3);
	name[3 * SV_ORG_LONGEST] = '\0';
	ok(strlen(org(name)) > 3 * SV_ORG_LONGEST, "and the one that grows most");
}

int
main(void)
{
	is_text(person(" 张　三 "), "张三", "spaces");
	is_text(person("欧阳 娜娜"), "欧阳娜娜", "a space inside");
	is_text(person("阿依古丽·买买提"), "阿依古丽·买买提", "middle dot");
	is_text(person("阿依古丽•买买提"), "阿依古丽·买买提", "bullet");
	is_text(person("阿依古丽・买买提"), "阿依古丽·买买提", "katakana dot");
	is_text(person("阿依古丽．买买提"), "阿依古丽·买买提", "full-width stop");
	is_text(person("阿依古丽 . 买买提"), "阿依古丽·买买提", "stop between spaces");
	is_text(person("阿依古丽‧买买提"), "阿依古丽·买买提", "hyphenation point");
	is_text(person("J. Smith"), "J. SMITH", "a stop behind a letter stays");
	is_text(person("john   smith"), "JOHN SMITH", "words of an alphabet keep one space");
	is_text(person("Ｊｏｈｎ　Ｓｍｉｔｈ"), "JOHN SMITH", "full width");
	is_text(person("иванов иван"), "ИВАНОВ ИВАН", "Cyrillic");
	is_text(person("lü bù"), "LÜ BÙ", "Latin with marks");
	is_text(person("lu\xCC\x88"), "LÜ", "a combining mark is joined");
	is_text(person("Jean‐Pierre"), "JEAN-PIERRE", "hyphen");
	is_text(person("⼭⽥"), "山田", "Kangxi radicals");
	is_text(person("\xEF\xA4\x80\xE6\x98\x8E"), "豈明", "a compatibility ideograph");
	is_text(person("𠮷田"), "𠮷田", "four bytes");
	is_text(person("張三"), "張三", "traditional stays");
	is_text(person("张三2"), "character", "a digit");
	is_text(person("张三😀"), "character", "a picture");
	is_text(person("张\xEE\x80\x80"), "character", "private use");
	is_text(person("·"), "character", "no letter");
	is_text(person("张某某"), "masked", "anonymised");
	is_text(person("张**"), "masked", "stars");
	is_text(person("张×"), "masked", "a cross");
	is_text(person("不 详"), "placeholder", "not known");
	is_text(person("n/a"), "placeholder", "not available");
	is_text(person("\xE3\x80\x80\xE2\x80\x8B"), "empty", "spaces of no width");
	is_text(person("张\xE4\xB8"), "encoding", "cut off");
	is_text(org("ＡＢＣ（北京） 有限公司"), "ABC(北京)有限公司", "brackets and width");
	is_text(org("ABC(北京)有限公司"), "ABC(北京)有限公司", "the same");
	is_text(org("甲有限公司"), "甲有限公司", "suffixes");
	is_text(org("甲有限责任公司"), "甲有限责任公司", "are kept apart");
	is_text(org("甲公司第一分公司"), "甲公司第一分公司", "branch");
	is_text(org("3M 中国 有限公司"), "3M中国有限公司", "digits");
	is_text(org("a & b co., ltd."), "A & B CO., LTD.", "English");
	is_text(org("第七．五中学"), "第七·五中学", "a dot between ideographs");
	is_text(org("12345"), "character", "no letter");
	is_text(org("甲\x01乙"), "character", "a control character");
	test_growth();
	test_long();
	return done_testing();
}
