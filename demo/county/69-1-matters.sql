-- What happens to matters handed in at the government service centre: the plan from
-- which 69-2-service.sql writes the registers. Time is counted in working days here
-- (a number for each), so that a promise kept is kept whatever holidays lie in between.

-- Working days of late 2023 to mid 2025, by the State Council's notices.
CREATE TABLE county.office_day AS
SELECT day, works, sum(works::int) OVER (ORDER BY day)::int AS nth
FROM (
	SELECT d::date AS day, CASE
		WHEN d::date = ANY ('{2023-10-02,2023-10-03,2023-10-04,2023-10-05,2023-10-06,2024-01-01,2024-02-12,2024-02-13,2024-02-14,
			2024-02-15,2024-02-16,2024-04-04,2024-04-05,2024-05-01,2024-05-02,2024-05-03,2024-06-10,2024-09-16,2024-09-17,2024-10-01,
			2024-10-02,2024-10-03,2024-10-04,2024-10-07,2025-01-01,2025-01-28,2025-01-29,2025-01-30,2025-01-31,2025-02-03,2025-02-04,
			2025-04-04,2025-05-01,2025-05-02,2025-05-05,2025-06-02}'::date[]) THEN false
		WHEN d::date = ANY ('{2023-10-07,2023-10-08,2024-02-04,2024-02-18,2024-04-07,2024-04-28,2024-05-11,2024-09-14,2024-09-29,
			2024-10-12,2025-01-26,2025-02-08,2025-04-27}'::date[]) THEN true
		ELSE extract(isodow FROM d) < 6 END AS works
	FROM generate_series('2023-10-01'::timestamp, '2025-06-30', '1 day') d
) w;
ALTER TABLE county.office_day ADD PRIMARY KEY (day);
COMMENT ON TABLE county.office_day IS 'Working days; nth counts them 工作日历';
-- The days worked, by their number; and the numbers of the year.
CREATE TABLE county_truth.office AS SELECT nth, day FROM county.office_day WHERE works;
ALTER TABLE county_truth.office ADD PRIMARY KEY (nth);
CREATE TABLE county_truth.office_year AS
SELECT min(nth) AS first, max(nth) AS last, min(nth) FILTER (WHERE day >= '2024-07-01') AS july, min(nth) FILTER (WHERE day >= '2024-02-05') AS february,
	max(nth) FILTER (WHERE day <= '2024-04-24') AS april
FROM county_truth.office WHERE day BETWEEN '2024-01-01' AND '2024-12-31';

-- Kinds: size is how many matters one case has; item says where it happens: any of the
-- ordinary items, or an item of its own for each case.
CREATE TABLE county_truth.matter_kind (
	kind text PRIMARY KEY, model text NOT NULL, size int NOT NULL, per_200000 int NOT NULL, own_item boolean NOT NULL,
	wrong boolean NOT NULL, clear boolean NOT NULL, what_zh text NOT NULL, what_en text NOT NULL
);
COMMENT ON TABLE county_truth.matter_kind IS 'Kinds of planted matters 审批埋设情形';
INSERT INTO county_truth.matter_kind VALUES
	('late_done', 'APV-01', 1, 20, false, true, true, '办结已超期', 'finished late'),
	('late_open', 'APV-01', 1, 10, false, true, true, '在办已超期', 'open and late'),
	('near_yellow', 'APV-01', 1, 6, false, true, true, '在办仅剩一个工作日', 'open, one working day left'),
	('near_blue', 'APV-01', 1, 6, false, true, true, '在办剩余不足三成', 'open, little left'),
	('stopped_review', 'APV-01', 1, 15, false, false, false, '专家评审停表', 'the clock stood for a review'),
	('festival', 'APV-01', 1, 15, false, false, false, '跨春节办理', 'over Spring Festival'),
	('old_promise', 'APV-01', 1, 15, false, false, false, '按受理时较长承诺办结', 'finished within the promise of its day'),
	('extended', 'APV-01', 1, 10, false, false, false, '依法延期', 'extended in time'),
	('step_late', 'APV-02', 1, 20, false, true, true, '决定环节超时、整体未超', 'the decision took three days, the whole was in time'),
	('parallel', 'APV-02', 1, 15, false, false, false, '并联勘查', 'a visit beside the review'),
	('returned', 'APV-02', 1, 15, false, false, false, '退回重审', 'sent back to review'),
	('no_ground', 'APV-03', 1, 10, false, true, true, '无依据停表', 'stopped without a ground'),
	('too_long', 'APV-03', 1, 10, false, true, true, '超长停表', 'stopped too long'),
	('stop_afterwards', 'APV-03', 1, 8, false, true, true, '到期后补录停表', 'a stop entered when the time was up'),
	('stop_holiday', 'APV-03', 1, 8, false, false, false, '停表跨五一假期', 'stopped over the May holidays'),
	('stop_habit', 'APV-03', 320, 1, true, true, true, '习惯性临期停表', 'a clerk who stops the clock just before the time is up'),
	('stop_usual', 'APV-03', 320, 1, true, false, false, '事项末段均需评审', 'an item that ends with a review for everybody'),
	('burst', 'APV-04', 12, 3, false, true, true, '集中补录', 'whole matters entered in one evening'),
	('burst_bulk', 'APV-04', 12, 2, false, false, false, '同一企业批量申报', 'one firm files many'),
	('burst_instant', 'APV-04', 12, 2, false, false, false, '即办件连续办理', 'instant items in a row'),
	('burst_moved', 'APV-04', 12, 2, false, false, false, '历史数据迁移', 'taken over from an old system'),
	('inverted', 'APV-05', 1, 12, false, true, true, '先决定后审查', 'decided before reviewed'),
	('skipped', 'APV-05', 1, 12, false, true, true, '未经审查勘查即准予', 'granted without review and visit'),
	('fast_lane', 'APV-05', 1, 20, false, false, false, '绿色通道', 'the fast lane'),
	('refused_early', 'APV-05', 1, 15, false, false, false, '受理后即不予许可', 'refused at once'),
	('second_demand', 'APV-06', 1, 15, false, true, true, '分次要求补正', 'told piecemeal what is missing'),
	('refused_same', 'APV-06', 2, 8, false, true, true, '退件后相同材料又准予', 'refused, then granted on the same papers'),
	('repeated_demand', 'APV-06', 1, 12, false, false, false, '申请人未补齐，再次告知', 'the same paper demanded again'),
	('same_day_notices', 'APV-06', 1, 10, false, false, false, '同日多份告知', 'several notices of one day'),
	('changed_application', 'APV-06', 1, 8, false, false, false, '申请人变更申请', 'the applicant changed the application'),
	('refused_other', 'APV-06', 2, 6, false, false, false, '补充材料后准予', 'refused, then granted on better papers'),
	('slow_outside', 'APV-07', 240, 2, true, true, true, '外地企业办理慢', 'firms from outside wait twice as long'),
	('slow_variant', 'APV-07', 240, 2, true, false, false, '外地企业多为复杂件', 'firms from outside have the difficult matters'),
	('jumper', 'APV-08', 240, 2, true, true, true, '优先办理某中介办件', 'a clerk who draws an agent''s matters forward'),
	('simple_variant', 'APV-08', 240, 2, true, false, false, '简易件另行排队', 'simple matters have a queue of their own'),
	('agent_granted', 'APV-09', 240, 2, true, true, true, '中介包揽且通过率高', 'an agent with most matters and hardly a refusal'),
	('agent_fast', 'APV-09', 240, 1, true, true, true, '中介包揽且办理快', 'an agent with most matters, done in half the time'),
	('agent_sole', 'APV-09', 240, 1, true, false, false, '唯一有资质机构', 'the only qualified agent'),
	('agent_even', 'APV-09', 240, 1, true, false, false, '份额大但无优势', 'most matters and no advantage');

-- Ordinary items, four to a department; every fifth had a promise of five days more
-- until June. Items of planted cases have ten days.
CREATE TABLE county_truth.matter_item AS
SELECT 'XK' || lpad(n::text, 3, '0') AS item, n AS item_no, 'D' || (n - 1) / 4 + 1 AS dept, 'base' AS kind, n AS unit,
	('{10,5,20,15,10,10,1,20,12,15,5,1,20,10,7,15,10,20,12,5}'::int[])[n] AS days,
	CASE WHEN n % 5 = 0 THEN ('{10,5,20,15,10,10,1,20,12,15,5,1,20,10,7,15,10,20,12,5}'::int[])[n] + 5 END AS old_days
FROM generate_series(1, 20) n
UNION ALL
SELECT 'XM' || lpad((row_number() OVER (ORDER BY kind COLLATE "C", unit))::text, 4, '0'), 100 + row_number() OVER (ORDER BY kind COLLATE "C", unit),
	'D' || 1 + county.draw(unit, kind, 5), kind, unit, 10, NULL
FROM county_truth.matter_kind, county.scale, generate_series(1, greatest(1, round(per_200000 * payments / 200000.0)::int)) unit
WHERE own_item;

-- Every matter: where, when (a: number of the working day of acceptance), how long
-- (used: net working days), how long the clock stood, and from when.
CREATE TABLE county_truth.matter AS
-- Materialized: each of these expressions is used many times by the next.
WITH many AS (
	SELECT 'base' AS kind, 20 AS units, greatest(10, payments / 500)::int AS size, false AS own_item FROM county.scale
	UNION ALL
	SELECT kind, greatest(1, round(per_200000 * payments / 200000.0)::int), size, own_item FROM county_truth.matter_kind, county.scale
), start AS (
	SELECT kind, units, size, own_item, sum(units * size) OVER (ORDER BY kind COLLATE "C") - units * size AS before FROM many
), numbered AS MATERIALIZED (
	SELECT s.kind, s.own_item, u AS unit, m AS member, s.before + (u - 1) * s.size + m + 1 AS matter_no
	FROM start s, generate_series(1, units) u, generate_series(0, size - 1) m
), placed AS MATERIALIZED (
	SELECT n.kind, n.unit, n.member, n.matter_no, y.*, i.item, i.dept, i.days, i.old_days,
		CASE
			WHEN n.kind = 'festival' THEN y.february - county.draw(n.matter_no, 'festival', 3)
			WHEN n.kind = 'stop_holiday' THEN y.april - 2
			WHEN n.kind = 'late_open' THEN y.last - i.days - 1 - county.draw(n.matter_no, 'late', 12)
			WHEN n.kind = 'near_yellow' THEN y.last - i.days + 1
			WHEN n.kind = 'near_blue' THEN y.last - i.days + 2
			-- Three each of four weeks: a queue in which jumping shows.
			WHEN n.kind IN ('jumper', 'simple_variant') THEN y.first + 20 + 20 * (n.unit % 8) + n.member / 16
			WHEN n.kind = 'old_promise' THEN y.first + county.draw(n.matter_no, 'accepted', 90)
			WHEN n.kind IN ('refused_same', 'refused_other') THEN y.first + county.draw(n.unit, n.kind, 140) + 8 * n.member
			WHEN n.kind LIKE 'burst%' THEN y.first + county.draw(n.unit, 'burst', 150)
			WHEN n.kind = 'base' THEN y.first + county.draw(n.matter_no, 'accepted', y.last - y.first + 1)
			ELSE y.first + county.draw(n.matter_no, 'accepted', 150) END AS a
	FROM numbered n
	CROSS JOIN county_truth.office_year y
	JOIN county_truth.matter_item i ON CASE
		WHEN n.kind = 'base' THEN i.item_no = n.unit
		WHEN n.own_item THEN i.kind = n.kind AND i.unit = n.unit
		WHEN n.kind = 'old_promise' THEN i.item_no = (ARRAY[5, 10, 20])[1 + county.draw(n.matter_no, 'item', 3)]
		WHEN n.kind = 'burst_instant' THEN i.item_no = 7
		-- Ten days at least, one promise all the year.
		ELSE i.item_no = (ARRAY[1, 3, 6, 8, 9, 13, 14, 16, 17, 18, 19])[1 + county.draw(CASE WHEN n.kind LIKE 'refused\_%' OR n.kind LIKE 'burst%'
			THEN n.unit ELSE n.matter_no END, 'item', 11)] END
), timed AS MATERIALIZED (
	SELECT p.*, l.lim,
		CASE
			WHEN kind = 'late_done' THEN lim + 1 + county.draw(matter_no, 'late', 8)
			WHEN kind IN ('late_open', 'near_yellow', 'near_blue') THEN 1000
			WHEN kind IN ('festival', 'old_promise', 'returned') THEN lim
			WHEN kind = 'extended' THEN lim + 4
			WHEN kind IN ('step_late', 'stop_afterwards', 'parallel') THEN lim - 1
			WHEN kind IN ('inverted', 'skipped', 'fast_lane', 'refused_early', 'burst_moved') THEN 1
			WHEN kind IN ('refused_same', 'refused_other') THEN 3
			WHEN kind = 'slow_outside' THEN CASE WHEN member % 3 = 0 THEN 6 + county.draw(matter_no, 'used', 4) ELSE 2 + county.draw(matter_no, 'used', 4) END
			WHEN kind = 'slow_variant' THEN CASE WHEN member % 2 = 0 THEN 6 ELSE 2 END + county.draw(matter_no, 'used', 4)
			WHEN kind = 'jumper' THEN CASE WHEN member % 8 > 0 THEN 6 + county.draw(matter_no, 'used', 2) WHEN member / 8 % 3 = 0 THEN 1 ELSE 9 END
			WHEN kind = 'simple_variant' THEN CASE WHEN member % 8 = 0 AND member / 8 % 3 = 0 THEN 1 ELSE 6 + county.draw(matter_no, 'used', 2) END
			WHEN kind IN ('agent_fast', 'agent_sole') THEN CASE WHEN member % 8 < 3 THEN 2 ELSE 5 END + county.draw(matter_no, 'used', 4)
			WHEN kind IN ('stop_habit', 'stop_usual') AND county.draw(matter_no, 'habit', 10) < CASE
				WHEN kind = 'stop_usual' THEN 5 WHEN member % 8 = 0 THEN 5 ELSE 0 END THEN lim
			WHEN lim = 1 THEN 0
			ELSE greatest(1, lim * (25 + county.draw(matter_no, 'used', 40)) / 100) END AS used
	FROM placed p
	CROSS JOIN LATERAL (SELECT CASE WHEN a < july THEN coalesce(old_days, days) ELSE days END AS lim) l
), meant AS MATERIALIZED (
	SELECT t.matter_no, 'BJ2024' || lpad(t.matter_no::text, 8, '0') AS matter, kind, unit, member, item, dept, lim, a, used, first, last,
		-- The clock: from when, for how many working days, why, entered when.
		CASE
			WHEN kind IN ('stop_habit', 'stop_usual') AND used = lim THEN a + lim
			WHEN kind IN ('stopped_review', 'no_ground', 'too_long', 'stop_afterwards', 'stop_holiday') OR kind = 'base' AND lim >= 10 AND used >= 4
				AND county.draw(matter_no, 'stop', 100) < 8 THEN a + 3 END AS stop_at,
		CASE
			WHEN kind IN ('stop_habit', 'stop_usual') AND used = lim THEN 2 + county.draw(matter_no, 'stopped', 3)
			WHEN kind = 'stopped_review' THEN 9 + county.draw(matter_no, 'stopped', 6)
			WHEN kind = 'no_ground' THEN 4 + county.draw(matter_no, 'stopped', 5)
			WHEN kind = 'too_long' THEN 17 + county.draw(matter_no, 'stopped', 6)
			WHEN kind = 'stop_afterwards' THEN 6
			WHEN kind = 'stop_holiday' THEN 15
			WHEN kind = 'base' AND lim >= 10 AND used >= 4 AND county.draw(matter_no, 'stop', 100) < 8 THEN 2 + county.draw(matter_no, 'stopped', 10)
			ELSE 0 END AS stood,
		-- The last step takes this long.
		CASE WHEN kind = 'step_late' THEN 3 WHEN kind IN ('festival', 'old_promise', 'returned', 'extended') OR kind LIKE 'stop\_%' AND used = lim THEN 1
			WHEN kind IN ('late_done', 'stop_afterwards', 'parallel') THEN 0
			ELSE least(used, county.draw(matter_no, 'decided', 2)) END AS d,
		CASE WHEN kind = 'fast_lane' THEN '绿色通道' WHEN kind = 'slow_variant' THEN CASE WHEN member % 2 = 0 THEN '复杂' ELSE '一般' END
			WHEN kind = 'simple_variant' AND member % 8 = 0 AND member / 8 % 3 = 0 THEN '简易' END AS variant,
		CASE WHEN i.own THEN 'K' || item || '-' || member % 8
			ELSE 'K' || dept || '-' || lpad(county.draw(matter_no, 'clerk', clerks)::text, 4, '0') END AS clerk,
		CASE WHEN kind = 'burst_bulk' THEN 'Q9' || lpad(unit::text, 6, '0') WHEN kind LIKE 'refused\_same' OR kind = 'refused_other' THEN 'Q8' || lpad(unit::text, 3, '0') || right(kind, 4)
			ELSE 'Q' || lpad(county.draw(matter_no, 'applicant', 800000)::text, 7, '0') END AS applicant,
		CASE
			WHEN kind = 'slow_outside' THEN CASE WHEN member % 3 = 0 THEN '外地企业' ELSE '本地企业' END
			WHEN kind = 'slow_variant' THEN CASE WHEN county.draw(matter_no, 'kind', 100) < CASE WHEN member % 2 = 0 THEN 70 ELSE 30 END THEN '外地企业' ELSE '本地企业' END
			ELSE (ARRAY['本地企业', '本地企业', '本地企业', '外地企业', '个人'])[1 + county.draw(matter_no, 'kind', 5)] END AS applicant_kind,
		CASE
			WHEN kind LIKE 'agent\_%' THEN CASE WHEN member % 8 < 3 THEN 'ZJ-' || item || '-0' WHEN member % 8 < 5 THEN 'ZJ-' || item || '-' || 1 + county.draw(matter_no, 'agent', 3) END
			WHEN kind = 'jumper' AND member % 8 = 0 THEN CASE WHEN member / 8 % 3 = 0 THEN 'ZJ-' || item || '-Q' END
			WHEN county.draw(matter_no, 'agents', 10) < 3 THEN 'ZJ-' || dept || '-' || county.draw(matter_no, 'agent', 12) END AS agent,
		CASE
			WHEN kind = 'refused_early' THEN false
			WHEN kind IN ('refused_same', 'refused_other') THEN member = 1
			WHEN kind = 'agent_granted' THEN county.draw(matter_no, 'approved', 100) < CASE WHEN member % 8 < 3 THEN 98 WHEN member % 8 < 5 THEN 45 ELSE 80 END
			WHEN kind = 'base' THEN county.draw(matter_no, 'approved', 100) < 96
			ELSE true END AS approved,
		'C' || CASE WHEN kind = 'refused_same' THEN matter_no - member ELSE matter_no END AS papers,
		1 + county.draw(matter_no, 'town', 12) AS town_no
	FROM timed t
	CROSS JOIN LATERAL (SELECT item LIKE 'XM%' AS own) i
	CROSS JOIN (SELECT greatest(10, payments / 20000)::int AS clerks FROM county.scale) c
)
-- fin: number of the day of the decision, null while open.
SELECT m.matter_no, m.matter, m.kind, m.unit, m.member, m.item, m.dept, m.lim, m.a, m.used, m.last, m.stop_at, m.stood, m.d, m.variant, m.clerk,
	m.applicant, m.applicant_kind, m.agent, CASE WHEN m.ends <= m.last THEN m.approved END AS approved, m.papers, m.town_no,
	CASE WHEN m.ends <= m.last THEN m.ends END AS fin,
	o.day + time '09:00' + county.draw(m.matter_no, 'minute', 120) * interval '1 minute' AS accepted,
	f.day + time '16:10' + county.draw(m.matter_no, 'second', 1800) * interval '1 second' AS finished
FROM (SELECT *, a + used + stood AS ends FROM meant) m
JOIN county_truth.office o ON o.nth = m.a
LEFT JOIN county_truth.office f ON f.nth = m.ends AND m.ends <= m.last;
COMMENT ON TABLE county_truth.matter IS 'Every matter as it was meant 办件的本来面目';
ANALYZE county_truth.matter;
