-- One account receives for many people: 100 yuan for each, in 2024.

\set collector 340000197001019011
\set cadre 34000019700101902X
\set mother 340000197001019038
\set ward_keeper 340000197001019046
\set one_other 340000197001019054
\set sent_back 340000197001019062
\set former 340000197001019070
\set years_apart 340000197001019089
\set father 340000197001019097
\set child 34000019700101910X
\set ward_1 340000197001019118
\set ward_2 340000197001019126
\set neighbour_1 340000197001019134
\set neighbour_2 340000197001019142
\set villager 340000197001019150
\set inmate_1 340000197001019169
\set inmate_2 340000197001019177
\set inmate_3 340000197001019185
\set old_aunt 340000197001019193
\set dead_card_1 340000197001019206
\set dead_card_2 340000197001019214
\set stranger_1 340000197001019222
\set stranger_2 340000197001019230
\set stranger_3 340000197001019249
\set old_1 340000197001019257
\set old_2 340000197001019265

CREATE TABLE deposit (person text, record text, account text, amount numeric, paid_on date, returned boolean);
CREATE TABLE account (account text, holder text);
CREATE TABLE household (person text, household text, valid daterange);
CREATE TABLE guardian (person text, guardian text, valid daterange);
CREATE TABLE cadre (person text, valid daterange);
CREATE TABLE exempt_account (account text);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, score numeric);

INSERT INTO account VALUES ('A1', :'collector'), ('A2', :'cadre'), ('A3', :'mother'), ('A4', NULL), ('A5', :'ward_keeper'),
	('A6', :'one_other'), ('A7', :'sent_back'), ('A8', NULL), ('A9', :'former'), ('A10', :'years_apart');
INSERT INTO exempt_account VALUES ('A4');
INSERT INTO cadre VALUES (:'cadre', NULL), (:'former', '[2010-01-01,2015-01-01)');
INSERT INTO household VALUES (:'mother', 'H1', '[2010-01-01,)'), (:'father', 'H1', '[2010-01-01,)'), (:'child', 'H1', '[2010-01-01,)');
INSERT INTO guardian VALUES (:'ward_1', :'ward_keeper', NULL), (:'ward_2', :'ward_keeper', '[2020-01-01,)');
INSERT INTO deposit
SELECT d.person, 'D' || row_number() OVER (), d.account, 100, d.paid_on::date, d.returned
FROM (VALUES
	(:'collector', 'A1', '2024-01-25', NULL), (:'neighbour_1', 'A1', '2024-02-25', NULL), (:'neighbour_2', 'A1', '2024-03-25', false), (:'neighbour_2', 'A1', '2024-04-25', false),
	(:'cadre', 'A2', '2024-01-25', NULL), (:'villager', 'A2', '2024-01-25', NULL),
	(:'mother', 'A3', '2024-01-25', NULL), (:'father', 'A3', '2024-01-25', NULL), (:'child', 'A3', '2024-01-25', NULL),
	(:'inmate_1', 'A4', '2024-01-25', NULL), (:'inmate_2', 'A4', '2024-01-25', NULL), (:'inmate_3', 'A4', '2024-01-25', NULL),
	(:'ward_1', 'A5', '2024-01-25', NULL), (:'ward_2', 'A5', '2024-01-25', NULL), (:'ward_keeper', 'A5', '2024-01-25', NULL),
	(:'one_other', 'A6', '2024-01-25', NULL), (:'old_aunt', 'A6', '2024-01-25', NULL),
	(:'sent_back', 'A7', '2024-01-25', NULL), (:'dead_card_1', 'A7', '2024-01-25', true), (:'dead_card_2', 'A7', '2024-01-25', true),
	(:'stranger_1', 'A8', '2024-01-25', NULL), (:'stranger_2', 'A8', '2024-01-25', NULL), (:'stranger_3', 'A8', '2024-01-25', NULL),
	(:'former', 'A9', '2024-01-25', NULL), (:'villager', 'A9', '2024-01-25', NULL),
	(:'years_apart', 'A10', '2022-01-25', NULL), (:'old_1', 'A10', '2022-01-25', NULL), (:'old_2', 'A10', '2024-01-25', NULL),
	('12', 'A11', '2024-01-25', NULL), (:'villager', NULL, '2024-01-25', NULL)
	) d (person, account, paid_on, returned);
INSERT INTO expected VALUES
	('A1', 'hit', NULL, 'two neighbours', 300, 2), ('A2', 'hit', NULL, 'a cadre and a villager', 100, 1), ('A8', 'hit', NULL, 'holder unknown, three people', 300, 2),
	('A3', 'clean', 1, 'a family', NULL, NULL), ('A4', 'clean', 2, 'a care home', NULL, NULL), ('A5', 'clean', 3, 'wards', NULL, NULL),
	('A6', 'clean', 4, 'one aunt', NULL, NULL), ('A9', 'clean', 4, 'was a cadre once', NULL, NULL), ('A10', 'clean', 4, 'not within a year', NULL, NULL),
	('A7', 'clean', 5, 'came back', NULL, NULL),
	('A11', 'insufficient_data', NULL, 'id cannot be read', NULL, NULL), ('(none)', 'insufficient_data', NULL, 'no account', NULL, NULL);
