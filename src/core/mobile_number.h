/*
 * mobile_number.h
 *		Mobile telephone numbers of mainland China.
 */
#ifndef SV_MOBILE_NUMBER_H
#define SV_MOBILE_NUMBER_H

#include "core/keytext.h"

#define SV_MOBILE_DIGITS	11

typedef struct SvMobileNumber
{
	char		chars[SV_MOBILE_DIGITS];	/* not terminated */
} SvMobileNumber;

extern SvKeyProblem sv_mobile_number(const char *s, size_t len, SvMobileNumber *number);

#endif							/* SV_MOBILE_NUMBER_H */
