-- The platform opened on 1 January 2018 for 50,000 yuan or five years; from 2023 for 30,000 yuan.
CREATE TABLE as_of (day date);
INSERT INTO as_of VALUES ('2024-12-31');
CREATE TABLE platform_rule (kind text, valid daterange, min_amount numeric, min_years numeric);
INSERT INTO platform_rule VALUES
	(NULL, '[2018-01-01,2023-01-01)', 50000, 5), (NULL, '[2023-01-01,)', 30000, 5), ('forest land', '[2018-01-01,)', 10000, NULL);
CREATE TABLE contract (
	contract text, collective text, asset text, region text, kind text, tenure text, lessee text,
	signed_on date, starts date, ends date, rent numeric
);
INSERT INTO contract VALUES
	('HT-01 amount', 'v1', 'a1', 'Qingxi', 'shop', 'lease', 'p1', '2020-03-01', '2020-04-01', '2023-03-31', 20000),
	('HT-02 years', 'v1', 'a2', 'Qingxi', 'shop', 'lease', 'p2', '2020-03-01', '2020-04-01', '2025-03-31', 5000),
	('HT-03 a kind of its own', 'v1', 'a3', 'Qingxi', 'forest land', 'lease', 'p3', '2020-03-01', '2020-04-01', '2023-03-31', 4000),
	('HT-04 the later line', 'v1', 'a4', 'Qingxi', 'shop', 'lease', 'p4', '2023-03-01', '2023-04-01', '2025-03-31', 16000),
	('HT-05 the same before', 'v1', 'a5', 'Qingxi', 'shop', 'lease', 'p5', '2022-03-01', '2022-04-01', '2024-03-31', 16000),
	('HT-06 below', 'v1', 'a6', 'Qingxi', 'shop', 'lease', 'p6', '2020-03-01', '2020-04-01', '2022-03-31', 20000),
	('HT-07', 'v1', 'a7', 'Qingxi', 'shop', 'lease', 'p7', '2020-03-01', '2020-04-01', '2023-03-31', 20000),
	('HT-08', 'v1', 'a8', 'Qingxi', 'shop', 'lease', 'p8', '2020-03-01', '2020-04-01', '2023-03-31', 20000),
	('HT-09 exempt', 'v1', 'a9', 'Qingxi', 'shop', 'lease', 'p9', '2020-03-01', '2020-04-01', '2023-03-31', 20000),
	('HT-10 exempt later', 'v1', 'a10', 'Qingxi', 'shop', 'lease', 'p10', '2020-03-01', '2020-04-01', '2023-03-31', 20000),
	('HT-11', 'v1', 'a-11', 'Qingxi', 'shop', 'lease', 'p11', '2020-03-01', '2020-04-01', '2023-03-31', 20000),
	('HT-12', 'v1', 'a12', 'Qingxi', 'shop', 'lease', 'p12', '2020-03-01', '2020-04-01', '2023-03-31', 20000),
	('HT-13 before the platform', 'v1', 'a13', 'Qingxi', 'shop', 'lease', 'p13', '2017-03-01', '2017-04-01', '2023-03-31', 20000),
	('HT-14 household', 'v1', 'a14', 'Qingxi', 'arable', 'arable', 'p14', '2020-03-01', '2020-04-01', '2050-03-31', 20000),
	('HT-15 perhaps', 'v2', 'a15', 'Qingxi', 'shop', 'lease', 'p15', '2020-03-01', '2020-04-01', '2023-03-31', 20000),
	('HT-16 another winner', 'v2', 'a16', 'Qingxi', 'shop', 'lease', 'p16', '2020-03-01', '2020-04-01', '2023-03-31', 20000),
	('HT-17 an old deal', 'v1', 'a17', 'Qingxi', 'shop', 'lease', 'p17', '2020-03-01', '2020-04-01', '2023-03-31', 20000),
	('HT-18 no rent', 'v1', 'a18', 'Qingxi', 'shop', 'lease', 'p18', '2020-03-01', '2020-04-01', '2023-03-31', NULL),
	('HT-19 no end', 'v1', 'a19', 'Qingxi', 'shop', 'lease', 'p19', '2020-03-01', '2020-04-01', NULL, 20000),
	('HT-20 inverted', 'v1', 'a20', 'Qingxi', 'shop', 'lease', 'p20', '2020-03-01', '2020-04-01', '2019-04-01', 20000),
	('HT-21 not signed', 'v1', 'a21', 'Qingxi', 'shop', 'lease', 'p21', NULL, '2020-04-01', '2023-03-31', 20000),
	('HT-22 twice', 'v1', 'a22', 'Qingxi', 'shop', 'lease', 'p22', '2020-03-01', '2020-04-01', '2023-03-31', 20000),
	('HT-22 twice', 'v1', 'a22', 'Qingxi', 'shop', 'lease', 'p22', '2020-03-01', '2020-04-01', '2023-03-31', 100),
	('HT-23', 'v1', 'a23', 'Qingxi', 'shop', 'lease', 'p23', '2020-03-01', '2020-04-01', '2023-03-31', 20000),
	(NULL, 'v1', 'a24', 'Qingxi', 'shop', 'lease', 'p24', '2020-03-01', '2020-04-01', '2023-03-31', 20000);
CREATE TABLE deal (contract text, asset text, collective text, record text, lessee text, closed_on date);
INSERT INTO deal VALUES
	('HT-07', NULL, 'v1', 'd1', 'p7', '2020-02-20'),
	(NULL, 'a8', 'v1', 'd2', 'p8', '2019-12-20'),
	('ＨＴ－１１', NULL, 'v1', 'd3', 'p11', '2020-02-20'),
	(' ht 12', NULL, 'v1', 'd4', 'p12', '2020-02-20'),
	(NULL, NULL, 'v2', 'd5', NULL, '2020-02-01'),
	(NULL, 'a17', 'v1', 'd6', 'p17', '2018-02-01'),
	('HT-23', 'a23', 'v1', 'd7', 'p23', '2020-07-01');
CREATE TABLE exemption (contract text, approved_on date);
INSERT INTO exemption VALUES ('HT-09 exempt', '2020-02-01'), ('HT-10 exempt later', '2020-06-01');
CREATE TABLE expected (subject text, outcome text, excluded int, why text, amount numeric);
INSERT INTO expected VALUES
	('HT-01 amount', 'hit', NULL, 'three times 20,000', 59958.93), ('HT-02 years', 'hit', NULL, 'five years', NULL),
	('HT-03 a kind of its own', 'hit', NULL, '12,000 against 10,000', NULL), ('HT-04 the later line', 'hit', NULL, '32,000 against 30,000', NULL),
	('HT-05 the same before', 'clean', 4, '32,000 against 50,000', NULL), ('HT-06 below', 'clean', 4, '40,000', NULL),
	('HT-07', 'clean', 1, 'a deal names it', NULL), ('HT-08', 'clean', 2, 'a deal names the asset', NULL),
	('HT-09 exempt', 'clean', 3, 'exempted before', NULL), ('HT-10 exempt later', 'hit', NULL, 'exempted after', NULL),
	('HT-11', 'clean', 5, 'full width', NULL), ('HT-12', 'clean', 5, 'blanks and small letters', NULL),
	('HT-13 before the platform', 'not_applicable', NULL, 'no line in 2017', NULL),
	('HT-14 household', 'not_applicable', NULL, 'household', NULL),
	('HT-15 perhaps', 'insufficient_data', NULL, 'an unnumbered deal', NULL),
	('HT-16 another winner', 'insufficient_data', NULL, 'the unnumbered deal names no winner', NULL),
	('HT-17 an old deal', 'hit', NULL, 'two years before', NULL),
	('HT-18 no rent', 'insufficient_data', NULL, 'no rent', NULL), ('HT-19 no end', 'insufficient_data', NULL, 'no end', NULL),
	('HT-20 inverted', 'insufficient_data', NULL, 'inverted', NULL), ('HT-21 not signed', 'insufficient_data', NULL, 'no signing', NULL),
	('HT-22 twice', 'insufficient_data', NULL, 'two rents', NULL), ('HT-23', 'hit', NULL, 'signed four months before the deal', NULL),
	('(no number)', 'insufficient_data', NULL, 'no number', NULL);
