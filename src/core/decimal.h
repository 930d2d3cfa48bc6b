/*
 * decimal.h
 *		Exact decimal amounts of up to 38 digits.
 */
#ifndef SV_DECIMAL_H
#define SV_DECIMAL_H

#include "core/core.h"

#define SV_DECIMAL_DIGITS	38	/* most digits a value may have */
#define SV_DECIMAL_TEXT		48	/* a buffer for sv_decimal_text */

/* The largest magnitude of "unscaled": 10^38 - 1. */
#define SV_DECIMAL_POWER_19	((int128) INT64CONST(10000000000) * INT64CONST(1000000000))
#define SV_DECIMAL_LIMIT	(SV_DECIMAL_POWER_19 * SV_DECIMAL_POWER_19 - 1)

/* The value is unscaled / 10^scale; scale is what numeric calls dscale. */
typedef struct SvDecimal
{
	int128		unscaled;
	int32		scale;			/* 0 .. SV_DECIMAL_DIGITS */
} SvDecimal;

extern SvDecimal sv_decimal_from_int64(int64 value);
extern bool sv_decimal_rescale(SvDecimal *value, int scale);
extern bool sv_decimal_add(SvDecimal *sum, SvDecimal value);
extern bool sv_decimal_subtract(SvDecimal *difference, SvDecimal value);
extern int	sv_decimal_compare(SvDecimal a, SvDecimal b);
extern int	sv_decimal_text(SvDecimal value, char *buffer);

static inline SvDecimal
sv_decimal_negate(SvDecimal value)
{
	value.unscaled = -value.unscaled;
	return value;
}

static inline int
sv_decimal_sign(SvDecimal value)
{
	return (value.unscaled > 0) - (value.unscaled < 0);
}

#endif							/* SV_DECIMAL_H */
