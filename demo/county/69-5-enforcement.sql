-- 综合行政执法, law enforcement: inspections of firms and fines. Columns named by pinyin
-- initials.

SET client_min_messages = warning;
DROP SCHEMA IF EXISTS law_enforcement CASCADE;
RESET client_min_messages;
CREATE SCHEMA law_enforcement;
COMMENT ON SCHEMA law_enforcement IS 'Law enforcement 行政执法';

CREATE TABLE county_truth.visit_kind (kind text PRIMARY KEY, per_200000 int NOT NULL, wrong boolean NOT NULL, what_zh text NOT NULL, what_en text NOT NULL);
COMMENT ON TABLE county_truth.visit_kind IS 'Kinds of planted inspections 涉企检查埋设情形';
INSERT INTO county_truth.visit_kind VALUES
	('visits_many', 10, true, '三十日内多部门多次检查', 'four visits by three departments in a month'), ('visits_joint', 15, false, '联合检查一次', 'one joint visit'),
	('visits_caused', 15, false, '投诉、复查与专项', 'visits upon a complaint, to recheck, in a campaign'), ('visits_forms', 10, false, '同日多份记录', 'several reports of one visit'),
	('visits_one_department', 6, false, '单一部门', 'one department only');
-- What happens to a firm of each kind: department, days after the first, occasion, joint plan.
CREATE TABLE county_truth.visit_plan (kind text, n int, bm text, days int, jclx text, joint boolean);
INSERT INTO county_truth.visit_plan VALUES
	('visits_many', 1, '消防', 0, '日常检查', false), ('visits_many', 2, '市场监管', 6, '日常检查', false), ('visits_many', 3, '应急管理', 13, '日常检查', false), ('visits_many', 4, '市场监管', 24, NULL, false),
	('visits_joint', 1, '消防', 0, '日常检查', true), ('visits_joint', 2, '市场监管', 0, '日常检查', true), ('visits_joint', 3, '应急管理', 0, '日常检查', true),
	('visits_caused', 1, '市场监管', 0, '投诉举报', false), ('visits_caused', 2, '市场监管', 9, '整改复查', false), ('visits_caused', 3, '消防', 12, '专项检查', false), ('visits_caused', 4, '应急管理', 20, '日常检查', false),
	('visits_forms', 1, '消防', 0, '日常检查', false), ('visits_forms', 2, '消防', 0, '日常检查', false), ('visits_forms', 3, '市场监管', 11, '日常检查', false),
	('visits_one_department', 1, '消防', 0, '日常检查', false), ('visits_one_department', 2, '消防', 9, '日常检查', false), ('visits_one_department', 3, '消防', 17, '日常检查', false);

-- Two visits at most to an ordinary firm, half a year apart.
CREATE TABLE law_enforcement.jc_jl AS
SELECT 'JC' || lpad((f * 2 + half)::text, 9, '0') AS jcbh, 'Q' || lpad(f::text, 7, '0') AS qyid,
	(ARRAY['消防', '市场监管', '应急管理', '生态环境', '人社', '城管'])[1 + county.draw(f * 2 + half, 'inspector', 6)] AS bm,
	date '2024-01-08' + half * 190 + county.draw(f * 2 + half, 'inspected', 145) AS jcrq, '日常检查' AS jclx, NULL::text AS lhjh
FROM county.scale, generate_series(1, greatest(100, payments / 40)::int) f, generate_series(0, 1) half
WHERE county.draw(f * 2 + half, 'visited', 10) < CASE half WHEN 0 THEN 6 ELSE 3 END;
CREATE TABLE county_truth.visited AS
SELECT k.kind, 'Q7' || lpad((row_number() OVER (ORDER BY k.kind COLLATE "C", g))::text, 6, '0') AS firm, date '2024-02-20' + county.draw(g, k.kind, 250) AS first_day
FROM county_truth.visit_kind k, county.scale, generate_series(1, greatest(1, round(per_200000 * payments / 200000.0)::int)) g;
INSERT INTO law_enforcement.jc_jl
SELECT 'J' || v.firm || '-' || p.n, v.firm, p.bm, v.first_day + p.days, p.jclx, CASE WHEN p.joint THEN 'LH-' || v.firm END
FROM county_truth.visited v JOIN county_truth.visit_plan p USING (kind);
INSERT INTO law_enforcement.jc_jl SELECT * FROM law_enforcement.jc_jl WHERE right(jcbh, 2) = '71';
INSERT INTO law_enforcement.jc_jl
SELECT 'X' || jcbh, 'Q6' || right(qyid, 6), CASE WHEN jcrq < '2024-05-01' THEN bm END, CASE WHEN jcrq >= '2024-05-01' THEN jcrq END, jclx, NULL
FROM law_enforcement.jc_jl WHERE right(jcbh, 2) = '72' AND qyid < 'Q5';
COMMENT ON TABLE law_enforcement.jc_jl IS 'Inspections 涉企检查记录';

-- Fines by clause and grade; of clauses 7 and 8 as multiples of the value at stake.
CREATE TABLE law_enforcement.cf_jd AS
SELECT 'CF' || lpad(n::text, 8, '0') AS cfbh, '第' || c.clause || '条' AS tk, (ARRAY['从轻', '一般', '从重'])[c.grade] AS dc,
	round(CASE WHEN c.clause > 6 THEN c.stake * c.grade * 2 ELSE 500 * c.clause * 4.0 ^ (c.grade - 1) END * (75 + county.draw(n, 'fine', 51)) / 100
		* CASE WHEN n <= k.harsh THEN 6 WHEN n <= k.harsh + k.mild THEN 1 / 6.0 ELSE 1 END, 2) AS je,
	CASE WHEN c.clause > 6 THEN c.stake END AS hzje, date '2024-01-08' + county.draw(n, 'decided', 355) AS jdrq,
	(ARRAY['消防', '市场监管', '应急管理', '生态环境', '人社', '城管', '市场监管', '市场监管'])[c.clause] AS bm
FROM (SELECT payments, greatest(1, round(6 * payments / 200000.0)::int) AS harsh, greatest(1, round(4 * payments / 200000.0)::int) AS mild FROM county.scale) k
CROSS JOIN LATERAL generate_series(1, greatest(800, payments / 100)::int) n
CROSS JOIN LATERAL (SELECT 1 + county.draw(n, 'clause', 8) AS clause, 1 + county.draw(n, 'grade', 3) AS grade, (1000 + county.draw(n, 'stake', 99000))::numeric AS stake) c;
INSERT INTO county_truth.planted (model, subject, wrong, clear, kind, what_en, what_zh)
SELECT 'APV-13', v.firm, k.wrong, k.wrong, k.kind, k.what_en, k.what_zh FROM county_truth.visited v JOIN county_truth.visit_kind k USING (kind)
UNION ALL
SELECT 'APV-13', 'CF' || lpad(n::text, 8, '0'), true, true, CASE WHEN n <= harsh THEN 'fine_harsh' ELSE 'fine_mild' END,
	'a fine six times or a sixth of its like', '罚款畸重或畸轻'
FROM (SELECT greatest(1, round(6 * payments / 200000.0)::int) AS harsh, greatest(1, round(4 * payments / 200000.0)::int) AS mild FROM county.scale) k, generate_series(1, harsh + mild) n;
INSERT INTO law_enforcement.cf_jd SELECT * FROM law_enforcement.cf_jd WHERE right(cfbh, 2) = '81';
INSERT INTO law_enforcement.cf_jd
SELECT 'X' || cfbh, CASE WHEN right(cfbh, 3) <> '082' THEN tk END, dc, CASE WHEN right(cfbh, 3) <> '182' THEN je ELSE 0 END, hzje, CASE WHEN right(cfbh, 3) <> '282' THEN jdrq END, bm
FROM law_enforcement.cf_jd WHERE right(cfbh, 3) IN ('082', '182', '282');
COMMENT ON TABLE law_enforcement.cf_jd IS 'Fines decided 罚款决定';
ANALYZE law_enforcement.jc_jl;
ANALYZE law_enforcement.cf_jd;
