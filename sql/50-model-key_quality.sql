--| ## key_quality
--| `supervise.key_quality(query text, kinds text[], as_of date) → setof record`
--|
--| How good are the keys of any query? One row for each of its columns, in their order.
--|
--| | column | type | meaning |
--| |---|---|---|
--| | `column_no`, `column_name`, `kind` | integer, text, text | which column, judged as what |
--| | `rows` | bigint | rows read |
--| | `nulls` | bigint | without a value |
--| | `valid` | bigint | with a valid one |
--| | `repaired` | bigint | of these, not in canonical form as stored |
--| | `invalid` | bigint | with a problem: rows = nulls + valid + invalid |
--| | `problems` | jsonb | how many by problem, as the function `KIND_problem` names it |
--| | `distinct_values` | bigint | different values, empty ones left out, valid ones in canonical form |
--| | `most_repeated` | text | the most frequent value (the least by its bytes of several), NULL where none occurs twice |
--| | `repeats` | bigint | how often |
--| | `share` | numeric | of the rows that have a value that is not empty, to six decimals |
--|
--| * `kinds`: one for each column of the query, in order: `resident_id`, `credit_code`,
--|   `bank_card`, `mobile_number`, `plate_number`, `person_name`, `org_name`, or `text`, of
--|   which only `empty` is a problem.
--| * `as_of` (`CURRENT_DATE`): births after it are `birth_in_future`.
--|
--| Columns of other types are taken as the text they print as. The query reads with the
--| caller's rights and writes nothing.
--|
--| **Errors**: 22023 for an unknown kind, another number of kinds than columns, or a text
--| that is no query; 22004 for a null parameter or kind.
--|
--| **Cost**: one pass, counts exact; some 0.45 µs a value, less than half of what the same
--| questions cost in SQL (regress/bench/key_quality.sql). Memory within `supervise.work_mem`, then temporary
--| files (less so for a single value larger than that).
--|
--| **When it misleads**: a shared card or telephone is valid; look at `most_repeated` and at
--| `distinct_values`. Padding of `character(n)` is not counted as repaired.
--|
--| ```sql
--| SELECT column_name, rows, valid, repaired, problems, most_repeated, repeats, share
--| FROM supervise.key_quality($$
--| 	SELECT * FROM (VALUES ('110102199101010078', '13800138000'), ('１１０１０２199101010078', '13800138000'),
--| 		('110102199101010079', '13800138000'), (NULL, '010-12345678')) t (id, phone) $$,
--| 	ARRAY['resident_id', 'mobile_number'], '2026-11-22');
--| ```
CREATE OR REPLACE FUNCTION supervise.key_quality(
	query text,
	kinds text[],
	as_of date DEFAULT CURRENT_DATE,
	OUT column_no integer, OUT column_name text, OUT kind text,
	OUT rows bigint, OUT nulls bigint, OUT valid bigint, OUT repaired bigint, OUT invalid bigint,
	OUT problems jsonb, OUT distinct_values bigint,
	OUT most_repeated text, OUT repeats bigint, OUT share numeric)
RETURNS SETOF record
LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 5
AS 'MODULE_PATHNAME', 'sv_key_quality';
COMMENT ON FUNCTION supervise.key_quality(text, text[], date) IS
'How good are the keys of a query, column by column? 查询各列的键质量如何？';
