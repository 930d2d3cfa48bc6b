CREATE TABLE matter (matter text, item text, accepted date, department text, region text);
CREATE TABLE step (record text, matter text, step text, began timestamp, ended timestamp, handler text);
CREATE TABLE step_limit (item text, step text, days numeric, valid daterange);
CREATE TABLE suspension (matter text, valid daterange);
CREATE TABLE local_day (day date, is_working boolean);
CREATE TABLE as_of AS SELECT date '2024-03-29' AS day;
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric);

INSERT INTO step_limit VALUES
	('i', 'review', 5, '[2024-02-01,)'), ('i', 'review', 8, '(,2024-02-01)'), ('i', 'visit', 5, '(,)'), ('i', 'decide', 1, '(,)'),
	('i', 'odd', 1.5, '(,)'), ('i', 'double', 1, '(,)'), ('i', 'double', 2, '[2024-03-01,)');
INSERT INTO matter (matter, item, accepted) VALUES
	('m', 'i', '2024-03-01'), ('m', 'i', '2024-03-01'), ('old', 'i', '2024-01-05'), ('s', 'i', '2024-03-01'), ('f', 'i', '2024-02-06'),
	('x', 'i', '2024-03-01'), ('x', 'i', '2024-03-02'), ('n', 'i', NULL), ('u', 'i', '2024-03-01');
INSERT INTO step VALUES
	('late', 'm', 'review', '2024-03-04 09:00', '2024-03-13 16:00', 'Li'),
	('late open', 'm', 'decide', '2024-03-25 09:00', NULL, 'Wang'),
	('late and twice', 'm', 'decide', '2024-03-13 09:00', '2024-03-15 10:00', 'Wang'), ('late and twice', 'm', 'decide', '2024-03-13 09:00', '2024-03-15 10:00', 'Wang'),
	('in time', 'm', 'decide', '2024-03-13 16:00', '2024-03-14 16:00', 'Wang'),
	('open in time', 'm', 'review', '2024-03-28 16:00', NULL, 'Wang'),
	('parallel', 'm', 'visit', '2024-03-08 09:00', '2024-03-15 10:00', 'Zhao'),
	('stopped', 's', 'review', '2024-03-04 09:00', '2024-03-13 16:00', 'Li'),
	('old limit', 'old', 'review', '2024-01-08 09:00', '2024-01-18 16:00', 'Li'),
	('festival', 'f', 'review', '2024-02-07 09:00', '2024-02-20 16:00', 'Li'),
	('first stay', 'm', 'review', '2024-03-14 09:00', '2024-03-19 16:00', 'Li'), ('second stay', 'm', 'review', '2024-03-20 09:00', '2024-03-25 16:00', 'Li'),
	('unbegun', 'm', 'review', NULL, '2024-03-25', 'Li'),
	('backwards', 'm', 'review', '2024-03-25', '2024-03-05', 'Li'),
	('differs', 'm', 'review', '2024-03-04', '2024-03-13', 'Li'), ('differs', 'm', 'review', '2024-03-04', '2024-03-14', 'Li'),
	('orphan', 'nobody', 'review', '2024-03-04', '2024-03-25', 'Li'),
	('matter twice', 'x', 'review', '2024-03-04', '2024-03-25', 'Li'),
	('matter undated', 'n', 'review', '2024-03-04', '2024-03-25', 'Li'),
	('odd limit', 'm', 'odd', '2024-03-04', '2024-03-25', 'Li'),
	('two limits', 'm', 'double', '2024-03-04', '2024-03-25', 'Li'),
	('one limit then', 'old', 'double', '2024-01-08', '2024-01-09', 'Li'),
	('stop unreadable', 'u', 'review', '2024-03-04', '2024-03-25', 'Li'),
	('long ago', 'm', 'review', '1999-03-04', '2024-03-25', 'Li'),
	(NULL, 'm', 'review', '2024-03-04', '2024-03-25', 'Li'),
	('unlimited', 'm', 'deliver', '2024-03-04', '2024-03-25', 'Li'),
	('future', 'm', 'review', '2024-04-04', NULL, 'Li');
INSERT INTO suspension VALUES ('s', '[2024-03-06,2024-03-12)'), ('u', NULL);
INSERT INTO local_day VALUES ('2024-01-15', true);
INSERT INTO expected VALUES
	('late', 'hit', NULL, 'seven days for five', 2),
	('late open', 'hit', NULL, 'four days for one', 3),
	('late and twice', 'hit', NULL, 'uploaded twice, counts once', 1),
	('in time', 'clean', NULL, 'a day for a day', NULL),
	('one limit then', 'clean', NULL, 'the other came in March', NULL),
	('open in time', 'clean', NULL, 'open', NULL),
	('parallel', 'clean', 1, 'five days of its own', NULL),
	('stopped', 'clean', 2, 'four of the seven stopped', NULL),
	('old limit', 'clean', 3, 'eight days then', NULL),
	('festival', 'clean', 4, 'a week off', NULL),
	('first stay', 'clean', 5, 'three days', NULL),
	('second stay', 'clean', 5, 'three days once more', NULL),
	('unbegun', 'insufficient_data', NULL, 'no day', NULL),
	('backwards', 'insufficient_data', NULL, 'ends before it begins', NULL),
	('differs', 'insufficient_data', NULL, 'which day?', NULL),
	('orphan', 'insufficient_data', NULL, 'no matter', NULL),
	('matter twice', 'insufficient_data', NULL, 'which version holds?', NULL),
	('matter undated', 'insufficient_data', NULL, 'which version holds?', NULL),
	('odd limit', 'insufficient_data', NULL, 'half a day', NULL),
	('two limits', 'insufficient_data', NULL, 'which limit?', NULL),
	('stop unreadable', 'insufficient_data', NULL, 'how long?', NULL),
	('long ago', 'insufficient_data', NULL, 'before the calendar', NULL),
	('(no number)', 'insufficient_data', NULL, 'no number', NULL),
	('unlimited', 'not_applicable', NULL, 'no limit', NULL),
	('future', 'not_applicable', NULL, 'after the run', NULL);
