-- What the reading layer needs as SQL objects.  None of it is for users.

CREATE OR REPLACE FUNCTION supervise._collect_step(internal, VARIADIC "any")
RETURNS internal
LANGUAGE c VOLATILE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_collect_step';
COMMENT ON FUNCTION supervise._collect_step(internal, "any") IS
'Internal: a row read by a detector 内部函数：检测函数读取一行';

CREATE OR REPLACE FUNCTION supervise._collect_combine(internal, internal)
RETURNS internal
LANGUAGE c VOLATILE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_collect_combine';
COMMENT ON FUNCTION supervise._collect_combine(internal, internal) IS
'Internal: rows read by two processes 内部函数：合并两个进程读取的行';

CREATE OR REPLACE FUNCTION supervise._collect_serialize(internal)
RETURNS bytea
LANGUAGE c VOLATILE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_collect_serialize';
COMMENT ON FUNCTION supervise._collect_serialize(internal) IS
'Internal: a process has read its rows 内部函数：一个进程读取完毕';

CREATE OR REPLACE FUNCTION supervise._collect_deserialize(bytea, internal)
RETURNS internal
LANGUAGE c VOLATILE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_collect_deserialize';
COMMENT ON FUNCTION supervise._collect_deserialize(bytea, internal) IS
'Internal: the leader learns that a process has read its rows 内部函数：主进程得知某进程读取完毕';

CREATE OR REPLACE FUNCTION supervise._collect_final(internal)
RETURNS void
LANGUAGE c VOLATILE PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_collect_final';
COMMENT ON FUNCTION supervise._collect_final(internal) IS
'Internal: all rows are read 内部函数：全部读取完毕';

CREATE OR REPLACE AGGREGATE supervise._collect(VARIADIC "any") (
    SFUNC = supervise._collect_step,
    STYPE = internal,
    COMBINEFUNC = supervise._collect_combine,
    SERIALFUNC = supervise._collect_serialize,
    DESERIALFUNC = supervise._collect_deserialize,
    FINALFUNC = supervise._collect_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE supervise._collect("any") IS
'Internal: how a detector reads a query in parallel 内部聚集：检测函数并行读取查询';
