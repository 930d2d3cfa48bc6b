-- Who acts.
--
-- The functions of a workspace are SECURITY DEFINER: tables are written by them
-- alone. current_user is the owner there, so who called is told by the setting
-- "role", which cannot be changed within such a function.

CREATE OR REPLACE FUNCTION actor()
RETURNS name
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE pg_catalog.current_setting('role')
	WHEN 'none' THEN session_user
	ELSE pg_catalog.current_setting('role')::name
END;
COMMENT ON FUNCTION actor() IS
'Role that sent the statement, also within SECURITY DEFINER functions 发出语句的角色';

CREATE OR REPLACE FUNCTION _open_findings()
RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = on
AS $$
	SELECT count(*) FROM finding f JOIN state s ON s.code = f.state WHERE s.open
$$;
COMMENT ON FUNCTION _open_findings() IS
'Internal: findings that are not closed 内部:未办结线索数';

CREATE OR REPLACE FUNCTION today()
RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path FROM CURRENT
SET supervise.engine = off
AS $$
	SELECT (now() AT TIME ZONE g.timezone)::date FROM setting g
$$;
COMMENT ON FUNCTION today() IS
'The day it is in the workspace''s time zone 按工作区时区的当日';
