/*
 * sv_compat.h
 *		Differences between server versions 15 to 18.
 *
 * The only file of the tree that looks at PG_VERSION_NUM.
 */
#ifndef SV_COMPAT_H
#define SV_COMPAT_H

#if PG_VERSION_NUM < 150000
#error "supervise needs PostgreSQL 15 or later"
#endif

/* 16 moved the macros of variable-length values out of postgres.h. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* 16 moved what a range table entry may be used for to a list of its own. */
#if PG_VERSION_NUM >= 160000
#define SvCompatSetPermInfos(query, pstate) \
	((query)->rteperminfos = (pstate)->p_rteperminfos)
#define SvCompatLocalBackend(i)		pgstat_get_local_beentry_by_index(i)
#define SvCompatMakeRange(type, lower, upper)	make_range(type, lower, upper, false, NULL)
#else
#define SvCompatSetPermInfos(query, pstate) ((void) 0)
#define SvCompatLocalBackend(i)		pgstat_fetch_stat_local_beentry(i)
#define SvCompatMakeRange(type, lower, upper)	make_range(type, lower, upper, false)
#endif

/* 18 took away ExecutorRun's execute_once, and lets a tuple begin with more. */
#if PG_VERSION_NUM >= 180000
#define SvCompatFormMinimalTuple(desc, values, nulls)	heap_form_minimal_tuple(desc, values, nulls, 0)
#define SvCompatExecutorRun(desc)	ExecutorRun(desc, ForwardScanDirection, 0)
#else
#define SvCompatFormMinimalTuple(desc, values, nulls)	heap_form_minimal_tuple(desc, values, nulls)
#define SvCompatExecutorRun(desc)	ExecutorRun(desc, ForwardScanDirection, 0, true)
#endif

/* 18 has pg_noreturn, which stands before a declaration, in its place. */
#ifndef pg_attribute_noreturn
#define pg_attribute_noreturn()		__attribute__((noreturn))
#endif

#endif							/* SV_COMPAT_H */
