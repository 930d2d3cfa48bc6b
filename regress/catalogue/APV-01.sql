-- A Spring Festival lies in between: 2024-02-10 to 17 are off, Sunday the 18th
-- is worked.
CREATE TABLE matter (matter text, item text, accepted date, finished date, clerk text, department text, region text);
CREATE TABLE promise (item text, days integer, unit text, valid daterange);
CREATE TABLE suspension (matter text, valid daterange);
CREATE TABLE extension (matter text, days integer, approved date);
CREATE TABLE local_day (day date, is_working boolean);
CREATE TABLE as_of AS SELECT date '2024-03-29' AS day;
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric);

INSERT INTO promise VALUES
	('ten', 10, NULL, '[2024-02-01,)'), ('ten', 15, 'working days', '(,2024-02-01)'),
	('calendar', 10, '自然日', '(,)'), ('twice', 5, NULL, '(,)'), ('twice', 6, NULL, '[2024-03-01,)'),
	('half', 5, NULL, '(,)'), ('fortnight', 3, 'fortnights', '(,)');
UPDATE promise SET days = NULL WHERE item = 'half';

INSERT INTO matter (matter, item, accepted, finished) VALUES
	('late', 'ten', '2024-03-01', '2024-03-18'),
	('late open', 'ten', '2024-03-11', NULL),
	('yellow', 'ten', '2024-03-18', NULL),
	('blue', 'ten', '2024-03-20', NULL),
	('late calendar', 'calendar', '2024-03-01', '2024-03-12'),
	('extended late', 'ten', '2024-03-01', '2024-03-20'),
	('finished later', 'ten', '2024-03-18', '2024-04-15'),
	('twice the same', 'ten', '2024-03-01', '2024-03-18'), ('twice the same', 'ten', '2024-03-01', '2024-03-18'),
	('punctual', 'ten', '2024-03-01', '2024-03-15'),
	('far', 'ten', '2024-03-27', NULL),
	('stopped', 'ten', '2024-03-01', '2024-03-22'),
	('festival', 'ten', '2024-02-06', '2024-02-26'),
	('old promise', 'ten', '2024-01-05', '2024-01-26'),
	('extended', 'ten', '2024-03-01', '2024-03-20'),
	('local', 'ten', '2024-02-19', '2024-03-05'),
	('undated', 'ten', NULL, '2024-03-18'),
	('itemless', NULL, '2024-03-01', NULL),
	('backwards', 'ten', '2024-03-18', '2024-03-01'),
	('twice', 'ten', '2024-03-01', '2024-03-18'), ('twice', 'ten', '2024-03-04', '2024-03-18'),
	('two promises', 'twice', '2024-03-01', '2024-03-28'),
	('one promise then', 'twice', '2024-02-19', '2024-02-22'),
	('item said once', 'calendar', '2024-03-01', '2024-03-12'), ('item said once', NULL, '2024-03-01', '2024-03-12'),
	('no promise', 'unknown', '2024-03-01', '2024-03-28'),
	('half a promise', 'half', '2024-03-01', '2024-03-28'),
	('odd unit', 'fortnight', '2024-03-01', '2024-03-28'),
	('stop unreadable', 'ten', '2024-03-01', '2024-03-28'),
	('long ago', 'ten', '1999-03-01', '2024-03-28'),
	('future', 'ten', '2024-04-01', NULL),
	(NULL, 'ten', '2024-03-01', '2024-03-28');
-- A local holiday on a Monday.
INSERT INTO local_day VALUES ('2024-02-26', false);
INSERT INTO suspension VALUES ('stopped', '[2024-03-05,2024-03-12)'), ('stop unreadable', NULL), ('stop unreadable', 'empty');
INSERT INTO extension VALUES ('extended', 5, '2024-03-14'), ('extended late', 5, '2024-03-19');

INSERT INTO expected VALUES
	('late', 'hit', NULL, 'due on 2024-03-15', 1),
	('late open', 'hit', NULL, 'due on 2024-03-25', 4),
	('yellow', 'hit', NULL, 'due on the next working day', -1),
	('blue', 'hit', NULL, 'three of ten days left', -3),
	('late calendar', 'hit', NULL, 'calendar days, one past', 1),
	('extended late', 'hit', NULL, 'the extension came when the time was up', 3),
	('finished later', 'hit', NULL, 'judged as it stood on the day of the run', -1),
	('twice the same', 'hit', NULL, 'a row uploaded twice counts once', NULL),
	('item said once', 'hit', NULL, 'a row without the item is no second promise', 1),
	('punctual', 'clean', NULL, 'on the last day', NULL),
	('far', 'clean', NULL, 'seven days left', NULL),
	('one promise then', 'clean', NULL, 'the other came a week later', NULL),
	('stopped', 'clean', 1, 'five working days stopped', NULL),
	('festival', 'clean', 2, 'twenty calendar days are ten working days', NULL),
	('old promise', 'clean', 3, 'fifteen days were promised then', NULL),
	('extended', 'clean', 4, 'approved in time', NULL),
	('local', 'clean', 5, 'a local holiday', NULL),
	('undated', 'insufficient_data', NULL, 'no day', NULL),
	('itemless', 'insufficient_data', NULL, 'no item', NULL),
	('backwards', 'insufficient_data', NULL, 'finished before it began', NULL),
	('twice', 'insufficient_data', NULL, 'which day?', NULL),
	('two promises', 'insufficient_data', NULL, 'which promise?', NULL),
	('no promise', 'insufficient_data', NULL, 'none', NULL),
	('half a promise', 'insufficient_data', NULL, 'no number', NULL),
	('odd unit', 'insufficient_data', NULL, 'what is a fortnight?', NULL),
	('stop unreadable', 'insufficient_data', NULL, 'how long?', NULL),
	('long ago', 'insufficient_data', NULL, 'before the calendar', NULL),
	('(no number)', 'insufficient_data', NULL, 'no number', NULL),
	('future', 'not_applicable', NULL, 'after the day of the run', NULL);
