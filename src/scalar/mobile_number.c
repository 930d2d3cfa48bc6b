/*
 * mobile_number.c
 *		SQL functions on mobile telephone numbers.
 */
#include "scalar/key.h"

#include "core/mobile_number.h"

PG_FUNCTION_INFO_V1(sv_mobile_number_canonical);
PG_FUNCTION_INFO_V1(sv_mobile_number_problem);

static SvKeyProblem
parse(FunctionCallInfo fcinfo, SvMobileNumber *number)
{
	size_t		len;
	const char *s = sv_key_argument(fcinfo, &len);

	return sv_mobile_number(s, len, number);
}

Datum
sv_mobile_number_canonical(PG_FUNCTION_ARGS)
{
	SvMobileNumber number;

	if (parse(fcinfo, &number) != SV_KEY_VALID)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(number.chars, SV_MOBILE_DIGITS));
}

Datum
sv_mobile_number_problem(PG_FUNCTION_ARGS)
{
	SvMobileNumber number;

	SV_RETURN_KEY_PROBLEM(parse(fcinfo, &number));
}
