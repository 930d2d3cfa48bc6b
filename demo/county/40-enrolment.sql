-- Who receives what: the innocent county.  Programmes that exclude each other
-- share one draw, so that nobody here holds two of them; everything else falls
-- together as it falls, and is legal.
--
-- first_month and last_month are months of 2024, both inclusive.

CREATE TABLE county_truth.enrolment AS
WITH p AS (
	SELECT person_no, relation, 2024 - extract(year FROM born)::int AS age,
		county.draw(person_no, 'living', 10000) AS living,
		county.draw(person_no, 'care', 10000) AS care,
		county.draw(person_no, 'work', 10000) AS work,
		county.draw(person_no, 'school', 10000) AS school,
		-- Most hold what they hold all year; some begin or end in between.
		CASE WHEN county.draw(person_no, 'joins', 10) = 0
			THEN 2 + county.draw(person_no, 'joined', 10) ELSE 1 END AS joined,
		CASE WHEN county.draw(person_no, 'leaves', 12) = 0
			THEN 12 - county.draw(person_no, 'left', 5) ELSE 12 END AS lefts
	FROM county.person
), held AS (
	SELECT person_no, 'CA01' AS programme, joined AS first_month, lefts AS last_month
	FROM p WHERE living < 450 AND NOT (care < 60 AND age >= 60)
	UNION ALL
	SELECT person_no, 'CA02', joined, lefts FROM p WHERE care < 60 AND age >= 60
	UNION ALL
	SELECT person_no, 'CA03', joined, lefts FROM p WHERE care BETWEEN 60 AND 159
	UNION ALL
	SELECT person_no, 'CA04', joined, 12 FROM p WHERE age >= 80
	UNION ALL
	SELECT person_no, 'CA05', m, m
	FROM p, LATERAL (SELECT 1 + county.draw(person_no, 'relief', 12)) d (m)
	WHERE living % 200 = 7
	UNION ALL
	SELECT person_no, 'HR01', 1, 12 FROM p WHERE age >= 60 AND work >= 900
	UNION ALL
	SELECT person_no, 'HR02', joined, lefts FROM p WHERE work < 100 AND age BETWEEN 20 AND 59
	UNION ALL
	SELECT person_no, 'HR03', joined, least(12, joined + 3 + care % 6)
	FROM p WHERE work BETWEEN 100 AND 249 AND age BETWEEN 20 AND 58
	UNION ALL
	SELECT person_no, 'HR04', joined, 12 FROM p WHERE care BETWEEN 160 AND 174 AND age >= 20
	UNION ALL
	SELECT person_no, 'HR05', 1, 12 FROM p WHERE school < 1500 AND age BETWEEN 15 AND 18
	UNION ALL
	SELECT person_no, 'AG01', 1, 12 FROM p WHERE relation = 'head' AND living >= 300
	UNION ALL
	SELECT person_no, 'AG02', joined, lefts FROM p WHERE work BETWEEN 250 AND 419 AND age BETWEEN 20 AND 65
	UNION ALL
	SELECT person_no, 'AG03', m, m
	FROM p, LATERAL (SELECT 1 + county.draw(person_no, 'machine', 12)) d (m)
	WHERE relation = 'head' AND school % 100 = 3
	UNION ALL
	SELECT person_no, 'HE01', joined, 12 FROM p WHERE care BETWEEN 175 AND 374 AND age >= 65
	UNION ALL
	SELECT person_no, 'HE02', 1, 12 FROM p WHERE age >= 60 AND school < 1400
	UNION ALL
	SELECT person_no, 'ED01', 1, 12 FROM p WHERE school BETWEEN 1500 AND 4999 AND age BETWEEN 15 AND 18
	UNION ALL
	SELECT person_no, 'ED02', 1, 12 FROM p WHERE school < 2500 AND age BETWEEN 6 AND 14
)
SELECT person_no, programme, first_month, greatest(first_month, last_month) AS last_month
FROM held;
COMMENT ON TABLE county_truth.enrolment IS 'Who holds which programme in which months of 2024, with the planted cases 各项目在册情况';
