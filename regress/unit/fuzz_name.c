/*
 * fuzz_name.c
 *		Any bytes as a name: the spelling of a spelling is itself.
 */
#include "core/name.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(bool good)
{
	if (!good)
		abort();
}

static void
try_kind(const char *s, size_t len, SvNameKind kind)
{
	static char first[SV_NAME_BYTES];
	static char second[SV_NAME_BYTES];
	int			n;
	int			m;

	if (sv_name(s, len, kind, first, &n) != SV_KEY_VALID)
		return;
	check(n > 0 && n <= SV_NAME_BYTES);
	/* NFKC may have made more characters than a name may have */
	if (sv_name(first, n, kind, second, &m) == SV_KEY_LENGTH)
		return;
	check(m == n && memcmp(first, second, n) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	try_kind((const char *) data, size, SV_NAME_PERSON);
	try_kind((const char *) data, size, SV_NAME_ORG);
	return 0;
}
