/*
 * decimal.c
 *		Exact decimal amounts of up to 38 digits.
 *
 * Money is never a float here, and numeric's own arithmetic costs an
 * allocation and a call per row.  A 128-bit integer with a decimal scale holds
 * every sum a ledger can reach (38 digits; the public debt of the world in
 * hundredths has 17), adds in a few instructions, and compares exactly.
 * Operations that would need a 39th digit return false and leave their target
 * as it was: the caller reports it, nothing is ever rounded.
 *
 * A sum takes the larger scale of its parts, as numeric's sum() does, so that
 * 1.5 + 2.50 is 4.00 in both.
 */
#include "core/decimal.h"

static int128
power_of_ten(int exponent)
{
	int128		power = 1;

	Assert(exponent >= 0 && exponent <= SV_DECIMAL_DIGITS);
	while (exponent >= 18)
	{
		power *= INT64CONST(1000000000000000000);
		exponent -= 18;
	}
	while (exponent-- > 0)
		power *= 10;
	return power;
}

SvDecimal
sv_decimal_from_int64(int64 value)
{
	SvDecimal	result = {value, 0};

	return result;
}

/* Write value with more decimals; false when it does not fit in 38 digits. */
bool
sv_decimal_rescale(SvDecimal *value, int scale)
{
	int128		factor;
	int128		unscaled;

	Assert(scale >= value->scale);
	if (scale == value->scale)
		return true;
	if (scale > SV_DECIMAL_DIGITS)
		return false;
	factor = power_of_ten(scale - value->scale);
	if (__builtin_mul_overflow(value->unscaled, factor, &unscaled) ||
		unscaled > SV_DECIMAL_LIMIT || unscaled < -SV_DECIMAL_LIMIT)
		return false;
	value->unscaled = unscaled;
	value->scale = scale;
	return true;
}

bool
sv_decimal_add(SvDecimal *sum, SvDecimal value)
{
	SvDecimal	left = *sum;
	int			scale = Max(left.scale, value.scale);
	int128		total;

	/* amounts of one column have one scale, as a rule */
	if (unlikely(left.scale != value.scale) &&
		(!sv_decimal_rescale(&left, scale) || !sv_decimal_rescale(&value, scale)))
		return false;
	/* 2 * 10^38 is more than 2^127 */
	if (__builtin_add_overflow(left.unscaled, value.unscaled, &total) ||
		total > SV_DECIMAL_LIMIT || total < -SV_DECIMAL_LIMIT)
		return false;
	sum->unscaled = total;
	sum->scale = scale;
	return true;
}

bool
sv_decimal_subtract(SvDecimal *difference, SvDecimal value)
{
	return sv_decimal_add(difference, sv_decimal_negate(value));
}

/*
 * Compare by value: 1.0 equals 1.00.  Where one side cannot be written with
 * the other's scale, it has more than 38 digits there and is the larger one in
 * magnitude, so its sign decides.
 */
int
sv_decimal_compare(SvDecimal a, SvDecimal b)
{
	int			scale = Max(a.scale, b.scale);

	if (unlikely(a.scale != b.scale))
	{
		if (!sv_decimal_rescale(&a, scale))
			return sv_decimal_sign(a);
		if (!sv_decimal_rescale(&b, scale))
			return -sv_decimal_sign(b);
	}
	return (a.unscaled > b.unscaled) - (a.unscaled < b.unscaled);
}

/*
 * Write value as numeric's output does, into a buffer of SV_DECIMAL_TEXT
 * bytes; returns the length.
 */
int
sv_decimal_text(SvDecimal value, char *buffer)
{
	char		reversed[SV_DECIMAL_TEXT];
	int			n = 0;
	int			digit = 0;
	int			length = 0;
	int128		wide = value.unscaled < 0 ? -value.unscaled : value.unscaled;
	uint64		rest;

	/* from the last digit, at least up to the units */
	for (; wide > (int128) PG_UINT64_MAX; digit++, wide /= 10)
	{
		if (digit > 0 && digit == value.scale)
			reversed[n++] = '.';
		reversed[n++] = (char) ('0' + (int) (wide % 10));
	}
	/* nearly always all of it: dividing 128 bits takes ten times as long */
	rest = (uint64) wide;
	for (; digit <= value.scale || rest > 0; digit++, rest /= 10)
	{
		if (digit > 0 && digit == value.scale)
			reversed[n++] = '.';
		reversed[n++] = (char) ('0' + (int) (rest % 10));
	}
	if (value.unscaled < 0)
		buffer[length++] = '-';
	while (n > 0)
		buffer[length++] = reversed[--n];
	buffer[length] = '\0';
	return length;
}
