-- For marking: which id was planted with what.
CREATE VIEW county_truth.answer AS
SELECT case_no, kind, wrong, id_card, name, what_zh, what_en,
	daterange(make_date(2024, s, 1), (make_date(2024, e, 1) + interval '1 month')::date) AS during
FROM county_truth.case
JOIN county_truth.kind USING (kind)
JOIN county.person USING (person_no);
COMMENT ON VIEW county_truth.answer IS 'Planted cases and look-alikes by id 按证件号列出的埋设个案';
