/*
 * plate_number.c
 *		Number plates of motor vehicles (GA 36-2018).
 *
 * A province's character, the letter of the issuing office, and a sequence of
 * five characters out of digits and letters without I and O; six for new-energy
 * vehicles, where one of the letters A to K at the first place (small) or the
 * last (large) tells the drive.  The last character of a plate of seven may
 * name its purpose: police, coach, trailer, consulate, or Hong Kong and Macao
 * (only behind Guangdong Z).  Embassies have six digits and one character, fire
 * and rescue brigades a sequence of four and two characters, the armed police
 * WJ with a province, the forces two letters or one character and one letter.
 *
 * Only the form is judged: whether an office ever issued the sequence, and how
 * many letters its rules allow, are matters of each office.
 */
#include "core/plate_number.h"

/* 京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新 */
static const int provinces[] = {
	0x4EAC, 0x6D25, 0x5180, 0x664B, 0x8499, 0x8FBD, 0x5409, 0x9ED1,
	0x6CAA, 0x82CF, 0x6D59, 0x7696, 0x95FD, 0x8D63, 0x9C81, 0x8C6B,
	0x9102, 0x6E58, 0x7CA4, 0x6842, 0x743C, 0x6E1D, 0x5DDD, 0x8D35,
	0x4E91, 0x85CF, 0x9655, 0x7518, 0x9752, 0x5B81, 0x65B0
};

/* 军海空北沈兰济南广成: services and former military regions */
static const int forces[] = {
	0x519B, 0x6D77, 0x7A7A, 0x5317, 0x6C88, 0x5170, 0x6D4E, 0x5357,
	0x5E7F, 0x6210
};

#define GUANGDONG		0x7CA4
#define EMBASSY			0x4F7F	/* 使 */
#define RESCUE			0x5E94	/* 应 */
#define RESCUE_2		0x6025	/* 急 */

/* What the last of seven characters says. */
static const struct
{
	int			character;
	SvPlateKind kind;
}			purposes[] = {
	{0x8B66, SV_PLATE_POLICE},	/* 警 */
	{0x5B66, SV_PLATE_COACH},	/* 学 */
	{0x6302, SV_PLATE_TRAILER}, /* 挂 */
	{0x9886, SV_PLATE_CONSULATE},	/* 领 */
	{0x6E2F, SV_PLATE_HONG_KONG},	/* 港 */
	{0x6FB3, SV_PLATE_MACAO},	/* 澳 */
};

static const char *const kind_names[SV_PLATE_KINDS] = {
	[SV_PLATE_ORDINARY] = "ordinary",
	[SV_PLATE_NEW_ENERGY] = "new_energy",
	[SV_PLATE_POLICE] = "police",
	[SV_PLATE_COACH] = "coach",
	[SV_PLATE_TRAILER] = "trailer",
	[SV_PLATE_EMBASSY] = "embassy",
	[SV_PLATE_CONSULATE] = "consulate",
	[SV_PLATE_HONG_KONG] = "hong_kong",
	[SV_PLATE_MACAO] = "macao",
	[SV_PLATE_EMERGENCY] = "emergency",
	[SV_PLATE_ARMED_POLICE] = "armed_police",
	[SV_PLATE_MILITARY] = "military",
};

const char *
sv_plate_kind_name(SvPlateKind kind)
{
	Assert(kind >= 0 && kind < SV_PLATE_KINDS);
	return kind_names[kind];
}

static bool
among(int c, const int *list, int n)
{
	for (int i = 0; i < n; i++)
		if (list[i] == c)
			return true;
	return false;
}

static bool
is_province(int c)
{
	return among(c, provinces, lengthof(provinces));
}

/* The kind that the last character names; SV_PLATE_ORDINARY for none. */
static SvPlateKind
purpose(int c)
{
	for (int i = 0; i < lengthof(purposes); i++)
		if (purposes[i].character == c)
			return purposes[i].kind;
	return SV_PLATE_ORDINARY;
}

/* May the character occur on a plate at all? */
static bool
is_plate_character(int c)
{
	return sv_key_digit(c) || sv_key_letter(c) || is_province(c) ||
		among(c, forces, lengthof(forces)) || c == EMBASSY || c == RESCUE ||
		c == RESCUE_2 || purpose(c) != SV_PLATE_ORDINARY;
}

static bool
digits(const int *c, int n)
{
	for (int i = 0; i < n; i++)
		if (!sv_key_digit(c[i]))
			return false;
	return true;
}

/* n characters of a sequence: digits and letters without I and O. */
static SvKeyProblem
sequence(const int *c, int n)
{
	for (int i = 0; i < n; i++)
	{
		if (c[i] == 'I' || c[i] == 'O')
			return SV_KEY_AMBIGUOUS_LETTER;
		if (!sv_key_digit(c[i]) && !sv_key_letter(c[i]))
			return SV_KEY_SEQUENCE;
	}
	return SV_KEY_VALID;
}

/* A letter that tells the drive of a new-energy vehicle. */
static bool
is_drive(int c)
{
	return c >= 'A' && c <= 'K' && c != 'I';
}

/* Eight characters, the first two judged. */
static SvKeyProblem
judge_eight(const int *c, SvPlateKind *kind)
{
	SvKeyProblem problem;

	if (c[6] == RESCUE && c[7] == RESCUE_2)
	{
		*kind = SV_PLATE_EMERGENCY;
		return c[1] == 'X' ? sequence(c + 2, 4) : SV_KEY_OFFICE;
	}
	*kind = SV_PLATE_NEW_ENERGY;
	problem = sequence(c + 2, 6);
	if (problem != SV_KEY_VALID)
		return problem;
	if ((is_drive(c[2]) && digits(c + 4, 4)) ||
		(digits(c + 2, 5) && is_drive(c[7])))
		return SV_KEY_VALID;
	return SV_KEY_SEQUENCE;
}

/* Seven characters, the first two judged. */
static SvKeyProblem
judge_seven(const int *c, SvPlateKind *kind)
{
	*kind = purpose(c[6]);
	if ((*kind == SV_PLATE_HONG_KONG || *kind == SV_PLATE_MACAO) &&
		(c[0] != GUANGDONG || c[1] != 'Z'))
		return SV_KEY_OFFICE;
	return sequence(c + 2, *kind == SV_PLATE_ORDINARY ? 5 : 4);
}

/* Plates that do not begin with a province. */
static SvKeyProblem
judge_other(const int *c, int n, SvPlateKind *kind)
{
	if (n == 7 && ((c[0] == EMBASSY && digits(c + 1, 6)) ||
				   (c[6] == EMBASSY && digits(c, 6))))
	{
		*kind = SV_PLATE_EMBASSY;
		return SV_KEY_VALID;
	}
	if (c[0] == 'W' && c[1] == 'J')
	{
		*kind = SV_PLATE_ARMED_POLICE;
		if (n == 8 && is_province(c[2]))
			return sequence(c + 3, 5);
		return n == 7 || n == 8 ? sequence(c + 2, n - 2) : SV_KEY_LENGTH;
	}
	if (n == 7 && sv_key_letter(c[1]) && digits(c + 2, 5) &&
		(sv_key_letter(c[0]) || among(c[0], forces, lengthof(forces))))
	{
		*kind = SV_PLATE_MILITARY;
		return SV_KEY_VALID;
	}
	return n == 7 || n == 8 ? SV_KEY_PROVINCE : SV_KEY_LENGTH;
}

static SvKeyProblem
judge(const int *c, int n, SvPlateKind *kind)
{
	if (n < 7 || n > SV_PLATE_CHARS)
		return SV_KEY_LENGTH;
	if (!is_province(c[0]))
		return judge_other(c, n, kind);
	if (!sv_key_letter(c[1]) || c[1] == 'I')
		return SV_KEY_OFFICE;
	return n == 7 ? judge_seven(c, kind) : judge_eight(c, kind);
}

SvKeyProblem
sv_plate_number(const char *s, size_t len, SvPlateNumber *plate)
{
	SvKeyText	key;
	SvKeyProblem problem;

	sv_key_squeeze(s, len, SV_KEY_DOTS, &key);
	if (key.invalid)
		return SV_KEY_ENCODING;
	if (key.n == 0)
		return SV_KEY_EMPTY;
	if (key.masked)
		return SV_KEY_MASKED;
	for (int i = 0; i < Min(key.n, SV_KEY_CHARS); i++)
		if (!is_plate_character(key.chars[i]))
			return SV_KEY_CHARACTER;
	problem = judge(key.chars, key.n, &plate->kind);
	if (problem != SV_KEY_VALID)
		return problem;
	plate->bytes = 0;
	for (int i = 0; i < key.n; i++)
		plate->bytes += sv_utf8_put(key.chars[i], plate->chars + plate->bytes);
	return SV_KEY_VALID;
}
