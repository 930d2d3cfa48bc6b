/*
 * fuzz_edit.c
 *		Codes out of arbitrary bytes: normalised within their length, compared
 *		symmetrically, and never near without a shared variant.
 */
#include "core/edit.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
share_variant(SvCode a, SvCode b)
{
	uint64	   *x = malloc((a.length + 1) * sizeof(uint64));
	uint64	   *y = malloc((b.length + 1) * sizeof(uint64));
	size_t		nx = sv_edit_variants(a, x);
	size_t		ny = sv_edit_variants(b, y);
	bool		shared = false;

	for (size_t i = 0; i < nx; i++)
		for (size_t j = 0; j < ny; j++)
			shared |= x[i] == y[j];
	free(x);
	free(y);
	return shared;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t		half = size / 2;
	uint32	   *x = malloc((half + 1) * sizeof(uint32));
	uint32	   *y = malloc((size - half + 1) * sizeof(uint32));
	SvCode		a = {x, sv_edit_normalise((const char *) data, half, x)};
	SvCode		b = {y, sv_edit_normalise((const char *) data + half, size - half, y)};
	SvEdit		edit = sv_edit_compare(a, b);

	if (a.length > half || b.length > size - half)
		abort();
	if ((edit == SV_EDIT_FAR) != (sv_edit_compare(b, a) == SV_EDIT_FAR) ||
		(edit == SV_EDIT_EQUAL) != (sv_edit_order(a, b) == 0))
		abort();
	if (size < 512 && edit != SV_EDIT_FAR && !share_variant(a, b))
		abort();
	free(x);
	free(y);
	return 0;
}
