/*
 * sv_item.c
 *		Rows kept in the states of aggregates.
 *
 * The aggregate form of a detector keeps the rows of its group until the end:
 * what a row is found for depends on the others.  All keep them in one layout,
 * so that it is appended, checked when it comes from outside, and sorted in one
 * place.  An item is 88 bytes and its texts.
 *
 * Rows that cannot be judged are an error here.  A caller who wants them left
 * out says so in SQL, FILTER (WHERE ...), where it can be seen.
 */
#include "supervise.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "sv_datum.h"
#include "sv_item.h"
#include "sv_numeric.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"

#define FILTER_HINT "Correct the row, or leave it out with FILTER (WHERE ...)."

/* The item's record, where it is known already. */
static const char *
record_of(const SvItemDraft *draft)
{
	return draft->text[0] ? text_to_cstring(draft->text[0]) : "";
}

static void
refuse(const SvItemDraft *draft, int code, const char *name, const char *problem)
{
	ereport(ERROR,
			(errcode(code),
			 errmsg("\"%s\" is %s in a row of the aggregate", name, problem),
			 draft->text[0] ? errdetail("The row's record is \"%s\".", record_of(draft)) : 0,
			 errhint(FILTER_HINT)));
}

/* Is the argument there?  If it must be, an error. */
static bool
present(const SvItemDraft *draft, FunctionCallInfo fcinfo, int n,
		const char *name, bool optional)
{
	if (!PG_ARGISNULL(n))
		return true;
	if (!optional)
		refuse(draft, ERRCODE_NULL_VALUE_NOT_ALLOWED, name, "null");
	return false;
}

void
sv_item_text(SvItemDraft *draft, int i, FunctionCallInfo fcinfo, int n,
			 const char *name, bool optional)
{
	if (!present(draft, fcinfo, n, name, optional))
		return;
	draft->text[i] = PG_GETARG_TEXT_PP(n);
	draft->known |= SV_ITEM_TEXT(i);
}

void
sv_item_amount(SvItemDraft *draft, int i, FunctionCallInfo fcinfo, int n,
			   const char *name, bool optional)
{
	if (!present(draft, fcinfo, n, name, optional))
		return;
	switch (sv_numeric_to_decimal(PG_GETARG_DATUM(n), &draft->amount[i]))
	{
		case SV_NUMERIC_OK:
			break;
		case SV_NUMERIC_NAN:
			refuse(draft, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, name, "not a number");
			break;
		case SV_NUMERIC_INFINITE:
			refuse(draft, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, name, "infinite");
			break;
		case SV_NUMERIC_TOO_MANY_DIGITS:
			refuse(draft, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, name, "a number of too many digits");
			break;
	}
	draft->known |= SV_ITEM_AMOUNT(i);
}

void
sv_item_day(SvItemDraft *draft, FunctionCallInfo fcinfo, int n,
			const char *name, bool optional)
{
	DateADT		day;

	if (!present(draft, fcinfo, n, name, optional))
		return;
	day = PG_GETARG_DATEADT(n);
	if (DATE_NOT_FINITE(day))
		refuse(draft, ERRCODE_INVALID_DATETIME_FORMAT, name, "infinite");
	draft->period.first = draft->period.last = day;
	draft->known |= SV_ITEM_PERIOD;
}

/* A daterange; an end that is missing or infinite is none. */
void
sv_item_period(SvItemDraft *draft, FunctionCallInfo fcinfo, int n, const char *name)
{
	RangeType  *range;
	RangeBound	lower;
	RangeBound	upper;
	bool		empty;

	present(draft, fcinfo, n, name, false);
	range = PG_GETARG_RANGE_P(n);
	range_deserialize(lookup_type_cache(RangeTypeGetOid(range), TYPECACHE_RANGE_INFO),
					  range, &lower, &upper, &empty);
	if (empty)
		refuse(draft, ERRCODE_INVALID_DATETIME_FORMAT, name, "empty");
	draft->period.first = lower.infinite || DATE_NOT_FINITE(DatumGetDateADT(lower.val)) ?
		SV_NO_FIRST : DatumGetDateADT(lower.val) + (lower.inclusive ? 0 : 1);
	draft->period.last = upper.infinite || DATE_NOT_FINITE(DatumGetDateADT(upper.val)) ?
		SV_NO_LAST : DatumGetDateADT(upper.val) - (upper.inclusive ? 0 : 1);
	draft->known |= SV_ITEM_PERIOD;
}

/*
 * The state of a transition function, made in its first call with these
 * parameters (kind->fixed bytes), which must be the same in every other.
 */
SvState *
sv_item_state(FunctionCallInfo fcinfo, const SvStateKind *kind, const void *parameters)
{
	SvState    *state = sv_state_current(fcinfo);

	if (state == NULL)
	{
		state = sv_state_create(kind, kind->fixed + 2 * sizeof(SvItem));
		memcpy(state->data, parameters, kind->fixed);
	}
	else if (memcmp(state->data, parameters, kind->fixed) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the parameters of an aggregate must be the same for all rows of a group")));
	return state;
}

void
sv_item_append(SvState **state, const SvStateKind *kind, const SvItemDraft *draft)
{
	Size		size = offsetof(SvItem, text);
	SvItem	   *item;
	char	   *at;

	for (int i = 0; i < SV_ITEM_TEXTS; i++)
		if (draft->text[i] != NULL)
			size += VARSIZE_ANY_EXHDR(draft->text[i]);
	item = sv_state_append(state, kind, size);
	item->period = draft->period;
	item->known = draft->known;
	at = item->text;
	for (int i = 0; i < SV_ITEM_AMOUNTS; i++)
		item->amount[i] = sv_wide_amount(draft->amount[i]);
	for (int i = 0; i < SV_ITEM_TEXTS; i++)
	{
		item->length[i] = draft->text[i] ? VARSIZE_ANY_EXHDR(draft->text[i]) : 0;
		if (item->length[i] > 0)
			memcpy(at, VARDATA_ANY(draft->text[i]), item->length[i]);
		at += item->length[i];
	}
}

SvDecimal
sv_item_get_amount(const SvItem *item, int i)
{
	return sv_wide_decimal(&item->amount[i]);
}

/* Its length is item->length[i]. */
const char *
sv_item_get_text(const SvItem *item, int i)
{
	const char *text = item->text;

	while (i-- > 0)
		text += item->length[i];
	return text;
}

Datum
sv_item_text_datum(const SvItem *item, int i)
{
	return PointerGetDatum(cstring_to_text_with_len(sv_item_get_text(item, i),
													(int) item->length[i]));
}

static uint64
text_length(const SvItem *item)
{
	uint64		length = 0;

	for (int i = 0; i < SV_ITEM_TEXTS; i++)
		length += item->length[i];
	return length;
}

/* Bytes of an item whose header is there; more than any state has, if wrong. */
static uint64
item_size(const SvItem *item)
{
	return MAXALIGN(offsetof(SvItem, text) + text_length(item));
}

static const char *
item_problem(const SvItem *item)
{
	if ((item->known & ~SV_ITEM_ALL) != 0)
		return "an item has unknown marks";
	if (!pg_verify_mbstr(GetDatabaseEncoding(), item->text, (int) text_length(item), true))
		return "a text is not valid in the server's encoding";
	if (item->period.first > item->period.last)
		return "a period ends before it begins";
	for (int i = 0; i < SV_ITEM_AMOUNTS; i++)
	{
		SvDecimal	amount = sv_item_get_amount(item, i);

		if (item->amount[i].scale < 0 || item->amount[i].scale > SV_DECIMAL_DIGITS ||
			amount.unscaled > SV_DECIMAL_LIMIT || amount.unscaled < -SV_DECIMAL_LIMIT)
			return "an amount is out of range";
	}
	return NULL;
}

/* For SvStateKind.problem: are the data after the fixed part all items? */
const char *
sv_items_problem(const SvState *state, uint32 fixed)
{
	uint32		at = fixed;
	uint32		items = 0;

	for (; at < state->used; items++)
	{
		const SvItem *item = (const SvItem *) (state->data + at);
		const char *problem;

		if (state->used - at < offsetof(SvItem, text) || state->used - at < item_size(item))
			return "an item is cut short";
		problem = item_problem(item);
		if (problem != NULL)
			return problem;
		at += (uint32) item_size(item);
	}
	return items != state->items ? "its count of items is wrong" : NULL;
}

static int
compare_items(const SvItem *a, const SvItem *b)
{
	int			order;

	if (a->period.first != b->period.first)
		return a->period.first < b->period.first ? -1 : 1;
	if (a->period.last != b->period.last)
		return a->period.last < b->period.last ? -1 : 1;
	for (int i = 0; i < SV_ITEM_TEXTS; i++)
	{
		order = memcmp(sv_item_get_text(a, i), sv_item_get_text(b, i),
					   Min(a->length[i], b->length[i]));
		if (order != 0)
			return order;
		if (a->length[i] != b->length[i])
			return a->length[i] < b->length[i] ? -1 : 1;
	}
	for (int i = 0; i < SV_ITEM_AMOUNTS; i++)
	{
		order = sv_decimal_compare(sv_item_get_amount(a, i), sv_item_get_amount(b, i));
		if (order == 0)
			order = (int) (a->amount[i].scale - b->amount[i].scale);	/* 1 and 1.0 */
		if (order != 0)
			return order;
	}
	return (a->known > b->known) - (a->known < b->known);
}

typedef SvItem *SvItemPointer;

#define ST_SORT sort_items
#define ST_ELEMENT_TYPE SvItemPointer
#define ST_COMPARE(a, b) compare_items(*(a), *(b))
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/* The items by time, then record, then whatever else they have. */
SvItem	  **
sv_items_sorted(const SvState *state, uint32 fixed)
{
	SvItem	  **items = palloc_extended(sizeof(SvItem *) * Max(state->items, 1), MCXT_ALLOC_HUGE);
	Size		at = fixed;

	for (uint32 i = 0; i < state->items; i++)
	{
		items[i] = (SvItem *) (state->data + at);
		at += item_size(items[i]);
	}
	sort_items(items, state->items);
	return items;
}

typedef struct TextOrder
{
	SvItem	  **items;
	int			text;
} TextOrder;

static int
compare_texts(const size_t *left, const size_t *right, const TextOrder *by)
{
	const SvItem *a = by->items[*left];
	const SvItem *b = by->items[*right];
	int			order = memcmp(sv_item_get_text(a, by->text), sv_item_get_text(b, by->text),
							   Min(a->length[by->text], b->length[by->text]));

	return order != 0 ? order :
		(a->length[by->text] > b->length[by->text]) - (a->length[by->text] < b->length[by->text]);
}

#define ST_SORT sort_texts
#define ST_ELEMENT_TYPE size_t
#define ST_COMPARE(a, b, by) compare_texts(a, b, by)
#define ST_COMPARE_ARG_TYPE const TextOrder
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/* Numbers for the values of a text: equal if and only if the bytes are. */
uint64 *
sv_items_identify(SvItem **items, size_t n, int text)
{
	TextOrder	by = {items, text};
	uint64	   *identity = palloc_extended(sizeof(uint64) * Max(n, 1), MCXT_ALLOC_HUGE);
	size_t	   *order = palloc_extended(sizeof(size_t) * Max(n, 1), MCXT_ALLOC_HUGE);

	for (size_t i = 0; i < n; i++)
		order[i] = i;
	sort_texts(order, n, &by);
	for (size_t i = 0; i < n; i++)
		identity[order[i]] = i > 0 && compare_texts(&order[i - 1], &order[i], &by) == 0 ?
			identity[order[i - 1]] : i;
	pfree(order);
	return identity;
}

/* The records of some of them, as an array. */
Datum
sv_items_records(SvItem **items, const size_t *member, size_t n)
{
	Datum	   *records = palloc_extended(sizeof(Datum) * n, MCXT_ALLOC_HUGE);

	for (size_t i = 0; i < n; i++)
		records[i] = sv_item_text_datum(items[member[i]], 0);
	return sv_text_array(records, n);
}
