-- Adopting templates: from a template and the relations it is bound to, a model.

-- The inputs of a template as derived tables {input: text}, and all that is wrong.
CREATE OR REPLACE FUNCTION _bound(document jsonb, sources jsonb, OUT relations jsonb, OUT problems jsonb)
LANGUAGE sql VOLATILE
SET search_path FROM CURRENT
AS $$
	WITH bound AS (
		SELECT b.* FROM _bind(document, sources) WITH ORDINALITY b(input, relation, col, expression, problem, hint, n)
	), derived AS (
		SELECT b.input, '(SELECT ' || string_agg(b.expression || format(' AS %I', b.col), ', ' ORDER BY b.n)
			|| CASE WHEN min(b.relation) IS NULL THEN ' WHERE false)'
				WHEN min(b.relation) LIKE '(%' THEN format(' FROM %s AS bound)', min(b.relation))
				ELSE format(' FROM %s)', min(b.relation)) END AS relation
		FROM bound b WHERE b.problem IS NULL GROUP BY b.input
	)
	SELECT (SELECT coalesce(jsonb_object_agg(d.input, d.relation), '{}') FROM derived d),
		(SELECT coalesce(jsonb_agg(jsonb_build_object('input', b.input, 'column', b.col, 'problem', b.problem, 'hint', b.hint) ORDER BY b.n), '[]')
		FROM bound b WHERE b.problem IS NOT NULL)
$$;
COMMENT ON FUNCTION _bound(jsonb, jsonb) IS
'Internal: inputs of a template as derived tables 内部:模板输入的派生表';

-- Each {{input}} replaced, in one pass: what is put in is not looked at again.
CREATE OR REPLACE FUNCTION _expanded(source text, relations jsonb)
RETURNS text
LANGUAGE sql IMMUTABLE
SET search_path FROM CURRENT
AS $$
	SELECT string_agg(CASE WHEN p.n = 1 THEN p.piece
		ELSE (relations ->> split_part(p.piece, '}}', 1)) || substr(p.piece, strpos(p.piece, '}}') + 2) END, '' ORDER BY p.n)
	FROM string_to_table(source, '{{') WITH ORDINALITY p(piece, n)
$$;
COMMENT ON FUNCTION _expanded(text, jsonb) IS
'Internal: a query of a template over its inputs 内部:展开模板查询';

-- Roles and columns that no template of the pack has: one sources object may serve
-- a whole pack, but a misspelt name must not pass for an optional one left out.
CREATE OR REPLACE FUNCTION _unknown_sources(code text, document jsonb, sources jsonb)
RETURNS TABLE (input text, col text)
LANGUAGE sql STABLE ROWS 1
SET search_path FROM CURRENT
AS $$
	WITH known AS (
		SELECT d.document FROM (
			SELECT _unknown_sources.document
			UNION ALL
			SELECT t.document FROM template t WHERE split_part(t.code, '-', 1) = split_part($1, '-', 1)
			UNION ALL
			SELECT t.document FROM supervise.catalogue_template t WHERE split_part(t.code, '-', 1) = split_part($1, '-', 1)
		) d(document)
	), role AS (
		SELECT i ->> 'name' AS input, c ->> 'name' AS col
		FROM known k CROSS JOIN LATERAL jsonb_array_elements(k.document -> 'inputs') i
		LEFT JOIN LATERAL jsonb_array_elements(i -> 'columns') c ON true
	)
	SELECT s.key, NULL FROM jsonb_each(sources) s WHERE s.key NOT IN (SELECT r.input FROM role r)
	UNION ALL
	SELECT s.key, c.key
	FROM jsonb_each(sources) s
	CROSS JOIN LATERAL jsonb_object_keys(CASE WHEN jsonb_typeof(s.value -> 'columns') = 'object' THEN s.value -> 'columns' ELSE '{}' END) c(key)
	WHERE s.key IN (SELECT r.input FROM role r) AND (s.key, c.key) NOT IN (SELECT r.input, r.col FROM role r WHERE r.col IS NOT NULL)
	ORDER BY 1, 2
$$;
COMMENT ON FUNCTION _unknown_sources(text, jsonb, jsonb) IS
'Internal: names in sources that no template of the pack has 内部:未知输入名与列名';

-- The inputs of a template as derived tables, and every problem there is.
CREATE OR REPLACE FUNCTION _checked(t template, sources jsonb, OUT relations jsonb, OUT problems jsonb)
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
BEGIN
	IF t.document ? 'waits' THEN
		problems := jsonb_build_array(jsonb_build_object(
			'problem', format(supervise.say('It waits for %s.', '尚待 %s。'), t.document ->> 'waits'),
			'hint', supervise.say('It is planned.', '已列入计划。')));
	ELSIF jsonb_typeof(sources) IS DISTINCT FROM 'object' THEN
		problems := jsonb_build_array(jsonb_build_object(
			'problem', CASE WHEN sources IS NULL THEN supervise.say('No sources are given.', '未给出来源。')
				ELSE supervise.say('The sources are not a JSON object.', '来源不是 JSON 对象。') END,
			'hint', supervise.say('Write {"input": "schema.relation"}.', '请写作 {"输入": "模式.表"}。')));
	ELSE
		SELECT b.relations, u.problems || b.problems INTO relations, problems
		FROM _bound(t.document, sources) b
		CROSS JOIN (
			SELECT coalesce(jsonb_agg(jsonb_build_object('input', x.input, 'column', x.col,
				'problem', supervise.say('No template of the pack has it.', '本模板包中没有此名称。'),
				'hint', format(supervise.say('Template %s has the inputs %s.', '模板 %s 的输入为 %s。'), t.code,
					(SELECT string_agg(i ->> 'name', ', ') FROM jsonb_array_elements(t.document -> 'inputs') i)))), '[]') AS problems
			FROM _unknown_sources(t.code, t.document, sources) x
		) u;
	END IF;
END
$$;
COMMENT ON FUNCTION _checked(template, jsonb) IS
'Internal: inputs of a template, and what is wrong with them 内部:检查模板输入';

--| ## check
--| `WORKSPACE."check"(code text, sources jsonb) → TABLE (input text, "column" text, problem text, hint text)`
--|
--| Says in words, in the language of `supervise.language`, what keeps a template from
--| being adopted over these relations: what is not bound, not there, of the wrong type, or
--| not to be read. No row: nothing does. Nothing is created.
--|
--| `sources` names for each input its relation: `{"payment": "county.payment", "death":
--| {"relation": "civil_affairs.death", "columns": {"person": "id_card"}}}`. A column left
--| out is one of the same name; a period may be two columns, `["first_day", "last_day"]`,
--| both inclusive, the last one open where it is null.
CREATE OR REPLACE FUNCTION "check"(
	code text, sources jsonb,
	OUT input text, OUT "column" text, OUT problem text, OUT hint text)
RETURNS SETOF record
LANGUAGE plpgsql VOLATILE SECURITY DEFINER ROWS 5
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
BEGIN
	RETURN QUERY SELECT p.input, p."column", p.problem, p.hint
	FROM _checked(_template(code), sources) c
	CROSS JOIN LATERAL jsonb_to_recordset(c.problems) p(input text, "column" text, problem text, hint text);
END
$$;
COMMENT ON FUNCTION "check"(text, jsonb) IS
'What keeps a template from being adopted 采用前检查';

-- The parameters of a template with the values given, as add_model takes them.
CREATE OR REPLACE FUNCTION _adopted_parameters(document jsonb, given jsonb)
RETURNS jsonb
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
	unknown text;
BEGIN
	IF jsonb_typeof(given) IS DISTINCT FROM 'object' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'parameters must be a JSON object', HINT = 'Write {"name": "value"}.';
	END IF;
	SELECT min(k) INTO unknown FROM jsonb_object_keys(given) k
	WHERE k NOT IN (SELECT p ->> 'name' FROM jsonb_array_elements(document -> 'parameters') p);
	IF unknown IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_parameter',
			MESSAGE = format('template "%s" has no parameter "%s"', document ->> 'code', unknown),
			HINT = coalesce('It has ' || (SELECT string_agg(p ->> 'name', ', ') FROM jsonb_array_elements(document -> 'parameters') p) || '.',
				'It has none.');
	END IF;
	RETURN (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', p ->> 'name', 'type', p ->> 'type',
			'value', CASE WHEN NOT given ? (p ->> 'name') THEN p ->> 'value'
				WHEN jsonb_typeof(given -> (p ->> 'name')) = 'array'
				THEN ARRAY(SELECT jsonb_array_elements_text(given -> (p ->> 'name')))::text
				ELSE given ->> (p ->> 'name') END,
			'minimum', p ->> 'minimum', 'maximum', p ->> 'maximum', 'choices', p -> 'choices', 'unit', p ->> 'unit',
			'title_en', p ->> 'en', 'title_zh', p ->> 'zh')) ORDER BY n), '[]')
		FROM jsonb_array_elements(document -> 'parameters') WITH ORDINALITY e(p, n));
END
$$;
COMMENT ON FUNCTION _adopted_parameters(jsonb, jsonb) IS
'Internal: parameters of an adopted model 内部:采用模型的参数';

--| ## adopt
--| `WORKSPACE.adopt(code text, sources jsonb DEFAULT NULL, parameters jsonb DEFAULT '{}', model text DEFAULT NULL, department text DEFAULT NULL, run_every interval DEFAULT NULL, shadow boolean DEFAULT false, note text DEFAULT NULL) → integer`
--|
--| Makes a model of a template, shipped or own, and returns its version. The model is
--| called `sub_01` for template SUB-01, unless `model` names it otherwise: one template may be
--| adopted several times over different relations. The query is copied: no later version
--| of the template changes it.
--|
--| Adopting again gives the model a new version, unless nothing would change. Without
--| `sources` those of the last time are taken, and the parameters given then, except those
--| given now. View `adopted` shows which models have a newer template.
--|
--| `sources` is as in `check`; `parameters` are values by name, `{"grace": "60 days"}`.
--| `department`, `run_every`, `shadow` and `note` are those of `add_model`, of which all
--| checks apply.
--|
--| Errors: 42704 no such template; 22023 what `check` says; 42P02 an unknown parameter;
--| 42710 a model of that name that does not come from the template; 0A000 a template
--| that waits for a kernel.
CREATE OR REPLACE FUNCTION adopt(
	code text,
	sources jsonb DEFAULT NULL,
	parameters jsonb DEFAULT '{}',
	model text DEFAULT NULL,
	department text DEFAULT NULL,
	run_every interval DEFAULT NULL,
	shadow boolean DEFAULT false,
	note text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	t template := _template(code);
	d constant jsonb := t.document;
	target constant text := coalesce(model, lower(replace(code, '-', '_')));
	last adoption;
	relations jsonb;
	problems jsonb;
	query text;
	population text;
	settings jsonb;
	made integer;
BEGIN
	IF d ? 'waits' THEN
		RAISE EXCEPTION USING ERRCODE = 'feature_not_supported',
			MESSAGE = format('template "%s" is planned', code), DETAIL = format('It waits for %s.', d ->> 'waits');
	END IF;
	SELECT a.* INTO last FROM adoption a WHERE a.model = target ORDER BY a.version DESC LIMIT 1;
	IF EXISTS (SELECT FROM model m WHERE m.code = target) AND last.template IS DISTINCT FROM code THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_object',
			MESSAGE = format('model "%s" exists already', target),
			DETAIL = coalesce('It was adopted from template ' || last.template || '.', 'It was not adopted from a template.'),
			HINT = 'Give the model another name: adopt(…, model => ''name'').';
	END IF;
	IF sources IS NULL AND last.model IS NOT NULL THEN
		sources := last.sources;
		parameters := last.parameters || parameters;
	END IF;
	SELECT c.relations, c.problems INTO relations, problems FROM _checked(t, sources) c;
	PERFORM _raise_problems(code, problems);
	query := _expanded(d ->> 'query', relations);
	population := _expanded(d ->> 'population', relations);
	settings := _adopted_parameters(d, parameters);

	IF last.model IS NULL THEN
		made := add_model(target, query, d ->> 'title_en', d ->> 'title_zh', population, settings,
			question => (d ->> 'question_en') || ' ' || (d ->> 'question_zh'), domain => _domain(code),
			severity => d ->> 'severity', department => department, run_every => coalesce(run_every, '1 day'),
			shadow => shadow, note => note);
	ELSIF _unchanged(target, query, population, settings) THEN
		UPDATE adoption a SET template_version = t.version, checksum = t.checksum
		FROM model m WHERE m.code = target AND a.model = m.code AND a.version = m.version
		RETURNING a.version INTO made;
		RETURN made;
	ELSE
		made := change_model(target, query, population, settings, note => note);
	END IF;
	INSERT INTO adoption VALUES (target, made, code, t.version, t.checksum, sources, parameters, actor());
	RETURN made;
END
$$;
COMMENT ON FUNCTION adopt(text, jsonb, jsonb, text, text, interval, boolean, text) IS
'Make a model of a template 采用模板生成模型';

-- The problems of a template as one error.
CREATE OR REPLACE FUNCTION _raise_problems(code text, problems jsonb)
RETURNS void
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
BEGIN
	IF problems <> '[]' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('template "%s" cannot be adopted', code),
			DETAIL = (SELECT string_agg(concat_ws(' ', nullif(concat_ws('.', p ->> 'input', p ->> 'column'), '') || ':', p ->> 'problem'), E'\n' ORDER BY n)
				FROM jsonb_array_elements(problems) WITH ORDINALITY e(p, n)),
			HINT = problems -> 0 ->> 'hint';
	END IF;
END
$$;
COMMENT ON FUNCTION _raise_problems(text, jsonb) IS
'Internal: what is wrong with a template''s inputs, as an error 内部:检查问题转为错误';

CREATE OR REPLACE FUNCTION _domain(code text)
RETURNS text
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT coalesce((SELECT p.domain FROM supervise.catalogue_pack p WHERE p.pack = split_part(code, '-', 1)),
		lower(split_part(code, '-', 1)))
$$;
COMMENT ON FUNCTION _domain(text) IS
'Internal: the domain of a template 内部:模板所属领域';

-- Whether the version in force already is what adopting would make.
CREATE OR REPLACE FUNCTION _unchanged(model text, query text, population text, parameters jsonb)
RETURNS boolean
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT v.query = $2 AND v.population = $3 AND EXISTS (SELECT FROM adoption a WHERE a.model = m.code AND a.version = m.version) AND parameters = (
		SELECT coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(p) - '{model,version,ordinal}'::text[]) ORDER BY p.ordinal), '[]')
		FROM model_parameter p WHERE p.model = m.code AND p.version = m.version)
	FROM model m JOIN model_version v ON v.model = m.code AND v.version = m.version
	WHERE m.code = $1
$$;
COMMENT ON FUNCTION _unchanged(text, text, text, jsonb) IS
'Internal: whether adopting would change nothing 内部:采用是否无变化';

--| ## adopt_pack
--| `WORKSPACE.adopt_pack(pack text, sources jsonb, parameters jsonb DEFAULT '{}', shadow boolean DEFAULT false) → TABLE (template text, model text, version integer, problem text)`
--|
--| Adopts every template of a pack, `SUB` or by its domain `subsidies`, over one sources
--| object, and says for each the model and its version, or why it was not adopted.
--| `parameters` are by template: `{"SUB-01": {"grace": "60 days"}}`. Templates of one's own
--| whose codes begin with the pack's letters belong to it.
CREATE OR REPLACE FUNCTION adopt_pack(
	pack text,
	sources jsonb,
	parameters jsonb DEFAULT '{}',
	shadow boolean DEFAULT false,
	OUT template text, OUT model text, OUT version integer, OUT problem text)
RETURNS SETOF record
LANGUAGE plpgsql VOLATILE SECURITY DEFINER ROWS 20
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	letters constant text := coalesce((SELECT p.pack FROM supervise.catalogue_pack p WHERE p.domain = $1), $1);
	found_any boolean := false;
	detail text;
BEGIN
	FOR template IN
		SELECT x.code FROM (
			SELECT c.code, c.ordinal FROM supervise.catalogue_template c
			UNION ALL
			SELECT o.code, NULL FROM template o
		) x WHERE split_part(x.code, '-', 1) = letters
		ORDER BY x.ordinal, x.code COLLATE "C"
	LOOP
		found_any := true;
		model := lower(replace(template, '-', '_'));
		version := NULL;
		problem := NULL;
		BEGIN
			version := adopt(template, sources, coalesce(parameters -> template, '{}'), shadow => adopt_pack.shadow);
		EXCEPTION WHEN others THEN
			GET STACKED DIAGNOSTICS problem = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
			problem := CASE WHEN detail <> '' THEN detail ELSE problem END;
			model := NULL;
		END;
		RETURN NEXT;
	END LOOP;
	IF NOT found_any THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no pack "%s"', pack),
			HINT = 'Table supervise.catalogue_pack lists them.';
	END IF;
END
$$;
COMMENT ON FUNCTION adopt_pack(text, jsonb, jsonb, boolean) IS
'Make models of all templates of a pack 采用整个模板包';

--| ## adopted
--| View `WORKSPACE.adopted`: the models that came from templates, as they are in force.
--|
--| | column | type | |
--| |---|---|---|
--| | model, version | text, integer | the model and its version in force |
--| | template, template_version | text, integer | where it came from |
--| | newest_version | integer | version of the template now, null if it is gone |
--| | newer | boolean | adopting again would copy something else |
--| | adopted_by, adopted_at | name, timestamptz | who and when |
CREATE OR REPLACE VIEW adopted AS
SELECT a.model, a.version, a.template, a.template_version, t.version AS newest_version,
	t.checksum <> a.checksum AS newer, a.adopted_by, a.adopted_at
FROM model m
JOIN adoption a ON a.model = m.code AND a.version = m.version
LEFT JOIN LATERAL (
	SELECT o.version, o.checksum FROM template o WHERE o.code = a.template
	UNION ALL
	SELECT c.version, c.checksum FROM supervise.catalogue_template c WHERE c.code = a.template
	LIMIT 1
) t ON true;
COMMENT ON VIEW adopted IS 'Models that came from templates, and whether these are newer 由模板生成的模型及模板更新情况';
COMMENT ON COLUMN adopted.model IS 'Model 模型';
COMMENT ON COLUMN adopted.version IS 'Version in force 当前版本';
COMMENT ON COLUMN adopted.template IS 'Template 模板';
COMMENT ON COLUMN adopted.template_version IS 'Version of the template it was made of 采用时的模板版本';
COMMENT ON COLUMN adopted.newest_version IS 'Version of the template now 模板现版本';
COMMENT ON COLUMN adopted.newer IS 'Adopting again would copy something else 模板已更新';
COMMENT ON COLUMN adopted.adopted_by IS 'Who adopted it 采用人';
COMMENT ON COLUMN adopted.adopted_at IS 'When 采用时间';
