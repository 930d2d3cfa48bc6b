--| ## credit_code
--| `supervise.credit_code(code text) → text`
--|
--| The unified social credit code in capitals, 18 characters, or NULL where
--| `credit_code_problem` has something to say. Repairs full-width and small letters,
--| white space, hyphens and quotes; never O to 0 or I to 1.
--|
--| **Errors**: none. **Cost**: some 0.3 µs. The rule and its sources:
--| docs/keys/credit_code.md.
--|
--| ```sql
--| SELECT supervise.credit_code('9135 0100 m000 100y 43');
--| ```
CREATE OR REPLACE FUNCTION supervise.credit_code(code text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_credit_code_canonical';
COMMENT ON FUNCTION supervise.credit_code(text) IS
'Unified social credit code in one form, null if not valid 规范的统一社会信用代码，无效时为空';

--| ## credit_code_problem
--| `supervise.credit_code_problem(code text) → text`
--|
--| Why a text is no unified social credit code; NULL when it is one. NULL in gives
--| NULL out. The first that applies:
--|
--| | code | meaning | what to do |
--| |---|---|---|
--| | `encoding`, `empty`, `masked`, `spreadsheet_number`, `several_values` | as for `resident_id_problem` | |
--| | `character` | something that is no digit and no letter | retype |
--| | `organisation_code` | a right organisation code of 9 characters | move it to its own column; `organisation_code` joins both |
--| | `registration_number` | a right business registration number of 15 digits | look the credit code up |
--| | `length` | none of 9, 15, 18 characters that are right | retype |
--| | `ambiguous_letter` | I, O, S, V or Z, which codes do not use | 1, 0, 5, U, 2? look at the licence |
--| | `resident_id` | a right resident id | a natural person; move it |
--| | `rounded_by_spreadsheet` | digits only, wrong check, last three 000 | load again with the column as text |
--| | `check_digit` | the last character does not fit the others | retype |
--| | `department` | first character is no registering department | made up |
--| | `region_never_existed` | no province ever had these digits | made up |
--| | `organisation_check_digit` | right outside, wrong inside | made up, or computed from a wrong organisation code |
--|
--| ```sql
--| SELECT v, supervise.credit_code_problem(v)
--| FROM (VALUES ('91350100M000100Y43'), ('M000100Y-4'), ('9135O100M000100Y43')) t (v);
--| ```
CREATE OR REPLACE FUNCTION supervise.credit_code_problem(code text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_credit_code_problem';
COMMENT ON FUNCTION supervise.credit_code_problem(text) IS
'Why a text is no unified social credit code, null if it is one 统一社会信用代码的问题代码，有效时为空';

--| ## organisation_code
--| `supervise.organisation_code(code text) → text`
--|
--| The organisation code of 9 characters (GB 11714): the part of a valid credit code
--| that it is, or a valid organisation code itself, without its hyphen. So registers
--| from before and after 2015 join on it. NULL otherwise.
--|
--| ```sql
--| SELECT supervise.organisation_code('91350100M000100Y43'), supervise.organisation_code('M000100Y-4');
--| ```
CREATE OR REPLACE FUNCTION supervise.organisation_code(code text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_organisation_code';
COMMENT ON FUNCTION supervise.organisation_code(text) IS
'Organisation code, also out of a credit code 组织机构代码，可取自统一社会信用代码';
