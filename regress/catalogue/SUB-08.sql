-- Two members of a household draw what is paid once. Farmland subsidy is for the year.

\set twice_a 340000197001019011
\set twice_b 34000019700101902X
\set split_a 340000197001019038
\set split_b 340000197001019046
\set joined_a 340000197001019054
\set joined_b 340000197001019062
\set head_a 340000197001019070
\set head_b 340000197001019089
\set each_a 340000197001019097
\set each_b 34000019700101910X
\set back_a 340000197001019118
\set back_b 340000197001019126
\set no_period 340000197001019134
\set nowhere 340000197001019142

CREATE TABLE payment (person text, record text, item text, valid daterange, amount numeric);
CREATE TABLE household (person text, household text, valid daterange);
CREATE TABLE household_item (item text, valid daterange);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, during daterange, score numeric);
INSERT INTO household_item VALUES ('farmland', NULL);

INSERT INTO household VALUES
	(:'twice_a', 'H1', '[2010-01-01,)'), (:'twice_b', 'H1', '[2010-01-01,)'),
	(:'split_a', 'H2', '[2010-01-01,)'), (:'split_b', 'H2', '[2010-01-01,2023-12-01)'), (:'split_b', 'H3', '[2023-12-01,)'),
	(:'joined_a', 'H4', '[2010-01-01,)'), (:'joined_b', 'H5', '[2010-01-01,2024-12-10)'), (:'joined_b', 'H4', '[2024-12-10,)'),
	(:'head_a', 'H6', '[2010-01-01,)'), (:'head_b', 'H6', '[2010-01-01,)'),
	(:'each_a', 'H7', '[2010-01-01,)'), (:'each_b', 'H7', '[2010-01-01,)'),
	(:'back_a', 'H8', '[2010-01-01,)'), (:'back_b', 'H8', '[2010-01-01,)'),
	(:'no_period', 'H9', '[2010-01-01,)');
INSERT INTO payment
SELECT p.person, 'P' || row_number() OVER (), p.item, p.valid::daterange, p.amount
FROM (VALUES (:'twice_a', 'farmland', '[2024-01-01,2025-01-01)', 900), (:'twice_b', 'farmland', '[2024-01-01,2025-01-01)', 400),
	(:'split_a', 'farmland', '[2024-01-01,2025-01-01)', 900), (:'split_b', 'farmland', '[2024-01-01,2025-01-01)', 400),
	(:'joined_a', 'farmland', '[2024-01-01,2025-01-01)', 900), (:'joined_b', 'farmland', '[2024-01-01,2025-01-01)', 400),
	(:'head_a', 'farmland', '[2023-01-01,2024-01-01)', 900), (:'head_b', 'farmland', '[2024-01-01,2025-01-01)', 400),
	(:'each_a', 'pension', '[2024-01-01,2025-01-01)', 900), (:'each_b', 'pension', '[2024-01-01,2025-01-01)', 400),
	(:'each_a', 'farmland', '[2024-01-01,2025-01-01)', 900),
	(:'back_a', 'farmland', '[2024-01-01,2025-01-01)', 900), (:'back_b', 'farmland', '[2024-01-01,2025-01-01)', 400),
	(:'back_b', 'farmland', '[2024-01-01,2025-01-01)', -400),
	(:'no_period', 'farmland', NULL, 400), (:'nowhere', 'farmland', '[2024-01-01,2025-01-01)', 400), ('1', 'farmland', '[2024-01-01,2025-01-01)', 400)
	) p (person, item, valid, amount);
INSERT INTO expected VALUES
	('H1', 'hit', NULL, 'two members, one year', 400, '[2024-01-01,2025-01-01)', 366),
	('H2', 'clean', 1, 'split the year before', NULL, NULL, NULL), ('H3', 'clean', 1, 'split the year before', NULL, NULL, NULL),
	('H4', 'clean', 2, 'joined for three weeks', NULL, NULL, NULL), ('H5', 'clean', 2, 'joined for three weeks', NULL, NULL, NULL),
	('H6', 'clean', 3, 'one year each', NULL, NULL, NULL), ('H7', 'clean', 4, 'pensions are for each', NULL, NULL, NULL),
	('H8', 'clean', 5, 'taken back', NULL, NULL, NULL),
	('H9', 'insufficient_data', NULL, 'for what time?', NULL, NULL, NULL),
	(:'nowhere', 'insufficient_data', NULL, 'in no household', NULL, NULL, NULL), ('1', 'insufficient_data', NULL, 'id cannot be read', NULL, NULL, NULL);
