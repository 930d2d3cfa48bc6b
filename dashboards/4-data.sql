-- page: data | Data quality | 数据质量
-- for: those who load the data | 数据管理人员
-- What was judged, what could not be, and why.

-- question: data_figures | The last run of each model | 各模型最近一次运行
-- chart: figures
-- note: A subject counts once for each model. Not judged is not clean: mend the data, then run again. | 每个对象在每个模型中计一次。未能判断不等于没有问题：修正数据后重新运行。
-- column: models | Models that have run | 已运行模型 | count
-- column: failed_runs | Last run failed | 最近运行失败 | count red
-- column: population | Subjects asked about | 全体对象 | count
-- column: insufficient_data | Could not be judged | 数据不足 | count yellow
-- column: share_judged | Share judged | 可判断比例 | percent
-- column: no_department_findings | Findings without a department | 无责任部门线索 | count
SELECT count(*) AS models, count(*) FILTER (WHERE r.run_status <> 'done') AS failed_runs,
	sum(r.population) AS population, sum(r.insufficient_data) AS insufficient_data,
	round(1 - sum(r.insufficient_data) / nullif(sum(r.population - r.not_applicable), 0), 4) AS share_judged,
	(SELECT count(*) FROM oversight_bi.fact_finding f WHERE f.department_code = 'unknown') AS no_department_findings
FROM oversight_bi.fact_run r
WHERE r.is_last;

-- question: data_run | What each model judged | 各模型判断情况
-- chart: table
-- note: Population = hits + clean + could not be judged + not applicable. A dash: the model has no population query, so nobody knows whom it passed over. | 全体 = 命中 + 未命中 + 数据不足 + 不适用。横线：模型没有全体对象查询，无从知道漏判了谁。
-- column: model | Model | 模型 | text
-- column: run | Run | 运行结果 | alert
-- column: started_at | Last run | 最近运行 | moment
-- column: seconds | Seconds | 用时（秒） | number
-- column: population | Subjects asked about | 全体对象 | count
-- column: hits | Hits | 命中 | count
-- column: clean | Clean | 未命中 | count
-- column: insufficient_data | Could not be judged | 数据不足 | count yellow
-- column: not_applicable | Not applicable | 不适用 | count
-- column: share_judged | Share judged | 可判断比例 | percent
SELECT r.model_code, m.title_en AS model_en, m.title_zh AS model_zh, r.run_status,
	CASE r.run_status WHEN 'done' THEN 'none' ELSE 'red' END AS alert_colour,
	CASE r.run_status WHEN 'done' THEN 'Done' WHEN 'failed' THEN 'Failed' ELSE 'Interrupted' END AS run_en,
	CASE r.run_status WHEN 'done' THEN '完成' WHEN 'failed' THEN '失败' ELSE '中断' END AS run_zh,
	r.started_at, r.seconds, r.population, r.hits, r.clean, r.insufficient_data, r.not_applicable,
	round(1 - r.insufficient_data::numeric / nullif(r.population - r.not_applicable, 0), 4) AS share_judged
FROM oversight_bi.fact_run r
JOIN oversight_bi.dim_model m ON m.model_code = r.model_code
WHERE r.is_last
ORDER BY r.model_code;

-- question: data_reason | Why subjects could not be judged | 未能判断的原因
-- chart: bars
-- rows: 20
-- column: reason | Reason | 原因说明 | text
-- column: subjects | Subjects | 对象数 | count
SELECT c.reason, sum(c.subjects) AS subjects
FROM oversight_bi.fact_run_count c
JOIN oversight_bi.fact_run r ON r.run_id = c.run_id
WHERE r.is_last AND c.judgement = 'insufficient_data'
GROUP BY c.reason
ORDER BY subjects DESC, c.reason;
