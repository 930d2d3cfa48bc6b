-- Reviewed by oneself or one's own household.

\set self 340000197001019011
\set wife 34000019700101902X
\set cadre 340000197001019038
\set recused 340000197001019046
\set declared 340000197001019054
\set refused 340000197001019062
\set son_left 340000197001019070
\set later 340000197001019089
\set neighbour 340000197001019097
\set no_day 34000019700101910X
\set no_reviewer 340000197001019118
\set nowhere 340000197001019126

CREATE TABLE review (person text, reviewer text, record text, reviewed_on date, item text, granted boolean, recused boolean, declared boolean, region text);
CREATE TABLE household (person text, household text, valid daterange);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric);

INSERT INTO household VALUES
	(:'self', 'H1', '[2010-01-01,)'), (:'wife', 'H2', '[2010-01-01,)'), (:'cadre', 'H2', '[2010-01-01,)'),
	(:'recused', 'H2', '[2010-01-01,)'), (:'declared', 'H2', '[2010-01-01,)'), (:'refused', 'H2', '[2010-01-01,)'),
	(:'son_left', 'H2', '[2010-01-01,2023-05-01)'), (:'son_left', 'H3', '[2023-05-01,)'), (:'later', 'H2', '[2024-01-01,)'),
	(:'neighbour', 'H4', '[2010-01-01,)'), (:'no_day', 'H4', '[2010-01-01,)'), (:'no_reviewer', 'H4', '[2010-01-01,)');
INSERT INTO review VALUES
	(:'self', :'self', 'A1', '2023-07-01', 'allowance', true, NULL, NULL, 'Stone Bridge'),
	(:'wife', :'cadre', 'A2', '2023-07-01', 'allowance', NULL, false, false, 'Stone Bridge'),
	(:'recused', :'cadre', 'A3', '2023-07-01', 'allowance', true, true, NULL, NULL),
	(:'declared', :'cadre', 'A4', '2023-07-01', 'allowance', true, NULL, true, NULL),
	(:'self', :'self', 'A5', '2024-07-01', 'allowance', true, NULL, true, NULL),
	(:'refused', :'cadre', 'A6', '2023-07-01', 'allowance', false, NULL, NULL, NULL),
	(:'son_left', :'cadre', 'A7', '2023-07-01', 'allowance', true, NULL, NULL, NULL),
	(:'later', :'cadre', 'A8', '2023-07-01', 'allowance', true, NULL, NULL, NULL),
	(:'neighbour', :'cadre', 'A9', '2023-07-01', 'allowance', true, NULL, NULL, NULL),
	(:'no_day', :'cadre', 'A10', NULL, 'allowance', true, NULL, NULL, NULL),
	(:'no_reviewer', NULL, 'A11', '2023-07-01', 'allowance', true, NULL, NULL, NULL),
	(:'nowhere', :'cadre', 'A12', '2023-07-01', 'allowance', true, NULL, NULL, NULL),
	('123', :'cadre', 'A13', '2023-07-01', 'allowance', true, NULL, NULL, NULL);
INSERT INTO expected VALUES
	(:'self', 'hit', NULL, 'himself, declared or not', 2), (:'wife', 'hit', NULL, 'his wife', 1),
	(:'recused', 'clean', 1, 'he stood aside', NULL), (:'declared', 'clean', 2, 'filed', NULL),
	(:'son_left', 'clean', 3, 'left in May', NULL), (:'later', 'clean', 3, 'joined the year after', NULL),
	(:'refused', 'clean', 4, 'refused', NULL), (:'neighbour', 'clean', NULL, 'of another household', NULL),
	(:'no_day', 'insufficient_data', NULL, 'when?', NULL), (:'no_reviewer', 'insufficient_data', NULL, 'by whom?', NULL),
	(:'nowhere', 'insufficient_data', NULL, 'in no household', NULL), ('123', 'insufficient_data', NULL, 'id cannot be read', NULL);
