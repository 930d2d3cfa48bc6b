-- # SUB subsidies: Subsidies and benefits | 补贴与待遇

-- ## SUB-01
-- title_en: Payment after death
-- title_zh: 死亡后领取
-- question_en: Was a benefit paid for a time that began after the beneficiary had died?
-- question_zh: 领取人死亡后开始的所属期是否仍发放了待遇?
-- severity: high
-- score_en: months from the first to the last day paid for after the death
-- score_zh: 死亡后多发的月数
-- input payment: one row for each payment | 每笔发放一行
--   person: key: id of the person paid | 领取人证件号
--   record: key: what names the payment | 发放流水号
--   item: text: programme | 项目
--   valid: period: the time it was paid for | 所属期
--   amount: amount: yuan, below zero where taken back | 金额(元),追回为负
--   department: text?: who paid | 发放部门
--   region: text?: town or village | 乡镇
-- input death: one row for each death reported, from any number of registers | 每条死亡登记一行,可汇集多个来源
--   person: key: id of the deceased | 死者证件号
--   died_on: day: day of death | 死亡日期
--   record: key?: what names the report | 登记编号
-- input survivor_item?: one row for each programme due to the family after a death | 死亡后仍应发放的项目每个一行
--   item: text: programme | 项目
-- parameter grace: integer = 0, 0 .. 365: days after the death in which a period may begin | 死亡后所属期仍可开始的天数
--   unit: days
--   source: none; a month's grace hides the first month overpaid, so it is 0 unless a region's rules give one
-- evidence_en: day of death and its registers, the periods that began after it, amount less what was taken back
-- evidence_zh: 死亡日期及登记来源,其后开始的所属期,扣除已追回后的金额
-- excluded_en: the period had begun before the death: the month, quarter or year of the death is paid in full
-- excluded_zh: 所属期在死亡前已开始:死亡当月、当季、当年照发
-- excluded_en: funeral grants and survivors' benefits (survivor_item)
-- excluded_zh: 丧葬补助与遗属待遇(survivor_item)
-- excluded_en: taken back in full
-- excluded_zh: 已全额追回
-- excluded_en: registers disagree and the later day of death makes the payment right
-- excluded_zh: 多个登记日期不一致,按较晚日期发放无误
-- excluded_en: back-payment after the death for a time before it
-- excluded_zh: 死亡后补发生前应得部分
-- doubt_en: the death stands under another person's number: compare names
-- doubt_zh: 死亡登记误用他人证件号:核对姓名
-- doubt_en: a judicial declaration of death that was withdrawn
-- doubt_zh: 宣告死亡后被撤销
-- next_en: see the certificate of death, then ask the bank who drew the money after it, and recover it
-- next_zh: 调取死亡证明,向银行查询死亡后的支取人,依法追回
-- source: JN GZ MX; 社会保险法 第十四条, 第十七条 (what is due at a death)
-- changed: default grace 0 days instead of 30. The rule asks whether the period began after the death, so the month of death is never
--   counted; a further month of grace would leave out money that is undue. Of several days reported the latest counts.
-- query
SELECT d.subject, p.department, min(p.region) AS region,
	range_merge(range_agg(p.valid)) AS during, sum(p.amount) AS amount,
	round((max(upper(p.valid)) - min(lower(p.valid))) / 30.4375, 1) AS score,
	array_agg(p.record ORDER BY lower(p.valid), p.record COLLATE "C") AS records,
	d.died_on, d.other_day_reported, d.reports AS death_reports, array_agg(DISTINCT p.item COLLATE "C") AS items,
	format(supervise.say('Died on %s; paid for %s to %s, %s payments, %s yuan.', '%s死亡,此后所属期%s至%s仍发放%s笔共%s元。'),
		d.died_on, min(lower(p.valid)), max(upper(p.valid)) - 1, count(*), sum(p.amount)) AS reason
FROM {{payment}} p
JOIN (
	SELECT supervise.resident_id(r.person, true) AS subject, max(r.died_on) AS died_on,
		nullif(min(r.died_on), max(r.died_on)) AS other_day_reported, array_agg(DISTINCT r.record COLLATE "C") AS reports
	FROM {{death}} r
	WHERE r.died_on <= parameter.as_of
	GROUP BY 1
) d ON d.subject = supervise.resident_id(p.person, true)
-- CASE, so that the programme is looked up only for payments after a death.
WHERE CASE WHEN lower(p.valid) > d.died_on + parameter.grace
	THEN (p.item IN (SELECT s.item FROM {{survivor_item}} s WHERE s.item IS NOT NULL)) IS NOT TRUE END
GROUP BY d.subject, p.department, d.died_on, d.other_day_reported, d.reports
HAVING sum(p.amount) > 0;
-- population
-- The people reported dead; and payments whose id cannot be read, whoever they went to.
SELECT coalesce(supervise.resident_id(r.person, true), r.person, '(none)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'not_applicable' ELSE 'insufficient_data' END AS state, coalesce(x.problem, 'never paid') AS reason
FROM {{death}} r
CROSS JOIN LATERAL (SELECT CASE
	WHEN supervise.resident_id(r.person, true) IS NULL THEN 'death: id ' || coalesce(supervise.resident_id_problem(r.person), 'missing')
	WHEN r.died_on IS NULL THEN 'death: no day'
	WHEN r.died_on > parameter.as_of THEN 'death: day in the future' END) x(problem)
UNION ALL
SELECT coalesce(p.subject, p.person, '(none)'),
	CASE WHEN p.subject IS NULL OR lower(p.valid) IS NULL THEN 'insufficient_data' ELSE 'assessable' END,
	CASE WHEN p.subject IS NULL THEN 'payment: id ' || coalesce(supervise.resident_id_problem(p.person), 'missing')
		WHEN lower(p.valid) IS NULL THEN 'payment: no period' END
FROM (SELECT supervise.resident_id(t.person, true) AS subject, t.person, t.valid FROM {{payment}} t OFFSET NULL) p
LEFT JOIN (
	SELECT DISTINCT supervise.resident_id(r.person, true) AS subject FROM {{death}} r WHERE r.died_on <= parameter.as_of
) d ON d.subject = p.subject
WHERE d.subject IS NOT NULL OR p.subject IS NULL;

-- ## SUB-02
-- title_en: Payment during imprisonment
-- title_zh: 服刑羁押期间领取
-- question_en: Was a benefit that stops in custody paid for days in custody?
-- question_zh: 服刑、羁押期间是否领取了应停发的待遇?
-- severity: high
-- score_en: days in custody that were paid for
-- score_zh: 羁押期间被发放的天数
-- input payment: one row for each payment | 每笔发放一行
--   person: key: id of the person paid | 领取人证件号
--   record: key: what names the payment | 发放流水号
--   item: text: programme | 项目
--   valid: period: the time it was paid for | 所属期
--   amount: amount: yuan, below zero where taken back | 金额(元),追回为负
--   department: text?: who paid | 发放部门
--   region: text?: town or village | 乡镇
-- input custody: one row for each stretch in custody | 每段羁押一行
--   person: key: id of the person held | 被羁押人证件号
--   kind: text: what kind of custody, as item_rule.status names it | 羁押类别,与 item_rule.status 一致
--   valid: period: first to last day, no last day while it goes on | 起止日期,在押者无止日
--   record: key?: what names it | 编号
-- input item_rule: one row for each programme and status that bars it | 每个项目与每种禁止状态一行
--   item: text: programme | 项目
--   status: text: the status | 状态
--   valid: period?: days on which the rule is in force; none: always | 规则有效期,空为长期
--   clause: text?: the rule in words | 条款
-- parameter least_days: integer = 30, 1 .. 366: fewest days in custody paid for, in all | 羁押期间发放的最少天数合计
--   unit: days
--   source: starting point, set it per region; detention for an offence ends after 15 days, 20 at most (治安管理处罚法 (2012) 第十六条)
-- evidence_en: kinds of custody, days in common, the part of each payment that falls on them, rule
-- evidence_zh: 羁押类别,重叠天数,按天折算的金额,条款
-- excluded_en: a kind that no rule names: community correction, a suspended sentence, administrative detention
-- excluded_zh: 规则未列的类别:社区矫正、缓刑、行政拘留
-- excluded_en: fewer days than least_days
-- excluded_zh: 重叠天数不足
-- excluded_en: programmes that no rule bars, as those paid to the household
-- excluded_zh: 规则未禁止的项目,如按户发放的项目
-- excluded_en: the custody ended before the time paid for, or began after it
-- excluded_zh: 羁押与所属期不重叠
-- excluded_en: taken back in full
-- excluded_zh: 已全额追回
-- doubt_en: acquitted, and the benefit is due after all
-- doubt_zh: 宣告无罪,待遇应予补发
-- doubt_en: allowance of the household paid out under the prisoner's name: recalculate it without him
-- doubt_zh: 家庭低保以服刑人员名义发放:应按剔除其后的人口重新核算
-- next_en: see the judgment and the dates of entry and release, then stop and recover
-- next_zh: 核对判决书与收监、释放日期,停发并追回
-- source: D; rules of each programme on stopping in prison
-- changed: days are added up over all payments, for monthly payments of 28 days would each stay below 30; pieces of one custody
--   (detention, then prison) count together; the amount is each payment's share by days, not all of it.
-- query
SELECT g.subject, g.department, g.region, range_merge(g.days) AS during, g.amount, x.days AS score, g.records,
	g.kinds AS custody, g.items, g.clauses,
	format(supervise.say('%s days in custody (%s) were paid for, %s yuan by days.', '羁押期间(%2$s)被发放待遇%1$s天,按天折算%3$s元。'),
		x.days, array_to_string(g.kinds, ', '), g.amount) AS reason
FROM (
	SELECT h.subject, p.department, min(p.region) AS region, range_agg(o.days) AS days,
		round(sum(p.amount * l.days / (coalesce(upper(p.valid), parameter.as_of + 1) - lower(p.valid))), 2) AS amount,
		array_agg(p.record ORDER BY lower(p.valid), p.record COLLATE "C") AS records,
		array_agg(DISTINCT h.kind COLLATE "C") AS kinds, array_agg(DISTINCT p.item COLLATE "C") AS items,
		array_agg(DISTINCT h.clause COLLATE "C") AS clauses
	FROM {{payment}} p
	-- People and what bars them first (OFFSET NULL keeps it so): they are few, and every payment is looked up once.
	JOIN (
		SELECT w.*, r.item, r.valid AS in_force, r.clause
		FROM (
			SELECT supervise.resident_id(c.person, true) AS subject, c.kind, range_agg(c.valid) AS held
			FROM {{custody}} c
			WHERE c.kind IN (SELECT s.status FROM {{item_rule}} s)
			GROUP BY 1, 2
		) w
		JOIN {{item_rule}} r ON r.status = w.kind OFFSET NULL
	) h ON h.subject = supervise.resident_id(p.person, true) AND h.item = p.item
	CROSS JOIN LATERAL (SELECT h.held * datemultirange(p.valid * daterange(NULL, parameter.as_of, '[]')) * datemultirange(coalesce(h.in_force, '(,)')) AS days) o
	CROSS JOIN LATERAL (SELECT sum(upper(d) - lower(d)) AS days FROM unnest(o.days) d) l
	WHERE h.held && p.valid AND NOT isempty(o.days)
	GROUP BY h.subject, p.department
) g
CROSS JOIN LATERAL (SELECT sum(upper(d) - lower(d))::integer AS days FROM unnest(g.days) d) x
WHERE x.days >= parameter.least_days AND g.amount > 0;
-- population
-- The people in the custody register; and payments whose id cannot be read.
SELECT coalesce(supervise.resident_id(c.person, true), c.person, '(none)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	coalesce(x.problem, 'drew nothing that a status bars') AS reason
FROM {{custody}} c
CROSS JOIN LATERAL (SELECT CASE
	WHEN supervise.resident_id(c.person, true) IS NULL THEN 'custody: id ' || coalesce(supervise.resident_id_problem(c.person), 'missing')
	WHEN c.kind IS NULL THEN 'custody: no kind'
	WHEN c.valid IS NULL OR isempty(c.valid) THEN 'custody: no days' END) x(problem)
UNION ALL
SELECT coalesce(p.subject, p.person, '(none)'),
	CASE WHEN p.subject IS NULL OR p.valid IS NULL OR isempty(p.valid) THEN 'insufficient_data' ELSE 'assessable' END,
	CASE WHEN p.subject IS NULL THEN 'payment: id ' || coalesce(supervise.resident_id_problem(p.person), 'missing')
		WHEN p.valid IS NULL OR isempty(p.valid) THEN 'payment: no period' END
FROM (
	SELECT supervise.resident_id(t.person, true) AS subject, t.person, t.valid
	FROM {{payment}} t WHERE t.item IN (SELECT r.item FROM {{item_rule}} r) OFFSET NULL
) p
LEFT JOIN (
	SELECT DISTINCT supervise.resident_id(c.person, true) AS subject
	FROM {{custody}} c WHERE c.kind IS NOT NULL AND NOT isempty(c.valid)
) c ON c.subject = p.subject
WHERE c.subject IS NOT NULL OR p.subject IS NULL;

-- ## SUB-03
-- title_en: Restricted benefit drawn by staff on the public payroll
-- title_zh: 财政供养人员领取限制性待遇
-- question_en: Did somebody on the public payroll draw a programme that his post bars?
-- question_zh: 财政供养人员是否领取了其身份不得享受的项目?
-- severity: high
-- score_en: days on the payroll that were paid for
-- score_zh: 在编期间被发放的天数
-- input payment: one row for each payment | 每笔发放一行
--   person: key: id of the person paid | 领取人证件号
--   record: key: what names the payment | 发放流水号
--   item: text: programme | 项目
--   valid: period: the time it was paid for | 所属期
--   amount: amount: yuan, below zero where taken back | 金额(元),追回为负
--   department: text?: who paid | 发放部门
--   region: text?: town or village | 乡镇
-- input payroll: one row for each post somebody held | 每人每段任职一行
--   person: key: id of the person employed | 在编人员证件号
--   post: text: kind of post, as item_rule.status names it | 人员类别,与 item_rule.status 一致
--   unit: text?: where | 单位
--   valid: period: first to last day, no last day while it goes on | 起止日期,在职者无止日
-- input item_rule: one row for each programme and status that bars it | 每个项目与每种禁止状态一行
--   item: text: programme | 项目
--   status: text: the status | 状态
--   valid: period?: days on which the rule is in force; none: always | 规则有效期,空为长期
--   clause: text?: the rule in words | 条款
-- parameter least_days: integer = 32, 1 .. 366: fewest days on the payroll paid for; more than 31 leaves out the month of entry | 重叠天数下限,大于 31 可排除入职当月
--   unit: days
--   source: starting point, set it per region
-- evidence_en: unit, kind of post, days in common, programmes, amount of the payments concerned, rule
-- evidence_zh: 单位、人员类别、重叠天数、项目、涉及金额、条款
-- excluded_en: a programme that is open to all, so that no rule bars it
-- excluded_zh: 普惠项目,规则未禁止
-- excluded_en: left the post before the time paid for
-- excluded_zh: 发放所属期前已离职
-- excluded_en: a kind of post that no rule names: temporary staff, village posts
-- excluded_zh: 规则未列的人员类别:编外、村级临时岗位
-- excluded_en: the month of entry: fewer days than least_days
-- excluded_zh: 入职当月:重叠天数不足
-- excluded_en: the rule was not yet in force
-- excluded_zh: 规则当时尚未生效
-- excluded_en: taken back in full
-- excluded_zh: 已全额追回
-- doubt_en: the post is on paper only (unpaid leave, listed for a pension)
-- doubt_zh: 仅挂名在册(停薪留职、代缴养老)
-- doubt_en: an allowance of the household in which the employee is not counted
-- doubt_zh: 家庭低保未将该职工计入保障人口
-- next_en: compare with the payroll of the month, then with the application: was the post declared?
-- next_zh: 核对当月工资册,再核对申请材料是否如实申报
-- source: SZ MX JH HS
-- changed: least_days 32 is new: payment by the month and a hiring in its middle always overlap. Matching is by id alone; people of one
--   name without an id wait for record linkage.
-- query
SELECT g.subject, g.department, g.region, range_merge(g.days) AS during, g.amount, x.days AS score, g.records,
	g.posts, g.units, g.items, g.clauses,
	format(supervise.say('On the payroll (%s) for %s of the days paid for, %s yuan.', '在编(%s)期间被发放待遇%s天,涉及%s元。'),
		array_to_string(g.posts || g.units, ', '), x.days, g.amount) AS reason
FROM (
	SELECT h.subject, p.department, min(p.region) AS region, range_agg(o.days) AS days, sum(p.amount) AS amount,
		array_agg(p.record ORDER BY lower(p.valid), p.record COLLATE "C") AS records,
		array_agg(DISTINCT h.post COLLATE "C") AS posts, array_remove(array_agg(DISTINCT h.unit COLLATE "C"), NULL) AS units,
		array_agg(DISTINCT p.item COLLATE "C") AS items, array_agg(DISTINCT h.clause COLLATE "C") AS clauses
	FROM {{payment}} p
	-- People and what bars them first (OFFSET NULL keeps it so): they are few, and every payment is looked up once.
	JOIN (
		SELECT w.*, r.item, r.valid AS in_force, r.clause
		FROM (
			SELECT supervise.resident_id(e.person, true) AS subject, e.post, min(e.unit COLLATE "C") AS unit, range_agg(e.valid) AS held
			FROM {{payroll}} e
			WHERE e.post IN (SELECT s.status FROM {{item_rule}} s)
			GROUP BY 1, 2
		) w
		JOIN {{item_rule}} r ON r.status = w.post OFFSET NULL
	) h ON h.subject = supervise.resident_id(p.person, true) AND h.item = p.item
	CROSS JOIN LATERAL (SELECT h.held * datemultirange(p.valid * daterange(NULL, parameter.as_of, '[]')) * datemultirange(coalesce(h.in_force, '(,)')) AS days) o
	WHERE h.held && p.valid AND NOT isempty(o.days)
	GROUP BY h.subject, p.department
) g
CROSS JOIN LATERAL (SELECT sum(upper(d) - lower(d))::integer AS days FROM unnest(g.days) d) x
WHERE x.days >= parameter.least_days AND g.amount > 0;
-- population
-- The people on the payroll; and payments of restricted programmes whose id cannot be read.
SELECT coalesce(supervise.resident_id(e.person, true), e.person, '(none)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	coalesce(x.problem, 'drew nothing that a status bars') AS reason
FROM {{payroll}} e
CROSS JOIN LATERAL (SELECT CASE
	WHEN supervise.resident_id(e.person, true) IS NULL THEN 'payroll: id ' || coalesce(supervise.resident_id_problem(e.person), 'missing')
	WHEN e.post IS NULL THEN 'payroll: no kind of post'
	WHEN e.valid IS NULL OR isempty(e.valid) THEN 'payroll: no days' END) x(problem)
UNION ALL
SELECT coalesce(p.subject, p.person, '(none)'),
	CASE WHEN p.subject IS NULL OR p.valid IS NULL OR isempty(p.valid) THEN 'insufficient_data' ELSE 'assessable' END,
	CASE WHEN p.subject IS NULL THEN 'payment: id ' || coalesce(supervise.resident_id_problem(p.person), 'missing')
		WHEN p.valid IS NULL OR isempty(p.valid) THEN 'payment: no period' END
FROM (
	SELECT supervise.resident_id(t.person, true) AS subject, t.person, t.valid
	FROM {{payment}} t WHERE t.item IN (SELECT r.item FROM {{item_rule}} r) OFFSET NULL
) p
LEFT JOIN (
	SELECT DISTINCT supervise.resident_id(e.person, true) AS subject
	FROM {{payroll}} e WHERE e.post IS NOT NULL AND NOT isempty(e.valid)
) e ON e.subject = p.subject
WHERE e.subject IS NOT NULL OR p.subject IS NULL;

-- ## SUB-04
-- title_en: Reviewed by oneself or one's own household
-- title_zh: 优亲厚友(本人或同户人员审核)
-- question_en: Was a benefit granted by a reviewer to himself or to a member of his household?
-- question_zh: 审核人是否为本人或同户家庭成员审批了待遇?
-- severity: high
-- score_en: 2 for oneself, 1 for a member of the household
-- score_zh: 本人为 2,同户成员为 1
-- input review: one row for each decision and reviewer | 每次审核每名审核人一行
--   person: key: id of the applicant | 申请人证件号
--   reviewer: key: id of the reviewer | 审核人证件号
--   record: key: what names the application | 申请编号
--   reviewed_on: day: day of the decision | 审核日期
--   item: text?: programme | 项目
--   granted: boolean?: whether it was granted | 是否通过
--   recused: boolean?: whether the reviewer stood aside | 是否回避
--   declared: boolean?: whether the kinship was declared and filed | 近亲属是否备案
--   region: text?: town or village | 乡镇
-- input household: one row for each person and stretch in a household | 每人每段户籍一行
--   person: key: id of the member | 成员证件号
--   household: key: the household | 户号
--   valid: period: first to last day, no last day while it goes on | 起止日期,在户者无止日
-- evidence_en: application, day, reviewer, the household that both belong to
-- evidence_zh: 申请编号、审核日期、审核人、共同户号
-- excluded_en: the reviewer stood aside
-- excluded_zh: 审核人已回避
-- excluded_en: kinship declared and filed, and decided by the office above
-- excluded_zh: 近亲属已备案并由上级审核
-- excluded_en: no longer, or not yet, in one household on the day
-- excluded_zh: 审核当日不在同一户
-- excluded_en: refused
-- excluded_zh: 审核未通过
-- doubt_en: the family is plainly entitled: this ranks for review, it does not convict
-- doubt_zh: 家庭确符合条件:本模型仅供排查,不作定性
-- doubt_en: the register of households is stale
-- doubt_zh: 户籍未及时变更
-- next_en: see minutes and signatures: who decided? Then check income and assets of the applicant anew
-- next_zh: 调取会议记录与签字,再重新核对申请人收入与财产
-- source: SZ MX JH PX; 最低生活保障审核确认办法 (民发〔2021〕57号) on filing kinship of those who decide
-- changed: the exact part of the proposal: the reviewer himself and members of his household, by the registers, on the day of the decision.
--   Kin over several steps (brothers, in-laws) need dated paths between people and wait for relations.
-- query
WITH decided AS MATERIALIZED (
	SELECT supervise.resident_id(r.person, true) AS person, supervise.resident_id(r.reviewer, true) AS reviewer, r.record, r.reviewed_on, r.item, r.region,
		r.declared
	FROM {{review}} r
	WHERE r.granted IS NOT FALSE AND r.recused IS NOT TRUE AND r.reviewed_on <= parameter.as_of
), household AS MATERIALIZED (
	-- GROUP BY, not UNION: of a group the planner expects 200 rows, which is nearer to the truth than all that went in.
	SELECT k.person, m.household, m.valid
	FROM {{household}} m
	JOIN (SELECT u.person FROM (SELECT d.person FROM decided d UNION ALL SELECT d.reviewer FROM decided d) u GROUP BY u.person) k ON k.person = supervise.resident_id(m.person, true)
)
SELECT a.person AS subject, daterange(a.reviewed_on, a.reviewed_on, '[]') AS during,
	CASE WHEN a.person = a.reviewer THEN 2 ELSE 1 END AS score, min(a.region COLLATE "C") AS region, a.record AS records,
	a.reviewer, min(o.household COLLATE "C") AS household, min(a.item COLLATE "C") AS item,
	CASE WHEN a.person = a.reviewer THEN format(supervise.say('Decided on his own application %s on %s.', '%2$s审批了本人的申请%1$s。'), a.record, a.reviewed_on)
		ELSE format(supervise.say('Application %s was decided on %s by a member of the household.', '申请%s于%s由同户成员审批。'), a.record, a.reviewed_on)
	END AS reason
FROM decided a
LEFT JOIN household h ON h.person = a.person AND h.valid @> a.reviewed_on
LEFT JOIN household o ON o.person = a.reviewer AND o.valid @> a.reviewed_on AND o.household = h.household
WHERE a.person = a.reviewer OR o.household IS NOT NULL AND a.declared IS NOT TRUE
GROUP BY a.person, a.reviewer, a.record, a.reviewed_on;
-- population
-- The applicants; those of whom the register of households knows nothing cannot be judged.
SELECT coalesce(supervise.resident_id(r.person, true), r.person, '(none)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, x.problem AS reason
FROM {{review}} r
LEFT JOIN (
	SELECT k.person FROM {{household}} m
	JOIN (SELECT DISTINCT supervise.resident_id(v.person, true) AS person FROM {{review}} v) k ON k.person = supervise.resident_id(m.person, true)
	WHERE m.household IS NOT NULL AND NOT isempty(m.valid)
	GROUP BY k.person
) h ON h.person = supervise.resident_id(r.person, true)
CROSS JOIN LATERAL (SELECT CASE
	WHEN supervise.resident_id(r.person, true) IS NULL THEN 'review: id ' || coalesce(supervise.resident_id_problem(r.person), 'missing')
	WHEN supervise.resident_id(r.reviewer, true) IS NULL THEN 'review: reviewer ' || coalesce(supervise.resident_id_problem(r.reviewer), 'missing')
	WHEN r.reviewed_on IS NULL THEN 'review: no day'
	WHEN h.person IS NULL AND r.person IS DISTINCT FROM r.reviewer THEN 'in no household' END) x(problem);

-- ## SUB-05
-- title_en: Programmes that exclude each other, drawn for the same days
-- title_zh: 互斥项目重复享受
-- question_en: Did one person draw two programmes that exclude each other for the same time?
-- question_zh: 同一人是否在同一时期领取了互斥项目?
-- severity: high
-- score_en: days on which both were drawn
-- score_zh: 同时享受的天数
-- input payment: one row for each payment | 每笔发放一行
--   person: key: id of the person paid | 领取人证件号
--   record: key: what names the payment | 发放流水号
--   item: text: programme | 项目
--   valid: period: the time it was paid for | 所属期
--   amount: amount: yuan, below zero where taken back | 金额(元),追回为负
-- input exclusion: one row for each pair of programmes that exclude each other | 每对互斥项目一行
--   item_a: text: one programme | 项目甲
--   item_b: text: the other | 项目乙
--   valid: period?: days on which the rule is in force; none: always | 规则有效期,空为长期
-- parameter switch_days: integer = 31, 0 .. 366: days of a switch from one to the other, not reported | 转换期天数,不计
--   unit: days
--   source: JN; payment is by the month, and the month of the switch is often paid by both
-- evidence_en: both programmes, the days in common, every payment concerned, the amount beyond the largest programme
-- evidence_zh: 项目、重叠期间、涉及的各笔发放、超出最高一项的金额
-- excluded_en: the month of the switch: no longer than switch_days
-- excluded_zh: 转换当月:重叠不超过转换期
-- excluded_en: programmes that may be added
-- excluded_zh: 可叠加享受的项目
-- excluded_en: back-payment: judged by the time it is for, not the day it was made
-- excluded_zh: 补发:按所属期而非发放日判断
-- excluded_en: taken back in full
-- excluded_zh: 已全额追回
-- excluded_en: the rule was not in force on those days
-- excluded_zh: 规则当时尚未生效
-- doubt_en: one ledger has somebody else's number: compare the names in both
-- doubt_zh: 一方误录他人证件号:核对两方姓名
-- doubt_en: the programmes exclude each other in part only (the higher is due, or a difference)
-- doubt_zh: 部分互斥(就高或补差)
-- next_en: see both applications: which came first, and what was declared in the second?
-- next_zh: 调取两项申请材料,核对先后与申报内容
-- source: JN GZ
-- changed: the amount is what was paid beyond the largest of the programmes, which for two is the smaller amount; a pair is judged only
--   for the days on which its rule is in force.
-- query
SELECT c.subject, c.during, c.excess AS amount, c.days AS score, c.records, c.sources, c.claims, c.amount AS paid, c.reason
FROM supervise.collisions($$
	SELECT p.subject, p.record, p.source, p.valid, p.amount
	FROM (
		SELECT supervise.resident_id(t.person, true) AS subject, t.record, t.item AS source, t.valid, t.amount
		FROM {{payment}} t
		WHERE t.item IN (SELECT x.item_a FROM {{exclusion}} x UNION SELECT x.item_b FROM {{exclusion}} x) OFFSET NULL
	) p
	WHERE p.subject IS NOT NULL AND NOT isempty(p.valid) AND p.record IS NOT NULL $$,
	pairs => $$ SELECT x.item_a AS source_a, x.item_b AS source_b FROM {{exclusion}} x $$,
	min_days => parameter.switch_days + 1) c
WHERE c.excess > 0 AND EXISTS (
	SELECT FROM {{exclusion}} x
	CROSS JOIN LATERAL (SELECT c.during * coalesce(x.valid, '(,)') AS days) b
	WHERE x.item_a = ANY (c.sources) AND x.item_b = ANY (c.sources)
		AND NOT isempty(b.days) AND (upper(b.days) - lower(b.days) > parameter.switch_days) IS NOT FALSE);
-- population
-- The people who drew a programme that excludes another.
SELECT coalesce(p.subject, p.person, '(none)') AS subject,
	CASE WHEN p.subject IS NOT NULL AND NOT isempty(p.valid) THEN 'assessable' ELSE 'insufficient_data' END AS state,
	CASE WHEN p.subject IS NULL THEN 'payment: id ' || coalesce(supervise.resident_id_problem(p.person), 'missing')
		WHEN p.valid IS NULL OR isempty(p.valid) THEN 'payment: no period' END AS reason
FROM (
	SELECT supervise.resident_id(t.person, true) AS subject, t.person, t.valid
	FROM {{payment}} t
	WHERE t.item IN (SELECT x.item_a FROM {{exclusion}} x UNION SELECT x.item_b FROM {{exclusion}} x) OFFSET NULL
) p;

-- ## SUB-06
-- title_en: One entitlement paid by two departments or regions
-- title_zh: 跨部门跨地区重复领取
-- question_en: Was one entitlement paid to the same person for the same time by two payers?
-- question_zh: 同一待遇是否由两个部门或地区在同一时期重复发放?
-- severity: high
-- score_en: days paid twice
-- score_zh: 重复发放的天数
-- input payment: one row for each payment | 每笔发放一行
--   person: key: id of the person paid | 领取人证件号
--   record: key: what names the payment | 发放流水号
--   item: text: programme | 项目
--   valid: period: the time it was paid for | 所属期
--   amount: amount: yuan, below zero where taken back | 金额(元),追回为负
--   payer: key: who paid: a department, a county | 发放单位(部门或地区)
-- input item_class?: one row for each programme that is one entitlement with others; one not listed stands for itself | 属于同类待遇的项目每个一行
--   item: text: programme | 项目
--   class: text: the entitlement | 待遇类别
-- parameter transfer_days: integer = 31, 0 .. 366: days of a move from one payer to the other, not reported | 转移期天数,不计
--   unit: days
--   source: JN SI; the month of a move is often paid by both and settled later
-- evidence_en: payers, days in common, every payment concerned, the amount beyond what the largest payer paid
-- evidence_zh: 发放单位、重叠期间、涉及的各笔发放、超出最高一方的金额
-- excluded_en: the month of the move: no longer than transfer_days
-- excluded_zh: 转移当月:重叠不超过转移期
-- excluded_en: the same ledger uploaded twice: both rows have one payer
-- excluded_zh: 同一台账重复上报:发放单位相同
-- excluded_en: different entitlements from two payers
-- excluded_zh: 两单位发放的不是同类待遇
-- excluded_en: taken back in full
-- excluded_zh: 已全额追回
-- doubt_en: a top-up of the same programme from a second budget, decided as such
-- doubt_zh: 经批准由另一级财政叠加发放
-- doubt_en: settled between the payers after the move
-- doubt_zh: 两地已结算
-- next_en: ask both payers for the notice of transfer; decide who has to stop and recover
-- next_zh: 向双方调取转移接续通知,确定停发与追回一方
-- source: JN SI
-- changed: exact ids only; people whose ids disagree wait for record linkage. A repeated upload has one payer and is none of this.
-- query
SELECT left(c.subject, 18) AS subject, c.during, c.excess AS amount, c.days AS score, c.records, c.sources AS payers,
	substr(c.subject, 20) AS entitlement, c.claims, c.amount AS paid,
	format(supervise.say('%s was paid by %s for the same %s days, %s yuan too much.', '“%s”由%s重复发放%s天,多付%s元。'),
		substr(c.subject, 20), array_to_string(c.sources, ', '), c.days, c.excess) AS reason
FROM supervise.collisions($$
	SELECT supervise.resident_id(p.person, true) || ' ' || coalesce(k.class, p.item) AS subject, p.record, p.payer AS source, p.valid, p.amount
	FROM {{payment}} p
	LEFT JOIN {{item_class}} k ON k.item = p.item
	WHERE supervise.resident_id(p.person, true) IS NOT NULL AND NOT isempty(p.valid)
		AND p.item IS NOT NULL AND p.record IS NOT NULL AND p.payer IS NOT NULL $$,
	min_days => parameter.transfer_days + 1) c
WHERE c.excess > 0;
-- population
-- Everybody who was paid.
SELECT coalesce(p.subject, p.person, '(none)') AS subject,
	CASE WHEN p.subject IS NOT NULL AND p.complete THEN 'assessable' ELSE 'insufficient_data' END AS state,
	CASE WHEN p.subject IS NULL THEN 'payment: id ' || coalesce(supervise.resident_id_problem(p.person), 'missing')
		WHEN p.complete IS NOT TRUE THEN 'payment: no period, programme or payer' END AS reason
FROM (
	SELECT supervise.resident_id(t.person, true) AS subject, t.person,
		NOT isempty(t.valid) AND t.item IS NOT NULL AND t.payer IS NOT NULL AS complete
	FROM {{payment}} t OFFSET NULL
) p;
