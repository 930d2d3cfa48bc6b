/*
 * edit.h
 *		Codes typed twice: normalisation, and one keystroke apart.
 */
#ifndef SV_EDIT_H
#define SV_EDIT_H

#include "core/core.h"

/* What makes one code of the other. */
typedef enum SvEdit
{
	SV_EDIT_EQUAL,
	SV_EDIT_REPLACED,			/* one character for another */
	SV_EDIT_INSERTED,			/* the second has one more */
	SV_EDIT_DELETED,			/* the second has one less */
	SV_EDIT_SWAPPED,			/* two neighbours changed places */
	SV_EDIT_FAR					/* more than one of these */
} SvEdit;

/* A code as the kernels compare it: code points. */
typedef struct SvCode
{
	const uint32 *point;
	size_t		length;
} SvCode;

extern size_t sv_edit_normalise(const char *text, size_t length, uint32 *point);
extern SvEdit sv_edit_compare(SvCode a, SvCode b);
extern int	sv_edit_order(SvCode a, SvCode b);
extern size_t sv_edit_variants(SvCode code, uint64 *variant);

#endif							/* SV_EDIT_H */
