/*
 * sv_datum.c
 *		Values of results that several detectors return.
 */
#include "supervise.h"

#include "catalog/pg_type.h"
#include "sv_datum.h"
#include "sv_numeric.h"
#include "utils/array.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"

/* An array of text from its elements. */
Datum
sv_text_array(Datum *texts, uint64 n)
{
	if (n > MaxArraySize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a list of " UINT64_FORMAT " records is too long", n),
				 errdetail("An array has at most %d elements.", (int) MaxArraySize),
				 errhint("Look for a key that stands for \"unknown\" and leave its rows out.")));
	return PointerGetDatum(construct_array(texts, (int) n, TEXTOID, -1, false, TYPALIGN_INT));
}

/* The daterange of a period, in its canonical form. */
Datum
sv_period_datum(SvPeriod period)
{
	TypeCacheEntry *type = lookup_type_cache(DATERANGEOID, TYPECACHE_RANGE_INFO);
	RangeBound	lower = {DateADTGetDatum(period.first), period.first == SV_NO_FIRST, true, true};
	RangeBound	upper = {DateADTGetDatum(period.last + 1), period.last == SV_NO_LAST, false, false};

	if (upper.infinite)
		upper.val = (Datum) 0;
	return RangeTypePGetDatum(SvCompatMakeRange(type, &lower, &upper));
}

Datum
sv_amount_datum(SvDecimal amount)
{
	return NumericGetDatum(sv_decimal_to_numeric(amount));
}

/* A sum of amounts does not fit in an SvDecimal. */
void
sv_sum_overflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("the amounts of one finding add up to more than %d digits", SV_DECIMAL_DIGITS)));
}
