-- Resident ids: each problem code once, what a number says, ages, errors.
SET search_path = supervise;
SET datestyle = 'ISO';

SELECT v, resident_id(v), resident_id(v, true) AS lenient, resident_id_problem(v) AS problem, resident_id_form(v) AS form
FROM (VALUES ('110102199101010078'), ('44011320141005001x'), ('４４０１１３　２０１４１００５　００１Ⅹ'),
	('''440113-20141005-001X'), ('="44011320141005001X"'), ('320682830203849'),
	(''), ('　'), ('110102********0078'), ('1101021991XXXX0078'), ('4.10329E+17'), ('110102199101010078.0'),
	('110102199101010078/44011320141005001X'), ('11010219910101O078'), ('身份证110102199101010078'),
	('1101021991010100'), ('1101021991010100780'),
	('160102199101010078'), ('119902199101010078'),
	('110101199013010012'), ('110102199102290078'), ('110102184901010078'), ('110102205001010079'), ('110102204912310078'),
	('440113201410050000'), ('110102199101010079'), ('911156199101010077'), ('110101991001001'),
	('110199199101010077'), ('110103201101010074'), ('810000199101010075'), ('830000199101010079')) t (v);

-- NULL in, NULL out; a null choice is an error.
SELECT resident_id(NULL), resident_id(NULL, true), resident_id_problem(NULL), resident_id_problem(NULL, '2026-01-01'),
	resident_id_birth_date(NULL), resident_id_sex(NULL), resident_id_region(NULL), resident_id_form(NULL), resident_id_age(NULL, '2026-01-01');
SELECT resident_id('110102199101010078', NULL);
SELECT resident_id_problem('110102199101010078', NULL);

-- The future depends on the day of the record.
SELECT d, resident_id_problem('110102199101010078', d) FROM (VALUES ('1990-12-31'::date), ('1991-01-01'), ('infinity'), ('-infinity')) t (d);
SELECT resident_id_problem('110199199101010077', '1990-01-01') AS future_before_doubt,
	resident_id_problem('110102199101010079', '1990-01-01') AS error_before_future;

-- What a number says.
SELECT v, resident_id_birth_date(v), resident_id_sex(v), resident_id_region(v)
FROM (VALUES ('110102199101010078'), ('320682830203849'), ('110101890101997'), ('110199199101010077'), ('110102199101010079')) t (v);

-- Full years; 29 February as age() has it.
SELECT d, resident_id_age('11010120000229001X', d), extract(year FROM age(d, '2000-02-29'))
FROM (VALUES ('2000-02-28'::date), ('2000-02-29'), ('2001-02-28'), ('2001-03-01'), ('2004-02-28'), ('2004-02-29'), ('2099-12-31')) t (d);
SELECT count(*) AS days, count(*) FILTER (WHERE resident_id_age('110102199101010078', d::date) IS DISTINCT FROM extract(year FROM age(d, '1991-01-01'))) AS different
FROM generate_series('1991-01-01'::timestamp, '2030-12-31', '1 day') d;
SELECT resident_id_age('110102199101010078', 'infinity'), resident_id_age('110102199101010078', '-infinity'), resident_id_age('110102199101010079', '2026-01-01');

-- Fit for an index and a generated column.
CREATE TEMP TABLE person (id text, key text GENERATED ALWAYS AS (supervise.resident_id(id)) STORED);
INSERT INTO person VALUES ('110102 19910101 0078'), ('110102199101010079');
CREATE INDEX ON person (supervise.resident_id(id)) WHERE supervise.resident_id_problem(id) IS NULL;
SELECT * FROM person ORDER BY id;

-- A toasted value, and one of a hundred million characters.
CREATE TEMP TABLE long (v text);
INSERT INTO long SELECT repeat(' ', 100000) || '110102199101010078';
SELECT resident_id(v) FROM long;
SELECT resident_id_problem(repeat('1', 100000000)), resident_id_problem(repeat(' ', 100000000)), length(resident_id(repeat(' ', 10000000) || '110102199101010078'));
