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
#include "sv_input.h"
#include "sv_texts.h"
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

/* A line as it travels to other processes; the text of its kind follows. */
typedef struct LineBytes
{
	bool		any_kind;
	SvPeriod	valid;
	SvDecimal	amount;
} LineBytes;

struct SvCeilings
{
	Line	   *line;
	int			count;
	int			maximum;
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

static Line *
add_line(SvCeilings *ceilings)
{
	if (ceilings->count == ceilings->maximum)
	{
		ceilings->maximum = Max(16, ceilings->maximum * 2);
		ceilings->line = ceilings->line == NULL ?
			palloc(sizeof(Line) * ceilings->maximum) :
			repalloc_huge(ceilings->line, sizeof(Line) * ceilings->maximum);
	}
	return &ceilings->line[ceilings->count++];
}

static void
write_line(StringInfo bytes, SvInput *input, const SvRow *row)
{
	LineBytes	line = {0};
	const char *kind = "";
	Size		length = 0;

	line.any_kind = sv_input_is_null(input, row, KIND);
	line.valid = sv_slot_period(row->slot[VALID]);
	line.amount = sv_row_amount(row, AMOUNT);
	if (!line.any_kind)
		kind = sv_input_text(input, row, KIND, &length);
	appendBinaryStringInfo(bytes, (char *) &line, sizeof(line));
	sv_put_text(bytes, kind, length);
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

/* The lines that were read, which stay, put in order. */
SvCeilings *
sv_ceilings_get(const char *bytes, Size size)
{
	SvCeilings *ceilings = palloc0(sizeof(SvCeilings));
	const char *at = bytes;

	while (at < bytes + size)
	{
		Line	   *line = add_line(ceilings);
		LineBytes	head;

		memcpy(&head, at, sizeof(head));
		at += sizeof(head);
		line->kind = sv_get_text(&at, &line->length);
		if (head.any_kind)
			line->kind = NULL;
		line->valid = head.valid;
		line->amount = head.amount;
	}
	qsort(ceilings->line, ceilings->count, sizeof(Line), compare_lines);
	return ceilings;
}

/*
 * Read the query of ceilings and append its lines; whether they have kinds.
 * They travel as bytes, because every process that judges needs them.
 */
bool
sv_ceilings_read(SvCall *call, const char *query, StringInfo bytes)
{
	SvInput    *input = sv_input_create(call, false);
	int			begin = bytes->len;
	bool		have_kinds;
	SvGroup		group;

	sv_input_read(input, "ceilings", query, columns, NCOLUMNS, order, lengthof(order));
	have_kinds = sv_input_has(input, 0, KIND);
	while (sv_input_next(input, &group))
		for (uint64 i = 0; i < group.count; i++)
		{
			CHECK_FOR_INTERRUPTS();
			write_line(bytes, input, group.rows[i]);
		}
	sv_input_close(input);
	check_lines(sv_ceilings_get(bytes->data + begin, bytes->len - begin));
	call->rows = call->judged = call->subjects = 0; /* of the query alone */
	return have_kinds;
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
