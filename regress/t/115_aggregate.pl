# One group as a whole or in parts that are combined, in any plan, in any order:
# collide() gives the same rows, and they are those of collisions().

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvCollisions;
use SvTest;
use Test::More;

my $node = sv_node('aggregate', 'max_parallel_workers = 8', 'autovacuum = off');

# 60,000 claims of 8,192 persons; one person has 1,600 of them.
sv_large_tables($node, 60000, 8192);

my $serial = 'SET max_parallel_workers_per_gather = 0;';
my $parallel = 'SET max_parallel_workers_per_gather = 4; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;';
my $partitionwise = 'SET enable_partitionwise_aggregate = on;';
my $columns = 'during, days, sources, records, claims, amount, excess';

# The rows of a table's groups; $plan, if given, is what the plan must look like.
sub rows
{
	my ($from, $settings, $plan) = @_;
	my $grouped = "SELECT subject, supervise.collide(record, source, valid, amount, '1 day', 1, NULL, false) AS c FROM $from GROUP BY subject";
	my $sql = "SELECT q.subject, $columns FROM ($grouped) q CROSS JOIN LATERAL unnest(q.c) f";

	like($node->safe_psql('postgres', "$settings EXPLAIN (COSTS off) $sql"), $plan, "a plan like $plan") if $plan;
	return sv_rows($node, "$settings $sql");
}

my $found = sv_rows($node, "SELECT subject, $columns FROM supervise.collisions('public.claim', within => '1 day')");
cmp_ok(scalar(split(/\n/, $found)), '>', 1000, 'the function finds something');
is(rows('claim', $serial), $found, 'the aggregate finds the same');
is(rows('claim', "$serial SET enable_hashagg = off;", qr/GroupAggregate/), $found, 'sorted groups');
is(rows('shuffled', "$serial SET enable_sort = off; SET work_mem = '64kB'; SET hash_mem_multiplier = 1;", qr/HashAggregate/),
	$found, 'a hash aggregate that spills, of shuffled rows');
is(rows('shuffled', "$parallel SET enable_hashagg = off;", qr/Finalize GroupAggregate.*Partial GroupAggregate/s),
	$found, 'partial groups of workers, sorted, combined');
is(rows('parts', "$serial $partitionwise", qr/Append.*(Group|Hash)Aggregate/s), $found, 'partition by partition');
is(rows('scattered', "$serial $partitionwise SET cpu_tuple_cost = 10;", qr/Finalize.*Partial/s), $found, 'persons scattered over partitions');
is(rows('shuffled', "$parallel SET jit_above_cost = 0; SET jit_optimize_above_cost = 0;"), $found, 'under JIT');
is(rows('shuffled', 'SET force_parallel_mode = on;'), $found, 'force_parallel_mode = on');

# Few groups of many rows, so that workers hash what they can of each.
$node->safe_psql('postgres', q{
	CREATE TABLE crowd AS SELECT left(subject, 2) AS subject, record, source, daterange(lower(valid), lower(valid) + 1) AS valid, amount
	FROM shuffled;
	ANALYZE crowd});
is( rows('crowd', "$parallel SET enable_sort = off;", qr/Finalize (Hash|Group)Aggregate.*Partial HashAggregate/s),
	sv_rows($node, "SELECT subject, $columns FROM supervise.collisions('public.crowd', within => '1 day')"),
	'partial groups of workers, hashed, combined');

# A state that goes through its text or binary form and back is the state.
is($node->safe_psql('postgres', q{
		CREATE AGGREGATE state_of(text, text, daterange, numeric) (
			SFUNC = supervise.collide_step, STYPE = supervise.collide_state);
		CREATE TABLE state AS SELECT subject, state_of(record, source, valid, amount) AS s FROM claim GROUP BY subject;
		CREATE TABLE again (LIKE state);
		INSERT INTO again SELECT subject, s::text::supervise.collide_state FROM state;
		SELECT count(*) FROM state JOIN again USING (subject)
		WHERE supervise.collide_final(state.s) IS DISTINCT FROM supervise.collide_final(again.s)}),
	'0', 'text form of a state');
my $file = PostgreSQL::Test::Utils::tempdir() . '/states';
is($node->safe_psql('postgres', qq{
		TRUNCATE again;
		COPY state TO '$file' (FORMAT binary);
		COPY again FROM '$file' (FORMAT binary);
		SELECT count(*), (SELECT count(*) FROM state) - count(*) FROM state JOIN again USING (subject)
		WHERE supervise.collide_final(state.s) IS NOT DISTINCT FROM supervise.collide_final(again.s)})
	  =~ /^[1-9]\d*\|0$/ ? 'the same' : 'different', 'the same', 'binary form of a state');

# Whatever is in a state's text, it is refused or it is a state: never a crash.
my ($refused, $taken) = split(/\|/, $node->safe_psql('postgres', q{
	CREATE FUNCTION damage(t text, n int) RETURNS text LANGUAGE sql IMMUTABLE AS $f$
		SELECT overlay(t PLACING substr('AQgw/+09zZ=', 1 + abs(hashint4(n)) % 11, 1) FROM 1 + abs(hashint4(n + 7)) % length(t)) $f$;
	CREATE FUNCTION attempt(t text) RETURNS boolean LANGUAGE plpgsql AS $f$
	BEGIN
		PERFORM supervise.collide_final(supervise.collide_combine(t::supervise.collide_state, t::supervise.collide_state));
		RETURN true;
	EXCEPTION WHEN OTHERS THEN
		RETURN false;
	END $f$;
	SELECT count(*) FILTER (WHERE NOT took), count(*) FILTER (WHERE took)
	FROM (SELECT attempt(damage(damage(s::text, n), n * 3)) AS took
		FROM (SELECT s FROM state ORDER BY subject LIMIT 20) states, generate_series(1, 100) n) damaged}));
cmp_ok($refused, '>', 0, "damaged states: $refused refused, $taken taken");
is($node->safe_psql('postgres', 'SELECT 1'), '1', 'the server lives on');

done_testing();
