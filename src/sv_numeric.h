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
 * The exact value of up to 16 digits, those shown among them, without its sign:
 * nearly all amounts there are.  In 64 bits, and without dividing by what the
 * compiler does not know.  False for longer ones.
 */
static inline bool
sv_numeric_small(const SvNumericView *view, int64 *value)
{
	static const int power[] = {1, 10, 100, 1000, 10000};
	int			last = view->ndigits - 1;
	int			surplus = 4 * (last - view->weight) - view->dscale; /* zeros not shown */
	int64		result = 0;

	if (view->ndigits > 4 || view->dscale > SV_DECIMAL_DIGITS ||
		4 * (view->weight + 1) + view->dscale > 16)
		return false;
	for (int i = 0; i < last; i++)
		result = result * 10000 + sv_numeric_digit(view, i);
	if (last >= 0 && surplus >= 0)
		result = result * power[4 - surplus] + sv_numeric_drop(sv_numeric_digit(view, last), surplus);
	else if (last >= 0)
	{
		result = result * 10000 + sv_numeric_digit(view, last);
		for (; surplus < 0; surplus++)
			result *= 10;
	}
	*value = result;
	return true;
}

#endif							/* SV_NUMERIC_H */
