/*
 * sv_encode.h
 *		From the values of a query's row to an SvRow.
 */
#ifndef SV_ENCODE_H
#define SV_ENCODE_H

#include "supervise.h"

#include "sv_column.h"
#include "sv_store.h"

/* Why a row is not judged. */
typedef enum SvProblem
{
	SV_FINE,
	SV_NULL,
	SV_EMPTY,
	SV_INVERTED,
	SV_INFINITE,
	SV_NOT_A_NUMBER,
	SV_TOO_MANY_DIGITS,
	SV_PROBLEMS					/* how many there are */
} SvProblem;

/* Values seen last, so that each is kept once. */
#define SV_RECENT	256
#define SV_RECENT_SHIFT (64 - 8)

typedef struct SvRecent
{
	SvPointer	pointer;
	const SvBytes *bytes;
} SvRecent;

typedef struct SvEncoder
{
	const SvColumns *columns;
	SvWriter   *writer;
	int			input;
	bool		skip_invalid;
	uint64		rows;			/* read */
	uint64		skipped[SV_MAX_COLUMNS][SV_PROBLEMS];
	MemoryContext context;
	FmgrInfo	hash[SV_MAX_COLUMNS];	/* of generic keys */
	SvRecent   *recent[SV_MAX_COLUMNS]; /* of columns that repeat */
	char	   *buffer;			/* the row being built */
	Size		room;
	Size		used;
} SvEncoder;

extern SvEncoder *sv_encoder_create(MemoryContext context, const SvColumns *columns,
									SvWriter *writer, int input, bool skip_invalid);
extern void sv_encode_row(SvEncoder *encoder, const Datum *values, const bool *nulls);
extern SvProblem sv_encode_key(SvEncoder *encoder, int column, Datum value, uint64 *slot);
extern char *sv_encode_tail(SvEncoder *encoder, Size size);
extern const char *sv_problem_text(SvProblem problem);

#endif							/* SV_ENCODE_H */
