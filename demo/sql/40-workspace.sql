-- A workspace in the county: made and owned by somebody who is no superuser, with
-- roles that none of its people hold two of, and its first two models.
--
-- More models: files 41 to 49, by name. They begin as the server's superuser; models
-- are added as anlan_administrator, run as anlan_analyst.
SET client_min_messages = error;
DROP ROLE IF EXISTS anlan_owner, anlan_administrator, anlan_analyst, anlan_reviewer, anlan_second_reviewer,
	anlan_auditor, anlan_bi, oversight_administrator, oversight_analyst, oversight_reviewer, oversight_auditor,
	oversight_bi, oversight_key_holder;
CREATE ROLE anlan_owner LOGIN CREATEROLE;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO anlan_owner', current_database()); END$$;

SET SESSION AUTHORIZATION anlan_owner;
SELECT supervise.create_workspace('oversight') \g /dev/null
SELECT supervise.create_roles('oversight') \g /dev/null
UPDATE oversight.setting SET timezone = 'Asia/Shanghai',
	office_en = 'Anlan County Supervision Office', office_zh = '安澜县监督办公室';
RESET SESSION AUTHORIZATION;

-- One person, one duty.
CREATE ROLE anlan_administrator LOGIN IN ROLE oversight_administrator;
CREATE ROLE anlan_analyst LOGIN IN ROLE oversight_analyst;
CREATE ROLE anlan_reviewer LOGIN IN ROLE oversight_reviewer;
CREATE ROLE anlan_second_reviewer LOGIN IN ROLE oversight_reviewer;
CREATE ROLE anlan_auditor LOGIN IN ROLE oversight_auditor;
CREATE ROLE anlan_bi LOGIN IN ROLE oversight_bi;
SET SESSION AUTHORIZATION anlan_owner;
SELECT count(oversight.grant_scope(member))
FROM unnest('{anlan_analyst,anlan_reviewer,anlan_second_reviewer,anlan_bi}'::name[]) member \g /dev/null
RESET SESSION AUTHORIZATION;

-- Who writes models and who runs them reads the ledgers; nobody reads the answers.
DO $$
DECLARE
	ledger text;
BEGIN
	FOR ledger IN SELECT nspname FROM pg_namespace
		WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'public', 'supervise', 'county_truth', 'oversight', 'oversight_bi', 'demo')
	LOOP
		EXECUTE format('GRANT USAGE ON SCHEMA %I TO oversight_administrator, oversight_analyst', ledger);
		EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO oversight_administrator, oversight_analyst', ledger);
	END LOOP;
END
$$;

SELECT quote_literal(jsonb_agg(d)) AS departments FROM county.department d \gset
SET SESSION AUTHORIZATION anlan_administrator;
INSERT INTO oversight.department
SELECT d.dept, d.name_en, d.name_zh FROM jsonb_to_recordset(:departments) d(dept text, name_en text, name_zh text);

SELECT oversight.add_model('paid_twice', $$
SELECT c.subject, c.during, c.excess AS amount, c.days AS score, p.dept AS department, c.records, c.sources,
	supervise.say(format('%s days paid by %s', c.days, array_to_string(c.sources, ' and ')),
		format('%s天由%s同时发放', c.days, array_to_string(c.sources, '、'))) AS reason
FROM supervise.collisions(
	'SELECT supervise.resident_id(id_card) AS subject, pay_id AS record, programme AS source, period AS valid, amount FROM county.payment',
	pairs => 'TABLE county.exclusion', min_days => parameter.min_days, on_invalid => 'skip') c
JOIN county.programme p ON p.programme = c.sources[1]
$$, 'Paid twice for the same days', '同一时段享受互斥项目',
	population => $$
SELECT coalesce(supervise.resident_id(id_card), id_card) AS subject,
	CASE WHEN supervise.resident_id(id_card) IS NULL THEN 'insufficient_data' ELSE 'assessable' END AS state,
	min('id: ' || supervise.resident_id_problem(id_card)) AS reason
FROM county.payment WHERE id_card IS NOT NULL GROUP BY 1, 2
$$,
	parameters => '[{"name": "min_days", "type": "integer", "value": "1", "minimum": "1", "maximum": "366", "unit": "days", "title_en": "Shortest overlap that counts", "title_zh": "最短重叠天数"}]',
	question => 'Is one person paid by two programmes that exclude each other, for the same days?',
	domain => 'subsidies', severity => 'high') \g /dev/null

-- Any SELECT can be a model.
SELECT oversight.add_model('paid_again', $$
SELECT supervise.resident_id(id_card) AS subject, period AS during, sum(amount) - max(amount) AS amount, min(dept) AS department,
	array_agg(pay_id ORDER BY pay_id) AS records, array_agg(batch ORDER BY pay_id) AS sources
FROM county.payment
WHERE supervise.resident_id(id_card) IS NOT NULL AND amount > 0
GROUP BY supervise.resident_id(id_card), programme, period, amount
HAVING count(*) > 1
$$, 'The same payment twice', '同一笔重复发放',
	population => $$
SELECT coalesce(supervise.resident_id(id_card), id_card) AS subject,
	CASE WHEN supervise.resident_id(id_card) IS NULL THEN 'insufficient_data' ELSE 'assessable' END AS state,
	min('id: ' || supervise.resident_id_problem(id_card)) AS reason
FROM county.payment WHERE id_card IS NOT NULL GROUP BY 1, 2
$$,
	question => 'Does one programme list the same person, period and amount twice?', domain => 'subsidies') \g /dev/null
RESET SESSION AUTHORIZATION;
