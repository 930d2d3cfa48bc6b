/*
 * name.h
 *		Names of persons and organisations in one spelling.
 */
#ifndef SV_NAME_H
#define SV_NAME_H

#include "core/keytext.h"

/* The longest names judged, in characters as stored. */
#define SV_PERSON_LONGEST		100
#define SV_ORG_LONGEST			300

/*
 * What NFKC can make of one character, at most (U+FDFA), and so of a name; the
 * size of the buffer to write to.
 */
#define SV_NAME_GROWTH			18
#define SV_NAME_BYTES			(SV_ORG_LONGEST * SV_NAME_GROWTH * SV_UTF8_BYTES)

typedef enum SvNameKind
{
	SV_NAME_PERSON,
	SV_NAME_ORG
} SvNameKind;

extern SvKeyProblem sv_name(const char *s, size_t len, SvNameKind kind,
							char *text, int *bytes);

#endif							/* SV_NAME_H */
