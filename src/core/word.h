/*
 * word.h
 *		Short keys as one 64-bit word, exactly.
 */
#ifndef SV_WORD_H
#define SV_WORD_H

#include "core/core.h"

/*
 * The two top bits of a word are its tag.  This file makes the first two
 * kinds; the row format (sv_row.h) adds two that refer to bytes elsewhere.
 */
#define SV_WORD_TAG(word)	((int) ((word) >> 62))
#define SV_WORD_DIGITS		0
#define SV_WORD_BYTES		1
#define SV_WORD_TAIL		2
#define SV_WORD_SHARED		3
#define SV_WORD_EXACT(word) (SV_WORD_TAG(word) <= SV_WORD_BYTES)

#define SV_WORD_MAXIMUM		18	/* most bytes a word can hold */

extern bool sv_word_encode(const char *bytes, size_t length, uint64 *word);
extern int	sv_word_decode(uint64 word, char *buffer);

#endif							/* SV_WORD_H */
