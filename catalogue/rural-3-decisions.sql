-- Rural collective assets: who decided, and who got it.
--
-- Steps that a letting of collective property needs, in days that the step has
-- to come before the signing; and shares of those entitled who must be present
-- and agree.  "More than half" is 0.500001 and "two thirds or more" 0.666666:
-- exact for any meeting of fewer than a hundred thousand people.  From 1 May
-- 2025 a members' assembly decides by two thirds of all members (agree / entitled).
--
-- norm rural_step_days | resolution | 2010-10-28 | | 0 | day | Organic Law of Villagers' Committees 2010 art. 24 (8) 村民委员会组织法(2010)第二十四条第八项
-- norm rural_step_days | notice | 2018-12-28 | | 0 | day | Rules on Party Organisations in the Countryside 2018 art. 19 农村基层组织工作条例(2018)第十九条“四议两公开”
-- norm rural_present_share | assembly | 2010-10-28 | | 0.500001 | of the entitled | Organic Law 2010 art. 22 村民委员会组织法第二十二条
-- norm rural_present_share | households | 2010-10-28 | | 0.666666 | of the entitled | Organic Law 2010 art. 22 村民委员会组织法第二十二条
-- norm rural_present_share | representatives | 2010-10-28 | | 0.666666 | of the entitled | Organic Law 2010 art. 26 村民委员会组织法第二十六条
-- norm rural_present_share | members | 2025-05-01 | | 0.666666 | of the entitled | Rural Collective Economic Organisations Law art. 27 农村集体经济组织法第二十七条
-- norm rural_agree_share | assembly | 2010-10-28 | | 0.500001 | of those present | Organic Law 2010 art. 22 村民委员会组织法第二十二条
-- norm rural_agree_share | households | 2010-10-28 | | 0.500001 | of those present | Organic Law 2010 art. 22 村民委员会组织法第二十二条
-- norm rural_agree_share | representatives | 2010-10-28 | | 0.500001 | of those present | Organic Law 2010 art. 26 村民委员会组织法第二十六条
-- norm rural_agree_all_share | outsider | 2003-03-01 | 2018-12-31 | 0.666666 | of the entitled | Rural Land Contracting Law 2002 art. 48 农村土地承包法(2002)第四十八条
-- norm rural_agree_all_share | outsider | 2019-01-01 | | 0.666666 | of the entitled | Rural Land Contracting Law 2018 art. 52 农村土地承包法(2018)第五十二条
-- norm rural_agree_all_share | members | 2025-05-01 | | 0.666666 | of the entitled | Rural Collective Economic Organisations Law art. 27 农村集体经济组织法第二十七条

-- ## RUR-07
-- title_en: No valid resolution on record
-- title_zh: 民主决策程序缺失
-- question_en: Is a step that the letting needed missing, later than the signing, or short of its quorum?
-- question_zh: 发包所需的决议、公示是否缺失、晚于签约或人数不足?
-- severity: medium
-- score_en: number of things wrong
-- score_zh: 问题项数
-- input contract: one row for each contract | 每份合同一行
--   contract: key: contract number | 合同编号
--   collective: key: the village collective that lets | 发包的集体组织
--   asset: key?: number in the asset register | 资产编号
--   region: text?: town | 乡镇
--   tenure: text?: as in RUR-03; household contracting needs no vote for each contract | 权利类型，同RUR-03
--   signed_on: day?: day of signing | 签订日期
--   rent: amount?: yuan a year at the beginning | 起始年租金(元)
--   outsider: boolean?: the lessee is no member of the collective | 承租人非本集体成员
-- input resolution: one row for each step taken | 每个程序环节一行
--   record: key: number of the minutes or the notice | 会议纪要或公示编号
--   collective: key: the village collective | 集体组织
--   contract: key?: contract it is about | 所涉合同编号
--   asset: key?: asset it is about, where it names no contract | 所涉资产编号(未载明合同时)
--   step: text: resolution, notice or what step_rule names | 环节：resolution决议、notice公示等
--   held_on: day?: the day | 日期
--   body: text?: assembly, households, representatives or members | 会议类型：村民会议assembly、户代表households、村民代表representatives、成员大会members
--   entitled: number?: how many may vote | 应到人数
--   present: number?: how many were there | 实到人数
--   agreed: number?: how many agreed and signed | 同意并签字人数
-- input step_rule? = supervise.catalogue_norm: steps needed, with days before the signing, and shares | 所需环节、提前天数与人数比例
--   norm: text: rural_step_days, rural_present_share, rural_agree_share or rural_agree_all_share | 规则名
--   kind: text: the step, or the body | 环节或会议类型
--   valid: period: days it applies to | 适用日期
--   value: number: days, or share | 天数或比例
-- parameter least_rent: numeric = 0, 0 .. 100000000: contracts of less rent a year are left to the committee | 年租金低于此数由村委会决定
--   unit: yuan a year
--   source: starting point, set it per region
-- parameter around: interval = 1 year, 30 days .. 3 years: minutes that name only the asset belong to a contract signed so close | 仅载明资产的纪要与签约的最长间隔
--   source: starting point, set it per region
-- evidence_en: steps that are missing or late with their days, and the numbers of the meeting
-- evidence_zh: 缺失或滞后的环节及日期、会议人数
-- excluded_en: the minutes name the asset and not the contract (lettings put to the vote together)
-- excluded_zh: 集中表决，纪要只载明资产
-- excluded_en: signed before the law asked for the step
-- excluded_zh: 签约时法律尚未要求该环节
-- excluded_en: below the rent that the assembly left to the committee
-- excluded_zh: 年租金低于授权村委会决定的限额
-- excluded_en: a second meeting made good a first one without quorum before the signing
-- excluded_zh: 首次会议人数不足，签约前已重新表决通过
-- excluded_en: held on the day of signing
-- excluded_zh: 签约当日表决
-- doubt_en: the paper was not scanned: where the collective has nothing on file around that time it is not judged, single papers may be missing
-- doubt_zh: 纸质材料未扫描：该集体当期全无材料的不予判断，个别缺页仍需核对
-- doubt_en: a framework resolution for all lettings of the year
-- doubt_zh: 全年发包一揽子决议
-- next_en: See the minutes and the photographs of the notice; count the signatures.
-- next_zh: 查阅会议记录与公示照片，清点签字。
-- source: CN; Organic Law of Villagers' Committees 2010 art. 22, 24, 26; Rural Land Contracting Law art. 52; Rural Collective Economic Organisations Law art. 27
-- changed: Steps, quorum and majority are dated norms. The 2010 law is the first that names the lease of collective property among
--   what an assembly decides; the notice before signing is required by the Party's rules of 28 December 2018 (four deliberations, two
--   publications). The quorum differs by body: more than half of adult villagers, two thirds of households or representatives, and since
--   1 May 2025 two thirds of all members. Signers are those who agreed. A collective without any minutes around the signing is
--   insufficient data, not guilty.
-- query
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
), held AS MATERIALIZED (
	SELECT DISTINCT ON (contract) contract, collective, asset, region, tenure, signed_on, outsider
	FROM {{contract}} c
	WHERE contract IS NOT NULL AND signed_on <= parameter.as_of AND coalesce(tenure, '') NOT IN ('arable', 'grassland', 'forest')
		AND (rent < parameter.least_rent) IS NOT TRUE AND NOT EXISTS (SELECT FROM differs d WHERE d.contract = c.contract)
	ORDER BY contract
), norm AS MATERIALIZED (
	SELECT norm, kind, valid, value FROM {{step_rule}} s0 WHERE norm LIKE 'rural\_%'
), taken AS MATERIALIZED (
	SELECT h.contract, h.signed_on, h.outsider AND h.tenure = 'waste' AS of_land, r.record, r.step, r.held_on, r.body,
		r.entitled, r.present, r.agreed, r.step = 'resolution' AS vote, r.step = 'resolution' AND r.held_on <= h.signed_on AS vote_before
	FROM held h
	JOIN {{resolution}} r ON r.contract = h.contract
	UNION ALL
	SELECT h.contract, h.signed_on, h.outsider AND h.tenure = 'waste', r.record, r.step, r.held_on, r.body, r.entitled, r.present, r.agreed,
		r.step = 'resolution', r.step = 'resolution' AND r.held_on <= h.signed_on
	FROM held h
	JOIN {{resolution}} r ON r.asset = h.asset
	WHERE r.contract IS NULL AND r.held_on BETWEEN h.signed_on - parameter.around AND h.signed_on + parameter.around
), lacking AS (
	-- steps that were not taken in time, nor on a day that is not recorded
	SELECT h.contract, h.signed_on, n.kind AS step, n.days
	FROM held h
	-- CASE, for the planner takes @> for rare, and these norms hold for almost all
	JOIN (SELECT kind, valid, value::int AS days FROM norm WHERE norm = 'rural_step_days') n ON CASE WHEN n.valid @> h.signed_on THEN true END
	WHERE NOT EXISTS (SELECT FROM taken t WHERE t.contract = h.contract AND t.step = n.kind
		AND (t.held_on <= h.signed_on - n.days OR t.held_on IS NULL))
), step AS (
	SELECT l.contract, l.step, l.days, count(t.contract) AS taken, min(t.held_on) AS first_on
	FROM lacking l
	LEFT JOIN taken t ON t.contract = l.contract AND t.step = l.step
	GROUP BY 1, 2, 3
), vote AS MATERIALIZED (
	-- votes before the signing; null: not known to be valid
	SELECT t.contract, t.held_on, t.record, t.entitled, t.present, t.agreed,
		CASE WHEN t.entitled > 0 AND t.present > 0 AND t.agreed >= 0 AND p.value IS NOT NULL THEN
			t.present / t.entitled >= p.value AND (a.value IS NULL OR t.agreed / t.present >= a.value)
			AND (b.value IS NULL OR t.agreed / t.entitled >= b.value) AND (o.value IS NULL OR t.agreed / t.entitled >= o.value) END AS valid
	FROM taken t
	LEFT JOIN norm p ON p.norm = 'rural_present_share' AND p.kind = t.body AND p.valid @> t.held_on
	LEFT JOIN norm a ON a.norm = 'rural_agree_share' AND a.kind = t.body AND a.valid @> t.held_on
	LEFT JOIN norm b ON b.norm = 'rural_agree_all_share' AND b.kind = t.body AND b.valid @> t.held_on
	LEFT JOIN norm o ON o.norm = 'rural_agree_all_share' AND o.kind = CASE WHEN t.of_land THEN 'outsider' END AND o.valid @> t.held_on
	WHERE t.vote_before
), void AS (
	SELECT contract, (array_agg(format('%s/%s/%s', entitled, present, agreed) ORDER BY held_on DESC, record))[1] AS numbers
	FROM vote v
	WHERE NOT valid AND NOT EXISTS (SELECT FROM vote k WHERE k.contract = v.contract AND k.valid IS NOT FALSE)
	GROUP BY 1
), wrong AS (
	SELECT contract, step AS what, CASE WHEN taken = 0 THEN 'missing' ELSE 'late' END AS how, first_on,
		CASE step WHEN 'resolution' THEN '决议' WHEN 'notice' THEN '公示' ELSE step END || CASE WHEN taken = 0 THEN '缺失' ELSE '晚于规定' END AS zh
	FROM step
	UNION ALL
	SELECT contract, 'resolution', 'without quorum or majority (' || numbers || ')', NULL, '表决人数不足(' || numbers || ')'
	FROM void
), found AS MATERIALIZED (
	SELECT contract, h.collective, h.region, h.signed_on, count(*) AS n,
		string_agg(what || ' ' || how || coalesce(' (' || first_on || ')', ''), ', ' ORDER BY what, how) AS what,
		string_agg(zh, '、' ORDER BY what, how) AS zh
	FROM wrong
	JOIN held h USING (contract)
	GROUP BY 1, 2, 3, 4
), filed AS (
	SELECT collective, range_agg(daterange((held_on - parameter.around)::date, (held_on + parameter.around)::date, '[]')) AS days
	FROM {{resolution}} r
	WHERE held_on IS NOT NULL AND collective IN (SELECT collective FROM found)
	GROUP BY 1
), unread AS (
	-- the only votes on the contract have no day, body or numbers
	SELECT contract FROM taken
	WHERE vote AND contract IN (SELECT contract FROM found)
	GROUP BY 1
	HAVING bool_and(held_on IS NULL OR body IS NULL OR (entitled > 0 AND present > 0 AND agreed >= 0) IS NOT TRUE)
)
SELECT f.contract AS subject, daterange(f.signed_on, f.signed_on, '[]') AS during, f.n AS score, f.collective AS department, f.region,
	ARRAY[f.contract] || coalesce(t.records, '{}') AS records, f.signed_on, f.what,
	supervise.say(format('contract %s, signed on %s: %s', f.contract, f.signed_on, f.what),
		format('合同%s(%s签订)：%s', f.contract, f.signed_on, f.zh)) AS reason
FROM found f
JOIN filed USING (collective)
LEFT JOIN (SELECT contract, array_agg(record ORDER BY held_on, record) AS records FROM taken
	WHERE contract IN (SELECT contract FROM found) GROUP BY 1) t USING (contract)
WHERE CASE WHEN filed.days @> f.signed_on THEN true END AND NOT EXISTS (SELECT FROM unread u WHERE u.contract = f.contract);
-- population
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
), taken AS (
	SELECT r.contract, r.held_on, r.body, r.entitled, r.present, r.agreed
	FROM {{resolution}} r
	WHERE r.contract IS NOT NULL AND r.step = 'resolution'
	UNION ALL
	SELECT c.contract, r.held_on, r.body, r.entitled, r.present, r.agreed
	FROM {{contract}} c
	JOIN {{resolution}} r ON r.asset = c.asset
	WHERE r.contract IS NULL AND r.step = 'resolution' AND r.held_on BETWEEN c.signed_on - parameter.around AND c.signed_on + parameter.around
), unread AS (
	SELECT contract FROM taken
	GROUP BY 1
	HAVING bool_and(held_on IS NULL OR body IS NULL OR (entitled > 0 AND present > 0 AND agreed >= 0) IS NOT TRUE)
), filed AS (
	SELECT collective, range_agg(daterange((held_on - parameter.around)::date, (held_on + parameter.around)::date, '[]')) AS days
	FROM {{resolution}} r WHERE held_on IS NOT NULL GROUP BY 1
), rule AS MATERIALIZED (
	SELECT valid FROM {{step_rule}} n WHERE norm = 'rural_step_days'
)
SELECT coalesce(c.contract, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable'
		WHEN s.reason IN ('household contracting', 'no step needed when it was signed', 'not yet signed') THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	s.reason
FROM {{contract}} c
LEFT JOIN differs d USING (contract)
LEFT JOIN unread u USING (contract)
LEFT JOIN filed f USING (collective)
CROSS JOIN LATERAL (SELECT CASE
	WHEN c.contract IS NULL THEN 'no contract number'
	WHEN d.contract IS NOT NULL THEN 'contract number on rows that differ'
	WHEN c.tenure IN ('arable', 'grassland', 'forest') THEN 'household contracting'
	WHEN c.signed_on IS NULL THEN 'no day of signing'
	WHEN c.signed_on > parameter.as_of THEN 'not yet signed'
	WHEN NOT EXISTS (SELECT FROM rule n WHERE n.valid @> c.signed_on) THEN 'no step needed when it was signed'
	WHEN c.rent < parameter.least_rent THEN NULL
	WHEN (f.days @> c.signed_on) IS NOT TRUE THEN 'no minutes of the collective around the signing'
	WHEN u.contract IS NOT NULL THEN 'the minutes have no day, body or numbers' END AS reason) s;

-- ## RUR-11
-- title_en: Let to a cadre or his kin at a low price
-- title_zh: 村干部及亲属低价承租
-- question_en: Is the lessee a village cadre in office, his firm or his registered kin, and cheaper than most peers?
-- question_zh: 承租人是否为在任村干部本人、其企业或登记的亲属，且租金处于同类低位?
-- severity: high
-- score_en: share of peers that pay more per unit of area, in per cent
-- score_zh: 单价高于本合同的同类占比(%)
-- input contract: one row for each contract | 每份合同一行
--   contract: key: contract number | 合同编号
--   collective: key: the village collective that lets | 发包的集体组织
--   region: text?: town | 乡镇
--   kind: text: kind of asset; areas of one kind are in one unit | 资产类别，同类面积单位一致
--   grade: text?: grade of the soil or the site | 地力或地段等级
--   tenure: text?: as in RUR-03; household contracting is every member's right | 权利类型，同RUR-03
--   lessee: key?: id or credit code of the lessee | 承租人证件号或信用代码
--   signed_on: day?: day of signing | 签订日期
--   area: number?: area let | 面积
--   rent: amount?: yuan a year at the beginning | 起始年租金(元)
-- input cadre: one row for each time in office | 村干部每段任期一行
--   person: key: id | 证件号
--   collective: key: the village collective | 集体组织
--   valid: period: time in office | 任期
-- input company_role?: one row for each role in a firm | 每项企业任职或持股一行
--   company: key: credit code | 统一社会信用代码
--   person: key: id of the legal representative, partner or shareholder | 法定代表人、合伙人或股东证件号
--   valid: period?: time of the role; null is always | 任职或持股期间，空为一直
-- input kin?: one row for each pair that a register names (spouse, parent, child, sibling) | 登记的亲属关系每对一行
--   person: key: id | 证件号
--   relative: key: id of the relative | 亲属证件号
-- input deal?: one row for each deal on the trading platform | 产权交易平台每笔成交一行
--   contract: key?: contract number it led to | 对应合同编号
--   record: key: number of the deal | 成交编号
--   bidders: number?: how many bid | 竞价人数
-- parameter share: numeric = 0.25, 0.01 .. 0.9: at most this share of the peers is cheaper | 比其更便宜的同类占比低于此数
--   unit: share
--   source: starting point, set it per region
-- parameter min_peers: integer = 8, 5 .. 1000: peers it takes to judge | 至少几份同类合同
--   unit: contracts
--   source: starting point, set it per region
-- parameter period_years: integer = 5, 1 .. 20: contracts signed within one such period are compared | 同期以几年为一段
--   unit: years
--   source: starting point, set it per region
-- parameter bidders: integer = 3, 2 .. 20: open bidding with so many bidders found the price | 竞价人数达到多少视为市场价
--   unit: bidders
--   source: starting point, set it per region
-- evidence_en: how lessee and cadre are tied, the unit rent, the peers' median and rank
-- evidence_zh: 承租人与村干部的关系、单价、同类中位数及位次
-- excluded_en: a cadre who pays what his peers pay
-- excluded_zh: 租金不低于同类的村干部
-- excluded_en: not in office when the contract was signed
-- excluded_zh: 签约时不在任
-- excluded_en: a cadre of another village
-- excluded_zh: 外村村干部
-- excluded_en: the price was found by open bidding on the platform
-- excluded_zh: 经平台公开竞价形成的价格
-- excluded_en: a namesake: only ids count
-- excluded_zh: 同名不同人：只按证件号比对
-- excluded_en: left the firm before it signed
-- excluded_zh: 签约前已退出该企业
-- doubt_en: a small village where all are kin, and nobody else wanted the asset: rank by the gap to the median
-- doubt_zh: 小村多为亲属且无他人竞租：按与中位数差距排序
-- doubt_en: kin by marriage and cousins that no register names
-- doubt_zh: 姻亲、旁系亲属未登记
-- next_en: See who voted and who else was asked; compare with the asset's rent before and after.
-- next_zh: 查阅表决回避情况与询价范围，对比前后租金。
-- source: D
-- changed: Exact ids only: the cadre himself, a firm in which he had a role on the day of signing, one step of registered kin. Paths of two
--   steps and more (a relative's firm) wait for the kernel relation. "Quantile below 25 %" is percent rank of the unit rent among
--   contracts of one kind, grade and period, of the town where it has enough and of the county otherwise. Letting to a cadre is not
--   wrong in itself, so a price like the peers' is no finding.
-- query
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
), held AS MATERIALIZED (
	SELECT DISTINCT ON (contract) contract, collective, region, kind, grade, coalesce(tenure, '') AS tenure,
		coalesce(supervise.resident_id(lessee), supervise.credit_code(lessee)) AS lessee,
		signed_on, floor(extract(year FROM signed_on) / parameter.period_years) AS period, rent, area
	FROM {{contract}} c
	WHERE contract IS NOT NULL AND NOT EXISTS (SELECT FROM differs d WHERE d.contract = c.contract)
	ORDER BY contract
), office AS (
	SELECT DISTINCT supervise.resident_id(person) AS person, collective, valid
	FROM {{cadre}} c0 WHERE supervise.resident_id(person) IS NOT NULL AND NOT isempty(valid)
), tie AS (
	SELECT h.contract, 1 AS rank, 'cadre' AS tie, o.person
	FROM held h
	JOIN office o ON o.person = h.lessee AND o.collective = h.collective AND o.valid @> h.signed_on
	UNION ALL
	SELECT h.contract, 2, 'firm', o.person
	FROM held h
	JOIN {{company_role}} r ON supervise.credit_code(r.company) = h.lessee AND (r.valid IS NULL OR r.valid @> h.signed_on)
	JOIN office o ON o.person = supervise.resident_id(r.person) AND o.collective = h.collective AND o.valid @> h.signed_on
	UNION ALL
	SELECT h.contract, 3, 'kin', o.person
	FROM held h
	JOIN (
		SELECT supervise.resident_id(person) AS a, supervise.resident_id(relative) AS b FROM {{kin}} k0
		UNION
		SELECT supervise.resident_id(relative), supervise.resident_id(person) FROM {{kin}} k0
	) k ON k.a = h.lessee
	JOIN office o ON o.person = k.b AND o.collective = h.collective AND o.valid @> h.signed_on
), insider AS (
	SELECT DISTINCT ON (contract) contract, tie, person
	FROM tie t
	WHERE NOT EXISTS (SELECT FROM {{deal}} d WHERE d.contract = t.contract AND d.bidders >= parameter.bidders)
	ORDER BY contract, rank, person
), ranked AS (
	SELECT contract, rent / area AS unit,
		count(*) OVER near AS near_peers, percent_rank() OVER (near ORDER BY rent / area) AS near_rank,
		count(*) OVER far AS far_peers, percent_rank() OVER (far ORDER BY rent / area) AS far_rank
	FROM held
	WHERE area > 0 AND rent > 0 AND kind IS NOT NULL AND signed_on IS NOT NULL AND tenure NOT IN ('arable', 'grassland', 'forest')
		AND (kind, period) IN (SELECT kind, period FROM held JOIN insider USING (contract))
	WINDOW near AS (PARTITION BY kind, grade, period, region), far AS (PARTITION BY kind, grade, period)
)
SELECT i.contract AS subject, daterange(h.signed_on, h.signed_on, '[]') AS during, h.rent AS amount,
	round(100 * (1 - r.rank)::numeric, 1) AS score, h.collective AS department, h.region, ARRAY[i.contract, i.person] AS records, i.tie,
	i.person AS cadre, h.lessee, h.kind, h.grade, round(r.unit, 2) AS unit_rent, r.peers,
	supervise.say(
		format('contract %s was let to %s of cadre %s and is cheaper than %s %% of %s like contracts', i.contract,
			CASE i.tie WHEN 'cadre' THEN 'the person' ELSE i.tie END, i.person, round(100 * (1 - r.rank)::numeric), r.peers),
		format('合同%s由村干部%s%s承租，单价低于%s份同类中的%s%%', i.contract, i.person,
			CASE i.tie WHEN 'cadre' THEN '本人' WHEN 'firm' THEN '的企业' ELSE '的亲属' END, r.peers, round(100 * (1 - r.rank)::numeric))) AS reason
FROM insider i
JOIN held h USING (contract)
JOIN (
	SELECT contract, unit, CASE WHEN near_peers >= parameter.min_peers THEN near_rank ELSE far_rank END AS rank,
		CASE WHEN near_peers >= parameter.min_peers THEN near_peers ELSE far_peers END AS peers
	FROM ranked
	WHERE near_peers >= parameter.min_peers OR far_peers >= parameter.min_peers
) r USING (contract)
WHERE r.rank < parameter.share;
-- population
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
), office AS (
	SELECT collective, range_agg(valid) AS days FROM {{cadre}} c0 WHERE NOT isempty(valid) GROUP BY 1
), known AS (
	SELECT c.*, d.contract IS NOT NULL AS differs, floor(extract(year FROM signed_on) / parameter.period_years) AS period,
		(area > 0 AND rent > 0 AND kind IS NOT NULL AND signed_on IS NOT NULL AND coalesce(tenure, '') NOT IN ('arable', 'grassland', 'forest')) IS TRUE AS fit
	FROM {{contract}} c
	LEFT JOIN differs d USING (contract)
), few AS (
	-- what too few contracts of the county are like (those of the town are some of them)
	SELECT kind, grade, period
	FROM (SELECT DISTINCT contract, kind, grade, period FROM known WHERE contract IS NOT NULL AND fit AND NOT differs) c
	GROUP BY 1, 2, 3
	HAVING count(*) < parameter.min_peers
)
SELECT coalesce(c.contract, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable' WHEN s.reason = 'household contracting' THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	s.reason
FROM known c
LEFT JOIN office o USING (collective)
LEFT JOIN few f ON f.kind = c.kind AND f.period = c.period AND f.grade IS NOT DISTINCT FROM c.grade
CROSS JOIN LATERAL (SELECT CASE
	WHEN c.contract IS NULL THEN 'no contract number'
	WHEN c.differs THEN 'contract number on rows that differ'
	WHEN c.tenure IN ('arable', 'grassland', 'forest') THEN 'household contracting'
	WHEN c.signed_on IS NULL THEN 'no day of signing'
	WHEN c.lessee IS NULL THEN 'no id of the lessee'
	WHEN coalesce(supervise.resident_id(c.lessee), supervise.credit_code(c.lessee)) IS NULL THEN 'the lessee''s id or credit code is not valid'
	WHEN (o.days @> c.signed_on) IS NOT TRUE THEN 'no cadres of the collective on file for the day of signing'
	WHEN NOT c.fit THEN 'no kind, area or rent'
	WHEN f.kind IS NOT NULL THEN 'too few peers' END AS reason) s;
