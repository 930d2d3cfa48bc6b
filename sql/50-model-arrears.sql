--| # Arrears
--|
--| ## arrears
--| `supervise.arrears(obligations, receipts, as_of, grace, buckets, on_invalid) → setof record`
--|
--| What is due and unpaid, and for how long? Receipts pay the obligations of the same
--| account first in, first out by due date; a row for each obligation that is
--| overdue at `as_of`, or was settled late.
--|
--| | column of obligations | type | meaning |
--| |---|---|---|
--| | account | any key | contract, lessee, invoice party |
--| | record | any key | what names the obligation |
--| | due_on | date, timestamp, timestamptz | |
--| | amount | number | below zero: a credit note, which pays from that day on |
--|
--| | column of receipts | type | meaning |
--| |---|---|---|
--| | account | the same kind of key | |
--| | record | any key | what names the receipt |
--| | paid_on | date, timestamp, timestamptz | |
--| | amount | number | below zero: taken back, first from the latest receipts before it, then from those after |
--|
--| | parameter | type | default | meaning |
--| |---|---|---|---|
--| | obligations, receipts | text | | one SELECT each, or the name of a relation |
--| | as_of | date | | nothing after this day counts |
--| | grace | interval | 0 days | not reported when paid within so many days of the due date |
--| | buckets | int[] | {30,60,90,180,365} | last day of each bucket, at most 15 |
--| | on_invalid | text | 'error' | 'skip' leaves out rows that cannot be judged, and says how many |
--|
--| | column | type | meaning |
--| |---|---|---|
--| | account, record | text | |
--| | due_on | date | |
--| | amount, paid, balance | numeric | exact; paid is what was allocated to it by as_of |
--| | settled_on | date | day of the receipt that settled it; null while there is a balance |
--| | days_overdue | int | from due_on to settled_on, or to as_of |
--| | bucket | text | '1-30', '31-60' …, 'over 365' |
--| | receipts | text[] | what paid it, in order |
--| | reason | text | in the language of supervise.language |
--|
--| Rows come in the order of account, due_on, record. Obligations of one day are paid in the
--| order of their records. What is paid ahead, or too much, is carried.
--|
--| Errors: a missing or wrongly typed column; a row that cannot be judged, unless
--| on_invalid is 'skip'; accounts whose keys cannot be compared.
--| Cost: reading both queries and a sort of each account's rows.
--|
--| Memory: at most 40 bytes a row, 130 where half of the rows are of one account: with short
--| keys, and besides what is found. What outgrows `supervise.work_mem` is spilled, but for
--| the rows of the largest account.
--|
--| ```sql
--| SELECT account, record, balance, days_overdue, bucket, receipts
--| FROM supervise.arrears(
--|   $$ SELECT account, record, due_on, amount
--|      FROM supervise.schedule('shop 3', '2024-01-01', '2024-06-30', '1 month', 1000) $$,
--|   $$ SELECT 'shop 3' AS account, 'r1' AS record, date '2024-02-15' AS paid_on, 2500 AS amount $$,
--|   '2024-07-01');
--| ```
--|
--| When it is wrong: payments booked to another contract; deferrals agreed in minutes; deposits
--| and guarantees with a term; disputes; bank data that has not arrived. Where a
--| contract names what a payment is for, use one account for each thing named.
CREATE OR REPLACE FUNCTION supervise.arrears(
	obligations text,
	receipts text,
	as_of date,
	grace interval DEFAULT '0 days',
	buckets integer[] DEFAULT '{30,60,90,180,365}',
	on_invalid text DEFAULT 'error',
	OUT account text, OUT record text, OUT due_on date, OUT amount numeric, OUT paid numeric,
	OUT balance numeric, OUT settled_on date, OUT days_overdue integer, OUT bucket text,
	OUT receipts text[], OUT reason text)
RETURNS SETOF record
LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 1000
AS 'MODULE_PATHNAME', 'sv_arrears_rows';
COMMENT ON FUNCTION supervise.arrears(text, text, date, interval, integer[], text) IS
'What is due and unpaid, and for how long? 哪些款项到期未付，拖欠多久？';

CREATE OR REPLACE FUNCTION supervise.allocate_row(supervise.allocate_state, text, date, date, numeric, date, interval, integer[])
RETURNS supervise.allocate_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 2
AS 'MODULE_PATHNAME', 'sv_allocate_row';
COMMENT ON FUNCTION supervise.allocate_row(supervise.allocate_state, text, date, date, numeric, date, interval, integer[]) IS
'Internal: transition function of allocate allocate 的转换函数';

CREATE OR REPLACE FUNCTION supervise.allocate_combine(supervise.allocate_state, supervise.allocate_state)
RETURNS supervise.allocate_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'sv_allocate_combine';
COMMENT ON FUNCTION supervise.allocate_combine(supervise.allocate_state, supervise.allocate_state) IS
'Internal: combine function of allocate allocate 的合并函数';

CREATE OR REPLACE FUNCTION supervise.allocate_final(supervise.allocate_state)
RETURNS supervise.allocate_found[]
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100
AS 'MODULE_PATHNAME', 'sv_allocate_found';
COMMENT ON FUNCTION supervise.allocate_final(supervise.allocate_state) IS
'Internal: final function of allocate allocate 的终结函数';

--| ## allocate
--| `supervise.allocate(record, due_on, paid_on, amount, as_of, grace, buckets) → supervise.allocate_found[]` (aggregate)
--|
--| `arrears` as an aggregate over one account, whose rows are obligations (with
--| due_on) and receipts (with paid_on): what partitions, foreign servers and Citus
--| compute where the rows are. Same rows, as an array, null where there is none. The
--| last three are parameters and must be constant. Records order as text.
--|
--| A row with both dates or none, or without record or amount, is an error: leave it
--| out with `FILTER (WHERE ...)`. A group holds a gigabyte, at some 100 bytes a row.
--|
--| ```sql
--| SELECT f.*
--| FROM (SELECT supervise.allocate(record, due_on, paid_on, amount, '2024-07-01', '0 days', '{30,60,90}') AS found
--|       FROM (VALUES ('o1', date '2024-01-01', NULL::date, 100),
--|                    ('o2', '2024-02-01', NULL, 100),
--|                    ('r1', NULL, '2024-01-20', 150)) AS ledger(record, due_on, paid_on, amount)) AS g
--| CROSS JOIN LATERAL unnest(g.found) AS f;
--| ```
CREATE OR REPLACE AGGREGATE supervise.allocate(record text, due_on date, paid_on date, amount numeric, as_of date, grace interval, buckets integer[]) (
	SFUNC = supervise.allocate_row,
	STYPE = supervise.allocate_state,
	SSPACE = 512,
	COMBINEFUNC = supervise.allocate_combine,
	FINALFUNC = supervise.allocate_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.allocate(text, date, date, numeric, date, interval, integer[]) IS
'What is due and unpaid within an account 一个账户内到期未付的款项';

--| ## schedule
--| `supervise.schedule(account, first_due, last_due, every, amount, step, step_every, free, day) → setof (account, record, due_on, amount)`
--|
--| The obligations that a contract's terms make, as the first query of `arrears`
--| wants them: rent by the month, by the quarter or by the year, with free months and
--| escalation.
--|
--| | parameter | type | default | meaning |
--| |---|---|---|---|
--| | account | text | | the contract |
--| | first_due, last_due | date | | of the first obligation; no obligation is due after the last |
--| | every | interval | | whole months or days between them |
--| | amount | numeric | | of each |
--| | step | numeric | 0 | growth at each step: 0.05 is five per cent; below zero it falls |
--| | step_every | interval | 1 year | when it grows, counted from first_due |
--| | free | interval | 0 days | obligations due before first_due + free are left out |
--| | day | text | 'same' | 'same' day of the month, 'month_end' or 'quarter_end' |
--|
--| record is the account and the due date. Every date is counted from first_due, so the
--| 31st stays the 31st where a month has one. A grown amount is rounded to its own
--| decimals, at least two.
--|
--| Errors: a null or infinite parameter; an interval with hours, below zero or empty;
--| two obligations on one day.
--|
--| ```sql
--| SELECT record, due_on, amount
--| FROM supervise.schedule('shop 3', '2023-01-31', '2024-12-31', '3 months', 9000, step => 0.05, free => '3 months', day => 'quarter_end');
--| ```
CREATE OR REPLACE FUNCTION supervise.schedule(
	account text,
	first_due date,
	last_due date,
	every interval,
	amount numeric,
	step numeric DEFAULT 0,
	step_every interval DEFAULT '1 year',
	free interval DEFAULT '0 days',
	day text DEFAULT 'same')
RETURNS TABLE (account text, record text, due_on date, amount numeric)
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100 ROWS 36
AS 'MODULE_PATHNAME', 'sv_schedule';
COMMENT ON FUNCTION supervise.schedule(text, date, date, interval, numeric, numeric, interval, interval, text) IS
'The obligations that a contract''s terms make 按合同条款生成应付款计划';
