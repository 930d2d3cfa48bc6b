-- ## SUB-07
-- title_en: One person under two identities
-- title_zh: 疑似一人多身份
-- question_en: Do two beneficiaries with different ids have one name and one account or telephone?
-- question_zh: 两个不同证件号的领取人是否同名且共用账户或手机?
-- severity: medium
-- score_en: number of ids
-- score_zh: 证件号个数
-- input beneficiary: one row for each person on a list of beneficiaries | 领取人名册每人一行
--   person: key: id | 证件号
--   name: text: name | 姓名
--   account: key?: account the money goes to | 账户
--   phone: text?: telephone | 手机
-- input payment: one row for each payment | 每笔发放一行
--   person: key: id of the person paid | 领取人证件号
--   record: key: what names the payment | 发放流水号
--   valid: period: the time it was paid for | 所属期
--   amount: amount: yuan, below zero where taken back | 金额(元),追回为负
-- parameter max_sharing: integer = 5, 2 .. 1000: a telephone or account of more people is an agent's and shows nothing | 使用人数超过此数的手机或账户视为代办,不作依据
--   unit: people
--   source: starting point, set it per region
-- evidence_en: the ids, the name, what they share, what each drew
-- evidence_zh: 各证件号、姓名、共用的账户或手机、各自领取金额
-- excluded_en: a family with one telephone or account: the names differ
-- excluded_zh: 家人共用手机或账户:姓名不同
-- excluded_en: a telephone or account of an agent: more people than max_sharing
-- excluded_zh: 代办员手机或集体账户:使用人数超过上限
-- excluded_en: the fifteen and the eighteen digits of one id
-- excluded_zh: 同一人的十五位与十八位证件号
-- excluded_en: only one of the ids was ever paid
-- excluded_zh: 只有一个证件号实际领取
-- doubt_en: two people of one name in one family (grandfather and grandson, adopted names)
-- doubt_zh: 同一家庭中确有同名两人
-- doubt_en: a second number issued lawfully after a mistake in the first
-- doubt_zh: 证件号差错后依法重新赋号
-- next_en: ask the police whether both ids are in force and whose photographs they carry
-- next_zh: 请公安机关核对两个证件号是否有效及照片是否同一人
-- source: ID D
-- changed: the exact part only: equal names (in one writing) and an equal account or telephone. Names alike, birth dates close and
--   addresses alike need weights (Fellegi-Sunter) and wait for record linkage.
-- query
WITH alike AS MATERIALIZED (
	SELECT ARRAY(SELECT DISTINCT r COLLATE "C" FROM unnest(c.records) r ORDER BY 1) AS ids,
		split_part(c.payee, E'\t', 1) AS name, split_part(c.payee, E'\t', 2) AS shared
	FROM supervise.collectors($$
		SELECT b.name || E'\t' || b.shared AS payee, b.person AS beneficiary, b.person AS record
		FROM (
			SELECT supervise.resident_id(t.person, true) AS person, supervise.person_name(t.name) AS name, 'account ' || t.account AS shared
			FROM {{beneficiary}} t
			WHERE t.account <> ''
			UNION ALL
			SELECT supervise.resident_id(t.person, true), supervise.person_name(t.name), 'telephone ' || translate(t.phone, '- ()', '')
			FROM {{beneficiary}} t
			WHERE translate(t.phone, '- ()', '') <> '' OFFSET NULL
		) b
		WHERE b.person IS NOT NULL AND b.name IS NOT NULL $$,
		min_beneficiaries => 2) c
), found AS MATERIALIZED (
	SELECT a.ids, min(a.name COLLATE "C") AS name, array_agg(DISTINCT a.shared COLLATE "C") AS shared
	FROM alike a
	WHERE a.shared NOT IN (
		-- Counted are all who share it, whatever their names.
		SELECT b.shared
		FROM (
			SELECT t.person, 'account ' || t.account AS shared FROM {{beneficiary}} t
			UNION ALL
			SELECT t.person, 'telephone ' || translate(t.phone, '- ()', '') FROM {{beneficiary}} t
		) b
		WHERE b.shared IN (SELECT l.shared FROM alike l)
		GROUP BY b.shared
		HAVING count(DISTINCT supervise.resident_id(b.person, true)) > parameter.max_sharing
	)
	GROUP BY a.ids
), paid AS (
	SELECT k.id, range_merge(range_agg(p.valid)) AS valid, sum(p.amount) AS amount
	FROM {{payment}} p
	JOIN (SELECT u.id FROM found f CROSS JOIN LATERAL unnest(f.ids) u(id) GROUP BY u.id) k ON k.id = supervise.resident_id(p.person, true)
	GROUP BY k.id
)
SELECT f.ids[1] AS subject, range_merge(range_agg(d.valid)) AS during, sum(d.amount) - max(d.amount) AS amount,
	cardinality(f.ids) AS score, f.ids AS records, f.name, f.shared,
	format(supervise.say('%s ids of one name share %s; beyond the one paid most they drew %s yuan.', '%s个证件号同名且共用%s,除领取最多者外共领%s元。'),
		cardinality(f.ids), array_to_string(f.shared, ', '), sum(d.amount) - max(d.amount)) AS reason
FROM found f
CROSS JOIN LATERAL unnest(f.ids) u(id)
JOIN paid d ON d.id = u.id
GROUP BY f.ids, f.name, f.shared
HAVING count(*) >= 2;
-- population
SELECT q.subject, CASE WHEN q.problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, q.problem AS reason
FROM (
	SELECT coalesce(supervise.resident_id(b.person, true), b.person, '(none)') AS subject, CASE
		WHEN supervise.resident_id(b.person, true) IS NULL THEN 'beneficiary: id ' || coalesce(supervise.resident_id_problem(b.person), 'missing')
		WHEN supervise.person_name(b.name) IS NULL THEN 'beneficiary: no name'
		WHEN coalesce(b.account, '') = '' AND coalesce(b.phone, '') = '' THEN 'beneficiary: neither account nor telephone' END AS problem
	FROM {{beneficiary}} b OFFSET NULL
) q;

-- ## SUB-08
-- title_en: Two members of a household draw what is paid once
-- title_zh: 一户多领
-- question_en: Did two members of one household draw a programme that is due once to a household?
-- question_zh: 同一户是否有两人同时领取按户发放的项目?
-- severity: medium
-- score_en: days on which two members drew it
-- score_zh: 重复领取的天数
-- input payment: one row for each payment | 每笔发放一行
--   person: key: id of the person paid | 领取人证件号
--   record: key: what names the payment | 发放流水号
--   item: text: programme | 项目
--   valid: period: the time it was paid for | 所属期
--   amount: amount: yuan, below zero where taken back | 金额(元),追回为负
-- input household: one row for each person and stretch in a household | 每人每段户籍一行
--   person: key: id of the member | 成员证件号
--   household: key: the household | 户号
--   valid: period: first to last day, no last day while it goes on | 起止日期,在户者无止日
-- input household_item: one row for each programme due once to a household | 按户发放的项目每个一行
--   item: text: programme | 项目
--   valid: period?: days on which the rule is in force; none: always | 规则有效期,空为长期
-- parameter switch_days: integer = 31, 0 .. 366: days in which households may be joined or split, not reported | 并户分户过渡天数,不计
--   unit: days
--   source: starting point, set it per region
-- evidence_en: members, programme, days in common, amounts, the amount beyond the member paid most
-- evidence_zh: 成员、项目、重叠天数、各自金额、超出领取最多者的金额
-- excluded_en: the household was split before the time paid for
-- excluded_zh: 所属期前已分户
-- excluded_en: joined the household for no longer than switch_days of the time
-- excluded_zh: 并户时间不超过过渡期
-- excluded_en: one after the other, as when the head of the household changes
-- excluded_zh: 先后领取,如户主变更
-- excluded_en: programmes due to each person
-- excluded_zh: 按人发放的项目
-- excluded_en: taken back in full
-- excluded_zh: 已全额追回
-- doubt_en: the register is stale: they live apart, with land of their own
-- doubt_zh: 户籍未及时变更,实际已分户并各有承包地
-- next_en: see the household book and the contract of the land; whose is it?
-- next_zh: 核对户口簿与承包合同,确认应由谁领取
-- source: D
-- changed: two members are found where both were paid for the same days while both were in the household; the limit is one, as
--   for every programme that is paid by household.
-- query
SELECT substr(c.subject, strpos(c.subject, E'\t') + 1) AS subject, c.during, c.excess AS amount, c.days AS score, c.records,
	c.sources AS members, split_part(c.subject, E'\t', 1) AS item, c.amount AS paid,
	format(supervise.say('%s members drew %s for the same %s days, %s yuan beyond the largest.', '同户%s人同时领取%s达%s天,超出最高一人%s元。'),
		cardinality(c.sources), split_part(c.subject, E'\t', 1), c.days, c.excess) AS reason
FROM supervise.collisions($$
	SELECT p.item || E'\t' || h.household AS subject, p.record, h.person AS source, p.valid * h.valid * coalesce(i.valid, '(,)') AS valid, p.amount
	FROM {{payment}} p
	JOIN {{household_item}} i ON i.item = p.item
	JOIN (SELECT supervise.resident_id(m.person, true) AS person, m.household, m.valid FROM {{household}} m) h
		ON h.person = supervise.resident_id(p.person, true)
	WHERE h.household IS NOT NULL AND p.record IS NOT NULL AND NOT isempty(p.valid * h.valid * coalesce(i.valid, '(,)')) $$,
	min_days => parameter.switch_days + 1) c
WHERE c.excess > 0;
-- population
-- The households of people who drew such a programme; people who stand in no household; and ids that cannot be read.
-- Grouped by person: the planner knows then that each stands once, and hashes them rather than sorting the register.
SELECT coalesce(h.household, p.subject) AS subject,
	CASE WHEN h.household IS NOT NULL AND p.dated THEN 'assessable' ELSE 'insufficient_data' END AS state,
	CASE WHEN supervise.resident_id(p.subject, true) IS NULL THEN 'payment: id ' || coalesce(supervise.resident_id_problem(nullif(p.subject, '(none)')), 'missing')
		WHEN h.household IS NULL THEN 'in no household'
		WHEN p.dated IS NOT TRUE THEN 'payment: no period' END AS reason
FROM (
	SELECT coalesce(supervise.resident_id(t.person, true), t.person, '(none)') AS subject, bool_or(NOT isempty(t.valid)) AS dated
	FROM {{payment}} t WHERE t.item IN (SELECT i.item FROM {{household_item}} i)
	GROUP BY 1
) p
LEFT JOIN (SELECT supervise.resident_id(m.person, true) AS person, m.household FROM {{household}} m WHERE NOT isempty(m.valid)) h
	ON h.person = p.subject;

-- ## SUB-09
-- title_en: One account receives for many people
-- title_zh: 同一账户代领多人
-- question_en: Does one account receive for several people of other households, or a cadre's for one?
-- question_zh: 一个账户是否代领多个外户人员的补贴,或村干部账户代领他人补贴?
-- severity: high
-- score_en: people of other households
-- score_zh: 外户人数
-- input deposit: one row for each payment into an account | 每笔入账一行
--   person: key: id of the beneficiary | 领取人证件号
--   record: key: what names the payment | 入账流水号
--   account: key: account | 账户
--   amount: amount: yuan | 金额(元)
--   paid_on: day: day of the payment | 入账日期
--   returned: boolean?: the money came back | 是否退回
-- input account: one row for each account | 每个账户一行
--   account: key: account | 账户
--   holder: key: id of its holder | 户主证件号
-- input household?: one row for each person and stretch in a household | 每人每段户籍一行
--   person: key: id of the member | 成员证件号
--   household: key: the household | 户号
--   valid: period: first to last day, no last day while it goes on | 起止日期,在户者无止日
-- input guardian?: one row for each registered guardian | 每条监护登记一行
--   person: key: id of the ward | 被监护人证件号
--   guardian: key: id of the guardian | 监护人证件号
--   valid: period?: first to last day; none: always | 起止日期,空为长期
-- input cadre?: one row for each cadre | 每名村干部一行
--   person: key: id | 证件号
--   valid: period?: first to last day in office; none: always | 任期,空为长期
-- input exempt_account?: one row for each account approved to receive for others | 经批准的集体账户每个一行
--   account: key: account | 账户
-- parameter least_others: integer = 2, 1 .. 1000: people of other households than the holder's from which on it is reported | 代领外户人数下限
--   unit: people
--   source: PX D; three people with the holder
-- parameter least_others_cadre: integer = 1, 1 .. 1000: the same where the holder is a cadre | 户主为村干部时的下限
--   unit: people
--   source: PX D; two people with the holder
-- parameter within: integer = 365, 1 .. 3650: days within which they are counted | 统计天数
--   unit: days
--   source: PX; twelve months
-- evidence_en: account, holder, whether a cadre, the people and their households, amount received for others
-- evidence_zh: 账户、户主、是否村干部、代领人员及户数、代领金额
-- excluded_en: members of the holder's household
-- excluded_zh: 户主同户家庭成员
-- excluded_en: accounts approved to receive for others: care homes, villages
-- excluded_zh: 经批准的养老机构、村集体账户
-- excluded_en: wards of the holder, a registered guardian
-- excluded_zh: 户主为登记监护人
-- excluded_en: fewer people than the line
-- excluded_zh: 人数不足
-- excluded_en: money that came back and never arrived
-- excluded_zh: 退回未入账的款项
-- doubt_en: grown children who receive for parents in another household, with their consent
-- doubt_zh: 子女经同意代父母领取(已分户)
-- doubt_en: a bank's collecting account, from which the money goes on
-- doubt_zh: 银行过渡账户,随后转入本人
-- next_en: get the account's statement: where did the money go within days? Ask the people whether they know
-- next_zh: 调取账户流水查去向,走访本人核实是否知情、到手
-- source: PX D
-- changed: counted are people of other households than the holder's who are not his wards, 2 of them (1 for a cadre), which with the
--   holder makes the 3 (2) people of the proposal. Where the holder is unknown, all households but one are others.
-- query
WITH collected AS MATERIALIZED (
	SELECT c.payee, c.first_at, c.last_at, r.record
	FROM supervise.collectors($$
		SELECT d.account AS payee, supervise.resident_id(d.person, true) AS beneficiary, d.record, d.paid_on AS at, d.amount
		FROM {{deposit}} d
		WHERE d.account <> '' AND supervise.resident_id(d.person, true) IS NOT NULL AND d.returned IS NOT TRUE
			AND d.record IS NOT NULL AND d.paid_on <= parameter.as_of $$,
		min_beneficiaries => 2, within => make_interval(days => parameter.within)) c
	CROSS JOIN LATERAL unnest(c.records) r(record)
	WHERE c.payee NOT IN (SELECT e.account FROM {{exempt_account}} e WHERE e.account IS NOT NULL)
), holder AS MATERIALIZED (
	SELECT k.payee, min(supervise.resident_id(b.holder, true)) AS holder,
		bool_or(supervise.resident_id(b.holder, true) IN (
			SELECT supervise.resident_id(k.person, true) FROM {{cadre}} k
			WHERE coalesce(k.valid, '(,)') && daterange(parameter.as_of - parameter.within, parameter.as_of, '[]'))) AS is_cadre
	FROM {{account}} b
	JOIN (SELECT c.payee FROM collected c GROUP BY c.payee) k ON k.payee = b.account
	GROUP BY k.payee
), paid AS MATERIALIZED (
	SELECT c.payee, c.first_at, c.last_at, p.record, supervise.resident_id(p.person, true) AS person, p.paid_on, p.amount, o.holder, o.is_cadre
	FROM (
		SELECT t.* FROM {{deposit}} t JOIN (SELECT c.payee FROM collected c GROUP BY c.payee) k ON k.payee = t.account
	) p
	JOIN collected c ON c.record = p.record AND c.payee = p.account
	LEFT JOIN holder o ON o.payee = c.payee
), household AS MATERIALIZED (
	-- GROUP BY, not UNION: of a group the planner expects 200 rows, which is nearer to the truth than all that went in.
	SELECT k.person, m.household, m.valid
	FROM {{household}} m
	JOIN (SELECT u.person FROM (SELECT d.person FROM paid d UNION ALL SELECT o.holder FROM holder o) u GROUP BY u.person) k ON k.person = supervise.resident_id(m.person, true)
)
SELECT x.account AS subject, daterange(x.first_at, x.last_at, '[]') AS during, x.amount, x.others AS score, x.records,
	x.holder, x.is_cadre AS holder_is_cadre, x.people, x.households,
	format(supervise.say('The account receives for %s people of other households%s, %s yuan.', '该账户代领%s名外户人员补贴%s,共%s元。'),
		x.others, CASE WHEN x.is_cadre THEN supervise.say(' and its holder is a cadre', '(户主为村干部)') ELSE '' END, x.amount) AS reason
FROM (
	SELECT d.account, d.first_at, min(d.last_at) AS last_at, d.holder, d.is_cadre,
		array_agg(DISTINCT d.person COLLATE "C") FILTER (WHERE d.other) AS people,
		count(DISTINCT d.household) FILTER (WHERE d.other) AS households,
		array_agg(d.record ORDER BY d.paid_on, d.record COLLATE "C") FILTER (WHERE d.other) AS records,
		sum(d.amount) FILTER (WHERE d.other) AS amount,
		CASE WHEN d.holder IS NULL THEN count(DISTINCT d.household) - 1 ELSE count(DISTINCT d.person) FILTER (WHERE d.other) END AS others
	FROM (
		SELECT p.payee AS account, p.first_at, p.last_at, p.holder, p.is_cadre, p.person, p.record, p.paid_on, p.amount,
			coalesce(min(h.household COLLATE "C"), p.person) AS household,
			(p.person = p.holder OR bool_or(h.household = o.household) OR bool_or(g.guardian = p.holder)) IS NOT TRUE AS other
		FROM paid p
		LEFT JOIN household h ON h.person = p.person AND h.valid @> p.paid_on
		LEFT JOIN household o ON o.person = p.holder AND o.valid @> p.paid_on
		LEFT JOIN (
			SELECT supervise.resident_id(w.person, true) AS person, supervise.resident_id(w.guardian, true) AS guardian, coalesce(w.valid, '(,)') AS valid
			FROM {{guardian}} w
		) g ON g.person = p.person AND g.guardian = p.holder AND g.valid @> p.paid_on
		GROUP BY p.payee, p.first_at, p.last_at, p.holder, p.is_cadre, p.person, p.record, p.paid_on, p.amount
	) d
	GROUP BY d.account, d.first_at, d.holder, d.is_cadre
) x
WHERE x.others >= CASE WHEN x.is_cadre THEN parameter.least_others_cadre ELSE parameter.least_others END;
-- population
-- The accounts that received money.
SELECT coalesce(q.account, '(none)') AS subject, CASE WHEN q.problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, q.problem AS reason
FROM (
	SELECT d.account, CASE WHEN d.account IS NULL THEN 'deposit: no account'
		WHEN supervise.resident_id(d.person, true) IS NULL OR d.record IS NULL OR d.paid_on IS NULL THEN 'deposit: no readable id, or no day' END AS problem
	FROM {{deposit}} d OFFSET NULL
) q;

-- ## SUB-10
-- title_en: One payment app or device bound to many people's cards
-- title_zh: 集中代持卡
-- question_en: Is one payment app or telephone bound to the cards of several people of other households?
-- question_zh: 一个支付账号或设备是否绑定了多名外户人员的补贴卡?
-- severity: medium
-- score_en: people whose cards are bound
-- score_zh: 被绑定的人数
-- input binding: one row for each card bound to an app or a device | 每次绑卡一行
--   device: key: the app's account, or the device | 支付账号或设备
--   person: key: id of the card's holder | 持卡人证件号
--   record: key: what names the binding | 绑定流水号
--   valid: period: first to last day, no last day while it is bound | 绑定起止日期,未解绑无止日
-- input household?: one row for each person and stretch in a household | 每人每段户籍一行
--   person: key: id of the member | 成员证件号
--   household: key: the household | 户号
--   valid: period: first to last day, no last day while it goes on | 起止日期,在户者无止日
-- input exempt_device?: one row for each service point's device | 经批准的服务点设备每个一行
--   device: key: device | 设备
-- parameter least_households: integer = 3, 2 .. 1000: households whose cards are bound at the same time | 同时被绑定的户数下限
--   unit: households
--   source: PX; three cards
-- evidence_en: device, the people and their households, since when
-- evidence_zh: 设备、被绑定人员及户数、起始日期
-- excluded_en: the cards of one family on one telephone
-- excluded_zh: 家人的卡绑定在同一手机
-- excluded_en: a service point approved by the bank
-- excluded_zh: 银行批准的助农服务点
-- excluded_en: bound one after the other, as with a telephone sold on
-- excluded_zh: 先后绑定,如手机转卖
-- doubt_en: a village clerk who shows people how to use the app
-- doubt_zh: 村级协办员代为演示操作
-- next_en: ask the bank for the drawings of these cards and where they were made
-- next_zh: 向银行调取这些卡的支取记录与地点
-- source: PX
-- changed: the second part of the proposal only, cards bound to one app, counted by household and at the same time. Cards drawn at one
--   terminal within minutes, pay day after pay day, wait for the kernel of bursts.
-- query
-- Most are bound together on the first day of one of the bindings: count on each of those.
WITH bound AS MATERIALIZED (
	SELECT c.payee AS device, k.record, k.valid, supervise.resident_id(k.person, true) AS person
	FROM supervise.collectors($$
		SELECT k.device AS payee, supervise.resident_id(k.person, true) AS beneficiary, k.record
		FROM {{binding}} k
		WHERE k.device IS NOT NULL AND k.device NOT IN (SELECT e.device FROM {{exempt_device}} e WHERE e.device IS NOT NULL)
			AND supervise.resident_id(k.person, true) IS NOT NULL AND k.record IS NOT NULL AND lower(k.valid) <= parameter.as_of $$,
		min_beneficiaries => parameter.least_households) c
	JOIN {{binding}} k ON k.device = c.payee AND lower(k.valid) <= parameter.as_of
), household AS MATERIALIZED (
	SELECT k.person, m.household, m.valid
	FROM {{household}} m
	JOIN (SELECT b.person FROM bound b GROUP BY b.person) k ON k.person = supervise.resident_id(m.person, true)
)
SELECT DISTINCT ON (x.device) x.device AS subject, daterange(x.day, x.day, '[]') AS during, x.people AS score, x.records,
	x.persons, x.households,
	format(supervise.say('The cards of %s people of %s households were bound to one device on %s.', '%3$s有%1$s人(%2$s户)的卡绑定在同一设备上。'),
		x.people, x.households, x.day) AS reason
FROM (
	SELECT f.device, f.day, count(DISTINCT k.person) AS people, count(DISTINCT coalesce(h.household, k.person)) AS households,
		array_agg(DISTINCT k.person COLLATE "C") AS persons, array_agg(DISTINCT k.record COLLATE "C") AS records
	FROM (SELECT DISTINCT b.device, lower(b.valid) AS day FROM bound b) f
	JOIN bound k ON k.device = f.device AND k.valid @> f.day
	LEFT JOIN household h ON h.person = k.person AND h.valid @> f.day
	WHERE k.person IS NOT NULL
	GROUP BY f.device, f.day
) x
WHERE x.households >= parameter.least_households
ORDER BY x.device, x.households DESC, x.people DESC, x.day;
-- population
-- The devices to which a card is bound.
SELECT coalesce(b.device, '(none)') AS subject, CASE WHEN x.problem IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, x.problem AS reason
FROM {{binding}} b
CROSS JOIN LATERAL (SELECT CASE WHEN b.device IS NULL THEN 'binding: no device'
	WHEN supervise.resident_id(b.person, true) IS NULL OR b.record IS NULL OR lower(b.valid) IS NULL THEN 'binding: no readable id, or no first day' END) x(problem);
