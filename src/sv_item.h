/*
 * sv_item.h
 *		Rows kept in the states of aggregates.
 */
#ifndef SV_ITEM_H
#define SV_ITEM_H

#include "supervise.h"

#include "sv_row.h"
#include "sv_state.h"

#define SV_ITEM_TEXTS		3
#define SV_ITEM_AMOUNTS		2

/* Bits of SvItem.known */
#define SV_ITEM_PERIOD		0x01
#define SV_ITEM_AMOUNT(i)	(0x02 << (i))
#define SV_ITEM_TEXT(i)		(0x10 << (i))
#define SV_ITEM_ALL			0x77

/*
 * One row of an aggregate's input.  What it means is the aggregate's, but text
 * 0 is its record.  What is not known is zero.
 */
typedef struct SvItem
{
	SvPeriod	period;			/* a day has itself twice */
	uint32		known;
	uint32		length[SV_ITEM_TEXTS];
	SvWideAmount amount[SV_ITEM_AMOUNTS];
	char		text[FLEXIBLE_ARRAY_MEMBER];	/* one after the other */
} SvItem;

/* The same, before it is kept. */
typedef struct SvItemDraft
{
	SvPeriod	period;
	uint32		known;
	text	   *text[SV_ITEM_TEXTS];
	SvDecimal	amount[SV_ITEM_AMOUNTS];
} SvItemDraft;

/* An amount among a state's plain data. */
static inline SvWideAmount
sv_wide_amount(SvDecimal amount)
{
	SvWideAmount wide;

	wide.low = (uint64) amount.unscaled;
	wide.high = (int64) (amount.unscaled >> 64);
	wide.scale = amount.scale;
	return wide;
}

static inline SvDecimal
sv_wide_decimal(const SvWideAmount *wide)
{
	SvDecimal	amount;

	amount.unscaled = (int128) wide->high << 64 | (int128) wide->low;
	amount.scale = (int32) wide->scale;
	return amount;
}

/* In transition functions: argument n of the row, by its name in messages. */
extern void sv_item_text(SvItemDraft *draft, int i, FunctionCallInfo fcinfo, int n,
						 const char *name, bool optional);
extern void sv_item_amount(SvItemDraft *draft, int i, FunctionCallInfo fcinfo, int n,
						   const char *name, bool optional);
extern void sv_item_day(SvItemDraft *draft, FunctionCallInfo fcinfo, int n,
						const char *name, bool optional);
extern void sv_item_period(SvItemDraft *draft, FunctionCallInfo fcinfo, int n,
						   const char *name);
extern SvState *sv_item_state(FunctionCallInfo fcinfo, const SvStateKind *kind,
							  const void *parameters);
extern void sv_item_append(SvState **state, const SvStateKind *kind,
						   const SvItemDraft *draft);

/* In final functions. */
extern const char *sv_items_problem(const SvState *state, uint32 fixed);
extern SvItem **sv_items_sorted(const SvState *state, uint32 fixed);
extern SvDecimal sv_item_get_amount(const SvItem *item, int i);
extern const char *sv_item_get_text(const SvItem *item, int i);
extern Datum sv_item_text_datum(const SvItem *item, int i);
extern uint64 *sv_items_identify(SvItem **items, size_t n, int text);
extern Datum sv_items_records(SvItem **items, const size_t *member, size_t n);

#endif							/* SV_ITEM_H */
