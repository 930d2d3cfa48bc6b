--| ## robust_state
--| `robust_state(value float8) → robust_float8_state`, `robust_state(value numeric) → robust_numeric_state`,
--| `robust_state(value interval) → robust_interval_state` (aggregates)
--|
--| The first of two steps: what `robust`, `median` and `mad` would compute from, as a
--| value that can be stored and merged, so that a month is read once and a year is
--| the union of its months.
--|
--| It is not small. An exact median needs the values themselves: 8 bytes each, 16
--| for an interval and where decimals need more than 18 digits. Where nothing is to
--| be kept, `robust`, `median` and `mad` do both steps and hand out no such value.
--|
--| Memory and errors: as `robust`.
--|
--| ```sql
--| CREATE TEMP TABLE monthly AS
--| SELECT m, supervise.robust_state(m * v) AS state
--| FROM generate_series(1, 3) AS m, (VALUES (1.0), (2), (9)) AS t(v) GROUP BY m;
--| SELECT (supervise.robust_statistics(supervise.robust_union(state))).* FROM monthly;
--| ```
CREATE OR REPLACE FUNCTION supervise.robust_state_final(supervise.robust_float8_state)
RETURNS supervise.robust_float8_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_state_final';
COMMENT ON FUNCTION supervise.robust_state_final(supervise.robust_float8_state) IS
'Final function of robust_state and robust_union robust_state 与 robust_union 的最终函数';

CREATE OR REPLACE AGGREGATE supervise.robust_state(value float8) (
	SFUNC = supervise.robust_float8_step,
	STYPE = supervise.robust_float8_state,
	SSPACE = 512,
	FINALFUNC = supervise.robust_state_final,
	COMBINEFUNC = supervise.robust_float8_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.robust_state(float8) IS
'State of robust, median and mad, to be stored and merged 供保存与合并的 robust、median、mad 状态';

CREATE OR REPLACE FUNCTION supervise.robust_state_final(supervise.robust_numeric_state)
RETURNS supervise.robust_numeric_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_state_final';
COMMENT ON FUNCTION supervise.robust_state_final(supervise.robust_numeric_state) IS
'Final function of robust_state and robust_union robust_state 与 robust_union 的最终函数';

CREATE OR REPLACE AGGREGATE supervise.robust_state(value numeric) (
	SFUNC = supervise.robust_numeric_step,
	STYPE = supervise.robust_numeric_state,
	SSPACE = 512,
	FINALFUNC = supervise.robust_state_final,
	COMBINEFUNC = supervise.robust_numeric_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.robust_state(numeric) IS
'State of robust, median and mad, to be stored and merged 供保存与合并的 robust、median、mad 状态';

CREATE OR REPLACE FUNCTION supervise.robust_state_final(supervise.robust_interval_state)
RETURNS supervise.robust_interval_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_state_final';
COMMENT ON FUNCTION supervise.robust_state_final(supervise.robust_interval_state) IS
'Final function of robust_state and robust_union robust_state 与 robust_union 的最终函数';

CREATE OR REPLACE AGGREGATE supervise.robust_state(value interval) (
	SFUNC = supervise.robust_interval_step,
	STYPE = supervise.robust_interval_state,
	SSPACE = 512,
	FINALFUNC = supervise.robust_state_final,
	COMBINEFUNC = supervise.robust_interval_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.robust_state(interval) IS
'State of robust, median and mad, to be stored and merged 供保存与合并的 robust、median、mad 状态';

--| ## robust_union
--| `robust_union(state) → state's type` (aggregate)
--|
--| The state of all the values whose parts' states are given. Null states are left
--| out; of none it is null. Memory: that of all values, in one group; errors as
--| `robust`.
--|
--| ```sql
--| SELECT supervise.robust_median(supervise.robust_union(state))
--| FROM (SELECT g, supervise.robust_state((g * v)::float8) AS state
--|       FROM generate_series(1, 3) AS g, generate_series(1, 5) AS v GROUP BY g) AS s;
--| ```
CREATE OR REPLACE AGGREGATE supervise.robust_union(state supervise.robust_float8_state) (
	SFUNC = supervise.robust_float8_combine,
	STYPE = supervise.robust_float8_state,
	SSPACE = 512,
	FINALFUNC = supervise.robust_state_final,
	COMBINEFUNC = supervise.robust_float8_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.robust_union(supervise.robust_float8_state) IS
'State of the values of all given states 所给各状态全部数值的状态';

CREATE OR REPLACE AGGREGATE supervise.robust_union(state supervise.robust_numeric_state) (
	SFUNC = supervise.robust_numeric_combine,
	STYPE = supervise.robust_numeric_state,
	SSPACE = 512,
	FINALFUNC = supervise.robust_state_final,
	COMBINEFUNC = supervise.robust_numeric_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.robust_union(supervise.robust_numeric_state) IS
'State of the values of all given states 所给各状态全部数值的状态';

CREATE OR REPLACE AGGREGATE supervise.robust_union(state supervise.robust_interval_state) (
	SFUNC = supervise.robust_interval_combine,
	STYPE = supervise.robust_interval_state,
	SSPACE = 512,
	FINALFUNC = supervise.robust_state_final,
	COMBINEFUNC = supervise.robust_interval_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.robust_union(supervise.robust_interval_state) IS
'State of the values of all given states 所给各状态全部数值的状态';

--| ## robust_statistics
--| `robust_statistics(state) → robust_summary` (of a state over float8 or numeric)
--|
--| The second step: the row that `robust` gives. Of a null state it is null.
--|
--| ```sql
--| SELECT (supervise.robust_statistics(supervise.robust_state(v))).median FROM (VALUES (1.0), (2), (9)) AS t(v);
--| ```
CREATE OR REPLACE FUNCTION supervise.robust_statistics(state supervise.robust_float8_state)
RETURNS supervise.robust_summary
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_robust_float8';
COMMENT ON FUNCTION supervise.robust_statistics(supervise.robust_float8_state) IS
'Robust statistics of a state 某状态的稳健统计量';

CREATE OR REPLACE FUNCTION supervise.robust_statistics(state supervise.robust_numeric_state)
RETURNS supervise.robust_summary
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_robust_numeric';
COMMENT ON FUNCTION supervise.robust_statistics(supervise.robust_numeric_state) IS
'Robust statistics of a state 某状态的稳健统计量';

--| ## robust_median
--| `robust_median(state) → value's type`
--|
--| What `median` would give for the values of the state. Of a null state it is null.
--|
--| ```sql
--| SELECT supervise.robust_median(supervise.robust_state(v)) FROM (VALUES (1.0), (2), (9)) AS t(v);
--| ```
CREATE OR REPLACE FUNCTION supervise.robust_median(state supervise.robust_float8_state)
RETURNS float8
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_median_float8';
COMMENT ON FUNCTION supervise.robust_median(supervise.robust_float8_state) IS
'Median of a state 某状态的中位数';

CREATE OR REPLACE FUNCTION supervise.robust_median(state supervise.robust_numeric_state)
RETURNS numeric
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_median_numeric';
COMMENT ON FUNCTION supervise.robust_median(supervise.robust_numeric_state) IS
'Median of a state 某状态的中位数';

CREATE OR REPLACE FUNCTION supervise.robust_median(state supervise.robust_interval_state)
RETURNS interval
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_median_interval';
COMMENT ON FUNCTION supervise.robust_median(supervise.robust_interval_state) IS
'Median of a state 某状态的中位数';

--| ## robust_mad
--| `robust_mad(state) → value's type`
--|
--| What `mad` would give for the values of the state. Of a null state it is null.
--|
--| ```sql
--| SELECT supervise.robust_mad(supervise.robust_state(v)) FROM (VALUES (1.0), (2), (9)) AS t(v);
--| ```
CREATE OR REPLACE FUNCTION supervise.robust_mad(state supervise.robust_float8_state)
RETURNS float8
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_mad_float8';
COMMENT ON FUNCTION supervise.robust_mad(supervise.robust_float8_state) IS
'Median absolute deviation of a state 某状态的绝对偏差中位数';

CREATE OR REPLACE FUNCTION supervise.robust_mad(state supervise.robust_numeric_state)
RETURNS numeric
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_mad_numeric';
COMMENT ON FUNCTION supervise.robust_mad(supervise.robust_numeric_state) IS
'Median absolute deviation of a state 某状态的绝对偏差中位数';

CREATE OR REPLACE FUNCTION supervise.robust_mad(state supervise.robust_interval_state)
RETURNS interval
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_mad_interval';
COMMENT ON FUNCTION supervise.robust_mad(supervise.robust_interval_state) IS
'Median absolute deviation of a state 某状态的绝对偏差中位数';
