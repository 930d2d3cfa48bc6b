-- Assets above the line of a means-tested benefit, in force from 2023.

\set houses 340000197001019011
\set houses_wife 34000019700101902X
\set car 340000197001019038
\set company 340000197001019046
\set savings 340000197001019054
\set savings_wife 340000197001019062
\set one_house 340000197001019070
\set scrapped 340000197001019089
\set tricycle 340000197001019097
\set struck_off 34000019700101910X
\set left 340000197001019118
\set left_wife 340000197001019126
\set small_savings 340000197001019134
\set cheap_car 340000197001019142
\set cooperative 340000197001019150
\set moved 340000197001019169
\set no_grant_days 340000197001019177

CREATE TABLE low_income (household text, valid daterange, record text, region text);
CREATE TABLE household (person text, household text, valid daterange);
CREATE TABLE dwelling (person text, record text, valid daterange);
CREATE TABLE vehicle (person text, record text, kind text, price numeric, valid daterange);
CREATE TABLE company (person text, record text, paid_in numeric, valid daterange);
CREATE TABLE savings (person text, record text, day date, balance numeric);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric, during daterange);

INSERT INTO low_income SELECT 'H' || n, '[2023-01-01,2025-01-01)', 'G' || n, 'Stone Bridge' FROM generate_series(1, 13) n;
INSERT INTO low_income VALUES ('H4', '[2024-06-01,)', 'G4 again', 'Stone Bridge'), ('H14', NULL, 'G14', NULL), ('H15', '[2023-01-01,)', 'G15', NULL), (NULL, '[2023-01-01,)', 'G16', NULL);
INSERT INTO household VALUES
	(:'houses', 'H1', '[2010-01-01,)'), (:'houses_wife', 'H1', '[2010-01-01,)'), (:'car', 'H2', '[2010-01-01,)'), (:'company', 'H3', '[2010-01-01,)'),
	(:'savings', 'H4', '[2010-01-01,)'), (:'savings_wife', 'H4', '[2010-01-01,)'), (:'savings', 'H4', '[2010-01-01,)'),
	(:'one_house', 'H5', '[2010-01-01,)'), (:'scrapped', 'H6', '[2010-01-01,)'), (:'tricycle', 'H7', '[2010-01-01,)'),
	(:'struck_off', 'H8', '[2010-01-01,)'), (:'left', 'H9', '[2010-01-01,2022-06-01)'), (:'left_wife', 'H9', '[2010-01-01,)'),
	(:'small_savings', 'H10', '[2010-01-01,)'), (:'cheap_car', 'H11', '[2010-01-01,)'), (:'cooperative', 'H12', '[2010-01-01,)'), (:'moved', 'H13', '[2010-01-01,)'),
	(:'no_grant_days', 'H14', '[2010-01-01,)');
INSERT INTO dwelling VALUES
	(:'houses', 'F1', '[2015-01-01,)'), (:'houses_wife', 'F1', '[2015-01-01,)'), (:'houses_wife', 'F2', '[2023-06-01,)'),
	(:'one_house', 'F3', '[2015-01-01,)'), (:'left', 'F4', '[2015-01-01,)'), (:'left_wife', 'F5', '[2015-01-01,)'),
	(:'moved', 'F6', '[2015-01-01,2023-07-01)'), (:'moved', 'F7', '[2023-06-15,)');
INSERT INTO vehicle VALUES
	(:'car', 'C1', 'car', 80000, '[2024-02-01,)'), (:'scrapped', 'C2', 'car', 80000, '[2015-01-01,2022-12-01)'),
	(:'tricycle', 'C3', '三轮汽车', 80000, '[2015-01-01,)'), (:'cheap_car', 'C4', 'car', 50000, '[2015-01-01,)');
INSERT INTO company VALUES
	(:'company', 'Q1', 100000, '[2020-01-01,)'), (:'struck_off', 'Q2', 100000, '[2015-01-01,2022-12-01)'), (:'cooperative', 'Q3', 0, '[2015-01-01,)');
INSERT INTO savings VALUES
	(:'savings', 'S1', '2024-05-31', 30000), (:'savings_wife', 'S2', '2024-05-31', 30000),
	(:'small_savings', 'S3', '2024-05-31', 40000), (:'small_savings', 'S4', '2024-08-31', 40000);
-- A household that has a car and a company too.
INSERT INTO company VALUES (:'car', 'Q4', 100000, '[2024-03-01,)');
INSERT INTO expected VALUES
	('H1', 'hit', NULL, 'two dwellings since June 2023', 1, '[2023-06-01,2025-01-01)'), ('H2', 'hit', NULL, 'a car and a company', 2, '[2024-02-01,2025-01-01)'),
	('H3', 'hit', NULL, 'a company', 1, '[2023-01-01,2025-01-01)'), ('H4', 'hit', NULL, 'savings of both', 1, '[2024-05-31,2024-06-01)'),
	('H5', 'clean', 1, 'one dwelling', NULL, NULL), ('H13', 'clean', 1, 'sold one two weeks after buying the other', NULL, NULL),
	('H6', 'clean', 2, 'scrapped before', NULL, NULL), ('H11', 'clean', 2, 'at the line, not above', NULL, NULL),
	('H7', 'clean', 3, 'a tricycle', NULL, NULL), ('H8', 'clean', 4, 'struck off before', NULL, NULL), ('H12', 'clean', 4, 'nothing paid in', NULL, NULL),
	('H9', 'clean', 5, 'he had left', NULL, NULL), ('H10', 'clean', 6, 'never above on one day', NULL, NULL),
	('H14', 'insufficient_data', NULL, 'since when?', NULL, NULL), ('H15', 'insufficient_data', NULL, 'nobody is known to live there', NULL, NULL),
	('(none)', 'insufficient_data', NULL, 'which household?', NULL, NULL);
