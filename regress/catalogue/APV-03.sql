CREATE TABLE matter (matter text, item text, accepted date, finished date, clerk text, department text, region text);
CREATE TABLE promise (item text, days integer, unit text, valid daterange);
CREATE TABLE suspension (record text, matter text, reason text, first_day date, last_day date, valid daterange, recorded date);
CREATE TABLE suspension_rule (reason text, days integer, valid daterange);
CREATE TABLE local_day (day date, is_working boolean);
CREATE TABLE as_of AS SELECT date '2024-06-28' AS day;
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric);

INSERT INTO promise VALUES ('i', 10, NULL, '(,)'), ('reviewed', 10, NULL, '(,)');
INSERT INTO suspension_rule VALUES ('hearing', 20, '(,)'), ('expert review', 15, '(,)'), ('survey', NULL, '(,2024-04-01)');
INSERT INTO matter (matter, item, accepted, finished) VALUES
	('no ground', 'i', '2024-03-04', '2024-03-25'), ('too long', 'i', '2024-03-04', '2024-04-25'), ('open', 'i', '2024-05-06', NULL),
	('afterwards', 'i', '2024-03-04', '2024-03-28'),
	('lawful', 'i', '2024-03-04', '2024-03-28'), ('over a holiday', 'i', '2024-04-22', '2024-05-20'), ('old ground', 'i', '2024-03-04', '2024-04-18'),
	('entered late, harmless', 'i', '2024-03-04', '2024-03-15'),
	('differs', 'i', '2024-03-04', NULL), ('differs', 'j', '2024-03-04', NULL), ('undated', 'i', NULL, NULL), ('unreadable', 'i', '2024-03-04', NULL),
	('groundless', 'i', '2024-03-04', NULL), ('before', 'i', '2024-03-04', NULL), ('unnumbered', 'i', '2024-03-04', NULL),
	('long ago', 'i', '1999-03-04', NULL), ('later', 'i', '2024-06-03', NULL);
INSERT INTO suspension (record, matter, reason, valid, recorded) VALUES
	('s1', 'no ground', 'clerk on a trip', '[2024-03-11,2024-03-16)', '2024-03-11'),
	('s2', 'too long', 'hearing', '[2024-03-11,2024-04-17)', '2024-03-11'),
	('s3', 'open', 'expert review', '[2024-05-13,)', '2024-05-13'),
	('s4', 'afterwards', 'expert review', '[2024-03-15,2024-03-27)', '2024-03-26'),
	('s5', 'lawful', 'expert review', '[2024-03-08,2024-03-28)', '2024-03-08'),
	('s6', 'over a holiday', 'expert review', '[2024-04-24,2024-05-16)', '2024-04-24'),
	('s7', 'old ground', 'survey', '[2024-03-11,2024-04-16)', NULL),
	('s8', 'entered late, harmless', 'expert review', '[2024-03-11,2024-03-12)', '2024-03-28'),
	('s9', 'differs', 'hearing', '[2024-03-11,2024-03-12)', NULL),
	('s10', 'undated', 'hearing', '[2024-03-11,2024-03-12)', NULL),
	('s11', 'unreadable', 'hearing', 'empty', NULL),
	('s12', 'groundless', NULL, '[2024-03-11,2024-03-12)', NULL),
	('s13', 'before', 'hearing', '[2024-03-01,2024-03-12)', NULL),
	(NULL, 'unnumbered', 'hearing', '[2024-03-11,2024-03-12)', NULL),
	('s15', 'nowhere', 'hearing', '[2024-03-11,2024-03-12)', NULL),
	('s16', 'long ago', 'hearing', '[1999-03-11,1999-03-12)', NULL),
	('s17', NULL, 'hearing', '[2024-03-11,2024-03-12)', NULL),
	('s18', 'later', 'hearing', '[2024-07-11,2024-07-12)', NULL);
-- Clerk A stops 8 of 20 just before the time is up, B none of 20. C, D and E all do so
-- in an item that ends with a review.
INSERT INTO matter (matter, item, accepted, finished, clerk)
SELECT c || n, CASE WHEN c IN ('C', 'D', 'E') THEN 'reviewed' ELSE 'i' END, '2024-03-04', '2024-03-22', c
FROM unnest('{A,B,C,D,E}'::text[]) c, generate_series(1, 20) n;
INSERT INTO matter (matter, item, accepted, finished, clerk)
SELECT 'F' || n, 'i', '2024-03-04', '2024-03-08', 'F' FROM generate_series(1, 5) n;
INSERT INTO matter (matter, item, accepted, finished, clerk) VALUES ('G1', 'nobody else''s', '2024-03-04', '2024-03-08', 'G');
INSERT INTO suspension (record, matter, reason, valid, recorded)
SELECT 't-' || matter, matter, 'expert review', '[2024-03-18,2024-03-22)', '2024-03-18'
FROM matter WHERE clerk IN ('C', 'D', 'E') OR clerk = 'A' AND right(matter, 1) IN ('1', '2', '3', '4');
INSERT INTO expected VALUES
	('no ground', 'hit', NULL, 'a trip stops no clock', 5),
	('too long', 'hit', NULL, 'a hearing for 26 working days', 6),
	('open', 'hit', NULL, 'still standing', NULL),
	('afterwards', 'hit', NULL, 'entered when the time was up', 0),
	('A', 'hit', NULL, 'eight of twenty, the colleagues none', 40),
	('lawful', 'clean', 1, 'fourteen working days for fifteen', NULL),
	('over a holiday', 'clean', 2, 'fifteen working days, sixteen without the holiday', NULL),
	('old ground', 'clean', 3, 'a ground then', NULL),
	('entered late, harmless', 'clean', NULL, 'finished in time anyway', NULL),
	('B', 'clean', NULL, 'none', NULL),
	('C', 'clean', 4, 'as the colleagues', NULL), ('D', 'clean', 4, 'as the colleagues', NULL), ('E', 'clean', 4, 'as the colleagues', NULL),
	('F', 'insufficient_data', NULL, 'five matters', NULL),
	('G', 'insufficient_data', NULL, 'no colleagues', NULL),
	('differs', 'insufficient_data', NULL, 'which item?', NULL),
	('undated', 'insufficient_data', NULL, 'no day', NULL),
	('unreadable', 'insufficient_data', NULL, 'no days', NULL),
	('groundless', 'insufficient_data', NULL, 'no ground', NULL),
	('before', 'insufficient_data', NULL, 'stopped before it began', NULL),
	('unnumbered', 'insufficient_data', NULL, 'no number of the stop', NULL),
	('nowhere', 'insufficient_data', NULL, 'no such matter', NULL),
	('long ago', 'insufficient_data', NULL, 'before the calendar', NULL),
	('(no number)', 'insufficient_data', NULL, 'no number', NULL),
	('later', 'not_applicable', NULL, 'after the run', NULL);
INSERT INTO expected SELECT matter, 'clean', NULL, 'a lawful stop', NULL FROM suspension WHERE record LIKE 't-%';
