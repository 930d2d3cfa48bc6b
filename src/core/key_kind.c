/*
 * key_kind.c
 *		All kinds of keys behind one judgement.
 *
 * For those who go over columns of several kinds: one call, one buffer, and the
 * canonical form in it where the value is valid.
 */
#include "core/key_kind.h"

#include "core/bank_card.h"
#include "core/credit_code.h"
#include "core/mobile_number.h"
#include "core/plate_number.h"
#include "core/resident_id.h"

static const char *const kind_names[SV_KEY_KINDS] = {
	[SV_KIND_TEXT] = "text",
	[SV_KIND_RESIDENT_ID] = "resident_id",
	[SV_KIND_CREDIT_CODE] = "credit_code",
	[SV_KIND_BANK_CARD] = "bank_card",
	[SV_KIND_MOBILE_NUMBER] = "mobile_number",
	[SV_KIND_PLATE_NUMBER] = "plate_number",
	[SV_KIND_PERSON_NAME] = "person_name",
	[SV_KIND_ORG_NAME] = "org_name",
};

const char *
sv_key_kind_name(SvKeyKind kind)
{
	Assert(kind >= 0 && kind < SV_KEY_KINDS);
	return kind_names[kind];
}

static void
put(const char *chars, int n, char *canonical, int *bytes)
{
	memcpy(canonical, chars, n);
	*bytes = n;
}

/* as_of is a day as yyyymmdd. */
static SvKeyProblem
judge_resident_id(const char *s, size_t len, int as_of, char *canonical, int *bytes)
{
	SvResidentId id;
	SvKeyProblem problem = sv_resident_id(s, len, &id);

	if ((problem == SV_KEY_VALID || sv_key_problem_is_doubt(problem)) &&
		id.birth > as_of)
		problem = SV_KEY_BIRTH_IN_FUTURE;
	if (problem == SV_KEY_VALID)
		put(id.chars, SV_RESIDENT_DIGITS, canonical, bytes);
	return problem;
}

static SvKeyProblem
judge_credit_code(const char *s, size_t len, char *canonical, int *bytes)
{
	SvCreditCode code;
	SvKeyProblem problem = sv_credit_code(s, len, &code);

	if (problem == SV_KEY_VALID)
		put(code.chars, SV_CREDIT_CHARS, canonical, bytes);
	return problem;
}

static SvKeyProblem
judge_bank_card(const char *s, size_t len, char *canonical, int *bytes)
{
	SvBankCard	card;
	SvKeyProblem problem = sv_bank_card(s, len, &card);

	if (problem == SV_KEY_VALID)
		put(card.chars, card.n, canonical, bytes);
	return problem;
}

static SvKeyProblem
judge_mobile_number(const char *s, size_t len, char *canonical, int *bytes)
{
	SvMobileNumber number;
	SvKeyProblem problem = sv_mobile_number(s, len, &number);

	if (problem == SV_KEY_VALID)
		put(number.chars, SV_MOBILE_DIGITS, canonical, bytes);
	return problem;
}

static SvKeyProblem
judge_plate_number(const char *s, size_t len, char *canonical, int *bytes)
{
	SvPlateNumber plate;
	SvKeyProblem problem = sv_plate_number(s, len, &plate);

	if (problem == SV_KEY_VALID)
		put(plate.chars, plate.bytes, canonical, bytes);
	return problem;
}

/* Of a plain text only nothing is a problem; it has no canonical form. */
static SvKeyProblem
judge_text(const char *s, size_t len)
{
	const unsigned char *at = (const unsigned char *) s;
	const unsigned char *end = at + len;

	while (at < end)
	{
		int			point = sv_utf8_next(&at, end);

		if (!sv_key_is_space(point) && !sv_key_is_ignorable(point))
			return SV_KEY_VALID;
	}
	return SV_KEY_EMPTY;
}

/*
 * Judge a value of a kind.  canonical (SV_KIND_BYTES) is filled where it is
 * valid; *bytes is -1 where it stays what it is.
 */
SvKeyProblem
sv_key_judge(SvKeyKind kind, const char *s, size_t len, int as_of,
			 char *canonical, int *bytes)
{
	*bytes = -1;
	switch (kind)
	{
		case SV_KIND_RESIDENT_ID:
			return judge_resident_id(s, len, as_of, canonical, bytes);
		case SV_KIND_CREDIT_CODE:
			return judge_credit_code(s, len, canonical, bytes);
		case SV_KIND_BANK_CARD:
			return judge_bank_card(s, len, canonical, bytes);
		case SV_KIND_MOBILE_NUMBER:
			return judge_mobile_number(s, len, canonical, bytes);
		case SV_KIND_PLATE_NUMBER:
			return judge_plate_number(s, len, canonical, bytes);
		case SV_KIND_PERSON_NAME:
			return sv_name(s, len, SV_NAME_PERSON, canonical, bytes);
		case SV_KIND_ORG_NAME:
			return sv_name(s, len, SV_NAME_ORG, canonical, bytes);
		default:
			return judge_text(s, len);
	}
}
