/*
 * sv_refuse.c
 *		Rows that were read and that a detector cannot judge.
 */
#include "supervise.h"

#include "lib/stringinfo.h"
#include "sv_refuse.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/*
 * Refuse a row: "column" "problem", which are not translated and live as long
 * as the call.  "record" is the column that names a row.
 */
void
sv_refuse(SvRefusals *refusals, SvInput *input, const SvRow *row,
		  int record, const char *column, const char *problem)
{
	int			i = 0;

	if (!refusals->skip)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" %s in a row of argument \"%s\"",
						column, problem, refusals->argument),
				 errdetail("The row's record is \"%s\".",
						   TextDatumGetCString(sv_input_text_datum(input, row, record))),
				 errhint("Correct the row, or pass on_invalid => 'skip' to have such rows counted and left out.")));
	while (i < refusals->nreasons &&
		   (strcmp(refusals->reason[i].column, column) != 0 ||
			strcmp(refusals->reason[i].problem, problem) != 0))
		i++;
	if (i == refusals->nreasons)
	{
		if (i == SV_MAX_REASONS)
			elog(ERROR, "more than %d reasons to refuse rows", SV_MAX_REASONS);
		refusals->reason[i].column = column;
		refusals->reason[i].problem = problem;
		refusals->nreasons++;
	}
	refusals->reason[i].rows++;
}

/* One WARNING with all counts, and their place in the call's ledger. */
void
sv_refusals_report(SvRefusals *refusals)
{
	SvCall	   *call = refusals->call;
	StringInfoData sentence;
	StringInfoData json;
	uint64		total = 0;

	if (refusals->nreasons == 0)
		return;
	initStringInfo(&sentence);
	initStringInfo(&json);
	appendStringInfoString(&json, call->skipped ? call->skipped : "{}");
	json.data[--json.len] = '\0';
	for (int i = 0; i < refusals->nreasons; i++)
	{
		uint64		n = refusals->reason[i].rows;

		total += n;
		appendStringInfo(&sentence, "%s" UINT64_FORMAT " where \"%s\" %s",
						 i > 0 ? ", " : "", n, refusals->reason[i].column,
						 refusals->reason[i].problem);
		appendStringInfo(&json, "%s\"%s: %s %s\": " UINT64_FORMAT,
						 json.len > 1 ? ", " : "", refusals->argument,
						 refusals->reason[i].column, refusals->reason[i].problem, n);
	}
	appendStringInfoChar(&json, '}');
	if (call->skipped)
		pfree(call->skipped);
	call->skipped = MemoryContextStrdup(TopMemoryContext, json.data);
	call->judged -= total;
	ereport(WARNING,
			(errcode(ERRCODE_WARNING),
			 errmsg_plural(UINT64_FORMAT " row of argument \"%s\" was not judged",
						   UINT64_FORMAT " rows of argument \"%s\" were not judged",
						   total, total, refusals->argument),
			 errdetail_internal("%s.", sentence.data)));
}
