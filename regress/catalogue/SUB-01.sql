-- Payment after death. Everybody draws a monthly pension of 100 in 2024 unless said otherwise.

\set late 340000197001019011
\set same_month 34000019700101902X
\set recovered 340000197001019038
\set two_days 340000197001019046
\set no_day 340000197001019054
\set future 340000197001019062
\set two_registers 340000197001019070
\set typed 340000197001019089
\set family 340000197001019097
\set arrears 34000019700101910X
\set yearly 340000197001019118
\set no_period 340000197001019126
\set no_item 340000197001019134
\set alive 340000197001019142
\set unpaid 340000197001019150

CREATE TABLE payment (person text, record text, item text, valid daterange, amount numeric, department text, region text);
CREATE TABLE death (person text, died_on date, record text);
CREATE TABLE survivor_item (item text);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, during daterange, score numeric);
INSERT INTO survivor_item VALUES ('funeral grant');

INSERT INTO payment
SELECT p.person, p.name || '-' || m, 'pension', daterange(make_date(2024, m, 1), (make_date(2024, m, 1) + interval '1 month')::date), 100, 'HR', 'Stone Bridge'
FROM (VALUES (:'late', 'late'), (:'same_month', 'same'), (:'recovered', 'rec'), (:'two_days', 'two'), (:'no_day', 'noday'),
	(:'future', 'future'), (:'two_registers', 'tworeg'), (:'typed', 'typed')) p (person, name),
	generate_series(1, CASE p.name WHEN 'same' THEN 3 WHEN 'two' THEN 5 ELSE 6 END) m;
INSERT INTO payment VALUES
	-- taken back in two pieces
	(:'recovered', 'rec-back-1', 'pension', '[2024-04-01,2024-05-01)', -100, 'HR', NULL),
	(:'recovered', 'rec-back-2', 'pension', '[2024-05-01,2024-07-01)', -200, 'HR', NULL),
	-- one part taken back
	(:'two_registers', 'tworeg-back', 'pension', '[2024-06-01,2024-07-01)', -100, 'HR', NULL),
	(:'family', 'grant', 'funeral grant', '[2024-06-01,2024-07-01)', 4000, 'HR', NULL),
	-- paid in May for February
	(:'arrears', 'arrears', 'pension', '[2024-02-01,2024-03-01)', 100, 'HR', NULL),
	(:'yearly', 'year', 'farmland', '[2024-01-01,2025-01-01)', 900, 'AG', NULL),
	(:'no_period', 'np', 'pension', NULL, 100, 'HR', NULL),
	(:'no_item', 'noitem', NULL, '[2024-05-01,2024-06-01)', 100, 'HR', NULL),
	(:'alive', 'alive', 'pension', '[2024-06-01,2024-07-01)', 100, 'HR', NULL),
	('340000197001019012', 'bad', 'pension', '[2024-06-01,2024-07-01)', 100, 'HR', NULL),
	(NULL, 'none', 'pension', '[2024-06-01,2024-07-01)', 100, 'HR', NULL),
	-- full-width digits are the same id
	(translate(:'typed', '0123456789X', '０１２３４５６７８９Ｘ'), 'typed-7', 'pension', '[2024-07-01,2024-08-01)', 100, 'HR', NULL);
INSERT INTO death VALUES
	(:'late', '2024-03-17', 'D1'), (:'same_month', '2024-03-02', 'D2'), (:'recovered', '2024-03-31', 'D3'),
	(:'two_days', '2024-01-05', 'D4'), (:'two_days', '2024-05-02', 'D5'),
	(:'two_registers', '2024-02-10', 'D6'), (:'two_registers', '2024-02-12', 'D7'),
	(:'family', '2024-05-05', 'D8'), (:'arrears', '2024-04-04', 'D9'), (:'yearly', '2024-04-04', 'D10'),
	(:'no_period', '2024-04-04', 'D11'), (:'no_day', NULL, 'D12'), (:'future', '2025-04-01', 'D13'),
	(:'unpaid', '2024-04-04', 'D14'), (:'typed', '2024-05-31', 'D15'), (:'no_item', '2024-04-04', 'D17'), ('3400001970', '2024-05-31', 'D16');
INSERT INTO expected VALUES
	(:'late', 'hit', NULL, 'April to June were paid', 300, '[2024-04-01,2024-07-01)', 3.0),
	(:'two_registers', 'hit', NULL, 'after both days; less one month taken back', 300, '[2024-03-01,2024-07-01)', 4.0),
	(:'typed', 'hit', NULL, 'the same id in another writing', 200, '[2024-06-01,2024-08-01)', NULL),
	(:'no_item', 'hit', NULL, 'paid, for whatever programme', 100, '[2024-05-01,2024-06-01)', NULL),
	(:'same_month', 'clean', 1, 'the month of death is due', NULL, NULL, NULL),
	(:'yearly', 'clean', 1, 'so is the year', NULL, NULL, NULL),
	(:'family', 'clean', 2, 'due to the family', NULL, NULL, NULL),
	(:'recovered', 'clean', 3, 'all taken back', NULL, NULL, NULL),
	(:'two_days', 'clean', 4, 'the later day counts', NULL, NULL, NULL),
	(:'arrears', 'clean', 5, 'for a time before', NULL, NULL, NULL),
	(:'no_period', 'insufficient_data', NULL, 'paid for an unknown time', NULL, NULL, NULL),
	(:'no_day', 'insufficient_data', NULL, 'no day of death', NULL, NULL, NULL),
	(:'future', 'insufficient_data', NULL, 'a day that has not come', NULL, NULL, NULL),
	('3400001970', 'insufficient_data', NULL, 'id of the deceased cannot be read', NULL, NULL, NULL),
	('340000197001019012', 'insufficient_data', NULL, 'id of a person paid cannot be read', NULL, NULL, NULL),
	('(none)', 'insufficient_data', NULL, 'a payment without id', NULL, NULL, NULL),
	(:'unpaid', 'not_applicable', NULL, 'never paid', NULL, NULL, NULL);
