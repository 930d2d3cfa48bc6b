-- 农业农村局, the platform for village collectives' money, assets and resources
-- (农村集体三资管理平台); the exchange on which their assets are traded; the power
-- company's meters. Written from 66's contracts; some rows as clerks type them.

SET client_min_messages = warning;
DROP SCHEMA IF EXISTS collective, rural_exchange, power_company CASCADE;
RESET client_min_messages;
CREATE SCHEMA collective;
COMMENT ON SCHEMA collective IS 'Village collectives: assets, contracts, money, decisions, members 农村集体三资管理平台';
CREATE SCHEMA rural_exchange;
COMMENT ON SCHEMA rural_exchange IS 'Exchange for rural property rights 农村产权交易中心';
CREATE SCHEMA power_company;
COMMENT ON SCHEMA power_company IS 'Power company 供电公司';

CREATE TABLE collective."集体组织" AS
SELECT 'JT' || lpad(village_no::text, 5, '0') AS "组织代码", v.name_zh || '股份经济合作社' AS "名称", t.name_zh AS "乡镇", village_no AS "行政村"
FROM county.village v JOIN county.town t USING (town_no);
COMMENT ON TABLE collective."集体组织" IS 'Village collectives 农村集体经济组织';

-- The second round of contracting, and where it was extended by thirty years.
CREATE TABLE collective."承包期" AS
SELECT "组织代码", date '1998-01-01' AS "起", date '2027-12-31' AS "止", date '1998-09-30' AS "确认日期" FROM collective."集体组织"
UNION ALL
SELECT "组织代码", '2028-01-01', '2057-12-31', '2022-10-31' FROM collective."集体组织" WHERE "行政村" % 2 = 0;
COMMENT ON TABLE collective."承包期" IS 'Contracting periods of land, with the day each was confirmed 土地承包期（二轮及延包）';

CREATE TABLE collective."账户" AS
SELECT "组织代码", '6228' || lpad("行政村"::text, 8, '0') || n AS "账号" FROM collective."集体组织", unnest('{01,02}'::text[]) n;
COMMENT ON TABLE collective."账户" IS 'Bank accounts of the collectives 集体银行账户';

-- The numbers as the platform writes them.
CREATE VIEW county_truth.rural_paper AS
SELECT c.*, 'HT' || lpad(contract_no::text, 10, '0') AS contract, 'JT' || lpad(c.village_no::text, 5, '0') AS collective,
	'ZC' || lpad((asset_no + CASE WHEN c.kase = 'rent_elsewhere' AND k = 3 THEN 90000000 ELSE 0 END)::text, 8, '0') AS asset,
	coalesce(i.id_card, l.id_card) AS id_card, coalesce(i.name, l.name) AS name,
	CASE WHEN k = 0 AND c.kase = 'clause_no_price' THEN NULL WHEN k = 0 AND c.kase = 'clause_free' THEN 0 ELSE greatest(round(unit * area), 1) END AS rent
FROM county_truth.rural_contract c
LEFT JOIN county_truth.rural_insider i USING (contract_no)
JOIN county_truth.rural_lessee l USING (lessee_no);
COMMENT ON VIEW county_truth.rural_paper IS 'Contracts as they were meant 合同的本来面目';

CREATE TABLE collective."资产" AS
SELECT 'ZC' || CASE kase WHEN 'book_renumbered' THEN 'N' || lpad(asset_no::text, 7, '0') ELSE lpad(asset_no::text, 8, '0') END AS "资产编号",
	CASE kase WHEN 'book_renumbered' THEN 'ZC' || lpad(asset_no::text, 8, '0') END AS "原编号",
	'JT' || lpad(village_no::text, 5, '0') AS "组织代码", t.name_zh AS "乡镇", kind AS "类别", grade AS "等级", p.whole AS "面积",
	round(p.whole * (ARRAY[3000, 900, 700, 9000])[1 + county.draw(asset_no, 'value', 4)], -2) AS "账面价值",
	CASE WHEN kase IN ('price_public', 'clause_free') THEN 'public' ELSE 'business' END AS "用途",
	CASE kase WHEN 'idle_new' THEN date '2024-09-01' END AS "取得日期", CASE kase WHEN 'idle_sold' THEN date '2023-12-31' END AS "处置日期",
	kase IS NOT DISTINCT FROM 'idle_season' AS "季节性"
FROM county_truth.rural_asset a
JOIN county.town t USING (town_no)
CROSS JOIN LATERAL (SELECT CASE kind WHEN 'shop' THEN 20 + size WHEN 'house' THEN 60 + 2 * size WHEN 'plant' THEN 300 + 15 * size WHEN 'pond' THEN 5 + size / 3
	WHEN 'orchard' THEN 5 + size / 2 WHEN 'waste' THEN 20 + 2 * size WHEN 'arable' THEN 10 + size ELSE 20 + 2 * size END::numeric) p (whole)
WHERE kase IS DISTINCT FROM 'book_no_asset';
INSERT INTO collective."资产"
SELECT p.asset, NULL, p.collective, t.name_zh, p.kind, p.grade, p.asset_area, 100000, 'business', date '2022-01-01', NULL, false
FROM county_truth.rural_paper p JOIN county.town t USING (town_no)
WHERE kase = 'rent_elsewhere' AND k = 3;
-- A row without a number, a purpose that nobody filled in, one row typed twice.
INSERT INTO collective."资产" VALUES
	(NULL, NULL, 'JT00001', '清溪镇', 'house', 'B', 80, 10000, 'business', NULL, NULL, false), ('ZC99999001', NULL, 'JT00001', '清溪镇', 'house', 'B', 80, 10000, NULL, NULL, NULL, false),
	('ZC99999002', NULL, 'JT00002', '石桥镇', 'house', 'B', 80, 10000, 'business', date '2025-03-01', date '2024-03-01', false),
	('ZC99999003', NULL, 'JT00002', '石桥镇', 'house', 'B', 80, 10000, 'business', NULL, NULL, false), ('ZC99999003', NULL, 'JT00002', '石桥镇', 'house', 'B', 80, 12000, 'business', NULL, NULL, false);
COMMENT ON TABLE collective."资产" IS 'Asset register 集体资产台账';
ANALYZE collective."资产";

CREATE TABLE collective."资产状态" AS
SELECT 'ZC' || lpad(asset_no::text, 8, '0') AS "资产编号", '维修' AS "状态", date '2024-02-01' AS "起", date '2024-12-31' AS "止"
FROM county_truth.rural_asset WHERE kase = 'idle_repair';
COMMENT ON TABLE collective."资产状态" IS 'When an asset could not be let 资产不可出租状态';

CREATE TABLE collective."合同" AS
SELECT contract AS "合同编号", collective AS "组织代码", t.name_zh AS "乡镇", asset AS "资产编号", kind AS "类别", grade AS "等级", tenure AS "权利类型",
	-- Ids as spreadsheets keep them; some with a wrong last digit.
	CASE WHEN kase IS NULL AND contract_no % 211 = 9 THEN translate(lower(id_card), '0123456789', '０１２３４５６７８９')
		WHEN kase IS NULL AND contract_no % 613 = 11 THEN left(id_card, 17) || translate(right(id_card, 1), '0123456789X', '12345678901') ELSE id_card END AS "承租方证件",
	name AS "承租方", signed_on AS "签订日期", starts AS "起始日期",
	CASE WHEN k = 0 AND kase = 'clause_no_end' THEN NULL WHEN kase IS NULL AND contract_no % 1201 = 5 THEN starts - 30 ELSE ends END AS "截止日期",
	CASE WHEN k = 0 AND kase = 'clause_no_end' THEN NULL ELSE ended_on END AS "提前解除日", area AS "面积", rent AS "年租金",
	starts AS "首付日", every_months AS "付款间隔月", CASE WHEN k = 0 AND kase = 'flat_unknown' THEN NULL ELSE step END AS "递增比例", 12 AS "递增间隔月",
	CASE WHEN k = 0 AND kase = 'flat_grain' THEN '稻谷折价' ELSE 'cash' END AS "计价方式", k = 0 AND kase IS NOT DISTINCT FROM 'expired_holds_over' AS "按月顺延",
	CASE WHEN k = 3 AND kase = 'twice_sublet' THEN 'HT' || lpad((asset_no * 10)::text, 10, '0') END AS "转租自",
	CASE WHEN k = 3 AND kase = 'twice_replaced' THEN 'HT' || lpad((asset_no * 10)::text, 10, '0') END AS "替代合同",
	k = 0 AND kase IS NOT NULL AND kase IN ('flat_investment', 'clause_greenhouse') AS "投入经批准",
	k = 0 AND kase IS NOT NULL AND kase IN ('price_public', 'clause_free') AS "公益用途",
	CASE WHEN k = 0 AND kase LIKE 'clause_prepaid%' THEN 10 ELSE round(every_months / 12.0, 2) END AS "预付年数",
	k = 0 AND kase IS NOT DISTINCT FROM 'clause_prepaid_voted' AS "预付经决议",
	k = 0 AND kase IS NOT NULL AND kase IN ('clause_compensation', 'clause_greenhouse') AS "期满补偿",
	county.draw(contract_no, 'outsider', 4) = 0 AND tenure <> 'waste' AS "非本集体成员"
FROM county_truth.rural_paper p
JOIN county.town t USING (town_no);
-- Typed twice alike, typed twice and not alike, without a number.
INSERT INTO collective."合同"
SELECT c.* FROM collective."合同" c JOIN county_truth.rural_paper p ON p.contract = c."合同编号" WHERE p.kase IS NULL AND p.contract_no % 997 = 1;
INSERT INTO collective."合同"
SELECT (x.c).* FROM (
	SELECT jsonb_populate_record(c, jsonb_build_object('年租金', c."年租金" + 100, '截止日期', c."截止日期" + 365)) AS c
	FROM collective."合同" c JOIN county_truth.rural_paper p ON p.contract = c."合同编号" WHERE p.kase IS NULL AND p.contract_no % 1499 = 1
) x;
INSERT INTO collective."合同"
SELECT (jsonb_populate_record(c, '{"合同编号": null}')).* FROM collective."合同" c WHERE right("合同编号", 4) = '9990' ORDER BY "合同编号" COLLATE "C" LIMIT 2;
COMMENT ON TABLE collective."合同" IS 'Contracts of collective assets 集体资产发包合同';
ANALYZE collective."合同";

-- What was due, by the terms; what was paid for it, a few days later.
CREATE TABLE county_truth.rural_due AS
SELECT p.contract_no, p.contract, CASE WHEN k = 0 THEN kase END AS kase, village_no, n, due_on,
	(starts + make_interval(months => (n + 1) * every_months))::date - 1 AS last_day,
	round(base * (1 + step) ^ (n * every_months / 12), 2) AS amount, base, due_on + county.draw(contract_no * 400 + n, 'paid', 26) AS paid_on
FROM county_truth.rural_paper p
CROSS JOIN LATERAL (SELECT round(rent * every_months / 12, 2) AS base, least(date '2024-12-31', ended_on, ends) AS upto) b
CROSS JOIN LATERAL generate_series(0, (upto - starts) / 28 / every_months) n
CROSS JOIN LATERAL (SELECT (starts + make_interval(months => n * every_months))::date AS due_on) d
WHERE rent > 0 AND due_on <= upto;

CREATE TABLE collective."收款" AS
SELECT 'SJ' || lpad(contract_no::text, 10, '0') || lpad(n::text, 3, '0') AS "收据号", contract AS "合同编号",
	CASE WHEN kase = 'rent_bad_receipt' AND n = 1 THEN NULL WHEN kase = 'rent_late' AND due_on = '2024-03-01' THEN date '2024-06-10'
		WHEN kase = 'expired_late_pay' AND last_day >= '2024-08-31' THEN date '2024-10-15' ELSE paid_on END AS "收款日期",
	CASE WHEN kase = 'rent_part' AND due_on = '2024-03-01' THEN round(amount / 2, 2) WHEN kase = 'rent_step' THEN base
		WHEN kase = 'rent_ahead' AND due_on = '2023-03-01' THEN 2 * amount WHEN kase LIKE 'clause_prepaid%' THEN 10 * amount ELSE amount END AS "金额",
	due_on AS "所属期起", last_day AS "所属期止",
	CASE WHEN kase = 'book_private' AND paid_on >= '2023-01-01' THEN '6217' || lpad(contract_no::text, 12, '0')
		ELSE '6228' || lpad(village_no::text, 8, '0') || CASE WHEN kase = 'book_second_account' THEN '02' ELSE '01' END END AS "收款账号"
FROM county_truth.rural_due
WHERE paid_on <= '2024-12-31'
AND NOT (kase IN ('rent_unpaid', 'rent_bad_receipt', 'rent_deferred', 'rent_elsewhere', 'rent_reduced', 'rent_ahead') AND due_on = '2024-03-01') IS TRUE
AND NOT (kase LIKE 'clause_prepaid%' AND n > 0) IS TRUE;
-- Rent for the time after the end; rent booked to the lessee's other contract.
INSERT INTO collective."收款"
SELECT 'SJX' || lpad(contract_no::text, 12, '0'), contract, date '2024-09-20', round(rent / 2, 2), date '2024-09-01', date '2025-02-28', '6228' || lpad(village_no::text, 8, '0') || '01'
FROM county_truth.rural_paper WHERE kase = 'expired_paid' AND k = 0
UNION ALL
SELECT 'SJX' || lpad(p.contract_no::text, 12, '0'), p.contract, d.due_on + 5, d.amount, d.due_on, d.last_day, '6228' || lpad(p.village_no::text, 8, '0') || '01'
FROM county_truth.rural_paper p JOIN county_truth.rural_due d ON d.contract_no = p.asset_no * 10 AND d.due_on = '2024-03-01'
WHERE p.kase = 'rent_elsewhere' AND p.k = 3
UNION ALL
SELECT 'SJX' || lpad(contract_no::text, 12, '0'), 'HT9' || lpad(contract_no::text, 9, '0'), date '2024-03-20', 1200, date '2024-01-01', date '2024-12-31',
	'6228' || lpad(village_no::text, 8, '0') || '01'
FROM county_truth.rural_paper WHERE kase = 'book_no_contract' AND k = 0;
COMMENT ON TABLE collective."收款" IS 'Receipts of rent 租金收款';
ANALYZE collective."收款";

CREATE TABLE collective."应收" AS
SELECT 'YS' || lpad(d.contract_no::text, 10, '0') || lpad(n::text, 3, '0') AS "应收编号", d.contract AS "合同编号", due_on AS "应付日", amount AS "金额"
FROM county_truth.rural_due d WHERE kase = 'rent_reduced'
UNION ALL
SELECT 'YS' || lpad(d.contract_no::text, 10, '0') || 'JM', d.contract, date '2024-04-01', -amount
FROM county_truth.rural_due d WHERE kase = 'rent_reduced' AND due_on = '2024-03-01';
COMMENT ON TABLE collective."应收" IS 'Instalments where they are kept one by one, reductions below zero 逐期应收（减免为负）';
CREATE TABLE collective."缓缴" AS
SELECT contract AS "合同编号", date '2024-01-01' AS "应付日起", date '2024-12-31' AS "应付日止", date '2025-06-30' AS "缓缴至", date '2024-02-15' AS "决议日期"
FROM county_truth.rural_paper WHERE kase = 'rent_deferred' AND k = 0;
COMMENT ON TABLE collective."缓缴" IS 'Deferrals decided 缓缴决议';
CREATE TABLE collective."调价" AS
SELECT contract AS "合同编号", date '2020-01-01' AS "生效日", round(rent * 1.3) AS "年租金" FROM county_truth.rural_paper WHERE kase = 'flat_revised' AND k = 0;
COMMENT ON TABLE collective."调价" IS 'Rents revised 调价补充协议';
-- The revised rent is what falls due from then on.
INSERT INTO collective."应收"
SELECT 'YS' || lpad(d.contract_no::text, 10, '0') || lpad(n::text, 3, '0'), d.contract, due_on, amount FROM county_truth.rural_due d WHERE kase = 'flat_revised';
CREATE TABLE collective."续期" AS
SELECT contract AS "合同编号", date '2026-08-31' AS "续期至" FROM county_truth.rural_paper WHERE kase = 'expired_renewed' AND k = 0;
COMMENT ON TABLE collective."续期" IS 'Renewals 续期';
CREATE TABLE collective."交还" AS
SELECT contract AS "合同编号", CASE kase WHEN 'idle_own_use' THEN date '2023-10-05' ELSE date '2024-09-10' END AS "交还日期"
FROM county_truth.rural_paper WHERE kase IN ('expired_handed_back', 'idle_own_use') AND k = 0;
COMMENT ON TABLE collective."交还" IS 'Assets handed back 资产交还';

-- The collectives' ledger of income: a voucher for each receipt.
CREATE TABLE collective."总账" AS
SELECT 'PZ' || substr(r."收据号", 3) AS "凭证号", c.collective AS "组织代码",
	CASE WHEN c.k = 0 AND c.kase = 'book_full_width' THEN translate(c.contract, 'HT0123456789', 'ＨＴ０１２３４５６７８９') ELSE r."合同编号" END AS "合同编号",
	CASE WHEN c.k = 0 AND c.kase = 'book_full_width' THEN NULL ELSE r."收据号" END AS "收据号",
	coalesce(r."收款日期", r."所属期起") + (c.contract_no % 20)::int AS "记账日期", r."金额" AS "金额"
FROM collective."收款" r
JOIN county_truth.rural_paper c ON c.contract = r."合同编号"
WHERE NOT (c.k = 0 AND (c.kase = 'book_no_entry' AND r."收款日期" >= '2023-01-01' OR c.kase = 'book_together')) IS TRUE
UNION ALL
SELECT 'PZH' || min(c.contract_no) || extract(year FROM r."收款日期"), min(c.collective), r."合同编号", NULL, max(r."收款日期") + 10, sum(r."金额")
FROM collective."收款" r
JOIN county_truth.rural_paper c ON c.contract = r."合同编号"
WHERE c.kase = 'book_together' AND c.k = 0
GROUP BY r."合同编号", extract(year FROM r."收款日期");
COMMENT ON TABLE collective."总账" IS 'Ledger of income 集体收入总账';
ANALYZE collective."总账";

-- Minutes and notices of what was let.
CREATE TABLE collective."决议" AS
SELECT (CASE step WHEN 'notice' THEN 'GS' ELSE 'JY' END) || lpad(contract_no::text, 10, '0') || CASE nth WHEN 2 THEN 'B' ELSE '' END AS "编号", collective AS "组织代码",
	CASE WHEN kase = 'vote_by_asset' THEN NULL ELSE contract END AS "合同编号", asset AS "资产编号", step AS "环节",
	CASE WHEN kase = 'vote_late' AND step = 'resolution' THEN signed_on + 20 WHEN kase = 'vote_same_day' THEN signed_on
		WHEN step = 'notice' THEN signed_on - 2 - county.draw(contract_no, 'notice', 6)
		WHEN kase = 'vote_again' AND nth = 1 THEN signed_on - 60 ELSE signed_on - 12 - county.draw(contract_no, 'vote', 20) END AS "日期",
	CASE step WHEN 'resolution' THEN 'representatives' END AS "会议类型", CASE WHEN step = 'resolution' AND kase IS DISTINCT FROM 'vote_no_numbers' THEN entitled END AS "应到",
	CASE WHEN step = 'resolution' AND kase IS DISTINCT FROM 'vote_no_numbers' THEN present END AS "实到",
	CASE WHEN step = 'resolution' AND kase IS DISTINCT FROM 'vote_no_numbers' THEN present - county.draw(contract_no, 'against', 4) END AS "同意"
FROM (
	SELECT p.contract_no, p.contract, p.asset, p.collective, p.signed_on, CASE WHEN k = 0 THEN kase END AS kase, s.step, s.nth,
		30 + county.draw(contract_no, 'entitled', 40) AS entitled, tenure
	FROM county_truth.rural_paper p
	CROSS JOIN (VALUES ('resolution', 1), ('notice', 1), ('resolution', 2)) s (step, nth)
	WHERE tenure <> 'forest' AND signed_on >= CASE s.step WHEN 'resolution' THEN date '2010-10-28' ELSE '2018-12-28' END
	AND (s.nth = 1 OR kase = 'vote_again' AND k = 0)
) x
CROSS JOIN LATERAL (SELECT CASE WHEN kase = 'vote_quorum' OR kase = 'vote_again' AND nth = 1 THEN entitled * 6 / 10
	ELSE entitled - county.draw(contract_no, 'absent', 9) END AS present) m
WHERE (kase = 'vote_missing') IS NOT TRUE AND (kase = 'vote_no_notice' AND step = 'notice') IS NOT TRUE;
COMMENT ON TABLE collective."决议" IS 'Minutes and notices 会议决议与公示';
ANALYZE collective."决议";

-- What cadres declared of their kin.
CREATE TABLE collective."亲属申报" AS
SELECT cadre AS "干部证件", id_card AS "亲属证件", '配偶' AS "关系" FROM county_truth.rural_insider WHERE kase = 'insider_kin';
COMMENT ON TABLE collective."亲属申报" IS 'Kin declared by cadres 村干部亲属申报';

CREATE TABLE collective."企业任职" AS
SELECT id_card AS "信用代码", cadre AS "证件号", date '2018-01-01' AS "起", CASE kase WHEN 'insider_left_firm' THEN date '2021-12-31' END AS "止"
FROM county_truth.rural_insider WHERE kase LIKE '%firm';
COMMENT ON TABLE collective."企业任职" IS 'Firms in which cadres have or had a role 村干部企业任职';

-- The exchange: from 2018 on, 50,000 yuan or five years.
CREATE TABLE rural_exchange."限额" AS
SELECT NULL::text AS "类别", date '2018-01-01' AS "起", NULL::date AS "止", 50000::numeric AS "总额", 5::numeric AS "年限";
COMMENT ON TABLE rural_exchange."限额" IS 'Lines from which a letting must be traded 进场交易限额';
CREATE TABLE rural_exchange."成交" AS
SELECT 'CJ' || lpad(contract_no::text, 10, '0') AS "成交编号", collective AS "组织代码",
	CASE kase WHEN 'deal_full_width' THEN translate(contract, 'HT0123456789', 'ＨＴ０１２３４５６７８９') WHEN 'deal_unnumbered' THEN NULL ELSE
		CASE WHEN contract_no % 3 > 0 OR kase IN ('price_bid', 'insider_bid') THEN contract END END AS "合同编号",
	CASE WHEN kase IN ('deal_full_width', 'deal_unnumbered') THEN NULL WHEN contract_no % 3 = 0 OR contract_no % 7 = 0 THEN asset END AS "资产编号", id_card AS "竞得人证件",
	signed_on + CASE kase WHEN 'deal_after' THEN 100 ELSE -4 - county.draw(contract_no, 'deal', 15) END AS "成交日期",
	CASE WHEN kase IN ('price_bid', 'insider_bid') THEN 5 WHEN kase LIKE 'price%' OR kase LIKE 'insider%' THEN 1 ELSE 1 + county.draw(contract_no, 'bidders', 5) END AS "竞价人数"
FROM (
	SELECT contract_no, contract, collective, asset, id_card, signed_on, CASE WHEN k = 0 THEN kase END AS kase FROM county_truth.rural_paper
	WHERE signed_on >= '2018-01-01' AND tenure <> 'forest'
	AND (rent * (ends + 1 - starts) / 365.25 >= 49000 OR ends + 1 >= starts + interval '5 years' OR k = 0 AND kase IN ('price_bid', 'insider_bid'))
) p
WHERE (kase IN ('deal_missing', 'deal_exempt')) IS NOT TRUE;
UPDATE rural_exchange."成交" SET "资产编号" = NULL WHERE "合同编号" IS NOT NULL AND "合同编号" IN (SELECT contract FROM county_truth.rural_paper WHERE kase = 'deal_after' AND k = 0);
COMMENT ON TABLE rural_exchange."成交" IS 'Deals 产权交易成交记录';
ANALYZE rural_exchange."成交";
CREATE TABLE rural_exchange."豁免" AS
SELECT contract AS "合同编号", signed_on - 5 AS "批准日期", '原承租人优先' AS "理由" FROM county_truth.rural_paper WHERE kase = 'deal_exempt' AND k = 0;
COMMENT ON TABLE rural_exchange."豁免" IS 'Lettings allowed outside the exchange 经批准不进场';

-- The meters of what has a roof: two years, month by month.
CREATE TABLE power_company."抄表" AS
WITH let AS (
	SELECT asset_no, range_agg(daterange(starts, least(ends, ended_on), '[]')) AS days FROM county_truth.rural_contract
	WHERE kind IN ('shop', 'house', 'plant') GROUP BY 1
)
SELECT asset_no * 100 + n AS "抄表编号", 'ZC' || lpad(asset_no::text, 8, '0') AS "资产编号", lower(month) AS "起", upper(month) - 1 AS "止",
	CASE WHEN l.days && month OR kase IN ('expired_used', 'expired_renewed', 'expired_holds_over', 'expired_handed_back', 'idle_own_use')
			AND month >> daterange('2023-09-30', '2023-10-01') OR kase = 'expired_clearing' AND n = 21
		THEN 80 + county.draw(asset_no * 100 + n, 'kwh', 500) ELSE county.draw(asset_no * 100 + n, 'standby', 12) END AS "用电量"
FROM county_truth.rural_asset a
LEFT JOIN let l USING (asset_no)
CROSS JOIN LATERAL (SELECT n, daterange((date '2022-12-01' + make_interval(months => n))::date, (date '2023-01-01' + make_interval(months => n))::date) AS month
	FROM generate_series(1, 24) n) m
WHERE a.kind IN ('shop', 'house', 'plant');
COMMENT ON TABLE power_company."抄表" IS 'Meter readings of assets 资产电表抄表';
ANALYZE power_company."抄表";

-- For marking.
INSERT INTO county_truth.planted
SELECT k.model, CASE WHEN k.kind = 'book_no_contract' THEN 'HT9' || lpad(p.contract_no::text, 9, '0') WHEN k.of_asset THEN p.asset ELSE p.contract END,
	k.wrong, k.clear, k.kind, k.what_en, k.what_zh
FROM county_truth.rural_kind k
JOIN county_truth.rural_paper p ON p.kase = k.kind AND CASE k.kind WHEN 'term_split' THEN p.k = 3 WHEN 'book_no_asset' THEN true ELSE p.k = 0 END;
INSERT INTO county_truth.planted
SELECT k.model, 'ZC' || lpad(asset_no::text, 8, '0'), k.wrong, k.clear, k.kind, k.what_en, k.what_zh
FROM county_truth.rural_kind k JOIN county_truth.rural_asset a ON a.kase = k.kind WHERE k.kind = 'idle_new';

-- Cadres by collective, as the platform takes them over from the towns.
CREATE VIEW collective."村干部任期" AS
SELECT id_card AS "证件号", name AS "姓名", 'JT' || lpad(village_no::text, 5, '0') AS "组织代码", post AS "职务", since AS "任职", until AS "离任"
FROM county.cadre;
COMMENT ON VIEW collective."村干部任期" IS 'Cadres and their terms, by collective 村干部任期';
