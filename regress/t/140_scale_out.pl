# Two servers and a table whose hash partitions lie on them: the aggregate runs
# where its rows are, and the answer is that of one server.

use strict;
use warnings;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use SvTest;
use Test::More;

my $near = sv_node('near');
my $far = sv_node('far');

plan skip_all => 'postgres_fdw is not installed'
  unless $near->safe_psql('postgres', q{SELECT count(*) FROM pg_available_extensions WHERE name = 'postgres_fdw'});

my $claims = q{
	SELECT 'p' || (hashint8extended(n, 1) & 4095) AS subject, 'r' || n AS record,
		'dept ' || (hashint8extended(n, 2) & 7) AS source, daterange(d, d + 1 + (hashint8extended(n, 4) & 31)::int) AS valid, round(n::numeric / 100, 2) AS amount
	FROM generate_series(1, 20000) n, LATERAL (SELECT date '2023-01-01' + (hashint8extended(n, 3) & 1023)::int AS d) d};
my $columns = '(subject text, record text, source text, valid daterange, amount numeric)';

foreach my $node ($near, $far)
{
	$node->safe_psql('postgres', 'CREATE EXTENSION supervise');
}
# Each server holds two of the four partitions; the coordinator is the near one.
$near->safe_psql('postgres', "CREATE EXTENSION postgres_fdw; CREATE TABLE whole AS $claims");
foreach my $i (0 .. 3)
{
	my $node = $i % 2 ? $far : $near;
	$node->safe_psql('postgres', "CREATE SCHEMA IF NOT EXISTS shards; CREATE TABLE shards.claim$i $columns");
}
foreach my $node ($near, $far)
{
	my $name = $node->name;
	my ($h, $p) = ($node->host, $node->port);

	$near->safe_psql('postgres', "
		CREATE SERVER $name FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$h', port '$p', dbname 'postgres',
			extensions 'supervise', use_remote_estimate 'true', fetch_size '10000');
		CREATE USER MAPPING FOR CURRENT_USER SERVER $name");
}
$near->safe_psql('postgres', "CREATE TABLE claim $columns PARTITION BY HASH (subject);"
	  . join('', map { "CREATE FOREIGN TABLE claim$_ PARTITION OF claim FOR VALUES WITH (MODULUS 4, REMAINDER $_)
			SERVER @{[ $_ % 2 ? 'far' : 'near' ]} OPTIONS (schema_name 'shards', table_name 'claim$_');" } 0 .. 3)
	  . 'INSERT INTO claim TABLE whole; ANALYZE claim; ANALYZE whole;');
foreach my $i (0 .. 3)
{
	($i % 2 ? $far : $near)->safe_psql('postgres', "ANALYZE shards.claim$i");
}
cmp_ok($far->safe_psql('postgres', 'SELECT count(*) FROM shards.claim1'), '>', 1000, 'the far server has its share');

# An aggregate grouped by the partition key, the columns it finds, and the
# function that finds the same without one.
my %detector = (
	collide => [
		q{supervise.collide(record, source, valid, amount)},
		'during, days, sources, records, claims, amount, excess',
		q{supervise.collisions('public.claim')}],
	collect => [
		q{supervise.collect(source, record, lower(valid), amount, NULL, 3, '30 days')},
		'beneficiaries, households, records, first_at, last_at, amount',
		q{supervise.collectors('SELECT subject AS payee, source AS beneficiary, record, lower(valid) AS at, amount FROM public.claim', 3, '30 days')}],
	split => [
		q{supervise.split(record, lower(valid), amount, 150, '90 days', 2, true)},
		'first_at, last_at, parts, records, amount, ceiling, ratio',
		q{supervise.splits('SELECT subject, record, lower(valid) AS at, amount FROM public.claim', 150, '90 days', 2)}],
);
my $push = 'SET enable_partitionwise_aggregate = on;';

foreach my $name (sort keys %detector)
{
	my ($aggregate, $columns, $function) = @{ $detector{$name} };
	my $key = $name eq 'collect' ? 'payee' : 'subject';
	my $grouped = "SELECT subject, $aggregate AS c FROM %s GROUP BY subject";
	my $unnested = "SELECT q.subject, $columns FROM ($grouped) q CROSS JOIN LATERAL unnest(q.c) f";

	# Whole groups, where they are.
	my $plan = $near->safe_psql('postgres', "$push EXPLAIN (VERBOSE, COSTS off) " . sprintf($grouped, 'claim'));
	my $remote = () = $plan =~ /Remote SQL: SELECT subject, supervise\.$name\(.*GROUP BY/g;
	is($remote, 4, "$name is part of each Remote SQL") or diag($plan);
	unlike($plan, qr/^\s*(->\s+)?(Partial |Finalize )?(Hash|Group|Mixed)?Aggregate/m, "$name: and of nothing on the coordinator");
	like($near->safe_psql('postgres', "$push EXPLAIN (VERBOSE, COSTS off) " . sprintf($unnested, 'claim')),
		qr/Remote SQL: SELECT subject, supervise\.$name/, "$name: it is under LATERAL unnest, too");

	my $whole = sv_rows($near, sprintf($unnested, 'whole'));
	isnt($whole, '', "$name: one server finds something");
	is(sv_rows($near, "$push " . sprintf($unnested, 'claim')), $whole, "$name: two servers find the same");
	is(sv_rows($near, "SELECT $key, $columns FROM $function"), $whole, "$name: so does the function over the foreign partitions");
}

# Without the extension in the servers' options nothing is pushed down, and the
# answer stays.
$near->safe_psql('postgres', 'ALTER SERVER far OPTIONS (DROP extensions); ALTER SERVER near OPTIONS (DROP extensions)');
foreach my $name (sort keys %detector)
{
	my $grouped = "SELECT subject, $detector{$name}[0] AS c FROM %s GROUP BY subject";

	unlike($near->safe_psql('postgres', "$push EXPLAIN (VERBOSE, COSTS off) " . sprintf($grouped, 'claim')),
		qr/Remote SQL:.*supervise/, "$name: not pushed down without the option");
	is(sv_rows($near, $push . sprintf($grouped, 'claim')), sv_rows($near, sprintf($grouped, 'whole')), "$name: the same groups even so");
}

done_testing();
