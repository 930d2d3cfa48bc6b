-- Programmes that exclude each other: nursing for the disabled and nursing for the injured.

\set both 340000197001019011
\set switched 34000019700101902X
\set added 340000197001019038
\set recovered 340000197001019046
\set new_rule 340000197001019054
\set back_pay 340000197001019062
\set open_end 340000197001019070
\set no_period 340000197001019089
\set elsewhere 340000197001019097

CREATE TABLE payment (person text, record text, item text, valid daterange, amount numeric);
CREATE TABLE exclusion (item_a text, item_b text, valid daterange);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, during daterange, score numeric);
INSERT INTO exclusion VALUES ('disabled', 'injured', NULL), ('disabled', 'frail', '[2024-06-01,)');

INSERT INTO payment
SELECT p.person, p.name || '-' || p.item || '-' || m, p.item, daterange(make_date(2024, m, 1), (make_date(2024, m, 1) + interval '1 month')::date), p.amount
FROM (VALUES (:'both', 'both', 'disabled', 1, 6, 80.00), (:'both', 'both', 'injured', 4, 8, 1450.00),
	(:'switched', 'switch', 'disabled', 1, 4, 80.00), (:'switched', 'switch', 'injured', 4, 8, 1450.00),
	(:'added', 'added', 'disabled', 1, 6, 80.00), (:'added', 'added', 'old age', 1, 6, 50.00),
	(:'recovered', 'rec', 'disabled', 1, 6, 80.00), (:'recovered', 'rec', 'injured', 1, 6, 1450.00),
	(:'new_rule', 'new', 'disabled', 1, 6, 80.00), (:'new_rule', 'new', 'frail', 1, 6, 200.00)) p (person, name, item, s, e, amount),
	generate_series(p.s, p.e) m;
INSERT INTO payment VALUES
	-- paid in September for January to March, and injured from April on
	(:'back_pay', 'back-1', 'disabled', '[2024-01-01,2024-04-01)', 240), (:'back_pay', 'back-2', 'injured', '[2024-04-01,2024-09-01)', 7250),
	(:'recovered', 'rec-back', 'injured', '[2024-01-01,2024-07-01)', -8700),
	(:'open_end', 'open-1', 'disabled', '[2024-01-01,)', 960), (:'open_end', 'open-2', 'injured', '[2024-01-01,)', 1450),
	(:'no_period', 'np-1', 'disabled', NULL, 80), ('12', 'bad', 'disabled', '[2024-01-01,2024-04-01)', 240),
	(:'elsewhere', 'other', 'old age', '[2024-01-01,2024-04-01)', 240);
INSERT INTO expected VALUES
	(:'both', 'hit', NULL, 'April to June twice', 240, '[2024-04-01,2024-07-01)', 91),
	(:'open_end', 'hit', NULL, 'both without end', 960, NULL, NULL),
	(:'switched', 'clean', 1, 'April only', NULL, NULL, NULL),
	(:'added', 'clean', 2, 'old-age allowance may be added', NULL, NULL, NULL),
	(:'back_pay', 'clean', 3, 'one after the other, whenever paid', NULL, NULL, NULL),
	(:'recovered', 'clean', 4, 'all taken back', NULL, NULL, NULL),
	(:'new_rule', 'clean', 5, 'the rule begins in June, one month before the end', NULL, NULL, NULL),
	(:'no_period', 'insufficient_data', NULL, 'for what time?', NULL, NULL, NULL),
	('12', 'insufficient_data', NULL, 'id cannot be read', NULL, NULL, NULL);
