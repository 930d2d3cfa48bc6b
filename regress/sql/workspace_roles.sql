-- Roles, row security, pseudonyms: who may do what, and see which rows.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE regress_wso_owner CREATEROLE;
CREATE ROLE regress_wso_poor;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_wso_owner, regress_wso_poor', current_database()); END$$;
SET SESSION AUTHORIZATION regress_wso_poor;
SELECT supervise.create_workspace('wso_poor');
SELECT supervise.create_roles('wso_poor', 'regress_wso_x');
SELECT * FROM wso_poor.separation_report() WHERE problem_en NOT LIKE 'Row sec%';
SELECT supervise.drop_workspace('wso_poor');
SET SESSION AUTHORIZATION regress_wso_owner;
SELECT supervise.create_workspace('wso');
SELECT supervise.create_roles('wso', '');
SELECT supervise.create_roles('wso', 'regress_wso');
SELECT supervise.create_roles('wso', 'other');
SELECT supervise.create_roles('wso', 'regress_wso');
RESET SESSION AUTHORIZATION;
SELECT supervise.create_roles('wso', 'regress_wso');
CREATE ROLE regress_wso_adam LOGIN IN ROLE regress_wso_administrator;
CREATE ROLE regress_wso_ann LOGIN IN ROLE regress_wso_analyst;
CREATE ROLE regress_wso_rob LOGIN IN ROLE regress_wso_reviewer;
CREATE ROLE regress_wso_ria LOGIN IN ROLE regress_wso_reviewer;
CREATE ROLE regress_wso_aud LOGIN IN ROLE regress_wso_auditor;
CREATE ROLE regress_wso_key LOGIN IN ROLE regress_wso_key_holder;

-- The permission matrix, as the catalogs have it.
CREATE TEMP VIEW matrix AS
SELECT substr(r.rolname, 13) AS role, o.kind, o.object, string_agg(DISTINCT lower(a.privilege_type), ', ' ORDER BY lower(a.privilege_type)) AS may
FROM (
	SELECT 'schema' AS kind, nspname::text AS object, nspacl AS acl FROM pg_namespace WHERE nspname = 'wso'
	UNION ALL
	SELECT CASE relkind WHEN 'v' THEN 'view' WHEN 'S' THEN 'sequence' ELSE 'table' END, relname, relacl FROM pg_class WHERE relnamespace = 'wso'::regnamespace
	UNION ALL
	SELECT 'column', c.relname || '.' || a.attname, a.attacl FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE relnamespace = 'wso'::regnamespace AND a.attacl IS NOT NULL
	UNION ALL
	SELECT 'routine', proname, proacl FROM pg_proc WHERE pronamespace = 'wso'::regnamespace
) o CROSS JOIN LATERAL aclexplode(o.acl) a JOIN pg_roles r ON r.oid = a.grantee
WHERE r.rolname LIKE 'regress\_wso\_%' AND r.rolname <> 'regress_wso_owner'
GROUP BY 1, 2, 3;
\pset format unaligned
SELECT role, kind, object, may FROM matrix ORDER BY role COLLATE "C", kind, object COLLATE "C";
\pset format aligned
-- Nobody else has anything, in either schema: PUBLIC, or a role of another name.
SELECT o.object, a.grantee::regrole, a.privilege_type
FROM (SELECT nspname::text AS object, nspacl AS acl, nspowner AS owner FROM pg_namespace WHERE nspname IN ('wso', 'wso_bi')
	UNION ALL SELECT c.oid::regclass::text, c.relacl, c.relowner FROM pg_class c WHERE c.relnamespace IN ('wso'::regnamespace, 'wso_bi'::regnamespace) AND c.relkind NOT IN ('i', 'S')
	UNION ALL SELECT p.oid::regprocedure::text, coalesce(p.proacl, acldefault('f', p.proowner)), p.proowner FROM pg_proc p WHERE p.pronamespace IN ('wso'::regnamespace, 'wso_bi'::regnamespace)
	UNION ALL SELECT c.oid::regclass || '.' || a.attname, a.attacl, c.relowner FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace IN ('wso'::regnamespace, 'wso_bi'::regnamespace)) o
CROSS JOIN LATERAL aclexplode(o.acl) a
WHERE a.grantee <> o.owner AND a.grantee NOT IN (SELECT oid FROM pg_roles WHERE rolname IN ('regress_wso_administrator', 'regress_wso_analyst', 'regress_wso_reviewer', 'regress_wso_auditor', 'regress_wso_bi', 'regress_wso_key_holder'));
-- Of the BI schema, the bi role reads every view, and no other role anything.
SELECT r.rolname, count(*) AS views, string_agg(DISTINCT a.privilege_type, ' ') AS may, count(*) = (SELECT count(*) FROM pg_class v WHERE v.relnamespace = 'wso_bi'::regnamespace AND v.relkind = 'v') AS all_of_them
FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a JOIN pg_roles r ON r.oid = a.grantee
WHERE c.relnamespace = 'wso_bi'::regnamespace AND a.grantee <> c.relowner GROUP BY 1;
-- A grant that is not on the reviewed list above shows there: it is compared whole.
SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relnamespace = 'wso'::regnamespace AND relname IN
	(SELECT relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relnamespace = 'wso'::regnamespace AND relkind = 'r' AND attname IN ('finding_id', 'subject'))
	ORDER BY 1;

-- Work of everyone; rows of two departments, two regions.
SET SESSION AUTHORIZATION regress_wso_owner;
INSERT INTO wso.department VALUES ('civil', 'Civil', '民政局'), ('aid', 'Aid', '救助站');
UPDATE wso.department SET parent = 'civil' WHERE code = 'aid';
INSERT INTO wso.department VALUES ('health', 'Health', '卫健局');
INSERT INTO wso.region VALUES ('33', 'Province', '省'), ('3301', 'City', '市');
UPDATE wso.region SET parent = '33' WHERE code = '3301';
CREATE SCHEMA wso_source;
CREATE TABLE wso_source.fact (subject text, department text, region text, records text);
INSERT INTO wso_source.fact VALUES ('a', 'civil', '3301', 'r1'), ('b', 'aid', '3302', 'r2'), ('c', 'health', '3301', 'r3'), ('d', NULL, NULL, 'r4'), ('e', 'health', '99', 'r5');
GRANT USAGE ON SCHEMA wso_source TO regress_wso_administrator, regress_wso_analyst;
GRANT SELECT ON wso_source.fact TO regress_wso_administrator, regress_wso_analyst;
SET SESSION AUTHORIZATION regress_wso_adam;
SELECT wso.add_model('m', 'TABLE wso_source.fact', 'M', '模型');
SELECT wso.run('m');
SELECT wso.assign(1, 'civil');
SELECT count(*) FROM wso.finding;
SET SESSION AUTHORIZATION regress_wso_ann;
SELECT wso.add_model('n', 'SELECT 1 AS subject', 'M', '模型');
SELECT status, findings_new FROM wso.run('m');
-- Nobody has a scope yet: neither analyst nor owner sees anything.
SELECT count(*) FROM wso.finding;
SET SESSION AUTHORIZATION regress_wso_owner;
SELECT count(*) FROM wso.finding;
SELECT wso.assign(1, 'civil');
SELECT wso.grant_scope('regress_wso_nobody');
SELECT wso.grant_scope('regress_wso_rob', 'civil');
SELECT wso.grant_scope('regress_wso_ria', region => '33');
SELECT wso.grant_scope('regress_wso_ria', 'health', '33');
SELECT wso.grant_scope('regress_wso_ann');
SET SESSION AUTHORIZATION regress_wso_ann;
SELECT count(*) AS findings, (SELECT count(*) FROM wso.finding_record) AS records, (SELECT count(*) FROM wso.finding_event) AS events, (SELECT count(*) FROM wso.worklist) AS work FROM wso.finding;
UPDATE wso.finding SET amount = 0;
INSERT INTO wso.finding_event VALUES (99);
SELECT wso._append('forged', '{1}');
SELECT wso.assign(1, 'civil');
-- A department with what is below it; a setting changes nothing.
SET SESSION AUTHORIZATION regress_wso_rob;
SET supervise.engine = on;
SELECT subject, department FROM wso.finding ORDER BY 1;
SELECT record FROM wso.finding_record WHERE record IS NOT NULL ORDER BY 1;
SELECT DISTINCT finding_id FROM wso.finding_event ORDER BY 1;
SELECT subject FROM wso.worklist ORDER BY 1;
SELECT wso.assign(3, 'health');
SELECT * FROM wso.letter(3, 'reminder');
SELECT wso.exempt(3, 'x', wso.today());
RESET supervise.engine;
-- A finding may be assigned out of one's own sight.
SELECT state FROM wso.assign(1);
SELECT department, state FROM wso.assign(2, 'health');
SELECT subject, department, state FROM wso.finding ORDER BY 1;
SELECT wso.run('m');
TABLE wso_source.fact;
TABLE wso.pseudonym_key;
SELECT wso.pseudonym('a');
-- A region with what is below it.
SET SESSION AUTHORIZATION regress_wso_ria;
SELECT subject, department, region FROM wso.finding ORDER BY 1;
-- The auditor reads the trail, all of it, and nothing else.
SET SESSION AUTHORIZATION regress_wso_aud;
SELECT count(*), count(DISTINCT finding_id) FROM wso.finding_event;
SELECT ok FROM wso.audit_verify();
TABLE wso.finding;
TABLE wso.model;
SELECT wso.run('m');
SELECT wso.close(1);
-- The key holder the key.
SET SESSION AUTHORIZATION regress_wso_key;
SELECT count(*) FROM wso.pseudonym_key;
SELECT wso.pseudonym('a') ~ '^[0-9a-f]{32}$' AS looks_right, wso.pseudonym('a') <> wso.pseudonym('b') AS differs,
	wso.pseudonym('a') <> wso.pseudonym('a', 'firm') AS by_kind, wso.pseudonym(NULL) IS NULL AS null_too;
TABLE wso.finding;
SELECT wso.pseudonym('a') AS pa \gset
SET SESSION AUTHORIZATION regress_wso_ann;
SELECT pseudonym = :'pa' AS same FROM wso.finding WHERE subject = 'a';
RESET SESSION AUTHORIZATION;
-- RFC 4231, test cases 1, 2 and 6 (a key longer than a block).
SELECT encode(wso._hmac(wso._xor(k, 54), wso._xor(k, 92), m), 'hex')
FROM (VALUES (decode(repeat('0b', 20), 'hex'), 'Hi There'::bytea), ('Jefe'::bytea, 'what do ya want for nothing?'::bytea),
	(decode(repeat('aa', 131), 'hex'), 'Test Using Larger Than Block-Size Key - Hash Key First'::bytea)) t(k, m);
-- An update keeps grants as the list has them: what was added is gone, what was taken is back.
GRANT ALL ON wso.finding TO regress_wso_auditor;
REVOKE SELECT ON wso.finding_event FROM regress_wso_auditor;
CREATE TEMP TABLE before AS TABLE matrix;
SET SESSION AUTHORIZATION regress_wso_owner;
SELECT supervise.update_workspace('wso');
RESET SESSION AUTHORIZATION;
(TABLE matrix EXCEPT TABLE before) UNION ALL (TABLE before EXCEPT TABLE matrix) ORDER BY 1, 2, 3, 4;

-- Separation of duties.
SELECT holder, problem_en, problem_zh, remedy FROM wso.separation_report() WHERE holder LIKE 'regress_wso%';
GRANT regress_wso_auditor TO regress_wso_rob;
GRANT regress_wso_administrator TO regress_wso_reviewer;
GRANT regress_wso_analyst TO regress_wso_owner;
GRANT regress_wso_owner TO regress_wso_key;
ALTER ROLE regress_wso_bi LOGIN;
ALTER ROLE regress_wso_ann BYPASSRLS;
SET SESSION AUTHORIZATION regress_wso_aud;
SELECT holder, problem_en, problem_zh, remedy FROM wso.separation_report() WHERE holder LIKE 'regress_wso%';
RESET SESSION AUTHORIZATION;
SELECT kind, actor, detail FROM wso.finding_event WHERE kind LIKE 'scope%' ORDER BY event_id;
SET SESSION AUTHORIZATION regress_wso_owner;
SELECT wso.revoke_scope('regress_wso_ria', region => '33');
SELECT wso.revoke_scope('regress_wso_ria', region => '33');
SET SESSION AUTHORIZATION regress_wso_ria;
SELECT subject, department, region FROM wso.finding ORDER BY 1;

RESET SESSION AUTHORIZATION;
DROP SCHEMA wso_source CASCADE;
SET ROLE regress_wso_owner;
SELECT supervise.drop_workspace('wso', true);
RESET ROLE;
DROP OWNED BY regress_wso_owner, regress_wso_poor;
DROP ROLE regress_wso_owner, regress_wso_poor, regress_wso_adam, regress_wso_ann, regress_wso_rob, regress_wso_ria, regress_wso_aud, regress_wso_key,
	regress_wso_administrator, regress_wso_analyst, regress_wso_reviewer, regress_wso_auditor, regress_wso_bi, regress_wso_key_holder;
