/*
 * plate_number.c
 *		SQL functions on number plates.
 */
#include "scalar/key.h"

#include "core/plate_number.h"

PG_FUNCTION_INFO_V1(sv_plate_number_canonical);
PG_FUNCTION_INFO_V1(sv_plate_number_problem);
PG_FUNCTION_INFO_V1(sv_plate_number_kind);

static SvKeyProblem
parse(FunctionCallInfo fcinfo, SvPlateNumber *plate)
{
	size_t		len;
	const char *s = sv_key_argument(fcinfo, &len);

	return sv_plate_number(s, len, plate);
}

Datum
sv_plate_number_canonical(PG_FUNCTION_ARGS)
{
	SvPlateNumber plate;

	if (parse(fcinfo, &plate) != SV_KEY_VALID)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(sv_key_from_utf8(plate.chars, plate.bytes));
}

Datum
sv_plate_number_problem(PG_FUNCTION_ARGS)
{
	SvPlateNumber plate;

	SV_RETURN_KEY_PROBLEM(parse(fcinfo, &plate));
}

Datum
sv_plate_number_kind(PG_FUNCTION_ARGS)
{
	SvPlateNumber plate;

	if (parse(fcinfo, &plate) != SV_KEY_VALID)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(sv_plate_kind_name(plate.kind)));
}
