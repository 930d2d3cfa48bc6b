/*
 * test_decimal.c
 *		Exact amounts: against schoolbook arithmetic on digit strings, and at
 *		the edge of 38 digits.
 */
#include "core/decimal.h"
#include "tap.h"

#define WIDE	120				/* digits of the reference, half of them
								 * decimals */

static uint64 seed = 42;

static uint64
next_random(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

/* The reference: sign and digits, the point fixed in the middle. */
typedef struct Wide
{
	bool		negative;
	char		digit[WIDE];	/* most significant first */
} Wide;

static Wide
wide(SvDecimal value)
{
	Wide		w = {.negative = value.unscaled < 0};
	int128		rest = w.negative ? -value.unscaled : value.unscaled;

	for (int at = WIDE / 2 + value.scale - 1; rest > 0; at--, rest /= 10)
		w.digit[at] = (char) (rest % 10);
	return w;
}

static int
wide_compare(Wide a, Wide b)
{
	int			order = memcmp(a.digit, b.digit, WIDE);
	Wide		zero = {0};

	if (a.negative != b.negative)
		return a.negative ? -1 : 1;
	if (order == 0 || memcmp(a.digit, zero.digit, WIDE) == 0)
		return order == 0 ? 0 : (a.negative ? 1 : -1);
	return ((order > 0) != a.negative) ? 1 : -1;
}

static Wide
wide_add(Wide a, Wide b)
{
	Wide		sum = a;
	int			carry = 0;

	if (a.negative != b.negative && memcmp(a.digit, b.digit, WIDE) < 0)
		return wide_add(b, a);
	for (int at = WIDE - 1; at >= 0; at--)
	{
		int			digit;

		if (a.negative == b.negative)
			digit = a.digit[at] + b.digit[at] + carry;
		else
			digit = a.digit[at] - b.digit[at] + carry;
		carry = digit > 9 ? 1 : (digit < 0 ? -1 : 0);
		sum.digit[at] = (char) (digit - 10 * carry);
	}
	return sum;
}

static int
wide_digits(Wide w, int scale)
{
	int			first = 0;

	while (first < WIDE / 2 + scale && w.digit[first] == 0)
		first++;
	return WIDE / 2 + scale - first;
}

static SvDecimal
random_decimal(void)
{
	SvDecimal	value = {0, (int) (next_random() % (SV_DECIMAL_DIGITS + 1))};
	int			digits = (int) (next_random() % (SV_DECIMAL_DIGITS + 1));

	for (int i = 0; i < digits; i++)
		value.unscaled = value.unscaled * 10 + (int) (next_random() % 10);
	if (next_random() % 2)
		value.unscaled = -value.unscaled;
	return value;
}

static void
against_the_reference(void)
{
	int			wrong_sum = 0;
	int			wrong_refusal = 0;
	int			wrong_order = 0;
	int			refused = 0;

	for (int i = 0; i < 200000; i++)
	{
		SvDecimal	a = random_decimal();
		SvDecimal	b = random_decimal();
		SvDecimal	sum = a;
		Wide		expected = wide_add(wide(a), wide(b));
		int			scale = Max(a.scale, b.scale);

		if (sv_decimal_add(&sum, b))
			wrong_sum += memcmp(wide(sum).digit, expected.digit, WIDE) != 0 ||
				(sum.unscaled != 0 && (sum.unscaled < 0) != expected.negative);
		else
		{
			/* Refused: the sum or a part, written so, has a 39th digit. */
			refused++;
			wrong_refusal += wide_digits(expected, scale) <= SV_DECIMAL_DIGITS &&
				wide_digits(wide(a), scale) <= SV_DECIMAL_DIGITS &&
				wide_digits(wide(b), scale) <= SV_DECIMAL_DIGITS;
			wrong_refusal += sum.unscaled != a.unscaled || sum.scale != a.scale;
		}
		wrong_order += sv_decimal_compare(a, b) != wide_compare(wide(a), wide(b));
	}
	ok(wrong_sum == 0, "200,000 sums: %d differ", wrong_sum);
	ok(wrong_refusal == 0, "%d refused: %d wrongly", refused, wrong_refusal);
	ok(refused > 0, "some are refused");
	ok(wrong_order == 0, "comparisons: %d differ", wrong_order);
}

static void
edges(void)
{
	SvDecimal	largest = {0, 0};
	SvDecimal	one = {1, 0};
	SvDecimal	fraction = {-5, 3};
	SvDecimal	zero = {0, 2};
	SvDecimal	smallest = {-1, SV_DECIMAL_DIGITS};
	SvDecimal	value;
	char		text[SV_DECIMAL_TEXT];

	for (int i = 0; i < SV_DECIMAL_DIGITS; i++)
		largest.unscaled = largest.unscaled * 10 + 9;

	value = largest;
	ok(!sv_decimal_add(&value, one), "a 39th digit is refused");
	ok(value.unscaled == largest.unscaled, "and the sum stays as it was");
	ok(sv_decimal_subtract(&value, largest), "the largest less itself");
	ok(sv_decimal_sign(value) == 0, "is zero");
	value = one;
	ok(!sv_decimal_rescale(&value, SV_DECIMAL_DIGITS), "1 with 38 decimals is refused");
	ok(sv_decimal_rescale(&value, SV_DECIMAL_DIGITS - 1), "with 37 it fits");
	ok(sv_decimal_compare(largest, value) > 0, "the largest exceeds 1 with 37 decimals");
	ok(sv_decimal_compare(sv_decimal_negate(largest), value) < 0, "its negative does not");
	ok(sv_decimal_compare(value, one) == 0, "1.000… equals 1");

	sv_decimal_text(fraction, text);
	is_text(text, "-0.005", "a small fraction has its zeros");
	sv_decimal_text(largest, text);
	is_text(text, "99999999999999999999999999999999999999", "38 nines");
	sv_decimal_text(sv_decimal_from_int64(PG_INT64_MIN), text);
	is_text(text, "-9223372036854775808", "the smallest bigint");
	sv_decimal_text(zero, text);
	is_text(text, "0.00", "zero keeps its scale");
	sv_decimal_text(smallest, text);
	is_text(text, "-0.00000000000000000000000000000000000001", "the longest text");
}

int
main(void)
{
	against_the_reference();
	edges();
	return done_testing();
}
