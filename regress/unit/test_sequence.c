/*
 * test_sequence.c
 *		Runs and gaps against their definition, and reading numbers.
 */
#include "core/sequence.h"
#include "sample.h"
#include "tap.h"

#define MOST	60

static SvSequenceRow row[MOST];

/* "prefix|digits|value" of a number, or "no". */
static const char *
parsed(const char *text)
{
	static char shown[160];
	SvNumber	number;
	SvDecimal	value = {0, 0};
	char		buffer[SV_DECIMAL_TEXT];

	if (!sv_number_parse(text, strlen(text), &number))
		return "no";
	value.unscaled = number.value;
	sv_decimal_text(value, buffer);
	snprintf(shown, sizeof(shown), "%.*s|%d|%s", (int) number.prefix,
			 text + number.start, number.digits, buffer);
	return shown;
}

static void
check_numbers(void)
{
	is_text(parsed("INV-0099"), "INV-|4|99", "prefix and digits");
	is_text(parsed(" 0099\t"), "|0|99", "a pure integer: zeros and blanks do not matter");
	is_text(parsed("0496J10"), "0496J|2|10", "digits in the prefix");
	is_text(parsed("票１２"), "票|2|12", "full-width digits");
	is_text(parsed("-5"), "-|1|5", "a sign is a prefix");
	is_text(parsed("12A"), "no", "no digits at the end");
	is_text(parsed("  "), "no", "blanks");
	is_text(parsed(""), "no", "nothing");
	is_text(parsed("99999999999999999999999999999999999999"),
			"|0|99999999999999999999999999999999999999", "38 digits");
	is_text(parsed("100000000000000000000000000000000000000"), "no", "39 digits");
	is_text(parsed("\xbc\x90"), "no", "half a full-width digit");
}

/* The first row with a number, or -1. */
static int
find(int n, uint64 form, int64 number)
{
	for (int i = 0; i < n; i++)
		if (row[i].form == form && row[i].number == number)
			return i;
	return -1;
}

/*
 * Runs of chain[0 .. k - 1] by the definition: the longest part that fits, then
 * what is left before and after it.
 */
static int
parts_by_definition(const SvRunRules *rules, const int *chain, int k, int *out)
{
	int			best = 0;
	int			best_start = 0;
	int			n;

	for (int i = 0; i < k; i++)
		for (int j = i; j < k; j++)
		{
			int64		first = PG_INT64_MAX;
			int64		last = PG_INT64_MIN;

			for (int m = i; m <= j; m++)
			{
				first = Min(first, row[chain[m]].at);
				last = Max(last, row[chain[m]].at);
			}
			if ((rules->within < 0 || last - first <= rules->within) && j - i + 1 > best)
			{
				best = j - i + 1;
				best_start = i;
			}
		}
	if (best < rules->min_length)
		return 0;
	n = parts_by_definition(rules, chain, best_start, out);
	for (int i = 0; i < best; i++)
		out[n++] = chain[best_start + i];
	out[n++] = -1;
	return n + parts_by_definition(rules, chain + best_start + best,
								   k - best_start - best, out + n);
}

/* All runs, rows one after the other, each run ended by -1. */
static int
runs_by_definition(const SvRunRules *rules, int n, int *out)
{
	int			length = 0;

	for (int i = 0; i < n; i++)
	{
		int			chain[MOST];
		int			k = 0;

		if (find(n, row[i].form, (int64) row[i].number) != i ||
			find(n, row[i].form, (int64) row[i].number - rules->step) >= 0)
			continue;
		for (int j = i; j >= 0;
			 j = find(n, row[i].form, (int64) row[j].number + rules->step))
			chain[k++] = j;
		length += parts_by_definition(rules, chain, k, out + length);
	}
	return length;
}

/* The same from the kernel; with `within`, runs of one chain are in order. */
static int
runs_by_kernel(SvSequenceWork *work, const SvRunRules *rules, int n, int *out)
{
	int			length = 0;

	sv_run_find(work, row, (size_t) n, rules);
	for (size_t g = 0; g < work->groups.ngroups; g++)
	{
		for (size_t i = 0; i < sv_groups_length(&work->groups, g); i++)
			out[length++] = (int) sv_groups_members(&work->groups, g)[i];
		out[length++] = -1;
	}
	return length;
}

static bool
gaps_as_defined(SvSequenceWork *work, int n, int64 max_missing)
{
	size_t		found = 0;

	sv_gap_find(work, row, (size_t) n, max_missing);
	for (int i = 0; i < n; i++)
	{
		int			next = -1;
		int64		missing;

		if (find(n, row[i].form, (int64) row[i].number) != i)
			continue;
		for (int j = 0; j < n && next < 0; j++)
			if (row[j].form == row[i].form && row[j].number > row[i].number)
				next = j;
		if (next < 0)
			continue;
		missing = (int64) (row[next].number - row[i].number) - 1;
		if (missing == 0 || (max_missing >= 0 && missing > max_missing))
			continue;
		if (found >= work->ngaps || work->gap[found].after != (size_t) i ||
			work->gap[found].before != (size_t) next || work->gap[found].missing != missing)
			return false;
		found++;
	}
	return found == work->ngaps;
}

static int
compare_rows(const void *a, const void *b)
{
	const SvSequenceRow *x = a;
	const SvSequenceRow *y = b;

	if (x->form != y->form)
		return x->form < y->form ? -1 : 1;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static int
sample_rows(void)
{
	int			n = (int) sample(MOST + 1);
	int			forms = 1 + (int) sample(3);
	int			numbers = 1 + (int) sample(100);
	int			days = 1 + (int) sample(30);
	bool		trend = sample(2) == 0;

	for (int i = 0; i < n; i++)
	{
		row[i].form = (uint64) sample(forms);
		row[i].number = sample(numbers);
		row[i].at = sample(days) + (trend ? (int64) row[i].number / 2 : 0);
	}
	qsort(row, (size_t) n, sizeof(SvSequenceRow), compare_rows);
	return n;
}

static void
check_sets(SvSequenceWork *work)
{
	int			wrong = 0;
	int			wrong_gaps = 0;
	int			runs = 0;
	int			parts = 0;
	int			gaps = 0;

	for (int set = 0; set < 6000; set++)
	{
		SvRunRules	rules = {2 + sample(3), sample(3) == 0 ? 1 + sample(3) : 1,
		sample(3) == 0 ? -1 : sample(15)};
		int			expected[2 * MOST];
		int			got[2 * MOST];
		int			n = sample_rows();
		int			length = runs_by_definition(&rules, n, expected);

		wrong += runs_by_kernel(work, &rules, n, got) != length ||
			memcmp(expected, got, sizeof(int) * (size_t) length) != 0;
		runs += (int) work->groups.ngroups;
		parts += rules.within >= 0 ? (int) work->groups.ngroups : 0;
		wrong_gaps += !gaps_as_defined(work, n, sample(2) == 0 ? -1 : sample(5));
		gaps += (int) work->ngaps;
	}
	ok(wrong == 0 && runs > 5000 && parts > 2000,
	   "6000 random sets: %d runs, %d of them within a time, %d sets wrong", runs, parts, wrong);
	ok(wrong_gaps == 0 && gaps > 5000, "%d gaps, %d sets wrong", gaps, wrong_gaps);
}

/* One series with very many numbers, in many parts, takes no quadratic time. */
static void
check_giant(SvSequenceWork *work)
{
	size_t		n = 300000;
	SvSequenceRow *many = malloc(n * sizeof(SvSequenceRow));
	SvRunRules	rules = {3, 1, 10};

	for (size_t i = 0; i < n; i++)
	{
		many[i].form = 0;
		many[i].number = (int128) i;
		many[i].at = (int64) i * 3;
	}
	sv_run_find(work, many, n, &rules);
	ok(work->groups.ngroups == n / 4, "300000 numbers in parts of 4: %zu", work->groups.ngroups);
	rules.within = -1;
	sv_run_find(work, many, n, &rules);
	ok(work->groups.ngroups == 1 && work->groups.nmembers == n, "or in one run");
	free(many);
}

int
main(void)
{
	SvSequenceWork work = {0};

	check_numbers();
	check_sets(&work);
	check_giant(&work);
	sv_sequence_free(&work);
	return done_testing();
}
