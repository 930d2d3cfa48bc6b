/*
 * fuzz_bank_card.c
 *		Any bytes as a bank card.
 *
 * The judgement is the same with a space in front, which takes the way of typed
 * text; what is valid is canonical, and the canonical form is valid as it is.
 */
#include "core/bank_card.h"

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
	SvBankCard	first;
	SvBankCard	second;
	SvKeyProblem problem = sv_bank_card((const char *) data, size, &first);

	check(problem < SV_KEY_PROBLEMS);
	spaced[0] = ' ';
	if (size > 0)
		memcpy(spaced + 1, data, size);
	check(sv_bank_card(spaced, size + 1, &second) == problem);
	if (problem == SV_KEY_VALID)
	{
		check(memcmp(first.chars, second.chars, first.n) == 0);
		check(sv_bank_card(first.chars, first.n, &second) == SV_KEY_VALID);
		check(memcmp(first.chars, second.chars, first.n) == 0);
	}
	free(spaced);
	return 0;
}
