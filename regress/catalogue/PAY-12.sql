CREATE TABLE payment (record text, org text, project text, at date, amount numeric);
-- Thirty projects that spend month by month.
INSERT INTO payment SELECT format('e%s-%s', p, m), 'U1', 'P' || p, make_date(2024, m, 10), 50000 FROM generate_series(1, 30) p, generate_series(1, 12) m;
INSERT INTO payment SELECT 'a' || m, 'U2', 'R', make_date(2024, m, 10), CASE WHEN m > 10 THEN 400000 ELSE 20000 END FROM generate_series(1, 12) m;
INSERT INTO payment SELECT 'b' || m, 'U3', 'L', make_date(2024, m, 10), 400000 FROM generate_series(10, 12) m; -- released in October
INSERT INTO payment SELECT 'c' || m, 'U4', 'S', make_date(2024, m, 10), CASE WHEN m > 10 THEN 4000 ELSE 200 END FROM generate_series(1, 12) m;
-- In 2023 everybody was late.
INSERT INTO payment SELECT format('d%s-%s', p, m), 'U5', 'Q' || p, make_date(2023, m, 10), 200000 FROM generate_series(1, 10) p, generate_series(10, 12) m;
INSERT INTO payment VALUES ('f1', 'U6', NULL, '2024-03-01', 5), ('g1', 'U7', 'P', NULL, 5), ('h1', 'U8', 'P', '2025-03-01', 5), ('i1', 'U9', 'P', '2024-03-01', -5);
CREATE TABLE budget (org text, project text, year integer, released date);
INSERT INTO budget VALUES ('U3', 'L', 2024, '2024-10-08'), ('U2', 'R', 2024, '2024-02-01');
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, score numeric);
INSERT INTO expected
SELECT 'U1 | P' || p, 'clean', NULL::int, 'month by month', NULL::numeric, NULL::numeric FROM generate_series(1, 30) p
UNION ALL SELECT 'U5 | Q' || p, 'clean', 2, 'as all others that year', NULL, NULL FROM generate_series(1, 10) p;
INSERT INTO expected VALUES
	('U2 | R', 'hit', NULL, 'four fifths in two months', 800000, 80),
	('U3 | L', 'not_applicable', NULL, 'released in October', NULL, NULL),
	('U4 | S', 'clean', 3, 'a small sum', NULL, NULL),
	('record f1', 'insufficient_data', NULL, 'no project', NULL, NULL), ('U7 | P', 'insufficient_data', NULL, 'no day', NULL, NULL),
	('U8 | P', 'insufficient_data', NULL, 'the year is not over', NULL, NULL), ('U9 | P', 'insufficient_data', NULL, 'nothing spent', NULL, NULL);
-- Late in the one year, even in the other: the late one is left out.
INSERT INTO payment SELECT 'j' || m, 'U10', 'L', make_date(2024, m, 10), 400000 FROM generate_series(10, 12) m
UNION ALL SELECT 'k' || m, 'U10', 'L', make_date(2022, m, 10), 400000 FROM generate_series(1, 12) m;
INSERT INTO budget VALUES ('U10', 'L', 2024, '2024-10-08');
INSERT INTO expected VALUES ('U10 | L', 'clean', 1, 'released in October', NULL, NULL);
