-- The catalogue as everybody reads it, and how the install script fills it.

--| # Catalogue
--|
--| Templates of models, ready to adopt in a workspace (`WORKSPACE.adopt`). The views
--| `supervise.catalogue`, `supervise.catalogue_input`, `supervise.catalogue_parameter`,
--| `supervise.catalogue_doubt` and the tables `supervise.catalogue_pack` and
--| `supervise.catalogue_norm` show what is shipped; everybody may read them.
--| [catalogue/README.md](../../catalogue/README.md) says how a template is written.
--|
--| ## catalogue
--| View `supervise.catalogue`: one row for each template shipped.
--|
--| | column | type | |
--| |---|---|---|
--| | code, version | text, integer | as `SUB-01`, and the version its author gave it |
--| | pack, domain | text | the letters of its code, and the domain they stand for |
--| | title_en, title_zh, question_en, question_zh | text | what it asks |
--| | severity | text | how grave what it finds is |
--| | score_en, score_zh | text | what its score means, null for none |
--| | evidence_en, evidence_zh, next_en, next_zh | text | what a finding shows, and what to check next |
--| | source | text | where question and rule come from |
--| | changed | text | what differs from the proposal, and why |
--| | waits | text | the kernels a planned template waits for, null for those that can be adopted |
--| | query, population | text | the SQL, inputs as `{{name}}`, parameters as `parameter.name` |
--| | template | text | all of it as it was written |
--|
--| ```sql
--| SELECT code, title_en, severity FROM supervise.catalogue WHERE waits IS NULL ORDER BY code LIMIT 5;
--| ```
CREATE OR REPLACE VIEW supervise.catalogue AS
SELECT t.code, t.version, p.pack, p.domain,
	t.document ->> 'title_en' AS title_en, t.document ->> 'title_zh' AS title_zh,
	t.document ->> 'question_en' AS question_en, t.document ->> 'question_zh' AS question_zh,
	t.document ->> 'severity' AS severity,
	t.document ->> 'score_en' AS score_en, t.document ->> 'score_zh' AS score_zh,
	t.document ->> 'evidence_en' AS evidence_en, t.document ->> 'evidence_zh' AS evidence_zh,
	t.document ->> 'next_en' AS next_en, t.document ->> 'next_zh' AS next_zh,
	t.document ->> 'source' AS source, t.document ->> 'changed' AS changed, t.document ->> 'waits' AS waits,
	t.document ->> 'query' AS query, t.document ->> 'population' AS population, t.template
FROM supervise.catalogue_template t
JOIN supervise.catalogue_pack p ON p.pack = pg_catalog.split_part(t.code, '-', 1);
COMMENT ON VIEW supervise.catalogue IS 'Templates of models 模型模板';

--| ## catalogue_input
--| View `supervise.catalogue_input`: one row for each column of each input.
--|
--| | column | type | |
--| |---|---|---|
--| | template | text | its code |
--| | input, input_optional | text, boolean | the role of a relation, and whether it may be left out |
--| | stands_for | text | what is read where an optional input is left out; null: no rows |
--| | grain_en, grain_zh | text | what one row is |
--| | ordinal, name | integer, text | the column |
--| | family, optional | text, boolean | kind of its type, and whether it may be left out |
--| | meaning_en, meaning_zh | text | what is in it |
CREATE OR REPLACE VIEW supervise.catalogue_input AS
SELECT t.code AS template, i.input ->> 'name' AS input, (i.input ->> 'optional')::boolean AS input_optional,
	i.input ->> 'stands_for' AS stands_for,
	i.input -> 'grain' ->> 'en' AS grain_en, i.input -> 'grain' ->> 'zh' AS grain_zh,
	(pg_catalog.row_number() OVER (PARTITION BY t.code ORDER BY i.n, c.n))::integer AS ordinal,
	c.col ->> 'name' AS name, c.col ->> 'family' AS family, (c.col ->> 'optional')::boolean AS optional,
	c.col ->> 'en' AS meaning_en, c.col ->> 'zh' AS meaning_zh
FROM supervise.catalogue_template t
CROSS JOIN LATERAL pg_catalog.jsonb_array_elements(t.document -> 'inputs') WITH ORDINALITY i(input, n)
CROSS JOIN LATERAL pg_catalog.jsonb_array_elements(i.input -> 'columns') WITH ORDINALITY c(col, n);
COMMENT ON VIEW supervise.catalogue_input IS 'Columns that templates read 模板输入列';

--| ## catalogue_parameter
--| View `supervise.catalogue_parameter`: one row for each parameter of each template:
--| its name, type, default, bounds, choices, unit, meaning, and the source of the default
--| (null: a starting point, to be set per region).
CREATE OR REPLACE VIEW supervise.catalogue_parameter AS
SELECT t.code AS template, p.n::integer AS ordinal, p.parameter ->> 'name' AS name, p.parameter ->> 'type' AS type,
	p.parameter ->> 'value' AS value, p.parameter ->> 'minimum' AS minimum, p.parameter ->> 'maximum' AS maximum,
	CASE WHEN p.parameter ? 'choices' THEN ARRAY(SELECT e.choice
		FROM pg_catalog.jsonb_array_elements_text(p.parameter -> 'choices') WITH ORDINALITY e(choice, n) ORDER BY e.n) END AS choices,
	p.parameter ->> 'unit' AS unit, p.parameter ->> 'en' AS meaning_en, p.parameter ->> 'zh' AS meaning_zh,
	p.parameter ->> 'source' AS source
FROM supervise.catalogue_template t
CROSS JOIN LATERAL pg_catalog.jsonb_array_elements(t.document -> 'parameters') WITH ORDINALITY p(parameter, n);
COMMENT ON VIEW supervise.catalogue_parameter IS 'Parameters of templates 模板参数';

--| ## catalogue_doubt
--| View `supervise.catalogue_doubt`: the innocent explanations of what a template finds.
--| `excluded` are left out by its query, `doubt` no column tells: the reviewer asks.
CREATE OR REPLACE VIEW supervise.catalogue_doubt AS
SELECT t.code AS template, k.kind, d.n::integer AS ordinal, d.doubt ->> 'en' AS explanation_en, d.doubt ->> 'zh' AS explanation_zh
FROM supervise.catalogue_template t
CROSS JOIN (VALUES ('excluded'), ('doubt')) k(kind)
CROSS JOIN LATERAL pg_catalog.jsonb_array_elements(t.document -> k.kind) WITH ORDINALITY d(doubt, n);
COMMENT ON VIEW supervise.catalogue_doubt IS 'Innocent explanations 合理解释';

GRANT SELECT ON supervise.catalogue_pack, supervise.catalogue_template, supervise.catalogue_norm, supervise.catalogue,
	supervise.catalogue_input, supervise.catalogue_parameter, supervise.catalogue_doubt TO PUBLIC;

--| ## say
--| `supervise.say(en text, zh text) → text`
--|
--| The text in the language of `supervise.language`. The query of a template builds its
--| reason with it.
--|
--| ```sql
--| SELECT supervise.say('one year', '一年');
--| ```
CREATE OR REPLACE FUNCTION supervise.say(en text, zh text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE pg_catalog.current_setting('supervise.language', true) WHEN 'zh' THEN zh ELSE en END;
COMMENT ON FUNCTION supervise.say(text, text) IS
'The text in the language of supervise.language 按 supervise.language 选取文本';

-- The norms of a file: "-- norm name | kind | valid_from | valid_to | value | unit | source".
CREATE OR REPLACE FUNCTION supervise._catalogue_load_norms(source text)
RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
SET datestyle = 'ISO, YMD'
AS $$
DECLARE
	l record;
	f text[];
	twice record;
BEGIN
	FOR l IN
		SELECT s.n::integer AS line, rtrim(s.text, E' \t\r') AS text
		FROM string_to_table(source, E'\n') WITH ORDINALITY s(text, n)
		WHERE s.text LIKE '-- norm %' ORDER BY s.n
	LOOP
		-- a blank field is two bars with one blank between them
		f := regexp_split_to_array(substr(l.text, 9), '\s*[|]\s*');
		IF cardinality(f) <> 7 OR trim(f[1]) = '' OR trim(f[2]) = '' OR trim(f[7]) = '' THEN
			PERFORM supervise._template_error('', l.line, 'this is no norm',
				'Write "-- norm name | kind | valid_from | valid_to | value | unit | source"; from, to, value and unit may be blank.');
		END IF;
		INSERT INTO supervise.catalogue_norm
		VALUES (trim(f[1]), trim(f[2]), daterange(nullif(trim(f[3]), '')::date, nullif(trim(f[4]), '')::date, '[]'),
			nullif(trim(f[5]), '')::numeric, nullif(trim(f[6]), ''), trim(f[7]));
	END LOOP;
	SELECT a.norm, a.kind INTO twice
	FROM supervise.catalogue_norm a
	JOIN supervise.catalogue_norm b ON a.norm = b.norm AND a.kind = b.kind AND a.valid && b.valid AND a.valid < b.valid
	ORDER BY a.norm COLLATE "C", a.kind COLLATE "C" LIMIT 1;
	IF found THEN
		RAISE EXCEPTION USING ERRCODE = 'exclusion_violation',
			MESSAGE = format('norm "%s" of "%s" has two values for one day', twice.norm, twice.kind);
	END IF;
END
$$;
COMMENT ON FUNCTION supervise._catalogue_load_norms(text) IS
'Internal: keep the norms of a file of the catalogue 内部:装载标准';

-- One file of the catalogue.
CREATE OR REPLACE FUNCTION supervise._catalogue_load(source text)
RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	head text[];
	stray text;
BEGIN
	FOR head IN SELECT regexp_matches(source, '^-- # ([A-Z][A-Z0-9]+) ([a-z_]+): (.+) \| (.+?)\s*$', 'gn') LOOP
		INSERT INTO supervise.catalogue_pack VALUES (head[1], head[2], trim(head[3]), trim(head[4]));
	END LOOP;
	PERFORM supervise._catalogue_load_norms(source);
	INSERT INTO supervise.catalogue_template
	SELECT t.code, (SELECT count(*) FROM supervise.catalogue_template) + row_number() OVER (ORDER BY t.line),
		t.version, t.checksum, t.template, t.document
	FROM supervise.read_templates(source) t;
	SELECT t.code INTO stray FROM supervise.catalogue_template t
	WHERE NOT EXISTS (SELECT FROM supervise.catalogue_pack p WHERE p.pack = split_part(t.code, '-', 1)) LIMIT 1;
	IF found THEN
		PERFORM supervise._template_error(stray, 1, 'its pack is not known',
			'Begin the first file of a pack with "-- # ABC domain: title | …".');
	END IF;
END
$$;
COMMENT ON FUNCTION supervise._catalogue_load(text) IS
'Internal: keep a file of the catalogue 内部:装载目录文件';
