/*
 * sv_encode_number.c
 *		Numbers of a query's row as slots of an SvRow.
 *
 * Amounts are exact decimals, whatever type they come in.  Those of the kind
 * that a ledger has, short numerics, are encoded in sv_encode.c.
 */
#include "supervise.h"

#include <math.h>

#include "common/shortest_dec.h"
#include "sv_encode.h"
#include "sv_numeric.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

/* The shortest text that is this float: 0.1 is 0.1, not what is stored. */
static SvProblem
float_decimal(double value, bool single, SvDecimal *decimal)
{
	char		text[DOUBLE_SHORTEST_DECIMAL_LEN];
	SvNumericClass class;

	if (isnan(value))
		return SV_NOT_A_NUMBER;
	if (isinf(value))
		return SV_INFINITE;
	if (single)
		float_to_shortest_decimal_buf((float) value, text);
	else
		double_to_shortest_decimal_buf(value, text);
	class = sv_numeric_to_decimal(DirectFunctionCall3(numeric_in, CStringGetDatum(text),
													  ObjectIdGetDatum(InvalidOid),
													  Int32GetDatum(-1)), decimal);
	return class == SV_NUMERIC_OK ? SV_FINE : SV_TOO_MANY_DIGITS;
}

static SvProblem
number_decimal(SvEncoding encoding, Datum value, SvDecimal *decimal)
{
	switch (encoding)
	{
		case SV_ENC_INT2:
			*decimal = sv_decimal_from_int64(DatumGetInt16(value));
			return SV_FINE;
		case SV_ENC_INT4:
			*decimal = sv_decimal_from_int64(DatumGetInt32(value));
			return SV_FINE;
		case SV_ENC_INT8:
			*decimal = sv_decimal_from_int64(DatumGetInt64(value));
			return SV_FINE;
		case SV_ENC_FLOAT4:
			return float_decimal(DatumGetFloat4(value), true, decimal);
		case SV_ENC_FLOAT8:
			return float_decimal(DatumGetFloat8(value), false, decimal);
		default:
			break;
	}
	switch (sv_numeric_to_decimal(value, decimal))
	{
		case SV_NUMERIC_OK:
			return SV_FINE;
		case SV_NUMERIC_NAN:
			return SV_NOT_A_NUMBER;
		case SV_NUMERIC_INFINITE:
			return SV_INFINITE;
		case SV_NUMERIC_TOO_MANY_DIGITS:
			break;
	}
	return SV_TOO_MANY_DIGITS;
}

/* An amount that is no short numeric: another type, or wide. */
SvProblem
sv_encode_any_amount(SvEncoder *encoder, SvEncoding encoding, Datum value, uint64 *slot)
{
	const int128 small = (int128) 1 << 56;
	SvDecimal	decimal;
	SvProblem	problem = number_decimal(encoding, value, &decimal);
	SvWideAmount *wide;

	if (problem != SV_FINE)
		return problem;
	if (likely(decimal.unscaled > -small && decimal.unscaled < small))
	{
		*slot = (uint64) ((int64) decimal.unscaled * 128) | (uint64) decimal.scale << 1;
		return SV_FINE;
	}
	wide = palloc(sizeof(SvWideAmount));
	wide->low = (uint64) decimal.unscaled;
	wide->high = (int64) (decimal.unscaled >> 64);
	wide->scale = decimal.scale;
	sv_encode_tail(encoder, (char *) wide, sizeof(SvWideAmount));
	encoder->unpacked += MAXALIGN(sizeof(SvWideAmount));
	*slot = 1;
	return SV_FINE;
}

SvProblem
sv_encode_real(SvEncoding encoding, Datum value, uint64 *slot)
{
	double		real;

	switch (encoding)
	{
		case SV_ENC_INT2:
			real = DatumGetInt16(value);
			break;
		case SV_ENC_INT4:
			real = DatumGetInt32(value);
			break;
		case SV_ENC_INT8:
			real = (double) DatumGetInt64(value);
			break;
		case SV_ENC_FLOAT4:
			real = DatumGetFloat4(value);
			break;
		case SV_ENC_FLOAT8:
			real = DatumGetFloat8(value);
			break;
		default:
			real = sv_numeric_to_double(value);
			break;
	}
	if (isnan(real))
		return SV_NOT_A_NUMBER;
	if (isinf(real))
		return SV_INFINITE;
	memcpy(slot, &real, sizeof(real));
	return SV_FINE;
}
