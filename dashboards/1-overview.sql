-- page: overview | Overview | 总览
-- for: leaders | 领导
-- Where the office stands, and what waits for whom.

-- question: overview_figures | At a glance | 总体情况
-- chart: figures
-- note: Every finding ever raised. Late: the time limit of the next step has passed. | 全部线索。逾期：下一步办理时限已过。
-- column: findings | Findings | 线索总数 | count
-- column: open_findings | Open | 未办结 | count
-- column: late_findings | Late | 逾期 | count red
-- column: confirmed | Confirmed | 属实 | count
-- column: refuted | Refuted | 不属实 | count
-- column: precision_verified | Confirmed of those verified | 查实率 | percent
-- column: amount_confirmed | Amount confirmed | 属实金额 | amount
-- column: amount_recovered | Recovered | 追回金额 | amount good
SELECT count(*) AS findings,
	count(*) FILTER (WHERE f.is_open) AS open_findings,
	count(*) FILTER (WHERE f.is_open AND NOT f.is_exempt AND f.alert_colour = 'red') AS late_findings,
	count(*) FILTER (WHERE f.outcome = 'confirmed') AS confirmed,
	count(*) FILTER (WHERE f.outcome = 'refuted') AS refuted,
	round(count(*) FILTER (WHERE f.outcome = 'confirmed')::numeric / nullif(count(f.outcome), 0), 4) AS precision_verified,
	coalesce(sum(f.amount_confirmed), 0) AS amount_confirmed,
	coalesce(sum(f.amount_recovered), 0) AS amount_recovered
FROM oversight_bi.fact_finding f;

-- question: overview_next | What has to be done next | 下一步工作
-- chart: table
-- note: Open findings by the step they wait for; exempt ones need none. Begin with what is late. | 未办结线索按待办步骤统计，豁免的除外。先办逾期的。
-- column: next_step | Step | 待办事项 | text
-- column: status | State | 当前状态 | text
-- column: limit_days | Time limit, working days | 时限（工作日） | count
-- column: open_findings | Open | 未办结 | count
-- column: late_findings | Late | 逾期 | count red
-- column: first_due_on | First due | 最早到期日 | day
SELECT s.status_rank, s.status_code, s.next_step_en, s.next_step_zh, s.status_en, s.status_zh, s.limit_days,
	count(*) AS open_findings,
	count(*) FILTER (WHERE f.alert_colour = 'red') AS late_findings,
	min(f.due_on) AS first_due_on
FROM oversight_bi.fact_finding f
JOIN oversight_bi.dim_status s ON s.status_code = f.status_code
WHERE f.is_open AND NOT f.is_exempt
GROUP BY s.status_rank, s.status_code, s.next_step_en, s.next_step_zh, s.status_en, s.status_zh, s.limit_days
ORDER BY s.status_rank;

-- question: overview_department | By department | 各部门情况
-- chart: table
-- rows: 10
-- column: department | Department | 部门 | text
-- column: findings | Findings | 线索总数 | count
-- column: open_findings | Open | 未办结 | count
-- column: late_findings | Late | 逾期 | count red
-- column: confirmed | Confirmed | 属实 | count
-- column: amount_confirmed | Amount confirmed | 属实金额 | amount
-- column: amount_recovered | Recovered | 追回金额 | amount good
SELECT d.department_code, d.department_en, d.department_zh,
	count(*) AS findings,
	count(*) FILTER (WHERE f.is_open) AS open_findings,
	count(*) FILTER (WHERE f.is_open AND NOT f.is_exempt AND f.alert_colour = 'red') AS late_findings,
	count(*) FILTER (WHERE f.outcome = 'confirmed') AS confirmed,
	coalesce(sum(f.amount_confirmed), 0) AS amount_confirmed,
	coalesce(sum(f.amount_recovered), 0) AS amount_recovered
FROM oversight_bi.fact_finding f
LEFT JOIN oversight_bi.dim_department d ON d.department_code = f.department_code
GROUP BY d.department_code, d.department_en, d.department_zh
ORDER BY findings DESC, d.department_code;

-- question: overview_status | By state | 各状态线索
-- chart: bars
-- column: status | State | 当前状态 | text
-- column: findings | Findings | 线索总数 | count
SELECT s.status_rank, s.status_code, s.status_en, s.status_zh, count(f.finding_id) AS findings
FROM oversight_bi.dim_status s
LEFT JOIN oversight_bi.fact_finding f ON f.status_code = s.status_code
GROUP BY s.status_rank, s.status_code, s.status_en, s.status_zh
ORDER BY s.status_rank;

-- question: overview_model | By model | 各模型线索
-- chart: bars
-- rows: 11
-- column: model | Model | 模型 | text
-- column: findings | Findings | 线索总数 | count
SELECT m.model_code, m.title_en AS model_en, m.title_zh AS model_zh, count(f.finding_id) AS findings
FROM oversight_bi.dim_model m
LEFT JOIN oversight_bi.fact_finding f ON f.model_code = m.model_code
GROUP BY m.model_code, m.title_en, m.title_zh
ORDER BY findings DESC, m.model_code;

-- question: overview_month | Found, verified and closed by month | 每月新增、核实与办结
-- chart: months
-- note: The last twelve months, this one included. | 最近十二个月（含本月）。
-- column: year_month | Month | 月份 | month
-- column: found_findings | Found | 新增 | count
-- column: verified_findings | Verified | 核实 | count
-- column: closed_findings | Closed | 办结 | count
WITH month AS (
	SELECT m.year_month, row_number() OVER (ORDER BY m.year_month DESC) AS ago
	FROM (SELECT DISTINCT d.year_month FROM oversight_bi.dim_date d
		WHERE d.days_ago BETWEEN 0 AND 400) m
), happened AS (
	SELECT to_char(f.found_on, 'YYYY-MM') AS year_month, 1 AS found, 0 AS verified, 0 AS closed
	FROM oversight_bi.fact_finding f
	UNION ALL
	SELECT to_char(f.verified_on, 'YYYY-MM'), 0, 1, 0 FROM oversight_bi.fact_finding f WHERE f.verified_on IS NOT NULL
	UNION ALL
	SELECT to_char(f.closed_on, 'YYYY-MM'), 0, 0, 1 FROM oversight_bi.fact_finding f WHERE f.closed_on IS NOT NULL
)
SELECT m.year_month, coalesce(sum(h.found), 0) AS found_findings, coalesce(sum(h.verified), 0) AS verified_findings,
	coalesce(sum(h.closed), 0) AS closed_findings
FROM month m
LEFT JOIN happened h ON h.year_month = m.year_month
WHERE m.ago <= 12
GROUP BY m.year_month
ORDER BY m.year_month;
