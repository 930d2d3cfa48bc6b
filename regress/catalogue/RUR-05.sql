-- Twelve shops in Qingxi at about 200 yuan a square metre, signed 2021 to 2024, and their look-alikes.
CREATE TABLE as_of (day date);
INSERT INTO as_of VALUES ('2024-12-31');
CREATE TABLE contract (
	contract text, collective text, region text, kind text, grade text, tenure text, lessee text,
	signed_on date, starts date, ends date, ended_on date, area numeric, rent numeric, public_use boolean
);
INSERT INTO contract
SELECT 'peer ' || to_char(n, 'FM00'), 'v1', 'Qingxi', 'shop', 'A', 'lease', 'p' || n, '2021-03-01', '2021-04-01', '2026-03-31', NULL,
	100, 19400 + 100 * n, false
FROM generate_series(1, 12) n;
-- Another town has few of its own, and is compared with the county.
INSERT INTO contract
SELECT 'town ' || n, 'v2', 'Bailu', 'shop', 'A', 'lease', 'q' || n, '2022-03-01', '2022-04-01', '2027-03-31', NULL, 100, 19900 + 100 * n, false
FROM generate_series(1, 3) n;
-- Poor sites (grade C), and contracts of 2008: each like its own peers.
INSERT INTO contract
SELECT 'grade C ' || n, 'v1', 'Qingxi', 'shop', 'C', 'lease', 'r' || n, '2021-03-01', '2021-04-01', '2026-03-31', NULL, 100, 5900 + 50 * n, false
FROM generate_series(1, 8) n;
INSERT INTO contract
SELECT 'old ' || n, 'v1', 'Qingxi', 'shop', 'A', 'lease', 's' || n, '2008-03-01', '2008-04-01', '2027-03-31', NULL, 100, 6900 + 50 * n, false
FROM generate_series(1, 8) n;
-- Plants vary widely: the lowest is a third of the median, and yet no outlier.
INSERT INTO contract
SELECT 'plant ' || n, 'v1', 'Qingxi', 'plant', 'A', 'lease', 't' || n, '2021-03-01', '2021-04-01', '2026-03-31', NULL, 100, r, false
FROM unnest('{3000,5000,7000,9000,12000,16000,21000,28000}'::numeric[]) WITH ORDINALITY AS x(r, n);
INSERT INTO contract VALUES
	('cheap', 'v1', 'Qingxi', 'shop', 'A', 'lease', 'c1', '2021-06-01', '2021-07-01', '2026-06-30', NULL, 100, 8000, false),
	('cheap in Bailu', 'v2', 'Bailu', 'shop', 'A', 'lease', 'c2', '2022-06-01', '2022-07-01', '2027-06-30', NULL, 50, 4000, NULL),
	('somewhat cheap', 'v1', 'Qingxi', 'shop', 'A', 'lease', 'c3', '2021-06-01', '2021-07-01', '2026-06-30', NULL, 100, 13000, false),
	('clinic', 'v1', 'Qingxi', 'shop', 'A', 'lease', 'c4', '2021-06-01', '2021-07-01', '2026-06-30', NULL, 100, 100, true),
	('open bidding', 'v1', 'Qingxi', 'shop', 'A', 'lease', 'c5', '2021-06-01', '2021-07-01', '2026-06-30', NULL, 100, 8000, false),
	('two bidders', 'v1', 'Qingxi', 'shop', 'A', 'lease', 'c6', '2021-06-01', '2021-07-01', '2026-06-30', NULL, 100, 8100, false),
	('over', 'v1', 'Qingxi', 'shop', 'A', 'lease', 'c7', '2021-06-01', '2021-07-01', '2022-06-30', NULL, 100, 20000, false),
	('ended early', 'v1', 'Qingxi', 'shop', 'A', 'lease', 'c8', '2021-06-01', '2021-07-01', '2026-06-30', '2023-06-30', 100, 20100, false),
	('household', 'v1', 'Qingxi', 'arable', 'A', 'arable', 'c9', '2021-06-01', '2021-07-01', '2026-06-30', NULL, 100, 1, false),
	('no area', 'v1', 'Qingxi', 'shop', 'A', 'lease', 'c10', '2021-06-01', '2021-07-01', '2026-06-30', NULL, NULL, 8000, false),
	('no rent', 'v1', 'Qingxi', 'shop', 'A', 'lease', 'c11', '2021-06-01', '2021-07-01', '2026-06-30', NULL, 100, 0, false),
	('not signed', 'v1', 'Qingxi', 'shop', 'A', 'lease', 'c12', NULL, '2021-07-01', '2026-06-30', NULL, 100, 8000, false),
	('no kind', 'v1', 'Qingxi', NULL, 'A', 'lease', 'c13', '2021-06-01', '2021-07-01', '2026-06-30', NULL, 100, 8000, false),
	('alone', 'v1', 'Qingxi', 'quarry', 'A', 'lease', 'c14', '2021-06-01', '2021-07-01', '2026-06-30', NULL, 100, 8000, false),
	('twice', 'v1', 'Qingxi', 'shop', 'A', 'lease', 'c15', '2021-06-01', '2021-07-01', '2026-06-30', NULL, 100, 8000, false),
	('twice', 'v1', 'Qingxi', 'shop', 'A', 'lease', 'c15', '2021-06-01', '2021-07-01', '2026-06-30', NULL, 100, 9000, false),
	(NULL, 'v1', 'Qingxi', 'shop', 'A', 'lease', 'c16', '2021-06-01', '2021-07-01', '2026-06-30', NULL, 100, 8000, false);
CREATE TABLE deal (contract text, record text, bidders int);
INSERT INTO deal VALUES ('open bidding', 'd1', 3), ('two bidders', 'd2', 2);
CREATE TABLE expected (subject text, outcome text, excluded int, why text, amount numeric);
INSERT INTO expected
SELECT contract, 'clean', CASE WHEN contract LIKE 'grade C%' THEN 1 WHEN contract LIKE 'old%' THEN 2 WHEN contract = 'plant 1' THEN 5 END, 'like its peers', NULL
FROM contract WHERE contract ~ '^(peer|town|grade C|old|plant) [0-9]';
INSERT INTO expected VALUES
	('cheap', 'hit', NULL, '80 yuan against 200', NULL),
	('cheap in Bailu', 'hit', NULL, 'against the county', NULL),
	('somewhat cheap', 'clean', NULL, 'above six tenths', NULL),
	('clinic', 'clean', 3, 'public use', NULL),
	('open bidding', 'clean', 4, 'three bidders', NULL),
	('two bidders', 'hit', NULL, 'two are not open bidding', NULL),
	('over', 'not_applicable', NULL, 'over', NULL), ('ended early', 'not_applicable', NULL, 'over', NULL),
	('household', 'not_applicable', NULL, 'household contracting', NULL),
	('no area', 'insufficient_data', NULL, 'no area', NULL), ('no rent', 'insufficient_data', NULL, 'no rent', NULL),
	('not signed', 'insufficient_data', NULL, 'no signing', NULL), ('no kind', 'insufficient_data', NULL, 'no kind', NULL),
	('alone', 'insufficient_data', NULL, 'no peers', NULL), ('twice', 'insufficient_data', NULL, 'two rents', NULL),
	('(no number)', 'insufficient_data', NULL, 'no number', NULL);
