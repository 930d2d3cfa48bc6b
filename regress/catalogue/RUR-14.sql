-- Fields of signed contracts.
CREATE TABLE as_of (day date);
INSERT INTO as_of VALUES ('2024-12-31');
CREATE TABLE contract (
	contract text, collective text, region text, tenure text, lessee text, signed_on date, starts date, ends date, area numeric, rent numeric,
	public_use boolean, prepaid_years numeric, prepaid_approved boolean, end_compensation boolean, investment_approved boolean
);
INSERT INTO contract VALUES
	('C01 in order', 'v1', 'Qingxi', 'lease', 'p1', '2022-01-01', '2022-01-01', '2026-12-31', 10, 5000, false, 1, NULL, false, NULL),
	('C02 no price', 'v1', 'Qingxi', 'lease', 'p2', '2022-01-01', '2022-01-01', '2026-12-31', 10, NULL, false, 1, NULL, false, NULL),
	('C03 price zero', 'v1', 'Qingxi', 'lease', 'p3', '2022-01-01', '2022-01-01', '2026-12-31', 10, 0, NULL, NULL, NULL, NULL, NULL),
	('C04 no area, no end', 'v1', 'Qingxi', 'lease', 'p4', '2022-01-01', '2022-01-01', NULL, NULL, 5000, false, 1, NULL, false, NULL),
	('C05 ten years ahead', 'v1', 'Qingxi', 'lease', 'p5', '2022-01-01', '2022-01-01', '2036-12-31', 10, 5000, false, 10, false, false, NULL),
	('C06 five years ahead', 'v1', 'Qingxi', 'lease', 'p6', '2022-01-01', '2022-01-01', '2036-12-31', 10, 5000, false, 5, false, false, NULL),
	('C07 compensation', 'v1', 'Qingxi', 'lease', 'p7', '2022-01-01', '2022-01-01', '2026-12-31', 10, 5000, false, 1, NULL, true, NULL),
	('C08 public', 'v1', 'Qingxi', 'lease', 'p8', '2022-01-01', '2022-01-01', '2026-12-31', 10, 0, true, NULL, NULL, false, NULL),
	('C09 household', 'v1', 'Qingxi', 'arable', 'p9', '2022-01-01', '2022-01-01', '2051-12-31', 10, NULL, false, NULL, NULL, false, NULL),
	('C10 ahead as resolved', 'v1', 'Qingxi', 'lease', 'p10', '2022-01-01', '2022-01-01', '2036-12-31', 10, 5000, false, 10, true, false, NULL),
	('C11 greenhouse', 'v1', 'Qingxi', 'lease', 'p11', '2022-01-01', '2022-01-01', '2036-12-31', 10, 5000, false, 1, NULL, true, true),
	('C12 not captured', 'v1', 'Qingxi', 'lease', 'p12', '2022-01-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('C13 draft', 'v1', 'Qingxi', 'lease', 'p13', '2025-03-01', '2025-03-01', '2026-12-31', 10, NULL, NULL, NULL, NULL, NULL, NULL),
	('C14 not signed', 'v1', 'Qingxi', 'lease', 'p14', NULL, '2022-01-01', '2026-12-31', 10, NULL, NULL, NULL, NULL, NULL, NULL),
	('C15 twice', 'v1', 'Qingxi', 'lease', 'p15', '2022-01-01', '2022-01-01', '2026-12-31', 10, NULL, NULL, NULL, NULL, NULL, NULL),
	('C15 twice', 'v1', 'Qingxi', 'lease', 'p15', '2022-01-01', '2022-01-01', '2026-12-31', 10, 5000, NULL, NULL, NULL, NULL, NULL),
	('C16 everything', 'v1', 'Qingxi', 'lease', 'p16', '2022-01-01', NULL, '2036-12-31', NULL, 0, NULL, 8, NULL, true, false),
	(NULL, 'v1', 'Qingxi', 'lease', 'p17', '2022-01-01', '2022-01-01', '2026-12-31', 10, 5000, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE expected (subject text, outcome text, excluded int, why text, score numeric, amount numeric);
INSERT INTO expected VALUES
	('C01 in order', 'clean', NULL, 'in order', NULL, NULL), ('C02 no price', 'hit', NULL, 'no price', 1, NULL), ('C03 price zero', 'hit', NULL, 'zero', 1, NULL),
	('C04 no area, no end', 'hit', NULL, 'two blanks', 2, NULL), ('C05 ten years ahead', 'hit', NULL, 'ten years', 1, 50000), ('C06 five years ahead', 'clean', NULL, 'five are allowed', NULL, NULL),
	('C07 compensation', 'hit', NULL, 'compensation', 1, NULL), ('C08 public', 'clean', 1, 'public', NULL, NULL), ('C09 household', 'clean', 2, 'household', NULL, NULL),
	('C10 ahead as resolved', 'clean', 3, 'resolved', NULL, NULL), ('C11 greenhouse', 'clean', 4, 'approved', NULL, NULL), ('C12 not captured', 'insufficient_data', NULL, 'nothing captured', NULL, NULL),
	('C13 draft', 'not_applicable', NULL, 'signed next year', NULL, NULL), ('C14 not signed', 'insufficient_data', NULL, 'no signing', NULL, NULL), ('C15 twice', 'insufficient_data', NULL, 'two rents', NULL, NULL),
	('C16 everything', 'hit', NULL, 'five', 5, 0), ('(no number)', 'insufficient_data', NULL, 'no number', NULL, NULL);
