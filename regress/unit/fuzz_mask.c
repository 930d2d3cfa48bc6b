/*
 * fuzz_mask.c
 *		Any bytes masked: it fits, it is UTF-8, and it hides what it should.
 */
#include "core/mask.h"

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
	for (int kind = 0; kind < SV_MASK_KINDS; kind++)
	{
		char		text[SV_MASK_BYTES];
		int			n = sv_mask((const char *) data, size, (SvMaskKind) kind, text);
		const unsigned char *at = (const unsigned char *) text;
		int			digits = 0;

		check(n >= 0 && n <= SV_MASK_BYTES);
		while (at < (const unsigned char *) text + n)
		{
			int			point = sv_utf8_next(&at, (const unsigned char *) text + n);

			check(point != SV_INVALID);
			digits += sv_key_digit(point);
			check(kind != SV_MASK_ALL || point == '*');
		}
		check(digits <= 10);
	}
	return 0;
}
