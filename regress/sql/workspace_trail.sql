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
		last := wst._event_hash(last, e.event_id, e.at, e.actor, e.login, e.kind, e.finding_id, e.model, e.run_id, e.from_state, e.to_state, e.note, e.detail);
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

SELECT supervise.drop_workspace('wst', true);
RESET ROLE;
DROP OWNED BY regress_wst_owner;
DROP ROLE regress_wst_owner;
