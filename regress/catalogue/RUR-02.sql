-- Expired contracts: all end on 30 June 2024 but where the name says otherwise.
CREATE TABLE as_of (day date);
INSERT INTO as_of VALUES ('2024-12-31');
CREATE TABLE contract (contract text, collective text, asset text, region text, lessee text, starts date, ends date, ended_on date, holds_over boolean);
INSERT INTO contract VALUES
	('C01 receipt', 'v1', 'a1', 'Qingxi', 'p1', '2020-07-01', '2024-06-30', NULL, false),
	('C02 power', 'v1', 'a2', 'Qingxi', 'p2', '2020-07-01', '2024-06-30', NULL, false),
	('C03 ended early', 'v1', 'a3', 'Qingxi', 'p3', '2020-07-01', '2026-06-30', '2024-03-31', NULL),
	('C04 renewed', 'v1', 'a4', 'Qingxi', 'p4', '2020-07-01', '2024-06-30', NULL, false),
	('C05 let anew', 'v1', 'a5', 'Qingxi', 'p5', '2020-07-01', '2024-06-30', NULL, false),
	('C05 next', 'v1', 'a5', 'Qingxi', 'p55', '2024-07-01', '2027-06-30', NULL, false),
	('C06 holds over', 'v1', 'a6', 'Qingxi', 'p6', '2020-07-01', '2024-06-30', NULL, true),
	('C07 handed back', 'v1', 'a7', 'Qingxi', 'p7', '2020-07-01', '2024-06-30', NULL, false),
	('C08 harvest', 'v1', 'a8', 'Qingxi', 'p8', '2020-07-01', '2024-06-30', NULL, false),
	('C09 standby', 'v1', 'a9', 'Qingxi', 'p9', '2020-07-01', '2024-06-30', NULL, false),
	('C10 late payment', 'v1', 'a10', 'Qingxi', 'p10', '2020-07-01', '2024-06-30', NULL, false),
	('C11 running', 'v1', 'a11', 'Qingxi', 'p11', '2020-07-01', '2025-06-30', NULL, false),
	('C12 no end', 'v1', 'a12', 'Qingxi', 'p12', '2020-07-01', NULL, NULL, false),
	('C13 inverted', 'v1', 'a13', 'Qingxi', 'p13', '2020-07-01', '2019-06-30', NULL, false),
	('C14 twice', 'v1', 'a14', 'Qingxi', 'p14', '2020-07-01', '2024-06-30', NULL, false),
	('C14 twice', 'v1', 'a14', 'Qingxi', 'p14', '2020-07-01', '2025-06-30', NULL, false),
	('C15 beside C14', 'v1', 'a14', 'Qingxi', 'p15', '2015-07-01', '2020-05-31', NULL, false),
	('C16 renewal over', 'v1', 'a16', 'Qingxi', 'p16', '2020-07-01', '2023-06-30', NULL, false),
	('C17 no asset', 'v1', NULL, 'Qingxi', 'p17', '2020-07-01', '2024-06-30', NULL, false),
	('C18 let anew later', 'v1', 'a18', 'Qingxi', 'p18', '2020-01-01', '2023-12-31', NULL, false),
	('C18 next', 'v1', 'a18', 'Qingxi', 'p58', '2024-09-01', '2027-06-30', NULL, false),
	(NULL, 'v1', 'a19', 'Qingxi', 'p19', '2020-07-01', '2024-06-30', NULL, false);
CREATE TABLE renewal (contract text, until date);
INSERT INTO renewal VALUES ('C04 renewed', '2025-06-30'), ('C16 renewal over', '2024-06-30');
CREATE TABLE handover (contract text, handed_back_on date);
INSERT INTO handover VALUES ('C07 handed back', '2024-07-10');
CREATE TABLE receipt (contract text, record text, paid_on date, valid daterange, amount numeric);
INSERT INTO receipt VALUES
	('C01 receipt', 'r1', '2024-07-20', '[2024-07-01,2025-01-01)', 5000),
	('C04 renewed', 'r2', '2024-07-20', '[2024-07-01,2025-01-01)', 5000),
	('C06 holds over', 'r3', '2024-07-20', '[2024-07-01,2024-08-01)', 500),
	('C10 late payment', 'r4', '2024-09-20', '[2024-01-01,2024-07-01)', 5000),
	('C10 late payment', 'r5', '2024-09-21', NULL, 300),
	('C17 no asset', 'r6', '2024-07-20', '[2024-07-01,2025-01-01)', 700),
	('C01 receipt', 'r7', '2025-07-20', '[2025-07-01,2026-01-01)', 5000);
CREATE TABLE use (asset text, record text, valid daterange, quantity numeric);
INSERT INTO use VALUES
	('a2', 'u1', '[2024-08-01,2024-09-01)', 400), ('a2', 'u2', '[2024-09-01,2024-10-01)', 380),
	('a3', 'u3', '[2024-06-01,2024-07-01)', 90),
	('a5', 'u4', '[2024-08-01,2024-09-01)', 400),
	('a7', 'u5', '[2024-08-01,2024-09-01)', 400),
	('a8', 'u6', '[2024-07-01,2024-08-01)', 400),
	('a9', 'u7', '[2024-08-01,2024-09-01)', 12),
	('a16', 'u8', '[2024-08-01,2024-09-01)', 55),
	('a14', 'u9', '[2024-08-01,2024-09-01)', 55),
	('a18', 'u10', '[2024-05-01,2024-06-01)', 155), ('a18', 'u11', '[2024-10-01,2024-11-01)', 155),
	('a12', 'u12', '[2024-08-01,2024-09-01)', 55);
CREATE TABLE expected (subject text, outcome text, excluded int, why text, amount numeric, during daterange, score numeric);
INSERT INTO expected VALUES
	('C01 receipt', 'hit', NULL, 'rent for the half year after', 5000, '[2024-07-01,2024-07-21)', 20),
	('C02 power', 'hit', NULL, 'power in two months after', NULL, '[2024-07-01,2024-10-01)', 92),
	('C03 ended early', 'hit', NULL, 'power after it was ended', NULL, '[2024-04-01,2024-07-01)', 91),
	('C04 renewed', 'not_applicable', 1, 'runs on to 2025', NULL, NULL, NULL),
	('C05 let anew', 'clean', 2, 'the next lessee uses it', NULL, NULL, NULL),
	('C05 next', 'not_applicable', NULL, 'running', NULL, NULL, NULL),
	('C06 holds over', 'clean', 3, 'by the month', NULL, NULL, NULL),
	('C07 handed back', 'clean', 4, 'the collective uses it', NULL, NULL, NULL),
	('C08 harvest', 'clean', 5, 'within 30 days', NULL, NULL, NULL),
	('C09 standby', 'clean', 6, 'twelve units', NULL, NULL, NULL),
	('C10 late payment', 'clean', 7, 'for the time before; one for an unknown time', NULL, NULL, NULL),
	('C11 running', 'not_applicable', NULL, 'ends 2025', NULL, NULL, NULL),
	('C12 no end', 'insufficient_data', NULL, 'no last day', NULL, NULL, NULL),
	('C13 inverted', 'insufficient_data', NULL, 'inverted', NULL, NULL, NULL),
	('C14 twice', 'insufficient_data', NULL, 'two ends', NULL, NULL, NULL),
	('C15 beside C14', 'insufficient_data', NULL, 'what followed cannot be read', NULL, NULL, NULL),
	('C16 renewal over', 'hit', NULL, 'the renewal is over too', NULL, NULL, 62),
	('C17 no asset', 'hit', NULL, 'the receipt suffices', 700, NULL, NULL),
	('C18 let anew later', 'hit', NULL, 'used eight months before the next', NULL, '[2024-01-01,2024-06-01)', 152),
	('C18 next', 'not_applicable', NULL, 'running', NULL, NULL, NULL),
	('(no number)', 'insufficient_data', NULL, 'no number', NULL, NULL, NULL);
-- A renewed contract is clean where the run is after the renewal's own end only: cover explanation 1 by one that is over and handed back.
INSERT INTO contract VALUES ('C20 renewed, used meanwhile', 'v1', 'a20', 'Qingxi', 'p20', '2018-07-01', '2023-06-30', NULL, false);
INSERT INTO renewal VALUES ('C20 renewed, used meanwhile', '2024-06-30');
INSERT INTO use VALUES ('a20', 'u20', '[2024-03-01,2024-04-01)', 400);
INSERT INTO expected VALUES ('C20 renewed, used meanwhile', 'clean', 1, 'used within the renewal', NULL, NULL, NULL);
UPDATE expected SET excluded = NULL WHERE subject = 'C04 renewed';
