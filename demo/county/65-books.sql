-- What stands in the books: invoices at the tax office, receipt books, balances,
-- vouchers, non-tax income. With what is planted in them, by the number of the unit or
-- of the book, and what looks like it.

SET client_min_messages = warning;
DROP SCHEMA IF EXISTS tax CASCADE;
RESET client_min_messages;
CREATE SCHEMA tax;
COMMENT ON SCHEMA tax IS 'Tax bureau 税务局';

-- Invoices issued to the county's units. Numbers of one seller lie thousands apart: the
-- others went to customers who are not ours.
CREATE TABLE tax.invoice AS
SELECT i AS id, v.code AS seller, 'DW' || lpad((1 + county.draw(i, 'buyer', (SELECT count(*)::int FROM finance.unit)))::text, 5, '0') AS buyer,
	CASE WHEN i % 3 > 0 THEN '034002200111' END AS code,
	CASE WHEN i % 3 > 0 THEN lpad((i * 7919 % 100000000)::text, 8, '0') ELSE '24342' || lpad((i * 104729)::text, 15, '0') END AS number,
	date '2024-01-01' + county.draw(i, 'issued', 360) AS issued, (100 + county.draw(i, 'invoice', 900000) / 100.0)::numeric(14,2) AS amount
FROM county.scale
CROSS JOIN LATERAL generate_series(1, greatest(3000, payments / 8)) AS i
JOIN finance.vendor v ON v.vendor_no = 1 + county.draw(i, 'seller', (SELECT count(*)::int FROM finance.vendor));
-- PAY-05: sellers of their own, 700 to 900: a run over weeks, one purchase on several
-- sheets, digital ones, one of three taken back.
INSERT INTO tax.invoice
SELECT 5000000000 + c * 10 + leg, finance.credit_code(90000000 + c), 'DW' || lpad((1 + c % (SELECT count(*)::int FROM finance.unit))::text, 5, '0'),
	CASE c % 5 WHEN 2 THEN NULL ELSE '034002200112' END,
	CASE c % 5 WHEN 2 THEN '243420000088' || lpad((c * 20 + leg)::text, 8, '0') ELSE lpad((c * 20 + leg)::text, 8, '0') END,
	date '2024-02-01' + county.draw(c, 'run', 240) + CASE c % 5 WHEN 1 THEN 0 ELSE leg * 4 END,
	(CASE WHEN c % 5 = 3 AND leg = 3 THEN -1 ELSE 1 END) * (4000 + county.draw(c * 10 + leg, 'run', 90000) / 100.0)::numeric(14,2)
FROM county.scale
CROSS JOIN LATERAL generate_series(1, greatest(30, payments / 4000)::int) c
CROSS JOIN generate_series(1, 5) leg
WHERE NOT (c % 5 = 3 AND leg = 5);
INSERT INTO county_truth.planted
SELECT 'PAY-05', finance.credit_code(90000000 + c), c % 5 IN (0, 4), c % 5 IN (0, 4),
	(ARRAY['run', 'one_day', 'digital', 'taken_back', 'run'])[1 + c % 5],
	(ARRAY['five in a row over three weeks', 'one purchase on five sheets', 'digital invoices', 'the third was taken back', 'five in a row over three weeks'])[1 + c % 5],
	(ARRAY['三周内五张连号', '一次采购开五张', '数电发票', '第三张已红冲', '三周内五张连号'])[1 + c % 5]
FROM county.scale, LATERAL generate_series(1, greatest(30, payments / 4000)::int) c;
-- Dirt: no seller, no number, a seller as typed.
UPDATE tax.invoice SET seller = NULL WHERE id % 1009 = 7 AND id < 5000000000;
UPDATE tax.invoice SET number = NULL WHERE id % 1013 = 9 AND id < 5000000000;
UPDATE tax.invoice SET seller = lower(seller) WHERE id % 101 = 3;
COMMENT ON TABLE tax.invoice IS 'Invoices issued to units of the county 开给本县单位的发票';
ANALYZE tax.invoice;

-- Receipt books of fifty; a used one begins the next. Void receipts are entered.
CREATE TABLE finance.receipt AS
SELECT book * 100 + k AS id, 'PJ' || lpad(book::text, 6, '0') AS book_no, lpad((CASE WHEN book % 20 = 5 AND k > 25 THEN 900000 ELSE 0 END + book * 50 + k)::text, 8, '0') AS number,
	CASE WHEN county.draw(book * 100 + k, 'void', 40) = 0 THEN '作废' ELSE '已开具' END AS state,
	date '2024-01-01' + ((book * 7) % 300 + k)::int AS issued, 'DW' || lpad((1 + book % (SELECT count(*) FROM finance.unit))::text, 5, '0') AS unit
FROM county.scale
CROSS JOIN LATERAL generate_series(1, greatest(100, payments / 1000)) AS book
CROSS JOIN LATERAL generate_series(1, 30 + county.draw(book, 'used', 21)) AS k
WHERE NOT (book % 20 = 3 AND k IN (8, 9, 21)) AND NOT (book % 20 = 4 AND k IN (11, 12));
CREATE TABLE finance.receipt_destroyed AS
SELECT book_no, lpad((substr(book_no, 3)::bigint * 50 + 11)::text, 8, '0') AS first_number, lpad((substr(book_no, 3)::bigint * 50 + 12)::text, 8, '0') AS last_number
FROM finance.receipt WHERE substr(book_no, 3)::int % 20 = 4 GROUP BY book_no;
INSERT INTO county_truth.planted
SELECT 'PAY-06', book_no, n = 3, n = 3, (ARRAY['missing', 'destroyed', 'next_book'])[n - 2],
	(ARRAY['three receipts are missing', 'destroyed with a record', 'the next book under the same number'])[n - 2],
	(ARRAY['缺三份票据', '已登记销毁', '同号换用下一本'])[n - 2]
FROM (SELECT DISTINCT book_no, substr(book_no, 3)::int % 20 AS n FROM finance.receipt) b WHERE n BETWEEN 3 AND 5;
INSERT INTO finance.receipt SELECT 900000000 + id, ' ', number, state, issued, unit FROM finance.receipt WHERE id % 2003 = 1;
-- The first of a book in full-width digits: no gap by that.
UPDATE finance.receipt SET number = translate(number, '0123456789', '０１２３４５６７８９') WHERE id % 100 = 2 AND id % 700 < 100;
COMMENT ON TABLE finance.receipt IS 'Receipts used or void 票据使用登记';
COMMENT ON TABLE finance.receipt_destroyed IS 'Receipts destroyed 票据销毁登记';
ANALYZE finance.receipt;

-- PAY-23: every other unit collects money and turns a week's over on the Wednesday
-- after. Some stop in September (2 of 10), some were two months late in spring (4);
-- some refunded (6) or hold deposits (8).
CREATE TABLE finance.collection AS
SELECT i AS id, 'DW' || lpad(unit_no::text, 5, '0') AS unit, day, (20 + county.draw(i, 'fee', 98000) / 100.0)::numeric(14,2) AS amount,
	unit_no % 10 = 8 AND i % 50 < 25 AND i % 7 = 0 AS deposit
FROM (
	SELECT i, 2 * (1 + county.draw(i, 'collector', (SELECT count(*)::int / 2 FROM finance.unit))) AS unit_no, date '2024-01-02' + county.draw(i, 'collected', 360) AS day
	FROM county.scale, LATERAL generate_series(1, greatest(2000, payments / 20)) AS i
) c;
CREATE TABLE finance.turn_over AS
SELECT row_number() OVER (ORDER BY unit, week) AS id, unit,
	(week + 9)::date + CASE WHEN late AND week BETWEEN '2024-03-01' AND '2024-04-30' THEN 60 ELSE 0 END AS received, amount
FROM (
	SELECT unit, date_trunc('week', day)::date AS week, substr(unit, 3)::int % 10 = 4 AS late, sum(amount) AS amount
	FROM finance.collection
	WHERE NOT deposit AND NOT (substr(unit, 3)::int % 10 = 2 AND day >= '2024-09-02')
	GROUP BY 1, 2
) w;
-- Refunds come out of the next week's money.
INSERT INTO finance.collection
SELECT 3000000000 + id, unit, day + 1, -amount, false FROM finance.collection WHERE substr(unit, 3)::int % 10 = 6 AND id % 40 = 3 AND NOT deposit;
UPDATE finance.turn_over t SET amount = t.amount - r.amount
FROM (
	SELECT unit, date_trunc('week', day)::date + 9 AS received, sum(-amount) AS amount
	FROM finance.collection WHERE id >= 3000000000 GROUP BY 1, 2
) r
WHERE r.unit = t.unit AND r.received = t.received;
INSERT INTO county_truth.planted
SELECT 'PAY-23', unit, n IN (2, 4), n IN (2, 4), (ARRAY['kept', 'late', 'refunded', 'deposits'])[n / 2],
	(ARRAY['nothing turned over since September', 'two months late in spring', 'refunds', 'deposits that are to be returned'])[n / 2],
	(ARRAY['九月起未缴库', '春季迟缴两个月', '退付', '应退押金'])[n / 2]
FROM finance.unit CROSS JOIN LATERAL (SELECT unit_no % 10) x(n) WHERE n IN (2, 4, 6, 8);
INSERT INTO finance.collection VALUES (3900000001, NULL, '2024-05-05', 100, false), (3900000002, 'DW99999', NULL, 100, false), (3900000003, 'DW99998', '2024-05-05', 500, true);
COMMENT ON TABLE finance.collection IS 'Non-tax money collected 非税收入收款';
COMMENT ON TABLE finance.turn_over IS 'Non-tax money that reached the treasury 非税收入缴库';
ANALYZE finance.collection;

-- PAY-14: six parties a unit, three years. Party 1 does not move (1 of 4), is a deposit
-- with a term (2), comes and goes (3), or was settled last year (0).
CREATE TABLE finance.balance AS
SELECT unit_no * 1000 + party * 10 + year - 2021 AS id, unit, (ARRAY['1218', '2302', '1214', '2307', '1218', '1002'])[party] AS account,
	'往来单位' || (unit_no * 7 + party)::text AS party, year,
	CASE WHEN party = 1 THEN 10000 + unit_no * 10 ELSE county.draw(unit_no * 1000 + party * 10 + year, 'opening', 900000) / 10.0 END::numeric(14,2) AS opening,
	CASE WHEN party > 1 OR unit_no % 4 = 3 OR unit_no % 4 = 0 AND year = 2024 THEN 500 ELSE 0 END::numeric(14,2) AS debit,
	CASE WHEN party > 1 OR unit_no % 4 = 3 THEN 500 WHEN unit_no % 4 = 0 AND year = 2024 THEN 10500 + unit_no * 10 ELSE 0 END::numeric(14,2) AS credit,
	CASE WHEN party = 1 AND unit_no % 4 = 2 THEN date '2029-12-31' END AS held_until
FROM finance.unit, generate_series(1, 6) party, generate_series(2022, 2024) year;
INSERT INTO county_truth.planted
SELECT 'PAY-14', unit || ' | 1218 | 往来单位' || unit_no * 7 + 1, n = 1, n = 1, (ARRAY['settled', 'stale', 'deposit', 'came_and_went'])[n + 1],
	(ARRAY['settled last year', 'unmoved for three years', 'a deposit with a term', 'the same balance, but moved'])[n + 1],
	(ARRAY['去年已结清', '三年未变动', '约定期限的押金', '余额相同但有发生额'])[n + 1]
FROM finance.unit CROSS JOIN LATERAL (SELECT unit_no % 4) x(n);
INSERT INTO finance.balance VALUES (90000001, 'DW00001', '1218', ' ', 2024, 100, 0, 0, NULL), (90000002, 'DW00001', '1218', '某公司', 2024, NULL, 0, 0, NULL);
COMMENT ON TABLE finance.balance IS 'Balances by unit, account, party and year 往来余额表';

-- Vouchers of 2024, four kinds in turn; each line a row. Class and summary agree.
CREATE TABLE finance.pz AS
SELECT n * 4 + l.leg AS id, 'DW' || lpad((1 + n % units)::text, 5, '0') AS unit, 'PZ' || n AS voucher, date '2024-01-03' + county.draw(n, 'voucher', 360) AS day,
	l.account, CASE WHEN l.debit THEN a.amount END AS debit, CASE WHEN NOT l.debit THEN a.amount END AS credit,
	CASE WHEN l.account = '5001' THEN c.class END AS class, CASE WHEN l.account = '5001' THEN c.summary ELSE l.summary END AS summary,
	CASE WHEN l.account = '1214' THEN '安澜设备有限公司' END AS party
FROM county.scale
CROSS JOIN LATERAL generate_series(0, greatest(3000, payments / 10)) AS n
CROSS JOIN LATERAL (SELECT (200 + county.draw(n, 'booked', 4000000) / 100.0)::numeric(14,2) AS amount) a
CROSS JOIN (SELECT count(*)::int AS units FROM finance.unit) u
JOIN (VALUES
		(0, 1, '5001', true, NULL), (0, 2, '4001', false, '财政直接支付'),
		(1, 1, '1002', true, '收到事业收入'), (1, 2, '4101', false, '事业收入'),
		(2, 1, '5001', true, NULL), (2, 2, '1002', false, '银行付款'),
		(3, 1, '1214', true, '预付设备款'), (3, 2, '1002', false, '银行付款')) l(kind, leg, account, debit, summary) ON l.kind = n % 4
CROSS JOIN LATERAL (
	SELECT * FROM (VALUES (0, '30201', '购办公用品'), (1, '30217', '公务接待费'), (2, '30231', '公务用车加油'), (3, '30211', '差旅费报销'),
		(4, '30202', '印刷资料'), (5, '30216', '干部培训费'), (6, '30215', '工作会议费'), (7, '30299', '其他支出'))
	x(k, class, summary) WHERE x.k = county.draw(n, 'class', 8)) c;
-- PAY-15 (units 1, 2 of 10), PAY-16 (3, 4), PAY-17 (5, 6): what is planted and what looks like it.
INSERT INTO finance.pz
SELECT 4000000000 + u.unit_no * 100 + b.id, u.unit, b.voucher || u.unit_no, b.day, b.account, b.debit, b.credit, b.class, b.summary, b.party
FROM finance.unit u
JOIN (VALUES
		(1, 1, 'A', date '2024-05-06', '5001', 3600.00, NULL, '30299', '抵支日常开支', NULL), (1, 2, 'A', '2024-05-06', '2103', NULL, 3600.00, NULL, '罚没收入', NULL),
		(1, 3, 'B', '2024-08-06', '5001', 2000, NULL, '30299', '抵支', NULL), (1, 4, 'B', '2024-08-06', '1002', 3000, NULL, NULL, '余款存行', NULL),
		(1, 5, 'B', '2024-08-06', '4101', NULL, 5000, NULL, '场地收入', NULL),
		(2, 6, 'C', '2024-05-06', '1002', 9000, NULL, NULL, '收款', NULL), (2, 7, 'C', '2024-05-06', '4101', NULL, 9000, NULL, '收入', NULL),
		(2, 8, 'C', '2024-05-06', '5001', 4000, NULL, '30299', '付款', NULL), (2, 9, 'C', '2024-05-06', '1002', NULL, 4000, NULL, '付款', NULL),
		(2, 10, 'D', '2024-06-06', '5001', 4000, NULL, '30299', '调整上月分录', NULL), (2, 11, 'D', '2024-06-06', '4101', NULL, 4000, NULL, '调整上月分录', NULL),
		(3, 12, 'E', '2024-12-10', '1214', 30000, NULL, NULL, '预付餐费', '安澜迎宾饭店'), (3, 13, 'E', '2024-12-10', '1002', NULL, 30000, NULL, '付款', NULL),
		(3, 14, 'F', '2024-11-10', '1214', 20000, NULL, NULL, '充值油卡', '安澜石油销售公司'), (3, 15, 'F', '2024-11-10', '1002', NULL, 20000, NULL, '付款', NULL),
		(4, 16, 'G', '2024-10-10', '1214', 30000, NULL, NULL, '预付会议餐费', '安澜迎宾饭店'), (4, 17, 'G', '2024-10-10', '1002', NULL, 30000, NULL, '付款', NULL),
		(4, 18, 'H', '2024-12-10', '5001', 30000, NULL, '30215', '会议费结算', NULL), (4, 19, 'H', '2024-12-10', '1214', NULL, 30000, NULL, '核销预付', '安澜迎宾饭店'),
		(4, 20, 'I', '2024-12-10', '1214', 50000, NULL, NULL, '年度合同车辆维修预付', '安澜汽修'), (4, 21, 'I', '2024-12-10', '1002', NULL, 50000, NULL, '付款', NULL),
		(4, 22, 'J', '2024-05-10', '1214', 50000, NULL, NULL, '预付机票款', '安澜航空服务'), (4, 23, 'J', '2024-05-10', '1002', NULL, 50000, NULL, '付款', NULL),
		(5, 24, 'K', '2024-03-10', '5001', 8600, NULL, '30299', '招待上级来人餐费', NULL), (5, 25, 'K', '2024-03-10', '1002', NULL, 8600, NULL, '付款', NULL),
		(5, 26, 'L', '2024-04-10', '5001', 7000, NULL, '30217', '购办公用品', NULL), (5, 27, 'L', '2024-04-10', '1002', NULL, 7000, NULL, '付款', NULL),
		(6, 28, 'M', '2024-03-10', '5001', 9000, NULL, '30213', '信访接待大厅维修', NULL), (6, 29, 'M', '2024-03-10', '1002', NULL, 9000, NULL, '付款', NULL),
		(6, 30, 'N', '2024-03-12', '5001', 9000, NULL, '30216', '会议费及培训费', NULL), (6, 31, 'N', '2024-03-12', '1002', NULL, 9000, NULL, '付款', NULL),
		(6, 32, 'O', '2024-03-13', '5001', 9000, NULL, '30201', '差旅报销', NULL), (6, 33, 'O', '2024-03-13', '1002', NULL, 9000, NULL, '付款', NULL),
		(6, 34, 'P', '2024-03-14', '5001', 900, NULL, '30299', '招待费', NULL), (6, 35, 'P', '2024-03-14', '1002', NULL, 900, NULL, '付款', NULL))
	b(remainder, id, voucher, day, account, debit, credit, class, summary, party) ON u.unit_no % 10 = b.remainder;
INSERT INTO county_truth.planted
SELECT (ARRAY['PAY-15', 'PAY-15', 'PAY-16', 'PAY-16', 'PAY-17', 'PAY-17'])[n], unit, n % 2 = 1, n % 2 = 1,
	(ARRAY['spent_directly', 'through_the_bank', 'parked', 'settled_or_contract', 'misbooked', 'ambiguous'])[n],
	(ARRAY['income spent directly', 'through the bank, and a correction', 'money parked with a restaurant and for petrol', 'settled by December; annual contract; in May',
		'hospitality booked as other, supplies as hospitality', 'reception hall; two classes in one summary; unlimited classes; small'])[n],
	(ARRAY['收入直接抵支', '经银行收付及调整凭证', '预付饭店、油卡', '十二月已核销、年度合同、非四季度', '招待费列其他、办公用品列接待费', '接待大厅、兼有两类、非受控、小额'])[n]
FROM finance.unit CROSS JOIN LATERAL (SELECT unit_no % 10) x(n) WHERE n BETWEEN 1 AND 6;
INSERT INTO finance.pz VALUES (4900000001, NULL, 'PZX', '2024-05-05', '5001', 10, NULL, '30299', '其他', NULL), (4900000002, 'DW99997', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
COMMENT ON TABLE finance.pz IS 'Voucher lines 记账凭证分录';
ANALYZE finance.pz;
