/*
 * sv_reason.h
 *		The sentence that says why a row was found, in the reader's language.
 */
#ifndef SV_REASON_H
#define SV_REASON_H

#include "supervise.h"

#include "core/decimal.h"
#include "sv_row.h"

typedef enum SvLanguage
{
	SV_ENGLISH,
	SV_CHINESE
} SvLanguage;

extern int	sv_language;

extern void sv_reason_init(void);
extern char *sv_reason_day(int32 day);
extern char *sv_reason_period(SvPeriod period);
extern char *sv_reason_amount(SvDecimal amount);
extern char *sv_reason_list(Datum *texts, int n);

#endif							/* SV_REASON_H */
