-- Thirty matters on either side of each item, sixty of the one with variants.
CREATE TABLE matter (matter text, item text, variant text, accepted date, finished date, applicant_kind text, agent text, department text);
CREATE TABLE suspension (matter text, valid daterange);
CREATE TABLE local_day (day date, is_working boolean);
CREATE TABLE expected (subject text, outcome text, excluded integer, why text, score numeric);

INSERT INTO matter (matter, item, variant, accepted, finished, applicant_kind)
SELECT i.item || k || g, i.item, v.variant, a.accepted, supervise.add_working_days(supervise.china_workcalendar(), a.accepted, CASE
		WHEN i.item = 'slow' THEN 4 + g % 3 + CASE k WHEN 'outside' THEN 6 ELSE 0 END
		WHEN i.item = 'variants' THEN CASE v.variant WHEN 'simple' THEN 2 ELSE 12 END + g % 3
		WHEN i.item = 'stopped' THEN 4 + g % 3 + CASE k WHEN 'outside' THEN 6 ELSE 0 END
		WHEN i.item = 'festival' THEN 4 + g % 3
		WHEN i.item = 'chance' THEN 2 + (g * 7 + CASE k WHEN 'outside' THEN 1 ELSE 0 END) % 11
		ELSE 4 + g % 3 END), k
FROM unnest('{slow,variants,stopped,festival,chance,few}'::text[]) i(item), unnest('{local,outside}'::text[]) k, generate_series(0, 59) g
CROSS JOIN LATERAL (SELECT CASE WHEN i.item <> 'variants' THEN 'usual'
	WHEN g < CASE k WHEN 'local' THEN 20 ELSE 40 END THEN 'difficult' ELSE 'simple' END) v (variant)
CROSS JOIN LATERAL (SELECT CASE WHEN i.item = 'festival' AND k = 'outside' THEN date '2024-02-06' ELSE date '2024-03-04' + g % 30 / 5 * 7 END) a (accepted)
WHERE g < CASE WHEN i.item = 'variants' THEN 60 WHEN i.item = 'few' AND k = 'outside' THEN 5 ELSE 30 END;
INSERT INTO suspension SELECT matter, daterange(accepted + 1, supervise.add_working_days(supervise.china_workcalendar(), accepted, 6), '[]')
FROM matter WHERE item = 'stopped' AND applicant_kind = 'outside';
INSERT INTO matter SELECT * FROM matter WHERE item = 'slow' LIMIT 7;
INSERT INTO expected VALUES
	('slow | usual | outside', 'hit', NULL, 'eleven days against five', 2.2), ('slow | usual | local', 'clean', NULL, 'the faster side', NULL),
	('variants | simple | outside', 'clean', 1, 'as fast as others in this variant', NULL),
	('variants | simple | local', 'clean', 1, 'as fast', NULL), ('variants | difficult | local', 'clean', 1, 'as fast', NULL),
	('variants | difficult | outside', 'clean', 1, 'as fast', NULL),
	('stopped | usual | outside', 'clean', 2, 'the clock stood', NULL), ('stopped | usual | local', 'clean', NULL, 'as fast', NULL),
	('festival | usual | outside', 'clean', 3, 'the week was off', NULL), ('festival | usual | local', 'clean', NULL, 'as fast', NULL),
	('chance | usual | outside', 'clean', 4, 'chance', NULL), ('chance | usual | local', 'clean', NULL, 'chance', NULL),
	('few | usual | outside', 'insufficient_data', NULL, 'five matters', NULL), ('few | usual | local', 'insufficient_data', NULL, 'five to compare with', NULL);
INSERT INTO expected SELECT DISTINCT item || ' | ' || variant || ' | without an agent', 'not_applicable', NULL::int, 'no agents', NULL::numeric FROM matter;
