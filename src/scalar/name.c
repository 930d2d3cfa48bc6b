/*
 * name.c
 *		SQL functions on names of persons and organisations.
 */
#include "scalar/key.h"

#include "core/name.h"

PG_FUNCTION_INFO_V1(sv_person_name);
PG_FUNCTION_INFO_V1(sv_person_name_problem);
PG_FUNCTION_INFO_V1(sv_org_name);
PG_FUNCTION_INFO_V1(sv_org_name_problem);

static SvKeyProblem
parse(FunctionCallInfo fcinfo, SvNameKind kind, char *spelled, int *bytes)
{
	size_t		len;
	const char *s = sv_key_argument(fcinfo, &len);

	return sv_name(s, len, kind, spelled, bytes);
}

static Datum
canonical(FunctionCallInfo fcinfo, SvNameKind kind)
{
	char		spelled[SV_NAME_BYTES];
	int			bytes;

	if (parse(fcinfo, kind, spelled, &bytes) != SV_KEY_VALID)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(sv_key_from_utf8(spelled, bytes));
}

static Datum
problem(FunctionCallInfo fcinfo, SvNameKind kind)
{
	char		spelled[SV_NAME_BYTES];
	int			bytes;

	SV_RETURN_KEY_PROBLEM(parse(fcinfo, kind, spelled, &bytes));
}

Datum
sv_person_name(PG_FUNCTION_ARGS)
{
	return canonical(fcinfo, SV_NAME_PERSON);
}

Datum
sv_person_name_problem(PG_FUNCTION_ARGS)
{
	return problem(fcinfo, SV_NAME_PERSON);
}

Datum
sv_org_name(PG_FUNCTION_ARGS)
{
	return canonical(fcinfo, SV_NAME_ORG);
}

Datum
sv_org_name_problem(PG_FUNCTION_ARGS)
{
	return problem(fcinfo, SV_NAME_ORG);
}
