-- For marking: which id was planted with what, and on which days programmes
-- that exclude each other were in fact drawn together.
CREATE TABLE county_truth.answer AS
WITH drawn AS MATERIALIZED (
	SELECT case_no, programme, period
	FROM county_truth.case
	JOIN county_truth.payment USING (person_no)
), together AS (
	SELECT a.case_no, range_agg(a.period * b.period) AS during
	FROM drawn a
	JOIN drawn b ON b.case_no = a.case_no AND b.period && a.period
	JOIN county.exclusion x ON x.source_a = a.programme AND x.source_b = b.programme
	GROUP BY a.case_no
)
SELECT c.case_no, c.kind, k.wrong, p.id_card, p.name, k.what_zh, k.what_en, t.during
FROM county_truth.case c
JOIN county_truth.kind k USING (kind)
JOIN county.person p USING (person_no)
LEFT JOIN together t USING (case_no);
ALTER TABLE county_truth.answer ADD PRIMARY KEY (case_no);
COMMENT ON TABLE county_truth.answer IS 'Planted cases and look-alikes by id 按证件号列出的埋设个案';
