-- What a detector makes of its query: every way to write a column, every
-- mistake, and the message each gets.
\set SHOW_CONTEXT never
\set VERBOSITY default
SET datestyle = ISO;
SET intervalstyle = postgres;
CREATE SCHEMA reading;
SET search_path = reading;
CREATE TABLE claim (subject text, record int, source text, valid daterange, amount numeric);
INSERT INTO claim VALUES
	('a', 1, 'x', '[2024-01-01,2024-01-31]', 100.50),
	('a', 2, 'y', '[2024-01-15,2024-02-15]', 200),
	('b', 3, 'x', '[2024-01-01,2024-01-31]', 1),
	('b', 4, 'y', '[2024-02-01,2024-02-15]', 2);
-- One row of a claim each; the collision of two of them shows what was read.
CREATE FUNCTION twice(first text, second text DEFAULT NULL) RETURNS text LANGUAGE sql
RETURN format('SELECT * FROM (VALUES (%s), (%s)) v(subject, record, source, valid, amount)', first, coalesce(second, first));

-- The text is one SELECT, or the name of a relation.
SELECT subject, during, days, sources, records, claims, amount, excess FROM supervise.collisions('SELECT * FROM reading.claim');
SELECT count(*) FROM supervise.collisions('reading.claim');
SELECT count(*) FROM supervise.collisions('TABLE reading.claim');
SELECT count(*) FROM supervise.collisions('WITH c AS (SELECT * FROM reading.claim) SELECT * FROM c;');
SELECT count(*) FROM supervise.collisions('(SELECT * FROM reading.claim) -- a comment');
SELECT count(*) FROM supervise.collisions('SELECT * FROM reading.claim WHERE subject = $$a$$ UNION ALL SELECT * FROM reading.claim WHERE subject = $$b$$ ORDER BY 1 LIMIT 10');
SELECT count(*) FROM supervise.collisions('SELECT column1 AS subject, column2 AS record, column3 AS source, column4 AS at FROM (VALUES (1, 1, 1, date ''2024-01-01''), (1, 2, 2, date ''2024-01-01'')) v');
CREATE VIEW "Odd ""name" AS SELECT * FROM claim;
SELECT count(*) FROM supervise.collisions('reading."Odd ""name"');
SELECT count(*) FROM supervise.collisions('claim');
SELECT count(*) FROM supervise.collisions('reading.nothing');
SELECT count(*) FROM supervise.collisions('');
SELECT count(*) FROM supervise.collisions('  -- nothing');
SELECT count(*) FROM supervise.collisions(NULL);
SELECT count(*) FROM supervise.collisions('SELEC 1');
SELECT count(*) FROM supervise.collisions('SELECT * FROM reading.claim; SELECT 1');
SELECT count(*) FROM supervise.collisions('DELETE FROM reading.claim RETURNING *');
SELECT count(*) FROM supervise.collisions('INSERT INTO reading.claim SELECT * FROM reading.claim');
SELECT count(*) FROM supervise.collisions('WITH gone AS (DELETE FROM reading.claim RETURNING *) SELECT * FROM gone');
SELECT count(*) FROM supervise.collisions('SELECT * FROM reading.claim FOR UPDATE');
SELECT count(*) FROM supervise.collisions('SELECT * INTO reading.copy FROM reading.claim');
SELECT count(*) FROM supervise.collisions('EXPLAIN SELECT * FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SET work_mem = 64');
SELECT count(*) FROM supervise.collisions('COPY reading.claim TO STDOUT');
SELECT count(*) FROM supervise.collisions('CREATE TABLE reading.made (n int)');
SELECT count(*) FROM supervise.collisions('DO $$BEGIN END$$');
SELECT count(*) FROM supervise.collisions('SELECT $1 AS subject');
SELECT count(*) FROM supervise.collisions('SELECT 1) q; DROP TABLE reading.claim; --');
SELECT count(*) FROM claim;
-- A sequence would be changed by reading.
CREATE SEQUENCE number;
SELECT count(*) FROM supervise.collisions('SELECT nextval(''reading.number'') AS subject, 1 AS record, 1 AS source, date ''2024-01-01'' AS at');

-- Columns: by name, in any order, others ignored.
SELECT count(*) FROM supervise.collisions('SELECT amount, valid, ''extra'' AS note, source, record, subject FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT record, source, valid FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT subject, source, valid FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT subject, record, valid FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT subject, record, source FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT "subject" AS "Subject", record, source, valid FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT *, subject FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT *, current_date AS at FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT subject, record, source, lower(valid) AS valid_from FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT subject, record, source, upper(valid) AS valid_to FROM reading.claim');

-- Types.
SELECT count(*) FROM supervise.collisions('SELECT subject, record, source, valid::text AS valid FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT subject, record, source, lower(valid)::text AS at FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT subject, record, source, valid, amount::money AS amount FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT subject, record, source, valid, amount::text AS amount FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT point(1, 1) AS subject, record, source, valid FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT subject, json ''1'' AS record, source, valid FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT subject, record, source, int4range(1, 2) AS valid FROM reading.claim');
SELECT count(*) FROM supervise.collisions('SELECT subject, record, source, range_agg(valid) AS valid FROM reading.claim GROUP BY 1, 2, 3');
SELECT count(*) FROM supervise.collisions('SELECT NULL AS subject, record, source, valid FROM reading.claim', on_invalid => 'skip');
CREATE DOMAIN id AS text CHECK (VALUE <> '');
CREATE DOMAIN money_amount AS numeric(12, 2);
CREATE DOMAIN span AS daterange;
CREATE TYPE office AS ENUM ('y', 'x');
SELECT subject, during, sources, amount, excess FROM supervise.collisions('SELECT subject::reading.id, record, source::reading.office, valid::reading.span, amount::reading.money_amount FROM reading.claim');
SELECT subject, during, amount, excess FROM supervise.collisions('SELECT subject::varchar(5), record::bigint, source::name, valid, amount::float8 FROM reading.claim');
SELECT subject, during, records FROM supervise.collisions('SELECT md5(subject)::uuid AS subject, record::numeric + 0.50 AS record, source::"char", valid FROM reading.claim');
SELECT subject, records FROM supervise.collisions('SELECT row(subject, 1) AS subject, ARRAY[record] AS record, source, valid FROM reading.claim');
-- A composite key's name keeps its quotes; numbers equal by value are one key.
SELECT subject, records FROM supervise.collisions($$SELECT * FROM (VALUES (1.0, 1, 1, date '2024-01-01'), (1.00, 2, 2, date '2024-01-01')) v(subject, record, source, at)$$);
-- bpchar: blanks at the end do not count, in keys of 18 characters either.
SELECT subject, length(subject), records FROM supervise.collisions($$
	SELECT k::char(18) AS subject, n AS record, s::char(4) AS source, date '2024-01-01' AS at
	FROM (VALUES ('11010519491231002X', 1, 'a'), ('11010519491231002X   ', 2, 'b'), ('110105         ', 3, 'a'), ('110105', 4, 'a  ')) v(k, n, s)$$);
SELECT count(*) FROM supervise.collisions($$SELECT k AS subject, n AS record, n AS source, date '2024-01-01' AS at FROM (VALUES ('11010519491231002X', 1), ('11010519491231002X ', 2)) v(k, n)$$);
-- A collation that takes two texts for equal.
CREATE COLLATION careless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
SELECT lower(subject), records, sources FROM supervise.collisions($$
	SELECT k COLLATE reading.careless AS subject, n AS record, s COLLATE reading.careless AS source, date '2024-01-01' AS at
	FROM (VALUES ('Zhang', 1, 'A'), ('ZHANG', 2, 'B'), ('zhang', 3, 'a'), ('wang', 4, 'A'), ('WANG', 5, 'a')) v(k, n, s)$$);
-- Very long keys, alike but for the last byte.
SELECT length(subject), right(subject, 1), records FROM supervise.collisions($$
	SELECT repeat('长', 350000) || k AS subject, n AS record, n AS source, date '2024-01-01' AS at
	FROM (VALUES ('a', 1), ('b', 2), ('a', 3)) v(k, n)$$);
SELECT length(records[1]), left(sources[2], 1), length(sources[2]) FROM supervise.collisions($$
	SELECT 1 AS subject, repeat(k, 1048576) AS record, repeat(k, 1048577) AS source, date '2024-01-01' AS at
	FROM (VALUES ('a'), ('b')) v(k)$$);
SELECT subject, length(subject) FROM supervise.collisions($$SELECT '' AS subject, n AS record, n AS source, date '2024-01-01' AS at FROM generate_series(1, 2) n$$);

-- Time.
SELECT during, days FROM supervise.collisions($$SELECT 1 AS subject, n AS record, n AS source, date '2024-01-01' AS valid_from, CASE n WHEN 1 THEN date '2024-01-31' END AS valid_to FROM generate_series(1, 2) n$$);
SELECT during, days FROM supervise.collisions($$SELECT 1 AS subject, n AS record, n AS source, date '2024-01-01' AS valid_from, NULL::date AS valid_to FROM generate_series(1, 2) n$$);
SELECT during, days FROM supervise.collisions($$SELECT 1 AS subject, n AS record, n AS source, daterange(NULL, date '2024-01-31') AS valid FROM generate_series(1, 2) n$$);
SELECT during, days FROM supervise.collisions($$SELECT 1 AS subject, n AS record, n AS source, daterange(NULL, NULL) AS valid FROM generate_series(1, 2) n$$);
SELECT during, days FROM supervise.collisions($$SELECT 1 AS subject, n AS record, n AS source, '[2024-01-01,infinity)'::daterange AS valid FROM generate_series(1, 2) n$$);
SELECT during, days FROM supervise.collisions($$SELECT 1 AS subject, n AS record, n AS source, '[0044-03-15 BC,0043-01-01 BC)'::daterange AS valid FROM generate_series(1, 2) n$$);
SELECT during, days FROM supervise.collisions($$SELECT 1 AS subject, n AS record, n AS source, '[4714-11-24 BC,5874897-12-31)'::daterange AS valid FROM generate_series(1, 2) n$$, within => '400 days');
SELECT during, days FROM supervise.collisions($$SELECT 1 AS subject, n AS record, n AS source, timestamp '2024-01-01 23:59' + n * interval '1 minute' AS at FROM generate_series(0, 2) n$$);
SET timezone = 'Asia/Shanghai';
SELECT during, days FROM supervise.collisions($$SELECT 1 AS subject, n AS record, n AS source, timestamptz '2024-01-01 15:59+00' + n * interval '1 minute' AS at FROM generate_series(0, 2) n$$);
SELECT during, days FROM supervise.collisions($$SELECT 1 AS subject, n AS record, n AS source, tstzrange('2024-01-01 16:00+00', '2024-01-03 16:00+00') AS valid FROM generate_series(0, 2) n$$);
RESET timezone;
SELECT during, days FROM supervise.collisions($$SELECT 1 AS subject, n AS record, n AS source, tsrange('2024-01-01 23:00', '2024-01-03 00:00') AS valid FROM generate_series(0, 2) n$$);
SELECT during, days FROM supervise.collisions($$SELECT 1 AS subject, n AS record, n AS source, tsrange('2024-01-01 23:00', '2024-01-03 00:00', '[]') AS valid FROM generate_series(0, 2) n$$);

-- Rows that cannot be judged: an error that names the row, or counted.
SELECT supervise.detector_calls_reset();
SELECT * FROM supervise.collisions(reading.twice('NULL, 7, ''x'', daterange(''2024-01-01'', NULL), 1'));
SELECT * FROM supervise.collisions(reading.twice('''a'', NULL, ''x'', daterange(''2024-01-01'', NULL), 1'));
SELECT * FROM supervise.collisions(reading.twice('''a'', 7, NULL, daterange(''2024-01-01'', NULL), 1'));
SELECT * FROM supervise.collisions(reading.twice('''a'', 7, ''x'', NULL::daterange, 1'));
SELECT * FROM supervise.collisions(reading.twice('''a'', 7, ''x'', daterange(''empty''), 1'));
SELECT * FROM supervise.collisions(reading.twice('''a'', 7, ''x'', daterange(''2024-01-01'', NULL), numeric ''NaN'''));
SELECT * FROM supervise.collisions(reading.twice('''a'', 7, ''x'', daterange(''2024-01-01'', NULL), numeric ''-Infinity'''));
SELECT * FROM supervise.collisions(reading.twice('''a'', 7, ''x'', daterange(''2024-01-01'', NULL), float8 ''NaN'''));
SELECT * FROM supervise.collisions(reading.twice('''a'', 7, ''x'', daterange(''2024-01-01'', NULL), 1e40'));
-- An amount that is not known takes no row away.
SELECT records, claims, amount, excess FROM supervise.collisions(reading.twice('''a'', 7, ''x'', daterange(''2024-01-01'', NULL), NULL::numeric', '''a'', 8, ''y'', daterange(''2024-01-01'', NULL), 5'));
SELECT * FROM supervise.collisions($$SELECT 1 AS subject, 7 AS record, 1 AS source, date '2024-02-01' AS valid_from, date '2024-01-01' AS valid_to$$);
SELECT * FROM supervise.collisions($$SELECT 1 AS subject, 7 AS record, 1 AS source, NULL::date AS valid_from, date '2024-01-01' AS valid_to$$);
SELECT * FROM supervise.collisions($$SELECT 1 AS subject, 7 AS record, 1 AS source, NULL::date AS at$$);
SELECT * FROM supervise.collisions($$SELECT 1 AS subject, 7 AS record, 1 AS source, date 'infinity' AS at$$);
SELECT * FROM supervise.collisions($$SELECT 1 AS subject, 7 AS record, 1 AS source, timestamp '-infinity' AS at$$);
SELECT subject, records, amount FROM supervise.collisions($$
	SELECT * FROM reading.claim
	UNION ALL VALUES (NULL, 5, 'x', daterange('2024-01-01', NULL), 1::numeric), ('a', NULL, 'z', daterange('2024-01-01', NULL), 1),
		('a', 8, NULL, daterange('2024-01-01', NULL), 1), ('a', 9, 'z', 'empty', 1), ('a', 10, 'z', NULL, 1),
		('a', 11, 'z', daterange('2024-01-01', NULL), 'NaN'), ('a', 12, 'z', daterange('2024-01-01', NULL), 'Infinity')$$,
	on_invalid => 'skip');
SELECT rows_read, rows_judged, jsonb_pretty(skipped) AS skipped, subjects, found, completed FROM supervise.detector_calls() ORDER BY call DESC LIMIT 1;

-- Parameters.
SELECT count(*) FROM supervise.collisions('reading.claim', within => '-1 day');
SELECT count(*) FROM supervise.collisions('reading.claim', within => '1 month');
SELECT count(*) FROM supervise.collisions('reading.claim', within => '12 hours');
SELECT count(*) FROM supervise.collisions('reading.claim', within => NULL);
SELECT count(*) FROM supervise.collisions('reading.claim', within => '1 day');
SELECT count(*) FROM supervise.collisions('reading.claim', within => '2147483647 days');
SELECT count(*) FROM supervise.collisions('reading.claim', min_days => 0);
SELECT count(*) FROM supervise.collisions('reading.claim', min_days => -1);
SELECT count(*) FROM supervise.collisions('reading.claim', min_days => NULL);
SELECT count(*) FROM supervise.collisions('reading.claim', min_days => 2147483647);
SELECT count(*) FROM supervise.collisions('reading.claim', same_source => NULL);
SELECT count(*) FROM supervise.collisions('reading.claim', on_invalid => 'ignore');
SELECT count(*) FROM supervise.collisions('reading.claim', on_invalid => NULL);
SELECT count(*) FROM supervise.collisions('reading.claim', pairs => 'SELECT ''x'' AS source_a, ''z'' AS source_b');
SELECT count(*) FROM supervise.collisions('reading.claim', pairs => 'SELECT ''y'' AS source_a, ''x'' AS source_b');
SELECT count(*) FROM supervise.collisions('reading.claim', pairs => 'SELECT ''y'' AS a, ''x'' AS b');
SELECT count(*) FROM supervise.collisions('reading.claim', pairs => 'SELECT ''y'' AS source_a, NULL::text AS source_b');
SELECT count(*) FROM supervise.collisions('reading.claim', pairs => 'SELECT ''y'' AS source_a, ''x'' AS source_b WHERE false');
SELECT count(*) FROM supervise.collisions('reading.claim', pairs => 'SELECT ''x'' AS source_a, ''x'' AS source_b');
SELECT count(*) FROM supervise.collisions('reading.claim', pairs => 'DELETE FROM reading.claim');

-- Nothing, one row, and a query that fails while it runs.
SELECT * FROM supervise.collisions('SELECT * FROM reading.claim WHERE false');
SELECT * FROM supervise.collisions('SELECT * FROM reading.claim LIMIT 1');
SELECT * FROM supervise.collisions('SELECT subject, record, source, valid, 1 / (record - 3) AS amount FROM reading.claim');
-- A detector may read what a detector found.
SELECT subject, claims FROM supervise.collisions($$
	SELECT subject, records[n] AS record, sources[n] AS source, during AS valid
	FROM supervise.collisions('SELECT * FROM reading.claim'), generate_series(1, 2) n$$);
CREATE FUNCTION found(who text) RETURNS bigint STABLE LANGUAGE sql
RETURN (SELECT count(*) FROM supervise.collisions('SELECT * FROM reading.claim WHERE subject = ' || quote_literal(who)));
SELECT subject, records FROM supervise.collisions('SELECT subject, record, source, valid FROM reading.claim WHERE reading.found(subject) > 0');
CREATE VIEW circle AS SELECT 'a'::text AS subject, 1 AS record, 'x'::text AS source, date '2024-01-01' AS at;
CREATE OR REPLACE VIEW circle AS
SELECT subject, 1 AS record, 'x'::text AS source, lower(during) AS at FROM supervise.collisions('reading.circle');
SET max_stack_depth = '200kB';
SELECT count(*) FROM supervise.collisions('reading.circle');
RESET max_stack_depth;
-- In a subtransaction that fails, and after it.
DO $$
BEGIN
	PERFORM * FROM supervise.collisions('SELECT 1 / 0 AS subject, 1 AS record, 1 AS source, date ''2024-01-01'' AS at');
EXCEPTION WHEN division_by_zero THEN
	RAISE NOTICE 'caught, and % found afterwards', (SELECT count(*) FROM supervise.collisions('reading.claim'));
END$$;
-- The caller sees its own uncommitted rows.
BEGIN;
INSERT INTO claim VALUES ('c', 5, 'x', '[2024-01-01,2024-01-31]', 1), ('c', 6, 'y', '[2024-01-31,2024-01-31]', 1);
SELECT subject, during FROM supervise.collisions('reading.claim');
ROLLBACK;
-- A cursor over the rows survives other calls.
BEGIN;
DECLARE c CURSOR FOR SELECT subject FROM supervise.collisions('reading.claim');
SELECT count(*) FROM supervise.collisions('reading.claim');
FETCH ALL c;
COMMIT;
-- A query that itself makes more calls than the ledger remembers: the one around them
-- is let go, and writes to none of theirs.
CREATE TABLE one AS SELECT 'a' AS subject, 1 AS record, 's' AS source, date '2024-01-01' AS at;
SELECT supervise.detector_calls_reset();
SELECT count(*) FROM supervise.collisions($$SELECT o.* FROM reading.one o, LATERAL (
	SELECT count(*) FROM generate_series(1, 1100) g, LATERAL (
		SELECT count(*) FROM supervise.collisions('SELECT * FROM reading.one WHERE ' || g || ' > 0')) c) n WHERE n.count = 1100$$);
SELECT count(*) AS calls, min(call), max(call), bool_and(completed AND rows_read = 1 AND rows_judged = 1 AND found = 0) AS as_they_were FROM supervise.detector_calls();
SELECT count(*) FROM supervise.collisions('reading.one');
SELECT count(*) AS calls FROM supervise.detector_calls();

RESET search_path;
SET client_min_messages = warning;
DROP SCHEMA reading CASCADE;
