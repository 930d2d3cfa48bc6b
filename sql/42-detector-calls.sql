--| ## detector_calls
--| `supervise.detector_calls() → setof record`
--|
--| What the detectors called in this connection have read, left out and found,
--| oldest first: the last 1,000 calls since `detector_calls_reset()`.
--|
--| | column | type | meaning |
--| |---|---|---|
--| | call | bigint | number since the reset |
--| | detector | text | name of the function |
--| | started | timestamptz | |
--| | completed | boolean | false: it failed, was cancelled, or still runs |
--| | rows_read | bigint | rows its queries returned |
--| | rows_judged | bigint | of them, rows that could be judged |
--| | skipped | jsonb | the others, counted by argument, column and reason |
--| | subjects | bigint | groups of rows judged together. A row that its name alone tells to be no finding (a programme that no pair, a kind or a status that no rule names; where that column is text) is judged as it is read, and makes none |
--| | found | bigint | rows it returned |
--| | workers | integer | parallel workers that read (and judge, where 200,000 rows or more are left to it), without the connection's own process |
--| | spilled_bytes | bigint | written to temporary files |
--| | peak_bytes | bigint | most memory it held for rows, in all its processes |
--| | reading_ms, detecting_ms, writing_ms | double precision | time by phase |
--|
--| ```sql
--| SELECT detector, rows_read, rows_judged, skipped, found FROM supervise.detector_calls();
--| ```
CREATE OR REPLACE FUNCTION supervise.detector_calls(
    OUT call bigint, OUT detector text, OUT started timestamptz, OUT completed boolean,
    OUT rows_read bigint, OUT rows_judged bigint, OUT skipped jsonb,
    OUT subjects bigint, OUT found bigint, OUT workers integer,
    OUT spilled_bytes bigint, OUT peak_bytes bigint,
    OUT reading_ms double precision, OUT detecting_ms double precision, OUT writing_ms double precision)
RETURNS SETOF record
LANGUAGE c VOLATILE STRICT PARALLEL RESTRICTED COST 100 ROWS 10
AS 'MODULE_PATHNAME', 'sv_detector_calls';
COMMENT ON FUNCTION supervise.detector_calls() IS
'Ledger of this connection''s detector calls 本连接检测函数调用台账';

--| ## detector_calls_reset
--| `supervise.detector_calls_reset() → void`
--|
--| Empties the connection's ledger of detector calls.
--|
--| ```sql
--| SELECT supervise.detector_calls_reset();
--| ```
CREATE OR REPLACE FUNCTION supervise.detector_calls_reset()
RETURNS void
LANGUAGE c VOLATILE STRICT PARALLEL RESTRICTED COST 1
AS 'MODULE_PATHNAME', 'sv_detector_calls_reset';
COMMENT ON FUNCTION supervise.detector_calls_reset() IS
'Empty the ledger of detector calls 清空检测函数调用台账';

--| ## detector_progress
--| `supervise.detector_progress() → setof record`
--|
--| The detectors that run now, in any connection the caller may see in
--| `pg_stat_activity`: one row for each process, parallel workers too.
--|
--| | column | type | meaning |
--| |---|---|---|
--| | pid | integer | process |
--| | leader_pid | integer | for a parallel worker: the process that called the detector |
--| | detector | text | name of the function |
--| | phase | text | `starting`, `reading`, `detecting`, `writing` |
--| | rows_read | bigint | by this process, counted in steps of 65,536 |
--| | partitions_done, partitions | integer | while detecting, of all its processes; 0 for a parallel worker |
--|
--| A detector called inside a command with a progress of its own (COPY) is not listed.
--|
--| ```sql
--| SELECT coalesce(leader_pid, pid) AS call, min(detector) AS detector, sum(rows_read) AS rows_read
--| FROM supervise.detector_progress() GROUP BY 1;
--| ```
CREATE OR REPLACE FUNCTION supervise.detector_progress(
    OUT pid integer, OUT leader_pid integer, OUT detector text, OUT phase text,
    OUT rows_read bigint, OUT partitions_done integer, OUT partitions integer)
RETURNS SETOF record
LANGUAGE c VOLATILE STRICT PARALLEL RESTRICTED COST 100 ROWS 10
AS 'MODULE_PATHNAME', 'sv_detector_progress';
COMMENT ON FUNCTION supervise.detector_progress() IS
'Detectors running now, in any connection 正在运行的检测函数';
