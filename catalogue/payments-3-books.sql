-- Payments and invoices, part 3: what the budget and the books say.
--
-- Account codes are compared by their first digits, as given in parameters: the
-- defaults are those of the government accounting standards in force since 2019
-- (《政府会计制度》,财会〔2017〕25号). The economic classes are those of the
-- classification of budget expenditure by economic nature (since 2018).
--
-- The first day of a year is written with make_date(), which is worked out once;
-- date_trunc() depends on the time zone and would be for each row. OFFSET NULL and
-- ::bpchar are explained in part 1.

-- ## PAY-12
-- title_en: Year-end rush
-- title_zh: 年底突击花钱
-- question_en: Is a project's spending packed into the last two months of the year?
-- question_zh: 项目支出是否集中在全年最后两个月?
-- severity: medium
-- score_en: per cent of the year spent in November and December
-- score_zh: 十一、十二月支出占全年百分比
-- input payment: one row for each payment | 每笔支付一行
--   record: key: what names the payment | 支付流水号
--   org: key: unit that paid | 付款单位
--   project: key: project or budget line | 项目
--   at: day: day of payment | 支付日期
--   amount: amount: yuan paid | 支付金额(元)
-- input budget?: one row for each unit, project and year | 单位项目年度预算每项一行
--   org: key: unit | 单位
--   project: key: project | 项目
--   year: number: budget year | 预算年度
--   released: day: day the money was released | 下达日期
-- parameter share: numeric = 0.4, 0.17 .. 1: share of the year above which it is a rush | 占比界限
--   unit: share of the year
--   source: a starting point; two even months are 0.17
-- parameter least: numeric = 100000, 0 .. 100000000: smallest sum of the two months | 两月支出最低金额
--   source: a starting point, set it per region
--   unit: yuan
-- parameter peers: numeric = 0.9, 0.5 .. 0.99: quantile of all projects of the year that must be exceeded | 须超过同年全部项目的分位数
--   source: a starting point, set it per region
--   unit: quantile
-- parameter late: integer = 10, 1 .. 12: budgets released in this month or later are not judged | 此月及以后下达的预算不判断
--   source: a starting point, set it per region
--   unit: month of the year
-- evidence_en: spending of the year and of its last two months, their share, the peers' quantile, the largest payments
-- evidence_zh: 全年及末两月支出、占比、同类分位数、最大各笔
-- excluded_en: the budget was released late in the year
-- excluded_zh: 预算下达较晚
-- excluded_en: all projects spend late that year: below the peers' quantile
-- excluded_zh: 当年各项目普遍后置,未超过同类分位数
-- excluded_en: small sums
-- excluded_zh: 金额较小
-- doubt_en: seasonal works; bills of contractors that fall due on completion
-- doubt_zh: 季节性工程;竣工结算集中到期
-- next_en: look at the largest payments of December: prepaid, and delivered when? back in the new year?
-- next_zh: 核查十二月最大支出是否预付、何时交付、次年是否退回
-- source: NAO
-- changed: Only years that are over by as_of are judged, each for itself. A late release is an input. The share is of the project's year, the peers are all projects of that year.
-- query
WITH spent AS (
	SELECT org::text AS org, project::text AS project, extract(year FROM at)::int AS year,
		sum(amount) AS spent, sum(amount) FILTER (WHERE extract(month FROM at) > 10) AS late
	FROM {{payment}} x
	WHERE org::bpchar <> '' AND project::bpchar <> '' AND at < make_date(extract(year FROM parameter.as_of + 1)::int, 1, 1)
	GROUP BY 1, 2, 3
	HAVING sum(amount) > 0
), share AS (
	SELECT s.org, s.project, s.year, s.spent, s.late, s.late / s.spent AS share
	FROM spent s
	WHERE NOT EXISTS (SELECT FROM {{budget}} b
		WHERE b.org::text = s.org AND b.project::text = s.project AND b.year = s.year AND extract(month FROM b.released) >= parameter.late
		AND extract(year FROM b.released) = s.year)
), peer AS (
	SELECT year, percentile_cont(parameter.peers) WITHIN GROUP (ORDER BY coalesce(share, 0)) AS bound, count(*) AS peers
	FROM share
	GROUP BY year
), hit AS (
	SELECT s.*, p.bound, p.peers
	FROM share s
	JOIN peer p USING (year)
	WHERE s.share > parameter.share AND s.share > p.bound AND s.late > parameter.least
)
SELECT h.org || ' | ' || h.project AS subject, daterange(make_date(h.year, 11, 1), make_date(h.year + 1, 1, 1)) AS during,
	h.late AS amount, round(100 * h.share, 1) AS score, h.org AS department, r.records, h.spent AS spent_in_year,
	round(h.bound::numeric, 3) AS peers_bound, h.peers,
	supervise.say(
		format('%s per cent of the spending of %s, %s yuan, fell into November and December.', round(100 * h.share, 1), h.year, h.late),
		format('%s年支出的%s%%(%s元)发生在十一、十二月。', h.year, round(100 * h.share, 1), h.late)) AS reason
FROM hit h
JOIN (
	SELECT l.org, l.project, l.year, array_agg(l.record ORDER BY l.n) AS records
	FROM (
		SELECT x.record::text AS record, k.org, k.project, k.year,
			row_number() OVER (PARTITION BY k.org, k.project, k.year ORDER BY x.amount DESC, x.record::text) AS n
		FROM hit k
		JOIN {{payment}} x ON x.org::text = k.org AND x.project::text = k.project
			AND x.at >= make_date(k.year, 11, 1) AND x.at < make_date(k.year + 1, 1, 1)
	) l
	WHERE l.n <= 10
	GROUP BY l.org, l.project, l.year
) r USING (org, project, year);
-- population
SELECT subject,
	CASE WHEN problem IS NULL THEN 'assessable' WHEN problem = 'budget released late' THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	problem AS reason
FROM (
	SELECT CASE WHEN y.record IS NULL THEN y.org || ' | ' || y.project ELSE 'record ' || y.record END AS subject,
		CASE WHEN y.record IS NOT NULL THEN 'no unit or project'
			WHEN y.year IS NULL THEN 'no day of payment'
			WHEN y.year >= extract(year FROM parameter.as_of + 1) THEN 'the year is not over'
			WHEN y.spent > 0 IS NOT TRUE THEN 'nothing spent in the year'
			WHEN EXISTS (SELECT FROM {{budget}} b WHERE b.org::text = y.org AND b.project::text = y.project AND b.year = y.year
				AND extract(month FROM b.released) >= parameter.late AND extract(year FROM b.released) = y.year)
				THEN 'budget released late' END AS problem
	FROM (
		SELECT org::text AS org, project::text AS project, extract(year FROM at)::int AS year, sum(amount) AS spent,
			CASE WHEN org::bpchar <> '' AND project::bpchar <> '' THEN NULL ELSE coalesce(record::text, '(none)') END AS record
		FROM {{payment}} p
		GROUP BY 1, 2, 3, 5
	) y
	OFFSET NULL
) q;

-- ## PAY-13
-- title_en: Budget that is not spent
-- title_zh: 预算执行率偏低
-- question_en: Was less than a fifth of a project's budget spent in a year, or less than half for three years running?
-- question_zh: 项目预算当年执行率是否低于20%,或连续三年低于50%?
-- severity: low
-- score_en: years in a row below the bound
-- score_zh: 连续低于界限的年数
-- input budget: one row for each unit, project and year | 单位项目年度预算每项一行
--   org: key: unit | 单位
--   project: key: project | 项目
--   year: number: budget year | 预算年度
--   amount: amount: yuan available in the year | 当年可用预算(元)
--   released: day?: day the money was released | 下达日期
--   carried: amount?: of it, approved to be carried over to the next year | 其中批准结转金额
-- input payment: one row for each payment | 每笔支付一行
--   org: key: unit that paid | 付款单位
--   project: key: project or budget line | 项目
--   at: day: day of payment | 支付日期
--   amount: amount: yuan paid | 支付金额(元)
-- parameter rate: numeric = 0.2, 0 .. 1: least share spent in a single year | 单年执行率界限
--   unit: share of the budget
--   source: NAO A0105
-- parameter rate_of_years: numeric = 0.5, 0 .. 1: least share spent, year after year | 连续多年执行率界限
--   unit: share of the budget
--   source: NAO A0102
-- parameter years: integer = 3, 2 .. 10: years in a row | 连续年数
--   unit: years
--   source: NAO A0102
-- parameter late: integer = 10, 1 .. 12: budgets released in this month or later are not judged | 此月及以后下达的预算不判断
--   source: a starting point, set it per region
--   unit: month of the year
-- evidence_en: budget, spending and rate of each year
-- evidence_zh: 各年预算、支出与执行率
-- excluded_en: a new project whose money was released late in the year
-- excluded_zh: 新项目,资金年底前才下达
-- excluded_en: money approved to be carried over
-- excluded_zh: 经批准结转的资金
-- excluded_en: a year that is not over
-- excluded_zh: 年度未结束
-- doubt_en: the tender failed, the land was not handed over
-- doubt_zh: 流标、征地未完成
-- next_en: ask for the project's schedule and where the money lies; compare with the application for the next year
-- next_zh: 调取项目进度与资金沉淀情况,与下一年申报对照
-- source: NAO
-- changed: The default of A0105 (a single year) is 20 per cent, that of A0102 (three years) 50: the proposal had 50 for both. Budgets without any payment are judged too, which A0102's join drops.
-- query
WITH spent AS (
	SELECT org::text AS org, project::text AS project, extract(year FROM at)::int AS year, sum(amount) AS spent
	FROM {{payment}} x
	WHERE at < make_date(extract(year FROM parameter.as_of + 1)::int, 1, 1)
	GROUP BY 1, 2, 3
), rated AS (
	SELECT b.org, b.project, b.year, b.available, coalesce(s.spent, 0) AS spent, coalesce(s.spent, 0) / b.available AS rate
	FROM (
		SELECT btrim(org::text) AS org, btrim(project::text) AS project, year::int AS year, sum(amount - coalesce(carried, 0)) AS available
		FROM {{budget}} x
		WHERE (extract(year FROM released) = year AND extract(month FROM released) >= parameter.late) IS NOT TRUE
		AND year < extract(year FROM parameter.as_of + 1) AND btrim(org::text) <> '' AND btrim(project::text) <> ''
		GROUP BY 1, 2, 3
		HAVING sum(amount - coalesce(carried, 0)) > 0
	) b
	LEFT JOIN spent s USING (org, project, year)
), low AS (
	-- Years in a row have the same difference to their rank.
	SELECT r.*, r.year - row_number() OVER (PARTITION BY r.org, r.project ORDER BY r.year) AS run
	FROM rated r
	WHERE r.rate < parameter.rate_of_years
), run AS (
	SELECT org, project, run, count(*) AS years, min(year) AS first_year, max(year) AS last_year, min(rate) AS lowest,
		sum(available - spent) AS unspent,
		string_agg(format('%s: %s / %s = %s%%', year, spent, available, round(100 * rate, 1)), '; ' ORDER BY year) AS rates,
		array_agg(format('%s | %s | %s', org, project, year) ORDER BY year) AS records
	FROM low
	GROUP BY org, project, run
)
SELECT r.org || ' | ' || r.project AS subject, daterange(make_date(r.first_year, 1, 1), make_date(r.last_year + 1, 1, 1)) AS during,
	r.unspent AS amount, r.years AS score, r.org AS department, r.records, r.rates, round(r.lowest, 3) AS lowest_rate,
	supervise.say(format('Spent of the budget: %s.', r.rates), format('预算执行率:%s。', r.rates)) AS reason
FROM run r
WHERE r.years >= parameter.years OR r.lowest < parameter.rate;
-- population
SELECT org || ' | ' || project AS subject,
	CASE WHEN org = '?' OR project = '?' THEN 'insufficient_data' WHEN bool_or(problem IS NULL) THEN 'assessable'
		WHEN bool_or(problem = 'no budget amount') THEN 'insufficient_data' ELSE 'not_applicable' END AS state,
	CASE WHEN org = '?' OR project = '?' THEN 'no unit or project' WHEN bool_or(problem IS NULL) THEN NULL
		WHEN bool_or(problem = 'no budget amount') THEN 'no budget amount' ELSE min(problem) END AS reason
FROM (
	SELECT coalesce(nullif(btrim(org::text), ''), '?') AS org, coalesce(nullif(btrim(project::text), ''), '?') AS project,
		CASE WHEN extract(year FROM released) = year AND extract(month FROM released) >= parameter.late THEN 'released late'
			WHEN year < extract(year FROM parameter.as_of + 1) IS NOT TRUE THEN 'the year is not over'
			WHEN amount > 0 IS NOT TRUE THEN 'no budget amount'
			WHEN amount - coalesce(carried, 0) <= 0 THEN 'carried over' END AS problem
	FROM {{budget}} b
) q
GROUP BY org, project;

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
-- parameter accounts: text[] = {1212,1214,1218,2302,2305,2307,2502}: first digits of the accounts judged | 科目编码前缀
--   source: 财会〔2017〕25号; NAO A0101 has 12, 23 and 24 of the former codes
-- parameter years: integer = 1, 1 .. 20: fewest whole years without a movement | 最少未变动年数
--   unit: years
--   source: NAO A0101
-- parameter least: numeric = 0, 0 .. 10000000: balances up to this are not reported | 不超过此金额的余额不列出
--   source: a starting point, set it per region
--   unit: yuan
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
	WHERE account::text ^@ ANY (parameter.accounts)
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
SELECT subject, CASE WHEN problem IS NULL THEN 'assessable'
		WHEN problem IN ('another kind of account', 'the year is not over') THEN 'not_applicable' ELSE 'insufficient_data' END AS state, problem AS reason
FROM (
	SELECT CASE WHEN btrim(org::text) <> '' AND btrim(party) <> '' AND account IS NOT NULL
			THEN btrim(org::text) || ' | ' || account::text || ' | ' || btrim(party) ELSE 'record ' || coalesce(record::text, '(none)') END AS subject,
		CASE WHEN account IS NULL THEN 'no account'
			WHEN NOT account::text ^@ ANY (parameter.accounts) THEN 'another kind of account'
			WHEN (btrim(org::text) <> '') IS NOT TRUE THEN 'no unit'
			WHEN (btrim(party) <> '') IS NOT TRUE THEN 'no party'
			WHEN year IS NULL THEN 'no year'
			WHEN year >= extract(year FROM parameter.as_of + 1) THEN 'the year is not over'
			WHEN opening IS NULL THEN 'no balance' END AS problem
	FROM {{balance}} b
	OFFSET NULL
) q;

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
-- parameter income: text[] = {2103,4101,4201,4301,4401,4601,4602,4603,4604,4605,4609}: first digits of accounts of money received | 收入及应缴财政款科目前缀
--   source: 财会〔2017〕25号; NAO A0106 has the former codes
-- parameter expense: text[] = {5001,5101,5201,5301,5401,5501,5801,5901}: first digits of accounts of spending | 费用科目前缀
--   source: 财会〔2017〕25号
-- parameter money: text[] = {1001,1002,1011,1021}: first digits of cash, bank and treasury accounts | 货币资金科目前缀
--   source: 财会〔2017〕25号
-- parameter exempt: text[] = {调整,更正,结转,冲销,重分类,退款}: words of vouchers that book nothing new | 调整类凭证用词
--   source: a starting point, set it per region
-- parameter least: numeric = 0, 0 .. 1000000: smaller amounts are not reported | 起点金额
--   source: a starting point, set it per region
--   unit: yuan
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
	SELECT org, voucher, sum(credit) FILTER (WHERE account ^@ ANY (parameter.income)) AS income,
		sum(debit) FILTER (WHERE account ^@ ANY (parameter.expense)) AS expense,
		coalesce(sum(debit) FILTER (WHERE account ^@ ANY (parameter.money)), 0) AS money,
		min(at) AS at, array_agg(record ORDER BY record) AS records, string_agg(DISTINCT summary, '; ' ORDER BY summary) AS summary,
		bool_or(summary LIKE ANY (ARRAY(SELECT '%' || w || '%' FROM unnest(parameter.exempt) w))) IS TRUE AS exempt
	FROM (
		-- Few vouchers have both: only their lines are added up.
		SELECT record::text, btrim(org::text) AS org, voucher::text, at, account::text, debit, credit, summary
		FROM {{voucher_line}} x
		WHERE org::bpchar <> ''
		AND (btrim(org::text), voucher::text) IN (SELECT btrim(org::text), voucher::text FROM {{voucher_line}} y
			WHERE credit > 0 AND account::text ^@ ANY (parameter.income))
		AND (btrim(org::text), voucher::text) IN (SELECT btrim(org::text), voucher::text FROM {{voucher_line}} y
			WHERE debit > 0 AND account::text ^@ ANY (parameter.expense))
	) l
	GROUP BY org, voucher
), direct AS (
	SELECT v.*, least(v.expense, v.income - v.money) AS amount
	FROM v
	WHERE v.income > 0 AND v.expense > 0 AND NOT v.exempt
)
SELECT d.org AS subject, d.at AS during, d.amount, round(d.amount / 1000, 1) AS score, d.org AS department, d.records, d.voucher,
	d.income AS income_credited, d.expense AS expense_debited, d.money AS money_debited, d.summary,
	supervise.say(
		format('Voucher %s of %s: %s yuan of income went into spending without passing through the bank.', d.voucher, d.at, d.amount),
		format('%s第%s号凭证:收入%s元未经银行直接列支。', d.at, d.voucher, d.amount)) AS reason
FROM direct d
WHERE d.amount > parameter.least;
-- population
SELECT subject, CASE WHEN problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, problem AS reason
FROM (
	SELECT CASE WHEN org::bpchar <> '' THEN btrim(org::text) ELSE 'record ' || coalesce(record::text, '(none)') END AS subject,
		CASE WHEN (org::bpchar <> '') IS NOT TRUE THEN 'no unit'
			WHEN voucher IS NULL THEN 'no voucher number'
			WHEN account IS NULL THEN 'no account'
			WHEN debit IS NULL AND credit IS NULL THEN 'no amount' END AS problem
	FROM {{voucher_line}} l
	OFFSET NULL
) q;

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
--   source: a starting point, set it per region
-- parameter least: numeric = 10000, 0 .. 10000000: an amount above it is looked at | 起点金额
--   unit: yuan
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
	WHERE account::text ^@ ANY (parameter.prepaid)
	AND at < make_date(extract(year FROM parameter.as_of + 1)::int, 1, 1) AND extract(month FROM at) >= 10
	AND org::bpchar <> ''
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
SELECT subject, CASE WHEN problem IS NULL THEN 'assessable' WHEN problem = 'no prepayments' THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	problem AS reason
FROM (
	SELECT CASE WHEN org::bpchar <> '' THEN btrim(org::text) ELSE 'record ' || coalesce(record::text, '(none)') END AS subject,
		CASE WHEN (org::bpchar <> '') IS NOT TRUE THEN 'no unit'
			WHEN account IS NULL THEN 'no account'
			WHEN NOT account::text ^@ ANY (parameter.prepaid) THEN 'no prepayments'
			WHEN at IS NULL THEN 'no day'
			WHEN (party::bpchar <> '' OR summary::bpchar <> '') IS NOT TRUE THEN 'neither party nor summary' END AS problem
	FROM {{voucher_line}} v
	OFFSET NULL
) q;

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
--   unit: yuan
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
	-- A summary is read once, however many lines have it.
	SELECT s.summary, t.classes, t.terms
	FROM (SELECT DISTINCT summary FROM {{voucher_line}} x WHERE debit > parameter.least) s
	CROSS JOIN LATERAL (
		SELECT array_agg(DISTINCT d.class ORDER BY d.class) AS classes, string_agg(DISTINCT d.term, ', ' ORDER BY d.term) AS terms
		FROM {{text_class}} d
		WHERE s.summary LIKE '%' || d.term || '%'
		AND (d.exempt IS NULL OR regexp_replace(s.summary COLLATE "default", d.exempt, ' ', 'g') LIKE '%' || d.term || '%')
	) t
	WHERE t.classes IS NOT NULL
), line AS (
	SELECT l.record::text, btrim(l.org::text) AS org, l.at, btrim(l.economic_class::text) AS booked, l.debit, r.summary, r.classes, r.terms
	FROM {{voucher_line}} l
	JOIN read r ON r.summary = l.summary
	WHERE l.debit > parameter.least AND l.summary::bpchar <> '' AND l.org::bpchar <> '' AND l.economic_class::bpchar <> '' AND l.at IS NOT NULL
)
SELECT l.org AS subject, l.at AS during, l.debit AS amount, round(l.debit / 1000, 1) AS score, l.org AS department,
	ARRAY[l.record] AS records, l.summary, l.terms AS words, array_to_string(l.classes, ', ') AS class_of_text, l.booked AS class_booked,
	supervise.say(
		format('%s yuan on %s say "%s" (class %s) and are booked to class %s.', l.debit, l.at, l.summary, array_to_string(l.classes, ', '), l.booked),
		format('%s支出%s元,摘要"%s"应属%s,实列%s。', l.at, l.debit, l.summary, array_to_string(l.classes, '、'), l.booked)) AS reason
FROM line l
WHERE NOT EXISTS (SELECT FROM unnest(l.classes) c WHERE l.booked LIKE c || '%')
AND (l.classes && parameter.watched OR EXISTS (SELECT FROM unnest(parameter.watched) w WHERE l.booked LIKE w || '%'));
-- population
SELECT subject, CASE WHEN problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, problem AS reason
FROM (
	SELECT CASE WHEN org::bpchar <> '' THEN btrim(org::text) ELSE 'record ' || coalesce(record::text, '(none)') END AS subject,
		CASE WHEN (org::bpchar <> '') IS NOT TRUE THEN 'no unit'
			WHEN (economic_class::bpchar <> '') IS NOT TRUE THEN 'no economic class'
			WHEN (summary::bpchar <> '') IS NOT TRUE THEN 'no summary'
			WHEN at IS NULL THEN 'no day'
			WHEN debit IS NULL THEN 'no amount' END AS problem
	FROM {{voucher_line}} v
	OFFSET NULL
) q;
