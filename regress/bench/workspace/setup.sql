-- A workspace that has been at work for a year: :findings findings, :events events.
-- A fifth of the findings are those of the model "nightly", which runs over :rows
-- payments; the others are raised by a query, and then put into the states and onto
-- the days of a year by a superuser, who alone can.
SET client_min_messages = warning;
DROP ROLE IF EXISTS bench_owner, bench_bi_user, bench_reviewer_a, bench_reviewer_b, bench_analyst_a, bench_administrator,
	bench_analyst, bench_reviewer, bench_auditor, bench_bi, bench_key_holder;
CREATE ROLE bench_owner LOGIN CREATEROLE;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO bench_owner', current_database()); END$$;
SET SESSION AUTHORIZATION bench_owner;
SELECT supervise.create_workspace('oversight') \g /dev/null
INSERT INTO oversight.department SELECT 'd' || i, 'Department ' || i, '部门' || i FROM generate_series(1, 30) i;
INSERT INTO oversight.region SELECT 'r' || i, 'Region ' || i, '区划' || i FROM generate_series(1, 100) i;
CREATE SCHEMA ledger;

-- Two payments to a person, by two sources that lie apart; every planted person's overlap.
CREATE TABLE ledger.payment (person text, payment bigint, source text, period daterange, amount numeric);
INSERT INTO ledger.payment
SELECT 'p' || (i / 2), i, CASE i % 2 WHEN 0 THEN 'a' ELSE 'b' END,
	CASE WHEN i / 2 % (:rows / 2 / :hits) = 0 AND i / 2 / (:rows / 2 / :hits) < :hits THEN daterange('2024-01-01', '2024-02-01')
		WHEN i % 2 = 0 THEN daterange('2024-01-01', '2024-02-01') ELSE daterange('2024-03-01', '2024-04-01') END,
	100 + i % 900
FROM generate_series(0, :rows - 1) i;
ANALYZE ledger.payment;
SELECT oversight.add_model('nightly', $$SELECT subject, during, excess AS amount, days AS score, 'd' || 1 + length(subject) % 30 AS department, records, sources
	FROM supervise.collisions('SELECT person AS subject, payment AS record, source, period AS valid, amount FROM ledger.payment')$$,
	'Paid twice', '重复发放') \g /dev/null
SELECT oversight.add_model('model_' || k, format($$SELECT 's' || i AS subject, i * 1.25 AS amount, 'd' || 1 + i %% 30 AS department, 'r' || 1 + i %% 100 AS region,
	ARRAY['x' || i] AS records FROM generate_series(%s, %s) i$$, k * 1000000, k * 1000000 + (:findings - :hits) / 8 - 1), 'Model ' || k, '模型' || k)
FROM generate_series(1, 8) k \g /dev/null
CALL oversight.run_all(false);

-- The trail, by the way all of it is written.
SELECT count(oversight._append('letter', (SELECT array_agg(1 + (b * 1000 + i) % :findings) FROM generate_series(0, 999) i)))
FROM generate_series(1, greatest(0, :events - (SELECT count(*) FROM oversight.finding_event)) / 1000) b \g /dev/null
RESET SESSION AUTHORIZATION;

UPDATE oversight.finding f SET state = s.state, first_seen = now() - n * interval '1 hour', state_since = now() - n % 60 * interval '1 day',
	outcome = s.outcome, cause = CASE s.outcome WHEN 'confirmed' THEN 'rule_gap' WHEN 'refuted' THEN 'source_error' END,
	verified_at = CASE WHEN s.outcome IS NOT NULL THEN now() - n * interval '30 minutes' END,
	amount_confirmed = CASE s.outcome WHEN 'confirmed' THEN f.amount END, amount_recovered = CASE s.state WHEN 'closed' THEN f.amount / 2 END,
	closed_at = CASE s.state WHEN 'closed' THEN now() - n * interval '20 minutes' END
FROM (SELECT f.finding_id, f.finding_id % 8000 AS n, (ARRAY['warned', 'assigned', 'verifying', 'confirmed', 'refuted', 'closed', 'closed', 'rectified'])[1 + f.finding_id % 8] AS state,
	(ARRAY[NULL, NULL, NULL, 'confirmed', 'refuted', 'confirmed', 'refuted', 'confirmed'])[1 + f.finding_id % 8] AS outcome FROM oversight.finding f) s
WHERE s.finding_id = f.finding_id AND f.model <> 'nightly';
INSERT INTO oversight.exemption (subject, reason, granted_by, expires_on) SELECT subject, 'known', 'bench_owner', current_date + 30 FROM oversight.finding WHERE finding_id % 500 = 1;
SET SESSION AUTHORIZATION bench_owner;
SELECT supervise.create_roles('oversight', 'bench') \g /dev/null
RESET SESSION AUTHORIZATION;
CREATE ROLE bench_bi_user LOGIN IN ROLE bench_bi;
CREATE ROLE bench_analyst_a LOGIN IN ROLE bench_analyst;
CREATE ROLE bench_reviewer_a LOGIN IN ROLE bench_reviewer;
CREATE ROLE bench_reviewer_b LOGIN IN ROLE bench_reviewer;
GRANT USAGE ON SCHEMA ledger TO bench_analyst;
GRANT SELECT ON ledger.payment TO bench_analyst;
SET SESSION AUTHORIZATION bench_owner;
SELECT count(oversight.grant_scope(member)) FROM unnest('{bench_bi_user,bench_analyst_a,bench_reviewer_a,bench_reviewer_b}'::name[]) member \g /dev/null
RESET SESSION AUTHORIZATION;
VACUUM ANALYZE;
