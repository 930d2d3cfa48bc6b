-- Payments and invoices, part 5: allowances paid, income turned over.
--
-- OFFSET NULL and ::bpchar are explained in part 1.  Times without beginning or end,
-- empty ones and nulls have no lower() or no upper().

-- ## PAY-22
-- title_en: Allowances beyond the list
-- title_zh: 津补贴超范围超标准
-- question_en: Was an allowance paid that the approved list does not have, above its limit, or twice?
-- question_zh: 是否发放清单以外、超过标准或重复的津贴补贴?
-- severity: medium
-- score_en: yuan above the list
-- score_zh: 超出清单金额(元)
-- input allowance: one row for each allowance paid | 每笔津补贴一行
--   record: key: what names the payment | 流水号
--   org: key: unit that paid | 发放单位
--   person: key: id or staff number | 证件号或工号
--   item: key: code of the allowance | 津补贴项目编码
--   post: text?: post or grade | 岗位或职级
--   account: key: account or budget it was paid from | 资金来源账户
--   valid: period: time it was paid for | 所属期间
--   amount: amount: yuan paid | 金额(元)
-- input allowance_list: the approved list | 批准的津补贴清单
--   item: key: code of the allowance | 项目编码
--   post: text?: for this post only; null: for all | 适用岗位,空为全部
--   valid: period: time in force | 生效期间
--   amount: amount: yuan a month | 每月标准(元)
-- evidence_en: item, what was paid for which months, the limit in force, the accounts
-- evidence_zh: 项目、所属月份与金额、当时标准、资金来源
-- excluded_en: back-pay: several months in one payment, within the monthly limit of each
-- excluded_zh: 补发:一笔含数月,折合每月未超标准
-- excluded_en: an item that was on the list in the months it was paid for, though not any more
-- excluded_zh: 所属期内在清单之列,其后取消
-- excluded_en: two accounts share one allowance, together within the limit
-- excluded_zh: 两个账户分担同一津补贴,合计未超标准
-- excluded_en: taken back: a negative row of the same item, account and time
-- excluded_zh: 已退回:同项目、账户、期间的负数行
-- doubt_en: an award of a higher authority that the local list does not name
-- doubt_zh: 上级专项奖励未列入本地清单
-- next_en: ask for the document that allows the item, the pay sheet and the source of the money
-- next_zh: 调取发放依据文件、发放表与资金来源
-- source: NAO
-- changed: Items are compared by code, not by 194 excluding words as in A0124. The limit is for a month and is multiplied by the months paid for. Paid twice means: from two accounts, together above the limit.
-- query
WITH a AS (
	SELECT min(x.record) AS record, min(x.org) AS org, x.person, x.item, x.post, x.account, x.valid, sum(x.amount) AS amount,
		(extract(year FROM upper(x.valid) - 1) * 12 + extract(month FROM upper(x.valid) - 1)
			- extract(year FROM lower(x.valid)) * 12 - extract(month FROM lower(x.valid)) + 1)::int AS months
	FROM (
		SELECT record::text, org::text, coalesce(supervise.resident_id(person::text), nullif(btrim(person::text), '')) AS person,
			nullif(btrim(item::text), '') AS item, btrim(post) AS post, account::text, valid, amount
		FROM {{allowance}} y
		OFFSET NULL
	) x
	WHERE x.person IS NOT NULL AND x.item IS NOT NULL AND x.account IS NOT NULL AND lower(x.valid) IS NOT NULL AND upper(x.valid) IS NOT NULL
	GROUP BY x.person, x.item, x.post, x.account, x.valid
	HAVING sum(x.amount) > 0
), l AS (
	SELECT btrim(item::text) AS item, btrim(post) AS post, valid, amount FROM {{allowance_list}} x
), judged AS (
	SELECT a.*, max(l.amount) AS monthly
	FROM a
	LEFT JOIN l ON l.item = a.item AND (l.post IS NULL OR l.post = a.post) AND l.valid && a.valid
	GROUP BY a.record, a.org, a.person, a.item, a.post, a.account, a.valid, a.amount, a.months
), twice AS (
	SELECT c.subject, c.during, c.records, c.amount, c.sources,
		(extract(year FROM upper(c.during) - 1) * 12 + extract(month FROM upper(c.during) - 1)
			- extract(year FROM lower(c.during)) * 12 - extract(month FROM lower(c.during)) + 1)::int AS months
	FROM supervise.collisions($$
		-- Of those who had an item from several accounts, or one that is not named: few of all.
		SELECT x.person || ' | ' || x.item AS subject, min(x.record) AS record, x.source, x.valid, sum(x.amount) AS amount
		FROM (
			SELECT coalesce(supervise.resident_id(person::text), btrim(person::text)) AS person, btrim(item::text) AS item,
				record::text, account::text AS source, valid, amount
			FROM {{allowance}} y
			WHERE person::bpchar <> '' AND item::bpchar <> '' AND NOT isempty(valid)
			OFFSET NULL
		) x
		WHERE (x.person, x.item) IN (
			SELECT coalesce(supervise.resident_id(person::text), btrim(person::text)), btrim(item::text) FROM {{allowance}} y
			GROUP BY 1, 2 HAVING min(account::text) <> max(account::text) OR count(account) < count(*))
		GROUP BY x.person, x.item, x.source, x.valid
		HAVING sum(x.amount) > 0 $$, on_invalid => 'skip') c
)
SELECT j.person AS subject, j.valid AS during, j.amount - coalesce(j.monthly, 0) * j.months AS amount,
	j.amount - coalesce(j.monthly, 0) * j.months AS score, j.org AS department, ARRAY[j.record] AS records, j.item,
	CASE WHEN j.monthly IS NULL THEN 'not on the list' ELSE 'above the limit' END AS kind, j.months, j.monthly AS monthly_limit,
	supervise.say(
		CASE WHEN j.monthly IS NULL THEN format('Allowance %s, %s yuan, is not on the list of the time.', j.item, j.amount)
			ELSE format('Allowance %s, %s yuan for %s months; the limit is %s a month.', j.item, j.amount, j.months, j.monthly) END,
		CASE WHEN j.monthly IS NULL THEN format('津补贴%s(%s元)不在当时清单之列。', j.item, j.amount)
			ELSE format('津补贴%s发放%s个月%s元,标准每月%s元。', j.item, j.months, j.amount, j.monthly) END) AS reason
FROM judged j
WHERE j.monthly IS NULL OR j.amount > j.monthly * j.months
UNION ALL
SELECT split_part(t.subject, ' | ', 1), t.during, t.amount - m.monthly * t.months, t.amount - m.monthly * t.months, NULL, t.records,
	split_part(t.subject, ' | ', 2), 'paid from two accounts', t.months, m.monthly,
	supervise.say(
		format('Allowance %s came from %s accounts, %s yuan for %s months; the limit is %s a month.', split_part(t.subject, ' | ', 2), cardinality(t.sources), t.amount, t.months, m.monthly),
		format('津补贴%s由%s个账户发放,%s个月合计%s元,标准每月%s元。', split_part(t.subject, ' | ', 2), cardinality(t.sources), t.months, t.amount, m.monthly))
FROM twice t
JOIN (
	SELECT x.subject, x.during, max(j.monthly) AS monthly
	FROM (SELECT w.subject, w.during, unnest(w.records) AS record FROM twice w) x
	JOIN judged j USING (record)
	GROUP BY x.subject, x.during
) m USING (subject, during)
WHERE t.amount > m.monthly * t.months;
-- population
SELECT subject, CASE WHEN problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, problem AS reason
FROM (
	SELECT coalesce(supervise.resident_id(person::text), nullif(btrim(person::text), ''), 'record ' || coalesce(record::text, '(none)')) AS subject,
		CASE WHEN (person::bpchar <> '') IS NOT TRUE THEN 'no person'
			WHEN (item::bpchar <> '') IS NOT TRUE THEN 'no item'
			WHEN account IS NULL THEN 'no account'
			WHEN lower(valid) IS NULL OR upper(valid) IS NULL THEN 'no months'
			WHEN amount IS NULL THEN 'no amount' END AS problem
	FROM {{allowance}} a
	OFFSET NULL
) q;

-- ## PAY-23
-- title_en: Non-tax income not turned over
-- title_zh: 非税收入应缴未缴
-- question_en: How long did money that was collected stay with the collector before it reached the treasury?
-- question_zh: 已收取的非税收入在执收单位滞留多久才缴入国库?
-- severity: high
-- score_en: days overdue, of the oldest
-- score_zh: 最长逾期天数
-- input collection: one row for each receipt for money collected, refunds as negative rows | 每笔收款一行,退付为负数行
--   record: key: what names the receipt | 票据号
--   account: key: collector, and kind of income where the treasury books it apart | 执收单位(及收入项目)
--   at: day: day of collection | 收款日期
--   amount: amount: yuan collected | 金额(元)
--   deposit: boolean?: a deposit that is to be returned | 是否应退还的押金、保证金
-- input turn_over: one row for each payment into the treasury | 每笔缴库一行
--   record: key: what names the payment | 缴库流水号
--   account: key: as in collection | 执收单位(及收入项目)
--   at: day: day it reached the treasury | 入库日期
--   amount: amount: yuan turned over | 金额(元)
-- parameter limit_days: integer = 10, 1 .. 60: working days within which it has to be turned over | 缴库时限(工作日)
--   unit: working days
--   source: a starting point, the time limit of most regions; fines taken on the spot have two days (Law on Administrative Penalty of 2021, art. 71)
-- evidence_en: the receipts, when they were due and turned over, what is outstanding
-- evidence_zh: 各笔收款、应缴日期、实缴日期、未缴余额
-- excluded_en: turned over within the limit, weekends and holidays not counted
-- excluded_zh: 在时限内缴库(扣除周末和节假日)
-- excluded_en: refunded to the payer
-- excluded_zh: 已退付缴款人
-- excluded_en: deposits that are to be returned
-- excluded_zh: 应退还的押金、保证金
-- doubt_en: turned over under another account or item
-- doubt_zh: 以其他单位或项目名义缴库
-- doubt_en: the bank's file of a day is missing
-- doubt_zh: 银行数据某日缺失
-- next_en: get the bank statements of the collector; where was the money in between?
-- next_zh: 调取执收单位银行流水,核实资金滞留期间去向
-- source: NAO
-- changed: Money is matched first in, first out by collector. The limit is in working days of the official calendar. One finding for all receipts that were turned over late on one day, one for all that are outstanding.
-- query
SELECT a.account AS subject, daterange(min(a.due_on), coalesce(a.settled_on, parameter.as_of), '[]') AS during,
	sum(CASE WHEN a.settled_on IS NULL THEN a.balance ELSE a.amount END) AS amount, max(a.days_overdue) AS score, a.account AS department,
	array_agg(a.record ORDER BY a.due_on, a.record) AS records, count(*) AS receipts, min(a.due_on) AS first_due, a.settled_on AS turned_over_on,
	supervise.say(
		format('%s receipts, %s yuan, due from %s, %s; %s days late at most.', count(*), sum(CASE WHEN a.settled_on IS NULL THEN a.balance ELSE a.amount END), min(a.due_on),
			CASE WHEN a.settled_on IS NULL THEN 'are not turned over' ELSE format('were turned over on %s', a.settled_on) END, max(a.days_overdue)),
		format('%s笔收款%s元,自%s起应缴,%s,最长逾期%s天。', count(*), sum(CASE WHEN a.settled_on IS NULL THEN a.balance ELSE a.amount END), min(a.due_on),
			CASE WHEN a.settled_on IS NULL THEN '至今未缴' ELSE format('于%s缴库', a.settled_on) END, max(a.days_overdue))) AS reason
FROM supervise.arrears($$
	SELECT btrim(account::text) AS account, record::text, amount,
		CASE WHEN amount < 0 THEN at ELSE supervise.add_working_days(
			supervise.workcalendar_outside(supervise.china_workcalendar(), 'weekdays'), at, parameter.limit_days) END AS due_on
	FROM {{collection}} x
	WHERE deposit IS NOT TRUE AND account::bpchar <> '' AND at <= parameter.as_of AND isfinite(at) $$, $$
	SELECT btrim(account::text) AS account, record::text, at AS paid_on, amount
	FROM {{turn_over}} x
	WHERE account::bpchar <> '' AND at IS NOT NULL AND amount IS NOT NULL $$,
	parameter.as_of, on_invalid => 'skip') a
GROUP BY a.account, a.settled_on;
-- population
SELECT subject, CASE WHEN problem IS NULL THEN 'assessable' WHEN problem = 'deposits only' THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	problem AS reason
FROM (
	SELECT CASE WHEN account::bpchar <> '' THEN btrim(account::text) ELSE 'record ' || coalesce(record::text, '(none)') END AS subject,
		CASE WHEN (account::bpchar <> '') IS NOT TRUE THEN 'no collector'
			WHEN deposit THEN 'deposits only'
			WHEN at IS NULL OR NOT isfinite(at) THEN 'no day'
			WHEN at > parameter.as_of THEN 'after the day of the run'
			WHEN amount IS NULL THEN 'no amount' END AS problem
	FROM {{collection}} c
	OFFSET NULL
) q;
