-- The answers for the subsidies pack. A kind of 60-subsidy-cast.sql gives each of its
-- people a row; below stands what has another subject, follows from another fact, or
-- is a hit of several models.

INSERT INTO county_truth.planted (model, subject, wrong, clear, kind, what_en, what_zh)
SELECT k.model, c.id_card, k.wrong, k.clear, k.kind, k.what_en, k.what_zh
FROM county_truth.subsidy_case c JOIN county_truth.subsidy_kind k USING (kind)
WHERE k.model NOT IN ('SUB-07', 'SUB-08', 'SUB-09', 'SUB-10', 'SUB-11', 'SUB-12')
	-- Somebody who lives alone has nobody in his household to review him.
	AND (k.model <> 'SUB-04' OR EXISTS (SELECT FROM civil_affairs.review r WHERE r.applicant = c.id_card AND r.reviewer IS NOT NULL));

-- What 45-planted.sql planted: programmes that exclude each other, some of them one
-- entitlement that two departments pay.
INSERT INTO county_truth.planted (model, subject, wrong, clear, kind, what_en, what_zh)
SELECT model, id_card, wrong, wrong AND kind NOT IN ('short_overlap', 'unreadable_id'), kind, what_en, what_zh
FROM county_truth.answer,
	LATERAL (VALUES ('SUB-05', true), ('SUB-06', kind NOT IN ('post_unemployed', 'support_allowance', 'short_overlap'))) m (model, same_entitlement)
WHERE same_entitlement;

-- SUB-07: the least of the ids that share a name. SUB-08 and SUB-12: the household.
-- SUB-09: the account; SUB-10: the device.
INSERT INTO county_truth.planted (model, subject, wrong, clear, kind, what_en, what_zh)
SELECT k.model,
	CASE k.model
		WHEN 'SUB-07' THEN min(c.id_card COLLATE "C")
		WHEN 'SUB-08' THEN 'H' || lpad(min(c.household_no) FILTER (WHERE member = 0)::text, 9, '0')
		WHEN 'SUB-12' THEN 'H' || lpad(min(c.household_no)::text, 9, '0')
		WHEN 'SUB-09' THEN CASE k.kind WHEN 'care_home' THEN '8109' || lpad(c.case_no::text, 11, '0')
			ELSE '8101' || lpad(min(c.person_no) FILTER (WHERE member = 0)::text, 11, '0') END
		WHEN 'SUB-10' THEN min(b.device COLLATE "C") END,
	k.wrong, k.clear, k.kind, k.what_en, k.what_zh
FROM county_truth.subsidy_case c
JOIN county_truth.subsidy_kind k USING (kind)
LEFT JOIN one_card.app_binding b ON k.model = 'SUB-10' AND b.id_card = c.id_card
WHERE k.model IN ('SUB-07', 'SUB-08', 'SUB-09', 'SUB-10', 'SUB-12')
GROUP BY k.kind, c.case_no;

-- SUB-11: the money of the second of two goes to the first; so it does where an
-- account collects, and where one person has two ids.
INSERT INTO county_truth.planted (model, subject, wrong, clear, kind, what_en, what_zh)
SELECT 'SUB-11', c.id_card, k.wrong, k.clear, k.kind, k.what_en, k.what_zh
FROM county_truth.subsidy_case c JOIN county_truth.subsidy_kind k USING (kind)
WHERE k.model = 'SUB-11' AND (member > 0 OR size = 1) OR kind IN ('collector', 'cadre_collector', 'two_ids') AND member > 0
	OR kind IN ('care_home', 'family_account');

-- SUB-14: those who turned sixty within the first month paid for.
INSERT INTO county_truth.planted (model, subject, wrong, clear, kind, what_en, what_zh)
SELECT DISTINCT 'SUB-14', l.id_card, false, false, 'age_in_month', 'sixty within the month', '当月满六十周岁'
FROM human_resources.manual_ledger l JOIN county.person p USING (id_card)
WHERE l.item = 'HR06' AND p.born >= '1964-01-01'
	AND NOT EXISTS (SELECT FROM county_truth.subsidy_case c WHERE c.person_no = p.person_no);

-- SUB-15: plots. SUB-18: batches.
INSERT INTO county_truth.planted (model, subject, wrong, clear, kind, what_en, what_zh)
SELECT 'SUB-15', plot, wrong, wrong, c.kind, what_en, what_zh
FROM county_truth.plot_case c JOIN (VALUES
	('amount', true, 'paid more than area times rate', '金额超过面积乘标准'), ('inflated', true, 'area inflated', '虚增面积'),
	('not_arable', true, 'no arable land', '非耕地申报'), ('twice', true, 'claimed twice', '同一地块重复申报'),
	('shared', false, 'shared by two', '两人分种'), ('tolerance', false, 'three per cent more', '误差百分之三'),
	('two_items', false, 'two programmes', '两个项目'), ('two_seasons', false, 'two seasons', '两季'),
	('unknown_area', false, 'no confirmed area', '无确权面积')) k (kind, wrong, what_en, what_zh) USING (kind)
UNION ALL
SELECT 'SUB-18', batch, wrong, wrong, c.kind, what_en, what_zh
FROM county_truth.batch_case c JOIN one_card.appropriation USING (batch) JOIN (VALUES
	('gap', true, 'released and not received', '拨付未足额到户'), ('late', true, 'received late', '逾期到户'),
	('refunded', false, 'came back and returned to the treasury', '退回并缴回国库'), ('reissued', false, 'came back and paid again', '退回后补发'),
	('fee', false, 'a fee of less than a yuan', '手续费'), ('no_day', false, 'no day of release', '无拨付日期')) k (kind, wrong, what_en, what_zh) USING (kind);
