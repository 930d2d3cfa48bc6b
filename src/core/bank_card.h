/*
 * bank_card.h
 *		Numbers of bank cards (ISO/IEC 7812).
 */
#ifndef SV_BANK_CARD_H
#define SV_BANK_CARD_H

#include "core/keytext.h"

#define SV_CARD_SHORTEST	13
#define SV_CARD_LONGEST		19

typedef struct SvBankCard
{
	int			n;
	char		chars[SV_CARD_LONGEST]; /* not terminated */
} SvBankCard;

extern SvKeyProblem sv_bank_card(const char *s, size_t len, SvBankCard *card);

#endif							/* SV_BANK_CARD_H */
