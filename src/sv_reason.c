/*
 * sv_reason.c
 *		The sentence that says why a row was found, in the reader's language.
 *
 * Each detector has a template per language, beside its code.  What goes into
 * the templates is written here: days, periods, amounts and lists, each in the
 * form the reader of that language expects.  A server encoding that has no
 * Chinese gets English.
 */
#include "supervise.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "sv_reason.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/guc.h"

#define LIST_MAXIMUM	5		/* names in a sentence, then "and so many
								 * more" */

int			sv_language = SV_ENGLISH;

static const struct config_enum_entry languages[] = {
	{"en", SV_ENGLISH, false},
	{"zh", SV_CHINESE, false},
	{NULL, 0, false}
};

static bool
check_language(int *newval, void **extra, GucSource source)
{
	if (*newval == SV_CHINESE && GetDatabaseEncoding() != PG_UTF8)
	{
		GUC_check_errdetail("Chinese texts need a database with encoding UTF8.");
		return false;
	}
	return true;
}

void
sv_reason_init(void)
{
	DefineCustomEnumVariable("supervise.language",
							 "Language of the sentences detectors write: en or zh.",
							 NULL, &sv_language, SV_ENGLISH, languages,
							 PGC_USERSET, 0, check_language, NULL, NULL);
}

static char *
write_text(char *at, const char *text)
{
	Size		length = strlen(text);

	memcpy(at, text, length);
	return at + length;
}

/* A number and what follows it. */
static char *
write_number(char *at, int number, const char *after)
{
	return write_text(at + pg_ltoa(number, at), after);
}

/* Written piece by piece: with psprintf it was a tenth of saying what is found. */
char *
sv_reason_day(int32 day)
{
	char	   *text = palloc(64);
	char	   *at = text;
	int			year;
	int			month;
	int			mday;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &mday);
	if (sv_language == SV_CHINESE)
	{
		if (year <= 0)
			at = write_text(at, "公元前");
		at = write_number(at, year > 0 ? year : 1 - year, "年");
		at = write_number(at, month, "月");
		at = write_number(at, mday, "日");
	}
	else
	{
		at = write_number(at, mday, " ");
		at = write_text(at, months[month - 1]);
		at = write_text(at, " ");
		at = write_number(at, year > 0 ? year : 1 - year, year > 0 ? "" : " BC");
	}
	*at = '\0';
	return text;
}

char *
sv_reason_period(SvPeriod period)
{
	bool		chinese = sv_language == SV_CHINESE;

	if (period.first == period.last)
		return sv_reason_day(period.first);
	if (period.first == SV_NO_FIRST && period.last == SV_NO_LAST)
		return pstrdup(chinese ? "始终" : "all time");
	if (period.first == SV_NO_FIRST)
		return psprintf(chinese ? "截至%s" : "until %s", sv_reason_day(period.last));
	if (period.last == SV_NO_LAST)
		return psprintf(chinese ? "自%s起" : "from %s on", sv_reason_day(period.first));
	return psprintf(chinese ? "%s至%s" : "%s to %s",
					sv_reason_day(period.first), sv_reason_day(period.last));
}

/* With a comma at every third digit: 1,234,567.80 in both languages. */
char *
sv_reason_amount(SvDecimal amount)
{
	char		plain[SV_DECIMAL_TEXT];
	int			length = sv_decimal_text(amount, plain);
	char	   *point = memchr(plain, '.', length);
	int			units = point ? (int) (point - plain) : length;
	char	   *result = palloc(2 * SV_DECIMAL_TEXT);
	int			n = 0;

	for (int i = 0; i < length; i++)
	{
		if (i > 0 && i < units && (units - i) % 3 == 0 && plain[i - 1] != '-')
			result[n++] = ',';
		result[n++] = plain[i];
	}
	result[n] = '\0';
	return result;
}

/* Names one behind the other, the first few of them. */
char *
sv_reason_list(Datum *texts, int n)
{
	bool		chinese = sv_language == SV_CHINESE;
	StringInfoData result;

	initStringInfo(&result);
	for (int i = 0; i < Min(n, LIST_MAXIMUM); i++)
	{
		if (i > 0)
			appendStringInfoString(&result, chinese ? "、" : ", ");
		appendStringInfoString(&result, TextDatumGetCString(texts[i]));
	}
	if (n > LIST_MAXIMUM)
		appendStringInfo(&result, chinese ? "等%d项" : " and %d more",
						 chinese ? n : n - LIST_MAXIMUM);
	return result.data;
}
