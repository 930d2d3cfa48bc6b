/*
 * fuzz_overlap.c
 *		Whatever the bytes make of claims and rules, the kernel says what the
 *		definition says.
 */
#include "overlap_reference.h"

static const uint8 *bytes;
static size_t nbytes;

static int64
next_byte(int64 below)
{
	if (nbytes == 0)
		return 0;
	nbytes--;
	return *bytes++ % below;
}

extern int	LLVMFuzzerTestOneInput(const uint8 *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8 *data, size_t size)
{
	Case		c;
	Episodes	expected = {0};
	Episodes	found = {0};

	bytes = data;
	nbytes = size;
	make_case(&c, next_byte);
	reference(&c, &expected);
	kernel(&c, &found);
	if (strcmp(expected.text, found.text) != 0)
	{
		fprintf(stderr, "expected %s\ngot %s\n", expected.text, found.text);
		abort();
	}
	return 0;
}
