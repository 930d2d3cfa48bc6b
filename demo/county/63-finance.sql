-- 财政局, the finance bureau: units of the county, their staff, vendors, approval
-- lines, and the ledger of payments to vendors over three years.
--
-- A vendor is paid by a unit once a month at most, on one of the first twenty days:
-- two payments within a week are planted. Amounts are spread evenly over the powers of
-- ten from 10 to 100,000 yuan, as Benford's law has it. What is planted stands on
-- units and vendors picked by their number: unit_no % 10 for the models that judge
-- units, the highest numbers of vendors for those that judge vendors.

SET client_min_messages = warning;
DROP SCHEMA IF EXISTS finance CASCADE;
RESET client_min_messages;
CREATE SCHEMA finance;
COMMENT ON SCHEMA finance IS 'Finance bureau 财政局';

CREATE TABLE finance.unit AS
SELECT unit_no, 'DW' || lpad(unit_no::text, 5, '0') AS unit,
	(ARRAY['清溪镇', '石桥镇', '白鹭镇', '松林乡', '东岭镇', '沙河镇', '柳湾乡', '新安镇', '云门乡', '古渡镇', '县直'])[1 + unit_no % 11]
	|| (ARRAY['人民政府', '中心学校', '卫生院', '水利站', '林业站', '文化站', '司法所'])[1 + unit_no % 7] AS name
FROM county.scale, generate_series(1, greatest(15, payments / 6667)::int) AS unit_no;
ALTER TABLE finance.unit ADD PRIMARY KEY (unit_no);
COMMENT ON TABLE finance.unit IS 'Units that spend the county''s money 预算单位';

-- Some thirty to a unit. The first of a unit is its head, the second the deputy. Salary accounts
-- begin with 98, which no bank's do; telephones have a
-- right form, or no function over them could be shown; whose they are is made up.
CREATE TABLE finance.staff AS
SELECT row_number() OVER (ORDER BY person_no) AS staff_no, unit_no, 'DW' || lpad(unit_no::text, 5, '0') AS unit, id_card, name, person_no,
	row_number() OVER (PARTITION BY unit_no ORDER BY person_no)::int AS place,
	'9801' || lpad(person_no::text, 15, '0') AS account,
	'137' || lpad((person_no % 100000000)::text, 8, '0') AS phone
FROM (
	SELECT p.person_no, p.id_card, p.name, 1 + county.draw(p.person_no, 'unit', (SELECT count(*)::int FROM finance.unit)) AS unit_no
	FROM county.person p, county.scale
	WHERE born BETWEEN '1966-01-01' AND '1999-12-31' AND county.draw(p.person_no, 'staff', greatest(1, least(30, payments / 3000))::int) = 0
) s;
ALTER TABLE finance.staff ADD PRIMARY KEY (staff_no);
CREATE INDEX ON finance.staff (unit_no, place);
ANALYZE finance.staff;
COMMENT ON TABLE finance.staff IS 'Staff of the units: id, salary account, telephone 单位职工';

-- A credit code that nobody has: registered in 349999, a county that is none.
CREATE FUNCTION finance.credit_code(n bigint) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
	SELECT s.body || substr('0123456789ABCDEFGHJKLMNPQRTUWXY', 1 + (31 - sum(
		(strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(s.body, i, 1)) - 1) *
		(ARRAY[1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28])[i]) % 31)::int % 31, 1)
	FROM (
		SELECT '91349999' || lpad(n::text, 8, '0') ||
			(ARRAY['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X', '0'])[1 + (11 - sum(
				substr(lpad(n::text, 8, '0'), j, 1)::int * (ARRAY[3, 7, 9, 10, 5, 8, 4, 2])[j]) % 11)::int] AS body
		FROM generate_series(1, 8) j
	) s, generate_series(1, 17) i
	GROUP BY s.body);
COMMENT ON FUNCTION finance.credit_code(bigint) IS 'A valid credit code of nobody: GB 32100 with a county that is none 虚构的统一社会信用代码';

CREATE TABLE finance.vendor AS
SELECT vendor_no, finance.credit_code(10000000 + vendor_no) AS code,
	'安澜' || substr('鑫恒德瑞兴隆泰和顺达宏源百汇', 1 + county.draw(vendor_no, 'name', 14), 1) ||
	substr('丰盛通利邦远航佳诚信华茂祥', 1 + county.draw(vendor_no, 'name2', 13), 1) ||
	CASE vendor_no % 16 WHEN 3 THEN '超市' WHEN 7 THEN '大酒店' WHEN 9 THEN '印务有限公司' WHEN 11 THEN '建筑工程有限公司'
		ELSE '商贸有限公司' END AS name,
	'9802' || lpad(vendor_no::text, 15, '0') AS account,
	'135' || lpad((vendor_no % 100000000)::text, 8, '0') AS phone,
	NULL::text AS representative
FROM county.scale, generate_series(1, greatest(800, payments / 160)::int) AS vendor_no;
ALTER TABLE finance.vendor ADD PRIMARY KEY (vendor_no);
UPDATE finance.vendor v SET representative = o.id_card
FROM (
	SELECT row_number() OVER (ORDER BY person_no) AS vendor_no, id_card
	FROM county.person p
	WHERE born BETWEEN '1960-01-01' AND '1992-12-31' AND county.draw(person_no, 'owner', 40) = 0
	AND NOT EXISTS (SELECT FROM finance.staff s WHERE s.person_no = p.person_no)
) o
WHERE o.vendor_no = v.vendor_no;
ANALYZE finance.vendor;
COMMENT ON TABLE finance.vendor IS 'Vendors as registered 供应商库';

CREATE TABLE finance.approval_line (first_day date, last_day date, up_to numeric);
INSERT INTO finance.approval_line VALUES ('2020-01-01', '2023-06-30', 30000), ('2023-07-01', NULL, 50000);
COMMENT ON TABLE finance.approval_line IS 'Payments up to so much need no second approval 审批限额';

-- The ledger. n / 36 is a unit and vendor, n % 36 a month. Planted on the way:
--
-- PAY-11: units (5 of 15) whose clerks made a third of the amounts up; units (6 of 15)
-- that pay a tariff, marked as one.
-- PAY-10: approvers (8 of 20) who keep amounts just below the line; approvers (12 of
-- 20) who buy at one price just below it.
CREATE TABLE finance.zfmx AS
SELECT n AS lsh, 'DW' || lpad(z.unit_no::text, 5, '0') AS dwbm, v.code AS gys, v.name AS skr, v.account AS zh,
	CASE WHEN n % 3 = 0 THEN NULL ELSE '0340022' || lpad((1 + n % 99999)::text, 5, '0') END AS fpdm,
	CASE WHEN n % 3 = 0 THEN '2434200000' || lpad(n::text, 10, '0') ELSE lpad((n * 7919 % 100000000)::text, 8, '0') END AS fph,
	NULL::numeric(14,2) AS fpje, zfrq,
	(CASE
		WHEN tariff THEN 380
		WHEN z.unit_no % 15 = 5 AND county.draw(n, 'invents', 3) = 0 THEN 4000 + county.draw(n, 'made up', 590000) / 100.0
		WHEN bunched AND approver_no % 20 = 8 THEN line - county.draw(n, 'below', 300000) / 100.0
		WHEN bunched AND approver_no % 20 = 12 THEN line - 200
		ELSE base END)::numeric(14,2) AS je,
	(ARRAY['30201', '30202', '30206', '30213', '30218', '30299'])[1 + pair % 6] AS kmbm,
	'X' || 1 + county.draw(pair, 'project', 2) AS xmbm,
	s.id_card AS spr,
	CASE WHEN county.draw(pair, 'contract', 5) = 0 THEN 'HT' || lpad(pair::text, 6, '0') END AS hth,
	CASE WHEN v.name LIKE '%超市' THEN '食堂食材采购' WHEN v.name LIKE '%大酒店' THEN '会议住宿费'
		ELSE (ARRAY['办公用品', '印刷资料', '水电费', '设备维修', '专用材料', '其他商品服务'])[1 + pair % 6] END AS yt,
	CASE WHEN tariff THEN true END AS dj
FROM (
	SELECT n, pair, units, vendors, unit_no, unit_no * 2 + county.draw(pair, 'approver', 2) AS approver_no, zfrq, base,
		CASE WHEN zfrq < '2023-07-01' THEN 30000 ELSE 50000 END AS line,
		unit_no % 15 = 6 AND county.draw(n, 'tariff', 7) = 0 AS tariff,
		base BETWEEN 2000 AND 26000 AND county.draw(n, 'bunches', 3) = 0 AS bunched
	FROM (
		SELECT n, (n / 36)::int AS pair, units, vendors, 1 + (n / 36)::int % units AS unit_no,
			(make_date(2022 + (n % 36 / 12)::int, 1 + (n % 12)::int, 1) + county.draw(n, 'day', 20))::date AS zfrq,
			round((10 ^ (1 + 4 * county.draw(n, 'amount', 1000000) / 1000000.0::float8))::numeric, 2) AS base
		FROM county.scale, (SELECT count(*)::int AS units FROM finance.unit) u, (SELECT count(*)::int AS vendors FROM finance.vendor) w,
			generate_series(0, greatest(20000, payments / 4) - 1) AS n
	) b
) z
-- Another vendor for each of a unit's pairs.
JOIN finance.vendor v ON v.vendor_no = 1 + (z.unit_no * 37 + pair / units * 53) % vendors
LEFT JOIN finance.staff s ON s.unit_no = z.approver_no / 2 AND s.place = 1 + z.approver_no % 2;
INSERT INTO county_truth.planted
SELECT 'PAY-11', unit, unit_no % 15 = 5, unit_no % 15 = 5, CASE unit_no % 15 WHEN 5 THEN 'made_up' ELSE 'tariff' END,
	CASE unit_no % 15 WHEN 5 THEN 'a third of the amounts made up' ELSE 'a tariff paid hundreds of times, marked as one' END,
	CASE unit_no % 15 WHEN 5 THEN '三分之一金额系编造' ELSE '大量重复支付固定资费,已标明' END
FROM finance.unit WHERE unit_no % 15 IN (5, 6);
INSERT INTO county_truth.planted
SELECT 'PAY-10', s.id_card, a % 20 = 8, a % 20 = 8, CASE a % 20 WHEN 8 THEN 'bunched' ELSE 'price' END,
	CASE a % 20 WHEN 8 THEN 'a crowd of amounts just below the line' ELSE 'one price just below the line, paid many times' END,
	CASE a % 20 WHEN 8 THEN '大量金额紧贴限额以下' ELSE '目录价恰低于限额,多次采购' END
FROM finance.staff s CROSS JOIN LATERAL (SELECT unit_no * 2 + place - 1) x(a)
WHERE place <= 2 AND a % 20 IN (8, 12);

COMMENT ON TABLE finance.zfmx IS 'Payments to vendors 支付明细';
COMMENT ON COLUMN finance.zfmx.lsh IS 'serial number 流水号';
COMMENT ON COLUMN finance.zfmx.dwbm IS 'unit 单位编码';
COMMENT ON COLUMN finance.zfmx.gys IS 'credit code of the vendor, as typed 供应商统一社会信用代码';
COMMENT ON COLUMN finance.zfmx.skr IS 'payee 收款人';
COMMENT ON COLUMN finance.zfmx.zh IS 'account paid to 收款账号';
COMMENT ON COLUMN finance.zfmx.fpdm IS 'code of a paper invoice 发票代码';
COMMENT ON COLUMN finance.zfmx.fph IS 'number of the invoice 发票号码';
COMMENT ON COLUMN finance.zfmx.fpje IS 'face amount, where entered 票面金额';
COMMENT ON COLUMN finance.zfmx.zfrq IS 'day of payment 支付日期';
COMMENT ON COLUMN finance.zfmx.je IS 'amount in yuan 金额';
COMMENT ON COLUMN finance.zfmx.kmbm IS 'economic class 经济分类';
COMMENT ON COLUMN finance.zfmx.xmbm IS 'project 项目编码';
COMMENT ON COLUMN finance.zfmx.hth IS 'contract 合同号';
COMMENT ON COLUMN finance.zfmx.yt IS 'purpose 用途';
COMMENT ON COLUMN finance.zfmx.dj IS 'amount set by a tariff 固定资费';
COMMENT ON COLUMN finance.zfmx.spr IS 'approved by, id 审批人证件号';
