CREATE OR REPLACE FUNCTION supervise.robust_float8_step(supervise.robust_float8_state, float8)
RETURNS supervise.robust_float8_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_float8_step';
COMMENT ON FUNCTION supervise.robust_float8_step(supervise.robust_float8_state, float8) IS
'Transition function of robust, median and mad robust、median、mad 的转换函数';

CREATE OR REPLACE FUNCTION supervise.robust_float8_combine(supervise.robust_float8_state, supervise.robust_float8_state)
RETURNS supervise.robust_float8_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_float8_combine';
COMMENT ON FUNCTION supervise.robust_float8_combine(supervise.robust_float8_state, supervise.robust_float8_state) IS
'Combine function of robust, median and mad robust、median、mad 的合并函数';

CREATE OR REPLACE FUNCTION supervise.robust_numeric_step(supervise.robust_numeric_state, numeric)
RETURNS supervise.robust_numeric_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_numeric_step';
COMMENT ON FUNCTION supervise.robust_numeric_step(supervise.robust_numeric_state, numeric) IS
'Transition function of robust, median and mad robust、median、mad 的转换函数';

CREATE OR REPLACE FUNCTION supervise.robust_numeric_combine(supervise.robust_numeric_state, supervise.robust_numeric_state)
RETURNS supervise.robust_numeric_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_numeric_combine';
COMMENT ON FUNCTION supervise.robust_numeric_combine(supervise.robust_numeric_state, supervise.robust_numeric_state) IS
'Combine function of robust, median and mad robust、median、mad 的合并函数';

CREATE OR REPLACE FUNCTION supervise.robust_interval_step(supervise.robust_interval_state, interval)
RETURNS supervise.robust_interval_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_interval_step';
COMMENT ON FUNCTION supervise.robust_interval_step(supervise.robust_interval_state, interval) IS
'Transition function of robust, median and mad robust、median、mad 的转换函数';

CREATE OR REPLACE FUNCTION supervise.robust_interval_combine(supervise.robust_interval_state, supervise.robust_interval_state)
RETURNS supervise.robust_interval_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_robust_interval_combine';
COMMENT ON FUNCTION supervise.robust_interval_combine(supervise.robust_interval_state, supervise.robust_interval_state) IS
'Combine function of robust, median and mad robust、median、mad 的合并函数';

--| ## robust
--| `robust(value float8) → robust_summary`, `robust(value numeric) → robust_summary` (aggregates)
--|
--| Where do most of these values lie, and how widely, whatever a few of them are?
--| Null values are left out; over none the result is null.
--|
--| | column | type | meaning |
--| |---|---|---|
--| | n | bigint | values that are not null |
--| | median | float8 | |
--| | mad | float8 | median of the distances from the median; times 1.4826 it estimates a standard deviation |
--| | mean_ad | float8 | mean of those distances |
--| | minimum, maximum | float8 | |
--| | q1_7, q3_7 | float8 | quartiles as percentile_cont and spreadsheets compute them (Hyndman and Fan's type 7) |
--| | q1_8, q3_8 | float8 | quartiles of type 8, nearly unbiased for any distribution; for small groups |
--|
--| Of numeric values everything is found exactly and then given as float8; use
--| `median` and `mad` where exact decimals matter.
--|
--| Memory: 8 bytes a value (16 where decimals need more than 18 digits), up to
--| twice that while the group grows, and once more at its end. A group whose state
--| would outgrow `supervise.work_mem` is refused, with a hint; many groups together
--| are the server's to bound, whose hash aggregate spills. Cost: about 0.1 µs a
--| value in parallel, a tenth of percentile_cont's or less.
--|
--| `robust_state` is the first of these two steps alone, for states to be kept and
--| merged. `robust` is not made of two visible steps as `benford` is, because its
--| state is not small: it holds the values.
--|
--| Errors: a value that is NaN or infinite; numeric values that together need
--| more than 36 digits.
--|
--| ```sql
--| SELECT (supervise.robust(v)).* FROM (VALUES (1.0), (2), (3), (4), (100)) AS t(v);
--| ```
--|
--| When it is wrong: a MAD of zero means that more than half of the values are
--| equal, not that the rest are suspicious; look at mean_ad then. Values of two
--| kinds in one group (two tariffs, two seasons) have a median that is typical of
--| neither.
--|
--| Source: F. Hampel, JASA 69 (1974); R. Hyndman and Y. Fan, The American
--| Statistician 50 (1996).
CREATE OR REPLACE FUNCTION supervise.robust_float8_final(supervise.robust_float8_state)
RETURNS supervise.robust_summary
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_robust_float8';
COMMENT ON FUNCTION supervise.robust_float8_final(supervise.robust_float8_state) IS
'Final function of robust robust 的最终函数';

CREATE OR REPLACE AGGREGATE supervise.robust(value float8) (
	SFUNC = supervise.robust_float8_step,
	STYPE = supervise.robust_float8_state,
	SSPACE = 512,
	FINALFUNC = supervise.robust_float8_final,
	COMBINEFUNC = supervise.robust_float8_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.robust(float8) IS
'Median, MAD, mean absolute deviation and quartiles, exact 中位数、绝对偏差中位数、平均绝对偏差与四分位数（精确）';

CREATE OR REPLACE FUNCTION supervise.robust_numeric_final(supervise.robust_numeric_state)
RETURNS supervise.robust_summary
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_robust_numeric';
COMMENT ON FUNCTION supervise.robust_numeric_final(supervise.robust_numeric_state) IS
'Final function of robust robust 的最终函数';

CREATE OR REPLACE AGGREGATE supervise.robust(value numeric) (
	SFUNC = supervise.robust_numeric_step,
	STYPE = supervise.robust_numeric_state,
	SSPACE = 512,
	FINALFUNC = supervise.robust_numeric_final,
	COMBINEFUNC = supervise.robust_numeric_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.robust(numeric) IS
'Median, MAD, mean absolute deviation and quartiles, exact 中位数、绝对偏差中位数、平均绝对偏差与四分位数（精确）';

--| ## median
--| `median(value) → value's type` (aggregate over float8, numeric or interval)
--|
--| The middle value, or the mean of the two middle ones. Null values are left out;
--| over none the result is null. Exact: of numeric values with one decimal more
--| than they have where the mean of two needs it; intervals compare and divide as
--| percentile_cont does it, a month counting 30 days. Integers are taken as
--| float8; cast bigint above 2^53 to numeric.
--|
--| Memory, errors and cost: as `robust`; 16 bytes for an interval.
--|
--| ```sql
--| SELECT supervise.median(v), supervise.mad(v) FROM (VALUES (0.10), (0.20), (0.25), (7)) AS t(v);
--| ```
CREATE OR REPLACE FUNCTION supervise.median_float8_final(supervise.robust_float8_state)
RETURNS float8
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_median_float8';
COMMENT ON FUNCTION supervise.median_float8_final(supervise.robust_float8_state) IS
'Final function of median median 的最终函数';

CREATE OR REPLACE AGGREGATE supervise.median(value float8) (
	SFUNC = supervise.robust_float8_step,
	STYPE = supervise.robust_float8_state,
	SSPACE = 512,
	FINALFUNC = supervise.median_float8_final,
	COMBINEFUNC = supervise.robust_float8_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.median(float8) IS
'Median, exact 中位数（精确）';

CREATE OR REPLACE FUNCTION supervise.median_numeric_final(supervise.robust_numeric_state)
RETURNS numeric
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_median_numeric';
COMMENT ON FUNCTION supervise.median_numeric_final(supervise.robust_numeric_state) IS
'Final function of median median 的最终函数';

CREATE OR REPLACE AGGREGATE supervise.median(value numeric) (
	SFUNC = supervise.robust_numeric_step,
	STYPE = supervise.robust_numeric_state,
	SSPACE = 512,
	FINALFUNC = supervise.median_numeric_final,
	COMBINEFUNC = supervise.robust_numeric_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.median(numeric) IS
'Median, exact 中位数（精确）';

CREATE OR REPLACE FUNCTION supervise.median_interval_final(supervise.robust_interval_state)
RETURNS interval
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_median_interval';
COMMENT ON FUNCTION supervise.median_interval_final(supervise.robust_interval_state) IS
'Final function of median median 的最终函数';

CREATE OR REPLACE AGGREGATE supervise.median(value interval) (
	SFUNC = supervise.robust_interval_step,
	STYPE = supervise.robust_interval_state,
	SSPACE = 512,
	FINALFUNC = supervise.median_interval_final,
	COMBINEFUNC = supervise.robust_interval_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.median(interval) IS
'Median, exact 中位数（精确）';

--| ## mad
--| `mad(value) → value's type` (aggregate over float8, numeric or interval)
--|
--| The median of the distances from the median, not scaled: half of the values are
--| no farther from the middle than this. Exact for numeric. Of intervals it comes
--| in days of 24 hours, a month counting 30 days, to the microsecond. Null values
--| are left out; over none the result is null.
--|
--| Memory, errors and cost: as `robust`; 16 bytes for an interval.
--|
--| ```sql
--| SELECT supervise.mad(v) FROM (VALUES (interval '1 day'), ('2 days'), ('9 days')) AS t(v);
--| ```
CREATE OR REPLACE FUNCTION supervise.mad_float8_final(supervise.robust_float8_state)
RETURNS float8
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_mad_float8';
COMMENT ON FUNCTION supervise.mad_float8_final(supervise.robust_float8_state) IS
'Final function of mad mad 的最终函数';

CREATE OR REPLACE AGGREGATE supervise.mad(value float8) (
	SFUNC = supervise.robust_float8_step,
	STYPE = supervise.robust_float8_state,
	SSPACE = 512,
	FINALFUNC = supervise.mad_float8_final,
	COMBINEFUNC = supervise.robust_float8_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.mad(float8) IS
'Median absolute deviation from the median, exact 对中位数的绝对偏差的中位数（精确）';

CREATE OR REPLACE FUNCTION supervise.mad_numeric_final(supervise.robust_numeric_state)
RETURNS numeric
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_mad_numeric';
COMMENT ON FUNCTION supervise.mad_numeric_final(supervise.robust_numeric_state) IS
'Final function of mad mad 的最终函数';

CREATE OR REPLACE AGGREGATE supervise.mad(value numeric) (
	SFUNC = supervise.robust_numeric_step,
	STYPE = supervise.robust_numeric_state,
	SSPACE = 512,
	FINALFUNC = supervise.mad_numeric_final,
	COMBINEFUNC = supervise.robust_numeric_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.mad(numeric) IS
'Median absolute deviation from the median, exact 对中位数的绝对偏差的中位数（精确）';

CREATE OR REPLACE FUNCTION supervise.mad_interval_final(supervise.robust_interval_state)
RETURNS interval
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1000
AS 'MODULE_PATHNAME', 'sv_mad_interval';
COMMENT ON FUNCTION supervise.mad_interval_final(supervise.robust_interval_state) IS
'Final function of mad mad 的最终函数';

CREATE OR REPLACE AGGREGATE supervise.mad(value interval) (
	SFUNC = supervise.robust_interval_step,
	STYPE = supervise.robust_interval_state,
	SSPACE = 512,
	FINALFUNC = supervise.mad_interval_final,
	COMBINEFUNC = supervise.robust_interval_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.mad(interval) IS
'Median absolute deviation from the median, exact 对中位数的绝对偏差的中位数（精确）';
