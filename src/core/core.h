/*
 * core.h
 *		What every file under src/core includes: nothing of the server.
 *
 * A kernel compiles twice, into the module and, with -DFRONTEND, into unit
 * tests and fuzzers (PostgreSQL's own src/common does the same).  It works on
 * plain arrays, asserts what its caller has validated, and never reports an
 * error, reads a catalog or runs SQL.  What it needs of its surroundings is
 * only memory and a place to notice a cancel, and both are named here.
 */
#ifndef SV_CORE_H
#define SV_CORE_H

#ifdef FRONTEND
#include "postgres_fe.h"

#include <stdlib.h>

static inline void *
sv_core_checked(void *p)
{
	if (p == NULL)
		abort();
	return p;
}

#define sv_core_alloc(size)			sv_core_checked(malloc(size))
#define sv_core_realloc(p, size)	sv_core_checked(realloc(p, size))
#define sv_core_free(p)				free(p)
#define sv_core_interrupts()		((void) 0)
#define CHECK_FOR_INTERRUPTS()		((void) 0)	/* for lib/sort_template.h */

#else
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#define sv_core_alloc(size)			MemoryContextAllocHuge(CurrentMemoryContext, size)
#define sv_core_realloc(p, size)	repalloc_huge(p, size)
#define sv_core_free(p)				pfree(p)
#define sv_core_interrupts()		CHECK_FOR_INTERRUPTS()
#endif

#ifndef HAVE_INT128
#error "supervise needs a compiler with a 128-bit integer"
#endif

#endif							/* SV_CORE_H */
