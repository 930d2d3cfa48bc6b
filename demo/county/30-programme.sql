-- What is paid, by whom, and what may not be paid together.

CREATE TABLE county.department (
	dept text PRIMARY KEY,
	name_zh text NOT NULL,
	name_en text NOT NULL
);
COMMENT ON TABLE county.department IS 'Departments that pay; each has a schema of this name 发放部门';
INSERT INTO county.department VALUES
	('civil_affairs', '民政局', 'Civil Affairs'),
	('human_resources', '人社局', 'Human Resources'),
	('agriculture', '农业农村局', 'Agriculture'),
	('health', '卫健局', 'Health'),
	('education', '教育局', 'Education');

CREATE TABLE county.programme (
	programme text PRIMARY KEY,
	dept text NOT NULL REFERENCES county.department,
	name_zh text NOT NULL,
	name_en text NOT NULL,
	cycle text NOT NULL CHECK (cycle IN ('month', 'quarter', 'term', 'year', 'day')),
	least_amount numeric(12,2) NOT NULL,
	step numeric(12,2) NOT NULL,
	steps int NOT NULL
);
COMMENT ON TABLE county.programme IS 'Programmes: who pays what, how often 补助项目';
INSERT INTO county.programme VALUES
	('CA01', 'civil_affairs', '最低生活保障', 'Subsistence allowance', 'month', 280, 10, 28),
	('CA02', 'civil_affairs', '特困人员供养', 'Support of the destitute', 'month', 820, 40, 5),
	('CA03', 'civil_affairs', '重度残疾人护理补贴', 'Nursing, disabled', 'month', 80, 20, 3),
	('CA04', 'civil_affairs', '高龄津贴', 'Old-age allowance', 'month', 50, 50, 3),
	('CA05', 'civil_affairs', '临时救助', 'Emergency relief', 'day', 500, 250, 12),
	('HR01', 'human_resources', '城乡居民养老金', 'Residents'' pension', 'quarter', 360, 7.5, 40),
	('HR02', 'human_resources', '公益性岗位补贴', 'Public post (town)', 'month', 1650, 50, 4),
	('HR03', 'human_resources', '失业保险金', 'Unemployment benefit', 'month', 1320, 60, 3),
	('HR04', 'human_resources', '工伤生活护理费', 'Nursing, injured', 'month', 1450, 480, 3),
	('HR05', 'human_resources', '技工院校助学金', 'Grant, technician school', 'term', 1000, 0, 1),
	('AG01', 'agriculture', '耕地地力保护补贴', 'Farmland subsidy', 'year', 86.4, 28.8, 24),
	('AG02', 'agriculture', '乡村公益岗位', 'Public post (village)', 'month', 600, 50, 5),
	('AG03', 'agriculture', '农机购置补贴', 'Farm machinery subsidy', 'day', 800, 350, 30),
	('HE01', 'health', '失能老人护理补贴', 'Nursing, frail elderly', 'month', 200, 100, 3),
	('HE02', 'health', '计划生育奖励扶助', 'Family planning reward', 'year', 1920, 0, 1),
	('ED01', 'education', '中职国家助学金', 'Grant, vocational school', 'term', 1000, 0, 1),
	('ED02', 'education', '义务教育生活补助', 'Boarding pupils'' allowance', 'term', 500, 125, 2);

-- Everything else may be drawn together: topping up is what many are for.
CREATE TABLE county.exclusion (
	source_a text NOT NULL REFERENCES county.programme,
	source_b text NOT NULL REFERENCES county.programme,
	rule_zh text NOT NULL,
	rule_en text NOT NULL,
	PRIMARY KEY (source_a, source_b)
);
COMMENT ON TABLE county.exclusion IS 'Programmes that exclude each other for the same days 互斥项目';
INSERT INTO county.exclusion VALUES
	('CA01', 'CA02', '特困供养与低保不得同时享受', 'The destitute are supported in full, not topped up'),
	('CA02', 'CA03', '特困供养已含照料护理', 'Support of the destitute includes nursing'),
	('CA03', 'HR04', '同类护理待遇择高享受其一', 'One nursing benefit: the higher'),
	('CA03', 'HE01', '同类护理待遇择高享受其一', 'One nursing benefit: the higher'),
	('HE01', 'HR04', '同类护理待遇择高享受其一', 'One nursing benefit: the higher'),
	('AG02', 'HR02', '公益性岗位一人一岗', 'One public post for one person'),
	('HR02', 'HR03', '在岗期间不得领取失业保险金', 'Nobody in a post is unemployed'),
	('AG02', 'HR03', '在岗期间不得领取失业保险金', 'Nobody in a post is unemployed'),
	('ED01', 'HR05', '双重学籍只能享受一份助学金', 'One student, one school, one grant');
