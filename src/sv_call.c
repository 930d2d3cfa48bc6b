/*
 * sv_call.c
 *		What a detector call did: the connection's ledger and the progress
 *		that other connections see.
 *
 * The ledger is a list in this process, bounded, so that a run of the
 * workspace can say how many rows were read and left out without a detector
 * returning anything but findings.
 *
 * Progress uses the slots in which VACUUM and COPY report theirs, under a
 * command number of our own that the server's views do not know and
 * detector_progress() does.  They are in shared memory without the module
 * being preloaded, cost a few stores, and are cleared when a transaction
 * aborts.  Where a command of the server's already uses them (COPY of a query
 * that calls a detector), they are left to it.
 */
#include "supervise.h"

#include "access/htup_details.h"
#include "access/xact.h"
#include "catalog/pg_authid.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "pgstat.h"
#include "sv_call.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"

#define LEDGER_SIZE		1000	/* calls remembered */
#define PROGRESS_COMMAND_SUPERVISE	((ProgressCommandType) 0x5356)

/* Places of pgstat's progress parameters. */
#define PROGRESS_NAME		0	/* three of them: the detector's name */
#define PROGRESS_PHASE		3
#define PROGRESS_ROWS		4
#define PROGRESS_DONE		5
#define PROGRESS_TOTAL		6
#define PROGRESS_LEADER		7
#define PROGRESS_NAME_BYTES (3 * sizeof(int64))

PG_FUNCTION_INFO_V1(sv_detector_calls);
PG_FUNCTION_INFO_V1(sv_detector_calls_reset);
PG_FUNCTION_INFO_V1(sv_detector_progress);

static SvCall *ledger[LEDGER_SIZE];
static uint64 ncalls = 0;		/* since the reset; the last LEDGER_SIZE are
								 * kept */
static SvCall *let_go = NULL;	/* calls that were under way then */
static TimestampTz let_go_in;	/* the transaction they are of */

static void
start_progress(const char *detector, int leader)
{
	char		name[PROGRESS_NAME_BYTES] = {0};
	int64		parameter;

	strlcpy(name, detector, sizeof(name));
	pgstat_progress_start_command(PROGRESS_COMMAND_SUPERVISE, InvalidOid);
	for (int i = 0; i < 3; i++)
	{
		memcpy(&parameter, name + i * sizeof(int64), sizeof(int64));
		pgstat_progress_update_param(PROGRESS_NAME + i, parameter);
	}
	pgstat_progress_update_param(PROGRESS_LEADER, leader);
}

static bool
progress_is_ours(void)
{
	return MyBEEntry && MyBEEntry->st_progress_command == PROGRESS_COMMAND_SUPERVISE;
}

static void
free_call(SvCall *call)
{
	if (call->skipped)
		pfree(call->skipped);
	pfree(call);
}

/*
 * Take a call out of the ledger.  One that is under way is still written to by its
 * detector, whose query may call others a thousand times; one that has failed
 * looks the same.  Neither outlives its transaction.
 */
static void
forget(SvCall *call)
{
	TimestampTz transaction = GetCurrentTransactionStartTimestamp();

	if (let_go != NULL && let_go_in != transaction)
		while (let_go != NULL)
		{
			SvCall	   *gone = let_go;

			let_go = gone->next;
			free_call(gone);
		}
	if (call == NULL)
		return;
	if (call->phase == SV_PHASE_NONE || call->started < transaction)
	{
		free_call(call);
		return;
	}
	call->next = let_go;
	let_go = call;
	let_go_in = transaction;
}

/* Begin a call; it stays in the ledger, also when it fails. */
SvCall *
sv_call_begin(const char *detector)
{
	SvCall	  **place = &ledger[ncalls++ % LEDGER_SIZE];
	SvCall	   *call = MemoryContextAllocZero(TopMemoryContext, sizeof(SvCall));

	forget(*place);
	*place = call;
	strlcpy(call->detector, detector, NAMEDATALEN);
	call->started = GetCurrentTimestamp();
	if (MyBEEntry && MyBEEntry->st_progress_command == PROGRESS_COMMAND_INVALID)
	{
		start_progress(detector, 0);
		call->reports_progress = true;
	}
	return call;
}

/* The time from here on counts for another phase. */
void
sv_call_phase(SvCall *call, SvPhase phase)
{
	instr_time	now;

	INSTR_TIME_SET_CURRENT(now);
	if (call->phase != SV_PHASE_NONE)
	{
		instr_time	spent = now;

		INSTR_TIME_SUBTRACT(spent, call->phase_started);
		call->milliseconds[call->phase] += INSTR_TIME_GET_MILLISEC(spent);
	}
	call->phase = phase;
	call->phase_started = now;
	if (call->reports_progress && progress_is_ours())
		pgstat_progress_update_param(PROGRESS_PHASE, phase);
}

void
sv_call_partitions(SvCall *call, int done, int total)
{
	if (!call->reports_progress || !progress_is_ours())
		return;
	pgstat_progress_update_param(PROGRESS_DONE, done);
	pgstat_progress_update_param(PROGRESS_TOTAL, total);
}

void
sv_call_end(SvCall *call)
{
	sv_call_phase(call, SV_PHASE_NONE);
	call->completed = true;
	if (call->reports_progress && progress_is_ours())
		pgstat_progress_end_command();
	call->reports_progress = false;
}

/*
 * Rows that were not judged are told in one WARNING and in the ledger's json, by
 * what was wrong: sv_skips_begin, sv_skips_add for each reason, sv_skips_end,
 * which returns how many rows it were.
 */
void
sv_skips_begin(SvSkips *skips, SvCall *call, const char *argument)
{
	skips->call = call;
	skips->argument = argument;
	skips->total = 0;
	initStringInfo(&skips->sentence);
	initStringInfo(&skips->json);
	appendStringInfoString(&skips->json, call->skipped ? call->skipped : "{}");
	skips->json.data[--skips->json.len] = '\0'; /* goes on where it ended */
}

/* "how" says how the sentence goes on: with a column that is so, or where it does so. */
void
sv_skips_add(SvSkips *skips, uint64 rows, const char *how, const char *column, const char *problem)
{
	skips->total += rows;
	appendStringInfo(&skips->sentence, "%s" UINT64_FORMAT " %s \"%s\" %s",
					 skips->sentence.len > 0 ? ", " : "", rows, how, column, problem);
	appendStringInfoString(&skips->json, skips->json.len > 1 ? ", " : "");
	escape_json(&skips->json, psprintf("%s: %s %s", skips->argument, column, problem));
	appendStringInfo(&skips->json, ": " UINT64_FORMAT, rows);
}

uint64
sv_skips_end(SvSkips *skips)
{
	SvCall	   *call = skips->call;

	if (skips->total == 0)
		return 0;
	appendStringInfoChar(&skips->json, '}');
	if (call->skipped)
		pfree(call->skipped);
	call->skipped = MemoryContextStrdup(TopMemoryContext, skips->json.data);
	ereport(WARNING,
			(errmsg_plural(UINT64_FORMAT " row of argument \"%s\" was not judged",
						   UINT64_FORMAT " rows of argument \"%s\" were not judged",
						   skips->total, skips->total, skips->argument),
			 errdetail_internal("%s.", skips->sentence.data)));
	return skips->total;
}

/* A parallel worker takes part in a call of its leader. */
void
sv_call_worker_begin(const char *detector, int leader)
{
	start_progress(detector, leader);
	pgstat_progress_update_param(PROGRESS_PHASE, SV_PHASE_READING);
}

/* What such a worker is at. */
void
sv_call_worker_phase(SvPhase phase)
{
	if (progress_is_ours())
		pgstat_progress_update_param(PROGRESS_PHASE, phase);
}

/* Rows this process has read. */
void
sv_call_rows_read(uint64 rows)
{
	if (progress_is_ours())
		pgstat_progress_update_param(PROGRESS_ROWS, (int64) rows);
}

Datum
sv_detector_calls(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	uint64		first = ncalls > LEDGER_SIZE ? ncalls - LEDGER_SIZE : 0;

	InitMaterializedSRF(fcinfo, 0);
	for (uint64 i = first; i < ncalls; i++)
	{
		SvCall	   *call = ledger[i % LEDGER_SIZE];
		Datum		values[15];
		bool		nulls[15] = {0};

		values[0] = Int64GetDatum((int64) i + 1);
		values[1] = CStringGetTextDatum(call->detector);
		values[2] = TimestampTzGetDatum(call->started);
		values[3] = BoolGetDatum(call->completed);
		values[4] = Int64GetDatum((int64) call->rows);
		values[5] = Int64GetDatum((int64) call->judged);
		values[6] = DirectFunctionCall1(jsonb_in, CStringGetDatum(call->skipped ? call->skipped : "{}"));
		values[7] = Int64GetDatum((int64) call->subjects);
		values[8] = Int64GetDatum((int64) call->found);
		values[9] = Int32GetDatum(call->workers);
		values[10] = Int64GetDatum((int64) call->spilled);
		values[11] = Int64GetDatum((int64) call->memory);
		for (int phase = SV_PHASE_READING; phase < SV_PHASES; phase++)
			values[11 + phase] = Float8GetDatum(call->milliseconds[phase]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

Datum
sv_detector_calls_reset(PG_FUNCTION_ARGS)
{
	for (int i = 0; i < LEDGER_SIZE; i++)
	{
		forget(ledger[i]);
		ledger[i] = NULL;
	}
	ncalls = 0;
	PG_RETURN_VOID();
}

/* Whom pg_stat_activity would show the activity of that role. */
static bool
may_see(Oid role)
{
	return has_privs_of_role(GetUserId(), role) ||
		has_privs_of_role(GetUserId(), ROLE_PG_READ_ALL_STATS);
}

Datum
sv_detector_progress(PG_FUNCTION_ARGS)
{
	static const char *const phase_names[SV_PHASES] = {"starting", "reading", "detecting", "writing"};
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			nbackends = pgstat_fetch_stat_numbackends();

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 1; i <= nbackends; i++)
	{
		PgBackendStatus *backend = &SvCompatLocalBackend(i)->backendStatus;
		int64	   *progress = backend->st_progress_param;
		char		name[PROGRESS_NAME_BYTES + 1] = {0};
		Datum		values[7];
		bool		nulls[7] = {0};

		if (backend->st_progress_command != PROGRESS_COMMAND_SUPERVISE ||
			!may_see(backend->st_userid))
			continue;
		memcpy(name, &progress[PROGRESS_NAME], PROGRESS_NAME_BYTES);
		values[0] = Int32GetDatum(backend->st_procpid);
		values[1] = Int32GetDatum((int32) progress[PROGRESS_LEADER]);
		nulls[1] = progress[PROGRESS_LEADER] == 0;
		values[2] = CStringGetTextDatum(name);
		values[3] = CStringGetTextDatum(phase_names[progress[PROGRESS_PHASE] % SV_PHASES]);
		values[4] = Int64GetDatum(progress[PROGRESS_ROWS]);
		values[5] = Int32GetDatum((int32) progress[PROGRESS_DONE]);
		values[6] = Int32GetDatum((int32) progress[PROGRESS_TOTAL]);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
