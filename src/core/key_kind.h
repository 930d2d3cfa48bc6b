/*
 * key_kind.h
 *		All kinds of keys behind one judgement.
 */
#ifndef SV_KEY_KIND_H
#define SV_KEY_KIND_H

#include "core/keytext.h"
#include "core/name.h"

typedef enum SvKeyKind
{
	SV_KIND_TEXT,				/* anything but nothing */
	SV_KIND_RESIDENT_ID,
	SV_KIND_CREDIT_CODE,
	SV_KIND_BANK_CARD,
	SV_KIND_MOBILE_NUMBER,
	SV_KIND_PLATE_NUMBER,
	SV_KIND_PERSON_NAME,
	SV_KIND_ORG_NAME,
	SV_KEY_KINDS
} SvKeyKind;

/* A buffer for the canonical form of every kind. */
#define SV_KIND_BYTES		SV_NAME_BYTES

extern const char *sv_key_kind_name(SvKeyKind kind);
extern SvKeyProblem sv_key_judge(SvKeyKind kind, const char *s, size_t len,
								 int as_of, char *canonical, int *bytes);

#endif							/* SV_KEY_KIND_H */
