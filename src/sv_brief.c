/*
 * sv_brief.c
 *		Rows in brief: as much of them as tells whether a group can be found.
 *
 * Most groups are found in nothing, and a few bytes of each row tell so: which
 * group it is of, when it begins and ends, and one label, such as its source.
 * To unpack whole rows and to sort those costs three times as much, so here
 * only these are taken from the packed rows of a partition, which stay where
 * they are, and put in order: by group, and in it by the first day.
 *
 * Labels are numbered as they come, in each process on its own.  One value may
 * have several forms (shared memory holds it once for each process that read
 * it), so a form that is new is looked up by its text; then it is remembered.
 *
 * The 64 bits of the group are exact for a single key that is an exact word or
 * an integer (mixing is one to one), else two groups may share them once in a
 * great while; see sv_brief_same_group.
 */
#include "supervise.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "sv_brief.h"
#include "sv_group.h"
#include "utils/memutils.h"

#define BUCKET_BITS		16		/* at most, of the counting sort */
#define INSERTION_MAX	24
#define RADIX_MINIMUM	512
#define FORMS			1024	/* of labels, remembered */
#define LAYOUTS			256		/* of rows, remembered */
#define LABELS_MAX		SV_LABEL_UNKNOWN
#define SCRATCH_ROWS	2

typedef struct Form
{
	uint64		value;
	uint32		label;
	int16		input;			/* whose value it is */
	bool		known;
} Form;

/*
 * Where in a packed row is what its brief needs.  Rows have few different
 * lengths of values, and these say it.
 */
typedef struct Layout
{
	uint64		lengths;
	int16		input;			/* or -1: not known yet */
	uint16		size;			/* of the row without its tail */
	uint16		period;			/* from the row's start */
	uint16		label;
	uint8		first_bytes;
	uint8		last_bytes;		/* 0 for a day */
	uint8		label_bytes;
} Layout;

typedef struct Label
{
	char	   *text;
	Size		length;
	uint32		hash;
} Label;

struct SvBriefer
{
	SvKeys	   *keys;
	SvStore    *store;
	SvBriefColumns columns;
	SvLabelCallback on_label;
	void	   *state;
	MemoryContext context;
	MemoryContext text_context; /* of one label's text */
	bool		exact;			/* the group's 64 bits are its key */
	Layout		layouts[LAYOUTS];
	/* labels */
	Form		forms[FORMS];
	Label	   *labels;
	uint32		nlabels;
	uint32	   *slots;			/* by hash: label + 1 */
	uint32		nslots;
	/* the partition in work; memory stays for the next */
	SvBrief    *loaded;
	SvBrief    *sorted;
	uint64		room;
	uint32	   *start;
	char	   *copies;			/* of rows that come from a file */
	Size		copied;
	Size		copy_room;
	bool		copying;
	uint64		count;
	uint32		hash_shift;
	uint32		mask;
	SvRow	   *scratch[SCRATCH_ROWS];
	Size		scratch_room[SCRATCH_ROWS];
};

SvBriefer *
sv_briefer_create(SvKeys *keys, SvStore *store, SvBriefColumns columns,
				  SvLabelCallback on_label, void *state)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "supervise brief",
												  ALLOCSET_DEFAULT_SIZES);
	SvBriefer  *briefer = MemoryContextAllocZero(context, sizeof(SvBriefer));

	briefer->keys = keys;
	briefer->store = store;
	briefer->columns = columns;
	briefer->on_label = on_label;
	briefer->state = state;
	briefer->context = context;
	briefer->text_context = AllocSetContextCreate(context, "supervise label",
												  ALLOCSET_SMALL_SIZES);
	for (int i = 0; i < LAYOUTS; i++)
		briefer->layouts[i].input = -1;
	briefer->start = MemoryContextAlloc(context, sizeof(uint32) * (((Size) 1 << BUCKET_BITS) + 1));
	return briefer;
}

/* Bytes that a partition takes in brief. */
Size
sv_brief_memory(const SvStore *store, int partition)
{
	uint64		rows = sv_store_rows(store, partition);
	Size		memory = rows * 2 * sizeof(SvBrief);

	if (rows > PG_UINT32_MAX)
		return PG_UINT32_MAX * sizeof(SvBrief) * 1024;	/* too many to count */
	if (sv_store_spilled(store, partition))
		memory += sv_store_bytes(store, partition);
	return memory;
}

/* ---- labels ---- */

static SvRow *
unpack(SvBriefer *briefer, int which, const char *packed)
{
	int			input = sv_packed_input(packed);
	const SvPacking *packing = &briefer->keys->packing[input];
	Size		size = sv_unpacked_size(packing, packed);

	if (size > briefer->scratch_room[which])
	{
		if (briefer->scratch[which])
			pfree(briefer->scratch[which]);
		briefer->scratch[which] = MemoryContextAllocHuge(briefer->context, size * 2);
		briefer->scratch_room[which] = size * 2;
	}
	sv_unpack(packing, packed, briefer->scratch[which]);
	briefer->scratch[which]->hash = sv_row_group_hash(briefer->scratch[which], packing,
													  briefer->keys->area[input]);
	return briefer->scratch[which];
}

static void
grow_slots(SvBriefer *briefer)
{
	uint32		n = Max(64, briefer->nslots * 2);

	if (briefer->slots)
		pfree(briefer->slots);
	briefer->slots = MemoryContextAllocZero(briefer->context, sizeof(uint32) * n);
	briefer->labels = briefer->labels == NULL ?
		MemoryContextAlloc(briefer->context, sizeof(Label) * n) :
		repalloc(briefer->labels, sizeof(Label) * n);
	briefer->nslots = n;
	for (uint32 i = 0; i < briefer->nlabels; i++)
	{
		uint32		at = briefer->labels[i].hash & (n - 1);

		while (briefer->slots[at] != 0)
			at = (at + 1) & (n - 1);
		briefer->slots[at] = i + 1;
	}
}

/* The number of a text, a new one if it has none yet. */
static uint32
text_label(SvBriefer *briefer, const char *text, Size length)
{
	uint32		hash = hash_bytes((const unsigned char *) text, (int) length);
	Label	   *label;
	uint32		at;

	if (briefer->nlabels >= briefer->nslots / 2)
		grow_slots(briefer);
	for (at = hash & (briefer->nslots - 1); briefer->slots[at] != 0;
		 at = (at + 1) & (briefer->nslots - 1))
	{
		label = &briefer->labels[briefer->slots[at] - 1];
		if (label->hash == hash && label->length == length &&
			memcmp(label->text, text, length) == 0)
			return briefer->slots[at] - 1;
	}
	if (briefer->nlabels == LABELS_MAX)
		return SV_LABEL_UNKNOWN;
	label = &briefer->labels[briefer->nlabels];
	label->text = MemoryContextAlloc(briefer->context, Max(length, 1));
	memcpy(label->text, text, length);
	label->length = length;
	label->hash = hash;
	briefer->slots[at] = ++briefer->nlabels;
	if (briefer->on_label)
		briefer->on_label(briefer->state, briefer->nlabels - 1, text, length);
	return briefer->nlabels - 1;
}

static uint32
row_label(SvBriefer *briefer, const char *packed)
{
	MemoryContext old = MemoryContextSwitchTo(briefer->text_context);
	Size		length;
	char	   *text = sv_keys_text(briefer->keys, unpack(briefer, 0, packed),
									briefer->columns.label, &length);
	uint32		label = text_label(briefer, text, length);

	MemoryContextSwitchTo(old);
	MemoryContextReset(briefer->text_context);
	return label;
}

static inline uint32
value_label(SvBriefer *briefer, const SvPacking *packing, int input, const char *packed, uint64 value)
{
	Form	   *form = &briefer->forms[(value * SV_GROUP_SEED) >> 54];

	if (likely(form->known && form->value == value && form->input == input))
		return form->label;
	form->label = row_label(briefer, packed);
	form->value = value;
	form->input = (int16) input;
	/* bytes in the row are not told by the value */
	form->known = packing->kind[briefer->columns.label] != SV_VALUE_WORD ||
		(value & 3) != SV_WORD_TAIL;
	return form->label;
}

StaticAssertDecl(FORMS == 1024, "ten bits of a form's hash");
StaticAssertDecl(LAYOUTS == 256, "eight bits of a layout's hash");

/* ---- rows ---- */

/* Where value n of a row begins, from its start. */
static uint16
value_offset(const SvPacking *packing, const char *packed, int n)
{
	Size		at = packing->head;

	for (int i = 0; i < n; i++)
		at += sv_value_length(packed + packing->lengths, i);
	return (uint16) at;
}

static void
find_layout(SvBriefer *briefer, const SvPacking *packing, int input, const char *packed, Layout *layout)
{
	int			period = briefer->columns.period;
	int			label = briefer->columns.label;

	layout->lengths = sv_value_lengths(packing, packed);
	layout->input = (int16) input;
	layout->size = value_offset(packing, packed, packing->nvalues);
	if (period >= 0)
	{
		int			n = packing->value[period];

		layout->period = value_offset(packing, packed, n);
		layout->first_bytes = sv_value_length(packed + packing->lengths, n);
		layout->last_bytes = packing->kind[period] != SV_VALUE_PERIOD ? 0 :
			sv_value_length(packed + packing->lengths, n + 1);
	}
	if (label >= 0)
	{
		layout->label = value_offset(packing, packed, packing->value[label]);
		layout->label_bytes = sv_value_length(packed + packing->lengths, packing->value[label]);
	}
}

static inline const Layout *
row_layout(SvBriefer *briefer, const SvPacking *packing, int input, const char *packed)
{
	uint64		lengths = sv_value_lengths(packing, packed);
	Layout	   *layout = &briefer->layouts[((lengths + input) * SV_GROUP_SEED) >> 56];

	if (unlikely(layout->lengths != lengths || layout->input != input ||
				 packing->nvalues > SV_PACKED_FEW))
		find_layout(briefer, packing, input, packed, layout);
	return layout;
}

static inline uint64
group_slot(SvBriefer *briefer, const SvPacking *packing, const char *packed,
		   const char *at, int bytes, int g)
{
	uint64		slot = sv_value_slot(packing, g, sv_get_value(at, bytes));

	if (packing->kind[g] != SV_VALUE_WORD || SV_WORD_EXACT(slot))
		return slot;
	briefer->exact = false;
	return sv_packed_key_hash(packed, packing, g, slot,
							  briefer->keys->area[sv_packed_input(packed)]);
}

/*
 * What a packed row says in brief.  Its parts are put together before they are
 * stored: a word that is read just after its halves were written has to wait
 * for both.
 */
static inline void
brief_row(SvBriefer *briefer, const SvPacking *packing, const Layout *layout,
		  const char *packed, SvBrief *brief)
{
	const char *at = packed + packing->head;
	int			period = briefer->columns.period;
	uint64		group = SV_GROUP_SEED;
	uint64		label = 0;
	int32		first = 0;
	int32		last = 0;

	for (int g = 0; g < packing->ngroup; g++)
	{
		int			bytes = sv_value_length(packed + packing->lengths, g);

		group = sv_group_mix(group, group_slot(briefer, packing, packed, at, bytes, g));
		at += bytes;
	}
	if (period >= 0)
	{
		at = packed + layout->period;
		first = sv_value_day(packing, period, sv_get_value(at, layout->first_bytes));
		at += layout->first_bytes;
		last = (int32) ((uint32) first + (uint32) sv_get_value(at, layout->last_bytes));
	}
	if (briefer->columns.label >= 0)
		label = value_label(briefer, packing, layout->input, packed,
							sv_get_value(packed + layout->label, layout->label_bytes));
	brief->group = group;
	brief->first = first;
	brief->last = last;
	brief->place = (uint64) (uintptr_t) packed | label << SV_BRIEF_ADDRESS;
}

/* A row that was read from a file has to stay. */
static const char *
copy_row(SvBriefer *briefer, const char *packed, Size size)
{
	char	   *copy = briefer->copies + briefer->copied;

	Assert(briefer->copied + size <= briefer->copy_room);
	memcpy(copy, packed, size);
	briefer->copied += size;
	return copy;
}

static inline uint32
bucket_of(const SvBriefer *briefer, const SvBrief *brief)
{
	return (uint32) (brief->group >> briefer->hash_shift) & briefer->mask;
}

static const char *
load_briefs(const char *packed, const char *end, void *arg)
{
	SvBriefer  *briefer = arg;
	SvBrief    *brief = &briefer->loaded[briefer->count];

	for (; packed < end; brief++)
	{
		int			input = sv_packed_input(packed);
		const SvPacking *packing = &briefer->keys->packing[input];
		const Layout *layout;
		Size		size;

		/* only what is read from a file, piece by piece, ends within a row */
		if (sv_packed_may_exceed(packed, end) && sv_packed_size(packing, packed, end) == 0)
			break;
		layout = row_layout(briefer, packing, input, packed);
		size = likely((*packed & SV_PACKED_TAIL) == 0) ? layout->size :
			sv_packed_size(packing, packed, end);
		brief_row(briefer, packing, layout,
				  briefer->copying ? copy_row(briefer, packed, size) : packed, brief);
		briefer->start[bucket_of(briefer, brief) + 1]++;
		packed += size;
	}
	briefer->count = brief - briefer->loaded;
	return packed;
}

static void
make_room(SvBriefer *briefer, int partition, uint64 rows)
{
	if (rows > briefer->room)
	{
		if (briefer->loaded)
		{
			pfree(briefer->loaded);
			pfree(briefer->sorted);
		}
		briefer->room = rows + rows / 8;
		briefer->loaded = MemoryContextAllocHuge(briefer->context, sizeof(SvBrief) * briefer->room);
		briefer->sorted = MemoryContextAllocHuge(briefer->context, sizeof(SvBrief) * briefer->room);
	}
	briefer->copying = sv_store_spilled(briefer->store, partition);
	briefer->copied = 0;
	if (briefer->copying && sv_store_packed(briefer->store, partition) > briefer->copy_room)
	{
		if (briefer->copies)
			pfree(briefer->copies);
		briefer->copy_room = sv_store_packed(briefer->store, partition);
		briefer->copies = MemoryContextAllocHuge(briefer->context,
												 briefer->copy_room + SV_PACKED_SLACK);
	}
}

static inline int
compare_briefs(const void *left, const void *right)
{
	const SvBrief *a = left;
	const SvBrief *b = right;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	return (a->first > b->first) - (a->first < b->first);
}

/* The same of neighbours, in one branch: which way it goes is anybody's guess. */
static inline bool
in_order(const SvBrief *a, const SvBrief *b)
{
	return (a->group < b->group) | ((a->group == b->group) & (a->first <= b->first));
}

/* One of the twelve bytes that briefs are sorted by, the lowest first. */
static inline unsigned int
sort_byte(const SvBrief *brief, int n)
{
	if (n < 4)
		return ((uint32) brief->first ^ PG_INT32_MIN) >> (8 * n) & 255;
	return brief->group >> (8 * (n - 4)) & 255;
}

#define RADIX_SORT sort_many_briefs
#define RADIX_ELEMENT SvBrief
#define RADIX_BYTES 12
#define RADIX_BYTE(e, n) sort_byte(e, n)
#include "core/radix.h"

/*
 * Put in order what buckets have left: few rows, each near its place.  One pass
 * over all of them meets few surprises, where a sort of each bucket would have
 * its length guessed wrong every time.
 */
static void
sort_within_buckets(SvBrief *briefs, uint64 n)
{
	for (uint64 i = 1; i < n; i++)
	{
		SvBrief		brief;
		uint64		j = i;

		if (likely(in_order(&briefs[i - 1], &briefs[i])))
			continue;
		brief = briefs[i];
		do
		{
			briefs[j] = briefs[j - 1];
			j--;
		} while (j > 0 && !in_order(&briefs[j - 1], &brief));
		briefs[j] = brief;
	}
}

/*
 * The rows of a partition in brief, by group and first day.  They are valid
 * until the next partition is asked for.
 */
SvBrief *
sv_brief_partition(SvBriefer *briefer, int partition, uint64 *count)
{
	uint64		n = sv_store_rows(briefer->store, partition);
	int			used_bits = briefer->store->skip_bits +
	pg_leftmost_one_pos32(briefer->store->npartitions);
	int			bits = Min(n < 4 ? 1 : pg_leftmost_one_pos64(n), BUCKET_BITS);
	uint64		first = 0;

	make_room(briefer, partition, n);
	briefer->count = 0;
	briefer->exact = briefer->keys->ngroup == 1;
	briefer->hash_shift = 64 - used_bits - bits;
	briefer->mask = ((uint32) 1 << bits) - 1;
	memset(briefer->start, 0, sizeof(uint32) * (((Size) 1 << bits) + 1));
	sv_store_visit(briefer->store, partition, load_briefs, briefer);
	Assert(briefer->count == n);

	for (uint32 b = 1; b <= (uint32) 1 << bits; b++)
		briefer->start[b] += briefer->start[b - 1];
	for (uint64 i = 0; i < n; i++)
		briefer->sorted[briefer->start[bucket_of(briefer, &briefer->loaded[i])]++] =
			briefer->loaded[i];
	for (uint32 b = 0; b < (uint32) 1 << bits; b++)
	{
		uint64		rows = briefer->start[b] - first;

		if (unlikely(rows > RADIX_MINIMUM))
			sort_many_briefs(briefer->sorted + first, briefer->loaded + first, rows);
		else if (unlikely(rows > INSERTION_MAX))
			qsort(briefer->sorted + first, rows, sizeof(SvBrief), compare_briefs);
		first = briefer->start[b];
	}
	sort_within_buckets(briefer->sorted, n);
	*count = n;
	return briefer->sorted;
}

/* Do equal 64 bits mean one group, in the partition in work? */
bool
sv_brief_exact(const SvBriefer *briefer)
{
	return briefer->exact;
}

/* Are two rows with the same 64 bits of one group?  For where those are not exact. */
bool
sv_brief_same_group(SvBriefer *briefer, const SvBrief *a, const SvBrief *b)
{
	Assert(a->group == b->group);
	return sv_keys_same_group(briefer->keys, unpack(briefer, 0, sv_brief_packed(a)),
							  unpack(briefer, 1, sv_brief_packed(b)));
}
