/*
 * sv_episode.h
 *		What collisions() and collide() have in common: the claims of one
 *		cluster searched, and what is said of an episode.
 */
#ifndef SV_EPISODE_H
#define SV_EPISODE_H

#include "supervise.h"

#include "core/decimal.h"
#include "core/overlap.h"
#include "lib/stringinfo.h"
#include "sv_filter.h"
#include "sv_pairs.h"
#include "sv_row.h"
#include "utils/datetime.h"

/* The last day a date can be, less one for the end of a range. */
#define SV_LAST_DAY	(DATE_END_JULIAN - POSTGRES_EPOCH_JDATE - 2)

/* What is asked. */
typedef struct SvQuestion
{
	int32		within;			/* days */
	int32		min_days;
	bool		same_source;
	SvPairs    *pairs;			/* or NULL */
} SvQuestion;

/*
 * The claims of a cluster, wherever they are kept: the reading layer's rows or
 * the items of an aggregate's state.
 */
typedef struct SvClaims
{
	void	   *origin;
	int			(*compare_sources) (void *origin, uint64 a, uint64 b);
	Datum		(*source) (void *origin, uint64 claim);
	Datum		(*record) (void *origin, uint64 claim);
	bool		(*amount) (void *origin, uint64 claim, SvDecimal *amount);
} SvClaims;

/* Columns of an episode, as both forms return them. */
enum
{
	EP_DURING, EP_DAYS, EP_SOURCES, EP_RECORDS, EP_CLAIMS, EP_AMOUNT, EP_EXCESS, EP_COLUMNS
};

typedef struct SvFound
{
	SvPeriod	during;
	Datum	   *sources;
	int			nsources;
	uint64		claims;
	bool		has_amount;
	SvDecimal	amount;
	SvDecimal	excess;
	Datum		values[EP_COLUMNS];
	bool		nulls[EP_COLUMNS];
} SvFound;

typedef struct SvSearch
{
	const SvQuestion *question;
	const SvClaims *claims;
	SvClaim    *cluster;
	uint64		n;
	uint64	   *representative; /* of each source of the cluster, a claim */
	uint32		nsources;
	MemoryContext context;		/* of one episode */
	void		(*emit) (void *arg, SvFound *found);
	void	   *arg;
} SvSearch;

extern void sv_search_init(SvSearch *search, const SvQuestion *question, const SvClaims *claims);
extern char *sv_episode_reason(const SvQuestion *question, const SvFound *found);
extern void sv_search_cluster(SvSearch *search);

/* Which subjects need not be searched (sv_episode_filter.c). */
extern void sv_collision_filter_parameters(StringInfo parameters, const SvQuestion *question);
extern PGDLLEXPORT const SvFilterMethods *sv_collision_filter(void);

/* The days a claim is in force, with what "within" adds to them. */
static inline SvPeriod
sv_lengthen(SvPeriod period, int32 within)
{
	if (period.last != SV_NO_LAST)
		period.last = (int32) Min((int64) period.last + within, Max(period.last, SV_LAST_DAY));
	return period;
}

#endif							/* SV_EPISODE_H */
