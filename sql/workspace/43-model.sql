-- Adding and changing models.

--| # Models
--|
--| A model is a question as a query, in versions that never change.
--|
--| The examples of this page follow one another, in a workspace of their own. They are run
--| by a superuser here; an office has roles.
--|
--| ```sql
--| SET supervise.allow_superuser = on;
--| SELECT supervise.create_workspace('oversight');
--| CREATE TABLE paid (person text, bill text, amount numeric);
--| INSERT INTO paid VALUES ('Ann', 'b1', 900), ('Bob', 'b2', 40), ('Eve', 'b3', 700);
--| ```

-- One parameter of the JSON array that add_model and change_model take, as a row;
-- every problem in words.
CREATE OR REPLACE FUNCTION _parameter(model text, version integer, ordinal integer, given jsonb)
RETURNS model_parameter
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
	p model_parameter;
	unknown text;
	problem text;
BEGIN
	IF jsonb_typeof(given) IS DISTINCT FROM 'object' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('parameter %s of model "%s" is not a JSON object', ordinal, model),
			HINT = 'Write [{"name": "least", "type": "numeric", "value": "100", "unit": "yuan"}].';
	END IF;
	SELECT min(k) INTO unknown FROM jsonb_object_keys(given) k
	WHERE k NOT IN ('name', 'type', 'value', 'minimum', 'maximum', 'choices', 'unit', 'title_en', 'title_zh');
	IF unknown IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('parameter %s of model "%s" has an unknown property "%s"', ordinal, model, unknown),
			HINT = 'Known are name, type, value, minimum, maximum, choices, unit, title_en and title_zh.';
	END IF;

	p := jsonb_populate_record(NULL::model_parameter, given);
	p.model := model;
	p.version := version;
	p.ordinal := ordinal;
	p.type := format_type(to_regtype(p.type), NULL);
	problem := CASE
		WHEN p.name IS NULL THEN 'It has no name.'
		WHEN p.name = 'as_of' THEN 'parameter.as_of is the day of the run, which every query has.'
		WHEN p.type IS NULL THEN format('"%s" is not a type.', given ->> 'type')
	END;
	IF problem IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('parameter %s of model "%s" cannot be used', ordinal, model), DETAIL = problem;
	END IF;
	PERFORM _check_value(p, p.value);
	RETURN p;
END
$$;
COMMENT ON FUNCTION _parameter(text, integer, integer, jsonb) IS
'Internal: a parameter from JSON 内部:解析参数';

-- A value against type, bounds and choices.  The type is one of a fixed list
-- (see model_parameter), the values are values.
CREATE OR REPLACE FUNCTION _check_value(p model_parameter, value text)
RETURNS void
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
SET datestyle = 'ISO, YMD'
SET intervalstyle = postgres
AS $$
DECLARE
	problem text;
BEGIN
	IF p.type NOT IN ('boolean', 'integer', 'bigint', 'numeric', 'double precision', 'text', 'date',
			'interval', 'timestamp with time zone', 'text[]', 'integer[]', 'numeric[]') THEN
		problem := format('Type %s is not offered.', p.type);
	ELSE
		EXECUTE format(
			'SELECT CASE WHEN $1::%1$s < $2::%1$s THEN ''It is below the minimum, '' || $2 || ''.'''
			' WHEN $1::%1$s > $3::%1$s THEN ''It is above the maximum, '' || $3 || ''.'''
			' WHEN %2$s THEN ''It is none of '' || array_to_string($4, '', '') || ''.'' END',
			p.type, format(CASE WHEN p.type LIKE '%[]' THEN 'NOT $1::%1$s <@ $4::%1$s' ELSE '$1::%1$s <> ALL ($4::%1$s[])' END, p.type))
			INTO problem USING value, p.minimum, p.maximum, p.choices;
	END IF;
	IF problem IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('value "%s" of parameter "%s" of model "%s" is not allowed', value, p.name, p.model),
			DETAIL = problem;
	END IF;
END
$$;
COMMENT ON FUNCTION _check_value(model_parameter, text) IS
'Internal: a parameter''s value against its type and bounds 内部:检查参数取值';

CREATE OR REPLACE FUNCTION _add_version(
	model text, version integer, query text, population text, parameters jsonb,
	search_path text[], note text)
RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
DECLARE
	missing text;
BEGIN
	SELECT min(s) INTO missing FROM unnest(search_path) s
	WHERE s IS NULL OR s ~ '^pg_' OR to_regnamespace(quote_ident(s)) IS NULL;
	IF missing IS NOT NULL OR array_position(search_path, NULL) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name',
			MESSAGE = format('"%s" cannot be in the search path of model "%s"', missing, model),
			DETAIL = 'It is no schema, or one of PostgreSQL''s own.';
	END IF;
	IF jsonb_typeof(parameters) IS DISTINCT FROM 'array' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'parameters must be a JSON array of objects',
			HINT = 'Write [{"name": "least", "type": "numeric", "value": "100", "unit": "yuan"}].';
	END IF;
	INSERT INTO model_version (model, version, query, population, search_path, author, note)
	VALUES (model, version, query, population, search_path, actor(), note);
	INSERT INTO model_parameter
	SELECT p.* FROM jsonb_array_elements(parameters) WITH ORDINALITY g(given, n)
	CROSS JOIN LATERAL _parameter(model, version, g.n::integer, g.given) p;
	PERFORM _check_version(model, version);
END
$$;
COMMENT ON FUNCTION _add_version(text, integer, text, text, jsonb, text[], text) IS
'Internal: add and check a version 内部:新增并检查版本';

CREATE OR REPLACE FUNCTION _model(code text)
RETURNS model
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
	m model;
BEGIN
	SELECT * INTO m FROM model x WHERE x.code = $1;
	IF NOT found THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no model "%s"', code), HINT = 'Table model lists them.';
	END IF;
	RETURN m;
END
$$;
COMMENT ON FUNCTION _model(text) IS
'Internal: a model, or an error 内部:取模型';

--| ## add_model
--| `WORKSPACE.add_model(code, query, title_en, title_zh, population, parameters, …) → integer`
--|
--| Adds a model and returns its version, 1. The query is one SELECT that returns
--| `subject`, and of `during`, `amount`, `score`, `department`, `region`, `records`,
--| `reason` what it knows; other columns are kept as evidence. It is checked now, as
--| the caller: one SELECT, columns, types, planned and started without reading a row.
--|
--| * `population`: SELECT of every subject, in any number of rows: `subject`, `state` ('assessable',
--|   'insufficient_data', 'not_applicable'), `reason`. Of a subject the best state counts, in that order
--|   ([ledger](ledger.md)).
--| * `parameters`: JSON array of objects with name, type, value, and of minimum,
--|   maximum, choices, unit, title_en, title_zh what there is. The query says
--|   `parameter.name`; `parameter.as_of` is the day of the run.
--| * `search_path`: schemas for unqualified names, by default none.
--| * `shadow`: it runs and counts, but raises no findings.
--|
--| ```sql
--| SELECT oversight.add_model('large',
--|     'SELECT person AS subject, bill AS records, amount FROM public.paid WHERE amount > parameter.least',
--|     'Large bills', '大额单据',
--|     parameters => '[{"name": "least", "type": "numeric", "value": "100", "minimum": "0", "unit": "yuan"}]',
--|     population => 'SELECT DISTINCT person AS subject, ''assessable'' AS state FROM public.paid');
--| ```
CREATE OR REPLACE FUNCTION add_model(
	code text,
	query text,
	title_en text,
	title_zh text,
	population text DEFAULT NULL,
	parameters jsonb DEFAULT '[]',
	question text DEFAULT NULL,
	domain text DEFAULT 'general',
	severity text DEFAULT 'medium',
	weight numeric DEFAULT 1,
	department text DEFAULT NULL,
	run_every interval DEFAULT '1 day',
	search_path text[] DEFAULT '{}',
	shadow boolean DEFAULT false,
	note text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
BEGIN
	IF EXISTS (SELECT FROM model m WHERE m.code = add_model.code) THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_object',
			MESSAGE = format('model "%s" exists already', code),
			HINT = 'change_model() gives it a new version.';
	END IF;
	INSERT INTO model (code, title_en, title_zh, domain, question, severity, weight, department,
		owner, shadow, run_every, version)
	VALUES (code, title_en, title_zh, domain, question, severity, weight, department,
		actor(), shadow, run_every, 1);
	PERFORM _add_version(code, 1, query, population, parameters, search_path, note);
	PERFORM _append('model_added', ARRAY[NULL::bigint], code, note => note,
		details => ARRAY[jsonb_build_object('version', 1, 'query', query, 'population', population,
			'parameters', parameters)]);
	RETURN 1;
END
$$;
COMMENT ON FUNCTION add_model(text, text, text, text, text, jsonb, text, text, text, numeric, text, interval, text[], boolean, text) IS
'Add a model; its query is checked now 新增模型,即时检查查询';

--| ## change_model
--| `WORKSPACE.change_model(code, query, population, parameters, search_path, note, activate) → integer`
--|
--| Gives a model a new version and returns its number. What is null stays as in the
--| version in force. With `activate` false the version can be run and backtested,
--| and `use_version` puts it into force.
--|
--| ```sql
--| SELECT oversight.change_model('large', parameters => '[{"name": "least", "type": "numeric", "value": "800", "unit": "yuan"}]',
--|     note => 'Fewer, but graver', activate => false);
--| ```
CREATE OR REPLACE FUNCTION change_model(
	code text,
	query text DEFAULT NULL,
	population text DEFAULT NULL,
	parameters jsonb DEFAULT NULL,
	search_path text[] DEFAULT NULL,
	note text DEFAULT NULL,
	activate boolean DEFAULT true)
RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	m model := _model(code);
	v model_version;
	newest integer;
BEGIN
	-- Two changes at once get two numbers.
	PERFORM FROM model x WHERE x.code = m.code FOR NO KEY UPDATE;
	m := _model(code);
	SELECT * INTO STRICT v FROM model_version x WHERE x.model = m.code AND x.version = m.version;
	SELECT max(x.version) + 1 INTO newest FROM model_version x WHERE x.model = m.code;
	parameters := coalesce(parameters, (
		SELECT coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(p) - '{model,version,ordinal}'::text[]) ORDER BY p.ordinal), '[]')
		FROM model_parameter p WHERE p.model = m.code AND p.version = m.version));
	query := coalesce(query, v.query);
	population := coalesce(population, v.population);
	PERFORM _add_version(code, newest, query, population, parameters, coalesce(search_path, v.search_path), note);
	PERFORM _append('model_changed', ARRAY[NULL::bigint], code, note => note,
		details => ARRAY[jsonb_build_object('version', newest, 'query', query, 'population', population,
			'parameters', parameters)]);
	IF activate THEN
		PERFORM use_version(code, newest);
	END IF;
	RETURN newest;
END
$$;
COMMENT ON FUNCTION change_model(text, text, text, jsonb, text[], text, boolean) IS
'Give a model a new version 模型新增版本';

--| ## use_version
--| `WORKSPACE.use_version(code text, version integer, note text DEFAULT NULL) → void`
--|
--| Puts a version into force, a newer or an older one. Errors: 42704 no such model or version.
--|
--| ```sql
--| SELECT oversight.use_version('large', 2, 'Backtested on Monday');
--| ```
CREATE OR REPLACE FUNCTION use_version(code text, version integer, note text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	m model := _model(code);
BEGIN
	IF NOT EXISTS (SELECT FROM model_version x WHERE x.model = code AND x.version = use_version.version) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('model "%s" has no version %s', code, version),
			HINT = 'Table model_version lists them.';
	END IF;
	UPDATE model x SET version = use_version.version WHERE x.code = m.code;
	PERFORM _append('version_in_force', ARRAY[NULL::bigint], code, note => note,
		details => ARRAY[jsonb_build_object('from', m.version, 'to', version)]);
END
$$;
COMMENT ON FUNCTION use_version(text, integer, text) IS
'Put a version of a model into force 启用模型的某一版本';

--| ## enable
--| `WORKSPACE.enable(code text, enabled boolean DEFAULT true, shadow boolean DEFAULT NULL, note text DEFAULT NULL) → void`
--|
--| Whether `run_all` runs the model, and with `shadow` whether it raises findings; brings a
--| retired one back. Errors: 42704 no such model.
--|
--| ```sql
--| SELECT oversight.enable('large', shadow => true);
--| ```
CREATE OR REPLACE FUNCTION enable(
	code text,
	enabled boolean DEFAULT true,
	shadow boolean DEFAULT NULL,
	note text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	m model := _model(code);
BEGIN
	UPDATE model x SET enabled = enable.enabled, shadow = coalesce(enable.shadow, x.shadow),
		retired_at = CASE WHEN enable.enabled THEN NULL ELSE x.retired_at END
	WHERE x.code = m.code;
	PERFORM _append(CASE WHEN enabled THEN 'model_enabled' ELSE 'model_disabled' END, ARRAY[NULL::bigint],
		code, note => note, details => ARRAY[jsonb_build_object('shadow', coalesce(shadow, m.shadow))]);
END
$$;
COMMENT ON FUNCTION enable(text, boolean, boolean, text) IS
'Let a model run or not, for findings or in the shadow 启用、停用模型或设为影子运行';

--| ## retire
--| `WORKSPACE.retire(code text, note text) → void`
--|
--| Ends a model: it can no longer be run; its findings, versions and runs stay. Errors: 42704
--| no such model.
--|
--| ```sql
--| SELECT oversight.retire('large', 'Replaced by a better one');
--| ```
CREATE OR REPLACE FUNCTION retire(code text, note text)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	m model := _model(code);
BEGIN
	UPDATE model x SET enabled = false, retired_at = now() WHERE x.code = m.code;
	PERFORM _append('model_retired', ARRAY[NULL::bigint], code, note => note);
END
$$;
COMMENT ON FUNCTION retire(text, text) IS
'Retire a model for good reason; its findings stay 停用模型,线索保留';
