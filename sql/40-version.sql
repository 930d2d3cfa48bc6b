--| ## version
--| `supervise.version() → text`
--|
--| The version of the loaded module. It differs from the extension's version in
--| `pg_extension` while a newer package is installed and `ALTER EXTENSION
--| supervise UPDATE` has not been run.
--|
--| ```sql
--| SELECT supervise.version();
--| ```
CREATE OR REPLACE FUNCTION supervise.version()
RETURNS text
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_version';
COMMENT ON FUNCTION supervise.version() IS
'Version of the loaded module 已加载模块的版本';
