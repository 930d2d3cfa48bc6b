--| ## plate_number
--| `supervise.plate_number(number text) → text`
--|
--| A number plate without spaces, dots and hyphens and in capitals, or NULL where
--| `plate_number_problem` has something to say.
--|
--| **Errors**: none. **Cost**: some 0.3 µs. The rule and its sources:
--| docs/keys/plate_number.md.
--|
--| ```sql
--| SELECT supervise.plate_number('京a·12345'), supervise.plate_number('粤B D12345');
--| ```
CREATE OR REPLACE FUNCTION supervise.plate_number(number text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_plate_number_canonical';
COMMENT ON FUNCTION supervise.plate_number(text) IS
'Number plate in one form, null if not valid 规范的车牌号，无效时为空';

--| ## plate_number_kind
--| `supervise.plate_number_kind(number text) → text`
--|
--| Which kind of plate it is: `ordinary`, `new_energy`, `police`, `coach` (学),
--| `trailer`, `embassy`, `consulate`, `hong_kong`, `macao`, `emergency` (fire and rescue),
--| `armed_police`, `military`; NULL where it is not valid.
--|
--| ```sql
--| SELECT supervise.plate_number_kind('粤Z1234港');
--| ```
CREATE OR REPLACE FUNCTION supervise.plate_number_kind(number text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_plate_number_kind';
COMMENT ON FUNCTION supervise.plate_number_kind(text) IS
'Kind of a number plate, null if not valid 车牌种类，无效时为空';

--| ## plate_number_problem
--| `supervise.plate_number_problem(number text) → text`
--|
--| Why a text is no number plate; NULL when it is one. NULL in gives NULL out. The
--| first that applies:
--|
--| | code | meaning | what to do |
--| |---|---|---|
--| | `encoding`, `empty`, `masked` | as for `resident_id_problem` | |
--| | `character` | a character that no plate has | retype; 无牌 means no plate |
--| | `length` | neither 7 nor 8 characters | retype |
--| | `province` | does not begin with a province, nor is it a plate without one | retype |
--| | `office` | second character is no letter of an office (粤Z for 港, 澳; X for 应急) | retype |
--| | `ambiguous_letter` | I or O in the sequence | 1 or 0? look at the vehicle |
--| | `sequence` | 8 characters that are no new-energy plate, or a character inside the sequence | retype |
--|
--| ```sql
--| SELECT v, supervise.plate_number_problem(v) FROM (VALUES ('京A12345'), ('京AO2345'), ('A12345')) t (v);
--| ```
CREATE OR REPLACE FUNCTION supervise.plate_number_problem(number text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_plate_number_problem';
COMMENT ON FUNCTION supervise.plate_number_problem(text) IS
'Why a text is no number plate, null if it is one 车牌号的问题代码，有效时为空';
