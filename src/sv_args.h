/*
 * sv_args.h
 *		Parameters of detectors: never null in silence, errors by name.
 */
#ifndef SV_ARGS_H
#define SV_ARGS_H

#include "supervise.h"

#include "core/decimal.h"

extern void sv_arg_present(FunctionCallInfo fcinfo, int n, const char *name);
extern char *sv_arg_text(FunctionCallInfo fcinfo, int n, const char *name);
extern char *sv_arg_optional_text(FunctionCallInfo fcinfo, int n);
extern bool sv_arg_bool(FunctionCallInfo fcinfo, int n, const char *name);
extern int32 sv_arg_int32(FunctionCallInfo fcinfo, int n, const char *name,
						  int32 minimum, int32 maximum);
extern int64 sv_arg_int64(FunctionCallInfo fcinfo, int n, const char *name,
						  int64 minimum);
extern int32 sv_arg_days(FunctionCallInfo fcinfo, int n, const char *name);
extern SvDecimal sv_arg_amount(FunctionCallInfo fcinfo, int n, const char *name, int least_sign);
extern bool sv_arg_skip_invalid(FunctionCallInfo fcinfo, int n);

#endif							/* SV_ARGS_H */
