/*
 * sv_list.c
 *		What the aggregate forms of detectors return: an array of a row type.
 *
 * The row type is found from the final function itself, as pg_proc has it, not
 * from the call's expression tree, which Citus and others leave out.
 */
#include "supervise.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "sv_list.h"
#include "utils/array.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

struct SvList
{
	Oid			type;			/* of a row */
	TupleDesc	desc;
	Datum	   *rows;
	int			nrows;
	int			maxrows;
};

/* An empty list of what the function that is called returns an array of. */
SvList *
sv_list_begin(FunctionCallInfo fcinfo)
{
	SvList	   *list = palloc0(sizeof(SvList));

	list->type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
	if (!OidIsValid(list->type))
		elog(ERROR, "function %u does not return an array", fcinfo->flinfo->fn_oid);
	list->desc = lookup_rowtype_tupdesc_copy(list->type, -1);
	return list;
}

void
sv_list_put(SvList *list, Datum *values, bool *nulls)
{
	if (list->nrows == list->maxrows)
	{
		list->maxrows = Max(8, list->maxrows * 2);
		list->rows = list->rows == NULL ? palloc(sizeof(Datum) * list->maxrows) :
			repalloc_huge(list->rows, sizeof(Datum) * list->maxrows);
	}
	list->rows[list->nrows++] =
		HeapTupleGetDatum(heap_form_tuple(list->desc, values, nulls));
}

/* The array, or null where nothing was found. */
Datum
sv_list_end(SvList *list, FunctionCallInfo fcinfo)
{
	if (list->nrows == 0)
		PG_RETURN_NULL();
	PG_RETURN_ARRAYTYPE_P(construct_array(list->rows, list->nrows, list->type,
										  -1, false, TYPALIGN_DOUBLE));
}
