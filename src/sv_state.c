/*
 * sv_state.c
 *		Aggregate states that are one flat value of a base type.
 *
 * An aggregate that shall run in parallel workers, over the partitions of a
 * table, on the nodes of Citus and behind postgres_fdw needs a state that can
 * be copied as bytes, a combine function, and a state type that is a plain
 * base type ("internal" is refused by Citus).  An expanded object or a memory
 * context per group would make a hash aggregate of many groups quadratic.  So a
 * state is one varlena, and rows are appended to it in place.
 *
 * nodeAgg.c copies a transition value into the aggregate's memory whenever the
 * transition function returns another pointer than it was given, and keeps it
 * when the pointer is the same (so array_append would, had it room).  The room
 * is what this file adds: a value's VARSIZE is its capacity, and copying it
 * copies the room too.  A state doubles when it is full, so that a row costs
 * a constant number of byte copies however many rows there are.  Room is
 * zeroed: equal states are then equal bytes up to "used", and no stray memory
 * reaches a disk.
 *
 * A state that is stored in a table, or passed between processes in a tuple,
 * may come back with a short header, compressed or out of line.  Transition
 * functions never see that, because their state was made by this file;
 * everything else reads its argument through sv_state_argument.
 *
 * The text form is the type's name, a colon and the used bytes in base64; the
 * binary form is the used bytes.  Both hold the bytes in the order of the
 * machine that wrote them and say which order that is.  Whoever reads them
 * trusts nothing: lengths are checked here, the contents by the kind's own
 * problem function, since anyone may type a state into a query.
 */
#include "sv_state.h"

#include "common/base64.h"
#include "libpq/pqformat.h"
#include "sv_input.h"
#include "utils/builtins.h"
#include "utils/regproc.h"

/* What is written outside memory: the header after the length, and the data. */
#define WIRE_SIZE(state)	(SV_STATE_HEADER - VARHDRSZ + (state)->used)

/*
 * The state given to a transition function, NULL in the first call.  A state
 * is changed in place, so a call that does not come from an aggregate is
 * refused.
 */
SvState *
sv_state_current(FunctionCallInfo fcinfo)
{
	if (!AggCheckCallContext(fcinfo, NULL))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("function %s can only be called by an aggregate",
						format_procedure(fcinfo->flinfo->fn_oid))));
	return PG_ARGISNULL(0) ? NULL : (SvState *) PG_GETARG_POINTER(0);
}

/* An empty state with room for so many bytes, its fixed part zeroed. */
SvState *
sv_state_create(const SvStateKind *kind, Size expected)
{
	Size		size = SV_STATE_HEADER + Max(MAXALIGN(expected), kind->fixed);
	SvState    *state = palloc0(size);

	Assert(kind->fixed == MAXALIGN(kind->fixed));
	SET_VARSIZE(state, size);
	state->kind = kind->code;
	state->version = kind->version;
	state->byte_order = SV_STATE_BYTE_ORDER;
	state->used = kind->fixed;
	return state;
}

/* Bytes that a state may have. */
static Size
state_limit(const SvStateKind *kind)
{
	return kind->within_work_mem ? Min(SV_STATE_LIMIT, sv_memory_limit()) : SV_STATE_LIMIT;
}

/*
 * The slow path of sv_state_append: a copy with twice the room, in the current
 * context, which is the one per row; nodeAgg.c copies it to where it stays.
 */
void *
sv_state_grow(SvState **state, const SvStateKind *kind, Size bytes)
{
	Size		old = VARSIZE(*state);
	Size		limit = state_limit(kind);
	Size		needed = 0;
	Size		size;
	SvState    *grown;

	if (bytes <= limit)
		needed = SV_STATE_HEADER + (*state)->used + MAXALIGN(bytes);
	if (needed == 0 || needed > limit)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("the state of the aggregate is too large"),
				 errdetail("A value of type %s holds at most %zu bytes for a group; %u rows took %u bytes.",
						   kind->name, limit, (*state)->items, (*state)->used),
				 kind->hint ? errhint("%s", kind->hint) : 0));

	size = Min(Max(needed, 2 * old), limit);
	grown = palloc(size);
	memcpy(grown, *state, old);
	memset((char *) grown + old, 0, size - old);
	SET_VARSIZE(grown, size);
	*state = grown;
	return sv_state_append(state, kind, bytes);
}

/*
 * Check a state that came as an argument.  The kind differs when a user casts
 * one state to the type of another through text or bytea, the version when a
 * table keeps a state that a later release wrote.
 */
static void
check_header(const SvState *state, Size size, const SvStateKind *kind)
{
	const char *problem = NULL;

	if (size < SV_STATE_HEADER)
		problem = "it is shorter than its header";
	else if (state->kind != kind->code)
		problem = "it is of another type";
	else if (state->byte_order != SV_STATE_BYTE_ORDER)
		problem = "it was written on a machine with another byte order";
	else if (state->version != kind->version)
		problem = "it was written by another version of supervise";
	else if (state->used > size - SV_STATE_HEADER ||
			 state->used < kind->fixed ||
			 state->used != MAXALIGN(state->used))
		problem = "its length is wrong";
	if (problem != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid value of type %s", kind->name),
				 errdetail("The value cannot be read: %s.", problem)));
}

/* A copy that has no room to grow. */
SvState *
sv_state_trim(const SvState *state)
{
	Size		size = SV_STATE_HEADER + state->used;
	SvState    *copy = memcpy(palloc(size), state, size);

	SET_VARSIZE(copy, size);
	return copy;
}

/* Argument n, whole and aligned; NULL where it is null.  Not to be changed. */
SvState *
sv_state_argument(FunctionCallInfo fcinfo, int n, const SvStateKind *kind)
{
	SvState    *state;

	if (PG_ARGISNULL(n))
		return NULL;
	state = (SvState *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n));
	check_header(state, VARSIZE(state), kind);
	return state;
}

/*
 * The combine function of states that only append: the items of the second
 * after those of the first.  Final functions sort, so that neither the order of
 * rows nor the way they were divided shows in an answer.
 */
Datum
sv_state_combine(FunctionCallInfo fcinfo, const SvStateKind *kind)
{
	SvState    *first = sv_state_current(fcinfo);
	SvState    *second = sv_state_argument(fcinfo, 1, kind);
	uint32		items;

	if (second == NULL)
	{
		if (first == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(first);
	}
	if (first == NULL)
		PG_RETURN_POINTER(second);	/* nodeAgg.c copies it */

	if (memcmp(first->data, second->data, kind->fixed) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parameters of an aggregate must be the same in every row of a group"),
				 errdetail("Two states of type %s were built with different parameters.",
						   kind->name)));
	items = first->items;
	memcpy(sv_state_append(&first, kind, second->used - kind->fixed),
		   second->data + kind->fixed, second->used - kind->fixed);
	first->items = items + second->items;
	PG_RETURN_POINTER(first);
}

/* A state from used bytes as they were written: checked in and out. */
static SvState *
state_from_wire(const char *wire, Size length, const SvStateKind *kind)
{
	SvState    *state;
	const char *problem;

	if (length > SV_STATE_LIMIT - VARHDRSZ)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("value of type %s is too large", kind->name)));
	state = palloc0(Max(length + VARHDRSZ, SV_STATE_HEADER));
	memcpy((char *) state + VARHDRSZ, wire, length);
	SET_VARSIZE(state, length + VARHDRSZ);
	check_header(state, VARSIZE(state), kind);
	if (state->used != VARSIZE(state) - SV_STATE_HEADER)
		problem = "its length is wrong";
	else
		problem = kind->problem(state);
	if (problem != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid value of type %s", kind->name),
				 errdetail("The value cannot be read: %s.", problem)));
	return state;
}

Datum
sv_state_in(FunctionCallInfo fcinfo, const SvStateKind *kind)
{
	const char *text = PG_GETARG_CSTRING(0);
	size_t		name = strlen(kind->name);
	size_t		length;
	char	   *wire;
	int			decoded = -1;

	if (strncmp(text, kind->name, name) == 0 && text[name] == ':')
	{
		text += name + 1;
		length = strlen(text);
		wire = palloc(pg_b64_dec_len(length) + 1);
		decoded = pg_b64_decode((const void *) text, length,
								(void *) wire, pg_b64_dec_len(length));
	}
	if (decoded < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s", kind->name),
				 errdetail("Expected \"%s:\" and base64 as the type's own output writes it.",
						   kind->name)));
	PG_RETURN_POINTER(state_from_wire(wire, decoded, kind));
}

Datum
sv_state_out(FunctionCallInfo fcinfo, const SvStateKind *kind)
{
	SvState    *state = sv_state_argument(fcinfo, 0, kind);
	Size		wire = WIRE_SIZE(state);
	size_t		name = strlen(kind->name);
	Size		room = (wire + 2) / 3 * 4;
	char	   *text;
	int			encoded;

	if (name + 2 + room > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("value of type %s is too large for its text form", kind->name),
				 errhint("Use the binary format, or smaller groups.")));
	text = palloc(name + 2 + room);
	memcpy(text, kind->name, name);
	text[name] = ':';
	encoded = pg_b64_encode((const void *) ((char *) state + VARHDRSZ), wire,
							text + name + 1, room);
	if (encoded < 0)
		elog(ERROR, "base64 encoding failed");
	text[name + 1 + encoded] = '\0';
	PG_RETURN_CSTRING(text);
}

Datum
sv_state_recv(FunctionCallInfo fcinfo, const SvStateKind *kind)
{
	StringInfo	buffer = (StringInfo) PG_GETARG_POINTER(0);
	int			length = buffer->len - buffer->cursor;

	PG_RETURN_POINTER(state_from_wire(pq_getmsgbytes(buffer, length), length,
									  kind));
}

Datum
sv_state_send(FunctionCallInfo fcinfo, const SvStateKind *kind)
{
	SvState    *state = sv_state_argument(fcinfo, 0, kind);
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendbytes(&buffer, (char *) state + VARHDRSZ, WIRE_SIZE(state));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}
