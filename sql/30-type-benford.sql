--| ## benford_state
--| The type of what `benford` gives: tallies of digits, 9.5 kB for each sign that
--| occurred. Its text form is `benford_state:` and base64, its binary form
--| the bytes; both are checked when read. Values written on a machine of another
--| byte order, or by a version with another layout, are refused.

CREATE TYPE supervise.benford_state;

CREATE FUNCTION supervise.benford_state_in(cstring)
RETURNS supervise.benford_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_benford_state_in';

CREATE FUNCTION supervise.benford_state_out(supervise.benford_state)
RETURNS cstring
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_benford_state_out';

CREATE FUNCTION supervise.benford_state_recv(internal)
RETURNS supervise.benford_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_benford_state_recv';

CREATE FUNCTION supervise.benford_state_send(supervise.benford_state)
RETURNS bytea
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_benford_state_send';

CREATE TYPE supervise.benford_state (
	INPUT = supervise.benford_state_in,
	OUTPUT = supervise.benford_state_out,
	RECEIVE = supervise.benford_state_recv,
	SEND = supervise.benford_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE supervise.benford_state IS
'Tallies of the digits of many amounts, made by supervise.benford 金额各位数字的计数，由 supervise.benford 产生';
COMMENT ON FUNCTION supervise.benford_state_in(cstring) IS
'Input of benford_state benford_state 的输入函数';
COMMENT ON FUNCTION supervise.benford_state_out(supervise.benford_state) IS
'Output of benford_state benford_state 的输出函数';
COMMENT ON FUNCTION supervise.benford_state_recv(internal) IS
'Binary input of benford_state benford_state 的二进制输入函数';
COMMENT ON FUNCTION supervise.benford_state_send(supervise.benford_state) IS
'Binary output of benford_state benford_state 的二进制输出函数';
