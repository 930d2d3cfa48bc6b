--| ## outliers
--| `supervise.outliers(query, threshold, min_peers, method, tail, on_small, on_invalid) → setof record`
--|
--| Who is far from his peers? Each value is compared with the middle of its
--| group, in units of the group's spread, both measured so that the outliers do not
--| hide in them.
--|
--| | column of the query | type | meaning |
--| |---|---|---|
--| | peer_group | any key, or an array of keys | whom to compare with; an array names groups from the finest to the coarsest (at most 6), and a row is judged by the finest that has min_peers |
--| | record | any key | names the row |
--| | value | any number | read as double precision |
--|
--| | parameter | type | default | meaning |
--| |---|---|---|---|
--| | query | text | | one SELECT, or the name of a relation |
--| | threshold | float8 | NULL | a score beyond it is an outlier; null is 3.5 for 'mad' and 1.5 for 'iqr7' and 'iqr8' |
--| | min_peers | int | 8 | a smaller group is not judged |
--| | method | text | 'mad' | see below |
--| | tail | text | 'both' | 'both', 'high' or 'low' |
--| | on_small | text | 'omit' | 'list' also lists the rows of groups that are too small |
--| | on_invalid | text | 'error' | 'skip' leaves out rows with null, NaN or infinity, and says how many |
--|
--| | column | type | meaning |
--| |---|---|---|
--| | record | text | |
--| | peer_group | text | the group it was judged by; of an array, that element and those after it |
--| | level | int | which element that was; 1 is the finest |
--| | value | float8 | |
--| | peers | bigint | rows of the group |
--| | center | float8 | the group's median |
--| | spread | float8 | its median absolute deviation (mean absolute deviation where that is 0), or its interquartile range |
--| | score | float8 | negative below the center |
--| | verdict | text | 'high', 'low' or 'insufficient' |
--| | reason | text | in the language of supervise.language |
--|
--| Rows come in the order of peer_group, record, value.
--|
--| 'mad': score = 0.6745 (value - median) / MAD (Iglewicz and Hoaglin). Where MAD is
--| 0, more than half of the group being equal, it is (value - median) / (1.2533
--| mean absolute deviation); where that is 0 too, nothing is an outlier.
--| 'iqr7', 'iqr8': how far beyond the nearer quartile, in interquartile ranges
--| (Tukey's fences), with quartiles of type 7 or 8; a range of 0 has no outlier.
--|
--| Errors: a missing or wrongly typed column; a row that cannot be judged, unless
--| on_invalid is 'skip'; more than 6 levels.
--| Cost: about twice reading the columns.
--|
--| Memory: at most 140 bytes a row, 90 where half of the rows are of one group: with short
--| keys, and besides what is found; the former where few groups have all rows and parallel
--| workers judge them at the same time. What outgrows `supervise.work_mem` is spilled, but for
--| the rows of the largest group.
--|
--| ```sql
--| SELECT record, round(score::numeric, 2) AS score, verdict
--| FROM supervise.outliers($$
--|   SELECT 'town ' || g % 2 AS peer_group, g AS record, CASE g WHEN 7 THEN 900 ELSE 100 + g % 5 END AS value
--|   FROM generate_series(1, 40) AS g $$);
--| ```
--|
--| When it is wrong: skewed values (costs, durations, lengths of stay) have long lawful
--| tails: compare logarithms. Severe cases, accident repairs, specialists and
--| supermarkets differ from their group because they are of another kind: make
--| the group finer. City cars idle; poor soil is cheap. In a group that cheats as
--| a whole, nobody stands out.
--|
--| Source: B. Iglewicz and D. Hoaglin, How to Detect and Handle Outliers, 1993;
--| J. Tukey, Exploratory Data Analysis, 1977.
CREATE OR REPLACE FUNCTION supervise.outliers(
	query text,
	threshold double precision DEFAULT NULL,
	min_peers integer DEFAULT 8,
	method text DEFAULT 'mad',
	tail text DEFAULT 'both',
	on_small text DEFAULT 'omit',
	on_invalid text DEFAULT 'error',
	OUT record text, OUT peer_group text, OUT level integer, OUT value double precision,
	OUT peers bigint, OUT center double precision, OUT spread double precision,
	OUT score double precision, OUT verdict text, OUT reason text)
RETURNS SETOF record
LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 1000
AS 'MODULE_PATHNAME', 'sv_outliers';
COMMENT ON FUNCTION supervise.outliers(text, double precision, integer, text, text, text, text) IS
'Who is far from his peers? 谁明显偏离同类？';
