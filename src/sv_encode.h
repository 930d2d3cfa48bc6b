/*
 * sv_encode.h
 *		From the values of a query's row to an SvRow.
 */
#ifndef SV_ENCODE_H
#define SV_ENCODE_H

#include "supervise.h"

#include "sv_column.h"
#include "sv_ends.h"
#include "sv_gate.h"
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
	bool		known;
	uint64		slot;			/* what refers to it */
	uint64		hash;			/* of its bytes, or the word itself */
	const SvBytes *bytes;		/* NULL for a word of up to 16 bytes */
	SvEnds		ends;
} SvRecent;

/* What is done with a column, in few bytes. */
typedef struct SvEncodeStep
{
	uint8		family;
	uint8		encoding;
	uint8		kind;			/* how its slot is packed */
	int8		optional;		/* its bit in the nulls, or -1 */
	int8		argument;
	int8		value;			/* the number of its first value */
	bool		origin;			/* its base is not known yet */
	uint64		base;
} SvEncodeStep;

typedef struct SvEncoder
{
	const SvColumns *columns;
	const SvPacking *packing;
	SvOrigins  *origins;
	SvWriter   *writer;
	SvEncodeStep step[SV_MAX_COLUMNS];
	int			input;
	bool		skip_invalid;
	uint64		rows;			/* read */
	uint64		skipped[SV_MAX_COLUMNS][SV_PROBLEMS];
	FmgrInfo	hash[SV_MAX_COLUMNS];	/* of generic keys */
	SvRecent   *recent[SV_MAX_COLUMNS]; /* of columns that repeat */
	SvGate	   *gate;			/* what rows have to pass, or NULL */
	int			gate_column;
	/* the row being read */
	char	   *packed;
	Size		room;
	uint64		key_hash;		/* of the last key that is no exact word */
	int			ntails;
	SvTail		tail[SV_MAX_COLUMNS * 2];
	Size		unpacked;
} SvEncoder;

extern SvEncoder *sv_encoder_create(MemoryContext context, const SvColumns *columns,
									const SvPacking *packing, SvOrigins *origins,
									SvWriter *writer, int input, bool skip_invalid,
									const SvOnly *only);
extern void sv_encode_row(SvEncoder *encoder, const NullableDatum *values);
extern SvProblem sv_encode_day(SvEncoding encoding, Datum value, DateADT *day);
extern SvProblem sv_encode_any_period(SvEncoding encoding, const NullableDatum *values,
									  uint64 *slot);
extern uint64 sv_encode_text(SvEncoder *encoder, int column, Datum value);
extern uint64 sv_encode_other_key(SvEncoder *encoder, int column, Datum value);
extern SvProblem sv_encode_any_amount(SvEncoder *encoder, SvEncoding encoding, Datum value,
									  uint64 *slot);
extern SvProblem sv_encode_real(SvEncoding encoding, Datum value, uint64 *slot);
extern const char *sv_problem_text(SvProblem problem);

/* Bytes that follow the row; they have to stay until it is written. */
static inline void
sv_encode_tail(SvEncoder *encoder, const char *data, Size length)
{
	SvTail	   *tail = &encoder->tail[encoder->ntails++];

	tail->data = data;
	tail->length = length;
}

/* A value of variable length, which rarely is anything but plain. */
static inline struct varlena *
sv_plain(Datum value)
{
	struct varlena *stored = (struct varlena *) DatumGetPointer(value);

	if (likely(VARATT_IS_SHORT(stored) || VARATT_IS_4B_U(stored)))
		return stored;
	return pg_detoast_datum_packed(stored);
}

#endif							/* SV_ENCODE_H */
