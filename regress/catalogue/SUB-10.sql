-- One payment app or device bound to many people's cards.

\set mother 340000197001019011
\set father 34000019700101902X
\set child 340000197001019038
\set a1 340000197001019046
\set a2 340000197001019054
\set a3 340000197001019062
\set a4 340000197001019070
\set c1 340000197001019089
\set c2 340000197001019097
\set c3 34000019700101910X
\set d1 340000197001019118
\set d2 340000197001019126
\set d3 340000197001019134

CREATE TABLE binding (device text, person text, record text, valid daterange);
CREATE TABLE household (person text, household text, valid daterange);
CREATE TABLE exempt_device (device text);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric, during daterange);

INSERT INTO household VALUES (:'mother', 'H1', '[2010-01-01,)'), (:'father', 'H1', '[2010-01-01,)'), (:'child', 'H1', '[2010-01-01,)');
INSERT INTO exempt_device VALUES ('POS-1');
INSERT INTO binding VALUES
	('APP-1', :'a1', 'B1', '[2024-01-01,)'), ('APP-1', :'a2', 'B2', '[2024-02-01,)'), ('APP-1', :'a3', 'B3', '[2024-03-01,2024-09-01)'), ('APP-1', :'a4', 'B4', '[2024-10-01,)'),
	('APP-2', :'mother', 'B5', '[2024-01-01,)'), ('APP-2', :'father', 'B6', '[2024-01-01,)'), ('APP-2', :'child', 'B7', '[2024-01-01,)'),
	('POS-1', :'c1', 'B8', '[2024-01-01,)'), ('POS-1', :'c2', 'B9', '[2024-01-01,)'), ('POS-1', :'c3', 'B10', '[2024-01-01,)'),
	('APP-3', :'d1', 'B11', '[2021-01-01,2022-01-01)'), ('APP-3', :'d2', 'B12', '[2022-01-01,2023-01-01)'), ('APP-3', :'d3', 'B13', '[2023-01-01,)'),
	('APP-4', '12', 'B14', '[2024-01-01,)'), (NULL, :'c1', 'B15', '[2024-01-01,)'), ('APP-5', :'c1', 'B16', 'empty');
INSERT INTO expected VALUES
	('APP-1', 'hit', NULL, 'three in March, and three again in October', 3, '[2024-03-01,2024-03-02)'),
	('APP-2', 'clean', 1, 'a family', NULL, NULL), ('POS-1', 'clean', 2, 'a service point', NULL, NULL), ('APP-3', 'clean', 3, 'sold on', NULL, NULL),
	('APP-4', 'insufficient_data', NULL, 'id cannot be read', NULL, NULL), ('(none)', 'insufficient_data', NULL, 'no device', NULL, NULL),
	('APP-5', 'insufficient_data', NULL, 'the last day comes before the first', NULL, NULL);
