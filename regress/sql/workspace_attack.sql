-- What somebody would try who has one of the roles and wants more: the author of a model,
-- an analyst, a reviewer, somebody with no role at all.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE regress_wsx_owner CREATEROLE;
DO $$BEGIN EXECUTE format('GRANT CREATE, TEMP ON DATABASE %I TO regress_wsx_owner', current_database()); END$$;
SET SESSION AUTHORIZATION regress_wsx_owner;
SELECT supervise.create_workspace('wsx');
INSERT INTO wsx.department VALUES ('a', 'A', '甲'), ('b', 'B', '乙');
CREATE SCHEMA wsx_source;
CREATE TABLE wsx_source.fact AS SELECT 'person ' || n AS subject, CASE WHEN n < 3 THEN 'a' ELSE 'b' END AS department, n AS amount FROM generate_series(1, 4) n;
CREATE TABLE wsx_source.written (n integer);
SELECT supervise.create_roles('wsx', 'regress_wsx');
RESET SESSION AUTHORIZATION;
CREATE ROLE regress_wsx_adam LOGIN IN ROLE regress_wsx_administrator;
CREATE ROLE regress_wsx_ann LOGIN IN ROLE regress_wsx_analyst;
CREATE ROLE regress_wsx_abe LOGIN IN ROLE regress_wsx_analyst;
CREATE ROLE regress_wsx_rob LOGIN IN ROLE regress_wsx_reviewer;
CREATE ROLE regress_wsx_ria LOGIN IN ROLE regress_wsx_reviewer;
CREATE ROLE regress_wsx_aud LOGIN IN ROLE regress_wsx_auditor;
CREATE ROLE regress_wsx_nobody LOGIN;
CREATE SCHEMA wsx_tools AUTHORIZATION regress_wsx_adam;
GRANT ALL ON SCHEMA wsx_tools TO PUBLIC;
GRANT USAGE ON SCHEMA wsx_source TO PUBLIC;
GRANT SELECT ON wsx_source.fact TO regress_wsx_administrator, regress_wsx_analyst;
GRANT ALL ON wsx_source.written TO PUBLIC;
SET SESSION AUTHORIZATION regress_wsx_owner;
SELECT wsx.grant_scope('regress_wsx_ann');
SELECT wsx.grant_scope('regress_wsx_rob', 'a');
SELECT wsx.grant_scope('regress_wsx_abe', 'a');
SET SESSION AUTHORIZATION regress_wsx_adam;
SELECT wsx.add_model('m', 'TABLE wsx_source.fact', 'M', '模型');
SET SESSION AUTHORIZATION regress_wsx_ann;
SELECT status, findings_new FROM wsx.run('m');

-- The author of a model wants what those have who run it. He can save only what he may
-- read himself; so a function of his says one thing to him and another to them.
SET SESSION AUTHORIZATION regress_wsx_adam;
SELECT wsx.add_model('key', 'SELECT inner_key AS subject FROM wsx.pseudonym_key', 'K', '钥');
CREATE FUNCTION wsx_tools.trick(wish text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE got text;
BEGIN
	IF current_user <> 'regress_wsx_adam' THEN
		EXECUTE wish INTO got;
	END IF;
	RETURN coalesce(got, 'nothing');
END$$;
SELECT wsx.add_model('trick', 'SELECT wsx_tools.trick(parameter.wish) AS subject', 'T', '诡', parameters => '[{"name": "wish", "type": "text", "value": "SELECT inner_key::text FROM wsx.pseudonym_key"}]');
-- The owner could read the key, and so he does not run models.
SET SESSION AUTHORIZATION regress_wsx_owner;
SELECT wsx.run('trick');
CALL wsx.run_all(false);
SELECT wsx.backtest('trick', 1);
-- Each wish, run by the analyst: it writes nothing, becomes nobody, and leaves nothing behind.
CREATE FUNCTION wsx_tools.wish_for(what text) RETURNS text LANGUAGE sql AS $$
	SELECT wsx.change_model('trick', parameters => jsonb_build_array(jsonb_build_object('name', 'wish', 'type', 'text', 'value', what)))::text $$;
SET client_min_messages = error;
SET SESSION AUTHORIZATION regress_wsx_ann;
SELECT status, error FROM wsx.run('trick');
SET SESSION AUTHORIZATION regress_wsx_owner;
CREATE TABLE wsx_tools.wish (n serial, what text);
INSERT INTO wsx_tools.wish (what) VALUES
	('INSERT INTO wsx_source.written VALUES (1) RETURNING ''written'''),
	('SELECT set_config(''transaction_read_only'', ''off'', true)'),
	('SELECT set_config(''role'', ''regress_wsx_owner'', false)'),
	('SELECT set_config(''session_authorization'', ''regress_wsx_owner'', false)'),
	('SELECT state FROM wsx.close(1)'),
	('SELECT status FROM wsx.run(''m'')'),
	('SELECT ok::text FROM wsx.audit_verify()'),
	('SELECT lo_from_bytea(0, ''x'')::text'),
	('CREATE TEMP TABLE finding (x text)'),
	('SELECT set_config(''search_path'', ''wsx_tools'', false)'),
	('SELECT set_config(''supervise.engine'', ''on'', false) || count(*) FROM wsx.finding'),
	('SELECT set_config(''supervise.allow_superuser'', ''on'', false)'),
	('SELECT set_config(''row_security'', ''off'', false)');
GRANT SELECT ON wsx_tools.wish TO PUBLIC;
CREATE TABLE wsx_tools.heard (n integer, status text, error text);
GRANT INSERT, SELECT ON wsx_tools.heard TO PUBLIC;
SELECT format($f$SET SESSION AUTHORIZATION regress_wsx_adam; SELECT wsx_tools.wish_for(%L);
	SET SESSION AUTHORIZATION regress_wsx_abe; SELECT run_id, status, error FROM wsx.run('trick');
	INSERT INTO wsx_tools.heard SELECT %s, r.status, r.error FROM wsx.run r WHERE r.run_id = (SELECT max(run_id) FROM wsx.run)$f$, what, n)
FROM wsx_tools.wish ORDER BY n
\set ECHO none
\o /dev/null
\gexec
\o
\set ECHO all
SET SESSION AUTHORIZATION regress_wsx_owner;
SELECT n, left(w.what, 60) AS wish, h.status, split_part(h.error, E'\n', 1) AS error FROM wsx_tools.wish w JOIN wsx_tools.heard h USING (n) ORDER BY n;
SET SESSION AUTHORIZATION regress_wsx_ann;
SELECT subject FROM wsx.finding WHERE model = 'trick' ORDER BY 1;
SELECT count(*) FROM wsx_source.written;
SET SESSION AUTHORIZATION regress_wsx_abe;
SELECT current_user, current_setting('transaction_read_only') AS read_only, current_setting('search_path') AS path, current_setting('supervise.engine') AS engine,
	current_setting('row_security') AS row_security, to_regclass('pg_temp.finding') AS planted;

-- Planted objects are not taken for the workspace's own: temporary tables, functions and
-- operators along the caller's path.
CREATE TEMP TABLE model (code text, version integer);
CREATE TEMP TABLE setting AS SELECT NULL::name AS role_prefix;
CREATE TEMP TABLE step AS SELECT * FROM (VALUES ('warned', 'closed', 'close', 'analyst', 1, false)) s(from_state, to_state, verb, role, working_days, four_eyes);
CREATE FUNCTION wsx_tools.actor() RETURNS name LANGUAGE sql AS $$SELECT 'regress_wsx_owner'::name$$;
CREATE FUNCTION wsx_tools.same(text, text) RETURNS boolean LANGUAGE sql AS $$SELECT true$$;
CREATE OPERATOR wsx_tools.= (LEFTARG = text, RIGHTARG = text, FUNCTION = wsx_tools.same);
SET search_path = wsx_tools, pg_temp, wsx, pg_catalog;
SELECT wsx.close(1);
SELECT wsx.assign(1, 'a');
SELECT status, findings, findings_new FROM wsx.run('m');
SELECT wsx.run('key');
SELECT count(*) FROM wsx.finding;
RESET search_path;

-- The words of an error quote what the query read: they are for analysts. To others the
-- report says where to ask.
SET SESSION AUTHORIZATION regress_wsx_adam;
SELECT wsx.add_model('quotes', 'SELECT subject, subject::integer AS amount FROM wsx_source.fact', 'Q', '引');
SET SESSION AUTHORIZATION regress_wsx_ann;
SELECT run_id AS quoting, error FROM wsx.run('quotes');
SELECT max(run_id) AS quoting FROM wsx.run \gset
SELECT substring(wsx.run_report(:quoting, 'en') FROM 'Error[^\n]*');
SET SESSION AUTHORIZATION regress_wsx_rob;
SELECT status, error_code, findings FROM wsx.run WHERE run_id = :quoting;
SELECT error FROM wsx.run WHERE run_id = :quoting;
SELECT hint FROM wsx.run;
TABLE wsx.run;
SELECT substring(wsx.run_report(:quoting, 'en') FROM 'Error[^\n]*'), wsx.run_report(:quoting) ~ 'person' AS quoted;
SET SESSION AUTHORIZATION regress_wsx_adam;
SELECT error FROM wsx.run WHERE run_id = :quoting;
SELECT wsx.run_report(:quoting, 'zh') ~ '内容仅分析岗可见' AS withheld, wsx.run_report(:quoting) ~ 'person' AS quoted;
SELECT string_agg(a.attname, ' ') AS withheld FROM pg_attribute a WHERE a.attrelid = (SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'wsx' AND c.relname = 'run')
	AND a.attnum > 0 AND NOT has_column_privilege(a.attrelid, a.attnum, 'SELECT');

-- An exemption holds for whoever sees a finding of the subject, wherever it was granted.
SET SESSION AUTHORIZATION regress_wsx_owner;
SELECT wsx.grant_scope('regress_wsx_ria');
SET SESSION AUTHORIZATION regress_wsx_adam;
SELECT wsx.add_model('both', 'SELECT ''person 4'' AS subject, d AS department, d AS records FROM unnest(''{a,b}''::text[]) d', 'B', '双');
SET SESSION AUTHORIZATION regress_wsx_ann;
SELECT findings_new FROM wsx.run('both');
SET SESSION AUTHORIZATION regress_wsx_rob;
SELECT model, subject, department FROM wsx.worklist WHERE model = 'both';
SELECT count(*) FROM wsx.exemption;
SET SESSION AUTHORIZATION regress_wsx_ria;
SELECT wsx.exempt(f.finding_id, 'Court order', wsx.today(), all_models => true) AS exemption FROM wsx.finding f WHERE f.model = 'm' AND f.subject = 'person 4';
SELECT wsx.exempt(f.finding_id, 'Court order', wsx.today()) AS exemption FROM wsx.finding f WHERE f.model = 'm' AND f.subject = 'person 3';
SET SESSION AUTHORIZATION regress_wsx_rob;
SELECT count(*) FROM wsx.worklist WHERE model = 'both';
SELECT subject, reason FROM wsx.exemption;
SET SESSION AUTHORIZATION regress_wsx_abe;

-- Row security does not leak through what a query is made to evaluate first.
SET client_min_messages = notice;
CREATE FUNCTION wsx_tools.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS $$BEGIN RAISE NOTICE 'seen: %', $1; RETURN true; END$$;
SELECT count(*) FROM wsx.finding WHERE wsx_tools.leak(subject) AND model = 'm';
SELECT count(*) FROM wsx.worklist WHERE wsx_tools.leak(subject) AND model = 'm';
SELECT count(*) FROM wsx.incident WHERE wsx_tools.leak(subject) AND model_list = 'm';
SELECT count(*) FROM wsx.finding_event WHERE finding_id IS NOT NULL AND wsx_tools.leak(kind || finding_id);
SET client_min_messages = error;

-- Runs are their caller's; a number guessed is of no use.
SELECT wsx._begin_run('m', NULL, NULL, false) AS begun \gset
SET SESSION AUTHORIZATION regress_wsx_ann;
SELECT wsx._execute_run(:begun);
SELECT wsx._execute_run(1);
-- Whom nothing was granted gets nowhere.
SET SESSION AUTHORIZATION regress_wsx_nobody;
SELECT wsx.actor();
SELECT wsx.run('m');
TABLE wsx.finding;
TABLE wsx_bi.fact_finding;
SELECT supervise.update_workspace('wsx');
SELECT supervise.drop_workspace('wsx', true);
SELECT supervise.create_roles('wsx');
-- A reviewer takes no step with what he cannot see, nor grants himself more.
SET SESSION AUTHORIZATION regress_wsx_rob;
SELECT wsx.assign(3, 'a');
SELECT wsx.letter(3, 'reminder');
SELECT wsx.grant_scope('regress_wsx_rob');
INSERT INTO wsx.membership VALUES ('regress_wsx_rob', NULL, NULL, 'me');
UPDATE wsx.step SET four_eyes = false;
-- What an administrator of the database has let in, the doctor sees.
SET SESSION AUTHORIZATION regress_wsx_adam;
SELECT ok, fact, remedy FROM wsx.doctor() WHERE topic = 'ownership';
RESET SESSION AUTHORIZATION;
GRANT CREATE ON SCHEMA wsx TO regress_wsx_rob;
SET SESSION AUTHORIZATION regress_wsx_adam;
SELECT ok, fact, remedy FROM wsx.doctor() WHERE topic = 'ownership';
SET SESSION AUTHORIZATION regress_wsx_rob;
CREATE FUNCTION wsx.trap() RETURNS integer LANGUAGE sql AS 'SELECT 1';
SET SESSION AUTHORIZATION regress_wsx_adam;
SELECT ok, fact, remedy FROM wsx.doctor() WHERE topic = 'ownership';
RESET SESSION AUTHORIZATION;
REVOKE CREATE ON SCHEMA wsx FROM regress_wsx_rob;
DROP FUNCTION wsx.trap();
-- An administrator changes what a step needs, and the auditor sees it.
SET SESSION AUTHORIZATION regress_wsx_adam;
UPDATE wsx.step SET four_eyes = false WHERE from_state = 'refuted' AND to_state = 'closed';
INSERT INTO wsx.finding_event SELECT 1;
SET SESSION AUTHORIZATION regress_wsx_aud;
SELECT actor, detail #>> '{before,four_eyes}' AS before, detail #>> '{after,four_eyes}' AS after FROM wsx.finding_event WHERE kind = 'list_changed' AND detail ->> 'table' = 'step';
SELECT ok FROM wsx.audit_verify();
SELECT count(*) FROM wsx.audit_findings();

RESET SESSION AUTHORIZATION;
SET client_min_messages = warning;
DROP SCHEMA wsx_source, wsx_tools CASCADE;
DISCARD TEMP;
SET ROLE regress_wsx_owner;
SELECT supervise.drop_workspace('wsx', true);
RESET ROLE;
DROP OWNED BY regress_wsx_owner, regress_wsx_adam, regress_wsx_ann, regress_wsx_abe, regress_wsx_rob, regress_wsx_ria, regress_wsx_aud, regress_wsx_nobody;
DROP ROLE regress_wsx_owner, regress_wsx_adam, regress_wsx_ann, regress_wsx_abe, regress_wsx_rob, regress_wsx_ria, regress_wsx_aud, regress_wsx_nobody,
	regress_wsx_administrator, regress_wsx_analyst, regress_wsx_reviewer, regress_wsx_auditor, regress_wsx_bi, regress_wsx_key_holder;
