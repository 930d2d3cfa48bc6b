-- In work while drawing out-of-work benefit. Everybody draws 1,320 a month for January to June 2024.

\set employee 340000197001019011
\set waged 34000019700101902X
\set changed 340000197001019038
\set before 340000197001019046
\set resident 340000197001019054
\set odd_jobs 340000197001019062
\set one_month 340000197001019070
\set recovered 340000197001019089
\set no_days 340000197001019097
\set no_kind 34000019700101910X
\set back_pay 340000197001019118
\set no_period 340000197001019126
\set worker 340000197001019134

CREATE TABLE payment (person text, record text, item text, valid daterange, amount numeric, department text, region text);
CREATE TABLE insured (person text, kind text, employer text, valid daterange);
CREATE TABLE wage (person text, employer text, valid daterange, amount numeric);
CREATE TABLE item_rule (item text, status text, valid daterange, clause text);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, during daterange, score numeric);
INSERT INTO item_rule VALUES ('unemployment', 'employed', NULL, 'art. 51');

INSERT INTO payment
SELECT p.person, p.name || '-' || m, 'unemployment', daterange(make_date(2024, m, 1), (make_date(2024, m, 1) + interval '1 month')::date), 1320, 'HR', 'Stone Bridge'
FROM (VALUES (:'employee', 'emp'), (:'waged', 'waged'), (:'changed', 'changed'), (:'before', 'before'), (:'resident', 'resident'),
	(:'odd_jobs', 'odd'), (:'one_month', 'one'), (:'recovered', 'rec'), (:'no_days', 'nodays'), (:'no_kind', 'nokind')) p (person, name),
	generate_series(1, 6) m;
INSERT INTO payment VALUES
	-- paid in June for January
	(:'back_pay', 'back', 'unemployment', '[2024-01-01,2024-02-01)', 1320, 'HR', NULL),
	(:'recovered', 'rec-back', 'unemployment', '[2024-03-01,2024-07-01)', -5280, 'HR', NULL),
	(:'no_period', 'np', 'unemployment', NULL, 1320, 'HR', NULL), ('1', 'bad', 'unemployment', '[2024-01-01,2024-02-01)', 1320, 'HR', NULL);
INSERT INTO insured VALUES
	(:'employee', 'employed', 'building company', '[2024-03-15,)'),
	(:'changed', 'employed', 'building company', '[2024-06-05,)'),
	(:'before', 'employed', 'building company', '[2019-01-01,2024-01-01)'),
	(:'resident', 'resident', NULL, '[2019-01-01,)'),
	(:'back_pay', 'employed', 'building company', '[2024-02-05,)'),
	(:'recovered', 'employed', 'building company', '[2024-03-01,)'),
	(:'no_days', 'employed', 'building company', 'empty'), (:'no_kind', NULL, 'building company', '[2019-01-01,)'),
	(:'no_period', 'employed', 'building company', '[2019-01-01,)'),
	(:'worker', 'employed', 'building company', '[2019-01-01,)'), ('2', 'employed', 'building company', '[2019-01-01,)');
INSERT INTO wage VALUES
	(:'waged', 'tailor', '[2024-02-01,2024-03-01)', 3200), (:'waged', 'tailor', '[2024-03-01,2024-04-01)', 3200),
	(:'odd_jobs', 'tailor', '[2024-02-01,2024-03-01)', 400), (:'odd_jobs', 'tailor', '[2024-03-01,2024-04-01)', 900),
	(:'one_month', 'tailor', '[2024-03-01,2024-04-01)', 3200);
INSERT INTO expected VALUES
	(:'employee', 'hit', NULL, 'insured from the middle of March', 5280, '[2024-03-15,2024-07-01)', 108),
	(:'waged', 'hit', NULL, 'two months of wages', 2640, '[2024-02-01,2024-04-01)', 60),
	(:'changed', 'clean', 1, 'the month of taking up work', NULL, NULL, NULL),
	(:'before', 'clean', 2, 'insured until before', NULL, NULL, NULL),
	(:'resident', 'clean', 3, 'insured as a resident', NULL, NULL, NULL),
	(:'odd_jobs', 'clean', 4, 'below the line', NULL, NULL, NULL),
	(:'one_month', 'clean', 4, 'one month only', NULL, NULL, NULL),
	(:'back_pay', 'clean', 5, 'for a time before', NULL, NULL, NULL),
	(:'recovered', 'clean', 6, 'all taken back', NULL, NULL, NULL),
	(:'no_days', 'insufficient_data', NULL, 'since when?', NULL, NULL, NULL),
	(:'no_kind', 'insufficient_data', NULL, 'as what?', NULL, NULL, NULL),
	(:'no_period', 'insufficient_data', NULL, 'paid for an unknown time', NULL, NULL, NULL),
	('1', 'insufficient_data', NULL, 'id of a person paid cannot be read', NULL, NULL, NULL),
	('2', 'insufficient_data', NULL, 'id of a person insured cannot be read', NULL, NULL, NULL),
	(:'worker', 'not_applicable', NULL, 'draws nothing', NULL, NULL, NULL);
