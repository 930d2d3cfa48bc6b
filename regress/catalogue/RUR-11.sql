-- Ten ponds at about 500 yuan a mu, signed 2021; cadres of village v1 in office since 2020.
CREATE TABLE as_of (day date);
INSERT INTO as_of VALUES ('2024-12-31');
CREATE TABLE contract (
	contract text, collective text, region text, kind text, grade text, tenure text, lessee text, signed_on date, area numeric, rent numeric
);
-- ids with right check digits, made for the purpose
CREATE TABLE people (name text, id text);
INSERT INTO people
SELECT name, stem || substr('10X98765432', 1 + (SELECT sum(substr(stem, i::int, 1)::int * w)::int % 11
	FROM unnest('{7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2}'::int[]) WITH ORDINALITY AS q(w, i)), 1)
FROM (SELECT name, '34000019600101' || lpad((n * 2 + 1)::text, 3, '0') AS stem
	FROM unnest('{boss,clerk,former,other village,boss wife,nobody,namesake of boss,p1,p2,p3,p4,p5,p6,p7,p8,p9,p10}'::text[]) WITH ORDINALITY AS x(name, n)) s;
INSERT INTO contract
SELECT 'peer ' || name, 'v1', 'Qingxi', 'pond', 'A', 'lease', id, '2021-05-01', 10, 5000 + 50 * row_number() OVER (ORDER BY name)
FROM people WHERE name ~ '^p[0-9]';
INSERT INTO contract
SELECT c.contract, 'v1', 'Qingxi', c.kind, 'A', c.tenure, coalesce(p.id, c.lessee), c.signed_on, c.area, c.rent
FROM (VALUES
	('C01 cadre cheap', 'pond', 'lease', 'boss', date '2021-06-01', 10, 3000),
	('C02 cadre fair', 'pond', 'lease', 'clerk', '2021-06-01', 10, 5400),
	('C03 firm cheap', 'pond', 'lease', '91350100M000100Y43', '2021-06-01', 10, 3100),
	('C04 kin cheap', 'pond', 'lease', 'boss wife', '2021-06-01', 10, 3200),
	('C05 former cadre', 'pond', 'lease', 'former', '2021-06-01', 10, 3000),
	('C06 cadre elsewhere', 'pond', 'lease', 'other village', '2021-06-01', 10, 3000),
	('C07 open bidding', 'pond', 'lease', 'boss', '2021-06-01', 10, 3000),
	('C08 namesake', 'pond', 'lease', 'namesake of boss', '2021-06-01', 10, 3000),
	('C09 left the firm', 'pond', 'lease', '91350211M000100Y46', '2021-06-01', 10, 3000),
	('C10 bad id', 'pond', 'lease', '340000196001010999', '2021-06-01', 10, 3000),
	('C11 no id', 'pond', 'lease', NULL, '2021-06-01', 10, 3000),
	('C12 not signed', 'pond', 'lease', 'boss', NULL, 10, 3000),
	('C13 no cadres then', 'pond', 'lease', 'boss', '2012-06-01', 10, 3000),
	('C14 no area', 'pond', 'lease', 'boss', '2021-06-01', NULL, 3000),
	('C15 alone', 'quarry', 'lease', 'boss', '2021-06-01', 10, 3000),
	('C16 household', 'arable', 'arable', 'boss', '2021-06-01', 10, 1),
	('C17 twice', 'pond', 'lease', 'boss', '2021-06-01', 10, 3000),
	('C17 twice', 'pond', 'lease', 'boss', '2021-06-01', 10, 3001),
	(NULL, 'pond', 'lease', 'boss', '2021-06-01', 10, 3000)
) AS c(contract, kind, tenure, lessee, signed_on, area, rent)
LEFT JOIN people p ON p.name = c.lessee;
-- Enough fair ones that the cheap ones stay in the lowest quarter.
INSERT INTO contract
SELECT 'more ' || n, 'v1', 'Qingxi', 'pond', 'A', 'lease', (SELECT id FROM people WHERE name = 'nobody'), '2021-05-01', 10, 5000 + n
FROM generate_series(1, 30) n;
CREATE TABLE cadre (person text, collective text, valid daterange);
INSERT INTO cadre
SELECT id, CASE name WHEN 'other village' THEN 'v2' ELSE 'v1' END,
	CASE name WHEN 'former' THEN daterange('2015-01-01', '2020-01-01') ELSE daterange('2020-01-01', NULL) END
FROM people WHERE name IN ('boss', 'clerk', 'former', 'other village');
CREATE TABLE company_role (company text, person text, valid daterange);
INSERT INTO company_role
SELECT '91350100M000100Y43', id, NULL::daterange FROM people WHERE name = 'clerk'
UNION ALL SELECT '91350211M000100Y46', id, daterange('2018-01-01', '2021-01-01') FROM people WHERE name = 'clerk';
CREATE TABLE kin (person text, relative text);
INSERT INTO kin SELECT a.id, b.id FROM people a, people b WHERE a.name = 'boss' AND b.name = 'boss wife';
CREATE TABLE deal (contract text, record text, bidders int);
INSERT INTO deal VALUES ('C07 open bidding', 'd1', 4);
CREATE TABLE expected (subject text, outcome text, excluded int, why text);
INSERT INTO expected SELECT contract, 'clean', NULL, 'nobody''s kin' FROM contract WHERE contract ~ '^(peer|more) ';
INSERT INTO expected VALUES
	('C01 cadre cheap', 'hit', NULL, 'the cadre himself'), ('C02 cadre fair', 'clean', 1, 'pays what others pay'),
	('C03 firm cheap', 'hit', NULL, 'his firm'), ('C04 kin cheap', 'hit', NULL, 'his wife'),
	('C05 former cadre', 'clean', 2, 'out of office'), ('C06 cadre elsewhere', 'clean', 3, 'of another village'),
	('C07 open bidding', 'clean', 4, 'four bidders'), ('C08 namesake', 'clean', 5, 'another id'),
	('C09 left the firm', 'clean', 6, 'left before'), ('C10 bad id', 'insufficient_data', NULL, 'check digit'),
	('C11 no id', 'insufficient_data', NULL, 'no id'), ('C12 not signed', 'insufficient_data', NULL, 'no signing'),
	('C13 no cadres then', 'insufficient_data', NULL, 'no cadres on file'), ('C14 no area', 'insufficient_data', NULL, 'no area'),
	('C15 alone', 'insufficient_data', NULL, 'no peers'), ('C16 household', 'not_applicable', NULL, 'household'),
	('C17 twice', 'insufficient_data', NULL, 'two rents'), ('(no number)', 'insufficient_data', NULL, 'no number');
