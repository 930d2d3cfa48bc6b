/*
 * sequence.c
 *		Numbers issued in a row, and numbers that are missing.
 *
 * Whose invoice numbers follow each other serves one customer only, or has
 * written a single bill in parts; where a receipt book lacks numbers, money may
 * have been taken that was never booked.
 *
 * Numbers follow each other only within one form: the same prefix and the same
 * count of digits (INV-0099 is followed by INV-0100, not by INV-100), or no
 * prefix at all, where 99 is followed by 100.  Forms are the caller's to tell
 * apart (sv_number_parse reads a number); here a form is an integer.
 *
 * Runs.  A number that several rows have counts once, as its first row in time:
 * whether a number was used twice is what duplicates() asks.  A maximal run is
 * the longest chain n, n + step, n + 2 step, … of numbers that are there; with
 * step 1 that is a stretch without gaps.  (With step 2 the numbers 1, 2, 3 hold
 * the chain 1, 3: what lies between does not break it.)
 *
 * With `within`, a run may be spread over no more time than that.  If a maximal
 * run is, its longest part that is not is taken, then the longest of what is
 * left on either side, and so on; of equally long ones the first.  They do not
 * overlap and come out by their first number.
 *
 * The cost.  Sorted rows make chains in one pass.  For `within`, the longest
 * part from each number on is found with two monotonic queues in O(k), and the
 * longest of any stretch with a tournament tree over these: O(k log k) for a
 * maximal run of k numbers, however many parts it falls into.
 *
 * When the answer is wrong: a hotel or a shop with one big customer issues runs
 * to it; electronic invoices are numbered nationwide, and neighbours mean
 * nothing there.
 */
#include "core/sequence.h"

#define NONE	SIZE_MAX

/*
 * Reading a number
 */

static inline bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/*
 * If text[0 .. length - 1] ends with a digit, ASCII or full-width (U+FF10 to
 * U+FF19 in UTF-8), its value and in *bytes its length; else -1.
 */
static int
last_digit(const char *text, size_t length, size_t *bytes)
{
	const unsigned char *end = (const unsigned char *) text + length;

	*bytes = 1;
	if (length >= 1 && end[-1] >= '0' && end[-1] <= '9')
		return end[-1] - '0';
	*bytes = 3;
	if (length >= 3 && end[-3] == 0xef && end[-2] == 0xbc &&
		end[-1] >= 0x90 && end[-1] <= 0x99)
		return end[-1] - 0x90;
	return -1;
}

/*
 * Read a number; false where there are no digits at its end or more than
 * SV_NUMBER_DIGITS.  Blanks around it do not matter.
 */
bool
sv_number_parse(const char *text, size_t length, SvNumber *number)
{
	int128		power = 1;
	size_t		start = 0;
	size_t		bytes;
	int			digit;

	while (start < length && is_blank(text[start]))
		start++;
	while (length > start && is_blank(text[length - 1]))
		length--;

	number->start = start;
	number->digits = 0;
	number->value = 0;
	while ((digit = last_digit(text + start, length - start, &bytes)) >= 0)
	{
		if (number->digits == SV_NUMBER_DIGITS)
			return false;
		if (number->digits > 0)
			power *= 10;
		number->value += power * digit;
		number->digits++;
		length -= bytes;
	}
	if (number->digits == 0)
		return false;
	number->prefix = length - start;
	if (number->prefix == 0)
		number->digits = 0;
	return true;
}

/*
 * Runs
 */

/* List the first row of each number; work->first[0 .. nnumbers - 1]. */
static void
list_numbers(SvSequenceWork *work, const SvSequenceRow *row, size_t n)
{
	work->first = sv_core_room(work->first, &work->first_room, n, sizeof(size_t));
	work->nnumbers = 0;
	for (size_t i = 0; i < n; i++)
		if (i == 0 || row[i].number != row[i - 1].number ||
			row[i].form != row[i - 1].form)
			work->first[work->nnumbers++] = i;
}

/*
 * For each number find the one a step further, in one pass, as both advance;
 * and mark in *started those that are such a one themselves.
 */
static void
link_numbers(SvSequenceWork *work, const SvSequenceRow *row, int64 step)
{
	const size_t *first = work->first;
	size_t		j = 0;

	work->next = sv_core_room(work->next, &work->next_room, work->nnumbers,
							  sizeof(size_t));
	for (size_t i = 0; i < work->nnumbers; i++)
	{
		const SvSequenceRow *from = &row[first[i]];

		for (j = Max(j, i + 1); j < work->nnumbers; j++)
			if (row[first[j]].form != from->form ||
				row[first[j]].number - from->number >= step)
				break;
		work->next[i] = j < work->nnumbers && row[first[j]].form == from->form &&
			row[first[j]].number - from->number == step ? j : NONE;
	}
}

/* The longest part of a maximal run from one of its numbers on. */
typedef struct SvRunWindow
{
	size_t		last;			/* its last number */
	size_t		low;			/* two monotonic queues: earliest … */
	size_t		high;			/* … and latest times */
} SvRunWindow;

/*
 * Fill in window[i].last for every number of chain[0 .. k - 1]: as far as all
 * times are within reach of each other.
 */
static void
find_windows(SvSequenceWork *work, const SvSequenceRow *row, size_t k, int64 within)
{
	SvRunWindow *window = work->window;
	size_t		low_head = 0,
				low_tail = 0;
	size_t		high_head = 0,
				high_tail = 0;
	size_t		end = 0;		/* numbers before it are in the queues */

#define AT(i) (row[work->chain[i]].at)
	for (size_t i = 0; i < k; i++)
	{
		for (; end < k; end++)
		{
			if (end > i && (AT(end) - AT(window[low_head].low) > within ||
							AT(window[high_head].high) - AT(end) > within))
				break;
			while (low_tail > low_head && AT(window[low_tail - 1].low) >= AT(end))
				low_tail--;
			window[low_tail++].low = end;
			while (high_tail > high_head && AT(window[high_tail - 1].high) <= AT(end))
				high_tail--;
			window[high_tail++].high = end;
		}
		window[i].last = end - 1;
		low_head += window[low_head].low == i;
		high_head += window[high_head].high == i;
	}
#undef AT
}

static inline size_t
longer(const SvRunWindow *window, size_t a, size_t b)
{
	if (a == NONE || b == NONE)
		return a == NONE ? b : a;
	if (window[a].last - a != window[b].last - b)
		return window[a].last - a > window[b].last - b ? a : b;
	return Min(a, b);
}

/* The number of low .. high - 1 with the longest window, the first of them. */
static size_t
longest(const SvSequenceWork *work, size_t k, size_t low, size_t high)
{
	size_t		found = NONE;

	for (low += k, high += k; low < high; low /= 2, high /= 2)
	{
		if (low & 1)
			found = longer(work->window, found, work->best[low++]);
		if (high & 1)
			found = longer(work->window, found, work->best[--high]);
	}
	return found;
}

static void
add_run(SvSequenceWork *work, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++)
		sv_groups_add(&work->groups, work->chain[i]);
	sv_groups_close(&work->groups);
}

/*
 * The longest window inside low .. high - 1: *start and its length.  Windows
 * that reach beyond high are cut there, and of these the first is the longest.
 */
static size_t
longest_inside(const SvSequenceWork *work, size_t k, size_t low, size_t high,
			   size_t *start)
{
	size_t		cut = low;		/* first number whose window is cut */
	size_t		top = high;
	size_t		length;

	while (cut < top)
	{
		size_t		middle = cut + (top - cut) / 2;

		if (work->window[middle].last >= high)
			top = middle;
		else
			cut = middle + 1;
	}
	*start = longest(work, k, low, cut);
	length = *start == NONE ? 0 : work->window[*start].last - *start + 1;
	if (high - cut > length)
	{
		*start = cut;
		length = high - cut;
	}
	return length;
}

/*
 * Report chain[0 .. k - 1] where it is spread over too much time: the longest
 * part, and so on in what is left on either side.  The stretches still to be
 * searched are kept on a stack, the leftmost on top, together with parts that
 * wait until what is left of them is done; a stretch is marked by a length 0.
 */
static void
add_parts(SvSequenceWork *work, const SvSequenceRow *row, size_t k,
		  const SvRunRules *rules)
{
	size_t	   *stack;
	size_t		depth = 0;

	work->window = sv_core_room(work->window, &work->window_room, k,
								sizeof(SvRunWindow));
	find_windows(work, row, k, rules->within);

	/* the tree, and behind it the stack: at most 2 entries of 2 a number */
	work->best = sv_core_room(work->best, &work->best_room, 2 * k + 4 * k + 8,
							  sizeof(size_t));
	for (size_t i = 0; i < k; i++)
		work->best[k + i] = i;
	for (size_t i = k; i-- > 1;)
		work->best[i] = longer(work->window, work->best[2 * i], work->best[2 * i + 1]);
	stack = work->best + 2 * k;

#define PUSH(low, high) (stack[depth++] = (low), stack[depth++] = (high))
	PUSH(0, k);
	while (depth > 0)
	{
		size_t		high = stack[--depth];
		size_t		low = stack[--depth];
		size_t		start;
		size_t		length;

		sv_core_interrupts();
		if (high >= k + k)
		{
			add_run(work, low, high - 2 * k);
			continue;
		}
		length = longest_inside(work, k, low, high, &start);
		if (length < (size_t) rules->min_length)
			continue;
		PUSH(start + length, high);
		PUSH(start, start + length + 2 * k);	/* done: to be reported */
		PUSH(low, start);
	}
#undef PUSH
}

static void
add_chain(SvSequenceWork *work, const SvSequenceRow *row, size_t k,
		  const SvRunRules *rules)
{
	int64		first = PG_INT64_MAX;
	int64		last = PG_INT64_MIN;

	if ((int64) k < rules->min_length)
		return;
	for (size_t i = 0; i < k && rules->within >= 0; i++)
	{
		first = Min(first, row[work->chain[i]].at);
		last = Max(last, row[work->chain[i]].at);
	}
	if (rules->within < 0 || last - first <= rules->within)
		add_run(work, 0, k);
	else
		add_parts(work, row, k, rules);
}

/*
 * Find the runs of one series, into work->groups: rows, one a number, by form
 * and first number.  Leaves the count of different numbers in work->nnumbers.
 */
void
sv_run_find(SvSequenceWork *work, const SvSequenceRow *row, size_t n,
			const SvRunRules *rules)
{
	Assert(rules->min_length >= 2 && rules->step >= 1);
	sv_groups_clear(&work->groups);
	list_numbers(work, row, n);
	if ((int64) work->nnumbers < rules->min_length)
		return;
	link_numbers(work, row, rules->step);
	work->chain = sv_core_room(work->chain, &work->chain_room, work->nnumbers,
							   sizeof(size_t));
	for (size_t i = 0; i < work->nnumbers; i++)
	{
		size_t		k = 0;
		size_t		j = i;

		sv_core_interrupts();
		while (j != NONE)
		{
			size_t		next = work->next[j];

			work->chain[k++] = work->first[j];
			work->next[j] = NONE;	/* in a chain: starts none of its own */
			j = next;
		}
		add_chain(work, row, k, rules);
	}
}

/*
 * Gaps
 */

/*
 * Find the gaps of one series, into work->gap: between numbers of one form that
 * follow each other, where at least one and, unless max_missing is negative, at
 * most max_missing numbers are missing.  By form and number.
 */
void
sv_gap_find(SvSequenceWork *work, const SvSequenceRow *row, size_t n,
			int128 max_missing)
{
	work->ngaps = 0;
	list_numbers(work, row, n);
	for (size_t i = 1; i < work->nnumbers; i++)
	{
		size_t		after = work->first[i - 1];
		size_t		before = work->first[i];
		int128		missing = row[before].number - row[after].number - 1;

		sv_core_interrupts();
		if (row[before].form != row[after].form || missing == 0 ||
			(max_missing >= 0 && missing > max_missing))
			continue;
		work->gap = sv_core_room(work->gap, &work->gap_room, work->ngaps + 1,
								 sizeof(SvGap));
		work->gap[work->ngaps++] = (SvGap)
		{
			after, before, missing
		};
	}
}

void
sv_sequence_free(SvSequenceWork *work)
{
	sv_groups_free(&work->groups);
	if (work->gap != NULL)
		sv_core_free(work->gap);
	if (work->first != NULL)
		sv_core_free(work->first);
	if (work->next != NULL)
		sv_core_free(work->next);
	if (work->chain != NULL)
		sv_core_free(work->chain);
	if (work->window != NULL)
		sv_core_free(work->window);
	if (work->best != NULL)
		sv_core_free(work->best);
	memset(work, 0, sizeof(*work));
}
