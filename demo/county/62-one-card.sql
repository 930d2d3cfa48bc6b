-- 一卡通, the one-card platform: to whose account the subsidies of civil affairs,
-- agriculture and health go, what was released for each batch, and what arrived.

SET client_min_messages = warning;
DROP SCHEMA IF EXISTS one_card CASCADE;
RESET client_min_messages;
CREATE SCHEMA one_card;
COMMENT ON SCHEMA one_card IS 'The one-card platform of the treasury 惠民惠农财政补贴一卡通';

-- Who is on the platform. Telephones of eleven digits that begin with 100: the plan of
-- numbers gives no such number to anybody.
CREATE TABLE one_card.card AS
WITH holder AS (
	SELECT DISTINCT person_no FROM county_truth.enrolment
	WHERE programme LIKE 'CA%' OR programme LIKE 'AG%' OR programme LIKE 'HE%'
), spouse AS (
	SELECT DISTINCT ON (c.person_no) c.person_no, o.person_no AS other_no, o.id_card, o.name
	FROM county_truth.subsidy_case c JOIN county.person o USING (household_no)
	WHERE c.kind IN ('family_account', 'family_phone') AND o.person_no <> c.person_no
	ORDER BY c.person_no, o.born, o.person_no
)
SELECT p.person_no, v.town_no, p.id_card,
	CASE WHEN c.kind IN ('two_ids', 'two_ids_phone') OR c.kind = 'agent_phone' AND c.member < 2 THEN first.name ELSE p.name END AS name,
	CASE c.kind WHEN 'two_ids_phone' THEN '100' || lpad(first.person_no::text, 8, '0')
		WHEN 'agent_phone' THEN '100 00' || lpad(c.case_no::text, 2, '0') || ' 0000'
		WHEN 'family_phone' THEN '100' || lpad(s.other_no::text, 8, '0')
		ELSE '100' || lpad((p.person_no % 100000000)::text, 8, '0') END AS phone,
	CASE c.kind WHEN 'care_home' THEN '8109' || lpad(c.case_no::text, 11, '0')
		WHEN 'family_account' THEN '8101' || lpad(s.other_no::text, 11, '0')
		ELSE '8101' || lpad(CASE WHEN c.kind IN ('two_ids', 'collector', 'cadre_collector', 'guardian') OR c.kind = 'other_holder' AND c.member = 1
			THEN first.person_no ELSE p.person_no END::text, 11, '0') END AS account
FROM holder
JOIN county.person p USING (person_no)
JOIN county.village v USING (village_no)
LEFT JOIN county_truth.subsidy_case c ON c.person_no = p.person_no
LEFT JOIN county_truth.subsidy_case first ON first.kind = c.kind AND first.case_no = c.case_no AND first.member = 0
LEFT JOIN spouse s ON s.person_no = p.person_no;
ALTER TABLE one_card.card ADD PRIMARY KEY (person_no);

CREATE TABLE one_card.account AS
SELECT DISTINCT ON (a.account) a.account,
	CASE WHEN c.kind = 'holder_unknown' THEN NULL WHEN a.account LIKE '8109%' THEN '52' || right(a.account, 8) ELSE p.id_card END AS holder_id,
	CASE WHEN a.account LIKE '8109%' THEN '安澜县第' || right(a.account, 1) || '敬老院' ELSE p.name END AS holder_name,
	a.account LIKE '8109%' AS institution, date '2015-01-01' + (a.person_no % 3000)::int AS opened_on
FROM one_card.card a
LEFT JOIN county.person p ON p.person_no = right(a.account, 11)::bigint
LEFT JOIN county_truth.subsidy_case c ON c.person_no = p.person_no
ORDER BY a.account, a.person_no;
COMMENT ON TABLE one_card.account IS 'Bank accounts and their holders 账户与户主';
COMMENT ON COLUMN one_card.account.institution IS 'a care home''s or a village''s account, approved by the treasury 经批准的集体账户';
ANALYZE one_card.account;

-- What arrived, one row for each payment; the batches with a plan of their own first.
CREATE TABLE county_truth.batch_case AS
WITH batch AS (
	SELECT programme || '-2024' || lpad(month::text, 2, '0') || '-' || lpad(town_no::text, 2, '0') AS batch,
		row_number() OVER (ORDER BY county.draw(month * 100 + town_no, 'batch ' || programme, 2147483647), programme COLLATE "C", month, town_no) AS place
	FROM (VALUES ('CA01'), ('CA04'), ('AG02')) p (programme), generate_series(1, 11) month, county.town
	WHERE programme <> 'AG02' OR month <> 6
)
SELECT batch, (ARRAY['gap', 'gap', 'gap', 'gap', 'gap', 'gap', 'late', 'late', 'late', 'late', 'late', 'late', 'refunded', 'refunded',
	'refunded', 'refunded', 'reissued', 'reissued', 'reissued', 'reissued', 'fee', 'fee', 'no_day'])[place] AS kind
FROM batch WHERE place <= 23;
COMMENT ON TABLE county_truth.batch_case IS 'Batches with planted cases 埋设情形的批次';

CREATE TABLE one_card.deposit AS
SELECT d.payment_no AS deposit_no, d.batch, d.programme, d.id_card, d.name, c.account, d.town_no, d.amount,
	coalesce(b.kind IN ('refunded', 'reissued') AND payment_no % 10 = 3, false) AS returned,
	make_date(2024, d.month, 25) + CASE b.kind WHEN 'late' THEN 40 ELSE 0 END AS arrived_on, NULL::bigint AS reissue_of
FROM (
	SELECT *, programme || '-2024' || lpad(month::text, 2, '0') || '-' || lpad(town_no::text, 2, '0') AS batch
	FROM county_truth.payment
	WHERE programme LIKE 'CA%' OR programme LIKE 'AG%' OR programme LIKE 'HE%'
) d
JOIN one_card.card c USING (person_no)
LEFT JOIN county_truth.batch_case b USING (batch);
-- A card that was dead gets its money again, a month later.
INSERT INTO one_card.deposit
SELECT deposit_no + 900000000000, batch, programme, id_card, name, account, d.town_no, amount, false, arrived_on + 35, deposit_no
FROM one_card.deposit d JOIN county_truth.batch_case b USING (batch)
WHERE b.kind = 'reissued' AND returned;
COMMENT ON TABLE one_card.deposit IS 'What the bank paid into accounts 银行代发明细';
COMMENT ON COLUMN one_card.deposit.returned IS 'the bank sent it back 银行退回';
ANALYZE one_card.deposit;

CREATE TABLE one_card.appropriation AS
SELECT batch, programme, town_no, amount + CASE b.kind WHEN 'gap' THEN 1860.00 WHEN 'fee' THEN 0.80 ELSE 0 END AS amount,
	CASE WHEN b.kind = 'no_day' THEN NULL ELSE make_date(2024, substr(batch, 10, 2)::int, 10) END AS released_on
FROM (
	SELECT batch, programme, town_no, sum(amount) AS amount FROM one_card.deposit
	WHERE reissue_of IS NULL GROUP BY batch, programme, town_no
) d LEFT JOIN county_truth.batch_case b USING (batch);
COMMENT ON TABLE one_card.appropriation IS 'What was released for each batch 拨款批次';

CREATE TABLE one_card.refund AS
SELECT 'TK' || row_number() OVER (ORDER BY batch) AS refund_no, batch, amount, day
FROM (
	SELECT batch, sum(d.amount) AS amount, max(arrived_on) + 20 AS day
	FROM one_card.deposit d JOIN county_truth.batch_case b USING (batch)
	WHERE b.kind = 'refunded' AND returned GROUP BY batch
) r;
COMMENT ON TABLE one_card.refund IS 'Money that came back and was returned to the treasury 退回国库';
ANALYZE one_card.appropriation, one_card.refund;

-- As a clerk keeps it: the platform's list of people has no number of ours, dashes in
-- some telephones, the fifteen digits of an old id here and there.
CREATE TABLE one_card.beneficiary AS
SELECT town_no, id_card, name, CASE WHEN person_no % 37 = 0 THEN left(phone, 3) || '-' || substr(phone, 4, 4) || '-' || substr(phone, 8) ELSE phone END AS phone, account
FROM one_card.card;
INSERT INTO one_card.beneficiary
SELECT b.town_no, left(b.id_card, 6) || substr(b.id_card, 9, 9), b.name, b.phone, b.account
FROM one_card.beneficiary b JOIN county_truth.subsidy_case c USING (id_card)
WHERE c.kind = 'old_id';
INSERT INTO one_card.beneficiary VALUES (1, '3400001955010100', '周某', NULL, '810100000000001'), (2, NULL, '吴某', NULL, NULL);

-- Payment apps to which cards are bound: one's own on one's own telephone; an agent's
-- who holds many, a service point's, and one sold on.
CREATE TABLE one_card.app_binding AS
SELECT 'BK' || lpad(person_no::text, 10, '0') AS binding,
	CASE c.kind WHEN 'app_agent' THEN 'APP-AGENT-' || c.case_no WHEN 'app_point' THEN 'POS-' || c.case_no
		WHEN 'app_sold' THEN 'APP-SOLD-' || c.case_no WHEN 'app_family' THEN 'APP' || k.household_no ELSE 'APP' || k.person_no END AS device,
	k.id_card,
	CASE c.kind WHEN 'app_sold' THEN date '2021-01-01' + 300 * c.member ELSE date '2022-01-01' + county.draw(person_no, 'bound', 700) END AS bound_on,
	CASE c.kind WHEN 'app_sold' THEN date '2021-01-01' + 300 * c.member + 299 END AS unbound_on
FROM (SELECT person_no, id_card, household_no FROM one_card.card JOIN county.person USING (person_no, id_card)) k
LEFT JOIN (SELECT person_no, kind, case_no, member FROM county_truth.subsidy_case WHERE model = 'SUB-10') c USING (person_no)
WHERE c.kind IS NOT NULL OR county.draw(person_no, 'has an app', 3) = 0;
INSERT INTO one_card.app_binding VALUES ('BK-A1', 'APP-A1', '3400001960', '2023-01-01', NULL), ('BK-A2', NULL, '340000196001010015', '2023-01-01', NULL);
COMMENT ON TABLE one_card.app_binding IS 'Cards bound to payment apps and devices 支付账号与设备绑卡';
CREATE TABLE one_card.service_point AS
SELECT DISTINCT device FROM one_card.app_binding WHERE device LIKE 'POS-%';
COMMENT ON TABLE one_card.service_point IS 'Devices of the banks'' service points 助农服务点设备';
ANALYZE one_card.app_binding;

DROP TABLE one_card.card;
COMMENT ON TABLE one_card.beneficiary IS 'People on the platform, with telephone and account 一卡通人员信息';
ANALYZE one_card.beneficiary;
