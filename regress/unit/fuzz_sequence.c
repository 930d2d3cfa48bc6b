/*
 * fuzz_sequence.c
 *		Numbers out of arbitrary bytes.
 */
#include "core/sequence.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	SvNumber	number;
	int128		limit = 1;

	for (int i = 0; i < SV_NUMBER_DIGITS; i++)
		limit *= 10;
	if (!sv_number_parse((const char *) data, size, &number))
		return 0;
	if (number.start + number.prefix >= size)
		abort();
	if (number.value < 0 || number.value >= limit)
		abort();
	if (number.digits < 0 || number.digits > SV_NUMBER_DIGITS ||
		(number.digits == 0) != (number.prefix == 0))
		abort();
	return 0;
}
