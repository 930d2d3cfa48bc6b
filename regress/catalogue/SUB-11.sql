-- The account's holder is not the beneficiary: 100 yuan a month.

\set stranger 340000197001019011
\set keeper 34000019700101902X
\set wife 340000197001019038
\set own 340000197001019046
\set husband 340000197001019054
\set divorced 340000197001019062
\set ward 340000197001019070
\set former_ward 340000197001019089
\set misled 340000197001019097
\set inmate 34000019700101910X
\set dead_card 340000197001019118
\set no_holder 340000197001019126
\set no_account 340000197001019134

CREATE TABLE deposit (person text, record text, account text, amount numeric, paid_on date, returned boolean, region text);
CREATE TABLE account (account text, holder text);
CREATE TABLE household (person text, household text, valid daterange);
CREATE TABLE guardian (person text, guardian text, valid daterange);
CREATE TABLE exempt_account (account text);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, score numeric);

INSERT INTO account VALUES ('A1', :'stranger'), ('A2', :'keeper'), ('A3', NULL), ('A4', :'wife'), ('A5', lower(:'own')), ('A6', :'stranger'), ('A7', NULL);
INSERT INTO exempt_account VALUES ('A3');
INSERT INTO household VALUES (:'wife', 'H1', '[2010-01-01,)'), (:'husband', 'H1', '[2010-01-01,)'), (:'divorced', 'H1', '[2010-01-01,2023-01-01)');
INSERT INTO guardian VALUES (:'ward', :'keeper', '[2020-01-01,)'), (:'former_ward', :'keeper', '[2020-01-01,2024-02-01)');
INSERT INTO deposit
SELECT d.person, 'D' || row_number() OVER (), d.account, 100, d.paid_on::date, d.returned, 'Stone Bridge'
FROM (VALUES (:'misled', 'A1', '2024-01-25', NULL), (:'misled', 'A1', '2024-02-25', false),
	(:'former_ward', 'A2', '2024-01-25', NULL), (:'former_ward', 'A2', '2024-02-25', NULL), (:'divorced', 'A4', '2024-02-25', NULL),
	(:'ward', 'A2', '2024-01-25', NULL), (:'inmate', 'A3', '2024-01-25', NULL), (:'husband', 'A4', '2024-01-25', NULL),
	(:'own', 'A5', '2024-01-25', NULL), (:'dead_card', 'A6', '2024-01-25', true),
	(:'no_holder', 'A7', '2024-01-25', NULL), (:'no_account', 'A8', '2024-01-25', NULL), ('12', 'A1', '2024-01-25', NULL)
	) d (person, account, paid_on, returned);
INSERT INTO expected VALUES
	(:'misled', 'hit', NULL, 'two months to a stranger', 200, 2), (:'former_ward', 'hit', NULL, 'one month after the guardianship', 100, 1),
	(:'divorced', 'hit', NULL, 'no longer of the household', 100, 1),
	(:'ward', 'clean', 1, 'a guardian', NULL, NULL), (:'inmate', 'clean', 2, 'a care home', NULL, NULL),
	(:'husband', 'clean', 3, 'of one household', NULL, NULL), (:'own', 'clean', 4, 'the same id in another writing', NULL, NULL),
	(:'dead_card', 'clean', 5, 'came back', NULL, NULL),
	(:'no_holder', 'insufficient_data', NULL, 'whose account?', NULL, NULL), (:'no_account', 'insufficient_data', NULL, 'account unknown', NULL, NULL),
	('12', 'insufficient_data', NULL, 'id cannot be read', NULL, NULL);
