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

#endif							/* SV_COMPAT_H */
