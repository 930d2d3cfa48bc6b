-- What the office is, whom it oversees, and the lists that words come from.
-- Users may add rows to every table here.

CREATE TABLE setting (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	state_version text NOT NULL,
	role_prefix name,
	timezone text NOT NULL DEFAULT current_setting('TimeZone'),
	office_en text NOT NULL DEFAULT 'Supervision Office',
	office_zh text NOT NULL DEFAULT '监督办公室',
	trail_hash text NOT NULL DEFAULT 'sha256' CHECK (trail_hash IN ('sha256', 'sm3'))
);
COMMENT ON TABLE setting IS 'Settings of this workspace, one row 本工作区的设置,仅一行';
COMMENT ON COLUMN setting.only_row IS 'Always true: there is one row 恒为真,仅一行';
COMMENT ON COLUMN setting.state_version IS 'Version whose tables these are 表结构所属版本';
COMMENT ON COLUMN setting.role_prefix IS 'Prefix of this workspace''s roles, null until create_roles 本工作区角色名前缀';
COMMENT ON COLUMN setting.timezone IS 'Time zone in which moments become days 时刻换算为日期所用时区';
COMMENT ON COLUMN setting.office_en IS 'Name of the office in letters, English 函件署名(英文)';
COMMENT ON COLUMN setting.office_zh IS 'Name of the office in letters, Chinese 函件署名(中文)';
COMMENT ON COLUMN setting.trail_hash IS 'Hash of new events: sha256, or sm3 (needs pgcrypto) 新事件的哈希算法';
INSERT INTO setting (state_version) VALUES (supervise.version());

CREATE TABLE department (
	code text PRIMARY KEY CHECK (code <> ''),
	name_en text NOT NULL,
	name_zh text NOT NULL,
	parent text REFERENCES department
);
COMMENT ON TABLE department IS 'Departments findings are assigned to 线索交办的部门';
COMMENT ON COLUMN department.code IS 'Code, as queries return it 部门代码,与查询返回一致';
COMMENT ON COLUMN department.name_en IS 'Name, English 名称(英文)';
COMMENT ON COLUMN department.name_zh IS 'Name, Chinese 名称(中文)';
COMMENT ON COLUMN department.parent IS 'Department above 上级部门';

CREATE TABLE region (
	code text PRIMARY KEY CHECK (code <> ''),
	name_en text NOT NULL,
	name_zh text NOT NULL,
	parent text REFERENCES region
);
COMMENT ON TABLE region IS 'Administrative regions 行政区划';
COMMENT ON COLUMN region.code IS 'Code, as queries return it 区划代码,与查询返回一致';
COMMENT ON COLUMN region.name_en IS 'Name, English 名称(英文)';
COMMENT ON COLUMN region.name_zh IS 'Name, Chinese 名称(中文)';
COMMENT ON COLUMN region.parent IS 'Region above 上级区划';

CREATE TABLE severity (
	code text PRIMARY KEY,
	rank integer NOT NULL UNIQUE,
	label_en text NOT NULL,
	label_zh text NOT NULL
);
COMMENT ON TABLE severity IS 'How grave what a model finds is 问题严重程度';
COMMENT ON COLUMN severity.code IS 'Code 代码';
COMMENT ON COLUMN severity.rank IS 'Order, the gravest highest 次序,越大越严重';
COMMENT ON COLUMN severity.label_en IS 'Label, English 标签(英文)';
COMMENT ON COLUMN severity.label_zh IS 'Label, Chinese 标签(中文)';
INSERT INTO severity VALUES
	('low', 1, 'Low', '较低'),
	('medium', 2, 'Medium', '一般'),
	('high', 3, 'High', '较高'),
	('critical', 4, 'Critical', '重大');

CREATE TABLE cause (
	code text PRIMARY KEY,
	outcome text NOT NULL CHECK (outcome IN ('confirmed', 'refuted')),
	label_en text NOT NULL,
	label_zh text NOT NULL
);
COMMENT ON TABLE cause IS 'Why a finding was true or not 核实结论的原因';
COMMENT ON COLUMN cause.code IS 'Code 代码';
COMMENT ON COLUMN cause.outcome IS 'Outcome it explains: confirmed or refuted 对应的核实结论';
COMMENT ON COLUMN cause.label_en IS 'Label, English 标签(英文)';
COMMENT ON COLUMN cause.label_zh IS 'Label, Chinese 标签(中文)';
INSERT INTO cause VALUES
	('late_report', 'confirmed', 'A change was reported late', '情况变化未及时申报'),
	('concealment', 'confirmed', 'Facts were concealed or forged', '隐瞒或伪造事实'),
	('collusion', 'confirmed', 'Collusion with staff', '内外勾结'),
	('careless_check', 'confirmed', 'The check was not made with care', '审核把关不严'),
	('rule_gap', 'confirmed', 'A gap in the rules', '制度漏洞'),
	('system_gap', 'confirmed', 'Systems do not share data', '系统未互通'),
	('permitted', 'refuted', 'The rules permit it', '符合政策规定'),
	('source_error', 'refuted', 'An error in the source data', '源数据错误'),
	('other_person', 'refuted', 'Another person or firm of the same name or number', '主体混同'),
	('already_settled', 'refuted', 'Settled before it was found', '此前已处理'),
	('model_error', 'refuted', 'The model is wrong', '模型有误');
