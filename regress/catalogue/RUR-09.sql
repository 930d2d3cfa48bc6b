-- Assets of 100 square metres.
CREATE TABLE as_of (day date);
INSERT INTO as_of VALUES ('2024-12-31');
CREATE TABLE asset (asset text, area numeric);
INSERT INTO asset
SELECT 'A' || to_char(n, 'FM00'), 100 FROM generate_series(1, 20) n WHERE n NOT IN (12, 13);
INSERT INTO asset VALUES ('A12', NULL), ('A21 never let', 100);
CREATE TABLE contract (
	contract text, collective text, asset text, region text, lessee text, starts date, ends date, ended_on date, area numeric, sublet_of text, replaces text
);
INSERT INTO contract VALUES
	('C01a', 'v1', 'A01', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL), ('C01b', 'v1', 'A01', 'Qingxi', 'p2', '2024-01-01', '2026-12-31', NULL, 100, NULL, NULL),
	('C02a', 'v1', 'A02', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 60, NULL, NULL), ('C02b', 'v1', 'A02', 'Qingxi', 'p2', '2022-01-01', '2024-12-31', NULL, 40, NULL, NULL),
	('C03a', 'v1', 'A03', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL), ('C03b', 'v1', 'A03', 'Qingxi', 'p2', '2023-01-01', '2024-12-31', NULL, 50, 'C03a', NULL),
	('C04a', 'v1', 'A04', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL), ('C04b', 'v1', 'A04', 'Qingxi', 'p2', '2023-07-01', '2026-12-31', NULL, 100, NULL, 'C04a'),
	('C05a', 'v1', 'A05', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', '2023-06-30', 100, NULL, NULL), ('C05b', 'v1', 'A05', 'Qingxi', 'p2', '2023-07-01', '2026-12-31', NULL, 100, NULL, NULL),
	('C06a', 'v1', 'A06', 'Qingxi', 'p1', '2022-01-01', '2023-06-30', NULL, 100, NULL, NULL), ('C06b', 'v1', 'A06', 'Qingxi', 'p2', '2023-06-15', '2026-12-31', NULL, 100, NULL, NULL),
	('C07a', 'v1', 'A07', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL), ('C07b', 'v1', 'A07', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL),
	('C08a', 'v1', 'A08', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 62, NULL, NULL), ('C08b', 'v1', 'A08', 'Qingxi', 'p2', '2022-01-01', '2024-12-31', NULL, 42, NULL, NULL),
	('C09a', 'v1', 'A09', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 60, NULL, NULL), ('C09b', 'v1', 'A09', 'Qingxi', 'p2', '2022-01-01', '2024-12-31', NULL, 60, NULL, NULL),
	('C10a', 'v1', 'A10', 'Qingxi', 'p1', '2020-01-01', '2021-12-31', NULL, 60, NULL, NULL), ('C10b', 'v1', 'A10', 'Qingxi', 'p2', '2020-01-01', '2026-12-31', NULL, 40, NULL, NULL), ('C10c', 'v1', 'A10', 'Qingxi', 'p3', '2022-01-01', '2026-12-31', NULL, 60, NULL, NULL),
	('C11a', 'v1', 'A11', 'Qingxi', 'p1', '2022-01-01', NULL, NULL, 100, NULL, NULL), ('C11b', 'v1', 'A11', 'Qingxi', 'p2', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL),
	('C12a', 'v1', 'A12', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL), ('C12b', 'v1', 'A12', 'Qingxi', 'p2', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL),
	('C13a', 'v1', 'A13', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL), ('C13b', 'v1', 'A13', 'Qingxi', 'p2', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL),
	('C14a', 'v1', 'A14', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL), ('C14b', 'v1', 'A14', 'Qingxi', 'p2', '2022-01-01', '2024-12-31', NULL, NULL, NULL, NULL),
	('C15a', 'v1', 'A15', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL), ('C15a', 'v1', 'A15', 'Qingxi', 'p1', '2022-01-01', '2025-12-31', NULL, 100, NULL, NULL),
	('C16a', 'v1', 'A16', 'Qingxi', 'p1', '2022-01-01', '2021-12-31', NULL, 100, NULL, NULL),
	('C17a', 'v1', 'A17', 'Qingxi', NULL, '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL), ('C17b', 'v1', 'A17', 'Qingxi', 'p2', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL),
	('C18a', 'v1', 'A18', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, NULL, NULL, NULL),
	('C19a', 'v1', 'A19', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 50, NULL, NULL), ('C19b', 'v1', 'A19', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 50, NULL, NULL), ('C19c', 'v1', 'A19', 'Qingxi', 'p3', '2024-01-01', '2024-12-31', NULL, 50, NULL, NULL),
	('C20a', 'v1', 'A20', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL), ('C20a', 'v1', 'A20', 'Qingxi', 'p1', '2022-01-01', '2024-12-31', NULL, 100, NULL, NULL);
INSERT INTO asset VALUES (NULL, 5);
CREATE TABLE expected (subject text, outcome text, excluded int, why text, during daterange, score numeric);
INSERT INTO expected VALUES
	('A01', 'hit', NULL, 'twice through 2024', '[2024-01-01,2025-01-01)', 2.00), ('A02', 'clean', 1, '60 and 40', NULL, NULL), ('A03', 'clean', 2, 'a sub-lease', NULL, NULL),
	('A04', 'clean', 3, 'replaced', NULL, NULL), ('A05', 'clean', 4, 'ended early', NULL, NULL), ('A06', 'clean', 5, 'sixteen days', NULL, NULL),
	('A07', 'clean', 6, 'one lessee', NULL, NULL), ('A08', 'clean', 7, 'four per cent over', NULL, NULL), ('A09', 'hit', NULL, '60 and 60', '[2022-01-01,2025-01-01)', 1.20),
	('A10', 'clean', NULL, '160 over whole contracts, 100 on any day', NULL, NULL), ('A11', 'insufficient_data', NULL, 'no end', NULL, NULL),
	('A12', 'insufficient_data', NULL, 'area unknown', NULL, NULL), ('A13', 'insufficient_data', NULL, 'not in the register', NULL, NULL),
	('A14', 'insufficient_data', NULL, 'area let unknown', NULL, NULL), ('A15', 'insufficient_data', NULL, 'two ends', NULL, NULL), ('A16', 'insufficient_data', NULL, 'inverted', NULL, NULL),
	('A17', 'insufficient_data', NULL, 'no lessee', NULL, NULL), ('A18', 'clean', NULL, 'one contract cannot be twice', NULL, NULL),
	('A19', 'hit', NULL, 'two halves of one, a third half', '[2024-01-01,2025-01-01)', 1.50), ('A20', 'clean', NULL, 'equal rows are one', NULL, NULL),
	('A21 never let', 'not_applicable', NULL, 'never let', NULL, NULL), ('(no number)', 'insufficient_data', NULL, 'no number', NULL, NULL);
