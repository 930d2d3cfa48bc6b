/*
 * sv_code.h
 *		Values that many rows share, by number.
 */
#ifndef SV_CODE_H
#define SV_CODE_H

#include "supervise.h"

#include "port/atomics.h"
#include "sv_row.h"
#include "utils/dsa.h"

#define SV_CODES		1024
#define SV_CODE_SLOTS	(2 * SV_CODES)

typedef struct SvCodes
{
	pg_atomic_uint32 count;		/* asked for; more than there are, when full */
	pg_atomic_uint32 slot[SV_CODE_SLOTS];	/* by hash: code + 1, or 0 */
	uint64		value[SV_CODES];	/* a slot each: a word, or where bytes are */
} SvCodes;

extern void sv_codes_init(SvCodes *codes);
extern int	sv_codes_find_word(SvCodes *codes, uint64 word);
extern int	sv_codes_find(SvCodes *codes, dsa_area *area, const char *data, Size length, uint64 hash);
extern int	sv_codes_add(SvCodes *codes, uint64 slot, uint64 hash);

#endif							/* SV_CODE_H */
