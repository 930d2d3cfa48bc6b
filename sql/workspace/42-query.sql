-- What a model's query has to look like, and how it is wrapped.
--
-- supervise.query_columns() and query_rows() check it and run it as its caller.
-- Here its columns are found by name, their types judged, and the query put
-- into a SELECT that gives the columns of a finding in a fixed order. That text
-- is the user's query, unchanged, and quoted column names; the query was parsed
-- on its own, as one SELECT, before.

-- Schemas of a version as a setting. pg_catalog is not among them, so it is
-- searched first.
CREATE OR REPLACE FUNCTION _path(search_path text[])
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT coalesce(string_agg(quote_ident(s.name) || ', ', '' ORDER BY s.n), '') || 'pg_temp'
	FROM unnest(search_path) WITH ORDINALITY s(name, n));
COMMENT ON FUNCTION _path(text[]) IS
'Internal: schemas as a search_path setting 内部:搜索路径设置';

CREATE OR REPLACE FUNCTION _type_fits(family text, type regtype)
RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE family
	WHEN 'any' THEN true
	WHEN 'number' THEN format_type(type, NULL) IN ('numeric', 'integer', 'bigint', 'smallint', 'double precision', 'real')
	WHEN 'text' THEN format_type(type, NULL) IN ('text', 'character varying', 'character', 'name', 'integer', 'bigint')
	WHEN 'time' THEN format_type(type, NULL) IN ('daterange', 'tstzrange', 'tsrange', 'date')
	WHEN 'list' THEN format_type(type, NULL) IN ('text', 'character varying', 'character', 'integer', 'bigint', 'numeric', 'uuid')
		OR EXISTS (SELECT FROM pg_type t WHERE t.oid = type AND t.typcategory = 'A')
END;
COMMENT ON FUNCTION _type_fits(text, regtype) IS
'Internal: whether a type is of a family 内部:类型是否属于某类';

-- Columns a query of a kind must (required) or may have.
CREATE OR REPLACE FUNCTION _contract(kind text)
RETURNS TABLE (name text, family text, required boolean, expected text)
LANGUAGE sql IMMUTABLE ROWS 8
SET search_path FROM CURRENT
AS $$
	SELECT c.name, c.family, c.required, c.expected
	FROM (VALUES
		('finding', 'subject', 'any', true, 'any type'),
		('finding', 'during', 'time', false, 'daterange, tstzrange, tsrange or date'),
		('finding', 'amount', 'number', false, 'a number'),
		('finding', 'score', 'number', false, 'a number'),
		('finding', 'department', 'text', false, 'text'),
		('finding', 'region', 'text', false, 'text'),
		('finding', 'records', 'list', false, 'an array, or a single key'),
		('finding', 'reason', 'text', false, 'text'),
		('population', 'subject', 'any', true, 'any type'),
		('population', 'state', 'text', true, 'text'),
		('population', 'reason', 'text', false, 'text')
	) c(kind, name, family, required, expected)
	WHERE c.kind = $1
$$;
COMMENT ON FUNCTION _contract(text) IS
'Internal: columns a query must or may have 内部:查询列约定';

-- The columns of a query as {name: type}; an error in words for what is wrong.
CREATE OR REPLACE FUNCTION _columns(
	kind text, query text, names text[], types regtype[], search_path text[])
RETURNS jsonb
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
DECLARE
	columns jsonb;
	problem text;
	remedy text;
BEGIN
	WITH c AS (
		SELECT q.name, q.type, count(*) OVER (PARTITION BY q.name) AS times
		FROM supervise.query_columns(query, names, types, _path(search_path)) q
	), problems AS (
		SELECT 1 AS rank, format('The %s query has no column "%s" (%s).', kind, k.name, k.expected) AS fact,
			'Name one with AS.' AS way_out
		FROM _contract(kind) k
		WHERE k.required AND NOT EXISTS (SELECT FROM c WHERE c.name = k.name)
		UNION ALL
		SELECT 2, format('The %s query has %s columns named "%s".', kind, c.times, c.name),
			'Give each column a name of its own.'
		FROM c WHERE c.times > 1
		UNION ALL
		SELECT 3, format('Column "%s" of the %s query has type %s, but must be %s.',
			c.name, kind, format_type(c.type, NULL), k.expected), 'Cast it.'
		FROM c JOIN _contract(kind) k USING (name) WHERE NOT _type_fits(k.family, c.type)
	)
	SELECT (SELECT jsonb_object_agg(c.name, format_type(c.type, NULL)) FROM c WHERE c.times = 1), p.fact, p.way_out
	INTO columns, problem, remedy
	FROM (SELECT) one LEFT JOIN (SELECT * FROM problems x ORDER BY x.rank, x.fact COLLATE "C" LIMIT 1) p ON true;

	IF problem IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch',
			MESSAGE = format('this cannot be the %s query of a model', kind), DETAIL = problem, HINT = remedy;
	END IF;
	RETURN columns;
END
$$;
COMMENT ON FUNCTION _columns(text, text, text[], regtype[], text[]) IS
'Internal: check the columns of a query 内部:检查查询列';

-- First and last day of column "during", whatever time it is.
CREATE OR REPLACE FUNCTION _days_of(type text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN type = 'date' THEN 'q.during, q.during'
	WHEN type = 'daterange' THEN 'pg_catalog.lower(q.during), pg_catalog.upper(q.during) OPERATOR(pg_catalog.-) 1'
	WHEN type IN ('tsrange', 'tstzrange') THEN
		'pg_catalog.lower(q.during)::date, CASE WHEN pg_catalog.upper_inc(q.during) THEN pg_catalog.upper(q.during)'
		' ELSE pg_catalog.upper(q.during) OPERATOR(pg_catalog.-) ''1 microsecond''::interval END::date'
	ELSE 'NULL::date, NULL::date'
END;
COMMENT ON FUNCTION _days_of(text) IS
'Internal: SQL of the days of a finding 内部:线索起止日的 SQL';

-- The query of findings, wrapped.  Its columns: see _stage().
CREATE OR REPLACE FUNCTION _wrapped_findings(
	query text, names text[], types regtype[], search_path text[])
RETURNS text
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
DECLARE
	columns jsonb := _columns('finding', query, names, types, search_path);
	extra text;
BEGIN
	SELECT coalesce(string_agg(quote_literal(c.key), ', '), '')
	INTO extra
	FROM jsonb_object_keys(columns) c(key)
	WHERE c.key IN (SELECT k.name FROM _contract('finding') k);

	RETURN format(
		E'SELECT q.subject::text, %s, %s, %s, %s, %s, %s, %s, %s FROM (%s\n) AS q',
		_days_of(columns ->> 'during'),
		CASE WHEN columns ? 'amount' THEN 'q.amount::numeric' ELSE 'NULL::numeric' END,
		CASE WHEN columns ? 'score' THEN 'q.score::numeric' ELSE 'NULL::numeric' END,
		CASE WHEN columns ? 'department' THEN 'q.department::text' ELSE 'NULL::text' END,
		CASE WHEN columns ? 'region' THEN 'q.region::text' ELSE 'NULL::text' END,
		CASE
			WHEN columns ->> 'records' LIKE '%[]' THEN 'q.records::text[]'
			WHEN columns ? 'records' THEN 'CASE WHEN q.records IS NOT NULL THEN ARRAY[q.records::text] END'
			ELSE 'NULL::text[]' END,
		CASE WHEN columns ? 'reason' THEN 'q.reason::text' ELSE 'NULL::text' END,
		CASE WHEN columns - ARRAY(SELECT k.name FROM _contract('finding') k) = '{}' THEN '''{}''::jsonb'
			ELSE format('pg_catalog.to_jsonb(q) OPERATOR(pg_catalog.-) ARRAY[%s]', extra) END,
		query);
END
$$;
COMMENT ON FUNCTION _wrapped_findings(text, text[], regtype[], text[]) IS
'Internal: a query of findings in fixed columns 内部:固定列次的线索查询';

CREATE OR REPLACE FUNCTION _wrapped_population(
	query text, names text[], types regtype[], search_path text[])
RETURNS text
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
AS $$
DECLARE
	columns jsonb := _columns('population', query, names, types, search_path);
BEGIN
	RETURN format(E'SELECT q.subject::text COLLATE "C" AS subject, q.state::text COLLATE "C" AS state, %s COLLATE "C" AS reason FROM (%s\n) AS q',
		CASE WHEN columns ? 'reason' THEN 'q.reason::text' ELSE 'NULL::text' END, query);
END
$$;
COMMENT ON FUNCTION _wrapped_population(text, text[], regtype[], text[]) IS
'Internal: a population query in fixed columns 内部:固定列次的全体对象查询';

-- The ledger of a run: supervise.ledger over the population and the subjects found. Both are
-- read within the caller's query, and none but the counts are handed over.
CREATE OR REPLACE FUNCTION _wrapped_ledger(
	query text, names text[], types regtype[], search_path text[])
RETURNS text
LANGUAGE sql VOLATILE
SET search_path FROM CURRENT
AS $$
	SELECT format('SELECT l.outcome, l.reason, l.subjects, l.example FROM supervise.ledger(%L, %L) l',
		_wrapped_population(query, names, types, search_path),
		'SELECT h COLLATE "C" AS subject FROM pg_catalog.unnest(parameter."subjects found") h')
$$;
COMMENT ON FUNCTION _wrapped_ledger(text, text[], regtype[], text[]) IS
'Internal: a population query as the ledger of a run 内部:按结果计数的全体对象查询';

-- Parameters of a version as arrays, as_of last.
CREATE OR REPLACE FUNCTION _parameters(
	model text, version integer, as_of date,
	OUT names text[], OUT types regtype[], OUT "values" text[])
LANGUAGE sql STABLE
SET search_path FROM CURRENT
AS $$
	SELECT coalesce(array_agg(p.name ORDER BY p.ordinal), '{}') || 'as_of'::text,
		coalesce(array_agg(p.type::regtype ORDER BY p.ordinal), '{}') || 'date'::regtype,
		coalesce(array_agg(p.value ORDER BY p.ordinal), '{}') || to_char(as_of, 'YYYY-MM-DD')
	FROM model_parameter p
	WHERE p.model = $1 AND p.version = $2
$$;
COMMENT ON FUNCTION _parameters(text, integer, date) IS
'Internal: parameters of a version as arrays 内部:版本参数数组';

-- Plan and start both queries of a version without reading a row.
CREATE OR REPLACE FUNCTION _check_version(model text, version integer)
RETURNS void
LANGUAGE plpgsql VOLATILE
SET search_path FROM CURRENT
SET datestyle = 'ISO, YMD'
SET intervalstyle = postgres
AS $$
DECLARE
	v model_version;
	p record;
	code text;
	message text;
	detail text;
	hint text;
BEGIN
	SELECT * INTO STRICT v FROM model_version mv WHERE mv.model = $1 AND mv.version = $2;
	SELECT * INTO p FROM _parameters(model, version, today());
	PERFORM FROM supervise.query_rows(
		_wrapped_findings(v.query, p.names, p.types, v.search_path) || ' LIMIT 0',
		p.names, p.types, p."values", _path(v.search_path))
		AS r(subject text, valid_from date, valid_to date, amount numeric, score numeric,
			department text, region text, records text[], reason text, detail jsonb);
	IF v.population IS NOT NULL THEN
		PERFORM FROM supervise.query_rows(
			_wrapped_population(v.population, p.names, p.types, v.search_path) || ' LIMIT 0',
			p.names, p.types, p."values", _path(v.search_path))
			AS r(subject text, state text, reason text);
	END IF;
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
		detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	IF detail = '' THEN
		detail := format('The query was checked as role "%s".', actor());
	END IF;
	IF hint = '' THEN
		hint := CASE WHEN code IN ('42P01', '42883', '42704')
			THEN 'Qualify names with their schema, or name the schemas in search_path.'
			ELSE 'Correct the query.' END;
	END IF;
	RAISE EXCEPTION USING ERRCODE = code,
		MESSAGE = format('model "%s": %s', model, message), DETAIL = detail, HINT = hint;
END
$$;
COMMENT ON FUNCTION _check_version(text, integer) IS
'Internal: plan a version''s queries without reading a row 内部:检查版本查询而不读数据';
