/*
 * fuzz_plate_number.c
 *		Any bytes as a number plate.
 *
 * The judgement is the same with a space in front, which takes the way of typed
 * text; what is valid is canonical, and the canonical form is valid as it is.
 */
#include "core/plate_number.h"

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
	SvPlateNumber first;
	SvPlateNumber second;
	SvKeyProblem problem = sv_plate_number((const char *) data, size, &first);

	check(problem < SV_KEY_PROBLEMS);
	spaced[0] = ' ';
	if (size > 0)
		memcpy(spaced + 1, data, size);
	check(sv_plate_number(spaced, size + 1, &second) == problem);
	if (problem == SV_KEY_VALID)
	{
		check(memcmp(first.chars, second.chars, first.bytes) == 0);
		check(sv_plate_number(first.chars, first.bytes, &second) == SV_KEY_VALID);
		check(memcmp(first.chars, second.chars, first.bytes) == 0);
	}
	free(spaced);
	return 0;
}
