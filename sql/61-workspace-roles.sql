--| ## create_roles
--| `supervise.create_roles(workspace text, prefix text DEFAULT NULL) → void`
--|
--| Makes the roles of a workspace, PREFIX_administrator, PREFIX_analyst, PREFIX_reviewer,
--| PREFIX_auditor, PREFIX_bi and PREFIX_key_holder (the prefix is the workspace's name
--| unless given), and grants each what it needs. They cannot log in; grant them to
--| persons, to each person one. None implies another. From then on rows are seen by who
--| has been given a scope (`grant_scope`), and by nobody else, the owner included.
--|
--| Roles that exist already are taken as they are, with a notice. Only the workspace's
--| owner may call it, and needs CREATEROLE unless the roles exist.
--|
--| Errors: 3F000 no such workspace; 42501 not its owner, or no CREATEROLE; 55000 the
--| workspace has roles of another prefix.
CREATE OR REPLACE FUNCTION supervise.create_roles(workspace text, prefix text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100000
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	duty text;
	present text;
BEGIN
	PERFORM supervise.workspace_owner_check(workspace);
	prefix := coalesce(prefix, workspace);
	IF prefix = '' OR octet_length(prefix) > 48 OR prefix ~ '^pg_' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_name',
			MESSAGE = format('"%s" cannot begin the names of roles', prefix),
			DETAIL = 'It is empty, longer than 48 bytes, or begins with pg_.';
	END IF;
	EXECUTE format('SELECT role_prefix FROM %I.setting', workspace) INTO present;
	IF present <> prefix THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('workspace "%s" has roles already', workspace),
			DETAIL = format('Their prefix is "%s".', present);
	END IF;
	EXECUTE format('UPDATE %I.setting SET role_prefix = $1', workspace) USING prefix;
	FOREACH duty IN ARRAY '{administrator,analyst,reviewer,auditor,bi,key_holder}'::text[] LOOP
		IF to_regrole(quote_ident(prefix || '_' || duty)) IS NOT NULL THEN
			IF present IS NULL THEN
				RAISE NOTICE 'role "%" exists and is taken as it is', prefix || '_' || duty;
			END IF;
		ELSIF NOT (SELECT r.rolcreaterole OR r.rolsuper FROM pg_roles r WHERE r.rolname = current_user) THEN
			RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
				MESSAGE = format('role "%s" cannot make roles', current_user),
				HINT = format('Have an administrator run CREATE ROLE %I NOLOGIN, and the like for the other duties.', prefix || '_' || duty);
		ELSE
			EXECUTE format('CREATE ROLE %I NOLOGIN', prefix || '_' || duty);
		END IF;
	END LOOP;
	EXECUTE format('SELECT %I._grant()', workspace);
END
$$;
COMMENT ON FUNCTION supervise.create_roles(text, text) IS
'Make the roles of a workspace 建立工作区的角色';

-- Functions of the extension run with their caller's rights; whoever may read the
-- data may use them.
GRANT USAGE ON SCHEMA supervise TO PUBLIC;
