-- 政务服务中心, the government service centre: matters, steps, stops, corrections, the
-- log, and what the items promise. Written from county_truth.matter.

SET client_min_messages = warning;
DROP SCHEMA IF EXISTS government_service CASCADE;
RESET client_min_messages;
CREATE SCHEMA government_service;
COMMENT ON SCHEMA government_service IS 'Government service centre 政务服务中心';

-- Promises and step limits have versions: some were five days longer until June.
CREATE TABLE government_service.promise AS
SELECT item, days, NULL::text AS unit, CASE WHEN old_days IS NULL THEN date '2019-01-01' ELSE date '2024-07-01' END AS valid_from, NULL::date AS valid_to
FROM county_truth.matter_item
UNION ALL
SELECT item, old_days, '工作日', '2019-01-01', '2024-06-30' FROM county_truth.matter_item WHERE old_days IS NOT NULL;
COMMENT ON TABLE government_service.promise IS 'Promised working days by item and version 事项承诺时限(分版本)';
CREATE TABLE government_service.step_limit AS
SELECT p.item, s.step, s.days, p.valid_from, p.valid_to
FROM government_service.promise p
CROSS JOIN LATERAL (VALUES ('受理', 1), ('审查', greatest(1, p.days - 1)), ('现场勘查', greatest(1, p.days - 1)), ('决定', 1), ('送达', 10)) s (step, days);
COMMENT ON TABLE government_service.step_limit IS 'Working days for each step 环节时限';
CREATE TABLE government_service.process AS
SELECT i.item, NULL::text AS variant, s.step, s.place, s.mandatory AND (s.step <> '现场勘查' OR i.days >= 10) AS mandatory, date '2019-01-01' AS valid_from, NULL::date AS valid_to
FROM county_truth.matter_item i
CROSS JOIN (VALUES ('受理', 1, true), ('审查', 2, true), ('现场勘查', 2, true), ('征求意见', 3, false), ('决定', 4, true), ('送达', 5, false)) s (step, place, mandatory)
UNION ALL
SELECT i.item, '绿色通道', s.step, s.place, s.mandatory, '2019-01-01', NULL
FROM county_truth.matter_item i
CROSS JOIN (VALUES ('受理', 1, true), ('决定', 2, true), ('送达', 3, false)) s (step, place, mandatory);
COMMENT ON TABLE government_service.process IS 'Order of steps by item and variant 流程模型';
CREATE TABLE government_service.stop_ground AS
SELECT * FROM (VALUES ('专家评审', 15, date '2004-07-01', NULL::date), ('听证', 20, '2004-07-01', NULL), ('检验检测', 30, '2004-07-01', NULL), ('公示', NULL, '2004-07-01', NULL))
	g (ground, days, valid_from, valid_to);
COMMENT ON TABLE government_service.stop_ground IS 'Grounds that stop the clock, and for how long 可停表事由及最长工作日';

CREATE TABLE government_service.matter AS
SELECT matter AS matter_no, item, variant, accepted AS accepted_at, finished AS finished_at, approved, applicant, applicant_kind, agent, clerk, papers,
	dept, t.name_zh AS town
FROM county_truth.matter m JOIN county.town t USING (town_no);
-- Rows as they should not be: twice, twice and different, without a day, backwards, of no item.
INSERT INTO government_service.matter
SELECT * FROM government_service.matter WHERE right(matter_no, 3) = '501';
INSERT INTO government_service.matter
SELECT (r).* FROM (SELECT jsonb_populate_record(m, '{"accepted_at": "2024-03-04 09:00:00"}') AS r FROM government_service.matter m
	JOIN county_truth.matter p ON p.matter = m.matter_no WHERE p.kind = 'base' AND p.matter_no % 2000 = 502) x;
INSERT INTO government_service.matter
SELECT 'BJ2023' || right(m.matter_no, 8), CASE WHEN n % 3 = 2 THEN 'XK999' ELSE item END, variant, CASE WHEN n % 3 > 0 THEN accepted_at END,
	CASE WHEN n % 3 = 1 THEN accepted_at - interval '4 days' ELSE finished_at END, approved, 'Q' || lpad((8500000 + n)::text, 7, '0'), applicant_kind, agent, clerk, 'C0' || n, dept, town
FROM (SELECT m.*, row_number() OVER (ORDER BY m.matter_no) AS n FROM government_service.matter m
	JOIN county_truth.matter p ON p.matter = m.matter_no WHERE p.kind = 'base' AND p.matter_no % 700 = 3) m;
COMMENT ON TABLE government_service.matter IS 'Matters 办件库';
ANALYZE government_service.matter;

-- The steps of each path. from and to are numbers of working days; a null "to" is open.
CREATE TABLE government_service.step AS
WITH way AS (
	SELECT m.*, coalesce(fin - d, last + 1) AS r FROM county_truth.matter m
), stay AS (
	SELECT w.matter_no, w.matter, w.kind, w.clerk, w.dept, w.accepted, w.finished, w.last, s.step, s.visit, s.starts, s.ends, s.hour
	FROM way w
	CROSS JOIN LATERAL (VALUES
		('受理', 1, w.a, w.a, 9, true),
		('审查', 1, CASE WHEN w.kind = 'inverted' THEN w.a + 1 ELSE w.a END, CASE w.kind WHEN 'returned' THEN w.a + w.lim * 6 / 10 WHEN 'extended' THEN w.a + w.lim - 2 ELSE w.r END,
			CASE WHEN w.kind = 'inverted' THEN 17 ELSE 11 END, w.kind NOT IN ('skipped', 'fast_lane', 'refused_early')),
		('现场勘查', 1, CASE w.kind WHEN 'parallel' THEN w.a + 3 ELSE w.a END, CASE WHEN w.kind IN ('returned', 'extended') THEN w.a + 3 ELSE w.r END,
			12, w.lim >= 10 AND w.kind NOT IN ('skipped', 'fast_lane', 'refused_early')),
		('审查', 2, w.a + w.lim * 6 / 10, w.r, 16, w.kind = 'returned'),
		('征求意见', 1, w.a + w.lim - 2, w.r, 14, w.kind = 'extended'),
		('决定', 1, w.a + w.lim * 6 / 10, w.a + w.lim * 6 / 10, 15, w.kind = 'returned'),
		('决定', 2, CASE WHEN w.kind IN ('inverted', 'skipped', 'fast_lane', 'refused_early') THEN w.a ELSE w.r END, w.fin,
			CASE WHEN w.kind = 'inverted' THEN 13 ELSE 15 END, w.fin IS NOT NULL),
		('送达', 1, w.fin, w.fin + county.draw(w.matter_no, 'deliver', 3), 17, w.fin IS NOT NULL AND w.approved)
	) s (step, visit, starts, ends, hour, taken)
	WHERE s.taken
)
SELECT s.matter || '/' || CASE s.step WHEN '受理' THEN 'SL' WHEN '审查' THEN 'SC' WHEN '现场勘查' THEN 'KC' WHEN '征求意见' THEN 'YJ' WHEN '决定' THEN 'JD' ELSE 'SD' END || s.visit AS step_no,
	s.matter AS matter_no, s.step,
	CASE WHEN s.hour = 9 THEN s.accepted ELSE b.day + make_time(s.hour, s.matter_no::int % 10, 0) END AS began_at,
	CASE WHEN s.step = '决定' AND s.visit = 2 THEN s.finished WHEN s.hour = 9 THEN s.accepted + interval '5 minutes'
		WHEN s.ends = s.starts AND s.hour >= 15 THEN b.day + make_time(s.hour, 30, 0) ELSE e.day + make_time(14, s.matter_no::int % 50, 0) END AS ended_at,
	CASE s.step WHEN '受理' THEN 'W' || s.dept WHEN '决定' THEN 'H' || s.dept ELSE s.clerk END AS handler
FROM stay s
JOIN county_truth.office b ON b.nth = s.starts
LEFT JOIN county_truth.office e ON e.nth = s.ends AND s.ends <= s.last;
-- A log uploaded twice in part; steps without their time, backwards, of a matter that is not there.
INSERT INTO government_service.step SELECT * FROM government_service.step WHERE right(matter_no, 3) = '333';
INSERT INTO government_service.step
SELECT 'X' || n || '/' || step_no, CASE WHEN n % 3 = 2 THEN 'BJ1999' || right(matter_no, 8) ELSE matter_no END, '归档',
	CASE WHEN n % 3 > 0 THEN began_at END, CASE WHEN n % 3 = 1 THEN began_at - interval '3 days' ELSE ended_at END, handler
FROM (SELECT *, row_number() OVER (ORDER BY step_no) AS n FROM government_service.step WHERE right(matter_no, 4) = '0444' AND step = '受理') s;
COMMENT ON TABLE government_service.step IS 'Stays in steps 环节流转';
ANALYZE government_service.step;

CREATE TABLE government_service.suspension AS
SELECT 'TB' || right(m.matter, 8) AS stop_no, m.matter AS matter_no, CASE m.kind WHEN 'no_ground' THEN '领导外出' ELSE '专家评审' END AS ground,
	b.day AS first_day, e.day AS last_day, CASE m.kind WHEN 'stop_afterwards' THEN r.day ELSE b.day END AS entered_on
FROM county_truth.matter m
JOIN county_truth.office b ON b.nth = m.stop_at
JOIN county_truth.office r ON r.nth = m.a + m.lim + 2
LEFT JOIN county_truth.office e ON e.nth = m.stop_at + m.stood - 1 AND e.nth <= m.last
WHERE m.stood > 0 AND m.stop_at <= m.last;
-- A stop on a day that the calendar turned round; one with its days the wrong way round.
INSERT INTO government_service.suspension
SELECT 'TC' || right(matter_no, 8), matter_no, '听证', date '2024-05-20', date '2024-05-10', NULL
FROM government_service.matter WHERE matter_no LIKE 'BJ2023%' AND accepted_at < '2024-05-01' AND item <> 'XK999' AND finished_at >= accepted_at;
COMMENT ON TABLE government_service.suspension IS 'Times the clock was stopped 停表记录';

CREATE TABLE government_service.extension AS
SELECT m.matter AS matter_no, 5 AS days, o.day AS approved_on
FROM county_truth.matter m JOIN county_truth.office o ON o.nth = m.a + m.lim - 1 WHERE m.kind = 'extended';
COMMENT ON TABLE government_service.extension IS 'Extensions approved 延期审批';

-- Notices: one demand in most, two days or the same day in the planted ones.
CREATE TABLE government_service.correction AS
SELECT m.matter AS matter_no, o.day AS asked_on, n.paper, n.changed
FROM county_truth.matter m
CROSS JOIN LATERAL (VALUES
	(1, '申请表', false, true), (1, '营业执照', false, m.kind IN ('repeated_demand', 'same_day_notices')),
	(4, '场地证明', m.kind = 'changed_application', m.kind IN ('second_demand', 'changed_application')), (4, '营业执照', false, m.kind = 'repeated_demand'),
	(1, '设备清单', false, m.kind = 'same_day_notices')) n (days, paper, changed, wanted)
JOIN county_truth.office o ON o.nth = m.a + n.days
WHERE n.wanted AND o.nth <= m.last AND (m.kind IN ('second_demand', 'repeated_demand', 'same_day_notices', 'changed_application')
	OR m.kind = 'base' AND county.draw(m.matter_no, 'correction', 100) < 6);
INSERT INTO government_service.correction SELECT * FROM government_service.correction WHERE right(matter_no, 2) = '77';
INSERT INTO government_service.correction
SELECT matter_no, CASE WHEN right(matter_no, 2) < '50' THEN asked_on END, NULL, false
FROM government_service.correction WHERE right(matter_no, 3) = '413' AND matter_no IN (SELECT matter FROM county_truth.matter WHERE kind = 'base');
COMMENT ON TABLE government_service.correction IS 'Papers demanded, by notice 补正告知';

-- The log: an action at the end of each step; those entered later, in one evening.
CREATE TABLE government_service.action AS
SELECT s.matter_no, s.handler AS account, coalesce(s.ended_at, s.began_at) AS acted_at, s.step AS what, false AS automatic
FROM government_service.step s
WHERE NOT EXISTS (SELECT FROM county_truth.matter m WHERE m.matter = s.matter_no AND m.kind LIKE 'burst%') AND s.began_at IS NOT NULL
UNION ALL
SELECT m.matter, 'U-' || CASE m.kind WHEN 'burst' THEN 'BL' WHEN 'burst_bulk' THEN 'PL' WHEN 'burst_instant' THEN 'JB' ELSE 'QY' END || lpad(m.unit::text, 4, '0'),
	o.day + time '20:00' + m.member * interval '5 minutes' + n * interval '70 seconds', (ARRAY['受理', '审查', '决定', '送达'])[n], m.kind = 'burst_moved'
FROM county_truth.matter m
JOIN county_truth.office o ON o.nth = m.a + 12 + m.unit % 3
CROSS JOIN generate_series(1, 4) n
WHERE m.kind LIKE 'burst%';
INSERT INTO government_service.action SELECT * FROM government_service.action WHERE right(matter_no, 3) = '222';
INSERT INTO government_service.action
SELECT matter_no, CASE WHEN right(matter_no, 4) < '5000' THEN account END, CASE WHEN right(matter_no, 4) >= '5000' THEN acted_at END, '归档', false
FROM government_service.action WHERE right(matter_no, 3) = '223' AND what = '受理';
COMMENT ON TABLE government_service.action IS 'Log of actions 操作日志';
ANALYZE government_service.action;

CREATE TABLE government_service.agent_register AS
SELECT i.item, 'ZJ-' || i.item || '-' || n AS agent, date '2020-01-01' AS qualified_from, CASE WHEN i.kind = 'agent_sole' AND n > 0 THEN date '2023-06-30' END AS qualified_to
FROM county_truth.matter_item i, generate_series(0, 3) n
WHERE i.kind LIKE 'agent%';
COMMENT ON TABLE government_service.agent_register IS 'Agents qualified for an item 中介机构资质名录';

-- Answers: of single matters, and of what has another subject.
INSERT INTO county_truth.planted (model, subject, wrong, clear, kind, what_en, what_zh)
SELECT k.model, s.subject, k.wrong, k.clear, k.kind, k.what_en, k.what_zh
FROM county_truth.matter m
JOIN county_truth.matter_kind k USING (kind)
CROSS JOIN LATERAL (SELECT CASE
	WHEN k.kind IN ('step_late') THEN m.matter || '/JD2' WHEN k.kind = 'parallel' THEN m.matter || '/KC1' WHEN k.kind = 'returned' THEN m.matter || '/SC2'
	WHEN k.kind LIKE 'stop\_%' AND k.size > 1 THEN CASE WHEN m.member = 0 THEN m.clerk END
	WHEN k.kind LIKE 'burst%' THEN CASE WHEN m.member = 0 THEN
		'U-' || CASE m.kind WHEN 'burst' THEN 'BL' WHEN 'burst_bulk' THEN 'PL' WHEN 'burst_instant' THEN 'JB' ELSE 'QY' END || lpad(m.unit::text, 4, '0') END
	WHEN k.kind IN ('refused_same', 'refused_other') THEN CASE WHEN m.member = 0 THEN m.matter END
	WHEN k.kind = 'slow_outside' THEN CASE WHEN m.member = 0 THEN m.item || ' | 外地企业' END
	WHEN k.kind = 'slow_variant' THEN CASE WHEN m.member = 0 THEN m.item || ' | 复杂 | 外地企业' END
	WHEN k.kind = 'jumper' THEN CASE WHEN m.member = 0 THEN m.clerk || ' | ' || m.item END
	WHEN k.kind = 'simple_variant' THEN CASE WHEN m.member = 0 THEN m.clerk || ' | ' || m.item END
	WHEN k.kind LIKE 'agent\_%' THEN CASE WHEN m.member = 0 THEN 'ZJ-' || m.item || '-0 | ' || m.item END
	ELSE m.matter END AS subject) s
WHERE s.subject IS NOT NULL;
INSERT INTO county_truth.planted (model, subject, wrong, clear, kind, what_en, what_zh)
SELECT 'APV-02', m.matter || '/' || s.step, true, true, m.kind, 'the review of a matter that is late', '超期办件的审查环节'
FROM county_truth.matter m
CROSS JOIN (VALUES ('SC1'), ('KC1')) s (step)
WHERE m.kind IN ('late_done', 'late_open');
