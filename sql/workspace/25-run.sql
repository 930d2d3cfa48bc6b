-- Runs, their ledger, and the table through which their rows pass.

CREATE TABLE run (
	run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	model text NOT NULL REFERENCES model,
	version integer NOT NULL,
	shadow boolean NOT NULL,
	as_of date NOT NULL CHECK (isfinite(as_of)),
	parameters jsonb NOT NULL,
	status text NOT NULL DEFAULT 'running'
		CHECK (status IN ('running', 'done', 'failed', 'interrupted')),
	started_at timestamptz NOT NULL,
	finished_at timestamptz,
	caller name NOT NULL,
	backend integer NOT NULL,
	rows_returned bigint,
	findings bigint,
	findings_new bigint,
	findings_changed bigint,
	findings_returned bigint,
	findings_lapsed bigint,
	findings_exempt bigint,
	population bigint,
	hits bigint,
	clean bigint,
	insufficient_data bigint,
	not_applicable bigint,
	query_ms numeric,
	store_ms numeric,
	server_version text NOT NULL,
	extension_version text NOT NULL,
	error_code text,
	error text,
	hint text,
	rows_read bigint,
	rows_skipped bigint,
	skipped jsonb,
	reading_ms numeric,
	detecting_ms numeric,
	FOREIGN KEY (model, version) REFERENCES model_version,
	CHECK (status = 'running' OR finished_at IS NOT NULL),
	CHECK (status <> 'done' OR (hits IS NOT NULL AND findings IS NOT NULL)),
	CONSTRAINT ledger_adds_up
		CHECK (population = hits + clean + insufficient_data + not_applicable)
);
-- One run of a model at a time: a second one waits here for the first to commit.
CREATE UNIQUE INDEX run_running ON run (model) WHERE status = 'running';
CREATE INDEX run_model_started ON run (model, started_at);
COMMENT ON TABLE run IS 'One execution of a model 模型的一次运行';
COMMENT ON COLUMN run.run_id IS 'Number 运行编号';
COMMENT ON COLUMN run.model IS 'Model 模型';
COMMENT ON COLUMN run.version IS 'Version that ran 运行的版本';
COMMENT ON COLUMN run.shadow IS 'It raised no findings 影子运行,未产生线索';
COMMENT ON COLUMN run.as_of IS 'Day the question was asked for; parameter.as_of in the query 截止日期';
COMMENT ON COLUMN run.parameters IS 'Parameters as they were 冻结的参数';
COMMENT ON COLUMN run.status IS 'running, done, failed or interrupted 运行状态';
COMMENT ON COLUMN run.started_at IS 'When it began 开始时间';
COMMENT ON COLUMN run.finished_at IS 'When it ended, or was found to have been interrupted 结束时间';
COMMENT ON COLUMN run.caller IS 'Whose rights it had 执行者';
COMMENT ON COLUMN run.backend IS 'Process of the server 服务进程号';
COMMENT ON COLUMN run.rows_returned IS 'Rows of the query 查询返回行数';
COMMENT ON COLUMN run.findings IS 'Distinct findings among them 不同线索数';
COMMENT ON COLUMN run.findings_new IS 'Findings never seen before 新增线索数';
COMMENT ON COLUMN run.findings_changed IS 'Known findings whose amount or other columns changed 内容有变的线索数';
COMMENT ON COLUMN run.findings_returned IS 'Lapsed findings that were found again 消失后重现的线索数';
COMMENT ON COLUMN run.findings_lapsed IS 'Known findings that were no longer found 本次消失的线索数';
COMMENT ON COLUMN run.findings_exempt IS 'Findings under an exemption in force 豁免中的线索数';
COMMENT ON COLUMN run.population IS 'Subjects asked about, null where the model has no population query 全体对象数';
COMMENT ON COLUMN run.hits IS 'Subjects with a finding 命中对象数';
COMMENT ON COLUMN run.clean IS 'Subjects judged and without a finding 未命中对象数';
COMMENT ON COLUMN run.insufficient_data IS 'Subjects that could not be judged 数据不足对象数';
COMMENT ON COLUMN run.not_applicable IS 'Subjects the question does not apply to 不适用对象数';
COMMENT ON COLUMN run.query_ms IS 'Milliseconds of the query 查询耗时(毫秒)';
COMMENT ON COLUMN run.store_ms IS 'Milliseconds of the ledger and the findings 入库耗时(毫秒)';
COMMENT ON COLUMN run.server_version IS 'PostgreSQL version 数据库版本';
COMMENT ON COLUMN run.extension_version IS 'Version of supervise 扩展版本';
COMMENT ON COLUMN run.error_code IS 'SQLSTATE of a failure 错误代码';
COMMENT ON COLUMN run.error IS 'What went wrong 错误信息';
COMMENT ON COLUMN run.hint IS 'What to do about it, where the error says so 错误提示的处理办法';
COMMENT ON COLUMN run.rows_read IS 'Rows its detectors read, null where none ran or they were too many to remember 检测函数读取行数';
COMMENT ON COLUMN run.rows_skipped IS 'Of them, rows that could not be judged 其中无法判断的行数';
COMMENT ON COLUMN run.skipped IS 'Those by argument, column and reason 无法判断的行数(按原因)';
COMMENT ON COLUMN run.reading_ms IS 'Milliseconds the detectors spent reading 检测函数读取耗时(毫秒)';
COMMENT ON COLUMN run.detecting_ms IS 'Milliseconds they spent detecting and putting in order 检测及整理耗时(毫秒)';

CREATE TABLE run_count (
	run_id bigint NOT NULL REFERENCES run ON DELETE CASCADE,
	outcome text NOT NULL CHECK (outcome IN ('hit', 'clean', 'insufficient_data', 'not_applicable')),
	reason text NOT NULL,
	subjects bigint NOT NULL CHECK (subjects >= 0),
	PRIMARY KEY (run_id, outcome, reason)
);
COMMENT ON TABLE run_count IS 'Ledger of a run: every subject counted once 运行台账,每个对象计一次';
COMMENT ON COLUMN run_count.run_id IS 'Run 运行编号';
COMMENT ON COLUMN run_count.outcome IS 'hit, clean, insufficient_data or not_applicable 结果';
COMMENT ON COLUMN run_count.reason IS 'Reason the population query gave, empty for none 原因';
COMMENT ON COLUMN run_count.subjects IS 'Subjects 对象数';

-- Rows on their way from a query to the findings: gone when the run ends.
-- Unlogged, for they are made again.
CREATE UNLOGGED TABLE staged_finding (
	run_id bigint NOT NULL,
	fingerprint bytea,
	subject text,
	valid_from date,
	valid_to date,
	amount numeric,
	score numeric,
	department text,
	region text,
	records text[],
	reason text,
	detail jsonb NOT NULL,
	times bigint NOT NULL
);
CREATE INDEX staged_finding_run ON staged_finding (run_id);
COMMENT ON TABLE staged_finding IS 'Rows of a run that is going on 运行中的临时结果';
COMMENT ON COLUMN staged_finding.run_id IS 'Run 运行编号';
COMMENT ON COLUMN staged_finding.fingerprint IS 'Fingerprint of model, subject and evidence 指纹';
COMMENT ON COLUMN staged_finding.subject IS 'Whom or what it concerns 对象';
COMMENT ON COLUMN staged_finding.valid_from IS 'First day 起始日';
COMMENT ON COLUMN staged_finding.valid_to IS 'Last day 截止日';
COMMENT ON COLUMN staged_finding.amount IS 'Amount 金额';
COMMENT ON COLUMN staged_finding.score IS 'Score 得分';
COMMENT ON COLUMN staged_finding.department IS 'Department 部门';
COMMENT ON COLUMN staged_finding.region IS 'Region 区划';
COMMENT ON COLUMN staged_finding.records IS 'Source records 源记录';
COMMENT ON COLUMN staged_finding.reason IS 'Reason 原因';
COMMENT ON COLUMN staged_finding.detail IS 'Other columns of the query 其他列';
COMMENT ON COLUMN staged_finding.times IS 'Rows with this fingerprint 相同指纹的行数';

-- The same, kept: what shadow runs would have found, until retention takes it.
CREATE TABLE shadow_finding (LIKE staged_finding INCLUDING COMMENTS,
	PRIMARY KEY (run_id, fingerprint),
	FOREIGN KEY (run_id) REFERENCES run ON DELETE CASCADE);
COMMENT ON TABLE shadow_finding IS 'What shadow runs would have found 影子运行的结果';
