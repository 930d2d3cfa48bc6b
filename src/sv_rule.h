/*
 * sv_rule.h
 *		Rules: which status forbids which kind.
 */
#ifndef SV_RULE_H
#define SV_RULE_H

#include "supervise.h"

#include "core/status.h"
#include "lib/stringinfo.h"
#include "sv_call.h"
#include "sv_pairs.h"

typedef struct SvRules
{
	SvPairs    *names;			/* kinds and statuses, numbered */
	SvStatusRule *rule;
	size_t		count;
	bool		of_kinds;		/* some forbid one kind only */
} SvRules;

extern bool sv_rules_read(SvCall *call, const char *query, StringInfo bytes);
extern SvRules *sv_rules_get(const char *bytes, Size size);
extern void sv_rules_names(const SvRules *rules, StringInfo kinds, StringInfo statuses);

#endif							/* SV_RULE_H */
