-- Two years back from the end of 2024; let until 30 June 2023 but where the name says otherwise.
CREATE TABLE as_of (day date);
INSERT INTO as_of VALUES ('2024-12-31');
CREATE TABLE asset (
	asset text, collective text, region text, kind text, purpose text, value numeric, acquired_on date, disposed_on date, seasonal boolean, former text
);
INSERT INTO asset
SELECT asset, 'v1', 'Qingxi', 'shop', 'business', 100000, NULL, NULL, false
FROM unnest('{A01 idle,A02 never let,A03 meter runs,A04 standby only,A06 repair,A07 new,A08 sold,A09 short gap,A10 let,A12 open ended,A13 idle before}'::text[]) AS asset;
INSERT INTO asset VALUES
	('A05 seasonal', 'v1', 'Qingxi', 'drying ground', 'business', 100000, NULL, NULL, true),
	('A14 seasonal, two years', 'v1', 'Qingxi', 'drying ground', 'business', 100000, NULL, NULL, true),
	('A11 school', 'v1', 'Qingxi', 'house', 'public', 100000, NULL, NULL, false),
	('A15 purpose unknown', 'v1', 'Qingxi', 'house', NULL, 100000, NULL, NULL, false),
	('A16 twice', 'v1', 'Qingxi', 'shop', 'business', 1, NULL, NULL, false), ('A16 twice', 'v1', 'Qingxi', 'shop', 'business', 2, NULL, NULL, false),
	('A17 gone long ago', 'v1', 'Qingxi', 'shop', 'business', 1, '2000-01-01', '2020-01-01', false),
	('A18 inverted', 'v1', 'Qingxi', 'shop', 'business', 1, '2023-01-01', '2022-01-01', false),
	(NULL, 'v1', 'Qingxi', 'shop', 'business', 1, NULL, NULL, false);
UPDATE asset SET acquired_on = '2024-09-01' WHERE asset LIKE 'A07%';
UPDATE asset SET disposed_on = '2023-09-01' WHERE asset LIKE 'A08%';
INSERT INTO asset VALUES ('A19 renumbered', 'v1', 'Qingxi', 'shop', 'business', 1, NULL, NULL, false, 'old 19');
CREATE TABLE contract (contract text, asset text, starts date, ends date, ended_on date, rent numeric);
INSERT INTO contract
SELECT 'C ' || asset, asset, '2020-07-01', '2023-06-30', NULL, 7300 FROM asset WHERE asset ~ '^A0[134689]|^A14';
INSERT INTO contract VALUES
	('C A05', 'A05 seasonal', '2023-04-01', '2023-10-31', NULL, 100), ('C A05b', 'A05 seasonal', '2024-04-01', '2024-10-31', NULL, 100),
	('C A09b', 'A09 short gap', '2023-12-01', '2026-06-30', NULL, 7300),
	('C A19', 'old 19', '2020-07-01', '2026-06-30', NULL, 7300),
	('C A10', 'A10 let', '2020-07-01', '2026-06-30', NULL, 7300),
	('C A12', 'A12 open ended', '2020-07-01', NULL, NULL, 7300),
	('C A13', 'A13 idle before', '2024-01-01', '2026-06-30', NULL, 7300), ('C A13b', 'A13 idle before', '2020-01-01', '2026-06-30', '2022-12-31', 7300);
CREATE TABLE use (asset text, record text, valid daterange, quantity numeric);
INSERT INTO use
SELECT 'A03 meter runs', 'u' || m, daterange(m::date, (m + interval '1 month')::date), 200 FROM generate_series(timestamp '2023-07-01', '2024-12-01', '1 month') m;
INSERT INTO use
SELECT 'A04 standby only', 's' || m, daterange(m::date, (m + interval '1 month')::date), 8 FROM generate_series(timestamp '2023-07-01', '2024-12-01', '1 month') m;
CREATE TABLE asset_status (asset text, status text, valid daterange);
INSERT INTO asset_status VALUES ('A06 repair', 'repair', '[2023-08-01,2024-08-01)');
CREATE TABLE expected (subject text, outcome text, excluded int, why text, amount numeric, during daterange, score numeric);
INSERT INTO expected VALUES
	('A01 idle', 'hit', NULL, 'since 1 July 2023', 11000, '[2023-07-01,2025-01-01)', 550),
	('A02 never let', 'hit', NULL, 'all two years', NULL, '[2022-12-31,2025-01-01)', 732),
	('A03 meter runs', 'clean', 1, 'own use', NULL, NULL, NULL), ('A04 standby only', 'hit', NULL, 'a meter on standby', NULL, NULL, 550),
	('A05 seasonal', 'clean', 2, 'from November to March', NULL, NULL, NULL), ('A06 repair', 'clean', 3, 'a year of repair between', NULL, NULL, NULL),
	('A07 new', 'clean', 4, 'four months', NULL, NULL, NULL), ('A08 sold', 'clean', 4, 'two months to the sale', NULL, NULL, NULL),
	('A09 short gap', 'clean', 5, 'five months', NULL, NULL, NULL), ('A10 let', 'clean', NULL, 'let', NULL, NULL, NULL),
	('A11 school', 'not_applicable', NULL, 'public', NULL, NULL, NULL), ('A12 open ended', 'insufficient_data', NULL, 'no end', NULL, NULL, NULL),
	('A13 idle before', 'hit', NULL, 'the year 2023', 7300, '[2023-01-01,2024-01-01)', 365),
	('A14 seasonal, two years', 'hit', NULL, 'not even in season', NULL, NULL, 550),
	('A15 purpose unknown', 'insufficient_data', NULL, 'no purpose', NULL, NULL, NULL), ('A16 twice', 'insufficient_data', NULL, 'two values', NULL, NULL, NULL),
	('A17 gone long ago', 'not_applicable', NULL, 'gone', NULL, NULL, NULL), ('A18 inverted', 'insufficient_data', NULL, 'inverted', NULL, NULL, NULL),
	('A19 renumbered', 'clean', 6, 'let under its old number', NULL, NULL, NULL),
	('(no number)', 'insufficient_data', NULL, 'no number', NULL, NULL, NULL);
