--| # Ledger
--|
--| ## ledger
--| `supervise.ledger(population, found) → setof record`
--|
--| What became of everybody? Counts the subjects of a population by what a model says of them: those it found, those it
--| could judge and found nothing of, and those it could not judge, each with its reason. The counts add up to the
--| population, always. A workspace keeps one with every run.
--|
--| | column of population | type | meaning |
--| |---|---|---|
--| | subject | any key | who is to be judged; in any number of rows |
--| | state | any key | what the row tells of the subject: `assessable`, `insufficient_data` or `not_applicable` |
--| | reason | any key | why it is not assessable; may be left out |
--|
--| | column of found | type | meaning |
--| |---|---|---|
--| | subject | the key of population | who was found; may be repeated. `found` null: nobody |
--|
--| Of a subject with several rows the best state counts, assessable before insufficient_data before not_applicable, and of
--| the reasons given with that state the least (by its bytes). So each row of a register says what it alone can say, and
--| nothing needs to be grouped.
--|
--| | column | type | meaning |
--| |---|---|---|
--| | outcome | text | `hit`, `clean`, `insufficient_data`, `not_applicable`, or what is wrong: `of unknown state "…" in the population query`, `found, but not in the population query` |
--| | reason | text | of those that could not be judged; else empty |
--| | subjects | bigint | how many |
--| | example | text | one subject, where something is wrong |
--|
--| Ordered by outcome, reason.
--|
--| **Errors**: a subject that is null.
--|
--| **Cost**: one parallel read of each query, 10 to 20 bytes of memory a row; beyond `supervise.work_mem` rows are spilled.
--| Some 300 bytes more for each different reason, in each process, which are not spilled: a reason says what is wrong, not
--| with whom.
--|
--| Memory: at most 40 bytes a row, 60 where half of the rows are of one subject: with short keys. What outgrows
--| `supervise.work_mem` is spilled, but for the rows of the largest subject.
--|
--| ```sql
--| SELECT outcome, reason, subjects FROM supervise.ledger(
--|     $$ SELECT person AS subject, CASE WHEN amount IS NULL THEN 'insufficient_data' ELSE 'assessable' END AS state,
--|               CASE WHEN amount IS NULL THEN 'no amount' END AS reason
--|        FROM (VALUES ('Ann', 10), ('Bob', NULL), ('Bob', 20), ('Eve', NULL)) AS paid(person, amount) $$,
--|     $$ SELECT 'Ann' AS subject $$);
--| ```
--|
--| ```output
--|       outcome      |  reason   | subjects
--| -------------------+-----------+----------
--|  clean             |           |        1
--|  hit               |           |        1
--|  insufficient_data | no amount |        1
--| (3 rows)
--| ```
--|
--| **When it is wrong**: when the population leaves somebody out in silence, or brings the keys into another form than the
--| model does; the latter shows as found but not in the population.
--|
--| **Source**: completeness, as auditors ask it of every population they test.
CREATE OR REPLACE FUNCTION supervise.ledger(
	population text,
	found text,
	OUT outcome text, OUT reason text, OUT subjects bigint, OUT example text)
RETURNS SETOF record
LANGUAGE c STABLE PARALLEL RESTRICTED COST 100000 ROWS 10
AS 'MODULE_PATHNAME', 'sv_ledger';
COMMENT ON FUNCTION supervise.ledger(text, text) IS
'What became of everybody? 全体对象的去向如何？';
