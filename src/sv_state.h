/*
 * sv_state.h
 *		Aggregate states that are one flat value of a base type.
 *
 * What an aggregate of supervise needs so that it runs in parallel, over
 * partitions, by postgres_fdw and by Citus: see sv_state.c.
 */
#ifndef SV_STATE_H
#define SV_STATE_H

#include "supervise.h"

#include "utils/memutils.h"

/*
 * A state in memory, on disk and on the wire.  VARSIZE is what the value may
 * grow to, "used" is what it has: bytes of data[] beyond "used" are zero.
 * Everything in data[] is a multiple of MAXALIGN long and so aligned.
 */
typedef struct SvState
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint8		kind;			/* SvStateKind.code: which type it is of */
	uint8		version;		/* SvStateKind.version of its writer */
	uint16		byte_order;		/* SV_STATE_BYTE_ORDER in the writer's order */
	uint32		used;			/* bytes of data in use */
	uint32		items;			/* times sv_state_append was called */
	char		data[FLEXIBLE_ARRAY_MEMBER];
} SvState;

#define SV_STATE_BYTE_ORDER		0x0102
#define SV_STATE_HEADER			offsetof(SvState, data)

/* Room for a tuple header and then some below palloc's limit of a gigabyte. */
#define SV_STATE_LIMIT			((Size) (MaxAllocSize - 64 * 1024))

/* One per state type, static in the file of its model. */
typedef struct SvStateKind
{
	const char *name;			/* of the SQL type, without its schema */
	uint8		code;			/* unlike every other kind's */
	uint8		version;		/* of the layout of data[] */

	/*
	 * Bytes at the start of data[], written by the first call: parameters,
	 * which must be the same in states that are combined.
	 */
	uint32		fixed;

	/* What is wrong with a state that came from outside, or NULL. */
	const char *(*problem) (const SvState *state);

	/* May it not outgrow supervise.work_mem?  Else it ends at a gigabyte. */
	bool		within_work_mem;

	/* The way out where a state grows too large, or NULL. */
	const char *hint;
} SvStateKind;

/* The codes, so that they stay unlike. */
#define SV_STATE_BENFORD			1
#define SV_STATE_ROBUST				2
#define SV_STATE_COLLIDE			3
#define SV_STATE_CONTRADICT			4
#define SV_STATE_MATCH_DUPLICATES	5
#define SV_STATE_RUN_LENGTHS		6
#define SV_STATE_SPLIT				7
#define SV_STATE_COLLECT			8
#define SV_STATE_ALLOCATE			9
#define SV_STATE_MEDIAN_NUMERIC		10
#define SV_STATE_MEDIAN_INTERVAL	11

/* In transition functions. */
extern SvState *sv_state_current(FunctionCallInfo fcinfo);
extern SvState *sv_state_create(const SvStateKind *kind, Size expected);
extern void *sv_state_grow(SvState **state, const SvStateKind *kind, Size bytes);
extern Datum sv_state_combine(FunctionCallInfo fcinfo, const SvStateKind *kind);

/* In final functions and accessors. */
extern SvState *sv_state_trim(const SvState *state);
extern SvState *sv_state_argument(FunctionCallInfo fcinfo, int n,
								  const SvStateKind *kind);

/* The four I/O functions of the type. */
extern Datum sv_state_in(FunctionCallInfo fcinfo, const SvStateKind *kind);
extern Datum sv_state_out(FunctionCallInfo fcinfo, const SvStateKind *kind);
extern Datum sv_state_recv(FunctionCallInfo fcinfo, const SvStateKind *kind);
extern Datum sv_state_send(FunctionCallInfo fcinfo, const SvStateKind *kind);

/*
 * Room for one more item of so many bytes, zeroed up to MAXALIGN; *state may
 * move.  The fast path of every transition function.
 */
static inline void *
sv_state_append(SvState **state, const SvStateKind *kind, Size bytes)
{
	SvState    *s = *state;
	Size		room = VARSIZE(s) - SV_STATE_HEADER - s->used;

	if (unlikely(bytes > room || MAXALIGN(bytes) > room))
		return sv_state_grow(state, kind, bytes);
	s->used += MAXALIGN(bytes);
	s->items++;
	return s->data + s->used - MAXALIGN(bytes);
}

/* Defines name_in, name_out, name_recv and name_send for a kind. */
#define SV_STATE_IO(function, state_kind) \
PG_FUNCTION_INFO_V1(function##_in); \
PG_FUNCTION_INFO_V1(function##_out); \
PG_FUNCTION_INFO_V1(function##_recv); \
PG_FUNCTION_INFO_V1(function##_send); \
Datum function##_in(PG_FUNCTION_ARGS) { return sv_state_in(fcinfo, &state_kind); } \
Datum function##_out(PG_FUNCTION_ARGS) { return sv_state_out(fcinfo, &state_kind); } \
Datum function##_recv(PG_FUNCTION_ARGS) { return sv_state_recv(fcinfo, &state_kind); } \
Datum function##_send(PG_FUNCTION_ARGS) { return sv_state_send(fcinfo, &state_kind); } \
extern int	no_such_variable

#endif							/* SV_STATE_H */
