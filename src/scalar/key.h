/*
 * key.h
 *		What the SQL functions of all kinds of keys share.
 */
#ifndef SV_SCALAR_KEY_H
#define SV_SCALAR_KEY_H

#include "supervise.h"

#include "core/keytext.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

extern const char *sv_key_to_utf8(const char *s, size_t *len);
extern text *sv_key_from_utf8(const char *s, size_t len);

/* Argument 0 in UTF-8, where it lies if the database is in UTF-8. */
static inline const char *
sv_key_argument(FunctionCallInfo fcinfo, size_t *len)
{
	text	   *value = PG_GETARG_TEXT_PP(0);

	*len = VARSIZE_ANY_EXHDR(value);
	if (likely(GetDatabaseEncoding() == PG_UTF8))
		return VARDATA_ANY(value);
	return sv_key_to_utf8(VARDATA_ANY(value), len);
}

#define SV_RETURN_KEY_PROBLEM(problem) \
	do { \
		SvKeyProblem p_ = (problem); \
		if (p_ == SV_KEY_VALID) \
			PG_RETURN_NULL(); \
		PG_RETURN_TEXT_P(cstring_to_text(sv_key_problem_name(p_))); \
	} while (0)

#endif							/* SV_SCALAR_KEY_H */
