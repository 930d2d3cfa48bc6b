-- Schedules without pg_cron (with it: regress/t), retention, doctor.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE regress_wsd_owner;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_wsd_owner', current_database()); END$$;
SET SESSION AUTHORIZATION regress_wsd_owner;
SELECT supervise.create_workspace('wsd It''s') AS quotes_are_refused;
SELECT supervise.create_workspace('wsd');
CREATE SCHEMA wsd_source;
CREATE TABLE wsd_source.fact AS SELECT n AS subject, 'gone' AS department FROM generate_series(1, 3) n;
SELECT wsd.add_model('m', 'TABLE wsd_source.fact', 'M', '模型');
SELECT replace(wsd.schedule('m', '30 2 * * *'), current_database(), 'DATABASE');
SELECT replace(wsd.schedule(NULL, '*/5 0-6 * * mon-fri'), current_database(), 'DATABASE');
SELECT code, schedule FROM wsd.model;
SELECT wsd.schedule('m', 'every night');
SELECT wsd.schedule('m', '* * * * $(id)');
SELECT wsd.schedule('m', NULL);
SELECT wsd.schedule('no_such', '30 2 * * *');
CREATE MATERIALIZED VIEW wsd_source."all of it" AS TABLE wsd_source.fact;
SELECT wsd.schedule_refresh('wsd_source.fact', '0 3 * * *');
SELECT wsd.schedule_refresh('wsd_source."all of it"', '0 3 * * *');
CREATE UNIQUE INDEX ON wsd_source."all of it" (subject);
SELECT replace(wsd.schedule_refresh('wsd_source."all of it"', '0 3 * * *'), current_database(), 'DATABASE');
REFRESH MATERIALIZED VIEW CONCURRENTLY wsd_source."all of it";
SELECT wsd.unschedule('m');
SELECT code, schedule FROM wsd.model;

-- Doctor: what is well and what is not.
SELECT topic, ok, CASE WHEN topic IN ('server', 'encoding', 'extension', 'schedule') THEN '…' ELSE fact END AS fact, CASE WHEN topic <> 'schedule' THEN remedy END AS remedy FROM wsd.doctor();
SELECT status FROM wsd.run('m');
SELECT wsd.exempt(1, 'soon over', wsd.today() + 3);
SELECT wsd._begin_run('m', NULL, NULL, false) IS NOT NULL AS left_behind;
UPDATE wsd.run SET backend = 0 WHERE status = 'running';
SELECT wsd.add_model('fails', 'SELECT 1 / (subject - 1) AS subject FROM wsd_source.fact', 'F', '败');
SET client_min_messages = error;
SELECT status FROM wsd.run('fails');
SET client_min_messages = warning;
UPDATE wsd.model SET added_at = now() - interval '3 days' WHERE code = 'fails';
SELECT topic, ok, fact, remedy FROM wsd.doctor() WHERE NOT ok AND topic <> 'schedule';

-- Retention: what findings refer to stays, and the last run that was done.
SELECT status, shadow FROM wsd.run('m', shadow => true);
SELECT status FROM wsd.run('m');
SELECT status FROM wsd.run('m');
SELECT * FROM wsd.prune();
UPDATE wsd.run SET started_at = started_at - interval '500 days';
SELECT run_id, status, shadow, (SELECT count(*) FROM wsd.shadow_finding s WHERE s.run_id = r.run_id) AS shadows FROM wsd.run r ORDER BY 1;
SELECT * FROM wsd.prune();
SELECT run_id, status, shadow FROM wsd.run ORDER BY 1;
SELECT wsd.prune('0 days');
SELECT count(*), (SELECT ok FROM wsd.audit_verify()) FROM wsd.finding;

DROP SCHEMA wsd_source CASCADE;
SELECT supervise.drop_workspace('wsd', true);
RESET SESSION AUTHORIZATION;
DROP OWNED BY regress_wsd_owner;
DROP ROLE regress_wsd_owner;
