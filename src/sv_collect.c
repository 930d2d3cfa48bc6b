/*
 * sv_collect.c
 *		Run a query and keep its rows: in parallel where the plan allows.
 *
 * A query whose rows go to the client, or to a function, is run by parallel
 * workers only to send every row through a queue to the leader; that costs
 * more than it gives (design.md: 1,391 ms against 822).  So the rows do not
 * travel.  The query is wrapped into an aggregate, which the planner runs in
 * the workers as it would count(*), and whose transition function encodes each
 * row into shared memory, from where the leader and others judge it when all
 * are done (sv_judge.c).  What an aggregate's state carries from a worker to the
 * leader is only the fact that it has finished.
 *
 * Workers find that memory by the handle of a dynamic shared memory segment.
 * It never passes through SQL, where somebody could put another one in its
 * place: it is the value of a setting that only this file can set, and the
 * server hands a leader's settings to its workers.
 *
 * Where the planner does not choose a partial aggregate (small tables,
 * functions that are not parallel safe, foreign and distributed tables) the
 * query runs as it is and a DestReceiver encodes its rows, in this process.
 */
#include "supervise.h"

#include <sys/statvfs.h>

#include "access/parallel.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "optimizer/cost.h"
#include "storage/dsm_impl.h"
#include "storage/lwlock.h"
#include "storage/proc.h"
#include "sv_collect.h"
#include "utils/guc.h"
#include "utils/memutils.h"

#define COLLECTOR_SETTING	"supervise.collector"
#define SHARED_MAGIC		0x73757076
#define COMMON_START		((Size) 256 * 1024)
#define AREA_START			((Size) 64 * 1024)
#define PROGRESS_EVERY		((uint64) 1 << 16)

/* What a process that took part leaves: the rows, and what it left out. */
typedef struct SvReport
{
	SvPointer	deposit;		/* 0 until it has finished */
	bool		worker;			/* not the leader itself */
	uint64		rows;
	uint64		skipped[SV_MAX_COLUMNS][SV_PROBLEMS];
} SvReport;

typedef struct SvShared
{
	uint32		magic;
	int			leader;
	char		detector[NAMEDATALEN];
	SharedFileSet fileset;
	pg_atomic_uint32 nparticipants;
	uint32		maxparticipants;
	int			npartitions;
	int			input;
	bool		skip_invalid;
	Size		limit;			/* of each participant */
	SvColumns	columns;
	SvPacking	packing;
	SvOrigins	origins;
	SvOnly		only;			/* its names are in the common area */
	dsa_pointer only_names;
	SvReport	report[FLEXIBLE_ARRAY_MEMBER];
	/* then the areas: one for all, and one for each report */
} SvShared;

/* A process's side of it, and the state of the aggregate. */
typedef struct SvCollector
{
	SvShared   *shared;			/* or NULL, when this process works alone */
	dsm_segment *segment;
	dsa_area   *area;			/* common to all */
	SvReport   *report;
	SvWriter   *writer;
	SvEncoder  *encoder;
} SvCollector;

/* The collection that this process leads, if any. */
static SvCollected *leading = NULL;
static char *collector_setting = NULL;
static bool setting_allowed = false;

PG_FUNCTION_INFO_V1(sv_collect_step);
PG_FUNCTION_INFO_V1(sv_collect_combine);
PG_FUNCTION_INFO_V1(sv_collect_serialize);
PG_FUNCTION_INFO_V1(sv_collect_deserialize);
PG_FUNCTION_INFO_V1(sv_collect_final);

/* Only this file sets it, and the server when it starts a worker. */
static bool
check_setting(char **newval, void **extra, GucSource source)
{
	if (setting_allowed || InitializingParallelWorker || *newval == NULL || **newval == '\0')
		return true;
	GUC_check_errdetail("It is set by the detectors themselves.");
	return false;
}

void
sv_collect_init(void)
{
	DefineCustomStringVariable(COLLECTOR_SETTING,
							   "Where the parallel workers of a detector put their rows.",
							   "Set by the detectors themselves.",
							   &collector_setting, "", PGC_SUSET,
							   GUC_NO_SHOW_ALL | GUC_NOT_IN_SAMPLE | GUC_DISALLOW_IN_FILE,
							   check_setting, NULL, NULL);
}

/* One row more or less is read: say so now and then. */
static inline void
collect_row(SvCollector *collector, const NullableDatum *values)
{
	sv_encode_row(collector->encoder, values);
	if (unlikely(collector->encoder->rows % PROGRESS_EVERY == 0))
		sv_call_rows_read(collector->encoder->rows);
}

/* ---- alone: a DestReceiver ---- */

typedef struct SvReceiver
{
	DestReceiver pub;
	SvCollector *collector;
	MemoryContext row_context;
} SvReceiver;

static bool
receive_row(TupleTableSlot *slot, DestReceiver *self)
{
	SvReceiver *receiver = (SvReceiver *) self;
	SvCollector *collector = receiver->collector;
	const SvColumns *columns = collector->encoder->columns;
	NullableDatum values[SV_MAX_COLUMNS * 2];
	MemoryContext old = MemoryContextSwitchTo(receiver->row_context);

	slot_getallattrs(slot);
	for (int i = 0; i < columns->narguments; i++)
	{
		int			column = columns->argument[i] - 1;

		values[i].value = slot->tts_values[column];
		values[i].isnull = slot->tts_isnull[column];
	}
	collect_row(collector, values);
	MemoryContextSwitchTo(old);
	MemoryContextReset(receiver->row_context);
	return true;
}

static void
receiver_startup(DestReceiver *self, int operation, TupleDesc typeinfo)
{
}

static void
receiver_noop(DestReceiver *self)
{
}

static void
collect_alone(SvCollected *collected, SvStore *store, const SvQuery *query,
			  const SvReading *reading)
{
	SvCollector collector = {0};
	SvReceiver	receiver = {{receive_row, receiver_startup, receiver_noop,
	receiver_noop, DestNone}};
	SvOrigins	origins;

	sv_origins_init(&origins);
	sv_packing_number(reading->packing, reading->columns, store->context, NULL);
	collector.writer = sv_writer_create(store->context, NULL, NULL, 0, store->npartitions,
										store->skip_bits, reading->limit);
	collector.encoder = sv_encoder_create(store->context, reading->columns, reading->packing, &origins,
										  collector.writer, reading->input, reading->skip_invalid, &reading->only);
	receiver.collector = &collector;
	receiver.row_context = AllocSetContextCreate(CurrentMemoryContext, "supervise row",
												 ALLOCSET_DEFAULT_SIZES);
	sv_query_execute(query, sv_query_plan(query), (DestReceiver *) &receiver);
	MemoryContextDelete(receiver.row_context);
	sv_packing_settle(reading->packing, &origins);

	collected->rows = collector.encoder->rows;
	memcpy(collected->skipped, collector.encoder->skipped, sizeof(collected->skipped));
	sv_store_add(store, sv_writer_finish(collector.writer), NULL, NULL, collector.writer);
}

/* ---- together: an aggregate ---- */

/*
 * The areas are behind the reports.  What rows of several processes share is
 * in one for all.  Rows are in one area for each process: while the system
 * finds it more memory, nobody else waits.
 */
static void *
common_place(SvShared *shared)
{
	return &shared->report[shared->maxparticipants];
}

static void *
rows_place(SvShared *shared, uint32 number)
{
	return (char *) common_place(shared) + COMMON_START + AREA_START * number;
}

/* In a worker: the memory of its leader's collection. */
static void
attach_as_worker(SvCollector *collector)
{
	dsm_handle	handle = (dsm_handle) strtoul(collector_setting, NULL, 10);
	dsm_segment *segment = dsm_attach(handle);
	SvShared   *shared = segment ? dsm_segment_address(segment) : NULL;

	if (shared == NULL || shared->magic != SHARED_MAGIC ||
		MyProc->lockGroupLeader == NULL || shared->leader != MyProc->lockGroupLeader->pid)
		elog(ERROR, "no collection to take part in");
	dsm_pin_mapping(segment);
	SharedFileSetAttach(&shared->fileset, segment);
	collector->shared = shared;
	collector->segment = segment;
	collector->area = dsa_attach_in_place(common_place(shared), segment);
	dsa_pin_mapping(collector->area);
	sv_call_worker_begin(shared->detector, shared->leader);
}

/* What the area of a participant may grow to: its limit, and loss. */
static Size
area_limit(Size limit)
{
	return limit + limit / 2 + 8 * 1024 * 1024;
}

static SvCollector *
take_part(FunctionCallInfo fcinfo)
{
	MemoryContext context;
	MemoryContext old;
	SvCollector *collector;
	SvShared   *shared;
	SvPacking  *packing;
	dsa_area   *rows;
	uint32		number;
	SvOnly		only;

	if (!AggCheckCallContext(fcinfo, &context) ||
		(IsParallelWorker() ? collector_setting == NULL || *collector_setting == '\0' :
		 leading == NULL))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("this aggregate is used by detectors only")));
	/* what attaching allocates has to live as long as the state */
	old = MemoryContextSwitchTo(context);
	collector = palloc0(sizeof(SvCollector));
	if (IsParallelWorker())
		attach_as_worker(collector);
	else
	{
		collector->shared = dsm_segment_address(leading->segment);
		collector->area = leading->area;
	}
	shared = collector->shared;
	number = pg_atomic_fetch_add_u32(&shared->nparticipants, 1);
	if (number >= shared->maxparticipants)
		elog(ERROR, "more processes than expected take part in a collection");
	collector->report = &shared->report[number];
	collector->report->worker = IsParallelWorker();
	if (IsParallelWorker())
	{
		rows = dsa_attach_in_place(rows_place(shared, number), collector->segment);
		dsa_pin_mapping(rows);
	}
	else
		rows = leading->rows_area[number];
	collector->writer = sv_writer_create(context, rows, &shared->fileset,
										 (int) number, shared->npartitions, 0, shared->limit);
	sv_writer_own_area(collector->writer, collector->area, area_limit(shared->limit));
	packing = palloc(sizeof(SvPacking));
	memcpy(packing, &shared->packing, sizeof(SvPacking));
	sv_packing_attach(packing, collector->area);
	only = shared->only;
	only.names = only.size > 0 ? dsa_get_address(collector->area, shared->only_names) : NULL;
	collector->encoder = sv_encoder_create(context, &shared->columns, packing, &shared->origins,
										   collector->writer, shared->input, shared->skip_invalid,
										   &only);
	MemoryContextSwitchTo(old);
	return collector;
}

Datum
sv_collect_step(PG_FUNCTION_ARGS)
{
	SvCollector *collector = PG_ARGISNULL(0) ? take_part(fcinfo) :
	(SvCollector *) PG_GETARG_POINTER(0);

	Assert(PG_NARGS() - 1 == collector->encoder->columns->narguments);
	collect_row(collector, &fcinfo->args[1]);
	PG_RETURN_POINTER(collector);
}

/* This process has read its rows: leave them to the leader. */
Datum
sv_collect_serialize(PG_FUNCTION_ARGS)
{
	SvCollector *collector = (SvCollector *) PG_GETARG_POINTER(0);
	SvReport   *report = collector->report;
	bytea	   *nothing = palloc(VARHDRSZ);

	report->rows = collector->encoder->rows;
	memcpy(report->skipped, collector->encoder->skipped, sizeof(report->skipped));
	report->deposit = sv_writer_finish(collector->writer);
	SET_VARSIZE(nothing, VARHDRSZ);
	PG_RETURN_BYTEA_P(nothing);
}

/* The leader learns nothing from a state but that there was one. */
Datum
sv_collect_deserialize(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(palloc0(sizeof(SvCollector)));
}

Datum
sv_collect_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "aggregate function called in non-aggregate context");
	if (!PG_ARGISNULL(0))
		PG_RETURN_POINTER(PG_GETARG_POINTER(0));
	if (PG_ARGISNULL(1))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(MemoryContextAllocZero(context, sizeof(SvCollector)));
}

Datum
sv_collect_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_VOID();
}

/*
 * How many workers the plan will ask for, or 0 when it would not aggregate in
 * them.
 */
static int
planned_workers(PlannedStmt *plan)
{
	Plan	   *node = plan->planTree;

	if (!IsA(node, Agg) || ((Agg *) node)->aggsplit != AGGSPLIT_FINAL_DESERIAL)
		return 0;
	for (node = node->lefttree; node; node = node->lefttree)
	{
		if (IsA(node, Gather))
			return ((Gather *) node)->num_workers;
		if (IsA(node, GatherMerge))
			return ((GatherMerge *) node)->num_workers;
	}
	return 0;
}

/*
 * POSIX shared memory is a file system, and in a container it may be 64 MB:
 * better to read alone than to fail half-way.
 */
static bool
shared_memory_suffices(Size limit, int participants)
{
	struct statvfs fs;
	uint64		available;

	if (dynamic_shared_memory_type != DSM_IMPL_POSIX || statvfs("/dev/shm", &fs) != 0)
		return true;
	available = (uint64) fs.f_bavail * fs.f_frsize;
	if (available >= area_limit(limit / participants) * participants + COMMON_START)
		return true;
	ereport(NOTICE,
			(errmsg("reading without parallel workers: /dev/shm has only %llu MB left",
					(unsigned long long) (available / (1024 * 1024))),
			 errhint("Enlarge /dev/shm, or lower supervise.work_mem below that.")));
	return false;
}

/* Create the shared memory of a collection; false when none can be had. */
static bool
create_shared(SvCollected *collected, SvStore *store, SvCall *call,
			  const SvReading *reading, int nworkers)
{
	int			participants = nworkers + 1;
	Size		head = offsetof(SvShared, report) + sizeof(SvReport) * participants;
	dsm_segment *segment = dsm_create(head + COMMON_START + AREA_START * participants,
									  DSM_CREATE_NULL_IF_MAXSEGMENTS);
	SvShared   *shared;

	if (segment == NULL)
		return false;
	shared = dsm_segment_address(segment);
	memset(shared, 0, head);
	shared->magic = SHARED_MAGIC;
	shared->leader = MyProcPid;
	strlcpy(shared->detector, call->detector, NAMEDATALEN);
	SharedFileSetInit(&shared->fileset, segment);
	pg_atomic_init_u32(&shared->nparticipants, 0);
	shared->maxparticipants = participants;
	shared->npartitions = store->npartitions;
	shared->input = reading->input;
	shared->skip_invalid = reading->skip_invalid;
	shared->limit = reading->limit / participants;
	memcpy(&shared->columns, reading->columns, sizeof(SvColumns));
	sv_origins_init(&shared->origins);

	collected->segment = segment;
	collected->area = dsa_create_in_place(common_place(shared), COMMON_START,
										  LWTRANCHE_PARALLEL_QUERY_DSA, segment);
	collected->nareas = participants;
	collected->rows_area = palloc(sizeof(dsa_area *) * participants);
	for (int i = 0; i < participants; i++)
		collected->rows_area[i] = dsa_create_in_place(rows_place(shared, i), AREA_START,
													  LWTRANCHE_PARALLEL_QUERY_DSA, segment);
	sv_packing_number(reading->packing, reading->columns, NULL, collected->area);
	memcpy(&shared->packing, reading->packing, sizeof(SvPacking));
	shared->only = reading->only;
	shared->only.names = NULL;	/* in this process */
	if (shared->only.size > 0)
	{
		shared->only_names = dsa_allocate_extended(collected->area, shared->only.size, DSA_ALLOC_HUGE);
		memcpy(dsa_get_address(collected->area, shared->only_names), reading->only.names, shared->only.size);
	}
	return true;
}

/* Run the plan with the handle where workers will find it. */
static void
lead_collection(SvCollected *collected, const SvQuery *query, PlannedStmt *plan)
{
	SvCollected *outer = leading;
	int			nest_level = NewGUCNestLevel();
	char		text[32];

	snprintf(text, sizeof(text), "%u", dsm_segment_handle(collected->segment));
	PG_TRY();
	{
		setting_allowed = true;
		set_config_option(COLLECTOR_SETTING, text, PGC_SUSET, PGC_S_SESSION,
						  GUC_ACTION_SAVE, true, 0, false);
		setting_allowed = false;
		leading = collected;
		sv_query_execute(query, plan, None_Receiver);
	}
	PG_FINALLY();
	{
		setting_allowed = false;
		leading = outer;
	}
	PG_END_TRY();
	AtEOXact_GUC(true, nest_level);
}

static void
add_reports(SvCollected *collected, SvStore *store)
{
	SvShared   *shared = dsm_segment_address(collected->segment);
	uint32		participants = pg_atomic_read_u32(&shared->nparticipants);

	for (uint32 i = 0; i < participants; i++)
		sv_store_add(store, shared->report[i].deposit, collected->rows_area[i],
					 &shared->fileset, NULL);
}

static void
take_report(SvCollected *collected, const SvReport *report)
{
	collected->rows += report->rows;
	for (int c = 0; c < SV_MAX_COLUMNS; c++)
		for (int p = 0; p < SV_PROBLEMS; p++)
			collected->skipped[c][p] += report->skipped[c][p];
}

static bool
collect_together(SvCollected *collected, SvStore *store, SvCall *call,
				 const SvQuery *query, const SvReading *reading)
{
	List	   *function = list_make2(makeString("supervise"), makeString("_collect"));
	PlannedStmt *plan;
	int			nworkers;
	SvShared   *shared;
	uint32		participants;

	if (IsParallelWorker() || max_parallel_workers_per_gather == 0 ||
		query->query->hasRecursive)
		return false;
	plan = sv_query_plan_aggregate(query, function, reading->columns->argument,
								   reading->columns->narguments);
	nworkers = planned_workers(plan);
	if (nworkers == 0 || !shared_memory_suffices(reading->limit, nworkers + 1) ||
		!create_shared(collected, store, call, reading, nworkers))
		return false;
	lead_collection(collected, query, plan);

	shared = dsm_segment_address(collected->segment);
	participants = pg_atomic_read_u32(&shared->nparticipants);
	for (uint32 i = 0; i < participants; i++)
	{
		SvReport   *report = &shared->report[i];

		if (report->deposit == 0)
			elog(ERROR, "a process has not finished its part of a collection");
		take_report(collected, report);
		collected->workers += report->worker;
	}
	add_reports(collected, store);
	sv_packing_settle(reading->packing, &shared->origins);
	memcpy(shared->packing.base, reading->packing->base, sizeof(shared->packing.base));
	return true;
}

/* Run a query and keep the rows that can be judged in the store. */
void
sv_collect(SvCollected *collected, SvStore *store, SvCall *call,
		   const SvQuery *query, const SvReading *reading)
{
	memset(collected, 0, sizeof(SvCollected));
	if (!collect_together(collected, store, call, query, reading))
		collect_alone(collected, store, query, reading);
}

/* In a worker of a later phase: what the reading of a query left. */
void
sv_collected_attach(SvCollected *collected, dsm_handle handle,
					SvStore *store, SvColumns *columns, SvPacking *packing)
{
	SvShared   *shared;

	collected->segment = dsm_attach(handle);
	if (collected->segment == NULL)
		elog(ERROR, "the rows of a detector are gone");
	shared = dsm_segment_address(collected->segment);
	SharedFileSetAttach(&shared->fileset, collected->segment);
	collected->area = dsa_attach_in_place(common_place(shared), collected->segment);
	collected->nareas = (int) pg_atomic_read_u32(&shared->nparticipants);
	collected->rows_area = palloc(sizeof(dsa_area *) * Max(collected->nareas, 1));
	for (int i = 0; i < collected->nareas; i++)
		collected->rows_area[i] = dsa_attach_in_place(rows_place(shared, i), collected->segment);
	memcpy(columns, &shared->columns, sizeof(SvColumns));
	memcpy(packing, &shared->packing, sizeof(SvPacking));
	sv_packing_attach(packing, collected->area);
	add_reports(collected, store);
}

/* Where temporary files that go with the rows are. */
SharedFileSet *
sv_collected_files(const SvCollected *collected)
{
	return &((SvShared *) dsm_segment_address(collected->segment))->fileset;
}

/*
 * Give the rows back, not what they have in common.  Who is last to do so has
 * the system take back their pages, which takes as long as a tenth of the
 * detector; so processes begin with different areas, and share that work.
 */
void
sv_collect_release_rows(SvCollected *collected)
{
	int			first = IsParallelWorker() ? ParallelWorkerNumber : 0;

	for (int i = 0; i < collected->nareas; i++)
	{
		int			n = (first + i) % collected->nareas;
		void	   *place = rows_place(dsm_segment_address(collected->segment), n);

		/* now, and not when the segment goes */
		cancel_on_dsm_detach(collected->segment, dsa_on_dsm_detach_release_in_place,
							 PointerGetDatum(place));
		dsa_detach(collected->rows_area[n]);
		dsa_release_in_place(place);
	}
	collected->nareas = 0;
}

void
sv_collect_release(SvCollected *collected)
{
	sv_collect_release_rows(collected);
	if (collected->area)
		dsa_detach(collected->area);
	if (collected->segment)
		dsm_detach(collected->segment);
	collected->area = NULL;
	collected->segment = NULL;
}
