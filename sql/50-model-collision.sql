--| # Collisions
--|
--| ## collisions
--| `supervise.collisions(query, within, min_days, pairs, same_source, on_invalid) → setof record`
--|
--| Is one subject paid by several sources for the same days? A person paid by two
--| departments for one month, two regions paying the same pension, a trip claimed
--| from two budgets, a worker on two payrolls.
--|
--| | column of the query | type | meaning |
--| |---|---|---|
--| | subject | any key | who |
--| | record | any key | what names the row |
--| | source | any key | who paid: claims of different sources collide |
--| | valid, or valid_from and valid_to, or at | a range, two dates (both belong to it, a null valid_to is no end), or a day | the time the claim is *for*, not the day of payment |
--| | amount * | number | how much |
--|
--| Columns marked * may be absent or null. The query is one SELECT, or the name of a
--| relation; it runs with the caller's rights, read-only, in parallel where the
--| planner can. A floating-point amount is read as its shortest decimal text; money is
--| refused. Ranges of moments are the days they touch, in the session's time zone.
--|
--| | parameter | default | meaning |
--| |---|---|---|
--| | within | 0 days | lengthens every claim at its end before the test: claims this close also collide. Whole days |
--| | min_days | 1 | shortest episode reported, in days |
--| | pairs | null | a query of source_a and source_b: only these exclude each other, in both directions. Null: any two |
--| | same_source | false | two claims of one source collide as well (with pairs: if the source is paired with itself) |
--| | on_invalid | error | what happens to a row that cannot be judged: `'error'` ends the call and names the row, `'skip'` leaves it out and counts it, in one warning and in `supervise.detector_calls()` |
--|
--| An **episode** is a maximal stretch of days on each of which at least two claims of
--| the subject are in force whose sources exclude each other. One row for each:
--|
--| | column | type | meaning |
--| |---|---|---|
--| | subject | text | the type's own output (numeric without trailing zeros) |
--| | during | daterange | the episode |
--| | days | integer | its length; null where it has no beginning or no end |
--| | sources | text[] | sources that take part, in the order of their bytes |
--| | records | text[] | claims that take part, by time, then record |
--| | claims | bigint | how many |
--| | amount | numeric | sum of their whole amounts, exact; null amounts add nothing, null if all are |
--| | excess | numeric | that less the largest total of one source (with same_source: of one claim): what would not have been paid had only the largest been due |
--| | reason | text | the finding as a sentence, in the language of `supervise.language` |
--|
--| Rows come by subject (bytes) and time. A claim in two episodes counts in both.
--|
--| **Errors**: not a single SELECT (22023); a missing (42703), doubled (42702) or wrongly
--| typed column (42804), by name; a null key (22004), an empty, inverted or infinite
--| time (22007), an amount that is not a finite number of at most 38 digits (22003),
--| with the row's record; a null or impossible parameter (22004, 22023); sums beyond 38
--| digits (22003).
--|
--| **Cost**: one parallel read of the query, then a sweep of each subject,
--| O(n log n). Rows are kept packed, about 20 to 30 bytes each for short keys, within
--| `supervise.work_mem` (default: what the server gives a hash table, at least 64 MB);
--| beyond it they go to temporary files. The rows of the largest subject must fit in
--| memory.
--|
--| Memory: at most 48 bytes a row, 180 where half of the rows are of one subject: with short
--| keys, and besides what is found. What outgrows `supervise.work_mem` is spilled, but for
--| the rows of the largest subject.
--|
--| ```sql
--| SELECT subject, during, sources, amount, excess
--| FROM supervise.collisions($$
--|     SELECT 'P1' AS subject, 'a-1' AS record, 'civil affairs' AS source,
--|            daterange('2024-01-01', '2024-07-01') AS valid, 3000.00 AS amount
--|     UNION ALL
--|     SELECT 'P1', 'b-7', 'labour', daterange('2024-05-01', '2025-05-01'), 8400.00 $$);
--| ```
--|
--| **When it is wrong**: the month of a transfer between regions, paid by both and
--| settled later (`within` and `min_days` do not help: compare the settlement); items
--| that may be drawn together (give `pairs`); top-ups of one item by a second budget;
--| one ledger uploaded twice (compare batches first); a subject id typed wrong or used
--| for somebody else (`supervise.resident_id` tells invalid ones).
--|
--| **Source**: gaps and islands over an interval sweep; catalogue models SUB-05, SUB-06, PAY-21.
CREATE OR REPLACE FUNCTION supervise.collisions(
    query text,
    within interval DEFAULT '0 days',
    min_days integer DEFAULT 1,
    pairs text DEFAULT NULL,
    same_source boolean DEFAULT false,
    on_invalid text DEFAULT 'error',
    OUT subject text, OUT during daterange, OUT days integer,
    OUT sources text[], OUT records text[], OUT claims bigint,
    OUT amount numeric, OUT excess numeric, OUT reason text)
RETURNS SETOF record
LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 1000
AS 'MODULE_PATHNAME', 'sv_collisions';
COMMENT ON FUNCTION supervise.collisions(text, interval, integer, text, boolean, text) IS
'Is one subject paid by several sources for the same days? 同一对象是否同期被多个来源重复发放？';

CREATE OR REPLACE FUNCTION supervise.collide_step(supervise.collide_state, text, text, daterange, numeric)
RETURNS supervise.collide_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'sv_collide_step';
COMMENT ON FUNCTION supervise.collide_step(supervise.collide_state, text, text, daterange, numeric) IS
'Internal: transition function of collide collide 的转移函数';

CREATE OR REPLACE FUNCTION supervise.collide_step(supervise.collide_state, text, text, daterange, numeric, interval, integer, text[], boolean)
RETURNS supervise.collide_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'sv_collide_step';
COMMENT ON FUNCTION supervise.collide_step(supervise.collide_state, text, text, daterange, numeric, interval, integer, text[], boolean) IS
'Internal: transition function of collide collide 的转移函数';

CREATE OR REPLACE FUNCTION supervise.collide_step(supervise.collide_state, bigint, text, daterange, numeric)
RETURNS supervise.collide_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'sv_collide_step_bigint';
COMMENT ON FUNCTION supervise.collide_step(supervise.collide_state, bigint, text, daterange, numeric) IS
'Internal: transition function of collide collide 的转移函数';

CREATE OR REPLACE FUNCTION supervise.collide_step(supervise.collide_state, bigint, text, daterange, numeric, interval, integer, text[], boolean)
RETURNS supervise.collide_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'sv_collide_step_bigint';
COMMENT ON FUNCTION supervise.collide_step(supervise.collide_state, bigint, text, daterange, numeric, interval, integer, text[], boolean) IS
'Internal: transition function of collide collide 的转移函数';

CREATE OR REPLACE FUNCTION supervise.collide_combine(supervise.collide_state, supervise.collide_state)
RETURNS supervise.collide_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'sv_collide_combine';
COMMENT ON FUNCTION supervise.collide_combine(supervise.collide_state, supervise.collide_state) IS
'Internal: combine function of collide collide 的合并函数';

CREATE OR REPLACE FUNCTION supervise.collide_final(supervise.collide_state)
RETURNS supervise.collision_found[]
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100
AS 'MODULE_PATHNAME', 'sv_collide_final';
COMMENT ON FUNCTION supervise.collide_final(supervise.collide_state) IS
'Internal: final function of collide collide 的终结函数';

--| ## collide
--| `supervise.collide(record, source, valid, amount) → supervise.collision_found[]` (aggregate)
--|
--| `supervise.collide(record, source, valid, amount, within, min_days, pairs, same_source) → supervise.collision_found[]` (aggregate)
--|
--| `collisions` as an aggregate over one subject: what partitions, foreign servers and
--| Citus compute where the rows are. Same rows, without subject and reason, as an array;
--| null where there is none.
--|
--| | argument | type | meaning |
--| |---|---|---|
--| | record | text or bigint | what names the row |
--| | source | text | who paid |
--| | valid | daterange | the time the claim is for; a day is `daterange(day, day, '[]')` |
--| | amount | numeric | may be null |
--| | within, min_days, same_source | interval, integer, boolean | as for `collisions`; constant |
--| | pairs | text[] | pairs that exclude each other, `ARRAY[['a', 'b'], ['a', 'c']]`; null: any two; constant |
--|
--| A null record, source or time and an empty time are errors: leave such rows out with
--| `FILTER (WHERE ...)`. A group holds a gigabyte, about 100 bytes a row.
--|
--| ```sql
--| SELECT g.subject, f.*
--| FROM (SELECT subject, supervise.collide(record, source, valid, amount) AS found
--|       FROM (VALUES ('P1', 'a-1', 'civil affairs', daterange('2024-01-01', '2024-07-01'), 3000.00),
--|                    ('P1', 'b-7', 'labour', daterange('2024-05-01', '2025-05-01'), 8400.00))
--|            AS t(subject, record, source, valid, amount)
--|       GROUP BY subject) AS g
--| CROSS JOIN LATERAL unnest(g.found) AS f;
--| ```
CREATE OR REPLACE AGGREGATE supervise.collide(record text, source text, valid daterange, amount numeric) (
	SFUNC = supervise.collide_step,
	STYPE = supervise.collide_state,
	SSPACE = 512,
	COMBINEFUNC = supervise.collide_combine,
	FINALFUNC = supervise.collide_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.collide(text, text, daterange, numeric) IS
'Colliding claims of one subject 同一对象的重复发放';

CREATE OR REPLACE AGGREGATE supervise.collide(record text, source text, valid daterange, amount numeric, within interval, min_days integer, pairs text[], same_source boolean) (
	SFUNC = supervise.collide_step,
	STYPE = supervise.collide_state,
	SSPACE = 512,
	COMBINEFUNC = supervise.collide_combine,
	FINALFUNC = supervise.collide_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.collide(text, text, daterange, numeric, interval, integer, text[], boolean) IS
'Colliding claims of one subject 同一对象的重复发放';

CREATE OR REPLACE AGGREGATE supervise.collide(record bigint, source text, valid daterange, amount numeric) (
	SFUNC = supervise.collide_step,
	STYPE = supervise.collide_state,
	SSPACE = 512,
	COMBINEFUNC = supervise.collide_combine,
	FINALFUNC = supervise.collide_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.collide(bigint, text, daterange, numeric) IS
'Colliding claims of one subject 同一对象的重复发放';

CREATE OR REPLACE AGGREGATE supervise.collide(record bigint, source text, valid daterange, amount numeric, within interval, min_days integer, pairs text[], same_source boolean) (
	SFUNC = supervise.collide_step,
	STYPE = supervise.collide_state,
	SSPACE = 512,
	COMBINEFUNC = supervise.collide_combine,
	FINALFUNC = supervise.collide_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.collide(bigint, text, daterange, numeric, interval, integer, text[], boolean) IS
'Colliding claims of one subject 同一对象的重复发放';
