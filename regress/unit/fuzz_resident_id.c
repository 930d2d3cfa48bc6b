/*
 * fuzz_resident_id.c
 *		Any bytes as a resident id.
 *
 * The judgement is the same with a space in front, which takes the way of typed
 * text; what is valid is canonical, and the canonical form is valid as it is.
 */
#include "core/resident_id.h"

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
	SvResidentId first;
	SvResidentId second;
	SvKeyProblem problem = sv_resident_id((const char *) data, size, &first);

	check(problem < SV_KEY_PROBLEMS);
	spaced[0] = ' ';
	if (size > 0)
		memcpy(spaced + 1, data, size);
	check(sv_resident_id(spaced, size + 1, &second) == problem);
	if (problem == SV_KEY_VALID)
	{
		check(memcmp(first.chars, second.chars, SV_RESIDENT_DIGITS) == 0);
		check(sv_resident_id(first.chars, SV_RESIDENT_DIGITS, &second) == SV_KEY_VALID);
		check(memcmp(first.chars, second.chars, SV_RESIDENT_DIGITS) == 0);
	}
	free(spaced);
	return 0;
}
