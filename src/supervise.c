/*
 * supervise.c
 *		Module entry.
 */
#include "supervise.h"

#include "utils/builtins.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(sv_version);

/* The version of the loaded module, which may be newer than the SQL objects. */
Datum
sv_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(SV_VERSION));
}
