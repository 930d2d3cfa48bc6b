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
--| | households | bigint | how many different households; null where the query has none |
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
--| Cost: reading the columns and one sort of each payee's rows; 64 to 100 bytes a row,
--| more than supervise.work_mem is spilled.
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
