/*
 * sv_encode_time.c
 *		Days and periods of a query's row as slots of an SvRow.
 *
 * Ranges of days with both ends, which nearly all are, are encoded in
 * sv_encode.c.
 */
#include "supervise.h"

#include "sv_encode.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/rangetypes.h"
#include "utils/timestamp.h"

/* The day of a moment without time zone. */
static inline DateADT
moment_day(Timestamp moment)
{
	int64		day = moment / USECS_PER_DAY;

	if (moment % USECS_PER_DAY < 0)
		day--;
	return (DateADT) day;
}

static DateADT
local_day(TimestampTz moment)
{
	return DatumGetDateADT(DirectFunctionCall1(timestamptz_date, TimestampTzGetDatum(moment)));
}

SvProblem
sv_encode_day(SvEncoding encoding, Datum value, DateADT *day)
{
	if (encoding == SV_ENC_DATE)
	{
		*day = DatumGetDateADT(value);
		return DATE_NOT_FINITE(*day) ? SV_INFINITE : SV_FINE;
	}
	if (TIMESTAMP_NOT_FINITE(DatumGetTimestamp(value)))
		return SV_INFINITE;
	*day = encoding == SV_ENC_TIMESTAMP ? moment_day(DatumGetTimestamp(value)) :
		local_day(DatumGetTimestampTz(value));
	return SV_FINE;
}

/*
 * The first and last of a range's bounds that belong to it.  A range is its
 * type, the bounds it has, and a byte of flags; this reads it where it is,
 * also with a short header.  Bounds count whole units (days, microseconds), so
 * an exclusive one is the next one inwards.  An infinite bound value means the
 * same as none.
 */
static SvProblem
range_ends(Datum value, Size width, int64 infinity_low, int64 infinity_high,
		   int64 *first, bool *no_first, int64 *last, bool *no_last)
{
	struct varlena *range = sv_plain(value);
	const char *data = (char *) VARDATA_ANY(range) + sizeof(Oid);
	Size		length = VARSIZE_ANY_EXHDR(range);
	char		flags = ((char *) VARDATA_ANY(range))[length - 1];
	SvProblem	problem = SV_FINE;
	int64		bound[2] = {0, 0};
	bool		has[2] = {RANGE_HAS_LBOUND(flags), RANGE_HAS_UBOUND(flags)};

	for (int i = 0; i < 2; i++)
	{
		int32		narrow;

		if (!has[i])
			continue;
		if (width == sizeof(int64))
			memcpy(&bound[i], data, width);
		else
		{
			memcpy(&narrow, data, width);
			bound[i] = narrow;
		}
		data += width;
	}
	*no_first = !has[0] || bound[0] == infinity_low;
	*no_last = !has[1] || bound[1] == infinity_high;
	if (flags & RANGE_EMPTY)
		problem = SV_EMPTY;
	else if ((has[0] && bound[0] == infinity_high) || (has[1] && bound[1] == infinity_low))
		problem = SV_INFINITE;
	*first = bound[0] + (has[0] && !(flags & RANGE_LB_INC));
	*last = bound[1] - (has[1] && !(flags & RANGE_UB_INC));
	if (problem == SV_FINE && !*no_first && !*no_last && *first > *last)
		problem = SV_EMPTY;		/* (moment, next moment) holds none */
	return problem;
}

static SvProblem
encode_range(SvEncoding encoding, Datum value, SvPeriod *period)
{
	int64		first;
	int64		last;
	bool		no_first;
	bool		no_last;
	SvProblem	problem;

	problem = encoding == SV_ENC_DATERANGE ?
		range_ends(value, sizeof(DateADT), DATEVAL_NOBEGIN, DATEVAL_NOEND,
				   &first, &no_first, &last, &no_last) :
		range_ends(value, sizeof(Timestamp), DT_NOBEGIN, DT_NOEND,
				   &first, &no_first, &last, &no_last);
	if (problem != SV_FINE)
		return problem;
	if (encoding == SV_ENC_TSRANGE)
	{
		first = moment_day(first);
		last = moment_day(last);
	}
	else if (encoding == SV_ENC_TSTZRANGE)
	{
		first = no_first ? 0 : local_day(first);
		last = no_last ? 0 : local_day(last);
	}
	period->first = no_first ? SV_NO_FIRST : (int32) first;
	period->last = no_last ? SV_NO_LAST : (int32) last;
	return SV_FINE;
}

/* valid_from and valid_to: both belong to the period; no valid_to, no end. */
static SvProblem
encode_pair(const NullableDatum *values, SvPeriod *period)
{
	DateADT		from = DatumGetDateADT(values[0].value);
	DateADT		to = DatumGetDateADT(values[1].value);

	if (values[0].isnull)
		return SV_NULL;
	if (DATE_IS_NOEND(from) || (!values[1].isnull && DATE_IS_NOBEGIN(to)))
		return SV_INFINITE;
	period->first = DATE_IS_NOBEGIN(from) ? SV_NO_FIRST : from;
	period->last = values[1].isnull || DATE_IS_NOEND(to) ? SV_NO_LAST : to;
	return period->first > period->last ? SV_INVERTED : SV_FINE;
}

/* Any period, or the day that stands for one. */
SvProblem
sv_encode_any_period(SvEncoding encoding, const NullableDatum *values, uint64 *slot)
{
	SvPeriod	period;
	SvProblem	problem;

	if (encoding == SV_ENC_PAIR)
		problem = encode_pair(values, &period);
	else if (values[0].isnull)
		problem = SV_NULL;
	else if (encoding >= SV_ENC_DATERANGE)
		problem = encode_range(encoding, values[0].value, &period);
	else
	{
		problem = sv_encode_day(encoding, values[0].value, &period.first);
		period.last = period.first;
	}
	if (problem == SV_FINE)
		*slot = sv_period_slot(period);
	return problem;
}
