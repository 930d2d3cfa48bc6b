/*
 * fuzz_credit_code.c
 *		Any bytes as a credit code.
 *
 * The judgement is the same with a space in front, which takes the way of typed
 * text; what is valid is canonical, and the canonical form is valid as it is.
 */
#include "core/credit_code.h"

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
	SvCreditCode first;
	SvCreditCode second;
	SvKeyProblem problem = sv_credit_code((const char *) data, size, &first);

	check(problem < SV_KEY_PROBLEMS);
	spaced[0] = ' ';
	if (size > 0)
		memcpy(spaced + 1, data, size);
	check(sv_credit_code(spaced, size + 1, &second) == problem);
	if (problem == SV_KEY_VALID)
	{
		check(memcmp(first.chars, second.chars, SV_CREDIT_CHARS) == 0);
		check(sv_credit_code(first.chars, SV_CREDIT_CHARS, &second) == SV_KEY_VALID);
		check(memcmp(first.chars, second.chars, SV_CREDIT_CHARS) == 0);
	}
	free(spaced);
	return 0;
}
