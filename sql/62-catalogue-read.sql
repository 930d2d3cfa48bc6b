-- Reading the text of templates: one reader for the files of the catalogue and
-- for the users' own.  catalogue/README.md says how a template is written.
--
-- A text is cut at its header lines, then each template is read twice: lines
-- into items (a key with its continuation lines) and SQL, and items into one
-- JSON document, which is all that the rest of the catalogue works with.

CREATE OR REPLACE FUNCTION supervise._template_error(code text, line integer, fact text, hint text)
RETURNS void
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'syntax_error',
		MESSAGE = format('line %s: %s', line, fact),
		DETAIL = CASE code WHEN '' THEN 'It belongs to no template.' ELSE format('It belongs to template "%s".', code) END,
		HINT = hint;
END
$$;
COMMENT ON FUNCTION supervise._template_error(text, integer, text, text) IS
'Internal: a template cannot be read 内部:模板解析错误';

-- The type that columns of a family have within a template, NULL for no family.
CREATE OR REPLACE FUNCTION supervise._family_type(family text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE family
	WHEN 'key' THEN 'text'
	WHEN 'day' THEN 'date'
	WHEN 'period' THEN 'daterange'
	WHEN 'moment' THEN 'timestamp with time zone'
	WHEN 'amount' THEN 'numeric'
	WHEN 'number' THEN 'numeric'
	WHEN 'text' THEN 'text'
	WHEN 'boolean' THEN 'boolean'
	WHEN 'list' THEN 'text[]'
END;
COMMENT ON FUNCTION supervise._family_type(text) IS
'Internal: type of the columns of a family 内部:列类别对应的类型';

-- A line behind another: a blank between words, none between Chinese characters.
CREATE OR REPLACE FUNCTION supervise._continued(a text, b text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN a = '' THEN b
	WHEN pg_catalog.right(a, 1) ~ '^[ -~]$' OR pg_catalog.left(b, 1) ~ '^[ -~]$' THEN a || ' ' || b
	ELSE a || b
END;
COMMENT ON FUNCTION supervise._continued(text, text) IS
'Internal: a line behind another 内部:续行';

-- The lines of one template as items and SQL.
CREATE OR REPLACE FUNCTION supervise._template_items(
	code text, first integer, lines text[],
	OUT items text[], OUT item_lines integer[], OUT query text, OUT population text)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	n integer := first - 1;
	raw text;
	line text;
	part text := '';
	body text[];
	ended boolean := false;
	starts_item boolean;
BEGIN
	items := '{}';
	item_lines := '{}';
	FOREACH raw IN ARRAY lines LOOP
		n := n + 1;
		line := rtrim(raw, E' \t\r');
		IF n = first THEN
			CONTINUE;
		ELSIF line IN ('-- query', '-- population') THEN
			IF part <> '' AND NOT ended THEN
				PERFORM supervise._template_error(code, n, format('the %s before this line does not end', part),
					'End the statement with a semicolon at the end of a line.');
			END IF;
			part := substr(line, 4);
			IF part = 'query' AND query IS NOT NULL OR part = 'population' AND population IS NOT NULL THEN
				PERFORM supervise._template_error(code, n, format('a second %s', part), 'A template has one.');
			END IF;
			body := '{}';
			ended := false;
		ELSIF part <> '' AND NOT ended THEN
			ended := right(line, 1) = ';' AND ltrim(line) NOT LIKE '--%';
			body := body || CASE WHEN ended THEN left(line, -1) ELSE rtrim(raw, E'\r') END;
			IF ended AND part = 'query' THEN
				query := array_to_string(body, E'\n');
			ELSIF ended THEN
				population := array_to_string(body, E'\n');
			END IF;
		ELSIF line IN ('', '--') OR part <> '' AND line LIKE '-- %' THEN
			CONTINUE;
		ELSIF part <> '' THEN
			PERFORM supervise._template_error(code, n, format('text after the end of the %s', part),
				'The statement ends at the first line that ends with a semicolon.');
		ELSIF line ~ '^-- [a-z]' OR line ~ '^--   +[^ ]' AND items <> '{}' THEN
			starts_item := line !~ '^--   ';
			line := ltrim(substr(line, 3));
			IF starts_item THEN
				items := items || line;
				item_lines := item_lines || n;
			ELSIF items[cardinality(items)] ~ '^(input|column) ' AND line ~ '^[a-z][a-z0-9_]*: ' THEN
				items := items || ('column ' || line);
				item_lines := item_lines || n;
			ELSIF items[cardinality(items)] ~ '^(parameter|property) ' AND line ~ '^(source|unit|choices): ' THEN
				items := items || ('property ' || line);
				item_lines := item_lines || n;
			ELSE
				items[cardinality(items)] := supervise._continued(items[cardinality(items)], line);
			END IF;
		ELSE
			PERFORM supervise._template_error(code, n, 'not understood',
				'Before the query a line is "-- key: value", or "--   " and the continuation of one.');
		END IF;
	END LOOP;
	IF part <> '' AND NOT ended THEN
		PERFORM supervise._template_error(code, n, format('the %s does not end', part),
			'End the statement with a semicolon at the end of a line.');
	END IF;
END
$$;
COMMENT ON FUNCTION supervise._template_items(text, integer, text[]) IS
'Internal: the lines of a template as items and SQL 内部:模板行解析为条目与语句';

-- "English | 中文" as {"en": …, "zh": …}.
CREATE OR REPLACE FUNCTION supervise._template_words(code text, line integer, words text)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	bar integer := strpos(words, ' | ');
BEGIN
	IF bar = 0 OR trim(left(words, bar)) = '' OR trim(substr(words, bar + 3)) = '' THEN
		PERFORM supervise._template_error(code, line, format('"%s" is not in both languages', words),
			'Write English | Chinese.');
	END IF;
	RETURN jsonb_build_object('en', trim(left(words, bar)), 'zh', trim(substr(words, bar + 3)));
END
$$;
COMMENT ON FUNCTION supervise._template_words(text, integer, text) IS
'Internal: English | Chinese 内部:中英文本';

-- "name? = what stands for it: one row for each … | …"
CREATE OR REPLACE FUNCTION supervise._template_input(code text, line integer, item text)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	head text[] := regexp_match(item, '^([a-z][a-z0-9_]*)(\?)?( = |: )');
	rest text;
	fallback text;
	cut integer;
BEGIN
	IF head IS NULL THEN
		PERFORM supervise._template_error(code, line, 'this is no input',
			'Write "input name: one row for each … | …", with a question mark after the name if it is optional.');
	END IF;
	rest := substr(item, length(head[1]) + coalesce(length(head[2]), 0) + length(head[3]) + 1);
	IF head[3] = ' = ' THEN
		-- A query in parentheses, or a name.
		cut := CASE WHEN left(rest, 1) = '(' THEN strpos(rest, '): ') + 1 ELSE strpos(rest, ': ') END;
		IF cut <= 1 OR head[2] IS NULL THEN
			PERFORM supervise._template_error(code, line, format('what stands for input "%s" is not clear', head[1]),
				'Write "input name? = schema.relation: …" or "input name? = (SELECT …): …"; only an optional input has it.');
		END IF;
		fallback := trim(left(rest, cut - 1));
		rest := substr(rest, cut + 2);
	END IF;
	RETURN jsonb_build_object('name', head[1], 'optional', head[2] IS NOT NULL, 'stands_for', fallback,
		'grain', supervise._template_words(code, line, rest), 'columns', '[]'::jsonb);
END
$$;
COMMENT ON FUNCTION supervise._template_input(text, integer, text) IS
'Internal: an input of a template 内部:模板输入';

-- "name: family?: meaning | 含义"
CREATE OR REPLACE FUNCTION supervise._template_column(code text, line integer, item text)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	part text[] := regexp_match(item, '^([a-z][a-z0-9_]*): ([a-z]+)(\?)?: (.*)$');
BEGIN
	IF part IS NULL OR supervise._family_type(part[2]) IS NULL THEN
		PERFORM supervise._template_error(code, line, 'this is no column of an input',
			'Write "name: family: meaning | …", where the family is key, day, period, moment, amount, number, text, '
			'boolean or list, with a question mark if it is optional.');
	END IF;
	RETURN jsonb_build_object('name', part[1], 'family', part[2], 'optional', part[3] IS NOT NULL)
		|| supervise._template_words(code, line, part[4]);
END
$$;
COMMENT ON FUNCTION supervise._template_column(text, integer, text) IS
'Internal: a column of an input 内部:输入列';

-- "name: type = default, minimum .. maximum: meaning | 含义"
CREATE OR REPLACE FUNCTION supervise._template_parameter(code text, line integer, item text)
RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	head text[] := regexp_match(item, '^([a-z][a-z0-9_]*): ("?[a-z ]+"?(?:\[\])?) = ');
	rest text;
	given text;
	bounds text;
	cut integer;
BEGIN
	IF head IS NOT NULL THEN
		rest := substr(item, length(head[1]) + length(head[2]) + 6);
		head[2] := replace(head[2], '"', '');
		cut := strpos(rest, ': ');
	END IF;
	IF head IS NULL OR cut <= 1 OR head[1] = 'as_of' THEN
		PERFORM supervise._template_error(code, line, 'this is no parameter',
			'Write "parameter name: type = default, minimum .. maximum: meaning | …"; the bounds may be left out. '
			'as_of, the day of the run, is always there.');
	END IF;
	given := left(rest, cut - 1);
	IF given ~ ', [^,]*\.\.[^,]*$' THEN
		bounds := substring(given FROM ', ([^,]*\.\.[^,]*)$');
		given := left(given, -(length(bounds) + 2));
	END IF;
	IF head[2] <> ALL ('{boolean,integer,bigint,numeric,double precision,text,date,interval,timestamp with time zone,text[],integer[],numeric[]}'::text[]) THEN
		PERFORM supervise._template_error(code, line, format('parameters of type %s are not offered', head[2]),
			'Offered are boolean, integer, bigint, numeric, double precision, text, date, interval, '
			'timestamp with time zone, text[], integer[] and numeric[].');
	END IF;
	RETURN jsonb_build_object('name', head[1], 'type', head[2], 'value', nullif(given, 'null'),
		'minimum', nullif(trim(split_part(bounds, '..', 1)), ''), 'maximum', nullif(trim(split_part(bounds, '..', 2)), ''))
		|| supervise._template_words(code, line, substr(rest, cut + 2));
END
$$;
COMMENT ON FUNCTION supervise._template_parameter(text, integer, text) IS
'Internal: a parameter of a template 内部:模板参数';

-- The items of one template as a document.
CREATE OR REPLACE FUNCTION supervise._template_document(code text, items text[], item_lines integer[])
RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	document jsonb := jsonb_build_object('code', code, 'version', 1);
	inputs jsonb := '[]';
	columns jsonb;
	parameters jsonb := '[]';
	pairs jsonb := '{}';
	key text;
	value text;
	line integer;
BEGIN
	FOR i IN 1 .. cardinality(items) LOOP
		line := item_lines[i];
		key := split_part(items[i], ':', 1);
		value := ltrim(substr(items[i], length(key) + 2));
		IF items[i] LIKE 'input %' THEN
			inputs := inputs || supervise._template_input(code, line, substr(items[i], 7));
		ELSIF items[i] LIKE 'column %' THEN
			columns := (inputs -> -1 -> 'columns') || supervise._template_column(code, line, substr(items[i], 8));
			inputs := jsonb_set(inputs, '{-1,columns}', columns);
		ELSIF items[i] LIKE 'parameter %' THEN
			parameters := parameters || supervise._template_parameter(code, line, substr(items[i], 11));
		ELSIF items[i] LIKE 'property %' THEN
			key := substr(key, 10);
			parameters := jsonb_set(parameters, ARRAY['-1', key], CASE key
				WHEN 'choices' THEN to_jsonb(regexp_split_to_array(value, ', *')) ELSE to_jsonb(value) END);
		ELSIF value = '' THEN
			PERFORM supervise._template_error(code, line, format('"%s" has no value', key), 'Write "-- key: value".');
		ELSIF key IN ('excluded_en', 'excluded_zh', 'doubt_en', 'doubt_zh') THEN
			pairs := pairs || jsonb_build_object(key, coalesce(pairs -> key, '[]') || to_jsonb(value));
		ELSIF key <> ALL ('{title_en,title_zh,question_en,question_zh,severity,score_en,score_zh,evidence_en,evidence_zh,next_en,next_zh,source,changed,waits,version}'::text[]) THEN
			PERFORM supervise._template_error(code, line, format('unknown key "%s"', key),
				'catalogue/README.md lists the keys; a continuation begins with "--" and three blanks.');
		ELSIF document ? key AND key <> 'version' THEN
			PERFORM supervise._template_error(code, line, format('a second "%s"', key), 'A template has one.');
		ELSIF key = 'version' AND value !~ '^[1-9][0-9]{0,5}$' THEN
			PERFORM supervise._template_error(code, line, format('"%s" is no version', value), 'Versions are 1, 2, 3 and so on.');
		ELSIF key = 'severity' AND value NOT IN ('low', 'medium', 'high', 'critical') THEN
			PERFORM supervise._template_error(code, line, format('"%s" is no severity', value), 'It is low, medium, high or critical.');
		ELSE
			document := document || jsonb_build_object(key, CASE key WHEN 'version' THEN to_jsonb(value::integer) ELSE to_jsonb(value) END);
		END IF;
	END LOOP;
	RETURN document || jsonb_build_object('inputs', inputs, 'parameters', parameters,
		'excluded', supervise._template_pairs(code, item_lines[1], 'excluded', pairs),
		'doubt', supervise._template_pairs(code, item_lines[1], 'doubt', pairs));
END
$$;
COMMENT ON FUNCTION supervise._template_document(text, text[], integer[]) IS
'Internal: the items of a template as a document 内部:模板条目合成文档';

-- The n-th English with the n-th Chinese explanation.
CREATE OR REPLACE FUNCTION supervise._template_pairs(code text, line integer, key text, pairs jsonb)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	en jsonb := coalesce(pairs -> (key || '_en'), '[]');
	zh jsonb := coalesce(pairs -> (key || '_zh'), '[]');
BEGIN
	IF jsonb_array_length(en) <> jsonb_array_length(zh) THEN
		PERFORM supervise._template_error(code, line, format('%s times %s_en, but %s times %s_zh',
			jsonb_array_length(en), key, jsonb_array_length(zh), key), 'Give each explanation in both languages.');
	END IF;
	RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object('en', e.value, 'zh', zh -> (e.n - 1)::integer) ORDER BY e.n), '[]')
		FROM jsonb_array_elements(en) WITH ORDINALITY e(value, n));
END
$$;
COMMENT ON FUNCTION supervise._template_pairs(text, integer, text, jsonb) IS
'Internal: explanations in both languages 内部:中英解释配对';
