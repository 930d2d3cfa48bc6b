-- What village collectives own and let: assets, contracts and, by kind, what is
-- planted among them for the rural pack. The files that follow write it down as
-- the departments do.
--
-- An asset has one case at most. A kind may set the asset's kind, the days of its
-- contract in force, the yearly growth of its rent and a factor on its price; what
-- else it needs stands below the tables.
CREATE TABLE county_truth.rural_kind (
	kind text PRIMARY KEY,
	model text NOT NULL,
	per_200000 int NOT NULL,
	wrong boolean NOT NULL,
	clear boolean NOT NULL,
	of_asset boolean NOT NULL DEFAULT false,
	asset_kind text,
	starts date,
	ends date,
	step numeric,
	factor numeric,
	what_zh text NOT NULL,
	what_en text NOT NULL
);
COMMENT ON TABLE county_truth.rural_kind IS 'Kinds of planted cases of the rural pack; of_asset: the asset is the subject, not its contract 农村集体资产模型包埋设情形';
INSERT INTO county_truth.rural_kind VALUES
	-- RUR-01: arrears. The rent is due once a year on 1 March.
	('rent_unpaid', 'RUR-01', 20, true, true, false, 'shop', '2021-03-01', '2026-02-28', 0, 1, '2024年租金未缴', 'the rent of 2024 not paid'),
	('rent_part', 'RUR-01', 10, true, true, false, 'house', '2021-03-01', '2026-02-28', 0, 1, '2024年租金只缴一半', 'half of the rent of 2024 paid'),
	('rent_step', 'RUR-01', 8, true, true, false, 'pond', '2021-03-01', '2026-02-28', 0.05, 1, '递增部分从未缴纳', 'the growth of the rent never paid'),
	('rent_bad_receipt', 'RUR-01', 4, true, false, false, 'shop', '2021-03-01', '2026-02-28', 0, 1, '欠租,且有一笔收款无日期', 'unpaid, and a receipt has no day'),
	('rent_deferred', 'RUR-01', 8, false, false, false, 'shop', '2021-03-01', '2026-02-28', 0, 1, '经决议缓缴至2025年', 'deferred to 2025 by minutes'),
	('rent_elsewhere', 'RUR-01', 6, false, false, false, 'shop', '2021-03-01', '2026-02-28', 0, 1, '误记入本人另一合同', 'booked to another contract of the lessee'),
	('rent_reduced', 'RUR-01', 5, false, false, false, 'house', '2021-03-01', '2026-02-28', 0, 1, '疫情减免', 'reduced, as resolved'),
	('rent_late', 'RUR-01', 6, false, false, false, 'shop', '2021-03-01', '2026-02-28', 0, 1, '逾期百日,已缴清', 'a hundred days late, and paid'),
	('rent_early_end', 'RUR-01', 5, false, false, false, 'orchard', '2021-10-01', '2026-09-30', 0, 1, '提前解除后不再缴租', 'ended early, nothing due since'),
	('rent_ahead', 'RUR-01', 5, false, false, false, 'shop', '2021-03-01', '2026-02-28', 0, 1, '一次预缴两年', 'two years paid ahead'),
	-- RUR-02: expired.
	('expired_paid', 'RUR-02', 12, true, true, false, 'house', '2021-09-01', '2024-08-31', 0, 1, '到期后继续收租', 'rent taken after the end'),
	('expired_used', 'RUR-02', 15, true, true, false, 'shop', '2021-09-01', '2024-08-31', 0, 1, '到期后继续用电', 'power used after the end'),
	('expired_renewed', 'RUR-02', 6, false, false, false, 'shop', '2021-09-01', '2024-08-31', 0, 1, '已办续期', 'renewed'),
	('expired_holds_over', 'RUR-02', 6, false, false, false, 'shop', '2021-09-01', '2024-08-31', 0, 1, '合同约定按月顺延', 'runs on by the month as agreed'),
	('expired_handed_back', 'RUR-02', 6, false, false, false, 'shop', '2021-09-01', '2024-08-31', 0, 1, '已交还,集体自用', 'handed back and used by the collective'),
	('expired_clearing', 'RUR-02', 6, false, false, false, 'shop', '2021-09-01', '2024-08-31', 0, 1, '宽限期内腾退', 'cleared out within a month'),
	('expired_late_pay', 'RUR-02', 6, false, false, false, 'house', '2021-09-01', '2024-08-31', 0, 1, '到期后补缴前期租金', 'earlier rent paid after the end'),
	-- RUR-03: terms.
	('term_long', 'RUR-03', 10, true, true, false, 'plant', '2015-01-01', '2039-12-31', 0.05, 1, '租赁期二十五年', 'a lease of twenty-five years'),
	('term_split', 'RUR-03', 6, true, true, false, 'plant', '2016-01-01', '2035-12-31', 0.05, 1, '同日分签两份各二十年', 'two leases of twenty years signed on one day'),
	('term_transfer', 'RUR-03', 8, true, true, false, 'arable', '2019-01-01', '2031-12-31', 0.05, 1, '流转期超出二轮承包期', 'a transfer beyond the second round'),
	('term_forest', 'RUR-03', 5, true, true, false, 'forest', '2008-01-01', '2087-12-31', 0, 1, '林地承包八十年', 'forest for eighty years'),
	('term_forest_70', 'RUR-03', 5, false, false, false, 'forest', '2008-01-01', '2077-12-31', 0, 1, '林地承包七十年', 'forest for seventy years'),
	('term_renewed', 'RUR-03', 6, false, false, false, 'plant', '2022-01-01', '2041-12-31', 0.05, 1, '满二十年后续签二十年', 'renewed for twenty years at the end of twenty'),
	('term_day_over', 'RUR-03', 5, false, false, false, 'plant', '2016-01-01', '2036-01-01', 0.05, 1, '截止日写为对日', 'written to the anniversary'),
	('term_old', 'RUR-03', 4, false, false, false, 'plant', '1996-01-01', '2035-12-31', 0.05, 1, '1999年前签订,尚无上限', 'signed before there was a limit'),
	('term_extended', 'RUR-03', 6, false, false, false, 'arable', '2023-01-01', '2034-12-31', 0.05, 1, '延包确认后签订的流转', 'a transfer signed after the extension was confirmed'),
	-- RUR-04: long and flat.
	('flat_long', 'RUR-04', 14, true, true, false, 'plant', '2012-01-01', '2029-12-31', 0, 1, '十八年租金不变', 'eighteen years at a flat rent'),
	('flat_steps', 'RUR-04', 6, false, false, false, 'plant', '2012-01-01', '2029-12-31', 0.03, 1, '十八年,约定递增', 'eighteen years, with steps'),
	('flat_revised', 'RUR-04', 6, false, false, false, 'plant', '2012-01-01', '2029-12-31', 0, 1, '十八年,已补充调价', 'eighteen years, revised upwards'),
	('flat_grain', 'RUR-04', 5, false, false, false, 'pond', '2012-01-01', '2029-12-31', 0, 1, '十八年,随粮价', 'eighteen years, by the price of grain'),
	('flat_investment', 'RUR-04', 5, false, false, false, 'orchard', '2012-01-01', '2029-12-31', 0, 1, '十八年,大棚投入经批准', 'eighteen years, for an investment that was approved'),
	('flat_unknown', 'RUR-04', 4, true, false, false, 'plant', '2012-01-01', '2029-12-31', 0, 1, '十八年,未登记是否递增', 'eighteen years, growth not recorded'),
	-- RUR-05: price.
	('price_low', 'RUR-05', 20, true, true, false, 'shop', NULL, NULL, NULL, 0.35, '单价为同类三分之一', 'a third of what others pay'),
	('price_low_pond', 'RUR-05', 10, true, true, false, 'pond', NULL, NULL, NULL, 0.35, '塘租为同类三分之一', 'a pond at a third of what others pay'),
	('price_public', 'RUR-05', 6, false, false, false, 'house', NULL, NULL, NULL, 0.1, '公益用途象征性租金', 'a token rent for a public purpose'),
	('price_bid', 'RUR-05', 6, false, false, false, 'shop', NULL, NULL, NULL, 0.4, '低价但经公开竞价', 'low, but found by open bidding'),
	-- RUR-06: the platform.
	('deal_missing', 'RUR-06', 15, true, true, false, 'shop', '2021-03-01', '2026-02-28', 0.03, 1, '达限额未进场', 'over the line and never traded'),
	('deal_after', 'RUR-06', 8, true, true, false, 'plant', '2021-03-01', '2026-02-28', 0.03, 1, '先签约后进场', 'signed first, traded afterwards'),
	('deal_exempt', 'RUR-06', 6, false, false, false, 'shop', '2021-03-01', '2026-02-28', 0.03, 1, '原承租人优先,经批准', 'exempted: the sitting lessee had priority'),
	('deal_full_width', 'RUR-06', 6, false, false, false, 'shop', '2021-03-01', '2026-02-28', 0.03, 1, '成交记录编号为全角', 'the deal writes the number in full width'),
	('deal_unnumbered', 'RUR-06', 4, false, false, false, 'shop', '2021-03-01', '2026-02-28', 0.03, 1, '成交记录无编号', 'the deal has no number'),
	-- RUR-07: resolutions.
	('vote_missing', 'RUR-07', 10, true, true, false, 'shop', '2021-03-01', '2026-02-28', 0.03, 1, '无决议无公示', 'no resolution and no notice'),
	('vote_late', 'RUR-07', 8, true, true, false, 'shop', '2021-03-01', '2026-02-28', 0.03, 1, '先签约后表决', 'signed first, voted afterwards'),
	('vote_no_notice', 'RUR-07', 8, true, true, false, 'house', '2021-03-01', '2026-02-28', 0.03, 1, '未公示', 'no notice'),
	('vote_quorum', 'RUR-07', 8, true, true, false, 'shop', '2021-03-01', '2026-02-28', 0.03, 1, '到会不足三分之二', 'fewer than two thirds present'),
	('vote_by_asset', 'RUR-07', 8, false, false, false, 'shop', '2021-03-01', '2026-02-28', 0.03, 1, '决议只载明资产', 'the minutes name the asset only'),
	('vote_again', 'RUR-07', 6, false, false, false, 'shop', '2021-03-01', '2026-02-28', 0.03, 1, '首次人数不足,重新表决', 'voted again after a meeting without quorum'),
	('vote_same_day', 'RUR-07', 5, false, false, false, 'shop', '2021-03-01', '2026-02-28', 0.03, 1, '签约当日表决', 'voted on the day of signing'),
	('vote_no_numbers', 'RUR-07', 4, false, false, false, 'shop', '2021-03-01', '2026-02-28', 0.03, 1, '决议未登记人数', 'the minutes have no numbers'),
	-- RUR-08: idle.
	('idle_since', 'RUR-08', 14, true, true, true, 'shop', '2020-10-01', '2023-09-30', 0, 1, '到期后空置一年多', 'empty for more than a year'),
	('idle_before', 'RUR-08', 8, true, true, true, 'house', '2023-10-01', '2026-09-30', 0, 1, '重新出租前空置九个月', 'empty for nine months before it was let'),
	('idle_own_use', 'RUR-08', 6, false, false, true, 'shop', '2020-10-01', '2023-09-30', 0, 1, '收回自用', 'taken back for own use'),
	('idle_repair', 'RUR-08', 6, false, false, true, 'plant', '2020-10-01', '2024-01-31', 0, 1, '维修', 'under repair'),
	('idle_season', 'RUR-08', 6, false, false, true, 'pond', '2024-04-01', '2024-10-31', 0, 1, '季节性出租', 'let in the season'),
	('idle_new', 'RUR-08', 6, false, false, true, 'house', '2020-10-01', '2023-09-30', 0, 1, '新近建成', 'built lately'),
	('idle_sold', 'RUR-08', 5, false, false, true, 'shop', '2020-10-01', '2023-09-30', 0, 1, '已处置', 'disposed of'),
	-- RUR-09: let twice.
	('twice_whole', 'RUR-09', 12, true, true, true, 'plant', '2021-03-01', '2026-02-28', 0, 1, '整体重复出租', 'let twice as a whole'),
	('twice_parts', 'RUR-09', 6, true, true, true, 'plant', '2021-03-01', '2026-02-28', 0, 1, '分块出租超出面积', 'parts that are more than the whole'),
	('twice_fit', 'RUR-09', 10, false, false, true, 'plant', '2021-03-01', '2026-02-28', 0, 1, '分块出租', 'let in parts'),
	('twice_sublet', 'RUR-09', 6, false, false, true, 'plant', '2021-03-01', '2026-02-28', 0, 1, '转租', 'a sub-lease'),
	('twice_replaced', 'RUR-09', 6, false, false, true, 'plant', '2021-03-01', '2026-02-28', 0, 1, '以新换旧', 'replaced by a new contract'),
	('twice_early_end', 'RUR-09', 6, false, false, true, 'plant', '2021-03-01', '2026-02-28', 0, 1, '原合同提前解除', 'the first ended early'),
	('twice_days', 'RUR-09', 6, false, false, true, 'plant', '2021-03-01', '2024-05-10', 0, 1, '交接重叠十天', 'ten days of overlap at the handover'),
	('twice_one_lessee', 'RUR-09', 5, false, false, true, 'plant', '2021-03-01', '2026-02-28', 0, 1, '同一承租人重复登记', 'one lessee, registered twice'),
	-- RUR-10: books.
	('book_no_asset', 'RUR-10', 8, true, true, false, 'house', NULL, NULL, NULL, 1, '资产不在台账', 'the asset is in no register'),
	('book_no_entry', 'RUR-10', 10, true, true, false, 'shop', NULL, NULL, NULL, 1, '2023年起收款未入账', 'nothing booked since 2023'),
	('book_no_contract', 'RUR-10', 6, true, true, false, 'shop', NULL, NULL, NULL, 1, '收款所载合同不在合同台账', 'receipts of a contract that no register has'),
	('book_private', 'RUR-10', 8, true, true, false, 'shop', NULL, NULL, NULL, 1, '租金打入个人账户', 'rent paid into a private account'),
	('book_renumbered', 'RUR-10', 6, false, false, false, 'house', NULL, NULL, NULL, 1, '资产重新编号', 'the asset has a new number'),
	('book_together', 'RUR-10', 8, false, false, false, 'shop', NULL, NULL, NULL, 1, '合并入账', 'booked together'),
	('book_full_width', 'RUR-10', 6, false, false, false, 'shop', NULL, NULL, NULL, 1, '凭证编号为全角', 'the ledger writes numbers in full width'),
	('book_second_account', 'RUR-10', 6, false, false, false, 'shop', NULL, NULL, NULL, 1, '打入本村另一账户', 'paid into the second account of the village'),
	-- RUR-11: insiders.
	('insider_self', 'RUR-11', 8, true, true, false, 'pond', '2022-03-01', '2027-02-28', 0, 0.72, '村干部低价承租', 'a cadre, cheap'),
	('insider_kin', 'RUR-11', 8, true, true, false, 'pond', '2022-03-01', '2027-02-28', 0, 0.72, '村干部近亲属低价承租', 'a cadre''s kin, cheap'),
	('insider_firm', 'RUR-11', 6, true, true, false, 'pond', '2022-03-01', '2027-02-28', 0, 0.72, '村干部的企业低价承租', 'a cadre''s firm, cheap'),
	('insider_left_firm', 'RUR-11', 5, false, false, false, 'pond', '2022-03-01', '2027-02-28', 0, 0.72, '签约前已退出企业', 'left the firm before it signed'),
	('insider_fair', 'RUR-11', 8, false, false, false, 'pond', '2022-03-01', '2027-02-28', 0, 1.25, '村干部按市场价承租', 'a cadre at the price of others'),
	('insider_elsewhere', 'RUR-11', 6, false, false, false, 'pond', '2022-03-01', '2027-02-28', 0, 0.72, '外村村干部', 'a cadre of another village'),
	('insider_bid', 'RUR-11', 6, false, false, false, 'pond', '2022-03-01', '2027-02-28', 0, 0.72, '村干部经公开竞价', 'a cadre who won open bidding'),
	-- RUR-14: terms.
	('clause_no_price', 'RUR-14', 8, true, true, false, 'orchard', NULL, NULL, NULL, NULL, '价格空白', 'no price'),
	('clause_no_end', 'RUR-14', 5, true, true, false, 'waste', NULL, NULL, NULL, 1, '无截止日', 'no last day'),
	('clause_prepaid', 'RUR-14', 8, true, true, false, 'waste', '2020-01-01', '2031-12-31', 0, 1, '一次收取十年租金', 'ten years of rent at once'),
	('clause_compensation', 'RUR-14', 8, true, true, false, 'orchard', NULL, NULL, NULL, 1, '约定期满补偿', 'compensation at the end'),
	('clause_free', 'RUR-14', 5, false, false, false, 'house', NULL, NULL, NULL, 0, '公益无偿使用', 'free for a public purpose'),
	('clause_prepaid_voted', 'RUR-14', 5, false, false, false, 'waste', '2020-01-01', '2031-12-31', 0, 1, '经决议一次收取', 'ten years at once, as resolved'),
	('clause_greenhouse', 'RUR-14', 5, false, false, false, 'orchard', NULL, NULL, NULL, 1, '大棚投入补偿经批准', 'compensation for a greenhouse, approved');

-- The assets: about one for sixty payments; the first ones are the cases.
CREATE TABLE county_truth.rural_asset AS
SELECT a.asset_no, a.village_no, v.town_no, k.kind AS kase, k.starts AS case_starts, k.ends AS case_ends, k.step AS case_step, k.factor AS case_factor,
	coalesce(k.asset_kind, (ARRAY['shop', 'shop', 'shop', 'shop', 'house', 'house', 'house', 'plant', 'plant', 'pond', 'pond', 'pond', 'orchard', 'orchard',
		'waste', 'waste', 'arable', 'arable', 'arable', 'forest'])[1 + county.draw(a.asset_no, 'asset kind', 20)]) AS kind,
	substr('ABC', 1 + county.draw(a.asset_no, 'grade', 3), 1) AS grade, county.draw(a.asset_no, 'area', 100) AS size
FROM county.scale
CROSS JOIN LATERAL (SELECT n::int AS asset_no, county.draw(n, 'asset village', (SELECT count(*)::int FROM county.village)) AS village_no
	FROM generate_series(1, greatest(1200, payments / 60)) AS n) a
JOIN county.village v USING (village_no)
LEFT JOIN (
	SELECT r.*, no::int AS asset_no
	FROM (SELECT kind, many, sum(many) OVER (ORDER BY kind COLLATE "C") AS upto
		FROM county_truth.rural_kind, county.scale, LATERAL (SELECT greatest(1, round(per_200000 * payments / 200000.0)::int)) m (many)) m
	JOIN county_truth.rural_kind r USING (kind)
	CROSS JOIN LATERAL generate_series(upto - many + 1, upto) AS no
) k USING (asset_no);
-- The extension was confirmed in the villages with even numbers.
UPDATE county_truth.rural_asset a SET village_no = v.village_no, town_no = v.town_no
FROM county.village v
WHERE a.kase IN ('term_extended', 'term_transfer')
AND v.village_no = CASE a.kase WHEN 'term_extended' THEN a.village_no - a.village_no % 2 ELSE greatest(1, a.village_no - 1 + a.village_no % 2) END;
ALTER TABLE county_truth.rural_asset ADD PRIMARY KEY (asset_no);
ANALYZE county_truth.rural_asset;

-- Who may lease: heads of households, no cadres.
CREATE TABLE county_truth.rural_lessee AS
SELECT (row_number() OVER (ORDER BY person_no) - 1)::int AS lessee_no, id_card, name
FROM county.person p
WHERE relation = 'head' AND born BETWEEN '1955-01-01' AND '2000-12-31'
AND NOT EXISTS (SELECT FROM county.cadre c WHERE c.id_card = p.id_card);
ALTER TABLE county_truth.rural_lessee ADD PRIMARY KEY (lessee_no);

-- Contracts as they were meant: in force (0), and the ones before it (1, 2).
CREATE TABLE county_truth.rural_contract AS
WITH term AS (
	SELECT a.*, 0 AS k, coalesce(case_starts, CASE kind WHEN 'forest' THEN date '2008-01-01' + county.draw(asset_no, 'start', 1400)
			ELSE date '2019-03-01' + county.draw(asset_no, 'start', 1900) END) AS starts, case_ends AS given
	FROM county_truth.rural_asset a
), current AS (
	SELECT *, coalesce(given, CASE kind WHEN 'forest' THEN (starts + interval '50 years')::date - 1
		WHEN 'arable' THEN least(date '2027-12-31', (starts + make_interval(years => greatest(3 + county.draw(asset_no, 'years', 4),
			ceil((date '2025-04-01' - starts) / 365.0)::int)))::date - 1)
		ELSE (starts + make_interval(years => greatest(3 + county.draw(asset_no, 'years', 4), ceil((date '2025-04-01' - starts) / 365.0)::int)))::date - 1 END) AS ends
	FROM term
), before AS (
	SELECT c.*, (starts - 1 - CASE kase WHEN 'idle_before' THEN 290 ELSE county.draw(asset_no, 'gap', 60) END)::date AS ends_1
	FROM current c
	WHERE kind <> 'forest' AND starts >= '2018-01-01' AND (kase IS NULL OR kase NOT IN ('idle_new', 'idle_season', 'term_renewed'))
), first AS (
	SELECT *, (ends_1 + 1 - make_interval(years => 3 + county.draw(asset_no, 'years 1', 3)))::date AS starts_1 FROM before
), every AS (
	SELECT asset_no, village_no, town_no, kase, case_step, case_factor, kind, grade, size, k, starts, ends FROM current
	WHERE kase IS NULL OR kase <> 'idle_new'
	UNION ALL
	SELECT asset_no, village_no, town_no, kase, NULL, NULL, kind, grade, size, 1, starts_1, ends_1 FROM first
	UNION ALL
	SELECT asset_no, village_no, town_no, kase, NULL, NULL, kind, grade, size, 2, (starts_1 - make_interval(years => 3))::date, starts_1 - 1
	FROM first WHERE county.draw(asset_no, 'second', 2) = 0
	-- What some kinds need beside it.
	UNION ALL
	SELECT asset_no, village_no, town_no, kase, 0.05, NULL, kind, grade, size, 3, x.starts, x.ends
	FROM current
	JOIN (VALUES ('term_split', date '2036-01-01', date '2055-12-31'), ('term_renewed', '2002-01-01', '2021-12-31'),
		('twice_whole', '2024-03-01', '2027-02-28'), ('twice_parts', '2023-03-01', '2027-02-28'), ('twice_fit', '2021-03-01', '2026-02-28'),
		('twice_sublet', '2022-03-01', '2025-02-28'), ('twice_replaced', '2023-07-01', '2026-06-30'), ('twice_early_end', '2023-07-01', '2026-06-30'),
		('twice_days', '2024-05-01', '2027-04-30'), ('twice_one_lessee', '2021-03-01', '2026-02-28'), ('rent_elsewhere', '2022-03-01', '2027-02-28'),
		('idle_season', '2023-04-01', '2023-10-31')) x (kase, starts, ends) USING (kase)
)
SELECT asset_no * 10 + k AS contract_no, asset_no, k, village_no, town_no, kase, kind, grade,
	CASE kind WHEN 'waste' THEN 'waste' WHEN 'arable' THEN 'transfer' WHEN 'forest' THEN 'forest' ELSE 'lease' END AS tenure,
	-- One lessee holds both: by the contract's number, or by the asset's.
	county.draw(CASE WHEN kase IN ('term_split', 'term_renewed', 'twice_one_lessee', 'rent_elsewhere') THEN asset_no * 10 ELSE asset_no * 10 + k END,
		'lessee', (SELECT count(*)::int FROM county_truth.rural_lessee)) AS lessee_no,
	CASE WHEN k = 3 AND kase = 'term_split' THEN date '2015-12-20'
		WHEN k = 0 AND kase IN ('term_split') THEN date '2015-12-20'
		ELSE starts - 8 - county.draw(asset_no * 10 + k, 'signed', 20) END AS signed_on,
	starts, ends,
	CASE WHEN k = 0 AND kase = 'rent_early_end' THEN date '2024-09-15' WHEN k = 0 AND kase = 'twice_early_end' THEN date '2023-06-30' END AS ended_on,
	whole AS asset_area, round(whole * CASE WHEN kase = 'twice_fit' THEN CASE k WHEN 0 THEN 0.6 WHEN 3 THEN 0.4 ELSE 1 END
		WHEN kase = 'twice_parts' AND k IN (0, 3) THEN 0.6 WHEN kase = 'twice_sublet' AND k = 3 THEN 0.5 ELSE 1 END, 1) AS area,
	(base * CASE grade WHEN 'A' THEN 1.2 WHEN 'B' THEN 1 ELSE 0.7 END * (0.94 + town_no * 0.01)
		* (1 + 0.03 * (extract(year FROM starts) - 2010))
		* CASE WHEN k = 0 AND case_factor <> 1 THEN case_factor
			ELSE 0.8 + (county.draw(asset_no * 10 + k, 'noise', 21) + county.draw(asset_no * 10 + k, 'noise 2', 21)) / 100.0 END)::numeric AS unit,
	CASE WHEN kase LIKE 'rent%' OR kase LIKE 'clause_prepaid%' THEN 12 ELSE (ARRAY[12, 12, 12, 12, 12, 12, 6, 6, 6, 3])[1 + county.draw(asset_no, 'every', 10)] END AS every_months,
	coalesce(case_step, CASE WHEN kase LIKE 'rent%' THEN 0 ELSE (ARRAY[0, 0, 0, 0.03, 0.05])[1 + county.draw(asset_no * 10 + k, 'step', 5)] END) AS step
FROM every
CROSS JOIN LATERAL (SELECT CASE kind WHEN 'shop' THEN 20 + size WHEN 'house' THEN 60 + 2 * size WHEN 'plant' THEN 300 + 15 * size WHEN 'pond' THEN 5 + size / 3
		WHEN 'orchard' THEN 5 + size / 2 WHEN 'waste' THEN 20 + 2 * size WHEN 'arable' THEN 10 + size ELSE 20 + 2 * size END::numeric,
	CASE kind WHEN 'shop' THEN 180 WHEN 'house' THEN 60 WHEN 'plant' THEN 90 WHEN 'pond' THEN 500 WHEN 'orchard' THEN 400 WHEN 'waste' THEN 60
		WHEN 'arable' THEN 550 ELSE 30 END::numeric) p (whole, base);
-- Insiders: a cadre of the village or of another, the spouse of one, or his firm.
CREATE TABLE county_truth.rural_insider AS
SELECT c.contract_no, c.kase, o.id_card AS cadre,
	CASE WHEN c.kase LIKE '%firm' THEN finance.credit_code(90000000 + c.contract_no) ELSE coalesce(s.id_card, o.id_card) END AS id_card,
	CASE WHEN c.kase LIKE '%firm' THEN o.name || '养殖有限公司' ELSE coalesce(s.name, o.name) END AS name, o.village_no
FROM (
	SELECT contract_no, kase, row_number() OVER (ORDER BY kase, contract_no) AS n, (SELECT count(DISTINCT village_no) FROM county.cadre) AS many
	FROM county_truth.rural_contract WHERE kase LIKE 'insider%' AND k = 0
) c
JOIN (
	SELECT DISTINCT ON (d.village_no) d.*, p.household_no, dense_rank() OVER (ORDER BY d.village_no) AS n
	FROM county.cadre d
	JOIN county.person p USING (id_card)
	WHERE EXISTS (SELECT FROM county.person s WHERE s.household_no = p.household_no AND s.relation = 'spouse')
	ORDER BY d.village_no, d.cadre_no
) o ON o.n = 1 + c.n % (SELECT count(DISTINCT d.village_no) FROM county.cadre d JOIN county.person p USING (id_card)
	WHERE EXISTS (SELECT FROM county.person s WHERE s.household_no = p.household_no AND s.relation = 'spouse'))
LEFT JOIN county.person s ON c.kase = 'insider_kin' AND s.household_no = o.household_no AND s.relation = 'spouse';
UPDATE county_truth.rural_contract c SET village_no = v.village_no, town_no = v.town_no
FROM county_truth.rural_insider i
JOIN county.village v ON v.village_no = CASE i.kase WHEN 'insider_elsewhere'
	THEN (i.village_no + 1) % (SELECT count(*) FROM county.village) ELSE i.village_no END
WHERE c.asset_no = i.contract_no / 10;
UPDATE county_truth.rural_asset a SET village_no = c.village_no, town_no = c.town_no
FROM county_truth.rural_contract c WHERE c.asset_no = a.asset_no AND c.kase LIKE 'insider%' AND c.k = 0;
ALTER TABLE county_truth.rural_contract ADD PRIMARY KEY (contract_no);
ANALYZE county_truth.rural_contract;
