-- page: models | Model health | 模型成效
-- for: those who answer for models | 模型负责人
-- What verification says about the models.

-- question: models_figures | All models together | 全部模型
-- chart: figures
-- column: models | Models enabled | 启用模型 | count
-- column: findings | Findings | 线索总数 | count
-- column: verified | Verified | 已核实 | count
-- column: confirmed | Confirmed | 属实 | count
-- column: precision_verified | Confirmed of those verified | 查实率 | percent
-- column: amount_recovered | Recovered | 追回金额 | amount good
SELECT (SELECT count(*) FROM oversight_bi.dim_model m WHERE m.is_enabled) AS models,
	count(*) AS findings, count(f.outcome) AS verified,
	count(*) FILTER (WHERE f.outcome = 'confirmed') AS confirmed,
	round(count(*) FILTER (WHERE f.outcome = 'confirmed')::numeric / nullif(count(f.outcome), 0), 4) AS precision_verified,
	coalesce(sum(f.amount_recovered), 0) AS amount_recovered
FROM oversight_bi.fact_finding f;

-- question: models_health | Each model and version | 各模型及版本
-- chart: table
-- note: The line is the 90 % interval: how far the true share may lie from the one seen. Few cases verified, a long line. | 横线为90%区间：真实查实率可能所在的范围。核实得少，线就长。
-- column: model | Model | 模型 | text
-- column: model_version | Version | 版本 | id
-- column: findings | Findings | 线索总数 | count
-- column: verified | Verified | 已核实 | count
-- column: confirmed | Confirmed | 属实 | count
-- column: precision | Confirmed of those verified | 查实率 | interval
-- column: amount_recovered | Recovered | 追回金额 | amount good
-- column: days_to_verify | Days to verify | 核实天数 | number
-- column: advice | What to do | 建议 | text
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
FROM oversight_bi.model_quality q
JOIN oversight_bi.dim_model m ON m.model_code = q.model_code
ORDER BY q.model_code, q.model_version;

-- question: models_cause | Why findings were true or not | 属实与不属实的原因
-- chart: bars
-- note: Causes of refuted findings say what to leave out of a model; those of confirmed ones, which rule or system to change. | 不属实的原因提示模型应排除什么;属实的原因提示应改哪项制度或系统。
-- column: cause | Cause | 原因 | text
-- column: outcome | Outcome | 结论 | text
-- column: findings | Findings | 线索总数 | count
SELECT f.outcome AS outcome_code, CASE f.outcome WHEN 'confirmed' THEN 'Confirmed' ELSE 'Refuted' END AS outcome_en,
	CASE f.outcome WHEN 'confirmed' THEN '属实' ELSE '不属实' END AS outcome_zh,
	c.cause_code, c.cause_en, c.cause_zh, count(*) AS findings
FROM oversight_bi.fact_finding f
JOIN oversight_bi.dim_cause c ON c.cause_code = f.cause_code
WHERE f.outcome IS NOT NULL
GROUP BY f.outcome, c.cause_code, c.cause_en, c.cause_zh
ORDER BY f.outcome, findings DESC, c.cause_code;
