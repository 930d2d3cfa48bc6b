/*
 * resident_id.c
 *		SQL functions on resident identity numbers.
 */
#include "scalar/key.h"

#include "core/resident_id.h"
#include "utils/date.h"
#include "utils/datetime.h"

PG_FUNCTION_INFO_V1(sv_resident_id_canonical);
PG_FUNCTION_INFO_V1(sv_resident_id_lenient);
PG_FUNCTION_INFO_V1(sv_resident_id_problem);
PG_FUNCTION_INFO_V1(sv_resident_id_problem_as_of);
PG_FUNCTION_INFO_V1(sv_resident_id_birth_date);
PG_FUNCTION_INFO_V1(sv_resident_id_sex);
PG_FUNCTION_INFO_V1(sv_resident_id_region);
PG_FUNCTION_INFO_V1(sv_resident_id_age);
PG_FUNCTION_INFO_V1(sv_resident_id_form_name);

static SvKeyProblem
parse(FunctionCallInfo fcinfo, SvResidentId *id)
{
	size_t		len;
	const char *s = sv_key_argument(fcinfo, &len);

	return sv_resident_id(s, len, id);
}

/* Is the number right but for what lists of regions say? */
static bool
parse_lenient(FunctionCallInfo fcinfo, SvResidentId *id)
{
	SvKeyProblem problem = parse(fcinfo, id);

	return problem == SV_KEY_VALID || sv_key_problem_is_doubt(problem);
}

static DateADT
birth_date(const SvResidentId *id)
{
	return date2j(id->birth / 10000, id->birth / 100 % 100, id->birth % 100) -
		POSTGRES_EPOCH_JDATE;
}

static Datum
text_of(const char *s, int n)
{
	return PointerGetDatum(cstring_to_text_with_len(s, n));
}

Datum
sv_resident_id_canonical(PG_FUNCTION_ARGS)
{
	SvResidentId id;

	if (parse(fcinfo, &id) != SV_KEY_VALID)
		PG_RETURN_NULL();
	return text_of(id.chars, SV_RESIDENT_DIGITS);
}

/* resident_id(id, allow_doubts); not strict, for a null choice is an error */
Datum
sv_resident_id_lenient(PG_FUNCTION_ARGS)
{
	SvResidentId id;

	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("allow_doubts must not be null"),
				 errhint("Pass true to keep ids whose region is in doubt, false to leave them out.")));
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (!PG_GETARG_BOOL(1))
		return sv_resident_id_canonical(fcinfo);
	if (!parse_lenient(fcinfo, &id))
		PG_RETURN_NULL();
	return text_of(id.chars, SV_RESIDENT_DIGITS);
}

Datum
sv_resident_id_problem(PG_FUNCTION_ARGS)
{
	SvResidentId id;

	SV_RETURN_KEY_PROBLEM(parse(fcinfo, &id));
}

/* resident_id_problem(id, as_of); not strict, for a null day is an error */
Datum
sv_resident_id_problem_as_of(PG_FUNCTION_ARGS)
{
	SvResidentId id;
	SvKeyProblem problem;

	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("as_of must not be null"),
				 errhint("Pass the day of the record, or leave as_of out to accept any date of birth.")));
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	problem = parse(fcinfo, &id);
	if ((problem == SV_KEY_VALID || sv_key_problem_is_doubt(problem)) &&
		birth_date(&id) > PG_GETARG_DATEADT(1))
		problem = SV_KEY_BIRTH_IN_FUTURE;
	SV_RETURN_KEY_PROBLEM(problem);
}

Datum
sv_resident_id_birth_date(PG_FUNCTION_ARGS)
{
	SvResidentId id;

	if (!parse_lenient(fcinfo, &id))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(birth_date(&id));
}

Datum
sv_resident_id_sex(PG_FUNCTION_ARGS)
{
	SvResidentId id;

	if (!parse_lenient(fcinfo, &id))
		PG_RETURN_NULL();
	return text_of(sv_resident_id_is_male(&id) ? "M" : "F", 1);
}

Datum
sv_resident_id_region(PG_FUNCTION_ARGS)
{
	SvResidentId id;

	if (!parse_lenient(fcinfo, &id))
		PG_RETURN_NULL();
	return text_of(id.chars, 6);
}

/*
 * Full years on a day: a year is full on the anniversary, for those born on 29
 * February on 1 March of a common year.  Null before birth.
 */
Datum
sv_resident_id_age(PG_FUNCTION_ARGS)
{
	SvResidentId id;
	DateADT		on = PG_GETARG_DATEADT(1);
	int			year;
	int			month;
	int			day;

	if (DATE_NOT_FINITE(on) || !parse_lenient(fcinfo, &id) || on < birth_date(&id))
		PG_RETURN_NULL();
	j2date(on + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	year -= id.birth / 10000;
	if (month * 100 + day < id.birth % 10000)
		year--;
	PG_RETURN_INT32(year);
}

Datum
sv_resident_id_form_name(PG_FUNCTION_ARGS)
{
	SvResidentId id;

	if (!parse_lenient(fcinfo, &id))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(sv_resident_id_form(&id)));
}
