CREATE TABLE balance (record text, org text, account text, party text, year integer, opening numeric, debit numeric, credit numeric, term_ends date);
INSERT INTO balance
SELECT format('a%s', y), 'U1', '1218', 'A', y, 8000, 0, 0, NULL::date FROM generate_series(2022, 2024) y
UNION ALL SELECT format('b%s', y), 'U1', '2307', 'B', y, -500, NULL, NULL, NULL FROM generate_series(2024, 2024) y
UNION ALL SELECT format('c%s', y), 'U1', '2307', 'C', y, 3000, 0, 0, date '2030-01-01' FROM generate_series(2022, 2024) y
UNION ALL SELECT format('d%s', y), 'U1', '1218', 'D', y, 3000, 700, 700, NULL FROM generate_series(2022, 2024) y
UNION ALL SELECT format('e%s', y), 'U1', '1002', 'E', y, 3000, 0, 0, NULL FROM generate_series(2022, 2024) y
UNION ALL SELECT format('f%s', y), 'U1', '1218', 'F', y, 3000, 0, CASE y WHEN 2024 THEN 3000 ELSE 0 END, NULL FROM generate_series(2022, 2024) y
UNION ALL SELECT format('g%s', y), 'U1', '2307', 'G', y, 3000, 0, 0, date '2023-06-30' FROM generate_series(2023, 2024) y
UNION ALL VALUES ('h1', 'U1', '1218', 'H', 2025, 3000, 0, 0, NULL::date), ('i1', 'U1', '1218', ' ', 2024, 3000, 0, 0, NULL),
	('j1', NULL, '1218', 'J', 2024, 3000, 0, 0, NULL), ('k1', 'U1', '1218', 'K', 2024, NULL, 0, 0, NULL), ('l1', 'U1', NULL, 'L', 2024, 3000, 0, 0, NULL),
	('m1', 'U1', '1218', 'M', NULL, 3000, 0, 0, NULL), ('n1', 'U1', '1218', 'N', 2024, 0, 0, 0, NULL);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, score numeric, during daterange);
INSERT INTO expected VALUES
	('U1 | 1218 | A', 'hit', NULL, 'three years', 8000, 3, '[2022-01-01,2025-01-01)'),
	('U1 | 2307 | B', 'hit', NULL, 'a payable, one year', 500, 1, '[2024-01-01,2025-01-01)'),
	('U1 | 2307 | C', 'clean', 1, 'a deposit until 2030', NULL, NULL, NULL),
	('U1 | 2307 | G', 'hit', NULL, 'the term is over', 3000, 2, NULL),
	('U1 | 1218 | D', 'clean', 2, 'came and went', NULL, NULL, NULL),
	('U1 | 1002 | E', 'not_applicable', NULL, 'a bank account', NULL, NULL, NULL),
	('U1 | 1218 | F', 'clean', 3, 'settled last year', NULL, NULL, NULL),
	('U1 | 1218 | H', 'not_applicable', NULL, 'the year is not over', NULL, NULL, NULL),
	('record i1', 'insufficient_data', NULL, 'no party', NULL, NULL, NULL), ('record j1', 'insufficient_data', NULL, 'no unit', NULL, NULL, NULL),
	('U1 | 1218 | K', 'insufficient_data', NULL, 'no balance', NULL, NULL, NULL), ('record l1', 'insufficient_data', NULL, 'no account', NULL, NULL, NULL),
	('U1 | 1218 | M', 'insufficient_data', NULL, 'no year', NULL, NULL, NULL), ('U1 | 1218 | N', 'clean', NULL, 'nothing is owed', NULL, NULL, NULL);
