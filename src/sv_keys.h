/*
 * sv_keys.h
 *		Keys of stored rows: equality, order, text.
 */
#ifndef SV_KEYS_H
#define SV_KEYS_H

#include "supervise.h"

#include "sv_column.h"
#include "sv_pack.h"
#include "sv_row.h"
#include "sv_store.h"

/* What has to be known of the queries of a call to compare their rows. */
typedef struct SvKeys
{
	MemoryContext context;
	SvColumns	columns[SV_MAX_INPUTS];
	SvPacking	packing[SV_MAX_INPUTS];
	dsa_area   *area[SV_MAX_INPUTS];	/* where shared values are, or NULL */
	int			ngroup;			/* grouping columns, the first ones */
	bool		unordered;		/* the rows of a group need no order */
	int			order[SV_MAX_INPUTS][SV_MAX_COLUMNS];	/* the others */
	FmgrInfo	output[SV_MAX_INPUTS][SV_MAX_COLUMNS];
	FmgrInfo	equal[SV_MAX_INPUTS][SV_MAX_COLUMNS];
} SvKeys;

extern void sv_keys_add_query(SvKeys *keys, int query, const int *order, int norder);
extern void sv_keys_attach_query(SvKeys *keys, int query, const int *order, dsa_area *area);
extern bool sv_keys_equal(SvKeys *keys, const SvRow *a, const SvRow *b, int column);
extern uint64 sv_keys_hash(const SvKeys *keys, const SvRow *row, int column);
extern int	sv_keys_compare(SvKeys *keys, const SvRow *a, const SvRow *b, int column);
extern bool sv_keys_same_group(SvKeys *keys, const SvRow *a, const SvRow *b);
extern int	sv_keys_compare_rows(SvKeys *keys, const SvRow *a, const SvRow *b);
extern char *sv_keys_text(SvKeys *keys, const SvRow *row, int column, Size *length);
extern Datum sv_keys_text_datum(SvKeys *keys, const SvRow *row, int column);

#endif							/* SV_KEYS_H */
