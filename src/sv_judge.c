/*
 * sv_judge.c
 *		Groups judged, partition by partition, by as many processes as read them.
 *
 * To read rows is half of the work; the other half is to unpack and sort them,
 * to run the kernel over each group and to say in words what it found.  Groups
 * know nothing of each other, and where parallel workers have read they left
 * the rows in shared memory, by partitions.  So as many workers are started
 * again.  Each, and the leader, takes partitions one after the other
 * (sv_partition.c), does with their groups what the leader alone would do, and
 * leaves finished rows of the result (sv_result.c).
 *
 * A worker runs the same code from the same parameters, in the snapshot and
 * under the settings and the rights of the leader; it reads no table.  Which
 * process judges a group is chance, and cannot be seen: the result is sorted
 * and counts are added up.  Of several rows that cannot be judged, chance says
 * which the error names, as it does while they are read.
 *
 * What workers attach to, they know by the handles in the parallel context's
 * own memory, which no SQL reaches.
 */
#include "supervise.h"

#include "access/parallel.h"
#include "access/xact.h"
#include "miscadmin.h"
#include "storage/ipc.h"
#include "sv_judge.h"
#include "sv_partition.h"
#include "utils/memutils.h"

#define LIBRARY			"$libdir/supervise"
#define KEY_TASK		UINT64CONST(0x5356000000000001)
#define KEY_PARAMETERS	UINT64CONST(0x5356000000000002)
#define KEY_FILTER		UINT64CONST(0x5356000000000003)
#define KEY_RESULT		UINT64CONST(0x5356000000000004)

/* What a worker leaves. */
typedef struct Report
{
	bool		completed;
	SvPointer	deposit;		/* the rows it found */
	uint64		found;
	uint64		subjects;
	uint64		spilled;
	uint64		memory;
	SvRefusals	refusals;
} Report;

typedef struct Task
{
	char		detector[NAMEDATALEN];
	char		judge[NAMEDATALEN]; /* an SvJudgeFunction exported by the
									 * module */
	int			leader;
	bool		skip_invalid;
	Size		size;			/* of the parameters */
	SvResultOrder order;
	pg_atomic_uint32 attached;	/* workers that hold the rows */
	SvInputShared input;
	Report		report[FLEXIBLE_ARRAY_MEMBER];	/* of each worker */
} Task;

/* Judge what this process gets of the groups. */
static void
judge_groups(SvJudging *judging, const SvJudge *judge, const void *parameters, Size size)
{
	void	   *state = judge->begin(judging, parameters, size);
	SvGroup		group;

	while (sv_input_next(judging->input, &group))
		judge->group(state, &group);
	if (judge->end)
		judge->end(state);
}

/*
 * In a worker that is on its way out: let go of the rows.  Who is last to do so
 * gives back their memory, and that takes its time, for which the leader, who
 * knows that the worker is done, need not wait.
 */
static void
leave_rows(int code, Datum input)
{
	sv_input_leave((SvInput *) DatumGetPointer(input));
}

/* In a worker.  What it allocates may stay as long as it does. */
void
sv_judge_main(dsm_segment *segment, shm_toc *toc)
{
	MemoryContext old = MemoryContextSwitchTo(TopMemoryContext);
	Task	   *task = shm_toc_lookup(toc, KEY_TASK, false);
	Report	   *report = &task->report[ParallelWorkerNumber];
	const SvJudge *judge = ((SvJudgeFunction) load_external_function(LIBRARY, task->judge, true, NULL)) ();
	SvCall	   *call = palloc0(sizeof(SvCall));
	SvJudging	judging = {.call = call};
	SvWriter   *writer;

	sv_call_worker_begin(task->detector, task->leader);
	sv_call_worker_phase(SV_PHASE_DETECTING);
	judging.input = sv_input_attach(&task->input, shm_toc_lookup(toc, KEY_FILTER, false), call);
	pg_atomic_add_fetch_u32(&task->attached, 1);
	writer = sv_input_writer(judging.input, ParallelWorkerNumber);
	judging.result = sv_result_attach(shm_toc_lookup(toc, KEY_RESULT, false), &task->order, call, writer);
	judging.refusals.argument = judge->argument;
	judging.refusals.skip = task->skip_invalid;
	judge_groups(&judging, judge, shm_toc_lookup(toc, KEY_PARAMETERS, false), task->size);

	report->deposit = sv_result_detach(judging.result);
	report->found = call->found;
	report->subjects = call->subjects;
	report->spilled = call->spilled + writer->spilled;
	report->memory = call->memory + writer->peak;
	report->refusals = judging.refusals;
	report->completed = true;
	elog(DEBUG1, "parallel worker of %s judged " UINT64_FORMAT " groups", task->detector, call->subjects);
	sv_input_pin(judging.input);
	before_shmem_exit(leave_rows, PointerGetDatum(judging.input));
	MemoryContextSwitchTo(old);
}

/* Memory for the workers, with all they have to know in it. */
static Task *
create_task(ParallelContext *context, SvJudging *judging, const SvJudge *judge,
			const void *parameters, Size size)
{
	const SvFilter *filter = &judging->input->filter;
	TupleDesc	desc = sv_result_desc(judging->result);
	Size		task_size = offsetof(Task, report) + sizeof(Report) * context->nworkers;
	Task	   *task;
	void	   *place;

	shm_toc_estimate_chunk(&context->estimator, task_size);
	shm_toc_estimate_chunk(&context->estimator, size);
	shm_toc_estimate_chunk(&context->estimator, filter->size);
	shm_toc_estimate_chunk(&context->estimator, TupleDescSize(desc));
	shm_toc_estimate_keys(&context->estimator, 4);
	InitializeParallelDSM(context);

	task = shm_toc_allocate(context->toc, task_size);
	memset(task, 0, task_size);
	strlcpy(task->detector, judging->input->call->detector, NAMEDATALEN);
	strlcpy(task->judge, judge->name, NAMEDATALEN);
	task->leader = MyProcPid;
	task->skip_invalid = judging->refusals.skip;
	task->size = size;
	task->order = *sv_result_order(judging->result);
	pg_atomic_init_u32(&task->attached, 0);
	sv_input_share(judging->input, &task->input, context->nworkers + 1);
	shm_toc_insert(context->toc, KEY_TASK, task);

	place = shm_toc_allocate(context->toc, size);
	memcpy(place, parameters, size);
	shm_toc_insert(context->toc, KEY_PARAMETERS, place);
	place = shm_toc_allocate(context->toc, filter->size);
	if (filter->size > 0)
		memcpy(place, filter->parameters, filter->size);
	shm_toc_insert(context->toc, KEY_FILTER, place);
	place = shm_toc_allocate(context->toc, TupleDescSize(desc));
	TupleDescCopy(place, desc);
	shm_toc_insert(context->toc, KEY_RESULT, place);
	return task;
}

/* Add what a worker has left. */
static void
take_report(SvJudging *judging, const Report *report)
{
	SvCall	   *call = judging->input->call;
	SvStore    *found;

	if (!report->completed)
		elog(ERROR, "a process has not finished its part of a detector");
	call->found += report->found;
	call->subjects += report->subjects;
	call->spilled += report->spilled;
	call->memory += report->memory;
	sv_refusals_add(&judging->refusals, &report->refusals);
	if (report->found == 0)
		return;
	found = sv_store_create(CurrentMemoryContext, 1, 0);
	sv_input_add(judging->input, found, report->deposit);
	sv_result_take(judging->result, found);
}

/*
 * All of it; the context is to be destroyed, which waits for workers that are
 * still on their way out.
 */
static ParallelContext *
judge_together(SvJudging *judging, const SvJudge *judge, const void *parameters,
			   Size size, int nworkers)
{
	ParallelContext *context;
	Task	   *task;

	EnterParallelMode();
	context = CreateParallelContext(LIBRARY, "sv_judge_main", nworkers);
	task = create_task(context, judging, judge, parameters, size);
	LaunchParallelWorkers(context);
	judge_groups(judging, judge, parameters, size);
	/* one that is late would find nothing to attach to */
	if (pg_atomic_read_u32(&task->attached) == (uint32) context->nworkers_launched)
		sv_input_leave(judging->input);
	WaitForParallelWorkersToFinish(context);
	for (int i = 0; i < context->nworkers_launched; i++)
		take_report(judging, &task->report[i]);
	return context;
}

/* Judge all groups of an input whose queries are read, and end the call. */
void
sv_judge(SvInput *input, SvResult *result, const SvJudge *judge,
		 const void *parameters, Size size)
{
	SvCall	   *call = input->call;
	SvJudging	judging = {.input = input,.result = result,.call = call};
	int			nworkers = sv_input_helpers(input);
	ParallelContext *context = NULL;

	judging.refusals.argument = judge->argument;
	judging.refusals.skip = input->skip_invalid;
	sv_input_begin(input);
	if (nworkers > 0)
		context = judge_together(&judging, judge, parameters, size, nworkers);
	else
		judge_groups(&judging, judge, parameters, size);
	sv_refusals_report(&judging.refusals, call);
	if (context == NULL)
		sv_input_close(input);
	sv_result_end(result);
	if (context != NULL)
	{
		DestroyParallelContext(context);
		ExitParallelMode();
		sv_input_close(input);
	}
	sv_call_end(call);
}
