/*
 * mask.h
 *		Keys with their middle hidden.
 */
#ifndef SV_MASK_H
#define SV_MASK_H

#include "core/keytext.h"

typedef enum SvMaskKind
{
	SV_MASK_RESIDENT_ID,
	SV_MASK_BANK_CARD,
	SV_MASK_MOBILE_NUMBER,
	SV_MASK_PLATE_NUMBER,
	SV_MASK_PERSON_NAME,
	SV_MASK_ALL,
	SV_MASK_KINDS
} SvMaskKind;

/* A buffer for sv_mask. */
#define SV_MASK_BYTES		(SV_KEY_CHARS * SV_UTF8_BYTES)

extern const char *sv_mask_kind_name(SvMaskKind kind);
extern int	sv_mask(const char *s, size_t len, SvMaskKind kind, char *text);

#endif							/* SV_MASK_H */
