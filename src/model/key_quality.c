/*
 * key_quality.c
 *		How good are the keys of a table?  The function key_quality().
 *
 * Collisions are found by equal keys, so what is wrong with the keys bounds
 * what can be found.  For each column of any query, in one pass: how many
 * values are missing, valid, valid only after repair, and wrong in which way;
 * how many are distinct; and which one is repeated most.  A default telephone
 * number and a card shared by a whole village are all valid: only the last shows
 * them.
 *
 * Values are counted in canonical form where they are valid, else as they
 * stand; empty ones are not values.  The kernels are those of the scalar functions (core/key_kind.c), so
 * that both say the same.
 */
#include "supervise.h"

#include "catalog/pg_type.h"
#include "core/key_kind.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "scalar/key.h"
#include "sv_input.h"
#include "sv_args.h"
#include "sv_call.h"
#include "sv_query.h"
#include "sv_tally.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/numeric.h"

#define RESULT_COLUMNS	13

PG_FUNCTION_INFO_V1(sv_key_quality);

/* What is known of one column. */
typedef struct Quality
{
	const char *name;
	SvKeyKind	kind;
	bool		is_text;		/* its bytes are the value, */
	bool		is_padded;		/* without the spaces that fill it up */
	FmgrInfo	output;
	uint64		nulls;
	uint64		repaired;
	uint64		problem[SV_KEY_PROBLEMS];	/* SV_KEY_VALID: the valid ones */
	SvTally    *tally;
	SvTallyCounts counts;
} Quality;

typedef struct Survey
{
	DestReceiver pub;
	SvCall	   *call;
	MemoryContext row_context;
	int			as_of;			/* yyyymmdd */
	int			ncolumns;
	Quality    *column;
	char		canonical[SV_KIND_BYTES];
} Survey;

/* ---- the question ---- */

static char *
list_of_kinds(void)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int kind = 0; kind < SV_KEY_KINDS; kind++)
		appendStringInfo(&list, "%s%s", kind == 0 ? "" : ", ",
						 sv_key_kind_name((SvKeyKind) kind));
	return list.data;
}

static SvKeyKind
kind_of(const char *name)
{
	for (int kind = 0; kind < SV_KEY_KINDS; kind++)
		if (strcmp(name, sv_key_kind_name((SvKeyKind) kind)) == 0)
			return (SvKeyKind) kind;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown kind of key \"%s\"", name),
			 errhint("Kinds are %s.", list_of_kinds())));
}

static void
prepare_column(Quality *column, const TargetEntry *target, const char *kind, Size limit)
{
	Oid			type = getBaseType(exprType((Node *) target->expr));
	Oid			output;
	bool		is_varlena;

	column->name = target->resname ? target->resname : "?column?";
	column->kind = kind_of(kind);
	column->is_padded = type == BPCHAROID;
	column->is_text = type == TEXTOID || type == VARCHAROID || column->is_padded;
	getTypeOutputInfo(type, &output, &is_varlena);
	fmgr_info(output, &column->output);
	column->tally = sv_tally_create(limit);
}

static void
prepare_columns(Survey *survey, const SvQuery *query, ArrayType *kinds)
{
	Datum	   *kind;
	bool	   *is_null;
	int			nkinds;
	Size		limit;

	deconstruct_array(kinds, TEXTOID, -1, false, TYPALIGN_INT, &kind, &is_null, &nkinds);
	survey->ncolumns = list_length(query->columns);
	if (nkinds != survey->ncolumns)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"kinds\" must name one kind for each column of the query"),
				 errdetail("There are %d columns and %d kinds.", survey->ncolumns, nkinds),
				 errhint("Kinds are %s, in the order of the columns.", list_of_kinds())));
	survey->column = palloc0(sizeof(Quality) * Max(nkinds, 1));
	limit = sv_memory_limit() / Max(nkinds, 1);
	for (int i = 0; i < nkinds; i++)
	{
		if (is_null[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("parameter \"kinds\" must not contain null"),
					 errhint("Name 'text' for a column that is no key.")));
		prepare_column(&survey->column[i], list_nth_node(TargetEntry, query->columns, i),
					   TextDatumGetCString(kind[i]), limit);
	}
}

static int
day_argument(FunctionCallInfo fcinfo, int n)
{
	DateADT		date;
	int			year;
	int			month;
	int			day;

	sv_arg_present(fcinfo, n, "as_of");
	date = PG_GETARG_DATEADT(n);
	if (DATE_NOT_FINITE(date))
		return DATE_IS_NOEND(date) ? PG_INT32_MAX : 0;
	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	return year < 1 ? 0 : Min(year, 9999) * 10000 + month * 100 + day;
}

/* ---- the rows ---- */

static void
count_value(Survey *survey, Quality *column, const char *value, Size length)
{
	size_t		len = length;
	const char *utf8 = GetDatabaseEncoding() == PG_UTF8 ? value : sv_key_to_utf8(value, &len);
	int			bytes;
	SvKeyProblem problem;

	problem = sv_key_judge(column->kind, utf8, len, survey->as_of, survey->canonical, &bytes);
	column->problem[problem]++;
	if (problem == SV_KEY_EMPTY)
		return;
	if (problem != SV_KEY_VALID || bytes < 0)
	{
		sv_tally_add(column->tally, value, length);
		return;
	}
	column->repaired += bytes != len || memcmp(utf8, survey->canonical, len) != 0;
	if (GetDatabaseEncoding() == PG_UTF8)
		sv_tally_add(column->tally, survey->canonical, bytes);
	else
	{
		text	   *stored = sv_key_from_utf8(survey->canonical, bytes);

		sv_tally_add(column->tally, VARDATA(stored), VARSIZE(stored) - VARHDRSZ);
	}
}

static void
take_value(Survey *survey, Quality *column, Datum value)
{
	if (column->is_text)
	{
		text	   *bytes = DatumGetTextPP(value);
		int			length = VARSIZE_ANY_EXHDR(bytes);

		if (column->is_padded)
			length = bpchartruelen(VARDATA_ANY(bytes), length);
		count_value(survey, column, VARDATA_ANY(bytes), length);
	}
	else
	{
		char	   *bytes = OutputFunctionCall(&column->output, value);

		count_value(survey, column, bytes, strlen(bytes));
	}
}

/* The tallies keep their own memory, so each row's can go at once. */
static bool
receive_row(TupleTableSlot *slot, DestReceiver *self)
{
	Survey	   *survey = (Survey *) self;
	MemoryContext old = MemoryContextSwitchTo(survey->row_context);

	slot_getallattrs(slot);
	for (int i = 0; i < survey->ncolumns; i++)
	{
		if (slot->tts_isnull[i])
			survey->column[i].nulls++;
		else
			take_value(survey, &survey->column[i], slot->tts_values[i]);
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(survey->row_context);
	if ((++survey->call->rows & 0xFFF) == 0)
		sv_call_rows_read(survey->call->rows);
	return true;
}

static void
receiver_startup(DestReceiver *self, int operation, TupleDesc typeinfo)
{
}

static void
receiver_noop(DestReceiver *self)
{
}

static void
read_query(Survey *survey, const SvQuery *query)
{
	survey->pub.receiveSlot = receive_row;
	survey->pub.rStartup = receiver_startup;
	survey->pub.rShutdown = receiver_noop;
	survey->pub.rDestroy = receiver_noop;
	survey->pub.mydest = DestNone;
	survey->row_context = AllocSetContextCreate(CurrentMemoryContext, "supervise row",
												ALLOCSET_DEFAULT_SIZES);
	sv_query_execute(query, sv_query_plan(query), (DestReceiver *) survey);
	MemoryContextDelete(survey->row_context);
}

/* ---- the answer ---- */

/* The counts of problems as a json object, in the order of their list. */
static Datum
problems(const Quality *column)
{
	StringInfoData object;

	initStringInfo(&object);
	appendStringInfoChar(&object, '{');
	for (int p = SV_KEY_VALID + 1; p < SV_KEY_PROBLEMS; p++)
		if (column->problem[p] > 0)
			appendStringInfo(&object, "%s\"%s\": " UINT64_FORMAT, object.len > 1 ? ", " : "",
							 sv_key_problem_name((SvKeyProblem) p), column->problem[p]);
	appendStringInfoChar(&object, '}');
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(object.data));
}

/* part of whole, to six decimals */
static Datum
share(uint64 part, uint64 whole)
{
	Datum		quotient = DirectFunctionCall2(numeric_div,
											   NumericGetDatum(int64_to_numeric((int64) part)),
											   NumericGetDatum(int64_to_numeric((int64) whole)));

	return DirectFunctionCall2(numeric_round, quotient, Int32GetDatum(6));
}

static void
put_column(FunctionCallInfo fcinfo, Survey *survey, int i)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Quality    *column = &survey->column[i];
	uint64		present = survey->call->rows - column->nulls;
	uint64		valid = column->problem[SV_KEY_VALID];
	Datum		values[RESULT_COLUMNS];
	bool		nulls[RESULT_COLUMNS] = {0};

	values[0] = Int32GetDatum(i + 1);
	values[1] = CStringGetTextDatum(column->name);
	values[2] = CStringGetTextDatum(sv_key_kind_name(column->kind));
	values[3] = Int64GetDatum((int64) survey->call->rows);
	values[4] = Int64GetDatum((int64) column->nulls);
	values[5] = Int64GetDatum((int64) valid);
	values[6] = Int64GetDatum((int64) column->repaired);
	values[7] = Int64GetDatum((int64) (present - valid));
	values[8] = problems(column);
	values[9] = Int64GetDatum((int64) column->counts.distinct);
	/* Where no value occurs twice, none is repeated most. */
	nulls[10] = nulls[11] = nulls[12] = column->counts.repeats < 2;
	if (!nulls[10])
	{
		values[10] = PointerGetDatum(cstring_to_text_with_len(column->counts.value, (int) column->counts.length));
		values[11] = Int64GetDatum((int64) column->counts.repeats);
		values[12] = share(column->counts.repeats, present - column->problem[SV_KEY_EMPTY]);
	}
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	survey->call->found++;
}

Datum
sv_key_quality(PG_FUNCTION_ARGS)
{
	char	   *text = sv_arg_text(fcinfo, 0, "query");
	Survey	   *survey = palloc0(sizeof(Survey));
	SvQuery    *query;

	sv_arg_present(fcinfo, 1, "kinds");
	survey->as_of = day_argument(fcinfo, 2);
	survey->call = sv_call_begin("key_quality");
	InitMaterializedSRF(fcinfo, 0);

	query = sv_query_analyze("query", text);
	prepare_columns(survey, query, PG_GETARG_ARRAYTYPE_P(1));
	sv_call_phase(survey->call, SV_PHASE_READING);
	read_query(survey, query);
	survey->call->judged = survey->call->rows;

	sv_call_phase(survey->call, SV_PHASE_DETECTING);
	for (int i = 0; i < survey->ncolumns; i++)
	{
		Quality    *column = &survey->column[i];

		sv_tally_finish(column->tally, &column->counts);
		survey->call->spilled += column->counts.spilled;
		survey->call->memory += column->counts.peak;
		survey->call->subjects = Max(survey->call->subjects, column->counts.distinct);
	}
	sv_call_phase(survey->call, SV_PHASE_WRITING);
	for (int i = 0; i < survey->ncolumns; i++)
		put_column(fcinfo, survey, i);
	sv_call_end(survey->call);
	return (Datum) 0;
}
