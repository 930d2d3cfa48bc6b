/*
 * sv_pairs.c
 *		Pairs of names: which kinds exclude which.
 *
 * A small directed graph over names.  Names are compared by their bytes.  They
 * are given numbers in that order, so the same pairs, in whatever order they
 * were added, give the same numbers.
 */
#include "supervise.h"

#include "lib/qunique.h"
#include "miscadmin.h"
#include "sv_pairs.h"
#include "sv_texts.h"
#include "utils/memutils.h"

typedef struct SvName
{
	char	   *bytes;
	Size		length;
} SvName;

typedef struct SvPair
{
	SvName		a;
	SvName		b;
	int			a_number;
	int			b_number;
} SvPair;

struct SvPairs
{
	MemoryContext context;
	SvPair	   *pairs;
	int			npairs;
	int			maxpairs;
	SvName	   *names;
	int			nnames;
	int		   *start;			/* of each name, in others */
	int		   *others;
};

SvPairs *
sv_pairs_create(void)
{
	SvPairs    *result = palloc0(sizeof(SvPairs));

	result->context = CurrentMemoryContext;
	return result;
}

static SvName
copy_name(const char *bytes, Size length)
{
	SvName		name = {palloc(length + 1), length};

	memcpy(name.bytes, bytes, length);
	name.bytes[length] = '\0';
	return name;
}

void
sv_pairs_add(SvPairs *pairs, const char *a, Size a_length, const char *b, Size b_length)
{
	MemoryContext old = MemoryContextSwitchTo(pairs->context);
	SvPair	   *pair;

	if (pairs->npairs == pairs->maxpairs)
	{
		if (pairs->maxpairs > PG_INT32_MAX / 2)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("too many pairs")));
		pairs->maxpairs = Max(64, pairs->maxpairs * 2);
		pairs->pairs = pairs->pairs == NULL ?
			palloc(sizeof(SvPair) * pairs->maxpairs) :
			repalloc_huge(pairs->pairs, sizeof(SvPair) * pairs->maxpairs);
	}
	pair = &pairs->pairs[pairs->npairs++];
	pair->a = copy_name(a, a_length);
	pair->b = copy_name(b, b_length);
	MemoryContextSwitchTo(old);
}

static int
compare_names(const void *x, const void *y)
{
	const SvName *a = x;
	const SvName *b = y;
	int			result = memcmp(a->bytes, b->bytes, Min(a->length, b->length));

	return result != 0 ? result : (a->length > b->length) - (a->length < b->length);
}

static int
compare_pairs(const void *x, const void *y)
{
	const SvPair *a = x;
	const SvPair *b = y;

	if (a->a_number != b->a_number)
		return a->a_number < b->a_number ? -1 : 1;
	return (a->b_number > b->b_number) - (a->b_number < b->b_number);
}

/* No more pairs: number the names and list what each is paired with. */
void
sv_pairs_finish(SvPairs *pairs)
{
	MemoryContext old = MemoryContextSwitchTo(pairs->context);
	int			n = pairs->npairs;

	pairs->names = palloc_extended(sizeof(SvName) * Max((Size) 2 * n, 1), MCXT_ALLOC_HUGE);
	for (int i = 0; i < n; i++)
	{
		pairs->names[2 * i] = pairs->pairs[i].a;
		pairs->names[2 * i + 1] = pairs->pairs[i].b;
	}
	qsort(pairs->names, 2 * n, sizeof(SvName), compare_names);
	pairs->nnames = (int) qunique(pairs->names, 2 * n, sizeof(SvName), compare_names);

	for (int i = 0; i < n; i++)
	{
		SvPair	   *pair = &pairs->pairs[i];

		pair->a_number = sv_pairs_find(pairs, pair->a.bytes, pair->a.length);
		pair->b_number = sv_pairs_find(pairs, pair->b.bytes, pair->b.length);
	}
	qsort(pairs->pairs, n, sizeof(SvPair), compare_pairs);
	pairs->npairs = n = (int) qunique(pairs->pairs, n, sizeof(SvPair), compare_pairs);

	pairs->start = palloc0_array(int, pairs->nnames + 1);
	pairs->others = palloc_array(int, Max(n, 1));
	for (int i = 0; i < n; i++)
	{
		pairs->start[pairs->pairs[i].a_number + 1]++;
		pairs->others[i] = pairs->pairs[i].b_number;
	}
	for (int i = 0; i < pairs->nnames; i++)
		pairs->start[i + 1] += pairs->start[i];
	MemoryContextSwitchTo(old);
}

/* Pairs that were put down as texts (sv_texts.h), in both directions. */
SvPairs *
sv_pairs_get(const char *bytes, Size size)
{
	SvPairs    *pairs = sv_pairs_create();

	for (const char *at = bytes; at < bytes + size;)
	{
		Size		a_length;
		Size		b_length;
		const char *a = sv_get_text(&at, &a_length);
		const char *b = sv_get_text(&at, &b_length);

		sv_pairs_add(pairs, a, a_length, b, b_length);
		sv_pairs_add(pairs, b, b_length, a, a_length);
	}
	sv_pairs_finish(pairs);
	return pairs;
}

/* The number of a name, or -1. */
int
sv_pairs_find(const SvPairs *pairs, const char *bytes, Size length)
{
	SvName		name = {(char *) bytes, length};
	SvName	   *found = bsearch(&name, pairs->names, pairs->nnames, sizeof(SvName), compare_names);

	return found ? (int) (found - pairs->names) : -1;
}

int
sv_pairs_count(const SvPairs *pairs)
{
	return pairs->nnames;
}

const char *
sv_pairs_name(const SvPairs *pairs, int number, Size *length)
{
	*length = pairs->names[number].length;
	return pairs->names[number].bytes;
}

/* All names, as texts. */
void
sv_pairs_names(const SvPairs *pairs, StringInfo texts)
{
	for (int i = 0; i < pairs->nnames; i++)
		sv_put_text(texts, pairs->names[i].bytes, pairs->names[i].length);
}

/* What a name is paired with, ascending. */
const int  *
sv_pairs_of(const SvPairs *pairs, int name, int *n)
{
	*n = pairs->start[name + 1] - pairs->start[name];
	return pairs->others + pairs->start[name];
}
