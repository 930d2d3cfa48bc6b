-- Not stopped after the entitlement ended. Everybody draws 80 a month for January to December 2024.

\set revoked 340000197001019011
\set twice 34000019700101902X
\set noticed 340000197001019038
\set phase_out 340000197001019046
\set restored 340000197001019054
\set other_event 340000197001019062
\set recovered 340000197001019070
\set no_day 340000197001019089
\set no_event 340000197001019097
\set future 34000019700101910X
\set no_period 340000197001019118
\set unpaid 340000197001019126

CREATE TABLE payment (person text, record text, item text, valid daterange, amount numeric, department text, region text);
CREATE TABLE status_event (person text, event text, happened_on date, restored_on date, record text);
CREATE TABLE item_rule (item text, status text, valid daterange, notice_days integer, clause text);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, during daterange, score numeric);
INSERT INTO item_rule VALUES ('nursing', 'revoked', NULL, NULL, 'art. 7'), ('nursing', 'income', NULL, 366, 'phase-out');

INSERT INTO payment
SELECT p.person, p.name || '-' || m, 'nursing', daterange(make_date(2024, m, 1), (make_date(2024, m, 1) + interval '1 month')::date), 80, 'CA', 'Stone Bridge'
FROM (VALUES (:'revoked', 'rev'), (:'twice', 'twice'), (:'noticed', 'notice'), (:'phase_out', 'phase'), (:'restored', 'restored'),
	(:'other_event', 'other'), (:'recovered', 'rec'), (:'no_day', 'noday'), (:'no_event', 'noevent'), (:'future', 'future')) p (person, name),
	generate_series(1, 12) m;
INSERT INTO payment VALUES
	(:'recovered', 'rec-back', 'nursing', '[2024-05-01,2025-01-01)', -720, 'CA', NULL),
	(:'no_period', 'np', 'nursing', NULL, 80, 'CA', NULL), ('1', 'bad', 'nursing', '[2024-01-01,2024-02-01)', 80, 'CA', NULL);
INSERT INTO status_event VALUES
	(:'revoked', 'revoked', '2024-03-11', NULL, 'E1'),
	(:'twice', 'revoked', '2024-01-11', '2024-04-01', 'E2'), (:'twice', 'revoked', '2024-07-11', NULL, 'E3'),
	(:'noticed', 'revoked', '2024-11-05', NULL, 'E4'), (:'phase_out', 'income', '2024-01-05', NULL, 'E5'),
	(:'restored', 'revoked', '2024-03-05', '2024-05-01', 'E6'), (:'other_event', 'moved', '2024-03-05', NULL, 'E7'),
	(:'recovered', 'revoked', '2024-02-05', NULL, 'E8'), (:'no_day', 'revoked', NULL, NULL, 'E9'),
	(:'no_event', NULL, '2024-02-05', NULL, 'E10'), (:'future', 'revoked', '2025-02-05', NULL, 'E11'),
	(:'no_period', 'revoked', '2024-02-05', NULL, 'E12'), (:'unpaid', 'revoked', '2024-02-05', NULL, 'E13'),
	('2', 'revoked', '2024-02-05', NULL, 'E14');
INSERT INTO expected VALUES
	-- sixty days from 11 March end on 10 May
	(:'revoked', 'hit', NULL, 'June to December', 560, '[2024-06-01,2025-01-01)', 9.7),
	(:'twice', 'hit', NULL, 'the latest event counts', 240, '[2024-10-01,2025-01-01)', NULL),
	(:'noticed', 'clean', 1, 'December began within the notice', NULL, NULL, NULL),
	(:'phase_out', 'clean', 2, 'a year of phase-out', NULL, NULL, NULL),
	(:'restored', 'clean', 3, 'restored before the notice was over', NULL, NULL, NULL),
	(:'other_event', 'clean', 4, 'no rule names moving', NULL, NULL, NULL),
	(:'recovered', 'clean', 5, 'all taken back', NULL, NULL, NULL),
	(:'no_day', 'insufficient_data', NULL, 'since when?', NULL, NULL, NULL),
	(:'no_event', 'insufficient_data', NULL, 'what?', NULL, NULL, NULL),
	(:'future', 'insufficient_data', NULL, 'a day that has not come', NULL, NULL, NULL),
	(:'no_period', 'insufficient_data', NULL, 'paid for an unknown time', NULL, NULL, NULL),
	('1', 'insufficient_data', NULL, 'id of a person paid cannot be read', NULL, NULL, NULL),
	('2', 'insufficient_data', NULL, 'id of the event cannot be read', NULL, NULL, NULL),
	(:'unpaid', 'not_applicable', NULL, 'draws nothing', NULL, NULL, NULL);
