-- Entitled and never paid.

\set unpaid 340000197001019011
\set paid_before 34000019700101902X
\set ended 340000197001019038
\set paid 340000197001019046
\set better 340000197001019054
\set declined 340000197001019062
\set lately 340000197001019070
\set dead 340000197001019089
\set no_day 340000197001019097
\set no_item 34000019700101910X

CREATE TABLE entitlement (person text, item text, valid daterange, record text, region text);
CREATE TABLE payment (person text, record text, item text, valid daterange);
CREATE TABLE exclusion (item_a text, item_b text);
CREATE TABLE death (person text, died_on date);
CREATE TABLE not_claimed (person text, item text, valid daterange);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, during daterange, score numeric);
INSERT INTO exclusion VALUES ('injured', 'disabled');

INSERT INTO entitlement VALUES
	(:'unpaid', 'disabled', '[2024-03-01,)', 'E1', 'Stone Bridge'), (:'paid_before', 'disabled', '[2024-03-01,)', 'E2', NULL),
	(:'ended', 'disabled', '[2023-01-01,2023-07-01)', 'E3', NULL),
	(:'paid', 'disabled', '[2024-03-01,)', 'E4', NULL), (:'better', 'disabled', '[2024-03-01,)', 'E5', NULL),
	(:'declined', 'disabled', '[2024-03-01,)', 'E6', NULL), (:'lately', 'disabled', '[2024-11-15,)', 'E7', NULL),
	(:'dead', 'disabled', '[2024-03-01,)', 'E8', NULL), (:'no_day', 'disabled', NULL, 'E9', NULL), (:'no_item', NULL, '[2024-03-01,)', 'E10', NULL),
	('12', 'disabled', '[2024-03-01,)', 'E11', NULL);
INSERT INTO payment VALUES
	(:'paid', 'P1', 'disabled', '[2024-10-01,2024-11-01)'), (:'better', 'P2', 'injured', '[2024-03-01,2024-04-01)'),
	(:'paid_before', 'P3', 'disabled', '[2023-10-01,2023-11-01)'), (:'unpaid', 'P4', 'pension', '[2024-10-01,2024-11-01)');
INSERT INTO death VALUES (:'dead', '2024-03-20');
INSERT INTO not_claimed VALUES (:'declined', 'disabled', NULL), (:'unpaid', 'disabled', '[2020-01-01,2021-01-01)');
INSERT INTO expected VALUES
	(:'unpaid', 'hit', NULL, 'since March; another item and an old waiver do not matter', '[2024-03-01,2024-12-31)', 305),
	(:'paid_before', 'hit', NULL, 'paid for another time', '[2024-03-01,2024-12-31)', 305),
	(:'ended', 'hit', NULL, 'half a year, never paid', '[2023-01-01,2023-07-01)', 181),
	(:'paid', 'clean', NULL, 'paid', NULL, NULL), (:'better', 'clean', 1, 'draws the other', NULL, NULL), (:'declined', 'clean', 2, 'declined', NULL, NULL),
	(:'lately', 'clean', 3, 'six weeks', NULL, NULL), (:'dead', 'clean', 4, 'died within three weeks', NULL, NULL),
	(:'no_day', 'insufficient_data', NULL, 'since when?', NULL, NULL), (:'no_item', 'insufficient_data', NULL, 'to what?', NULL, NULL),
	('12', 'insufficient_data', NULL, 'id cannot be read', NULL, NULL);
