-- Drawn at an age at which it is not due.

\set young 34000019640715901X
\set last_day 340000196403319039
\set post_old 340000196401159051
\set post_month 340000196401319078
\set woman 340000196901109085
\set man 340000196901109093
\set cohort 340000196503109119
\set cohort_due 340000196503109135
\set recovered 340000197001019150
\set girl 340000201006019167
\set boy 340000201006019175
\set no_period 340000197001019185

CREATE TABLE payment (person text, record text, item text, valid daterange, amount numeric, department text, region text);
CREATE TABLE age_rule (item text, sex text, born daterange, least_months numeric, most_months numeric, only_sex text, valid daterange, clause text);
CREATE TABLE as_of AS SELECT date '2025-12-31' AS day;
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, during daterange, score numeric);
INSERT INTO age_rule VALUES
	('pension', NULL, NULL, 720, NULL, NULL, NULL, 'sixty'),
	('post', NULL, NULL, 192, 720, NULL, NULL, 'sixteen to sixty'),
	-- Until 2024: men sixty, women fifty-five; from 2025 men born in the first four months of 1965 a month later.
	('retirement', 'M', NULL, 720, NULL, NULL, '(,2025-01-01)', 'until 2024'), ('retirement', 'F', NULL, 660, NULL, NULL, '(,2025-01-01)', 'until 2024'),
	('retirement', 'M', '[1965-01-01,1965-05-01)', 721, NULL, NULL, '[2025-01-01,)', 'from 2025'),
	('girls', NULL, NULL, NULL, NULL, 'F', NULL, 'for girls');

INSERT INTO payment
SELECT p.person, p.name || '-' || m, p.item, daterange(make_date(p.y, m, 1), (make_date(p.y, m, 1) + interval '1 month')::date), 100, 'HR', 'Stone Bridge'
FROM (VALUES (:'young', 'young', 'pension', 2024, 5, 8), (:'last_day', 'last', 'pension', 2024, 3, 6), (:'post_old', 'old', 'post', 2024, 1, 3),
	(:'post_month', 'month', 'post', 2023, 12, 12), (:'post_month', 'month-', 'post', 2024, 1, 1), (:'woman', 'woman', 'retirement', 2024, 1, 2), (:'man', 'man', 'retirement', 2024, 1, 2),
	(:'cohort', 'cohort', 'retirement', 2025, 3, 4), (:'cohort_due', 'due', 'retirement', 2025, 4, 6), (:'recovered', 'rec', 'pension', 2024, 1, 2),
	(:'girl', 'girl', 'girls', 2024, 1, 1), (:'boy', 'boy', 'girls', 2024, 1, 1)) p (person, name, item, y, s, e),
	generate_series(p.s, p.e) m;
INSERT INTO payment VALUES (:'recovered', 'rec-back', 'pension', '[2024-01-01,2024-03-01)', -200, 'HR', NULL),
	(:'no_period', 'np', 'pension', NULL, 100, 'HR', NULL), ('12', 'bad', 'pension', '[2024-01-01,2024-03-01)', 100, 'HR', NULL);
INSERT INTO expected VALUES
	(:'young', 'hit', NULL, 'sixty in the middle of July', 200, '[2024-05-01,2024-07-01)', 2),
	(:'post_old', 'hit', NULL, 'sixty in January; February and March', 200, '[2024-02-01,2024-04-01)', 2),
	(:'man', 'hit', NULL, 'fifty-five is for women', 200, '[2024-01-01,2024-03-01)', 2),
	(:'cohort', 'hit', NULL, 'sixty in March, due a month later', 100, '[2025-03-01,2025-04-01)', 1),
	(:'boy', 'hit', NULL, 'for girls', 100, '[2024-01-01,2024-02-01)', 1),
	(:'last_day', 'clean', 1, 'sixty on the last of March', NULL, NULL, NULL), (:'post_month', 'clean', 2, 'sixty within January', NULL, NULL, NULL),
	(:'woman', 'clean', 3, 'fifty-five', NULL, NULL, NULL), (:'cohort_due', 'clean', 3, 'sixty and a month in April', NULL, NULL, NULL),
	(:'girl', 'clean', NULL, 'a girl', NULL, NULL, NULL),
	(:'recovered', 'clean', 4, 'taken back', NULL, NULL, NULL),
	(:'no_period', 'insufficient_data', NULL, 'for what time?', NULL, NULL, NULL), ('12', 'insufficient_data', NULL, 'id cannot be read', NULL, NULL, NULL);
