-- 公安局 and the court's prisons, public security: who lives in which household
-- since when, who died, who is held, who owns a car. And the undertakers' register
-- of civil affairs, which knows of deaths too.

SET client_min_messages = warning;
DROP SCHEMA IF EXISTS public_security CASCADE;
RESET client_min_messages;
CREATE SCHEMA public_security;
COMMENT ON SCHEMA public_security IS 'Public security bureau 公安局';

-- Households with dates. The partner of a case (member 1) stands in the household of
-- member 0: now, until last year, or for the last weeks of the year.
CREATE TABLE public_security.household_member AS
SELECT p.id_card, 'H' || lpad(CASE WHEN c.kind = 'household_twice' THEN first.household_no ELSE p.household_no END::text, 9, '0') AS household,
	p.relation, CASE WHEN c.kind = 'household_split' THEN date '2023-11-20' WHEN p.born > '2012-05-01' THEN p.born
		ELSE date '2012-05-01' END AS moved_in,
	CASE c.kind WHEN 'household_joined' THEN date '2024-12-09' WHEN 'review_left' THEN date '2023-06-30' END AS moved_out
FROM county.person p
LEFT JOIN county_truth.subsidy_case c ON c.person_no = p.person_no AND (c.member = 1 OR c.kind = 'review_left')
LEFT JOIN county_truth.subsidy_case first ON first.kind = c.kind AND first.case_no = c.case_no AND first.member = 0;
INSERT INTO public_security.household_member
SELECT c.id_card, 'H' || lpad(first.household_no::text, 9, '0'), 'child',
	CASE c.kind WHEN 'household_split' THEN date '2012-05-01' ELSE date '2024-12-10' END,
	CASE c.kind WHEN 'household_split' THEN date '2023-11-19' END
FROM county_truth.subsidy_case c
JOIN county_truth.subsidy_case first USING (kind, case_no)
WHERE kind IN ('household_split', 'household_joined') AND c.member = 1 AND first.member = 0;
-- Typed twice; and two rows that nobody can read.
INSERT INTO public_security.household_member
SELECT * FROM public_security.household_member WHERE right(household, 3) = '777' AND relation = 'head'
UNION ALL VALUES
	('34000019500230001X', 'H999999991', 'head', date '2012-05-01', NULL::date),
	('340000195003010017', NULL, 'head', date '2012-05-01', NULL);
COMMENT ON TABLE public_security.household_member IS 'Who lived in which household, and when 户籍成员（含迁入迁出日期）';
COMMENT ON COLUMN public_security.household_member.moved_out IS 'last day; null: still there 迁出日';
ANALYZE public_security.household_member;

-- Deaths. Those whom nobody pays, and those whose last programme ended with them.
CREATE TABLE public_security.death AS
SELECT 'SW' || lpad(person_no::text, 10, '0') AS death_no, id_card, name, died_on, died_on + 3 + (person_no % 40)::int AS reported_on
FROM (
	SELECT person_no, id_card, name, date '2022-01-01' + county.draw(person_no, 'died', 1095) AS died_on
	FROM county.person p
	WHERE born < '1975-01-01' AND county.draw(person_no, 'dies', 60) = 0
	AND NOT EXISTS (SELECT FROM county_truth.enrolment e WHERE e.person_no = p.person_no)
	AND NOT EXISTS (SELECT FROM county_truth.subsidy_case c WHERE c.person_no = p.person_no)
	UNION ALL
	SELECT person_no, min(e.id_card), min(e.name), make_date(2024, max(last_month), 1) + county.draw(person_no, 'died', 28)
	FROM county_truth.enrolment e
	WHERE county.draw(person_no, 'dies', 5) = 0
	AND person_no NOT IN (SELECT person_no FROM county_truth.case)
	AND person_no NOT IN (SELECT person_no FROM county_truth.subsidy_case)
	GROUP BY person_no
	HAVING max(last_month) < 12 AND bool_and(programme ~ '^(CA0[1-4]|HR0)')
	UNION ALL
	SELECT person_no, CASE kind WHEN 'death_bad_id' THEN county_truth.misread(id_card) ELSE id_card END, name,
		CASE kind
			WHEN 'death_last_month' THEN date '2024-12-01' + county.draw(person_no, 'died', 30)
			WHEN 'death_later_day' THEN date '2024-03-05'
			WHEN 'entitled_dead' THEN date '2024-03-02'
			WHEN 'death_quarter' THEN date '2024-01-10' + county.draw(person_no, 'died', 60)
			WHEN 'death_year_item' THEN date '2024-04-01' + county.draw(person_no, 'died', 200)
			WHEN 'death_survivor' THEN date '2024-02-01' + county.draw(person_no, 'died', 200)
			ELSE date '2024-02-01' + county.draw(person_no, 'died', 210) END
	FROM county_truth.subsidy_case
	WHERE model = 'SUB-01' OR kind = 'entitled_dead'
) d;
INSERT INTO public_security.death VALUES
	('SW-A1', '34000019400101001', '王某', date '2023-05-06', date '2023-05-09'),
	('SW-A2', '３４００００１９３８０２０２００１４', '李某', NULL, date '2023-06-01'),
	('SW-A3', NULL, '无名', date '2024-08-08', date '2024-08-20'),
	('SW-A4', '340000193803030017', '赵某', date '2204-03-01', date '2024-03-04');
COMMENT ON TABLE public_security.death IS 'Deaths struck off the register 死亡注销登记';
ANALYZE public_security.death;

-- The undertakers: half of the same people, and for two kinds another day.
CREATE TABLE civil_affairs.hhdj AS
SELECT 'HH' || right(death_no, 10) AS djh, CASE WHEN d.died_on < '2023-01-01' THEN lower(d.id_card) ELSE d.id_card END AS sfzh, d.name AS xm,
	d.died_on + CASE c.kind WHEN 'death_two_days' THEN 6 WHEN 'death_later_day' THEN 283 ELSE 0 END AS swrq
FROM public_security.death d
LEFT JOIN county_truth.subsidy_case c ON c.id_card = d.id_card
WHERE d.died_on < '2025-01-01' AND (c.kind IN ('death_two_days', 'death_later_day') OR c.kind IS NULL AND right(death_no, 1) < '5');
COMMENT ON TABLE civil_affairs.hhdj IS 'Cremations 火化登记';
COMMENT ON COLUMN civil_affairs.hhdj.djh IS 'serial number 登记号';
COMMENT ON COLUMN civil_affairs.hhdj.sfzh IS 'id 身份证号';
COMMENT ON COLUMN civil_affairs.hhdj.xm IS 'name 姓名';
COMMENT ON COLUMN civil_affairs.hhdj.swrq IS 'day of death 死亡日期';
ANALYZE civil_affairs.hhdj;

-- Custody, with the first and the last day; no last day: still held.
CREATE TABLE public_security.custody AS
SELECT 'JY' || lpad(row_number() OVER (ORDER BY person_no, held_from)::text, 8, '0') AS custody_no, id_card, kind, held_from, held_to
FROM (
	SELECT person_no, id_card, (ARRAY['服刑', '行政拘留', '社区矫正', '强制隔离戒毒'])[1 + county.draw(person_no, 'custody', 4)] AS kind,
		date '2022-01-01' + county.draw(person_no, 'held', 600) AS held_from,
		date '2022-01-11' + county.draw(person_no, 'held', 600) + county.draw(person_no, 'held for', 500) AS held_to
	FROM county.person p
	WHERE born BETWEEN '1960-01-01' AND '2004-12-31' AND county.draw(person_no, 'crime', 80) = 0
	AND NOT EXISTS (SELECT FROM county_truth.enrolment e WHERE e.person_no = p.person_no)
	UNION ALL
	SELECT person_no, id_card,
		CASE c.kind WHEN 'community' THEN '社区矫正' WHEN 'detained_days' THEN '行政拘留' ELSE '服刑' END,
		CASE c.kind WHEN 'prison_weeks' THEN date '2024-12-08' WHEN 'prison_pieces' THEN date '2024-05-11'
			WHEN 'prison_inverted' THEN date '2024-09-30'
			ELSE date '2024-02-10' + county.draw(person_no, 'held', 120) END,
		CASE c.kind WHEN 'detained_days' THEN date '2024-02-24' + county.draw(person_no, 'held', 120)
			WHEN 'prison_weeks' THEN NULL WHEN 'prison_pieces' THEN date '2024-05-31'
			WHEN 'prison_inverted' THEN date '2024-03-30'
			ELSE date '2024-05-10' + county.draw(person_no, 'held', 120) + county.draw(person_no, 'held for', 300) END
	FROM county_truth.subsidy_case c WHERE model = 'SUB-02'
	UNION ALL
	-- The first piece is detention on suspicion, twenty days; the second the sentence, twenty more.
	SELECT person_no, id_card, '刑事拘留', date '2024-04-21', date '2024-05-10'
	FROM county_truth.subsidy_case c WHERE kind = 'prison_pieces'
) h;
INSERT INTO public_security.custody VALUES
	('JY-A1', '340000198811110', '服刑', '2024-01-01', '2024-12-31'),
	('JY-A2', '340000198811110017', NULL, '2024-01-01', '2024-12-31'),
	('JY-A3', '340000197505050018', '服刑', NULL, '2024-12-31');
COMMENT ON TABLE public_security.custody IS 'Who was held, as what, from when to when 羁押、服刑与社区矫正';
ANALYZE public_security.custody;

-- Cars. Households on allowance have none but those that are planted.
CREATE TABLE public_security.vehicle AS
SELECT '安A' || upper(lpad(to_hex(person_no), 6, '0')) || n AS plate, id_card AS owner_id, kind, price, registered_on, scrapped_on
FROM (
	SELECT person_no, 1 AS n, id_card, '小型汽车' AS kind, 40000 + 1000 * county.draw(person_no, 'price', 200) AS price,
		date '2012-01-01' + county.draw(person_no, 'bought', 4300) AS registered_on, NULL::date AS scrapped_on
	FROM county.person p
	WHERE relation = 'head' AND county.draw(person_no, 'car', 10) < 3
	AND NOT EXISTS (SELECT FROM county_truth.subsidy_case c WHERE c.household_no = p.household_no)
	AND NOT EXISTS (SELECT FROM county_truth.enrolment e JOIN county.person o USING (person_no)
		WHERE programme = 'CA01' AND o.household_no = p.household_no)
	UNION ALL
	SELECT person_no, 2, id_card, '普通二轮摩托车', 3000 + 100 * county.draw(person_no, 'price', 60),
		date '2014-01-01' + county.draw(person_no, 'bought', 3000), NULL
	FROM county.person p
	WHERE relation IN ('head', 'spouse') AND county.draw(person_no, 'motorcycle', 10) = 0
	UNION ALL
	SELECT person_no, 3, id_card, CASE kind WHEN 'tricycle' THEN '三轮汽车' ELSE '小型汽车' END,
		60000 + 1000 * county.draw(person_no, 'price', 90), date '2019-03-01' + county.draw(person_no, 'bought', 900),
		CASE kind WHEN 'scrapped_car' THEN date '2021-10-01' + county.draw(person_no, 'scrapped', 200) END
	FROM county_truth.subsidy_case WHERE kind IN ('dear_car', 'scrapped_car', 'tricycle')
) v;
INSERT INTO public_security.vehicle VALUES
	('安A000000A', '34000019700101', '小型汽车', 90000, '2020-01-01', NULL),
	('安A000000B', '340000197001010018', '小型汽车', NULL, '2020-01-01', NULL);
COMMENT ON TABLE public_security.vehicle IS 'Vehicles 机动车登记';
ANALYZE public_security.vehicle;
