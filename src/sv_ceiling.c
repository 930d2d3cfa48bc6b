/*
 * sv_ceiling.c
 *		Ceilings that depend on the kind and the day.
 *
 * The line above which a payment needs a tender or a second signature differs
 * by kind (works, goods, services) and is raised every few years.  The table of
 * them, a query of kind, valid and amount, is small and read whole; it is
 * searched by binary search for every row judged.  A line whose kind is null
 * is for all kinds that have none of their own on that day.  Two lines for the
 * same kind and day would leave the choice to us: an error.
 */
#include "supervise.h"

#include "miscadmin.h"
#include "sv_ceiling.h"
#include "sv_reason.h"
#include "utils/builtins.h"

enum
{
	KIND, VALID, AMOUNT, NCOLUMNS
};

static const SvColumnSpec columns[NCOLUMNS] = {
	{"kind", SV_KEY, SV_OPTIONAL},
	{"valid", SV_PERIOD, 0},
	{"amount", SV_AMOUNT, 0}
};

static const int order[] = {KIND, VALID};

typedef struct Line
{
	const char *kind;			/* NULL: any */
	Size		length;
	SvPeriod	valid;
	SvDecimal	amount;
} Line;

struct SvCeilings
{
	Line	   *line;
	int			count;
	int			maximum;
	bool		have_kinds;
};

/* By kind, any kind first, then first day. */
static int
compare_kinds(const char *a, Size a_length, const char *b, Size b_length)
{
	int			result;

	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	result = memcmp(a, b, Min(a_length, b_length));
	return result != 0 ? result : (a_length > b_length) - (a_length < b_length);
}

static int
compare_lines(const void *left, const void *right)
{
	const Line *a = left;
	const Line *b = right;
	int			result = compare_kinds(a->kind, a->length, b->kind, b->length);

	if (result != 0)
		return result;
	return (a->valid.first > b->valid.first) - (a->valid.first < b->valid.first);
}

static void
add_line(SvCeilings *ceilings, SvInput *input, const SvRow *row)
{
	Line	   *line;

	if (ceilings->count == ceilings->maximum)
	{
		ceilings->maximum = Max(16, ceilings->maximum * 2);
		ceilings->line = ceilings->line == NULL ?
			palloc(sizeof(Line) * ceilings->maximum) :
			repalloc_huge(ceilings->line, sizeof(Line) * ceilings->maximum);
	}
	line = &ceilings->line[ceilings->count++];
	line->kind = NULL;
	line->length = 0;
	if (!sv_input_is_null(input, row, KIND))
	{
		char	   *kind = sv_input_text(input, row, KIND, &line->length);

		line->kind = pnstrdup(kind, line->length);	/* the row goes */
	}
	line->valid = sv_slot_period(row->slot[VALID]);
	line->amount = sv_row_amount(row, AMOUNT);
}

static void
check_lines(const SvCeilings *ceilings)
{
	for (int i = 1; i < ceilings->count; i++)
	{
		const Line *a = &ceilings->line[i - 1];
		const Line *b = &ceilings->line[i];

		if (compare_kinds(a->kind, a->length, b->kind, b->length) == 0 &&
			b->valid.first <= a->valid.last)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("argument \"ceilings\" has two ceilings for the same days"),
					 errdetail("Kind \"%s\": %s, and %s.",
							   a->kind ? a->kind : "", sv_reason_period(a->valid),
							   sv_reason_period(b->valid)),
					 errhint("End the first before the second begins.")));
	}
}

/* Read the query of ceilings. */
SvCeilings *
sv_ceilings_read(SvCall *call, const char *query)
{
	SvCeilings *ceilings = palloc0(sizeof(SvCeilings));
	SvInput    *input = sv_input_create(call, false);
	SvGroup		group;

	sv_input_read(input, "ceilings", query, columns, NCOLUMNS, order, lengthof(order));
	ceilings->have_kinds = sv_input_has(input, 0, KIND);
	while (sv_input_next(input, &group))
		for (uint64 i = 0; i < group.count; i++)
		{
			CHECK_FOR_INTERRUPTS();
			add_line(ceilings, input, group.rows[i]);
		}
	sv_input_close(input);
	qsort(ceilings->line, ceilings->count, sizeof(Line), compare_lines);
	check_lines(ceilings);
	call->rows = call->judged = call->subjects = 0; /* of the query alone */
	return ceilings;
}

bool
sv_ceilings_have_kinds(const SvCeilings *ceilings)
{
	return ceilings->have_kinds;
}

/* The line of exactly that kind in force on a day, or NULL. */
static const Line *
find_line(const SvCeilings *ceilings, const char *kind, Size length, int32 day)
{
	Line		wanted = {.kind = kind,.length = length,.valid = {day, day}};
	int			low = 0;
	int			high = ceilings->count;
	const Line *line;

	/* the first that begins after the day */
	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (compare_lines(&ceilings->line[middle], &wanted) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return NULL;
	line = &ceilings->line[low - 1];
	return compare_kinds(line->kind, line->length, kind, length) == 0 &&
		day <= line->valid.last ? line : NULL;
}

/*
 * Set the ceiling of a row; false where there is none.  "kind" is its column
 * of kinds, or -1.
 */
bool
sv_ceilings_find(const SvCeilings *ceilings, SvInput *input, const SvRow *row,
				 int kind, int32 day, SvDecimal *amount)
{
	const Line *line = NULL;

	if (kind >= 0 && !sv_input_is_null(input, row, kind))
	{
		Size		length;
		char	   *text = sv_input_text(input, row, kind, &length);

		line = find_line(ceilings, text, length, day);
	}
	if (line == NULL)
		line = find_line(ceilings, NULL, 0, day);
	if (line != NULL)
		*amount = line->amount;
	return line != NULL;
}
