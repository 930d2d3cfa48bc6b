-- Templates of one's own: in, out, and found beside those shipped.

--| # Templates
--|
--| Models adopted from the catalogue or from templates of one's own.

-- A template, whoever wrote it.
CREATE OR REPLACE FUNCTION _template(code text)
RETURNS template
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
	t template;
BEGIN
	SELECT x.* INTO t FROM template x WHERE x.code = $1;
	IF NOT found THEN
		SELECT x.code, x.version, x.checksum, x.template, x.document INTO t
		FROM supervise.catalogue_template x WHERE x.code = $1;
	END IF;
	IF NOT found THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no template "%s"', code),
			HINT = 'View supervise.catalogue and table template list them.';
	END IF;
	RETURN t;
END
$$;
COMMENT ON FUNCTION _template(text) IS
'Internal: a template, shipped or own 内部:取模板';

--| ## import_templates
--| `WORKSPACE.import_templates(source text) → SETOF text`
--|
--| Reads a text of templates, as [catalogue/README.md](../../catalogue/README.md) says,
--| and keeps them in this workspace: all or none. A template of the same code is replaced;
--| models adopted from it stay as they are until it is adopted again. Returns the codes.
--|
--| Errors: 42601 with the line and what is wrong with it; 42710 the code is one of the
--| catalogue's; 22023 nothing to import, or norms, which belong in a table of yours.
CREATE OR REPLACE FUNCTION import_templates(source text)
RETURNS SETOF text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
DECLARE
	t record;
	imported integer := 0;
BEGIN
	IF source ~ '(^|\n)-- norm ' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'norms cannot be imported',
			HINT = 'Put them into a table of yours, and bind it to an input.';
	END IF;
	FOR t IN SELECT * FROM supervise.read_templates(source) LOOP
		IF EXISTS (SELECT FROM supervise.catalogue_template c WHERE c.code = t.code) THEN
			RAISE EXCEPTION USING ERRCODE = 'duplicate_object',
				MESSAGE = format('template "%s" is one of the catalogue', t.code),
				HINT = 'Give yours a code of its own.';
		END IF;
		INSERT INTO template VALUES (t.code, t.version, t.checksum, t.template, t.document, actor())
		ON CONFLICT ON CONSTRAINT template_pkey DO UPDATE SET version = excluded.version, checksum = excluded.checksum,
			template = excluded.template, document = excluded.document, author = excluded.author, added_at = now();
		PERFORM _append('template_imported', ARRAY[NULL::bigint], note => t.code,
			details => ARRAY[jsonb_build_object('template', t.code, 'version', t.version, 'checksum', t.checksum)]);
		imported := imported + 1;
		RETURN NEXT t.code;
	END LOOP;
	IF imported = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'the text holds no template',
			HINT = 'A template begins with "-- ## CODE".';
	END IF;
END
$$;
COMMENT ON FUNCTION import_templates(text) IS
'Keep templates of one''s own 导入自有模板';

--| ## export_template
--| `WORKSPACE.export_template(code text) → text`
--|
--| The text of a template, own or shipped, byte for byte as it was written.
CREATE OR REPLACE FUNCTION export_template(code text)
RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
	SELECT (_template(code)).template
$$;
COMMENT ON FUNCTION export_template(text) IS
'The text of a template 导出模板';

--| ## drop_template
--| `WORKSPACE.drop_template(code text) → void`
--|
--| Removes a template of one's own. Models adopted from it stay.
CREATE OR REPLACE FUNCTION drop_template(code text)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
BEGIN
	DELETE FROM template t WHERE t.code = $1;
	IF NOT found THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no template "%s" of your own', code),
			HINT = 'Table template lists them.';
	END IF;
	PERFORM _append('template_dropped', ARRAY[NULL::bigint], note => code);
END
$$;
COMMENT ON FUNCTION drop_template(text) IS
'Remove a template of one''s own 删除自有模板';
