/*
 * bank_card.c
 *		SQL functions on numbers of bank cards.
 */
#include "scalar/key.h"

#include "core/bank_card.h"

PG_FUNCTION_INFO_V1(sv_bank_card_canonical);
PG_FUNCTION_INFO_V1(sv_bank_card_problem);

static SvKeyProblem
parse(FunctionCallInfo fcinfo, SvBankCard *card)
{
	size_t		len;
	const char *s = sv_key_argument(fcinfo, &len);

	return sv_bank_card(s, len, card);
}

Datum
sv_bank_card_canonical(PG_FUNCTION_ARGS)
{
	SvBankCard	card;

	if (parse(fcinfo, &card) != SV_KEY_VALID)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(card.chars, card.n));
}

Datum
sv_bank_card_problem(PG_FUNCTION_ARGS)
{
	SvBankCard	card;

	SV_RETURN_KEY_PROBLEM(parse(fcinfo, &card));
}
