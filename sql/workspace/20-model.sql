-- Models and their versions.  A version never changes: what a run did last year
-- can be read, and done again.

CREATE TABLE model (
	code text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,62}$'),
	title_en text NOT NULL CHECK (title_en <> ''),
	title_zh text NOT NULL CHECK (title_zh <> ''),
	domain text NOT NULL DEFAULT 'general',
	question text,
	severity text NOT NULL DEFAULT 'medium' REFERENCES severity,
	weight numeric NOT NULL DEFAULT 1 CHECK (weight >= 0 AND weight < 'infinity'),
	department text REFERENCES department,
	owner name NOT NULL,
	enabled boolean NOT NULL DEFAULT true,
	shadow boolean NOT NULL DEFAULT false,
	run_every interval NOT NULL DEFAULT '1 day' CHECK (run_every > '0'),
	schedule text,
	version integer NOT NULL,
	added_at timestamptz NOT NULL DEFAULT now(),
	retired_at timestamptz
);
COMMENT ON TABLE model IS 'Questions asked of the data again and again 监督模型';
COMMENT ON COLUMN model.code IS 'Short name, unique 模型代码';
COMMENT ON COLUMN model.title_en IS 'Title, English 标题(英文)';
COMMENT ON COLUMN model.title_zh IS 'Title, Chinese 标题(中文)';
COMMENT ON COLUMN model.domain IS 'Field it belongs to 所属领域';
COMMENT ON COLUMN model.question IS 'The question it answers, in a sentence 模型回答的问题';
COMMENT ON COLUMN model.severity IS 'How grave what it finds is 严重程度';
COMMENT ON COLUMN model.weight IS 'Weight in rankings 排序权重';
COMMENT ON COLUMN model.department IS 'Department responsible where the query names none 查询未指明时的责任部门';
COMMENT ON COLUMN model.owner IS 'Who answers for it 模型负责人';
COMMENT ON COLUMN model.enabled IS 'Whether it runs 是否启用';
COMMENT ON COLUMN model.shadow IS 'It runs and counts, but raises no findings 影子运行,不产生线索';
COMMENT ON COLUMN model.run_every IS 'How often run_all considers it due 运行周期';
COMMENT ON COLUMN model.schedule IS 'cron expression of its own schedule 定时表达式';
COMMENT ON COLUMN model.version IS 'Version in force 当前版本';
COMMENT ON COLUMN model.added_at IS 'When it was added 新增时间';
COMMENT ON COLUMN model.retired_at IS 'When it was retired, null while it is not 停用时间';

CREATE TABLE model_version (
	model text NOT NULL REFERENCES model DEFERRABLE INITIALLY DEFERRED,
	version integer NOT NULL CHECK (version > 0),
	query text NOT NULL,
	population text,
	search_path text[] NOT NULL DEFAULT '{}',
	author name NOT NULL,
	added_at timestamptz NOT NULL DEFAULT now(),
	note text,
	PRIMARY KEY (model, version)
);
ALTER TABLE model ADD FOREIGN KEY (code, version) REFERENCES model_version (model, version)
	DEFERRABLE INITIALLY DEFERRED;
COMMENT ON TABLE model_version IS 'Queries of a model as they were, never changed 模型版本,不可更改';
COMMENT ON COLUMN model_version.model IS 'Model 模型';
COMMENT ON COLUMN model_version.version IS 'Number, from 1 版本号';
COMMENT ON COLUMN model_version.query IS 'SELECT that returns what is found 查询语句';
COMMENT ON COLUMN model_version.population IS 'SELECT of all subjects: subject, state, reason 全体对象查询';
COMMENT ON COLUMN model_version.search_path IS 'Schemas in which unqualified names are looked up 搜索路径';
COMMENT ON COLUMN model_version.author IS 'Who wrote it 作者';
COMMENT ON COLUMN model_version.added_at IS 'When 新增时间';
COMMENT ON COLUMN model_version.note IS 'Why it was changed 变更说明';

CREATE TABLE model_parameter (
	model text NOT NULL,
	version integer NOT NULL,
	name text NOT NULL CHECK (name ~ '^[a-z][a-z0-9_]{0,62}$' AND name <> 'as_of'),
	ordinal integer NOT NULL,
	type text NOT NULL CHECK (type IN ('boolean', 'integer', 'bigint', 'numeric', 'double precision',
		'text', 'date', 'interval', 'timestamp with time zone', 'text[]', 'integer[]', 'numeric[]')),
	value text,
	minimum text,
	maximum text,
	choices text[],
	unit text,
	title_en text,
	title_zh text,
	PRIMARY KEY (model, version, name),
	UNIQUE (model, version, ordinal),
	FOREIGN KEY (model, version) REFERENCES model_version
);
COMMENT ON TABLE model_parameter IS 'Parameters of a model version; the query says parameter.name 模型参数';
COMMENT ON COLUMN model_parameter.model IS 'Model 模型';
COMMENT ON COLUMN model_parameter.version IS 'Version 版本号';
COMMENT ON COLUMN model_parameter.name IS 'Name in the query 参数名';
COMMENT ON COLUMN model_parameter.ordinal IS 'Order, from 1 次序';
COMMENT ON COLUMN model_parameter.type IS 'Type 类型';
COMMENT ON COLUMN model_parameter.value IS 'Value, in the text form of its type 取值';
COMMENT ON COLUMN model_parameter.minimum IS 'Least value allowed 最小值';
COMMENT ON COLUMN model_parameter.maximum IS 'Greatest value allowed 最大值';
COMMENT ON COLUMN model_parameter.choices IS 'Values allowed, null for any 可选值';
COMMENT ON COLUMN model_parameter.unit IS 'Unit 单位';
COMMENT ON COLUMN model_parameter.title_en IS 'Meaning, English 含义(英文)';
COMMENT ON COLUMN model_parameter.title_zh IS 'Meaning, Chinese 含义(中文)';
