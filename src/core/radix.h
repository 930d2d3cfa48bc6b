/*
 * radix.h
 *		Many elements in order by the bytes of a number, without comparisons.
 *
 * A template, as lib/sort_template.h is one: each including file says
 *
 *		RADIX_SORT			the function's name
 *		RADIX_ELEMENT		the type of an element
 *		RADIX_BYTES			how many bytes order it
 *		RADIX_BYTE(e, n)	byte n of element *e, 0 the lowest
 *
 * and gets static void RADIX_SORT(elements, other, n), where "other" is as much
 * memory again.  One pass a byte, least significant first; a byte that is the
 * same in all is left out.  Equal elements keep their order.
 */
static void
RADIX_SORT(RADIX_ELEMENT * elements, RADIX_ELEMENT * other, uint64 n)
{
	RADIX_ELEMENT *from = elements;
	RADIX_ELEMENT *to = other;

	for (int byte = 0; byte < RADIX_BYTES; byte++)
	{
		uint64		start[257] = {0};
		RADIX_ELEMENT *swap = from;

		sv_core_interrupts();
		for (uint64 i = 0; i < n; i++)
			start[RADIX_BYTE(&from[i], byte) + 1]++;
		if (n == 0 || start[RADIX_BYTE(&from[0], byte) + 1] == n)
			continue;
		for (int b = 1; b <= 256; b++)
			start[b] += start[b - 1];
		for (uint64 i = 0; i < n; i++)
			to[start[RADIX_BYTE(&from[i], byte)]++] = from[i];
		from = to;
		to = swap;
	}
	if (from != elements)
		memcpy(elements, from, sizeof(RADIX_ELEMENT) * n);
}

#undef RADIX_SORT
#undef RADIX_ELEMENT
#undef RADIX_BYTES
#undef RADIX_BYTE
