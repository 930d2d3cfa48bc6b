-- The sides of the comparison over the table payment, which has no index.
VACUUM ANALYZE payment;
-- For the aggregate over sorted input: the same rows under a covering index.
CREATE UNLOGGED TABLE payment_sorted AS SELECT * FROM payment ORDER BY subject COLLATE "C", record;
CREATE INDEX ON payment_sorted (subject) INCLUDE (record, source, valid, amount);
VACUUM ANALYZE payment_sorted;

INSERT INTO side (name, what, query, settings) VALUES
	('scan of the five columns', 'scan',
	 'SELECT count(subject) + count(record) + count(source) + count(valid) + count(amount) FROM payment', '{}');

INSERT INTO side (name, what, query, settings)
SELECT 'collisions, ' || name, 'ours',
	format('SELECT subject, during FROM supervise.collisions(''payment'', pairs => %L)', pairs),
	ARRAY['supervise.work_mem=' || memory]
FROM question, (VALUES ('in memory', '6GB'), ('64 MB', '64MB')) AS m(name, memory);

INSERT INTO side (name, what, query, settings)
SELECT 'collide, ' || name, 'collide',
	format('SELECT g.subject, f.during FROM (SELECT subject, supervise.collide(record, source, valid, amount%s) AS found
		FROM %I GROUP BY subject) AS g CROSS JOIN LATERAL unnest(g.found) AS f',
		CASE WHEN pair_list IS NOT NULL THEN format(', ''0 days'', 1, %L::text[], false', pair_list) END, input),
	settings
FROM question, (VALUES
	('hash aggregate', 'payment', '{work_mem=256MB,enable_sort=off}'::text[]),
	('index-only scan', 'payment_sorted', '{work_mem=256MB,enable_seqscan=off,enable_hashagg=off,enable_sort=off}')) AS i(name, input, settings);

-- What a person would write without the extension.  All three list the days of
-- every pair of claims, and join them to episodes with range_agg; "days on which
-- two claims that exclude each other are in force" is the union of these.  They
-- differ in how they keep the self-join small: not at all; to claims of sources that
-- some pair names; to subjects of more than one source; to subjects with a claim that
-- begins before an earlier one has ended (a running maximum: the window function
-- reads the claims of a subject by their first day).
INSERT INTO side (name, what, query, settings)
SELECT format('SQL: %s, %s', name, memory), 'sql',
	format('SELECT subject, unnest(range_agg(a.valid * b.valid)) AS during
		FROM %s JOIN %s AS b USING (subject)
		WHERE a.valid && b.valid AND %s GROUP BY subject', suspects, coalesce(others, 'payment'), rule),
	ARRAY['work_mem=' || memory]
FROM question, (VALUES ('32MB'), ('256MB')) AS m(memory), LATERAL (VALUES
	(1, 'self-join', 'payment AS a', NULL),
	(1, 'self-join of sources in pairs', '(SELECT * FROM payment WHERE ' || named || ') AS a', '(SELECT * FROM payment WHERE ' || named || ')'),
	(2, 'subjects of two sources, then self-join',
	 '(SELECT subject FROM payment GROUP BY subject HAVING min(source) <> max(source)) AS s JOIN payment AS a USING (subject)', NULL),
	(3, 'running maximum, then self-join',
	 '(SELECT DISTINCT subject FROM (
		SELECT subject, lower(valid) < max(upper(valid)) OVER (PARTITION BY subject ORDER BY lower(valid)
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS begins_before FROM payment) AS w
	   WHERE begins_before) AS s JOIN payment AS a USING (subject)', NULL)) AS q(place, name, suspects, others)
WHERE suspects IS NOT NULL
ORDER BY place, name, memory = '256MB';
