/*
 * sv_encode_key.c
 *		Keys of a query's row as slots of an SvRow.
 *
 * A key that is an integer or fits in a word is its slot.  Longer ones are
 * kept as bytes: in the row, or, in columns where few values repeat, once for
 * many rows.
 */
#include "supervise.h"

#include "common/hashfn.h"
#include "sv_encode.h"
#include "sv_numeric.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/numeric.h"
#include "utils/uuid.h"

/*
 * Bytes at the end of the row, aligned; the row's buffer may move.
 */
char *
sv_encode_tail(SvEncoder *encoder, Size size)
{
	Size		needed = encoder->used + MAXALIGN(size);
	char	   *place;

	if (unlikely(needed > encoder->room))
	{
		if (needed > SV_ROW_MAXIMUM)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("a row of argument \"%s\" is longer than %zu bytes",
							encoder->columns->query, (Size) SV_ROW_MAXIMUM),
					 errhint("Use a shorter key, such as its md5().")));
		encoder->room = Min(needed * 2, SV_ROW_MAXIMUM);
		encoder->buffer = repalloc_huge(encoder->buffer, encoder->room);
	}
	place = encoder->buffer + encoder->used;
	if (MAXALIGN(size) != size)
		memset(place + MAXALIGN(size) - MAXIMUM_ALIGNOF, 0, MAXIMUM_ALIGNOF);
	encoder->used = needed;
	return place;
}

static void
fill_bytes(SvBytes *bytes, const char *data, Size length, uint64 hash)
{
	bytes->hash = hash;
	bytes->length = length;
	memcpy(bytes->data, data, length);
}

/* Bytes that do not fit in a word, kept with this row. */
static uint64
keep_in_row(SvEncoder *encoder, const char *data, Size length, uint64 hash)
{
	SvBytes    *bytes = (SvBytes *) sv_encode_tail(encoder, SV_BYTES_HEADER + length);

	fill_bytes(bytes, data, length, hash);
	return (uint64) SV_WORD_TAIL << 62 | (uint64) ((char *) bytes - encoder->buffer);
}

/*
 * Bytes of a column that repeats: kept once in shared memory, as far as the
 * values seen last tell.  Where to look among those is chosen by a few bytes,
 * because a good hash would cost more than the comparison.
 */
static inline SvRecent *
find_recent(SvEncoder *encoder, int column, const char *data, Size length, bool *found)
{
	uint64		head = 0;
	uint64		end = 0;
	SvRecent   *recent;

	memcpy(&head, data, Min(length, 8));
	if (length > 8)
		memcpy(&end, data + length - 8, 8);
	recent = &encoder->recent[column][((head ^ (end << 1 | end >> 63) ^ length) *
									   UINT64CONST(0x9E3779B97F4A7C15)) >> SV_RECENT_SHIFT];
	*found = recent->bytes && recent->bytes->length == length &&
		memcmp(recent->bytes->data, data, length) == 0;
	return recent;
}

static uint64
keep_bytes(SvEncoder *encoder, int column, const char *data, Size length, uint64 hash)
{
	SvRecent   *recent;
	SvBytes    *bytes;
	bool		found;

	if (encoder->recent[column] == NULL)
		return keep_in_row(encoder, data, length, hash);
	recent = find_recent(encoder, column, data, length, &found);
	if (!found)
	{
		recent->bytes = NULL;
		bytes = sv_writer_share(encoder->writer, SV_BYTES_HEADER + length, &recent->pointer);
		if (bytes == NULL)
			return keep_in_row(encoder, data, length, hash);
		fill_bytes(bytes, data, length, hash);
		recent->bytes = bytes;
	}
	return (uint64) SV_WORD_SHARED << 62 | recent->pointer;
}

static inline uint64
encode_bytes(SvEncoder *encoder, int column, const char *data, Size length)
{
	uint64		word;

	if (sv_word_encode(data, length, &word))
		return word;
	if (encoder->recent[column])
	{
		bool		found;
		SvRecent   *recent = find_recent(encoder, column, data, length, &found);

		if (found)
			return (uint64) SV_WORD_SHARED << 62 | recent->pointer;
	}
	return keep_bytes(encoder, column, data, length,
					  hash_bytes_extended((const unsigned char *) data, (int) length, 0));
}

static uint64
encode_text(SvEncoder *encoder, int column, Datum value, bool trim)
{
	struct varlena *text = PG_DETOAST_DATUM_PACKED(value);
	const char *data = VARDATA_ANY(text);
	Size		length = VARSIZE_ANY_EXHDR(text);
	uint64		word;

	while (trim && length > 0 && data[length - 1] == ' ')
		length--;
	word = encode_bytes(encoder, column, data, length);
	if ((Pointer) text != DatumGetPointer(value))
		pfree(text);
	return word;
}

/* numeric keys by value: 1.50 is the key "1.5", whatever was written. */
static uint64
encode_numeric_key(SvEncoder *encoder, int column, Datum value)
{
	SvDecimal	decimal;
	char		digits[SV_DECIMAL_TEXT];
	char	   *text;
	uint64		word;

	if (sv_numeric_to_decimal(value, &decimal) == SV_NUMERIC_OK)
	{
		while (decimal.scale > 0 && decimal.unscaled % 10 == 0)
		{
			decimal.unscaled /= 10;
			decimal.scale--;
		}
		return encode_bytes(encoder, column, digits, sv_decimal_text(decimal, digits));
	}
	text = numeric_normalize(DatumGetNumeric(value));
	word = encode_bytes(encoder, column, text, strlen(text));
	pfree(text);
	return word;
}

/* Any other type: its value as it is, with the hash its type gives it. */
static uint64
encode_generic(SvEncoder *encoder, int column, Datum value)
{
	const SvColumn *type = &encoder->columns->column[column];
	uint64		hash = DatumGetUInt64(FunctionCall2Coll(&encoder->hash[column],
														type->collation, value,
														Int64GetDatum(0)));

	if (type->typbyval)
		return keep_bytes(encoder, column, (char *) &value, sizeof(Datum), hash);
	if (type->typlen == -1)
		value = PointerGetDatum(PG_DETOAST_DATUM(value));
	return keep_bytes(encoder, column, DatumGetPointer(value),
					  type->typlen > 0 ? type->typlen :
					  type->typlen == -1 ? VARSIZE(DatumGetPointer(value)) :
					  strlen(DatumGetCString(value)) + 1, hash);
}

SvProblem
sv_encode_key(SvEncoder *encoder, int column, Datum value, uint64 *slot)
{
	switch (encoder->columns->column[column].encoding)
	{
		case SV_ENC_INT2:
			*slot = (uint64) (int64) DatumGetInt16(value);
			break;
		case SV_ENC_INT4:
			*slot = (uint64) (int64) DatumGetInt32(value);
			break;
		case SV_ENC_INT8:
			*slot = (uint64) DatumGetInt64(value);
			break;
		case SV_ENC_NUMERIC:
			*slot = encode_numeric_key(encoder, column, value);
			break;
		case SV_ENC_TEXT:
			*slot = encode_text(encoder, column, value, false);
			break;
		case SV_ENC_BPCHAR:
			*slot = encode_text(encoder, column, value, true);
			break;
		case SV_ENC_UUID:
			*slot = encode_bytes(encoder, column, DatumGetPointer(value), UUID_LEN);
			break;
		default:
			*slot = encode_generic(encoder, column, value);
			break;
	}
	return SV_FINE;
}
