-- What a run read, and what is said of it, in two languages; failures with what to do.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE regress_wsg_owner CREATEROLE;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_wsg_owner', current_database()); END$$;
SET SESSION AUTHORIZATION regress_wsg_owner;
SELECT supervise.create_workspace('wsg');
UPDATE wsg.setting SET timezone = 'Asia/Shanghai';
CREATE SCHEMA wsg_source;
CREATE TABLE wsg_source.payment (subject text, record text, source text, at date, amount numeric);
INSERT INTO wsg_source.payment SELECT 'p' || i % 3000, 'r' || i, 's' || i / 3000, '2026-01-01', 1 + i / 3000 FROM generate_series(0, 5999) i;
INSERT INTO wsg_source.payment VALUES (NULL, 'n1', 's0', '2026-01-01', 1), ('p1', 'n2', 's0', NULL, 1), (NULL, 'n3', 's1', '2026-01-01', 1);
SELECT wsg.add_model('twice', $$SELECT c.* FROM supervise.collisions('SELECT * FROM wsg_source.payment', on_invalid => 'skip') c WHERE c.excess >= parameter.least$$,
	'Paid twice', '重复领取', question => 'Is one person paid by several sources for the same days?',
	population => $$SELECT DISTINCT coalesce(subject, record) AS subject, CASE WHEN subject IS NULL THEN 'insufficient_data' ELSE 'assessable' END AS state,
		CASE WHEN subject IS NULL THEN 'no identity number' END AS reason FROM wsg_source.payment$$,
	parameters => '[{"name": "least", "type": "numeric", "value": "0.5", "unit": "yuan", "title_en": "Least excess", "title_zh": "最小多付"}, {"name": "word", "type": "text"}]');
SET client_min_messages = error;
SELECT status, rows_returned, rows_read, rows_skipped, skipped, reading_ms > 0 AS reading, detecting_ms >= 0 AS detecting FROM wsg.run('twice');
-- What was read before is not this run's.
SELECT status, rows_read FROM wsg.run('twice');
-- Detectors in both queries are added up; none is null, not 0.
SELECT wsg.add_model('both', $$SELECT subject FROM supervise.collisions('SELECT * FROM wsg_source.payment WHERE subject = ''p1'' AND at IS NOT NULL') c$$, 'Both', '两处',
	population => $$SELECT subject, 'assessable' AS state FROM supervise.collisions('SELECT * FROM wsg_source.payment WHERE subject IN (''p1'', ''p2'') AND at IS NOT NULL')$$);
SELECT status, rows_read, rows_skipped, skipped FROM wsg.run('both');
SELECT wsg.add_model('plain', 'SELECT 1 AS subject', 'Plain', '普通');
SELECT status, rows_read, rows_skipped, reading_ms FROM wsg.run('plain');
-- More calls than a connection remembers: nothing, rather than too little.
SELECT wsg.add_model('many', $$SELECT n AS subject FROM generate_series(1, 1001) n CROSS JOIN LATERAL supervise.collisions('SELECT * FROM wsg_source.payment WHERE subject = ''p1'' AND at IS NOT NULL AND ' || n || ' > 0') c$$, 'Many', '多次');
SELECT status, findings, rows_read FROM wsg.run('many');

CREATE FUNCTION pg_temp.said(run_id bigint, language text) RETURNS text LANGUAGE sql AS
$$SELECT regexp_replace(regexp_replace(regexp_replace(wsg.run_report(run_id, language), '2\d{3}-\d\d-\d\d \d\d:\d\d:\d\d', 'THEN', 'g'), '\d{1,2} \w+ 2\d{3}\M|2\d{3}年\d+月\d+日', 'DAY', 'g'), '[0-9.]+ ?(ms|s|毫秒|秒)\y|PostgreSQL.*', 'N \1', 'g')$$;
\pset format unaligned
\pset tuples_only on
SELECT pg_temp.said(1, 'en');
SELECT pg_temp.said(1, 'zh');
SELECT pg_temp.said(max(run_id), 'en') FROM wsg.run WHERE model = 'plain';
-- The setting of the language decides where none is given.
SET supervise.language = zh;
SELECT split_part(wsg.run_report(1), E'\n', 1);
RESET supervise.language;
SELECT split_part(wsg.run_report(1), E'\n', 1);
-- The version and the parameters as they were; the shadow.
SELECT wsg.change_model('twice', parameters => '[{"name": "least", "type": "numeric", "value": "7", "unit": "jiao"}]', activate => false);
SELECT pg_temp.said((wsg.run('twice', version => 2)).run_id, 'en');
SELECT regexp_replace(wsg.run_report(1, 'en'), '.*(Parameters[^\n]*).*', '\1');
-- What came, went and changed.
UPDATE wsg_source.payment SET at = '2026-01-02' WHERE record = 'r0';
UPDATE wsg_source.payment SET amount = 9 WHERE record = 'r1';
SELECT substring(wsg.run_report((wsg.run('twice')).run_id, 'en') FROM 'Findings[^\n]*');
-- Failures: the error's own hint, or what its code says.
SELECT wsg.add_model('fails', 'SELECT record::integer AS subject FROM wsg_source.payment', 'Fails', '失败');
SELECT pg_temp.said((wsg.run('fails')).run_id, 'en');
SELECT pg_temp.said(max(run_id), 'zh') FROM wsg.run WHERE model = 'fails';
SELECT wsg.add_model('nameless', 'SELECT subject, record AS records FROM wsg_source.payment', 'Nameless', '无名');
SELECT substring(wsg.run_report((wsg.run('nameless')).run_id, 'en') FROM 'Error.*What to do[^\n]*');
SELECT code, wsg._advice(code, 'en') FROM unnest('{42501,42P01,22P02,53200,40001,40P01,55P03,25006,P0001,57014}'::text[]) code;
SELECT count(*) FROM unnest('{42501,42P01,22P02,53200,40001,40P01,55P03,25006,P0001,57014}'::text[]) code WHERE wsg._advice(code, 'zh') ~ '[一-龥]';
SELECT wsg._begin_run('plain', NULL, NULL, false) AS cut_off \gset
SELECT substring(wsg.run_report(:cut_off, 'en') FROM 'Status[^\n]*');
SELECT model, alive, detector IS NULL AS between FROM wsg.run_progress;
SELECT status FROM wsg.run('plain');
SELECT pg_temp.said(:cut_off, 'zh');
SELECT count(*) FROM wsg.run_progress;
\pset tuples_only off
SELECT wsg.run_report(99);
SELECT wsg.run_report(1, 'fr');
SELECT wsg.run_report(NULL);

SET SESSION AUTHORIZATION regress_wsg_owner;
DROP SCHEMA wsg_source CASCADE;
SELECT supervise.drop_workspace('wsg', true);
RESET SESSION AUTHORIZATION;
DROP OWNED BY regress_wsg_owner;
DROP ROLE regress_wsg_owner;
