/*
 * credit_code.h
 *		Unified social credit codes (GB 32100) and organisation codes (GB 11714).
 */
#ifndef SV_CREDIT_CODE_H
#define SV_CREDIT_CODE_H

#include "core/keytext.h"

#define SV_CREDIT_CHARS			18
#define SV_ORGANISATION_AT		8	/* where the organisation code begins */
#define SV_ORGANISATION_CHARS	9

/*
 * chars is the credit code when it is valid, and the organisation code when that
 * is the problem.  Not terminated.
 */
typedef struct SvCreditCode
{
	char		chars[SV_CREDIT_CHARS];
} SvCreditCode;

extern SvKeyProblem sv_credit_code(const char *s, size_t len, SvCreditCode *code);

#endif							/* SV_CREDIT_CODE_H */
