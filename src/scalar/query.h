/*
 * query.h
 *		Settings of query.c, defined by the module's entry.
 */
#ifndef SV_SCALAR_QUERY_H
#define SV_SCALAR_QUERY_H

/* supervise.allow_superuser: superusers may run stored queries as themselves. */
extern bool sv_allow_superuser;

extern void sv_query_init(void);

#endif							/* SV_SCALAR_QUERY_H */
