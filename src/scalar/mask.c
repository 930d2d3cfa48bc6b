/*
 * mask.c
 *		The SQL function that hides the middle of a key.
 */
#include "scalar/key.h"

#include "core/mask.h"
#include "lib/stringinfo.h"

PG_FUNCTION_INFO_V1(sv_mask_key);

static char *
list_of_kinds(void)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int kind = 0; kind < SV_MASK_KINDS; kind++)
		appendStringInfo(&list, "%s%s", kind == 0 ? "" : ", ",
						 sv_mask_kind_name((SvMaskKind) kind));
	return list.data;
}

static SvMaskKind
kind_argument(FunctionCallInfo fcinfo)
{
	text	   *name;

	if (PG_ARGISNULL(1))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("kind of mask must not be null"),
				 errhint("Kinds are %s.", list_of_kinds())));
	name = PG_GETARG_TEXT_PP(1);
	for (int kind = 0; kind < SV_MASK_KINDS; kind++)
	{
		const char *known = sv_mask_kind_name((SvMaskKind) kind);

		if (VARSIZE_ANY_EXHDR(name) == strlen(known) &&
			memcmp(VARDATA_ANY(name), known, strlen(known)) == 0)
			return (SvMaskKind) kind;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown kind of mask \"%s\"", text_to_cstring(name)),
			 errhint("Kinds are %s.", list_of_kinds())));
}

/* mask(value, kind); not strict, for a null kind would hide everything */
Datum
sv_mask_key(PG_FUNCTION_ARGS)
{
	SvMaskKind	kind = kind_argument(fcinfo);
	char		masked[SV_MASK_BYTES];
	const char *s;
	size_t		len;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	s = sv_key_argument(fcinfo, &len);
	PG_RETURN_TEXT_P(sv_key_from_utf8(masked, sv_mask(s, len, kind, masked)));
}
