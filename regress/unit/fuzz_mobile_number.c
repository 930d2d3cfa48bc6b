/*
 * fuzz_mobile_number.c
 *		Any bytes as a mobile number.
 *
 * The judgement is the same with a space in front, which takes the way of typed
 * text; what is valid is canonical, and the canonical form is valid as it is.
 */
#include "core/mobile_number.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool good)
{
	if (!good)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *spaced = malloc(size + 1);
	SvMobileNumber first;
	SvMobileNumber second;
	SvKeyProblem problem = sv_mobile_number((const char *) data, size, &first);

	check(problem < SV_KEY_PROBLEMS);
	spaced[0] = ' ';
	if (size > 0)
		memcpy(spaced + 1, data, size);
	check(sv_mobile_number(spaced, size + 1, &second) == problem);
	if (problem == SV_KEY_VALID)
	{
		check(memcmp(first.chars, second.chars, SV_MOBILE_DIGITS) == 0);
		check(sv_mobile_number(first.chars, SV_MOBILE_DIGITS, &second) == SV_KEY_VALID);
		check(memcmp(first.chars, second.chars, SV_MOBILE_DIGITS) == 0);
	}
	free(spaced);
	return 0;
}
