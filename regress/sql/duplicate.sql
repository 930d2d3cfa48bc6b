-- duplicates() and match_duplicates(): facts and every error
CREATE SCHEMA t_duplicate;
SET search_path = t_duplicate;
CREATE TABLE bill (record int, vendor text, unit text, invoice text, at date, amount numeric);
INSERT INTO bill VALUES
	-- the same bill three times, a week apart
	(1, 'V1', 'U1', 'A-1', '2024-03-01', 100.00), (2, 'V1', 'U2', 'A-1', '2024-03-08', 100),
	(3, 'V1', 'U2', 'A-1', '2024-03-15', 100.0),
	-- paid, taken back, paid again; a refund of another size
	(4, 'V2', 'U1', 'B-1', '2024-03-01', 50), (5, 'V2', 'U1', 'B-1', '2024-03-02', -50),
	(6, 'V2', 'U1', 'B-1', '2024-03-03', 50), (7, 'V2', 'U1', 'B-1', '2024-03-04', -20),
	-- a reversal entered on the same day under a lower number
	(8, 'V3', 'U1', 'C-1', '2024-03-01', -70), (9, 'V3', 'U1', 'C-1', '2024-03-01', 70),
	-- one refund twice
	(10, 'V4', 'U1', 'D-1', '2024-03-01', -30), (11, 'V4', 'U1', 'D-1', '2024-03-02', -30),
	-- typed twice: swapped, one more, full width; and far
	(12, 'V5', 'U1', 'INV 1012', '2024-03-01', 900), (13, 'V5', 'U1', 'inv-1021', '2024-03-02', 900),
	(14, 'V5', 'U1', 'ＩＮＶ１０１２３', '2024-03-03', 901), (15, 'V5', 'U1', 'INV2233', '2024-03-03', 900),
	-- two units, one bill
	(16, 'V6', 'U1', 'E-1', '2024-03-01', 10), (17, 'V6', 'U2', 'E-1', '2024-04-01', 10);

SELECT key, records, count, amount, excess, first_at, last_at
FROM supervise.duplicates('bill', '{vendor,invoice,amount}');
SELECT key, records FROM supervise.duplicates('bill', '{vendor,invoice,amount}', net_reversals => false);
SELECT key, records FROM supervise.duplicates('bill', '{vendor,invoice,amount}', within => '7 days');
SELECT key, records FROM supervise.duplicates('bill', '{vendor,invoice,amount}', within => '6 days');
SELECT key, records FROM supervise.duplicates('bill', '{vendor,invoice,amount}', '{unit}');
SELECT key, records FROM supervise.duplicates('bill', '{vendor,invoice,amount}', '{unit}', '6 days');
SELECT key, records FROM supervise.duplicates('bill', '{vendor,invoice}', within => '7 days');
SELECT key, records, excess FROM supervise.duplicates('bill', '{vendor,amount}', near => '{invoice}') WHERE key LIKE 'V5%';
SELECT key, records, excess FROM supervise.duplicates('bill', '{amount,vendor}', near => '{invoice}', amount_tolerance => 1) WHERE key LIKE 'V5%';
SELECT key, records FROM supervise.duplicates('bill', '{vendor,amount}', near => '{invoice}', amount_tolerance => 1, within => '1 day') WHERE key LIKE 'V5%';
SELECT key, records FROM supervise.duplicates('bill', '{amount}') WHERE records && '{16}';

-- the sentence
SELECT reason FROM supervise.duplicates('bill', '{vendor,invoice,amount}') WHERE key LIKE 'V1%';
SELECT reason FROM supervise.duplicates('bill', '{vendor,amount}', near => '{invoice}') WHERE key LIKE 'V5%';
SET supervise.language = 'zh';
SELECT reason FROM supervise.duplicates('bill', '{vendor,invoice,amount}') WHERE key LIKE 'V1%';
SELECT reason FROM supervise.duplicates('bill', '{vendor,amount}', near => '{invoice}') WHERE key LIKE 'V5%';
RESET supervise.language;

-- the aggregate finds the same
SELECT f.* FROM (
	SELECT supervise.match_duplicates(record::text, at, amount, unit, NULL, '20 days', 0, true) AS found
	FROM bill GROUP BY vendor, invoice) AS g
CROSS JOIN LATERAL unnest(found) AS f
ORDER BY records;
SELECT records, count, amount, excess, first_at, last_at
FROM supervise.duplicates('bill', '{vendor,invoice,amount}', '{unit}', '20 days') ORDER BY records;
SELECT f.records FROM (
	SELECT supervise.match_duplicates(record::text, at, amount, NULL, invoice, NULL, 1, true) AS found
	FROM bill GROUP BY vendor) AS g
CROSS JOIN LATERAL unnest(found) AS f
ORDER BY records;
SELECT records FROM supervise.duplicates('bill', '{vendor,amount}', near => '{invoice}', amount_tolerance => 1) ORDER BY records;
SELECT supervise.match_duplicates('1', '2024-01-01', 1, NULL, NULL, NULL, NULL, true) IS NULL AS alone;
SELECT (supervise.match_duplicates(i::text, '2024-01-01', i, NULL, NULL, NULL, NULL, true))[1].count AS any_amount FROM generate_series(1, 3) AS i;

-- no rows
SELECT * FROM supervise.duplicates('SELECT * FROM bill WHERE false', '{vendor,amount}');

-- rows that cannot be judged
SELECT key, records FROM supervise.duplicates($$ SELECT record, at, amount, vendor, CASE WHEN record = 12 THEN '--' ELSE invoice END AS invoice FROM bill $$,
	'{vendor,amount}', near => '{invoice}', on_invalid => 'skip') WHERE key LIKE 'V5%';
SELECT key, records FROM supervise.duplicates($$ SELECT record, at, amount, vendor, CASE WHEN record = 12 THEN '--' ELSE invoice END AS invoice FROM bill $$,
	'{vendor,amount}', near => '{invoice}') WHERE key LIKE 'V5%';

-- errors
SELECT * FROM supervise.duplicates('bill', NULL);
SELECT * FROM supervise.duplicates('bill', '{}');
SELECT * FROM supervise.duplicates('bill', '{vendor,NULL}');
SELECT * FROM supervise.duplicates('bill', '{vendor,vendor}');
SELECT * FROM supervise.duplicates('bill', '{vendor}', '{vendor}');
SELECT * FROM supervise.duplicates('bill', '{vendor}', near => '{vendor}');
SELECT * FROM supervise.duplicates('bill', '{seller}');
SELECT * FROM supervise.duplicates('bill', '{vendor}', '{seller}');
SELECT * FROM supervise.duplicates('bill', '{vendor}', amount_tolerance => 1);
SELECT * FROM supervise.duplicates('bill', '{vendor,amount}', amount_tolerance => -1);
SELECT * FROM supervise.duplicates('bill', '{vendor,amount}', within => '1 month');
SELECT * FROM supervise.duplicates('SELECT at, amount, vendor FROM bill', '{vendor,amount}');
SELECT * FROM supervise.duplicates('SELECT record, at, amount, NULL::text AS vendor FROM bill WHERE record = 3', '{vendor,amount}');
SELECT * FROM supervise.duplicates('bill', '{a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w}');
SELECT supervise.match_duplicates(NULL, '2024-01-01', 1, NULL, NULL, NULL, 0, true);
SELECT supervise.match_duplicates(i::text, '2024-01-01', 1, CASE WHEN i = 1 THEN 'x' END, NULL, NULL, 0, true) FROM generate_series(1, 2) AS i;
SELECT supervise.match_duplicates(i::text, '2024-01-01', 1, NULL, '-', NULL, 0, true) FROM generate_series(1, 2) AS i;
SELECT supervise.match_duplicates(i::text, '2024-01-01', 1, NULL, NULL, NULL, i, true) FROM generate_series(1, 2) AS i;

-- a column of any name, in the warning and in the ledger
SELECT count(*) FROM supervise.duplicates('SELECT record, at, amount, NULL::text AS "we""ird\ 列" FROM bill WHERE record < 3', ARRAY['we"ird\ 列'], on_invalid => 'skip');
SELECT skipped, skipped -> 'query: we"ird\ 列 null' AS rows FROM supervise.detector_calls() ORDER BY call DESC LIMIT 1;

DROP SCHEMA t_duplicate CASCADE;
