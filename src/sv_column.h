/*
 * sv_column.h
 *		Which columns a detector wants, and how those of a query are read.
 */
#ifndef SV_COLUMN_H
#define SV_COLUMN_H

#include "supervise.h"

#include "sv_query.h"
#include "sv_row.h"

typedef enum SvFamily
{
	SV_KEY,						/* any type with hash and equality */
	SV_DAY,						/* date, timestamp, timestamptz */
	SV_PERIOD,					/* a range of days or moments, or a pair */
	SV_AMOUNT,					/* numeric, integers, float by its text */
	SV_REAL						/* any number, as double precision */
} SvFamily;

/* Flags of a wanted column. */
#define SV_GROUP		0x01	/* rows of one group are equal in it */
#define SV_REPEATS		0x02	/* few values, many rows: keep each once */
#define SV_OPTIONAL		0x04	/* may be absent, and null where it is not */
#define SV_OR_AT		0x08	/* a period may also be one day, "at" */
#define SV_RECORD		0x10	/* names the row in messages */

typedef struct SvColumnSpec
{
	const char *name;
	SvFamily	family;
	int			flags;
} SvColumnSpec;

typedef enum SvEncoding
{
	SV_ENC_ABSENT,				/* an optional column that is not there */
	SV_ENC_INT2,
	SV_ENC_INT4,
	SV_ENC_INT8,
	SV_ENC_NUMERIC,
	SV_ENC_FLOAT4,
	SV_ENC_FLOAT8,
	SV_ENC_TEXT,
	SV_ENC_BPCHAR,
	SV_ENC_UUID,
	SV_ENC_GENERIC,				/* by the type's own hash and equality */
	SV_ENC_DATE,
	SV_ENC_TIMESTAMP,
	SV_ENC_TIMESTAMPTZ,
	SV_ENC_DATERANGE,
	SV_ENC_TSRANGE,
	SV_ENC_TSTZRANGE,
	SV_ENC_PAIR					/* valid_from and valid_to, dates */
} SvEncoding;

/* Plain data: parallel workers read it in shared memory. */
typedef struct SvColumn
{
	char		name[NAMEDATALEN];
	SvFamily	family;
	int			flags;
	SvEncoding	encoding;
	Oid			type;			/* of keys: the base type */
	Oid			collation;
	int16		typlen;
	bool		typbyval;
	int			optional;		/* its bit in SvRow.nulls, or -1 */
	int			argument;		/* its place, or the first, in what is read */
} SvColumn;

typedef struct SvColumns
{
	char		query[NAMEDATALEN]; /* the detector's parameter */
	int			count;
	SvColumn	column[SV_MAX_COLUMNS];
	int			narguments;
	AttrNumber	argument[SV_MAX_COLUMNS * 2];	/* columns of the query read */
	int			record;			/* the column that names a row, or -1 */
} SvColumns;

extern void sv_columns_resolve(SvColumns *columns, const SvQuery *query,
							   const SvColumnSpec *specs, int nspecs);
extern void sv_columns_comparable(const SvColumns *a, int column_a,
								  const SvColumns *b, int column_b);

#endif							/* SV_COLUMN_H */
