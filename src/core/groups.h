/*
 * groups.h
 *		Groups of rows: a growable list of them, and the union-find that joins
 *		rows which match.
 */
#ifndef SV_GROUPS_H
#define SV_GROUPS_H

#include "core/core.h"

/*
 * Groups of row positions, one after the other.  Group g holds
 * member[start[g]] to member[start[g + 1] - 1]; what was added after the last
 * sv_groups_close is the open group.  Zeroed memory is an empty list.
 */
typedef struct SvGroups
{
	size_t	   *member;
	size_t	   *start;			/* ngroups + 1 of them once a group is closed */
	size_t		nmembers;
	size_t		ngroups;
	size_t		member_room;
	size_t		start_room;
} SvGroups;

extern void sv_groups_clear(SvGroups *groups);
extern void sv_groups_free(SvGroups *groups);
extern void sv_groups_add(SvGroups *groups, size_t row);
extern void sv_groups_close(SvGroups *groups);

static inline const size_t *
sv_groups_members(const SvGroups *groups, size_t g)
{
	return groups->member + groups->start[g];
}

static inline size_t
sv_groups_length(const SvGroups *groups, size_t g)
{
	return groups->start[g + 1] - groups->start[g];
}

/* Rows joined into trees.  Zeroed memory is an empty forest. */
typedef struct SvForest
{
	size_t	   *parent;			/* never larger than the row itself */
	size_t	   *count;
	size_t		nrows;
	size_t		njoins;			/* 0: every row is alone */
	size_t		room;
} SvForest;

extern void sv_forest_reset(SvForest *forest, size_t nrows);
extern void sv_forest_free(SvForest *forest);
extern bool sv_forest_joined(SvForest *forest, size_t a, size_t b);
extern void sv_forest_join(SvForest *forest, size_t a, size_t b);
extern void sv_forest_collect(SvForest *forest, size_t least, SvGroups *groups);

extern void *sv_core_room(void *array, size_t *room, size_t need, size_t size);

#endif							/* SV_GROUPS_H */
