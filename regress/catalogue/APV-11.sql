CREATE TABLE award (record text, award text, firm text, amount numeric, listed date, due_on date, cancelled date, programme text, department text, region text);
CREATE TABLE award_payment (record text, award text, paid_on date, amount numeric, returned_by_bank boolean);
CREATE TABLE local_day (day date, is_working boolean);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric);

-- Thirty working days from 2024-03-01 end on 2024-04-15, from 2024-01-15 over Spring Festival on 2024-02-29.
INSERT INTO award (record, award, firm, amount, listed, due_on, cancelled) VALUES
	('unpaid', 'a1', 'F', 1000, '2024-03-01', NULL, NULL), ('short', 'a2', 'F', 1000, '2024-03-01', NULL, NULL), ('late', 'a3', 'F', 1000, '2024-03-01', NULL, NULL),
	('sent back, forgotten', 'a4', 'F', 1000, '2024-03-01', NULL, NULL), ('uploaded twice', 'a5', 'F', 1000, '2024-03-01', NULL, NULL),
	('uploaded twice', 'a5', 'F', 1000, '2024-03-01', NULL, NULL), ('taken back', 'a6', 'F', 1000, '2024-03-01', NULL, NULL),
	('paid', 'b0', 'F', 1000, '2024-03-01', NULL, NULL), ('instalment', 'b1', 'F', 400, '2024-03-01', NULL, NULL), ('instalment 2', 'b1', 'F', 600, '2024-03-01', '2024-12-05', NULL),
	('cancelled', 'b2', 'F', 1000, '2024-03-01', NULL, '2024-04-01'), ('sent back', 'b3', 'F', 1000, '2024-03-01', NULL, NULL),
	('festival', 'b4', 'F', 1000, '2024-01-15', NULL, NULL),
	('differs', 'c1', 'F', 1000, '2024-03-01', NULL, NULL), ('differs', 'c1', 'F', 1100, '2024-03-01', NULL, NULL), ('awardless', NULL, 'F', 1000, '2024-03-01', NULL, NULL),
	('amountless', 'c2', 'F', 0, '2024-03-01', NULL, NULL), ('undated', 'c3', 'F', 1000, NULL, NULL, NULL), ('long ago', 'c4', 'F', 1000, '1999-03-01', NULL, NULL),
	('payments unknown', 'c5', 'F', 1000, '2024-11-15', '2024-12-20', NULL), (NULL, 'c6', 'F', 1000, '2024-03-01', NULL, NULL),
	('recent', 'd1', 'F', 1000, '2024-12-02', NULL, NULL), ('future', 'd2', 'F', 1000, '2025-12-02', NULL, NULL);
INSERT INTO award_payment VALUES
	('p2', 'a2', '2024-04-01', 700), ('p3', 'a3', '2024-04-16', 1000),
	('p4', 'a4', '2024-04-01', 1000), ('p4r', 'a4', '2024-04-10', -1000), ('p6', 'a6', '2024-04-01', 1000), ('p6r', 'a6', '2024-04-10', -1000),
	('p0', 'b0', '2024-04-15', 1000), ('p0', 'b0', '2024-04-15', 1000), ('p1', 'b1', '2024-04-10', 400), ('p1b', 'b1', '2024-12-05', 600),
	('p3a', 'b3', '2024-04-01', 1000), ('p3r', 'b3', '2024-04-10', -1000), ('p3b', 'b3', '2024-05-20', 1000), ('pf', 'b4', '2024-02-29', 1000), ('px', 'another', '2024-12-10', 1000);
UPDATE award_payment SET returned_by_bank = record <> 'p6r' WHERE amount < 0;
INSERT INTO expected VALUES
	('unpaid', 'hit', NULL, 'nothing came', 1000), ('short', 'hit', NULL, '700 of 1000', 300), ('late', 'hit', NULL, 'a day late', 1000),
	('sent back, forgotten', 'hit', NULL, 'not paid again', 1000), ('uploaded twice', 'hit', NULL, 'counts once', 1000), ('taken back', 'hit', NULL, 'the department took it back', 1000),
	('paid', 'clean', NULL, 'on the last day', NULL), ('instalment', 'clean', 1, 'the first part', NULL), ('instalment 2', 'clean', 1, 'the second, on its day', NULL),
	('cancelled', 'clean', 2, 'disqualified', NULL),
	('sent back', 'clean', 3, 'paid again in time', NULL), ('festival', 'clean', 4, 'the festival lies in between', NULL),
	('differs', 'insufficient_data', NULL, 'how much?', NULL), ('awardless', 'insufficient_data', NULL, 'which award?', NULL), ('amountless', 'insufficient_data', NULL, 'how much?', NULL),
	('undated', 'insufficient_data', NULL, 'since when?', NULL), ('long ago', 'insufficient_data', NULL, 'before the calendar', NULL),
	('payments unknown', 'insufficient_data', NULL, 'the last payment known is older', NULL), ('(no number)', 'insufficient_data', NULL, 'no number', NULL),
	('recent', 'not_applicable', NULL, 'not yet due', NULL), ('future', 'not_applicable', NULL, 'after the run', NULL);
