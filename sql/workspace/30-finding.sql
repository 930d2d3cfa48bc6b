-- Findings, their evidence, and exemptions.

CREATE TABLE exemption (
	exemption_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	subject text NOT NULL,
	model text REFERENCES model,
	reason text NOT NULL CHECK (reason <> ''),
	granted_by name NOT NULL,
	granted_at timestamptz NOT NULL DEFAULT now(),
	expires_on date NOT NULL CHECK (isfinite(expires_on)),
	ended_at timestamptz,
	department text,
	region text
);
CREATE INDEX exemption_subject ON exemption (subject);
COMMENT ON TABLE exemption IS 'Subjects whose findings need no work until a day 豁免,须有理由和期限';
COMMENT ON COLUMN exemption.exemption_id IS 'Number 豁免编号';
COMMENT ON COLUMN exemption.subject IS 'Subject 对象';
COMMENT ON COLUMN exemption.model IS 'Model, null for all 模型,空为全部';
COMMENT ON COLUMN exemption.reason IS 'Why 豁免理由';
COMMENT ON COLUMN exemption.granted_by IS 'Who granted it 批准人';
COMMENT ON COLUMN exemption.granted_at IS 'When 批准时间';
COMMENT ON COLUMN exemption.expires_on IS 'Last day it holds 截止日(含)';
COMMENT ON COLUMN exemption.ended_at IS 'When it was taken back early 提前终止时间';
COMMENT ON COLUMN exemption.department IS 'Department of the finding it was granted on 部门';
COMMENT ON COLUMN exemption.region IS 'Region of the finding it was granted on 区划';

-- The nightly touch of last_seen rewrites every row of a model. With room for all of them
-- once more on each page the new versions stay there (HOT), and no index is written.
CREATE TABLE finding (
	finding_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	model text NOT NULL REFERENCES model,
	fingerprint bytea NOT NULL UNIQUE CHECK (octet_length(fingerprint) = 32),
	subject text NOT NULL,
	pseudonym text NOT NULL,
	valid_from date,
	valid_to date,
	amount numeric,
	score numeric,
	department text,
	region text,
	reason text,
	severity text NOT NULL REFERENCES severity,
	state text NOT NULL DEFAULT 'warned' REFERENCES state,
	state_since timestamptz NOT NULL,
	first_version integer NOT NULL,
	last_version integer NOT NULL,
	first_run bigint NOT NULL,
	last_run bigint NOT NULL,
	first_seen timestamptz NOT NULL,
	last_seen timestamptz NOT NULL,
	lapsed_at timestamptz,
	returned_at timestamptz,
	assignee text,
	outcome text CHECK (outcome IN ('confirmed', 'refuted')),
	cause text REFERENCES cause,
	verified_at timestamptz,
	verified_by name,
	amount_confirmed numeric,
	amount_recovered numeric,
	measures text,
	document text,
	closed_at timestamptz,
	incident_id bigint NOT NULL,
	recurrence_of bigint REFERENCES finding
) WITH (fillfactor = 45);
CREATE INDEX finding_model_state ON finding (model, state);
CREATE INDEX finding_subject ON finding (subject);
CREATE INDEX finding_incident ON finding (incident_id);
COMMENT ON TABLE finding IS 'What models found, one row a fact 问题线索,一事一行';
COMMENT ON COLUMN finding.finding_id IS 'Number 线索编号';
COMMENT ON COLUMN finding.model IS 'Model that found it 模型';
COMMENT ON COLUMN finding.fingerprint IS 'SHA-256 of model, subject and evidence 指纹:模型、对象、证据的 SHA-256';
COMMENT ON COLUMN finding.subject IS 'Whom or what it concerns 对象';
COMMENT ON COLUMN finding.pseudonym IS 'Pseudonym of the subject 对象的假名';
COMMENT ON COLUMN finding.valid_from IS 'First day of the fact 事实起始日';
COMMENT ON COLUMN finding.valid_to IS 'Last day of the fact 事实截止日(含)';
COMMENT ON COLUMN finding.amount IS 'Amount found 涉及金额';
COMMENT ON COLUMN finding.score IS 'Score 得分';
COMMENT ON COLUMN finding.department IS 'Department responsible 责任部门';
COMMENT ON COLUMN finding.region IS 'Region 区划';
COMMENT ON COLUMN finding.reason IS 'Reason the query gave 查询给出的原因';
COMMENT ON COLUMN finding.severity IS 'How grave it is 严重程度';
COMMENT ON COLUMN finding.state IS 'State in the loop 闭环状态';
COMMENT ON COLUMN finding.state_since IS 'When it came into that state 进入该状态的时间';
COMMENT ON COLUMN finding.first_version IS 'Version that found it first 首次发现的版本';
COMMENT ON COLUMN finding.last_version IS 'Version that found it last 最近发现的版本';
COMMENT ON COLUMN finding.first_run IS 'Run that found it first 首次发现的运行';
COMMENT ON COLUMN finding.last_run IS 'Run that found it last 最近发现的运行';
COMMENT ON COLUMN finding.first_seen IS 'When it was found first 首次发现时间';
COMMENT ON COLUMN finding.last_seen IS 'When it was found last 最近发现时间';
COMMENT ON COLUMN finding.lapsed_at IS 'When it was first no longer found, null while it is 不再出现的时间';
COMMENT ON COLUMN finding.returned_at IS 'When it was last found again after it had lapsed 消失后再现的时间';
COMMENT ON COLUMN finding.assignee IS 'Who verifies it 承办人';
COMMENT ON COLUMN finding.outcome IS 'What verification said: confirmed or refuted 核实结论';
COMMENT ON COLUMN finding.cause IS 'Why it was so 原因';
COMMENT ON COLUMN finding.verified_at IS 'When it was verified 核实时间';
COMMENT ON COLUMN finding.verified_by IS 'By whom 核实人';
COMMENT ON COLUMN finding.amount_confirmed IS 'Amount that proved true 属实金额';
COMMENT ON COLUMN finding.amount_recovered IS 'Amount that came back 追回金额';
COMMENT ON COLUMN finding.measures IS 'What was done about it 整改措施';
COMMENT ON COLUMN finding.document IS 'Rule or system change that prevents it 建章立制文件';
COMMENT ON COLUMN finding.closed_at IS 'When it was closed 办结时间';
COMMENT ON COLUMN finding.incident_id IS 'Least finding_id among findings that share a record and the subject 事件编号';
COMMENT ON COLUMN finding.recurrence_of IS 'Earlier finding of model and subject that had been rectified 整改后再犯所对应的前次线索';

CREATE TABLE finding_record (
	finding_id bigint NOT NULL REFERENCES finding ON DELETE CASCADE,
	ordinal integer NOT NULL,
	source text,
	record text,
	field text,
	value text,
	PRIMARY KEY (finding_id, ordinal),
	CHECK ((record IS NULL) <> (field IS NULL))
);
CREATE INDEX finding_record_record ON finding_record (record) WHERE record IS NOT NULL;
COMMENT ON TABLE finding_record IS 'Evidence: source records, and what else the query returned 证据:源记录及查询的其他列';
COMMENT ON COLUMN finding_record.finding_id IS 'Finding 线索编号';
COMMENT ON COLUMN finding_record.ordinal IS 'Order, from 1 次序';
COMMENT ON COLUMN finding_record.source IS 'Source of the record, where the query has a column sources of equal length 记录来源';
COMMENT ON COLUMN finding_record.record IS 'Key of a source record 源记录主键';
COMMENT ON COLUMN finding_record.field IS 'Column of the query 查询列名';
COMMENT ON COLUMN finding_record.value IS 'Its value 取值';
