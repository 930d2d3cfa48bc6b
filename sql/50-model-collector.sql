--| # Collectors
--|
--| ## collectors
--| `supervise.collectors(query, min_beneficiaries, within, on_invalid) → setof record`
--|
--| Who receives for many others? Finds the payees (accounts, cards, holders) to
--| whom the payments of at least so many different people go.
--|
--| | column of the query | type | meaning |
--| |---|---|---|
--| | payee | any key | who receives: account, card, holder |
--| | beneficiary | any key | for whom |
--| | record | any key | what names the row |
--| | at * | date, timestamp, timestamptz | when; needed where `within` is given |
--| | amount * | number | how much |
--| | household * | any key | of the beneficiary; null is unknown and not counted |
--|
--| | parameter | type | default | meaning |
--| |---|---|---|---|
--| | query | text | | one SELECT, or the name of a relation |
--| | min_beneficiaries | int | 3 | fewest different beneficiaries |
--| | within | interval | NULL | days in which they must be found; null: ever |
--| | on_invalid | text | 'error' | 'skip' leaves out rows that cannot be judged, and says how many |
--|
--| | column | type | meaning |
--| |---|---|---|
--| | payee | text | |
--| | beneficiaries | bigint | how many different ones |
--| | households | bigint | how many different households; null where none is known |
--| | records | text[] | by day, then record |
--| | first_at, last_at | date | of those that have a day |
--| | amount | numeric | exact sum of those that have one; null where none has |
--| | reason | text | in the language of supervise.language |
--|
--| Rows come in the order of payee, first_at. With `within`, a window is any stretch of at
--| most so many days from first to last day that has enough beneficiaries;
--| windows that share a row are reported once, as their union, which may be longer.
--| A payee who is also a beneficiary counts as one.
--|
--| Errors: a missing or wrongly typed column; a row that cannot be judged, unless
--| on_invalid is 'skip'.
--| Cost: reading the columns and one sort of each payee's rows.
--|
--| Memory: at most 110 bytes a row, 170 where half of the rows are of one payee: with short
--| keys, and besides what is found. What outgrows `supervise.work_mem` is spilled, but for
--| the rows of the largest payee.
--|
--| ```sql
--| SELECT payee, beneficiaries, households, records
--| FROM supervise.collectors($$
--|   SELECT * FROM (VALUES ('card 1', 'Li', 1, 'h1'), ('card 1', 'Wang', 2, 'h2'), ('card 1', 'Zhao', 3, 'h2'),
--|                         ('card 2', 'Qian', 4, 'h3'))
--|   AS pay(payee, beneficiary, record, household) $$);
--| ```
--|
--| When it is wrong: guardians, care homes and villages' collective accounts receive for
--| others by right (keep a list of them and leave them out of the query); so do
--| spouses and parents: look at households. A clerk's test account collects too.
CREATE OR REPLACE FUNCTION supervise.collectors(
	query text,
	min_beneficiaries integer DEFAULT 3,
	within interval DEFAULT NULL,
	on_invalid text DEFAULT 'error',
	OUT payee text, OUT beneficiaries bigint, OUT households bigint, OUT records text[],
	OUT first_at date, OUT last_at date, OUT amount numeric, OUT reason text)
RETURNS SETOF record
LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 1000
AS 'MODULE_PATHNAME', 'sv_collectors';
COMMENT ON FUNCTION supervise.collectors(text, integer, interval, text) IS
'Who receives for many others? 谁替许多人代领？';

CREATE OR REPLACE FUNCTION supervise.collect_row(supervise.collect_state, text, text, date, numeric, text, integer, interval)
RETURNS supervise.collect_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 2
AS 'MODULE_PATHNAME', 'sv_collect_row';
COMMENT ON FUNCTION supervise.collect_row(supervise.collect_state, text, text, date, numeric, text, integer, interval) IS
'Internal: transition function of collect collect 的转换函数';

CREATE OR REPLACE FUNCTION supervise.collect_combine(supervise.collect_state, supervise.collect_state)
RETURNS supervise.collect_state
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 10
AS 'MODULE_PATHNAME', 'sv_collect_rows_combine';
COMMENT ON FUNCTION supervise.collect_combine(supervise.collect_state, supervise.collect_state) IS
'Internal: combine function of collect collect 的合并函数';

CREATE OR REPLACE FUNCTION supervise.collect_final(supervise.collect_state)
RETURNS supervise.collect_found[]
LANGUAGE c IMMUTABLE PARALLEL SAFE COST 100
AS 'MODULE_PATHNAME', 'sv_collect_found';
COMMENT ON FUNCTION supervise.collect_final(supervise.collect_state) IS
'Internal: final function of collect collect 的终结函数';

--| ## collect
--| `supervise.collect(beneficiary, record, at, amount, household, min_beneficiaries, within) → supervise.collect_found[]` (aggregate)
--|
--| `collectors` as an aggregate over one payee: what partitions, foreign servers and
--| Citus compute where the rows are. Same rows, as an array, null where there is
--| none. The last two are parameters and must be constant; a null `within` is no
--| limit. Amount and household may be null, and the day where there is no limit.
--|
--| A row without beneficiary or record, or with an amount that is NaN or infinite,
--| is an error: leave it out with `FILTER (WHERE ...)`. A group holds a gigabyte, at
--| some 130 bytes a row.
--|
--| ```sql
--| SELECT g.payee, f.*
--| FROM (SELECT payee, supervise.collect(beneficiary, record, at, 100, NULL, 2, '30 days') AS found
--|       FROM (VALUES ('card 1', 'Li', '1', date '2024-03-01'),
--|                    ('card 1', 'Wang', '2', date '2024-03-02')) AS pay(payee, beneficiary, record, at)
--|       GROUP BY payee) AS g
--| CROSS JOIN LATERAL unnest(g.found) AS f;
--| ```
CREATE OR REPLACE AGGREGATE supervise.collect(beneficiary text, record text, at date, amount numeric, household text, min_beneficiaries integer, within interval) (
	SFUNC = supervise.collect_row,
	STYPE = supervise.collect_state,
	SSPACE = 512,
	COMBINEFUNC = supervise.collect_combine,
	FINALFUNC = supervise.collect_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise.collect(text, text, date, numeric, text, integer, interval) IS
'Who receives for many others, within a group 一组中替许多人代领的情况';
