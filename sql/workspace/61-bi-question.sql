-- Written by dashboards/generate from dashboards/*.sql: change it there.
--
-- The questions of the dashboards, a view each in the BI schema, and what
-- report() needs to draw them: pages, questions, columns, answers.

CREATE OR REPLACE VIEW @workspace_bi@.overview_figures AS
SELECT count(*) AS findings,
	count(*) FILTER (WHERE f.is_open) AS open_findings,
	count(*) FILTER (WHERE f.is_open AND NOT f.is_exempt AND f.alert_colour = 'red') AS late_findings,
	count(*) FILTER (WHERE f.outcome = 'confirmed') AS confirmed,
	count(*) FILTER (WHERE f.outcome = 'refuted') AS refuted,
	round(count(*) FILTER (WHERE f.outcome = 'confirmed')::numeric / nullif(count(f.outcome), 0), 4) AS precision_verified,
	coalesce(sum(f.amount_confirmed), 0) AS amount_confirmed,
	coalesce(sum(f.amount_recovered), 0) AS amount_recovered
FROM @workspace_bi@.fact_finding f;
COMMENT ON VIEW @workspace_bi@.overview_figures IS 'At a glance 总体情况';
COMMENT ON COLUMN @workspace_bi@.overview_figures.findings IS 'Findings 线索总数';
COMMENT ON COLUMN @workspace_bi@.overview_figures.open_findings IS 'Open 未办结';
COMMENT ON COLUMN @workspace_bi@.overview_figures.late_findings IS 'Late 逾期';
COMMENT ON COLUMN @workspace_bi@.overview_figures.confirmed IS 'Confirmed 属实';
COMMENT ON COLUMN @workspace_bi@.overview_figures.refuted IS 'Refuted 不属实';
COMMENT ON COLUMN @workspace_bi@.overview_figures.precision_verified IS 'Confirmed of those verified 查实率';
COMMENT ON COLUMN @workspace_bi@.overview_figures.amount_confirmed IS 'Amount confirmed 属实金额';
COMMENT ON COLUMN @workspace_bi@.overview_figures.amount_recovered IS 'Recovered 追回金额';

CREATE OR REPLACE VIEW @workspace_bi@.overview_next AS
SELECT s.status_rank, s.status_code, s.next_step_en, s.next_step_zh, s.status_en, s.status_zh, s.limit_days,
	count(*) AS open_findings,
	count(*) FILTER (WHERE f.alert_colour = 'red') AS late_findings,
	min(f.due_on) AS first_due_on
FROM @workspace_bi@.fact_finding f
JOIN @workspace_bi@.dim_status s ON s.status_code = f.status_code
WHERE f.is_open AND NOT f.is_exempt
GROUP BY s.status_rank, s.status_code, s.next_step_en, s.next_step_zh, s.status_en, s.status_zh, s.limit_days
ORDER BY s.status_rank;
COMMENT ON VIEW @workspace_bi@.overview_next IS 'What has to be done next 下一步工作';
COMMENT ON COLUMN @workspace_bi@.overview_next.next_step_en IS 'Step 待办事项';
COMMENT ON COLUMN @workspace_bi@.overview_next.next_step_zh IS 'Step 待办事项';
COMMENT ON COLUMN @workspace_bi@.overview_next.status_en IS 'State 当前状态';
COMMENT ON COLUMN @workspace_bi@.overview_next.status_zh IS 'State 当前状态';
COMMENT ON COLUMN @workspace_bi@.overview_next.limit_days IS 'Time limit, working days 时限（工作日）';
COMMENT ON COLUMN @workspace_bi@.overview_next.open_findings IS 'Open 未办结';
COMMENT ON COLUMN @workspace_bi@.overview_next.late_findings IS 'Late 逾期';
COMMENT ON COLUMN @workspace_bi@.overview_next.first_due_on IS 'First due 最早到期日';

CREATE OR REPLACE VIEW @workspace_bi@.overview_department AS
SELECT d.department_code, d.department_en, d.department_zh,
	count(*) AS findings,
	count(*) FILTER (WHERE f.is_open) AS open_findings,
	count(*) FILTER (WHERE f.is_open AND NOT f.is_exempt AND f.alert_colour = 'red') AS late_findings,
	count(*) FILTER (WHERE f.outcome = 'confirmed') AS confirmed,
	coalesce(sum(f.amount_confirmed), 0) AS amount_confirmed,
	coalesce(sum(f.amount_recovered), 0) AS amount_recovered
FROM @workspace_bi@.fact_finding f
LEFT JOIN @workspace_bi@.dim_department d ON d.department_code = f.department_code
GROUP BY d.department_code, d.department_en, d.department_zh
ORDER BY findings DESC, d.department_code;
COMMENT ON VIEW @workspace_bi@.overview_department IS 'By department 各部门情况';
COMMENT ON COLUMN @workspace_bi@.overview_department.department_en IS 'Department 部门';
COMMENT ON COLUMN @workspace_bi@.overview_department.department_zh IS 'Department 部门';
COMMENT ON COLUMN @workspace_bi@.overview_department.findings IS 'Findings 线索总数';
COMMENT ON COLUMN @workspace_bi@.overview_department.open_findings IS 'Open 未办结';
COMMENT ON COLUMN @workspace_bi@.overview_department.late_findings IS 'Late 逾期';
COMMENT ON COLUMN @workspace_bi@.overview_department.confirmed IS 'Confirmed 属实';
COMMENT ON COLUMN @workspace_bi@.overview_department.amount_confirmed IS 'Amount confirmed 属实金额';
COMMENT ON COLUMN @workspace_bi@.overview_department.amount_recovered IS 'Recovered 追回金额';

CREATE OR REPLACE VIEW @workspace_bi@.overview_status AS
SELECT s.status_rank, s.status_code, s.status_en, s.status_zh, count(f.finding_id) AS findings
FROM @workspace_bi@.dim_status s
LEFT JOIN @workspace_bi@.fact_finding f ON f.status_code = s.status_code
GROUP BY s.status_rank, s.status_code, s.status_en, s.status_zh
ORDER BY s.status_rank;
COMMENT ON VIEW @workspace_bi@.overview_status IS 'By state 各状态线索';
COMMENT ON COLUMN @workspace_bi@.overview_status.status_en IS 'State 当前状态';
COMMENT ON COLUMN @workspace_bi@.overview_status.status_zh IS 'State 当前状态';
COMMENT ON COLUMN @workspace_bi@.overview_status.findings IS 'Findings 线索总数';

CREATE OR REPLACE VIEW @workspace_bi@.overview_model AS
SELECT m.model_code, m.title_en AS model_en, m.title_zh AS model_zh, count(f.finding_id) AS findings
FROM @workspace_bi@.dim_model m
LEFT JOIN @workspace_bi@.fact_finding f ON f.model_code = m.model_code
GROUP BY m.model_code, m.title_en, m.title_zh
ORDER BY findings DESC, m.model_code;
COMMENT ON VIEW @workspace_bi@.overview_model IS 'By model 各模型线索';
COMMENT ON COLUMN @workspace_bi@.overview_model.model_en IS 'Model 模型';
COMMENT ON COLUMN @workspace_bi@.overview_model.model_zh IS 'Model 模型';
COMMENT ON COLUMN @workspace_bi@.overview_model.findings IS 'Findings 线索总数';

CREATE OR REPLACE VIEW @workspace_bi@.overview_month AS
WITH month AS (
	SELECT m.year_month, row_number() OVER (ORDER BY m.year_month DESC) AS ago
	FROM (SELECT DISTINCT d.year_month FROM @workspace_bi@.dim_date d
		WHERE d.days_ago BETWEEN 0 AND 400) m
), happened AS (
	SELECT to_char(f.found_on, 'YYYY-MM') AS year_month, 1 AS found, 0 AS verified, 0 AS closed
	FROM @workspace_bi@.fact_finding f
	UNION ALL
	SELECT to_char(f.verified_on, 'YYYY-MM'), 0, 1, 0 FROM @workspace_bi@.fact_finding f WHERE f.verified_on IS NOT NULL
	UNION ALL
	SELECT to_char(f.closed_on, 'YYYY-MM'), 0, 0, 1 FROM @workspace_bi@.fact_finding f WHERE f.closed_on IS NOT NULL
)
SELECT m.year_month, coalesce(sum(h.found), 0) AS found_findings, coalesce(sum(h.verified), 0) AS verified_findings,
	coalesce(sum(h.closed), 0) AS closed_findings
FROM month m
LEFT JOIN happened h ON h.year_month = m.year_month
WHERE m.ago <= 12
GROUP BY m.year_month
ORDER BY m.year_month;
COMMENT ON VIEW @workspace_bi@.overview_month IS 'Found, verified and closed by month 每月新增、核实与办结';
COMMENT ON COLUMN @workspace_bi@.overview_month.year_month IS 'Month 月份';
COMMENT ON COLUMN @workspace_bi@.overview_month.found_findings IS 'Found 新增';
COMMENT ON COLUMN @workspace_bi@.overview_month.verified_findings IS 'Verified 核实';
COMMENT ON COLUMN @workspace_bi@.overview_month.closed_findings IS 'Closed 办结';

CREATE OR REPLACE VIEW @workspace_bi@.worklist_figures AS
SELECT count(*) FILTER (WHERE NOT f.is_exempt) AS open_findings,
	count(*) FILTER (WHERE NOT f.is_exempt AND f.alert_colour = 'red') AS late_findings,
	count(*) FILTER (WHERE NOT f.is_exempt AND f.alert_colour = 'yellow') AS due_soon_findings,
	count(*) FILTER (WHERE NOT f.is_exempt AND f.alert_colour = 'blue') AS half_used_findings,
	count(*) FILTER (WHERE NOT f.is_exempt AND f.alert_colour = 'none') AS in_time_findings,
	count(*) FILTER (WHERE f.is_exempt) AS exempt_findings
FROM @workspace_bi@.fact_finding f
WHERE f.is_open;
COMMENT ON VIEW @workspace_bi@.worklist_figures IS 'How urgent 紧急程度';
COMMENT ON COLUMN @workspace_bi@.worklist_figures.open_findings IS 'Open 未办结';
COMMENT ON COLUMN @workspace_bi@.worklist_figures.late_findings IS 'Late 逾期';
COMMENT ON COLUMN @workspace_bi@.worklist_figures.due_soon_findings IS 'Due soon 将到期';
COMMENT ON COLUMN @workspace_bi@.worklist_figures.half_used_findings IS 'Half the time used 时限过半';
COMMENT ON COLUMN @workspace_bi@.worklist_figures.in_time_findings IS 'In time 未到提醒';
COMMENT ON COLUMN @workspace_bi@.worklist_figures.exempt_findings IS 'Exempt, not counted here 豁免（未计入）';

CREATE OR REPLACE VIEW @workspace_bi@.worklist_department AS
SELECT d.department_code, d.department_en, d.department_zh,
	count(*) AS open_findings,
	count(*) FILTER (WHERE f.alert_colour = 'red') AS late_findings,
	count(*) FILTER (WHERE f.alert_colour = 'yellow') AS due_soon_findings,
	count(*) FILTER (WHERE f.alert_colour = 'blue') AS half_used_findings,
	count(*) FILTER (WHERE f.alert_colour = 'none') AS in_time_findings,
	min(f.due_on) AS first_due_on
FROM @workspace_bi@.fact_finding f
LEFT JOIN @workspace_bi@.dim_department d ON d.department_code = f.department_code
WHERE f.is_open AND NOT f.is_exempt
GROUP BY d.department_code, d.department_en, d.department_zh
ORDER BY late_findings DESC, open_findings DESC, d.department_code;
COMMENT ON VIEW @workspace_bi@.worklist_department IS 'Who has to do it 各部门待办';
COMMENT ON COLUMN @workspace_bi@.worklist_department.department_en IS 'Department 部门';
COMMENT ON COLUMN @workspace_bi@.worklist_department.department_zh IS 'Department 部门';
COMMENT ON COLUMN @workspace_bi@.worklist_department.open_findings IS 'Open 未办结';
COMMENT ON COLUMN @workspace_bi@.worklist_department.late_findings IS 'Late 逾期';
COMMENT ON COLUMN @workspace_bi@.worklist_department.due_soon_findings IS 'Due soon 将到期';
COMMENT ON COLUMN @workspace_bi@.worklist_department.half_used_findings IS 'Half the time used 时限过半';
COMMENT ON COLUMN @workspace_bi@.worklist_department.in_time_findings IS 'In time 未到提醒';
COMMENT ON COLUMN @workspace_bi@.worklist_department.first_due_on IS 'First due 最早到期日';

CREATE OR REPLACE VIEW @workspace_bi@.worklist_case AS
SELECT f.finding_id, f.alert_colour, a.alert_rank, a.alert_en, a.alert_zh, f.due_on, f.days_left,
	f.severity_code, v.severity_rank, v.severity_en, v.severity_zh, f.status_code, s.next_step_en, s.next_step_zh, f.model_code, m.title_en AS model_en, m.title_zh AS model_zh,
	f.department_code, d.department_en, d.department_zh, f.region_code, r.region_en, r.region_zh, f.amount
FROM @workspace_bi@.fact_finding f
LEFT JOIN @workspace_bi@.dim_alert a ON a.alert_colour = f.alert_colour
LEFT JOIN @workspace_bi@.dim_severity v ON v.severity_code = f.severity_code
LEFT JOIN @workspace_bi@.dim_status s ON s.status_code = f.status_code
LEFT JOIN @workspace_bi@.dim_model m ON m.model_code = f.model_code
LEFT JOIN @workspace_bi@.dim_department d ON d.department_code = f.department_code
LEFT JOIN @workspace_bi@.dim_region r ON r.region_code = f.region_code
WHERE f.is_open AND NOT f.is_exempt
ORDER BY f.days_left NULLS LAST, v.severity_rank DESC, f.amount DESC NULLS LAST, f.finding_id;
COMMENT ON VIEW @workspace_bi@.worklist_case IS 'The cases, the most urgent first 待办清单（按紧急程度）';
COMMENT ON COLUMN @workspace_bi@.worklist_case.finding_id IS 'No. 编号';
COMMENT ON COLUMN @workspace_bi@.worklist_case.alert_en IS 'Alert 预警';
COMMENT ON COLUMN @workspace_bi@.worklist_case.alert_zh IS 'Alert 预警';
COMMENT ON COLUMN @workspace_bi@.worklist_case.due_on IS 'Due 到期日';
COMMENT ON COLUMN @workspace_bi@.worklist_case.days_left IS 'Working days left 剩余工作日';
COMMENT ON COLUMN @workspace_bi@.worklist_case.severity_en IS 'Severity 严重程度';
COMMENT ON COLUMN @workspace_bi@.worklist_case.severity_zh IS 'Severity 严重程度';
COMMENT ON COLUMN @workspace_bi@.worklist_case.next_step_en IS 'Step 待办事项';
COMMENT ON COLUMN @workspace_bi@.worklist_case.next_step_zh IS 'Step 待办事项';
COMMENT ON COLUMN @workspace_bi@.worklist_case.model_en IS 'Model 模型';
COMMENT ON COLUMN @workspace_bi@.worklist_case.model_zh IS 'Model 模型';
COMMENT ON COLUMN @workspace_bi@.worklist_case.department_en IS 'Department 部门';
COMMENT ON COLUMN @workspace_bi@.worklist_case.department_zh IS 'Department 部门';
COMMENT ON COLUMN @workspace_bi@.worklist_case.region_en IS 'Region 区划';
COMMENT ON COLUMN @workspace_bi@.worklist_case.region_zh IS 'Region 区划';
COMMENT ON COLUMN @workspace_bi@.worklist_case.amount IS 'Amount found 涉及金额';

CREATE OR REPLACE VIEW @workspace_bi@.models_figures AS
SELECT (SELECT count(*) FROM @workspace_bi@.dim_model m WHERE m.is_enabled) AS models,
	count(*) AS findings, count(f.outcome) AS verified,
	count(*) FILTER (WHERE f.outcome = 'confirmed') AS confirmed,
	round(count(*) FILTER (WHERE f.outcome = 'confirmed')::numeric / nullif(count(f.outcome), 0), 4) AS precision_verified,
	coalesce(sum(f.amount_recovered), 0) AS amount_recovered
FROM @workspace_bi@.fact_finding f;
COMMENT ON VIEW @workspace_bi@.models_figures IS 'All models together 全部模型';
COMMENT ON COLUMN @workspace_bi@.models_figures.models IS 'Models enabled 启用模型';
COMMENT ON COLUMN @workspace_bi@.models_figures.findings IS 'Findings 线索总数';
COMMENT ON COLUMN @workspace_bi@.models_figures.verified IS 'Verified 已核实';
COMMENT ON COLUMN @workspace_bi@.models_figures.confirmed IS 'Confirmed 属实';
COMMENT ON COLUMN @workspace_bi@.models_figures.precision_verified IS 'Confirmed of those verified 查实率';
COMMENT ON COLUMN @workspace_bi@.models_figures.amount_recovered IS 'Recovered 追回金额';

CREATE OR REPLACE VIEW @workspace_bi@.models_health AS
SELECT q.model_code, q.model_en, q.model_zh, q.model_version, q.findings, q.verified, q.confirmed, q.refuted,
	q.precision_verified, q.precision_low, q.precision_high, q.amount_confirmed, q.amount_recovered, q.days_to_verify,
	CASE WHEN m.is_retired THEN 'Retired'
		WHEN q.model_version <> m.model_version THEN 'Replaced by version ' || m.model_version
		WHEN q.verified = 0 THEN 'Verify some'
		WHEN q.precision_low >= 0.8 THEN 'Works; keep it'
		WHEN q.precision_high < 0.5 THEN 'Mostly wrong: change it'
		WHEN q.verified < 10 THEN 'Verify more'
		ELSE 'Look for a better threshold' END AS advice_en,
	CASE WHEN m.is_retired THEN '已停用'
		WHEN q.model_version <> m.model_version THEN '已由版本' || m.model_version || '取代'
		WHEN q.verified = 0 THEN '先核实一部分'
		WHEN q.precision_low >= 0.8 THEN '有效，保持'
		WHEN q.precision_high < 0.5 THEN '多数不实：应修改'
		WHEN q.verified < 10 THEN '再多核实一些'
		ELSE '试调阈值' END AS advice_zh
FROM @workspace_bi@.model_quality q
JOIN @workspace_bi@.dim_model m ON m.model_code = q.model_code
ORDER BY q.model_code, q.model_version;
COMMENT ON VIEW @workspace_bi@.models_health IS 'Each model and version 各模型及版本';
COMMENT ON COLUMN @workspace_bi@.models_health.model_en IS 'Model 模型';
COMMENT ON COLUMN @workspace_bi@.models_health.model_zh IS 'Model 模型';
COMMENT ON COLUMN @workspace_bi@.models_health.model_version IS 'Version 版本';
COMMENT ON COLUMN @workspace_bi@.models_health.findings IS 'Findings 线索总数';
COMMENT ON COLUMN @workspace_bi@.models_health.verified IS 'Verified 已核实';
COMMENT ON COLUMN @workspace_bi@.models_health.confirmed IS 'Confirmed 属实';
COMMENT ON COLUMN @workspace_bi@.models_health.precision_verified IS 'Confirmed of those verified 查实率';
COMMENT ON COLUMN @workspace_bi@.models_health.amount_recovered IS 'Recovered 追回金额';
COMMENT ON COLUMN @workspace_bi@.models_health.days_to_verify IS 'Days to verify 核实天数';
COMMENT ON COLUMN @workspace_bi@.models_health.advice_en IS 'What to do 建议';
COMMENT ON COLUMN @workspace_bi@.models_health.advice_zh IS 'What to do 建议';

CREATE OR REPLACE VIEW @workspace_bi@.models_cause AS
SELECT f.outcome AS outcome_code, CASE f.outcome WHEN 'confirmed' THEN 'Confirmed' ELSE 'Refuted' END AS outcome_en,
	CASE f.outcome WHEN 'confirmed' THEN '属实' ELSE '不属实' END AS outcome_zh,
	c.cause_code, c.cause_en, c.cause_zh, count(*) AS findings
FROM @workspace_bi@.fact_finding f
JOIN @workspace_bi@.dim_cause c ON c.cause_code = f.cause_code
WHERE f.outcome IS NOT NULL
GROUP BY f.outcome, c.cause_code, c.cause_en, c.cause_zh
ORDER BY f.outcome, findings DESC, c.cause_code;
COMMENT ON VIEW @workspace_bi@.models_cause IS 'Why findings were true or not 属实与不属实的原因';
COMMENT ON COLUMN @workspace_bi@.models_cause.cause_en IS 'Cause 原因';
COMMENT ON COLUMN @workspace_bi@.models_cause.cause_zh IS 'Cause 原因';
COMMENT ON COLUMN @workspace_bi@.models_cause.outcome_en IS 'Outcome 结论';
COMMENT ON COLUMN @workspace_bi@.models_cause.outcome_zh IS 'Outcome 结论';
COMMENT ON COLUMN @workspace_bi@.models_cause.findings IS 'Findings 线索总数';

CREATE OR REPLACE VIEW @workspace_bi@.data_figures AS
SELECT count(*) AS models, count(*) FILTER (WHERE r.run_status <> 'done') AS failed_runs,
	sum(r.population) AS population, sum(r.insufficient_data) AS insufficient_data,
	round(1 - sum(r.insufficient_data) / nullif(sum(r.population - r.not_applicable), 0), 4) AS share_judged,
	(SELECT count(*) FROM @workspace_bi@.fact_finding f WHERE f.department_code = 'unknown') AS no_department_findings
FROM @workspace_bi@.fact_run r
WHERE r.is_last;
COMMENT ON VIEW @workspace_bi@.data_figures IS 'The last run of each model 各模型最近一次运行';
COMMENT ON COLUMN @workspace_bi@.data_figures.models IS 'Models that have run 已运行模型';
COMMENT ON COLUMN @workspace_bi@.data_figures.failed_runs IS 'Last run failed 最近运行失败';
COMMENT ON COLUMN @workspace_bi@.data_figures.population IS 'Subjects asked about 全体对象';
COMMENT ON COLUMN @workspace_bi@.data_figures.insufficient_data IS 'Could not be judged 数据不足';
COMMENT ON COLUMN @workspace_bi@.data_figures.share_judged IS 'Share judged 可判断比例';
COMMENT ON COLUMN @workspace_bi@.data_figures.no_department_findings IS 'Findings without a department 无责任部门线索';

CREATE OR REPLACE VIEW @workspace_bi@.data_run AS
SELECT r.model_code, m.title_en AS model_en, m.title_zh AS model_zh, r.run_status,
	CASE r.run_status WHEN 'done' THEN 'none' ELSE 'red' END AS alert_colour,
	CASE r.run_status WHEN 'done' THEN 'Done' WHEN 'failed' THEN 'Failed' ELSE 'Interrupted' END AS run_en,
	CASE r.run_status WHEN 'done' THEN '完成' WHEN 'failed' THEN '失败' ELSE '中断' END AS run_zh,
	r.started_at, r.seconds, r.population, r.hits, r.clean, r.insufficient_data, r.not_applicable,
	round(1 - r.insufficient_data::numeric / nullif(r.population - r.not_applicable, 0), 4) AS share_judged
FROM @workspace_bi@.fact_run r
JOIN @workspace_bi@.dim_model m ON m.model_code = r.model_code
WHERE r.is_last
ORDER BY r.model_code;
COMMENT ON VIEW @workspace_bi@.data_run IS 'What each model judged 各模型判断情况';
COMMENT ON COLUMN @workspace_bi@.data_run.model_en IS 'Model 模型';
COMMENT ON COLUMN @workspace_bi@.data_run.model_zh IS 'Model 模型';
COMMENT ON COLUMN @workspace_bi@.data_run.run_en IS 'Run 运行结果';
COMMENT ON COLUMN @workspace_bi@.data_run.run_zh IS 'Run 运行结果';
COMMENT ON COLUMN @workspace_bi@.data_run.started_at IS 'Last run 最近运行';
COMMENT ON COLUMN @workspace_bi@.data_run.seconds IS 'Seconds 用时（秒）';
COMMENT ON COLUMN @workspace_bi@.data_run.population IS 'Subjects asked about 全体对象';
COMMENT ON COLUMN @workspace_bi@.data_run.hits IS 'Hits 命中';
COMMENT ON COLUMN @workspace_bi@.data_run.clean IS 'Clean 未命中';
COMMENT ON COLUMN @workspace_bi@.data_run.insufficient_data IS 'Could not be judged 数据不足';
COMMENT ON COLUMN @workspace_bi@.data_run.not_applicable IS 'Not applicable 不适用';
COMMENT ON COLUMN @workspace_bi@.data_run.share_judged IS 'Share judged 可判断比例';

CREATE OR REPLACE VIEW @workspace_bi@.data_reason AS
SELECT c.reason, sum(c.subjects) AS subjects
FROM @workspace_bi@.fact_run_count c
JOIN @workspace_bi@.fact_run r ON r.run_id = c.run_id
WHERE r.is_last AND c.judgement = 'insufficient_data'
GROUP BY c.reason
ORDER BY subjects DESC, c.reason;
COMMENT ON VIEW @workspace_bi@.data_reason IS 'Why subjects could not be judged 未能判断的原因';
COMMENT ON COLUMN @workspace_bi@.data_reason.reason IS 'Reason 原因说明';
COMMENT ON COLUMN @workspace_bi@.data_reason.subjects IS 'Subjects 对象数';

CREATE OR REPLACE FUNCTION _pages()
RETURNS TABLE (n integer, page text, title_en text, title_zh text, reader_en text, reader_zh text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 4
SET search_path FROM CURRENT
AS $$
	VALUES
	(1, 'overview', 'Overview', '总览', 'leaders', '领导'),
	(2, 'worklist', 'Worklist', '待办线索', 'those who work on cases', '承办人员'),
	(3, 'models', 'Model health', '模型成效', 'those who answer for models', '模型负责人'),
	(4, 'data', 'Data quality', '数据质量', 'those who load the data', '数据管理人员')
$$;
COMMENT ON FUNCTION _pages() IS
'Internal: pages of the report 内部:报告页面';

CREATE OR REPLACE FUNCTION _questions()
RETURNS TABLE (n integer, page text, question text, title_en text, title_zh text, note_en text, note_zh text, chart text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 15
SET search_path FROM CURRENT
AS $$
	VALUES
	(1, 'overview', 'overview_figures', 'At a glance', '总体情况', 'Every finding ever raised. Late: the time limit of the next step has passed.', '全部线索。逾期：下一步办理时限已过。', 'figures'),
	(2, 'overview', 'overview_next', 'What has to be done next', '下一步工作', 'Open findings by the step they wait for; exempt ones need none. Begin with what is late.', '未办结线索按待办步骤统计，豁免的除外。先办逾期的。', 'table'),
	(3, 'overview', 'overview_department', 'By department', '各部门情况', NULL, NULL, 'table'),
	(4, 'overview', 'overview_status', 'By state', '各状态线索', NULL, NULL, 'bars'),
	(5, 'overview', 'overview_model', 'By model', '各模型线索', NULL, NULL, 'bars'),
	(6, 'overview', 'overview_month', 'Found, verified and closed by month', '每月新增、核实与办结', 'The last twelve months, this one included.', '最近十二个月（含本月）。', 'months'),
	(7, 'worklist', 'worklist_figures', 'How urgent', '紧急程度', 'Open findings that are not exempt. Due soon: four fifths of the time limit are used; half used: one half.', '未办结且未豁免的线索。将到期：时限已用五分之四;过半：已用一半。', 'figures'),
	(8, 'worklist', 'worklist_department', 'Who has to do it', '各部门待办', NULL, NULL, 'table'),
	(9, 'worklist', 'worklist_case', 'The cases, the most urgent first', '待办清单（按紧急程度）', 'Whom it concerns stands in the worklist of the workspace, for those who may read it.', '涉及对象见工作区待办清单，须有权限。', 'table'),
	(10, 'models', 'models_figures', 'All models together', '全部模型', NULL, NULL, 'figures'),
	(11, 'models', 'models_health', 'Each model and version', '各模型及版本', 'The line is the 90 % interval: how far the true share may lie from the one seen. Few cases verified, a long line.', '横线为90%区间：真实查实率可能所在的范围。核实得少，线就长。', 'table'),
	(12, 'models', 'models_cause', 'Why findings were true or not', '属实与不属实的原因', 'Causes of refuted findings say what to leave out of a model; those of confirmed ones, which rule or system to change.', '不属实的原因提示模型应排除什么;属实的原因提示应改哪项制度或系统。', 'bars'),
	(13, 'data', 'data_figures', 'The last run of each model', '各模型最近一次运行', 'A subject counts once for each model. Not judged is not clean: mend the data, then run again.', '每个对象在每个模型中计一次。未能判断不等于没有问题：修正数据后重新运行。', 'figures'),
	(14, 'data', 'data_run', 'What each model judged', '各模型判断情况', 'Population = hits + clean + could not be judged + not applicable. A dash: the model has no population query, so nobody knows whom it passed over.', '全体 = 命中 + 未命中 + 数据不足 + 不适用。横线：模型没有全体对象查询，无从知道漏判了谁。', 'table'),
	(15, 'data', 'data_reason', 'Why subjects could not be judged', '未能判断的原因', NULL, NULL, 'bars')
$$;
COMMENT ON FUNCTION _questions() IS
'Internal: questions of the report 内部:报告问题';

CREATE OR REPLACE FUNCTION _columns()
RETURNS TABLE (question text, n integer, name text, label_en text, label_zh text, format text, colour text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 88
SET search_path FROM CURRENT
AS $$
	VALUES
	('overview_figures', 1, 'findings', 'Findings', '线索总数', 'count', 'plain'),
	('overview_figures', 2, 'open_findings', 'Open', '未办结', 'count', 'plain'),
	('overview_figures', 3, 'late_findings', 'Late', '逾期', 'count', 'red'),
	('overview_figures', 4, 'confirmed', 'Confirmed', '属实', 'count', 'plain'),
	('overview_figures', 5, 'refuted', 'Refuted', '不属实', 'count', 'plain'),
	('overview_figures', 6, 'precision_verified', 'Confirmed of those verified', '查实率', 'percent', 'plain'),
	('overview_figures', 7, 'amount_confirmed', 'Amount confirmed', '属实金额', 'amount', 'plain'),
	('overview_figures', 8, 'amount_recovered', 'Recovered', '追回金额', 'amount', 'good'),
	('overview_next', 1, 'next_step', 'Step', '待办事项', 'text', 'plain'),
	('overview_next', 2, 'status', 'State', '当前状态', 'text', 'plain'),
	('overview_next', 3, 'limit_days', 'Time limit, working days', '时限（工作日）', 'count', 'plain'),
	('overview_next', 4, 'open_findings', 'Open', '未办结', 'count', 'plain'),
	('overview_next', 5, 'late_findings', 'Late', '逾期', 'count', 'red'),
	('overview_next', 6, 'first_due_on', 'First due', '最早到期日', 'day', 'plain'),
	('overview_department', 1, 'department', 'Department', '部门', 'text', 'plain'),
	('overview_department', 2, 'findings', 'Findings', '线索总数', 'count', 'plain'),
	('overview_department', 3, 'open_findings', 'Open', '未办结', 'count', 'plain'),
	('overview_department', 4, 'late_findings', 'Late', '逾期', 'count', 'red'),
	('overview_department', 5, 'confirmed', 'Confirmed', '属实', 'count', 'plain'),
	('overview_department', 6, 'amount_confirmed', 'Amount confirmed', '属实金额', 'amount', 'plain'),
	('overview_department', 7, 'amount_recovered', 'Recovered', '追回金额', 'amount', 'good'),
	('overview_status', 1, 'status', 'State', '当前状态', 'text', 'plain'),
	('overview_status', 2, 'findings', 'Findings', '线索总数', 'count', 'plain'),
	('overview_model', 1, 'model', 'Model', '模型', 'text', 'plain'),
	('overview_model', 2, 'findings', 'Findings', '线索总数', 'count', 'plain'),
	('overview_month', 1, 'year_month', 'Month', '月份', 'month', 'plain'),
	('overview_month', 2, 'found_findings', 'Found', '新增', 'count', 'plain'),
	('overview_month', 3, 'verified_findings', 'Verified', '核实', 'count', 'plain'),
	('overview_month', 4, 'closed_findings', 'Closed', '办结', 'count', 'plain'),
	('worklist_figures', 1, 'open_findings', 'Open', '未办结', 'count', 'plain'),
	('worklist_figures', 2, 'late_findings', 'Late', '逾期', 'count', 'red'),
	('worklist_figures', 3, 'due_soon_findings', 'Due soon', '将到期', 'count', 'yellow'),
	('worklist_figures', 4, 'half_used_findings', 'Half the time used', '时限过半', 'count', 'blue'),
	('worklist_figures', 5, 'in_time_findings', 'In time', '未到提醒', 'count', 'plain'),
	('worklist_figures', 6, 'exempt_findings', 'Exempt, not counted here', '豁免（未计入）', 'count', 'plain'),
	('worklist_department', 1, 'department', 'Department', '部门', 'text', 'plain'),
	('worklist_department', 2, 'open_findings', 'Open', '未办结', 'count', 'plain'),
	('worklist_department', 3, 'late_findings', 'Late', '逾期', 'count', 'red'),
	('worklist_department', 4, 'due_soon_findings', 'Due soon', '将到期', 'count', 'yellow'),
	('worklist_department', 5, 'half_used_findings', 'Half the time used', '时限过半', 'count', 'blue'),
	('worklist_department', 6, 'in_time_findings', 'In time', '未到提醒', 'count', 'plain'),
	('worklist_department', 7, 'first_due_on', 'First due', '最早到期日', 'day', 'plain'),
	('worklist_case', 1, 'finding_id', 'No.', '编号', 'id', 'plain'),
	('worklist_case', 2, 'alert', 'Alert', '预警', 'alert', 'plain'),
	('worklist_case', 3, 'due_on', 'Due', '到期日', 'day', 'plain'),
	('worklist_case', 4, 'days_left', 'Working days left', '剩余工作日', 'count', 'plain'),
	('worklist_case', 5, 'severity', 'Severity', '严重程度', 'text', 'plain'),
	('worklist_case', 6, 'next_step', 'Step', '待办事项', 'text', 'plain'),
	('worklist_case', 7, 'model', 'Model', '模型', 'text', 'plain'),
	('worklist_case', 8, 'department', 'Department', '部门', 'text', 'plain'),
	('worklist_case', 9, 'region', 'Region', '区划', 'text', 'plain'),
	('worklist_case', 10, 'amount', 'Amount found', '涉及金额', 'amount', 'plain'),
	('models_figures', 1, 'models', 'Models enabled', '启用模型', 'count', 'plain'),
	('models_figures', 2, 'findings', 'Findings', '线索总数', 'count', 'plain'),
	('models_figures', 3, 'verified', 'Verified', '已核实', 'count', 'plain'),
	('models_figures', 4, 'confirmed', 'Confirmed', '属实', 'count', 'plain'),
	('models_figures', 5, 'precision_verified', 'Confirmed of those verified', '查实率', 'percent', 'plain'),
	('models_figures', 6, 'amount_recovered', 'Recovered', '追回金额', 'amount', 'good'),
	('models_health', 1, 'model', 'Model', '模型', 'text', 'plain'),
	('models_health', 2, 'model_version', 'Version', '版本', 'id', 'plain'),
	('models_health', 3, 'findings', 'Findings', '线索总数', 'count', 'plain'),
	('models_health', 4, 'verified', 'Verified', '已核实', 'count', 'plain'),
	('models_health', 5, 'confirmed', 'Confirmed', '属实', 'count', 'plain'),
	('models_health', 6, 'precision', 'Confirmed of those verified', '查实率', 'interval', 'plain'),
	('models_health', 7, 'amount_recovered', 'Recovered', '追回金额', 'amount', 'good'),
	('models_health', 8, 'days_to_verify', 'Days to verify', '核实天数', 'number', 'plain'),
	('models_health', 9, 'advice', 'What to do', '建议', 'text', 'plain'),
	('models_cause', 1, 'cause', 'Cause', '原因', 'text', 'plain'),
	('models_cause', 2, 'outcome', 'Outcome', '结论', 'text', 'plain'),
	('models_cause', 3, 'findings', 'Findings', '线索总数', 'count', 'plain'),
	('data_figures', 1, 'models', 'Models that have run', '已运行模型', 'count', 'plain'),
	('data_figures', 2, 'failed_runs', 'Last run failed', '最近运行失败', 'count', 'red'),
	('data_figures', 3, 'population', 'Subjects asked about', '全体对象', 'count', 'plain'),
	('data_figures', 4, 'insufficient_data', 'Could not be judged', '数据不足', 'count', 'yellow'),
	('data_figures', 5, 'share_judged', 'Share judged', '可判断比例', 'percent', 'plain'),
	('data_figures', 6, 'no_department_findings', 'Findings without a department', '无责任部门线索', 'count', 'plain'),
	('data_run', 1, 'model', 'Model', '模型', 'text', 'plain'),
	('data_run', 2, 'run', 'Run', '运行结果', 'alert', 'plain'),
	('data_run', 3, 'started_at', 'Last run', '最近运行', 'moment', 'plain'),
	('data_run', 4, 'seconds', 'Seconds', '用时（秒）', 'number', 'plain'),
	('data_run', 5, 'population', 'Subjects asked about', '全体对象', 'count', 'plain'),
	('data_run', 6, 'hits', 'Hits', '命中', 'count', 'plain'),
	('data_run', 7, 'clean', 'Clean', '未命中', 'count', 'plain'),
	('data_run', 8, 'insufficient_data', 'Could not be judged', '数据不足', 'count', 'yellow'),
	('data_run', 9, 'not_applicable', 'Not applicable', '不适用', 'count', 'plain'),
	('data_run', 10, 'share_judged', 'Share judged', '可判断比例', 'percent', 'plain'),
	('data_reason', 1, 'reason', 'Reason', '原因说明', 'text', 'plain'),
	('data_reason', 2, 'subjects', 'Subjects', '对象数', 'count', 'plain')
$$;
COMMENT ON FUNCTION _columns() IS
'Internal: columns of the report 内部:报告栏目';

-- As the owner, within the caller's row security.
CREATE OR REPLACE FUNCTION _answers(OUT question text, OUT n bigint, OUT total bigint, OUT answer jsonb)
RETURNS SETOF record
LANGUAGE sql STABLE SECURITY DEFINER ROWS 500
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
	(SELECT 'overview_figures', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.overview_figures q LIMIT 200)
	UNION ALL
	(SELECT 'overview_next', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.overview_next q LIMIT 200)
	UNION ALL
	(SELECT 'overview_department', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.overview_department q LIMIT 10)
	UNION ALL
	(SELECT 'overview_status', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.overview_status q LIMIT 200)
	UNION ALL
	(SELECT 'overview_model', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.overview_model q LIMIT 11)
	UNION ALL
	(SELECT 'overview_month', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.overview_month q LIMIT 200)
	UNION ALL
	(SELECT 'worklist_figures', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.worklist_figures q LIMIT 200)
	UNION ALL
	(SELECT 'worklist_department', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.worklist_department q LIMIT 12)
	UNION ALL
	(SELECT 'worklist_case', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.worklist_case q LIMIT 60)
	UNION ALL
	(SELECT 'models_figures', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.models_figures q LIMIT 200)
	UNION ALL
	(SELECT 'models_health', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.models_health q LIMIT 200)
	UNION ALL
	(SELECT 'models_cause', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.models_cause q LIMIT 200)
	UNION ALL
	(SELECT 'data_figures', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.data_figures q LIMIT 200)
	UNION ALL
	(SELECT 'data_run', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.data_run q LIMIT 200)
	UNION ALL
	(SELECT 'data_reason', row_number() OVER (), count(*) OVER (), to_jsonb(q) FROM @workspace_bi@.data_reason q LIMIT 20)
$$;
COMMENT ON FUNCTION _answers() IS
'Internal: the first rows of every question 内部:各问题的结果';
