-- What a template must have, and reading a text of them.

-- A document that says all it must; an error in words for what is missing.
CREATE OR REPLACE FUNCTION supervise._template_check(document jsonb, line integer)
RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	waits constant boolean := document ? 'waits';
	required constant text[] := CASE WHEN waits THEN '{title_en,title_zh,question_en,question_zh,source}'::text[]
		ELSE '{title_en,title_zh,question_en,question_zh,severity,evidence_en,evidence_zh,next_en,next_zh,source}' END;
	sql constant text := coalesce(document ->> 'query', '') || E'\n' || coalesce(document ->> 'population', '');
	problem text;
	hint text;
BEGIN
	SELECT p.fact, p.way_out INTO problem, hint FROM (
		SELECT 1, format('there is no "%s"', k), format('Add "-- %s: …".', k)
		FROM unnest(required) k WHERE NOT document ? k
		UNION ALL
		SELECT 2, 'a template that waits has a query', 'Take "waits" or the query away.'
		WHERE waits AND sql <> E'\n'
		UNION ALL
		SELECT 2, format('there is no %s', k), format('Add "-- %s" and a SELECT that ends with a semicolon.', k)
		FROM unnest('{query,population}'::text[]) k WHERE NOT waits AND NOT document ? k
		UNION ALL
		SELECT 3, format('two %s are named "%s"', x.kind, x.name), 'Give each a name of its own.'
		FROM (
			SELECT 'inputs', i ->> 'name' FROM jsonb_array_elements(document -> 'inputs') i
			UNION ALL
			SELECT format('columns of input "%s"', i ->> 'name'), c ->> 'name'
			FROM jsonb_array_elements(document -> 'inputs') i, jsonb_array_elements(i -> 'columns') c
			UNION ALL
			SELECT 'parameters', p ->> 'name' FROM jsonb_array_elements(document -> 'parameters') p
		) x(kind, name) GROUP BY x.kind, x.name HAVING count(*) > 1
		UNION ALL
		SELECT 4, format('input "%s" has no columns', i ->> 'name'), 'Add a line "--   name: family: meaning | …" for each.'
		FROM jsonb_array_elements(document -> 'inputs') i WHERE i -> 'columns' = '[]' AND NOT waits
		UNION ALL
		SELECT 5, format('{{%s is no input', left(m, coalesce(nullif(strpos(m, '}}'), 0) + 1, 20))), 'Declare it with "-- input …", or correct its name.'
		FROM (SELECT unnest((string_to_array(sql, '{{'))[2:]) AS m) r
		WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(document -> 'inputs') i WHERE strpos(m, (i ->> 'name') || '}}') = 1)
		UNION ALL
		SELECT 6, format('input "%s" is not used', i ->> 'name'), format('Read {{%s}}, or take the input away.', i ->> 'name')
		FROM jsonb_array_elements(document -> 'inputs') i
		WHERE NOT waits AND strpos(sql, '{{' || (i ->> 'name') || '}}') = 0
		UNION ALL
		SELECT 7, format('parameter.%s is no parameter', m[1]), 'Declare it with "-- parameter …", or correct its name.'
		FROM regexp_matches(sql, '\mparameter\.([a-z][a-z0-9_]*)', 'g') m
		WHERE m[1] <> 'as_of' AND NOT EXISTS (SELECT FROM jsonb_array_elements(document -> 'parameters') p WHERE p ->> 'name' = m[1])
		UNION ALL
		SELECT 8, format('parameter "%s" is not used', p ->> 'name'), format('Read parameter.%s, or take it away.', p ->> 'name')
		FROM jsonb_array_elements(document -> 'parameters') p
		WHERE NOT waits AND sql !~ ('\mparameter\.' || (p ->> 'name') || '\M')
	) p(rank, fact, way_out)
	ORDER BY p.rank, p.fact COLLATE "C" LIMIT 1;
	IF problem IS NOT NULL THEN
		PERFORM supervise._template_error(document ->> 'code', line, problem, hint);
	END IF;
END
$$;
COMMENT ON FUNCTION supervise._template_check(jsonb, integer) IS
'Internal: whether a template says all it must 内部:检查模板是否完整';

-- What adopting copies, in short: titles and explanations may be reworded without
-- making an adopted model look out of date.
CREATE OR REPLACE FUNCTION supervise._template_checksum(document jsonb)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(
	pg_catalog.jsonb_build_array(document -> 'inputs', document -> 'parameters', document -> 'query', document -> 'population')::text,
	'UTF8')), 'hex');
COMMENT ON FUNCTION supervise._template_checksum(jsonb) IS
'Internal: checksum of what adopting copies 内部:采用内容校验和';

--| # Reading templates

--| ## read_templates
--| `supervise.read_templates(source text) → TABLE (line integer, code text, version integer, checksum text, template text, document jsonb)`
--|
--| Reads a text of templates, as the files of the catalogue are written, without
--| keeping anything: one row for each, in the text's order.
--|
--| | column | type | |
--| |---|---|---|
--| | line | integer | line of its header |
--| | code | text | as `SUB-01` |
--| | version | integer | version its author gave it, 1 if none |
--| | checksum | text | SHA-256 of inputs, parameters, query and population |
--| | template | text | its lines, unchanged; all of them together are the text from the first header on |
--| | document | jsonb | what it says |
--|
--| Errors: 42601 with the line and what is wrong with it, and how it should look.
--|
--| ```sql
--| SELECT t.code, t.document ->> 'title_en'
--| FROM supervise.catalogue c, supervise.read_templates(c.template) t
--| ORDER BY 1 LIMIT 3;
--| ```
CREATE OR REPLACE FUNCTION supervise.read_templates(
	source text,
	OUT line integer,
	OUT code text,
	OUT version integer,
	OUT checksum text,
	OUT template text,
	OUT document jsonb)
RETURNS SETOF record
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 100000 ROWS 20
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	g record;
	parts record;
	seen text[] := '{}';
BEGIN
	FOR g IN
		WITH l AS (
			SELECT s.text, s.n, count(*) FILTER (WHERE s.text LIKE '-- ##%') OVER (ORDER BY s.n) AS number
			FROM string_to_table(source, E'\n') WITH ORDINALITY s(text, n)
		)
		SELECT l.number, min(l.n)::integer AS line, array_agg(l.text ORDER BY l.n) AS lines,
			l.number = max(l.number) OVER () AS last
		FROM l GROUP BY l.number ORDER BY l.number
	LOOP
		line := g.line;
		IF g.number = 0 THEN
			SELECT s.n INTO line FROM unnest(g.lines) WITH ORDINALITY s(text, n)
			WHERE s.text !~ '^(--.*)?\s*$' ORDER BY s.n LIMIT 1;
			IF found THEN
				PERFORM supervise._template_error('', line, 'text before the first template', 'A template begins with "-- ## CODE".');
			END IF;
			CONTINUE;
		END IF;
		code := trim(rtrim(substr(g.lines[1], 6), E' \t\r'));
		IF g.lines[1] NOT LIKE '-- ## %' OR code !~ '^[A-Z][A-Z0-9]{1,9}-[A-Z0-9]{1,20}$' THEN
			PERFORM supervise._template_error(code, line, format('"%s" is no code', code),
				'Write "-- ## ABC-01": capital letters of a pack, a hyphen, a number.');
		ELSIF code = ANY (seen) THEN
			PERFORM supervise._template_error(code, line, format('a second template "%s"', code), 'Give each a code of its own.');
		END IF;
		seen := seen || code;
		SELECT * INTO parts FROM supervise._template_items(code, line, g.lines);
		document := supervise._template_document(code, parts.items, parts.item_lines)
			|| jsonb_strip_nulls(jsonb_build_object('query', parts.query, 'population', parts.population));
		PERFORM supervise._template_check(document, line);
		version := (document ->> 'version')::integer;
		checksum := supervise._template_checksum(document);
		template := array_to_string(g.lines, E'\n') || CASE WHEN g.last THEN '' ELSE E'\n' END;
		RETURN NEXT;
	END LOOP;
END
$$;
COMMENT ON FUNCTION supervise.read_templates(text) IS
'Read a text of templates 解析模板文本';
