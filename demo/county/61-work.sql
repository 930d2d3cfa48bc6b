-- 人社局, human resources, once more: the public payroll, insured employment, the
-- pension for those who gave up their land (a ledger kept by hand), and the tax
-- office's wages.

CREATE TABLE human_resources."财政供养人员" AS
SELECT 'CZ' || lpad(row_number() OVER (ORDER BY person_no)::text, 7, '0') AS "编号", id_card AS "证件号码", name AS "姓名",
	(ARRAY['县人民医院', '县第一中学', '乡镇人民政府', '县水利局', '县交通局', '县中医院'])[1 + county.draw(person_no, 'unit', 6)] AS "单位",
	post AS "人员类别", began AS "起始日期", ended AS "终止日期"
FROM (
	SELECT person_no, id_card, name, (ARRAY['公务员', '事业编', '事业编', '编外'])[1 + county.draw(person_no, 'post', 4)] AS post,
		date '2005-07-01' + county.draw(person_no, 'hired', 6000) AS began, NULL::date AS ended
	FROM county.person p
	WHERE born BETWEEN '1966-01-01' AND '1990-12-31' AND county.draw(person_no, 'payroll', 25) = 0
	AND NOT EXISTS (SELECT FROM county_truth.enrolment e WHERE e.person_no = p.person_no)
	AND NOT EXISTS (SELECT FROM county_truth.subsidy_case c WHERE c.person_no = p.person_no)
	UNION ALL
	SELECT person_no, id_card, name, CASE WHEN kind = 'payroll_temp' THEN '编外' WHEN member = 0 AND person_no % 2 = 0 THEN '公务员' ELSE '事业编' END,
		CASE kind WHEN 'payroll_entry' THEN date '2024-12-02' ELSE date '2012-07-01' + county.draw(person_no, 'hired', 3000) END,
		CASE kind WHEN 'payroll_left' THEN date '2023-03-01' + county.draw(person_no, 'left', 290) END
	FROM county_truth.subsidy_case WHERE model = 'SUB-03'
) p;
INSERT INTO human_resources."财政供养人员" VALUES
	('CZ-A1', '3400001980010100', '钱某', '县水利局', '公务员', '2010-01-01', NULL),
	('CZ-A2', '340000198001010016', '孙某', '县水利局', '公务员', '2024-06-30', '2010-01-01');
COMMENT ON TABLE human_resources."财政供养人员" IS 'Paid from the treasury: who, where, as what, from when to when 财政供养人员';
ANALYZE human_resources."财政供养人员";

-- Insured as an employee, as a resident, or on one's own account.
CREATE TABLE human_resources."参保登记" AS
SELECT 'CB' || lpad(row_number() OVER (ORDER BY person_no, began)::text, 9, '0') AS "编号", id_card AS "证件号码",
	employer AS "单位名称", kind AS "参保类别", began AS "起始日期", ended AS "终止日期"
FROM (
	SELECT person_no, id_card, '安澜' || substr('华恒瑞盛达丰源泰宏信', 1 + county.draw(person_no, 'firm', 10), 1) ||
			(ARRAY['建材', '服饰', '食品', '电子', '物流'])[1 + county.draw(person_no, 'trade', 5)] || '有限公司' AS employer,
		'职工' AS kind, date '2016-01-01' + 30 * county.draw(person_no, 'insured', 90) AS began, NULL::date AS ended
	FROM county.person p
	WHERE born BETWEEN '1966-01-01' AND '2003-12-31' AND county.draw(person_no, 'employee', 8) = 0
	AND NOT EXISTS (SELECT FROM county_truth.enrolment e WHERE e.person_no = p.person_no)
	AND NOT EXISTS (SELECT FROM county_truth.subsidy_case c WHERE c.person_no = p.person_no)
	UNION ALL
	SELECT person_no, id_card, CASE kind WHEN 'insured_resident' THEN '灵活就业窗口' ELSE '安澜永顺物流有限公司' END,
		CASE kind WHEN 'insured_resident' THEN '灵活就业' ELSE '职工' END,
		CASE kind
			WHEN 'insured_before' THEN date '2019-01-01'
			WHEN 'insured_change' THEN make_date(2024, last_month, 9)
			WHEN 'insured_jobless' THEN make_date(2024, first_month + 1, 12)
			ELSE date '2023-01-01' END,
		CASE kind WHEN 'insured_before' THEN make_date(2024, first_month, 1) - 1 END
	FROM county_truth.subsidy_case WHERE kind IN ('insured_before', 'insured_change', 'insured_jobless', 'insured_resident')
) i;
INSERT INTO human_resources."参保登记" VALUES
	('CB-A1', '3400001985010100', '安澜永顺物流有限公司', '职工', '2020-01-01', NULL),
	('CB-A2', '340000198501010015', '安澜永顺物流有限公司', '职工', NULL, '2024-06-30');
COMMENT ON TABLE human_resources."参保登记" IS 'Insured employment 参保登记';
ANALYZE human_resources."参保登记";

CREATE TABLE human_resources.declared_wage AS
SELECT id_card, '安澜昌达服饰有限公司' AS employer, daterange(make_date(2024, m, 1), (make_date(2024, m, 1) + interval '1 month')::date) AS month,
	CASE kind WHEN 'waged_jobless' THEN 3200.00 + 10 * m ELSE 480.00 END AS wage
FROM county_truth.subsidy_case, generate_series(first_month, CASE kind WHEN 'waged_jobless' THEN last_month ELSE first_month + 1 END) m
WHERE kind IN ('waged_jobless', 'small_wage');
INSERT INTO human_resources.declared_wage
SELECT id_card, employer, daterange('2024-10-01', '2024-11-01'), NULL
FROM human_resources.declared_wage WHERE upper(month) = '2024-08-01' AND wage > 1000;
COMMENT ON TABLE human_resources.declared_wage IS 'Wages declared to the tax office, by month 个税申报工资';

-- Kept by hand, by month of 2024: HR06, the pension for land given up, from the
-- month in which somebody turns 60; HR07, what the family of a deceased is due.
CREATE TABLE human_resources.manual_ledger AS
WITH drawn AS (
	SELECT person_no, id_card, name, 'HR06' AS item, CASE WHEN born < '1964-01-01' THEN 1 ELSE extract(month FROM born)::int END AS first_month
	FROM county.person p
	WHERE born < '1964-12-01' AND born > '1944-01-01' AND county.draw(person_no, 'land', 40) = 0
	AND NOT EXISTS (SELECT FROM county_truth.subsidy_case c WHERE c.person_no = p.person_no)
	AND NOT EXISTS (SELECT FROM public_security.death d WHERE d.id_card = p.id_card)
	UNION ALL
	-- Put on the list before their time.
	SELECT person_no, id_card, name, 'HR06', 2 + (person_no % 5)::int
	FROM county_truth.subsidy_case WHERE kind = 'too_young'
	UNION ALL
	SELECT person_no, id_card, name, 'HR07', extract(month FROM died_on)::int + 1
	FROM county_truth.subsidy_case JOIN public_security.death USING (id_card, name) WHERE kind = 'death_survivor'
)
SELECT item || lpad(person_no::text, 9, '0') || '-' || m AS line, id_card, name, item, make_date(2024, m, 1) AS month,
	CASE item WHEN 'HR06' THEN 230.00 ELSE 412.50 END AS amount
FROM drawn, generate_series(first_month, least(12, CASE item WHEN 'HR06' THEN first_month + 5 ELSE 12 END)) m;
COMMENT ON TABLE human_resources.manual_ledger IS 'Pension for land given up and survivors'' benefit, kept by hand 被征地养老与遗属待遇手工台账';
ANALYZE human_resources.manual_ledger;

-- What other counties of the province pay to our people.
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS province CASCADE;
RESET client_min_messages;
CREATE SCHEMA province;
COMMENT ON SCHEMA province IS 'What the province hands out for comparison 省级下发比对数据';
CREATE TABLE province.paid_elsewhere AS
SELECT 'WX' || c.person_no || '-' || q AS line, c.id_card, c.name, 'HR01' AS item, '临江县' AS county,
	make_date(2024, q * 3 - 2, 1) AS first_day, (make_date(2024, q * 3 - 2, 1) + interval '3 months')::date - 1 AS last_day, 405.00 AS amount
FROM county_truth.subsidy_case c, generate_series(1, 4) q
WHERE kind = 'two_counties' AND q BETWEEN 2 AND 2 + (person_no % 3)::int;
INSERT INTO province.paid_elsewhere
SELECT 'WX' || person_no || '-0', id_card, name, 'HR01', '临江县', '2023-10-01', '2024-01-31', 540.00
FROM county_truth.subsidy_case WHERE kind = 'county_move';
COMMENT ON TABLE province.paid_elsewhere IS 'Pensions that other counties paid to people of ours 外县发放';
