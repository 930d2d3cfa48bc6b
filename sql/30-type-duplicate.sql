CREATE TYPE supervise.duplicate_state;

CREATE FUNCTION supervise.duplicate_state_in(cstring)
RETURNS supervise.duplicate_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_duplicate_state_in';
COMMENT ON FUNCTION supervise.duplicate_state_in(cstring) IS
'Internal: input of duplicate_state duplicate_state 的输入函数';

CREATE FUNCTION supervise.duplicate_state_out(supervise.duplicate_state)
RETURNS cstring
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_duplicate_state_out';
COMMENT ON FUNCTION supervise.duplicate_state_out(supervise.duplicate_state) IS
'Internal: output of duplicate_state duplicate_state 的输出函数';

CREATE FUNCTION supervise.duplicate_state_recv(internal)
RETURNS supervise.duplicate_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_duplicate_state_recv';
COMMENT ON FUNCTION supervise.duplicate_state_recv(internal) IS
'Internal: binary input of duplicate_state duplicate_state 的二进制输入函数';

CREATE FUNCTION supervise.duplicate_state_send(supervise.duplicate_state)
RETURNS bytea
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_duplicate_state_send';
COMMENT ON FUNCTION supervise.duplicate_state_send(supervise.duplicate_state) IS
'Internal: binary output of duplicate_state duplicate_state 的二进制输出函数';

CREATE TYPE supervise.duplicate_state (
	INPUT = supervise.duplicate_state_in,
	OUTPUT = supervise.duplicate_state_out,
	RECEIVE = supervise.duplicate_state_recv,
	SEND = supervise.duplicate_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE supervise.duplicate_state IS
'Internal: rows of one group kept by the aggregate supervise.match_duplicates 聚合函数 supervise.match_duplicates 保存的一组记录';

CREATE TYPE supervise.duplicate_found AS (
	records text[],
	count bigint,
	amount numeric,
	excess numeric,
	first_at date,
	last_at date
);
COMMENT ON TYPE supervise.duplicate_found IS
'Duplicates found by the aggregate supervise.match_duplicates 聚合函数 supervise.match_duplicates 发现的一组重复记录';
