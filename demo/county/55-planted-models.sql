-- For marking the models of the catalogue: what was planted for which model, and
-- the innocent look-alikes. The files from 60 on fill it; no model reads it.
--
-- subject is as the model outputs it. wrong: the model should find it. clear: nothing
-- excuses missing it. A fact that several models should find has a row for each.
CREATE TABLE county_truth.planted (
	model text NOT NULL CHECK (model ~ '^[A-Z]+-[0-9]+$'),
	subject text NOT NULL,
	wrong boolean NOT NULL,
	clear boolean NOT NULL CHECK (wrong OR NOT clear),
	kind text NOT NULL,
	what_en text NOT NULL,
	what_zh text NOT NULL
);
COMMENT ON TABLE county_truth.planted IS 'What was planted for which model of the catalogue 各模型的埋设个案与无辜样本';
COMMENT ON COLUMN county_truth.planted.model IS 'Code of the template 模板代码';
COMMENT ON COLUMN county_truth.planted.subject IS 'Subject, as the model outputs it 对象,与模型输出一致';
COMMENT ON COLUMN county_truth.planted.wrong IS 'Whether it is to be found 是否应被发现';
COMMENT ON COLUMN county_truth.planted.clear IS 'Whether nothing excuses missing it 是否必须发现';
COMMENT ON COLUMN county_truth.planted.kind IS 'Kind of case 类别';
COMMENT ON COLUMN county_truth.planted.what_en IS 'What it is, English 说明(英文)';
COMMENT ON COLUMN county_truth.planted.what_zh IS 'What it is, Chinese 说明(中文)';
