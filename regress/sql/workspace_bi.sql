-- The BI schema: plain types, real keys, no personal data, row security.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE regress_wsb_owner CREATEROLE;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_wsb_owner', current_database()); END$$;
SET SESSION AUTHORIZATION regress_wsb_owner;
SELECT supervise.create_workspace('wsb');
UPDATE wsb.setting SET timezone = 'Asia/Shanghai';
INSERT INTO wsb.department VALUES ('civil', 'Civil affairs', '民政局');
INSERT INTO wsb.region VALUES ('3301', 'City', '市');
CREATE SCHEMA wsb_source;
CREATE TABLE wsb_source.fact (subject text, amount numeric, department text, region text, reason text, records text[], secret text);
INSERT INTO wsb_source.fact VALUES ('110101199003070003', 10, 'civil', '3301', 'paid to Zhang San', '{z1}', 'Zhang San'),
	('110101199003070011', 20, 'civil', NULL, 'paid to Li Si', '{z2}', 'Li Si'), ('110101199003070038', 30, 'other', '99', 'paid', '{z3}', 'x'), ('110101199003070046', NULL, NULL, NULL, NULL, NULL, NULL);
SELECT wsb.add_model('m', 'TABLE wsb_source.fact', 'Model', '模型', population => 'SELECT subject, ''assessable'' AS state FROM wsb_source.fact');
SELECT status FROM wsb.run('m');
SELECT state FROM wsb.assign(1);
SELECT state FROM wsb.verify(1, 'confirmed', 'rule_gap', 9, 'Zhang San admits it');
SELECT state FROM wsb.assign(2);
SELECT state FROM wsb.verify(2, 'refuted', 'permitted');
SELECT wsb.exempt(3, 'court order', wsb.today());
SELECT status FROM wsb.run('m');
SELECT supervise.create_roles('wsb', 'regress_wsb');
RESET SESSION AUTHORIZATION;
CREATE ROLE regress_wsb_tool LOGIN IN ROLE regress_wsb_bi;
CREATE ROLE regress_wsb_other LOGIN IN ROLE regress_wsb_bi;
CREATE ROLE regress_wsb_ann LOGIN IN ROLE regress_wsb_analyst;

-- What a tool reads first. Only plain types; a comment in two languages on everything.
SET SESSION AUTHORIZATION regress_wsb_tool;
SELECT table_name, count(*) AS columns FROM information_schema.columns WHERE table_schema = 'wsb_bi' GROUP BY 1 ORDER BY 1;
SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'wsb_bi'
	AND data_type NOT IN ('text', 'integer', 'bigint', 'numeric', 'boolean', 'date', 'timestamp with time zone');
SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'wsb_bi' AND column_name !~ '^[a-z][a-z0-9_]*$';
SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'wsb_bi'::regnamespace AND (coalesce(col_description(c.oid, a.attnum), '') !~ '[A-Za-z].* .*[一-龥]' OR obj_description(c.oid) IS NULL);
-- Days are dates, events are moments.
SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'wsb_bi'
	AND (column_name LIKE '%\_on' AND data_type <> 'date' OR column_name LIKE '%\_at' AND data_type <> 'timestamp with time zone' OR column_name LIKE 'is\_%' AND data_type <> 'boolean');

-- Nothing without a scope.
SELECT count(*) FROM wsb_bi.fact_finding;
SELECT count(*) FROM wsb_bi.finding_wide;
SELECT count(*) FROM wsb_bi.fact_event;
SELECT sum(findings) FROM wsb_bi.model_quality;
RESET SESSION AUTHORIZATION;
SET SESSION AUTHORIZATION regress_wsb_owner;
SELECT wsb.grant_scope('regress_wsb_tool');
SELECT wsb.grant_scope('regress_wsb_other', 'civil');
SELECT wsb.grant_scope('regress_wsb_ann');
SET SESSION AUTHORIZATION regress_wsb_other;
SELECT finding_id, department_code, region_code FROM wsb_bi.fact_finding ORDER BY 1;
SELECT DISTINCT finding_id FROM wsb_bi.fact_event ORDER BY 1;
SELECT model_code, findings, verified FROM wsb_bi.model_quality;
SET SESSION AUTHORIZATION regress_wsb_tool;
SELECT finding_id, incident_id, model_code, model_version, department_code, region_code, status_code, severity_code, is_open, is_lapsed, is_exempt, outcome, cause_code, amount, amount_confirmed FROM wsb_bi.fact_finding ORDER BY 1;
SELECT finding_id, model_en, model_zh, department_zh, region_zh, status_zh, severity_zh, cause_zh, length(subject_key) FROM wsb_bi.finding_wide ORDER BY 1;
SELECT event_id, finding_id, event_kind, from_status_code, to_status_code FROM wsb_bi.fact_event ORDER BY 1;
SELECT run_id, run_status, findings, findings_new, findings_exempt, population, hits, clean FROM wsb_bi.fact_run ORDER BY 1;
SELECT model_code, findings, verified, confirmed, precision_verified FROM wsb_bi.model_quality;
TABLE wsb_bi.dim_department ORDER BY 1;
TABLE wsb_bi.dim_region ORDER BY 1;
SELECT date_day, year, quarter, month, day_of_month, iso_year, iso_week, weekday, year_month, weekday_en, weekday_zh, is_working_day,
	days_ago = (SELECT t.date_day FROM wsb_bi.dim_date t WHERE t.days_ago = 0) - date_day AS days_ago_right
FROM wsb_bi.dim_date WHERE date_day BETWEEN '2026-02-13' AND '2026-02-16' ORDER BY 1;
SELECT count(*), min(date_day), max(date_day) FROM wsb_bi.dim_date;

-- Keys are unique, and every reference has its row.
SELECT 'fact_finding' AS view, count(*) - count(DISTINCT finding_id) AS doubles FROM wsb_bi.fact_finding
UNION ALL SELECT 'finding_wide', count(*) - count(DISTINCT finding_id) FROM wsb_bi.finding_wide
UNION ALL SELECT 'fact_event', count(*) - count(DISTINCT event_id) FROM wsb_bi.fact_event
UNION ALL SELECT 'fact_run', count(*) - count(DISTINCT run_id) FROM wsb_bi.fact_run
UNION ALL SELECT 'dim_model', count(*) - count(DISTINCT model_code) FROM wsb_bi.dim_model
UNION ALL SELECT 'dim_department', count(*) - count(DISTINCT department_code) FROM wsb_bi.dim_department
UNION ALL SELECT 'dim_region', count(*) - count(DISTINCT region_code) FROM wsb_bi.dim_region
UNION ALL SELECT 'dim_status', count(*) - count(DISTINCT status_code) FROM wsb_bi.dim_status
UNION ALL SELECT 'dim_severity', count(*) - count(DISTINCT severity_code) FROM wsb_bi.dim_severity
UNION ALL SELECT 'dim_alert', count(*) - count(DISTINCT alert_colour) FROM wsb_bi.dim_alert
UNION ALL SELECT 'dim_cause', count(*) - count(DISTINCT cause_code) FROM wsb_bi.dim_cause
UNION ALL SELECT 'fact_run_count', count(*) - count(DISTINCT (run_id, judgement, reason)) FROM wsb_bi.fact_run_count
UNION ALL SELECT 'dim_date', count(*) - count(DISTINCT date_day) FROM wsb_bi.dim_date;
-- No key is null, and every code, day and number of a fact has its row: columns are
-- found by their names, as a modelling tool finds them.
CREATE TEMP TABLE broken_reference (fact text, col text, orphans bigint);
DO $$
DECLARE
	r record;
BEGIN
	FOR r IN
		SELECT c.table_name AS fact, c.column_name AS col, d.dim, d.key
		FROM information_schema.columns c
		JOIN (VALUES ('model_code', 'dim_model', 'model_code'), ('department_code', 'dim_department', 'department_code'),
			('region_code', 'dim_region', 'region_code'), ('%status_code', 'dim_status', 'status_code'), ('severity_code', 'dim_severity', 'severity_code'),
			('cause_code', 'dim_cause', 'cause_code'), ('alert_colour', 'dim_alert', 'alert_colour'), ('%\_on', 'dim_date', 'date_day'),
			('finding_id', 'fact_finding', 'finding_id'), ('incident_id', 'fact_finding', 'finding_id'), ('run_id', 'fact_run', 'run_id'), ('parent_code', NULL, NULL)) d(col, dim, key)
			ON c.column_name LIKE d.col
		WHERE c.table_schema = 'wsb_bi' AND d.dim IS NOT NULL AND c.table_name <> d.dim
	LOOP
		EXECUTE format('INSERT INTO broken_reference SELECT %L, %L, count(*) FROM wsb_bi.%I f WHERE f.%I IS NOT NULL AND NOT EXISTS (SELECT FROM wsb_bi.%I d WHERE d.%I = f.%I)',
			r.fact, r.col, r.fact, r.col, r.dim, r.key, r.col);
	END LOOP;
END$$;
SELECT count(*) AS "references", count(DISTINCT fact) AS views, sum(orphans) AS orphans FROM broken_reference;
SELECT count(*) FROM wsb_bi.fact_finding WHERE finding_id IS NULL OR subject_key IS NULL OR model_code IS NULL OR department_code IS NULL OR region_code IS NULL OR status_code IS NULL OR severity_code IS NULL OR alert_colour IS NULL;
-- The calendar of the office, official days and its own.
SELECT count(*) AS working_days_2026 FROM wsb_bi.dim_date WHERE year = 2026 AND is_working_day;
SELECT count(*) FILTER (WHERE days_ago = 0) AS todays, count(*) FILTER (WHERE is_working_day IS NULL) AS unknown, max(date_day) - min(date_day) + 1 - count(*) AS gaps FROM wsb_bi.dim_date;
SELECT (SELECT count(*) FROM wsb_bi.fact_finding) = (SELECT count(*) FROM wsb_bi.finding_wide) AS wide_loses_nothing,
	(SELECT count(*) FROM wsb_bi.fact_event e WHERE NOT EXISTS (SELECT FROM wsb_bi.fact_finding f WHERE f.finding_id = e.finding_id)) AS events_without,
	(SELECT count(*) FROM wsb_bi.fact_finding f WHERE NOT EXISTS (SELECT FROM wsb_bi.dim_date d WHERE d.date_day = f.found_on)) AS days_without;

-- Keys stay as they are when models run again and work goes on.
CREATE TEMP TABLE keys_before AS SELECT 'finding' AS kind, finding_id::text AS key, subject_key || model_code AS of FROM wsb_bi.fact_finding
	UNION ALL SELECT 'event', event_id::text, finding_id || event_kind FROM wsb_bi.fact_event UNION ALL SELECT 'run', run_id::text, model_code FROM wsb_bi.fact_run
	UNION ALL SELECT 'date', to_char(date_day, 'YYYYMMDD'), year_month FROM wsb_bi.dim_date WHERE year = 2026;
SET SESSION AUTHORIZATION regress_wsb_owner;
INSERT INTO wsb.calendar_day VALUES ('2026-02-14', false, 'The office is closed');
INSERT INTO wsb_source.fact VALUES ('110101199003070054', 1, 'civil', '3301', 'paid', '{z9}', 'x');
GRANT USAGE ON SCHEMA wsb_source TO regress_wsb_ann;
GRANT SELECT ON wsb_source.fact TO regress_wsb_ann;
SET SESSION AUTHORIZATION regress_wsb_ann;
SELECT findings, findings_new FROM wsb.run('m');
SET SESSION AUTHORIZATION regress_wsb_tool;
SELECT kind, count(*) FROM (SELECT * FROM keys_before EXCEPT (SELECT 'finding', finding_id::text, subject_key || model_code FROM wsb_bi.fact_finding
	UNION ALL SELECT 'event', event_id::text, finding_id || event_kind FROM wsb_bi.fact_event UNION ALL SELECT 'run', run_id::text, model_code FROM wsb_bi.fact_run
	UNION ALL SELECT 'date', to_char(date_day, 'YYYYMMDD'), year_month FROM wsb_bi.dim_date)) gone GROUP BY 1;
SELECT count(*) > 300 AS keys FROM keys_before;
SELECT date_day, is_working_day FROM wsb_bi.dim_date WHERE date_day IN ('2026-02-14', '2026-02-15', '2026-02-17');

-- No personal data anywhere, no way into the workspace.
CREATE TEMP TABLE every_word (word text);
DO $$
DECLARE
	v text;
BEGIN
	FOR v IN SELECT table_name FROM information_schema.views WHERE table_schema = 'wsb_bi' AND table_name <> 'dim_date' LOOP
		EXECUTE format('INSERT INTO every_word SELECT t::text FROM wsb_bi.%I t', v);
	END LOOP;
END$$;
SELECT count(*) > 20 AS words, count(*) FILTER (WHERE word ~ '1101011990|Zhang|Li Si|admits|court') AS personal FROM every_word;
TABLE wsb.finding;
SELECT wsb.actor();
SELECT wsb.pseudonym('110101199003070003');
SELECT wsb._visible_findings();
-- Who works in the workspace has no business in the BI schema.
SET SESSION AUTHORIZATION regress_wsb_ann;
SELECT count(*) FROM wsb.finding;
SELECT count(*) FROM wsb_bi.fact_finding;

RESET SESSION AUTHORIZATION;
SELECT days_ago AS today_is FROM wsb_bi.dim_date WHERE date_day = wsb.today();
DROP SCHEMA wsb_source CASCADE;
SET ROLE regress_wsb_owner;
SELECT supervise.drop_workspace('wsb', true);
SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'wsb%';
RESET ROLE;
DROP OWNED BY regress_wsb_owner;
DROP TABLE every_word, broken_reference, keys_before;
DROP ROLE regress_wsb_owner, regress_wsb_tool, regress_wsb_other, regress_wsb_ann, regress_wsb_administrator, regress_wsb_analyst, regress_wsb_reviewer, regress_wsb_auditor, regress_wsb_bi, regress_wsb_key_holder;
