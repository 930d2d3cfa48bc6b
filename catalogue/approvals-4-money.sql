-- Approvals and services, part 4: fees, support, payments to firms, enforcement. Part 1
-- says why there is so much coalesce(..., false).
--
-- norm sme_payment_days | usual | 2020-09-01 | 2025-05-31 | 30 | days | Regulations on Payments to SMEs 保障中小企业款项支付条例, Order 728, art. 8
-- norm sme_payment_days | usual | 2025-06-01 | | 30 | days | Regulations on Payments to SMEs 保障中小企业款项支付条例, Order 802, art. 9
-- norm sme_payment_days | longest | 2020-09-01 | 2025-05-31 | 60 | days | Regulations on Payments to SMEs 保障中小企业款项支付条例, Order 728, art. 8
-- norm sme_payment_days | longest | 2025-06-01 | | 60 | days | Regulations on Payments to SMEs 保障中小企业款项支付条例, Order 802, art. 9

-- ## APV-10
-- title_en: Charges off the list or off the rate
-- title_zh: 目录外收费、超标准收费
-- question_en: Was something charged that the list of fees does not have, or at another rate?
-- question_zh: 是否收取目录外费用，或未按标准收费?
-- severity: high
-- score_en: yuan charged over the list, below zero where too little was charged
-- score_zh: 多收金额(元)，少收为负
-- input fee: one row for each charge or refund | 每笔收费或退费一行
--   record: key: number of the receipt | 票据号
--   fee_item: key: what was charged | 收费项目
--   amount: amount: yuan; a refund is below zero | 金额(元)，退费为负
--   charged: day: day of the charge | 收费日期
--   matter: key?: matter it was charged for | 办件编号
--   quantity: number?: units charged, one if not given | 计费数量，空为1
--   relief: amount?: yuan remitted by decision | 依规减免金额
--   refund_of: key?: receipt that a refund takes back | 退费对应的原票据号
--   department: text?: department | 收费部门
--   region: text?: town or district | 乡镇或区域
-- input fee_list: one row for each fee and version of its rate | 收费目录，每项每个标准版本一行
--   fee_item: key: fee | 收费项目
--   rate: amount: yuan a unit | 标准(元/单位)
--   ceiling: boolean?: the rate is the most that may be charged, not the price | 是否为上限标准
--   valid: period: days on which it holds | 有效期
-- input matter?: one row for each matter handled | 每个办件一行
--   matter: key: number of the matter | 办件编号
--   accepted: day: day of formal acceptance | 受理日期
-- parameter tolerance: numeric = 0.01, 0 .. 10: difference that rounding explains | 四舍五入允许差额
--   unit: yuan
--   source: starting point
-- evidence_en: charge, day judged, rate in force, units, relief, refunds, difference
-- evidence_zh: 收费、适用日期、当时标准、数量、减免、退费与差额
-- excluded_en: the rate in force on the day the matter was accepted
-- excluded_zh: 按受理当日有效标准收费
-- excluded_en: the list sets a ceiling, and less was charged
-- excluded_zh: 目录为上限标准，低于上限收取
-- excluded_en: relief granted by decision
-- excluded_zh: 依规减免
-- excluded_en: what was charged too much has been paid back
-- excluded_zh: 多收部分已退还
-- doubt_en: a fee of another body, collected on its behalf
-- doubt_zh: 代其他单位收取
-- doubt_en: a deposit, to be returned
-- doubt_zh: 应退保证金、押金
-- next_en: take the receipt and the notice of the rate; add up what others were charged alike, and have it paid back
-- next_zh: 核对票据与收费文件，汇总同类多收并清退
-- source: EJ NAO; Administrative Licensing Law 行政许可法 art. 58, 59; Price Law 价格法
-- changed: the rate is that of the day of acceptance where the matter is known, else of the charge; ceilings, reliefs and refunds are taken into account; too little is shown too, as lost revenue
-- query
WITH priced AS (
	SELECT f.record, f.fee_item, f.amount, f.charged, f.quantity, f.relief, f.matter, f.department, f.region,
		coalesce(m.accepted, f.charged) AS judged_on, l.rate, l.ceiling
	FROM {{fee}} f
	LEFT JOIN (SELECT x.matter, min(x.accepted) AS accepted FROM {{matter}} x WHERE x.matter IN (SELECT c.matter FROM {{fee}} c)
		GROUP BY x.matter HAVING coalesce(min(x.accepted) = max(x.accepted), false)) m
		ON m.matter = f.matter
	LEFT JOIN {{fee_list}} l ON l.fee_item = f.fee_item AND coalesce(l.valid @> coalesce(m.accepted, f.charged), false)
	WHERE f.refund_of IS NULL AND f.amount > 0 AND f.charged <= parameter.as_of AND f.fee_item IS NOT NULL
),
odd AS (
	SELECT DISTINCT p.record
	FROM priced p
	WHERE p.rate IS NULL OR p.amount + coalesce(p.relief, 0) > p.rate * coalesce(p.quantity, 1) + parameter.tolerance
		OR p.ceiling IS NOT TRUE AND p.amount + coalesce(p.relief, 0) < p.rate * coalesce(p.quantity, 1) - parameter.tolerance
),
refunded AS (
	SELECT r.refund_of AS record, - sum(r.amount) AS amount
	FROM (SELECT DISTINCT f.record, f.refund_of, f.amount FROM {{fee}} f
		WHERE f.refund_of IN (SELECT o.record FROM odd o) AND f.amount < 0 AND f.charged <= parameter.as_of) r
	GROUP BY r.refund_of
),
charge AS (
	SELECT p.record, min(p.fee_item) AS fee_item, min(p.amount) AS amount, min(p.charged) AS charged, min(p.judged_on) AS judged_on,
		coalesce(min(p.quantity), 1) AS quantity, coalesce(min(p.relief), 0) AS relief, min(p.matter) AS matter, min(p.department) AS department,
		min(p.region) AS region, min(p.rate) AS rate, coalesce(bool_or(p.ceiling), false) AS ceiling
	FROM priced p
	WHERE p.record IN (SELECT o.record FROM odd o)
	GROUP BY p.record
	HAVING coalesce(min(p.fee_item) = max(p.fee_item) AND min(p.amount) = max(p.amount) AND min(p.charged) = max(p.charged)
		AND min(p.rate) IS NOT DISTINCT FROM max(p.rate)
		AND coalesce(bool_and(p.ceiling), false) = coalesce(bool_or(p.ceiling), false)
		AND coalesce(min(p.quantity), 1) = coalesce(max(p.quantity), 1) AND coalesce(min(p.quantity), 1) > 0, false)
)
SELECT c.record AS subject, daterange(c.charged, c.charged, '[]') AS during, d.over AS amount, d.over AS score, c.department, c.region,
	ARRAY[c.record] AS records,
	CASE WHEN c.rate IS NULL THEN supervise.say(
			format('%s yuan charged for "%s", which was not on the list on %s.', d.kept, c.fee_item, c.judged_on),
			format('收取“%s”%s元，该项目于%s不在收费目录内。', c.fee_item, d.kept, c.judged_on))
		WHEN d.over > 0 THEN supervise.say(
			format('%s yuan charged for %s units of "%s" at %s yuan: %s too much.', d.kept, c.quantity, c.fee_item, c.rate, d.over),
			format('“%s”标准%s元，数量%s，实收%s元，多收%s元。', c.fee_item, c.rate, c.quantity, d.kept, d.over))
		ELSE supervise.say(
			format('%s yuan charged for %s units of "%s" at %s yuan: %s too little.', d.kept, c.quantity, c.fee_item, c.rate, - d.over),
			format('“%s”标准%s元，数量%s，实收%s元，少收%s元。', c.fee_item, c.rate, c.quantity, d.kept, - d.over)) END AS reason,
	CASE WHEN c.rate IS NULL THEN 'off the list' WHEN d.over > 0 THEN 'too much' ELSE 'too little' END AS kind,
	c.fee_item, c.matter, c.judged_on, c.rate, c.quantity, c.relief, c.amount AS charged_amount, coalesce(r.amount, 0) AS refunded
FROM charge c
LEFT JOIN refunded r ON r.record = c.record
CROSS JOIN LATERAL (SELECT c.amount - coalesce(r.amount, 0) AS kept,
	c.amount - coalesce(r.amount, 0) + CASE WHEN c.rate IS NULL THEN 0 ELSE c.relief - c.rate * c.quantity END AS over) d
WHERE d.over > parameter.tolerance
	OR c.rate IS NOT NULL AND NOT c.ceiling AND d.over < - parameter.tolerance AND r.record IS NULL;
-- population
WITH priced AS (
	SELECT f.*, l.rate, l.ceiling
	FROM {{fee}} f
	LEFT JOIN (SELECT x.matter, min(x.accepted) AS accepted FROM {{matter}} x WHERE x.matter IN (SELECT c.matter FROM {{fee}} c)
		GROUP BY x.matter HAVING coalesce(min(x.accepted) = max(x.accepted), false)) m
		ON m.matter = f.matter
	LEFT JOIN {{fee_list}} l ON l.fee_item = f.fee_item AND coalesce(l.valid @> coalesce(m.accepted, f.charged), false)
)
SELECT coalesce(p.record, '(no number)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'assessable' WHEN x.problem IN ('a refund', 'charged after the day of the run', 'nothing charged') THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	x.problem AS reason
FROM (
	SELECT p.record, min(p.amount) AS amount, min(p.charged) AS charged, count(p.fee_item) < count(*) AS nameless, count(p.charged) < count(*) AS undated,
		count(p.amount) < count(*) AS amountless, bool_or(p.refund_of IS NOT NULL) AS refund,
		min(p.fee_item) <> max(p.fee_item) OR min(p.amount) <> max(p.amount) OR min(p.charged) <> max(p.charged)
			OR coalesce(min(p.quantity), 1) <> coalesce(max(p.quantity), 1) AS contradictory,
		min(p.rate) <> max(p.rate) OR coalesce(bool_and(p.ceiling), false) <> coalesce(bool_or(p.ceiling), false) AS two_rates,
		min(p.quantity) <= 0 AS no_quantity
	FROM priced p
	GROUP BY p.record
) p
CROSS JOIN LATERAL (SELECT CASE
	WHEN p.record IS NULL THEN 'no number'
	WHEN p.contradictory THEN 'listed twice, differently'
	WHEN p.refund THEN 'a refund'
	WHEN p.amountless THEN 'no amount'
	WHEN p.amount < 0 THEN 'below zero, without the charge it takes back'
	WHEN p.amount = 0 THEN 'nothing charged'
	WHEN p.nameless THEN 'not said what for'
	WHEN p.undated THEN 'no day of the charge'
	WHEN p.charged > parameter.as_of THEN 'charged after the day of the run'
	WHEN p.two_rates THEN 'two rates for one day'
	WHEN p.no_quantity THEN 'quantity not above zero'
	END AS problem) x;

-- ## APV-11
-- title_en: Support for firms, late or cut
-- title_zh: 惠企资金迟兑、少兑
-- question_en: Was support that firms had been promised by name paid late, in part, or not at all?
-- question_zh: 已公示下达的惠企资金是否迟兑、少兑或未兑?
-- severity: medium
-- score_en: days past the last day in time
-- score_zh: 逾期天数
-- input award: one row for each award, or each instalment of one | 每笔奖补(或每期)一行
--   record: key: number of the row | 明细编号
--   award: key: number of the award | 奖补编号
--   firm: key: firm | 企业
--   amount: amount: yuan awarded | 应兑金额(元)
--   listed: day: day the list of awards took effect | 名单下达(公示期满)日期
--   due_on: day?: day set for this instalment, where it is not the usual | 约定兑付日，空为按通常期限
--   cancelled: day?: day the award was taken back | 取消资格日期
--   programme: text?: programme | 政策项目
--   department: text?: department that pays | 兑付部门
--   region: text?: town or district | 乡镇或区域
-- input award_payment: one row for each payment, below zero if it came back | 每笔拨付一行，退回为负
--   record: key: number of the payment | 拨付流水号
--   award: key: award it pays | 奖补编号
--   paid_on: day: day | 拨付日期
--   amount: amount: yuan | 金额(元)
--   returned_by_bank: boolean?: the bank sent it back (account closed, name wrong) | 是否因账户问题被银行退回
-- input local_day?: days that are not as the State Council's notices say | 与国务院通知不同的当地工作日、休息日
--   day: day: the day | 日期
--   is_working: boolean: worked or not | 是否上班
-- parameter working_days: integer = 30, 1 .. 250: working days from the list to the payment | 名单下达后应兑付的工作日数
--   unit: working days
--   source: starting point, set it per region
-- evidence_en: award, last day in time, paid, balance, days overdue, payments
-- evidence_zh: 奖补、应兑付日、已拨、未拨余额、逾期天数、拨付记录
-- excluded_en: an instalment that is due on a day of its own
-- excluded_zh: 分期兑付，约定日期未到
-- excluded_en: the award was taken back before it was due
-- excluded_zh: 到期前已取消资格
-- excluded_en: paid in time, sent back by the bank, and paid once more within the same number of days
-- excluded_zh: 按期拨付但因账户问题退回，并及时重新拨付
-- excluded_en: holidays within the time
-- excluded_zh: 期间的节假日
-- doubt_en: paid under another number or by another body
-- doubt_zh: 以其他编号或由其他单位拨付
-- doubt_en: set off against what the firm owes, or held by a court
-- doubt_zh: 抵扣企业欠款或被法院冻结
-- next_en: ask the treasury for the payment order, and the firm for its account
-- next_zh: 向国库核实支付令，向企业核实到账
-- source: D; Regulation on Optimizing the Business Environment 优化营商环境条例 (Order 722)
-- changed: nothing due after the last known payment is judged, since its payment may not have arrived in the data; a bank's return starts the time again; instalments have days of their own
-- query
WITH found AS (
	SELECT x.* FROM supervise.arrears($$
		WITH cal AS MATERIALIZED (
	SELECT supervise.workcalendar(d.day, coalesce(l.is_working, d.is_working), 'weekdays') AS days
	FROM supervise.workcalendar_days(supervise.china_workcalendar(expected => true)) d
	LEFT JOIN (SELECT day, bool_and(is_working) AS is_working FROM {{local_day}} x GROUP BY day) l ON l.day = d.day
		),
		award AS (
		SELECT a.record, min(a.award) AS award, min(a.firm) AS firm, min(a.programme) AS programme, min(a.department) AS department, min(a.region) AS region,
			min(a.amount) AS amount, min(a.listed) AS listed, min(a.due_on) AS agreed, min(a.cancelled) AS cancelled,
			min(a.award) <> max(a.award) OR min(a.amount) <> max(a.amount) OR min(a.listed) <> max(a.listed)
				OR min(a.due_on) <> max(a.due_on) AS contradictory
		FROM {{award}} a
		GROUP BY a.record
		),
		returned AS (
			SELECT p.award, min(p.paid_on) FILTER (WHERE p.amount > 0) AS first_paid,
				max(p.paid_on) FILTER (WHERE p.amount < 0 AND p.returned_by_bank) AS back_on
			FROM {{award_payment}} p
			WHERE p.paid_on <= parameter.as_of
			GROUP BY p.award
			HAVING bool_or(p.amount < 0 AND p.returned_by_bank)
		),
		due AS (
			SELECT a.record, a.award, a.amount, a.cancelled,
				coalesce(a.agreed, supervise.add_working_days((SELECT days FROM cal), a.listed, parameter.working_days)) AS due_on
			FROM award a
			WHERE a.contradictory IS NOT TRUE AND a.record IS NOT NULL AND a.award IS NOT NULL AND a.amount > 0
				AND a.listed BETWEEN '2007-01-01' AND parameter.as_of
		)
		SELECT d.award AS account, d.record, CASE WHEN r.first_paid <= d.due_on
			THEN greatest(d.due_on, supervise.add_working_days((SELECT days FROM cal), r.back_on, parameter.working_days))
			ELSE d.due_on END AS due_on, d.amount
		FROM due d
		LEFT JOIN returned r ON r.award = d.award
		WHERE d.cancelled IS NULL OR d.cancelled > d.due_on $$,
		$$ SELECT DISTINCT p.award AS account, p.record, p.paid_on, p.amount FROM {{award_payment}} p
			WHERE p.award IS NOT NULL AND p.record IS NOT NULL AND p.paid_on IS NOT NULL AND p.amount IS NOT NULL $$,
		least(parameter.as_of, coalesce((SELECT max(p.paid_on) FROM {{award_payment}} p), '1900-01-01'), (SELECT max(k.day) FROM supervise.workcalendar_days(supervise.china_workcalendar()) k))) x
)
SELECT f.record AS subject, daterange(f.due_on, f.due_on + f.days_overdue, '[]') AS during,
	CASE WHEN f.balance > 0 THEN f.balance ELSE f.amount END AS amount, f.days_overdue AS score, a.department, a.region, ARRAY[f.record] AS records,
	CASE WHEN f.balance > 0 THEN supervise.say(
			format('Of %s yuan due on %s, %s are unpaid after %s days.', f.amount, f.due_on, f.balance, f.days_overdue),
			format('应于%s兑付%s元，逾期%s天仍有%s元未兑付。', f.due_on, f.amount, f.days_overdue, f.balance))
		ELSE supervise.say(
			format('%s yuan due on %s were paid in full on %s, %s days late.', f.amount, f.due_on, f.settled_on, f.days_overdue),
			format('应于%s兑付%s元，至%s才付清，逾期%s天。', f.due_on, f.amount, f.settled_on, f.days_overdue)) END AS reason,
	f.account AS award, a.firm, a.programme, a.listed, f.due_on, f.amount AS awarded, f.paid, f.balance, f.settled_on, f.bucket,
	f.receipts::text AS payments
FROM found f
JOIN (SELECT x.record, min(x.firm) AS firm, min(x.programme) AS programme, min(x.listed) AS listed, min(x.department) AS department, min(x.region) AS region
	FROM {{award}} x GROUP BY x.record) a ON a.record = f.record;
-- population
WITH cal AS MATERIALIZED (
	SELECT supervise.workcalendar(d.day, coalesce(l.is_working, d.is_working), 'weekdays') AS days
	FROM supervise.workcalendar_days(supervise.china_workcalendar(expected => true)) d
	LEFT JOIN (SELECT day, bool_and(is_working) AS is_working FROM {{local_day}} x GROUP BY day) l ON l.day = d.day
),
award AS (
		SELECT a.record, min(a.award) AS award, min(a.firm) AS firm, min(a.programme) AS programme, min(a.department) AS department, min(a.region) AS region,
			min(a.amount) AS amount, min(a.listed) AS listed, min(a.due_on) AS agreed, min(a.cancelled) AS cancelled,
			min(a.award) <> max(a.award) OR min(a.amount) <> max(a.amount) OR min(a.listed) <> max(a.listed)
				OR min(a.due_on) <> max(a.due_on) AS contradictory
		FROM {{award}} a
		GROUP BY a.record
),
known AS (
	SELECT max(p.paid_on) AS until FROM {{award_payment}} p
)
SELECT coalesce(a.record, '(no number)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'assessable' WHEN x.problem IN ('not yet due', 'listed after the day of the run') THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	x.problem AS reason
FROM award a
CROSS JOIN LATERAL (SELECT CASE WHEN a.listed >= '2007-01-01' THEN
	coalesce(a.agreed, supervise.add_working_days((SELECT days FROM cal), a.listed, parameter.working_days)) END AS due_on) d
CROSS JOIN LATERAL (SELECT CASE
	WHEN a.record IS NULL THEN 'no number'
	WHEN a.contradictory THEN 'listed twice, differently'
	WHEN a.award IS NULL THEN 'no award'
	WHEN a.amount IS NULL OR a.amount <= 0 THEN 'no amount above zero'
	WHEN a.listed IS NULL THEN 'no day of the list'
	WHEN a.listed > parameter.as_of THEN 'listed after the day of the run'
	WHEN a.listed < '2007-01-01' OR least(d.due_on, parameter.as_of) > (SELECT max(k.day) FROM supervise.workcalendar_days(supervise.china_workcalendar()) k) THEN 'the calendar does not know these days'
	WHEN d.due_on >= parameter.as_of THEN 'not yet due'
	WHEN (SELECT until FROM known) IS NULL OR (SELECT until FROM known) <= d.due_on THEN 'payments are not known until its day'
	END AS problem) x;

-- ## APV-12
-- title_en: Public bodies that pay small firms late
-- title_zh: 机关事业单位拖欠中小企业账款
-- question_en: Did a public body pay a small or medium firm later than the regulations allow?
-- question_zh: 机关、事业单位向中小企业付款是否超过法定期限?
-- severity: high
-- score_en: days past the last day in time
-- score_zh: 逾期天数
-- input invoice: one row for each delivery or work to be paid for | 每笔应付账款一行
--   invoice: key: number of the invoice or settlement | 发票或结算单号
--   buyer: key: public body that owes | 付款单位
--   firm: key: firm | 企业
--   firm_size: text?: size of the firm when the contract was made | 合同订立时的企业规模
--   delivered: day?: day of delivery, or on which an interim settlement was agreed | 交付日期(或结算金额确认日)
--   accepted: day?: day acceptance passed, where the contract makes it the condition | 约定验收的，验收合格日
--   amount: amount: yuan | 金额(元)
--   agreed_days: number?: term the contract sets, in days | 合同约定付款天数
--   disputed: amount?: yuan in dispute, in writing | 书面争议金额
--   retained: amount?: retention money agreed | 约定质量保证金
--   retained_until: day?: day the retention ends | 质量保证期届满日
--   region: text?: town or district | 乡镇或区域
-- input invoice_payment: one row for each payment, below zero if taken back | 每笔付款一行，退回为负
--   record: key: number of the payment | 付款流水号
--   invoice: key: invoice it pays | 发票或结算单号
--   paid_on: day: day | 付款日期
--   amount: amount: yuan | 金额(元)
-- input payment_term? = (SELECT kind, valid, value AS days FROM supervise.catalogue_norm WHERE norm = 'sme_payment_days'): usual and longest term, with versions | 法定付款期限各版本
--   kind: key: usual or longest | usual为法定期限，longest为约定上限
--   valid: period: days on which a term that begins is of this length | 有效期(按起算日)
--   days: number: days | 天数
-- input local_day?: days that are not as the State Council's notices say | 与国务院通知不同的当地工作日、休息日
--   day: day: the day | 日期
--   is_working: boolean: worked or not | 是否上班
-- parameter small: text[] = {medium,small,micro,中型,小型,微型,中小企业}: sizes that the regulations protect | 受保护的企业规模
--   source: Regulations on Payments to SMEs art. 3
-- parameter large: text[] = {large,大型}: sizes that they do not | 不适用的企业规模
--   source: Regulations on Payments to SMEs art. 3
-- evidence_en: firm and size, day the term began, term allowed and agreed, last day, paid, balance, days overdue, payments
-- evidence_zh: 企业及规模、起算日、法定与约定期限、到期日、已付、余额、逾期天数、付款记录
-- excluded_en: a term of up to sixty days that the contract sets
-- excluded_zh: 合同约定不超过六十日
-- excluded_en: the part in dispute; the rest is due
-- excluded_zh: 有争议部分(无争议部分仍应按期支付)
-- excluded_en: retention money until its day
-- excluded_zh: 未到期的质量保证金
-- excluded_en: the last day is a holiday: the next working day is in time
-- excluded_zh: 期限届满日为节假日，顺延至下一工作日
-- excluded_en: the contract makes acceptance the condition, and it passed after delivery
-- excluded_zh: 约定验收后付款，期限自验收合格起算
-- doubt_en: acceptance itself was delayed: then the term runs from the day it should have been done (art. 9, since 2025-06-01 art. 10)
-- doubt_zh: 拖延验收的，自约定验收期满起算(第九条，2025年6月1日起第十条)
-- doubt_en: paid by bill of exchange, or to another account on the firm's instruction
-- doubt_zh: 以商业汇票支付，或按企业指示付至他户
-- doubt_en: the firm had not said that it is small when the contract was made (art. 3)
-- doubt_zh: 订立合同时企业未告知其为中小企业(第三条)
-- next_en: confirm the balance with the firm; add late interest, by contract or 0.05 per cent a day (art. 15, since 2025-06-01 art. 17); see whether budget was there
-- next_zh: 与企业核对欠款并计算逾期利息(约定利率，未约定为日万分之五，第十五条、新第十七条)，核查预算安排
-- source: Regulations on Payments to SMEs 保障中小企业款项支付条例 (Order 728 art. 8 to 15; Order 802, from 2025-06-01, art. 9 to 17); Civil Code 民法典 art. 203
-- changed: thirty days from delivery, not from acceptance, unless the contract makes acceptance the condition; an agreed term counts up to sixty days; only firms that were small or medium when the contract was made; deliveries before 2020-09-01 are not under the regulations; nothing due after the last known payment is judged
-- query
WITH found AS (
	SELECT x.* FROM supervise.arrears($$
		WITH cal AS MATERIALIZED (
	SELECT supervise.workcalendar(d.day, coalesce(l.is_working, d.is_working), 'weekdays') AS days
	FROM supervise.workcalendar_days(supervise.china_workcalendar(expected => true)) d
	LEFT JOIN (SELECT day, bool_and(is_working) AS is_working FROM {{local_day}} x GROUP BY day) l ON l.day = d.day
		),
		invoice AS (
		SELECT i.invoice, min(i.buyer) AS buyer, min(i.firm) AS firm, min(i.region) AS region, min(i.amount) AS amount, min(i.delivered) AS delivered,
			min(i.accepted) AS accepted, min(i.agreed_days) AS agreed_days, coalesce(min(i.disputed), 0) AS disputed, coalesce(min(i.retained), 0) AS retained,
			min(i.retained_until) AS retained_until, min(i.firm_size) AS firm_size, coalesce(min(i.accepted), min(i.delivered)) AS counts_from,
			min(i.amount) <> max(i.amount) OR min(i.delivered) <> max(i.delivered) OR min(i.accepted) <> max(i.accepted)
				OR min(i.agreed_days) <> max(i.agreed_days) OR min(i.firm_size) <> max(i.firm_size)
				OR coalesce(min(i.disputed), 0) <> coalesce(max(i.disputed), 0) OR coalesce(min(i.retained), 0) <> coalesce(max(i.retained), 0) AS contradictory
		FROM {{invoice}} i
		GROUP BY i.invoice
		),
		due AS (
			SELECT i.invoice, i.amount, i.disputed, i.retained, i.retained_until,
				i.counts_from + least(coalesce(i.agreed_days, u.days), l.days)::integer AS ends_on
			FROM invoice i
			JOIN {{payment_term}} u ON u.kind = 'usual' AND coalesce(u.valid @> i.counts_from, false)
			JOIN {{payment_term}} l ON l.kind = 'longest' AND coalesce(l.valid @> i.counts_from, false)
			WHERE i.contradictory IS NOT TRUE AND i.invoice IS NOT NULL AND i.buyer IS NOT NULL AND i.amount > 0 AND i.firm_size = ANY (parameter.small)
				AND i.counts_from BETWEEN '2007-01-01' AND parameter.as_of AND coalesce(i.agreed_days, 0) BETWEEN 0 AND 3650
		),
		part AS (
			SELECT d.invoice, d.invoice AS record, d.ends_on, d.amount - greatest(d.disputed, 0) - greatest(d.retained, 0) AS amount FROM due d
			UNION ALL
			SELECT d.invoice, d.invoice || ' retention', d.retained_until, d.retained FROM due d WHERE d.retained > 0 AND d.retained_until IS NOT NULL
		)
		SELECT p.invoice AS account, p.record, CASE WHEN supervise.is_working_day((SELECT days FROM cal), p.ends_on) THEN p.ends_on
			ELSE supervise.add_working_days((SELECT days FROM cal), p.ends_on, 1) END AS due_on, p.amount
		FROM part p
		WHERE p.amount > 0 $$,
		$$ SELECT DISTINCT p.invoice AS account, p.record, p.paid_on, p.amount FROM {{invoice_payment}} p
			WHERE p.invoice IS NOT NULL AND p.record IS NOT NULL AND p.paid_on IS NOT NULL AND p.amount IS NOT NULL $$,
		least(parameter.as_of, coalesce((SELECT max(p.paid_on) FROM {{invoice_payment}} p), '1900-01-01'), (SELECT max(k.day) FROM supervise.workcalendar_days(supervise.china_workcalendar()) k))) x
)
SELECT f.account AS subject, daterange(f.due_on, f.due_on + f.days_overdue, '[]') AS during,
	CASE WHEN f.balance > 0 THEN f.balance ELSE f.amount END AS amount, f.days_overdue AS score, i.buyer AS department, i.region,
	ARRAY[f.record] AS records,
	CASE WHEN f.balance > 0 THEN supervise.say(
			format('Of %s yuan due to a %s firm on %s, %s are unpaid after %s days.', f.amount, i.firm_size, f.due_on, f.balance, f.days_overdue),
			format('应于%s付%s企业%s元，逾期%s天仍欠%s元。', f.due_on, i.firm_size, f.amount, f.days_overdue, f.balance))
		ELSE supervise.say(
			format('%s yuan due to a %s firm on %s were paid in full on %s, %s days late.', f.amount, i.firm_size, f.due_on, f.settled_on, f.days_overdue),
			format('应于%s付%s企业%s元，至%s才付清，逾期%s天。', f.due_on, i.firm_size, f.amount, f.settled_on, f.days_overdue)) END AS reason,
	i.firm, i.firm_size, i.counts_from AS term_began, i.agreed_days, f.due_on, f.amount AS owed, f.paid, f.balance, f.settled_on, f.bucket,
	f.receipts::text AS payments
FROM found f
JOIN (SELECT x.invoice, min(x.buyer) AS buyer, min(x.firm) AS firm, min(x.firm_size) AS firm_size, min(x.region) AS region,
		coalesce(min(x.accepted), min(x.delivered)) AS counts_from, min(x.agreed_days) AS agreed_days
	FROM {{invoice}} x
	WHERE x.invoice IN (SELECT o.account FROM found o)
	GROUP BY x.invoice) i ON i.invoice = f.account;
-- population
WITH cal AS MATERIALIZED (
	SELECT supervise.workcalendar(d.day, coalesce(l.is_working, d.is_working), 'weekdays') AS days
	FROM supervise.workcalendar_days(supervise.china_workcalendar(expected => true)) d
	LEFT JOIN (SELECT day, bool_and(is_working) AS is_working FROM {{local_day}} x GROUP BY day) l ON l.day = d.day
),
invoice AS (
		SELECT i.invoice, min(i.buyer) AS buyer, min(i.firm) AS firm, min(i.region) AS region, min(i.amount) AS amount, min(i.delivered) AS delivered,
			min(i.accepted) AS accepted, min(i.agreed_days) AS agreed_days, coalesce(min(i.disputed), 0) AS disputed, coalesce(min(i.retained), 0) AS retained,
			min(i.retained_until) AS retained_until, min(i.firm_size) AS firm_size, coalesce(min(i.accepted), min(i.delivered)) AS counts_from,
			min(i.amount) <> max(i.amount) OR min(i.delivered) <> max(i.delivered) OR min(i.accepted) <> max(i.accepted)
				OR min(i.agreed_days) <> max(i.agreed_days) OR min(i.firm_size) <> max(i.firm_size)
				OR coalesce(min(i.disputed), 0) <> coalesce(max(i.disputed), 0) OR coalesce(min(i.retained), 0) <> coalesce(max(i.retained), 0) AS contradictory
		FROM {{invoice}} i
		GROUP BY i.invoice
),
known AS (
	SELECT max(p.paid_on) AS until FROM {{invoice_payment}} p
)
SELECT coalesce(i.invoice, '(no number)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'assessable'
		WHEN x.problem IN ('not yet due', 'a large firm', 'before the regulations', 'delivered after the day of the run') THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	x.problem AS reason
FROM invoice i
LEFT JOIN {{payment_term}} u ON u.kind = 'usual' AND coalesce(u.valid @> i.counts_from, false)
LEFT JOIN {{payment_term}} l ON l.kind = 'longest' AND coalesce(l.valid @> i.counts_from, false)
CROSS JOIN LATERAL (SELECT i.counts_from + least(coalesce(i.agreed_days, u.days), l.days, 3650)::integer AS ends_on) e
CROSS JOIN LATERAL (SELECT CASE WHEN supervise.is_working_day((SELECT days FROM cal), e.ends_on) THEN e.ends_on
	ELSE supervise.add_working_days((SELECT days FROM cal), e.ends_on, 1) END AS due_on) d
CROSS JOIN LATERAL (SELECT CASE
	WHEN i.invoice IS NULL THEN 'no number'
	WHEN i.contradictory THEN 'listed twice, differently'
	WHEN i.buyer IS NULL THEN 'not said who owes'
	WHEN i.amount IS NULL OR i.amount <= 0 THEN 'no amount above zero'
	WHEN i.counts_from IS NULL THEN 'no day of delivery or acceptance'
	WHEN i.firm_size = ANY (parameter.large) THEN 'a large firm'
	WHEN i.firm_size IS NULL OR i.firm_size <> ALL (parameter.small) THEN 'size of the firm not known'
	WHEN i.counts_from > parameter.as_of THEN 'delivered after the day of the run'
	WHEN u.days IS NULL OR l.days IS NULL THEN 'before the regulations'
	WHEN coalesce(i.agreed_days, 0) NOT BETWEEN 0 AND 3650 THEN 'agreed term not readable'
	WHEN i.counts_from < '2007-01-01' OR least(d.due_on, parameter.as_of) > (SELECT max(k.day) FROM supervise.workcalendar_days(supervise.china_workcalendar()) k) THEN 'the calendar does not know these days'
	WHEN d.due_on >= parameter.as_of THEN 'not yet due'
	WHEN (SELECT until FROM known) IS NULL OR (SELECT until FROM known) <= d.due_on THEN 'payments are not known until its day'
	END AS problem
	OFFSET NULL -- so that the last day is worked out once, not for each time the problem is named above
	) x;

-- ## APV-13
-- title_en: Inspected again and again, fined unevenly
-- title_zh: 多头重复检查、处罚畸轻畸重
-- question_en: Is one firm visited by several departments within weeks, or a fine far from others for the same act?
-- question_zh: 是否短期内多部门重复检查同一企业，或同类违法处罚畸轻畸重?
-- severity: medium
-- score_en: visits; for a fine, the robust score
-- score_zh: 检查次数，处罚为稳健离群分
-- input inspection: one row for each inspection of a firm | 每次涉企检查一行
--   record: key: number of the inspection | 检查编号
--   firm: key: firm | 企业
--   department: key: department that inspected | 检查部门
--   at: day: day | 检查日期
--   kind: text?: occasion (routine, complaint, recheck , and so on) | 检查类型(日常、投诉举报、复查等)
--   plan: key?: joint plan under which it was made | 联合检查计划
--   region: text?: town or district | 乡镇或区域
-- input penalty?: one row for each fine decided | 每个罚款决定一行
--   record: key: number of the decision, unlike any firm's | 处罚决定书文号(与企业编号不重复)
--   clause: key: article breached | 违法条款
--   grade: text?: grade by the discretion benchmarks | 裁量档次
--   amount: amount: fine in yuan | 罚款金额(元)
--   base: amount?: value at stake, where fines are multiples of it | 货值或违法所得，倍数罚的基数
--   decided: day: day | 决定日期
--   department: text?: department | 处罚部门
--   region: text?: town or district | 乡镇或区域
-- parameter min_visits: integer = 3, 2 .. 50: visits from which it is too often | 达到几次
--   unit: visits
--   source: starting point, set it by the published yearly caps
-- parameter within: integer = 30, 1 .. 365: days from the first visit to the last | 首末次间隔天数
--   unit: days
--   source: starting point
-- parameter min_departments: integer = 2, 1 .. 20: departments that take part | 涉及部门数
--   unit: departments
--   source: starting point
-- parameter exempt: text[] = {complaint,request,recheck,campaign,投诉举报,企业申请,整改复查,专项检查}: occasions that do not count | 不计入的检查类型
--   source: Opinions 国办发 2024 no. 54
-- parameter threshold: numeric = 3.5, 2 .. 20: robust score beyond which a fine stands out | 稳健离群分阈值
--   unit: robust standard deviations
--   source: Iglewicz and Hoaglin 1993
-- parameter min_ratio: numeric = 2, 1 .. 100: least ratio to the middle fine, or of it | 与中位罚款之比下限
--   unit: times
--   source: starting point
-- parameter min_peers: integer = 8, 4 .. 1000: fewest fines of one clause and grade | 同条款同档次至少处罚数
--   unit: fines
--   source: starting point
-- evidence_en: visits, departments, first and last day; fine, middle fine of clause and grade, score, fines compared
-- evidence_zh: 检查记录、部门、起止日期，罚款、同条款同档次中位数、离群分、比较数量
-- excluded_en: one joint visit of several departments
-- excluded_zh: 多部门按联合检查计划同日检查，计为一次
-- excluded_en: visits upon a complaint, on the firm's request, to recheck, or in a campaign
-- excluded_zh: 投诉举报核查、企业申请、整改复查、专项检查
-- excluded_en: several reports of one department's visit on one day
-- excluded_zh: 同一部门同日多份检查记录
-- excluded_en: a graver or lighter grade of the discretion benchmarks, compared with its like
-- excluded_zh: 裁量档次不同，仅与同档次比较
-- excluded_en: fines that are multiples of the value at stake, compared as multiples
-- excluded_zh: 按货值或违法所得倍数罚款，按倍数比较
-- doubt_en: a firm of high risk class, for which more visits are published
-- doubt_zh: 高风险等级企业，依公布频次检查
-- doubt_en: mitigating or aggravating facts that no column shows
-- doubt_zh: 从轻、减轻或从重情节未在数据中体现
-- next_en: ask each department for plan and notice of the visit; compare the reasons given in the decisions
-- next_zh: 向各部门调取检查计划与通知，比对处罚决定书裁量理由
-- source: D; Opinions on Strictly Regulating Administrative Inspections of Enterprises 国办发 2024 no. 54; Administrative Penalty Law 行政处罚法 art. 34
-- changed: a joint visit counts as one, visits that have a cause of their own do not count; fines are compared by their logarithms within clause and grade, as multiples of the value at stake where that is given, and must also differ by a factor
-- query
WITH found AS (
	SELECT s.subject AS firm, s.first_at, s.last_at
	FROM supervise.splits($$
		SELECT i.firm AS subject, min(i.record) AS record, i.at, 1 AS amount
		FROM {{inspection}} i
		WHERE i.firm IS NOT NULL AND i.department IS NOT NULL AND i.record IS NOT NULL AND i.at <= parameter.as_of AND i.at > '-infinity'
			AND (i.kind IS NULL OR i.kind <> ALL (parameter.exempt))
		GROUP BY i.firm, i.at, coalesce('plan ' || i.plan, 'department ' || i.department) $$,
		ceiling => parameter.min_visits, within => make_interval(days => parameter.within), min_parts => parameter.min_visits) s
),
visit AS (
	SELECT f.firm, f.first_at, f.last_at, count(DISTINCT (i.at, coalesce('plan ' || i.plan, 'department ' || i.department))) AS visits,
		count(DISTINCT i.department) AS departments, string_agg(DISTINCT i.department, ', ') AS who,
		array_agg(DISTINCT i.record) AS records, min(i.region) AS region, mode() WITHIN GROUP (ORDER BY i.department) AS department
	FROM found f
	JOIN {{inspection}} i ON i.firm = f.firm AND i.at BETWEEN f.first_at AND f.last_at
	WHERE i.department IS NOT NULL AND i.record IS NOT NULL AND (i.kind IS NULL OR i.kind <> ALL (parameter.exempt))
	GROUP BY f.firm, f.first_at, f.last_at
	HAVING count(DISTINCT i.department) >= parameter.min_departments
),
fine AS (
	SELECT o.record, o.peers, o.center, o.score, p.amount, p.base, p.clause, p.grade, p.decided, p.department, p.region,
		exp(o.value - o.center) AS times
	FROM supervise.outliers($$
		SELECT concat_ws(' | ', p.clause, p.grade, CASE WHEN p.base > 0 THEN 'of the value at stake' END) AS peer_group, p.record,
			ln(p.amount / CASE WHEN p.base > 0 THEN p.base ELSE 1 END)::double precision AS value
		FROM {{penalty}} p
		WHERE p.record IS NOT NULL AND p.clause IS NOT NULL AND p.amount > 0 AND p.decided <= parameter.as_of
		GROUP BY p.record, p.clause, p.grade, p.amount, p.base $$,
		threshold => parameter.threshold::double precision, min_peers => parameter.min_peers) o
	JOIN (SELECT p.record, min(p.amount) AS amount, min(p.base) AS base, min(p.clause) AS clause, min(p.grade) AS grade, min(p.decided) AS decided,
			min(p.department) AS department, min(p.region) AS region
		FROM {{penalty}} p
		GROUP BY p.record
		HAVING coalesce(min(p.amount) = max(p.amount) AND min(p.clause) = max(p.clause) AND coalesce(min(p.grade), '') = coalesce(max(p.grade), '')
			AND coalesce(min(p.base), 0) = coalesce(max(p.base), 0), false)) p ON p.record = o.record
)
SELECT v.firm AS subject, daterange(v.first_at, v.last_at, '[]') AS during, v.visits AS score, v.department, v.region, v.records,
	supervise.say(
		format('%s visits by %s between %s and %s, without a joint plan for them.', v.visits, v.who, v.first_at, v.last_at),
		format('%s至%s被%s检查%s次，未按联合计划合并。', v.first_at, v.last_at, v.who, v.visits)) AS reason,
	'visits' AS kind, v.departments, NULL::text AS clause, NULL::text AS grade, NULL::numeric AS fine, NULL::numeric AS value_at_stake,
	NULL::numeric AS times_the_middle, NULL::bigint AS fines_compared
FROM visit v
UNION ALL
SELECT f.record, daterange(f.decided, f.decided, '[]'), round(f.score::numeric, 2), f.department, f.region, ARRAY[f.record],
	supervise.say(
		format('A fine of %s yuan is %s times the middle of %s fines of clause %s%s.', f.amount, round(f.times::numeric, 2), f.peers, f.clause,
			coalesce(', grade ' || f.grade, '')),
		format('罚款%s元，为同条款%s%s共%s个处罚中位水平的%s倍。', f.amount, f.clause, coalesce('、档次' || f.grade, ''), f.peers, round(f.times::numeric, 2))),
	'fine', NULL, f.clause, f.grade, f.amount, f.base, round(f.times::numeric, 2), f.peers
FROM fine f
WHERE f.times >= parameter.min_ratio OR f.times <= 1 / parameter.min_ratio;
-- population
WITH fine AS (
	SELECT p.record, min(p.clause) AS clause, min(p.amount) AS amount, min(p.decided) AS decided, count(p.clause) < count(*) AS clauseless,
		concat_ws(' | ', min(p.clause), min(p.grade), CASE WHEN min(p.base) > 0 THEN 'of the value at stake' END) AS peer_group,
		min(p.amount) <> max(p.amount) OR min(p.clause) <> max(p.clause) OR coalesce(min(p.grade), '') <> coalesce(max(p.grade), '')
			OR coalesce(min(p.base), 0) <> coalesce(max(p.base), 0) AS contradictory
	FROM {{penalty}} p
	GROUP BY p.record
)
SELECT coalesce(i.firm, '(no firm)') AS subject, CASE WHEN i.problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, i.problem AS reason
FROM (
	SELECT x.firm, CASE WHEN x.firm IS NULL THEN 'no firm' WHEN count(x.record) = 0 THEN 'no number of the inspection'
		WHEN count(x.at) = 0 THEN 'no day of the inspection' WHEN count(x.department) = 0 THEN 'no department' END AS problem
	FROM {{inspection}} x
	GROUP BY x.firm
) i
UNION ALL
SELECT coalesce(f.record, '(no number)'), CASE WHEN x.problem IS NULL THEN 'assessable'
		WHEN x.problem IN ('no fine', 'decided after the day of the run') THEN 'not_applicable' ELSE 'insufficient_data' END, x.problem
FROM (SELECT *, count(*) FILTER (WHERE amount > 0 AND decided <= parameter.as_of AND record IS NOT NULL) OVER (PARTITION BY peer_group) AS peers FROM fine) f
CROSS JOIN LATERAL (SELECT CASE
	WHEN f.record IS NULL THEN 'no number'
	WHEN f.contradictory THEN 'listed twice, differently'
	WHEN f.clauseless THEN 'no clause'
	WHEN f.amount IS NULL OR f.amount <= 0 THEN 'no fine'
	WHEN f.decided IS NULL THEN 'no day of the decision'
	WHEN f.decided > parameter.as_of THEN 'decided after the day of the run'
	WHEN f.peers < parameter.min_peers THEN 'fewer fines of its kind than min_peers'
	END AS problem) x;
