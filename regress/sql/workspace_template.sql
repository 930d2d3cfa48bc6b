-- Templates in a workspace: bound, checked, adopted, brought in and out.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE regress_wst_owner;
CREATE ROLE regress_wst_other;
GRANT USAGE ON SCHEMA supervise TO regress_wst_owner;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_wst_owner', current_database()); END$$;
CREATE SCHEMA wst_secret;
CREATE TABLE wst_secret.death (person text, died date);
SET ROLE regress_wst_owner;
SELECT supervise.create_workspace('wst');
CREATE SCHEMA wst_source;
CREATE DOMAIN wst_source.id AS text;
CREATE TABLE wst_source.payment (id_card wst_source.id, pay_id bigint, first_day date, last_day timestamp, yuan money, cents integer, period daterange);
INSERT INTO wst_source.payment VALUES
	('a', 1, '2024-01-01', '2024-01-31', 10, 1000, '[2024-01-01,2024-02-01)'),
	('b', 2, '2024-03-01', '2024-03-31', 20, 2000, '[2024-03-01,2024-04-01)'),
	('b', 3, '2024-05-01', NULL, 30, 3000, '[2024-05-01,)'),
	('c', 4, '2024-05-31', '2024-05-01', 40, 4000, 'empty'),
	('c', 5, NULL, '2024-05-01', 50, 5000, '(,2024-05-01]');
CREATE TABLE wst_source.death (person text, died date);
INSERT INTO wst_source.death VALUES ('b', '2024-02-01'), ('c', '2024-01-01');

-- Only what can be adopted with what is there.
SELECT wst.adopt('TRY-01', '{}');
SELECT * FROM wst.import_templates('nothing');
SELECT * FROM wst.import_templates(E'-- ## TRY-01\n-- title: x\n');
SELECT * FROM wst.import_templates(E'-- norm a | b | | | 1 | 2 | 3\n');
CREATE TEMP TABLE trial AS SELECT $t$-- ## TRY-01
-- title_en: Payment after death
-- title_zh: 死亡后领取
-- question_en: Paid after death?
-- question_zh: 死亡后仍领取?
-- severity: high
-- input payment: one row for each payment | 每笔发放一行
--   person: key: who was paid | 领取人
--   record: key: what names the payment | 流水号
--   valid: period: what it was for | 所属期
--   amount: amount: yuan | 金额
--   region: text?: town | 乡镇
-- input death: one row for each death | 每条死亡登记一行
--   person: key: who died | 死者
--   died: day: when | 死亡日期
-- input spared? = (SELECT 'nobody' AS person): persons left out | 不判断的人
--   person: key: who | 人
-- input never?: nobody | 无
--   person: key: who | 人
--   days: number?: how many | 天数
-- parameter grace: interval = 30 days, 0 days .. 365 days: days not judged | 宽限
-- parameter kinds: text[] = {x,y}: kinds | 种类
-- parameter mode: text = one: how | 方式
--   choices: one, two
-- evidence_en: day
-- evidence_zh: 日期
-- next_en: ask
-- next_zh: 询问
-- source: general practice
-- query
SELECT c.subject, c.during, c.amount, c.record AS records, supervise.say('dead', '死亡') AS reason
FROM supervise.status_conflicts(
	$$ SELECT p.person AS subject, p.record, p.valid, p.amount FROM {{payment}} p
		WHERE NOT isempty(p.valid) AND 'x' = ANY (parameter.kinds) AND p.person NOT IN (SELECT s.person FROM {{spared}} s) $$,
	$$ SELECT d.person AS subject, 'dead' AS status, daterange((d.died + parameter.grace)::date, NULL) AS valid FROM {{death}} d $$,
	on_invalid => 'skip') c
WHERE parameter.mode = 'one' AND c.subject NOT IN (SELECT n.person FROM {{never}} n);
-- population
SELECT DISTINCT p.person AS subject, 'assessable' AS state FROM {{payment}} p;

-- ## TRY-02
-- title_en: Later
-- title_zh: 待定
-- question_en: Later?
-- question_zh: 以后?
-- source: general practice
-- waits: link
$t$ AS t;
SELECT i FROM trial, wst.import_templates(t) i;
SELECT code, version, author FROM wst.template ORDER BY code;
SELECT wst.export_template('TRY-01') || wst.export_template('TRY-02') = t AS byte_for_byte FROM trial;
SELECT kind, note FROM wst.finding_event ORDER BY event_id;

-- What keeps it from being adopted, in words.
CREATE FUNCTION pg_temp.problems(sources jsonb) RETURNS SETOF text LANGUAGE sql AS
$$ SELECT format('%s.%s: %s %s', input, "column", problem, hint) FROM wst."check"('TRY-01', sources) $$;
\t on
SELECT * FROM pg_temp.problems('{}');
SELECT * FROM pg_temp.problems('[]');
SELECT * FROM pg_temp.problems('{"payment": "wst_source.payment", "death": "wst_source.deaths", "deth": "wst_source.death"}');
SELECT * FROM pg_temp.problems('{"payment": 1, "death": "death"}');
SELECT * FROM pg_temp.problems('{"payment": {"relation": "wst_source.payment; DROP TABLE x"}, "death": {"table": "wst_source.death"}}');
SELECT * FROM pg_temp.problems('{"payment": {"relation": "wst_source.payment", "columns": {"person": "id_card", "record": ["pay_id"], "valid": ["first_day", "cents"], "amount": "yuan", "regon": "x"}}, "death": {"relation": "wst_source.death", "columns": {"person": null, "died": 7}}}');
SELECT * FROM pg_temp.problems('{"payment": {"relation": "wst_source.payment", "columns": {"person": "id_card", "record": "pay_id", "valid": "last_day", "amount": "cents", "region": "town"}}, "death": "wst_secret.death"}');
SET supervise.language = zh;
SELECT * FROM pg_temp.problems('{"payment": "wst_source.payment", "spared": "wst_source.none"}');
RESET supervise.language;
\t off
SELECT * FROM wst."check"('TRY-02', '{}');
SELECT * FROM wst."check"('TRY-03', '{}');
SELECT wst.adopt('TRY-02', '{}');
SELECT wst.adopt('TRY-01', '{"payment": "wst_source.payment"}');
SELECT wst.adopt('TRY-01');
SELECT count(*) AS models FROM wst.model;

-- Adopted: the text, the parameters, what it finds.
\set bound '{"payment": {"relation": "wst_source.payment", "columns": {"person": "id_card", "record": "pay_id", "valid": ["first_day", "last_day"], "amount": "cents"}}, "death": "wst_source.death"}'
SELECT * FROM wst."check"('TRY-01', :'bound');
SELECT wst.adopt('TRY-01', :'bound', '{"grace": "400 days"}');
SELECT wst.adopt('TRY-01', :'bound', '{"grac": "40 days"}');
SELECT wst.adopt('TRY-01', :'bound', '{"mode": "three"}');
SELECT wst.adopt('TRY-01', :'bound', '[]');
SELECT wst.adopt('TRY-01', :'bound', '{"grace": "10 days", "kinds": ["x", "a,\"b"]}', run_every => '7 days', note => 'first');
\pset format unaligned
SELECT query, population FROM wst.model_version;
\pset format aligned
SELECT code, title_zh, domain, question, severity, run_every, version FROM wst.model;
SELECT name, type, value, minimum, maximum, choices FROM wst.model_parameter ORDER BY ordinal;
SELECT status, error, hits, clean FROM wst.run('try_01', '2024-12-31');
SELECT subject, valid_from, valid_to, amount, records FROM wst.finding JOIN LATERAL (SELECT array_agg(r.record) AS records FROM wst.finding_record r WHERE r.finding_id = finding.finding_id) r ON true ORDER BY 1, 2;

-- Again: nothing changes; other parameters do; the template's next version shows.
SELECT wst.adopt('TRY-01');
SELECT wst.adopt('TRY-01', parameters => '{"grace": "20 days"}');
SELECT version, parameters FROM wst.adoption ORDER BY version;
SELECT model, version, template, template_version, newest_version, newer FROM wst.adopted;
SELECT wst.import_templates(replace(replace(t, 'TRY-01', E'TRY-01\n-- version: 2'), 'title_en: Payment', 'title_en: Benefit')) FROM trial;
SELECT model, version, template_version, newest_version, newer FROM wst.adopted;
SELECT wst.import_templates(replace(replace(t, 'TRY-01', E'TRY-01\n-- version: 3'), '30 days, 0', '31 days, 0')) FROM trial;
SELECT model, version, template_version, newest_version, newer FROM wst.adopted;
SELECT wst.adopt('TRY-01');
SELECT model, version, template_version, newest_version, newer FROM wst.adopted;
SELECT wst.adopt('TRY-01', :'bound', model => 'another');
SELECT wst.add_model('mine', 'SELECT 1 AS subject', 'M', '模型');
SELECT wst.adopt('TRY-01', :'bound', model => 'mine');
SELECT wst.drop_template('TRY-01');
SELECT wst.drop_template('TRY-01');
SELECT model, version, newest_version, newer FROM wst.adopted ORDER BY 1;
SELECT wst.import_templates(t) FROM trial;

-- A pack.
SELECT * FROM wst.adopt_pack('TRY', :'bound', '{"TRY-01": {"grace": "5 days"}}');
SELECT * FROM wst.adopt_pack('TRY', '{"death": "wst_source.death"}');
SELECT * FROM wst.adopt_pack('NONE', '{}');

-- Names that want to be more than names.
CREATE TABLE wst_source.owned (n integer);
CREATE TABLE wst_source."a""$$; DROP TABLE wst_source.owned; --" (
	"$$) d; DROP TABLE wst_source.owned; SELECT ($$" text, "it's {{payment}}}} \ */ é人" text, "$$ $q$ '" date,
	"b
; DROP TABLE wst_source.owned; --" date, "select" numeric);
INSERT INTO wst_source."a""$$; DROP TABLE wst_source.owned; --" VALUES ('b', 'r1', '2024-06-01', '2024-06-30', 5);
SELECT wst.adopt('TRY-01', jsonb_build_object('death', 'wst_source.death', 'payment', jsonb_build_object(
	'relation', 'wst_source."a""$$; DROP TABLE wst_source.owned; --"', 'columns', jsonb_build_object(
		'person', '$$) d; DROP TABLE wst_source.owned; SELECT ($$', 'record', E'it''s {{payment}}}} \\ */ é人',
		'valid', jsonb_build_array('$$ $q$ ''', E'b\n; DROP TABLE wst_source.owned; --'), 'amount', 'select'))), model => 'hostile');
SELECT regexp_replace(query, '^.*(\(SELECT U&.*?\)) p\n.*$', '\1') FROM wst.model_version WHERE model = 'hostile';
SELECT status, error, hits FROM wst.run('hostile', '2024-12-31');
SELECT f.subject, f.valid_from, f.valid_to, f.amount, r.record FROM wst.finding f JOIN wst.finding_record r USING (finding_id) WHERE model = 'hostile';
SELECT count(*) FROM wst_source.owned;
-- And every character there is, in a name.
CREATE FUNCTION pg_temp.survives(name text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	got text;
BEGIN
	EXECUTE format('SELECT 1 AS %s', wst._identifier(name)) INTO got;
	EXECUTE format('SELECT k FROM jsonb_object_keys((SELECT to_jsonb(q) FROM (SELECT 1 AS %s) q)) k', wst._identifier(name)) INTO got;
	RETURN got = name AND wst._identifier(name) !~ '[$''{}\n*/;-]';
END $$;
SELECT count(*) FILTER (WHERE pg_temp.survives('x' || chr(c) || 'y')), count(*) FROM generate_series(1, 255) c;

-- Who may: an administrator of the workspace, with the rights to the data.
SELECT has_function_privilege('regress_wst_other', p.oid, 'EXECUTE') AS may, p.proname
FROM pg_proc p WHERE pronamespace = 'wst'::regnamespace AND proname IN ('adopt', 'adopt_pack', 'check', 'import_templates', 'export_template', 'drop_template')
ORDER BY 2;

DROP TABLE trial;
DROP FUNCTION pg_temp.problems, pg_temp.survives;
RESET ROLE;
DROP SCHEMA wst, wst_bi, wst_source, wst_secret CASCADE;
REVOKE ALL ON SCHEMA supervise FROM regress_wst_owner;
DO $$BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM regress_wst_owner', current_database()); END$$;
DROP ROLE regress_wst_owner, regress_wst_other;
