-- The collected ledger that the subsidies pack reads, and the rules it judges by.

-- One row for each payment, ids as written: the five departments' ledgers without the
-- batch that was uploaded twice, the one kept by hand, what other counties paid, and
-- what was recovered as rows below zero. A table, as a data office loads it overnight.
CREATE TABLE county.benefit AS
SELECT id_card, pay_id, dept, dept AS payer, programme, period, amount, paid_on
FROM county.payment p
WHERE NOT EXISTS (SELECT FROM county.upload u WHERE u.repeats IS NOT NULL AND u.batch = p.batch);
INSERT INTO county.benefit
SELECT id_card, line, 'human_resources', 'human_resources', item, daterange(month, (month + interval '1 month')::date), amount, month + 24
FROM human_resources.manual_ledger
UNION ALL
SELECT id_card, line, 'human_resources', county, item, daterange(first_day, last_day, '[]'), amount, last_day
FROM province.paid_elsewhere
UNION ALL
-- Recovered from the accounts of the deceased.
SELECT b.id_card, 'RC' || b.pay_id, b.dept, b.payer, b.programme, b.period, -b.amount, date '2024-12-20'
FROM county.benefit b
JOIN county_truth.subsidy_case c USING (id_card)
JOIN public_security.death d USING (id_card)
WHERE c.kind = 'death_recovered' AND lower(b.period) > d.died_on;
COMMENT ON TABLE county.benefit IS 'All benefits paid, one row each, ids as written: the ledger the models read 全县惠民资金发放归集台账';
COMMENT ON COLUMN county.benefit.payer IS 'the department that paid, or another county 发放单位（含外县）';
ANALYZE county.benefit;

-- Deaths from both registers.
CREATE VIEW county.death AS
SELECT id_card, died_on, death_no AS record FROM public_security.death
UNION ALL
SELECT sfzh, swrq, djh FROM civil_affairs.hhdj;
COMMENT ON VIEW county.death IS 'Deaths, from both registers 死亡信息汇总';

-- Which status bars which item, since when.
CREATE TABLE county.item_rule (
	item text NOT NULL,
	status text NOT NULL,
	valid daterange NOT NULL DEFAULT '[2015-01-01,)',
	notice_days int,
	clause_zh text NOT NULL,
	PRIMARY KEY (item, status)
);
COMMENT ON TABLE county.item_rule IS 'Statuses that bar an item, and the days of notice before it stops 项目停发与限制规则';
INSERT INTO county.item_rule (item, status, notice_days, clause_zh) VALUES
	('CA01', '服刑', NULL, '服刑人员不属低保对象'), ('CA02', '服刑', NULL, '服刑期间终止特困供养'),
	('CA03', '服刑', NULL, '服刑期间停发护理补贴'), ('HR01', '服刑', NULL, '服刑期间停发养老金'),
	('HR02', '服刑', NULL, '公益性岗位须在岗'), ('AG02', '服刑', NULL, '公益岗位须在岗'), ('HR03', '服刑', NULL, '服刑停领失业金'),
	('CA01', '刑事拘留', NULL, '羁押期间不属低保对象'), ('HR02', '刑事拘留', NULL, '公益性岗位须在岗'),
	('CA01', '强制隔离戒毒', NULL, '强制隔离戒毒期间停发'),
	('CA01', '公务员', NULL, '财政供养人员不得享受低保'), ('CA01', '事业编', NULL, '财政供养人员不得享受低保'),
	('HR02', '公务员', NULL, '公益性岗位限就业困难人员'), ('HR02', '事业编', NULL, '公益性岗位限就业困难人员'),
	('AG02', '公务员', NULL, '公益岗位限就业困难人员'), ('AG02', '事业编', NULL, '公益岗位限就业困难人员'),
	('HR03', '职工', NULL, '重新就业的停领失业保险金'),
	('CA03', '残疾证注销', 60, '残疾证失效的次月停发'),
	('ED01', '退学', 60, '退学的停发助学金'),
	('CA01', '收入超标', 365, '收入超标的给予十二个月渐退期');

CREATE TABLE county.survivor_item (item text PRIMARY KEY);
COMMENT ON TABLE county.survivor_item IS 'Items due to the family after a death 死亡后仍应发放的项目';
INSERT INTO county.survivor_item VALUES ('HR07');

-- Programmes that are one entitlement, whoever pays.
CREATE TABLE county.item_class (item text PRIMARY KEY, class text NOT NULL);
COMMENT ON TABLE county.item_class IS 'Programmes of one entitlement 同类待遇';
INSERT INTO county.item_class VALUES
	('CA03', '护理'), ('HE01', '护理'), ('HR04', '护理'), ('AG02', '公益岗'), ('HR02', '公益岗'),
	('ED01', '助学金'), ('HR05', '助学金'), ('CA01', '低保'), ('HR01', '居民养老金');

CREATE TABLE county.household_item (item text PRIMARY KEY);
COMMENT ON TABLE county.household_item IS 'Items due once to a household 按户发放的项目';
INSERT INTO county.household_item VALUES ('AG01');

-- Ages in months, on the last day of the time paid for.
CREATE TABLE county.age_rule (
	item text NOT NULL,
	least_months int,
	most_months int,
	clause_zh text NOT NULL
);
COMMENT ON TABLE county.age_rule IS 'Ages at which an item is due, in months 项目年龄条件（月）';
INSERT INTO county.age_rule VALUES
	('HR06', 720, NULL, '年满六十周岁的当月起'), ('HE02', 720, NULL, '年满六十周岁的当年起'),
	('HR02', 192, 720, '法定劳动年龄内'), ('HR03', 192, 720, '法定劳动年龄内');

-- Who is due what, by the registers: severe disability gives CA03.
CREATE VIEW county.entitlement AS
SELECT id_card, 'CA03' AS item, certificate AS record, town_no AS region,
	CASE WHEN expires_on >= issued_on OR expires_on IS NULL THEN daterange(issued_on, expires_on, '[]') END AS valid
FROM civil_affairs.disability_certificate;
COMMENT ON VIEW county.entitlement IS 'Entitlements that registers show 登记显示的应享资格';

CREATE VIEW one_card.collective_account AS
SELECT account FROM one_card.account WHERE institution;
COMMENT ON VIEW one_card.collective_account IS 'Accounts approved to receive for others 经批准的集体账户';
