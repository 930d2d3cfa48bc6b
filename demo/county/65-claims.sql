-- People of the units: what they claim and approve, where they travel, what they are
-- paid. Staff are known by unit and place; heads and deputies (places 1 and 2)
-- approve, everybody else claims. What is planted stands on places 3 to 10, one place
-- for each model, by the number of the unit.

SET client_min_messages = warning;
DROP SCHEMA IF EXISTS personnel CASCADE;
RESET client_min_messages;
CREATE SCHEMA personnel;
COMMENT ON SCHEMA personnel IS 'Organisation and personnel office 组织人事部门';

CREATE TABLE finance.claimant AS
SELECT row_number() OVER (ORDER BY staff_no) AS claimant_no, unit_no, unit, place, id_card FROM finance.staff WHERE place > 10;
ALTER TABLE finance.claimant ADD PRIMARY KEY (claimant_no);
ANALYZE finance.claimant;
COMMENT ON TABLE finance.claimant IS 'Staff who claim expenses 报销人员';

CREATE TABLE finance.authority AS
SELECT s.id_card AS approver, l.first_day, l.last_day, l.up_to
FROM finance.staff s
JOIN (VALUES (1, date '2020-01-01', date '2023-06-30', 5000.00), (1, '2023-07-01', NULL, 20000), (2, '2020-01-01', '2023-06-30', 2000), (2, '2023-07-01', NULL, 3000))
	l(place, first_day, last_day, up_to) USING (place)
UNION ALL -- deputies of former years
SELECT id_card, '2020-01-01', '2022-12-31', 2000 FROM finance.staff WHERE place = 3;
COMMENT ON TABLE finance.authority IS 'Who may approve how much, and when 审批权限';
CREATE TABLE finance.delegation AS
SELECT id_card, date '2024-05-01' AS first_day, date '2024-05-31' AS last_day, 3000.00 AS up_to FROM finance.staff WHERE place = 3 AND unit_no % 10 = 5;
COMMENT ON TABLE finance.delegation IS 'Delegations on record 书面授权';
CREATE TABLE personnel.relative AS
SELECT h.id_card AS one, k.id_card AS other FROM finance.staff h JOIN finance.staff k USING (unit_no) WHERE h.place = 1 AND k.place = 4;
COMMENT ON TABLE personnel.relative IS 'Relatives in the same unit, as declared 亲属申报';

-- Claims of three years, each with an invoice of its own.
CREATE TABLE finance.bxd AS
SELECT i AS "流水号", 'BX' || i AS "单号", c.unit AS "单位", c.id_card AS "报销人", s.id_card AS "审批人", day AS "审批日期", amount AS "金额",
	NULL::text AS "发票代码", '25342' || lpad((i * 1299709)::text, 15, '0') AS "发票号码", NULL::numeric(14,2) AS "票面金额", '已支付' AS "状态"
FROM (
	SELECT i, 1 + county.draw(i, 'claims', (SELECT count(*)::int FROM finance.claimant)) AS claimant_no, date '2022-01-04' + county.draw(i, 'claimed', 1080) AS day,
		(50 + county.draw(i, 'claim', 480000) / 100.0)::numeric(14,2) AS amount
	FROM county.scale, LATERAL generate_series(1, greatest(3000, payments / 10)) AS i
) x
JOIN finance.claimant c USING (claimant_no)
JOIN finance.staff s ON s.unit_no = c.unit_no AND s.place = CASE WHEN amount <= 2000 THEN 2 ELSE 1 END;

-- PAY-04: the second claimant is place 5 of a unit; the first is of the unit before.
-- PAY-19: the approver is the subject.
INSERT INTO finance.bxd
SELECT 3000000000 + u.unit_no * 100 + b.leg, 'BXP' || u.unit_no * 100 + b.claim, p.unit, p.id_card, a.id_card, b.day, b.amount, NULL,
	'26342' || lpad((u.unit_no * 100 + b.invoice)::text, 15, '0'), b.face, b.state
FROM finance.unit u
JOIN (VALUES
		-- remainder, leg, claim, person's place, of this unit, approver's place, day, amount, invoice, face, state
		(1, 1, 1, 6, 1, 2, date '2024-02-10', 680.00, 1, NULL::numeric, '已支付'), (1, 2, 2, 5, 0, 2, '2024-05-10', 680, 1, NULL, '已支付'),
		(2, 3, 3, 5, 0, 2, '2024-02-10', 900, 2, 1000, '已支付'), (2, 4, 4, 5, 0, 2, '2024-06-10', 900, 2, 1000, '已支付'),
		(3, 5, 5, 6, 1, 2, '2024-02-10', 700, 3, NULL, '退回'), (3, 6, 6, 5, 0, 2, '2024-05-10', 700, 3, NULL, '已支付'),
		(4, 7, 7, 6, 1, 2, '2024-02-10', 400, 4, 1000, '已支付'), (4, 8, 8, 5, 0, 2, '2024-05-10', 600, 4, 1000, '已支付'),
		(5, 9, 9, 5, 0, 2, '2024-02-10', 300, 5, NULL, '已支付'), (5, 10, 9, 5, 0, 2, '2024-02-10', 300, 5, NULL, '已支付'),
		(1, 11, 11, 1, 0, 1, '2024-03-03', 460, 11, NULL, '已支付'),
		(2, 12, 12, 6, 0, 2, '2024-03-03', 8000, 12, NULL, '已支付'),
		(3, 13, 13, 6, 0, 3, '2024-03-03', 900, 13, NULL, '已支付'),
		(4, 14, 14, 4, 0, 1, '2024-03-03', 900, 14, NULL, '已支付'),
		(5, 15, 15, 6, 0, 3, '2024-05-13', 2800, 15, NULL, '已支付'),
		(6, 16, 16, 6, 0, 1, '2024-03-03', 12000, 16, NULL, '已支付'),
		(7, 17, 17, 6, 0, 2, '2024-03-03', 9000, 17, NULL, '退回'))
	b(remainder, leg, claim, place, before, approver, day, amount, invoice, face, state) ON u.unit_no % 10 = b.remainder
JOIN finance.staff p ON p.place = b.place AND p.unit_no = u.unit_no + b.before
JOIN finance.staff a ON a.place = b.approver AND a.unit_no = u.unit_no;
INSERT INTO county_truth.planted
SELECT 'PAY-04', s.id_card, n <= 2, n <= 2, (ARRAY['two_people', 'same_person', 'returned', 'quota', 'two_lines'])[n],
	(ARRAY['two people of two units', 'the same person twice, beyond the face amount', 'the other claim was returned', 'shared by quota', 'two lines of one claim'])[n],
	(ARRAY['两单位两人报销', '同一人两次报销超过票面', '另一单已退回', '按比例分摊', '同一单两行'])[n]
FROM finance.staff s CROSS JOIN LATERAL (SELECT s.unit_no % 10) x(n) WHERE place = 5 AND n BETWEEN 1 AND 5
UNION ALL
SELECT 'PAY-19', s.id_card, n <= 4, n <= 4, (ARRAY['own', 'above', 'former', 'kin', 'delegated', 'raised', 'returned'])[n],
	(ARRAY['own claim', 'above his authority', 'authority ended years before', 'claim of kin', 'delegated in writing', 'within the authority of the day', 'returned'])[n],
	(ARRAY['本人报销', '超越权限', '权限早已终止', '亲属报销', '有书面授权', '当日权限之内', '已退回'])[n]
FROM finance.staff s CROSS JOIN LATERAL (SELECT s.unit_no % 10) x(n)
WHERE place = (ARRAY[1, 2, 3, 1, 3, 1, 2])[n];
-- Dirt.
UPDATE finance.bxd SET "报销人" = lower("报销人") WHERE "流水号" % 97 = 5;
UPDATE finance.bxd SET "发票号码" = NULL WHERE "流水号" % 503 = 7 AND "流水号" < 3000000000;
UPDATE finance.bxd SET "审批人" = NULL WHERE "流水号" % 1511 = 8 AND "流水号" < 3000000000;
UPDATE finance.bxd SET "审批日期" = NULL WHERE "流水号" % 1601 = 9 AND "流水号" < 3000000000;
COMMENT ON TABLE finance.bxd IS 'Expense claims 报销单';
ANALYZE finance.bxd;

-- PAY-18: a trip every quarter in the first weeks of the month, 180 yuan a day, 300 a night;
-- presence at home is recorded in the last weeks.
CREATE TABLE finance.trip AS
SELECT s.staff_no * 20 + k AS id, 'CL' || s.staff_no * 20 + k AS claim, s.id_card AS traveller, (ARRAY['省城', '邻市', '海州'])[1 + county.draw(s.staff_no * 20 + k, 'city', 3)] AS city,
	d.first_day, d.first_day + n.days - 1 AS last_day, 180.00 * n.days AS allowance, 300.00 * (n.days - 1) AS lodging
FROM finance.staff s
CROSS JOIN generate_series(0, 9) k
CROSS JOIN LATERAL (SELECT make_date(2022 + k * 3 / 12, 1 + k * 3 % 12, 1) + county.draw(s.staff_no * 20 + k, 'leaves', 13) AS first_day) d
CROSS JOIN LATERAL (SELECT 2 + county.draw(s.staff_no * 20 + k, 'away', 4) AS days) n;
CREATE TABLE personnel.attendance AS
SELECT row_number() OVER (ORDER BY staff_no, m) AS id, id_card, make_date(2023 + (m / 12), 1 + m % 12, 21) + county.draw(staff_no * 100 + m, 'there', 7) AS day
FROM finance.staff CROSS JOIN generate_series(10, 23) m
WHERE NOT (place = 9 AND unit_no % 6 IN (4, 5) AND m >= 11);
INSERT INTO finance.trip
SELECT 90000000 + s.staff_no * 20 + b.leg, 'CLP' || s.staff_no * 20 + b.claim, s.id_card, '省城', b.first_day, b.last_day, b.allowance, b.lodging
FROM finance.staff s
JOIN (VALUES
		(1, 1, 1, date '2024-11-03', date '2024-11-08', 1080.00, 1500.00), (1, 2, 2, '2024-11-05', '2024-11-11', 1260, 1500),
		(2, 3, 3, '2024-11-03', '2024-11-08', 1080, 1500),
		(3, 4, 4, '2024-11-03', '2024-11-08', 1500, 1500),
		(4, 5, 5, '2024-11-03', '2024-11-08', 1080, 2500),
		(5, 6, 6, '2024-11-03', '2024-11-06', 720, 900), (5, 7, 7, '2024-11-06', '2024-11-08', 540, 600), (5, 8, 8, '2024-11-11', '2024-11-15', 900, 900), (5, 9, 8, '2024-11-12', '2024-11-14', 0, 0),
		(0, 10, 10, '2024-11-03', '2024-11-08', 1080, 1500))
	b(remainder, leg, claim, first_day, last_day, allowance, lodging) ON s.unit_no % 6 = b.remainder
WHERE s.place = 5;
INSERT INTO personnel.attendance
SELECT 90000000 + staff_no, id_card, CASE unit_no % 6 WHEN 2 THEN date '2024-11-05' ELSE '2024-11-03' END FROM finance.staff WHERE place = 5 AND unit_no % 6 IN (0, 2);
INSERT INTO county_truth.planted
SELECT 'PAY-18', id_card, n BETWEEN 1 AND 4, n BETWEEN 1 AND 4, (ARRAY['departure_day', 'two_trips', 'at_home', 'allowance', 'lodging', 'travel_days'])[n + 1],
	(ARRAY['at home on the day of departure', 'two trips at once', 'at home during a trip', 'allowance above the norm', 'lodging above the limit', 'trips that touch; rows of one claim'])[n + 1],
	(ARRAY['出发当日在岗', '两次行程重叠', '出差期间在岗', '补助超标', '住宿超标', '行程首尾相接、同单多行'])[n + 1]
FROM finance.staff CROSS JOIN LATERAL (SELECT unit_no % 6) x(n) WHERE place = 5;
INSERT INTO finance.trip VALUES (99000001, 'CLX1', NULL, '省城', '2024-05-01', '2024-05-02', 360, 300), (99000002, 'CLX2', 'W-0001', '省城', NULL, NULL, 360, 300);
CREATE TABLE finance.lodging_limit AS
SELECT city, date '2022-01-01' AS first_day, NULL::date AS last_day, up_to FROM (VALUES ('省城', 350.00), ('邻市', 330), ('海州', 380)) c(city, up_to);
CREATE TABLE finance.meeting AS
SELECT unit_no AS id, unit, CASE WHEN unit_no % 10 = 2 THEN '1' ELSE '3' END AS class, date '2024-06-04' AS first_day, date '2024-06-05' AS last_day, 40 AS people,
	CASE unit_no % 10 WHEN 1 THEN 61000 WHEN 2 THEN 60000 ELSE 42000 END::numeric(14,2) AS amount
FROM finance.unit;
INSERT INTO finance.meeting VALUES (9000001, 'DW00001', '3', '2024-06-04', '2024-06-05', NULL, 5000);
INSERT INTO county_truth.planted
SELECT 'PAY-18', 'meeting ' || id, class = '3', class = '3', CASE class WHEN '3' THEN 'meeting_dear' ELSE 'meeting_first_class' END,
	CASE class WHEN '3' THEN 'above the quota of its class' ELSE 'the quota of the first class is higher' END, CASE class WHEN '3' THEN '超过三类会议定额' ELSE '一类会议定额较高' END
FROM finance.meeting WHERE amount >= 60000;
COMMENT ON TABLE finance.trip IS 'Trips claimed 差旅报销行程';
COMMENT ON TABLE personnel.attendance IS 'Days somebody was present, a sample 考勤抽样';
COMMENT ON TABLE finance.lodging_limit IS 'Lodging limits 住宿费限额';
COMMENT ON TABLE finance.meeting IS 'Meetings 会议';
ANALYZE finance.trip;
ANALYZE personnel.attendance;

-- PAY-21: salaries of 2024, a row a month.
CREATE TABLE personnel.salary AS
SELECT staff_no * 100 + m AS id, unit, id_card, make_date(2024, m, 1) AS first_day, (make_date(2024, m, 1) + interval '1 month')::date - 1 AS last_day,
	(4200 + county.draw(staff_no, 'salary', 380000) / 100.0)::numeric(14,2) AS amount
FROM finance.staff CROSS JOIN generate_series(1, 12) m;
-- Place 6: a second unit pays as well, for half a year (1), for a month (2), with a
-- post approved (3). Place 7: dead since March (2), in December (1), taken back (0).
-- Place 8: in prison (3). Place 9: never there (4), on leave (5).
INSERT INTO personnel.salary
SELECT 900000000 + staff_no * 100 + m, CASE WHEN unit_no > 1 THEN 'DW00001' ELSE 'DW00002' END, id_card,
	make_date(2024, m, 1), (make_date(2024, m, 1) + interval '1 month')::date - 1, 3900
FROM finance.staff CROSS JOIN generate_series(3, 8) m
WHERE place = 6 AND (unit_no % 6 IN (1, 3) OR unit_no % 6 = 2 AND m = 5);
INSERT INTO personnel.salary
SELECT 950000000 + id, unit, id_card, first_day, last_day, -amount
FROM personnel.salary WHERE first_day >= '2024-04-01' AND id_card IN (SELECT id_card FROM finance.staff WHERE place = 7 AND unit_no % 6 = 0);
CREATE TABLE personnel.death_notice AS
SELECT staff_no AS id, id_card, CASE unit_no % 6 WHEN 1 THEN date '2024-12-05' ELSE '2024-03-05' END AS died
FROM finance.staff WHERE place = 7 AND unit_no % 6 IN (0, 1, 2);
CREATE TABLE personnel.custody_notice AS
SELECT staff_no AS id, id_card, date '2024-02-10' AS first_day, date '2024-11-30' AS last_day FROM finance.staff WHERE place = 8 AND unit_no % 6 = 3;
CREATE TABLE personnel.second_post AS
SELECT id_card, date '2024-01-01' AS first_day, date '2024-12-31' AS last_day FROM finance.staff WHERE place = 6 AND unit_no % 6 = 3;
CREATE TABLE personnel.leave_granted AS
SELECT id_card, date '2023-12-01' AS first_day, date '2024-12-31' AS last_day FROM finance.staff WHERE place = 9 AND unit_no % 6 = 5;
INSERT INTO county_truth.planted
SELECT 'PAY-21', id_card, wrong, wrong, kind, what_en, what_zh
FROM finance.staff
JOIN (VALUES (6, 1, true, 'two_units', 'paid by two units for half a year', '半年两处领薪'), (6, 2, false, 'transfer', 'the month of a transfer', '调动当月'),
		(6, 3, false, 'second_post', 'a second post that was approved', '经批准的兼职'), (7, 2, true, 'dead', 'dead since March', '三月已死亡'),
		(7, 1, false, 'dead_in_month', 'died in the month', '当月死亡'), (7, 0, false, 'taken_back', 'taken back', '已退回'),
		(8, 3, true, 'prison', 'in prison', '服刑'), (9, 4, true, 'absent', 'never present', '长期不在岗'), (9, 5, false, 'leave', 'on leave', '经批准请假'))
	k(place, remainder, wrong, kind, what_en, what_zh) ON k.place = staff.place AND k.remainder = unit_no % 6;
INSERT INTO personnel.salary VALUES (990000001, 'DW00001', '34000019800101001', '2024-01-01', '2024-01-31', 4000), (990000002, 'DW00001', NULL, '2024-01-01', '2024-01-31', 4000);
UPDATE personnel.salary SET id_card = ' ' || id_card WHERE id % 307 = 4;
COMMENT ON TABLE personnel.salary IS 'Salaries paid 工资发放';
COMMENT ON TABLE personnel.death_notice IS 'Deaths the police told of 公安反馈的死亡名单';
COMMENT ON TABLE personnel.custody_notice IS 'Custody the court told of 法院反馈的羁押名单';
COMMENT ON TABLE personnel.second_post IS 'Second posts approved 经批准的兼职';
COMMENT ON TABLE personnel.leave_granted IS 'Leave granted 经批准的请假';
ANALYZE personnel.salary;

-- PAY-22: two allowances every other month; place 10 draws what it should not.
CREATE TABLE personnel.allowance_list (item text, post text, first_day date, last_day date, monthly numeric);
INSERT INTO personnel.allowance_list VALUES ('JT01', NULL, '2020-01-01', NULL, 600), ('JT02', '管理', '2020-01-01', NULL, 800), ('JT02', NULL, '2020-01-01', NULL, 500),
	('JT08', NULL, '2020-01-01', '2024-04-30', 300);
CREATE TABLE personnel.allowance AS
SELECT staff_no * 100 + m * 2 + j AS id, unit, id_card, 'JT0' || j AS item, CASE WHEN place <= 2 THEN '管理' ELSE '一般' END AS post, 'ZH' || unit AS account,
	make_date(2024, m, 1) AS first_day, (make_date(2024, m, 1) + interval '1 month')::date - 1 AS last_day,
	CASE j WHEN 1 THEN 600 WHEN 2 THEN CASE WHEN place <= 2 THEN 800 ELSE 500 END END::numeric(14,2) AS amount
FROM finance.staff CROSS JOIN generate_series(1, 12, 2) m CROSS JOIN generate_series(1, 2) j
WHERE NOT (place = 10 AND unit_no % 6 = 0 AND j = 2);
INSERT INTO personnel.allowance
SELECT 900000000 + staff_no * 100 + b.leg, unit, id_card, b.item, '一般', CASE WHEN b.second THEN 'ZH-B' || unit ELSE 'ZH' || unit END, b.first_day, b.last_day, b.amount
FROM finance.staff s
JOIN (VALUES (1, 1, 'JT99', false, date '2024-02-01', date '2024-02-29', 400.00), (2, 2, 'JT01', false, '2024-02-01', '2024-02-29', 1500),
		(3, 3, 'JT01', true, '2024-03-01', '2024-03-31', 600), (4, 4, 'JT01', false, '2024-08-01', '2024-08-31', 600), (4, 5, 'JT02', false, '2024-02-01', '2024-02-29', -500),
		(4, 6, 'JT02', false, '2024-02-01', '2024-02-29', 500), (5, 7, 'JT08', false, '2024-03-01', '2024-04-30', 600),
		(0, 8, 'JT02', false, '2024-06-01', '2024-06-30', 250), (0, 9, 'JT02', true, '2024-06-01', '2024-06-30', 250))
	b(remainder, leg, item, second, first_day, last_day, amount) ON s.unit_no % 6 = b.remainder
WHERE s.place = 10;
INSERT INTO county_truth.planted
SELECT 'PAY-22', id_card, n BETWEEN 1 AND 3, n BETWEEN 1 AND 3, (ARRAY['shared', 'not_listed', 'above', 'two_accounts', 'taken_back', 'back_pay'])[n + 1],
	(ARRAY['two accounts share it', 'not on the list', 'above the limit', 'from two accounts', 'taken back and paid again', 'two months, of an item that ended since'])[n + 1],
	(ARRAY['两账户分担', '不在清单', '超过标准', '两账户重复', '退回后重发', '补发两个月,项目其后取消'])[n + 1]
FROM finance.staff CROSS JOIN LATERAL (SELECT unit_no % 6) x(n) WHERE place = 10;
INSERT INTO personnel.allowance VALUES (990000001, 'DW00001', 'W-0001', NULL, NULL, 'ZH1', '2024-01-01', '2024-01-31', 100), (990000002, 'DW00001', NULL, 'JT01', NULL, 'ZH1', '2024-01-01', '2024-01-31', 100);
COMMENT ON TABLE personnel.allowance_list IS 'Allowances approved 批准的津补贴清单';
COMMENT ON TABLE personnel.allowance IS 'Allowances paid 津补贴发放';
ANALYZE personnel.allowance;
