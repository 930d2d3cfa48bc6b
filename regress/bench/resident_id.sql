-- resident_id_problem against a scan that hashes the column, and against the
-- same judgement in PL/pgSQL (regular expression, date, check character; it knows
-- nothing of regions).  Issue: at most 1.5 times the first, 20 times the second.
-- The slow side reads a twentieth of the rows, and is counted per row.
\set QUIET on
SET jit = off;
SET max_parallel_workers_per_gather = 0;
SET client_min_messages = warning;

CREATE FUNCTION check_character(digits text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT substr('10X98765432', (
	substr(digits, 1, 1)::int * 7 + substr(digits, 2, 1)::int * 9 + substr(digits, 3, 1)::int * 10 + substr(digits, 4, 1)::int * 5
	+ substr(digits, 5, 1)::int * 8 + substr(digits, 6, 1)::int * 4 + substr(digits, 7, 1)::int * 2 + substr(digits, 8, 1)::int
	+ substr(digits, 9, 1)::int * 6 + substr(digits, 10, 1)::int * 3 + substr(digits, 11, 1)::int * 7 + substr(digits, 12, 1)::int * 9
	+ substr(digits, 13, 1)::int * 10 + substr(digits, 14, 1)::int * 5 + substr(digits, 15, 1)::int * 8 + substr(digits, 16, 1)::int * 4
	+ substr(digits, 17, 1)::int * 2) % 11 + 1, 1) $$;

CREATE FUNCTION problem_in_plpgsql(id text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
	plain text := upper(regexp_replace(id, '[\s-]', '', 'g'));
	born date;
BEGIN
	IF plain !~ '^\d{17}[\dX]$' THEN
		RETURN CASE WHEN length(plain) = 18 THEN 'character' ELSE 'length' END;
	END IF;
	BEGIN
		born := make_date(substr(plain, 7, 4)::int, substr(plain, 11, 2)::int, substr(plain, 13, 2)::int);
	EXCEPTION WHEN datetime_field_overflow THEN
		RETURN 'birth_date';
	END;
	IF substr(plain, 18, 1) <> check_character(substr(plain, 1, 17)) THEN
		RETURN 'check_digit';
	END IF;
	RETURN NULL;
END $$;

-- One in fifty has a wrong check character.
CREATE UNLOGGED TABLE person AS
SELECT CASE WHEN g % 50 = 0 THEN left(id, 17) || translate(right(id, 1), '0123456789X', '123456789X0') ELSE id END AS id
FROM (SELECT g, digits || check_character(digits) AS id
	FROM (SELECT g, (ARRAY['110101', '110105', '120104', '130102', '210202', '310115', '320106', '330106', '340102', '350203',
			'370102', '410105', '420106', '430104', '440305', '440106', '450103', '500112', '510104', '610113',
			'512323', '330184', '110103', '440301', '441900', '650102'])[1 + abs(hashint8(g) % 26)]
			|| to_char(date '1940-01-01' + abs(hashint8(g + 7) % 27000), 'YYYYMMDD') || to_char(abs(hashint8(g + 9) % 1000), 'FM000') AS digits
		FROM generate_series(1, :rows::bigint) g) d) i;
VACUUM ANALYZE person;

CREATE TEMP TABLE took (what text, run int, ms numeric, rows bigint);
CREATE PROCEDURE measure(what text, run int, query text, rows bigint) LANGUAGE plpgsql AS $$
DECLARE
	began timestamptz := clock_timestamp();
BEGIN
	EXECUTE query;
	INSERT INTO took VALUES (what, run, 1000 * extract(epoch FROM clock_timestamp() - began), rows);
END $$;

SELECT format('CALL measure(%L, %s, %L, %s)', what, run, query, n)
FROM generate_series(0, 5) run, (VALUES
	(1, 'hashtext', 'SELECT count(hashtext(id)) FROM person', :rows::bigint),
	(2, 'resident_id_problem', 'SELECT count(supervise.resident_id_problem(id)) FROM person', :rows::bigint),
	(3, 'in PL/pgSQL', format('SELECT count(problem_in_plpgsql(id)) FROM (SELECT id FROM person LIMIT %s) p', :rows::bigint / 20), :rows::bigint / 20)) q (o, what, query, n)
WHERE o < 3 OR run BETWEEN 1 AND 3
ORDER BY run, o
\gexec

-- The first run warms up.
\pset footer off
SELECT what, count(*) AS runs, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms)::numeric, 1) AS median_ms,
	round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms * 1000000 / rows)::numeric, 1) AS ns_a_row
FROM took WHERE run > 0 GROUP BY what ORDER BY 4;
WITH a AS (SELECT what, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms / rows) AS ms FROM took WHERE run > 0 GROUP BY what)
SELECT round((p.ms / h.ms)::numeric, 2) AS of_the_hash, round((s.ms / p.ms)::numeric) AS times_faster_than_plpgsql
FROM a h, a p, a s WHERE h.what = 'hashtext' AND p.what = 'resident_id_problem' AND s.what = 'in PL/pgSQL';

-- Both say the same, but for what PL/pgSQL does not know.
SELECT count(*) AS rows, count(*) FILTER (WHERE c = p) AS agree, 1 / (count(*) > 0 AND count(*) = count(*) FILTER (WHERE replace(c, $$rounded_by_spreadsheet$$, $$check_digit$$) = p OR c LIKE 'region%'))::int AS fine
FROM (SELECT coalesce(supervise.resident_id_problem(id), 'valid') AS c, coalesce(problem_in_plpgsql(id), 'valid') AS p FROM person LIMIT :rows / 20) x;
