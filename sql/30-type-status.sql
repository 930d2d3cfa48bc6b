CREATE TYPE supervise.status_state;

CREATE FUNCTION supervise.status_state_in(cstring)
RETURNS supervise.status_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_status_state_in';
COMMENT ON FUNCTION supervise.status_state_in(cstring) IS
'Internal: input of status_state status_state 的输入函数';

CREATE FUNCTION supervise.status_state_out(supervise.status_state)
RETURNS cstring
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_status_state_out';
COMMENT ON FUNCTION supervise.status_state_out(supervise.status_state) IS
'Internal: output of status_state status_state 的输出函数';

CREATE FUNCTION supervise.status_state_recv(internal)
RETURNS supervise.status_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_status_state_recv';
COMMENT ON FUNCTION supervise.status_state_recv(internal) IS
'Internal: binary input of status_state status_state 的二进制输入函数';

CREATE FUNCTION supervise.status_state_send(supervise.status_state)
RETURNS bytea
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_status_state_send';
COMMENT ON FUNCTION supervise.status_state_send(supervise.status_state) IS
'Internal: binary output of status_state status_state 的二进制输出函数';

CREATE TYPE supervise.status_state (
	INPUT = supervise.status_state_in,
	OUTPUT = supervise.status_state_out,
	RECEIVE = supervise.status_state_recv,
	SEND = supervise.status_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE supervise.status_state IS
'Internal: rows of one group kept by the aggregate supervise.contradict 聚合函数 supervise.contradict 保存的一组记录';

CREATE TYPE supervise.status_found AS (
	record text,
	kind text,
	status text,
	status_record text,
	during daterange,
	days integer,
	amount numeric
);
COMMENT ON TYPE supervise.status_found IS
'A claim under a forbidding status found by the aggregate supervise.contradict 聚合函数 supervise.contradict 发现的一项状态冲突';
