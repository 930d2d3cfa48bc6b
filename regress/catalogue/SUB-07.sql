-- One person under two identities.

\set two_a 340000197001019011
\set two_b 34000019700101902X
\set phone_a 340000197001019038
\set phone_b 340000197001019046
\set father 340000197001019054
\set son 340000197001019062
\set agent_1 340000197001019070
\set agent_2 340000197001019089
\set agent_3 340000197001019097
\set agent_4 34000019700101910X
\set old 340000197001019118
\set paid 340000197001019126
\set unpaid 340000197001019134
\set no_name 340000197001019142
\set neither 340000197001019150

CREATE TABLE beneficiary (person text, name text, account text, phone text);
CREATE TABLE payment (person text, record text, valid daterange, amount numeric);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, score numeric);

INSERT INTO beneficiary VALUES
	(:'two_a', '王秀英', 'ACC-1', NULL), (:'two_b', '王 秀英', 'ACC-1', NULL),
	(:'phone_a', '李建国', 'ACC-2', '10012345678'), (:'phone_b', '李建国', 'ACC-3', '100-1234-5678'),
	(:'father', '张伟', 'ACC-4', '10000000004'), (:'son', '张强', 'ACC-4', '10000000004'),
	(:'agent_1', '刘芳', 'ACC-5', '10000000005'), (:'agent_2', '刘芳', 'ACC-6', '10000000005'),
	(:'agent_3', '陈平', 'ACC-7', '10000000005'), (:'agent_4', '陈丽', 'ACC-8', '10000000005'),
	(:'old', '周梅', 'ACC-9', NULL), (left(:'old', 6) || substr(:'old', 9, 9), '周梅', 'ACC-9', NULL),
	(:'paid', '吴刚', 'ACC-10', NULL), (:'unpaid', '吴刚', 'ACC-10', NULL),
	(:'no_name', NULL, 'ACC-11', NULL), (:'neither', '郑军', NULL, ''), ('12', '郑军', 'ACC-12', NULL);
INSERT INTO payment
SELECT person, 'P' || row_number() OVER (ORDER BY person, account), '[2024-01-01,2024-02-01)', 100
FROM beneficiary WHERE person <> :'unpaid' AND length(person) = 18;
INSERT INTO payment VALUES (:'two_b', 'P-more', '[2024-03-01,2024-04-01)', 50);
CREATE TABLE parameters AS SELECT '{"max_sharing": 3}'::jsonb AS value;
INSERT INTO expected VALUES
	(:'two_a', 'hit', NULL, 'one account', 100, 2), (:'two_b', 'clean', NULL, 'told with the other', NULL, NULL),
	(:'phone_a', 'hit', NULL, 'one telephone, in two writings', 100, 2), (:'phone_b', 'clean', NULL, 'told with the other', NULL, NULL),
	(:'father', 'clean', 1, 'other names', NULL, NULL), (:'son', 'clean', 1, 'other names', NULL, NULL),
	(:'agent_1', 'clean', 2, 'four people have this number', NULL, NULL), (:'agent_2', 'clean', 2, 'four people have this number', NULL, NULL),
	(:'agent_3', 'clean', NULL, 'another name', NULL, NULL), (:'agent_4', 'clean', NULL, 'another name', NULL, NULL),
	(:'old', 'clean', 3, 'one id', NULL, NULL),
	(:'paid', 'clean', 4, 'the other was never paid', NULL, NULL), (:'unpaid', 'clean', 4, 'never paid', NULL, NULL),
	(:'no_name', 'insufficient_data', NULL, 'no name', NULL, NULL), (:'neither', 'insufficient_data', NULL, 'neither account nor telephone', NULL, NULL),
	('12', 'insufficient_data', NULL, 'id cannot be read', NULL, NULL);
