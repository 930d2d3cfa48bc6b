-- Quality, thresholds, backtests.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE regress_wsq_owner;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_wsq_owner', current_database()); END$$;
SET SESSION AUTHORIZATION regress_wsq_owner;
SELECT supervise.create_workspace('wsq');
INSERT INTO wsq.department VALUES ('a', 'A', '甲');
CREATE SCHEMA wsq_source;
CREATE TABLE wsq_source.fact AS SELECT 's' || lpad(n::text, 2, '0') AS subject, n * 10 AS amount, n / 2.0 AS score, 100 - n AS days FROM generate_series(1, 12) n;
SELECT wsq.add_model('m', 'SELECT subject, amount, score, days, ''x'' AS word FROM wsq_source.fact WHERE amount >= parameter.least AND amount <= 100', 'M', '模型', department => 'a',
	parameters => '[{"name": "least", "type": "numeric", "value": "10"}]');
SELECT findings_new FROM wsq.run('m');
SELECT * FROM wsq.model_quality;
SELECT * FROM wsq.suggest_threshold('m');
-- 1 to 4 are false alarms but for 2, 5 to 9 are true but for 6, 10 is open.
SELECT count(*) FROM wsq.finding f CROSS JOIN LATERAL wsq.assign(f.finding_id) WHERE f.finding_id < 10;
SELECT count(*) FROM wsq.finding f CROSS JOIN LATERAL wsq.verify(f.finding_id, 'refuted', 'permitted') WHERE f.finding_id IN (1, 3, 4, 6);
SELECT count(*) FROM wsq.finding f CROSS JOIN LATERAL wsq.verify(f.finding_id, 'confirmed', 'rule_gap', f.amount) WHERE f.finding_id IN (2, 5, 7, 8, 9);
SELECT state FROM wsq.rectify(9, 'Paid back', 81);
SELECT * FROM wsq.model_quality;
SELECT * FROM wsq.suggest_threshold('m');
SELECT * FROM wsq.suggest_threshold('m', 'amount', 0.7);
SELECT * FROM wsq.suggest_threshold('m', 'amount', 1);
SELECT * FROM wsq.suggest_threshold('m', 'days', 0.8, 'most');
SELECT * FROM wsq.suggest_threshold('m', 'days', 0.8, 'least');
SELECT * FROM wsq.suggest_threshold('m', 'word');
SELECT * FROM wsq.suggest_threshold('m', 'nothing');
SELECT wsq.suggest_threshold('m', 'amount', 0);
SELECT wsq.suggest_threshold('m', 'amount', 0.5, 'around');
SELECT wsq.suggest_threshold('no_such');
-- Wilson's interval, against values worked out elsewhere: 8 of 10 and 0 and 5 of 5.
SELECT n, k, w.* FROM (VALUES (10, 8), (5, 0), (5, 5), (0, 0)) t(n, k) CROSS JOIN LATERAL wsq._wilson(k, n) w;

-- A stricter version beside the one in force, on today's data: nothing is raised.
SELECT wsq.change_model('m', parameters => '[{"name": "least", "type": "numeric", "value": "70"}]', query => 'SELECT subject, amount, score, days, ''x'' AS word FROM wsq_source.fact WHERE amount >= parameter.least', activate => false);
SELECT * FROM wsq.backtest('m', 2) \gset
SELECT :kept AS kept, :added AS added, :lost AS lost, :confirmed_kept AS confirmed_kept, :confirmed_lost AS confirmed_lost, :refuted_kept AS refuted_kept, :refuted_lost AS refuted_lost, :precision_current AS current, :precision_candidate AS candidate;
SELECT * FROM wsq.backtest_findings(:current_run, :candidate_run);
SELECT count(*) AS findings, count(lapsed_at) AS lapsed, (SELECT version FROM wsq.model) AS in_force FROM wsq.finding;
SELECT wsq.change_model('m', query => 'SELECT subject, 1 / (amount - 120) AS amount FROM wsq_source.fact', activate => false);
SET client_min_messages = error;
SELECT wsq.backtest('m', 3);
SELECT wsq.backtest('m', 9);
SET client_min_messages = warning;
-- In force: it raises and lets lapse what the backtest said.
SELECT wsq.use_version('m', 2);
SELECT findings_new, findings_lapsed FROM wsq.run('m');
SELECT model, version, findings, verified, confirmed FROM wsq.model_quality ORDER BY version;

DROP SCHEMA wsq_source CASCADE;
SELECT supervise.drop_workspace('wsq', true);
RESET SESSION AUTHORIZATION;
DROP OWNED BY regress_wsq_owner;
DROP ROLE regress_wsq_owner;
