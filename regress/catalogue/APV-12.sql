-- Thirty days from 2024-03-01 end on Sunday 2024-03-31: Monday is in time.
CREATE TABLE invoice (invoice text, buyer text, firm text, firm_size text, delivered date, accepted date, amount numeric, agreed_days integer,
	disputed numeric, retained numeric, retained_until date, region text);
CREATE TABLE invoice_payment (record text, invoice text, paid_on date, amount numeric);
CREATE TABLE local_day (day date, is_working boolean);
CREATE TABLE as_of AS SELECT date '2025-12-31' AS day;
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, score numeric);

INSERT INTO invoice (invoice, buyer, firm, firm_size, delivered, accepted, amount, agreed_days, disputed, retained, retained_until) VALUES
	('unpaid', 'B', 'F', 'small', '2024-03-04', NULL, 1000, NULL, NULL, NULL, NULL), ('late', 'B', 'F', '微型', '2024-03-01', NULL, 1000, NULL, NULL, NULL, NULL),
	('short', 'B', 'F', 'medium', '2024-03-04', NULL, 1000, NULL, NULL, NULL, NULL), ('ninety agreed', 'B', 'F', 'small', '2024-03-04', NULL, 1000, 90, NULL, NULL, NULL),
	('undisputed part', 'B', 'F', 'small', '2024-03-04', NULL, 1000, NULL, 300, NULL, NULL), ('retention kept', 'B', 'F', 'small', '2023-03-01', NULL, 1000, NULL, NULL, 30, '2024-03-01'),
	('revised', 'B', 'F', 'small', '2025-06-03', NULL, 1000, 75, NULL, NULL, NULL),
	('uploaded twice', 'B', 'F', 'small', '2024-03-04', NULL, 1000, NULL, NULL, NULL, NULL), ('uploaded twice', 'B', 'F', 'small', '2024-03-04', NULL, 1000, NULL, NULL, NULL, NULL),
	('paid', 'B', 'F', 'small', '2024-03-04', NULL, 1000, NULL, NULL, NULL, NULL), ('sixty agreed', 'B', 'F', 'small', '2024-03-04', NULL, 1000, 60, NULL, NULL, NULL),
	('disputed', 'B', 'F', 'small', '2024-03-04', NULL, 1000, NULL, 300, NULL, NULL), ('retention', 'B', 'F', 'small', '2024-03-04', NULL, 1000, NULL, NULL, 30, '2026-03-04'),
	('Sunday', 'B', 'F', 'small', '2024-03-01', NULL, 1000, NULL, NULL, NULL, NULL), ('accepted later', 'B', 'F', 'small', '2024-03-04', '2024-04-15', 1000, NULL, NULL, NULL, NULL),
	('differs', 'B', 'F', 'small', '2024-03-04', NULL, 1000, NULL, NULL, NULL, NULL), ('differs', 'B', 'F', 'small', '2024-03-05', NULL, 1000, NULL, NULL, NULL, NULL),
	('buyerless', NULL, 'F', 'small', '2024-03-04', NULL, 1000, NULL, NULL, NULL, NULL), ('amountless', 'B', 'F', 'small', '2024-03-04', NULL, NULL, NULL, NULL, NULL, NULL),
	('undated', 'B', 'F', 'small', NULL, NULL, 1000, NULL, NULL, NULL, NULL), ('size unknown', 'B', 'F', NULL, '2024-03-04', NULL, 1000, NULL, NULL, NULL, NULL),
	('size odd', 'B', 'F', 'big', '2024-03-04', NULL, 1000, NULL, NULL, NULL, NULL), ('odd term', 'B', 'F', 'small', '2024-03-04', NULL, 1000, -5, NULL, NULL, NULL),
	('payments unknown', 'B', 'F', 'small', '2025-11-15', NULL, 1000, NULL, NULL, NULL, NULL), (NULL, 'B', 'F', 'small', '2024-03-04', NULL, 1000, NULL, NULL, NULL, NULL),
	('large', 'B', 'F', '大型', '2024-03-04', NULL, 1000, NULL, NULL, NULL, NULL), ('before', 'B', 'F', 'small', '2020-08-31', NULL, 1000, NULL, NULL, NULL, NULL),
	('recent', 'B', 'F', 'small', '2025-12-22', NULL, 1000, NULL, NULL, NULL, NULL), ('future', 'B', 'F', 'small', '2026-03-04', NULL, 1000, NULL, NULL, NULL, NULL);
INSERT INTO invoice_payment VALUES
	('p1', 'late', '2024-04-02', 1000), ('p2', 'short', '2024-04-03', 600), ('p3', 'ninety agreed', '2024-05-31', 1000), ('p4', 'undisputed part', '2024-04-03', 500),
	('p5', 'retention kept', '2023-03-31', 970), ('p6', 'revised', '2025-08-05', 1000),
	('q1', 'paid', '2024-04-03', 1000), ('q2', 'sixty agreed', '2024-05-03', 1000), ('q3', 'disputed', '2024-04-03', 700), ('q4', 'retention', '2024-04-03', 970),
	('q5', 'Sunday', '2024-04-01', 1000), ('q6', 'accepted later', '2024-05-15', 1000), ('q7', 'recent', '2025-12-15', 1), ('q7', 'recent', '2025-12-15', 1);
INSERT INTO expected VALUES
	('unpaid', 'hit', NULL, 'nothing came', 1000, NULL), ('late', 'hit', NULL, 'Monday was the last day', 1000, 1), ('short', 'hit', NULL, '600 of 1000', 400, NULL),
	('ninety agreed', 'hit', NULL, 'ninety days may not be agreed: sixty end in the May holidays, due on 2024-05-06', 1000, 25), ('undisputed part', 'hit', NULL, '500 of the undisputed 700', 200, NULL),
	('retention kept', 'hit', NULL, 'the year was over', 30, NULL), ('revised', 'hit', NULL, 'sixty days under the revision too: 2025-08-04, a Monday', 1000, 1),
	('uploaded twice', 'hit', NULL, 'counts once', 1000, NULL),
	('paid', 'clean', NULL, 'on the last day', NULL, NULL), ('sixty agreed', 'clean', 1, 'sixty days', NULL, NULL), ('disputed', 'clean', 2, 'the rest was paid', NULL, NULL),
	('retention', 'clean', 3, 'until 2026', NULL, NULL), ('Sunday', 'clean', 4, 'paid on Monday', NULL, NULL), ('accepted later', 'clean', 5, 'from acceptance', NULL, NULL),
	('differs', 'insufficient_data', NULL, 'which day?', NULL, NULL), ('buyerless', 'insufficient_data', NULL, 'who owes?', NULL, NULL),
	('amountless', 'insufficient_data', NULL, 'how much?', NULL, NULL), ('undated', 'insufficient_data', NULL, 'since when?', NULL, NULL),
	('size unknown', 'insufficient_data', NULL, 'what size?', NULL, NULL), ('size odd', 'insufficient_data', NULL, 'what size?', NULL, NULL),
	('odd term', 'insufficient_data', NULL, 'five days back', NULL, NULL), ('payments unknown', 'insufficient_data', NULL, 'the last payment known is older', NULL, NULL),
	('(no number)', 'insufficient_data', NULL, 'no number', NULL, NULL),
	('large', 'not_applicable', NULL, 'a large firm', NULL, NULL), ('before', 'not_applicable', NULL, 'the day before the regulations', NULL, NULL),
	('recent', 'not_applicable', NULL, 'not yet due', NULL, NULL), ('future', 'not_applicable', NULL, 'after the run', NULL, NULL);
