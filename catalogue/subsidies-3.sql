-- ## SUB-13
-- title_en: In work while drawing out-of-work benefit
-- title_zh: 就业期间领取失业类待遇
-- question_en: Was a benefit for people out of work paid during insured or waged employment?
-- question_zh: 参保就业或领取工资期间是否发放了失业类待遇?
-- severity: medium
-- score_en: days in work that were paid for
-- score_zh: 就业期间被发放的天数
-- input payment: one row for each payment | 每笔发放一行
--   person: key: id of the person paid | 领取人证件号
--   record: key: what names the payment | 发放流水号
--   item: text: programme | 项目
--   valid: period: the time it was paid for | 所属期
--   amount: amount: yuan, below zero where taken back | 金额(元),追回为负
--   department: text?: who paid | 发放部门
--   region: text?: town or village | 乡镇
-- input insured: one row for each stretch of insurance | 每段参保一行
--   person: key: id of the person insured | 参保人证件号
--   kind: text: as what, as item_rule.status names it | 参保类别,与 item_rule.status 一致
--   employer: text?: with whom | 单位
--   valid: period: first to last day, no last day while it goes on | 起止日期,在保者无止日
-- input wage?: one row for each wage declared for a month | 每月申报工资一行
--   person: key: id of the person paid | 领取工资人证件号
--   employer: text?: by whom | 单位
--   valid: period: the month | 所属月
--   amount: amount: yuan | 金额(元)
-- input item_rule: one row for each programme and status that bars it | 每个项目与每种禁止状态一行
--   item: text: programme | 项目
--   status: text: the status | 状态
--   valid: period?: days on which the rule is in force; none: always | 规则有效期,空为长期
--   clause: text?: the rule in words | 条款
-- parameter least_days: integer = 32, 1 .. 366: fewest days in work paid for; more than 31 leaves out the month of the change | 重叠天数下限,大于 31 可排除变动当月
--   unit: days
--   source: starting point, set it per region
-- parameter least_wage: numeric = 1000, 0 .. 100000: wages below it are odd jobs | 低于此数视为零星劳务
--   unit: yuan a month
--   source: starting point, set it to the local minimum wage or part of it
-- parameter wage_status: text = employed: the status of item_rule that a wage stands for | 工资对应的 item_rule 状态
--   source: starting point, set it to the word item_rule uses
-- evidence_en: employers, days in common, amount of the payments concerned
-- evidence_zh: 单位、重叠天数、涉及金额
-- excluded_en: the month in which work was taken up or lost: fewer days than least_days
-- excluded_zh: 就业或失业当月:重叠天数不足
-- excluded_en: insured until before the time paid for
-- excluded_zh: 发放所属期前已停保
-- excluded_en: insured in another way: as a resident, on one's own account
-- excluded_zh: 居民参保或灵活就业参保
-- excluded_en: odd jobs: wages below least_wage, or in one month only
-- excluded_zh: 零星劳务:工资低于标准或仅一个月
-- excluded_en: paid later for a time before the work
-- excluded_zh: 就业后补发以前月份
-- excluded_en: taken back in full
-- excluded_zh: 已全额追回
-- doubt_en: the former employer ended the insurance late
-- doubt_zh: 原单位迟报停保
-- doubt_en: insured by a firm that sells insurance and employs nobody
-- doubt_zh: 挂靠参保,无实际用工
-- next_en: ask the employer for contract and attendance, the office for the date of notice of work
-- next_zh: 向单位调取合同与考勤,核对就业登记日期
-- source: SI D; 社会保险法 第五十一条 (unemployment benefit ends with new work)
-- changed: overlap of more than 31 days instead of 1 month or more, since payment is by the month; a wage counts only from least_wage on.
-- query
SELECT g.subject, g.department, g.region, range_merge(g.days) AS during, g.amount, x.days AS score, g.records,
	g.employers, g.items, g.clauses,
	format(supervise.say('In work (%s) for %s of the days paid for, %s yuan.', '就业(%s)期间被发放待遇%s天,涉及%s元。'),
		coalesce(nullif(array_to_string(g.employers, ', '), ''), '?'), x.days, g.amount) AS reason
FROM (
	SELECT h.subject, p.department, min(p.region) AS region, range_agg(o.days) AS days, sum(p.amount) AS amount,
		array_agg(p.record ORDER BY lower(p.valid), p.record COLLATE "C") AS records,
		min(h.employers) AS employers, array_agg(DISTINCT p.item COLLATE "C") AS items,
		array_agg(DISTINCT r.clause COLLATE "C") AS clauses
	FROM {{payment}} p
	JOIN {{item_rule}} r ON r.item = p.item
	JOIN (
		SELECT w.subject, w.kind, array_remove(array_agg(DISTINCT w.employer COLLATE "C"), NULL) AS employers, range_agg(w.valid) AS held
		FROM (
			SELECT supervise.resident_id(i.person, true) AS subject, i.kind, i.employer, i.valid FROM {{insured}} i
			WHERE i.kind IN (SELECT s.status FROM {{item_rule}} s)
			UNION ALL
			SELECT supervise.resident_id(i.person, true), parameter.wage_status, i.employer, i.valid FROM {{wage}} i
			WHERE i.amount >= parameter.least_wage
		) w
		GROUP BY w.subject, w.kind
	) h ON h.subject = supervise.resident_id(p.person, true) AND h.kind = r.status
	CROSS JOIN LATERAL (SELECT h.held * datemultirange(p.valid) * datemultirange(coalesce(r.valid, '(,)')) AS days) o
	WHERE h.held && p.valid AND NOT isempty(o.days)
	GROUP BY h.subject, p.department
) g
CROSS JOIN LATERAL (SELECT sum(upper(d) - lower(d))::integer AS days FROM unnest(g.days) d) x
WHERE x.days >= parameter.least_days AND g.amount > 0;
-- population
-- The people in work; and payments of programmes for people out of work whose id cannot be read.
SELECT DISTINCT ON (q.subject) q.subject, q.state, q.reason
FROM (
	SELECT coalesce(supervise.resident_id(w.person, true), w.person, '(none)') AS subject,
		CASE WHEN x.problem IS NULL THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
		coalesce(x.problem, 'drew nothing that a status bars') AS reason
	FROM (
		SELECT i.person, i.kind IS NULL AS unknown, i.valid FROM {{insured}} i
		UNION ALL
		SELECT i.person, i.amount IS NULL, i.valid FROM {{wage}} i
	) w
	CROSS JOIN LATERAL (SELECT CASE
		WHEN supervise.resident_id(w.person, true) IS NULL THEN 'work: id ' || coalesce(supervise.resident_id_problem(w.person), 'missing')
		WHEN w.unknown THEN 'work: neither kind nor wage'
		WHEN w.valid IS NULL OR isempty(w.valid) THEN 'work: no days' END) x(problem)
	UNION ALL
	SELECT coalesce(w.subject, p.person, '(none)'),
		CASE WHEN w.subject IS NULL OR p.valid IS NULL OR isempty(p.valid) THEN 'insufficient_data' ELSE 'assessable' END,
		CASE WHEN w.subject IS NULL THEN 'payment: id ' || coalesce(supervise.resident_id_problem(p.person), 'missing')
			WHEN p.valid IS NULL OR isempty(p.valid) THEN 'payment: no period' END
	FROM {{payment}} p
	LEFT JOIN (
		SELECT supervise.resident_id(i.person, true) AS subject FROM {{insured}} i WHERE i.kind IS NOT NULL AND NOT isempty(i.valid)
		UNION
		SELECT supervise.resident_id(i.person, true) FROM {{wage}} i WHERE i.amount IS NOT NULL AND NOT isempty(i.valid)
	) w ON w.subject = supervise.resident_id(p.person, true)
	WHERE (w.subject IS NOT NULL OR supervise.resident_id(p.person, true) IS NULL) AND p.item IN (SELECT r.item FROM {{item_rule}} r)
) q
ORDER BY q.subject, q.state, q.reason;

-- ## SUB-16
-- title_en: Not stopped after the entitlement ended
-- title_zh: 丧失资格后未停发
-- question_en: Did payments go on after the status that gave the entitlement had ended and the notice was over?
-- question_zh: 资格丧失且通知期满后是否仍继续发放?
-- severity: medium
-- score_en: months from the event to the last day paid for
-- score_zh: 资格丧失至最后发放日的月数
-- input payment: one row for each payment | 每笔发放一行
--   person: key: id of the person paid | 领取人证件号
--   record: key: what names the payment | 发放流水号
--   item: text: programme | 项目
--   valid: period: the time it was paid for | 所属期
--   amount: amount: yuan, below zero where taken back | 金额(元),追回为负
--   department: text?: who paid | 发放部门
--   region: text?: town or village | 乡镇
-- input status_event: one row for each event that ends an entitlement | 每次资格变动一行
--   person: key: id of the person | 证件号
--   event: text: what happened, as item_rule.status names it | 事件,与 item_rule.status 一致
--   happened_on: day: day on which it took effect | 生效日
--   restored_on: day?: day from which the entitlement was restored | 恢复资格日
--   record: key?: what names it | 编号
-- input item_rule: one row for each programme and status that bars it | 每个项目与每种禁止状态一行
--   item: text: programme | 项目
--   status: text: the event | 事件
--   valid: period?: days on which the rule is in force; none: always | 规则有效期,空为长期
--   notice_days: number?: days after the event in which a period may still begin, as a phase-out | 通知期或渐退期(天)
--   clause: text?: the rule in words | 条款
-- parameter notice: integer = 60, 0 .. 730: days of notice where the rule gives none | 规则未规定时的通知期
--   unit: days
--   source: starting point, set it per region
-- evidence_en: event and its day, first and last period after the notice, amount, the department that did not act
-- evidence_zh: 事件及日期,通知期后首末所属期,金额,未停发部门
-- excluded_en: the period began within the days of notice
-- excluded_zh: 所属期在通知期内开始
-- excluded_en: a phase-out that the rule allows, as twelve months after income rose
-- excluded_zh: 规则允许的渐退期,如收入超标后十二个月
-- excluded_en: the entitlement was restored before the period began
-- excluded_zh: 所属期开始前已恢复资格
-- excluded_en: the event does not bar this programme
-- excluded_zh: 该事件不影响此项目
-- excluded_en: taken back in full
-- excluded_zh: 已全额追回
-- doubt_en: an appeal against the decision suspends it
-- doubt_zh: 对停发决定提出复议、诉讼
-- doubt_en: the certificate was renewed under another number
-- doubt_zh: 证件换发新号
-- next_en: ask when the department was told of the event, and by whom; stop and recover
-- next_zh: 核实部门何时由谁告知该事件,停发并追回
-- source: JN
-- changed: notice is the rule's own where it has one (a phase-out), the parameter otherwise; of several events of one name the
--   latest counts, and a restored entitlement ends the finding.
-- query
SELECT e.subject, p.department, min(p.region) AS region, range_merge(range_agg(p.valid)) AS during, sum(p.amount) AS amount,
	round((max(upper(p.valid)) - e.happened_on) / 30.4375, 1) AS score,
	array_agg(p.record ORDER BY lower(p.valid), p.record COLLATE "C") AS records,
	e.event, e.happened_on, e.record AS event_record, p.item, r.clause,
	format(supervise.say('%s on %s; paid on until %s, %s payments after the notice, %s yuan.', '%2$s发生“%1$s”,仍发放至%3$s,通知期后%4$s笔共%5$s元。'),
		e.event, e.happened_on, max(upper(p.valid)) - 1, count(*), sum(p.amount)) AS reason
FROM {{payment}} p
JOIN {{item_rule}} r ON r.item = p.item
JOIN (
	SELECT DISTINCT ON (subject, s.event) supervise.resident_id(s.person, true) AS subject, s.event, s.happened_on, s.restored_on, s.record
	FROM {{status_event}} s
	WHERE s.happened_on <= parameter.as_of
	ORDER BY subject, s.event, s.happened_on DESC, s.restored_on, s.record
) e ON e.subject = supervise.resident_id(p.person, true) AND e.event = r.status
WHERE lower(p.valid) > e.happened_on + coalesce(r.notice_days::integer, parameter.notice)
	AND (e.restored_on IS NULL OR lower(p.valid) < e.restored_on)
	AND coalesce(r.valid, '(,)') @> e.happened_on
GROUP BY e.subject, p.department, e.event, e.happened_on, e.record, p.item, r.clause
HAVING sum(p.amount) > 0;
-- population
-- The people to whom an event happened; and payments of programmes that a status bars whose id cannot be read.
SELECT DISTINCT ON (q.subject) q.subject, q.state, q.reason
FROM (
	SELECT coalesce(supervise.resident_id(s.person, true), s.person, '(none)') AS subject,
		CASE WHEN x.problem IS NULL THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
		coalesce(x.problem, 'drew nothing that a status bars') AS reason
	FROM {{status_event}} s
	CROSS JOIN LATERAL (SELECT CASE
		WHEN supervise.resident_id(s.person, true) IS NULL THEN 'event: id ' || coalesce(supervise.resident_id_problem(s.person), 'missing')
		WHEN s.event IS NULL THEN 'event: not named'
		WHEN s.happened_on IS NULL THEN 'event: no day'
		WHEN s.happened_on > parameter.as_of THEN 'event: day in the future' END) x(problem)
	UNION ALL
	SELECT coalesce(s.subject, p.person, '(none)'),
		CASE WHEN s.subject IS NULL OR lower(p.valid) IS NULL THEN 'insufficient_data' ELSE 'assessable' END,
		CASE WHEN s.subject IS NULL THEN 'payment: id ' || coalesce(supervise.resident_id_problem(p.person), 'missing')
			WHEN lower(p.valid) IS NULL THEN 'payment: no period' END
	FROM {{payment}} p
	LEFT JOIN (
		SELECT DISTINCT supervise.resident_id(s.person, true) AS subject
		FROM {{status_event}} s WHERE s.event IS NOT NULL AND s.happened_on <= parameter.as_of
	) s ON s.subject = supervise.resident_id(p.person, true)
	WHERE (s.subject IS NOT NULL OR supervise.resident_id(p.person, true) IS NULL) AND p.item IN (SELECT r.item FROM {{item_rule}} r)
) q
ORDER BY q.subject, q.state, q.reason;
