-- The answers for the subsidies pack. A kind of 60-subsidy-cast.sql gives each of its
-- people a row; below stands what has another subject, follows from another fact, or
-- is a hit of several models.

INSERT INTO county_truth.planted (model, subject, wrong, clear, kind, what_en, what_zh)
SELECT k.model, c.id_card, k.wrong, k.clear, k.kind, k.what_en, k.what_zh
FROM county_truth.subsidy_case c JOIN county_truth.subsidy_kind k USING (kind)
WHERE k.model IN ('SUB-01', 'SUB-02', 'SUB-03', 'SUB-06', 'SUB-13', 'SUB-16');

-- What 45-planted.sql planted: programmes that exclude each other, some of them one
-- entitlement that two departments pay.
INSERT INTO county_truth.planted (model, subject, wrong, clear, kind, what_en, what_zh)
SELECT model, id_card, wrong, wrong AND kind NOT IN ('short_overlap', 'unreadable_id'), kind, what_en, what_zh
FROM county_truth.answer,
	LATERAL (VALUES ('SUB-05', true), ('SUB-06', kind NOT IN ('post_unemployed', 'support_allowance', 'short_overlap'))) m (model, same_entitlement)
WHERE same_entitlement;
