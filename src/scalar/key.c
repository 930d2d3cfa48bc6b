/*
 * key.c
 *		What the SQL functions of all kinds of keys share.
 *
 * The parsers under src/core work on UTF-8 and bear invalid bytes.  In a
 * database of another encoding (EUC_CN is the one met in practice) values that
 * are not plain ASCII are converted on the way in and out; a character that the
 * database cannot hold is then the server's own error.  SQL_ASCII says nothing
 * about its bytes: they are read as UTF-8.
 *
 * EUC_CN has one middle dot, which the server's conversion takes for the
 * katakana one; so that is what the dot of a name becomes there.
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

/* A copy with every middle dot as EUC_CN has it. */
static char *
dots_of_euc_cn(const char *s, size_t len)
{
	char	   *copy = palloc(len * 3 / 2 + 1);
	char	   *to = copy;

	for (size_t i = 0; i < len; i++)
	{
		if (i + 1 < len && memcmp(s + i, "\xC2\xB7", 2) == 0)
		{
			memcpy(to, "\xE3\x83\xBB", 3);
			to += 3;
			i++;
		}
		else
			*to++ = s[i];
	}
	*to = '\0';
	return copy;
}

/* The reverse, for valid UTF-8. */
text *
sv_key_from_utf8(const char *s, size_t len)
{
	char	   *converted;

	if (GetDatabaseEncoding() == PG_UTF8 || GetDatabaseEncoding() == PG_SQL_ASCII ||
		is_ascii(s, len))
		return cstring_to_text_with_len(s, (int) len);
	if (GetDatabaseEncoding() == PG_EUC_CN)
	{
		s = dots_of_euc_cn(s, len);
		len = strlen(s);
	}
	converted = pg_any_to_server(s, (int) len, PG_UTF8);
	return converted == s ? cstring_to_text_with_len(s, (int) len) :
		cstring_to_text(converted);
}
