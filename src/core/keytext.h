/*
 * keytext.h
 *		Reading a key as people type it.
 */
#ifndef SV_KEYTEXT_H
#define SV_KEYTEXT_H

#include "core/core.h"

/*
 * Why a value is not a key of its kind.  One list for all kinds: a problem has
 * the same name wherever it occurs.  The names are in keytext.c.
 */
typedef enum SvKeyProblem
{
	SV_KEY_VALID,
	SV_KEY_EMPTY,
	SV_KEY_ENCODING,
	SV_KEY_MASKED,
	SV_KEY_SPREADSHEET,
	SV_KEY_CHARACTER,
	SV_KEY_AMBIGUOUS_LETTER,
	SV_KEY_SEVERAL,
	SV_KEY_LENGTH,
	SV_KEY_PLACEHOLDER,
	SV_KEY_CHECK_DIGIT,
	SV_KEY_ROUNDED,
	/* resident_id */
	SV_KEY_BIRTH_DATE,
	SV_KEY_BIRTH_IN_FUTURE,
	SV_KEY_REGION_NEVER,
	SV_KEY_REGION_UNLISTED,
	SV_KEY_REGION_WITHDRAWN,
	SV_KEY_RETIRED_FORM,
	SV_KEY_FOREIGN_RESIDENT,
	/* credit_code */
	SV_KEY_DEPARTMENT,
	SV_KEY_ORGANISATION_CHECK,
	SV_KEY_ORGANISATION_CODE,
	SV_KEY_REGISTRATION,
	SV_KEY_RESIDENT_ID,
	/* mobile_number */
	SV_KEY_FIXED_LINE,
	SV_KEY_SERVICE_NUMBER,
	SV_KEY_FOREIGN_NUMBER,
	SV_KEY_NUMBER_RANGE,
	/* plate_number */
	SV_KEY_PROVINCE,
	SV_KEY_OFFICE,
	SV_KEY_SEQUENCE,
	SV_KEY_PROBLEMS				/* how many there are */
} SvKeyProblem;

extern const char *sv_key_problem_name(SvKeyProblem problem);
extern bool sv_key_problem_is_doubt(SvKeyProblem problem);

/* One code point, or SV_INVALID for bytes that are none. */
#define SV_INVALID			(-1)
#define SV_UTF8_BYTES		4

extern int	sv_utf8_next(const unsigned char **at, const unsigned char *end);
extern int	sv_utf8_put(int point, char *to);

/* The significant characters of a key: ASCII in upper case, others as they are. */
#define SV_KEY_CHARS		40

typedef struct SvKeyText
{
	int			n;				/* SV_KEY_CHARS + 1: there are more */
	bool		invalid;		/* bytes that are no character */
	bool		masked;			/* stars in place of characters */
	int			chars[SV_KEY_CHARS];
} SvKeyText;

/* Dots between the parts are dropped, as in plates, not read as masking. */
#define SV_KEY_DOTS			0x01

extern void sv_key_squeeze(const char *s, size_t len, int flags, SvKeyText *key);
extern SvKeyProblem sv_key_digits(const SvKeyText *key, bool last_x);
extern bool sv_key_is_dot(int point);
extern bool sv_key_is_space(int point);
extern bool sv_key_is_ignorable(int point);

static inline bool
sv_key_digit(int c)
{
	return c >= '0' && c <= '9';
}

static inline bool
sv_key_letter(int c)
{
	return c >= 'A' && c <= 'Z';
}

#endif							/* SV_KEYTEXT_H */
