--| ## resident_id
--| `supervise.resident_id(id text) → text`
--| `supervise.resident_id(id text, allow_doubts boolean) → text`
--|
--| The resident identity number in its one form of 18 characters, or NULL where
--| `resident_id_problem` has something to say. Repairs only what changes no
--| character: full-width digits, x and the Roman ten, white space, marks without a
--| shape, hyphens, a spreadsheet's quotes. The form of 15 digits (before October
--| 1999) is lengthened to 18.
--|
--| * `allow_doubts`: true gives the number as well where the only problem is a doubt
--|   about its region (`region_unlisted`, `region_withdrawn`). Use it for keys of a
--|   comparison, so that nobody falls out of it because of a list. NULL is an error
--|   (22004).
--|
--| **Errors**: none for any text. **Cost**: some 0.1 µs plain, 0.5 µs where there is something to repair; immutable, so fit for an
--| index or a generated column. The rule and its sources: docs/keys/resident_id.md.
--|
--| ```sql
--| SELECT supervise.resident_id('１１０１０２ 19910101 007Ｘ'), supervise.resident_id('110102199101010078'),
--|        supervise.resident_id('320682830203849');
--| ```
CREATE OR REPLACE FUNCTION supervise.resident_id(id text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_resident_id_canonical';
COMMENT ON FUNCTION supervise.resident_id(text) IS
'Resident identity number in 18 characters, null if not valid 规范的18位公民身份号码，无效时为空';

CREATE OR REPLACE FUNCTION supervise.resident_id(id text, allow_doubts boolean)
RETURNS text
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_resident_id_lenient';
COMMENT ON FUNCTION supervise.resident_id(text, boolean) IS
'Resident identity number, also where only its region is in doubt 公民身份号码，可保留仅地区码存疑者';

--| ## resident_id_problem
--| `supervise.resident_id_problem(id text) → text`
--| `supervise.resident_id_problem(id text, as_of date) → text`
--|
--| Why a text is no resident id; NULL when it is one. NULL in gives NULL out: count
--| missing ids with `IS NULL`, or with `key_quality`. The first that applies:
--|
--| | code | meaning | what to do |
--| |---|---|---|
--| | `encoding` | bytes that are no characters | find the import that broke them |
--| | `empty` | nothing but spaces | as missing |
--| | `masked` | stars or a run of X | ask the source for the full number |
--| | `spreadsheet_number` | `4.10329E+17`, `….0` | load again with the column as text |
--| | `several_values` | two numbers with a separator | split |
--| | `character` | something that is no digit (or X at the end) | retype; another document? |
--| | `length` | neither 15 nor 18 characters | retype |
--| | `region_never_existed` | no code ever began with these 4 digits | retype, or made up |
--| | `birth_date` | no such date, or before 1850 | retype, or made up |
--| | `rounded_by_spreadsheet` | wrong check, last three digits 000 | load again with the column as text |
--| | `check_digit` | the last character does not fit the others | retype |
--| | `foreign_resident` | right, and a foreigner's permanent residence card | keep as that |
--| | `retired_form` | 15 digits, born when there were 18 already | made up, or wrongly shortened |
--| | `birth_in_future` | born after `as_of`, without it after 2049 | 20 for 19? check the date of the record |
--| | `region_unlisted` | doubt: known prefecture, county not in our lists | check; a development zone? |
--| | `region_withdrawn` | doubt: code withdrawn before the year of birth | check; some offices went on using old codes |
--|
--| The last two are doubts: everything the number says of itself is right.
--|
--| * `as_of`: the day on which the id was recorded. The function of one argument is
--|   immutable and so cannot know what is in the future, but for births after 2049.
--|   NULL is an error (22004).
--|
--| **Cost**: some 0.02 µs for a plain number: a scan that judges takes 1.2 times one that
--| hashes the column (regress/bench/resident_id.sql). **When it is wrong**: a number made
--| up with the rules in mind passes; a county our lists lack is a doubt at most.
--|
--| ```sql
--| SELECT v, supervise.resident_id_problem(v, '2026-11-22')
--| FROM (VALUES ('110102199101010078'), ('110102199101010079'), ('110102199102300070'), ('4.10329E+17')) t (v);
--| ```
CREATE OR REPLACE FUNCTION supervise.resident_id_problem(id text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_resident_id_problem';
COMMENT ON FUNCTION supervise.resident_id_problem(text) IS
'Why a text is no resident identity number, null if it is one 公民身份号码的问题代码，有效时为空';

CREATE OR REPLACE FUNCTION supervise.resident_id_problem(id text, as_of date)
RETURNS text
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_resident_id_problem_as_of';
COMMENT ON FUNCTION supervise.resident_id_problem(text, date) IS
'Why a text is no resident identity number of a person born by a day 公民身份号码的问题代码，并检查出生日期不晚于给定日期';

--| ## resident_id_birth_date, resident_id_sex, resident_id_region, resident_id_form
--| `supervise.resident_id_birth_date(id text) → date`
--| `supervise.resident_id_sex(id text) → text`
--| `supervise.resident_id_region(id text) → text`
--| `supervise.resident_id_form(id text) → text`
--|
--| What a number says of its holder: date of birth; `'M'` or `'F'`; the six digits of
--| the county of first registration (not of residence); and which document it is on:
--| `id_18`, `id_15` (as written), `hong_kong_permit`, `macao_permit`,
--| `taiwan_permit`. NULL where the number is not valid; a doubt about its region
--| does not stand in the way, because the check character vouches for the rest.
--|
--| ```sql
--| SELECT supervise.resident_id_birth_date(v), supervise.resident_id_sex(v),
--|        supervise.resident_id_region(v), supervise.resident_id_form(v)
--| FROM (VALUES ('320682830203849')) t (v);
--| ```
CREATE OR REPLACE FUNCTION supervise.resident_id_birth_date(id text)
RETURNS date
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_resident_id_birth_date';
COMMENT ON FUNCTION supervise.resident_id_birth_date(text) IS
'Date of birth that a resident identity number says 身份号码中的出生日期';

CREATE OR REPLACE FUNCTION supervise.resident_id_sex(id text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_resident_id_sex';
COMMENT ON FUNCTION supervise.resident_id_sex(text) IS
'Sex that a resident identity number says, M or F 身份号码中的性别，M为男，F为女';

CREATE OR REPLACE FUNCTION supervise.resident_id_region(id text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_resident_id_region';
COMMENT ON FUNCTION supervise.resident_id_region(text) IS
'Code of the county of first registration 身份号码中的首次登记地区划代码';

CREATE OR REPLACE FUNCTION supervise.resident_id_form(id text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_resident_id_form_name';
COMMENT ON FUNCTION supervise.resident_id_form(text) IS
'Document that carries a resident identity number 身份号码所属证件形式';

--| ## resident_id_age
--| `supervise.resident_id_age(id text, on_day date) → integer`
--|
--| Full years on a day. A year is full on the anniversary; for a person born on 29
--| February on 1 March of a common year, as PostgreSQL's `age` has it. (Criminal law
--| counts from the day after the birthday: pass the day before.) NULL before
--| birth, for an infinite day, and where the number is not valid.
--|
--| ```sql
--| SELECT supervise.resident_id_age('110102199101010078', '2026-01-01');
--| ```
CREATE OR REPLACE FUNCTION supervise.resident_id_age(id text, on_day date)
RETURNS integer
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_resident_id_age';
COMMENT ON FUNCTION supervise.resident_id_age(text, date) IS
'Full years of age on a day 某日的周岁年龄';
