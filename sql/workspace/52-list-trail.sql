-- Changes of the lists are events of the trail, too.
--
-- Who may take which step, with how many pairs of eyes and until when, which department is
-- below which, and what a letter says, stands in tables that an administrator may change.
-- Whoever took four eyes off a step for an hour would otherwise leave no trace. The events
-- say what a row was and what it is; of the key of the pseudonyms only that it was changed.
--
-- The trail is locked before any row: see _hold_trail().

CREATE OR REPLACE FUNCTION _before_list_change()
RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
BEGIN
	PERFORM _hold_trail();
	IF tg_op = 'TRUNCATE' THEN
		PERFORM _append('list_changed', ARRAY[NULL::bigint],
			details => ARRAY[jsonb_build_object('table', tg_table_name, 'emptied', true)]);
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _before_list_change() IS
'Internal: lock the trail before a list changes 内部:名录变更前锁定留痕链';

CREATE OR REPLACE FUNCTION _note_list_change()
RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
DECLARE
	before jsonb := to_jsonb(OLD) - 'only_row'::text;
	after jsonb := to_jsonb(NEW) - 'only_row'::text;
	scope jsonb := jsonb_build_object('member', NULL, 'department', NULL, 'region', NULL);
	kind text := 'list_changed';
	detail jsonb;
BEGIN
	IF before = after THEN
		RETURN NULL;
	ELSIF tg_table_name = 'membership' AND tg_op <> 'UPDATE' THEN
		kind := CASE tg_op WHEN 'INSERT' THEN 'scope_granted' ELSE 'scope_revoked' END;
		SELECT jsonb_object_agg(k, coalesce(before, after) -> k) INTO detail FROM jsonb_object_keys(scope) k;
	ELSIF tg_table_name = 'pseudonym_key' THEN
		detail := jsonb_build_object('table', tg_table_name);
	ELSE
		detail := jsonb_build_object('table', tg_table_name, 'before', before, 'after', after);
	END IF;
	PERFORM _append(kind, ARRAY[NULL::bigint], details => ARRAY[detail]);
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _note_list_change() IS
'Internal: note the change of a list in the trail 内部:将名录变更记入留痕';

DO $$
DECLARE
	list text;
BEGIN
	FOREACH list IN ARRAY '{setting,department,region,severity,cause,state,step,calendar_day,letter_template,membership,pseudonym_key}'::text[] LOOP
		EXECUTE format('CREATE OR REPLACE TRIGGER hold_trail BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I'
			' FOR EACH STATEMENT EXECUTE FUNCTION _before_list_change()', list);
		EXECUTE format('COMMENT ON TRIGGER hold_trail ON %I IS %L', list, 'The trail is locked first 先锁定留痕链');
		EXECUTE format('CREATE OR REPLACE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE ON %I'
			' FOR EACH ROW EXECUTE FUNCTION _note_list_change()', list);
		EXECUTE format('COMMENT ON TRIGGER note_change ON %I IS %L', list, 'Changes are events of the trail 变更记入留痕');
	END LOOP;
END
$$;
