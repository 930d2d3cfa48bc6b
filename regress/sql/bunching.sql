-- bunching(): facts and every error
CREATE SCHEMA t_bunching;
SET search_path = t_bunching;
-- a: 18 below and 2 above; b to e: as many on either side; f: far from the line
CREATE TABLE purchase AS
SELECT 'a' AS subject, i AS record, CASE WHEN i > 2 THEN 2499.99 ELSE 2500 END AS amount FROM generate_series(1, 20) AS i
UNION ALL
SELECT s, 100 + i, 2240 + 26 * i FROM unnest('{b,c,d,e}'::text[]) AS s, generate_series(0, 20) AS i
UNION ALL
SELECT 'f', 200, 10;

SELECT subject, below, above, share, round(expected::numeric, 6) AS expected, round(excess::numeric, 4) AS excess, round(p::numeric, 9) AS p
FROM supervise.bunching('purchase', 2500);
SELECT subject, records FROM supervise.bunching('purchase', 2500, 0.01);
-- the same by hand: 18 or more of 20, with (40 + 1) / (76 + 2) below expected
WITH b AS (SELECT sum(20 - below) FROM supervise.bunching('purchase', 2500)),
	peers AS (SELECT sum(below) FILTER (WHERE subject <> 'a') AS b, sum(above) FILTER (WHERE subject <> 'a') AS a
		FROM supervise.bunching('purchase', 2500)),
	e AS (SELECT (b + 1)::numeric / (b + a + 2) AS p FROM peers)
SELECT round(sum(factorial(20) / factorial(k) / factorial(20 - k) * p ^ k * (1 - p) ^ (20 - k)), 9) AS p
FROM e, generate_series(18, 20) AS k GROUP BY p;
-- alone there are no peers: one half
SELECT below, above, expected, p FROM supervise.bunching('SELECT * FROM purchase WHERE subject = ''a''', 2500);
SELECT reason FROM supervise.bunching('SELECT * FROM purchase WHERE subject = ''a''', 2500);
SET supervise.language = 'zh';
SELECT reason FROM supervise.bunching('SELECT * FROM purchase WHERE subject = ''a''', 2500);
RESET supervise.language;
SELECT * FROM supervise.bunching('SELECT * FROM purchase WHERE false', 2500);

SELECT * FROM supervise.bunching('purchase', NULL);
SELECT * FROM supervise.bunching('purchase', 0);
SELECT * FROM supervise.bunching('purchase', 2500, 0);
SELECT * FROM supervise.bunching('purchase', 2500, 2501);
SELECT * FROM supervise.bunching('purchase', 'Infinity');
SELECT * FROM supervise.bunching('SELECT subject, record FROM purchase', 2500);
SELECT * FROM supervise.bunching('SELECT subject, record, ''NaN''::numeric AS amount FROM purchase LIMIT 1', 2500);
SELECT * FROM supervise.bunching('purchase', 2500, on_invalid => 'x');

DROP SCHEMA t_bunching CASCADE;
