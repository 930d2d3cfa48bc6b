CREATE TYPE supervise.collide_state;

CREATE FUNCTION supervise.collide_state_in(cstring)
RETURNS supervise.collide_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_collide_state_in';
COMMENT ON FUNCTION supervise.collide_state_in(cstring) IS
'Internal: input of collide_state collide_state 的输入函数';

CREATE FUNCTION supervise.collide_state_out(supervise.collide_state)
RETURNS cstring
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_collide_state_out';
COMMENT ON FUNCTION supervise.collide_state_out(supervise.collide_state) IS
'Internal: output of collide_state collide_state 的输出函数';

CREATE FUNCTION supervise.collide_state_recv(internal)
RETURNS supervise.collide_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_collide_state_recv';
COMMENT ON FUNCTION supervise.collide_state_recv(internal) IS
'Internal: binary input of collide_state collide_state 的二进制输入函数';

CREATE FUNCTION supervise.collide_state_send(supervise.collide_state)
RETURNS bytea
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_collide_state_send';
COMMENT ON FUNCTION supervise.collide_state_send(supervise.collide_state) IS
'Internal: binary output of collide_state collide_state 的二进制输出函数';

CREATE TYPE supervise.collide_state (
	INPUT = supervise.collide_state_in,
	OUTPUT = supervise.collide_state_out,
	RECEIVE = supervise.collide_state_recv,
	SEND = supervise.collide_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE supervise.collide_state IS
'Internal: rows of one group kept by the aggregate supervise.collide 聚合函数 supervise.collide 保存的一组记录';

CREATE TYPE supervise.collision_found AS (
	during daterange,
	days integer,
	sources text[],
	records text[],
	claims bigint,
	amount numeric,
	excess numeric
);
COMMENT ON TYPE supervise.collision_found IS
'An episode of colliding claims found by the aggregate supervise.collide 聚合函数 supervise.collide 发现的一段重复发放';
