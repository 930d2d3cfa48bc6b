-- Restricted benefit drawn by staff on the public payroll. Everybody draws 300 a month for January to June 2024.

\set servant 340000197001019011
\set transferred 34000019700101902X
\set left_before 340000197001019038
\set temporary 340000197001019046
\set entered 340000197001019054
\set new_rule 340000197001019062
\set recovered 340000197001019070
\set no_days 340000197001019089
\set no_post 340000197001019097
\set open_item 34000019700101910X
\set no_period 340000197001019118
\set open_end 340000197001019126
\set unpaid 340000197001019134

CREATE TABLE payment (person text, record text, item text, valid daterange, amount numeric, department text, region text);
CREATE TABLE payroll (person text, post text, unit text, valid daterange);
CREATE TABLE item_rule (item text, status text, valid daterange, clause text);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, during daterange, score numeric);
INSERT INTO item_rule VALUES ('allowance', 'civil servant', NULL, 'art. 9'), ('allowance', 'institution', '[2024-06-01,)', 'notice 4 of 2024');

INSERT INTO payment
SELECT p.person, p.name || '-' || m, p.item, daterange(make_date(2024, m, 1), (make_date(2024, m, 1) + interval '1 month')::date), 300, 'CA', 'Stone Bridge'
FROM (VALUES (:'servant', 'servant', 'allowance'), (:'transferred', 'trans', 'allowance'), (:'left_before', 'left', 'allowance'),
	(:'temporary', 'temp', 'allowance'), (:'entered', 'entered', 'allowance'), (:'new_rule', 'new', 'allowance'),
	(:'recovered', 'rec', 'allowance'), (:'no_days', 'nodays', 'allowance'), (:'no_post', 'nopost', 'allowance'), (:'open_item', 'open', 'farmland')) p (person, name, item),
	generate_series(1, 6) m;
INSERT INTO payment VALUES
	(:'open_item', 'open-2023', 'allowance', '[2013-01-01,2013-02-01)', 300, 'CA', NULL),
	(:'recovered', 'rec-back', 'allowance', '[2024-01-01,2024-07-01)', -1800, 'CA', NULL),
	(:'no_period', 'np', 'allowance', 'empty', 300, 'CA', NULL),
	(:'open_end', 'open-end', 'allowance', '[2024-07-01,)', 3600, 'CA', NULL),
	('x', 'bad', 'allowance', '[2024-02-01,2024-05-01)', 900, 'CA', NULL),
	('y', 'bad land', 'farmland', '[2024-02-01,2024-05-01)', 900, 'CA', NULL);
INSERT INTO payroll VALUES
	(:'servant', 'civil servant', 'water office', '[2015-07-01,)'),
	(:'transferred', 'civil servant', 'school', '[2024-03-01,2024-04-01)'), (:'transferred', 'civil servant', 'hospital', '[2024-04-01,2024-04-20)'),
	(:'left_before', 'civil servant', 'school', '[2015-07-01,2024-01-01)'),
	(:'temporary', 'temporary', 'school', '[2015-07-01,)'),
	(:'entered', 'civil servant', 'school', '[2024-06-02,)'),
	(:'new_rule', 'institution', 'hospital', '[2015-07-01,)'),
	(:'recovered', 'civil servant', 'school', '[2015-07-01,)'),
	(:'open_item', 'civil servant', 'school', '[2015-07-01,)'),
	(:'open_end', 'civil servant', 'school', '[2015-07-01,)'),
	(:'no_days', 'civil servant', 'school', NULL), (:'no_post', NULL, 'school', '[2015-07-01,)'),
	(:'no_period', 'civil servant', 'school', '[2015-07-01,)'),
	(:'unpaid', 'civil servant', 'school', '[2015-07-01,)'), ('z', 'civil servant', 'school', '[2015-07-01,)');
INSERT INTO expected VALUES
	(:'servant', 'hit', NULL, 'on the payroll all the time', 1800, '[2024-01-01,2024-07-01)', 182),
	(:'transferred', 'hit', NULL, 'two posts, one after the other', 600, '[2024-03-01,2024-04-20)', 50),
	(:'open_end', 'hit', NULL, 'both without end: until the day of the run', 3600, '[2024-07-01,2025-01-01)', 184),
	(:'open_item', 'clean', 1, 'farmland subsidy is open to all', NULL, NULL, NULL),
	(:'left_before', 'clean', 2, 'left before', NULL, NULL, NULL),
	(:'temporary', 'clean', 3, 'no rule names temporary staff', NULL, NULL, NULL),
	(:'entered', 'clean', 4, 'the month of entry', NULL, NULL, NULL),
	(:'new_rule', 'clean', 5, 'only June is after the rule', NULL, NULL, NULL),
	(:'recovered', 'clean', 6, 'all taken back', NULL, NULL, NULL),
	(:'no_days', 'insufficient_data', NULL, 'since when?', NULL, NULL, NULL),
	(:'no_post', 'insufficient_data', NULL, 'as what?', NULL, NULL, NULL),
	(:'no_period', 'insufficient_data', NULL, 'paid for an unknown time', NULL, NULL, NULL),
	('x', 'insufficient_data', NULL, 'id of a person paid cannot be read', NULL, NULL, NULL),
	('z', 'insufficient_data', NULL, 'id on the payroll cannot be read', NULL, NULL, NULL),
	(:'unpaid', 'not_applicable', NULL, 'draws nothing', NULL, NULL, NULL);
