/*
 * sv_result.c
 *		The rows a detector returns, put in their documented order.
 *
 * Groups leave the reading layer in the order of their hashes.  What is
 * returned is sorted by the columns a detector names, text by its bytes, so
 * that the same data give the same rows in the same order whatever the plan,
 * the memory and the server's locale.  The sort is the server's and spills as
 * its sorts do.
 */
#include "supervise.h"

#include "catalog/pg_collation.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "sv_result.h"
#include "utils/tuplesort.h"
#include "utils/typcache.h"

struct SvResult
{
	SvCall	   *call;
	ReturnSetInfo *rsinfo;
	Tuplesortstate *sort;
	TupleTableSlot *slot;
};

/*
 * Begin a materialized result, whose rows come in the order of these columns
 * of it, ascending.
 */
SvResult *
sv_result_begin(FunctionCallInfo fcinfo, SvCall *call, const AttrNumber *order, int norder)
{
	SvResult   *result = palloc0(sizeof(SvResult));
	Oid		   *operators = palloc(sizeof(Oid) * norder);
	Oid		   *collations = palloc(sizeof(Oid) * norder);
	bool	   *nulls_first = palloc0(sizeof(bool) * norder);
	TupleDesc	desc;

	InitMaterializedSRF(fcinfo, 0);
	result->call = call;
	result->rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	desc = result->rsinfo->setDesc;
	for (int i = 0; i < norder; i++)
	{
		Form_pg_attribute column = TupleDescAttr(desc, order[i] - 1);

		operators[i] = lookup_type_cache(column->atttypid, TYPECACHE_LT_OPR)->lt_opr;
		collations[i] = OidIsValid(column->attcollation) ? C_COLLATION_OID : InvalidOid;
	}
	result->sort = tuplesort_begin_heap(desc, norder, unconstify(AttrNumber *, order), operators,
										collations, nulls_first, work_mem, NULL, TUPLESORT_NONE);
	result->slot = MakeSingleTupleTableSlot(desc, &TTSOpsMinimalTuple);
	return result;
}

void
sv_result_put(SvResult *result, Datum *values, bool *nulls)
{
	TupleDesc	desc = result->rsinfo->setDesc;
	TupleTableSlot *slot = result->slot;
	MinimalTuple tuple = SvCompatFormMinimalTuple(desc, values, nulls);

	ExecStoreMinimalTuple(tuple, slot, false);
	tuplesort_puttupleslot(result->sort, slot);
	ExecClearTuple(slot);
	heap_free_minimal_tuple(tuple);
	result->call->found++;
}

/* All rows are there: sort them and hand them over. */
void
sv_result_end(SvResult *result)
{
	sv_call_phase(result->call, SV_PHASE_WRITING);
	tuplesort_performsort(result->sort);
	while (tuplesort_gettupleslot(result->sort, true, false, result->slot, NULL))
	{
		CHECK_FOR_INTERRUPTS();
		tuplestore_puttupleslot(result->rsinfo->setResult, result->slot);
	}
	tuplesort_end(result->sort);
	ExecDropSingleTupleTableSlot(result->slot);
	pfree(result);
}
