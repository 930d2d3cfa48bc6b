-- Stored queries: one SELECT, run read-only as the outer user.
\set VERBOSITY terse
SET client_min_messages = warning;
CREATE ROLE regress_query_caller;
CREATE ROLE regress_query_definer;
CREATE SCHEMA query_test;
GRANT USAGE ON SCHEMA query_test, supervise TO regress_query_caller, regress_query_definer;
CREATE TABLE query_test.open (id integer, name text);
INSERT INTO query_test.open VALUES (1, 'one'), (2, 'two');
CREATE TABLE query_test.secret AS SELECT 42 AS n;
GRANT ALL ON query_test.open TO regress_query_caller;
GRANT ALL ON query_test.secret TO regress_query_definer;
CREATE FUNCTION query_test.write() RETURNS integer LANGUAGE sql AS $$INSERT INTO query_test.open VALUES (3, 'three') RETURNING 1$$;
CREATE FUNCTION query_test.loosen() RETURNS text LANGUAGE sql AS $$SELECT set_config('transaction_read_only', 'off', true)$$;
CREATE FUNCTION query_test.loosen_in_subtransaction() RETURNS text LANGUAGE plpgsql AS
$$BEGIN RETURN set_config('transaction_read_only', 'off', true); EXCEPTION WHEN others THEN RETURN sqlerrm; END$$;

-- A superuser is refused.
SELECT * FROM supervise.query_columns('SELECT 1');
SELECT * FROM supervise.query_rows('SELECT 1', '{}', '{}', '{}') AS (n integer);
-- Only a superuser can allow it.
SET ROLE regress_query_caller;
SET supervise.allow_superuser = on;

SELECT * FROM supervise.query_columns('SELECT id, name AS subject, 1.5 AS amount, now() FROM query_test.open');
SELECT * FROM supervise.query_columns('VALUES (1, ''a'')');
SELECT * FROM supervise.query_columns('TABLE query_test.open');
SELECT * FROM supervise.query_columns('WITH x AS (SELECT 1 AS a) SELECT * FROM x -- the end');
SELECT * FROM supervise.query_columns('SELECT');
-- What is not one SELECT.
SELECT * FROM supervise.query_columns('');
SELECT * FROM supervise.query_columns('SELECT 1; SELECT 2');
SELECT * FROM supervise.query_columns('DELETE FROM query_test.open');
SELECT * FROM supervise.query_columns('CREATE TABLE x ()');
SELECT * FROM supervise.query_columns('SELECT 1 AS a INTO x');
SELECT * FROM supervise.query_columns('WITH x AS (DELETE FROM query_test.open RETURNING *) SELECT * FROM x');
SELECT * FROM supervise.query_columns('SELECT * FROM query_test.open FOR UPDATE');
SELECT * FROM supervise.query_columns('SELECT 1) q, (SELECT 2');
SELECT * FROM supervise.query_columns('EXPLAIN SELECT 1');
SELECT * FROM supervise.query_columns(NULL);
SELECT * FROM supervise.query_columns('SELECT 1', NULL);
-- Names are looked up along the given path, with the caller's rights.
SELECT * FROM supervise.query_columns('SELECT * FROM open');
SELECT name FROM supervise.query_columns('SELECT * FROM open', search_path => 'query_test');

-- Large objects, which PostgreSQL 15 lets a read-only transaction write, are not written
-- either, and can still be read.
SELECT lo_from_bytea(0, 'kept') AS large_object \gset
SELECT * FROM supervise.query_rows('SELECT lo_unlink(parameter.o)', '{o}', '{oid}', ARRAY[:'large_object']) AS (n integer);
SELECT * FROM supervise.query_rows('SELECT lo_put(parameter.o, 0, ''lost'')', '{o}', '{oid}', ARRAY[:'large_object']) AS (n text);
SELECT * FROM supervise.query_rows('SELECT lowrite(lo_open(parameter.o, 131072), ''lost'')', '{o}', '{oid}', ARRAY[:'large_object']) AS (n integer);
SELECT * FROM supervise.query_rows('SELECT lo_truncate(lo_open(parameter.o, 131072), 0)', '{o}', '{oid}', ARRAY[:'large_object']) AS (n integer);
SELECT * FROM supervise.query_rows('SELECT lo_create(0), lo_creat(0), lo_from_bytea(0, ''x'')', '{}', '{}', '{}') AS (a oid, b oid, c oid);
SELECT * FROM supervise.query_rows('SELECT convert_from(lo_get(parameter.o), ''UTF8'')', '{o}', '{oid}', ARRAY[:'large_object']) AS (n text);
SELECT lo_unlink(:large_object);

-- Parameters.
SELECT * FROM supervise.query_columns('SELECT parameter.a, parameter.b + 1 AS b', '{a,b}', '{text,numeric}');
SELECT * FROM supervise.query_columns('SELECT parameter.c', '{a,b}', '{text,numeric}');
SELECT * FROM supervise.query_columns('SELECT parameter.c');
SELECT * FROM supervise.query_columns('SELECT parameter.a FROM (SELECT 1 AS a) parameter', '{a}', '{text}');
SELECT * FROM supervise.query_columns('SELECT parameter.a', '{a,b}', '{text}');
SELECT * FROM supervise.query_columns('SELECT parameter.a', '{a,NULL}', '{text,text}');
SELECT * FROM supervise.query_rows('SELECT id, name || parameter.suffix FROM query_test.open WHERE id >= parameter.least ORDER BY 1',
	'{least,suffix}', '{integer,text}', '{2,"''; DROP TABLE query_test.open; --"}') AS (id integer, name text);
SELECT * FROM supervise.query_rows('SELECT parameter.a IS NULL', '{a}', '{date}', '{NULL}') AS (n boolean);
SELECT * FROM supervise.query_rows('SELECT parameter.a', '{a}', '{date}', '{yesterdayish}') AS (n date);
SELECT * FROM supervise.query_rows('SELECT parameter.a', '{a}', '{date}', '{}') AS (n date);
SELECT * FROM supervise.query_rows('SELECT 1', '{}', '{}', '{}') AS (n text);
SELECT * FROM supervise.query_rows('SELECT 1', '{}', '{}', '{}') AS (n integer, m integer);

-- Read-only, whatever is tried; and read-write again afterwards.
SELECT * FROM supervise.query_rows('SELECT query_test.write()', '{}', '{}', '{}') AS (n integer);
SELECT * FROM supervise.query_rows('SELECT query_test.loosen()', '{}', '{}', '{}') AS (t text);
SELECT * FROM supervise.query_rows('SELECT query_test.loosen_in_subtransaction()', '{}', '{}', '{}') AS (t text);
SELECT * FROM supervise.query_rows('WITH x AS (SELECT * FROM query_test.open FOR UPDATE) SELECT id FROM x', '{}', '{}', '{}') AS (id integer);
SELECT * FROM supervise.query_rows('SELECT set_config(''role'', ''none'', false)', '{}', '{}', '{}') AS (t text);
SELECT * FROM supervise.query_rows('SELECT * FROM supervise.query_rows(''SELECT 1'', ''{}'', ''{}'', ''{}'') AS (n integer)', '{}', '{}', '{}') AS (n integer);
SELECT query_test.write(), current_setting('transaction_read_only'), current_setting('search_path') <> '' AS path_is_back;
BEGIN;
SAVEPOINT s;
SELECT * FROM supervise.query_rows('SELECT 1/0', '{}', '{}', '{}') AS (n integer);
ROLLBACK TO s;
SELECT query_test.write(), current_user;
ROLLBACK;
RESET ROLE;

-- Within a SECURITY DEFINER function it is still the caller who asks.
CREATE FUNCTION query_test.ask(query text) RETURNS SETOF text LANGUAGE sql SECURITY DEFINER SET search_path = '' AS
$$SELECT n || ' as ' || current_user FROM supervise.query_rows(query, '{}', '{}', '{}') AS (n text)$$;
ALTER FUNCTION query_test.ask OWNER TO regress_query_definer;
SET ROLE regress_query_caller;
SELECT query_test.ask('SELECT current_user::text');
SELECT query_test.ask('SELECT n::text FROM query_test.secret');
RESET ROLE;
SELECT query_test.ask('SELECT current_user::text');
SET supervise.allow_superuser = on;
SELECT count(*) FROM query_test.ask('SELECT current_user::text');
-- Not where PostgreSQL has taken the outer user's rights away.
CREATE MATERIALIZED VIEW query_test.asked AS SELECT * FROM query_test.ask('SELECT n::text FROM query_test.secret');

RESET supervise.allow_superuser;
DROP SCHEMA query_test CASCADE;
REVOKE ALL ON SCHEMA supervise FROM regress_query_caller, regress_query_definer;
DROP ROLE regress_query_caller, regress_query_definer;
