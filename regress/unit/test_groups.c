/*
 * test_groups.c
 *		Union-find against labels that are rewritten at every join.
 */
#include "core/groups.h"
#include "sample.h"
#include "tap.h"

#define ROWS	60

/* Every group of the forest is one label's rows in order, and none is missed. */
static bool
same_groups(SvForest *forest, SvGroups *groups, const size_t *label, size_t least)
{
	size_t		expected = 0;
	size_t		size[ROWS] = {0};

	for (size_t i = 0; i < forest->nrows; i++)
		size[label[i]]++;
	for (size_t i = 0; i < forest->nrows; i++)
		expected += size[i] >= least;

	sv_groups_clear(groups);
	sv_forest_collect(forest, least, groups);
	if (groups->ngroups != expected)
		return false;
	for (size_t g = 0; g < groups->ngroups; g++)
	{
		const size_t *member = sv_groups_members(groups, g);
		size_t		length = sv_groups_length(groups, g);

		if (length < least || length != size[label[member[0]]])
			return false;
		for (size_t i = 1; i < length; i++)
		{
			if (member[i] <= member[i - 1] || label[member[i]] != label[member[0]])
				return false;
		}
		if (g > 0 && member[0] <= sv_groups_members(groups, g - 1)[0])
			return false;
	}
	return true;
}

static bool
random_joins(SvForest *forest, SvGroups *groups)
{
	size_t		label[ROWS];
	size_t		nrows = 1 + sample(ROWS);
	int			joins = (int) sample(ROWS);

	sv_forest_reset(forest, nrows);
	for (size_t i = 0; i < nrows; i++)
		label[i] = i;
	while (joins-- > 0)
	{
		size_t		a = sample(nrows);
		size_t		b = sample(nrows);
		size_t		old = label[a];

		if (sv_forest_joined(forest, a, b) != (label[a] == label[b]))
			return false;
		sv_forest_join(forest, a, b);
		for (size_t i = 0; i < nrows; i++)
		{
			if (label[i] == old)
				label[i] = label[b];
		}
	}
	return same_groups(forest, groups, label, 1 + sample(3));
}

int
main(void)
{
	SvForest	forest = {0};
	SvGroups	groups = {0};
	int			wrong = 0;

	for (int i = 0; i < 20000; i++)
		wrong += !random_joins(&forest, &groups);
	ok(wrong == 0, "20,000 random forests: %d differ", wrong);

	sv_groups_clear(&groups);
	ok(groups.ngroups == 0, "a cleared list has no group");
	for (size_t i = 0; i < 1000; i++)
	{
		sv_groups_add(&groups, i);
		if (i % 10 == 9)
			sv_groups_close(&groups);
	}
	ok(groups.ngroups == 100 && sv_groups_length(&groups, 99) == 10 &&
	   sv_groups_members(&groups, 99)[9] == 999, "a list grows");
	sv_groups_free(&groups);
	sv_forest_free(&forest);
	return done_testing();
}
