-- The BI schema: flat views for tools that know tables, keys and numbers. No arrays, no
-- ranges, no json, no personal data: subjects appear as pseudonyms, and what people or
-- queries wrote in words (reasons, notes, measures) stays out.
--
-- The views run with the owner's rights, not their reader's: a reader of the BI schema
-- has no right whatever in the workspace, where the personal data is. Row security
-- holds all the same, because it is forced and asks who sent the statement. (With
-- security_invoker, the bi role would need to read finding.subject itself.)

-- IF NOT EXISTS would ask for the right to create schemas at every update.
DO $$
BEGIN
	IF to_regnamespace('@workspace_bi@') IS NULL THEN
		CREATE SCHEMA @workspace_bi@;
	END IF;
END
$$;
COMMENT ON SCHEMA @workspace_bi@ IS 'BI views of a workspace of supervise 监督工作区的 BI 视图';

-- Exemptions are looked up in two hashes made once: EXISTS, which asks for each finding,
-- is priced so high that the server compiles (JIT) what takes no time to run.
CREATE OR REPLACE VIEW @workspace_bi@.fact_finding AS
SELECT f.finding_id, f.incident_id, f.pseudonym AS subject_key, f.model AS model_code,
	f.first_version AS model_version, coalesce(f.department, 'unknown') AS department_code,
	coalesce(f.region, 'unknown') AS region_code, f.state AS status_code, f.severity AS severity_code,
	s.open AS is_open, f.lapsed_at IS NOT NULL AS is_lapsed, f.recurrence_of IS NOT NULL AS is_recurrence,
	f.subject IN (SELECT e.subject FROM exemption e WHERE e.model IS NULL AND e.ended_at IS NULL AND e.expires_on >= (SELECT today()))
		OR (f.subject, f.model) IN (SELECT e.subject, e.model FROM exemption e
			WHERE e.model IS NOT NULL AND e.ended_at IS NULL AND e.expires_on >= (SELECT today())) AS is_exempt,
	f.outcome AS outcome, f.cause AS cause_code, f.amount, f.amount_confirmed, f.amount_recovered, f.score,
	f.valid_from, f.valid_to,
	(f.first_seen AT TIME ZONE c.timezone)::date AS found_on,
	(f.verified_at AT TIME ZONE c.timezone)::date AS verified_on,
	(f.closed_at AT TIME ZONE c.timezone)::date AS closed_on,
	f.first_seen AS first_seen_at, f.last_seen AS last_seen_at,
	f.lapsed_at, f.state_since AS status_since, f.verified_at, f.closed_at,
	CASE WHEN s.open AND l.working_days IS NOT NULL THEN a.due_on END AS due_on,
	CASE WHEN s.open AND l.working_days IS NOT NULL THEN a."left" END AS days_left,
	CASE WHEN s.open AND l.working_days IS NOT NULL THEN a.level ELSE 'none' END AS alert_colour
FROM finding f
JOIN state s ON s.code = f.state
LEFT JOIN state_limit l ON l.state = f.state
CROSS JOIN (SELECT calendar() AS calendar, today() AS today, g.timezone FROM setting g LIMIT 1) c
CROSS JOIN LATERAL supervise.alert(c.calendar, (f.state_since AT TIME ZONE c.timezone)::date,
	coalesce(l.working_days, 0), NULL, c.today) a;
COMMENT ON VIEW @workspace_bi@.fact_finding IS 'Findings, one row each 问题线索事实';

CREATE OR REPLACE VIEW @workspace_bi@.fact_event AS
SELECT e.event_id, e.finding_id, e.model AS model_code, e.kind AS event_kind, e.from_state AS from_status_code,
	e.to_state AS to_status_code, e.actor::text AS actor, e.at AS event_at, (e.at AT TIME ZONE g.timezone)::date AS event_on
FROM finding_event e
CROSS JOIN setting g
WHERE e.finding_id IS NOT NULL;
COMMENT ON VIEW @workspace_bi@.fact_event IS 'What happened to findings 线索事件事实';

CREATE OR REPLACE VIEW @workspace_bi@.fact_run AS
SELECT r.run_id, r.model AS model_code, r.version AS model_version, r.shadow AS is_shadow, r.status AS run_status,
	r.as_of, r.started_at, r.finished_at, (r.started_at AT TIME ZONE g.timezone)::date AS run_on,
	round(extract(epoch FROM r.finished_at - r.started_at)::numeric, 3) AS seconds,
	r.rows_returned, r.findings, r.findings_new, r.findings_changed, r.findings_returned, r.findings_lapsed,
	r.findings_exempt, r.population, r.hits, r.clean, r.insufficient_data, r.not_applicable,
	NOT r.shadow AND r.status <> 'running' AND NOT EXISTS (SELECT FROM run n WHERE n.model = r.model
		AND n.run_id > r.run_id AND NOT n.shadow AND n.status <> 'running') AS is_last
FROM run r
CROSS JOIN setting g;
COMMENT ON VIEW @workspace_bi@.fact_run IS 'Runs of models with their ledger 模型运行事实';

CREATE OR REPLACE VIEW @workspace_bi@.fact_run_count AS
SELECT c.run_id, c.outcome AS judgement, c.reason, c.subjects
FROM run_count c;
COMMENT ON VIEW @workspace_bi@.fact_run_count IS 'Ledger of runs by judgement and reason 运行台账(按判断结果和原因)';

CREATE OR REPLACE VIEW @workspace_bi@.dim_model AS
SELECT m.code AS model_code, m.title_en, m.title_zh, m.domain, m.severity AS severity_code, m.weight,
	m.enabled AS is_enabled, m.shadow AS is_shadow, m.retired_at IS NOT NULL AS is_retired, m.version AS model_version
FROM model m;
COMMENT ON VIEW @workspace_bi@.dim_model IS 'Models 模型维度';

-- Codes that occur without being listed are there, too: no fact without its dimension.
-- DISTINCT, because of it the planner knows how many there are, as of UNION it does not.
CREATE OR REPLACE VIEW @workspace_bi@.dim_department AS
SELECT d.code AS department_code, d.name_en AS department_en, d.name_zh AS department_zh, d.parent AS parent_code
FROM department d
UNION ALL
SELECT x.code, CASE x.code WHEN 'unknown' THEN 'Unknown' ELSE x.code END, CASE x.code WHEN 'unknown' THEN '未知' ELSE x.code END, NULL
FROM (SELECT 'unknown' AS code UNION ALL SELECT DISTINCT f.department FROM finding f WHERE f.department <> 'unknown') x
WHERE NOT EXISTS (SELECT FROM department d WHERE d.code = x.code);
COMMENT ON VIEW @workspace_bi@.dim_department IS 'Departments 部门维度';

CREATE OR REPLACE VIEW @workspace_bi@.dim_region AS
SELECT r.code AS region_code, r.name_en AS region_en, r.name_zh AS region_zh, r.parent AS parent_code
FROM region r
UNION ALL
SELECT x.code, CASE x.code WHEN 'unknown' THEN 'Unknown' ELSE x.code END, CASE x.code WHEN 'unknown' THEN '未知' ELSE x.code END, NULL
FROM (SELECT 'unknown' AS code UNION ALL SELECT DISTINCT f.region FROM finding f WHERE f.region <> 'unknown') x
WHERE NOT EXISTS (SELECT FROM region r WHERE r.code = x.code);
COMMENT ON VIEW @workspace_bi@.dim_region IS 'Regions 区划维度';

-- The next step is the one whose time limit is running.
CREATE OR REPLACE VIEW @workspace_bi@.dim_status AS
SELECT s.code AS status_code, s.rank AS status_rank, s.open AS is_open, s.label_en AS status_en, s.label_zh AS status_zh,
	l.working_days AS limit_days,
	CASE WHEN s.open THEN coalesce(v.en, 'Nothing is foreseen') END AS next_step_en,
	CASE WHEN s.open THEN coalesce(v.zh, '未设后续步骤') END AS next_step_zh
FROM state s
LEFT JOIN state_limit l ON l.state = s.code
LEFT JOIN LATERAL (SELECT p.verb FROM step p WHERE p.from_state = s.code
	ORDER BY p.working_days NULLS LAST, p.to_state LIMIT 1) n ON true
LEFT JOIN (VALUES
	('assign', 'Assign to a department', '交办部门'),
	('verify', 'Verify', '核实'),
	('give_back', 'Give back', '退回'),
	('rectify', 'Put right, recover the money', '整改追款'),
	('institute', 'Change the rule or system', '建章立制'),
	('close', 'Review and close', '复核办结'),
	('reopen', 'Reopen', '重新启动')) v(verb, en, zh) ON v.verb = n.verb;
COMMENT ON VIEW @workspace_bi@.dim_status IS 'States of a finding 状态维度';

CREATE OR REPLACE VIEW @workspace_bi@.dim_severity AS
SELECT s.code AS severity_code, s.rank AS severity_rank, s.label_en AS severity_en, s.label_zh AS severity_zh
FROM severity s;
COMMENT ON VIEW @workspace_bi@.dim_severity IS 'Severities 严重程度维度';

CREATE OR REPLACE VIEW @workspace_bi@.dim_alert AS
SELECT a.alert_colour, a.alert_rank, a.alert_en, a.alert_zh
FROM (VALUES ('none', 1, 'In time', '未到提醒'), ('blue', 2, 'Half used', '时限过半'),
	('yellow', 3, 'Due soon', '将到期'), ('red', 4, 'Late', '逾期')) a(alert_colour, alert_rank, alert_en, alert_zh);
COMMENT ON VIEW @workspace_bi@.dim_alert IS 'Alerts: how much of a time limit is used 预警维度';

CREATE OR REPLACE VIEW @workspace_bi@.dim_cause AS
SELECT c.code AS cause_code, c.outcome, c.label_en AS cause_en, c.label_zh AS cause_zh
FROM cause c;
COMMENT ON VIEW @workspace_bi@.dim_cause IS 'Causes of what verification found 核实原因维度';

CREATE OR REPLACE VIEW @workspace_bi@.dim_date AS
SELECT d.day AS date_day, extract(year FROM d.day)::integer AS year, extract(quarter FROM d.day)::integer AS quarter,
	extract(month FROM d.day)::integer AS month, extract(day FROM d.day)::integer AS day_of_month,
	extract(isoyear FROM d.day)::integer AS iso_year, extract(week FROM d.day)::integer AS iso_week,
	extract(isodow FROM d.day)::integer AS weekday, to_char(d.day, 'YYYY-MM') AS year_month,
	(ARRAY['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])[extract(isodow FROM d.day)::integer] AS weekday_en,
	(ARRAY['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'])[extract(isodow FROM d.day)::integer] AS weekday_zh,
	supervise.is_working_day(c.calendar, d.day) AS is_working_day, c.today - d.day AS days_ago
FROM (SELECT generate_series(timestamp '2007-01-01', timestamp '2040-12-31', interval '1 day')::date AS day) d
CROSS JOIN (SELECT calendar() AS calendar, today() AS today OFFSET 0) c;
COMMENT ON VIEW @workspace_bi@.dim_date IS 'Days 2007 to 2040 with the working calendar 日期维度(含工作日)';

-- Every key has its row; LEFT JOINs all the same, for an inner join on an expression is
-- taken for a filter, and what follows it for a handful of rows.
CREATE OR REPLACE VIEW @workspace_bi@.finding_wide AS
SELECT f.*, m.title_en AS model_en, m.title_zh AS model_zh, m.domain, d.department_en, d.department_zh,
	r.region_en, r.region_zh, s.status_en, s.status_zh, s.status_rank, v.severity_en, v.severity_zh, v.severity_rank,
	c.cause_en, c.cause_zh, s.next_step_en, s.next_step_zh, a.alert_en, a.alert_zh, a.alert_rank
FROM @workspace_bi@.fact_finding f
LEFT JOIN @workspace_bi@.dim_model m ON m.model_code = f.model_code
LEFT JOIN @workspace_bi@.dim_department d ON d.department_code = f.department_code
LEFT JOIN @workspace_bi@.dim_region r ON r.region_code = f.region_code
LEFT JOIN @workspace_bi@.dim_status s ON s.status_code = f.status_code
LEFT JOIN @workspace_bi@.dim_severity v ON v.severity_code = f.severity_code
LEFT JOIN @workspace_bi@.dim_alert a ON a.alert_colour = f.alert_colour
LEFT JOIN @workspace_bi@.dim_cause c ON c.cause_code = f.cause_code;
COMMENT ON VIEW @workspace_bi@.finding_wide IS 'Findings with every label, for tools without joins 线索宽表';

CREATE OR REPLACE VIEW @workspace_bi@.model_quality AS
SELECT q.model AS model_code, m.title_en AS model_en, m.title_zh AS model_zh, q.version AS model_version, q.findings, q.verified,
	q.confirmed, q.refuted, q.precision_verified, q.precision_low, q.precision_high, q.amount_confirmed, q.amount_recovered,
	q.recovered_per_finding, q.days_to_verify
FROM model_quality q
JOIN model m ON m.code = q.model;
COMMENT ON VIEW @workspace_bi@.model_quality IS 'How well models do 模型质量';
