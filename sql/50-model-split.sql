--| # Splits
--|
--| ## splits
--| `supervise.splits(query, ceiling, within, min_parts, net_reversals, ceilings, on_invalid) → setof record`
--|
--| Do parts below a limit add up to more than it? Finds payments of one subject,
--| each below the ceiling above which it would have needed a tender or a second
--| signature, that together reach it within a few days.
--|
--| | column of the query | type | meaning |
--| |---|---|---|
--| | subject | any key | within what parts add up: a card and merchant, a unit, vendor and category |
--| | record | any key | what names the row |
--| | at | date, timestamp, timestamptz | when |
--| | amount | number | how much |
--| | ceiling * | number | the row's own ceiling |
--| | kind * | any key | its kind, looked at only where `ceilings` has kinds |
--|
--| | parameter | default | meaning |
--| |---|---|---|
--| | ceiling | null | the ceiling of rows that have no other |
--| | within | 30 days | longest time from the first to the last part; 0 days: the same day |
--| | min_parts | 2 | fewest parts |
--| | net_reversals | true | leave out payments that were taken back |
--| | ceilings | null | a query of kind *, valid (a period, or valid_from and valid_to) and amount: the ceiling in force for a kind on a day; a null kind is for all kinds without their own |
--|
--| A row's ceiling is its own, else the one that `ceilings` has for its kind and day,
--| else the parameter. Where `ceilings` has kinds, parts add up within one kind.
--| `on_invalid` says what happens to a row that cannot be judged: `'error'` ends the
--| call and names the row, `'skip'` leaves it out and counts it, in one warning and
--| in `supervise.detector_calls()`.
--|
--| | column | type | meaning |
--| |---|---|---|
--| | subject | text | |
--| | first_at, last_at | date | the first and the last part's day |
--| | parts | bigint | how many |
--| | records | text[] | the parts, by time |
--| | amount | numeric | their sum |
--| | ceiling | numeric | the highest ceiling of any of them |
--| | ratio | numeric | amount / ceiling |
--| | reason | text | the finding as a sentence, in the language of `supervise.language` |
--|
--| Rows come by subject and first day. A part is above zero and below its ceiling. A
--| window is a set of parts of at most `within` from first to last that add up to
--| the highest ceiling of any of them or more: where the line was raised in between,
--| only a sum beyond both counts. Windows that share a part are reported once, as
--| their union, which may be longer than `within`. With `net_reversals` a part and
--| the later negative row of exactly its size that takes it back are left out; other
--| rows not above zero are no parts and lower no sum.
--|
--| **Errors**: no ceiling from any of the three places; a row without one or with one
--| not above zero (unless skipped); two ceilings for one kind and day.
--|
--| **Cost**: one parallel read and a sort by day within each subject, then one pass a
--| ceiling in reach.
--|
--| Memory: at most 40 bytes a row, 120 where half of the rows are of one subject: with short
--| keys, and besides what is found. What outgrows `supervise.work_mem` is spilled, but for
--| the rows of the largest subject.
--|
--| ```sql
--| SELECT * FROM supervise.splits($$
--|     SELECT * FROM (VALUES
--|         ('card 7 | office shop', 1, date '2024-03-01', 2400.00),
--|         ('card 7 | office shop', 2, date '2024-03-02', 1900.00),
--|         ('card 7 | office shop', 3, date '2024-05-20',  300.00))
--|     AS purchase(subject, record, at, amount) $$, ceiling => 2500, within => '3 days');
--| ```
--|
--| **When it is wrong**: standing orders and call-offs under a framework that was
--| tendered; purchases from different budget lines; real separate jobs that fall in
--| one month; one order delivered and billed in parts.
--|
--| **Source**: dated lines by kind as in the tendering rules of the catalogue (works,
--| goods, services); split tests in internal-audit practice.
CREATE OR REPLACE FUNCTION supervise.splits(
	query text,
	ceiling numeric DEFAULT NULL,
	within interval DEFAULT '30 days',
	min_parts integer DEFAULT 2,
	net_reversals boolean DEFAULT true,
	ceilings text DEFAULT NULL,
	on_invalid text DEFAULT 'error',
	OUT subject text, OUT first_at date, OUT last_at date, OUT parts bigint,
	OUT records text[], OUT amount numeric, OUT ceiling numeric, OUT ratio numeric,
	OUT reason text)
RETURNS SETOF record
LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 1000
AS 'MODULE_PATHNAME', 'sv_splits';
COMMENT ON FUNCTION supervise.splits(text, numeric, interval, integer, boolean, text, text) IS
'Do parts below a limit add up to more than it? 是否化整为零、拆分规避限额？';

CREATE OR REPLACE FUNCTION supervise.split_step(supervise.split_state, text, date, numeric, numeric, interval, integer, boolean)
RETURNS supervise.split_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 2
AS 'MODULE_PATHNAME', 'sv_split_step';
COMMENT ON FUNCTION supervise.split_step(supervise.split_state, text, date, numeric, numeric, interval, integer, boolean) IS
'Internal: transition function of split split 的转换函数';

CREATE OR REPLACE FUNCTION supervise.split_combine(supervise.split_state, supervise.split_state)
RETURNS supervise.split_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'sv_split_combine';
COMMENT ON FUNCTION supervise.split_combine(supervise.split_state, supervise.split_state) IS
'Internal: combine function of split split 的合并函数';

CREATE OR REPLACE FUNCTION supervise.split_final(supervise.split_state)
RETURNS supervise.split_found[]
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100
AS 'MODULE_PATHNAME', 'sv_split_final';
COMMENT ON FUNCTION supervise.split_final(supervise.split_state) IS
'Internal: final function of split split 的终结函数';

--| ## split
--| `supervise.split(record, at, amount, ceiling, within, min_parts, net_reversals) → supervise.split_found[]` (aggregate)
--|
--| `splits` as an aggregate over one subject: what partitions, foreign servers and
--| Citus compute where the rows are. Same rows, as an array, null where there is
--| none. Every row has its ceiling; the last three are parameters and must be
--| constant.
--|
--| A row of which an argument is null, NaN or infinite, or the ceiling not above
--| zero, is an error: leave it out with `FILTER (WHERE ...)`. A group holds a gigabyte.
--|
--| ```sql
--| SELECT g.card, f.*
--| FROM (SELECT card, supervise.split(record, at, amount, 2500, '3 days', 2, true) AS found
--|       FROM (VALUES ('7', '1', date '2024-03-01', 2400.00),
--|                    ('7', '2', date '2024-03-02', 1900.00)) AS purchase(card, record, at, amount)
--|       GROUP BY card) AS g
--| CROSS JOIN LATERAL unnest(g.found) AS f;
--| ```
CREATE OR REPLACE AGGREGATE supervise.split(record text, at date, amount numeric, ceiling numeric, within interval, min_parts integer, net_reversals boolean) (
	SFUNC = supervise.split_step,
	STYPE = supervise.split_state,
	SSPACE = 512,
	COMBINEFUNC = supervise.split_combine,
	FINALFUNC = supervise.split_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.split(text, date, numeric, numeric, interval, integer, boolean) IS
'Parts below a limit that add up to it within a group 一组中合计达到限额的拆分';
