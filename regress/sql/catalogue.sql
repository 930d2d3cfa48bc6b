-- Templates as text: what is read, and every message for what cannot be.
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE SCHEMA catalogue_test;
CREATE TABLE catalogue_test.text AS SELECT $t$-- A comment.
--
-- ## TRY-01
-- version: 3
-- title_en: Twice
-- title_zh: 重复
-- question_en: Was a bill
--   paid twice?
-- question_zh: 同一张票据
--   是否支付两次?
-- severity: high
-- score_en: bills
-- score_zh: 票据数
-- input bill: one row for each bill | 每张票据一行
--   number: key: its number | 票据号码
--   paid: day?: when it was paid,
--     in the books | 支付日期
-- input exempt? = (SELECT 'x' AS number): bills not judged | 不判断的票据
--   number: key: number | 号码
-- parameter least: numeric = 1.50, 0 .. 1000: no bill below it | 最小金额
--   source: a rule
--   unit: yuan
-- parameter kinds: text[] = {a,b}: kinds | 种类
-- parameter mode: text = one: how | 方式
--   choices: one, two
-- parameter wait: interval = 01:30:00, 00:00:00 ..: hours | 时长
-- evidence_en: both bills
-- evidence_zh: 两张票据
-- excluded_en: cancelled
-- excluded_zh: 已冲销
-- excluded_en: a copy
-- excluded_zh: 复印件
-- doubt_en: a typing error
-- doubt_zh: 录入错误
-- next_en: see the originals
-- next_zh: 查看原件
-- source: general practice
-- query
-- Comments stay; so do semicolons in the middle ; of a line.
SELECT b.number AS subject, count(*) AS amount
FROM {{bill}} b
WHERE b.number NOT IN (SELECT e.number FROM {{exempt}} e) AND parameter.mode = ANY (parameter.kinds)
GROUP BY b.number
HAVING count(*) > parameter.least AND parameter.wait > '0';
-- between
-- population
SELECT DISTINCT b.number AS subject, 'assessable' AS state FROM {{bill}} b;

-- ## TRY-02
-- title_en: Later
-- title_zh: 待定
-- question_en: Later?
-- question_zh: 以后?
-- source: general practice
-- waits: link
$t$ AS t;
\pset format unaligned
SELECT line, code, version, length(template), jsonb_pretty(document) FROM catalogue_test.text, supervise.read_templates(t);
\pset format aligned
SELECT string_agg(r.template, '' ORDER BY r.line) = substr(t, strpos(t, '-- ## ')) AS byte_for_byte
FROM catalogue_test.text, supervise.read_templates(t) r GROUP BY t;
-- As from another system: carriage returns, no newline at the end.
SELECT count(*), count(DISTINCT a.checksum) FROM catalogue_test.text,
	LATERAL (SELECT checksum FROM supervise.read_templates(t) UNION ALL
		SELECT checksum FROM supervise.read_templates(rtrim(replace(t, E'\n', E'\r\n'), E'\r\n'))) a;
SELECT count(*) FROM supervise.read_templates('');

-- A text with one thing changed.
CREATE FUNCTION catalogue_test.changed(what text, into_what text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	before constant text := (SELECT t FROM catalogue_test.text);
	after constant text := regexp_replace(before, what, into_what);
	message text; detail text; hint text;
BEGIN
	IF before = after THEN
		RETURN NEXT 'NOTHING CHANGED';
	END IF;
	PERFORM FROM supervise.read_templates(after);
	RETURN NEXT 'no error';
EXCEPTION WHEN syntax_error THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN NEXT format('%s %s %s', message, detail, hint);
END $$;
\t on
SELECT catalogue_test.changed(a, b) FROM (VALUES
	('-- A comment.', 'SELECT 1;'),
	('-- ## TRY-01', '-- ## try-01'),
	('-- ## TRY-01', '-- ##TRY-01'),
	('-- ## TRY-02', '-- ## TRY-01'),
	('-- version: 3', '-- version: three'),
	('-- title_en: Twice', '-- title: Twice'),
	('-- title_en: Twice', '-- title_zh: Twice'),
	('-- title_en: Twice', '-- title_en:'),
	('-- title_en: Twice', '-- Title_en: Twice'),
	('-- title_en: Twice\n', ''),
	('-- severity: high', '-- severity: severe'),
	('-- evidence_zh: [^\n]*\n', ''),
	('-- excluded_zh: 已冲销\n', ''),
	('one row for each bill [|] ', 'one row for each bill '),
	('-- input bill:', '-- input Bill:'),
	('-- input exempt\? = ', '-- input exempt = '),
	('AS number\): bills', 'AS number: bills'),
	('number: key: its', 'number: keys: its'),
	('number: key: its number', 'number: key its number'),
	('paid: day', 'number: day'),
	('numeric = 1.50', 'money = 1.50'),
	('numeric = 1.50', 'numeric: 1.50'),
	('parameter least', 'parameter as_of'),
	('parameter least', 'parameter most'),
	('\{\{exempt\}\}', '{{exempted}}'),
	('\{\{bill\}\} b\nWHERE', '{{bill} b WHERE'),
	('\{\{exempt\}\}', '(SELECT NULL)'),
	('parameter\.wait > ', '1 > '),
	('parameter\.least', 'parameter.leest'),
	('-- input exempt', '-- input bill'),
	('-- query', '-- queries'),
	('-- population\n', ''),
	('wait > ''0'';', 'wait > ''0'''),
	('-- between', 'between'),
	('FROM \{\{bill\}\} b;', 'FROM {{bill}} b'),
	('-- population', '-- query'),
	('-- waits: link', E'-- query\nSELECT 1;'),
	('-- waits: link', E'-- waits: link\n-- query\nSELECT 1;'),
	('-- source: general practice\n-- waits', '-- waits')) c(a, b);
\t off

-- What is shipped: every row can be read again, and is what it was.
SELECT count(*) AS not_as_read FROM supervise.catalogue_template c
LEFT JOIN LATERAL supervise.read_templates(c.template) r ON true
WHERE (c.code, c.version, c.checksum, c.template, c.document) IS DISTINCT FROM (r.code, r.version, r.checksum, r.template, r.document);
SELECT count(*) AS without_pack FROM supervise.catalogue_template t
WHERE NOT EXISTS (SELECT FROM supervise.catalogue c WHERE c.code = t.code);
-- Everybody reads it, nobody writes it.
CREATE ROLE regress_catalogue_reader;
SET ROLE regress_catalogue_reader;
SELECT count(*) >= 0 AS read FROM supervise.catalogue, supervise.catalogue_pack, supervise.catalogue_norm;
SELECT count(*) >= 0 AS read FROM supervise.catalogue_input, supervise.catalogue_parameter, supervise.catalogue_doubt;
DELETE FROM supervise.catalogue_template;
SELECT supervise._catalogue_load('');
RESET ROLE;
DROP ROLE regress_catalogue_reader;

-- Norms.
BEGIN;
SELECT supervise._catalogue_load($$-- # XYZ xyz: Trial | 试验
-- norm age | all | 2000-01-01 | 2009-12-31 | 60 | year | a law
-- norm age | all | 2010-01-01 | | 65 | year | a law$$);
SELECT * FROM supervise.catalogue_norm WHERE norm = 'age' ORDER BY valid;
SAVEPOINT s;
SELECT supervise._catalogue_load('-- norm age | all | 2009-12-31 | | 61 | year | a law');
ROLLBACK TO s;
SELECT supervise._catalogue_load('-- norm age | all | 2009-12-31 | 61 | year | a law');
ROLLBACK TO s;
SELECT supervise._catalogue_load(t) FROM catalogue_test.text;
ROLLBACK;

SELECT supervise.say('yes', '是'), supervise.say(NULL, '是');
SET supervise.language = zh;
SELECT supervise.say('yes', '是');
RESET supervise.language;
DROP SCHEMA catalogue_test CASCADE;
