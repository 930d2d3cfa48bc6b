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

static void
fill_bytes(SvBytes *bytes, const char *data, Size length, uint64 hash)
{
	bytes->hash = hash;
	bytes->length = length;
	memcpy(bytes->data, data, length);
}

/* Bytes that do not fit in a word, kept with this row. */
static uint64
keep_in_row(SvEncoder *encoder, int column, const char *data, Size length)
{
	if (encoder->packing->tail_hash[column] == SV_TAIL_STORED)
	{
		uint64	   *hash = palloc(sizeof(uint64));

		*hash = encoder->key_hash;
		sv_encode_tail(encoder, (char *) hash, sizeof(uint64));
	}
	sv_encode_tail(encoder, data, length);
	encoder->unpacked += MAXALIGN(SV_BYTES_HEADER + length);
	return (uint64) SV_WORD_TAIL << 62 | (uint64) length;
}

/*
 * A value of a column that repeats: kept once in shared memory, as far as the
 * values seen last tell.  Where to look among those is chosen by the first and
 * last 8 bytes, because a good hash would cost more than the comparison.  The
 * place belongs to the value asked for from now on.
 */
static inline SvRecent *
find_recent(SvEncoder *encoder, int column, const char *data, Size length, bool *found)
{
	SvEnds		ends = sv_ends(data, length);
	SvRecent   *recent = &encoder->recent[column][sv_ends_hash(&ends) >> SV_RECENT_SHIFT];

	*found = recent->known && sv_ends_equal(&recent->ends, &ends) &&
		(length <= SV_ENDS_ALL || memcmp(recent->bytes->data, data, length) == 0);
	if (!*found)
	{
		recent->known = false;
		recent->ends = ends;
	}
	return recent;
}

/* A value that is not among the recent ones: where it is, or put it there. */
static bool
share_bytes(SvEncoder *encoder, SvRecent *recent, int column,
			const char *data, Size length, uint64 hash)
{
	SvCodes    *codes = encoder->packing->code[column];
	dsa_area   *area = encoder->writer->common;
	SvPointer	pointer;
	SvBytes    *bytes;
	int			code = sv_codes_find(codes, area, data, length, hash);

	if (code >= 0)
		bytes = sv_pointer_address(area, codes->value[code] & (SV_POINTER_LOCAL | SV_POINTER_MASK));
	else
	{
		bytes = sv_writer_share(encoder->writer, SV_BYTES_HEADER + length, &pointer);
		if (bytes == NULL)
			return false;
		fill_bytes(bytes, data, length, hash);
		code = sv_codes_add(codes, (uint64) SV_WORD_SHARED << 62 | pointer, hash);
	}
	recent->known = true;
	recent->bytes = bytes;
	recent->hash = hash;
	recent->slot = (uint64) SV_WORD_SHARED << 62 | (code >= 0 ? (uint64) code : pointer);
	return true;
}

/* The same, or in the row when there is no room for it. */
static uint64
keep_shared(SvEncoder *encoder, SvRecent *recent, int column,
			const char *data, Size length, uint64 hash)
{
	encoder->key_hash = hash;
	if (!share_bytes(encoder, recent, column, data, length, hash))
		return keep_in_row(encoder, column, data, length);
	return recent->slot;
}

/* Bytes of any column. */
static uint64
keep_bytes(SvEncoder *encoder, int column, const char *data, Size length, uint64 hash)
{
	SvRecent   *recent;
	bool		found;

	encoder->key_hash = hash;
	if (encoder->recent[column] == NULL)
		return keep_in_row(encoder, column, data, length);
	recent = find_recent(encoder, column, data, length, &found);
	if (found)
		return recent->slot;
	return keep_shared(encoder, recent, column, data, length, hash);
}

/*
 * A value of a column that repeats.  A word, too, takes fewer bytes as a number,
 * if there is one left; whoever unpacks it gets the word.
 */
static uint64
encode_repeated(SvEncoder *encoder, int column, const char *data, Size length)
{
	SvCodes    *codes = encoder->packing->code[column];
	bool		found;
	SvRecent   *recent = find_recent(encoder, column, data, length, &found);
	uint64		word;
	int			code;

	if (found)
	{
		encoder->key_hash = recent->hash;
		return recent->slot;
	}
	if (!sv_word_encode(data, length, &word))
		return keep_shared(encoder, recent, column, data, length,
						   hash_bytes_extended((const unsigned char *) data, (int) length, 0));
	code = sv_codes_find_word(codes, word);
	if (code < 0)
		code = sv_codes_add(codes, word, sv_mix(word));
	if (code < 0)
		return word;
	recent->known = length <= SV_ENDS_ALL;	/* beyond that there is nothing to
											 * compare */
	recent->bytes = NULL;
	recent->hash = encoder->key_hash = word;
	recent->slot = (uint64) SV_WORD_SHARED << 62 | (uint64) code;
	return recent->slot;
}

static inline uint64
encode_bytes(SvEncoder *encoder, int column, const char *data, Size length)
{
	uint64		word;

	if (encoder->recent[column])
		return encode_repeated(encoder, column, data, length);
	if (sv_word_encode(data, length, &word))
		return word;
	if (column >= encoder->packing->ngroup)
		return keep_in_row(encoder, column, data, length);	/* no hash is needed */
	return keep_bytes(encoder, column, data, length,
					  hash_bytes_extended((const unsigned char *) data, (int) length, 0));
}

uint64
sv_encode_text(SvEncoder *encoder, int column, Datum value)
{
	struct varlena *text = sv_plain(value);

	return encode_bytes(encoder, column, VARDATA_ANY(text), VARSIZE_ANY_EXHDR(text));
}

/* What fills up a character(n) does not belong to the key. */
static uint64
encode_bpchar(SvEncoder *encoder, int column, Datum value)
{
	struct varlena *text = sv_plain(value);
	const char *data = VARDATA_ANY(text);
	Size		length = VARSIZE_ANY_EXHDR(text);

	while (length > 0 && data[length - 1] == ' ')
		length--;
	return encode_bytes(encoder, column, data, length);
}

/* numeric keys by value: 1.50 is the key "1.5", whatever was written. */
static uint64
encode_numeric_key(SvEncoder *encoder, int column, Datum value)
{
	SvDecimal	decimal;
	char	   *text;

	if (sv_numeric_to_decimal(value, &decimal) == SV_NUMERIC_OK)
	{
		while (decimal.scale > 0 && decimal.unscaled % 10 == 0)
		{
			decimal.unscaled /= 10;
			decimal.scale--;
		}
		text = palloc(SV_DECIMAL_TEXT);
		return encode_bytes(encoder, column, text, sv_decimal_text(decimal, text));
	}
	text = numeric_normalize(DatumGetNumeric(value));
	return encode_bytes(encoder, column, text, strlen(text));
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
	{
		Datum	   *copy = palloc(sizeof(Datum));

		*copy = value;
		return keep_bytes(encoder, column, (char *) copy, sizeof(Datum), hash);
	}
	if (type->typlen == -1)
		value = PointerGetDatum(PG_DETOAST_DATUM(value));
	return keep_bytes(encoder, column, DatumGetPointer(value),
					  type->typlen > 0 ? type->typlen :
					  type->typlen == -1 ? VARSIZE(DatumGetPointer(value)) :
					  strlen(DatumGetCString(value)) + 1, hash);
}

/*
 * A key that is neither an integer nor text.  What this allocates is the
 * caller's row context's, and goes with the row.
 */
uint64
sv_encode_other_key(SvEncoder *encoder, int column, Datum value)
{
	switch (encoder->columns->column[column].encoding)
	{
		case SV_ENC_NUMERIC:
			return encode_numeric_key(encoder, column, value);
		case SV_ENC_BPCHAR:
			return encode_bpchar(encoder, column, value);
		case SV_ENC_UUID:
			return encode_bytes(encoder, column, DatumGetPointer(value), UUID_LEN);
		default:
			return encode_generic(encoder, column, value);
	}
}
