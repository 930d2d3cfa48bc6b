/*
 * sv_datum.h
 *		Values of results that several detectors return.
 */
#ifndef SV_DATUM_H
#define SV_DATUM_H

#include "supervise.h"

#include "sv_row.h"

extern Datum sv_text_array(Datum *texts, uint64 n);
extern Datum sv_period_datum(SvPeriod period);
extern Datum sv_amount_datum(SvDecimal amount);
extern void sv_sum_overflow(void) pg_attribute_noreturn();

#endif							/* SV_DATUM_H */
