-- ## SUB-15
-- title_en: Area claimed beyond the area confirmed
-- title_zh: 面积套取
-- question_en: Was more area claimed for a plot than it has, for a plot that does not count, or more money than area times rate?
-- question_zh: 申报面积是否超过确权面积、地类是否不符、金额是否超出面积乘标准?
-- severity: high
-- score_en: area claimed over area confirmed
-- score_zh: 申报面积与确权面积之比
-- input area_claim: one row for each plot claimed | 每次地块申报一行
--   person: key: id of the claimant | 申报人证件号
--   record: key: what names the claim | 申报编号
--   plot: key: the plot | 地块编号
--   item: text: programme, with its own claim on the same land | 项目
--   valid: period: the season | 种植季
--   area: number: area claimed, mu | 申报面积(亩)
--   rate: amount?: yuan a mu | 补贴标准(元/亩)
--   amount: amount?: yuan paid | 补贴金额(元)
--   region: text?: town or village | 乡镇
-- input plot: one row for each plot | 每个地块一行
--   plot: key: the plot | 地块编号
--   area: number: area confirmed, mu | 确权面积(亩)
--   class: text?: class of land | 地类
-- parameter tolerance: numeric = 0.05, 0 .. 1: part of the area by which a survey may differ | 测量误差比例
--   unit: part
--   source: HS D
-- parameter classes: text[] = {耕地,基本农田,水田,旱地,水浇地}: classes of land that count | 可申报地类
--   unit: classes
--   source: GB/T 21010-2017, class 01
-- parameter amount_tolerance: numeric = 1, 0 .. 1000: yuan by which an amount may differ from area times rate | 金额误差
--   unit: yuan
--   source: rounding
-- evidence_en: plot, both areas, every claim of the season, class, the money for what was claimed too much
-- evidence_zh: 地块、两项面积、当季各笔申报、地类、多申报部分金额
-- excluded_en: within the tolerance of the survey
-- excluded_zh: 测量误差以内
-- excluded_en: two people share the plot, and together claim what it has
-- excluded_zh: 两人分种,合计未超
-- excluded_en: claimed once in each of two seasons
-- excluded_zh: 两季各申报一次
-- excluded_en: two programmes that both count the same land, as maize and soya in strips
-- excluded_zh: 两个项目可就同一地块分别申报,如大豆玉米带状复合种植
-- excluded_en: a class of land that the region lets count (classes)
-- excluded_zh: 当地认可的其他地类(classes)
-- doubt_en: the plot was measured anew, and the cadastre is not up to date
-- doubt_zh: 地块重新测量,确权登记未更新
-- doubt_en: sublet land claimed by lessee and lessor, each in good faith
-- doubt_zh: 流转土地承租方与承包方均申报
-- next_en: lay the plot over this season's satellite image; ask who tilled it
-- next_zh: 比对当季卫星影像,核实实际种植人
-- source: HS D
-- changed: one rule stands for inflation and for a plot claimed twice: all that is claimed for a plot, programme and season together is
--   compared with what is confirmed. A share of a plot is then no fault.
-- query
-- Of all groups the records stand as they come; only those of what is found are sorted.
SELECT x.plot AS subject, x.valid AS during, x.excess AS amount, round(x.claimed / nullif(x.confirmed, 0), 3) AS score,
	x.region, ARRAY(SELECT r FROM unnest(x.records) r ORDER BY r COLLATE "C") AS records, x.item, x.claimed, x.confirmed, x.class, ARRAY(SELECT DISTINCT p COLLATE "C" FROM unnest(x.claimants) p ORDER BY 1) AS claimants,
	format(supervise.say('%s: %s mu claimed, %s confirmed as %s; %s yuan too much.', '%s:申报%s亩,确权%s亩(%s),多领%s元。'),
		concat_ws(', ', CASE WHEN x.too_large THEN supervise.say('area', '面积超出') END,
			CASE WHEN x.wrong_class THEN supervise.say('class of land', '地类不符') END,
			CASE WHEN x.wrong_amount THEN supervise.say('amount', '金额不符') END),
		x.claimed, x.confirmed, coalesce(x.class, '?'), x.excess) AS reason
FROM (
	SELECT c.plot, c.item, c.valid, k.area AS confirmed, k.class, sum(c.area) AS claimed, min(c.region COLLATE "C") AS region,
		array_agg(c.record) AS records, array_agg(c.person) AS claimants,
		sum(c.area) > k.area * (1 + parameter.tolerance) AS too_large,
		k.class IS NOT NULL AND k.class <> ALL (parameter.classes) AS wrong_class,
		coalesce(bool_or(c.amount > round(c.area * c.rate, 2) + parameter.amount_tolerance), false) AS wrong_amount,
		round(CASE WHEN k.class <> ALL (parameter.classes) THEN sum(c.amount)
			ELSE sum(c.amount) - least(sum(c.area), k.area) * max(c.rate) END, 2) AS excess
	FROM {{area_claim}} c
	JOIN (SELECT l.plot, max(l.area) AS area, min(l.class COLLATE "C") AS class FROM {{plot}} l WHERE l.area IS NOT NULL GROUP BY l.plot) k
		ON k.plot = c.plot
	WHERE c.area IS NOT NULL
	GROUP BY c.plot, c.item, c.valid, k.area, k.class
) x
WHERE x.too_large OR x.wrong_class OR x.wrong_amount;
-- population
-- The plots for which something was claimed.
SELECT coalesce(c.plot, '(none)') AS subject, CASE WHEN x.problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, x.problem AS reason
FROM {{area_claim}} c
LEFT JOIN {{plot}} k ON k.plot = c.plot
CROSS JOIN LATERAL (SELECT CASE WHEN c.plot IS NULL THEN 'claim: no plot' WHEN c.area IS NULL THEN 'claim: no area'
	WHEN k.plot IS NULL THEN 'plot unknown' WHEN k.area IS NULL THEN 'plot: no confirmed area' END) x(problem);

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
SELECT coalesce(p.subject, p.person, '(none)'),
	CASE WHEN p.subject IS NULL OR lower(p.valid) IS NULL THEN 'insufficient_data' ELSE 'assessable' END,
	CASE WHEN p.subject IS NULL THEN 'payment: id ' || coalesce(supervise.resident_id_problem(p.person), 'missing')
		WHEN lower(p.valid) IS NULL THEN 'payment: no period' END
FROM (
	SELECT supervise.resident_id(t.person, true) AS subject, t.person, t.valid
	FROM {{payment}} t WHERE t.item IN (SELECT r.item FROM {{item_rule}} r) OFFSET NULL
) p
LEFT JOIN (
	SELECT DISTINCT supervise.resident_id(s.person, true) AS subject
	FROM {{status_event}} s WHERE s.event IS NOT NULL AND s.happened_on <= parameter.as_of
) s ON s.subject = p.subject
WHERE s.subject IS NOT NULL OR p.subject IS NULL;

-- ## SUB-17
-- title_en: Entitled and never paid
-- title_zh: 应享未享
-- question_en: Who has been entitled to a programme by the registers for weeks, and was never paid it?
-- question_zh: 登记显示符合条件已满一定时间的人员,是否从未领取该项目?
-- severity: medium
-- score_en: days entitled and not paid
-- score_zh: 应享未享天数
-- input entitlement: one row for each entitlement that a register shows | 登记显示的每项资格一行
--   person: key: id of the person entitled | 证件号
--   item: text: the programme due | 应享项目
--   valid: period: first to last day of the entitlement | 资格起止日期
--   record: key?: certificate or number in the register | 证书或登记编号
--   region: text?: town or village | 乡镇
-- input payment: one row for each payment | 每笔发放一行
--   person: key: id of the person paid | 领取人证件号
--   record: key: what names the payment | 发放流水号
--   item: text: programme | 项目
--   valid: period: the time it was paid for | 所属期
-- input exclusion?: one row for each pair of programmes that exclude each other | 每对互斥项目一行
--   item_a: text: one programme | 项目甲
--   item_b: text: the other | 项目乙
-- input death?: one row for each death reported | 每条死亡登记一行
--   person: key: id of the deceased | 死者证件号
--   died_on: day: day of death | 死亡日期
-- input not_claimed?: one row for each person who declined, or is cared for otherwise | 放弃申请或另行供养的每人一行
--   person: key: id | 证件号
--   item: text: programme | 项目
--   valid: period?: first to last day; none: always | 起止日期,空为长期
-- parameter least_days: integer = 62, 1 .. 3650: days entitled by the day of the run | 取得资格的最少天数
--   unit: days
--   source: two periods of payment by the month
-- evidence_en: register, programme, since when, days entitled
-- evidence_zh: 登记、项目、起始日期、天数
-- excluded_en: draws a programme that excludes it
-- excluded_zh: 已享受与之互斥的项目
-- excluded_en: declined in writing, or cared for in a home
-- excluded_zh: 书面放弃,或入住供养机构
-- excluded_en: entitled for fewer days than least_days
-- excluded_zh: 取得资格不足规定天数
-- excluded_en: died before that
-- excluded_zh: 此前已死亡
-- doubt_en: paid under a mistyped id: look among the payments whose id cannot be read
-- doubt_zh: 发放台账证件号有误:在无法识别的发放记录中查找
-- doubt_en: the register is out of date, or the person has moved away
-- doubt_zh: 登记未更新或已迁出
-- next_en: have the village visit and offer the application; this is help, not an accusation
-- next_zh: 由村居上门核实并协助申请:本模型用于兜底,不作问责
-- source: JN
-- changed: an entitlement counts from its first day to the day of the run, its end or the death, whichever is first; two periods are 62 days.
-- query
SELECT e.subject, daterange(lower(e.valid), e.until, '[)') AS during, e.until - lower(e.valid) AS score, e.region,
	coalesce(e.record, e.item) AS records, e.item,
	format(supervise.say('Entitled to %s since %s, for %s days, and never paid.', '自%2$s起符合“%1$s”条件,已%3$s天,从未领取。'),
		e.item, lower(e.valid), e.until - lower(e.valid)) AS reason
FROM (
	SELECT n.subject, n.item, n.valid, n.record, n.region, least(upper(n.valid), min(d.died_on), parameter.as_of) AS until
	FROM (
		SELECT DISTINCT ON (subject, i.item) supervise.resident_id(i.person, true) AS subject, i.item, i.valid, i.record, i.region
		FROM {{entitlement}} i
		WHERE lower(i.valid) IS NOT NULL AND i.item IS NOT NULL
		ORDER BY subject, i.item, i.valid, i.record
	) n
	LEFT JOIN {{death}} d ON supervise.resident_id(d.person, true) = n.subject
	WHERE n.subject IS NOT NULL
	GROUP BY n.subject, n.item, n.valid, n.record, n.region
) e
LEFT JOIN (
	-- Who drew it, or what excludes it, while entitled. Few draw these programmes: they come first.
	SELECT n.subject, n.item
	FROM (
		SELECT supervise.resident_id(p.person, true) AS subject, o.item, range_agg(p.valid) AS valid
		FROM {{payment}} p
		JOIN (
			SELECT t.item, t.item AS other FROM {{entitlement}} t
			UNION SELECT x.item_a, x.item_b FROM {{exclusion}} x
			UNION SELECT x.item_b, x.item_a FROM {{exclusion}} x
		) o ON o.other = p.item AND o.item IN (SELECT t.item FROM {{entitlement}} t)
		JOIN (SELECT DISTINCT supervise.resident_id(t.person, true) AS subject FROM {{entitlement}} t) k ON k.subject = supervise.resident_id(p.person, true)
		GROUP BY 1, 2
	) d
	JOIN (SELECT supervise.resident_id(i.person, true) AS subject, i.item, i.valid FROM {{entitlement}} i) n
		ON n.subject = d.subject AND n.item = d.item AND d.valid && n.valid
	GROUP BY n.subject, n.item
) p ON p.subject = e.subject AND p.item = e.item
WHERE e.until - lower(e.valid) >= parameter.least_days AND p.subject IS NULL
	AND NOT EXISTS (
		SELECT FROM {{not_claimed}} c
		WHERE supervise.resident_id(c.person, true) = e.subject AND c.item = e.item AND coalesce(c.valid, '(,)') && e.valid);
-- population
-- The people whom the registers show as entitled.
SELECT coalesce(supervise.resident_id(i.person, true), i.person, '(none)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, x.problem AS reason
FROM {{entitlement}} i
CROSS JOIN LATERAL (SELECT CASE
	WHEN supervise.resident_id(i.person, true) IS NULL THEN 'entitlement: id ' || coalesce(supervise.resident_id_problem(i.person), 'missing')
	WHEN i.item IS NULL THEN 'entitlement: no programme'
	WHEN lower(i.valid) IS NULL THEN 'entitlement: no first day' END) x(problem);

-- ## SUB-18
-- title_en: Money released and money received differ
-- title_zh: 拨付与到户不符
-- question_en: Did what was released for a batch reach the beneficiaries' accounts, whole and in time?
-- question_zh: 每批拨付资金是否足额、按时到户?
-- severity: high
-- score_en: working days from the time limit to the last arrival
-- score_zh: 超过时限的工作日数
-- input appropriation: one row for each release of money to a batch | 每次拨款一行
--   batch: key: the batch | 批次
--   amount: amount: yuan released | 拨付金额(元)
--   released_on: day: day of the release | 拨付日期
--   item: text?: programme | 项目
--   region: text?: town or village | 乡镇
-- input deposit: one row for each payment into an account | 每笔入账一行
--   batch: key: the batch | 批次
--   record: key: what names the payment | 入账流水号
--   amount: amount: yuan | 金额(元)
--   paid_on: day: day of the payment | 入账日期
--   returned: boolean?: the money came back | 是否退回
--   reissue_of: key?: the payment that came back and is paid again here | 重发的原流水号
-- input refund?: one row for each return of money to the treasury | 每次退回国库一行
--   batch: key: the batch | 批次
--   amount: amount: yuan | 金额(元)
--   day: day: day of the return | 退回日期
-- parameter tolerance: numeric = 1, 0 .. 1000: yuan that may be missing, as a fee | 允许差额(手续费等)
--   unit: yuan
--   source: D
-- parameter limit_days: integer = 15, 1 .. 250: working days from the release to the account | 到户时限
--   unit: working days
--   source: D; starting point, many regions set 15
-- evidence_en: released, received, returned to the treasury, difference, time limit, payments that came late
-- evidence_zh: 拨付、到户、退库金额,差额,时限,逾期笔数
-- excluded_en: money that came back and was returned to the treasury
-- excluded_zh: 退回资金已缴回国库
-- excluded_en: money that came back from a dead card and was paid again, in whatever month
-- excluded_zh: 死卡退回后补发
-- excluded_en: a fee or rounding within tolerance
-- excluded_zh: 手续费、尾差
-- excluded_en: released so lately that the limit is not over
-- excluded_zh: 拨付未满时限
-- doubt_en: two batches paid out as one under the other's number
-- doubt_zh: 两批合并发放,记在另一批次
-- doubt_en: the bank's file for the last day is missing
-- doubt_zh: 银行末日回盘文件缺失
-- next_en: compare the list of the batch with the bank's file person by person; where does the rest lie?
-- next_zh: 批次名册与银行回盘逐人比对,查清结余去向
-- source: D
-- changed: days are working days of the official calendar; payments again of money that came back are no delay, and money returned to the
--   treasury is no gap. A shortfall person by person needs the list of the batch as a third input and is left to the next check.
-- query
SELECT x.batch AS subject, daterange(x.released_on, greatest(x.released_on, x.last_on), '[]') AS during,
	greatest(abs(x.gap), x.late_amount) AS amount,
	CASE WHEN x.late > 0 THEN supervise.working_days(x.calendar, x.due_on, x.last_on) END AS score, x.region,
	ARRAY[x.batch] || x.late_records AS records, x.item, x.released, x.received, x.refunded, x.gap, x.due_on, x.late,
	concat_ws(' ',
		CASE WHEN abs(x.gap) > parameter.tolerance THEN format(supervise.say('Released %s, received %s, returned %s: %s yuan differ.',
			'拨付%s元,到户%s元,退库%s元,相差%s元。'), x.released, x.received, x.refunded, x.gap) END,
		CASE WHEN x.late > 0 THEN format(supervise.say('%s payments came after %s, the last on %s.', '%s笔在%s时限后到户,最晚%s。'),
			x.late, x.due_on, x.last_on) END) AS reason
FROM (
	SELECT a.batch, a.item, a.region, a.released, a.released_on, a.due_on, a.calendar,
		coalesce(d.received, 0) AS received, coalesce(r.refunded, 0) AS refunded,
		a.released - coalesce(d.received, 0) - coalesce(r.refunded, 0) AS gap,
		coalesce(l.late, 0) AS late, coalesce(l.late_amount, 0) AS late_amount, coalesce(l.late_records, '{}') AS late_records, l.last_on
	FROM (
		SELECT i.*, c.calendar, supervise.add_working_days(c.calendar, i.released_on, parameter.limit_days) AS due_on
		FROM (
			SELECT p.batch, sum(p.amount) AS released, min(p.released_on) AS released_on,
				min(p.item COLLATE "C") AS item, min(p.region COLLATE "C") AS region
			FROM {{appropriation}} p
			WHERE p.batch IS NOT NULL
			GROUP BY p.batch
			HAVING bool_and(p.amount IS NOT NULL AND p.released_on IS NOT NULL)
		) i
		CROSS JOIN (SELECT supervise.workcalendar_outside(supervise.china_workcalendar(), 'weekdays') AS calendar) c
	) a
	LEFT JOIN (
		SELECT t.batch, sum(t.amount) AS received
		FROM {{deposit}} t
		WHERE t.returned IS NOT TRUE AND (t.paid_on > parameter.as_of) IS NOT TRUE
		GROUP BY t.batch
	) d ON d.batch = a.batch
	-- Apart: an ordered aggregate would sort all deposits for the sake of the few that were late.
	LEFT JOIN (
		SELECT t.batch, count(*) AS late, sum(t.amount) AS late_amount,
			array_agg(t.record ORDER BY t.record COLLATE "C") AS late_records, max(t.paid_on) AS last_on
		FROM {{deposit}} t
		JOIN (
			SELECT p.batch, supervise.add_working_days(supervise.workcalendar_outside(supervise.china_workcalendar(), 'weekdays'),
				min(p.released_on), parameter.limit_days) AS due_on
			FROM {{appropriation}} p GROUP BY p.batch
		) b ON b.batch = t.batch
		WHERE t.paid_on > b.due_on AND t.paid_on <= parameter.as_of AND t.returned IS NOT TRUE AND t.reissue_of IS NULL
		GROUP BY t.batch
	) l ON l.batch = a.batch
	LEFT JOIN (
		SELECT f.batch, sum(f.amount) AS refunded FROM {{refund}} f WHERE f.day <= parameter.as_of GROUP BY f.batch
	) r ON r.batch = a.batch
	WHERE a.due_on <= parameter.as_of
) x
WHERE abs(x.gap) > parameter.tolerance OR x.late > 0;
-- population
-- The batches for which money was released, or into which money was paid.
SELECT coalesce(a.batch, '(none)') AS subject, CASE WHEN x.problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, x.problem AS reason
FROM (
	SELECT p.batch, bool_and(p.amount IS NOT NULL AND p.released_on IS NOT NULL) AS complete FROM {{appropriation}} p GROUP BY p.batch
) a
CROSS JOIN LATERAL (SELECT CASE WHEN a.batch IS NULL THEN 'appropriation or deposit: no batch'
	WHEN NOT a.complete THEN 'appropriation: no amount or no day' END) x(problem)
UNION ALL
SELECT coalesce(t.batch, '(none)'), 'insufficient_data',
	CASE WHEN t.batch IS NULL THEN 'appropriation or deposit: no batch' ELSE 'deposit: nothing released for it' END
FROM {{deposit}} t
WHERE NOT EXISTS (SELECT FROM {{appropriation}} p WHERE p.batch = t.batch);
