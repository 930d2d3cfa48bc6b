/*
 * sv_result.c
 *		The rows a detector returns, put in their documented order.
 *
 * Groups leave the reading layer in the order of their hashes.  What is
 * returned is sorted by the columns a detector names, text by its bytes, so
 * that the same data give the same rows in the same order whatever the plan,
 * the memory and the server's locale.  The sort is the server's and spills as
 * its sorts do.
 *
 * What a parallel worker finds it writes, as finished tuples, to memory that it
 * shares with the leader, or beyond its share of that to a file (sv_writer.c).
 * The leader takes it all when the worker is done, so that neither waits for the
 * other, whatever takes long.
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
	TupleDesc	desc;
	/* in the leader */
	ReturnSetInfo *rsinfo;
	Tuplesortstate *sort;
	TupleTableSlot *slot;
	/* in a worker */
	SvWriter   *writer;
	char	   *buffer;			/* of one tuple and slack */
	Size		room;
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
	desc = result->desc = result->rsinfo->setDesc;
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

/* Copy a tuple to where others can reach it, its length a multiple of 8. */
static void
write_tuple(SvResult *result, MinimalTuple tuple)
{
	Size		size = MAXALIGN(tuple->t_len);

	if (size + SV_PACKED_SLACK > result->room)
	{
		result->room = (size + SV_PACKED_SLACK) * 2;
		pfree(result->buffer);
		result->buffer = MemoryContextAllocHuge(result->writer->context, result->room);
	}
	memcpy(result->buffer, tuple, tuple->t_len);
	memset(result->buffer + tuple->t_len, 0, size - tuple->t_len);
	sv_writer_append(result->writer, 0, result->buffer, size, size);
}

void
sv_result_put(SvResult *result, Datum *values, bool *nulls)
{
	TupleTableSlot *slot = result->slot;
	MinimalTuple tuple = SvCompatFormMinimalTuple(result->desc, values, nulls);

	if (result->writer)
		write_tuple(result, tuple);
	else
	{
		ExecStoreMinimalTuple(tuple, slot, false);
		tuplesort_puttupleslot(result->sort, slot);
		ExecClearTuple(slot);
	}
	heap_free_minimal_tuple(tuple);
	result->call->found++;
}

TupleDesc
sv_result_desc(const SvResult *result)
{
	return result->desc;
}

/* In a worker: rows go to the writer, which has one partition. */
SvResult *
sv_result_attach(TupleDesc desc, SvCall *call, SvWriter *writer)
{
	SvResult   *result = palloc0(sizeof(SvResult));

	result->call = call;
	result->desc = CreateTupleDescCopy(desc);
	result->writer = writer;
	result->room = 1024;
	result->buffer = MemoryContextAlloc(writer->context, result->room);
	return result;
}

/* The worker has found everything: where it is. */
SvPointer
sv_result_detach(SvResult *result)
{
	return sv_writer_finish(result->writer);
}

static const char *
take_tuples(const char *at, const char *end, void *arg)
{
	SvResult   *result = arg;

	while (end - at >= sizeof(uint32))
	{
		MinimalTuple tuple = (MinimalTuple) at;

		if (end - at < MAXALIGN(tuple->t_len))
			break;				/* the rest is still to be read */
		ExecStoreMinimalTuple(tuple, result->slot, false);
		tuplesort_puttupleslot(result->sort, result->slot);
		at += MAXALIGN(tuple->t_len);
	}
	ExecClearTuple(result->slot);
	return at;
}

/* In the leader: take what workers have found, and count themselves. */
void
sv_result_take(SvResult *result, SvStore *store)
{
	sv_store_visit(store, 0, take_tuples, result);
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
