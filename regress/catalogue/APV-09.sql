-- Thirty matters of one agent and thirty of three others, thirty filed by applicants.
CREATE TABLE matter (matter text, item text, variant text, accepted date, finished date, approved boolean, agent text, clerk text, department text);
CREATE TABLE suspension (matter text, valid daterange);
CREATE TABLE agent_register (item text, agent text, valid daterange);
CREATE TABLE local_day (day date, is_working boolean);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric);

INSERT INTO matter (matter, item, accepted, finished, approved, agent, clerk)
SELECT item || who || g, item, '2024-05-06',
	CASE WHEN item = 'fast' AND who <> 'Big' THEN date '2024-05-27' ELSE date '2024-05-13' END + g % 4,
	CASE WHEN item IN ('granted', 'sole') THEN who = 'Big' OR g % 2 = 0 WHEN item = 'laymen' THEN who <> 'self' OR g % 2 = 0 ELSE g % 5 > 0 END,
	CASE who WHEN 'Big' THEN 'Big' WHEN 'others' THEN 'Small ' || g % 3 END, 'Li'
FROM unnest('{granted,fast,sole,even,laymen,few}'::text[]) item, unnest('{Big,others,self}'::text[]) who, generate_series(1, 30) g
WHERE item <> 'few' OR who = 'Big' OR g < 5;
INSERT INTO agent_register VALUES ('sole', 'Big', '[2024-01-01,)'), ('sole', 'Small 1', '[2020-01-01,2023-01-01)'), ('granted', 'Big', '(,)'), ('granted', 'Small 1', '(,)');
INSERT INTO expected VALUES
	('Big | granted', 'hit', NULL, 'always granted, others half the time', 50), ('Big | fast', 'hit', NULL, 'within a week, others three', 50),
	('Big | sole', 'clean', 1, 'the only one qualified', NULL), ('Big | even', 'clean', 2, 'no better than others', NULL),
	('Big | laymen', 'clean', 3, 'no better than other agents', NULL), ('Big | few', 'insufficient_data', NULL, 'hardly any other agent', NULL);
INSERT INTO expected SELECT DISTINCT agent || ' | ' || item, 'insufficient_data', NULL::integer, 'few matters', NULL::numeric FROM matter WHERE agent LIKE 'Small%';
