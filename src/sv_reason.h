/*
 * sv_reason.h
 *		Why a row was found, in one sentence of the reader's language.
 *
 *		static const SvReasonTemplate template = {
 *			"$1 add up to $2.", "$1合计$2。"
 *		};
 *		SvReasonValue values[] = {
 *			sv_reason_text(names), sv_reason_amount(sum)
 *		};
 *
 *		return sv_reason(&template, values);
 */
#ifndef SV_REASON_H
#define SV_REASON_H

#include "supervise.h"

#include "core/decimal.h"
#include "utils/date.h"

typedef enum SvLanguage
{
	SV_ENGLISH,
	SV_CHINESE,
	SV_LANGUAGES
} SvLanguage;

/* supervise.language */
extern int	sv_language;

/* $1 to $9 stand for the values; all of it in UTF-8. */
typedef struct SvReasonTemplate
{
	const char *text[SV_LANGUAGES];
} SvReasonTemplate;

typedef enum SvReasonKind
{
	SV_REASON_COUNT,			/* 1,204 */
	SV_REASON_DAYS,				/* 1 day, 30 days; 30天 */
	SV_REASON_DAY,				/* 5 Mar 2024; 2024年3月5日 */
	SV_REASON_AMOUNT,			/* 12,345.60 */
	SV_REASON_PERCENT,			/* of a share: 12.5% */
	SV_REASON_TEXT				/* as it is */
} SvReasonKind;

typedef struct SvReasonValue
{
	SvReasonKind kind;
	int64		number;			/* of a count, days or a day */
	SvDecimal	amount;
	double		share;
	const char *text;
} SvReasonValue;

extern void sv_reason_init(void);
extern Datum sv_reason(const SvReasonTemplate *template, const SvReasonValue *values);

static inline SvReasonValue
sv_reason_count(int64 count)
{
	return (SvReasonValue)
	{
		.kind = SV_REASON_COUNT,.number = count
	};
}

static inline SvReasonValue
sv_reason_days(int64 days)
{
	return (SvReasonValue)
	{
		.kind = SV_REASON_DAYS,.number = days
	};
}

static inline SvReasonValue
sv_reason_day(DateADT day)
{
	return (SvReasonValue)
	{
		.kind = SV_REASON_DAY,.number = day
	};
}

static inline SvReasonValue
sv_reason_amount(SvDecimal amount)
{
	return (SvReasonValue)
	{
		.kind = SV_REASON_AMOUNT,.amount = amount
	};
}

static inline SvReasonValue
sv_reason_percent(double share)
{
	return (SvReasonValue)
	{
		.kind = SV_REASON_PERCENT,.share = share
	};
}

static inline SvReasonValue
sv_reason_text(const char *text)
{
	return (SvReasonValue)
	{
		.kind = SV_REASON_TEXT,.text = text
	};
}

#endif							/* SV_REASON_H */
