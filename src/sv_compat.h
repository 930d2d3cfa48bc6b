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

/* 16 moved what a range table entry may be used for to a list of its own. */
#if PG_VERSION_NUM >= 160000
#define SvCompatSetPermInfos(query, pstate) \
	((query)->rteperminfos = (pstate)->p_rteperminfos)
#define SvCompatLocalBackend(i)		pgstat_get_local_beentry_by_index(i)
#else
#define SvCompatSetPermInfos(query, pstate) ((void) 0)
#define SvCompatLocalBackend(i)		pgstat_fetch_stat_local_beentry(i)
#endif

/* 18 took away ExecutorRun's execute_once. */
#if PG_VERSION_NUM >= 180000
#define SvCompatExecutorRun(desc)	ExecutorRun(desc, ForwardScanDirection, 0)
#else
#define SvCompatExecutorRun(desc)	ExecutorRun(desc, ForwardScanDirection, 0, true)
#endif

#endif							/* SV_COMPAT_H */
