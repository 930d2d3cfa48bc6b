/*
 * tap.h
 *		How a unit test of src/core reports: the Test Anything Protocol.
 *
 *	#include "core/overlap.h"
 *	#include "tap.h"
 *
 *	int main(void)
 *	{
 *		ok(sv_overlap(...) == 3, "three episodes");
 *		is_text(buffer, "1.25", "a sum of %d parts", n);
 *		return done_testing();
 *	}
 */
#ifndef SV_TAP_H
#define SV_TAP_H

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int	tap_count;
static int	tap_failed;

static inline bool
tap_report(bool good, const char *file, int line, const char *format,...)
{
	va_list		args;

	tap_count++;
	printf("%sok %d - ", good ? "" : "not ", tap_count);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	printf("\n");
	if (!good)
	{
		tap_failed++;
		printf("#   at %s line %d\n", file, line);
	}
	fflush(stdout);
	return good;
}

#define ok(condition, ...) \
	tap_report((condition), __FILE__, __LINE__, __VA_ARGS__)

#define is_text(got, expected, ...) \
	(tap_report(strcmp(got, expected) == 0, __FILE__, __LINE__, __VA_ARGS__) || \
	 printf("#   got \"%s\", expected \"%s\"\n", got, expected))

static inline int
done_testing(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed > 0;
}

#endif							/* SV_TAP_H */
