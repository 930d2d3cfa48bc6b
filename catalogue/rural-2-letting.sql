-- Rural collective assets: how they are let, at what price and to whom.
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

-- ## RUR-05
-- title_en: Let below the market
-- title_zh: 低价发包
-- question_en: Is the rent per unit of area far below that of like assets let at that time?
-- question_zh: 单位面积租金是否远低于同期同类资产?
-- severity: high
-- score_en: how far below, in robust standard deviations of the logarithm of the unit rent
-- score_zh: 单价对数的稳健标准分(取绝对值)
-- input contract: one row for each contract | 每份合同一行
--   contract: key: contract number | 合同编号
--   collective: key: the village collective that lets | 发包的集体组织
--   region: text?: town | 乡镇
--   kind: text: kind of asset; areas of one kind are in one unit | 资产类别，同类面积单位一致
--   grade: text?: grade of the soil or the site | 地力或地段等级
--   tenure: text?: as in RUR-03; household contracting is no letting | 权利类型，同RUR-03
--   lessee: key?: id or credit code of the lessee | 承租人证件号或信用代码
--   signed_on: day?: day of signing | 签订日期
--   starts: day?: first day of the term | 合同起始日
--   ends: day?: last day of the term | 合同截止日
--   ended_on: day?: the day it was ended early | 提前解除日
--   area: number?: area let | 面积
--   rent: amount?: yuan a year at the beginning | 起始年租金(元)
--   public_use: boolean?: let for a public purpose at a token rent, as resolved | 经决议用于公益的象征性租金
-- input deal?: one row for each deal on the trading platform | 产权交易平台每笔成交一行
--   contract: key?: contract number it led to | 对应合同编号
--   record: key: number of the deal | 成交编号
--   bidders: number?: how many bid | 竞价人数
-- parameter ratio: numeric = 0.6, 0.1 .. 0.95: unit rents below this share of the peers' median | 低于同类中位数的比例
--   source: starting point, set it per region
-- parameter z: "double precision" = 2.5, 1 .. 10: and at least so many robust standard deviations below it | 且低于中位数的稳健标准差数
--   source: starting point, set it per region
-- parameter min_peers: integer = 8, 5 .. 1000: peers it takes to judge | 至少几份同类合同
--   source: starting point, set it per region
-- parameter period_years: integer = 5, 1 .. 20: contracts signed within one such period are compared | 同期以几年为一段
--   source: starting point, set it per region
-- parameter bidders: integer = 3, 2 .. 20: open bidding with so many bidders found the price | 竞价人数达到多少视为市场价
--   source: starting point, set it per region
-- evidence_en: unit rent, the peers' median, their number, level of the comparison, yuan a year short of it
-- evidence_zh: 单价、同类中位数、同类份数、比较层级、年差额
-- excluded_en: poor soil or a poor site: compared within its own grade
-- excluded_zh: 地力或地段差：只与同等级比较
-- excluded_en: an old contract: compared with those of its own time
-- excluded_zh: 历史合同：只与同期比较
-- excluded_en: let for a public purpose at a token rent, as resolved
-- excluded_zh: 经决议的公益用途
-- excluded_en: the price was found by open bidding on the platform
-- excluded_zh: 经平台公开竞价形成的价格
-- excluded_en: far below in a group that varies widely (below the ratio, but not by the spread)
-- excluded_zh: 同类价格本身离散，未达离群程度
-- doubt_en: the lessee builds, repairs or clears the asset at his cost, or the rent rises steeply later
-- doubt_zh: 由承租人出资建设、修缮、开荒，或后期租金大幅递增
-- doubt_en: damaged, without access or water
-- doubt_zh: 资产破损、无路无水
-- next_en: See the asset beside two of its peers; ask who set the price and how it was published.
-- next_zh: 对照两处同类资产现场查看，核实定价依据与公示情况。
-- source: PH YX D
-- changed: Peers are of one kind, one grade and one period of signing, of the same town where it has min_peers of them and of the county
--   otherwise; contracts of another period are never peers, or every old one would be cheap. Measured on logarithms of the unit rent,
--   as prices vary by shares; the shrinkage proposed is replaced by the larger group. Too few peers is insufficient data.
-- query
WITH low AS MATERIALIZED (
	SELECT record AS contract, peer_group, level, value, peers, center, score
	FROM supervise.outliers($$
		SELECT contract AS record, ln(rent / area)::float8 AS value,
			ARRAY[kind || ' ' || grade || ' ' || period || ' ' || region, kind || ' ' || grade || ' ' || period] AS peer_group
		FROM (
			SELECT contract::text AS contract, min(kind) AS kind, coalesce(min(grade), '-') AS grade, coalesce(min(region), '-') AS region,
				(floor(extract(year FROM min(signed_on)) / parameter.period_years) * parameter.period_years)::int AS period,
				min(area) AS area, min(rent) AS rent
			FROM (SELECT DISTINCT contract, kind, grade, region, tenure, signed_on, ends, ended_on, area, rent, public_use FROM {{contract}} c0) c
			WHERE contract IS NOT NULL
			GROUP BY 1
			HAVING count(*) = 1 AND min(area) > 0 AND min(rent) > 0 AND min(kind) IS NOT NULL AND min(signed_on) IS NOT NULL
				AND coalesce(min(tenure), '') NOT IN ('arable', 'grassland', 'forest') AND bool_or(public_use) IS NOT TRUE
		) c $$,
		threshold => parameter.z, min_peers => parameter.min_peers, tail => 'low')
	WHERE exp(value - center) < parameter.ratio
), held AS (
	SELECT contract::text AS contract, min(collective::text) AS collective, min(region) AS region, min(kind) AS kind, min(grade) AS grade,
		min(lessee::text) AS lessee, min(signed_on) AS signed_on, min(starts) AS starts, min(ends) AS ends,
		least(min(ends), min(ended_on)) AS over, min(area) AS area, min(rent) AS rent
	FROM {{contract}} c0
	WHERE contract::text IN (SELECT contract FROM low)
	GROUP BY 1
)
SELECT l.contract AS subject, CASE WHEN h.starts <= h.ends THEN daterange(h.starts, h.ends, '[]') END AS during,
	round((exp(l.center) * h.area::float8)::numeric - h.rent, 2) AS amount, round(-l.score::numeric, 2) AS score,
	h.collective AS department, h.region, ARRAY[l.contract] AS records, h.kind, h.grade, h.lessee, h.signed_on,
	round(h.rent / h.area, 2) AS unit_rent, round(exp(l.center)::numeric, 2) AS peers_median, l.peers, l.peer_group AS compared_with,
	supervise.say(
		format('contract %s pays %s yuan a unit, %s %% of the median of %s like contracts', l.contract, round(h.rent / h.area, 2),
			round(100 * exp(l.value - l.center)::numeric), l.peers),
		format('合同%s单价%s元，为%s份同类合同中位数的%s%%', l.contract, round(h.rent / h.area, 2), l.peers,
			round(100 * exp(l.value - l.center)::numeric))) AS reason
FROM low l
JOIN held h USING (contract)
WHERE (h.over IS NULL OR h.over >= parameter.as_of)
	AND NOT EXISTS (SELECT FROM {{deal}} d WHERE d.contract::text = l.contract AND d.bidders >= parameter.bidders);
-- population
WITH held AS (
	SELECT contract::text AS contract, count(*) AS rows, min(kind) AS kind, coalesce(min(grade), '-') AS grade,
		coalesce(min(region), '-') AS region, min(tenure) AS tenure, min(signed_on) AS signed_on, least(min(ends), min(ended_on)) AS over,
		min(area) AS area, min(rent) AS rent, bool_or(public_use) AS public_use
	FROM (SELECT DISTINCT contract, kind, grade, region, tenure, signed_on, ends, ended_on, area, rent, public_use FROM {{contract}} c0) c
	GROUP BY 1
), peer AS (
	SELECT *, CASE WHEN fit THEN greatest(
			count(*) FILTER (WHERE fit) OVER (PARTITION BY kind, grade, period, region),
			count(*) FILTER (WHERE fit) OVER (PARTITION BY kind, grade, period)) END AS peers
	FROM (
		SELECT *, floor(extract(year FROM signed_on) / parameter.period_years) AS period,
			(contract IS NOT NULL AND rows = 1 AND area > 0 AND rent > 0 AND kind IS NOT NULL AND signed_on IS NOT NULL
			AND coalesce(tenure, '') NOT IN ('arable', 'grassland', 'forest') AND public_use IS NOT TRUE) IS TRUE AS fit
		FROM held
	) h
)
SELECT coalesce(p.contract, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable' WHEN s.reason IN ('household contracting', 'over') THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	s.reason
FROM peer p
CROSS JOIN LATERAL (SELECT CASE
	WHEN p.contract IS NULL THEN 'no contract number'
	WHEN p.rows > 1 THEN 'contract number on rows that differ'
	WHEN p.tenure IN ('arable', 'grassland', 'forest') THEN 'household contracting'
	WHEN p.over < parameter.as_of THEN 'over'
	WHEN p.public_use THEN NULL
	WHEN p.kind IS NULL THEN 'no kind of asset'
	WHEN p.area IS NULL OR p.area <= 0 THEN 'no area'
	WHEN p.rent IS NULL OR p.rent <= 0 THEN 'no rent'
	WHEN p.signed_on IS NULL THEN 'no day of signing'
	WHEN p.peers < parameter.min_peers THEN 'too few peers' END AS reason) s;

-- ## RUR-06
-- title_en: Not traded on the platform
-- title_zh: 应进场交易而未进场
-- question_en: Is a contract over the line missing on the trading platform, or was it signed before its deal?
-- question_zh: 达到限额的合同是否未进产权交易平台，或先签约后进场?
-- severity: high
-- score_en: total rent of the term as a multiple of the line (0 where only the term is over it)
-- score_zh: 合同总额与限额之比(仅年限达标为0)
-- input contract: one row for each contract | 每份合同一行
--   contract: key: contract number | 合同编号
--   collective: key: the village collective that lets | 发包的集体组织
--   asset: key?: number in the asset register | 资产编号
--   region: text?: town | 乡镇
--   kind: text?: kind of asset | 资产类别
--   tenure: text?: as in RUR-03; household contracting is not traded | 权利类型，同RUR-03
--   lessee: key?: id or credit code of the lessee | 承租人证件号或信用代码
--   signed_on: day?: day of signing | 签订日期
--   starts: day?: first day of the term | 合同起始日
--   ends: day?: last day of the term | 合同截止日
--   rent: amount?: yuan a year at the beginning | 起始年租金(元)
-- input platform_rule: lines from which a letting must be traded | 必须进场交易的限额
--   kind: text?: kind of asset; null is any | 资产类别，空为不限
--   valid: period: days of signing the line applies to | 适用的签订日期
--   min_amount: amount?: yuan for the whole term; this or more must be traded | 合同总额达到(元)
--   min_years: number?: years; this or more must be traded | 期限达到(年)
-- input deal: one row for each deal on the trading platform | 产权交易平台每笔成交一行
--   contract: key?: contract number it led to | 对应合同编号
--   asset: key?: number in the asset register | 资产编号
--   collective: key: the village collective | 集体组织
--   record: key: number of the deal | 成交编号
--   lessee: key?: id or credit code of the winner | 竞得人证件号或信用代码
--   closed_on: day: the day it was closed | 成交日
-- input exemption?: one row for each letting that the town allowed outside the platform | 经批准不进场的每份合同一行
--   contract: key: contract number | 合同编号
--   approved_on: day: day of approval | 批准日期
-- parameter ahead: interval = 1 year, 30 days .. 3 years: a deal of the asset so long before the signing can be its deal | 成交至签约的最长间隔
--   source: starting point, set it per region
-- parameter lag: interval = 30 days, 0 days .. 365 days: a deal may be closed in the books so long after the signing | 成交登记可晚于签约的天数
--   source: starting point, set it per region
-- evidence_en: total rent and term against the line that was in force; the deal that came too late
-- evidence_zh: 合同总额、期限与当时限额；晚于签约的成交
-- excluded_en: traded: a deal names the contract
-- excluded_zh: 已进场：成交记录载明合同编号
-- excluded_en: traded: a deal names the asset and was closed within the time before the signing
-- excluded_zh: 已进场：成交记录载明资产编号且在签约前期限内成交
-- excluded_en: exempted by the town before it was signed (priority of the sitting lessee, public use)
-- excluded_zh: 签约前经乡镇批准不进场(原承租人优先、公益等)
-- excluded_en: below the line
-- excluded_zh: 未达限额
-- excluded_en: numbers written in full-width characters, with blanks or hyphens are the same number
-- excluded_zh: 编号仅全角半角、空格、连字符写法不同
-- doubt_en: traded on another platform (city, province)
-- doubt_zh: 在市级、省级平台交易
-- doubt_en: split below the line in several contracts: look at the contracts of one lessee together
-- doubt_zh: 拆分为多份合同规避限额的，需合并同一承租人查看
-- next_en: Ask for the minutes, the call for bids and the reason for not trading it.
-- next_zh: 调取决议、招标公告和未进场的理由。
-- source: CN; the locality's own rules of the trading platform
-- changed: The line is the locality's, a table with validity, and applies by the day of signing; a contract signed before the platform
--   opened is not applicable. A deal counts by exact number of contract or asset. Linkage by parcel, lessee and date waits for the
--   kernel link; a contract that an unnumbered deal of the same collective and time may belong to is therefore insufficient data,
--   not a finding. Added: signed first, traded afterwards.
-- query
WITH held AS (
	SELECT contract::text AS contract, min(collective::text) AS collective, min(asset::text) AS asset, min(region) AS region,
		min(kind) AS kind, min(tenure) AS tenure, min(lessee::text) AS lessee, min(signed_on) AS signed_on, min(starts) AS starts,
		min(ends) AS ends, min(rent) AS rent
	FROM (SELECT DISTINCT contract, collective, asset, region, kind, tenure, lessee, signed_on, starts, ends, rent FROM {{contract}} c0) c
	WHERE contract IS NOT NULL
	GROUP BY 1
	HAVING count(*) = 1 AND min(ends) >= min(starts) AND min(rent) >= 0 AND min(signed_on) IS NOT NULL
		AND coalesce(min(tenure), '') NOT IN ('arable', 'grassland', 'forest')
), ruled AS (
	SELECT h.*, r.min_amount, r.min_years,
		translate(upper(h.contract), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS contract_no,
		translate(upper(h.asset), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS asset_no
	FROM (SELECT *, round(rent * (ends + 1 - starts) / 365.25, 2) AS total FROM held) h
	CROSS JOIN LATERAL (
		SELECT min(r.min_amount) AS min_amount, min(r.min_years) AS min_years
		FROM {{platform_rule}} r
		WHERE (r.kind IS NULL OR r.kind = h.kind) AND r.valid @> h.signed_on
	) r
	WHERE h.total >= r.min_amount OR h.ends + 1 >= h.starts + make_interval(months => (r.min_years * 12)::int)
), deal AS MATERIALIZED (
	SELECT translate(upper(contract::text), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS contract_no,
		translate(upper(asset::text), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS asset_no,
		collective::text AS collective, record::text AS record, lessee::text AS lessee, closed_on
	FROM {{deal}} d0
), outside AS (
	SELECT r.*
	FROM ruled r
	WHERE NOT EXISTS (SELECT FROM deal d WHERE d.contract_no = r.contract_no AND d.closed_on <= r.signed_on + parameter.lag)
		AND NOT EXISTS (SELECT FROM deal d WHERE d.contract_no = r.contract_no AND d.closed_on IS NULL)
		AND NOT EXISTS (SELECT FROM deal d WHERE d.asset_no = r.asset_no
			AND d.closed_on BETWEEN r.signed_on - parameter.ahead AND r.signed_on + parameter.lag)
		AND NOT EXISTS (SELECT FROM {{exemption}} e WHERE e.contract::text = r.contract AND e.approved_on <= r.signed_on)
		AND NOT EXISTS (SELECT FROM deal d WHERE d.contract_no IS NULL AND d.asset_no IS NULL AND d.collective = r.collective
			AND (d.lessee = r.lessee) IS NOT FALSE
			AND (d.closed_on BETWEEN r.signed_on - parameter.ahead AND r.signed_on + parameter.lag) IS NOT FALSE)
), after AS (
	SELECT o.contract, min(d.closed_on) AS closed_on, min(d.record) AS record
	FROM outside o JOIN deal d ON d.contract_no = o.contract_no
	GROUP BY 1
)
SELECT o.contract AS subject, daterange(o.signed_on, o.signed_on, '[]') AS during, o.total AS amount,
	CASE WHEN o.total >= o.min_amount AND o.min_amount > 0 THEN round(o.total / o.min_amount, 2) ELSE 0 END AS score,
	o.collective AS department, o.region, array_remove(ARRAY[o.contract, a.record], NULL) AS records, o.kind, o.lessee, o.signed_on,
	o.starts, o.ends, o.min_amount AS line_amount, o.min_years AS line_years, a.closed_on AS traded_on,
	CASE WHEN a.contract IS NULL THEN supervise.say(
		format('contract %s (%s yuan in all, to %s) is over the line and no deal of the platform names it', o.contract, o.total, o.ends),
		format('合同%s(总额%s元，至%s)达到进场限额而平台无成交', o.contract, o.total, o.ends))
	ELSE supervise.say(
		format('contract %s was signed on %s and traded only on %s', o.contract, o.signed_on, a.closed_on),
		format('合同%s于%s签订，%s才进场成交', o.contract, o.signed_on, a.closed_on)) END AS reason
FROM outside o
LEFT JOIN after a USING (contract);
-- population
WITH held AS (
	SELECT contract::text AS contract, count(*) AS rows, min(collective::text) AS collective, min(asset::text) AS asset, min(kind) AS kind,
		min(tenure) AS tenure, min(lessee::text) AS lessee, min(signed_on) AS signed_on, min(starts) AS starts, min(ends) AS ends, min(rent) AS rent
	FROM (SELECT DISTINCT contract, collective, asset, region, kind, tenure, lessee, signed_on, starts, ends, rent FROM {{contract}} c0) c
	GROUP BY 1
), deal AS MATERIALIZED (
	SELECT translate(upper(contract::text), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS contract_no,
		translate(upper(asset::text), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS asset_no, collective::text AS collective,
		lessee::text AS lessee, closed_on
	FROM {{deal}} d0
), numbered AS (
	SELECT *, translate(upper(contract), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS contract_no,
		translate(upper(asset), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') AS asset_no
	FROM held
), perhaps AS (
	SELECT DISTINCT n.contract
	FROM numbered n
	JOIN deal d USING (collective)
	WHERE d.contract_no IS NULL AND d.asset_no IS NULL AND (d.lessee = n.lessee) IS NOT FALSE
		AND (d.closed_on BETWEEN n.signed_on - parameter.ahead AND n.signed_on + parameter.lag) IS NOT FALSE
		AND NOT EXISTS (SELECT FROM deal k WHERE k.contract_no = n.contract_no)
		AND NOT EXISTS (SELECT FROM deal k WHERE k.asset_no = n.asset_no
			AND k.closed_on BETWEEN n.signed_on - parameter.ahead AND n.signed_on + parameter.lag)
), line AS (
	SELECT n.*, r.rules, r.min_amount, r.min_years, p.contract IS NOT NULL AS perhaps,
		(n.ends >= n.starts AND (round(n.rent * (n.ends + 1 - n.starts) / 365.25, 2) >= r.min_amount
			OR n.ends + 1 >= n.starts + make_interval(months => (r.min_years * 12)::int))) IS TRUE AS over
	FROM numbered n
	LEFT JOIN perhaps p USING (contract)
	CROSS JOIN LATERAL (
		SELECT count(*) AS rules, min(r.min_amount) AS min_amount, min(r.min_years) AS min_years
		FROM {{platform_rule}} r
		WHERE (r.kind IS NULL OR r.kind = n.kind) AND r.valid @> n.signed_on
	) r
)
SELECT coalesce(l.contract, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable' WHEN s.reason IN ('household contracting', 'no line when it was signed') THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	s.reason
FROM line l
CROSS JOIN LATERAL (SELECT CASE
	WHEN l.contract IS NULL THEN 'no contract number'
	WHEN l.rows > 1 THEN 'contract number on rows that differ'
	WHEN l.tenure IN ('arable', 'grassland', 'forest') THEN 'household contracting'
	WHEN l.signed_on IS NULL THEN 'no day of signing'
	WHEN l.rules = 0 THEN 'no line when it was signed'
	WHEN l.starts IS NULL OR l.ends IS NULL THEN 'no first or last day'
	WHEN l.ends < l.starts THEN 'ends before it starts'
	WHEN l.rent IS NULL OR l.rent < 0 THEN 'no rent'
	WHEN l.over AND l.perhaps THEN 'a deal without number may be its deal' END AS reason) s;

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
WITH held AS (
	SELECT contract::text AS contract, min(collective::text) AS collective, min(asset::text) AS asset, min(region) AS region,
		min(tenure) AS tenure, min(signed_on) AS signed_on, min(rent) AS rent, bool_or(outsider) AS outsider
	FROM (SELECT DISTINCT contract, collective, asset, region, tenure, signed_on, rent, outsider FROM {{contract}} c0) c
	WHERE contract IS NOT NULL
	GROUP BY 1
	HAVING count(*) = 1 AND min(signed_on) <= parameter.as_of AND coalesce(min(tenure), '') NOT IN ('arable', 'grassland', 'forest')
		AND (min(rent) < parameter.least_rent) IS NOT TRUE
), norm AS MATERIALIZED (
	SELECT norm, kind, valid, value FROM {{step_rule}} s0 WHERE norm LIKE 'rural\_%'
), taken AS (
	SELECT h.contract, h.signed_on, h.outsider AND h.tenure = 'waste' AS of_land, r.record::text AS record, r.step, r.held_on, r.body,
		r.entitled, r.present, r.agreed
	FROM held h
	JOIN {{resolution}} r ON r.contract::text = h.contract
	UNION ALL
	SELECT h.contract, h.signed_on, h.outsider AND h.tenure = 'waste', r.record::text, r.step, r.held_on, r.body, r.entitled, r.present, r.agreed
	FROM held h
	JOIN {{resolution}} r ON r.asset::text = h.asset
	WHERE r.contract IS NULL AND r.held_on BETWEEN h.signed_on - parameter.around AND h.signed_on + parameter.around
), step AS (
	SELECT h.contract, h.signed_on, n.kind AS step, n.value::int AS days, count(t.contract) AS taken, min(t.held_on) AS first_on,
		bool_or(t.contract IS NOT NULL AND t.held_on IS NULL) AS undated
	FROM held h
	JOIN norm n ON n.norm = 'rural_step_days' AND n.valid @> h.signed_on
	LEFT JOIN taken t ON t.contract = h.contract AND t.step = n.kind
	GROUP BY 1, 2, 3, 4
), vote AS (
	-- of the votes before the signing: was one valid, is one unknown?
	SELECT t.contract, bool_or(v.valid) AS valid, bool_or(v.valid IS NULL) AS unknown,
		(array_agg(format('%s/%s/%s', t.entitled, t.present, t.agreed) ORDER BY t.held_on DESC, t.record))[1] AS numbers
	FROM taken t
	LEFT JOIN norm p ON p.norm = 'rural_present_share' AND p.kind = t.body AND p.valid @> t.held_on
	LEFT JOIN norm a ON a.norm = 'rural_agree_share' AND a.kind = t.body AND a.valid @> t.held_on
	LEFT JOIN norm b ON b.norm = 'rural_agree_all_share' AND b.kind = t.body AND b.valid @> t.held_on
	LEFT JOIN norm o ON o.norm = 'rural_agree_all_share' AND o.kind = CASE WHEN t.of_land THEN 'outsider' END AND o.valid @> t.held_on
	CROSS JOIN LATERAL (SELECT CASE WHEN t.entitled > 0 AND t.present > 0 AND t.agreed >= 0 AND p.value IS NOT NULL THEN
		t.present / t.entitled >= p.value AND (a.value IS NULL OR t.agreed / t.present >= a.value)
		AND (b.value IS NULL OR t.agreed / t.entitled >= b.value) AND (o.value IS NULL OR t.agreed / t.entitled >= o.value) END AS valid) v
	WHERE t.step = 'resolution' AND t.held_on <= t.signed_on
	GROUP BY 1
), unread AS (
	-- the only votes on the contract have no day, body or numbers
	SELECT contract FROM taken
	WHERE step = 'resolution'
	GROUP BY 1
	HAVING bool_and(held_on IS NULL OR body IS NULL OR (entitled > 0 AND present > 0 AND agreed >= 0) IS NOT TRUE)
), wrong AS (
	SELECT contract, step AS what, CASE WHEN taken = 0 THEN 'missing' ELSE 'late' END AS how, first_on,
		CASE step WHEN 'resolution' THEN '决议' WHEN 'notice' THEN '公示' ELSE step END || CASE WHEN taken = 0 THEN '缺失' ELSE '晚于规定' END AS zh
	FROM step
	WHERE taken = 0 OR first_on > signed_on - days AND NOT undated
	UNION ALL
	SELECT contract, 'resolution', 'without quorum or majority (' || numbers || ')', NULL, '表决人数不足(' || numbers || ')'
	FROM vote WHERE valid IS NOT TRUE AND NOT unknown
), filed AS (
	SELECT collective::text AS collective, range_agg(daterange((held_on - parameter.around)::date, (held_on + parameter.around)::date, '[]')) AS days
	FROM {{resolution}} r WHERE held_on IS NOT NULL GROUP BY 1
)
SELECT w.contract AS subject, daterange(h.signed_on, h.signed_on, '[]') AS during, w.n AS score, h.collective AS department, h.region,
	ARRAY[w.contract] || coalesce(t.records, '{}') AS records, h.signed_on, w.what,
	supervise.say(format('contract %s, signed on %s: %s', w.contract, h.signed_on, w.what),
		format('合同%s(%s签订)：%s', w.contract, h.signed_on, w.zh)) AS reason
FROM (
	SELECT contract, count(*) AS n, string_agg(what || ' ' || how || coalesce(' (' || first_on || ')', ''), ', ' ORDER BY what, how) AS what,
		string_agg(zh, '、' ORDER BY what, how) AS zh
	FROM wrong GROUP BY contract
) w
JOIN held h USING (contract)
LEFT JOIN (SELECT contract, array_agg(record ORDER BY held_on, record) AS records FROM taken GROUP BY 1) t USING (contract)
JOIN filed f ON f.collective = h.collective AND f.days @> h.signed_on
WHERE NOT EXISTS (SELECT FROM unread u WHERE u.contract = h.contract);
-- population
WITH held AS (
	SELECT contract::text AS contract, count(*) AS rows, min(collective::text) AS collective, min(asset::text) AS asset,
		min(tenure) AS tenure, min(signed_on) AS signed_on, min(rent) AS rent
	FROM (SELECT DISTINCT contract, collective, asset, region, tenure, signed_on, rent, outsider FROM {{contract}} c0) c
	GROUP BY 1
), taken AS (
	SELECT h.contract, r.held_on, r.body, r.entitled, r.present, r.agreed
	FROM held h
	JOIN {{resolution}} r ON r.contract::text = h.contract
	WHERE r.step = 'resolution'
	UNION ALL
	SELECT h.contract, r.held_on, r.body, r.entitled, r.present, r.agreed
	FROM held h
	JOIN {{resolution}} r ON r.asset::text = h.asset
	WHERE r.contract IS NULL AND r.step = 'resolution' AND r.held_on BETWEEN h.signed_on - parameter.around AND h.signed_on + parameter.around
), unread AS (
	SELECT contract FROM taken
	GROUP BY 1
	HAVING bool_and(held_on IS NULL OR body IS NULL OR (entitled > 0 AND present > 0 AND agreed >= 0) IS NOT TRUE)
), filed AS (
	SELECT collective::text AS collective, range_agg(daterange((held_on - parameter.around)::date, (held_on + parameter.around)::date, '[]')) AS days
	FROM {{resolution}} r WHERE held_on IS NOT NULL GROUP BY 1
), rule AS MATERIALIZED (
	SELECT valid FROM {{step_rule}} n WHERE norm = 'rural_step_days'
)
SELECT coalesce(h.contract, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable'
		WHEN s.reason IN ('household contracting', 'no step needed when it was signed', 'not yet signed') THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	s.reason
FROM held h
LEFT JOIN unread u USING (contract)
LEFT JOIN filed f USING (collective)
CROSS JOIN LATERAL (SELECT CASE
	WHEN h.contract IS NULL THEN 'no contract number'
	WHEN h.rows > 1 THEN 'contract number on rows that differ'
	WHEN h.tenure IN ('arable', 'grassland', 'forest') THEN 'household contracting'
	WHEN h.signed_on IS NULL THEN 'no day of signing'
	WHEN h.signed_on > parameter.as_of THEN 'not yet signed'
	WHEN NOT EXISTS (SELECT FROM rule n WHERE n.valid @> h.signed_on) THEN 'no step needed when it was signed'
	WHEN h.rent < parameter.least_rent THEN NULL
	WHEN (f.days @> h.signed_on) IS NOT TRUE THEN 'no minutes of the collective around the signing'
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
--   source: starting point, set it per region
-- parameter min_peers: integer = 8, 5 .. 1000: peers it takes to judge | 至少几份同类合同
--   source: starting point, set it per region
-- parameter period_years: integer = 5, 1 .. 20: contracts signed within one such period are compared | 同期以几年为一段
--   source: starting point, set it per region
-- parameter bidders: integer = 3, 2 .. 20: open bidding with so many bidders found the price | 竞价人数达到多少视为市场价
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
WITH held AS (
	SELECT contract::text AS contract, min(collective::text) AS collective, min(region) AS region, min(kind) AS kind, min(grade) AS grade,
		coalesce(min(tenure), '') AS tenure, coalesce(supervise.resident_id(min(lessee::text)), supervise.credit_code(min(lessee::text))) AS lessee,
		min(signed_on) AS signed_on, floor(extract(year FROM min(signed_on)) / parameter.period_years) AS period, min(rent) AS rent, min(area) AS area
	FROM (SELECT DISTINCT contract, collective, region, kind, grade, tenure, lessee, signed_on, area, rent FROM {{contract}} c0) c
	WHERE contract IS NOT NULL
	GROUP BY 1
	HAVING count(*) = 1
), office AS (
	SELECT DISTINCT supervise.resident_id(person::text) AS person, collective::text AS collective, valid
	FROM {{cadre}} c0 WHERE supervise.resident_id(person::text) IS NOT NULL AND NOT isempty(valid)
), tie AS (
	SELECT h.contract, 1 AS rank, 'cadre' AS tie, o.person
	FROM held h
	JOIN office o ON o.person = h.lessee AND o.collective = h.collective AND o.valid @> h.signed_on
	UNION ALL
	SELECT h.contract, 2, 'firm', o.person
	FROM held h
	JOIN {{company_role}} r ON supervise.credit_code(r.company::text) = h.lessee AND (r.valid IS NULL OR r.valid @> h.signed_on)
	JOIN office o ON o.person = supervise.resident_id(r.person::text) AND o.collective = h.collective AND o.valid @> h.signed_on
	UNION ALL
	SELECT h.contract, 3, 'kin', o.person
	FROM held h
	JOIN (
		SELECT supervise.resident_id(person::text) AS a, supervise.resident_id(relative::text) AS b FROM {{kin}} k0
		UNION
		SELECT supervise.resident_id(relative::text), supervise.resident_id(person::text) FROM {{kin}} k0
	) k ON k.a = h.lessee
	JOIN office o ON o.person = k.b AND o.collective = h.collective AND o.valid @> h.signed_on
), insider AS (
	SELECT DISTINCT ON (contract) contract, tie, person FROM tie ORDER BY contract, rank, person
), ranked AS (
	SELECT contract, rent / area AS unit,
		count(*) OVER near AS near_peers, percent_rank() OVER (near ORDER BY rent / area) AS near_rank,
		count(*) OVER far AS far_peers, percent_rank() OVER (far ORDER BY rent / area) AS far_rank
	FROM held
	WHERE area > 0 AND rent > 0 AND kind IS NOT NULL AND signed_on IS NOT NULL AND tenure NOT IN ('arable', 'grassland', 'forest')
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
WHERE r.rank < parameter.share
	AND NOT EXISTS (SELECT FROM {{deal}} d WHERE d.contract::text = i.contract AND d.bidders >= parameter.bidders);
-- population
WITH held AS (
	SELECT contract::text AS contract, count(*) AS rows, min(collective::text) AS collective, min(region) AS region, min(kind) AS kind,
		min(grade) AS grade, coalesce(min(tenure), '') AS tenure, min(lessee::text) AS written,
		coalesce(supervise.resident_id(min(lessee::text)), supervise.credit_code(min(lessee::text))) AS lessee, min(signed_on) AS signed_on,
		min(area) AS area, min(rent) AS rent
	FROM (SELECT DISTINCT contract, collective, region, kind, grade, tenure, lessee, signed_on, area, rent FROM {{contract}} c0) c
	GROUP BY 1
), office AS (
	SELECT collective::text AS collective, range_agg(valid) AS days FROM {{cadre}} c0 WHERE NOT isempty(valid) GROUP BY 1
), peer AS (
	SELECT *, CASE WHEN fit THEN greatest(
			count(*) FILTER (WHERE fit) OVER (PARTITION BY kind, grade, period, region),
			count(*) FILTER (WHERE fit) OVER (PARTITION BY kind, grade, period)) END AS peers
	FROM (
		SELECT *, floor(extract(year FROM signed_on) / parameter.period_years) AS period,
			(contract IS NOT NULL AND rows = 1 AND area > 0 AND rent > 0 AND kind IS NOT NULL AND signed_on IS NOT NULL
			AND tenure NOT IN ('arable', 'grassland', 'forest')) IS TRUE AS fit
		FROM held
	) h
)
SELECT coalesce(h.contract, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable' WHEN s.reason = 'household contracting' THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	s.reason
FROM peer h
LEFT JOIN office o USING (collective)
CROSS JOIN LATERAL (SELECT CASE
	WHEN h.contract IS NULL THEN 'no contract number'
	WHEN h.rows > 1 THEN 'contract number on rows that differ'
	WHEN h.tenure IN ('arable', 'grassland', 'forest') THEN 'household contracting'
	WHEN h.signed_on IS NULL THEN 'no day of signing'
	WHEN h.written IS NULL THEN 'no id of the lessee'
	WHEN h.lessee IS NULL THEN 'the lessee''s id or credit code is not valid'
	WHEN (o.days @> h.signed_on) IS NOT TRUE THEN 'no cadres of the collective on file for the day of signing'
	WHEN NOT h.fit THEN 'no kind, area or rent'
	WHEN h.peers < parameter.min_peers THEN 'too few peers' END AS reason) s;
