-- Workspaces: made, updated, renamed, dropped; commented; nobody else's.
\set VERBOSITY terse
SET client_min_messages = warning;
CREATE ROLE regress_ws_owner;
CREATE ROLE regress_ws_other;
GRANT USAGE ON SCHEMA supervise TO regress_ws_owner, regress_ws_other;
-- Who may not create schemas may not create workspaces.
SET ROLE regress_ws_owner;
SELECT supervise.create_workspace('ws_one');
RESET ROLE;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_ws_owner', current_database()); END$$;
SET ROLE regress_ws_owner;

SELECT supervise.create_workspace(NULL);
SELECT supervise.create_workspace('');
SELECT supervise.create_workspace('pg_ws');
SELECT supervise.create_workspace(repeat('x', 61));
SELECT supervise.create_workspace('a"; DROP SCHEMA public; --');
SELECT supervise.create_workspace('a$$b');
SELECT supervise.create_workspace('ws_one');
SELECT supervise.create_workspace('ws_one');
-- Several in one database; any name that can be quoted.
SELECT supervise.create_workspace('监督 Two');
SELECT * FROM supervise.workspaces() WHERE owner = 'regress_ws_owner';
SELECT "监督 Two".actor(), "监督 Two"._open_findings();

-- Everything belongs to the caller, carries a comment in both languages, and
-- takes its names from the workspace whatever the caller's path.
SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = 'ws_one'::regnamespace;
CREATE VIEW pg_temp.ws_object AS
SELECT c.relkind::text AS kind, c.oid::regclass::text AS name, obj_description(c.oid, 'pg_class') AS comment
FROM pg_class c WHERE c.relnamespace = 'ws_one'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'S') AND c.relkind <> 'S'
UNION ALL
SELECT 'column', c.oid::regclass || '.' || a.attname, col_description(c.oid, a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'ws_one'::regnamespace AND c.relkind IN ('r', 'v', 'm')
UNION ALL
SELECT 'routine', p.oid::regprocedure::text, obj_description(p.oid, 'pg_proc')
FROM pg_proc p WHERE p.pronamespace = 'ws_one'::regnamespace;
SELECT kind, count(*) > 5 AS many FROM pg_temp.ws_object WHERE kind IN ('r', 'column', 'routine') GROUP BY kind ORDER BY kind;
SELECT kind, name, comment FROM pg_temp.ws_object
WHERE comment IS NULL OR comment !~ '[A-Za-z].* .*[一-龥]' ORDER BY kind, name COLLATE "C";
SELECT p.oid::regprocedure AS without_path FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
WHERE p.pronamespace = 'ws_one'::regnamespace AND p.prosqlbody IS NULL
	AND NOT coalesce(p.proconfig @> '{"search_path=ws_one, pg_temp"}', false)
ORDER BY p.oid::regprocedure::text COLLATE "C";
-- A SECURITY DEFINER function says whether it works on all rows.
SELECT p.oid::regprocedure AS undecided FROM pg_proc p
WHERE p.pronamespace = 'ws_one'::regnamespace AND p.prosecdef
	AND NOT coalesce(p.proconfig && '{supervise.engine=on,supervise.engine=off}', false);
SELECT p.oid::regprocedure AS callable_by_all FROM pg_proc p
WHERE p.pronamespace = 'ws_one'::regnamespace AND has_function_privilege('regress_ws_other', p.oid, 'EXECUTE');

-- Nobody else's: not to look at, not to update, not to drop.
RESET ROLE;
SELECT supervise.update_workspace('ws_one');
SET ROLE regress_ws_other;
SELECT supervise.drop_workspace('ws_one');
TABLE ws_one.setting;
SELECT supervise.drop_workspace('no_such');
RESET ROLE;

-- An update keeps what users have changed, and brings back what they have broken.
SET ROLE regress_ws_owner;
UPDATE ws_one.step SET working_days = 99 WHERE from_state = 'warned';
CREATE OR REPLACE FUNCTION ws_one._open_findings() RETURNS bigint LANGUAGE sql AS 'SELECT -1::bigint';
SELECT supervise.update_workspace('ws_one');
SELECT ws_one._open_findings(), (SELECT working_days FROM ws_one.step WHERE from_state = 'warned');
-- Without the right to create schemas: there is none to create.
RESET ROLE;
DO $$BEGIN EXECUTE format('REVOKE CREATE ON DATABASE %I FROM regress_ws_owner', current_database()); END$$;
SET ROLE regress_ws_owner;
SELECT supervise.update_workspace('ws_one');
RESET ROLE;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_ws_owner', current_database()); END$$;
SET ROLE regress_ws_owner;
-- After a rename, too.
ALTER SCHEMA ws_one RENAME TO ws_renamed;
ALTER SCHEMA ws_one_bi RENAME TO ws_renamed_bi;
SELECT ws_renamed.audit_head();
SELECT supervise.update_workspace('ws_renamed');
SELECT event_id FROM ws_renamed.audit_head();
SELECT ok FROM ws_renamed.audit_verify();
CALL ws_renamed.run_all();

-- A version that changes the state brings upgrades: those after the workspace's own are
-- run, oldest first (by number: 0.0.10 is after 0.0.9), and what comes out is what a new
-- workspace has. Here 0.0.3 and later are made up, and the workspace is put back to 0.0.2.
RESET ROLE;
BEGIN;
GRANT regress_ws_owner TO CURRENT_USER;
ALTER FUNCTION supervise.workspace_script() RENAME TO real_script;
CREATE FUNCTION supervise.workspace_script(OUT part text, OUT script text) RETURNS SETOF record LANGUAGE sql AS $test$
	SELECT * FROM supervise.real_script() UNION ALL VALUES
	('upgrade/0.0.10', 'COMMENT ON COLUMN calendar_day.note IS ''Why 说明''; UPDATE calendar_day SET note = note || '' 10'''),
	('upgrade/0.0.2', 'SELECT 1 / 0'),
	('upgrade/0.0.3', 'ALTER TABLE calendar_day ADD COLUMN note text; UPDATE calendar_day SET note = ''@workspace@ 3''; CREATE TABLE @workspace_bi@.made_by_upgrade ()'),
	('upgrade/0.0.9', 'UPDATE calendar_day SET note = note || '' 9''')
$test$;
SET ROLE regress_ws_owner;
INSERT INTO ws_renamed.calendar_day VALUES ('2026-01-05', false);
ALTER TABLE ws_renamed.calendar_day DROP COLUMN note;
UPDATE ws_renamed.setting SET state_version = '0.0.2';
SELECT fact ~ 'workspace 0.0.2$' AS told, ok, remedy FROM ws_renamed.doctor() WHERE topic = 'extension';
SELECT supervise.update_workspace('ws_renamed');
TABLE ws_renamed.calendar_day;
SELECT state_version = supervise.version() AS now, to_regclass('ws_renamed_bi.made_by_upgrade') FROM ws_renamed.setting;
SELECT supervise.create_workspace('ws_fresh');
CREATE TEMP VIEW every_column AS SELECT c.relnamespace::regnamespace::text AS ws, c.relname, a.attname, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull, col_description(c.oid, a.attnum) AS comment
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE c.relkind IN ('r', 'v');
SELECT count(*) > 100 AS many FROM every_column WHERE ws = 'ws_fresh';
(SELECT relname, attname, type, attnotnull, comment FROM every_column WHERE ws = 'ws_fresh' EXCEPT SELECT relname, attname, type, attnotnull, comment FROM every_column WHERE ws = 'ws_renamed')
UNION ALL (SELECT relname, attname, type, attnotnull, comment FROM every_column WHERE ws = 'ws_renamed' EXCEPT SELECT relname, attname, type, attnotnull, comment FROM every_column WHERE ws = 'ws_fresh');
-- Once done, never again; and one that fails changes nothing.
SELECT supervise.update_workspace('ws_renamed');
SELECT note FROM ws_renamed.calendar_day;
UPDATE ws_renamed.setting SET state_version = '0.0.1';
SAVEPOINT before;
SELECT supervise.update_workspace('ws_renamed');
ROLLBACK TO before;
-- A workspace from the future is left alone.
UPDATE ws_renamed.setting SET state_version = '99.0.0';
SELECT supervise.update_workspace('ws_renamed');
ROLLBACK;
SET ROLE regress_ws_owner;

-- Dropping: refused while findings are open or others depend on it.
CREATE SCHEMA ws_source;
CREATE TABLE ws_source.t AS SELECT 1 AS subject;
SELECT ws_renamed.add_model('m', 'TABLE ws_source.t', 'M', '模型');
SELECT status, findings_new FROM ws_renamed.run('m');
SELECT supervise.drop_workspace('ws_renamed');
CREATE VIEW ws_source.v AS SELECT subject FROM ws_renamed.finding;
SELECT supervise.drop_workspace('ws_renamed', even_with_open_findings => true);
DROP VIEW ws_source.v;
-- Whatever it is that CASCADE would take, or take something from.
CREATE PROCEDURE pg_temp.refused_by(made text, unmade text) LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
	EXECUTE made;
	BEGIN
		PERFORM supervise.drop_workspace('ws_renamed', even_with_open_findings => true);
	EXCEPTION WHEN dependent_objects_still_exist THEN
		GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	END;
	RAISE WARNING '%', coalesce(detail, 'NOT NOTICED: ' || made);
	EXECUTE unmade;
END$$;
CALL pg_temp.refused_by('CREATE VIEW ws_source.v AS SELECT * FROM ws_renamed_bi.dim_date', 'DROP VIEW ws_source.v');
CALL pg_temp.refused_by('CREATE VIEW ws_source.v AS SELECT ws_renamed.today()', 'DROP VIEW ws_source.v');
CALL pg_temp.refused_by('CREATE MATERIALIZED VIEW ws_source.v AS SELECT finding_id FROM ws_renamed.worklist', 'DROP MATERIALIZED VIEW ws_source.v');
CALL pg_temp.refused_by('CREATE TABLE ws_source.x (f bigint CONSTRAINT x_f REFERENCES ws_renamed.finding)', 'DROP TABLE ws_source.x');
CALL pg_temp.refused_by('CREATE TABLE ws_source.x (f ws_renamed.finding)', 'DROP TABLE ws_source.x');
CALL pg_temp.refused_by('CREATE TABLE ws_source.x (f ws_renamed.run[])', 'DROP TABLE ws_source.x');
CALL pg_temp.refused_by('CREATE TABLE ws_source.x () INHERITS (ws_renamed.cause)', 'DROP TABLE ws_source.x');
CALL pg_temp.refused_by('CREATE TABLE ws_source.x (f date DEFAULT ws_renamed.today())', 'DROP TABLE ws_source.x');
CALL pg_temp.refused_by('CREATE TABLE ws_source.x (f text CHECK (ws_renamed._html(f) = f))', 'DROP TABLE ws_source.x');
CALL pg_temp.refused_by('CREATE FUNCTION ws_source.f() RETURNS bigint LANGUAGE sql RETURN (SELECT count(*) FROM ws_renamed.model)', 'DROP FUNCTION ws_source.f()');
CALL pg_temp.refused_by('CREATE FUNCTION ws_source.f(ws_renamed.step) RETURNS bigint LANGUAGE sql AS ''SELECT 1''', 'DROP FUNCTION ws_source.f(ws_renamed.step)');
CALL pg_temp.refused_by('CREATE TRIGGER x AFTER INSERT ON ws_source.t FOR EACH ROW EXECUTE FUNCTION ws_renamed._note_list_change()', 'DROP TRIGGER x ON ws_source.t');
CALL pg_temp.refused_by('ALTER TABLE ws_source.t ENABLE ROW LEVEL SECURITY; CREATE POLICY x ON ws_source.t USING (subject IN (SELECT finding_id FROM ws_renamed.finding))', 'DROP POLICY x ON ws_source.t; ALTER TABLE ws_source.t DISABLE ROW LEVEL SECURITY');
-- An index and a trigger of the user's own in the workspace are part of it.
CREATE INDEX ON ws_renamed.finding (amount);
CREATE FUNCTION ws_source.quiet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER own AFTER INSERT ON ws_renamed.run FOR EACH ROW EXECUTE FUNCTION ws_source.quiet();
SELECT * FROM supervise.workspace_users('ws_renamed');
SELECT supervise.drop_workspace('ws_renamed', even_with_open_findings => true);
SELECT supervise.drop_workspace('监督 Two');
SELECT * FROM supervise.workspaces() WHERE owner = 'regress_ws_owner';
DROP SCHEMA ws_source CASCADE;
RESET ROLE;
DROP OWNED BY regress_ws_owner, regress_ws_other;
DROP ROLE regress_ws_owner, regress_ws_other;
