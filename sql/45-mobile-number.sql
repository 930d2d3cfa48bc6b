--| ## mobile_number
--| `supervise.mobile_number(number text) → text`
--|
--| A mobile telephone number of mainland China in 11 digits, or NULL where
--| `mobile_number_problem` has something to say. Takes away +86, 0086, 86, a leading 0,
--| brackets, white space, hyphens and quotes; full-width digits become ASCII.
--|
--| **Errors**: none. **Cost**: some 0.3 µs. The rule and its sources:
--| docs/keys/mobile_number.md.
--|
--| ```sql
--| SELECT supervise.mobile_number('+86 138-1234-5678'), supervise.mobile_number('(0086)17012345678');
--| ```
CREATE OR REPLACE FUNCTION supervise.mobile_number(number text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_mobile_number_canonical';
COMMENT ON FUNCTION supervise.mobile_number(text) IS
'Mobile number in 11 digits, null if not valid 规范的11位手机号，无效时为空';

--| ## mobile_number_problem
--| `supervise.mobile_number_problem(number text) → text`
--|
--| Why a text is no mobile number; NULL when it is one. NULL in gives NULL out. The
--| first that applies:
--|
--| | code | meaning | what to do |
--| |---|---|---|
--| | `encoding`, `empty`, `masked`, `spreadsheet_number`, `several_values`, `character` | as for `resident_id_problem` | |
--| | `placeholder` | one digit throughout | as missing |
--| | `foreign_number` | + or 00 and another country | keep as that |
--| | `number_range` | 11 digits in a range not given to telephones, or a machine's 13 digits | retype |
--| | `fixed_line` | a fixed line, with or without area code | move it; nobody need be asked |
--| | `service_number` | 110, 10086, 95588, 400 and 800 numbers | no person's number |
--| | `length` | anything else | retype |
--|
--| ```sql
--| SELECT v, supervise.mobile_number_problem(v)
--| FROM (VALUES ('13812345678'), ('010-12345678'), ('4008123123'), ('+1 202 555 0123')) t (v);
--| ```
CREATE OR REPLACE FUNCTION supervise.mobile_number_problem(number text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_mobile_number_problem';
COMMENT ON FUNCTION supervise.mobile_number_problem(text) IS
'Why a text is no mobile number, null if it is one 手机号的问题代码，有效时为空';
