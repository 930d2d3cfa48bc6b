-- Payments and invoices, part 4: people who claim, approve and are paid.
--
-- A person is the resident id where the text is a valid one, else the text as
-- written (a staff number).  Norms hold on the day the fact happened.
--
-- OFFSET NULL and ::bpchar are explained in part 1.  Times without beginning or end,
-- empty ones and nulls have no lower() or no upper().

-- norm trip_allowance | all | 2014-01-01 |  | 180 | yuan a person and day (meals 100, local transport 80) | 财行〔2013〕531号
-- norm meeting_quota | 1 | 2014-01-01 | 2016-06-30 | 660 | yuan a person and day | 财行〔2013〕286号
-- norm meeting_quota | 2 | 2014-01-01 | 2016-06-30 | 550 | yuan a person and day | 财行〔2013〕286号
-- norm meeting_quota | 3 | 2014-01-01 | 2016-06-30 | 450 | yuan a person and day | 财行〔2013〕286号
-- norm meeting_quota | 4 | 2014-01-01 | 2016-06-30 | 450 | yuan a person and day | 财行〔2013〕286号
-- norm meeting_quota | 1 | 2016-07-01 |  | 760 | yuan a person and day | 财行〔2016〕214号
-- norm meeting_quota | 2 | 2016-07-01 |  | 650 | yuan a person and day | 财行〔2016〕214号
-- norm meeting_quota | 3 | 2016-07-01 |  | 550 | yuan a person and day | 财行〔2016〕214号
-- norm meeting_quota | 4 | 2016-07-01 |  | 550 | yuan a person and day | 财行〔2016〕214号

-- ## PAY-18
-- title_en: Trips and meetings beyond the norm, or in two places at once
-- title_zh: 差旅会议超标准与时间冲突
-- question_en: Does a trip or a meeting cost more than the norm allows, or was a traveller in two places?
-- question_zh: 差旅、会议是否超标准,出差人是否同时出现在两地?
-- severity: medium
-- score_en: days of the conflict, or cost as a multiple of the norm
-- score_zh: 冲突天数,或费用为标准的倍数
-- input trip: one row for each stretch of a trip claimed | 报销的每段行程一行
--   record: key: what names the row | 行程流水号
--   claim: key: number of the claim | 报销单号
--   person: key: who travelled: id or staff number | 出差人(证件号或工号)
--   city: text?: where to | 目的地
--   valid: period: first and last day | 起止日期
--   allowance: amount?: meals and local transport paid | 伙食及市内交通补助(元)
--   lodging: amount?: lodging paid | 住宿费(元)
-- input trip_norm? = (SELECT valid, value AS amount FROM supervise.catalogue_norm WHERE norm = 'trip_allowance'):
--   allowance for a day | 每人每日补助标准
--   valid: period: time in force | 生效期间
--   amount: amount: yuan a person and day | 元每人每天
-- input lodging_norm?: lodging limits | 住宿费限额
--   city: text: place | 城市
--   valid: period: time in force, seasons apart | 生效期间(分淡旺季)
--   amount: amount: yuan a night | 元每晚
-- input attendance?: presence recorded at home | 本地考勤记录
--   record: key: what names the row | 记录号
--   person: key: who, as in trip | 人员
--   at: day: day | 日期
-- input meeting?: one row for each meeting | 每次会议一行
--   record: key: what names the meeting | 会议编号
--   org: key: unit that pays | 主办单位
--   kind: text: class of the meeting, 1 to 4 | 会议类别
--   valid: period: first and last day | 起止日期
--   persons: number: people who took part | 参会人数
--   amount: amount: yuan spent | 会议费(元)
-- input meeting_norm? = (SELECT kind, valid, value AS amount FROM supervise.catalogue_norm WHERE norm = 'meeting_quota'):
--   quota of meetings | 会议费综合定额
--   kind: text: class of the meeting | 会议类别
--   valid: period: time in force | 生效期间
--   amount: amount: yuan a person and day | 元每人每天
-- parameter min_days: integer = 2, 1 .. 30: days that two trips must have in common | 两次行程最少重叠天数
--   unit: days
--   source: a day of travel may belong to two trips
-- evidence_en: both records, the days in common, cost and norm
-- evidence_zh: 冲突双方记录、重叠日期、费用与标准
-- excluded_en: one trip ends on the day the next begins
-- excluded_zh: 前一行程结束当日开始下一行程
-- excluded_en: a trip to several cities in rows of one claim
-- excluded_zh: 多城市行程在同一报销单分行填列
-- excluded_en: present at home on the day of departure or return
-- excluded_zh: 出发日或返回日在本地考勤
-- excluded_en: the norm was another one on that day
-- excluded_zh: 按当时有效标准计算未超标
-- doubt_en: attendance clocked for the whole unit by one hand; a badge left with a colleague
-- doubt_zh: 他人代打卡
-- doubt_en: meals in Tibet, Qinghai and Xinjiang have a norm of 120 yuan: bind the norms of the place
-- doubt_zh: 西藏、青海、新疆伙食补助标准为120元,应绑定当地标准
-- doubt_en: an approved exception: high season, no other hotel
-- doubt_zh: 经批准的例外情形
-- next_en: tickets, hotel bills and the place of the mobile phone on the days in common; the list of those who signed in
-- next_zh: 核对车票、住宿单与签到表
-- source: NAO D
-- changed: The norm of A0120 is a parameter of the run; here it is dated: 180 yuan a day for meals and local transport, and the quotas of meetings, of the central rules; localities bind their own. Lodging is judged where its limits are bound. Attendance counts on the days between departure and return.
-- query
SELECT t.subject, t.during, t.amount, t.score, t.department, t.records, t.kind, t.reason
FROM (
	SELECT c.subject, c.during, c.excess AS amount, c.days::numeric AS score, NULL::text AS department, c.records, 'two trips at once' AS kind, c.reason
	FROM supervise.collisions($$
		SELECT coalesce(supervise.resident_id(person::text), btrim(person::text)) AS subject, record::text, claim::text AS source, valid,
			coalesce(allowance, 0) + coalesce(lodging, 0) AS amount
		FROM {{trip}} x
		WHERE person::bpchar <> '' AND lower(valid) IS NOT NULL AND upper(valid) IS NOT NULL $$,
		min_days => parameter.min_days, on_invalid => 'skip') c
	UNION ALL
	SELECT s.subject, s.during, NULL, s.days, NULL, ARRAY[s.record, s.status_record], 'present at home during the trip', s.reason
	FROM supervise.status_conflicts($$
		SELECT coalesce(supervise.resident_id(person::text), btrim(person::text)) AS subject, record::text, 'trip' AS kind,
			lower(valid) + 1 AS valid_from, upper(valid) - 2 AS valid_to
		FROM {{trip}} x
		WHERE person::bpchar <> '' AND upper(valid) - lower(valid) > 2 $$, $$
		SELECT coalesce(supervise.resident_id(person::text), btrim(person::text)) AS subject, record::text, 'present at home' AS status,
			at AS valid_from, at AS valid_to
		FROM {{attendance}} x
		WHERE person::bpchar <> '' AND at IS NOT NULL $$, on_invalid => 'skip') s
	UNION ALL
	SELECT coalesce(supervise.resident_id(x.person::text), btrim(x.person::text)), x.valid, x.allowance - n.amount * d.days,
		round(x.allowance / (n.amount * d.days), 2), NULL, ARRAY[x.record::text], 'allowance above the norm',
		supervise.say(format('%s yuan for %s days; the norm is %s a day.', x.allowance, d.days, n.amount),
			format('%s天补助%s元,标准为每天%s元。', d.days, x.allowance, n.amount))
	FROM (SELECT record, person, valid, allowance FROM {{trip}} y WHERE person::bpchar <> '' OFFSET NULL) x
	CROSS JOIN LATERAL (SELECT upper(x.valid) - lower(x.valid) AS days) d
	JOIN {{trip_norm}} n ON lower(x.valid) <@ n.valid
	WHERE d.days > 0 AND x.allowance > n.amount * d.days
	UNION ALL
	SELECT coalesce(supervise.resident_id(x.person::text), btrim(x.person::text)), x.valid, x.lodging - n.amount * d.nights,
		round(x.lodging / (n.amount * d.nights), 2), NULL, ARRAY[x.record::text], 'lodging above the limit',
		supervise.say(format('%s yuan for %s nights in %s; the limit is %s a night.', x.lodging, d.nights, x.city, n.amount),
			format('%s住宿%s晚%s元,限额为每晚%s元。', x.city, d.nights, x.lodging, n.amount))
	FROM (SELECT record, person, city, valid, lodging FROM {{trip}} y WHERE person::bpchar <> '' OFFSET NULL) x
	CROSS JOIN LATERAL (SELECT greatest(upper(x.valid) - lower(x.valid) - 1, 1) AS nights) d
	JOIN {{lodging_norm}} n ON btrim(n.city) = btrim(x.city) AND lower(x.valid) <@ n.valid
	WHERE upper(x.valid) > lower(x.valid) AND x.lodging > n.amount * d.nights
	UNION ALL
	SELECT 'meeting ' || coalesce(m.record::text, '(none)'), m.valid, m.amount - n.amount * m.persons * d.days,
		round(m.amount / (n.amount * m.persons * d.days), 2), m.org::text, ARRAY[m.record::text], 'meeting above the quota',
		supervise.say(format('%s yuan for %s people on %s days; the quota is %s a head and day.', m.amount, m.persons, d.days, n.amount),
			format('%s人%s天会议费%s元,定额为每人每天%s元。', m.persons, d.days, m.amount, n.amount))
	FROM {{meeting}} m
	CROSS JOIN LATERAL (SELECT upper(m.valid) - lower(m.valid) AS days) d
	JOIN {{meeting_norm}} n ON btrim(n.kind) = btrim(m.kind) AND lower(m.valid) <@ n.valid
	WHERE d.days > 0 AND m.persons > 0 AND m.amount > n.amount * m.persons * d.days
) t;
-- population
SELECT subject, CASE WHEN problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, problem AS reason
FROM (
	SELECT coalesce(supervise.resident_id(person::text), CASE WHEN person::bpchar <> '' THEN btrim(person::text) END,
			'record ' || coalesce(record::text, '(none)')) AS subject,
		CASE WHEN (person::bpchar <> '') IS NOT TRUE THEN 'no person'
			WHEN lower(valid) IS NULL OR upper(valid) IS NULL THEN 'no first and last day' END AS problem
	FROM {{trip}} t
	UNION ALL
	SELECT 'meeting ' || coalesce(m.record::text, '(none)'),
		CASE WHEN lower(m.valid) IS NULL OR upper(m.valid) IS NULL THEN 'no first and last day'
			WHEN m.persons > 0 IS NOT TRUE THEN 'number of people not recorded'
			WHEN m.amount IS NULL THEN 'no amount'
			WHEN NOT EXISTS (SELECT FROM {{meeting_norm}} n WHERE btrim(n.kind) = btrim(m.kind) AND lower(m.valid) <@ n.valid)
				THEN 'no quota for the class and day' END
	FROM {{meeting}} m
	OFFSET NULL
) q;

-- ## PAY-19
-- title_en: Approved by oneself, by kin or beyond one's authority
-- title_zh: 自审自批与越权审批
-- question_en: Who approved a claim of his own or of kin, or one above his authority?
-- question_zh: 谁审批了本人、亲属的报销或超越权限审批?
-- severity: high
-- score_en: amount in thousands of yuan
-- score_zh: 金额(千元)
-- input claim: one row for each claim | 每份报销单一行
--   record: key: what names the claim | 报销单号
--   org: key: unit that pays | 报销单位
--   person: key: who claims: id or staff number | 报销人(证件号或工号)
--   approver: key: who approved it | 审批人
--   at: day: day of approval | 审批日期
--   amount: amount: yuan claimed | 报销金额(元)
--   status: text?: state of the claim | 单据状态
-- input authority: one row for each person and time | 每人每期审批权限一行
--   person: key: who may approve | 审批人
--   valid: period: time in office | 任职期间
--   amount: amount: yuan up to which | 审批限额(元)
-- input delegation?: one row for each delegation on record | 每项书面授权一行
--   person: key: who was authorised in another's stead | 被授权人
--   valid: period: for which time | 授权期间
--   amount: amount: yuan up to which | 授权限额(元)
-- input kin?: pairs of relatives, one direction is enough | 亲属关系(单向即可)
--   person: key: one | 一方
--   relative: key: the other | 另一方
-- parameter void: text[] = {作废,退回,撤销,驳回,void,returned,withdrawn,rejected}: states of claims that were not paid | 未支付的单据状态
--   source: a starting point, the words of the local system
-- parameter own_least: numeric = 0, 0 .. 10000: own claims up to this may be approved by oneself | 可自行审批的本人报销限额
--   unit: yuan
--   source: a starting point; local rules may allow petty sums
-- evidence_en: claim, who claimed, who approved, amount, authority on that day
-- evidence_zh: 报销单、报销人、审批人、金额、当日权限
-- excluded_en: a delegation on record for the day and the amount
-- excluded_zh: 当日有书面授权且金额在授权范围内
-- excluded_en: the authority was raised later or lowered earlier: that of the day counts
-- excluded_zh: 权限前后有调整,按审批当日权限判断
-- excluded_en: the claim was returned or withdrawn
-- excluded_zh: 单据已退回或撤销
-- doubt_en: a second signature on paper that the system does not hold
-- doubt_zh: 纸质单据另有共同签批
-- doubt_en: delegation by word of mouth while travelling
-- doubt_zh: 出差期间口头授权
-- next_en: get the original with its signatures, and the rules of approval of the unit
-- next_zh: 调取原始单据签批页与单位审批制度
-- source: EXP
-- changed: An approver whom the register of authority knows, but not for that day, acted without it; one it does not know at all is insufficient data. A delegation does not cover one's own claims.
-- query
WITH c AS MATERIALIZED (
	SELECT record::text, org::text, at, amount,
		coalesce(supervise.resident_id(person::text), nullif(btrim(person::text), '')) AS person,
		coalesce(supervise.resident_id(approver::text), nullif(btrim(approver::text), '')) AS approver
	FROM {{claim}} x
	WHERE (status IS NULL OR lower(btrim(status) COLLATE "default") <> ALL (parameter.void)) AND at IS NOT NULL AND amount > 0
), granted AS (
	SELECT coalesce(supervise.resident_id(person::text), btrim(person::text)) AS person, valid, amount, false AS delegated
	FROM {{authority}} a
	UNION ALL
	SELECT coalesce(supervise.resident_id(person::text), btrim(person::text)), valid, amount, true
	FROM {{delegation}} d
), related AS (
	-- Both directions, for a join by equality.
	SELECT coalesce(supervise.resident_id(person::text), btrim(person::text)) AS person,
		coalesce(supervise.resident_id(relative::text), btrim(relative::text)) AS relative
	FROM {{kin}} k
	UNION
	SELECT coalesce(supervise.resident_id(relative::text), btrim(relative::text)),
		coalesce(supervise.resident_id(person::text), btrim(person::text))
	FROM {{kin}} k
), known AS (
	SELECT DISTINCT person FROM granted WHERE NOT delegated
), judged AS (
	SELECT c.record, c.org, c.at, c.amount, c.person, c.approver, max(g.amount) AS authority
	FROM c
	JOIN known k ON k.person = c.approver
	LEFT JOIN granted g ON g.person = c.approver AND c.at <@ g.valid
	WHERE NOT EXISTS (SELECT FROM granted h WHERE h.person = c.approver AND c.at <@ h.valid AND h.amount >= c.amount)
	GROUP BY c.record, c.org, c.at, c.amount, c.person, c.approver
), hit AS (
	SELECT c.record, c.org, c.at, c.amount, c.person, c.approver, NULL::numeric AS authority, 'own claim' AS kind, 'approved a claim of his own' AS en, '审批本人报销' AS zh
	FROM c
	WHERE c.approver = c.person AND c.amount > parameter.own_least
	UNION ALL
	SELECT DISTINCT c.record, c.org, c.at, c.amount, c.person, c.approver, NULL::numeric, 'claim of kin', 'approved a claim of kin', '审批亲属报销'
	FROM c
	JOIN related r ON r.person = c.person AND r.relative = c.approver
	WHERE c.approver <> c.person
	UNION ALL
	SELECT j.record, j.org, j.at, j.amount, j.person, j.approver, j.authority,
		CASE WHEN j.authority IS NULL THEN 'no authority on the day' ELSE 'above authority' END,
		CASE WHEN j.authority IS NULL THEN 'approved without authority on that day' ELSE format('approved with an authority up to %s yuan', j.authority) END,
		CASE WHEN j.authority IS NULL THEN '审批当日无权限' ELSE format('审批权限仅%s元', j.authority) END
	FROM judged j
)
SELECT h.approver AS subject, min(h.at) AS during, min(h.amount) AS amount, round(min(h.amount) / 1000, 1) AS score, min(h.org) AS department,
	ARRAY[h.record] AS records, string_agg(h.kind, ', ' ORDER BY h.kind) AS kind, min(h.person) AS applicant, min(h.authority) AS authority,
	supervise.say(
		format('Claim %s of %s over %s yuan: %s.', h.record, min(h.at), min(h.amount), string_agg(h.en, '; ' ORDER BY h.kind)),
		format('%s报销单%s金额%s元:%s。', min(h.at), h.record, min(h.amount), string_agg(h.zh, '；' ORDER BY h.kind))) AS reason
FROM hit h
GROUP BY h.approver, h.record;
-- population
WITH known AS (
	SELECT DISTINCT coalesce(supervise.resident_id(person::text), btrim(person::text)) AS person FROM {{authority}} a
), related AS (
	SELECT coalesce(supervise.resident_id(person::text), btrim(person::text)) AS person,
		coalesce(supervise.resident_id(relative::text), btrim(relative::text)) AS relative
	FROM {{kin}} k
	UNION
	SELECT coalesce(supervise.resident_id(relative::text), btrim(relative::text)),
		coalesce(supervise.resident_id(person::text), btrim(person::text))
	FROM {{kin}} k
), pair AS (
	-- By approver and claimant as written, so that an id is checked once for all claims.
	SELECT coalesce(supervise.resident_id(approver), nullif(btrim(approver), ''), 'claim ' || record) AS approver,
		coalesce(supervise.resident_id(person), btrim(person)) AS person, problem
	FROM (
		SELECT DISTINCT approver::text, person::text, CASE WHEN approver::bpchar <> '' THEN NULL ELSE coalesce(record::text, '(none)') END AS record,
			CASE WHEN (approver::bpchar <> '') IS NOT TRUE THEN 'no approver'
				WHEN at IS NULL THEN 'no day of approval'
				WHEN amount > 0 IS NOT TRUE THEN 'no amount' END AS problem
		FROM {{claim}} x
	) c
), approved AS (
	SELECT p.approver, bool_or(p.problem IS NULL AND (p.person = p.approver OR r.person IS NOT NULL)) AS own,
		min(p.problem) AS problem, bool_or(p.problem IS NULL) AS judged
	FROM pair p
	LEFT JOIN related r ON r.person = p.person AND r.relative = p.approver
	GROUP BY p.approver
)
SELECT a.approver AS subject,
	CASE WHEN a.judged AND (k.person IS NOT NULL OR a.own) THEN 'assessable' ELSE 'insufficient_data' END AS state,
	CASE WHEN a.judged AND (k.person IS NOT NULL OR a.own) THEN NULL
		WHEN a.judged THEN 'not in the register of authority' ELSE a.problem END AS reason
FROM approved a
LEFT JOIN known k ON k.person = a.approver;

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
--   unit: vendors
--   source: OCP
-- parameter max_people: integer = 3, 1 .. 100: a key that more employees have is a switchboard or a shared card | 更多职工共用的号码不作判断
--   source: a starting point, set it per region
--   unit: employees
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
SELECT subject, CASE WHEN good THEN 'assessable' ELSE 'insufficient_data' END AS state,
	CASE WHEN good THEN NULL WHEN named THEN 'no account, telephone or representative that can be read' ELSE 'no vendor' END AS reason
FROM (
	SELECT coalesce(supervise.credit_code(vendor::text), nullif(btrim(vendor::text), ''), 'a vendor without a number') AS subject,
		vendor::bpchar <> '' AS named,
		vendor::bpchar <> '' AND (length(translate(account, ' -', '')) BETWEEN 8 AND 32
			OR supervise.mobile_number(phone) IS NOT NULL OR supervise.resident_id(representative) IS NOT NULL) AS good
	FROM {{vendor}} v
	OFFSET NULL
) q;

-- ## PAY-21
-- title_en: Ghost staff and double payroll
-- title_zh: 吃空饷与多处领薪
-- question_en: Is somebody on the payroll who is dead, in custody, never present, or paid by two units?
-- question_zh: 是否向已死亡、被羁押、长期不在岗人员发放工资,或一人两处领薪?
-- severity: high
-- score_en: days of the conflict
-- score_zh: 冲突天数
-- input payroll: one row for each salary paid | 每笔工资一行
--   record: key: what names the payment | 工资流水号
--   org: key: unit that paid | 发放单位
--   person: key: id of the person paid | 领薪人证件号
--   valid: period: month it was paid for | 所属月份
--   amount: amount: yuan paid | 金额(元)
-- input death?: one row for each death reported | 每条死亡登记一行
--   record: key: what names the row | 登记号
--   person: key: id of the dead | 死者证件号
--   at: day: day of death | 死亡日期
-- input custody?: one row for each stay in custody or prison | 每次羁押服刑一行
--   record: key: what names the row | 记录号
--   person: key: id | 证件号
--   valid: period: from admission to release | 起止日期
-- input attendance?: one row for each day somebody was present | 每人每日到岗一行
--   person: key: id | 证件号
--   at: day: day | 日期
-- input leave?: leave, secondment or study that was approved | 经批准的请假、借调、脱产学习
--   person: key: id | 证件号
--   valid: period: for which time | 批准期间
-- input dual_post?: second posts that were approved | 经批准的兼职
--   person: key: id | 证件号
--   valid: period: for which time | 批准期间
-- parameter min_days: integer = 32, 1 .. 366: shortest time paid by two units | 两处领薪最短天数
--   unit: days
--   source: a month of transfer is settled between the units
-- parameter grace: interval = 31 days, 0 days .. 365 days: shortest time paid after a death or in custody | 死亡或羁押后仍发放的最短天数
--   source: a starting point; the month itself is paid in full
-- parameter absent: interval = 60 days, 30 days .. 366 days: never present for so long | 连续不在岗天数
--   source: D
-- evidence_en: months, units, amounts, the other register's row
-- evidence_zh: 月份、单位、金额、另一登记记录
-- excluded_en: the month of a transfer, paid by both units
-- excluded_zh: 调动当月两单位均发放
-- excluded_en: a second post that was approved, as of doctors
-- excluded_zh: 经批准的兼职(如医师多点执业)
-- excluded_en: approved leave, secondment or study
-- excluded_zh: 经批准的请假、借调或学习
-- excluded_en: the salary of the month of death
-- excluded_zh: 死亡当月工资
-- excluded_en: a salary taken back: a negative row of the unit for the month
-- excluded_zh: 已退回:同单位同月负数行
-- doubt_en: one of two people of the same id by a clerk's mistake
-- doubt_zh: 录入错误造成证件号重复
-- doubt_en: work outside that needs no clocking in
-- doubt_zh: 外勤无需考勤
-- next_en: ask both units for appointment and duty roster; who drew the salary card?
-- next_zh: 向单位调取任职文件与值班表,核实工资卡由谁支取
-- source: D
-- changed: The time paid twice has to be longer than a month. Absence is judged only in units that record attendance, and only where nobody granted leave. Insurance by another employer waits for the register of insured persons (SUB-06).
-- query
WITH present AS (
	SELECT supervise.resident_id(person::text) AS person, range_agg(daterange(at, at + extract(day FROM parameter.absent)::int)) AS days
	FROM {{attendance}} x
	WHERE at IS NOT NULL
	GROUP BY 1
), pay AS (
	SELECT p.*, coalesce(a.days @> upper(p.valid) - 1, false) AS present
	FROM (
		SELECT min(x.record) AS record, x.org, x.person, x.valid, sum(x.amount) AS amount
		FROM (
			SELECT record::text, org::text, supervise.resident_id(person::text) AS person, valid, amount FROM {{payroll}} y OFFSET NULL
		) x
		WHERE x.person IS NOT NULL AND lower(x.valid) IS NOT NULL AND upper(x.valid) IS NOT NULL
		GROUP BY x.org, x.person, x.valid
		HAVING sum(x.amount) > 0
	) p
	LEFT JOIN present a USING (person)
), recording AS (
	-- Months in which somebody of the unit was present: there, absence means something.
	SELECT org, range_agg(valid) AS days
	FROM pay
	WHERE present
	GROUP BY org
), excused AS (
	SELECT supervise.resident_id(person::text) AS person, range_agg(valid) AS days
	FROM {{leave}} x
	WHERE NOT isempty(valid)
	GROUP BY 1
), absent AS (
	SELECT p.person, p.org, p.record, p.valid, p.amount,
		lower(p.valid) - (row_number() OVER (PARTITION BY p.person, p.org ORDER BY p.valid) || ' months')::interval AS run
	FROM pay p
	JOIN recording r ON r.org = p.org AND r.days @> p.valid
	LEFT JOIN excused e ON e.person = p.person
	WHERE NOT p.present AND (e.days && p.valid) IS NOT TRUE
), dual AS (
	SELECT supervise.resident_id(person::text) AS person, range_agg(valid) AS days
	FROM {{dual_post}} x
	WHERE NOT isempty(valid)
	GROUP BY 1
)
SELECT c.subject, c.during, c.excess AS amount, c.days AS score, NULL::text AS department, c.records, 'paid by two units' AS kind,
	array_to_string(c.sources, ', ') AS units, c.reason
FROM supervise.collisions($$
	-- Of those whom several units paid, or one that is not named: few of all.
	SELECT supervise.resident_id(person::text) AS subject, min(record::text) AS record, org::text AS source, valid, sum(amount) AS amount
	FROM {{payroll}} x
	WHERE NOT isempty(valid) AND supervise.resident_id(person::text) IN (
		SELECT supervise.resident_id(person::text) FROM {{payroll}} y
		GROUP BY 1 HAVING min(org::text) <> max(org::text) OR count(org) < count(*))
	GROUP BY 1, 3, 4
	HAVING sum(amount) > 0 $$, min_days => parameter.min_days, on_invalid => 'skip') c
LEFT JOIN dual d ON d.person = c.subject
WHERE (d.days @> c.during) IS NOT TRUE
UNION ALL
SELECT s.subject, range_merge(range_agg(s.during)), sum(s.amount), sum(s.days), NULL, array_agg(s.record ORDER BY s.during, s.record) || min(s.status_record),
	min(CASE s.status WHEN 'dead' THEN 'paid after death' ELSE 'paid while in custody' END), NULL, min(s.reason)
FROM supervise.status_conflicts($$
	-- Of those who died or were in custody: few of all.
	SELECT supervise.resident_id(person::text) AS subject, min(record::text) AS record, valid, sum(amount) AS amount
	FROM {{payroll}} x
	WHERE NOT isempty(valid) AND supervise.resident_id(person::text) IN (
		SELECT supervise.resident_id(person::text) FROM {{death}} y UNION ALL SELECT supervise.resident_id(person::text) FROM {{custody}} y)
	GROUP BY 1, 3, org
	HAVING sum(amount) > 0 $$, $$
	SELECT supervise.resident_id(person::text) AS subject, 'dead' AS status, record::text, daterange(at, NULL) AS valid
	FROM {{death}} x
	WHERE supervise.resident_id(person::text) IS NOT NULL AND at IS NOT NULL
	UNION ALL
	SELECT supervise.resident_id(person::text), 'in custody', record::text, valid
	FROM {{custody}} x
	WHERE supervise.resident_id(person::text) IS NOT NULL AND NOT isempty(valid) $$,
	grace => parameter.grace, on_invalid => 'skip') s
GROUP BY s.subject, s.status
UNION ALL
SELECT a.person, daterange(min(lower(a.valid)), max(upper(a.valid))), sum(a.amount), max(upper(a.valid)) - min(lower(a.valid)), a.org,
	array_agg(a.record ORDER BY a.valid, a.record), 'never present', a.org,
	supervise.say(
		format('Paid %s yuan for %s months without a day of presence.', sum(a.amount), count(*)),
		format('%s个月无到岗记录,发放工资%s元。', count(*), sum(a.amount)))
FROM absent a
GROUP BY a.person, a.org, a.run;
-- population
SELECT subject, CASE WHEN problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, problem AS reason
FROM (
	SELECT coalesce(supervise.resident_id(person::text), 'record ' || coalesce(record::text, '(none)')) AS subject,
		CASE WHEN supervise.resident_id(person::text) IS NULL THEN 'id: ' || coalesce(supervise.resident_id_problem(person::text), 'null')
			WHEN lower(valid) IS NULL OR upper(valid) IS NULL THEN 'no month'
			WHEN amount IS NULL THEN 'no amount' END AS problem
	FROM {{payroll}} p
	OFFSET NULL
) q;
