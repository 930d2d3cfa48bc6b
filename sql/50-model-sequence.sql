--| # Sequences of numbers
--|
--| ## sequence_runs
--| `supervise.sequence_runs(query, min_length, step, within, on_invalid) → setof record`
--|
--| Were numbers issued in a row? Whose invoice numbers follow each other serves one
--| customer only, or has written one bill in parts.
--|
--| | column of the query | type | meaning |
--| |---|---|---|
--| | series | any key | whose numbers: a seller, a receipt book, a seller and buyer |
--| | number | any key | digits with any prefix; at most 38 digits at the end, blanks around them do not count |
--| | record | any key | what names the row |
--| | at * | date, timestamp, timestamptz | when |
--| | amount * | number | how much |
--|
--| | parameter | default | meaning |
--| |---|---|---|
--| | min_length | 3 | fewest numbers of a run |
--| | step | 1 | from one number to the next |
--| | within | null | most days from the first to the last of a run; null: any time |
--|
--| `on_invalid` says what happens to a row that cannot be judged: `'error'` ends the
--| call and names the row, `'skip'` leaves it out and counts it, in one warning and
--| in `supervise.detector_calls()`.
--|
--| | column | type | meaning |
--| |---|---|---|
--| | series | text | |
--| | first_number, last_number | text | as they are written |
--| | length | bigint | how many numbers |
--| | records | text[] | their records, by number |
--| | first_at, last_at | date | first and last day, null where none is known |
--| | amount | numeric | sum of the known amounts, null where none is known |
--| | share | double precision | length / different numbers of the series |
--| | reason | text | the finding as a sentence, in the language of `supervise.language` |
--|
--| Rows come by series and first number (as text). Numbers follow each other if they
--| have the same prefix and count of digits (`INV-0099`, `INV-0100`), or no prefix
--| at all (`99`, `100`). A number that several rows have counts once, as its first
--| row by day and record. Runs are maximal. With `within`, of a run that takes longer
--| the longest part that does not is taken, then the longest of what is left on
--| either side, and so on; of equally long ones the first.
--|
--| **Errors**: a number that does not end with 1 to 38 digits (unless skipped); with
--| `within`, a row without `at`.
--|
--| **Cost**: one parallel read, a sort by number within each series.
--|
--| Memory: at most 40 bytes a row, 140 where half of the rows are of one series: with short
--| keys, and besides what is found. What outgrows `supervise.work_mem` is spilled, but for
--| the rows of the largest series.
--|
--| ```sql
--| SELECT * FROM supervise.sequence_runs($$
--|     SELECT * FROM (VALUES
--|         ('V-17', 'A0098', 1), ('V-17', 'A0099', 2), ('V-17', 'A0100', 3), ('V-17', 'A0205', 4))
--|     AS invoice(series, number, record) $$);
--| ```
--|
--| **When it is wrong**: a hotel or a bookshop with one big customer issues runs to
--| it; electronic invoices are numbered nationwide, so neighbours mean nothing there
--| (take the seller's order within the day instead of the number).
CREATE OR REPLACE FUNCTION supervise.sequence_runs(
	query text,
	min_length integer DEFAULT 3,
	step integer DEFAULT 1,
	within interval DEFAULT NULL,
	on_invalid text DEFAULT 'error',
	OUT series text, OUT first_number text, OUT last_number text, OUT length bigint,
	OUT records text[], OUT first_at date, OUT last_at date, OUT amount numeric,
	OUT share double precision, OUT reason text)
RETURNS SETOF record
LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 1000
AS 'MODULE_PATHNAME', 'sv_sequence_runs';
COMMENT ON FUNCTION supervise.sequence_runs(text, integer, integer, interval, text) IS
'Were numbers issued in a row? 是否存在连号？';

CREATE OR REPLACE FUNCTION supervise.sequence_step(supervise.sequence_state, text, text, date, numeric, integer, integer, interval)
RETURNS supervise.sequence_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 2
AS 'MODULE_PATHNAME', 'sv_sequence_step';
COMMENT ON FUNCTION supervise.sequence_step(supervise.sequence_state, text, text, date, numeric, integer, integer, interval) IS
'Internal: transition function of run_lengths run_lengths 的转换函数';

CREATE OR REPLACE FUNCTION supervise.sequence_combine(supervise.sequence_state, supervise.sequence_state)
RETURNS supervise.sequence_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'sv_sequence_combine';
COMMENT ON FUNCTION supervise.sequence_combine(supervise.sequence_state, supervise.sequence_state) IS
'Internal: combine function of run_lengths run_lengths 的合并函数';

CREATE OR REPLACE FUNCTION supervise.sequence_final(supervise.sequence_state)
RETURNS supervise.sequence_found[]
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100
AS 'MODULE_PATHNAME', 'sv_sequence_final';
COMMENT ON FUNCTION supervise.sequence_final(supervise.sequence_state) IS
'Internal: final function of run_lengths run_lengths 的终结函数';

--| ## run_lengths
--| `supervise.run_lengths(number, record, at, amount, min_length, step, within) → supervise.sequence_found[]` (aggregate)
--|
--| `sequence_runs` as an aggregate over one series: what partitions, foreign servers
--| and Citus compute where the rows are. Same rows, as an array, null where there is
--| none. at and amount may be null (at not with `within`); the last three are
--| parameters and must be constant.
--|
--| A row whose number or record is null, or whose number does not end with digits,
--| is an error: leave it out with `FILTER (WHERE ...)`. A group holds a gigabyte.
--|
--| ```sql
--| SELECT g.vendor, f.first_number, f.last_number, f.length
--| FROM (SELECT vendor, supervise.run_lengths(number, record, NULL, NULL, 3, 1, NULL) AS found
--|       FROM (VALUES ('V-17', 'A0098', '1'), ('V-17', 'A0099', '2'), ('V-17', 'A0100', '3'))
--|            AS invoice(vendor, number, record)
--|       GROUP BY vendor) AS g
--| CROSS JOIN LATERAL unnest(g.found) AS f;
--| ```
CREATE OR REPLACE AGGREGATE supervise.run_lengths(number text, record text, at date, amount numeric, min_length integer, step integer, within interval) (
	SFUNC = supervise.sequence_step,
	STYPE = supervise.sequence_state,
	SSPACE = 512,
	COMBINEFUNC = supervise.sequence_combine,
	FINALFUNC = supervise.sequence_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.run_lengths(text, text, date, numeric, integer, integer, interval) IS
'Numbers in a row within a group 一组中的连号';

--| ## sequence_gaps
--| `supervise.sequence_gaps(query, max_missing, on_invalid) → setof record`
--|
--| Which numbers are missing? Where a pre-numbered receipt is missing, money may have
--| been taken that was never booked.
--|
--| | column of the query | type | meaning |
--| |---|---|---|
--| | series | any key | whose numbers: a receipt book, a cash desk |
--| | number | any key | digits with any prefix, as in `sequence_runs` |
--| | record | any key | what names the row |
--|
--| | parameter | default | meaning |
--| |---|---|---|
--| | max_missing | null | leave out gaps of more numbers than this: there, another book was begun; null: none |
--|
--| `on_invalid` says what happens to a row that cannot be judged: `'error'` ends the
--| call and names the row, `'skip'` leaves it out and counts it, in one warning and
--| in `supervise.detector_calls()`.
--|
--| | column | type | meaning |
--| |---|---|---|
--| | series | text | |
--| | after_number, before_number | text | the last number before the gap and the first after it |
--| | missing | numeric | how many are missing between them |
--| | after_record, before_record | text | their records |
--| | reason | text | the finding as a sentence, in the language of `supervise.language` |
--|
--| Rows come by series and numbers (as text). Gaps are within one prefix and count of
--| digits, or between numbers without a prefix.
--|
--| **Errors**: a number that does not end with 1 to 38 digits (unless skipped).
--|
--| **Cost**: as `sequence_runs`.
--|
--| ```sql
--| SELECT * FROM supervise.sequence_gaps($$
--|     SELECT * FROM (VALUES ('book 3', '0101', 1), ('book 3', '0102', 2), ('book 3', '0105', 3))
--|     AS receipt(series, number, record) $$);
--| ```
--|
--| **When it is wrong**: voided receipts that are kept on paper and were never
--| entered; books that were handed back unused.
CREATE OR REPLACE FUNCTION supervise.sequence_gaps(
	query text,
	max_missing bigint DEFAULT NULL,
	on_invalid text DEFAULT 'error',
	OUT series text, OUT after_number text, OUT before_number text, OUT missing numeric,
	OUT after_record text, OUT before_record text, OUT reason text)
RETURNS SETOF record
LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 1000
AS 'MODULE_PATHNAME', 'sv_sequence_gaps';
COMMENT ON FUNCTION supervise.sequence_gaps(text, bigint, text) IS
'Which numbers are missing? 缺少哪些号码？';
