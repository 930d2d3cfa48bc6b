-- Robust statistics: against percentile_cont, over every width of value, and every error.
CREATE SCHEMA t_robust;
SET search_path = t_robust;

CREATE TABLE value AS
SELECT i, i % 13 AS grp,
       round((((i::bigint * 7919) % 10007) * ((i * 31) % 17))::numeric / 10::numeric ^ (i % 4), i % 4) AS v,
       ((i::bigint * 7919) % 10007) * interval '37 minutes' + (i % 3) * interval '1 month' - (i % 7) * interval '1 day' AS d
FROM generate_series(1, 6000) AS i;

-- Over every group; one decimal is enough to see a difference in kind, so compare all of them.
CREATE VIEW expected AS
SELECT grp, count(v) AS n, m.median, percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(v - m.median)) AS mad, avg(abs(v - m.median)) AS mean_ad,
       min(v) AS minimum, max(v) AS maximum, min(m.q1) AS q1, min(m.q3) AS q3, m.median_d
FROM value JOIN (SELECT grp, (percentile_cont(0.5) WITHIN GROUP (ORDER BY v))::numeric AS median,
                        percentile_cont(0.25) WITHIN GROUP (ORDER BY v) AS q1, percentile_cont(0.75) WITHIN GROUP (ORDER BY v) AS q3,
                        percentile_cont(0.5) WITHIN GROUP (ORDER BY d) AS median_d
                 FROM value GROUP BY grp) AS m USING (grp)
GROUP BY grp, m.median, m.median_d;
SELECT count(*) AS groups,
       bool_and((g.r).n = e.n AND (f.r).n = e.n) AS n,
       bool_and(abs((g.r).median - e.median) < 1e-9 AND abs((f.r).median - e.median) < 1e-9 AND abs(g.median - e.median) < 1e-9) AS median,
       bool_and(abs((g.r).mad - e.mad) < 1e-9 AND abs((f.r).mad - e.mad) < 1e-9 AND abs(g.mad - e.mad::numeric) < 1e-9) AS mad,
       bool_and(abs((g.r).mean_ad - e.mean_ad) < 1e-9 AND abs((f.r).mean_ad - e.mean_ad) < 1e-9) AS mean_ad,
       bool_and((g.r).minimum = e.minimum::float8 AND (g.r).maximum = e.maximum::float8) AS ends,
       bool_and(abs((g.r).q1_7 - e.q1) < 1e-9 AND abs((g.r).q3_7 - e.q3) < 1e-9 AND abs((f.r).q1_7 - e.q1) < 1e-9) AS quartiles,
       bool_and(g.median_d = e.median_d) AS intervals
FROM expected AS e
     JOIN (SELECT grp, supervise.robust(v) AS r, supervise.median(v) AS median, supervise.mad(v) AS mad, supervise.median(d) AS median_d
           FROM value GROUP BY grp) AS g USING (grp)
     JOIN (SELECT grp, supervise.robust(v::float8) AS r FROM value GROUP BY grp) AS f USING (grp);

-- Type 8, worked by hand for 1 to 5 values.
SELECT n, (r).q1_7, (r).q3_7, round((r).q1_8::numeric, 6) AS q1_8, round((r).q3_8::numeric, 6) AS q3_8
FROM (SELECT n, supervise.robust(v::float8) AS r FROM generate_series(1, 5) AS n, LATERAL generate_series(1, n) AS v GROUP BY n) AS s ORDER BY n;

-- Exact: floats would say 0.30000000000000004 and 0.15000000000000002.
SELECT supervise.median(v), supervise.mad(v) FROM (VALUES (0.1), (0.2), (0.3), (0.6)) AS t(v);
SELECT supervise.median(v), supervise.mad(v) FROM (VALUES (0.10), (0.3), (0.300)) AS t(v);
SELECT supervise.median(v), supervise.mad(v) FROM (VALUES (1::numeric), (3)) AS t(v);
-- Values that need 128 bits, and a scale that makes the others need them, in either order.
SELECT supervise.median(v ORDER BY i), supervise.mad(v ORDER BY i), (supervise.robust(v ORDER BY i)).mean_ad,
       supervise.median(v ORDER BY -i) = supervise.median(v ORDER BY i) AND supervise.mad(v ORDER BY -i) = supervise.mad(v ORDER BY i) AS same
FROM (VALUES (1, 123456789012345678.25), (2, -99999999999999999999999999999999.5), (3, 7), (4, 0.0001)) AS t(i, v);
SELECT supervise.median(v ORDER BY i), supervise.mad(v ORDER BY i)
FROM (VALUES (1, 999999999999999999), (2, 0.1234567890123456), (3, -5)) AS t(i, v);
SELECT supervise.median(v) FROM (VALUES (2::int), (3), (10)) AS t(v);

-- Intervals: the interval itself, a mean, and one length in two forms.
SELECT supervise.median(d), supervise.mad(d) FROM (VALUES ('1 month'::interval), ('20 days'), ('2 months')) AS t(d);
SELECT supervise.median(d), percentile_cont(0.5) WITHIN GROUP (ORDER BY d), supervise.mad(d) FROM (VALUES ('1 day'::interval), ('2 days'), ('2 days 3 hours'), ('9 days')) AS t(d);
SELECT supervise.median(d ORDER BY d::text), supervise.median(d ORDER BY d::text DESC) FROM (VALUES ('1 month'::interval), ('30 days'), ('30 days'), ('720:00')) AS t(d);

-- Nulls are left out; nothing gives null.
SELECT (supervise.robust(v)).n, supervise.median(v), supervise.mad(v) FROM (VALUES (NULL), (5.0), (NULL)) AS t(v);
SELECT supervise.robust(v), supervise.median(v), supervise.mad(v), supervise.median(d), supervise.mad(d) FROM value WHERE false;
SELECT supervise.robust(NULL::float8), supervise.median(NULL::float8), supervise.mad(NULL::float8), supervise.robust(NULL::numeric), supervise.mad(NULL::interval);

-- In parallel, as a window, and with one state for three aggregates.
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT supervise.robust(v), supervise.median(v), supervise.mad(v) FROM value;
CREATE TABLE in_parallel AS SELECT grp, supervise.robust(v::float8) AS f, supervise.robust(v) AS n, supervise.median(v) AS median, supervise.mad(d) AS mad FROM value GROUP BY grp;
SET max_parallel_workers_per_gather = 0;
CREATE TABLE serial AS SELECT grp, supervise.robust(v::float8) AS f, supervise.robust(v) AS n, supervise.median(v) AS median, supervise.mad(d) AS mad FROM value GROUP BY grp;
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SELECT count(*) FROM (TABLE in_parallel INTERSECT TABLE serial) AS same;
SELECT i, v, supervise.median(v) OVER (ORDER BY i) FROM value WHERE i < 8;

-- In two steps: states that are kept, and united, in the value's order or another.
CREATE TABLE part AS
SELECT grp, i % 5 AS part, supervise.robust_state(v) AS n, supervise.robust_state(v::float8) AS f, supervise.robust_state(d) AS d FROM value GROUP BY 1, 2;
SELECT count(*), count(*) FILTER (WHERE supervise.robust_statistics(n) = e.rn AND supervise.robust_statistics(f) = e.rf) AS statistics,
       count(*) FILTER (WHERE supervise.robust_median(n) = e.mn AND supervise.robust_median(f) = e.mf AND supervise.robust_median(d) = e.md) AS median,
       count(*) FILTER (WHERE supervise.robust_mad(n) = e.dn AND supervise.robust_mad(f) = e.df AND supervise.robust_mad(d) = e.dd) AS mad
FROM (SELECT grp, supervise.robust_union(n) AS n, supervise.robust_union(f ORDER BY part DESC) AS f, supervise.robust_union(d) AS d FROM part GROUP BY grp) AS u
     JOIN (SELECT grp, supervise.robust(v) AS rn, supervise.robust(v::float8) AS rf, supervise.median(v) AS mn, supervise.median(v::float8) AS mf,
           supervise.median(d) AS md, supervise.mad(v) AS dn, supervise.mad(v::float8) AS df, supervise.mad(d) AS dd FROM value GROUP BY grp) AS e USING (grp);
-- States of other scales and widths, a state without room, and none.
SELECT supervise.robust_median(supervise.robust_union(s)), supervise.robust_mad(supervise.robust_union(s))
FROM (SELECT supervise.robust_state(v) AS s FROM (VALUES (1, 0.5), (1, 7), (2, 12345678901234567890.0625), (3, NULL)) AS t(g, v) GROUP BY g) AS p;
SELECT supervise.robust_state(g::float8), pg_column_size(supervise.robust_state(g::float8)) FROM generate_series(1, 5) AS g;
SELECT supervise.robust_union(n), supervise.robust_statistics(NULL::supervise.robust_float8_state), supervise.robust_median(NULL::supervise.robust_interval_state) FROM part WHERE false;

-- Within supervise.work_mem, or refused.
SET supervise.work_mem = '64kB';
SELECT supervise.median(g::float8) FROM generate_series(1, 8000) AS g;
SELECT supervise.median(g::float8) FROM generate_series(1, 9000) AS g;
SELECT supervise.mad(g::numeric) FROM generate_series(1, 9000) AS g;
SELECT supervise.robust_union(s) IS NULL FROM (SELECT supervise.robust_state(g * interval '1 hour') AS s FROM generate_series(1, 6000) AS g GROUP BY g % 3) AS p;
RESET supervise.work_mem;

-- Errors.
SELECT supervise.median(v) FROM (VALUES (1.0), ('NaN')) AS t(v);
SELECT supervise.median(v::float8) FROM (VALUES (1.0), ('Infinity')) AS t(v);
SELECT supervise.median(v) FROM (VALUES (1e36)) AS t(v);
SELECT supervise.median(v) FROM (VALUES (1e35), (0.01)) AS t(v);
SELECT supervise.median(v) FROM (VALUES (0.01), (1e35)) AS t(v);
SELECT supervise.median(v) FROM (VALUES (1e-38)) AS t(v);
SELECT supervise.median(v) FROM (VALUES (1e-37), (3e-37)) AS t(v);
SELECT supervise.mad(d) FROM (VALUES ('-178000000 years'::interval), ('178000000 years')) AS t(d);
SELECT supervise.robust_float8_step(NULL, 1);
SELECT 'robust_float8_state:AgECAQAAAAAAAAAA'::supervise.robust_float8_state;
SELECT 'robust_float8_state:AgECAQgAAAABAAAAAAAAAAAA8H8='::supervise.robust_float8_state;
SELECT 'robust_numeric_state:CgECAQgAAAAAAAAAAAAAAAgAAAA='::supervise.robust_numeric_state;
SELECT 'robust_numeric_state:CgECARAAAAABAAAAAAAAAAkAAAAAAAAAAAAAAA=='::supervise.robust_numeric_state;
SELECT 'robust_interval_state:CwECAQgAAAABAAAAAAAAAAgAAAA='::supervise.robust_interval_state;

SET client_min_messages = warning;
DROP SCHEMA t_robust CASCADE;
