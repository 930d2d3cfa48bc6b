-- What is planted among the payments to vendors, with its look-alikes, and the dirt.
--
-- A case takes a payment of the ledger as its pattern and adds rows beside it. Kinds
-- that judge vendors have a vendor each, counted down from the highest number, who
-- is paid by one unit for his own invoices.
CREATE TABLE county_truth.vendor_kind (kind text PRIMARY KEY, model text, per_200000 int, wrong boolean, what_en text, what_zh text);
COMMENT ON TABLE county_truth.vendor_kind IS 'Kinds of planted payments to vendors 供应商支付埋设类别';
INSERT INTO county_truth.vendor_kind VALUES
	('twice', 'PAY-01', 12, true, 'paid twice, three weeks apart', '相隔三周重复支付'),
	('twice_other_unit', 'PAY-01', 6, true, 'paid by two units, code and number written differently', '两单位重复支付,代码号码写法不同'),
	('overpaid', 'PAY-01', 4, true, 'three halves of one invoice', '一张发票支付三次半额'),
	('taken_back', 'PAY-01', 8, false, 'paid twice and taken back', '重复支付后已冲回'),
	('instalments', 'PAY-01', 8, false, 'two halves of one invoice', '分两次支付半额'),
	('standing', 'PAY-01', 8, false, 'the same charge every month', '每月固定费用'),
	('short_number', 'PAY-01', 6, false, 'a shop that numbers from 1', '商户流水号过短'),
	('two_vendors', 'PAY-02', 8, true, 'one digital invoice, two vendors', '同一数电发票支付两家'),
	('two_vendors_paper', 'PAY-02', 4, true, 'one paper number, two vendors, within three days', '同号纸质发票三天内支付两家'),
	('wrong_payee', 'PAY-02', 6, false, 'paid to the wrong vendor, taken back, paid again', '错付冲回后重新支付'),
	('form_number', 'PAY-02', 8, false, 'number of a form that many vendors use', '多家共用的格式号'),
	('typed_swapped', 'PAY-03', 8, true, 'two digits swapped', '号码两位颠倒'),
	('typed_missing', 'PAY-03', 6, true, 'a digit left out', '号码漏一位'),
	('series', 'PAY-03', 10, false, 'the next bill of a series, of one price', '同价系列账单下一号'),
	('rent', 'PAY-03', 8, false, 'monthly rent, numbers one keystroke apart', '按月租金,号码相近');
CREATE TABLE county_truth.vendor_case AS
SELECT kind, model, wrong, what_en, what_zh, i, v.code, v.name, v.account, row_number() OVER (ORDER BY kind COLLATE "C", i) AS case_no,
	'DW' || lpad((1 + county.draw(c.rank, 'case unit', (SELECT count(*)::int FROM finance.unit)))::text, 5, '0') AS unit,
	2000 + county.draw(c.rank, 'case amount', 1800000) / 100.0 AS amount,
	date '2024-01-08' + county.draw(c.rank, 'case day', 250) AS day
FROM (
	SELECT k.*, i, row_number() OVER (ORDER BY kind COLLATE "C", i) AS rank
	FROM county_truth.vendor_kind k, county.scale,
		LATERAL generate_series(1, greatest(2, round(per_200000 * payments / 200000.0)::int)) i
) c
JOIN finance.vendor v ON v.vendor_no = (SELECT count(*) FROM finance.vendor) + 1 - c.rank;
COMMENT ON TABLE county_truth.vendor_case IS 'Vendors the planted kinds happened to 供应商支付埋设个案';

-- Rows of a case: which number, how many days later, what part of the amount.
CREATE TABLE county_truth.vendor_leg (kind text, leg int, fph text, days int, share numeric, face numeric, code text, unit text);
INSERT INTO county_truth.vendor_leg VALUES
	('twice', 1, 'N', 0, 1, NULL, NULL, NULL), ('twice', 2, 'N', 21, 1, NULL, NULL, NULL),
	('twice_other_unit', 1, 'N', 0, 1, NULL, NULL, NULL), ('twice_other_unit', 2, 'wide', 70, 1, NULL, 'lower', 'DW00001'),
	('overpaid', 1, 'N', 0, 0.5, 1, NULL, NULL), ('overpaid', 2, 'N', 30, 0.5, 1, NULL, NULL), ('overpaid', 3, 'N', 60, 0.5, 1, NULL, NULL),
	('taken_back', 1, 'N', 0, 1, NULL, NULL, NULL), ('taken_back', 2, 'N', 9, 1, NULL, NULL, NULL), ('taken_back', 3, 'N', 12, -1, NULL, NULL, NULL),
	('instalments', 1, 'N', 0, 0.5, 1, NULL, NULL), ('instalments', 2, 'N', 40, 0.5, 1, NULL, NULL),
	('standing', 1, '1N', 0, 1, NULL, NULL, NULL), ('standing', 2, '2N', 30, 1, NULL, NULL, NULL), ('standing', 3, '3N', 61, 1, NULL, NULL, NULL),
	('short_number', 1, '17', 0, 1, NULL, NULL, NULL), ('short_number', 2, '17', 44, 1, NULL, NULL, NULL),
	('two_vendors', 1, 'D', 0, 1, NULL, 'other', NULL), ('two_vendors', 2, 'D', 80, 1, NULL, NULL, 'DW00002'),
	('two_vendors_paper', 1, 'P', 0, 1, NULL, 'other', NULL), ('two_vendors_paper', 2, 'P', 2, 1, NULL, NULL, NULL),
	('wrong_payee', 1, 'D', 0, 1, NULL, 'other', NULL), ('wrong_payee', 2, 'D', 3, -1, NULL, 'other', NULL), ('wrong_payee', 3, 'D', 5, 1, NULL, NULL, NULL),
	('form_number', 1, 'F', 0, 1, NULL, NULL, NULL),
	('typed_swapped', 1, 'N', 0, 1, NULL, NULL, NULL), ('typed_swapped', 2, 'swapped', 4, 1, NULL, NULL, NULL),
	('typed_missing', 1, 'N', 0, 1, NULL, NULL, NULL), ('typed_missing', 2, 'missing', 5, 1, NULL, NULL, NULL),
	('series', 1, 'N1', 0, 1, NULL, NULL, NULL), ('series', 2, 'N2', 3, 1, NULL, NULL, NULL),
	('rent', 1, '1N', 0, 1, NULL, NULL, NULL), ('rent', 2, '2N', 30, 1, NULL, NULL, NULL);
INSERT INTO finance.zfmx (lsh, dwbm, gys, skr, zh, fpdm, fph, fpje, zfrq, je, kmbm, xmbm, hth, yt)
SELECT 4000000000 + c.case_no * 10 + l.leg, coalesce(l.unit, c.unit),
	CASE l.code WHEN 'other' THEN o.code WHEN 'lower' THEN lower(left(c.code, 8) || ' ' || substr(c.code, 9)) ELSE c.code END, c.name, c.account, NULL,
	CASE l.fph
		WHEN 'N' THEN n.base WHEN 'wide' THEN translate(n.base, '0123456789', '０１２３４５６７８９')
		WHEN '1N' THEN '1' || n.base WHEN '2N' THEN '2' || n.base WHEN '3N' THEN '3' || n.base
		WHEN 'N1' THEN n.base || '1' WHEN 'N2' THEN n.base || '2'
		WHEN 'D' THEN '243420000099' || n.base WHEN 'P' THEN n.base WHEN 'F' THEN '20249999'
		WHEN 'swapped' THEN left(n.base, 2) || substr(n.base, 4, 1) || substr(n.base, 3, 1) || substr(n.base, 5)
		WHEN 'missing' THEN left(n.base, 4) || substr(n.base, 6)
		ELSE l.fph END,
	CASE WHEN l.face IS NOT NULL THEN round(c.amount, 2) * l.face END, c.day + l.days,
	CASE c.kind WHEN 'form_number' THEN 2150 ELSE round(c.amount, 2) * l.share END, '30299', 'X1', 'HT-' || c.case_no,
	CASE WHEN c.name LIKE '%超市' THEN '食堂食材采购' ELSE '专用材料' END
FROM county_truth.vendor_case c
JOIN county_truth.vendor_leg l USING (kind)
-- Eight digits, of which the third and the fourth differ and the fifth is no neighbour.
CROSS JOIN LATERAL (SELECT '7' || (1 + c.case_no % 9) || '38' || '5' || lpad((c.case_no % 1000)::text, 3, '0') AS base) n
JOIN finance.vendor o ON o.vendor_no = 1 + c.case_no % 500;
-- Halves of an odd number of fen are no halves of the invoice: make them even.
UPDATE finance.zfmx SET fpje = 2 * trunc(je, 2), je = trunc(je, 2) WHERE fpje IS NOT NULL;
INSERT INTO county_truth.planted
SELECT model, code, wrong, wrong, kind, what_en, what_zh FROM county_truth.vendor_case;

-- PAY-09: parts of one need on neighbouring days; the same under a contract, from two
-- items, paid again after a return, and farther apart. Subjects are unit, vendor, item.
CREATE TABLE county_truth.split_case AS
SELECT c.kind, wrong, clear, what_en, what_zh, 'DW' || lpad((1 + (i * 7 + k) % (SELECT count(*)::int FROM finance.unit))::text, 5, '0') AS unit,
	k * 100000 + i AS case_no, v.code, v.name, v.account, date '2024-01-08' + county.draw(k * 100000 + i, 'split day', 280) AS day,
	22000 + county.draw(k * 100000 + i, 'split', 300000) / 100.0 AS amount
FROM (VALUES
		(1, 'split_three', 14, true, true, 'three parts within three days', '三日内拆成三笔'),
		(2, 'split_week', 4, true, false, 'two parts ten days apart: not within the window', '两笔相隔十天,超出期限'),
		(3, 'contract', 8, false, false, 'parts paid under an approved contract', '依据已审批合同分批支付'),
		(4, 'two_items', 8, false, false, 'two budget items', '分属两个科目'),
		(5, 'returned', 6, false, false, 'returned by the bank and paid again', '银行退回后重付'))
	c(k, kind, per_200000, wrong, clear, what_en, what_zh)
CROSS JOIN county.scale
CROSS JOIN LATERAL generate_series(1, greatest(2, round(per_200000 * payments / 200000.0)::int)) i
JOIN finance.vendor v ON v.vendor_no = 1 + county.draw(k * 100000 + i, 'split vendor', (SELECT count(*)::int FROM finance.vendor) * 3 / 4);
INSERT INTO finance.zfmx (lsh, dwbm, gys, skr, zh, fph, zfrq, je, kmbm, xmbm, hth, yt)
SELECT 5000000000 + c.case_no * 10 + leg, c.unit, c.code, c.name, c.account, '6' || lpad((c.case_no * 17 + leg * 1300)::text, 9, '0'),
	c.day + days, round(c.amount * share, 2), item, 'X2', CASE WHEN kind = 'contract' THEN 'HT-S' || c.case_no END,
	CASE WHEN c.name LIKE '%超市' THEN '食堂食材采购' ELSE '设备维修' END
FROM county_truth.split_case c
JOIN (VALUES
		('split_three', 1, 0, 1.0, '30213'), ('split_three', 2, 1, 0.9, '30213'), ('split_three', 3, 3, 0.85, '30213'),
		('split_week', 1, 0, 1.2, '30213'), ('split_week', 2, 10, 1.1, '30213'),
		('contract', 1, 0, 1.2, '30213'), ('contract', 2, 2, 1.2, '30213'),
		('two_items', 1, 0, 1.2, '30213'), ('two_items', 2, 1, 1.2, '30299'),
		('returned', 1, 0, 1.1, '30213'), ('returned', 2, 1, -1.1, '30213'), ('returned', 3, 2, 1.1, '30213')) l(kind, leg, days, share, item) USING (kind);
INSERT INTO county_truth.planted
SELECT DISTINCT 'PAY-09', unit || ' | ' || code || ' | 30213', wrong, clear, kind, what_en, what_zh FROM county_truth.split_case;

-- PAY-07, PAY-08: purchases of units picked by number, and what looks like them.
INSERT INTO finance.zfmx (lsh, dwbm, gys, skr, zh, fph, zfrq, je, kmbm, xmbm, yt)
SELECT 6000000000 + unit_no * 100 + b.leg, unit, v.code, coalesce(b.payee, v.name), v.account, '5' || lpad(county.draw(unit_no * 100 + leg, 'fph', 1000000000)::text, 9, '0'),
	b.day, b.amount, '30201', 'X1', b.purpose
FROM finance.unit u
JOIN (VALUES
		(1, 1, '安澜鑫盛购物中心', date '2024-09-10', 4000.00, '办公用品'), (1, 2, '安澜百汇超市', date '2024-02-05', 2600.00, '劳保用品'),
		(1, 3, '安澜德源茶庄', date '2024-04-28', 6888.00, '会务用品'),
		(2, 4, '安澜百汇超市', date '2024-09-10', 3000.00, '工会中秋慰问品'), (2, 5, '安澜百汇超市', date '2024-05-10', 800.00, '办公用品'),
		(2, 6, '安澜百汇超市', date '2024-05-20', 1735.40, '办公用品'), (2, 7, '安澜百汇超市', date '2024-05-22', -2000.00, '退货'),
		(3, 8, NULL, date '2024-07-12', 8650.00, '赴外地参观旅游费'), (3, 9, NULL, date '2024-03-12', 3200.50, '接待用烟酒'),
		(4, 10, NULL, date '2024-07-12', 2865.00, '赴烟台学习差旅费'), (4, 11, NULL, date '2024-08-12', 1450.00, '食堂油烟机清洗'),
		(4, 12, NULL, date '2024-08-13', 1200.00, '消毒酒精'), (4, 13, NULL, date '2024-08-14', 320.00, '纪念品'))
	b(remainder, leg, payee, day, amount, purpose) ON u.unit_no % 10 = b.remainder
-- A plain trading firm.
JOIN finance.vendor v ON v.vendor_no = 16 * (1 + (u.unit_no * 13 + b.leg) % 45) + 1;
INSERT INTO county_truth.planted
SELECT CASE WHEN unit_no % 10 <= 2 THEN 'PAY-07' ELSE 'PAY-08' END, unit, unit_no % 2 = 1, unit_no % 2 = 1,
	(ARRAY['shop', 'canteen_union', 'sensitive', 'holds_the_word'])[unit_no % 10],
	(ARRAY['round amounts at shops', 'union welfare, small and odd amounts at shops', 'travel and liquor', 'Yantai, smoke extractor, alcohol'])[unit_no % 10],
	(ARRAY['商场大额整数购物', '工会慰问、小额或非整数购物', '旅游烟酒', '烟台、油烟机、酒精'])[unit_no % 10]
FROM finance.unit WHERE unit_no % 10 BETWEEN 1 AND 4;

-- PAY-12: projects of their own, most of whose money goes in November and December; the
-- like with the money released in October; and one that spends evenly.
INSERT INTO finance.zfmx (lsh, dwbm, gys, skr, zh, fph, zfrq, je, kmbm, xmbm, yt)
SELECT 7000000000 + unit_no * 100 + i, unit, v.code, v.name, v.account, '4' || lpad((unit_no * 100 + i)::text, 9, '0'),
	CASE WHEN unit_no % 10 IN (6, 7) AND i > 8 THEN make_date(2024, 11, 1) + county.draw(unit_no * 100 + i, 'rush', 55)
		ELSE make_date(2024, 1 + i % 12, 1) + county.draw(unit_no * 100 + i, 'rush', 20) END,
	9000 + county.draw(unit_no * 100 + i, 'rush sum', 1500000) / 100.0, '31005', 'X7',
	CASE WHEN v.name LIKE '%超市' THEN '食堂食材采购' ELSE '设施改造' END
FROM finance.unit u
CROSS JOIN generate_series(1, 24) i
JOIN finance.vendor v ON v.vendor_no = 1 + (u.unit_no * 29 + i * 31) % 700
WHERE u.unit_no % 10 IN (6, 7, 8);
INSERT INTO county_truth.planted
SELECT 'PAY-12', unit || ' | X7', unit_no % 10 = 6, unit_no % 10 = 6,
	(ARRAY['rush', 'late_release', 'even'])[unit_no % 10 - 5],
	(ARRAY['three quarters of the year in two months', 'released in October, spent at once', 'spent evenly'])[unit_no % 10 - 5],
	(ARRAY['四分之三支出集中在两个月', '十月下达后集中支出', '均衡支出'])[unit_no % 10 - 5]
FROM finance.unit WHERE unit_no % 10 IN (6, 7, 8);

-- Budgets: three years, spent by 60 to 98 per cent, but for what is planted for PAY-13.
CREATE TABLE finance.ys AS
SELECT dwbm, xmbm, nd, round(spent / rate, 2) AS ysje,
	CASE WHEN xmbm = 'X7' AND unit_no % 10 = 7 THEN make_date(nd, 10, 20) ELSE make_date(nd, 3, 5) END AS xdrq,
	CASE WHEN unit_no % 10 = 5 AND xmbm = 'X2' THEN round(spent / rate - spent * 1.25, 2) END AS jzje
FROM (
	SELECT dwbm, xmbm, substr(dwbm, 3)::int AS unit_no, extract(year FROM zfrq)::int AS nd, sum(je) AS spent
	FROM finance.zfmx
	GROUP BY dwbm, xmbm, extract(year FROM zfrq)
	HAVING sum(je) > 0
) s
CROSS JOIN LATERAL (SELECT (60 + county.draw(unit_no * 100 + substr(xmbm, 2)::int, 'rate' || nd, 38)) / 100.0 / CASE
		WHEN unit_no % 10 = 9 AND xmbm = 'X1' THEN 3
		WHEN unit_no % 10 = 0 AND xmbm = 'X2' AND nd = 2024 THEN 10
		WHEN unit_no % 10 = 9 AND xmbm = 'X2' AND nd < 2024 THEN 3
		WHEN unit_no % 10 = 5 AND xmbm = 'X2' THEN 3 ELSE 1 END AS rate) r
UNION ALL
SELECT unit, 'X9', 2024, 300000, date '2024-11-15', NULL FROM finance.unit WHERE unit_no % 10 = 4;
INSERT INTO finance.ys VALUES ('DW00001', ' ', 2024, 5000, NULL, NULL), ('DW00001', 'X8', 2024, NULL, NULL, NULL);
COMMENT ON TABLE finance.ys IS 'Budgets: unit, project, year, amount, released on, of it carried over 预算指标';
INSERT INTO county_truth.planted
SELECT 'PAY-13', unit || ' | ' || project, wrong, wrong, kind, what_en, what_zh
FROM finance.unit
JOIN (VALUES (9, 'X1', true, 'low_for_years', 'less than half for three years', '连续三年低于一半'),
		(0, 'X2', true, 'hardly_spent', 'a tenth of the year''s money', '当年执行不足一成'),
		(9, 'X2', false, 'two_years', 'low for two years, recovered', '两年偏低后恢复'),
		(5, 'X2', false, 'carried_over', 'most was carried over with approval', '大部分经批准结转'),
		(4, 'X9', false, 'new_project', 'new, released in November', '新项目十一月下达')) k(remainder, project, wrong, kind, what_en, what_zh)
	ON unit_no % 10 = remainder;

-- PAY-20: vendors that share with staff, and numbers that mean nothing.
UPDATE finance.vendor v SET
	account = CASE WHEN v.vendor_no % 5 = 0 THEN s.account ELSE v.account END,
	phone = CASE WHEN v.vendor_no % 5 IN (0, 1, 2) THEN s.phone ELSE v.phone END,
	representative = CASE WHEN v.vendor_no % 5 = 3 THEN s.id_card ELSE v.representative END
FROM finance.staff s
WHERE v.vendor_no BETWEEN 301 AND 300 + (SELECT greatest(10, payments / 8000) FROM county.scale) AND v.vendor_no % 5 < 4
	AND s.staff_no = v.vendor_no - 299;
INSERT INTO county_truth.planted
SELECT 'PAY-20', code, true, true, 'shared_' || vendor_no % 5, 'shares account, telephone or representative with staff', '与职工共用账号、电话或法定代表人'
FROM finance.vendor
WHERE vendor_no BETWEEN 301 AND 300 + (SELECT greatest(10, payments / 8000) FROM county.scale) AND vendor_no % 5 < 4;
-- The accountant's telephone, who works for a unit as well; the switchboard of a unit.
UPDATE finance.vendor SET phone = (SELECT phone FROM finance.staff WHERE staff_no = 1) WHERE vendor_no BETWEEN 201 AND 230;
UPDATE finance.staff SET phone = '13900000001' WHERE unit_no = 3 AND place > 2;
UPDATE finance.vendor SET phone = '13900000001' WHERE vendor_no = 231;
UPDATE finance.vendor SET phone = '0', account = '暂无', representative = '不详' WHERE vendor_no BETWEEN 241 AND 245;
INSERT INTO county_truth.planted
SELECT 'PAY-20', code, false, false, CASE WHEN vendor_no = 231 THEN 'switchboard' WHEN vendor_no > 240 THEN 'placeholder' ELSE 'accountant' END,
	'a number that says nothing', '无辨识意义的号码'
FROM finance.vendor WHERE vendor_no BETWEEN 201 AND 231 OR vendor_no BETWEEN 241 AND 245;

-- Who approved what was added: the deputy, but for some rows that nobody signed.
UPDATE finance.zfmx z SET spr = s.id_card
FROM finance.staff s
WHERE z.lsh >= 4000000000 AND z.lsh % 50 <> 1 AND s.unit_no = substr(z.dwbm, 3)::int AND s.place = 2;

-- Dirt: codes and numbers as people type them, blanks, missing days, rows entered twice
-- as reversal and new entry.
UPDATE finance.zfmx SET gys = lower(gys) WHERE lsh % 211 = 5;
UPDATE finance.zfmx SET gys = translate(gys, '0123456789', '０１２３４５６７８９') WHERE lsh % 223 = 6;
UPDATE finance.zfmx SET fph = ' ' || translate(fph, '0123456789', '０１２３４５６７８９') WHERE lsh % 227 = 7 AND lsh < 4000000000;
UPDATE finance.zfmx SET gys = NULL WHERE lsh % 2503 = 8 AND lsh < 4000000000;
UPDATE finance.zfmx SET fph = NULL WHERE lsh % 1009 = 9 AND lsh < 4000000000;
UPDATE finance.zfmx SET zfrq = NULL WHERE lsh % 3001 = 10 AND lsh < 4000000000;
INSERT INTO finance.zfmx
SELECT 8000000000 + lsh, dwbm, gys, skr, zh, fpdm, fph, fpje, zfrq + 1, -je, kmbm, xmbm, spr, hth, yt, dj
FROM finance.zfmx WHERE lsh % 401 = 11 AND lsh < 4000000000
UNION ALL
SELECT 8500000000 + lsh, dwbm, gys, skr, zh, fpdm, fph, fpje, zfrq + 2, je, kmbm, xmbm, spr, hth, yt, dj
FROM finance.zfmx WHERE lsh % 401 = 11 AND lsh < 4000000000;
ANALYZE finance.zfmx;
