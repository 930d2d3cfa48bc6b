-- ## SUB-11
-- title_en: The account's holder is not the beneficiary
-- title_zh: 户名不符
-- question_en: Did a payment go to an account whose holder is neither the beneficiary nor a registered guardian?
-- question_zh: 补贴是否打入了非本人且非登记监护人的账户?
-- severity: medium
-- score_en: payments into the account
-- score_zh: 打入笔数
-- input deposit: one row for each payment into an account | 每笔入账一行
--   person: key: id of the beneficiary | 领取人证件号
--   record: key: what names the payment | 入账流水号
--   account: key: account | 账户
--   amount: amount: yuan | 金额(元)
--   paid_on: day: day of the payment | 入账日期
--   returned: boolean?: the money came back | 是否退回
--   region: text?: town or village | 乡镇
-- input account: one row for each account | 每个账户一行
--   account: key: account | 账户
--   holder: key: id of its holder | 户主证件号
-- input guardian?: one row for each registered guardian | 每条监护登记一行
--   person: key: id of the ward | 被监护人证件号
--   guardian: key: id of the guardian | 监护人证件号
--   valid: period?: first to last day; none: always | 起止日期,空为长期
-- input household?: one row for each person and stretch in a household | 每人每段户籍一行
--   person: key: id of the member | 成员证件号
--   household: key: the household | 户号
--   valid: period: first to last day, no last day while it goes on | 起止日期,在户者无止日
-- input exempt_account?: one row for each account approved to receive for others | 经批准的集体账户每个一行
--   account: key: account | 账户
-- parameter household_card: boolean = true: whether the account of a member of the same household is accepted | 是否允许打入同户家庭成员账户
--   unit: yes or no
--   source: starting point; false where the region's rule is one card for each person
-- evidence_en: beneficiary, account, holder, payments and their amount
-- evidence_zh: 领取人、账户、户主、笔数与金额
-- excluded_en: the holder is a registered guardian on the day of the payment
-- excluded_zh: 入账当日户主为登记监护人
-- excluded_en: accounts approved to receive for others: care homes, villages
-- excluded_zh: 经批准的养老机构、村集体账户
-- excluded_en: an account of the same household, where cards are by household (household_card)
-- excluded_zh: 按户发卡地区同户家庭成员的账户
-- excluded_en: the holder's name is written differently (rare characters, a dot): ids are compared
-- excluded_zh: 姓名写法不同(生僻字、间隔号):以证件号为准
-- excluded_en: money that came back and never arrived
-- excluded_zh: 退回未入账的款项
-- doubt_en: grown children who receive for parents in another household, with their consent
-- doubt_zh: 子女经同意代父母领取(已分户)
-- doubt_en: the bank holds an old passport or a changed number of the beneficiary
-- doubt_zh: 银行留存领取人旧证件或变更前证件号
-- next_en: ask the beneficiary whether the money arrived, and who changed the account and when
-- next_zh: 询问本人是否收到,查询账户何时由谁变更
-- source: D
-- changed: holder and beneficiary are compared by id, not by name; members of a household pass by default, since many regions issue one
--   card for a household.
-- query
WITH suspect AS MATERIALIZED (
	-- Nearly all are paid into an account of their own, under the number as it is written in both places.
	SELECT supervise.resident_id(d.person, true) AS person, d.account, d.record, d.amount, d.paid_on, d.region
	FROM {{deposit}} d
	JOIN {{account}} b ON b.account = d.account AND b.holder <> d.person
	WHERE supervise.resident_id(b.holder, true) <> supervise.resident_id(d.person, true)
		AND d.returned IS NOT TRUE AND d.paid_on <= parameter.as_of
), elsewhere AS MATERIALIZED (
	SELECT s.person, s.account, a.holder, s.record, s.amount, s.paid_on, s.region
	FROM suspect s
	JOIN (
		SELECT k.account, min(supervise.resident_id(b.holder, true)) AS holder
		FROM (SELECT x.account FROM suspect x GROUP BY x.account) k
		JOIN {{account}} b ON b.account = k.account
		GROUP BY k.account
	) a ON a.account = s.account
	WHERE a.holder <> s.person
		AND s.account NOT IN (SELECT e.account FROM {{exempt_account}} e WHERE e.account IS NOT NULL)
), household AS MATERIALIZED (
	-- GROUP BY, not UNION: of a group the planner expects 200 rows, which is nearer to the truth than all that went in.
	SELECT k.person, m.household, m.valid
	FROM {{household}} m
	JOIN (SELECT u.person FROM (SELECT x.person FROM elsewhere x UNION ALL SELECT x.holder FROM elsewhere x) u GROUP BY u.person) k ON k.person = supervise.resident_id(m.person, true)
	WHERE parameter.household_card
)
SELECT x.person AS subject, daterange(min(x.paid_on), max(x.paid_on), '[]') AS during, sum(x.amount) AS amount, count(*) AS score,
	min(x.region COLLATE "C") AS region, array_agg(x.record ORDER BY x.paid_on, x.record COLLATE "C") AS records, x.account, x.holder,
	format(supervise.say('%s payments, %s yuan, went to an account of somebody else.', '%s笔共%s元打入他人账户。'), count(*), sum(x.amount)) AS reason
FROM (
	SELECT e.person, e.account, e.holder, e.record, e.amount, e.paid_on, e.region
	FROM elsewhere e
	LEFT JOIN household h ON h.person = e.person AND h.valid @> e.paid_on
	LEFT JOIN household o ON o.person = e.holder AND o.valid @> e.paid_on
	GROUP BY e.person, e.account, e.holder, e.record, e.amount, e.paid_on, e.region
	HAVING bool_or(h.household = o.household) IS NOT TRUE
) x
WHERE NOT EXISTS (
	SELECT FROM {{guardian}} w
	WHERE supervise.resident_id(w.person, true) = x.person AND supervise.resident_id(w.guardian, true) = x.holder
		AND coalesce(w.valid, '(,)') @> x.paid_on)
GROUP BY x.person, x.account, x.holder;
-- population
-- The people into whose name money was paid.
SELECT coalesce(d.subject, d.person, '(none)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, x.problem AS reason
FROM (SELECT supervise.resident_id(t.person, true) AS subject, t.person, t.account, t.paid_on FROM {{deposit}} t OFFSET NULL) d
LEFT JOIN (
	SELECT b.account, supervise.resident_id(b.holder, true) IS NOT NULL OR e.account IS NOT NULL AS known
	FROM {{account}} b
	LEFT JOIN (SELECT DISTINCT t.account FROM {{exempt_account}} t) e ON e.account = b.account
) a ON a.account = d.account
CROSS JOIN LATERAL (SELECT CASE
	WHEN d.subject IS NULL THEN 'deposit: id ' || coalesce(supervise.resident_id_problem(d.person), 'missing')
	WHEN a.account IS NULL THEN 'account unknown'
	WHEN NOT a.known THEN 'account: no readable id of the holder'
	WHEN d.paid_on IS NULL THEN 'deposit: no day' END) x(problem);

-- ## SUB-12
-- title_en: Assets above the line of a means-tested benefit
-- title_zh: 低保家庭资产超标
-- question_en: Did a household on a means-tested benefit own dwellings, a car, a company or savings above the line?
-- question_zh: 低保家庭是否有超标的住房、车辆、企业或存款?
-- severity: high
-- score_en: kinds of assets above the line
-- score_zh: 超标资产类别数
-- input low_income: one row for each grant to a household | 每户每次保障一行
--   household: key: the household | 户号
--   valid: period: first to last day, no last day while it goes on | 起止日期,在保者无止日
--   record: key?: what names the grant | 保障编号
--   region: text?: town or village | 乡镇
-- input household: one row for each person and stretch in a household | 每人每段户籍一行
--   person: key: id of the member | 成员证件号
--   household: key: the household | 户号
--   valid: period: first to last day, no last day while it goes on | 起止日期,在户者无止日
-- input dwelling?: one row for each dwelling owned | 每套住房一行
--   person: key: id of the owner | 权利人证件号
--   record: key: certificate | 不动产证号
--   valid: period: first to last day of ownership | 权利起止日期
-- input vehicle?: one row for each vehicle owned | 每辆机动车一行
--   person: key: id of the owner | 所有人证件号
--   record: key: plate | 号牌
--   kind: text?: kind of vehicle | 车辆类型
--   price: amount: price or value, yuan | 购置价或估值(元)
--   valid: period: registered until scrapped or sold | 登记至注销
-- input company?: one row for each share or office in a company | 每项企业任职或出资一行
--   person: key: id | 证件号
--   record: key: company | 企业
--   paid_in: amount: capital paid in by this person, yuan | 本人实缴出资(元)
--   valid: period: active from, to | 存续起止日期
-- input savings?: one row for each balance that a bank reported | 每条存款核对结果一行
--   person: key: id | 证件号
--   record: key: what names the answer | 核对编号
--   day: day: day of the balance | 余额日期
--   balance: amount: yuan | 余额(元)
-- parameter car_price: numeric = 50000, 0 .. 10000000: cars above it | 车辆价值上限
--   unit: yuan
--   source: starting point; provinces set it (最低生活保障审核确认办法, 民发〔2021〕57号, leaves it to them)
-- parameter light_vehicles: text[] = {三轮汽车,普通二轮摩托车,轻便二轮摩托车,残疾人专用车}: kinds that do not count | 不计入的车型
--   unit: kinds
--   source: SZ MX
-- parameter capital: numeric = 30000, 0 .. 10000000: paid-in capital above it | 实缴出资上限
--   unit: yuan
--   source: starting point; provinces set it
-- parameter balance: numeric = 50000, 0 .. 10000000: savings of the household on one day above it | 家庭存款上限
--   unit: yuan
--   source: starting point; provinces set it, often as 24 monthly standards a person
-- parameter least_days: integer = 32, 1 .. 366: days of the grant during which the asset was owned | 在保期间持有天数下限
--   unit: days
--   source: starting point; a sale and a purchase within a month are no second dwelling
-- evidence_en: kinds, assets with their owners, days on which they were owned while the grant ran, values
-- evidence_zh: 资产类别、权利人、在保期间持有日期、价值
-- excluded_en: one dwelling; or a second one bought after the first was sold
-- excluded_zh: 仅一套住房,或售旧购新
-- excluded_en: a car scrapped or sold before the grant, or below the line
-- excluded_zh: 保障前已报废、转让或价值未超标的车辆
-- excluded_en: tricycles, motorcycles, vehicles for the disabled
-- excluded_zh: 三轮车、摩托车、残疾人专用车
-- excluded_en: a company struck off before, or one into which nothing was paid
-- excluded_zh: 保障前已注销或无实缴出资的企业
-- excluded_en: the owner had left the household
-- excluded_zh: 权利人当时已迁出该户
-- excluded_en: savings below the line
-- excluded_zh: 存款未超标
-- doubt_en: an id lent for a car, a company, a loan
-- doubt_zh: 身份证被借用购车、办企业、贷款
-- doubt_en: a dilapidated house beside the new one, or housing for land taken
-- doubt_zh: 旧危房未拆除,或征地安置房
-- doubt_en: compensation for an accident, held for treatment
-- doubt_zh: 事故赔偿款专用于治疗
-- next_en: visit; see who drives the car, who runs the company, and what the household declared
-- next_zh: 入户核查车辆实际使用人、企业实际经营人及家庭申报情况
-- source: SZ MX; 最低生活保障审核确认办法 (民发〔2021〕57号)
-- changed: the proposal counted dwellings ever owned; here two are owned on the same days, by members of the household on those days. One
--   finding for each household names all kinds. Lines are parameters, since each province has its own.
-- query
WITH member AS MATERIALIZED (
	SELECT g.household, supervise.resident_id(h.person, true) AS person, g.valid * h.valid AS valid
	FROM {{low_income}} g
	JOIN {{household}} h ON h.household = g.household AND h.valid && g.valid
)
SELECT a.household AS subject, range_merge(range_agg(a.owned)) AS during, max(a.value) AS amount, count(DISTINCT a.kind) AS score,
	min(i.region COLLATE "C") AS region, array_agg(DISTINCT r.record COLLATE "C") AS records, array_agg(DISTINCT a.kind COLLATE "C") AS kinds,
	format(supervise.say('On a means-tested benefit with %s.', '在保期间持有:%s。'), string_agg(DISTINCT a.words, ', ')) AS reason
FROM (
	SELECT c.subject AS household, 'dwellings' AS kind, c.during AS owned, NULL::numeric AS value, c.records,
		format(supervise.say('%s dwellings', '%s套住房'), cardinality(c.sources)) AS words
	FROM supervise.collisions($$
		SELECT g.household AS subject, d.record, d.record AS source, g.valid * h.valid * d.valid AS valid
		FROM {{low_income}} g
		JOIN {{household}} h ON h.household = g.household AND h.valid && g.valid
		JOIN {{dwelling}} d ON supervise.resident_id(d.person, true) = supervise.resident_id(h.person, true)
		WHERE NOT isempty(g.valid * h.valid * d.valid) AND d.record IS NOT NULL $$,
		min_days => parameter.least_days) c
	UNION ALL
	SELECT m.household, v.kind, m.valid * v.valid, v.value, ARRAY[v.record], v.words
	FROM member m
	JOIN (
		SELECT supervise.resident_id(c.person, true) AS person, 'vehicle' AS kind, c.record, c.price AS value, c.valid,
			format(supervise.say('a car of %s yuan', '车辆(价值%s元)'), c.price) AS words
		FROM {{vehicle}} c
		WHERE c.price > parameter.car_price AND (c.kind <> ALL (parameter.light_vehicles)) IS NOT FALSE
		UNION ALL
		SELECT supervise.resident_id(c.person, true), 'company', c.record, c.paid_in, c.valid,
			format(supervise.say('a company with %s yuan paid in', '企业(实缴%s元)'), c.paid_in)
		FROM {{company}} c
		WHERE c.paid_in > parameter.capital
	) v ON v.person = m.person
	WHERE upper(m.valid * v.valid) IS NULL AND NOT isempty(m.valid * v.valid)
		OR upper(m.valid * v.valid) - lower(m.valid * v.valid) >= parameter.least_days
	UNION ALL
	SELECT b.household, 'savings', daterange(b.day, b.day, '[]'), sum(b.balance), array_agg(b.record ORDER BY b.record COLLATE "C"),
		format(supervise.say('savings of %s yuan', '存款%s元'), sum(b.balance))
	FROM (
		SELECT DISTINCT m.household, s.record, s.day, s.balance
		FROM member m
		JOIN {{savings}} s ON supervise.resident_id(s.person, true) = m.person
		WHERE m.valid @> s.day
	) b
	GROUP BY b.household, b.day
	HAVING sum(b.balance) > parameter.balance
) a
CROSS JOIN LATERAL unnest(a.records) r(record)
LEFT JOIN (SELECT g.household, min(g.region COLLATE "C") AS region FROM {{low_income}} g GROUP BY g.household) i ON i.household = a.household
GROUP BY a.household;
-- population
-- The households on the benefit.
SELECT coalesce(g.household, '(none)') AS subject, CASE WHEN x.problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, x.problem AS reason
FROM {{low_income}} g
LEFT JOIN {{household}} m ON m.household = g.household
CROSS JOIN LATERAL (SELECT CASE
	WHEN g.household IS NULL THEN 'low_income: no household'
	WHEN g.valid IS NULL OR isempty(g.valid) THEN 'low_income: no days'
	WHEN m.household IS NULL THEN 'not in the register of households'
	WHEN supervise.resident_id(m.person, true) IS NULL THEN 'household: no member''s id can be read' END) x(problem);

-- ## SUB-13
-- title_en: In work while drawing out-of-work benefit
-- title_zh: 就业期间领取失业类待遇
-- question_en: Was a benefit for people out of work paid during insured or waged employment?
-- question_zh: 参保就业或领取工资期间是否发放了失业类待遇?
-- severity: medium
-- score_en: days in work that were paid for
-- score_zh: 就业期间被发放的天数
-- input payment: one row for each payment | 每笔发放一行
--   person: key: id of the person paid | 领取人证件号
--   record: key: what names the payment | 发放流水号
--   item: text: programme | 项目
--   valid: period: the time it was paid for | 所属期
--   amount: amount: yuan, below zero where taken back | 金额(元),追回为负
--   department: text?: who paid | 发放部门
--   region: text?: town or village | 乡镇
-- input insured: one row for each stretch of insurance | 每段参保一行
--   person: key: id of the person insured | 参保人证件号
--   kind: text: as what, as item_rule.status names it | 参保类别,与 item_rule.status 一致
--   employer: text?: with whom | 单位
--   valid: period: first to last day, no last day while it goes on | 起止日期,在保者无止日
-- input wage?: one row for each wage declared for a month | 每月申报工资一行
--   person: key: id of the person paid | 领取工资人证件号
--   employer: text?: by whom | 单位
--   valid: period: the month | 所属月
--   amount: amount: yuan | 金额(元)
-- input item_rule: one row for each programme and status that bars it | 每个项目与每种禁止状态一行
--   item: text: programme | 项目
--   status: text: the status | 状态
--   valid: period?: days on which the rule is in force; none: always | 规则有效期,空为长期
--   clause: text?: the rule in words | 条款
-- parameter least_days: integer = 32, 1 .. 366: fewest days in work paid for; more than 31 leaves out the month of the change | 重叠天数下限,大于 31 可排除变动当月
--   unit: days
--   source: starting point, set it per region
-- parameter least_wage: numeric = 1000, 0 .. 100000: wages below it are odd jobs | 低于此数视为零星劳务
--   unit: yuan a month
--   source: starting point, set it to the local minimum wage or part of it
-- parameter wage_status: text = employed: the status of item_rule that a wage stands for | 工资对应的 item_rule 状态
--   source: starting point, set it to the word item_rule uses
-- evidence_en: employers, days in common, amount of the payments concerned
-- evidence_zh: 单位、重叠天数、涉及金额
-- excluded_en: the month in which work was taken up or lost: fewer days than least_days
-- excluded_zh: 就业或失业当月:重叠天数不足
-- excluded_en: insured until before the time paid for
-- excluded_zh: 发放所属期前已停保
-- excluded_en: insured in another way: as a resident, on one's own account
-- excluded_zh: 居民参保或灵活就业参保
-- excluded_en: odd jobs: wages below least_wage, or in one month only
-- excluded_zh: 零星劳务:工资低于标准或仅一个月
-- excluded_en: paid later for a time before the work
-- excluded_zh: 就业后补发以前月份
-- excluded_en: taken back in full
-- excluded_zh: 已全额追回
-- doubt_en: the former employer ended the insurance late
-- doubt_zh: 原单位迟报停保
-- doubt_en: insured by a firm that sells insurance and employs nobody
-- doubt_zh: 挂靠参保,无实际用工
-- next_en: ask the employer for contract and attendance, the office for the date of notice of work
-- next_zh: 向单位调取合同与考勤,核对就业登记日期
-- source: SI D; 社会保险法 第五十一条 (unemployment benefit ends with new work)
-- changed: overlap of more than 31 days instead of 1 month or more, since payment is by the month; a wage counts only from least_wage on.
-- query
SELECT g.subject, g.department, g.region, range_merge(g.days) AS during, g.amount, x.days AS score, g.records,
	g.employers, g.items, g.clauses,
	format(supervise.say('In work (%s) for %s of the days paid for, %s yuan.', '就业(%s)期间被发放待遇%s天,涉及%s元。'),
		coalesce(nullif(array_to_string(g.employers, ', '), ''), '?'), x.days, g.amount) AS reason
FROM (
	SELECT h.subject, p.department, min(p.region) AS region, range_agg(o.days) AS days, sum(p.amount) AS amount,
		array_agg(p.record ORDER BY lower(p.valid), p.record COLLATE "C") AS records,
		min(h.employers) AS employers, array_agg(DISTINCT p.item COLLATE "C") AS items,
		array_agg(DISTINCT r.clause COLLATE "C") AS clauses
	FROM {{payment}} p
	JOIN {{item_rule}} r ON r.item = p.item
	JOIN (
		SELECT w.subject, w.kind, array_remove(array_agg(DISTINCT w.employer COLLATE "C"), NULL) AS employers, range_agg(w.valid) AS held
		FROM (
			SELECT supervise.resident_id(i.person, true) AS subject, i.kind, i.employer, i.valid FROM {{insured}} i
			WHERE i.kind IN (SELECT s.status FROM {{item_rule}} s)
			UNION ALL
			SELECT supervise.resident_id(i.person, true), parameter.wage_status, i.employer, i.valid FROM {{wage}} i
			WHERE i.amount >= parameter.least_wage
		) w
		GROUP BY w.subject, w.kind
	) h ON h.subject = supervise.resident_id(p.person, true) AND h.kind = r.status
	CROSS JOIN LATERAL (SELECT h.held * datemultirange(p.valid * daterange(NULL, parameter.as_of, '[]')) * datemultirange(coalesce(r.valid, '(,)')) AS days) o
	WHERE h.held && p.valid AND NOT isempty(o.days)
	GROUP BY h.subject, p.department
) g
CROSS JOIN LATERAL (SELECT sum(upper(d) - lower(d))::integer AS days FROM unnest(g.days) d) x
WHERE x.days >= parameter.least_days AND g.amount > 0;
-- population
-- The people in work; and payments of programmes for people out of work whose id cannot be read.
SELECT coalesce(supervise.resident_id(w.person, true), w.person, '(none)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	coalesce(x.problem, 'drew nothing that a status bars') AS reason
FROM (
	SELECT i.person, i.kind IS NULL AS unknown, i.valid FROM {{insured}} i
	UNION ALL
	SELECT i.person, i.amount IS NULL, i.valid FROM {{wage}} i
) w
CROSS JOIN LATERAL (SELECT CASE
	WHEN supervise.resident_id(w.person, true) IS NULL THEN 'work: id ' || coalesce(supervise.resident_id_problem(w.person), 'missing')
	WHEN w.unknown THEN 'work: neither kind nor wage'
	WHEN w.valid IS NULL OR isempty(w.valid) THEN 'work: no days' END) x(problem)
UNION ALL
SELECT coalesce(p.subject, p.person, '(none)'),
	CASE WHEN p.subject IS NULL OR p.valid IS NULL OR isempty(p.valid) THEN 'insufficient_data' ELSE 'assessable' END,
	CASE WHEN p.subject IS NULL THEN 'payment: id ' || coalesce(supervise.resident_id_problem(p.person), 'missing')
		WHEN p.valid IS NULL OR isempty(p.valid) THEN 'payment: no period' END
FROM (
	SELECT supervise.resident_id(t.person, true) AS subject, t.person, t.valid
	FROM {{payment}} t WHERE t.item IN (SELECT r.item FROM {{item_rule}} r) OFFSET NULL
) p
LEFT JOIN (
	SELECT supervise.resident_id(i.person, true) AS subject FROM {{insured}} i WHERE i.kind IS NOT NULL AND NOT isempty(i.valid)
	UNION
	SELECT supervise.resident_id(i.person, true) FROM {{wage}} i WHERE i.amount IS NOT NULL AND NOT isempty(i.valid)
) w ON w.subject = p.subject
WHERE w.subject IS NOT NULL OR p.subject IS NULL;

-- ## SUB-14
-- title_en: Drawn at an age at which it is not due
-- title_zh: 年龄性别资格不符
-- question_en: Was the beneficiary below or above the age, or of the other sex, for the time paid for?
-- question_zh: 所属期内领取人的年龄、性别是否不符合项目条件?
-- severity: medium
-- score_en: months paid for too early, too late or wrongly
-- score_zh: 不符合条件的月数
-- input payment: one row for each payment | 每笔发放一行
--   person: key: id of the person paid | 领取人证件号
--   record: key: what names the payment | 发放流水号
--   item: text: programme | 项目
--   valid: period: the time it was paid for | 所属期
--   amount: amount: yuan, below zero where taken back | 金额(元),追回为负
--   department: text?: who paid | 发放部门
--   region: text?: town or village | 乡镇
-- input age_rule: one row for each programme, and for each sex or cohort with an age of its own | 每个项目一行,性别或出生批次不同者分行
--   item: text: programme | 项目
--   sex: text?: M or F; none: both | 性别 M 或 F,空为不限
--   born: period?: days of birth it is for, as where the age rises by cohort; none: all | 适用的出生日期范围,空为不限
--   least_months: number?: age in months that must be reached by the last day paid for | 所属期末日应满月龄
--   most_months: number?: age in months that must not be reached by the first day paid for | 所属期首日不得达到的月龄
--   only_sex: text?: M or F: the programme is for this sex only | 仅限性别
--   valid: period?: days on which the rule is in force; none: always | 规则有效期,空为长期
--   clause: text?: the rule in words | 条款
-- evidence_en: date of birth and sex from the id, age at the beginning and end of the time paid for, rule, amount
-- evidence_zh: 证件号所示出生日期与性别、所属期首末年龄、条款、金额
-- excluded_en: the age is reached within the time paid for, be it on its last day
-- excluded_zh: 所属期内(含末日)达到规定年龄
-- excluded_en: above the age only after the first day paid for
-- excluded_zh: 所属期首日尚未超龄
-- excluded_en: the rule for this sex, this cohort or this day is another
-- excluded_zh: 该性别、出生批次或时点适用其他年龄
-- excluded_en: taken back in full
-- excluded_zh: 已全额追回
-- doubt_en: the personnel file has another date of birth than the id, and the file decides
-- doubt_zh: 档案出生日期与证件号不一致且以档案为准
-- doubt_en: early retirement for heavy work or disability
-- doubt_zh: 特殊工种或因病提前退休
-- next_en: compare id, household book and file; then recalculate from the day the age was reached
-- next_zh: 核对身份证、户口簿与档案,按达龄日重新核定
-- source: SI ID; 国务院关于渐进式延迟法定退休年龄的办法 (in force from 2025-01-01: give the cohorts as rows with born and least_months)
-- changed: the least age is looked at on the last, the most age on the first day paid for, so that the month of a birthday is never wrong.
--   Rules carry sex, cohort and days in force: statutory retirement ages rise by cohort from 2025-01-01. School grade is left to the
--   school's own register.
-- query
SELECT supervise.resident_id(p.person, true) AS subject, p.department, min(p.region COLLATE "C") AS region,
	range_merge(range_agg(p.valid)) AS during, sum(p.amount) AS amount,
	round(sum(upper(p.valid) - lower(p.valid)) FILTER (WHERE p.amount > 0) / 30.4375) AS score,
	array_agg(p.record ORDER BY lower(p.valid), p.record COLLATE "C") AS records, p.item,
	b.born, b.sex, min(r.clause COLLATE "C") AS clause,
	format(supervise.say('Born on %s (%s); %s was not due for %s to %s, %s yuan.', '出生于%s(%s),“%s”在%s至%s不应发放,共%s元。'),
		b.born, b.sex, p.item, min(lower(p.valid)), max(upper(p.valid)) - 1, sum(p.amount)) AS reason
FROM (
	-- First the programmes that have an age: else a date of birth is read out of every id.
	SELECT t.* FROM {{payment}} t WHERE t.item IN (SELECT i.item FROM {{age_rule}} i) OFFSET NULL
) p
JOIN {{age_rule}} r ON r.item = p.item
CROSS JOIN LATERAL (
	SELECT supervise.resident_id_birth_date(p.person) AS born, supervise.resident_id_sex(p.person) AS sex
) b
CROSS JOIN LATERAL (SELECT age(lower(p.valid), b.born) AS first_day, age(upper(p.valid) - 1, b.born) AS last_day) a
WHERE NOT isempty(p.valid) AND coalesce(r.valid, '(,)') @> (upper(p.valid) - 1)
	AND (r.sex IS NULL OR r.sex = b.sex) AND coalesce(r.born, '(,)') @> b.born
	AND (12 * extract(year FROM a.last_day) + extract(month FROM a.last_day) < r.least_months
		OR 12 * extract(year FROM a.first_day) + extract(month FROM a.first_day) >= r.most_months
		OR r.only_sex <> b.sex)
GROUP BY 1, p.department, p.item, b.born, b.sex
HAVING sum(p.amount) > 0;
-- population
-- The people paid a programme that has an age.
SELECT coalesce(p.subject, p.person, '(none)') AS subject,
	CASE WHEN x.problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, x.problem AS reason
FROM (
	SELECT supervise.resident_id(t.person, true) AS subject, t.person, t.valid
	FROM {{payment}} t WHERE t.item IN (SELECT r.item FROM {{age_rule}} r) OFFSET NULL
) p
CROSS JOIN LATERAL (SELECT CASE
	WHEN p.subject IS NULL THEN 'payment: id ' || coalesce(supervise.resident_id_problem(p.person), 'missing')
	WHEN upper(p.valid) IS NULL OR lower(p.valid) IS NULL THEN 'payment: no period, or one without end' END) x(problem);
