-- parameter.NAME in the texts that a stored query gives to detectors.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE ROLE regress_parameter_caller;
CREATE SCHEMA parameter_test;
GRANT USAGE ON SCHEMA parameter_test, supervise TO regress_parameter_caller;
CREATE TABLE parameter_test.claim AS
SELECT (i % 50)::text AS subject, i AS record, 's' || i % 7 AS source, date '2024-01-01' + i % 240 AS at, 10.0 + i % 5 AS amount
FROM generate_series(1, 12000) i;
ANALYZE parameter_test.claim;
GRANT SELECT ON parameter_test.claim TO regress_parameter_caller;
SET ROLE regress_parameter_caller;

-- What a query finds is what the same text finds with the values written out.
SELECT * FROM supervise.query_rows($q$
	SELECT count(*), md5(string_agg(subject || days || array_to_string(sources, '+') || claims, ' ')) FROM supervise.collisions(
		$$ SELECT subject, record, source, at, amount FROM parameter_test.claim WHERE at >= parameter.since AND source <> parameter.never $$)
	$q$, '{since,never}', '{date,text}', '{2024-07-01,s0}') AS (n bigint, md5 text);
SELECT count(*), md5(string_agg(subject || days || array_to_string(sources, '+') || claims, ' ')) FROM supervise.collisions(
	$$ SELECT subject, record, source, at, amount FROM parameter_test.claim WHERE at >= '2024-07-01' AND source <> 's0' $$);

-- In parallel workers.
SET min_parallel_table_scan_size = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SELECT supervise.detector_calls_reset();
SELECT * FROM supervise.query_rows($q$
	SELECT count(*), md5(string_agg(subject || days || array_to_string(sources, '+') || claims, ' ')) FROM supervise.collisions(
		$$ SELECT subject, record, source, at, amount FROM parameter_test.claim
			WHERE at >= parameter.since AND source <> parameter.never $$)
	$q$, '{since,never}', '{date,text}', '{2024-07-01,s0}') AS (n bigint, md5 text);
SELECT rows_read FROM supervise.detector_calls();
RESET min_parallel_table_scan_size;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;

-- Every text that a detector takes.
SELECT * FROM supervise.query_rows($q$
	SELECT (SELECT count(*) FROM supervise.collisions('parameter_test.claim', pairs => $$ SELECT 's0' AS source_a, parameter.other AS source_b $$)),
		(SELECT count(*) FROM supervise.status_conflicts('parameter_test.claim', $$ SELECT parameter.who AS subject, 'out' AS status, parameter.since AS at $$,
			rules => $$ SELECT NULL::text AS kind, parameter.what AS status $$)),
		(SELECT count(*) FROM supervise.splits($$ SELECT *, parameter.least AS ceiling FROM parameter_test.claim $$, within => '0 days')),
		(SELECT count(*) FROM supervise.outliers($$ SELECT record, source AS peer_group, amount * parameter.least AS value FROM parameter_test.claim $$, threshold => 1.0)),
		(SELECT sum(d.count) FROM supervise.benford_second_order($$ SELECT record * parameter.least AS amount FROM parameter_test.claim $$) d)
	$q$, '{other,who,since,what,least}', '{text,text,date,text,numeric}', '{s1,7,2024-02-01,out,11}')
	AS (pairs bigint, statuses bigint, ceilings bigint, outliers bigint, digits numeric);

-- A null, a query within a query, an alias of that name.
SELECT * FROM supervise.query_rows(
	$q$ SELECT count(*) FROM supervise.collisions($$ SELECT subject, record, source, at, amount FROM parameter_test.claim WHERE at > parameter.since $$) $q$,
	'{since}', '{date}', '{NULL}') AS (n bigint);
SELECT * FROM supervise.query_rows(
	$q$ SELECT count(*) FROM supervise.splits($$ SELECT subject, records[1] AS record, lower(during) AS at, amount FROM supervise.collisions(
		'SELECT subject, record, source, at, amount FROM parameter_test.claim WHERE at > parameter.since') $$, 200, '365 days') $q$,
	'{since}', '{date}', '{2024-08-01}') AS (n bigint);
SELECT * FROM supervise.query_rows(
	$q$ SELECT count(*) FROM supervise.collisions($$ SELECT subject, record, source, at, amount FROM parameter_test.claim
		CROSS JOIN (SELECT date '2025-01-01' AS since) parameter WHERE at > parameter.since $$) $q$,
	'{since}', '{date}', '{2024-01-01}') AS (n bigint);

-- Unknown ones, and none outside of a run, also not after an error.
SELECT * FROM supervise.query_rows(
	$q$ SELECT count(*) FROM supervise.collisions($$ SELECT subject, record, source, at FROM parameter_test.claim WHERE at > parameter.untl $$) $q$,
	'{since,until}', '{date,date}', '{2024-01-01,2024-01-01}') AS (n bigint);
SELECT count(*) FROM supervise.collisions('SELECT subject, record, source, at FROM parameter_test.claim WHERE at > parameter.since');
SELECT * FROM supervise.query_rows(
	$q$ SELECT count(*) FROM supervise.collisions($$ SELECT subject, record, source, at FROM parameter_test.claim WHERE at > parameter.since $$) $q$,
	'{}', '{}', '{}') AS (n bigint);

RESET ROLE;
DROP SCHEMA parameter_test CASCADE;
REVOKE ALL ON SCHEMA supervise FROM regress_parameter_caller;
DROP ROLE regress_parameter_caller;
