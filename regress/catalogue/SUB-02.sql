-- Payment during imprisonment. Everybody draws 300 a month for January to June 2024.

\set prison 340000197001019011
\set pieces 34000019700101902X
\set community 340000197001019038
\set weeks 340000197001019046
\set land 340000197001019054
\set before 340000197001019062
\set recovered 340000197001019070
\set new_rule 340000197001019089
\set inverted 340000197001019097
\set no_kind 34000019700101910X
\set held 340000197001019118
\set no_period 340000197001019126
\set unpaid 340000197001019134
\set both 340000197001019142

CREATE TABLE payment (person text, record text, item text, valid daterange, amount numeric, department text, region text);
CREATE TABLE custody (person text, kind text, valid daterange, record text);
CREATE TABLE item_rule (item text, status text, valid daterange, clause text);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, during daterange, score numeric);
INSERT INTO item_rule VALUES ('allowance', 'prison', NULL, 'art. 1'), ('allowance', 'detention', NULL, 'art. 1'),
	('allowance', 'drug treatment', '[2024-05-15,)', 'art. 2');

INSERT INTO payment
SELECT p.person, p.name || '-' || m, p.item, daterange(make_date(2024, m, 1), (make_date(2024, m, 1) + interval '1 month')::date), 300, 'CA', 'Stone Bridge'
FROM (VALUES (:'prison', 'prison', 'allowance'), (:'pieces', 'pieces', 'allowance'), (:'community', 'comm', 'allowance'),
	(:'weeks', 'weeks', 'allowance'), (:'land', 'land', 'farmland'), (:'before', 'before', 'allowance'),
	(:'recovered', 'rec', 'allowance'), (:'new_rule', 'new', 'allowance'), (:'inverted', 'inv', 'allowance'),
	(:'no_kind', 'nokind', 'allowance'), (:'held', 'held', 'allowance')) p (person, name, item),
	generate_series(1, 6) m;
INSERT INTO payment VALUES
	(:'recovered', 'rec-back', 'allowance', '[2024-02-01,2024-05-01)', -900, 'CA', NULL),
	(:'no_period', 'np', 'allowance', NULL, 300, 'CA', NULL),
	('34000019700101', 'bad', 'allowance', '[2024-02-01,2024-05-01)', 900, 'CA', NULL);
INSERT INTO custody VALUES
	(:'prison', 'prison', '[2024-02-16,2024-04-16)', 'C1'),
	(:'pieces', 'detention', '[2024-03-01,2024-03-21)', 'C2'), (:'pieces', 'prison', '[2024-03-21,2024-04-11)', 'C3'),
	(:'pieces', 'prison', '[2024-04-01,2024-04-11)', 'C3 again'),
	(:'held', 'prison', '[2024-05-01,)', 'C4'),
	(:'community', 'community correction', '[2024-01-01,2025-01-01)', 'C5'),
	(:'weeks', 'prison', '[2024-03-10,2024-04-01)', 'C6'),
	(:'land', 'prison', '[2024-01-01,2025-01-01)', 'C7'),
	(:'before', 'prison', '[2022-01-01,2024-01-01)', 'C8'),
	(:'recovered', 'prison', '[2024-02-01,2024-05-01)', 'C9'),
	(:'new_rule', 'drug treatment', '[2024-05-01,2024-06-10)', 'C10'),
	(:'inverted', 'prison', 'empty', 'C11'), (:'no_kind', NULL, '[2024-01-01,2025-01-01)', 'C12'),
	(:'no_period', 'prison', '[2024-01-01,2025-01-01)', 'C13'), ('34000019', 'prison', '[2024-01-01,2025-01-01)', 'C14'),
	(:'unpaid', 'prison', '[2024-01-01,2025-01-01)', 'C15');
INSERT INTO expected VALUES
	-- 14 of 29 days of February, March, 15 of 30 days of April
	(:'prison', 'hit', NULL, 'two months in prison', 594.83, '[2024-02-16,2024-04-16)', 60),
	(:'pieces', 'hit', NULL, '20 days of detention, then 21 of prison', 400.00, '[2024-03-01,2024-04-11)', 41),
	(:'held', 'hit', NULL, 'still held', 600.00, '[2024-05-01,2024-07-01)', 61),
	(:'community', 'clean', 1, 'no rule names it', NULL, NULL, NULL),
	(:'weeks', 'clean', 2, 'three weeks', NULL, NULL, NULL),
	(:'new_rule', 'clean', 2, 'the rule is in force for 26 of the days', NULL, NULL, NULL),
	(:'before', 'clean', 4, 'released before', NULL, NULL, NULL),
	(:'recovered', 'clean', 5, 'all taken back', NULL, NULL, NULL),
	(:'inverted', 'insufficient_data', NULL, 'the last day comes before the first', NULL, NULL, NULL),
	(:'no_kind', 'insufficient_data', NULL, 'held as what?', NULL, NULL, NULL),
	(:'no_period', 'insufficient_data', NULL, 'paid for an unknown time', NULL, NULL, NULL),
	('34000019', 'insufficient_data', NULL, 'id of the register cannot be read', NULL, NULL, NULL),
	('34000019700101', 'insufficient_data', NULL, 'id of a person paid cannot be read', NULL, NULL, NULL),
	(:'unpaid', 'not_applicable', NULL, 'draws nothing', NULL, NULL, NULL),
	(:'land', 'not_applicable', NULL, 'draws nothing that is barred', NULL, NULL, NULL);
-- A prisoner on farmland subsidy who draws allowance for another time as well.
INSERT INTO payment VALUES (:'both', 'both-1', 'farmland', '[2024-01-01,2025-01-01)', 900, 'AG', NULL),
	(:'both', 'both-2', 'allowance', '[2023-01-01,2023-02-01)', 300, 'CA', NULL);
INSERT INTO custody VALUES (:'both', 'prison', '[2024-01-01,2025-01-01)', 'C16');
INSERT INTO expected VALUES (:'both', 'clean', 3, 'farmland subsidy is not barred', NULL, NULL, NULL);
