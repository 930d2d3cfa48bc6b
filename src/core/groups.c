/*
 * groups.c
 *		Groups of rows: a growable list of them, and the union-find that joins
 *		rows which match.
 *
 * Detectors that group rows (duplicates, splits, runs) say which rows belong
 * together; which rows that makes a group, and in which order groups and
 * members come out, is decided here once.  A tree's root is its smallest row,
 * so the outcome does not depend on the order in which rows were joined, and
 * groups come out by their first row with members ascending.  Path halving
 * without ranks costs O(log n) amortised a join (Tarjan and van Leeuwen, J. ACM
 * 31, 1984); keeping the smallest row as root is worth more here than the
 * inverse Ackermann bound.
 *
 * Nothing is given back between keys: a list and a forest grow to the largest
 * key seen and stay, so that millions of small keys cost no allocation.
 */
#include "core/groups.h"

/* Make room for `need` elements of `size` bytes; returns the array. */
void *
sv_core_room(void *array, size_t *room, size_t need, size_t size)
{
	size_t		wanted = Max(*room, 16);

	if (need <= *room)
		return array;
	while (wanted < need)
		wanted *= 2;
	array = array == NULL ? sv_core_alloc(wanted * size)
		: sv_core_realloc(array, wanted * size);
	*room = wanted;
	return array;
}

/* Forget all groups, keep the memory. */
void
sv_groups_clear(SvGroups *groups)
{
	groups->nmembers = 0;
	groups->ngroups = 0;
}

void
sv_groups_free(SvGroups *groups)
{
	if (groups->member != NULL)
		sv_core_free(groups->member);
	if (groups->start != NULL)
		sv_core_free(groups->start);
	memset(groups, 0, sizeof(*groups));
}

/* Add a row to the open group. */
void
sv_groups_add(SvGroups *groups, size_t row)
{
	groups->member = sv_core_room(groups->member, &groups->member_room,
								  groups->nmembers + 1, sizeof(size_t));
	groups->member[groups->nmembers++] = row;
}

/* End the open group. */
void
sv_groups_close(SvGroups *groups)
{
	groups->start = sv_core_room(groups->start, &groups->start_room,
								 groups->ngroups + 2, sizeof(size_t));
	groups->start[0] = 0;
	groups->start[++groups->ngroups] = groups->nmembers;
}

/* Make every one of nrows rows a tree of its own. */
void
sv_forest_reset(SvForest *forest, size_t nrows)
{
	size_t		room = forest->room;

	forest->parent = sv_core_room(forest->parent, &room, nrows, sizeof(size_t));
	forest->count = sv_core_room(forest->count, &forest->room, nrows,
								 sizeof(size_t));
	for (size_t i = 0; i < nrows; i++)
		forest->parent[i] = i;
	forest->nrows = nrows;
	forest->njoins = 0;
}

void
sv_forest_free(SvForest *forest)
{
	if (forest->parent != NULL)
		sv_core_free(forest->parent);
	if (forest->count != NULL)
		sv_core_free(forest->count);
	memset(forest, 0, sizeof(*forest));
}

static size_t
root(SvForest *forest, size_t row)
{
	size_t	   *parent = forest->parent;

	while (parent[row] != row)
	{
		parent[row] = parent[parent[row]];
		row = parent[row];
	}
	return row;
}

/* Are two rows in one tree already? */
bool
sv_forest_joined(SvForest *forest, size_t a, size_t b)
{
	return root(forest, a) == root(forest, b);
}

void
sv_forest_join(SvForest *forest, size_t a, size_t b)
{
	forest->njoins++;
	a = root(forest, a);
	b = root(forest, b);
	if (a < b)
		forest->parent[b] = a;
	else
		forest->parent[a] = b;
}

/*
 * Append the trees of at least `least` rows, by their first row, members
 * ascending.  The forest must be reset before it is used again.
 */
void
sv_forest_collect(SvForest *forest, size_t least, SvGroups *groups)
{
	size_t	   *place = forest->count;
	size_t		next = groups->nmembers;

	/* most keys have nothing to report */
	if (forest->njoins == 0 && least > 1)
		return;
	for (size_t i = 0; i < forest->nrows; i++)
	{
		forest->parent[i] = root(forest, i);
		place[i] = 0;
		place[forest->parent[i]]++;
	}

	/* a root's count becomes the place of its tree's first member */
	for (size_t i = 0; i < forest->nrows; i++)
	{
		size_t		length = place[i];

		if (forest->parent[i] != i)
			continue;
		if (length < least)
		{
			place[i] = SIZE_MAX;
			continue;
		}
		place[i] = next;
		next += length;
		groups->nmembers = next;
		sv_groups_close(groups);
	}

	groups->member = sv_core_room(groups->member, &groups->member_room, next,
								  sizeof(size_t));
	for (size_t i = 0; i < forest->nrows; i++)
	{
		size_t	   *at = &place[forest->parent[i]];

		if (*at != SIZE_MAX)
			groups->member[(*at)++] = i;
	}
}
