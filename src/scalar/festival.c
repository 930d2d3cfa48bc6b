/*
 * festival.c
 *		SQL: the official calendar of China, and its festivals.
 */
#include "sv_calendar.h"

#include "core/china_calendar.h"
#include "core/lunar.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(sv_china_workcalendar);
PG_FUNCTION_INFO_V1(sv_china_festival);
PG_FUNCTION_INFO_V1(sv_days_to_festival);
PG_FUNCTION_INFO_V1(sv_next_festival);

Datum
sv_china_workcalendar(PG_FUNCTION_ARGS)
{
	return sv_calendar_result(sv_china_calendar(PG_GETARG_BOOL(0)));
}

static SvFestival
festival_argument(FunctionCallInfo fcinfo, int n)
{
	text	   *name = PG_GETARG_TEXT_PP(n);
	int			length = VARSIZE_ANY_EXHDR(name);
	char	   *utf8 = pg_server_to_any(VARDATA_ANY(name), length, PG_UTF8);
	SvFestival	festival;

	/* converted, it ends with a zero; else it is the argument itself */
	if (utf8 != VARDATA_ANY(name))
		length = (int) strlen(utf8);
	if (!sv_festival_named(utf8, length, &festival))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown festival: \"%.*s\"",
						pg_mbcliplen(VARDATA_ANY(name), (int) VARSIZE_ANY_EXHDR(name), 60),
						VARDATA_ANY(name)),
				 errhint("Known are New Year, Spring Festival Eve, Spring Festival, "
						 "Lantern Festival, Qingming, Labour Day, Dragon Boat, Mid-Autumn, "
						 "National Day, Double Ninth, and their Chinese names.")));
	return festival;
}

/* china_festival(name, year) */
Datum
sv_china_festival(PG_FUNCTION_ARGS)
{
	SvFestival	festival = festival_argument(fcinfo, 0);
	int32		year = PG_GETARG_INT32(1);

	if (year < SV_FESTIVAL_FIRST_YEAR || year > SV_FESTIVAL_LAST_YEAR)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("festivals are known for the years %d to %d, not for %d",
						SV_FESTIVAL_FIRST_YEAR, SV_FESTIVAL_LAST_YEAR, year)));
	PG_RETURN_DATEADT(sv_festival_day(festival, year));
}

static int32
festival_day_argument(FunctionCallInfo fcinfo, int n)
{
	int32		day = sv_day_argument(fcinfo, n, "day");

	if (day < sv_day(SV_FESTIVAL_FIRST_YEAR, 1, 1) ||
		day > sv_day(SV_FESTIVAL_LAST_YEAR, 12, 31))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("festivals are known for the years %d to %d, not for %s",
						SV_FESTIVAL_FIRST_YEAR, SV_FESTIVAL_LAST_YEAR,
						sv_calendar_day_text(day))));
	return day;
}

/* days_to_festival(day, name): a null name stands for the five main ones. */
Datum
sv_days_to_festival(PG_FUNCTION_ARGS)
{
	int32		day;
	uint32		festivals = SV_MAIN_FESTIVALS;
	SvFestival	festival;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	day = festival_day_argument(fcinfo, 0);
	if (!PG_ARGISNULL(1))
		festivals = SV_FESTIVAL_BIT(festival_argument(fcinfo, 1));
	PG_RETURN_INT32(sv_festival_next(day, festivals, &festival) - day);
}

/* next_festival(day): the next of the five main ones. */
Datum
sv_next_festival(PG_FUNCTION_ARGS)
{
	int32		day = festival_day_argument(fcinfo, 0);
	SvFestival	festival;
	int32		next = sv_festival_next(day, SV_MAIN_FESTIVALS, &festival);
	const char *chinese = sv_festival_chinese(festival);
	Datum		values[4];
	bool		nulls[4] = {false, false, false, false};

	values[0] = CStringGetTextDatum(sv_festival_english(festival));
	values[1] = CStringGetTextDatum(pg_any_to_server(chinese, strlen(chinese), PG_UTF8));
	values[2] = DateADTGetDatum(next);
	values[3] = Int32GetDatum(next - day);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(sv_calendar_row_type(fcinfo), values, nulls)));
}
