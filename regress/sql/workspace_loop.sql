-- The loop: steps, who may take them, four eyes, letters, recurrence, exemptions.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE regress_wsl_owner;
CREATE ROLE regress_wsl_ann IN ROLE regress_wsl_owner;
CREATE ROLE regress_wsl_bob IN ROLE regress_wsl_owner;
CREATE ROLE regress_wsl_eve IN ROLE regress_wsl_owner;
GRANT USAGE ON SCHEMA supervise TO regress_wsl_owner;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_wsl_owner', current_database()); END$$;
SET SESSION AUTHORIZATION regress_wsl_owner;
SELECT supervise.create_workspace('wsl');
UPDATE wsl.setting SET timezone = 'Asia/Shanghai';
INSERT INTO wsl.department VALUES ('civil', 'Civil affairs', '民政局'), ('health', 'Health', '卫健局');
CREATE SCHEMA wsl_source;
CREATE TABLE wsl_source.fact (subject text, record text, amount numeric);
INSERT INTO wsl_source.fact VALUES ('a', 'r1', 100), ('b', 'r2', NULL), ('c', 'r3', 300), ('d', 'r4', 400);
SET SESSION AUTHORIZATION regress_wsl_ann;
SELECT wsl.add_model('m', 'SELECT subject, ARRAY[record, ''x''] AS records, ARRAY[''pay'', ''id''] AS sources, amount, ''paid to '' || subject || '' {{subject}}'' AS reason FROM wsl_source.fact', 'Model', '模型');
SET SESSION AUTHORIZATION regress_wsl_bob;
SELECT status, findings_new FROM wsl.run('m');

-- Nothing goes against the table of steps, or without what a step needs.
SELECT wsl.assign(99);
SELECT wsl.assign(1);
SELECT wsl.assign(1, 'no_such');
SELECT wsl.close(1);
SELECT wsl.verify(1, 'confirmed', 'rule_gap', 5);
SELECT state, department, assignee FROM wsl.assign(1, 'civil', 'Bob', 'Please look');
SELECT wsl.assign(1, 'health');
SELECT wsl.give_back(1, '');
SELECT state FROM wsl.give_back(1, 'Not ours');
SELECT state, department FROM wsl.assign(1, 'health');
SELECT wsl.verify(1, 'perhaps');
SELECT wsl.verify(1, 'confirmed', 'permitted', 5);
SELECT wsl.verify(1, 'confirmed', 'rule_gap');
SELECT wsl.verify(1, 'confirmed', 'rule_gap', -1);
SELECT wsl.verify(1, 'confirmed', 'rule_gap', 'NaN');
SELECT wsl.verify(1, 'refuted', 'permitted', 5);
SELECT state FROM wsl.verify(1, note => 'Begun');
SELECT state, outcome, cause, amount_confirmed, verified_by FROM wsl.verify(1, 'confirmed', 'rule_gap', 90);
SELECT wsl.rectify(1);
SELECT state FROM wsl.rectify(1, done => false);
SELECT state, measures, amount_recovered FROM wsl.rectify(1, 'Money asked back', 40);
SELECT wsl.institute(1, '');
SELECT state, document FROM wsl.institute(1, 'Circular 7/2026');

-- Four eyes: neither the author of the model, nor who took the step before.
SELECT wsl.close(1);
SET SESSION AUTHORIZATION regress_wsl_ann;
SELECT wsl.close(1);
-- Nor under another name.
SET ROLE regress_wsl_owner;
SELECT wsl.close(1);
SET SESSION AUTHORIZATION regress_wsl_eve;
SELECT state, closed_at IS NOT NULL AS closed FROM wsl.close(1, 'Well done');
SELECT wsl.close(1);
SELECT state, outcome, amount_confirmed, closed_at FROM wsl.reopen(1, 'New facts');
-- Refuted, in one go from assigned.
SELECT state FROM wsl.assign(2, 'civil');
SELECT state, outcome, cause FROM wsl.verify(2, 'refuted', 'permitted');
-- One without an amount.
SELECT state FROM wsl.assign(3, 'civil');
SELECT event_id, kind, finding_id AS f, from_state, to_state, actor, login, note, detail FROM wsl.finding_event WHERE event_id > 5 ORDER BY event_id;
SELECT * FROM wsl.audit_verify();

-- Users change the table: another limit, another step.
SET SESSION AUTHORIZATION regress_wsl_owner;
INSERT INTO wsl.step VALUES ('rectified', 'closed', 'close', 'reviewer', 10, true);
UPDATE wsl.step SET working_days = 1 WHERE from_state = 'warned';
SET SESSION AUTHORIZATION regress_wsl_bob;
SELECT state FROM wsl.verify(3, 'confirmed', 'collusion', 300);
SELECT state FROM wsl.rectify(3, 'Paid back', 300);
SET SESSION AUTHORIZATION regress_wsl_eve;
SELECT state FROM wsl.close(3);
-- What had been put right comes again: other evidence, the same evidence after it had gone.
INSERT INTO wsl_source.fact VALUES ('c', 'r5', 30), ('a', 'r6', 3);
SELECT status, findings_new FROM wsl.run('m');
SELECT finding_id, subject, earlier_finding_id, kind FROM wsl.recurrence ORDER BY 1;
DELETE FROM wsl_source.fact WHERE record = 'r3';
SELECT status, findings_lapsed FROM wsl.run('m');
INSERT INTO wsl_source.fact VALUES ('c', 'r3', 300);
SELECT status, findings_returned FROM wsl.run('m');
SELECT finding_id, subject, earlier_finding_id, kind FROM wsl.recurrence ORDER BY 1;

-- Due: working days of the official calendar (Spring Festival 2026 is February 15 to 23),
-- and of the office.
SET SESSION AUTHORIZATION regress_wsl_owner;
UPDATE wsl.step SET working_days = 3 WHERE from_state = 'warned';
UPDATE wsl.finding SET state_since = '2026-02-12 23:30+08' WHERE finding_id = 4;
SELECT finding_id, state, limit_days, CASE WHEN finding_id = 4 THEN due_on END AS due_on, days_left < 0 AS late, alert FROM wsl.worklist ORDER BY 1;
INSERT INTO wsl.calendar_day VALUES ('2026-02-24', false, 'Office moved');
SELECT finding_id, due_on FROM wsl.worklist WHERE finding_id = 4;
SELECT finding_id, subject, due_on, days_late > 100 AS very FROM wsl.overdue;
SELECT * FROM wsl.state_limit ORDER BY 1;

-- Letters; what is in the data is not a template.
UPDATE wsl.setting SET office_en = 'The Office';
\pset format unaligned
SELECT regexp_replace(title || E'\n' || body, '\d+ [A-Z][a-z]+ 2\d{3}|\d+ working days late', 'DAY', 'g') FROM wsl.letter(4, 'reminder', 'en');
SELECT regexp_replace(title || E'\n' || body, '2\d{3}年\d+月\d+日', 'DAY', 'g') FROM wsl.letter(3, 'advice');
\pset format aligned
SELECT wsl.letter(4, 'advice', 'fr');
INSERT INTO wsl.letter_template VALUES ('own', 'en', 'T {{number}}', 'a {{ b }} {{number}}');
SELECT wsl.letter(4, 'own', 'en');
UPDATE wsl.letter_template SET body = 'a { b }} {{number}}{{number}} {{cause}}' WHERE kind = 'own';
SELECT * FROM wsl.letter(4, 'own', 'en');
UPDATE wsl.letter_template SET body = 'unfinished {{number' WHERE kind = 'own';
SELECT * FROM wsl.letter(4, 'own', 'en');

-- Exempt: no work until the day, counted, and over when it is over.
SELECT wsl.exempt(4, '', wsl.today());
SELECT wsl.exempt(4, 'Court order', '2026-01-01');
SELECT wsl.exempt(4, 'Court order', 'infinity');
SELECT wsl.exempt(4, 'Court order', wsl.today()) AS exemption \gset
SELECT count(*) FROM wsl.worklist WHERE finding_id = 4;
SELECT findings, findings_exempt FROM wsl.run('m');
SELECT wsl.end_exemption(:exemption, 'Order lifted');
SELECT wsl.end_exemption(:exemption, 'Again');
SELECT count(*) FROM wsl.worklist WHERE finding_id = 4;
SELECT kind, finding_id, note, detail - 'expires_on' AS detail FROM wsl.finding_event WHERE kind IN ('letter', 'exempted', 'exemption_ended') ORDER BY event_id;
SELECT ok, broken_event_id FROM wsl.audit_verify();

DROP SCHEMA wsl_source CASCADE;
SELECT supervise.drop_workspace('wsl', true);
RESET SESSION AUTHORIZATION;
DROP OWNED BY regress_wsl_owner;
DROP ROLE regress_wsl_owner, regress_wsl_ann, regress_wsl_bob, regress_wsl_eve;
