-- Signed on 1 June 2022 but where the name says otherwise.
CREATE TABLE as_of (day date);
INSERT INTO as_of VALUES ('2024-12-31');
CREATE TABLE contract (contract text, collective text, asset text, region text, tenure text, signed_on date, rent numeric, outsider boolean);
INSERT INTO contract
SELECT name, CASE WHEN name LIKE '%no file%' THEN 'v9' ELSE 'v1' END, 'a' || n, 'Qingxi',
	CASE WHEN name LIKE '%waste%' THEN 'waste' WHEN name LIKE '%of a household%' THEN 'arable' ELSE 'lease' END,
	CASE WHEN name LIKE '%2015%' THEN date '2015-06-01' WHEN name LIKE '%2009%' THEN '2009-06-01' WHEN name LIKE '%2026%' THEN '2026-06-01'
		WHEN name LIKE '%not signed%' THEN NULL ELSE '2022-06-01' END,
	CASE WHEN name LIKE '%small%' THEN 900 ELSE 20000 END, name LIKE '%outsider%'
FROM unnest('{C01 in order,C02 nothing at all,C03 no notice,C04 late resolution,C05 late notice,C06 no quorum,C07 no majority,C08 by asset,C09 2015 no notice,C10 small,C11 second meeting,C12 same day,C13 waste outsider,C14 waste outsider in order,C15 no file,C16 no numbers,C17 of a household,C18 2009,C19 not signed,C20 exactly two thirds,C21 households,C22 2026,C24 assembly half,C25 resolution without day,C26 asset far off}'::text[])
	WITH ORDINALITY AS t(name, n);
INSERT INTO contract VALUES
	('C23 twice', 'v1', 'a23', 'Qingxi', 'lease', '2022-06-01', 1, false), ('C23 twice', 'v1', 'a23', 'Qingxi', 'lease', '2022-07-01', 1, false),
	(NULL, 'v1', 'a99', 'Qingxi', 'lease', '2022-06-01', 20000, false);
CREATE TABLE parameters (value jsonb);
INSERT INTO parameters VALUES ('{"least_rent": 1000}');
UPDATE contract SET rent = 5000 WHERE contract = 'C23 twice';
CREATE TABLE resolution (
	record text, collective text, contract text, asset text, step text, held_on date, body text, entitled int, present int, agreed int
);
INSERT INTO resolution VALUES
	('r1', 'v1', 'C01 in order', NULL, 'resolution', '2022-05-10', 'representatives', 40, 35, 30),
	('n1', 'v1', 'C01 in order', NULL, 'notice', '2022-05-15', NULL, NULL, NULL, NULL),
	('r3', 'v1', 'C03 no notice', NULL, 'resolution', '2022-05-10', 'representatives', 40, 35, 30),
	('r4', 'v1', 'C04 late resolution', NULL, 'resolution', '2022-06-10', 'representatives', 40, 35, 30),
	('n4', 'v1', 'C04 late resolution', NULL, 'notice', '2022-05-15', NULL, NULL, NULL, NULL),
	('r5', 'v1', 'C05 late notice', NULL, 'resolution', '2022-05-10', 'representatives', 40, 35, 30),
	('n5', 'v1', 'C05 late notice', NULL, 'notice', '2022-06-15', NULL, NULL, NULL, NULL),
	('r6', 'v1', 'C06 no quorum', NULL, 'resolution', '2022-05-10', 'representatives', 40, 26, 26),
	('n6', 'v1', 'C06 no quorum', NULL, 'notice', '2022-05-15', NULL, NULL, NULL, NULL),
	('r7', 'v1', 'C07 no majority', NULL, 'resolution', '2022-05-10', 'representatives', 40, 30, 15),
	('n7', 'v1', 'C07 no majority', NULL, 'notice', '2022-05-15', NULL, NULL, NULL, NULL),
	('r8', 'v1', NULL, 'a8', 'resolution', '2022-03-10', 'representatives', 40, 35, 30),
	('n8', 'v1', NULL, 'a8', 'notice', '2022-03-15', NULL, NULL, NULL, NULL),
	('r9', 'v1', 'C09 2015 no notice', NULL, 'resolution', '2015-05-10', 'representatives', 40, 35, 30),
	('r11', 'v1', 'C11 second meeting', NULL, 'resolution', '2022-04-10', 'representatives', 40, 20, 20),
	('r11b', 'v1', 'C11 second meeting', NULL, 'resolution', '2022-05-10', 'representatives', 40, 30, 20),
	('n11', 'v1', 'C11 second meeting', NULL, 'notice', '2022-05-15', NULL, NULL, NULL, NULL),
	('r12', 'v1', 'C12 same day', NULL, 'resolution', '2022-06-01', 'representatives', 40, 30, 20),
	('n12', 'v1', 'C12 same day', NULL, 'notice', '2022-06-01', NULL, NULL, NULL, NULL),
	('r13', 'v1', 'C13 waste outsider', NULL, 'resolution', '2022-05-10', 'representatives', 60, 50, 35),
	('n13', 'v1', 'C13 waste outsider', NULL, 'notice', '2022-05-15', NULL, NULL, NULL, NULL),
	('r14', 'v1', 'C14 waste outsider in order', NULL, 'resolution', '2022-05-10', 'representatives', 60, 50, 40),
	('n14', 'v1', 'C14 waste outsider in order', NULL, 'notice', '2022-05-15', NULL, NULL, NULL, NULL),
	('r16', 'v1', 'C16 no numbers', NULL, 'resolution', '2022-05-10', 'representatives', NULL, NULL, NULL),
	('n16', 'v1', 'C16 no numbers', NULL, 'notice', '2022-05-15', NULL, NULL, NULL, NULL),
	('r20', 'v1', 'C20 exactly two thirds', NULL, 'resolution', '2022-05-10', 'representatives', 60, 40, 21),
	('n20', 'v1', 'C20 exactly two thirds', NULL, 'notice', '2022-05-15', NULL, NULL, NULL, NULL),
	('r21', 'v1', 'C21 households', NULL, 'resolution', '2022-05-10', 'households', 300, 199, 190),
	('n21', 'v1', 'C21 households', NULL, 'notice', '2022-05-15', NULL, NULL, NULL, NULL),
	('r24', 'v1', 'C24 assembly half', NULL, 'resolution', '2022-05-10', 'assembly', 800, 400, 400),
	('n24', 'v1', 'C24 assembly half', NULL, 'notice', '2022-05-15', NULL, NULL, NULL, NULL),
	('r25', 'v1', 'C25 resolution without day', NULL, 'resolution', NULL, 'representatives', 40, 35, 30),
	('n25', 'v1', 'C25 resolution without day', NULL, 'notice', '2022-05-15', NULL, NULL, NULL, NULL),
	('r26', 'v1', NULL, 'a25', 'resolution', '2018-05-10', 'representatives', 40, 35, 30);
CREATE TABLE expected (subject text, outcome text, excluded int, why text, score numeric);
INSERT INTO expected VALUES
	('C01 in order', 'clean', NULL, 'in order', NULL), ('C02 nothing at all', 'hit', NULL, 'both missing', 2),
	('C03 no notice', 'hit', NULL, 'no notice', 1), ('C04 late resolution', 'hit', NULL, 'after the signing', 1),
	('C05 late notice', 'hit', NULL, 'after the signing', 1), ('C06 no quorum', 'hit', NULL, '26 of 40', 1),
	('C07 no majority', 'hit', NULL, '15 of 30', 1), ('C08 by asset', 'clean', 1, 'named by asset', NULL),
	('C09 2015 no notice', 'clean', 2, 'no notice asked for in 2015', NULL), ('C10 small', 'clean', 3, 'below 1,000', NULL),
	('C11 second meeting', 'clean', 4, 'the second one had its quorum', NULL), ('C12 same day', 'clean', 5, 'on the day', NULL),
	('C13 waste outsider', 'hit', NULL, '35 of 60 are less than two thirds', 1), ('C14 waste outsider in order', 'clean', NULL, '40 of 60', NULL),
	('C15 no file', 'insufficient_data', NULL, 'nothing on file', NULL), ('C16 no numbers', 'insufficient_data', NULL, 'no numbers', NULL),
	('C17 of a household', 'not_applicable', NULL, 'household', NULL), ('C18 2009', 'not_applicable', NULL, 'before the law', NULL),
	('C19 not signed', 'insufficient_data', NULL, 'no signing', NULL), ('C20 exactly two thirds', 'clean', NULL, '40 of 60, 21 of 40', NULL),
	('C21 households', 'hit', NULL, '199 of 300', 1), ('C22 2026', 'not_applicable', NULL, 'not yet signed', NULL),
	('C23 twice', 'insufficient_data', NULL, 'two days', NULL), ('C24 assembly half', 'hit', NULL, 'half is not more than half', 1),
	('C25 resolution without day', 'insufficient_data', NULL, 'no day', NULL), ('C26 asset far off', 'hit', NULL, 'minutes of the asset four years before', 2),
	('(no number)', 'insufficient_data', NULL, 'no number', NULL);
-- Minutes around 2009 exist, so that only the law decides.
INSERT INTO resolution VALUES ('r18', 'v1', NULL, NULL, 'resolution', '2009-05-10', 'assembly', 800, 500, 400);
