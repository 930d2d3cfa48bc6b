/*
 * binomial.h
 *		The tail of the binomial distribution, from arithmetic alone.
 */
#ifndef SV_BINOMIAL_H
#define SV_BINOMIAL_H

#include "core/core.h"

extern double sv_binomial_tail(int64 n, int64 k, double p);

#endif							/* SV_BINOMIAL_H */
