--| # Bunching
--|
--| ## bunching
--| `supervise.bunching(query, line, width, on_invalid) → setof record`
--|
--| Are amounts crowded just below a line? Counts each subject's amounts just below a
--| line against those just above it, and says how unlikely that is if the subject
--| were like all others.
--|
--| | column of the query | type | meaning |
--| |---|---|---|
--| | subject | any key | who decides: a unit, an approver, a card |
--| | record | any key | what names the row |
--| | amount | number | how much |
--|
--| | parameter | default | meaning |
--| |---|---|---|
--| | line | | the first amount that is beyond the limit (2,500.01 where 2,500 itself is allowed) |
--| | width | a tenth of the line | amounts in [line - width, line) are just below, those in [line, line + width) just above |
--|
--| `on_invalid` says what happens to a row that cannot be judged: `'error'` ends the
--| call and names the row, `'skip'` leaves it out and counts it, in one warning and
--| in `supervise.detector_calls()`.
--|
--| | column | type | meaning |
--| |---|---|---|
--| | subject | text | |
--| | below, above | bigint | amounts just below and just above the line |
--| | share | double precision | below / (below + above) |
--| | expected | double precision | the same of all other subjects, as (b + 1) / (b + a + 2); 0.5 where there are none |
--| | excess | double precision | below less expected · (below + above) |
--| | p | double precision | probability of so many or more below, from the exact binomial distribution with `expected` |
--| | records | text[] | those just below |
--| | reason | text | the finding as a sentence, in the language of `supervise.language` |
--|
--| One row for every subject with an amount near the line, by subject; which are
--| worth a look is yours to say: `WHERE p < 0.001 AND excess >= 5`. With thousands of
--| subjects some p below 0.001 come by chance: divide by their number, or rank.
--|
--| **Errors**: a line or width not above zero, a width beyond the line.
--|
--| **Cost**: one parallel read of the query; some 100 bytes of memory a subject with
--| amounts near the line, and its records below it. Where few amounts are near the
--| line, say so in the query (`WHERE amount >= 2250 AND amount < 2750`).
--|
--| Memory: at most 40 bytes a row, 70 where half of the rows are of one subject: with short
--| keys, and besides what is found. What outgrows `supervise.work_mem` is spilled, but for
--| the rows of the largest subject.
--|
--| ```sql
--| SELECT subject, below, above, expected, p FROM supervise.bunching($$
--|     SELECT 'card ' || i % 5 AS subject, i AS record,
--|            CASE WHEN i % 5 = 0 THEN 2400 ELSE 2300 + i % 400 END AS amount
--|     FROM generate_series(1, 400) AS i $$, line => 2500)
--| WHERE p < 0.001 AND excess >= 5;
--| ```
--|
--| **When it is wrong**: price lists at 99 (a good that costs 2,499); a line that
--| equals a subsidy norm or a tariff, so that lawful amounts stand just under it; a
--| line that all subjects keep under alike, for then all are each other's peers.
--|
--| **Source**: exact binomial test; P. S. de Laplace's rule of succession.
CREATE OR REPLACE FUNCTION supervise.bunching(
	query text,
	line numeric,
	width numeric DEFAULT NULL,
	on_invalid text DEFAULT 'error',
	OUT subject text, OUT below bigint, OUT above bigint, OUT share double precision,
	OUT expected double precision, OUT excess double precision, OUT p double precision,
	OUT records text[], OUT reason text)
RETURNS SETOF record
LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 1000
AS 'MODULE_PATHNAME', 'sv_bunching';
COMMENT ON FUNCTION supervise.bunching(text, numeric, numeric, text) IS
'Are amounts crowded just below a line? 金额是否聚集在限额之下？';
