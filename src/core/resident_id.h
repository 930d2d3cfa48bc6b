/*
 * resident_id.h
 *		Resident identity numbers (GB 11643).
 */
#ifndef SV_RESIDENT_ID_H
#define SV_RESIDENT_ID_H

#include "core/keytext.h"

#define SV_RESIDENT_DIGITS	18
#define SV_RESIDENT_OLD		15	/* before October 1999 */

/* Filled as far as the problem returned allows: all of it from a doubt up. */
typedef struct SvResidentId
{
	char		chars[SV_RESIDENT_DIGITS];	/* not terminated */
	bool		old;			/* was written with 15 digits */
	int			birth;			/* yyyymmdd */
} SvResidentId;

extern SvKeyProblem sv_resident_id(const char *s, size_t len, SvResidentId *id);
extern const char *sv_resident_id_form(const SvResidentId *id);

static inline bool
sv_resident_id_is_male(const SvResidentId *id)
{
	return (id->chars[16] - '0') % 2 == 1;
}

#endif							/* SV_RESIDENT_ID_H */
