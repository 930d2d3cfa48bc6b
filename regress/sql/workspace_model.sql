-- Models: checked when saved, versioned, typed parameters.
SET client_min_messages = warning;
CREATE ROLE regress_wsm_owner;
GRANT USAGE ON SCHEMA supervise TO regress_wsm_owner;
DO $$BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_wsm_owner', current_database()); END$$;
SET ROLE regress_wsm_owner;
SELECT supervise.create_workspace('wsm');
CREATE SCHEMA wsm_source;
CREATE TABLE wsm_source.payment (id integer, person text, paid numeric, at date, during daterange);
INSERT INTO wsm_source.payment VALUES
	(1, 'a', 10, '2026-01-01', '[2026-01-01,2026-02-01)'), (2, 'b', 20, '2026-01-02', '[2026-01-02,)');
\set SHOW_CONTEXT never

-- The query.
SELECT wsm.add_model('m', 'DELETE FROM wsm_source.payment', 'M', '模型');
SELECT wsm.add_model('m', 'SELECT 1 AS subject; SELECT 2', 'M', '模型');
SELECT wsm.add_model('m', 'SELECT person FROM wsm_source.payment', 'M', '模型');
SELECT wsm.add_model('m', 'SELECT person AS subject, paid::text AS amount FROM wsm_source.payment', 'M', '模型');
SELECT wsm.add_model('m', 'SELECT person AS subject, id::text AS during FROM wsm_source.payment', 'M', '模型');
SELECT wsm.add_model('m', 'SELECT person AS subject, paid AS x, at AS x FROM wsm_source.payment', 'M', '模型');
SELECT wsm.add_model('m', 'SELECT person AS subject FROM payment', 'M', '模型');
SELECT wsm.add_model('m', 'SELECT person AS subject FROM wsm_source.payment WHERE paid > parameter.least', 'M', '模型');
SELECT wsm.add_model('m', 'SELECT person AS subject FROM wsm_source.payment', 'M', '模型',
	population => 'SELECT person AS subject FROM wsm_source.payment');
SELECT wsm.add_model('m', 'SELECT * FROM wsm_source.payment) q; SELECT (1', 'M', '模型');
\set VERBOSITY terse
SELECT wsm.add_model('Wrong Code', 'SELECT 1 AS subject', 'M', '模型');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', '', '模型');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', severity => 'awful');
\set VERBOSITY default
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', search_path => '{no_such}');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', search_path => '{pg_temp}');
-- Parameters.
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', parameters => '{"a": 1}');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', parameters => '[1]');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', parameters => '[{"name": "a", "typ": "text"}]');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', parameters => '[{"type": "text"}]');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', parameters => '[{"name": "a", "type": "regclass"}]');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', parameters => '[{"name": "a", "type": "nonsense"}]');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', parameters => '[{"name": "as_of", "type": "date"}]');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', parameters => '[{"name": "a", "type": "numeric", "value": "x"}]');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', parameters => '[{"name": "a", "type": "numeric", "value": "9", "minimum": "10"}]');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', parameters => '[{"name": "a", "type": "numeric", "value": "11", "minimum": "9", "maximum": "10"}]');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', parameters => '[{"name": "a", "type": "text", "value": "c", "choices": ["a", "b"]}]');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', parameters => '[{"name": "a", "type": "text[]", "value": "{a,c}", "choices": ["a", "b"]}]');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型', parameters => '[{"name": "a", "type": "text"}, {"name": "a", "type": "text"}]');
-- Nothing of all that was kept.
SELECT count(*) AS models, (SELECT count(*) FROM wsm.finding_event) AS events FROM wsm.model;

-- A comment at the end, an unqualified name along the model's own path, every kind of time.
SELECT wsm.add_model('m', 'SELECT person AS subject, paid AS amount, during, id AS records FROM payment WHERE paid >= parameter.least -- all of it',
	'M', '模型', parameters => '[{"name": "least", "type": "numeric", "value": "15", "minimum": "0", "unit": "yuan", "title_zh": "最小金额"}]',
	search_path => '{wsm_source}');
SELECT wsm.add_model('m', 'SELECT 1 AS subject', 'M', '模型');
SELECT wsm.add_model('at_day', 'SELECT person AS subject, at AS during FROM wsm_source.payment', 'At', '日');
SELECT wsm.add_model('at_moment', 'SELECT person AS subject, tstzrange(at, at + 1) AS during, ARRAY[id, NULL, id] AS records, 2.5::float8 AS score FROM wsm_source.payment', 'At', '时');
SELECT status, error FROM wsm.run('m');
SELECT status, error FROM wsm.run('at_day');
SELECT status, error FROM wsm.run('at_moment');
SELECT model, subject, valid_from, valid_to, amount, score FROM wsm.finding ORDER BY model COLLATE "C", subject;

-- Versions: parameters are kept unless given; old ones never change and can be run.
SELECT wsm.change_model('m', parameters => '[{"name": "least", "type": "numeric", "value": "5"}]', note => 'Small amounts count, too');
SELECT wsm.change_model('m', query => 'SELECT nothing FROM payment');
SELECT wsm.change_model('m', query => 'SELECT person AS subject, paid AS amount FROM payment WHERE paid >= parameter.least AND at <= parameter.as_of', activate => false);
SELECT m.version, v.version AS v, p.value, v.search_path, v.note
FROM wsm.model m JOIN wsm.model_version v ON v.model = m.code LEFT JOIN wsm.model_parameter p ON p.model = v.model AND p.version = v.version
WHERE code = 'm' ORDER BY 2;
UPDATE wsm.model_version SET query = 'x';
DELETE FROM wsm.model_parameter;
TRUNCATE wsm.finding_event;
SELECT status, version, shadow, findings, findings_new FROM wsm.run('m');
SELECT status, version, shadow, findings, findings_new FROM wsm.run('m', version => 1);
SELECT status, version, shadow, findings, findings_new FROM wsm.run('m', '2026-01-01', version => 3);
SELECT wsm.run('m', version => 9);
SELECT wsm.run('no_such');
SELECT wsm.run('m', 'infinity');
SELECT wsm.use_version('m', 1, 'Back');
SELECT wsm.use_version('m', 9);
SELECT version FROM wsm.model WHERE code = 'm';
-- Off, on, retired.
SELECT wsm.enable('m', false);
SELECT * FROM wsm._due(false) ORDER BY 1;
SELECT wsm.enable('m', shadow => true);
SELECT * FROM wsm._due(true) ORDER BY 1;
SELECT wsm.retire('m', 'Replaced');
SELECT wsm.run('m');
SELECT event_id, kind, model, note FROM wsm.finding_event WHERE finding_id IS NULL ORDER BY event_id;
SELECT * FROM wsm.audit_verify();

SELECT supervise.drop_workspace('wsm', true);
DROP SCHEMA wsm_source CASCADE;
RESET ROLE;
DROP OWNED BY regress_wsm_owner;
DROP ROLE regress_wsm_owner;
