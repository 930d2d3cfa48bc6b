# Whatever the plan, the memory and the order of the input: the same rows, byte
# for byte and in the same order.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvCollisions;
use SvTest;
use Test::More;

my $node = sv_node('plans', 'max_parallel_workers = 8', 'autovacuum = off');

# 150,000 claims of 32,768 persons; one person has 4,000 of them.
sv_large_tables($node, 150000, 32768);

my $serial = 'SET max_parallel_workers_per_gather = 0';
my $parallel = 'SET max_parallel_workers_per_gather = 4; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0';

# The rows as text in the order they come in.
sub call
{
	my ($from, $settings) = @_;

	return $node->safe_psql('postgres',
		"$settings; SELECT count(*), md5(string_agg(c::text, E'\\n')), sum(amount), sum(excess)
		FROM supervise.collisions(\$q\$SELECT * FROM $from\$q\$, within => '1 day') c");
}

my $reference = call('claim', $serial);
like($reference, qr/^[1-9]\d{3,}\|/, "the serial call finds something: $reference");

my %setting = (
	'parallel' => $parallel,
	'parallel, without the leader' => "$parallel; SET parallel_leader_participation = off",
	'force_parallel_mode = on' => "$parallel; SET force_parallel_mode = on",
	'force_parallel_mode = regress' => 'SET force_parallel_mode = regress',
	'64 kB' => "$serial; SET supervise.work_mem = '64kB'",
	'parallel, 64 kB' => "$parallel; SET supervise.work_mem = '64kB'",
	'parallel, 1 MB' => "$parallel; SET supervise.work_mem = '1MB'",
	'JIT' => "$parallel; SET jit_above_cost = 0; SET jit_inline_above_cost = 0; SET jit_optimize_above_cost = 0",
	'no worker to be had' => "$parallel; SET max_parallel_workers = 0",
);
foreach my $name (sort keys %setting)
{
	is(call('claim', $setting{$name}), $reference, $name);
}
is(call('shuffled', $serial), $reference, 'shuffled input');
is(call('shuffled', $parallel), $reference, 'shuffled input, parallel');
is(call("shuffled ORDER BY amount", "$serial; SET supervise.work_mem = '64kB'"), $reference, 'sorted input, 64 kB');
is(call('parts', $parallel), $reference, 'partitions in parallel');

# --- In a plan of its own: views, prepared statements, a subquery, twice.
is( $node->safe_psql('postgres', q{
		CREATE VIEW found AS SELECT * FROM supervise.collisions('SELECT * FROM public.claim', within => '1 day');
		SET search_path = '';
		SELECT count(*), md5(string_agg(c::text, E'\n')), sum(amount), sum(excess) FROM public.found c}),
	$reference, 'a view, with an empty search_path');
is( $node->safe_psql('postgres', q{
		PREPARE p(text) AS SELECT count(*), md5(string_agg(c::text, E'\n')), sum(amount), sum(excess) FROM supervise.collisions($1, within => '1 day') c;
		SET plan_cache_mode = force_generic_plan;
		EXECUTE p('claim')}),
	$reference, 'a generic plan');
is( $node->safe_psql('postgres', q{
		SELECT count(*) FROM supervise.collisions('claim') a JOIN supervise.collisions('claim') b USING (subject, during, claims, excess)}),
	$node->safe_psql('postgres', q{SELECT count(*) FROM supervise.collisions('claim')}),
	'two calls in one statement');

done_testing();
