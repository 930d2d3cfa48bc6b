-- How time and memory grow: payments at random, of :n rows, with every other
-- row of one subject where :skewed says so.  The rows that are not of that
-- subject must give the same answer without it.
SET supervise.work_mem = '6GB';
CREATE UNLOGGED TABLE grown AS SELECT * FROM flat(:n, :skewed);
VACUUM ANALYZE grown;
TRUNCATE side, timing;
INSERT INTO side (name, what, query, settings) VALUES
	('scan', 'scan', 'SELECT count(subject) + count(record) + count(source) + count(valid) + count(amount) FROM grown', '{}'),
	('collisions', 'ours', $$SELECT subject, during FROM supervise.collisions('grown')$$, '{}');
SELECT format('CALL measure(%L, %s)', name, round) FROM generate_series(0, :runs) AS round, side ORDER BY round, place
\gexec

INSERT INTO growth
SELECT :n, :skewed, scan.ms, ours.ms, ours.peak, count(found.subject)
FROM median AS scan, median AS ours, supervise.collisions('grown') AS found
WHERE scan.name = 'scan' AND ours.name = 'collisions' GROUP BY scan.ms, ours.ms, ours.peak;

\if :skewed
DO $$
BEGIN
	IF EXISTS (SELECT count(*) FROM supervise.collisions('grown')
			EXCEPT SELECT count(*) + (SELECT count(*) FROM supervise.collisions($q$SELECT * FROM grown WHERE subject = '340000000000000000'$q$))
			FROM supervise.collisions($q$SELECT * FROM grown WHERE subject <> '340000000000000000'$q$)) THEN
		RAISE EXCEPTION 'one large subject changed what is found of the others';
	END IF;
END $$;
\endif
DROP TABLE grown;
