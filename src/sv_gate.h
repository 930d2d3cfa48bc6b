/*
 * sv_gate.h
 *		Rows in which nothing can be found, told by one name.
 */
#ifndef SV_GATE_H
#define SV_GATE_H

#include "supervise.h"

/*
 * Only rows that have one of these names in a column can be part of a finding.
 * The names are different texts, as sv_put_text leaves them.
 */
typedef struct SvOnly
{
	int			column;
	Size		size;			/* of the names; 0: any row can */
	const char *names;
} SvOnly;

typedef struct SvGate SvGate;

extern SvGate *sv_gate_create(MemoryContext context, const SvOnly *only);
extern bool sv_gate_passes(const SvGate *gate, const char *data, Size length);

#endif							/* SV_GATE_H */
