-- Fees of the government service centre: the list with its versions, and what was
-- charged for matters of 69-1-matters.sql.

CREATE TABLE government_service.fee_list AS
SELECT * FROM (VALUES
	('SF01', '不动产登记费', 80, false, date '2016-12-01', NULL::date), ('SF02', '特种设备检验费', 240, false, '2018-01-01', NULL), ('SF03', '环境监测费', 120, false, '2015-01-01', '2024-06-30'),
	('SF03', '环境监测费', 80, false, '2024-07-01', NULL), ('SF04', '考试考务费', 61, false, '2019-01-01', NULL), ('SF05', '计量检定费', 500, true, '2015-01-01', NULL),
	('SF06', '卫生检测费', 150, false, '2017-04-01', NULL), ('SF07', '档案复制费', 0.6, false, '2015-01-01', NULL), ('SF08', '占道费', 35.5, false, '2020-01-01', NULL),
	('SF09', '价格鉴证费', 300, false, '2013-01-01', '2023-12-31'), ('SF10', '城市垃圾处置费', 45, false, '2018-01-01', NULL)
) f (fee_item, name_zh, rate, is_ceiling, valid_from, valid_to);
COMMENT ON TABLE government_service.fee_list IS 'Fees that may be charged, by version 收费目录清单';

CREATE TABLE county_truth.fee_kind (kind text PRIMARY KEY, pool text NOT NULL, per_200000 int NOT NULL, wrong boolean NOT NULL, what_zh text NOT NULL, what_en text NOT NULL);
COMMENT ON TABLE county_truth.fee_kind IS 'Kinds of planted fees 收费埋设情形';
INSERT INTO county_truth.fee_kind VALUES
	('fee_off_list', 'any', 10, true, '目录外收费', 'charged off the list'), ('fee_too_much', 'any', 15, true, '超标准收费', 'charged above the rate'),
	('fee_abolished', 'any', 5, true, '收取已取消费用', 'a fee that was abolished'), ('fee_too_little', 'any', 5, true, '少收', 'charged below the rate'),
	('fee_partly_back', 'any', 3, true, '多收后仅退部分', 'too much, and only a part paid back'), ('fee_new_rate', 'july', 6, true, '降标后仍按旧标准', 'the old rate for a matter accepted under the new'),
	('fee_old_rate', 'june', 15, false, '按受理时标准', 'the rate of the day of acceptance'), ('fee_relief', 'any', 10, false, '小微企业减免', 'relief for a small firm'),
	('fee_paid_back', 'any', 6, false, '多收已退', 'too much, and paid back');

-- Matters without a fee of the ordinary kind are where it happens.
CREATE TABLE county_truth.fee_case AS
WITH free AS (
	SELECT matter_no, matter, accepted, pool, row_number() OVER (PARTITION BY pool ORDER BY county.draw(matter_no, 'fee case', 2147483647), matter_no) AS place
	FROM county_truth.matter
	CROSS JOIN LATERAL (SELECT CASE WHEN accepted BETWEEN '2024-06-03' AND '2024-06-29' THEN 'june' WHEN accepted BETWEEN '2024-07-01' AND '2024-07-20' THEN 'july' ELSE 'any' END) p (pool)
	WHERE kind = 'base' AND accepted < '2024-12-01' AND county.draw(matter_no, 'fee', 100) >= 25
), slice AS (
	SELECT kind, pool, many, sum(many) OVER (PARTITION BY pool ORDER BY kind COLLATE "C") AS upto
	FROM county_truth.fee_kind, county.scale, LATERAL (SELECT greatest(1, round(per_200000 * payments / 200000.0)::int)) m (many)
)
SELECT s.kind, f.matter_no, f.matter, f.accepted::date AS accepted FROM slice s JOIN free f USING (pool) WHERE f.place > s.upto - s.many AND f.place <= s.upto;

CREATE TABLE government_service.fee AS
WITH charge AS (
	SELECT m.matter_no, m.matter, m.accepted::date AS accepted, NULL::text AS kind,
		'SF' || lpad((ARRAY[1, 2, 3, 4, 5, 6, 7, 8, 10])[1 + county.draw(m.matter_no, 'fee item', 9)]::text, 2, '0') AS fee_item
	FROM county_truth.matter m
	WHERE kind = 'base' AND county.draw(m.matter_no, 'fee', 100) < 25
	UNION ALL
	SELECT matter_no, matter, accepted, kind, CASE kind WHEN 'fee_off_list' THEN 'QT' || 1 + county.draw(matter_no, 'fee item', 3) WHEN 'fee_abolished' THEN 'SF09'
		WHEN 'fee_old_rate' THEN 'SF03' WHEN 'fee_new_rate' THEN 'SF03' ELSE 'SF0' || (ARRAY[1, 2, 4, 6])[1 + county.draw(matter_no, 'fee item', 4)] END
	FROM county_truth.fee_case
), priced AS (
	SELECT c.*, 1 + county.draw(c.matter_no, 'quantity', 4) AS quantity, coalesce(l.rate, 100) AS rate
	FROM charge c
	LEFT JOIN government_service.fee_list l ON l.fee_item = c.fee_item AND c.accepted >= l.valid_from AND c.accepted <= coalesce(l.valid_to, 'infinity')
)
SELECT 'PJ' || lpad(matter_no::text, 9, '0') AS receipt_no, fee_item, round(quantity * rate * CASE
		WHEN kind IN ('fee_too_much', 'fee_paid_back', 'fee_partly_back') THEN 1.5 WHEN kind = 'fee_new_rate' THEN 1.5 WHEN kind = 'fee_too_little' THEN 0.5
		WHEN kind = 'fee_relief' THEN 0.5 WHEN fee_item = 'SF05' THEN 0.6 + county.draw(matter_no, 'under', 5) / 10.0 ELSE 1 END, 2) AS amount,
	accepted + CASE kind WHEN 'fee_old_rate' THEN 30 ELSE county.draw(matter_no, 'charged', 4) END AS charged_on, matter AS matter_no, quantity,
	CASE kind WHEN 'fee_relief' THEN round(quantity * rate * 0.5, 2) END AS relief, NULL::text AS refund_of, kind AS note
FROM priced;
INSERT INTO government_service.fee
SELECT 'TF' || right(receipt_no, 9), fee_item, - round(amount * CASE note WHEN 'fee_paid_back' THEN 1 ELSE 0.4 END / 3, 2), charged_on + 12, matter_no, quantity, NULL, receipt_no, NULL
FROM government_service.fee WHERE note IN ('fee_paid_back', 'fee_partly_back');
INSERT INTO county_truth.planted (model, subject, wrong, clear, kind, what_en, what_zh)
SELECT 'APV-10', f.receipt_no, k.wrong, k.wrong, k.kind, k.what_en, k.what_zh FROM government_service.fee f JOIN county_truth.fee_kind k ON k.kind = f.note;
ALTER TABLE government_service.fee DROP COLUMN note;
-- Uploaded twice; no amount, no day, two amounts for one receipt.
INSERT INTO government_service.fee SELECT * FROM government_service.fee WHERE right(receipt_no, 2) = '31';
INSERT INTO government_service.fee
SELECT CASE WHEN n % 3 = 2 THEN receipt_no ELSE 'PX' || right(receipt_no, 9) END, fee_item, CASE n % 3 WHEN 0 THEN NULL WHEN 1 THEN amount ELSE amount + 7 END,
	CASE WHEN n % 3 <> 1 THEN charged_on END, matter_no, quantity, relief, NULL
FROM (SELECT *, row_number() OVER (ORDER BY receipt_no) AS n FROM government_service.fee
	WHERE right(receipt_no, 2) = '57' AND refund_of IS NULL AND receipt_no NOT IN (SELECT subject FROM county_truth.planted WHERE model = 'APV-10')) f;
COMMENT ON TABLE government_service.fee IS 'Fees charged and paid back 收费与退费';
ANALYZE government_service.fee;
