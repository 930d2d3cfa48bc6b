-- Households and the people in them.
--
-- Five kinds of household, 16 people in five: parents with two children; a
-- couple with one parent; an old couple; somebody alone; three generations.

CREATE TABLE county_truth.household_plan (kind int, position int, relation text);
INSERT INTO county_truth.household_plan VALUES
	(0, 1, 'head'), (0, 2, 'spouse'), (0, 3, 'child'), (0, 4, 'child'),
	(1, 1, 'head'), (1, 2, 'spouse'), (1, 3, 'parent'),
	(2, 1, 'head'), (2, 2, 'spouse'),
	(3, 1, 'head'),
	(4, 1, 'head'), (4, 2, 'spouse'), (4, 3, 'child'), (4, 4, 'child'),
	(4, 5, 'parent'), (4, 6, 'parent');

CREATE TABLE county.household AS
SELECT household_no,
	county.draw(household_no, 'village', (SELECT count(*)::int FROM county.village)) AS village_no,
	(household_no % 5)::int AS kind,
	CASE household_no % 5
		WHEN 2 THEN 60 + least(county.draw(household_no, 'old', 31), county.draw(household_no, 'older', 31))
		WHEN 3 THEN 24 + county.draw(household_no, 'alone', 62)
		ELSE 32 + county.draw(household_no, 'head', 24)
	END AS head_age
FROM county.scale, generate_series(1, households) AS household_no;
ANALYZE county.household;

-- Ages follow the head's; the surname passes from father to child.
CREATE TABLE county_truth.member AS
SELECT household_no * 8 + position AS person_no, household_no, village_no, relation, sex, given, surname_key,
	date '2024-12-31' - (age * 365 + age / 4 + county.draw(household_no * 8 + position, 'birthday', 365)) AS born
FROM (
	SELECT h.*, p.position, p.relation,
		CASE relation
			WHEN 'head' THEN 'M'
			WHEN 'spouse' THEN 'F'
			WHEN 'child' THEN substr('MF', 1 + county.draw(household_no * 8 + position, 'sex', 2), 1)
			ELSE substr('FM', position % 2 + 1, 1)
		END AS sex,
		CASE relation
			WHEN 'head' THEN head_age
			WHEN 'spouse' THEN head_age - 4 + county.draw(household_no, 'spouse', 7)
			WHEN 'child' THEN greatest(position - 3, head_age - 22 - position - county.draw(household_no, 'child', 9))
			ELSE head_age + 21 + county.draw(household_no * 8 + position, 'parent', 10)
		END AS age,
		-- The wife and her husband's mother bring their own surnames.
		CASE WHEN relation = 'spouse' OR relation = 'parent' AND position % 2 = 0
			THEN household_no * 8 + position ELSE household_no * 8 END AS surname_key,
		county.draw(household_no * 8 + position, 'given', 1000000) AS given
	FROM county.household h
	JOIN county_truth.household_plan p USING (kind)
) m;

-- The id: for the county the code of a whole province, which no police station
-- can issue (README.md says why), the birth date, a sequence number (odd for
-- men, even for women) and the right check digit.  499 for a day and a sex; in a
-- county of many millions the rest takes the next province.
CREATE TABLE county.person AS
SELECT person_no,
	stem || county.check_digit(stem::bigint) AS id_card,
	surname || CASE WHEN given % 7 = 0 THEN '' ELSE substr(
		CASE sex WHEN 'M' THEN '建国志文明永春海德玉金家俊子天宏学广世正'
			ELSE '秀玉桂春小雪丽晓淑雅美红海月思雨凤素惠金' END, 1 + given % 20, 1) END ||
	substr(
		CASE sex WHEN 'M' THEN '伟强军平林华生刚勇峰龙波斌辉鹏杰涛明超浩宇祥福贵成'
			ELSE '英兰芳梅珍霞燕玲娟敏静萍红莲琴云洁婷娜琳慧颖蓉香花' END, 1 + given / 20 % 25, 1) AS name,
	sex, born, household_no, village_no, relation
FROM (
	SELECT *,
		('{340000,360000,420000,430000,520000,620000}'::text[])[1 + (n - 1) / 499] || to_char(born, 'YYYYMMDD') ||
		lpad(((n - 1) % 499 * 2 + 2 + CASE sex WHEN 'M' THEN 1 ELSE 0 END)::text, 3, '0') AS stem,
		substr('王王王王王王王李李李李李李李张张张张张张刘刘刘刘刘陈陈陈陈杨杨杨黄黄赵赵赵吴吴周周徐徐孙孙马马朱朱胡胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武莫孔向汤',
			1 + county.draw(surname_key, 'surname', 136), 1) AS surname
	FROM (
		SELECT *, row_number() OVER (PARTITION BY born, sex ORDER BY person_no) AS n
		FROM county_truth.member
	) m
) m;
DROP TABLE county_truth.member;
ALTER TABLE county.person ADD PRIMARY KEY (person_no);
ANALYZE county.person;

ALTER TABLE county.household DROP COLUMN kind, DROP COLUMN head_age;
ALTER TABLE county.household ADD PRIMARY KEY (household_no);
COMMENT ON TABLE county.household IS 'Households 户';
COMMENT ON TABLE county.person IS 'The register of people, as the police would keep it: ids are clean here and only here 人口基础库';
