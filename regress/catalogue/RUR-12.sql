-- The dividend of 2023 of collective v1: record day 31 December 2023, to be paid by 1 March 2024.
CREATE TABLE as_of (day date);
INSERT INTO as_of VALUES ('2024-12-31');
CREATE TABLE plan (plan text, collective text, record_day date, pay_by date, deferred_until date);
INSERT INTO plan VALUES ('P23', 'v1', '2023-12-31', '2024-03-01', NULL), ('P23b', 'v2', '2023-12-31', '2024-03-01', '2024-11-30'), ('P24', 'v1', '2024-11-30', '2024-12-20', NULL),
	('Pbroken', 'v3', NULL, '2024-03-01', NULL);
CREATE TABLE people (name text, id text);
INSERT INTO people
SELECT name, stem || substr('10X98765432', 1 + (SELECT sum(substr(stem, i::int, 1)::int * w)::int % 11
	FROM unnest('{7,9,10,5,8,4,2,1,6,3,7,9,10,5,8,4,2}'::int[]) WITH ORDINALITY AS q(w, i)), 1)
FROM (SELECT name, '34000019600101' || lpad((n * 2 + 1)::text, 3, '0') AS stem
	FROM unnest('{paid,unpaid,late,put off,not yet due,dead,died later,heir,stranger,twice,returned,left later,dead with heir,broken,stray,part,left before}'::text[]) WITH ORDINALITY AS x(name, n)) s;
CREATE FUNCTION id(text) RETURNS text LANGUAGE sql AS $$ SELECT p.id FROM people p WHERE p.name = $1 $$;
CREATE TABLE member (collective text, person text, valid daterange);
INSERT INTO member SELECT CASE name WHEN 'put off' THEN 'v2' ELSE 'v1' END, id,
	CASE name WHEN 'left later' THEN daterange('2000-01-01', '2024-02-01') WHEN 'left before' THEN daterange('2000-01-01', '2023-02-01') ELSE daterange('2000-01-01', NULL) END
FROM people WHERE name NOT IN ('heir', 'stranger', 'stray');
CREATE TABLE share (plan text, person text, amount numeric);
INSERT INTO share SELECT 'P23', id, 800 FROM people WHERE name NOT IN ('put off', 'not yet due', 'stranger', 'stray', 'heir', 'dead with heir', 'left before');
INSERT INTO share SELECT 'P23', id, 800 FROM people WHERE name IN ('heir', 'dead with heir');
INSERT INTO share SELECT 'P23b', id('put off'), 800 UNION ALL SELECT 'P24', id('not yet due'), 800 UNION ALL SELECT 'P99', id('stray'), 800
	UNION ALL SELECT 'P23', '340000196001010999', 800 UNION ALL SELECT 'P23', NULL, 800 UNION ALL SELECT 'Pbroken', id('stray'), 800;
DELETE FROM share WHERE person = id('dead');
INSERT INTO share SELECT 'P23', id('dead'), 800;
CREATE TABLE payout (plan text, person text, record text, paid_on date, amount numeric);
INSERT INTO payout SELECT 'P23', id, 'y-' || name, '2024-02-20', 800 FROM people
WHERE name IN ('paid', 'dead', 'died later', 'heir', 'stranger', 'twice', 'returned', 'left later', 'dead with heir', 'broken', 'left before');
INSERT INTO payout VALUES
	('P23', id('late'), 'y-late', '2024-05-20', 800), ('P23', id('twice'), 'y-twice2', '2024-02-21', 800),
	('P23', id('returned'), 'y-ret2', '2024-02-22', 800), ('P23', id('returned'), 'y-ret3', '2024-03-22', -800),
	('P23', id('broken'), NULL, '2024-03-22', 10), ('P23', id('part'), 'y-part', '2024-02-20', 300);
-- Written as a spreadsheet does: full width, small x.
UPDATE payout SET person = translate(lower(person), '0123456789', '０１２３４５６７８９') WHERE record = 'y-paid';
CREATE TABLE death (person text, died_on date);
INSERT INTO death VALUES (id('dead'), '2023-03-05'), (id('died later'), '2024-01-20'), (id('dead with heir'), '2023-03-05');
CREATE TABLE succession (person text, heir text);
INSERT INTO succession VALUES (id('dead with heir'), id('heir'));
CREATE TABLE expected (subject text, outcome text, excluded int, why text, amount numeric, score numeric);
INSERT INTO expected VALUES
	(id('paid'), 'clean', NULL, 'paid', NULL, NULL), (id('unpaid'), 'hit', NULL, 'never paid', 800, 1), (id('late'), 'clean', 1, '80 days late', NULL, NULL),
	(id('put off'), 'clean', 2, 'put off to November', NULL, NULL), (id('not yet due'), 'clean', NULL, 'eleven days', NULL, NULL),
	(id('dead'), 'hit', NULL, 'dead since March 2023', 800, 1), (id('died later'), 'clean', 4, 'alive on the record day', NULL, NULL),
	(id('heir'), 'clean', 3, 'an heir', NULL, NULL), (id('stranger'), 'hit', NULL, 'no member', 800, 1), (id('twice'), 'hit', NULL, 'paid twice', 800, 1),
	(id('returned'), 'clean', 5, 'came back', NULL, NULL), (id('left later'), 'clean', 6, 'a member on the day', NULL, NULL),
	(id('dead with heir'), 'clean', 7, 'there is an heir', NULL, NULL), (id('broken'), 'insufficient_data', NULL, 'a payment without number', NULL, NULL),
	(id('stray'), 'insufficient_data', NULL, 'no such distribution', NULL, NULL), (id('part'), 'hit', NULL, '500 missing', 500, 1),
	(id('left before'), 'hit', NULL, 'no member any more', 800, 1),
	('340000196001010999', 'insufficient_data', NULL, 'check digit', NULL, NULL), ('(no id)', 'insufficient_data', NULL, 'no id', NULL, NULL);
