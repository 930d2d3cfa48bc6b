CREATE TABLE inspection (record text, firm text, department text, at date, kind text, plan text, region text);
CREATE TABLE penalty (record text, clause text, grade text, amount numeric, base numeric, decided date, department text, region text);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric);

INSERT INTO inspection (record, firm, department, at, kind, plan) VALUES
	('1', 'harried', 'fire', '2024-05-06', 'routine', NULL), ('2', 'harried', 'market', '2024-05-13', NULL, NULL), ('3', 'harried', 'fire', '2024-06-05', '日常检查', NULL),
	('4', 'joint and twice', 'fire', '2024-05-06', 'routine', 'P1'), ('5', 'joint and twice', 'market', '2024-05-06', 'routine', 'P1'),
	('6', 'joint and twice', 'market', '2024-05-13', 'routine', NULL), ('7', 'joint and twice', 'labour', '2024-05-15', 'routine', NULL),
	('8', 'joint', 'fire', '2024-05-06', 'routine', 'P1'), ('9', 'joint', 'market', '2024-05-06', 'routine', 'P1'), ('10', 'joint', 'labour', '2024-05-06', 'routine', 'P1'),
	('11', 'causes', 'fire', '2024-05-06', '投诉举报', NULL), ('12', 'causes', 'market', '2024-05-07', 'campaign', NULL), ('13', 'causes', 'fire', '2024-05-10', 'recheck', NULL), ('14', 'causes', 'labour', '2024-05-12', 'routine', NULL),
	('15', 'forms', 'fire', '2024-05-06', 'routine', NULL), ('16', 'forms', 'fire', '2024-05-06', 'routine', NULL), ('17', 'forms', 'market', '2024-05-16', 'routine', NULL),
	('18', 'one department', 'fire', '2024-05-06', 'routine', NULL), ('19', 'one department', 'fire', '2024-05-08', 'routine', NULL), ('20', 'one department', 'fire', '2024-05-10', 'routine', NULL),
	('21', 'over months', 'fire', '2024-05-06', 'routine', NULL), ('22', 'over months', 'market', '2024-05-26', 'routine', NULL), ('23', 'over months', 'fire', '2024-06-15', 'routine', NULL),
	('24', 'undated', 'fire', NULL, 'routine', NULL), ('25', 'departmentless', NULL, '2024-05-06', 'routine', NULL), (NULL, 'unnumbered', 'fire', '2024-05-06', 'routine', NULL),
	('26', NULL, 'fire', '2024-05-06', 'routine', NULL);
-- Twelve fines of about 1,000 yuan, a harsh and a mild one; graver ones of 10,000; and fines of about twice the value at stake.
INSERT INTO penalty (record, clause, grade, amount, base, decided)
SELECT 'usual ' || g, 'art. 8', 'usual', 900 + g % 5 * 50, NULL::numeric, date '2024-05-06' + g FROM generate_series(1, 12) g
UNION ALL SELECT 'grave ' || g, 'art. 8', 'grave', 9000 + g % 5 * 500, NULL, date '2024-05-06' + g FROM generate_series(1, 12) g
UNION ALL SELECT 'multiple ' || g, 'art. 9', NULL, (1.8 + g % 5 * 0.1) * 10.0 ^ (g % 4 + 2), 10.0 ^ (g % 4 + 2), date '2024-05-06' + g FROM generate_series(1, 12) g;
INSERT INTO penalty (record, clause, grade, amount, base, decided) VALUES
	('harsh', 'art. 8', 'usual', 9000, NULL, '2024-05-06'), ('mild', 'art. 8', 'usual', 100, NULL, '2024-05-06'), ('slightly more', 'art. 8', 'usual', 1500, NULL, '2024-05-06'),
	('harsh multiple', 'art. 9', NULL, 9000, 1000, '2024-05-06'),
	('differs', 'art. 8', 'usual', 9000, NULL, '2024-05-06'), ('differs', 'art. 8', 'usual', 900, NULL, '2024-05-06'),
	('clauseless', NULL, 'usual', 9000, NULL, '2024-05-06'), ('undecided', 'art. 8', 'usual', 9000, NULL, NULL), ('rare', 'art. 10', 'usual', 9000, NULL, '2024-05-06'),
	(NULL, 'art. 8', 'usual', 9000, NULL, '2024-05-06'), ('warning', 'art. 8', 'usual', 0, NULL, '2024-05-06'), ('future', 'art. 8', 'usual', 9000, NULL, '2025-05-06');
INSERT INTO expected VALUES
	('harried', 'hit', NULL, 'three visits by two departments in thirty days', 3), ('joint and twice', 'hit', NULL, 'a joint visit and two more', 3),
	('harsh', 'hit', NULL, 'nine times', NULL), ('mild', 'hit', NULL, 'a tenth', NULL), ('harsh multiple', 'hit', NULL, 'nine times the value, others twice', NULL),
	('joint', 'clean', 1, 'one visit', NULL), ('causes', 'clean', 2, 'one visit without a cause', NULL), ('forms', 'clean', 3, 'two forms of a visit', NULL),
	('one department', 'clean', NULL, 'one department', NULL), ('over months', 'clean', NULL, 'forty days', NULL), ('slightly more', 'clean', NULL, 'half more', NULL),
	('undated', 'insufficient_data', NULL, 'when?', NULL), ('departmentless', 'insufficient_data', NULL, 'who?', NULL), ('unnumbered', 'insufficient_data', NULL, 'no number', NULL),
	('(no firm)', 'insufficient_data', NULL, 'whom?', NULL),
	('differs', 'insufficient_data', NULL, 'how much?', NULL), ('clauseless', 'insufficient_data', NULL, 'what for?', NULL), ('undecided', 'insufficient_data', NULL, 'when?', NULL),
	('rare', 'insufficient_data', NULL, 'nothing to compare with', NULL), ('(no number)', 'insufficient_data', NULL, 'no number', NULL),
	('warning', 'not_applicable', NULL, 'no fine', NULL), ('future', 'not_applicable', NULL, 'after the run', NULL);
INSERT INTO expected SELECT record, 'clean', CASE WHEN record LIKE 'grave%' THEN 4 WHEN record LIKE 'multiple%' THEN 5 END, 'as others', NULL
FROM penalty WHERE record ~ '^(usual|grave|multiple) ';
