/*
 * sv_numeric.h
 *		Between numeric, as the server stores it, and SvDecimal.
 */
#ifndef SV_NUMERIC_H
#define SV_NUMERIC_H

#include "supervise.h"

#include "core/decimal.h"
#include "utils/numeric.h"

typedef enum SvNumericClass
{
	SV_NUMERIC_OK,
	SV_NUMERIC_NAN,
	SV_NUMERIC_INFINITE,
	SV_NUMERIC_TOO_MANY_DIGITS	/* more than SV_DECIMAL_DIGITS */
} SvNumericClass;

/* A stored numeric taken apart, its digits where they are. */
typedef struct SvNumericView
{
	bool		negative;
	int			dscale;			/* decimals shown */
	int			weight;			/* digit i counts 10000^(weight - i) */
	int			ndigits;		/* none at either end is zero; 0 for zero */
	const char *digits;			/* use sv_numeric_digit: not aligned */
} SvNumericView;

extern SvNumericClass sv_numeric_view(Datum value, SvNumericView *view);
extern bool sv_numeric_view_decimal(const SvNumericView *view, SvDecimal *decimal);
extern SvNumericClass sv_numeric_to_decimal(Datum value, SvDecimal *decimal);
extern double sv_numeric_to_double(Datum value);
extern Numeric sv_decimal_to_numeric(SvDecimal value);

/* Digit i in base 10000. */
static inline int
sv_numeric_digit(const SvNumericView *view, int i)
{
	int16		digit;

	memcpy(&digit, view->digits + i * sizeof(digit), sizeof(digit));
	return digit;
}

/* A base-10000 digit without its last n decimals. */
static inline int
sv_numeric_drop(int digit, int n)
{
	switch (n)
	{
		case 1:
			return digit / 10;
		case 2:
			return digit / 100;
		case 3:
			return digit / 1000;
		default:
			return digit;
	}
}

/*
 * Amounts of everyday size (up to 16 decimal digits, stored in a tuple in
 * numeric's short form), without a call.  False for all others, whatever they
 * are.
 */
static inline bool
sv_numeric_small(Datum value, int64 *unscaled, int *scale)
{
	static const int power[] = {1, 10, 100, 1000, 10000};
	const char *stored = DatumGetPointer(value);
	uint16		header;
	int			ndigits;
	int			weight;
	int			dscale;
	int			surplus;
	int64		result = 0;

	if (!VARATT_IS_1B(stored) || VARATT_IS_1B_E(stored))
		return false;
	memcpy(&header, VARDATA_1B(stored), sizeof(header));
	ndigits = (VARSIZE_1B(stored) - VARHDRSZ_SHORT) / sizeof(int16) - 1;
	weight = (header & 0x3F) - (header & 0x40); /* two's complement */
	dscale = (header >> 7) & 0x3F;
	if ((header & 0xC000) != 0x8000 || ndigits > 4 ||
		dscale > SV_DECIMAL_DIGITS || 4 * (weight + 1) + dscale > 16)
		return false;
	surplus = 4 * (ndigits - 1 - weight) - dscale;
	if (ndigits > 0)
	{
		const char *digits = VARDATA_1B(stored) + sizeof(header);
		int16		digit;

		for (int i = 0; i < ndigits - 1; i++)
		{
			memcpy(&digit, digits + i * sizeof(digit), sizeof(digit));
			result = result * 10000 + digit;
		}
		memcpy(&digit, digits + (ndigits - 1) * sizeof(digit), sizeof(digit));
		if (surplus >= 0)
			result = result * power[4 - surplus] + sv_numeric_drop(digit, surplus);
		else
		{
			result = result * 10000 + digit;
			for (; surplus < 0; surplus++)
				result *= 10;
		}
	}
	*unscaled = header & 0x2000 ? -result : result;
	*scale = dscale;
	return true;
}

#endif							/* SV_NUMERIC_H */
