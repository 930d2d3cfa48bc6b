-- # APV approvals: Approvals and services | 审批与政务服务
--
-- Part 1: time limits.
--
-- A limit is the promise in force on the day a matter was accepted: a promise made
-- shorter later binds nobody before, one made longer excuses nobody. Working days
-- are those of the State Council's notices, over which local_day puts days of one's
-- own. What the notices do not cover yet is not judged.
--
-- Why coalesce(..., false) stands around conditions on days: the planner has no
-- statistics of them, expects next to nothing, and joins what follows in nested
-- loops. Of a coalesce it expects half.

-- ## APV-01
-- title_en: Matters past or near the promised time
-- title_zh: 办件超期与临期预警(红黄蓝)
-- question_en: Which matters are past the promised time, and which open ones are near it?
-- question_zh: 哪些办件已超过承诺时限?哪些在办件即将到期?
-- severity: medium
-- score_en: working days past the limit (or days, where the promise is in calendar days); zero or less for a warning
-- score_zh: 超过时限的天数(按承诺的单位计),零或负数为预警
-- input matter: one row for each matter handled | 每个办件一行
--   matter: key: number of the matter | 办件编号
--   item: key: item of the list of services | 事项编码
--   accepted: day: day of formal acceptance | 受理日期
--   finished: day?: day of the decision, null while open | 办结日期，在办为空
--   clerk: text?: who is responsible | 经办人
--   department: text?: department | 承办部门
--   region: text?: town or district | 乡镇或区域
-- input promise: one row for each item and version of its promise | 每个事项每个承诺版本一行
--   item: key: item | 事项编码
--   days: number: promised days | 承诺时限(天)
--   unit: text?: working days (工作日) or calendar days (自然日); null is working days | 单位，空为工作日
--   valid: period: days on which a matter accepted has this promise | 版本有效期(按受理日)
-- input suspension?: one row for each time the clock was stopped | 每次停表一行
--   matter: key: number of the matter | 办件编号
--   valid: period: days on which the clock stood; without an end while it stands | 停表起止，未恢复则无止期
-- input extension?: one row for each approved extension | 每次批准延期一行
--   matter: key: number of the matter | 办件编号
--   days: number: days added, in the promise's unit | 延长天数
--   approved: day: day of the approval | 批准日期
-- input local_day?: days that are not as the State Council's notices say | 与国务院通知不同的当地工作日、休息日
--   day: day: the day | 日期
--   is_working: boolean: worked or not | 是否上班
-- parameter blue_percent: integer = 30, 0 .. 100: blue when no more than this part of the limit is left | 剩余不超过时限的百分之几为蓝色
--   unit: per cent
--   source: EJ
-- parameter yellow_days: integer = 1, 0 .. 10: yellow when no more working days than this are left | 剩余不超过几个工作日为黄色
--   unit: working days
--   source: EJ
-- evidence_en: level, last day in time, days used and left, promise, days of extension, days on which the clock stood
-- evidence_zh: 预警级别、应办结日、已用与剩余天数、承诺时限、延期天数、停表时段
-- excluded_en: the clock stood still (hearing, inspection, expert review): those days do not count
-- excluded_zh: 依法停表(听证、检验、专家评审等)的时间不计入
-- excluded_en: holidays and make-up working days of the State Council's notices
-- excluded_zh: 法定节假日与调休
-- excluded_en: the promise in force on the day of acceptance was longer than today's
-- excluded_zh: 受理时的承诺时限长于现行版本
-- excluded_en: an extension approved before the time ran out
-- excluded_zh: 期满前依法批准的延期
-- excluded_en: a local holiday
-- excluded_zh: 当地法定节日
-- doubt_en: the decision was made in time and entered late
-- doubt_zh: 决定按时作出，系统补录滞后
-- doubt_en: several departments share the matter and the time was used elsewhere
-- doubt_zh: 联合办理，时间耗在其他部门
-- next_en: compare the date on the decision with the log; ask who held the file, step by step (APV-02)
-- next_zh: 核对决定文书日期与系统日志，逐环节查明滞留(见APV-02)
-- source: EJ; Administrative Licensing Law 行政许可法 art. 42, 45, 82; Civil Code 民法典 art. 201
-- changed: the promise is that of the day of acceptance; levels are judged by alert(), so that yellow means one working day left whatever the unit; approved extensions count only if approved in time; a matter finished in time is never coloured afterwards
-- query
WITH cal AS MATERIALIZED (
	SELECT supervise.workcalendar(d.day, coalesce(l.is_working, d.is_working), 'weekdays') AS days,
		(SELECT max(k.day) FROM supervise.workcalendar_days(supervise.china_workcalendar()) k) AS known_until
	FROM supervise.workcalendar_days(supervise.china_workcalendar(expected => true)) d
	LEFT JOIN (SELECT day, bool_and(is_working) AS is_working FROM {{local_day}} x GROUP BY day) l ON l.day = d.day
),
-- Cheap and never too narrow: stops and extensions only make days used fewer.
near AS (
	SELECT m.matter
	FROM {{matter}} m
	JOIN {{promise}} p ON p.item = m.item AND coalesce(p.valid @> m.accepted, false)
	WHERE coalesce(m.accepted BETWEEN '2007-01-01' AND parameter.as_of AND CASE
			WHEN p.unit IN ('calendar days', '自然日', '日历日') THEN true
			WHEN m.finished <= parameter.as_of
				THEN supervise.working_days((SELECT days FROM cal), m.accepted, m.finished) > p.days
			ELSE supervise.working_days((SELECT days FROM cal), m.accepted, parameter.as_of)
				>= least(p.days * (1 - parameter.blue_percent / 100.0) - 1, p.days - parameter.yellow_days) END, false)
),
judged AS (
	SELECT m.matter, min(m.item) AS item, min(m.accepted) AS accepted, min(m.finished) AS finished,
		min(p.days) AS days, min(m.clerk) AS clerk, min(m.department) AS department, min(m.region) AS region,
		CASE min(coalesce(p.unit, '')) FILTER (WHERE p.item IS NOT NULL) WHEN '' THEN 'working days' WHEN 'working days' THEN 'working days' WHEN '工作日' THEN 'working days'
			WHEN 'calendar days' THEN 'calendar days' WHEN '自然日' THEN 'calendar days' WHEN '日历日' THEN 'calendar days' END AS unit,
		min(m.item) <> max(m.item) OR min(m.accepted) <> max(m.accepted)
			OR min(m.finished) <> max(m.finished) OR count(m.finished) NOT IN (0, count(*))
			OR count(m.accepted) <> count(*) AS contradictory,
		min(p.days) <> max(p.days) OR min(coalesce(p.unit, '')) FILTER (WHERE p.item IS NOT NULL)
			<> max(coalesce(p.unit, '')) FILTER (WHERE p.item IS NOT NULL) AS two_promises
	FROM {{matter}} m
	LEFT JOIN {{promise}} p ON p.item = m.item AND coalesce(p.valid @> m.accepted, false)
	WHERE m.matter IN (SELECT n.matter FROM near n)
	GROUP BY m.matter
),
fit AS (
	SELECT j.* FROM judged j
	WHERE coalesce(j.contradictory IS NOT TRUE AND j.two_promises IS NOT TRUE AND j.unit IS NOT NULL AND j.days = trunc(j.days)
		AND j.days BETWEEN 0 AND 3650 AND (j.finished IS NULL OR j.finished >= j.accepted)
		AND least(coalesce(j.finished, parameter.as_of), parameter.as_of) <= (SELECT known_until FROM cal), false)
),
stop AS (
	SELECT s.matter, array_agg(s.valid ORDER BY s.valid) FILTER (WHERE s.valid IS NOT NULL) AS days,
		bool_or(s.valid IS NULL OR isempty(s.valid)) AS unreadable
	FROM {{suspension}} s
	GROUP BY s.matter
),
longer AS (
	SELECT j.matter, sum(e.days)::integer AS days
	FROM fit j
	LEFT JOIN stop s ON s.matter = j.matter
	JOIN {{extension}} e ON e.matter = j.matter
	CROSS JOIN LATERAL supervise.alert((SELECT days FROM cal), j.accepted, j.days::integer,
		as_of => greatest(j.accepted, parameter.as_of), suspended => s.days, unit => j.unit) a
	WHERE coalesce(s.unreadable IS NOT TRUE AND e.days > 0 AND e.approved BETWEEN j.accepted AND coalesce(a.due_on, 'infinity'), false)
	GROUP BY j.matter
)
SELECT j.matter AS subject,
	daterange(j.accepted, least(coalesce(j.finished, parameter.as_of), parameter.as_of), '[]') AS during,
	- a."left" AS score, j.department, j.region, ARRAY[j.matter] AS records,
	CASE a.level WHEN 'red' THEN supervise.say(
			format('Due on %s by a promise of %s %s; %s %s past it.', a.due_on, l.allowed, j.unit, - a."left",
				CASE WHEN j.finished <= parameter.as_of THEN 'finished on ' || j.finished || ',' ELSE 'still open,' END),
			format('承诺%s个%s，应于%s办结，%s，超过%s天。', l.allowed, u.zh, a.due_on,
				CASE WHEN j.finished <= parameter.as_of THEN j.finished || '办结' ELSE '至今未办结' END, - a."left"))
		ELSE supervise.say(
			format('Still open, due on %s: %s of %s %s left.', a.due_on, a."left", l.allowed, j.unit),
			format('在办，应于%s办结，%s个%s中还剩%s。', a.due_on, l.allowed, u.zh, a."left")) END AS reason,
	a.level, j.item, j.accepted, j.finished, a.due_on, a.used AS days_used, a."left" AS days_left, j.days AS promised,
	coalesce(x.days, 0) AS extended, j.unit, s.days::text AS clock_stopped, j.clerk
FROM fit j
LEFT JOIN stop s ON s.matter = j.matter
LEFT JOIN longer x ON x.matter = j.matter
CROSS JOIN LATERAL (SELECT j.days::integer + coalesce(x.days, 0) AS allowed) l
CROSS JOIN LATERAL (SELECT CASE j.unit WHEN 'working days' THEN '工作日' ELSE '自然日' END AS zh) u
CROSS JOIN LATERAL supervise.alert((SELECT days FROM cal), j.accepted, l.allowed, j.finished, parameter.as_of, s.days, j.unit,
	parameter.blue_percent, parameter.yellow_days) a
WHERE s.unreadable IS NOT TRUE AND a.level <> 'none';
-- population
-- Nearly every matter is one row: only whether those that are not say the same is
-- asked of all their rows together.
WITH cal AS MATERIALIZED (
	SELECT max(k.day) AS known_until FROM supervise.workcalendar_days(supervise.china_workcalendar()) k
),
twice AS (
	SELECT m.matter, min(m.item) AS item, min(m.item) <> max(m.item) OR min(m.accepted) <> max(m.accepted)
			OR min(m.finished) <> max(m.finished) OR count(m.finished) NOT IN (0, count(*))
			OR count(m.accepted) <> count(*) AS contradictory
	FROM {{matter}} m
	WHERE m.matter IN (SELECT x.matter FROM {{matter}} x GROUP BY x.matter HAVING count(*) > 1)
	GROUP BY m.matter
),
-- The days on which an item has a promise, one that cannot be read, and two.
rule AS (
	SELECT p.item, range_agg(p.valid) FILTER (WHERE p.days IS NOT NULL) AS valid,
		range_agg(p.valid) FILTER (WHERE p.days <> trunc(p.days) OR p.days NOT BETWEEN 0 AND 3650
			OR p.unit NOT IN ('', 'working days', '工作日', 'calendar days', '自然日', '日历日')) AS unreadable,
		range_agg(p.valid * o.valid) FILTER (WHERE p.days <> o.days OR coalesce(p.unit, '') <> coalesce(o.unit, '')) AS two
	FROM {{promise}} p
	JOIN {{promise}} o ON o.item = p.item AND coalesce(o.valid && p.valid, false)
	GROUP BY p.item
)
SELECT coalesce(x.matter, '(no number)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'assessable' WHEN x.problem = 'accepted after the day of the run' THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	x.problem AS reason
FROM (
	SELECT m.matter, CASE
		WHEN m.matter IS NULL THEN 'no number'
		WHEN m.accepted IS NULL THEN 'no day of acceptance'
		WHEN coalesce(m.item, t.item) IS NULL THEN 'no item'
		WHEN t.contradictory THEN 'listed twice, differently'
		WHEN m.accepted > parameter.as_of THEN 'accepted after the day of the run'
		WHEN m.finished < m.accepted THEN 'finished before it was accepted'
		WHEN r.two @> m.accepted THEN 'two promises for one day'
		WHEN (r.valid @> m.accepted) IS NOT TRUE THEN 'no promise for its item on that day'
		WHEN r.unreadable @> m.accepted THEN 'promise not readable'
		WHEN s.matter IS NOT NULL THEN 'a suspension without readable days'
		WHEN m.accepted < '2007-01-01' OR least(coalesce(m.finished, parameter.as_of), parameter.as_of) > (SELECT known_until FROM cal)
			THEN 'the calendar does not know these days'
		END AS problem
	FROM {{matter}} m
	LEFT JOIN twice t ON t.matter = m.matter
	LEFT JOIN rule r ON r.item = coalesce(m.item, t.item)
	LEFT JOIN {{suspension}} s ON s.matter = m.matter AND (s.valid IS NULL OR isempty(s.valid))
	OFFSET NULL -- so that the problem is looked for once, not for each time it is named above
) x;

-- ## APV-02
-- title_en: A step late, whatever the whole
-- title_zh: 环节超时(整体未超期也计)
-- question_en: Did one step take longer than its own limit, even where the whole was in time?
-- question_zh: 单个环节是否超过环节时限(即使整体未超期)?
-- severity: medium
-- score_en: working days past the step's limit
-- score_zh: 超过环节时限的工作日数
-- input matter: one row for each matter handled | 每个办件一行
--   matter: key: number of the matter | 办件编号
--   item: key: item of the list of services | 事项编码
--   accepted: day: day of formal acceptance | 受理日期
--   department: text?: department | 承办部门
--   region: text?: town or district | 乡镇或区域
-- input step: one row for each stay of a matter in a step | 每次进入一个环节一行
--   record: key: what names the stay | 环节流水号
--   matter: key: number of the matter | 办件编号
--   step: key: step | 环节
--   began: day: day the step received the matter | 环节开始
--   ended: day?: day it passed it on, null while there | 环节结束，在办为空
--   handler: text?: who had it | 环节经办人
-- input step_limit: one row for each item, step and version | 每个事项环节每个版本一行
--   item: key: item | 事项编码
--   step: key: step | 环节
--   days: number: working days | 时限(工作日)
--   valid: period: days on which a matter accepted has this limit | 版本有效期(按受理日)
-- input suspension?: one row for each time the clock was stopped | 每次停表一行
--   matter: key: number of the matter | 办件编号
--   valid: period: days on which the clock stood; without an end while it stands | 停表起止，未恢复则无止期
-- input local_day?: days that are not as the State Council's notices say | 与国务院通知不同的当地工作日、休息日
--   day: day: the day | 日期
--   is_working: boolean: worked or not | 是否上班
-- parameter min_late: integer = 1, 1 .. 30: working days late from which a step is reported | 至少超时几个工作日才报告
--   unit: working days
--   source: EJ
-- evidence_en: step, who had it, when it came and went, limit, days used
-- evidence_zh: 环节、经办人、进出时间、环节时限、已用天数
-- excluded_en: parallel steps: each counts from the day it began itself, not from the end of the one before
-- excluded_zh: 并联环节，各自起算
-- excluded_en: the clock of the matter stood still
-- excluded_zh: 停表期间不计
-- excluded_en: the step's limit in force on the day of acceptance was longer
-- excluded_zh: 受理时的环节时限更长
-- excluded_en: holidays, make-up working days and local holidays
-- excluded_zh: 法定节假日、调休与当地节日
-- excluded_en: a matter sent back to a step: each stay counts for itself
-- excluded_zh: 退回重办，每次停留分别计时
-- doubt_en: the handler was on leave and nobody stood in
-- doubt_zh: 经办人请假无人顶岗
-- doubt_en: the step waited for another department's answer
-- doubt_zh: 等待其他部门反馈
-- doubt_en: an extension was approved for the matter, and this step used it
-- doubt_zh: 办件已依法延期，延长的时间用于本环节
-- next_en: ask the handler and his superior; see whether the same step is late in other matters
-- next_zh: 询问经办人及其负责人，查看同一环节在其他办件中是否也超时
-- source: EJ; Administrative Licensing Law 行政许可法 art. 82
-- changed: a step is a stay: a matter sent back has two, each with the whole limit; open steps are reported only when late
-- query
WITH cal AS MATERIALIZED (
	SELECT supervise.workcalendar(d.day, coalesce(l.is_working, d.is_working), 'weekdays') AS days,
		(SELECT max(k.day) FROM supervise.workcalendar_days(supervise.china_workcalendar()) k) AS known_until
	FROM supervise.workcalendar_days(supervise.china_workcalendar(expected => true)) d
	LEFT JOIN (SELECT day, bool_and(is_working) AS is_working FROM {{local_day}} x GROUP BY day) l ON l.day = d.day
),
-- Too long by the calendar alone; a stop can only take days off. Most stays end within
-- the shortest limit there is, and need not meet their matter.
slow AS MATERIALIZED (
	SELECT t.record, t.matter
	FROM {{step}} t
	JOIN {{matter}} m ON m.matter = t.matter
	JOIN {{step_limit}} l ON l.item = m.item AND l.step = t.step AND coalesce(l.valid @> m.accepted, false)
	WHERE coalesce(t.began BETWEEN '2007-01-01' AND parameter.as_of
			AND t.began + (SELECT min(x.days)::integer FROM {{step_limit}} x WHERE x.days BETWEEN 0 AND 3650) + parameter.min_late
				<= least(coalesce(t.ended, parameter.as_of), parameter.as_of), false)
		AND supervise.working_days((SELECT days FROM cal), t.began, least(coalesce(t.ended, parameter.as_of), parameter.as_of)) >= l.days + parameter.min_late
),
matter AS (
	SELECT m.matter, min(m.item) AS item, min(m.accepted) AS accepted, min(m.department) AS department,
		min(m.region) AS region,
		min(m.item) <> max(m.item) OR min(m.accepted) <> max(m.accepted)
			OR count(m.accepted) <> count(*) AS contradictory
	FROM {{matter}} m
	WHERE m.matter IN (SELECT s.matter FROM slow s)
	GROUP BY m.matter
),
judged AS (
	SELECT t.record, min(t.matter) AS matter_text, m.item, m.contradictory, m.department, m.region, min(t.step) AS step,
		min(t.began) AS began, min(t.ended) AS ended, min(t.handler) AS handler, min(l.days) AS days,
		min(t.matter) <> max(t.matter) OR min(t.step) <> max(t.step)
			OR min(t.began) <> max(t.began) OR min(t.ended) <> max(t.ended)
			OR count(t.ended) NOT IN (0, count(*)) OR count(t.began) <> count(*) OR min(l.days) <> max(l.days) AS twice,
		m.matter
	FROM {{step}} t
	JOIN matter m ON m.matter = t.matter
	LEFT JOIN {{step_limit}} l ON l.item = m.item AND l.step = t.step AND coalesce(l.valid @> m.accepted, false)
	WHERE t.record IN (SELECT s.record FROM slow s)
	GROUP BY t.record, m.matter, m.item, m.contradictory, m.department, m.region
),
stop AS (
	SELECT s.matter, array_agg(s.valid ORDER BY s.valid) FILTER (WHERE s.valid IS NOT NULL) AS days,
		bool_or(s.valid IS NULL OR isempty(s.valid)) AS unreadable
	FROM {{suspension}} s
	WHERE s.matter IN (SELECT w.matter FROM slow w)
	GROUP BY s.matter
)
SELECT j.record AS subject, daterange(j.began, least(coalesce(j.ended, parameter.as_of), parameter.as_of), '[]') AS during,
	- a."left" AS score, j.department, j.region, ARRAY[j.record, j.matter_text] AS records,
	supervise.say(
		format('Step %s of matter %s had %s working days and took %s, until %s.', j.step, j.matter_text, j.days, a.used,
			coalesce(j.ended::text, 'now')),
		format('办件%s的%s环节时限%s个工作日，实际用了%s个，至%s。', j.matter_text, j.step, j.days, a.used,
			coalesce(j.ended::text, '今未完成'))) AS reason,
	j.matter_text AS matter, j.step, j.handler, j.began, j.ended, a.due_on, j.days AS allowed, a.used AS days_used,
	s.days::text AS clock_stopped
FROM judged j
LEFT JOIN stop s ON s.matter = j.matter
CROSS JOIN LATERAL supervise.alert((SELECT days FROM cal), j.began, j.days::integer, j.ended, parameter.as_of, s.days) a
WHERE coalesce(j.contradictory IS NOT TRUE AND j.twice IS NOT TRUE AND j.days = trunc(j.days) AND j.days BETWEEN 0 AND 3650
	AND (j.ended IS NULL OR j.ended >= j.began) AND s.unreadable IS NOT TRUE
	AND least(coalesce(j.ended, parameter.as_of), parameter.as_of) <= (SELECT known_until FROM cal), false)
	AND a.level = 'red' AND - a."left" >= parameter.min_late;
-- population
-- Nearly every stay is one row: only whether those that are not say the same is
-- asked of all their rows together. Matters and limits are put together before, so
-- that each stay meets one of each.
WITH cal AS MATERIALIZED (
	SELECT max(k.day) AS known_until FROM supervise.workcalendar_days(supervise.china_workcalendar()) k
),
differing AS (
	SELECT t.record
	FROM {{step}} t
	WHERE t.record IN (SELECT x.record FROM {{step}} x GROUP BY x.record HAVING count(*) > 1)
	GROUP BY t.record
	HAVING count(DISTINCT (t.matter, t.step, t.began, t.ended)) > 1
),
matter AS (
	SELECT m.matter, min(m.item) AS item, min(m.accepted) AS accepted, count(m.accepted) < count(*) AS undated,
		min(m.item) <> max(m.item) OR min(m.accepted) <> max(m.accepted) AS contradictory, bool_or(s.matter IS NOT NULL) AS stop_unreadable
	FROM {{matter}} m
	LEFT JOIN {{suspension}} s ON s.matter = m.matter AND (s.valid IS NULL OR isempty(s.valid))
	GROUP BY m.matter
),
-- The days on which a step has a limit, one that cannot be read, and two.
rule AS (
	SELECT l.item, l.step, range_agg(l.valid) AS valid,
		range_agg(l.valid) FILTER (WHERE l.days <> trunc(l.days) OR l.days NOT BETWEEN 0 AND 3650) AS unreadable,
		range_agg(l.valid * o.valid) FILTER (WHERE l.days <> o.days) AS two
	FROM {{step_limit}} l
	JOIN {{step_limit}} o ON o.item = l.item AND o.step = l.step AND coalesce(o.valid && l.valid, false)
	WHERE l.days IS NOT NULL
	GROUP BY l.item, l.step
)
SELECT coalesce(x.record, '(no number)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'assessable'
		WHEN x.problem IN ('no limit set for the step', 'began after the day of the run') THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	x.problem AS reason
FROM (
	SELECT t.record, CASE
		WHEN t.record IS NULL THEN 'no number'
		WHEN d.record IS NOT NULL OR r.two @> m.accepted AND m.contradictory IS NOT TRUE THEN 'listed twice, differently'
		WHEN t.began IS NULL THEN 'no day on which the step began'
		WHEN t.began > parameter.as_of THEN 'began after the day of the run'
		WHEN t.ended < t.began THEN 'ended before it began'
		WHEN m.matter IS NULL THEN 'no such matter'
		WHEN m.contradictory THEN 'its matter is listed twice, differently'
		WHEN m.undated THEN 'its matter has no day of acceptance'
		WHEN (r.valid @> m.accepted) IS NOT TRUE THEN 'no limit set for the step'
		WHEN r.unreadable @> m.accepted THEN 'limit not readable'
		WHEN m.stop_unreadable THEN 'a suspension without readable days'
		WHEN t.began < '2007-01-01' OR least(coalesce(t.ended, parameter.as_of), parameter.as_of) > (SELECT known_until FROM cal)
			THEN 'the calendar does not know these days'
		END AS problem
	FROM {{step}} t
	LEFT JOIN differing d ON d.record = t.record
	LEFT JOIN matter m ON m.matter = t.matter
	LEFT JOIN rule r ON r.item = m.item AND r.step = t.step
	OFFSET NULL -- so that the problem is looked for once, not for each time it is named above
) x;

-- ## APV-03
-- title_en: Clock-stopping that is abused
-- title_zh: 停表滥用
-- question_en: Is the clock stopped without a ground, for too long, after the fact, or by habit just before the time is up?
-- question_zh: 是否无依据停表、超长停表、事后补停，或习惯性临期停表?
-- severity: medium
-- score_en: working days stopped beyond what is allowed; for a clerk, the share in per cent
-- score_zh: 超出允许的停表工作日数，经办人为临期停表占比(%)
-- input matter: one row for each matter handled | 每个办件一行
--   matter: key: number of the matter | 办件编号
--   item: key: item of the list of services | 事项编码
--   accepted: day: day of formal acceptance | 受理日期
--   finished: day?: day of the decision, null while open | 办结日期，在办为空
--   clerk: text?: who is responsible; an id unlike any matter's | 经办人(编号不与办件重复)
--   department: text?: department | 承办部门
--   region: text?: town or district | 乡镇或区域
-- input promise: one row for each item and version of its promise | 每个事项每个承诺版本一行
--   item: key: item | 事项编码
--   days: number: promised days | 承诺时限(天)
--   unit: text?: working days (工作日) or calendar days (自然日); null is working days | 单位，空为工作日
--   valid: period: days on which a matter accepted has this promise | 版本有效期(按受理日)
-- input suspension: one row for each time the clock was stopped | 每次停表一行
--   record: key: what names the stop | 停表流水号
--   matter: key: number of the matter | 办件编号
--   reason: key: ground given | 停表事由
--   valid: period: days on which the clock stood; without an end while it stands | 停表起止，未恢复则无止期
--   recorded: day?: day on which the stop was entered | 停表登记日期
-- input suspension_rule: grounds that stop the clock, with versions | 可停表的法定事由
--   reason: key: ground | 停表事由
--   days: number?: most working days; null where no maximum is set | 最长工作日，空为未规定
--   valid: period: days on which it holds | 有效期
-- input local_day?: days that are not as the State Council's notices say | 与国务院通知不同的当地工作日、休息日
--   day: day: the day | 日期
--   is_working: boolean: worked or not | 是否上班
-- parameter max_share: integer = 20, 1 .. 100: per cent of a clerk's matters stopped just before the time was up | 临期停表占比上限(%)
--   unit: per cent
--   source: starting point, set it per region
-- parameter times_peers: numeric = 2, 1 .. 100: times what the clerk's colleagues do in the same items | 相当于同事项同事的倍数
--   unit: times
--   source: starting point
-- parameter min_matters: integer = 20, 5 .. 1000: fewest matters of a clerk in the year | 经办人全年最少办件数
--   unit: matters
--   source: starting point
-- evidence_en: kind of abuse, ground, days stopped and allowed, day of entry; for a clerk his share and his peers'
-- evidence_zh: 滥用类型、事由、停表与允许天数、登记日期，经办人占比与同事占比
-- excluded_en: a lawful ground (hearing, expert review, inspection) within its maximum
-- excluded_zh: 法定事由(听证、专家评审、检验等)且未超最长期限
-- excluded_en: holidays within the stop
-- excluded_zh: 停表期间的节假日
-- excluded_en: a ground that was lawful when the clock was stopped
-- excluded_zh: 停表时事由依当时规定有效
-- excluded_en: an item that always needs a review at its end: the colleagues stop as often in it
-- excluded_zh: 事项本身末段必经评审，同事同样停表
-- doubt_en: the written notice to the applicant is in the file (art. 45), and the ground was chosen wrongly in the system
-- doubt_zh: 案卷中有书面告知(第四十五条)，系统事由误选
-- doubt_en: an outage kept the clerk from entering the stop in time
-- doubt_zh: 系统故障导致未能及时登记
-- next_en: ask for the written notice to the applicant and for what was done while the clock stood
-- next_zh: 调取停表书面告知及停表期间实际工作记录
-- source: D; Administrative Licensing Law 行政许可法 art. 42, 45
-- changed: grounds and maxima are data with validity, since national law names grounds (art. 45) and leaves most maxima to the service guide; stops entered after the time was up are found as well; a clerk's share must also be beyond what his colleagues do in the same items, in the calendar year of the run
-- query
WITH cal AS MATERIALIZED (
	SELECT supervise.workcalendar(d.day, coalesce(l.is_working, d.is_working), 'weekdays') AS days,
		(SELECT max(k.day) FROM supervise.workcalendar_days(supervise.china_workcalendar()) k) AS known_until
	FROM supervise.workcalendar_days(supervise.china_workcalendar(expected => true)) d
	LEFT JOIN (SELECT day, bool_and(is_working) AS is_working FROM {{local_day}} x GROUP BY day) l ON l.day = d.day
),
stopped AS (
	SELECT s.matter, bool_or(s.valid IS NULL OR isempty(s.valid) OR lower_inf(s.valid)
			OR s.reason IS NULL OR s.record IS NULL) AS unreadable, min(lower(s.valid)) AS first_day
	FROM {{suspension}} s
	GROUP BY s.matter
),
matter AS (
	SELECT m.matter, min(m.accepted) AS accepted, min(m.finished) AS finished, min(m.department) AS department,
		min(m.region) AS region, min(p.days)::integer AS days,
		CASE WHEN min(p.unit) IN ('calendar days', '自然日', '日历日') THEN 'calendar days' ELSE 'working days' END AS unit
	FROM {{matter}} m
	JOIN stopped d ON d.matter = m.matter
	LEFT JOIN {{promise}} p ON p.item = m.item AND coalesce(p.valid @> m.accepted, false)
		AND p.days = trunc(p.days) AND p.days BETWEEN 0 AND 3650
	WHERE NOT d.unreadable
	GROUP BY m.matter
	HAVING coalesce(min(m.item) = max(m.item) AND min(m.accepted) = max(m.accepted)
		AND count(m.accepted) = count(*) AND min(m.accepted) BETWEEN '2007-01-01' AND least(parameter.as_of, min(d.first_day)), false)
),
stop AS (
	SELECT s.*, row_number() OVER (ORDER BY s.matter, s.record, s.valid, s.reason) AS n, array_agg(s.valid) OVER (PARTITION BY s.matter ORDER BY lower(s.valid), s.valid, s.record
		ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
	FROM (SELECT DISTINCT x.matter, x.record AS record, x.reason AS reason, x.recorded AS recorded, x.valid
		FROM {{suspension}} x) s
),
ground AS (
	SELECT s.n, count(r.reason) > 0 AS lawful, CASE WHEN count(r.days) = count(r.reason) THEN max(r.days) END AS most
	FROM stop s
	LEFT JOIN {{suspension_rule}} r ON r.reason = s.reason AND coalesce(r.valid @> lower(s.valid), false)
	GROUP BY s.n
),
-- Each stop, with the clock as it stood without it.
seen AS MATERIALIZED (
	SELECT m.matter, m.department, m.region, m.finished, s.record, s.reason, s.recorded, s.valid, g.lawful, g.most, a.due_on, a."left" AS days_left,
		supervise.working_days((SELECT days FROM cal), lower(s.valid) - 1,
			least(upper(s.valid) - 1, parameter.as_of, (SELECT known_until FROM cal))) AS stood
	FROM matter m
	JOIN stop s ON s.matter = m.matter
	JOIN ground g ON g.n = s.n
	LEFT JOIN LATERAL supervise.alert((SELECT days FROM cal), m.accepted, coalesce(m.days, 0), as_of => greatest(m.accepted, lower(s.valid) - 1), suspended => s.before,
		unit => m.unit) a ON m.days IS NOT NULL
	WHERE coalesce(lower(s.valid) BETWEEN m.accepted AND least(parameter.as_of, (SELECT known_until FROM cal)), false)
),
handled AS (
	SELECT x.item, x.clerk, min(x.department) AS department, min(x.region) AS region, count(*) AS many, count(l.matter) AS late
	FROM (
		SELECT DISTINCT m.matter, m.item, m.clerk, m.department, m.region
		FROM {{matter}} m
		WHERE coalesce(m.accepted >= date_trunc('year', parameter.as_of)::date AND m.accepted <= parameter.as_of
			AND m.clerk IS NOT NULL, false)
	) x
	LEFT JOIN (SELECT DISTINCT s.matter FROM seen s WHERE s.days_left <= 1) l ON l.matter = x.matter
	GROUP BY x.item, x.clerk
),
clerk AS (
	SELECT h.clerk, min(h.department) AS department, min(h.region) AS region, sum(h.many) AS many, sum(h.late) AS late,
		sum(h.many * (h.all_late - h.late) / (h.everybody - h.many)) AS expected
	FROM (SELECT *, sum(many) OVER same_item AS everybody, sum(late) OVER same_item AS all_late
		FROM handled WINDOW same_item AS (PARTITION BY item)) h
	WHERE h.everybody > h.many
	GROUP BY h.clerk
)
SELECT s.matter AS subject, s.valid AS during, x.beyond AS score, s.department, s.region,
	ARRAY[s.matter, s.record] AS records,
	CASE x.kind
		WHEN 'no ground' THEN supervise.say(
			format('The clock was stopped for %s working days for "%s", which is no ground that stops it.', s.stood, s.reason),
			format('以“%s”为由停表%s个工作日，该事由不属于可停表情形。', s.reason, s.stood))
		WHEN 'too long' THEN supervise.say(
			format('The clock was stopped for %s working days for "%s"; at most %s are allowed.', s.stood, s.reason, s.most),
			format('以“%s”为由停表%s个工作日，最长允许%s个。', s.reason, s.stood, s.most))
		ELSE supervise.say(
			format('A stop from %s was entered on %s only, after the time was up on %s.', lower(s.valid), s.recorded, s.due_on),
			format('停表自%s起，迟至%s才登记，而办件已于%s到期。', lower(s.valid), s.recorded, s.due_on)) END AS reason,
	x.kind, s.reason AS ground, s.stood AS days_stopped, s.most AS days_allowed, s.recorded, s.due_on AS due_without_it,
	NULL::numeric AS peers_share
FROM seen s
CROSS JOIN LATERAL (SELECT
	CASE WHEN NOT s.lawful THEN 'no ground' WHEN s.stood > s.most THEN 'too long'
		WHEN s.recorded > s.due_on AND s.recorded > lower(s.valid) AND (s.finished IS NULL OR s.finished > s.due_on)
			AND s.recorded <= parameter.as_of THEN 'entered afterwards' END AS kind,
	s.stood - CASE WHEN s.lawful THEN coalesce(least(s.most, s.stood), 0) ELSE 0 END AS beyond) x
WHERE x.kind IS NOT NULL
UNION ALL
SELECT c.clerk, daterange(date_trunc('year', parameter.as_of)::date, (date_trunc('year', parameter.as_of) + interval '1 year')::date),
	round(100 * c.late / c.many, 1), c.department, c.region, ARRAY[c.clerk, extract(year FROM parameter.as_of)::text],
	supervise.say(
		format('Stopped the clock with one working day or less to go in %s of %s matters; colleagues in the same items would have in %s.',
			c.late, c.many, round(c.expected, 1)),
		format('经办%s件，其中%s件在到期前一个工作日内停表，同事项同事相应为%s件。', c.many, c.late, round(c.expected, 1))),
	'habit', NULL, NULL, NULL, NULL, NULL, round(100 * c.expected / c.many, 1)
FROM clerk c
WHERE c.many >= parameter.min_matters AND c.late * 100 > parameter.max_share * c.many
	AND c.late > parameter.times_peers * c.expected;
-- population
WITH cal AS MATERIALIZED (
	SELECT max(k.day) AS known_until FROM supervise.workcalendar_days(supervise.china_workcalendar()) k
),
stopped AS (
	SELECT s.matter, bool_or(s.valid IS NULL OR isempty(s.valid) OR lower_inf(s.valid)) AS unreadable,
		bool_or(s.reason IS NULL) AS groundless, min(lower(s.valid)) AS first_day, bool_or(s.record IS NULL) AS unnumbered
	FROM {{suspension}} s
	GROUP BY s.matter
),
matter AS (
	SELECT m.matter, min(m.accepted) AS accepted, count(m.accepted) < count(*) AS undated,
		min(m.item) <> max(m.item) OR min(m.accepted) <> max(m.accepted) AS contradictory
	FROM {{matter}} m
	WHERE m.matter IN (SELECT s.matter FROM stopped s)
	GROUP BY m.matter
),
handled AS (
	SELECT m.clerk, m.item, count(DISTINCT m.matter) AS many
	FROM {{matter}} m
	WHERE m.accepted >= date_trunc('year', parameter.as_of)::date AND m.accepted <= parameter.as_of
		AND m.clerk IS NOT NULL
	GROUP BY m.clerk, m.item
)
SELECT coalesce(s.matter, '(no number)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'assessable' WHEN x.problem = 'stopped after the day of the run' THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	x.problem AS reason
FROM stopped s
LEFT JOIN matter m ON m.matter = s.matter
CROSS JOIN LATERAL (SELECT CASE
	WHEN s.matter IS NULL THEN 'no number'
	WHEN m.matter IS NULL THEN 'no such matter'
	WHEN s.unreadable THEN 'a suspension without readable days'
	WHEN s.groundless THEN 'no ground given'
	WHEN s.unnumbered THEN 'a suspension without a number'
	WHEN m.undated THEN 'no day of acceptance'
	WHEN m.contradictory THEN 'listed twice, differently'
	WHEN s.first_day < m.accepted THEN 'stopped before it was accepted'
	WHEN s.first_day > parameter.as_of THEN 'stopped after the day of the run'
	WHEN m.accepted < '2007-01-01' OR s.first_day > (SELECT known_until FROM cal) THEN 'the calendar does not know these days'
	END AS problem) x
UNION ALL
SELECT h.clerk, CASE WHEN sum(h.many) FILTER (WHERE h.others > 0) >= parameter.min_matters THEN 'assessable' ELSE 'insufficient_data' END,
	CASE WHEN sum(h.many) FILTER (WHERE h.others > 0) >= parameter.min_matters THEN NULL
		WHEN bool_or(h.others > 0) THEN 'fewer matters than min_matters' ELSE 'no colleague handles the same items' END
FROM (SELECT *, sum(many) OVER (PARTITION BY item) - many AS others FROM handled) h
GROUP BY h.clerk;
