-- Twenty years at 8,000 a year but where the name says otherwise.
CREATE TABLE as_of (day date);
INSERT INTO as_of VALUES ('2024-12-31');
CREATE TABLE contract (
	contract text, collective text, region text, tenure text, lessee text, starts date, ends date, ended_on date,
	rent numeric, step numeric, price_basis text, investment_approved boolean
);
INSERT INTO contract VALUES
	('C01 flat', 'v1', 'Qingxi', 'lease', 'p1', '2015-01-01', '2034-12-31', NULL, 8000, 0, 'cash', false),
	('C02 flat waste', 'v1', 'Qingxi', 'waste', 'p2', '2015-01-01', '2054-12-31', NULL, 8000, 0, NULL, NULL),
	('C03 exactly 15', 'v1', 'Qingxi', 'lease', 'p3', '2015-01-01', '2029-12-31', NULL, 8000, 0, 'cash', false),
	('C04 a day less', 'v1', 'Qingxi', 'lease', 'p4', '2015-01-01', '2029-12-30', NULL, 8000, 0, 'cash', false),
	('C05 steps', 'v1', 'Qingxi', 'lease', 'p5', '2015-01-01', '2034-12-31', NULL, 8000, 0.05, 'cash', false),
	('C06 raised', 'v1', 'Qingxi', 'lease', 'p6', '2015-01-01', '2034-12-31', NULL, 8000, 0, 'cash', false),
	('C07 lowered', 'v1', 'Qingxi', 'lease', 'p7', '2015-01-01', '2034-12-31', NULL, 8000, 0, 'cash', false),
	('C08 grain', 'v1', 'Qingxi', 'lease', 'p8', '2015-01-01', '2034-12-31', NULL, 8000, 0, 'grain', false),
	('C09 greenhouse', 'v1', 'Qingxi', 'lease', 'p9', '2015-01-01', '2034-12-31', NULL, 8000, 0, 'cash', true),
	('C10 household', 'v1', 'Qingxi', 'arable', 'p10', '2015-01-01', '2044-12-31', NULL, 8000, 0, 'cash', false),
	('C11 over', 'v1', 'Qingxi', 'lease', 'p11', '2005-01-01', '2023-12-31', NULL, 8000, 0, 'cash', false),
	('C12 ended early', 'v1', 'Qingxi', 'lease', 'p12', '2015-01-01', '2034-12-31', '2022-06-30', 8000, 0, 'cash', false),
	('C13 not recorded', 'v1', 'Qingxi', 'lease', 'p13', '2015-01-01', '2034-12-31', NULL, 8000, NULL, 'cash', false),
	('C14 no rent', 'v1', 'Qingxi', 'lease', 'p14', '2015-01-01', '2034-12-31', NULL, NULL, 0, 'cash', false),
	('C15 no end', 'v1', 'Qingxi', 'lease', 'p15', '2015-01-01', NULL, NULL, 8000, 0, 'cash', false),
	('C16 short, nothing recorded', 'v1', 'Qingxi', 'lease', 'p16', '2022-01-01', '2025-12-31', NULL, NULL, NULL, NULL, NULL),
	('C17 twice', 'v1', 'Qingxi', 'lease', 'p17', '2015-01-01', '2034-12-31', NULL, 8000, 0, 'cash', false),
	('C17 twice', 'v1', 'Qingxi', 'lease', 'p17', '2015-01-01', '2034-12-31', NULL, 9000, 0, 'cash', false),
	('C18 tenure', 'v1', 'Qingxi', NULL, 'p18', '2015-01-01', '2034-12-31', NULL, 8000, 0, 'cash', false),
	('C19 inverted', 'v1', 'Qingxi', 'lease', 'p19', '2034-12-31', '2015-01-01', NULL, 8000, 0, 'cash', false),
	('C20 falls', 'v1', 'Qingxi', 'transfer', 'p20', '2015-01-01', '2034-12-31', NULL, 8000, -0.02, 'cash', false),
	(NULL, 'v1', 'Qingxi', 'lease', 'p21', '2015-01-01', '2034-12-31', NULL, 8000, 0, 'cash', false);
CREATE TABLE revision (contract text, from_day date, rent numeric);
INSERT INTO revision VALUES ('C06 raised', '2023-01-01', 12000), ('C07 lowered', '2020-02-01', 6000);
CREATE TABLE expected (subject text, outcome text, excluded int, why text, score numeric);
INSERT INTO expected VALUES
	('C01 flat', 'hit', NULL, 'twenty years flat', 20.0), ('C02 flat waste', 'hit', NULL, 'forty years flat', 40.0),
	('C03 exactly 15', 'hit', NULL, 'fifteen years', 15.0), ('C04 a day less', 'clean', NULL, 'below fifteen', NULL),
	('C05 steps', 'clean', 1, 'rises', NULL), ('C06 raised', 'clean', 2, 'raised in 2023', NULL),
	('C07 lowered', 'hit', NULL, 'a revision downwards', 20.0), ('C08 grain', 'clean', 3, 'follows the price of grain', NULL),
	('C09 greenhouse', 'clean', 4, 'approved', NULL), ('C10 household', 'not_applicable', NULL, 'household contracting', NULL),
	('C11 over', 'not_applicable', NULL, 'ended 2023', NULL), ('C12 ended early', 'not_applicable', NULL, 'ended 2022', NULL),
	('C13 not recorded', 'insufficient_data', NULL, 'no step recorded', NULL), ('C14 no rent', 'insufficient_data', NULL, 'no rent', NULL),
	('C15 no end', 'insufficient_data', NULL, 'no end', NULL), ('C16 short, nothing recorded', 'clean', NULL, 'short in any case', NULL),
	('C17 twice', 'insufficient_data', NULL, 'two rents', NULL), ('C18 tenure', 'insufficient_data', NULL, 'no tenure', NULL),
	('C19 inverted', 'insufficient_data', NULL, 'inverted', NULL), ('C20 falls', 'hit', NULL, 'a rent that falls', 20.0),
	('(no number)', 'insufficient_data', NULL, 'no number', NULL);
