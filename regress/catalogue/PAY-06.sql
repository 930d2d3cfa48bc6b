CREATE TABLE receipt (record text, book text, number text, org text);
INSERT INTO receipt
SELECT 'a' || n, 'B1', 'A' || lpad(n::text, 4, '0'), 'U1' FROM generate_series(96, 110) n WHERE n NOT IN (101, 102)
UNION ALL -- void ones are entered
SELECT 'b' || n, 'B2', lpad(n::text, 4, '0'), 'U1' FROM generate_series(1, 20) n
UNION ALL
SELECT 'c' || n, 'B3', lpad(n::text, 4, '0'), 'U1' FROM generate_series(1, 20) n WHERE n NOT IN (7, 8, 15)
UNION ALL -- the book has fifty
SELECT 'd' || n, 'B4', lpad(n::text, 4, '0'), 'U1' FROM generate_series(1, 12) n
UNION ALL
SELECT 'e' || n, 'B5', lpad(n::text, 4, '0'), 'U1' FROM generate_series(1, 500) n WHERE n <= 20 OR n > 480
UNION ALL -- handed back in part
SELECT 'f' || n, 'B6', lpad(n::text, 4, '0'), 'U1' FROM generate_series(1, 20) n WHERE n NOT IN (5, 6, 7)
UNION ALL VALUES ('g1', ' ', '0001', 'U1'), ('h1', 'B7', 'lost', 'U1'), ('i1', 'B8', '0001', 'U1');
CREATE TABLE receipt_return (book text, first_number text, last_number text);
INSERT INTO receipt_return VALUES ('B3', '0007', '0008'), ('B3', '0015', '０015'), ('B6', '0005', '0006');
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric);
INSERT INTO expected VALUES
	('B1', 'hit', NULL, 'two are missing', 2),
	('B2', 'clean', 1, 'void receipts are entered', NULL),
	('B3', 'clean', 2, 'handed back with a record', NULL),
	('B4', 'clean', 3, 'the rest is not used yet', NULL),
	('B5', 'clean', 4, 'another book begun', NULL),
	('B6', 'hit', NULL, 'one of three was not handed back', 3),
	('record g1', 'insufficient_data', NULL, 'no book', NULL), ('B7', 'insufficient_data', NULL, 'no readable number', NULL),
	('B8', 'insufficient_data', NULL, 'a single number', NULL);
