-- splits() and split(): facts and every error
CREATE SCHEMA t_split;
SET search_path = t_split;
CREATE TABLE purchase (subject text, record int, at date, amount numeric, ceiling numeric, kind text);
INSERT INTO purchase VALUES
	-- a window of three days; the fourth is beyond reach
	('A', 1, '2024-03-01', 1200, NULL, 'goods'), ('A', 2, '2024-03-03', 900, NULL, 'goods'),
	('A', 3, '2024-03-04', 900.50, NULL, 'goods'), ('A', 4, '2024-03-20', 2400, NULL, 'goods'),
	-- one that needed approval is no part; the rest stays below
	('B', 5, '2024-03-01', 2500, NULL, 'goods'), ('B', 6, '2024-03-01', 2499, NULL, 'goods'),
	-- exactly the ceiling, on one day
	('C', 7, '2024-03-01', 1250, NULL, 'goods'), ('C', 8, '2024-03-01', 1250, NULL, 'works'),
	-- paid, taken back, paid again
	('D', 9, '2024-03-01', 2000, NULL, 'goods'), ('D', 10, '2024-03-02', -2000, NULL, 'goods'),
	('D', 11, '2024-03-03', 2000, NULL, 'goods'),
	-- overlapping windows, one union; a refund of another size is no part
	('E', 12, '2024-03-01', 1500, NULL, 'goods'), ('E', 13, '2024-03-03', 1500, NULL, 'goods'),
	('E', 14, '2024-03-05', 1500, NULL, 'goods'), ('E', 15, '2024-03-05', -10, NULL, 'goods'),
	-- the line was raised in between: the sum must reach the higher one
	('F', 16, '2024-12-31', 2400, 2500, 'goods'), ('F', 17, '2025-01-01', 2400, 5000, 'goods'),
	('G', 18, '2024-12-31', 2400, 2500, 'goods'), ('G', 19, '2025-01-01', 2600, 5000, 'goods');

SELECT subject, first_at, last_at, parts, records, amount, ceiling, round(ratio, 4) AS ratio
FROM supervise.splits('purchase', 2500, '3 days');
SELECT subject, records FROM supervise.splits('purchase', 2500, '0 days');
SELECT subject, records FROM supervise.splits('purchase', 2500, '3 days', min_parts => 3);
SELECT subject, records FROM supervise.splits('purchase', 2500, '3 days', net_reversals => false) WHERE subject = 'D';

-- dated ceilings by kind: parts add up within a kind
SELECT subject, records, ceiling FROM supervise.splits(
	'SELECT subject, record, at, amount, kind FROM purchase WHERE at < ''2025-01-01''', within => '3 days',
	ceilings => $$ VALUES ('goods', date '2024-01-01', date '2024-12-31', 2500), (NULL, '2024-01-01', NULL, 1000) $$);
SELECT subject, records, ceiling FROM supervise.splits(
	'SELECT subject, record, at, amount, kind FROM purchase WHERE at < ''2025-01-01''', within => '3 days',
	ceilings => $$ SELECT * FROM (VALUES ('goods', date '2024-01-01', date '2024-12-31', 2500), (NULL, '2024-01-01', NULL, 1000))
		AS line(kind, valid_from, valid_to, amount) $$);
SELECT subject, records, ceiling FROM supervise.splits(
	'SELECT subject, record, at, amount FROM purchase', within => '3 days',
	ceilings => $$ SELECT daterange('2024-03-01', '2024-04-01') AS valid, 2500 AS amount $$, on_invalid => 'skip');

-- the sentence
SELECT reason FROM supervise.splits('purchase', 2500, '3 days') WHERE subject IN ('A', 'C');
SET supervise.language = 'zh';
SELECT reason FROM supervise.splits('purchase', 2500, '3 days') WHERE subject IN ('A', 'C');
RESET supervise.language;

-- no rows, one row
SELECT * FROM supervise.splits('SELECT * FROM purchase WHERE false', 2500);
SELECT * FROM supervise.splits('SELECT * FROM purchase LIMIT 1', 2500);

-- the aggregate finds the same
SELECT subject, f.* FROM (
	SELECT subject, supervise.split(record::text, at, amount, coalesce(ceiling, 2500), '3 days', 2, true) AS found
	FROM purchase GROUP BY subject) AS g
CROSS JOIN LATERAL unnest(found) AS f
EXCEPT ALL
SELECT subject, first_at, last_at, parts, records, amount, ceiling, ratio FROM supervise.splits('purchase', 2500, '3 days');
SELECT count(*) FROM (
	SELECT supervise.split(record::text, at, amount, coalesce(ceiling, 2500), '3 days', 2, true) AS found
	FROM purchase GROUP BY subject) AS g
CROSS JOIN LATERAL unnest(found) AS f;
SELECT supervise.split(NULL, NULL, NULL, NULL, '3 days', 2, true) FROM purchase WHERE false;
SELECT supervise.split(record::text, at, amount, 2500, '3 days', 2, true) IS NULL AS nothing FROM purchase WHERE subject = 'B';

-- a state travels as text, and is not believed
SELECT supervise.split_final(supervise.split_step(NULL, '1', '2024-01-01', 1, 1, '1 day', 2, true));
SELECT 'x'::supervise.split_state;

-- errors
SELECT * FROM supervise.splits(NULL, 2500);
SELECT * FROM supervise.splits('SELECT subject, record, at, amount FROM purchase');
SELECT * FROM supervise.splits('SELECT subject, record, amount FROM purchase', 2500);
SELECT * FROM supervise.splits('SELECT subject, record, at, kind AS amount FROM purchase', 2500);
SELECT * FROM supervise.splits('purchase', 0);
SELECT * FROM supervise.splits('purchase', 'NaN');
SELECT * FROM supervise.splits('purchase', 2500, '1 month');
SELECT * FROM supervise.splits('purchase', 2500, '-1 days');
SELECT * FROM supervise.splits('purchase', 2500, NULL);
SELECT * FROM supervise.splits('purchase', 2500, min_parts => 1);
SELECT * FROM supervise.splits('purchase', 2500, net_reversals => NULL);
SELECT * FROM supervise.splits('purchase', 2500, on_invalid => 'ignore');
SELECT * FROM supervise.splits('SELECT subject, record, at, NULL::numeric AS amount FROM purchase', 2500);
SELECT * FROM supervise.splits('SELECT subject, record, at, amount, -1 AS ceiling FROM purchase LIMIT 1');
SELECT * FROM supervise.splits('SELECT subject, record, at, amount, NULL::int AS ceiling FROM purchase WHERE record = 3');
SELECT * FROM supervise.splits('SELECT subject, record, at, amount FROM purchase', ceilings =>
	$$ SELECT 'goods' AS kind, daterange('2024-01-01', NULL) AS valid, 1 AS amount $$);
SELECT * FROM supervise.splits('purchase', ceilings =>
	$$ SELECT 'goods' AS kind, daterange(d, NULL) AS valid, 1 AS amount FROM (VALUES (date '2024-01-01'), ('2024-06-01')) AS v(d) $$);
SELECT * FROM supervise.splits($$ SELECT 1 AS subject, i AS record, current_date AS at, 9e37 AS amount FROM generate_series(1, 2) AS i $$, 9.5e37);
SELECT supervise.split('1', '2024-01-01', NULL, 1, '1 day', 2, true);
SELECT supervise.split('1', '2024-01-01', 1, 0, '1 day', 2, true);
SELECT supervise.split('1', 'infinity', 1, 1, '1 day', 2, true);
SELECT supervise.split(i::text, '2024-01-01', 1, 1, i * interval '1 day', 2, true) FROM generate_series(1, 2) AS i;

DROP SCHEMA t_split CASCADE;
