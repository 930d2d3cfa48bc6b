/*
 * sv_rule.c
 *		Rules: which status forbids which kind.
 *
 * They are read from a query of kind and status, a null kind being any, and
 * travel as bytes, because every process that judges needs them.
 */
#include "supervise.h"

#include "sv_input.h"
#include "sv_rule.h"
#include "sv_texts.h"
#include "utils/memutils.h"

enum
{
	KIND, STATUS, NCOLUMNS
};

static const SvColumnSpec columns[NCOLUMNS] = {
	{"kind", SV_KEY, SV_OPTIONAL},
	{"status", SV_KEY, 0}
};

static int
compare_rules(const void *left, const void *right)
{
	const SvStatusRule *a = left;
	const SvStatusRule *b = right;

	if (a->status != b->status)
		return a->status < b->status ? -1 : 1;
	return (a->kind > b->kind) - (a->kind < b->kind);
}

/* A rule as it travels to other processes: its kind, or any, and its status. */
static void
put_rule(StringInfo bytes, SvInput *input, const SvRow *row)
{
	bool		any = sv_input_is_null(input, row, KIND);
	const char *kind = "";
	Size		length = 0;
	char	   *status;

	if (!any)
		kind = sv_input_text(input, row, KIND, &length);
	appendStringInfoChar(bytes, any);
	sv_put_text(bytes, kind, length);
	status = sv_input_text(input, row, STATUS, &length);
	sv_put_text(bytes, status, length);
}

/* Read the query of rules, and append them; whether some forbid one kind only. */
bool
sv_rules_read(SvCall *ledger, const char *query, StringInfo bytes)
{
	SvInput    *input = sv_input_create(ledger, false);
	bool		of_kinds = false;
	uint64		count = 0;
	SvGroup		group;

	sv_input_read(input, "rules", query, columns, NCOLUMNS, NULL, 0);
	while (sv_input_next(input, &group))
		for (uint64 i = 0; i < group.count; i++, count++)
		{
			put_rule(bytes, input, group.rows[i]);
			of_kinds |= !sv_input_is_null(input, group.rows[i], KIND);
		}
	sv_input_close(input);
	if (count == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("argument \"rules\" has no rows"),
				 errdetail("No status would forbid anything."),
				 errhint("Pass null to have every status forbid every kind.")));
	ledger->rows = ledger->judged = ledger->subjects = 0;	/* of claims and
															 * statuses only */
	return of_kinds;
}

/* The next rule's names; NULL for any kind. */
static void
get_rule(const char **at, const char **kind, Size *kind_length,
		 const char **status, Size *status_length)
{
	bool		any = *(*at)++ != 0;

	*kind = sv_get_text(at, kind_length);
	*status = sv_get_text(at, status_length);
	if (any)
		*kind = NULL;
}

/* The rules that were read: names become numbers. */
SvRules *
sv_rules_get(const char *bytes, Size size)
{
	SvRules    *rules = palloc0(sizeof(SvRules));
	const char *kind;
	const char *status;
	Size		k;
	Size		s;

	rules->names = sv_pairs_create();
	for (const char *at = bytes; at < bytes + size; rules->count++)
	{
		get_rule(&at, &kind, &k, &status, &s);
		if (kind == NULL)
			sv_pairs_add(rules->names, status, s, status, s);
		else
			sv_pairs_add(rules->names, kind, k, status, s);
	}
	sv_pairs_finish(rules->names);
	rules->rule = palloc_extended(sizeof(SvStatusRule) * rules->count, MCXT_ALLOC_HUGE);
	rules->count = 0;
	for (const char *at = bytes; at < bytes + size; rules->count++)
	{
		SvStatusRule *rule = &rules->rule[rules->count];

		get_rule(&at, &kind, &k, &status, &s);
		rule->status = sv_pairs_find(rules->names, status, s);
		rule->kind = kind == NULL ? SV_ANY_KIND : sv_pairs_find(rules->names, kind, k);
		rules->of_kinds |= kind != NULL;
	}
	qsort(rules->rule, rules->count, sizeof(SvStatusRule), compare_rules);
	return rules;
}

static void
put_name(const SvRules *rules, StringInfo texts, uint64 number)
{
	Size		length;
	const char *name = sv_pairs_name(rules->names, (int) number, &length);

	sv_put_text(texts, name, length);
}

/*
 * Which kinds can be forbidden, and which statuses forbid, each once, as texts; no
 * kinds where some status forbids any.
 */
void
sv_rules_names(const SvRules *rules, StringInfo kinds, StringInfo statuses)
{
	bool	   *seen = palloc0(sv_pairs_count(rules->names));

	for (size_t i = 0; i < rules->count; i++)
		if (i == 0 || rules->rule[i].status != rules->rule[i - 1].status)
			put_name(rules, statuses, rules->rule[i].status);
	for (size_t i = 0; i < rules->count; i++)
	{
		uint64		kind = rules->rule[i].kind;

		if (kind == SV_ANY_KIND)
		{
			resetStringInfo(kinds);
			return;
		}
		if (!seen[kind])
			put_name(rules, kinds, kind);
		seen[kind] = true;
	}
}
