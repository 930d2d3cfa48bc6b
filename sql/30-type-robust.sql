--| ## robust_summary
--| The row that `robust` gives; its columns are described there.
--|
--| The aggregates keep their values in states of the types `robust_float8_state`,
--| `robust_numeric_state` and `robust_interval_state`, which appear only where
--| aggregation is divided among processes or nodes.

-- What statistics over float8 and numeric give.
CREATE TYPE supervise.robust_summary AS (
	n bigint,
	median float8,
	mad float8,
	mean_ad float8,
	minimum float8,
	maximum float8,
	q1_7 float8,
	q3_7 float8,
	q1_8 float8,
	q3_8 float8
);
COMMENT ON TYPE supervise.robust_summary IS
'Robust statistics of a group, from supervise.robust 一组数值的稳健统计量，由 supervise.robust 产生';
COMMENT ON COLUMN supervise.robust_summary.n IS 'Values that are not null 非空值个数';
COMMENT ON COLUMN supervise.robust_summary.median IS 'Median 中位数';
COMMENT ON COLUMN supervise.robust_summary.mad IS 'Median absolute deviation from the median, not scaled 对中位数的绝对偏差的中位数（未缩放）';
COMMENT ON COLUMN supervise.robust_summary.mean_ad IS 'Mean absolute deviation from the median 对中位数的平均绝对偏差';
COMMENT ON COLUMN supervise.robust_summary.minimum IS 'Smallest value 最小值';
COMMENT ON COLUMN supervise.robust_summary.maximum IS 'Largest value 最大值';
COMMENT ON COLUMN supervise.robust_summary.q1_7 IS 'First quartile, type 7 第一四分位数（第7类）';
COMMENT ON COLUMN supervise.robust_summary.q3_7 IS 'Third quartile, type 7 第三四分位数（第7类）';
COMMENT ON COLUMN supervise.robust_summary.q1_8 IS 'First quartile, type 8 第一四分位数（第8类）';
COMMENT ON COLUMN supervise.robust_summary.q3_8 IS 'Third quartile, type 8 第三四分位数（第8类）';

CREATE TYPE supervise.robust_float8_state;

CREATE FUNCTION supervise.robust_float8_state_in(cstring)
RETURNS supervise.robust_float8_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_float8_state_in';

CREATE FUNCTION supervise.robust_float8_state_out(supervise.robust_float8_state)
RETURNS cstring
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_float8_state_out';

CREATE FUNCTION supervise.robust_float8_state_recv(internal)
RETURNS supervise.robust_float8_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_float8_state_recv';

CREATE FUNCTION supervise.robust_float8_state_send(supervise.robust_float8_state)
RETURNS bytea
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_float8_state_send';

CREATE TYPE supervise.robust_float8_state (
	INPUT = supervise.robust_float8_state_in,
	OUTPUT = supervise.robust_float8_state_out,
	RECEIVE = supervise.robust_float8_state_recv,
	SEND = supervise.robust_float8_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE supervise.robust_float8_state IS
'Internal: state of robust, median and mad over float8 聚合 robust、median、mad 的状态（浮点数）';
COMMENT ON FUNCTION supervise.robust_float8_state_in(cstring) IS
'Input of robust_float8_state robust_float8_state 的输入函数';
COMMENT ON FUNCTION supervise.robust_float8_state_out(supervise.robust_float8_state) IS
'Output of robust_float8_state robust_float8_state 的输出函数';
COMMENT ON FUNCTION supervise.robust_float8_state_recv(internal) IS
'Binary input of robust_float8_state robust_float8_state 的二进制输入函数';
COMMENT ON FUNCTION supervise.robust_float8_state_send(supervise.robust_float8_state) IS
'Binary output of robust_float8_state robust_float8_state 的二进制输出函数';

CREATE TYPE supervise.robust_numeric_state;

CREATE FUNCTION supervise.robust_numeric_state_in(cstring)
RETURNS supervise.robust_numeric_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_numeric_state_in';

CREATE FUNCTION supervise.robust_numeric_state_out(supervise.robust_numeric_state)
RETURNS cstring
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_numeric_state_out';

CREATE FUNCTION supervise.robust_numeric_state_recv(internal)
RETURNS supervise.robust_numeric_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_numeric_state_recv';

CREATE FUNCTION supervise.robust_numeric_state_send(supervise.robust_numeric_state)
RETURNS bytea
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_numeric_state_send';

CREATE TYPE supervise.robust_numeric_state (
	INPUT = supervise.robust_numeric_state_in,
	OUTPUT = supervise.robust_numeric_state_out,
	RECEIVE = supervise.robust_numeric_state_recv,
	SEND = supervise.robust_numeric_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE supervise.robust_numeric_state IS
'Internal: state of robust, median and mad over numeric 聚合 robust、median、mad 的状态（小数）';
COMMENT ON FUNCTION supervise.robust_numeric_state_in(cstring) IS
'Input of robust_numeric_state robust_numeric_state 的输入函数';
COMMENT ON FUNCTION supervise.robust_numeric_state_out(supervise.robust_numeric_state) IS
'Output of robust_numeric_state robust_numeric_state 的输出函数';
COMMENT ON FUNCTION supervise.robust_numeric_state_recv(internal) IS
'Binary input of robust_numeric_state robust_numeric_state 的二进制输入函数';
COMMENT ON FUNCTION supervise.robust_numeric_state_send(supervise.robust_numeric_state) IS
'Binary output of robust_numeric_state robust_numeric_state 的二进制输出函数';

CREATE TYPE supervise.robust_interval_state;

CREATE FUNCTION supervise.robust_interval_state_in(cstring)
RETURNS supervise.robust_interval_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_interval_state_in';

CREATE FUNCTION supervise.robust_interval_state_out(supervise.robust_interval_state)
RETURNS cstring
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_interval_state_out';

CREATE FUNCTION supervise.robust_interval_state_recv(internal)
RETURNS supervise.robust_interval_state
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_interval_state_recv';

CREATE FUNCTION supervise.robust_interval_state_send(supervise.robust_interval_state)
RETURNS bytea
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_interval_state_send';

CREATE TYPE supervise.robust_interval_state (
	INPUT = supervise.robust_interval_state_in,
	OUTPUT = supervise.robust_interval_state_out,
	RECEIVE = supervise.robust_interval_state_recv,
	SEND = supervise.robust_interval_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);

COMMENT ON TYPE supervise.robust_interval_state IS
'Internal: state of robust, median and mad over interval 聚合 robust、median、mad 的状态（时间间隔）';
COMMENT ON FUNCTION supervise.robust_interval_state_in(cstring) IS
'Input of robust_interval_state robust_interval_state 的输入函数';
COMMENT ON FUNCTION supervise.robust_interval_state_out(supervise.robust_interval_state) IS
'Output of robust_interval_state robust_interval_state 的输出函数';
COMMENT ON FUNCTION supervise.robust_interval_state_recv(internal) IS
'Binary input of robust_interval_state robust_interval_state 的二进制输入函数';
COMMENT ON FUNCTION supervise.robust_interval_state_send(supervise.robust_interval_state) IS
'Binary output of robust_interval_state robust_interval_state 的二进制输出函数';
