# Digits, bunching, outliers by quartiles and in levels of peers, and robust
# statistics in two steps, against their definitions in plain SQL on 1,000
# random sets; and these and status conflicts in any plan, memory and order.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $node = sv_node('definitions', 'jit = off', 'autovacuum = off');
$node->safe_psql('postgres', q{
CREATE EXTENSION supervise;
SELECT setseed(0.3);

-- Sets of subjects; sizes, ties and decimals differ by set.  One subject in
-- three has few rows, one in a hundred many.
CREATE TABLE fact AS
SELECT row_number() OVER () AS record, 'k' || set AS key, 'g' || set % 97 AS finer, 'h' || set % 7 AS coarser,
	round((1 + (random() * sizes)::int * CASE WHEN random() < 0.05 THEN 40 ELSE 1 END)::numeric * (0.07 + random()::numeric), set % 4) AS amount,
	date '2024-01-01' + (random() * 60)::int AS at
FROM (SELECT set, 5 + set % 1000 AS sizes FROM generate_series(1, 1000) AS set) AS s,
	generate_series(1, 1 + abs(hashint4(set)) % CASE WHEN set % 100 = 0 THEN 400 WHEN set % 3 = 0 THEN 6 ELSE 30 END) AS i;
DELETE FROM fact WHERE amount = 0;
CREATE TABLE shuffled AS SELECT * FROM fact ORDER BY hashint8extended(record, 5);
ANALYZE});

# --- benford: the digits of each key as text shows them.
my $digits = q{regexp_replace(regexp_replace(amount::text, '\.', ''), '^0+', '')};
foreach my $case (
	[ 'first', 1, 'leading', "left(%s, 1)", 1, 9, 'log(1 + 1.0 / d)' ],
	[ 'first two', 2, 'leading', "left(rpad(%s, 2, '0'), 2)", 10, 99, 'log(1 + 1.0 / d)' ],
	[ 'first three', 3, 'leading', "left(rpad(%s, 3, '0'), 3)", 100, 999, 'log(1 + 1.0 / d)' ],
	[ 'second', 1, 'second', "substr(rpad(%s, 2, '0'), 2, 1)", 0, 9, '(SELECT sum(log(1 + 1.0 / (10 * f + d))) FROM generate_series(1, 9) AS f)' ],
	[ 'last two', 2, 'last', "right('0' || replace(amount::text, '.', ''), 2)", 0, 99, '0.01' ])
{
	my ($name, $n, $place, $expression, $low, $high, $share) = @$case;
	my $of = sprintf($expression, $digits);

	sv_same($node,
		"SELECT key, digit, count, round(observed::numeric, 9), round(expected::numeric, 9) FROM (SELECT key, supervise.benford(amount) AS state FROM fact GROUP BY key) AS g,
			supervise.benford_digits(state, $n, '$place') WHERE count > 0",
		"SELECT key, d, n, round(n / sum(n) OVER (PARTITION BY key), 9), round($share, 9)
		FROM (SELECT key, ($of)::int AS d, count(*) AS n FROM fact GROUP BY 1, 2) AS c",
		"benford: $name digits, 1,000 sets");
	sv_same($node,
		"SELECT key, n, round(mad::numeric, 9), round(chi2::numeric, 5), round(ks::numeric, 9) FROM (SELECT key, supervise.benford(amount) AS state FROM fact GROUP BY key) AS g,
			supervise.benford_test(state, $n, '$place')",
		"WITH seen AS MATERIALIZED (SELECT key, ($of)::int AS d, count(*) AS c FROM fact GROUP BY 1, 2), law AS MATERIALIZED (SELECT d, $share AS e FROM generate_series($low, $high) AS d),
		joined AS (SELECT k.key, k.n, d, e, coalesce(c, 0) AS c FROM (SELECT key, count(*) AS n FROM fact GROUP BY 1) AS k CROSS JOIN law LEFT JOIN seen USING (key, d)),
		summed AS (SELECT *, abs(sum(c::numeric / n - e) OVER (PARTITION BY key ORDER BY d)) AS apart FROM joined)
		SELECT key, n, round(avg(abs(c::numeric / n - e)), 9), round(sum((c - n * e) ^ 2 / (n * e)), 5), round(max(apart), 9) FROM summed GROUP BY key, n",
		"benford: tests of $name digits, 1,000 sets") if $n < 3;
}
sv_same($node,
	q{SELECT key, digit, amount FROM (SELECT key, supervise.benford(amount) AS state FROM fact GROUP BY key) AS g, supervise.benford_digits(state, 2) WHERE count > 0},
	"SELECT key, left(rpad($digits, 2, '0'), 2)::int, sum(amount) FROM fact GROUP BY 1, 2",
	'benford: sums by first two digits, 1,000 sets');
# Mantissas: on the circle, and the mean of the values moved into [10, 100).
sv_same($node,
	q{SELECT key, round(mantissa_l2::numeric, 9), round(distortion::numeric, 7) FROM (SELECT key, supervise.benford(amount) AS state FROM fact GROUP BY key) AS g, supervise.benford_test(state, 1)},
	q{SELECT key, round((avg(cos(2 * pi() * log(amount::float8))) ^ 2 + avg(sin(2 * pi() * log(amount::float8))) ^ 2)::numeric, 9),
		round((100 * (avg(10 * amount::float8 / 10 ^ floor(log(amount))) / (90 / (count(*) * (10 ^ (1 / count(*)::float8) - 1))) - 1))::numeric, 7)
	FROM fact GROUP BY key}, 'benford: mantissas and distortion, 1,000 sets');
sv_same($node,
	q{SELECT digit, count FROM supervise.benford_second_order('SELECT amount FROM fact', 2)},
	q{SELECT d, count(n) FROM generate_series(10, 99) AS d LEFT JOIN (SELECT left(rpad(regexp_replace(replace(amount::text, '.', ''), '^0+', ''), 2, '0'), 2)::int AS d, 1 AS n
		FROM (SELECT amount - lag(amount) OVER (ORDER BY amount) AS amount FROM fact) AS a WHERE amount > 0) AS s USING (d) GROUP BY 1},
	'benford: second order');

# --- bunching: counts of each subject against those of all others.
foreach my $case ([ 50, 20 ], [ 100, 10 ], [ 333, 333 ])
{
	my ($line, $width) = @$case;

	sv_same($node,
		"SELECT subject, below, above, round(share::numeric, 9), round(expected::numeric, 9), round(excess::numeric, 7), records
		FROM supervise.bunching('SELECT key AS subject, record, amount FROM fact', $line, $width)",
		"SELECT key, b, a, round(b::numeric / (a + b), 9), round(e, 9), round(b - e * (a + b), 7), r
		FROM (SELECT *, (sum(b) OVER () - b + 1) / (sum(a + b) OVER () - a - b + 2) AS e
			FROM (SELECT key, count(*) FILTER (WHERE amount < $line) AS b, count(*) FILTER (WHERE amount >= $line) AS a,
				coalesce(array_agg(record::text ORDER BY record) FILTER (WHERE amount < $line), '{}') AS r
				FROM fact WHERE amount >= $line - $width AND amount < $line + $width GROUP BY key) AS c) AS d",
		"bunching at $line, 1,000 subjects");
}

# --- outliers: quartiles of two types, and the finest group that is large enough.
foreach my $type (7, 8)
{
	my $h = $type == 7 ? '(n - 1) * q + 1' : '(n + 1 / 3.0) * q + 1 / 3.0';
	my $at = sub { my ($q) = @_; "(SELECT v[floor(h)::int] + (h - floor(h)) * (v[least(ceil(h)::int, n)] - v[floor(h)::int]) FROM (SELECT greatest(1, least(n, $h)) AS h FROM (SELECT $q AS q) AS q) AS h)" };

	sv_same($node,
		"SELECT record, peer_group, peers, verdict, round(score::numeric, 6) FROM supervise.outliers('SELECT key AS peer_group, record, amount AS value FROM fact', 1.0123, min_peers => 4, method => 'iqr$type')",
		"SELECT record, key, n, CASE WHEN s > 0 THEN 'high' ELSE 'low' END, round(s, 6) FROM (
			SELECT record, key, n, CASE WHEN value > q3 THEN (value - q3) / nullif(q3 - q1, 0) WHEN value < q1 THEN (value - q1) / nullif(q3 - q1, 0) END AS s
			FROM (SELECT key, n, @{[ $at->('0.25') ]} AS q1, @{[ $at->('0.75') ]} AS q3
				FROM (SELECT key, array_agg(amount ORDER BY amount) AS v, count(*)::int AS n FROM fact GROUP BY key) AS g WHERE n >= 4) AS q
			JOIN (SELECT key, record, amount AS value FROM fact) AS f USING (key)) AS s WHERE abs(s) > 1.0123",
		"outliers by quartiles of type $type, 1,000 groups");
}
sv_same($node,
	q{SELECT record, level, peers, round(center::numeric, 6), verdict FROM supervise.outliers('SELECT ARRAY[key, finer, coarser] AS peer_group, record, amount::float8 AS value FROM fact', 3, min_peers => 9)},
	q{WITH fine AS (SELECT key, finer, coarser, supervise.robust(amount::float8) AS r FROM fact GROUP BY 1, 2, 3),
		middle AS (SELECT finer, coarser, supervise.robust(amount::float8) AS r FROM fact GROUP BY 1, 2),
		coarse AS (SELECT coarser, supervise.robust(amount::float8) AS r FROM fact GROUP BY 1),
		judged AS (SELECT record, amount::float8 AS value, CASE WHEN (f.r).n >= 9 THEN 1 WHEN (m.r).n >= 9 THEN 2 ELSE 3 END AS level,
			CASE WHEN (f.r).n >= 9 THEN f.r WHEN (m.r).n >= 9 THEN m.r ELSE c.r END AS r
			FROM fact JOIN fine AS f USING (key, finer, coarser) JOIN middle AS m USING (finer, coarser) JOIN coarse AS c USING (coarser))
	SELECT record, level, (r).n, round((r).median::numeric, 6), CASE WHEN value > (r).median THEN 'high' ELSE 'low' END FROM judged
	WHERE CASE WHEN (r).mad > 0 THEN 0.6745 * abs(value - (r).median) / (r).mad WHEN (r).mean_ad > 0 THEN abs(value - (r).median) / (1.253314 * (r).mean_ad) END > 3},
	'outliers in levels of peers');

# --- However they are asked for.
$node->safe_psql('postgres', q{
CREATE VIEW claim AS SELECT key AS subject, record, 'kind ' || record % 3 AS kind, at AS valid_from, at + (record % 9)::int AS valid_to, amount FROM fact WHERE record % 3 > 0;
CREATE VIEW status AS SELECT key AS subject, record, 's' || record % 4 AS status, at AS valid_from, at + (record % 5)::int AS valid_to FROM fact WHERE record % 3 = 0;
CREATE VIEW shuffled_claim AS SELECT key AS subject, record, 'kind ' || record % 3 AS kind, at AS valid_from, at + (record % 9)::int AS valid_to, amount FROM shuffled WHERE record % 3 > 0;
CREATE VIEW shuffled_status AS SELECT key AS subject, record, 's' || record % 4 AS status, at AS valid_from, at + (record % 5)::int AS valid_to FROM shuffled WHERE record % 3 = 0});
my %question = (
	'status_conflicts' => q{SELECT * FROM supervise.status_conflicts('%2$sclaim', '%2$sstatus', grace => '1 day')},
	'status_conflicts under rules' => q{SELECT * FROM supervise.status_conflicts('%2$sclaim', '%2$sstatus', $r$VALUES ('kind 1', 's0'), (NULL, 's2')$r$ || '', min_days => 2)},
	'outliers in levels' => q{SELECT * FROM supervise.outliers('SELECT ARRAY[key, finer] AS peer_group, record, amount AS value FROM %1$s', 2)},
	'outliers' => q{SELECT * FROM supervise.outliers('SELECT key AS peer_group, record, amount AS value FROM %1$s', 2, on_small => 'list')},
	'bunching' => q{SELECT * FROM supervise.bunching('SELECT key AS subject, record, amount FROM %1$s', 100, 50)},
	'benford_second_order' => q{SELECT * FROM supervise.benford_second_order('SELECT amount FROM %1$s', 2)},
	'benford' => q{SELECT supervise.benford(amount)::text FROM %1$s},
	'robust in two steps' => q{SELECT key, supervise.robust_statistics(supervise.robust_union(s)), supervise.robust_mad(supervise.robust_union(s))
		FROM (SELECT key, finer, record % 5 AS part, supervise.robust_state(amount) AS s FROM %1$s GROUP BY 1, 2, 3) AS p GROUP BY key ORDER BY key});
$question{'status_conflicts under rules'} =~ s/\$r\$VALUES.*?\$r\$ \|\| ''/'SELECT * FROM (VALUES (''kind 1'', ''s0''), (NULL, ''s2'')) AS r(kind, status)'/;
my $parallel = 'SET max_parallel_workers_per_gather = 3; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;';
my $serial = 'SET max_parallel_workers_per_gather = 0;';
foreach my $name (sort keys %question)
{
	my $ask = sub { my ($settings, $table, $prefix) = @_; $node->safe_psql('postgres', $settings . sprintf($question{$name}, $table, $prefix)) };
	my $plain = $ask->($serial, 'fact', '');

	cmp_ok(length($plain), '>', 500, "$name finds something");
	is($ask->($parallel, 'fact', ''), $plain, "$name in parallel, in the same order");
	is($ask->("$serial SET supervise.work_mem = '64kB'; SET work_mem = '64kB';", 'fact', ''), $plain, "$name spilled") if $name !~ /^robust/;
	is($ask->("$parallel SET supervise.work_mem = '256kB';", 'shuffled', 'shuffled_'), $plain, "$name in parallel, spilled, shuffled");
	is($ask->($serial, 'shuffled', 'shuffled_'), $plain, "$name shuffled");
}
sv_same($node,
	q{SELECT key, supervise.robust_statistics(supervise.robust_union(s)) FROM (SELECT key, record % 5, supervise.robust_state(amount) AS s FROM fact GROUP BY 1, 2) AS p GROUP BY key},
	q{SELECT key, supervise.robust(amount) FROM fact GROUP BY key}, 'robust: two steps are one, 1,000 groups');

done_testing();
