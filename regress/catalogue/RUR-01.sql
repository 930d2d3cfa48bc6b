-- Rent arrears: half-yearly rent of 6,000, due on 1 January and 1 July 2024.
CREATE TABLE as_of (day date);
INSERT INTO as_of VALUES ('2024-12-31');
CREATE TABLE contract (
	contract text, collective text, lessee text, region text, ends date, ended_on date, rent numeric,
	first_due date, every_months int, step numeric, step_months int, free_months int
);
INSERT INTO contract VALUES
	('C01 unpaid', 'v1', 'p1', 'Qingxi', '2025-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C02 partly paid', 'v1', 'p2', 'Qingxi', '2025-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C03 step unpaid', 'v1', 'p3', 'Qingxi', '2026-12-31', NULL, 10000, '2023-01-01', 12, 0.05, 12, NULL),
	('C04 deferred', 'v1', 'p4', 'Qingxi', '2025-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C05 deferral over', 'v1', 'p5', 'Qingxi', '2025-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C06 booked to C07', 'v1', 'p6', 'Qingxi', '2025-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C07 overpaid', 'v1', 'p6', 'Qingxi', '2025-12-31', NULL, 4000, '2024-01-01', 12, 0, NULL, NULL),
	('C08 not overpaid', 'v1', 'p8', 'Qingxi', '2025-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C09 six thousand due', 'v1', 'p8', 'Qingxi', '2025-12-31', NULL, 6000, '2024-01-01', 12, 0, NULL, NULL),
	('C10 reduced', 'v1', 'p10', 'Qingxi', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('C11 late but paid', 'v1', 'p11', 'Qingxi', '2025-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C12 20 days late', 'v1', 'p12', 'Qingxi', '2025-12-31', NULL, 12000, '2024-12-11', 12, 0, NULL, NULL),
	('C13 ended early', 'v1', 'p13', 'Qingxi', '2025-12-31', '2024-06-30', 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C14 paid ahead', 'v1', 'p14', 'Qingxi', '2025-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C15 free months', 'v1', 'p15', 'Qingxi', '2025-12-31', NULL, 12000, '2024-07-01', 6, 0, NULL, 6),
	('C16 no terms', 'v1', 'p16', 'Qingxi', '2025-12-31', NULL, NULL, '2024-01-01', 6, 0, NULL, NULL),
	('C17 unreadable receipt', 'v1', 'p17', 'Qingxi', '2025-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C18 twice', 'v1', 'p18', 'Qingxi', '2025-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C18 twice', 'v1', 'p18', 'Qingxi', '2025-12-31', NULL, 9000, '2024-01-01', 6, 0, NULL, NULL),
	('C19 uploaded twice', 'v1', 'p19', 'Qingxi', '2025-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C19 uploaded twice', 'v1', 'p19', 'Qingxi', '2025-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C20 future', 'v1', 'p20', 'Qingxi', '2026-12-31', NULL, 12000, '2025-01-01', 6, 0, NULL, NULL),
	(NULL, 'v1', 'p21', 'Qingxi', '2025-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C22 null amount planned', 'v1', 'p22', 'Qingxi', '2025-12-31', NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('C23 taken back', 'v1', 'p23', 'Qingxi', '2025-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C24 inverted', 'v1', 'p24', 'Qingxi', '2023-12-31', NULL, 12000, '2024-01-01', 6, 0, NULL, NULL),
	('C25 31 days late', 'v1', 'p25', 'Qingxi', '2025-12-31', NULL, 12000, '2024-11-30', 12, 0, NULL, NULL);
CREATE TABLE instalment (contract text, record text, due_on date, amount numeric);
INSERT INTO instalment VALUES
	('C10 reduced', 'i1', '2024-01-01', 6000), ('C10 reduced', 'i2', '2024-07-01', 6000), ('C10 reduced', 'i3', '2024-08-01', -6000),
	('C22 null amount planned', 'i4', '2024-01-01', NULL);
CREATE TABLE receipt (contract text, record text, paid_on date, amount numeric);
INSERT INTO receipt VALUES
	('C01 unpaid', 'r1', '2024-01-05', 6000),
	('C02 partly paid', 'r2', '2024-01-05', 6000), ('C02 partly paid', 'r3', '2024-07-02', 2500),
	('C03 step unpaid', 'r4', '2023-01-01', 10000), ('C03 step unpaid', 'r5', '2024-01-01', 10000),
	('C04 deferred', 'r6', '2024-01-05', 6000),
	('C05 deferral over', 'r7', '2024-01-05', 6000),
	('C06 booked to C07', 'r8', '2024-01-05', 6000), ('C07 overpaid', 'r9', '2024-01-05', 4000), ('C07 overpaid', 'r10', '2024-07-03', 6000),
	('C08 not overpaid', 'r11', '2024-01-05', 6000), ('C09 six thousand due', 'r12', '2024-01-05', 6000),
	('C10 reduced', 'r13', '2024-01-05', 6000),
	('C11 late but paid', 'r14', '2024-05-30', 6000), ('C11 late but paid', 'r15', '2024-12-30', 6000),
	('C13 ended early', 'r16', '2024-01-05', 6000),
	('C14 paid ahead', 'r17', '2023-12-20', 12000),
	('C17 unreadable receipt', 'r18', NULL, 12000),
	('C19 uploaded twice', 'r19', '2024-01-05', 6000),
	('C23 taken back', 'r20', '2024-01-05', 12000), ('C23 taken back', 'r21', '2024-08-01', -6000),
	('C99 unknown', 'r22', '2024-01-05', 6000);
CREATE TABLE deferral (contract text, valid daterange, until date, agreed_on date);
INSERT INTO deferral VALUES
	('C04 deferred', '[2024-07-01,2024-08-01)', '2025-06-30', '2024-06-20'),
	('C05 deferral over', '[2024-07-01,2024-08-01)', '2024-10-01', '2024-06-20');
CREATE TABLE expected (subject text, outcome text, excluded int, why text, amount numeric, during daterange, score numeric);
INSERT INTO expected VALUES
	('C01 unpaid', 'hit', NULL, 'the second half year', 6000, '[2024-07-01,2025-01-01)', 183),
	('C02 partly paid', 'hit', NULL, 'the rest of the second', 3500, '[2024-07-01,2025-01-01)', 183),
	('C03 step unpaid', 'hit', NULL, 'the step of five per cent', 500, '[2024-01-01,2025-01-01)', 365),
	('C04 deferred', 'clean', 1, 'deferred to 2025', NULL, NULL, NULL),
	('C05 deferral over', 'hit', NULL, 'deferred to a day that is past', 6000, '[2024-10-01,2025-01-01)', 91),
	('C06 booked to C07', 'clean', 2, 'the same 6,000 overpay another contract', NULL, NULL, NULL),
	('C07 overpaid', 'clean', NULL, 'overpaid', NULL, NULL, NULL),
	('C08 not overpaid', 'hit', NULL, 'the 6,000 elsewhere were due there', 6000, NULL, NULL),
	('C09 six thousand due', 'clean', NULL, 'paid', NULL, NULL, NULL),
	('C10 reduced', 'clean', 3, 'a negative instalment', NULL, NULL, NULL),
	('C11 late but paid', 'clean', 4, 'settled before the run', NULL, NULL, NULL),
	('C12 20 days late', 'clean', 4, 'within 30 days', NULL, NULL, NULL),
	('C13 ended early', 'clean', 5, 'nothing due after it ended', NULL, NULL, NULL),
	('C14 paid ahead', 'clean', 6, 'carried', NULL, NULL, NULL),
	('C15 free months', 'not_applicable', NULL, 'free until 2025', NULL, NULL, NULL),
	('C16 no terms', 'insufficient_data', NULL, 'no rent', NULL, NULL, NULL),
	('C17 unreadable receipt', 'insufficient_data', NULL, 'a receipt without its day', NULL, NULL, NULL),
	('C18 twice', 'insufficient_data', NULL, 'two rents', NULL, NULL, NULL),
	('C19 uploaded twice', 'hit', NULL, 'equal rows are one', 6000, NULL, NULL),
	('C20 future', 'not_applicable', NULL, 'first due 2025', NULL, NULL, NULL),
	('(no number)', 'insufficient_data', NULL, 'no contract number', NULL, NULL, NULL),
	('C22 null amount planned', 'insufficient_data', NULL, 'an instalment without amount', NULL, NULL, NULL),
	('C23 taken back', 'hit', NULL, 'the second payment went back', 6000, NULL, NULL),
	('C24 inverted', 'insufficient_data', NULL, 'ends before it is due', NULL, NULL, NULL),
	('C25 31 days late', 'hit', NULL, 'one day over', 12000, NULL, 31);
