-- What is to be done, by when, and what has come back.

--| # Worklist
--|
--| Views of what is to be done: `worklist` (every open finding that is not exempt,
--| with the day it is due and the colour that `supervise.alert` gives it), `overdue`, `recurrence` (the same
--| again after it had been put right), `incident` (one fact, however many models
--| found it). They show what their reader may see.
--|
--| The examples of this page follow one another, in a workspace of their own. They are run
--| by a superuser here; an office has roles.
--|
--| ```sql
--| SET supervise.allow_superuser = on;
--| SELECT supervise.create_workspace('oversight');
--| CREATE TABLE paid (person text, bill text, amount numeric);
--| INSERT INTO paid VALUES ('Ann', 'b1', 900), ('Bob', 'b2', 40), ('Eve', 'b3', 700);
--| SELECT oversight.add_model('large', 'SELECT person AS subject, bill AS records, amount FROM public.paid WHERE amount > 100',
--|     'Large bills', '大额单据');
--| SELECT findings_new FROM oversight.run('large');
--| ```
--|
--| ```sql
--| SELECT finding_id, title_en, subject, amount, state, due_on, days_left, alert FROM oversight.worklist ORDER BY days_left, finding_id;
--| SELECT finding_id, subject, due_on, days_late FROM oversight.overdue;
--| SELECT incident_id, subject, findings, model_list FROM oversight.incident;
--| ```

--| ## calendar
--| `WORKSPACE.calendar() → supervise.workcalendar`
--|
--| The official calendar of China (weekdays outside its years; where the notice for a
--| year is not out yet, the holidays that the law fixes), with the days of table
--| `calendar_day` over it.
--|
--| ```sql
--| INSERT INTO oversight.calendar_day VALUES ('2026-07-01', false, 'The office moves');
--| SELECT supervise.is_working_day(oversight.calendar(), '2026-07-01');
--| ```
CREATE OR REPLACE FUNCTION calendar()
RETURNS supervise.workcalendar
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
	SELECT CASE
		WHEN NOT EXISTS (SELECT FROM calendar_day)
			THEN supervise.workcalendar_outside(supervise.china_workcalendar(true), 'weekdays')
		ELSE (SELECT supervise.workcalendar(coalesce(o.day, d.day), coalesce(o.is_working, d.is_working), 'weekdays')
			FROM supervise.workcalendar_days(supervise.china_workcalendar(true)) d
			FULL JOIN calendar_day o ON o.day = d.day)
		END
$$;
COMMENT ON FUNCTION calendar() IS
'Working days of this office 本办公室的工作日历';

-- Working days a finding may wait in a state: the shortest limit of the steps out.
CREATE OR REPLACE VIEW state_limit AS
SELECT s.from_state AS state, min(s.working_days) AS working_days
FROM step s
GROUP BY s.from_state
HAVING min(s.working_days) IS NOT NULL;
COMMENT ON VIEW state_limit IS 'Working days a finding may wait in a state 各状态办理时限';
COMMENT ON COLUMN state_limit.state IS 'State 状态';
COMMENT ON COLUMN state_limit.working_days IS 'Working days 工作日';

CREATE OR REPLACE VIEW worklist WITH (security_invoker) AS
SELECT f.finding_id, f.model, m.title_en, m.title_zh, f.subject, f.amount, f.severity, f.department, f.region,
	f.assignee, f.state, f.state_since, l.working_days AS limit_days,
	CASE WHEN l.working_days IS NOT NULL THEN a.due_on END AS due_on,
	CASE WHEN l.working_days IS NOT NULL THEN a."left" END AS days_left,
	CASE WHEN l.working_days IS NOT NULL THEN a.level ELSE 'none' END AS alert,
	f.lapsed_at IS NOT NULL AS lapsed,
	f.recurrence_of
FROM finding f
JOIN state s ON s.code = f.state AND s.open
JOIN model m ON m.code = f.model
LEFT JOIN state_limit l ON l.state = f.state
CROSS JOIN (SELECT calendar() AS calendar, today() AS today, g.timezone FROM setting g LIMIT 1) c
CROSS JOIN LATERAL supervise.alert(c.calendar, (f.state_since AT TIME ZONE c.timezone)::date,
	coalesce(l.working_days, 0), NULL, c.today) a
WHERE NOT EXISTS (
	SELECT FROM exemption e
	WHERE e.subject = f.subject AND (e.model IS NULL OR e.model = f.model)
		AND e.ended_at IS NULL AND e.expires_on >= c.today);
COMMENT ON VIEW worklist IS 'Open findings that are not exempt, with time limits 待办线索及时限';
COMMENT ON COLUMN worklist.finding_id IS 'Finding 线索编号';
COMMENT ON COLUMN worklist.model IS 'Model 模型';
COMMENT ON COLUMN worklist.title_en IS 'Title of the model, English 模型标题(英文)';
COMMENT ON COLUMN worklist.title_zh IS 'Title of the model, Chinese 模型标题(中文)';
COMMENT ON COLUMN worklist.subject IS 'Whom or what it concerns 对象';
COMMENT ON COLUMN worklist.amount IS 'Amount found 涉及金额';
COMMENT ON COLUMN worklist.severity IS 'How grave it is 严重程度';
COMMENT ON COLUMN worklist.department IS 'Department responsible 责任部门';
COMMENT ON COLUMN worklist.region IS 'Region 区划';
COMMENT ON COLUMN worklist.assignee IS 'Who verifies it 承办人';
COMMENT ON COLUMN worklist.state IS 'State 状态';
COMMENT ON COLUMN worklist.state_since IS 'Since when 进入该状态的时间';
COMMENT ON COLUMN worklist.limit_days IS 'Working days it may wait, null without limit 时限(工作日)';
COMMENT ON COLUMN worklist.due_on IS 'Day the next step is due 到期日';
COMMENT ON COLUMN worklist.days_left IS 'Working days left, negative when late 剩余工作日';
COMMENT ON COLUMN worklist.alert IS 'Level of supervise.alert(): none, blue, yellow or red 预警颜色,同 supervise.alert()';
COMMENT ON COLUMN worklist.lapsed IS 'No longer found 已不再出现';
COMMENT ON COLUMN worklist.recurrence_of IS 'Earlier finding that had been put right 再犯对应的前次线索';

CREATE OR REPLACE VIEW overdue WITH (security_invoker) AS
SELECT w.finding_id, w.model, w.title_en, w.title_zh, w.subject, w.amount, w.severity, w.department, w.region,
	w.assignee, w.state, w.due_on, -w.days_left AS days_late
FROM worklist w
WHERE w.days_left < 0;
COMMENT ON VIEW overdue IS 'Findings whose next step is late 逾期线索';
COMMENT ON COLUMN overdue.finding_id IS 'Finding 线索编号';
COMMENT ON COLUMN overdue.model IS 'Model 模型';
COMMENT ON COLUMN overdue.title_en IS 'Title of the model, English 模型标题(英文)';
COMMENT ON COLUMN overdue.title_zh IS 'Title of the model, Chinese 模型标题(中文)';
COMMENT ON COLUMN overdue.subject IS 'Whom or what it concerns 对象';
COMMENT ON COLUMN overdue.amount IS 'Amount found 涉及金额';
COMMENT ON COLUMN overdue.severity IS 'How grave it is 严重程度';
COMMENT ON COLUMN overdue.department IS 'Department responsible 责任部门';
COMMENT ON COLUMN overdue.region IS 'Region 区划';
COMMENT ON COLUMN overdue.assignee IS 'Who verifies it 承办人';
COMMENT ON COLUMN overdue.state IS 'State 状态';
COMMENT ON COLUMN overdue.due_on IS 'Day the step was due 到期日';
COMMENT ON COLUMN overdue.days_late IS 'Working days late 逾期工作日';

CREATE OR REPLACE VIEW recurrence WITH (security_invoker) AS
SELECT f.finding_id, f.model, f.subject, f.department, f.region, f.first_seen,
	coalesce(f.recurrence_of, f.finding_id) AS earlier_finding_id,
	CASE WHEN f.recurrence_of IS NULL THEN 'found_again' ELSE 'again' END AS kind
FROM finding f
JOIN state s ON s.code = f.state
WHERE f.recurrence_of IS NOT NULL
	OR (f.outcome = 'confirmed' AND f.returned_at > f.state_since
		AND f.state IN ('rectified', 'institutionalised', 'closed'));
COMMENT ON VIEW recurrence IS 'The same again after it had been put right 整改后再犯';
COMMENT ON COLUMN recurrence.finding_id IS 'Finding 线索编号';
COMMENT ON COLUMN recurrence.model IS 'Model 模型';
COMMENT ON COLUMN recurrence.subject IS 'Whom or what it concerns 对象';
COMMENT ON COLUMN recurrence.department IS 'Department responsible 责任部门';
COMMENT ON COLUMN recurrence.region IS 'Region 区划';
COMMENT ON COLUMN recurrence.first_seen IS 'When it was found first 首次发现时间';
COMMENT ON COLUMN recurrence.earlier_finding_id IS 'Finding that had been put right 此前已整改的线索';
COMMENT ON COLUMN recurrence.kind IS 'again: other evidence; found_again: the same, which had gone 再犯类型';

CREATE OR REPLACE VIEW incident WITH (security_invoker) AS
SELECT f.incident_id, min(f.subject) AS subject, count(*) AS findings, count(DISTINCT f.model) AS models,
	string_agg(DISTINCT f.model, ', ' ORDER BY f.model) AS model_list, max(f.amount) AS amount,
	min(f.first_seen) AS first_seen, max(f.last_seen) AS last_seen, count(*) FILTER (WHERE s.open) AS open_findings
FROM finding f
JOIN state s ON s.code = f.state
GROUP BY f.incident_id;
COMMENT ON VIEW incident IS 'Facts: findings that share a record and the subject 事件:共享记录和对象的线索';
COMMENT ON COLUMN incident.incident_id IS 'Least finding_id in it 事件编号';
COMMENT ON COLUMN incident.subject IS 'Whom or what it concerns 对象';
COMMENT ON COLUMN incident.findings IS 'Findings 线索数';
COMMENT ON COLUMN incident.models IS 'Models that found it 模型数';
COMMENT ON COLUMN incident.model_list IS 'Their codes 模型代码';
COMMENT ON COLUMN incident.amount IS 'Largest amount of a finding 最大金额';
COMMENT ON COLUMN incident.first_seen IS 'When it was found first 首次发现时间';
COMMENT ON COLUMN incident.last_seen IS 'When it was found last 最近发现时间';
COMMENT ON COLUMN incident.open_findings IS 'Findings that are not closed 未办结线索数';
