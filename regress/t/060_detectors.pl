# Duplicates, splits, sequences and status conflicts against their definitions
# in plain SQL, on 1,000 random data sets each; and the same rows however they
# are asked for: set-returning function or aggregate, parallel or serial, in
# memory or spilled, sorted or shuffled.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $node = sv_node('detectors', 'work_mem = 64MB', 'jit = off');
$node->safe_psql('postgres', q{
CREATE EXTENSION supervise;
CREATE EXTENSION fuzzystrmatch;
SELECT setseed(0.4);

-- Every set is subjects of its own; sizes, days and amounts differ by set, so
-- that there are crowded ones, empty ones, ties and rows that are alike.
CREATE TABLE payment AS
SELECT row_number() OVER () AS record, key, date '2024-01-01' + (random() * days)::int AS at,
	(CASE WHEN random() < refunds THEN -1 ELSE 1 END * (1 + (random() * sizes)::int))::numeric AS amount,
	10 + 3 * (random() * ceilings)::int AS ceiling,
	'u' || (random() * 2)::int AS unit,
	(ARRAY['a', 'A-', ''])[1 + (random() * 2)::int] || (10 + random() * codes)::int AS code,
	(random() * 40)::int AS number
FROM (SELECT set, 'k' || set || ':' || s AS key, 1 + set % 17 AS days, 1 + set % 11 AS sizes,
		(set % 3) * 0.15 AS refunds, set % 4 AS ceilings, 5 + set % 60 AS codes
	FROM generate_series(1, 1000) AS set, generate_series(1, 2) AS s) AS k,
	generate_series(1, 1 + (abs(hashint4(set)) % 14)) AS i;
CREATE INDEX ON payment (key, amount, at);

-- Reversals, earliest first, each take the latest payment left before them.
CREATE FUNCTION cancelled(same_unit boolean) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
DECLARE
	n payment;
	p bigint;
BEGIN
	CREATE TEMP TABLE taken (record bigint PRIMARY KEY);
	FOR n IN SELECT * FROM payment WHERE amount < 0 ORDER BY at, record LOOP
		p := (SELECT record FROM payment
			WHERE key = n.key AND amount = -n.amount AND at <= n.at AND (unit = n.unit OR NOT same_unit)
				AND NOT EXISTS (SELECT FROM taken WHERE taken.record = payment.record)
			ORDER BY at DESC, record DESC LIMIT 1);
		IF p IS NOT NULL THEN
			INSERT INTO taken VALUES (p), (n.record);
		END IF;
	END LOOP;
	RETURN QUERY SELECT record FROM taken;
	DROP TABLE taken;
END $$;
CREATE TABLE cancelled AS SELECT record FROM cancelled(false) AS record;
CREATE TABLE cancelled_by_unit AS SELECT record FROM cancelled(true) AS record;

CREATE FUNCTION code_of(text) RETURNS text LANGUAGE sql IMMUTABLE AS
	$$ SELECT regexp_replace(upper($1), '[^A-Z0-9]', '', 'g') $$;
CREATE FUNCTION near(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
	SELECT levenshtein(a, b) <= 1 OR EXISTS (SELECT FROM generate_series(1, length(a) - 1) AS i
		WHERE left(a, i - 1) || substr(a, i + 1, 1) || substr(a, i, 1) || substr(a, i + 2) = b) $$;

-- Groups of rows that are connected: the smallest row each can be reached from.
CREATE TABLE edge (a bigint, b bigint);
CREATE INDEX ON edge (a);
CREATE VIEW component AS
WITH RECURSIVE reach AS (
	SELECT a, b FROM edge UNION SELECT r.a, e.b FROM reach AS r JOIN edge AS e ON e.a = r.b)
SELECT b AS record, min(a) AS first FROM reach GROUP BY b;
});

# What duplicates() finds, and what it should, in one form.
sub duplicates
{
	my ($name, $options, $match, $open) = @_;

	$node->safe_psql('postgres', qq{
		TRUNCATE edge;
		INSERT INTO edge SELECT a.record, b.record FROM payment AS a JOIN payment AS b USING (key)
		WHERE a.record <> b.record AND a.record IN ($open) AND b.record IN ($open) AND $match;
		ANALYZE edge;});
	sv_same($node,
		qq{SELECT records, count, amount, excess, first_at, last_at FROM supervise.duplicates('payment', $options)},
		q{SELECT array_agg(record::text ORDER BY at, record), count(*), sum(amount),
			sum(amount) - (array_agg(amount ORDER BY abs(amount) DESC, amount DESC))[1], min(at), max(at)
		FROM component JOIN payment USING (record) GROUP BY first},
		"duplicates: $name");
	return;
}

my $all = 'SELECT record FROM payment';
my $left = 'SELECT record FROM payment EXCEPT SELECT record FROM cancelled';
my $left_by_unit = 'SELECT record FROM payment EXCEPT SELECT record FROM cancelled_by_unit';
my $sign = 'sign(a.amount) = sign(b.amount)';

duplicates('same key and amount', q('{key,amount}', net_reversals => false), 'a.amount = b.amount', $all);
duplicates('after reversals', q('{key,amount}'), "a.amount = b.amount AND $sign", $left);
duplicates('within 3 days', q('{key,amount}', within => '3 days', net_reversals => false),
	'a.amount = b.amount AND abs(a.at - b.at) <= 3', $all);
duplicates('whatever the amount', q('{key}', within => '1 day'), "abs(a.at - b.at) <= 1 AND $sign", $left);
duplicates('of different units', q('{key,amount}', '{unit}', within => '2 days'),
	"a.amount = b.amount AND $sign AND a.unit <> b.unit AND abs(a.at - b.at) <= 2", $left_by_unit);
duplicates('with a tolerance', q('{key,amount}', within => '2 days', amount_tolerance => 1, net_reversals => false),
	'abs(a.amount - b.amount) <= 1 AND abs(a.at - b.at) <= 2', $all);
duplicates('with a tolerance, of different units', q('{key,amount}', '{unit}', amount_tolerance => 1, net_reversals => false),
	'abs(a.amount - b.amount) <= 1 AND a.unit <> b.unit', $all);
duplicates('typed twice', q('{key,amount}', near => '{code}', within => '5 days', net_reversals => false),
	'a.amount = b.amount AND abs(a.at - b.at) <= 5 AND near(code_of(a.code), code_of(b.code))', $all);
duplicates('typed twice, with a tolerance', q('{key,amount}', near => '{code}', amount_tolerance => 2, net_reversals => false),
	'abs(a.amount - b.amount) <= 2 AND near(code_of(a.code), code_of(b.code))', $all);

# A window under each ceiling: all parts that have at most this one, from one
# part on.  Whatever set of parts reaches a ceiling lies in such a window.
sub splits
{
	my ($name, $within, $least, $net, $ceiling) = @_;
	my $open = $net eq 'true' ? $left : $all;

	$node->safe_psql('postgres', qq{
		TRUNCATE edge;
		INSERT INTO edge
		WITH part AS MATERIALIZED (SELECT record, key, at, amount, $ceiling AS ceiling FROM payment
				WHERE amount > 0 AND amount < $ceiling AND record IN ($open)),
			win AS (SELECT array_agg(p.record) AS parts FROM part AS f
				JOIN (SELECT DISTINCT key, ceiling FROM part) AS c USING (key)
				JOIN part AS p ON p.key = f.key AND p.ceiling <= c.ceiling AND p.at BETWEEN f.at AND f.at + $within
				GROUP BY f.record, c.ceiling HAVING sum(p.amount) >= c.ceiling AND count(*) >= $least)
		SELECT DISTINCT a, b FROM win, unnest(parts) AS a, unnest(parts) AS b;
		ANALYZE edge;});
	sv_same($node,
		"SELECT subject, first_at, last_at, parts, records, amount, ceiling FROM supervise.splits(
			'SELECT key AS subject, record, at, amount, $ceiling AS ceiling FROM payment',
			within => '$within days', min_parts => $least, net_reversals => $net)",
		"SELECT key, min(at), max(at), count(*), array_agg(record::text ORDER BY at, record), sum(amount), max($ceiling)
		FROM component JOIN payment USING (record) GROUP BY key, first",
		"splits: $name");
	return;
}

splits('on one day', 0, 2, 'false', '9');
splits('within 3 days', 3, 2, 'false', '9');
splits('of 3 parts, after reversals', 5, 3, 'true', '13');
splits('with many ceilings', 4, 2, 'true', 'ceiling');

# Numbers without gaps, and the longest parts of them that fit into a time.
$node->safe_psql('postgres', q{
CREATE FUNCTION parts(at date[], low int, high int, within int, fewest int) RETURNS SETOF int4range LANGUAGE plpgsql AS $$
DECLARE
	i int;
	j int;
BEGIN
	SELECT a, b INTO i, j FROM generate_series(low, high) AS a, generate_series(a, high) AS b
	WHERE within IS NULL OR (SELECT max(d) - min(d) FROM unnest(at[a:b]) AS d) <= within
	ORDER BY b - a DESC, a LIMIT 1;
	IF j - i + 1 >= fewest THEN
		RETURN NEXT int4range(i, j, '[]');
		RETURN QUERY SELECT parts(at, low, i - 1, within, fewest);
		RETURN QUERY SELECT parts(at, j + 1, high, within, fewest);
	END IF;
END $$;
CREATE VIEW number AS
SELECT DISTINCT ON (key, number) key, number, record, at, amount FROM payment ORDER BY key, number, at, record;
});

sub runs
{
	my ($name, $step, $within, $least) = @_;
	my $days = defined $within ? "'$within days'" : 'NULL';

	$within //= 'NULL';
	sv_same($node,
		"SELECT series, first_number, last_number, length, records, first_at, last_at, amount, round(share::numeric, 9)
		FROM supervise.sequence_runs('SELECT key AS series, number, record, at, amount FROM payment', $least, $step, $days)",
		"WITH island AS (SELECT *, number / $step - row_number() OVER (PARTITION BY key, number % $step ORDER BY number) AS island,
				count(*) OVER (PARTITION BY key) AS numbers FROM number),
			run AS (SELECT key, numbers, array_agg(number ORDER BY number) AS n, array_agg(at ORDER BY number) AS at,
				array_agg(record::text ORDER BY number) AS r, array_agg(amount ORDER BY number) AS a
				FROM island GROUP BY key, numbers, number % $step, island)
		SELECT key, n[lower(p)], n[upper(p) - 1], upper(p) - lower(p), r[lower(p):upper(p) - 1],
			(SELECT min(d) FROM unnest(at[lower(p):upper(p) - 1]) AS d), (SELECT max(d) FROM unnest(at[lower(p):upper(p) - 1]) AS d),
			(SELECT sum(d) FROM unnest(a[lower(p):upper(p) - 1]) AS d), round((upper(p) - lower(p))::numeric / numbers, 9)
		FROM run, parts(at, 1, array_length(n, 1), $within, $least) AS p",
		"sequence_runs: $name");
	return;
}

runs('of any length of time', 1, undef, 2);
runs('in steps of 3', 3, undef, 2);
runs('within 4 days', 1, 4, 2);

sv_same($node,
	"SELECT series, after_number, before_number, missing, after_record, before_record
	FROM supervise.sequence_gaps('SELECT key AS series, number, record FROM payment', 5)",
	"SELECT * FROM (SELECT key, number, lead(number) OVER w, lead(number) OVER w - number - 1 AS missing, record, lead(record) OVER w
		FROM (SELECT DISTINCT ON (key, number) * FROM payment ORDER BY key, number, record) AS n
		WINDOW w AS (PARTITION BY key ORDER BY number)) AS g
	WHERE missing BETWEEN 1 AND 5",
	'sequence_gaps');

# Conflicts day by day.
$node->safe_psql('postgres', q{
CREATE TABLE claim AS
SELECT key AS subject, record, unit AS kind, at AS valid_from, at + (amount::int % 7 + 7) % 7 AS valid_to, amount
FROM payment WHERE record % 2 = 0;
CREATE TABLE status AS
SELECT key AS subject, record, 's' || number % 3 AS status, at AS valid_from,
	CASE WHEN record % 19 > 0 THEN at + number % 6 END AS valid_to
FROM payment WHERE record % 2 = 1;
CREATE TABLE rule (kind text, status text);
INSERT INTO rule VALUES ('u0', 's0'), ('u1', 's0'), (NULL, 's1');
});

sub conflicts
{
	my ($name, $grace, $least, $ruled) = @_;
	my $rules = $ruled ? "'rule'" : 'NULL';
	my $forbidden = $ruled ? 'EXISTS (SELECT FROM rule AS r WHERE r.status = d.status AND coalesce(r.kind, c.kind) = c.kind)' : 'true';

	sv_same($node,
		"SELECT subject, record, kind, status, status_record, during, days, amount
		FROM supervise.status_conflicts('claim', 'status', $rules, '$grace days', $least)",
		"WITH held AS (SELECT DISTINCT subject, status, day::date AS day
				FROM status, generate_series(valid_from, coalesce(valid_to, '2024-03-01'), '1 day') AS day),
			forbids AS (SELECT *, count(*) OVER (PARTITION BY subject, status ORDER BY day RANGE BETWEEN '$grace days' PRECEDING AND CURRENT ROW) AS n
				FROM held),
			common AS (SELECT c.*, d.status, d.day, d.day - row_number() OVER (PARTITION BY c.record, d.status ORDER BY d.day)::int AS island
				FROM claim AS c JOIN forbids AS d ON d.subject = c.subject AND d.day BETWEEN c.valid_from AND c.valid_to
				WHERE d.n = $grace + 1 AND $forbidden)
		SELECT subject, record, kind, status,
			(SELECT s.record FROM status AS s WHERE s.subject = i.subject AND s.status = i.status
				AND i.first BETWEEN s.valid_from AND coalesce(s.valid_to, '2024-03-01')
				ORDER BY s.valid_from, s.valid_to NULLS LAST, s.record LIMIT 1),
			daterange(first, last, '[]'), last - first + 1, amount
		FROM (SELECT subject, record, kind, status, amount, min(day) AS first, max(day) AS last
			FROM common GROUP BY subject, record, kind, status, amount, island) AS i
		WHERE last - first + 1 >= $least",
		"status_conflicts: $name");
	return;
}

conflicts('without rules', 0, 1, 0);
conflicts('after a time of grace', 3, 2, 0);
conflicts('under rules', 1, 1, 1);

# The aggregates, whole and in parts that are combined.
my %aggregate = (
	'match_duplicates' => [
		q{SELECT f.* FROM (SELECT supervise.match_duplicates(record::text, at, amount, unit, NULL, '2 days', 1, true) AS found
			FROM payment GROUP BY key) AS g, unnest(found) AS f},
		q{SELECT records, count, amount, excess, first_at, last_at FROM supervise.duplicates('SELECT record::text, key, at, amount, unit FROM payment',
			'{key,amount}', '{unit}', '2 days', 1)} ],
	'split' => [
		q{SELECT key, f.* FROM (SELECT key, supervise.split(record::text, at, amount, ceiling, '3 days', 2, true) AS found
			FROM payment GROUP BY key) AS g, unnest(found) AS f},
		q{SELECT subject, first_at, last_at, parts, records, amount, ceiling, ratio
			FROM supervise.splits('SELECT key AS subject, record::text, at, amount, ceiling FROM payment', within => '3 days')} ],
	'run_lengths' => [
		q{SELECT key, f.* FROM (SELECT key, supervise.run_lengths(number::text, record::text, at, amount, 2, 1, '5 days') AS found
			FROM payment GROUP BY key) AS g, unnest(found) AS f},
		q{SELECT series, first_number, last_number, length, records, first_at, last_at, amount, share
			FROM supervise.sequence_runs('SELECT key AS series, number, record::text, at, amount FROM payment', 2, within => '5 days')} ],
	'contradict' => [
		q{SELECT subject, f.* FROM (SELECT subject, supervise.contradict(record, kind, status, valid, amount, '1 day', 1) AS found
			FROM (SELECT subject, record::text, kind, NULL AS status, daterange(valid_from, valid_to, '[]') AS valid, amount FROM claim
				UNION ALL SELECT subject, record::text, NULL, status, daterange(valid_from, valid_to, '[]'), NULL FROM status) AS u
			GROUP BY subject) AS g, unnest(found) AS f},
		q{SELECT subject, record, kind, status, status_record, during, days, amount
			FROM supervise.status_conflicts('SELECT subject, record::text, kind, valid_from, valid_to, amount FROM claim',
				'SELECT subject, record::text, status, valid_from, valid_to FROM status', grace => '1 day')} ]);

my $parallel = 'SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 3;';
foreach my $name (sort keys %aggregate)
{
	my ($by_aggregate, $by_function) = @{ $aggregate{$name} };

	sv_same($node, $by_aggregate, $by_function, "$name finds what the set-returning form finds");
	sv_same($node, "$parallel $by_aggregate", $by_function, "$name in parallel");
	sv_same($node, "SET max_parallel_workers_per_gather = 0; SET work_mem = '64kB'; $by_aggregate", $by_function, "$name, groups spilled");
	my ($call) = $by_aggregate =~ /(supervise\.\w+\([^()]*(?:\([^()]*\)[^()]*)*\))/;
	my $from = $name eq 'contradict' ? "(SELECT *, NULL AS status, daterange(valid_from, valid_to, '[]') AS valid FROM claim) AS c" : 'payment';
	$call =~ s/\(record,/(record::text,/;
	like($node->safe_psql('postgres', "$parallel EXPLAIN (COSTS OFF) SELECT $call FROM $from"),
		qr/Partial Aggregate/, "$name can be aggregated in parts");
}

# However the rows are read and kept.
my %question = (
	duplicates => q{SELECT * FROM supervise.duplicates('%s', '{key,amount}', '{unit}', '3 days', 1)},
	near => q{SELECT * FROM supervise.duplicates('%s', '{key,amount}', near => '{code}')},
	splits => q{SELECT * FROM supervise.splits('SELECT *, key AS subject FROM (%s) AS p', within => '3 days')},
	sequence_runs => q{SELECT * FROM supervise.sequence_runs('SELECT *, key AS series FROM (%s) AS p', within => '9 days')},
	sequence_gaps => q{SELECT * FROM supervise.sequence_gaps('SELECT *, key AS series FROM (%s) AS p')},
	bunching => q{SELECT * FROM supervise.bunching('SELECT *, key AS subject FROM (%s) AS p', 6, 3)});
my $rows = "SELECT record, key || i AS key, at, amount, ceiling, unit, code, number FROM payment, generate_series(1, 4) AS i";
$node->safe_psql('postgres', "CREATE TABLE large AS $rows; CREATE TABLE one AS SELECT record, ''::text AS key, at + (record % 3000)::int AS at, amount + record % 97 * 100 AS amount, ceiling + 9000 AS ceiling, unit, code, (record % 3000 + record % 3000 / 20)::int AS number FROM payment");
foreach my $name (sort keys %question)
{
	foreach my $table ('large', 'one')
	{
		my $ask = sub { my ($settings, $from) = @_; $node->safe_psql('postgres', $settings . sprintf($question{$name}, $from)) };
		my $plain = $ask->('SET max_parallel_workers_per_gather = 0;', "SELECT * FROM $table");

		isnt($plain, '', "$name over $table finds something");
		is($ask->($parallel, "SELECT * FROM $table"), $plain, "$name over $table in parallel, in the same order");
		is($ask->("SET supervise.work_mem = '256kB';", "SELECT * FROM $table"), $plain, "$name over $table spilled");
		is($ask->('', "SELECT * FROM $table ORDER BY md5(record::text || key)"), $plain, "$name over $table shuffled");
	}
}
is_deeply([ (sv_leftovers($node))[0] ], [0], 'no temporary file is left behind');

done_testing();
