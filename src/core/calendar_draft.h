/*
 * calendar_draft.h
 *		A working calendar while its days are being gathered, in any order.
 */
#ifndef SV_CALENDAR_DRAFT_H
#define SV_CALENDAR_DRAFT_H

#include "core/workcalendar.h"

#define SV_DRAFT_VERSION	1

/* 32 days: which are known, and which of these are worked. */
typedef struct SvDraftWord
{
	uint32		known;
	uint32		working;
} SvDraftWord;

/* Flat, so that it can be the state of an aggregate. */
typedef struct SvCalendarDraft
{
	int32		vl_len_;		/* the server's; see SET_VARSIZE */
	uint8		version;
	uint8		weekdays;		/* outside: 1 Monday to Friday, 0 unknown */
	uint16		zero;
	int32		lowest;			/* first and last day known */
	int32		highest;
	int32		first;			/* first day there is room for: a multiple of
								 * 32 */
	int32		words;
	SvDraftWord word[FLEXIBLE_ARRAY_MEMBER];
} SvCalendarDraft;

typedef enum SvDraftFault
{
	SV_DRAFT_FINE,
	SV_DRAFT_TOO_LONG,			/* more days than a calendar may span */
	SV_DRAFT_CONFLICT,			/* one day, both worked and off */
	SV_DRAFT_MISSING,			/* a day not known between two that are */
} SvDraftFault;

static inline size_t
sv_draft_size(const SvCalendarDraft *draft)
{
	return offsetof(SvCalendarDraft, word) + sizeof(SvDraftWord) * draft->words;
}

extern bool sv_draft_is_sound(const SvCalendarDraft *draft, size_t size);
extern SvCalendarDraft *sv_draft_new(int32 day, bool weekdays);
extern SvDraftFault sv_draft_add(SvCalendarDraft **draft, int32 day, bool working);
extern SvDraftFault sv_draft_merge(SvCalendarDraft **draft,
								   const SvCalendarDraft *other, int32 *day);
extern SvDraftFault sv_draft_build(const SvCalendarDraft *draft,
								   SvWorkCalendar **calendar, int32 *day);

#endif							/* SV_CALENDAR_DRAFT_H */
