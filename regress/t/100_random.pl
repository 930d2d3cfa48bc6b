# 1,200 random data sets against the day-by-day definition, in SQL, of the same
# answer: 30 rules, 40 sets each.  SV_SEED=0.7 in the environment tries others.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvCollisions;
use SvTest;
use Test::More;

my $seed = $ENV{SV_SEED} // '0.42';
my @rules = sv_rules();
my $sets = 40 * @rules;
my $node = sv_node('random');

note("seed $seed");
$node->safe_psql('postgres', 'CREATE EXTENSION supervise');
sv_claims($node, $sets, $seed);
cmp_ok($node->safe_psql('postgres', 'SELECT count(DISTINCT set_no) FROM random.claim'),
	'>=', 1000, 'at least 1,000 sets have a claim');

# The same claims, written in each way that is understood.
my @forms = (
	'SELECT subject, record, source, valid, amount FROM',
	'SELECT subject, record, source, lower(valid) AS valid_from, upper(valid) - 1 AS valid_to, amount FROM',
	# columns in another order, of other types, and one too many
	'SELECT set_no, amount, record::varchar AS record, valid, source::bpchar(4), split_part(subject, \'/\', 1)::int * 10 + split_part(subject, \'/\', 2)::int AS subject FROM');

my ($found, $different, $open) = (0, 0, 0);
foreach my $i (0 .. $#rules)
{
	my $these = "(SELECT * FROM random.claim WHERE set_no % " . @rules . " = $i) c";
	my $form = $i % @forms;
	my $subject = $form == 2
	  ? "(split_part(subject, '/', 1)::int * 10 + split_part(subject, '/', 2)::int)::text" : 'subject';
	my $arguments = sv_arguments($rules[$i]);
	my $result = $node->safe_psql('postgres', qq{
		CREATE TEMP TABLE expected AS SELECT $subject AS subject, during, days, sources, records, claims, amount, excess
		FROM (@{[ sv_definition("SELECT * FROM $these", $rules[$i]) ]}) d;
		CREATE TEMP TABLE got AS
		SELECT subject, during, days, ARRAY(SELECT unnest(sources) ORDER BY 1) AS sources,
			ARRAY(SELECT unnest(records) ORDER BY 1) AS records, claims, amount, excess
		FROM supervise.collisions(\$q\$$forms[$form] $these\$q\$, $arguments);
		SELECT (SELECT count(*) FROM expected), (SELECT count(*) FROM got), (SELECT count(*) FROM expected WHERE days IS NULL);
		(SELECT 'expected', * FROM (TABLE expected EXCEPT ALL TABLE got) a ORDER BY 2, 3 LIMIT 2)
		UNION ALL (SELECT 'got', * FROM (TABLE got EXCEPT ALL TABLE expected) b ORDER BY 2, 3 LIMIT 2)});
	my ($counts, @differing) = split(/\n/, $result);
	my ($expected, $got, $unended) = split(/\|/, $counts);

	$found += $expected;
	$open += $unended;
	next if !@differing && $expected == $got && $expected > 0;
	$different++;
	fail("rule $i: $arguments");
	diag("$expected expected, $got got");
	diag($_) foreach @differing;
}
is($different, 0, "$sets data sets under " . @rules . " rules: $found episodes");
cmp_ok($open, '>', 0, "some of them never end ($open)");

# The aggregate says the same as the function, rule by rule.
my $columns = 'during, days, sources, records, claims, amount, excess';
foreach my $i (grep { $_ % 3 == 0 } 0 .. $#rules)
{
	my $where = "WHERE set_no % " . @rules . " = $i";

	sv_same($node,
		"SELECT subject, $columns FROM supervise.collisions(\$q\$SELECT * FROM random.claim $where\$q\$, " . sv_arguments($rules[$i]) . ')',
		"SELECT q.subject, $columns FROM (
			SELECT subject, supervise.collide(record, source, valid, amount, " . sv_constants($rules[$i]) . ") AS c
			FROM random.claim $where GROUP BY subject) q CROSS JOIN LATERAL unnest(q.c) f",
		'function and aggregate: ' . sv_arguments($rules[$i]));
}

# What the days of a claim `at` are: that day, and those within.
sv_same($node,
	q{SELECT * FROM supervise.collisions($q$SELECT subject, record, source, lower(valid) AS at FROM random.claim$q$, within => '3 days')},
	q{SELECT * FROM supervise.collisions($q$SELECT subject, record, source, daterange(lower(valid), lower(valid), '[]') AS valid FROM random.claim$q$, within => '3 days')},
	'a day is a period of one day');

done_testing();
