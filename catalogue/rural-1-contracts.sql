-- # RUR rural: Rural collective assets | 农村集体资产
--
-- Rural collective assets: contracts in time, term and price.
--
-- Limits that law sets, by the day a contract was signed.  tenure says what
-- law a contract stands under: 'lease' (a building, shop, plant or pond let),
-- 'arable', 'grassland', 'forest' (contracted by member households), 'waste'
-- (waste land contracted by tender, auction or open negotiation), 'transfer'
-- (the operation right of land that households have contracted).  A transfer
-- has no limit in years: it ends with the contracting period (RUR-03).
--
-- norm rural_term_years_max | lease | 1999-10-01 | 2020-12-31 | 20 | year | Contract Law art. 214 合同法第二百一十四条
-- norm rural_term_years_max | lease | 2021-01-01 | | 20 | year | Civil Code art. 705 民法典第七百零五条
-- norm rural_term_years_max | arable | 1999-01-01 | 2003-02-28 | 30 | year | Land Administration Law 1998 art. 14 土地管理法(1998)第十四条
-- norm rural_term_years_max | arable | 2003-03-01 | 2018-12-31 | 30 | year | Rural Land Contracting Law 2002 art. 20 农村土地承包法(2002)第二十条
-- norm rural_term_years_max | arable | 2019-01-01 | | 30 | year | Rural Land Contracting Law 2018 art. 21 农村土地承包法(2018)第二十一条
-- norm rural_term_years_max | grassland | 2003-03-01 | 2018-12-31 | 50 | year | Rural Land Contracting Law 2002 art. 20 农村土地承包法(2002)第二十条
-- norm rural_term_years_max | grassland | 2019-01-01 | | 50 | year | Rural Land Contracting Law 2018 art. 21 农村土地承包法(2018)第二十一条
-- norm rural_term_years_max | forest | 2003-03-01 | 2018-12-31 | 70 | year | Rural Land Contracting Law 2002 art. 20 农村土地承包法(2002)第二十条
-- norm rural_term_years_max | forest | 2019-01-01 | | 70 | year | Rural Land Contracting Law 2018 art. 21 农村土地承包法(2018)第二十一条
-- norm rural_term_years_max | waste | 1996-06-01 | | 50 | year | State Council General Office 1996 No. 23, 1999 No. 102 国办发[1996]23号、国办发[1999]102号

-- ## RUR-01
-- title_en: Rent arrears
-- title_zh: 租金承包款欠缴
-- question_en: Which contracts have rent that is due and unpaid, for how long?
-- question_zh: 哪些合同有到期未缴的租金或承包款，欠了多久?
-- severity: medium
-- score_en: days the oldest unpaid instalment is overdue
-- score_zh: 最早一笔欠款的逾期天数
-- input contract: one row for each contract | 每份合同一行
--   contract: key: contract number | 合同编号
--   collective: key: the village collective that lets | 发包的集体组织
--   lessee: key?: id or credit code of the lessee | 承租人证件号或信用代码
--   region: text?: town | 乡镇
--   ends: day?: last day of the term | 合同截止日
--   ended_on: day?: the day it was ended early | 提前解除日
--   rent: amount?: yuan a year at the beginning | 起始年租金(元)
--   first_due: day?: when the first instalment is due | 首期应付日
--   every_months: number?: months from one instalment to the next | 付款间隔(月)
--   step: number?: growth of the rent at each step, 0.05 is 5 per cent | 递增比例
--   step_months: number?: months from one step to the next | 递增间隔(月)
--   free_months: number?: months free of rent at the beginning | 免租期(月)
-- input instalment?: one row for each amount due, where it is kept; it stands before the terms of the contract | 应收计划，每期一行；有则优先于合同条款
--   contract: key: contract number | 合同编号
--   record: key: what names the instalment | 应收编号
--   due_on: day: when it is due | 应付日
--   amount: amount: yuan, below zero a reduction that was granted | 金额(元)，减免为负
-- input receipt: one row for each receipt of rent | 每笔收款一行
--   contract: key: contract it was booked to | 入账合同编号
--   record: key: receipt number | 收据号
--   paid_on: day: when the money came | 收款日
--   amount: amount: yuan | 金额(元)
-- input deferral?: one row for each deferral that was decided | 每次经决议的缓缴一行
--   contract: key: contract number | 合同编号
--   valid: period: instalments due in this time are deferred | 所缓缴应收款的应付期间
--   until: day: to this day | 缓缴至
--   agreed_on: day: day of the minutes | 决议日期
-- parameter yellow_after: interval = 30 days, 0 days .. 365 days: days overdue from which it is reported | 逾期多少天起预警
--   source: XS
-- parameter red_after: interval = 60 days, 0 days .. 730 days: days overdue from which its level is red | 逾期多少天起为红色
--   source: XS
-- evidence_en: unpaid instalments with due day, amount, what was paid, balance and the level
-- evidence_zh: 欠缴各期的应付日、金额、已付、余额及预警级别
-- excluded_en: the instalments were deferred by minutes to a later day
-- excluded_zh: 经决议缓缴，缓缴期未到
-- excluded_en: the lessee's payment of exactly the missing amount stands as an overpayment on another of his contracts with the collective
-- excluded_zh: 同一承租人同额款项误记在其与本集体的另一合同名下，且该合同因此多收
-- excluded_en: the rent was reduced (a negative instalment)
-- excluded_zh: 租金经减免(负数应收)
-- excluded_en: paid late, but within the days allowed or before the day of the run
-- excluded_zh: 虽逾期但在预警天数内，或至运行日已缴清
-- excluded_en: the contract was ended early; later instalments fell away
-- excluded_zh: 合同已提前解除，以后各期不再应收
-- excluded_en: what was paid ahead is carried to later instalments
-- excluded_zh: 此前多缴款项结转抵扣
-- doubt_en: set off against works the lessee did for the collective, with no voucher yet
-- doubt_zh: 与承租人代垫工程款等抵扣尚未入账
-- doubt_en: a deposit still held, or a dispute before a court
-- doubt_zh: 尚有押金可抵，或正在诉讼
-- next_en: Ask the collective for the dunning letters and the bank statement since the oldest unpaid day; red ones go to the town's list.
-- next_zh: 调取催缴通知和最早欠款日以来的银行流水；红色的报乡镇挂账督办。
-- source: XS PH; Civil Code art. 560, 561, 721
-- changed: Instalments due within 15 days (blue) are a reminder, not a finding, and are left out. Receipts pay the contract they
--   name, oldest instalment first (Civil Code art. 560); payments booked to another contract are recognised by the exact amount
--   and an overpayment there. A contract with a receipt that has no day or amount is not judged.
-- query
WITH late AS (
	SELECT account AS contract, record, due_on, amount, paid, balance, days_overdue
	FROM supervise.arrears(
		$$ WITH differs AS (
			SELECT contract FROM {{contract}} c
			WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
			GROUP BY 1 HAVING count(DISTINCT c) > 1
		   ), term AS (
			SELECT DISTINCT ON (contract) contract, first_due, least(ends, ended_on, parameter.as_of) AS ends, every_months::int AS every_months,
				rent, coalesce(step, 0) AS step, coalesce(step_months, 12)::int AS step_months, coalesce(free_months, 0)::int AS free_months
			FROM {{contract}} c
			WHERE contract IS NOT NULL AND every_months >= 1 AND rent > 0 AND first_due <= least(ends, ended_on, parameter.as_of)
				AND NOT EXISTS (SELECT FROM differs d WHERE d.contract = c.contract)
				AND NOT EXISTS (SELECT FROM {{instalment}} i WHERE i.contract = c.contract)
			ORDER BY contract
		   )
		   SELECT o.account, o.record, coalesce(d.until, o.due_on) AS due_on, o.amount
		   FROM (
			SELECT i.contract AS account, i.record, i.due_on, i.amount
			FROM {{instalment}} i
			WHERE i.contract IS NOT NULL AND i.record IS NOT NULL AND i.due_on IS NOT NULL AND i.amount IS NOT NULL
			UNION ALL
			SELECT s.account, s.record, s.due_on, s.amount
			FROM term t
			CROSS JOIN LATERAL supervise.schedule(t.contract, t.first_due, t.ends, make_interval(months => t.every_months),
				round(t.rent * t.every_months / 12, 2), t.step, make_interval(months => greatest(t.step_months, 1)),
				make_interval(months => t.free_months)) s
		   ) o
		   LEFT JOIN (
			SELECT contract, valid, max(until) AS until
			FROM {{deferral}} d0 WHERE agreed_on <= parameter.as_of GROUP BY 1, 2
		   ) d ON d.contract = o.account AND d.valid @> o.due_on AND d.until > o.due_on $$,
		$$ SELECT contract AS account, record, paid_on, amount
		   FROM {{receipt}} r0
		   WHERE contract IS NOT NULL AND record IS NOT NULL AND paid_on IS NOT NULL AND amount IS NOT NULL $$,
		parameter.as_of, grace => parameter.yellow_after)
	WHERE balance > 0
), owing AS (
	SELECT contract, min(due_on) AS since, sum(balance) AS balance, max(days_overdue) AS days,
		array_agg(record ORDER BY due_on, record) AS records, sum(amount) AS instalments, sum(paid) AS paid
	FROM late
	WHERE NOT EXISTS (SELECT FROM {{receipt}} r
			WHERE r.contract = late.contract AND (r.record IS NULL OR r.paid_on IS NULL OR r.amount IS NULL))
		AND NOT EXISTS (SELECT FROM {{instalment}} i
			WHERE i.contract = late.contract AND (i.record IS NULL OR i.due_on IS NULL OR i.amount IS NULL))
	GROUP BY contract
), near AS (
	-- those that owe, and whatever else their lessees hold
	SELECT contract FROM owing
	UNION
	SELECT c.contract
	FROM {{contract}} c
	WHERE c.lessee IN (SELECT l.lessee FROM {{contract}} l WHERE l.contract IN (SELECT contract FROM owing))
), held AS (
	SELECT contract, min(collective) AS collective, min(lessee) AS lessee, min(region) AS region,
		min(first_due) AS first_due, least(min(ends), min(ended_on), parameter.as_of) AS ends, min(every_months)::int AS every_months,
		min(rent) AS rent, coalesce(min(step), 0) AS step, coalesce(min(step_months), 12)::int AS step_months,
		coalesce(min(free_months), 0)::int AS free_months
	FROM {{contract}} c0
	WHERE contract IN (SELECT contract FROM near)
	GROUP BY 1
), terms AS MATERIALIZED (
	SELECT * FROM held WHERE first_due <= ends AND every_months >= 1 AND rent > 0
), candidate AS (
	SELECT o.contract, o.since, o.balance, other.contract AS other
	FROM owing o
	JOIN held USING (contract)
	JOIN held other ON other.lessee = held.lessee AND other.collective = held.collective AND other.contract <> held.contract
), taken AS (
	SELECT r.contract, sum(r.amount) FILTER (WHERE r.paid_on <= parameter.as_of) AS paid,
		array_agg(r.amount) FILTER (WHERE r.paid_on <= parameter.as_of) AS amounts
	FROM {{receipt}} r
	WHERE r.contract IN (SELECT other FROM candidate)
	GROUP BY 1
), unplanned AS (
	SELECT other AS contract FROM candidate EXCEPT SELECT contract FROM {{instalment}} i
), elsewhere AS (
	SELECT c.contract
	FROM candidate c
	JOIN taken t ON t.contract = c.other AND c.balance = ANY (t.amounts)
	JOIN (
		SELECT contract, sum(amount) AS due FROM (
			SELECT i.contract, i.amount FROM {{instalment}} i WHERE i.due_on <= parameter.as_of
			UNION ALL
			SELECT k.contract, s.amount
			FROM terms k
			JOIN unplanned USING (contract)
			CROSS JOIN LATERAL supervise.schedule(k.contract, k.first_due, k.ends, make_interval(months => k.every_months),
				round(k.rent * k.every_months / 12, 2), k.step, make_interval(months => greatest(k.step_months, 1)),
				make_interval(months => k.free_months)) s
		) d GROUP BY contract
	) due ON due.contract = c.other
	WHERE t.paid - due.due >= c.balance
)
SELECT o.contract AS subject, daterange(o.since, parameter.as_of, '[]') AS during, o.balance AS amount, o.days AS score,
	h.collective AS department, h.region, o.records, h.lessee,
	CASE WHEN o.since + parameter.red_after < parameter.as_of THEN 'red' ELSE 'yellow' END AS level,
	o.instalments, o.paid,
	supervise.say(
		format('%s yuan of contract %s are unpaid, the oldest part since %s (%s days)', o.balance, o.contract, o.since, o.days),
		format('合同%s欠缴%s元，最早一笔自%s起逾期%s天', o.contract, o.balance, o.since, o.days)) AS reason
FROM owing o
JOIN held h USING (contract)
WHERE NOT EXISTS (SELECT FROM elsewhere e WHERE e.contract = o.contract);
-- population
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
), planned AS (
	SELECT contract, min(due_on) AS first_due, bool_or(record IS NULL OR due_on IS NULL OR amount IS NULL) AS broken
	FROM {{instalment}} i WHERE contract IS NOT NULL GROUP BY 1
), unread AS (
	SELECT DISTINCT contract FROM {{receipt}} r
	WHERE contract IS NOT NULL AND (record IS NULL OR paid_on IS NULL OR amount IS NULL)
)
SELECT coalesce(c.contract, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable'
		WHEN s.reason IN ('nothing due yet') THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	s.reason
FROM {{contract}} c
LEFT JOIN differs d USING (contract)
LEFT JOIN planned p USING (contract)
LEFT JOIN unread u USING (contract)
CROSS JOIN LATERAL (SELECT CASE
	WHEN c.contract IS NULL THEN 'no contract number'
	WHEN p.contract IS NULL AND d.contract IS NOT NULL THEN 'contract number on rows that differ'
	WHEN p.broken THEN 'an instalment without number, day or amount'
	WHEN u.contract IS NOT NULL THEN 'a receipt without number, day or amount'
	WHEN p.contract IS NULL AND (c.first_due IS NOT NULL AND c.every_months >= 1 AND c.rent > 0) IS NOT TRUE
		THEN 'no schedule and no complete terms'
	WHEN p.contract IS NULL AND c.first_due > least(c.ends, c.ended_on) THEN 'first instalment after the end'
	WHEN coalesce(p.first_due, (c.first_due + make_interval(months => coalesce(c.free_months, 0)::int))::date) > parameter.as_of
		THEN 'nothing due yet' END AS reason) s;

-- ## RUR-02
-- title_en: Expired contract, asset still in use
-- title_zh: 合同到期未处置仍在使用
-- question_en: Is an asset still used, or paid for, after its contract ended and nothing followed?
-- question_zh: 合同到期后既未续签也未重新发包，资产是否仍在被使用或缴费?
-- severity: medium
-- score_en: days from the end of the contract to the last sign of use
-- score_zh: 到期日至最后使用迹象的天数
-- input contract: one row for each contract | 每份合同一行
--   contract: key: contract number | 合同编号
--   collective: key: the village collective that lets | 发包的集体组织
--   asset: key?: number in the asset register | 资产编号
--   region: text?: town | 乡镇
--   lessee: key?: id or credit code of the lessee | 承租人证件号或信用代码
--   starts: day?: first day of the term | 合同起始日
--   ends: day?: last day of the term | 合同截止日
--   ended_on: day?: the day it was ended early | 提前解除日
--   holds_over: boolean?: the contract itself lets it run on by the month until one side ends it | 合同约定到期后按月顺延
-- input renewal?: one row for each renewal that is no new contract | 每次续期(未另签合同)一行
--   contract: key: contract number | 合同编号
--   until: day: new last day | 续期至
-- input handover?: one row for each return of an asset | 每次资产交还一行
--   contract: key: contract number | 合同编号
--   handed_back_on: day: the day the collective took it back | 交还日
-- input receipt: one row for each receipt of rent | 每笔收款一行
--   contract: key: contract it was booked to | 入账合同编号
--   record: key: receipt number | 收据号
--   paid_on: day: when the money came | 收款日
--   valid: period?: the time the rent is for | 租金所属期
--   amount: amount: yuan | 金额(元)
-- input use?: one row for each meter reading of an asset | 每次水电抄表一行
--   asset: key: number in the asset register | 资产编号
--   record: key: what names the reading | 抄表编号
--   valid: period: time of the reading | 抄表期间
--   quantity: number: used in that time, in the meter's unit | 用量
-- parameter grace: interval = 30 days, 0 days .. 365 days: time to clear out or bring in the harvest | 腾退、收获宽限
--   source: starting point, set it per region
-- parameter standby: numeric = 30, 0 .. 10000: a reading up to this is no use | 不视为使用的待机用量
--   unit: of the meter
--   source: starting point, set it per region
-- evidence_en: the end, what nothing followed, and the later receipts or readings
-- evidence_zh: 到期日、其后无接续，以及之后的收款或用水用电
-- excluded_en: the contract was renewed
-- excluded_zh: 已办理续期
-- excluded_en: the asset was let anew; later use is the new contract's
-- excluded_zh: 已重新发包，之后的使用属新合同
-- excluded_en: the contract says that it runs on by the month until one side ends it
-- excluded_zh: 合同约定到期后按月顺延
-- excluded_en: the asset was handed back; later use is the collective's own
-- excluded_zh: 资产已交还，之后为集体自用
-- excluded_en: clearing out or harvest within the grace
-- excluded_zh: 宽限期内腾退或收获
-- excluded_en: a meter on standby
-- excluded_zh: 仅为待机用量
-- excluded_en: a late payment for time before the end
-- excluded_zh: 到期前租金的迟缴
-- doubt_en: a vote to renew is under way, or a dispute over the return is before a court
-- doubt_zh: 续租表决正在进行，或返还纠纷正在诉讼
-- doubt_en: the meter serves several assets
-- doubt_zh: 一表多户
-- next_en: Visit the asset; ask who uses it and who collected what since the end.
-- next_zh: 现场查看，核实到期后由谁使用、由谁收费。
-- source: mission; Civil Code art. 733, 734
-- changed: Use must lie wholly after the end and the grace and outside every other contract of the asset; a receipt counts by the
--   time it is for, not by the day it was paid. Contracts that end within 90 days (blue) are a reminder and no finding. A lease
--   that runs on without objection becomes one of indefinite term by law (Civil Code art. 734): that is why the finding
--   asks for a decision of the collective and not for eviction.
-- query
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
), held AS MATERIALIZED (
	SELECT DISTINCT ON (c.contract) c.contract, c.collective, c.asset, c.region, c.lessee, c.starts, c.holds_over,
		greatest(least(c.ends, c.ended_on), r.until) AS ends, h.handed_back_on
	FROM {{contract}} c
	LEFT JOIN (SELECT contract, max(until) AS until FROM {{renewal}} r0 GROUP BY 1) r ON r.contract = c.contract
	LEFT JOIN (SELECT contract, max(handed_back_on) AS handed_back_on FROM {{handover}} h0 GROUP BY 1) h ON h.contract = c.contract
	WHERE c.contract IS NOT NULL AND c.ends >= c.starts AND NOT EXISTS (SELECT FROM differs d WHERE d.contract = c.contract)
	ORDER BY c.contract
), unread AS (
	SELECT min(c.asset) AS asset
	FROM {{contract}} c
	LEFT JOIN differs d USING (contract)
	WHERE c.contract IS NOT NULL AND (d.contract IS NOT NULL OR (c.ends >= c.starts) IS NOT TRUE)
	GROUP BY c.contract
), let AS (
	SELECT asset, range_agg(daterange(starts, greatest(ends, starts), '[]')) AS times FROM held WHERE asset IS NOT NULL GROUP BY asset
), expired AS (
	SELECT h.*, daterange(h.ends, least(h.handed_back_on, parameter.as_of), '(]')::datemultirange - coalesce(let.times, '{}') AS free
	FROM held h
	LEFT JOIN let USING (asset)
	WHERE h.ends < parameter.as_of - parameter.grace AND h.holds_over IS NOT TRUE
		AND (h.handed_back_on IS NULL OR h.handed_back_on > h.ends)
		AND NOT EXISTS (SELECT FROM unread u WHERE u.asset = h.asset)
), gap AS (
	-- the time that follows the end at once
	SELECT e.*, f.gap
	FROM expired e
	CROSS JOIN LATERAL unnest(e.free) AS f(gap)
	WHERE lower(f.gap) = e.ends + 1
), sign AS (
	-- an empty or unknown time has no first day, and so is no sign
	SELECT g.contract, g.collective, g.region, g.asset, g.lessee, g.ends, 'receipt' AS kind, r.record, r.paid_on AS last_on, r.amount
	FROM gap g
	JOIN {{receipt}} r ON r.contract = g.contract
	WHERE r.paid_on > g.ends AND r.paid_on <= parameter.as_of AND r.amount > 0
		AND lower(r.valid) > g.ends AND lower(r.valid) < upper(g.gap)
	UNION ALL
	SELECT g.contract, g.collective, g.region, g.asset, g.lessee, g.ends, 'use', u.record, (upper(u.valid) - 1)::date, NULL
	FROM gap g
	JOIN {{use}} u ON u.asset = g.asset
	WHERE u.quantity > parameter.standby AND lower(u.valid) > g.ends + parameter.grace AND u.valid <@ g.gap
), told AS (
	SELECT contract, collective, region, asset, lessee, ends, max(last_on) AS last_on, sum(amount) AS amount,
		count(*) FILTER (WHERE kind = 'receipt') AS receipts, count(*) FILTER (WHERE kind = 'use') AS readings,
		array_agg(record ORDER BY last_on, kind, record) AS records
	FROM sign
	GROUP BY contract, collective, region, asset, lessee, ends
)
SELECT contract AS subject, daterange(ends + 1, last_on, '[]') AS during, amount, last_on - ends AS score, collective AS department, region,
	records, asset, lessee, ends AS ended, receipts, readings,
	supervise.say(
		format('contract %s ended on %s and nothing followed, yet %s receipts and %s readings show use up to %s', contract, ends,
			receipts, readings, last_on),
		format('合同%s于%s到期且无接续，其后仍有%s笔收款、%s次用水用电记录，最后至%s', contract, ends, receipts, readings, last_on)) AS reason
FROM told;
-- population
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
), unread AS (
	-- a contract that cannot be read may be the one that followed
	SELECT min(c.asset) AS asset
	FROM {{contract}} c
	LEFT JOIN differs d USING (contract)
	WHERE c.contract IS NULL OR d.contract IS NOT NULL OR (c.ends >= c.starts) IS NOT TRUE
	GROUP BY c.contract
	HAVING (min(hash_record_extended(c, 0)) = max(hash_record_extended(c, 0)) AND min(c.ends) >= min(c.starts)) IS NOT TRUE
)
SELECT coalesce(c.contract, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable' WHEN s.reason LIKE 'not %' THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	s.reason
FROM {{contract}} c
LEFT JOIN (SELECT contract, max(until) AS until FROM {{renewal}} r0 GROUP BY 1) r ON r.contract = c.contract
LEFT JOIN differs d ON d.contract = c.contract
LEFT JOIN unread u ON u.asset = c.asset
CROSS JOIN LATERAL (SELECT CASE
	WHEN c.contract IS NULL THEN 'no contract number'
	WHEN d.contract IS NOT NULL THEN 'contract number on rows that differ'
	WHEN c.starts IS NULL OR c.ends IS NULL THEN 'no first or last day'
	WHEN c.ends < c.starts THEN 'ends before it starts'
	WHEN greatest(least(c.ends, c.ended_on), r.until) >= parameter.as_of - parameter.grace THEN 'not yet ended'
	WHEN u.asset IS NOT NULL THEN 'another contract of the asset cannot be read' END AS reason) s;

-- ## RUR-03
-- title_en: Term beyond the legal maximum
-- title_zh: 合同期限超过法定上限
-- question_en: Is the term of a contract longer than the law of its signing day allows?
-- question_zh: 合同期限是否超过签订时法律允许的上限?
-- severity: high
-- score_en: years beyond the limit
-- score_zh: 超过上限的年数
-- input contract: one row for each contract | 每份合同一行
--   contract: key: contract number | 合同编号
--   collective: key: the village collective that lets | 发包的集体组织
--   asset: key?: number in the asset register | 资产编号
--   region: text?: town | 乡镇
--   tenure: text: lease, arable, grassland, forest, waste or transfer | 权利类型：租赁lease、耕地承包arable、草地grassland、林地forest、四荒waste、经营权流转transfer
--   lessee: key?: id or credit code of the lessee | 承租人证件号或信用代码
--   signed_on: day?: day of signing | 签订日期
--   starts: day?: first day of the term | 合同起始日
--   ends: day?: last day of the term | 合同截止日
-- input term_rule? = supervise.catalogue_norm: limits in years | 期限上限(年)
--   norm: text: rural_term_years_max | 固定为rural_term_years_max
--   kind: text: the tenure | 权利类型
--   valid: period: days of signing the limit applies to | 适用的签订日期
--   value: number: years | 年数
-- input round?: contracting periods of a collective's land, each with the day it was confirmed | 各集体土地承包期(含延包)
--   collective: key: the village collective | 集体组织
--   valid: period: the contracting period | 承包期
--   confirmed_on: day: the day it was confirmed | 确认日期
-- parameter early: interval = 1 year, 0 days .. 5 years: a renewal signed up to so long before the end runs from its own first day | 到期前多久内签订视为到期续签
--   source: starting point, set it per region
-- parameter gap: interval = 30 days, 0 days .. 365 days: contracts of one lessee this close follow each other | 前后合同间隔不超过此天数视为衔接
--   source: starting point, set it per region
-- evidence_en: tenure, signing day, term, the limit that was in force and its end
-- evidence_zh: 权利类型、签订日、期限、当时上限及依其应止之日
-- excluded_en: renewed when the term was over: the limit runs anew from the renewal
-- excluded_zh: 到期后续签，期限自续订之日重新计算
-- excluded_en: forest or grassland, for which the law allows more than twenty years
-- excluded_zh: 林地、草地依法可超过二十年
-- excluded_en: the contracting period was extended by thirty years and confirmed before the transfer was signed
-- excluded_zh: 签订流转合同前，所在集体已确认延包三十年
-- excluded_en: the last day is the anniversary of the first (one day over, a way of writing)
-- excluded_zh: 截止日写为对日，仅多一日
-- doubt_en: special forest whose term the forestry authority of the State Council extended (law of 2002 until 2018)
-- doubt_zh: 经国务院林业主管部门批准延长的特殊林木(2018年底前)
-- doubt_en: the law extends arable land by thirty years (since 2019), and the locality lets transfers run into it before it is confirmed
-- doubt_zh: 2019年起法律规定耕地再延长三十年，当地允许流转期延至延包期而未录入确认日
-- next_en: Read the contract: the part beyond the limit is void. Have it amended to the limit's last day.
-- next_zh: 核对合同文本：超过部分无效，督促变更至上限届满日。
-- source: PH; Civil Code art. 705; Contract Law art. 214; Rural Land Contracting Law art. 21, 38 (2018), 20, 33 (2002)
-- changed: The limit is that of the law in force when the contract was signed, by tenure; before the Contract Law (1 October 1999) there
--   was none for leases, so older ones are not applicable rather than void. Arable transfers end with the contracting period
--   confirmed at signing, not in a fixed year 2028, which is one county's. The proposal summed consecutive contracts of the same
--   parties; the law counts a renewal from the day of renewal (Civil Code art. 705 para. 2), so a second contract signed
--   long before the first ends is measured from its signing, and one signed at the end is lawful.
-- query
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
), held AS MATERIALIZED (
	SELECT DISTINCT ON (contract) contract, collective, asset, region, tenure, lessee, signed_on, starts, ends
	FROM {{contract}} c
	WHERE contract IS NOT NULL AND signed_on IS NOT NULL AND ends >= starts
		AND NOT EXISTS (SELECT FROM differs d WHERE d.contract = c.contract)
	ORDER BY contract
), confirmed AS (
	SELECT h.contract, max(upper(r.valid) - 1) AS last_day
	FROM held h
	JOIN {{round}} r ON r.collective = h.collective AND r.confirmed_on <= h.signed_on
	WHERE h.tenure = 'transfer' AND NOT isempty(r.valid)
	GROUP BY 1
), long AS (
	-- too long if counted from the earliest day that there may be
	SELECT h.*, make_interval(months => round(n.value * 12)::int) AS allowed, n.value AS years, NULL::date AS last_day
	FROM held h
	JOIN {{term_rule}} n ON n.norm = 'rural_term_years_max' AND n.kind = h.tenure AND n.valid @> h.signed_on
	WHERE h.ends > (least(h.signed_on, h.starts) + make_interval(months => round(n.value * 12)::int))::date
	UNION ALL
	SELECT h.*, NULL, NULL, r.last_day
	FROM held h
	JOIN confirmed r USING (contract)
	WHERE h.tenure = 'transfer' AND h.ends > r.last_day
), chain AS (
	-- the end of what the same lessee held of the asset before
	SELECT l.contract, max(b.ends) AS before
	FROM (SELECT DISTINCT contract, asset, lessee, starts, ends FROM long) l
	JOIN held b ON b.asset = l.asset AND b.lessee = l.lessee AND (b.starts, b.ends, b.contract) < (l.starts, l.ends, l.contract)
	GROUP BY 1
), measured AS (
	SELECT l.*, CASE WHEN c.before + parameter.gap >= l.starts AND c.before - parameter.early > l.signed_on
		THEN least(l.signed_on, l.starts) ELSE l.starts END AS from_day
	FROM long l
	LEFT JOIN chain c USING (contract)
), judged AS (
	SELECT *, coalesce(last_day, (from_day + allowed)::date - 1) AS lawful_end FROM measured
)
SELECT contract AS subject, daterange(lawful_end, ends, '(]') AS during,
	round((ends - lawful_end) / 365.25, 1) AS score, collective AS department, region, ARRAY[contract] AS records, tenure,
	lessee, signed_on, starts, ends, years AS limit_years, from_day AS counted_from, lawful_end,
	supervise.say(
		format('the term of contract %s (%s, signed %s) runs to %s, the law ends it on %s', contract, tenure, signed_on, ends, lawful_end),
		format('合同%s(%s，%s签订)约定至%s，依法至多到%s', contract, tenure, signed_on, ends, lawful_end)) AS reason
FROM judged
WHERE ends > lawful_end + CASE WHEN years IS NULL THEN 0 ELSE 1 END;
-- population
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
), confirmed AS (
	SELECT collective, min(confirmed_on) AS confirmed_on FROM {{round}} r WHERE NOT isempty(valid) GROUP BY 1
), rule AS MATERIALIZED (
	SELECT kind, valid FROM {{term_rule}} n WHERE norm = 'rural_term_years_max'
)
SELECT coalesce(c.contract, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable' WHEN s.reason LIKE 'no limit %' THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	s.reason
FROM {{contract}} c
LEFT JOIN differs d USING (contract)
LEFT JOIN confirmed r USING (collective)
CROSS JOIN LATERAL (SELECT CASE
	WHEN c.contract IS NULL THEN 'no contract number'
	WHEN d.contract IS NOT NULL THEN 'contract number on rows that differ'
	WHEN c.starts IS NULL OR c.ends IS NULL THEN 'no first or last day'
	WHEN c.ends < c.starts THEN 'ends before it starts'
	WHEN c.signed_on IS NULL THEN 'no day of signing'
	WHEN c.tenure = 'transfer' THEN CASE WHEN (r.confirmed_on <= c.signed_on) IS NOT TRUE THEN 'contracting period of the collective not known' END
	WHEN (c.tenure IN (SELECT kind FROM rule)) IS NOT TRUE THEN 'tenure not known'
	WHEN NOT EXISTS (SELECT FROM rule n WHERE n.kind = c.tenure AND n.valid @> c.signed_on) THEN 'no limit when it was signed' END AS reason) s;

-- ## RUR-04
-- title_en: Very long contract at a flat price
-- title_zh: 长期低效合同(期限长且租金不递增)
-- question_en: Does a contract run fifteen years or more at a rent that never rises?
-- question_zh: 合同期限是否达十五年以上而租金始终不变?
-- severity: medium
-- score_en: length of the term in years
-- score_zh: 合同期限(年)
-- input contract: one row for each contract | 每份合同一行
--   contract: key: contract number | 合同编号
--   collective: key: the village collective that lets | 发包的集体组织
--   region: text?: town | 乡镇
--   tenure: text: lease, arable, grassland, forest, waste or transfer | 权利类型，同RUR-03
--   lessee: key?: id or credit code of the lessee | 承租人证件号或信用代码
--   starts: day?: first day of the term | 合同起始日
--   ends: day?: last day of the term | 合同截止日
--   ended_on: day?: the day it was ended early | 提前解除日
--   rent: amount?: yuan a year at the beginning | 起始年租金(元)
--   step: number?: growth of the rent at each step; 0 is a flat rent, null is not recorded | 递增比例，0为不递增，空为未登记
--   price_basis: text?: 'cash', or what the rent follows: grain, a price index, a share of the income | 计价方式：cash为固定现金，其他为实物、指数、分成
--   investment_approved: boolean?: a long term was approved for an investment (greenhouse, orchard, plant) | 因投入较大经批准的长期合同
-- input revision?: one row for each change of the rent that was agreed | 每次调价一行
--   contract: key: contract number | 合同编号
--   from_day: day: the day it applies from | 生效日
--   rent: amount: new yuan a year | 调整后年租金(元)
-- parameter least_years: numeric = 15, 5 .. 70: terms this long are looked at | 期限达到多少年
--   unit: years
--   source: CN
-- evidence_en: term, rent, and that no step and no revision is agreed
-- evidence_zh: 期限、租金，且无递增约定、无调价
-- excluded_en: the rent rises by steps
-- excluded_zh: 约定了递增
-- excluded_en: the rent was raised by a supplementary agreement
-- excluded_zh: 已签补充协议上调租金
-- excluded_en: the rent follows the price of grain, an index or the income
-- excluded_zh: 租金随粮价、指数或收益浮动
-- excluded_en: the long term was approved for an investment
-- excluded_zh: 因投入较大经批准
-- doubt_en: paid in one sum at the beginning, with the rise priced in (see RUR-14)
-- doubt_zh: 一次性收取且已计入增长(参见RUR-14)
-- next_en: Compare with the rents of RUR-05's peers and negotiate a step or an earlier end.
-- next_zh: 与同类租金比较(RUR-05)，协商补充递增条款或缩短期限。
-- source: CN YX
-- changed: A rent that is not recorded to be flat (null step) is counted as insufficient, not as flat. Only contracts still
--   running are looked at, and household contracting, whose term is set by law, is not. The 15 years are Chun'an's; whether the
--   price is low is RUR-05's question.
-- query
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
), flat AS (
	SELECT DISTINCT contract, collective, region, tenure, lessee, starts, ends, rent
	FROM {{contract}} c
	WHERE ends >= parameter.as_of AND (ended_on IS NULL OR ended_on >= parameter.as_of)
		AND ends + 1 >= starts + make_interval(months => (parameter.least_years * 12)::int)
		AND tenure IN ('lease', 'waste', 'transfer') AND rent > 0 AND step <= 0
		AND coalesce(price_basis, 'cash') = 'cash' AND investment_approved IS NOT TRUE
		AND contract IS NOT NULL AND NOT EXISTS (SELECT FROM differs d WHERE d.contract = c.contract)
)
SELECT c.contract AS subject, daterange(c.starts, c.ends, '[]') AS during, round((c.ends + 1 - c.starts) / 365.25, 1) AS score,
	c.collective AS department, c.region, ARRAY[c.contract] AS records, c.tenure, c.lessee, c.rent AS rent_a_year,
	supervise.say(
		format('contract %s runs %s years, to %s, at %s yuan a year without any rise', c.contract,
			round((c.ends + 1 - c.starts) / 365.25, 1), c.ends, c.rent),
		format('合同%s期限%s年，至%s，年租金%s元始终不变', c.contract, round((c.ends + 1 - c.starts) / 365.25, 1), c.ends, c.rent)) AS reason
FROM flat c
WHERE NOT EXISTS (SELECT FROM {{revision}} r WHERE r.contract = c.contract AND r.rent > c.rent AND r.from_day <= c.ends);
-- population
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
)
SELECT coalesce(c.contract, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable' WHEN s.reason IN ('over', 'household contracting') THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	s.reason
FROM {{contract}} c
LEFT JOIN differs d USING (contract)
CROSS JOIN LATERAL (SELECT CASE
	WHEN c.contract IS NULL THEN 'no contract number'
	WHEN d.contract IS NOT NULL THEN 'contract number on rows that differ'
	WHEN c.tenure IN ('arable', 'grassland', 'forest') THEN 'household contracting'
	WHEN c.tenure IS NULL OR c.tenure NOT IN ('lease', 'waste', 'transfer') THEN 'tenure not known'
	WHEN c.starts IS NULL OR c.ends IS NULL THEN 'no first or last day'
	WHEN c.ends < c.starts THEN 'ends before it starts'
	WHEN least(c.ends, c.ended_on) < parameter.as_of THEN 'over'
	WHEN c.ends + 1 < c.starts + make_interval(months => (parameter.least_years * 12)::int) THEN NULL
	WHEN c.rent IS NULL OR c.rent <= 0 THEN 'no rent'
	WHEN c.step IS NULL THEN 'not recorded whether the rent rises' END AS reason) s;
