CREATE TYPE supervise.sequence_state;

CREATE FUNCTION supervise.sequence_state_in(cstring)
RETURNS supervise.sequence_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_sequence_state_in';
COMMENT ON FUNCTION supervise.sequence_state_in(cstring) IS
'Internal: input of sequence_state sequence_state 的输入函数';

CREATE FUNCTION supervise.sequence_state_out(supervise.sequence_state)
RETURNS cstring
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_sequence_state_out';
COMMENT ON FUNCTION supervise.sequence_state_out(supervise.sequence_state) IS
'Internal: output of sequence_state sequence_state 的输出函数';

CREATE FUNCTION supervise.sequence_state_recv(internal)
RETURNS supervise.sequence_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_sequence_state_recv';
COMMENT ON FUNCTION supervise.sequence_state_recv(internal) IS
'Internal: binary input of sequence_state sequence_state 的二进制输入函数';

CREATE FUNCTION supervise.sequence_state_send(supervise.sequence_state)
RETURNS bytea
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_sequence_state_send';
COMMENT ON FUNCTION supervise.sequence_state_send(supervise.sequence_state) IS
'Internal: binary output of sequence_state sequence_state 的二进制输出函数';

CREATE TYPE supervise.sequence_state (
	INPUT = supervise.sequence_state_in,
	OUTPUT = supervise.sequence_state_out,
	RECEIVE = supervise.sequence_state_recv,
	SEND = supervise.sequence_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE supervise.sequence_state IS
'Internal: rows of one group kept by the aggregate supervise.run_lengths 聚合函数 supervise.run_lengths 保存的一组记录';

CREATE TYPE supervise.sequence_found AS (
	first_number text,
	last_number text,
	length bigint,
	records text[],
	first_at date,
	last_at date,
	amount numeric,
	share double precision
);
COMMENT ON TYPE supervise.sequence_found IS
'A run of numbers found by the aggregate supervise.run_lengths 聚合函数 supervise.run_lengths 发现的一段连号';
