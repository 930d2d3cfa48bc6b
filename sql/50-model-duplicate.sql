--| # Duplicates
--|
--| ## duplicates
--| `supervise.duplicates(query, same, different, within, amount_tolerance, net_reversals, near, on_invalid) → setof record`
--|
--| Is it the same bill twice? Finds groups of records that agree in every column
--| of `same`, differ in every column of `different`, and in every column of `near`
--| are at most one keystroke apart.
--|
--| | column of the query | type | meaning |
--| |---|---|---|
--| | record | any key | what names the row |
--| | at | date, timestamp, timestamptz | when it was paid |
--| | amount | number | how much, negative for a reversal |
--| | each column of `same`, `different`, `near` | any key | what is compared; null cannot be judged |
--|
--| | parameter | default | meaning |
--| |---|---|---|
--| | same | | columns that must be equal; `amount` may be one of them |
--| | different | `{}` | columns of which each must differ |
--| | within | null | matching records are at most this many days apart; null: any time |
--| | amount_tolerance | 0 | how far amounts may differ where `same` names the amount |
--| | net_reversals | true | leave out payments that were taken back |
--| | near | `{}` | columns that may differ by one keystroke: one character more, less or other, or two neighbours swapped; letters in either case and width, blanks and punctuation do not count |
--|
--| `on_invalid` says what happens to a row that cannot be judged: `'error'` ends the
--| call and names the row, `'skip'` leaves it out and counts it, in one warning and
--| in `supervise.detector_calls()`.
--|
--| | column | type | meaning |
--| |---|---|---|
--| | key | text | the values of `same`, in its order, with ` | ` between them (a tolerant amount is left out) |
--| | records | text[] | the records of the group, by time |
--| | count | bigint | how many |
--| | amount | numeric | their sum |
--| | excess | numeric | that less the largest: what would not have been paid had only the largest been due |
--| | first_at, last_at | date | the first and the last day |
--| | reason | text | the finding as a sentence, in the language of `supervise.language` |
--|
--| Rows come by key, first day and records. Records that match are joined into one
--| group, and so are those that match one of them: with `within` 7 days, bills of
--| the 1st, the 7th and the 13th are one group. With `net_reversals` a negative row
--| cancels the latest payment not later than itself that agrees with it in every
--| compared column and has exactly its size; both are out. What is left is compared
--| with rows of its own sign only: a refund is no bill, and two equal refunds are
--| one refund twice. Over no rows, and where nothing matches, there are no rows.
--|
--| **Errors**: a column that is not there or of another kind, named with what was
--| found; a column named twice; `amount_tolerance` without `amount` among `same`; a
--| negative `within` or one in months.
--|
--| **Cost**: one parallel read of the query and a sort within each key. Without
--| near columns O(n log n) in all but one case, two columns of `different` (or one
--| and a tolerance), where a single key with many thousand rows is compared pair by
--| pair within the window.
--|
--| Memory: at most 100 bytes a row, 180 where half of the rows are of one key: with short
--| keys, and besides what is found. What outgrows `supervise.work_mem` is spilled, but for
--| the rows of the largest key.
--|
--| ```sql
--| SELECT * FROM supervise.duplicates($$
--|     SELECT * FROM (VALUES
--|         (1, 'V-17', 'INV-0099', date '2024-03-01', 1200.00),
--|         (2, 'V-17', 'INV-0099', date '2024-03-15', 1200.00),
--|         (3, 'V-17', 'INV-0100', date '2024-03-15',  800.00))
--|     AS bill(record, vendor, invoice, at, amount) $$,
--|     same => '{vendor,invoice,amount}');
--| ```
--|
--| **When it is wrong**: instalments that carry one invoice number; reversals and
--| re-issues in an amount that differs by a fee; standing charges of one amount
--| (put the invoice number among `same`); the same short number, 1, 2, 3, from
--| different vendors; fixed-fee bills of utilities; costs that several units share by
--| quota; price series and monthly rents, for the near form; numbers of one series,
--| which are one keystroke apart and two bills (ask for the same amount too). A
--| tolerance chains: with 1, the amounts 100, 101 and 102 are one group.
--|
--| **Source**: the same-same-same and same-same-different tests of M. Nigrini,
--| Forensic Analytics, 2nd ed. 2020; F. J. Damerau, CACM 7 (1964), for the
--| keystrokes.
CREATE OR REPLACE FUNCTION supervise.duplicates(
	query text,
	same text[],
	different text[] DEFAULT '{}',
	within interval DEFAULT NULL,
	amount_tolerance numeric DEFAULT 0,
	net_reversals boolean DEFAULT true,
	near text[] DEFAULT '{}',
	on_invalid text DEFAULT 'error',
	OUT key text, OUT records text[], OUT count bigint, OUT amount numeric,
	OUT excess numeric, OUT first_at date, OUT last_at date, OUT reason text)
RETURNS SETOF record
LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 1000
AS 'MODULE_PATHNAME', 'sv_duplicates';
COMMENT ON FUNCTION supervise.duplicates(text, text[], text[], interval, numeric, boolean, text[], text) IS
'Is it the same bill twice? 同一笔单据是否重复？';

CREATE OR REPLACE FUNCTION supervise.duplicate_step(supervise.duplicate_state, text, date, numeric, text, text, interval, numeric, boolean)
RETURNS supervise.duplicate_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 2
AS 'MODULE_PATHNAME', 'sv_duplicate_step';
COMMENT ON FUNCTION supervise.duplicate_step(supervise.duplicate_state, text, date, numeric, text, text, interval, numeric, boolean) IS
'Internal: transition function of match_duplicates match_duplicates 的转换函数';

CREATE OR REPLACE FUNCTION supervise.duplicate_combine(supervise.duplicate_state, supervise.duplicate_state)
RETURNS supervise.duplicate_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'sv_duplicate_combine';
COMMENT ON FUNCTION supervise.duplicate_combine(supervise.duplicate_state, supervise.duplicate_state) IS
'Internal: combine function of match_duplicates match_duplicates 的合并函数';

CREATE OR REPLACE FUNCTION supervise.duplicate_final(supervise.duplicate_state)
RETURNS supervise.duplicate_found[]
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100
AS 'MODULE_PATHNAME', 'sv_duplicate_final';
COMMENT ON FUNCTION supervise.duplicate_final(supervise.duplicate_state) IS
'Internal: final function of match_duplicates match_duplicates 的终结函数';

--| ## match_duplicates
--| `supervise.match_duplicates(record, at, amount, different, near, within, amount_tolerance, net_reversals) → supervise.duplicate_found[]` (aggregate)
--|
--| `duplicates` as an aggregate over one key, to be grouped by the columns that
--| must be the same: what partitions, foreign servers and Citus compute where the
--| rows are. Same rows, as an array, null where there is none. Do not group by the
--| amount: it is compared here, within `amount_tolerance`, or not at all where that
--| is null; a reversal has another amount and would be in another group.
--| `different` and `near` are one column each, or null in all rows of a group.
--| `within` null is any time. The parameters, the last three, must be constant.
--|
--| A row of which record, at or amount is null, NaN or infinite is an error: leave
--| it out with `FILTER (WHERE ...)` where it may be seen. A group holds a gigabyte.
--|
--| ```sql
--| SELECT g.vendor, g.invoice, f.*
--| FROM (SELECT vendor, invoice,
--|              supervise.match_duplicates(record, at, amount, NULL, NULL, NULL, 0, true) AS found
--|       FROM (VALUES ('1', 'V-17', 'INV-0099', date '2024-03-01', 1200.00),
--|                    ('2', 'V-17', 'INV-0099', date '2024-03-15', 1200.00))
--|            AS bill(record, vendor, invoice, at, amount)
--|       GROUP BY vendor, invoice) AS g
--| CROSS JOIN LATERAL unnest(g.found) AS f;
--| ```
CREATE OR REPLACE AGGREGATE supervise.match_duplicates(record text, at date, amount numeric, different text, near text, within interval, amount_tolerance numeric, net_reversals boolean) (
	SFUNC = supervise.duplicate_step,
	STYPE = supervise.duplicate_state,
	SSPACE = 512,
	COMBINEFUNC = supervise.duplicate_combine,
	FINALFUNC = supervise.duplicate_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.match_duplicates(text, date, numeric, text, text, interval, numeric, boolean) IS
'Records of one bill twice within a group 一组中重复的单据';
