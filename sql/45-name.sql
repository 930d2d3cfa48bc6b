--| ## person_name, org_name
--| `supervise.person_name(name text) → text`
--| `supervise.org_name(name text) → text`
--|
--| A name in one spelling, or NULL where `person_name_problem` or `org_name_problem` has
--| something to say. The spelling is Unicode's NFKC (widths, compatibility
--| characters), without shapeless characters and without spaces except between words of
--| an alphabet, with · for every dot between ideographs (· • ・ ．), half-width
--| brackets, and capitals. Nothing is guessed: simplified and traditional, variants,
--| branch marks and abbreviations stay, and 有限公司 and 有限责任公司 are two companies.
--|
--| **Errors**: none for any text; in a database that is not in UTF-8, the server's own
--| (22P05) for a spelling it cannot hold; EUC_CN has its own middle dot. **Cost**: some 0.3 to 0.5 µs for ideographs and
--| ASCII, 1.5 µs otherwise. Names longer than 100 (person) or 300 (organisation) characters
--| are a problem. The rule and its sources: docs/keys/name.md.
--|
--| ```sql
--| SELECT supervise.person_name('阿依古丽・买买提 '), supervise.person_name('John　smith'),
--|        supervise.org_name('ＡＢＣ（北京） 有限公司');
--| ```
CREATE OR REPLACE FUNCTION supervise.person_name(name text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 2
AS 'MODULE_PATHNAME', 'sv_person_name';
COMMENT ON FUNCTION supervise.person_name(text) IS
'Name of a person in one spelling, null if not valid 规范写法的姓名，无效时为空';

CREATE OR REPLACE FUNCTION supervise.org_name(name text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 2
AS 'MODULE_PATHNAME', 'sv_org_name';
COMMENT ON FUNCTION supervise.org_name(text) IS
'Name of an organisation in one spelling, null if not valid 规范写法的机构名称，无效时为空';

--| ## person_name_problem, org_name_problem
--| `supervise.person_name_problem(name text) → text`
--| `supervise.org_name_problem(name text) → text`
--|
--| Why a text is no name; NULL when it may be one. NULL in gives NULL out.
--|
--| | code | meaning |
--| |---|---|
--| | `encoding` | bytes that are no characters |
--| | `length` | longer than 100 (person) or 300 (organisation) characters |
--| | `placeholder` | 无, 不详, 未知, 暂无, 测试, N/A, NULL and the like: must never match each other |
--| | `empty` | nothing but spaces |
--| | `masked` | stars, circles, crosses; a person's name that ends in 某 |
--| | `character` | no letter at all; a control, private or pictorial character; a person's name with digits or symbols (namesakes numbered 张三2) |
--|
--| ```sql
--| SELECT v, supervise.person_name_problem(v) FROM (VALUES ('张三'), ('张三2'), ('张某某'), ('不详')) t (v);
--| ```
CREATE OR REPLACE FUNCTION supervise.person_name_problem(name text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 2
AS 'MODULE_PATHNAME', 'sv_person_name_problem';
COMMENT ON FUNCTION supervise.person_name_problem(text) IS
'Why a text is no name of a person, null if it may be one 姓名的问题代码，无问题时为空';

CREATE OR REPLACE FUNCTION supervise.org_name_problem(name text)
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 2
AS 'MODULE_PATHNAME', 'sv_org_name_problem';
COMMENT ON FUNCTION supervise.org_name_problem(text) IS
'Why a text is no name of an organisation, null if it may be one 机构名称的问题代码，无问题时为空';
