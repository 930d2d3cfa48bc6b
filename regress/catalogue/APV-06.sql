CREATE TABLE matter (matter text, item text, accepted date, finished date, approved boolean, applicant text, papers text, clerk text, department text, region text);
CREATE TABLE correction (matter text, asked date, paper text, applicant_changed boolean);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric);

INSERT INTO matter (matter, item, accepted, finished, approved, applicant, papers) VALUES
	('piecemeal', 'i', '2024-05-06', '2024-05-30', true, 'A', 'p1'), ('thrice', 'i', '2024-05-06', NULL, NULL, 'B', 'p2'),
	('repeated', 'i', '2024-05-06', NULL, NULL, 'C', 'p3'), ('one day', 'i', '2024-05-06', NULL, NULL, 'D', 'p4'),
	('changed', 'i', '2024-05-06', NULL, NULL, 'E', 'p5'), ('once', 'i', '2024-05-06', NULL, NULL, 'F', 'p6'),
	('timeless', 'i', '2024-05-06', NULL, NULL, 'G', 'p7'), ('wordless', 'i', '2024-05-06', NULL, NULL, 'G', 'p7'),
	('refused', 'i', '2024-05-06', '2024-05-10', false, 'H', 'h'), ('granted', 'i', '2024-05-20', '2024-05-24', true, 'H', 'h'),
	('refused, other papers', 'i', '2024-05-06', '2024-05-10', false, 'I', 'i1'), ('granted, other papers', 'i', '2024-05-20', '2024-05-24', true, 'I', 'i2'),
	('refused long ago', 'i', '2024-01-06', '2024-01-10', false, 'J', 'j'), ('granted later', 'i', '2024-05-20', '2024-05-24', true, 'J', 'j'),
	('refused twice', 'i', '2024-05-06', '2024-05-10', false, 'K', 'k'), ('refused again', 'i', '2024-05-13', '2024-05-17', false, 'K', 'k'),
	('refused, item 2', 'i2', '2024-05-06', '2024-05-10', false, 'H', 'h'),
	('no papers', 'i', '2024-05-06', '2024-05-10', false, 'L', NULL), ('no applicant', 'i', '2024-05-06', '2024-05-10', false, NULL, 'm');
INSERT INTO correction VALUES
	('piecemeal', '2024-05-08', 'lease'), ('piecemeal', '2024-05-16', 'floor plan'), ('piecemeal', '2024-05-16', 'lease'),
	('thrice', '2024-05-08', 'a'), ('thrice', '2024-05-10', 'b'), ('thrice', '2024-05-14', 'c'), ('thrice', '2024-05-14', 'c'),
	('repeated', '2024-05-08', 'lease'), ('repeated', '2024-05-08', 'plan'), ('repeated', '2024-05-16', 'plan'),
	('one day', '2024-05-08', 'lease'), ('one day', '2024-05-08', 'plan'),
	('changed', '2024-05-08', 'lease'), ('changed', '2024-05-16', 'plan'),
	('once', '2024-05-08', 'lease'),
	('timeless', '2024-05-08', 'lease'), ('timeless', NULL, 'plan'), ('wordless', '2024-05-08', 'lease'), ('wordless', '2024-05-09', NULL),
	('nowhere', '2024-05-08', 'lease'), (NULL, '2024-05-08', 'lease');
UPDATE correction SET applicant_changed = true WHERE matter = 'changed' AND paper = 'plan';
INSERT INTO expected VALUES
	('piecemeal', 'hit', NULL, 'the plan was demanded a week later', 2), ('thrice', 'hit', NULL, 'three demands', 3),
	('refused', 'hit', NULL, 'granted on the same papers', 1),
	('once', 'clean', NULL, 'told once', NULL),
	('repeated', 'clean', 1, 'the plan was named at once', NULL), ('one day', 'clean', 2, 'two sheets of one day', NULL),
	('changed', 'clean', 3, 'the applicant wanted something else', NULL),
	('refused, other papers', 'clean', 4, 'better papers', NULL), ('refused long ago', 'clean', 5, 'four months', NULL),
	('refused twice', 'clean', NULL, 'never granted', NULL), ('refused again', 'clean', NULL, 'never granted', NULL), ('refused, item 2', 'clean', NULL, 'another item', NULL),
	('timeless', 'insufficient_data', NULL, 'no day', NULL), ('wordless', 'insufficient_data', NULL, 'what is missing?', NULL),
	('nowhere', 'insufficient_data', NULL, 'no such matter', NULL), ('(no number)', 'insufficient_data', NULL, 'no number', NULL),
	('no papers', 'insufficient_data', NULL, 'no fingerprint', NULL), ('no applicant', 'insufficient_data', NULL, 'no applicant', NULL);
