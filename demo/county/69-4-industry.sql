-- 工业和信息化局, the industry bureau: support awarded to firms and paid to them, and the
-- invoices that public bodies owe firms. Chinese column names.

SET client_min_messages = warning;
DROP SCHEMA IF EXISTS industry CASCADE;
RESET client_min_messages;
CREATE SCHEMA industry;
COMMENT ON SCHEMA industry IS 'Industry and information technology bureau 工业和信息化局';

CREATE TABLE county_truth.firm_kind (kind text PRIMARY KEY, model text NOT NULL, per_200000 int NOT NULL, wrong boolean NOT NULL, clear boolean NOT NULL, what_zh text NOT NULL, what_en text NOT NULL);
COMMENT ON TABLE county_truth.firm_kind IS 'Kinds of planted awards and invoices 惠企资金与账款埋设情形';
INSERT INTO county_truth.firm_kind VALUES
	('award_unpaid', 'APV-11', 8, true, true, '奖补未兑', 'an award never paid'), ('award_short', 'APV-11', 8, true, true, '奖补少兑', 'an award paid in part'),
	('award_late', 'APV-11', 8, true, true, '奖补迟兑', 'an award paid late'), ('award_forgotten', 'APV-11', 3, true, true, '退回后未重付', 'sent back by the bank and forgotten'),
	('award_instalment', 'APV-11', 6, false, false, '分期兑付', 'paid in two instalments'), ('award_cancelled', 'APV-11', 4, false, false, '取消资格', 'taken back'),
	('award_sent_back', 'APV-11', 5, false, false, '退回后及时重付', 'sent back by the bank and paid again'), ('award_festival', 'APV-11', 5, false, false, '跨春节按期兑付', 'in time over Spring Festival'),
	('invoice_unpaid', 'APV-12', 15, true, true, '账款未付', 'an invoice never paid'), ('invoice_late', 'APV-12', 20, true, true, '逾期付款', 'paid late'),
	('invoice_part', 'APV-12', 8, true, true, '仅付部分', 'paid in part'), ('invoice_ninety', 'APV-12', 6, true, true, '约定九十日付款', 'ninety days agreed, and taken'),
	('invoice_kept', 'APV-12', 5, true, true, '质保金到期未退', 'retention money kept beyond its day'), ('invoice_large', 'APV-12', 10, false, false, '大型企业', 'a large firm, paid after ninety days'),
	('invoice_sixty', 'APV-12', 15, false, false, '约定六十日内', 'sixty days agreed'), ('invoice_disputed', 'APV-12', 8, false, false, '部分有争议', 'a part in dispute'),
	('invoice_retained', 'APV-12', 8, false, false, '质保金未到期', 'retention money until its day'), ('invoice_holiday', 'APV-12', 10, false, false, '届满日逢假期', 'the last day was a holiday'),
	('invoice_accepted', 'APV-12', 10, false, false, '约定验收后付款', 'accepted weeks after delivery');

-- Days here are numbers of working days (awards) or dates (invoices).
CREATE TABLE county_truth.award AS
WITH numbered AS (
	SELECT NULL::text AS kind, g AS award_no FROM county.scale, generate_series(1, greatest(60, payments / 200)::int) g
	UNION ALL
	SELECT kind, 10000000 + row_number() OVER (ORDER BY kind COLLATE "C", g) FROM county_truth.firm_kind, county.scale,
		generate_series(1, greatest(1, round(per_200000 * payments / 200000.0)::int)) g
	WHERE model = 'APV-11'
)
SELECT n.*, 'JB' || lpad(award_no::text, 8, '0') AS award, 5000 * (1 + county.draw(award_no, 'award', 100)) AS amount, y.last,
	CASE WHEN kind = 'award_festival' THEN y.february - 5 - county.draw(award_no, 'listed', 10) WHEN kind IS NULL THEN y.first + county.draw(award_no, 'listed', 245)
		ELSE y.first + county.draw(award_no, 'listed', 150) END AS listed,
	CASE kind WHEN 'award_late' THEN 32 + county.draw(award_no, 'paid', 30) WHEN 'award_festival' THEN 30 ELSE 4 + county.draw(award_no, 'paid', 24) END AS days
FROM numbered n CROSS JOIN county_truth.office_year y;
CREATE TABLE industry."奖补名单" AS
SELECT a.award || '-' || p.part AS "明细号", a.award AS "奖补编号", 'Q' || lpad(county.draw(a.award_no, 'firm', 800000)::text, 7, '0') AS "企业编号",
	(ARRAY['技改补助', '专精特新奖励', '稳岗补贴', '研发补助'])[1 + county.draw(a.award_no, 'policy', 4)] AS "政策项目",
	CASE WHEN a.kind = 'award_instalment' THEN a.amount / 2 ELSE a.amount END::numeric(14,2) AS "应兑金额", l.day AS "下达日期",
	CASE WHEN p.part = 2 THEN l.day + 150 END AS "约定兑付日", CASE WHEN a.kind = 'award_cancelled' THEN l.day + 20 END AS "取消日期"
FROM county_truth.award a
JOIN county_truth.office l ON l.nth = a.listed
CROSS JOIN LATERAL generate_series(1, CASE WHEN a.kind = 'award_instalment' THEN 2 ELSE 1 END) p (part);
CREATE TABLE industry."拨付明细" AS
SELECT a.award || '/' || p.n AS "流水号", a.award AS "奖补编号", o.day AS "拨付日期", (a.amount * p.share)::numeric(14,2) AS "金额", p.back AS "银行退回"
FROM county_truth.award a
CROSS JOIN LATERAL (VALUES
	(1, a.listed + a.days, CASE a.kind WHEN 'award_short' THEN 0.6 WHEN 'award_instalment' THEN 0.5 ELSE 1 END, false, a.kind IS NULL OR a.kind NOT IN ('award_unpaid', 'award_cancelled')),
	(2, a.listed + a.days + 6, -1, true, a.kind IN ('award_sent_back', 'award_forgotten')),
	(3, a.listed + a.days + 26, 1, false, a.kind = 'award_sent_back'),
	(4, a.listed + 95, 0.5, false, a.kind = 'award_instalment')) p (n, nth, share, back, paid)
JOIN county_truth.office o ON o.nth = p.nth AND o.nth <= a.last
WHERE p.paid;
-- Uploaded twice; no day, no amount, two amounts.
INSERT INTO industry."奖补名单" SELECT * FROM industry."奖补名单" WHERE right("奖补编号", 2) = '41' AND "奖补编号" < 'JB1';
INSERT INTO industry."拨付明细" SELECT * FROM industry."拨付明细" WHERE right("奖补编号", 2) = '42' AND "奖补编号" < 'JB1';
INSERT INTO industry."奖补名单"
SELECT CASE WHEN right("奖补编号", 3) = '143' THEN "明细号" ELSE 'X' || "明细号" END, "奖补编号", "企业编号", "政策项目",
	CASE right("奖补编号", 3) WHEN '043' THEN NULL ELSE "应兑金额" + 1 END, CASE WHEN right("奖补编号", 3) <> '243' THEN "下达日期" END, NULL, NULL
FROM industry."奖补名单" WHERE right("奖补编号", 3) IN ('043', '143', '243') AND "奖补编号" < 'JB1';
COMMENT ON TABLE industry."奖补名单" IS 'Support awarded, by instalment 惠企资金名单';
COMMENT ON TABLE industry."拨付明细" IS 'Support paid 惠企资金拨付';
INSERT INTO county_truth.planted (model, subject, wrong, clear, kind, what_en, what_zh)
SELECT 'APV-11', a.award || '-1', k.wrong, k.clear, k.kind, k.what_en, k.what_zh FROM county_truth.award a JOIN county_truth.firm_kind k USING (kind);

CREATE TABLE county_truth.invoice AS
WITH numbered AS (
	SELECT NULL::text AS kind, g AS invoice_no FROM county.scale, generate_series(1, greatest(200, payments / 50)::int) g
	UNION ALL
	SELECT kind, 10000000 + row_number() OVER (ORDER BY kind COLLATE "C", g) FROM county_truth.firm_kind, county.scale,
		generate_series(1, greatest(1, round(per_200000 * payments / 200000.0)::int)) g
	WHERE model = 'APV-12'
), holiday AS (
	-- Days that end a term of thirty days on a holiday, with the next day worked.
	SELECT array_agg(h.day - 30 ORDER BY h.day) AS days FROM county.office_day h WHERE NOT h.works AND h.day BETWEEN '2024-02-10' AND '2024-10-07'
)
SELECT n.*, 'FP' || lpad(invoice_no::text, 9, '0') AS invoice, (100 * (10 + county.draw(invoice_no, 'invoice', 5000)))::numeric(14,2) AS amount,
	CASE WHEN kind = 'invoice_holiday' THEN h.days[1 + county.draw(invoice_no, 'holiday', cardinality(h.days))]
		WHEN kind = 'invoice_kept' THEN date '2023-02-01' + county.draw(invoice_no, 'delivered', 200)
		WHEN kind IS NULL THEN date '2024-01-02' + county.draw(invoice_no, 'delivered', 360) ELSE date '2024-01-02' + county.draw(invoice_no, 'delivered', 190) END AS delivered,
	CASE kind WHEN 'invoice_late' THEN 40 + county.draw(invoice_no, 'paid', 90) WHEN 'invoice_ninety' THEN 75 + county.draw(invoice_no, 'paid', 15)
		WHEN 'invoice_large' THEN 90 WHEN 'invoice_sixty' THEN 45 + county.draw(invoice_no, 'paid', 15) WHEN 'invoice_accepted' THEN 45 + county.draw(invoice_no, 'paid', 5)
		ELSE 4 + county.draw(invoice_no, 'paid', 25) END AS days
FROM numbered n CROSS JOIN holiday h;
CREATE TABLE industry."应付账款" AS
SELECT i.invoice AS "单据号", '单位' || lpad((1 + county.draw(invoice_no, 'buyer', 40))::text, 2, '0') AS "付款单位",
	'Q' || lpad(county.draw(invoice_no, 'firm', 800000)::text, 7, '0') AS "企业编号",
	CASE WHEN kind = 'invoice_large' THEN '大型' ELSE (ARRAY['中型', '小型', '小型', '微型'])[1 + county.draw(invoice_no, 'size', 4)] END AS "企业规模",
	delivered AS "交付日期", CASE WHEN kind = 'invoice_accepted' THEN delivered + 25 END AS "验收合格日", amount AS "金额",
	CASE kind WHEN 'invoice_ninety' THEN 90 WHEN 'invoice_sixty' THEN 60 END AS "约定付款天数",
	CASE WHEN kind = 'invoice_disputed' THEN round(amount * 0.3, 2) END AS "争议金额",
	CASE WHEN kind IN ('invoice_retained', 'invoice_kept') THEN round(amount * 0.03, 2) END AS "质保金",
	CASE WHEN kind IN ('invoice_retained', 'invoice_kept') THEN delivered + 365 END AS "质保期满"
FROM county_truth.invoice i;
CREATE TABLE industry."付款记录" AS
SELECT replace(i.invoice, 'FP', 'FK') AS "付款流水", i.invoice AS "单据号", p.paid_on AS "付款日期",
	(i.amount * CASE kind WHEN 'invoice_part' THEN 0.5 WHEN 'invoice_disputed' THEN 0.7 WHEN 'invoice_retained' THEN 0.97 WHEN 'invoice_kept' THEN 0.97 ELSE 1 END)::numeric(14,2) AS "金额"
FROM county_truth.invoice i
CROSS JOIN LATERAL (SELECT CASE WHEN kind = 'invoice_holiday' THEN (SELECT min(o.day) FROM county.office_day o WHERE o.works AND o.day >= i.delivered + 30)
	ELSE i.delivered + i.days END AS paid_on) p
WHERE p.paid_on <= '2024-12-31' AND kind IS DISTINCT FROM 'invoice_unpaid';
INSERT INTO industry."应付账款" SELECT * FROM industry."应付账款" WHERE right("单据号", 2) = '61' AND "单据号" < 'FP01';
INSERT INTO industry."付款记录" SELECT * FROM industry."付款记录" WHERE right("单据号", 2) = '62' AND "单据号" < 'FP01';
INSERT INTO industry."应付账款"
SELECT CASE WHEN right("单据号", 3) = '163' THEN "单据号" ELSE 'X' || "单据号" END, "付款单位", "企业编号", CASE WHEN right("单据号", 3) <> '263' THEN "企业规模" END,
	CASE WHEN right("单据号", 3) <> '063' THEN "交付日期" + 1 END, NULL, "金额", NULL, NULL, NULL, NULL
FROM industry."应付账款" WHERE right("单据号", 3) IN ('063', '163', '263') AND "单据号" < 'FP01';
COMMENT ON TABLE industry."应付账款" IS 'What public bodies owe firms 机关事业单位应付企业账款';
COMMENT ON TABLE industry."付款记录" IS 'Payments to firms 付款记录';
INSERT INTO county_truth.planted (model, subject, wrong, clear, kind, what_en, what_zh)
SELECT 'APV-12', i.invoice, k.wrong, k.clear, k.kind, k.what_en, k.what_zh FROM county_truth.invoice i JOIN county_truth.firm_kind k USING (kind);
ANALYZE industry."奖补名单";
ANALYZE industry."拨付明细";
ANALYZE industry."应付账款";
ANALYZE industry."付款记录";
