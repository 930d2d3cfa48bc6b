-- The trail: append-only, chained, checked against an anchored head.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE regress_wst_owner;
GRANT USAGE ON SCHEMA supervise TO regress_wst_owner;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_wst_owner', current_database()); END$$;
SET ROLE regress_wst_owner;
SELECT supervise.create_workspace('wst');
SELECT event_id, hash, at FROM wst.audit_head();
SELECT * FROM wst.audit_verify();
SELECT * FROM wst.audit_verify(0, 'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855');
SELECT * FROM wst.audit_verify(0, 'ab');
SELECT * FROM wst.audit_verify(7);
SELECT wst.add_model('m', 'SELECT n AS subject FROM generate_series(1, 5) n', 'M', '模型', note => 'a "quoted", 中文' || E'\nnote');
SELECT status FROM wst.run('m');
SELECT event_id AS anchor, hash AS anchor_hash FROM wst.audit_head() \gset
SELECT wst.enable('m', false, note => 'later');
SELECT event_id, kind, finding_id, from_state, to_state, actor, octet_length(hash) FROM wst.finding_event ORDER BY event_id;
-- Session settings have no influence.
SET timezone = 'Pacific/Auckland';
SET datestyle = 'SQL, DMY';
SET extra_float_digits = -15;
SELECT * FROM wst.audit_verify(:anchor, :'anchor_hash');

-- Not even by the owner, as long as he leaves the trigger alone.
UPDATE wst.finding_event SET note = 'x';
DELETE FROM wst.finding_event;
TRUNCATE wst.finding_event;
-- Who takes the trigger away is found out: a column,
ALTER TABLE wst.finding_event DISABLE TRIGGER append_only;
BEGIN;
UPDATE wst.finding_event SET note = 'other' WHERE event_id = 1;
SELECT * FROM wst.audit_verify();
ROLLBACK;
BEGIN;
UPDATE wst.finding_event SET at = at + interval '1 microsecond' WHERE event_id = 3;
SELECT * FROM wst.audit_verify();
ROLLBACK;
BEGIN;
UPDATE wst.finding_event SET from_state = to_state, to_state = NULL WHERE event_id = 4;
SELECT * FROM wst.audit_verify();
ROLLBACK;
-- a row that is gone, in the middle and at the end,
BEGIN;
DELETE FROM wst.finding_event WHERE event_id = 3;
SELECT * FROM wst.audit_verify();
ROLLBACK;
BEGIN;
DELETE FROM wst.finding_event WHERE event_id = 7;
SELECT * FROM wst.audit_verify();
ROLLBACK;
BEGIN;
DELETE FROM wst.finding_event WHERE event_id > 5;
UPDATE wst.trail_head SET event_id = 5, hash = (SELECT hash FROM wst.finding_event WHERE event_id = 5);
SELECT * FROM wst.audit_verify();
SELECT * FROM wst.audit_verify(:anchor, :'anchor_hash');
ROLLBACK;
-- and a chain that was written anew as a whole, but only against the anchor.
BEGIN;
UPDATE wst.finding_event SET note = 'other' WHERE event_id = 1;
DO $$
DECLARE
	e wst.finding_event;
	last bytea := sha256('');
BEGIN
	FOR e IN SELECT * FROM wst.finding_event ORDER BY event_id LOOP
		e.previous_hash := last;
		last := wst._event_hash(e.algorithm, last, e.event_id, e.at, e.actor, e.login, e.kind, e.finding_id, e.model, e.run_id, e.from_state, e.to_state, e.note, e.detail);
		UPDATE wst.finding_event SET previous_hash = e.previous_hash, hash = last WHERE event_id = e.event_id;
	END LOOP;
	UPDATE wst.trail_head SET hash = last;
END$$;
SELECT * FROM wst.audit_verify();
SELECT ok, events, broken_event_id, problem FROM wst.audit_verify(:anchor, :'anchor_hash');
ROLLBACK;
ALTER TABLE wst.finding_event ENABLE TRIGGER append_only;
-- It goes on where it ended.
SELECT wst.enable('m');
SELECT * FROM wst.audit_verify(:anchor, :'anchor_hash');


-- Lists that decide who may do what, when and where leave a trace when they change; four
-- eyes cannot be taken off a step for an hour in silence. Nothing changed is no event.
UPDATE wst.step SET four_eyes = false, working_days = 90 WHERE from_state = 'refuted' AND to_state = 'closed';
UPDATE wst.step SET four_eyes = four_eyes;
INSERT INTO wst.department VALUES ('a', 'A', '甲');
UPDATE wst.department SET parent = code;
DELETE FROM wst.department;
UPDATE wst.setting SET office_en = 'Office';
INSERT INTO wst.membership VALUES ('regress_wst_owner', NULL, NULL, 'me');
DELETE FROM wst.membership;
UPDATE wst.pseudonym_key SET inner_key = outer_key;
INSERT INTO wst.calendar_day VALUES ('2026-05-04', true);
TRUNCATE wst.calendar_day;
SELECT kind, actor, jsonb_pretty(detail - 'before' || jsonb_strip_nulls(jsonb_build_object('was', detail -> 'before'))) AS detail
FROM wst.finding_event WHERE event_id > 8 ORDER BY event_id \gx
SELECT count(*) FROM wst.finding_event e CROSS JOIN wst.pseudonym_key k WHERE e.detail::text ~ encode(k.inner_key, 'hex');
SELECT ok FROM wst.audit_verify();

-- What the trail speaks of is as it says, through all of the loop; what was changed behind
-- its back is named.
INSERT INTO wst.department VALUES ('a', 'A', '甲');
UPDATE wst.step SET four_eyes = false;
SELECT wst.add_model('n', 'SELECT n AS subject, n * 10 AS amount FROM generate_series(1, 6) n', 'N', '模型', department => 'a');
SELECT findings_new FROM wst.run('n');
SELECT count(wst.assign(f.finding_id)) FROM wst.finding f WHERE f.model = 'n';
SELECT count(wst.verify(f.finding_id, 'confirmed', 'rule_gap', f.amount)) FROM wst.finding f WHERE f.model = 'n' AND f.subject < '5';
SELECT count(wst.verify(f.finding_id, 'refuted', 'permitted')) FROM wst.finding f WHERE f.model = 'n' AND f.subject = '5';
SELECT count(wst.rectify(f.finding_id, 'begun', 3, done => false)) FROM wst.finding f WHERE f.model = 'n' AND f.subject < '4';
SELECT count(wst.rectify(f.finding_id, 'done', CASE f.subject WHEN '3' THEN 7 END)) FROM wst.finding f WHERE f.model = 'n' AND f.subject IN ('2', '3');
SELECT count(wst.institute(f.finding_id, 'Rule 9')) FROM wst.finding f WHERE f.model = 'n' AND f.subject = '3';
SELECT count(wst.close(f.finding_id)) FROM wst.finding f WHERE f.model = 'n' AND f.subject IN ('3', '5');
SELECT count(wst.reopen(f.finding_id, 'New facts')) FROM wst.finding f WHERE f.model = 'n' AND f.subject IN ('3', '5');
SELECT subject, state, outcome, amount_confirmed, amount_recovered, document FROM wst.finding WHERE model = 'n' ORDER BY 1;
SELECT * FROM wst.audit_findings();
UPDATE wst.finding SET state = 'closed' WHERE subject = '6' AND model = 'n';
UPDATE wst.finding SET amount_confirmed = 1, amount_recovered = 99 WHERE subject = '1' AND model = 'n';
UPDATE wst.finding SET outcome = 'refuted', cause = 'model_error' WHERE subject = '2' AND model = 'n';
UPDATE wst.finding SET document = NULL WHERE subject = '3' AND model = 'n';
INSERT INTO wst.finding (model, fingerprint, subject, pseudonym, severity, state_since, first_version, last_version, first_run, last_run, first_seen, last_seen, incident_id)
	VALUES ('n', sha256('x'), 'planted', 'x', 'low', now(), 1, 1, 1, 1, now(), now(), 1);
SELECT f.subject, a.field, a.by_trail, a.by_table FROM wst.audit_findings() a JOIN wst.finding f USING (finding_id) ORDER BY 1, 2;
SELECT ok FROM wst.audit_verify();

-- SM3 needs pgcrypto, and says so; nothing is switched without it.
UPDATE wst.setting SET trail_hash = 'md5';
UPDATE wst.setting SET trail_hash = 'sm3';
SELECT supervise.create_workspace('wst_sm3', 'sm3');
RESET ROLE;
CREATE SCHEMA wst_crypto;
CREATE EXTENSION pgcrypto SCHEMA wst_crypto;
GRANT USAGE ON SCHEMA wst_crypto TO regress_wst_owner;
SET ROLE regress_wst_owner;
-- The examples of GB/T 32905.
SELECT encode(wst._digest('sm3', m), 'hex') FROM (VALUES ('abc'::bytea), (repeat('abcd', 16)::bytea)) t(m);
SELECT event_id AS anchor, hash AS anchor_hash FROM wst.audit_head() \gset
UPDATE wst.setting SET trail_hash = 'sm3';
SELECT wst.enable('m', false);
UPDATE wst.setting SET trail_hash = 'sha256';
SELECT wst.enable('m');
UPDATE wst.setting SET trail_hash = 'sm3';
SELECT kind, algorithm, octet_length(hash) FROM wst.finding_event WHERE event_id > :anchor ORDER BY event_id;
SELECT ok FROM wst.audit_verify(:anchor, :'anchor_hash');
-- Neither hash covers up for the other.
ALTER TABLE wst.finding_event DISABLE TRIGGER append_only;
BEGIN;
UPDATE wst.finding_event SET note = 'x' WHERE event_id = :anchor + 2;
SELECT broken_event_id - :anchor AS broken, problem FROM wst.audit_verify();
ROLLBACK;
BEGIN;
UPDATE wst.finding_event SET algorithm = 'sha256', hash = sha256(hash) WHERE event_id = :anchor + 2;
SELECT broken_event_id - :anchor AS broken, problem FROM wst.audit_verify();
ROLLBACK;
ALTER TABLE wst.finding_event ENABLE TRIGGER append_only;
SELECT supervise.create_workspace('wst_sm3', 'sm3');
SELECT wst_sm3.add_model('m', 'SELECT 1 AS subject', 'M', '模型');
SELECT status FROM wst_sm3.run('m');
SELECT algorithm, count(*) FROM wst_sm3.finding_event GROUP BY 1;
SELECT ok, events FROM wst_sm3.audit_verify();
SELECT supervise.drop_workspace('wst_sm3', true);
-- Without pgcrypto the trail is not continued, rather than continued otherwise.
RESET ROLE;
DROP EXTENSION pgcrypto;
DROP SCHEMA wst_crypto;
SET ROLE regress_wst_owner;
SELECT wst.enable('m');
SELECT wst.audit_verify();

SELECT supervise.drop_workspace('wst', true);
RESET ROLE;
DROP OWNED BY regress_wst_owner;
DROP ROLE regress_wst_owner;
