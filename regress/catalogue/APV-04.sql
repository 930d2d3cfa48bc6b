CREATE TABLE action (matter text, actor text, at timestamp, automatic boolean);
CREATE TABLE matter (matter text, item text, accepted date, applicant text, department text, region text);
CREATE TABLE promise (item text, days integer, valid daterange);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric);

INSERT INTO promise VALUES ('slow', 10, '(,)'), ('instant', 1, '(,)');
-- Twelve matters of an account, four actions each within six minutes, five minutes apart.
INSERT INTO matter (matter, item, accepted, applicant)
SELECT c || n, CASE c WHEN 'instant' THEN 'instant' ELSE 'slow' END, '2024-05-06', CASE c WHEN 'bulk' THEN 'one firm' ELSE c || n END
FROM unnest('{burst,instant,system,bulk,last,spread,few,nameless,timeless}'::text[]) c, generate_series(1, 12) n
WHERE c <> 'few' OR n < 10;
INSERT INTO action
SELECT matter, regexp_replace(matter, '\d+', ''),
	CASE WHEN matter LIKE 'last%' AND step < 3 THEN timestamp '2024-05-06 10:00' + step * interval '1 hour'
		WHEN matter LIKE 'spread%' THEN timestamp '2024-05-06 09:00' + step * interval '2 minutes' + regexp_replace(matter, '\D+', '')::int * interval '1 hour'
		ELSE timestamp '2024-05-20 18:00' + step * interval '2 minutes' + regexp_replace(matter, '\D+', '')::int * interval '5 minutes' END,
	matter LIKE 'system%'
FROM matter, generate_series(0, 3) step;
UPDATE action SET actor = NULL WHERE matter LIKE 'nameless%';
UPDATE action SET at = NULL WHERE matter LIKE 'timeless%';
INSERT INTO action SELECT * FROM action WHERE actor = 'burst' LIMIT 9;
INSERT INTO action VALUES ('burst1', 'later', '2025-01-06 10:00', false);
INSERT INTO expected VALUES
	('burst', 'hit', NULL, 'twelve matters within the hour', 12),
	('instant', 'clean', 1, 'done on the spot', NULL),
	('bulk', 'clean', 3, 'one applicant', NULL),
	('last', 'clean', 4, 'only decided in a row', NULL),
	('spread', 'clean', NULL, 'an hour apart', NULL),
	('few', 'clean', NULL, 'nine', NULL),
	('mixed', 'clean', 2, 'a person''s account that took data over', NULL),
	('(no account)', 'insufficient_data', NULL, 'no account', NULL),
	('timeless', 'insufficient_data', NULL, 'no time', NULL),
	('system', 'not_applicable', NULL, 'the system', NULL),
	('later', 'not_applicable', NULL, 'after the run', NULL);
INSERT INTO action SELECT replace(matter, 'system', 'burst'), 'mixed', at + interval '1 day', true FROM action WHERE actor = 'system';
INSERT INTO action VALUES ('spread1', 'mixed', '2024-05-06 09:30', false);
