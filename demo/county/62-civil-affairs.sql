-- 民政局, civil affairs, beyond its payments: who is on allowance since when, who
-- reviewed it, what happened to people's status, who is entitled, who declined, who
-- receives for whom. And what the check of assets brought in from other registers.

CREATE TABLE county.cadre AS
SELECT row_number() OVER (ORDER BY person_no)::int AS cadre_no, id_card, name, village_no, post, date '2021-01-15' AS since, NULL::date AS until
FROM (
	SELECT DISTINCT ON (village_no, seat) person_no, id_card, name, village_no, (ARRAY['村支书', '会计', '村委委员'])[1 + seat] AS post
	FROM county.person p, LATERAL (VALUES (county.draw(person_no, 'seat', 3))) s (seat)
	WHERE relation = 'head' AND born BETWEEN '1968-01-01' AND '1988-12-31' AND county.draw(person_no, 'cadre', 20) = 0
	AND NOT EXISTS (SELECT FROM county_truth.subsidy_case c WHERE c.household_no = p.household_no)
	ORDER BY village_no, seat, county.draw(person_no, 'elected', 2147483647), person_no
) c;
-- Member 0 of a cadre's collection is a cadre; so is who reviews himself.
INSERT INTO county.cadre
SELECT 100000 + row_number() OVER (ORDER BY person_no), id_card, name, village_no, '村委委员', date '2021-01-15', NULL
FROM county_truth.subsidy_case WHERE kind = 'review_self' OR kind = 'cadre_collector' AND member = 0;
COMMENT ON TABLE county.cadre IS 'Village cadres 村干部';
ANALYZE county.cadre;

-- One application for each allowance in force: who decided it. As a rule a cadre of the
-- village, of another household; in the planted cases somebody of the household.
CREATE TABLE civil_affairs.review AS
WITH kin AS (
	SELECT DISTINCT ON (c.person_no) c.person_no, o.id_card
	FROM county_truth.subsidy_case c JOIN county.person o USING (household_no)
	WHERE c.model = 'SUB-04' AND o.person_no <> c.person_no
	ORDER BY c.person_no, o.born, o.person_no
)
SELECT 'SQ' || e.enrolment_no AS application, e.id_card AS applicant, e.programme AS item,
	CASE WHEN c.kind = 'review_self' THEN e.id_card WHEN c.model = 'SUB-04' THEN kin.id_card
		WHEN p.household_no <> cadre.household_no THEN cadre.id_card ELSE cadre.other_id END AS reviewer,
	make_date(2023, 7, 1) + (e.enrolment_no % 170)::int AS reviewed_on,
	c.kind IS DISTINCT FROM 'review_refused' AS granted,
	coalesce(c.kind = 'review_recused', false) AS recused,
	coalesce(c.kind = 'review_declared', false) AS declared
FROM county_truth.enrolment e
JOIN county.person p USING (person_no)
LEFT JOIN county_truth.subsidy_case c USING (person_no)
LEFT JOIN kin USING (person_no)
LEFT JOIN (
	SELECT c.village_no, (array_agg(c.id_card ORDER BY cadre_no))[1] AS id_card, (array_agg(p.household_no ORDER BY cadre_no))[1] AS household_no,
		(array_agg(c.id_card ORDER BY cadre_no))[2] AS other_id
	FROM county.cadre c JOIN county.person p USING (id_card)
	WHERE cadre_no < 100000 GROUP BY c.village_no
) cadre ON cadre.village_no = p.village_no
WHERE e.programme IN ('CA01', 'CA02') AND e.quirk IS NULL;
-- An application without a reviewer's id, and one with a wrong id.
INSERT INTO civil_affairs.review
SELECT 'SQ-A' || row_number() OVER (ORDER BY application), CASE WHEN right(application, 1) < '5' THEN applicant ELSE county_truth.misread(applicant) END,
	item, CASE WHEN right(application, 1) < '5' THEN NULL ELSE reviewer END, reviewed_on, granted, recused, declared
FROM civil_affairs.review WHERE application LIKE '%17' AND reviewer <> applicant;
COMMENT ON TABLE civil_affairs.review IS 'Applications and who decided them 低保、特困审核记录';
ANALYZE civil_affairs.review;

-- Households on allowance.
CREATE TABLE civil_affairs.low_income AS
SELECT 'DB' || e.enrolment_no AS grant_no, 'H' || lpad(p.household_no::text, 9, '0') AS household, e.id_card AS applicant, v.town_no,
	CASE first_month WHEN 1 THEN date '2022-07-01' ELSE make_date(2024, first_month, 1) END AS granted_from,
	CASE WHEN last_month < 12 THEN (make_date(2024, last_month, 1) + interval '1 month')::date - 1 END AS granted_to
FROM county_truth.enrolment e
JOIN county.person p USING (person_no)
JOIN county.village v USING (village_no)
WHERE e.programme = 'CA01' AND (e.quirk IS NULL OR e.quirk = 'other town');
INSERT INTO civil_affairs.low_income VALUES ('DB-A1', NULL, '340000196001010015', 3, '2023-01-01', NULL);
COMMENT ON TABLE civil_affairs.low_income IS 'Households on subsistence allowance 低保家庭';
ANALYZE civil_affairs.low_income;

-- What happened to people: certificates revoked, schools left, income risen.
CREATE TABLE civil_affairs.status_event AS
SELECT 'SJ' || lpad(person_no::text, 10, '0') AS event_no, CASE kind WHEN 'event_bad_id' THEN county_truth.misread(id_card) ELSE id_card END AS id_card,
	CASE kind WHEN 'dropped_out' THEN '退学' WHEN 'phase_out' THEN '收入超标' ELSE '残疾证注销' END AS event,
	CASE kind WHEN 'revoked_late' THEN date '2024-11-05' + county.draw(person_no, 'event', 40)
		WHEN 'dropped_out' THEN date '2024-03-04' + county.draw(person_no, 'event', 90)
		ELSE date '2024-01-20' + county.draw(person_no, 'event', 120) END AS happened_on,
	CASE kind WHEN 'restored' THEN date '2024-01-20' + county.draw(person_no, 'event', 120) + 25 END AS restored_on
FROM county_truth.subsidy_case WHERE model = 'SUB-16'
UNION ALL
-- Others, whom nobody pays for it.
SELECT 'SJ' || lpad(person_no::text, 10, '0'), id_card, (ARRAY['残疾证注销', '退学', '收入超标'])[1 + county.draw(person_no, 'what', 3)],
	date '2023-01-01' + county.draw(person_no, 'event', 700), NULL
FROM county.person p
WHERE county.draw(person_no, 'event happens', 150) = 0
AND NOT EXISTS (SELECT FROM county_truth.enrolment e WHERE e.person_no = p.person_no);
INSERT INTO civil_affairs.status_event VALUES ('SJ-A1', '340000197201010016', '残疾证注销', NULL, NULL);
COMMENT ON TABLE civil_affairs.status_event IS 'Events that end an entitlement 资格变动事件';
ANALYZE civil_affairs.status_event;

-- Certificates of severe disability: who holds one is due CA03.
CREATE TABLE civil_affairs.disability_certificate AS
SELECT 'CJ' || lpad(person_no::text, 10, '0') AS certificate, id_card, town_no, issued_on, expires_on
FROM (
	SELECT DISTINCT ON (person_no) person_no, e.id_card, e.town_no, date '2020-03-01' + county.draw(person_no, 'certificate', 1200) AS issued_on, NULL::date AS expires_on
	FROM county_truth.enrolment e
	WHERE programme = 'CA03' AND last_month = 12 AND quirk IS NULL
	AND person_no NOT IN (SELECT person_no FROM county_truth.subsidy_case WHERE model = 'SUB-16')
	ORDER BY person_no, enrolment_no
	) h
UNION ALL
SELECT 'CJ' || lpad(person_no::text, 10, '0'), id_card, v.town_no,
	CASE kind WHEN 'since_weeks' THEN date '2024-12-05' ELSE date '2024-02-05' END, NULL
FROM county_truth.subsidy_case JOIN county.village v USING (village_no) WHERE model = 'SUB-17';
INSERT INTO civil_affairs.disability_certificate VALUES
	('CJ-A1', '34000019870707001', 4, '2022-01-01', NULL),
	('CJ-A2', '340000198707070011', 4, '2024-06-01', '2022-06-01');
COMMENT ON TABLE civil_affairs.disability_certificate IS 'Certificates of severe disability 重度残疾人证';
ANALYZE civil_affairs.disability_certificate;

CREATE TABLE civil_affairs.not_claimed AS
SELECT id_card, 'CA03' AS item, CASE kind WHEN 'declined' THEN '本人书面放弃' ELSE '入住供养机构' END AS why, date '2024-02-10' AS since, NULL::date AS until
FROM county_truth.subsidy_case WHERE kind IN ('declined', 'in_home');
COMMENT ON TABLE civil_affairs.not_claimed IS 'Who declined, or is cared for in a home 放弃申请与机构供养';

CREATE TABLE civil_affairs.guardian AS
SELECT c.id_card AS ward, g.id_card AS guardian, date '2019-05-01' AS since, NULL::date AS until
FROM county_truth.subsidy_case c
JOIN county_truth.subsidy_case g USING (kind, case_no)
WHERE kind = 'guardian' AND c.member = 1 AND g.member = 0;
COMMENT ON TABLE civil_affairs.guardian IS 'Registered guardians 监护登记';

-- Dwellings: one for nearly every head; a second for some who are on no allowance.
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS asset_check CASCADE;
RESET client_min_messages;
CREATE SCHEMA asset_check;
COMMENT ON SCHEMA asset_check IS 'What the check of households'' assets brought in 居民家庭经济状况核对';
CREATE TABLE asset_check.dwelling AS
SELECT 'FC' || lpad(person_no::text, 10, '0') || n AS certificate, id_card AS owner_id, area, registered_on, cancelled_on
FROM (
	SELECT person_no, 1 AS n, id_card, 60 + county.draw(person_no, 'area', 120) AS area,
		date '2001-01-01' + county.draw(person_no, 'house', 7000) AS registered_on, NULL::date AS cancelled_on
	FROM county.person WHERE relation = 'head' AND county.draw(person_no, 'owner', 20) > 0
	UNION ALL
	SELECT person_no, 2, id_card, 60 + county.draw(person_no, 'area 2', 90), date '2010-01-01' + county.draw(person_no, 'house 2', 4500), NULL
	FROM county.person p
	WHERE relation = 'head' AND county.draw(person_no, 'second', 12) = 0
	AND NOT EXISTS (SELECT FROM county_truth.subsidy_case c WHERE c.household_no = p.household_no)
	AND NOT EXISTS (SELECT FROM county_truth.enrolment e JOIN county.person o USING (person_no)
		WHERE programme = 'CA01' AND o.household_no = p.household_no)
	UNION ALL
	SELECT person_no, 2 + n, id_card, 90, date '2018-02-01' + county.draw(person_no, 'house 2', 1500), NULL
	FROM county_truth.subsidy_case, generate_series(1, 2) n WHERE kind = 'two_houses'
) h;
INSERT INTO asset_check.dwelling VALUES ('FC-A1', '34000019600101', 95, '2010-05-05', NULL);
COMMENT ON TABLE asset_check.dwelling IS 'Dwellings registered 不动产登记（住宅）';

CREATE TABLE asset_check.company_role AS
SELECT 'QY' || lpad(person_no::text, 10, '0') AS company, id_card, role, paid_in, active_from, active_to
FROM (
	SELECT person_no, id_card, '法定代表人' AS role, 10000.00 * county.draw(person_no, 'capital', 60) AS paid_in,
		date '2012-01-01' + county.draw(person_no, 'founded', 4000) AS active_from, NULL::date AS active_to
	FROM county.person p
	WHERE relation IN ('head', 'spouse') AND county.draw(person_no, 'company', 25) = 0
	AND NOT EXISTS (SELECT FROM county_truth.subsidy_case c WHERE c.household_no = p.household_no)
	AND NOT EXISTS (SELECT FROM county_truth.enrolment e JOIN county.person o USING (person_no)
		WHERE programme = 'CA01' AND o.household_no = p.household_no)
	UNION ALL
	SELECT person_no, id_card, CASE kind WHEN 'empty_company' THEN '合作社成员' ELSE '法定代表人' END,
		CASE kind WHEN 'empty_company' THEN 0 ELSE 100000.00 + 1000 * county.draw(person_no, 'capital', 400) END,
		date '2019-01-01' + county.draw(person_no, 'founded', 1000), CASE kind WHEN 'dead_company' THEN date '2022-05-31' END
	FROM county_truth.subsidy_case WHERE kind IN ('company', 'dead_company', 'empty_company')
) q;
COMMENT ON TABLE asset_check.company_role IS 'Companies and who stands behind them 企业登记（任职与出资）';

-- Balances at the days on which the banks were asked.
CREATE TABLE asset_check.savings AS
SELECT 'CK' || lpad(person_no::text, 10, '0') AS answer, id_card, date '2024-05-31' AS day,
	CASE WHEN c.kind = 'savings' THEN 180000.00 + county.draw(person_no, 'balance', 90000) ELSE 200.00 + county.draw(person_no, 'balance', 18000) END AS balance
FROM (SELECT DISTINCT person_no FROM county_truth.enrolment WHERE programme = 'CA01') e
JOIN county.person p USING (person_no)
LEFT JOIN (SELECT person_no, kind FROM county_truth.subsidy_case) c USING (person_no);
COMMENT ON TABLE asset_check.savings IS 'Bank balances on the day of the check 银行存款核对结果';
