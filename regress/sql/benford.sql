-- Digit tests: against their definition in SQL, over every form of numeric, and every error.
CREATE SCHEMA t_benford;
SET search_path = t_benford;

-- Amounts of all sizes, scales and signs; deterministic.
CREATE TABLE amount AS
SELECT i, i % 7 AS part,
       (CASE WHEN i % 3 = 0 THEN -1 ELSE 1 END
        * ((i::numeric * 7919 * 104729 + i * i) % (10::numeric ^ (i % 19 + 1)) + 1)
        / 10::numeric ^ (i % 5))::numeric AS v
FROM generate_series(1, 20000) AS i;
UPDATE amount SET v = round(v, i % 9);
DELETE FROM amount WHERE v = 0;

-- The digits by text: what the aggregate must count.
CREATE VIEW by_text AS
SELECT v, sign(v)::int AS sign,
       rpad(ltrim(replace(abs(v)::text, '.', ''), '0'), 3, '0') AS first,
       right('0' || replace(abs(v)::text, '.', ''), 2) AS last
FROM amount;

CREATE TABLE state AS SELECT supervise.benford(v) AS s FROM amount;

CREATE TABLE wanted AS
SELECT digits, place, sign, CASE place WHEN 'leading' THEN left(first, digits) WHEN 'second' THEN substr(first, 2, 1) ELSE last END::int AS digit,
       count(*), sum(v) AS amount
FROM by_text, (VALUES (1, 'leading'), (2, 'leading'), (3, 'leading'), (1, 'second'), (2, 'last')) AS d(digits, place)
GROUP BY 1, 2, 3, 4;

SELECT t.digits, t.place, t.sign, count(*) AS groups,
       bool_and(got.count = coalesce(w.count, 0)) AS counts,
       bool_and(got.amount IS NULL OR got.amount = coalesce(w.amount, 0)) AS sums,
       bool_and(got.amount IS NULL) AS without_sums,
       round(sum(got.observed)::numeric, 12) AS observed, round(sum(got.expected)::numeric, 12) AS expected
FROM (SELECT DISTINCT digits, place, sign FROM wanted) AS t
     CROSS JOIN state
     CROSS JOIN LATERAL supervise.benford_digits(s, t.digits, t.place, CASE t.sign WHEN 1 THEN 'positive' ELSE 'negative' END) AS got
     LEFT JOIN wanted AS w ON (w.digits, w.place, w.sign, w.digit) = (t.digits, t.place, t.sign, got.digit)
GROUP BY 1, 2, 3 ORDER BY 2, 1, 3;

-- Any division into parts, and any order, gives the same state.
SELECT (SELECT s::text FROM state)
     = (SELECT supervise.benford_union(s ORDER BY part)::text FROM (SELECT part, supervise.benford(v ORDER BY i) AS s FROM amount GROUP BY part) AS p)
       AS merged_is_whole,
       (SELECT s::text FROM state)::supervise.benford_state::text = (SELECT s::text FROM state) AS text_round_trip,
       length((SELECT supervise.benford_state_send(s) FROM state)) AS bytes_of_two_signs;

-- In parallel workers.
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT supervise.benford(v) FROM amount;
SELECT c.*, t.n, t.df, round(t.mad::numeric, 10) AS mad, t.verdict
FROM (SELECT supervise.benford(v) AS s FROM amount) AS p, supervise.benford_counts(s) AS c, supervise.benford_test(s) AS t;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SELECT c.*, t.n, t.df, round(t.mad::numeric, 10) AS mad, t.verdict
FROM state, supervise.benford_counts(s) AS c, supervise.benford_test(s) AS t;

-- What has no digits is counted; every stored form of numeric is read.
SELECT c.* FROM (SELECT supervise.benford(v) AS s FROM (VALUES
    (12.5), (-3), (0), (0.00), (NULL), ('NaN'), ('Infinity'), ('-Infinity')) AS t(v)) AS p,
    supervise.benford_counts(s) AS c;
SELECT left(b.v::text, 80) AS v, string_agg(place || ' ' || digit, ', ' ORDER BY place) AS digits
FROM (SELECT v, supervise.benford(v) FROM (VALUES ('1'::numeric), ('9'), ('10'), ('99.90'), ('0.1'), ('0.00000123'), ('1234567890123456789012345678.90'),
             ('1e60'), ('7.5e-300'), (('0.' || repeat('0', 70) || '42')::numeric), (repeat('8', 9000)::numeric)) AS t(v) GROUP BY v) AS b(v, s),
     LATERAL (SELECT 'first' || n AS place, digit FROM generate_series(1, 3) AS n, supervise.benford_digits(s, n) WHERE count = 1
              UNION ALL SELECT 'last', digit FROM supervise.benford_digits(s, 2, 'last') WHERE count = 1) AS d
GROUP BY b.v ORDER BY b.v;
-- Sums are given up, counts are not, where 38 digits do not hold them.
SELECT count, amount, amount_share FROM supervise.benford_digits(
    (SELECT supervise.benford(v) FROM (VALUES (1e37), (0.25)) AS t(v)), 1) WHERE count > 0;
SELECT count, amount, amount_share FROM supervise.benford_digits(
    (SELECT supervise.benford(v) FROM (VALUES (-2.5), (-0.25), (-75)) AS t(v)), 1, sign => 'negative') WHERE count > 0;

-- A set that follows the law, and one with a fifth of equal amounts below a line.
CREATE TABLE lawful AS SELECT supervise.benford(round(10::numeric ^ (1 + i / 3000.0), 2)) AS s FROM generate_series(0, 11999) AS i;
CREATE TABLE unlawful AS SELECT supervise.benford_union(s) AS s
FROM (SELECT s FROM lawful UNION ALL SELECT supervise.benford(4999.00) FROM generate_series(1, 3000)) AS u;
SELECT name, digits, place, n, df, round(p::numeric, 6) AS p, round(mad::numeric, 5) AS mad, conformity, ks < ks_critical AS ks_passed,
       round(mantissa_l2::numeric, 6) AS l2, round(mantissa_p::numeric, 6) AS mantissa_p,
       round(distortion::numeric, 3) AS distortion, round(distortion_z::numeric, 2) AS distortion_z, verdict
FROM (SELECT 'lawful' AS name, s FROM lawful UNION ALL SELECT 'unlawful', s FROM unlawful) AS both_sets,
     (VALUES (1, 'leading'), (2, 'leading'), (3, 'leading'), (1, 'second'), (2, 'last')) AS d(digits, place),
     LATERAL supervise.benford_test(s, digits, place)
ORDER BY name, place, digits;
SELECT place, digits, reason FROM unlawful, (VALUES (1, 'leading'), (3, 'leading'), (1, 'second'), (2, 'last')) AS d(digits, place), LATERAL supervise.benford_test(s, digits, place) ORDER BY 1, 2;
SET supervise.language = 'zh';
SELECT (supervise.benford_test(s)).reason FROM unlawful UNION ALL SELECT (supervise.benford_test(NULL)).reason;
RESET supervise.language;
SELECT digit, count, round(z::numeric, 1) AS z, amount, round(amount_share::numeric, 4) AS share
FROM unlawful, supervise.benford_digits(s) WHERE z > 10;

-- Too few are not judged; nothing at all is an empty state.
SELECT n, verdict, conformity, mad IS NOT NULL AS mad_is_shown
FROM supervise.benford_test((SELECT supervise.benford(v) FROM generate_series(10, 308) AS v), 1);
SELECT n, verdict, conformity IS NOT NULL AS judged
FROM supervise.benford_test((SELECT supervise.benford(v) FROM generate_series(10, 309) AS v), 1);
SELECT * FROM supervise.benford_test((SELECT supervise.benford(v) FROM amount WHERE false));
SELECT count(*), sum(count), count(observed), count(z), sum(amount) FROM supervise.benford_digits(NULL);
SELECT * FROM supervise.benford_counts(NULL);

-- Second order: digits of the differences of sorted amounts, whatever the type.
SELECT d.digits, d.place, count(*), sum(a.count) AS differences, bool_and(a = b) AS equal
FROM (VALUES (1, 'leading'), (2, 'leading'), (1, 'second'), (2, 'last')) AS d(digits, place),
     LATERAL supervise.benford_second_order('SELECT v AS amount, i FROM t_benford.amount UNION ALL SELECT * FROM (VALUES (NULL, 0), (numeric ''NaN'', 0), (''Infinity'', 0)) AS x', digits, place) AS a,
     LATERAL supervise.benford_digits((SELECT supervise.benford(diff) FROM (SELECT v - lag(v) OVER (ORDER BY v) AS diff FROM amount) AS s), digits, place) AS b
WHERE a.digit = b.digit GROUP BY 1, 2 ORDER BY 2, 1;
SELECT digit, count, amount FROM supervise.benford_second_order('SELECT v::float8 AS amount FROM (VALUES (1.5), (1.75), (2), (2), (40)) AS t(v)', 1) WHERE count > 0;
SELECT digit, count, amount FROM supervise.benford_second_order('SELECT v AS amount FROM (VALUES (1), (3), (13)) AS t(v); -- integers', 1) WHERE count > 0;
SELECT sum(count) FROM supervise.benford_second_order('SELECT 1 AS amount WHERE false');

-- Errors.
SELECT * FROM supervise.benford_second_order(NULL);
SELECT * FROM supervise.benford_second_order('SELECT 1 AS price');
SELECT * FROM supervise.benford_second_order('SELECT ''x''::text AS amount');
SELECT * FROM supervise.benford_second_order('SELECT 1 AS amount', 5);
SELECT * FROM supervise.benford_second_order('DELETE FROM t_benford.amount RETURNING v AS amount');
SELECT * FROM supervise.benford_test(NULL, 4);
SELECT * FROM supervise.benford_test(NULL, NULL);
SELECT * FROM supervise.benford_test(NULL, 2, 'second');
SELECT * FROM supervise.benford_test(NULL, 2, NULL);
SELECT * FROM supervise.benford_digits(NULL, 1, 'last');
SELECT * FROM supervise.benford_digits(NULL, sign => 'both');
SELECT * FROM supervise.benford_digits(NULL, sign => NULL);
SELECT supervise.benford_step(NULL, 1);
SELECT supervise.benford_combine(s, s) FROM lawful;
SELECT 'x'::supervise.benford_state;
SELECT 'benford_state:'::supervise.benford_state;
SELECT 'benford_state:!'::supervise.benford_state;
SELECT 'benford_state:AAAA'::supervise.benford_state;
-- A state of one value, damaged byte by byte, is refused or still sound; it never crashes.
CREATE FUNCTION damaged(state supervise.benford_state, at int, bits int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	wire bytea := supervise.benford_state_send(state);
BEGIN
	wire := set_byte(wire, at, get_byte(wire, at) # bits);
	PERFORM supervise.benford_test(('benford_state:' || translate(encode(wire, 'base64'), E'\n', ''))::supervise.benford_state);
	RETURN 'read';
EXCEPTION WHEN invalid_binary_representation THEN
	DECLARE
		detail text;
	BEGIN
		GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
		RETURN detail;
	END;
END $$;
SELECT damaged(s, at, bits), count(*)
FROM (SELECT supervise.benford(12.34) AS s) AS one,
     generate_series(0, length(supervise.benford_state_send(s)) - 1, 61) AS at, (VALUES (1), (64), (255)) AS b(bits)
GROUP BY 1 ORDER BY 1;
SELECT damaged(s, 0, 1) AS kind, damaged(s, 1, 2) AS version, damaged(s, 2, 3) AS byte_order, damaged(s, 4, 1) AS used,
       damaged(s, 8, 1) AS items, damaged(s, 12, 1) AS nulls, damaged(s, 19, 128) AS negative_nulls, damaged(s, 36, 2) AS sign
FROM (SELECT supervise.benford(12.34) AS s) AS one;

SET client_min_messages = warning;
DROP SCHEMA t_benford CASCADE;
