CREATE TABLE budget (org text, project text, year integer, amount numeric, released date, carried numeric);
INSERT INTO budget VALUES
	('U1', 'A', 2024, 100000, '2024-03-01', NULL),
	('U2', 'B', 2022, 100000, NULL, NULL), ('U2', 'B', 2023, 100000, NULL, NULL), ('U2', 'B', 2024, 100000, NULL, NULL),
	-- Not three in a row.
	('U3', 'C', 2021, 100000, NULL, NULL), ('U3', 'C', 2022, 100000, NULL, NULL), ('U3', 'C', 2023, 100000, NULL, NULL), ('U3', 'C', 2024, 100000, NULL, NULL),
	('U4', 'D', 2023, 100000, '2023-03-01', NULL), ('U4', 'D', 2024, 100000, '2024-11-20', NULL),
	('U5', 'E', 2024, 100000, NULL, 90000),
	('U6', 'F', 2024, 100000, NULL, NULL), ('U6', 'F', 2025, 100000, NULL, NULL),
	('U7', 'G', 2024, 100000, '2024-11-20', NULL), ('U8', 'H', 2024, NULL, NULL, NULL), ('U9', NULL, 2024, 5, NULL, NULL), ('U10', 'I', 2024, 50, NULL, 50);
CREATE TABLE payment (org text, project text, at date, amount numeric);
INSERT INTO payment VALUES
	('U2', 'B', '2022-05-01', 45000), ('U2', 'B', '2023-05-01', 30000), ('U2', 'B', '2024-05-01', 49000),
	('U3', 'C', '2021-05-01', 30000), ('U3', 'C', '2022-05-01', 60000), ('U3', 'C', '2023-05-01', 30000), ('U3', 'C', '2024-05-01', 30000),
	('U4', 'D', '2023-05-01', 90000), ('U5', 'E', '2024-05-01', 9000), ('U6', 'F', '2024-05-01', 90000), ('U6', 'F', '2025-01-01', 1), ('U10', 'I', NULL, 5);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, score numeric);
INSERT INTO expected VALUES
	('U1 | A', 'hit', NULL, 'nothing was spent', 100000, 1),
	('U2 | B', 'hit', NULL, 'three years below half', 176000, 3),
	('U3 | C', 'clean', NULL, 'the second year was better', NULL, NULL),
	('U4 | D', 'clean', 1, 'released in November', NULL, NULL),
	('U5 | E', 'clean', 2, 'nine tenths were carried over', NULL, NULL),
	('U6 | F', 'clean', 3, 'the year is not over', NULL, NULL),
	('U7 | G', 'not_applicable', NULL, 'a new project, released in November', NULL, NULL),
	('U8 | H', 'insufficient_data', NULL, 'no budget amount', NULL, NULL),
	('U9 | ?', 'insufficient_data', NULL, 'no project', NULL, NULL),
	('U10 | I', 'not_applicable', NULL, 'carried over in whole', NULL, NULL);
