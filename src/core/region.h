/*
 * region.h
 *		Which codes of administrative divisions ever existed.
 */
#ifndef SV_REGION_H
#define SV_REGION_H

#include "core/core.h"

typedef enum SvRegion
{
	SV_REGION_NONE,				/* no code ever began with these four digits */
	SV_REGION_UNLISTED,			/* the prefecture is known, the county is not */
	SV_REGION_WITHDRAWN,		/* was in force, is no more */
	SV_REGION_CURRENT
} SvRegion;

extern SvRegion sv_region(int province, int prefecture, int county,
						  int *withdrawn);
extern bool sv_region_province(int province);

#endif							/* SV_REGION_H */
