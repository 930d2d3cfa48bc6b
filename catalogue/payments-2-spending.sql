-- Payments and invoices, part 2: what was bought, and in what portions.
--
-- Words are looked for in texts as they stand.  A text from which the exempt words
-- are taken out first cannot be a hit because of them: 烟台 is a city.
--
-- OFFSET NULL and ::bpchar are explained in part 1.  The bounds of an approval line too
-- are made once so, not anew for each payment.

-- ## PAY-07
-- title_en: Large or round orders at shops
-- title_zh: 超市商场大额整数购物
-- question_en: Does a unit buy large round amounts at supermarkets, department stores, tobacco or liquor shops?
-- question_zh: 单位是否在超市、商场、烟酒店有大额整数购物?
-- severity: medium
-- score_en: amount in thousands of yuan, doubled in the days before a festival
-- score_zh: 金额(千元),节前加倍
-- input payment: one row for each payment | 每笔支付一行
--   record: key: what names the payment | 支付流水号
--   org: key: unit that paid | 付款单位
--   payee: text: name of who was paid | 收款人名称
--   at: day: day of payment | 支付日期
--   amount: amount: yuan paid | 支付金额(元)
--   purpose: text?: what for | 用途
-- parameter shops: text[] = {超市,商场,购物,百货,烟酒,烟草,酒业,酒行,茶业,茶庄}: words in the name of a shop | 商户名称用词
--   source: NAO A0123 (supermarket, department store, shopping); the others a starting point
-- parameter exempt: text[] = {食堂,食材,伙食,工会,职工福利,慰问困难,救灾,救助}: words in the purpose of what is bought in shops as a rule | 用途中的合理采购用词
--   source: a starting point, set it per region
-- parameter least: numeric = 1000, 0 .. 1000000: a round amount above it is looked at | 超过此金额的整数金额
--   unit: yuan
--   source: NAO A0123
-- parameter multiple: numeric = 100, 1 .. 10000: what makes an amount round | 整数单位
--   unit: yuan
--   source: NAO A0123
-- parameter large: numeric = 5000, 0 .. 10000000: an amount above it is looked at, round or not | 超过此金额则不论是否整数
--   source: a starting point, set it per region
--   unit: yuan
-- parameter festival_days: integer = 15, 0 .. 60: days before a festival that double the score | 节前天数
--   unit: days
--   source: NB
-- evidence_en: payee, amount, purpose, the next festival and how many days to it
-- evidence_zh: 收款人、金额、用途、临近节日及天数
-- excluded_en: supply of a canteen, welfare by the union, relief: said in the purpose
-- excluded_zh: 食堂采购、工会福利、救助慰问:用途已注明
-- excluded_en: small purchases, and amounts that are not round
-- excluded_zh: 小额或非整数金额的日常采购
-- excluded_en: reversals
-- excluded_zh: 冲销
-- doubt_en: office supplies that the only shop in town sells
-- doubt_zh: 当地仅有商场销售的办公用品
-- next_en: ask for the shop's itemised receipt; were cards bought, and who received the goods?
-- next_zh: 调取商户销售清单,核实是否购卡以及领用人
-- source: NAO NB
-- changed: A0123 asks for more than 1,000 yuan, not 1,000 and more. Shops are told by words in the name; a class of payees waits for text classes. The festival weighs in the score, it is no condition.
-- query
SELECT p.org AS subject, p.at AS during, p.amount,
	round(p.amount / 1000, 1) * CASE WHEN f.days <= parameter.festival_days THEN 2 ELSE 1 END AS score,
	p.org AS department, ARRAY[p.record] AS records, p.payee, p.purpose, f.festival_zh AS festival, f.days AS days_to_festival,
	supervise.say(
		format('%s yuan to %s on %s%s.', p.amount, p.payee, p.at,
			CASE WHEN f.days <= parameter.festival_days THEN format(', %s days before %s', f.days, f.festival) ELSE '' END),
		format('%s向%s支付%s元%s。', p.at, p.payee, p.amount,
			CASE WHEN f.days <= parameter.festival_days THEN format(',距%s%s天', f.festival_zh, f.days) ELSE '' END)) AS reason
FROM (
	SELECT record::text, org::text, payee, at::date AS at, amount, purpose
	FROM {{payment}} x
	WHERE amount > least(parameter.least, parameter.large)
	AND (amount > parameter.large OR amount > parameter.least AND amount % parameter.multiple = 0)
	AND payee LIKE ANY (ARRAY(SELECT '%' || w || '%' FROM unnest(parameter.shops) w))
	AND (purpose LIKE ANY (ARRAY(SELECT '%' || w || '%' FROM unnest(parameter.exempt) w))) IS NOT TRUE
	AND at IS NOT NULL AND org::bpchar <> ''
) p
CROSS JOIN LATERAL supervise.next_festival(p.at) f;
-- population
SELECT subject, CASE WHEN problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, problem AS reason
FROM (
	SELECT CASE WHEN org::bpchar <> '' THEN org::text ELSE 'record ' || coalesce(record::text, '(none)') END AS subject,
		CASE WHEN (org::bpchar <> '') IS NOT TRUE THEN 'no unit'
			WHEN (payee::bpchar <> '') IS NOT TRUE THEN 'no payee'
			WHEN at IS NULL THEN 'no day of payment'
			WHEN amount IS NULL THEN 'no amount' END AS problem
	FROM {{payment}} p
	OFFSET NULL
) q;

-- ## PAY-08
-- title_en: Sensitive words in the purpose
-- title_zh: 敏感用途词
-- question_en: Does the purpose or the payee hint at travel for pleasure, spas, liquor, tobacco or gifts?
-- question_zh: 用途或收款人是否涉及旅游、洗浴、烟酒、礼品?
-- severity: medium
-- score_en: amount in thousands of yuan
-- score_zh: 金额(千元)
-- input payment: one row for each payment | 每笔支付一行
--   record: key: what names the payment | 支付流水号
--   org: key: unit that paid | 付款单位
--   payee: text?: name of who was paid | 收款人名称
--   at: day: day of payment | 支付日期
--   amount: amount: yuan paid | 支付金额(元)
--   purpose: text: what for | 用途
-- parameter words: text[] = {旅行,旅游,参观,风景区,高档,工艺品,纪念品,礼品,烟,酒,足疗,足道,按摩,水会,洗浴,娱乐,会所}: words looked for | 敏感词
--   source: NAO A0122; gifts added
-- parameter exempt: text[] = {酒店,烟台,酒泉,酒精,禁烟,控烟,戒烟,排烟,油烟,烟感,烟雾,烟花爆竹,烟囱,禁酒,酒驾,酒后,旅游局,旅游公路,旅游厕所,文化旅游,文旅}: words that hold one and mean something else; taken out first | 排除词,先行剔除
--   source: NAO A0122 leaves out the hotel; the others a starting point, set them per region
-- parameter least: numeric = 1000, 0 .. 1000000: smallest amount looked at | 最小金额
--   unit: yuan
--   source: NAO A0122
-- evidence_en: the word, where it stands, the purpose and the payee
-- evidence_zh: 命中词及所在字段、用途、收款人
-- excluded_en: a place or a thing whose name holds the word: Yantai, alcohol for disinfection, smoke detectors
-- excluded_zh: 地名或物品名含敏感字:烟台、消毒酒精、烟感器
-- excluded_en: hotels, whose lodging is not what is looked for
-- excluded_zh: 酒店住宿
-- excluded_en: amounts below the least, and reversals
-- excluded_zh: 低于起点金额及冲销
-- doubt_en: the duties of the office of tourism, of sport, of the tobacco monopoly
-- doubt_zh: 文旅、体育、烟草专卖等部门职责内支出
-- next_en: read the voucher and its attachments; who received or took part?
-- next_zh: 调阅凭证附件,核实参加人或领用人
-- source: NAO
-- changed: A0122 drops every row whose purpose holds the word for hotel, also one that says hotel and liquor; here exempt words are taken out and the rest is read.
-- query
SELECT p.org AS subject, p.at AS during, p.amount, round(p.amount / 1000, 1) AS score,
	p.org AS department, ARRAY[p.record] AS records, w.word, w.field, p.purpose, p.payee,
	supervise.say(
		format('%s yuan on %s: "%s" in the %s: %s.', p.amount, p.at, w.word, w.field, CASE w.field WHEN 'purpose' THEN p.purpose ELSE p.payee END),
		format('%s支付%s元,%s含"%s":%s。', p.at, p.amount, CASE w.field WHEN 'purpose' THEN '用途' ELSE '收款人' END,
			w.word, CASE w.field WHEN 'purpose' THEN p.purpose ELSE p.payee END)) AS reason
FROM (
	SELECT record::text, org::text, payee, at, amount, purpose
	FROM {{payment}} x
	WHERE amount >= parameter.least
	AND (purpose LIKE ANY (ARRAY(SELECT '%' || t || '%' FROM unnest(parameter.words) t))
		OR payee LIKE ANY (ARRAY(SELECT '%' || t || '%' FROM unnest(parameter.words) t)))
	AND at IS NOT NULL AND purpose::bpchar <> '' AND org::bpchar <> ''
) p
CROSS JOIN LATERAL (
	SELECT t.word, v.field
	FROM (VALUES (1, 'purpose', p.purpose), (2, 'payee', p.payee)) v(n, field, body)
	CROSS JOIN unnest(parameter.words) WITH ORDINALITY t(word, n)
	WHERE v.body LIKE '%' || t.word || '%'
	AND regexp_replace(v.body, coalesce((SELECT string_agg(regexp_replace(e, '([].[^$*+?(){}|\\-])', '\\\1', 'g'), '|')
		FROM unnest(parameter.exempt) e), '$.'), ' ', 'g') LIKE '%' || t.word || '%'
	ORDER BY v.n, t.n
	LIMIT 1
) w;
-- population
SELECT subject, CASE WHEN problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, problem AS reason
FROM (
	SELECT CASE WHEN org::bpchar <> '' THEN org::text ELSE 'record ' || coalesce(record::text, '(none)') END AS subject,
		CASE WHEN (org::bpchar <> '') IS NOT TRUE THEN 'no unit'
			WHEN (purpose::bpchar <> '') IS NOT TRUE THEN 'no purpose'
			WHEN at IS NULL THEN 'no day of payment'
			WHEN amount IS NULL THEN 'no amount' END AS problem
	FROM {{payment}} p
	OFFSET NULL
) q;

-- ## PAY-09
-- title_en: Payments split to stay below the approval line
-- title_zh: 拆分支付规避审批
-- question_en: Do payments of a unit to one vendor, each below the approval line, add up to more than it within a few days?
-- question_zh: 单位向同一供应商的多笔支付,是否各自低于审批限额而数日内合计超过?
-- severity: high
-- score_en: sum as a multiple of the line
-- score_zh: 合计为限额的倍数
-- input payment: one row for each payment, reversals as negative rows | 每笔支付一行,冲销为负数行
--   record: key: what names the payment | 支付流水号
--   org: key: unit that paid | 付款单位
--   vendor: key: who was paid: vendor or employee | 收款方
--   at: day: day of payment | 支付日期
--   amount: amount: yuan paid | 支付金额(元)
--   item: text?: budget item | 预算科目
--   contract: text?: number of the contract or framework it is paid under | 所依据的合同号
-- input approval_line: lines above which a payment needs the next level | 审批限额
--   valid: period: time in force | 生效期间
--   amount: amount: yuan up to which no further approval is needed | 限额(元)
-- parameter window: interval = 3 days, 0 days .. 60 days: longest time from the first to the last part; 30 days for purchases | 首末笔最多相隔天数,采购可取30天
--   source: EXP NAO
-- parameter least_share: numeric = 0.1, 0 .. 0.9: parts below this share of the line are not counted | 低于限额此比例的小额不计
--   source: a starting point, set it per region
--   unit: share of the line
-- evidence_en: the parts by day, their sum, the line in force, the ratio
-- evidence_zh: 各笔支付、合计、当时限额、倍数
-- excluded_en: payments under a contract that was approved as a whole
-- excluded_zh: 依据已整体审批的合同支付
-- excluded_en: payments from different budget items
-- excluded_zh: 分属不同预算科目的支付
-- excluded_en: a payment taken back and made again
-- excluded_zh: 退回后重新支付
-- excluded_en: many small bills: parts below a tenth of the line
-- excluded_zh: 大量零星小额账单
-- doubt_en: real separate jobs that happened to fall together; one order delivered and billed in parts under an approval that is not in the ledger
-- doubt_zh: 确属相互独立的事项巧合;同一订单分批结算且审批未入账
-- next_en: lay the applications side by side: same need, same day, same hand? ask who set the portions
-- next_zh: 比对各笔申请的事由、日期与经办人,核实拆分决定人
-- source: EXP NAO
-- changed: The line is a payment that just needs no further approval, so a part equal to it is a part, and the sum has to be above it. Small bills below a tenth of the line are left out.
-- query
SELECT s.subject, daterange(s.first_at, s.last_at, '[]') AS during, s.amount, round(s.ratio, 2) AS score,
	split_part(s.subject, ' | ', 1) AS department, s.records, s.parts, s.ceiling - 0.01 AS line, s.reason
FROM supervise.splits($$
	SELECT p.org || ' | ' || p.vendor || coalesce(' | ' || p.item, '') AS subject, p.record, p.at, p.amount
	FROM (
		SELECT record::text, btrim(org::text) AS org, at::date AS at, amount, btrim(item) AS item,
			coalesce(supervise.credit_code(vendor::text), btrim(vendor::text)) AS vendor
		FROM {{payment}} x
		WHERE at IS NOT NULL AND org::bpchar <> '' AND vendor::bpchar <> '' AND (contract::bpchar <> '') IS NOT TRUE
	) p
	JOIN (
		SELECT valid, amount, amount * parameter.least_share AS least FROM {{approval_line}} y OFFSET NULL
	) l ON p.at <@ l.valid AND abs(p.amount) BETWEEN l.least AND l.amount $$,
	within => parameter.window, ceilings => $$ SELECT valid, amount + 0.01 AS amount FROM {{approval_line}} l $$,
	on_invalid => 'skip') s;
-- population
SELECT CASE WHEN record IS NULL THEN btrim(org) || ' | ' || coalesce(supervise.credit_code(vendor), btrim(vendor)) || coalesce(' | ' || btrim(item), '')
		ELSE 'record ' || record END AS subject,
	CASE WHEN problem IS NULL THEN 'assessable' WHEN problem = 'paid under contracts' THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	problem AS reason
FROM (
	-- As written and once, so that the text of a subject is made for few of the rows.
	SELECT DISTINCT p.org::text, p.vendor::text, p.item, CASE WHEN p.org::bpchar <> '' AND p.vendor::bpchar <> '' THEN NULL ELSE coalesce(p.record::text, '(none)') END AS record,
		CASE WHEN (p.org::bpchar <> '') IS NOT TRUE THEN 'no unit'
			WHEN (p.vendor::bpchar <> '') IS NOT TRUE THEN 'no vendor'
			WHEN p.at IS NULL THEN 'no day of payment'
			WHEN p.amount IS NULL THEN 'no amount'
			WHEN p.contract::bpchar <> '' THEN 'paid under contracts'
			WHEN NOT coalesce(p.at <@ l.lines, false) THEN 'no approval line on the day' END AS problem
	FROM {{payment}} p
	CROSS JOIN (SELECT range_agg(valid) AS lines FROM {{approval_line}} a) l
) q;

-- ## PAY-10
-- title_en: Amounts bunched just below the approval line
-- title_zh: 临界金额聚集
-- question_en: Does an approver sign more amounts just below the line than all others do?
-- question_zh: 某审批人经手的临近限额以下金额是否明显多于其他人?
-- severity: medium
-- score_en: amounts just below the line beyond what is expected
-- score_zh: 超出预期的临界金额笔数
-- input payment: one row for each payment | 每笔支付一行
--   record: key: what names the payment | 支付流水号
--   approver: key: who approved it; a unit or a card where no approver is recorded | 审批人(无则用单位或卡号)
--   at: day: day of payment | 支付日期
--   amount: amount: yuan paid | 支付金额(元)
-- input approval_line: lines above which a payment needs the next level | 审批限额
--   valid: period: time in force | 生效期间
--   amount: amount: yuan up to which no further approval is needed | 限额(元)
-- parameter width: numeric = 0.1, 0.01 .. 0.5: share of the line on either side that is compared | 限额上下比较的宽度
--   unit: share of the line
--   source: OCP
-- parameter p: numeric = 0.05, 0.000001 .. 0.2: probability of one false hit among all approvers | 全体审批人中误报一例的概率
--   unit: probability
--   source: OCP asks for 0.001 for one; with hundreds of approvers it is divided among them
-- parameter excess: numeric = 5, 1 .. 1000: least number beyond what is expected | 超出预期的最少笔数
--   unit: payments
--   source: OCP
-- parameter min_near: integer = 10, 5 .. 1000: fewest amounts near the line to judge by | 限额附近最少金额个数
--   source: a starting point, set it per region
--   unit: payments
-- evidence_en: how many just below and above, what is expected from the others, the probability, the payments below
-- evidence_zh: 限额上下笔数、按他人推算的预期、概率、限额以下各笔
-- excluded_en: a price list: one amount paid many times counts once
-- excluded_zh: 价目表:同一金额多次支付只计一次
-- excluded_en: amounts on both sides of the line alike
-- excluded_zh: 限额上下分布相当
-- excluded_en: lines that change: each amount is measured by the line of its day
-- excluded_zh: 限额调整:按支付当日限额衡量
-- doubt_en: a subsidy norm or tariff that ends where the line is
-- doubt_zh: 补助标准或资费上限恰与审批限额相同
-- doubt_en: all approvers do the same: then nobody stands out
-- doubt_zh: 所有审批人均如此,则无人突出
-- next_en: read the applications of the payments just below: who proposed the amount, was the price asked for elsewhere?
-- next_zh: 调阅临界以下各笔申请,核实金额由谁提出、是否询价
-- source: OCP
-- changed: An amount counts once for each approver, so that a price is no bunch. p is for all approvers together. Amounts are measured in per cent of the line in force on their day.
-- query
WITH judged AS (
	SELECT b.*, count(*) OVER () AS approvers
	FROM supervise.bunching($$
		SELECT btrim(p.approver::text) AS subject, min(p.record::text) AS record, (p.amount - 0.01) / l.amount * 100 AS amount
		FROM {{payment}} p
		JOIN (
			SELECT valid, amount, amount * (1 - parameter.width) AS low, amount * (1 + parameter.width) AS high FROM {{approval_line}} y OFFSET NULL
		) l ON p.amount > l.low AND p.amount < l.high AND p.at::date <@ l.valid
		WHERE p.approver::bpchar <> ''
		GROUP BY btrim(p.approver::text), p.amount, l.amount $$,
		line => 100, width => 100 * parameter.width, on_invalid => 'skip') b
	WHERE b.below + b.above >= parameter.min_near
)
SELECT j.subject, round(j.excess::numeric, 1) AS score, j.records, j.below, j.above,
	round(j.expected::numeric, 3) AS expected_share, j.p::numeric AS probability, j.reason
FROM judged j
WHERE j.p * j.approvers < parameter.p AND j.excess >= parameter.excess;
-- population
SELECT CASE WHEN approver::bpchar <> '' THEN btrim(approver::text) ELSE 'record ' || coalesce(record::text, '(none)') END AS subject, 'insufficient_data' AS state,
	CASE WHEN approver::bpchar <> '' THEN 'too few amounts near the line' ELSE 'no approver' END AS reason
FROM {{payment}} x
UNION ALL
SELECT subject, 'assessable', NULL
FROM (
	SELECT DISTINCT btrim(p.approver::text) AS subject, p.amount, l.amount
	FROM {{payment}} p
	JOIN (
		SELECT valid, amount, amount * (1 - parameter.width) AS low, amount * (1 + parameter.width) AS high FROM {{approval_line}} y OFFSET NULL
	) l ON p.amount > l.low AND p.amount < l.high AND p.at::date <@ l.valid
	WHERE p.approver::bpchar <> ''
) d
GROUP BY subject
HAVING count(*) >= parameter.min_near;

-- ## PAY-11
-- title_en: Digits that nobody counts that way
-- title_zh: 数字分布异常
-- question_en: Do the first two digits of a unit's payments deviate from Benford's law, and which digits?
-- question_zh: 单位支付金额的前两位数字是否偏离本福特定律,偏离在哪些数字?
-- severity: low
-- score_en: mean absolute deviation in thousandths, beyond what chance gives
-- score_zh: 平均绝对偏差(千分之一),扣除随机部分
-- input payment: one row for each payment | 每笔支付一行
--   record: key: what names the payment | 支付流水号
--   org: key: unit that paid | 付款单位
--   amount: amount: yuan paid | 支付金额(元)
--   tariff: boolean?: the amount is set by a tariff, a norm or a contract | 金额由资费、标准或合同固定
-- parameter min_amounts: integer = 1000, 1000 .. 1000000: fewest amounts to judge by | 最少金额个数
--   unit: payments
--   source: NIG
-- parameter mad: numeric = 0.0022, 0.0012 .. 0.01: mean absolute deviation of the first two digits that does not conform | 前两位平均绝对偏差界限
--   unit: share
--   source: NIG
-- parameter beyond: numeric = 0.001, 0 .. 0.01: how far it must be beyond what chance gives to a sample of this size | 超出同等样本随机偏差的幅度
--   source: a starting point, set it per region
--   unit: share
-- evidence_en: number of amounts, deviation and what chance gives, the digits that stand out with their sums, the payments of the largest
-- evidence_zh: 金额个数、偏差与随机水平、突出数字及金额合计、最突出数字的各笔支付
-- excluded_en: amounts set by a tariff, a norm or a contract, where they are marked
-- excluded_zh: 已标明由资费、标准或合同固定的金额
-- excluded_en: amounts below 10 yuan and reversals
-- excluded_zh: 10元以下金额及冲销
-- excluded_en: a deviation that a sample of this size shows by chance
-- excluded_zh: 同等样本量下随机可达到的偏差
-- doubt_en: price lists, capped or assigned numbers that nobody marked
-- doubt_zh: 未标明的价目表、限额或编号性金额
-- doubt_en: one lawful fee paid a thousand times
-- doubt_zh: 某项合法费用大量重复支付
-- next_en: list the payments of the digits that stand out, by payee and approver; look at the most repeated amounts
-- next_zh: 按收款人和审批人列出突出数字的支付,查看重复最多的金额
-- source: NIG
-- changed: The proposal's bound alone hits every honest unit with 1,000 payments: by chance their deviation is about 1/sqrt(158.8 n), 0.0025 (B. Barney and K. Schulzke, J. Forensic Accounting Research 1, 2016). The deviation has to go beyond both. Three powers of ten must each hold one per cent of the amounts.
-- query
WITH tally AS (
	SELECT org::text AS org, width_bucket(amount, ARRAY[10, 100, 1000, 10000, 100000, 1000000]::numeric[]) AS magnitude,
		supervise.benford(amount) AS state, count(*) AS many
	FROM {{payment}} x
	WHERE amount >= 10 AND tariff IS NOT TRUE AND org::bpchar <> ''
	GROUP BY 1, 2
), unit AS (
	SELECT org, supervise.benford_union(state) AS state, sum(many) AS amounts
	FROM (SELECT t.*, sum(many) OVER (PARTITION BY org) AS amounts_of_unit FROM tally t) t
	GROUP BY org
	HAVING sum(many) >= parameter.min_amounts AND count(*) FILTER (WHERE many >= amounts_of_unit * 0.01) >= 3
), judged AS (
	SELECT u.org, u.state, t.n, t.mad, 1 / sqrt(158.8 * t.n) AS chance, t.chi2, t.reason
	FROM unit u CROSS JOIN LATERAL supervise.benford_test(u.state, 2) t
	WHERE t.mad > parameter.mad AND t.mad - 1 / sqrt(158.8 * t.n) > parameter.beyond
)
SELECT j.org AS subject, d.amount, round(((j.mad - j.chance) * 1000)::numeric, 2) AS score, j.org AS department, r.records,
	j.n AS amounts, round(j.mad::numeric, 5) AS deviation, round(j.chance::numeric, 5) AS deviation_by_chance,
	array_to_string(d.digits, ', ') AS digits, d.largest_z, j.reason
FROM judged j
CROSS JOIN LATERAL (
	SELECT array_agg(x.digit ORDER BY x.z DESC, x.digit) AS digits, sum(x.amount) AS amount, round(max(x.z)::numeric, 1) AS largest_z
	FROM (
		SELECT b.digit, b.z, b.amount FROM supervise.benford_digits(j.state, 2) b
		WHERE b.observed > b.expected AND b.z > 2.57 ORDER BY b.z DESC, b.digit LIMIT 5
	) x
) d
LEFT JOIN (
	-- The payments behind the digits that stand out most, the largest first.
	SELECT l.org, array_agg(l.record ORDER BY l.n) AS records
	FROM (
		SELECT t.org, x.record::text AS record, row_number() OVER (PARTITION BY t.org ORDER BY x.amount DESC, x.record::text) AS n
		FROM (
			SELECT h.org, (SELECT b.digit FROM supervise.benford_digits(h.state, 2) b
				WHERE b.observed > b.expected ORDER BY b.z DESC, b.digit LIMIT 1)::text AS digits
			FROM judged h
			OFFSET NULL
		) t
		JOIN {{payment}} x ON x.org::text = t.org AND left(trunc(x.amount)::text, 2) = t.digits
		WHERE x.amount >= 10 AND x.tariff IS NOT TRUE
	) l
	WHERE l.n <= 50
	GROUP BY l.org
) r USING (org);
-- population
SELECT org AS subject, CASE WHEN org LIKE 'record %' THEN 'insufficient_data' WHEN amounts = 0 AND tariffs > 0 THEN 'not_applicable'
		WHEN amounts >= parameter.min_amounts AND magnitudes >= 3 THEN 'assessable' ELSE 'insufficient_data' END AS state,
	CASE WHEN org LIKE 'record %' THEN 'no unit' WHEN amounts = 0 AND tariffs > 0 THEN 'set by a tariff'
		WHEN amounts < parameter.min_amounts THEN 'too few amounts'
		WHEN magnitudes < 3 THEN 'amounts span less than two powers of ten' END AS reason
FROM (
	SELECT org, coalesce(sum(many) FILTER (WHERE magnitude > 0), 0) AS amounts, sum(many) FILTER (WHERE magnitude = -1) AS tariffs,
		count(*) FILTER (WHERE magnitude > 0 AND many >= amounts_of_unit * 0.01) AS magnitudes
	FROM (
		SELECT t.*, sum(many) FILTER (WHERE magnitude > 0) OVER (PARTITION BY org) AS amounts_of_unit
		FROM (
			SELECT CASE WHEN org::bpchar <> '' THEN org::text ELSE 'record ' || coalesce(record::text, '(none)') END AS org,
				CASE WHEN tariff THEN -1
					WHEN amount >= 10 THEN width_bucket(amount, ARRAY[10, 100, 1000, 10000, 100000, 1000000]::numeric[])
					ELSE 0 END AS magnitude, count(*) AS many
			FROM {{payment}} p
			GROUP BY 1, 2
		) t
	) t
	GROUP BY org
) u;
