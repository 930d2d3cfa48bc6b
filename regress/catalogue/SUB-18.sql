-- Money released and money received: 15 working days.



CREATE TABLE appropriation (batch text, amount numeric, released_on date, item text, region text);
CREATE TABLE deposit (batch text, record text, amount numeric, paid_on date, returned boolean, reissue_of text);
CREATE TABLE refund (batch text, amount numeric, day date);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric, during daterange, score numeric);

INSERT INTO appropriation VALUES
	('short', 1000, '2024-03-01', 'allowance', 'Stone Bridge'), ('over', 100, '2024-03-01', 'allowance', NULL), ('late', 200, '2024-09-23', 'allowance', NULL),
	('refunded', 300, '2024-03-01', 'allowance', NULL), ('reissued', 300, '2024-03-01', 'allowance', NULL), ('fee', 100.5, '2024-03-01', 'allowance', NULL),
	('fresh', 500, '2024-12-20', 'allowance', NULL), ('two_releases', 100, '2024-03-01', 'allowance', NULL), ('two_releases', 50, '2024-03-11', 'allowance', NULL),
	('no_day', 100, NULL, 'allowance', NULL), ('nothing', 400, '2024-03-01', 'allowance', NULL);
INSERT INTO deposit VALUES
	('short', 'D1', 900, '2024-03-15', NULL, NULL), ('over', 'D2', 60, '2024-03-15', NULL, NULL), ('over', 'D3', 60, '2024-03-15', NULL, NULL),
	-- 15 working days after 23 September 2024 end on 17 October: seven days of holiday, two weekend days worked
	('late', 'D4', 100, '2024-10-17', NULL, NULL), ('late', 'D5', 100, '2024-10-24', NULL, NULL),
	('refunded', 'D6', 200, '2024-03-15', NULL, NULL), ('refunded', 'D7', 100, '2024-03-15', true, NULL),
	('reissued', 'D8', 200, '2024-03-15', NULL, NULL), ('reissued', 'D9', 100, '2024-03-15', true, NULL), ('reissued', 'D10', 100, '2024-06-15', NULL, 'D9'),
	('fee', 'D11', 60, '2024-03-15', NULL, NULL), ('fee', 'D16', 40, NULL, NULL, NULL), ('two_releases', 'D12', 150, '2024-03-15', NULL, NULL), ('no_day', 'D13', 100, '2024-03-15', NULL, NULL),
	('unknown', 'D14', 100, '2024-03-15', NULL, NULL), (NULL, 'D15', 100, '2024-03-15', NULL, NULL);
INSERT INTO refund VALUES ('refunded', 100, '2024-04-10');
INSERT INTO expected VALUES
	('short', 'hit', NULL, '100 yuan missing', 100, '[2024-03-01,2024-03-02)', NULL), ('over', 'hit', NULL, '20 yuan too much', 20, NULL, NULL),
	('late', 'hit', NULL, 'one payment five working days late', 100, '[2024-09-23,2024-10-25)', 5), ('nothing', 'hit', NULL, 'nothing arrived', 400, NULL, NULL),
	('refunded', 'clean', 1, 'returned to the treasury', NULL, NULL, NULL), ('reissued', 'clean', 2, 'paid again', NULL, NULL, NULL),
	('fee', 'clean', 3, 'half a yuan', NULL, NULL, NULL), ('fresh', 'clean', 4, 'eleven days', NULL, NULL, NULL),
	('two_releases', 'clean', NULL, 'released in two parts', NULL, NULL, NULL),
	('no_day', 'insufficient_data', NULL, 'released when?', NULL, NULL, NULL), ('unknown', 'insufficient_data', NULL, 'nothing released', NULL, NULL, NULL),
	('(none)', 'insufficient_data', NULL, 'no batch', NULL, NULL, NULL);
