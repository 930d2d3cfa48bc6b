/*
 * credit_code.c
 *		SQL functions on unified social credit codes and organisation codes.
 */
#include "scalar/key.h"

#include "core/credit_code.h"

PG_FUNCTION_INFO_V1(sv_credit_code_canonical);
PG_FUNCTION_INFO_V1(sv_credit_code_problem);
PG_FUNCTION_INFO_V1(sv_organisation_code);

static SvKeyProblem
parse(FunctionCallInfo fcinfo, SvCreditCode *code)
{
	size_t		len;
	const char *s = sv_key_argument(fcinfo, &len);

	return sv_credit_code(s, len, code);
}

Datum
sv_credit_code_canonical(PG_FUNCTION_ARGS)
{
	SvCreditCode code;

	if (parse(fcinfo, &code) != SV_KEY_VALID)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(code.chars, SV_CREDIT_CHARS));
}

Datum
sv_credit_code_problem(PG_FUNCTION_ARGS)
{
	SvCreditCode code;

	SV_RETURN_KEY_PROBLEM(parse(fcinfo, &code));
}

/* Of a credit code the nine characters inside; of an organisation code itself. */
Datum
sv_organisation_code(PG_FUNCTION_ARGS)
{
	SvCreditCode code;
	SvKeyProblem problem = parse(fcinfo, &code);
	const char *from;

	if (problem == SV_KEY_VALID)
		from = code.chars + SV_ORGANISATION_AT;
	else if (problem == SV_KEY_ORGANISATION_CODE)
		from = code.chars;
	else
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(from, SV_ORGANISATION_CHARS));
}
