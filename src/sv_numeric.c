/*
 * sv_numeric.c
 *		Between numeric, as the server stores it, and SvDecimal.
 *
 * Casting a numeric (to float8, text or int8) costs a function call, an
 * allocation and a copy that aligns it: 90 to 130 ns.  Reading its digits where
 * they lie, in the tuple, costs 2 to 3.  The stored form is private to
 * numeric.c but cannot change without a dump and restore of every database;
 * regress/sql/benford.sql goes through its variants.  It is
 *
 *		header	bits 15,14	11 special: NaN, or an infinity
 *							10 short form: bit 13 sign, 12..7 dscale,
 *							   6..0 weight in two's complement
 *							00, 01 long form: positive, negative;
 *							   13..0 dscale; a second int16 is the weight
 *		digits	int16 each, base 10000, most significant first, without
 *				zeros at either end
 */
#include "sv_numeric.h"

#include "utils/builtins.h"

#define HEADER_FORM			0xC000
#define FORM_SPECIAL		0xC000
#define FORM_SHORT			0x8000
#define FORM_LONG_NEGATIVE	0x4000
#define SPECIAL_KIND		0xF000
#define SPECIAL_NAN			0xC000
#define LONG_DSCALE			0x3FFF
#define SHORT_NEGATIVE		0x2000
#define SHORT_DSCALE		0x1F80
#define SHORT_DSCALE_SHIFT	7
#define SHORT_WEIGHT_SIGN	0x0040
#define SHORT_WEIGHT		0x003F

/*
 * Take a numeric apart.  Nothing is copied unless the value is compressed or
 * out of line.
 */
SvNumericClass
sv_numeric_view(Datum value, SvNumericView *view)
{
	struct varlena *stored = PG_DETOAST_DATUM_PACKED(value);
	const char *data = VARDATA_ANY(stored);
	int			length = VARSIZE_ANY_EXHDR(stored);
	uint16		header;

	memcpy(&header, data, sizeof(header));
	data += sizeof(header);
	length -= sizeof(header);
	switch (header & HEADER_FORM)
	{
		case FORM_SPECIAL:
			return (header & SPECIAL_KIND) == SPECIAL_NAN ?
				SV_NUMERIC_NAN : SV_NUMERIC_INFINITE;
		case FORM_SHORT:
			view->negative = (header & SHORT_NEGATIVE) != 0;
			view->dscale = (header & SHORT_DSCALE) >> SHORT_DSCALE_SHIFT;
			view->weight = header & SHORT_WEIGHT;
			if (header & SHORT_WEIGHT_SIGN)
				view->weight |= ~SHORT_WEIGHT;
			break;
		default:
			{
				int16		weight;

				memcpy(&weight, data, sizeof(weight));
				data += sizeof(weight);
				length -= sizeof(weight);
				view->negative = (header & HEADER_FORM) == FORM_LONG_NEGATIVE;
				view->dscale = header & LONG_DSCALE;
				view->weight = weight;
			}
	}
	view->digits = data;
	view->ndigits = length / sizeof(int16);
	return SV_NUMERIC_OK;
}

/* The exact value of any length, without its sign; false beyond 38 digits. */
static bool
long_value(const SvNumericView *view, int surplus, SvDecimal *value)
{
	static const int power[] = {1, 10, 100, 1000};
	int128		unscaled = 0;

	for (int i = 0; i < view->ndigits; i++)
	{
		int			digit = sv_numeric_digit(view, i);
		int			factor = 10000;

		if (i == view->ndigits - 1 && surplus > 0)
		{
			Assert(surplus < 4);
			factor = power[4 - surplus];
			digit /= power[surplus];
		}
		if (__builtin_mul_overflow(unscaled, factor, &unscaled) ||
			__builtin_add_overflow(unscaled, digit, &unscaled))
			return false;
	}
	value->unscaled = unscaled;
	value->scale = view->dscale;
	if (view->ndigits > 0 && surplus < 0)
	{
		value->scale = view->dscale + surplus;
		return sv_decimal_rescale(value, view->dscale);
	}
	return unscaled <= SV_DECIMAL_LIMIT;
}

/*
 * The exact value, with numeric's own scale.  Where that takes more than 38
 * digits, counting the decimals shown, nothing is rounded, it is false and
 * *decimal is not set.
 */
bool
sv_numeric_view_decimal(const SvNumericView *view, SvDecimal *decimal)
{
	SvDecimal	value = {0, view->dscale};
	int64		small;
	int			surplus;

	if (likely(sv_numeric_small(view, &small)))
	{
		decimal->unscaled = view->negative ? -small : small;
		decimal->scale = view->dscale;
		return true;
	}
	/* the first digit alone has at least one place left of 4 * weight */
	if (view->dscale > SV_DECIMAL_DIGITS ||
		(view->ndigits > 0 &&
		 4 * view->weight + 1 + view->dscale > SV_DECIMAL_DIGITS))
		return false;

	/* decimal places of the last digit beyond those shown; they are zeros */
	surplus = 4 * (view->ndigits - 1 - view->weight) - view->dscale;
	if (!long_value(view, surplus, &value))
		return false;
	*decimal = view->negative ? sv_decimal_negate(value) : value;
	return true;
}

SvNumericClass
sv_numeric_to_decimal(Datum value, SvDecimal *decimal)
{
	SvNumericView view;
	SvNumericClass class = sv_numeric_view(value, &view);

	if (class == SV_NUMERIC_OK && !sv_numeric_view_decimal(&view, decimal))
		return SV_NUMERIC_TOO_MANY_DIGITS;
	return class;
}

/*
 * The nearest double, as numeric's cast gives it, or NaN, or an infinity.  The
 * cast goes through text.  An integer below 2^53 and a power of ten up to 10^22
 * are doubles themselves, so their quotient is the nearest double already.
 */
double
sv_numeric_to_double(Datum value)
{
	static const double power[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
		1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
	};
	const int128 exact = INT64CONST(1) << 53;
	SvDecimal	decimal;

	if (sv_numeric_to_decimal(value, &decimal) == SV_NUMERIC_OK &&
		decimal.scale < lengthof(power) &&
		decimal.unscaled <= exact && decimal.unscaled >= -exact)
		return (double) (int64) decimal.unscaled / power[decimal.scale];
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow, value));
}

/* The same value as a numeric of the same scale. */
Numeric
sv_decimal_to_numeric(SvDecimal value)
{
	char		text[SV_DECIMAL_TEXT];

	if (value.unscaled >= PG_INT64_MIN && value.unscaled <= PG_INT64_MAX)
		return int64_div_fast_to_numeric((int64) value.unscaled, value.scale);
	sv_decimal_text(value, text);
	return DatumGetNumeric(DirectFunctionCall3(numeric_in, CStringGetDatum(text),
											   ObjectIdGetDatum(InvalidOid),
											   Int32GetDatum(-1)));
}
