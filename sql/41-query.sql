--| ## query_columns
--| `supervise.query_columns(query text, names text[] DEFAULT '{}', types regtype[] DEFAULT '{}', search_path text DEFAULT '') → TABLE (ordinal integer, name text, type regtype)`
--|
--| The columns a query would return, without running it. The query is one
--| SELECT (or VALUES, TABLE, WITH … SELECT that changes nothing); anything else
--| is an error. It may refer to its parameters as `parameter.NAME`.
--|
--| | column | type | |
--| |---|---|---|
--| | ordinal | integer | position, from 1 |
--| | name | text | column name |
--| | type | regtype | its type |
--|
--| Parameters: `names` and `types` of the query's parameters, equally long;
--| `search_path`, by default empty, so that every name has to be qualified.
--| Names are looked up with the rights of the outer user (of `SET ROLE`, else of
--| the session), even within a SECURITY DEFINER function.
--|
--| Errors: 42601 not one SELECT, changes data or locks rows; 42P02 an unknown
--| parameter; 42501 the outer user is a superuser and
--| `supervise.allow_superuser` is off, or the call comes from a
--| security-restricted operation (an index, a materialized view).
--|
--| ```sql
--| BEGIN;
--| SET LOCAL supervise.allow_superuser = on;
--| SELECT * FROM supervise.query_columns(
--|     'SELECT 1 AS subject, parameter.least AS amount', '{least}', '{numeric}');
--| ROLLBACK;
--| ```
CREATE OR REPLACE FUNCTION supervise.query_columns(
	query text,
	names text[] DEFAULT '{}',
	types regtype[] DEFAULT '{}',
	search_path text DEFAULT '',
	OUT ordinal integer,
	OUT name text,
	OUT type regtype)
RETURNS SETOF record
LANGUAGE c VOLATILE PARALLEL UNSAFE COST 1000 ROWS 10
AS 'MODULE_PATHNAME', 'sv_query_columns';
COMMENT ON FUNCTION supervise.query_columns(text, text[], regtype[], text) IS
'Columns a query would return, found without running it 查询将返回的各列(不执行查询)';

--| ## query_rows
--| `supervise.query_rows(query text, names text[], types regtype[], "values" text[], search_path text DEFAULT '') → SETOF record`
--|
--| Runs a query as the outer user (of `SET ROLE`, else of the session), even
--| within a SECURITY DEFINER function, in a read-only state, and returns its
--| rows. A workspace runs its models through it: they see what their caller may
--| see, and write nothing.
--|
--| Parameters are values, never text: the query says `parameter.NAME`, and
--| `"values"` holds the text form of each, converted to its type. The texts that the
--| query gives to detectors may say `parameter.NAME` as well.
--| The column definition list must match the query's columns in number and type.
--|
--| Errors: those of `query_columns`; 42804 columns that do not match the
--| definition list; 25006 the query tried to write; whatever the query raises.
--|
--| Cost: the query's own, and one copy of its rows (in memory up to `work_mem`,
--| else in a temporary file). It may run parallel.
--|
--| ```sql
--| BEGIN;
--| SET LOCAL supervise.allow_superuser = on;
--| SELECT * FROM supervise.query_rows(
--|     'SELECT n FROM generate_series(1, 9) n WHERE n > parameter.least',
--|     '{least}', '{integer}', '{7}') AS (n integer);
--| ROLLBACK;
--| ```
CREATE OR REPLACE FUNCTION supervise.query_rows(
	query text,
	names text[],
	types regtype[],
	"values" text[],
	search_path text DEFAULT '')
RETURNS SETOF record
LANGUAGE c VOLATILE PARALLEL UNSAFE COST 10000 ROWS 1000
AS 'MODULE_PATHNAME', 'sv_query_rows';
COMMENT ON FUNCTION supervise.query_rows(text, text[], regtype[], text[], text) IS
'Rows of a query, run read-only as the outer user 以外层用户身份只读执行查询并返回其各行';
