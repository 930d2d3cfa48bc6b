-- What collisions finds: facts that can be worked out by hand.  How its query is
-- read is in reading.sql, any number of random cases in t/100_random.pl.
SET datestyle = ISO;
SET intervalstyle = postgres;
CREATE SCHEMA collision;
SET search_path = collision;
CREATE TABLE claim (subject text, record text, source text, valid daterange, amount numeric);
CREATE FUNCTION claims(VARIADIC text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	TRUNCATE collision.claim;
	FOR n IN 1 .. cardinality($1) / 4 LOOP
		INSERT INTO collision.claim
		VALUES ('p', n, $1[4 * n - 3], daterange($1[4 * n - 2]::date, nullif($1[4 * n - 1], '')::date, '[]'), $1[4 * n]::numeric);
	END LOOP;
END$$;

-- Two departments pay one person; the days in common are the collision, the
-- smaller sum is the excess.
SELECT claims('welfare', '2024-01-01', '2024-06-30', '3000', 'pension', '2024-06-01', '2024-12-31', '4200.50');
SELECT * FROM supervise.collisions('collision.claim');
-- One day in common is one day; none is none.
SELECT claims('a', '2024-01-01', '2024-01-31', '1', 'b', '2024-01-31', '2024-02-29', '2');
SELECT during, days FROM supervise.collisions('collision.claim');
SELECT claims('a', '2024-01-01', '2024-01-30', '1', 'b', '2024-01-31', '2024-02-29', '2');
SELECT during, days FROM supervise.collisions('collision.claim');
-- within lengthens every claim at its end.
SELECT during, days FROM supervise.collisions('collision.claim', within => '1 day');
SELECT during, days FROM supervise.collisions('collision.claim', within => '3 days');
SELECT during, days FROM supervise.collisions('collision.claim', within => '3 days', min_days => 3);
SELECT during, days FROM supervise.collisions('collision.claim', within => '3 days', min_days => 4);
-- One person is not another, whatever their claims.
INSERT INTO claim SELECT 'q', record, source, valid, amount FROM claim WHERE source = 'a';
SELECT subject, claims FROM supervise.collisions('collision.claim', within => '1 day');

-- An episode is a stretch of days, not a pair of claims: it goes on while any
-- two collide, and all of them take part.
SELECT claims('a', '2024-01-01', '2024-01-10', '10', 'b', '2024-01-05', '2024-01-20', '20', 'c', '2024-01-15', '2024-01-31', '30');
SELECT during, sources, records, claims, amount, excess FROM supervise.collisions('collision.claim');
INSERT INTO claim VALUES ('p', '4', 'd', '[2024-01-11,2024-01-14]', 5);
SELECT during, sources, records, claims, amount, excess FROM supervise.collisions('collision.claim');
-- It goes on from one pair to the next if no day is between them.
SELECT claims('a', '2024-01-01', '2024-01-10', '1', 'b', '2024-01-01', '2024-01-10', '2', 'a', '2024-01-11', '2024-01-20', '4', 'b', '2024-01-11', '2024-01-20', '8');
SELECT during, records, amount, excess FROM supervise.collisions('collision.claim');
UPDATE claim SET valid = daterange(lower(valid) + 1, upper(valid)) WHERE lower(valid) = '2024-01-11';
SELECT during, records, amount, excess FROM supervise.collisions('collision.claim');

-- Claims of one source are no collision, unless same_source is asked for; the
-- excess is then all but the largest claim.
SELECT claims('a', '2024-01-01', '2024-01-31', '100', 'a', '2024-01-10', '2024-01-31', '70', 'b', '2024-01-20', '2024-01-31', '50');
SELECT during, sources, claims, amount, excess FROM supervise.collisions('collision.claim');
SELECT during, sources, claims, amount, excess FROM supervise.collisions('collision.claim', same_source => true);
-- pairs says which sources exclude each other, in either order; who is not in
-- conflict with anybody does not take part.
SELECT claims('a', '2024-01-01', '2024-01-31', '1', 'b', '2024-01-05', '2024-01-20', '2', 'c', '2024-01-10', '2024-01-15', '4');
SELECT during, sources, amount FROM supervise.collisions('collision.claim', pairs => $$SELECT 'c' AS source_a, 'b' AS source_b$$);
SELECT during, sources, amount FROM supervise.collisions('collision.claim', pairs => $$SELECT * FROM (VALUES ('b', 'a'), ('a', 'c')) v(source_a, source_b)$$);
SELECT during, sources, amount FROM supervise.collisions('collision.claim', pairs => $$SELECT 'x' AS source_a, 'y' AS source_b$$);
SELECT claims('a', '2024-01-01', '2024-01-31', '1', 'a', '2024-01-05', '2024-01-20', '2', 'b', '2024-01-10', '2024-01-15', '4', 'b', '2024-01-12', '2024-01-15', '8');
SELECT during, sources, amount, excess FROM supervise.collisions('collision.claim', same_source => true, pairs => $$SELECT 'a' AS source_a, 'a' AS source_b$$);
SELECT during, sources, amount, excess FROM supervise.collisions('collision.claim', same_source => true, pairs => $$SELECT 'a' AS source_a, 'b' AS source_b$$);

-- Amounts are exact and keep the decimals of what was added; reversals count.
SELECT claims('a', '2024-01-01', '2024-01-31', '0.1', 'a', '2024-01-01', '2024-01-31', '0.20', 'b', '2024-01-01', '2024-01-31', '-0.300');
SELECT amount, excess FROM supervise.collisions('collision.claim');
SELECT claims('a', '2024-01-01', '2024-01-31', '99999999999999999999999999999999999998', 'b', '2024-01-01', '2024-01-31', '1');
SELECT amount, excess FROM supervise.collisions('collision.claim');
UPDATE claim SET amount = amount + 1;
SELECT amount, excess FROM supervise.collisions('collision.claim');
-- Without the column there is nothing to add.
SELECT claims, amount, excess FROM supervise.collisions('SELECT subject, record, source, valid FROM collision.claim');

-- Without an end, as far as anybody knows.
SELECT claims('a', '2024-01-01', '', '1', 'b', '2024-06-01', '', '2');
SELECT during, days, reason FROM supervise.collisions('collision.claim', min_days => 1000);

-- The same row twice is two claims.
SELECT claims('a', '2024-01-01', '2024-01-31', '1', 'b', '2024-01-01', '2024-01-31', '2');
INSERT INTO claim SELECT * FROM claim WHERE source = 'a';
SELECT records, claims, amount, excess FROM supervise.collisions('collision.claim');

-- Rows come ordered by the text of the subject, then time; sources by name;
-- records by their first day, then their name.
TRUNCATE claim;
INSERT INTO claim
SELECT 'p' || s, 10 * s + n, 's' || (s + n) % 3, daterange(d, d + 5), n
FROM generate_series(9, 12) s, generate_series(1, 4) n, LATERAL (SELECT date '2024-03-01' - 20 * (n / 3) + s AS d) x ORDER BY 2 DESC;
SELECT subject, during, sources, records FROM supervise.collisions('collision.claim');
SELECT subject, during, records FROM supervise.collisions('SELECT substr(subject, 2)::int AS subject, record::int, source, valid FROM collision.claim');

-- Claims of sources that no pair names are judged as they are read: nothing is found in
-- them, and what is wrong with them is said all the same. Names that begin and
-- end alike are not one.
TRUNCATE claim;
INSERT INTO claim VALUES
	('p', '1', 'programme A of 2024', '[2024-01-01,2024-02-01)', 1), ('p', '2', 'programme B of 2024', '[2024-01-10,2024-01-20)', 2),
	('p', '3', 'programme C of 2024', '[2024-01-15,2024-01-17)', 4), ('p', '4', '', '[2024-01-01,2024-02-01)', 8),
	('q', '5', 'a', '[2024-01-01,2024-02-01)', 1), ('q', '6', 'b', '[2024-01-01,2024-02-01)', 2), ('q', '7', 'ab', '[2024-01-01,2024-02-01)', 4);
CREATE TABLE pair AS SELECT 'programme A of 2024' AS source_a, 'programme C of 2024' AS source_b UNION ALL SELECT 'ab', 'b' UNION ALL SELECT '', 'programme A of 2024';
SELECT supervise.detector_calls_reset();
SELECT subject, during, sources, amount FROM supervise.collisions('collision.claim', pairs => 'collision.pair');
SELECT rows_read, rows_judged, skipped, subjects, found FROM supervise.detector_calls();
INSERT INTO claim VALUES (NULL, '10', 'x', '[2024-01-01,2024-02-01)', 1), ('r', NULL, 'x', '[2024-01-01,2024-02-01)', 1),
	('r', '12', 'x', 'empty', 1), ('r', '13', 'x', NULL, 1), ('r', '14', 'x', '[2024-01-01,2024-02-01)', 'NaN'),
	('r', '15', 'x', '[2024-01-01,2024-02-01)', NULL), ('r', '16', NULL, '[2024-01-01,2024-02-01)', 1);
SELECT supervise.detector_calls_reset();
SELECT subject, during, sources, amount FROM supervise.collisions('collision.claim', pairs => 'collision.pair', on_invalid => 'skip');
SELECT rows_read, rows_judged, skipped, subjects, found FROM supervise.detector_calls();
SELECT count(*) FROM supervise.collisions($$SELECT * FROM collision.claim WHERE record = '10'$$, pairs => 'collision.pair');
SELECT count(*) FROM supervise.collisions($$SELECT * FROM collision.claim WHERE record IS NULL$$, pairs => 'collision.pair');
SELECT count(*) FROM supervise.collisions($$SELECT * FROM collision.claim WHERE record = '12'$$, pairs => 'collision.pair');
SELECT count(*) FROM supervise.collisions($$SELECT * FROM collision.claim WHERE record = '14'$$, pairs => 'collision.pair');
SELECT count(*) FROM supervise.collisions($$SELECT * FROM collision.claim WHERE record = '16'$$, pairs => 'collision.pair');
-- Sources of another type are compared as they are written.
SELECT subject, sources FROM supervise.collisions($$SELECT 'p' AS subject, n AS record, n AS source, daterange('2024-01-01', '2024-02-01') AS valid FROM generate_series(1, 4) n$$,
	pairs => $$SELECT 2 AS source_a, 4 AS source_b$$);

RESET search_path;
SET client_min_messages = warning;
DROP SCHEMA collision CASCADE;
