CREATE TYPE supervise.split_state;

CREATE FUNCTION supervise.split_state_in(cstring)
RETURNS supervise.split_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_split_state_in';
COMMENT ON FUNCTION supervise.split_state_in(cstring) IS
'Internal: input of split_state split_state 的输入函数';

CREATE FUNCTION supervise.split_state_out(supervise.split_state)
RETURNS cstring
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_split_state_out';
COMMENT ON FUNCTION supervise.split_state_out(supervise.split_state) IS
'Internal: output of split_state split_state 的输出函数';

CREATE FUNCTION supervise.split_state_recv(internal)
RETURNS supervise.split_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_split_state_recv';
COMMENT ON FUNCTION supervise.split_state_recv(internal) IS
'Internal: binary input of split_state split_state 的二进制输入函数';

CREATE FUNCTION supervise.split_state_send(supervise.split_state)
RETURNS bytea
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_split_state_send';
COMMENT ON FUNCTION supervise.split_state_send(supervise.split_state) IS
'Internal: binary output of split_state split_state 的二进制输出函数';

CREATE TYPE supervise.split_state (
	INPUT = supervise.split_state_in,
	OUTPUT = supervise.split_state_out,
	RECEIVE = supervise.split_state_recv,
	SEND = supervise.split_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE supervise.split_state IS
'Internal: rows of one group kept by the aggregate supervise.split 聚合函数 supervise.split 保存的一组记录';

CREATE TYPE supervise.split_found AS (
	first_at date,
	last_at date,
	parts bigint,
	records text[],
	amount numeric,
	ceiling numeric,
	ratio numeric
);
COMMENT ON TYPE supervise.split_found IS
'A split found by the aggregate supervise.split 聚合函数 supervise.split 发现的一组拆分';
