CREATE TABLE fee (record text, fee_item text, amount numeric, charged date, matter text, quantity numeric, relief numeric, refund_of text, department text, region text);
CREATE TABLE fee_list (fee_item text, rate numeric, ceiling boolean, valid daterange);
CREATE TABLE matter (matter text, accepted date);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, amount numeric);

INSERT INTO fee_list VALUES
	('survey', 100, false, '[2020-01-01,2024-07-01)'), ('survey', 80, false, '[2024-07-01,)'), ('copy', 0.5, false, '(,)'), ('copy', 0.5, false, '(,)'),
	('test', 200, true, '(,)'), ('abolished', 30, false, '(,2023-01-01)'), ('twice', 10, false, '(,)'), ('twice', 12, false, '[2024-01-01,)');
INSERT INTO matter VALUES ('m1', '2024-06-28'), ('m1', '2024-06-28'), ('m2', '2024-07-03');
INSERT INTO fee (record, fee_item, amount, charged, matter, quantity, relief, refund_of) VALUES
	('off', 'photo', 50, '2024-05-06', NULL, NULL, NULL, NULL), ('abolished', 'abolished', 30, '2024-05-06', NULL, NULL, NULL, NULL),
	('too much', 'survey', 240, '2024-05-06', NULL, 2, NULL, NULL), ('old rate too late', 'survey', 100, '2024-07-10', 'm2', NULL, NULL, NULL),
	('above the ceiling', 'test', 250, '2024-05-06', NULL, NULL, NULL, NULL), ('too little', 'survey', 60, '2024-05-06', NULL, NULL, NULL, NULL),
	('partly refunded', 'survey', 150, '2024-05-06', NULL, NULL, NULL, NULL), ('r1', 'survey', -20, '2024-05-08', NULL, NULL, NULL, 'partly refunded'),
	('uploaded twice', 'survey', 130, '2024-05-06', NULL, NULL, NULL, NULL), ('uploaded twice', 'survey', 130, '2024-05-06', NULL, NULL, NULL, NULL),
	('right', 'copy', 6, '2024-05-06', NULL, 12, NULL, NULL), ('rounded', 'copy', 1.51, '2024-05-06', NULL, 3, NULL, NULL),
	('old rate', 'survey', 100, '2024-07-10', 'm1', NULL, NULL, NULL), ('below the ceiling', 'test', 120, '2024-05-06', NULL, NULL, NULL, NULL),
	('relief', 'survey', 50, '2024-05-06', NULL, NULL, 50, NULL),
	('refunded', 'survey', 150, '2024-05-06', NULL, NULL, NULL, NULL), ('r2', 'survey', -50, '2024-05-08', NULL, NULL, NULL, 'refunded'),
	('off, refunded', 'photo', 50, '2024-05-06', NULL, NULL, NULL, NULL), ('r3', 'photo', -50, '2024-05-08', NULL, NULL, NULL, 'off, refunded'),
	('differs', 'survey', 100, '2024-05-06', NULL, NULL, NULL, NULL), ('differs', 'survey', 130, '2024-05-06', NULL, NULL, NULL, NULL),
	('amountless', 'survey', NULL, '2024-05-06', NULL, NULL, NULL, NULL), ('negative', 'survey', -100, '2024-05-06', NULL, NULL, NULL, NULL),
	('nameless', NULL, 100, '2024-05-06', NULL, NULL, NULL, NULL), ('undated', 'survey', 130, NULL, NULL, NULL, NULL, NULL),
	('two rates', 'twice', 15, '2024-05-06', NULL, NULL, NULL, NULL), ('no units', 'survey', 100, '2024-05-06', NULL, 0, NULL, NULL),
	(NULL, 'survey', 130, '2024-05-06', NULL, NULL, NULL, NULL),
	('free', 'photo', 0, '2024-05-06', NULL, NULL, NULL, NULL), ('future', 'photo', 50, '2025-05-06', NULL, NULL, NULL, NULL);
INSERT INTO expected VALUES
	('off', 'hit', NULL, 'not on the list', 50), ('abolished', 'hit', NULL, 'no longer', 30), ('too much', 'hit', NULL, '240 for 200', 40),
	('old rate too late', 'hit', NULL, 'accepted under the new rate', 20), ('above the ceiling', 'hit', NULL, '250 for at most 200', 50),
	('too little', 'hit', NULL, '60 for 100', -40), ('partly refunded', 'hit', NULL, '30 are left', 30), ('uploaded twice', 'hit', NULL, 'counts once', 30),
	('right', 'clean', NULL, 'twelve copies', NULL), ('rounded', 'clean', NULL, 'a cent', NULL),
	('old rate', 'clean', 1, 'accepted under the old rate', NULL), ('below the ceiling', 'clean', 2, 'a ceiling', NULL), ('relief', 'clean', 3, 'half remitted', NULL),
	('refunded', 'clean', 4, 'paid back', NULL), ('off, refunded', 'clean', 4, 'paid back whole', NULL),
	('differs', 'insufficient_data', NULL, 'which amount?', NULL), ('amountless', 'insufficient_data', NULL, 'no amount', NULL),
	('negative', 'insufficient_data', NULL, 'of what?', NULL), ('nameless', 'insufficient_data', NULL, 'for what?', NULL),
	('undated', 'insufficient_data', NULL, 'which rate?', NULL), ('two rates', 'insufficient_data', NULL, 'which rate?', NULL),
	('no units', 'insufficient_data', NULL, 'zero units', NULL), ('(no number)', 'insufficient_data', NULL, 'no number', NULL),
	('r1', 'not_applicable', NULL, 'a refund', NULL), ('r2', 'not_applicable', NULL, 'a refund', NULL), ('r3', 'not_applicable', NULL, 'a refund', NULL),
	('free', 'not_applicable', NULL, 'nothing', NULL), ('future', 'not_applicable', NULL, 'after the run', NULL);
