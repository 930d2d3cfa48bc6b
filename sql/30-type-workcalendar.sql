--| ## workcalendar
--| `supervise.workcalendar`, a type
--|
--| Which days are working days, as one value: a span of days, a bit for each, and
--| what holds outside the span. A value, not a table: it can be a constant, a
--| column, a parameter, part of an index expression or a generated column, and it
--| travels to workers and other nodes. Twenty years take 1.4 kB.
--|
--| **Text**: the span, the rule outside it, and the days that differ from Monday to
--| Friday, `-` off and `+` worked, in order, alone or as a range:
--|
--| `2026-01-01..2026-01-31 outside=error -2026-01-01..2026-01-02 +2026-01-04`
--|
--| On input a range may include days that would be so anyway. `outside` is `error`
--| (the calendar knows nothing there and every question is an error) or `weekdays`
--| (Monday to Friday are working days there). Days lie in the years 1 to 9999, at
--| most 365,250 in one calendar. The binary form is: version (1), rule (0 or 1),
--| first day (int32, days since 2000-01-01), number of days (int32), then a bit a
--| day, the lowest bit first.
--|
--| Equal (`=`, `<>`; `GROUP BY`, `DISTINCT`, joins) means the same span, days and
--| rule. They sort by first day, last day, rule, and then the first day that only
--| one of them works. The operators are in the schema `supervise`: write
--| `OPERATOR(supervise.=)` where it is not in the search path.
--|
--| **Errors**: 22P02 with the position for a text that is not a calendar, 22P03 for
--| a message that is not one.
--|
--| ```sql
--| SELECT supervise.working_days('2026-01-01..2026-01-31 outside=error -2026-01-01..2026-01-02 +2026-01-04',
--|                               '2026-01-01', '2026-01-09');
--| ```
CREATE TYPE supervise.workcalendar;

CREATE FUNCTION supervise.workcalendar_in(cstring)
RETURNS supervise.workcalendar
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_workcalendar_in';
COMMENT ON FUNCTION supervise.workcalendar_in(cstring) IS
'Text to work calendar 文本转换为工作日历';

CREATE FUNCTION supervise.workcalendar_out(supervise.workcalendar)
RETURNS cstring
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_workcalendar_out';
COMMENT ON FUNCTION supervise.workcalendar_out(supervise.workcalendar) IS
'Work calendar to text 工作日历转换为文本';

CREATE FUNCTION supervise.workcalendar_recv(internal)
RETURNS supervise.workcalendar
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_workcalendar_recv';
COMMENT ON FUNCTION supervise.workcalendar_recv(internal) IS
'Binary message to work calendar 二进制消息转换为工作日历';

CREATE FUNCTION supervise.workcalendar_send(supervise.workcalendar)
RETURNS bytea
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 50
AS 'MODULE_PATHNAME', 'sv_workcalendar_send';
COMMENT ON FUNCTION supervise.workcalendar_send(supervise.workcalendar) IS
'Work calendar to binary message 工作日历转换为二进制消息';

-- External storage: reading a compressed value would cost more than it saves.
CREATE TYPE supervise.workcalendar (
	INPUT = supervise.workcalendar_in,
	OUTPUT = supervise.workcalendar_out,
	RECEIVE = supervise.workcalendar_recv,
	SEND = supervise.workcalendar_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = external
);
COMMENT ON TYPE supervise.workcalendar IS
'Which days of a span are working days, and what holds outside it 一段日期内的工作日及范围外的规则';

CREATE FUNCTION supervise.workcalendar_eq(supervise.workcalendar, supervise.workcalendar)
RETURNS boolean
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_workcalendar_eq';
COMMENT ON FUNCTION supervise.workcalendar_eq(supervise.workcalendar, supervise.workcalendar) IS
'Same span, days and rule 范围、日期与规则均相同';

CREATE FUNCTION supervise.workcalendar_ne(supervise.workcalendar, supervise.workcalendar)
RETURNS boolean
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_workcalendar_ne';
COMMENT ON FUNCTION supervise.workcalendar_ne(supervise.workcalendar, supervise.workcalendar) IS
'Another span, day or rule 范围、日期或规则不同';

CREATE FUNCTION supervise.workcalendar_cmp(supervise.workcalendar, supervise.workcalendar)
RETURNS integer
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_workcalendar_cmp';
COMMENT ON FUNCTION supervise.workcalendar_cmp(supervise.workcalendar, supervise.workcalendar) IS
'Order of two work calendars: -1, 0, 1 两个工作日历的顺序';

CREATE FUNCTION supervise.workcalendar_lt(supervise.workcalendar, supervise.workcalendar)
RETURNS boolean
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_workcalendar_lt';
COMMENT ON FUNCTION supervise.workcalendar_lt(supervise.workcalendar, supervise.workcalendar) IS
'Before in order 排序在前';

CREATE FUNCTION supervise.workcalendar_le(supervise.workcalendar, supervise.workcalendar)
RETURNS boolean
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_workcalendar_le';
COMMENT ON FUNCTION supervise.workcalendar_le(supervise.workcalendar, supervise.workcalendar) IS
'Not after in order 排序不在后';

CREATE FUNCTION supervise.workcalendar_ge(supervise.workcalendar, supervise.workcalendar)
RETURNS boolean
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_workcalendar_ge';
COMMENT ON FUNCTION supervise.workcalendar_ge(supervise.workcalendar, supervise.workcalendar) IS
'Not before in order 排序不在前';

CREATE FUNCTION supervise.workcalendar_gt(supervise.workcalendar, supervise.workcalendar)
RETURNS boolean
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_workcalendar_gt';
COMMENT ON FUNCTION supervise.workcalendar_gt(supervise.workcalendar, supervise.workcalendar) IS
'After in order 排序在后';

CREATE FUNCTION supervise.workcalendar_hash(supervise.workcalendar)
RETURNS integer
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_workcalendar_hash';
COMMENT ON FUNCTION supervise.workcalendar_hash(supervise.workcalendar) IS
'Hash 散列值';

CREATE FUNCTION supervise.workcalendar_hash_extended(supervise.workcalendar, bigint)
RETURNS bigint
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 1
AS 'MODULE_PATHNAME', 'sv_workcalendar_hash_extended';
COMMENT ON FUNCTION supervise.workcalendar_hash_extended(supervise.workcalendar, bigint) IS
'Hash with seed 带种子的散列值';

CREATE OPERATOR supervise.= (
	LEFTARG = supervise.workcalendar,
	RIGHTARG = supervise.workcalendar,
	FUNCTION = supervise.workcalendar_eq,
	COMMUTATOR = OPERATOR(supervise.=),
	NEGATOR = OPERATOR(supervise.<>),
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR supervise.= (supervise.workcalendar, supervise.workcalendar) IS
'Same span, days and rule 范围、日期与规则均相同';

CREATE OPERATOR supervise.<> (
	LEFTARG = supervise.workcalendar,
	RIGHTARG = supervise.workcalendar,
	FUNCTION = supervise.workcalendar_ne,
	COMMUTATOR = OPERATOR(supervise.<>),
	NEGATOR = OPERATOR(supervise.=),
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR supervise.<> (supervise.workcalendar, supervise.workcalendar) IS
'Another span, day or rule 范围、日期或规则不同';

CREATE OPERATOR supervise.< (
	LEFTARG = supervise.workcalendar,
	RIGHTARG = supervise.workcalendar,
	FUNCTION = supervise.workcalendar_lt,
	COMMUTATOR = OPERATOR(supervise.>),
	NEGATOR = OPERATOR(supervise.>=),
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR supervise.< (supervise.workcalendar, supervise.workcalendar) IS
'Before in order 排序在前';

CREATE OPERATOR supervise.<= (
	LEFTARG = supervise.workcalendar,
	RIGHTARG = supervise.workcalendar,
	FUNCTION = supervise.workcalendar_le,
	COMMUTATOR = OPERATOR(supervise.>=),
	NEGATOR = OPERATOR(supervise.>),
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR supervise.<= (supervise.workcalendar, supervise.workcalendar) IS
'Not after in order 排序不在后';

CREATE OPERATOR supervise.>= (
	LEFTARG = supervise.workcalendar,
	RIGHTARG = supervise.workcalendar,
	FUNCTION = supervise.workcalendar_ge,
	COMMUTATOR = OPERATOR(supervise.<=),
	NEGATOR = OPERATOR(supervise.<),
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR supervise.>= (supervise.workcalendar, supervise.workcalendar) IS
'Not before in order 排序不在前';

CREATE OPERATOR supervise.> (
	LEFTARG = supervise.workcalendar,
	RIGHTARG = supervise.workcalendar,
	FUNCTION = supervise.workcalendar_gt,
	COMMUTATOR = OPERATOR(supervise.<),
	NEGATOR = OPERATOR(supervise.<=),
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR supervise.> (supervise.workcalendar, supervise.workcalendar) IS
'After in order 排序在后';

CREATE OPERATOR CLASS supervise.workcalendar_btree_ops
DEFAULT FOR TYPE supervise.workcalendar USING btree AS
	OPERATOR 1 supervise.< (supervise.workcalendar, supervise.workcalendar),
	OPERATOR 2 supervise.<= (supervise.workcalendar, supervise.workcalendar),
	OPERATOR 3 supervise.= (supervise.workcalendar, supervise.workcalendar),
	OPERATOR 4 supervise.>= (supervise.workcalendar, supervise.workcalendar),
	OPERATOR 5 supervise.> (supervise.workcalendar, supervise.workcalendar),
	FUNCTION 1 supervise.workcalendar_cmp(supervise.workcalendar, supervise.workcalendar);
COMMENT ON OPERATOR CLASS supervise.workcalendar_btree_ops USING btree IS
'Order of work calendars 工作日历的排序';

CREATE OPERATOR CLASS supervise.workcalendar_hash_ops
DEFAULT FOR TYPE supervise.workcalendar USING hash AS
	OPERATOR 1 supervise.= (supervise.workcalendar, supervise.workcalendar),
	FUNCTION 1 supervise.workcalendar_hash(supervise.workcalendar),
	FUNCTION 2 supervise.workcalendar_hash_extended(supervise.workcalendar, bigint);
COMMENT ON OPERATOR CLASS supervise.workcalendar_hash_ops USING hash IS
'Equality of work calendars 工作日历相等比较';
