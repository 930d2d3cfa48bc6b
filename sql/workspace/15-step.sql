-- The states of a finding and the steps between them.  Users may change time
-- limits, roles and labels, and add or remove steps.

CREATE TABLE state (
	code text PRIMARY KEY,
	rank integer NOT NULL UNIQUE,
	open boolean NOT NULL,
	outcome text CHECK (outcome IN ('confirmed', 'refuted')),
	label_en text NOT NULL,
	label_zh text NOT NULL
);
COMMENT ON TABLE state IS 'States of a finding 线索状态';
COMMENT ON COLUMN state.code IS 'Code 代码';
COMMENT ON COLUMN state.rank IS 'Order along the loop 闭环次序';
COMMENT ON COLUMN state.open IS 'Whether somebody has something to do 是否未办结';
COMMENT ON COLUMN state.outcome IS 'Outcome a finding in this state has, null while unknown or whichever it was 该状态下的核实结论';
COMMENT ON COLUMN state.label_en IS 'Label, English 标签(英文)';
COMMENT ON COLUMN state.label_zh IS 'Label, Chinese 标签(中文)';
INSERT INTO state VALUES
	('warned', 1, true, NULL, 'Warned', '预警'),
	('assigned', 2, true, NULL, 'Assigned', '已交办'),
	('verifying', 3, true, NULL, 'Being verified', '核实中'),
	('returned', 4, true, NULL, 'Returned', '已退回'),
	('confirmed', 5, true, 'confirmed', 'Confirmed', '属实'),
	('refuted', 6, true, 'refuted', 'Refuted', '不属实'),
	('rectifying', 7, true, 'confirmed', 'Being rectified', '整改中'),
	('rectified', 8, true, 'confirmed', 'Rectified', '已整改'),
	('institutionalised', 9, true, 'confirmed', 'Rule or system changed', '已建章立制'),
	('closed', 10, false, NULL, 'Closed', '已办结'),
	('reopened', 11, true, NULL, 'Reopened', '重新启动');

CREATE TABLE step (
	from_state text REFERENCES state,
	to_state text REFERENCES state,
	verb text NOT NULL CHECK (verb IN
		('assign', 'verify', 'give_back', 'rectify', 'institute', 'close', 'reopen')),
	role text NOT NULL CHECK (role IN ('administrator', 'analyst', 'reviewer')),
	working_days integer CHECK (working_days >= 0),
	four_eyes boolean NOT NULL DEFAULT false,
	PRIMARY KEY (from_state, to_state),
	CHECK (from_state <> to_state)
);
COMMENT ON TABLE step IS 'Steps a finding may take 线索允许的流转步骤';
COMMENT ON COLUMN step.from_state IS 'State before 起始状态';
COMMENT ON COLUMN step.to_state IS 'State after 目标状态';
COMMENT ON COLUMN step.verb IS 'Function that takes the step 执行该步骤的函数';
COMMENT ON COLUMN step.role IS 'Role that may take it 可执行的角色';
COMMENT ON COLUMN step.working_days IS 'Working days a finding may wait for it, null without limit 办理时限(工作日)';
COMMENT ON COLUMN step.four_eyes IS 'Neither the model''s author nor whoever took the step before may take it 须由模型作者和上一步经办人以外的人办理';
INSERT INTO step VALUES
	('warned', 'assigned', 'assign', 'reviewer', 2, false),
	('assigned', 'verifying', 'verify', 'reviewer', 3, false),
	('assigned', 'returned', 'give_back', 'reviewer', NULL, false),
	('verifying', 'returned', 'give_back', 'reviewer', NULL, false),
	('returned', 'assigned', 'assign', 'reviewer', 2, false),
	('verifying', 'confirmed', 'verify', 'reviewer', 15, false),
	('verifying', 'refuted', 'verify', 'reviewer', 15, false),
	('confirmed', 'rectifying', 'rectify', 'reviewer', 5, false),
	('rectifying', 'rectified', 'rectify', 'reviewer', 30, false),
	('rectified', 'institutionalised', 'institute', 'reviewer', 30, false),
	('institutionalised', 'closed', 'close', 'reviewer', 10, true),
	('refuted', 'closed', 'close', 'reviewer', 10, true),
	('refuted', 'reopened', 'reopen', 'reviewer', NULL, false),
	('closed', 'reopened', 'reopen', 'reviewer', NULL, false),
	('reopened', 'assigned', 'assign', 'reviewer', 2, false);

CREATE TABLE calendar_day (
	day date PRIMARY KEY CHECK (isfinite(day)),
	is_working boolean NOT NULL,
	note text
);
COMMENT ON TABLE calendar_day IS 'Days on which this office differs from the official calendar 与法定日历不同的日子';
COMMENT ON COLUMN calendar_day.day IS 'Day 日期';
COMMENT ON COLUMN calendar_day.is_working IS 'Whether it is worked 是否工作';
COMMENT ON COLUMN calendar_day.note IS 'Why 说明';
