/*
 * supervise.c
 *		Module entry.
 */
#include "supervise.h"

#include "scalar/query.h"
#include "sv_collect.h"
#include "sv_reason.h"
#include "utils/builtins.h"
#include "utils/guc.h"

PG_MODULE_MAGIC;

int			sv_work_mem = -1;

static bool sv_engine = false;

void		_PG_init(void);

/*
 * supervise.engine has no meaning in C: it marks those SECURITY DEFINER
 * functions of a workspace that work on all its rows (see its row security).
 * It is defined here because the prefix is ours.
 */
void
_PG_init(void)
{
	DefineCustomBoolVariable("supervise.allow_superuser",
							 "Lets superusers run the queries of models as themselves.",
							 "Off, a model's author cannot gain the rights of a superuser who runs it.",
							 &sv_allow_superuser, false, PGC_SUSET, 0,
							 NULL, NULL, NULL);
	DefineCustomBoolVariable("supervise.engine",
							 "Set by functions of a workspace that work on all its rows.",
							 "Without effect when set by anyone but the workspace's owner.",
							 &sv_engine, false, PGC_USERSET, GUC_NOT_IN_SAMPLE,
							 NULL, NULL, NULL);
	DefineCustomIntVariable("supervise.work_mem",
							"Memory a detector may use for the rows it reads, before it uses files.",
							"-1: work_mem times hash_mem_multiplier, but at least 64 MB.",
							&sv_work_mem, -1, -1, MAX_KILOBYTES, PGC_USERSET, GUC_UNIT_KB,
							NULL, NULL, NULL);
	sv_query_init();
	sv_collect_init();
	sv_reason_init();
	MarkGUCPrefixReserved("supervise");
}

PG_FUNCTION_INFO_V1(sv_version);

/* The version of the loaded module, which may be newer than the SQL objects. */
Datum
sv_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(SV_VERSION));
}
