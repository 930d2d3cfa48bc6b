-- A column name means the same in every view of the BI schema: one list of comments.
-- A column that is not in it is an error, unless the definition of a question (61) has
-- said what it is.
DO $$
DECLARE
	bi constant regnamespace := '@workspace_bi@';
	c record;
	meanings constant jsonb := jsonb_build_object(
		'finding_id', 'Finding 线索编号', 'incident_id', 'Incident: one fact, several models 事件编号',
		'subject_key', 'Pseudonym of whom or what it concerns 对象假名', 'model_code', 'Model 模型代码',
		'model_version', 'Version of the model 模型版本', 'department_code', 'Department responsible 责任部门代码',
		'region_code', 'Region 区划代码', 'status_code', 'State in the loop 状态代码', 'severity_code', 'Severity 严重程度代码',
		'is_open', 'Whether there is something left to do 是否未办结', 'is_lapsed', 'No longer found 是否已不再出现',
		'is_recurrence', 'The same again after it had been put right 是否整改后再犯',
		'is_exempt', 'Under an exemption in force 是否豁免中') || jsonb_build_object(
		'outcome', 'What verification said: confirmed or refuted 核实结论', 'cause_code', 'Why it was so 原因代码',
		'amount', 'Amount found 涉及金额', 'amount_confirmed', 'Amount that proved true 属实金额',
		'amount_recovered', 'Amount that came back 追回金额', 'score', 'Score 得分',
		'valid_from', 'First day of the fact 事实起始日', 'valid_to', 'Last day of the fact 事实截止日',
		'found_on', 'Day it was found first 首次发现日', 'first_seen_at', 'When it was found first 首次发现时间',
		'last_seen_at', 'When it was found last 最近发现时间', 'lapsed_at', 'When it was first no longer found 不再出现的时间',
		'status_since', 'Since when it is in this state 进入该状态的时间', 'verified_at', 'When it was verified 核实时间',
		'closed_at', 'When it was closed 办结时间') || jsonb_build_object(
		'due_on', 'Day the next step is due 到期日', 'days_left', 'Working days left, negative when late 剩余工作日',
		'alert_colour', 'none, blue, yellow or red 预警颜色', 'event_id', 'Event 事件编号', 'event_kind', 'What happened 事件类型',
		'from_status_code', 'State before 前状态', 'to_status_code', 'State after 后状态', 'actor', 'Role that acted 操作角色',
		'event_at', 'When it happened 发生时间', 'event_on', 'Day it happened 发生日', 'run_id', 'Run 运行编号',
		'is_shadow', 'Raises no findings 是否影子运行', 'run_status', 'running, done, failed or interrupted 运行状态',
		'as_of', 'Day the question was asked for 截止日期', 'started_at', 'When it began 开始时间',
		'finished_at', 'When it ended 结束时间', 'run_on', 'Day it ran 运行日', 'seconds', 'Seconds it took 耗时(秒)') || jsonb_build_object(
		'rows_returned', 'Rows of the query 查询返回行数', 'findings', 'Findings 线索数', 'findings_new', 'New findings 新增线索数',
		'findings_changed', 'Findings whose columns changed 内容有变的线索数', 'findings_returned', 'Findings that came back 重现线索数',
		'findings_lapsed', 'Findings no longer found 消失线索数', 'findings_exempt', 'Findings under an exemption 豁免线索数',
		'population', 'Subjects asked about 全体对象数', 'hits', 'Subjects with a finding 命中对象数',
		'clean', 'Subjects judged without a finding 未命中对象数', 'insufficient_data', 'Subjects that could not be judged 数据不足对象数',
		'not_applicable', 'Subjects the question does not apply to 不适用对象数', 'title_en', 'Title, English 标题(英文)',
		'title_zh', 'Title, Chinese 标题(中文)', 'domain', 'Field 领域', 'weight', 'Weight in rankings 排序权重',
		'is_enabled', 'Whether it runs 是否启用', 'is_retired', 'Retired for good 是否停用') || jsonb_build_object(
		'department_en', 'Department, English 部门(英文)', 'department_zh', 'Department, Chinese 部门(中文)',
		'parent_code', 'Code above 上级代码', 'region_en', 'Region, English 区划(英文)', 'region_zh', 'Region, Chinese 区划(中文)',
		'status_rank', 'Order along the loop 状态次序', 'status_en', 'State, English 状态(英文)', 'status_zh', 'State, Chinese 状态(中文)',
		'severity_rank', 'Order, the gravest highest 严重程度次序', 'severity_en', 'Severity, English 严重程度(英文)',
		'severity_zh', 'Severity, Chinese 严重程度(中文)', 'model_en', 'Title of the model, English 模型标题(英文)',
		'model_zh', 'Title of the model, Chinese 模型标题(中文)', 'cause_en', 'Cause, English 原因(英文)', 'cause_zh', 'Cause, Chinese 原因(中文)') || jsonb_build_object(
		'date_day', 'Day 日期', 'year', 'Year 年', 'quarter', 'Quarter 季度', 'month', 'Month 月', 'day_of_month', 'Day of the month 日',
		'iso_year', 'Year of the ISO week ISO 周所属年', 'iso_week', 'ISO week ISO 周', 'weekday', 'Weekday, Monday is 1 星期(周一为1)',
		'year_month', 'Year and month, YYYY-MM 年月', 'weekday_en', 'Weekday, English 星期(英文)', 'weekday_zh', 'Weekday, Chinese 星期(中文)',
		'is_working_day', 'Whether it is worked 是否工作日') || jsonb_build_object(
		'verified', 'Findings verified 已核实数', 'confirmed', 'Findings confirmed 属实数', 'refuted', 'Findings refuted 不属实数',
		'precision_verified', 'Confirmed of verified 查实率', 'precision_low', 'Lower end of its 90 % interval 查实率下限',
		'precision_high', 'Upper end of its 90 % interval 查实率上限', 'recovered_per_finding', 'Amount recovered per verified finding 每条核实线索追回金额',
		'days_to_verify', 'Median days from found to verified 核实用时中位数(天)') || jsonb_build_object(
		'verified_on', 'Day it was verified 核实日', 'closed_on', 'Day it was closed 办结日',
		'is_last', 'The last run of its model that ended and raises findings 是否模型最近一次正式运行',
		'judgement', 'hit, clean, insufficient_data or not_applicable 判断结果', 'reason', 'Reason the population query gave 全体对象查询给出的原因',
		'subjects', 'Subjects 对象数', 'limit_days', 'Time limit of the next step in working days 下一步时限(工作日)',
		'next_step_en', 'What has to be done next, English 下一步(英文)', 'next_step_zh', 'What has to be done next, Chinese 下一步(中文)',
		'alert_rank', 'Order, the most urgent highest 预警次序', 'alert_en', 'Alert, English 预警(英文)', 'alert_zh', 'Alert, Chinese 预警(中文)',
		'days_ago', 'Days before today, negative after 距今天数', 'outcome_code', 'confirmed or refuted 结论代码');
BEGIN
	FOR c IN
		SELECT v.oid::regclass AS view, a.attname AS name,
			v.relname IN (SELECT q.question FROM _questions() q) AND col_description(v.oid, a.attnum) IS NOT NULL AS said
		FROM pg_class v
		JOIN pg_attribute a ON a.attrelid = v.oid AND a.attnum > 0
		WHERE v.relnamespace = bi AND v.relkind = 'v'
	LOOP
		CONTINUE WHEN c.said;
		IF meanings ->> c.name IS NULL THEN
			RAISE EXCEPTION 'column % of view % has no comment', c.name, c.view;
		END IF;
		EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', c.view, c.name, meanings ->> c.name);
	END LOOP;
END
$$;
