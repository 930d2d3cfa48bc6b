/*
 * ledger.c
 *		What became of everybody: the function ledger().
 *
 * A model that finds three people says little without the ledger: of how many,
 * and who could not be judged at all, and why.  The population comes as rows, as
 * many to a subject as the registers have, each saying what that row alone tells
 * of it; of a subject the best state counts (assessable before insufficient_data
 * before not_applicable) and the least of the reasons it is given with.  What was
 * found comes as another query, of subjects.
 *
 * To put a row into a group by a text is what costs in SQL, 250 to 500 ns
 * where a scan takes 100; here it is the reading layer's work, in parallel, and
 * a state or a reason is a word with a count once it has been seen.  Each process
 * counts the subjects of its partitions; its counts are rows, which come sorted
 * to the leader, who adds up those of one reason.
 */
#include "supervise.h"

#include "access/htup_details.h"
#include "common/hashfn.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "sv_args.h"
#include "sv_input.h"
#include "sv_judge.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

/* Columns of the population, and of what was found. */
enum
{
	SUBJECT, STATE, REASON, NCOLUMNS
};

static const SvColumnSpec population_columns[NCOLUMNS] = {
	{"subject", SV_KEY, SV_GROUP},
	{"state", SV_KEY, SV_OPTIONAL | SV_REPEATS},
	{"reason", SV_KEY, SV_OPTIONAL | SV_REPEATS}
};

static const SvColumnSpec found_columns[] = {
	{"subject", SV_KEY, SV_GROUP}
};

/* Columns of the result. */
enum
{
	OUT_OUTCOME, OUT_REASON, OUT_SUBJECTS, OUT_EXAMPLE, OUT_COLUMNS
};

typedef enum State
{
	ASSESSABLE, INSUFFICIENT_DATA, NOT_APPLICABLE, UNKNOWN
} State;

static const char *const state_names[UNKNOWN] = {
	"assessable", "insufficient_data", "not_applicable"
};

/* A state or a reason, and how many subjects were counted under it. */
typedef struct Word
{
	Size		length;
	State		state;			/* that it names */
	uint64		subjects[UNKNOWN + 1];	/* by state, as the reason; as a state
										 * of its own, the last */
	char	   *example;		/* of those in that unknown state */
	char		text[FLEXIBLE_ARRAY_MEMBER];
} Word;

/* A word by its text. */
typedef struct Text
{
	const char *bytes;
	Size		length;
} Text;

typedef struct TextEntry
{
	Text		text;
	Word	   *word;
	char		status;
} TextEntry;

#define SH_PREFIX texts
#define SH_ELEMENT_TYPE TextEntry
#define SH_KEY_TYPE Text
#define SH_KEY text
#define SH_HASH_KEY(tb, key) \
	hash_bytes((const unsigned char *) (key).bytes, (int) (key).length)
#define SH_EQUAL(tb, a, b) \
	((a).length == (b).length && memcmp((a).bytes, (b).bytes, (a).length) == 0)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

#define SLOTS	256

typedef struct Call
{
	SvInput    *input;
	SvResult   *result;
	SvCall	   *did;
	texts_hash *words;
	uint64		slot[NCOLUMNS][SLOTS];	/* as rows of a column have words */
	Word	   *of_slot[NCOLUMNS][SLOTS];	/* or NULL */
	Word	   *no_word;		/* the text of a null */
	uint64		hits;
	uint64		clean;
	uint64		outside;		/* found, but not in the population */
	char	   *outside_example;
	MemoryContext context;		/* what stays */
	MemoryContext passing;		/* of one text, or one row of the result */
} Call;

/* ---- words ---- */

static Word *
find_word(Call *call, const char *bytes, Size length)
{
	Text		text = {bytes, length};
	TextEntry  *entry;
	bool		found;
	Word	   *word;

	entry = texts_insert(call->words, text, &found);
	if (found)
		return entry->word;
	word = MemoryContextAllocExtended(call->context, offsetof(Word, text) + length + 1,
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	memcpy(word->text, bytes, length);
	word->length = length;
	for (word->state = ASSESSABLE; word->state < UNKNOWN; word->state++)
		if (strcmp(word->text, state_names[word->state]) == 0)
			break;
	entry->text.bytes = word->text;
	entry->word = word;
	return word;
}

/*
 * The word of a row.  A slot that is a word or refers to shared memory means the
 * same in every row; one that is an offset in the row does not.
 */
static Word *
row_word(Call *call, const SvRow *row, int column)
{
	uint64		slot = row->slot[column];
	int			at = (int) (sv_mix(slot) % SLOTS);
	MemoryContext old;
	Size		length;
	char	   *text;
	Word	   *word;

	if (sv_input_is_null(call->input, row, column))
		return call->no_word;
	if (call->of_slot[column][at] != NULL && call->slot[column][at] == slot)
		return call->of_slot[column][at];
	old = MemoryContextSwitchTo(call->passing);
	text = sv_input_text(call->input, row, column, &length);
	word = find_word(call, text, length);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->passing);
	if (SV_WORD_TAG(slot) != SV_WORD_TAIL)
	{
		call->slot[column][at] = slot;
		call->of_slot[column][at] = word;
	}
	return word;
}

/* The empty word is none, and comes last. */
static bool
comes_before(const Word *a, const Word *b)
{
	int			result;

	if (a->length == 0 || b->length == 0)
		return a->length > b->length && b->length == 0;
	result = memcmp(a->text, b->text, Min(a->length, b->length));
	return result != 0 ? result < 0 : a->length < b->length;
}

/* ---- groups ---- */

/*
 * Does a row say more of its subject than another?  A state that is none has to
 * be told before all; then the best state counts, and the least reason for it.
 */
static inline bool
supersedes(const Word *state, const Word *reason, const Word *than_state, const Word *than_reason)
{
	if (state->state != than_state->state)
		return state->state == UNKNOWN || (than_state->state != UNKNOWN && state->state < than_state->state);
	return state->state == UNKNOWN ? comes_before(state, than_state) : comes_before(reason, than_reason);
}

/* Count one more; the least of the subjects is the example. */
static void
count_wrong(Call *call, uint64 *subjects, char **example, const SvRow *row)
{
	MemoryContext old = MemoryContextSwitchTo(call->passing);
	Size		length;
	char	   *text = sv_input_text(call->input, row, SUBJECT, &length);

	text = pnstrdup(text, length);
	if ((*subjects)++ == 0 || strcmp(text, *example) < 0)
		*example = MemoryContextStrdup(call->context, text);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->passing);
}

/* One subject: its rows in the population, and whether it was found. */
static void
judge_group(void *state, const SvGroup *group)
{
	Call	   *call = state;
	bool		found = false;
	Word	   *best = NULL;	/* the state's */
	Word	   *reason = NULL;

	for (uint64 i = 0; i < group->count; i++)
	{
		const SvRow *row = group->rows[i];
		Word	   *word;
		Word	   *because;

		if (row->input != 0)
		{
			found = true;
			continue;
		}
		word = row_word(call, row, STATE);
		because = row_word(call, row, REASON);
		if (best == NULL || supersedes(word, because, best, reason))
		{
			best = word;
			reason = because;
		}
	}
	if (best == NULL)
		count_wrong(call, &call->outside, &call->outside_example, group->rows[0]);
	else if (best->state == UNKNOWN)
		count_wrong(call, &best->subjects[UNKNOWN], &best->example, group->rows[0]);
	else if (found)
		call->hits++;
	else if (best->state == ASSESSABLE)
		call->clean++;
	else
		reason->subjects[best->state]++;
}

static void *
begin(SvJudging *judging, const void *parameters, Size size)
{
	Call	   *call = palloc0(sizeof(Call));

	call->input = judging->input;
	call->result = judging->result;
	call->did = judging->call;
	call->context = AllocSetContextCreate(CurrentMemoryContext, "supervise ledger",
										  ALLOCSET_DEFAULT_SIZES);
	call->passing = AllocSetContextCreate(CurrentMemoryContext, "supervise word",
										  ALLOCSET_DEFAULT_SIZES);
	call->words = texts_create(call->context, 64, NULL);
	call->no_word = find_word(call, "", 0);
	return call;
}

/* ---- counts ---- */

static void
put_count(Call *call, const char *outcome, const char *reason, uint64 subjects, const char *example)
{
	MemoryContext old;
	Datum		values[OUT_COLUMNS];
	bool		nulls[OUT_COLUMNS] = {0};

	if (subjects == 0)
		return;
	old = MemoryContextSwitchTo(call->passing);
	if (outcome == NULL)
	{
		outcome = psprintf("of unknown state \"%s\" in the population query", reason);
		reason = "";
	}
	values[OUT_OUTCOME] = CStringGetTextDatum(outcome);
	values[OUT_REASON] = CStringGetTextDatum(reason);
	values[OUT_SUBJECTS] = Int64GetDatum((int64) subjects);
	nulls[OUT_EXAMPLE] = example == NULL;
	values[OUT_EXAMPLE] = example ? CStringGetTextDatum(example) : (Datum) 0;
	sv_result_put(call->result, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->passing);
}

static void
put_counts(void *state)
{
	Call	   *call = state;
	texts_iterator at;
	TextEntry  *entry;

	put_count(call, "hit", "", call->hits, NULL);
	put_count(call, "clean", "", call->clean, NULL);
	put_count(call, "found, but not in the population query", "", call->outside, call->outside_example);
	texts_start_iterate(call->words, &at);
	while ((entry = texts_iterate(call->words, &at)) != NULL)
	{
		const Word *word = entry->word;

		CHECK_FOR_INTERRUPTS();
		for (State s = INSUFFICIENT_DATA; s < UNKNOWN; s++)
			put_count(call, state_names[s], word->text, word->subjects[s], NULL);
		put_count(call, NULL, word->text, word->subjects[UNKNOWN], word->example);
	}
	call->did->memory += MemoryContextMemAllocated(call->context, true);
}

SV_JUDGE_COUNTS(sv_ledger_judge, NULL, begin, judge_group, put_counts);

/* ---- the sum of all processes ---- */

/* Are two rows of one outcome and reason? */
static bool
same_count(const Datum *a, const Datum *b)
{
	for (int i = OUT_OUTCOME; i <= OUT_REASON; i++)
	{
		text	   *x = DatumGetTextPP(a[i]);
		text	   *y = DatumGetTextPP(b[i]);

		if (VARSIZE_ANY_EXHDR(x) != VARSIZE_ANY_EXHDR(y) ||
			memcmp(VARDATA_ANY(x), VARDATA_ANY(y), VARSIZE_ANY_EXHDR(x)) != 0)
			return false;
	}
	return true;
}

/* Rows of one outcome and reason follow one another: make one of them. */
static void
add_up(ReturnSetInfo *rsinfo, SvCall *ledger)
{
	Tuplestorestate *parts = rsinfo->setResult;
	TupleTableSlot *slot = MakeSingleTupleTableSlot(rsinfo->setDesc, &TTSOpsMinimalTuple);
	MemoryContext old = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	bool		random = (rsinfo->allowedModes & SFRM_Materialize_Random) != 0;
	HeapTuple	sum = NULL;
	Datum		values[OUT_COLUMNS];
	bool		nulls[OUT_COLUMNS];

	rsinfo->setResult = tuplestore_begin_heap(random, false, work_mem);
	MemoryContextSwitchTo(old);
	ledger->found = 0;
	while (tuplestore_gettupleslot(parts, true, false, slot))
	{
		CHECK_FOR_INTERRUPTS();
		slot_getallattrs(slot);
		if (sum != NULL && same_count(values, slot->tts_values))
		{
			values[OUT_SUBJECTS] = Int64GetDatum(DatumGetInt64(values[OUT_SUBJECTS]) +
												 DatumGetInt64(slot->tts_values[OUT_SUBJECTS]));
			continue;			/* the first has the least example */
		}
		if (sum != NULL)
		{
			tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
			heap_freetuple(sum);
		}
		sum = ExecCopySlotHeapTuple(slot);
		heap_deform_tuple(sum, rsinfo->setDesc, values, nulls);
		ledger->found++;
	}
	if (sum != NULL)
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	ExecDropSingleTupleTableSlot(slot);
	tuplestore_end(parts);
}

PG_FUNCTION_INFO_V1(sv_ledger);

/* ledger(population, found) */
Datum
sv_ledger(PG_FUNCTION_ARGS)
{
	static const AttrNumber result_order[] = {OUT_OUTCOME + 1, OUT_REASON + 1, OUT_EXAMPLE + 1};
	char	   *population = sv_arg_text(fcinfo, 0, "population");
	char	   *found = sv_arg_optional_text(fcinfo, 1);
	SvCall	   *ledger = sv_call_begin("ledger");
	SvResult   *result = sv_result_begin(fcinfo, ledger, result_order, lengthof(result_order));
	SvInput    *input = sv_input_create(ledger, false);

	sv_input_unordered(input);
	sv_input_read(input, "population", population, population_columns, NCOLUMNS, NULL, 0);
	if (found)
		sv_input_read(input, "found", found, found_columns, lengthof(found_columns), NULL, 0);
	sv_judge(input, result, sv_ledger_judge(), "", 0);
	add_up((ReturnSetInfo *) fcinfo->resultinfo, ledger);
	return (Datum) 0;
}
