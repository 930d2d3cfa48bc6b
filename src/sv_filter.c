/*
 * sv_filter.c
 *		Groups that cannot be findings, told before their rows are unpacked.
 *
 * Of millions of subjects few are found, and most can be told apart cheaply:
 * they have one row, or rows of one source.  What costs is to unpack and sort
 * the rows of all of them.  So a process that judges partitions (sv_judge.c)
 * looks at the rows of each in brief first (sv_brief.c), asks the detector's
 * filter about each group, and unpacks the rows of those that pass.  A detector
 * does not notice but for the time: a filter may only drop groups in which
 * nothing would be found.
 */
#include "supervise.h"

#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "sv_filter.h"
#include "utils/memutils.h"

#define LIBRARY			"$libdir/supervise"

struct SvFiltering
{
	SvKeys	   *keys;
	const SvFilterMethods *methods;
	void	   *state;
	SvBriefer  *briefer;
	MemoryContext context;
	/* the packed rows that are kept; memory stays for the next partition */
	char	   *kept;
	Size		size;
	Size		room;
	uint64		rows;
	Size		unpacked;
};

/* ---- a filter that only counts ---- */

static void *
at_least_begin(const void *parameters, Size size)
{
	Assert(size == sizeof(uint64));
	return memcpy(palloc(size), parameters, size);
}

static bool
at_least_keep(void *state, const SvBrief *rows, uint64 count)
{
	return count >= *(uint64 *) state;
}

const SvFilterMethods *
sv_filter_at_least(void)
{
	static const SvFilterMethods methods = {at_least_begin, NULL, at_least_keep};

	return &methods;
}

/* ---- the work ---- */

SvFiltering *
sv_filter_begin(const SvFilter *filter, SvKeys *keys, SvStore *store)
{
	SvFiltering *filtering = palloc0(sizeof(SvFiltering));
	SvFilterFunction function = (SvFilterFunction)
	load_external_function(LIBRARY, filter->function, true, NULL);

	filtering->keys = keys;
	filtering->context = CurrentMemoryContext;
	filtering->methods = function();
	filtering->state = filtering->methods->begin(filter->parameters, filter->size);
	filtering->briefer = sv_briefer_create(keys, store, filter->columns,
										   filtering->methods->label, filtering->state);
	return filtering;
}

static void
keep_row(SvFiltering *filtering, const char *packed)
{
	const SvPacking *packing = &filtering->keys->packing[sv_packed_input(packed)];
	Size		size = sv_packed_size(packing, packed, packed + SV_ROW_MAXIMUM * 2);
	Size		wanted = filtering->size + size + SV_PACKED_SLACK;

	if (wanted > filtering->room)
	{
		wanted = Max(wanted * 2, (Size) 64 * 1024);
		filtering->kept = filtering->kept == NULL ?
			MemoryContextAllocHuge(filtering->context, wanted) :
			repalloc_huge(filtering->kept, wanted);
		filtering->room = wanted;
	}
	memcpy(filtering->kept + filtering->size, packed, size);
	filtering->size += size;
	filtering->rows++;
	filtering->unpacked += sv_unpacked_size(packing, packed);
}

/*
 * How many groups are in rows that share their 64 bits: one, unless chance has
 * it that keys which are compared in full differ.
 */
static uint64
count_groups(SvFiltering *filtering, const SvBrief *rows, uint64 count)
{
	uint64		groups = 1;

	for (uint64 i = 1; i < count; i++)
	{
		uint64		j = 0;

		CHECK_FOR_INTERRUPTS();
		while (j < i && !sv_brief_same_group(filtering->briefer, &rows[j], &rows[i]))
			j++;
		groups += j == i;
	}
	return groups;
}

/*
 * The rows of a partition's groups that pass, valid until the next partition
 * is asked for; adds the number of all its groups.
 */
SvUnsorted
sv_filter_partition(SvFiltering *filtering, int partition, uint64 *groups)
{
	uint64		n;
	SvBrief    *briefs = sv_brief_partition(filtering->briefer, partition, &n);
	uint64		begin = 0;

	filtering->size = filtering->unpacked = 0;
	filtering->rows = 0;
	for (uint64 i = 1; i <= n; i++)
	{
		uint64		some = 1;

		if (i < n && briefs[i].group == briefs[begin].group)
			continue;
		CHECK_FOR_INTERRUPTS();
		if (i - begin > 1 && !sv_brief_exact(filtering->briefer))
			some = count_groups(filtering, briefs + begin, i - begin);
		*groups += some;
		if (some > 1 || filtering->methods->keep(filtering->state, briefs + begin, i - begin))
			for (; begin < i; begin++)
				keep_row(filtering, sv_brief_packed(&briefs[begin]));
		begin = i;
	}
	return (SvUnsorted)
	{
		.rows = filtering->rows,.bytes = filtering->unpacked,
			.packed = filtering->kept,.end = filtering->kept + filtering->size
	};
}
