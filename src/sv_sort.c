/*
 * sv_sort.c
 *		The rows of a partition in order, and where its groups begin.
 *
 * A counting sort by the bits of the hash that follow those of the partition
 * leaves buckets of a few rows, mostly one group each, which are sorted by
 * insertion; that was two to three times faster than a radix or comparison
 * sort of everything (design.md).
 *
 * What is sorted are 16-byte entries: a pointer to the row, and a prefix that
 * begins with the hash and goes on with as much as fits of the query's number
 * and the first column of the order, a day as a rule.  Rows whose prefixes
 * differ are in order without being looked at.  Afterwards every stretch of
 * rows of one hash is checked: if it is one group (nearly always), only rows
 * with the same prefix are still to be compared in full; if two groups share
 * the hash, the stretch is sorted again by everything.
 */
#include "supervise.h"

#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "sv_group.h"
#include "sv_sort.h"
#include "utils/memutils.h"

#define HASH_BITS		32
#define BUCKET_BITS		16		/* at most, of a counting sort */
#define INSERTION_MAX	24		/* entries that are sorted by insertion */
#define RADIX_MINIMUM	1024	/* from here on byte by byte */
#define INTERRUPT_MASK	0xffff

/* What the prefix keeps of a number: 30 bits, those beyond are equal. */
#define PREFIX_HALF		((int64) 1 << 29)

typedef struct SvEntry
{
	uint64		prefix;
	SvRow	   *row;
} SvEntry;

static inline uint32
number_prefix(int64 number)
{
	return (uint32) (Min(Max(number, -PREFIX_HALF), PREFIX_HALF - 1) + PREFIX_HALF);
}

/* A number that orders rows of one query as the column does, or ties them. */
static inline uint32
column_prefix(const SvKeys *keys, const SvRow *row)
{
	int			c = keys->order[row->input][0];
	const SvColumn *column = &keys->columns[row->input].column[c];

	if (sv_row_null(row, column->optional))
		return 0;
	switch (column->family)
	{
		case SV_PERIOD:
			return number_prefix(sv_slot_period(row->slot[c]).first);
		case SV_DAY:
			return number_prefix((int64) row->slot[c]);
		case SV_KEY:
			return column->encoding <= SV_ENC_INT8 ? number_prefix((int64) row->slot[c]) : 0;
		default:
			return 0;
	}
}

static inline uint64
row_prefix(const SvKeys *keys, const SvRow *row)
{
	if (keys->unordered)
		return (uint64) row->hash << 32;
	return (uint64) row->hash << 32 | (uint64) row->input << 30 | column_prefix(keys, row);
}

static inline uint32
entry_hash(const SvEntry *entry)
{
	return (uint32) (entry->prefix >> 32);
}

#define ST_SORT sort_prefixes
#define ST_ELEMENT_TYPE SvEntry
#define ST_COMPARE(a, b) (((a)->prefix > (b)->prefix) - ((a)->prefix < (b)->prefix))
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

#define ST_SORT sort_entries
#define ST_ELEMENT_TYPE SvEntry
#define ST_COMPARE(a, b, keys) sv_keys_compare_rows(keys, (a)->row, (b)->row)
#define ST_COMPARE_ARG_TYPE SvKeys
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

#define RADIX_SORT sort_many_prefixes
#define RADIX_ELEMENT SvEntry
#define RADIX_BYTES 8
#define RADIX_BYTE(e, n) ((e)->prefix >> (8 * (n)) & 255)
#include "core/radix.h"

static inline void
insert_prefixes(SvEntry *entries, uint64 n)
{
	for (uint64 i = 1; i < n; i++)
	{
		SvEntry		entry = entries[i];
		uint64		j = i;

		for (; j > 0 && entries[j - 1].prefix > entry.prefix; j--)
			entries[j] = entries[j - 1];
		entries[j] = entry;
	}
}

/*
 * Some dozens to a thousand entries.  Mostly they are one group's, whose days
 * or numbers lie more or less evenly between the least and the greatest: then
 * spreading them over as many slots leaves next to nothing to be sorted.  False
 * where too many would come into one slot.
 */
static bool
spread_prefixes(SvEntry *entries, uint64 n)
{
	SvEntry		other[RADIX_MINIMUM];
	uint16		start[2 * RADIX_MINIMUM + 1];
	uint64		least = entries[0].prefix;
	uint64		most = least;
	int			shift;
	int			slots;
	uint16		before = 0;

	for (uint64 i = 1; i < n; i++)
	{
		least = Min(least, entries[i].prefix);
		most = Max(most, entries[i].prefix);
	}
	if (least == most)
		return true;
	shift = Max(pg_leftmost_one_pos64(most - least) - pg_leftmost_one_pos64(n), 0);
	slots = (int) ((most - least) >> shift) + 1;
	Assert(slots <= 2 * RADIX_MINIMUM);
	memset(start, 0, sizeof(uint16) * slots);
	for (uint64 i = 0; i < n; i++)
		if (++start[(entries[i].prefix - least) >> shift] > INSERTION_MAX)
			return false;
	for (int slot = 0; slot < slots; slot++)
	{
		uint16		count = start[slot];

		start[slot] = before;
		before += count;
	}
	for (uint64 i = 0; i < n; i++)
		other[start[(entries[i].prefix - least) >> shift]++] = entries[i];
	memcpy(entries, other, sizeof(SvEntry) * n);
	insert_prefixes(entries, n);
	return true;
}

static inline void
sort_by_prefix(SvEntry *entries, uint64 n)
{
	if (n > RADIX_MINIMUM)
	{
		SvEntry    *other = palloc_extended(sizeof(SvEntry) * n, MCXT_ALLOC_HUGE);

		sort_many_prefixes(entries, other, n);
		pfree(other);
		return;
	}
	if (n <= INSERTION_MAX)
		insert_prefixes(entries, n);
	else if (!spread_prefixes(entries, n))
		sort_prefixes(entries, n);
}

static void
sort_fully(SvKeys *keys, SvEntry *entries, uint64 n)
{
	if (n > INSERTION_MAX)
	{
		sort_entries(entries, n, keys);
		return;
	}
	for (uint64 i = 1; i < n; i++)
	{
		SvEntry		entry = entries[i];
		uint64		j = i;

		for (; j > 0 && sv_keys_compare_rows(keys, entries[j - 1].row, entry.row) > 0; j--)
			entries[j] = entries[j - 1];
		entries[j] = entry;
	}
}

/*
 * Make a column the prefix of rows of one query, if a number can tell its
 * order exactly: of days, periods, integers, and of digits of one length.
 */
static bool
prefix_by_column(const SvKeys *keys, int c, SvEntry *entries, uint64 n)
{
	const SvColumn *column = &keys->columns[entries[0].row->input].column[c];
	const uint64 sign = UINT64CONST(1) << 63;
	uint64		least = PG_UINT64_MAX;
	uint64		most = 0;

	if (column->family != SV_PERIOD && column->family != SV_DAY && column->family != SV_KEY)
		return false;
	for (uint64 i = 0; i < n; i++)
	{
		uint64		slot = entries[i].row->slot[c];
		SvPeriod	period = sv_slot_period(slot);

		if (sv_row_null(entries[i].row, column->optional))
			return false;
		if (column->family == SV_PERIOD)
			slot = (uint64) ((uint32) period.first ^ PG_INT32_MIN) << 32 |
				((uint32) period.last ^ PG_INT32_MIN);
		else if (column->family == SV_DAY || column->encoding <= SV_ENC_INT8)
			slot ^= sign;
		entries[i].prefix = slot;
		least = Min(least, slot);
		most = Max(most, slot);
	}
	return column->family != SV_KEY || column->encoding <= SV_ENC_INT8 ||
		sv_word_same_length(least, most);
}

/*
 * Rows of one group and one query in order, by one column after the other:
 * each is looked at only where those before it are equal, and most of them by
 * numbers.  A subject with millions of rows takes a few passes over them.
 */
static void
sort_ties(SvKeys *keys, SvEntry *entries, uint64 n, int level)
{
	const SvColumns *columns = &keys->columns[entries[0].row->input];
	uint64		tie = 0;

	if (level == columns->count - keys->ngroup)
		return;
	if (n <= INSERTION_MAX ||
		!prefix_by_column(keys, keys->order[entries[0].row->input][level], entries, n))
	{
		sort_fully(keys, entries, n);
		return;
	}
	sort_by_prefix(entries, n);
	for (uint64 i = 1; i <= n; i++)
	{
		if (i < n && entries[i].prefix == entries[tie].prefix)
			continue;
		if (i - tie > 1)
			sort_ties(keys, entries + tie, i - tie, level + 1);
		tie = i;
	}
}

/* A partition being unpacked. */
typedef struct Loading
{
	SvKeys	   *keys;
	char	   *at;				/* where the next row goes */
	SvEntry    *entries;
	uint64		count;
	uint64	   *start;
	int			used_bits;
	int			bits;
} Loading;

static inline uint32
bucket_of(uint32 hash, int used_bits, int bits)
{
	return (hash << used_bits) >> (HASH_BITS - bits);
}

/* Unpack rows, note an entry for each, and count how many go to its bucket. */
static const char *
load_rows(const char *packed, const char *end, void *arg)
{
	Loading    *loading = arg;
	SvKeys	   *keys = loading->keys;

	while (packed < end)
	{
		int			input = sv_packed_input(packed);
		const SvPacking *packing = &keys->packing[input];
		SvRow	   *row = (SvRow *) loading->at;
		SvEntry    *entry = &loading->entries[loading->count];

		if (sv_packed_may_exceed(packed, end) && sv_packed_size(packing, packed, end) == 0)
			break;
		packed = sv_unpack(packing, packed, row);
		row->hash = sv_row_group_hash(row, packing, keys->area[input]);
		loading->at += sv_row_size(row);
		entry->prefix = row_prefix(keys, row);
		entry->row = row;
		loading->start[bucket_of(row->hash, loading->used_bits, loading->bits) + 1]++;
		loading->count++;
	}
	return packed;
}

/*
 * Entries by the next bits of their hashes; start[b] becomes the end of bucket
 * b.
 */
static SvEntry *
distribute(SvKeys *keys, const SvUnsorted *unsorted, int used_bits, int bits, uint64 *start)
{
	uint64		n = unsorted->rows;
	Loading		loading = {0};
	SvEntry    *entries;

	loading.keys = keys;
	loading.at = palloc_extended(unsorted->bytes, MCXT_ALLOC_HUGE);
	loading.entries = palloc_extended(sizeof(SvEntry) * n, MCXT_ALLOC_HUGE);
	loading.start = start;
	loading.used_bits = used_bits;
	loading.bits = bits;
	if (unsorted->store)
		sv_store_visit(unsorted->store, unsorted->partition, load_rows, &loading);
	else
		load_rows(unsorted->packed, unsorted->end, &loading);
	Assert(loading.count == n);

	for (uint32 b = 1; b <= (uint32) 1 << bits; b++)
		start[b] += start[b - 1];
	entries = palloc_extended(sizeof(SvEntry) * n, MCXT_ALLOC_HUGE);
	for (uint64 i = 0; i < n; i++)
		entries[start[bucket_of(entry_hash(&loading.entries[i]), used_bits, bits)]++] =
			loading.entries[i];
	pfree(loading.entries);
	return entries;
}

/* All rows of a partition. */
SvUnsorted
sv_unsorted(SvStore *store, int partition)
{
	return (SvUnsorted)
	{
		.rows = sv_store_rows(store, partition),.bytes = sv_store_bytes(store, partition),
			.store = store,.partition = partition
	};
}

/* Bytes that sorting takes. */
Size
sv_sort_memory(const SvUnsorted *unsorted)
{
	return unsorted->bytes + unsorted->rows * (2 * sizeof(SvEntry) + sizeof(bool));
}

/* Entries of one hash: put in order what their prefixes leave open. */
static void
finish_hash(SvKeys *keys, SvEntry *entries, bool *begins, uint64 n)
{
	bool		one_group = true;
	uint64		tie = 0;

	for (uint64 i = 1; i < n && one_group; i++)
		one_group = sv_keys_same_group(keys, entries[0].row, entries[i].row);
	if (!one_group)
	{
		sort_fully(keys, entries, n);
		for (uint64 i = 1; i < n; i++)
			begins[i] = !sv_keys_same_group(keys, entries[i - 1].row, entries[i].row);
		return;
	}
	memset(begins + 1, false, n - 1);
	if (keys->unordered)
		return;
	for (uint64 i = 1; i <= n; i++)
	{
		if (i < n && entries[i].prefix == entries[tie].prefix)
			continue;
		if (i - tie > 1)
			sort_ties(keys, entries + tie, i - tie, 0);
		tie = i;
	}
}

/*
 * Load and sort rows of a partition.  The first used_bits of the hash are the
 * same in all of them, because they chose the partition.
 */
void
sv_sort(SvSorted *sorted, SvKeys *keys, const SvUnsorted *unsorted, int used_bits)
{
	uint64		n = unsorted->rows;
	int			bits = n < 4 ? 1 : pg_leftmost_one_pos64(n) - 1;
	uint64	   *start;
	SvEntry    *entries;
	uint64		first = 0;

	bits = Min(bits, Min(BUCKET_BITS, HASH_BITS - used_bits));
	Assert(bits >= 1 && n > 0);
	start = palloc0(sizeof(uint64) * (((Size) 1 << bits) + 1));
	entries = distribute(keys, unsorted, used_bits, bits, start);

	sorted->count = n;
	sorted->rows = palloc_extended(sizeof(SvRow *) * n, MCXT_ALLOC_HUGE);
	sorted->begins = palloc_extended(n, MCXT_ALLOC_HUGE);
	for (uint32 b = 0; b < (uint32) 1 << bits; b++)
	{
		if (start[b] - first > 1)
			sort_by_prefix(entries + first, start[b] - first);
		first = start[b];
	}
	for (uint64 i = 0; i < n; i = first)
	{
		first = i + 1;
		while (first < n && entry_hash(&entries[first]) == entry_hash(&entries[i]))
			first++;
		sorted->begins[i] = true;
		if (first - i > 1)
			finish_hash(keys, entries + i, sorted->begins + i, first - i);
		if ((i & INTERRUPT_MASK) == 0)
			CHECK_FOR_INTERRUPTS();
	}
	for (uint64 i = 0; i < n; i++)
		sorted->rows[i] = entries[i].row;
	pfree(entries);
	pfree(start);
}
