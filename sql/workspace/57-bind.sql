-- Binding the inputs of a template to relations.
--
-- An input becomes a derived table with the template's column names and types:
--   (SELECT "id_card" COLLATE "C" AS "person", "amount"::numeric AS "amount" FROM "county"."payment")
-- All in it that comes from the user are identifiers. Templates put inputs into the
-- texts they give to detectors, $$ … $$, so quoting with " alone would not do: a column
-- named a$$b would end that text. Names with anything but letters, digits, underscores
-- and blanks are therefore written with Unicode escapes, U&"a\0024\0024b".

CREATE OR REPLACE FUNCTION _identifier(name text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
	SELECT CASE WHEN name !~ '[\x01-\x1f!-/:-@\[-^`{-\x7f]' THEN format('%I', name)
		ELSE (SELECT 'U&"' || string_agg(CASE WHEN c.c ~ '[\x01-\x1f!-/:-@\[-^`{-\x7f]'
			THEN '\' || lpad(to_hex(ascii(c.c)), 4, '0') ELSE c.c END, '' ORDER BY c.n) || '"'
			FROM regexp_split_to_table(name, '') WITH ORDINALITY c(c, n)) END
$$;
COMMENT ON FUNCTION _identifier(text) IS
'Internal: an identifier that no quotation ends within 内部:安全引用标识符';

-- Whether a type can be brought to that of a family, domains as their base types.
CREATE OR REPLACE FUNCTION _family_fits(family text, type regtype)
RETURNS boolean
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	WITH RECURSIVE base AS (
		SELECT t.oid, t.typtype, t.typbasetype, t.typcategory FROM pg_type t WHERE t.oid = type
		UNION ALL
		SELECT t.oid, t.typtype, t.typbasetype, t.typcategory FROM base b JOIN pg_type t ON t.oid = b.typbasetype WHERE b.typtype = 'd'
	), plain AS (
		SELECT format_type(b.oid, NULL) AS name, b.typtype, b.typcategory FROM base b WHERE b.typtype <> 'd'
	)
	SELECT CASE family
		WHEN 'key' THEN p.typtype = 'e' OR p.name IN ('text', 'character varying', 'character', 'name', 'smallint', 'integer', 'bigint', 'numeric', 'uuid')
		WHEN 'text' THEN p.typtype = 'e' OR p.name IN ('text', 'character varying', 'character', 'name', 'smallint', 'integer', 'bigint', 'numeric', 'uuid')
		WHEN 'day' THEN p.name IN ('date', 'timestamp without time zone', 'timestamp with time zone')
		WHEN 'moment' THEN p.name IN ('timestamp without time zone', 'timestamp with time zone')
		WHEN 'period' THEN p.name = 'daterange'
		WHEN 'amount' THEN p.name IN ('numeric', 'smallint', 'integer', 'bigint', 'double precision', 'real')
		WHEN 'number' THEN p.name IN ('numeric', 'smallint', 'integer', 'bigint', 'double precision', 'real')
		WHEN 'boolean' THEN p.name = 'boolean'
		WHEN 'list' THEN p.typcategory = 'A'
	END FROM plain p
$$;
COMMENT ON FUNCTION _family_fits(text, regtype) IS
'Internal: whether a column can stand for a family 内部:列类型是否适用';

CREATE OR REPLACE FUNCTION _family_words(family text)
RETURNS text
LANGUAGE sql IMMUTABLE
SET search_path FROM CURRENT
AS $$
	SELECT CASE family
		WHEN 'key' THEN supervise.say('text, a whole number or uuid', '文本、整数或 uuid')
		WHEN 'text' THEN supervise.say('text, a number or an enum', '文本、数字或枚举')
		WHEN 'day' THEN supervise.say('date, or a timestamp', '日期或时间戳')
		WHEN 'moment' THEN supervise.say('timestamp with or without time zone', '时间戳')
		WHEN 'period' THEN supervise.say('daterange, or a first and a last day', '日期范围,或首日与末日两列')
		WHEN 'boolean' THEN 'boolean'
		WHEN 'list' THEN supervise.say('an array', '数组')
		ELSE supervise.say('a number', '数值')
	END
$$;
COMMENT ON FUNCTION _family_words(text) IS
'Internal: the types of a family in words 内部:列类别说明';

-- What makes a value of a family's type one of the family. Texts come under the
-- collation "C": what is first, least or equal must not depend on the database's locale,
-- and bytes are compared several times faster.
CREATE OR REPLACE FUNCTION _family_suffix(family text, type text)
RETURNS text
LANGUAGE sql IMMUTABLE
SET search_path FROM CURRENT
AS $$
	SELECT CASE WHEN type = supervise._family_type(family) THEN '' ELSE '::' || supervise._family_type(family) END
		|| CASE WHEN supervise._family_type(family) = 'text' THEN ' COLLATE "C"' ELSE '' END
$$;
COMMENT ON FUNCTION _family_suffix(text, text) IS
'Internal: brings a value to the type of a family 内部:转换为列类别的类型';

-- One column of an input: what it is read from, or what is wrong. The binding is the
-- name of a column, or, for a period, an array of two; given is null where the user
-- named none.
CREATE OR REPLACE FUNCTION _bind_column(
	spec jsonb, given jsonb, columns jsonb, relation text,
	OUT expression text, OUT problem text, OUT hint text)
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
	wanted constant text := spec ->> 'name';
	family constant text := spec ->> 'family';
	names text[] := CASE
		WHEN given IS NULL THEN ARRAY[wanted]
		WHEN jsonb_typeof(given) = 'string' THEN ARRAY[given #>> '{}']
		WHEN jsonb_typeof(given) = 'array' THEN ARRAY(SELECT e FROM jsonb_array_elements_text(given) e)
	END;
	missing text;
	wrong text;
BEGIN
	SELECT min(n) INTO missing FROM unnest(names) n WHERE NOT columns ? n OR n IS NULL;
	IF given = 'null' OR given IS NULL AND missing IS NOT NULL AND (spec ->> 'optional')::boolean THEN
		expression := 'NULL' || _family_suffix(family, NULL);
		IF NOT (spec ->> 'optional')::boolean THEN
			problem := supervise.say('It is needed.', '此列必须绑定。');
			hint := supervise.say('Bind it to a column.', '请绑定到某一列。');
		END IF;
	ELSIF names IS NULL OR cardinality(names) <> (CASE WHEN jsonb_typeof(given) = 'array' THEN 2 ELSE 1 END)
			OR cardinality(names) = 2 AND family <> 'period' THEN
		problem := format(supervise.say('%s does not name a column.', '%s 不是列名。'), given);
		hint := supervise.say('Give the name of a column; for a period also ["first day", "last day"].', '请给出列名;期间也可写成 ["首日列", "末日列"]。');
	ELSIF missing IS NOT NULL THEN
		problem := format(supervise.say('%s has no column "%s".', '%s 没有列“%s”。'), relation, missing);
		hint := format(supervise.say('Bind "%s" (%s) to one of its columns: %s.', '请将“%s”(%s)绑定到下列之一:%s。'),
			wanted, supervise.say(spec ->> 'en', spec ->> 'zh'),
			(SELECT string_agg(k, ', ' ORDER BY k COLLATE "C") FROM jsonb_object_keys(columns) k));
	ELSE
		SELECT min(n) INTO wrong FROM unnest(names) n
		WHERE NOT _family_fits(CASE WHEN cardinality(names) = 2 THEN 'day' ELSE family END, (columns ->> n)::regtype);
		IF wrong IS NOT NULL THEN
			problem := format(supervise.say('Column "%s" of %s has type %s, but must be %s.', '列“%s”(%s)的类型为 %s,应为%s。'),
				wrong, relation, columns ->> wrong, _family_words(CASE WHEN cardinality(names) = 2 THEN 'day' ELSE family END));
			hint := supervise.say('Bind another column, or a view that casts it.', '请绑定其他列,或建立转换类型的视图。');
		ELSIF cardinality(names) = 2 THEN
			-- An inverted period must not end the run: it is empty, and judged as such.
			expression := format('CASE WHEN %1$s::date > %2$s::date THEN ''empty''::daterange'
				' WHEN %1$s IS NOT NULL THEN daterange(%1$s::date, %2$s::date, ''[]'') END',
				_identifier(names[1]), _identifier(names[2]));
		ELSE
			expression := _identifier(names[1]) || _family_suffix(family, columns ->> names[1]);
		END IF;
	END IF;
END
$$;
COMMENT ON FUNCTION _bind_column(jsonb, jsonb, jsonb, text) IS
'Internal: bind a column of an input 内部:绑定输入列';

-- Where an input is read from: the text after FROM and what it may be called in a
-- message, both null where an optional input is left out and nothing stands for it.
CREATE OR REPLACE FUNCTION _bind_relation(
	input jsonb, given jsonb, OUT relation text, OUT name text, OUT problem text, OUT hint text)
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
	parts text[];
	unknown text;
BEGIN
	IF given IS NULL OR given = 'null' THEN
		relation := input ->> 'stands_for';
		name := relation;
		IF NOT (input ->> 'optional')::boolean THEN
			problem := supervise.say('It is not bound to a relation.', '未绑定数据表。');
			hint := format(supervise.say('Bind a table or view (%s): {"%s": "schema.relation"}.', '请绑定表或视图(%s):{"%s": "模式.表"}。'),
				supervise.say(input -> 'grain' ->> 'en', input -> 'grain' ->> 'zh'), input ->> 'name');
		END IF;
		RETURN;
	END IF;
	IF jsonb_typeof(given) = 'object' THEN
		SELECT min(k) INTO unknown FROM jsonb_object_keys(given) k WHERE k NOT IN ('relation', 'columns');
	END IF;
	name := CASE jsonb_typeof(given) WHEN 'string' THEN given #>> '{}' WHEN 'object' THEN given ->> 'relation' END;
	BEGIN
		parts := parse_ident(name);
	EXCEPTION WHEN invalid_parameter_value THEN
		parts := NULL;
	END;
	IF parts IS NULL OR cardinality(parts) <> 2 OR unknown IS NOT NULL OR jsonb_typeof(given -> 'columns') <> 'object' THEN
		problem := CASE WHEN unknown IS NOT NULL THEN format(supervise.say('It has an unknown property "%s".', '含有未知属性“%s”。'), unknown)
			ELSE format(supervise.say('%s does not name a relation.', '%s 不是表名。'), given) END;
		hint := supervise.say('Write "schema.relation", or {"relation": "schema.relation", "columns": {"column": "its name"}}.',
			'请写作 "模式.表",或 {"relation": "模式.表", "columns": {"列": "实际列名"}}。');
		RETURN;
	END IF;
	relation := _identifier(parts[1]) || '.' || _identifier(parts[2]);
END
$$;
COMMENT ON FUNCTION _bind_relation(jsonb, jsonb) IS
'Internal: bind an input to a relation 内部:绑定输入表';

-- Every input and column of a template with what it is bound to, or what is wrong.
CREATE OR REPLACE FUNCTION _bind(
	document jsonb, sources jsonb,
	OUT input text, OUT relation text, OUT col text, OUT expression text, OUT problem text, OUT hint text)
RETURNS SETOF record
LANGUAGE plpgsql VOLATILE ROWS 20
SET search_path FROM CURRENT
AS $$
DECLARE
	i jsonb;
	c jsonb;
	given jsonb;
	named text;
	source text;
	columns jsonb;
	faulty boolean;
BEGIN
	-- Not caught below: whoever may not run queries learns it at once.
	PERFORM FROM supervise.query_columns('SELECT 1');
	FOR i IN SELECT x FROM jsonb_array_elements(document -> 'inputs') x LOOP
		input := i ->> 'name';
		given := sources -> input;
		col := NULL;
		expression := NULL;
		SELECT b.* INTO source, named, problem, hint FROM _bind_relation(i, given) b;
		relation := source;
		columns := '{}';
		IF problem IS NULL AND source IS NOT NULL THEN
			BEGIN
				SELECT coalesce(jsonb_object_agg(q.name, format_type(q.type, NULL)), '{}') INTO columns
				FROM supervise.query_columns(CASE WHEN source LIKE '(%' THEN source ELSE 'TABLE ' || source END) q;
			EXCEPTION WHEN others THEN
				problem := sqlerrm;
				hint := supervise.say('Correct its name, or have the right to read it granted.', '请更正名称,或申请读取权限。');
			END;
		END IF;
		IF problem IS NOT NULL THEN
			RETURN NEXT;
			CONTINUE;
		END IF;
		faulty := false;
		FOR c IN SELECT x FROM jsonb_array_elements(i -> 'columns') x LOOP
			col := c ->> 'name';
			IF source IS NULL THEN
				expression := 'NULL' || _family_suffix(c ->> 'family', NULL);
			ELSE
				SELECT b.* INTO expression, problem, hint
				FROM _bind_column(c, CASE WHEN jsonb_typeof(given) = 'object' THEN given -> 'columns' -> col END, columns, named) b;
			END IF;
			faulty := faulty OR problem IS NOT NULL;
			RETURN NEXT;
		END LOOP;
		IF source IS NOT NULL AND NOT faulty THEN
			BEGIN
				PERFORM FROM supervise.query_rows(format('SELECT 1 FROM %s LIMIT 0',
					CASE WHEN source LIKE '(%' THEN source || ' AS q' ELSE source END), '{}', '{}', '{}') AS q(n integer);
			EXCEPTION WHEN others THEN
				col := NULL;
				problem := sqlerrm;
				hint := supervise.say('Have the right to read it granted.', '请申请读取权限。');
				RETURN NEXT;
			END;
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION _bind(jsonb, jsonb) IS
'Internal: what a template''s inputs are bound to 内部:模板绑定结果';
