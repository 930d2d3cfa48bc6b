/*
 * sv_input.h
 *		The input of a detector: its queries read, group by group.
 *
 *		SvInput *input = sv_input_create(call, skip_invalid);
 *
 *		sv_input_read(input, "query", text, specs, nspecs, order, norder);
 *		while (sv_input_next(input, &group))
 *			... group.rows[0 .. group.count - 1], in order
 *		sv_input_close(input);
 *
 * Slots are numbered as the columns are in the specs.  Where several queries
 * are read, a group has the rows of all of them (SvRow.input says whose, in
 * the order they were read), and the grouping columns of each must be its
 * first ones.  Rows of one query come in the order of the columns named in
 * "order", then of all others, so the order is total and does not depend on
 * the plan, on memory or on the order of the input.
 *
 * A detector whose answers do not depend on the order of a group's rows says so
 * (sv_input_unordered), and saves the sort.
 *
 * A detector that knows by a name that nothing can be found in a row says which
 * names count (sv_input_only), and is spared the others.
 *
 * A detector that can tell cheaply that a group is none of its findings names
 * a filter (sv_filter.h).  Groups that it refuses may or may not be handed out.
 *
 * Where the input was read by parallel workers, several processes may go over
 * it together (sv_judge.h): one shares it, others attach to it, and each takes
 * the next partition and gets the groups of that.
 *
 * Groups themselves come in no order a user should see: see sv_result.h.
 */
#ifndef SV_INPUT_H
#define SV_INPUT_H

#include "supervise.h"

#include "sv_call.h"
#include "sv_column.h"
#include "sv_encode.h"
#include "sv_row.h"
#include "sv_store.h"

typedef struct SvGroup
{
	SvRow	  **rows;
	uint64		count;
} SvGroup;

typedef struct SvInput SvInput;

extern Size sv_memory_limit(void);
extern SvInput *sv_input_create(SvCall *call, bool skip_invalid);
extern void sv_input_only(SvInput *input, int column, const char *names, Size size);
extern void sv_input_read(SvInput *input, const char *argument, const char *text,
						  const SvColumnSpec *specs, int nspecs,
						  const int *order, int norder);
extern void sv_input_read_query(SvInput *input, const SvQuery *analyzed,
								const SvColumnSpec *specs, int nspecs,
								const int *order, int norder);
extern void sv_input_unordered(SvInput *input);
extern void sv_input_filter(SvInput *input, const char *function, int period, int label,
							const void *parameters, Size size);
extern void sv_input_begin(SvInput *input);
extern bool sv_input_next(SvInput *input, SvGroup *group);
extern void sv_input_close(SvInput *input);

/* Was the column there?  Is a period one day, "at"?  Is a key an integer? */
extern const char *sv_input_name(const SvInput *input, int query, int column);
extern bool sv_input_has(const SvInput *input, int query, int column);
extern bool sv_input_is_day(const SvInput *input, int query, int column);
extern bool sv_input_is_integer(const SvInput *input, int query, int column);

/* Keys: equality, order, and the type's own text. */
extern bool sv_input_equal(SvInput *input, const SvRow *a, const SvRow *b, int column);
extern uint64 sv_input_hash(const SvInput *input, const SvRow *row, int column);
extern int	sv_input_compare(SvInput *input, const SvRow *a, const SvRow *b, int column);
extern char *sv_input_text(SvInput *input, const SvRow *row, int column, Size *length);
extern Datum sv_input_text_datum(SvInput *input, const SvRow *row, int column);
extern bool sv_input_is_null(const SvInput *input, const SvRow *row, int column);

#endif							/* SV_INPUT_H */
