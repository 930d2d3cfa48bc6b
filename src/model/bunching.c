/*
 * bunching.c
 *		bunching(): are amounts crowded just below a line?
 *
 * Who may decide alone up to a line has a reason to stay under it.  Amounts in
 * [line - width, line) are counted against those in [line, line + width), by
 * subject.  Without that reason a subject's amounts near the line should fall
 * on either side in the proportion in which everybody else's do; how unlikely
 * as many below or more are is then a binomial tail (core/binomial.c).
 *
 * The peers' proportion is estimated as (below + 1) / (below + above + 2) over
 * all other subjects, Laplace's rule of succession: from finitely many peers no
 * outcome is certain, and with no peers at all it is one half.
 *
 * The peers of the first subject are known after the last has been read, so
 * the counts of subjects that have amounts near the line are kept in memory,
 * with the records below it: some 100 bytes a subject and the records.  For
 * the same reason parallel workers only read: no subject can be judged before
 * all are counted (and to count takes a tenth of what to read does).
 */
#include "supervise.h"

#include "core/binomial.h"
#include "core/groups.h"
#include "miscadmin.h"
#include "sv_args.h"
#include "sv_datum.h"
#include "sv_input.h"
#include "sv_reason.h"
#include "sv_result.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

enum
{
	SUBJECT, RECORD, AMOUNT, NCOLUMNS
};

static const SvColumnSpec columns[NCOLUMNS] = {
	{"subject", SV_KEY, SV_GROUP},
	{"record", SV_KEY, SV_RECORD},
	{"amount", SV_AMOUNT, 0}
};

/* Columns of the result. */
enum
{
	OUT_SUBJECT, OUT_BELOW, OUT_ABOVE, OUT_SHARE, OUT_EXPECTED, OUT_EXCESS, OUT_P, OUT_RECORDS,
	OUT_REASON, OUT_COLUMNS
};

/* A subject with amounts near the line. */
typedef struct Counts
{
	Datum		subject;
	Datum		records;		/* of those below */
	int64		below;
	int64		above;
} Counts;

typedef struct Call
{
	SvInput    *input;
	SvDecimal	low;			/* line - width */
	SvDecimal	line;
	SvDecimal	high;			/* line + width */
	Counts	   *counts;
	size_t		n;
	size_t		room;
	SvRow	  **below_row;		/* of the subject in work */
	size_t		below_room;
	int64		below;			/* of all subjects */
	int64		above;
	MemoryContext context;		/* of one row of the result */
	SvResult   *result;
} Call;

typedef SvRow *SvRowPointer;

#define ST_SORT sort_by_record
#define ST_ELEMENT_TYPE SvRowPointer
#define ST_COMPARE(a, b, input) sv_input_compare(input, *(a), *(b), RECORD)
#define ST_COMPARE_ARG_TYPE SvInput
#define ST_SCOPE static
#define ST_DEFINE
#define ST_CHECK_FOR_INTERRUPTS
#include "lib/sort_template.h"

/* The records of the amounts just below the line, in order. */
static Datum
below_records(Call *call, int64 n)
{
	Datum	   *records = palloc_extended(sizeof(Datum) * Max(n, 1), MCXT_ALLOC_HUGE);
	Datum		array;

	sort_by_record(call->below_row, n, call->input);
	for (int64 i = 0; i < n; i++)
		records[i] = sv_input_text_datum(call->input, call->below_row[i], RECORD);
	array = sv_text_array(records, (uint64) n);
	for (int64 i = 0; i < n; i++)
		pfree(DatumGetPointer(records[i]));
	pfree(records);
	return array;
}

static void
read_group(Call *call, const SvGroup *group)
{
	Counts		counts = {0};

	for (uint64 i = 0; i < group->count; i++)
	{
		SvDecimal	amount = sv_row_amount(group->rows[i], AMOUNT);

		if (sv_decimal_compare(amount, call->low) < 0 ||
			sv_decimal_compare(amount, call->high) >= 0)
			continue;
		if (sv_decimal_compare(amount, call->line) >= 0)
		{
			counts.above++;
			continue;
		}
		call->below_row = sv_core_room(call->below_row, &call->below_room,
									   (size_t) counts.below + 1, sizeof(SvRow *));
		call->below_row[counts.below++] = group->rows[i];
	}
	if (counts.below == 0 && counts.above == 0)
		return;
	counts.subject = sv_input_text_datum(call->input, group->rows[0], SUBJECT);
	counts.records = below_records(call, counts.below);
	call->below += counts.below;
	call->above += counts.above;
	call->counts = sv_core_room(call->counts, &call->room, call->n + 1, sizeof(Counts));
	call->counts[call->n++] = counts;
}

static char *
reason(const Call *call, const Counts *counts, double share, double expected, double p)
{
	const char *format = sv_language == SV_CHINESE ?
	"限额%s附近的%lld笔中，%lld笔略低于限额，占%.1f%%；其他对象为%.1f%%，偶然如此的概率为%.2g。" :
	"Of the amounts near %s (%lld), %lld are just below it, %.1f%%; of others' %.1f%% are, and chance alone would do so with a probability of %.2g.";

	return psprintf(format, sv_reason_amount(call->line),
					(long long) (counts->below + counts->above), (long long) counts->below,
					share * 100, expected * 100, p);
}

static void
put_counts(Call *call, const Counts *counts)
{
	MemoryContext old = MemoryContextSwitchTo(call->context);
	int64		n = counts->below + counts->above;
	int64		peers = call->below + call->above - n;
	double		expected = (double) (call->below - counts->below + 1) / (double) (peers + 2);
	double		share = (double) counts->below / (double) n;
	double		p = sv_binomial_tail(n, counts->below, expected);
	Datum		values[OUT_COLUMNS];
	bool		nulls[OUT_COLUMNS] = {false};

	values[OUT_SUBJECT] = counts->subject;
	values[OUT_BELOW] = Int64GetDatum(counts->below);
	values[OUT_ABOVE] = Int64GetDatum(counts->above);
	values[OUT_SHARE] = Float8GetDatum(share);
	values[OUT_EXPECTED] = Float8GetDatum(expected);
	values[OUT_EXCESS] = Float8GetDatum((double) counts->below - expected * (double) n);
	values[OUT_P] = Float8GetDatum(p);
	values[OUT_RECORDS] = counts->records;
	values[OUT_REASON] = CStringGetTextDatum(reason(call, counts, share, expected, p));
	sv_result_put(call->result, values, nulls);
	MemoryContextSwitchTo(old);
	MemoryContextReset(call->context);
}

/* The band around the line. */
static void
set_band(Call *call, SvDecimal width)
{
	call->low = call->high = call->line;
	if (!sv_decimal_subtract(&call->low, width) || !sv_decimal_add(&call->high, width))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"line\" and \"width\" together have more than %d digits",
						SV_DECIMAL_DIGITS)));
	if (sv_decimal_sign(call->low) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"width\" must not be greater than \"line\""),
				 errhint("A tenth of the line is usual.")));
}

static SvDecimal
a_tenth(SvDecimal line)
{
	if (line.scale == SV_DECIMAL_DIGITS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameter \"line\" has too many decimals"),
				 errhint("Give \"width\".")));
	line.scale++;
	return line;
}

PG_FUNCTION_INFO_V1(sv_bunching);

/* bunching(query, line, width, on_invalid) */
Datum
sv_bunching(PG_FUNCTION_ARGS)
{
	static const AttrNumber result_order[] = {OUT_SUBJECT + 1};
	char	   *query = sv_arg_text(fcinfo, 0, "query");
	bool		skip_invalid = sv_arg_skip_invalid(fcinfo, 3);
	Call		call = {0};
	SvCall	   *ledger;
	SvGroup		group;

	call.line = sv_arg_amount(fcinfo, 1, "line", 1);
	if (PG_ARGISNULL(2))
		set_band(&call, a_tenth(call.line));
	else
		set_band(&call, sv_arg_amount(fcinfo, 2, "width", 1));

	ledger = sv_call_begin("bunching");
	call.result = sv_result_begin(fcinfo, ledger, result_order, lengthof(result_order));
	call.context = AllocSetContextCreate(CurrentMemoryContext, "supervise bunching",
										 ALLOCSET_DEFAULT_SIZES);
	call.input = sv_input_create(ledger, skip_invalid);
	sv_input_unordered(call.input);
	sv_input_read(call.input, "query", query, columns, NCOLUMNS, NULL, 0);
	while (sv_input_next(call.input, &group))
		read_group(&call, &group);
	sv_input_close(call.input);
	for (size_t i = 0; i < call.n; i++)
	{
		sv_core_interrupts();
		put_counts(&call, &call.counts[i]);
	}
	sv_result_end(call.result);
	sv_call_end(ledger);
	return (Datum) 0;
}
