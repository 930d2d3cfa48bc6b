-- Area claimed beyond the area confirmed. Ten mu a plot, 100 yuan a mu.



CREATE TABLE area_claim (person text, record text, plot text, item text, valid daterange, area numeric, rate numeric, amount numeric, region text);
CREATE TABLE plot (plot text, area numeric, class text);
CREATE TABLE parameters AS SELECT '{"classes": ["耕地", "园地"]}'::jsonb AS value;
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, during daterange, score numeric);

INSERT INTO plot SELECT 'P' || n, 10, '耕地' FROM generate_series(1, 12) n;
UPDATE plot SET class = '林地' WHERE plot = 'P3';
UPDATE plot SET class = '园地' WHERE plot = 'P9';
UPDATE plot SET area = NULL WHERE plot = 'P10';
INSERT INTO area_claim
SELECT c.person, 'C' || row_number() OVER (), c.plot, c.item, c.valid::daterange, c.area, 100, coalesce(c.amount, c.area * 100), 'Stone Bridge'
FROM (VALUES
	('a', 'P1', 'grain', '[2024-04-01,2024-10-01)', 15, NULL),
	('b', 'P2', 'grain', '[2024-04-01,2024-10-01)', 10, NULL), ('c', 'P2', 'grain', '[2024-04-01,2024-10-01)', 10, NULL),
	('d', 'P3', 'grain', '[2024-04-01,2024-10-01)', 8, NULL), ('e', 'P4', 'grain', '[2024-04-01,2024-10-01)', 9, 1100),
	('f', 'P5', 'grain', '[2024-04-01,2024-10-01)', 10.4, NULL),
	('g', 'P6', 'grain', '[2024-04-01,2024-10-01)', 6, NULL), ('h', 'P6', 'grain', '[2024-04-01,2024-10-01)', 4, NULL),
	('i', 'P7', 'grain', '[2024-04-01,2024-10-01)', 10, NULL), ('i', 'P7', 'grain', '[2024-10-01,2025-06-01)', 10, NULL),
	('j', 'P8', 'maize', '[2024-04-01,2024-10-01)', 10, NULL), ('j', 'P8', 'soya', '[2024-04-01,2024-10-01)', 10, NULL),
	('k', 'P9', 'grain', '[2024-04-01,2024-10-01)', 10, NULL), ('l', 'P10', 'grain', '[2024-04-01,2024-10-01)', 10, NULL),
	('m', 'P99', 'grain', '[2024-04-01,2024-10-01)', 10, NULL), ('n', 'P11', 'grain', '[2024-04-01,2024-10-01)', NULL, NULL),
	('o', NULL, 'grain', '[2024-04-01,2024-10-01)', 10, NULL)) c (person, plot, item, valid, area, amount);
INSERT INTO expected VALUES
	('P1', 'hit', NULL, 'half as much again', 500, '[2024-04-01,2024-10-01)', 1.5), ('P2', 'hit', NULL, 'claimed twice', 1000, '[2024-04-01,2024-10-01)', 2),
	('P3', 'hit', NULL, 'a wood', 800, '[2024-04-01,2024-10-01)', 0.8), ('P4', 'hit', NULL, '200 yuan more', 200, '[2024-04-01,2024-10-01)', 0.9),
	('P5', 'clean', 1, 'four per cent', NULL, NULL, NULL), ('P6', 'clean', 2, 'six and four', NULL, NULL, NULL), ('P7', 'clean', 3, 'two seasons', NULL, NULL, NULL),
	('P8', 'clean', 4, 'maize and soya', NULL, NULL, NULL), ('P9', 'clean', 5, 'orchards count here', NULL, NULL, NULL),
	('P10', 'insufficient_data', NULL, 'no confirmed area', NULL, NULL, NULL), ('P99', 'insufficient_data', NULL, 'plot unknown', NULL, NULL, NULL),
	('P11', 'insufficient_data', NULL, 'how much?', NULL, NULL, NULL), ('(none)', 'insufficient_data', NULL, 'which plot?', NULL, NULL, NULL);
