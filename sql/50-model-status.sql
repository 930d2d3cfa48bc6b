--| # Status conflicts
--|
--| ## status_conflicts
--| `supervise.status_conflicts(claims, statuses, rules, grace, min_days, on_invalid) → setof record`
--|
--| Was something claimed while a status forbade it? Benefits paid for time after a
--| death or in custody, out-of-work money during employment, restricted subsidies to
--| people on the public payroll.
--|
--| | column of claims | type | meaning |
--| |---|---|---|
--| | subject | any key | who |
--| | record | any key | what names the row |
--| | valid, or valid_from and valid_to, or at | a range, two dates (both belong to it, a null valid_to is no end), or a day | the time it was claimed *for* |
--| | kind * | any key | what was claimed |
--| | amount * | number | how much |
--|
--| | column of statuses | type | meaning |
--| |---|---|---|
--| | subject | as in claims | who |
--| | status | any key | dead, in custody, employed … |
--| | valid, or valid_from and valid_to | a range or two dates | while it holds |
--| | or at | a day | the day from which it holds without end: a death |
--| | record * | any key | what names the row |
--|
--| | parameter | default | meaning |
--| |---|---|---|
--| | rules | null | a query of kind * and status: which status forbids which kind; a null kind is any. Statuses no rule names forbid nothing. Null: every status forbids every kind |
--| | grace | 0 days | a status forbids only this long after it began |
--| | min_days | 1 | shortest conflict |
--|
--| `on_invalid` says what happens to a row that cannot be judged: `'error'` ends the
--| call and names the row, `'skip'` leaves it out and counts it, in one warning and
--| in `supervise.detector_calls()`.
--|
--| | column | type | meaning |
--| |---|---|---|
--| | subject, record, kind | text | the claim |
--| | status, status_record | text | the status, and the row in force when the conflict begins |
--| | during | daterange | the time that both have in common |
--| | days | integer | its length, null where it has no end |
--| | amount | numeric | the whole amount of the claim |
--| | reason | text | the finding as a sentence, in the language of `supervise.language` |
--|
--| Rows come by subject, record and time. Statuses of one name whose times touch or
--| overlap are one stretch: custody recorded month by month is one custody, and a
--| death that two registers report is one death; `grace` counts from its beginning.
--| A claim that meets two statuses, or two stretches of one, has two rows: count its
--| amount once.
--|
--| **Errors**: rules without a row; rules that forbid kinds where claims have no column `kind`, or a null
--| one (unless skipped); subjects of types that cannot be compared.
--|
--| **Cost**: one parallel read of each query, then a sweep of each subject,
--| O(n log n + overlaps).
--|
--| Memory: at most 56 bytes a row, 110 where half of the rows are of one subject: with short
--| keys, and besides what is found. What outgrows `supervise.work_mem` is spilled, but for
--| the rows of the largest subject.
--|
--| ```sql
--| SELECT * FROM supervise.status_conflicts(
--|     $$ SELECT 'P1' AS subject, 'pension 2024-03' AS record, 'pension' AS kind,
--|               date '2024-03-01' AS valid_from, date '2024-03-31' AS valid_to, 820.00 AS amount $$,
--|     $$ SELECT 'P1' AS subject, 'dead' AS status, date '2024-01-17' AS at, 'death 4711' AS record $$,
--|     grace => '30 days');
--| ```
--|
--| **When it is wrong**: a death or a release reported late, or under another
--| person's number (require a valid check digit); funeral grants and survivors' benefits
--| (leave such kinds out of the rules); settlement of months already earned; a
--| suspended sentence or community correction taken for custody; household items
--| paid to the family; items open to all; back-payments and one-day work; a late
--| record of the end of employment; grace policies after the loss of eligibility.
--| Give the time a payment was *for*, not the day it was made.
CREATE OR REPLACE FUNCTION supervise.status_conflicts(
	claims text,
	statuses text,
	rules text DEFAULT NULL,
	grace interval DEFAULT '0 days',
	min_days integer DEFAULT 1,
	on_invalid text DEFAULT 'error',
	OUT subject text, OUT record text, OUT kind text, OUT status text,
	OUT status_record text, OUT during daterange, OUT days integer, OUT amount numeric,
	OUT reason text)
RETURNS SETOF record
LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 1000
AS 'MODULE_PATHNAME', 'sv_status_conflicts';
COMMENT ON FUNCTION supervise.status_conflicts(text, text, text, interval, integer, text) IS
'Was something claimed while a status forbade it? 是否在限制状态期间领取？';

CREATE OR REPLACE FUNCTION supervise.status_step(supervise.status_state, text, text, text, daterange, numeric, interval, integer)
RETURNS supervise.status_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 2
AS 'MODULE_PATHNAME', 'sv_status_step';
COMMENT ON FUNCTION supervise.status_step(supervise.status_state, text, text, text, daterange, numeric, interval, integer) IS
'Internal: transition function of contradict contradict 的转换函数';

CREATE OR REPLACE FUNCTION supervise.status_combine(supervise.status_state, supervise.status_state)
RETURNS supervise.status_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'sv_status_combine';
COMMENT ON FUNCTION supervise.status_combine(supervise.status_state, supervise.status_state) IS
'Internal: combine function of contradict contradict 的合并函数';

CREATE OR REPLACE FUNCTION supervise.status_final(supervise.status_state)
RETURNS supervise.status_found[]
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100
AS 'MODULE_PATHNAME', 'sv_status_final';
COMMENT ON FUNCTION supervise.status_final(supervise.status_state) IS
'Internal: final function of contradict contradict 的终结函数';

--| ## contradict
--| `supervise.contradict(record, kind, status, valid, amount, grace, min_days) → supervise.status_found[]` (aggregate)
--|
--| `status_conflicts` without rules as an aggregate over one subject: what partitions,
--| foreign servers and Citus compute where the rows are. Claims and statuses are
--| given together: a row whose status is not null is a status, any other a claim
--| (which must have a record). An event is a status without an end. Same rows, as an
--| array, null where there is none. The last two are parameters and must be constant.
--|
--| A row whose time is null or empty is an error: leave it out with
--| `FILTER (WHERE ...)`. A group holds a gigabyte.
--|
--| ```sql
--| SELECT g.subject, f.*
--| FROM (SELECT subject, supervise.contradict(record, kind, status, valid, amount, '0 days', 1) AS found
--|       FROM (VALUES ('P1', 'pension 2024-03', 'pension', NULL, daterange('2024-03-01', '2024-04-01'), 820.00),
--|                    ('P1', 'death 4711', NULL, 'dead', daterange('2024-01-17', NULL), NULL))
--|            AS t(subject, record, kind, status, valid, amount)
--|       GROUP BY subject) AS g
--| CROSS JOIN LATERAL unnest(g.found) AS f;
--| ```
CREATE OR REPLACE AGGREGATE supervise.contradict(record text, kind text, status text, valid daterange, amount numeric, grace interval, min_days integer) (
	SFUNC = supervise.status_step,
	STYPE = supervise.status_state,
	SSPACE = 512,
	COMBINEFUNC = supervise.status_combine,
	FINALFUNC = supervise.status_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.contradict(text, text, text, daterange, numeric, interval, integer) IS
'Claims of a group under a forbidding status 一组中限制状态期间的领取';
