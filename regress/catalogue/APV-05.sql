CREATE TABLE matter (matter text, item text, variant text, accepted date, finished date, approved boolean, department text, region text);
CREATE TABLE step (matter text, step text, began timestamp);
CREATE TABLE process (item text, variant text, step text, place integer, mandatory boolean, valid daterange);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric);

INSERT INTO process VALUES
	('i', NULL, 'accept', 1, true, '[2024-03-01,)'), ('i', NULL, 'review', 2, true, '[2024-03-01,)'), ('i', NULL, 'visit', 2, true, '[2024-03-01,)'),
	('i', NULL, 'consult', 3, false, '[2024-03-01,)'), ('i', NULL, 'decide', 4, true, '[2024-03-01,)'),
	('i', NULL, 'accept', 1, true, '(,2024-03-01)'), ('i', NULL, 'review', 2, true, '(,2024-03-01)'), ('i', NULL, 'decide', 4, true, '(,2024-03-01)'),
	('i', 'fast', 'accept', 1, true, '(,)'), ('i', 'fast', 'decide', 2, true, '(,)'),
	('odd', NULL, 'accept', 1, true, '(,)'), ('odd', NULL, 'accept', 2, true, '(,)');
INSERT INTO process SELECT 'long', NULL, 'step ' || n, n, true, '(,)' FROM generate_series(1, 63) n;
-- A row of the model uploaded twice demands nothing twice.
INSERT INTO process SELECT * FROM process WHERE step = 'decide';
INSERT INTO matter (matter, item, variant, accepted, finished, approved) VALUES
	('inverted', 'i', NULL, '2024-05-06', '2024-05-10', true), ('skipped', 'i', NULL, '2024-05-06', '2024-05-10', true),
	('open, skipped', 'i', NULL, '2024-05-06', NULL, NULL), ('refused, inverted', 'i', NULL, '2024-05-06', '2024-05-10', false),
	('regular', 'i', 'usual', '2024-05-06', '2024-05-10', true), ('fast', 'i', 'fast', '2024-05-06', '2024-05-10', true),
	('returned', 'i', NULL, '2024-05-06', '2024-05-10', true), ('parallel', 'i', NULL, '2024-05-06', '2024-05-10', true),
	('refused', 'i', NULL, '2024-05-06', '2024-05-10', false), ('open', 'i', NULL, '2024-05-06', NULL, NULL),
	('old', 'i', NULL, '2024-02-06', '2024-02-10', true), ('same minute', 'i', NULL, '2024-05-06', '2024-05-10', true),
	('undated', 'i', NULL, NULL, NULL, NULL), ('itemless', NULL, NULL, '2024-05-06', NULL, NULL),
	('differs', 'i', NULL, '2024-05-06', NULL, NULL), ('differs', 'i', NULL, '2024-05-06', '2024-05-10', true),
	('unknown end', 'i', NULL, '2024-05-06', '2024-05-10', NULL), ('unlogged', 'i', NULL, '2024-05-06', '2024-05-10', true),
	('timeless', 'i', NULL, '2024-05-06', '2024-05-10', true), ('odd', 'odd', NULL, '2024-05-06', '2024-05-10', true), ('long', 'long', NULL, '2024-05-06', '2024-05-10', true),
	(NULL, 'i', NULL, '2024-05-06', '2024-05-10', true),
	('no model', 'j', NULL, '2024-05-06', '2024-05-10', true), ('future', 'i', NULL, '2025-05-06', NULL, NULL);
INSERT INTO step
SELECT p.matter, s.step, timestamp '2024-05-06 09:00' + s.n * interval '3 hours'
FROM (VALUES ('inverted', 'accept decide review visit'), ('skipped', 'accept review decide'), ('open, skipped', 'accept decide'),
	('refused, inverted', 'decide accept'), ('regular', 'accept review visit consult decide'), ('fast', 'accept decide'),
	('returned', 'accept review visit consult review decide'), ('parallel', 'accept visit review decide'), ('refused', 'accept decide'),
	('open', 'accept review visit'), ('old', 'accept review decide'), ('timeless', 'accept review visit decide'), ('unknown end', 'accept decide'),
	('differs', 'accept'), ('odd', 'accept'), ('same minute', 'decide visit review accept'), ('undated', 'accept'), ('itemless', 'accept'),
	('no model', 'accept'), ('future', 'accept')) p (matter, path)
CROSS JOIN LATERAL string_to_table(p.path, ' ') WITH ORDINALITY s(step, n);
UPDATE step SET began = '2024-05-06 09:00' WHERE matter = 'same minute';
UPDATE step SET began = NULL WHERE matter = 'timeless' AND step = 'review';
INSERT INTO expected VALUES
	('inverted', 'hit', NULL, 'decided, then reviewed and visited', 2),
	('skipped', 'hit', NULL, 'no visit', 1),
	('open, skipped', 'hit', NULL, 'at the decision without review and visit', 2),
	('refused, inverted', 'hit', NULL, 'decided before it was accepted', 1),
	('regular', 'clean', NULL, 'a variant without a process of its own', NULL),
	('same minute', 'clean', NULL, 'one time, no order', NULL),
	('fast', 'clean', 1, 'the fast lane', NULL),
	('returned', 'clean', 2, 'back to review', NULL),
	('parallel', 'clean', 3, 'visit before review', NULL),
	('refused', 'clean', 4, 'refused at once', NULL),
	('open', 'clean', 5, 'not yet decided', NULL),
	('old', 'clean', 6, 'no visit then', NULL),
	('undated', 'insufficient_data', NULL, 'no day', NULL), ('itemless', 'insufficient_data', NULL, 'no item', NULL),
	('differs', 'insufficient_data', NULL, 'open or not?', NULL), ('unknown end', 'insufficient_data', NULL, 'granted or not?', NULL),
	('unlogged', 'insufficient_data', NULL, 'no steps', NULL), ('timeless', 'insufficient_data', NULL, 'no time', NULL),
	('odd', 'insufficient_data', NULL, 'two places for one step', NULL), ('long', 'insufficient_data', NULL, '63 steps', NULL), ('(no number)', 'insufficient_data', NULL, 'no number', NULL),
	('no model', 'not_applicable', NULL, 'no model', NULL), ('future', 'not_applicable', NULL, 'after the run', NULL);
