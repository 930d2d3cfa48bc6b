-- page: worklist | Worklist | 待办线索
-- for: those who work on cases | 承办人员
-- What is to be done, by when, the latest first.

-- question: worklist_figures | How urgent | 紧急程度
-- chart: figures
-- note: Open findings that are not exempt. Due soon: four fifths of the time limit are used; half used: one half. | 未办结且未豁免的线索。将到期：时限已用五分之四;过半：已用一半。
-- column: open_findings | Open | 未办结 | count
-- column: late_findings | Late | 逾期 | count red
-- column: due_soon_findings | Due soon | 将到期 | count yellow
-- column: half_used_findings | Half the time used | 时限过半 | count blue
-- column: in_time_findings | In time | 未到提醒 | count
-- column: exempt_findings | Exempt, not counted here | 豁免（未计入） | count
SELECT count(*) FILTER (WHERE NOT f.is_exempt) AS open_findings,
	count(*) FILTER (WHERE NOT f.is_exempt AND f.alert_colour = 'red') AS late_findings,
	count(*) FILTER (WHERE NOT f.is_exempt AND f.alert_colour = 'yellow') AS due_soon_findings,
	count(*) FILTER (WHERE NOT f.is_exempt AND f.alert_colour = 'blue') AS half_used_findings,
	count(*) FILTER (WHERE NOT f.is_exempt AND f.alert_colour = 'none') AS in_time_findings,
	count(*) FILTER (WHERE f.is_exempt) AS exempt_findings
FROM oversight_bi.fact_finding f
WHERE f.is_open;

-- question: worklist_department | Who has to do it | 各部门待办
-- chart: table
-- rows: 12
-- column: department | Department | 部门 | text
-- column: open_findings | Open | 未办结 | count
-- column: late_findings | Late | 逾期 | count red
-- column: due_soon_findings | Due soon | 将到期 | count yellow
-- column: half_used_findings | Half the time used | 时限过半 | count blue
-- column: in_time_findings | In time | 未到提醒 | count
-- column: first_due_on | First due | 最早到期日 | day
SELECT d.department_code, d.department_en, d.department_zh,
	count(*) AS open_findings,
	count(*) FILTER (WHERE f.alert_colour = 'red') AS late_findings,
	count(*) FILTER (WHERE f.alert_colour = 'yellow') AS due_soon_findings,
	count(*) FILTER (WHERE f.alert_colour = 'blue') AS half_used_findings,
	count(*) FILTER (WHERE f.alert_colour = 'none') AS in_time_findings,
	min(f.due_on) AS first_due_on
FROM oversight_bi.fact_finding f
LEFT JOIN oversight_bi.dim_department d ON d.department_code = f.department_code
WHERE f.is_open AND NOT f.is_exempt
GROUP BY d.department_code, d.department_en, d.department_zh
ORDER BY late_findings DESC, open_findings DESC, d.department_code;

-- question: worklist_case | The cases, the most urgent first | 待办清单（按紧急程度）
-- chart: table
-- rows: 60
-- note: Whom it concerns stands in the worklist of the workspace, for those who may read it. | 涉及对象见工作区待办清单，须有权限。
-- column: finding_id | No. | 编号 | id
-- column: alert | Alert | 预警 | alert
-- column: due_on | Due | 到期日 | day
-- column: days_left | Working days left | 剩余工作日 | count
-- column: severity | Severity | 严重程度 | text
-- column: next_step | Step | 待办事项 | text
-- column: model | Model | 模型 | text
-- column: department | Department | 部门 | text
-- column: region | Region | 区划 | text
-- column: amount | Amount found | 涉及金额 | amount
SELECT f.finding_id, f.alert_colour, a.alert_rank, a.alert_en, a.alert_zh, f.due_on, f.days_left,
	f.severity_code, v.severity_rank, v.severity_en, v.severity_zh, f.status_code, s.next_step_en, s.next_step_zh, f.model_code, m.title_en AS model_en, m.title_zh AS model_zh,
	f.department_code, d.department_en, d.department_zh, f.region_code, r.region_en, r.region_zh, f.amount
FROM oversight_bi.fact_finding f
LEFT JOIN oversight_bi.dim_alert a ON a.alert_colour = f.alert_colour
LEFT JOIN oversight_bi.dim_severity v ON v.severity_code = f.severity_code
LEFT JOIN oversight_bi.dim_status s ON s.status_code = f.status_code
LEFT JOIN oversight_bi.dim_model m ON m.model_code = f.model_code
LEFT JOIN oversight_bi.dim_department d ON d.department_code = f.department_code
LEFT JOIN oversight_bi.dim_region r ON r.region_code = f.region_code
WHERE f.is_open AND NOT f.is_exempt
ORDER BY f.days_left NULLS LAST, v.severity_rank DESC, f.amount DESC NULLS LAST, f.finding_id;
