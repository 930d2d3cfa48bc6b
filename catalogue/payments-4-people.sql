-- Payments and invoices, part 4: people who claim, approve and are paid; money
-- collected from people.
--
-- A person is the resident id where the text is a valid one, else the text as
-- written (a staff number).  Norms hold on the day the fact happened.

-- norm trip_allowance | all | 2014-01-01 |  | 180 | yuan a person and day (meals 100, local transport 80) | 财行〔2013〕531号
-- norm meeting_quota | 1 | 2014-01-01 | 2016-06-30 | 660 | yuan a person and day | 财行〔2013〕286号
-- norm meeting_quota | 2 | 2014-01-01 | 2016-06-30 | 550 | yuan a person and day | 财行〔2013〕286号
-- norm meeting_quota | 3 | 2014-01-01 | 2016-06-30 | 450 | yuan a person and day | 财行〔2013〕286号
-- norm meeting_quota | 4 | 2014-01-01 | 2016-06-30 | 450 | yuan a person and day | 财行〔2013〕286号
-- norm meeting_quota | 1 | 2016-07-01 |  | 760 | yuan a person and day | 财行〔2016〕214号
-- norm meeting_quota | 2 | 2016-07-01 |  | 650 | yuan a person and day | 财行〔2016〕214号
-- norm meeting_quota | 3 | 2016-07-01 |  | 550 | yuan a person and day | 财行〔2016〕214号
-- norm meeting_quota | 4 | 2016-07-01 |  | 550 | yuan a person and day | 财行〔2016〕214号

-- ## PAY-20
-- title_en: Vendor and employee share an account, a telephone or an owner
-- title_zh: 职工与供应商碰撞
-- question_en: Does a vendor use an employee's bank account or telephone, or is an employee its legal representative?
-- question_zh: 供应商是否使用职工的银行账号或电话,或由职工担任法定代表人?
-- severity: high
-- score_en: 3 for an account or the representative, 1 for a telephone, added
-- score_zh: 账号或法定代表人计3分,电话计1分,累加
-- input employee: one row for each employee | 每名职工一行
--   record: key: what names the row | 记录号
--   person: key: id or staff number | 证件号或工号
--   org: key: unit | 单位
--   account: text?: bank account the salary goes to | 工资账号
--   phone: text?: mobile telephone | 手机号码
-- input vendor: one row for each vendor | 每家供应商一行
--   vendor: key: credit code or vendor number | 统一社会信用代码或供应商编号
--   account: text?: bank account | 收款账号
--   phone: text?: mobile telephone | 联系手机
--   representative: text?: id of the legal representative | 法定代表人证件号
-- parameter max_shared: integer = 20, 1 .. 1000: a key that more vendors have says nothing: an accountant's or an agency's | 更多供应商共用的号码不作判断
--   source: OCP
-- parameter max_people: integer = 3, 1 .. 100: a key that more employees have is a switchboard or a shared card | 更多职工共用的号码不作判断
--   source: starting point
-- evidence_en: vendor, employee and unit, the key and its kind, how many share it
-- evidence_zh: 供应商、职工及单位、共用号码及类别、共用数量
-- excluded_en: the telephone of an accountant or agency that many firms use
-- excluded_zh: 代理记账等机构电话被多家企业共用
-- excluded_en: a switchboard that many employees give as theirs
-- excluded_zh: 多名职工填写的总机号码
-- excluded_en: placeholders and numbers that are none
-- excluded_zh: 占位或无效号码
-- doubt_en: a number given up and assigned to somebody else
-- doubt_zh: 号码停用后重新分配给他人
-- doubt_en: a part-time post that was approved; a firm that never traded with the unit
-- doubt_zh: 经批准的兼职;与该单位无往来
-- next_en: call up the registration of the firm with its owners and history; what did the employee's unit buy from it, who decided?
-- next_zh: 调取企业登记与股权沿革,核查职工所在单位的采购及决策人
-- source: OCP D
-- changed: Exact keys only. Alike names and addresses wait for record linkage, owners behind owners for relation paths.
-- query
WITH e AS (
	SELECT k.kind, k.key, x.person, x.org, x.record, count(*) OVER (PARTITION BY k.kind, k.key) AS people
	FROM (
		SELECT record::text, org::text, account, phone,
			coalesce(supervise.resident_id(person::text), nullif(btrim(person::text), '')) AS person, supervise.resident_id(person::text) AS id
		FROM {{employee}} y
	) x
	CROSS JOIN LATERAL (VALUES
		('account', CASE WHEN length(translate(x.account, ' -', '')) BETWEEN 8 AND 32 AND btrim(translate(x.account, ' -', ''), '0') <> ''
			THEN translate(x.account, ' -', '') END),
		('telephone', supervise.mobile_number(x.phone)),
		('representative', x.id)) k(kind, key)
	WHERE k.key IS NOT NULL AND x.person IS NOT NULL
), v AS (
	SELECT k.kind, k.key, x.vendor
	FROM (
		SELECT account, phone, representative, coalesce(supervise.credit_code(vendor::text), nullif(btrim(vendor::text), '')) AS vendor
		FROM {{vendor}} y
	) x
	CROSS JOIN LATERAL (VALUES
		('account', translate(x.account, ' -', '')),
		('telephone', supervise.mobile_number(x.phone)),
		('representative', supervise.resident_id(x.representative))) k(kind, key)
	WHERE k.key IS NOT NULL AND x.vendor IS NOT NULL
), shared AS (
	SELECT DISTINCT e.kind, e.key, e.person, e.org, e.record, v.vendor
	FROM e
	JOIN v USING (kind, key)
	WHERE e.people <= parameter.max_people
), few AS (
	SELECT s.*, count(*) OVER (PARTITION BY s.kind, s.key, s.person) AS vendors
	FROM shared s
)
SELECT f.vendor AS subject, sum(CASE f.kind WHEN 'telephone' THEN 1 ELSE 3 END) AS score, min(f.org) AS department,
	ARRAY[f.vendor, min(f.record)] AS records, f.person, string_agg(f.kind, ', ' ORDER BY f.kind) AS shared,
	string_agg(f.key, ', ' ORDER BY f.kind) AS keys, max(f.vendors) AS vendors_with_it,
	supervise.say(
		format('Vendor %s and employee %s of %s share: %s.', f.vendor, f.person, min(f.org), string_agg(f.kind, ', ' ORDER BY f.kind)),
		format('供应商%s与%s职工%s共用:%s。', f.vendor, min(f.org), f.person,
			string_agg(CASE f.kind WHEN 'account' THEN '银行账号' WHEN 'telephone' THEN '电话' ELSE '法定代表人' END, '、' ORDER BY f.kind))) AS reason
FROM few f
WHERE f.vendors <= parameter.max_shared
GROUP BY f.vendor, f.person;
-- population
SELECT subject, CASE WHEN bool_or(good) THEN 'assessable' ELSE 'insufficient_data' END AS state,
	CASE WHEN bool_or(good) THEN NULL WHEN bool_or(named) THEN 'no account, telephone or representative that can be read' ELSE 'no vendor' END AS reason
FROM (
	SELECT coalesce(supervise.credit_code(vendor::text), nullif(btrim(vendor::text), ''), 'a vendor without a number') AS subject,
		btrim(vendor::text) <> '' AS named,
		btrim(vendor::text) <> '' AND (length(translate(account, ' -', '')) BETWEEN 8 AND 32
			OR supervise.mobile_number(phone) IS NOT NULL OR supervise.resident_id(representative) IS NOT NULL) AS good
	FROM {{vendor}} v
) q
GROUP BY subject;
