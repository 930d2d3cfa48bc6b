/*
 * test_edit.c
 *		One keystroke apart, against the dynamic program for the distance.
 */
#include "core/edit.h"
#include "sample.h"
#include "tap.h"

#define MOST	8

/* Optimal string alignment distance (Damerau's with adjacent swaps). */
static int
distance(SvCode a, SvCode b)
{
	int			d[MOST + 1][MOST + 1];

	for (int i = 0; i <= (int) a.length; i++)
		for (int j = 0; j <= (int) b.length; j++)
		{
			if (i == 0 || j == 0)
			{
				d[i][j] = i + j;
				continue;
			}
			d[i][j] = Min(Min(d[i - 1][j], d[i][j - 1]) + 1,
						  d[i - 1][j - 1] + (a.point[i - 1] != b.point[j - 1]));
			if (i > 1 && j > 1 && a.point[i - 1] == b.point[j - 2] &&
				a.point[i - 2] == b.point[j - 1])
				d[i][j] = Min(d[i][j], d[i - 2][j - 2] + 1);
		}
	return d[a.length][b.length];
}

static bool
share_variant(SvCode a, SvCode b)
{
	uint64		x[MOST + 1];
	uint64		y[MOST + 1];
	size_t		nx = sv_edit_variants(a, x);
	size_t		ny = sv_edit_variants(b, y);

	for (size_t i = 0; i < nx; i++)
		for (size_t j = 0; j < ny; j++)
			if (x[i] == y[j])
				return true;
	return false;
}

static SvCode
sample_code(uint32 *point, int letters)
{
	SvCode		code = {point, (size_t) sample(MOST + 1)};

	for (size_t i = 0; i < code.length; i++)
		point[i] = (uint32) (0x4e00 + sample(letters));
	return code;
}

/* The normalised text as ASCII where it is that, else '?'. */
static const char *
normal(const char *text)
{
	static char shown[64];
	uint32		point[64];
	size_t		n = sv_edit_normalise(text, strlen(text), point);

	for (size_t i = 0; i < n; i++)
		shown[i] = point[i] < 0x80 ? (char) point[i] : '?';
	shown[n] = '\0';
	return shown;
}

static SvEdit
compare(const char *a, const char *b)
{
	uint32		x[64];
	uint32		y[64];
	SvCode		code_a = {x, sv_edit_normalise(a, strlen(a), x)};
	SvCode		code_b = {y, sv_edit_normalise(b, strlen(b), y)};

	return sv_edit_compare(code_a, code_b);
}

int
main(void)
{
	int			wrong = 0;
	int			missed = 0;
	int			near = 0;
	int			candidates = 0;

	is_text(normal(" inv-00/12.a "), "INV0012A", "filler out, capitals");
	is_text(normal("ＩＮＶ　０１２"), "INV012", "full-width forms");
	is_text(normal("发票12号"), "??12?", "Chinese characters stay");
	is_text(normal("---"), "", "nothing but filler");
	is_text(normal("\xe4\xb8"), "?", "a character cut short ends with the text");

	ok(compare("A-1001", "a1001") == SV_EDIT_EQUAL, "equal once normalised");
	ok(compare("A1001", "A1011") == SV_EDIT_REPLACED, "replaced");
	ok(compare("A1001", "A10012") == SV_EDIT_INSERTED, "inserted at the end");
	ok(compare("AA1001", "A1001") == SV_EDIT_DELETED, "deleted at the start");
	ok(compare("A1012", "A1021") == SV_EDIT_SWAPPED, "swapped");
	ok(compare("A1012", "A2011") == SV_EDIT_FAR, "swapped over a distance");
	ok(compare("ABC", "BCD") == SV_EDIT_FAR, "shifted");
	ok(compare("粮食直补", "粮食宜补") == SV_EDIT_REPLACED, "a character is one, not three bytes");
	ok(compare("", "1") == SV_EDIT_INSERTED && compare("", "") == SV_EDIT_EQUAL, "empty codes");

	for (int set = 0; set < 200000; set++)
	{
		uint32		x[MOST];
		uint32		y[MOST];
		int			letters = 1 + (int) sample(4);
		SvCode		a = sample_code(x, letters);
		SvCode		b = sample_code(y, letters);
		int			far = distance(a, b);
		SvEdit		edit = sv_edit_compare(a, b);
		bool		shared = share_variant(a, b);

		wrong += (edit == SV_EDIT_FAR) != (far > 1) || (edit == SV_EDIT_EQUAL) != (far == 0);
		wrong += (sv_edit_order(a, b) == 0) != (far == 0) ||
			sv_edit_order(a, b) != -sv_edit_order(b, a);
		missed += far <= 1 && !shared;
		near += far <= 1;
		candidates += shared;
	}
	ok(near > 10000, "the pairs have near ones (%d)", near);
	ok(wrong == 0, "200000 random pairs judged as by dynamic programming");
	ok(missed == 0, "every near pair shares a variant (%d candidates)", candidates);
	return done_testing();
}
