/*
 * sv_reason.c
 *		Why a row was found, in one sentence of the reader's language.
 *
 * Columns are for machines and for whoever knows them.  The sentence is for
 * the person who opens a case: it repeats the numbers that decided, as that
 * person writes them.  Templates are in C beside the kernel whose result they
 * put into words, one per language, so that a change of meaning meets its
 * sentence.  What a sentence says is in the other columns as well.
 */
#include "supervise.h"

#include <math.h>

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "sv_reason.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/guc.h"

int			sv_language = SV_ENGLISH;

static const struct config_enum_entry language_options[] = {
	{"en", SV_ENGLISH, false},
	{"zh", SV_CHINESE, false},
	{NULL, 0, false}
};

/* Called once, when the module is loaded. */
void
sv_reason_init(void)
{
	DefineCustomEnumVariable("supervise.language",
							 "Language of the reasons that detectors give: en or zh.",
							 NULL,
							 &sv_language, SV_ENGLISH, language_options, PGC_USERSET, 0,
							 NULL, NULL, NULL);
}

/* Digits before the point in threes. */
static void
append_grouped(StringInfo out, const char *number)
{
	const char *point = strchr(number, '.');
	size_t		left;

	if (*number == '-')
		appendStringInfoChar(out, *number++);
	left = point ? (size_t) (point - number) : strlen(number);
	for (; left > 0; left--)
	{
		appendStringInfoChar(out, *number++);
		if (left % 3 == 1 && left > 1)
			appendStringInfoChar(out, ',');
	}
	appendStringInfoString(out, number);
}

static void
append_count(StringInfo out, int64 count)
{
	char		text[MAXINT8LEN + 1];

	pg_lltoa(count, text);
	append_grouped(out, text);
}

static void
append_days(StringInfo out, int64 days)
{
	append_count(out, days);
	if (sv_language == SV_CHINESE)
		appendStringInfoString(out, "天");
	else
		appendStringInfoString(out, days == 1 ? " day" : " days");
}

/* Years before Christ have a year count of zero and less. */
static void
append_day(StringInfo out, DateADT day)
{
	int			year;
	int			month;
	int			mday;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	if (sv_language == SV_CHINESE)
		appendStringInfo(out, "%s%d年%d月%d日", year > 0 ? "" : "公元前",
						 year > 0 ? year : 1 - year, month, mday);
	else
		appendStringInfo(out, "%d %s %d%s", mday, months[month - 1],
						 year > 0 ? year : 1 - year, year > 0 ? "" : " BC");
}

static void
append_value(StringInfo out, const SvReasonValue *value)
{
	char		text[SV_DECIMAL_TEXT];

	switch (value->kind)
	{
		case SV_REASON_COUNT:
			append_count(out, value->number);
			break;
		case SV_REASON_DAYS:
			append_days(out, value->number);
			break;
		case SV_REASON_DAY:
			append_day(out, (DateADT) value->number);
			break;
		case SV_REASON_AMOUNT:
			sv_decimal_text(value->amount, text);
			append_grouped(out, text);
			break;
		case SV_REASON_PERCENT:
			/* rounded half up in tenths, without the C library's rounding */
			appendStringInfo(out, "%lld.%lld%%",
							 (long long) floor(value->share * 1000 + 0.5) / 10,
							 (long long) floor(value->share * 1000 + 0.5) % 10);
			break;
		case SV_REASON_TEXT:
			appendStringInfoString(out, value->text);
			break;
	}
}

/*
 * The sentence, as text in the server's encoding.  Text among the values is in
 * that encoding, everything else is written in UTF-8 here; each is converted
 * apart.
 */
Datum
sv_reason(const SvReasonTemplate *template, const SvReasonValue *values)
{
	StringInfoData sentence;
	StringInfoData piece;
	const char *at = template->text[sv_language];
	Datum		result;

	initStringInfo(&sentence);
	initStringInfo(&piece);
	while (*at != '\0')
	{
		bool		is_value = at[0] == '$' && at[1] >= '1' && at[1] <= '9';
		const SvReasonValue *value = is_value ? &values[at[1] - '1'] : NULL;
		char	   *converted;

		resetStringInfo(&piece);
		if (is_value)
		{
			append_value(&piece, value);
			at += 2;
		}
		else
			while (*at != '\0' && !(at[0] == '$' && at[1] >= '1' && at[1] <= '9'))
				appendStringInfoChar(&piece, *at++);
		if (is_value && value->kind == SV_REASON_TEXT)
			converted = piece.data;
		else
			converted = pg_any_to_server(piece.data, piece.len, PG_UTF8);
		appendStringInfoString(&sentence, converted);
	}
	result = PointerGetDatum(cstring_to_text_with_len(sentence.data, sentence.len));
	pfree(sentence.data);
	pfree(piece.data);
	return result;
}
