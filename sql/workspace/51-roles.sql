-- Roles: administrator (models and lists), analyst (runs, reads), reviewer (steps),
-- auditor (the trail, nothing else), bi (the BI schema only), key_holder (the key of
-- the pseudonyms). None implies another, and the owner is none of them.

-- The reviewed list of what each role may do; create_roles() and every update grant
-- exactly this. Functions of row security and of views run as the reader. The bi role
-- reads every view of the BI schema; without USAGE of the workspace it cannot call
-- the functions it may execute, only the views can.
CREATE OR REPLACE FUNCTION _privileges()
RETURNS TABLE (role text, verbs text, kind text, objects text[])
LANGUAGE sql IMMUTABLE ROWS 30
SET search_path FROM CURRENT
AS $$
	-- The words of an error may quote rows of the sources: all of run but them.
	SELECT x.role, 'SELECT (run_id, model, version, shadow, as_of, parameters, status, started_at, finished_at, caller, backend, rows_returned, findings, findings_new, findings_changed, findings_returned, findings_lapsed, findings_exempt, population, hits, clean, insufficient_data, not_applicable, query_ms, store_ms, server_version, extension_version, error_code, rows_read, rows_skipped, skipped, reading_ms, detecting_ms)', 'TABLE', '{run}'::text[] FROM unnest('{administrator,reviewer}'::text[]) x(role)
	UNION ALL
	VALUES
	('administrator', 'SELECT', 'TABLE', '{run_progress}'::text[]),
	('analyst', 'SELECT', 'TABLE', '{run_progress}'),
	('administrator', 'EXECUTE', 'ROUTINE', '{run_report}'),
	('analyst', 'EXECUTE', 'ROUTINE', '{run_report,prune_jobs}'),
	('reviewer', 'EXECUTE', 'ROUTINE', '{run_report}'),
	('administrator', 'SELECT', 'TABLE', '{setting,department,region,severity,cause,state,step,calendar_day,letter_template,model,model_version,model_parameter,template,adoption,adopted,run_count,membership,state_limit}'::text[]),
	('administrator', 'INSERT, UPDATE, DELETE', 'TABLE', '{department,region,severity,cause,state,step,calendar_day,letter_template}'),
	('administrator', 'UPDATE (office_en, office_zh)', 'TABLE', '{setting}'),
	('administrator', 'EXECUTE', 'ROUTINE', '{add_model,change_model,use_version,enable,retire,adopt,check,adopt_pack,import_templates,export_template,drop_template,prune,doctor,separation_report,calendar,today,actor}'),
	('analyst', 'SELECT', 'TABLE', '{setting,department,region,severity,cause,state,step,calendar_day,model,model_version,model_parameter,template,adoption,adopted,run,run_count,finding,finding_record,finding_event,shadow_finding,exemption,state_limit,worklist,overdue,recurrence,incident,model_quality}'),
	('analyst', 'EXECUTE', 'ROUTINE', '{report,run,run_all,schedule,unschedule,schedule_refresh,_schedule,_note_schedule,_home,_begin_run,_try_begin_run,_execute_run,_due,backtest,backtest_findings,suggest_threshold,_wilson,_model,calendar,today,actor,_engine,_sees_all,_scope,_visible_findings,_reads_trail}'),
	('reviewer', 'SELECT', 'TABLE', '{setting,department,region,severity,cause,state,step,calendar_day,letter_template,model,run_count,finding,finding_record,finding_event,exemption,state_limit,worklist,overdue,recurrence,incident,model_quality}'),
	('reviewer', 'EXECUTE', 'ROUTINE', '{report,assign,give_back,verify,rectify,institute,close,reopen,exempt,end_exemption,letter,_wilson,calendar,today,actor,_engine,_sees_all,_scope,_visible_findings,_reads_trail}'),
	('auditor', 'SELECT', 'TABLE', '{finding_event}'),
	('auditor', 'EXECUTE', 'ROUTINE', '{audit_head,audit_verify,audit_findings,separation_report,actor,_engine,_sees_all,_scope,_visible_findings,_reads_trail}'),
	('bi', 'EXECUTE', 'ROUTINE', '{calendar,today,actor,_wilson,_engine,_sees_all,_scope,_visible_findings,_reads_trail}'),
	('key_holder', 'SELECT', 'TABLE', '{pseudonym_key}'),
	('key_holder', 'EXECUTE', 'ROUTINE', '{pseudonym}')
$$;
COMMENT ON FUNCTION _privileges() IS
'Internal: what each role may do 内部:各角色权限清单';

CREATE OR REPLACE FUNCTION _roles(OUT role text, OUT name name)
RETURNS SETOF record
LANGUAGE sql STABLE ROWS 6
SET search_path FROM CURRENT
AS $$
	SELECT r.role, (g.role_prefix || '_' || r.role)::name
	FROM setting g, unnest('{administrator,analyst,reviewer,auditor,bi,key_holder}'::text[]) WITH ORDINALITY r(role, n)
	WHERE g.role_prefix IS NOT NULL
	ORDER BY r.n
$$;
COMMENT ON FUNCTION _roles() IS
'Internal: the roles of this workspace 内部:本工作区的角色';

-- Takes everything from the roles and grants what _privileges() lists.
CREATE OR REPLACE FUNCTION _grant()
RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
DECLARE
	home text := (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.oid = 'finding'::regclass);
	r record;
	p record;
	object text;
BEGIN
	FOR r IN SELECT x.role, x.name FROM _roles() x LOOP
		EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', home, r.name);
		EXECUTE format('REVOKE ALL ON ALL ROUTINES IN SCHEMA %I FROM %I', home, r.name);
		EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', home || '_bi', r.name);
		EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', home || CASE r.role WHEN 'bi' THEN '_bi' ELSE '' END, r.name);
		IF r.role = 'bi' THEN
			EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I', home || '_bi', r.name);
		END IF;
		FOR p IN SELECT * FROM _privileges() x WHERE x.role = r.role LOOP
			FOR object IN
				SELECT c.oid::regclass::text FROM pg_class c
				WHERE p.kind = 'TABLE' AND c.relnamespace = home::regnamespace AND c.relname = ANY (p.objects)
				UNION ALL
				SELECT f.oid::regprocedure::text FROM pg_proc f
				WHERE p.kind = 'ROUTINE' AND f.pronamespace = home::regnamespace AND f.proname = ANY (p.objects)
			LOOP
				EXECUTE format('GRANT %s ON %s %s TO %I', p.verbs, p.kind, object, r.name);
			END LOOP;
		END LOOP;
	END LOOP;
END
$$;
COMMENT ON FUNCTION _grant() IS
'Internal: grant the roles what is theirs, and nothing else 内部:授予角色权限';

--| # Roles
--|
--| Scopes, and whether duties are kept apart.
--|
--| The examples of this page follow one another, in a workspace of their own. They are run
--| by a superuser here; an office has roles.
--|
--| ```sql
--| SET supervise.allow_superuser = on;
--| SELECT supervise.create_workspace('oversight');
--| CREATE TABLE paid (person text, bill text, amount numeric);
--| INSERT INTO paid VALUES ('Ann', 'b1', 900), ('Bob', 'b2', 40), ('Eve', 'b3', 700);
--| INSERT INTO oversight.department VALUES ('civil', 'Civil affairs', '民政局');
--| SELECT oversight.add_model('large', 'SELECT person AS subject, bill AS records, amount FROM public.paid WHERE amount > 100',
--|     'Large bills', '大额单据');
--| SELECT findings_new FROM oversight.run('large');
--| ```

--| ## grant_scope
--| `WORKSPACE.grant_scope(member name, department text DEFAULT NULL, region text DEFAULT NULL) → void`
--|
--| Lets a role (and its members) see findings of a department and those below it, of a
--| region and those below it, of both at once, or, with neither, all. What it may do
--| with them its other roles say. Only the owner can grant; `revoke_scope` takes back.
--|
--| ```sql
--| BEGIN;
--| SELECT supervise.create_roles('oversight');
--| SELECT oversight.grant_scope('oversight_analyst');
--| SELECT oversight.grant_scope('oversight_reviewer', 'civil');
--| SELECT member, department, region FROM oversight.membership;
--| ROLLBACK;
--| ```
CREATE OR REPLACE FUNCTION grant_scope(member name, department text DEFAULT NULL, region text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = member) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('role "%s" does not exist', member);
	END IF;
	INSERT INTO membership VALUES (member, department, region, actor());
END
$$;
COMMENT ON FUNCTION grant_scope(name, text, text) IS
'Let a role see findings of a department or region 授予数据范围';

--| ## revoke_scope
--| `WORKSPACE.revoke_scope(member name, department text DEFAULT NULL, region text DEFAULT NULL) → void`
--|
--| Takes back a scope, named as it was granted. Errors: 42704 there is no such scope.
--|
--| ```sql
--| SELECT oversight.grant_scope(current_user, 'civil');
--| SELECT oversight.revoke_scope(current_user, 'civil');
--| ```
CREATE OR REPLACE FUNCTION revoke_scope(member name, department text DEFAULT NULL, region text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
BEGIN
	DELETE FROM membership m
	WHERE m.member = revoke_scope.member AND m.department IS NOT DISTINCT FROM revoke_scope.department
		AND m.region IS NOT DISTINCT FROM revoke_scope.region;
	IF NOT found THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('role "%s" has no such scope', member),
			HINT = 'Table membership lists them.';
	END IF;
END
$$;
COMMENT ON FUNCTION revoke_scope(name, text, text) IS
'Take a scope back 收回数据范围';

-- Whether a role may act as another. Membership says so up to version 15; from 16 on it
-- may be one that only lets its holder grant the role, as whoever creates it gets.
CREATE OR REPLACE FUNCTION _may_act_as(holder oid, role oid)
RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
	SELECT pg_has_role(holder, role, CASE WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'USAGE, SET' END)
$$;
COMMENT ON FUNCTION _may_act_as(oid, oid) IS
'Internal: whether a role may act as another 内部:角色可否以另一角色操作';

--| ## separation_report
--| `WORKSPACE.separation_report() → TABLE (holder name, problem_en text, problem_zh text, remedy text)`
--|
--| Where the separation of duties (三员分立) is not kept: a login with more than one of
--| the roles, a role that logs in or implies another, an owner with a role, logins that
--| row security does not bind. No row: it is kept.
--|
--| ```sql
--| SELECT holder, problem_en, remedy FROM oversight.separation_report();
--| ```
CREATE OR REPLACE FUNCTION separation_report(
	OUT holder name, OUT problem_en text, OUT problem_zh text, OUT remedy text)
RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
	WITH duty AS (
		SELECT x.role, x.name, r.oid, r.rolcanlogin FROM _roles() x LEFT JOIN pg_roles r ON r.rolname = x.name
	), owner AS (
		SELECT c.relowner AS oid FROM pg_class c WHERE c.oid = 'finding'::regclass
	), problem AS (
		SELECT 1 AS rank, NULL::name AS holder, 'The roles have not been made.' AS problem_en,
			'尚未建立角色。' AS problem_zh, 'Call supervise.create_roles().' AS remedy
		WHERE NOT EXISTS (SELECT FROM duty)
		UNION ALL
		SELECT 2, d.name, 'The role does not exist.', '角色不存在。', 'Call supervise.create_roles().'
		FROM duty d WHERE d.oid IS NULL
		UNION ALL
		SELECT 3, l.rolname, format('Holds several duties: %s.', string_agg(d.role, ', ' ORDER BY d.role)),
			format('兼任多个岗位:%s。', string_agg(d.role, '、' ORDER BY d.role)), 'REVOKE all but one.'
		FROM pg_roles l JOIN duty d ON _may_act_as(l.oid, d.oid)
		WHERE l.rolcanlogin AND NOT l.rolsuper
		GROUP BY l.rolname HAVING count(*) > 1
		UNION ALL
		SELECT 4, d.name, 'A role of duty can log in.', '岗位角色可直接登录。', 'ALTER ROLE … NOLOGIN, and grant it to persons.'
		FROM duty d WHERE d.rolcanlogin
		UNION ALL
		SELECT 5, d.name, format('Implies the duty %s.', e.role), format('包含另一岗位:%s。', e.role), format('REVOKE %I FROM %I.', e.name, d.name)
		FROM duty d JOIN duty e ON e.oid <> d.oid AND _may_act_as(d.oid, e.oid)
		UNION ALL
		SELECT 6, pg_get_userbyid(o.oid), format('The owner holds the duty %s.', d.role), format('工作区所有者兼任岗位:%s。', d.role),
			format('REVOKE %I FROM %I.', d.name, pg_get_userbyid(o.oid))
		FROM owner o JOIN duty d ON _may_act_as(o.oid, d.oid)
		WHERE NOT (SELECT r.rolsuper FROM pg_roles r WHERE r.oid = o.oid)
		UNION ALL
		SELECT 7, l.rolname, format('Holds the duty %s and may act as the owner.', d.role), format('岗位 %s 的持有者可以所有者身份操作。', d.role),
			format('REVOKE %I FROM %I.', pg_get_userbyid(o.oid), l.rolname)
		FROM owner o JOIN pg_roles l ON l.rolcanlogin AND NOT l.rolsuper AND l.oid <> o.oid AND _may_act_as(l.oid, o.oid)
		JOIN duty d ON _may_act_as(l.oid, d.oid)
		UNION ALL
		SELECT 8, l.rolname, 'Row security does not bind it.', '不受行级安全约束。',
			CASE WHEN l.rolsuper THEN 'Keep superusers'' logins for maintenance, and watch them.' ELSE 'ALTER ROLE … NOBYPASSRLS.' END
		FROM pg_roles l WHERE l.rolcanlogin AND (l.rolsuper OR l.rolbypassrls)
		UNION ALL
		SELECT 9, m.member, 'Has a scope, but does not exist.', '有数据范围但角色不存在。', 'Call revoke_scope().'
		FROM membership m WHERE NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = m.member)
	)
	SELECT p.holder, p.problem_en, p.problem_zh, p.remedy FROM problem p
	ORDER BY p.rank, p.holder::text COLLATE "C", p.problem_en COLLATE "C"
$$;
COMMENT ON FUNCTION separation_report() IS
'Where the separation of duties is not kept 三员分立检查';
