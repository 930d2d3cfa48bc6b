/*
 * key.c
 *		What the SQL functions of all kinds of keys share.
 *
 * The parsers under src/core work on UTF-8 and bear invalid bytes.  In a
 * database of another encoding (EUC_CN is the one met in practice) values that
 * are not plain ASCII are converted on the way in and out; a character that the
 * database cannot hold is then the server's own error.  SQL_ASCII says nothing
 * about its bytes: they are read as UTF-8.
 */
#include "scalar/key.h"

static bool
is_ascii(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (IS_HIGHBIT_SET(s[i]))
			return false;
	return true;
}

/* A value of the database in UTF-8; *len is its length before and after. */
const char *
sv_key_to_utf8(const char *s, size_t *len)
{
	char	   *converted;

	if (GetDatabaseEncoding() == PG_SQL_ASCII || is_ascii(s, *len))
		return s;
	converted = pg_server_to_any(s, (int) *len, PG_UTF8);
	if (converted != s)
		*len = strlen(converted);
	return converted;
}

/* The reverse, for valid UTF-8. */
text *
sv_key_from_utf8(const char *s, size_t len)
{
	char	   *converted;

	if (GetDatabaseEncoding() == PG_UTF8 || GetDatabaseEncoding() == PG_SQL_ASCII ||
		is_ascii(s, len))
		return cstring_to_text_with_len(s, (int) len);
	converted = pg_any_to_server(s, (int) len, PG_UTF8);
	return converted == s ? cstring_to_text_with_len(s, (int) len) :
		cstring_to_text(converted);
}
