-- Rural collective assets: members' dividends, money flows, harmful terms.

-- ## RUR-12
-- title_en: Dividend arrears and roster errors
-- title_zh: 分红欠发与名册异常
-- question_en: Was a member's dividend not paid, paid twice, or paid to somebody who was dead or no member?
-- question_zh: 成员分红是否欠发、重发，或发给已故人员、非成员?
-- severity: medium
-- score_en: number of things wrong
-- score_zh: 问题项数
-- input plan: one row for each distribution that was resolved | 每次分红方案一行
--   plan: key: what names it | 方案编号
--   collective: key: the village collective | 集体组织
--   record_day: day: who is a member on this day has a share | 成员资格认定日
--   pay_by: day: to be paid by | 应付日
--   deferred_until: day?: put off by resolution to this day | 经决议延期至
-- input share: one row for each member and distribution | 每个成员每次分红应分一行
--   plan: key: the distribution | 方案编号
--   person: key: id of the member | 成员证件号
--   amount: amount: yuan due | 应分金额(元)
-- input payout: one row for each payment of a dividend | 每笔分红发放一行
--   plan: key: the distribution | 方案编号
--   person: key: id of whom it is for | 归属人证件号
--   record: key: what names the payment | 发放流水号
--   paid_on: day: day of payment, or of its return | 发放(退回)日
--   amount: amount: yuan, below zero when it came back | 金额(元)，退回为负
-- input member: one row for each time as a member | 每段成员资格一行
--   collective: key: the village collective | 集体组织
--   person: key: id | 证件号
--   valid: period: time as a member | 成员资格期间
-- input death?: one row for each death reported | 每条死亡登记一行
--   person: key: id | 证件号
--   died_on: day: day of death | 死亡日期
-- input succession?: one row for each share that was inherited | 每次份额继承一行
--   person: key: id of the dead | 被继承人证件号
--   heir: key: id of the heir | 继承人证件号
-- parameter grace: interval = 90 days, 0 days .. 730 days: days after the day of payment that are not judged | 应付日后多少天不判断
--   source: starting point, set it per region
-- evidence_en: for each distribution: due, paid, the days; day of death; membership
-- evidence_zh: 各次分红的应分、已发、天数，死亡日期，成员资格
-- excluded_en: paid late, within the grace
-- excluded_zh: 在宽限期内补发
-- excluded_en: the distribution was put off by resolution
-- excluded_zh: 经决议延期发放
-- excluded_en: the heir of a member who died
-- excluded_zh: 已故成员份额的继承人
-- excluded_en: a member who died after the record day: his share is part of the estate
-- excluded_zh: 认定日后死亡，份额属遗产
-- excluded_en: a payment that came back
-- excluded_zh: 已退回
-- excluded_en: left the collective after the record day
-- excluded_zh: 认定日后退出
-- excluded_en: the share of a member who died before the record day goes to the heir on record, though the roster is not yet changed
-- excluded_zh: 认定日前死亡但已登记继承，名册尚未变更
-- doubt_en: shares held on deposit for members who cannot be found
-- doubt_zh: 失联成员的份额已专户存放
-- doubt_en: set off against what the member owes the collective, by his consent
-- doubt_zh: 经同意抵扣成员欠款
-- next_en: Compare the signed list of payments with the bank's; ask who took the money of the dead.
-- next_zh: 核对签领表与银行代发明细，查清已故人员款项由谁领取。
-- source: mission; Rural Collective Economic Organisations Law art. 12-17, 42
-- changed: Four exact findings for each person: unpaid beyond the grace after the plan's pay day, paid more than due, paid though dead
--   before the record day without an heir on record, paid though no member on the record day. A person with a row that cannot be
--   read, or of an unknown distribution, is insufficient data. Of two registers with different days of death the later day counts.
-- query
WITH act AS MATERIALIZED (
	SELECT DISTINCT plan, collective, record_day, pay_by, deferred_until FROM {{plan}} p0
), line AS MATERIALIZED (
	SELECT plan, person, sum(due) AS due, sum(paid) AS paid
	FROM (
		SELECT plan, supervise.resident_id(person) AS person, amount AS due, NULL::numeric AS paid FROM {{share}} s0
		UNION ALL
		SELECT plan, supervise.resident_id(person), NULL, amount FROM {{payout}} p0 WHERE paid_on <= parameter.as_of
	) x
	GROUP BY 1, 2
), heir AS (
	SELECT DISTINCT supervise.resident_id(heir) AS person FROM {{succession}} s0
), left_to AS (
	SELECT DISTINCT supervise.resident_id(person) AS person FROM {{succession}} s0
), dead AS (
	SELECT supervise.resident_id(person) AS person, max(died_on) AS died_on FROM {{death}} d0 GROUP BY 1
), entitled AS (
	-- members on a record day
	SELECT a.collective, a.record_day, supervise.resident_id(m.person) AS person
	FROM (SELECT DISTINCT collective, record_day FROM act) a
	JOIN {{member}} m ON m.collective = a.collective AND m.valid @> a.record_day
), stranger AS MATERIALIZED (
	SELECT l.person, l.plan, l.paid, a.record_day
	FROM line l
	JOIN act a USING (plan)
	WHERE l.paid > 0
		AND NOT EXISTS (SELECT FROM entitled e WHERE e.collective = a.collective AND e.record_day = a.record_day AND e.person = l.person)
), wrong AS (
	SELECT l.person, l.plan, 1 AS kind, l.due - coalesce(l.paid, 0) AS amount,
		format('%s yuan of %s unpaid for %s days', l.due - coalesce(l.paid, 0), l.plan, parameter.as_of - greatest(a.pay_by, a.deferred_until)) AS en,
		format('%s欠发%s元已%s天', l.plan, l.due - coalesce(l.paid, 0), parameter.as_of - greatest(a.pay_by, a.deferred_until)) AS zh
	FROM line l
	JOIN act a USING (plan)
	WHERE l.due > coalesce(l.paid, 0) AND greatest(a.pay_by, a.deferred_until) + parameter.grace < parameter.as_of
	UNION ALL
	SELECT person, plan, 2, paid - due, format('%s yuan more than due from %s', paid - due, plan), format('%s多发%s元', plan, paid - due)
	FROM line
	WHERE paid > due
	UNION ALL
	SELECT l.person, l.plan, 3, l.paid, format('%s yuan of %s paid though dead since %s', l.paid, l.plan, x.died_on),
		format('%s发放%s元，而%s已死亡', l.plan, l.paid, x.died_on)
	FROM line l
	JOIN act a USING (plan)
	JOIN dead x USING (person)
	WHERE l.paid > 0 AND x.died_on < a.record_day AND NOT EXISTS (SELECT FROM left_to t WHERE t.person = l.person)
	UNION ALL
	SELECT s.person, s.plan, 4, s.paid, format('%s yuan of %s paid to no member of the collective', s.paid, s.plan),
		format('%s发放%s元，而其非本集体成员', s.plan, s.paid)
	FROM stranger s
	WHERE NOT EXISTS (SELECT FROM heir h WHERE h.person = s.person)
		AND NOT EXISTS (SELECT FROM dead x WHERE x.person = s.person AND x.died_on < s.record_day)
), unread AS (
	SELECT supervise.resident_id(person) AS person FROM {{share}} s
	WHERE amount IS NULL OR (plan IN (SELECT plan FROM act WHERE record_day IS NOT NULL AND pay_by IS NOT NULL)) IS NOT TRUE
	UNION ALL
	SELECT supervise.resident_id(person) FROM {{payout}} p
	WHERE amount IS NULL OR record IS NULL OR paid_on IS NULL
		OR (plan IN (SELECT plan FROM act WHERE record_day IS NOT NULL AND pay_by IS NOT NULL)) IS NOT TRUE
)
SELECT w.person AS subject, daterange(min(a.record_day), max(greatest(a.pay_by, a.record_day)), '[]') AS during, sum(w.amount) AS amount,
	count(*) AS score, min(a.collective) AS department, min(w.plan) || coalesce(min(r.records), '{}') AS records, array_agg(DISTINCT w.kind)::text AS kinds,
	supervise.say(string_agg(w.en, '; ' ORDER BY w.plan, w.kind), string_agg(w.zh, '；' ORDER BY w.plan, w.kind)) AS reason
FROM wrong w
JOIN act a USING (plan)
LEFT JOIN (
	SELECT supervise.resident_id(person) AS person, array_agg(record ORDER BY paid_on, record) AS records
	FROM {{payout}} p WHERE supervise.resident_id(person) IN (SELECT person FROM wrong) GROUP BY 1
) r USING (person)
WHERE w.person IS NOT NULL AND NOT EXISTS (SELECT FROM unread u WHERE u.person = w.person)
GROUP BY w.person;
-- population
WITH act AS MATERIALIZED (
	SELECT plan FROM {{plan}} p0 WHERE record_day IS NOT NULL AND pay_by IS NOT NULL
), seen AS NOT MATERIALIZED (
	SELECT person, CASE WHEN amount IS NULL THEN 1 WHEN (plan IN (SELECT plan FROM act)) IS NOT TRUE THEN 2 END AS problem FROM {{share}} s0
	UNION ALL
	SELECT person, CASE WHEN amount IS NULL OR record IS NULL OR paid_on IS NULL THEN 1 WHEN (plan IN (SELECT plan FROM act)) IS NOT TRUE THEN 2 END
	FROM {{payout}} p0
), unread AS (
	-- one row that cannot be read is enough
	SELECT supervise.resident_id(person) AS id, min(problem) AS problem FROM seen WHERE problem IS NOT NULL GROUP BY 1
)
SELECT coalesce(s.id, s.person, '(no id)') AS subject,
	CASE WHEN s.id IS NOT NULL AND u.id IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state,
	CASE WHEN s.person IS NULL THEN 'no id' WHEN s.id IS NULL THEN 'id is not valid'
		WHEN u.problem = 1 THEN 'a row without number, day or amount'
		WHEN u.problem = 2 THEN 'a distribution that is not known' END AS reason
FROM (SELECT person, supervise.resident_id(person) AS id FROM seen OFFSET NULL) s
LEFT JOIN unread u USING (id);

-- ## RUR-13
-- title_en: Village money through private accounts
-- title_zh: 村账资金经个人账户流转回流
-- question_en: Does village money go to individuals and come back before an audit, or on to insiders?
-- question_zh: 村集体资金是否转入个人账户后回流，或转给内部人员?
-- severity: critical
-- input transfer: one row for each transfer between accounts | 每笔账户间转账一行
--   record: key: what names the transfer | 流水号
--   payer: key: account it left | 付款账号
--   payee: key: account it reached | 收款账号
--   at: moment: when | 时间
--   amount: amount: yuan | 金额(元)
-- input account: one row for each account of a collective | 集体每个账户一行
--   collective: key: the village collective | 集体组织
--   account: key: account number | 账号
-- evidence_en: the path, the days the money stayed, the share that was kept
-- evidence_zh: 资金路径、停留天数、留存比例
-- excluded_en: wage lists and petty cash that a voucher settles
-- excluded_zh: 有凭证核销的工资表与备用金
-- next_en: Take the bank statements of the persons on the path.
-- next_zh: 调取路径上人员的银行流水。
-- source: mission
-- waits: flow
-- changed: Waits for paths of money in time order. What an exact number shows today, rent paid into an account that is not the
--   collective's, is RUR-10.

-- ## RUR-14
-- title_en: Harmful terms
-- title_zh: 问题合同条款
-- question_en: Has a signed contract no price, area or term, many years of rent paid ahead, or a compensation promised at its end?
-- question_zh: 已签合同是否无价格、无面积、无期限，一次性预收多年租金，或约定期满补偿?
-- severity: medium
-- score_en: number of harmful terms
-- score_zh: 问题条款数
-- input contract: one row for each contract | 每份合同一行
--   contract: key: contract number | 合同编号
--   collective: key: the village collective that lets | 发包的集体组织
--   region: text?: town | 乡镇
--   tenure: text?: as in RUR-03; household contracting pays no rent | 权利类型，同RUR-03
--   lessee: key?: id or credit code of the lessee | 承租人证件号或信用代码
--   signed_on: day?: day of signing | 签订日期
--   starts: day?: first day of the term | 合同起始日
--   ends: day?: last day of the term | 合同截止日
--   area: number?: area let | 面积
--   rent: amount?: yuan a year at the beginning | 起始年租金(元)
--   public_use: boolean?: let for a public purpose at a token rent or none, as resolved | 经决议用于公益
--   prepaid_years: number?: years of rent paid at the beginning | 一次性预付租金年数
--   prepaid_approved: boolean?: that was resolved | 预付经决议
--   end_compensation: boolean?: the collective is to pay for what is left at the end | 约定期满由集体补偿
--   investment_approved: boolean?: the investment was approved, and so its compensation | 投入及补偿经批准
-- parameter prepaid: numeric = 5, 1 .. 30: years of rent paid ahead that are allowed | 允许预付的年数
--   unit: years
--   source: PH
-- evidence_en: the terms in question with the contract's other fields
-- evidence_zh: 问题条款及合同其他要素
-- excluded_en: let without rent for a public purpose, as resolved
-- excluded_zh: 经决议无偿用于公益
-- excluded_en: household contracting, which has no rent
-- excluded_zh: 家庭承包不收租金
-- excluded_en: paid ahead for many years, as resolved
-- excluded_zh: 经决议预收多年租金
-- excluded_en: compensation for an investment that was approved
-- excluded_zh: 经批准投入的期满补偿
-- doubt_en: the register was filled in carelessly and the paper has the term: look at the paper first
-- doubt_zh: 台账漏填而纸质合同齐全：先看纸质合同
-- doubt_en: a standard template of the locality promises the compensation
-- doubt_zh: 当地示范文本即含补偿条款
-- next_en: Read the paper; have the term agreed in a supplement, or taken to court.
-- next_zh: 查阅纸质合同，签订补充协议或依法处理。
-- source: PH; Civil Code art. 470, 704
-- changed: Fields only; patterns in the text of clauses wait for the kernel text. A blank field of a signed contract is a finding, for price, area
--   and term are what a lease has to say (Civil Code art. 704); but where price, area and term are all blank the contract was not captured and
--   is insufficient data. The compensation clause is a field that the clerk ticks.
-- query
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
)
SELECT c.contract AS subject, CASE WHEN c.starts <= c.ends THEN daterange(c.starts, c.ends, '[]') END AS during,
	CASE WHEN c.prepaid_years > parameter.prepaid THEN c.rent * c.prepaid_years END AS amount, cardinality(t.en) AS score,
	c.collective AS department, c.region, ARRAY[c.contract] AS records, c.lessee, c.signed_on, c.rent, c.area, c.prepaid_years,
	supervise.say(format('contract %s: %s', c.contract, array_to_string(t.en, ', ')), format('合同%s：%s', c.contract, array_to_string(t.zh, '、'))) AS reason
FROM (
	SELECT DISTINCT contract, collective, region, coalesce(tenure, '') AS tenure, lessee, signed_on, starts, ends, area, rent, public_use,
		prepaid_years, prepaid_approved, end_compensation, investment_approved
	FROM {{contract}} c
	WHERE contract IS NOT NULL AND signed_on <= parameter.as_of
		AND NOT (coalesce(rent, 0) = 0 AND coalesce(area, 0) = 0 AND starts IS NULL AND ends IS NULL)
		AND NOT EXISTS (SELECT FROM differs d WHERE d.contract = c.contract)
) c
CROSS JOIN LATERAL (
	SELECT coalesce(c.rent, 0) <= 0 AND c.public_use IS NOT TRUE AND c.tenure NOT IN ('arable', 'grassland', 'forest') AS no_price,
		coalesce(c.area, 0) <= 0 AS no_area, c.starts IS NULL OR c.ends IS NULL AS no_term,
		(c.prepaid_years > parameter.prepaid AND c.prepaid_approved IS NOT TRUE) IS TRUE AS ahead,
		(c.end_compensation AND c.investment_approved IS NOT TRUE) IS TRUE AS compensation
) x
CROSS JOIN LATERAL (SELECT
	array_remove(ARRAY[CASE WHEN x.no_price THEN 'no price' END, CASE WHEN x.no_area THEN 'no area' END, CASE WHEN x.no_term THEN 'no term' END,
		CASE WHEN x.ahead THEN round(c.prepaid_years, 1) || ' years paid ahead' END,
		CASE WHEN x.compensation THEN 'compensation at the end' END], NULL) AS en,
	array_remove(ARRAY[CASE WHEN x.no_price THEN '无价格' END, CASE WHEN x.no_area THEN '无面积' END, CASE WHEN x.no_term THEN '无期限' END,
		CASE WHEN x.ahead THEN '预收' || round(c.prepaid_years, 1) || '年租金' END,
		CASE WHEN x.compensation THEN '约定期满补偿' END], NULL) AS zh) t
WHERE cardinality(t.en) > 0;
-- population
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
)
SELECT coalesce(c.contract, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable' WHEN s.reason = 'not yet signed' THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	s.reason
FROM {{contract}} c
LEFT JOIN differs d USING (contract)
CROSS JOIN LATERAL (SELECT CASE
	WHEN c.contract IS NULL THEN 'no contract number'
	WHEN d.contract IS NOT NULL THEN 'contract number on rows that differ'
	WHEN coalesce(c.rent, 0) = 0 AND coalesce(c.area, 0) = 0 AND c.starts IS NULL AND c.ends IS NULL THEN 'not captured: no price, area or term'
	WHEN c.signed_on IS NULL THEN 'no day of signing'
	WHEN c.signed_on > parameter.as_of THEN 'not yet signed' END AS reason) s;
