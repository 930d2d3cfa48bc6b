-- ledger(): facts and every error
CREATE SCHEMA t_ledger;
SET search_path = t_ledger;
CREATE TABLE register (subject text, state text, reason text);
INSERT INTO register VALUES
	('Ann', 'assessable', NULL), ('Bob', 'assessable', NULL), ('Bob', 'insufficient_data', 'no amount'),
	('Cid', 'insufficient_data', 'no amount'), ('Cid', 'insufficient_data', 'no day'), ('Cid', 'not_applicable', 'a firm'),
	('Dan', 'insufficient_data', 'no day'), ('Eve', 'not_applicable', 'moved'), ('Eve', 'not_applicable', 'a firm'),
	('Fay', 'insufficient_data', NULL), ('Fay', 'insufficient_data', 'no day'), ('Gus', 'insufficient_data', 'no day');

SELECT * FROM supervise.ledger('t_ledger.register', NULL);
-- who was found is a hit, whatever else is said of him
SELECT * FROM supervise.ledger('register', $$SELECT unnest('{Ann,Dan,Ann}'::text[]) AS subject$$);
SELECT rows_read, rows_judged, subjects, detector FROM supervise.detector_calls() ORDER BY call DESC LIMIT 1;
-- as the definition has it: the best state, and the least of its reasons
SELECT (SELECT array_agg(l::text ORDER BY outcome, reason COLLATE "C") FROM supervise.ledger('register', 'SELECT ''Ann'' AS subject') l)
	= (SELECT array_agg(l::text ORDER BY outcome, reason COLLATE "C") FROM (
		SELECT CASE WHEN subject = 'Ann' THEN 'hit' WHEN state = 'assessable' THEN 'clean' ELSE state END AS outcome,
			CASE WHEN subject = 'Ann' OR state = 'assessable' THEN '' ELSE reason END AS reason, count(*) AS subjects, NULL::text AS example
		FROM (SELECT DISTINCT ON (subject) subject, state, coalesce(reason, '') AS reason FROM register
			ORDER BY subject, state, nullif(reason, '') COLLATE "C") s GROUP BY 1, 2) l) AS as_defined;
-- any key
SELECT * FROM supervise.ledger('SELECT n / 2 AS subject, CASE WHEN n < 3 THEN ''assessable'' ELSE ''not_applicable'' END::varchar AS state FROM generate_series(1, 9) n',
	'SELECT 4 AS subject');
SELECT * FROM supervise.ledger($$SELECT daterange('2024-01-01', '2024-01-01'::date + n % 3) AS subject, 'insufficient_data'::char(20) AS state, 1.50 + n AS reason FROM generate_series(1, 6) n$$, NULL);
-- no rows
SELECT * FROM supervise.ledger('SELECT * FROM register WHERE false', 'SELECT ''x'' AS subject WHERE false');
-- reasons longer than a word and more than there are numbers for; subjects by the hundred thousand
SELECT outcome, count(*), sum(subjects), min(reason), max(reason) FROM supervise.ledger($$
	SELECT n % 100000 AS subject, CASE n % 3 WHEN 0 THEN 'not_applicable' ELSE 'insufficient_data' END AS state,
		'a reason that is longer than any word, number ' || n % 3001 AS reason FROM generate_series(1, 300000) n$$, 'SELECT generate_series(1, 9) AS subject')
GROUP BY outcome ORDER BY outcome;

-- what is wrong is an outcome of its own
SELECT * FROM supervise.ledger($$TABLE t_ledger.register UNION ALL VALUES ('Ann', 'odd', 'x'), ('Ann', 'even', 'x'), ('Hal', NULL, NULL), ('Ida', NULL, NULL)$$,
	$$SELECT unnest('{Zoe,Ann,Yan}'::text[]) AS subject$$);

-- errors
SELECT * FROM supervise.ledger(NULL, NULL);
SELECT * FROM supervise.ledger('SELECT subject, reason FROM register', NULL);
SELECT * FROM supervise.ledger('SELECT state, reason FROM register', NULL);
SELECT * FROM supervise.ledger('register', 'SELECT 1 AS subject');
SELECT * FROM supervise.ledger('register', 'SELECT 1 AS somebody');
SELECT * FROM supervise.ledger($$TABLE t_ledger.register UNION ALL VALUES (NULL, 'assessable', NULL)$$, NULL);
SELECT * FROM supervise.ledger('DELETE FROM register', NULL);

SET client_min_messages = warning;
DROP SCHEMA t_ledger CASCADE;
