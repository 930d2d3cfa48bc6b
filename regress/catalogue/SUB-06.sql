-- One entitlement paid by two departments or regions.

\set two_counties 340000197001019011
\set two_names 34000019700101902X
\set moved 340000197001019038
\set uploaded 340000197001019046
\set different 340000197001019054
\set recovered 340000197001019062
\set no_payer 340000197001019070

CREATE TABLE payment (person text, record text, item text, valid daterange, amount numeric, payer text);
CREATE TABLE item_class (item text, class text);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, during daterange, score numeric);
INSERT INTO item_class VALUES ('disabled', 'nursing'), ('frail', 'nursing');

INSERT INTO payment VALUES
	-- two counties, one pension
	(:'two_counties', 'a1', 'pension', '[2024-01-01,2024-07-01)', 600, 'Anlan'), (:'two_counties', 'b1', 'pension', '[2024-04-01,2024-10-01)', 720, 'Linjiang'),
	-- two departments, one entitlement by two names
	(:'two_names', 'a2', 'disabled', '[2024-01-01,2024-07-01)', 480, 'civil affairs'), (:'two_names', 'b2', 'frail', '[2024-01-01,2024-03-01)', 400, 'health'),
	(:'moved', 'a3', 'pension', '[2024-01-01,2024-05-01)', 400, 'Anlan'), (:'moved', 'b3', 'pension', '[2024-04-01,2024-10-01)', 720, 'Linjiang'),
	(:'uploaded', 'a4', 'pension', '[2024-01-01,2024-05-01)', 400, 'Anlan'), (:'uploaded', 'b4', 'pension', '[2024-01-01,2024-05-01)', 400, 'Anlan'),
	(:'different', 'a5', 'pension', '[2024-01-01,2024-05-01)', 400, 'Anlan'), (:'different', 'b5', 'disabled', '[2024-01-01,2024-05-01)', 320, 'civil affairs'),
	(:'recovered', 'a6', 'pension', '[2024-01-01,2024-05-01)', 400, 'Anlan'), (:'recovered', 'b6', 'pension', '[2024-01-01,2024-05-01)', 400, 'Linjiang'),
	(:'recovered', 'c6', 'pension', '[2024-01-01,2024-05-01)', -400, 'Linjiang'),
	(:'no_payer', 'a7', 'pension', '[2024-01-01,2024-05-01)', 400, NULL), ('?', 'a8', 'pension', '[2024-01-01,2024-05-01)', 400, 'Anlan');
INSERT INTO expected VALUES
	(:'two_counties', 'hit', NULL, 'April to June twice', 600, '[2024-04-01,2024-07-01)', 91),
	(:'two_names', 'hit', NULL, 'one entitlement by two names', 400, '[2024-01-01,2024-03-01)', 60),
	(:'moved', 'clean', 1, 'the month of the move', NULL, NULL, NULL),
	(:'uploaded', 'clean', 2, 'one payer', NULL, NULL, NULL),
	(:'different', 'clean', 3, 'two entitlements', NULL, NULL, NULL),
	(:'recovered', 'clean', 4, 'all taken back', NULL, NULL, NULL),
	(:'no_payer', 'insufficient_data', NULL, 'by whom?', NULL, NULL, NULL),
	('?', 'insufficient_data', NULL, 'id cannot be read', NULL, NULL, NULL);
