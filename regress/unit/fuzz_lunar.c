/*
 * fuzz_lunar.c
 *		Any bytes as the name of a festival.
 */
#include "core/lunar.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	SvFestival	festival = SV_FESTIVALS;

	/* exactly as long as the name, so that a byte too far is seen */
	char	   *name = malloc(size > 0 ? size : 1);

	memcpy(name, data, size);
	if (sv_festival_named(name, size, &festival) && festival >= SV_FESTIVALS)
		abort();
	free(name);
	return 0;
}
