/*
 * plate_number.h
 *		Number plates of motor vehicles (GA 36).
 */
#ifndef SV_PLATE_NUMBER_H
#define SV_PLATE_NUMBER_H

#include "core/keytext.h"

#define SV_PLATE_CHARS		8
#define SV_PLATE_BYTES		(SV_PLATE_CHARS * SV_UTF8_BYTES)

typedef enum SvPlateKind
{
	SV_PLATE_ORDINARY,
	SV_PLATE_NEW_ENERGY,
	SV_PLATE_POLICE,
	SV_PLATE_COACH,
	SV_PLATE_TRAILER,
	SV_PLATE_EMBASSY,
	SV_PLATE_CONSULATE,
	SV_PLATE_HONG_KONG,
	SV_PLATE_MACAO,
	SV_PLATE_EMERGENCY,
	SV_PLATE_ARMED_POLICE,
	SV_PLATE_MILITARY,
	SV_PLATE_KINDS
} SvPlateKind;

typedef struct SvPlateNumber
{
	SvPlateKind kind;
	int			bytes;
	char		chars[SV_PLATE_BYTES];	/* UTF-8, not terminated */
} SvPlateNumber;

extern SvKeyProblem sv_plate_number(const char *s, size_t len, SvPlateNumber *plate);
extern const char *sv_plate_kind_name(SvPlateKind kind);

#endif							/* SV_PLATE_NUMBER_H */
