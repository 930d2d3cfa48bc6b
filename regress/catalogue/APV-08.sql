-- Eight clerks with twenty matters each in either item; one comes every hour.
CREATE TABLE matter (matter text, item text, variant text, accepted timestamp, finished timestamp, clerk text, agent text, department text, region text);
CREATE TABLE suspension (matter text, valid daterange);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric);

INSERT INTO matter (matter, item, accepted, finished, clerk, agent)
SELECT item || c || '-' || g, item, timestamp '2024-05-06 08:00' + g * interval '1 hour', timestamp '2024-05-20 08:00' + g * interval '1 hour', 'c' || c,
	CASE WHEN g % 4 = 3 THEN 'Quick Ltd' END
FROM unnest('{jump,all}'::text[]) item, generate_series(1, 8) c, generate_series(1, 20) g;
-- c1 takes an agent's matters first, in the other item everybody does.
UPDATE matter SET finished = accepted + interval '1 hour' WHERE agent IS NOT NULL AND (clerk = 'c1' OR item = 'all');
-- c2 has simple matters in between, c3 some whose clock was stopped, c4 decides all in one sitting.
INSERT INTO matter (matter, item, variant, accepted, finished, clerk)
SELECT 'simple' || g, 'jump', 'simple', timestamp '2024-05-06 08:30' + g * interval '1 hour', timestamp '2024-05-06 09:30' + g * interval '1 hour', 'c2'
FROM generate_series(1, 20) g;
INSERT INTO matter (matter, item, accepted, finished, clerk)
SELECT 'stopped' || g, 'jump', timestamp '2024-05-06 07:00', timestamp '2024-06-20 08:00', 'c3' FROM generate_series(1, 6) g;
INSERT INTO suspension SELECT matter, '[2024-05-10,2024-06-20)' FROM matter WHERE matter LIKE 'stopped%';
UPDATE matter SET finished = '2024-05-24 15:00' WHERE clerk = 'c4' AND item = 'jump';
INSERT INTO matter (matter, item, accepted, finished, clerk) VALUES
	('one', 'jump', '2024-05-06', '2024-05-07', 'c9'), ('nobody''s', 'jump', '2024-05-06', '2024-05-07', NULL),
	('open', 'jump', '2024-05-06', NULL, 'c5'), ('backwards', 'jump', '2024-05-06', '2024-05-01', 'c5');
INSERT INTO expected
SELECT 'c' || c || ' | ' || item, 'clean', CASE WHEN item = 'all' THEN 3 WHEN c = 2 THEN 1 WHEN c = 3 THEN 2 WHEN c = 4 THEN 4 END, 'see above'
FROM unnest('{jump,all}'::text[]) item, generate_series(1, 8) c;
UPDATE expected SET outcome = 'hit', why = 'five matters of an agent before all others' WHERE subject = 'c1 | jump';
INSERT INTO expected VALUES
	('c2 | jump | simple', 'insufficient_data', NULL, 'no colleagues'), ('c9 | jump', 'insufficient_data', NULL, 'one matter'),
	('(no clerk) | jump', 'insufficient_data', NULL, 'whose?');
