/*
 * arrears.h
 *		What is due and unpaid, and for how long?
 */
#ifndef SV_CORE_ARREARS_H
#define SV_CORE_ARREARS_H

#include "core/decimal.h"

/* An obligation; its amount is above zero. */
typedef struct SvDue
{
	int32		day;
	SvDecimal	amount;
	/* filled in: */
	SvDecimal	paid;
	bool		settled;
	int32		settled_on;		/* the day of the credit that settled it */
	uint64		first;			/* credits that paid it: first .. last, less */
	uint64		last;			/* those of which nothing is left; or none */
} SvDue;

/* A payment; below zero, one that is taken back. */
typedef struct SvCredit
{
	int32		day;
	SvDecimal	amount;
	SvDecimal	left;			/* filled in: what reversals leave of it */
} SvCredit;

#define SV_NO_CREDIT	PG_UINT64_MAX

extern bool sv_arrears(SvDue *dues, uint64 ndues, SvCredit *credits, uint64 ncredits);

#endif							/* SV_CORE_ARREARS_H */
