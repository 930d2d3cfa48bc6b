-- After the view over the registers of deaths. Members of the village collectives and the dividend of 2024: record day 31 May, to be
-- paid by 31 August. Half of the villages pay one.

-- Everybody is a member of the village he lives in; the dead until the day they died.
CREATE TABLE collective."成员" AS
SELECT 'JT' || lpad(p.village_no::text, 5, '0') AS "组织代码", p.id_card AS "证件号", p.name AS "姓名", greatest(p.born, date '2017-12-31') AS "起",
	CASE WHEN d.died_on < '2024-05-31' AND d.died_on >= greatest(p.born, date '2017-12-31') THEN d.died_on END AS "止"
FROM county.person p
LEFT JOIN (SELECT id_card, max(died_on) AS died_on FROM county.death GROUP BY id_card) d USING (id_card);
COMMENT ON TABLE collective."成员" IS 'Rosters of members 集体经济组织成员名册';
ANALYZE collective."成员";

CREATE TABLE collective."分红方案" AS
SELECT 'FH2024-' || "组织代码" AS "方案编号", "组织代码", date '2024-05-31' AS "认定日", date '2024-08-31' AS "应付日",
	CASE WHEN "行政村" % 20 = 4 THEN date '2025-06-30' END AS "延期至", 200 + 50 * county.draw("行政村", 'dividend', 20) AS "每股金额"
FROM collective."集体组织" WHERE "行政村" % 2 = 0;
COMMENT ON TABLE collective."分红方案" IS 'Distributions resolved 收益分配方案';

CREATE TABLE county_truth.dividend_kind (
	kind text PRIMARY KEY, pool text NOT NULL, per_200000 int NOT NULL, wrong boolean NOT NULL, clear boolean NOT NULL, what_zh text NOT NULL, what_en text NOT NULL
);
COMMENT ON TABLE county_truth.dividend_kind IS 'Kinds of planted cases of dividends 分红埋设情形';
INSERT INTO county_truth.dividend_kind VALUES
	('share_unpaid', 'member', 20, true, true, '分红一直未发', 'never paid'), ('share_part', 'member', 8, true, true, '分红只发一半', 'half of it paid'),
	('share_twice', 'member', 8, true, true, '分红重复发放', 'paid twice'), ('share_dead', 'dead', 8, true, true, '发给认定日前已死亡人员', 'paid to somebody who died before'),
	('share_stranger', 'outside', 10, true, true, '发给非成员', 'paid to no member'), ('share_bad_id', 'member', 4, true, false, '欠发,证件号有误', 'unpaid, and the id is wrong'),
	('share_late', 'member', 10, false, false, '迟发六十天', 'paid sixty days late'), ('share_returned', 'member', 6, false, false, '多发已退回', 'paid twice, one came back'),
	('share_left', 'member', 6, false, false, '认定日后退出', 'left after the record day'), ('share_heir', 'dead', 5, false, false, '份额已由继承人登记', 'inherited, roster not yet changed'),
	('share_died_later', 'late dead', 8, false, false, '认定日后死亡', 'died after the record day');

-- The people: members of villages that pay; the dead; those of villages that pay none.
CREATE TABLE county_truth.dividend_case AS
WITH pool AS (
	SELECT p.person_no, p.id_card, p.village_no, o.pool, row_number() OVER (PARTITION BY o.pool ORDER BY county.draw(p.person_no, 'dividend case', 2147483647), p.person_no) AS place
	FROM county.person p
	JOIN collective."成员" m ON m."证件号" = p.id_card
	LEFT JOIN (SELECT id_card, max(died_on) AS died_on, min(died_on) AS first_on FROM county.death GROUP BY id_card) d USING (id_card)
	CROSS JOIN LATERAL (SELECT CASE WHEN d.died_on IS NULL THEN CASE WHEN p.village_no % 2 = 1 THEN 'outside' WHEN p.born < '2017-01-01' AND p.village_no % 20 <> 4 THEN 'member' END
		WHEN p.village_no % 20 = 4 OR p.village_no % 2 = 1 THEN NULL WHEN d.died_on < '2024-05-01' THEN 'dead' WHEN d.first_on > '2024-06-15' AND d.died_on < '2025-01-01' THEN 'late dead' END AS pool) o
	WHERE o.pool IS NOT NULL
	AND (o.pool NOT IN ('member', 'outside') OR county.draw(p.person_no, 'dividend pool', 20) = 0)
)
SELECT k.kind, p.person_no, p.id_card, CASE WHEN k.pool = 'outside' THEN p.village_no - 1 ELSE p.village_no END AS village_no
FROM (
	SELECT *, sum(many) OVER (PARTITION BY pool ORDER BY kind COLLATE "C") AS upto
	FROM county_truth.dividend_kind, county.scale, LATERAL (SELECT greatest(1, round(per_200000 * payments / 200000.0)::int)) m (many)
) k
JOIN pool p ON p.pool = k.pool AND p.place > k.upto - k.many AND p.place <= k.upto;
UPDATE county_truth.dividend_case SET village_no = 2 WHERE kind = 'share_stranger' AND village_no % 20 = 4;
UPDATE collective."成员" m SET "止" = '2024-07-15' FROM county_truth.dividend_case c WHERE c.kind = 'share_left' AND c.id_card = m."证件号";

CREATE TABLE collective."应分" AS
SELECT f."方案编号", CASE WHEN c.kind = 'share_bad_id' THEN left(m."证件号", 17) || translate(right(m."证件号", 1), '0123456789X', '12345678901') ELSE m."证件号" END AS "证件号",
	f."每股金额"::numeric AS "金额"
FROM collective."分红方案" f
JOIN collective."成员" m USING ("组织代码")
LEFT JOIN county_truth.dividend_case c ON c.id_card = m."证件号"
WHERE m."起" <= f."认定日" AND (m."止" IS NULL OR m."止" >= f."认定日" OR c.kind IN ('share_dead', 'share_heir'));
COMMENT ON TABLE collective."应分" IS 'What each member is due 成员应分金额';
ANALYZE collective."应分";

-- Paid in August by the bank, to everybody but the cases; in some files the id ends in a small x.
CREATE TABLE collective."分红发放" AS
SELECT 'FF' || row_number() OVER (ORDER BY s."方案编号", s."证件号") AS "流水号", s."方案编号", CASE WHEN c.kind IS NULL THEN lower(s."证件号") ELSE s."证件号" END AS "证件号",
	CASE c.kind WHEN 'share_late' THEN date '2024-10-30' ELSE date '2024-08-05' + county.draw(right(s."方案编号", 5)::int, 'dividend day', 16) END AS "发放日期",
	CASE c.kind WHEN 'share_part' THEN round(s."金额" / 2, 2) ELSE s."金额" END AS "金额"
FROM collective."应分" s
LEFT JOIN county_truth.dividend_case c ON c.id_card = s."证件号" AND c.kind <> 'share_stranger'
WHERE (c.kind = 'share_unpaid') IS NOT TRUE AND s."方案编号" NOT IN (SELECT "方案编号" FROM collective."分红方案" WHERE "延期至" IS NOT NULL)
AND NOT EXISTS (SELECT FROM county_truth.dividend_case b WHERE b.kind = 'share_bad_id' AND left(b.id_card, 17) = left(s."证件号", 17));
INSERT INTO collective."分红发放"
SELECT 'FFB' || c.person_no || x.n, f."方案编号", c.id_card, date '2024-08-25' + x.n, x.sign * f."每股金额"
FROM county_truth.dividend_case c
JOIN collective."分红方案" f ON f."组织代码" = 'JT' || lpad(c.village_no::text, 5, '0')
JOIN (VALUES ('share_twice', 1, 1), ('share_stranger', 1, 1), ('share_returned', 1, 1), ('share_returned', 2, -1)) x (kind, n, sign) USING (kind);
-- What clerks leave behind: no amount, no id.
INSERT INTO collective."分红发放" VALUES ('FFX1', 'FH2024-JT00002', NULL, date '2024-08-09', 300), ('FFX2', 'FH2024-JT00002', '34000019400101', date '2024-08-09', 300);
COMMENT ON TABLE collective."分红发放" IS 'Dividends paid 分红发放';
ANALYZE collective."分红发放";

CREATE TABLE collective."继承" AS
SELECT c.id_card AS "被继承人", (SELECT min(h.id_card) FROM county.person h WHERE h.household_no = p.household_no AND h.id_card <> c.id_card) AS "继承人", date '2024-05-20' AS "登记日期"
FROM county_truth.dividend_case c JOIN county.person p USING (person_no)
WHERE c.kind = 'share_heir';
INSERT INTO collective."继承" VALUES ('34000019400101', '34000019600101', date '2024-05-20');
COMMENT ON TABLE collective."继承" IS 'Shares inherited 份额继承登记';

INSERT INTO county_truth.planted
SELECT 'RUR-12', c.id_card, k.wrong, k.clear, k.kind, k.what_en, k.what_zh
FROM county_truth.dividend_case c JOIN county_truth.dividend_kind k USING (kind);
