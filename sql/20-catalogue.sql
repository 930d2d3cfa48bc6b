-- The catalogue: templates of models, shipped with the extension.  The rows are
-- those of catalogue/*.sql, put in by the install script and replaced whole by
-- every update script; users read them through views (sql/63-catalogue.sql) and
-- adopt them in a workspace.

CREATE TABLE supervise.catalogue_pack (
	pack text PRIMARY KEY,
	domain text NOT NULL UNIQUE,
	title_en text NOT NULL,
	title_zh text NOT NULL
);
COMMENT ON TABLE supervise.catalogue_pack IS 'Packs of templates, one for each domain 模板包,每领域一个';
COMMENT ON COLUMN supervise.catalogue_pack.pack IS 'Letters that its codes begin with 代码前缀';
COMMENT ON COLUMN supervise.catalogue_pack.domain IS 'Domain 领域';
COMMENT ON COLUMN supervise.catalogue_pack.title_en IS 'Title, English 标题(英文)';
COMMENT ON COLUMN supervise.catalogue_pack.title_zh IS 'Title, Chinese 标题(中文)';

CREATE TABLE supervise.catalogue_template (
	code text PRIMARY KEY,
	ordinal integer NOT NULL,
	version integer NOT NULL,
	checksum text NOT NULL,
	template text NOT NULL,
	document jsonb NOT NULL
);
COMMENT ON TABLE supervise.catalogue_template IS 'Templates as they were written, and as they were read 模板原文与解析结果';
COMMENT ON COLUMN supervise.catalogue_template.code IS 'Code 代码';
COMMENT ON COLUMN supervise.catalogue_template.ordinal IS 'Order in the catalogue, from 1 次序';
COMMENT ON COLUMN supervise.catalogue_template.version IS 'Version its author gave it 版本';
COMMENT ON COLUMN supervise.catalogue_template.checksum IS 'SHA-256 of what adopting copies 采用内容的 SHA-256';
COMMENT ON COLUMN supervise.catalogue_template.template IS 'Text 原文';
COMMENT ON COLUMN supervise.catalogue_template.document IS 'The text as supervise.read_templates() reads it 解析结果';

CREATE TABLE supervise.catalogue_norm (
	norm text NOT NULL,
	kind text NOT NULL,
	valid daterange NOT NULL CHECK (NOT isempty(valid)),
	value numeric,
	unit text,
	source text NOT NULL,
	PRIMARY KEY (norm, kind, valid)
);
COMMENT ON TABLE supervise.catalogue_norm IS 'Limits, ages and amounts that rules set, with the days they hold 规则中的限额、年龄、标准及其有效期';
COMMENT ON COLUMN supervise.catalogue_norm.norm IS 'Which norm 标准名';
COMMENT ON COLUMN supervise.catalogue_norm.kind IS 'To what it applies 适用对象';
COMMENT ON COLUMN supervise.catalogue_norm.valid IS 'Days on which it holds 有效期';
COMMENT ON COLUMN supervise.catalogue_norm.value IS 'Value 取值';
COMMENT ON COLUMN supervise.catalogue_norm.unit IS 'Unit 单位';
COMMENT ON COLUMN supervise.catalogue_norm.source IS 'Law or notice that sets it 依据';
