-- Runs: findings raised, seen, lapsed, found again; the ledger; failures.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE regress_wsr_owner;
GRANT USAGE ON SCHEMA supervise TO regress_wsr_owner;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_wsr_owner', current_database()); END$$;
SET ROLE regress_wsr_owner;
SELECT supervise.create_workspace('wsr');
UPDATE wsr.setting SET timezone = 'Asia/Shanghai';
INSERT INTO wsr.department VALUES ('civil', 'Civil affairs', '民政局');
CREATE SCHEMA wsr_source;
CREATE TABLE wsr_source.person (id text, known boolean NOT NULL DEFAULT true, adult boolean NOT NULL DEFAULT true);
INSERT INTO wsr_source.person VALUES
	('a', true, true), ('b', true, true), ('c', true, true), ('d', false, true), ('e', false, true), ('f', true, false), ('g', false, true);
CREATE TABLE wsr_source.payment (id text, person text, dept text, paid numeric, during daterange);
INSERT INTO wsr_source.payment VALUES
	('1', 'a', 'x', 100, '[2026-01-01,2026-02-01)'), ('2', 'a', 'y', 70, '[2026-01-15,2026-03-01)'),
	('3', 'b', 'x', 50, '[2026-01-01,2026-02-01)'), ('4', 'b', 'y', 50, '[2026-01-31,2026-03-01)'),
	('5', 'c', 'x', 10, '[2026-01-01,2026-02-01)');
SELECT wsr.add_model('twice',
	'SELECT p.person AS subject, p.during * q.during AS during, least(p.paid, q.paid) AS amount,
		ARRAY[q.id, p.id] AS records, ARRAY[q.dept, p.dept] AS sources, ''paid twice'' AS reason, upper(p.during * q.during) - lower(p.during * q.during) AS days
	FROM wsr_source.payment p JOIN wsr_source.payment q ON p.person = q.person AND p.dept < q.dept AND p.during && q.during',
	'Paid twice', '重复领取',
	population => 'SELECT id AS subject, CASE WHEN NOT adult THEN ''not_applicable'' WHEN NOT known THEN ''insufficient_data'' ELSE ''assessable'' END AS state,
		CASE WHEN NOT known THEN CASE id WHEN ''g'' THEN ''no address'' ELSE ''no identity number'' END END AS reason FROM wsr_source.person',
	department => 'civil', severity => 'high');
CREATE VIEW wsr_source.last_run AS
SELECT status, shadow, rows_returned AS rows, findings AS f, findings_new AS new, findings_changed AS changed, findings_returned AS again,
	findings_lapsed AS lapsed, findings_exempt AS exempt, population AS pop, hits, clean, insufficient_data AS insuf, not_applicable AS n_a, error
FROM wsr.run ORDER BY run_id DESC LIMIT 1;
CREATE VIEW wsr_source.now AS
SELECT finding_id AS id, model, subject, valid_from, valid_to, amount, department, severity, state, lapsed_at IS NOT NULL AS lapsed,
	returned_at IS NOT NULL AS again, last_run, incident_id FROM wsr.finding ORDER BY finding_id;
SET datestyle = 'German';
SELECT status FROM wsr.run('twice');
TABLE wsr_source.last_run;
SELECT outcome, reason, subjects FROM wsr.run_count ORDER BY outcome, reason;
TABLE wsr_source.now;
TABLE wsr.finding_record;
SET datestyle = 'ISO';
SET timezone = 'America/New_York';
-- The same again changes nothing but who saw it last, whatever the session's settings.
CREATE TABLE wsr_source.before AS SELECT f.*, to_jsonb(f) - '{last_run,last_seen}'::text[] AS rest FROM wsr.finding f;
SELECT status FROM wsr.run('twice');
TABLE wsr_source.last_run;
SELECT count(*) AS findings, count(*) FILTER (WHERE to_jsonb(f) - '{last_run,last_seen}'::text[] = b.rest) AS same,
	count(*) FILTER (WHERE f.last_run > b.last_run AND f.last_seen > b.last_seen) AS seen, (SELECT count(*) FROM wsr.staged_finding) AS staged
FROM wsr.finding f FULL JOIN wsr_source.before b USING (finding_id);

-- Lapsed, another amount, found again.
UPDATE wsr_source.payment SET during = '[2026-02-01,2026-03-01)' WHERE id = '4';
UPDATE wsr_source.payment SET paid = 75 WHERE id = '2';
SELECT status FROM wsr.run('twice');
TABLE wsr_source.last_run;
TABLE wsr_source.now;
UPDATE wsr_source.payment SET during = '[2026-01-31,2026-03-01)' WHERE id = '4';
SELECT status FROM wsr.run('twice');
TABLE wsr_source.last_run;
TABLE wsr_source.now;
SELECT event_id, kind, finding_id, run_id, from_state, to_state, detail FROM wsr.finding_event WHERE finding_id IS NOT NULL ORDER BY event_id;

-- One fact, several models: one incident. Other subjects or records: not.
SELECT wsr.add_model('large', 'SELECT person AS subject, paid AS amount, id AS records FROM wsr_source.payment WHERE paid >= parameter.least', 'Large', '大额',
	parameters => '[{"name": "least", "type": "numeric", "value": "60", "minimum": "1", "unit": "yuan"}]');
SELECT status FROM wsr.run('large');
TABLE wsr_source.last_run;
SELECT finding_id, model, subject, incident_id FROM wsr.finding ORDER BY 1;
-- A new finding joins what was apart.
SELECT wsr.add_model('alone', 'SELECT ''z'' AS subject, unnest(''{r1,r2}''::text[]) AS records', 'Alone', '单独');
SELECT wsr.add_model('joins', 'SELECT ''z'' AS subject, ''{r1,r2}''::text[] AS records', 'Joins', '合并');
SELECT status FROM wsr.run('alone');
SELECT status FROM wsr.run('joins');
SELECT finding_id, model, incident_id FROM wsr.finding WHERE subject = 'z' ORDER BY 1;

-- Rows of one fact count once, and the row that stands for them is always the same.
SELECT wsr.add_model('repeats', 'SELECT s AS subject, 7 AS records, n AS amount FROM unnest(''{q,q,q,r}''::text[], ''{1,3,2,1}''::int[]) t(s, n)', 'R', '重');
SELECT status FROM wsr.run('repeats');
TABLE wsr_source.last_run;
SELECT subject, amount FROM wsr.finding WHERE model = 'repeats' ORDER BY subject;
-- No rows at all.
SELECT wsr.add_model('nothing', 'SELECT 1 AS subject WHERE false', 'N', '无', population => 'SELECT 1 AS subject, ''x'' AS state WHERE false');
SELECT status FROM wsr.run('nothing');
TABLE wsr_source.last_run;

-- Failures leave the findings alone and say why.
CREATE TABLE wsr_source.switch AS SELECT 1 AS divisor;
SELECT wsr.add_model('fails', 'SELECT 10 / divisor AS subject FROM wsr_source.switch', 'F', '败');
SELECT status FROM wsr.run('fails');
UPDATE wsr_source.switch SET divisor = 0;
SET client_min_messages = error;
SELECT status, error_code, error FROM wsr.run('fails');
SELECT subject, lapsed_at FROM wsr.finding WHERE model = 'fails';
SELECT wsr.add_model('nameless', 'SELECT person AS subject, id AS records, paid AS amount FROM (VALUES (NULL, ''n1'', 3)) t(person, id, paid)', 'N', '缺');
SELECT status, error_code, error FROM wsr.run('nameless');
SELECT wsr.add_model('outside', 'SELECT id AS subject FROM wsr_source.person WHERE id IN (''a'', ''b'')', 'O', '外',
	population => 'SELECT id AS subject, ''assessable'' AS state FROM wsr_source.person WHERE id <> ''b''');
SELECT status, error_code, error FROM wsr.run('outside');
SELECT wsr.change_model('outside', population => 'SELECT id AS subject, ''odd'' AS state FROM wsr_source.person');
SELECT status, error_code, error FROM wsr.run('outside');
SELECT wsr.change_model('outside', population => 'SELECT NULL AS subject, ''assessable'' AS state UNION ALL SELECT id, ''assessable'' FROM wsr_source.person');
SELECT status, error_code, error FROM wsr.run('outside');
SET client_min_messages = warning;
SELECT count(*) FROM wsr.finding WHERE model IN ('nameless', 'outside');
SELECT count(*) FROM wsr.run_count c JOIN wsr.run r USING (run_id) WHERE r.status <> 'done';

-- Shadow runs raise nothing, and are kept for comparing.
SELECT wsr.enable('large', shadow => true);
UPDATE wsr_source.payment SET paid = 65 WHERE id = '3';
SELECT status FROM wsr.run('large');
TABLE wsr_source.last_run;
SELECT subject, amount FROM wsr.shadow_finding ORDER BY subject, amount;
SELECT count(*) FROM wsr.finding WHERE model = 'large';
-- Exempt, counted.
INSERT INTO wsr.exemption (subject, model, reason, granted_by, expires_on) VALUES
	('a', 'twice', 'court order', 'me', wsr.today()), ('b', 'twice', 'over', 'me', wsr.today() - 1);
SELECT status FROM wsr.run('twice');
TABLE wsr_source.last_run;

-- A run whose session is gone is marked when the model next begins.
SELECT wsr._begin_run('twice', NULL, NULL, false) IS NOT NULL AS begun;
SELECT status, error FROM wsr.run WHERE status = 'running';
SELECT status FROM wsr.run('twice');
SELECT status, error FROM wsr.run ORDER BY run_id DESC LIMIT 2;
-- All of them, each committed on its own.
SET client_min_messages = error;
CALL wsr.run_all(false);
SET client_min_messages = warning;
SELECT model, status, shadow FROM wsr.run WHERE run_id > (SELECT max(run_id) - 9 FROM wsr.run) ORDER BY model COLLATE "C", run_id;
SELECT count(*) FROM wsr._due(true);
SELECT * FROM wsr.audit_verify();
-- Keys of evidence: in order, each once, whichever way they are given.
SELECT k.keys, wsr._key_set(k.keys::text[]), wsr._key_set(k.keys::text[]) = ARRAY(SELECT DISTINCT r.key COLLATE "C" AS key FROM unnest(k.keys::text[]) r(key) ORDER BY key) AS same
FROM (VALUES ('{b}'), ('{a,b}'), ('{b,a}'), ('{a,a}'), ('{B,a}'), ('{a,B}'), ('{a,NULL}'), ('{NULL,a}'), ('{NULL}'), ('{c,b,a,b}'), ('{{b,a},{a,c}}'), ('[3:4]={b,a}')) k(keys);

DROP SCHEMA wsr_source CASCADE;
SELECT supervise.drop_workspace('wsr', true);
RESET ROLE;
DROP OWNED BY regress_wsr_owner;
DROP ROLE regress_wsr_owner;
