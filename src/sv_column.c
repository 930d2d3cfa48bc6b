/*
 * sv_column.c
 *		Which columns a detector wants, and how those of a query are read.
 *
 * Columns are found by name, in any order; others are ignored.  Their types
 * are families and are looked at once per call: what remains for each row is
 * a switch on SvEncoding.
 */
#include "supervise.h"

#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "nodes/nodeFuncs.h"
#include "sv_column.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/pg_locale.h"
#include "utils/typcache.h"

static const char *
family_expects(const SvColumnSpec *spec)
{
	switch (spec->family)
	{
		case SV_KEY:
			return "a type with hash and equality";
		case SV_DAY:
			return "date, timestamp or timestamp with time zone";
		case SV_PERIOD:
			return "daterange, tsrange or tstzrange";
		case SV_AMOUNT:
			return "numeric, an integer or a floating-point type";
		case SV_REAL:
			return "a number";
	}
	return NULL;				/* keep compiler quiet */
}

/* The number of the column of that name, or 0. */
static AttrNumber
find_column(const SvQuery *query, const char *name)
{
	AttrNumber	found = 0;
	ListCell   *lc;

	foreach(lc, query->columns)
	{
		TargetEntry *column = lfirst_node(TargetEntry, lc);

		if (column->resname == NULL || strcmp(column->resname, name) != 0)
			continue;
		if (found)
			ereport(ERROR,
					(errcode(ERRCODE_AMBIGUOUS_COLUMN),
					 errmsg("argument \"%s\" has two columns named \"%s\"",
							query->argument, name),
					 errhint("Give one of them another name.")));
		found = foreach_current_index(lc) + 1;
	}
	return found;
}

static void
no_such_column(const SvQuery *query, const SvColumnSpec *spec)
{
	StringInfoData names;
	ListCell   *lc;

	initStringInfo(&names);
	foreach(lc, query->columns)
	{
		TargetEntry *column = lfirst_node(TargetEntry, lc);

		appendStringInfo(&names, "%s\"%s\"", lc == list_head(query->columns) ? "" : ", ",
						 column->resname ? column->resname : "?column?");
	}
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_COLUMN),
			 errmsg("argument \"%s\" has no column \"%s\"", query->argument, spec->name),
			 query->columns == NIL ? errdetail("It has no columns.") :
			 errdetail("Its columns are %s.", names.data),
			 spec->family == SV_PERIOD ?
			 errhint("Name it in the select list as \"%s\" (%s), or give the dates \"%s_from\" and \"%s_to\", both inclusive%s.",
					 spec->name, family_expects(spec), spec->name, spec->name,
					 spec->flags & SV_OR_AT ? ", or one day as \"at\"" : "") :
			 errhint("Name it in the select list: SELECT ... AS %s (%s).",
					 quote_identifier(spec->name), family_expects(spec))));
}

static void
wrong_type(const SvQuery *query, const char *name, Oid type, const char *expected,
		   const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("column \"%s\" of argument \"%s\" has type %s",
					name, query->argument, format_type_be(type)),
			 errdetail("Expected is %s.", expected),
			 errhint("%s", hint)));
}

static SvEncoding
number_encoding(Oid type)
{
	switch (type)
	{
		case INT2OID:
			return SV_ENC_INT2;
		case INT4OID:
			return SV_ENC_INT4;
		case INT8OID:
			return SV_ENC_INT8;
		case NUMERICOID:
			return SV_ENC_NUMERIC;
		case FLOAT4OID:
			return SV_ENC_FLOAT4;
		case FLOAT8OID:
			return SV_ENC_FLOAT8;
	}
	return SV_ENC_ABSENT;
}

static SvEncoding
day_encoding(Oid type)
{
	switch (type)
	{
		case DATEOID:
			return SV_ENC_DATE;
		case TIMESTAMPOID:
			return SV_ENC_TIMESTAMP;
		case TIMESTAMPTZOID:
			return SV_ENC_TIMESTAMPTZ;
	}
	return SV_ENC_ABSENT;
}

static SvEncoding
period_encoding(Oid type)
{
	switch (type)
	{
		case DATERANGEOID:
			return SV_ENC_DATERANGE;
		case TSRANGEOID:
			return SV_ENC_TSRANGE;
		case TSTZRANGEOID:
			return SV_ENC_TSTZRANGE;
	}
	return SV_ENC_ABSENT;
}

/*
 * Keys whose equality is that of their bytes go the fast way.  A collation
 * that calls different strings equal (ICU, deterministic = false) sends text
 * to its own hash and equality functions, like any other type.
 */
static SvEncoding
key_encoding(Oid type, Oid collation)
{
	TypeCacheEntry *entry;

	switch (type)
	{
		case TEXTOID:
		case VARCHAROID:
		case BPCHAROID:
			if (OidIsValid(collation) && !get_collation_isdeterministic(collation))
				return SV_ENC_GENERIC;
			return type == BPCHAROID ? SV_ENC_BPCHAR : SV_ENC_TEXT;
		case UUIDOID:
			return SV_ENC_UUID;
		case FLOAT4OID:
		case FLOAT8OID:
			return SV_ENC_GENERIC;	/* -0 equals 0 */
	}
	if (number_encoding(type) != SV_ENC_ABSENT)
		return number_encoding(type);
	entry = lookup_type_cache(type, TYPECACHE_HASH_EXTENDED_PROC | TYPECACHE_EQ_OPR);
	return OidIsValid(entry->hash_extended_proc) && OidIsValid(entry->eq_opr) ?
		SV_ENC_GENERIC : SV_ENC_ABSENT;
}

static SvEncoding
encoding_of(const SvColumnSpec *spec, Oid type, Oid collation)
{
	switch (spec->family)
	{
		case SV_KEY:
			return key_encoding(type, collation);
		case SV_DAY:
			return day_encoding(type);
		case SV_PERIOD:
			return period_encoding(type);
		case SV_AMOUNT:
		case SV_REAL:
			return number_encoding(type);
	}
	return SV_ENC_ABSENT;		/* keep compiler quiet */
}

/* Have the column of that number read, after those before it. */
static void
read_argument(SvColumns *columns, SvColumn *column, const SvQuery *query,
			  AttrNumber number, Oid *type, Oid *collation)
{
	TargetEntry *entry = list_nth_node(TargetEntry, query->columns, number - 1);

	*type = getBaseType(exprType((Node *) entry->expr));
	*collation = exprCollation((Node *) entry->expr);
	columns->argument[columns->narguments++] = number;
	if (*type == UNKNOWNOID)
		wrong_type(query, column->name, *type, "a known type",
				   "Cast the literal to its type.");
}

/*
 * A period is one column of a range type, or two of dates, or a day.  More
 * than one of the three would leave the choice to us: an error.
 */
static bool
resolve_period(SvColumns *columns, SvColumn *column, const SvQuery *query,
			   const SvColumnSpec *spec)
{
	char	   *from_name = psprintf("%s_from", spec->name);
	char	   *to_name = psprintf("%s_to", spec->name);
	AttrNumber	range = find_column(query, spec->name);
	AttrNumber	from = find_column(query, from_name);
	AttrNumber	to = find_column(query, to_name);
	AttrNumber	at = spec->flags & SV_OR_AT ? find_column(query, "at") : 0;
	Oid			type;
	Oid			collation;

	if ((range != 0) + (from != 0 || to != 0) + (at != 0) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_AMBIGUOUS_COLUMN),
				 errmsg("argument \"%s\" gives the time of a row more than once", query->argument),
				 errdetail("Only one may be there: \"%s\", or \"%s\" and \"%s\"%s.",
						   spec->name, from_name, to_name,
						   spec->flags & SV_OR_AT ? ", or \"at\"" : ""),
				 errhint("Leave the others out of the select list.")));
	if (from || to)
	{
		const char *missing = from ? to_name : from_name;
		const AttrNumber pair[2] = {from, to};

		if (!from || !to)
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_COLUMN),
					 errmsg("argument \"%s\" has no column \"%s\"", query->argument, missing),
					 errhint("\"%s\" and \"%s\" go together; a null \"%s\" means open-ended.",
							 from_name, to_name, to_name)));
		for (int i = 0; i < 2; i++)
		{
			read_argument(columns, column, query, pair[i], &type, &collation);
			if (type != DATEOID)
				wrong_type(query, i == 0 ? from_name : to_name, type, "date",
						   "Cast it to date, or give a range as one column.");
		}
		column->encoding = SV_ENC_PAIR;
		return true;
	}
	if (at)
	{
		strlcpy(column->name, "at", NAMEDATALEN);
		read_argument(columns, column, query, at, &type, &collation);
		column->encoding = day_encoding(type);
		if (column->encoding == SV_ENC_ABSENT)
			wrong_type(query, "at", type, "date, timestamp or timestamp with time zone",
					   "Cast it to date.");
		return true;
	}
	if (!range)
		return false;
	read_argument(columns, column, query, range, &type, &collation);
	column->encoding = period_encoding(type);
	if (column->encoding == SV_ENC_ABSENT)
		wrong_type(query, spec->name, type, family_expects(spec),
				   day_encoding(type) != SV_ENC_ABSENT && (spec->flags & SV_OR_AT) ?
				   "A single day goes into the column \"at\"." :
				   "Make a range of it: daterange(first_day, last_day, '[]').");
	return true;
}

static bool
resolve_plain(SvColumns *columns, SvColumn *column, const SvQuery *query,
			  const SvColumnSpec *spec)
{
	AttrNumber	number = find_column(query, spec->name);
	Oid			type;
	Oid			collation;

	if (!number)
		return false;
	read_argument(columns, column, query, number, &type, &collation);
	column->encoding = encoding_of(spec, type, collation);
	if (column->encoding == SV_ENC_ABSENT)
		wrong_type(query, spec->name, type, family_expects(spec),
				   type == CASHOID ?
				   "The decimals of money depend on a setting. Cast it to numeric where they are right." :
				   "Cast it in the select list.");
	if (spec->family == SV_KEY)
	{
		column->type = type;
		column->collation = collation;
		get_typlenbyval(type, &column->typlen, &column->typbyval);
	}
	return true;
}

/* Find the wanted columns in the query, or say which is missing or wrong. */
void
sv_columns_resolve(SvColumns *columns, const SvQuery *query,
				   const SvColumnSpec *specs, int nspecs)
{
	int			optional = 0;

	Assert(nspecs <= SV_MAX_COLUMNS);
	memset(columns, 0, sizeof(SvColumns));
	strlcpy(columns->query, query->argument, NAMEDATALEN);
	columns->record = -1;
	columns->count = nspecs;
	for (int i = 0; i < nspecs; i++)
	{
		const SvColumnSpec *spec = &specs[i];
		SvColumn   *column = &columns->column[i];
		bool		found;

		strlcpy(column->name, spec->name, NAMEDATALEN);
		column->family = spec->family;
		column->flags = spec->flags;
		column->argument = columns->narguments;
		column->optional = spec->flags & SV_OPTIONAL ? optional++ : -1;
		if (spec->flags & SV_RECORD)
			columns->record = i;

		found = spec->family == SV_PERIOD ?
			resolve_period(columns, column, query, spec) :
			resolve_plain(columns, column, query, spec);
		if (!found && !(spec->flags & SV_OPTIONAL))
			no_such_column(query, spec);
	}
	Assert(optional <= SV_MAX_OPTIONAL);
}

/*
 * Keys of two queries are compared as they are stored, so their types must
 * agree: all integers with each other, all text with each other, any other
 * type with itself.
 */
static int
comparison_class(const SvColumn *column)
{
	switch (column->encoding)
	{
		case SV_ENC_INT2:
		case SV_ENC_INT4:
		case SV_ENC_INT8:
			return SV_ENC_INT8;
		case SV_ENC_TEXT:
		case SV_ENC_BPCHAR:
			return SV_ENC_TEXT;
		default:
			return column->encoding;
	}
}

void
sv_columns_comparable(const SvColumns *a, int column_a,
					  const SvColumns *b, int column_b)
{
	const SvColumn *x = &a->column[column_a];
	const SvColumn *y = &b->column[column_b];

	if (comparison_class(x) == comparison_class(y) &&
		(x->encoding != SV_ENC_GENERIC || (x->type == y->type && x->collation == y->collation)))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("column \"%s\" of argument \"%s\" cannot be compared with column \"%s\" of argument \"%s\"",
					x->name, a->query, y->name, b->query),
			 errdetail("Their types are %s and %s.",
					   format_type_be(x->type), format_type_be(y->type)),
			 errhint("Cast both to one type and, for text, one collation.")));
}
