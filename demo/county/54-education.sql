-- 教育局, education.  Terms of a school year; ids end in a lower-case x, and
-- some have a blank after the region and the birth date.

CREATE SCHEMA education;
COMMENT ON SCHEMA education IS 'Education bureau 教育局';
CREATE TABLE education.student_aid AS
SELECT payment_no AS aid_id,
	lower(CASE WHEN payment_no % 20 = 0
		THEN left(id_card, 6) || ' ' || substr(id_card, 7, 8) || ' ' || right(id_card, 4)
		ELSE id_card END) AS student_id_card,
	name AS student, programme AS aid,
	CASE extract(month FROM lower(period)) WHEN 2 THEN '2023-2024-2' ELSE '2024-2025-1' END AS term,
	amount AS grant_yuan, paid_on AS granted
FROM county_truth.payment
WHERE programme LIKE 'ED%';
COMMENT ON TABLE education.student_aid IS 'Grants to pupils and students, by term 学生资助';
ANALYZE education.student_aid;
