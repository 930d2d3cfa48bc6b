/*
 * sv_refuse.c
 *		Rows that were read and that a detector cannot judge.
 */
#include "supervise.h"

#include "sv_refuse.h"
#include "utils/builtins.h"

/* So many rows more with that problem. */
static void
count_rows(SvRefusals *refusals, const char *column, const char *problem, uint64 rows)
{
	int			i = 0;

	while (i < refusals->nreasons &&
		   (strcmp(refusals->reason[i].column, column) != 0 ||
			strcmp(refusals->reason[i].problem, problem) != 0))
		i++;
	if (i == refusals->nreasons)
	{
		if (i == SV_MAX_REASONS)
			elog(ERROR, "more than %d reasons to refuse rows", SV_MAX_REASONS);
		Assert(strlen(problem) < SV_MAX_PROBLEM);
		strlcpy(refusals->reason[i].column, column, NAMEDATALEN);
		strlcpy(refusals->reason[i].problem, problem, SV_MAX_PROBLEM);
		refusals->reason[i].rows = 0;
		refusals->nreasons++;
	}
	refusals->reason[i].rows += rows;
}

/*
 * Refuse a row: "column" "problem", which are not translated.  "record" is the
 * column that names a row.
 */
void
sv_refuse(SvRefusals *refusals, SvInput *input, const SvRow *row,
		  int record, const char *column, const char *problem)
{
	if (!refusals->skip)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" %s in a row of argument \"%s\"",
						column, problem, refusals->argument),
				 errdetail("The row's record is \"%s\".",
						   TextDatumGetCString(sv_input_text_datum(input, row, record))),
				 errhint("Correct the row, or pass on_invalid => 'skip' to have such rows counted and left out.")));
	count_rows(refusals, column, problem, 1);
}

/* Add what another process refused. */
void
sv_refusals_add(SvRefusals *refusals, const SvRefusals *more)
{
	for (int i = 0; i < more->nreasons; i++)
		count_rows(refusals, more->reason[i].column, more->reason[i].problem, more->reason[i].rows);
}

static int
compare_refusals(const void *left, const void *right)
{
	const SvRefusal *a = left;
	const SvRefusal *b = right;
	int			order = strcmp(a->column, b->column);

	return order != 0 ? order : strcmp(a->problem, b->problem);
}

/*
 * One WARNING with all counts, and their place in the call's ledger.  Reasons
 * come in an order of their own: which process met which first is chance.
 */
void
sv_refusals_report(const SvRefusals *refusals, SvCall *call)
{
	SvRefusal	reason[SV_MAX_REASONS];
	SvSkips		skips;

	if (refusals->nreasons == 0)
		return;
	memcpy(reason, refusals->reason, sizeof(SvRefusal) * refusals->nreasons);
	qsort(reason, refusals->nreasons, sizeof(SvRefusal), compare_refusals);
	sv_skips_begin(&skips, call, refusals->argument);
	for (int i = 0; i < refusals->nreasons; i++)
		sv_skips_add(&skips, reason[i].rows, "where", reason[i].column, reason[i].problem);
	call->judged -= sv_skips_end(&skips);
}
