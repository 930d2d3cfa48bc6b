/*
 * supervise.h
 *		What every file of the module outside src/core includes first.
 */
#ifndef SUPERVISE_H
#define SUPERVISE_H

#include "postgres.h"

#include "fmgr.h"
#include "sv_compat.h"

#define SV_VERSION "0.1.0"

/* Settings. */
extern int	sv_work_mem;		/* kB, or -1 for the server's own */

#endif							/* SUPERVISE_H */
