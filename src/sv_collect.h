/*
 * sv_collect.h
 *		Run a query and keep its rows: in parallel where the plan allows.
 */
#ifndef SV_COLLECT_H
#define SV_COLLECT_H

#include "supervise.h"

#include "storage/dsm.h"
#include "sv_call.h"
#include "sv_encode.h"

/* What reading one query gave. */
typedef struct SvCollected
{
	uint64		rows;
	uint64		skipped[SV_MAX_COLUMNS][SV_PROBLEMS];
	int			workers;
	dsm_segment *segment;		/* holds the rows, or NULL */
	dsa_area   *area;			/* in it, or NULL: what rows have in common */
	dsa_area  **rows_area;		/* and their own, of each who read */
	int			nareas;
} SvCollected;

/* How the rows of a query are to be kept. */
typedef struct SvReading
{
	int			input;			/* the query's number */
	const SvColumns *columns;
	SvPacking  *packing;
	SvOnly		only;
	bool		skip_invalid;
	Size		limit;			/* bytes of memory, in all processes */
} SvReading;

extern void sv_collect_init(void);
extern void sv_collect(SvCollected *collected, SvStore *store, SvCall *call,
					   const SvQuery *query, const SvReading *reading);
extern void sv_collected_attach(SvCollected *collected, dsm_handle handle,
								SvStore *store, SvColumns *columns, SvPacking *packing);
extern SharedFileSet *sv_collected_files(const SvCollected *collected);
extern void sv_collect_release_rows(SvCollected *collected);
extern void sv_collect_release(SvCollected *collected);

#endif							/* SV_COLLECT_H */
