/*
 * sv_call.h
 *		What a detector call did: the connection's ledger and the progress
 *		that other connections see.
 */
#ifndef SV_CALL_H
#define SV_CALL_H

#include "supervise.h"

#include "lib/stringinfo.h"
#include "portability/instr_time.h"
#include "utils/timestamp.h"

typedef enum SvPhase
{
	SV_PHASE_NONE,
	SV_PHASE_READING,			/* the queries run */
	SV_PHASE_DETECTING,			/* the kernel goes over groups */
	SV_PHASE_WRITING,			/* results are put in order */
	SV_PHASES
} SvPhase;

typedef struct SvCall
{
	char		detector[NAMEDATALEN];
	TimestampTz started;
	bool		completed;
	uint64		rows;			/* read */
	uint64		judged;
	char	   *skipped;		/* a json object of counts by reason */
	uint64		subjects;		/* groups */
	uint64		found;			/* rows of the result */
	int			workers;		/* parallel workers, without the leader */
	uint64		spilled;		/* bytes */
	uint64		memory;			/* most bytes held */
	double		milliseconds[SV_PHASES];
	/* while it runs */
	SvPhase		phase;
	instr_time	phase_started;
	bool		reports_progress;
	struct SvCall *next;		/* among those that the ledger has let go */
} SvCall;

/* Rows of one query that were not judged, being told: see sv_skips_begin. */
typedef struct SvSkips
{
	SvCall	   *call;
	const char *argument;
	StringInfoData sentence;
	StringInfoData json;
	uint64		total;
} SvSkips;

extern SvCall *sv_call_begin(const char *detector);
extern void sv_call_phase(SvCall *call, SvPhase phase);
extern void sv_call_partitions(SvCall *call, int done, int total);
extern void sv_call_end(SvCall *call);
extern void sv_skips_begin(SvSkips *skips, SvCall *call, const char *argument);
extern void sv_skips_add(SvSkips *skips, uint64 rows, const char *how, const char *column,
						 const char *problem);
extern uint64 sv_skips_end(SvSkips *skips);
extern void sv_call_worker_begin(const char *detector, int leader);
extern void sv_call_worker_phase(SvPhase phase);
extern void sv_call_rows_read(uint64 rows);

#endif							/* SV_CALL_H */
