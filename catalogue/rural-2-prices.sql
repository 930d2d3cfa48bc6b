-- Rural collective assets: price and platform.

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
--   unit: share
--   source: starting point, set it per region
-- parameter z: "double precision" = 2.5, 1 .. 10: and at least so many robust standard deviations below it | 且低于中位数的稳健标准差数
--   unit: standard deviation
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
		WITH differs AS (
			SELECT contract FROM {{contract}} c
			WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
			GROUP BY 1 HAVING count(DISTINCT c) > 1
		)
		SELECT contract AS record, ln(rent / area)::float8 AS value,
			ARRAY[kind || ' ' || grade || ' ' || period || ' ' || region, kind || ' ' || grade || ' ' || period] AS peer_group
		FROM (
			SELECT DISTINCT ON (contract) contract, kind, coalesce(grade, '-') AS grade, coalesce(region, '-') AS region,
				(floor(extract(year FROM signed_on) / parameter.period_years) * parameter.period_years)::int AS period, area, rent
			FROM {{contract}} c
			WHERE contract IS NOT NULL AND area > 0 AND rent > 0 AND kind IS NOT NULL AND signed_on IS NOT NULL
				AND coalesce(tenure, '') NOT IN ('arable', 'grassland', 'forest') AND public_use IS NOT TRUE
				AND NOT EXISTS (SELECT FROM differs d WHERE d.contract = c.contract)
			ORDER BY contract
		) c $$,
		threshold => parameter.z, min_peers => parameter.min_peers, tail => 'low')
	WHERE exp(value - center) < parameter.ratio
), held AS (
	SELECT DISTINCT contract, collective, region, kind, grade, lessee, signed_on, starts, ends, least(ends, ended_on) AS over, area, rent
	FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM low)
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
	AND NOT EXISTS (SELECT FROM {{deal}} d WHERE d.contract = l.contract AND d.bidders >= parameter.bidders);
-- population
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
), few AS (
	-- what too few contracts of the county are like (those of the town are some of them)
	SELECT kind, grade, period
	FROM (
		SELECT DISTINCT contract, kind, coalesce(grade, '-') AS grade, floor(extract(year FROM signed_on) / parameter.period_years) AS period
		FROM {{contract}} c
		WHERE contract IS NOT NULL AND area > 0 AND rent > 0 AND kind IS NOT NULL AND signed_on IS NOT NULL
			AND coalesce(tenure, '') NOT IN ('arable', 'grassland', 'forest') AND public_use IS NOT TRUE
			AND NOT EXISTS (SELECT FROM differs d WHERE d.contract = c.contract)
	) c
	GROUP BY 1, 2, 3
	HAVING count(*) < parameter.min_peers
)
SELECT coalesce(c.contract, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable' WHEN s.reason IN ('household contracting', 'over') THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	s.reason
FROM {{contract}} c
LEFT JOIN differs d USING (contract)
LEFT JOIN few f ON f.kind = c.kind AND f.grade = coalesce(c.grade, '-')
	AND f.period = floor(extract(year FROM c.signed_on) / parameter.period_years)
CROSS JOIN LATERAL (SELECT CASE
	WHEN c.contract IS NULL THEN 'no contract number'
	WHEN d.contract IS NOT NULL THEN 'contract number on rows that differ'
	WHEN c.tenure IN ('arable', 'grassland', 'forest') THEN 'household contracting'
	WHEN least(c.ends, c.ended_on) < parameter.as_of THEN 'over'
	WHEN c.public_use THEN NULL
	WHEN c.kind IS NULL THEN 'no kind of asset'
	WHEN c.area IS NULL OR c.area <= 0 THEN 'no area'
	WHEN c.rent IS NULL OR c.rent <= 0 THEN 'no rent'
	WHEN c.signed_on IS NULL THEN 'no day of signing'
	WHEN f.kind IS NOT NULL THEN 'too few peers' END AS reason) s;

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
--   The total is the first year's rent times the years: growth by steps, which can only raise it, is left out.
-- query
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
), held AS MATERIALIZED (
	SELECT DISTINCT ON (contract) contract, collective, asset, region, kind, lessee, signed_on, starts, ends, rent,
		round(rent * (ends + 1 - starts) / 365.25, 2) AS total
	FROM {{contract}} c
	WHERE contract IS NOT NULL AND ends >= starts AND rent >= 0 AND signed_on IS NOT NULL
		AND coalesce(tenure, '') NOT IN ('arable', 'grassland', 'forest')
		AND NOT EXISTS (SELECT FROM differs d WHERE d.contract = c.contract)
	ORDER BY contract
), rule AS MATERIALIZED (
	SELECT kind, valid, min_amount, min_years FROM {{platform_rule}} r0
), ruled AS (
	SELECT h.*, r.min_amount, r.min_years,
		CASE WHEN h.contract COLLATE "C" ~ '^[0-9A-Z]*$' THEN h.contract ELSE translate(upper(h.contract COLLATE "default"), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') COLLATE "C" END AS contract_no,
		CASE WHEN h.asset COLLATE "C" ~ '^[0-9A-Z]*$' THEN h.asset ELSE translate(upper(h.asset COLLATE "default"), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') COLLATE "C" END AS asset_no
	FROM held h
	CROSS JOIN LATERAL (
		SELECT min(r.min_amount) AS min_amount, min(r.min_years) AS min_years
		FROM rule r
		WHERE (r.kind IS NULL OR r.kind = h.kind) AND r.valid @> h.signed_on
	) r
	WHERE h.total >= r.min_amount OR h.ends + 1 >= h.starts + make_interval(months => (r.min_years * 12)::int)
), deal AS MATERIALIZED (
	SELECT CASE WHEN contract COLLATE "C" ~ '^[0-9A-Z]*$' THEN contract ELSE translate(upper(contract COLLATE "default"), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') COLLATE "C" END AS contract_no,
		CASE WHEN asset COLLATE "C" ~ '^[0-9A-Z]*$' THEN asset ELSE translate(upper(asset COLLATE "default"), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') COLLATE "C" END AS asset_no,
		collective, record, lessee, closed_on
	FROM {{deal}} d0
), nameless AS (
	-- Grouped, for the planner takes two conditions of IS NULL for almost never true, and goes through all deals for each contract.
	SELECT collective, lessee, closed_on FROM deal WHERE contract_no IS NULL AND asset_no IS NULL GROUP BY 1, 2, 3
), outside AS (
	SELECT r.*
	FROM ruled r
	WHERE NOT EXISTS (SELECT FROM deal d WHERE d.contract_no = r.contract_no AND d.closed_on <= r.signed_on + parameter.lag)
		AND NOT EXISTS (SELECT FROM deal d WHERE d.contract_no = r.contract_no AND d.closed_on IS NULL)
		AND NOT EXISTS (SELECT FROM deal d WHERE d.asset_no = r.asset_no
			AND d.closed_on BETWEEN r.signed_on - parameter.ahead AND r.signed_on + parameter.lag)
		AND NOT EXISTS (SELECT FROM {{exemption}} e WHERE e.contract = r.contract AND e.approved_on <= r.signed_on)
		AND NOT EXISTS (SELECT FROM nameless d WHERE d.collective = r.collective
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
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
), deal AS MATERIALIZED (
	SELECT CASE WHEN contract COLLATE "C" ~ '^[0-9A-Z]*$' THEN contract ELSE translate(upper(contract COLLATE "default"), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') COLLATE "C" END AS contract_no,
		CASE WHEN asset COLLATE "C" ~ '^[0-9A-Z]*$' THEN asset ELSE translate(upper(asset COLLATE "default"), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') COLLATE "C" END AS asset_no,
		collective, lessee, closed_on
	FROM {{deal}} d0
), nameless AS (
	SELECT collective, lessee, closed_on FROM deal WHERE contract_no IS NULL AND asset_no IS NULL GROUP BY 1, 2, 3
), rule AS MATERIALIZED (
	SELECT kind, valid, min_amount, min_years FROM {{platform_rule}} r0
), near AS MATERIALIZED (
	-- the contracts over the line that an unnumbered deal may belong to
	SELECT c.contract, c.signed_on,
		CASE WHEN c.contract COLLATE "C" ~ '^[0-9A-Z]*$' THEN c.contract ELSE translate(upper(c.contract COLLATE "default"), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') COLLATE "C" END AS contract_no,
		CASE WHEN c.asset COLLATE "C" ~ '^[0-9A-Z]*$' THEN c.asset ELSE translate(upper(c.asset COLLATE "default"), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') COLLATE "C" END AS asset_no
	FROM {{contract}} c
	WHERE c.contract IS NOT NULL
		AND EXISTS (SELECT FROM nameless d WHERE d.collective = c.collective AND (d.lessee = c.lessee) IS NOT FALSE
			AND (d.closed_on BETWEEN c.signed_on - parameter.ahead AND c.signed_on + parameter.lag) IS NOT FALSE)
		AND EXISTS (SELECT FROM rule r WHERE (r.kind IS NULL OR r.kind = c.kind) AND r.valid @> c.signed_on
			AND (round(c.rent * (c.ends + 1 - c.starts) / 365.25, 2) >= r.min_amount
				OR c.ends + 1 >= c.starts + make_interval(months => (r.min_years * 12)::int)))
), perhaps AS (
	SELECT DISTINCT n.contract
	FROM near n
	WHERE NOT EXISTS (SELECT FROM deal k WHERE k.contract_no = n.contract_no)
		AND NOT EXISTS (SELECT FROM deal k WHERE k.asset_no = n.asset_no
			AND k.closed_on BETWEEN n.signed_on - parameter.ahead AND n.signed_on + parameter.lag)
)
SELECT coalesce(c.contract, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable' WHEN s.reason IN ('household contracting', 'no line when it was signed') THEN 'not_applicable'
		ELSE 'insufficient_data' END AS state,
	s.reason
FROM {{contract}} c
LEFT JOIN differs d USING (contract)
LEFT JOIN perhaps p USING (contract)
CROSS JOIN LATERAL (SELECT CASE
	WHEN c.contract IS NULL THEN 'no contract number'
	WHEN d.contract IS NOT NULL THEN 'contract number on rows that differ'
	WHEN c.tenure IN ('arable', 'grassland', 'forest') THEN 'household contracting'
	WHEN c.signed_on IS NULL THEN 'no day of signing'
	WHEN NOT EXISTS (SELECT FROM rule r WHERE (r.kind IS NULL OR r.kind = c.kind) AND r.valid @> c.signed_on)
		THEN 'no line when it was signed'
	WHEN c.starts IS NULL OR c.ends IS NULL THEN 'no first or last day'
	WHEN c.ends < c.starts THEN 'ends before it starts'
	WHEN c.rent IS NULL OR c.rent < 0 THEN 'no rent'
	WHEN p.contract IS NOT NULL THEN 'a deal without number may be its deal' END AS reason) s;
