/*
 * name.c
 *		Names of persons and organisations in one spelling.
 *
 * Two registers write one name in different widths, with or without spaces, and
 * with one of eight dots between the parts of a minority name.  The spelling
 * made here is Unicode's NFKC (full-width letters, half-width kana, ligatures,
 * Kangxi radicals and compatibility ideographs become the usual characters),
 * then: shapeless characters go; spaces go except between two letters of an
 * alphabet; dots between ideographs become the middle dot U+00B7; hyphens become
 * the ASCII one; letters become capitals (Latin, Greek, Cyrillic without rare
 * extensions).
 *
 * Nothing is guessed.  Traditional and simplified characters, variants such as
 * 峯 and 峰, abbreviations and branch marks stay what they are; 有限公司 and
 * 有限责任公司 are different companies.  Values that stand for no name (不详,
 * anonymised 张某某) are problems, so that two of them never match.
 *
 * NFKC is the server's own (src/common/unicode_norm.c), its tables grow with
 * the server's Unicode version for newly assigned characters only.  Ideographs
 * and ASCII, which is nearly every name, are already in that form and skip it.
 */
#include "core/name.h"

#include "common/unicode_norm.h"

#define MIDDLE_DOT		0xB7
#define LONGEST			SV_ORG_LONGEST
#define MOU				0x67D0	/* 某 */

/* Values that stand for no name, in the spelling made here. */
static const char *const placeholders[] = {
	"无", "无名", "无名氏", "不详", "不明", "未知", "未填", "未填写", "暂无",
	"测试", "空", "N/A", "NA", "NULL", "NONE", "NIL", "TEST", "UNKNOWN"
};

/* Ideographs, kana and everything else that is written without spaces. */
static bool
is_wide(int point)
{
	return point >= 0x2E80;
}

/* Already in NFKC whatever stands beside it. */
static bool
is_stable(int point)
{
	return (point >= 0x20 && point < 0x7F) || point == MIDDLE_DOT ||
		(point >= 0x3400 && point <= 0x4DBF) ||
		(point >= 0x4E00 && point <= 0x9FFF) ||
		(point >= 0x20000 && point <= 0x2A6DF);
}

static int
upper(int point)
{
	if ((point >= 'a' && point <= 'z') ||
		(point >= 0xE0 && point <= 0xFE && point != 0xF7) ||
		(point >= 0x3B1 && point <= 0x3C9 && point != 0x3C2) ||
		(point >= 0x430 && point <= 0x44F))
		return point - 32;
	if (point >= 0x450 && point <= 0x45F)
		return point - 80;
	return point;
}

/* Decode into at most LONGEST code points, ended by 0. */
static SvKeyProblem
decode(const char *s, size_t len, int longest, pg_wchar *points, bool *stable)
{
	const unsigned char *at = (const unsigned char *) s;
	const unsigned char *end = at + len;
	int			n = 0;
	uint32		steps = 0;

	*stable = true;
	while (at < end)
	{
		int			point = sv_utf8_next(&at, end);

		if ((++steps & 0xFFFF) == 0)
			sv_core_interrupts();
		if (point == SV_INVALID)
			return SV_KEY_ENCODING;
		if (sv_key_is_ignorable(point))
			continue;
		if (sv_key_is_space(point))
		{
			if (n == 0 || points[n - 1] == ' ')
				continue;
			point = ' ';
		}
		if (n == longest)
			return SV_KEY_LENGTH;
		*stable &= is_stable(point);
		points[n++] = point;
	}
	points[n] = 0;
	return SV_KEY_VALID;
}

/* Does a space between these two say anything? */
static bool
space_counts(int before, int after)
{
	return before != 0 && after != 0 && !is_wide(before) && !is_wide(after) &&
		before != MIDDLE_DOT && after != MIDDLE_DOT &&
		before != '(' && before != ')' && after != '(' && after != ')';
}

/* The dot, hyphen or letter that point is, standing between two others. */
static int
respell(int point, int before, int after)
{
	if (sv_key_is_dot(point) &&
		(point != '.' || (is_wide(before) && is_wide(after))))
		return MIDDLE_DOT;
	if ((point >= 0x2010 && point <= 0x2015) || point == 0x2212)
		return '-';
	return upper(point);
}

/* The next character that is no space, from i on; 0 for none. */
static int
next_shown(const pg_wchar *points, int i)
{
	while (points[i] == ' ')
		i++;
	return (int) points[i];
}

/* Respell in place; returns the length. */
static int
respell_all(pg_wchar *points)
{
	int			n = 0;

	for (int i = 0; points[i] != 0; i++)
	{
		int			before = n == 0 ? 0 : (int) points[n - 1];

		if (sv_key_is_space(points[i]))
		{
			/* NFKC turns other spaces into this one */
			if (before != ' ')
				points[n++] = ' ';
			continue;
		}
		if (before == ' ' && n > 1)
			before = (int) points[n - 2];
		points[n++] = respell((int) points[i], before, next_shown(points, i + 1));
	}
	points[n] = 0;
	return n;
}

/* Take out the spaces that say nothing; returns the length. */
static int
drop_spaces(pg_wchar *points)
{
	int			n = 0;

	for (int i = 0; points[i] != 0; i++)
	{
		if (points[i] == ' ' &&
			!space_counts(n == 0 ? 0 : (int) points[n - 1], (int) points[i + 1]))
			continue;
		points[n++] = points[i];
	}
	points[n] = 0;
	return n;
}

static bool
is_masked(const pg_wchar *points, int n, SvNameKind kind)
{
	for (int i = 0; i < n; i++)
		if (points[i] == '*' || points[i] == 0x25CF || points[i] == 0x25A0 ||
			points[i] == 0x25CB || points[i] == 0x00D7)
			return true;
	return kind == SV_NAME_PERSON && n > 1 && points[n - 1] == MOU;
}

/* Characters that no name of the kind has. */
static bool
is_foreign(int point, SvNameKind kind)
{
	if (point < 0x20 || point == 0x7F || (point >= 0x80 && point < 0xA0) ||
		(point >= 0xE000 && point <= 0xF8FF) || point == 0xFFFD ||
		point >= 0xF0000 || (point >= 0x1F000 && point <= 0x1FAFF))
		return true;
	if (kind == SV_NAME_ORG || point >= 0x80)
		return false;
	return strchr(" '(),-.", point) == NULL && !(point >= 'A' && point <= 'Z');
}

static bool
has_letter(const pg_wchar *points, int n)
{
	for (int i = 0; i < n; i++)
		if ((points[i] >= 'A' && points[i] <= 'Z') ||
			(points[i] >= 0xC0 && points[i] < 0x2000 && points[i] != 0xD7) ||
			points[i] >= 0x3040)
			return true;
	return false;
}

static bool
is_placeholder(const char *text, int bytes)
{
	for (int i = 0; i < lengthof(placeholders); i++)
		if (strlen(placeholders[i]) == bytes &&
			memcmp(placeholders[i], text, bytes) == 0)
			return true;
	return false;
}

static SvKeyProblem
judge(const pg_wchar *points, int n, SvNameKind kind)
{
	if (n == 0)
		return SV_KEY_EMPTY;
	if (is_masked(points, n, kind))
		return SV_KEY_MASKED;
	for (int i = 0; i < n; i++)
		if (is_foreign((int) points[i], kind))
			return SV_KEY_CHARACTER;
	return has_letter(points, n) ? SV_KEY_VALID : SV_KEY_CHARACTER;
}

/*
 * Spell a name into text (SV_NAME_BYTES); *bytes becomes its length.  The
 * spelling counts only where the name is valid.
 */
SvKeyProblem
sv_name(const char *s, size_t len, SvNameKind kind, char *text, int *bytes)
{
	int			longest = kind == SV_NAME_PERSON ? SV_PERSON_LONGEST : SV_ORG_LONGEST;
	pg_wchar	decoded[LONGEST + 1];
	pg_wchar   *points = decoded;
	bool		stable;
	int			n;
	SvKeyProblem problem;

	problem = decode(s, len, longest, decoded, &stable);
	if (problem != SV_KEY_VALID)
		return problem;
	if (!stable)
	{
		points = unicode_normalize(UNICODE_NFKC, decoded);
		if (points == NULL)		/* out of memory, in a program */
			abort();
	}
	respell_all(points);
	n = drop_spaces(points);
	*bytes = 0;
	for (int i = 0; i < n; i++)
		*bytes += sv_utf8_put((int) points[i], text + *bytes);
	problem = is_placeholder(text, *bytes) ?
		SV_KEY_PLACEHOLDER : judge(points, n, kind);
	if (points != decoded)
		sv_core_free(points);
	return problem;
}
