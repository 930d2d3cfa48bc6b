/*
 * collector.h
 *		Who receives for many others?
 */
#ifndef SV_CORE_COLLECTOR_H
#define SV_CORE_COLLECTOR_H

#include "core/core.h"

#define SV_NOBODY	PG_UINT64_MAX

/* Something received, by one payee. */
typedef struct SvReceived
{
	int32		day;			/* not looked at when no time limit is given */
	uint64		beneficiary;	/* equal numbers are one person; below n */
	uint64		household;		/* the same, or SV_NOBODY */
} SvReceived;

/* What is found: rows first .. last. */
typedef struct SvCollection
{
	uint64		first;
	uint64		last;
	uint64		beneficiaries;
	uint64		households;
} SvCollection;

typedef void (*SvCollectionFound) (const SvCollection *found, void *arg);

extern void sv_collections(const SvReceived *rows, uint64 n, uint64 least,
						   int32 within, SvCollectionFound found, void *arg);

#define SV_EVER		(-1)		/* within: no time limit */

#endif							/* SV_CORE_COLLECTOR_H */
