-- Payments and invoices, part 3: what the books say.
--
-- Account codes are compared by their first digits, as given in parameters: the
-- defaults are those of the government accounting standards in force since 2019
-- (《政府会计制度》,财会〔2017〕25号). The economic classes are those of the
-- classification of budget expenditure by economic nature (since 2018).

-- ## PAY-14
-- title_en: Balances that do not move
-- title_zh: 往来款长期挂账
-- question_en: Which receivables and payables have stood unmoved for years?
-- question_zh: 哪些往来款项多年未发生变动?
-- severity: low
-- score_en: years without a movement
-- score_zh: 未变动年数
-- input balance: one row for each unit, account, party and year | 单位、科目、往来对象、年度每项一行
--   record: key: what names the row | 记录号
--   org: key: unit | 单位
--   account: key: account code | 科目编码
--   party: text: who owes or is owed | 往来对象
--   year: number: year | 年度
--   opening: amount: balance at the beginning | 年初余额
--   debit: amount: debited in the year | 借方发生额
--   credit: amount: credited in the year | 贷方发生额
--   term_ends: day?: day until which a deposit or guarantee is held | 押金、保证金约定到期日
-- parameter accounts: text[] = {1212,1214,1215,1218,1901,2302,2305,2307,2903}: first digits of the accounts judged | 科目编码前缀
--   source: 财会〔2017〕25号; NAO A0101 has 12, 23 and 24 of the former codes
-- parameter years: integer = 1, 1 .. 20: fewest whole years without a movement | 最少未变动年数
--   source: NAO A0101
-- parameter least: numeric = 0, 0 .. 10000000: balances up to this are not reported | 不超过此金额的余额不列出
--   source: starting point
-- evidence_en: account, party, balance, since when, band of age (1, 2, 3, 5 years)
-- evidence_zh: 科目、往来对象、余额、起始年度、账龄段(1、2、3、5年)
-- excluded_en: a deposit or guarantee whose term is not over
-- excluded_zh: 约定期限未满的押金、保证金
-- excluded_en: money came and went in the year, and the balance is the same by chance
-- excluded_zh: 当年有发生额,余额恰好相同
-- excluded_en: a balance that was settled later
-- excluded_zh: 其后已结清
-- doubt_en: a dispute before the court; the party is insolvent or no longer exists
-- doubt_zh: 诉讼中;对方已破产或注销
-- next_en: confirm the balance with the party in writing; is it a loan, an advance never settled, or income kept off the budget?
-- next_zh: 函证往来余额,核实是否出借资金、预付未核销或隐匿收入
-- source: NAO
-- changed: A0101 compares the opening balance of one year with the closing of another and does not look between; here a year is unmoved when nothing was debited or credited in it. Account codes are those in force since 2019. Only what still stands in the last year of the unit's books is reported.
-- query
WITH b AS (
	SELECT record::text, btrim(org::text) AS org, account::text AS account, btrim(party) AS party, year::int AS year, opening,
		coalesce(debit, 0) = 0 AND coalesce(credit, 0) = 0 AND abs(opening) > parameter.least AND opening <> 0 AS unmoved,
		term_ends, max(year::int) OVER (PARTITION BY btrim(org::text)) AS last_year
	FROM {{balance}} x
	WHERE account::text LIKE ANY (ARRAY(SELECT a || '%' FROM unnest(parameter.accounts) a))
	AND year < extract(year FROM parameter.as_of + 1) AND btrim(org::text) <> '' AND btrim(party) <> '' AND opening IS NOT NULL
), run AS (
	SELECT org, account, party, max(opening) AS opening, count(*) AS years, min(year) AS since, max(year) AS until, max(last_year) AS last_year,
		max(term_ends) AS term_ends, array_agg(record ORDER BY year, record) AS records
	FROM (
		SELECT b.*, b.year - row_number() OVER (PARTITION BY b.org, b.account, b.party, b.opening ORDER BY b.year) AS run
		FROM b
		WHERE b.unmoved
	) r
	GROUP BY org, account, party, opening, run
)
SELECT r.org || ' | ' || r.account || ' | ' || r.party AS subject, daterange(make_date(r.since, 1, 1), make_date(r.until + 1, 1, 1)) AS during,
	abs(r.opening) AS amount, r.years AS score, r.org AS department, r.records, r.opening AS balance,
	CASE WHEN r.years >= 5 THEN '5-' WHEN r.years >= 3 THEN '3-5' WHEN r.years = 2 THEN '2-3' ELSE '1-2' END AS years_of_age,
	supervise.say(
		format('%s yuan on account %s with %s have not moved since the beginning of %s.', r.opening, r.account, r.party, r.since),
		format('科目%s对%s的余额%s元自%s年初起未变动。', r.account, r.party, r.opening, r.since)) AS reason
FROM run r
WHERE r.years >= parameter.years AND r.until = r.last_year
AND (r.term_ends IS NULL OR r.term_ends < make_date(r.until + 1, 1, 1));
-- population
SELECT subject, CASE WHEN bool_or(problem IS NULL) THEN 'assessable'
		WHEN bool_or(problem NOT IN ('another kind of account', 'the year is not over')) THEN 'insufficient_data' ELSE 'not_applicable' END AS state,
	CASE WHEN bool_or(problem IS NULL) THEN NULL
		ELSE coalesce(min(problem) FILTER (WHERE problem NOT IN ('another kind of account', 'the year is not over')), min(problem)) END AS reason
FROM (
	SELECT CASE WHEN btrim(org::text) <> '' AND btrim(party) <> '' AND account IS NOT NULL
			THEN btrim(org::text) || ' | ' || account::text || ' | ' || btrim(party) ELSE 'record ' || record::text END AS subject,
		CASE WHEN account IS NULL THEN 'no account'
			WHEN NOT account::text LIKE ANY (ARRAY(SELECT a || '%' FROM unnest(parameter.accounts) a)) THEN 'another kind of account'
			WHEN (btrim(org::text) <> '') IS NOT TRUE THEN 'no unit'
			WHEN (btrim(party) <> '') IS NOT TRUE THEN 'no party'
			WHEN year IS NULL THEN 'no year'
			WHEN year >= extract(year FROM parameter.as_of + 1) THEN 'the year is not over'
			WHEN opening IS NULL THEN 'no balance' END AS problem
	FROM {{balance}} b
) q
GROUP BY subject;

-- ## PAY-15
-- title_en: Receipts spent without passing through the bank
-- title_zh: 坐收坐支
-- question_en: Is income booked straight against spending in one voucher?
-- question_zh: 收入是否在同一凭证中直接冲抵支出?
-- severity: high
-- score_en: amount in thousands of yuan
-- score_zh: 金额(千元)
-- input voucher_line: one row for each line of a voucher | 凭证分录每条一行
--   record: key: what names the line | 分录号
--   voucher: key: number of the voucher, unique for the unit | 凭证号(单位内唯一)
--   org: key: unit | 单位
--   at: day: day of the voucher | 凭证日期
--   account: key: account code | 科目编码
--   debit: amount?: debited | 借方金额
--   credit: amount?: credited | 贷方金额
--   summary: text?: summary of the line | 摘要
-- parameter income: text[] = {2103,4101,4201,4401,4601,4602,4603,4604,4605,4606,4607,4608,4609}: first digits of accounts of money received | 收入及应缴财政款科目前缀
--   source: 财会〔2017〕25号; NAO A0106 has the former codes
-- parameter expense: text[] = {5001,5101,5201,5301,5401,5501,5801,5901}: first digits of accounts of spending | 费用科目前缀
--   source: 财会〔2017〕25号
-- parameter money: text[] = {1001,1002,1011,1021}: first digits of cash, bank and treasury accounts | 货币资金科目前缀
--   source: 财会〔2017〕25号
-- parameter exempt: text[] = {调整,更正,结转,冲销,重分类,退款}: words of vouchers that book nothing new | 调整类凭证用词
--   source: starting point
-- parameter least: numeric = 0, 0 .. 1000000: smaller amounts are not reported | 起点金额
--   source: starting point
-- evidence_en: the voucher with all its lines, what of the income never reached the bank
-- evidence_zh: 凭证全部分录、未经银行的收入金额
-- excluded_en: the treasury pays directly: appropriation (4001) against spending is the lawful entry
-- excluded_zh: 财政直接支付:借费用贷财政拨款收入(4001)为正常分录
-- excluded_en: one voucher books income into the bank and spending from it
-- excluded_zh: 同一凭证分别经银行收款、付款
-- excluded_en: corrections and reclassifications, told by their summary
-- excluded_zh: 调整、更正、重分类凭证
-- doubt_en: barter and donations in kind, which no bank sees
-- doubt_zh: 非货币性交换、实物捐赠
-- next_en: get the receipts behind the income and the bills behind the spending; was the income to be turned over?
-- next_zh: 调取收款票据与支出单据,核实该收入是否应上缴
-- source: NAO
-- changed: A0106 pairs account codes of single lines; here a whole voucher is judged: what was credited to income less what was debited to money, as far as spending was debited. Direct payment by the treasury is left out.
-- query
WITH v AS (
	SELECT btrim(org::text) AS org, voucher::text AS voucher, min(at) AS at,
		coalesce(sum(credit) FILTER (WHERE account::text LIKE ANY (ARRAY(SELECT a || '%' FROM unnest(parameter.income) a))), 0) AS income,
		coalesce(sum(debit) FILTER (WHERE account::text LIKE ANY (ARRAY(SELECT a || '%' FROM unnest(parameter.expense) a))), 0) AS expense,
		coalesce(sum(debit) FILTER (WHERE account::text LIKE ANY (ARRAY(SELECT a || '%' FROM unnest(parameter.money) a))), 0) AS money,
		bool_or(summary LIKE ANY (ARRAY(SELECT '%' || w || '%' FROM unnest(parameter.exempt) w))) IS TRUE AS exempt,
		array_agg(record::text ORDER BY record::text) AS records, string_agg(DISTINCT summary, '; ' ORDER BY summary) AS summary
	FROM {{voucher_line}} x
	WHERE btrim(org::text) <> '' AND voucher IS NOT NULL
	GROUP BY 1, 2
	HAVING sum(credit) FILTER (WHERE account::text LIKE ANY (ARRAY(SELECT a || '%' FROM unnest(parameter.income) a))) > 0
	AND sum(debit) FILTER (WHERE account::text LIKE ANY (ARRAY(SELECT a || '%' FROM unnest(parameter.expense) a))) > 0
)
SELECT v.org AS subject, v.at AS during, n.amount, round(n.amount / 1000, 1) AS score, v.org AS department, v.records, v.voucher,
	v.income AS income_credited, v.expense AS expense_debited, v.money AS money_debited, v.summary,
	supervise.say(
		format('Voucher %s of %s: %s yuan of income went into spending without passing through the bank.', v.voucher, v.at, n.amount),
		format('%s第%s号凭证:收入%s元未经银行直接列支。', v.at, v.voucher, n.amount)) AS reason
FROM v
CROSS JOIN LATERAL (SELECT least(v.expense, v.income - v.money) AS amount) n
WHERE n.amount > parameter.least AND NOT v.exempt;
-- population
SELECT subject, CASE WHEN count(*) > count(problem) THEN 'assessable' ELSE 'insufficient_data' END AS state,
	CASE WHEN count(*) > count(problem) THEN NULL ELSE min(problem) END AS reason
FROM (
	SELECT coalesce(CASE WHEN btrim(org::text) <> '' THEN btrim(org::text) END, 'record ' || record::text) AS subject,
		CASE WHEN (btrim(org::text) <> '') IS NOT TRUE THEN 'no unit'
			WHEN voucher IS NULL THEN 'no voucher number'
			WHEN account IS NULL THEN 'no account'
			WHEN debit IS NULL AND credit IS NULL THEN 'no amount' END AS problem
	FROM {{voucher_line}} l
) q
GROUP BY subject;

-- ## PAY-16
-- title_en: Hospitality, car and travel prepaid in the last quarter
-- title_zh: 四季度预付三公经费
-- question_en: Was money parked with hotels, petrol stations or travel agencies at the year's end?
-- question_zh: 年末是否向宾馆、加油站、旅行社等预付款项?
-- severity: medium
-- score_en: amount in thousands of yuan still prepaid at the year's end
-- score_zh: 年末仍挂预付的金额(千元)
-- input voucher_line: one row for each line of a voucher | 凭证分录每条一行
--   record: key: what names the line | 分录号
--   org: key: unit | 单位
--   at: day: day of the voucher | 凭证日期
--   account: key: account code | 科目编码
--   party: text?: who was paid in advance | 往来对象
--   debit: amount?: debited | 借方金额
--   credit: amount?: credited | 贷方金额
--   summary: text: summary of the line | 摘要
-- parameter prepaid: text[] = {1214}: first digits of accounts of prepayment | 预付账款科目前缀
--   source: 财会〔2017〕25号
-- parameter words: text[] = {酒店,宾馆,饭店,酒楼,餐饮,接待,加油,油卡,石油,石化,租车,车辆维修,旅行社,机票}: words in party or summary | 往来对象或摘要用词
--   source: NAO A0127; the list is a starting point
-- parameter exempt: text[] = {年度合同,全年合同,框架协议,食堂}: words of lawful prepayment | 合理预付用词
--   source: starting point
-- parameter least: numeric = 10000, 0 .. 10000000: an amount above it is looked at | 起点金额
--   source: NAO A0127
-- evidence_en: the prepayments of the quarter, what was settled by the year's end, what was left
-- evidence_zh: 四季度预付、年内核销、年末余额
-- excluded_en: settled within the year
-- excluded_zh: 年内已核销
-- excluded_en: an annual contract, said in the summary
-- excluded_zh: 摘要注明年度合同
-- excluded_en: other suppliers, other quarters
-- excluded_zh: 其他供应商或其他季度
-- doubt_en: a deposit for a conference in January that was approved
-- doubt_zh: 经批准的次年初会议定金
-- next_en: ask the hotel or petrol station for the account of the unit and how it was used up next year
-- next_zh: 向商户调取单位账户及次年消费明细
-- source: NAO
-- changed: What was settled by the year's end is taken off, by unit and party. The year of a finding is over by as_of.
-- query
WITH l AS (
	SELECT record::text, btrim(org::text) AS org, at, extract(year FROM at)::int AS year, coalesce(btrim(party), '') AS party,
		coalesce(debit, 0) AS debit, coalesce(credit, 0) AS credit, summary
	FROM {{voucher_line}} x
	WHERE account::text LIKE ANY (ARRAY(SELECT a || '%' FROM unnest(parameter.prepaid) a))
	AND at < date_trunc('year', parameter.as_of + 1) AND extract(month FROM at) >= 10
	AND btrim(org::text) <> ''
), p AS (
	SELECT org, year, party, sum(debit) AS paid, min(at) AS first_at, max(at) AS last_at,
		array_agg(record ORDER BY at, record) AS records, string_agg(DISTINCT summary, '; ' ORDER BY summary) AS summary
	FROM l
	WHERE debit > 0
	AND (party LIKE ANY (ARRAY(SELECT '%' || w || '%' FROM unnest(parameter.words) w))
		OR summary LIKE ANY (ARRAY(SELECT '%' || w || '%' FROM unnest(parameter.words) w)))
	AND (summary LIKE ANY (ARRAY(SELECT '%' || w || '%' FROM unnest(parameter.exempt) w))) IS NOT TRUE
	GROUP BY org, year, party
)
SELECT p.org AS subject, daterange(p.first_at, p.last_at, '[]') AS during, p.paid - s.settled AS amount,
	round((p.paid - s.settled) / 1000, 1) AS score, p.org AS department, p.records, p.party, p.paid AS prepaid, s.settled, p.summary,
	supervise.say(
		format('%s yuan were prepaid to %s from October to December %s; %s were left at the year''s end.', p.paid, coalesce(nullif(p.party, ''), '?'), p.year, p.paid - s.settled),
		format('%s年四季度向%s预付%s元,年末仍余%s元。', p.year, coalesce(nullif(p.party, ''), '(未注明)'), p.paid, p.paid - s.settled)) AS reason
FROM p
CROSS JOIN LATERAL (
	SELECT coalesce(sum(l.credit), 0) AS settled
	FROM l
	WHERE l.org = p.org AND l.year = p.year AND l.party = p.party AND l.credit > 0 AND l.at >= p.first_at
) s
WHERE p.paid - s.settled > parameter.least;
-- population
SELECT subject, CASE WHEN bool_or(problem IS NULL) THEN 'assessable'
		WHEN bool_or(problem <> 'no prepayments') THEN 'insufficient_data' ELSE 'not_applicable' END AS state,
	CASE WHEN bool_or(problem IS NULL) THEN NULL
		ELSE coalesce(min(problem) FILTER (WHERE problem <> 'no prepayments'), 'no prepayments') END AS reason
FROM (
	SELECT coalesce(CASE WHEN btrim(org::text) <> '' THEN btrim(org::text) END, 'record ' || record::text) AS subject,
		CASE WHEN (btrim(org::text) <> '') IS NOT TRUE THEN 'no unit'
			WHEN account IS NULL THEN 'no account'
			WHEN NOT account::text LIKE ANY (ARRAY(SELECT a || '%' FROM unnest(parameter.prepaid) a)) THEN 'no prepayments'
			WHEN at IS NULL THEN 'no day'
			WHEN coalesce(btrim(party), '') = '' AND (btrim(summary) <> '') IS NOT TRUE THEN 'neither party nor summary' END AS problem
	FROM {{voucher_line}} v
) q
GROUP BY subject;

-- ## PAY-17
-- title_en: Hospitality, car and travel booked as something else
-- title_zh: 三公经费列支错位
-- question_en: Does the summary of an expense name another class of spending than the one it is booked to?
-- question_zh: 支出摘要所示类别与列支科目是否不一致?
-- severity: medium
-- score_en: amount in thousands of yuan
-- score_zh: 金额(千元)
-- input voucher_line: one row for each line of a voucher | 凭证分录每条一行
--   record: key: what names the line | 分录号
--   org: key: unit | 单位
--   at: day: day of the voucher | 凭证日期
--   economic_class: key: economic class of the expense | 支出经济分类科目编码
--   debit: amount: debited | 借方金额
--   summary: text: summary of the line | 摘要
-- input text_class? = (SELECT * FROM (VALUES ('30217', '接待', '接待室|接待中心|接待站|信访接待|接待大厅'), ('30217', '招待', '招待所'),
--   ('30217', '宴请', NULL), ('30231', '加油', '加油机|食用油'), ('30231', '车辆维修', '消防车|救护车|校车'), ('30231', '公务用车', NULL), ('30231', '过路费', NULL),
--   ('30212', '出国', '出国留学人员'), ('30212', '赴境外', NULL), ('30212', '因公出境', NULL), ('30215', '会议费', NULL), ('30215', '会议室租', NULL),
--   ('30216', '培训费', '职业培训|农民培训'), ('30211', '差旅', NULL), ('30201', '办公用品', NULL), ('30202', '印刷', '印刷机|印刷厂搬迁')) d(class, term, exempt)):
--   words and the class they mean, with words that hold them and mean something else | 用词及对应经济分类、排除词
--   class: key: economic class | 经济分类科目编码
--   term: text: word in the summary | 摘要用词
--   exempt: text?: words, with a bar between, that are taken out first | 排除词(竖线分隔),先行剔除
-- parameter watched: text[] = {30212,30215,30216,30217,30231}: classes that are limited by a ceiling | 受控经济分类
--   source: NAO A0112-A0119
-- parameter least: numeric = 5000, 0 .. 1000000: an amount above it is looked at | 起点金额
--   source: NAO A0117
-- evidence_en: summary, the class it names and the word, the class it is booked to
-- evidence_zh: 摘要、其所示类别及用词、列支科目
-- excluded_en: a summary that names several classes, one of which is booked
-- excluded_zh: 摘要涉及多个类别,其中之一与科目一致
-- excluded_en: words that hold a term and mean something else: the reception hall of the complaints office
-- excluded_zh: 含有用词但含义不同:信访接待大厅
-- excluded_en: both classes are unlimited: nothing is hidden
-- excluded_zh: 两类均非受控经费
-- excluded_en: small amounts and reversals
-- excluded_zh: 小额及冲销
-- doubt_en: a class was changed by the classification of the year; a grant that fixes the class
-- doubt_zh: 当年科目调整;专项资金规定了列支科目
-- next_en: read the invoice: what was bought, where, for whom
-- next_zh: 调阅发票与清单,核实实际支出内容
-- source: NAO
-- changed: A0112 to A0119 are one rule for all pairs of classes. A summary that names no class is not judged, where A0117 counts it as wrong. The economic class is compared, not the account.
-- query
WITH read AS (
	SELECT p.*, array_agg(DISTINCT d.class ORDER BY d.class) AS classes, string_agg(DISTINCT d.term, ', ' ORDER BY d.term) AS terms
	FROM (
		SELECT record::text, btrim(org::text) AS org, at, btrim(economic_class::text) AS booked, debit, summary
		FROM {{voucher_line}} x
		WHERE debit > parameter.least AND btrim(summary) <> '' AND btrim(org::text) <> '' AND btrim(economic_class::text) <> '' AND at IS NOT NULL
		AND summary LIKE ANY (ARRAY(SELECT '%' || t.term || '%' FROM {{text_class}} t))
	) p
	JOIN {{text_class}} d ON p.summary LIKE '%' || d.term || '%'
		AND (d.exempt IS NULL OR regexp_replace(p.summary, d.exempt, ' ', 'g') LIKE '%' || d.term || '%')
	GROUP BY p.record, p.org, p.at, p.booked, p.debit, p.summary
)
SELECT r.org AS subject, r.at AS during, r.debit AS amount, round(r.debit / 1000, 1) AS score, r.org AS department,
	ARRAY[r.record] AS records, r.summary, r.terms AS words, array_to_string(r.classes, ', ') AS class_of_text, r.booked AS class_booked,
	supervise.say(
		format('%s yuan on %s say "%s" (class %s) and are booked to class %s.', r.debit, r.at, r.summary, array_to_string(r.classes, ', '), r.booked),
		format('%s支出%s元,摘要"%s"应属%s,实列%s。', r.at, r.debit, r.summary, array_to_string(r.classes, '、'), r.booked)) AS reason
FROM read r
WHERE NOT EXISTS (SELECT FROM unnest(r.classes) c WHERE r.booked LIKE c || '%')
AND (r.classes && parameter.watched OR EXISTS (SELECT FROM unnest(parameter.watched) w WHERE r.booked LIKE w || '%'));
-- population
SELECT subject, CASE WHEN count(*) > count(problem) THEN 'assessable' ELSE 'insufficient_data' END AS state,
	CASE WHEN count(*) > count(problem) THEN NULL ELSE min(problem) END AS reason
FROM (
	SELECT coalesce(CASE WHEN btrim(org::text) <> '' THEN btrim(org::text) END, 'record ' || record::text) AS subject,
		CASE WHEN (btrim(org::text) <> '') IS NOT TRUE THEN 'no unit'
			WHEN (btrim(economic_class::text) <> '') IS NOT TRUE THEN 'no economic class'
			WHEN (btrim(summary) <> '') IS NOT TRUE THEN 'no summary'
			WHEN at IS NULL THEN 'no day'
			WHEN debit IS NULL THEN 'no amount' END AS problem
	FROM {{voucher_line}} v
) q
GROUP BY subject;
