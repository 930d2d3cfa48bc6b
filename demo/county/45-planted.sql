-- The planted cases and their innocent look-alikes: a kind says what happened,
-- its legs what stands in the ledgers.  Months in a leg: a number, or s and e,
-- the case's own start and end.

CREATE TABLE county_truth.kind (
	kind text PRIMARY KEY,
	wrong boolean NOT NULL,
	age_group text NOT NULL CHECK (age_group IN ('school', 'work', 'old')),
	per_200000 int NOT NULL,
	what_zh text NOT NULL,
	what_en text NOT NULL
);
COMMENT ON TABLE county_truth.kind IS 'Kinds of planted cases and look-alikes 埋设情形类别';
INSERT INTO county_truth.kind VALUES
	('nursing_twice', true, 'work', 24, '护理补贴与工伤护理费同领', 'nursing paid twice: disability and injury'),
	('nursing_frail', true, 'old', 30, '残疾护理与失能护理同领', 'nursing paid twice: disability and age'),
	('nursing_thrice', true, 'old', 4, '三种护理待遇同领', 'nursing paid three times'),
	('two_posts', true, 'work', 40, '一人两岗', 'one person, two public posts'),
	('post_unemployed', true, 'work', 34, '在岗领取失业金', 'in a post and unemployed'),
	('enrolled_twice', true, 'school', 22, '双重学籍双份助学金', 'two schools, two grants'),
	('support_allowance', true, 'old', 20, '特困供养与低保同领', 'destitute support and allowance'),
	('short_overlap', true, 'work', 12, '入岗后多领一月', 'one month more after taking a post'),
	('unreadable_id', true, 'work', 6, '一方证件号有误', 'one ledger has a wrong id'),
	('handover_month', false, 'work', 40, '换岗当月两边均列', 'changed posts; both list the month'),
	('legal_topup', false, 'old', 40, '可叠加享受', 'programmes that may be added'),
	('back_pay', false, 'work', 20, '补发以前月份', 'paid later, for earlier months'),
	('moved_town', false, 'old', 30, '迁移当月两乡镇均列', 'moved; both towns list the month'),
	('recovered', false, 'work', 4, '已全额追回', 'recovered in full'),
	('wrong_person', false, 'work', 3, '误录他人证件号', 'somebody else''s id typed');

CREATE TABLE county_truth.leg (
	kind text NOT NULL REFERENCES county_truth.kind,
	programme text NOT NULL REFERENCES county.programme,
	begins text NOT NULL,
	ends text NOT NULL,
	quirk text CHECK (quirk IN ('negative', 'late', 'bad id', 'other name', 'other town'))
);
COMMENT ON TABLE county_truth.leg IS 'What stands in the ledgers for a case of a kind 各情形在台账中的记录';
INSERT INTO county_truth.leg VALUES
	('nursing_twice', 'CA03', '1', '12', NULL), ('nursing_twice', 'HR04', 's', 'e', NULL),
	('nursing_frail', 'CA03', '1', '12', NULL), ('nursing_frail', 'HE01', 's', 'e', NULL),
	('nursing_thrice', 'CA03', '1', '12', NULL), ('nursing_thrice', 'HE01', 's', '12', NULL),
	('nursing_thrice', 'HR04', '1', 'e', NULL),
	('two_posts', 'HR02', '1', '12', NULL), ('two_posts', 'AG02', 's', 'e', NULL),
	('post_unemployed', 'AG02', '1', 'e', NULL), ('post_unemployed', 'HR03', 's', 'e', NULL),
	('enrolled_twice', 'ED01', '1', '12', NULL), ('enrolled_twice', 'HR05', '1', '12', NULL),
	('support_allowance', 'CA02', '1', '12', NULL), ('support_allowance', 'CA01', 's', 'e', NULL),
	('short_overlap', 'HR03', '1', 's', NULL), ('short_overlap', 'HR02', 's', '12', NULL),
	('unreadable_id', 'HR02', '1', '12', NULL), ('unreadable_id', 'AG02', 's', 'e', 'bad id'),
	('handover_month', 'HR02', '1', 's', NULL), ('handover_month', 'AG02', 's', '12', NULL),
	('legal_topup', 'CA01', '1', '12', NULL), ('legal_topup', 'CA03', '1', '12', NULL),
	('back_pay', 'HR03', '1', 's', 'late'), ('back_pay', 'AG02', 's+1', '12', NULL),
	('moved_town', 'CA01', '1', 's', NULL), ('moved_town', 'CA01', 's', '12', 'other town'),
	('recovered', 'CA03', '1', '12', NULL), ('recovered', 'HR04', 's', 'e', NULL),
	('recovered', 'HR04', 's', 'e', 'negative'),
	('wrong_person', 'HR02', '1', '12', NULL), ('wrong_person', 'AG02', 's', 'e', 'other name');

-- The people it happens to: of the right age, and free of every programme that
-- excludes another.
ANALYZE county_truth.enrolment;
CREATE TABLE county_truth.case AS
WITH bound AS (
	SELECT DISTINCT person_no
	FROM county_truth.enrolment
	WHERE programme IN (SELECT source_a FROM county.exclusion UNION SELECT source_b FROM county.exclusion)
), free AS (
	SELECT person_no, age_group,
		row_number() OVER same_group AS place, lead(person_no) OVER same_group AS neighbour
	FROM (
		SELECT person_no, CASE WHEN age BETWEEN 15 AND 18 THEN 'school'
			WHEN age BETWEEN 20 AND 58 THEN 'work'
			WHEN age >= 65 THEN 'old' END AS age_group
		FROM county.person, LATERAL (SELECT 2024 - extract(year FROM born)::int) a (age)
		WHERE NOT EXISTS (SELECT FROM bound WHERE bound.person_no = person.person_no)
	) p
	WHERE age_group IS NOT NULL
	WINDOW same_group AS (PARTITION BY age_group ORDER BY county.draw(person_no, 'case', 2147483647), person_no)
), slice AS (
	SELECT kind, age_group, many,
		sum(many) OVER (PARTITION BY age_group ORDER BY kind COLLATE "C") AS upto
	FROM county_truth.kind, county.scale,
		LATERAL (SELECT greatest(1, round(per_200000 * payments / 200000.0)::int)) m (many)
)
SELECT row_number() OVER (ORDER BY kind COLLATE "C", place)::int AS case_no, kind, person_no, neighbour,
	s, s + 2 + county.draw(person_no, 'case end', 5) AS e
FROM slice
JOIN free USING (age_group)
CROSS JOIN LATERAL (SELECT 2 + county.draw(person_no, 'case start', 4)) d (s)
WHERE place > upto - many AND place <= upto;
ALTER TABLE county_truth.case ADD PRIMARY KEY (case_no);
COMMENT ON TABLE county_truth.case IS 'The people the planted kinds happened to 埋设个案';

-- Both together, with what a ledger writes: from here the ledgers are made.
ALTER TABLE county_truth.enrolment RENAME TO innocent;
CREATE TABLE county_truth.enrolment AS
WITH every AS (
	SELECT person_no, programme, first_month, last_month, NULL::text AS quirk, NULL::bigint AS neighbour
	FROM county_truth.innocent
	UNION ALL
	SELECT person_no, programme,
		CASE begins WHEN 's' THEN s WHEN 's+1' THEN s + 1 ELSE begins::int END,
		CASE ends WHEN 's' THEN s WHEN 'e' THEN e ELSE ends::int END, quirk, neighbour
	FROM county_truth.case JOIN county_truth.leg USING (kind)
), numbered AS (
	SELECT row_number() OVER (ORDER BY person_no, programme, first_month, last_month, quirk NULLS FIRST) AS enrolment_no, *
	FROM every
)
SELECT enrolment_no, person_no, programme, first_month, last_month, quirk,
	(least_amount + step * county.draw(person_no, programme, steps)) *
	CASE quirk WHEN 'negative' THEN -1 ELSE 1 END AS amount,
	CASE quirk WHEN 'bad id' THEN left(p.id_card, 17) || translate(right(p.id_card, 1), '0123456789X', '12345678901')
		ELSE p.id_card END AS id_card,
	CASE quirk WHEN 'other name' THEN (SELECT o.name FROM county.person o WHERE o.person_no = n.neighbour)
		ELSE p.name END AS name,
	(v.town_no + CASE quirk WHEN 'other town' THEN 4 ELSE 11 END) % 12 + 1 AS town_no,
	CASE quirk WHEN 'late' THEN 5 WHEN 'negative' THEN 3 ELSE 0 END AS months_late,
	-- The day of the year, for what is paid once.
	1 + county.draw(person_no, 'day', 365) AS day_of_year
FROM numbered n
JOIN county.person p USING (person_no)
JOIN county.village v USING (village_no)
JOIN county.programme USING (programme);
DROP TABLE county_truth.innocent;
COMMENT ON TABLE county_truth.enrolment IS 'Who holds which programme in which months of 2024, with the planted cases 各项目在册情况（含埋设个案）';
ANALYZE county_truth.enrolment;

-- The periods that the ledgers of a cycle know.
CREATE TABLE county_truth.cycle (cycle text, n int, first_month int, last_month int, period daterange);
INSERT INTO county_truth.cycle
SELECT 'month', n, n, n, daterange(make_date(2024, n, 1), (make_date(2024, n, 1) + interval '1 month')::date)
FROM generate_series(1, 12) n
UNION ALL
SELECT 'quarter', n, n * 3 - 2, n * 3, daterange(make_date(2024, n * 3 - 2, 1), (make_date(2024, n * 3 - 2, 1) + interval '3 months')::date)
FROM generate_series(1, 4) n
UNION ALL VALUES
	('term', 1, 2, 7, daterange('2024-02-01', '2024-08-01')),
	('term', 2, 9, 12, daterange('2024-09-01', '2025-02-01')),
	('year', 1, 1, 12, daterange('2024-01-01', '2025-01-01')),
	('day', 1, 1, 12, NULL);

-- Every payment as it was meant.  The departments write it down each in their
-- own way, in the files that follow.
CREATE VIEW county_truth.payment AS
SELECT e.enrolment_no * 12 + c.n - 1 AS payment_no, e.enrolment_no, e.person_no, e.programme, e.id_card, e.name, e.town_no, e.amount,
	COALESCE(c.period, daterange(date '2024-01-01' + day_of_year, date '2024-01-02' + day_of_year)) AS period,
	CASE WHEN c.period IS NULL THEN date '2024-01-01' + day_of_year
		ELSE (make_date(2024, least(c.last_month, 12), 25) + make_interval(months => months_late))::date END AS paid_on,
	CASE WHEN c.period IS NULL THEN extract(month FROM date '2024-01-01' + day_of_year)::int ELSE c.last_month END AS month
FROM county_truth.enrolment e
JOIN county.programme p USING (programme)
JOIN county_truth.cycle c ON c.cycle = p.cycle AND c.first_month <= e.last_month AND c.last_month >= e.first_month;
COMMENT ON VIEW county_truth.payment IS 'Every payment as it was meant, before departments wrote it down 各笔发放的本来面目';
