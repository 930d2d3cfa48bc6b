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

#endif							/* SV_NUMERIC_H */
