/*
 * sv_texts.h
 *		Texts behind one another, each with its length: as plain bytes, which may
 *		go to another process.
 */
#ifndef SV_TEXTS_H
#define SV_TEXTS_H

#include "supervise.h"

#include "lib/stringinfo.h"

static inline void
sv_put_text(StringInfo parameters, const char *text, Size length)
{
	uint64		bytes = length;

	appendBinaryStringInfo(parameters, (char *) &bytes, sizeof(bytes));
	appendBinaryStringInfo(parameters, text, (int) length);
}

/* The text at a place, which moves behind it. */
static inline const char *
sv_get_text(const char **at, Size *length)
{
	uint64		bytes;
	const char *text = *at + sizeof(bytes);

	memcpy(&bytes, *at, sizeof(bytes));
	*length = bytes;
	*at = text + bytes;
	return text;
}

#endif							/* SV_TEXTS_H */
