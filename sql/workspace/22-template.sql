-- Templates of the users' own, and which model came from which template.

CREATE TABLE template (
	code text PRIMARY KEY,
	version integer NOT NULL,
	checksum text NOT NULL,
	template text NOT NULL,
	document jsonb NOT NULL,
	author name NOT NULL,
	added_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE template IS 'Templates of one''s own; those shipped are in supervise.catalogue 自有模板';
COMMENT ON COLUMN template.code IS 'Code 代码';
COMMENT ON COLUMN template.version IS 'Version its author gave it 版本';
COMMENT ON COLUMN template.checksum IS 'SHA-256 of what adopting copies 采用内容的 SHA-256';
COMMENT ON COLUMN template.template IS 'Text 原文';
COMMENT ON COLUMN template.document IS 'The text as it was read 解析结果';
COMMENT ON COLUMN template.author IS 'Who brought it in 导入人';
COMMENT ON COLUMN template.added_at IS 'When 导入时间';

CREATE TABLE adoption (
	model text NOT NULL,
	version integer NOT NULL,
	template text NOT NULL,
	template_version integer NOT NULL,
	checksum text NOT NULL,
	sources jsonb NOT NULL,
	parameters jsonb NOT NULL,
	adopted_by name NOT NULL,
	adopted_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (model, version),
	FOREIGN KEY (model, version) REFERENCES model_version
);
COMMENT ON TABLE adoption IS 'Versions of models that came from templates 由模板生成的模型版本';
COMMENT ON COLUMN adoption.model IS 'Model 模型';
COMMENT ON COLUMN adoption.version IS 'Version of the model 模型版本号';
COMMENT ON COLUMN adoption.template IS 'Code of the template 模板代码';
COMMENT ON COLUMN adoption.template_version IS 'Version of the template 模板版本';
COMMENT ON COLUMN adoption.checksum IS 'SHA-256 of what was copied 采用内容的 SHA-256';
COMMENT ON COLUMN adoption.sources IS 'Relations and columns that were bound 绑定的表和列';
COMMENT ON COLUMN adoption.parameters IS 'Values that were given, other than defaults 指定的参数值';
COMMENT ON COLUMN adoption.adopted_by IS 'Who adopted it 采用人';
COMMENT ON COLUMN adoption.adopted_at IS 'When 采用时间';
