-- # PAY payments: Payments and invoices | 支付与票据
--
-- Payments and invoices, part 1: one invoice, one payment.
--
-- How these templates read a number: full-width digits become half-width, blanks
-- and punctuation go, letters are capitals, leading zeros do not count.  A vendor
-- is its credit code where there is a valid one, else the number as written.
--
-- The subject is the vendor (the claimant, the seller, the book): what a register
-- of payments can be judged by.  Rows that cannot be judged are counted by the
-- detector; a vendor of whom no row can be judged is insufficient data, and a row
-- that names no vendor stands for itself.
--
-- OFFSET NULL keeps a subquery apart: what it makes of a row is made once, however
-- often it is read.  (OFFSET 0 does too, but is read without parallel workers.)
-- A text that is more than blanks is <> '' as bpchar, for which blanks at the end do
-- not count; btrim() says the same at ten times the cost.

-- ## PAY-01
-- title_en: Invoice paid twice
-- title_zh: 同一发票重复支付
-- question_en: Was one invoice of one vendor paid more than once, beyond its face amount?
-- question_zh: 同一供应商的同一张发票是否被支付两次以上,且超过票面金额?
-- severity: high
-- score_en: payments of the invoice
-- score_zh: 该发票的支付笔数
-- input payment: one row for each payment, reversals as negative rows | 每笔支付一行,冲销为负数行
--   record: key: what names the payment | 支付流水号
--   vendor: key: who was paid: credit code or vendor number | 收款供应商(统一社会信用代码或供应商编号)
--   invoice_no: text: number of the invoice | 发票号码
--   at: day: day of payment | 支付日期
--   amount: amount: yuan paid | 支付金额(元)
--   org: key: unit that paid | 付款单位
--   invoice_amount: amount?: face amount of the invoice | 发票票面金额
-- parameter window: interval = 1095 days, 1 day .. 3650 days: payments farther apart are not compared | 间隔更长的支付不作比较
--   source: a starting point, three years of records kept at hand
-- parameter min_digits: integer = 4, 1 .. 20: shortest number judged, leading zeros not counted | 参与判断的最短号码位数(不计前导零)
--   source: a starting point, set it per region
--   unit: digits
-- evidence_en: the payments by day, the units that paid, face amount, what was paid beyond it
-- evidence_zh: 各笔支付及日期、付款单位、票面金额、超付金额
-- excluded_en: the payment was taken back: a later negative row of the same vendor, invoice and size
-- excluded_zh: 已冲回:同一供应商、同一发票、金额相等的后续负数行
-- excluded_en: instalments: all payments together do not exceed the face amount of the invoice
-- excluded_zh: 分期付款:合计未超过发票票面金额
-- excluded_en: a standing charge: the same vendor and amount every month, but a number of its own each time
-- excluded_zh: 固定费用:供应商和金额相同,但每次发票号码不同
-- excluded_en: a running number of a small shop (1, 2, 3): too short to name an invoice
-- excluded_zh: 小商户流水号(1、2、3)过短,不足以识别发票
-- doubt_en: the money came back through another channel (cash, offset against the next bill)
-- doubt_zh: 款项经其他途径退回(现金、抵扣下期账款)
-- doubt_en: the vendor begins its numbers anew every year
-- doubt_zh: 供应商每年重新编号
-- next_en: ask the vendor for its statement of account and both units for the vouchers; check the bank slips of both days
-- next_zh: 向供应商函证对账单,调取双方记账凭证,核对两日银行回单
-- source: IDEA NIG EXP
-- changed: Reversals are netted at any later day, not within 180; the invoice date is not compared, for it is what a second claim mistypes. Instalments are told by the face amount. Numbers below four digits are not judged. The subject is the vendor.
-- query
WITH found AS (
	SELECT row_number() OVER () AS n, d.*
	FROM supervise.duplicates($$
		SELECT p.record, p.at, p.amount, p.vendor, p.invoice
		FROM (
			SELECT record::text, at, amount,
				coalesce(supervise.credit_code(vendor::text), nullif(btrim(vendor::text), '')) AS vendor,
				ltrim(CASE WHEN invoice_no ~ '^[0-9A-Z]+$' THEN invoice_no ELSE upper(translate(invoice_no, '０１２３４５６７８９ -_/.', '0123456789') COLLATE "default") COLLATE "C" END, '0') AS invoice
			FROM {{payment}} x
			OFFSET NULL
		) p
		WHERE p.vendor IS NOT NULL AND length(p.invoice) >= parameter.min_digits $$,
		same => '{vendor,invoice,amount}', within => parameter.window, on_invalid => 'skip') d
	WHERE d.amount > 0
), seen AS (
	SELECT f.n, max(p.invoice_amount) AS face,
		string_agg(DISTINCT p.org::text, ', ' ORDER BY p.org::text) AS units,
		(array_agg(p.org::text ORDER BY p.at DESC, p.record::text DESC))[1] AS org
	FROM (SELECT f.n, unnest(f.records) AS record FROM found f) f
	JOIN (
		-- Told apart first, for the join alone would sort all payments.
		SELECT * FROM {{payment}} x WHERE record::text IN (SELECT unnest(records) FROM found)
	) p ON p.record::text = f.record
	GROUP BY f.n
)
SELECT split_part(f.key, ' | ', 1) AS subject, daterange(f.first_at, f.last_at, '[]') AS during,
	coalesce(f.amount - s.face, f.excess) AS amount, f.count AS score, s.org AS department, f.records,
	split_part(f.key, ' | ', 2) AS invoice, s.units, s.face AS invoice_amount, f.amount AS paid,
	supervise.say(
		format('Invoice %s was paid %s times, %s yuan in all, from %s to %s.', split_part(f.key, ' | ', 2), f.count, f.amount, f.first_at, f.last_at),
		format('发票%s被支付%s次,合计%s元,首次%s,末次%s。', split_part(f.key, ' | ', 2), f.count, f.amount, f.first_at, f.last_at)) AS reason
FROM found f
JOIN seen s USING (n)
WHERE f.amount > coalesce(s.face, 0);
-- population
SELECT subject, CASE WHEN problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, problem AS reason
FROM (
	SELECT coalesce(supervise.credit_code(vendor::text), nullif(btrim(vendor::text), ''), 'record ' || coalesce(record::text, '(none)')) AS subject,
		CASE WHEN (vendor::bpchar <> '') IS NOT TRUE THEN 'no vendor'
			WHEN (length(ltrim(CASE WHEN invoice_no ~ '^[0-9A-Z]+$' THEN invoice_no
				ELSE translate(invoice_no, '０１２３４５６７８９ -_/.', '0123456789') END, '0')) >= parameter.min_digits) IS NOT TRUE THEN
				CASE WHEN btrim(invoice_no, ' -_/.0') <> '' THEN 'invoice number too short' ELSE 'no invoice number' END
			WHEN at IS NULL THEN 'no day of payment'
			WHEN amount IS NULL THEN 'no amount' END AS problem
	FROM {{payment}} x
	OFFSET NULL
) p;

-- ## PAY-02
-- title_en: One invoice, two vendors
-- title_zh: 同号同额发票支付给不同供应商
-- question_en: Was the same invoice number and amount paid to another vendor as well?
-- question_zh: 同一发票号码、同一金额是否又支付给了另一供应商?
-- severity: high
-- score_en: vendors paid
-- score_zh: 收款供应商数
-- input payment: one row for each payment, reversals as negative rows | 每笔支付一行,冲销为负数行
--   record: key: what names the payment | 支付流水号
--   vendor: key: who was paid: credit code or vendor number | 收款供应商(统一社会信用代码或供应商编号)
--   invoice_code: text?: code of the invoice, of paper ones | 发票代码(纸质发票)
--   invoice_no: text: number of the invoice | 发票号码
--   at: day: day of payment | 支付日期
--   amount: amount: yuan paid | 支付金额(元)
--   org: key: unit that paid | 付款单位
--   account: text?: bank account paid to | 收款账号
-- parameter window: interval = 3 days, 0 days .. 365 days: for numbers that are not unique in the country, most days between the payments | 号码非全国唯一时,两笔支付最多相隔天数
--   source: EXP
-- parameter unique_digits: integer = 18, 8 .. 20: code and number together with so many digits name one invoice in the country | 代码加号码达到此位数即全国唯一
--   unit: digits
--   source: paper invoices have a code of 10 or 12 and a number of 8 digits, fully digital ones a number of 20
-- parameter min_digits: integer = 6, 4 .. 20: shortest number judged, leading zeros not counted | 参与判断的最短号码位数(不计前导零)
--   source: a starting point, set it per region
--   unit: digits
-- parameter max_vendors: integer = 3, 2 .. 20: a number that more vendors share is a form, not an invoice | 更多供应商共用的号码视为格式号,不作判断
--   source: a starting point, set it per region
--   unit: vendors
-- evidence_en: the payments, the vendors, whether they are paid into one account
-- evidence_zh: 各笔支付、各供应商、是否同一收款账号
-- excluded_en: paid to the wrong vendor and taken back from him
-- excluded_zh: 错付其他供应商后已冲回
-- excluded_en: short numbers, which every small shop issues
-- excluded_zh: 号码过短,各商户均可能使用
-- excluded_en: a number that many vendors share: a form or a tariff code, no invoice
-- excluded_zh: 多家供应商共用的号码,系格式号或资费代码
-- excluded_en: numbers that are not unique in the country, paid weeks apart
-- excluded_zh: 号码非全国唯一,且支付相隔较久
-- doubt_en: the claim was assigned to a factor or a successor firm, and one payment is a mistake already reclaimed
-- doubt_zh: 债权转让或企业承继,其中一笔误付正在追回
-- doubt_en: paper invoices of two provinces may share number and amount by chance where the code is not recorded
-- doubt_zh: 未登记发票代码时,不同省份纸质发票可能偶然同号同额
-- next_en: verify the invoice on the national platform: who issued it to whom; compare accounts and owners of the vendors
-- next_zh: 在全国增值税发票查验平台核验开票方与受票方,比对各供应商账号与股东
-- source: IDEA NIG
-- changed: Vendors are different by key; that their names are alike waits for record linkage, but one account of two vendors is shown. Another unit paying the same vendor is PAY-01. Rarity of a number is a bound on the vendors that use it.
-- query
WITH found AS (
	SELECT row_number() OVER () AS n, d.*
	FROM supervise.duplicates($$
		SELECT p.record, p.at, p.amount, p.vendor, concat(p.code, p.number) AS invoice
		FROM (
			SELECT record::text, at, amount,
				coalesce(supervise.credit_code(vendor::text), nullif(btrim(vendor::text), '')) AS vendor,
				CASE WHEN invoice_code ~ '^[0-9A-Z]+$' THEN invoice_code
					ELSE upper(translate(invoice_code, '０１２３４５６７８９ -_/.', '0123456789') COLLATE "default") COLLATE "C" END AS code,
				CASE WHEN invoice_no ~ '^[0-9A-Z]+$' THEN invoice_no
					ELSE upper(translate(invoice_no, '０１２３４５６７８９ -_/.', '0123456789') COLLATE "default") COLLATE "C" END AS number
			FROM {{payment}} x
			OFFSET NULL
		) p
		WHERE p.vendor IS NOT NULL AND length(ltrim(p.number, '0')) >= parameter.min_digits $$,
		same => '{invoice,amount}', different => '{vendor}', on_invalid => 'skip') d
	WHERE d.amount > 0
), seen AS (
	SELECT f.n, count(DISTINCT p.vendor) AS vendors, count(DISTINCT p.account) = 1 AND count(p.account) > 1 AS one_account,
		string_agg(DISTINCT p.vendor, ', ' ORDER BY p.vendor) AS names,
		(array_agg(p.vendor ORDER BY p.at DESC, p.record DESC))[1] AS vendor,
		(array_agg(p.org ORDER BY p.at DESC, p.record DESC))[1] AS org
	FROM (SELECT f.n, unnest(f.records) AS record FROM found f) f
	JOIN (
		SELECT record::text, at, account, org::text,
			coalesce(supervise.credit_code(vendor::text), nullif(btrim(vendor::text), '')) AS vendor
		FROM {{payment}} x
		WHERE record::text IN (SELECT unnest(records) FROM found) AND vendor::bpchar <> ''
	) p USING (record)
	GROUP BY f.n
)
SELECT s.vendor AS subject, daterange(f.first_at, f.last_at, '[]') AS during, f.excess AS amount, s.vendors AS score,
	s.org AS department, f.records, split_part(f.key, ' | ', 1) AS invoice, s.names AS vendors, s.one_account,
	supervise.say(
		format('Invoice %s over %s yuan was paid to %s vendors: %s%s.', split_part(f.key, ' | ', 1), f.amount - f.excess, s.vendors, s.names,
			CASE WHEN s.one_account THEN ', all into one account' ELSE '' END),
		format('发票%s(%s元)支付给%s家供应商:%s%s。', split_part(f.key, ' | ', 1), f.amount - f.excess, s.vendors, s.names,
			CASE WHEN s.one_account THEN ',且为同一收款账号' ELSE '' END)) AS reason
FROM found f
JOIN seen s USING (n)
WHERE s.vendors <= parameter.max_vendors
AND (length(split_part(f.key, ' | ', 1)) >= parameter.unique_digits
	OR f.first_at + parameter.window >= f.last_at);
-- population
SELECT subject, CASE WHEN problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, problem AS reason
FROM (
	SELECT coalesce(supervise.credit_code(vendor::text), nullif(btrim(vendor::text), ''), 'record ' || coalesce(record::text, '(none)')) AS subject,
		CASE WHEN (vendor::bpchar <> '') IS NOT TRUE THEN 'no vendor'
			WHEN (length(ltrim(CASE WHEN invoice_no ~ '^[0-9A-Z]+$' THEN invoice_no
				ELSE translate(invoice_no, '０１２３４５６７８９ -_/.', '0123456789') END, '0')) >= parameter.min_digits) IS NOT TRUE THEN
				CASE WHEN btrim(invoice_no, ' -_/.0') <> '' THEN 'invoice number too short' ELSE 'no invoice number' END
			WHEN at IS NULL THEN 'no day of payment'
			WHEN amount IS NULL THEN 'no amount' END AS problem
	FROM {{payment}} x
	OFFSET NULL
) p;

-- ## PAY-03
-- title_en: The same bill typed differently
-- title_zh: 近似重复支付
-- question_en: Was one bill paid again under a number that differs by one keystroke?
-- question_zh: 同一账单是否以相差一键的发票号码再次支付?
-- severity: medium
-- score_en: payments
-- score_zh: 支付笔数
-- input payment: one row for each payment, reversals as negative rows | 每笔支付一行,冲销为负数行
--   record: key: what names the payment | 支付流水号
--   vendor: key: who was paid: credit code or vendor number | 收款供应商(统一社会信用代码或供应商编号)
--   invoice_no: text: number of the invoice | 发票号码
--   at: day: day of payment | 支付日期
--   amount: amount: yuan paid | 支付金额(元)
--   org: key: unit that paid | 付款单位
-- parameter window: interval = 7 days, 0 days .. 60 days: most days between the payments | 两笔支付最多相隔天数
--   source: EXP
-- parameter min_digits: integer = 6, 4 .. 20: shortest number judged, leading zeros not counted | 参与判断的最短号码位数(不计前导零)
--   source: a starting point, set it per region
--   unit: digits
-- evidence_en: the payments by day and their numbers side by side
-- evidence_zh: 各笔支付及其发票号码对照
-- excluded_en: the next bill of a series: numbers of equal length that differ in the last digit only
-- excluded_zh: 同一系列的下一张:位数相同且仅末位不同
-- excluded_en: a monthly rent: the same amount, but farther apart than the window
-- excluded_zh: 按月租金:金额相同但间隔超过期限
-- excluded_en: the payment was taken back
-- excluded_zh: 已冲回
-- excluded_en: numbers that agree exactly: that is PAY-01
-- excluded_zh: 号码完全一致的由PAY-01处理
-- doubt_en: two deliveries of one price on neighbouring days
-- doubt_zh: 相邻日期同价的两次供货
-- next_en: lay both invoices side by side; ask the vendor which of the numbers he issued
-- next_zh: 调取两张发票原件比对,向供应商核实哪一号码由其开具
-- source: EXP
-- changed: The amount must be equal: within two per cent, price series of the same goods were hits. Numbers that differ only in the last digit are left out, for they cannot be told from the next bill; a slip in the last digit is missed. The tenfold amount is not looked for.
-- query
WITH found AS (
	SELECT row_number() OVER () AS n, d.*
	FROM supervise.duplicates($$
		SELECT p.record, p.at, p.amount, p.vendor, p.invoice
		FROM (
			SELECT record::text, at, amount,
				coalesce(supervise.credit_code(vendor::text), nullif(btrim(vendor::text), '')) AS vendor,
				ltrim(CASE WHEN invoice_no ~ '^[0-9A-Z]+$' THEN invoice_no ELSE upper(translate(invoice_no, '０１２３４５６７８９ -_/.', '0123456789') COLLATE "default") COLLATE "C" END, '0') AS invoice
			FROM {{payment}} x
			OFFSET NULL
		) p
		WHERE p.vendor IS NOT NULL AND length(p.invoice) >= parameter.min_digits $$,
		same => '{vendor,amount}', near => '{invoice}', within => parameter.window, on_invalid => 'skip') d
	WHERE d.amount > 0
), seen AS (
	SELECT f.n, array_agg(DISTINCT p.invoice) AS invoices,
		(array_agg(p.org ORDER BY p.at DESC, p.record DESC))[1] AS org
	FROM (SELECT f.n, unnest(f.records) AS record FROM found f) f
	JOIN (
		SELECT record::text, at, org::text,
			ltrim(CASE WHEN invoice_no ~ '^[0-9A-Z]+$' THEN invoice_no ELSE upper(translate(invoice_no, '０１２３４５６７８９ -_/.', '0123456789') COLLATE "default") COLLATE "C" END, '0') AS invoice
		FROM {{payment}} x
		WHERE record::text IN (SELECT unnest(records) FROM found)
	) p USING (record)
	GROUP BY f.n
)
SELECT split_part(f.key, ' | ', 1) AS subject, daterange(f.first_at, f.last_at, '[]') AS during, f.excess AS amount, f.count AS score,
	s.org AS department, f.records, array_to_string(s.invoices, ' / ') AS invoices,
	supervise.say(
		format('%s yuan was paid %s times within %s days under numbers one keystroke apart: %s.', f.amount - f.excess, f.count,
			f.last_at - f.first_at, array_to_string(s.invoices, ' / ')),
		format('%s元在%s天内支付%s次,发票号码仅差一键:%s。', f.amount - f.excess, f.last_at - f.first_at, f.count,
			array_to_string(s.invoices, ' / '))) AS reason
FROM found f
JOIN seen s USING (n)
WHERE EXISTS (
	SELECT FROM unnest(s.invoices) a, unnest(s.invoices) b
	WHERE a < b AND (length(a) <> length(b) OR left(a, -1) <> left(b, -1)));
-- population
SELECT subject, CASE WHEN problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, problem AS reason
FROM (
	SELECT coalesce(supervise.credit_code(vendor::text), nullif(btrim(vendor::text), ''), 'record ' || coalesce(record::text, '(none)')) AS subject,
		CASE WHEN (vendor::bpchar <> '') IS NOT TRUE THEN 'no vendor'
			WHEN (length(ltrim(CASE WHEN invoice_no ~ '^[0-9A-Z]+$' THEN invoice_no
				ELSE translate(invoice_no, '０１２３４５６７８９ -_/.', '0123456789') END, '0')) >= parameter.min_digits) IS NOT TRUE THEN
				CASE WHEN btrim(invoice_no, ' -_/.0') <> '' THEN 'invoice number too short' ELSE 'no invoice number' END
			WHEN at IS NULL THEN 'no day of payment'
			WHEN amount IS NULL THEN 'no amount' END AS problem
	FROM {{payment}} x
	OFFSET NULL
) p;

-- ## PAY-04
-- title_en: One invoice in several claims
-- title_zh: 一票多报
-- question_en: Is one invoice used in more than one expense claim?
-- question_zh: 同一张发票是否在两份以上报销单中使用?
-- severity: high
-- score_en: claims
-- score_zh: 报销单数
-- input claim: one row for each invoice in a claim | 报销单中每张发票一行
--   record: key: what names the row | 明细流水号
--   claim: key: number of the claim | 报销单号
--   person: key: who claims: id or staff number | 报销人(证件号或工号)
--   org: key: unit that pays | 报销单位
--   invoice_code: text?: code of the invoice | 发票代码
--   invoice_no: text: number of the invoice | 发票号码
--   at: day: day of the claim | 报销日期
--   amount: amount: yuan claimed | 报销金额(元)
--   invoice_amount: amount?: face amount of the invoice | 发票票面金额
--   status: text?: state of the claim | 单据状态
-- parameter void: text[] = {作废,退回,撤销,驳回,void,returned,withdrawn,rejected}: states of claims that were not paid | 未支付的单据状态
--   source: a starting point, the words of the local system
-- parameter min_digits: integer = 6, 4 .. 20: shortest code and number together that is judged, leading zeros not counted | 参与判断的最短位数(代码加号码,不计前导零)
--   source: a starting point, set it per region
--   unit: digits
-- evidence_en: the claims, the people and units, the days, what was claimed beyond the face amount
-- evidence_zh: 各报销单、报销人与单位、日期、超票面金额
-- excluded_en: the other claim was returned, rejected or withdrawn
-- excluded_zh: 另一份单据已退回、驳回或撤销
-- excluded_en: a cost that several share by quota: together the claims do not exceed the face amount
-- excluded_zh: 按比例分摊:合计未超过票面金额
-- excluded_en: several lines of one claim that name the same invoice
-- excluded_zh: 同一报销单内多行引用同一发票
-- doubt_en: an electronic invoice printed twice by mistake and already repaid
-- doubt_zh: 电子发票误重复打印且已退款
-- next_en: call up both claims with their attachments; ask who handed the invoice in first
-- next_zh: 调取两份报销单及附件,核实发票由谁先行提交
-- source: EXP
-- changed: A person who claims one invoice twice is found too: any two claims, not only of two people or units. Shared costs are told by the face amount.
-- query
WITH found AS (
	SELECT row_number() OVER () AS n, d.*
	FROM supervise.duplicates($$
		SELECT c.record, c.at, c.amount, c.claim, c.invoice
		FROM (
			SELECT record::text, at, amount, claim::text, status,
				ltrim(CASE WHEN concat(invoice_code, invoice_no) ~ '^[0-9A-Z]+$' THEN concat(invoice_code, invoice_no)
					ELSE upper(translate(concat(invoice_code, invoice_no), '０１２３４５６７８９ -_/.', '0123456789') COLLATE "default") COLLATE "C" END, '0') AS invoice
			FROM {{claim}} x
			WHERE invoice_no::bpchar <> ''
			OFFSET NULL
		) c
		WHERE length(c.invoice) >= parameter.min_digits AND (c.status IS NULL OR lower(c.status COLLATE "default") <> ALL (parameter.void)) $$,
		same => '{invoice}', different => '{claim}', on_invalid => 'skip') d
	WHERE d.amount > 0
), seen AS (
	SELECT f.n, max(c.invoice_amount) AS face, count(DISTINCT c.claim) AS claims,
		string_agg(DISTINCT c.person, ', ' ORDER BY c.person) AS people,
		string_agg(DISTINCT c.org, ', ' ORDER BY c.org) AS units,
		(array_agg(c.person ORDER BY c.at DESC, c.record DESC))[1] AS person,
		(array_agg(c.org ORDER BY c.at DESC, c.record DESC))[1] AS org
	FROM (SELECT f.n, unnest(f.records) AS record FROM found f) f
	JOIN (
		SELECT record::text, claim::text, at, org::text, invoice_amount,
			coalesce(supervise.resident_id(person::text), nullif(btrim(person::text), ''), 'claim ' || coalesce(claim::text, '(none)')) AS person
		FROM {{claim}} x
		WHERE record::text IN (SELECT unnest(records) FROM found)
	) c USING (record)
	GROUP BY f.n
)
SELECT s.person AS subject, daterange(f.first_at, f.last_at, '[]') AS during,
	coalesce(f.amount - s.face, f.excess) AS amount, s.claims AS score, s.org AS department, f.records,
	f.key AS invoice, s.people, s.units,
	supervise.say(
		format('Invoice %s stands in %s claims, %s yuan in all, from %s to %s.', f.key, s.claims, f.amount, f.first_at, f.last_at),
		format('发票%s出现在%s份报销单中,合计%s元,首次%s,末次%s。', f.key, s.claims, f.amount, f.first_at, f.last_at)) AS reason
FROM found f
JOIN seen s USING (n)
WHERE f.amount > coalesce(s.face, 0);
-- population
SELECT subject, CASE WHEN problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, problem AS reason
FROM (
	SELECT coalesce(supervise.resident_id(person::text), nullif(btrim(person::text), ''), 'claim ' || coalesce(claim::text, '(none)')) AS subject,
		CASE WHEN (invoice_no::bpchar <> '') IS NOT TRUE THEN 'no invoice number'
			WHEN length(ltrim(CASE WHEN concat(invoice_code, invoice_no) ~ '^[0-9A-Z]+$' THEN concat(invoice_code, invoice_no)
				ELSE translate(concat(invoice_code, invoice_no), '０１２３４５６７８９ -_/.', '0123456789') END, '0'))
				< parameter.min_digits THEN 'invoice number too short'
			WHEN at IS NULL THEN 'no day'
			WHEN amount IS NULL THEN 'no amount' END AS problem
	FROM {{claim}} c
	OFFSET NULL
) q;

-- ## PAY-05
-- title_en: Invoices with consecutive numbers
-- title_zh: 连号发票
-- question_en: Did one seller issue a run of numbers to one buyer on several days, as if it had no other customer?
-- question_zh: 同一销售方是否在多日内向同一购买方开具连号发票,如同别无客户?
-- severity: medium
-- score_en: numbers in the run
-- score_zh: 连号张数
-- input invoice: one row for each invoice | 每张发票一行
--   record: key: what names the row | 流水号
--   seller: key: who issued it: credit code or number | 销售方
--   buyer: key: unit it was issued to | 购买方单位
--   invoice_code: text?: code of the invoice | 发票代码
--   invoice_no: text: number of the invoice | 发票号码
--   at: day: day of issue | 开票日期
--   amount: amount: yuan | 金额(元)
-- parameter min_length: integer = 3, 2 .. 100: fewest numbers of a run | 最少连号张数
--   unit: numbers
--   source: NB EXP
-- parameter window: interval = 30 days, 1 day .. 366 days: most days from the first to the last | 首末张最多相隔天数
--   source: EXP
-- evidence_en: first and last number, the invoices, days, sum, share of what the seller issued to this buyer
-- evidence_zh: 首末号码、各张发票、日期、合计金额、占该购销双方发票的比例
-- excluded_en: fully digital invoices (20 digits), which are numbered for the whole country
-- excluded_zh: 数电发票(20位)由全国统一赋号
-- excluded_en: one purchase billed on one day on several sheets
-- excluded_zh: 同一天一次采购分多张开具
-- excluded_en: invoices taken back (negative) and those without an amount
-- excluded_zh: 红字发票及无金额发票
-- doubt_en: a hotel, canteen or bookshop with one large customer
-- doubt_zh: 只有一个大客户的宾馆、食堂或书店
-- doubt_en: invoices of several months written together at the year's end
-- doubt_zh: 年末集中补开数月发票
-- next_en: check at the tax office how many invoices the seller issued in the time and to whom; is there a shop, and a delivery?
-- next_zh: 向税务部门查询该销售方同期开票量与受票方,实地核实经营与供货
-- source: NB EXP
-- changed: A run within one day is one purchase and is left to PAY-09; the proposal scored by approval line and by the seller's share, of which the invoices of one county's units know nothing. Fully digital invoices are not judged.
-- query
SELECT split_part(r.series, ' | ', 1) AS subject, daterange(r.first_at, r.last_at, '[]') AS during,
	r.amount, r.length AS score, split_part(r.series, ' | ', 2) AS department, r.records,
	r.first_number, r.last_number, round(r.share::numeric, 3) AS share_of_buyer, r.reason
FROM supervise.sequence_runs($$
	SELECT i.record, i.at, i.amount, i.seller || ' | ' || i.buyer || ' | ' || i.code AS series, i.number
	FROM (
		SELECT record::text, at, amount, buyer::text, coalesce(btrim(invoice_code), '') AS code,
			coalesce(supervise.credit_code(seller::text), nullif(btrim(seller::text), '')) AS seller,
			CASE WHEN invoice_no ~ '^[0-9A-Z]+$' THEN invoice_no ELSE upper(translate(invoice_no, '０１２３４５６７８９ -_/.', '0123456789') COLLATE "default") COLLATE "C" END AS number
		FROM {{invoice}} x
		WHERE buyer IS NOT NULL AND at IS NOT NULL AND amount > 0
		OFFSET NULL
	) i
	WHERE i.seller IS NOT NULL AND length(i.number) BETWEEN 1 AND 19 AND i.number ~ '[0-9]$' $$,
	min_length => parameter.min_length, within => parameter.window, on_invalid => 'skip') r
WHERE r.first_at < r.last_at;
-- population
SELECT subject, CASE WHEN reason IS NULL THEN 'assessable'
		WHEN reason IN ('fully digital invoice', 'taken back') THEN 'not_applicable' ELSE 'insufficient_data' END AS state, reason
FROM (
	SELECT coalesce(supervise.credit_code(seller::text), nullif(btrim(seller::text), ''), 'record ' || coalesce(record::text, '(none)')) AS subject,
		CASE WHEN (seller::bpchar <> '') IS NOT TRUE THEN 'no seller'
			WHEN buyer IS NULL THEN 'no buyer'
			WHEN at IS NULL THEN 'no day'
			WHEN amount IS NULL THEN 'no amount'
			WHEN amount <= 0 THEN 'taken back'
			WHEN length(invoice_no) > 19 AND length(translate(invoice_no, ' -_/.', '')) > 19 THEN 'fully digital invoice'
			WHEN (invoice_no ~ '[0-9０１２３４５６７８９][ _/.-]*$') IS NOT TRUE THEN 'no invoice number' END AS reason
	FROM {{invoice}} x
	OFFSET NULL
) q;

-- ## PAY-06
-- title_en: Missing numbers in receipt books
-- title_zh: 票据断号缺号
-- question_en: Which pre-numbered receipts of a book are neither used, nor void, nor handed back?
-- question_zh: 哪些预印编号票据既未使用、未作废,也未缴回?
-- severity: medium
-- score_en: numbers missing
-- score_zh: 缺号份数
-- input receipt: one row for each receipt entered, void ones too | 已登记票据(含作废)每份一行
--   record: key: what names the row | 流水号
--   book: key: the book, the machine or the unit's series | 票据本号(或开票点)
--   number: text: number of the receipt | 票据号码
--   org: key: unit that holds the book | 领用单位
-- input receipt_return?: ranges of numbers handed back or destroyed with a record | 缴回或销毁的号段
--   book: key: the book | 票据本号
--   first_number: text: first number of the range | 起号
--   last_number: text: last number of the range | 止号
-- parameter max_missing: integer = 100, 1 .. 100000: a larger gap is another book begun, not numbers missing | 更大的间断视为启用另一本
--   unit: numbers
--   source: a starting point, the numbers of one book
-- evidence_en: book, the numbers before and after the gap, their rows
-- evidence_zh: 本号、缺号前后号码及其记录
-- excluded_en: void receipts that are entered as void
-- excluded_zh: 已登记作废的票据
-- excluded_en: numbers handed back or destroyed with a record
-- excluded_zh: 有缴回或销毁记录的号段
-- excluded_en: numbers after the last one used: the rest of a book in use
-- excluded_zh: 最后使用号之后的空白票据
-- excluded_en: the jump to another book
-- excluded_zh: 换用另一本造成的跳号
-- doubt_en: void receipts kept on paper and never entered
-- doubt_zh: 作废票据仅留存纸质未登记
-- next_en: have the book and its stubs brought; count the missing sheets; ask payers of the days between
-- next_zh: 调取票据本及存根清点缺页,向前后日期缴款人核实
-- source: IDEA
-- changed: Ranges handed back or destroyed are an input of their own; a gap larger than a book is no gap.
-- query
SELECT g.series AS subject, g.missing AS score, s.org AS department,
	ARRAY[g.after_record, g.before_record] AS records, g.after_number, g.before_number, g.missing, g.reason
FROM supervise.sequence_gaps($$
	SELECT record::text, btrim(book::text) AS series,
		CASE WHEN number ~ '^[0-9A-Z]+$' THEN number ELSE upper(translate(number, '０１２３４５６７８９ -_/.', '0123456789') COLLATE "default") COLLATE "C" END AS number
	FROM {{receipt}} r
	WHERE book::bpchar <> '' AND number COLLATE "default" ~ '[0-9０１２３４５６７８９]\s*$' $$,
	max_missing => parameter.max_missing, on_invalid => 'skip') g
JOIN (
	SELECT btrim(book::text) AS book, min(org::text) AS org FROM {{receipt}} r GROUP BY 1
) s ON s.book = g.series
WHERE NOT EXISTS (
	SELECT FROM (
		SELECT upper(translate(first_number, '０１２３４５６７８９ -_/.', '0123456789') COLLATE "default") COLLATE "C" AS first_number,
			upper(translate(last_number, '０１２３４５６７８９ -_/.', '0123456789') COLLATE "default") COLLATE "C" AS last_number
		FROM {{receipt_return}} x
		WHERE btrim(book::text) = g.series
	) b
	WHERE length(b.first_number) = length(g.after_number) AND length(b.last_number) = length(g.after_number)
	AND b.first_number COLLATE "C" > g.after_number COLLATE "C" AND b.last_number COLLATE "C" < g.before_number COLLATE "C"
	HAVING sum(substring(b.last_number FROM '[0-9]+$')::numeric - substring(b.first_number FROM '[0-9]+$')::numeric + 1) >= g.missing);
-- population
SELECT coalesce(book, 'record ' || coalesce(record, '(none)')) AS subject,
	CASE WHEN first <> last THEN 'assessable' ELSE 'insufficient_data' END AS state,
	CASE WHEN book IS NULL THEN 'no book' WHEN first IS NULL THEN 'no readable number' WHEN first = last THEN 'a single number' END AS reason
FROM (
	SELECT book, CASE WHEN book IS NULL THEN record END AS record, min(number) AS first, max(number) AS last
	FROM (
		SELECT nullif(btrim(book::text), '') AS book, record::text,
			CASE WHEN book::bpchar <> '' AND number COLLATE "default" ~ '[0-9０１２３４５６７８９]\s*$' THEN number END AS number
		FROM {{receipt}} r
		OFFSET NULL
	) r
	GROUP BY 1, 2
) b;
