CREATE TABLE approval_line (valid daterange, amount numeric);
INSERT INTO approval_line VALUES ('[2023-01-01,2024-01-01)', 10000), ('[2024-01-01,)', 50000);
CREATE TABLE payment (record text, approver text, at date, amount numeric);
-- Ten approvers who sign as it comes, evenly on both sides.
INSERT INTO payment SELECT format('e%s-%s', a, n), 'E' || a, '2024-03-01', 45000 + n * 500 + a * 7 FROM generate_series(1, 10) a, generate_series(1, 19) n;
INSERT INTO payment SELECT 'a' || n, 'A', '2024-03-01', 49000 + n * 25 FROM generate_series(1, 35) n; -- all below the line
INSERT INTO payment SELECT 'b' || n, 'B', '2024-03-01', 49800 FROM generate_series(1, 35) n; -- a price
INSERT INTO payment SELECT format('bb%s', n), 'B', '2024-03-01', 45000 + n * 700 + 13 FROM generate_series(1, 13) n;
-- Just below today's line, but in the year of the former one; as others around that.
INSERT INTO payment SELECT 'c' || n, 'C', '2023-03-01', 49000 + n * 25 FROM generate_series(1, 35) n;
INSERT INTO payment SELECT 'cc' || n, 'C', '2023-03-01', 9000 + n * 130 + 3 FROM generate_series(1, 15) n;
INSERT INTO payment SELECT 'd' || n, 'D', '2024-03-01', 49000 + n * 25 FROM generate_series(1, 4) n;
INSERT INTO payment VALUES ('f1', ' ', '2024-03-01', 49000), ('g1', 'G', '2022-03-01', 49000);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text);
INSERT INTO expected
SELECT 'E' || a, 'clean', 2, 'even on both sides' FROM generate_series(1, 10) a
UNION ALL VALUES
	('A', 'hit', NULL, '35 of 35 below'),
	('B', 'clean', 1, 'one price paid 35 times'),
	('C', 'clean', 3, 'measured by the line of the year'),
	('D', 'insufficient_data', NULL, 'four amounts'),
	('record f1', 'insufficient_data', NULL, 'no approver'), ('G', 'insufficient_data', NULL, 'no line on that day');
