/*
 * query.c
 *		Running a stored query as the person who asks for it.
 *
 * A workspace keeps the queries of its models and stores what they find in
 * tables that nobody writes by hand.  Its functions are therefore SECURITY
 * DEFINER, and a model must not be: it has to see what its caller may see and
 * nothing else.  SQL cannot drop privileges inside a SECURITY DEFINER
 * function, so that is done here: the query runs as the outer user (the role
 * of SET ROLE, else of the session), which is the one who sent the statement.
 *
 * What holds while it runs:
 *	- transaction_read_only is on: nothing it calls can write a table.  The
 *	  setting cannot be taken back by the query (PostgreSQL refuses to turn it
 *	  off after the first snapshot or in a subtransaction), and ends here.
 *	  Large objects PostgreSQL guards only from version 16 on: here, the
 *	  functions that write them are refused;
 *	- the security context is restricted: no SET ROLE, no temporary objects,
 *	  no session state left behind for the definer's code to stumble over;
 *	- search_path is what the caller of these functions gives, so that a name
 *	  means the same whoever runs the model.
 *
 * The outer user is never a superuser, unless a superuser has set
 * supervise.allow_superuser: whoever may save a model must not gain a
 * superuser's rights by waiting for one to run it.  For the same reason
 * nothing runs inside another restricted operation (index expressions, REFRESH
 * MATERIALIZED VIEW): there, PostgreSQL has taken the outer user's rights away
 * on purpose.
 *
 * Parameters are values with types.  The query refers to them as
 * parameter.NAME, which a parser hook turns into a Param; a table, an alias or
 * a CTE of that name comes first, as SQL's scoping has it.  They are never
 * part of the text.  While the query runs, the texts it gives to detectors may
 * refer to them too: the reading layer finds them in sv_query_parameters.
 */
#include "supervise.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/objectaccess.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "executor/tstoreReceiver.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/params.h"
#include "parser/parse_node.h"
#include "scalar/query.h"
#include "sv_query.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/plancache.h"

#define PARAMETER_SCHEMA "parameter"

bool		sv_allow_superuser = false;

typedef struct SvParameters
{
	int			count;
	char	  **names;
	Oid		   *types;
} SvParameters;

/* What is put back when the query has run. */
typedef struct SvOuter
{
	Oid			user;
	int			context;
	int			guc_level;
	bool		read_only;
} SvOuter;

static object_access_hook_type next_object_access_hook = NULL;

PG_FUNCTION_INFO_V1(sv_query_columns);
PG_FUNCTION_INFO_V1(sv_query_rows);

/* Before a function runs: none that writes large objects in a stored query. */
static void
refuse_large_objects(ObjectAccessType access, Oid class, Oid object, int subobject, void *arg)
{
	if (next_object_access_hook)
		next_object_access_hook(access, class, object, subobject, arg);
	if (access != OAT_FUNCTION_EXECUTE || !XactReadOnly || !InSecurityRestrictedOperation())
		return;
	switch (object)
	{
		case F_LO_CREAT:
		case F_LO_CREATE:
		case F_LO_FROM_BYTEA:
		case F_LO_IMPORT_TEXT:
		case F_LO_IMPORT_TEXT_OID:
		case F_LO_PUT:
		case F_LO_TRUNCATE:
		case F_LO_TRUNCATE64:
		case F_LO_UNLINK:
		case F_LOWRITE:
			ereport(ERROR,
					(errcode(ERRCODE_READ_ONLY_SQL_TRANSACTION),
					 errmsg("cannot execute %s() in a read-only transaction",
							get_func_name(object))));
		default:
			break;
	}
}

void
sv_query_init(void)
{
	next_object_access_hook = object_access_hook;
	object_access_hook = refuse_large_objects;
}

/*
 * Become the outer user, read-only.  An error needs no clean-up of ours: the
 * abort of the (sub)transaction restores user, context and settings.
 */
static void
become_outer_user(SvOuter *outer, const char *search_path)
{
	Oid			caller = GetOuterUserId();

	if (InSecurityRestrictedOperation())
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("cannot run a stored query within a security-restricted operation"),
				 errhint("Call it from a statement of your own, not from an index, a materialized view or another stored query.")));
	if (superuser_arg(caller) && !sv_allow_superuser)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("a stored query is not run as superuser \"%s\"",
						GetUserNameFromId(caller, false)),
				 errdetail("Its author would gain a superuser's rights."),
				 errhint("Run it as an ordinary role (SET ROLE will do), or, as superuser, set supervise.allow_superuser to on.")));

	GetUserIdAndSecContext(&outer->user, &outer->context);
	outer->guc_level = NewGUCNestLevel();
	SetUserIdAndSecContext(caller, outer->context |
						   SECURITY_LOCAL_USERID_CHANGE |
						   SECURITY_RESTRICTED_OPERATION);
	(void) set_config_option("search_path", search_path,
							 PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);

	/*
	 * Not through the setting's own machinery: from version 16 on it may not
	 * be set within a function.  Where the query fails, the abort of the
	 * (sub)transaction brings back what was.
	 */
	outer->read_only = XactReadOnly;
	XactReadOnly = true;
}

static void
become_definer_again(SvOuter *outer)
{
	AtEOXact_GUC(false, outer->guc_level);
	XactReadOnly = outer->read_only;
	SetUserIdAndSecContext(outer->user, outer->context);
}

/* The names a query might have meant, for a hint. */
static char *
parameter_list(SvParameters *parameters)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < parameters->count; i++)
		appendStringInfo(&list, "%s" PARAMETER_SCHEMA ".%s",
						 i > 0 ? ", " : "", parameters->names[i]);
	return list.data;
}

/* parameter.NAME that is no column of the query: the value of that parameter. */
static Node *
resolve_parameter(ParseState *pstate, ColumnRef *reference, Node *column)
{
	SvParameters *parameters = pstate->p_ref_hook_state;
	const char *name;

	if (column != NULL || list_length(reference->fields) != 2 ||
		!IsA(linitial(reference->fields), String) ||
		!IsA(lsecond(reference->fields), String) ||
		strcmp(strVal(linitial(reference->fields)), PARAMETER_SCHEMA) != 0)
		return NULL;

	name = strVal(lsecond(reference->fields));
	for (int i = 0; i < parameters->count; i++)
	{
		Param	   *param;

		if (strcmp(parameters->names[i], name) != 0)
			continue;
		param = makeNode(Param);
		param->paramkind = PARAM_EXTERN;
		param->paramid = i + 1;
		param->paramtype = parameters->types[i];
		param->paramtypmod = -1;
		param->paramcollid = get_typcollation(param->paramtype);
		param->location = reference->location;
		return (Node *) param;
	}
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_PARAMETER),
			 errmsg("the query has no parameter \"%s\"", name),
			 parameters->count > 0 ?
			 errhint("It has %s.", parameter_list(parameters)) :
			 errhint("It has no parameters."),
			 parser_errposition(pstate, reference->location)));
	return NULL;				/* not reached */
}

static void
set_up_parser(ParseState *pstate, void *parameters)
{
	pstate->p_ref_hook_state = parameters;
	pstate->p_post_columnref_hook = resolve_parameter;
}

/* An array argument with exactly n elements; NULLs only where allowed. */
static void
array_argument(FunctionCallInfo fcinfo, int argument, const char *name, Oid type,
			   int expected, Datum **elements, bool **nulls, int *count)
{
	ArrayType  *array;
	int16		length;
	bool		byval;
	char		align;

	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be null", name)));
	array = PG_GETARG_ARRAYTYPE_P(argument);
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("argument \"%s\" must have one dimension", name)));
	get_typlenbyvalalign(type, &length, &byval, &align);
	deconstruct_array(array, type, length, byval, align, elements, nulls, count);
	if (expected >= 0 && *count != expected)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("argument \"%s\" has %d elements, but there are %d parameters",
						name, *count, expected)));
}

static void
refuse_nulls(const char *name, const bool *nulls, int count)
{
	for (int i = 0; i < count; i++)
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("argument \"%s\" must not contain nulls", name)));
}

/* Arguments 1 and 2 of both functions: names and types. */
static SvParameters *
parameters_argument(FunctionCallInfo fcinfo)
{
	SvParameters *parameters = palloc(sizeof(SvParameters));
	Datum	   *names;
	Datum	   *types;
	bool	   *nulls;
	int			ntypes;

	array_argument(fcinfo, 1, "names", TEXTOID, -1, &names, &nulls, &parameters->count);
	refuse_nulls("names", nulls, parameters->count);
	array_argument(fcinfo, 2, "types", REGTYPEOID, parameters->count,
				   &types, &nulls, &ntypes);
	refuse_nulls("types", nulls, ntypes);

	parameters->names = palloc(sizeof(char *) * (parameters->count + 1));
	parameters->types = palloc(sizeof(Oid) * (parameters->count + 1));
	for (int i = 0; i < parameters->count; i++)
	{
		parameters->names[i] = TextDatumGetCString(names[i]);
		parameters->types[i] = DatumGetObjectId(types[i]);
	}
	return parameters;
}

/* Argument 3 of sv_query_rows: values in the text form of their types. */
static ParamListInfo
values_argument(FunctionCallInfo fcinfo, SvParameters *parameters)
{
	ParamListInfo list;
	Datum	   *texts;
	bool	   *nulls;
	int			count;

	array_argument(fcinfo, 3, "values", TEXTOID, parameters->count,
				   &texts, &nulls, &count);
	list = makeParamList(count);
	for (int i = 0; i < count; i++)
	{
		ParamExternData *param = &list->params[i];
		Oid			input;
		Oid			ioparam;

		getTypeInputInfo(parameters->types[i], &input, &ioparam);
		param->isnull = nulls[i];
		param->pflags = PARAM_FLAG_CONST;
		param->ptype = parameters->types[i];
		param->value = OidInputFunctionCall(input,
											nulls[i] ? NULL : TextDatumGetCString(texts[i]),
											ioparam, -1);
	}
	list->parserSetup = set_up_parser;
	list->parserSetupArg = parameters;
	return list;
}

static char *
text_argument(FunctionCallInfo fcinfo, int argument, const char *name)
{
	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("argument \"%s\" must not be null", name)));
	return text_to_cstring(PG_GETARG_TEXT_PP(argument));
}

/*
 * Parse and analyse, and refuse whatever is not one plain SELECT.  What an
 * analysed SELECT can still do by calling functions, the read-only state stops.
 */
static SPIPlanPtr
prepare_select(const char *text, SvParameters *parameters)
{
	SPIPrepareOptions options = {0};
	SPIPlanPtr	plan;
	List	   *sources;
	CachedPlanSource *source;
	Query	   *query;

	options.parserSetup = set_up_parser;
	options.parserSetupArg = parameters;
	options.cursorOptions = CURSOR_OPT_PARALLEL_OK;
	plan = SPI_prepare_extended(text, &options);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare_extended failed: %s", SPI_result_code_string(SPI_result));

	sources = SPI_plan_get_plan_sources(plan);
	if (list_length(sources) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("a stored query must be one SELECT"),
				 errdetail("The text has %d statements.", list_length(sources))));
	source = linitial(sources);
	query = list_length(source->query_list) == 1 ?
		linitial_node(Query, source->query_list) : NULL;
	if (query == NULL || query->commandType != CMD_SELECT)
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("a stored query must be one SELECT"),
				 errdetail("The text is a %s statement.",
						   GetCommandTagName(source->commandTag)),
				 errhint("SELECT, VALUES, TABLE and WITH … SELECT are understood.")));
	if (query->hasModifyingCTE)
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("a stored query must not change data"),
				 errdetail("The text has a WITH clause that inserts, updates or deletes.")));
	if (query->rowMarks != NIL)
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("a stored query must not lock rows"),
				 errhint("Take FOR UPDATE or FOR SHARE away.")));
	return plan;
}

/* query_columns(query, names, types, search_path): what the query would return. */
Datum
sv_query_columns(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	char	   *query = text_argument(fcinfo, 0, "query");
	SvParameters *parameters = parameters_argument(fcinfo);
	char	   *search_path = text_argument(fcinfo, 3, "search_path");
	SvOuter		outer;
	SPIPlanPtr	plan;
	CachedPlanSource *source;

	InitMaterializedSRF(fcinfo, 0);
	become_outer_user(&outer, search_path);
	SPI_connect();
	plan = prepare_select(query, parameters);
	source = linitial(SPI_plan_get_plan_sources(plan));
	for (int i = 0; i < source->resultDesc->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(source->resultDesc, i);
		Datum		values[3];
		bool		nulls[3] = {false, false, false};

		values[0] = Int32GetDatum(i + 1);
		values[1] = CStringGetTextDatum(NameStr(column->attname));
		values[2] = ObjectIdGetDatum(column->atttypid);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	SPI_finish();
	become_definer_again(&outer);
	return (Datum) 0;
}

/* query_rows(query, names, types, values, search_path): its rows. */
Datum
sv_query_rows(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	char	   *query = text_argument(fcinfo, 0, "query");
	SvParameters *parameters = parameters_argument(fcinfo);
	ParamListInfo values = values_argument(fcinfo, parameters);
	char	   *search_path = text_argument(fcinfo, 4, "search_path");
	SPIExecuteOptions options = {0};
	ParamListInfo previous = sv_query_parameters;
	SvOuter		outer;
	int			result;

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	options.params = values;
	options.read_only = true;
	options.must_return_tuples = true;
	options.dest = CreateDestReceiver(DestTuplestore);
	SetTuplestoreDestReceiverParams(options.dest, rsinfo->setResult,
									rsinfo->econtext->ecxt_per_query_memory, false,
									rsinfo->setDesc,
									gettext_noop("the query's columns do not match the column definition list"));

	become_outer_user(&outer, search_path);
	SPI_connect();
	PG_TRY();
	{
		sv_query_parameters = values;
		result = SPI_execute_plan_extended(prepare_select(query, parameters), &options);
	}
	PG_FINALLY();
	{
		sv_query_parameters = previous;
	}
	PG_END_TRY();
	if (result < 0)
		elog(ERROR, "SPI_execute_plan_extended failed: %s", SPI_result_code_string(result));
	SPI_finish();
	become_definer_again(&outer);
	options.dest->rDestroy(options.dest);
	return (Datum) 0;
}
