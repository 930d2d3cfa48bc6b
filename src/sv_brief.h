/*
 * sv_brief.h
 *		Rows in brief: as much of them as tells whether a group can be found.
 */
#ifndef SV_BRIEF_H
#define SV_BRIEF_H

#include "supervise.h"

#include "sv_keys.h"
#include "sv_store.h"

typedef struct SvBrief
{
	uint64		group;			/* the hash of its group */
	int32		first;			/* its period, or day */
	int32		last;
	uint64		place;			/* the packed row and, above its address, the
								 * number of the label */
} SvBrief;

StaticAssertDecl(sizeof(SvBrief) == 24, "no filler");

/* The label of a row where there are too many different ones to number. */
#define SV_LABEL_UNKNOWN	65535

/* Addresses of processes have 47 bits. */
#define SV_BRIEF_ADDRESS	48

static inline const char *
sv_brief_packed(const SvBrief *brief)
{
	return (const char *) (uintptr_t) (brief->place & ((UINT64CONST(1) << SV_BRIEF_ADDRESS) - 1));
}

static inline uint32
sv_brief_label(const SvBrief *brief)
{
	return (uint32) (brief->place >> SV_BRIEF_ADDRESS);
}

/* Columns in brief, -1 for none: the same in all queries that have them. */
typedef struct SvBriefColumns
{
	int			period;
	int			label;
} SvBriefColumns;

/* Told of every new label: its number and its text. */
typedef void (*SvLabelCallback) (void *state, uint32 label, const char *text, Size length);

typedef struct SvBriefer SvBriefer;

extern SvBriefer *sv_briefer_create(SvKeys *keys, SvStore *store, SvBriefColumns columns,
									SvLabelCallback on_label, void *state);
extern Size sv_brief_memory(const SvStore *store, int partition);
extern SvBrief *sv_brief_partition(SvBriefer *briefer, int partition, uint64 *count);
extern bool sv_brief_exact(const SvBriefer *briefer);
extern bool sv_brief_same_group(SvBriefer *briefer, const SvBrief *a, const SvBrief *b);

#endif							/* SV_BRIEF_H */
