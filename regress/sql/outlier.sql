-- outliers: against its definition in SQL, levels of peers, and every error.
CREATE SCHEMA t_outlier;
SET search_path = t_outlier;

CREATE TABLE claim AS
SELECT i AS record, 'hospital ' || (i * 7) % 23 AS hospital, (i * 7) % 23 % 5 AS grade,
       CASE WHEN i % 97 = 0 THEN 40 ELSE 1 END * (100 + (i * 7919) % 1009 % 60)::numeric / 4 AS cost
FROM generate_series(1, 3000) AS i;
INSERT INTO claim SELECT 10000 + i, 'small', 9, i * 100 FROM generate_series(1, 5) AS i;
INSERT INTO claim SELECT 20000 + i, 'mostly equal', 8, CASE WHEN i < 9 THEN 5 ELSE i END FROM generate_series(1, 10) AS i;
INSERT INTO claim SELECT 30000 + i, 'all equal', 8, 5 FROM generate_series(1, 10) AS i;

-- The definition.
CREATE FUNCTION defined(method text) RETURNS TABLE (record text, peer_group text, peers bigint, center float8, spread float8, score float8) LANGUAGE sql AS $$
WITH c AS (
    SELECT hospital, count(*) AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY cost::float8) AS median,
           array_agg(cost::float8 ORDER BY cost) AS v FROM claim GROUP BY hospital),
h AS (
    SELECT c.*, w.q, floor(w.h)::int AS j, w.h - floor(w.h) AS g FROM c,
         LATERAL (SELECT 1 AS q, CASE method WHEN 'iqr8' THEN (n + 1/3.0) * 0.25 + 1/3.0 ELSE (n - 1) * 0.25 + 1 END AS h
                  UNION ALL SELECT 3, CASE method WHEN 'iqr8' THEN (n + 1/3.0) * 0.75 + 1/3.0 ELSE (n - 1) * 0.75 + 1 END) AS w),
q AS (
    SELECT hospital, max(v[j] + g * (coalesce(v[j + 1], v[j]) - v[j])) FILTER (WHERE q = 1) AS q1,
           max(v[j] + g * (coalesce(v[j + 1], v[j]) - v[j])) FILTER (WHERE q = 3) AS q3 FROM h GROUP BY hospital),
d AS (
    SELECT hospital, percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(cost - median)) AS mad, avg(abs(cost - median)) AS mean_ad
    FROM claim JOIN c USING (hospital) GROUP BY hospital),
s AS (
    SELECT claim.record::text, hospital, n, median, q1, q3, mad, mean_ad, cost::float8 AS x,
           CASE WHEN method <> 'mad' THEN q3 - q1 WHEN mad > 0 THEN mad ELSE mean_ad END AS spread
    FROM claim JOIN c USING (hospital) JOIN q USING (hospital) JOIN d USING (hospital) WHERE n >= 8)
SELECT s.record, hospital, n, median, spread,
       CASE WHEN spread = 0 THEN 0
            WHEN method <> 'mad' THEN (CASE WHEN x > q3 THEN x - q3 WHEN x < q1 THEN x - q1 ELSE 0 END) / spread
            WHEN mad > 0 THEN 0.6745 * (x - median) / spread
            ELSE (x - median) / (1.253314 * spread) END
FROM s
$$;

SELECT method, threshold, tail, count(*) FILTER (WHERE o.record IS NOT NULL) AS found, count(*) FILTER (WHERE d.record IS NOT NULL) AS defined,
       bool_and(o.record = d.record AND o.peers = d.peers AND o.center = d.center AND abs(o.spread - d.spread) < 1e-9
                AND abs(o.score - d.score) < 1e-9 * abs(d.score) AND o.verdict = CASE WHEN d.score > 0 THEN 'high' ELSE 'low' END) AS equal
FROM (VALUES ('mad', 3.5, 'both'), ('mad', 1.0, 'low'), ('iqr7', 1.5, 'both'), ('iqr8', 0.1, 'both'), ('iqr8', 0.1, 'high')) AS p(method, threshold, tail),
     LATERAL (SELECT * FROM supervise.outliers('SELECT hospital AS peer_group, record, cost AS value FROM claim', threshold, method => method, tail => tail)) AS o
     FULL JOIN LATERAL (SELECT * FROM defined(method) WHERE (score > threshold AND tail <> 'low') OR (score < -threshold AND tail <> 'high')) AS d
     ON o.record = d.record AND o.peer_group = d.peer_group
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;

-- What it says, in order.
SELECT * FROM supervise.outliers('SELECT hospital AS peer_group, record, cost AS value FROM claim WHERE record > 10000', 3, on_small => 'list');
SET supervise.language = 'zh';
SELECT record, verdict, reason FROM supervise.outliers('SELECT hospital AS peer_group, record, cost AS value FROM claim WHERE record > 10000', 3, on_small => 'list');
RESET supervise.language;
-- A relation by its name; the limit itself is no outlier.
CREATE VIEW v AS SELECT 1 AS peer_group, g AS record, CASE g WHEN 9 THEN 6.5 ELSE g END AS value FROM generate_series(1, 9) AS g;
SELECT record, center, spread, score FROM supervise.outliers('t_outlier.v', 0.6745, min_peers => 9);
SELECT count(*) FROM supervise.outliers('t_outlier.v', 0.6744, min_peers => 9);
SELECT count(*) FROM supervise.outliers('t_outlier.v', 0.6744, min_peers => 10);

-- Levels: a row is judged by the finest group that has enough peers.
CREATE TABLE deep AS
SELECT record, ARRAY[hospital || '/' || record % 3, 'grade ' || grade, 'all'] AS peers, cost FROM claim
UNION ALL SELECT 40000 + g, ARRAY['new/' || g % 2, 'grade new', 'all'], 5 * g FROM generate_series(1, 9) AS g
UNION ALL SELECT 50000 + g, ARRAY['all'], 1000 * g FROM generate_series(1, 2) AS g;
WITH step AS (
    SELECT d.*, peers[k:] AS path, count(*) OVER (PARTITION BY peers[k:]) AS n
    FROM (SELECT record, peers, cost, k FROM deep, LATERAL generate_subscripts(peers, 1) AS k) AS d),
chosen AS (SELECT DISTINCT ON (record) record, path, k AS level FROM step WHERE n >= 8 ORDER BY record, k),
flat AS (
    SELECT o.*, s.record AS member FROM supervise.outliers($$
        SELECT peers[k:]::text AS peer_group, record, cost AS value FROM t_outlier.deep, LATERAL generate_subscripts(peers, 1) AS k $$) AS o
    JOIN step AS s ON s.record::text = o.record AND s.path::text = o.peer_group)
SELECT count(*) FILTER (WHERE d.record IS NOT NULL) AS found, count(*) FILTER (WHERE f.record IS NOT NULL) AS defined,
       count(DISTINCT d.level) AS levels, bool_and(d.score = f.score AND d.peers = f.peers AND d.level = c.level) AS equal
FROM (SELECT f.* FROM flat AS f JOIN chosen AS c ON c.record = f.member AND c.path::text = f.peer_group) AS f
     FULL JOIN supervise.outliers('SELECT peers AS peer_group, record, cost AS value FROM t_outlier.deep; -- and a comment') AS d USING (record, peer_group)
     LEFT JOIN chosen AS c ON c.record = f.member;
SELECT record, peer_group, level, value, peers, verdict FROM supervise.outliers('SELECT peers AS peer_group, record, cost AS value FROM t_outlier.deep') WHERE record >= '40' AND record < '6';

-- Neither the order of the rows, nor parallel workers, nor the disk change anything.
CREATE TABLE big AS SELECT i % 700 AS peer_group, i AS record, ((i::bigint * 7919) % 10007 % 101)::float8 * CASE WHEN i % 501 = 0 THEN 9 ELSE 1 END AS value FROM generate_series(1, 60000) AS i;
CREATE TABLE got AS SELECT * FROM supervise.outliers('t_outlier.big', 2.5);
SELECT count(*) FROM got;
SELECT count(*) AS different FROM (SELECT * FROM supervise.outliers('SELECT * FROM t_outlier.big ORDER BY record DESC', 2.5) EXCEPT ALL TABLE got) AS d;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT count(*) AS different FROM (SELECT * FROM supervise.outliers('t_outlier.big', 2.5) EXCEPT ALL TABLE got) AS d;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SET supervise.work_mem = '1MB';
SELECT count(*) AS different FROM (SELECT * FROM supervise.outliers('t_outlier.big', 2.5) EXCEPT ALL TABLE got) AS d;
RESET supervise.work_mem;

-- numeric is read as its cast reads it, to the last bit, also where that takes the long way.
CREATE TABLE digits AS
SELECT i AS record, round(((i::numeric * 7919 * 104729 + i) % 10::numeric ^ (i % 20 + 1)) / 10::numeric ^ (i % 25), i % 25) * CASE WHEN i % 3 = 0 THEN -1 ELSE 1 END AS v
FROM generate_series(1, 5000) AS i;
SELECT count(*) AS found, count(*) FILTER (WHERE o.value IS DISTINCT FROM d.v::float8) AS different
FROM supervise.outliers('SELECT 1 AS peer_group, record, v AS value FROM t_outlier.digits', 1e-9) AS o JOIN digits AS d ON d.record = o.record::int;

-- No rows; rows that cannot be judged.
SELECT count(*) FROM supervise.outliers('SELECT 1 AS peer_group, 1 AS record, 1 AS value WHERE false');
SELECT count(*) FROM supervise.outliers($$ SELECT 1 AS peer_group, g AS record, CASE g WHEN 3 THEN float8 'NaN' ELSE g END AS value FROM generate_series(1, 9) AS g $$);
SELECT count(*) FROM supervise.outliers($$ SELECT 1 AS peer_group, g AS record, CASE g WHEN 3 THEN float8 'NaN' WHEN 4 THEN NULL ELSE g END AS value FROM generate_series(1, 9) AS g $$, on_invalid => 'skip');
SELECT count(*) FROM supervise.outliers($$ SELECT ARRAY['a', NULL] AS peer_group, g AS record, g AS value FROM generate_series(1, 9) AS g $$);

-- Errors.
SELECT * FROM supervise.outliers(NULL);
SELECT * FROM supervise.outliers('SELECT 1 AS record, 2 AS value');
SELECT * FROM supervise.outliers('SELECT 1 AS peer_group, 2 AS value');
SELECT * FROM supervise.outliers('SELECT ARRAY[1] AS peer_group, 2 AS value');
SELECT * FROM supervise.outliers($$ SELECT 1 AS peer_group, 1 AS record, 'x'::text AS value $$);
SELECT * FROM supervise.outliers('t_outlier.v', 0);
SELECT * FROM supervise.outliers('t_outlier.v', 'NaN');
SELECT * FROM supervise.outliers('t_outlier.v', 'Infinity');
SELECT * FROM supervise.outliers('t_outlier.v', min_peers => 0);
SELECT * FROM supervise.outliers('t_outlier.v', min_peers => NULL);
SELECT * FROM supervise.outliers('t_outlier.v', method => 'z');
SELECT * FROM supervise.outliers('t_outlier.v', method => NULL);
SELECT * FROM supervise.outliers('t_outlier.v', tail => 'up');
SELECT * FROM supervise.outliers('t_outlier.v', on_small => 'keep');
SELECT * FROM supervise.outliers('t_outlier.v', on_invalid => 'ignore');
SELECT * FROM supervise.outliers('SELECT ARRAY[1, 2, 3, 4, 5, 6, 7] AS peer_group, 1 AS record, 2 AS value');

SET client_min_messages = warning;
DROP SCHEMA t_outlier CASCADE;
