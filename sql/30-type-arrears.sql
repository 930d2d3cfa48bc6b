CREATE TYPE supervise.allocate_state;

CREATE FUNCTION supervise.allocate_state_in(cstring)
RETURNS supervise.allocate_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_allocate_state_in';
COMMENT ON FUNCTION supervise.allocate_state_in(cstring) IS
'Internal: input of allocate_state allocate_state 的输入函数';

CREATE FUNCTION supervise.allocate_state_out(supervise.allocate_state)
RETURNS cstring
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_allocate_state_out';
COMMENT ON FUNCTION supervise.allocate_state_out(supervise.allocate_state) IS
'Internal: output of allocate_state allocate_state 的输出函数';

CREATE FUNCTION supervise.allocate_state_recv(internal)
RETURNS supervise.allocate_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_allocate_state_recv';
COMMENT ON FUNCTION supervise.allocate_state_recv(internal) IS
'Internal: binary input of allocate_state allocate_state 的二进制输入函数';

CREATE FUNCTION supervise.allocate_state_send(supervise.allocate_state)
RETURNS bytea
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_allocate_state_send';
COMMENT ON FUNCTION supervise.allocate_state_send(supervise.allocate_state) IS
'Internal: binary output of allocate_state allocate_state 的二进制输出函数';

CREATE TYPE supervise.allocate_state (
	INPUT = supervise.allocate_state_in,
	OUTPUT = supervise.allocate_state_out,
	RECEIVE = supervise.allocate_state_recv,
	SEND = supervise.allocate_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE supervise.allocate_state IS
'Internal: rows of one group kept by the aggregate supervise.allocate 聚合函数 supervise.allocate 保存的一组记录';

CREATE TYPE supervise.allocate_found AS (
	record text,
	due_on date,
	amount numeric,
	paid numeric,
	balance numeric,
	settled_on date,
	days_overdue integer,
	bucket text,
	receipts text[]
);
COMMENT ON TYPE supervise.allocate_found IS
'An obligation unpaid or paid late, found by the aggregate supervise.allocate 聚合函数 supervise.allocate 发现的一笔未付或迟付应收';
