/*
 * sample.h
 *		Random data for unit tests: the same on every machine and run.
 */
#ifndef SV_SAMPLE_H
#define SV_SAMPLE_H

#include "core/decimal.h"

static uint64 sample_state = UINT64CONST(0x5375706572766973);

/* A number from 0 to below - 1 (xorshift64*). */
static inline int64
sample(int64 below)
{
	sample_state ^= sample_state >> 12;
	sample_state ^= sample_state << 25;
	sample_state ^= sample_state >> 27;
	return (int64) ((sample_state * UINT64CONST(0x2545F4914F6CDD1D)) >> 33) % below;
}

/* An amount from low to high in whole units, written with 0 to 2 decimals. */
static inline SvDecimal
sample_amount(int64 low, int64 high)
{
	SvDecimal	amount = sv_decimal_from_int64(low + sample(high - low + 1));

	(void) sv_decimal_rescale(&amount, (int) sample(3));
	return amount;
}

#endif							/* SV_SAMPLE_H */
