-- Rural collective assets: idle, let twice, off the books.

-- ## RUR-08
-- title_en: Idle asset
-- title_zh: 资产闲置
-- question_en: Which business assets were neither let nor used for more than half a year?
-- question_zh: 哪些经营性资产半年以上既未出租也未使用?
-- severity: low
-- score_en: days idle
-- score_zh: 闲置天数
-- input asset: one row for each asset | 每项资产一行
--   asset: key: number in the asset register | 资产编号
--   former: key?: number it had before | 原编号
--   collective: key: the village collective | 集体组织
--   region: text?: town | 乡镇
--   kind: text?: kind of asset | 资产类别
--   purpose: text?: 'business' is to earn; anything else (public, own use) is not asked about | 用途，business为经营性
--   value: amount?: book value in yuan | 账面价值(元)
--   acquired_on: day?: since when the collective has it; null is always | 取得日，空为一直拥有
--   disposed_on: day?: the day it went | 处置日
--   seasonal: boolean?: used in a season only (drying ground, pick-your-own garden) | 季节性使用
-- input contract: one row for each contract | 每份合同一行
--   contract: key: contract number | 合同编号
--   asset: key?: number in the asset register | 资产编号
--   starts: day?: first day of the term | 合同起始日
--   ends: day?: last day of the term | 合同截止日
--   ended_on: day?: the day it was ended early | 提前解除日
--   rent: amount?: yuan a year at the beginning | 起始年租金(元)
-- input use?: one row for each meter reading of an asset | 每次水电抄表一行
--   asset: key: number in the asset register | 资产编号
--   record: key: what names the reading | 抄表编号
--   valid: period: time of the reading | 抄表期间
--   quantity: number: used in that time, in the meter's unit | 用量
-- input asset_status?: one row for each time an asset could not be let (repair, dispute, requisition, call for bids) | 每段不可出租状态一行(维修、纠纷、征收、招租中)
--   asset: key: number in the asset register | 资产编号
--   status: text: what it was | 状态
--   valid: period: how long | 期间
-- parameter min_days: integer = 180, 30 .. 3650: reported when idle for more days | 闲置超过多少天
--   unit: days
--   source: starting point, set it per region
-- parameter season_days: integer = 300, 30 .. 3650: the same for seasonal assets | 季节性资产闲置超过多少天
--   unit: days
--   source: starting point, set it per region
-- parameter lookback: interval = 2 years, 180 days .. 20 years: how far back to look | 回看多久
--   source: starting point, set it per region
-- parameter standby: numeric = 30, 0 .. 10000: a reading up to this is no use | 不视为使用的待机用量
--   unit: of the meter
--   source: starting point, set it per region
-- evidence_en: the idle time, book value, the last contract and what it would have earned at the last rent
-- evidence_zh: 闲置期间、账面价值、上一合同及按其租金计算的损失
-- excluded_en: used by the collective itself: the meter runs
-- excluded_zh: 集体自用：水电有用量
-- excluded_en: seasonal, and used in its season
-- excluded_zh: 季节性资产，当季已使用
-- excluded_en: under repair, in dispute, requisitioned, or out for bids
-- excluded_zh: 维修、纠纷、征收或招租期间
-- excluded_en: acquired only lately, or disposed of
-- excluded_zh: 新近取得或已处置
-- excluded_en: a change of tenants shorter than the limit
-- excluded_zh: 换租间隔未超过期限
-- excluded_en: let under the number that it had before
-- excluded_zh: 以原编号出租
-- doubt_en: used by the collective without a meter of its own
-- doubt_zh: 集体自用但无单独计量
-- doubt_en: worn out, to be written off
-- doubt_zh: 已损毁待报废
-- next_en: Visit it with the register; put it out for bids or write it off.
-- next_zh: 对照台账现场查看，公开招租或核销。
-- source: mission
-- changed: A day is covered by a contract, by a reading above standby, or by a recorded status; what remains within the lookback and the
--   asset's own life and is longer than the limit is one finding. Only assets whose purpose is business are asked about. The value is
--   evidence and not part of the score: days are a fact, a product of value and days is not.
-- query
WITH differs AS (
	SELECT asset FROM {{asset}} a
	WHERE asset IN (SELECT asset FROM {{asset}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT a) > 1
), own AS MATERIALIZED (
	SELECT DISTINCT ON (asset) asset, collective, region, kind, value, former, seasonal, acquired_on, disposed_on,
		daterange(greatest(acquired_on, (parameter.as_of - parameter.lookback)::date), least(disposed_on, parameter.as_of + 1)) AS life
	FROM {{asset}} a
	WHERE asset IS NOT NULL AND purpose = 'business' AND NOT EXISTS (SELECT FROM differs d WHERE d.asset = a.asset)
		AND coalesce(acquired_on, '-infinity') < least(disposed_on, parameter.as_of + 1)
		AND coalesce(disposed_on, 'infinity') > (parameter.as_of - parameter.lookback)::date
	ORDER BY asset
), named AS (
	-- the numbers by which contracts, meters and statuses may know it
	SELECT asset AS known_as, asset FROM own UNION ALL SELECT former, asset FROM own WHERE former IS NOT NULL
), unread AS (
	SELECT n.asset FROM {{contract}} c JOIN named n ON n.known_as = c.asset WHERE (c.ends >= c.starts) IS NOT TRUE
), busy AS (
	-- of an empty or unknown time range_agg() takes no notice
	SELECT n.asset, range_agg(b.valid) AS days
	FROM (
		SELECT asset AS known_as, daterange(starts, greatest(least(ends, ended_on), starts), '[]') AS valid
		FROM {{contract}} c
		WHERE ends >= starts AND asset IS NOT NULL AND greatest(least(ends, ended_on), starts) >= (parameter.as_of - parameter.lookback)::date
		UNION ALL
		SELECT asset, valid FROM {{use}} u
		WHERE quantity > parameter.standby AND valid && daterange((parameter.as_of - parameter.lookback)::date, NULL)
		UNION ALL
		SELECT asset, valid FROM {{asset_status}} s
	) b
	JOIN named n USING (known_as)
	GROUP BY n.asset
), idle AS (
	SELECT o.*, f.gap, upper(f.gap) - lower(f.gap) AS days
	FROM own o
	LEFT JOIN busy b USING (asset)
	CROSS JOIN LATERAL unnest(o.life::datemultirange - coalesce(b.days, '{}')) AS f(gap)
	WHERE upper(f.gap) - lower(f.gap) > CASE WHEN o.seasonal THEN parameter.season_days ELSE parameter.min_days END
		AND NOT EXISTS (SELECT FROM unread u WHERE u.asset = o.asset)
), last AS (
	SELECT DISTINCT ON (i.asset, i.gap) i.asset, i.gap, c.contract AS contract, c.rent, least(c.ends, c.ended_on) AS ended
	FROM idle i
	JOIN named n USING (asset)
	JOIN {{contract}} c ON c.asset = n.known_as AND least(c.ends, c.ended_on) < lower(i.gap)
	ORDER BY i.asset, i.gap, least(c.ends, c.ended_on) DESC, c.contract
)
SELECT i.asset AS subject, i.gap AS during, round(l.rent * i.days / 365, 2) AS amount, i.days AS score, i.collective AS department,
	i.region, array_remove(ARRAY[i.asset, l.contract], NULL) AS records, i.kind, i.value AS book_value, l.contract AS last_contract,
	l.ended AS last_ended, l.rent AS last_rent, upper(i.gap) > parameter.as_of AS still_idle,
	supervise.say(
		format('asset %s was neither let nor used for %s days, from %s to %s', i.asset, i.days, lower(i.gap), upper(i.gap) - 1),
		format('资产%s自%s至%s共%s天既未出租也未使用', i.asset, lower(i.gap), upper(i.gap) - 1, i.days)) AS reason
FROM idle i
LEFT JOIN last l USING (asset, gap);
-- population
WITH differs AS (
	SELECT asset FROM {{asset}} a
	WHERE asset IN (SELECT asset FROM {{asset}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT a) > 1
), unread AS (
	SELECT DISTINCT asset FROM {{contract}} c WHERE (ends >= starts) IS NOT TRUE
)
SELECT coalesce(a.asset, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable' WHEN s.reason LIKE 'not %' THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	s.reason
FROM {{asset}} a
LEFT JOIN differs d ON d.asset = a.asset
LEFT JOIN unread u ON u.asset = a.asset
LEFT JOIN unread f ON f.asset = a.former
CROSS JOIN LATERAL (SELECT CASE
	WHEN a.asset IS NULL THEN 'no asset number'
	WHEN d.asset IS NOT NULL THEN 'asset number on rows that differ'
	WHEN a.purpose IS NULL THEN 'purpose not recorded'
	WHEN a.purpose <> 'business' THEN 'not a business asset'
	WHEN a.disposed_on <= a.acquired_on THEN 'disposed of before it was acquired'
	WHEN coalesce(a.acquired_on, '-infinity') > parameter.as_of
		OR coalesce(a.disposed_on, 'infinity') <= (parameter.as_of - parameter.lookback)::date THEN 'not owned in that time'
	WHEN u.asset IS NOT NULL OR f.asset IS NOT NULL THEN 'a contract of the asset cannot be read' END AS reason) s;

-- ## RUR-09
-- title_en: Same asset let twice
-- title_zh: 一物多租
-- question_en: Was more of an asset let to different lessees at a time than there is?
-- question_zh: 同一资产是否同时租给多个承租人且面积合计超过资产面积?
-- severity: high
-- score_en: most area let at a time as a multiple of the asset's area
-- score_zh: 同时出租面积与资产面积之比(最大)
-- input contract: one row for each contract | 每份合同一行
--   contract: key: contract number | 合同编号
--   collective: key: the village collective that lets | 发包的集体组织
--   asset: key?: number in the asset register | 资产编号
--   region: text?: town | 乡镇
--   lessee: key?: id or credit code of the lessee | 承租人证件号或信用代码
--   starts: day?: first day of the term | 合同起始日
--   ends: day?: last day of the term | 合同截止日
--   ended_on: day?: the day it was ended early | 提前解除日
--   area: number?: area let | 面积
--   sublet_of: key?: the contract it is a sub-lease under | 所依据的主合同(转租)
--   replaces: key?: the contract it takes the place of | 所替代的原合同
-- input asset: one row for each asset | 每项资产一行
--   asset: key: number in the asset register | 资产编号
--   area: number?: area of the asset, in the unit of the contracts | 资产面积，与合同同单位
-- parameter tolerance: numeric = 0.05, 0 .. 1: share by which the areas let may exceed the asset's | 面积合计可超出的比例
--   unit: share
--   source: starting point, set it per region
-- parameter min_days: integer = 31, 1 .. 3650: let twice for so many days together | 重叠至少多少天
--   unit: days
--   source: starting point, set it per region
-- evidence_en: the contracts, the days they overlap, the area let against the asset's
-- evidence_zh: 各合同、重叠期间、合计面积与资产面积
-- excluded_en: parts of the asset, together no more than it has
-- excluded_zh: 分块出租，合计不超过资产面积
-- excluded_en: a sub-lease under another contract
-- excluded_zh: 转租
-- excluded_en: a new contract that takes the place of the old one
-- excluded_zh: 以新合同替代原合同
-- excluded_en: the earlier contract was ended early
-- excluded_zh: 原合同已提前解除
-- excluded_en: an overlap of a few days at the handover
-- excluded_zh: 交接时短期重叠
-- excluded_en: two contracts with one lessee (registered twice, or two parts)
-- excluded_zh: 同一承租人的两份合同(重复登记或分块)
-- excluded_en: areas measured anew: the sum is over by less than the tolerance
-- excluded_zh: 面积测量误差在容差内
-- doubt_en: several floors or seasons of one area (fish under lotus, winter and summer crops)
-- doubt_zh: 同一面积分层、分季出租(藕塘养鱼、冬夏两季)
-- next_en: Ask both lessees for their papers and receipts; see who uses the asset.
-- next_zh: 向各承租人核对合同与收据，现场查看实际使用人。
-- source: D
-- changed: Area is summed day by day and by lessee, not over whole contracts: contracts that follow each other never add up. An asset with a
--   contract that cannot be read, or of unknown area, is insufficient data. The areas of one lessee count at most as the whole asset.
-- query
WITH differs AS (
	SELECT contract FROM {{contract}} c
	WHERE asset IS NOT NULL AND contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY 1 HAVING count(DISTINCT c) > 1
), unread AS (
	SELECT min(c.asset) AS asset
	FROM {{contract}} c
	LEFT JOIN differs d USING (contract)
	WHERE c.contract IS NOT NULL AND c.asset IS NOT NULL
		AND (d.contract IS NOT NULL OR (c.ends >= c.starts AND c.area > 0 AND c.lessee IS NOT NULL) IS NOT TRUE)
	GROUP BY c.contract
	HAVING NOT bool_or(c.sublet_of IS NOT NULL)
), twice AS MATERIALIZED (
	SELECT DISTINCT subject AS asset
	FROM supervise.collisions($$
		SELECT asset AS subject, contract AS record, lessee AS source, starts AS valid_from, least(ends, ended_on) AS valid_to
		FROM {{contract}} c
		WHERE asset IS NOT NULL AND contract IS NOT NULL AND lessee IS NOT NULL AND sublet_of IS NULL AND least(ends, ended_on) >= starts $$,
		min_days => parameter.min_days)
	WHERE NOT EXISTS (SELECT FROM unread u WHERE u.asset = subject)
), ended AS (
	SELECT replaces AS contract, min(starts) AS replaced_on FROM {{contract}} r WHERE replaces IS NOT NULL GROUP BY 1
), term AS MATERIALIZED (
	SELECT c.contract, min(c.collective) AS collective, min(c.asset) AS asset, min(c.region) AS region, min(c.lessee) AS lessee,
		min(c.starts) AS starts, least(min(c.ends), min(c.ended_on), min(e.replaced_on) - 1) AS last, min(c.area) AS area,
		bool_or(c.sublet_of IS NOT NULL) AS sublet
	FROM {{contract}} c
	LEFT JOIN ended e ON e.contract = c.contract
	WHERE c.asset IS NOT NULL AND c.contract IN (SELECT contract FROM {{contract}} n WHERE n.asset IN (SELECT asset FROM twice))
	GROUP BY 1
), thing AS MATERIALIZED (
	SELECT asset, max(area) AS area, min(area) = max(area) AS one_area FROM {{asset}} a0 GROUP BY 1
), held AS (
	SELECT t.asset, t.contract, t.lessee, t.starts, t.last, t.area, a.area AS whole
	FROM term t
	JOIN thing a USING (asset)
	WHERE a.one_area AND t.asset IN (SELECT asset FROM twice) AND NOT t.sublet AND t.last >= t.starts
), piece AS (
	SELECT asset, day AS from_day, lead(day) OVER (PARTITION BY asset ORDER BY day) AS to_day
	FROM (SELECT asset, starts AS day FROM held UNION SELECT asset, last + 1 FROM held) d
), load AS (
	SELECT asset, from_day, to_day, sum(area) AS area, min(whole) AS whole, count(*) AS lessees, array_agg(contracts) AS contracts
	FROM (
		SELECT p.asset, p.from_day, p.to_day, h.lessee, least(sum(h.area), min(h.whole)) AS area, min(h.whole) AS whole,
			string_agg(h.contract, E'\n' ORDER BY h.contract) AS contracts
		FROM piece p
		JOIN held h ON h.asset = p.asset AND h.starts <= p.from_day AND h.last >= p.to_day - 1
		WHERE p.to_day IS NOT NULL
		GROUP BY 1, 2, 3, 4
	) l
	GROUP BY 1, 2, 3
), found AS (
	SELECT asset, range_merge(range_agg(daterange(from_day, to_day))) AS during, sum(to_day - from_day) AS days, max(area / whole) AS ratio,
		max(area) AS area, min(whole) AS whole, string_agg(array_to_string(contracts, E'\n'), E'\n') AS contracts
	FROM load
	WHERE lessees >= 2 AND area > whole * (1 + parameter.tolerance)
	GROUP BY asset
	HAVING sum(to_day - from_day) >= parameter.min_days
)
SELECT f.asset AS subject, f.during, round(f.ratio, 2) AS score, t.collective AS department, t.region,
	(SELECT array_agg(DISTINCT x ORDER BY x) FROM string_to_table(f.contracts, E'\n') x) AS records, f.days, f.area AS area_let, f.whole AS area_of_asset,
	supervise.say(
		format('asset %s of %s was let to different lessees for %s at a time, on %s days', f.asset, f.whole, f.area, f.days),
		format('资产%s面积%s，同时租给不同承租人合计%s，共%s天', f.asset, f.whole, f.area, f.days)) AS reason
FROM found f
JOIN (SELECT asset, min(collective) AS collective, min(region) AS region FROM term GROUP BY 1) t USING (asset);
-- population
WITH ended AS (
	SELECT asset, min(contract) = max(contract) AS one, bool_and((ends >= starts) IS TRUE) AS dated,
		bool_and((area > 0) IS TRUE) AS measured, bool_and(lessee IS NOT NULL) AS named
	FROM {{contract}} c
	WHERE asset IS NOT NULL AND contract IS NOT NULL AND sublet_of IS NULL
	GROUP BY 1
), differs AS (
	SELECT DISTINCT min(asset) AS asset
	FROM {{contract}} c
	WHERE asset IS NOT NULL AND sublet_of IS NULL AND contract IN (SELECT contract FROM {{contract}} t GROUP BY 1 HAVING count(*) > 1)
	GROUP BY contract HAVING count(DISTINCT c) > 1
), thing AS (
	SELECT asset, max(area) AS area, min(area) = max(area) AS one_area FROM {{asset}} a0 GROUP BY 1
)
SELECT coalesce(e.asset, t.asset, '(no number)') AS subject,
	CASE WHEN s.reason IS NULL THEN 'assessable' WHEN s.reason = 'never let' THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
	s.reason
FROM ended e
FULL JOIN thing t USING (asset)
LEFT JOIN differs d USING (asset)
CROSS JOIN LATERAL (SELECT CASE
	WHEN e.asset IS NULL AND t.asset IS NULL THEN 'no asset number'
	WHEN e.asset IS NULL THEN 'never let'
	WHEN d.asset IS NOT NULL THEN 'contract number on rows that differ'
	WHEN NOT e.dated THEN 'a contract of the asset has no usable term'
	WHEN e.one THEN NULL
	WHEN NOT e.named THEN 'a contract of the asset has no lessee'
	WHEN t.asset IS NULL THEN 'asset not in the register'
	WHEN NOT e.measured OR t.one_area IS NOT TRUE OR t.area <= 0 THEN 'no area' END AS reason) s;

-- ## RUR-10
-- title_en: Asset or income off the books
-- title_zh: 账实不符、收入不入账
-- question_en: Is a contract's asset, its receipts or the contract itself missing where it should stand, or was rent paid to an account that is not the collective's?
-- question_zh: 合同对应的资产、收款或合同本身是否不在应有的账上，租金是否打入非集体账户?
-- severity: high
-- score_en: number of things wrong
-- score_zh: 问题项数
-- input contract: one row for each contract | 每份合同一行
--   contract: key: contract number | 合同编号
--   collective: key: the village collective that lets | 发包的集体组织
--   asset: key?: number in the asset register | 资产编号
--   region: text?: town | 乡镇
-- input asset: one row for each asset | 每项资产一行
--   asset: key: number in the asset register | 资产编号
--   former: key?: number it had before | 原编号
-- input receipt: one row for each receipt of rent | 每笔收款一行
--   contract: key: contract it was booked to | 入账合同编号
--   record: key: receipt number | 收据号
--   paid_on: day: when the money came | 收款日
--   amount: amount: yuan | 金额(元)
--   account: key?: account it was paid into | 收款账号
-- input ledger: one row for each entry of income in the collective's ledger | 集体总账收入每笔分录一行
--   record: key: voucher number | 凭证号
--   contract: key?: contract number | 合同编号
--   receipt: key?: receipt number | 收据号
--   booked_on: day?: day of the entry | 记账日期
--   amount: amount: yuan | 金额(元)
-- input account?: one row for each account of a collective | 集体每个账户一行
--   collective: key: the village collective | 集体组织
--   account: key: account number | 账号
-- parameter booking: interval = 60 days, 0 days .. 365 days: time from receipt to entry | 收款至入账的期限
--   source: starting point, set it per region
-- evidence_en: what is missing: the asset number, the receipts without entry, the contract number, the accounts
-- evidence_zh: 缺失的一方：资产编号、未入账收据、合同编号、收款账号
-- excluded_en: numbers written in full-width characters, with blanks or hyphens are the same number
-- excluded_zh: 编号仅全角半角、空格、连字符写法不同
-- excluded_en: the register keeps the asset under a new number and names the former one
-- excluded_zh: 资产已重新编号，登记了原编号
-- excluded_en: booked together: the entries of the contract add up to its receipts
-- excluded_zh: 合并入账：该合同分录合计等于收款合计
-- excluded_en: received lately and not yet booked
-- excluded_zh: 近期收款尚未到入账期限
-- excluded_en: another account of the same collective
-- excluded_zh: 打入本集体的其他账户
-- doubt_en: naming differences between register and contract: parcels and names have to be compared
-- doubt_zh: 台账与合同名称、地块写法不同，需按地块与名称核对
-- doubt_en: paid to the town's custody account for the village
-- doubt_zh: 打入乡镇代管账户
-- next_en: Take the bank statement of the account and the receipt book; see the asset.
-- next_zh: 调取账户流水与收据存根，现场查看资产。
-- source: DY
-- changed: Exact numbers only, in one form; linkage of assets by parcel and name waits for the kernel link. Receipts count as booked
--   by their number, or when the contract's entries add up to what was received. An account is foreign when the collective's accounts
--   are on file and it is none of them.
-- query
WITH paper AS MATERIALIZED (
	SELECT CASE WHEN contract COLLATE "C" ~ '^[0-9A-Z]*$' THEN contract ELSE translate(upper(contract COLLATE "default"), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') COLLATE "C" END AS no,
		CASE WHEN asset COLLATE "C" ~ '^[0-9A-Z]*$' THEN asset ELSE translate(upper(asset COLLATE "default"), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') COLLATE "C" END AS asset_no,
		contract, asset, collective, region
	FROM {{contract}} c0 WHERE contract IS NOT NULL
), held AS MATERIALIZED (
	SELECT no, min(contract) AS contract, min(collective) AS collective, min(region) AS region FROM paper GROUP BY 1
), register AS (
	SELECT CASE WHEN n COLLATE "C" ~ '^[0-9A-Z]*$' THEN n ELSE translate(upper(n COLLATE "default"), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') COLLATE "C" END AS asset_no
	FROM {{asset}} a0 CROSS JOIN LATERAL (VALUES (asset), (former)) v(n) WHERE n IS NOT NULL
), strange AS MATERIALIZED (
	-- receipts and entries of numbers that the register does not have, or not as they are written here
	SELECT CASE WHEN contract COLLATE "C" ~ '^[0-9A-Z]*$' THEN contract ELSE translate(upper(contract COLLATE "default"), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') COLLATE "C" END AS no,
		contract, record, amount, entered
	FROM (
		SELECT contract, record, amount, false AS entered FROM {{receipt}} r0
		UNION ALL
		SELECT contract, record, amount, receipt IS NOT NULL FROM {{ledger}} l0
	) x
	WHERE contract IS NOT NULL AND NOT EXISTS (SELECT FROM {{contract}} c WHERE c.contract = x.contract)
), number AS MATERIALIZED (
	-- every number as it is written, and in one form: receipts and entries look theirs up
	SELECT contract, min(no) AS no FROM paper GROUP BY 1 UNION ALL SELECT contract, min(no) FROM strange GROUP BY 1
), unread AS (
	-- Grouped, for the planner takes such rows for one, and would go through all numbers for each.
	SELECT n.no
	FROM number n
	JOIN (SELECT contract FROM {{receipt}} r0 GROUP BY 1 HAVING bool_or(record IS NULL OR paid_on IS NULL OR amount IS NULL)) r USING (contract)
), loose AS MATERIALIZED (
	SELECT n.no, sum(r.amount) AS amount, array_agg(r.record ORDER BY r.paid_on, r.record) AS records
	FROM {{receipt}} r
	JOIN number n USING (contract)
	WHERE r.amount > 0 AND r.paid_on <= parameter.as_of - parameter.booking
		AND NOT EXISTS (SELECT FROM {{ledger}} l WHERE l.receipt = r.record)
	GROUP BY 1
), asked AS (
	SELECT n.contract, n.no FROM number n WHERE n.no IN (SELECT no FROM loose)
), summed AS (
	SELECT a.no, sum(l.amount) AS amount FROM {{ledger}} l JOIN asked a USING (contract) GROUP BY 1
), received AS (
	SELECT a.no, sum(r.amount) AS amount
	FROM {{receipt}} r
	JOIN asked a USING (contract)
	WHERE r.paid_on <= parameter.as_of - parameter.booking
	GROUP BY 1
), owner AS MATERIALIZED (
	SELECT n.contract, n.no, k.accounts
	FROM number n
	JOIN held h USING (no)
	JOIN (SELECT collective, array_agg(account) AS accounts FROM {{account}} a0 GROUP BY 1) k USING (collective)
), wrong AS (
	SELECT p.no, NULL::text AS contract, 1 AS kind, NULL::numeric AS amount, NULL::text[] AS records,
		'asset ' || string_agg(DISTINCT p.asset, ', ') || ' is not in the register' AS en, '资产' || string_agg(DISTINCT p.asset, '、') || '不在台账' AS zh
	FROM paper p
	WHERE p.asset_no IS NOT NULL AND NOT EXISTS (SELECT FROM register r WHERE r.asset_no = p.asset_no)
	GROUP BY p.no
	UNION ALL
	SELECT l.no, NULL, 2, l.amount, l.records, l.amount || ' yuan received are not in the ledger', '收款' || l.amount || '元未入账'
	FROM loose l
	JOIN received r USING (no)
	LEFT JOIN summed s USING (no)
	WHERE coalesce(s.amount, 0) < r.amount
	UNION ALL
	SELECT x.no, min(x.contract), 3, sum(x.amount), array_agg(x.record ORDER BY x.record), 'the contract is not in the register of contracts', '合同不在合同台账'
	FROM strange x
	WHERE NOT x.entered AND NOT EXISTS (SELECT FROM held h WHERE h.no = x.no)
	GROUP BY x.no
	UNION ALL
	SELECT o.no, NULL, 4, sum(r.amount), array_agg(r.record ORDER BY r.paid_on, r.record),
		sum(r.amount) || ' yuan were paid into ' || string_agg(DISTINCT r.account, ', '), sum(r.amount) || '元打入非集体账户' || string_agg(DISTINCT r.account, '、')
	FROM {{receipt}} r
	JOIN owner o USING (contract)
	WHERE r.amount > 0 AND NOT r.account = ANY (o.accounts)
	GROUP BY o.no
), told AS (
	SELECT no, min(contract) AS contract, count(*) AS n, max(amount) AS amount, string_agg(en, '; ' ORDER BY kind) AS en, string_agg(zh, '；' ORDER BY kind) AS zh,
		string_agg(array_to_string(records, E'\n'), E'\n' ORDER BY kind) AS records, array_agg(kind ORDER BY kind)::text AS kinds
	FROM wrong GROUP BY 1
)
SELECT coalesce(h.contract, t.contract) AS subject, t.amount, t.n AS score, h.collective AS department, h.region,
	coalesce(string_to_array(t.records, E'\n'), ARRAY[h.contract]) AS records, t.kinds,
	supervise.say(format('contract %s: %s', coalesce(h.contract, t.contract), t.en), format('合同%s：%s', coalesce(h.contract, t.contract), t.zh)) AS reason
FROM told t
LEFT JOIN held h USING (no)
WHERE NOT EXISTS (SELECT FROM unread u WHERE u.no = t.no);
-- population
WITH known AS (
	SELECT contract, bool_or(asset IS NOT NULL) AS asset FROM {{contract}} c0 GROUP BY 1
), paid AS (
	-- what receipts and entries tell of a contract that the register lists with an asset: nothing, unless they cannot be read
	SELECT m.contract, m.broken
	FROM (
		SELECT contract, record IS NULL OR paid_on IS NULL OR amount IS NULL AS broken FROM {{receipt}} r0
		UNION ALL
		SELECT contract, false FROM {{ledger}} l0 WHERE contract IS NOT NULL
	) m
	LEFT JOIN known k USING (contract)
	WHERE m.broken OR k.asset IS NOT TRUE
), seen AS (
	SELECT CASE WHEN contract COLLATE "C" ~ '^[0-9A-Z]*$' THEN contract ELSE translate(upper(contract COLLATE "default"), '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ－　 -', '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') COLLATE "C" END AS no,
		coalesce(min(contract) FILTER (WHERE registered), min(contract)) AS contract,
		bool_or(asset IS NOT NULL) AS asset, bool_or(paid) AS paid, bool_or(broken) AS broken
	FROM (
		SELECT contract, true AS registered, asset, false AS paid, false AS broken FROM {{contract}} c0
		UNION ALL
		SELECT contract, false, NULL, true, broken FROM paid
	) x
	GROUP BY 1
)
SELECT coalesce(s.contract, '(no number)') AS subject, CASE WHEN r.reason IS NULL THEN 'assessable' ELSE 'insufficient_data' END AS state, r.reason
FROM seen s
CROSS JOIN LATERAL (SELECT CASE
	WHEN s.contract IS NULL THEN 'no contract number'
	WHEN s.broken THEN 'a receipt without number, day or amount'
	WHEN NOT s.asset AND NOT s.paid THEN 'no asset number and no receipts' END AS reason) r;
