-- Workspaces: making, updating and dropping them.
--
-- A workspace is a schema of ordinary tables, views and functions that belong
-- to the user who made it, and not to the extension: pg_dump takes them whole,
-- and DROP EXTENSION leaves the findings alone (it refuses while detectors are
-- used in views, and CASCADE takes those views only).
--
-- The script is sql/workspace/*.sql, carried by supervise.workspace_script()
-- (assembled at build time). It names its own objects without a schema and is
-- run with search_path set to the new schema alone; pg_catalog is searched
-- first, always, because it is not in the list, and pg_temp last. Its functions
-- are created with SET search_path FROM CURRENT. Against the alternative, the
-- schema's name spliced into every statement:
--   security  a caller's search_path has no influence on any name, function or
--             operator; nothing is spliced, so no schema name can break out;
--   dumps     pg_dump writes the SET clause with the function, so triggers,
--             policies and views work under the empty path of a restore;
--   renaming  ALTER SCHEMA … RENAME (of NAME and NAME_bi) leaves the clause
--             behind: run update_workspace('the new name'), which creates all
--             code anew;
--   cost      about a microsecond a call, and no inlining: what is called per
--             row has an SQL-standard body instead (names bound when created).
-- A procedure that commits may not have a SET clause. For the one there is,
-- the script may say @workspace@, replaced by the quoted name, and for the BI
-- schema @workspace_bi@; names with characters that could end a quotation are
-- refused for that.
--
-- Parts 10 to 39 are state (tables and the rows they start with), run once; parts
-- 40 and up are code, run again by every update. A version that changes the state
-- also brings sql/workspace/upgrade/VERSION.sql, which makes the tables of the version
-- before into its own: new columns at the end, in both places. An update runs those
-- after setting.state_version, oldest first, and then the code; a view whose columns
-- change otherwise than by new ones at its end is dropped by the upgrade.

--| ## create_workspace
--| `supervise.create_workspace(name text, trail_hash text DEFAULT 'sha256') → void`
--|
--| Makes a schema of that name with the tables, views and functions of the
--| closed loop: models, runs, findings, steps, trail. They belong to the caller,
--| who needs CREATE on the database. A database may hold any number.
--|
--| * `trail_hash`: `'sha256'`, or `'sm3'` for the hash of GB/T 32905, which needs the
--|   extension pgcrypto. See the trail.
--|
--| Errors: 0A000 the hash is not available; 42602 a name that cannot be one; 42P06 the schema exists; 42501 the
--| caller may not create schemas.
--|
--| ```sql
--| BEGIN;
--| SELECT supervise.create_workspace('oversight');
--| ROLLBACK;
--| ```
CREATE OR REPLACE FUNCTION supervise.create_workspace(name text, trail_hash text DEFAULT 'sha256')
RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000000
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $$
BEGIN
	PERFORM supervise.workspace_name_check(name);
	EXECUTE format('CREATE SCHEMA %I', name);
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', name,
		'Workspace of supervise: models, runs, findings, trail 监督工作区:模型、运行、问题线索、留痕');
	PERFORM supervise.workspace_run_script(name, 10);
	IF trail_hash IS DISTINCT FROM 'sha256' THEN
		EXECUTE format('UPDATE %I.setting SET trail_hash = $1', name) USING trail_hash;
	END IF;
END
$$;
COMMENT ON FUNCTION supervise.create_workspace(text, text) IS
'Make a workspace: a schema of tables, views and functions owned by the caller 建立工作区';

--| ## update_workspace
--| `supervise.update_workspace(name text) → void`
--|
--| Brings the tables, functions and views of a workspace up to the installed version,
--| and repairs them after `ALTER SCHEMA … RENAME` of the workspace and of its BI schema
--| (`NAME_bi`). Data, and what users changed in
--| the tables of steps, causes and letters, stay. Only the workspace's owner
--| may do it. All or nothing.
--|
--| Errors: 3F000 no such workspace; 42501 the caller does not own it; 55000 the workspace
--| is of a newer version than the extension.
--|
--| ```sql
--| BEGIN;
--| SELECT supervise.create_workspace('oversight');
--| SELECT supervise.update_workspace('oversight');
--| ROLLBACK;
--| ```
CREATE OR REPLACE FUNCTION supervise.update_workspace(name text)
RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000000
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $$
BEGIN
	PERFORM supervise.workspace_owner_check(name);
	PERFORM supervise.workspace_upgrade(name);
	PERFORM supervise.workspace_run_script(name, 40);
END
$$;
COMMENT ON FUNCTION supervise.update_workspace(text) IS
'Bring a workspace''s code up to the installed version 将工作区代码更新到已安装的版本';

--| ## drop_workspace
--| `supervise.drop_workspace(name text, even_with_open_findings boolean DEFAULT false) → void`
--|
--| Drops the workspace with everything in it, its BI schema and the caller's pg_cron jobs
--| for it, too. While findings are open it refuses, unless told. Objects elsewhere that use
--| the workspace keep it from being dropped: views, foreign keys, columns of its types,
--| functions whose body or arguments name it. What only mentions it in a string (other
--| functions, jobs of others) is not noticed. Roles stay.
--|
--| Errors: 3F000 no such workspace; 42501 the caller does not own it; 55000
--| findings are open; 2BP01 other objects depend on it.
--|
--| ```sql
--| BEGIN;
--| SELECT supervise.create_workspace('oversight');
--| SELECT supervise.drop_workspace('oversight');
--| ROLLBACK;
--| ```
CREATE OR REPLACE FUNCTION supervise.drop_workspace(
	name text,
	even_with_open_findings boolean DEFAULT false)
RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000000
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $$
DECLARE
	open_findings bigint;
	outside text;
BEGIN
	PERFORM supervise.workspace_owner_check(name);
	EXECUTE format('SELECT %I._open_findings()', name) INTO open_findings;
	IF open_findings > 0 AND even_with_open_findings IS NOT TRUE THEN
		RAISE EXCEPTION USING
			ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('workspace "%s" has open findings', name),
			DETAIL = format('%s findings are not closed.', open_findings),
			HINT = 'Close them, or call drop_workspace(name, even_with_open_findings => true).';
	END IF;

	-- CASCADE is for the objects of the two schemas among themselves.
	SELECT min(d) INTO outside FROM supervise.workspace_users(name) d;
	IF outside IS NOT NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'dependent_objects_still_exist',
			MESSAGE = format('workspace "%s" is used from outside', name),
			DETAIL = format('%s depends on it.', outside),
			HINT = 'Drop what depends on it first.';
	END IF;
	EXECUTE format('DROP SCHEMA IF EXISTS %I CASCADE', name || '_bi');
	EXECUTE format('DROP SCHEMA %I CASCADE', name);
	IF to_regprocedure('cron.unschedule(bigint)') IS NOT NULL AND has_schema_privilege('cron', 'USAGE') THEN
		EXECUTE 'SELECT cron.unschedule(j.jobid) FROM cron.job j WHERE starts_with(j.jobname, $1) AND j.username = current_user'
			USING name || ': ';
	END IF;
END
$$;
COMMENT ON FUNCTION supervise.drop_workspace(text, boolean) IS
'Drop a workspace; refuses while findings are open, unless told 删除工作区;有未办结线索时拒绝,除非明示';

-- What DROP … RESTRICT would name: objects outside the two schemas that depend on one
-- inside. An object is inside if it is in a schema, or is part of one that is (its row
-- type, index, default, constraint, rule: what depends on it automatically or internally).
CREATE OR REPLACE FUNCTION supervise.workspace_users(name text)
RETURNS SETOF text
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
SET search_path = pg_catalog, pg_temp
AS $$
	WITH RECURSIVE inside (classid, objid) AS (
		SELECT d.classid, d.objid
		FROM pg_namespace n JOIN pg_depend d ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid
		WHERE n.nspname IN (workspace_users.name, workspace_users.name || '_bi')
		UNION
		SELECT d.classid, d.objid
		FROM inside i JOIN pg_depend d ON d.refclassid = i.classid AND d.refobjid = i.objid AND d.deptype IN ('a', 'i')
	)
	SELECT DISTINCT coalesce(pg_describe_object('pg_class'::regclass, r.ev_class, 0), pg_describe_object(d.classid, d.objid, d.objsubid))
	FROM inside i
	JOIN pg_depend d ON d.refclassid = i.classid AND d.refobjid = i.objid AND d.deptype = 'n'
	LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
	WHERE NOT EXISTS (SELECT FROM inside x WHERE x.classid = d.classid AND x.objid = d.objid)
	ORDER BY 1
$$;
COMMENT ON FUNCTION supervise.workspace_users(text) IS
'Internal: objects elsewhere that depend on a workspace 内部:依赖工作区的外部对象';

-- Runs the parts numbered first and up in the schema.
CREATE OR REPLACE FUNCTION supervise.workspace_run_script(name text, first integer)
RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000000
SET search_path = pg_catalog, pg_temp
SET check_function_bodies = on
AS $$
DECLARE
	piece record;
BEGIN
	FOR piece IN
		SELECT s.script FROM supervise.workspace_script() s
		WHERE s.part !~ '/' AND left(s.part, 2)::integer >= first
		ORDER BY s.part COLLATE "C"
	LOOP
		PERFORM supervise.workspace_run_part(name, piece.script);
	END LOOP;
END
$$;
COMMENT ON FUNCTION supervise.workspace_run_script(text, integer) IS
'Internal: run parts of the workspace script in a schema 内部:在模式中执行工作区脚本的若干部分';

-- Runs the changes of state that the workspace lacks. A version is newer than another
-- as numbers between dots are.
CREATE OR REPLACE FUNCTION supervise.workspace_upgrade(name text)
RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 1000000
SET search_path = pg_catalog, pg_temp
SET check_function_bodies = on
AS $$
DECLARE
	present text;
	piece record;
	routine regprocedure;
BEGIN
	-- After a rename, triggers have to find their way before they are made anew.
	FOR routine IN
		SELECT p.oid FROM pg_proc p CROSS JOIN LATERAL unnest(p.proconfig) c(setting)
		WHERE p.pronamespace = quote_ident(name)::regnamespace AND c.setting LIKE 'search_path=%'
			AND c.setting <> format('search_path=%I, pg_temp', name)
	LOOP
		EXECUTE format('ALTER ROUTINE %s SET search_path = %I, pg_temp', routine, name);
	END LOOP;
	EXECUTE format('SELECT g.state_version FROM %I.setting g', name) INTO STRICT present;
	IF string_to_array(present, '.')::integer[] > string_to_array(supervise.version(), '.')::integer[] THEN
		RAISE EXCEPTION USING
			ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('workspace "%s" is of version %s, newer than %s', name, present, supervise.version()),
			HINT = 'Install that version of supervise, or a newer one.';
	END IF;
	FOR piece IN
		SELECT s.script
		FROM supervise.workspace_script() s
		CROSS JOIN LATERAL (SELECT string_to_array(split_part(s.part, '/', 2), '.')::integer[] AS version) v
		WHERE s.part LIKE 'upgrade/%' AND v.version > string_to_array(present, '.')::integer[]
		ORDER BY v.version
	LOOP
		PERFORM supervise.workspace_run_part(name, piece.script);
	END LOOP;
	IF present <> supervise.version() THEN
		EXECUTE format('UPDATE %I.setting SET state_version = $1', name) USING supervise.version();
	END IF;
END
$$;
COMMENT ON FUNCTION supervise.workspace_upgrade(text) IS
'Internal: bring a workspace''s tables up to the installed version 内部:将工作区表结构升级到已安装的版本';

CREATE OR REPLACE FUNCTION supervise.workspace_run_part(name text, script text)
RETURNS void
LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE COST 100000
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM set_config('search_path', quote_ident(name) || ', pg_temp', true);
	EXECUTE replace(replace(script, '@workspace@', quote_ident(name)),
		'@workspace_bi@', quote_ident(name || '_bi'));
END
$$;
COMMENT ON FUNCTION supervise.workspace_run_part(text, text) IS
'Internal: run one part of the workspace script in a schema 内部:在模式中执行工作区脚本的一个部分';

CREATE OR REPLACE FUNCTION supervise.workspace_name_check(name text)
RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	problem text := CASE
		WHEN name IS NULL OR name = '' THEN 'It is empty.'
		WHEN octet_length(name) > 60 THEN 'It is longer than 60 bytes, which leaves no room for the suffix of the BI schema.'
		WHEN name ~ '^pg_' THEN 'Names that begin with pg_ are PostgreSQL''s own.'
		WHEN name ~ '["''$\\@[:cntrl:]]' THEN 'Quotes, backslashes, dollar signs, @ and control characters are not allowed.'
	END;
BEGIN
	IF problem IS NOT NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_name',
			MESSAGE = format('"%s" cannot name a workspace', name),
			DETAIL = problem;
	END IF;
END
$$;
COMMENT ON FUNCTION supervise.workspace_name_check(text) IS
'Internal: refuse names that cannot be a workspace''s 内部:拒绝不能作工作区名的名称';

CREATE OR REPLACE FUNCTION supervise.workspace_owner_check(name text)
RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner name;
BEGIN
	PERFORM supervise.workspace_name_check(name);
	IF to_regprocedure(format('%I._open_findings()', name)) IS NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'invalid_schema_name',
			MESSAGE = format('there is no workspace "%s"', name),
			HINT = 'supervise.workspaces() lists those of this database.';
	END IF;
	-- Not "may act as the owner": what is created now must belong to the owner,
	-- and his functions must not run with the rights of anyone above him.
	SELECT pg_get_userbyid(n.nspowner) INTO owner FROM pg_namespace n WHERE n.nspname = name;
	IF owner <> current_user THEN
		RAISE EXCEPTION USING
			ERRCODE = 'insufficient_privilege',
			MESSAGE = format('must be owner of workspace "%s"', name),
			DETAIL = format('It belongs to %s.', quote_ident(owner)),
			HINT = format('SET ROLE %I, if you may.', owner);
	END IF;
END
$$;
COMMENT ON FUNCTION supervise.workspace_owner_check(text) IS
'Internal: refuse who does not own the workspace 内部:拒绝非工作区所有者';

--| ## workspaces
--| `supervise.workspaces() → TABLE (name name, owner name)`
--|
--| The workspaces of this database, and to whom they belong.
--|
--| ```sql
--| SELECT * FROM supervise.workspaces();
--| ```
CREATE OR REPLACE FUNCTION supervise.workspaces(OUT name name, OUT owner name)
RETURNS SETOF record
LANGUAGE sql STABLE PARALLEL SAFE ROWS 3
SET search_path = pg_catalog, pg_temp
AS $$
	SELECT n.nspname, pg_get_userbyid(n.nspowner)
	FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
	WHERE p.proname = '_open_findings' AND p.pronargs = 0
		AND EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = 'finding_event')
	ORDER BY 1
$$;
COMMENT ON FUNCTION supervise.workspaces() IS
'Workspaces of this database 本库的工作区';
