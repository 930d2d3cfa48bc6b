/*
 * sv_judge.h
 *		Groups judged, partition by partition, by as many processes as read them.
 *
 * A detector says what it does with a group and what it has to know for that,
 * as plain bytes, and exports this:
 *
 *		SV_JUDGE(sv_runs_judge, "query", runs_begin, runs_group);
 *
 * and, when its queries are read,
 *
 *		sv_judge(input, result, sv_runs_judge(), &parameters, sizeof(parameters));
 */
#ifndef SV_JUDGE_H
#define SV_JUDGE_H

#include "supervise.h"

#include "storage/dsm.h"
#include "storage/shm_toc.h"
#include "sv_input.h"
#include "sv_refuse.h"
#include "sv_result.h"
#include "sv_texts.h"

/* What one process judges with. */
typedef struct SvJudging
{
	SvInput    *input;
	SvResult   *result;
	SvCall	   *call;			/* what it has done */
	SvRefusals	refusals;
} SvJudging;

/*
 * "begin" makes the state of one process, from parameters that stay; "group"
 * judges a group, and puts what it finds into judging->result.  Both look at
 * the parameters and at the group, and at nothing else: they may run in another
 * process than the rest of the detector.  "end" comes when the process has no more
 * groups, for detectors that count.
 */
typedef struct SvJudge
{
	const char *name;			/* the function that returns this */
	const char *argument;		/* whose rows may be refused, or NULL */
	void	   *(*begin) (SvJudging *judging, const void *parameters, Size size);
	void		(*group) (void *state, const SvGroup *group);
	void		(*end) (void *state);	/* or NULL */
} SvJudge;

typedef const SvJudge *(*SvJudgeFunction) (void);

#define SV_JUDGE(function, argument, begin, group) \
	SV_JUDGE_COUNTS(function, argument, begin, group, NULL)

#define SV_JUDGE_COUNTS(function, argument, begin, group, end) \
extern PGDLLEXPORT const SvJudge *function(void); \
const SvJudge * \
function(void) \
{ \
	static const SvJudge judge = {#function, argument, begin, group, end}; \
\
	return &judge; \
} \
extern int	no_such_variable

extern void sv_judge(SvInput *input, SvResult *result, const SvJudge *judge,
					 const void *parameters, Size size);
extern PGDLLEXPORT void sv_judge_main(dsm_segment *segment, shm_toc *toc);

#endif							/* SV_JUDGE_H */
