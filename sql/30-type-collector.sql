CREATE TYPE supervise.collect_state;

CREATE FUNCTION supervise.collect_state_in(cstring)
RETURNS supervise.collect_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_collect_state_in';
COMMENT ON FUNCTION supervise.collect_state_in(cstring) IS
'Internal: input of collect_state collect_state 的输入函数';

CREATE FUNCTION supervise.collect_state_out(supervise.collect_state)
RETURNS cstring
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_collect_state_out';
COMMENT ON FUNCTION supervise.collect_state_out(supervise.collect_state) IS
'Internal: output of collect_state collect_state 的输出函数';

CREATE FUNCTION supervise.collect_state_recv(internal)
RETURNS supervise.collect_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_collect_state_recv';
COMMENT ON FUNCTION supervise.collect_state_recv(internal) IS
'Internal: binary input of collect_state collect_state 的二进制输入函数';

CREATE FUNCTION supervise.collect_state_send(supervise.collect_state)
RETURNS bytea
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_collect_state_send';
COMMENT ON FUNCTION supervise.collect_state_send(supervise.collect_state) IS
'Internal: binary output of collect_state collect_state 的二进制输出函数';

CREATE TYPE supervise.collect_state (
	INPUT = supervise.collect_state_in,
	OUTPUT = supervise.collect_state_out,
	RECEIVE = supervise.collect_state_recv,
	SEND = supervise.collect_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE supervise.collect_state IS
'Internal: rows of one group kept by the aggregate supervise.collect 聚合函数 supervise.collect 保存的一组记录';

CREATE TYPE supervise.collect_found AS (
	beneficiaries bigint,
	households bigint,
	records text[],
	first_at date,
	last_at date,
	amount numeric
);
COMMENT ON TYPE supervise.collect_found IS
'What one payee received for many, found by the aggregate supervise.collect 聚合函数 supervise.collect 发现的一次代领';
