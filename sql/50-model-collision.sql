--| ## collisions
--| `supervise.collisions(query, within, min_days, pairs, same_source, on_invalid) → setof record`
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
