--| ## benford
--| `benford(amount numeric) → benford_state` (aggregate)
--|
--| Counts the digits of amounts, for the tests of Benford's law below: are the
--| leading digits of these amounts distributed as those of amounts that nobody
--| invented, split or capped? One pass, exact, and in a state of 9.5 kB for each
--| sign, whatever the number of rows.
--|
--| | parameter | type | meaning |
--| |---|---|---|
--| | amount | numeric | positive and negative amounts are tallied apart; zero, null, NaN and infinite ones are only counted, see benford_counts |
--|
--| The state is an ordinary value. It can be kept in a table, and states of
--| parts can be united by `benford_union`, so that a year is twelve months
--| without reading them again. It aggregates in parallel, over partitions, and
--| on other nodes. Over no rows it is null, which the functions below take for
--| an empty state.
--|
--| Restrict the rows to amounts of 10 and more: smaller ones have no honest
--| second digit. `benford_digits`, `benford_test` and `benford_counts` read a
--| state.
--|
--| Errors: more than 10^17 values of one sign.
--| Cost: about 0.05 µs a row beyond reading it.
--|
--| ```sql
--| SELECT t.*
--| FROM (SELECT supervise.benford(v * 1.37) AS state
--|       FROM generate_series(10, 3000) AS v) AS s,
--|      supervise.benford_test(s.state, 1) AS t;
--| ```
--|
--| When it is wrong: prices, tariffs, assigned numbers and amounts with a floor
--| or a cap do not follow the law and need not; nor do populations below two
--| orders of magnitude. One lawful fee paid a thousand times makes a spike.
--| Deviation is a reason to look at the rows behind the digits that stand out
--| (their largest z, their share of the sum, their most repeated amounts), not
--| evidence.
--|
--| Source: M. Nigrini, Benford's Law, Wiley 2012.
CREATE OR REPLACE FUNCTION supervise.benford_step(supervise.benford_state, numeric)
RETURNS supervise.benford_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_benford_step';
COMMENT ON FUNCTION supervise.benford_step(supervise.benford_state, numeric) IS
'Transition function of benford benford 的转换函数';

CREATE OR REPLACE FUNCTION supervise.benford_combine(supervise.benford_state, supervise.benford_state)
RETURNS supervise.benford_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_benford_combine';
COMMENT ON FUNCTION supervise.benford_combine(supervise.benford_state, supervise.benford_state) IS
'Combine function of benford benford 的合并函数';

CREATE OR REPLACE AGGREGATE supervise.benford(amount numeric) (
	SFUNC = supervise.benford_step,
	STYPE = supervise.benford_state,
	SSPACE = 9600,
	COMBINEFUNC = supervise.benford_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.benford(numeric) IS
'Tallies of the digits of amounts, for benford_test and benford_digits 统计金额的首位、次位和末位数字，供 benford_test 与 benford_digits 检验';

--| ## benford_union
--| `benford_union(state benford_state) → benford_state` (aggregate)
--|
--| The state of all the amounts whose parts' states are given: the same, byte by
--| byte in its answers, as `benford` over all of them.
--|
--| ```sql
--| SELECT (supervise.benford_counts(supervise.benford_union(m.state))).positive
--| FROM (SELECT g % 12 AS month, supervise.benford(g) AS state
--|       FROM generate_series(10, 1000) AS g GROUP BY 1) AS m;
--| ```
CREATE OR REPLACE AGGREGATE supervise.benford_union(state supervise.benford_state) (
	SFUNC = supervise.benford_combine,
	STYPE = supervise.benford_state,
	SSPACE = 9600,
	COMBINEFUNC = supervise.benford_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.benford_union(supervise.benford_state) IS
'Unites states of parts into the state of the whole 把各部分的计数合并为整体的计数';

--| ## benford_counts
--| `benford_counts(state benford_state) → (positive, negative, zero, nulls, invalid)`
--|
--| How many amounts a state has seen, by kind, all bigint. `invalid` are NaN and
--| infinities. Only positive and negative amounts have leading digits; the
--| five add up to the rows aggregated.
--|
--| ```sql
--| SELECT c.* FROM supervise.benford_counts(
--|   (SELECT supervise.benford(v) FROM (VALUES (12.5), (-3), (0), (NULL), ('NaN')) AS t(v))) AS c;
--| ```
CREATE OR REPLACE FUNCTION supervise.benford_counts(
	state supervise.benford_state,
	OUT positive bigint, OUT negative bigint, OUT zero bigint, OUT nulls bigint, OUT invalid bigint)
RETURNS record
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_benford_counts';
COMMENT ON FUNCTION supervise.benford_counts(supervise.benford_state) IS
'Number of positive, negative, zero, null and invalid amounts in a state 状态中正数、负数、零、空值和无效值的个数';

--| ## benford_digits
--| `benford_digits(state, digits, place, sign) → setof (digit, count, observed, expected, z, amount, amount_share)`
--|
--| One row per group of digits, in their order, also where nothing was counted.
--|
--| | parameter | type | default | meaning |
--| |---|---|---|---|
--| | state | benford_state | | from `benford`; null is an empty state |
--| | digits | int | 2 | how many digits: 1 to 3 leading, 1 second, 2 last |
--| | place | text | 'leading' | 'leading', 'second' or 'last' |
--| | sign | text | 'positive' | 'positive' or 'negative' amounts |
--|
--| | column | type | meaning |
--| |---|---|---|
--| | digit | int | 1–9, 10–99 or 100–999; second digit 0–9; last two digits 0–99 |
--| | count | bigint | amounts with these digits |
--| | observed | float8 | their share of all; null in an empty state |
--| | expected | float8 | the share by Benford's law; of last digits 1/100 |
--| | z | float8 | distance in standard deviations, with continuity correction; above 2.57 is rare (1 %) |
--| | amount | numeric | their exact sum (the summation test), where the digits are the first or first two or the second; null when the amounts need more than 38 digits |
--| | amount_share | float8 | of the sum of all; 1/90 is expected for each first two digits |
--|
--| Last digits are those written: 12.5 ends in 25, 12.50 in 50. Cast to one
--| scale, `numeric(14,2)`, where a column has several.
--|
--| Errors: a digits and place that no test has; an unknown sign.
--| Cost: a state is read in microseconds; 9 to 900 rows.
--|
--| ```sql
--| SELECT d.digit, d.count, round(d.z::numeric, 2) AS z
--| FROM supervise.benford_digits(
--|   (SELECT supervise.benford(v * 1.37) FROM generate_series(10, 3000) AS v), 1) AS d;
--| ```
CREATE OR REPLACE FUNCTION supervise.benford_digits(
	state supervise.benford_state,
	digits int DEFAULT 2,
	place text DEFAULT 'leading',
	sign text DEFAULT 'positive')
RETURNS TABLE (digit int, count bigint, observed float8, expected float8, z float8, amount numeric, amount_share float8)
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 20 ROWS 90
AS 'MODULE_PATHNAME', 'sv_benford_digits';
COMMENT ON FUNCTION supervise.benford_digits(supervise.benford_state, int, text, text) IS
'Observed and expected share of every group of digits 各位数字的实际占比与本福特定律的期望占比';

--| ## benford_test
--| `benford_test(state, digits, place, sign) → (n, chi2, df, p, mad, conformity, ks, ks_critical, mantissa_l2, mantissa_p, distortion, distortion_z, verdict, reason)`
--|
--| All tests of one state in one row. Parameters are those of `benford_digits`.
--|
--| | column | type | meaning |
--| |---|---|---|
--| | n | bigint | amounts tested |
--| | chi2, df, p | float8, int, float8 | Pearson's statistic, its degrees of freedom, the probability of as much or more |
--| | mad | float8 | mean absolute deviation of the shares |
--| | conformity | text | Nigrini's band for mad: 'close', 'acceptable', 'marginal' or 'nonconforming'; null for last digits, for which he gives none, and below the least n |
--| | ks, ks_critical | float8 | largest distance of the cumulated shares, and its 5 % point 1.36/√n |
--| | mantissa_l2, mantissa_p | float8 | squared length of the mean mantissa vector (arc test), and its p |
--| | distortion, distortion_z | float8 | mean of the amounts moved into [10, 100) against a Benford set's, in percent, and in standard deviations |
--| | verdict | text | 'conforms' (close or acceptable), 'marginal', 'deviates', 'unrated' (last digits), or 'insufficient' below the least n |
--| | reason | text | the numbers in a sentence, with the digits farthest off, in the language of supervise.language |
--|
--| Bands of mad (upper bounds of close, acceptable, marginal): first digit
--| 0.006, 0.012, 0.015; second 0.008, 0.010, 0.012; first two 0.0012, 0.0018,
--| 0.0022; first three 0.00036, 0.00044, 0.00050.
--|
--| Least n: 300 for one digit, 1,000 for two, 10,000 for three. Below it the mad
--| of a perfect set would often pass its bounds by chance; the numbers are shown,
--| the verdict is 'insufficient'. Above some ten thousand amounts chi2, ks and
--| the arc test reject every real population: compare mad.
--|
--| Errors and cost: as benford_digits.
--|
--| ```sql
--| SELECT t.n, t.conformity, t.verdict
--| FROM supervise.benford_test(
--|   (SELECT supervise.benford(v * 1.37) FROM generate_series(10, 3000) AS v), 2) AS t;
--| ```
--|
--| When it is wrong: see `benford`.
CREATE OR REPLACE FUNCTION supervise.benford_test(
	state supervise.benford_state,
	digits int DEFAULT 2,
	place text DEFAULT 'leading',
	sign text DEFAULT 'positive',
	OUT n bigint, OUT chi2 float8, OUT df int, OUT p float8, OUT mad float8, OUT conformity text,
	OUT ks float8, OUT ks_critical float8, OUT mantissa_l2 float8, OUT mantissa_p float8,
	OUT distortion float8, OUT distortion_z float8, OUT verdict text, OUT reason text)
RETURNS record
LANGUAGE c STABLE PARALLEL SAFE COST 20
AS 'MODULE_PATHNAME', 'sv_benford_test_row';
COMMENT ON FUNCTION supervise.benford_test(supervise.benford_state, int, text, text) IS
'Tests of Benford''s law: chi square, mean absolute deviation, KS, mantissas, distortion 本福特定律检验：卡方、平均绝对偏差、KS、尾数弧、失真因子';

--| ## benford_second_order
--| `benford_second_order(query, digits, place) → setof (digit, count, observed, expected, z, amount, amount_share)`
--|
--| The digits of the differences between amounts that follow each other in size
--| (Nigrini and Miller's second-order test). Sorted amounts of almost any
--| distribution have differences that follow Benford's law nearly; amounts that
--| were rounded, made by a formula or pasted twice do not, also where the amounts
--| themselves pass.
--|
--| | parameter | type | default | meaning |
--| |---|---|---|---|
--| | query | text | | one SELECT, or the name of a relation, with a column `amount` (a number) |
--| | digits | int | 2 | as in benford_digits |
--| | place | text | 'leading' | as in benford_digits |
--|
--| Columns are those of benford_digits; amount is the sum of the differences. Equal
--| amounts have no difference and are left out, and so are null, NaN and infinite
--| ones, which `benford_counts` counts. For the tests of the differences:
--| `benford_test((SELECT benford(d) FROM (SELECT amount - lag(amount) OVER (ORDER BY
--| amount) AS d FROM …) AS s))`.
--|
--| Errors: as benford_digits; no column `amount`, or one that is not a number.
--| Cost: a sort of the amounts by the server, within work_mem or on disk.
--|
--| ```sql
--| SELECT digit, count FROM supervise.benford_second_order(
--|   $$ SELECT (v * v * 1.37)::numeric(12,2) AS amount FROM generate_series(10, 3000) AS v $$, 1);
--| ```
--|
--| When it is wrong: amounts of few digits among many rows (prices below 100 with
--| two decimals) have differences of one or two hundredths only: a spike at 10 and 20
--| that means nothing.
--|
--| Source: M. Nigrini and S. Miller, Auditing 28 (2009).
CREATE OR REPLACE FUNCTION supervise.benford_second_order(
	query text,
	digits int DEFAULT 2,
	place text DEFAULT 'leading')
RETURNS TABLE (digit int, count bigint, observed float8, expected float8, z float8, amount numeric, amount_share float8)
LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 90
AS 'MODULE_PATHNAME', 'sv_benford_second_order';
COMMENT ON FUNCTION supervise.benford_second_order(text, int, text) IS
'Digits of the differences between amounts in order of size 按大小排序的金额之间差额的数字分布';
