/*
 * sv_result.c
 *		The rows a detector returns, put in their documented order.
 *
 * Groups leave the reading layer in the order of their hashes.  What is
 * returned is sorted by the columns a detector names and then by all others,
 * text by its bytes, so that the same data give the same rows in the same order
 * whatever the plan, the memory and the server's locale.  The sort is the
 * server's and spills as its sorts do.
 *
 * A parallel worker sorts what it finds and then writes it, as finished tuples,
 * to memory that it shares with the leader, or beyond its share of that to a
 * file (sv_writer.c).  The leader waits for all and merges what is in memory;
 * what is in a file goes through its own sort.  So no process waits for another
 * while it judges, whatever takes long.
 */
#include "supervise.h"

#include "catalog/pg_collation.h"
#include "executor/executor.h"
#include "lib/binaryheap.h"
#include "miscadmin.h"
#include "sv_result.h"
#include "utils/memutils.h"
#include "utils/sortsupport.h"
#include "utils/tuplesort.h"
#include "utils/typcache.h"

/* A piece of memory with tuples, in order. */
typedef struct Piece
{
	const char *begin;
	const char *end;
} Piece;

/* Rows in order: of the sort, or those that a worker left. */
typedef struct Stream
{
	Tuplesortstate *sort;		/* or NULL */
	Piece	   *piece;			/* the last one comes first */
	int			npieces;
	int			maxpieces;
	const char *at;				/* in the piece in work */
	const char *end;
	TupleTableSlot *slot;		/* the row in work */
} Stream;

struct SvResult
{
	SvCall	   *call;
	TupleDesc	desc;
	SvResultOrder order;
	Tuplesortstate *sort;
	TupleTableSlot *slot;
	/* in the leader */
	ReturnSetInfo *rsinfo;
	List	   *stores;			/* what workers have left */
	List	   *streams;		/* those of it that are in memory */
	SortSupportData support[SV_MAX_RESULT_ORDER];
	/* in a worker */
	SvWriter   *writer;
	char	   *buffer;			/* of one tuple and slack */
	Size		room;
};

/* How a column is compared. */
static Oid
less_than(const SvResult *result, int i, Oid *collation)
{
	Form_pg_attribute column = TupleDescAttr(result->desc, result->order.column[i] - 1);

	*collation = OidIsValid(column->attcollation) ? C_COLLATION_OID : InvalidOid;
	return lookup_type_cache(column->atttypid, TYPECACHE_LT_OPR)->lt_opr;
}

static SvResult *
create(TupleDesc desc, SvCall *call, const SvResultOrder *order)
{
	SvResult   *result = palloc0(sizeof(SvResult));
	Oid			operators[SV_MAX_RESULT_ORDER];
	Oid			collations[SV_MAX_RESULT_ORDER];
	bool		nulls_first[SV_MAX_RESULT_ORDER] = {false};

	result->call = call;
	result->desc = desc;
	result->order = *order;
	for (int i = 0; i < order->count; i++)
		operators[i] = less_than(result, i, &collations[i]);
	result->sort = tuplesort_begin_heap(desc, order->count, result->order.column, operators,
										collations, nulls_first, work_mem, NULL, TUPLESORT_NONE);
	result->slot = MakeSingleTupleTableSlot(desc, &TTSOpsMinimalTuple);
	return result;
}

/*
 * The order by these columns, and then by all others: records should tell
 * findings apart, but nothing forces them to.
 */
static SvResultOrder
total_order(TupleDesc desc, const AttrNumber *columns, int ncolumns)
{
	SvResultOrder order = {.count = ncolumns};

	Assert(desc->natts <= SV_MAX_RESULT_ORDER);
	memcpy(order.column, columns, sizeof(AttrNumber) * ncolumns);
	for (AttrNumber column = 1; column <= desc->natts; column++)
	{
		int			i = 0;

		while (i < ncolumns && columns[i] != column)
			i++;
		if (i == ncolumns)
			order.column[order.count++] = column;
	}
	return order;
}

/*
 * Begin a materialized result, whose rows come in the order of these columns
 * of it, ascending.
 */
SvResult *
sv_result_begin(FunctionCallInfo fcinfo, SvCall *call, const AttrNumber *columns, int ncolumns)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	SvResultOrder order;
	SvResult   *result;

	InitMaterializedSRF(fcinfo, 0);
	order = total_order(rsinfo->setDesc, columns, ncolumns);
	result = create(rsinfo->setDesc, call, &order);
	result->rsinfo = rsinfo;
	return result;
}

void
sv_result_put(SvResult *result, Datum *values, bool *nulls)
{
	TupleTableSlot *slot = result->slot;
	MinimalTuple tuple = SvCompatFormMinimalTuple(result->desc, values, nulls);

	ExecStoreMinimalTuple(tuple, slot, false);
	tuplesort_puttupleslot(result->sort, slot);
	ExecClearTuple(slot);
	heap_free_minimal_tuple(tuple);
	result->call->found++;
}

/* ---- in a worker ---- */

TupleDesc
sv_result_desc(const SvResult *result)
{
	return result->desc;
}

const SvResultOrder *
sv_result_order(const SvResult *result)
{
	return &result->order;
}

/* Rows go to the writer, which has one partition. */
SvResult *
sv_result_attach(TupleDesc desc, const SvResultOrder *order, SvCall *call, SvWriter *writer)
{
	SvResult   *result = create(CreateTupleDescCopy(desc), call, order);

	result->writer = writer;
	result->room = 1024;
	result->buffer = MemoryContextAlloc(writer->context, result->room);
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

/* The worker has found everything: put it in order, and say where it is. */
SvPointer
sv_result_detach(SvResult *result)
{
	tuplesort_performsort(result->sort);
	while (tuplesort_gettupleslot(result->sort, true, false, result->slot, NULL))
	{
		bool		own;
		MinimalTuple tuple;

		CHECK_FOR_INTERRUPTS();
		tuple = ExecFetchSlotMinimalTuple(result->slot, &own);
		write_tuple(result, tuple);
		if (own)
			heap_free_minimal_tuple(tuple);
	}
	tuplesort_end(result->sort);
	ExecDropSingleTupleTableSlot(result->slot);
	return sv_writer_finish(result->writer);
}

/* ---- in the leader ---- */

/* Tuples that were in a file go through the sort again. */
static const char *
sort_again(const char *at, const char *end, void *arg)
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

/* Pieces of memory come newest first. */
static const char *
note_piece(const char *begin, const char *end, void *arg)
{
	Stream	   *stream = arg;

	if (stream->npieces == stream->maxpieces)
	{
		stream->maxpieces = Max(64, stream->maxpieces * 2);
		stream->piece = stream->piece == NULL ?
			palloc(sizeof(Piece) * stream->maxpieces) :
			repalloc_huge(stream->piece, sizeof(Piece) * stream->maxpieces);
	}
	stream->piece[stream->npieces++] = (Piece)
	{
		begin, end
	};
	return end;
}

/*
 * Take what a worker has left in a store, which has to stay until the end.  The
 * worker has counted it.
 */
void
sv_result_take(SvResult *result, SvStore *store)
{
	result->stores = lappend(result->stores, store);
	if (sv_store_spilled(store, 0))
		sv_store_visit(store, 0, sort_again, result);
	else
	{
		Stream	   *stream = palloc0(sizeof(Stream));

		sv_store_visit(store, 0, note_piece, stream);
		stream->slot = MakeSingleTupleTableSlot(result->desc, &TTSOpsMinimalTuple);
		result->streams = lappend(result->streams, stream);
	}
}

/* Step to the next row of a stream; false at its end. */
static bool
next_row(Stream *stream)
{
	if (stream->sort)
	{
		if (!tuplesort_gettupleslot(stream->sort, true, false, stream->slot, NULL))
			return false;
	}
	else
	{
		MinimalTuple tuple;

		while (stream->at == stream->end)
		{
			if (stream->npieces == 0)
				return false;
			stream->npieces--;
			stream->at = stream->piece[stream->npieces].begin;
			stream->end = stream->piece[stream->npieces].end;
		}
		tuple = (MinimalTuple) stream->at;
		ExecStoreMinimalTuple(tuple, stream->slot, false);
		stream->at += MAXALIGN(tuple->t_len);
	}
	return true;
}

/* The heap has the greatest on top: so the least row is the greatest. */
static int
compare_streams(Datum left, Datum right, void *arg)
{
	SvResult   *result = arg;
	Stream	   *a = (Stream *) DatumGetPointer(left);
	Stream	   *b = (Stream *) DatumGetPointer(right);
	int			order = 0;

	for (int i = 0; i < result->order.count && order == 0; i++)
	{
		AttrNumber	column = result->order.column[i];
		bool		a_null;
		bool		b_null;
		Datum		x = slot_getattr(a->slot, column, &a_null);
		Datum		y = slot_getattr(b->slot, column, &b_null);

		order = ApplySortComparator(x, a_null, y, b_null, &result->support[i]);
	}
	return -order;
}

/* Hand over the rows of all streams, the least of their first ones each time. */
static void
merge_streams(SvResult *result)
{
	binaryheap *heap = binaryheap_allocate(list_length(result->streams), compare_streams, result);
	ListCell   *lc;

	foreach(lc, result->streams)
	{
		Stream	   *stream = lfirst(lc);

		if (next_row(stream))
			binaryheap_add_unordered(heap, PointerGetDatum(stream));
	}
	binaryheap_build(heap);
	while (!binaryheap_empty(heap))
	{
		Stream	   *stream = (Stream *) DatumGetPointer(binaryheap_first(heap));

		CHECK_FOR_INTERRUPTS();
		tuplestore_puttupleslot(result->rsinfo->setResult, stream->slot);
		if (next_row(stream))
			binaryheap_replace_first(heap, PointerGetDatum(stream));
		else
			(void) binaryheap_remove_first(heap);
	}
	binaryheap_free(heap);
}

static void
prepare_support(SvResult *result)
{
	for (int i = 0; i < result->order.count; i++)
	{
		SortSupport support = &result->support[i];
		Oid			operator = less_than(result, i, &support->ssup_collation);

		support->ssup_cxt = CurrentMemoryContext;
		support->ssup_attno = result->order.column[i];
		PrepareSortSupportFromOrderingOp(operator, support);
	}
}

/* All rows are there: sort them and hand them over. */
void
sv_result_end(SvResult *result)
{
	Stream	   *own = palloc0(sizeof(Stream));
	ListCell   *lc;

	sv_call_phase(result->call, SV_PHASE_WRITING);
	tuplesort_performsort(result->sort);
	own->sort = result->sort;
	own->slot = result->slot;
	if (result->streams == NIL)
		result->order.count = 0;	/* there is nothing to compare with */
	result->streams = lappend(result->streams, own);
	prepare_support(result);
	merge_streams(result);

	foreach(lc, result->streams)
		ExecDropSingleTupleTableSlot(((Stream *) lfirst(lc))->slot);
	tuplesort_end(result->sort);
	foreach(lc, result->stores)
		sv_store_close(lfirst(lc));
	pfree(result);
}
